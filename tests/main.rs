//! All wider tests in one binary: each binary would link the whole PDF engine once more.

mod awards;
mod campaign;
mod campaigns;
mod certificate;
mod check;
mod cli;
mod concern;
mod consistency;
mod cut_off;
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
mod report;
mod shapes;
mod shared_folder;
mod together;
mod workbook;
