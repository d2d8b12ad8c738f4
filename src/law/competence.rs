//! Who may decide on which awards, and how such a person is called: by a code, by title and body ("Giám đốc Sở
//! Tài chính"), or by the body alone in the name of an award ("Cờ thi đua của Chính phủ").

use chrono::NaiveDate;
use serde::Deserialize;

use super::dated::{self, holds};
use super::parameters::{Parameters, Title};
use crate::base::diag::is_slip;
use crate::base::text::syllable::{Care, is_syllable};
use crate::base::text::{ascii_key, fold};

/// Which awards somebody may decide on.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Competence {
    pub nguoi: String,
    pub ten: String,
    /// The title alone: "Chủ tịch".
    pub chuc_danh: String,
    /// What the title alone is enough for to know who is meant ("Thủ tướng").
    #[serde(default)]
    pub goi_tat: Vec<String>,
    /// Whether there is only one such person in the country.
    #[serde(default)]
    pub duy_nhat: bool,
    /// How the names of the bodies begin that such a person heads; the first is that of `ten`.
    pub co_quan: Vec<String>,
    /// How these bodies stand in a ký hiệu, where all are called alike ("UBND").
    #[serde(default)]
    pub viet_tat: String,
    #[serde(default, deserialize_with = "dated::day")]
    pub tu_ngay: Option<NaiveDate>,
    #[serde(default, deserialize_with = "dated::day")]
    pub den_ngay: Option<NaiveDate>,
    pub hinh_thuc: Vec<String>,
    pub can_cu: String,
    #[serde(default)]
    pub chua_kiem_chung: bool,
}

impl Competence {
    /// Whether it holds on `date`.
    pub fn holds(&self, date: NaiveDate) -> bool {
        holds(self.tu_ngay, self.den_ngay, date)
    }

    /// Whether such a person heads the body `name`.
    pub fn heads(&self, name: &str) -> bool {
        self.co_quan.iter().any(|beginning| begins(name, beginning))
    }

    /// Whether `called` is such a person, by title and body or by a short name.
    fn is_called(&self, called: &str) -> bool {
        let title = words(&self.chuc_danh).len();
        let of_body = begins(called, &self.chuc_danh) && {
            let body: Vec<String> = words(called).into_iter().skip(title).collect();
            self.co_quan.iter().any(|beginning| body.starts_with(&words(beginning)))
        };
        of_body || self.goi_tat.iter().any(|short| words(short) == words(called))
    }
}

/// Why somebody can't decide on an award in his own name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// A deputy, who signs for the head.
    CapPho,
    /// Who leads a part of a body.
    BoPhan,
}

impl Lack {
    /// What is to be done instead.
    pub fn mending(self) -> &'static str {
        match self {
            Lack::CapPho => {
                "ghi người đứng đầu ở `nguoi_quyet_dinh`; cấp phó ký thay thì ghi quyen_han = [\"KT. …\", \"PHÓ …\"] ở `nguoi_ky`"
            }
            Lack::BoPhan => "ghi người đứng đầu cơ quan ở `nguoi_quyet_dinh`; phòng, văn phòng chỉ trình khen thưởng",
        }
    }
}

/// Heads of parts of a body, as they are called.
const OF_PARTS: [&str; 3] = ["trưởng phòng", "chánh văn phòng", "chánh thanh tra"];
/// How bodies begin whose office and inspectors have no seal of their own for awards.
const BODIES: [&str; 12] = [
    "sở",
    "cục",
    "chi cục",
    "trường",
    "bệnh viện",
    "trung tâm",
    "ủy ban nhân dân xã",
    "ủy ban nhân dân phường",
    "ubnd xã",
    "ubnd phường",
    "tổng công ty",
    "công ty",
];
/// Forces that give their heads of departments awards to grant by rules of their own.
const FORCES: [&str; 5] = ["công an", "quân sự", "quân khu", "biên phòng", "quân đội"];

/// Why who is `called` so can't decide on an award in his own name, in the body `body`; nothing where he may.
pub fn lack(called: &str, body: &str) -> Option<Lack> {
    let (called, body) = (fold(called), fold(body));
    let called = called.trim();
    if called.starts_with("phó ") {
        return Some(Lack::CapPho);
    }
    let part = OF_PARTS.iter().find(|part| called.starts_with(*part))?;
    let rest = called.strip_prefix(part).unwrap_or_default().trim();
    let whose = part.split_once(' ').map_or("", |(_, part)| part);
    let is_own_body = body.starts_with(whose);
    let is_force = FORCES.iter().any(|force| called.contains(force) || body.contains(force));
    let is_part = *part == "trưởng phòng" || rest.is_empty() || BODIES.iter().any(|name| rest.starts_with(name));
    (is_part && !is_own_body && !is_force).then_some(Lack::BoPhan)
}

impl Parameters {
    /// The decider with this code, or called as the table calls it.
    pub fn decider_coded(&self, code: &str) -> Option<&Competence> {
        let key = ascii_key(code);
        self.tham_quyen.iter().find(|known| known.nguoi == key || ascii_key(&known.ten) == key)
    }

    /// The decider with this code, or with this title and body.
    pub fn decider(&self, called: &str) -> Option<&Competence> {
        self.decider_coded(called).or_else(|| self.tham_quyen.iter().find(|known| known.is_called(called)))
    }

    /// The decider that the name of an award tells: by title and body, or by the body alone.
    pub fn decider_or_body(&self, called: &str) -> Option<&Competence> {
        self.decider(called).or_else(|| self.tham_quyen.iter().find(|known| known.heads(called)))
    }

    /// Whom in the table `called` is typed for: word by word the same, but for letters that make no syllable ("Chủ tịch
    /// UBDN tỉnh"). Another word is another body ("Chủ tịch LĐLĐ tỉnh").
    pub fn slip_of_decider(&self, called: &str) -> Option<&Competence> {
        let typed: Vec<&str> = called.split([' ', '_']).filter(|word| !word.is_empty()).collect();
        let is_slip_of = |known: &str| {
            let known: Vec<&str> = known.split('_').collect();
            let pairs = || typed.iter().map(|word| (*word, ascii_key(word))).zip(&known);
            let is_near = |(word, plain): &(&str, String), known: &str| {
                plain == known || is_slip(plain, known) && !is_syllable(word, Care::Lenient)
            };
            let same = pairs().filter(|((_, plain), known)| plain == *known).count();
            typed.len() >= known.len() && same * 2 >= known.len() && pairs().all(|(word, known)| is_near(&word, known))
        };
        self.tham_quyen.iter().find(|known| is_slip_of(&known.nguoi) || is_slip_of(&ascii_key(&known.ten)))
    }

    /// The entry of the statutory list that the name of an award begins with.
    pub fn title_of(&self, award: &str) -> Option<&Title> {
        let called = words(award);
        let bare = called.strip_prefix(words("danh hiệu").as_slice()).unwrap_or(&called);
        let begun = self.danh_muc.iter().filter(|title| bare.starts_with(&words(&title.ten)));
        begun.max_by_key(|title| words(&title.ten).len())
    }

    /// Who may decide on the award with this code of the statutory list.
    pub fn able(&self, title: &str) -> impl Iterator<Item = &Competence> {
        self.tham_quyen.iter().filter(move |known| known.hinh_thuc.iter().any(|award| award == title))
    }
}

/// Whether the words of `name` begin with those of `beginning`.
pub fn begins(name: &str, beginning: &str) -> bool {
    words(name).starts_with(&words(beginning))
}

/// The words of `text` without case and accents, "UBND" in full.
pub fn words(text: &str) -> Vec<String> {
    let full = ascii_key(text);
    let words = full.split('_').filter(|word| !word.is_empty());
    words
        .flat_map(|word| match word {
            "ubnd" => vec!["uy", "ban", "nhan", "dan"],
            "tp" => vec!["thanh", "pho"],
            word => vec![word],
        })
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::Law;

    #[test]
    fn who_decides_is_called_by_title_and_body() {
        let law = Law::builtin().unwrap().parameters;
        for known in &law.tham_quyen {
            let whole = format!("{} {}", known.chuc_danh, known.co_quan[0]);
            assert_eq!(ascii_key(&known.ten), ascii_key(&whole));
        }
        for (called, code) in [
            ("giam_doc_so", Some("giam_doc_so")),
            ("Giám đốc sở", Some("giam_doc_so")),
            ("Giám đốc Sở Y tế", Some("giam_doc_so")),
            ("Chủ tịch UBND phường Rạch Giá", Some("chu_tich_ubnd_xa")),
            ("Chủ tịch UBND TP Cần Thơ", Some("chu_tich_ubnd_tinh")),
            ("Bộ trưởng Bộ Khoa học và Công nghệ", Some("bo_truong")),
            ("Thủ tướng", Some("thu_tuong")),
            ("Hiệu trưởng", None),
            ("Giám đốc Bệnh viện", None),
            ("Chủ tịch", None),
        ] {
            assert_eq!(law.decider(called).map(|known| known.nguoi.as_str()), code, "{called}");
        }
        for (called, code) in
            [("Chính phủ", Some("thu_tuong")), ("UBND tỉnh", Some("chu_tich_ubnd_tinh")), ("đơn vị", None)]
        {
            assert_eq!(law.decider_or_body(called).map(|known| known.nguoi.as_str()), code, "{called}");
        }
    }

    #[test]
    fn deputies_and_heads_of_parts_decide_on_no_award() {
        let office = "Sở Tài chính";
        for (called, body, found) in [
            ("Phó Giám đốc Sở Tài chính", office, Some(Lack::CapPho)),
            ("PHÓ CHỦ TỊCH", "Ủy ban nhân dân xã An Minh", Some(Lack::CapPho)),
            ("Chánh Văn phòng Sở", office, Some(Lack::BoPhan)),
            ("Chánh Văn phòng", office, Some(Lack::BoPhan)),
            ("Chánh Thanh tra Sở Tài chính", office, Some(Lack::BoPhan)),
            ("Trưởng phòng Tổ chức", office, Some(Lack::BoPhan)),
            ("TRƯỞNG PHÒNG", "Công ty Cấp nước", Some(Lack::BoPhan)),
            ("Giám đốc Sở Tài chính", office, None),
            ("Chánh Văn phòng Ủy ban nhân dân tỉnh", "Văn phòng Ủy ban nhân dân tỉnh", None),
            ("Chánh Văn phòng Ủy ban nhân dân tỉnh", office, None),
            ("Chánh Văn phòng Tỉnh ủy", office, None),
            ("Chánh Thanh tra tỉnh", "Thanh tra tỉnh", None),
            ("Chánh Văn phòng", "Văn phòng Tỉnh ủy", None),
            ("Trưởng phòng Cảnh sát giao thông", "Công an tỉnh An Giang", None),
            ("Trưởng phòng", "Phòng Giáo dục và Đào tạo", None),
            ("Trưởng ban Tổ chức", office, None),
            ("Hiệu trưởng", "Trường Hòn Đất", None),
            ("Chủ tịch", office, None),
        ] {
            assert_eq!(lack(called, body), found, "{called}, {body}");
        }
    }

    #[test]
    fn another_body_is_no_slip_of_one_in_the_table() {
        let law = Law::builtin().unwrap().parameters;
        for (called, code) in [
            ("chu_tich_ubdn_tinh", Some("chu_tich_ubnd_tinh")),
            ("Chủ tịch UBDN tỉnh", Some("chu_tich_ubnd_tinh")),
            ("Chủ tịch UBDN tỉnh An Giang", Some("chu_tich_ubnd_tinh")),
            ("Chủ tịch UBDN xã An Minh", Some("chu_tich_ubnd_xa")),
            ("Thủ tướngg Chính phủ", Some("thu_tuong")),
            ("Giám đôcs Sở", Some("giam_doc_so")),
            ("Thủ tướng Chính phur", Some("thu_tuong")),
            ("Chủ tịch LĐLĐ tỉnh", None),
            ("Chủ tịch UBMTTQ tỉnh", None),
            ("Chủ tịch HĐND tỉnh", None),
            ("Chủ tịch HND xã", None),
            ("Chủ tịch Hội Nông dân xã", None),
            ("Chủ tịch Công đoàn tỉnh", None),
            ("Bí thư Tỉnh đoàn", None),
            ("Giám đốc Quỹ", None),
            ("Tổng Giám đốc", None),
            ("Cục trưởng Cục Thuế", None),
            ("Tư lệnh Quân khu 9", None),
            ("Hiệu trưởng Trường Hòn Đất", None),
        ] {
            assert!(law.decider(called).is_none(), "{called}");
            assert_eq!(law.slip_of_decider(called).map(|known| known.nguoi.as_str()), code, "{called}");
        }
    }

    #[test]
    fn an_award_is_known_by_how_its_name_begins() {
        let law = Law::builtin().unwrap().parameters;
        for (name, code) in [
            ("Bằng khen của Thủ tướng Chính phủ", Some("bang_khen_thu_tuong")),
            ("Danh hiệu Lao động tiên tiến", Some("lao_dong_tien_tien")),
            ("Huân chương Lao động hạng Ba", Some("huan_chuong")),
            ("Giấy khen của Hiệu trưởng", Some("giay_khen")),
            ("bằng khen của Tổng Liên đoàn", Some("bang_khen")),
            ("Bằng khen", Some("bang_khen")),
            ("Bằng khen của Chủ tịch UBND tỉnh An Giang", Some("bang_khen_tinh")),
            ("Công dân ưu tú", None),
        ] {
            assert_eq!(law.title_of(name).map(|title| title.ma.as_str()), code, "{name}");
        }
    }
}
