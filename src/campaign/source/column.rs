//! A column of a table: one row here is all that the program knows of it.
//!
//! The reader matches its header, tidies its cells by what they hold and reads them; the workbooks that are
//! handed out take their widths, formats, lists and words of help from the same row.

use crate::base::text::ascii_key;

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A fact on one line: a name, a position, a number of a paper.
    Words,
    /// Words that the program must not take for a number or a date: codes, telephones.
    Code,
    /// Text of one or several lines.
    Lines,
    /// The name of a person.
    Person,
    /// The name of a person or a unit.
    Subject,
    /// A day.
    Date,
    /// A day of birth, or the year alone.
    BirthDate,
    Year,
    /// A whole number.
    Count,
    /// A number, or words in its place.
    Figure,
    /// Yes or no.
    Flag,
}

/// A list that the words of a column are chosen from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// The names in the sheet of units.
    Units,
    /// The names in the sheet of individuals.
    People,
    /// Both.
    Subjects,
    Registrants,
    Sexes,
    Levels,
    States,
    PastKinds,
    RewardTypes,
    Awards,
    Indicators,
    Papers,
    Quotas,
    Attributes,
    Sections,
    Waivable,
    Discipline,
    Titles,
}

/// A column that a table may have.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// The key in the model and in JSON.
    pub key: &'static str,
    /// The header as it should be typed.
    pub label: &'static str,
    /// Other headers that mean the same, as keys.
    pub also: &'static [&'static str],
    /// Whether the table can't do without it.
    pub required: bool,
    pub kind: Kind,
    /// Where its words come from, when they are chosen.
    pub list: Option<List>,
    /// In characters, as it is handed out.
    pub width: f64,
    /// What belongs into it, in one line.
    pub help: &'static str,
    /// Whether few campaigns need it: it is read, but not handed out.
    pub seldom: bool,
}

impl Column {
    /// A column of words that may be missing.
    pub const fn new(key: &'static str, label: &'static str, also: &'static [&'static str]) -> Self {
        Column {
            key,
            label,
            also,
            required: false,
            kind: Kind::Words,
            list: None,
            width: 18.0,
            help: "",
            seldom: false,
        }
    }

    /// A column that the table can't do without.
    pub const fn required(key: &'static str, label: &'static str, also: &'static [&'static str]) -> Self {
        Column { required: true, ..Column::new(key, label, also) }
    }

    /// The same with what it holds.
    pub const fn holding(self, kind: Kind, width: f64, help: &'static str) -> Self {
        Column { kind, width, help, ..self }
    }

    /// The same with words from `list`.
    pub const fn chosen_from(self, list: List) -> Self {
        Column { list: Some(list), ..self }
    }

    /// The same, not handed out.
    pub const fn seldom(self) -> Self {
        Column { seldom: true, ..self }
    }

    pub(super) fn matches(&self, key: &str) -> bool {
        key == self.key || key == ascii_key(self.label) || self.also.contains(&key)
    }

    /// All keys by which it is known.
    pub(super) fn names(&self) -> impl Iterator<Item = String> {
        let also = self.also.iter().map(|name| (*name).to_owned());
        [self.key.to_owned(), ascii_key(self.label)].into_iter().chain(also)
    }
}
