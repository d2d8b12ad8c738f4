//! Whether a body that the text names is to act, or is only spoken of.
//!
//! "Chủ tịch UBND huyện quyết định tặng Giấy khen" gives it work; "trên địa bàn huyện" is a place, and
//! "Quyết định số 12/QĐ-UBND ngày … của UBND huyện" is history. Only what is clearly work is told, so
//! that the warning is worth reading.

use super::mention::Mention;
use super::words::Words;

/// What a body of the state is called before the name of its unit.
const BODIES: &[&str] = &["ủy ban nhân dân", "hội đồng nhân dân", "hội đồng thi đua khen thưởng"];
/// Bodies with the name of a field between their own and that of the unit ("phòng nội vụ huyện").
const OFFICES: &[&str] = &["phòng", "sở", "văn phòng", "thanh tra", "ban", "chi cục"];
/// The most words between an office and the unit it belongs to.
const FIELD: usize = 7;
/// Words between a body and the kind of its unit.
const BETWEEN: &[&str] = &["các", "cấp", "mỗi", "từng", "huyện", "quận", "thị xã"];
/// What stands before a body that is asked for something or gives something.
const BEFORE: &[&str] =
    &["giấy khen của", "bằng khen của", "thẩm quyền của", "đề nghị", "trình", "gửi", "gửi về", "báo cáo", "qua"];
/// What a body does.
const VERBS: &[&str] = &[
    "quyết định",
    "tặng",
    "giao",
    "có trách nhiệm",
    "chịu trách nhiệm",
    "chủ trì",
    "thẩm định",
    "phê duyệt",
    "xét",
    "xem xét",
    "công nhận",
    "ban hành",
    "chỉ đạo",
    "tổ chức",
    "khen thưởng",
    "đề nghị",
    "phân bổ",
    "báo cáo",
    "triển khai",
    "phối hợp",
    "thực hiện",
];
/// What tells of the past.
const PAST: &[&str] = &["đã", "cũ", "trước đây", "trước sáp nhập", "trước khi"];
/// How far behind the unit its verb may stand: a name of four syllables and one word more.
const REACH: usize = 5;
/// The most words of a label, and the most letters of each.
const LABEL: usize = 4;
/// How far from the body a year may stand that says when it acted.
const YEAR: usize = 12;
/// How far before "của" the number of a cited text may stand.
const CITATION: usize = 16;

/// Whether the body to which `mention` belongs is to act, in a paper of this `year`. A heading that begins
/// with a body speaks of its work; a line that only names it is an item of a list.
pub fn acts(words: &Words, mention: &Mention, year: i32, is_heading: bool) -> bool {
    let Some(start) = body_start(words, mention.start) else { return false };
    let is_past = is_past(words, mention.end) || in_earlier_year(words, start, mention.end, year);
    if is_past || is_cited(words, start) || words.ends_with(start, "nguyên") {
        return false;
    }
    let says_more = is_heading || words.len() > mention.end + REACH || has_colon(words, mention.end);
    (says_more && is_subject(words, start))
        || BEFORE.iter().any(|phrase| words.ends_with(start, phrase))
        || follows(words, mention.end, VERBS)
}

/// Whether a letterhead is that of a state body with the bare `name` of its tỉnh behind it.
pub fn issues(letterhead: &Words, name: &Words) -> bool {
    let is_state = || BODIES.iter().chain(OFFICES).any(|body| letterhead.has(0, body));
    letterhead.close_with(name) && is_state()
}

/// Where the name of the body begins whose unit stands at `unit`: "chủ tịch ủy ban nhân dân [huyện]".
fn body_start(words: &Words, unit: usize) -> Option<usize> {
    let mut at = unit;
    while let Some(word) = BETWEEN.iter().find(|word| words.ends_with(at, word)) {
        at -= word.split(' ').count();
        if words.ends_with(at, ",") {
            at -= 1;
        }
    }
    let body = BODIES.iter().find(|body| words.ends_with(at, body)).map(|body| at - body.split(' ').count());
    let start = body.or_else(|| office_start(words, at))?;
    let head = ["phó chủ tịch", "chủ tịch", "thường trực"].into_iter().find(|head| words.ends_with(start, head));
    Some(head.map_or(start, |head| start - head.split(' ').count()))
}

fn office_start(words: &Words, unit: usize) -> Option<usize> {
    let nearest = unit.saturating_sub(FIELD);
    let is_mark = |at: usize| ",;.:()".contains(words.at(at));
    let candidates = (nearest..unit).rev().take_while(|at| !is_mark(*at));
    candidates.into_iter().find(|at| OFFICES.iter().any(|office| words.has(*at, office)))
}

/// Whether a text with a number is cited: "số 12/QĐ-UBND ngày … của [body]".
fn is_cited(words: &Words, start: usize) -> bool {
    let from = start.saturating_sub(CITATION);
    let is_number =
        |at: usize| words.at(at) == "số" && words.at(at + 1).starts_with(|letter: char| letter.is_ascii_digit());
    words.ends_with(start, "của") && (from..start).any(is_number)
}

fn is_past(words: &Words, end: usize) -> bool {
    let next = if words.at(end) == "(" { end + 1 } else { end };
    follows(words, end, PAST) || PAST.iter().any(|phrase| words.has(next, phrase))
}

/// Whether "năm …" of an earlier year stands near by.
fn in_earlier_year(words: &Words, start: usize, end: usize, year: i32) -> bool {
    let near = start.saturating_sub(YEAR)..end + YEAR;
    let is_earlier = |at: usize| words.at(at + 1).parse::<i32>().is_ok_and(|named| named < year);
    near.into_iter().any(|at| words.at(at) == "năm" && is_earlier(at))
}

/// Whether one of `phrases` begins near `end`, with no mark between.
fn follows(words: &Words, end: usize, phrases: &[&str]) -> bool {
    let near = (end..end + REACH).take_while(|at| !",;.:()".contains(words.at(*at)) || words.at(*at).is_empty());
    near.into_iter().any(|at| phrases.iter().any(|phrase| words.has(at, phrase)))
}

fn has_colon(words: &Words, end: usize) -> bool {
    (end..end + REACH).any(|at| words.at(at) == ":")
}

/// Whether the body opens the paragraph, perhaps behind a label ("1.", "a)", "Điều 2.").
fn is_subject(words: &Words, start: usize) -> bool {
    let Some(mark) = start.checked_sub(1) else { return true };
    let is_label = mark < LABEL && [".", ")"].contains(&words.at(mark));
    is_label && (0..mark).all(|at| words.at(at).chars().count() <= LABEL)
}
