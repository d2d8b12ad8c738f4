//! Forms of address before a name: `Ông Hoàng Văn E`, `Đ/c Vũ Thị G`.
//!
//! The papers put Ông and Bà themselves, by the sex of the person; a form typed with the name would stand
//! twice. But `Ông` is a family name as well, `Đồng Chí Hùng` may be a man of the family Đồng, and `Bà Rịa`
//! is a place: what follows decides.

use super::Beginnings;

/// What may stand before a name, in small letters; those that are nothing else.
static CLEAR: Beginnings = Beginnings::of(&[
    "ông/bà",
    "ông (bà)",
    "ông(bà)",
    "ông/ bà",
    "ô.",
    "ông bà",
    "quý ông",
    "quý bà",
    "cô giáo",
    "thầy giáo",
    "đ/ch",
    "đ/c",
    "đ.c",
    "đ/ c",
    "mr.",
    "mrs.",
    "ms.",
]);
/// The same of those that may be something else.
static FORMS: Beginnings =
    Beginnings::of(&["đồng chí", "đc", "ông", "bà", "anh", "chị", "cô", "chú", "bác", "thầy", "em"]);
/// Forms that are family names too (`đồng chí` by its first word).
const FAMILIES: &[&str] = &["ông", "đồng chí"];
/// Words that follow a family name and not a form of address.
const MIDDLE_NAMES: &[&str] = &["văn", "thị", "ích", "thế"];
/// Family names, for where a unit or a place may stand as well.
const FAMILY_NAMES: &[&str] = &[
    "nguyễn", "trần", "lê", "phạm", "hoàng", "huỳnh", "phan", "vũ", "võ", "đặng", "bùi", "đỗ", "hồ", "ngô", "dương",
    "lý", "lí", "đào", "đoàn", "vương", "trịnh", "trương", "đinh", "lâm", "phùng", "mai", "tô", "hà", "tạ", "chu",
    "châu", "cao", "thái", "quách", "la", "lưu", "lương", "tống", "kiều", "triệu", "nghiêm", "tăng", "tôn", "từ",
    "thân", "khổng", "khúc", "kim", "lục", "lại", "mạc", "ninh", "nhâm", "ông", "phó", "phí", "quang", "sầm", "tiêu",
    "trang", "vi", "viên", "văn", "âu", "ân", "bạch", "bế", "biện", "chử", "chung", "cù", "cung", "danh", "diệp",
    "doãn", "đàm", "đậu", "điền", "giang", "giàng", "hàn", "hứa", "khuất", "liêu", "lò", "lù", "lộc", "mã", "nông",
    "ngụy", "nhan", "ong", "sơn", "thạch", "thào", "thiều", "trà", "vàng", "ý", "ưng",
];

/// Forms that a template prints before a name; the longer ones first.
const BEFORE_NAMES: [&str; 8] = ["ông (bà)", "ông/bà", "ông bà", "ông, bà", "đồng chí", "đ/c", "ông", "bà"];

/// The name in `text` without its forms of address, where it has any. `is_person` says that nothing but a
/// person can stand there; where a unit can as well, a family name must follow.
pub fn without_address(text: &str, is_person: bool) -> Option<&str> {
    let mut name = text.trim();
    while let Some(rest) = after_form(name, is_person) {
        name = rest;
    }
    (name.len() < text.trim().len()).then_some(name)
}

/// Whether the name in `text` has the same form of address twice: "Ông Ông Hoàng Văn E".
pub fn is_addressed_twice(text: &str) -> bool {
    let first = |text: &str| text.split_whitespace().next().unwrap_or_default().to_lowercase();
    let rest = after_form(text.trim(), false);
    rest.is_some_and(|rest| after_form(rest, false).is_some() && first(rest) == first(text))
}

/// The form of address that `text` has before the `name`, which begins with one itself: "ông" of "Kính mời ông Ông
/// Hoàng Văn E".
pub fn form_before<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    without_address(name, false)?;
    let before = text.match_indices(name).filter_map(|(at, _)| text.get(..at));
    before.filter_map(last_form).next()
}

/// The form of address at the end of `text`.
fn last_form(text: &str) -> Option<&str> {
    let text = text.trim_end_matches(|letter: char| letter.is_whitespace() || matches!(letter, ':' | '*'));
    let is_whole = |form: &str| {
        let (head, tail) = text.split_at_checked(text.len().checked_sub(form.len())?)?;
        let is_apart = !head.ends_with(char::is_alphanumeric);
        (is_apart && tail.to_lowercase() == form).then_some(tail)
    };
    BEFORE_NAMES.iter().find_map(|form| is_whole(form))
}

/// The name in `text` without the number or the mark of a list before it and marks behind it, where it has any.
pub fn without_marks(text: &str, is_person: bool) -> Option<&str> {
    let whole = text.trim();
    let counted = whole.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let behind = (counted.len() < whole.len()).then(|| counted.strip_prefix(['.', ')'])).flatten();
    let bare = behind.map_or(whole, str::trim_start);
    let bare = bare.strip_prefix(['-', '+', '•', '*', '–']).map_or(bare, str::trim_start);
    // A name may be cut to its first letter.
    let is_letter = bare.trim_end_matches('.').rsplit(' ').next().is_some_and(|last| last.chars().count() < 2);
    let ends: &[char] = if is_letter { &[',', ';', '*'] } else { &[',', ';', '*', '.'] };
    let bare = bare.trim_end_matches(ends).trim_end();
    let first = bare.split_whitespace().next().unwrap_or_default().to_lowercase();
    let is_name = is_person || FAMILY_NAMES.contains(&first.as_str()) && bare.contains(' ');
    (bare.len() < whole.len() && is_name && begins_a_name(bare)).then_some(bare)
}

/// What follows the form of address that `text` begins with.
fn after_form(text: &str, is_person: bool) -> Option<&str> {
    if let Some(rest) = CLEAR.near_typed(text).find_map(|form| after(text, form)) {
        return Some(rest).filter(|rest| begins_a_name(rest) || begins_with_form(rest));
    }
    let form = FORMS.near_typed(text).find(|form| length(text, form).is_some())?;
    let typed = &text[..length(text, form)?];
    let rest = after(text, form)?;
    let joined = text[typed.len()..].chars().next().is_some_and(char::is_alphanumeric);
    if joined || !(begins_a_name(rest) || begins_with_form(rest)) {
        return None;
    }
    if begins_with_form(rest) && after_form(rest, is_person).is_some() {
        return Some(rest);
    }
    let colon = text[typed.len()..].trim_start().starts_with(':');
    let first = rest.split_whitespace().next().unwrap_or_default().to_lowercase();
    let words = rest.split_whitespace().count();
    if colon {
        return Some(rest);
    }
    if FAMILY_NAMES.contains(&first.as_str()) && words >= 2 && !MIDDLE_NAMES.contains(&first.as_str()) {
        return Some(rest);
    }
    // `Đồng chí` in small letters after the first is no name, whatever follows.
    let is_small = form == "đồng chí" && typed.ends_with("chí");
    let is_family = FAMILIES.contains(&form) && !is_small;
    // A name cut to its first letter, as in `Ông B.`, is no word that follows a family name.
    let is_letter = first.strip_suffix('.').is_some_and(|letter| letter.chars().count() == 1);
    let doubtful = if is_letter {
        false
    } else if is_family {
        MIDDLE_NAMES.contains(&first.as_str()) || words < 2
    } else {
        words < 2 && !is_small && form != "bà" && form != "đc"
    };
    (is_person && !doubtful).then_some(rest)
}

fn begins_with_form(rest: &str) -> bool {
    CLEAR.near_typed(rest).chain(FORMS.near_typed(rest)).any(|form| length(rest, form).is_some())
}

fn begins_a_name(rest: &str) -> bool {
    rest.chars().next().is_some_and(char::is_uppercase)
}

/// How many bytes of `text` the `form` takes, in any case.
fn length(text: &str, form: &str) -> Option<usize> {
    let mut rest = text.chars();
    let mut is_next = |small: char| rest.next().is_some_and(|letter| letter.to_lowercase().eq([small]));
    form.chars().all(&mut is_next).then(|| text.len() - rest.as_str().len())
}

/// What follows `form` in `text`, behind blanks and marks.
fn after<'a>(text: &'a str, form: &str) -> Option<&'a str> {
    let end = length(text, form)?;
    Some(text[end..].trim_start_matches(|letter: char| letter.is_whitespace() || matches!(letter, '.' | ':' | ',')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_lists_are_taken_off() {
        for (text, name) in [
            ("1. Lê Văn Cờ", Some("Lê Văn Cờ")),
            ("12) Lê Văn Cờ", Some("Lê Văn Cờ")),
            ("- Lê Văn Dờ", Some("Lê Văn Dờ")),
            ("Lê Văn Ép.", Some("Lê Văn Ép")),
            ("Lê Văn B*", Some("Lê Văn B")),
            ("Lê Văn B.", None),
            ("Lê Văn Cờ", None),
            ("1. Phòng Giá", None),
            ("Trường số 1.", None),
        ] {
            assert_eq!(without_marks(text, false), name, "{text}");
        }
    }

    #[test]
    fn forms_of_address_are_taken_off() {
        for (text, name) in [
            ("Ông Hoàng Văn E", "Hoàng Văn E"),
            ("ÔNG HOÀNG VĂN E", "HOÀNG VĂN E"),
            ("Bà Cô giáo Lê Thị H", "Lê Thị H"),
            ("Thầy giáo Hoàng Văn E", "Hoàng Văn E"),
            ("ông: Hoàng Văn E", "Hoàng Văn E"),
            ("Bà Vũ Thị G", "Vũ Thị G"),
            ("Đ/c Vũ Thị G", "Vũ Thị G"),
            ("Đ/C: Vũ Thị G", "Vũ Thị G"),
            ("đ/cVũ Thị G", "Vũ Thị G"),
            ("Đ.c Vũ Thị G", "Vũ Thị G"),
            ("ĐC. Vũ Thị G", "Vũ Thị G"),
            ("Đồng chí Vũ Thị G", "Vũ Thị G"),
            ("ĐỒNG CHÍ VŨ THỊ G", "VŨ THỊ G"),
            ("Anh Trần An", "Trần An"),
            ("Chị Trần An", "Trần An"),
            ("Ông/Bà Trần An", "Trần An"),
            ("Ông (bà) Trần An", "Trần An"),
            ("Bà: Đ/c Vũ Thị G", "Vũ Thị G"),
            ("Ông đồng chí Lê Ba", "Lê Ba"),
            ("Mr. Lê Ba", "Lê Ba"),
        ] {
            assert_eq!(without_address(text, true), Some(name), "{text}");
            assert_eq!(without_address(text, false), Some(name), "{text}");
        }
    }

    #[test]
    fn forms_that_stand_twice_are_found() {
        for text in ["Ông Ông Hoàng Văn E", "bà Bà Vũ Thị G", "Đồng chí Đồng chí Lê Ba"] {
            assert!(is_addressed_twice(text), "{text}");
        }
        for text in ["Ông Ông Ích Khiêm", "Ông Hoàng Văn E", "Ông đồng chí Lê Ba", "Bà Bà Rịa", "Anh Anh Thư", ""]
        {
            assert!(!is_addressed_twice(text), "{text}");
        }
        for (text, name, form) in [
            ("Kính mời: Ông Ông Hoàng Văn E dự", "Ông Hoàng Văn E", Some("Ông")),
            ("Kính mời ông (bà): Bà Vũ Thị G", "Bà Vũ Thị G", Some("ông (bà)")),
            ("Kính mời **ông** Ông Lê Ba", "Ông Lê Ba", Some("ông")),
            ("TẶNG\nÔNG\nÔng Lê Ba", "Ông Lê Ba", Some("ÔNG")),
            ("của đ/c Bà Vũ Thị G", "Bà Vũ Thị G", Some("đ/c")),
            ("Kính mời Ông Hoàng Văn E", "Ông Hoàng Văn E", None),
            ("Ông Ích Khiêm", "Ích Khiêm", None),
            ("ông Ông Ích Khiêm", "Ông Ích Khiêm", None),
            ("thăm bà Bà Rịa", "Bà Rịa", None),
            ("công Ông Lê Ba", "Ông Lê Ba", None),
        ] {
            assert_eq!(form_before(text, name), form, "{text}");
        }
    }

    #[test]
    fn only_a_column_of_persons_takes_names_that_are_rare() {
        for (text, name) in [
            ("Ông Kso Phước", "Kso Phước"),
            ("Bà H'Hen Niê", "H'Hen Niê"),
            ("Đồng chí Tráng A Pao", "Tráng A Pao"),
            ("Bà Lan", "Lan"),
            ("Ông B.", "B."),
            ("Ông Ô.", "Ô."),
        ] {
            assert_eq!(without_address(text, true), Some(name), "{text}");
            assert_eq!(without_address(text, false), None, "{text}");
        }
    }

    #[test]
    fn names_and_places_that_look_alike_stay() {
        for text in [
            "Ông Ích Khiêm",
            "Ông Ý",
            "Ông Văn Tùng",
            "Ông Thị Hoa",
            "Đồng Chí Hùng",
            "Anh Thư",
            "Hoàng Anh Tuấn",
            "Ôngg Văn A",
            "Bàng Thị Lan",
            "Anhx Lê Ba",
            "Ông",
            "Đ/c",
            "",
            "Đổng Chí Thanh",
            "Em",
            "Ông và bà",
            "Cô Tô",
        ] {
            assert_eq!(without_address(text, true), None, "{text}");
        }
        for text in ["Bà Rịa - Vũng Tàu", "Anh Sơn", "Bà Đen", "Ông Đình"] {
            assert_eq!(without_address(text, false), None, "{text}");
        }
    }
}
