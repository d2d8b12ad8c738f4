//! Giấy khen: the one paper of a campaign that is no running text but a fixed set of lines on one sheet
//! (Điều 104 Nghị định 98/2023/NĐ-CP), and how it is written in a `.van` text.
//!
//! ```toml
//! loai = "giay_khen"
//! tham_quyen = "Chủ tịch Ủy ban nhân dân tỉnh Đồng Nai"
//! so = "12"
//! ky_hieu = "QĐ-UBND"
//! dia_danh = "Đồng Nai"
//! ngay = "2026-01-05"
//!
//! [giay_khen]
//! doi_tuong = "Ông Nguyễn Văn An"
//! chi_tiet = ["Chuyên viên Phòng Tổng hợp", "Văn phòng Ủy ban nhân dân tỉnh"]
//! thanh_tich = "Đã có thành tích xuất sắc trong …"
//! so_vang = 3
//!
//! [[chu_ky]]
//! quyen_han = ["CHỦ TỊCH"]
//! ho_ten = "Trần Minh Khoa"
//! ```
//!
//! | Khóa của `[giay_khen]` | Nghĩa |
//! |---|---|
//! | `doi_tuong` | tập thể, cá nhân được khen (bắt buộc) |
//! | `chi_tiet` | chức danh, đơn vị, địa chỉ; mỗi mục một dòng |
//! | `thanh_tich` | thành tích; mỗi mục một đoạn (bắt buộc) |
//! | `so_vang` | số sổ vàng: số thứ tự trong Sổ vàng của cơ quan |
//! | `ngay_quyet_dinh` | ngày của quyết định, khi khác `ngay` |
//! | `kho` | `"A4"` (297 × 210 mm, mặc định) hoặc `"A3"` (420 × 297 mm) |
//! | `khung` | `true` (mặc định): vẽ đường diềm |
//! | `quoc_huy` | `"cho_trong"` (mặc định): chừa chỗ 30 mm, có vòng mờ đánh dấu; `"khong_danh_dau"`: chừa chỗ, không có dấu; `"ve"`: vẽ Quốc huy |
//! | `chi_chu` | `true`: chỉ in chữ, lên phôi in sẵn; không có diềm và dấu |
//! | `lech_ngang_mm`, `lech_doc_mm` | xê dịch chữ trên phôi sang phải, xuống dưới; từ -20 đến 20 |
//! | `in_san` | các dòng phôi đã in sẵn, chừa chỗ mà không in: `"quoc_hieu"`, `"tham_quyen"`, `"tang"`, `"giay_khen"` |
//!
//! A switch may also be typed as text (`khung = "true"`), so that a template can fill it in; what is
//! blank counts as not given. Quốc huy is drawn only when it is asked for: most offices have it on their
//! blanks, and a drawing is simpler than the emblem of the state as it was decreed.

use serde::Serialize;

use super::front_matter::{FrontMatter, date};
use super::letterhead::{number_line, place_and_date};
use super::{Block, PartialDate, Section, Signer};
use crate::base::data::Fields;
use crate::base::diag::{Code, Diagnostic};

/// The words for `kho`.
pub const SHEETS: &[(&str, CertificateSheet)] = &[("A4", CertificateSheet::A4), ("A3", CertificateSheet::A3)];
/// The words for `quoc_huy`.
pub const EMBLEMS: &[(&str, EmblemPrint)] =
    &[("cho_trong", EmblemPrint::ChoTrong), ("khong_danh_dau", EmblemPrint::KhongDanhDau), ("ve", EmblemPrint::Ve)];
/// The words in `in_san`.
pub const PREPRINTED: &[(&str, Preprinted)] = &[
    ("quoc_hieu", Preprinted::QuocHieu),
    ("tham_quyen", Preprinted::ThamQuyen),
    ("tang", Preprinted::Tang),
    ("giay_khen", Preprinted::GiayKhen),
];
/// Blanks that are further off than this in mm are others.
pub const MAX_OFFSET_MM: f64 = 20.0;
/// Keys that mean something only where text is printed onto a blank (`chi_chu`).
pub const ONLY_ON_BLANKS: &[&str] = &["lech_ngang_mm", "lech_doc_mm", "in_san"];

/// The lines of a giấy khen, from top to bottom, and how it is printed.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Certificate {
    /// Chức vụ of the one who gives it.
    pub tham_quyen: String,
    pub doi_tuong: String,
    /// Chức danh, đơn vị, địa chỉ.
    pub chi_tiet: Vec<String>,
    pub thanh_tich: Vec<String>,
    /// Lines at the lower left: the decision, its date, số sổ vàng.
    pub so_quyet_dinh: Vec<String>,
    pub dia_danh_ngay: String,
    pub chu_ky: Signer,
    pub in_an: CertificatePrint,
}

/// How a giấy khen is printed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CertificatePrint {
    pub kho: CertificateSheet,
    /// The frame is drawn.
    pub khung: bool,
    pub quoc_huy: EmblemPrint,
    /// Text only, for a blank that has all else.
    pub chi_chu: bool,
    /// To the right, in mm.
    pub lech_ngang_mm: f64,
    /// Downwards, in mm.
    pub lech_doc_mm: f64,
    /// Lines that the blank already has.
    pub in_san: Vec<Preprinted>,
}

impl Default for CertificatePrint {
    fn default() -> Self {
        CertificatePrint {
            kho: CertificateSheet::A4,
            khung: true,
            quoc_huy: EmblemPrint::default(),
            chi_chu: false,
            lech_ngang_mm: 0.0,
            lech_doc_mm: 0.0,
            in_san: Vec::new(),
        }
    }
}

/// What stands at the place of Quốc huy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub enum EmblemPrint {
    /// A faint ring.
    #[default]
    ChoTrong,
    /// Nothing.
    KhongDanhDau,
    /// The emblem, drawn.
    Ve,
}

/// The sheet of a giấy khen, on its side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub enum CertificateSheet {
    #[default]
    A4,
    A3,
}

/// A line that a blank may have printed on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Preprinted {
    /// Quốc hiệu and Tiêu ngữ.
    QuocHieu,
    ThamQuyen,
    Tang,
    GiayKhen,
}

/// The table `[giay_khen]` as typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct CertificateFields {
    doi_tuong: String,
    chi_tiet: Vec<String>,
    thanh_tich: Vec<String>,
    so_vang: Option<String>,
    ngay_quyet_dinh: Option<PartialDate>,
    in_an: CertificatePrint,
}

/// Reads `[giay_khen]`.
pub(super) fn read(fields: &mut Fields) -> CertificateFields {
    let typed = CertificateFields {
        doi_tuong: fields.one_line("doi_tuong").unwrap_or_default(),
        chi_tiet: fields.one_line_each("chi_tiet"),
        thanh_tich: fields.one_line_each("thanh_tich"),
        so_vang: fields.one_line("so_vang"),
        ngay_quyet_dinh: date(fields, "ngay_quyet_dinh"),
        in_an: print(fields),
    };
    if fields.is_sound() {
        require("doi_tuong", "tên tập thể, cá nhân được khen", typed.doi_tuong.is_empty(), fields);
        require("thanh_tich", "thành tích", typed.thanh_tich.is_empty(), fields);
    }
    typed
}

fn print(fields: &mut Fields) -> CertificatePrint {
    let usual = CertificatePrint::default();
    let print = CertificatePrint {
        kho: fields.choice("kho", SHEETS).unwrap_or_default(),
        khung: fields.flag("khung").unwrap_or(usual.khung),
        quoc_huy: fields.choice("quoc_huy", EMBLEMS).unwrap_or(usual.quoc_huy),
        chi_chu: fields.flag("chi_chu").unwrap_or(usual.chi_chu),
        lech_ngang_mm: offset("lech_ngang_mm", fields),
        lech_doc_mm: offset("lech_doc_mm", fields),
        in_san: fields.choices("in_san", PREPRINTED),
    };
    let given = [print.lech_ngang_mm != 0.0, print.lech_doc_mm != 0.0, !print.in_san.is_empty()];
    let only_on_blanks = ONLY_ON_BLANKS.iter().zip(given);
    for (key, _) in only_on_blanks.filter(|(_, given)| *given && !print.chi_chu) {
        let fault = Diagnostic::error(Code::VB031, format!("`{key}` chỉ dùng khi in chữ lên phôi in sẵn"));
        fields.push(fault.at(fields.place_of(key)).hint("thêm `chi_chu = true`, hoặc bỏ khóa này"));
    }
    print
}

fn offset(key: &'static str, fields: &mut Fields) -> f64 {
    let Some(word) = fields.one_line(key) else { return 0.0 };
    offset_mm(&word).unwrap_or_else(|| {
        let fault = Diagnostic::error(Code::VB031, format!("`{key}` không nhận `{word}`"));
        let hint = format!("viết số mm từ -{MAX_OFFSET_MM} đến {MAX_OFFSET_MM}, ví dụ `{key} = 1.5`");
        fields.push(fault.at(fields.place_of(key)).hint(hint));
        0.0
    })
}

/// `word` as an offset in mm, with a comma or a point; `None` when it is no number or too far off.
pub fn offset_mm(word: &str) -> Option<f64> {
    word.replace(',', ".").parse::<f64>().ok().filter(|mm| mm.abs() <= MAX_OFFSET_MM)
}

fn require(key: &str, name: &str, missing: bool, fields: &mut Fields) {
    if missing {
        let fault = Diagnostic::error(Code::VB030, format!("giấy khen thiếu {name}"));
        fields.push(fault.at(fields.place().clone()).hint(format!("thêm khóa `{key}` vào bảng `[giay_khen]`")));
    }
}

/// Keys of a front matter that a giấy khen has a use for.
const USED: &[&str] = &["loai", "tham_quyen", "so", "ky_hieu", "dia_danh", "ngay", "giay_khen", "chu_ky"];

/// What a giấy khen must have and what it cannot have, beyond its own table.
pub(super) fn check(front: &FrontMatter, fields: &mut Fields) {
    let parts = [
        ("giay_khen", "bảng `[giay_khen]`", front.giay_khen.is_none()),
        ("tham_quyen", "chức vụ của người tặng", front.tham_quyen.is_none()),
        ("chu_ky", "đúng một chữ ký", front.chu_ky.len() != 1),
    ];
    for (key, name, _) in parts.into_iter().filter(|(_, _, missing)| *missing) {
        let fault = Diagnostic::error(Code::VB030, format!("giấy khen phải có {name}"));
        let hint = format!("xem khóa `{key}` trong mẫu `samples/giay_khen.van`");
        fields.push(fault.at(front.place(key)).hint(hint));
    }
    for key in front.keys().filter(|key| !USED.contains(key)) {
        let fault = Diagnostic::error(Code::VB011, format!("`{key}` không dùng cho loại `giay_khen`"));
        let hint = format!("bỏ khóa này; giấy khen chỉ dùng: {}", USED.join(", "));
        fields.push(fault.at(front.place(key)).hint(hint));
    }
}

/// The one section of a giấy khen.
pub(super) fn section(front: &FrontMatter) -> Section {
    let typed = front.giay_khen.clone().unwrap_or_default();
    let certificate = Certificate {
        tham_quyen: front.tham_quyen.clone().unwrap_or_default(),
        so_quyet_dinh: decision(front, &typed),
        doi_tuong: typed.doi_tuong,
        chi_tiet: typed.chi_tiet,
        thanh_tich: typed.thanh_tich,
        dia_danh_ngay: place_and_date(front).unwrap_or_default(),
        chu_ky: front.chu_ky.first().cloned().unwrap_or_default(),
        in_an: typed.in_an,
    };
    Section { blocks: vec![Block::Certificate(Box::new(certificate))], ..Section::default() }
}

/// "Quyết định số: …", its date, "Số sổ vàng: …".
fn decision(front: &FrontMatter, typed: &CertificateFields) -> Vec<String> {
    let number = number_line(front).map(|line| format!("Quyết định {}", line.replacen('S', "s", 1)));
    let date = typed.ngay_quyet_dinh.or(front.ngay).unwrap_or_default().spelled();
    let date = number.is_some().then(|| format!("N{}", date.strip_prefix('n').unwrap_or(&date)));
    let golden = typed.so_vang.as_ref().map(|number| format!("Số sổ vàng: {number}"));
    number.into_iter().chain(date).chain(golden).collect()
}

/// The name of the one who is honoured: what the file is about.
pub(super) fn subject(front: &FrontMatter) -> Vec<String> {
    front.giay_khen.iter().map(|typed| typed.doi_tuong.clone()).collect()
}

/// The fault of a body below a giấy khen.
pub(super) fn body_fault() -> Diagnostic {
    Diagnostic::error(Code::VB032, "giấy khen không có phần nội dung dưới dòng `+++`")
        .hint("chuyển thành tích vào khóa `thanh_tich` của bảng `[giay_khen]`, rồi xóa phần dưới `+++`")
}
