//! vanthu: Vietnamese official paperwork from one set of facts.
//!
//! # The way of the data
//!
//! Data flow one way, and `tests/layering.rs` fails on an import against it.
//!
//! 1. [`source`] reads TOML, workbooks, CSV and JSON into the values of [`data`], which know their place;
//!    [`text`] and [`diag`] serve everybody: clean text, and what is wrong where.
//! 2. [`law`] is what holds on which day, loaded once and handed on; [`model`] makes typed facts of the
//!    data: organisation, campaign, unit, person, award, quota, deadline.
//! 3. [`rules`] judges the facts by the campaign's own rules and the law of the day.
//! 4. [`template`] merges facts and judgement into `.van` texts; [`campaign`] says which papers there are,
//!    and which of them a fault must stop; [`merge`] fills one template in for each row of a table.
//! 5. [`document`] is the block model in the middle: a `.van` text as its parts, without sizes.
//!    [`law::bodies_in_force`] looks at a finished document for bodies that do not exist on its date.
//! 6. [`typeset`] decides every measure, from the one table in [`norm`] and the widths of [`fonts`].
//! 7. [`layout`] finds the place of every line on the pages, once; [`writer`] turns them into PDF, DOCX or
//!    text, each writer only translates. [`paper`] is the way of one document from text to files.
//! 8. [`batch`] makes many documents of [`job`]s, [`output`] lets files appear whole and knows them again,
//!    [`manifest`] lists them and what earlier runs left, [`delivery`] is one run into one folder.
//! 9. [`review`] puts a check into words for the screen and for a workbook, [`starter`] is the campaign
//!    that `vanthu new` writes; [`spreadsheet`] is the look of both workbooks.
//! 10. [`cli`] is the command line.

#[cfg(feature = "cli")]
pub mod batch;
pub mod campaign;
#[cfg(feature = "cli")]
pub mod cli;
pub mod data;
#[cfg(feature = "cli")]
pub mod delivery;
pub mod diag;
pub mod document;
pub mod files;
pub mod fonts;
pub mod job;
pub mod law;
pub mod layout;
#[cfg(feature = "cli")]
pub mod manifest;
pub mod merge;
pub mod model;
pub mod norm;
#[cfg(feature = "cli")]
pub mod output;
pub mod paper;
pub mod parties;
#[cfg(feature = "cli")]
pub mod review;
pub mod rules;
pub mod source;
#[cfg(feature = "cli")]
pub mod spreadsheet;
#[cfg(feature = "cli")]
pub mod starter;
pub mod template;
pub mod text;
pub mod typeset;
pub mod writer;
