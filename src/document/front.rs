//! What the front matter of a `.van` text says, typed: the facts about a document that stand outside
//! its body, under the names that clerks know from Nghị định 30/2020/NĐ-CP.

use std::collections::BTreeMap;
use std::path::Path;

use super::certificate;
use super::fields::Fields;
use super::tree::Entry;
use super::{DocumentKind, Orientation, PartialDate, Signer, SizeSet};
use crate::diag::{Code, Diagnostic, Place, Report, nearest};
use crate::text::ascii_key;

/// Every key of a front matter.
pub(super) const KEYS: &[&str] = &[
    "loai",
    "ten_loai",
    "co_chu",
    "co_quan_chu_quan",
    "co_quan",
    "so",
    "ky_hieu",
    "dia_danh",
    "ngay",
    "trich_yeu",
    "tham_quyen",
    "kinh_gui",
    "can_cu",
    "noi_nhan",
    "luu",
    "nguoi_soan",
    "muc_mat",
    "muc_khan",
    "luu_hanh",
    "dia_chi",
    "kem_theo",
    "dau_ket_thuc",
    "chu_ky_so",
    "xac_nhan",
    "ban_sao",
    "kho_giay",
    "giay_khen",
    "chu_ky",
];
/// The keys of the table `[ban_sao]`.
const COPY_KEYS: &[&str] = &[
    "loai",
    "co_quan_chu_quan",
    "co_quan",
    "so",
    "ky_hieu",
    "dia_danh",
    "ngay",
    "noi_nhan",
    "luu",
    "nguoi_soan",
    "chu_ky",
];
const SIGNER_KEYS: &[&str] = &["quyen_han", "ghi_chu", "chuc_vu_khac", "ho_ten"];
const SIZES: &[(&str, SizeSet)] = &[("13", SizeSet::Nho), ("14", SizeSet::Lon)];
const PAPER: &[(&str, Orientation)] = &[("doc", Orientation::Doc), ("ngang", Orientation::Ngang)];
const SECRECY: &[(&str, &str)] = &[("mat", "MẬT"), ("toi_mat", "TỐI MẬT"), ("tuyet_mat", "TUYỆT MẬT")];
const URGENCY: &[(&str, &str)] = &[("khan", "KHẨN"), ("thuong_khan", "THƯỢNG KHẨN"), ("hoa_toc", "HỎA TỐC")];
const CIRCULATION: &[(&str, &str)] =
    &[("xem_xong_tra_lai", "XEM XONG TRẢ LẠI"), ("luu_hanh_noi_bo", "LƯU HÀNH NỘI BỘ")];

/// The front matter. Texts are on one line and not blank; lists hold no blank item.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Front {
    pub loai: DocumentKind,
    pub ten_loai: Option<String>,
    pub co_chu: SizeSet,
    pub co_quan_chu_quan: Vec<String>,
    pub co_quan: Vec<String>,
    pub so: Option<String>,
    pub ky_hieu: Option<String>,
    pub dia_danh: Option<String>,
    /// `None` when the key is missing, which is not the same as a date of blanks.
    pub ngay: Option<PartialDate>,
    pub trich_yeu: Vec<String>,
    pub tham_quyen: Option<String>,
    pub kinh_gui: Vec<String>,
    pub can_cu: Vec<String>,
    pub noi_nhan: Vec<String>,
    pub luu: Option<String>,
    pub nguoi_soan: Option<String>,
    /// Độ mật, then mức độ khẩn, as printed.
    pub marks: Vec<String>,
    pub luu_hanh: Option<String>,
    pub dia_chi: Vec<String>,
    pub kem_theo: Option<String>,
    pub dau_ket_thuc: bool,
    pub kho_giay: Orientation,
    pub chu_ky: Vec<Signer>,
    pub giay_khen: Option<certificate::Typed>,
    pub chu_ky_so: Option<String>,
    pub xac_nhan: Option<String>,
    /// The copy that is made of this document on paper; its `loai` is a form of copy.
    pub ban_sao: Option<Box<Front>>,
    places: BTreeMap<String, Place>,
    file: Place,
}

impl Front {
    /// Reads `entries`; without a valid `loai` there is no front matter, only faults.
    pub fn read(path: &Path, entries: &[Entry]) -> (Option<Front>, Report) {
        Self::read_keys(path, entries, KEYS)
    }

    fn read_keys(path: &Path, entries: &[Entry], keys: &[&str]) -> (Option<Front>, Report) {
        let mut fields = Fields::new(path, entries, keys);
        let loai = kind(&mut fields);
        let chu_ky = signers(path, &mut fields);
        let marks = [fields.choice("muc_mat", SECRECY), fields.choice("muc_khan", URGENCY)];
        let place = |entry: &Entry| (entry.key.clone(), entry.node.place.clone());
        let front = Front {
            loai: loai.unwrap_or(DocumentKind::BieuMau),
            ten_loai: fields.text("ten_loai"),
            co_chu: fields.choice("co_chu", SIZES).unwrap_or_default(),
            co_quan_chu_quan: fields.lines("co_quan_chu_quan"),
            co_quan: fields.lines("co_quan"),
            so: fields.text("so"),
            ky_hieu: fields.text("ky_hieu"),
            dia_danh: fields.text("dia_danh"),
            ngay: fields.date("ngay"),
            trich_yeu: fields.lines("trich_yeu"),
            tham_quyen: fields.text("tham_quyen"),
            kinh_gui: fields.lines("kinh_gui"),
            can_cu: fields.lines("can_cu"),
            noi_nhan: fields.lines("noi_nhan"),
            luu: fields.text("luu"),
            nguoi_soan: fields.text("nguoi_soan"),
            marks: marks.iter().flatten().map(|mark| (*mark).to_owned()).collect(),
            luu_hanh: fields.choice("luu_hanh", CIRCULATION).map(str::to_owned),
            dia_chi: fields.lines("dia_chi"),
            kem_theo: fields.text("kem_theo"),
            dau_ket_thuc: fields.flag("dau_ket_thuc").unwrap_or_else(|| loai.is_some_and(is_closed)),
            kho_giay: fields.choice("kho_giay", PAPER).unwrap_or_default(),
            chu_ky,
            giay_khen: certificate::read(path, &mut fields),
            chu_ky_so: fields.text("chu_ky_so"),
            xac_nhan: fields.text("xac_nhan"),
            ban_sao: copy(path, &mut fields).map(Box::new),
            places: entries.iter().map(place).collect(),
            file: Place::file(path),
        };
        if loai.is_some() {
            check_keys_of_kind(&front, &mut fields);
            check_number(&front, &mut fields);
            if front.loai == DocumentKind::GiayKhen {
                certificate::check(&front, &mut fields);
            }
        }
        (loai.map(|_| front), fields.report)
    }

    /// The keys that are given.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.places.keys().map(String::as_str)
    }

    /// Where the value of `key` stands; the file when the key is missing.
    pub fn place(&self, key: &str) -> Place {
        self.places.get(key).unwrap_or(&self.file).clone()
    }
}

/// Whether `./.` closes the text of a kind.
fn is_closed(kind: DocumentKind) -> bool {
    kind.is_of_decree() || kind == DocumentKind::PhuLuc
}

/// The table `[ban_sao]`: the front matter of a copy inside that of its source.
fn copy(path: &Path, fields: &mut Fields) -> Option<Front> {
    let (entries, place) = fields.tables("ban_sao").into_iter().next()?;
    let (front, report) = Front::read_keys(path, entries, COPY_KEYS);
    fields.report.extend(report);
    let front = Front { file: place, ..front? };
    if !front.loai.is_copy() {
        let fault = Diagnostic::error(Code::VB028, format!("`{}` không phải hình thức sao", front.loai.name()));
        let fault = fault.hint("ghi `loai = \"sao_y\"`, `\"sao_luc\"` hoặc `\"trich_sao\"` trong `[ban_sao]`");
        fields.push(fault, &front.place("loai"));
    }
    Some(front)
}

fn kind(fields: &mut Fields) -> Option<DocumentKind> {
    let names = || DocumentKind::ALL.iter().map(|kind| kind.name());
    let faults = fields.report.iter().count();
    let name = fields.text("loai");
    let kind = name.as_deref().and_then(DocumentKind::from_name);
    if kind.is_some() || fields.report.iter().count() > faults {
        return kind;
    }
    let fault = match name {
        None => {
            Diagnostic::error(Code::VB008, "thiếu loại văn bản").hint("thêm khóa `loai`, ví dụ `loai = \"ke_hoach\"`")
        }
        Some(name) => {
            let fault = Diagnostic::error(Code::VB008, format!("không có loại văn bản `{name}`"));
            match DocumentKind::from_name(&ascii_key(&name)).map(DocumentKind::name).or_else(|| nearest(&name, names()))
            {
                Some(near) => fault.hint(format!("có phải `{near}`?")),
                None => fault.hint(format!("các loại: {}", names().collect::<Vec<_>>().join(", "))),
            }
        }
    };
    let place = fields.place("loai");
    fields.push(fault, &place);
    None
}

/// A số is a number, perhaps with letters behind it ("12a"); "…" and dots leave it to be written.
fn check_number(front: &Front, fields: &mut Fields) {
    let Some(number) = front.so.as_deref().filter(|number| number.starts_with(['-', '–', '−', '+'])) else {
        return;
    };
    let fault = Diagnostic::error(Code::VB009, format!("`so` không có giá trị `{number}`"));
    let hint = "ghi số của văn bản, ví dụ `so = \"05\"`; để trống để chừa chỗ ghi số";
    fields.push(fault.hint(hint), &front.place("so"));
}

/// Keys that mean something only for some kinds.
fn check_keys_of_kind(front: &Front, fields: &mut Fields) {
    use DocumentKind::{BieuMau, GiayKhen, NghiQuyet, QuyetDinh};
    let rules: [(&str, bool, &[DocumentKind]); 3] = [
        ("ten_loai", front.ten_loai.is_some() && front.loai != GiayKhen, &[BieuMau]),
        ("tham_quyen", front.tham_quyen.is_some(), &[QuyetDinh, NghiQuyet, GiayKhen]),
        ("giay_khen", front.giay_khen.is_some(), &[GiayKhen]),
    ];
    for (key, is_given, kinds) in rules {
        if is_given && !kinds.contains(&front.loai) {
            let names: Vec<&str> = kinds.iter().map(|kind| kind.name()).collect();
            let message = format!("`{key}` không dùng cho loại `{}`", front.loai.name());
            let hint = format!("bỏ khóa này; nó chỉ dùng cho: {}", names.join(", "));
            fields.push(Diagnostic::error(Code::VB011, message).hint(hint), &front.place(key));
        }
    }
}

fn signers(path: &Path, fields: &mut Fields) -> Vec<Signer> {
    let tables = fields.tables("chu_ky");
    let mut signers = Vec::new();
    for (entries, place) in tables {
        let mut inner = Fields::new(path, entries, SIGNER_KEYS);
        let signer = Signer {
            quyen_han: inner.lines("quyen_han"),
            ghi_chu: inner.text("ghi_chu"),
            chuc_vu_khac: inner.text("chuc_vu_khac"),
            ho_ten: inner.text("ho_ten").unwrap_or_default(),
        };
        if signer.quyen_han.is_empty() && signer.ho_ten.is_empty() && !inner.report.has_errors() {
            let fault = Diagnostic::error(Code::VB012, "chữ ký không có chức vụ và không có họ tên");
            let hint = "thêm `quyen_han = [\"GIÁM ĐỐC\"]`; họ tên có thể để trống";
            inner.push(fault.hint(hint), &place);
        }
        fields.report.extend(inner.report);
        signers.push(signer);
    }
    signers
}
