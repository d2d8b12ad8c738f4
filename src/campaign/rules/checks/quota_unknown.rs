//! A chỉ tiêu whose number is not known yet.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::diag::{Code, Diagnostic, Report};
use crate::campaign::model::quota::{Division, Quota};
use crate::campaign::rules::{Assessed, Assessment, Outcome, Rule, quotas};

#[doc = include_str!("../../../base/diag/codes/TD052.md")]
pub struct QuotaUnknown;

impl QuotaUnknown {
    /// Those who wait because they are in none of the units or blocks that `quota` is divided by, because theirs has
    /// been allotted nothing, or because equals may take what is left.
    fn waiting(&self, assessment: &Assessment, quota: &Quota, report: &mut Report) {
        let context = assessment.context;
        let of = |outcome: Outcome| {
            let all = assessment.de_nghi.iter().filter(move |item| item.ket_qua == outcome);
            all.filter(|item| quotas::counts(context, quota, item))
        };
        // Those who draw on the same places.
        let drawn = |item: &Assessed| (item.nam, quotas::purse(context, quota, item.proposed.nominee));
        let equals: BTreeMap<(Option<i32>, Option<usize>), &str> =
            of(Outcome::DongHang).map(|item| (drawn(item), item.ten.as_str())).collect();
        let allotted = quotas::allotted_units(context, quota);
        for item in of(Outcome::ChoChiTieu) {
            let unit = quotas::unit(context, item.proposed.nominee);
            let lacks = |allotted: &BTreeSet<usize>| unit.is_some_and(|unit| !allotted.contains(&unit));
            let (why, hint) = if quotas::is_nowhere(context, quota, item.proposed.nominee) {
                ("chưa rõ thuộc nhóm nào của", outside(quota).to_owned())
            } else if allotted.as_ref().is_some_and(lacks) {
                let hint = "ghi số được phân bổ của đơn vị ở bảng Phân bổ; không được phân bổ thì ghi 0";
                ("đơn vị chưa có số được phân bổ của", hint.to_owned())
            } else if let Some(name) = equals.get(&drawn(item)) {
                let hint =
                    format!("chọn xong giữa các trường hợp đồng hạng, trong đó có {name}, thì biết còn chỗ hay không");
                ("chờ chọn giữa các trường hợp đồng hạng của", hint)
            } else {
                continue;
            };
            let message = format!("{}: {why} chỉ tiêu `{}`", super::title(assessment, item), quota.ma);
            let finding = Diagnostic::warning(self.code(), message).at(item.vi_tri.clone());
            report.push(finding.hint_at(quota.place.clone(), hint));
        }
    }
}

/// What to do about those who are in none of the units or blocks that `quota` is divided by.
fn outside(quota: &Quota) -> &'static str {
    match &quota.theo {
        None | Some(Division::DonVi) => {
            "chỉ tiêu này chia theo đơn vị: ghi đơn vị ở bảng Cá nhân, hoặc đặt chỉ tiêu riêng cho người ngoài đơn vị"
        }
        Some(_) => "ghi loại đơn vị, hoặc đúng một đặc điểm trong `theo`, ở bảng Đơn vị",
    }
}

impl Rule for QuotaUnknown {
    fn code(&self) -> Code {
        Code::TD052
    }

    fn check(&self, assessment: &Assessment, report: &mut Report) {
        for selection in assessment.chon {
            for quota in &selection.chi_tieu {
                let Some(reason) = &quota.chua_ro else { continue };
                let message = format!("chỉ tiêu `{}` chưa biết số lượng: {reason}", quota.ma);
                let finding = Diagnostic::warning(self.code(), message);
                let declared = assessment.context.rules().chi_tieu.iter().find(|declared| declared.ma == quota.ma);
                let finding = match declared {
                    Some(declared) => finding.at(declared.place.clone()),
                    None => finding,
                };
                report.push(finding.hint("ghi số được phân bổ khi có; đến lúc đó chưa chọn ai"));
            }
        }
        for quota in &assessment.context.rules().chi_tieu {
            self.waiting(assessment, quota, report);
        }
    }
}
