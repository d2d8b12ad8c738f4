//! A number of the law that has not been checked against the signed text.

use std::collections::BTreeSet;

use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::model::council::BallotRound;
use crate::campaign::rules::votes;
use crate::campaign::rules::{Assessment, Rule};

#[doc = include_str!("../../../base/diag/codes/TD080.md")]
pub struct UnverifiedNumber;

impl Rule for UnverifiedNumber {
    fn code(&self) -> Code {
        Code::TD080
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        let mut used: BTreeSet<(usize, String)> = BTreeSet::new();
        for item in assessment.de_nghi {
            if let Some(money) = item.tien_thuong.as_ref().filter(|money| money.chua_kiem_chung) {
                used.insert((
                    item.proposed.award,
                    format!("tiền thưởng {} lần mức lương cơ sở ({})", money.he_so, money.can_cu),
                ));
            }
        }
        for (number, award) in assessment.context.rules().hinh_thuc.iter().enumerate() {
            let threshold =
                votes::threshold(assessment.context, award, votes::meeting_day(assessment.context), BallotRound::Mot);
            if let Some(threshold) = threshold.filter(|threshold| threshold.chua_kiem_chung) {
                used.insert((number, format!("tỷ lệ phiếu {} ({})", threshold.ty_le, threshold.source())));
            }
        }
        for (number, what) in used {
            let Some(award) = assessment.context.award(number) else { continue };
            let finding =
                Diagnostic::warning(self.code(), format!("{}: {what} chưa đối chiếu với văn bản gốc", award.ten));
            report.push(finding.at(award.place.clone()).hint("đối chiếu văn bản đã ký trước khi dùng"));
        }
    }
}
