//! Xếp loại theo điểm: everybody rated once, before anybody is judged.
//!
//! Points that are not known yet leave a range of mức, and a verdict waits only where that decides. A mức that only
//! a share may have goes to those with the most points; equals at the edge of it stand or fall together, so they wait
//! for whoever decides. Who has no points at all in a year is not rated, and counts in no share.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::context::Context;
use super::criteria::{self, Candidate};
use super::sums::Sum;
use super::verdict::{State, Verdict};
use super::{exclusions, leaf, quotas, scores};
use crate::campaign::model::evidence::Indicator;
use crate::campaign::model::grade::{Against, Ceiling, GradeShare, Grading};
use crate::campaign::model::located::Located;
use crate::campaign::model::score::Total;

/// How somebody is rated. Levels count the mức that are reached, from the lowest.
#[derive(Clone, Debug)]
pub struct Graded {
    pub least: usize,
    pub most: usize,
    pub sum: Sum,
    /// Why the level is lower than the points say.
    pub because: Vec<String>,
    /// Whether equals stand at the edge of a share.
    pub tied: bool,
}

impl Graded {
    /// The level, once it is known.
    pub fn settled(&self) -> Option<usize> {
        (self.least == self.most).then_some(self.least)
    }

    fn hold(&mut self, highest: usize, because: &str) {
        if self.most > highest {
            self.because.push(because.to_owned());
        }
        (self.least, self.most) = (self.least.min(highest), self.most.min(highest));
    }
}

/// Who is rated how, by the code of the chỉ số, the nominee and the year.
#[derive(Debug, Default)]
pub struct Grades(HashMap<String, BTreeMap<(usize, Option<i32>), Graded>>);

impl Grades {
    /// Rates everybody who has points.
    pub fn all(context: &Context) -> Self {
        let rated = context.rules().chi_so.iter().filter_map(|indicator| Some((indicator, indicator.grading()?)));
        Grades(rated.map(|(indicator, grading)| (indicator.ma.clone(), grades(context, grading))).collect())
    }

    /// How the nominee is rated in `year` by the chỉ số `code`; `None` for who is not.
    pub fn of(&self, code: &str, nominee: usize, year: Option<i32>) -> Option<&Graded> {
        let all = self.0.get(code)?;
        all.get(&(nominee, year)).or_else(|| all.get(&(nominee, None)))
    }

    /// Everybody who is rated by the chỉ số `code`.
    pub fn rated(&self, code: &str) -> impl Iterator<Item = (usize, Option<i32>, &Graded)> {
        self.0.get(code).into_iter().flatten().map(|((nominee, year), graded)| (*nominee, *year, graded))
    }
}

type Rated = BTreeMap<(usize, Option<i32>), Graded>;

fn grades(context: &Context, grading: &Grading) -> Rated {
    let Some(total) = context.rules().total(&grading.theo.value) else { return Rated::new() };
    let mut rated: Rated = scored(context, total)
        .into_iter()
        .filter(|(nominee, year)| {
            criteria::not_concerned(context, &grading.ap_dung, Candidate::nobody(*nominee, *year)).is_none()
        })
        .map(|(nominee, year)| ((nominee, year), by_points(context, grading, total, nominee, year)))
        .collect();
    for ceiling in &grading.khong_qua {
        for ((nominee, year), graded) in &mut rated {
            hold_below(context, grading, ceiling, Candidate::nobody(*nominee, *year), graded);
        }
    }
    // A higher mức may have a share of those who keep a lower one, never the other way round.
    let mut shares: Vec<&GradeShare> = grading.ty_le.iter().collect();
    shares.sort_by_key(|share| grading.level_called(&share.muc.value));
    for share in shares {
        let mut groups: BTreeMap<(Option<i32>, Option<usize>), Vec<usize>> = BTreeMap::new();
        for (nominee, year) in rated.keys() {
            let block = match &share.theo {
                None => Some(None),
                Some(theo) => quotas::block(context, theo, *nominee).map(Some),
            };
            // Who is in no block is told with the quotas; nobody knows of which share he is a part.
            block.into_iter().for_each(|block| groups.entry((*year, block)).or_default().push(*nominee));
        }
        for ((year, _), members) in groups {
            keep_to(grading, share, year, &members, &mut rated);
        }
    }
    rated
}

/// Who has points in which year.
fn scored(context: &Context, total: Total) -> BTreeSet<(usize, Option<i32>)> {
    let sources: BTreeSet<usize> =
        total.all_items().into_iter().filter_map(|item| context.index.indicator_number(scores::source(item))).collect();
    let of_items = context.index.evidence.iter().filter(|((_, indicator), _)| sources.contains(indicator));
    let rows = of_items.flat_map(|((nominee, _), rows)| rows.iter().map(move |row| (*nominee, *row)));
    rows.filter_map(|(nominee, row)| Some((nominee, context.facts.ket_qua.get(row)?.nam))).collect()
}

fn by_points(context: &Context, grading: &Grading, total: Total, nominee: usize, year: Option<i32>) -> Graded {
    let sum = scores::sum(context, total, nominee, year);
    let (least, most) = (grading.level(sum.least), grading.level(sum.most));
    Graded { least: if sum.contested { 0 } else { least }, most, sum, because: Vec::new(), tied: false }
}

/// Lets nobody be rated above a ceiling against whom something stands; what is not known yet leaves both open.
fn hold_below(context: &Context, grading: &Grading, ceiling: &Ceiling, candidate: Candidate, graded: &mut Graded) {
    let Some(highest) = grading.level_called(&ceiling.muc.value) else { return };
    let (state, reason) = match &ceiling.khi {
        Against::KyLuat(rule) => {
            let verdict = exclusions::judge(context, rule, candidate);
            (verdict.trang_thai, verdict.ly_do)
        }
        Against::TieuChuan(code) => {
            let verdict = criteria::judge_all(context, &code.value, std::slice::from_ref(code), candidate);
            let reasons: Vec<&str> = verdict.causes().iter().map(|cause| cause.ly_do.as_str()).collect();
            (verdict.trang_thai, reasons.join("; "))
        }
    };
    match state {
        State::KhongDat => graded.hold(highest, &reason),
        State::Cho => graded.least = graded.least.min(highest),
        State::Dat | State::KhongApDung => {}
    }
}

/// Lets no more of `members` have a mức than the share gives places.
fn keep_to(grading: &Grading, share: &GradeShare, year: Option<i32>, members: &[usize], rated: &mut Rated) {
    let Some(level) = grading.level_called(&share.muc.value) else { return };
    let base = share.tren.as_ref().and_then(|name| grading.level_called(&name.value)).unwrap_or(0);
    let of = |nominee: &usize| rated.get(&(*nominee, year));
    let count = |counts: &dyn Fn(&Graded) -> bool| members.iter().filter_map(of).filter(|one| counts(one)).count();
    let places = |count: usize| {
        let (part, whole) = share.ty_le.part_of(u32::try_from(count).unwrap_or(u32::MAX));
        share.lam_tron.count(part, whole) as usize
    };
    let (fewest, most) = (places(count(&|one| one.least >= base)), places(count(&|one| one.most >= base)));
    let sorted = |pick: &dyn Fn(&Graded) -> Option<i64>| {
        let mut numbers: Vec<i64> = members.iter().filter_map(of).filter_map(pick).collect();
        numbers.sort_unstable();
        numbers
    };
    let may_reach = sorted(&|one| (one.most >= level).then(|| one.sum.most.millionths()));
    let surely = sorted(&|one| (one.least >= level).then(|| one.sum.least.millionths()));
    let settled = members.iter().filter_map(of).all(|one| one.settled().is_some() && one.sum.missing == 0);
    let because = format!("ngoài tỷ lệ {} của mức {} ({most:02} suất)", share.ty_le, share.muc.value);
    for nominee in members {
        let Some(graded) = rated.get_mut(&(*nominee, year)).filter(|one| one.most >= level) else { continue };
        let (low, high) = (graded.sum.least.millionths(), graded.sum.most.millionths());
        // All who may be as high, itself among them; those who surely are higher.
        let as_high = may_reach.len() - may_reach.partition_point(|other| *other < low);
        let higher = surely.len() - surely.partition_point(|other| *other <= high);
        if as_high <= fewest {
            continue;
        }
        if higher >= most {
            graded.hold(level - 1, &because);
        } else {
            graded.least = graded.least.min(level - 1);
            graded.tied = settled;
        }
    }
}

/// Whether the nominee is rated at least as `muc` by the chỉ số `indicator`; `None` for who is not rated.
pub fn judge(
    context: &Context,
    code: &str,
    indicator: &Indicator,
    muc: &Located<String>,
    candidate: Candidate,
) -> Option<Verdict> {
    let grading = indicator.grading()?;
    let graded = context.grades.of(&indicator.ma, candidate.nominee, candidate.year)?;
    let wanted = grading.level_called(&muc.value).unwrap_or(usize::MAX);
    let state = match (graded.least >= wanted, graded.most >= wanted) {
        (true, _) => State::Dat,
        (_, false) => State::KhongDat,
        _ => State::Cho,
    };
    let reason = format!("{}: {} (yêu cầu từ loại {})", indicator.ten, told(grading, graded), muc.value);
    let verdict = Verdict::new(code, state, reason);
    let items = context.rules().total(&grading.theo.value).map(Total::all_items).unwrap_or_default();
    let rows = items.into_iter().flat_map(|item| {
        let rows = leaf::evidence(context, candidate.nominee, scores::source(item), candidate.year);
        rows.into_iter().map(move |row| (item, row))
    });
    Some(rows.fold(verdict, |verdict, (item, row)| {
        verdict.looked(format!("{}: {}", item.noi_dung, row.gia_tri.value), &row.gia_tri.place)
    }))
}

/// "Tốt (93 điểm, ngoài tỷ lệ 20% của mức Xuất sắc (01 suất))", "chưa xếp được, từ Khá đến Tốt (78 điểm, 01 mục chưa có điểm)".
pub fn told(grading: &Grading, graded: &Graded) -> String {
    let level = match graded.settled() {
        Some(level) => grading.name(level).to_owned(),
        None => format!("chưa xếp được, từ {} đến {}", grading.name(graded.least), grading.name(graded.most)),
    };
    let points = format!("{} điểm", graded.sum.so_far);
    let open = match (graded.sum.missing, graded.tied) {
        (0, false) => String::new(),
        (0, true) => ", bằng điểm người khác ở mức cuối".to_owned(),
        (missing, _) => format!(", {missing:02} mục chưa có điểm"),
    };
    let because: String = graded.because.iter().map(|reason| format!(", {reason}")).collect();
    format!("{level} ({points}{open}{because})")
}
