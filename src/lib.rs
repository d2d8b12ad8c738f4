#![doc = include_str!("architecture.md")]

mod base;
pub mod campaign;
#[cfg(feature = "cli")]
pub mod cli;
mod law;
mod make;
pub mod paper;
#[cfg(feature = "web")]
mod web;

#[cfg(test)]
mod tests;

pub use base::{diag, files};
pub use make::merge;
pub use paper::{document, norm};
