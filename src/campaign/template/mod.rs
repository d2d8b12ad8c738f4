//! Templates: the facts of a campaign into the `.van` text of its papers.
//!
//! A template (`.van.tera`) is a `.van` text whose front-matter strings and whose body are Tera
//! templates. Data in the body are escaped for the markup, so data can never become markup; strings of
//! the front matter are plain text already. All templates are part of the program; a file of the same
//! name in the folder `mau` of a campaign takes the place of the built-in one, file by file; in a folder
//! named after a form set (`mau/nd98`) it does so for the dossiers of that decree only.
//! Components that templates share stand in files whose names begin with `_`.

pub mod budget;
pub mod engine;
pub mod faults;
pub mod files;
pub mod filters;
pub mod kind;
pub mod kinds;
pub mod lexer;
pub mod lint;
pub mod mentions;
pub mod need;
pub mod printed;
pub mod schema;
mod tags;
pub mod variables;

pub use engine::Engine;
pub use kind::{Kind, Scope};
pub use kinds::Kinds;
pub use mentions::Mentions;
pub use need::Need;
pub use printed::{Printed, Shown};
pub use schema::Schema;
