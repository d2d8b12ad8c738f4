//! What reading costs grows with the file and not with its square; the table is printed with `--nocapture`.

use std::path::Path;
use std::time::{Duration, Instant};

use crate::base::data::toml;
use crate::base::diag::Report;
use crate::campaign::source::table::Merged;
use crate::campaign::source::{Sheet, json, separated};
use crate::paper::document::Source;

/// Pieces of the small and of the large file.
const SIZES: [usize; 2] = [5_000, 20_000];
/// Four times as large, a reader may take this many times as long; with the square it would be sixteen.
const MOST: u32 = 11;
/// How often what looks like a square is measured: it is one each time.
const ROUNDS: usize = 4;
/// Of how many tries the quickest counts: others share the machine.
const TRIES: usize = 5;

/// What is read: its name, the text with so many pieces, and the reader.
type Case = (&'static str, fn(usize) -> String, fn(&str));

const CASES: &[Case] = &[
    ("TOML, keys", |count| (0..count).map(|at| format!("k{at} = 1\n")).collect(), |text| drop(read_toml(text))),
    ("TOML, one line", |count| format!("a = [{}]", "\"ờ\", ".repeat(count)), |text| drop(read_toml(text))),
    ("TOML, tables", |count| "[[a]]\nb = 1\n".repeat(count), |text| drop(read_toml(text))),
    ("VAN, faults", |count| format!("+++\nloai = \"bieu_mau\"\n+++\n{}", "*\n".repeat(count)), read_van),
    ("VAN, letters @", |count| format!("+++\nloai = \"bieu_mau\"\n+++\n{}\n", "@".repeat(count)), read_van),
    (
        "JSON, keys",
        |count| format!("{{{}\"z\":1}}", (0..count).map(|at| format!("\"k{at}\":1,")).collect::<String>()),
        read_json,
    ),
    ("JSON, doubled keys", |count| format!("{{{}\"z\":1}}", "\"k\":1,".repeat(count)), read_json),
    ("CSV, rows", |count| "a;b;c\n".repeat(count), read_csv),
    ("CSV, one cell", |count| format!("\"{}\"", "a;\"\"\n".repeat(count)), read_csv),
    ("merged areas", |count| "a\n".repeat(count), merge),
];

fn read_toml(text: &str) -> Result<crate::base::data::Map, Report> {
    toml::parse(text, Path::new("a.toml"))
}

fn read_van(text: &str) {
    drop(Source::parse(text.as_bytes(), Path::new("a.van")).and_then(|source| source.build()));
}

fn read_json(text: &str) {
    drop(json::parse(text, Path::new("a.json")));
}

fn sheet(text: &str) -> Sheet {
    separated::parse(text, ';', Path::new("a.csv")).unwrap()
}

fn read_csv(text: &str) {
    drop(sheet(text));
}

/// Merges every row with the one below it.
fn merge(text: &str) {
    let mut sheet = sheet(text);
    let rows = sheet.rows.len() as u32;
    sheet.merged = (0..rows).map(|row| Merged { first: (row, 0), last: (row + 1, 0) }).collect();
    drop(sheet.spread_merged());
}

#[test]
fn readers_take_no_square() {
    let mut slow = Vec::new();
    for (name, make, read) in CASES {
        let texts = SIZES.map(make);
        let time = |text: &str| {
            let start = Instant::now();
            read(text);
            start.elapsed()
        };
        let least = |text: &str| (0..TRIES).map(|_| time(text)).min().unwrap().max(Duration::from_micros(50));
        let mut measured = (0..ROUNDS).map(|_| texts.each_ref().map(|text| least(text)));
        if measured.all(|[small, large]| {
            println!("{name:20} {:>8} pieces {small:>12.1?}, {:>8} pieces {large:>12.1?}", SIZES[0], SIZES[1]);
            large > small * MOST
        }) {
            slow.push(name);
        }
    }
    assert!(slow.is_empty(), "{slow:?}");
}
