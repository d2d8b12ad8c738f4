//! The plans of the samples say all that the plans they come from say, in their order: `tests/doi_chieu` maps each
//! point of a source to the words of ours.

use std::fs;
use std::path::{Path, PathBuf};

use crate::program::run;

/// The text of the plan of the sample `name`, one paragraph a line, whatever is set in italics.
fn plan(name: &str) -> String {
    let out = tempfile::tempdir().unwrap();
    let sample = root().join("samples").join(name);
    let arguments = ["render", sample.to_str().unwrap(), "ke_hoach", "--formats", "native", "--out", "ra"];
    let (code, _, talk) = run(out.path(), &arguments);
    assert_eq!(code, 0, "{talk}");
    let text = fs::read_to_string(out.path().join("ra/ke_hoach/ke_hoach.txt")).unwrap();
    text.replace("\" italic\"", "").replace("\" \"", "")
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

#[test]
fn every_point_of_a_source_stands_in_our_plan_in_its_order() {
    let mut missing = Vec::new();
    let mut points = 0;
    for entry in fs::read_dir(root().join("tests/doi_chieu")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let plan = plan(&name);
        let mut rest = plan.as_str();
        for row in fs::read_to_string(&path).unwrap().lines().skip(1) {
            let [place, point, words] = row.split('\t').collect::<Vec<_>>()[..] else { panic!("{name}: {row}") };
            points += 1;
            match rest.find(words) {
                Some(at) => rest = &rest[at..],
                None => missing.push(format!("{name} {place}, {point}: {words}")),
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
    assert!(points > 250, "{points}");
}

#[test]
fn a_plan_prints_nothing_that_only_the_judgement_needs() {
    for (name, words) in [
        ("soc_trang_2022", &["02 cá nhân", "số phiếu", "ưu tiên nữ", "không giới hạn"][..]),
        ("an_bien_2020", &["đã đăng ký", "điểm bình xét", "ưu tiên nữ", "(hằng năm)", "không ghi tên cụ thể"]),
        ("binh_phuoc_2024", &["thứ tự xét", "phản ánh khó khăn", "Bộ Nội vụ", "Nguyễn Hoàng Phúc"]),
        ("ninh_thuan_2020", &["Biểu dương", "NỘI DUNG THI ĐUA", "SỐ LƯỢNG"]),
        ("kien_giang_2022", &["Bằng khen", "đúng hạn"]),
    ] {
        let plan = plan(name);
        let found: Vec<_> = words.iter().filter(|words| plan.contains(**words)).collect();
        assert!(found.is_empty(), "{name}: {found:?}");
    }
}

#[test]
fn a_heading_promises_only_what_follows_it() {
    let sample = crate::program::sample("ninh_thuan_2020", |facts| {
        let (before, rest) = facts.split_once("# Các phần của kế hoạch").unwrap();
        format!("{before}{}", rest.split_once("]\n").unwrap().1)
    });
    let out = tempfile::tempdir().unwrap();
    let arguments = ["render", sample.path().to_str().unwrap(), "ke_hoach", "--formats", "native", "--out", "ra"];
    let (_, _, talk) = run(out.path(), &arguments);
    let plan = fs::read_to_string(out.path().join("ra/ke_hoach/ke_hoach.txt")).unwrap_or_else(|_| panic!("{talk}"));
    for words in ["MỤC ĐÍCH, YÊU CẦU", "ĐỐI TƯỢNG, THỜI GIAN THI ĐUA", "TIÊU CHUẨN, HÌNH THỨC KHEN THƯỞNG"]
    {
        assert!(plan.contains(&format!(". {words}\"")), "{words}: {plan}");
    }
    assert!(!plan.contains("Số lượng khen thưởng") && !plan.contains("HỒ SƠ"), "{plan}");
    assert!(plan.contains("được xét biểu dương tại Hội nghị tổng kết của Sở khi đạt các tiêu chuẩn sau:"), "{plan}");
}

#[test]
fn a_part_that_gives_nothing_is_told_where_it_is_asked_for() {
    for (part, hint) in [
        ("muc_dic", "có phải là `muc_dich`?"),
        ("chi_tieu", "thêm quy định ấy vào `phong_trao.toml`"),
        ("kinh_phi", "thêm tệp `noi_dung/kinh_phi.van`"),
    ] {
        let edit = |facts: String| facts.replace("  \"ket_thuc\",\n", &format!("  \"ket_thuc\",\n  \"{part}\",\n"));
        let sample = crate::program::sample("ninh_thuan_2020", edit);
        let (_, out, talk) = run(sample.path(), &["check", "."]);
        let told = out + &talk;
        assert!(told.contains("MT007") && told.contains("phong_trao.toml:") && told.contains(hint), "{part}: {told}");
    }
}

#[test]
fn allotments_are_an_annex_where_the_plan_asks_for_it() {
    let with = plan("gia_lai_bau_cu_2026");
    let (text, annex) = with.split_once("PHÂN BỔ SỐ LƯỢNG KHEN THƯỞNG\"\n").unwrap();
    let (text, annex) = annex.split_once("PHÂN BỔ SỐ LƯỢNG KHEN THƯỞNG\"\n").unwrap_or((text, annex));
    assert!(text.contains("Phân bổ cho từng đơn vị, từng khối: theo Phụ lục kèm theo Kế hoạch này"), "{text}");
    assert!(
        annex.contains("Tập thể thuộc các sở, ban, ngành")
            && annex.contains("Phường")
            && annex.contains("không quá 02 tập thể"),
        "{annex}"
    );
    assert!(!annex.contains("Hội đồng Bầu cử quốc gia"), "a number from above is not known yet: {annex}");
    assert!(!plan("can_tho_2026").contains("PHÂN BỔ SỐ LƯỢNG"), "only where it is asked for");
}

#[test]
fn an_annex_without_a_number_is_told() {
    let edit = |facts: String| facts.replace("  \"ket_thuc\",\n]", "  \"ket_thuc\",\n]\nphu_luc_phan_bo = true");
    let sample = crate::program::sample("ninh_thuan_2020", edit);
    let (_, out, talk) = run(sample.path(), &["check", "."]);
    let told = out + &talk;
    assert!(told.contains("MT007") && told.contains("bỏ `phu_luc_phan_bo`"), "{told}");
}
