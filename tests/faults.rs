//! The table of faults: what is changed in the good campaign, and what must be said of it.
//!
//! A new fault is one more row here; `faulty.rs` runs them.

/// What is changed in the good campaign.
pub enum Change {
    /// A cell of a sheet.
    Cell(&'static str, &'static str, &'static str),
    /// Several cells of a sheet.
    Cells(&'static str, &'static [(&'static str, &'static str)]),
    /// A sheet is called otherwise.
    Rename(&'static str, &'static str),
    /// A sheet is not there.
    Without(&'static str),
    /// A sheet is hidden.
    Hide(&'static str),
    /// One more sheet.
    Add(&'static str, &'static [&'static [&'static str]]),
    /// Text in `phong_trao.toml`.
    Facts(&'static str, &'static str),
    /// A file in place of `so_lieu.xlsx`.
    Instead(&'static str, &'static [u8]),
    /// A file beside the others.
    Beside(&'static str, &'static [u8]),
    /// The workbook is cut off.
    Cut,
}

use Change::*;

/// A fault: its change, what must be found (code, place, words of the hint), and how `check` and
/// `render` end.
pub struct Case(pub Change, pub &'static str, pub &'static str, pub &'static str, pub (i32, i32));

pub const DON_VI: &str = "ĐƠN VỊ ";
pub const TCVN3: &[(&str, &str)] = &[
    ("B3", "Tªn ®¬n vÞ"),
    ("B5", "Phßng Ng©n s¸ch"),
    ("B6", "Phßng §Çu t\u{ad}"),
    ("B7", "Phßng Gi¸"),
    ("B8", "V¨n phßng Së"),
];

pub const CASES: &[Case] = &[
    // The file.
    Case(Cut, "DL007", "so_lieu.xlsx", "lưu lại dạng .xlsx", (2, 2)),
    Case(Instead("so_lieu.xlsx", b""), "DL007", "so_lieu.xlsx", "lưu lại dạng .xlsx", (2, 2)),
    Case(Instead("so_lieu.xlsx", b"<html>x</html>"), "DL007", "so_lieu.xlsx", "lưu lại dạng .xlsx", (2, 2)),
    Case(Instead("so_lieu.ods", b"PK\x03\x04 not a zip"), "DL007", "so_lieu.ods", "lưu lại", (2, 2)),
    Case(Beside("so_lieu.json", b"{}"), "DL022", "so_lieu.json", "giữ lại một tệp", (2, 2)),
    Case(Beside("don_vi.csv", b"a"), "DL022", "don_vi.csv", "giữ lại một tệp", (2, 2)),
    Case(Instead("ghi_chu.txt", b""), "DL021", ".", "so_lieu.xlsx", (2, 2)),
    // Text files.
    Case(Instead("don_vi.csv", b"Ten don vi\nPh\xf2ng"), "DL002", "don_vi.csv:2:3", "CSV UTF-8", (2, 2)),
    Case(
        Instead("don_vi.csv", b"T\xaan \xae\xacn v\xde\nPh\xdfng Gi\xb8\n"),
        "DL002",
        "don_vi.csv:1:2",
        "TCVN3 (ABC)",
        (2, 2),
    ),
    Case(
        Instead("don_vi.csv", b"Te\xe2n \xf1\xf4n v\xf2\nPho\xf8ng Gia\xf9\n"),
        "DL002",
        "don_vi.csv:1:3",
        "VNI",
        (2, 2),
    ),
    Case(Instead("don_vi.csv", b"\xef\xbb\xbf\"T\xc3\xaan;a\nb"), "DL006", "don_vi.csv:1:1", "thêm `\"`", (2, 2)),
    Case(Instead("don_vi.csv", b"Ten don vi;Ghi chu\na\x07b;\n"), "DL003", "don_vi.csv:2:1", "gõ lại", (1, 1)),
    Case(Instead("donvi.csv", b"Ten don vi\na\n"), "DL021", ".", "don_vi.csv", (2, 2)),
    Case(Instead("so_lieu.json", b"{\"don_vi\":[{\"ten\":\"A\"},]}"), "DL005", "so_lieu.json:1:", "dấu phẩy", (2, 2)),
    Case(
        Instead("so_lieu.json", b"{\"don_vi\":{\"ten\":\"A\"}}"),
        "DL014",
        "so_lieu.json: don_vi",
        "danh sách",
        (2, 2),
    ),
    Case(Instead("so_lieu.json", b"{\"don_vj\":[{\"ten\":\"A\"}]}"), "DL011", "so_lieu.json: don_vj", "don_vi", (2, 2)),
    Case(
        Instead("so_lieu.json", b"{\"don_vi\":[{\"tenn\":\"A\"}]}"),
        "DL011",
        "so_lieu.json: don_vi[1].tenn",
        "Tên đơn vị",
        (2, 2),
    ),
    Case(
        Instead("so_lieu.json", b"{\"don_vi\":[{\"ten\":\"A\",\"ten\":\"B\"}]}"),
        "DL010",
        "so_lieu.json: don_vi[1].ten",
        "giữ lại một khóa",
        (2, 2),
    ),
    Case(Instead("so_lieu.json", b"[]"), "DL014", "so_lieu.json", "\"don_vi\": […]", (2, 2)),
    // Sheets and headers.
    Case(Without(DON_VI), "DL021", ".", "so_lieu.xlsx", (2, 2)),
    Case(Rename(DON_VI, "Đơn vị x"), "DL021", "so_lieu.xlsx", "`Đơn vị`", (2, 2)),
    Case(Add("don vi", &[&["Tên đơn vị"], &["A"]]), "DL010", "so_lieu.xlsx [don vi!A1]", "ĐƠN VỊ !A1", (2, 2)),
    Case(Rename("Đăng ký", "Đăng kí"), "DL021", "so_lieu.xlsx", "đổi tên `Đăng kí` thành `Đăng ký`", (2, 2)),
    Case(
        Rename("Kết quả", "Kết quả 2022"),
        "DL030",
        "so_lieu.xlsx [Kết quả 2022!A1]",
        "đổi tên trang thành `Kết quả`",
        (0, 0),
    ),
    Case(
        Add("Sáng kiến mới", &[&["Tác giả", "Tên sáng kiến", "Cấp công nhận"], &["Trần An", "Một cửa", "cấp cơ sở"]]),
        "DL030",
        "so_lieu.xlsx [Sáng kiến mới!A1]",
        "chép các dòng sang trang `Sáng kiến`",
        (0, 0),
    ),
    Case(
        Add("Sheet1", &[&["Họ và tên", "Đơn vị", "Ngày sinh"], &["Lê Cúc", "Phòng Giá", "1990"]]),
        "DL030",
        "so_lieu.xlsx [Sheet1!A1]",
        "trang `Cá nhân`",
        (0, 0),
    ),
    Case(
        Beside("khen_thuongg.csv", "Đối tượng,Năm,Loại,Nội dung\nPhòng Giá,2020,x,Giấy khen\n".as_bytes()),
        "DL030",
        "khen_thuongg.csv",
        "dời tệp kia ra khỏi thư mục",
        (0, 0),
    ),
    Case(Hide("Kỷ luật"), "DL028", "so_lieu.xlsx [Kỷ luật!A1]", "hiện trang", (0, 0)),
    Case(
        Cells(DON_VI, &[("B3", ""), ("C3", ""), ("D3", "")]),
        "DL008",
        "so_lieu.xlsx [ĐƠN VỊ !A1]",
        "`Tên đơn vị`",
        (2, 2),
    ),
    Case(Cell(DON_VI, "B3", ""), "DL009", "so_lieu.xlsx [ĐƠN VỊ !E3]", "`Tên đơn vị`", (2, 2)),
    Case(Cell(DON_VI, "D3", "Ghi chsú"), "DL011", "so_lieu.xlsx [ĐƠN VỊ !D3]", "`Ghi chú`", (2, 2)),
    Case(Cell(DON_VI, "D3", "Lương"), "DL011", "so_lieu.xlsx [ĐƠN VỊ !D3]", "cột riêng `cot.luong`", (0, 0)),
    Case(Cell(DON_VI, "E3", "Ghi chú cũ"), "DL011", "so_lieu.xlsx [ĐƠN VỊ !E3]", "cột riêng `cot.ghi_chu_cu`", (0, 0)),
    Case(Cell(DON_VI, "E3", "Trụ sởơ"), "DL011", "so_lieu.xlsx [ĐƠN VỊ !E3]", "có phải là `Trụ sở`?", (2, 2)),
    Case(Cell(DON_VI, "E3", "(%)"), "DL011", "so_lieu.xlsx [ĐƠN VỊ !E3]", "có chữ hoặc số", (2, 2)),
    Case(
        Cells(DON_VI, &[("E3", "Hạng"), ("F3", "HẠNG")]),
        "DL010",
        "so_lieu.xlsx [ĐƠN VỊ !F3]",
        "cột thứ nhất",
        (2, 2),
    ),
    Case(Cell(DON_VI, "D3", "viet tat"), "DL010", "so_lieu.xlsx [ĐƠN VỊ !D3]", "cột thứ nhất", (2, 2)),
    Case(Cell(DON_VI, "F6", "lề"), "DL012", "so_lieu.xlsx [ĐƠN VỊ !F6]", "thêm tiêu đề", (0, 0)),
    Case(Cells(DON_VI, TCVN3), "DL024", "so_lieu.xlsx [ĐƠN VỊ !B3]", "--chuyen-ma", (2, 2)),
    Case(Cell("Cá nhân", "A2", "Traàn Vaên Höông"), "DL024", "so_lieu.xlsx [Cá nhân!A2]", "Trần Văn Hương", (2, 2)),
    Case(Facts("Trần Minh Khoa", "TrÇn Minh §øc"), "DL024", "phong_trao.toml:", "Trần Minh Đức", (2, 2)),
    Case(
        Cells(DON_VI, &[("A9", "Tổng cộng"), ("B9", "04")]),
        "DL026",
        "so_lieu.xlsx [ĐƠN VỊ !A9]",
        "sửa lại chữ",
        (0, 0),
    ),
    // Units and people.
    Case(Cell(DON_VI, "B6", ""), "DL013", "so_lieu.xlsx [ĐƠN VỊ !B6]", "điền `Tên đơn vị`", (1, 1)),
    Case(Cell(DON_VI, "B6", "Phòng Giá"), "DL019", "so_lieu.xlsx [ĐƠN VỊ !B7]", "ĐƠN VỊ !B6", (1, 1)),
    Case(Cell(DON_VI, "B5", "VĂN PHÒNG  SỞ"), "DL019", "so_lieu.xlsx [ĐƠN VỊ !B8]", "ĐƠN VỊ !B5", (1, 1)),
    Case(Cell(DON_VI, "C5", "vp"), "TD001", "so_lieu.xlsx [ĐƠN VỊ !B8]", "ĐƠN VỊ !B5", (1, 1)),
    Case(Cell(DON_VI, "B6", "=#REF!"), "DL014", "so_lieu.xlsx [ĐƠN VỊ !B6]", "sửa công thức", (1, 1)),
    Case(Cell("Cá nhân", "B2", "Phòng Ngân xách"), "TD020", "so_lieu.xlsx [Cá nhân!B2]", "Phòng Ngân sách", (1, 1)),
    Case(Cell("Cá nhân", "A4", "Lê Bình"), "TD001", "so_lieu.xlsx [Cá nhân!A4]", "Cá nhân!A3", (1, 1)),
    Case(Cell("Cá nhân", "D2", "31/02/1980"), "DL015", "so_lieu.xlsx [Cá nhân!D2]", "25/03/2022", (1, 1)),
    Case(Cell("Cá nhân", "E2", "chắc là có"), "DL014", "so_lieu.xlsx [Cá nhân!E2]", "sửa lại", (1, 1)),
    // Registrations.
    Case(Cell("Đăng ký", "A2", "Phòng Ngân sáhc"), "DL018", "so_lieu.xlsx [Đăng ký!A2]", "Phòng Ngân sách", (1, 1)),
    Case(Cell("Đăng ký", "A2", "Chi cục Thú y"), "DL018", "so_lieu.xlsx [Đăng ký!A2]", "bảng `Đơn vị`", (1, 1)),
    Case(Cell("Đăng ký", "B2", "Nhóm"), "DL017", "so_lieu.xlsx [Đăng ký!B2]", "`tập thể`, `cá nhân`", (1, 1)),
    Case(Cell("Đăng ký", "B2", ""), "DL013", "so_lieu.xlsx [Đăng ký!B2]", "Tập thể", (1, 1)),
    Case(Cell("Đăng ký", "D6", "hai"), "DL016", "so_lieu.xlsx [Đăng ký!D6]", "chữ số", (1, 1)),
    Case(Cell("Đăng ký", "D6", "#-2"), "DL016", "so_lieu.xlsx [Đăng ký!D6]", "chữ số", (1, 1)),
    Case(Cell("Đăng ký", "D6", "#1.5"), "DL016", "so_lieu.xlsx [Đăng ký!D6]", "chữ số", (1, 1)),
    Case(Cell("Đăng ký", "D6", "=#N/A"), "DL016", "so_lieu.xlsx [Đăng ký!D6]", "sửa công thức", (1, 1)),
    Case(Cell("Đăng ký", "D6", ""), "DL020", "so_lieu.xlsx [Đăng ký!D6]", "điền họ tên", (1, 1)),
    Case(Cell("Đăng ký", "C2", "Trần An"), "DL020", "so_lieu.xlsx [Đăng ký!C2]", "xóa họ tên", (1, 1)),
    Case(Cell("Đăng ký", "E2", "29/02/2022"), "DL015", "so_lieu.xlsx [Đăng ký!E2]", "ngày/tháng/năm", (1, 1)),
    Case(Cell("Đăng ký", "E2", "25/3/22"), "DL015", "so_lieu.xlsx [Đăng ký!E2]", "ngày/tháng/năm", (1, 1)),
    Case(Cell("Đăng ký", "E2", "#2022"), "DL015", "so_lieu.xlsx [Đăng ký!E2]", "ngày/tháng/năm", (1, 1)),
    Case(
        Cells("Đăng ký", &[("A7", "Phòng Đầu tư"), ("B7", "Tập thể"), ("E7", "28/3/2022")]),
        "DL027",
        "so_lieu.xlsx [Đăng ký!A7]",
        "Đăng ký!A3",
        (0, 0),
    ),
    Case(
        Cells("Đăng ký", &[("F1", "Danh hiệu"), ("F2", "Chiến sỹ thi đua cơ sở")]),
        "DL029",
        "so_lieu.xlsx [Đăng ký!F2]",
        "Chiến sĩ thi đua cơ sở",
        (0, 0),
    ),
    // Đề nghị, results, votes.
    Case(Cell("Đề nghị", "A3", "Phòng Giáo"), "TD020", "so_lieu.xlsx [Đề nghị!A3]", "Phòng Giá", (1, 1)),
    Case(Cell("Đề nghị", "B3", "giay_khne"), "TD020", "so_lieu.xlsx [Đề nghị!B3]", "giay_khen", (1, 1)),
    Case(Cell("Đề nghị", "C3", "22"), "DL017", "so_lieu.xlsx [Đề nghị!C3]", "bốn chữ số", (1, 1)),
    Case(
        Cells("Đề nghị", &[("A5", "Trần An"), ("B5", "giay_khen"), ("C5", "#2022")]),
        "TD022",
        "so_lieu.xlsx [Đề nghị!A5]",
        "Đề nghị!A4",
        (1, 1),
    ),
    Case(Cell("Kết quả", "B3", "diemm"), "TD020", "so_lieu.xlsx [Kết quả!B3]", "diem", (1, 1)),
    Case(Cell("Kết quả", "D6", "cao"), "TD025", "so_lieu.xlsx [Kết quả!D6]", "số", (1, 1)),
    Case(Cell("Kết quả", "D6", "#0.95"), "TD027", "so_lieu.xlsx [Kết quả!D6]", "bỏ định dạng %", (0, 0)),
    Case(Cell("Kết quả", "D6", "=#DIV/0!"), "DL014", "so_lieu.xlsx [Kết quả!D6]", "sửa công thức", (1, 1)),
    Case(
        Cells("Kết quả", &[("A7", "Trần An"), ("B7", "diem"), ("C7", "#2022"), ("D7", "#80")]),
        "TD026",
        "so_lieu.xlsx [Kết quả!D7]",
        "Kết quả!D6",
        (1, 1),
    ),
    Case(Cell("Sáng kiến", "C2", "cấp huyện"), "DL017", "so_lieu.xlsx [Sáng kiến!C2]", "cấp tỉnh", (1, 1)),
    Case(Cell("Kỷ luật", "C2", "đã xong"), "DL017", "so_lieu.xlsx [Kỷ luật!C2]", "danh sách", (1, 1)),
    Case(
        Cells("Kỷ luật", &[("A2", "Lê Bìn"), ("E1", "Đơn vị"), ("E2", "Phòng Giá")]),
        "TD020",
        "so_lieu.xlsx [Kỷ luật!A2]",
        "có phải `Lê Bình`",
        (1, 1),
    ),
    Case(
        Cells("Kỷ luật", &[("A2", "Danh Thị Hoàng Oanh"), ("E1", "Đơn vị"), ("E2", "Phòng Giá")]),
        "TD020",
        "so_lieu.xlsx [Kỷ luật!A2]",
        "sửa tên",
        (0, 0),
    ),
    Case(Cell("Hồ sơ", "B2", "to_trnih"), "TD020", "so_lieu.xlsx [Hồ sơ!B2]", "to_trinh", (1, 1)),
    Case(Cell("Phân bổ", "A2", "phan_boo"), "TD002", "so_lieu.xlsx [Phân bổ!A2]", "phan_bo", (1, 1)),
    Case(Cell("Phân bổ", "B3", "Phòng Ngân sách"), "DL027", "so_lieu.xlsx [Phân bổ!A3]", "Phân bổ!A2", (1, 1)),
    Case(Cell("Hội đồng", "C2", ""), "TD064", "so_lieu.xlsx [Hội đồng!A2]", "lý do vắng", (0, 0)),
    Case(Cell("Hội đồng", "C2", "5"), "DL014", "so_lieu.xlsx [Hội đồng!C2]", "sửa lại", (1, 1)),
    Case(
        Cells("Hội đồng", &[("E2", "Ủy viên"), ("E3", "Thư ký")]),
        "TD066",
        "so_lieu.xlsx [Hội đồng!A2]",
        "chủ tọa",
        (0, 0),
    ),
    Case(Cell("Hội đồng", "E3", "Chủ tịch"), "TD066", "so_lieu.xlsx [Hội đồng!A3]", "Chủ tịch thứ nhất", (1, 1)),
    Case(Cell("Biểu quyết", "D2", ""), "DL013", "so_lieu.xlsx [Biểu quyết!D2]", "điền", (1, 1)),
    Case(Cell("Biểu quyết", "A2", "Phòng Đầu tư"), "TD034", "so_lieu.xlsx [Biểu quyết!A2]", "bảng `Đề nghị`", (1, 1)),
    Case(Cell("Biểu quyết", "C2", "#2021"), "TD034", "so_lieu.xlsx [Biểu quyết!A2]", "Đề nghị!A2", (1, 1)),
    Case(
        Cells("Biểu quyết", &[("A5", "Trần An"), ("B5", "giay_khen"), ("C5", "#2022"), ("D5", "#1")]),
        "DL027",
        "so_lieu.xlsx [Biểu quyết!A5]",
        "Biểu quyết!A4",
        (1, 1),
    ),
    Case(
        Add("Ngoại lệ", &[&["Đối tượng", "Đơn vị", "Bỏ qua", "Lý do"], &["Trần An", "Phòng Giá", "tren_90", "x"]]),
        "TD020",
        "so_lieu.xlsx [Ngoại lệ!B2]",
        "Cá nhân!A2",
        (1, 1),
    ),
    Case(
        Add("Báo cáo thành tích", &[&["Đối tượng", "Mục", "Nội dung"], &["Phòng Giá", "kết quảa", "Một việc"]]),
        "TD020",
        "so_lieu.xlsx [Báo cáo thành tích!B2]",
        "có phải `kết quả`",
        (1, 1),
    ),
    Case(
        Add("Báo cáo thành tích", &[&["Đối tượng", "Mục", "Nội dung"], &["Phòng Giá", "phụ lục ảnh chụp", "Một việc"]]),
        "TD020",
        "so_lieu.xlsx [Báo cáo thành tích!B2]",
        "`khó khăn`, `ý nghĩa`; hoặc mã tiêu chuẩn: `tren_90`",
        (1, 1),
    ),
    // What stands in cells.
    Case(Cell("Hội đồng", "B2", "#0"), "DL040", "so_lieu.xlsx [Hội đồng!B2]", "công thức lấy từ ô trống", (0, 0)),
    Case(Cell("Hồ sơ", "C2", "&dd/mm/yyyy&0"), "DL040", "so_lieu.xlsx [Hồ sơ!C2]", "xóa ô này", (0, 0)),
    Case(
        Cells("Hồ sơ", &[("C2", "1/5/2023"), ("C3", "1/25/2023")]),
        "DL041",
        "so_lieu.xlsx [Hồ sơ!C2]",
        "Hồ sơ!C3",
        (1, 1),
    ),
    Case(Cell("Hồ sơ", "C2", "1/25/2023"), "DL041", "so_lieu.xlsx [Hồ sơ!C2]", "ngày trước tháng", (1, 1)),
    Case(Cell("Hồ sơ", "C2", "&m/d/yyyy&44931"), "DL041", "so_lieu.xlsx [Hồ sơ!C2]", "định dạng dd/mm/yyyy", (0, 0)),
    Case(Cell("Đăng ký", "E2", "@2206-02-20"), "DL042", "so_lieu.xlsx [Đăng ký!E2]", "từ năm 1950", (1, 1)),
    Case(Cell("Cá nhân", "D2", "1/1/1822"), "DL042", "so_lieu.xlsx [Cá nhân!D2]", "từ năm 1900", (1, 1)),
    Case(Cell("Đề nghị", "A3", "~Phòng Gía ~Phòng Giá"), "DL043", "so_lieu.xlsx [Đề nghị!A3]", "xóa hẳn", (0, 0)),
    Case(Cell("Đề nghị", "A3", "Phòng\u{200b} Giá"), "DL044", "so_lieu.xlsx [Đề nghị!A3]", "gõ lại", (0, 0)),
    Case(Cell("Đề nghị", "A3", "\u{feff}Phòng Giá"), "DL044", "so_lieu.xlsx [Đề nghị!A3]", "gõ lại", (0, 0)),
    Case(Facts("Trần Minh Khoa", "Trần\u{ad} Minh Khoa"), "DL044", "phong_trao.toml:", "gõ lại", (0, 0)),
    Case(Cell("Đề nghị", "A4", "Ông Trần An"), "DL045", "so_lieu.xlsx [Đề nghị!A4]", "chỉ ghi họ và tên", (0, 0)),
    Case(Facts("Trần Minh Khoa", "Ông Trần Minh Khoa"), "DL045", "phong_trao.toml:15:10", "chỉ ghi họ và tên", (0, 0)),
    Case(Cell("Kết quả", "D6", "&0%&0.9149"), "DL046", "so_lieu.xlsx [Kết quả!D6]", "ROUND", (0, 0)),
    Case(Cell("Hồ sơ", "C2", "&mm/yyyy&44931"), "DL046", "so_lieu.xlsx [Hồ sơ!C2]", "soát lại ngày", (0, 0)),
    Case(Cells("Kết quả", &[("D6", "92.5"), ("D5", "91.425")]), "DL047", "so_lieu.xlsx [Kết quả!D5]", "91,425", (1, 1)),
    Case(Cell("Kết quả", "D6", "96.425"), "TD035", "so_lieu.xlsx [Kết quả!D6]", "`96,425`", (1, 1)),
    Case(Cell("Kết quả", "D6", "105"), "TD035", "so_lieu.xlsx [Kết quả!D6]", "kiểm tra lại", (0, 0)),
    // Days and years out of order.
    Case(Cell("Đăng ký", "E2", "@2021-03-25"), "TD046", "so_lieu.xlsx [Đăng ký!E2]", "01/3/2022", (0, 0)),
    Case(
        Facts("[co_quan]", "[thoi_gian]\ntu_ngay = 2021-01-01\nden_ngay = 2021-12-31\n[co_quan]"),
        "TD046",
        "so_lieu.xlsx [Đề nghị!A2]",
        "[thoi_gian]",
        (0, 0),
    ),
    Case(
        Facts(
            "tong_so = 3\n",
            "tong_so = 3\nngay_hop = 2023-01-10\n[[hinh_thuc]]\nma = \"khac\"\nten = \"Khác\"\nngay_quyet_dinh = 2022-01-20\ntieu_chuan = [\"tren_90\"]\n",
        ),
        "TD046",
        "phong_trao.toml:",
        "ngày họp Hội đồng là 10/01/2023",
        (0, 0),
    ),
    // Facts.
    Case(Facts("2023-02-15", "2023-02-30"), "DL004", "phong_trao.toml:3:12", "không có trên lịch", (2, 2)),
    Case(Facts("[\"GIÁM ĐỐC\"]", "[]"), "DL013", "phong_trao.toml:14:13", "quyen_han = [\"GIÁM ĐỐC\"]", (2, 2)),
    Case(Facts("muc = 90", "muc = 190"), "TD004", "phong_trao.toml:27:1", "cao hơn 100%", (0, 0)),
    Case(Facts("[dang_ky]", "[dang_ky"), "DL004", "phong_trao.toml:", "", (2, 2)),
    Case(Facts("chuc_danh", "chuc_dahn"), "DL011", "phong_trao.toml:", "chuc_danh", (2, 2)),
    Case(Facts("ten = \"Sở Tài chính\"", ""), "DL013", "phong_trao.toml:", "Sở Tài chính", (2, 2)),
    Case(Facts("\"tren_90\"]", "\"tren_9\"]"), "TD002", "phong_trao.toml:", "tren_90", (1, 1)),
];
