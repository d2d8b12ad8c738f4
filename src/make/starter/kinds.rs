//! A kind of paper of the campaign's own, begun: from one that there is, or from an empty sheet with the letterhead and
//! the signature, so that it is made at once and only its words are left to be written.

use super::texts::quoted;
use crate::base::diag::{Code, Diagnostic, Report};
use crate::base::text::{ascii_key, forbidden_character, is_device_name};
use crate::campaign::template::kind::{RESERVED, TABLE};
use crate::campaign::template::{Kinds, Scope};
use crate::paper::document::DocumentKind;

/// The longest name of a kind, in letters: it stands in front of the names of its files.
const LONGEST: usize = 60;
/// What people call it, in `[mau]`.
const NAME: &str = "ten";
/// Signs that no name has: those of a template would be taken for one where the name is printed.
const NOT_NAMED: [char; 4] = ['{', '}', '\t', '\n'];

/// What is told of a new kind that begins from an empty sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct Empty {
    pub loai: DocumentKind,
    pub pham_vi: Scope,
    /// The table of which each row gives one; of [`Scope::Hang`] only.
    pub bang: String,
}

/// The key of a new kind that people call `ten`, beside the `kinds` that there are.
///
/// # Errors
/// `TL007` for a name that gives no key, `TL012` for one that a kind has.
pub fn key_of(ten: &str, kinds: &Kinds) -> Result<String, Diagnostic> {
    let key = ascii_key(ten);
    let why = match () {
        () if key.is_empty() => "chưa ghi tên",
        () if key.len() > LONGEST => "tên dài quá",
        () if ten.contains(NOT_NAMED) || forbidden_character(ten).is_some() => "tên có dấu { } hay ký tự ẩn",
        () if RESERVED.contains(&key.as_str()) || is_device_name(&key) => "tên này dành riêng cho chương trình hay máy",
        () => "",
    };
    if !why.is_empty() {
        let finding = Diagnostic::error(Code::TL007, format!("không dùng được tên loại văn bản: {why}"));
        return Err(finding.hint("ghi như khi gọi, vài chữ; ví dụ: Phiếu nhận hồ sơ"));
    }
    let known = kinds.iter().find(|kind| kind.name == key || ascii_key(&kind.ten) == key);
    known.map_or(Ok(key), |known| {
        let finding = Diagnostic::error(Code::TL012, format!("đã có loại văn bản `{}`", known.ten));
        Err(finding.hint("đặt tên khác; muốn đổi câu chữ của loại ấy thì dùng mục “Sửa câu chữ” ngay phía trên"))
    })
}

/// The template `text` of another kind for one that people call `ten`.
///
/// # Errors
/// `MT006` for a text whose head does not say what it is called.
pub fn from_kind(text: &str, ten: &str) -> Result<String, Report> {
    let head = format!("[{TABLE}]");
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let begin = lines.iter().position(|line| line.trim() == head);
    let name = begin.and_then(|begin| {
        let inside = lines.iter_mut().skip(begin + 1).take_while(|line| !line.starts_with('[') && *line != "+++");
        inside.into_iter().find(|line| line.split_once('=').is_some_and(|(key, _)| key.trim() == NAME))
    });
    let Some(name) = name else {
        let finding = Diagnostic::error(Code::MT006, "mẫu được chọn không ghi `ten` ở phần đầu");
        return Err(finding.hint("chọn loại văn bản khác để bắt đầu, hoặc bắt đầu từ tờ trống").into());
    };
    *name = format!("{NAME} = {}", quoted(ten));
    Ok(lines.join("\n") + "\n")
}

/// An empty sheet for a kind that people call `ten`.
pub fn from_nothing(ten: &str, empty: &Empty) -> String {
    let is_form = empty.loai == DocumentKind::BieuMau;
    let is_addressed = matches!(empty.loai, DocumentKind::CongVan | DocumentKind::ToTrinh);
    let about = about(empty.pham_vi);
    let subject = if about.is_empty() { ten } else { about };
    let lines = [
        Some("+++".to_owned()),
        Some(format!("loai = \"{}\"", empty.loai.name())),
        is_form.then(|| format!("ten_loai = {}", quoted(ten))),
        Some(LETTERHEAD.to_owned()),
        (!is_form).then(|| NUMBER.to_owned()),
        Some("ngay = \"{{ van_ban.ngay }}\"".to_owned()),
        Some(format!("trich_yeu = {}", quoted(subject))),
        is_addressed.then(|| "kinh_gui = [\"Tên nơi nhận\"]".to_owned()),
        Some(format!("{RECIPIENTS}\n\n[{TABLE}]")),
        Some(format!("{NAME} = {}", quoted(ten))),
        Some(format!("pham_vi = \"{}\"", empty.pham_vi.name())),
        (empty.pham_vi == Scope::Hang).then(|| format!("bang = {}", quoted(&empty.bang))),
        Some(format!("\n[{TABLE}.van_ban]")),
        (!is_form).then(|| "so = \"\"\nky_hieu = \"\"".to_owned()),
        Some(format!("{KEYS}\n\n{SIGNATURE}\n+++")),
        Some(BODY.to_owned()),
    ];
    lines.into_iter().flatten().map(|line| line + "\n").collect()
}

/// What names whom a paper is about; nothing where it is about the whole campaign, or a row whose columns are not known.
fn about(scope: Scope) -> &'static str {
    match scope {
        Scope::PhongTrao | Scope::Hang => "",
        Scope::DonVi => "{{ don_vi.ten }}",
        Scope::HinhThuc => "{{ hinh_thuc.tang_ten }}",
        Scope::HoSoTrinh => "{{ ho_so_trinh.tang_ten }}",
        Scope::DeNghi | Scope::TapThe | Scope::CaNhan => "{{ de_nghi.ten_goi }}",
    }
}

const LETTERHEAD: &str = r#"co_quan_chu_quan = ["{% for dong in phong_trao.co_quan.co_quan_chu_quan %}{{ dong }}\n{% endfor %}"]
co_quan = ["{{ phong_trao.co_quan.ten }}"]
dia_danh = "{{ phong_trao.co_quan.dia_danh }}""#;
const NUMBER: &str = r#"so = "{{ van_ban.so }}"
ky_hieu = "{{ van_ban.ky_hieu }}""#;
const RECIPIENTS: &str = r#"noi_nhan = ["{% for noi in van_ban.noi_nhan %}{{ noi }}\n{% else %}Như trên\n{% endfor %}"]
luu = "{{ van_ban.luu }}""#;
const KEYS: &str = "ngay = \"\"\nnguoi_ky = {}\nnoi_nhan = []\nluu = \"\"";
const SIGNATURE: &str = r#"[[chu_ky]]
quyen_han = ["{% for dong in van_ban.nguoi_ky.quyen_han %}{{ dong }}\n{% endfor %}"]
chuc_vu_khac = "{{ van_ban.nguoi_ky.chuc_vu_khac }}"
ho_ten = "{{ van_ban.nguoi_ky.ho_ten }}""#;
const BODY: &str = "Viết nội dung ở đây, mỗi dòng một đoạn: phong trào {{ phong_trao.ten }}.";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaign;
    use crate::law::Law;

    fn kinds() -> Kinds {
        campaign::kinds(None, &Law::builtin().unwrap().form_sets).unwrap().0
    }

    #[test]
    fn a_kind_is_named_in_the_words_of_the_clerk() {
        let kinds = kinds();
        assert_eq!(key_of("Phiếu nhận hồ sơ (2026)", &kinds).unwrap(), "phieu_nhan_ho_so_2026");
        let long = "Phiếu ".repeat(20);
        for (ten, code) in [
            ("", Code::TL007),
            ("…", Code::TL007),
            ("CON", Code::TL007),
            ("Gộp", Code::TL007),
            ("Phiếu {{ x }}", Code::TL007),
            ("Phiếu\nhai", Code::TL007),
            (long.as_str(), Code::TL007),
            ("Giấy khen", Code::TL012),
            ("giay_khen", Code::TL012),
            ("Bảng tổng hợp đăng ký", Code::TL012),
        ] {
            assert_eq!(key_of(ten, &kinds).unwrap_err().code, code, "{ten}");
        }
    }

    #[test]
    fn only_the_name_of_another_kind_is_changed() {
        let text = "+++\nten = \"x\"\n[mau]\nthu_tu = 3\nten = \"Cũ\"\n[mau.van_ban]\nten = \"y\"\n+++\nten = \"z\"\n";
        let new = from_kind(text, "Bản \"mới\"").unwrap();
        assert_eq!(new, text.replace("ten = \"Cũ\"", "ten = 'Bản \"mới\"'"));
        assert!(from_kind("+++\n[mau]\nten=\"Cũ\" # cũ\n+++\n", "Mới").unwrap().contains("\nten = \"Mới\"\n"));
        assert!(from_kind("+++\n[mau]\nthu_tu = 1\n+++\nten = \"Cũ\"\n", "a").is_err());
    }
}
