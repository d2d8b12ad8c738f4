//! Names of titles and awards as they are compared.
//!
//! Lists of earlier awards are typed by many hands: "Chiến sỹ thi đua cơ sở", "CSTĐ cơ sở", "danh hiệu Lao động tiên
//! tiến", "Bằng khen UBND tỉnh" are names that the plan spells otherwise. What is not known for the title it is would be
//! dropped in silence.

use super::bestowal::{DONE, bare};
use super::located::fold;
use crate::law::parameters::{Parameters, Title};

/// What a name may begin with before what is done with it, and the word for a title behind that.
const BEFORE: [&str; 2] = ["được", "đạt"];
const TITLE: &str = "danh hiệu";

/// The level of a title that is a word of its name in some lists and none in others, and how it is spelled here.
const LEVEL: (&str, &str) = ("chiến sĩ thi đua cấp cơ sở", "chiến sĩ thi đua cơ sở");

/// Other spellings of the beginnings of names, the longer ones first, and how they are spelled here.
const SPELLED: [(&str, &str); 20] = [
    ("chiến sĩ tđ", "chiến sĩ thi đua"),
    ("chiến sỹ tđ", "chiến sĩ thi đua"),
    ("chiến sĩ thi đua cs", "chiến sĩ thi đua cơ sở"),
    ("gk", "giấy khen"),
    ("bk", "bằng khen"),
    ("cstđcs", "chiến sĩ thi đua cơ sở"),
    ("cstđ cs", "chiến sĩ thi đua cơ sở"),
    ("cstđtq", "chiến sĩ thi đua toàn quốc"),
    ("cstđ", "chiến sĩ thi đua"),
    ("chiến sỹ", "chiến sĩ"),
    ("ttlđtt", "tập thể lao động tiên tiến"),
    ("ttlđxs", "tập thể lao động xuất sắc"),
    ("tt lđtt", "tập thể lao động tiên tiến"),
    ("tt lđxs", "tập thể lao động xuất sắc"),
    ("tập thể lđtt", "tập thể lao động tiên tiến"),
    ("tập thể lđxs", "tập thể lao động xuất sắc"),
    ("lđtt", "lao động tiên tiến"),
    ("kỉ niệm chương", "kỷ niệm chương"),
    ("nghệ sỹ", "nghệ sĩ"),
    ("bác sỹ", "bác sĩ"),
];

/// Other spellings of who gives an award, put right in this order: what is of a body is of its head.
const GIVERS: [(&str, &str); 10] = [
    (" của ", " "),
    (" gđ ", " giám đốc "),
    (" uỷ ", " ủy "),
    (" ubnd ", " ủy ban nhân dân "),
    (" chủ tịch ủy ban nhân dân ", " ủy ban nhân dân "),
    (" ủy ban nhân dân ", " chủ tịch ủy ban nhân dân "),
    (" khen sở ", " khen giám đốc sở "),
    (" thủ tướng chính phủ ", " thủ tướng "),
    (" tp ", " thành phố "),
    (" tp. ", " thành phố "),
];

/// `name` as titles are compared: without case, how it was given and the word for a title; other spellings and
/// abbreviations in full.
pub fn title_key(name: &str) -> String {
    let folded = without_marks(&fold(name));
    let bare = BEFORE.iter().fold(folded.as_str(), |name, word| behind(name, word).unwrap_or(name));
    let bare = DONE.iter().find_map(|done| behind(bare, done)).unwrap_or(bare);
    let bare = behind(bare, TITLE).unwrap_or(bare);
    let ends = |rest: &str| rest.is_empty() || rest.starts_with([' ', ',', '(']);
    let spelled =
        SPELLED.iter().find_map(|(other, name)| Some((name, bare.strip_prefix(other).filter(|it| ends(it))?)));
    let spelled = spelled.map_or_else(|| bare.to_owned(), |(name, rest)| format!("{name}{rest}"));
    let (typed, name) = LEVEL;
    let spelled =
        spelled.strip_prefix(typed).filter(|rest| ends(rest)).map(|rest| format!("{name}{rest}")).unwrap_or(spelled);
    let of_giver =
        |key: String, (typed, name): &(&str, &str)| if key.contains(typed) { key.replace(typed, name) } else { key };
    GIVERS.iter().fold(format!("{spelled} "), of_giver).trim_end().to_owned()
}

/// `name` without quotation marks and the year behind it, which has a column of its own.
fn without_marks(name: &str) -> String {
    let bare: String = name.chars().filter(|letter| !matches!(letter, '“' | '”' | '"' | '«' | '»')).collect();
    let year = |year: &str| year.len() == 4 && year.bytes().all(|digit| digit.is_ascii_digit());
    bare.rsplit_once(" năm ").filter(|(_, rest)| year(rest)).map_or(bare.trim(), |(name, _)| name.trim()).to_owned()
}

/// The entry of the statutory list that `name` begins with, however it is spelled.
pub fn title_by_law<'l>(name: &str, law: &'l Parameters) -> Option<&'l Title> {
    law.title_of(bare(name)).or_else(|| law.title_of(&title_key(name)))
}

/// What stands behind `word`, where `name` begins with it.
fn behind<'a>(name: &'a str, word: &str) -> Option<&'a str> {
    name.strip_prefix(word)?.strip_prefix(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_one_however_it_is_spelled() {
        for (typed, name) in [
            ("Chiến sỹ thi đua cơ sở", "Chiến sĩ thi đua cơ sở"),
            ("CSTĐ cơ sở", "Chiến sĩ thi đua cơ sở"),
            ("CSTĐCS", "Chiến sĩ thi đua cơ sở"),
            ("Chiến sĩ TĐ cơ sở", "Chiến sĩ thi đua cơ sở"),
            ("Đạt danh hiệu “Chiến sĩ thi đua cơ sở” năm 2025", "Chiến sĩ thi đua cơ sở"),
            ("CSTĐ cấp tỉnh", "Chiến sĩ thi đua cấp tỉnh"),
            ("CSTĐ cấp cơ sở", "Chiến sĩ thi đua cơ sở"),
            ("Danh hiệu LĐTT", "Lao động tiên tiến"),
            ("Đạt danh hiệu CSTĐ cơ sở", "Chiến sĩ thi đua cơ sở"),
            ("được công nhận danh hiệu Chiến sỹ thi đua cấp cơ sở", "Chiến sĩ thi đua cơ sở"),
            ("Được tặng Giấy khen", "Giấy khen"),
            ("Tặng thưởng Giấy khen", "Giấy khen"),
            ("được trao tặng Giấy khen", "Giấy khen"),
            ("Bằng khen Chủ tịch Uỷ ban nhân dân tỉnh", "Bằng khen của Chủ tịch UBND tỉnh"),
            ("Bằng khen của UBND tỉnh", "Bằng khen của Chủ tịch UBND tỉnh"),
            ("Bằng khen Thủ tướng", "Bằng khen của Thủ tướng Chính phủ"),
            ("Giấy khen Sở Y tế", "Giấy khen của Giám đốc Sở Y tế"),
            ("Tập thể LĐXS", "Tập thể lao động xuất sắc"),
            ("GK của GĐ Sở Y tế", "Giấy khen của Giám đốc Sở Y tế"),
            ("Chiến sĩ thi đua CS", "Chiến sĩ thi đua cơ sở"),
            ("Kỉ niệm chương Vì sự nghiệp giáo dục", "Kỷ niệm chương Vì sự nghiệp giáo dục"),
        ] {
            assert_eq!(title_key(typed), title_key(name), "{typed}");
        }
        for (typed, name) in [
            ("Tập thể lao động tiên tiến", "Lao động tiên tiến"),
            ("Chiến sĩ thi đua cấp tỉnh", "Chiến sĩ thi đua cơ sở"),
            ("LĐTTX", "Lao động tiên tiến"),
            ("Giấy khen", "Bằng khen"),
            ("Bằng khen của UBND tỉnh", "Bằng khen của Thủ tướng"),
            ("Bằng khen của Bộ Tư lệnh Quân khu", "Bằng khen của Bộ trưởng"),
        ] {
            assert_ne!(title_key(typed), title_key(name), "{typed}");
        }
    }
}
