//! A good campaign folder with a workbook as an office keeps it, and small changes to it.
//!
//! Cells are written in short: `#95` a number, `%0.95` a number shown as a percentage, `@2022-03-25` a
//! date, `=#REF!` a formula that failed, `?` a ticked box, `&0.0%&0.9149` a number with its format, `~cũ~mới` a
//! text with its beginning struck out, all else text. Sheets have titles above their
//! headers, merged cells, numbered columns and formatted blank rows below.

use std::fs;

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use tempfile::TempDir;

pub const FACTS: &str = r#"
ten = "cải cách hành chính năm 2022"
ngay_xet = 2023-02-15
[co_quan]
ten = "Sở Tài chính"
viet_tat = "STC"
dia_danh = "Kiên Giang"
chuc_danh = "Giám đốc"
[ke_hoach]
ky_hieu = "KH-STC"
ngay = "2022-03"
trich_yeu = "Phát động phong trào thi đua"
[ke_hoach.nguoi_ky]
quyen_han = ["GIÁM ĐỐC"]
ho_ten = "Trần Minh Khoa"
[dang_ky]
trich_yeu = "Thi đua"
han = { den_het = 2022-03-30 }
[[chi_so]]
ma = "diem"
ten = "Chỉ số cải cách hành chính"
don_vi_tinh = "%"
[[chi_so]]
ma = "thu"
ten = "Thu ngân sách"
don_vi_tinh = "triệu đồng"
[[tieu_chuan]]
ma = "tren_90"
loai = "nguong"
chi_so = "diem"
muc = 90
[[hinh_thuc]]
ma = "giay_khen"
ten = "Giấy khen của Giám đốc Sở"
tieu_chuan = ["tren_90"]
[[chi_tieu]]
ma = "so_luong"
hinh_thuc = ["giay_khen"]
loai = "so_luong"
so = 3
[[chi_tieu]]
ma = "phan_bo"
hinh_thuc = ["giay_khen"]
loai = "phan_bo"
co_quan = "Sở Nội vụ"
tung_don_vi = true
[[ho_so]]
ma = "to_trinh"
ten = "Tờ trình đề nghị khen thưởng"
[hoi_dong]
ten = "Hội đồng Thi đua - Khen thưởng Sở"
tong_so = 3
"#;

/// A sheet: its name, its rows, its merged areas (first and last row and column, from 0).
#[derive(Clone)]
pub struct Sheet {
    pub name: String,
    pub rows: Vec<Vec<String>>,
    pub merged: Vec<(u32, u16, u32, u16)>,
    pub hidden: bool,
}

fn sheet(name: &str, rows: &[&[&str]], merged: &[(u32, u16, u32, u16)]) -> Sheet {
    let rows = rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect();
    Sheet { name: name.to_owned(), rows, merged: merged.to_vec(), hidden: false }
}

/// The sheets of the good campaign.
pub fn good() -> Vec<Sheet> {
    vec![
        sheet(
            "ĐƠN VỊ ",
            &[
                &["DANH SÁCH CÁC ĐƠN VỊ THAM GIA"],
                &[],
                &["TT", "Tên\nđơn vị", "VIẾT TẮT", "Ghi chú"],
                &["(1)", "(2)", "(3)", "(4)"],
                &["#1", " Phòng Ngân sách ", "NS"],
                &["#2", "Phòng Đầu tư", "ĐT"],
                &["#3", "Phòng Giá"],
                &["#4", "Văn phòng Sở", "VP", "kể cả Tổ lái xe"],
            ],
            &[(0, 0, 0, 3)],
        ),
        sheet(
            "Cá nhân",
            &[
                &["Họ và tên", "Đơn vị", "Giới tính", "Ngày sinh", "Lãnh đạo chủ chốt"],
                &["Trần An", "Phòng Ngân sách", "nam", "@1980-05-02", "x"],
                &["Lê Bình", "Phòng Giá", "nữ", "1/2/1985", "không"],
                &["Đỗ Chi", "", "nữ", "1990", "?"],
            ],
            &[(2, 1, 3, 1)],
        ),
        sheet(
            "Đăng ký",
            &[
                &["Đơn vị", "Đối tượng", "Họ và tên", "Số lượng", "Ngày nộp"],
                &["Phòng Ngân sách", "Tập thể", "", "", "@2022-03-25"],
                &["Phòng Đầu tư", "TẬP THỂ", "", "", "28/3/2022"],
                &["Phòng Giá", "Tập thể", "", "#1", "#44649"],
                &["", "Cá nhân", "Lê Bình", "", "29-03-2022"],
                &["Văn phòng Sở", "Cá nhân", "", "02", "@2022-03-29"],
            ],
            &[(3, 0, 4, 0)],
        ),
        sheet(
            "Đề nghị",
            &[
                &["Đối tượng", "Hình thức", "Năm"],
                &["Phòng Ngân sách", "Giấy khen của Giám đốc Sở", "#2022"],
                &["Phòng Giá", "giay_khen", "2022"],
                &["Trần An", "giay_khen", "#2022"],
            ],
            &[],
        ),
        sheet(
            "Kết quả",
            &[
                &["Đối tượng", "Kết quả đánh giá", "", "", "Ngày công bố"],
                &["", "Chỉ số", "Năm", "Giá trị"],
                &["Phòng Ngân sách", "diem", "#2022", "%0.95", "@2022-12-30"],
                &["", "Thu ngân sách", "#2022", "1.234,56", "30/12/2022"],
                &["Phòng Giá", "diem", "2022", "92,5", "@2022-12-30"],
                &["Trần An", "Chỉ số cải cách hành chính", "#2022", "#91.5", "@2022-12-30"],
            ],
            &[(0, 0, 1, 0), (0, 1, 0, 3), (0, 4, 1, 4), (2, 0, 3, 0)],
        ),
        sheet(
            "Sáng kiến",
            &[
                &["Tác giả", "Tên sáng kiến", "Cấp công nhận", "Ngày công nhận"],
                &["Trần An", "Rút ngắn thời gian trả hồ sơ", "cấp cơ sở", "@2022-11-01"],
            ],
            &[],
        ),
        sheet(
            "Kỷ luật",
            &[
                &["Đối tượng", "Mức kỷ luật", "Trạng thái", "Ngày quyết định"],
                &["Lê Bình", "khiển trách", "đã bị", "@2020-01-02"],
            ],
            &[],
        ),
        sheet(
            "Hồ sơ",
            &[
                &["Đối tượng", "Loại giấy tờ", "Ngày nhận", "Số bản"],
                &["Phòng Ngân sách", "to_trinh", "@2023-01-05", "#1"],
                &["Phòng Giá", "to_trinh", "@2023-01-05", "#1"],
                &["Trần An", "Tờ trình đề nghị khen thưởng", "@2023-01-05", "#1"],
            ],
            &[],
        ),
        sheet(
            "Phân bổ",
            &[
                &["Chỉ tiêu", "Đơn vị", "Số lượng"],
                &["phan_bo", "Phòng Ngân sách", "#2"],
                &["phan_bo", "Phòng Giá", "#1"],
            ],
            &[],
        ),
        sheet(
            "Hội đồng",
            &[
                &["Họ và tên", "Chức vụ", "Có mặt", "Lý do vắng", "Vai trò"],
                &["Trần Minh Khoa", "Giám đốc", "x", "", "Chủ tịch"],
                &["Nguyễn Thu Hà", "Phó Giám đốc", "Có", "", "Phó Chủ tịch"],
                &["Danh Ngọc Hân", "Chánh Văn phòng", "không", "đi công tác"],
            ],
            &[],
        ),
        sheet(
            "Biểu quyết",
            &[
                &["Đối tượng", "Hình thức", "Năm", "Số phiếu đồng ý", "Số phiếu không đồng ý"],
                &["Phòng Ngân sách", "giay_khen", "#2022", "#2", "#0"],
                &["Phòng Giá", "giay_khen", "#2022", "#2", "#0"],
                &["Trần An", "giay_khen", "#2022", "#2", "#0"],
            ],
            &[],
        ),
    ]
}

/// The workbook of `sheets`, as bytes of an .xlsx.
pub fn bytes(sheets: &[Sheet]) -> Vec<u8> {
    let mut book = Workbook::new();
    let bordered = Format::new().set_border(rust_xlsxwriter::FormatBorder::Thin);
    for sheet in sheets {
        let page = book.add_worksheet();
        page.set_name(&sheet.name).unwrap().set_hidden(sheet.hidden);
        for (row, cells) in sheet.rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                write(page, row as u32, column as u16, cell);
            }
        }
        for (row, column, last_row, last_column) in &sheet.merged {
            page.merge_range(*row, *column, *last_row, *last_column, "", &Format::new()).unwrap();
            if let Some(cell) = sheet.rows.get(*row as usize).and_then(|cells| cells.get(*column as usize)) {
                write(page, *row, *column, cell);
            }
        }
        for row in sheet.rows.len()..sheet.rows.len() + 5 {
            page.write_blank(row as u32, 0, &bordered).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

/// The format and the number in `0.0%&0.9149`.
fn formatted(text: &str) -> Option<(&str, f64)> {
    let (format, number) = text.split_once('&')?;
    Some((format, number.parse().ok()?))
}

fn write(page: &mut Worksheet, row: u32, column: u16, cell: &str) {
    let rest = cell.get(1..).unwrap_or_default();
    let number = rest.parse::<f64>().ok().filter(|number| number.is_finite());
    let date = ExcelDateTime::parse_from_str(rest).ok().filter(|_| rest.contains('-'));
    match (cell.chars().next(), number) {
        (Some('#'), Some(number)) => page.write_number(row, column, number),
        (Some('%'), Some(number)) => {
            page.write_number_with_format(row, column, number, &Format::new().set_num_format("0%"))
        }
        (Some('@'), _) if date.is_some() => {
            let format = Format::new().set_num_format("dd/mm/yyyy");
            page.write_datetime_with_format(row, column, date.unwrap(), &format)
        }
        (Some('='), _) => page.write_formula(row, column, Formula::new("=1/0").set_result(rest)),
        (Some('&'), _) if formatted(rest).is_some() => {
            let (format, number) = formatted(rest).unwrap();
            page.write_number_with_format(row, column, number, &Format::new().set_num_format(format))
        }
        (Some('~'), _) if rest.contains('~') => {
            let (gone, kept) = rest.split_once('~').unwrap();
            page.write_rich_string(
                row,
                column,
                &[(&Format::new().set_font_strikethrough(), gone), (&Format::new(), kept)],
            )
        }
        (Some('?'), _) => page.write_boolean(row, column, true),
        _ => page.write_string(row, column, cell),
    }
    .unwrap();
}

/// A folder with `facts` and `so_lieu.xlsx` of `sheets`.
pub fn folder(facts: &str, sheets: &[Sheet]) -> TempDir {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("phong_trao.toml"), facts).unwrap();
    fs::write(place.path().join("so_lieu.xlsx"), bytes(sheets)).unwrap();
    place
}
