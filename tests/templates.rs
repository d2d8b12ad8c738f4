//! `vanthu mau`: whoever has only the program can look at its templates, take one and change it.

use std::fs;

use tempfile::TempDir;

use crate::program::run;

/// The campaign of `vanthu new`, in the folder `an_giang`.
fn new_campaign() -> TempDir {
    let place = tempfile::tempdir().unwrap();
    assert_eq!(run(place.path(), &["new", "an_giang"]).0, 0);
    place
}

fn variables(place: &TempDir, kind: &str) -> String {
    let (code, out, talk) = run(place.path(), &["mau", kind, "--bien"]);
    assert_eq!((code, talk.as_str()), (0, ""), "{kind}");
    out
}

/// The names of all kinds, from the list.
fn kinds(place: &TempDir) -> Vec<String> {
    let (code, out, _) = run(place.path(), &["mau"]);
    assert_eq!(code, 0);
    let rows = out.lines().skip(1).take_while(|line| !line.is_empty());
    rows.filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
}

#[test]
fn a_template_is_taken_out_changed_and_used() {
    let place = new_campaign();
    let (code, out, talk) = run(place.path(), &["mau", "dang_ky", "--ra", "an_giang/mau"]);
    assert_eq!((code, talk.as_str()), (0, ""));
    assert!(out.contains("dang_ky.van.tera") && out.contains("_dang_ky.tera"), "{out}");
    let file = place.path().join("an_giang/mau/_dang_ky.tera");
    let changed = fs::read_to_string(&file).unwrap().replace("Thực hiện {{", "Hưởng ứng {{");
    fs::write(&file, &changed).unwrap();
    let arguments = ["render", "an_giang", "dang_ky", "--formats", "native", "--only", "mau_trong", "--out", "kq"];
    assert_eq!(run(place.path(), &arguments).0, 0);
    let form = fs::read_to_string(place.path().join("kq/dang_ky/mau_trong.txt")).unwrap();
    assert!(form.contains("Hưởng ứng"), "{form}");
    let (code, _, talk) = run(place.path(), &["mau", "dang_ky", "--ra", "an_giang/mau"]);
    assert!(code == 2 && talk.contains("TL012") && talk.contains("_dang_ky.tera"), "{talk}");
    assert_eq!(fs::read_to_string(&file).unwrap(), changed);
}

#[test]
fn variables_are_those_of_the_kind_with_examples() {
    let place = new_campaign();
    let of_unit = variables(&place, "dang_ky");
    for words in
        ["don_vi.ten ", "dang_ky.tap_the[].noi_dung", "“Sở Khoa học và Công nghệ”", "so_bang_chu", "hai mươi mốt"]
    {
        assert!(of_unit.contains(words), "{words}\n{of_unit}");
    }
    assert!(!of_unit.contains("\n  ho_so_trinh.") && !of_unit.contains("\n  de_nghi."), "{of_unit}");
    assert!(variables(&place, "to_trinh").contains("\n  ho_so_trinh.tang_ten"));
    assert_eq!(of_unit, variables(&place, "dang_ky"));
}

#[test]
fn every_variable_that_is_told_can_be_printed() {
    let place = new_campaign();
    for kind in kinds(&place) {
        let told = variables(&place, &kind);
        let paths = told.lines().take_while(|line| *line != "Bộ lọc:").filter_map(|line| line.strip_prefix("  "));
        let paths = paths.filter(|line| !line.contains("danh sách (") && !line.contains("theo tên:"));
        let paths: Vec<&str> = paths.filter_map(|line| line.split_whitespace().next()).collect();
        let plain = paths.iter().filter(|path| !path.contains("[]"));
        let body: String = plain.map(|path| format!("{{{{ {path} }}}}\n")).collect();
        assert!(body.len() > 1_000, "{kind}: {told}");
        let template = fs::read_to_string(format!("{}/templates/{kind}.van.tera", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let scope = template.lines().find(|line| line.starts_with("pham_vi")).unwrap();
        let keys = template.split_once("[mau.van_ban]\n").map_or("", |(_, keys)| keys);
        let keys: String = keys
            .lines()
            .take_while(|line| line.contains(" = ") || line.starts_with('#'))
            .map(|line| format!("{line}\n"))
            .collect();
        let kind = format!("+++\nloai = \"cong_van\"\n[mau]\nten = \"Thử\"\n{scope}\n[mau.van_ban]\n{keys}+++\n{body}");
        fs::create_dir_all(place.path().join("an_giang/mau")).unwrap();
        fs::write(place.path().join("an_giang/mau/thu.van.tera"), kind).unwrap();
        let (_, _, talk) = run(place.path(), &["check", "an_giang"]);
        assert!(!talk.contains("[MT"), "{talk}");
    }
}

#[test]
fn what_cannot_be_worked_out_is_told_with_a_way_to_mend_it() {
    for (expression, told, hint) in [
        ("{% for i in range(end=100000000000) %}x{% endfor %}", "làm ra quá nhiều số", "nhiều nhất 100.000"),
        ("{% for i in range(start=3, end=1) %}x{% endfor %}", "số đầu lớn hơn số cuối", "`step_by` âm"),
        ("{{ 99999999999 * 99999999999 * 99999999999 * 99999999999 }}", "phép tính ra số quá lớn", "38 chữ số"),
        ("{{ 9 ** 99 }}", "phép tính ra số quá lớn", "38 chữ số"),
        ("{{ 1 / 0 }}", "phép chia cho 0", "{% if %}"),
        ("{{ 5 % 0 }}", "phép chia cho 0", "{% if %}"),
    ] {
        let place = new_campaign();
        let forms = place.path().join("an_giang/mau");
        fs::create_dir_all(&forms).unwrap();
        let text = format!("+++\nloai = \"ke_hoach\"\nco_quan = \"Sở\"\n+++\n{expression}\n");
        fs::write(forms.join("ke_hoach.van.tera"), text).unwrap();
        let (_, _, talk) = run(place.path(), &["render", "an_giang", "ke_hoach", "--formats", "native", "--out", "kq"]);
        assert!(talk.contains("lỗi[MT004]") && talk.contains(told) && talk.contains(hint), "{expression}: {talk}");
        assert!(!talk.contains("không hiểu được"), "{talk}");
    }
}

#[test]
fn an_unknown_kind_is_answered_with_the_nearest() {
    let place = tempfile::tempdir().unwrap();
    let (code, _, talk) = run(place.path(), &["mau", "dang_kyy", "--bien"]);
    assert!(code == 2 && talk.contains("TL003") && talk.contains("`dang_ky`"), "{talk}");
}
