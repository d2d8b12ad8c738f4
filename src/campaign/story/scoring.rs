//! Points as papers print them: the sheet of one nominee, and the table of all who stand together.
//!
//! Both are told by what the judgement reckons, item by item; the blank sheet is that of the plan.

use std::collections::BTreeMap;

use serde::Serialize;

use super::once::each_once;
use super::rulebook::{RatingText, ScoreItemText, ScoreSheetText, ratings, score_sheet};
use crate::base::text::upper_first;
use crate::campaign::model::award::{Award, RankKey};
use crate::campaign::model::criterion::Condition;
use crate::campaign::model::evidence::{Evidence, Indicator};
use crate::campaign::model::grade::Grading;
use crate::campaign::model::nomination::NomineeKind;
use crate::campaign::model::rulebook::Rulebook;
use crate::campaign::model::score::{ScoreItem, ScoreSheet, Total};
use crate::campaign::rules::sums::Sum;
use crate::campaign::rules::{Assessed, Context, grades, leaf, quotas, scores, selection};

/// The most groups that stand in columns of their own.
const MOST_COLUMNS: usize = 6;

/// One thang điểm filled in for one nominee.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Scored {
    pub ten: String,
    /// The most that it comes to.
    pub tong: String,
    pub muc: Vec<ScoredItem>,
    /// The total as the unit has it, and as it counts; empty while points are missing.
    pub tong_tu_cham: String,
    pub tong_diem: String,
    /// "Hoàn thành tốt nhiệm vụ", for each rating by it; empty while it is not known.
    pub xep_loai: Vec<String>,
}

/// One line of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ScoredItem {
    pub stt: String,
    pub la_nhom: bool,
    pub noi_dung: String,
    pub diem: String,
    pub tu_cham: String,
    /// What counts of it: the points of the appraiser, or what follows from a chỉ số.
    pub tham_dinh: String,
    pub tai_lieu: String,
}

/// The points of all who are proposed for one hình thức, by one thang điểm.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ScoreTable {
    pub ten: String,
    /// The heads of the groups that have columns of their own.
    pub cot: Vec<String>,
    pub co_xep_loai: bool,
    pub khoi: Vec<ScoreBlock>,
    /// How many of them have all their points.
    pub du_diem: usize,
    pub tong_so: usize,
    /// The ratings by it, as the plan has them.
    pub xep_loai: Vec<RatingText>,
}

/// Those who stand together.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ScoreBlock {
    /// Empty where all stand together.
    pub ten: String,
    pub hang: Vec<ScoreRow>,
}

/// One of them, from high to low.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct ScoreRow {
    pub ten: String,
    /// Of an individual.
    pub don_vi: String,
    /// The totals of the groups.
    pub nhom: Vec<String>,
    pub tong: String,
    /// Equals share a number; empty while points are missing.
    pub thu: String,
    pub xep_loai: String,
    /// What became of the đề nghị.
    pub ket_qua: String,
    pub ghi_chu: String,
}

/// The thang điểm that decide on `award`.
fn sheets<'a>(rules: &'a Rulebook, award: &Award) -> Vec<&'a ScoreSheet> {
    let tree = rules.tree(&award.tieu_chuan);
    let of_criteria = tree.iter().filter_map(|criterion| match &criterion.dieu_kien {
        Condition::TongDiem { thang_diem, .. } => Some(&thang_diem.value),
        condition => condition.indicator().map(|code| &code.value),
    });
    let of_order = award.xep_hang.iter().filter_map(|key| match key {
        RankKey::ChiSo { chi_so: code, .. } | RankKey::TongDiem { thang_diem: code, .. } => Some(&code.value),
        _ => None,
    });
    let codes: Vec<&str> = of_criteria
        .chain(of_order)
        .map(|code| rules.indicator(code).and_then(Indicator::grading).map_or(code.as_str(), |it| &it.theo.value))
        .collect();
    let looks_at = |sheet: &&ScoreSheet| {
        codes.iter().any(|code| sheet.total_called(code).is_some() || sheet.muc.iter().any(|item| item.ma == *code))
    };
    rules.thang_diem.iter().filter(looks_at).collect()
}

/// The sheets of somebody who is proposed.
pub fn scored(context: &Context, item: &Assessed) -> Vec<Scored> {
    let rules = context.rules();
    let award = context.award(item.proposed.award);
    let sheets = award.map(|award| sheets(rules, award)).unwrap_or_default();
    sheets.into_iter().map(|sheet| fill(context, sheet, item)).collect()
}

fn fill(context: &Context, sheet: &ScoreSheet, item: &Assessed) -> Scored {
    let rules = context.rules();
    let (nominee, year) = (item.proposed.nominee, item.nam);
    let ScoreSheetText { ten, tong, muc, .. } = score_sheet(rules, sheet);
    let of_total = |total: Total| shown(&scores::sum(context, total, nominee, year));
    let line = |line: ScoreItemText| {
        let ScoreItemText { ma, stt, la_nhom, noi_dung, diem, .. } = line;
        let known = sheet.muc.iter().find(|item| item.ma == ma).filter(|_| !la_nhom);
        let group = sheet.total_called(&ma).filter(|_| la_nhom);
        let own: Vec<&Evidence> =
            known.map(|item| leaf::evidence(context, nominee, &item.ma, year)).unwrap_or_default();
        let from: Vec<&Evidence> =
            known.map(|item| leaf::evidence(context, nominee, scores::source(item), year)).unwrap_or_default();
        let points = known.map(|item| scores::points(context, sheet, item, nominee, year));
        let tham_dinh = points.as_ref().map(shown).or_else(|| group.map(of_total)).unwrap_or_default();
        let tu_cham = own.iter().find_map(|row| row.tu_cham.as_ref()).map(|own| own.value.to_string());
        let tai_lieu = joined(own.iter().chain(&from).flat_map(|row| [row.dien_giai.as_str(), row.nguon.as_str()]));
        ScoredItem { stt, la_nhom, noi_dung, diem, tu_cham: tu_cham.unwrap_or_default(), tham_dinh, tai_lieu }
    };
    let xep_loai = ratings(rules, sheet).map(|(indicator, grading)| rated(context, indicator, grading, item));
    Scored {
        ten,
        tong,
        muc: muc.into_iter().map(line).collect(),
        tong_tu_cham: claimed(context, sheet, nominee, year),
        tong_diem: of_total(sheet.total()),
        xep_loai: xep_loai.collect(),
    }
}

fn shown(sum: &Sum) -> String {
    sum.settled().map(|number| number.to_string()).unwrap_or_default()
}

/// Each once, in their order.
fn joined<'a>(words: impl Iterator<Item = &'a str>) -> String {
    each_once(words.filter(|word| !word.is_empty())).join("; ")
}

/// The total of the points that the unit gives itself, where it has given all that it is asked for; what follows from
/// a chỉ số, and what takes away nothing, is as it counts.
fn claimed(context: &Context, sheet: &ScoreSheet, nominee: usize, year: Option<i32>) -> String {
    let own = |item: &ScoreItem| {
        let rows = leaf::evidence(context, nominee, &item.ma, year);
        rows.into_iter().find_map(|row| leaf::number(&row.tu_cham.as_ref()?.value))
    };
    let is_asked = |item: &&ScoreItem| item.theo.is_none() && !item.is_penalty();
    let is_open = sheet.muc.iter().filter(is_asked).any(|item| own(item).is_none());
    if is_open || sheet.muc.iter().all(|item| own(item).is_none()) {
        return String::new();
    }
    let of = |item: &ScoreItem| own(item).unwrap_or_else(|| scores::points(context, sheet, item, nominee, year).so_far);
    sheet.total().sum(&of).to_string()
}

fn rated(context: &Context, indicator: &Indicator, grading: &Grading, item: &Assessed) -> String {
    let graded = context.grades.of(&indicator.ma, item.proposed.nominee, item.nam);
    let level = graded.and_then(grades::Graded::settled);
    level.map(|level| grading.name(level).to_owned()).unwrap_or_default()
}

/// The tables of those who are proposed for `award`.
pub fn tables(context: &Context, award: &Award, proposed: &[&Assessed]) -> Vec<ScoreTable> {
    sheets(context.rules(), award).into_iter().map(|sheet| table(context, award, sheet, proposed)).collect()
}

fn table(context: &Context, award: &Award, sheet: &ScoreSheet, proposed: &[&Assessed]) -> ScoreTable {
    let rules = context.rules();
    let groups: Vec<Total> = sheet.total().groups().collect();
    let groups = if groups.len() > MOST_COLUMNS { Vec::new() } else { groups };
    let head = |total: &Total| {
        total.nhom.map(|group| match group.stt.as_str() {
            "" => group.ten.clone(),
            stt => format!("{stt}. {}", group.ten),
        })
    };
    let total = |item: &Assessed| scores::sum(context, sheet.total(), item.proposed.nominee, item.nam);
    let rating = ratings(rules, sheet).next();
    let mut blocks: BTreeMap<(bool, String), Vec<&Assessed>> = BTreeMap::new();
    for item in proposed {
        let name = block(context, award, item);
        blocks.entry((name.is_none(), name.unwrap_or_default())).or_default().push(item);
    }
    let row = |(item, thu): (&Assessed, String)| {
        let sum = total(item);
        let graded = rating
            .and_then(|(it, grading)| Some((grading, context.grades.of(&it.ma, item.proposed.nominee, item.nam)?)));
        let because = graded.map(|(_, graded)| graded.because.join("; ")).unwrap_or_default();
        let open = if sum.missing == 0 { String::new() } else { format!("{:02} mục chưa có điểm", sum.missing) };
        ScoreRow {
            ten: item.ten.clone(),
            don_vi: if item.loai == NomineeKind::CaNhan { item.don_vi.clone() } else { String::new() },
            nhom: groups
                .iter()
                .map(|group| shown(&scores::sum(context, *group, item.proposed.nominee, item.nam)))
                .collect(),
            tong: shown(&sum),
            thu,
            xep_loai: rating.map(|(indicator, grading)| rated(context, indicator, grading, item)).unwrap_or_default(),
            ket_qua: item.ket_qua.label().to_owned(),
            ghi_chu: joined([open.as_str(), because.as_str()].into_iter()),
        }
    };
    let khoi = blocks.into_iter().map(|((_, ten), items)| ScoreBlock {
        ten,
        hang: ranked(context, award, items, &total).into_iter().map(row).collect(),
    });
    ScoreTable {
        ten: sheet.ten.clone(),
        cot: groups.iter().filter_map(head).collect(),
        co_xep_loai: rating.is_some(),
        khoi: khoi.collect(),
        du_diem: proposed.iter().filter(|item| total(item).missing == 0).count(),
        tong_so: proposed.len(),
        xep_loai: score_sheet(rules, sheet).xep_loai,
    }
}

/// Which block of the first chỉ tiêu that is divided somebody stands in; kinds of nominees where none is.
fn block(context: &Context, award: &Award, item: &Assessed) -> Option<String> {
    let mut quotas = context.rules().chi_tieu.iter().filter(|quota| quotas::counts(context, quota, item));
    match quotas.find_map(|quota| quota.theo.as_ref()) {
        Some(division) => quotas::block_name(context, division, item.proposed.nominee),
        None if award.doi_tuong.is_none() => Some(upper_first(item.loai.label())),
        None => None,
    }
}

/// By the order of the award, or else by the total, each with its number.
fn ranked<'a>(
    context: &Context,
    award: &Award,
    items: Vec<&'a Assessed>,
    total: &dyn Fn(&Assessed) -> Sum,
) -> Vec<(&'a Assessed, String)> {
    let values = |item: &Assessed| -> Vec<Option<i64>> {
        let of_award = award.xep_hang.iter().map(|key| selection::rank_value(context, key, item));
        if award.xep_hang.is_empty() { vec![total(item).ranked(false)] } else { of_award.collect() }
    };
    let mut all: Vec<(Vec<Option<i64>>, &Assessed)> = items.into_iter().map(|item| (values(item), item)).collect();
    all.sort_by(|left, right| right.0.cmp(&left.0));
    let mut first_equal = 0;
    let numbered = all.iter().enumerate().map(|(at, (values, item))| {
        if all.get(first_equal).is_some_and(|(first, _)| first != values) {
            first_equal = at;
        }
        let is_known = values.first().is_some_and(Option::is_some);
        (*item, if is_known { (first_equal + 1).to_string() } else { String::new() })
    });
    numbered.collect()
}
