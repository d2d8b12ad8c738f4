//! The sheet Đăng ký: its columns, and how a row is read.

use super::{count, date, optional_text, place, text};
use crate::diag::Code;
use crate::model::Registration;
use crate::model::located::Located;
use crate::model::nomination::NomineeKind;
use crate::source::{Column, Fields, TableSpec};

/// The sheet of registrations.
pub const TABLE: TableSpec = TableSpec {
    key: "dang_ky",
    label: "Đăng ký",
    columns: &[
        Column { key: "don_vi", label: "Đơn vị", also: &["ten_don_vi", "phong_ban"], required: true },
        Column { key: "doi_tuong", label: "Đối tượng", also: &[], required: true },
        Column { key: "ho_ten", label: "Họ và tên", also: &["ho_ten"], required: false },
        Column { key: "so_luong", label: "Số lượng", also: &[], required: false },
        Column { key: "noi_dung", label: "Nội dung đăng ký", also: &["noi_dung"], required: false },
        Column { key: "danh_hieu", label: "Danh hiệu", also: &["danh_hieu_thi_dua"], required: false },
        Column { key: "ngay_nop", label: "Ngày nộp", also: &[], required: false },
        Column { key: "ghi_chu", label: "Ghi chú", also: &[], required: false },
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
        don_vi: Located { value: unit.value.replace('\n', " "), place: unit.place },
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
        (Some(NomineeKind::CaNhan), false, None) if fields.is_blank("so_luong") => {
            ("so_luong", "dòng cá nhân không có họ tên cũng không có số lượng", "điền họ tên, hoặc số lượng (ví dụ 02)")
        }
        (Some(NomineeKind::CaNhan), false, Some(0)) => {
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
