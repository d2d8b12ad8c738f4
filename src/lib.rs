//! vanthu: Vietnamese official paperwork from one set of facts.

pub mod acting;
pub mod batch;
pub mod campaign;
pub mod cli;
pub mod codes;
pub mod diag;
pub mod document;
pub mod fonts;
pub mod job;
pub mod manifest;
pub mod model;
pub mod norm;
pub mod output;
pub mod rules;
pub mod source;
pub mod template;
pub mod text;
pub mod typeset;
pub mod writer;
