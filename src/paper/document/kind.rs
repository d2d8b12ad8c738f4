//! The kinds of document: the 29 types of Điều 7 and the copies, each with the name that is printed
//! and the abbreviation that goes into the ký hiệu (Phụ lục III.I).
//!
//! A campaign also needs forms that are none of these (a registration form, a list); they are
//! [`DocumentKind::BieuMau`] and bring their own title. A phụ lục of an electronic document that is a
//! file of its own is [`DocumentKind::PhuLuc`]. [`DocumentKind::GiayKhen`] follows its own law, see
//! [`super::certificate`].

use serde::Serialize;

macro_rules! kinds {
    ($($variant:ident $name:literal $label:literal $abbreviation:expr;)*) => {
        /// A kind of document.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
        #[serde(rename_all = "snake_case")]
        pub enum DocumentKind {
            $(#[doc = $label] $variant,)*
        }

        impl DocumentKind {
            /// Every kind, in the order of Điều 7.
            pub const ALL: &'static [DocumentKind] = &[$(DocumentKind::$variant,)*];

            /// The key in data and file names (`quyet_dinh`).
            pub fn name(self) -> &'static str {
                match self { $(DocumentKind::$variant => $name,)* }
            }

            /// The Vietnamese name in ordinary case ("Quyết định").
            pub fn label(self) -> &'static str {
                match self { $(DocumentKind::$variant => $label,)* }
            }

            /// The abbreviation of Phụ lục III.I ("QĐ"); công văn, thư công and forms have none.
            pub fn abbreviation(self) -> Option<&'static str> {
                match self { $(DocumentKind::$variant => $abbreviation,)* }
            }
        }
    };
}

kinds! {
    NghiQuyet "nghi_quyet" "Nghị quyết" Some("NQ");
    QuyetDinh "quyet_dinh" "Quyết định" Some("QĐ");
    ChiThi "chi_thi" "Chỉ thị" Some("CT");
    QuyChe "quy_che" "Quy chế" Some("QC");
    QuyDinh "quy_dinh" "Quy định" Some("QyĐ");
    ThongCao "thong_cao" "Thông cáo" Some("TC");
    ThongBao "thong_bao" "Thông báo" Some("TB");
    HuongDan "huong_dan" "Hướng dẫn" Some("HD");
    ChuongTrinh "chuong_trinh" "Chương trình" Some("CTr");
    KeHoach "ke_hoach" "Kế hoạch" Some("KH");
    PhuongAn "phuong_an" "Phương án" Some("PA");
    DeAn "de_an" "Đề án" Some("ĐA");
    DuAn "du_an" "Dự án" Some("DA");
    BaoCao "bao_cao" "Báo cáo" Some("BC");
    BienBan "bien_ban" "Biên bản" Some("BB");
    ToTrinh "to_trinh" "Tờ trình" Some("TTr");
    HopDong "hop_dong" "Hợp đồng" Some("HĐ");
    CongVan "cong_van" "Công văn" None;
    CongDien "cong_dien" "Công điện" Some("CĐ");
    BanGhiNho "ban_ghi_nho" "Bản ghi nhớ" Some("BGN");
    BanThoaThuan "ban_thoa_thuan" "Bản thỏa thuận" Some("BTT");
    GiayUyQuyen "giay_uy_quyen" "Giấy ủy quyền" Some("GUQ");
    GiayMoi "giay_moi" "Giấy mời" Some("GM");
    GiayGioiThieu "giay_gioi_thieu" "Giấy giới thiệu" Some("GGT");
    GiayNghiPhep "giay_nghi_phep" "Giấy nghỉ phép" Some("GNP");
    PhieuGui "phieu_gui" "Phiếu gửi" Some("PG");
    PhieuChuyen "phieu_chuyen" "Phiếu chuyển" Some("PC");
    PhieuBao "phieu_bao" "Phiếu báo" Some("PB");
    ThuCong "thu_cong" "Thư công" None;
    SaoY "sao_y" "Sao y" Some("SY");
    TrichSao "trich_sao" "Trích sao" Some("TrS");
    SaoLuc "sao_luc" "Sao lục" Some("SL");
    PhuLuc "phu_luc" "Phụ lục" None;
    BieuMau "bieu_mau" "Biểu mẫu" None;
    GiayKhen "giay_khen" "Giấy khen" None;
}

impl DocumentKind {
    /// The kind called `name`.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }

    /// Whether it is one of the 29 types of Điều 7.
    pub fn is_of_decree(self) -> bool {
        !self.is_copy() && !matches!(self, Self::PhuLuc | Self::BieuMau | Self::GiayKhen)
    }

    /// Whether it is a form of copy (Điều 25).
    pub fn is_copy(self) -> bool {
        matches!(self, Self::SaoY | Self::TrichSao | Self::SaoLuc)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::ascii_key;

    #[test]
    fn names_are_the_labels_without_accents() {
        for kind in DocumentKind::ALL {
            assert_eq!(ascii_key(kind.label()), kind.name());
            assert_eq!(DocumentKind::from_name(kind.name()), Some(*kind));
        }
    }

    #[test]
    fn twenty_nine_types_twenty_seven_abbreviations() {
        let types: Vec<_> = DocumentKind::ALL.iter().filter(|kind| kind.is_of_decree()).collect();
        assert_eq!(types.len(), 29);
        assert_eq!(types.iter().filter(|kind| kind.abbreviation().is_some()).count(), 27);
    }
}
