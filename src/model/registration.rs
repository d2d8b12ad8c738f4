//! What units register to achieve: the collective itself, named persons, or a number of persons
//! without names.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::Serialize;

use super::iso;
use crate::diag::Code;
use crate::source::{Column, Fields, TableSpec};
use crate::text::ascii_key;

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

/// Whether a unit as a whole or persons in it are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    TapThe,
    CaNhan,
}

impl Subject {
    /// Both.
    pub const ALL: [Subject; 2] = [Subject::TapThe, Subject::CaNhan];

    /// The word in data and on paper.
    pub fn label(self) -> &'static str {
        match self {
            Subject::TapThe => "Tập thể",
            Subject::CaNhan => "Cá nhân",
        }
    }
}

/// A word that names no subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownSubject;

impl fmt::Display for UnknownSubject {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("viết `Tập thể` hoặc `Cá nhân`")
    }
}

impl std::error::Error for UnknownSubject {}

impl FromStr for Subject {
    type Err = UnknownSubject;

    fn from_str(text: &str) -> Result<Self, UnknownSubject> {
        let key = ascii_key(text);
        Self::ALL.into_iter().find(|subject| ascii_key(subject.label()) == key).ok_or(UnknownSubject)
    }
}

/// One row of the sheet.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Registration {
    pub doi_tuong: Subject,
    /// Empty for a collective and for persons without names.
    pub ho_ten: String,
    /// How many persons: 1 for a named one.
    pub so_luong: u32,
    pub noi_dung: String,
    pub danh_hieu: String,
    #[serde(serialize_with = "iso")]
    pub ngay_nop: Option<NaiveDate>,
    pub ghi_chu: String,
}

impl Registration {
    /// Reads one row; the unit in it is left to the caller. `None` when its subject is unknown.
    ///
    /// # Errors
    /// `DL020` for a collective with a name, for persons with neither name nor number, and for a name
    /// with a number other than 1.
    pub fn read(fields: &mut Fields) -> Option<Self> {
        let doi_tuong = fields.parse_required("doi_tuong", "Tập thể");
        let ho_ten = fields.text_or_empty("ho_ten");
        let number = fields.count("so_luong");
        let registration = Registration {
            doi_tuong: doi_tuong.unwrap_or(Subject::TapThe),
            so_luong: number.unwrap_or(1),
            noi_dung: fields.text_or_empty("noi_dung"),
            danh_hieu: fields.text_or_empty("danh_hieu"),
            ngay_nop: fields.date("ngay_nop"),
            ghi_chu: fields.text_or_empty("ghi_chu"),
            ho_ten,
        };
        doi_tuong?;
        registration.check(number, fields);
        Some(registration)
    }

    fn check(&self, number: Option<u32>, fields: &mut Fields) {
        let named = !self.ho_ten.is_empty();
        let (key, message, hint) = match (self.doi_tuong, named, number) {
            (Subject::TapThe, true, _) => {
                ("ho_ten", "dòng của tập thể lại có họ tên", "xóa họ tên, hoặc đổi đối tượng thành `Cá nhân`")
            }
            (Subject::CaNhan, false, None) if fields.is_blank("so_luong") => (
                "so_luong",
                "dòng cá nhân không có họ tên cũng không có số lượng",
                "điền họ tên, hoặc số lượng (ví dụ 02)",
            ),
            (Subject::CaNhan, false, Some(0)) => {
                ("so_luong", "số lượng cá nhân là 0", "xóa dòng này hoặc sửa số lượng")
            }
            (_, true, Some(number)) | (Subject::TapThe, _, Some(number)) if number != 1 => (
                "so_luong",
                "mỗi dòng có tên hoặc mỗi tập thể chỉ tính là 1",
                "để trống số lượng, hoặc viết mỗi người một dòng",
            ),
            _ => return,
        };
        fields.fault(key, Code::DL020, message.to_owned(), hint);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subjects_are_read_without_regard_to_case_and_accents() {
        assert_eq!("TẬP THỂ".parse(), Ok(Subject::TapThe));
        assert_eq!("ca nhan".parse(), Ok(Subject::CaNhan));
        assert_eq!("nhóm".parse::<Subject>(), Err(UnknownSubject));
    }
}
