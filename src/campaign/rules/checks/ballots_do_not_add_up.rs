//! Ballots and members that cannot be.

use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::model::council::{BallotCount, Council, Vote};
use crate::campaign::model::located::Located;
use crate::campaign::rules::{Assessment, Rule};

#[doc = include_str!("../../../base/diag/codes/TD060.md")]
pub struct BallotsDoNotAddUp;

impl Rule for BallotsDoNotAddUp {
    fn code(&self) -> Code {
        Code::TD060
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        let Some(council) = &assessment.context.rules().hoi_dong else { return };
        self.check_count(council, &council.phieu, report);
        self.check_count(council, &council.phieu_vong_2, report);
        for vote in &assessment.context.facts.bieu_quyet {
            self.check_vote(council, vote, report);
        }
    }
}

impl BallotsDoNotAddUp {
    /// The ballots of one round.
    fn check_count(&self, council: &Council, count: &BallotCount, report: &mut Report) {
        let (out, back) = (&count.phat_ra, &count.thu_ve);
        let (valid, invalid) = (&count.hop_le, &count.khong_hop_le);
        let mut limit = council.most_voters();
        for (what, number) in [("số phiếu phát ra", out), ("số phiếu thu về", back)] {
            self.at_most(what, number, limit, report);
            limit = number.as_ref().map_or(limit, |number| (number.value, what));
        }
        if valid.is_none() || invalid.is_none() || back.is_none() {
            self.at_most("số phiếu hợp lệ", valid, limit, report);
            self.at_most("số phiếu không hợp lệ", invalid, limit, report);
        }
        if let (Some(back), Some(valid), Some(invalid)) = (back, valid, invalid) {
            let sum = valid.value.saturating_add(invalid.value);
            if sum != back.value {
                let message = format!(
                    "phiếu hợp lệ {} + không hợp lệ {} = {sum}, khác số thu về {}",
                    valid.value, invalid.value, back.value
                );
                let finding = Diagnostic::error(self.code(), message).at(valid.place());
                report.push(finding.hint_at(back.place(), "số phiếu thu về ghi tại đây"));
            }
        }
    }

    fn at_most(
        &self,
        what: &str,
        number: &Option<Located<u32>>,
        (limit, limit_name): (u32, &str),
        report: &mut Report,
    ) {
        if let Some(number) = number.as_ref().filter(|number| number.value > limit) {
            let message = format!("{what} {} lớn hơn {limit_name} {limit}", number.value);
            report
                .push(Diagnostic::error(self.code(), message).at(number.place()).hint("kiểm lại biên bản kiểm phiếu"));
        }
    }

    fn check_vote(&self, council: &Council, vote: &Vote, report: &mut Report) {
        let name = &vote.doi_tuong.ten.value;
        let count = council.ballots(vote.vong);
        let (limit, limit_name) = council.most_ballots(vote.vong);
        let number = |count: &Option<Located<u32>>| count.as_ref().map_or(0, |count| count.value);
        let parts = [vote.dong_y.value, number(&vote.khong_dong_y), number(&vote.khong_y_kien)];
        let sum = parts.iter().fold(0, |sum: u32, part| sum.saturating_add(*part));
        // Who writes down those against has counted all; a ballot may still say neither.
        if let Some(valid) = count.valid().filter(|valid| vote.khong_dong_y.is_some() && sum < *valid) {
            let message = format!("{name}: {sum} phiếu, ít hơn số phiếu hợp lệ {valid}");
            let hint = "kiểm lại biên bản kiểm phiếu; phiếu không ghi đồng ý hay không đồng ý thì ghi vào cột \
                        `Số phiếu không có ý kiến`";
            report.push(Diagnostic::warning(self.code(), message).at(vote.dong_y.place()).hint(hint));
        }
        if sum > limit {
            let message = format!("{name}: {sum} phiếu, lớn hơn {limit_name} {limit}");
            report.push(
                Diagnostic::error(self.code(), message).at(vote.dong_y.place()).hint("kiểm lại biên bản kiểm phiếu"),
            );
        }
    }
}
