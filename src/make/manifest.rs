//! `manifest.json`: what a run made, for other programs to read.
//!
//! Names, check sums and findings of every document in the order of the run, without a clock or a path
//! of this machine, so that two runs over the same input give the same bytes. Keys are only ever added.
//! It also tells whose folder it is and what earlier runs left there ([`earlier`]); a later run believes
//! it as far as it can be proven ([`told`]).

pub mod earlier;
mod indented;
pub mod told;

use std::io::{self, BufWriter, Write};

use serde::Serialize;
use serde::ser::SerializeMap;
use serde_json::{Map, Serializer, Value, json};

use crate::make::batch::{Outcome, Status, WrittenFile};
use crate::make::handout::Product;
use crate::make::output::Owner;
use earlier::Earlier;
use indented::Indented;

/// Bytes that are handed on at once; they come in pieces of a few.
const GATHERED: usize = 1 << 16;

/// Writes the manifest of `outcomes` and of the `products` made of them, to be put beside the documents; `left` is
/// what earlier runs wrote and `owner` the campaign that the folder belongs to.
///
/// # Errors
/// When something of it can't be told or written.
pub fn write(
    out: &mut dyn Write,
    (outcomes, products): (&[Outcome], &[Product]),
    owner: Option<&Owner>,
    left: &Earlier,
) -> io::Result<()> {
    let mut keys = Map::new();
    if let Some(owner) = owner {
        keys.insert(told::CAMPAIGN.to_owned(), json!(owner.name));
        keys.insert(told::OWNER.to_owned(), json!(owner));
    }
    for product in products {
        let key = product.path.split(['/', '.']).next().unwrap_or_default();
        let list = keys.entry(key).or_insert_with(|| json!([]));
        list.as_array_mut().into_iter().for_each(|list| list.push(json!(product)));
    }
    if !left.files.is_empty() {
        let files = left.files.iter().map(|(path, sha256)| json!({ "path": path, "sha256": sha256 }));
        keys.insert(told::EARLIER.to_owned(), files.collect());
    }
    if !left.merged.is_empty() {
        keys.insert(told::MERGED.to_owned(), json!(left.merged));
    }
    let mut gathered = BufWriter::with_capacity(GATHERED, out);
    let mut indented = Serializer::with_formatter(&mut gathered, Indented::default());
    let told = Manifest { outcomes, keys }.serialize(&mut indented).map_err(io::Error::from);
    let told = told.and_then(|()| gathered.write_all(b"\n")).and_then(|()| gathered.flush());
    // What was refused is not tried again.
    drop(gathered.into_parts());
    told
}

/// The documents, told one by one, and the keys that come after them.
struct Manifest<'a> {
    outcomes: &'a [Outcome],
    keys: Map<String, Value>,
}

impl Serialize for Manifest<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("documents", &Documents(self.outcomes))?;
        self.keys.iter().try_for_each(|(key, value)| map.serialize_entry(key, value))?;
        map.end()
    }
}

struct Documents<'a>(&'a [Outcome]);

impl Serialize for Documents<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(Entry))
    }
}

/// What the manifest says of `outcome`; null where it can't be told.
pub fn entry(outcome: &Outcome) -> Value {
    serde_json::to_value(Entry(outcome)).unwrap_or_default()
}

/// What the manifest says of a document.
struct Entry<'a>(&'a Outcome);

impl Serialize for Entry<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Entry(outcome) = self;
        let status = match outcome.status {
            Status::Written => "ok",
            Status::Failed => "failed",
            Status::Skipped => "skipped",
        };
        let mut keys = serializer.serialize_map(None)?;
        keys.serialize_entry("kind", &outcome.kind)?;
        keys.serialize_entry("subject", &outcome.subject)?;
        keys.serialize_entry(told::STATUS, status)?;
        keys.serialize_entry("pages", &outcome.pages)?;
        if !outcome.number.is_empty() {
            keys.serialize_entry("number", &outcome.number)?;
        }
        if let Some(date) = outcome.date.to_date() {
            keys.serialize_entry("date", &date.to_string())?;
        }
        for WrittenFile { format, path, sha256, .. } in &outcome.files {
            keys.serialize_entry(format, &Listed { path, sha256 })?;
        }
        keys.serialize_entry("diagnostics", &outcome.report.iter().collect::<Vec<_>>())?;
        keys.end()
    }
}

/// A file of a document.
#[derive(Serialize)]
struct Listed<'a> {
    path: &'a str,
    sha256: &'a str,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::diag::{Code, Diagnostic, Report};

    #[test]
    fn keys_stand_as_promised() {
        let outcome = Outcome {
            kind: "dang_ky".to_owned(),
            subject: "phong_ngan_sach".to_owned(),
            path: "dang_ky/phong_ngan_sach".to_owned(),
            status: Status::Written,
            pages: Some(2),
            number: String::new(),
            date: crate::paper::document::PartialDate::default(),
            files: vec![WrittenFile {
                format: "pdf",
                path: "dang_ky/a.pdf".to_owned(),
                sha256: "00".to_owned(),
                bytes: 1,
            }],
            report: Report::from(Diagnostic::warning(Code::GF005, "thử")),
        };
        let mut bytes = Vec::new();
        write(&mut bytes, (&[outcome], &[]), None, &Earlier::default()).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let squeezed: String = text.split_whitespace().collect();
        assert_eq!(
            squeezed,
            r#"{"documents":[{"kind":"dang_ky","subject":"phong_ngan_sach","status":"ok","pages":2,"pdf":{"path":"dang_ky/a.pdf","sha256":"00"},"diagnostics":[{"severity":"warning","code":"GF005","message":"thử","place":null,"hints":[],"file":null,"line":null,"column":null,"sheet":null,"row":null,"column_letter":null,"key":null}]}]}"#
        );
    }
}
