//! Awards that somebody else grants: a decision on them is void whoever signs it (Điều 77–80 Luật Thi đua, khen
//! thưởng), so none is made, and the tờ trình goes to who grants them.

use crate::campaign::model::award::Award;
use crate::law::competence::{Competence, words};
use crate::law::parameters::Parameters;

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
    let meant = law.decider_or_body(told)?;
    decider.is_none_or(|decider| decider.nguoi != meant.nguoi).then(|| told.to_owned())
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
}
