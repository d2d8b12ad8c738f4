//! The sheet Đăng ký: its columns, and how a row is read.

use super::{count, date, optional_text, place, text, unbroken};
use crate::base::diag::Code;
use crate::campaign::model::Registration;
use crate::campaign::model::located::Located;
use crate::campaign::model::nomination::NomineeKind;
use crate::campaign::source::{Column, Fields, Kind, List, TableSpec};

/// The sheet of registrations.
pub const TABLE: TableSpec = TableSpec {
    key: "dang_ky",
    label: "Đăng ký",
    columns: &[
        Column::required("don_vi", "Đơn vị", &["ten_don_vi", "phong_ban"])
            .holding(Kind::Words, 28.0, "Đơn vị gửi bản đăng ký, đúng tên trong bảng Đơn vị")
            .chosen_from(List::Units),
        Column::required("doi_tuong", "Đối tượng", &[])
            .holding(Kind::Subject, 12.0, "Tập thể, Cá nhân hoặc Hộ gia đình, mỗi đối tượng một dòng")
            .chosen_from(List::Registrants),
        Column::new("ho_ten", "Họ và tên", &["ho_ten"])
            .holding(Kind::Person, 22.0, "Họ và tên của cá nhân; tập thể để trống")
            .chosen_from(List::People),
        Column::new("so_luong", "Số lượng", &[]).holding(
            Kind::Count,
            9.0,
            "Số cá nhân đăng ký không ghi tên; các dòng khác để trống",
        ),
        Column::new("noi_dung", "Nội dung đăng ký", &["noi_dung"]).holding(
            Kind::Lines,
            40.0,
            "Để trống thì lấy nội dung chung ghi ở [dang_ky] của phong_trao.toml",
        ),
        Column::new("danh_hieu", "Danh hiệu", &["danh_hieu_thi_dua"])
            .holding(Kind::Words, 24.0, "Danh hiệu đăng ký phấn đấu, nếu có")
            .chosen_from(List::Titles),
        Column::new("ngay_nop", "Ngày nộp", &[]).holding(Kind::Date, 12.0, "Ngày nhận bản đăng ký, để xét đúng hạn"),
        Column::new("ghi_chu", "Ghi chú", &[]).holding(Kind::Lines, 22.0, "Ghi chú của người lập bảng"),
    ],
};

/// Reads one row.
///
/// # Errors
/// `DL013` and `DL017` without the unit or whom it registers; `DL020` for a collective with a name, for persons with neither name nor number, and for a name
/// with a number other than 1.
pub fn read(fields: &mut Fields) -> Registration {
    let unit = text(fields, "don_vi", "Phòng Quản lý ngân sách");
    let registration = Registration {
        don_vi: Located { value: unbroken(unit.value), place: unit.place },
        doi_tuong: fields.parse_required("doi_tuong", "Tập thể"),
        ho_ten: optional_text(fields, "ho_ten"),
        so_luong: count(fields, "so_luong"),
        noi_dung: fields.text_or_empty("noi_dung"),
        danh_hieu: optional_text(fields, "danh_hieu"),
        ngay_nop: date(fields, "ngay_nop"),
        ghi_chu: fields.text_or_empty("ghi_chu"),
        cot: fields.own_values(),
        place: place(fields),
    };
    check(&registration, fields);
    registration
}

fn check(row: &Registration, fields: &mut Fields) {
    let number = row.so_luong.as_ref().map(|count| count.value);
    let (key, message, hint) = match (row.doi_tuong, row.ho_ten.is_some(), number) {
        (Some(NomineeKind::TapThe), true, _) => {
            ("ho_ten", "dòng của tập thể lại có họ tên", "xóa họ tên, hoặc đổi đối tượng thành `Cá nhân`")
        }
        (Some(NomineeKind::CaNhan | NomineeKind::HoGiaDinh), false, None) if fields.is_blank("so_luong") => {
            ("so_luong", "dòng cá nhân không có họ tên cũng không có số lượng", "điền họ tên, hoặc số lượng (ví dụ 02)")
        }
        (Some(NomineeKind::CaNhan | NomineeKind::HoGiaDinh), false, Some(0)) => {
            ("so_luong", "số lượng cá nhân là 0", "xóa dòng này hoặc sửa số lượng")
        }
        (Some(_), true, Some(number)) | (Some(NomineeKind::TapThe), _, Some(number)) if number != 1 => (
            "so_luong",
            "mỗi dòng có tên hoặc mỗi tập thể chỉ tính là 1",
            "để trống số lượng, hoặc viết mỗi người một dòng",
        ),
        _ => return,
    };
    fields.fault(key, Code::DL020, message.to_owned(), hint);
}
