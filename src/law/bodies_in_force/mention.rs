//! Units named in a paper that don't exist on its day.

use chrono::NaiveDate;

use super::words::CITY;
use crate::law::registry::{Locality, Registry, UnitKind};

/// Since when a body is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// The last day on which it existed.
    Gone(NaiveDate),
    /// The first day on which it will.
    NotYet(NaiveDate),
}

/// A unit that doesn't exist on the day of the paper, found in its words.
#[derive(Clone, Debug)]
pub struct Mention<'a> {
    pub wrong: Wrong,
    /// The first word and the one after the last.
    pub start: usize,
    pub end: usize,
    pub nguon: &'a str,
    pub chua_kiem_chung: bool,
    what: What<'a>,
}

#[derive(Clone, Debug)]
enum What<'a> {
    Place(&'a Locality),
    Kind(&'a UnitKind),
}

impl<'a> Mention<'a> {
    /// `place` as a mention of no words, when it doesn't exist on `date`.
    pub fn of(place: &'a Locality, date: NaiveDate) -> Option<Self> {
        let wrong = wrong(place.tu_ngay, place.den_ngay, date)?;
        let what = What::Place(place);
        Some(Mention { wrong, start: 0, end: 0, nguon: &place.nguon, chua_kiem_chung: place.chua_kiem_chung, what })
    }

    /// The same of a kind of unit.
    pub(super) fn of_kind(kind: &'a UnitKind, date: NaiveDate) -> Option<Self> {
        let wrong = wrong(kind.tu_ngay, kind.den_ngay, date)?;
        let what = What::Kind(kind);
        Some(Mention { wrong, start: 0, end: 0, nguon: &kind.nguon, chua_kiem_chung: kind.chua_kiem_chung, what })
    }

    /// The same as the words from `start` to before `end`.
    pub(super) fn between(self, start: usize, end: usize) -> Self {
        Mention { start, end, ..self }
    }

    /// As messages call it: "tỉnh Kiên Giang", "huyện", "thành phố thuộc tỉnh".
    pub fn name(&self) -> &'a str {
        match self.what {
            What::Place(place) => &place.ten,
            What::Kind(kind) if kind.ten == CITY => "thành phố thuộc tỉnh",
            What::Kind(kind) => &kind.ten,
        }
    }

    /// Who takes its place on `date`.
    pub fn successors(&self, registry: &Registry, date: NaiveDate) -> String {
        match self.what {
            What::Place(place) => registry.successors(&place.ten, date).join(", "),
            What::Kind(kind) => kind.ke_thua.clone(),
        }
    }
}

fn wrong(from: Option<NaiveDate>, until: Option<NaiveDate>, date: NaiveDate) -> Option<Wrong> {
    let gone = until.filter(|last| *last < date).map(Wrong::Gone);
    gone.or_else(|| from.filter(|first| date < *first).map(Wrong::NotYet))
}
