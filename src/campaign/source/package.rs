//! The parts of a zipped workbook as XML: what the reader of values does not tell has to be looked up there.
//!
//! A package is measured before anybody reads it, so that a few kilobytes of packed zeros cost nothing but the
//! finding that they are.

mod measure;

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Cursor, Read};

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use crate::base::diag::Diagnostic;
use crate::base::limits;
pub(super) use measure::Measured;

/// A workbook as a package of parts.
pub(super) struct Package<'a>(zip::ZipArchive<Cursor<&'a [u8]>>);

/// A header of a part in the list of a package.
const HEADER: &[u8] = b"PK\x01\x02";

impl<'a> Package<'a> {
    /// `None` when `bytes` are no package.
    ///
    /// # Errors
    /// `DL060` for more parts than a workbook has.
    pub fn open(bytes: &'a [u8]) -> Result<Option<Self>, Diagnostic> {
        // The list is held in memory while it is read; it can't be longer than its headers.
        let headers = bytes.windows(HEADER.len()).filter(|window| *window == HEADER);
        if !limits::PARTS.allows(headers.take(limits::PARTS.most() as usize + 1).count()) {
            return Err(limits::PARTS.over());
        }
        Ok(zip::ZipArchive::new(Cursor::new(bytes)).ok().map(Package))
    }

    /// Unpacks every part without keeping it.
    ///
    /// # Errors
    /// `DL060` without a place, with the name of the part in its message.
    pub fn measure(&mut self) -> Result<Measured, Diagnostic> {
        let measured = measure::all(&mut self.0)?;
        let fits = self.sheet_bytes(&measured) <= limits::UNPACKED.most();
        if fits { Ok(measured) } else { Err(limits::UNPACKED.over()) }
    }

    /// How many bytes the sheets of an .xlsx come to, one that is listed several times counted each time: it would
    /// be read as often.
    fn sheet_bytes(&mut self, measured: &Measured) -> u64 {
        let links = self.elements("xl/_rels/workbook.xml.rels", "Relationship", ["Id", "Target"]);
        let targets: HashMap<String, String> = links.into_iter().map(|[id, target]| (id, target)).collect();
        let sheets = self.elements("xl/workbook.xml", "sheet", ["r:id", "name"]);
        sheets.iter().filter_map(|[id, _]| targets.get(id)).map(|target| measured.size(target)).sum()
    }

    /// Two attributes of each element `name` in a part.
    fn elements(&mut self, part: &str, name: &str, wanted: [&str; 2]) -> Vec<[String; 2]> {
        let mut found = Vec::new();
        let Some(part) = self.stream(part) else { return found };
        let (mut reader, mut buffer) = (quick_xml::Reader::from_reader(part), Vec::new());
        loop {
            buffer.clear();
            match reader.read_event_into(&mut buffer) {
                Ok(Event::Start(start) | Event::Empty(start)) if start.local_name().as_ref() == name => {
                    found.push(wanted.map(|wanted| attribute(&start, wanted).unwrap_or_default()));
                }
                Ok(Event::Eof) | Err(_) => return found,
                Ok(_) => {}
            }
        }
    }

    /// The names of all parts.
    pub fn names(&self) -> Vec<String> {
        self.0.file_names().flatten().map(|name| name.into_owned()).collect()
    }

    /// A part to be read piece by piece; `None` when it is not there.
    pub fn stream(&mut self, name: &str) -> Option<impl BufRead> {
        self.0.by_name(name).ok().map(BufReader::new)
    }

    /// The text of a small part; `None` when it is not there, is no text or is no small one.
    pub fn part(&mut self, name: &str) -> Option<String> {
        let mut text = String::new();
        self.stream(name)?.take(limits::PIECE.most() + 1).read_to_string(&mut text).ok()?;
        Some(text).filter(|text| limits::PIECE.allows(text.len()))
    }
}

/// The value of an attribute.
pub(super) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = start.try_get_attribute(name).ok().flatten()?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
}

/// The letters that `event` stands for; none when it is no text.
pub(super) fn letters(event: &Event<'_>) -> String {
    match event {
        Event::Text(text) => text.xml10_content().into_owned(),
        Event::CData(text) => text.xml10_content().into_owned(),
        Event::GeneralRef(reference) => {
            let escaped = format!("&{};", &*reference.xml10_content());
            quick_xml::escape::unescape(&escaped).map(|text| text.into_owned()).unwrap_or_default()
        }
        _ => String::new(),
    }
}
