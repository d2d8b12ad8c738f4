//! The papers that a campaign needs: one row a kind, with its template.

use crate::document::DocumentKind;

/// What a paper is about, and so how many there are of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    PhongTrao,
    DonVi,
    HinhThuc,
    /// The hình thức of one loại hình that one authority decides on.
    HoSoTrinh,
    DeNghi,
    /// Each đề nghị of a collective.
    TapThe,
    /// Each đề nghị of an individual.
    CaNhan,
}

impl Scope {
    /// Each of them.
    #[cfg(test)]
    const ALL: [Scope; 7] = [
        Scope::PhongTrao,
        Scope::DonVi,
        Scope::HinhThuc,
        Scope::HoSoTrinh,
        Scope::DeNghi,
        Scope::TapThe,
        Scope::CaNhan,
    ];

    /// The Vietnamese word.
    pub fn label(self) -> &'static str {
        match self {
            Scope::PhongTrao => "phong trào",
            Scope::DonVi => "đơn vị",
            Scope::HinhThuc => "hình thức",
            Scope::HoSoTrinh => "hồ sơ trình",
            Scope::DeNghi => "đề nghị",
            Scope::TapThe => "tập thể",
            Scope::CaNhan => "cá nhân",
        }
    }
}

/// Data that a paper can't do without, beyond the facts of the campaign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    DonVi,
    QuyDinh,
    CoDangKy,
    DangKy,
    ConThieu,
    /// A unit with đề nghị, of which the plan asks for this paper.
    HoSoDonVi,
    DeNghi,
    DuocChon,
    HoiDong,
    BieuQuyet,
}

impl Need {
    /// Where the data stand.
    pub fn label(self) -> &'static str {
        match self {
            Need::DonVi => "bảng Đơn vị",
            Need::QuyDinh => "[[tieu_chuan]], [[hinh_thuc]] trong phong_trao.toml",
            Need::CoDangKy => "[dang_ky] có thời hạn trong phong_trao.toml",
            Need::DangKy => "bảng Đăng ký",
            Need::ConThieu => "đơn vị chưa gửi đăng ký hoặc hồ sơ",
            Need::HoSoDonVi => "giấy tờ này trong [[ho_so]] (cua = \"don_vi\")",
            Need::DeNghi => "bảng Đề nghị",
            Need::DuocChon => "đề nghị được chọn",
            Need::HoiDong => "[hoi_dong] trong phong_trao.toml, bảng Hội đồng",
            Need::BieuQuyet => "bảng Biểu quyết",
        }
    }

    /// What to do when they are not there.
    pub fn hint(self) -> &'static str {
        match self {
            Need::DonVi => "thêm bảng `Đơn vị` vào số liệu",
            Need::QuyDinh => "thêm `[[tieu_chuan]]` và `[[hinh_thuc]]` vào phong_trao.toml",
            Need::CoDangKy => "thêm `[dang_ky]` có `han` vào phong_trao.toml nếu kế hoạch đặt việc đăng ký thi đua",
            Need::DangKy => "thêm bảng `Đăng ký` vào số liệu, mỗi tập thể hoặc cá nhân một dòng",
            Need::ConThieu => "không cần đôn đốc: mọi đơn vị đã gửi đủ",
            Need::HoSoDonVi => {
                "thêm giấy tờ này (hoặc cả “Hồ sơ”) vào `[[ho_so]]` với cua = \"don_vi\", và đề nghị vào bảng `Đề nghị`"
            }
            Need::DeNghi => "thêm bảng `Đề nghị` vào số liệu, mỗi tập thể hoặc cá nhân một dòng",
            Need::DuocChon => "bổ sung kết quả, hồ sơ, biểu quyết để có đề nghị đạt tiêu chuẩn",
            Need::HoiDong => "thêm `[hoi_dong]` vào phong_trao.toml và bảng `Hội đồng` vào số liệu",
            Need::BieuQuyet => "thêm bảng `Biểu quyết` vào số liệu",
        }
    }

    /// Whether an empty form to hand out can't do without it either.
    pub fn even_blank(self) -> bool {
        self == Need::CoDangKy
    }
}

/// A kind of paper. An empty one of each is made too, to be filled in by hand.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    /// The key in commands and folders (`dang_ky`).
    pub name: &'static str,
    pub label: &'static str,
    /// The type of document by Nghị định 30, which gives its ký hiệu.
    pub loai: DocumentKind,
    pub scope: Scope,
    /// Which law or plan fixes the form.
    pub form_set: &'static str,
    /// What the campaign folder must hold for it, beside `phong_trao.toml`.
    pub needs: &'static [Need],
    /// What else is to be known about its data.
    pub note: &'static str,
    /// The file of the template.
    pub template: &'static str,
}

/// All kinds of paper of a campaign.
pub const FORMS: &[Form] = &[
    Form {
        name: "ke_hoach",
        label: "Kế hoạch phát động",
        loai: DocumentKind::KeHoach,
        scope: Scope::PhongTrao,
        form_set: "Nghị định 30/2020/NĐ-CP, mẫu 1.4",
        needs: &[Need::QuyDinh],
        note: "đoạn văn tự soạn: thư mục noi_dung",
        template: "ke_hoach.van.tera",
    },
    Form {
        name: "dang_ky",
        label: "Đăng ký thi đua",
        loai: DocumentKind::BieuMau,
        scope: Scope::DonVi,
        form_set: "mẫu kèm theo kế hoạch (luật không quy định mẫu)",
        needs: &[Need::DonVi, Need::CoDangKy],
        note: "đơn vị không có dòng nào trong bảng Đăng ký: in mẫu trống",
        template: "dang_ky.van.tera",
    },
    Form {
        name: "tong_hop_dang_ky",
        label: "Bảng tổng hợp đăng ký",
        loai: DocumentKind::BieuMau,
        scope: Scope::PhongTrao,
        form_set: "luật không quy định mẫu",
        needs: &[Need::CoDangKy, Need::DangKy],
        note: "",
        template: "tong_hop_dang_ky.van.tera",
    },
    Form {
        name: "don_doc",
        label: "Công văn đôn đốc",
        loai: DocumentKind::CongVan,
        scope: Scope::PhongTrao,
        form_set: "Nghị định 30/2020/NĐ-CP, mẫu 1.5",
        needs: &[Need::ConThieu],
        note: "",
        template: "don_doc.van.tera",
    },
    Form {
        name: "bao_cao_thanh_tich_tap_the",
        label: "Báo cáo thành tích tập thể",
        loai: DocumentKind::BieuMau,
        scope: Scope::TapThe,
        form_set: "theo nghị định có hiệu lực vào ngày nộp hồ sơ",
        needs: &[Need::DeNghi],
        note: "cấu trúc công trạng hay chuyên đề theo [van_ban.bao_cao_thanh_tich]",
        template: "bao_cao_thanh_tich_tap_the.van.tera",
    },
    Form {
        name: "bao_cao_thanh_tich_ca_nhan",
        label: "Báo cáo thành tích cá nhân",
        loai: DocumentKind::BieuMau,
        scope: Scope::CaNhan,
        form_set: "theo nghị định có hiệu lực vào ngày nộp hồ sơ",
        needs: &[Need::DeNghi],
        note: "cấu trúc công trạng hay chuyên đề theo [van_ban.bao_cao_thanh_tich]",
        template: "bao_cao_thanh_tich_ca_nhan.van.tera",
    },
    Form {
        name: "bien_ban_hop_don_vi",
        label: "Biên bản họp của đơn vị",
        loai: DocumentKind::BienBan,
        scope: Scope::DonVi,
        form_set: "luật không quy định mẫu; NĐ 30/2020 mẫu 1.9",
        needs: &[Need::DonVi, Need::DeNghi, Need::HoSoDonVi],
        note: "để trống phần đơn vị tự ghi: thời gian, thành phần, kết quả",
        template: "bien_ban_hop_don_vi.van.tera",
    },
    Form {
        name: "to_trinh_don_vi",
        label: "Tờ trình của đơn vị",
        loai: DocumentKind::ToTrinh,
        scope: Scope::DonVi,
        form_set: "theo nghị định có hiệu lực vào ngày nộp hồ sơ",
        needs: &[Need::DonVi, Need::DeNghi, Need::HoSoDonVi],
        note: "kèm danh sách trích ngang; nơi gửi: [van_ban.to_trinh_don_vi]",
        template: "to_trinh_don_vi.van.tera",
    },
    Form {
        name: "bien_ban_hop",
        label: "Biên bản họp Hội đồng",
        loai: DocumentKind::BienBan,
        scope: Scope::HinhThuc,
        form_set: "luật không quy định mẫu; NĐ 30/2020 mẫu 1.9",
        needs: &[Need::DeNghi, Need::HoiDong],
        note: "",
        template: "bien_ban_hop.van.tera",
    },
    Form {
        name: "bien_ban_kiem_phieu",
        label: "Biên bản kiểm phiếu",
        loai: DocumentKind::BienBan,
        scope: Scope::HinhThuc,
        form_set: "luật không quy định mẫu; NĐ 30/2020 mẫu 1.9",
        needs: &[Need::DeNghi, Need::HoiDong, Need::BieuQuyet],
        note: "tỷ lệ phiếu lấy từ kế hoạch hoặc luật, tính trên tổng số thành viên",
        template: "bien_ban_kiem_phieu.van.tera",
    },
    Form {
        name: "to_trinh",
        label: "Tờ trình đề nghị khen thưởng",
        loai: DocumentKind::ToTrinh,
        scope: Scope::HoSoTrinh,
        form_set: "theo nghị định có hiệu lực vào ngày nộp hồ sơ",
        needs: &[Need::DuocChon],
        note: "mỗi loại hình, mỗi người quyết định, mỗi năm một tờ trình; tách riêng bằng [[van_ban.to_trinh.rieng]]",
        template: "to_trinh.van.tera",
    },
    Form {
        name: "danh_sach_de_nghi",
        label: "Danh sách trích ngang đề nghị khen thưởng",
        loai: DocumentKind::BieuMau,
        scope: Scope::HinhThuc,
        form_set: "luật không quy định mẫu",
        needs: &[Need::DuocChon],
        note: "",
        template: "danh_sach_de_nghi.van.tera",
    },
    Form {
        name: "quyet_dinh_khen_thuong",
        label: "Quyết định khen thưởng",
        loai: DocumentKind::QuyetDinh,
        scope: Scope::HinhThuc,
        form_set: "NĐ 30/2020 mẫu 1.2",
        needs: &[Need::DuocChon],
        note: "tiền thưởng theo ngày quyết định",
        template: "quyet_dinh_khen_thuong.van.tera",
    },
    Form {
        name: "giay_khen",
        label: "Giấy khen",
        loai: DocumentKind::GiayKhen,
        scope: Scope::DeNghi,
        form_set: "NĐ 98/2023, Điều 104 (theo NĐ 152/2025: chưa kiểm chứng)",
        needs: &[Need::DuocChon],
        note: "cho đề nghị được chọn của hình thức có danh_muc = \"giay_khen\"; cách in: [van_ban.giay_khen]",
        template: "giay_khen.van.tera",
    },
    Form {
        name: "bao_cao_tong_ket",
        label: "Báo cáo tổng kết",
        loai: DocumentKind::BaoCao,
        scope: Scope::PhongTrao,
        form_set: "Nghị định 30/2020/NĐ-CP, mẫu 1.4; nội dung theo Thông tư 01/2024/TT-BNV, Điều 3 khoản 3",
        needs: &[Need::QuyDinh, Need::DeNghi],
        note: "đoạn văn tự soạn: thư mục noi_dung",
        template: "bao_cao_tong_ket.van.tera",
    },
];

/// The templates that are part of the program, by file name.
pub const EMBEDDED: &[(&str, &str)] = &[
    ("_dang_ky.tera", include_str!("../../templates/_dang_ky.tera")),
    ("dang_ky.van.tera", include_str!("../../templates/dang_ky.van.tera")),
    ("ke_hoach.van.tera", include_str!("../../templates/ke_hoach.van.tera")),
    ("tong_hop_dang_ky.van.tera", include_str!("../../templates/tong_hop_dang_ky.van.tera")),
    ("don_doc.van.tera", include_str!("../../templates/don_doc.van.tera")),
    ("bao_cao_tong_ket.van.tera", include_str!("../../templates/bao_cao_tong_ket.van.tera")),
    ("_khen_thuong.tera", include_str!("../../templates/_khen_thuong.tera")),
    ("bao_cao_thanh_tich_ca_nhan.van.tera", include_str!("../../templates/bao_cao_thanh_tich_ca_nhan.van.tera")),
    ("bao_cao_thanh_tich_tap_the.van.tera", include_str!("../../templates/bao_cao_thanh_tich_tap_the.van.tera")),
    ("bien_ban_hop.van.tera", include_str!("../../templates/bien_ban_hop.van.tera")),
    ("bien_ban_kiem_phieu.van.tera", include_str!("../../templates/bien_ban_kiem_phieu.van.tera")),
    ("danh_sach_de_nghi.van.tera", include_str!("../../templates/danh_sach_de_nghi.van.tera")),
    ("giay_khen.van.tera", include_str!("../../templates/giay_khen.van.tera")),
    ("quyet_dinh_khen_thuong.van.tera", include_str!("../../templates/quyet_dinh_khen_thuong.van.tera")),
    ("bien_ban_hop_don_vi.van.tera", include_str!("../../templates/bien_ban_hop_don_vi.van.tera")),
    ("to_trinh_don_vi.van.tera", include_str!("../../templates/to_trinh_don_vi.van.tera")),
    ("to_trinh.van.tera", include_str!("../../templates/to_trinh.van.tera")),
];

impl Form {
    /// The form called `name`.
    pub fn find(name: &str) -> Option<&'static Form> {
        FORMS.iter().find(|form| form.name == name)
    }

    /// What the campaign folder must hold for it, in words.
    pub fn needs_text(&self) -> String {
        let needs = self.needs.iter().map(|need| need.label());
        let all: Vec<&str> = ["phong_trao.toml"].into_iter().chain(needs).collect();
        let remark = if self.note.is_empty() { String::new() } else { format!(" ({})", self.note) };
        all.join("; ") + &remark
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_has_its_template() {
        for form in FORMS {
            assert!(EMBEDDED.iter().any(|(name, _)| *name == form.template), "{}", form.name);
        }
    }

    #[test]
    fn scopes_are_named_as_on_paper() {
        for scope in Scope::ALL {
            let name = format!("{scope:?}");
            assert_eq!(crate::text::ascii_key(scope.label()).replace('_', ""), name.to_lowercase());
        }
    }
}
