//! What must hold of every campaign, tried on random ones.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use proptest::prelude::*;

use super::law;
use super::random::{HARMS, Reported, at, campaign, harm, judged, reported, shuffled};
use crate::campaign::model::Period;
use crate::campaign::model::deadline::{DayKind, Days, Deadline, Event, LateEffect, Mark, Side, Task};
use crate::campaign::model::located::Located;
use crate::campaign::model::nomination::NomineeKind;
use crate::campaign::model::quantity::Quantity;
use crate::campaign::model::quota::{Allotment, Limit, Quota, Rounding, ShareBase};
use crate::campaign::model::share::Share;
use crate::campaign::model::until::Bound;
use crate::campaign::rules::deadlines::Due;
use crate::campaign::rules::{Assessed, Facts, Judged, Judgement, Outcome, State};

fn told(judgement: &Judged) -> String {
    let findings: Vec<String> = judgement.report.iter().map(ToString::to_string).collect();
    let chosen = serde_json::to_string(&judgement.chon).unwrap();
    format!("{}\n{chosen}\n{}", serde_json::to_string(&judgement.de_nghi).unwrap(), findings.join("\n"))
}

/// Of whom the share is taken where it is taken of those who have a title: one that this campaign doesn't give.
fn titles(base: ShareBase) -> Vec<Located<String>> {
    if base == ShareBase::DaDat {
        vec![Located::new("Giấy khen của Giám đốc".to_owned(), &at())]
    } else {
        Vec::new()
    }
}

/// Any kind of limit.
fn limit() -> impl Strategy<Value = Limit> {
    let share = (0..120_i64, 0..ShareBase::ALL.len() - 1, 0..Rounding::ALL.len());
    prop_oneof![
        (0..4_u32).prop_map(Limit::SoLuong),
        (0..3_u32).prop_map(Limit::MoiDonVi),
        share.prop_map(|(share, base, rounding)| Limit::TyLe {
            ty_le: Share::percent(Quantity::whole(share)),
            co_so: Some(ShareBase::ALL[base]),
            lam_tron: Rounding::ALL[rounding],
            it_nhat: 0,
            so_ghi: None,
            cua: titles(ShareBase::ALL[base]),
        }),
        proptest::option::of(0..4_u32).prop_map(|count| Limit::PhanBo {
            so: count.map(|count| Located::new(count, &at())),
            tung_don_vi: false,
            co_quan: "tỉnh".to_owned(),
        }),
        Just(Limit::PhanBo { so: None, tung_don_vi: true, co_quan: "tỉnh".to_owned() }),
        Just(Limit::KhongGioiHan),
    ]
}

/// A campaign with these limits, and so many places allotted to the first units.
fn limited(units: &[Reported], people: &[Reported], limits: &[Limit], allotted: &[u32]) -> Facts {
    let mut facts = campaign(units, people);
    for (quota, limit) in facts.quy_dinh.chi_tieu.iter_mut().zip(limits) {
        quota.gioi_han = limit.clone();
    }
    for quota in &facts.quy_dinh.chi_tieu {
        facts.phan_bo.extend(allotted.iter().take(units.len()).enumerate().map(|(unit, count)| Allotment {
            chi_tieu: Located::new(quota.ma.clone(), &at()),
            don_vi: Located::new(format!("Phòng {unit}"), &at()),
            so: Located::new(*count, &at()),
        }));
    }
    facts
}

/// Those chosen whom `quota` counts, in all and by unit.
fn counted(judgement: &Judgement, quota: &Quota) -> (u32, BTreeMap<String, u32>) {
    let mut by_unit: BTreeMap<String, u32> = BTreeMap::new();
    let named = |item: &&Assessed| quota.hinh_thuc.iter().any(|award| award.value == item.hinh_thuc);
    let kind = |item: &&Assessed| quota.doi_tuong.is_none_or(|kind| kind == item.loai);
    let chosen = judgement.de_nghi.iter().filter(|item| item.ket_qua == Outcome::DuocChon);
    for item in chosen.filter(named).filter(kind) {
        *by_unit.entry(item.don_vi.clone()).or_default() += 1;
    }
    (by_unit.values().sum(), by_unit)
}

/// The most that `limit` can mean, reckoned from what was reported.
fn most(limit: &Limit, bases: [usize; 5]) -> Option<u32> {
    match limit {
        Limit::SoLuong(count) => Some(*count),
        Limit::PhanBo { so, tung_don_vi: false, .. } => Some(so.as_ref().map_or(0, |count| count.value)),
        Limit::TyLe { ty_le, co_so: Some(base), lam_tron, .. } => {
            let base = bases[ShareBase::ALL.iter().position(|known| known == base).unwrap()];
            let hundredths = ty_le.hundredths().unwrap().millionths() / 1_000_000 * base as i64;
            let places = match lam_tron {
                Rounding::Xuong => hundredths / 100,
                Rounding::Len => (hundredths + 99) / 100,
                Rounding::GanNhat => (hundredths + 50) / 100,
            };
            Some(u32::try_from(places).unwrap())
        }
        _ => None,
    }
}

proptest! {
    #![proptest_config(super::cases(128))]

    #[test]
    fn a_quota_is_never_exceeded(
        units in prop::collection::vec(reported(), 1..6),
        people in prop::collection::vec(reported(), 0..12),
        limits in prop::collection::vec(limit(), 3),
        allotted in prop::collection::vec(0..3_u32, 0..4),
    ) {
        let facts = limited(&units, &people, &limits, &allotted);
        let judgement = judged(&facts);
        for (quota, limit) in facts.quy_dinh.chi_tieu.iter().zip(&limits) {
            let (total, by_unit) = counted(&judgement, quota);
            let of = |kind: NomineeKind| quota.doi_tuong.is_none_or(|wanted| wanted == kind);
            let named = |item: &&Assessed| quota.hinh_thuc.iter().any(|award| award.value == item.hinh_thuc);
            let everybody = judgement.de_nghi.iter().filter(|item| of(item.loai));
            let proposed = everybody.clone().filter(named);
            let has_title = |item: &&Assessed| {
                facts.khen_thuong.iter().any(|row| row.doi_tuong.ten.value == item.ten && row.nam == "2022")
            };
            let bases = [
                everybody.clone().count(),
                proposed.clone().filter(|item| item.loai == NomineeKind::TapThe && item.tieu_chuan.gom[1].trang_thai == State::Dat).count(),
                proposed.clone().count(),
                proposed.filter(|item| item.ket_luan == State::Dat).count(),
                everybody.filter(has_title).count(),
            ];
            if let Some(most) = most(limit, bases) {
                prop_assert!(total <= most, "{}: {total} of {most}", quota.ma);
            }
            for (unit, count) in &by_unit {
                let places = match limit {
                    Limit::MoiDonVi(each) => *each,
                    Limit::PhanBo { tung_don_vi: true, .. } => {
                        let number: usize = unit.strip_prefix("Phòng ").unwrap().parse().unwrap();
                        allotted.get(number).copied().unwrap_or(0)
                    }
                    _ => u32::MAX,
                };
                prop_assert!(*count <= places, "{}: {count} of {places} in {unit}", quota.ma);
            }
        }
        // Nobody ranked lower is chosen while somebody of the same kind and unit is left outside.
        for left in judgement.de_nghi.iter().filter(|item| item.ket_qua == Outcome::NgoaiChiTieu) {
            let same = |item: &&Assessed| item.hinh_thuc == left.hinh_thuc && item.don_vi == left.don_vi;
            for chosen in judgement.de_nghi.iter().filter(same).filter(|item| item.ket_qua == Outcome::DuocChon) {
                prop_assert!(chosen.hang <= left.hang, "{} before {}", chosen.ten, left.ten);
            }
        }
    }

    #[test]
    fn a_fault_never_improves_a_verdict(
        units in prop::collection::vec(reported(), 1..5),
        people in prop::collection::vec(reported(), 0..8),
        who in any::<prop::sample::Index>(),
        kinds in prop::collection::vec(0..HARMS, 1..4),
    ) {
        let sound = campaign(&units, &people);
        let before = judged(&sound);
        let item = &before.de_nghi[who.index(before.de_nghi.len())];
        let (mut broken, mut last) = (sound.clone(), item.clone());
        for kind in kinds {
            harm(&mut broken, &item.ten, kind);
            let after = judged(&broken);
            let worse = after.de_nghi.iter().find(|other| other.ten == item.ten).unwrap();
            prop_assert!(worse.ket_luan <= last.ket_luan, "{kind}: {:?} → {:?}", last.ket_luan, worse.ket_luan);
            prop_assert!(worse.ket_qua <= last.ket_qua, "{kind}: {:?} → {:?}", last.ket_qua, worse.ket_qua);
            last = worse.clone();
        }
    }

    #[test]
    fn missing_evidence_never_qualifies(
        units in prop::collection::vec(reported(), 1..5),
        people in prop::collection::vec(reported(), 0..8),
        gone in any::<prop::sample::Index>(),
    ) {
        let sound = campaign(&units, &people);
        prop_assume!(!sound.ket_qua.is_empty());
        let mut broken = sound.clone();
        let name = broken.ket_qua.remove(gone.index(sound.ket_qua.len())).doi_tuong.ten.value;
        let (before, after) = (judged(&sound), judged(&broken));
        let find = |judgement: &Judgement| judgement.de_nghi.iter().find(|item| item.ten == name).cloned().unwrap();
        prop_assert!(find(&before).ket_luan == State::Dat || find(&after).ket_luan != State::Dat);
        prop_assert!(find(&before).ket_qua == Outcome::DuocChon || find(&after).ket_qua != Outcome::DuocChon);
    }

    #[test]
    fn the_order_of_rows_does_not_matter(
        units in prop::collection::vec(reported(), 1..5),
        people in prop::collection::vec(reported(), 0..8),
        limits in prop::collection::vec(limit(), 3),
        kind in 0..HARMS,
        seed: u64,
    ) {
        let mut facts = limited(&units, &people, &limits, &[1, 2]);
        harm(&mut facts, "Phòng 0", kind);
        prop_assert_eq!(told(&judged(&facts)), told(&judged(&shuffled(facts, seed))));
    }

    #[test]
    fn deadlines_are_monotone(first in 0..500_u64, later in 0..40_u64, count in 0..20_u32, more in 0..20_u32, working: bool) {
        let day = |after: u64| NaiveDate::from_ymd_opt(2021, 6, 20).unwrap() + chrono::Days::new(after);
        let loai_ngay = if working { DayKind::NgayLamViec } else { DayKind::NgayLich };
        let calendar = &law().calendar;
        let last = |event: NaiveDate, so_ngay: u32, phia: Side| {
            let events = [Event {
                ma: "e".to_owned(),
                ten: "công bố".to_owned(),
                nam: None,
                ngay: Some(Located::new(event, &at())),
                place: at(),
            }];
            let su_kien = Located::new("e".to_owned(), &at());
            deadline(Mark::SuKien { su_kien, dai: Days { so_ngay, loai_ngay }, phia }).last_day(None, &Period::default(), &events, calendar).unwrap()
        };
        prop_assert!(last(day(first), count, Side::Sau) <= last(day(first), count + more, Side::Sau));
        prop_assert!(last(day(first), count, Side::Truoc) >= last(day(first), count + more, Side::Truoc));
        prop_assert!(last(day(first), count, Side::Sau) <= last(day(first + later), count, Side::Sau));
        prop_assert!(last(day(first), count, Side::Truoc) <= last(day(first + later), count, Side::Truoc));
        prop_assert!(last(day(first), count, Side::Sau) >= day(first) + chrono::Days::new(count.into()));
        if working && count > 0 {
            prop_assert_eq!(calendar.is_working(last(day(first), count, Side::Sau)), Ok(true));
        }
        let fixed = |gioi_han| deadline(Mark::Ngay { ngay: day(first), gioi_han }).last_day(None, &Period::default(), &[], calendar).unwrap();
        prop_assert_eq!(fixed(Bound::Truoc) + chrono::Days::new(1), fixed(Bound::DenHet));
        let yearly = |year, nam_sau| {
            let mark = Mark::HangNam { ngay: 1 + count, thang: 1 + more % 12, nam_sau, gioi_han: Bound::Truoc };
            deadline(mark).last_day(Some(year), &Period::default(), &[], calendar).unwrap()
        };
        prop_assert!(yearly(2022, false) < yearly(2023, false));
        prop_assert_eq!(yearly(2022, true), yearly(2023, false));
        let due = Due { days: Some((day(first), day(first + 3))), ..Due::default() };
        let today = day(900);
        prop_assert!(due.judge(Some(day(later)), today).0 >= due.judge(Some(day(later + u64::from(more))), today).0);
        prop_assert!(due.judge(Some(day(later)), today).0 >= due.judge(None, today).0);
    }
}

fn deadline(moc: Mark) -> Deadline {
    Deadline {
        ma: "d".to_owned(),
        noi_dung: String::new(),
        viec: Task::HoSo,
        moc,
        hinh_thuc: Vec::new(),
        trong: Default::default(),
        khi_qua_han: LateEffect::KhongXet,
        muc: String::new(),
        place: at(),
    }
}

/// Random campaigns prove nothing when all of them come to the same.
#[test]
fn random_campaigns_know_every_outcome() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;

    let mut runner = TestRunner::deterministic();
    let all = (prop::collection::vec(reported(), 4), prop::collection::vec(reported(), 12));
    let mut seen: BTreeMap<(NomineeKind, Outcome), usize> = BTreeMap::new();
    for _ in 0..200 {
        let (units, people) = all.new_tree(&mut runner).unwrap().current();
        for item in judged(&campaign(&units, &people)).judgement.de_nghi {
            *seen.entry((item.loai, item.ket_qua)).or_default() += 1;
        }
    }
    for kind in NomineeKind::ALL {
        for outcome in [Outcome::KhongDat, Outcome::Cho, Outcome::NgoaiChiTieu, Outcome::DongHang, Outcome::DuocChon] {
            let count = seen.get(&(*kind, outcome)).copied().unwrap_or(0);
            assert!(count >= 10, "{kind:?} {outcome:?}: {count} in {seen:?}");
        }
    }
}
