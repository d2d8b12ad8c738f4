//! Sets a document: from its parts to paragraphs, grids and rules with every measure decided.

pub mod flow;
