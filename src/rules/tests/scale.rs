//! A province: 2.000 units, 20.000 people, all of them proposed.

use std::fmt::Write;
use std::time::{Duration, Instant};

use super::{facts, on};
use crate::rules::Outcome;

const UNITS: usize = 2_000;
const PEOPLE: usize = 20_000;

#[test]
fn a_province_is_judged_in_seconds() {
    let mut units = "Tên đơn vị\n".to_owned();
    let mut people = "Mã,Họ và tên,Đơn vị,Giới tính\n".to_owned();
    let mut registrations = "Đơn vị,Đối tượng,Ngày nộp\n".to_owned();
    let mut nominations = "Đối tượng,Hình thức,Năm\n".to_owned();
    let mut results = "Đối tượng,Chỉ số,Năm,Giá trị\n".to_owned();
    let mut papers = "Đối tượng,Loại giấy tờ,Ngày nhận\n".to_owned();
    for unit in 0..UNITS {
        let _ = writeln!(units, "Xã {unit}");
        let _ = writeln!(registrations, "Xã {unit},Tập thể,01/7/2020");
        let _ = writeln!(nominations, "Xã {unit},giay_khen_tap_the,2020");
        let _ = writeln!(results, "Xã {unit},phan_loai,2020,Xuất sắc\nXã {unit},diem_phan_loai,2020,{unit}");
        let _ = writeln!(papers, "Xã {unit},to_trinh,01/12/2020");
    }
    for person in 0..PEOPLE {
        let _ = writeln!(
            people,
            "CB{person},Nguyễn Văn An,Xã {},{}",
            person % UNITS,
            if person % 3 == 0 { "Nữ" } else { "" }
        );
        let _ = writeln!(nominations, "CB{person},giay_khen_ca_nhan,2020");
        let _ =
            writeln!(results, "CB{person},nhiem_vu_ca_nhan,2020,{}", if person % 2 == 0 { "Xuất sắc" } else { "Tốt" });
    }
    let rules = include_str!("../../../samples/an_bien_2020/phong_trao.toml");
    let sheets = [
        ("don_vi", units.as_str()),
        ("ca_nhan", people.as_str()),
        ("dang_ky", registrations.as_str()),
        ("de_nghi", nominations.as_str()),
        ("ket_qua", results.as_str()),
        ("ho_so", papers.as_str()),
    ];
    let campaign = facts(rules, &sheets);
    let start = Instant::now();
    let judgement = on(&campaign, "2020-12-20");
    let spent = start.elapsed();
    assert_eq!(judgement.chosen("giay_khen_tap_the", Some(2020)).len(), UNITS / 5);
    let failed = judgement.de_nghi.iter().filter(|item| item.ket_qua == Outcome::KhongDat).count();
    assert_eq!(failed, PEOPLE / 2);
    // A second on an idle machine; a cost that grows with the square of the people takes many minutes.
    if !cfg!(debug_assertions) {
        assert!(spent < Duration::from_secs(60), "{spent:?}");
    }
}
