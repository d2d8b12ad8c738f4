//! All wider tests in one binary: each binary would link the whole PDF engine once more.

mod awards;
mod campaign;
mod campaigns;
mod certificate;
mod check;
mod cli;
mod concern;
mod consistency;
mod documents;
mod dossiers;
mod earlier;
mod faults;
mod faulty;
mod golden;
mod kinds;
mod layering;
mod measures;
mod new;
mod papers;
mod program;
mod registration;
mod report;
mod shapes;
mod tables;
mod together;
mod workbook;
