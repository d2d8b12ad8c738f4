//! The pages: HTML that works without a script, with a keyboard, read aloud, and on a narrow screen.

pub mod compose;
pub mod edit;
pub mod explain;
pub mod findings;
pub mod layout;
pub mod overview;
pub mod paged;
pub mod pages;
pub mod papers;
pub mod preview;
pub mod receive;
pub mod refusal;
pub mod run;
pub mod start;
pub mod told;
