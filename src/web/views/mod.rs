//! The pages: HTML that works without a script, with a keyboard, read aloud, and on a narrow screen.

pub mod findings;
pub mod layout;
pub mod overview;
pub mod papers;
pub mod refusal;
pub mod start;
