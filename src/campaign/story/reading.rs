//! What a kind of paper is made of, known without making one.
//!
//! Ten thousand papers of which one has changed should not be filled in again to find that out. So each kind is known
//! by the variables that its template reads: a paper is given these alone, and a check sum of them, with that of
//! the templates, stands for the paper. What is not in the sum can't be read, so nothing that is read can be missed.

use std::collections::BTreeSet;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::Story;
use crate::base::sum::Digest;
use crate::campaign::template::{Engine, Kind};

/// Variables that the program itself asks for the name of the body on the day of the paper.
const ALWAYS: [&str; 2] = ["phong_trao", "van_ban"];

/// What the templates of a kind read.
pub struct Reading {
    /// Names that they say somewhere; every one may be a variable.
    names: BTreeSet<String>,
    /// A check sum of the templates and of what is known of the kind.
    sum: String,
}

impl Reading {
    /// What the templates of `kind` read in `engine`.
    pub fn of(kind: &Kind, engine: &Engine) -> Self {
        let mut names = engine.names(kind);
        names.extend(ALWAYS.map(str::to_owned));
        let mut digest = Digest::default();
        digest.add(engine.sum().as_bytes());
        digest.add(format!("{kind:?}").as_bytes());
        Reading { names, sum: digest.finish() }
    }

    /// Those variables of `story` that are read.
    pub fn told<'a>(&'a self, story: &'a Story) -> Told<'a> {
        Told { reading: self, story }
    }
}

/// A story as papers of one kind are given it.
pub struct Told<'a> {
    reading: &'a Reading,
    story: &'a Story,
}

impl Told<'_> {
    /// A check sum of all that is told, and of the templates that tell it; none of what can't be summed up.
    pub fn sum(&self) -> Option<String> {
        let mut digest = Digest::default();
        digest.add(self.reading.sum.as_bytes());
        for (name, variable) in self.story.variables().filter(|(name, _)| self.reading.names.contains(*name)) {
            digest.add_value(&name).ok()?;
            variable.add_to(&mut digest).ok()?;
        }
        Some(digest.finish())
    }
}

impl Serialize for Told<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (name, variable) in self.story.variables().filter(|(name, _)| self.reading.names.contains(*name)) {
            map.serialize_entry(name, &variable.shown())?;
        }
        map.end()
    }
}
