//! What stays on one page wherever the page happens to end: a signature with the end of the text, an
//! announcement with what it announces, the head of a table with its first row.

use std::io::{Cursor, Read};
use std::path::Path;

use crate::paper::document::Source;
use crate::paper::layout;
use crate::paper::layout::lines::{Line, page_lines};
use crate::paper::typeset;
use crate::paper::typeset::flow::{Flow, Item};
use crate::paper::writer::docx;

/// Between the margins of a page, in points.
const TOP_PT: f64 = 20.0 * 72.0 / 25.4;
/// Paragraphs of one line before the end of the text; the first page ends somewhere among them.
const FILLERS: std::ops::Range<usize> = 12..30;

fn set(loai: &str, signers: &[&str], body: &str) -> Flow {
    let signers: String =
        signers.iter().map(|who| format!("[[chu_ky]]\nquyen_han = [\"{who}\"]\nho_ten = \"A\"\n")).collect();
    let text = format!(
        "+++\nloai = \"{loai}\"\nco_quan = \"Sở Nội vụ\"\ntrich_yeu = \"Thử\"\nnoi_nhan = [\"Như trên\"]\n{signers}+++\n{body}"
    );
    let source = Source::parse(text.as_bytes(), Path::new("thu.van")).unwrap();
    let (document, _) = source.build().unwrap_or_else(|report| panic!("{report:?}"));
    typeset::set(&document).unwrap()
}

fn fillers(count: usize) -> String {
    (1..=count).map(|number| format!("Dòng {number}.\n")).collect()
}

fn rows(count: usize) -> String {
    let rows: String = (1..=count).map(|number| format!("| {number} | Người {number} |\n")).collect();
    format!("| TT | Họ và tên |\n|--|--|\n{rows}")
}

/// The lines between the margins of each page.
fn pages(flow: &Flow) -> Vec<Vec<Line>> {
    let mut pages = page_lines(&layout::lay_out(flow).unwrap());
    pages.iter_mut().for_each(|page| page.retain(|line| line.y_pt > TOP_PT));
    pages
}

/// Lines that stand higher than the line `text` on its page, and the number of that page.
fn above(pages: &[Vec<Line>], text: &str) -> (usize, usize) {
    let place = |page: &Vec<Line>| page.iter().find(|line| line.text == text).map(|line| line.y_pt);
    let (number, y_pt) = pages.iter().enumerate().find_map(|(at, page)| Some((at, place(page)?))).unwrap();
    let mut levels: Vec<i64> =
        pages[number].iter().filter(|line| line.y_pt < y_pt - 1.0).map(|line| line.y_pt.round() as i64).collect();
    levels.dedup();
    (number, levels.len())
}

#[test]
fn a_signature_is_never_alone_on_its_page() {
    let long = "Các phòng rà soát và gửi kết quả về Văn phòng trước ngày hai mươi lăm hằng tháng. ".repeat(5);
    let ends = [rows(9), rows(2), rows(1), "Hết.\n".to_owned(), format!("{}Hết.\n", rows(4)), format!("{long}\n")];
    let mut moved = 0;
    for (loai, signers, mark) in
        [("thong_bao", &["GIÁM ĐỐC"][..], "GIÁM ĐỐC"), ("bien_ban", &["THƯ KÝ", "CHỦ TỌA"], "THƯ KÝ")]
    {
        for end in &ends {
            for count in FILLERS {
                let flow = set(loai, signers, &format!("{}{end}", fillers(count)));
                let pages = pages(&flow);
                let (page, lines) = above(&pages, mark);
                let table_header = usize::from(end.starts_with('|') && page > 0);
                // A line below a table is enough: no row is pulled away from a table that fits.
                let least = if end.ends_with("|\nHết.\n") { 1 } else { 2 + table_header };
                assert!(page == 0 || lines >= least, "{loai} {count} {end}: {lines} lines on page {page}");
                assert_eq!(above(&pages, "A").0, page, "{loai} {count}: a name without its office");
                moved += usize::from(page > 0 && lines == 2 + table_header);
            }
        }
    }
    assert!(moved > 5, "the page ended near the signature only {moved} times");
}

#[test]
fn a_paragraph_before_a_signature_leaves_no_page_half_empty() {
    let long = "Các phòng rà soát và gửi kết quả về Văn phòng trước ngày hai mươi lăm hằng tháng. ".repeat(8);
    let (mut natural, mut cut) = (0, 0);
    for count in 5..30 {
        let flow = set("thong_bao", &["GIÁM ĐỐC"], &format!("{}{long}\n", fillers(count)));
        let laid_out = layout::lay_out(&flow).unwrap();
        let found = pages(&flow);
        let (page, lines) = above(&found, "GIÁM ĐỐC");
        assert!(page == 0 || lines >= 2, "{count}: {lines}");
        if page > 0 && found[0].iter().any(|line| line.text.starts_with("Các phòng")) {
            let lowest = found[0].iter().map(|line| line.y_pt).fold(0.0, f64::max);
            assert!(laid_out.flow != flow || lowest > 730.0, "{count}: the page ends at {lowest}");
            if laid_out.flow == flow { natural += 1 } else { cut += 1 }
        }
        let xml = document_xml(&laid_out);
        assert_eq!(xml.contains("<w:pageBreakBefore/>"), laid_out.flow != flow, "{count}");
        let text: String = found.iter().flatten().map(|line| line.text.clone() + " ").collect();
        assert_eq!(text.matches("hằng tháng.").count(), 8, "{count}");
    }
    assert!(natural > 1 && cut > 1, "{natural} and {cut}");
}

#[test]
fn no_page_holds_one_line_and_nothing_else() {
    for body in [rows(9), "Đoạn trước.\n".to_owned(), "Đoạn dài trước dòng cuối, ".repeat(20) + "\n"] {
        for count in 8..34 {
            let text =
                format!("Nội dung.\n@phu_luc \"Kèm theo\"\n{}{body}Danh sách này có 09 người.\n", fillers(count));
            let found = pages(&set("thong_bao", &["GIÁM ĐỐC"], &text));
            let last = found.last().unwrap();
            assert!(last.len() > 1, "{count} {body}: {last:?}");
        }
    }
}

#[test]
fn a_line_with_a_colon_and_the_head_of_a_table_end_no_page() {
    let long = "Các phòng rà soát và gửi kết quả về Văn phòng trước ngày hai mươi lăm hằng tháng. ".repeat(3);
    let mut broken = 0;
    for next in [rows(9), format!("{long}\n"), "a) Một.\nb) Hai.\n".to_owned()] {
        for count in FILLERS {
            let body = format!("{}Gồm có:\n{next}{}", fillers(count), fillers(9));
            let pages = pages(&set("thong_bao", &["GIÁM ĐỐC"], &body));
            for page in &pages[..pages.len() - 1] {
                let last = page.iter().max_by(|left, right| left.y_pt.total_cmp(&right.y_pt)).unwrap();
                assert!(!last.text.ends_with(':'), "{count} {next}");
                assert!(!["TT", "Họ và tên"].contains(&last.text.as_str()), "{count} {next}");
            }
            broken += usize::from(pages[0].iter().all(|line| line.text != "Gồm có:"));
        }
    }
    assert!(broken > 3, "the page ended near the line only {broken} times");
}

/// `word/document.xml` of the DOCX.
fn document_xml(pages: &layout::Pages) -> String {
    let bytes = docx::write(&pages.flow, &mut docx::Kept::default()).unwrap();
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut xml = String::new();
    package.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
    xml
}

#[test]
fn a_table_is_cut_above_the_same_row_in_every_format() {
    let mut cut = 0;
    for count in 60..85 {
        let flow = set("thong_bao", &["GIÁM ĐỐC"], &rows(count));
        let laid_out = layout::lay_out(&flow).unwrap();
        assert_eq!(pages(&laid_out.flow), pages(&flow), "{count}");
        let xml = document_xml(&laid_out);
        if laid_out.flow == flow {
            assert!(!xml.contains("<w:pageBreakBefore/>"), "{count}");
            continue;
        }
        cut += 1;
        assert_eq!(xml.matches("<w:tblHeader/>").count(), 2, "each part has its header");
        let below = &xml[xml.find("<w:pageBreakBefore/>").unwrap()..];
        let first = format!(">Người {}<", count - 1);
        assert!(below.contains(&first) && !below.contains(&format!(">Người {}<", count - 2)), "{count}");
    }
    assert!(cut > 3, "a page ended near the signature only {cut} times");
}

#[test]
fn rows_and_signatures_taller_than_a_page_are_divided_and_lose_nothing() {
    let long = "nội dung rất dài ".repeat(900);
    let body = format!("| TT | Nội dung |\n|--|--|\n| 1 | ngắn |\n| 2 | {long}hết |\n");
    let flow = set("thong_bao", &["GIÁM ĐỐC"], &body);
    let found = pages(&flow);
    assert!(found.len() > 2);
    let text = |page: &Vec<Line>| page.iter().map(|line| line.text.clone() + " ").collect::<String>();
    assert_eq!(found.iter().map(text).collect::<String>().matches("dài").count(), 900);
    let xml = document_xml(&layout::lay_out(&flow).unwrap());
    let row = |text: &str| {
        let at = xml.find(text).unwrap();
        &xml[xml[..at].rfind("<w:tr>").unwrap()..at]
    };
    assert!(row(">ngắn<").contains("<w:cantSplit/>") && !row("dài hết<").contains("<w:cantSplit/>"));

    let offices = (1..=70).map(|number| format!("CHỨC VỤ {number}")).collect::<Vec<_>>().join("\", \"");
    let flow = set("thong_bao", &[&offices], "Hết.\n");
    let text: String = pages(&flow).iter().map(text).collect();
    assert!(text.contains("CHỨC VỤ 70") && text.contains("A "), "{text}");
}

#[test]
fn word_is_told_of_what_stays_together() {
    let flow = set("thong_bao", &["GIÁM ĐỐC"], &format!("Gồm có:\n{}", rows(3)));
    let xml = document_xml(&layout::lay_out(&flow).unwrap());
    let kept = |text: &str| {
        let before = &xml[..xml.find(&format!(">{text}<")).unwrap()];
        before[before.rfind("<w:p>").unwrap()..].contains("<w:keepNext/>")
    };
    let found = ["Gồm có:", "TT", "Người 1", "Người 2", "Người 3", "A"].map(kept);
    assert_eq!(found, [true, true, false, true, true, false]);
}

#[test]
fn a_signer_below_others_shares_their_grid() {
    let body = "Đã đọc.\n@chu_ky \"NGƯỜI LẬP\" \"A\" | \"TRƯỞNG PHÒNG\" \"B\"\n@chu_ky \"XÁC NHẬN\" \"C\"\n";
    let flow = set("bien_ban", &[], body);
    let signers = flow.sections[0].items.iter().filter_map(|item| match item {
        Item::Grid(grid) if format!("{grid:?}").contains("XÁC NHẬN") => Some(grid),
        _ => None,
    });
    let [grid] = signers.collect::<Vec<_>>()[..] else { panic!("{:?}", flow.sections[0].items) };
    assert!(format!("{grid:?}").contains("NGƯỜI LẬP") && grid.rows.len() == 3, "{grid:?}");
}
