//! A province: 2.000 units, 20.000 people, all of them proposed.

use std::fmt::Write;
use std::time::{Duration, Instant};

use super::{facts, on};
use crate::base::diag::Code;
use crate::base::limits;
use crate::campaign::parties::Parties;
use crate::campaign::rules::{Facts, Judged, Outcome};

const UNITS: usize = 2_000;
/// So many people belong to each unit.
const PEOPLE: usize = 10;
/// How much smaller the campaign is whose time is compared.
const PART: usize = 8;

/// A campaign of so many units.
fn campaign(units: usize) -> Facts {
    let mut names = "Tên đơn vị\n".to_owned();
    let mut people = "Mã,Họ và tên,Đơn vị,Giới tính\n".to_owned();
    let mut registrations = "Đơn vị,Đối tượng,Ngày nộp\n".to_owned();
    let mut nominations = "Đối tượng,Hình thức,Năm\n".to_owned();
    let mut results = "Đối tượng,Chỉ số,Năm,Giá trị\n".to_owned();
    let mut papers = "Đối tượng,Loại giấy tờ,Ngày nhận\n".to_owned();
    for unit in 0..units {
        let _ = writeln!(names, "Xã {unit}");
        let _ = writeln!(registrations, "Xã {unit},Tập thể,01/7/2020");
        let _ = writeln!(nominations, "Xã {unit},giay_khen_tap_the,2020");
        let _ = writeln!(results, "Xã {unit},phan_loai,2020,Xuất sắc\nXã {unit},diem_phan_loai,2020,{unit}");
        let _ = writeln!(papers, "Xã {unit},to_trinh,01/12/2020");
    }
    for person in 0..units * PEOPLE {
        let sex = if person % 3 == 0 { "Nữ" } else { "" };
        let _ = writeln!(people, "CB{person},Nguyễn Văn An,Xã {},{sex}", person % units);
        let _ = writeln!(nominations, "CB{person},giay_khen_ca_nhan,2020");
        let level = if person % 2 == 0 { "Xuất sắc" } else { "Tốt" };
        let _ = writeln!(results, "CB{person},nhiem_vu_ca_nhan,2020,{level}");
    }
    let rules = include_str!("../../../../samples/an_bien_2020/phong_trao.toml");
    // One that all people draw on, divided by what their units are.
    let divided = "[[chi_tieu]]\nma = \"theo_loai\"\nhinh_thuc = [\"giay_khen_ca_nhan\"]\ndoi_tuong = \"ca_nhan\"\n\
        loai = \"so_luong\"\nso = 1000000\ntheo = \"loai_don_vi\"\n";
    let sheets = [
        ("don_vi", names.as_str()),
        ("ca_nhan", people.as_str()),
        ("dang_ky", registrations.as_str()),
        ("de_nghi", nominations.as_str()),
        ("ket_qua", results.as_str()),
        ("ho_so", papers.as_str()),
    ];
    facts(&format!("{rules}\n{divided}"), &sheets)
}

fn timed(facts: &Facts) -> (Judged, Duration) {
    let start = Instant::now();
    let judgement = on(facts, "2020-12-20");
    (judgement, start.elapsed())
}

/// Time is measured against a smaller campaign, for a machine may be slow or busy: in proportion it would
/// be [`PART`] times as long, with a search of every list for every row [`PART`] times as long again.
#[test]
fn the_time_for_a_province_grows_with_its_rows() {
    let (part, whole) = (campaign(UNITS / PART), campaign(UNITS));
    let (_, first) = timed(&part);
    let (judgement, spent) = timed(&whole);
    let (_, second) = timed(&part);
    assert_eq!(judgement.chosen("giay_khen_tap_the", Some(2020)).len(), UNITS / 5);
    let failed = judgement.de_nghi.iter().filter(|item| item.ket_qua == Outcome::KhongDat).count();
    assert_eq!(failed, UNITS * PEOPLE / 2);
    let most = first.max(second) * 3 * u32::try_from(PART).unwrap();
    assert!(spent < most, "{spent:?} for {UNITS} units, {first:?} and {second:?} for {}", UNITS / PART);
}

#[test]
fn of_more_unknown_units_than_a_campaign_can_have_the_number_is_told() {
    let most = usize::try_from(limits::UNITS.most()).unwrap();
    let rows: String = (0..most + 100).map(|at| format!("Đơn vị lạ {at},Tập thể,01/7/2020\n")).collect();
    let rows = format!("Đơn vị,Đối tượng,Ngày nộp\n{rows}Xã,Tập thể,01/7/2020\n");
    let rules = include_str!("../../../../samples/an_bien_2020/phong_trao.toml");
    let facts = facts(rules, &[("don_vi", "Tên đơn vị\nXã\n"), ("dang_ky", &rows)]);
    let parties = Parties::new(&facts.doi_tuong, &facts.dang_ky);
    let of = |code: Code| parties.findings.iter().filter(move |finding| finding.code == code);
    assert_eq!((of(Code::DL018).count(), of(Code::DL060).count()), (most, 1));
    let place = of(Code::DL060).next().and_then(|finding| finding.place.as_ref()?.row_number());
    assert_eq!(place, u32::try_from(most + 2).ok(), "the first that is too many");
    assert_eq!(parties.units().count(), most + 1);
    assert_eq!(parties.get(0).unwrap().registrations, [most + 100], "none is laid to a unit that there is");
}
