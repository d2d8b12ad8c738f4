//! What a strict reading of the papers found stays mended: `tests/doc_soat.tsv` says, line by line of the reading, which
//! words a paper has to hold and which none may. Here too: marks that no paper may hold, whatever the sample.

use std::fs;
use std::path::Path;

use crate::all_papers::{Paper, all};

struct Row {
    line: String,
    sample: String,
    path: String,
    wanted: bool,
    words: String,
}

fn rows() -> Vec<Row> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/doc_soat.tsv");
    let text = fs::read_to_string(path).unwrap();
    let row = |row: &str| {
        let [line, sample, path, wanted, words] =
            row.split('\t').map(str::to_owned).collect::<Vec<_>>().try_into().unwrap();
        assert!(["có", "không"].contains(&wanted.as_str()), "{wanted}");
        Row { line, sample, path, wanted: wanted == "có", words }
    };
    text.lines().skip(1).map(row).collect()
}

/// Whether `papers` are as `row` wants them.
fn holds(row: &Row, papers: &[Paper]) -> bool {
    let is_meant = |told: &str, name: &str| told == "*" || told == name;
    let mut meant = papers
        .iter()
        .filter(|paper| is_meant(&row.sample, paper.sample) && is_meant(&row.path, &paper.path))
        .peekable();
    assert!(meant.peek().is_some(), "no paper for line {}: {} {}", row.line, row.sample, row.path);
    let mut has = meant.map(|paper| paper.text().contains(&row.words));
    if row.wanted { has.all(|has| has) } else { !has.any(|has| has) }
}

#[test]
fn what_a_strict_reading_found_is_mended() {
    let rows = rows();
    assert!(rows.len() > 50, "{}", rows.len());
    let told = |row: &&Row| format!("line {}: {} {}: {}", row.line, row.sample, row.path, row.words);
    let wrong: Vec<String> = rows.iter().filter(|row| !holds(row, all())).map(|row| told(&row)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    for row in &rows {
        let other = Row {
            wanted: !row.wanted,
            line: row.line.clone(),
            sample: row.sample.clone(),
            path: row.path.clone(),
            words: row.words.clone(),
        };
        assert!(!holds(&other, all()), "line {} would hold either way: {}", row.line, row.words);
    }
}

/// Lines of `paper` that no paper may have.
fn flaws(paper: &Paper) -> Vec<String> {
    let is_item = |line: Option<&String>, mark: &str| line.is_some_and(|line| line.starts_with(mark));
    let mut flaws = Vec::new();
    for (at, line) in paper.lines.iter().enumerate() {
        let beside = [at.checked_sub(1).and_then(|at| paper.lines.get(at)), paper.lines.get(at + 1)];
        let is_lone = line.starts_with("- ") && !beside.iter().any(|line| is_item(*line, "- ") || is_item(*line, "+ "));
        let is_left = line.ends_with(':') && paper.lines.get(at + 1).is_none();
        if is_lone || is_left || ["`", "::", " ;", "(()", "..", " ,"].iter().any(|mark| line.contains(mark)) {
            flaws.push(format!("{} {}: {line}", paper.sample, paper.path));
        }
    }
    flaws
}

#[test]
fn no_list_has_a_lone_dash_and_no_sentence_a_stray_mark() {
    let found: Vec<String> = all().iter().flat_map(flaws).collect();
    assert!(found.is_empty(), "{found:#?}");
    let mut paper = all().iter().find(|paper| paper.lines.iter().any(|line| line.starts_with("- "))).unwrap().clone();
    paper.lines = ["Gồm:", "- Một mục.", "Hết."].map(str::to_owned).to_vec();
    assert_eq!(flaws(&paper).len(), 1);
    paper.lines = ["Các tiêu chuẩn sau::", "sáng kiến `Sổ tay`", "Gồm:"].map(str::to_owned).to_vec();
    assert_eq!(flaws(&paper).len(), 3);
}
