//! What can be typed after `vanthu`.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{ArgAction, Args, Parser, Subcommand};

use crate::base::data::scalar;
use crate::make::shard::Wanted;

const TEMPLATE: &str = "{about}\n\nCách dùng: {usage}\n\n{all-args}{after-help}";
const ARGUMENTS: &str = "Tham số";
const OPTIONS: &str = "Tùy chọn";
/// The most documents that may be made at the same time.
const MOST_WORKERS: usize = 256;

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "vanthu",
    bin_name = "vanthu",
    version,
    about = "Sinh văn bản hành chính đúng thể thức Nghị định 30/2020/NĐ-CP: PDF và DOCX cùng chữ, cùng dòng",
    help_template = TEMPLATE,
    override_usage = "vanthu <LỆNH> …",
    subcommand_help_heading = "Lệnh",
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true,
    after_help = "Gõ `vanthu <LỆNH> --help` để xem cách dùng từng lệnh."
)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Option<Command>,
    /// In hướng dẫn này
    #[arg(short = 'h', long, action = ArgAction::Help, display_order = 100, global = true, help_heading = OPTIONS)]
    help: Option<bool>,
    /// In số phiên bản
    #[arg(short = 'V', long, action = ArgAction::Version, display_order = 101, help_heading = OPTIONS)]
    version: Option<bool>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Tạo văn bản từ một thư mục phong trào, một tệp .van, hoặc một mẫu .van.tera và một bảng
    Render(Render),
    /// Kiểm tra số liệu và quy định của phong trào; chỉ ghi tệp khi có --bao-cao
    Check(Check),
    /// Tạo một thư mục phong trào mẫu để bắt đầu
    New(New),
    /// Mở trang trên máy này: xem, kiểm tra và tạo văn bản trong trình duyệt, không phải gõ lệnh
    #[cfg(feature = "web")]
    Mo(Page),
    /// Lập cho mỗi đơn vị một sổ tính để điền số liệu và gửi lại
    Phieu(Requests),
    /// Kiểm tra và ghép các mảnh của một lần chạy trên nhiều máy
    Ghep(Gather),
    /// Liệt kê các loại văn bản và biểu mẫu
    Kinds(Kinds),
    /// Xem mẫu của các loại văn bản, chép ra để sửa, xem các biến dùng được trong mẫu
    Mau(Templates),
    /// Ghi lược đồ JSON Schema của phong_trao.toml, để phần mềm soạn thảo nhắc khóa và báo lỗi khi gõ
    #[command(name = "luoc_do")]
    LuocDo(Schema),
    /// Giải thích một mã lỗi: căn cứ, lý do, ví dụ, cách sửa
    Explain(Explain),
    /// Ghi gợi ý lệnh cho các shell và các trang man, để đóng gói
    #[command(name = "dong_goi", hide = true)]
    DongGoi(Packaged),
}

/// `vanthu dong_goi`.
#[derive(Debug, Args)]
#[command(help_template = TEMPLATE, override_usage = "vanthu dong_goi <THƯ_MỤC>")]
pub struct Packaged {
    /// Thư mục nhận các tệp, tự tạo nếu chưa có
    #[arg(value_name = "THƯ_MỤC", display_order = 1, help_heading = ARGUMENTS)]
    pub out: PathBuf,
}

/// `vanthu kinds`.
#[derive(Debug, Args)]
#[command(help_template = TEMPLATE, override_usage = "vanthu kinds [THƯ_MỤC]")]
pub struct Kinds {
    /// Thư mục phong trào: kể cả các loại riêng trong `mau/` của nó
    #[arg(value_name = "THƯ_MỤC", display_order = 1, help_heading = ARGUMENTS)]
    pub path: Option<PathBuf>,
}

/// `vanthu luoc_do`.
#[derive(Debug, Args)]
#[command(
    help_template = TEMPLATE,
    override_usage = "vanthu luoc_do [THƯ_MỤC] [--ra TỆP | --vscode]",
    after_help = "Ví dụ:\n  vanthu luoc_do \"An Giang 2026\" --vscode\n  vanthu luoc_do --ra \"An Giang 2026/phong_trao.schema.json\"\n\nVới --ra: thêm dòng đầu vào phong_trao.toml (Even Better TOML, taplo):\n  #:schema ./phong_trao.schema.json"
)]
pub struct Schema {
    /// Thư mục phong trào: kể cả khóa của các loại văn bản riêng trong `mau/` của nó
    #[arg(value_name = "THƯ_MỤC", display_order = 1, help_heading = ARGUMENTS)]
    pub path: Option<PathBuf>,
    /// Ghi vào tệp này; không ghi thì in ra màn hình
    #[arg(long = "ra", value_name = "TỆP", display_order = 2, help_heading = OPTIONS)]
    pub out: Option<PathBuf>,
    /// Đặt mọi thứ cho VS Code vào THƯ_MỤC/.vscode: lược đồ, các lệnh kiểm tra; nêu lược đồ ở dòng đầu phong_trao.toml
    #[arg(long, display_order = 3, requires = "path", conflicts_with = "out", help_heading = OPTIONS)]
    pub vscode: bool,
}

/// `vanthu mau`.
#[derive(Debug, Args)]
#[command(
    help_template = TEMPLATE,
    override_usage = "vanthu mau [LOẠI] [--ra THƯ_MỤC | --bien]",
    after_help = "Ví dụ:\n  vanthu mau\n  vanthu mau dang_ky --ra \"An Giang 2026/mau\"\n  vanthu mau dang_ky --bien"
)]
pub struct Templates {
    /// Loại văn bản; không ghi: liệt kê mọi mẫu
    #[arg(value_name = "LOẠI", display_order = 1, help_heading = ARGUMENTS)]
    pub kind: Option<String>,
    /// Chép mẫu và các thành phần của nó vào thư mục này để sửa; tệp đã sửa ở đó không bị ghi đè
    #[arg(long = "ra", value_name = "THƯ_MỤC", display_order = 2, requires = "kind", conflicts_with = "variables", help_heading = OPTIONS)]
    pub out: Option<PathBuf>,
    /// In các biến và bộ lọc dùng được trong mẫu, mỗi thứ một ví dụ
    #[arg(long = "bien", display_order = 3, requires = "kind", help_heading = OPTIONS)]
    pub variables: bool,
}

/// `vanthu render`.
#[derive(Debug, Args)]
#[command(
    help_template = TEMPLATE,
    override_usage = "vanthu render <ĐƯỜNG_DẪN> [LOẠI]… [TÙY CHỌN]",
    after_help = "Ví dụ:\n  vanthu render cong_van.van\n  vanthu render samples/kien_giang_2022 --out ket_qua --formats pdf\n  \
          vanthu render giay_moi.van.tera --du-lieu khach_moi.xlsx --bang \"Khách mời\"\n\n\
        Với --du-lieu: mỗi dòng của bảng một văn bản; mẫu in các ô của dòng bằng {{ hang.<cột> }} (tên cột không dấu, nối \
        bằng gạch dưới: \"Họ và tên\" là hang.ho_va_ten) và số thứ tự của dòng bằng {{ tt }}.\n\n\
        Mã kết thúc: 0 tốt; 1 có văn bản lỗi, các văn bản khác đã ghi; 2 lệnh hoặc dữ liệu vào không dùng được.\n\
        Ctrl-C (SIGTERM): làm nốt văn bản dở dang rồi dừng với mã 1; chạy lại thì làm tiếp.\n\n\
        Với --manh: văn bản thuộc mảnh nào chỉ do tên của nó, mảnh có hoặc không có trọn vẹn, chạy lại bao nhiêu lần cũng \
        cùng những byte, các mảnh chạy cùng lúc được; xong hết thì `vanthu ghep`. Mã kết thúc: 0 xong; 1 xong, có văn bản \
        lỗi (tệp .jsonl kể ra); 2 lệnh hoặc dữ liệu vào sai, đừng chạy lại; 75 và mọi mã khác: chưa xong, chạy lại được \
        (hết chỗ trên ổ đĩa, ổ đĩa mạng hay kho S3 không trả lời, bị dừng). Bản dựng thêm `--features s3` nhận cả \
        --out s3://<kho>/<thư mục>, khóa ở các biến AWS_*."
)]
pub struct Render {
    /// Thư mục phong trào (có tệp phong_trao.toml), một tệp .van, hoặc một mẫu .van.tera (cùng với --du-lieu)
    #[arg(value_name = "ĐƯỜNG_DẪN", display_order = 1, help_heading = ARGUMENTS)]
    pub path: PathBuf,
    /// Chỉ tạo những loại này (xem `vanthu kinds`); không ghi: mọi loại mà dữ liệu cho phép
    #[arg(value_name = "LOẠI", display_order = 2, help_heading = ARGUMENTS)]
    pub kinds: Vec<String>,
    /// Thư mục nhận kết quả, tự tạo nếu chưa có (mặc định: ket_qua/<tên thư mục phong trào>, tệp .van lẻ và trộn từ bảng: ket_qua); mỗi phong trào một thư mục
    #[arg(long, value_name = "THƯ_MỤC", display_order = 3, help_heading = OPTIONS)]
    pub out: Option<PathBuf>,
    /// Các dạng tệp, cách nhau bằng dấu phẩy: pdf, docx, native (mặc định: pdf,docx)
    #[arg(long, value_name = "DẠNG", display_order = 4, value_delimiter = ',', default_value = "pdf,docx", hide_default_value = true, help_heading = OPTIONS)]
    pub formats: Vec<String>,
    /// Chỉ tạo cho những đơn vị này của phong trào; mau_trong: chỉ tạo mẫu trống
    #[arg(long, value_name = "ĐƠN_VỊ", display_order = 5, num_args = 1.., help_heading = OPTIONS)]
    pub only: Vec<String>,
    /// Thêm cho mỗi loại có mẫu trống một tệp mau_trong, để phát tay
    #[arg(long = "mau-trong", display_order = 5, help_heading = OPTIONS)]
    pub blanks: bool,
    /// Trộn mẫu .van.tera với bảng này: tệp .xlsx, .xls, .ods, .csv hoặc .json
    #[arg(long = "du-lieu", value_name = "TỆP", display_order = 6, help_heading = OPTIONS)]
    pub data: Option<PathBuf>,
    /// Tên trang của sổ tính hoặc tên danh sách trong tệp JSON, khi tệp của --du-lieu có nhiều bảng
    #[arg(long = "bang", value_name = "TÊN", display_order = 7, help_heading = OPTIONS)]
    pub table: Option<String>,
    /// Bộ mẫu hồ sơ khen thưởng, ví dụ nd98 (xem `vanthu kinds`; mặc định: theo ngày nộp hồ sơ)
    #[arg(long = "bo-mau", value_name = "BỘ_MẪU", display_order = 8, help_heading = OPTIONS)]
    pub form_set: Option<String>,
    /// Đổi chữ gõ bằng bảng mã cũ (TCVN3, VNI, Windows-1258) trong số liệu và tệp .van sang Unicode khi đọc
    #[arg(long = "chuyen-ma", display_order = 9, help_heading = OPTIONS)]
    pub convert: bool,
    /// Thêm cho mỗi loại một tệp PDF để in: gop/<loại>.pdf, mọi văn bản của loại ấy nối nhau; và danh_muc.xlsx
    #[arg(long = "gop", display_order = 10, help_heading = OPTIONS)]
    pub print: bool,
    /// Cùng với --gop: mỗi văn bản bắt đầu ở mặt trước của tờ giấy, để in hai mặt
    #[arg(long = "hai-mat", display_order = 11, requires = "print", help_heading = OPTIONS)]
    pub two_sided: bool,
    /// Thêm cho mỗi đơn vị một gói don_vi/<đơn vị>.zip có các văn bản của riêng đơn vị ấy; và danh_muc.xlsx
    #[arg(long = "theo-don-vi", display_order = 12, help_heading = OPTIONS)]
    pub parcels: bool,
    /// Số văn bản làm cùng lúc (mặc định: số nhân của máy)
    #[arg(long, value_name = "SỐ", display_order = 13, value_parser = workers, help_heading = OPTIONS)]
    pub jobs: Option<usize>,
    /// Chỉ làm mảnh I (từ 1) trong N mảnh, đóng thành manh_<I>_<N>.zip và .jsonl; tu-dong/N: I theo Slurm hoặc Kubernetes
    #[arg(long = "manh", value_name = "I/N", display_order = 20, value_parser = Wanted::parse, help_heading = OPTIONS)]
    pub shard: Option<Wanted>,
    /// Cùng với --manh: xong mà có văn bản lỗi thì mã 0 thay cho 1, cho hệ thống coi mọi mã khác 0 là hỏng
    #[arg(long = "chiu-loi", display_order = 21, requires = "shard", help_heading = OPTIONS)]
    pub tolerant: bool,
}

/// `vanthu ghep`.
#[derive(Debug, Args)]
#[command(
    help_template = TEMPLATE,
    override_usage = "vanthu ghep <THƯ_MỤC>… [--ra THƯ_MỤC]",
    after_help = "Ví dụ:\n  vanthu ghep ket_qua\n  vanthu ghep may_1 may_2 --ra ket_qua\n\n\
        Đối chiếu từng manh_<I>_<N>.jsonl với tệp .zip của nó và các mảnh với nhau. Đủ và đúng thì ghi manifest.json chung \
        vào thư mục đầu, hoặc với --ra thì mở mọi mảnh thành một thư mục kết quả như khi chạy trên một máy.\n\
        Thiếu hay hỏng thì in danh sách mảnh phải chạy lại ra đầu ra chuẩn, theo cách của Slurm: --array=3,7-9\n\
        Mã kết thúc: 0 đủ; 1 đủ, có văn bản lỗi; 2 không dùng được, hoặc các mảnh không cùng một lần chạy; 75 thiếu hay hỏng mảnh, \
        hoặc chưa ghi được: chạy lại được."
)]
pub struct Gather {
    /// Các thư mục có manh_<I>_<N>.zip và .jsonl
    #[arg(value_name = "THƯ_MỤC", display_order = 1, required = true, help_heading = ARGUMENTS)]
    pub folders: Vec<PathBuf>,
    /// Mở mọi văn bản ra thư mục này, như khi chạy trên một máy
    #[arg(long = "ra", value_name = "THƯ_MỤC", display_order = 2, help_heading = OPTIONS)]
    pub out: Option<PathBuf>,
}

/// `vanthu check`.
#[derive(Debug, Args)]
#[command(
    help_template = TEMPLATE,
    override_usage = "vanthu check <ĐƯỜNG_DẪN> [TÙY CHỌN]",
    after_help = "Ví dụ:\n  vanthu check samples/kien_giang_2022\n  vanthu check samples/kien_giang_2022 --ngay 2022-03-31\n  \
          vanthu check samples/kien_giang_2022 --bao-cao bao_cao_kiem_tra.xlsx\n  \
          vanthu check samples/kien_giang_2022 --bao-cao gui_don_vi/ --only \"Phòng Tài chính đầu tư\"\n\n\
        Tóm tắt từng đơn vị và từng hình thức in ra đầu ra chuẩn, lỗi và cảnh báo in ra đầu ra lỗi.\n\
        Mã kết thúc: 0 không có lỗi (có thể có cảnh báo); 1 có lỗi; 2 lệnh hoặc dữ liệu vào không dùng được."
)]
pub struct Check {
    /// Thư mục phong trào (có tệp phong_trao.toml), một tệp .van, hoặc một mẫu .van.tera (cùng với --du-lieu)
    #[arg(value_name = "ĐƯỜNG_DẪN", display_order = 1, help_heading = ARGUMENTS)]
    pub path: PathBuf,
    /// In lỗi và cảnh báo cho chương trình khác: mỗi dòng một đối tượng JSON, không in tóm tắt
    #[arg(long, display_order = 3, help_heading = OPTIONS)]
    pub json: bool,
    /// Cùng với --json: mỗi đề nghị thêm một dòng, có kết luận, lý do và các giá trị đã xem
    #[arg(long = "ket-qua", display_order = 4, requires = "json", help_heading = OPTIONS)]
    pub verdicts: bool,
    /// Xét theo những gì đã biết đến hết ngày này, ví dụ 2022-03-31 (mặc định: `ngay_xet`, hoặc ngày muộn nhất trong số liệu)
    #[arg(long, value_name = "NGÀY", display_order = 5, value_parser = day, help_heading = OPTIONS)]
    pub ngay: Option<NaiveDate>,
    /// Chỉ báo về những đơn vị này của phong trào
    #[arg(long, value_name = "ĐƠN_VỊ", display_order = 2, num_args = 1.., help_heading = OPTIONS)]
    pub only: Vec<String>,
    /// Ghi thêm kết quả thành sổ tính Excel: tên tệp .xlsx, hoặc thư mục đã có; THƯ_MỤC/ (có dấu / ở cuối): thêm một tệp cho từng đơn vị
    #[arg(long = "bao-cao", value_name = "TỆP | THƯ_MỤC", display_order = 6, help_heading = OPTIONS)]
    pub bao_cao: Option<PathBuf>,
    /// Kiểm tra mẫu .van.tera với từng dòng của bảng này, như khi tạo văn bản
    #[arg(long = "du-lieu", value_name = "TỆP", display_order = 8, help_heading = OPTIONS)]
    pub data: Option<PathBuf>,
    /// Tên trang của sổ tính hoặc tên danh sách trong tệp JSON, khi tệp của --du-lieu có nhiều bảng
    #[arg(long = "bang", value_name = "TÊN", display_order = 9, help_heading = OPTIONS)]
    pub table: Option<String>,
    /// Đổi chữ gõ bằng bảng mã cũ (TCVN3, VNI, Windows-1258) trong số liệu và tệp .van sang Unicode khi đọc
    #[arg(long = "chuyen-ma", display_order = 7, help_heading = OPTIONS)]
    pub convert: bool,
}

/// `vanthu new`.
#[derive(Debug, Args)]
#[command(
    help_template = TEMPLATE,
    override_usage = "vanthu new <THƯ_MỤC> [TÙY CHỌN]",
    after_help = "Ví dụ:\n  vanthu new \"An Giang 2026\"\n  \
          vanthu new \"Thi đua 2026\" --ten \"Sở Y tế\" --tinh \"Cà Mau\" --viet-tat SYT --nguoi-ky \"Lê Thị Hoa\"\n\n\
        Thư mục nhận tệp phong_trao.toml có giải thích, bảng so_lieu.xlsx và các đoạn văn mẫu; kiểm tra và in được ngay.\n\
        Không ghi tùy chọn nào trên màn hình lệnh thì chương trình hỏi từng mục; Enter là giữ như ví dụ.\n\
        Thư mục chỉ có phong_trao.toml, chưa có số liệu: tạo so_lieu.xlsx trống với danh mục lấy từ tệp ấy.\n\
        Mã kết thúc: 0 đã tạo; 2 thư mục đã có tệp hoặc không ghi được."
)]
pub struct New {
    /// Thư mục sẽ tạo; chưa có, hoặc có mà trống, hoặc chỉ có phong_trao.toml
    #[arg(value_name = "THƯ_MỤC", display_order = 1, help_heading = ARGUMENTS)]
    pub dir: PathBuf,
    /// Tên cơ quan phát động, ví dụ "Sở Y tế"
    #[arg(long, value_name = "TÊN", display_order = 2, help_heading = OPTIONS)]
    pub ten: Option<String>,
    /// Tỉnh hoặc thành phố, ví dụ "Cà Mau", "thành phố Cần Thơ"
    #[arg(long, value_name = "TỈNH", display_order = 3, help_heading = OPTIONS)]
    pub tinh: Option<String>,
    /// Chữ viết tắt của cơ quan trong ký hiệu văn bản, ví dụ SYT
    #[arg(long = "viet-tat", value_name = "CHỮ", display_order = 4, help_heading = OPTIONS)]
    pub viet_tat: Option<String>,
    /// Họ tên người ký kế hoạch và quyết định
    #[arg(long = "nguoi-ky", value_name = "HỌ_TÊN", display_order = 5, help_heading = OPTIONS)]
    pub nguoi_ky: Option<String>,
}

/// `vanthu mo`.
#[cfg(feature = "web")]
#[derive(Debug, Args)]
#[command(
    help_template = TEMPLATE,
    override_usage = "vanthu mo [THƯ_MỤC] [--khong-mo]",
    after_help = "Ví dụ:\n  vanthu mo\n  vanthu mo \"An Giang 2026\"\n\n\
        Trang chỉ trả lời trên máy này (127.0.0.1), cho ai có địa chỉ in ở dòng đầu; không gửi gì ra ngoài.\n\
        Dừng bằng nút Kết thúc trên trang hoặc Ctrl-C; đóng hết các trang thì một lát sau chương trình tự dừng."
)]
pub struct Page {
    /// Thư mục phong trào mở sẵn; không ghi thì chọn trên trang
    #[arg(value_name = "THƯ_MỤC", display_order = 1, help_heading = ARGUMENTS)]
    pub dir: Option<PathBuf>,
    /// Không tự mở trình duyệt, chỉ in địa chỉ
    #[arg(long = "khong-mo", display_order = 2, help_heading = OPTIONS)]
    pub silent: bool,
}

/// `vanthu phieu`.
#[derive(Debug, Args)]
#[command(
    help_template = TEMPLATE,
    override_usage = "vanthu phieu <THƯ_MỤC_PHONG_TRÀO> [--only ĐƠN_VỊ…] --out <THƯ_MỤC>",
    after_help = "Ví dụ:\n  vanthu phieu \"An Giang 2026\" --out phieu\n  vanthu phieu \"An Giang 2026\" --only VP --out phieu\n\n\
        Ô đã biết thì khóa lại (không mật khẩu), ô còn lại để đơn vị điền hoặc chọn trong danh sách. Nhận lại thì đặt nguyên tệp vào thư mục\n\
        so_lieu/ của phong trào: mọi phiếu được đọc làm một, chỗ đơn vị ghi khác cơ quan được nêu ở cả hai ô.\n\
        Mã kết thúc: 0 đã lập; 2 lệnh hoặc dữ liệu vào không dùng được, tệp đã có hoặc không ghi được."
)]
pub struct Requests {
    /// Thư mục phong trào (có tệp phong_trao.toml)
    #[arg(value_name = "THƯ_MỤC_PHONG_TRÀO", display_order = 1, help_heading = ARGUMENTS)]
    pub path: PathBuf,
    /// Chỉ lập cho những đơn vị này của phong trào
    #[arg(long, value_name = "ĐƠN_VỊ", display_order = 2, num_args = 1.., help_heading = OPTIONS)]
    pub only: Vec<String>,
    /// Thư mục nhận các phiếu, tự tạo nếu chưa có; tệp đã có ở đó không bị ghi đè
    #[arg(long, value_name = "THƯ_MỤC", display_order = 3, help_heading = OPTIONS)]
    pub out: PathBuf,
    /// Đổi chữ gõ bằng bảng mã cũ (TCVN3, VNI, Windows-1258) trong số liệu sang Unicode khi đọc
    #[arg(long = "chuyen-ma", display_order = 4, help_heading = OPTIONS)]
    pub convert: bool,
}

/// `vanthu explain`.
#[derive(Debug, Args)]
#[command(help_template = TEMPLATE, override_usage = "vanthu explain [MÃ]")]
pub struct Explain {
    /// Mã lỗi, ví dụ VB001; không ghi: liệt kê mọi mã
    #[arg(value_name = "MÃ", help_heading = ARGUMENTS)]
    pub code: Option<String>,
}

fn workers(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(number) if (1..=MOST_WORKERS).contains(&number) => Ok(number),
        _ => Err(format!("cần một số từ 1 đến {MOST_WORKERS}")),
    }
}

fn day(text: &str) -> Result<NaiveDate, String> {
    scalar::date(text).ok_or_else(|| "cần một ngày có trên lịch, ví dụ 31/3/2022".to_owned())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn units_and_formats_are_lists() {
        let words = ["vanthu", "render", "a", "dang_ky", "--only", "x", "y", "--formats", "pdf,native"];
        let Some(Command::Render(render)) = Arguments::try_parse_from(words).unwrap().command else {
            panic!("not a render");
        };
        assert_eq!(render.kinds, ["dang_ky"]);
        assert_eq!(render.only, ["x", "y"]);
        assert_eq!(render.formats, ["pdf", "native"]);
        assert_eq!(render.out, None);
    }

    #[test]
    fn days_are_typed_as_in_the_data() {
        for typed in ["2022-03-31", "31/3/2022", "31.03.2022", "31-3-2022"] {
            assert_eq!(day(typed).map(|day| day.to_string()), Ok("2022-03-31".to_owned()), "{typed}");
        }
        assert!(day("31/2/2022").is_err() && day("3/2022").is_err());
    }
}
