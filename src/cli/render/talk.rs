//! What is told of the findings of many papers.

use std::collections::{BTreeSet, HashMap};

use crate::base::diag::{Diagnostic, Report, Severity};
use crate::cli::console::Console;
use crate::make::batch::{Outcome, Status};

/// Says each finding once, with the number of papers that it cost when there are several.
pub fn talk(outcomes: &[Outcome], console: &Console) {
    let mut costs: HashMap<&Diagnostic, BTreeSet<usize>> = HashMap::new();
    let mut all = Report::new();
    for (at, outcome) in outcomes.iter().enumerate() {
        for finding in outcome.report.iter() {
            let papers = costs.entry(finding).or_insert_with(|| {
                all.push(finding.clone());
                BTreeSet::new()
            });
            if outcome.status == Status::Failed && finding.severity == Severity::Error {
                papers.insert(at);
            }
        }
    }
    console.told(&all.told(), |told| {
        let findings = [&told.finding].into_iter().chain(&told.others).chain(&told.following);
        let papers: BTreeSet<usize> = findings.filter_map(|finding| costs.get(*finding)).flatten().copied().collect();
        (papers.len() > 1).then(|| format!("  {} văn bản không tạo được vì lỗi này", papers.len()))
    });
}
