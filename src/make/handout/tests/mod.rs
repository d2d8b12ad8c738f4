//! Print files, parcels and lists of small papers.

mod faults;

use std::io::Cursor;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Name, ObjectIdentifier, Stream};

use super::print::{About, PrintFile};
use super::*;
use crate::make::batch::{Batch, run};
use crate::make::output::disk::Disk;
use crate::paper::{format, parse, render};

/// A paper of as many pages as there are `texts`.
fn pdf(texts: &[&str]) -> Vec<u8> {
    let table = "| TT | Tên |\n|---|---|\n| 1 | Phòng Giá |\n";
    let body = texts.join(&format!("\n{table}\n@ngat_trang\n"));
    let text = format!("+++\nloai = \"bieu_mau\"\nten_loai = \"Phiếu\"\n+++\n# I. MỘT MỤC\n{body}\n");
    let (document, _) = parse(text.as_bytes(), std::path::Path::new("a.van")).unwrap();
    render(&document, &[format("pdf").unwrap()]).unwrap().files.concat()
}

fn joined(papers: &[(&[u8], &str)], two_sided: bool) -> Vec<u8> {
    joined_by("Sở <A>", papers, two_sided)
}

fn joined_by(author: &str, papers: &[(&[u8], &str)], two_sided: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    let about = About { title: "Phiếu: thử & xem".to_owned(), author: author.to_owned() };
    let mut file = PrintFile::new(&mut bytes, about, two_sided).unwrap();
    for (pdf, title) in papers {
        file.add(pdf.to_vec(), title).unwrap();
    }
    file.finish().unwrap();
    bytes
}

/// What each page draws.
fn drawn(pdf: &[u8]) -> Vec<Vec<u8>> {
    let pdf = Pdf::new(pdf.to_vec()).unwrap();
    pdf.pages().iter().map(|page| page.page_stream().unwrap_or_default().to_vec()).collect()
}

#[test]
fn the_pages_are_those_of_the_papers_one_after_the_other() {
    let (one, two) = (pdf(&["một"]), pdf(&["hai", "ba"]));
    let file = joined(&[(&one, "Phòng một"), (&two, "Phòng hai"), (&one, "Phòng ba")], false);
    assert_eq!(drawn(&file), [drawn(&one), drawn(&two), drawn(&one)].concat());
    // The faces and the pages that are the same come once.
    assert!(file.len() < one.len() + two.len(), "{} {} {}", file.len(), one.len(), two.len());
    assert_eq!(file, joined(&[(&one, "Phòng một"), (&two, "Phòng hai"), (&one, "Phòng ba")], false));
}

#[test]
fn on_both_sides_each_paper_begins_on_a_front() {
    let (one, two) = (pdf(&["một"]), pdf(&["hai", "ba"]));
    let file = joined(&[(&one, "a"), (&two, "b"), (&one, "c"), (&one, "d")], true);
    let [a, b] = [drawn(&one), drawn(&two)];
    let blank = vec![Vec::new()];
    assert_eq!(drawn(&file), [a.clone(), blank.clone(), b, a.clone(), blank, a].concat());
}

#[test]
fn the_back_of_a_sheet_has_its_size() {
    let wide = |lies: &str| {
        let text = format!("+++\nloai = \"bieu_mau\"\nten_loai = \"P\"\nkho_giay = \"{lies}\"\n+++\nA\n");
        let (document, _) = parse(text.as_bytes(), std::path::Path::new("a.van")).unwrap();
        render(&document, &[format("pdf").unwrap()]).unwrap().files.concat()
    };
    let file = joined(&[(&wide("ngang"), "a"), (&wide("doc"), "b")], true);
    let pdf = Pdf::new(file).unwrap();
    let widths: Vec<i32> = pdf.pages().iter().map(|page| page.media_box().width() as i32).collect();
    assert_eq!(widths, [841, 841, 595]);
}

/// What `pdf` says in its objects, also in those that are compressed.
fn told(pdf: &[u8]) -> String {
    let mut text = String::from_utf8_lossy(pdf).into_owned();
    let pdf = Pdf::new(pdf.to_vec()).unwrap();
    for number in 1..=i32::try_from(pdf.len()).unwrap() {
        let Some(stream) = pdf.xref().get::<Stream>(ObjectIdentifier::new(number, 0)) else { continue };
        if stream.dict().get::<Name>("Type").is_some_and(|kind| &*kind == b"ObjStm") {
            text += &String::from_utf8_lossy(&stream.decoded().unwrap());
        }
    }
    text
}

#[test]
fn each_paper_has_a_bookmark_a_label_and_its_own_tags() {
    let one = pdf(&["một", "hai"]);
    let file = joined(&[(&one, "Phòng Giá"), (&one, "Phòng Thuế")], false);
    let text = told(&file);
    for wanted in ["/PageLabels", "/P(1.)", "/P(2.)", "/ID(000000-", "/ID(000001-", "/ParentTreeNextKey 4", "/S/Part"] {
        assert!(text.contains(wanted), "{wanted}");
    }
    let bookmark = |title: &str| {
        let utf16: Vec<u8> = title.encode_utf16().flat_map(u16::to_be_bytes).collect();
        file.windows(utf16.len()).any(|window| window == utf16)
            || text.contains(&utf16.iter().map(|byte| format!("{byte:02X}")).collect::<String>())
    };
    assert!(bookmark("Phòng Giá") && bookmark("Phòng Thuế"));
    assert!(text.contains("Phiếu: thử &amp; xem") && text.contains("Sở &lt;A&gt;"));
}

#[test]
fn without_an_author_that_of_the_papers_stays() {
    let told = |file: &[u8]| {
        let text = String::from_utf8_lossy(file).into_owned();
        (text.contains("<dc:creator>"), text.contains("/Author"), text.contains("Sở C</rdf:li>"))
    };
    let of_a_body = "+++\nloai = \"cong_van\"\nco_quan = \"Sở C\"\nky_hieu = \"SC\"\ntrich_yeu = \"thử\"\n+++\nMột.\n";
    let (document, _) = parse(of_a_body.as_bytes(), std::path::Path::new("a.van")).unwrap();
    let of_a_body = render(&document, &[format("pdf").unwrap()]).unwrap().files.concat();
    assert_eq!(told(&of_a_body), (true, true, true));
    assert_eq!(told(&joined_by("", &[(&of_a_body, "a")], false)), (true, true, true));
    assert_eq!(told(&joined_by("Sở A", &[(&of_a_body, "a")], false)), (true, true, false));
    assert_eq!(told(&joined_by("", &[(&pdf(&["một"]), "a")], false)), (false, false, false));
}

#[test]
fn what_is_no_paper_of_ours_is_refused() {
    let mut bytes = Vec::new();
    let mut file = PrintFile::new(&mut bytes, About::default(), false).unwrap();
    for strange in [&b""[..], b"%PDF-1.7\n", b"no pdf at all", &pdf(&["một"])[..2000]] {
        assert!(file.add(strange.to_vec(), "a").is_err());
    }
    assert!(file.finish().is_err());
}

#[test]
fn only_papers_that_are_there_are_handed_on_and_the_others_told() {
    let place = tempfile::tempdir().unwrap();
    let folder = OutputFolder::open(place.path(), std::sync::Arc::new(Disk), |_, _| true, &mut || ()).unwrap();
    let job = |path: &'static str, unit: Option<&str>| Job {
        kind: "phieu".to_owned(),
        subject: path.to_owned(),
        path: path.to_owned(),
        unit: unit.map(|stem| Unit { stem: stem.to_owned(), name: stem.to_uppercase() }),
        look: Box::new(|| None),
        make: Box::new(move || match path {
            "phieu/hong" => Err(Diagnostic::error(Code::GF005, "hỏng").into()),
            _ => {
                parse("+++\nloai = \"bieu_mau\"\nten_loai = \"P\"\n+++\nA\n".as_bytes(), std::path::Path::new("a.van"))
            }
        }),
    };
    let jobs = [
        job("phieu/b", Some("gia")),
        job("phieu/a", Some("thue")),
        job("phieu/hong", Some("gia")),
        job("phieu/mau_trong", None),
    ];
    let formats = [format("pdf").unwrap(), format("docx").unwrap()];
    let stop = std::sync::atomic::AtomicBool::new(false);
    let outcomes =
        run(&jobs, &Batch { formats: &formats, sink: &folder, workers: 1, program: None, stop: &stop }, &|| {});
    let names = Names { kind: &|kind| kind.to_owned(), of: "thử", body: "Sở A" };
    let wanted = Wanted { print: true, two_sided: false, parcels: true };
    let (products, report) = make(wanted, &papers(&jobs, &outcomes), &names, &folder);
    let made: Vec<_> = products.iter().map(|it| (it.path.as_str(), it.documents, it.pages)).collect();
    let listing = (LISTING, 2, None);
    assert_eq!(
        made,
        [("gop/phieu.pdf", 2, Some(2)), ("don_vi/gia.zip", 1, None), ("don_vi/thue.zip", 1, None), listing]
    );
    let told: Vec<_> = report.iter().map(|finding| (finding.code, finding.message.as_str())).collect();
    let missing = |path: &str| format!("`{path}` thiếu 1 văn bản chưa tạo được: phieu/hong");
    let [print, parcel] = [missing("gop/phieu.pdf"), missing("don_vi/gia.zip")];
    assert_eq!(told, [(Code::GF018, print.as_str()), (Code::GF018, parcel.as_str())]);

    let parcel = std::fs::read(place.path().join("don_vi/gia.zip")).unwrap();
    let archive = zip::ZipArchive::new(Cursor::new(parcel)).unwrap();
    let names: Vec<String> =
        (0..archive.len()).map(|at| archive.name_for_index(at).unwrap().unwrap().into_owned()).collect();
    assert_eq!(names, [LISTING, "phieu/b.pdf", "phieu/b.docx"]);
    for product in &products {
        let bytes = std::fs::read(place.path().join(&product.path)).unwrap();
        let is_own = |path: &str, bytes: &[u8]| is_own(path, &mut Cursor::new(bytes));
        assert!(is_own(&product.path, &bytes), "{}", product.path);
        let elsewhere = ["gop/b.zip", "b.xlsx", "phieu/b.txt"];
        assert!(elsewhere.iter().all(|path| !is_own(path, &bytes)), "{}", product.path);
        assert!(!is_own(&product.path, b"PK") && !is_own(&product.path, &bytes[..bytes.len() / 2]), "{}", product.path);
    }

    // A paper that somebody changed meanwhile is not handed on as if it were ours.
    std::fs::write(place.path().join("phieu/a.pdf"), "khác").unwrap();
    let names = Names { kind: &|kind| kind.to_owned(), of: "thử", body: "Sở A" };
    let wanted = Wanted { print: true, ..Wanted::default() };
    let (products, report) = make(wanted, &papers(&jobs, &outcomes), &names, &folder);
    assert!(report.has_errors() && products.iter().all(|product| product.path == LISTING));
}

#[test]
fn a_long_file_to_print_is_known_by_its_ends() {
    let long = |end: &[u8]| [b"%PDF-1.7\n", vec![b' '; 66 << 20].as_slice(), end].concat();
    let is_own = |bytes: Vec<u8>| is_own("gop/phieu.pdf", &mut Cursor::new(bytes));
    assert!(is_own(long(b"<</Creator(vanthu 1)>>")) && !is_own(long(b"<</Creator(Word)>>")));
}

/// A paper on the disk may be another than the one that was written there.
#[test]
fn fuzz_papers_to_print() {
    // The last one is written by Typst.
    let seeds = [pdf(&["một"]), pdf(&["hai", "ba"]), pdf(&["🎉"])];
    crate::tests::fuzz::fuzz(&seeds, |bytes| {
        let mut out = Vec::new();
        let mut file = PrintFile::new(&mut out, About::default(), true).unwrap();
        if file.add(bytes.to_vec(), "a").is_ok() {
            drop(file.finish());
        }
    });
}
