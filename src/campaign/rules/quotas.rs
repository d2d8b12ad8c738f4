//! How many places a chỉ tiêu gives, and how that number came about.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::context::Context;
use super::deadlines::{due, judge_row};
use super::judgement::Assessed;
use super::verdict::State;
use crate::campaign::model::deadline::Task;
use crate::campaign::model::nomination::NomineeKind;
use crate::campaign::model::quota::{Limit, Quota, ShareBase};

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
    #[serde(skip)]
    pub(super) places: Places,
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
pub fn counts(quota: &Quota, assessed: &Assessed) -> bool {
    let named = quota.hinh_thuc.iter().any(|award| award.value == assessed.hinh_thuc);
    named && quota.doi_tuong.is_none_or(|kind| kind == assessed.loai)
}

/// The places of `quota` in `year`, given all that was assessed.
pub fn measure(context: &Context, quota: &Quota, year: Option<i32>, assessed: &[Assessed]) -> QuotaUse {
    let known = |places: Places, total: Option<u32>, how: String| QuotaUse {
        ma: quota.ma.clone(),
        cau: quota.cau(),
        gioi_han: total,
        cach_tinh: how,
        chua_ro: None,
        places,
    };
    let unknown = |reason: String| QuotaUse { chua_ro: Some(reason), ..known(Places::Unknown, None, String::new()) };
    let whom = quota.doi_tuong.map_or("trường hợp", NomineeKind::label);
    match &quota.gioi_han {
        Limit::SoLuong(count) => known(Places::Total(*count), Some(*count), format!("{count:02} {whom}")),
        Limit::MoiDonVi(count) => known(Places::Each(*count), None, format!("mỗi đơn vị {count:02} {whom}")),
        Limit::KhongGioiHan => known(Places::Unlimited, None, String::new()),
        Limit::PhanBo { tung_don_vi: true, co_quan, .. } => {
            let allotted = allotments(context, quota);
            let sum: u32 = allotted.values().fold(0, |sum, count| sum.saturating_add(*count));
            if allotted.is_empty() {
                return unknown(format!("{co_quan} chưa phân bổ chỉ tiêu"));
            }
            known(Places::Allotted(allotted), None, format!("phân bổ cho từng đơn vị, tổng {sum:02} {whom}"))
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
        Limit::TyLe { ty_le, co_so: Some(base), lam_tron } => {
            let count = base_count(context, quota, *base, year, assessed);
            let (part, whole) = ty_le.part_of(count);
            let places = lam_tron.count(part, whole);
            let of = if *base == ShareBase::TongSo { whom.to_owned() } else { format!("{whom} {}", base.label()) };
            let exact = ty_le.hundredths().map(|number| format!(" = {}", number.percent_of(count))).unwrap_or_default();
            let how = format!("{ty_le} của {count} {of}{exact} → {places}");
            known(Places::Total(places), Some(places), how)
        }
    }
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

fn base_count(context: &Context, quota: &Quota, base: ShareBase, year: Option<i32>, assessed: &[Assessed]) -> u32 {
    let of_kind = |kind: NomineeKind| quota.doi_tuong.is_none_or(|wanted| wanted == kind);
    let of_quota = || assessed.iter().filter(|item| item.nam == year && counts(quota, item));
    let people = |items: &mut dyn Iterator<Item = &Assessed>| {
        items.map(|item| item.proposed.nominee).collect::<BTreeSet<_>>().len()
    };
    let count = match base {
        ShareBase::TongSo => {
            context.facts.doi_tuong.iter().filter(|nominee| !nominee.ten.is_empty() && of_kind(nominee.loai)).count()
        }
        ShareBase::DaDangKy => registered(context, &of_kind, year),
        ShareBase::DuocDeNghi => people(&mut of_quota()),
        ShareBase::DuDieuKien => people(&mut of_quota().filter(|item| item.ket_luan == State::Dat)),
    };
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Those with a registration that counts, and individuals registered without names.
fn registered(context: &Context, of_kind: &dyn Fn(NomineeKind) -> bool, year: Option<i32>) -> usize {
    let due = due(context, Task::DangKy, None, year);
    let mut count = 0;
    for (nominee, rows) in &context.index.registrations {
        let rows = Context::rows(&context.facts.dang_ky, Some(rows));
        let fine: Vec<_> =
            rows.into_iter().filter(|row| judge_row(&due, row, true, context.date).0 == State::Dat).collect();
        let itself = fine.iter().any(|row| !row.is_nameless());
        count += usize::from(itself && context.nominee(*nominee).is_some_and(|nominee| of_kind(nominee.loai)));
        if of_kind(NomineeKind::CaNhan) {
            let nameless = fine.iter().filter_map(|row| row.nameless()).max();
            count += nameless.unwrap_or(0) as usize;
        }
    }
    count
}
