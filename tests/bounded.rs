//! Small files that ask for much: each ends soon, in little memory, and with a finding that names it.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use zip::write::SimpleFileOptions;

const FACTS: &str = "ten = \"cải cách hành chính năm 2022\"\n[co_quan]\nten = \"Sở Tài chính\"\nviet_tat = \"STC\"\n\
    dia_danh = \"Kiên Giang\"\n[ke_hoach]\nky_hieu = \"KH-STC\"\nngay = \"2022-03\"\ntrich_yeu = \"Thi đua\"\n\
    [ke_hoach.nguoi_ky]\nquyen_han = [\"GIÁM ĐỐC\"]\nho_ten = \"Trần Minh Khoa\"\n[dang_ky]\n\
    trich_yeu = \"Thi đua\"\nhan = { den_het = 2022-03-30 }\n";
const HEAD: &str = "+++\nloai = \"ke_hoach\"\nco_quan = \"Sở Tài chính\"\nky_hieu = \"KH-STC\"\ndia_danh = \"Kiên Giang\"\n\
    ngay = \"2022-03\"\ntrich_yeu = \"Thi đua\"\nchu_ky = [{ quyen_han = [\"GIÁM ĐỐC\"], ho_ten = \"Trần Minh Khoa\" }]\n+++\n";
/// The most memory that the program may claim, in kilobytes: what is claimed is more than what is used.
const MEMORY: usize = 1_000_000;
/// On a busy machine.
const PATIENCE: Duration = Duration::from_secs(40);

/// Exit code and messages of the program in `folder`, with little memory.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let start = Instant::now();
    let limit = format!("ulimit -v {MEMORY}; exec \"$0\" \"$@\"");
    let mut command = Command::new("sh");
    command.current_dir(folder).args(["-c", &limit, env!("CARGO_BIN_EXE_vanthu")]).args(arguments);
    let output = command.output().unwrap();
    assert!(start.elapsed() < PATIENCE, "{arguments:?} took {:?}", start.elapsed());
    let told = [output.stdout, output.stderr].concat();
    assert!(told.len() < 1 << 20, "{arguments:?} tells {} bytes", told.len());
    (output.status.code().unwrap_or(-1), String::from_utf8(told).unwrap())
}

fn campaign(files: &[(&str, &[u8])]) -> TempDir {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("phong_trao.toml"), FACTS).unwrap();
    for (name, bytes) in files {
        let path = place.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    place
}

/// A package of parts, each a text that is repeated.
fn package(parts: &[(&str, &[(&str, usize)])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, pieces) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        for (piece, times) in *pieces {
            let many = piece.repeat((1 << 16) / piece.len().max(1) + 1);
            let mut left = piece.len() * times;
            while left > 0 {
                let length = left.min(many.len() / piece.len() * piece.len());
                archive.write_all(&many.as_bytes()[..length]).unwrap();
                left -= length;
            }
        }
    }
    archive.finish().unwrap().into_inner()
}

fn ods(rows: &[(&str, usize)]) -> Vec<u8> {
    let head = "<office:document-content><office:body><office:spreadsheet><table:table table:name='Đơn vị'>";
    let tail = "</table:table></office:spreadsheet></office:body></office:document-content>";
    package(&[("content.xml", &[&[(head, 1)], rows, &[(tail, 1)]].concat())])
}

fn xlsx(rows: &[(&str, usize)], strings: &[(&str, usize)]) -> Vec<u8> {
    const TYPES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let links = |kind: &str, target: &str| {
        format!(
            "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='a' Type='{TYPES}/{kind}' Target='{target}'/></Relationships>"
        )
    };
    let book = format!(
        "<workbook xmlns='{MAIN}' xmlns:r='{TYPES}'><sheets><sheet name='Đơn vị' sheetId='1' r:id='a'/></sheets></workbook>"
    );
    let (root, links) = (links("officeDocument", "xl/workbook.xml"), links("worksheet", "worksheets/a.xml"));
    let head = format!("<worksheet xmlns='{MAIN}'><sheetData>");
    let sheet = [&[(head.as_str(), 1)], rows, &[("</sheetData></worksheet>", 1)]].concat();
    let mut parts: Vec<(&str, &[(&str, usize)])> = Vec::new();
    let (root, links, book) = ([(root.as_str(), 1)], [(links.as_str(), 1)], [(book.as_str(), 1)]);
    parts.extend([("_rels/.rels", &root[..]), ("xl/_rels/workbook.xml.rels", &links), ("xl/workbook.xml", &book)]);
    parts.push(("xl/worksheets/a.xml", &sheet));
    if !strings.is_empty() {
        parts.push(("xl/sharedStrings.xml", strings));
    }
    package(&parts)
}

const ODS_CELL: &str = "<table:table-cell office:value-type='string' table:number-columns-repeated='16384'><text:p>A</text:p></table:table-cell>";

#[test]
fn workbooks_are_measured_before_they_are_read() {
    let wide = format!("<table:table-row>{ODS_CELL}</table:table-row>");
    let tall = "<table:table-row table:number-rows-repeated='1000000000'><table:table-cell office:value-type='string'><text:p>A</text:p></table:table-cell></table:table-row>";
    let zeros = "0".repeat(1 << 10);
    let open = "<row r='1'><c r='A1' t='inlineStr'><is><t>";
    let long = "x".repeat(30_000);
    let text = format!("<si><t>{long}</t></si></sst>");
    for (name, bytes) in [
        ("so_lieu.ods", ods(&[(&wide, 20_000)])),
        ("so_lieu.ods", ods(&[(tall, 1)])),
        ("so_lieu.xlsx", xlsx(&[(open, 1), (&zeros, 600 << 10), ("</t></is></c></row>", 1)], &[])),
        ("so_lieu.xlsx", xlsx(&[(open, 1), ("</t><t>0123456789", 4 << 20), ("</t></is></c></row>", 1)], &[])),
        ("so_lieu.xlsx", xlsx(&[("<row><c t='s'><v>0</v></c></row>", 300_000)], &[("<sst>", 1), (&text, 1)])),
        ("so_lieu.xlsx", xlsx(&[], &[("<sst uniqueCount='99999999999'></sst>", 1)])),
        ("so_lieu.xlsx", xlsx(&[("<row r='4000000000'><c r='A4000000000'><v>1</v></c></row>", 1)], &[])),
    ] {
        let place = campaign(&[(name, &bytes)]);
        let (code, told) = run(place.path(), &["check", "."]);
        assert_eq!(code, 2, "{told}");
        assert!(told.contains(name) && (told.contains("DL060") || told.contains("DL007")), "{told}");
    }
}

#[test]
fn texts_and_tables_have_bounds_of_their_own() {
    let deep = format!("{{\"don_vi\": [{}1{}]}}", "{\"k\":".repeat(100), "}".repeat(100));
    let keys =
        format!("{{\"don_vi\": [{}1{}]}}", format!("{{\"{}\": ", "k".repeat(400_000)).repeat(120), "}".repeat(120));
    let wide = format!("Tên đơn vị,{}\nA\n", (0..100_000).map(|n| format!("Cột {n}")).collect::<Vec<_>>().join(","));
    let many = format!("Tên đơn vị\n{}", "A\n".repeat(450_000));
    for (name, text, codes) in [
        ("so_lieu.json", deep, [2, 2]),
        ("so_lieu.json", keys, [2, 2]),
        ("don_vi.csv", wide, [2, 2]),
        ("don_vi.csv", many, [2, 2]),
    ] {
        let place = campaign(&[(name, text.as_bytes())]);
        let (code, told) = run(place.path(), &["check", "."]);
        assert!(codes.contains(&code) && told.contains(name) && told.contains("DL060"), "{code} {told}");
    }
}

#[test]
fn names_without_end_are_told_in_short() {
    let units = format!("Tên đơn vị\nPhòng {}\n", "x".repeat(31_000));
    let registrations = format!("Đơn vị,Đối tượng\nPhòng {},Tập thể\n", "y".repeat(31_000));
    let place = campaign(&[("don_vi.csv", units.as_bytes()), ("dang_ky.csv", registrations.as_bytes())]);
    let (code, told) = run(place.path(), &["check", "."]);
    assert_eq!(code, 1, "{told}");
    assert!(told.contains("y … y"), "{told}");
}

#[test]
fn a_template_without_end_costs_its_paper_only() {
    let units = "Tên đơn vị\nVăn phòng Sở\n".as_bytes();
    let loops = "{% for i in range(end=100000) %}{% for j in range(end=100000) %}{% for k in range(end=100000) %}{% endfor %}{% endfor %}{% endfor %}x\n";
    let twice =
        "{% set s = \"aaaaaaaaaa\" %}{% for i in range(end=40) %}{% set_global s = s ~ s %}{% endfor %}{{ s }}\n";
    for body in [loops, twice] {
        let template = format!("{HEAD}một\n{body}");
        let place = campaign(&[("don_vi.csv", units), ("mau/ke_hoach.van.tera", template.as_bytes())]);
        let (code, told) = run(place.path(), &["render", ".", "--out", "out", "--formats", "native"]);
        assert_eq!(code, 1, "{told}");
        assert!(told.contains("MT010") && told.contains("ke_hoach.van.tera:11:"), "{told}");
        assert!(place.path().join("out/dang_ky").is_dir(), "the others are made: {told}");
    }
}

#[test]
fn what_is_no_ordinary_file_is_not_waited_for() {
    let place = campaign(&[]);
    let made = Command::new("mkfifo").arg(place.path().join("so_lieu.xlsx")).status().unwrap();
    assert!(made.success());
    let (code, told) = run(place.path(), &["check", "."]);
    assert_eq!(code, 2, "{told}");
    assert!(told.contains("so_lieu.xlsx") && told.contains("không phải tệp thường"), "{told}");
}

#[test]
fn no_order_reaches_the_terminal() {
    let evil = "x\u{1b}[31mĐỎ\u{7}\nlỗi[XX999]: giả\u{9b}2J";
    let json = serde_json::json!({ "don_vi": [{ "ten_don_vi": "A", evil: 1 }] }).to_string();
    let place = campaign(&[("so_lieu.json", json.as_bytes())]);
    let facts = format!("{} = 1\n{FACTS}", serde_json::json!(evil));
    let other = campaign(&[("phong_trao.toml", facts.as_bytes())]);
    for (folder, arguments) in [
        (place.path(), vec!["check", "."]),
        (place.path(), vec!["check", ".", "--json"]),
        (other.path(), vec!["check", "."]),
        (place.path(), vec!["check", evil]),
        (place.path(), vec!["explain", evil]),
        (place.path(), vec!["check", ".", evil]),
        (place.path(), vec!["render", ".", "--only", evil]),
        (place.path(), vec!["render", ".", "--out", evil, "--formats", "native"]),
    ] {
        let (code, told) = run(folder, &arguments);
        assert!((0..=2).contains(&code), "{code} {told}");
        let sent = told.chars().find(|letter| letter.is_control() && *letter != '\n');
        assert_eq!(sent, None, "{arguments:?}: {told}");
        assert!(!told.lines().any(|line| line.starts_with("lỗi[XX999]")), "{arguments:?}: {told}");
    }
}

#[test]
fn a_paragraph_has_an_end() {
    let place = campaign(&[]);
    let runs = format!("{HEAD}một\n{}\n", "**a *b* c** ".repeat(2_000));
    let letters = format!("{HEAD}một\n{}\n", "chữ ".repeat(60_000));
    for text in [runs, letters] {
        fs::write(place.path().join("a.van"), text).unwrap();
        let (code, told) = run(place.path(), &["render", "a.van", "--out", "out"]);
        assert_eq!(code, 2, "{told}");
        assert!(told.contains("DL060") && told.contains("a.van:11:1"), "{told}");
    }
}

#[test]
fn a_table_has_no_more_columns_than_word_opens() {
    let place = campaign(&[]);
    for (columns, wanted) in [(63, 0), (64, 2)] {
        let row = format!("|{}\n", " a |".repeat(columns));
        let text = format!("{HEAD}một\n\n{row}|{}\n{row}", "---|".repeat(columns));
        fs::write(place.path().join("a.van"), text).unwrap();
        let (code, told) = run(place.path(), &["render", "a.van", "--out", "out"]);
        assert_eq!(code, wanted, "{told}");
        assert_eq!(
            told.contains("DL060") && told.contains("a.van:12:1") && told.contains("63"),
            columns > 63,
            "{told}"
        );
    }
}

/// Facts with `count` groups called `key`, each with a code of its own and with `rest`.
fn many(key: &str, rest: &str, count: usize) -> TempDir {
    let groups = (0..count).map(|at| format!("[[{key}]]\nma = \"m{at}\"\nten = \"Tên {at}\"\n{rest}\n"));
    let place = campaign(&[("don_vi.csv", "Tên đơn vị\nPhòng A\n".as_bytes())]);
    fs::write(place.path().join("phong_trao.toml"), FACTS.to_owned() + &groups.collect::<String>()).unwrap();
    place
}

#[test]
fn rules_that_are_held_against_one_another_have_an_end() {
    let criterion = "[[tieu_chuan]]\nma = \"t\"\nnoi_dung = \"tốt\"\ndieu_kien = { thu_cong = true }\n";
    for (key, rest, over) in [
        ("hinh_thuc", "tieu_chuan = [\"t\"]", "số hình thức (`[[hinh_thuc]]`) vượt giới hạn, nhiều nhất là 1.000"),
        ("buoc", "noi_dung = \"việc\"", "số bước (`[[buoc]]`) vượt giới hạn, nhiều nhất là 500"),
        ("thang_diem", "", "số thang điểm (`[[thang_diem]]`) vượt giới hạn, nhiều nhất là 200"),
        (
            "to_chuc",
            "tu_ngay = 2020-01-01",
            "số tên trong lịch sử tổ chức (`[[to_chuc]]`) vượt giới hạn, nhiều nhất là 1.000",
        ),
    ] {
        let place = many(key, rest, 16_000);
        let facts = fs::read_to_string(place.path().join("phong_trao.toml")).unwrap();
        fs::write(place.path().join("phong_trao.toml"), facts + criterion).unwrap();
        let (exit, told) = run(place.path(), &["check", "."]);
        assert!((1..=2).contains(&exit) && told.contains("lỗi[DL060]") && told.contains(over), "{key}: {exit} {told}");
        let few = many(key, rest, 40);
        assert!(!run(few.path(), &["check", "."]).1.contains("DL060"), "{key}");
    }
}

#[test]
fn a_summary_has_an_end_and_says_so() {
    let units: String = (0..270).map(|at| format!("Phòng {at} {}\n", "dài ".repeat(600))).collect();
    let place = campaign(&[("don_vi.csv", format!("Tên đơn vị\n{units}").as_bytes())]);
    let (_, told) = run(place.path(), &["check", "."]);
    assert!(
        told.contains("Phòng 0 dài") && told.contains("dòng nữa không in ở đây: xem đủ bằng `--bao-cao`"),
        "{told}"
    );
    let few = campaign(&[("don_vi.csv", "Tên đơn vị\nPhòng A\n".as_bytes())]);
    assert!(!run(few.path(), &["check", "."]).1.contains("không in ở đây"));
}
