//! Whose finding is it: one list of all that was found in a campaign, each with whom it concerns.
//!
//! The papers that must not be printed (`papers::ownership`), what is wrong with a unit, the screen, the workbook and the
//! JSON are views of this list, so no two of them can be told different things. Whom a finding concerns is
//! known from the row of its cell ([`rows`]).

mod rows;

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use self::rows::Rows;
use crate::base::diag::{Code, Diagnostic, Place, Report, Severity};
use crate::campaign::model::nomination::NomineeKind;
use crate::campaign::parties::Parties;
use crate::campaign::rules::Context;
use crate::campaign::rules::selection::pools;
use crate::campaign::source::Table;

/// The code of a tie at the edge: nothing that is known of the equals is wrong.
const TIE: Code = Code::TD051;

/// What a finding is about, and what a paper says something of. Numbers are positions of parties and awards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// The rules of the campaign.
    Rules,
    /// What the rules say of the award.
    RulesOf(usize),
    /// Who is proposed for the award, and how they were voted on.
    Award(usize),
    /// Who of them is chosen for the award.
    Choice(usize),
    /// Somebody who cannot be found: any list may lack the row.
    Lists,
    /// Members and ballots of the council.
    Council,
    /// What is known of a đối tượng, a collective or an individual.
    Nominee(usize),
    /// What the unit is called and has registered.
    Unit(usize),
    /// Who there is and who has registered: what shares are counted of.
    Roll,
}

/// How far a finding reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// The campaign as a whole: told once, whichever papers are made.
    Campaign,
    /// The papers that say something of its subjects.
    Papers,
    /// Only what `check` tells: a judgement, which papers print.
    Check,
}

/// A finding with its subjects.
pub struct Finding {
    pub diagnostic: Arc<Diagnostic>,
    /// In their order, each once.
    pub subjects: Arc<[Subject]>,
    pub reach: Reach,
}

impl Finding {
    /// The one unit that it concerns: by what it is called or has registered, or by what is known of itself
    /// and of those who belong to it.
    pub fn unit(&self, parties: &Parties) -> Option<usize> {
        let unit = |subject: &Subject| match subject {
            Subject::Unit(unit) => Some(*unit),
            Subject::Nominee(at) => match parties.get(*at)?.nominee.loai {
                NomineeKind::TapThe => Some(*at),
                NomineeKind::CaNhan | NomineeKind::HoGiaDinh => parties.unit_of(*at),
            },
            _ => None,
        };
        let mut units = self.subjects.iter().filter_map(unit);
        let first = units.next()?;
        units.all(|unit| unit == first).then_some(first)
    }
}

/// The first of equal findings; there may be hundreds of thousands, so none is copied.
fn each_once(all: impl Iterator<Item = (Reach, Arc<Diagnostic>)>) -> Vec<(Reach, Arc<Diagnostic>)> {
    let mut seen = HashSet::new();
    all.filter(|(_, finding)| seen.insert(Arc::clone(finding))).collect()
}

/// All that was found in a campaign, each finding once.
#[derive(Default)]
pub struct Findings {
    list: Vec<Finding>,
    /// Subjects with the positions of what reaches their papers, in this order.
    on_papers: Vec<(Subject, usize)>,
    /// Awards that are chosen together.
    pools: Vec<BTreeSet<usize>>,
}

impl Findings {
    /// What was found in the `campaign` as a whole, when its sheets were `read`, and by the rules, which
    /// `judged` them.
    pub fn new(campaign: Report, read: Report, judged: Report, context: &Context, tables: &[Table]) -> Self {
        let reach = |finding: &Diagnostic| match finding.severity {
            Severity::Error => Reach::Papers,
            Severity::Warning => Reach::Check,
        };
        let of_rules = judged.shared().map(|finding| (reach(&finding), finding));
        let of_sheets = read.shared().map(|finding| (Reach::Papers, finding));
        let all = campaign.shared().map(|finding| (Reach::Campaign, finding)).chain(of_sheets).chain(of_rules);
        let found = each_once(all);
        if found.is_empty() {
            return Findings::default();
        }
        let places: HashSet<&Place> = found.iter().filter_map(|(_, finding)| finding.place.as_ref()).collect();
        let rows = Rows::new(context, tables, &places);
        let subjects: Vec<Arc<[Subject]>> = found.iter().map(|(_, finding)| subjects(finding, &rows)).collect();
        drop(rows);
        let list = found.into_iter().zip(subjects);
        let list: Vec<Finding> =
            list.map(|((reach, diagnostic), subjects)| Finding { diagnostic, subjects, reach }).collect();
        let reaching = list.iter().enumerate().filter(|(_, finding)| finding.reach == Reach::Papers);
        let mut on_papers: Vec<(Subject, usize)> =
            reaching.flat_map(|(at, finding)| finding.subjects.iter().map(move |subject| (*subject, at))).collect();
        on_papers.sort_unstable();
        Findings { list, on_papers, pools: pools(context) }
    }

    /// What reaches papers and is about one of the `subjects` that these pick out of all that findings have.
    pub fn on_papers(&self, subjects: impl FnOnce(&mut dyn Iterator<Item = Subject>) -> BTreeSet<Subject>) -> Report {
        if self.on_papers.is_empty() {
            return Report::new();
        }
        let wanted =
            subjects(&mut self.on_papers.chunk_by(same_subject).flat_map(<[_]>::first).map(|(known, _)| *known));
        let found: BTreeSet<usize> = wanted.iter().flat_map(|subject| self.about(*subject)).collect();
        found.into_iter().filter_map(|at| self.list.get(at)).map(|finding| Arc::clone(&finding.diagnostic)).collect()
    }

    /// The positions of what reaches the papers that say something of `subject`.
    fn about(&self, subject: Subject) -> impl Iterator<Item = usize> {
        let from = self.on_papers.partition_point(|(known, _)| *known < subject);
        let others = self.on_papers.get(from..).unwrap_or_default().iter();
        others.take_while(move |(known, _)| *known == subject).map(|(_, at)| *at)
    }

    /// The awards that are chosen together with the one at this position, itself among them.
    pub fn pool(&self, award: usize) -> BTreeSet<usize> {
        self.pools.iter().find(|pool| pool.contains(&award)).cloned().unwrap_or_default()
    }

    /// Every finding, in the order in which they are told.
    pub fn iter(&self) -> impl Iterator<Item = &Finding> {
        self.list.iter()
    }

    /// Those that `wanted` says.
    pub fn report(&self, wanted: impl Fn(&Finding) -> bool) -> Report {
        self.list.iter().filter(|finding| wanted(finding)).map(|finding| Arc::clone(&finding.diagnostic)).collect()
    }
}

fn same_subject(left: &(Subject, usize), right: &(Subject, usize)) -> bool {
    left.0 == right.0
}

fn subjects(finding: &Diagnostic, rows: &Rows) -> Arc<[Subject]> {
    let mut subjects = finding.place.as_ref().map(|place| rows.of(place)).unwrap_or_default();
    if finding.code == TIE {
        let choices = subjects.iter().filter_map(|subject| match subject {
            Subject::Award(award) => Some(Subject::Choice(*award)),
            _ => None,
        });
        subjects = choices.collect();
    }
    if subjects.is_empty() {
        let is_rule = finding.place.as_ref().is_none_or(|place| place.path().ends_with(crate::campaign::folder::FILE));
        subjects = [if is_rule { Subject::Rules } else { Subject::Lists }].into();
    }
    subjects
}
