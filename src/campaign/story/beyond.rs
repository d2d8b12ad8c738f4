//! Awards that somebody else grants: a decision on them is void whoever signs it (Điều 77–80 Luật Thi đua, khen
//! thưởng), so none is made, and the tờ trình goes to who grants them.

use crate::campaign::model::award::Award;
use crate::law::competence::{Competence, words};
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

/// Who grants the award, when that is not `nguoi`: as its name tells ("Bằng khen của Thủ tướng Chính phủ"), else by
/// its entry in the statutory list. Words that the table does not know mean whom the award enters.
pub fn authority(award: &Award, name: &str, nguoi: &str, law: &Parameters) -> Option<String> {
    let entered = || award.nguoi_quyet_dinh.as_ref().and_then(|called| law.decider(&called.value));
    let decider = law.decider(nguoi).or_else(entered);
    named(name, nguoi, decider, law).or_else(|| by_law(award, name, decider, law))
}

fn named(name: &str, nguoi: &str, decider: Option<&Competence>, law: &Parameters) -> Option<String> {
    let (_, told) = name.rsplit_once(" của ")?;
    if contains(nguoi, told) {
        return None;
    }
    let is_other = match law.decider_or_body(told) {
        Some(meant) => decider.is_none_or(|decider| decider.nguoi != meant.nguoi),
        None => is_of_another_body(told, nguoi),
    };
    is_other.then(|| told.to_owned())
}

/// Whether `told`, whom the table does not know, is clearly of another body than `nguoi`: somebody's title with another
/// kind of body behind it, or a body of the Party, a union, the police. "Của khối thi đua" is nobody who grants.
fn is_of_another_body(told: &str, nguoi: &str) -> bool {
    let (told, nguoi) = (words(told), words(nguoi));
    let (body, own) = (behind_title(&told), behind_title(&nguoi));
    let is_body = body.len() < told.len() || starts_with_one(body, OTHERS);
    is_body && !body.is_empty() && body.first() != own.first()
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
/// one: heads of other bodies may be able too, and the table does not list them.
fn by_law(award: &Award, name: &str, decider: Option<&Competence>, law: &Parameters) -> Option<String> {
    let entered = award.danh_muc.as_ref().map(|title| title.value.as_str());
    let title = entered.or_else(|| law.title_of(name).map(|title| title.ma.as_str()))?;
    let first = law.able(title).next()?;
    let is_able = decider.is_some_and(|decider| law.able(title).any(|able| able.nguoi == decider.nguoi));
    let only_one = law.able(title).all(|able| able.duy_nhat);
    let beyond = !is_able && (only_one || entered.is_some() && decider.is_some());
    beyond.then(|| first.ten.clone())
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
            ("Cờ thi đua của Chính phủ", "", "Chủ tịch UBND tỉnh An Giang", Some("Chính phủ")),
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
        ] {
            let place = rules.hinh_thuc[0].place.clone();
            let danh_muc = (!entry.is_empty()).then(|| Located::new(entry.to_owned(), &place));
            let award = Award { danh_muc, ..rules.hinh_thuc[0].clone() };
            assert_eq!(authority(&award, name, nguoi, &law).as_deref(), expected, "{name}, {nguoi}");
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
