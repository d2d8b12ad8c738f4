//! The sheet that tells a clerk how to fill in the others.

use rust_xlsxwriter::{FormatAlign, Workbook, Worksheet, XlsxError};

use crate::campaign::source::TableSpec;
use crate::make::spreadsheet::{cell_format, height, print_setup, row};

/// The name of the sheet; the reader knows no table of this name and leaves it aside.
pub const NAME: &str = "Hướng dẫn";

/// The width of the column of explanations, in characters.
const TEXT_WIDTH: f64 = 76.0;

/// How to fill in the workbook of a campaign.
pub const STEPS: &[&str] = &[
    "Ghi đè hoặc xóa các dòng ví dụ, rồi điền số liệu của cơ quan. Không đổi tên trang và tiêu đề cột; thứ tự cột đổi được, cột không dùng xóa được.",
    "Cột có tiêu đề nền đậm, chữ trắng là cột phải có. Đưa con trỏ đến tiêu đề để xem cột ấy ghi gì.",
    "Điền bảng Đơn vị và Cá nhân trước: các bảng khác chọn tên từ hai bảng này. Không thêm dòng tổng cộng hay dòng trống giữa bảng.",
    "Ô có mũi tên thì chọn trong danh sách. Danh sách hình thức, chỉ số, giấy tờ… lấy từ phong_trao.toml, xem ở trang Danh mục.",
    "Ngày ghi ngày/tháng/năm, ví dụ 25/02/2026. Số thập phân dùng dấu phẩy: 96,4. Đánh dấu thì ghi x.",
    "Bảng không dùng thì để trống hoặc xóa cả trang. Trang tên khác (như trang này) chương trình không đọc.",
    "Lưu tệp, rồi gõ: vanthu check THƯ_MỤC. Chương trình chỉ ra ô sai và cách sửa; chạy lại đến khi không còn lỗi.",
    "Gửi kết quả kiểm tra cho các đơn vị: vanthu check THƯ_MỤC --bao-cao bao_cao_kiem_tra.xlsx.",
    "In văn bản: vanthu render THƯ_MỤC --out ket_qua.",
];

/// What each table is for.
const PURPOSES: &[(&str, &str)] = &[
    ("don_vi", "Các đơn vị dự phong trào, kể cả đơn vị chưa đăng ký"),
    ("ca_nhan", "Người thuộc các đơn vị: ai được đề nghị, ai được tính vào tỷ lệ"),
    ("dang_ky", "Bản đăng ký thi đua đã nhận, mỗi tập thể hoặc cá nhân một dòng"),
    ("de_nghi", "Ai được đề nghị hình thức nào"),
    ("ket_qua", "Kết quả của từng đối tượng theo từng chỉ số"),
    (
        "ket_qua_ngang",
        "Thay trang Kết quả nếu muốn: mỗi đối tượng một dòng, mỗi chỉ số một cột; chỉ điền một trong hai",
    ),
    ("sang_kien", "Sáng kiến, giải pháp và việc công nhận"),
    ("ky_luat", "Kỷ luật và vụ việc đang xem xét, xác minh"),
    ("buoc", "Việc đã làm ở từng bước xét: ai, ngày nào, kết quả gì"),
    ("ho_so", "Giấy tờ của hồ sơ khen thưởng đã nhận"),
    ("phan_bo", "Số lượng cấp trên phân bổ cho từng đơn vị, nếu có"),
    ("hoi_dong", "Thành viên Hội đồng và việc dự họp"),
    ("bieu_quyet", "Số phiếu của từng đối tượng"),
    ("ngoai_le", "Ai được bỏ qua tiêu chuẩn nào, vì sao, ai quyết định"),
    ("khen_thuong", "Danh hiệu, hình thức đã nhận; in trong báo cáo thành tích"),
    ("bao_cao", "Đoạn văn của báo cáo thành tích"),
];

/// What the table `key` is for; empty for one that the list lacks.
pub fn purpose(key: &str) -> &'static str {
    PURPOSES.iter().find(|(known, _)| *known == key).map_or("", |(_, purpose)| purpose)
}

/// What the sheet says.
pub struct Guide<'a> {
    pub title: &'a str,
    /// What the workbook is about: each a word and what it stands for.
    pub facts: &'a [(&'static str, String)],
    pub steps: &'a [&'static str],
    /// The sheets that follow.
    pub tables: &'a [&'a TableSpec],
}

/// Adds the sheet that says `guide`.
///
/// # Errors
/// Those of the library.
pub fn write<'a>(book: &'a mut Workbook, guide: &Guide) -> Result<&'a mut Worksheet, XlsxError> {
    let sheet = book.add_worksheet();
    sheet.set_name(NAME)?;
    sheet.set_column_width(0, 24)?.set_column_width(1, TEXT_WIDTH)?;
    let (cell, bold) = (cell_format(), cell_format().set_bold());
    let title = cell_format().set_bold().set_font_size(14).set_align(FormatAlign::Center).set_font_color(0x1F_4E_79);
    sheet.merge_range(0, 0, 0, 1, guide.title, &title)?;
    sheet.set_row_height(0, 28)?;
    let mut at = 2;
    let numbered = guide.steps.iter().enumerate().map(|(at, step)| (format!("Bước {}", at + 1), (*step).to_owned()));
    let facts = guide.facts.iter().map(|(word, text)| ((*word).to_owned(), text.clone()));
    for (word, text) in facts.chain(numbered) {
        sheet.write_string_with_format(row(at), 0, word, &bold)?;
        sheet.write_string_with_format(row(at), 1, &text, &cell)?;
        sheet.set_row_height(row(at), height(&[(&text, TEXT_WIDTH)]))?;
        at += 1;
    }
    at += 1;
    sheet.write_string_with_format(row(at), 0, "Trang", &bold)?;
    sheet.write_string_with_format(row(at), 1, "Ghi gì", &bold)?;
    for table in guide.tables {
        at += 1;
        sheet.write_string_with_format(row(at), 0, table.label, &cell)?;
        sheet.write_string_with_format(row(at), 1, purpose(table.key), &cell)?;
    }
    print_setup(sheet, NAME);
    sheet.set_print_gridlines(false);
    Ok(sheet)
}
