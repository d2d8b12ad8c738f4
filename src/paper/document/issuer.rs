//! Who issued a text, in the words of a sentence: "Giám đốc Sở Nội vụ", "Ủy ban nhân dân xã Đông Thái".
//!
//! The decision is of whoever has the competence (thẩm quyền ban hành), not of the body above it; both are often typed
//! in capitals, as they are printed at the head, and must not be so in a line of text (Phụ lục III, mẫu 1.3 and 2.1).

use super::front_matter::FrontMatter;
use super::one_line;
use crate::base::text::upper_first;

/// Words before the name of a place, of which every word is capital.
const LEVELS: [&str; 9] = ["tỉnh", "thành phố", "xã", "phường", "đặc khu", "huyện", "quận", "thị trấn", "thị xã"];
/// Kinds of bodies that stand before what they do, of which the first word is capital.
const BODIES: [&str; 9] = ["sở", "bộ", "phòng", "văn phòng", "ban", "chi cục", "cục", "vụ", "trung tâm"];
/// Bodies that stand before a level alone.
const COUNCILS: [&str; 2] = ["ủy ban nhân dân", "hội đồng nhân dân"];
/// Those of them that are called after several fields: "Sở Giáo dục và Đào tạo".
const OF_FIELDS: [&str; 3] = ["sở", "bộ", "phòng"];
/// A title of one who decides has no more words.
const TITLE_WORDS: usize = 4;

/// Who issued the text of `front`; empty where nothing says so.
pub(super) fn issuer(front: &FrontMatter) -> String {
    let body = in_sentence(&one_line(&front.co_quan.join(" ")));
    let Some(told) = front.tham_quyen.as_deref().map(one_line) else { return body };
    if !is_in_capitals(&told) {
        return told;
    }
    let small = told.to_lowercase();
    match small.strip_suffix(&body.to_lowercase()).map(str::trim) {
        Some("") => body,
        Some(title) if !body.is_empty() => format!("{} {body}", upper_first(title)),
        _ if !body.is_empty() && small.split(' ').count() <= TITLE_WORDS => format!("{} {body}", upper_first(&small)),
        _ => in_sentence(&told),
    }
}

fn is_in_capitals(text: &str) -> bool {
    text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
}

/// A name in capitals as it stands in a sentence; any other as it is, and one of which nobody can tell which words are
/// names.
fn in_sentence(name: &str) -> String {
    let small = name.to_lowercase();
    let is_known = |kind: &str| small.strip_prefix(kind).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    if !is_in_capitals(name) || !BODIES.iter().chain(&COUNCILS).any(|kind| is_known(kind)) {
        return name.to_owned();
    }
    let words: Vec<&str> = small.split(' ').collect();
    let before = |at: usize| words.get(..at).unwrap_or_default().join(" ");
    let ends_level = |at: usize| LEVELS.iter().any(|level| before(at).ends_with(&format!(" {level}")));
    let place = (1..words.len()).find(|at| ends_level(*at) && !starts_level(&words, *at)).unwrap_or(words.len());
    let is_of_fields = words.first().is_some_and(|first| OF_FIELDS.contains(first));
    let begins_field = |at: usize| {
        let before = at.checked_sub(1).and_then(|before| words.get(before)).copied().unwrap_or_default();
        is_of_fields && (before == "và" || before.ends_with(','))
    };
    let written = words.iter().enumerate().map(|(at, word)| match at {
        0 => upper_first(word),
        _ if at >= place || BODIES.contains(&before(at).as_str()) || begins_field(at) => upper_first(word),
        _ => (*word).to_owned(),
    });
    written.collect::<Vec<_>>().join(" ")
}

/// Whether the word number `at` belongs to the level before the place: "thành phố".
fn starts_level(words: &[&str], at: usize) -> bool {
    let pair = words.get(at.saturating_sub(1)..=at).unwrap_or_default().join(" ");
    LEVELS.contains(&pair.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn capitals_become_words_of_a_sentence() {
        for (typed, expected) in [
            ("ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG", "Ủy ban nhân dân tỉnh Lâm Đồng"),
            ("ỦY BAN NHÂN DÂN THÀNH PHỐ CẦN THƠ", "Ủy ban nhân dân thành phố Cần Thơ"),
            ("SỞ GIÁO DỤC VÀ ĐÀO TẠO", "Sở Giáo dục và Đào tạo"),
            ("SỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH", "Sở Văn hóa, Thể thao và Du lịch"),
            ("BAN QUẢN LÝ DỰ ÁN ĐẦU TƯ", "Ban Quản lý dự án đầu tư"),
            ("VĂN PHÒNG HỘI ĐỒNG NHÂN DÂN TỈNH CÀ MAU", "Văn phòng Hội đồng nhân dân tỉnh Cà Mau"),
            ("Sở Nội vụ", "Sở Nội vụ"),
            ("CÔNG TY CỔ PHẦN HẠ LONG", "CÔNG TY CỔ PHẦN HẠ LONG"),
        ] {
            assert_eq!(in_sentence(typed), expected);
        }
    }
}
