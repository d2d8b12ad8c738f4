//! The starter folder holds together with the reader.

use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Read};

use calamine::{Data, Reader, Xlsx};
use tempfile::TempDir;

use super::*;
use crate::base::diag::{Code, Family, Report, nearest};
use crate::base::text::ascii_key;
use crate::campaign;
use crate::campaign::model::evidence::CouncilLevel;
use crate::campaign::model::exclusion::CaseState;
use crate::campaign::model::profile::PastKind;
use crate::campaign::rules::input::TABLES;
use crate::campaign::rules::input::criteria::ConditionKind;
use crate::campaign::source::{Kind, List, OldText, Row, Table, TableSpec, Value, tables};

fn example() -> Example {
    Example::of_office(&Office::default()).unwrap_or_else(|report| panic!("{report:?}"))
}

fn made() -> Vec<OutputFile> {
    files(&Office::default()).unwrap_or_else(|report| panic!("{report:?}"))
}

/// The starter with `facts` as its `phong_trao.toml`.
fn folder(facts: &str) -> TempDir {
    let place = tempfile::tempdir().unwrap();
    fs::create_dir(place.path().join("noi_dung")).unwrap();
    made().iter().for_each(|file| fs::write(place.path().join(&file.path), &file.bytes).unwrap());
    fs::write(place.path().join("phong_trao.toml"), facts).unwrap();
    place
}

fn book() -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(made().swap_remove(0).bytes)).unwrap()
}

fn part(name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(made().swap_remove(0).bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The number of the table's sheet, the guide being the first.
fn sheet_part(at: usize) -> String {
    part(&format!("xl/worksheets/sheet{}.xml", at + 2))
}

#[test]
fn every_column_of_every_table_is_helped() {
    for table in TABLES {
        for column in table.columns {
            let length = column.help.encode_utf16().count();
            assert!((1..=255).contains(&length), "{} {}", table.key, column.key);
        }
        assert!(!guide::purpose(table.key).is_empty(), "{}", table.key);
    }
}

/// The tables that a new campaign is given.
fn given() -> impl Iterator<Item = &'static TableSpec> {
    TABLES.iter().copied().filter(|table| table.handed_out().next().is_some())
}

#[test]
fn headers_are_those_of_the_reader_and_required_ones_stand_out() {
    let mut book = book();
    let mut styles = [BTreeSet::new(), BTreeSet::new()];
    for (at, table) in given().enumerate() {
        let range = book.worksheet_range(table.label).unwrap();
        let headers: Vec<String> = range.rows().next().unwrap().iter().map(ToString::to_string).collect();
        assert_eq!(headers, table.handed_out().map(|column| column.label).collect::<Vec<_>>());
        let text = sheet_part(at);
        let first_row = text.split("<row ").nth(1).unwrap();
        let cells: Vec<&str> = first_row.split("<c ").skip(1).map(|cell| cell.split('"').nth(3).unwrap()).collect();
        for (column, style) in table.handed_out().zip(cells) {
            styles[usize::from(column.required)].insert(style.to_owned());
        }
        for setting in ["state=\"frozen\"", "orientation=\"landscape\"", "fitToHeight=\"0\"", "paperSize=\"9\""] {
            assert!(text.contains(setting), "{}: {setting}", table.label);
        }
        let repeated = format!("'{}'!$1:$1", table.label);
        let repeats = part("xl/workbook.xml");
        assert!(repeats.contains(&repeated) || repeats.contains(&repeated.replace('\'', "")), "{}", table.label);
    }
    assert!(styles[0].is_disjoint(&styles[1]) && styles.iter().all(|styles| styles.len() == 1), "{styles:?}");
}

#[test]
fn every_sheet_is_read_back_as_its_rows() {
    let place = folder(FACTS);
    let mut report = Report::new();
    let read = tables::load(&crate::base::files::Disk, place.path(), TABLES, OldText::default(), &mut report).known;
    assert!(report.is_empty(), "{report:?}");
    for ((spec, read), told) in TABLES.iter().zip(&read).zip(&example().tables) {
        if spec.handed_out().next().is_none() {
            assert!(read.is_none(), "{} is not given", spec.label);
            continue;
        }
        let read = read.as_ref().unwrap_or_else(|| panic!("{} is not read", spec.label));
        let filled = |table: &Table| -> Vec<Vec<&'static str>> {
            let keys = |row: &Row| row.cells.iter().filter(|(_, node)| !node.is_empty()).map(|(key, _)| *key).collect();
            table.rows.iter().map(keys).collect()
        };
        assert_eq!(filled(read), filled(told), "{}", spec.label);
    }
}

#[test]
fn dates_lists_and_text_are_told_apart() {
    for (at, table) in given().enumerate() {
        let text = sheet_part(at);
        for (number, column) in table.handed_out().enumerate() {
            let letter = rust_xlsxwriter::utility::column_number_to_name(spreadsheet::number(number));
            let range = format!("sqref=\"{letter}2:{letter}1001\"");
            let rules: Vec<&str> = text.split("<dataValidation ").filter(|rule| rule.contains(&range)).collect();
            let wanted = match (column.list, column.kind) {
                (Some(list), _) if list.is_closed() => Some("type=\"list\" allowBlank"),
                (Some(_), _) => Some("type=\"list\" errorStyle=\"warning\""),
                (None, Kind::Date) => Some("type=\"date\" errorStyle=\"warning\""),
                (None, Kind::Count | Kind::Year) => Some("type=\"whole\""),
                (None, Kind::Flag) => Some("type=\"list\""),
                (None, _) => None,
            };
            assert_eq!(rules.len(), usize::from(wanted.is_some()), "{} {}", table.label, column.label);
            assert!(wanted.is_none_or(|wanted| rules[0].starts_with(wanted)), "{} {}", table.label, column.label);
        }
    }
    let dates = book().worksheet_range("Đăng ký").unwrap();
    assert!(matches!(dates.get((1, 6)), Some(Data::DateTime(_))), "{:?}", dates.get((1, 6)));
}

#[test]
fn lists_hold_the_words_of_the_model_and_of_the_example() {
    let range = book().worksheet_range(columns::LISTS).unwrap();
    let column = |list: List| -> Vec<String> {
        let at = List::WRITTEN.iter().position(|known| *known == list).unwrap();
        let words = range.rows().skip(1).map(|row| row[at].to_string());
        words.take_while(|word| !word.is_empty()).collect()
    };
    assert_eq!(column(List::Registrants), ["Tập thể", "Cá nhân", "Hộ gia đình"]);
    assert_eq!(column(List::Levels), CouncilLevel::ALL.iter().map(|level| level.label()).collect::<Vec<_>>());
    assert_eq!(column(List::States), CaseState::ALL.iter().map(|state| state.label()).collect::<Vec<_>>());
    assert_eq!(column(List::PastKinds), PastKind::ALL.iter().map(|kind| kind.label()).collect::<Vec<_>>());
    assert_eq!(column(List::Awards), ["Giấy khen của Giám đốc Sở"]);
    let example = example();
    let units: Vec<&str> = example.names("don_vi", "ten").collect();
    let people: Vec<&str> = example.names("ca_nhan", "ho_ten").collect();
    assert_eq!(column(List::Subjects), [units, people].concat());
}

#[test]
fn the_reader_leaves_the_sheets_of_help_aside() {
    for table in TABLES {
        for name in [guide::NAME, columns::LISTS] {
            assert_eq!(nearest(table.key, [ascii_key(name).as_str()]), None, "{name} for {}", table.label);
        }
    }
}

#[test]
fn example_rows_fit_their_columns_and_choose_from_their_lists() {
    let example = example();
    for (table, rows) in TABLES.iter().zip(&example.tables) {
        for (key, node) in rows.rows.iter().flat_map(|row| &row.cells) {
            let column = table.columns.iter().find(|column| column.key == *key).unwrap();
            let Value::Text(text) = &node.value else { continue };
            assert!(text.chars().count() as f64 <= column.width, "{} {key}: {text}", table.key);
            if let Some(list) = column.list {
                let words = example.words(list);
                assert!(words.is_empty() || words.contains(text), "{} {key}: {text}", table.key);
            }
        }
    }
}

#[test]
fn the_folder_is_the_same_every_time() {
    let first = made();
    std::thread::sleep(std::time::Duration::from_millis(1100));
    assert_eq!(first, made());
}

#[test]
fn what_is_commented_out_would_be_read() {
    let used: Vec<&str> = FACTS.lines().map(|line| line.strip_prefix("#:").map_or(line, str::trim_start)).collect();
    let place = folder(&used.join("\n"));
    let report = campaign::open(place.path()).map_or_else(|report| report, |folder| folder.findings());
    let structural: Vec<String> = report
        .iter()
        .filter(|finding| finding.code.family() != Family::Rules)
        .filter(|finding| finding.severity == crate::base::diag::Severity::Error)
        .map(ToString::to_string)
        .collect();
    assert!(structural.is_empty(), "{structural:#?}");
}

/// Every key that is read somewhere, as the answers to an unknown key in each group tell.
fn known_keys(facts: &str) -> BTreeSet<String> {
    let strange = format!("{} = 1\n", "z".repeat(60));
    let mut asked = strange.clone();
    for line in facts.lines() {
        asked.push_str(line);
        asked.push('\n');
        if line.starts_with('[') {
            asked.push_str(&strange);
        }
    }
    let place = folder(&asked);
    let report = campaign::open(place.path()).map_or_else(|report| report, |_| Report::new());
    let hints = report.iter().filter(|finding| finding.code == Code::DL011).flat_map(|finding| &finding.hints);
    hints.flat_map(|hint| hint.text.split('`').skip(1).step_by(2)).map(str::to_owned).collect()
}

#[test]
fn every_key_that_is_read_is_shown() {
    let used: Vec<&str> = FACTS.lines().map(|line| line.strip_prefix("#:").map_or(line, str::trim_start)).collect();
    let text = used.join("\n");
    let keys = known_keys(&text);
    assert!(keys.len() > 100 && keys.contains("ten_day_du"), "{keys:?}");
    let headers: BTreeSet<&str> = text.lines().filter(|line| line.starts_with('[')).collect();
    // What few plans need stands in the example of the rules alone, so that a first folder stays short.
    let text = format!("{text}\n{}", include_str!("../../campaign/rules/input/example.toml"));
    let headers: BTreeSet<&str> =
        headers.into_iter().chain(text.lines().filter(|line| line.starts_with('['))).collect();
    for key in keys {
        let as_value = text.contains(&format!("\n{key} = ")) || text.contains(&format!("{{ {key} = "));
        let as_group = headers.iter().any(|header| header.trim_matches(['[', ']']).split('.').any(|part| part == key));
        let inside = text.contains(&format!(", {key} = ")) || text.contains(&format!("thêm {key} = "));
        assert!(as_value || as_group || inside, "{key} is not shown in phong_trao.toml");
    }
    for kind in ConditionKind::ALL {
        assert!(text.contains(&format!("\nloai = \"{}\"", kind.name())), "{}", kind.name());
    }
    let own = headers.iter().filter(|header| header.starts_with("[van_ban.")).count();
    assert!(own >= 8, "{own}");
}

#[test]
fn any_body_begins_with_what_it_would_say() {
    for (name, gone) in [
        ("Sở Văn hóa, Thể thao và Du lịch", &["Khoa học và Công nghệ"][..]),
        (
            "Ủy ban nhân dân xã An Biên",
            &["TL. GIÁM ĐỐC", "Giám đốc Sở", "thuộc Sở", "của Sở", "Văn phòng Sở", "Khen thưởng Sở"],
        ),
        ("Ủy ban nhân dân phường 3", &["An Giang, ngày"]),
        ("Chi cục Thuế khu vực 2", &["Giám đốc Sở"]),
        (
            "Trường THPT Tân Hiệp",
            &["TL. GIÁM ĐỐC", "Giám đốc Sở", "thuộc Sở", "của Sở", "Văn phòng Sở", "Khen thưởng Sở"],
        ),
        ("Tổng công ty Cấp nước", &["Giám đốc Sở", "thuộc Sở", "của Sở", "Văn phòng Sở", "Khen thưởng Sở"]),
    ] {
        let office = Office { ten: Some(name.to_owned()), ..Office::default() };
        let place = tempfile::tempdir().unwrap();
        fs::create_dir(place.path().join("noi_dung")).unwrap();
        let files = files(&office).unwrap_or_else(|report| panic!("{name}: {report:?}"));
        files.iter().for_each(|file| fs::write(place.path().join(&file.path), &file.bytes).unwrap());
        let opened = campaign::open(place.path()).unwrap_or_else(|report| panic!("{name}: {report:?}"));
        let findings = opened.findings();
        assert!(!findings.has_errors(), "{name}: {findings:?}");
        let told = |is_prose: bool| {
            let places = findings
                .iter()
                .filter(|finding| finding.code == Code::DL070)
                .filter_map(|finding| finding.place.as_ref());
            places.filter(|place| place.path().extension().is_some_and(|end| end == "van") == is_prose).count()
        };
        let (prose, sheets) = (campaign::example::PROSE.len(), 12);
        assert_eq!((told(true), told(false)), (prose, sheets), "{name}: what is left of the example is told");
        assert!(findings.iter().all(|finding| finding.code != Code::TL016), "{name}: {findings:?}");
        let jobs = opened.jobs(&[], &[]).unwrap();
        assert!(jobs.iter().any(|job| job.kind == "quyet_dinh_khen_thuong"), "{name}");
        for job in jobs {
            let text = crate::paper::writer::native::show(
                &(job.make)().unwrap_or_else(|report| panic!("{name}: {report:?}")).0,
            );
            let left = gone.iter().find(|words| text.contains(**words));
            assert!(left.is_none(), "{name}, {}: {left:?}", job.path);
        }
    }
}
