//! The parts of a zipped workbook as XML: what the reader of values does not tell has to be looked up there.

use std::io::{Cursor, Read};

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

/// A longer part is no sheet of a campaign.
const MOST_BYTES: u64 = 500_000_000;

/// A workbook as a package of parts.
pub(super) struct Package<'a>(zip::ZipArchive<Cursor<&'a [u8]>>);

impl<'a> Package<'a> {
    /// `None` when `bytes` are no package.
    pub fn open(bytes: &'a [u8]) -> Option<Self> {
        zip::ZipArchive::new(Cursor::new(bytes)).ok().map(Package)
    }

    /// The names of all parts.
    pub fn names(&self) -> Vec<String> {
        self.0.file_names().flatten().map(|name| name.into_owned()).collect()
    }

    /// The text of a part; `None` when it is not there or is no text.
    pub fn part(&mut self, name: &str) -> Option<String> {
        let part = self.0.by_name(name).ok()?;
        let mut text = String::new();
        part.take(MOST_BYTES).read_to_string(&mut text).ok()?;
        Some(text)
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
