//! The words of rows that are nobody's data, in small letters with their marks.

use std::borrow::Cow;

use super::labels;
use crate::base::text::{Beginnings, ascii_key, first_small, fold, is_alphanumeric, key_initial};
use crate::campaign::source::scalar;

/// Whole texts that open a row of totals, as keys.
const TOTALS: [&str; 10] = [
    "tong_cong",
    "tong_so",
    "tong",
    "cong",
    "cong_tong",
    "trung_binh",
    "binh_quan",
    "total",
    "grand_total",
    "subtotal",
];

/// Beginnings of the label of a total. Behind "cộng" and "tổng" alone names may follow (Cộng đồng, Tổng cục).
static OF_TOTALS: Beginnings = Beginnings::of(&[
    "tổng số",
    "tổng cộng",
    "tổng toàn",
    "tổng chung",
    "tổng các",
    "tổng điểm",
    "tổng khối",
    "tổng nhóm",
    "tổng cụm",
    "tổng mục",
    "tổng phần",
    "tổng hợp:",
    "cộng khối",
    "cộng các",
    "cộng nhóm",
    "cộng cụm",
    "cộng mục",
    "cộng phần",
    "cộng trang",
    "cộng số",
    "cộng toàn",
    "cộng chung",
    "cộng dồn",
    "cộng cả",
    "cộng tập thể",
    "cộng cá nhân",
    "cộng phòng",
    "cộng đơn vị",
    "cộng theo",
    "trong đó",
    "bình quân chung",
    "bình quân các",
    "bình quân toàn",
    "trung bình chung",
    "trung bình các",
    "trung bình toàn",
]);

/// What makes another word behind "cộng": cộng đồng, cộng tác viên, cộng sản, cộng hòa.
const WORDS_WITH_CONG: [&str; 5] = ["đồng", "tác", "sản", "hòa", "hoà"];

/// Beginnings of the names of groups, which a unit may bear too.
pub(super) static GROUPS: Beginnings =
    Beginnings::of(&["khối", "nhóm", "cụm", "tập thể", "cá nhân", "danh sách", "đơn vị", "phần"]);

/// Beginnings that speak of several.
pub(super) static MANY: Beginnings = Beginnings::of(&["các", "những", "khối các", "nhóm các", "cụm các", "khối những"]);

/// The same, such as no unit is called.
pub(super) static GROUPS_OF_MANY: Beginnings = Beginnings::of(&["khối các", "nhóm các", "cụm các"]);

/// Beginnings of notes and closing sentences.
static NOTES: Beginnings = Beginnings::of(&[
    "ghi chú",
    "lưu ý",
    "chú ý",
    "chú thích",
    "nguồn:",
    "nguồn số liệu",
    "đvt",
    "đơn vị tính",
    "số liệu tính",
    "số liệu đến",
    "danh sách này",
    "danh sách có",
    "danh sách gồm",
    "danh sách trên",
    "danh sách ấn định",
    "bảng này",
    "bảng gồm",
    "bảng trên",
    "biểu này",
    "bằng chữ",
    "số tiền bằng chữ",
    "viết bằng chữ",
    "trên đây là",
    "ấn định danh sách",
    "kèm theo",
    "hết danh sách",
    "lập ngày",
    "liên hệ",
    "mọi thắc mắc",
    "(*)",
    "(**)",
    "(1) ",
    "(2) ",
    "(3) ",
    "* ",
    "** ",
    "*)",
]);

/// What stands below the last row, and before the number of a page.
const END: &str = "hết";
const PAGE: &str = "trang ";
static ENDS: Beginnings = Beginnings::of(&[END, PAGE]);

/// Whether `text`, in small letters on one line, begins with one of `beginnings` as whole words.
pub(super) fn has_beginning(text: &str, beginnings: &Beginnings) -> bool {
    let begins_so = |beginning: &str| {
        let rest = text.strip_prefix(beginning);
        rest.is_some_and(|rest| {
            let ends_open = beginning.ends_with(|letter: char| !letter.is_alphanumeric());
            ends_open || rest.chars().next().is_none_or(|next| !next.is_alphanumeric())
        })
    };
    beginnings.near(text).any(begins_so)
}

/// Whether `text` is one of those that open a row of totals and nothing else.
pub(super) fn is_whole_total(text: &str) -> bool {
    let initial = key_initial(text);
    TOTALS.iter().any(|total| total.as_bytes().first().copied() == initial)
        && TOTALS.contains(&ascii_key(text).as_str())
}

/// Whether `text` is the label of a row of totals.
pub(super) fn is_total(text: &str) -> bool {
    if !OF_TOTALS.may_begin(text) {
        return false;
    }
    let small = fold(text);
    let behind = |word: &str| small.strip_prefix(word).is_some_and(|rest| rest.trim_start().starts_with([':', '(']));
    // "Cộng I", "Cộng mục A", "Cộng A+B", "Tổng I: 02 đơn vị".
    let last = text.split([' ', '+']).next_back().unwrap_or_default();
    let second = || text.split_whitespace().nth(1).map(|next| next.trim_end_matches(':')).unwrap_or_default();
    let is_word = || WORDS_WITH_CONG.contains(&fold(second()).as_str());
    let is_label = |word: &str| !labels::bare(word).is_empty();
    let of_part = small.starts_with("cộng ") && !is_word() && is_label(last)
        || small.starts_with("tổng ") && second().split('+').all(is_label);
    // "Cộng 12 đơn vị".
    let counts = ["cộng ", "tổng "].into_iter().filter_map(|word| small.strip_prefix(word));
    let counts = counts.into_iter().any(|rest| rest.starts_with(|letter: char| letter.is_ascii_digit()));
    has_beginning(&small, &OF_TOTALS)
        || of_part
        || counts
        || ["tổng", "cộng", "bình quân", "trung bình"].into_iter().any(behind)
}

/// Whether `text` is a note or a closing sentence.
pub(super) fn is_note(text: &str) -> bool {
    let text = text.trim();
    let is_plain = first_small(text).is_some_and(is_alphanumeric);
    if is_plain && !NOTES.may_begin(text) && !ENDS.may_begin(text) {
        return text.ends_with("./.");
    }
    let small = fold(text);
    let bare = small.trim_matches(|letter: char| !letter.is_alphanumeric());
    let in_brackets = text.starts_with('(') && text.ends_with([')', '.']) && text.contains(char::is_whitespace);
    has_beginning(&small, &NOTES)
        || has_beginning(bare, &NOTES)
        || text.ends_with("./.")
        || bare == END
        || is_page(bare)
        || in_brackets && !is_signature(text)
}

/// Whether `text`, in small letters, is the number of a page: "trang 1", "trang 1/2".
fn is_page(text: &str) -> bool {
    let number = text.strip_prefix(PAGE).unwrap_or_default();
    !number.is_empty() && number.split(['/', ' ']).all(|part| part.bytes().all(|digit| digit.is_ascii_digit()))
}

/// Titles of those who sign, as the beginnings of texts.
static TITLES: Beginnings = Beginnings::of(&[
    "giám đốc",
    "phó giám đốc",
    "quyền giám đốc",
    "tổng giám đốc",
    "phó tổng giám đốc",
    "chủ tịch",
    "phó chủ tịch",
    "bí thư",
    "hiệu trưởng",
    "phó hiệu trưởng",
    "trưởng phòng",
    "phó trưởng phòng",
    "trưởng ban",
    "phó trưởng ban",
    "trưởng đơn vị",
    "chánh văn phòng",
    "phó chánh văn phòng",
    "cục trưởng",
    "phó cục trưởng",
    "chi cục trưởng",
    "viện trưởng",
    "chủ tịch hội đồng",
    "thư ký hội đồng",
    "chánh thanh tra",
    "bộ trưởng",
    "thứ trưởng",
    "vụ trưởng",
    "quản đốc",
    "phó quản đốc",
    "đội trưởng",
    "tổ trưởng",
    "trưởng khoa",
    "phó trưởng khoa",
    "p. giám đốc",
    "đại diện",
]);

/// Beginnings of what those are called who sign below tables and nowhere else.
static MAKERS: Beginnings = Beginnings::of(&[
    "người lập",
    "người tổng hợp",
    "người kiểm tra",
    "người kiểm soát",
    "người duyệt",
    "người nhập",
    "người báo cáo",
    "người ký",
    "cán bộ lập",
    "cán bộ tổng hợp",
    "kế toán trưởng",
    "phụ trách kế toán",
]);

/// Beginnings that only signatures have.
static SIGNED: Beginnings = Beginnings::of(&[
    "ngày lập",
    "xác nhận của",
    "phê duyệt của",
    "đại diện đơn vị",
    "ký tên",
    "ký, ",
    "(ký",
    "(đã ký",
    "đã ký",
    "(chữ ký",
    "nơi nhận",
    "ghi rõ họ tên",
    "(ghi rõ",
]);

/// Whole texts that only signatures have.
const SIGNERS: &[&str] = &[
    "duyệt",
    "kiểm soát",
    "lập biểu",
    "lập bảng",
    "thủ trưởng",
    "thủ trưởng đơn vị",
    "thủ trưởng cơ quan",
    "thủ trưởng cơ quan, đơn vị",
];

/// Beginnings of the line of authority, in capitals.
static FOR_OTHERS: Beginnings = Beginnings::of(&["tm.", "t/m", "kt.", "k/t", "tl.", "t/l", "tuq."]);

/// Whether `text` stands above or below a signature: who signs, "(Ký, ghi rõ họ tên)", the day. Titles, which
/// people have as well, only in capitals.
pub(super) fn is_signature(text: &str) -> bool {
    let small = fold(text);
    let first = if text.contains('\n') { Cow::Owned(first_line(text)) } else { Cow::Borrowed(small.as_str()) };
    let in_capitals = || has_beginning(&first, &FOR_OTHERS) || has_beginning(&first, &TITLES);
    let is_signer = calls_signer(&first) || has_beginning(&small, &SIGNED);
    is_day(&small) || is_signer || is_capitals(text) && in_capitals()
}

/// Whether `text` is what one is called who signs below a table, so that titles beside it sign as well.
pub(super) fn is_signer(text: &str) -> bool {
    calls_signer(&first_line(text))
}

fn calls_signer(first: &str) -> bool {
    has_beginning(first, &MAKERS) || SIGNERS.contains(&first.trim_end_matches(':'))
}

/// The first line of `text` in small letters.
fn first_line(text: &str) -> String {
    fold(text.lines().next().unwrap_or_default())
}

/// Whether `text` begins with the title of one who may sign.
pub(super) fn is_title(text: &str) -> bool {
    TITLES.may_begin(text) && has_beginning(&fold(text), &TITLES)
}

/// Whether `text`, in small letters, is the line of place and day: "An Giang, ngày … tháng … năm 2026", "An Giang, ngày
/// 10/12/2026".
pub(super) fn is_day(text: &str) -> bool {
    if !text.starts_with("ngày") && !text.contains(',') {
        return false;
    }
    let last = text.rsplit([',', ' ']).next().unwrap_or_default();
    if last.ends_with(|letter: char| letter.is_ascii_digit()) && scalar::date(last).is_some() {
        let before = text.get(..text.len() - last.len()).unwrap_or_default().trim_end();
        return before == "ngày" || before.ends_with(',') || before.ends_with(", ngày");
    }
    let Some(at) = text.find("ngày") else { return false };
    let begins = at == 0 || text.get(..at).is_some_and(|place| place.trim_end().ends_with(','));
    let rest = text.get(at..).unwrap_or_default();
    begins && rest.find("tháng").is_some_and(|month| rest.get(month..).is_some_and(|rest| rest.contains("năm")))
}

/// Whether `text` may be the name of one who signs, perhaps with a title before it.
pub(super) fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_capital = |word: &&str| word.starts_with(char::is_uppercase);
    (2..=6).contains(&words.len())
        && words.iter().all(is_capital)
        && !text.contains(|letter: char| letter.is_ascii_digit())
}

/// Whether `text` has capitals and no small letters.
pub(super) fn is_capitals(text: &str) -> bool {
    text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase)
}
