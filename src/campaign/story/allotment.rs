//! How the chỉ tiêu are divided, unit by unit and block by block: what is enforced, with how it was reckoned.

use std::collections::BTreeSet;

use serde::Serialize;

use super::criteria::clause;
use crate::campaign::model::nomination::NomineeKind;
use crate::campaign::model::quota::Quota;
use crate::campaign::rules::quotas::{Portion, QuotaUse, measure};
use crate::campaign::rules::{Assessed, Context, Judgement};

/// One chỉ tiêu in one year.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct AllotmentText {
    pub ma: String,
    /// "năm 2026", "năm học 2025-2026"
    pub nam: String,
    /// The awards that share it.
    pub hinh_thuc: Vec<String>,
    /// As the plan words it, with where it rests.
    pub cau: String,
    pub can_cu: String,
    /// Each unit or block; the whole in one line where it is not divided.
    pub phan: Vec<PortionText>,
    /// All together; empty where it is not known.
    pub tong: String,
    /// Why the number can't be said yet.
    pub chua_ro: String,
}

/// What one of them has.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PortionText {
    /// Of a chỉ tiêu that is not divided: whom it counts; empty where that is everybody.
    pub ten: String,
    pub so: String,
    pub cach_tinh: String,
}

/// Every chỉ tiêu that is a number, in the order of the plan, year by year.
pub fn allotments(context: &Context, judgement: &Judgement) -> Vec<AllotmentText> {
    let mut years: BTreeSet<Option<i32>> = judgement.de_nghi.iter().map(|item| item.nam).collect();
    if years.is_empty() {
        years.insert(Some(context.usual_year()));
    }
    let all = years.into_iter().flat_map(|year| context.rules().chi_tieu.iter().map(move |quota| (quota, year)));
    all.filter_map(|(quota, year)| allotment(context, quota, year, &judgement.de_nghi)).collect()
}

/// Those that a plan can print: with numbers that stand when it is issued.
pub fn planned(context: &Context) -> Vec<AllotmentText> {
    let known = context.rules().chi_tieu.iter().filter(|quota| quota.stands_in_plan());
    let texts = known.filter_map(|quota| allotment(context, quota, None, &[]));
    texts.filter(|text| text.chua_ro.is_empty()).collect()
}

/// One of them in `year`; `None` where it is no number.
fn allotment(context: &Context, quota: &Quota, year: Option<i32>, assessed: &[Assessed]) -> Option<AllotmentText> {
    let rules = context.rules();
    let used = measure(context, quota, year, assessed);
    let kind = quota.doi_tuong.map_or("đối tượng", NomineeKind::label);
    let whole = if quota.trong.is_all() { String::new() } else { quota.trong.of(kind, |code| rules.words(code)) };
    let phan = portions(&used, whole);
    if phan.is_empty() && used.chua_ro.is_none() {
        return None;
    }
    let name = |code: &str| rules.award(code).map_or_else(|| code.to_owned(), |award| award.ten.clone());
    let total = used.phan.iter().fold(0_u32, |sum, portion| sum.saturating_add(portion.so));
    let total = used.gioi_han.or((!used.phan.is_empty()).then_some(total));
    Some(AllotmentText {
        ma: quota.ma.clone(),
        nam: year.map(|year| rules.thoi_gian.year_words(year)).unwrap_or_default(),
        hinh_thuc: quota.hinh_thuc.iter().map(|code| name(&code.value)).collect(),
        cau: used.cau.clone(),
        can_cu: clause(&quota.can_cu),
        phan,
        tong: total.map(number).unwrap_or_default(),
        chua_ro: used.chua_ro.unwrap_or_default(),
    })
}

/// The lines of one chỉ tiêu; the whole is called `ten`.
fn portions(used: &QuotaUse, ten: String) -> Vec<PortionText> {
    let whole = used.gioi_han.map(|so| PortionText { ten, so: number(so), cach_tinh: used.cach_tinh.clone() });
    let part = |portion: &Portion| PortionText {
        ten: portion.ten.clone(),
        so: number(portion.so),
        cach_tinh: portion.cach_tinh.clone(),
    };
    if used.phan.is_empty() { whole.into_iter().collect() } else { used.phan.iter().map(part).collect() }
}

/// "06", as numbers of those rewarded are written.
fn number(count: u32) -> String {
    format!("{count:02}")
}
