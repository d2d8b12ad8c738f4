//! Values that come from a list of words, or that parse themselves.

use super::Fields;
use super::shape::{Sort, Word};
use crate::base::data::Value;
use crate::base::diag::Diagnostic;
use crate::base::diag::labelled::Labelled;
use crate::base::text::ascii_key;

impl Fields<'_> {
    /// One of `words`; may be missing.
    pub fn one_of<'w>(&mut self, key: &str, words: &[&'w str]) -> Option<&'w str> {
        self.note(key, || Sort::OneOf(named(words)));
        let word = self.one_line(key)?;
        self.known(key, &word, words)
    }

    /// What stands at `key` where it is text; nothing of another sort, which may be asked for then.
    pub fn words(&mut self, key: &str) -> Option<&str> {
        self.note(key, || Sort::Words);
        match &self.node(key)?.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The value that one of the words of `table` stands for; may be missing.
    pub fn choice<T: Copy>(&mut self, key: &str, table: &[(&'static str, T)]) -> Option<T> {
        let words: Vec<&str> = table.iter().map(|(word, _)| *word).collect();
        let word = self.one_of(key, &words)?;
        table.iter().find(|(known, _)| *known == word).map(|(_, value)| *value)
    }

    /// A list of which each item is one of `words`; may be missing.
    pub fn each_of<'w>(&mut self, key: &str, words: &[&'w str]) -> Vec<&'w str> {
        self.note(key, || Sort::EachOf(named(words)));
        let found = self.one_line_each(key);
        found.iter().filter_map(|word| self.known(key, word, words)).collect()
    }

    /// As [`Self::each_of`], what the words of `table` stand for.
    pub fn choices<T: Copy>(&mut self, key: &str, table: &[(&'static str, T)]) -> Vec<T> {
        let words: Vec<&str> = table.iter().map(|(word, _)| *word).collect();
        let found = self.each_of(key, &words);
        found.iter().filter_map(|word| table.iter().find(|(known, _)| known == word)).map(|(_, value)| *value).collect()
    }

    /// The word of the list that `word` is, accents aside.
    fn known<'w>(&mut self, key: &str, word: &str, words: &[&'w str]) -> Option<&'w str> {
        let known = words.iter().find(|known| **known == word || **known == ascii_key(word)).copied();
        if known.is_none() {
            let message = format!("{} không có giá trị `{word}`", self.name(key));
            let finding = Diagnostic::error(self.codes.choice, message).at(self.place_of(key));
            let all = || format!("các giá trị: `{}`", words.join("`, `"));
            self.report.push(finding.did_you_mean(word, words.iter().copied(), all));
        }
        known
    }

    /// A value of a closed list that parses itself from text; may be missing. Faults are told in its own words.
    pub fn parse<T: Labelled>(&mut self, key: &str) -> Option<T> {
        self.note(key, || Sort::OneOf(T::words().into_iter().map(|(name, label)| word(name, label)).collect()));
        let node = self.node(key)?;
        let text = self.plain(key, node)?;
        match text.parse() {
            Ok(value) => Some(value),
            Err(error) => {
                let message = format!("{} không nhận `{text}`", self.name(key));
                self.fault(key, self.codes.choice, message, &error.to_string());
                None
            }
        }
    }

    /// As [`Self::parse`], of a value that must be there.
    pub fn parse_required<T: Labelled>(&mut self, key: &str, example: &str) -> Option<T> {
        let found = self.parse(key);
        if self.is_blank(key) {
            self.missing(key, example);
        }
        found
    }
}

fn named(words: &[&str]) -> Vec<Word> {
    words.iter().map(|name| word(name, name)).collect()
}

fn word(name: &str, label: &str) -> Word {
    Word { name: name.to_owned(), label: label.to_owned() }
}
