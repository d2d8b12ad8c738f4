//! What a paper can't do without, beyond the facts of the campaign.

use crate::base::diag::labelled::labelled;

labelled! {
    /// Data that a kind of paper needs (`can = [...]` in its head); the label says where they stand.
    Need {
        DonVi "don_vi" "bảng Đơn vị";
        QuyDinh "quy_dinh" "[[tieu_chuan]], [[hinh_thuc]] trong phong_trao.toml";
        CoDangKy "co_dang_ky" "[dang_ky] có thời hạn trong phong_trao.toml";
        DangKy "dang_ky" "bảng Đăng ký";
        ConThieu "con_thieu" "đơn vị chưa gửi đăng ký hoặc hồ sơ";
        /// A unit with đề nghị, of which the plan asks for this paper.
        HoSoDonVi "ho_so_don_vi" "giấy tờ này trong [[ho_so]] (cua = \"don_vi\")";
        ThangDiem "thang_diem" "[[thang_diem]] trong phong_trao.toml";
        ChiTieu "chi_tieu" "[[chi_tieu]] chia cho từng đơn vị, khối trong phong_trao.toml";
        DeNghi "de_nghi" "bảng Đề nghị";
        DuocChon "duoc_chon" "đề nghị được chọn";
        HoiDong "hoi_dong" "[hoi_dong] trong phong_trao.toml, bảng Hội đồng";
        BieuQuyet "bieu_quyet" "bảng Biểu quyết";
    }
}

impl Need {
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
            Need::ThangDiem => {
                "thêm `[[thang_diem]]` vào phong_trao.toml, và hình thức có tiêu chuẩn hoặc xếp hạng theo thang điểm ấy"
            }
            Need::ChiTieu => {
                "không có chỉ tiêu nào chia cho từng đơn vị, khối; cần thì thêm `theo`, hoặc loai = \"moi_don_vi\", tung_don_vi = true"
            }
            Need::DeNghi => "thêm bảng `Đề nghị` vào số liệu, mỗi tập thể hoặc cá nhân một dòng",
            Need::DuocChon => "bổ sung kết quả, hồ sơ, biểu quyết để có đề nghị đạt tiêu chuẩn",
            Need::HoiDong => "thêm `[hoi_dong]` vào phong_trao.toml và bảng `Hội đồng` vào số liệu",
            Need::BieuQuyet => "thêm bảng `Biểu quyết` vào số liệu",
        }
    }

    /// Whether an empty form to hand out can't do without it either.
    pub fn even_blank(self) -> bool {
        matches!(self, Need::CoDangKy | Need::ThangDiem)
    }

    /// Whether only the judgement knows it, and so every sheet that this looks at.
    pub fn is_judged(self) -> bool {
        !matches!(self, Need::DonVi | Need::QuyDinh | Need::CoDangKy | Need::DangKy)
    }
}
