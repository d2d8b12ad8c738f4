//! Findings as people are told them: what has one cause is told once, with a count, the cause first.
//!
//! A renamed sheet leaves every đề nghị without results, a renamed award makes each of its rows unknown: a list of
//! forty equal lines hides the one that is to be mended. The whole list stays where programs read it (`--json`, the
//! workbook of a report).

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;

use super::{Code, Diagnostic, Hint, Place, Position, Report, Severity};

/// Findings in one column of a sheet that are told one by one, before the others are only counted.
const MOST_IN_A_COLUMN: usize = 20;
/// Findings of one code in one text or tree that are told one by one: nobody mends more of them before the next try.
const MOST_IN_A_FILE: usize = 100;
/// Places that are named where findings are counted.
const MOST_PLACES: usize = 5;

/// How a finding hangs together with others: by the key of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Link {
    /// The table is not read, for this reason.
    Root(&'static str),
    /// Nothing is known because the table does not say it.
    FollowsFrom(&'static str),
}

/// One finding with those that are told with it.
pub struct Told<'a> {
    pub finding: &'a Diagnostic,
    /// The same elsewhere.
    pub others: Vec<&'a Diagnostic>,
    /// What follows from it, and is gone when it is mended.
    pub following: Vec<&'a Diagnostic>,
}

impl Report {
    /// The findings as people are told them.
    pub fn told(&self) -> Vec<Told<'_>> {
        let roots: HashSet<&str> = self.iter().filter_map(|finding| finding.root()).collect();
        let mut following: HashMap<&str, Vec<&Diagnostic>> = HashMap::new();
        let mut told: Vec<Told> = Vec::new();
        let mut equal: HashMap<(Severity, Code, &str, &[Hint]), usize> = HashMap::new();
        let mut columns: HashMap<(Severity, Code, Place), Vec<usize>> = HashMap::new();
        for finding in self.iter() {
            if let Some(Link::FollowsFrom(table)) = finding.link.filter(|link| link.follows_one_of(&roots)) {
                following.entry(table).or_default().push(finding);
                continue;
            }
            let like = (finding.severity, finding.code, finding.message.as_str(), finding.hints.as_slice());
            let head = column_head(finding);
            let is_cell = head.as_ref().is_some_and(|head| head.sheet().is_some());
            let in_column = head.map(|head| columns.entry((finding.severity, finding.code, head)).or_default());
            let most = if is_cell { MOST_IN_A_COLUMN } else { MOST_IN_A_FILE };
            let crowded = in_column.as_ref().filter(|column| column.len() >= most);
            let known = equal.get(&like).or_else(|| crowded.and_then(|column| column.last()));
            if let Some(known) = known.and_then(|at| told.get_mut(*at)) {
                known.others.push(finding);
                continue;
            }
            equal.insert(like, told.len());
            in_column.into_iter().for_each(|column| column.push(told.len()));
            told.push(Told { finding, others: Vec::new(), following: Vec::new() });
        }
        for each in &mut told {
            each.following = each.finding.root().and_then(|table| following.remove(table)).unwrap_or_default();
        }
        told.sort_by_key(|each| each.following.is_empty());
        told
    }
}

impl Link {
    fn follows_one_of(self, roots: &HashSet<&str>) -> bool {
        matches!(self, Link::FollowsFrom(table) if roots.contains(table))
    }
}

impl Diagnostic {
    /// It is why nothing is read from the table with this key.
    pub fn root_of(mut self, table: &'static str) -> Self {
        self.link = Some(Link::Root(table));
        self
    }

    /// It says that something is not known which the table with this key would say.
    pub fn follows_from(mut self, table: &'static str) -> Self {
        self.link = Some(Link::FollowsFrom(table));
        self
    }

    fn root(&self) -> Option<&'static str> {
        match self.link {
            Some(Link::Root(table)) => Some(table),
            _ => None,
        }
    }
}

/// The head of the column that the cell of a finding stands in; of a line or a key, its file.
fn column_head(finding: &Diagnostic) -> Option<Place> {
    let place = finding.place.as_ref()?;
    match &place.position {
        Position::Cell { sheet, column, .. } => Some(Place::at_cell(&place.file, sheet, 0, *column)),
        Position::Line { .. } | Position::Key(_) => Some(Place::whole(&place.file)),
        Position::Whole => None,
    }
}

impl Told<'_> {
    /// The lines between the place of the finding and its hints.
    fn lines(&self) -> Vec<String> {
        let mut lines = Vec::new();
        if !self.others.is_empty() {
            let first = self.finding.place.as_ref();
            let places = self.others.iter().filter_map(|other| other.place.as_ref()).take(MOST_PLACES);
            let words: Vec<String> = places.map(|place| beside(first, place)).collect();
            let more = if self.others.len() > words.len() { ", …" } else { "" };
            let list = if words.is_empty() { String::new() } else { format!(": {}{more}", words.join(", ")) };
            let what =
                if self.finding.place.as_ref().is_some_and(|place| place.sheet().is_some()) { "ô" } else { "chỗ" };
            lines.push(format!("và {} {what} nữa{list}", self.others.len()));
        }
        if !self.following.is_empty() {
            let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
            self.following.iter().for_each(|finding| *codes.entry(finding.code.name()).or_default() += 1);
            let codes: Vec<String> = codes.iter().map(|(code, count)| format!("{count} {code}")).collect();
            lines.push(format!("kéo theo {} phát hiện khác: {}", self.following.len(), codes.join(", ")));
        }
        lines
    }
}

/// `place` as named beside `first`: the cell alone where both are of one sheet.
fn beside(first: Option<&Place>, place: &Place) -> String {
    let same = first.is_some_and(|first| first.file == place.file && first.sheet() == place.sheet());
    if same { place.within_file() } else { place.to_string() }
}

impl fmt::Display for Told<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.finding.write(out, &self.lines())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unknown(row: u32) -> Diagnostic {
        Diagnostic::error(Code::DL018, "không có hình thức `x`").at(Place::cell("a.xlsx", "Đề nghị", row, 1))
    }

    #[test]
    fn equal_findings_are_told_once_with_their_places() {
        let report: Report = (1..45).map(unknown).chain([unknown(2).hint("khác")]).collect();
        let told = report.told();
        assert_eq!(told.len(), 2);
        let text = told[0].to_string();
        assert!(text.ends_with("--> a.xlsx [Đề nghị!B2]\n  và 43 ô nữa: B3, B4, B5, B6, B7, …"), "{text}");
    }

    #[test]
    fn what_follows_from_a_missing_table_is_told_with_it() {
        let waiting = |who: &str, table| Diagnostic::warning(Code::TD031, format!("{who}: chờ")).follows_from(table);
        let root = Diagnostic::warning(Code::DL030, "trang `Kết quả 2022`").root_of("ket_qua");
        let report: Report =
            [waiting("A", "ket_qua"), waiting("A", "ho_so"), root, waiting("B", "ket_qua")].into_iter().collect();
        let told = report.told();
        let heads: Vec<(Code, usize)> = told.iter().map(|each| (each.finding.code, each.following.len())).collect();
        assert_eq!(heads, [(Code::DL030, 2), (Code::TD031, 0)]);
        assert!(told[0].to_string().contains("kéo theo 2 phát hiện khác: 2 TD031"), "{}", told[0]);
    }

    #[test]
    fn a_column_full_of_the_same_fault_is_counted() {
        let slip =
            |row: u32| Diagnostic::warning(Code::DL040, format!("ô {row}")).at(Place::cell("a.xlsx", "T", row, 0));
        let report: Report = (0..100).map(slip).collect();
        let told = report.told();
        assert_eq!((told.len(), told[19].others.len()), (20, 80));
    }
}
