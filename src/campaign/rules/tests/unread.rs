//! Rows of Kỷ luật that nobody can read or lay to one person: they let nobody pass.

use super::{on, outcomes, read};
use crate::base::diag::{Code, Place, Report};
use crate::campaign::rules::{Judged, Outcome};

const RULES: &str = "[[chi_so]]\nma = \"x\"\nten = \"X\"\nkieu = \"co_khong\"\n\
    [[tieu_chuan]]\nma = \"a\"\nloai = \"co_khong\"\nchi_so = \"x\"\n\
    [[hinh_thuc]]\nma = \"gk\"\nten = \"Giấy khen\"\ntieu_chuan = [\"a\"]\n";
const OF_ALL: &str = "[[loai_tru]]\nma = \"ky_luat\"\nmuc_tu = \"khiển trách\"\ntrong = \"khong_gioi_han\"\n";
const OF_LEADERS: &str =
    "[[loai_tru]]\nma = \"lanh_dao\"\nap_dung = \"tập thể\"\ncua = \"lãnh đạo chủ chốt\"\ntrong = \"khong_gioi_han\"\n";
/// Everybody who is proposed, with the criterion met.
const PROPOSED: [&str; 5] = ["Phòng Giá", "Phòng Ngân sách", "Lê Văn Bình", "Trần Thị An", "Đỗ Thị Chi"];

fn judged(rules: &str, cases: &str, day: &str) -> (Judged, Report) {
    let row = |end: &str| PROPOSED.iter().map(|name| format!("{name},{end}\n")).collect::<String>();
    let people = "Họ và tên,Đơn vị\nLê Văn Bình,Phòng Giá\nTrần Thị An,Phòng Ngân sách\nĐỗ Thị Chi,Phòng Ngân sách\n";
    let sheets = [
        ("don_vi", "Tên đơn vị\nPhòng Giá\nPhòng Ngân sách\n"),
        ("ca_nhan", people),
        ("de_nghi", &format!("Đối tượng,Hình thức,Năm\n{}", row("gk,2026"))),
        ("ket_qua", &format!("Đối tượng,Chỉ số,Năm,Giá trị\n{}", row("x,2026,có"))),
        (
            "ky_luat",
            &format!(
                "Đối tượng,Đơn vị,Mức kỷ luật,Trạng thái,Ngày quyết định,Thi hành đến ngày,Lãnh đạo chủ chốt\n{cases}"
            ),
        ),
    ];
    let (facts, report) = read(&format!("{RULES}{rules}"), &sheets);
    (on(&facts, day), report)
}

/// Who of [`PROPOSED`] waits; the others are chosen.
fn waiting(rules: &str, cases: &str) -> Vec<&'static str> {
    let (judged, _) = judged(rules, cases, "2026-12-20");
    let waits = |name: &&str| {
        let item = judged.de_nghi.iter().find(|item| item.ten == **name).unwrap();
        assert!(matches!(item.ket_qua, Outcome::Cho | Outcome::DuocChon), "{name}: {:?}", item.ket_qua);
        item.ket_qua == Outcome::Cho
    };
    PROPOSED.into_iter().filter(waits).collect()
}

#[test]
fn whoever_a_row_may_mean_waits_until_it_is_mended() {
    let binh = ["Lê Văn Bình"];
    let cases: [(&str, &[&str]); 14] = [
        // A state, a level, a day that can't be read.
        ("Lê Văn Bình,Phòng Giá,khiển trách,đã xong,01/5/2026,,\n", &binh),
        ("Lê Văn Bình,Phòng Giá,khiển trách,,01/5/2026,,\n", &binh),
        ("Lê Văn Bình,Phòng Giá,#N/A,đã bị,01/5/2026,,\n", &binh),
        ("Lê Văn Bình,Phòng Giá,khiển trách,đã bị,31/02/2026,,\n", &binh),
        ("Lê Văn Bình,Phòng Giá,khiển trách,đã bị,01/5/2026,31/02/2027,\n", &binh),
        // A name that is like one, nobody's name in a unit, a wrong unit.
        ("Lê Văn Bìn,Phòng Giá,khiển trách,đã bị,01/5/2026,,\n", &binh),
        ("Lê Văn Bình,Phòng Ngân sách,khiển trách,đã bị,01/5/2026,,\n", &binh),
        (",Phòng Ngân sách,khiển trách,đã bị,01/5/2026,,\n", &["Phòng Ngân sách", "Trần Thị An", "Đỗ Thị Chi"]),
        (",Phòng Giá,khiển trách,đã bị,01/5/2026,,\n", &["Phòng Giá", "Lê Văn Bình"]),
        ("Danh Oanh,Phòng Giáa,khiển trách,đã bị,01/5/2026,,\n", &["Phòng Giá"]),
        // A stranger of a known unit is no one of the list; one without a discipline is left in peace.
        ("Danh Oanh,Phòng Giá,khiển trách,đã bị,01/5/2026,,\n", &[]),
        ("Lê Văn Bình,Phòng Giá,không,,,,\n", &[]),
        // What the plan does not look at holds nobody, whoever is meant; nor does what is not known yet.
        ("Lê Văn Bìn,Phòng Giá,,đang xem xét,01/5/2027,,\n", &[]),
        ("Lê Văn Bình,Phòng Giá,khiển trách,đã xong,01/5/2027,,\n", &[]),
    ];
    for (rows, expected) in cases {
        assert_eq!(waiting(OF_ALL, rows), expected, "{rows}");
    }
}

#[test]
fn a_unit_waits_for_a_leader_whose_row_is_not_read() {
    for (rows, expected) in [
        ("Danh Oanh,Phòng Giá,khiển trách,đã bị,,,có lẽ\n", vec!["Phòng Giá"]),
        ("Danh Oanh,Phòng Giá,khiển trách,đã xong,,,x\n", vec!["Phòng Giá"]),
        ("Danh Oanh,Phòng Giá,khiển trách,đã xong,,,không\n", vec![]),
    ] {
        assert_eq!(waiting(OF_LEADERS, rows), expected, "{rows}");
    }
}

#[test]
fn without_a_plan_the_law_waits_too() {
    assert_eq!(waiting("", "Lê Văn Bình,,,đang xét,,,\n"), ["Lê Văn Bình"]);
    assert_eq!(waiting("", "Lê Văn Bìn,,,đang xem xét,,,\n"), ["Lê Văn Bình"]);
    // What is over is none of its concern, whatever else can't be read.
    assert_eq!(waiting("", "Lê Văn Bình,,khiển trách,đã bị,31/02/2026,,\n"), [""; 0]);
    let (before, _) = judged("", "Lê Văn Bình,,,đang xét,,,\n", "2023-12-20");
    outcomes(&before, &[("Lê Văn Bình", Outcome::DuocChon)]);
}

#[test]
fn it_is_told_at_the_cell_and_once_for_whom_it_holds() {
    let (judged, report) = judged(OF_ALL, "Lê Văn Bình,Phòng Giá,khiển trách,đã xong,01/5/2026,,\n", "2026-12-20");
    assert_eq!(report.iter().map(|finding| finding.code).collect::<Vec<_>>(), [Code::DL017]);
    let told: Vec<_> = judged.report.iter().filter(|finding| finding.code == Code::TD032).collect();
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(told[0].place, Some(Place::line("ky_luat.csv", 2, 35)));
    assert!(told[0].message.ends_with("chưa rõ có được xét: bảng Kỷ luật có dòng ghi tên Lê Văn Bình chưa đọc được"));
}
