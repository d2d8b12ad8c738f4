//! What earlier runs left in the output folder.
//!
//! A giấy khen of somebody who is no longer proposed, or the tờ trình of last week whose data are now known
//! to be wrong, must not lie among the papers of today as if it were one of them. The folder
//! remembers which files the program wrote and with which bytes; of these, and of no others, a run over the
//! whole campaign clears away what it no longer makes. A file that somebody has changed since is named and kept.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::base::diag::{Code, Diagnostic, Family, Place, Report, Severity};
use crate::make::batch::{Outcome, Status};
use crate::make::handout::{LISTING, is_blank, is_product, printed_kind};
use crate::make::output::{Files, Found, OutputFolder};
use crate::paper::writer::Format;

/// Files that earlier runs wrote, path below the folder to check sum.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Earlier {
    pub files: BTreeMap<String, String>,
    /// Folders with the documents of merges, which are of no campaign.
    pub merged: BTreeSet<String>,
}

impl Earlier {
    /// What is still in `folder`, with the folders `merged`, and is none of the files `made` now with `outcomes`.
    pub fn of(folder: &OutputFolder, outcomes: &[Outcome], made: &Files<'_>, mut merged: BTreeSet<String>) -> Self {
        // A kind that is made now is what its folder holds from now on.
        merged.retain(|folder| outcomes.iter().all(|outcome| outcome.kind != *folder));
        let records = folder.records(|path| !made.contains_key(path)).into_iter();
        let files = records.filter_map(|(path, sums)| Some((standing(folder, &path, sums)?, path)));
        Earlier { files: files.map(|(sum, path)| (path, sum)).collect(), merged }
    }

    /// Removes the files in one of `formats` that a run over everything no longer makes, and tells which: those of the
    /// campaign, or those of the `merge` into the folder of that name, and in any format what was made of such papers.
    /// Kept, and told, are those that were changed, that do not bear our mark, that cannot be removed, or whose new version
    /// could not be written; also those that nothing asks for while the data have errors (`is_doubtful`), because a row
    /// may be missing. Untouched are single texts, those of documents that were not tried, and empty forms where this run
    /// makes none: whoever asked for them hands them out.
    pub fn clear(
        &mut self,
        merge: Option<&str>,
        outcomes: &[Outcome],
        formats: &[&Format],
        is_doubtful: bool,
        folder: &OutputFolder,
    ) -> Report {
        if self.files.is_empty() {
            return Report::new();
        }
        let mut told: BTreeMap<Fate, Vec<String>> = BTreeMap::new();
        let has_blanks = outcomes.iter().any(|outcome| is_blank(&outcome.path));
        let outcomes: HashMap<&str, &Outcome> =
            outcomes.iter().map(|outcome| (outcome.path.as_str(), outcome)).collect();
        let is_concerned = |path: &str| match (merge, kind_of(path)) {
            (Some(merge), Some(kind)) => kind == merge,
            (None, Some(kind)) => is_of_campaign(path) && !self.merged.contains(kind),
            // The list is one for all; single texts are nobody's.
            (_, None) => path == LISTING,
        };
        self.files.retain(|path, sum| {
            let Some((stem, extension)) = path.rsplit_once('.') else { return false };
            let is_product = is_product(path);
            let made = is_product || formats.iter().any(|format| format.extension == extension);
            let outcome = outcomes.get(stem).copied();
            if is_blank(stem) && !has_blanks {
                return true;
            }
            if !is_concerned(path) || !made || outcome.is_some_and(|outcome| outcome.status == Status::Skipped) {
                return true;
            }
            let may_go = match folder.find(path) {
                Found::Nothing => return false,
                Found::File(found, bytes) => {
                    found == *sum && folder.is_own(path, bytes.as_deref()) && !outcome.is_some_and(is_unwritten)
                }
                Found::Other => false,
            };
            let fate = match outcome {
                None if may_go && is_doubtful && !is_product => Fate::Doubtful,
                _ if !may_go || folder.remove(path).is_err() => Fate::Kept,
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

    /// What was made of papers of earlier runs, some of which `outcomes` of a part of the campaign have changed: it is kept,
    /// for only a run over everything can make it anew, and told.
    pub fn outdated(&self, outcomes: &[Outcome], folder: &OutputFolder) -> Option<Diagnostic> {
        if !folder.has_changed() || !self.files.keys().any(|path| is_product(path)) {
            return None;
        }
        let written = |outcome: &&Outcome| outcome.status == Status::Written && is_of_campaign(&outcome.path);
        let kinds: BTreeSet<&str> = outcomes.iter().filter(written).map(|outcome| outcome.kind.as_str()).collect();
        if kinds.is_empty() {
            return None;
        }
        let rests_on_them = |path: &str| printed_kind(path).is_none_or(|kind| kinds.contains(kind));
        let outdated = self.files.keys().filter(|path| is_product(path) && rests_on_them(path));
        let outdated: Vec<String> = outdated.cloned().collect();
        (!outdated.is_empty()).then(|| Fate::Outdated.finding(&outdated, folder))
    }
}

/// The kind of the papers that the file at `path` is or is made of: a folder is named after it.
fn kind_of(path: &str) -> Option<&str> {
    printed_kind(path).or_else(|| path.split_once('/').map(|(folder, _)| folder))
}

/// The check sum of what stands at `path`, of which the program wrote versions with the check sums `sums`: the
/// latest of them when somebody changed it since. None when nothing is there.
fn standing(folder: &OutputFolder, path: &str, mut sums: Vec<String>) -> Option<String> {
    let latest = sums.pop()?;
    if sums.is_empty() {
        return folder.is_there(path).then_some(latest);
    }
    match folder.find(path) {
        Found::Nothing => None,
        Found::File(found, _) if sums.contains(&found) => Some(found),
        Found::File(..) | Found::Other => Some(latest),
    }
}

/// Whether `path` is that of a paper of a campaign, not of a single text: a kind and a stem.
fn is_of_campaign(path: &str) -> bool {
    path.split('/').count() == 2
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
    /// Kept, because it was changed, may be somebody's, or can't be replaced.
    Kept,
    /// Kept, though papers that it was made of have changed.
    Outdated,
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
                "tệp đã được sửa, đang bị khóa, không chứng minh được là do chương trình ghi, hoặc bản mới không ghi được, nên không bị xóa; xem lại rồi tự xóa hoặc cất đi nơi khác",
            ),
            Fate::Outdated => (
                Code::GF011,
                format!("còn {count} tệp in, gói hay danh mục ghép từ văn bản của lần chạy trước: {list}"),
                "lần chạy này đã đổi một số văn bản mà không ghép lại; trước khi in hay gửi đi thì chạy lại cho cả phong trào với `--gop`, `--theo-don-vi`",
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
