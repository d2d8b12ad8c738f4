//! Single parts of a file.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, ObjectIdentifier};
use pdf_writer::writers::Catalog;
use pdf_writer::{Chunk, Name, TextStr};
use typst::layout::{Abs, Point, Size};
use typst::visualize::{Color, Curve, FixedStroke, Geometry, LineCap, Paint};

use super::super::PLAIN;
use super::super::content::{Artifact, Content, Ink, Stroke};
use super::super::deflate::{Deflate, FULL, LITTLE};
use super::super::faces::Faces;
use super::super::letters::Letters;
use super::super::objects::{Numbers, Objects};
use super::super::table::Table;
use super::*;
use crate::paper::layout::lay_out;
use crate::paper::layout::sample::*;

fn at(x: f64, y: f64) -> Point {
    Point::new(Abs::pt(x), Abs::pt(y))
}

fn content(draw: impl FnOnce(&mut Content)) -> String {
    let mut content = Content::new(Size::new(Abs::pt(595.28), Abs::pt(841.89)), Vec::new());
    draw(&mut content);
    String::from_utf8(content.finish()).unwrap()
}

fn line(content: &mut Content, from: Point, to: Point, width: f64) {
    let stroke = FixedStroke::from_pair(Color::BLACK, Abs::pt(width));
    content.shape(from, &Geometry::Line(to - from).stroked(stroke)).unwrap();
}

#[test]
fn numbers_are_thousandths_without_a_rest() {
    for (points, written) in [
        (0.0, "0"),
        (0.5, ".5"),
        (-0.25, "-.25"),
        (12.0, "12"),
        (1.0004, "1"),
        (1.0006, "1.001"),
        (100.01, "100.01"),
        (-7.125, "-7.125"),
    ] {
        let drawn = content(|content| line(content, at(points, 841.89), at(0.0, 841.89), 1.0));
        assert_eq!(drawn, format!("{written} 0 m 0 0 l S\n"), "{points}");
    }
}

#[test]
fn what_stays_as_it_was_is_not_said_again() {
    let drawn = content(|content| {
        content.artifact(Artifact::Other);
        line(content, at(10.0, 20.0), at(30.0, 20.0), 0.5);
        line(content, at(10.0, 40.0), at(30.0, 40.0), 0.5);
    });
    let expected = "/Artifact BMC\n.5 w\n10 821.89 m 30 821.89 l S\n10 801.89 m 30 801.89 l S\nEMC\n";
    assert_eq!(drawn, expected);
}

#[test]
fn letters_are_bytes_that_end_no_string() {
    let drawn = content(|content| {
        content.open(3);
        content.begin_text(at(10.0, 41.89), 1, Abs::pt(14.0), Ink::Grey(0));
        content.letters(b"a(\\)\rb");
        content.gap(250_500);
        content.letters(b"c");
        content.end_letters();
        content.begin_text(at(12.5, 61.89), 1, Abs::pt(14.0), Ink::Rgb([1000, 0, 500]));
        content.letters(b"d");
        content.end_letters();
    });
    let expected = "/P<</MCID 3>>BDC\nBT\n/F1 14 Tf\n10 800 Td[(a\\(\\\\\\)\\rb)-250.5(c)]TJ\n1 0 .5 rg\n2.5 -20 Td[(d)]TJ\nET\nEMC\n";
    assert_eq!(drawn, expected);
}

#[test]
fn a_background_says_what_it_covers() {
    let drawn = content(|content| content.background(2));
    assert_eq!(drawn, "/Artifact<</Type/Background/BBox[0 0 595.28 841.89 ]>>BDC\n/X2 Do\nEMC\n");
}

#[test]
fn curves_are_filled_from_where_they_stand() {
    let mut curve = Curve::new();
    curve.move_(at(0.0, 0.0));
    curve.line(at(1.0, 0.0));
    curve.close();
    let shape = Geometry::Curve(curve).filled(Color::from_u8(255, 0, 51, 255));
    let drawn = content(|content| content.shape(at(5.0, 1.89), &shape).unwrap());
    assert_eq!(drawn, "1 0 .2 rg\n5 840 m 6 840 l h \nf\n");
}

#[test]
fn strokes_that_are_not_known_are_left_to_typst() {
    let stroke = FixedStroke::from_pair(Color::BLACK, Abs::pt(1.0));
    assert!(Stroke::of(&FixedStroke { cap: LineCap::Square, ..stroke.clone() }).is_none());
    assert!(Stroke::of(&FixedStroke { paint: Paint::Solid(Color::BLACK.with_alpha(0.5)), ..stroke }).is_none());
}

#[test]
fn objects_are_found_again_whether_packed_or_not() {
    let (mut numbers, mut deflate) = (Numbers::default(), Deflate::new(LITTLE));
    let [catalog, plain] = std::array::from_fn(|_| numbers.next());
    let mut objects = Objects::new(Vec::new()).unwrap();
    let mut loose = Chunk::with_settings(PLAIN);
    let pages = numbers.next();
    loose.indirect(catalog).start::<Catalog>().pages(pages);
    loose.pages(pages).count(0).kids([]);
    let many: Vec<_> = (0..450).map(|_| numbers.next()).collect();
    for (index, number) in many.iter().enumerate() {
        loose.indirect(*number).dict().pair(Name(b"T"), TextStr(&format!("endobj\n{index} 0 obj ấ")));
    }
    objects.put(plain, |chunk| _ = chunk.indirect(plain).dict().pair(Name(b"T"), TextStr("plain"))).unwrap();
    objects.pack(&loose, &mut numbers, &mut deflate).unwrap();
    let bytes = objects.finish((catalog, plain), ["a", "b"], &mut numbers, &mut deflate).unwrap();
    let pdf = Pdf::new(bytes).unwrap();
    for (index, number) in many.iter().enumerate() {
        let dict: Dict = pdf.xref().get(ObjectIdentifier::new(number.get(), 0)).unwrap();
        let text: hayro_syntax::object::String = dict.get("T").unwrap();
        assert_eq!(read::words(text.as_bytes()), format!("endobj\n{index} 0 obj ấ"));
    }
    assert!(pdf.xref().get::<Dict>(ObjectIdentifier::new(plain.get(), 0)).is_some());
}

#[test]
fn papers_with_other_letters_have_the_same_faces() {
    let (mut faces, mut deflate) = (Faces::default(), Deflate::new(FULL));
    let text = "Căn cứ Kế hoạch của Ủy ban nhân dân tỉnh về phong trào thi đua, đề nghị các đơn vị gửi bản đăng ký trước ngày 15 tháng 3 năm 2022; \
                những tập thể, cá nhân hoàn thành xuất sắc nhiệm vụ ở lĩnh vực quản lý, phục vụ được Ủy ban nhân dân tặng Bằng khen";
    let mut part = |more: &str| {
        let pages = lay_out(&simple(vec![body(&format!("{text} {more}"))])).unwrap();
        let mut letters = Letters::default();
        pages.frames.pages().iter().for_each(|page| letters.add(&page.frame).unwrap());
        faces.parts(&letters, &mut deflate).unwrap()[0].clone().unwrap()
    };
    let first = part("Trần Văn Quỳnh");
    assert!(std::sync::Arc::ptr_eq(&first, &part("Nguyễn Hữu Khoa Zũng 67890")));
    let other = part("§ 5");
    assert!(!std::sync::Arc::ptr_eq(&first, &other));
    assert!(std::sync::Arc::ptr_eq(&other, &part("Phạm Xuân §")));
}

#[test]
fn cells_know_what_heads_them() {
    let mut table = Table::new(2, 3);
    let heads = |table: &mut Table, row, column, columns, level| table.cell(row, column, columns, level).unwrap().heads;
    assert!((0..3).all(|column| heads(&mut table, 0, column, 1, Some(1)).is_empty()));
    assert_eq!(heads(&mut table, 1, 1, 1, None), ["2x1y0"]);
    // A row that heads those below it, over all columns.
    assert_eq!(heads(&mut table, 2, 0, 3, Some(2)), ["2x0y0", "2x1y0", "2x2y0"]);
    assert_eq!(heads(&mut table, 3, 2, 1, None), ["2x0y2"]);
    assert_eq!(heads(&mut table, 4, 0, 3, Some(3)), ["2x0y2"]);
    assert_eq!(heads(&mut table, 5, 0, 2, None), ["2x0y4"]);
    assert_eq!(heads(&mut table, 6, 0, 3, Some(2)), ["2x0y0", "2x1y0", "2x2y0"]);
    assert_eq!(heads(&mut table, 7, 0, 1, None), ["2x0y6"]);
    assert!(table.cell(8, 2, 2, None).is_none());
}

#[test]
fn faces_say_what_each_letter_is() {
    let flow = simple(vec![body("Đề nghị § 5: “ấ ợ Ữ” – 99,5% × 2…")]);
    let file = read::File::read(&write(&lay_out(&flow).unwrap(), &mut Kept::default()).unwrap());
    assert!(file.tags.iter().any(|tag| tag.ends_with("Đề nghị § 5: “ấ ợ Ữ” – 99,5% × 2…")), "{:#?}", file.tags);
}

#[test]
fn a_text_longer_than_files_may_have_is_refused() {
    let (mut numbers, mut deflate) = (Numbers::default(), Deflate::new(LITTLE));
    for (length, fits) in [(32_767, true), (32_768, false)] {
        let number = numbers.next();
        let mut objects = Objects::new(Vec::new()).unwrap();
        let mut loose = Chunk::with_settings(PLAIN);
        loose.indirect(number).dict().pair(Name(b"T"), TextStr(&"a".repeat(length)));
        assert_eq!(objects.pack(&loose, &mut numbers, &mut deflate).is_ok(), fits, "{length}");
    }
}
