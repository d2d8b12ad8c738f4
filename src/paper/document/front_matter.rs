//! What the front matter of a `.van` text says, typed: the facts about a document that stand outside
//! its body, under the names that clerks know from Nghị định 30/2020/NĐ-CP.

use std::collections::BTreeMap;

use super::{DocumentKind, Orientation, PartialDate, Signer, SizeSet, one_line};
use super::{certificate, retyped};
use crate::base::data::fields::read_with;
use crate::base::data::{Codes, Fields, Map};
use crate::base::diag::{Code, Diagnostic, Place, Report};
use crate::base::text::ascii_key;

/// The codes of what is wrong in a front matter.
pub(super) const CODES: &Codes = &Codes {
    syntax: Code::VB005,
    control: Code::VB003,
    unknown_key: Code::VB006,
    wrong_type: Code::VB007,
    date: Code::VB010,
    choice: Code::VB009,
};
/// The keys of a table `[[bieu_mau]]`.
const FORM_KEYS: &[&str] = &[
    "loai",
    "ten_loai",
    "co_quan_chu_quan",
    "co_quan",
    "dia_danh",
    "ngay",
    "trich_yeu",
    "kinh_gui",
    "noi_nhan",
    "luu",
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
/// The keys of names and the like, by which the document and its parts are called.
const NAMES: &[&str] =
    &["ten_loai", "co_quan_chu_quan", "co_quan", "so", "ky_hieu", "dia_danh", "trich_yeu", "tham_quyen"];
const SIZES: &[(&str, SizeSet)] = &[("13", SizeSet::Nho), ("14", SizeSet::Lon)];
const PAPER: &[(&str, Orientation)] = &[("doc", Orientation::Doc), ("ngang", Orientation::Ngang)];
const SECRECY: &[(&str, &str)] = &[("mat", "MẬT"), ("toi_mat", "TỐI MẬT"), ("tuyet_mat", "TUYỆT MẬT")];
const URGENCY: &[(&str, &str)] = &[("khan", "KHẨN"), ("thuong_khan", "THƯỢNG KHẨN"), ("hoa_toc", "HỎA TỐC")];
const CIRCULATION: &[(&str, &str)] =
    &[("xem_xong_tra_lai", "XEM XONG TRẢ LẠI"), ("luu_hanh_noi_bo", "LƯU HÀNH NỘI BỘ")];

/// The front matter. Texts are on one line and not blank; lists hold no blank item.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct FrontMatter {
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
    pub giay_khen: Option<certificate::CertificateFields>,
    pub chu_ky_so: Option<String>,
    pub mau_so: Option<String>,
    pub xac_nhan: Option<String>,
    /// The copy that is made of this document on paper; its `loai` is a form of copy.
    pub ban_sao: Option<Box<FrontMatter>>,
    /// The forms that are attached with `@bieu_mau`, in their order.
    pub bieu_mau: Vec<FrontMatter>,
    places: BTreeMap<String, Place>,
    file: Place,
}

impl FrontMatter {
    /// Reads `map`; without a valid `loai` there is no front matter, only faults.
    pub fn read(map: &Map, report: &mut Report) -> Option<FrontMatter> {
        read_with(map, CODES, report, Self::of)
    }

    fn of(fields: &mut Fields) -> Option<FrontMatter> {
        let loai = kind(fields);
        let marks = [fields.choice("muc_mat", SECRECY), fields.choice("muc_khan", URGENCY)];
        let mut front = FrontMatter {
            loai: loai.unwrap_or(DocumentKind::BieuMau),
            ten_loai: fields.one_line("ten_loai"),
            co_chu: fields.choice("co_chu", SIZES).unwrap_or_default(),
            co_quan_chu_quan: fields.one_line_each("co_quan_chu_quan"),
            co_quan: fields.one_line_each("co_quan"),
            so: fields.one_line("so"),
            ky_hieu: fields.one_line("ky_hieu"),
            dia_danh: fields.one_line("dia_danh"),
            ngay: date(fields, "ngay"),
            trich_yeu: fields.one_line_each("trich_yeu"),
            tham_quyen: fields.one_line("tham_quyen"),
            kinh_gui: each_line(fields, "kinh_gui"),
            can_cu: fields.one_line_each("can_cu"),
            noi_nhan: each_line(fields, "noi_nhan"),
            luu: fields.one_line("luu"),
            nguoi_soan: fields.one_line("nguoi_soan"),
            marks: marks.iter().flatten().map(|mark| (*mark).to_owned()).collect(),
            luu_hanh: fields.choice("luu_hanh", CIRCULATION).map(str::to_owned),
            dia_chi: fields.one_line_each("dia_chi"),
            kem_theo: fields.one_line("kem_theo"),
            dau_ket_thuc: fields.flag("dau_ket_thuc").unwrap_or_else(|| loai.is_some_and(is_closed)),
            kho_giay: fields.choice("kho_giay", PAPER).unwrap_or_default(),
            chu_ky: fields.groups("chu_ky", signer),
            giay_khen: fields.group("giay_khen", certificate::read),
            chu_ky_so: fields.one_line("chu_ky_so"),
            mau_so: fields.one_line("mau_so"),
            xac_nhan: fields.one_line("xac_nhan"),
            ban_sao: fields.group("ban_sao", copy).flatten().map(Box::new),
            bieu_mau: fields.groups("bieu_mau", form).into_iter().flatten().collect(),
            places: BTreeMap::new(),
            file: fields.place().clone(),
        };
        front.places = fields.places();
        fields.keep_short(NAMES);
        loai?;
        retyped::take_out(&mut front);
        check_keys_of_kind(&front, fields);
        check_number(&front, fields);
        if front.loai == DocumentKind::GiayKhen {
            certificate::check(&front, fields);
        }
        Some(front)
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

/// A list, or a text with an item on each line.
fn each_line(fields: &mut Fields, key: &str) -> Vec<String> {
    fields.lines(key).iter().map(|item| one_line(item)).filter(|item| !item.is_empty()).collect()
}

/// Whether `./.` closes the text of a kind.
fn is_closed(kind: DocumentKind) -> bool {
    kind.is_of_decree() || kind == DocumentKind::PhuLuc
}

/// The table `[ban_sao]`: the front matter of a copy inside that of its source.
fn copy(fields: &mut Fields) -> Option<FrontMatter> {
    let front = FrontMatter::of(fields)?;
    if !front.loai.is_copy() {
        let fault = Diagnostic::error(Code::VB028, format!("`{}` không phải hình thức sao", front.loai.name()));
        let fault = fault.hint("ghi `loai = \"sao_y\"`, `\"sao_luc\"` hoặc `\"trich_sao\"` trong `[ban_sao]`");
        fields.push(fault.at(front.place("loai")));
    }
    only_keys(&front, COPY_KEYS, "[ban_sao]", fields);
    Some(front)
}

/// A table `[[bieu_mau]]`: the front matter of a form that is attached; none without a name, as a template
/// leaves it that has no form to attach.
fn form(fields: &mut Fields) -> Option<FrontMatter> {
    let front = FrontMatter::of(fields)?;
    if front.loai != DocumentKind::BieuMau {
        let fault = Diagnostic::error(Code::VB034, format!("`{}` không phải biểu mẫu", front.loai.name()));
        fields.push(fault.hint("ghi `loai = \"bieu_mau\"` trong `[[bieu_mau]]`").at(front.place("loai")));
    }
    only_keys(&front, FORM_KEYS, "[[bieu_mau]]", fields);
    front.ten_loai.is_some().then_some(front)
}

/// Keys that mean nothing in the table `group`.
fn only_keys(front: &FrontMatter, keys: &[&str], group: &str, fields: &mut Fields) {
    for key in front.keys().filter(|key| !keys.contains(key)) {
        let fault = Diagnostic::error(Code::VB011, format!("`{key}` không dùng trong `{group}`"));
        let hint = format!("bỏ khóa này; ở đây chỉ dùng: {}", keys.join(", "));
        fields.push(fault.at(front.place(key)).hint(hint));
    }
}

/// A date of which the end may be missing; `None` when the key is.
pub(super) fn date(fields: &mut Fields, key: &'static str) -> Option<PartialDate> {
    let date = fields.partial_date(key);
    fields.has(key).then_some(date)
}

fn kind(fields: &mut Fields) -> Option<DocumentKind> {
    let name = fields.one_line("loai");
    let fault = match name {
        None if !fields.is_blank("loai") => return None,
        None => {
            Diagnostic::error(Code::VB008, "thiếu loại văn bản").hint("thêm khóa `loai`, ví dụ `loai = \"ke_hoach\"`")
        }
        Some(name) => match DocumentKind::from_name(&name) {
            Some(kind) => return Some(kind),
            None => unknown_kind(&name),
        },
    };
    fields.push(fault.at(fields.place_of("loai")));
    None
}

fn unknown_kind(name: &str) -> Diagnostic {
    let names = || DocumentKind::ALL.iter().map(|kind| kind.name());
    let meant = DocumentKind::from_name(&ascii_key(name)).map_or(name, |kind| kind.name());
    let all = || format!("các loại: {}", names().collect::<Vec<_>>().join(", "));
    Diagnostic::error(Code::VB008, format!("không có loại văn bản `{name}`")).did_you_mean(meant, names(), all)
}

/// A số is a number, perhaps with letters behind it ("12a"); "…" and dots leave it to be written.
fn check_number(front: &FrontMatter, fields: &mut Fields) {
    let Some(number) = front.so.as_deref().filter(|number| number.starts_with(['-', '–', '−', '+'])) else {
        return;
    };
    let fault = Diagnostic::error(Code::VB009, format!("`so` không có giá trị `{number}`"));
    let hint = "ghi số của văn bản, ví dụ `so = \"05\"`; để trống để chừa chỗ ghi số";
    fields.push(fault.hint(hint).at(front.place("so")));
}

/// Keys that mean something only for some kinds.
fn check_keys_of_kind(front: &FrontMatter, fields: &mut Fields) {
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
            fields.push(Diagnostic::error(Code::VB011, message).hint(hint).at(front.place(key)));
        }
    }
}

fn signer(fields: &mut Fields) -> Signer {
    let signer = Signer {
        quyen_han: fields.one_line_each("quyen_han"),
        ghi_chu: fields.one_line("ghi_chu"),
        chuc_vu_khac: fields.one_line("chuc_vu_khac"),
        ho_ten: fields.one_line("ho_ten").unwrap_or_default(),
    };
    if signer.quyen_han.is_empty() && signer.ho_ten.is_empty() && fields.is_sound() {
        let fault = Diagnostic::error(Code::VB012, "chữ ký không có chức vụ và không có họ tên");
        let hint = "thêm `quyen_han = [\"GIÁM ĐỐC\"]`; họ tên có thể để trống";
        fields.push(fault.at(fields.place().clone()).hint(hint));
    }
    signer
}
