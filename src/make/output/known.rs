//! Papers that need not be made again: what each was made of, beside what came of it.
//!
//! A campaign of ten thousand papers is rendered anew for one changed row. So the journal tells of each document a
//! check sum of all that went into it, and when the same comes again, and its files stand as they were put, they
//! stay as they are. There are two such sums: of the data that a template is filled in with, and of the document that
//! came of it, which other data may give as well. A file that somebody changed, or that is gone, has its document
//! made again.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};

use super::folder::{Found, OutputFolder};
use super::journal::Line;

/// A document that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// The path of its files without extension.
    pub document: String,
    /// A check sum of the document itself.
    pub inputs: String,
    /// One of the data and templates that it came of, where there was nothing to tell but what they tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data: Option<String>,
    /// Số and ký hiệu.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// Its day, as far as it is told.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub date: String,
    /// `None` when no format has pages.
    pub pages: Option<usize>,
    /// Check sum and length of its files, by extension.
    pub files: BTreeMap<String, (String, u64)>,
}

impl Known {
    /// Whether it is the whole of what is asked for: made of `inputs`, by one of the two sums, with files of all
    /// these `extensions`.
    pub(super) fn is(&self, inputs: &str, extensions: &[&str]) -> bool {
        let is_made_of = self.inputs == inputs || self.data.as_deref() == Some(inputs);
        is_made_of && extensions.iter().all(|extension| self.files.contains_key(*extension))
    }

    /// The paths of its files with their check sums.
    pub(super) fn paths(&self) -> impl Iterator<Item = (String, &str)> {
        self.files.iter().map(|(extension, (sum, _))| (format!("{}.{extension}", self.document), sum.as_str()))
    }
}

impl OutputFolder {
    /// As [`super::sink::Sink::known`].
    pub fn known(&self, path: &str, inputs: &str, extensions: &[&str]) -> Option<Known> {
        let known = self.state().known.get(path).filter(|known| known.is(inputs, extensions)).cloned()?;
        let wanted = |path: &str| extensions.iter().any(|extension| path.rsplit('.').next() == Some(extension));
        let stands = |(path, sum): (String, &str)| matches!(self.find(&path), Found::File(found, _) if found == sum);
        let all = known.paths().filter(|(path, _)| wanted(path)).all(stands);
        all.then_some(known)
    }

    /// As [`super::sink::Sink::learn`].
    pub fn learn(&self, known: Known) {
        let state = &mut *self.state();
        // Refused, it comes with the next note.
        state.unnoted.push(Line::known(&known));
        if state.journal.append(self.disk.as_ref(), &state.unnoted).is_ok() {
            state.unnoted.clear();
        }
        state.known.insert(known.document.clone(), known);
    }
}

/// What tells this program from another build of it: length and time of its file.
pub fn this_program() -> Option<String> {
    let metadata = fs::metadata(env::current_exe().ok()?).ok()?;
    let time = metadata.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(format!("{} {} {}", env!("CARGO_PKG_VERSION"), metadata.len(), time.as_nanos()))
}
