//! How many places a chỉ tiêu gives, and how that number came about.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::context::Context;
use super::criteria::{Candidate, kind_of_unit, left_out};
use super::deadlines::{due_of, judge_row};
use super::judgement::Assessed;
use super::past::{self, Wanted};
use super::stages::SoFar;
use super::verdict::State;
use crate::base::text::order::{Key, text_key};
use crate::campaign::model::criterion::Among;
use crate::campaign::model::deadline::Task;
use crate::campaign::model::located::{Located, fold};
use crate::campaign::model::nomination::NomineeKind;
use crate::campaign::model::quota::{Division, Limit, Quota, ShareBase};

/// A chỉ tiêu in numbers, for one year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QuotaUse {
    pub ma: String,
    /// As the plan words it.
    pub cau: String,
    /// Places in all; `None` without limit, per unit, or when not known.
    pub gioi_han: Option<u32>,
    /// "20% của 7 tập thể đã đăng ký = 1,4 → 1".
    pub cach_tinh: String,
    /// Why the number can't be said yet.
    pub chua_ro: Option<String>,
    /// What each unit or block has, where it is divided; by their names.
    pub phan: Vec<Portion>,
    #[serde(skip)]
    pub(super) places: Places,
}

/// The places of one unit or block.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Portion {
    pub ten: String,
    pub so: u32,
    /// "20% của 7 tập thể = 1,4 → 1"; empty where it is a number of the plan.
    pub cach_tinh: String,
}

/// What is left to give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Places {
    Unlimited,
    Unknown,
    Total(u32),
    /// For every unit the same.
    Each(u32),
    /// By position of the unit; unknown for a unit that is not named.
    Allotted(BTreeMap<usize, u32>),
}

/// Whether `quota` counts what `assessed` proposes.
pub fn counts(context: &Context, quota: &Quota, assessed: &Assessed) -> bool {
    let named = quota.hinh_thuc.iter().any(|award| award.value == assessed.hinh_thuc);
    named && concerns(context, quota, assessed.proposed.nominee)
}

/// Whether `quota` is about the nominee.
fn concerns(context: &Context, quota: &Quota, nominee: usize) -> bool {
    let loai = context.nominee(nominee).map(|nominee| nominee.loai);
    quota.doi_tuong.is_none_or(|kind| Some(kind) == loai) && is_among(context, &quota.trong, nominee)
}

/// As the scope of criteria has it; a đặc điểm of the unit is one of who is in it.
fn is_among(context: &Context, among: &Among, nominee: usize) -> bool {
    let kinds = Among { dac_diem: None, ..among.clone() };
    let has = among.dac_diem.as_ref().is_none_or(|attribute| has(context, nominee, &attribute.value));
    has && left_out(context, &kinds, nominee).is_none()
}

fn has(context: &Context, nominee: usize, attribute: &str) -> bool {
    let own = |at: usize| context.nominee(at).is_some_and(|nominee| nominee.has(attribute));
    own(nominee) || context.unit_of(nominee).is_some_and(own)
}

/// Which purse of `quota` the nominee draws on; `None` where there is one for all.
pub(super) fn purse(context: &Context, quota: &Quota, nominee: usize) -> Option<usize> {
    match (&quota.theo, &quota.gioi_han) {
        (Some(division), _) => Some(block(context, division, nominee).unwrap_or(NOWHERE)),
        (None, Limit::MoiDonVi(_) | Limit::PhanBo { tung_don_vi: true, .. }) => {
            Some(unit(context, nominee).unwrap_or(NOWHERE))
        }
        (None, _) => None,
    }
}

/// The purse of those who are in no unit or block, or in several.
pub(super) const NOWHERE: usize = usize::MAX;

/// The unit whose places the nominee takes: the one it belongs to, a collective by itself its own; none for people
/// and households outside.
pub fn unit(context: &Context, nominee: usize) -> Option<usize> {
    let is_unit = context.nominee(nominee).is_some_and(|nominee| nominee.loai == NomineeKind::TapThe);
    context.unit_of(nominee).or(is_unit.then_some(nominee))
}

/// Which of the blocks the nominee is in; `None` in none or several.
pub fn block(context: &Context, division: &Division, nominee: usize) -> Option<usize> {
    match division {
        Division::DonVi => unit(context, nominee),
        Division::LoaiDonVi => context.index.kinds.get(&fold(kind_of_unit(context, nominee))).copied(),
        Division::DacDiem(blocks) => {
            let mut own =
                (0..blocks.len()).filter(|at| blocks.get(*at).is_some_and(|code| has(context, nominee, &code.value)));
            own.next().filter(|_| own.next().is_none())
        }
    }
}

/// What the block is called that the nominee is in.
pub fn block_name(context: &Context, division: &Division, nominee: usize) -> Option<String> {
    let at = block(context, division, nominee)?;
    Some(match division {
        Division::DonVi => context.nominee(at)?.ten.clone(),
        Division::LoaiDonVi => kind_of_unit(context, nominee).to_owned(),
        Division::DacDiem(blocks) => context.rules().words(&blocks.get(at)?.value),
    })
}

/// Whether the nominee is in none of the units or blocks that `quota` is divided by, or in several.
pub fn is_nowhere(context: &Context, quota: &Quota, nominee: usize) -> bool {
    purse(context, quota, nominee) == Some(NOWHERE)
}

/// The units that have been allotted a number, where any has; `None` of a chỉ tiêu that is not allotted unit by unit.
pub fn allotted_units(context: &Context, quota: &Quota) -> Option<BTreeSet<usize>> {
    let is_of_units = matches!(quota.gioi_han, Limit::PhanBo { tung_don_vi: true, .. });
    let units = || allotments(context, quota).into_keys().collect::<BTreeSet<usize>>();
    is_of_units.then(units).filter(|units| !units.is_empty())
}

/// The places of `quota` in `year`, given all that was assessed.
pub fn measure(context: &Context, quota: &Quota, year: Option<i32>, assessed: &[Assessed]) -> QuotaUse {
    let known = |places: Places, total: Option<u32>, how: String| QuotaUse {
        ma: quota.ma.clone(),
        cau: quota.cau(context.rules()),
        gioi_han: total,
        cach_tinh: how,
        chua_ro: None,
        phan: Vec::new(),
        places,
    };
    let unknown = |reason: String| QuotaUse { chua_ro: Some(reason), ..known(Places::Unknown, None, String::new()) };
    let whom = quota.doi_tuong.map_or("trường hợp", NomineeKind::label);
    if let Some(division) = &quota.theo {
        let parts = divided(context, quota, division, year, assessed);
        let mut phan: Vec<Portion> = parts.values().cloned().collect();
        phan.sort();
        let how: Vec<String> = phan.iter().map(Portion::told).collect();
        let places = parts.into_iter().map(|(at, part)| (at, part.so)).collect();
        return QuotaUse { phan, ..known(Places::Allotted(places), None, how.join("; ")) };
    }
    match &quota.gioi_han {
        Limit::SoLuong(count) => known(Places::Total(*count), Some(*count), format!("{count:02} {whom}")),
        Limit::MoiDonVi(count) => {
            let units = context.parties.units().map(|(at, _)| (at, *count)).collect();
            let phan = portions(context, &units);
            QuotaUse { phan, ..known(Places::Each(*count), None, format!("mỗi đơn vị {count:02} {whom}")) }
        }
        Limit::KhongGioiHan => known(Places::Unlimited, None, String::new()),
        Limit::PhanBo { tung_don_vi: true, co_quan, .. } => {
            let allotted = allotments(context, quota);
            let sum: u32 = allotted.values().fold(0, |sum, count| sum.saturating_add(*count));
            if allotted.is_empty() {
                return unknown(format!("{co_quan} chưa phân bổ chỉ tiêu"));
            }
            let phan = portions(context, &allotted);
            let how = format!("phân bổ cho từng đơn vị, tổng {sum:02} {whom}");
            QuotaUse { phan, ..known(Places::Allotted(allotted), None, how) }
        }
        Limit::PhanBo { so: Some(count), co_quan, .. } => known(
            Places::Total(count.value),
            Some(count.value),
            format!("{:02} {whom} do {co_quan} phân bổ", count.value),
        ),
        Limit::PhanBo { so: None, co_quan, .. } => unknown(format!("{co_quan} chưa phân bổ chỉ tiêu")),
        Limit::DanChieu { so: Some(count), van_ban } => {
            known(Places::Total(count.value), Some(count.value), format!("{:02} {whom} theo {van_ban}", count.value))
        }
        Limit::DanChieu { so: None, van_ban } => unknown(format!("chưa ghi số lượng theo {van_ban}")),
        Limit::TyLe { co_so: None, ty_le, .. } => unknown(format!("kế hoạch chưa nêu {ty_le} của tổng số nào")),
        Limit::TyLe { co_so: Some(_), .. } => {
            let (places, how) = share(context, quota, year, assessed, &|_| true);
            known(Places::Total(places), Some(places), how)
        }
    }
}

/// The places of a share taken of those whom `within` lets in, and how they were reckoned.
fn share(
    context: &Context,
    quota: &Quota,
    year: Option<i32>,
    assessed: &[Assessed],
    within: &dyn Fn(usize) -> bool,
) -> (u32, String) {
    let Limit::TyLe { ty_le, co_so: Some(base), lam_tron, it_nhat, so_ghi, cua } = &quota.gioi_han else {
        return Default::default();
    };
    let whom = quota.doi_tuong.map_or("trường hợp", NomineeKind::label);
    let count = match so_ghi {
        Some((count, _)) => *count,
        None => base_count(context, quota, *base, cua, year, assessed, within),
    };
    let (part, whole) = ty_le.part_of(count);
    let rounded = lam_tron.count(part, whole);
    // At least so many, but never of nobody.
    let places = if count > 0 { rounded.max(*it_nhat) } else { rounded };
    let least = if places > rounded { format!(" (ít nhất {it_nhat:02})") } else { String::new() };
    let of = match (base, so_ghi) {
        (ShareBase::TongSo, _) => whom.to_owned(),
        (_, Some((_, source))) => format!("{whom} ({source})"),
        (base, None) => format!("{whom} {}", quota.base_words(context.rules(), *base)),
    };
    let exact = ty_le.hundredths().map(|number| format!(" = {}", number.percent_of(count))).unwrap_or_default();
    (places, format!("{ty_le} của {count} {of}{exact} → {places}{least}"))
}

impl Portion {
    /// "Phòng Giá: 50% của 2 cá nhân = 1 → 1", "khối xã: 02".
    fn told(&self) -> String {
        let how = if self.cach_tinh.is_empty() { format!("{:02}", self.so) } else { self.cach_tinh.clone() };
        format!("{}: {how}", self.ten)
    }
}

/// Numbers of units by their names.
fn portions(context: &Context, counts: &BTreeMap<usize, u32>) -> Vec<Portion> {
    let name = |at: usize| context.nominee(at).map(|unit| unit.ten.clone()).unwrap_or_default();
    let mut all: Vec<(Key, Portion)> = counts
        .iter()
        .map(|(at, so)| Portion { ten: name(*at), so: *so, cach_tinh: String::new() })
        .map(|portion| (text_key(&portion.ten), portion))
        .collect();
    all.sort();
    all.into_iter().map(|(_, portion)| portion).collect()
}

/// The places of each block that somebody is in, and how they were reckoned.
fn divided(
    context: &Context,
    quota: &Quota,
    division: &Division,
    year: Option<i32>,
    assessed: &[Assessed],
) -> BTreeMap<usize, Portion> {
    let mut names: BTreeMap<usize, String> = BTreeMap::new();
    for nominee in (0..context.facts.doi_tuong.len()).filter(|nominee| concerns(context, quota, *nominee)) {
        if let Some(at) = block(context, division, nominee) {
            names.entry(at).or_insert_with(|| block_name(context, division, nominee).unwrap_or_default());
        }
    }
    let places = |at: usize| match &quota.gioi_han {
        Limit::TyLe { .. } => {
            share(context, quota, year, assessed, &|nominee| block(context, division, nominee) == Some(at))
        }
        Limit::SoLuong(count) => (*count, String::new()),
        _ => Default::default(),
    };
    let part = |(at, ten): (usize, String)| {
        let (so, cach_tinh) = places(at);
        (at, Portion { ten, so, cach_tinh })
    };
    names.into_iter().map(part).collect()
}

fn allotments(context: &Context, quota: &Quota) -> BTreeMap<usize, u32> {
    let mut allotted = BTreeMap::new();
    for ((code, unit), rows) in &context.index.allotments {
        if *code == quota.ma {
            // Of contradicting rows the smallest number counts.
            let numbers = Context::rows(&context.facts.phan_bo, Some(rows)).into_iter().map(|row| row.so.value);
            allotted.insert(*unit, numbers.min().unwrap_or(0));
        }
    }
    allotted
}

fn base_count(
    context: &Context,
    quota: &Quota,
    base: ShareBase,
    awards: &[Located<String>],
    year: Option<i32>,
    assessed: &[Assessed],
    within: &dyn Fn(usize) -> bool,
) -> u32 {
    let concerned = |nominee: usize| concerns(context, quota, nominee) && within(nominee);
    let awards = if awards.is_empty() { &quota.hinh_thuc } else { awards };
    let named = |item: &&Assessed| awards.iter().any(|award| award.value == item.hinh_thuc);
    let proposed = || assessed.iter().filter(|item| item.nam == year && concerned(item.proposed.nominee)).filter(named);
    let people = |items: &mut dyn Iterator<Item = &Assessed>| {
        items.map(|item| item.proposed.nominee).collect::<BTreeSet<_>>().len()
    };
    let count = match base {
        ShareBase::TongSo => {
            let all = context.facts.doi_tuong.iter().enumerate();
            all.filter(|(at, nominee)| !nominee.ten.is_empty() && concerned(*at)).count()
        }
        ShareBase::DaDangKy => registered(context, quota, within, year),
        ShareBase::DuocDeNghi => people(&mut proposed()),
        ShareBase::DuDieuKien => people(&mut proposed().filter(|item| item.ket_luan == State::Dat)),
        ShareBase::DaDat => {
            let so_far = SoFar::of(assessed, (0..context.rules().hinh_thuc.len()).collect());
            let wanted = Wanted { names: awards, times: 1, years: Some(1), running: false };
            let has = |nominee: &usize| {
                let candidate = Candidate { so_far: Some(&so_far), ..Candidate::nobody(*nominee, year) };
                past::of_member(context, &wanted, candidate).is_some_and(|held| held.state == State::Dat)
            };
            (0..context.facts.doi_tuong.len()).filter(|nominee| concerned(*nominee)).filter(has).count()
        }
        ShareBase::SoGhi => 0,
    };
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Those with a registration that counts, and individuals registered without names.
fn registered(context: &Context, quota: &Quota, within: &dyn Fn(usize) -> bool, year: Option<i32>) -> usize {
    let counts_people = quota.doi_tuong.is_none_or(|kind| kind == NomineeKind::CaNhan);
    // Nobody without a name has a đặc điểm of his own: those of his unit are meant.
    let whatever = Quota { doi_tuong: None, ..quota.clone() };
    let mut count = 0;
    for (nominee, rows) in context.index.registrations.iter().filter(|(nominee, _)| within(**nominee)) {
        let rows = Context::rows(&context.facts.dang_ky, Some(rows));
        let due = due_of(context, Task::DangKy, None, year, *nominee);
        let fine: Vec<_> =
            rows.into_iter().filter(|row| judge_row(&due, row, true, context.date).0 == State::Dat).collect();
        let itself = fine.iter().any(|row| !row.is_nameless());
        count += usize::from(itself && concerns(context, quota, *nominee));
        if counts_people && concerns(context, &whatever, *nominee) {
            let nameless = fine.iter().filter_map(|row| row.nameless()).max();
            count += nameless.unwrap_or(0) as usize;
        }
    }
    count
}
