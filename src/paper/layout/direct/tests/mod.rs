//! Both ways of laying out make the same file, to the byte.

mod flat;

use std::fs;
use std::path::{Path, PathBuf};

use typst_layout::PagedDocument;

use crate::paper::layout::keep_with_next::left_behind;
use crate::paper::layout::{Detail, LayoutEngine, Pages, sheet};
use crate::paper::typeset::flow::Flow;
use crate::paper::writer::pdf;
use crate::tests::dice::Dice;

/// Samples that are left to Typst: other alphabets, cells and rows that run over.
const LEFT: [&str; 7] =
    ["bang_la", "bieu_tuong", "hang_cao_hon_trang", "khoang_trang", "khong_do_rong", "ky_tu_dac_biet", "o_gop"];

/// Whether `flow` is laid out directly; then Typst must make the same file of it.
pub fn is_same(engine: &LayoutEngine, flow: &Flow, name: &str) -> bool {
    let sheet = sheet::sheet(flow, &engine.families);
    let pages = |detail| engine.direct.pages(&sheet, detail);
    let Some(direct) = pages(Detail::Drawn) else { return false };
    assert_eq!(unlettered(&pages(Detail::Places).unwrap()), unlettered(&direct), "{name}, without letters");
    let typst = engine.by_typst(&sheet).unwrap();
    let pages = |frames| Pages { flow: flow.clone(), frames, detail: Detail::Drawn, by_typst: false };
    let [direct_pages, typst_pages] = [&direct, &typst].map(|frames| pages(frames.clone()));
    if pdf::by_engine(&direct_pages).unwrap() != pdf::by_engine(&typst_pages).unwrap() {
        let (direct, typst) = (flat::flat(&direct), flat::flat(&typst));
        let first = direct.iter().zip(&typst).find(|(direct, typst)| direct != typst);
        panic!("{name}: {} and {} things, the first that differ: {first:#?}", direct.len(), typst.len());
    }
    assert!(pdf::tests::check_same(&direct_pages, name), "{name}");
    true
}

/// What stands on the pages but lines of text and of dots, and what is left behind on them.
fn unlettered(pages: &PagedDocument) -> (Vec<String>, Option<usize>) {
    let is_letters = |thing: &String| thing.contains(" wide: ") || thing.contains("dash: Some");
    (flat::flat(pages).into_iter().filter(|thing| !is_letters(thing)).collect(), left_behind(pages))
}

fn set(text: &[u8], path: &Path) -> Flow {
    let (document, _) = crate::paper::parse(text, path).unwrap_or_else(|report| panic!("{report}"));
    crate::paper::typeset::set(&document).unwrap_or_else(|report| panic!("{report}"))
}

#[test]
fn samples_are_the_same_file_both_ways() {
    let folders = ["samples", "samples/mau_nd30", "tests/hostile"];
    let files = folders.iter().flat_map(|folder| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()));
    let is_document = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "van");
    let engine = LayoutEngine::new();
    let mut left = Vec::new();
    for path in files.filter(is_document) {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        if !is_same(&engine, &set(&fs::read(&path).unwrap(), &path), &name) {
            left.push(name);
        }
    }
    left.sort();
    assert_eq!(left, LEFT);
}

const WORDS: &[&str] = &[
    "các",
    "phòng,",
    "đơn",
    "vị",
    "thuộc",
    "Sở",
    "(sau",
    "đây",
    "gọi",
    "chung",
    "là",
    "đơn\u{a0}vị);",
    "thực",
    "hiện",
    "Quyết",
    "định",
    "số",
    "91/2017/NĐ-CP",
    "giai đoạn",
    "2021",
    "-",
    "2025",
    "2021-2025",
    "“chuyên",
    "đề”",
    "99,05%",
    "....",
    "12.460",
    "a",
    "–",
    "và",
    "KH-UBND",
    "không?",
    "vanthu@anbien.example.vn",
    "**đậm**",
    "*nghiêng*",
    "***cả hai***",
    "Nghiêng-ngả",
    "…",
    "nghiêng",
    "điểm",
    "khoản",
    "Điều",
    "10",
    "I.",
    "(nếu",
    "có).",
    "tập",
    "thể",
    "cá",
    "nhân",
    "dàidàidàidàidàidài",
    "@o_trong{12}",
];

fn words(dice: &mut Dice, most: usize) -> String {
    let count = dice.throw(most) + 1;
    (0..count).map(|_| WORDS[dice.throw(WORDS.len())]).collect::<Vec<_>>().join(" ")
}

fn table(dice: &mut Dice) -> String {
    let columns = 1 + dice.throw(6);
    let most = 1 + dice.throw(9);
    let mut row = |most: usize| {
        let cells: Vec<String> =
            (0..columns).map(|_| if dice.throw(4) == 0 { String::new() } else { words(dice, most) }).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    let head = row(3);
    let rows: String = (0..40).map(|_| row(most)).collect();
    let count = 1 + rows.len() % 40;
    format!(
        "{head}|{}\n{}",
        "---|".repeat(columns),
        rows.lines().take(count).map(|line| format!("{line}\n")).collect::<String>()
    )
}

/// A document with something of everything, of one page or of several.
fn document(dice: &mut Dice) -> String {
    let parts: String = (0..4 + dice.throw(25))
        .map(|_| match dice.throw(12) {
            0 => format!("## {}\n", words(dice, 8)),
            1 => format!("- {}\n", words(dice, 60)),
            2 => format!("Họ và tên: @o_trong{{}}\n@o_trong {}\n", 1 + dice.throw(4)),
            3 if dice.throw(3) == 0 => table(dice),
            4 if dice.throw(6) == 0 => {
                format!("@phu_luc \"{}\" {}\n", "Danh sách kèm theo", ["", "ngang"][dice.throw(2)])
            }
            5 => format!("Điều {}. {}\n", dice.throw(20), words(dice, 30)),
            6 if dice.throw(6) == 0 => "@ngat_trang\n".to_owned(),
            _ => format!("{}\n", words(dice, 90)),
        })
        .collect();
    let kind = ["ke_hoach", "bao_cao", "cong_van", "quyet_dinh", "bien_ban"][dice.throw(5)];
    let addressed = if ["bao_cao", "cong_van"].contains(&kind) { "kinh_gui = [\"Sở Nội vụ\"]\n" } else { "" };
    format!(
        "+++\nloai = \"{kind}\"\nco_quan_chu_quan = \"Ủy ban nhân dân tỉnh An Giang\"\nco_quan = \"Sở Tài chính\"\nso = \"{}\"\n\
         ky_hieu = \"SVT\"\ndia_danh = \"An Giang\"\nngay = \"2026-03-05\"\ntrich_yeu = \"Về việc triển khai thực hiện {}\"\n\
         {addressed}noi_nhan = [\"Như trên\", \"Ban Giám đốc\"]\nluu = \"VT\"\n\
         chu_ky = [{{ quyen_han = [\"KT. GIÁM ĐỐC\", \"PHÓ GIÁM ĐỐC\"], ho_ten = \"Trần Minh Khoa\" }}]\n+++\n{parts}Hết.\n",
        dice.throw(300),
        "phong trào thi đua ".repeat(1 + dice.throw(8)).trim_end(),
    )
}

#[test]
fn documents_made_at_random_are_the_same_file_both_ways() {
    let engine = LayoutEngine::new();
    let (first, count) = match std::env::var("VANTHU_PAGES") {
        Ok(count) => (1000, count.parse().unwrap()),
        Err(_) => (0, 40),
    };
    let mut direct = 0;
    for seed in first..first + count {
        let text = document(&mut Dice(seed));
        let flow = set(text.as_bytes(), Path::new("thu.van"));
        direct += u64::from(is_same(&engine, &flow, &format!("{seed}\n{text}")));
    }
    println!("{direct} of {count} directly");
    assert!(direct * 4 > count * 3, "only {direct} of {count} are laid out directly");
}
