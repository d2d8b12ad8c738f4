//! All wider tests in one binary: each binary would link the whole PDF engine once more.

mod awards;
mod books;
#[cfg(unix)]
mod bounded;
mod cells;
mod check;
mod cli;
mod cut_off;
mod deciders;
mod documents;
mod dossiers;
mod earlier;
mod faults;
mod faulty;
mod layering;
mod library;
mod merge;
mod minutes;
mod new;
mod own_kinds;
mod ownership;
mod papers;
mod phieu;
mod plans;
mod program;
mod recipes;
mod registration;
mod report;
mod shapes;
mod shared_folder;
mod tables;
mod templates;
mod texts;
mod told;
mod wide;
mod workbook;
