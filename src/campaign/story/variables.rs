//! The variables of the templates, one by one: a paper is given those that its template reads, and no others.

use super::Story;
use crate::campaign::template::Shown;

/// Every field of a story with its name; one that is missing here does not compile.
macro_rules! variables {
    ($($name:ident)*) => {
        impl Story {
            /// The names of the variables.
            pub const NAMES: &[&str] = &[$(stringify!($name)),*];

            /// The variables by their names.
            pub fn variables(&self) -> impl Iterator<Item = (&'static str, &dyn Shown)> {
                let Story { $($name),* } = self;
                [$((stringify!($name), $name as &dyn Shown)),*].into_iter()
            }
        }
    };
}

variables! {
    phong_trao quy_dinh noi_dung bo_cuc tong_hop ket_qua xet cac_van_ban van_ban don_vi dau_giay dang_ky de_nghi_don_vi
    ho_so_trinh hinh_thuc de_nghi hang tt in_giay_khen bang bo_mau trong
}
