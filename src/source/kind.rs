//! What the cells of a column hold, and so how they are tidied and read.
//!
//! A key means the same in every table, so its kind is told by it; only Nội dung is a text of several lines
//! in the báo cáo thành tích and the đăng ký and a name elsewhere.

use super::table::{Column, TableSpec};

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A fact on one line: a name, a position, a number of a paper.
    Words,
    /// Text of one or several lines.
    Lines,
    /// The name of a person.
    Person,
    /// The name of a person or a unit.
    Subject,
    /// A day.
    Date,
    /// A day of birth, or the year alone.
    BirthDate,
    Year,
    /// A whole number.
    Count,
    /// A number, or words in its place.
    Figure,
    /// Yes or no.
    Flag,
}

impl Column {
    /// What it holds in the table `table`.
    pub fn kind(&self, table: &TableSpec) -> Kind {
        match self.key {
            "ho_ten" | "nguoi_ky" => Kind::Person,
            "doi_tuong" => Kind::Subject,
            "ngay_sinh" => Kind::BirthDate,
            "ngay" | "den_ngay" | "ngay_nop" | "ngay_nhan" | "ngay_cong_bo" | "ngay_cong_nhan" => Kind::Date,
            "nam" => Kind::Year,
            "so" | "so_luong" | "so_ban" | "so_tap_the" | "so_ca_nhan" | "dong_y" | "khong_dong_y"
            | "so_nam_cong_tac" => Kind::Count,
            "gia_tri" => Kind::Figure,
            "lanh_dao_chu_chot" | "co_mat" | "y_kien_bang_van_ban" => Kind::Flag,
            "ten_tren_van_ban" | "chuc_vu_nguoi_ky" | "tinh_hinh" | "chuc_nang" | "dac_diem" | "ghi_chu" => Kind::Lines,
            "noi_dung" if ["bao_cao", "dang_ky"].contains(&table.key) => Kind::Lines,
            _ => Kind::Words,
        }
    }
}
