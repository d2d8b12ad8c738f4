//! All wider tests in one binary: each binary would link the whole PDF engine once more.

mod awards;
mod campaign;
mod cli;
mod consistency;
mod documents;
mod golden;
mod layering;
