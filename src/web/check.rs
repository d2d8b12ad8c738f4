//! A check of the campaign that is open, and what it says that the one before did not.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use crate::base::diag::{Code, Diagnostic, Report};
use crate::base::files::Stamp;
use crate::campaign::{self, CampaignFolder, OldText, Opening};
use crate::make::batch::panic_reason;
use crate::make::review::Review;

/// What a check comes to.
pub struct Checked {
    pub findings: Report,
    /// The campaign and what became of it; none where it can't be opened.
    pub folder: Option<(CampaignFolder, Review)>,
    /// The state of the files before they were read.
    pub stamps: Vec<Stamp>,
    /// None of the first.
    pub changes: Option<Changes>,
}

/// What has come and what has gone since the check before.
#[derive(Default)]
pub struct Changes {
    pub come: Vec<Diagnostic>,
    pub gone: Vec<Diagnostic>,
}

impl Checked {
    /// Checks the campaign in `folder`; `before` is the last check of it.
    pub fn of(folder: &Path, old_text: OldText, before: Option<&Checked>) -> Self {
        let opening = Opening { old_text, ..Opening::default() };
        let open = || {
            let opened = campaign::open_as(folder, &opening)?;
            let review = Review::of(&opened, folder);
            Ok((opened, review))
        };
        let opened = catch_unwind(AssertUnwindSafe(open)).unwrap_or_else(|payload| {
            let message = format!("lỗi trong chương trình khi kiểm tra: {}", panic_reason(payload.as_ref()));
            let finding = Diagnostic::error(Code::GF006, message);
            Err(finding.hint("hãy gửi thông báo này kèm dữ liệu cho người phát triển").into())
        });
        let (findings, folder) = match opened {
            Ok(opened) => (opened.0.findings(), Some(opened)),
            Err(faults) => (faults, None),
        };
        let changes = before.map(|before| Changes::between(&before.findings, &findings));
        Checked { findings, folder, stamps: Vec::new(), changes }
    }
}

impl Changes {
    /// What `new` has and `old` had not, and the other way round. What only moved, as rows do when one above them goes,
    /// is neither.
    fn between(old: &Report, new: &Report) -> Self {
        let same = |finding: &Diagnostic| {
            (finding.code, finding.message.clone(), finding.place.as_ref().map(|place| place.path().to_path_buf()))
        };
        let mut left: HashMap<_, Vec<&Diagnostic>> = HashMap::new();
        old.iter().for_each(|finding| left.entry(same(finding)).or_default().push(finding));
        let come = new.iter().filter(|finding| left.get_mut(&same(finding)).and_then(Vec::pop).is_none());
        let come = come.cloned().collect();
        let mut gone: Vec<Diagnostic> = Vec::new();
        for finding in old.iter() {
            if let Some(at) = left.get_mut(&same(finding)).filter(|left| !left.is_empty()) {
                at.pop();
                gone.push(finding.clone());
            }
        }
        Changes { come, gone }
    }

    /// Whether nothing has changed.
    pub fn is_empty(&self) -> bool {
        self.come.is_empty() && self.gone.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::diag::Place;

    #[test]
    fn what_only_moved_is_no_news() {
        let finding =
            |message: &str, row| Diagnostic::error(Code::DL001, message).at(Place::cell("a.xlsx", "A", row, 0));
        let report = |findings: &[Diagnostic]| findings.iter().cloned().collect::<Report>();
        let old = report(&[finding("một", 3), finding("một", 4), finding("hai", 5)]);
        let new = report(&[finding("một", 2), finding("ba", 4)]);
        let changes = Changes::between(&old, &new);
        let words = |findings: &[Diagnostic]| findings.iter().map(|each| each.message.clone()).collect::<Vec<_>>();
        assert_eq!(
            (words(&changes.come), words(&changes.gone)),
            (vec!["ba".to_owned()], vec!["một".to_owned(), "hai".to_owned()])
        );
        assert!(Changes::between(&old, &old).is_empty());
    }
}
