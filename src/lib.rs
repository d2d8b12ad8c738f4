//! vanthu: Vietnamese official paperwork from one set of facts.

pub mod diag;
pub mod document;
pub mod fonts;
pub mod model;
pub mod norm;
pub mod rules;
pub mod text;
pub mod typeset;
