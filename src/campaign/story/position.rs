//! The post of somebody in one phrase. A title often ends with the word that the name of the unit begins
//! with, and the phrase says it once: "Trưởng phòng" of the "Phòng Quản lý ngân sách" is "Trưởng phòng Quản
//! lý ngân sách".

use super::shared_words::joined;
use crate::campaign::model::nomination::NomineeKind;

/// Titles of those who head a body, and of those who are its pupils: said before its name without a comma.
const HEADS: &[&str] = &[
    "Tổng Giám đốc",
    "Giám đốc",
    "Hiệu trưởng",
    "Viện trưởng",
    "Cục trưởng",
    "Chi cục trưởng",
    "Trưởng ban",
    "Trưởng ban điều hành",
    "Trưởng trạm",
    "Chủ tịch",
    "Chánh Thanh tra",
    "Học sinh",
];

/// `title` in `unit`: joined where the title ends as the unit begins or heads it, else told with a comma.
pub fn position(title: &str, unit: &str) -> String {
    match (title.is_empty(), unit.is_empty()) {
        (true, _) => unit.to_owned(),
        (_, true) => title.to_owned(),
        _ => joined(title, unit).unwrap_or_else(|| match heads(title, unit) {
            true => format!("{title} {unit}"),
            false => format!("{title}, {unit}"),
        }),
    }
}

/// Who somebody is to strangers: the post in a unit; outside of units, what he does and where he lives. Of a household
/// where it lives.
pub fn introduced(kind: NomineeKind, title: &str, unit: &str, home: &str) -> String {
    let parts = match (kind, unit.is_empty()) {
        (NomineeKind::HoGiaDinh, _) => [if home.is_empty() { unit } else { home }, ""],
        (_, true) => [title, home],
        (_, false) => return position(title, unit),
    };
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// Whether who has the `title` heads the `unit`, as one of [`HEADS`] or as the "Tổ trưởng" of a "Tổ".
fn heads(title: &str, unit: &str) -> bool {
    let bare = title.strip_prefix("Phó ").unwrap_or(title).to_lowercase();
    let first = unit.split(' ').next().unwrap_or_default().to_lowercase();
    bare.strip_suffix(" trưởng") == Some(&first) || HEADS.iter().any(|head| head.to_lowercase() == bare)
}

#[cfg(test)]
mod tests {
    use super::{NomineeKind, introduced, position};

    #[test]
    fn the_word_that_both_share_is_said_once() {
        for (title, unit, phrase) in [
            ("Chánh Văn phòng", "Văn phòng Sở", "Chánh Văn phòng Sở"),
            ("Trưởng phòng", "Phòng Quản lý năng lượng", "Trưởng phòng Quản lý năng lượng"),
            ("Phó Trưởng phòng", "Phòng Ngân sách", "Phó Trưởng phòng Ngân sách"),
            ("Trưởng phòng Ngân sách", "Phòng Ngân sách", "Trưởng phòng Ngân sách"),
            ("Giám đốc Sở", "Sở Tài chính", "Giám đốc Sở Tài chính"),
            ("Chánh Văn phòng", "Văn phòng", "Chánh Văn phòng"),
            ("Hiệu trưởng", "Trường Tiểu học Đông Yên", "Hiệu trưởng Trường Tiểu học Đông Yên"),
            ("Tổ trưởng", "Tổ Toán - Tin", "Tổ trưởng Tổ Toán - Tin"),
            ("Trưởng ban điều hành", "Khu phố 1", "Trưởng ban điều hành Khu phố 1"),
            ("Phó Giám đốc", "Trung tâm Khuyến công", "Phó Giám đốc Trung tâm Khuyến công"),
        ] {
            assert_eq!(position(title, unit), phrase);
        }
    }

    #[test]
    fn people_outside_the_units_are_told_by_what_they_do_and_where_they_live() {
        for (kind, title, unit, home, phrase) in [
            (NomineeKind::CaNhan, "Chủ cơ sở Minh Phát", "", "khu phố 3", "Chủ cơ sở Minh Phát, khu phố 3"),
            (NomineeKind::CaNhan, "", "", "khu phố 3", "khu phố 3"),
            (NomineeKind::CaNhan, "Trưởng phòng", "Phòng Ngân sách", "khu phố 3", "Trưởng phòng Ngân sách"),
            (NomineeKind::HoGiaDinh, "", "Khu phố 3", "số 12 đường Lê Lợi", "số 12 đường Lê Lợi"),
            (NomineeKind::HoGiaDinh, "", "Khu phố 3", "", "Khu phố 3"),
        ] {
            assert_eq!(introduced(kind, title, unit, home), phrase);
        }
    }

    #[test]
    fn other_posts_are_told_with_a_comma() {
        for (title, unit, phrase) in [
            ("Chuyên viên", "Phòng Ngân sách", "Chuyên viên, Phòng Ngân sách"),
            ("Giáo viên", "Trường Tiểu học Đông Yên", "Giáo viên, Trường Tiểu học Đông Yên"),
            ("Trưởng phòng", "Văn phòng Sở", "Trưởng phòng, Văn phòng Sở"),
            ("Phòng", "Phòng Ngân sách", "Phòng, Phòng Ngân sách"),
            ("Giám đốc", "", "Giám đốc"),
            ("", "Phòng Ngân sách", "Phòng Ngân sách"),
            ("Học sinh", "Lớp 11A1", "Học sinh Lớp 11A1"),
            ("Chủ tịch Công đoàn cơ sở", "Sở Tài chính", "Chủ tịch Công đoàn cơ sở, Sở Tài chính"),
        ] {
            assert_eq!(position(title, unit), phrase);
        }
    }
}
