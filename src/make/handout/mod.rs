//! What is handed on of the papers once they are there: a file of each kind to print, a parcel for each unit, a list.
//!
//! All three are made of the files of this run as they stand in the folder, so what is printed or sent is what was
//! made. Empty forms are in none of them. A paper that has errors is missing from them, and that is told: nobody
//! should hang up a list of names believing that it is whole.

mod listing;
mod parcels;
mod print;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::io::{self, ErrorKind, Read, SeekFrom};

use serde::Serialize;

use self::print::PrintFile;
use crate::base::diag::{Code, Diagnostic, Place, Report};
use crate::base::text::stems;
use crate::make::batch::{Outcome, Status};
use crate::make::output::{Found, OutputFile, OutputFolder, Put, Source};
use crate::paper::job::{Job, Unit};
use crate::paper::writer;

/// The folder of the files to print.
pub const PRINT: &str = "gop";
/// The folder of the parcels.
pub const PARCELS: &str = "don_vi";
/// The list of all papers.
pub const LISTING: &str = "danh_muc.xlsx";

/// The most bytes of a file that are looked at for a mark; the number of its pages has no part in it.
const LONGEST_LOOK: u64 = 64 << 20;
/// How many of these are its beginning.
const BEGINNING: u64 = 1 << 10;

/// What is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// A file of each kind to print.
    pub print: bool,
    /// In these each paper begins on the front of a sheet.
    pub two_sided: bool,
    /// A parcel for each unit.
    pub parcels: bool,
}

impl Wanted {
    /// Whether there is anything to make.
    pub fn is_any(self) -> bool {
        self.print || self.parcels
    }
}

/// The words that name what is made.
pub struct Names<'a> {
    /// What a kind is called, by its key.
    pub kind: &'a dyn Fn(&str) -> String,
    /// The campaign; empty of a merge, of which the kind tells it.
    pub of: &'a str,
    /// The body that hands it on; empty where its papers tell it.
    pub body: &'a str,
}

/// A paper of this run.
#[derive(Clone, Copy)]
pub struct Paper<'a> {
    pub unit: Option<&'a Unit>,
    pub outcome: &'a Outcome,
}

impl Paper<'_> {
    /// Whether it is in place and no empty form.
    fn is_there(&self) -> bool {
        self.outcome.status == Status::Written && !is_blank(&self.outcome.path)
    }
}

/// The papers of `jobs` with what became of them, in their order.
pub fn papers<'a>(jobs: &'a [Job<'_>], outcomes: &'a [Outcome]) -> Vec<Paper<'a>> {
    jobs.iter().zip(outcomes).map(|(job, outcome)| Paper { unit: job.unit.as_ref(), outcome }).collect()
}

/// A file that is made of papers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Product {
    /// Relative to the output folder.
    pub path: String,
    pub sha256: String,
    /// The kind or the unit; none of the list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// How many papers are in it.
    pub documents: usize,
    /// Of a file to print.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages: Option<usize>,
}

/// Whether `path` is that of something handed on.
pub fn is_product(path: &str) -> bool {
    path == LISTING || matches!(path.split_once('/'), Some((PRINT | PARCELS, _)))
}

/// Whether the file at `path` holds what a writer of papers writes, or what is made here of them: an honest file of
/// another program never does.
pub fn is_own(path: &str, source: &mut dyn Source) -> bool {
    let writes = |bytes: Vec<u8>| writer::is_own(path, &bytes);
    match path.split_once('/') {
        Some((PARCELS, _)) => parcels::is_own(source),
        Some((PRINT, _)) => ends(source).is_ok_and(writes),
        None if path == LISTING => ends(source).is_ok_and(|bytes| listing::is_own(&bytes)),
        _ => ends(source).is_ok_and(writes),
    }
}

/// All of `source`; of a long one its beginning and its end, where a file to print has its mark.
fn ends(source: &mut dyn Source) -> io::Result<Vec<u8>> {
    let length = source.seek(SeekFrom::End(0))?;
    source.seek(SeekFrom::Start(0))?;
    let mut bytes = Vec::new();
    if length > LONGEST_LOOK {
        Read::take(&mut *source, BEGINNING).read_to_end(&mut bytes)?;
        source.seek(SeekFrom::Start(length - LONGEST_LOOK + BEGINNING))?;
    }
    Read::take(&mut *source, LONGEST_LOOK).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The kind of whose papers alone the file at `path` is made; none of what is no file to print.
pub fn printed_kind(path: &str) -> Option<&str> {
    path.strip_prefix(PRINT)?.strip_prefix('/')?.strip_suffix(".pdf")
}

/// Makes what is `wanted` of `papers` in `folder`; the report tells what is missing or could not be made.
pub fn make(wanted: Wanted, papers: &[Paper], names: &Names, folder: &OutputFolder) -> (Vec<Product>, Report) {
    let mut made = Making { folder, products: Vec::new(), report: Report::new() };
    if wanted.print {
        let mut kinds: BTreeMap<&str, Vec<&Paper>> = BTreeMap::new();
        papers.iter().for_each(|paper| kinds.entry(&paper.outcome.kind).or_default().push(paper));
        for (kind, papers) in kinds {
            made.print_file(kind, &papers, names, wanted.two_sided);
        }
    }
    if wanted.parcels {
        let mut units: BTreeMap<&str, Vec<&Paper>> = BTreeMap::new();
        for paper in papers {
            paper.unit.iter().for_each(|unit| units.entry(&unit.stem).or_default().push(paper));
        }
        for (stem, papers) in units {
            made.parcel(stem, &papers, names);
        }
    }
    if wanted.is_any() {
        let all: Vec<&Paper> = papers.iter().filter(|paper| !is_blank(&paper.outcome.path)).collect();
        made.listing(&all, names);
    }
    (made.products, made.report)
}

/// Whether the paper at `path`, without extension, is an empty form.
pub fn is_blank(path: &str) -> bool {
    path.rsplit('/').next() == Some(stems::BLANK)
}

/// What has been made so far.
struct Making<'a> {
    folder: &'a OutputFolder,
    products: Vec<Product>,
    report: Report,
}

impl Making<'_> {
    fn print_file(&mut self, kind: &str, papers: &[&Paper], names: &Names, two_sided: bool) {
        let there: Vec<&Outcome> = papers.iter().filter(|paper| paper.is_there()).map(|paper| paper.outcome).collect();
        let path = format!("{PRINT}/{kind}.pdf");
        self.tell_missing(&path, papers);
        if there.is_empty() {
            return;
        }
        let mut title = (names.kind)(kind);
        if !names.of.is_empty() {
            title = format!("{title}: {}", names.of);
        }
        let about = print::About { title, author: names.body.to_owned() };
        let put = self.folder.put_streamed(&path, |out| {
            let mut file = PrintFile::new(out, about, two_sided)?;
            for outcome in &there {
                let pdf = outcome.files.iter().find(|file| file.format == "pdf");
                let pdf = pdf.ok_or_else(strange)?;
                file.add(self.bytes(&pdf.path, &pdf.sha256)?, &outcome.subject)?;
            }
            file.finish()
        });
        let put = put.map(|(pages, put)| (Some(pages), put));
        self.note(path, Some(kind.to_owned()), there.len(), put);
    }

    fn parcel(&mut self, stem: &str, papers: &[&Paper], names: &Names) {
        let there: Vec<&Paper> = papers.iter().copied().filter(|paper| paper.is_there()).collect();
        let path = format!("{PARCELS}/{stem}.zip");
        self.tell_missing(&path, papers);
        let Some(unit) = there.first().and_then(|paper| paper.unit) else { return };
        let listing = listing::bytes(&there, names);
        let listing = match listing {
            Ok(bytes) => bytes,
            Err(fault) => return self.report.push(fault),
        };
        let put = self.folder.put_streamed(&path, |out| {
            let mut parcel = parcels::Parcel::new(out);
            parcel.add(LISTING, &listing)?;
            for file in there.iter().flat_map(|paper| &paper.outcome.files) {
                parcel.add(&file.path, &self.bytes(&file.path, &file.sha256)?)?;
            }
            parcel.finish()
        });
        let put = put.map(|((), put)| (None, put));
        self.note(path, Some(unit.name.clone()), there.len(), put);
    }

    fn listing(&mut self, papers: &[&Paper], names: &Names) {
        let put = listing::bytes(papers, names).and_then(|bytes| {
            let file = OutputFile { path: LISTING.to_owned(), bytes };
            self.folder.put(std::slice::from_ref(&file)).map(|put| (None, put))
        });
        let there = papers.iter().filter(|paper| paper.is_there()).count();
        self.note(LISTING.to_owned(), None, there, put);
    }

    /// The file at `path` as this run wrote it.
    fn bytes(&self, path: &str, sha256: &str) -> io::Result<Vec<u8>> {
        match self.folder.find(path) {
            Found::File(sum, Some(bytes)) if sum == sha256 => Ok(bytes),
            _ => Err(strange()),
        }
    }

    fn note(
        &mut self,
        path: String,
        subject: Option<String>,
        documents: usize,
        put: Result<(Option<usize>, Put), Diagnostic>,
    ) {
        match put {
            Ok((pages, put)) => {
                self.report.extend(put.findings);
                let sha256 = put.sums.concat();
                self.products.push(Product { path, sha256, subject, documents, pages });
            }
            Err(fault) => self.report.push(fault),
        }
    }

    /// Says which papers are not in the file at `path` because they could not be made.
    fn tell_missing(&mut self, path: &str, papers: &[&Paper]) {
        let missing: Vec<&str> = papers
            .iter()
            .filter(|paper| paper.outcome.status != Status::Written && !is_blank(&paper.outcome.path))
            .map(|paper| paper.outcome.path.as_str())
            .collect();
        if !missing.is_empty() {
            let message = format!("`{path}` thiếu {} văn bản chưa tạo được: {}", missing.len(), missing.join(", "));
            let finding = Diagnostic::warning(Code::GF018, message).at(Place::file(self.folder.root().join(path)));
            self.report.push(finding.hint("sửa lỗi của các văn bản ấy rồi chạy lại để có đủ, trước khi in hay gửi đi"));
        }
    }
}

/// A file is not what this run wrote.
fn strange() -> io::Error {
    ErrorKind::InvalidData.into()
}
