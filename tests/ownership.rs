//! One bad cell or rule fails the papers that rest on it, and no others.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::faulty::{named, put};
use crate::program::run;
use crate::workbook::{FACTS, folder, good};

/// What is changed: a cell of a sheet, or text in `phong_trao.toml`.
type Cell = (&'static str, &'static str, &'static str);
type Rule = (&'static str, &'static str);

/// The good campaign with an award that somebody decides on, a second one, and a council that has met.
fn facts() -> String {
    let decided = "\ndanh_muc = \"giay_khen\"\nnguoi_quyet_dinh = \"giam_doc_so\"\n";
    let other = "[[hinh_thuc]]\nma = \"tien_tien\"\nten = \"Tập thể lao động tiên tiến\"\ndoi_tuong = \"tap_the\"\n\
                 danh_muc = \"tap_the_lao_dong_tien_tien\"\nnguoi_quyet_dinh = \"giam_doc_so\"\ntieu_chuan = [\"tren_90\"]\n";
    let council = "tong_so = 3\nngay_hop = 2023-01-10\nphieu_phat_ra = 2\nphieu_thu_ve = 2\n";
    let facts =
        FACTS.replacen("\ntieu_chuan = [\"tren_90\"]\n", &format!("{decided}tieu_chuan = [\"tren_90\"]\n{other}"), 1);
    facts.replacen("tong_so = 3\n", council, 1)
}

/// Runs the campaign with the changes: exit code, papers that failed and papers that are there.
fn outcome(cells: &[Cell], rules: &[Rule]) -> (i32, BTreeSet<String>, BTreeSet<String>) {
    let mut sheets = good();
    named(&mut sheets, "Đề nghị").rows.push(["Phòng Đầu tư", "tien_tien", "#2022"].map(str::to_owned).to_vec());
    named(&mut sheets, "Kết quả")
        .rows
        .push(["Phòng Đầu tư", "diem", "#2022", "#93", "@2022-12-30"].map(str::to_owned).to_vec());
    cells.iter().for_each(|(sheet, cell, text)| put(named(&mut sheets, sheet), cell, text));
    let mut facts = facts();
    for (from, to) in rules {
        assert!(facts.contains(from), "{from}");
        facts = facts.replacen(from, to, 1);
    }
    let place = folder(&facts, &sheets);
    let (check, ..) = run(place.path(), &["check", "."]);
    let (exit, _, talk) = run(place.path(), &["render", ".", "--mau-trong", "--out", "ket_qua", "--formats", "native"]);
    assert_eq!(check, exit, "{talk}");
    let documents = manifest(&place.path().join("ket_qua"))["documents"].as_array().unwrap().clone();
    let of = |status: &str| {
        let wanted = documents.iter().filter(|document| document["status"] == status);
        let name = |key: &str, document: &Value| document[key].as_str().unwrap().to_owned();
        wanted.map(|document| format!("{}: {}", name("kind", document), name("subject", document))).collect()
    };
    (exit, of("failed"), of("ok"))
}

fn manifest(folder: &Path) -> Value {
    serde_json::from_slice(&fs::read(folder.join("manifest.json")).unwrap()).unwrap()
}

/// Papers about the campaign and about giấy khen, in which everybody here competes.
const ROUND: &[&str] = &[
    "bien_ban_hop: Giấy khen của Giám đốc Sở",
    "bien_ban_kiem_phieu: Giấy khen của Giám đốc Sở",
    "danh_sach_de_nghi: Giấy khen của Giám đốc Sở",
    "giay_khen: Phòng Giá",
    "giay_khen: Phòng Ngân sách",
    "giay_khen: Trần An",
    "quyet_dinh_khen_thuong: Giấy khen của Giám đốc Sở",
    "to_trinh: Giấy khen của Giám đốc Sở",
];
const TOTALS: &[&str] = &["bao_cao_tong_ket: cải cách hành chính năm 2022", "don_doc: cải cách hành chính năm 2022"];
/// Rests on the rules, and on who counts for a share.
const ALLOTMENT: &str = "phan_bo_chi_tieu: cải cách hành chính năm 2022";
const SUMMARY: &str = "tong_hop_dang_ky: cải cách hành chính năm 2022";
const PLAN: &[&str] = &["ke_hoach: cải cách hành chính năm 2022"];
/// Says no rule and nothing of anybody.
const BLANK: &str = "ke_hoach: Mẫu trống";
const OTHER_ROUND: &str = "bien_ban_hop: Tập thể lao động tiên tiến";
const OF_BUDGET: &[&str] = &["bao_cao_thanh_tich_tap_the: Phòng Ngân sách", "bao_cao_thanh_tich_ca_nhan: Trần An"];
const OF_PRICES: &[&str] = &["bao_cao_thanh_tich_tap_the: Phòng Giá"];
const OF_INVESTMENT: &[&str] = &["bao_cao_thanh_tich_tap_the: Phòng Đầu tư"];

/// Expects that exactly `parts` fail.
#[track_caller]
fn expect(cells: &[Cell], rules: &[Rule], parts: &[&[&str]]) {
    let (exit, failed, made) = outcome(cells, rules);
    let expected: BTreeSet<String> = parts.concat().into_iter().map(str::to_owned).collect();
    // A paper of an award for which nobody is chosen any more is not there at all.
    let expected: BTreeSet<String> =
        expected.into_iter().filter(|paper| failed.contains(paper) || made.contains(paper)).collect();
    assert_eq!((exit, failed), (1, expected), "{cells:?} {rules:?}");
    assert!(made.len() > 15, "{made:?}");
}

#[test]
fn without_a_fault_every_paper_is_there() {
    let (exit, failed, made) = outcome(&[], &[]);
    assert_eq!((exit, failed.len()), (0, 0), "{failed:?}");
    let parts = [ROUND, TOTALS, PLAN, OF_BUDGET, OF_PRICES, OF_INVESTMENT, &[SUMMARY, OTHER_ROUND, BLANK]].concat();
    parts.iter().for_each(|paper| assert!(made.contains(*paper), "{paper} not in {made:?}"));
}

#[test]
fn a_lost_registration_fails_all_that_count_it() {
    let parts = [ROUND, TOTALS, OF_BUDGET, &["dang_ky: Phòng Ngân sách", SUMMARY, ALLOTMENT]];
    expect(&[("Đăng ký", "B2", "Tập thể và cá nhân")], &[], &parts);
    expect(&[("Đăng ký", "E2", "=#REF!")], &[], &parts);
    // Of a unit that is not proposed for anything.
    expect(&[("Đăng ký", "D6", "hai")], &[], &[TOTALS, &["dang_ky: Văn phòng Sở", SUMMARY, ALLOTMENT]]);
}

#[test]
fn who_registers_need_not_be_listed_but_a_slip_loses_the_registration() {
    let (exit, failed, _) = outcome(&[("Đăng ký", "C5", "Danh Thị Hoàng Oanh")], &[]);
    assert_eq!((exit, failed.len()), (0, 0), "{failed:?}");
    let of_prices = [ROUND, TOTALS, OF_PRICES, &["dang_ky: Phòng Giá", SUMMARY, ALLOTMENT]];
    expect(&[("Đăng ký", "C5", "Lê Bìn")], &[], &of_prices);
}

#[test]
fn a_registration_of_no_unit_fails_every_list_and_no_other_unit() {
    for (name, paper) in [("Phòng Ngân sáhc", "dang_ky: Phòng Ngân sáhc"), ("Chi cục Thú y", "dang_ky: Chi cục Thú y")]
    {
        expect(&[("Đăng ký", "A2", name)], &[], &[ROUND, TOTALS, &[OTHER_ROUND, SUMMARY, ALLOTMENT, paper]]);
    }
}

#[test]
fn a_slip_in_the_name_of_somebody_disciplined_fails_the_lists() {
    let unit = [("Kỷ luật", "E1", "Đơn vị"), ("Kỷ luật", "E2", "Phòng Giá")];
    let mut cells = vec![("Kỷ luật", "A2", "Lê Bìn")];
    cells.extend(unit);
    let (exit, failed, _) = outcome(&cells, &[]);
    assert_eq!(exit, 1);
    ROUND.iter().for_each(|paper| assert!(failed.contains(*paper), "{paper} not in {failed:?}"));
    cells[0].2 = "Danh Thị Hoàng Oanh";
    let (exit, failed, _) = outcome(&cells, &[]);
    assert_eq!((exit, failed.len()), (0, 0), "{failed:?}");
}

#[test]
fn minutes_without_a_chair_leave_room_to_write_one() {
    let minutes = |cells: &[Cell]| {
        let mut sheets = good();
        cells.iter().for_each(|(sheet, cell, text)| put(named(&mut sheets, sheet), cell, text));
        let place = folder(&facts(), &sheets);
        let (exit, _, talk) =
            run(place.path(), &["render", ".", "bien_ban_hop", "--out", "ket_qua", "--formats", "native"]);
        assert_eq!(exit, 0, "{talk}");
        let files = fs::read_dir(place.path().join("ket_qua/bien_ban_hop")).unwrap().map(|file| file.unwrap().path());
        files
            .map(|file| fs::read_to_string(file).unwrap())
            .filter(|text| text.contains("Trần Minh Khoa"))
            .collect::<String>()
    };
    assert!(
        minutes(&[]).contains("Chủ tọa: Ông (bà) Trần Minh Khoa, Giám đốc, Chủ tịch Hội đồng."),
        "{}",
        minutes(&[])
    );
    let without = minutes(&[("Hội đồng", "E2", "Ủy viên"), ("Hội đồng", "E3", "Thư ký")]);
    assert!(without.contains("Chủ tọa: ") && !without.contains("Chủ tọa: ,"), "{without}");
    assert!(!without.contains(", Hội đồng."), "{without}");
}

#[test]
fn a_share_of_those_registered_rests_on_every_registration() {
    let share = ("loai = \"so_luong\"\nso = 3", "loai = \"ty_le\"\nty_le = 100\nco_so = \"da_dang_ky\"");
    expect(&[("Đăng ký", "D6", "hai")], &[share], &[ROUND, TOTALS, &["dang_ky: Văn phòng Sở", SUMMARY, ALLOTMENT]]);
}

#[test]
fn a_cell_of_a_nomination_leaves_the_reports_of_others_alone() {
    expect(&[("Đề nghị", "C3", "hai nghìn")], &[], &[ROUND, TOTALS, OF_PRICES]);
    expect(&[("Đề nghị", "A3", "Phòng Giáo")], &[], &[ROUND, TOTALS, OF_PRICES]);
    expect(&[("Biểu quyết", "D2", "#9")], &[], &[ROUND, TOTALS, OF_BUDGET]);
}

#[test]
fn a_control_character_fails_only_what_rests_on_its_cell() {
    expect(&[("Kết quả", "D7", "9\u{7}3")], &[], &[TOTALS, OF_INVESTMENT, &[OTHER_ROUND]]);
    expect(&[("Kết quả", "D6", "9\u{7}1")], &[], &[ROUND, TOTALS, &["bao_cao_thanh_tich_ca_nhan: Trần An"]]);
}

#[test]
fn a_result_of_nobody_fails_every_list_and_no_other_report() {
    let lists = [ROUND, TOTALS, &[OTHER_ROUND, ALLOTMENT]];
    expect(&[("Kết quả", "A7", "Chi cục Thú y")], &[], &lists);
    expect(&[("Kết quả", "A7", "Phòng Đầu tue")], &[], &[ROUND, TOTALS, OF_INVESTMENT, &[OTHER_ROUND, ALLOTMENT]]);
}

#[test]
fn ballots_that_do_not_add_up_are_not_printed() {
    let report = &TOTALS[..1];
    expect(&[], &[("phieu_thu_ve = 2", "phieu_thu_ve = 80")], &[ROUND, &[OTHER_ROUND], report]);
    expect(&[], &[("tong_so = 3", "tong_so = 5")], &[ROUND, &[OTHER_ROUND], report]);
}

#[test]
fn a_tie_fails_what_says_who_is_chosen() {
    let one_place = ("loai = \"so_luong\"\nso = 3", "loai = \"so_luong\"\nso = 1");
    let (exit, failed, made) = outcome(&[], &[one_place]);
    let minutes = "bien_ban_hop: Giấy khen của Giám đốc Sở".to_owned();
    assert!(exit == 1 && failed.contains(&minutes) && failed.contains(TOTALS[0]), "{failed:?}");
    for paper in [OF_BUDGET, OF_PRICES, &[TOTALS[1], OTHER_ROUND]].concat() {
        assert!(made.contains(paper), "{paper} not in {made:?}");
    }
}

#[test]
fn a_wrong_rule_fails_the_plan_and_all_that_is_judged_by_it() {
    let of_award = [ROUND, TOTALS, PLAN, OF_BUDGET, OF_PRICES, &[ALLOTMENT]];
    let share = "loai = \"ty_le\"\nty_le = 120\nco_so = \"tong_so\"";
    expect(&[], &[("loai = \"so_luong\"\nso = 3", share)], &of_award);
    expect(&[], &[("\"giam_doc_so\"", "\"chu_tich_ubnd_tinh\"")], &of_award);
    let without = ("tieu_chuan = [\"tren_90\"]\n[[hinh_thuc]]", "[[hinh_thuc]]");
    expect(&[], &[without], &of_award);
    let own = ("loai = \"nguong\"\nchi_so = \"diem\"\nmuc = 90", "loai = \"tat_ca\"\ngom = [\"tren_90\"]");
    expect(&[], &[own], &[ROUND, TOTALS, PLAN, OF_BUDGET, OF_PRICES, OF_INVESTMENT, &[OTHER_ROUND, ALLOTMENT]]);
}

#[test]
fn what_a_unit_sends_in_rests_on_its_own_people() {
    let ten = "ten = \"Tờ trình đề nghị khen thưởng\"";
    let sent = (ten, "ten = \"Tờ trình đề nghị khen thưởng\"\ncua = \"don_vi\"");
    let (_, failed, made) = outcome(&[("Kết quả", "D6", "cao")], &[sent]);
    let of = |unit: &str| format!("to_trinh_don_vi: {unit}");
    assert!(failed.contains(&of("Phòng Ngân sách")) && made.contains(&of("Phòng Giá")), "{failed:?} {made:?}");
}

#[test]
fn each_finding_is_told_once_with_what_it_cost() {
    let mut sheets = good();
    put(named(&mut sheets, "Đề nghị"), "C3", "hai nghìn");
    let place = folder(&facts(), &sheets);
    let (_, _, talk) = run(place.path(), &["render", ".", "--out", "ket_qua", "--formats", "native"]);
    assert_eq!(talk.matches("Đề nghị!C3]").count(), 1, "{talk}");
    let manifest = manifest(&place.path().join("ket_qua"));
    let documents = manifest["documents"].as_array().unwrap();
    let failed = documents.iter().filter(|document| document["status"] == "failed");
    let own = failed.filter(|document| document["diagnostics"].to_string().contains("Đề nghị!C3]")).count();
    assert!(own > 1 && talk.contains(&format!("\n  {own} văn bản không tạo được vì lỗi này\n")), "{talk}");
}
