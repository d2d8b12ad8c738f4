//! What must hold of every campaign, tried on random ones.

use std::sync::Arc;

use chrono::{Days, NaiveDate};
use proptest::prelude::*;

use super::facts;
use crate::diag::Place;
use crate::model::deadline::{DayKind, Deadline, Event, LateEffect, Mark, Side, Task};
use crate::model::evidence::EvidenceValue;
use crate::model::exclusion::{Case, CaseState};
use crate::model::located::Located;
use crate::model::nomination::SubjectRef;
use crate::model::quantity::Quantity;
use crate::model::quota::{Limit, Rounding, ShareBase};
use crate::model::until::Bound;
use crate::rules::deadlines::Due;
use crate::rules::{Facts, Judgement, Outcome, Params, State, judge};

const RULES: &str = r#"
chi_so = [
    { ma = "diem", ten = "Điểm", don_vi_tinh = "điểm" },
    { ma = "xep_loai", ten = "Xếp loại", kieu = "xep_loai", cac_muc = ["Khá", "Tốt", "Xuất sắc"] },
    { ma = "dong_gop", ten = "Có đóng góp", kieu = "co_khong" },
]
tieu_chuan = [
    { ma = "diem", loai = "nguong", chi_so = "diem", muc = 5 },
    { ma = "loai", loai = "xep_loai", chi_so = "xep_loai", muc = "Tốt" },
    { ma = "gop", loai = "co_khong", chi_so = "dong_gop" },
    { ma = "hai_trong_ba", loai = "it_nhat", so = 2, gom = ["diem", "loai", "gop"] },
    { ma = "dang_ky", loai = "dang_ky", ap_dung = "tap_the" },
]
loai_tru = [{ ma = "ky_luat", trang_thai = ["dang_thi_hanh", "dang_xem_xet", "dang_xac_minh"], trong = "khong_gioi_han" }]
thoi_han = [{ ma = "dang_ky", viec = "dang_ky", den_het = 2022-03-30 }]
hinh_thuc = [
    { ma = "tap_the", ten = "Giấy khen tập thể", doi_tuong = "tap_the", tieu_chuan = ["hai_trong_ba", "dang_ky"], xep_hang = [{ chi_so = "diem" }] },
    { ma = "ca_nhan", ten = "Giấy khen cá nhân", doi_tuong = "ca_nhan", tieu_chuan = ["hai_trong_ba"], xep_hang = [{ chi_so = "diem" }, { uu_tien = "nu" }] },
]
chi_tieu = [
    { ma = "tap_the", hinh_thuc = ["tap_the"], doi_tuong = "tap_the", loai = "so_luong", so = 1 },
    { ma = "ca_nhan", hinh_thuc = ["ca_nhan"], doi_tuong = "ca_nhan", loai = "moi_don_vi", so = 1 },
    { ma = "chung", hinh_thuc = ["tap_the", "ca_nhan"], loai = "so_luong", so = 3 },
]
"#;

/// What is reported of one nominee.
#[derive(Clone, Debug)]
struct Reported {
    score: Option<u8>,
    level: Option<u8>,
    helped: Option<bool>,
    woman: bool,
    registered: Option<u8>,
}

fn reported() -> impl Strategy<Value = Reported> {
    let parts = (
        proptest::option::of(0..10_u8),
        proptest::option::of(0..3_u8),
        proptest::option::of(any::<bool>()),
        any::<bool>(),
        proptest::option::of(25..35_u8),
    );
    parts.prop_map(|(score, level, helped, woman, registered)| Reported { score, level, helped, woman, registered })
}

/// Units, then people who belong to them in turn.
fn campaign(units: &[Reported], people: &[Reported]) -> Facts {
    let mut sheets = [
        "Tên đơn vị\n",
        "Họ và tên,Đơn vị,Giới tính\n",
        "Đơn vị,Đối tượng,Ngày nộp\n",
        "Đối tượng,Hình thức,Năm\n",
        "Đối tượng,Chỉ số,Năm,Giá trị\n",
    ]
    .map(str::to_owned);
    let [unit_rows, person_rows, registrations, nominations, results] = &mut sheets;
    let mut report = |name: &str, of: &Reported| {
        of.score.iter().for_each(|score| results.push_str(&format!("{name},diem,2022,{score}\n")));
        let levels = ["Khá", "Tốt", "Xuất sắc"];
        of.level
            .iter()
            .for_each(|level| results.push_str(&format!("{name},xep_loai,2022,{}\n", levels[usize::from(*level)])));
        of.helped
            .iter()
            .for_each(|yes| results.push_str(&format!("{name},dong_gop,2022,{}\n", if *yes { "có" } else { "không" })));
    };
    for (at, unit) in units.iter().enumerate() {
        let name = format!("Phòng {at}");
        unit_rows.push_str(&format!("{name}\n"));
        nominations.push_str(&format!("{name},tap_the,2022\n"));
        report(&name, unit);
        let days = unit
            .registered
            .iter()
            .map(|day| NaiveDate::from_ymd_opt(2022, 3, 1).unwrap() + Days::new(u64::from(*day) - 1));
        days.for_each(|day| registrations.push_str(&format!("{name},Tập thể,{}\n", day.format("%d/%m/%Y"))));
    }
    for (at, person) in people.iter().enumerate() {
        let name = format!("Người {at}");
        person_rows.push_str(&format!(
            "{name},Phòng {},{}\n",
            at % units.len(),
            if person.woman { "Nữ" } else { "Nam" }
        ));
        nominations.push_str(&format!("{name},ca_nhan,2022\n"));
        report(&name, person);
    }
    let keys = ["don_vi", "ca_nhan", "dang_ky", "de_nghi", "ket_qua"];
    let sheets: Vec<(&str, &str)> = keys.into_iter().zip(sheets.iter().map(String::as_str)).collect();
    facts(RULES, &sheets)
}

fn judged(facts: &Facts) -> Judgement {
    judge(facts, NaiveDate::from_ymd_opt(2023, 1, 10).unwrap())
}

fn told(judgement: &Judgement) -> String {
    let findings: Vec<String> = judgement.report.iter().map(ToString::to_string).collect();
    format!("{}\n{}", serde_json::to_string(&judgement.de_nghi).unwrap(), findings.join("\n"))
}

fn at() -> Arc<Place> {
    Arc::new(Place::file("them.csv"))
}

fn subject(name: &str) -> SubjectRef {
    SubjectRef { ten: Located::new(name.to_owned(), &at()), don_vi: None }
}

/// Does harm number `kind` to the nominee `name`.
fn harm(facts: &mut Facts, name: &str, kind: u8) {
    match kind {
        0 => {
            let states = [CaseState::DangThiHanh, CaseState::DangXemXet, CaseState::DangXacMinh];
            facts.ky_luat.push(Case {
                doi_tuong: subject(name),
                lanh_dao_chu_chot: false,
                muc: None,
                trang_thai: Located::new(states[name.len() % 3], &at()),
                ngay: None,
                den_ngay: None,
                place: at(),
            });
        }
        1 => {
            for row in facts.ket_qua.iter_mut().filter(|row| row.doi_tuong.ten.value == name) {
                row.gia_tri.value = match &row.gia_tri.value {
                    EvidenceValue::So(number) => EvidenceValue::So(Quantity::whole(number.millionths() / 2_000_000)),
                    EvidenceValue::Chu(_) => EvidenceValue::Chu("Khá".to_owned()),
                    EvidenceValue::CoKhong(_) => EvidenceValue::CoKhong(false),
                    EvidenceValue::Trong => EvidenceValue::Trong,
                };
            }
        }
        2 => {
            for row in facts.dang_ky.iter_mut().filter(|row| row.doi_tuong.ten.value == name) {
                if let Some(day) = &mut row.ngay_nhan {
                    day.value = day.value + Days::new(4);
                }
            }
        }
        _ => {
            let doubled = facts.ket_qua.iter().find(|row| row.doi_tuong.ten.value == name).cloned();
            facts.ket_qua.extend(doubled.map(|mut row| {
                row.gia_tri = Located::new(EvidenceValue::So(Quantity::whole(9)), &at());
                row
            }));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_quota_is_never_exceeded(
        units in prop::collection::vec(reported(), 1..6),
        people in prop::collection::vec(reported(), 0..12),
        share in 0..120_i64,
        base in 0..4_usize,
        rounding in 0..3_usize,
    ) {
        let mut facts = campaign(&units, &people);
        let limit = Limit::TyLe {
            ty_le: Quantity::whole(share),
            co_so: Some(ShareBase::ALL[base]),
            lam_tron: Rounding::ALL[rounding],
        };
        facts.quy_dinh.chi_tieu[0].gioi_han = limit;
        let judgement = judged(&facts);
        let collectives = judgement.chosen("tap_the", Some(2022));
        let individuals = judgement.chosen("ca_nhan", Some(2022));
        prop_assert!(collectives.len() + individuals.len() <= 3);
        for item in &individuals {
            prop_assert_eq!(individuals.iter().filter(|other| other.don_vi == item.don_vi).count(), 1);
        }
        if let Some(selection) = judgement.chon.iter().find(|selection| selection.hinh_thuc == "tap_the") {
            let places = selection.chi_tieu[0].gioi_han.unwrap();
            prop_assert!(collectives.len() <= places as usize);
            let exact = share * units.len() as i64;
            prop_assert!(i64::from(places) * 100 < exact + 100, "{} of at most {exact}/100", places);
        }
    }

    #[test]
    fn a_fault_never_improves_a_verdict(
        units in prop::collection::vec(reported(), 1..5),
        people in prop::collection::vec(reported(), 0..8),
        who in any::<prop::sample::Index>(),
        kind in 0..4_u8,
    ) {
        let sound = campaign(&units, &people);
        let before = judged(&sound);
        let item = &before.de_nghi[who.index(before.de_nghi.len())];
        let mut broken = sound.clone();
        harm(&mut broken, &item.ten, kind);
        let after = judged(&broken);
        let worse = after.de_nghi.iter().find(|other| other.ten == item.ten).unwrap();
        prop_assert!(worse.ket_luan <= item.ket_luan, "{:?} → {:?}", item.ket_luan, worse.ket_luan);
        prop_assert!(worse.ket_qua <= item.ket_qua, "{:?} → {:?}", item.ket_qua, worse.ket_qua);
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
        kind in 0..4_u8,
        turn in any::<prop::sample::Index>(),
    ) {
        let mut facts = campaign(&units, &people);
        harm(&mut facts, "Phòng 0", kind);
        let before = told(&judged(&facts));
        let turned = |length: usize| if length == 0 { 0 } else { turn.index(length) };
        let (nominees, rows) = (turned(facts.doi_tuong.len()), turned(facts.ket_qua.len()));
        facts.doi_tuong.rotate_left(nominees);
        facts.doi_tuong.reverse();
        facts.ket_qua.rotate_left(rows);
        facts.ket_qua.reverse();
        facts.de_nghi.reverse();
        facts.dang_ky.reverse();
        prop_assert_eq!(before, told(&judged(&facts)));
    }

    #[test]
    fn deadlines_are_monotone(first in 0..40_u64, later in 0..40_u64, count in 0..20_u32, more in 0..20_u32, working: bool) {
        let day = |after: u64| NaiveDate::from_ymd_opt(2022, 1, 20).unwrap() + Days::new(after);
        let loai_ngay = if working { DayKind::NgayLamViec } else { DayKind::NgayLich };
        let last = |event: NaiveDate, so_ngay: u32, phia: Side| {
            let events = [Event {
                ma: "e".to_owned(),
                ten: "công bố".to_owned(),
                nam: None,
                ngay: Some(Located::new(event, &at())),
                place: at(),
            }];
            let su_kien = Located::new("e".to_owned(), &at());
            deadline(Mark::SuKien { su_kien, so_ngay, loai_ngay, phia }).last_day(None, &events, &Params::builtin().unwrap().calendar())
        };
        prop_assert!(last(day(first), count, Side::Sau) <= last(day(first), count + more, Side::Sau));
        prop_assert!(last(day(first), count, Side::Truoc) >= last(day(first), count + more, Side::Truoc));
        prop_assert!(last(day(first), count, Side::Sau) <= last(day(first + later), count, Side::Sau));
        let fixed = |gioi_han| deadline(Mark::Ngay { ngay: day(first), gioi_han }).last_day(None, &[], &Default::default());
        prop_assert!(fixed(Bound::Truoc) < fixed(Bound::DenHet));
        let due = Due { days: Some((day(first), day(first + 3))), ..Due::default() };
        let today = day(100);
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
        khi_qua_han: LateEffect::KhongXet,
        muc: String::new(),
        place: at(),
    }
}
