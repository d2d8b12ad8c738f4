//! The end of a run over an output folder: its summary, and a journal of just what is there then.

use std::fs::{self, File, Metadata};
use std::io::{self, Write};
use std::path::PathBuf;

use super::SUMMARY;
use super::disk::{FileSystem, is_empty, remove_folders};
use super::fault::file_fault;
use super::folder::{OutputFolder, State};
use super::journal::Line;
use super::marks::{Ending, Look};
use super::records::Files;
use super::temporary::Temporary;
use super::told::{self, Tell};
use crate::base::diag::Diagnostic;

impl OutputFolder {
    /// Puts the summary of the run in place, and lets `files` be all that the program knows of. `is_all_told` where the
    /// summary tells nothing of what comes of other runs but files.
    ///
    /// # Errors
    /// `GF…` when either can't be written; the other then still tells of every file.
    pub fn conclude(&self, summary: Tell<'_>, files: &Files<'_>, is_all_told: bool) -> Result<(), Diagnostic> {
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
        let kept = emptied.iter().zip(&paths).filter(|(_, path)| path.exists());
        let kept: Vec<&str> = kept.map(|(folder, _)| folder.as_str()).collect();
        let noted = state.note_end(self.disk.as_ref(), files, (!emptied.is_empty(), &kept));
        noted.map_err(|error| file_fault(&self.root, &error))?;
        let ended = self.ending(state).filter(|_| is_all_told);
        let State { records, marks, .. } = state;
        marks.write(self.disk.as_ref(), &self.root, &|file| records.told(file), ended);
        Ok(())
    }

    /// Whether summary and journal stand as a run has left them, and the journal tells all that the summary does.
    pub fn has_ended(&self) -> bool {
        let state = self.state();
        state.marks.ended().is_some_and(|ended| self.ending(&state) == Some(ended))
    }

    /// How summary and journal look.
    fn ending(&self, state: &State) -> Option<Ending> {
        let summary = fs::symlink_metadata(self.root.join(SUMMARY)).ok().filter(Metadata::is_file);
        Some(Ending(Look::of(&summary?)?, state.journal.look()?))
    }
}

impl State {
    /// Lets the journal tell of `files` alone, and of the folders `kept` among those that were `emptied`. One that an ended
    /// run has left so is not written again.
    fn note_end(
        &mut self,
        disk: &dyn FileSystem,
        files: &Files<'_>,
        (emptied, kept): (bool, &[&str]),
    ) -> io::Result<()> {
        let (are_some_gone, untold) = self.records.settle(files);
        let is_as_left = self.marks.ended().is_some_and(|Ending(_, journal)| Some(journal) == self.journal.look());
        let has_news = emptied || are_some_gone || !self.unnoted.is_empty() || !self.records.notes_alone(&untold);
        if is_as_left && !has_news {
            return Ok(());
        }
        // What has not changed is told in the same bytes.
        let before = self.journal.text()?;
        let (owner, known) = (self.owner.as_ref().map(Line::owner), self.records.all_known());
        let lines = |out: &mut dyn Write| {
            owner.iter().try_for_each(|line| line.put(out))?;
            kept.iter().map(|folder| Line::folder(folder)).try_for_each(|line| line.put(out))?;
            untold.iter().map(|(path, sum)| Line::file(path, sum)).try_for_each(|line| line.put(out))?;
            known.iter().try_for_each(|noted| {
                match noted.place.clone().and_then(|place| before.get(place)).filter(|line| line.ends_with(b"\n")) {
                    Some(line) => out.write_all(line),
                    None => Line::known(&noted.known).put(out),
                }
            })
        };
        let replaced = self.journal.replace(disk, &lines);
        self.records.forget_places();
        replaced
    }
}
