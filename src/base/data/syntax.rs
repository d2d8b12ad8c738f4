//! What the TOML parser says, in Vietnamese.
//!
//! The parser speaks English. Its messages are known by their beginnings; of what is not known only the place is told.

const LINE: &str = "mỗi dòng có dạng `khoa = \"giá trị\"`, tên nhóm nằm trong ngoặc vuông: `[ke_hoach]`";
const QUOTES: &str = "viết giá trị trong ngoặc kép thẳng: `khoa = \"giá trị\"`";
const LIST: &str = "viết danh sách như `[\"một\", \"hai\"]`";
const DATE: &str = "viết ngày trong ngoặc kép: `\"25/03/2022\"`";
const KEY: &str = "tên khóa chỉ gồm chữ không dấu, số và `_`";
const ESCAPE: &str = "đóng chuỗi bằng `\"`; trong chuỗi, dấu `\\` viết là `\\\\`";
const GROUPS: &str = "viết tên nhóm như `[[chu_ky]]` trên một dòng riêng";

/// Beginnings of messages in small letters, what they mean and how to mend it; the first that fits counts.
const KNOWN: &[(&str, &str, &str)] = &[
    ("duplicate key", "khóa này đã có ở trên", "mỗi khóa chỉ ghi một lần"),
    ("invalid date-time", "ngày, giờ viết sai dạng; ngày viết như 2022-03-25", DATE),
    ("invalid date", "ngày không có trên lịch hoặc viết sai dạng; ngày viết như 2022-03-25", DATE),
    ("invalid time", "giờ viết sai dạng", DATE),
    ("invalid datetime", "ngày, giờ viết sai dạng; ngày viết như 2022-03-25", DATE),
    ("string values must be quoted", "thiếu giá trị, hoặc chuỗi chữ không nằm trong dấu nháy kép", QUOTES),
    ("invalid basic string", "chuỗi chữ chưa đóng dấu nháy kép, hoặc có dấu `\\` sai chỗ", ESCAPE),
    (
        "invalid multi-line basic string",
        "đoạn chữ nhiều dòng chưa đóng bằng ba dấu nháy kép, hoặc có dấu `\\` sai chỗ",
        ESCAPE,
    ),
    ("invalid multi-line literal string", "đoạn chữ nhiều dòng chưa đóng bằng ba dấu nháy đơn", ESCAPE),
    ("invalid literal string", "chuỗi chữ chưa đóng dấu nháy đơn", ESCAPE),
    ("invalid string", "chuỗi chữ viết sai", QUOTES),
    ("missing opening quote", "chuỗi chữ thiếu dấu nháy mở", QUOTES),
    ("missing escaped value", "sau dấu `\\` trong chuỗi thiếu ký tự; dấu `\\` thật viết là `\\\\`", ESCAPE),
    ("too few unicode value digits", "mã ký tự sau `\\u` thiếu chữ số", ESCAPE),
    ("unquoted keys cannot be empty", "thiếu tên khóa trước dấu `=`", KEY),
    ("invalid unquoted key", "tên khóa không hợp lệ (chỉ dùng chữ không dấu, số và `_`)", KEY),
    ("invalid key", "tên khóa không hợp lệ (chỉ dùng chữ không dấu, số và `_`)", KEY),
    ("key with no value", "khóa không có giá trị, thiếu dấu `=`", QUOTES),
    ("missing assignment", "khóa không có giá trị, thiếu dấu `=`", QUOTES),
    ("missing value", "khóa không có giá trị sau dấu `=`", QUOTES),
    ("missing key", "thiếu tên khóa", KEY),
    ("missing comma", "thiếu dấu phẩy giữa hai mục", LIST),
    ("missing array", "thiếu dấu `[` mở danh sách", LIST),
    ("missing", "thiếu dấu mở ngoặc", LINE),
    ("unclosed array table", "thiếu `]]` ở tên nhóm", GROUPS),
    ("unclosed array", "danh sách mở `[` mà không đóng `]`", LIST),
    ("unclosed inline table", "nhóm mở `{` mà không đóng `}`", LINE),
    ("unclosed table", "thiếu `]` ở tên nhóm", LINE),
    ("unexpected leading zero", "số không được bắt đầu bằng 0; mã có số 0 ở đầu phải nằm trong dấu nháy kép", QUOTES),
    ("unexpected sign", "thừa dấu cộng hoặc trừ", LINE),
    ("redundant", "số viết thừa ký tự", LINE),
    ("unexpected", "có chữ thừa hoặc đặt sai chỗ", LINE),
    ("extra comma", "thừa dấu phẩy", LIST),
    ("extra", "thừa dấu `=`", LINE),
    ("`_` may only go between digits", "dấu `_` đặt sai chỗ trong số", LINE),
    ("integers with a radix cannot be signed", "số viết sai dạng", LINE),
    ("radix must be lowercase", "số viết sai dạng", LINE),
    ("invalid boolean", "giá trị đúng/sai chỉ viết `true` hoặc `false`", LINE),
    ("invalid integer", "số viết sai dạng", LINE),
    ("invalid float", "số viết sai dạng", LINE),
    ("invalid mantissa", "số viết sai dạng", LINE),
    ("invalid fraction", "số viết sai dạng; phần thập phân trong tệp này viết sau dấu chấm", LINE),
    ("invalid exponent", "số viết sai dạng", LINE),
    ("invalid octal", "số viết sai dạng", LINE),
    ("invalid binary", "số viết sai dạng", LINE),
    ("invalid hexadecimal", "số viết sai dạng", LINE),
    ("invalid comment", "ghi chú sau dấu `#` có ký tự không in được", LINE),
    ("invalid table", "tên nhóm viết sai", LINE),
    ("invalid inline table", "nhóm trong `{…}` viết sai", LINE),
    ("invalid", "giá trị viết sai dạng", LINE),
    ("cannot extend value", "khóa này đã có giá trị, không thể là nhóm", LINE),
    ("cannot recurse", "các ngoặc lồng nhau quá sâu", LINE),
    ("recursion limit", "các ngoặc lồng nhau quá sâu", LINE),
    ("carriage return", "dấu xuống dòng bị hỏng; lưu lại tệp bằng trình soạn thảo", LINE),
];

/// Quotation marks that word processors put in the place of the straight ones.
const CURLY: [char; 8] = ['“', '”', '„', '‘', '’', '«', '»', '″'];

/// What `message` of the parser means, as the rest of a sentence, and how to mend it; `rest` is the text from there on.
pub(super) fn explain(message: &str, rest: &str) -> (&'static str, &'static str) {
    let small = message.trim().to_lowercase();
    if rest.starts_with(CURLY) {
        return ("dấu nháy cong, thường do chép từ Word", "gõ lại bằng dấu nháy kép thẳng: `khoa = \"giá trị\"`");
    }
    if is_day(rest) {
        return ("ngày không nằm trong dấu nháy kép", DATE);
    }
    let known = KNOWN.iter().find(|(english, ..)| small.starts_with(english));
    known.map_or(("chỗ này không đọc được", LINE), |(_, vietnamese, hint)| (*vietnamese, *hint))
}

/// Whether `rest` begins with a day typed as on paper: `25/3/2022`.
fn is_day(rest: &str) -> bool {
    let word: String = rest.chars().take_while(|letter| letter.is_ascii_digit() || *letter == '/').collect();
    word.matches('/').count() == 2 && word.split('/').all(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use toml::de::DeTable;

    #[test]
    fn the_usual_slips_are_told_without_english() {
        let mut wrong = Vec::new();
        for (text, words) in [
            ("ngay = 2023-02-30", "trên lịch"),
            ("ngay = 2023-13-01", "trên lịch"),
            ("ngay = 25/3/2022", "nháy kép"),
            ("ngay = 2023-2-3", ""),
            ("ten = Sở", "dấu nháy kép"),
            ("ten = \"Sở", "nháy kép"),
            ("ten = \"a\\b\\q\"", "`\\`"),
            ("ten", "dấu `=`"),
            ("ten =", "giá trị"),
            ("= 1", "tên khóa"),
            ("tên = 1", "không dấu"),
            ("a = 1\na = 2", "đã có"),
            ("a = [\"x\" \"y\"]", "dấu phẩy"),
            ("a = [1, 2", "không đóng"),
            ("[a", "`]`"),
            ("[[a]", "`]]`"),
            ("a = 007", "số 0"),
            ("a = 1,5", ""),
            ("a = True", ""),
            ("a = 'x", "nháy đơn"),
            ("a = {b = 1", "không đóng"),
            ("a = 1\n[a]\nb = 1", ""),
        ] {
            let errors = DeTable::parse_recoverable(text).1;
            let told: Vec<&str> = errors.iter().map(|error| explain(error.message(), "").0).collect();
            let foreign = told.is_empty() || told.iter().any(|told| told.contains("không đọc được"));
            if foreign || !told.iter().any(|told| told.contains(words)) {
                wrong.push(format!("{text}: {told:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn the_text_tells_what_the_parser_does_not() {
        let told = |rest: &str| explain("string values must be quoted", rest).0;
        assert!(told("“Sở Y tế”").contains("dấu nháy cong"));
        assert!(told("25/3/2022\n").contains("ngày không nằm trong dấu nháy kép"));
        assert!(told("25/3\n").contains("thiếu giá trị"));
        assert_eq!(explain("odd thing", "").0, "chỗ này không đọc được");
    }
}
