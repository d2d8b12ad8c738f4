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
        state.records.keep_lasting(files);
        let (records, marks) = (&state.records, &mut state.marks);
        marks.write(self.disk.as_ref(), &self.root, &|path, sum| records.tells(path, sum));
        let lines = |out: &mut dyn Write| {
            owner.iter().chain(&kept).try_for_each(|line| line.put(out))?;
            let noted = files.iter().filter(|(path, sum)| !records.tells(path, sum));
            noted.map(|(path, sum)| Line::file(path, sum)).try_for_each(|line| line.put(out))?;
            records.all_known().try_for_each(|known| Line::known(known).put(out))
        };
        state.journal.replace(self.disk.as_ref(), &lines).map_err(|error| file_fault(&self.root, &error))
    }
}
