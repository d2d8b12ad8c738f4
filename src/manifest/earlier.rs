//! What earlier runs left in the output folder.
//!
//! A giấy khen of somebody who is no longer proposed, or the tờ trình of last week whose data are now known
//! to be wrong, must not lie among the papers of today as if it were one of them. The manifest tells which
//! files the program wrote and with which bytes; of these, and of no others, a run over the whole campaign
//! clears away what it no longer makes. A file that somebody has changed since is named and kept.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::Value;

use super::NAME;
use crate::batch::{Outcome, Status, sha256};
use crate::diag::{Code, Diagnostic, Family, Place, Report, Severity};
use crate::output::OutputFolder;
use crate::writer::Format;

/// The key of the name of the campaign.
pub const CAMPAIGN: &str = "campaign";
/// The key of the files of earlier runs.
pub const FILES: &str = "earlier";
/// The key of the folders with documents of merges.
pub const MERGED: &str = "merged";

/// Files that the program wrote, path below the folder to check sum.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Earlier {
    /// Its name; empty when only single texts were written.
    pub campaign: String,
    pub files: BTreeMap<String, String>,
    /// Folders with the documents of a merge, which are of no campaign.
    pub merged: BTreeSet<String>,
}

impl Earlier {
    /// What the manifest in `folder` tells; nothing when there is none that can be read.
    pub fn read(folder: &OutputFolder) -> Self {
        let text = fs::read(folder.root().join(NAME)).unwrap_or_default();
        let manifest: Value = serde_json::from_slice(&text).unwrap_or_default();
        let list = |key: &str| manifest.get(key).and_then(Value::as_array).into_iter().flatten();
        let documents = list("documents").filter_map(Value::as_object).flat_map(|document| document.values());
        let files = documents.chain(list(FILES)).filter_map(|file| {
            let text = |key: &str| file.get(key).and_then(Value::as_str).map(str::to_owned);
            Some((text("path")?, text("sha256")?))
        });
        let campaign = manifest.get(CAMPAIGN).and_then(Value::as_str).unwrap_or_default().to_owned();
        let merged = list(MERGED).filter_map(Value::as_str).map(str::to_owned).collect();
        Earlier { campaign, files: files.collect(), merged }
    }

    /// What of it still counts in a run of `campaign`: only single texts and merges when it is of another one. A
    /// single text or a merge (no name) leaves the campaign in its place.
    pub fn in_run_of(self, campaign: &str) -> Self {
        if campaign.is_empty() || self.campaign == campaign {
            return self;
        }
        let Earlier { files, merged, .. } = self;
        let files = files.into_iter().filter(|(path, _)| is_single(path) || is_merged(path, &merged)).collect();
        Earlier { campaign: campaign.to_owned(), files, merged }
    }

    /// The same without the files that `outcomes` wrote again.
    pub fn without(mut self, outcomes: &[Outcome]) -> Self {
        for file in outcomes.iter().flat_map(|outcome| &outcome.files) {
            self.files.remove(&file.path);
        }
        self
    }

    /// Removes the files in one of `formats` that a run over everything no longer makes, and tells which: those of
    /// the campaign, or those of the merge into the folder `merged`.
    /// Kept, and told, are those that were changed, that cannot be removed, or whose new version could not be
    /// written; also those that nothing asks for while the data have errors (`is_doubtful`), because a row
    /// may be missing. Untouched are single texts and those of documents that were not tried.
    pub fn clear(
        &mut self,
        merged: Option<&str>,
        outcomes: &[Outcome],
        formats: &[&Format],
        is_doubtful: bool,
        folder: &OutputFolder,
    ) -> Report {
        let mut told: BTreeMap<Fate, Vec<String>> = BTreeMap::new();
        // A kind that a campaign makes is its own from now on.
        self.merged.retain(|folder| outcomes.iter().all(|outcome| outcome.kind != *folder));
        let merges = &self.merged;
        let is_other = |path: &str| match merged {
            Some(folder) => top_folder(path) != Some(folder),
            None => is_single(path) || is_merged(path, merges),
        };
        self.files.retain(|path, sum| {
            let Some((stem, extension)) = path.rsplit_once('.') else { return false };
            let made = formats.iter().any(|format| format.extension == extension);
            let outcome = outcomes.iter().find(|outcome| outcome.path == stem);
            if is_other(path) || !made || outcome.is_some_and(|outcome| outcome.status == Status::Skipped) {
                return true;
            }
            let Ok(target) = folder.locate(path) else { return false };
            let Ok(bytes) = fs::read(&target) else { return false };
            let may_go = sha256(&bytes) == *sum && !outcome.is_some_and(is_unwritten);
            let fate = match outcome {
                None if may_go && is_doubtful => Fate::Doubtful,
                _ if !may_go || fs::remove_file(&target).is_err() => Fate::Kept,
                Some(_) => Fate::Failed,
                None => Fate::Removed,
            };
            told.entry(fate).or_default().push(path.clone());
            matches!(fate, Fate::Doubtful | Fate::Kept)
        });
        told.iter().map(|(fate, paths)| fate.finding(paths, folder)).fold(Report::new(), |mut report, finding| {
            report.push(finding);
            report
        })
    }
}

/// Whether the file at `path` is of a single text, not of a campaign or a merge.
fn is_single(path: &str) -> bool {
    top_folder(path).is_none()
}

fn is_merged(path: &str, merged: &BTreeSet<String>) -> bool {
    top_folder(path).is_some_and(|folder| merged.contains(folder))
}

fn top_folder(path: &str) -> Option<&str> {
    path.split_once('/').map(|(folder, _)| folder)
}

/// What became of a file of an earlier run.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fate {
    /// Removed: the data no longer ask for it.
    Removed,
    /// Removed: its new version has errors.
    Failed,
    /// Kept, because the data have errors and may ask for it again.
    Doubtful,
    /// Kept, because it was changed or can't be replaced.
    Kept,
}

impl Fate {
    fn finding(self, paths: &[String], folder: &OutputFolder) -> Diagnostic {
        let (count, list) = (paths.len(), paths.join(", "));
        let (code, message, hint) = match self {
            Fate::Removed => (
                Code::GF010,
                format!("đã xóa {count} tệp cũ mà lần chạy này không tạo nữa: {list}"),
                "đây là văn bản của lần chạy trước, chưa ai sửa; số liệu nay không còn cho ra văn bản ấy",
            ),
            Fate::Failed => (
                Code::GF010,
                format!("đã xóa {count} tệp cũ của văn bản nay có lỗi, chưa tạo lại được: {list}"),
                "tệp cũ theo số liệu lần trước, chưa ai sửa, không còn đúng; sửa các lỗi nêu trên rồi chạy lại để có bản mới",
            ),
            Fate::Doubtful => (
                Code::GF011,
                format!("còn {count} tệp cũ mà lần chạy này không tạo: {list}"),
                "số liệu đang có lỗi, có thể thiếu dòng, nên chưa xóa tệp nào trong số này; sửa lỗi (xem `vanthu check`) rồi chạy lại",
            ),
            Fate::Kept => (
                Code::GF011,
                format!("còn {count} tệp cũ mà lần chạy này không tạo nữa: {list}"),
                "tệp đã được sửa, đang bị khóa hoặc bản mới không ghi được nên không bị xóa; xem lại rồi tự xóa hoặc cất đi nơi khác",
            ),
        };
        Diagnostic::warning(code, message).at(Place::file(folder.root())).hint(hint)
    }
}

/// Whether the document failed only when its files were to be written.
fn is_unwritten(outcome: &Outcome) -> bool {
    let of_writing =
        |finding: &Diagnostic| finding.severity == Severity::Error && finding.code.family() == Family::Writing;
    outcome.status == Status::Failed && outcome.report.iter().any(of_writing)
}
