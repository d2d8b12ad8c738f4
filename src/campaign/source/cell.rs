//! A cell of a workbook as the clerk sees it.
//!
//! What a cell holds and what it shows are two things: a number has a format, a tick may be the letter
//! `ü` in the font Wingdings, words may be struck out. Value and text are taken from what is seen; what
//! differs stays beside the value as its [`Look`], for whoever reads the cell as text.

use std::borrow::Cow;

use calamine::{DataRef, ExcelDateTime};

use super::number_format::{Epoch, NumberFormat, Reading};
use super::{Look, Struck, Value, fields, scalar};
use crate::base::data::CONCEALED;

/// How a cell is formatted.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Style {
    /// `None` shows numbers as they are.
    pub format: Option<NumberFormat>,
    pub struck: bool,
    pub font: String,
}

/// The characters that a font of symbols draws in the place of letters, ticks and boxes only.
const SYMBOLS: &[(&str, &[(char, char)])] = &[
    ("wingdings", &[('ü', '✓'), ('û', '✗'), ('þ', '☑'), ('ý', '☒'), ('x', '☒'), ('¨', '☐'), ('o', '☐'), ('q', '☐')]),
    ("wingdings 2", &[('P', '✓'), ('O', '✗'), ('R', '☑'), ('Q', '☒'), ('T', '☒'), ('S', '☒'), ('£', '☐')]),
    ("webdings", &[('a', '✓'), ('r', '✗'), ('c', '☐'), ('g', '☐')]),
    ("marlett", &[('a', '✓'), ('b', '✓'), ('r', '✗')]),
    ("symbol", &[('Ö', '√')]),
];

/// Whether letters in `font` look like others.
pub(super) fn is_telling(font: &str) -> bool {
    font.starts_with(".Vn") || SYMBOLS.iter().any(|(name, _)| name.eq_ignore_ascii_case(font))
}

impl Style {
    /// Whether the font is one of TCVN3 that draws small letters as capitals (.VnTimeH, .VnArialH).
    pub fn draws_capitals(&self) -> bool {
        self.font.starts_with(".Vn") && self.font.ends_with('H')
    }

    /// What is seen of `cell` in a workbook that counts days from `epoch`; `struck` is a part of its text
    /// that is struck out.
    pub fn read(&self, cell: &DataRef<'_>, epoch: Epoch, struck: Option<&StruckText>) -> (Value, Option<Box<Look>>) {
        let mut look = Look { since_1904: epoch == Epoch::From1904, ..Look::default() };
        let value = match cell {
            DataRef::Int(number) => self.number(*number as f64, epoch, &mut look),
            DataRef::Float(number) => self.number(*number, epoch, &mut look),
            DataRef::DateTime(moment) => self.moment(moment, epoch, &mut look),
            DataRef::String(text) => self.text(text, struck, &mut look),
            DataRef::SharedString(text) => self.text(text, struck, &mut look),
            DataRef::Bool(flag) => Value::Bool(*flag),
            DataRef::DateTimeIso(text) => {
                let date = text.get(..10).and_then(scalar::date);
                date.map_or_else(|| Value::clean(text), Value::Date)
            }
            DataRef::DurationIso(text) => Value::clean(text),
            DataRef::Error(error) => Value::Fault(error.to_string().into()),
            DataRef::Empty => return (Value::Empty, None),
        };
        self.finish(value, look)
    }

    /// A value with what there is to say of it.
    pub fn finish(&self, value: Value, mut look: Look) -> (Value, Option<Box<Look>>) {
        if self.struck && look.struck.is_none() {
            look.struck = Some(Struck::Whole);
        }
        let matters = look != Look::default();
        (value, matters.then(|| Box::new(look)))
    }

    /// A text, of which `struck` may be struck out.
    pub fn text(&self, text: &str, struck: Option<&StruckText>, look: &mut Look) -> Value {
        // OpenDocument keeps the error of a formula as its text.
        if is_fault(text) {
            return Value::Fault(text.into());
        }
        let kept = match struck {
            Some(struck) if struck.kept.trim().is_empty() => {
                look.struck = Some(Struck::Whole);
                text
            }
            Some(struck) => {
                look.struck = Some(Struck::Part(struck.gone.trim().to_owned()));
                &struck.kept
            }
            None => text,
        };
        let shown =
            self.format.as_ref().and_then(|format| format.show_text(kept)).map_or(Cow::Borrowed(kept), Cow::Owned);
        if shown.is_empty() && !kept.trim().is_empty() {
            return Value::Fault(CONCEALED.into());
        }
        Value::clean(&symbols(&self.font, &shown))
    }

    /// A number that the library takes for a day by its format; one without a format of ours is a day too.
    fn moment(&self, moment: &ExcelDateTime, epoch: Epoch, look: &mut Look) -> Value {
        if self.format.is_some() {
            return self.number(moment.as_f64(), epoch, look);
        }
        epoch.day(moment.as_f64()).map_or_else(|| numeric(moment.as_f64()), Value::Date)
    }

    fn number(&self, number: f64, epoch: Epoch, look: &mut Look) -> Value {
        match &self.format {
            Some(format) => self.seen(number, format.read(number, epoch), look),
            None if number.fract() == 0.0 => numeric(number),
            None => self.seen(number, NumberFormat::parse("").read(number, epoch), look),
        }
    }

    /// The value of a `number` that is seen as `reading`.
    pub fn seen(&self, number: f64, reading: Reading, look: &mut Look) -> Value {
        match reading {
            Reading::Figure { value, shown, rounded } => {
                let value = numeric(value);
                look.rounded = rounded;
                look.shown = Some(shown).filter(|shown| fields::shown(&value).as_ref() != Some(shown));
                value
            }
            Reading::Day { date, shown, whole, month_first } => {
                look.shown = Some(shown).filter(|_| !whole || date.is_none());
                look.month_first = month_first;
                date.map_or_else(|| numeric(number), Value::Date)
            }
            // Formats of accounts show no more than a dash.
            Reading::Words(text) if number == 0.0 && scalar::is_dash(&text) => {
                look.shown = Some(text);
                numeric(number)
            }
            Reading::Words(text) => Value::clean(&symbols(&self.font, &text)),
            Reading::Nothing if number == 0.0 => Value::Empty,
            Reading::Nothing => Value::Fault(CONCEALED.into()),
        }
    }
}

/// A text of which a part is struck out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct StruckText {
    pub whole: String,
    pub gone: String,
    pub kept: String,
}

impl StruckText {
    /// Takes the next piece of the text.
    pub fn push(&mut self, piece: &str, struck: bool) {
        self.whole.push_str(piece);
        if struck { self.gone.push_str(piece) } else { self.kept.push_str(piece) }
    }
}

/// `text` as `font` draws it; only a single letter, for nobody writes words in symbols. Symbols put in by
/// the menu of the program keep the letter in the private use area of Unicode, in any font.
fn symbols<'a>(font: &str, text: &'a str) -> Cow<'a, str> {
    let mut letters = text.trim().chars();
    let (Some(letter), None) = (letters.next(), letters.next()) else { return Cow::Borrowed(text) };
    let of_font =
        |font: &str| SYMBOLS.iter().find(|(name, _)| name.eq_ignore_ascii_case(font)).map(|(_, known)| *known);
    let (letter, known) = match letter {
        '\u{f020}'..='\u{f0ff}' => {
            (char::from((letter as u32 & 0xff) as u8), of_font(font).or_else(|| of_font("wingdings")))
        }
        other => (other, of_font(font)),
    };
    let drawn = known.unwrap_or_default().iter().find(|(from, _)| *from == letter);
    drawn.map_or(Cow::Borrowed(text), |(_, to)| Cow::Owned(to.to_string()))
}

/// What a list (CSV, JSON) holds: a spreadsheet saves a formula that failed as the words it shows.
pub(super) fn listed(text: &str) -> Value {
    if is_fault(text) { Value::Fault(text.trim().into()) } else { Value::clean(text) }
}

/// Whether `text` is what a spreadsheet shows for a formula that failed.
fn is_fault(text: &str) -> bool {
    const FAULTS: [&str; 12] = [
        "#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#####", "#SPILL!", "#CALC!", "#FIELD!",
        "#ERROR!",
    ];
    text.trim_start().starts_with(['#', 'E']) && FAULTS.contains(&text.trim())
        || text.trim().strip_prefix("Err:").is_some_and(|code| code.parse::<u32>().is_ok())
}

/// A spreadsheet has only floating numbers; whole ones come back as integers.
pub(super) fn numeric(number: f64) -> Value {
    let whole = number.fract() == 0.0 && number.abs() < 9e15;
    if whole { Value::Integer(number as i64) } else { Value::Decimal(number) }
}
