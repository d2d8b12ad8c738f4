//! One run into one output folder, from its opening to its manifest.
//!
//! Here the parts meet: the folder with its journal ([`crate::make::output`]), the manifest of the run before and
//! the owner of the folder. Whoever makes documents opens a delivery, lets [`crate::make::batch`] put them into its
//! folder and finishes it. Cut off anywhere between, the next run takes up where this one stopped.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use crate::base::diag::{Diagnostic, Place, Report};
use crate::make::batch::Outcome;
use crate::make::handout::{self, Product};
use crate::make::manifest::earlier::Earlier;
use crate::make::manifest::{self, told};
use crate::make::output::disk::FileSystem;
use crate::make::output::{Files, OutputFolder, Owner};
use crate::paper::writer::Format;

/// An output folder that is open for one run.
#[derive(Debug)]
pub struct Delivery {
    folder: OutputFolder,
    /// Folders below it with the documents of merges.
    merged: BTreeSet<String>,
}

/// What a run over the whole campaign may clear away.
#[derive(Clone, Copy)]
pub struct Whole<'a> {
    /// Only files of these formats.
    pub formats: &'a [&'a Format],
    /// The data have errors, so that rows may be missing: nothing goes for not being asked for.
    pub is_doubtful: bool,
}

impl Delivery {
    /// Opens the folder `root` for a run of the campaign `owner`, or of a single text without one; the report
    /// says what is remarkable about what was there. `waiting` is called when another run is at work there.
    ///
    /// # Errors
    /// `GF…` when the folder can't be used or belongs to another campaign (`GF015`); nothing is then changed.
    pub fn open(
        root: &Path,
        owner: Option<&Owner>,
        disk: Arc<dyn FileSystem>,
        waiting: &mut dyn FnMut(),
    ) -> Result<(Self, Report), Diagnostic> {
        let folder = OutputFolder::open(root, disk, handout::is_own, waiting)?;
        match admitted(&folder, owner) {
            Ok((merged, report)) => Ok((Delivery { folder, merged }, report)),
            Err(refusal) => {
                folder.abandon();
                Err(refusal)
            }
        }
    }

    /// Where the documents go.
    pub fn folder(&self) -> &OutputFolder {
        &self.folder
    }

    /// Ends the run with the manifest of `outcomes` and of the `products` made of them; a run over the `whole` campaign, or over all rows of the `merge`
    /// into the folder of that name, clears away first what it no longer makes. The report says what was cleared, and has an error when the manifest can't be written.
    pub fn finish(
        &self,
        outcomes: &[Outcome],
        products: &[Product],
        whole: Option<Whole<'_>>,
        merge: Option<&str>,
    ) -> Report {
        let mut report = Report::new();
        let papers = outcomes.iter().flat_map(|outcome| &outcome.files);
        let papers = papers.map(|file| (file.path.as_str(), file.sha256.as_str()));
        let handed_on = products.iter().map(|product| (product.path.as_str(), product.sha256.as_str()));
        // Of equal paths the last counts.
        let mut files = Files::with_capacity(outcomes.iter().map(|outcome| outcome.files.len()).sum());
        files.extend(papers.chain(handed_on));
        let mut left = Earlier::of(&self.folder, outcomes, &files, self.merged.clone());
        match whole {
            Some(Whole { formats, is_doubtful }) => {
                report.extend(left.clear(merge, outcomes, formats, is_doubtful, &self.folder));
            }
            None => report.extend(left.outdated(outcomes, &self.folder)),
        }
        left.merged.extend(merge.map(str::to_owned));
        let owner = self.folder.owner();
        files.extend(left.files.iter().map(|(path, sum)| (path.as_str(), sum.as_str())));
        let manifest = |out: &mut dyn Write| manifest::write(out, (outcomes, products), owner.as_ref(), &left);
        report.extend(self.folder.conclude(&manifest, &files, left.merged.is_empty()).err());
        report
    }

    /// Ends a run that made nothing, as if it had not been.
    pub fn abandon(self) {
        self.folder.abandon();
    }
}

/// Reads what is in `folder`, unless it belongs to another campaign than `owner`; the folders of merges in it.
fn admitted(folder: &OutputFolder, owner: Option<&Owner>) -> Result<(BTreeSet<String>, Report), Diagnostic> {
    let (told, mut report) = told::read(folder)?;
    let known: Vec<Owner> = folder.owner().into_iter().chain(told.owner.clone()).collect();
    if let Some(owner) = owner
        && let Some(other) = known.iter().find(|other| !other.is_same_campaign(owner))
    {
        return Err(other.refusal(owner).at(Place::file(folder.root())));
    }
    if let Some(owner) = owner.or(known.first()) {
        folder.belongs_to(owner);
    }
    folder.sweep();
    let merged = told.merged.clone();
    report.extend(told.prove(folder)?);
    Ok((merged, report))
}

#[cfg(test)]
mod tests;
