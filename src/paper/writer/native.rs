//! The block model as readable text: what tests compare and what a report of a fault can quote.
//!
//! One line for each field, paragraph and cell; parts that are absent are left out. Every struct is
//! taken apart by name, so a field that is added to the model does not compile until it is shown here.
//! Spaces that look like others and invisible letters are written as `\u{a0}`.

use std::fmt::Write;

use crate::base::diag::Report;
use crate::paper::document::{
    AppendixHeader, Area, Block, Certificate, CertificatePrint, CopyHead, Document, DocumentKind, Inline, Letterhead,
    Paragraph, Run, Section, Signature, Signer, Table, Title,
};

/// The file of `document`: [`show`].
///
/// # Errors
/// None; the signature is that of every writer.
pub fn write(document: &Document) -> Result<Vec<u8>, Report> {
    Ok(show(document).into_bytes())
}

/// Whether `bytes` begin as a document shown.
pub fn is_own(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let mut lines = text.lines();
    let kind = lines.next().and_then(|line| line.strip_prefix(HEAD)).unwrap_or_default();
    DocumentKind::ALL.iter().any(|known| known.name() == kind)
        && lines.next().is_some_and(|line| line.starts_with("  ten_loai "))
}

/// How the first line begins.
const HEAD: &str = "document ";

/// `document` as text that ends with a line feed.
pub fn show(document: &Document) -> String {
    let Document { loai, ten_loai, trich_yeu, co_chu, ngay, sections } = document;
    let mut out = Lines::default();
    out.line(0, &format!("{HEAD}{}", loai.name()));
    out.text(1, "ten_loai", ten_loai);
    out.texts(1, "trich_yeu", trich_yeu);
    out.line(1, &format!("co_chu {co_chu:?}"));
    out.line(1, &format!("ngay {}", quoted(&ngay.to_string())));
    for section in sections {
        let Section { orientation, luu_hanh, chu_ky_so, mau_so, dia_chi, blocks } = section;
        out.line(0, &format!("section {orientation:?}"));
        out.texts(1, "luu_hanh", luu_hanh);
        out.texts(1, "chu_ky_so", chu_ky_so);
        out.texts(1, "mau_so", mau_so);
        out.texts(1, "dia_chi", dia_chi);
        blocks.iter().for_each(|block| out.block(block));
    }
    out.text
}

#[derive(Default)]
struct Lines {
    text: String,
}

impl Lines {
    fn line(&mut self, depth: usize, line: &str) {
        self.text.push_str(&"  ".repeat(depth));
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn text(&mut self, depth: usize, name: &str, text: &str) {
        self.line(depth, &format!("{name} {}", quoted(text)));
    }

    fn texts<'a>(&mut self, depth: usize, name: &str, texts: impl IntoIterator<Item = &'a String>) {
        texts.into_iter().for_each(|text| self.text(depth, name, text));
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Letterhead(letterhead) => self.letterhead(letterhead),
            Block::CopyHead(CopyHead { hinh_thuc, letterhead }) => {
                self.text(1, "copy", hinh_thuc);
                self.letterhead(letterhead);
            }
            Block::Marks(marks) => {
                self.line(1, "marks");
                self.texts(2, "mark", marks);
            }
            Block::Title(title) => self.title(title),
            Block::Authority(authority) => self.text(1, "authority", authority),
            Block::Recipients(recipients) => {
                self.line(1, "recipients");
                self.texts(2, "recipient", recipients);
            }
            Block::LegalBasis(basis) => self.text(1, "legal_basis", basis),
            Block::Enacting(word) => self.text(1, "enacting", word),
            Block::Paragraph(Paragraph { role, inlines }) => {
                self.line(1, &format!("paragraph {role:?}{}", shown(inlines)));
            }
            Block::Table(table) => self.table(table),
            Block::WritingLines(count) => self.line(1, &format!("writing_lines {count}")),
            Block::Appendix(appendix) => self.appendix(appendix),
            Block::Signature(signature) => self.signature(signature),
            Block::PageBreak => self.line(1, "page_break"),
            Block::Certificate(certificate) => self.certificate(certificate),
        }
    }

    fn letterhead(&mut self, letterhead: &Letterhead) {
        let Letterhead { co_quan_chu_quan, co_quan, so_ky_hieu, dia_danh_ngay, ve_viec } = letterhead;
        self.line(1, "letterhead");
        self.texts(2, "co_quan_chu_quan", co_quan_chu_quan);
        self.texts(2, "co_quan", co_quan);
        self.texts(2, "so_ky_hieu", so_ky_hieu);
        self.texts(2, "dia_danh_ngay", dia_danh_ngay);
        self.texts(2, "ve_viec", ve_viec);
    }

    fn title(&mut self, title: &Title) {
        let Title { ten_loai, trich_yeu, kem_theo } = title;
        self.line(1, "title");
        self.text(2, "ten_loai", ten_loai);
        self.texts(2, "trich_yeu", trich_yeu);
        self.texts(2, "kem_theo", kem_theo);
    }

    fn appendix(&mut self, appendix: &AppendixHeader) {
        let AppendixHeader { so, ten, kem_theo } = appendix;
        self.line(1, "appendix");
        self.texts(2, "so", so);
        self.text(2, "ten", ten);
        self.texts(2, "kem_theo", kem_theo);
    }

    fn signature(&mut self, signature: &Signature) {
        let Signature { noi_nhan, nguoi_soan, chu_ky, xac_nhan } = signature;
        self.line(1, "signature");
        self.texts(2, "noi_nhan", noi_nhan);
        self.texts(2, "nguoi_soan", nguoi_soan);
        for signer in chu_ky {
            self.signer(signer);
        }
        self.texts(2, "xac_nhan", xac_nhan);
    }

    fn signer(&mut self, signer: &Signer) {
        let Signer { quyen_han, ghi_chu, chuc_vu_khac, ho_ten } = signer;
        self.line(2, "signer");
        self.texts(3, "quyen_han", quyen_han);
        self.texts(3, "ghi_chu", ghi_chu);
        self.texts(3, "chuc_vu_khac", chuc_vu_khac);
        self.text(3, "ho_ten", ho_ten);
    }

    fn certificate(&mut self, certificate: &Certificate) {
        let Certificate { tham_quyen, doi_tuong, chi_tiet, thanh_tich, so_quyet_dinh, dia_danh_ngay, chu_ky, in_an } =
            certificate;
        self.line(1, "certificate");
        self.text(2, "tham_quyen", tham_quyen);
        self.text(2, "doi_tuong", doi_tuong);
        self.texts(2, "chi_tiet", chi_tiet);
        self.texts(2, "thanh_tich", thanh_tich);
        self.texts(2, "so_quyet_dinh", so_quyet_dinh);
        self.text(2, "dia_danh_ngay", dia_danh_ngay);
        self.signer(chu_ky);
        let CertificatePrint { kho, khung, quoc_huy, chi_chu, lech_ngang_mm, lech_doc_mm, in_san } = in_an;
        self.line(2, &format!("in_an {kho:?} khung={khung} quoc_huy={quoc_huy:?} chi_chu={chi_chu}"));
        self.line(2, &format!("lech_mm {lech_ngang_mm} {lech_doc_mm}"));
        in_san.iter().for_each(|line| self.line(2, &format!("in_san {line:?}")));
    }

    fn table(&mut self, table: &Table) {
        let Table { columns_mm, align, header, rows, areas, places: _ } = table;
        self.line(1, "table");
        if !columns_mm.is_empty() {
            let widths: Vec<String> = columns_mm.iter().map(f64::to_string).collect();
            self.line(2, &format!("columns_mm {}", widths.join(" ")));
        }
        let align: Vec<String> = align.iter().map(|align| format!("{align:?}")).collect();
        self.line(2, &format!("align {}", align.join(" ")));
        header.iter().for_each(|row| self.row("header", row));
        rows.iter().for_each(|row| self.row("row", row));
        for Area { row, column, rows, columns } in areas {
            self.line(2, &format!("area {row} {column} {rows}x{columns}"));
        }
    }

    fn row(&mut self, name: &str, cells: &[Vec<Inline>]) {
        self.line(2, name);
        cells.iter().for_each(|cell| self.line(3, &format!("cell{}", shown(cell))));
    }
}

/// Inlines on one line, each after a space.
fn shown(inlines: &[Inline]) -> String {
    let inline = |inline: &Inline| match inline {
        Inline::Text(Run { text, bold, italic }) => {
            let style = match (bold, italic) {
                (false, false) => "",
                (true, false) => "bold",
                (false, true) => "italic",
                (true, true) => "bold+italic",
            };
            format!(" {style}{}", quoted(text))
        }
        Inline::Break => " break".to_owned(),
        Inline::Blank { mm: Some(mm) } => format!(" blank({mm})"),
        Inline::Blank { mm: None } => " blank".to_owned(),
    };
    inlines.iter().map(inline).collect()
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            letter if is_hidden(letter) => {
                // Writing to a string cannot fail.
                let _ = write!(quoted, "\\u{{{:x}}}", u32::from(letter));
            }
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

/// Whether nobody could tell `letter` from a plain space or from nothing.
fn is_hidden(letter: char) -> bool {
    let invisible = matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    letter.is_control() || invisible || (letter.is_whitespace() && letter != ' ')
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;
    use crate::paper::document::Source;

    /// Compares with `tests/ref/van/NAME.txt`; `UPDATE=1` writes it anew.
    fn check_golden(name: &str) {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ref/van");
        let path = folder.join(name).with_extension("van");
        let source = Source::parse(&fs::read(&path).unwrap(), Path::new(name)).unwrap();
        let (document, warnings) = source.build().unwrap();
        let mut found = show(&document);
        for warning in warnings {
            let _ = writeln!(found, "{warning}");
        }
        let golden = folder.join(name).with_extension("txt");
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&golden, &found).unwrap();
        }
        assert_eq!(found, fs::read_to_string(&golden).unwrap(), "{name}");
    }

    #[test]
    fn a_plan_with_every_construct() {
        check_golden("ke_hoach");
    }

    #[test]
    fn a_decision_with_attached_lists() {
        check_golden("quyet_dinh");
    }

    #[test]
    fn a_letter_with_marks_and_address() {
        check_golden("cong_van");
    }

    #[test]
    fn a_record_signed_by_two() {
        check_golden("bien_ban");
    }

    #[test]
    fn a_blank_form() {
        check_golden("bieu_mau");
    }

    #[test]
    fn hidden_letters_are_shown() {
        assert_eq!(quoted("a\u{a0}b\u{200b}\"\\ c"), "\"a\\u{a0}b\\u{200b}\\\"\\\\ c\"");
    }
}
