//! Workbooks that units fill in: what they hold, and that they are read as they come back.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use calamine::{Data, DataType, Reader, Xlsx, open_workbook};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet};
use tempfile::TempDir;

use crate::books::{bare, sheet};
use crate::faulty::named;
use crate::program::{check, run};
use crate::shapes::without_places;
use crate::workbook::{FACTS, Sheet, bytes, good};

const UNITS: usize = 12;
/// Tables that the office fills in itself.
const OF_THE_OFFICE: [&str; 4] = ["Đơn vị", "Phân bổ", "Hội đồng", "Biểu quyết"];

/// A campaign of twelve units with a row of each table for each.
fn whole() -> Vec<Sheet> {
    let mut sheets = vec![
        sheet("Đơn vị", &[&["Tên đơn vị", "Viết tắt", "Thuộc đơn vị", "Người ký"]]),
        sheet("Cá nhân", &[&["Họ và tên", "Đơn vị", "Giới tính", "Ngày sinh"]]),
        sheet("Đăng ký", &[&["Đơn vị", "Đối tượng", "Họ và tên", "Ngày nộp"]]),
        sheet("Đề nghị", &[&["Đối tượng", "Đơn vị", "Hình thức", "Năm", "Thành tích"]]),
        sheet("Kết quả", &[&["Đối tượng", "Đơn vị", "Chỉ số", "Năm", "Giá trị", "Ngày công bố"]]),
        sheet("Hồ sơ", &[&["Đối tượng", "Đơn vị", "Loại giấy tờ", "Ngày nhận", "Số bản"]]),
        sheet("Phân bổ", &[&["Chỉ tiêu", "Đơn vị", "Số lượng"]]),
        good().into_iter().find(|sheet| sheet.name == "Hội đồng").unwrap(),
        sheet("Biểu quyết", &[&["Đối tượng", "Hình thức", "Năm", "Số phiếu đồng ý"]]),
    ];
    for at in 1..=UNITS {
        let (unit, person) = (format!("Phòng {at}"), format!("Trần Văn {}", char::from(b'A' + at as u8)));
        let (award, figure) = ("Giấy khen của Giám đốc Sở", format!("#{}", 82 + at));
        let add = |sheets: &mut [Sheet], name: &str, row: &[&str]| {
            named(sheets, name).rows.push(row.iter().map(|cell| (*cell).to_owned()).collect());
        };
        add(&mut sheets, "Đơn vị", &[&unit, &format!("P{at}"), "", &person]);
        add(&mut sheets, "Cá nhân", &[&person, &unit, "nam", "@1980-05-02"]);
        add(&mut sheets, "Đăng ký", &[&unit, "Tập thể", "", "@2022-03-25"]);
        add(&mut sheets, "Đăng ký", &[&unit, "Cá nhân", &person, "28/03/2022"]);
        add(&mut sheets, "Đề nghị", &[&unit, "", award, "#2022", "Thành tích"]);
        add(&mut sheets, "Đề nghị", &[&person, &unit, award, "#2022"]);
        add(&mut sheets, "Kết quả", &[&unit, "", "Chỉ số cải cách hành chính", "#2022", &figure, "@2022-12-30"]);
        add(&mut sheets, "Kết quả", &[&person, &unit, "diem", "#2022", "91,5", "@2022-12-30"]);
        add(&mut sheets, "Hồ sơ", &[&unit, "", "to_trinh", "@2023-01-05", "#1"]);
        add(&mut sheets, "Hồ sơ", &[&person, &unit, "to_trinh", "@2023-01-05"]);
        add(&mut sheets, "Phân bổ", &["phan_bo", &unit, "#2"]);
        add(&mut sheets, "Biểu quyết", &[&unit, "giay_khen", "#2022", "#2"]);
        add(&mut sheets, "Biểu quyết", &[&person, "giay_khen", "#2022", "#2"]);
    }
    sheets
}

/// A folder with rules that leave room for all, and no data.
fn roomy() -> TempDir {
    let place = bare();
    fs::write(place.path().join("phong_trao.toml"), FACTS.replace("\nso = 3", "\nso = 30")).unwrap();
    place
}

/// A folder with the whole campaign.
fn in_one() -> TempDir {
    let place = roomy();
    fs::write(place.path().join("so_lieu.xlsx"), bytes(&whole())).unwrap();
    place
}

/// A folder with what the office knows before the units answer, and the workbooks for them in `phieu`.
fn asked() -> TempDir {
    let place = roomy();
    let office: Vec<Sheet> = whole().into_iter().filter(|sheet| OF_THE_OFFICE.contains(&sheet.name.as_str())).collect();
    fs::write(place.path().join("so_lieu.xlsx"), bytes(&office)).unwrap();
    made(place.path());
    place
}

fn made(place: &Path) {
    let (exit, said, talk) = run(place, &["phieu", ".", "--out", "phieu"]);
    assert!(exit == 0 && said.contains(&format!("{UNITS} phiếu")), "{talk}");
}

/// A workbook as the cells of its sheets, to be changed and saved.
struct Filled(Vec<(String, Vec<Vec<Data>>)>);

impl Filled {
    fn open(path: &Path) -> Self {
        let mut book: Xlsx<_> = open_workbook(path).unwrap();
        let sheets = book.sheet_names().into_iter().map(|name| {
            let range = book.worksheet_range(&name).unwrap();
            let (rows, columns) = range.end().unwrap_or_default();
            let row = |row| {
                (0..=columns)
                    .map(move |column| (row, column))
                    .map(|at| range.get_value(at).cloned().unwrap_or_default())
            };
            let cells = (0..=rows).map(|number| row(number).collect()).collect();
            (name, cells)
        });
        Filled(sheets.collect())
    }

    fn rows(&mut self, name: &str) -> &mut Vec<Vec<Data>> {
        &mut self.0.iter_mut().find(|(known, _)| known == name).unwrap().1
    }

    /// Puts `value` into the row of `name` whose first cells are `begins`, in the column `header`.
    fn put(&mut self, name: &str, begins: &[&str], header: &str, value: &str) {
        let rows = self.rows(name);
        let column = rows[0].iter().position(|cell| *cell == header).unwrap();
        let matches = |row: &Vec<Data>| row.iter().zip(begins).all(|(cell, text)| text.is_empty() || *cell == **text);
        let at = rows.iter().position(matches).unwrap();
        rows[at][column] = Data::String(value.to_owned());
    }

    /// Adds a row below the others, or fills the one that was prepared for it.
    fn add(&mut self, name: &str, headers: &[String], cells: &[String]) {
        let asked = ["Đối tượng", "Chỉ số"];
        let rows = self.rows(name);
        let column = |header: &str| rows[0].iter().position(|cell| *cell == header);
        let placed: Vec<(usize, String)> = headers
            .iter()
            .zip(cells)
            .filter(|(_, cell)| !cell.is_empty())
            .map(|(header, cell)| (column(header).unwrap_or_else(|| panic!("{name}: {header}")), cell.clone()))
            .collect();
        let keys: Vec<usize> = asked.iter().filter_map(|header| column(header)).collect();
        let is_asked = |row: &Vec<Data>| {
            keys.len() == asked.len()
                && keys.iter().all(|key| placed.iter().any(|(at, text)| at == key && row[*key] == **text))
        };
        let is_blank = |row: &Vec<Data>| row.iter().all(DataType::is_empty);
        let at = rows.iter().position(is_asked).or_else(|| rows.iter().position(is_blank)).unwrap_or(rows.len());
        if at == rows.len() {
            rows.push(vec![Data::Empty; rows[0].len()]);
        }
        for (column, cell) in placed {
            rows[at][column] = Data::String(cell);
        }
    }

    fn save(&self, path: &Path) {
        let mut book = Workbook::new();
        for (name, rows) in &self.0 {
            let page = book.add_worksheet();
            page.set_name(name).unwrap();
            for (row, cells) in rows.iter().enumerate() {
                for (column, cell) in cells.iter().enumerate() {
                    write(page, row as u32, column as u16, cell);
                }
            }
        }
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        book.save(path).unwrap();
    }
}

fn write(page: &mut Worksheet, row: u32, column: u16, cell: &Data) {
    let day = |serial: f64| ExcelDateTime::from_serial_datetime(serial).unwrap();
    let date = Format::new().set_num_format("dd/mm/yyyy");
    match cell {
        Data::Empty => return,
        Data::DateTime(moment) => page.write_datetime_with_format(row, column, day(moment.as_f64()), &date),
        Data::String(text) if text.starts_with('@') => {
            let day = ExcelDateTime::parse_from_str(&text[1..]).unwrap();
            page.write_datetime_with_format(row, column, day, &date)
        }
        Data::String(text) if text.starts_with('#') => {
            page.write_number(row, column, text[1..].parse::<f64>().unwrap())
        }
        Data::Float(number) => page.write_number(row, column, *number),
        Data::Int(number) => page.write_number(row, column, *number as f64),
        other => page.write_string(row, column, other.to_string()),
    }
    .unwrap();
}

/// The workbooks in `phieu`, in the order of the units.
fn requests(place: &Path) -> Vec<(String, PathBuf)> {
    (1..=UNITS).map(|at| (format!("Phòng {at}"), place.join(format!("phieu/phong_{at}.xlsx")))).collect()
}

/// Every paper that `render` makes of `place`, as text.
fn papers(place: &Path) -> Vec<(String, String)> {
    let (exit, _, talk) = run(place, &["render", ".", "--out", "kq", "--formats", "native"]);
    assert!(exit < 2, "{talk}");
    let mut papers = Vec::new();
    for kind in fs::read_dir(place.join("kq")).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir())
    {
        for path in fs::read_dir(&kind).unwrap().map(|entry| entry.unwrap().path()) {
            let name = path.strip_prefix(place).unwrap().display().to_string();
            papers.push((name, fs::read_to_string(path).unwrap()));
        }
    }
    papers.sort();
    papers
}

#[test]
fn twelve_answers_are_one_workbook() {
    let expected = in_one();
    let place = asked();
    for (unit, path) in requests(place.path()) {
        let mut book = Filled::open(&path);
        for sheet in whole().iter().filter(|sheet| !OF_THE_OFFICE.contains(&sheet.name.as_str())) {
            let own = sheet.rows[1..].iter().filter(|row| row.contains(&unit));
            own.for_each(|row| book.add(&sheet.name, &sheet.rows[0], row));
        }
        book.save(&place.path().join("so_lieu").join(path.file_name().unwrap()));
    }
    let (first, second) = (check(expected.path(), &["."]), check(place.path(), &["."]));
    let told = |text: &str| {
        let lines = without_places(text);
        lines.lines().filter(|line| !line.starts_with("  -->")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!((second.0, told(&second.2)), (first.0, told(&first.2)));
    assert_eq!(without_places(&second.1), without_places(&first.1));
    let (first, second) = (papers(expected.path()), papers(place.path()));
    assert!(first.len() > 20, "{}", first.len());
    assert_eq!(second, first);
}

#[test]
fn what_comes_back_as_it_went_out_changes_nothing() {
    let place = in_one();
    let before = check(place.path(), &["."]);
    made(place.path());
    fs::rename(place.path().join("phieu"), place.path().join("so_lieu/tra_loi")).unwrap();
    assert_eq!(check(place.path(), &["."]), before);
    // Asked once more, the units see the same.
    let old = fs::read(place.path().join("so_lieu/tra_loi/phong_3.xlsx")).unwrap();
    made(place.path());
    assert!(fs::read(place.path().join("phieu/phong_3.xlsx")).unwrap() == old);
}

#[test]
fn a_changed_fact_is_told_at_both_cells() {
    for (name, begins, header, value, office, answer, message) in [
        ("Đơn vị", &["Phòng 3"][..], "Tên đơn vị", "Phòng Ba", "Đơn vị!A4", "Đơn vị!A2", "`Phòng 3` và `Phòng Ba`"),
        ("Đơn vị", &["Phòng 3"], "Người ký", "Lê Thị Y", "Đơn vị!D4", "Đơn vị!F2", "`Trần Văn D` và `Lê Thị Y`"),
        (
            "Cá nhân",
            &["", "Trần Văn D"],
            "Ngày sinh",
            "@1981-05-02",
            "Cá nhân!D4",
            "Cá nhân!H2",
            "`Ngày sinh` của `Trần Văn D`",
        ),
        (
            "Đăng ký",
            &["Phòng 3", "Tập thể"],
            "Ngày nộp",
            "@2022-03-26",
            "Đăng ký!D6",
            "Đăng ký!G2",
            "`Ngày nộp` của `Phòng 3`",
        ),
        ("Đề nghị", &["Phòng 3"], "Thành tích", "Khác", "Đề nghị!E6", "Đề nghị!E2", "`Thành tích` và `Khác`"),
        ("Kết quả", &["Phòng 3"], "Giá trị", "#99", "Kết quả!E6", "Kết quả!E2", "`85` và `99`"),
        ("Hồ sơ", &["Phòng 3"], "Số bản", "#2", "Hồ sơ!E6", "Hồ sơ!F2", "`1` và `2`"),
        (
            "Cá nhân",
            &["", "Trần Văn D"],
            "Họ và tên",
            "Trần Văn Đ",
            "Cá nhân!A4",
            "Cá nhân!B2",
            "`Trần Văn Đ`, ở đây là `Trần Văn D`",
        ),
        (
            "Cá nhân",
            &["", "Trần Văn D"],
            "Họ và tên",
            "Lý Thị Hoa",
            "Cá nhân!A4",
            "Cá nhân!B2",
            "`Lý Thị Hoa`, ở đây là `Trần Văn D`",
        ),
        ("Hồ sơ", &["Phòng 3"], "Loại giấy tờ", "Báo cáo", "Hồ sơ!C6", "Hồ sơ!C2", "`to_trinh` và `Báo cáo`"),
        (
            "Đề nghị",
            &["Phòng 3"],
            "Hình thức",
            "Bằng khen",
            "Đề nghị!C6",
            "Đề nghị!C2",
            "`Giấy khen của Giám đốc Sở` và `Bằng khen`",
        ),
    ] {
        let place = in_one();
        made(place.path());
        let mut book = Filled::open(&place.path().join("phieu/phong_3.xlsx"));
        book.put(name, begins, header, value);
        book.save(&place.path().join("so_lieu/phong_3.xlsx"));
        let (exit, _, talk) = check(place.path(), &["."]);
        assert!(exit == 1 && talk.contains("lỗi[DL027]") && talk.contains(message), "{header}: {talk}");
        assert!(talk.contains(&format!("./so_lieu.xlsx [{office}]")), "{header}: {talk}");
        assert!(talk.contains(&format!("./so_lieu/phong_3.xlsx [{answer}]")), "{header}: {talk}");
    }
}

#[test]
fn blanks_of_the_office_are_filled_by_the_unit() {
    let place = asked();
    let mut book = Filled::open(&place.path().join("phieu/phong_3.xlsx"));
    book.put("Đơn vị", &["Phòng 3"], "Trụ sở", "Số 1 đường Ví Dụ");
    // The unit of a person goes without saying.
    book.add("Cá nhân", &["Họ và tên".to_owned()], &["Lý Thị M".to_owned()]);
    book.save(&place.path().join("so_lieu/phong_3.xlsx"));
    let (exit, _, talk) = check(place.path(), &["."]);
    let (usual_exit, _, usual) = check(asked().path(), &["."]);
    assert_eq!((exit, talk), (usual_exit, usual));
    // A second answer of the unit is told, whatever it says.
    fs::copy(place.path().join("so_lieu/phong_3.xlsx"), place.path().join("so_lieu/phong_3 (1).xlsx")).unwrap();
    let (_, _, talk) = check(place.path(), &["."]);
    assert!(talk.contains("cảnh báo[DL027]: `Phòng 3` có hai phiếu"), "{talk}");
}

#[test]
fn an_answer_to_another_campaign_is_told() {
    let place = asked();
    fs::create_dir_all(place.path().join("so_lieu")).unwrap();
    fs::copy(place.path().join("phieu/phong_3.xlsx"), place.path().join("so_lieu/phong_3.xlsx")).unwrap();
    let facts = place.path().join("phong_trao.toml");
    let text = fs::read_to_string(&facts).unwrap();
    let (_, _, same) = check(place.path(), &["."]);
    let named = text.lines().find(|line| line.starts_with("ten = ")).unwrap();
    fs::write(&facts, text.replacen(named, "ten = \"xây dựng nông thôn mới\"", 1)).unwrap();
    let (_, _, talk) = check(place.path(), &["."]);
    let told = "phiếu của `Phòng 3` lập cho phong trào `";
    assert!(!same.contains(told), "{same}");
    let line = talk.lines().find(|line| line.contains(told)).unwrap_or_else(|| panic!("{talk}"));
    assert!(line.contains("cảnh báo[DL027]") && line.contains("không phải `xây dựng nông thôn mới`"), "{line}");
}

#[test]
fn what_is_known_is_locked_and_the_rest_is_open() {
    let place = in_one();
    made(place.path());
    let mut archive = zip::ZipArchive::new(fs::File::open(place.path().join("phieu/phong_3.xlsx")).unwrap()).unwrap();
    let mut part = |name: &str| {
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    };
    let (book, styles) = (part("xl/workbook.xml"), part("xl/styles.xml"));
    let names: Vec<&str> = book.split("<sheet name=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(names[..6], ["Hướng dẫn", "Đơn vị", "Cá nhân", "Đăng ký", "Đề nghị", "Kết quả"]);
    let formats: Vec<&str> = styles.split("<cellXfs").nth(1).unwrap().split("<xf ").skip(1).collect();
    for (at, name) in names.iter().enumerate() {
        let text = part(&format!("xl/worksheets/sheet{}.xml", at + 1));
        assert!(text.contains("<sheetProtection") && !text.contains("password"), "{name}");
        assert!(text.contains("paperSize=\"9\"") && text.contains("fitToHeight=\"0\""), "{name}");
        let cells = text.split("<c ").skip(1).filter(|cell| cell.contains(" s=\""));
        let cells = cells.filter(|cell| {
            !cell.starts_with("r=\"") || !cell.split('"').nth(1).unwrap().ends_with(char::is_alphabetic)
        });
        for cell in cells.filter(|_| !["Hướng dẫn", "Danh mục"].contains(name)) {
            let style: usize = cell.split(" s=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap();
            let is_open = formats[style].split("</xf>").next().unwrap().contains("locked=\"0\"");
            let is_filled = cell.contains("<v>");
            let is_of_the_office = *name == "Đơn vị" && cell.starts_with("r=\"G2\"");
            assert_eq!(is_open, !is_filled && !is_of_the_office, "{name}: {cell}");
        }
    }
    assert!(part("xl/worksheets/sheet5.xml").contains("<dataValidation type=\"list\""));
}

#[test]
fn nothing_that_is_there_is_written_over() {
    let place = in_one();
    let (exit, _, talk) = run(place.path(), &["phieu", ".", "--only", "P3", "Phòng 4", "--out", "phieu"]);
    assert_eq!(exit, 0, "{talk}");
    assert_eq!(fs::read_dir(place.path().join("phieu")).unwrap().count(), 2);
    let (exit, _, talk) = run(place.path(), &["phieu", ".", "--only", "P3", "P5", "--out", "phieu"]);
    assert!(exit == 2 && talk.contains("lỗi[TL012]") && talk.contains("phieu/phong_3.xlsx"), "{talk}");
    assert!(!place.path().join("phieu/phong_5.xlsx").exists());
    let (exit, _, _) = run(place.path(), &["phieu", ".", "--only", "P5", "--out", "phieu"]);
    assert!(exit == 0 && place.path().join("phieu/phong_5.xlsx").exists());
    let (exit, _, talk) = run(place.path(), &["phieu", ".", "--only", "P55", "--out", "moi"]);
    assert!(exit == 2 && talk.contains("lỗi[TL005]") && !place.path().join("moi").exists(), "{talk}");
    fs::write(place.path().join("so_lieu.xlsx"), "hỏng").unwrap();
    let (exit, _, talk) = run(place.path(), &["phieu", ".", "--out", "moi"]);
    assert!(exit == 2 && talk.contains("lỗi[DL007]") && !place.path().join("moi").exists(), "{talk}");
}
