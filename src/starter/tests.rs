//! The starter folder holds together with the reader.

use std::path::Path;

use super::*;
use crate::diag::Severity;

#[test]
fn placeholder() {
    let files = files().unwrap_or_else(|report| panic!("{report:?}"));
    assert!(files.iter().all(|file| !file.bytes.is_empty()));
    let _ = (Path::new(""), Severity::Error);
}
