//! Which table of a data file is meant.

use std::path::Path;

use crate::base::diag::{Code, Diagnostic, Place, Report};
use crate::base::text::ascii_key;
use crate::campaign::source::OwnTable;
use crate::campaign::source::own::Candidate;
use crate::campaign::source::unread::is_help;

/// The table called `name` among `candidates` of the file `path`; without a name the only one that the user
/// sees. Sheets of help and notes without headers are none.
///
/// # Errors
/// `TL018` when no one table is meant, `DL008` when it has no headers.
pub fn table(candidates: Vec<Candidate>, name: Option<&str>, path: &Path) -> Result<OwnTable, Report> {
    let labels: Vec<String> = candidates.iter().map(|candidate| candidate.label.clone()).collect();
    let is_meant = |candidate: &Candidate| match name {
        Some(name) => ascii_key(&candidate.label) == ascii_key(name),
        None => !candidate.hidden && candidate.table.is_some() && !is_help(&candidate.label),
    };
    let mut meant: Vec<Candidate> = candidates.into_iter().filter(is_meant).collect();
    let found: Vec<String> = meant.iter().map(|candidate| candidate.label.clone()).collect();
    let one = meant.pop().filter(|_| meant.is_empty());
    let finding = match (one, name) {
        (Some(Candidate { table: Some(table), .. }), _) => return Ok(table),
        (Some(candidate), _) => headless(&format!("của bảng `{}`", candidate.label)),
        (None, None) if found.is_empty() => headless("trong tệp này"),
        (None, Some(name)) if found.is_empty() => Diagnostic::error(
            Code::TL018,
            format!("tệp số liệu không có bảng `{name}`"),
        )
        .did_you_mean(name, labels.iter().map(String::as_str), || format!("chọn trong: {}", labels.join(", "))),
        _ => Diagnostic::error(Code::TL018, format!("tệp số liệu có {} bảng: {}", found.len(), found.join(", ")))
            .hint(format!("chọn một bảng, ví dụ: --bang \"{}\"", found.first().map_or("", String::as_str))),
    };
    Err(finding.at(Place::file(path)).into())
}

fn headless(of: &str) -> Diagnostic {
    Diagnostic::error(Code::DL008, format!("không tìm thấy dòng tiêu đề {of}"))
        .hint("một trong 20 dòng đầu phải có tên của mọi cột, mỗi ô một tên, ngay trên dòng số liệu đầu tiên")
}
