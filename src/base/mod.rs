//! What every wing stands on: letters and partial dates, findings with their places, the tree of values that TOML
//! and tables are read into, the door to files, check sums, and what is
//! too much of anything. Nothing here knows a document or a campaign.

pub mod data;
pub mod diag;
pub mod files;
pub mod limits;
pub mod sum;
pub mod text;
