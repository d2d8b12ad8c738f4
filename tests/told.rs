//! What people are told of findings: those of one cause once, those of some units, how many there are.

use std::fs;

use crate::program::{check, run, sample};

/// What `check` says of the sample, before and after `edit` of its file `name`.
fn talk(name: &str, edit: impl Fn(&str) -> String) -> String {
    let place = sample("binh_phuoc_2024", |facts| facts);
    let path = place.path().join(name);
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, edit(&text)).unwrap();
    check(place.path(), &["."]).2
}

fn heads(talk: &str) -> Vec<&str> {
    talk.lines().filter(|line| line.starts_with("lỗi[") || line.starts_with("cảnh báo[")).collect()
}

#[test]
fn a_duplicated_unit_is_one_finding() {
    let usual = heads(&talk("don_vi.csv", str::to_owned)).len();
    let told = talk("don_vi.csv", |text| format!("{text}{}\n", text.lines().nth(1).unwrap()));
    assert_eq!(heads(&told).len(), usual + 1, "{told}");
    assert!(told.contains("lỗi[DL019]"), "{told}");
}

#[test]
fn a_renamed_award_is_one_finding_with_a_count() {
    let told = talk("phong_trao.toml", |text| {
        text.replacen("ten = \"Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh\"", "ten = \"Cờ thi đua\"", 1)
    });
    let heads = heads(&told).into_iter().filter(|head| head.starts_with("lỗi")).count();
    assert_eq!(heads, 1, "{told}");
    assert!(told.contains("và ") && told.contains(" chỗ nữa: "), "{told}");
}

#[test]
fn a_renamed_sheet_is_told_first_with_what_follows_from_it() {
    let place = sample("binh_phuoc_2024", |facts| facts);
    fs::rename(place.path().join("ket_qua.csv"), place.path().join("ket_qua_2024.csv")).unwrap();
    let (_, _, told) = check(place.path(), &["."]);
    assert!(heads(&told)[0].starts_with("cảnh báo[DL030]"), "{told}");
    assert!(told.contains("kéo theo ") && !told.contains("cảnh báo[TD031]"), "{told}");
    // Programs are given every one.
    let (_, lines, _) = check(place.path(), &[".", "--json"]);
    assert!(lines.matches("\"TD031\"").count() > 10);
}

#[test]
fn a_check_of_some_units_tells_of_them_alone() {
    let place = sample("binh_phuoc_2024", |facts| facts);
    let (code, summary, told) = check(place.path(), &[".", "--only", "Sở Xây dựng"]);
    assert_eq!(code, 0);
    assert_eq!(heads(&told).len(), 4, "{told}");
    assert!(summary.contains("Sở Xây dựng") && !summary.contains("Sở Y tế"), "{summary}");
    let (_, lines, _) = check(place.path(), &[".", "--json", "--ket-qua", "--only", "SXD"]);
    assert_eq!(lines.matches("{\"de_nghi\"").count(), 1, "{lines}");
    let (code, _, told) = check(place.path(), &[".", "--only", "Sở Xây dungg"]);
    assert!(code == 2 && told.contains("TL005") && told.contains("Sở Xây dựng"), "{told}");
}

#[test]
fn a_folder_takes_a_report_for_each_unit() {
    let place = sample("binh_phuoc_2024", |facts| facts);
    let (_, _, told) = check(place.path(), &[".", "--bao-cao", "gui/"]);
    assert!(told.contains("bao_cao_kiem_tra.xlsx và 44 tệp của từng đơn vị"), "{told}");
    assert!(place.path().join("gui/so_xay_dung.xlsx").is_file());
    let (_, _, told) = check(place.path(), &[".", "--bao-cao", "mot/", "--only", "Sở Xây dựng"]);
    assert!(told.contains("và 1 tệp"), "{told}");
    fs::write(place.path().join("gui/so_y_te.xlsx"), "của tôi").unwrap();
    let (code, _, told) = check(place.path(), &[".", "--bao-cao", "gui/"]);
    assert!(code == 2 && told.contains("TL013"), "{told}");
    assert_eq!(fs::read_to_string(place.path().join("gui/so_y_te.xlsx")).unwrap(), "của tôi");
}

#[test]
fn a_run_ends_with_what_a_check_would_tell() {
    let place = sample("binh_phuoc_2024", |facts| facts);
    let arguments = ["render", ".", "to_trinh", "--formats", "native", "--out", "kq"];
    let (_, _, told) = run(place.path(), &arguments);
    let last = told.lines().last().unwrap();
    assert_eq!(last, "Số liệu: Không có lỗi, 18 cảnh báo; xem từng chỗ: vanthu check .");
    let (_, _, checked) = check(place.path(), &["."]);
    assert!(checked.ends_with("Không có lỗi, 18 cảnh báo\n"), "{checked}");
}
