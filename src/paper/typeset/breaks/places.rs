//! The places of a text where a word processor may end a line, and which of them must not be used.
//!
//! LibreOffice has a short rule (measured; Word's is taken to be the same): after a space, and inside a
//! word after a hyphen, a dash, a bar, an ellipsis, `!` and `?`. That rule tears "91/2017/NĐ-CP" and
//! leaves "ngày" at the end of a line whose number stands on the next; so each place also says whether
//! it holds what stands around it together.

use crate::base::text::is_alphanumeric;

/// Words that stay with the number, the Roman number or the blank that follows them.
const BEFORE_NUMBERS: &[&str] = &[
    "số",
    "số:",
    "ngày",
    "tháng",
    "năm",
    "quý",
    "khoản",
    "điểm",
    "tiết",
    "điều",
    "mục",
    "phần",
    "chương",
    "lục",
    "mẫu",
    "biểu",
    "bảng",
    "khóa",
    "kỳ",
    "lần",
    "thứ",
    "đợt",
    "hạng",
    "nhóm",
    "quận",
    "phường",
    "phố",
    "tổ",
    "ấp",
    "thôn",
    "lớp",
    "trang",
    "giờ",
    "tcvn",
    "qcvn",
    "iso",
];
/// Those of them that are also followed by a letter: "điểm a".
const BEFORE_LETTERS: &[&str] = &["khoản", "điểm", "tiết", "nhóm", "mẫu", "biểu", "bảng"];
/// What stays with the number before it.
const UNITS: &[&str] = &[
    "%", "‰", "đ", "đồng", "triệu", "tỷ", "nghìn", "ngàn", "giờ", "phút", "m", "m2", "m²", "m3", "m³", "mm", "cm",
    "km", "km2", "km²", "ha", "g", "mg", "kg", "tạ", "tấn", "lít", "ml", "°C", "kV", "kVA", "MVA", "kW", "kWh", "MW",
    "MWh", "USD", "VNĐ", "VND",
];
/// Signs of authority, which stay with the office after them (Mục II.7 of Phụ lục I).
const BEFORE_OFFICES: &[&str] = &["TM.", "KT.", "TL.", "TUQ.", "Q.", "T/M", "V/v"];
/// Signs of mathematics before a number.
const SIGNS: &[&str] = &["≥", "≤", "<", ">", "±", "≈"];
/// Dashes between two numbers.
const DASHES: &[&str] = &["-", "–", "—"];
/// Signs that close a word and are no part of it.
const CLOSING: &[char] = &['.', ',', ';', ':', ')', ']', '”', '"', '!', '?'];
const OPENING: &[char] = &['(', '[', '“', '"'];
/// What begins with one of these is never the first of a line, whatever blank stands before it: a rule of Unicode that
/// Typst and LibreOffice follow in part. Blanks to fill in are full stops.
const NEVER_FIRST: &[char] = &['.', ',', ';', ':', '!', '?', ')', ']', '/'];

/// Whether a line may end at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    /// It may.
    Free,
    /// Never: the words around this blank hold together.
    Blank,
    /// Never: this is inside a symbol, a number or a range.
    Inside,
}

/// A place between two letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Offset in bytes of what stands after it.
    pub at: usize,
    pub tie: Tie,
}

/// The places of `text` in their order. Blanks belong to the word before them.
pub fn places(text: &str) -> Vec<Place> {
    let mut places = Vec::new();
    let mut start = 0;
    let mut tokens: Vec<&str> = Vec::new();
    let mut starts = Vec::new();
    for token in text.split_inclusive(' ') {
        // Several blanks in a row belong to one word.
        if token != " " || tokens.is_empty() {
            starts.push(start);
            tokens.push(token.trim_end_matches(' '));
        }
        start += token.len();
    }
    for (index, (token, start)) in tokens.iter().zip(starts).enumerate() {
        if index > 0 {
            let tie = if holds(&tokens, index) { Tie::Blank } else { Tie::Free };
            places.push(Place { at: start, tie });
        }
        inner(token, start, &mut places);
    }
    places
}

/// The places inside `token`, which starts at `start`.
fn inner(token: &str, start: usize, places: &mut Vec<Place>) {
    // An address breaks after its slashes only.
    if !token.contains(ends_part) || token.contains("://") {
        return;
    }
    let letters: Vec<(usize, char)> = token.char_indices().collect();
    let is_symbol = token.contains(['/', '@']);
    for (index, pair) in letters.windows(2).enumerate() {
        let (before, (at, after)) = (pair[0].1, pair[1]);
        if may_break(before, after) {
            let left = index.checked_sub(1).and_then(|index| letters.get(index)).map_or(' ', |letter| letter.1);
            let tie = if is_dash(before) && (is_symbol || binds(left, after)) { Tie::Inside } else { Tie::Free };
            places.push(Place { at: start + at, tie });
        }
    }
}

/// Whether a line may end somewhere in `text` where no blank stands.
pub fn may_end_inside(text: &str) -> bool {
    text.contains(ends_part)
}

/// Whether a line may end between `before` and `after` inside a word.
fn may_break(before: char, after: char) -> bool {
    ends_part(before) && (after.is_alphanumeric() || matches!(after, '(' | '“' | '"' | '['))
}

/// Whether a line may end after `letter` inside a word.
fn ends_part(letter: char) -> bool {
    is_dash(letter) || matches!(letter, '|' | '…' | '!' | '?' | '\u{200b}' | '\u{ad}')
}

fn is_dash(letter: char) -> bool {
    matches!(letter, '-' | '–' | '—')
}

/// Whether a dash between these two makes one symbol, number or range.
fn binds(left: char, right: char) -> bool {
    left.is_ascii_digit() || right.is_ascii_digit() || (left.is_uppercase() && right.is_uppercase())
}

/// Whether the token number `index` stays on the line of the one before it.
fn holds(tokens: &[&str], index: usize) -> bool {
    let at = |index: Option<usize>| index.and_then(|index| tokens.get(index)).copied().unwrap_or_default();
    let (before, after) = (at(index.checked_sub(1)), at(Some(index)));
    if are_plain(before, after) {
        return false;
    }
    let before = before.trim_start_matches(OPENING);
    if before.is_empty() || after.is_empty() {
        return false;
    }
    if after.starts_with(NEVER_FIRST) || DASHES.contains(&after) && index + 1 < tokens.len() {
        return true;
    }
    if ends_as_number(before) {
        return counts(before, after)
            || is_range(after, at(Some(index + 1)))
            || is_month_of_day(at(index.checked_sub(2)), before, after);
    }
    if DASHES.contains(&before) {
        return starts_as_number(after) && ends_as_number(at(index.checked_sub(2)));
    }
    BEFORE_OFFICES.contains(&before)
        || (SIGNS.contains(&before) && starts_as_number(after))
        || names_number(before, after)
}

/// Whether these are words as most are, of letters alone where they meet: no rule here speaks of them.
fn are_plain(before: &str, after: &str) -> bool {
    // Signs of authority end with these, where they do not end with a full stop.
    const ENDS: &[char] = &['M', 'v'];
    const ROMAN: &[char] = &['I', 'V', 'X', 'L', 'C'];
    let is_letter = |letter: char| !letter.is_ascii_digit() && is_alphanumeric(letter);
    let mut letters = after.chars();
    let is_word = letters.next().is_some_and(is_letter)
        && letters.next().is_some_and(|letter| is_letter(letter) && !ROMAN.contains(&letter));
    is_word && before.chars().next_back().is_some_and(|letter| is_letter(letter) && !ENDS.contains(&letter))
}

fn starts_as_number(token: &str) -> bool {
    token.starts_with(|letter: char| letter.is_ascii_digit())
}

fn ends_as_number(token: &str) -> bool {
    token.ends_with(|letter: char| letter.is_ascii_digit())
}

/// "số 91/2017/NĐ-CP", "ngày 30", "Chương XII", "điểm a", "ngày ……".
fn names_number(before: &str, after: &str) -> bool {
    let bare = after.trim_end_matches(CLOSING);
    let is_blank = after.starts_with('…') || after.starts_with("..");
    let is_roman = !bare.is_empty() && bare.chars().all(|letter| "IVXLC".contains(letter));
    let is_letter = bare.chars().count() == 1 && bare.chars().all(char::is_alphabetic);
    if !(starts_as_number(after) || is_blank || is_roman || is_letter) {
        return false;
    }
    let word = before.to_lowercase();
    let names = BEFORE_NUMBERS.contains(&word.as_str());
    if is_letter && !is_roman { BEFORE_LETTERS.contains(&word.as_str()) } else { names }
}

/// "2.530.000 đồng", "20 %", "15 000", "0290 3831 234".
fn counts(number: &str, after: &str) -> bool {
    let bare = after.trim_end_matches(CLOSING);
    let is_group = |digits: &str| digits.len() <= 4 && digits.bytes().all(|digit| digit.is_ascii_digit());
    let unit = bare.split('/').next().unwrap_or(bare);
    UNITS.contains(&unit) || (bare.len() >= 3 && is_group(bare) && is_group(number))
}

/// "2021 - 2025": the first number with its dash.
fn is_range(dash: &str, next: &str) -> bool {
    DASHES.contains(&dash) && starts_as_number(next)
}

/// "ngày 30 tháng 3": a day keeps its month; a long date may end a line before its year.
fn is_month_of_day(before: &str, day: &str, after: &str) -> bool {
    after == "tháng" && day.len() <= 2 && before.trim_start_matches(OPENING).to_lowercase() == "ngày"
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Free places as `|`, those that hold as `+`.
    fn shown(text: &str) -> String {
        let mut out = String::new();
        let mut start = 0;
        for place in places(text) {
            out.push_str(&text[start..place.at]);
            out.push(if place.tie == Tie::Free { '|' } else { '+' });
            start = place.at;
        }
        out + &text[start..]
    }

    #[test]
    fn symbols_numbers_dates_and_ranges_hold() {
        for (text, wanted) in [
            ("định số 91/2017/NĐ-CP và", "định |số +91/2017/NĐ-+CP |và"),
            ("(số 07/BB-HĐTĐKT)", "(số +07/BB-+HĐTĐKT)"),
            ("đoạn 2021-2025, 2021 - 2030", "đoạn |2021-+2025, |2021 +- +2030"),
            ("ngày 30 tháng 3 năm 2022", "ngày +30 +tháng +3 |năm +2022"),
            ("trước 30/3/2022.", "trước |30/3/2022."),
            ("điểm a khoản 2 Điều 103 Mục 5", "điểm +a |khoản +2 |Điều +103 |Mục +5"),
            ("Chương XII Phần I của", "Chương +XII |Phần +I |của"),
            ("được 2.530.000 đồng, 20 %;", "được |2.530.000 +đồng, |20 +%;"),
            ("ngày … tháng … năm 2026", "ngày +… |tháng +… |năm +2026"),
            ("KT. CHỦ TỊCH", "KT. +CHỦ |TỊCH"),
            ("V/v trả lời", "V/v +trả |lời"),
            ("T/M ban", "T/M +ban"),
            ("Phần IX, mục XI", "Phần +IX, |mục +XI"),
            ("Phòng KH-TC", "Phòng |KH-+TC"),
            ("15 000 đồng", "15 +000 +đồng"),
            ("gọi 0290 3831 234, 0912 345 678", "gọi |0290 +3831 +234, |0912 +345 +678"),
            ("từ 2.340.000 đồng/tháng, ≥ 95%", "từ |2.340.000 +đồng/tháng, |≥ +95%"),
            ("theo QCVN 01:2025/BYT", "theo |QCVN +01:2025/BYT"),
            ("thi đua ......./. và ..... tập thể", "thi |đua +......./. |và +..... |tập |thể"),
            ("Nơi nhận :", "Nơi |nhận +:"),
            ("xem https://a.vn/b-c/d", "xem |https://a.vn/b-c/d"),
        ] {
            assert_eq!(shown(text), wanted);
        }
    }

    #[test]
    fn other_words_go_their_way() {
        for (text, wanted) in [
            ("a - b", "a +- |b"),
            ("a -", "a |-"),
            ("Khu phố 3", "Khu |phố +3"),
            ("(…); x", "(…); |x"),
            ("Vla-đi-mia  I-lích", "Vla-|đi-|mia  |I-|lích"),
            ("số lượng năm nay", "số |lượng |năm |nay"),
            ("mục tiêu, điểm mới", "mục |tiêu, |điểm |mới"),
            (" x", " |x"),
        ] {
            assert_eq!(shown(text), wanted);
        }
    }
}
