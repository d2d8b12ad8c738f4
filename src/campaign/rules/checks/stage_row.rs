//! A row of the sheet Bước that cannot be right, or stands for nobody.

use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::model::nomination::NomineeKind;
use crate::campaign::model::short_date;
use crate::campaign::model::stage::{Progress, Stage, StageOf};
use crate::campaign::rules::{Assessment, Rule};

#[doc = include_str!("../../../base/diag/codes/TD092.md")]
pub struct StageRow;

impl Rule for StageRow {
    fn code(&self) -> Code {
        Code::TD092
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        let context = assessment.context;
        for ((number, subject), rows) in &context.index.progress {
            let Some(stage) = context.rules().buoc.get(*number) else { continue };
            let kind = subject.and_then(|at| context.nominee(at)).map(|nominee| nominee.loai);
            for row in rows.iter().filter_map(|row| context.facts.buoc.get(*row)) {
                report.extend(self.reversed(row));
                report.extend(self.of_nobody(stage, row, kind));
            }
        }
    }
}

impl StageRow {
    fn reversed(&self, row: &Progress) -> Option<Diagnostic> {
        let (from, until) = (row.tu_ngay.as_ref()?, row.ngay.as_ref()?);
        (until.value < from.value).then(|| {
            let message = format!(
                "bước “{}” xong ngày {}, trước ngày bắt đầu {}",
                row.buoc.value,
                short_date(until.value),
                short_date(from.value)
            );
            Diagnostic::error(self.code(), message).at(until.place()).hint_at(from.place(), "sửa một trong hai ngày")
        })
    }

    /// A row that the step does not look at.
    fn of_nobody(&self, stage: &Stage, row: &Progress, kind: Option<NomineeKind>) -> Option<Diagnostic> {
        let (words, hint) = match (stage.cua, kind) {
            (StageOf::DoiTuong, None) => ("từng đối tượng, dòng này không ghi đối tượng", "ghi đối tượng của dòng này"),
            (StageOf::DonVi, None) => ("từng đơn vị, dòng này không ghi đơn vị", "ghi đơn vị của dòng này"),
            (StageOf::DonVi, Some(NomineeKind::CaNhan)) => {
                ("từng đơn vị, dòng này ghi một cá nhân", "ghi đơn vị của người ấy")
            }
            _ => return None,
        };
        let message = format!("bước “{}” tính theo {words}", stage.ten);
        let place = row.doi_tuong.as_ref().map_or(&row.place, |subject| &subject.ten.place);
        let finding = Diagnostic::error(self.code(), message).at(place.clone()).hint(hint);
        Some(finding.hint_at(stage.place.clone(), "hoặc sửa `cua` của bước: doi_tuong, don_vi, danh_sach"))
    }
}
