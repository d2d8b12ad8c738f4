//! One document that is still to be made.
//!
//! The hand-over from those who know what documents there are (a campaign, a single file) to
//! [`crate::make::batch`], which makes them without knowing where they come from.

use crate::base::diag::Report;
use crate::paper::document::Document;

/// Builds a document with its warnings, or says all that is wrong with it.
pub type Make<'a> = dyn Fn() -> Result<(Document, Report), Report> + Send + Sync + 'a;

/// What a document is made of, told before it is made.
pub struct MadeOf {
    /// A check sum of all that goes into it: of the same the same program makes the same document, and tells the same.
    pub sum: String,
    /// What is told with it, beside what only its making can find.
    pub told: Report,
}

/// Looks at what a document is made of; nothing of one that can't be made, or that has to be made to know it.
pub type Look<'a> = dyn Fn() -> Option<MadeOf> + Send + Sync + 'a;

/// A unit to which papers go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// What its files are named after: ASCII, one for each unit.
    pub stem: String,
    pub name: String,
}

/// A document to make, and the name it gets.
pub struct Job<'a> {
    /// The key of the kind or form (`dang_ky`).
    pub kind: String,
    /// Whom or what the document is about.
    pub subject: String,
    /// Where it goes in the output folder, without extension: ASCII, parts separated by `/`.
    pub path: String,
    /// The unit that it is about or that proposes whom it is about; none for a paper of the whole campaign.
    pub unit: Option<Unit>,
    /// Looks at what it is made of, which costs less than making it.
    pub look: Box<Look<'a>>,
    /// Makes it; called once, on a worker.
    pub make: Box<Make<'a>>,
}
