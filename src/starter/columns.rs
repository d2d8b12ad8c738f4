//! What the workbook knows of each column beyond its header: how wide it prints, what belongs into it, and
//! one line of help.
//!
//! The columns themselves come from the tables of the reader; this list only adds to them, and a test
//! holds the two together.

use super::choices::List;
use crate::source::{Column, TableSpec};

/// What belongs into a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Text,
    /// Text that the program must not take for a number or a date: codes, telephones, "1979".
    Code,
    Date,
    /// A whole number from 0.
    Count,
    Year,
    /// A number, a level or a yes, depending on the row.
    Value,
    /// `x` for yes.
    Mark,
    /// One of these words.
    Choice(List),
}

/// What is known of one column.
#[derive(Clone, Copy, Debug)]
pub struct Fact {
    pub key: &'static str,
    /// In characters.
    pub width: f64,
    pub kind: Kind,
    pub help: &'static str,
}

const fn fact(key: &'static str, width: f64, kind: Kind, help: &'static str) -> Fact {
    Fact { key, width, kind, help }
}

const SUBJECT: Fact = fact(
    "doi_tuong",
    26.0,
    Kind::Choice(List::Subjects),
    "Tên đơn vị hoặc họ tên cá nhân, đúng như bảng Đơn vị, Cá nhân; hoặc mã của người đó",
);
const UNIT: Fact =
    fact("don_vi", 24.0, Kind::Choice(List::Units), "Đơn vị của cá nhân; cần ghi khi có hai người trùng họ tên");
const AWARD: Fact = fact("hinh_thuc", 26.0, Kind::Choice(List::Awards), "Tên hoặc mã hình thức trong phong_trao.toml");
const YEAR: Fact = fact("nam", 8.0, Kind::Year, "Năm xét, bốn chữ số; để trống nếu xét cả giai đoạn");
const REMARK: Fact = fact("ghi_chu", 22.0, Kind::Text, "Ghi chú của người lập bảng");

/// The facts by the key of the table.
pub const FACTS: &[(&str, &[Fact])] = &[
    (
        "don_vi",
        &[
            fact("ten", 28.0, Kind::Text, "Tên đầy đủ, mỗi đơn vị một dòng; các bảng khác gọi đúng tên này"),
            fact("viet_tat", 9.0, Kind::Code, "Dùng trong ký hiệu và để gọi tắt đơn vị"),
            fact("loai", 11.0, Kind::Text, "Phòng, Văn phòng, Trung tâm…; để trống thì lấy chữ đầu của tên"),
            fact("ten_tren_van_ban", 20.0, Kind::Text, "Tên in ở đầu văn bản, nếu khác; nhiều dòng thì Alt+Enter"),
            fact("chuc_vu_nguoi_ky", 15.0, Kind::Text, "Chức vụ in trên chữ ký, ví dụ Trưởng phòng"),
            fact("nguoi_ky", 16.0, Kind::Text, "Họ và tên người ký thay mặt đơn vị"),
            fact("thuoc", 18.0, Kind::Choice(List::Units), "Đơn vị cấp trên trong phong trào, nếu có"),
            fact(
                "dac_diem",
                18.0,
                Kind::Choice(List::Attributes),
                "Đặc điểm đã khai trong [[dac_diem]]; nhiều mục cách nhau bằng ;",
            ),
            fact("tru_so", 22.0, Kind::Text, "Địa chỉ, in trong báo cáo thành tích"),
            fact("dien_thoai", 13.0, Kind::Code, "Số điện thoại, giữ số 0 ở đầu"),
            fact("trang_tin", 15.0, Kind::Text, "Địa chỉ trang tin điện tử"),
            fact("tinh_hinh", 30.0, Kind::Text, "Tổ chức, biên chế, đảng, đoàn thể; in trong báo cáo thành tích"),
            fact("chuc_nang", 30.0, Kind::Text, "Chức năng, nhiệm vụ được giao; in trong báo cáo thành tích"),
            REMARK,
        ],
    ),
    (
        "ca_nhan",
        &[
            fact("ma", 8.0, Kind::Code, "Mã riêng của mỗi người; các bảng khác gọi bằng mã khi trùng họ tên"),
            fact("ho_ten", 22.0, Kind::Text, "Họ và tên đầy đủ"),
            fact("don_vi", 24.0, Kind::Choice(List::Units), "Đúng tên trong bảng Đơn vị"),
            fact("chuc_vu", 16.0, Kind::Text, "Chức vụ hoặc chức danh"),
            fact("gioi_tinh", 9.0, Kind::Choice(List::Sexes), "Nam hoặc Nữ; dùng để xưng hô và ưu tiên khi bằng nhau"),
            fact("lanh_dao_chu_chot", 10.0, Kind::Mark, "Ghi x nếu là lãnh đạo chủ chốt của đơn vị"),
            fact(
                "dac_diem",
                16.0,
                Kind::Choice(List::Attributes),
                "Đặc điểm đã khai trong [[dac_diem]]; nhiều mục cách nhau bằng ;",
            ),
            fact("ngay_sinh", 12.0, Kind::Code, "Ngày/tháng/năm; chỉ biết năm thì ghi năm"),
            fact("que_quan", 16.0, Kind::Text, "Quê quán"),
            fact("noi_o", 20.0, Kind::Text, "Nơi ở hiện nay"),
            fact("trinh_do", 18.0, Kind::Text, "Trình độ chuyên môn, nghiệp vụ"),
            fact("hoc_ham_hoc_vi", 12.0, Kind::Text, "Học hàm, học vị"),
            fact("chuc_vu_dang_doan_the", 18.0, Kind::Text, "Chức vụ trong Đảng, đoàn thể"),
            fact("so_nam_cong_tac", 9.0, Kind::Count, "Số năm, chỉ ghi số"),
            fact("dien_thoai", 13.0, Kind::Code, "Số điện thoại, giữ số 0 ở đầu"),
            REMARK,
        ],
    ),
    (
        "dang_ky",
        &[
            fact("don_vi", 28.0, Kind::Choice(List::Units), "Đơn vị gửi bản đăng ký, đúng tên trong bảng Đơn vị"),
            fact("doi_tuong", 12.0, Kind::Choice(List::Registrants), "Tập thể hoặc Cá nhân, mỗi đối tượng một dòng"),
            fact("ho_ten", 22.0, Kind::Choice(List::People), "Họ và tên của cá nhân; tập thể để trống"),
            fact("so_luong", 9.0, Kind::Count, "Số cá nhân đăng ký không ghi tên; các dòng khác để trống"),
            fact("noi_dung", 40.0, Kind::Text, "Để trống thì lấy nội dung chung ghi ở [dang_ky] của phong_trao.toml"),
            fact("danh_hieu", 24.0, Kind::Choice(List::Titles), "Danh hiệu đăng ký phấn đấu, nếu có"),
            fact("ngay_nop", 12.0, Kind::Date, "Ngày nhận bản đăng ký, để xét đúng hạn"),
            REMARK,
        ],
    ),
    (
        "de_nghi",
        &[
            SUBJECT,
            UNIT,
            AWARD,
            YEAR,
            fact("thanh_tich", 50.0, Kind::Text, "Thành tích trong một câu; một thành tích chỉ khen một lần"),
            REMARK,
        ],
    ),
    (
        "ket_qua",
        &[
            SUBJECT,
            UNIT,
            fact("chi_so", 38.0, Kind::Choice(List::Indicators), "Tên hoặc mã chỉ số trong phong_trao.toml"),
            YEAR,
            fact(
                "gia_tri",
                11.0,
                Kind::Value,
                "Số (96,4), mức xếp loại (Tốt), có hoặc không; chưa công bố thì để trống",
            ),
            fact("dien_giai", 40.0, Kind::Text, "Kết quả bằng lời, in trong báo cáo thành tích"),
            fact("nguon", 24.0, Kind::Text, "Văn bản hoặc nơi xác nhận kết quả"),
            fact("ngay_cong_bo", 12.0, Kind::Date, "Trước ngày này coi như chưa có kết quả"),
            REMARK,
        ],
    ),
    (
        "sang_kien",
        &[
            fact("doi_tuong", 24.0, Kind::Choice(List::Subjects), "Tập thể hoặc cá nhân là tác giả"),
            UNIT,
            fact("ten", 36.0, Kind::Text, "Tên sáng kiến, giải pháp"),
            fact("cap", 14.0, Kind::Choice(List::Levels), "Cấp của hội đồng đã công nhận"),
            fact("quyet_dinh", 26.0, Kind::Code, "Số quyết định công nhận; để trống nếu đang xét"),
            fact("ngay_cong_nhan", 12.0, Kind::Date, "Ngày công nhận"),
            YEAR,
            fact(
                "da_su_dung",
                22.0,
                Kind::Choice(List::Awards),
                "Hình thức đã dùng sáng kiến này; mỗi sáng kiến chỉ dùng một lần",
            ),
            REMARK,
        ],
    ),
    (
        "ky_luat",
        &[
            fact(
                "doi_tuong",
                24.0,
                Kind::Choice(List::Subjects),
                "Người hoặc tập thể; người ngoài danh sách thì ghi kèm đơn vị",
            ),
            UNIT,
            fact(
                "lanh_dao_chu_chot",
                10.0,
                Kind::Mark,
                "Ghi x nếu người này là lãnh đạo chủ chốt mà không có trong bảng Cá nhân",
            ),
            fact("muc", 16.0, Kind::Choice(List::Discipline), "Hình thức kỷ luật; để trống nếu chưa có quyết định"),
            fact("trang_thai", 16.0, Kind::Choice(List::States), "Vụ việc đang ở bước nào"),
            fact("ngay", 12.0, Kind::Date, "Ngày quyết định kỷ luật"),
            fact("den_ngay", 12.0, Kind::Date, "Ngày cuối cùng của thời gian thi hành"),
            REMARK,
        ],
    ),
    (
        "ho_so",
        &[
            fact(
                "doi_tuong",
                28.0,
                Kind::Choice(List::Subjects),
                "Tập thể, cá nhân được đề nghị; hoặc đơn vị, với giấy tờ đơn vị gửi một lần",
            ),
            UNIT,
            fact("loai", 30.0, Kind::Choice(List::Papers), "Tên hoặc mã giấy tờ đã khai trong [[ho_so]]"),
            fact("so_ky_hieu", 16.0, Kind::Code, "Số, ký hiệu của giấy tờ"),
            fact("ngay_nhan", 12.0, Kind::Date, "Ngày nhận, để xét đúng hạn"),
            fact("so_ban", 8.0, Kind::Count, "Số bản đã nhận"),
            fact("so_tap_the", 9.0, Kind::Count, "Số tập thể ghi trong văn bản đề nghị, để đối chiếu"),
            fact("so_ca_nhan", 9.0, Kind::Count, "Số cá nhân ghi trong văn bản đề nghị, để đối chiếu"),
            REMARK,
        ],
    ),
    (
        "phan_bo",
        &[
            fact(
                "chi_tieu",
                24.0,
                Kind::Choice(List::Quotas),
                "Mã chỉ tiêu có loai = \"phan_bo\" trong phong_trao.toml",
            ),
            fact("don_vi", 30.0, Kind::Choice(List::Units), "Đơn vị được phân bổ"),
            fact("so", 10.0, Kind::Count, "Số trường hợp được phân bổ"),
            REMARK,
        ],
    ),
    (
        "hoi_dong",
        &[
            fact("ho_ten", 24.0, Kind::Text, "Họ và tên thành viên"),
            fact("chuc_vu", 30.0, Kind::Text, "Chức vụ, đơn vị"),
            fact("vai_tro", 16.0, Kind::Text, "Chủ tịch, Phó Chủ tịch, Thư ký, Ủy viên"),
            fact("co_mat", 9.0, Kind::Mark, "x: có mặt; không: vắng"),
            fact("ly_do_vang", 24.0, Kind::Text, "Lý do vắng mặt"),
            fact("y_kien_bang_van_ban", 12.0, Kind::Mark, "x nếu vắng nhưng có ý kiến bằng văn bản"),
            REMARK,
        ],
    ),
    (
        "bieu_quyet",
        &[
            SUBJECT,
            UNIT,
            AWARD,
            YEAR,
            fact("dong_y", 11.0, Kind::Count, "Số phiếu đồng ý; tỷ lệ tính trên tổng số thành viên Hội đồng"),
            fact("khong_dong_y", 11.0, Kind::Count, "Số phiếu không đồng ý"),
            REMARK,
        ],
    ),
    (
        "ngoai_le",
        &[
            SUBJECT,
            UNIT,
            fact("hinh_thuc", 26.0, Kind::Choice(List::Awards), "Chỉ cho hình thức này; để trống: mọi hình thức"),
            fact("bo_qua", 16.0, Kind::Choice(List::Waivable), "Mã tiêu chuẩn hoặc loại trừ được bỏ qua"),
            fact("ly_do", 40.0, Kind::Text, "Lý do bằng văn bản; không có lý do thì ngoại lệ không có hiệu lực"),
            fact("nguoi_quyet_dinh", 22.0, Kind::Text, "Người quyết định cho ngoại lệ"),
            REMARK,
        ],
    ),
    (
        "khen_thuong",
        &[
            SUBJECT,
            UNIT,
            fact("nam", 8.0, Kind::Year, "Năm được công nhận hoặc khen thưởng"),
            fact("loai", 12.0, Kind::Choice(List::PastKinds), "Danh hiệu thi đua hay hình thức khen thưởng"),
            fact(
                "loai_hinh",
                14.0,
                Kind::Choice(List::RewardTypes),
                "Khen theo công trạng, chuyên đề…; để trống nếu không rõ",
            ),
            fact("noi_dung", 34.0, Kind::Text, "Tên danh hiệu hoặc hình thức"),
            fact("quyet_dinh", 58.0, Kind::Text, "Số, ngày, cơ quan ban hành quyết định"),
        ],
    ),
    (
        "bao_cao",
        &[
            SUBJECT,
            UNIT,
            fact("muc", 18.0, Kind::Choice(List::Sections), "Mục của báo cáo thành tích, hoặc mã một tiêu chuẩn"),
            fact("noi_dung", 70.0, Kind::Text, "Đoạn văn in trong báo cáo; nhiều đoạn thì Alt+Enter"),
        ],
    ),
];

/// What is known of `column` of `table`; plain text for a column that the list lacks.
pub fn of(table: &TableSpec, column: &Column) -> Fact {
    let facts = FACTS.iter().find(|(key, _)| *key == table.key).map_or(&[][..], |(_, facts)| facts);
    let known = facts.iter().find(|fact| fact.key == column.key).copied();
    known.unwrap_or(fact(column.key, 18.0, Kind::Text, ""))
}
