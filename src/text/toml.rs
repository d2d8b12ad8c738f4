//! What a TOML parser says, in Vietnamese.
//!
//! `phong_trao.toml` and the front matter of a `.van` are both TOML, and the parser speaks English. Its
//! messages are known by their beginnings; what is not known stays in brackets behind a whole sentence.

/// Beginnings of messages in small letters, and what they mean; the first that fits counts.
const KNOWN: &[(&str, &str)] = &[
    ("duplicate key", "khóa này đã có ở trên"),
    ("invalid date-time", "ngày, giờ viết sai dạng; ngày viết như 2022-03-25"),
    ("invalid date", "ngày không có trên lịch hoặc viết sai dạng; ngày viết như 2022-03-25"),
    ("invalid time", "giờ viết sai dạng"),
    ("invalid datetime", "ngày, giờ viết sai dạng; ngày viết như 2022-03-25"),
    ("string values must be quoted", "thiếu giá trị, hoặc chuỗi chữ không nằm trong dấu nháy kép"),
    ("invalid basic string", "chuỗi chữ chưa đóng dấu nháy kép, hoặc có dấu `\\` sai chỗ"),
    ("invalid multi-line basic string", "đoạn chữ nhiều dòng chưa đóng bằng ba dấu nháy kép, hoặc có dấu `\\` sai chỗ"),
    ("invalid multi-line literal string", "đoạn chữ nhiều dòng chưa đóng bằng ba dấu nháy đơn"),
    ("invalid literal string", "chuỗi chữ chưa đóng dấu nháy đơn"),
    ("invalid string", "chuỗi chữ viết sai"),
    ("missing opening quote", "chuỗi chữ thiếu dấu nháy mở"),
    ("missing escaped value", "sau dấu `\\` trong chuỗi thiếu ký tự; dấu `\\` thật viết là `\\\\`"),
    ("too few unicode value digits", "mã ký tự sau `\\u` thiếu chữ số"),
    ("unquoted keys cannot be empty", "thiếu tên khóa trước dấu `=`"),
    ("invalid unquoted key", "tên khóa không hợp lệ (chỉ dùng chữ không dấu, số và `_`)"),
    ("invalid key", "tên khóa không hợp lệ (chỉ dùng chữ không dấu, số và `_`)"),
    ("key with no value", "khóa không có giá trị, thiếu dấu `=`"),
    ("missing assignment", "khóa không có giá trị, thiếu dấu `=`"),
    ("missing value", "khóa không có giá trị sau dấu `=`"),
    ("missing key", "thiếu tên khóa"),
    ("missing comma", "thiếu dấu phẩy giữa hai mục"),
    ("missing array", "thiếu dấu `[` mở danh sách"),
    ("missing", "thiếu dấu mở ngoặc"),
    ("unclosed array table", "thiếu `]]` ở tên nhóm"),
    ("unclosed array", "danh sách mở `[` mà không đóng `]`"),
    ("unclosed inline table", "nhóm mở `{` mà không đóng `}`"),
    ("unclosed table", "thiếu `]` ở tên nhóm"),
    ("unexpected leading zero", "số không được bắt đầu bằng 0; mã có số 0 ở đầu phải nằm trong dấu nháy kép"),
    ("unexpected sign", "thừa dấu cộng hoặc trừ"),
    ("redundant", "số viết thừa ký tự"),
    ("unexpected", "có chữ thừa hoặc đặt sai chỗ"),
    ("extra comma", "thừa dấu phẩy"),
    ("extra", "thừa dấu `=`"),
    ("`_` may only go between digits", "dấu `_` đặt sai chỗ trong số"),
    ("integers with a radix cannot be signed", "số viết sai dạng"),
    ("radix must be lowercase", "số viết sai dạng"),
    ("invalid boolean", "giá trị đúng/sai chỉ viết `true` hoặc `false`"),
    ("invalid integer", "số viết sai dạng"),
    ("invalid float", "số viết sai dạng"),
    ("invalid mantissa", "số viết sai dạng"),
    ("invalid fraction", "số viết sai dạng; phần thập phân trong tệp này viết sau dấu chấm"),
    ("invalid exponent", "số viết sai dạng"),
    ("invalid octal", "số viết sai dạng"),
    ("invalid binary", "số viết sai dạng"),
    ("invalid hexadecimal", "số viết sai dạng"),
    ("invalid comment", "ghi chú sau dấu `#` có ký tự không in được"),
    ("invalid table", "tên nhóm viết sai"),
    ("invalid inline table", "nhóm trong `{…}` viết sai"),
    ("invalid", "giá trị viết sai dạng"),
    ("cannot extend value", "khóa này đã có giá trị, không thể là nhóm"),
    ("cannot recurse", "các ngoặc lồng nhau quá sâu"),
    ("recursion limit", "các ngoặc lồng nhau quá sâu"),
    ("carriage return", "dấu xuống dòng bị hỏng; lưu lại tệp bằng trình soạn thảo"),
];

/// What `message` of the parser means, as the rest of a sentence.
pub fn explain(message: &str) -> String {
    let small = message.trim().to_lowercase();
    let found = KNOWN.iter().find(|(english, _)| small.starts_with(english));
    found.map_or_else(
        || format!("chỗ này không đọc được (thư viện báo: {})", message.trim()),
        |(_, vietnamese)| (*vietnamese).to_owned(),
    )
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
            let told: Vec<String> = errors.iter().map(|error| explain(error.message())).collect();
            let foreign = told.is_empty() || told.iter().any(|told| told.contains("thư viện"));
            if foreign || !told.iter().any(|told| told.contains(words)) {
                wrong.push(format!("{text}: {told:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn what_is_not_known_stays_in_brackets() {
        assert_eq!(explain("odd thing"), "chỗ này không đọc được (thư viện báo: odd thing)");
    }
}
