//! Awards that somebody else grants: a decision on them is void whoever signs it (Điều 77–80 Luật Thi đua, khen
//! thưởng), so none is made, and the tờ trình goes to who grants them.

use super::same_body::{body_in, may_be_one};
use crate::campaign::model::award::Award;
use crate::campaign::model::bestowal::bare;
use crate::campaign::model::title::title_by_law;
use crate::law::competence::{Competence, begins, words};
use crate::law::parameters::Parameters;

/// How those who grant awards are called before the name of their body.
const TITLES: &[&str] = &[
    "Tổng Giám đốc",
    "Giám đốc",
    "Chủ tịch",
    "Bí thư",
    "Hiệu trưởng",
    "Viện trưởng",
    "Cục trưởng",
    "Chi cục trưởng",
    "Tổng cục trưởng",
    "Chánh án",
    "Chỉ huy trưởng",
    "Trưởng ban",
];
/// Bodies of the Party, of unions and associations, of police and army, which grant by themselves.
const OTHERS: &[&str] = &[
    "Ban Thường vụ",
    "Ban Chấp hành",
    "Ban Cán sự",
    "Đảng ủy",
    "Đảng bộ",
    "Chi bộ",
    "Tỉnh ủy",
    "Thành ủy",
    "Huyện ủy",
    "Tỉnh đoàn",
    "Thành đoàn",
    "Đoàn Thanh niên",
    "Trung ương",
    "Công đoàn",
    "Liên đoàn",
    "Tổng Liên đoàn",
    "Hội Cựu chiến binh",
    "Hội Liên hiệp",
    "Hội Nông dân",
    "Ủy ban Mặt trận",
    "Công an",
    "Bộ Chỉ huy",
];

/// What awards are called before whom they are of, where no "của" stands between.
const AWARDS: &[&str] = &["Giấy khen", "Bằng khen", "Thư khen", "Giấy chứng nhận", "Cờ thi đua", "Kỷ niệm chương"];

/// Why there is neither tờ trình nor decision of an award that nobody is said to decide on.
pub const OF_NOBODY: &str = "chưa lập tờ trình, quyết định: hình thức này chưa ghi `nguoi_quyet_dinh`";

/// Who decides, by all the names that the folder has for that person and body.
pub struct Decider<'a> {
    /// "Giám đốc Sở Y tế"
    pub nguoi: &'a str,
    /// The body that this person heads.
    pub co_quan: &'a [&'a str],
    /// What its names may be found beside: its short form, and the places of it and of the bodies above.
    pub ben_canh: &'a [&'a str],
}

/// Who grants the award, when that is not `decider`: as its name tells ("Bằng khen của Thủ tướng Chính phủ"), else by
/// its entry in the statutory list. Words that the table does not know mean whom the award enters.
pub fn authority(award: &Award, name: &str, decider: &Decider, law: &Parameters) -> Option<String> {
    let entered = || award.nguoi_quyet_dinh.as_ref().and_then(|called| law.decider(&called.value));
    let known = law.decider(decider.nguoi).or_else(entered);
    named(name, decider, known, law).or_else(|| by_law(award, name, known, law))
}

fn named(name: &str, decider: &Decider, known: Option<&Competence>, law: &Parameters) -> Option<String> {
    let told = whom(name, law)?;
    if contains(decider.nguoi, told) {
        return None;
    }
    let meant = law.decider_or_body(told);
    let is_other = match meant {
        Some(meant) if known.is_some_and(|known| known.nguoi == meant.nguoi) => is_another(told, decider),
        Some(_) => true,
        None => is_of_another_body(told, decider),
    };
    is_other.then(|| meant.map_or_else(|| told.to_owned(), |meant| head_of(told, meant)))
}

/// Who grants in the name of the body `told`, where that is no person: its head, who is `meant`.
fn head_of(told: &str, meant: &Competence) -> String {
    match () {
        () if begins(told, &meant.chuc_danh) => told.to_owned(),
        () if meant.duy_nhat => meant.ten.clone(),
        () => format!("{} {told}", meant.chuc_danh),
    }
}

/// The words of `name` that tell who grants the award; "của khối thi đua" is nobody who grants.
pub fn whom<'n>(name: &'n str, law: &Parameters) -> Option<&'n str> {
    let name = bare(name);
    let behind = name.match_indices(" của ").filter_map(|(at, of)| name.get(at + of.len()..));
    let beside = AWARDS.iter().find_map(|award| rest_behind(name, award));
    behind.chain(beside).map(body_in).find(|told| {
        let called = words(told);
        let body = behind_title(&called);
        law.decider_or_body(told).is_some() || body.len() < called.len() || starts_with_one(body, OTHERS)
    })
}

/// What of `name` stands behind the words of `beginning`.
fn rest_behind<'n>(name: &'n str, beginning: &str) -> Option<&'n str> {
    begins(name, beginning).then_some(())?;
    let mut rest = name.trim_start();
    for _ in words(beginning) {
        rest = rest.split_once(' ')?.1.trim_start();
    }
    Some(rest)
}

/// Whether `told` is of another body of the same kind: "Giám đốc Sở Nội vụ" beside "Giám đốc Sở Y tế".
fn is_another(told: &str, decider: &Decider) -> bool {
    let names: Vec<&str> = [decider.nguoi].into_iter().chain(decider.co_quan.iter().copied()).collect();
    !may_be_one(told, &names, decider.ben_canh)
}

/// Whether `told`, whom the table does not know, is clearly of another body than the decider: another title without a
/// body, somebody's title with another body behind it, or a body of the Party, a union, the police.
fn is_of_another_body(told: &str, decider: &Decider) -> bool {
    let (called, nguoi) = (words(told), words(decider.nguoi));
    let (body, own) = (behind_title(&called), behind_title(&nguoi));
    if body.is_empty() {
        let title = nguoi.get(..nguoi.len() - own.len()).unwrap_or_default();
        return !title.is_empty() && !title.windows(called.len()).any(|part| part == called);
    }
    if is_of_party_of_province(&called) && !is_of_party_of_province(&nguoi) {
        return true;
    }
    let is_beside =
        |called: &[String]| (0..called.len()).any(|at| starts_with_one(called.get(at..).unwrap_or_default(), OTHERS));
    starts_with_one(body, OTHERS) && !is_beside(&nguoi) || is_another(told, decider)
}

/// Whether `called` is of the Party or the Đoàn of a whole province, whose names have no word of their own: "Tỉnh ủy",
/// "Đảng bộ thành phố", "Tỉnh đoàn".
fn is_of_party_of_province(called: &[String]) -> bool {
    let pairs = called.iter().zip(called.iter().skip(1));
    pairs.map(|(one, next)| (one.as_str(), next.as_str())).any(|pair| {
        matches!(pair, ("tinh" | "thanh", "uy" | "doan") | ("bo", "tinh" | "thanh") | ("doan" | "minh", "tinh"))
    })
}

/// Whether who is called `title` heads a body within or beside the one that the words behind name: "Bí thư Đảng ủy".
pub fn heads_another(title: &str) -> bool {
    let title = words(title);
    (1..title.len()).any(|at| title.get(at..).is_some_and(|rest| starts_with_one(rest, OTHERS)))
}

/// What stands behind the title of a person; all where there is none.
fn behind_title(called: &[String]) -> &[String] {
    let titles = TITLES.iter().map(|title| words(title)).filter(|title| called.starts_with(title));
    called.get(titles.map(|title| title.len()).max().unwrap_or(0)..).unwrap_or_default()
}

fn starts_with_one(called: &[String], beginnings: &[&str]) -> bool {
    beginnings.iter().any(|beginning| called.starts_with(&words(beginning)))
}

/// What the plan enters is held against all who are able; what only the name tells, against those of whom there is
/// one, and against all who stand above a decider of the table: heads of other bodies may be able too, and the table does
/// not list them.
fn by_law(award: &Award, name: &str, decider: Option<&Competence>, law: &Parameters) -> Option<String> {
    let entered = award.danh_muc.as_ref().map(|title| title.value.as_str());
    let title = entered.or_else(|| title_by_law(name, law).map(|title| title.ma.as_str()))?;
    let rank = |known: &Competence| law.tham_quyen.iter().position(|other| other.nguoi == known.nguoi);
    let is_above = |able: &&Competence| decider.is_some_and(|decider| rank(able) < rank(decider));
    let nearest = law.able(title).filter(is_above).last().or_else(|| law.able(title).next())?;
    let is_able = decider.is_some_and(|decider| law.able(title).any(|able| able.nguoi == decider.nguoi));
    let only_one = law.able(title).all(|able| able.duy_nhat);
    let are_above = law.able(title).all(|able| is_above(&able));
    let beyond = !is_able && (only_one || are_above || entered.is_some() && decider.is_some());
    beyond.then(|| nearest.ten.clone())
}

/// Whether the words of `part` stand in a row in `whole`.
fn contains(whole: &str, part: &str) -> bool {
    let (whole, part) = (words(whole), words(part));
    !part.is_empty() && whole.windows(part.len()).any(|window| window == part)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::base::diag::Report;
    use crate::campaign::model::located::Located;
    use crate::campaign::rules::input::read_rulebook;
    use crate::campaign::source::{fields::read_whole, toml};
    use crate::law::Law;

    #[test]
    fn an_award_is_granted_by_whom_its_name_or_the_law_tells() {
        let law = Law::builtin().unwrap().parameters;
        let facts = "[[hinh_thuc]]\nma = \"a\"\nten = \"A\"\ntieu_chuan = []\n";
        let facts = toml::parse(facts, Path::new("phong_trao.toml")).unwrap();
        let rules = read_whole(&facts, &mut Report::new(), read_rulebook);
        for (name, entry, nguoi, expected) in [
            ("Bằng khen của Thủ tướng Chính phủ", "", "Giám đốc Sở Y tế", Some("Thủ tướng Chính phủ")),
            ("Bằng khen của Bộ trưởng Bộ Y tế", "", "Giám đốc Sở Y tế", Some("Bộ trưởng Bộ Y tế")),
            ("Giấy khen của Giám đốc Sở", "", "Giám đốc Sở Y tế", None),
            ("Giấy khen của Hiệu trưởng", "", "Hiệu trưởng Trường Hòn Đất", None),
            ("Bằng khen của Chủ tịch UBND tỉnh", "", "Hiệu trưởng Trường Hòn Đất", Some("Chủ tịch UBND tỉnh")),
            ("Bằng khen của Chủ tịch UBND thành phố", "", "Chủ tịch UBND thành phố Cần Thơ", None),
            ("Cờ thi đua của Chính phủ", "", "Chủ tịch UBND tỉnh An Giang", Some("Thủ tướng Chính phủ")),
            ("Cờ thi đua của UBND tỉnh", "", "Chủ tịch UBND tỉnh An Giang", None),
            ("Huân chương Lao động hạng Ba", "", "Bộ trưởng Bộ Y tế", Some("Chủ tịch nước")),
            ("Kỷ niệm chương", "", "Giám đốc Sở Y tế", None),
            ("Nhà giáo ưu tú", "", "Giám đốc Sở Giáo dục và Đào tạo", Some("Chủ tịch nước")),
            ("Giải thưởng Hồ Chí Minh", "", "Giám đốc Sở Y tế", Some("Chủ tịch nước")),
            ("Giấy khen của Giám đốc Công an tỉnh", "", "Giám đốc Sở Y tế", Some("Giám đốc Công an tỉnh")),
            ("Bằng khen của Ban Thường vụ Tỉnh đoàn", "", "Giám đốc Sở Y tế", Some("Ban Thường vụ Tỉnh đoàn")),
            ("Giấy khen của Công đoàn cơ sở", "", "Hiệu trưởng Trường Hòn Đất", Some("Công đoàn cơ sở")),
            ("Giấy khen của Công đoàn cơ sở", "", "Chủ tịch Công đoàn Trường Hòn Đất", None),
            ("Giấy khen của Đảng ủy Sở", "", "Bí thư Đảng ủy Sở Y tế", None),
            ("Giấy khen của Giám đốc Sở Y tế tỉnh An Giang", "", "Giám đốc Sở Y tế", None),
            ("Giấy khen của Tổng Giám đốc", "", "Tổng Giám đốc Tổng công ty Cấp nước", None),
            ("Cờ thi đua của khối thi đua", "", "Giám đốc Sở Y tế", None),
            ("Kỷ niệm chương của ngành y tế", "", "Giám đốc Sở Y tế", None),
            ("Giấy khen của Trường", "", "Hiệu trưởng Trường Hòn Đất", None),
            ("Giấy khen của đơn vị", "", "Giám đốc Bệnh viện Hòn Đất", None),
            ("Bằng khen của Tổng Liên đoàn", "", "Chủ tịch Tổng Liên đoàn", None),
            ("Tập thể lao động xuất sắc", "", "Chánh án Tòa án nhân dân tối cao", None),
            ("Bằng khen", "bang_khen_tinh", "Giám đốc Sở Y tế", Some("Chủ tịch Ủy ban nhân dân tỉnh")),
            ("Giấy khen", "giay_khen", "Hiệu trưởng", None),
            ("Giấy khen của Giám đốc Sở Nội vụ", "", "Giám đốc Sở Y tế", Some("Giám đốc Sở Nội vụ")),
            ("Giấy khen Giám đốc Sở Nội vụ năm 2026", "", "Giám đốc Sở Y tế", Some("Giám đốc Sở Nội vụ")),
            ("Giấy khen của Giám đốc Sở YT năm 2026", "", "Giám đốc Sở Y tế", None),
            ("Bằng khen Thủ tướng", "", "Giám đốc Sở Y tế", Some("Thủ tướng")),
            ("Giấy khen của Hiệu trưởng", "", "Giám đốc Sở Y tế", Some("Hiệu trưởng")),
            ("Giấy khen của Hiệu trưởng Trường A", "", "Hiệu trưởng Trường B", Some("Hiệu trưởng Trường A")),
            ("Giấy khen của Giám đốc", "", "Tổng Giám đốc Công ty A", None),
            ("Giấy khen của Chủ tịch UBND xã A", "", "Chủ tịch Ủy ban nhân dân xã A", None),
            ("Giấy khen của Chủ tịch UBND xã A", "", "Chủ tịch UBND xã B", Some("Chủ tịch UBND xã A")),
            ("Cờ thi đua của UBND tỉnh Cà Mau", "", "Chủ tịch UBND tỉnh An Giang", Some("Chủ tịch UBND tỉnh Cà Mau")),
            ("Giấy khen của Ban Chấp hành Đảng bộ xã", "", "Giám đốc Sở Y tế", Some("Ban Chấp hành Đảng bộ xã")),
            ("Giấy khen của Ban Chấp hành Đảng bộ xã A", "", "Bí thư Đảng ủy xã A", None),
            ("Giấy khen của Đảng ủy xã A", "", "Chủ tịch Ủy ban nhân dân xã A", Some("Đảng ủy xã A")),
            ("Giấy khen của Ban Thường vụ Tỉnh ủy", "", "Bí thư Đảng ủy xã A", Some("Ban Thường vụ Tỉnh ủy")),
            ("Bằng khen của Ban Thường vụ Tỉnh ủy", "", "Bí thư Đảng bộ tỉnh An Giang", None),
            ("Giấy khen của Ban Chấp hành Đoàn Thanh niên", "", "Bí thư Đoàn Thanh niên xã A", None),
            ("Tập thể lao động xuất sắc", "", "Giám đốc Sở Y tế", Some("Chủ tịch Ủy ban nhân dân tỉnh")),
            ("Chiến sĩ thi đua cấp tỉnh", "", "Chủ tịch UBND xã A", Some("Chủ tịch Ủy ban nhân dân tỉnh")),
            ("Chiến sĩ thi đua cơ sở", "", "Chủ tịch UBND tỉnh An Giang", None),
            ("Lao động tiên tiến", "", "Bộ trưởng Bộ Y tế", None),
            ("Bằng khen", "", "Chủ tịch UBND xã A", Some("Chủ tịch Ủy ban nhân dân tỉnh")),
            ("bằng khen về cải cách hành chính", "", "Giám đốc Sở Y tế", Some("Chủ tịch Ủy ban nhân dân tỉnh")),
            ("Bằng khen cho tập thể", "", "Chủ tịch UBND tỉnh An Giang", None),
            ("Bằng khen", "", "Bộ trưởng Bộ Y tế", None),
            ("Tặng Bằng khen", "", "Giám đốc Sở Y tế", Some("Chủ tịch Ủy ban nhân dân tỉnh")),
            ("Tặng thưởng Bằng khen Thủ tướng", "", "Giám đốc Sở Y tế", Some("Thủ tướng")),
            ("Truy tặng Huân chương Dũng cảm", "", "Chủ tịch UBND tỉnh An Giang", Some("Chủ tịch nước")),
            ("Công nhận Nhà giáo ưu tú", "", "Giám đốc Sở Y tế", Some("Chủ tịch nước")),
            ("Tặng Giấy khen", "", "Giám đốc Sở Y tế", None),
            ("Chiến sỹ thi đua cấp tỉnh", "", "Giám đốc Sở Y tế", Some("Chủ tịch Ủy ban nhân dân tỉnh")),
            ("CSTĐ cấp tỉnh", "", "Giám đốc Sở Y tế", Some("Chủ tịch Ủy ban nhân dân tỉnh")),
            ("CSTĐ cơ sở", "", "Giám đốc Sở Y tế", None),
            ("Bằng khen", "", "Chủ tịch Liên đoàn Lao động tỉnh", None),
            ("Bằng khen", "", "Giám đốc Đại học Quốc gia", None),
            ("Giấy khen về cải cách của ngành", "", "Giám đốc Sở Y tế", None),
        ] {
            let place = rules.hinh_thuc[0].place.clone();
            let danh_muc = (!entry.is_empty()).then(|| Located::new(entry.to_owned(), &place));
            let award = Award { danh_muc, ..rules.hinh_thuc[0].clone() };
            let decider = Decider { nguoi, co_quan: &[], ben_canh: &["An Giang"] };
            assert_eq!(authority(&award, name, &decider, &law).as_deref(), expected, "{name}, {nguoi}");
        }
    }

    #[test]
    fn a_title_may_be_of_a_body_beside_the_office() {
        for (title, is_other) in [
            ("Bí thư Đảng ủy", true),
            ("Chủ tịch Công đoàn", true),
            ("Bí thư Đoàn thanh niên", true),
            ("Giám đốc", false),
            ("Quyền Giám đốc", false),
            ("Chủ tịch Hội đồng thành viên", false),
        ] {
            assert_eq!(heads_another(title), is_other, "{title}");
        }
    }
}
