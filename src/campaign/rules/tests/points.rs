//! What must hold of points, of several chỉ tiêu over one nominee, and of orders that can't be compared.

use std::collections::BTreeMap;
use std::fmt::Write;

use chrono::NaiveDate;
use proptest::prelude::*;

use super::{facts, law};
use crate::campaign::model::evidence::EvidenceValue;
use crate::campaign::model::quantity::Quantity;
use crate::campaign::rules::{Assessed, Facts, Judged, Outcome, judge};

/// Points of a unit: two items, what was taken away, accounts, its block.
#[derive(Clone, Debug)]
struct Unit {
    items: [u8; 2],
    lost: Option<u8>,
    accounts: u8,
    block: u8,
    second: bool,
}

fn unit() -> impl Strategy<Value = Unit> {
    let points = [0..7_u8, 0..7_u8];
    (points, proptest::option::of(0..4_u8), 0..5_u8, 0..3_u8, any::<bool>())
        .prop_map(|(items, lost, accounts, block, second)| Unit { items, lost, accounts, block, second })
}

/// One more chỉ tiêu of the plan, over one award or both.
fn quota() -> impl Strategy<Value = String> {
    let over = prop_oneof![Just("\"mot\""), Just("\"hai\""), Just("\"mot\", \"hai\"")];
    let limit = prop_oneof![
        (0..4_u8).prop_map(|so| format!("loai = \"so_luong\", so = {so}")),
        (0..3_u8).prop_map(|so| format!("loai = \"so_luong\", so = {so}, theo = [\"khoi_0\", \"khoi_1\"]")),
        (0..3_u8).prop_map(|so| format!("loai = \"so_luong\", so = {so}, dac_diem = \"khoi_1\"")),
        (0..100_u8).prop_map(|share| format!(
            "loai = \"ty_le\", ty_le = {share}, co_so = \"duoc_de_nghi\", theo = \"loai_don_vi\""
        )),
        Just("loai = \"ty_le\", ty_le = \"1/3\", co_so = \"du_dieu_kien\"".to_owned()),
        Just("loai = \"phan_bo\", co_quan = \"tỉnh\"".to_owned()),
    ];
    (over, limit).prop_map(|(over, limit)| format!("hinh_thuc = [{over}], {limit}"))
}

/// How the second award ranks: as the first, by the same first, or by something else.
const ORDERS: [&str; 3] = [
    "{ thang_diem = \"cham\" }",
    "{ thang_diem = \"cham\" }, { chi_so = \"tai_khoan\" }",
    "{ chi_so = \"tai_khoan\" }",
];

fn campaign(units: &[Unit], quotas: &[String], order: usize) -> Facts {
    let quotas: Vec<String> =
        quotas.iter().enumerate().map(|(at, quota)| format!("{{ ma = \"q{at}\", {quota} }}")).collect();
    let rules = format!(
        "chi_so = [{{ ma = \"tai_khoan\", ten = \"Tài khoản\" }}]\n\
         dac_diem = [{{ ma = \"khoi_0\", ten = \"khối 0\" }}, {{ ma = \"khoi_1\", ten = \"khối 1\" }}]\n\
         thang_diem = [{{ ma = \"cham\", ten = \"Tổng điểm\", nhom = [{{ ma = \"thuong\", ten = \"Thưởng\", toi_da = 4 }}], muc = [\n\
         {{ ma = \"m0\", noi_dung = \"Mục\", diem = 6 }}, {{ ma = \"m1\", noi_dung = \"Thưởng\", diem = 6, nhom = \"thuong\" }},\n\
         {{ ma = \"tru\", noi_dung = \"Trừ\", diem = 0 }}] }}]\n\
         tieu_chuan = [{{ ma = \"du\", loai = \"tong_diem\", thang_diem = \"cham\", muc = 3 }}]\n\
         hinh_thuc = [{{ ma = \"mot\", ten = \"Giấy khen một\", tieu_chuan = [\"du\"], xep_hang = [{}] }},\n\
         {{ ma = \"hai\", ten = \"Giấy khen hai\", tieu_chuan = [\"du\"], xep_hang = [{}] }}]\nchi_tieu = [{}]\n",
        ORDERS[0],
        ORDERS[order],
        quotas.join(", ")
    );
    let (mut roll, mut results) =
        ("Tên đơn vị,Loại,Đặc điểm\n".to_owned(), "Đối tượng,Chỉ số,Năm,Giá trị\n".to_owned());
    let mut proposed = "Đối tượng,Hình thức,Năm\n".to_owned();
    for (at, unit) in units.iter().enumerate() {
        let block = if unit.block < 2 { format!("khoi_{}", unit.block) } else { String::new() };
        let _ = writeln!(roll, "Phòng {at},{},{block}", if at % 2 == 0 { "Xã" } else { "Phường" });
        let _ = writeln!(proposed, "Phòng {at},{},2026", if unit.second { "hai" } else { "mot" });
        let _ = writeln!(results, "Phòng {at},tai_khoan,2026,{}", unit.accounts);
        for (item, points) in unit.items.iter().enumerate() {
            let _ = writeln!(results, "Phòng {at},m{item},2026,{points}");
        }
        unit.lost.iter().for_each(|lost| {
            let _ = writeln!(results, "Phòng {at},tru,2026,-{lost}");
        });
    }
    facts(&rules, &[("don_vi", &roll), ("de_nghi", &proposed), ("ket_qua", &results)])
}

fn judged(facts: &Facts) -> Judged {
    judge(facts, law(), NaiveDate::from_ymd_opt(2026, 12, 20).unwrap())
}

fn of<'a>(judgement: &'a Judged, name: &str) -> &'a Assessed {
    judgement.de_nghi.iter().find(|item| item.ten == name).unwrap()
}

/// Whether the chosen keep to the quota `text`, reckoned from what was drawn.
fn is_kept(judgement: &Judged, units: &[Unit], text: &str) -> bool {
    let number = |item: &Assessed| item.ten.strip_prefix("Phòng ").unwrap().parse::<usize>().unwrap();
    let over = |item: &&Assessed| text.split(']').next().unwrap().contains(&format!("\"{}\"", item.hinh_thuc));
    let counted: Vec<&Assessed> = judgement.de_nghi.iter().filter(over).collect();
    let chosen = |item: &&&Assessed| item.ket_qua == Outcome::DuocChon;
    let total = counted.iter().filter(chosen).count();
    let so =
        || text.split("so = ").nth(1).and_then(|rest| rest.split(',').next()).unwrap().trim().parse::<usize>().unwrap();
    if text.contains("phan_bo") {
        return total == 0;
    }
    if text.contains("theo = [") {
        let blocks =
            [0, 1].map(|block| counted.iter().filter(chosen).filter(|item| units[number(item)].block == block).count());
        let outside = counted.iter().filter(chosen).filter(|item| units[number(item)].block == 2).count();
        return outside == 0 && blocks.iter().all(|count| *count <= so());
    }
    if text.contains("dac_diem") {
        return counted.iter().filter(chosen).filter(|item| units[number(item)].block == 1).count() <= so();
    }
    if text.contains("loai_don_vi") {
        let share: usize = text.split("ty_le = ").nth(1).unwrap().split(',').next().unwrap().parse().unwrap();
        return [0, 1].iter().all(|rest| {
            let kind = || counted.iter().filter(|item| number(item) % 2 == *rest);
            kind().filter(chosen).count() <= kind().count() * share / 100
        });
    }
    if text.contains("1/3") {
        let able = counted.iter().filter(|item| item.ket_luan == crate::campaign::rules::State::Dat).count();
        return total <= able / 3;
    }
    total <= so()
}

proptest! {
    #![proptest_config(super::cases(128))]

    #[test]
    fn no_quota_is_exceeded_under_any_mix(
        units in prop::collection::vec(unit(), 1..9),
        quotas in prop::collection::vec(quota(), 1..4),
        order in 0..ORDERS.len(),
    ) {
        let judgement = judged(&campaign(&units, &quotas, order));
        for text in &quotas {
            prop_assert!(is_kept(&judgement, &units, text), "{text}: {:?}", judgement.chon);
        }
    }

    #[test]
    fn a_penalty_never_raises_a_rank(
        units in prop::collection::vec(unit(), 1..9),
        quotas in prop::collection::vec(quota(), 1..4),
        order in 0..ORDERS.len(),
        who in any::<prop::sample::Index>(),
        more in 1..5_i64,
        typed: bool,
    ) {
        let sound = campaign(&units, &quotas, order);
        let before = judged(&sound);
        let name = before.de_nghi[who.index(before.de_nghi.len())].ten.clone();
        let mut broken = sound.clone();
        let row = sound.ket_qua.iter().find(|row| row.doi_tuong.ten.value == name && row.chi_so.value == "tru").cloned();
        let had = row.is_some();
        let lost = row.as_ref().map_or(0, |row| match row.gia_tri.value {
            EvidenceValue::So(number) => number.millionths() / 1_000_000,
            _ => 0,
        });
        broken.ket_qua.retain(|row| !(row.doi_tuong.ten.value == name && row.chi_so.value == "tru"));
        let mut row = row.unwrap_or_else(|| sound.ket_qua.iter().find(|row| row.doi_tuong.ten.value == name).unwrap().clone());
        row.chi_so.value = "tru".to_owned();
        // More is taken away, or nobody knows how much.
        row.gia_tri.value = if typed || had { EvidenceValue::So(Quantity::whole(lost - more)) } else { EvidenceValue::Trong };
        broken.ket_qua.push(row);
        let after = judged(&broken);
        let (was, is) = (of(&before, &name), of(&after, &name));
        prop_assert!(is.ket_luan <= was.ket_luan, "{:?} → {:?}", was.ket_luan, is.ket_luan);
        prop_assert!(is.ket_qua <= was.ket_qua || is.ket_qua == Outcome::ChoChiTieu, "{:?} → {:?}", was.ket_qua, is.ket_qua);
        prop_assert!(is.ket_qua != Outcome::DuocChon || was.ket_qua == Outcome::DuocChon, "{:?}", was.ket_qua);
        if let (Some(was), Some(is)) = (was.hang, is.hang) {
            prop_assert!(is >= was, "{was} → {is}");
        }
    }

    #[test]
    fn unlike_orders_are_never_mixed(
        units in prop::collection::vec(unit(), 2..9),
        so in 0..5_u8,
        accounts in prop::collection::vec(0..5_u8, 9),
    ) {
        let shared = [format!("hinh_thuc = [\"mot\", \"hai\"], loai = \"so_luong\", so = {so}")];
        let judgement = judged(&campaign(&units, &shared, 2));
        let able = judgement.de_nghi.iter().filter(|item| item.ket_luan == crate::campaign::rules::State::Dat);
        let of_award = |award: &str| able.clone().filter(|item| item.hinh_thuc == award).count();
        let competes = of_award("mot") > 0 && of_award("hai") > 0 && of_award("mot") + of_award("hai") > usize::from(so);
        let outcome: BTreeMap<String, Outcome> = judgement.de_nghi.iter().map(|item| (item.ten.clone(), item.ket_qua)).collect();
        if competes && so > 0 {
            let waits = judgement.de_nghi.iter().any(|item| item.ket_qua == Outcome::ChoChiTieu);
            prop_assert!(waits || judgement.de_nghi.iter().any(|item| item.ket_qua == Outcome::DongHang), "{outcome:?}");
        }
        // Accounts of the second award say nothing of the first: other ones leave the first as it was.
        let mut other = units.clone();
        other.iter_mut().zip(&accounts).for_each(|(unit, count)| unit.accounts = *count);
        let changed = judged(&campaign(&other, &shared, 2));
        for item in judgement.de_nghi.iter().filter(|item| item.hinh_thuc == "mot") {
            let now = of(&changed, &item.ten).ket_qua;
            let ties = [now, item.ket_qua].contains(&Outcome::DongHang);
            prop_assert!(now == item.ket_qua || ties, "{}: {:?} → {now:?}", item.ten, item.ket_qua);
        }
    }

    #[test]
    fn the_order_of_rows_does_not_matter_for_points(
        units in prop::collection::vec(unit(), 1..9),
        quotas in prop::collection::vec(quota(), 1..4),
        order in 0..ORDERS.len(),
        seed: u64,
    ) {
        let told = |facts: Facts| {
            let judgement = judged(&facts);
            let findings: Vec<String> = judgement.report.iter().map(ToString::to_string).collect();
            format!("{}\n{}", serde_json::to_string(&judgement.de_nghi).unwrap(), findings.join("\n"))
        };
        let facts = campaign(&units, &quotas, order);
        prop_assert_eq!(told(facts.clone()), told(super::random::shuffled(facts, seed)));
    }
}
