//! The end of a run over an output folder: its summary, and a journal of just what is there then.

use std::fs::{self, File, Metadata};
use std::io::{self, Write};
use std::path::PathBuf;

use super::disk::{FileSystem, is_empty, remove_folders};
use super::fault::file_fault;
use super::folder::{OutputFolder, State};
use super::journal::Line;
use super::marks::{Ending, Look};
use super::records::Files;
use super::temporary::Temporary;
use super::told::{self, Tell};
use super::{Digest, SUMMARY};
use crate::base::diag::Diagnostic;

impl OutputFolder {
    /// Puts the summary of the run in place, and lets `files` be all that the program knows of. `is_all_told` where the
    /// summary tells nothing of what comes of other runs but files.
    ///
    /// # Errors
    /// `GF…` when either can't be written; the other then still tells of every file.
    pub fn conclude(&self, summary: Tell<'_>, files: &Files<'_>, is_all_told: bool) -> Result<(), Diagnostic> {
        let summary = self.put_summary(summary)?;
        let state = &mut *self.state();
        let emptied = state.folders.iter().filter(|folder| is_empty(&self.root.join(folder)));
        let emptied: Vec<String> = emptied.cloned().collect();
        let paths: Vec<PathBuf> = emptied.iter().map(|folder| self.root.join(folder)).collect();
        remove_folders(self.disk.as_ref(), &paths);
        let kept = emptied.iter().zip(&paths).filter(|(_, path)| path.exists());
        let kept: Vec<&str> = kept.map(|(folder, _)| folder.as_str()).collect();
        let noted = state.note_end(self.disk.as_ref(), files, (!emptied.is_empty(), &kept));
        let journal = noted.map_err(|error| file_fault(&self.root, &error))?;
        // Somebody may have written in the summary meanwhile.
        let summary = summary.filter(|look| is_all_told && self.look_of_summary() == Some(*look));
        let State { records, marks, .. } = state;
        let ended = summary.map(|summary| Ending { summary, journal });
        marks.write(self.disk.as_ref(), &self.root, &|file| records.told(file), ended);
        Ok(())
    }

    /// Puts the summary in place, unless just this stands there; how it looks.
    fn put_summary(&self, summary: Tell<'_>) -> Result<Option<Look>, Diagnostic> {
        let (target, look) = (self.root.join(SUMMARY), self.look_of_summary());
        if File::open(&target).is_ok_and(|there| told::holds(there, summary)) {
            return Ok(look);
        }
        let put = Temporary::tell(self.disk.as_ref(), &self.root, summary);
        let put = put.and_then(|temporary| temporary.persist(&target));
        put.map_err(|error| file_fault(&target, &error))?;
        Ok(self.look_of_summary())
    }

    fn look_of_summary(&self) -> Option<Look> {
        let metadata = fs::symlink_metadata(self.root.join(SUMMARY)).ok().filter(Metadata::is_file);
        Look::of(&metadata?)
    }

    /// Whether summary and journal stand as a run has left them, and the journal tells all that the summary does.
    pub fn has_ended(&self) -> bool {
        let state = self.state();
        let summary = || self.look_of_summary();
        state.ended().is_some_and(|ended| Some(ended.summary) == summary())
    }
}

impl State {
    /// How the run ended that has left the journal as it was read.
    fn ended(&self) -> Option<&Ending> {
        self.marks.ended().filter(|ended| ended.journal == self.journal.sum())
    }

    /// Lets the journal tell of `files` alone, and of the folders `kept` among those that were `emptied`; its check sum.
    /// One that an ended run has left so is not written again.
    fn note_end(
        &mut self,
        disk: &dyn FileSystem,
        files: &Files<'_>,
        (emptied, kept): (bool, &[&str]),
    ) -> io::Result<String> {
        let (are_some_gone, untold) = self.records.settle(files);
        let has_news = emptied || are_some_gone || !self.unnoted.is_empty() || !self.records.notes_alone(&untold);
        if !has_news && self.ended().is_some() && self.journal.is_as_read() {
            return Ok(self.journal.sum().to_owned());
        }
        // What has not changed is told in the same bytes.
        let before = self.journal.text_as_read()?.unwrap_or_default();
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
        self.journal.replace(disk, &lines)?;
        let mut digest = Digest::default();
        lines(&mut digest)?;
        Ok(digest.finish())
    }
}
