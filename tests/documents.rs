//! Every single document of `samples/`, `samples/mau_nd30/` and `tests/hostile/` through the program: it becomes a PDF and a
//! DOCX, and what was typed stands in the DOCX letter by letter. That the PDF says the same is proved
//! by `.ci/parity.py`.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

use quick_xml::Reader;
use quick_xml::events::Event;
use tempfile::TempDir;

/// Text that looks like markup of something, with its place among the files of `tests/hostile/`.
const VERBATIM: &[(&str, &[&str])] = &[
    (
        "ky_tu_dac_biet",
        &[
            r"Thử #let x = 1, $a$, @x, {{ x }}, {% if %}, <w:t>, &amp;, ]]>, \n, *sao*, |cột|",
            "Căn cứ #set text(red) và `mã` của <b>đơn vị</b>",
            "- #phòng $A$;",
            "- @nhom;",
            "Nguyễn *Văn* #A",
            "Dòng có #let x = 1, $a^2 + b_1$, [ngoặc], @x giữa dòng, {{ x }}, {% for %}, {# ghi chú #}.",
            "@dong_nay không phải lệnh, # không phải đề mục, | không phải bảng.",
            "Thẻ: <w:t>, </w:p>, <!-- chú thích -->, <![CDATA[ x ]]>, &amp;, &#38;, &lt;, &nbsp;, ]]>.",
            r"Dấu: một * hai ** ba ***, gạch chéo ngược \ và \\, gạch đứng |, gạch dưới _x_, dấu ngã ~, dấu mũ ^, `nháy ngược`.",
            "= không phải đề mục của Typst",
            "// không phải chú thích",
            "/* cũng không */",
            "a | b",
            "<w:tc>",
        ],
    ),
    (
        "to_hop_roi",
        &["Đặng Thị Ngọc Ánh", "Tổ hợp: Ủy ban nhân dân, Đặng Thị Ngọc Ánh, Nguyễn Thị Ưu, ỳ ỹ ỵ ẵ ặ ễ ệ ỡ ợ ữ ự."],
    ),
    ("bieu_tuong", &["😀", "👨‍👩‍👧", "🇻🇳", "☐ chưa chọn, ☑ đã chọn, ☒ không"]),
    ("bang_400_dong", &["Danh sách có 400 người./."]),
    ("120_noi_nhan", &["- Ủy ban nhân dân xã số 119;", "- Ủy ban nhân dân xã số 120."]),
];

fn documents(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "van"));
    files.sort();
    assert!(!files.is_empty());
    files
}

/// Renders `file` into `out`; the path of the results without extension.
fn render(file: &Path, out: &Path) -> PathBuf {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vanthu"));
    let run = command.arg("render").arg(file).arg("--out").arg(out).output().unwrap();
    assert!(run.status.success(), "{}\n{}", file.display(), String::from_utf8_lossy(&run.stderr));
    out.join(file.file_stem().unwrap())
}

/// The paragraphs of a DOCX, a line each.
fn text_of(docx: &Path) -> String {
    let mut package = zip::ZipArchive::new(fs::File::open(docx).unwrap()).unwrap();
    let mut xml = String::new();
    package.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
    let (mut text, mut in_text) = (String::new(), false);
    let mut reader = Reader::from_str(&xml);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) => in_text = tag.name().as_ref() == "w:t",
            Event::End(tag) if tag.name().as_ref() == "w:p" => text.push('\n'),
            Event::End(_) => in_text = false,
            Event::Text(part) if in_text => text.push_str(part.as_ref()),
            Event::GeneralRef(name) if in_text => text.push(entity(name.as_ref())),
            Event::Eof => return text,
            _ => {}
        }
    }
}

fn entity(name: &str) -> char {
    match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        other => panic!("entity {other}"),
    }
}

#[test]
fn every_sample_becomes_a_pdf_and_a_docx() {
    for folder in ["samples", "samples/mau_nd30", "tests/hostile"] {
        for file in documents(folder) {
            let out = TempDir::new().unwrap();
            let made = render(&file, out.path());
            for extension in ["pdf", "docx"] {
                assert!(made.with_extension(extension).is_file(), "{} as {extension}", file.display());
            }
        }
    }
}

#[test]
fn hostile_text_stands_in_the_file_as_typed() {
    for (name, expected) in VERBATIM {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hostile").join(name).with_extension("van");
        let out = TempDir::new().unwrap();
        // Zero-width joints that only say where a line may end are no letters of the text.
        let text = text_of(&render(&file, out.path()).with_extension("docx")).replace(['\u{200b}', '\u{2060}'], "");
        for wanted in *expected {
            assert!(text.contains(wanted), "{name}: {wanted}\n{text}");
        }
    }
}

#[test]
fn the_example_of_the_readme_is_a_whole_document() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let example = readme.split("```toml\n").nth(1).unwrap().split("```").next().unwrap();
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("cong_van.van"), example).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_vanthu"));
    let output = command.current_dir(place.path()).args(["check", "cong_van.van"]).output().unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "Không có lỗi\n");
}
