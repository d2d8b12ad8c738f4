//! The prose of a campaign, in the folder `noi_dung`: one body of a `.van` text a file.
//!
//! A file under any other name is told: an editor that adds `.txt`, or a text typed in Word, would take the
//! purpose out of the plan without a word.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::base::diag::{Code, Diagnostic, Place, Report, nearest};
use crate::base::files::Files;
use crate::base::text::ascii_key;
use crate::campaign::model::located::Located;
use crate::campaign::model::plan_layout::{MADE, PlanItem};
use crate::campaign::source::{OldText, read};
use crate::paper::document::source::prose;

/// The folder with the prose of the papers, one `.van` body a file.
pub const PROSE: &str = "noi_dung";
/// The files that may stand in it.
pub const PROSE_NAMES: &[&str] = &[
    "mo_dau",
    "muc_dich",
    "yeu_cau",
    "noi_dung_thi_dua",
    "kinh_phi",
    "to_chuc_thuc_hien",
    "ket_qua",
    "ton_tai",
    "nguyen_nhan",
    "bai_hoc",
    "phuong_huong",
    "ket_thuc",
];
/// The ending of a file that is read.
const ENDING: &str = ".van";
/// Endings of texts that no editor of plain text writes.
const WORDS: [&str; 6] = [".docx", ".doc", ".odt", ".rtf", ".pdf", ".pages"];
/// What systems leave in folders for themselves.
const OF_SYSTEMS: [&str; 2] = ["thumbs.db", "desktop.ini"];

/// The prose of the campaign in `folder`, every name always there, and the parts that the plan names in its `layout`;
/// without one (where the facts could not be read) no file is told to be of no use.
///
/// # Errors
/// `VB…` and `DL024` at their lines; a warning `MT005` for all that no paper asks for.
pub fn texts(
    (files, folder, old): (&dyn Files, &Path, OldText),
    layout: Option<&[Located<PlanItem>]>,
    report: &mut Report,
) -> BTreeMap<String, String> {
    let mut texts: BTreeMap<String, String> =
        PROSE_NAMES.iter().map(|name| ((*name).to_owned(), String::new())).collect();
    let asked = asked(layout.unwrap_or_default());
    let folder = folder.join(PROSE);
    for path in files.list(&folder).unwrap_or_default() {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with(['.', '~']) || OF_SYSTEMS.contains(&name.to_lowercase().as_str()) {
            continue;
        }
        let stem = name.strip_suffix(ENDING).filter(|_| files.is_file(&path));
        let Some(known) = stem.filter(|stem| asked.contains(stem)) else {
            if stem.is_none() || layout.is_some() {
                report.push(astray(files, &path, &name));
            }
            continue;
        };
        match read(files, &path).and_then(|bytes| prose(&bytes, &path, old)) {
            Ok((text, warnings)) => {
                texts.insert(known.to_owned(), text);
                report.extend(warnings);
            }
            Err(faults) => report.extend(faults),
        }
    }
    texts
}

/// The names of prose that some paper asks for: a plan without an order of its own has all parts that there are.
fn asked(layout: &[Located<PlanItem>]) -> BTreeSet<&str> {
    let usual = if layout.is_empty() { MADE } else { &[] };
    let parts = layout.iter().filter_map(|line| line.value.part());
    PROSE_NAMES.iter().chain(usual).copied().chain(parts).collect()
}

/// The name of prose that `name` seems to mean: `muc_dich.van.txt`, `Mục đích.docx`, `muc_dich (1).van`.
pub fn meant(name: &str) -> Option<&'static str> {
    let stem = ascii_key(name.split('.').next().unwrap_or_default());
    let bare = stem.trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == '_');
    let exact = PROSE_NAMES.iter().find(|known| **known == bare).copied();
    exact.or_else(|| nearest(&stem, PROSE_NAMES.iter().copied()))
}

/// The finding for what stands at `path` in `noi_dung` and is not read.
fn astray(files: &dyn Files, path: &Path, name: &str) -> Diagnostic {
    let finding = Diagnostic::warning(Code::MT005, format!("không văn bản nào dùng `{PROSE}/{name}`, bỏ qua"))
        .at(Place::file(path));
    let Some(near) = meant(name).map(|near| format!("{near}{ENDING}")) else {
        let names: Vec<String> = PROSE_NAMES.iter().map(|known| format!("{known}{ENDING}")).collect();
        return finding.hint(format!("các tên được dùng: {}", names.join(", ")));
    };
    let small = name.to_lowercase();
    if files.is_folder(path) {
        return finding.hint(format!("`{near}` là một tệp, không phải thư mục"));
    }
    if files.is_file(&path.with_file_name(&near)) {
        return finding.hint(format!("đang dùng `{near}`; tệp này không dùng thì dời ra khỏi thư mục"));
    }
    if WORDS.iter().any(|ending| small.ends_with(ending)) {
        return finding.hint(format!("chép phần chữ sang tệp văn bản thường tên `{near}`, bảng mã UTF-8"));
    }
    let finding = finding.hint(format!("có phải là `{near}`? Đổi tên tệp thành như vậy"));
    if small.ends_with(".txt") {
        finding.hint("Windows giấu đuôi `.txt`: bật hiện đuôi tên tệp trong cửa sổ thư mục để thấy")
    } else {
        finding
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::files::Memory;

    #[test]
    fn front_matter_is_no_prose() {
        for (text, place) in [("+++\nloai = \"cong_van\"\n+++\nMột đoạn.", ":1:1"), ("\n+++ \nMột đoạn.", ":2:1")]
        {
            let memory: Memory = [("noi_dung/muc_dich.van", text)].into_iter().collect();
            let mut report = Report::new();
            texts((&memory, Path::new(""), OldText::Refuse), Some(&[]), &mut report);
            let told: Vec<String> = report.iter().map(|finding| format!("{} {finding}", finding.code)).collect();
            assert!(told.iter().any(|told| told.starts_with("VB004") && told.contains(place)), "{told:?}");
        }
        let memory: Memory = [("noi_dung/muc_dich.van", "Một đoạn.\n+++\nHai.")].into_iter().collect();
        let mut report = Report::new();
        let texts = texts((&memory, Path::new(""), OldText::Refuse), Some(&[]), &mut report);
        assert_eq!((texts["muc_dich"].lines().count(), report.iter().count()), (3, 0));
    }

    #[test]
    fn all_that_is_not_read_is_told_by_name() {
        let names = [
            "noi_dung/muc_dich.van.txt",
            "noi_dung/Mục đích.docx",
            "noi_dung/mo_dau.van",
            "noi_dung/mo_dau (1).van",
            "noi_dung/Yeu_cau.VAN",
            "noi_dung/nhap/ghi.txt",
            "noi_dung/linh_tinh.md",
            "noi_dung/.DS_Store",
            "noi_dung/Thumbs.db",
        ];
        let memory: Memory = names.iter().map(|name| (*name, "Một đoạn.")).collect();
        let mut report = Report::new();
        let texts = texts((&memory, Path::new(""), OldText::Refuse), Some(&[]), &mut report);
        assert_eq!(texts["mo_dau"], "Một đoạn.");
        assert_eq!(texts["muc_dich"], "");
        let told: Vec<String> =
            report.iter().map(|finding| format!("{} {}", finding.message, finding.hints[0].text)).collect();
        for (name, words) in [
            ("muc_dich.van.txt", "`muc_dich.van`? Đổi tên"),
            ("Mục đích.docx", "chép phần chữ sang tệp văn bản thường tên `muc_dich.van`"),
            ("mo_dau (1).van", "đang dùng `mo_dau.van`"),
            ("Yeu_cau.VAN", "`yeu_cau.van`"),
            ("nhap", "các tên được dùng"),
            ("linh_tinh.md", "các tên được dùng"),
        ] {
            let named = format!("không văn bản nào dùng `noi_dung/{name}`");
            assert!(told.iter().any(|told| told.contains(&named) && told.contains(words)), "{name}: {told:?}");
        }
        assert_eq!(told.len(), 6, "{told:?}");
    }
}
