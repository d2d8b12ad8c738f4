//! All wider tests in one binary: each binary would link the whole PDF engine once more.

mod cli;
mod layering;
