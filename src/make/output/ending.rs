//! The end of a run over an output folder: its summary, and a journal of just what is there then.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write;
use std::path::PathBuf;

use super::SUMMARY;
use super::disk::{is_empty, remove_folders};
use super::fault::file_fault;
use super::folder::OutputFolder;
use super::journal::Line;
use super::temporary::Temporary;
use super::told::{self, Tell};
use crate::base::diag::Diagnostic;

impl OutputFolder {
    /// Puts the summary of the run in place, and lets `files` be all that the program knows of.
    ///
    /// # Errors
    /// `GF…` when either can't be written; the other then still tells of every file.
    pub fn conclude(&self, summary: Tell<'_>, files: &BTreeMap<&str, &str>) -> Result<(), Diagnostic> {
        let target = self.root.join(SUMMARY);
        if !File::open(&target).is_ok_and(|there| told::holds(there, summary)) {
            let put = Temporary::tell(self.disk.as_ref(), &self.root, summary)
                .and_then(|temporary| temporary.persist(&target));
            put.map_err(|error| file_fault(&target, &error))?;
        }
        let state = &mut *self.state();
        let emptied = state.folders.iter().filter(|folder| is_empty(&self.root.join(folder)));
        let emptied: Vec<String> = emptied.cloned().collect();
        let paths: Vec<PathBuf> = emptied.iter().map(|folder| self.root.join(folder)).collect();
        remove_folders(self.disk.as_ref(), &paths);
        let owner = state.owner.as_ref().map(Line::owner);
        let kept = emptied.iter().zip(&paths).filter(|(_, path)| path.exists());
        let kept: Vec<Line> = kept.map(|(folder, _)| Line::folder(folder)).collect();
        state.known.retain(|_, known| known.lasts(files));
        let (known, marks) = (&state.known, &mut state.marks);
        let is_known = |path: &str, sum: &str| {
            let (document, extension) = path.rsplit_once('.').unwrap_or_default();
            known.get(document).is_some_and(|known| known.has(extension, sum))
        };
        marks.write(self.disk.as_ref(), &self.root, &is_known);
        let lines = |out: &mut dyn Write| {
            let before = owner.iter().chain(&kept).try_for_each(|line| line.put(out));
            before.and_then(|()| files.iter().try_for_each(|(path, sum)| Line::file(path, sum).put(out)))?;
            known.values().try_for_each(|known| Line::known(known).put(out))
        };
        state.journal.replace(self.disk.as_ref(), &lines).map_err(|error| file_fault(&self.root, &error))
    }
}
