//! Every sample against its references: the block model as text, and the look of its pages.
//!
//! `UPDATE=1 cargo test --release` writes the references anew; read their diff before committing it.
//! A page is kept as a coarse picture in letters (one sign a cell, denser for darker), which a review
//! can read and which does not flicker with the rounding of one pixel.

use std::collections::BTreeSet;
use std::fs;
use std::mem;
use std::path::{Path, PathBuf};

use crate::base::files::Disk;
use crate::campaign::source::OldText;
use crate::make::merge;
use crate::paper::document::{Document, Source};
use crate::paper::layout;
use crate::paper::layout::lines::{Line, page_lines};
use crate::paper::typeset;
use crate::paper::typeset::flow::{Flow, FlowTable, Item, Span, TableCell, visit};
use crate::paper::writer::{docx, native};
use typst_render::RenderOptions;

/// Cells of the picture per inch.
const CELLS_PER_INCH: f64 = 12.0;
const SHADES: &[u8] = b" .:-=+*#%@";
/// The upper and the lower margin of every page in points; page numbers and stamps stand in them.
const MARGIN_PT: f64 = 20.0 * 72.0 / 25.4;
/// Share of cells that may differ by more than one shade.
const TOLERATED: f64 = 0.004;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn files(name: &str, extension: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder(name)) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|found| found == extension));
    files.sort();
    files
}

fn stem(file: &Path) -> String {
    file.file_stem().unwrap().to_string_lossy().into_owned()
}

fn read(file: &Path) -> (Document, Flow) {
    let source = Source::parse(&fs::read(file).unwrap(), file).unwrap_or_else(|report| panic!("{report:?}"));
    let (document, _) = source.build().unwrap_or_else(|report| panic!("{report:?}"));
    let flow = typeset::set(&document).unwrap_or_else(|report| panic!("{report:?}"));
    (document, flow)
}

fn updating() -> bool {
    std::env::var_os("UPDATE").is_some()
}

/// The folders of samples, each with the place of its references below those of a kind.
const SAMPLES: [(&str, &str); 2] = [("samples", ""), ("samples/mau_nd30", "/mau_nd30")];

/// Compares `found` with the reference by `same`, or writes it; then no other reference may be left.
fn against(kind: &str, found: &[(String, String)], same: impl Fn(&str, &str) -> bool) {
    let home = folder("tests/ref").join(kind);
    let mut wrong = Vec::new();
    for (name, text) in found {
        let file = home.join(format!("{name}.txt"));
        if updating() {
            fs::create_dir_all(&home).unwrap();
            fs::write(&file, text).unwrap();
        } else if !fs::read_to_string(&file).is_ok_and(|kept| same(&kept, text)) {
            wrong.push(file);
        }
    }
    let names: BTreeSet<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
    let stale =
        files(&format!("tests/ref/{kind}"), "txt").into_iter().filter(|file| !names.contains(stem(file).as_str()));
    wrong.extend(stale);
    assert!(wrong.is_empty(), "differ from their reference or have no sample any more (UPDATE=1 writes): {wrong:#?}");
}

#[test]
fn block_models_are_as_agreed() {
    for (samples, place) in SAMPLES {
        let found: Vec<(String, String)> =
            files(samples, "van").iter().map(|file| (stem(file), native::show(&read(file).0))).collect();
        assert!(found.len() > 10, "{samples}");
        against(&format!("native{place}"), &found, |kept, text| kept == text);
    }
}

#[test]
fn merged_samples_are_as_agreed() {
    let folders = ["giay_moi", "giay_gioi_thieu", "thong_bao"].map(|name| folder("samples").join(name));
    let of_sample = |(folder, rows): (&PathBuf, usize)| {
        let entries = || fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let template = entries().find(|path| merge::is_template(path)).unwrap();
        let data = entries().find(|path| !merge::is_template(path)).unwrap();
        let merge =
            merge::open(&Disk, &template, &data, None, OldText::Refuse).unwrap_or_else(|report| panic!("{report:?}"));
        assert!(merge.warnings().is_empty(), "{:?}", merge.warnings());
        let made: Vec<String> = merge
            .jobs()
            .iter()
            .map(|job| {
                let (document, warnings) = (job.make)().unwrap_or_else(|report| panic!("{report:?}"));
                assert!(warnings.is_empty(), "{warnings:?}");
                assert!(typeset::set(&document).is_ok(), "{}", job.path);
                format!("# {}\n{}", job.path, native::show(&document))
            })
            .collect();
        assert_eq!(made.len(), rows);
        (stem(folder), made.concat())
    };
    let found: Vec<(String, String)> = folders.iter().zip([30, 10, 12]).map(of_sample).collect();
    against("native/tron", &found, |kept, text| kept == text);
}

#[test]
fn pages_look_as_agreed() {
    for (samples, place) in SAMPLES {
        let mut found = Vec::new();
        for file in files(samples, "van") {
            let pages = layout::lay_out(&read(&file).1).unwrap();
            let picture = pages.frames.pages().first().map(picture).unwrap();
            found.push((stem(&file), picture));
        }
        against(&format!("pages{place}"), &found, alike);
    }
}

fn picture(page: &typst_layout::Page) -> String {
    let options = RenderOptions { pixel_per_pt: (4.0 * CELLS_PER_INCH / 72.0).into(), ..RenderOptions::default() };
    let pixels = typst_render::render(page, &options);
    let (width, height) = (pixels.width() as usize / 4, pixels.height() as usize / 4);
    let dark = |x: usize, y: usize| {
        let cells = (0..16).map(|cell| pixels.pixel((4 * x + cell % 4) as u32, (4 * y + cell / 4) as u32));
        let sum: usize = cells.map(|pixel| pixel.map_or(0, |pixel| 255 - usize::from(pixel.green()))).sum();
        SHADES[(sum * (SHADES.len() - 1)).div_ceil(16 * 255).min(SHADES.len() - 1)] as char
    };
    let line = |y: usize| (0..width).map(|x| dark(x, y)).collect::<String>().trim_end().to_owned() + "\n";
    (0..height).map(line).collect()
}

fn alike(kept: &str, text: &str) -> bool {
    let shade = |sign: u8| SHADES.iter().position(|shade| *shade == sign).unwrap_or(0);
    let (kept, text): (Vec<&str>, Vec<&str>) = (kept.lines().collect(), text.lines().collect());
    let cells = kept.len() * (CELLS_PER_INCH * 8.27) as usize;
    let off: usize = kept
        .iter()
        .zip(&text)
        .map(|(kept, text)| {
            let at = |line: &str, index: usize| line.as_bytes().get(index).map_or(0, |sign| shade(*sign));
            (0..kept.len().max(text.len())).filter(|index| at(kept, *index).abs_diff(at(text, *index)) > 1).count()
        })
        .sum();
    kept.len() == text.len() && (off as f64) < TOLERATED * cells as f64
}

/// Soft hyphen and marks of direction, which may or may not come through the layout.
const INVISIBLE: &[char] = &['\u{ad}', '\u{200e}', '\u{200f}'];

/// Letters without white space and invisible ones: what is left when line ends do not count.
fn letters(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace() && !INVISIBLE.contains(letter)).collect()
}

fn span_text(span: &Span) -> &str {
    if let Span::Text { text, .. } = span { text } else { "" }
}

/// The text between the margins of the set pages.
fn set_text(flow: &Flow) -> String {
    let mut all = String::new();
    for section in &flow.sections {
        visit(&section.items, &mut |par| par.spans.iter().for_each(|span| all.push_str(&letters(span_text(span)))));
    }
    all
}

/// The address at the foot of the first page.
fn foot_text(flow: &Flow) -> String {
    let mut all = String::new();
    for section in &flow.sections {
        visit(&section.first_footer, &mut |par| {
            par.spans.iter().for_each(|span| all.push_str(&letters(span_text(span))))
        });
    }
    all
}

/// The text of `lines` of one page without those at its foot that make up `foot`, of which `rest` bytes are due.
fn above_foot(mut lines: Vec<&Line>, foot: &str, rest: &mut usize) -> Vec<String> {
    while *rest > 0 {
        let lowest = (0..lines.len()).max_by(|left, right| lines[*left].y_pt.total_cmp(&lines[*right].y_pt));
        let Some(index) = lowest.filter(|index| foot.contains(&letters(&lines[*index].text))) else { break };
        *rest = rest.saturating_sub(letters(&lines.remove(index).text).len());
    }
    lines.into_iter().map(|line| letters(&line.text)).collect()
}

/// The header rows of the tables, which stand again on every page of their table.
fn header_rows(flow: &Flow) -> Vec<String> {
    let tables = flow.sections.iter().flat_map(|section| &section.items).filter_map(|item| match item {
        Item::Table(table) => Some(table),
        _ => None,
    });
    let row = |table: &FlowTable| {
        table.header.iter().flatten().flat_map(|cell| &cell.par.spans).map(span_text).map(letters).collect()
    };
    tables.map(row).collect()
}

/// The text between the margins of the PDF of `flow`, every header row once; `drawn` is the same in the order of drawing.
fn pdf_text(flow: &Flow, drawn: &Flow) -> String {
    let compiled = layout::lay_out(flow).unwrap();
    let pages = page_lines(&compiled);
    let (headers, expected, foot) = (header_rows(drawn), set_text(drawn), foot_text(flow));
    let heights = compiled.frames.pages().iter().map(|page| page.frame.height().to_pt());
    let (mut all, mut rest) = (String::new(), foot.len());
    for (lines, height_pt) in pages.iter().zip(heights) {
        let inside = |line: &&Line| line.y_pt > MARGIN_PT && line.y_pt < height_pt - MARGIN_PT;
        let text: String = above_foot(lines.iter().filter(inside).collect(), &foot, &mut rest).concat();
        let again =
            headers.iter().find(|header| text.starts_with(*header) && !expected[all.len()..].starts_with(*header));
        all.push_str(&text[again.map_or(0, String::len)..]);
    }
    all
}

/// The same with the cells of several rows where they are drawn: right before the last of their rows, in the order in
/// which they begin. Their tags stand where they begin.
fn as_drawn(flow: &Flow) -> Flow {
    let mut drawn = flow.clone();
    for item in drawn.sections.iter_mut().flat_map(|section| &mut section.items) {
        if let Item::Table(table) = item {
            [&mut table.header, &mut table.rows].into_iter().for_each(|rows| draw(rows));
        }
    }
    drawn
}

fn draw(rows: &mut [Vec<TableCell>]) {
    let mut begun: Vec<(usize, TableCell)> = Vec::new();
    for (at, row) in rows.iter_mut().enumerate() {
        let (tall, low): (Vec<_>, Vec<_>) = mem::take(row).into_iter().partition(|cell| cell.rows > 1);
        begun.extend(tall.into_iter().map(|cell| (at + cell.rows - 1, cell)));
        let (ended, open): (Vec<_>, Vec<_>) = mem::take(&mut begun).into_iter().partition(|(last, _)| *last == at);
        begun = open;
        *row = ended.into_iter().map(|(_, cell)| cell).chain(low).collect();
    }
    assert!(begun.is_empty());
}

#[test]
fn blocks_pdf_and_docx_say_the_same() {
    let samples = SAMPLES.iter().flat_map(|(samples, _)| files(samples, "van"));
    for file in samples.chain(files("tests/hostile", "van")) {
        let (_, flow) = read(&file);
        let expected = set_text(&flow);
        assert!(!expected.is_empty());
        let drawn = as_drawn(&flow);
        assert_eq!(pdf_text(&flow, &drawn), set_text(&drawn), "{}", file.display());
        let bytes = docx::file(&flow).unwrap();
        let paragraphs = docx::paragraphs(&bytes).unwrap();
        assert_eq!(letters(&paragraphs.concat()), expected, "{}", file.display());
    }
}

#[test]
fn no_line_leaves_the_text_area() {
    let samples = SAMPLES.iter().flat_map(|(samples, _)| files(samples, "van"));
    for file in samples.chain(files("tests/hostile", "van")) {
        let (_, flow) = read(&file);
        let compiled = layout::lay_out(&flow).unwrap();
        let mm = 72.0 / 25.4;
        for (page, lines) in compiled.frames.pages().iter().zip(page_lines(&compiled)) {
            let (width_pt, height_pt) = (page.frame.width().to_pt(), page.frame.height().to_pt());
            for line in lines {
                let inside = line.x_pt > 29.0 * mm - 1.0 && line.x_pt + line.width_pt < width_pt - 15.0 * mm + 1.0;
                // Addresses stand in the margin below the text, marks in the one above it.
                let level = line.y_pt > 5.0 * mm && line.y_pt < height_pt - 5.0 * mm;
                assert!(inside && level, "{}: {line:?}", file.display());
            }
        }
    }
}
