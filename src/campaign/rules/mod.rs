//! What is printed in the plan is what is enforced: the rules of a campaign, judged.
//!
//! [`judge_in`] takes typed [`Facts`], the law and a day, and nothing else: no file, no clock. It looks up who is
//! meant by each row ([`index`]), assesses every đề nghị on criteria, exclusions, dossier and votes
//! ([`judgement`]), chooses within the chỉ tiêu ([`selection`]), and lets each [`Rule`] report what it
//! finds. A rule is one small file in [`checks`] with its page `codes/TDxxx.md`. The result does not
//! depend on the order of rows.

pub mod checks;
pub mod context;
pub mod criteria;
pub mod deadlines;
pub mod dossiers;
pub mod exclusions;
pub mod facts;
pub mod grades;
pub mod index;
pub mod input;
pub mod judgement;
pub mod leaf;
pub mod ledger;
pub mod members;
pub mod money;
pub mod past;
pub mod progress;
pub mod quotas;
pub mod scores;
pub mod second_round;
pub mod selection;
pub mod stages;
pub mod strands;
pub mod sums;
pub mod verdict;
pub mod votes;

pub use checks::RULES;
pub use context::Context;
pub use facts::Facts;
pub use judgement::{Assessed, Judged, Judgement};
pub use selection::{Outcome, Selection};
pub use verdict::{State, Verdict};

use std::sync::Arc;

use crate::base::diag::{Code, Diagnostic, Place, Report};

/// What a rule looks at: the facts, and what was made of them.
pub struct Assessment<'a> {
    pub context: &'a Context<'a>,
    pub de_nghi: &'a [Assessed],
    pub chon: &'a [Selection],
}

/// One check.
pub trait Rule: Sync {
    /// The stable code of its findings; `codes/<code>.md` explains it.
    fn code(&self) -> Code;

    /// Reports what is wrong.
    fn check(&self, assessment: &Assessment, report: &mut Report);
}

/// Judges `facts` as known on `date`, by the `law`.
#[cfg(test)]
pub fn judge(facts: &Facts, law: &crate::law::Law, date: chrono::NaiveDate) -> Judged {
    judge_in(&Context::new(facts, law, date))
}

/// Judges the facts of `context` by its law, as known on its day.
pub fn judge_in(context: &Context) -> Judged {
    let (de_nghi, chon) = judgement::assess(context);
    let mut report: Report = context.parties.findings.shared().chain(context.index.findings.shared()).collect();
    let assessment = Assessment { context, de_nghi: &de_nghi, chon: &chon };
    for rule in RULES {
        rule.check(&assessment, &mut report);
    }
    let judgement = Judgement { ngay: context.date, de_nghi, chon, buoc_mo: progress::open_for_all(context) };
    Judged { judgement, report: ordered(report) }
}

/// The findings by code, then by place as a person reads a sheet; each once.
fn ordered(report: Report) -> Report {
    let mut findings: Vec<Arc<Diagnostic>> = report.shared().collect();
    drop(report);
    findings.sort_by(|left, right| order(left).cmp(&order(right)));
    findings.dedup();
    findings.into_iter().collect()
}

fn order(finding: &Diagnostic) -> (Code, Option<&Place>, &str, usize) {
    (finding.code, finding.place.as_ref(), &finding.message, finding.hints.len())
}

#[cfg(test)]
mod tests;
