//! The block model: one document as its parts, between the domain before it and the writers after it.
//!
//! A [`Document`] says *what* stands on the paper in the words of Nghị định 30/2020/NĐ-CP (Quốc hiệu,
//! trích yếu, Điều, Nơi nhận …); it knows no sizes, no campaign and no file format. Sizes come from
//! [`crate::paper::norm`], the setting into paragraphs and grids from `typeset`.
//!
//! All text in it is NFC and free of control characters; it is data, never markup.

mod areas;
mod arguments;
mod assemble;
mod body;
pub mod certificate;
pub mod directive;
mod front_matter;
mod inline;
mod issuer;
pub mod kind;
mod label;
mod letterhead;
mod lines;
pub mod marks;
pub mod markup;
mod numbering;
mod punctuation;
mod recipients;
mod requirements;
mod retyped;
pub mod source;
mod table;
#[cfg(test)]
mod tests;

pub use crate::base::data::date::{self, PartialDate};
pub use certificate::{Certificate, CertificatePrint, CertificateSheet, EmblemPrint, Preprinted};
pub use kind::DocumentKind;
pub use numbering::{letters, roman};
pub use source::Source;

use serde::Serialize;

use crate::base::diag::Place;

/// A whole document.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Document {
    pub loai: DocumentKind,
    /// The printed name of the kind, in ordinary case ("Kế hoạch"); empty for công văn.
    pub ten_loai: String,
    pub trich_yeu: Vec<String>,
    pub co_chu: SizeSet,
    pub ngay: PartialDate,
    /// Main part first, then one section per phụ lục.
    pub sections: Vec<Section>,
}

impl Document {
    /// Tên loại and trích yếu on one line, as the title of the file.
    pub fn title(&self) -> String {
        let subject = self.trich_yeu.join(" ");
        match (self.ten_loai.is_empty(), subject.is_empty()) {
            (true, true) => self.loai.label().to_owned(),
            (true, false) => one_line(&subject),
            (false, true) => one_line(&self.ten_loai),
            (false, false) => one_line(&format!("{} {subject}", self.ten_loai)),
        }
    }

    /// Số and ký hiệu as they are printed, without the word "Số:"; empty when the document has none.
    pub fn number(&self) -> String {
        let number = self.blocks().find_map(|block| match block {
            Block::Letterhead(letterhead) | Block::CopyHead(CopyHead { letterhead, .. }) => {
                letterhead.so_ky_hieu.as_deref()
            }
            _ => None,
        });
        number.map_or(String::new(), |number| number.trim_start_matches("Số:").trim().to_owned())
    }

    fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.sections.iter().flat_map(|section| &section.blocks)
    }

    /// The issuing body on one line, as the author of the file.
    pub fn author(&self) -> String {
        let letterhead = self.blocks().find_map(|block| match block {
            Block::Letterhead(letterhead) | Block::CopyHead(CopyHead { letterhead, .. }) => {
                Some(letterhead.co_quan.join(" "))
            }
            Block::Certificate(certificate) => Some(certificate.tham_quyen.clone()),
            _ => None,
        });
        one_line(&letterhead.unwrap_or_default())
    }
}

/// `text` without the ends of lines that it asks for.
fn one_line(text: &str) -> String {
    text.replace(marks::LINE_END, " ")
}

/// The two sets of sizes that one document may use throughout (Phụ lục I mục V, note).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub enum SizeSet {
    /// Quốc hiệu 12, Tiêu ngữ 13, body 13.
    Nho,
    /// Quốc hiệu 13, Tiêu ngữ 14, body 14.
    #[default]
    Lon,
}

/// Which way the sheet lies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub enum Orientation {
    #[default]
    Doc,
    Ngang,
}

/// A run of pages that are numbered together from 1, the first number hidden.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Section {
    pub orientation: Orientation,
    /// Phạm vi lưu hành (ô 11), printed in a box in the top margin of the first page.
    pub luu_hanh: Option<String>,
    /// Chữ ký số of the agency on a copy or on a separate file (ô 14), at the top right of the first page.
    pub chu_ky_so: Option<String>,
    /// Which form of a text it is written on, at the same place.
    pub mau_so: Option<String>,
    /// Address, telephone, e-mail (ô 13) under a line at the foot of the first page.
    pub dia_chi: Vec<String>,
    pub blocks: Vec<Block>,
}

/// One part of a page.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Block {
    Letterhead(Letterhead),
    /// What stands below the last part of a source on its copy (form 3.1).
    CopyHead(CopyHead),
    /// Độ mật and mức độ khẩn (ô 10a, 10b), each in a box.
    Marks(Vec<String>),
    Title(Title),
    /// Thẩm quyền ban hành of a quyết định or nghị quyết.
    Authority(String),
    Recipients(Vec<String>),
    /// One căn cứ, set in italics.
    LegalBasis(String),
    /// "QUYẾT ĐỊNH:" or "QUYẾT NGHỊ:".
    Enacting(String),
    Paragraph(Paragraph),
    Table(Table),
    /// Lines to write on; each is as wide as the text.
    WritingLines(usize),
    Appendix(AppendixHeader),
    Signature(Signature),
    PageBreak,
    /// A whole sheet, alone in its section.
    Certificate(Box<Certificate>),
}

/// The head of the first page: ô 1 to 5b.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Letterhead {
    pub co_quan_chu_quan: Vec<String>,
    pub co_quan: Vec<String>,
    /// The whole line ("Số: 05/KH-STC"); `None` where the form has none.
    pub so_ky_hieu: Option<String>,
    /// The whole line ("Kiên Giang, ngày 25 tháng 3 năm 2022").
    pub dia_danh_ngay: Option<String>,
    /// Trích yếu of a công văn ("V/v …"), ô 5b.
    pub ve_viec: Option<String>,
}

/// The head of a copy on paper, below a line across the page.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CopyHead {
    /// "Sao y", "Trích sao" or "Sao lục", in the place of Quốc hiệu.
    pub hinh_thuc: String,
    /// Who makes the copy, with số and date of the copy.
    pub letterhead: Letterhead,
}

/// Tên loại and trích yếu, ô 5a.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Title {
    pub ten_loai: String,
    pub trich_yeu: Vec<String>,
    /// "(Kèm theo Quyết định số …)", for a text that is issued by another one.
    pub kem_theo: Option<String>,
}

/// The head of a phụ lục.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AppendixHeader {
    /// "Phụ lục" or "Phụ lục II"; `None` for an attached list without a number.
    pub so: Option<String>,
    pub ten: String,
    /// "(Kèm theo …)".
    pub kem_theo: Option<String>,
}

/// What a paragraph is, which decides how it is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Role {
    /// Ordinary text, justified with an indented first line.
    NoiDung,
    /// Heading at mục level (`# I. …`), capitals as typed.
    Muc,
    /// Heading at khoản level (`## 1. …`).
    Khoan,
    /// Heading at điểm level (`### a) …`).
    Diem,
    /// "Phần I" and "Chương I", and the title below it.
    PhanChuong,
    TenPhanChuong,
    /// "Mục 1" and "Tiểu mục 1" of a chương, and the title below it.
    MucCuaChuong,
    TenMucCuaChuong,
    /// "Điều 1. …".
    Dieu,
    /// A line in the middle of the page (`@giua`).
    Giua,
    /// A line without first-line indent (`@trai`).
    Trai,
    /// A line at the right (`@phai`).
    Phai,
}

/// One paragraph.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Paragraph {
    pub role: Role,
    pub inlines: Vec<Inline>,
}

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Inline {
    Text(Run),
    /// A line break inside the paragraph.
    Break,
    /// A dotted blank to fill in, `mm` wide, or up to the right margin.
    Blank {
        mm: Option<f64>,
    },
}

/// Text of one style.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Run {
    pub text: String,
    pub bold: bool,
    pub italic: bool,
}

impl Run {
    /// Upright text of normal weight.
    pub fn plain(text: impl Into<String>) -> Self {
        Run { text: text.into(), bold: false, italic: false }
    }
}

/// A ruled table.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Table {
    /// Relative or absolute widths in mm (`@cot`); empty: found from the content.
    pub columns_mm: Vec<f64>,
    pub align: Vec<ColumnAlign>,
    /// The rows that stand again on every page, each with its cells; one at least in a table that was read.
    pub header: Vec<Vec<Vec<Inline>>>,
    pub rows: Vec<Vec<Vec<Inline>>>,
    /// Cells that are several in one, from the first row on; they do not overlap. The others are empty.
    pub areas: Vec<Area>,
    /// Where the rows of the header and each row were typed, for findings.
    #[serde(skip)]
    pub places: Vec<Place>,
}

impl Table {
    /// How many columns it has.
    pub fn columns(&self) -> usize {
        self.header.first().map_or(0, Vec::len)
    }

    /// The rows of the header, then the others.
    pub fn all_rows(&self) -> impl Iterator<Item = &Vec<Vec<Inline>>> {
        self.header.iter().chain(&self.rows)
    }
}

/// A cell of a table that takes several rows or columns, and stays inside the header or below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Area {
    /// Its first row; those of the header are counted first, from 0.
    pub row: usize,
    /// Its first column, from 0.
    pub column: usize,
    pub rows: usize,
    pub columns: usize,
}

impl Area {
    /// The columns that it takes.
    pub fn own_columns(&self) -> std::ops::Range<usize> {
        self.column..self.column + self.columns
    }
}

/// How the cells of a column are aligned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub enum ColumnAlign {
    /// Left for text, centre for numbers and short codes; decided while setting.
    #[default]
    Auto,
    Left,
    Center,
    Right,
}

/// Nơi nhận and the signatures, which stay together.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Signature {
    /// Lines with their dash and end mark; empty: no Nơi nhận.
    pub noi_nhan: Vec<String>,
    /// Ký hiệu người soạn thảo and number of copies (ô 12).
    pub nguoi_soan: Option<String>,
    pub chu_ky: Vec<Signer>,
    /// Who confirms at the left below, in ordinary case (form 1.10).
    pub xac_nhan: Option<String>,
}

/// One who signs.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Signer {
    /// Quyền hạn and chức vụ, a line each (ô 7a).
    pub quyen_han: Vec<String>,
    /// A note in italics below, such as "(Ký, ghi rõ họ tên)".
    pub ghi_chu: Option<String>,
    /// Another chức vụ above the name (ô 7b).
    pub chuc_vu_khac: Option<String>,
    pub ho_ten: String,
}
