//! The files that came of a document, by their extensions.
//!
//! Ten thousand documents are remembered from run to run, each with a file or two: a list says so in a quarter of the
//! room of a map.

use std::fmt;

use serde::de::{Deserializer, MapAccess, Visitor};
use serde::{Deserialize, Serialize, Serializer};

/// The check sum and the length of each file, by its extension; in JSON a map.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Made(Vec<(String, (String, u64))>);

impl Made {
    /// The file with this `extension`.
    pub fn get(&self, extension: &str) -> Option<&(String, u64)> {
        self.iter().find(|(known, _)| *known == extension).map(|(_, file)| file)
    }

    /// All of them, by extension.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &(String, u64))> {
        self.0.iter().map(|(extension, file)| (extension.as_str(), file))
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    fn put(&mut self, extension: String, file: (String, u64)) {
        self.0.retain(|(known, _)| *known != extension);
        let at = self.0.partition_point(|(known, _)| *known < extension);
        self.0.insert(at, (extension, file));
    }
}

impl FromIterator<(String, (String, u64))> for Made {
    fn from_iter<I: IntoIterator<Item = (String, (String, u64))>>(files: I) -> Self {
        let files = files.into_iter();
        let mut made = Made(Vec::with_capacity(files.size_hint().0));
        files.for_each(|(extension, file)| made.put(extension, file));
        made
    }
}

impl Serialize for Made {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de> Deserialize<'de> for Made {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Files)
    }
}

struct Files;

impl<'de> Visitor<'de> for Files {
    type Value = Made;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("check sums and lengths by extension")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut keys: A) -> Result<Made, A::Error> {
        let mut made = Made(Vec::with_capacity(2));
        while let Some((extension, file)) = keys.next_entry()? {
            made.put(extension, file);
        }
        Ok(made)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_a_map_in_json() {
        let text = r#"{"docx":["01",3],"pdf":["02",4]}"#;
        let made: Made = serde_json::from_str(r#"{"pdf":["00",1],"docx":["01",3],"pdf":["02",4]}"#).unwrap();
        assert_eq!(serde_json::to_string(&made).unwrap(), text);
        assert_eq!((made.get("pdf"), made.get("txt"), made.len()), (Some(&("02".to_owned(), 4)), None, 2));
    }
}
