//! A campaign folder from its files to its papers.

use std::fs;
use std::path::{Path, PathBuf};

use crate::base::diag::{Diagnostic, Report};
use crate::campaign::{self, CampaignFolder};
use crate::paper::document::{Block, Document, Inline, Role};
use tempfile::TempDir;

const FACTS: &str = include_str!("../../samples/kien_giang_2022/phong_trao.toml");
const UNITS: &str = "Tên đơn vị,Viết tắt\nPhòng Ngân sách,NS\nPhòng Đầu tư,ĐT\n";

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/kien_giang_2022")
}

/// A folder with these files and, unless given, the facts and the prose of the sample.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("phong_trao.toml"), FACTS).unwrap();
    fs::create_dir(place.path().join("noi_dung")).unwrap();
    for prose in fs::read_dir(sample().join("noi_dung")).unwrap().map(|entry| entry.unwrap().path()) {
        fs::copy(&prose, place.path().join("noi_dung").join(prose.file_name().unwrap())).unwrap();
    }
    for (name, text) in files {
        let path = place.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    place
}

fn open(files: &[(&str, &str)]) -> CampaignFolder {
    campaign::open(folder(files).path()).unwrap_or_else(|report| panic!("{}", shown(report.iter())))
}

fn shown<'a>(findings: impl Iterator<Item = &'a Diagnostic>) -> String {
    findings.map(|finding| format!("{finding}\n")).collect()
}

fn made(campaign: &CampaignFolder, path: &str) -> Result<(Document, Report), Report> {
    let jobs = campaign.jobs(&[], &[]).unwrap();
    (jobs.iter().find(|job| job.path == path).unwrap().make)()
}

/// The printed text, a line a block.
fn text(document: &Document) -> String {
    let inline = |inline: &Inline| match inline {
        Inline::Text(run) => run.text.clone(),
        Inline::Break => "⏎".to_owned(),
        Inline::Blank { .. } => "…".to_owned(),
    };
    let block = |block: &Block| match block {
        Block::Letterhead(head) => {
            format!("{:?} {:?} {:?}", head.co_quan_chu_quan, head.co_quan, head.dia_danh_ngay.as_deref().unwrap_or(""))
        }
        Block::Title(title) => format!("{} {}", title.ten_loai, title.trich_yeu.join(" ")),
        Block::Paragraph(paragraph) => paragraph.inlines.iter().map(inline).collect(),
        Block::WritingLines(count) => "…".repeat(*count),
        Block::Signature(signature) => format!("{:?} {:?}", signature.noi_nhan, signature.chu_ky),
        other => format!("{other:?}"),
    };
    document.sections.iter().flat_map(|section| &section.blocks).map(|each| block(each) + "\n").collect()
}

#[test]
fn the_sample_gives_a_form_for_every_department_and_a_blank_one() {
    let campaign = campaign::open(&sample()).unwrap_or_else(|report| panic!("{}", shown(report.iter())));
    assert!(campaign.warnings().is_empty());
    let jobs = campaign.jobs(&[], &[]).unwrap();
    assert_eq!(jobs.iter().filter(|job| job.kind == "dang_ky").count(), 9);
    for job in &jobs {
        let (document, warnings) = (job.make)().unwrap_or_else(|report| panic!("{}", shown(report.iter())));
        assert!(warnings.is_empty(), "{}", shown(warnings.iter()));
        println!("== {}\n{}", job.path, text(&document));
    }
}

#[test]
fn a_filled_and_a_blank_form_come_from_one_template() {
    let registrations = "Đơn vị,Đối tượng,Họ và tên,Số lượng,Ngày nộp\nNS,Tập thể,,,5/3/2022\nNS,Cá nhân,,02,\n";
    let campaign = open(&[("don_vi.csv", UNITS), ("dang_ky.csv", registrations)]);
    let (filled, _) = made(&campaign, "dang_ky/phong_ngan_sach").unwrap();
    let filled = text(&filled);
    for part in [
        r#"["Sở Tài chính Kiên Giang"] ["Phòng Ngân sách"] "Kiên Giang, ngày 05 tháng 3 năm 2022""#,
        "Đăng ký Thi đua thực hiện",
        "Thực hiện Kế hoạch số 64/KH-UBND ngày 22 tháng 3 năm 2022 của UBND tỉnh Kiên Giang phát động",
        "chủ đề “Tăng cường",
        "\n1. Tập thể: Phòng Ngân sách\nĐăng ký thi đua: Hoàn thành xuất sắc",
        "\n2. Cá nhân: (không ghi tên cụ thể)\nSố lượng: 02\nNội dung đăng ký: Hoàn thành",
        "LÃNH ĐẠO PHÒNG",
    ] {
        assert!(filled.contains(part), "{part} not in\n{filled}");
    }
    let (blank, _) = made(&campaign, "dang_ky/phong_dau_tu").unwrap();
    let blank = text(&blank);
    assert!(blank.contains("tháng 3 năm 2022") && !blank.contains("ngày 0"), "{blank}");
    assert!(blank.contains("Đăng ký thi đua: Hoàn thành xuất sắc") && blank.contains("Số lượng: …"), "{blank}");
}

#[test]
fn data_are_printed_as_they_are() {
    let hostile = "#let $a$ @x {{ x }} <w:t> &amp; ]]> \\ * | **b** Điều 1. 👍";
    let registrations =
        format!("Đơn vị;Đối tượng;Nội dung đăng ký\nNS;Tập thể;\"{hostile}\"\nNS;Tập thể;\"# a\n@x b\"\n");
    let campaign = open(&[("don_vi.csv", UNITS), ("dang_ky.csv", &registrations)]);
    let (document, warnings) = made(&campaign, "dang_ky/phong_ngan_sach").unwrap();
    assert!(warnings.is_empty(), "{}", shown(warnings.iter()));
    let printed = text(&document);
    assert!(printed.contains(&format!("Đăng ký thi đua: {hostile}.")), "{printed}");
    assert!(printed.contains("Đăng ký thi đua: # a⏎@x b."), "{printed}");
    let headings = document.sections.iter().flat_map(|section| &section.blocks);
    let headings =
        headings.filter(|block| matches!(block, Block::Paragraph(paragraph) if paragraph.role == Role::Khoan));
    assert_eq!(headings.count(), 2);
}

#[test]
fn workbook_csv_and_json_give_the_same_papers() {
    let from_workbook = campaign::open(&sample()).unwrap_or_else(|report| panic!("{}", shown(report.iter())));
    let sheets =
        crate::campaign::source::workbook::parse(&fs::read(sample().join("so_lieu.xlsx")).unwrap(), Path::new("x"));
    let sheets = sheets.unwrap_or_else(|report| panic!("{}", shown(report.iter())));
    // Those who register by name do so with their posts.
    let (units, registrations, people) = (rows(&sheets[0]), rows(&sheets[1]), rows(&sheets[5]));
    let marked = format!("\u{feff}{}", csv(&registrations, ';'));
    let people_csv = csv(&people, ',');
    let csv = folder(&[("don_vi.csv", &csv(&units, ',')), ("dang_ky.csv", &marked), ("ca_nhan.csv", &people_csv)]);
    let (units, registrations, people) = (json(&units), json(&registrations), json(&people));
    let json = format!("{{\"don_vi\":{units},\"dang_ky\":{registrations},\"ca_nhan\":{people}}}");
    let json = folder(&[("so_lieu.json", &json)]);
    for place in [csv, json] {
        let other = campaign::open(place.path()).unwrap_or_else(|report| panic!("{}", shown(report.iter())));
        assert_eq!(papers(&from_workbook), papers(&other));
    }
}

/// The registration forms and their summary, each with its path.
fn papers(campaign: &campaign::CampaignFolder) -> Vec<(String, String)> {
    let jobs = campaign.jobs(&["dang_ky".to_owned(), "tong_hop_dang_ky".to_owned()], &[]).unwrap();
    let made =
        |job: &crate::paper::job::Job| (job.make)().unwrap_or_else(|report| panic!("{}", shown(report.iter()))).0;
    jobs.iter().map(|job| (job.path.clone(), text(&made(job)))).collect()
}

/// A sheet as texts from its row of headers on.
fn rows(sheet: &crate::campaign::source::Sheet) -> Vec<Vec<String>> {
    use crate::campaign::source::Value;
    let width = sheet.rows[1].cells.len();
    let text = |value: &Value| match value {
        Value::Text(text) => text.clone(),
        Value::Integer(number) => format!("{number:02}"),
        Value::Date(date) => date.format("%d/%m/%Y").to_string(),
        other => panic!("{other:?}"),
    };
    let rows = sheet.rows.iter().skip(1).map(|row| {
        let cell = |column| row.cells.iter().find(|(at, _)| *at as usize == column);
        (0..width).map(|column| cell(column).map(|(_, node)| text(&node.value)).unwrap_or_default()).collect()
    });
    rows.collect()
}

fn csv(rows: &[Vec<String>], separator: char) -> String {
    let field = |text: &String| format!("\"{}\"", text.replace('"', "\"\""));
    rows.iter().map(|row| row.iter().map(field).collect::<Vec<_>>().join(&separator.to_string()) + "\r\n").collect()
}

fn json(rows: &[Vec<String>]) -> String {
    let keys: Vec<String> =
        rows[0].iter().map(|label| crate::base::text::ascii_key(label.split('(').next().unwrap())).collect();
    let object =
        |row: &Vec<String>| keys.iter().cloned().zip(row.iter().cloned().map(serde_json::Value::String)).collect();
    let objects: Vec<serde_json::Map<String, serde_json::Value>> = rows.iter().skip(1).map(object).collect();
    serde_json::to_string(&objects).unwrap()
}

/// Code, place below the folder, first hint of each finding.
fn findings(place: &Path, report: &Report) -> Vec<String> {
    let prefix = format!("{}/", place.display());
    let one = |finding: &Diagnostic| {
        let at = finding.place.as_ref().map(|place| place.to_string().replace(&prefix, "")).unwrap_or_default();
        format!("{} {at} {}", finding.code, finding.hints.first().map_or("", |hint| hint.text.as_str()))
            .trim()
            .to_owned()
    };
    report.iter().map(one).collect()
}

#[test]
fn faults_of_the_campaign_stop_everything_and_name_their_place() {
    let facts = |from: &str, to: &str| FACTS.replacen(from, to, 1);
    let table: Vec<(Vec<(&str, String)>, &str)> = vec![
        (vec![("don_vi.csv", "Tên,Viết tat,Ghi chúu\nA,B,C\n".into())], "DL011 don_vi.csv:1:14 có phải là `Ghi chú`?"),
        (vec![("don_vi.csv", "Viết tắt,Ghi chú\nA,B\n".into())], "DL009 don_vi.csv:1:10"),
        (vec![("don_vi.csv", "Tên đơn vị,Tên,Viết tắt\nA,B,C\n".into())], "DL010 don_vi.csv:1:12"),
        (vec![("don_vi.csv", "Một,Hai\nA,B\n".into())], "DL008 don_vi.csv:1:1"),
        (vec![("don_vi.csv", "Tên đơn vị\n\"A\n".into())], "DL006 don_vi.csv:2:1"),
        (vec![("so_lieu.json", "{\"don_vi\":[],}".into())], "DL005 so_lieu.json:1:14"),
        (vec![("so_lieu.json", "{\"don_vi\":[{\"tem\":\"A\"}]}".into())], "DL011 so_lieu.json: don_vi[1].tem"),
        (vec![("so_lieu.json", "{\"don_vj\":[]}".into())], "DL011 so_lieu.json: don_vj có phải là `don_vi`?"),
        (vec![("so_lieu.xlsx", "PK không phải".into())], "DL007 so_lieu.xlsx"),
        (vec![("so_lieu.xlsx", String::new())], "DL007 so_lieu.xlsx"),
        (vec![("don_vi.csv", UNITS.into()), ("so_lieu.json", "{}".into())], "DL022 don_vi.csv"),
        (vec![], "DL021"),
        (vec![("phong_trao.toml", facts("chu_de", "chu_dee"))], "DL011 phong_trao.toml:7:1 có phải là `chu_de`?"),
        (vec![("phong_trao.toml", facts("ky_hieu = \"KH-STC\"", ""))], "DL013 phong_trao.toml:23:1 thêm dòng: ky_hieu"),
        (vec![("phong_trao.toml", facts("2022-03-22", "2022-02-30"))], "DL004 phong_trao.toml:58:"),
        (vec![("phong_trao.toml", facts("\"2022-03\"", "\"2022-13\""))], "DL015 phong_trao.toml:26:8"),
        (
            vec![("phong_trao.toml", facts("thuc_hien = \"64/", "thuc_hien = \"65/"))],
            "DL018 phong_trao.toml:81:13 có phải là `64/KH-UBND`?",
        ),
        (vec![("phong_trao.toml", format!("{FACTS}\n[van_ban.dang_ky]\nso = \"1\"\n"))], "DL011 phong_trao.toml:"),
        (
            vec![("phong_trao.toml", format!("{FACTS}\n[van_ban.bien_ban_hop_don_vi]\nkinh_gui = \"Sở Nội vụ\"\n"))],
            "DL011 phong_trao.toml:",
        ),
        (vec![("phong_trao.toml", facts("[thoi_gian]", "[thoi_gian"))], "DL004 phong_trao.toml:70:"),
        (vec![("phong_trao.toml", facts("Trần Minh", "Trần\\u0007Minh"))], "DL003 phong_trao.toml:53:10"),
        (
            vec![("mau/dang_ky.van.tera", "+++\nloai = \"bieu_mau\"\n+++\n{% if don_vj %}{% endif %}\n".into())],
            "MT002 mau/dang_ky.van.tera:4:7 có phải là `don_vi`?",
        ),
        (
            vec![("mau/dang_ky.van.tera", "+++\nluu = \"{{ don_vi.tem }}\"\n+++\n".into())],
            "MT002 mau/dang_ky.van.tera:2:18 có phải là `ten`?",
        ),
        (
            vec![("mau/dang_ky.van.tera", "+++\nloai = \"bieu_mau\"\n+++\na\n{% if don_vi %}\n".into())],
            "MT001 mau/dang_ky.van.tera:5:1",
        ),
        (vec![("mau/dang_ky.van.tera", "không có phần đầu\n".into())], "VB004 mau/dang_ky.van.tera:1:1"),
    ];
    for (files, expected) in table {
        let mut files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let is_data = |name: &str| name.ends_with(".csv") || name.starts_with("so_lieu");
        if !files.is_empty() && !files.iter().any(|(name, _)| is_data(name)) {
            files.push(("don_vi.csv", UNITS));
        }
        let place = folder(&files);
        let Err(report) = campaign::open(place.path()) else { panic!("{expected}: accepted") };
        let found = findings(place.path(), &report);
        assert!(
            found
                .iter()
                .any(|finding| finding.starts_with(expected) || (expected == "DL021" && finding.starts_with("DL021"))),
            "{expected} not in {found:#?}"
        );
    }
}

#[test]
fn a_fault_of_one_unit_fails_only_its_paper() {
    let header = "Đơn vị,Đối tượng,Họ và tên,Số lượng,Ngày nộp\n";
    for (row, expected) in [
        (
            "Phòng Ngân sách,Tập thể,,,30/02/2022",
            "DL015 dang_ky.csv:2:27 viết ngày/tháng/năm có trên lịch, ví dụ 25/03/2022",
        ),
        ("NS,Cá nhân,,-1,", "DL016 dang_ky.csv:2:13"),
        ("NS,Cá nhân,,hai,", "DL016 dang_ky.csv:2:13"),
        ("NS,Cá nhân,,,", "DL020 dang_ky.csv:2:1"),
        ("NS,Tập thể,Trần An,,", "DL020 dang_ky.csv:2:12"),
        ("NS,Nhóm,,,", "DL017 dang_ky.csv:2:4 `Nhóm` không có trong danh sách: `tập thể`, `cá nhân`"),
        ("NS,,,1,", "DL013 dang_ky.csv:2:1"),
    ] {
        let place = folder(&[("don_vi.csv", UNITS), ("dang_ky.csv", &format!("{header}{row}\nĐT,Tập thể,,,\n"))]);
        let campaign = campaign::open(place.path()).unwrap_or_else(|report| panic!("{}", shown(report.iter())));
        let report = made(&campaign, "dang_ky/phong_ngan_sach").unwrap_err();
        let found = findings(place.path(), &report);
        assert!(found.iter().any(|finding| finding.starts_with(expected)), "{expected} not in {found:#?}");
        assert!(made(&campaign, "dang_ky/phong_dau_tu").is_ok());
    }
}

#[test]
fn an_unknown_unit_is_not_the_one_with_a_similar_name() {
    let rows = "Đơn vị,Đối tượng\nPhòng Ngân xách,Tập thể\n";
    let place = folder(&[("don_vi.csv", UNITS), ("dang_ky.csv", rows)]);
    let campaign = campaign::open(place.path()).unwrap_or_else(|report| panic!("{}", shown(report.iter())));
    let found = findings(place.path(), &made(&campaign, "dang_ky/phong_ngan_xach").unwrap_err());
    let expected = "DL018 dang_ky.csv:2:1 có phải là `Phòng Ngân sách`?";
    assert!(found.iter().any(|finding| finding.starts_with(expected)), "{found:#?}");
    assert!(made(&campaign, "dang_ky/phong_ngan_sach").is_ok());
}

#[test]
fn rows_that_belong_to_no_unit_become_papers_that_fail() {
    let units = "Tên đơn vị,Viết tắt\nPhòng Ngân sách,NS\n,X\nPhòng Ngân sách,NS2\n";
    let registrations = "Đơn vị,Đối tượng\nTrung tâm Dịch vụ công,Tập thể\n";
    let campaign = open(&[("don_vi.csv", units), ("dang_ky.csv", registrations)]);
    for (path, code) in
        [("dang_ky/phong_ngan_sach", "DL019"), ("dang_ky/dong_3", "DL013"), ("dang_ky/trung_tam_dich_vu_cong", "DL018")]
    {
        assert_eq!(made(&campaign, path).unwrap_err().iter().next().unwrap().code.name(), code);
    }
}

#[test]
fn kinds_and_units_are_chosen_by_name() {
    let (facts, _) = FACTS.split_once("# Số, ngày, người ký của các văn bản khác").unwrap();
    // Registrations closed not long before.
    let facts = facts.replace("ngay_xet = 2023-03-01", "ngay_xet = 2022-04-10");
    let campaign = open(&[("phong_trao.toml", &facts), ("don_vi.csv", UNITS)]);
    let paths = |kinds: &[&str], only: &[&str]| {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let jobs = campaign.jobs(&words(kinds), &words(only));
        jobs.map(|jobs| jobs.into_iter().map(|job| job.path).collect::<Vec<_>>())
            .map_err(|report| findings(Path::new("."), &report))
    };
    let all = ["dang_ky/phong_ngan_sach", "dang_ky/phong_dau_tu", "dang_ky/mau_trong"].map(str::to_owned);
    assert_eq!(paths(&["dang_ky"], &[]), Ok(all.to_vec()));
    assert_eq!(paths(&[], &["ns"]), Ok(vec![all[0].clone()]), "no paper of the whole campaign");
    // Without rules and registrations: what needs neither, and the forms to hand out.
    let made = paths(&[], &[]).unwrap();
    assert!(made.contains(&"tong_hop_dang_ky/mau_trong".to_owned()) && made.contains(&"don_doc/don_doc".to_owned()));
    let unfounded = ["ke_hoach/ke_hoach", "tong_hop_dang_ky/tong_hop_dang_ky"];
    assert!(
        !made.iter().any(|path| unfounded.contains(&path.as_str())) && made.contains(&"ke_hoach/mau_trong".to_owned())
    );
    for (kind, hint) in [("ke_hoach", "`[[tieu_chuan]]`"), ("tong_hop_dang_ky", "bảng `Đăng ký`")] {
        let faults = paths(&[kind], &[]).unwrap_err();
        assert!(faults[0].starts_with("TL011") && faults[0].contains(hint), "{faults:?}");
    }
    assert_eq!(paths(&["dang-ky"], &["ns", "phong_ngan_sach"]), Ok(vec![all[0].clone()]));
    assert_eq!(paths(&["dang_ky"], &["NS", "Mẫu trống"]), Ok(vec![all[0].clone(), all[2].clone()]));
    assert_eq!(
        paths(&["ke_hoach"], &["mau_trong"]),
        Ok(vec!["ke_hoach/mau_trong".to_owned()]),
        "its data are not there"
    );
    assert!(paths(&[], &["mau_trong"]).unwrap().iter().all(|path| path.ends_with("/mau_trong")));
    assert_eq!(paths(&["dang_kj"], &[]), Err(vec!["TL003  có phải là `dang_ky`?".to_owned()]));
    assert_eq!(paths(&[], &["Phòng Ngân xách"]), Err(vec!["TL005  có phải là `Phòng Ngân sách`?".to_owned()]));
    let kind = paths(&[], &["dang_ky"]).unwrap_err().concat();
    assert!(kind.contains("TL005") && kind.contains("viết loại văn bản trước `--only`"), "{kind}");
}

#[test]
fn a_template_of_the_campaign_takes_the_place_of_the_built_in_one() {
    let own = "+++\nloai = \"bieu_mau\"\nten_loai = \"Bản riêng\"\nco_quan = \"{{ don_vi.ten }}\"\n+++\n{{ don_vi | viet_tat }}\n";
    let place = folder(&[("don_vi.csv", UNITS), ("mau/dang_ky.van.tera", own), ("mau/dang_ki.van.tera", own)]);
    let campaign = campaign::open(place.path()).unwrap_or_else(|report| panic!("{}", shown(report.iter())));
    assert_eq!(
        findings(place.path(), &campaign.warnings()),
        ["MT005 mau/dang_ki.van.tera có phải là `dang_ky.van.tera`?"]
    );
    let (document, _) = made(&campaign, "dang_ky/phong_ngan_sach").unwrap();
    assert_eq!(document.ten_loai, "Bản riêng");
    assert!(text(&document).contains("\nNS\n"));
}
