//! What every wing stands on: letters and partial dates, findings with their places, the tree of values that TOML
//! and tables are read into, and the door to files. Nothing here knows a document or a campaign.

pub mod data;
pub mod diag;
pub mod files;
pub mod text;
