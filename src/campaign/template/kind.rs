//! A kind of paper: all that the program knows of it stands in the head of its template, in the table `[mau]`.
//!
//! ```toml
//! loai = "cong_van"                     # which type of document, as in every .van
//!
//! [mau]
//! ten = "Công văn đôn đốc"              # what people call it
//! pham_vi = "phong_trao"                # for whom one is made, see Scope
//! can = ["con_thieu"]                   # what it can't do without, see Need
//! mau_trong = true                      # an empty form of it is handed out
//! nhom = "bao_cao_thanh_tich"           # the table of [van_ban] that it shares with another kind
//!
//! [mau.van_ban]                         # the keys of [van_ban.don_doc] that it prints, each as it is usual
//! so = ""
//! nguoi_ky = {}
//! noi_dung = []                         # one that only this kind has: text, list, true/false, date or table
//! ```
//!
//! A kind of the campaign's own is a file of a new name in its folder `mau`, and differs in nothing else.

use super::need::Need;
use crate::base::data::fields::read_with;
use crate::base::data::{Codes, Fields, Map, Node, Value};
use crate::base::diag::labelled::labelled;
use crate::base::diag::{Code, Diagnostic, Place, Report};
use crate::base::text::ascii_key;
use crate::campaign::model::located::Located;
use crate::campaign::model::paper_keys::PaperKeys;
use crate::law::form_sets::FormSets;
use crate::paper::document::{DocumentKind, Source};

/// The table of the head.
pub const TABLE: &str = "mau";
/// How the name of a whole template ends; other templates hold components.
pub const DOCUMENT: &str = ".van.tera";
/// Folders of the output that are no kind.
pub const RESERVED: &[&str] = &["gop", "don_vi", "mau_trong"];
/// Kinds that say no place in the order stand behind those that do.
const LAST: u32 = u32::MAX;
/// The codes of what is wrong in `[mau]`.
const CODES: &Codes = &Codes {
    syntax: Code::VB005,
    control: Code::VB003,
    unknown_key: Code::MT006,
    wrong_type: Code::MT006,
    date: Code::MT006,
    choice: Code::MT006,
};

labelled! {
    /// What a paper is about, and so how many there are of it.
    Scope {
        PhongTrao "phong_trao" "phong trào";
        DonVi "don_vi" "đơn vị";
        HinhThuc "hinh_thuc" "hình thức";
        /// The hình thức of one loại hình that one authority decides on.
        HoSoTrinh "ho_so_trinh" "hồ sơ trình";
        DeNghi "de_nghi" "đề nghị";
        /// Each đề nghị of a collective.
        TapThe "tap_the" "tập thể";
        /// Each đề nghị of an individual.
        CaNhan "ca_nhan" "cá nhân";
        /// Each row of a table.
        Hang "hang" "hàng";
    }
}

/// A kind of paper.
#[derive(Clone, Debug, PartialEq)]
pub struct Kind {
    /// The key in commands, data and folders (`dang_ky`): the name of its file.
    pub name: String,
    /// What people call it.
    pub ten: String,
    /// The type of document by Nghị định 30, which gives its ký hiệu.
    pub loai: DocumentKind,
    pub pham_vi: Scope,
    /// The key of the table of which each row gives one; of [`Scope::Hang`] only.
    pub bang: String,
    /// What the campaign folder must hold for it, beside `phong_trao.toml`.
    pub can: Vec<Need>,
    /// Kinds are made and listed from low to high.
    pub thu_tu: u32,
    /// What names its files, as a template; those whom it is about when `None`.
    pub ten_tep: Option<Located<String>>,
    /// Which law or plan fixes the form, in words.
    pub mau_theo: String,
    /// The kinds of form of the form sets that it is written on, by their codes.
    pub bo_mau: Vec<String>,
    /// What else is to be known about its data.
    pub ghi_chu: String,
    /// Whether an empty form is handed out.
    pub mau_trong: bool,
    /// The table of `[van_ban]` that is about it, which several kinds may share: that of its name unless the
    /// head names another.
    pub nhom: String,
    /// What this table may say.
    pub van_ban: PaperKeys,
    /// What says the date of a paper that prints none at its head, as a template.
    pub ngay: Option<Located<String>>,
    /// Whether it is of the campaign's own.
    pub is_own: bool,
    /// Where its head stands.
    pub place: Place,
}

impl Kind {
    /// What the head of `source`, a template in the file `name`, says; `None` when it has no `[mau]` or no
    /// kind can be made of it. Faults (`MT006`) go to `report`.
    pub fn read(name: &str, source: &Source, sets: &FormSets, report: &mut Report) -> Option<Kind> {
        let Node { value, place, .. } = source.front().node(TABLE)?;
        let Value::Map(map) = value else {
            report.push(
                wrong(place, "`mau` phải là bảng").hint("viết `[mau]` trên một dòng, các khóa ở những dòng dưới"),
            );
            return None;
        };
        let before = report.iter().count();
        let name = name.trim_end_matches(DOCUMENT);
        check_name(name, place, report);
        let loai = document_kind(source.front(), place, report);
        let kind = read_with(map, CODES, report, |fields| Self::of(name, loai, sets, fields));
        (report.iter().count() == before).then_some(kind)
    }

    fn of(name: &str, loai: DocumentKind, sets: &FormSets, fields: &mut Fields) -> Kind {
        let scopes: Vec<(&str, Scope)> = Scope::ALL.iter().map(|scope| (scope.name(), *scope)).collect();
        let needs: Vec<(&str, Need)> = Need::ALL.iter().map(|need| (need.name(), *need)).collect();
        let forms: Vec<&str> = sets.loai.iter().map(|kind| kind.ma.as_str()).collect();
        let pham_vi = fields.choice("pham_vi", &scopes);
        if fields.is_blank("pham_vi") {
            let words: Vec<&str> = scopes.iter().map(|(word, _)| *word).collect();
            let hint = format!("thêm `pham_vi = …`: mỗi … một văn bản, một trong `{}`", words.join("`, `"));
            fields.fault("pham_vi", Code::MT006, "mẫu không nói lập cho ai".to_owned(), &hint);
        }
        let kind = Kind {
            name: name.to_owned(),
            ten: fields.text("ten", "\"Giấy mời dự hội nghị\""),
            loai,
            pham_vi: pham_vi.unwrap_or(Scope::PhongTrao),
            bang: ascii_key(&fields.text_or_empty("bang")),
            can: fields.choices("can", &needs),
            thu_tu: fields.count("thu_tu").unwrap_or(LAST),
            ten_tep: located(fields, "ten_tep"),
            ngay: located(fields, "ngay"),
            mau_theo: fields.text_or_empty("mau_theo"),
            bo_mau: fields.each_of("bo_mau", &forms).into_iter().map(str::to_owned).collect(),
            ghi_chu: fields.text_or_empty("ghi_chu"),
            mau_trong: fields.flag("mau_trong").unwrap_or_default(),
            nhom: fields.one_line("nhom").unwrap_or_else(|| name.to_owned()),
            van_ban: fields.group("van_ban", PaperKeys::declared).unwrap_or_default(),
            is_own: false,
            place: fields.place().clone(),
        };
        match (kind.pham_vi, kind.bang.is_empty()) {
            (Scope::Hang, true) => {
                let message = "`pham_vi = \"hang\"` cần `bang`: mỗi dòng của bảng nào một văn bản".to_owned();
                fields.fault("pham_vi", Code::MT006, message, "thêm, ví dụ: bang = \"Khách mời\"");
            }
            (scope, false) if scope != Scope::Hang => {
                let message = format!("`bang` chỉ dùng với `pham_vi = \"{}\"`", Scope::Hang.name());
                fields.fault("bang", Code::MT006, message, "bỏ `bang`, hoặc đổi `pham_vi`");
            }
            _ => {}
        }
        kind
    }

    /// Whether `other`, from another file, says the same.
    pub fn is_same(&self, other: &Kind) -> bool {
        let words = |words: &Option<Located<String>>| words.as_ref().map(|words| words.value.clone());
        let facts = |kind: &Kind| (kind.ten.clone(), kind.loai, kind.pham_vi, kind.bang.clone(), kind.can.clone());
        let more = |kind: &Kind| (kind.mau_trong, kind.bo_mau.clone(), words(&kind.ten_tep), words(&kind.ngay));
        facts(self) == facts(other)
            && more(self) == more(other)
            && (&self.nhom, &self.van_ban) == (&other.nhom, &other.van_ban)
    }

    /// What the campaign folder must hold for it, in words.
    pub fn needs_text(&self) -> String {
        let table = (self.pham_vi == Scope::Hang).then(|| format!("bảng {}", self.bang));
        let needs = self.can.iter().map(|need| need.label().to_owned());
        let all: Vec<String> = ["phong_trao.toml".to_owned()].into_iter().chain(table).chain(needs).collect();
        let remark = if self.ghi_chu.is_empty() { String::new() } else { format!(" ({})", self.ghi_chu) };
        all.join("; ") + &remark
    }

    /// Whether each of its papers is about one hình thức, which `[[van_ban.<nhóm>.rieng]]` may tell apart.
    pub fn is_by_award(&self) -> bool {
        !matches!(self.pham_vi, Scope::PhongTrao | Scope::DonVi | Scope::Hang)
    }

    /// The file of its template.
    pub fn template(&self) -> String {
        format!("{}{DOCUMENT}", self.name)
    }
}

fn located(fields: &mut Fields, key: &str) -> Option<Located<String>> {
    let text = fields.one_line(key)?;
    Some(Located::new(text, &fields.place_of(key)))
}

/// The name of a kind stands in commands and on disk.
fn check_name(name: &str, place: &Place, report: &mut Report) {
    let key = ascii_key(name);
    if RESERVED.contains(&name) {
        report.push(wrong(place, format!("`{name}` là tên riêng của chương trình")).hint("đổi tên tệp mẫu"));
    } else if key != name {
        let message = format!("tên tệp `{name}{DOCUMENT}` không dùng làm tên loại văn bản được");
        report.push(
            wrong(place, message).hint(format!("đổi tên tệp thành `{key}{DOCUMENT}`: chữ thường không dấu, số, `_`")),
        );
    }
}

/// The type of document: it decides before anything is filled in.
fn document_kind(front: &Map, place: &Place, report: &mut Report) -> DocumentKind {
    let names = || DocumentKind::ALL.iter().map(|kind| kind.name());
    let (typed, place) = match front.node("loai") {
        Some(Node { value: Value::Text(text), place, .. }) => (text.as_str(), place),
        Some(node) => ("", &node.place),
        None => ("", place),
    };
    DocumentKind::from_name(typed).unwrap_or_else(|| {
        let finding = wrong(place, format!("`loai` của mẫu không phải tên một loại văn bản: `{typed}`"));
        report.push(finding.did_you_mean(typed, names(), || "gõ `vanthu kinds` để xem các loại".to_owned()));
        DocumentKind::BieuMau
    })
}

fn wrong(place: &Place, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(Code::MT006, message).at(place.clone())
}
