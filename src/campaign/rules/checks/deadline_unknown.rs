//! A deadline that cannot be said yet: its event has no day.

use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::model::short_date;
use crate::campaign::rules::{Assessment, Rule};

#[doc = include_str!("../../../base/diag/codes/TD006.md")]
pub struct DeadlineUnknown;

impl Rule for DeadlineUnknown {
    fn code(&self) -> Code {
        Code::TD006
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        let years: std::collections::BTreeSet<Option<i32>> = assessment.de_nghi.iter().map(|item| item.nam).collect();
        for deadline in &assessment.context.rules().thoi_han {
            for year in &years {
                let concerned = assessment.de_nghi.iter().any(|item| {
                    let named = deadline.hinh_thuc.iter().any(|award| award.value == item.hinh_thuc);
                    item.nam == *year && (deadline.hinh_thuc.is_empty() || named)
                });
                if let (true, Err(reason)) = (concerned, assessment.context.last_day(deadline, *year)) {
                    let message = format!("thời hạn `{}` chưa tính được: {reason}", deadline.ma);
                    let finding = Diagnostic::warning(self.code(), message).at(deadline.place.clone());
                    let events = &assessment.context.rules().su_kien;
                    let period = &assessment.context.rules().thoi_gian;
                    let later = deadline.last_day(*year, period, events, assessment.context.calendar()).is_ok();
                    let today = short_date(assessment.context.date);
                    let hint = match later {
                        true => {
                            format!("ngày của sự kiện nằm sau ngày xét {today}; xét từ ngày ấy trở đi thì tính được")
                        }
                        false => "ghi ngày của sự kiện khi đã biết".to_owned(),
                    };
                    report.push(finding.hint(super::with_clause(hint, &deadline.muc)));
                }
            }
        }
    }
}
