//! Names of titles and awards as they are compared.
//!
//! Lists of earlier awards are typed by many hands: "Chiến sỹ thi đua cơ sở", "CSTĐ cơ sở", "danh hiệu Lao động tiên
//! tiến" are names that the plan spells otherwise. What is not known for the title it is would be dropped in silence.

use super::located::fold;

/// What a name may begin with that says only how it was given and what sort of thing it is, in the order of a sentence.
const BEFORE: [&str; 7] = ["được ", "đạt ", "công nhận ", "phong tặng ", "truy tặng ", "tặng ", "danh hiệu "];

/// The level of a title that is a word of its name in some lists and none in others, and how it is spelled here.
const LEVEL: (&str, &str) = ("chiến sĩ thi đua cấp cơ sở", "chiến sĩ thi đua cơ sở");

/// Other spellings of the beginnings of names, the longer ones first, and how they are spelled here.
const SPELLED: [(&str, &str); 15] = [
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

/// `name` as titles are compared: without case, the word for a title, other spellings and abbreviations.
pub fn title_key(name: &str) -> String {
    let folded = fold(name);
    let bare = BEFORE.iter().fold(folded.as_str(), |name, before| name.strip_prefix(before).unwrap_or(name));
    let ends = |rest: &str| rest.is_empty() || rest.starts_with([' ', ',', '(']);
    let spelled =
        SPELLED.iter().find_map(|(other, name)| Some((name, bare.strip_prefix(other).filter(|it| ends(it))?)));
    let spelled = spelled.map_or_else(|| bare.to_owned(), |(name, rest)| format!("{name}{rest}"));
    let (typed, name) = LEVEL;
    spelled.strip_prefix(typed).filter(|rest| ends(rest)).map(|rest| format!("{name}{rest}")).unwrap_or(spelled)
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
            ("CSTĐ cấp tỉnh", "Chiến sĩ thi đua cấp tỉnh"),
            ("CSTĐ cấp cơ sở", "Chiến sĩ thi đua cơ sở"),
            ("Danh hiệu LĐTT", "Lao động tiên tiến"),
            ("Đạt danh hiệu CSTĐ cơ sở", "Chiến sĩ thi đua cơ sở"),
            ("được công nhận danh hiệu Chiến sỹ thi đua cấp cơ sở", "Chiến sĩ thi đua cơ sở"),
            ("Được tặng Giấy khen", "Giấy khen"),
            ("Tập thể LĐXS", "Tập thể lao động xuất sắc"),
            ("Kỉ niệm chương Vì sự nghiệp giáo dục", "Kỷ niệm chương Vì sự nghiệp giáo dục"),
        ] {
            assert_eq!(title_key(typed), title_key(name), "{typed}");
        }
        for (typed, name) in [
            ("Tập thể lao động tiên tiến", "Lao động tiên tiến"),
            ("Chiến sĩ thi đua cấp tỉnh", "Chiến sĩ thi đua cơ sở"),
            ("LĐTTX", "Lao động tiên tiến"),
            ("Giấy khen", "Bằng khen"),
        ] {
            assert_ne!(title_key(typed), title_key(name), "{typed}");
        }
    }
}
