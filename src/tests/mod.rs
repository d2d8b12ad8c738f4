//! Wide tests that look inside: samples taken through several modules. What can be asked of the program or of
//! the public library is asked in `tests/`.

mod campaign;
mod campaigns;
mod cells;
mod certificate;
mod concealed;
mod consistency;
pub mod dice;
pub mod fuzz;
mod golden;
mod growth;
mod kinds;
mod linear;
mod lines;
mod measures;
#[cfg(feature = "web")]
mod new_kinds;
mod old_encodings;
mod people;
mod steps;
mod together;
mod two_ways;
mod unchanged;
mod year_end;
