//! The sheet that tells a unit what to fill in, until when, and to whom the workbook goes back.

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use crate::base::text::upper_first;
use crate::campaign::CampaignFolder;
use crate::campaign::parties::Party;
use crate::campaign::source::TableSpec;
use crate::campaign::source::answer::{CAMPAIGN, MARK};
use crate::make::starter::guide::{self, Guide};

/// How to fill in the workbook.
const STEPS: &[&str] = &[
    "Ô nền xám là điều cơ quan đã biết, đã khóa. Ô ấy sai thì báo lại cho cơ quan, không mở khóa để sửa.",
    "Điền các ô trắng. Trang Cá nhân trước, vì các trang khác chọn tên từ đó; đơn vị để trống thì hiểu là đơn vị của phiếu này.",
    "Thêm người, thêm đề nghị thì ghi tiếp vào các dòng trắng bên dưới, mỗi việc một dòng; không đổi tên trang, tiêu đề cột, không thêm dòng tổng cộng.",
    "Ô có mũi tên thì chọn trong danh sách. Đưa con trỏ đến tiêu đề để xem cột ấy ghi gì. Cột có tiêu đề nền đậm, chữ trắng là cột phải có.",
    "Ngày ghi ngày/tháng/năm, ví dụ 25/02/2026. Số thập phân dùng dấu phẩy: 96,4. Đánh dấu thì ghi x.",
    "Chưa có kết quả thì để trống ô Giá trị: dòng ấy coi như chưa trả lời. Trang không có gì để ghi thì để nguyên.",
    "Lưu tệp (giữ dạng .xlsx, hoặc .xls, .ods) rồi gửi lại nguyên tệp.",
];

/// Adds the sheet for `unit`; `tables` are the sheets that follow.
///
/// # Errors
/// Those of the library.
pub fn write<'a>(
    book: &'a mut Workbook,
    folder: &CampaignFolder,
    unit: &Party,
    tables: &[&TableSpec],
) -> Result<&'a mut Worksheet, XlsxError> {
    let campaign = folder.campaign();
    let mut facts = vec![
        (MARK, unit.name().to_owned()),
        (CAMPAIGN, upper_first(&campaign.ten)),
        ("Gửi lại cho", campaign.co_quan.ten.clone()),
    ];
    let rules = &folder.facts().quy_dinh;
    for term in &rules.thoi_han {
        let what = if term.noi_dung.is_empty() { term.viec.label() } else { term.noi_dung.as_str() };
        facts.push(("Thời hạn", format!("{}: {}", upper_first(what), term.cau(&rules.su_kien))));
    }
    guide::write(book, &Guide { title: "PHIẾU SỐ LIỆU THI ĐUA, KHEN THƯỞNG", facts: &facts, steps: STEPS, tables })
}
