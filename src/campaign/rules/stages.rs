//! Which award is judged after which: a title of this very campaign may be what another one asks for.
//!
//! "Ít nhất 70% đạt Lao động tiên tiến" is judged on whom the campaign itself chooses, and a share may be taken of
//! those. So awards have levels: one is assessed when all that its criteria ask for have been chosen, and chosen when
//! all whom its chỉ tiêu count have been assessed. Awards that ask for each other have no level and stay open.

use std::collections::{BTreeSet, HashMap};

use super::context::Context;
use super::judgement::Assessed;
use super::selection::{Outcome, pools};
use super::verdict::State;
use crate::campaign::model::award::Award;
use crate::campaign::model::bestowal;
use crate::campaign::model::criterion::Condition;
use crate::campaign::model::located::Located;
use crate::campaign::model::quota::{Limit, ShareBase};
use crate::campaign::model::title::title_key;

/// What is done with a title.
const RECOGNISED: &str = "công nhận";

/// What became of somebody proposed for an award, for each year.
type ByYear = Vec<(Option<i32>, Outcome)>;

/// Who has been chosen for what so far.
#[derive(Debug, Default)]
pub struct SoFar {
    /// By nominee and award.
    outcomes: HashMap<(usize, usize), ByYear>,
    /// Awards for which nobody is to be chosen any more.
    done: BTreeSet<usize>,
}

impl SoFar {
    /// What became of the `assessed`, where the awards `done` have been chosen.
    pub fn of(assessed: &[Assessed], done: BTreeSet<usize>) -> Self {
        let mut outcomes: HashMap<(usize, usize), ByYear> = HashMap::new();
        for item in assessed {
            let key = (item.proposed.nominee, item.proposed.award);
            outcomes.entry(key).or_default().push((item.nam, item.ket_qua));
        }
        SoFar { outcomes, done }
    }

    /// For which years the nominee has the award, or may come to have it; nothing where it surely has not.
    pub fn held(&self, nominee: usize, award: usize) -> impl Iterator<Item = (Option<i32>, State)> {
        let rows = self.outcomes.get(&(nominee, award)).map(Vec::as_slice).unwrap_or_default();
        let is_done = self.done.contains(&award);
        rows.iter().filter_map(move |(year, outcome)| match outcome {
            _ if !is_done => Some((*year, State::Cho)),
            Outcome::DuocChon => Some((*year, State::Dat)),
            Outcome::KhongDat | Outcome::NgoaiChiTieu => None,
            Outcome::Cho | Outcome::ChoChiTieu | Outcome::DongHang => Some((*year, State::Cho)),
        })
    }
}

/// The awards of the campaign that one of `names` means, by code or by the beginning of the name.
pub fn called<'a>(context: &Context<'a>, names: &[Located<String>]) -> Vec<(usize, &'a Award)> {
    let is_called = |award: &Award| {
        let full = title_key(&award.ten);
        names.iter().map(|name| title_key(&name.value)).any(|name| award.ma == name || full.starts_with(&name))
    };
    context.rules().hinh_thuc.iter().enumerate().filter(|(_, award)| is_called(award)).collect()
}

/// The same of titles: an earlier bằng khen or giấy khen is not one that is being given.
pub fn titles<'a>(context: &Context<'a>, names: &[Located<String>]) -> Vec<(usize, &'a Award)> {
    called(context, names).into_iter().filter(|(_, award)| bestowal::verb(&award.ten) == RECOGNISED).collect()
}

/// The levels of the awards.
#[derive(Debug)]
pub struct Stages {
    /// By award: when it is assessed.
    assessed: Vec<usize>,
    /// The awards that are chosen together, and when.
    pub pools: Vec<(usize, BTreeSet<usize>)>,
    /// Beyond every level that there is.
    beyond: usize,
}

impl Stages {
    /// The levels in the campaign of `context`.
    pub fn of(context: &Context) -> Self {
        let awards = &context.rules().hinh_thuc;
        let asked: Vec<BTreeSet<usize>> = (0..awards.len()).map(|at| asked(context, at)).collect();
        let pools: Vec<Pool> = pools(context).into_iter().map(|pool| Pool::of(context, pool)).collect();
        let beyond = awards.len() + 1;
        let mut stages = Stages { assessed: vec![0; awards.len()], pools: Vec::new(), beyond };
        stages.pools = pools.iter().map(|pool| (0, pool.awards.clone())).collect();
        // Each round settles at least one level more; what still rises then asks for itself.
        for _ in 0..=beyond {
            let ready = |award: &usize, stages: &Stages| stages.chosen_at(*award);
            let next: Vec<usize> = asked
                .iter()
                .map(|asked| asked.iter().map(|award| ready(award, &stages) + 1).max().unwrap_or(0).min(beyond))
                .collect();
            stages.assessed = next;
            let levels: Vec<usize> = pools.iter().map(|pool| pool.level(&stages).min(beyond)).collect();
            stages.pools.iter_mut().zip(levels).for_each(|(pool, level)| pool.0 = level);
        }
        stages
    }

    /// When the award is assessed.
    pub fn assessed_at(&self, award: usize) -> usize {
        self.assessed.get(award).copied().unwrap_or(0)
    }

    fn chosen_at(&self, award: usize) -> usize {
        self.pools.iter().find(|(_, awards)| awards.contains(&award)).map_or(0, |(level, _)| *level)
    }

    /// The awards that ask for each other, or whose chỉ tiêu are shares of those whom they themselves are given to.
    pub fn circle(&self) -> BTreeSet<usize> {
        let is_in = |award: &usize| self.assessed_at(*award).max(self.chosen_at(*award)) >= self.beyond;
        (0..self.assessed.len()).filter(is_in).collect()
    }

    /// The awards chosen before `level`.
    pub fn done_before(&self, level: usize) -> BTreeSet<usize> {
        let done = self.pools.iter().filter(|(at, _)| *at < level && *at < self.beyond);
        done.flat_map(|(_, awards)| awards.iter().copied()).collect()
    }

    /// The highest level.
    pub fn last(&self) -> usize {
        self.pools.iter().map(|(level, _)| *level).chain(self.assessed.iter().copied()).max().unwrap_or(0)
    }
}

/// Awards that are chosen together, with the others that their chỉ tiêu look at.
struct Pool {
    awards: BTreeSet<usize>,
    /// Of whom the assessment counts.
    assessed: BTreeSet<usize>,
    /// Of whom the choice counts.
    chosen: BTreeSet<usize>,
}

impl Pool {
    fn of(context: &Context, awards: BTreeSet<usize>) -> Self {
        let codes: Vec<&str> = awards.iter().filter_map(|at| context.award(*at)).map(|it| it.ma.as_str()).collect();
        let quotas = context.rules().chi_tieu.iter();
        let own = quotas.filter(|quota| quota.hinh_thuc.iter().any(|code| codes.contains(&code.value.as_str())));
        let (mut assessed, mut chosen) = (BTreeSet::new(), BTreeSet::new());
        for quota in own {
            if let Limit::TyLe { co_so, cua, .. } = &quota.gioi_han {
                if *co_so == Some(ShareBase::DaDat) {
                    chosen.extend(called(context, cua).into_iter().map(|(at, _)| at));
                } else {
                    assessed.extend(cua.iter().filter_map(|code| context.index.award_number(&code.value)));
                }
            }
        }
        Pool { awards, assessed, chosen }
    }

    fn level(&self, stages: &Stages) -> usize {
        let assessed = self.awards.iter().chain(&self.assessed).map(|award| stages.assessed_at(*award));
        let others = self.chosen.iter().map(|award| stages.chosen_at(*award) + 1);
        assessed.chain(others).max().unwrap_or(0)
    }
}

/// The other awards that the criteria of an award ask for.
pub fn asked(context: &Context, at: usize) -> BTreeSet<usize> {
    let Some(award) = context.award(at) else { return BTreeSet::new() };
    let tree = context.rules().tree(&award.tieu_chuan);
    let concerns = |codes: &[Located<String>]| codes.is_empty() || codes.iter().any(|code| code.value == award.ma);
    let named = tree.iter().filter(|criterion| concerns(&criterion.ap_dung.hinh_thuc)).flat_map(|criterion| {
        match &criterion.dieu_kien {
            Condition::ThanhVien { khen_thuong, .. } => called(context, khen_thuong),
            Condition::DaKhen { khen_thuong, so_lan: 1.., .. } => titles(context, khen_thuong),
            _ => Vec::new(),
        }
    });
    named.map(|(other, _)| other).filter(|other| *other != at).collect()
}
