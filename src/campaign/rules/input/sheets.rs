//! The sheets: their names and columns, as clerks type them. Those of [`units`], [`people`] and
//! [`registration`]s have modules of their own.

use super::{people, registration, stages, units};
use crate::campaign::source::{Column, Kind, List, TableSpec};

const SUBJECT: Column =
    Column::required("doi_tuong", "Đối tượng", &["ten_doi_tuong", "ho_va_ten", "ho_ten", "tap_the_ca_nhan"])
        .holding(
            Kind::Subject,
            26.0,
            "Tên đơn vị hoặc họ tên cá nhân, đúng như bảng Đơn vị, Cá nhân; hoặc mã của người đó",
        )
        .chosen_from(List::Subjects);
const UNIT: Column = Column::new("don_vi", "Đơn vị", &["ten_don_vi", "don_vi_cong_tac", "phong_ban"])
    .holding(Kind::Words, 24.0, "Đơn vị của cá nhân; cần ghi khi có hai người trùng họ tên")
    .chosen_from(List::Units);
const AWARD: Column = Column::required("hinh_thuc", "Hình thức", &["hinh_thuc_khen_thuong", "danh_hieu"])
    .holding(Kind::Words, 26.0, "Tên hoặc mã hình thức trong phong_trao.toml")
    .chosen_from(List::Awards);
const YEAR: Column = Column::new("nam", "Năm", &["nam_xet"]).holding(
    Kind::Year,
    8.0,
    "Năm xét, bốn chữ số; để trống nếu xét cả giai đoạn",
);
pub(super) const REMARK: Column =
    Column::new("ghi_chu", "Ghi chú", &[]).holding(Kind::Lines, 22.0, "Ghi chú của người lập bảng");

/// The column of the points that units give themselves.
pub const OWN_POINTS: &str = "tu_cham";

/// Đề nghị khen thưởng.
pub const NOMINATIONS: TableSpec = TableSpec {
    key: "de_nghi",
    label: "Đề nghị",
    columns: &[
        SUBJECT,
        UNIT,
        AWARD,
        YEAR,
        Column::new("thanh_tich", "Thành tích", &[]).holding(
            Kind::Words,
            50.0,
            "Thành tích trong một câu; một thành tích chỉ khen một lần",
        ),
        REMARK,
    ],
};

/// Values of indicators.
pub const RESULTS: TableSpec = TableSpec {
    key: "ket_qua",
    label: "Kết quả",
    columns: &[
        SUBJECT,
        UNIT,
        Column::required("chi_so", "Chỉ số", &["tieu_chi", "noi_dung_danh_gia"])
            .holding(Kind::Words, 38.0, "Tên hoặc mã chỉ số trong phong_trao.toml")
            .chosen_from(List::Indicators),
        YEAR,
        Column::required("gia_tri", "Giá trị", &["ket_qua", "diem", "tham_dinh", "diem_tham_dinh"]).holding(
            Kind::Figure,
            11.0,
            "Số (96,4), mức xếp loại (Tốt), có hoặc không; chưa công bố thì để trống",
        ),
        Column::new(OWN_POINTS, "Tự chấm", &["diem_tu_cham", "don_vi_tu_cham", "tu_danh_gia"])
            .holding(
                Kind::Figure,
                11.0,
                "Điểm đơn vị tự chấm cho một mục của thang điểm; cột Giá trị ghi điểm thẩm định",
            )
            .seldom(),
        Column::new("dien_giai", "Diễn giải", &["thanh_tich"]).holding(
            Kind::Words,
            40.0,
            "Kết quả bằng lời, in trong báo cáo thành tích",
        ),
        Column::new("nguon", "Nguồn chứng cứ", &["nguon", "tai_lieu_kiem_chung", "minh_chung"]).holding(
            Kind::Words,
            24.0,
            "Văn bản hoặc nơi xác nhận kết quả",
        ),
        Column::new("ngay_cong_bo", "Ngày công bố", &[]).holding(
            Kind::Date,
            12.0,
            "Trước ngày này coi như chưa có kết quả",
        ),
        REMARK,
    ],
};

/// Initiatives.
pub const INITIATIVES: TableSpec = TableSpec {
    key: "sang_kien",
    label: "Sáng kiến",
    columns: &[
        Column::required("doi_tuong", "Tác giả", &["doi_tuong", "ten_tac_gia", "tap_the_ca_nhan"])
            .holding(Kind::Subject, 24.0, "Tập thể hoặc cá nhân là tác giả")
            .chosen_from(List::Subjects),
        UNIT,
        Column::required("ten", "Tên sáng kiến", &["ten_de_tai", "sang_kien"]).holding(
            Kind::Words,
            36.0,
            "Tên sáng kiến, giải pháp",
        ),
        Column::required("cap", "Cấp công nhận", &["don_vi_cong_nhan"])
            .holding(Kind::Words, 14.0, "Cấp của hội đồng đã công nhận")
            .chosen_from(List::Levels),
        Column::new("quyet_dinh", "Quyết định công nhận", &["so_quyet_dinh"]).holding(
            Kind::Code,
            26.0,
            "Số quyết định công nhận; để trống nếu đang xét",
        ),
        Column::new("ngay_cong_nhan", "Ngày công nhận", &[]).holding(Kind::Date, 12.0, "Ngày công nhận"),
        YEAR,
        Column::new("da_su_dung", "Đã sử dụng cho", &["da_su_dung"])
            .holding(Kind::Words, 22.0, "Hình thức đã dùng sáng kiến này; mỗi sáng kiến chỉ dùng một lần")
            .chosen_from(List::Awards),
        REMARK,
    ],
};

/// Discipline and open cases.
pub const CASES: TableSpec = TableSpec {
    key: "ky_luat",
    label: "Kỷ luật",
    columns: &[
        SUBJECT
            .holding(Kind::Subject, 24.0, "Người hoặc tập thể; người ngoài danh sách thì ghi kèm đơn vị")
            .chosen_from(List::Subjects),
        UNIT,
        Column::new("lanh_dao_chu_chot", "Lãnh đạo chủ chốt", &[]).holding(
            Kind::Flag,
            10.0,
            "Ghi x nếu người này là lãnh đạo chủ chốt mà không có trong bảng Cá nhân",
        ),
        Column::new("muc", "Mức kỷ luật", &["hinh_thuc_ky_luat"])
            .holding(Kind::Words, 16.0, "Hình thức kỷ luật; để trống nếu chưa có quyết định")
            .chosen_from(List::Discipline),
        Column::required("trang_thai", "Trạng thái", &["tinh_trang"])
            .holding(Kind::Words, 16.0, "Vụ việc đang ở bước nào")
            .chosen_from(List::States),
        Column::new("ngay", "Ngày quyết định", &[]).holding(Kind::Date, 12.0, "Ngày quyết định kỷ luật"),
        Column::new("den_ngay", "Thi hành đến ngày", &["den_ngay"]).holding(
            Kind::Date,
            12.0,
            "Ngày cuối cùng của thời gian thi hành",
        ),
        REMARK,
    ],
};

/// Papers that came.
pub const PAPERS: TableSpec = TableSpec {
    key: "ho_so",
    label: "Hồ sơ",
    columns: &[
        SUBJECT
            .holding(Kind::Subject, 28.0, "Tập thể, cá nhân được đề nghị; hoặc đơn vị, với giấy tờ đơn vị gửi một lần")
            .chosen_from(List::Subjects),
        UNIT,
        Column::required("loai", "Loại giấy tờ", &["thanh_phan_ho_so", "giay_to"])
            .holding(Kind::Words, 30.0, "Tên hoặc mã giấy tờ đã khai trong [[ho_so]]")
            .chosen_from(List::Papers),
        Column::new("so_ky_hieu", "Số, ký hiệu", &["so_van_ban"]).holding(Kind::Code, 16.0, "Số, ký hiệu của giấy tờ"),
        Column::new("ngay_nhan", "Ngày nhận", &["ngay_nop"]).holding(Kind::Date, 12.0, "Ngày nhận, để xét đúng hạn"),
        Column::new("so_ban", "Số bản", &[]).holding(Kind::Count, 8.0, "Số bản đã nhận"),
        Column::new("so_tap_the", "Số tập thể", &[]).holding(
            Kind::Count,
            9.0,
            "Số tập thể ghi trong văn bản đề nghị, để đối chiếu",
        ),
        Column::new("so_ca_nhan", "Số cá nhân", &[]).holding(
            Kind::Count,
            9.0,
            "Số cá nhân ghi trong văn bản đề nghị, để đối chiếu",
        ),
        REMARK,
    ],
};

/// Places allotted by the body above.
pub const ALLOTMENTS: TableSpec = TableSpec {
    key: "phan_bo",
    label: "Phân bổ",
    columns: &[
        Column::required("chi_tieu", "Chỉ tiêu", &["ma_chi_tieu"])
            .holding(Kind::Words, 24.0, "Mã chỉ tiêu có loai = \"phan_bo\" trong phong_trao.toml")
            .chosen_from(List::Quotas),
        Column::required("don_vi", "Đơn vị", &["ten_don_vi"])
            .holding(Kind::Words, 30.0, "Đơn vị được phân bổ")
            .chosen_from(List::Units),
        Column::required("so", "Số lượng", &["so_duoc_phan_bo"]).holding(
            Kind::Count,
            10.0,
            "Số trường hợp được phân bổ",
        ),
        REMARK,
    ],
};

/// Members of the council.
pub const COUNCIL: TableSpec = TableSpec {
    key: "hoi_dong",
    label: "Hội đồng",
    columns: &[
        Column::required("ho_ten", "Họ và tên", &["ho_ten"]).holding(Kind::Person, 24.0, "Họ và tên thành viên"),
        Column::new("chuc_vu", "Chức vụ", &["chuc_vu_don_vi"]).holding(Kind::Words, 30.0, "Chức vụ, đơn vị"),
        Column::new("vai_tro", "Vai trò", &["chuc_danh_trong_hoi_dong"]).holding(
            Kind::Words,
            16.0,
            "Chủ tịch, Phó Chủ tịch, Thư ký, Ủy viên",
        ),
        Column::required("co_mat", "Có mặt", &["du_hop"]).holding(Kind::Flag, 9.0, "x: có mặt; không: vắng"),
        Column::new("ly_do_vang", "Lý do vắng", &[]).holding(Kind::Words, 24.0, "Lý do vắng mặt"),
        Column::new("y_kien_bang_van_ban", "Ý kiến bằng văn bản", &[]).holding(
            Kind::Flag,
            12.0,
            "x nếu vắng nhưng có ý kiến bằng văn bản",
        ),
        Column::new("gioi_tinh", "Giới tính", &[])
            .holding(Kind::Words, 9.0, "Nam hoặc Nữ; dùng để xưng hô trong biên bản")
            .chosen_from(List::Sexes),
        REMARK,
    ],
};

/// What the columns of ballots are called elsewhere, also below one header "Số phiếu".
const AGREED: &[&str] =
    &["dong_y", "so_phieu", "tan_thanh", "so_phieu_tan_thanh", "phieu_dong_y", "phieu_tan_thanh", "so_phieu_thuan"];
const AGAINST: &[&str] = &["khong_dong_y", "khong_tan_thanh", "so_phieu_khong_tan_thanh", "so_phieu_chong"];
const NEITHER: &[&str] = &["khong_y_kien", "khong_co_y_kien", "y_kien_khac", "phieu_trang", "so_phieu_trang"];

/// Votes.
pub const VOTES: TableSpec = TableSpec {
    key: "bieu_quyet",
    label: "Biểu quyết",
    columns: &[
        SUBJECT,
        UNIT,
        AWARD,
        YEAR,
        Column::new("vong", "Vòng", &["vong_bo_phieu", "lan_bo_phieu"])
            .holding(Kind::Words, 8.0, "1 hoặc 2, khi Hội đồng bỏ phiếu hai vòng; để trống là vòng 1")
            .seldom(),
        Column::required("dong_y", "Số phiếu đồng ý", AGREED).holding(
            Kind::Count,
            11.0,
            "Số phiếu đồng ý; tỷ lệ tính trên tổng số thành viên Hội đồng",
        ),
        Column::new("khong_dong_y", "Số phiếu không đồng ý", AGAINST).holding(
            Kind::Count,
            11.0,
            "Số phiếu không đồng ý",
        ),
        Column::new("khong_y_kien", "Số phiếu không có ý kiến", NEITHER).holding(
            Kind::Count,
            11.0,
            "Phiếu hợp lệ mà không ghi đồng ý hay không đồng ý",
        ),
        REMARK,
    ],
};

/// Ngoại lệ.
pub const OVERRIDES: TableSpec = TableSpec {
    key: "ngoai_le",
    label: "Ngoại lệ",
    columns: &[
        SUBJECT,
        UNIT,
        Column::new("hinh_thuc", "Hình thức", &["hinh_thuc_khen_thuong"])
            .holding(Kind::Words, 26.0, "Chỉ cho hình thức này; để trống: mọi hình thức")
            .chosen_from(List::Awards),
        Column::required("bo_qua", "Bỏ qua", &["ma_tieu_chuan"])
            .holding(Kind::Words, 16.0, "Mã tiêu chuẩn hoặc loại trừ được bỏ qua")
            .chosen_from(List::Waivable),
        Column::required("ly_do", "Lý do", &[]).holding(
            Kind::Words,
            40.0,
            "Lý do bằng văn bản; không có lý do thì ngoại lệ không có hiệu lực",
        ),
        Column::new("nguoi_quyet_dinh", "Người quyết định", &[]).holding(
            Kind::Words,
            22.0,
            "Người quyết định cho ngoại lệ",
        ),
        REMARK,
    ],
};

/// Earlier awards.
pub const PAST_AWARDS: TableSpec =
    TableSpec {
        key: "khen_thuong",
        label: "Khen thưởng đã nhận",
        columns: &[
            SUBJECT,
            UNIT,
            Column::required("nam", "Năm", &[]).holding(Kind::Year, 8.0, "Năm được công nhận hoặc khen thưởng"),
            Column::required("loai", "Loại", &["loai_khen_thuong"])
                .holding(Kind::Words, 12.0, "Danh hiệu thi đua hay hình thức khen thưởng")
                .chosen_from(List::PastKinds),
            Column::new("loai_hinh", "Loại hình", &["loai_hinh_khen_thuong"])
                .holding(Kind::Words, 14.0, "Khen theo công trạng, chuyên đề…; để trống nếu không rõ")
                .chosen_from(List::RewardTypes),
            Column::required("noi_dung", "Nội dung", &["ten_danh_hieu", "ten_hinh_thuc", "danh_hieu_hinh_thuc"])
                .holding(Kind::Words, 34.0, "Tên danh hiệu hoặc hình thức"),
            Column::new("quyet_dinh", "Quyết định", &["so_quyet_dinh"]).holding(
                Kind::Words,
                58.0,
                "Số, ngày, cơ quan ban hành quyết định",
            ),
        ],
    };

/// Words of the báo cáo thành tích.
pub const PASSAGES: TableSpec = TableSpec {
    key: "bao_cao",
    label: "Báo cáo thành tích",
    columns: &[
        SUBJECT,
        UNIT,
        Column::required("muc", "Mục", &["tieu_chuan"])
            .holding(Kind::Words, 18.0, "Mục của báo cáo thành tích, hoặc mã một tiêu chuẩn")
            .chosen_from(List::Sections),
        Column::required("noi_dung", "Nội dung", &[]).holding(
            Kind::Lines,
            70.0,
            "Đoạn văn in trong báo cáo; nhiều đoạn thì Alt+Enter",
        ),
    ],
};

/// Every sheet that a judgement looks at.
pub const TABLES: &[&TableSpec] = &[
    &units::TABLE,
    &people::TABLE,
    &registration::TABLE,
    &NOMINATIONS,
    &RESULTS,
    &INITIATIVES,
    &CASES,
    &PAPERS,
    &ALLOTMENTS,
    &COUNCIL,
    &VOTES,
    &OVERRIDES,
    &PAST_AWARDS,
    &PASSAGES,
    &stages::TABLE,
];
