#![doc = include_str!("architecture.md")]

#[cfg(feature = "cli")]
mod batch;
pub mod campaign;
#[cfg(feature = "cli")]
pub mod cli;
mod data;
#[cfg(feature = "cli")]
mod delivery;
pub mod diag;
pub mod document;
pub mod files;
mod fonts;
mod job;
mod law;
mod layout;
#[cfg(feature = "cli")]
mod manifest;
pub mod merge;
mod model;
pub mod norm;
#[cfg(feature = "cli")]
mod output;
pub mod paper;
mod parties;
#[cfg(feature = "cli")]
mod review;
mod rules;
mod source;
#[cfg(feature = "cli")]
mod spreadsheet;
#[cfg(feature = "cli")]
mod starter;
mod template;
mod text;
mod typeset;
mod writer;

#[cfg(test)]
mod tests;
