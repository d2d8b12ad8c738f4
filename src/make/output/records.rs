//! What the program wrote into a folder: its files by their check sums, and what documents were made of.
//!
//! Most files are of a document that is known, which tells their check sums; only those of others are noted by themselves.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

use super::known::Known;
use super::marks::parted;

/// Files by their paths, with their check sums.
pub type Files<'a> = HashMap<&'a str, &'a str>;

/// A document that is known, and the bytes of the journal that tell of it; none where it tells of it anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Noted {
    pub known: Arc<Known>,
    pub place: Option<Range<usize>>,
}

impl Noted {
    /// The document `known`, of which the journal tells at `place` and of nothing else there.
    pub fn new(known: Known, place: Option<Range<usize>>) -> Self {
        Noted { known: Arc::new(known), place }
    }
}

/// The files that the program wrote.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Records {
    /// Check sums by path, but for those that a known document tells.
    files: BTreeMap<String, Vec<String>>,
    /// What documents were made of, by their paths without extension.
    known: HashMap<String, Noted>,
}

impl Records {
    /// The `files` with their check sums and the documents `known`, both as they were noted one after the other. Of each
    /// document the last word counts, but what came of it before is still the program's.
    pub fn new(files: Vec<(String, String)>, mut known: Vec<Noted>) -> Self {
        known.sort_by(|one, other| one.known.document.cmp(&other.known.document));
        let mut records = Records::default();
        let older = known.windows(2).filter_map(|pair| match pair {
            [older, newer] if older.known.document == newer.known.document => Some(&older.known),
            _ => None,
        });
        let older = older.flat_map(|known| known.paths()).map(|(path, sum)| (path, sum.to_owned()));
        for (path, sum) in older.chain(files) {
            records.files.entry(path).or_default().push(sum);
        }
        records.known = known.into_iter().map(|noted| (noted.known.document.clone(), noted)).collect();
        records
    }

    /// Whether the program wrote the file at `path` with this check sum.
    pub fn has(&self, path: &str, sum: &str) -> bool {
        let is_noted = || self.files.get(path).is_some_and(|sums| sums.iter().any(|known| known == sum));
        self.tells(path, sum) || is_noted()
    }

    /// Whether a known document tells that the file at `path` has this check sum.
    pub fn tells(&self, path: &str, sum: &str) -> bool {
        self.told(parted(path)) == Some(sum)
    }

    /// The check sum that the known document at `path` tells of its file with this `extension`.
    pub fn told(&self, (path, extension): (&str, &str)) -> Option<&str> {
        self.known.get(path)?.known.sum(extension)
    }

    /// Whether the program wrote a file at `path`.
    pub fn has_path(&self, path: &str) -> bool {
        self.files.contains_key(path) || self.told(parted(path)).is_some()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty() && self.known.is_empty()
    }

    /// Notes that the program writes the file at `path` with this check sum; whether that is new.
    pub fn note(&mut self, path: &str, sum: &str) -> bool {
        let is_new = !self.has(path, sum);
        if is_new {
            self.files.entry(path.to_owned()).or_default().push(sum.to_owned());
        }
        is_new
    }

    /// The document at `path`.
    pub fn known(&self, path: &str) -> Option<&Arc<Known>> {
        self.known.get(path).map(|noted| &noted.known)
    }

    /// All known documents, by their paths.
    pub fn all_known(&self) -> Vec<&Noted> {
        let mut all: Vec<&Noted> = self.known.values().collect();
        all.sort_unstable_by(|one, other| one.known.document.cmp(&other.known.document));
        all
    }

    /// Notes what the files that were put last were made of. What came of the document before is still the program's.
    pub fn learn(&mut self, known: Known) {
        let noted = Noted::new(known, None);
        let known = Arc::clone(&noted.known);
        if let Some(before) = self.known.insert(known.document.clone(), noted) {
            for (path, sum) in before.known.paths().filter(|(path, sum)| !self.has(path, sum)).collect::<Vec<_>>() {
                self.files.entry(path).or_default().insert(0, sum.to_owned());
            }
        }
        // What it tells need not be noted beside it.
        for (path, sum) in known.paths() {
            if self.files.get(&path).is_some_and(|sums| sums.iter().eq([sum])) {
                self.files.remove(&path);
            }
        }
    }

    /// Keeps those known documents alone whose files all have the check sums that `files` tells of them; whether some are
    /// gone, and those of `files` that none of them tells of, by path.
    pub fn settle<'a>(&mut self, files: &Files<'a>) -> (bool, Vec<(&'a str, &'a str)>) {
        let count = self.known.len();
        self.known.retain(|_, noted| noted.known.all_files(|path, sum| files.get(path) == Some(&sum)));
        let told: usize = self.known.values().map(|noted| noted.known.files.len()).sum();
        let mut untold = Vec::new();
        if told < files.len() {
            untold.extend(files.iter().map(|(path, sum)| (*path, *sum)).filter(|(path, sum)| !self.tells(path, sum)));
            untold.sort_unstable();
        }
        (self.known.len() < count, untold)
    }

    /// Whether `files`, by path, are all that is noted by itself, each with one check sum.
    pub fn notes_alone(&self, files: &[(&str, &str)]) -> bool {
        let noted =
            self.files.iter().flat_map(|(path, sums)| sums.iter().map(move |sum| (path.as_str(), sum.as_str())));
        noted.eq(files.iter().copied())
    }

    /// The files whose paths are `wanted`, with all their check sums; the last is the newest.
    pub fn files(&self, wanted: impl Fn(&str) -> bool) -> BTreeMap<String, Vec<String>> {
        let noted = self.files.iter().filter(|(path, _)| wanted(path));
        let mut files: BTreeMap<String, Vec<String>> = noted.map(|(path, sums)| (path.clone(), sums.clone())).collect();
        for (path, sum) in self.known.values().flat_map(|noted| noted.known.paths_of(&wanted)) {
            let sums = files.entry(path).or_default();
            // What is noted beside the last word has come after it.
            if !sums.iter().any(|noted| noted == sum) {
                sums.insert(0, sum.to_owned());
            }
        }
        files
    }

    /// The folders in which files are.
    pub fn folders(&self) -> BTreeSet<&str> {
        let paths = self.files.keys().chain(self.known.keys());
        paths.filter_map(|path| path.rsplit_once('/').map(|(folder, _)| folder)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(document: &str, sum: &str) -> Known {
        Known {
            document: document.to_owned(),
            inputs: String::new(),
            data: None,
            number: String::new(),
            date: String::new(),
            pages: None,
            files: [("pdf".to_owned(), (sum.to_owned(), 1))].into_iter().collect(),
        }
    }

    fn file(path: &str, sum: &str) -> (String, String) {
        (path.to_owned(), sum.to_owned())
    }

    fn sums(records: &Records) -> Vec<String> {
        records.files(|path| path == "a/b.pdf").remove("a/b.pdf").unwrap_or_default()
    }

    #[test]
    fn what_was_noted_last_is_the_newest() {
        let learnt = |files: Vec<(String, String)>, sums: &[&str]| {
            Records::new(files, sums.iter().map(|sum| Noted::new(known("a/b", sum), None)).collect())
        };
        // Cut off before its new version was in place, and behind it.
        assert_eq!(sums(&learnt(vec![file("a/b.pdf", "2")], &["1"])), ["1", "2"]);
        assert_eq!(sums(&learnt(vec![file("a/b.pdf", "2")], &["1", "2"])), ["1", "2"]);
        let mut records = learnt(vec![file("c.txt", "0")], &["1"]);
        assert!(!records.note("a/b.pdf", "1") && records.note("a/b.pdf", "2"));
        records.learn(known("a/b", "2"));
        assert_eq!(sums(&records), ["1", "2"]);
        assert!(records.note("d.pdf", "3"));
        records.learn(known("d", "3"));
        assert!(!records.files.contains_key("d.pdf") && records.has("d.pdf", "3"), "held once");
        for (path, sum, is_ours) in
            [("a/b.pdf", "1", true), ("a/b.pdf", "2", true), ("a/b.pdf", "3", false), ("a/b.txt", "1", false)]
        {
            assert_eq!(records.has(path, sum), is_ours, "{path} {sum}");
        }
        assert!(records.has_path("c.txt") && !records.has_path("a/b"));
        assert_eq!(records.folders(), BTreeSet::from(["a"]));
    }
}
