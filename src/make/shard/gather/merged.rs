//! One manifest of all shards, beside them.
//!
//! It has the keys of any `manifest.json`; `zip` says in which packed file the papers of a document lie. It is
//! written line by line, for a country has more documents than a memory holds.

use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::Arc;

use serde_json::{Value, json};

use super::super::record::Record;
use super::super::stored::{Checked, first_line, is_there};
use super::Gathered;
use crate::base::diag::Diagnostic;
use crate::make::manifest::{self, told};
use crate::make::output::disk::FileSystem;
use crate::make::output::growing::Growing;
use crate::make::output::{SUMMARY, file_fault, taken};

/// How such a manifest begins; no other does.
const MARK: &str = "{\"shards\":";

/// Writes the manifest of the shards, which are all there, into `folder`.
///
/// # Errors
/// `GF017` when another manifest or something else stands there, `GF019` when a shard can't be read any more, other
/// `GF…` when the manifest can't be written.
pub fn put_manifest(gathered: &Gathered, folder: &Path, disk: Arc<dyn FileSystem>) -> Result<(), Diagnostic> {
    let path = folder.join(SUMMARY);
    if is_there(&path) && !first_line(&path).is_ok_and(|line| line.starts_with(MARK.as_bytes())) {
        return Err(taken(&path));
    }
    let mut out = BufWriter::new(Growing::begin(disk, &path)?);
    let fault = |error: io::Error| file_fault(&path, &error);
    let run = gathered.run().cloned().unwrap_or_default();
    let about = json!({ "of": gathered.of, "version": run.version, "input": run.input });
    write!(out, "{MARK}{about},\n\"documents\":[").map_err(fault)?;
    let mut comma = "\n";
    for checked in &gathered.shards {
        let mut contents = checked.open()?;
        while let Some(record) = contents.next_record()? {
            write!(out, "{comma}{}", entry(&record, checked)).map_err(fault)?;
            comma = ",\n";
        }
    }
    let owner = run
        .owner
        .map(|owner| format!(",\n\"{}\":{},\"{}\":{}", told::CAMPAIGN, json!(owner.name), told::OWNER, json!(owner)));
    writeln!(out, "\n]{}}}", owner.unwrap_or_default()).map_err(fault)?;
    out.into_inner().map_err(|error| fault(error.into_error()))?.persist()
}

/// What the manifest says of a document.
fn entry(record: &Record, checked: &Checked) -> Value {
    let mut entry = record.outcome().map_or(Value::Null, |outcome| manifest::entry(&outcome));
    if let Some(keys) = entry.as_object_mut() {
        keys.insert("zip".to_owned(), json!(checked.head.zip.path));
    }
    entry
}
