//! What a kind of paper is made of, known without making one.
//!
//! Ten thousand papers of which one has changed should not be filled in again to find that out. So each kind is known
//! by the variables that its template reads: a paper is given these alone, and a check sum of them, with that of
//! the templates, stands for the paper. What is not in the sum can't be read, so nothing that is read can be missed.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::Story;
use super::round::LISTS;
use crate::base::sum::Digest;
use crate::campaign::template::{Engine, Kind, Shown};

/// Variables that the program itself asks for the name of the body on the day of the paper.
const ALWAYS: [&str; 2] = ["phong_trao", "van_ban"];

/// The variable that is given without its lists to those who do not ask for them.
const ROUND: &str = "hinh_thuc";

/// What the templates of a kind read.
pub struct Reading {
    /// Whether they name each variable somewhere, in the order of [`Story::NAMES`].
    is_named: Vec<bool>,
    /// Whether they ask for lists of a round.
    has_lists: bool,
    /// A check sum of the templates and of what is known of the kind.
    sum: String,
}

impl Reading {
    /// What the templates of `kind` read in `engine`.
    pub fn of(kind: &Kind, engine: &Engine) -> Self {
        let names = engine.names(kind);
        let is_named = |name: &&str| ALWAYS.contains(name) || names.contains(*name);
        let asked = engine.asked(kind, ROUND);
        let has_lists = LISTS.iter().any(|list| asked.contains(list));
        let mut digest = Digest::default();
        digest.add(engine.sum().as_bytes());
        digest.add(format!("{kind:?}").as_bytes());
        Reading { is_named: Story::NAMES.iter().map(is_named).collect(), has_lists, sum: digest.finish() }
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
    /// The variables that are read, by their names.
    fn variables(&self) -> impl Iterator<Item = (&'static str, &dyn Shown)> {
        let outline = self.story.hinh_thuc.outline.as_ref().filter(|_| !self.reading.has_lists);
        let given = move |(name, variable)| match outline {
            Some(outline) if name == ROUND => (name, outline as &dyn Shown),
            _ => (name, variable),
        };
        let variables = self.story.variables().zip(&self.reading.is_named);
        variables.filter(|(_, is_named)| **is_named).map(move |(variable, _)| given(variable))
    }

    /// A check sum of all that is told, and of the templates that tell it; none of what can't be summed up.
    pub fn sum(&self) -> Option<String> {
        let mut digest = Digest::default();
        digest.add(self.reading.sum.as_bytes());
        for (name, variable) in self.variables() {
            digest.add_value(&name).ok()?;
            variable.add_to(&mut digest).ok()?;
        }
        Some(digest.finish())
    }
}

impl Serialize for Told<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (name, variable) in self.variables() {
            map.serialize_entry(name, &variable.shown())?;
        }
        map.end()
    }
}
