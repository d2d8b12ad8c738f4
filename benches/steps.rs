//! What each step of the way costs by itself: `cargo bench --features bench --bench steps`.
//!
//! The steps inside have no doors of their own, so each is what two neighbours differ by: people in a table against the same
//! campaign without them (reading), a paper made against a paper looked at (text to document), PDF against DOCX (layout).

use std::fs;
use std::hint::black_box;
use std::path::Path;

use divan::{Bencher, counter::ItemsCount};
use rust_xlsxwriter::Workbook;
use serde_json::Value;
use vanthu::campaign::{self, CampaignFolder, Opening};
use vanthu::files::Memory;
use vanthu::paper::{self, Document, Format, Renderer};

/// As in the program itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const UNITS: usize = 200;
const PEOPLE: usize = 5_000;
/// The campaign without people.
const ALONE: &str = "no people";
const FACTS: &str = "phong_trao.toml";
/// A campaign of one office with its awards decided.
const SAMPLE: &str = "samples/kien_giang_2022";
/// A form of one page, a decision with its list, a plan of several pages.
const KINDS: [&str; 3] = ["dang_ky", "quyet_dinh", "ke_hoach"];
/// The same words as a paper laid out by the program itself, and as one that Typst lays out (a cell over two rows).
const TEXTS: [&str; 3] = ["40 paragraphs", "table of 300 rows", "table with a cell over two rows"];

fn main() {
    divan::main();
}

/// The files of the folder `path`, in memory.
fn folder(path: &Path, below: &Path, files: &mut Memory) {
    for entry in fs::read_dir(path).unwrap().flatten() {
        let name = below.join(entry.file_name());
        match entry.path().is_dir() {
            true => folder(&entry.path(), &name, files),
            false => files.put(name, fs::read(entry.path()).unwrap()),
        }
    }
}

fn sample() -> Memory {
    let mut files = Memory::default();
    folder(Path::new(SAMPLE), Path::new(""), &mut files);
    files
}

fn open(files: &Memory) -> CampaignFolder {
    campaign::open_as(Path::new(""), &Opening { files, ..Opening::default() })
        .unwrap_or_else(|report| panic!("{report}"))
}

mod campaigns {
    use super::*;

    /// Reading, typing and judging the people of an office.
    #[divan::bench(args = [ALONE, "xlsx", "csv", "json"], sample_count = 20)]
    fn open_with_people(bencher: Bencher, format: &str) {
        let files = office(format);
        bencher.counter(ItemsCount::new(PEOPLE)).bench_local(|| black_box(open(&files)));
    }

    /// All of a small campaign, from files to what papers say.
    #[divan::bench]
    fn open_sample(bencher: Bencher) {
        let files = sample();
        bencher.bench_local(|| black_box(open(&files)));
    }

    #[divan::bench]
    fn list_papers(bencher: Bencher) {
        let campaign = open(&sample());
        bencher.bench_local(|| black_box(campaign.jobs(&[], &[]).unwrap().len()));
    }

    /// A table: the name of its sheet, of its file, and its columns as headers and as keys.
    struct Table {
        sheet: &'static str,
        file: &'static str,
        columns: &'static [(&'static str, &'static str)],
        rows: Vec<Vec<String>>,
    }

    fn units() -> Table {
        let rows = (0..UNITS).map(|at| vec![format!("Phòng số {at}")]).collect();
        Table { sheet: "Đơn vị", file: "don_vi", columns: &[("Tên đơn vị", "ten")], rows }
    }

    fn people() -> Table {
        let row = |at: usize| {
            vec![
                format!("Trần Văn {at}"),
                format!("Phòng số {}", at % UNITS),
                format!("CB{at}"),
                "Chuyên viên".to_owned(),
            ]
        };
        let columns = &[("Họ và tên", "ho_ten"), ("Đơn vị", "don_vi"), ("Mã", "ma"), ("Chức vụ", "chuc_vu")];
        Table { sheet: "Cá nhân", file: "ca_nhan", columns, rows: (0..PEOPLE).map(row).collect() }
    }

    /// A campaign with its people in tables of this format, or with its units alone.
    fn office(format: &str) -> Memory {
        let mut files = Memory::default();
        files.put(FACTS, fs::read("tests/so_lieu/nhieu_don_vi.toml").unwrap());
        let tables: Vec<Table> = if format == ALONE { vec![units()] } else { vec![units(), people()] };
        match format {
            "xlsx" => files.put("so_lieu.xlsx", workbook(&tables)),
            "json" => files.put("so_lieu.json", json(&tables)),
            _ => tables.iter().for_each(|table| files.put(format!("{}.csv", table.file), csv(table))),
        }
        files
    }

    fn workbook(tables: &[Table]) -> Vec<u8> {
        let mut book = Workbook::new();
        for table in tables {
            let sheet = book.add_worksheet().set_name(table.sheet).unwrap();
            sheet.write_row(0, 0, table.columns.iter().map(|(head, _)| *head)).unwrap();
            for (at, row) in (1..).zip(&table.rows) {
                sheet.write_row(at, 0, row).unwrap();
            }
        }
        book.save_to_buffer().unwrap()
    }

    fn json(tables: &[Table]) -> String {
        let object = |table: &Table, row: &Vec<String>| -> Value {
            table
                .columns
                .iter()
                .zip(row)
                .map(|((_, key), cell)| ((*key).to_owned(), Value::from(cell.as_str())))
                .collect()
        };
        let list = |table: &Table| -> Value { table.rows.iter().map(|row| object(table, row)).collect() };
        tables.iter().map(|table| (table.file.to_owned(), list(table))).collect::<Value>().to_string()
    }

    fn csv(table: &Table) -> String {
        let heads: Vec<&str> = table.columns.iter().map(|(head, _)| *head).collect();
        let rows = table.rows.iter().map(|row| row.join(","));
        [heads.join(",")].into_iter().chain(rows).map(|line| line + "\n").collect()
    }
}

mod papers {
    use super::*;

    /// What a paper says, its template filled in.
    #[divan::bench(args = KINDS)]
    fn story_and_template(bencher: Bencher, kind: &str) {
        let campaign = open(&sample());
        let jobs = campaign.jobs(&[kind.to_owned()], &[]).unwrap();
        bencher.bench_local(|| black_box((jobs[0].look)().is_some()));
    }

    /// The same, and its text made a document.
    #[divan::bench(args = KINDS)]
    fn to_document(bencher: Bencher, kind: &str) {
        let campaign = open(&sample());
        let jobs = campaign.jobs(&[kind.to_owned()], &[]).unwrap();
        bencher.bench_local(|| black_box((jobs[0].make)().is_ok()));
    }

    /// The document set, and written as plain text.
    #[divan::bench(args = KINDS)]
    fn native(bencher: Bencher, kind: &str) {
        write(bencher, &paper(kind), &["native"]);
    }

    #[divan::bench(args = KINDS)]
    fn docx(bencher: Bencher, kind: &str) {
        write(bencher, &paper(kind), &["docx"]);
    }

    #[divan::bench(args = KINDS)]
    fn pdf(bencher: Bencher, kind: &str) {
        write(bencher, &paper(kind), &["pdf"]);
    }

    #[divan::bench(args = KINDS)]
    fn docx_and_pdf(bencher: Bencher, kind: &str) {
        write(bencher, &paper(kind), &["docx", "pdf"]);
    }

    fn paper(kind: &str) -> Document {
        let campaign = open(&sample());
        let jobs = campaign.jobs(&[kind.to_owned()], &[]).unwrap();
        (jobs[0].make)().unwrap().0
    }
}

mod texts {
    use super::*;

    #[divan::bench(args = TEXTS)]
    fn to_document(bencher: Bencher, name: &str) {
        let text = text(name);
        bencher.bench_local(|| black_box(document(&text)));
    }

    #[divan::bench(args = TEXTS)]
    fn native(bencher: Bencher, name: &str) {
        write(bencher, &document(&text(name)), &["native"]);
    }

    #[divan::bench(args = TEXTS)]
    fn docx(bencher: Bencher, name: &str) {
        write(bencher, &document(&text(name)), &["docx"]);
    }

    #[divan::bench(args = TEXTS)]
    fn pdf(bencher: Bencher, name: &str) {
        write(bencher, &document(&text(name)), &["pdf"]);
    }

    fn text(name: &str) -> String {
        let head = "+++\nloai = \"bieu_mau\"\nten_loai = \"Thử\"\n+++\n";
        let table = "| TT | Họ và tên | Đơn vị | Điểm |\n|---|---|---|---|\n";
        let row = |at: usize| format!("| {at} | Trần Văn {at} | Phòng {} | 95,5 |\n", at % 40);
        let paragraph = |at: usize| {
            format!("Đoạn **số {at}** của một văn bản dài, viết cho đủ một dòng rưỡi khi in trên khổ giấy A4.\n")
        };
        let body: String = match name {
            "40 paragraphs" => (0..40).map(paragraph).collect(),
            "table of 300 rows" => [table.to_owned()].into_iter().chain((0..300).map(row)).collect(),
            _ => format!("{table}{}| ^ | Lê Thị Hoa | Phòng 2 | 90 |\n", row(1)),
        };
        format!("{head}{body}")
    }
}

mod packing {
    use std::io::{Cursor, Write};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    /// The floor of every DOCX: its parts compressed again, at the level of the writer's crate.
    #[divan::bench]
    fn zip_of_20_parts(bencher: Bencher) {
        let part = fs::read("src/paper/norm/table.rs").unwrap();
        bencher.bench_local(|| {
            let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
            for at in 0..20 {
                zip.start_file(at.to_string(), SimpleFileOptions::default()).unwrap();
                zip.write_all(&part).unwrap();
            }
            black_box(zip.finish().unwrap())
        });
    }
}

fn document(text: &str) -> Document {
    paper::parse(text.as_bytes(), Path::new("")).unwrap_or_else(|report| panic!("{report}")).0
}

/// `document` in `formats`, as one of many: faces are loaded once.
fn write(bencher: Bencher, document: &Document, formats: &[&str]) {
    let formats: Vec<&Format> = formats.iter().filter_map(|name| paper::format(name)).collect();
    let mut renderer = Renderer::new().unwrap();
    renderer.render(document, &formats).unwrap_or_else(|report| panic!("{report}"));
    bencher.bench_local(|| black_box(renderer.render(document, &formats).is_ok()));
}
