//! Where text, tables and grids stand on the pages.

use super::sample::*;
use super::*;
use crate::paper::document::SizeSet;
use crate::paper::norm::{self, Component};
use crate::paper::typeset::breaks::{Piece, break_lines};
use crate::paper::typeset::flow::*;
use crate::paper::typeset::metrics::{Metrics, PT_PER_MM};

#[test]
fn text_of_any_kind_is_printed_as_typed() {
    for hostile in [
        "#let x = 1 $a$ @x <w:t> &amp; ]]> * _a_ \\ `b` {{ x }} |",
        "- gạch   ba  dấu cách",
        "= Không là tiêu đề // không là ghi chú",
        "\"nháy\" 'đơn' ... -- ---",
        "https://example.gov.vn/a/b?c=d",
    ] {
        assert_eq!(lines(&simple(vec![body(hostile)])).unwrap(), [[hostile]]);
    }
}

/// `words` as the setter breaks them: the paragraph, and its lines as they were counted.
fn counted(words: &str) -> (Item, Vec<String>) {
    let style = norm::measure(Component::NoiDung).style(SizeSet::Lon);
    let piece = Piece { text: words, bold: false, italic: false, size_pt: style.size_pt, bonds: &[] };
    let width_pt = norm::PORTRAIT.text_width_mm() * PT_PER_MM;
    let found = break_lines(&[piece], width_pt, style.first_mm * PT_PER_MM, &Metrics::new());
    let starts = std::iter::once(0).chain(found.starts.iter().copied());
    let ends = found.starts.iter().copied().chain([words.len()]);
    let lines = starts.zip(ends).map(|(from, to)| words[from..to].trim_end().to_owned()).collect();
    let of_piece = |mut offsets: Vec<Vec<usize>>| offsets.remove(0);
    let (breaks, bonds) = (of_piece(found.breaks), of_piece(found.bonds));
    let span = Span::Text { text: words.to_owned(), bold: false, italic: false, breaks, bonds };
    (Item::Par(Par::new(Component::NoiDung, vec![span])), lines)
}

#[test]
fn lines_end_where_the_setter_counts_them() {
    let mut seen = 0;
    for words in [
        "kính trình xem xét, quyết định tặng ................ cho ............ tập thể, ............ cá nhân",
        "theo Kế hoạch số 58/KH-UBND ngày 20 tháng 01 năm 2026 nhiệm kỳ 2026-2031 của Ủy ban nhân dân tỉnh",
        "phong trào thi đua ................................................../. Nơi nhận : các đơn vị ; và / hoặc",
        "là nâng cao trách nhiệm của người đứng đầu trong chỉ đạo, điều hành cải cách hành chính",
    ] {
        for letters in 1..40 {
            let (par, wanted) = counted(&format!("Sở {} {words} {words}", "i".repeat(letters)));
            assert_eq!(lines(&simple(vec![par])).unwrap().concat(), wanted);
            seen += wanted.len();
        }
    }
    assert!(seen > 400, "{seen}");
}

#[test]
fn a_paragraph_that_goes_on_ends_with_a_full_line() {
    let text = "dài ".repeat(60);
    let whole = page_of(&simple(vec![body(text.trim_end())]));
    let end: usize = whole[..2].iter().map(|line| line.text.len() + 1).sum();
    let Item::Par(par) = body(text.trim_end()) else { panic!() };
    let halves = par.divided(end).map(Item::Par).to_vec();
    let divided = page_of(&simple(halves));
    assert_eq!(divided.len(), whole.len());
    for (own, other) in divided.iter().zip(&whole) {
        assert_eq!(own.text, other.text);
        assert!(
            (own.width_pt - other.width_pt).abs() < 0.01 && (own.y_pt - other.y_pt).abs() < 0.01,
            "{own:?} {other:?}"
        );
    }
}

#[test]
fn long_words_break_where_they_are_told() {
    let word = "nghiêng".repeat(50);
    let offsets = (1..10).map(|part| part * "nghiêng".len() * 5).collect();
    let span = Span::Text { text: word.clone(), bold: false, italic: false, breaks: offsets, bonds: Vec::new() };
    let flow = simple(vec![Item::Par(Par::new(Component::NoiDung, vec![span]))]);
    let page = lines(&flow).unwrap().concat();
    assert_eq!(page.len(), 6, "{page:?}");
    assert_eq!(page.concat(), word);
}

#[test]
fn a_broken_line_is_not_stretched_and_blank_lines_have_their_height() {
    let spans = vec![text("một hai"), Span::Break, Span::Break, text("ba bốn")];
    let page = page_of(&simple(vec![Item::Par(Par::new(Component::NoiDung, spans))]));
    let pitch = norm::measure(Component::NoiDung).style(SizeSet::Lon).pitch_pt;
    assert!(page[0].width_pt < 60.0);
    assert!((page[1].y_pt - page[0].y_pt - 2.0 * pitch).abs() < 0.01);
}

fn page_of(flow: &Flow) -> Vec<lines::Line> {
    lines::page_lines(&lay_out(flow).unwrap()).remove(0)
}

#[test]
fn gaps_and_indents_are_those_of_the_style() {
    let hanging = Par { left_mm: 10.0, first_mm: Some(-5.0), ..par(Component::NoiDung, &"chữ ".repeat(34)) };
    let page = page_of(&simple(vec![body("một"), Item::Par(Par { after_pt: Some(20.0), ..hanging }), body("ba")]));
    let mm = |pt: f64| pt * 25.4 / 72.0;
    assert!((mm(page[0].x_pt) - 42.7).abs() < 0.01);
    assert!((mm(page[1].x_pt) - 35.0).abs() < 0.01);
    assert!((mm(page[2].x_pt) - 40.0).abs() < 0.01);
    assert!((page[0].y_pt - 20.0 * 72.0 / 25.4 - 0.78 * 17.5).abs() < 0.01);
    assert!((page[1].y_pt - page[0].y_pt - 23.5).abs() < 0.01);
    assert!((page[3].y_pt - page[2].y_pt - 37.5).abs() < 0.01);
}

#[test]
fn the_header_of_a_long_table_repeats() {
    let flow = simple(vec![Item::Table(table(120))]);
    let pages = lines(&flow).unwrap();
    assert_eq!(lay_out(&flow).unwrap().count(), pages.len());
    for page in &pages {
        assert_eq!(page.iter().filter(|line| *line == "Họ và tên").count(), 1);
    }
    let names = pages.iter().flatten().filter(|line| line.starts_with("Nguyễn")).count();
    assert_eq!((pages.len(), names), (4, 120));
}

#[test]
fn rows_that_a_cell_joins_and_the_heading_of_rows_are_not_parted() {
    let plain = table(60);
    let mut joined = plain.clone();
    // The page ends within a cell of three rows, whose first is not the first of the page.
    let first_page = lines(&simple(vec![Item::Table(plain.clone())])).unwrap()[0].clone();
    let shown = first_page.iter().filter(|line| line.starts_with("Nguyễn")).count();
    for (row, rows) in [(shown - 2, 3), (shown - 1, 0), (shown, 0)] {
        joined.rows[row][2].rows = rows;
    }
    joined.bound = vec![shown - 1, shown];
    let last = |table| {
        let pages = lines(&simple(vec![Item::Table(table)])).unwrap();
        assert!(pages[1].iter().any(|line| line == "Họ và tên"));
        pages[0].iter().filter(|line| line.starts_with("Nguyễn")).count()
    };
    assert_eq!(last(joined), shown - 2);
    let mut headed = plain;
    headed.rows[shown - 1] = vec![TableCell { columns: 4, ..headed.rows[0][1].clone() }];
    headed.bound = vec![shown];
    assert_eq!(last(headed), shown - 1);
}

#[test]
fn each_section_has_its_own_sheet_and_numbers() {
    let long = || (0..70).map(|number| body(&format!("Dòng {number}"))).collect::<Vec<_>>();
    let wide = FlowSection { page: norm::LANDSCAPE, ..section(long()) };
    let flow = flow(vec![section(vec![body("Một trang")]), wide, section(long())]);
    let pages = lines(&flow).unwrap();
    let numbers: Vec<&str> = pages.iter().map(|page| page.first().map_or("", String::as_str)).collect();
    assert_eq!(numbers, ["Một trang", "Dòng 0", "2", "3", "4", "Dòng 0", "2", "3"]);
    let widths: Vec<f64> =
        lay_out(&flow).unwrap().frames.pages().iter().map(|page| page.frame.width().to_mm().round()).collect();
    assert_eq!(widths, [210.0, 297.0, 297.0, 297.0, 297.0, 210.0, 210.0, 210.0]);
}

#[test]
fn columns_have_their_own_lines() {
    let column = |words| {
        cell(vec![Item::Par(Par { align: Some(Align::Left), first_mm: Some(0.0), ..par(Component::NoiDung, words) })])
    };
    let flow = simple(vec![Item::Grid(grid(&[60.0, 60.0], vec![vec![column("trái"), column("phải")]]))]);
    assert_eq!(lines(&flow).unwrap(), [["trái", "phải"]]);
}

#[test]
fn headings_stay_with_what_follows() {
    let mut items: Vec<Item> = (0..30).map(|_| body("x")).collect();
    items.push(Item::Par(Par { keep_next: Some(true), outline: Some(2), ..par(Component::Muc, "Đề mục") }));
    items.push(body(&"dài ".repeat(80)));
    let pages = lines(&simple(items)).unwrap();
    assert_eq!((pages.len(), pages[1][1].as_str()), (2, "Đề mục"));
}

#[test]
fn grids_and_rules_are_kept_with_what_follows() {
    let kept = |words| {
        let one = cell(vec![Item::Par(par(Component::NoiNhanDong, words))]);
        Item::Grid(Grid { keep_next: true, ..grid(&[80.0], vec![vec![one]]) })
    };
    let mut items: Vec<Item> = (0..29).map(|_| body("x")).collect();
    items.push(kept("một"));
    items.push(Item::Rule(Rule { left_mm: 0.0, length_mm: 10.0, height_pt: 6.0, keep_next: true }));
    items.push(kept("hai"));
    items.push(body(&"dài ".repeat(80)));
    let pages = lines(&simple(items)).unwrap();
    assert_eq!(pages[0].len(), 29);
    assert_eq!(pages[1][..3], ["2", "một", "hai"]);
}

#[test]
fn a_page_break_makes_no_empty_page() {
    let items = vec![body("một"), Item::PageBreak, body("hai"), Item::PageBreak];
    assert_eq!(lines(&simple(items)).unwrap(), [vec!["một"], vec!["2", "hai"]]);
}

#[test]
fn signs_beyond_the_text_face_are_printed() {
    let words = "☑ ☐ ✓ → ≥ 🎉 👩‍👩‍👧 🇻🇳 a\u{200b}b\u{ad}c";
    let flow = simple(vec![body(words)]);
    assert_eq!(lines(&flow).unwrap(), [[words]]);
}
