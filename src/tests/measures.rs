//! The measures of Phụ lục I Nghị định 30/2020/NĐ-CP, clause by clause, in finished DOCX files and on set
//! pages. The numbers here are those of the decree, not of the program's own table.

use std::io::{Cursor, Read};
use std::ops::RangeInclusive;
use std::path::Path;

use crate::paper::document::Source;
use crate::paper::layout;
use crate::paper::layout::lines::{Line, page_lines};
use crate::paper::norm::Ink;
use crate::paper::typeset::flow::{Flow, Grid, Item, Rule, Span, visit};
use crate::paper::typeset::{self, metrics::Metrics};
use crate::paper::writer::docx;

/// Twips of a millimetre.
const MM: f64 = 1440.0 / 25.4;

/// A document with every part that has a measure; `size` is that of the body.
fn sample(size: u8) -> String {
    let body = "Nội dung của văn bản được trình bày theo quy định về thể thức.\n".repeat(50);
    format!(
        r#"+++
loai = "quyet_dinh"
co_chu = {size}
co_quan_chu_quan = "Ủy ban nhân dân tỉnh An Giang"
co_quan = "Sở Nội vụ"
so = "7"
ky_hieu = "QĐ-SNV"
dia_danh = "An Giang"
ngay = "2026-02-05"
trich_yeu = "Về việc trình bày văn bản hành chính theo quy định"
tham_quyen = "Giám đốc Sở Nội vụ"
kinh_gui = ["Bộ Nội vụ", "Bộ Tài chính"]
can_cu = ["Luật A;", "Luật B;"]
muc_mat = "toi_mat"
muc_khan = "thuong_khan"
luu_hanh = "xem_xong_tra_lai"
dia_chi = ["Số 1, đường A"]
noi_nhan = ["Như trên"]
luu = "VT"
nguoi_soan = "pl.(300)"
[[chu_ky]]
quyen_han = ["GIÁM ĐỐC"]
ho_ten = "Nguyễn Văn A"
+++
Chương I
Quy định chung
# I. MỤC
{body}@phu_luc "Một"
{body}@phu_luc "Hai" ngang
Hết.
"#
    )
}

fn flow(text: &str) -> (crate::paper::document::Document, Flow) {
    let source = Source::parse(text.as_bytes(), Path::new("thu.van")).unwrap();
    let (document, _) = source.build().unwrap_or_else(|report| panic!("{report:?}"));
    let flow = typeset::set(&document).unwrap();
    (document, flow)
}

/// A part of the DOCX of `text`.
fn part(text: &str, name: &str) -> String {
    let (_, flow) = flow(text);
    let bytes = docx::file(&flow).unwrap();
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut xml = String::new();
    package.by_name(name).unwrap().read_to_string(&mut xml).unwrap();
    xml
}

/// What stands between `start` and the next `end`.
fn between<'a>(xml: &'a str, start: &str, end: &str) -> &'a str {
    let from = xml.find(start).unwrap_or_else(|| panic!("no {start}")) + start.len();
    &xml[from..from + xml[from..].find(end).unwrap()]
}

/// The number in attribute `name` of the first `tag`.
fn number(xml: &str, tag: &str, name: &str) -> f64 {
    let attributes = between(xml, &format!("<{tag} "), ">");
    between(attributes, &format!("{name}=\""), "\"").parse().unwrap()
}

fn is_on(style: &str, tag: &str) -> bool {
    style.contains(&format!("<{tag} w:val=\"1\"/>")) || style.contains(&format!("<{tag}/>"))
}

/// Word style; sizes with the smaller and the larger set; bold; italic; alignment.
type StyleRow = (&'static str, (f64, f64), bool, bool, &'static str);

/// Style, points with the small and the large set, bold, italic, alignment in Word.
const STYLES: &[StyleRow] = &[
    ("QuocHieu", (12.0, 13.0), true, false, "center"),
    ("TieuNgu", (13.0, 14.0), true, false, "center"),
    ("CoQuanChuQuan", (12.0, 13.0), false, false, "center"),
    ("CoQuanBanHanh", (12.0, 13.0), true, false, "center"),
    ("SoKyHieu", (13.0, 13.0), false, false, "center"),
    ("DiaDanhNgay", (13.0, 14.0), false, true, "center"),
    ("TenLoai", (13.0, 14.0), true, false, "center"),
    ("TrichYeu", (13.0, 14.0), true, false, "center"),
    ("TrichYeuCongVan", (12.0, 13.0), false, false, "center"),
    ("KinhGui", (13.0, 14.0), false, false, "center"),
    ("CanCu", (13.0, 14.0), false, true, "both"),
    ("NoiDung", (13.0, 14.0), false, false, "both"),
    ("PhanChuong", (13.0, 14.0), true, false, "center"),
    ("TenPhanChuong", (13.0, 14.0), true, false, "center"),
    ("Heading1", (13.0, 14.0), true, false, "both"),
    ("QuyenHanChucVu", (13.0, 14.0), true, false, "center"),
    ("HoTen", (13.0, 14.0), true, false, "center"),
    ("NoiNhan", (12.0, 12.0), true, true, "left"),
    ("NoiNhanDong", (11.0, 11.0), false, false, "left"),
    ("NguoiSoan", (11.0, 11.0), false, false, "left"),
    ("SoPhuLuc", (14.0, 14.0), true, false, "center"),
    ("TenPhuLuc", (13.0, 14.0), true, false, "center"),
    ("KemTheo", (13.0, 14.0), false, true, "center"),
    ("MucDoKhan", (13.0, 13.0), true, false, "center"),
    ("PhamViLuuHanh", (13.0, 13.0), true, false, "center"),
    ("DiaChi", (11.0, 11.0), false, false, "left"),
    ("HinhThucSao", (13.0, 14.0), true, false, "center"),
    ("ChuKySo", (10.0, 10.0), false, false, "right"),
    ("SoTrang", (13.0, 14.0), false, false, "center"),
];

#[test]
fn styles_have_the_sizes_weights_and_slopes_of_muc_ii_and_v() {
    for (size, large) in [(13, false), (14, true)] {
        let styles = part(&sample(size), "word/styles.xml");
        assert!(styles.contains("w:ascii=\"Times New Roman\""));
        let colours: Vec<&str> = styles.matches("<w:color ").collect();
        let marks = between(&styles, "w:styleId=\"MucDoKhan\"", "</w:style>");
        assert!(colours.len() == 1 && marks.contains("FF0000"), "all is black but độ mật and mức độ khẩn");
        for (id, points, bold, italic, align) in STYLES {
            let style = between(&styles, &format!("w:styleId=\"{id}\""), "</w:style>");
            let points = if large { points.1 } else { points.0 };
            assert_eq!(number(style, "w:sz", "w:val"), 2.0 * points, "{id} {size}");
            assert_eq!((is_on(style, "w:b"), is_on(style, "w:i")), (*bold, *italic), "{id}");
            assert_eq!(between(style, "<w:jc w:val=\"", "\""), *align, "{id}");
        }
    }
}

#[test]
fn body_text_is_indented_spaced_and_pitched_as_muc_ii_6_says() {
    for (size, single) in [(13, 13.0 * 1.149), (14, 14.0 * 1.149)] {
        let styles = part(&sample(size), "word/styles.xml");
        for id in ["NoiDung", "CanCu", "Dieu"] {
            let style = between(&styles, &format!("w:styleId=\"{id}\""), "</w:style>");
            assert_eq!(number(style, "w:ind", "w:firstLine"), 720.0, "1,27 cm");
            assert!(number(style, "w:spacing", "w:after") >= 120.0, "6 pt");
            assert_eq!(between(style, "w:lineRule=\"", "\""), "exact");
            let pitch = number(style, "w:spacing", "w:line") / 20.0;
            assert!((single..=1.5 * single).contains(&pitch), "{id}: {pitch}");
        }
    }
}

#[test]
fn sheets_are_a4_with_the_margins_of_muc_i() {
    let xml = part(&sample(14), "word/document.xml");
    let sections: Vec<&str> = xml.split("<w:sectPr>").skip(1).collect();
    assert_eq!(sections.len(), 3);
    for (index, section) in sections.iter().enumerate() {
        let size = [number(section, "w:pgSz", "w:w"), number(section, "w:pgSz", "w:h")];
        assert_eq!(size, if index == 2 { [16838.0, 11906.0] } else { [11906.0, 16838.0] });
        let margin = |side: &str, mm: RangeInclusive<f64>| {
            let found = number(section, "w:pgMar", side) / MM;
            assert!(mm.start() - 0.02 <= found && found <= mm.end() + 0.02, "{side} {found}");
        };
        margin("w:top", 20.0..=25.0);
        margin("w:bottom", 20.0..=25.0);
        margin("w:left", 30.0..=35.0);
        margin("w:right", 15.0..=20.0);
    }
}

#[test]
fn pages_are_numbered_at_the_top_from_the_second_and_each_phu_luc_anew() {
    let text = sample(14);
    let xml = part(&text, "word/document.xml");
    assert_eq!(xml.matches("<w:titlePg/>").count(), 3);
    assert_eq!(xml.matches("<w:pgNumType w:start=\"1\"/>").count(), 3);
    let header = part(&text, "word/header1.xml");
    assert!(header.contains("PAGE") && header.contains("w:val=\"SoTrang\""), "{header}");
    assert!(!part(&text, "word/header2.xml").contains("PAGE"));

    let pages = page_lines(&layout::lay_out(&flow(&text).1).unwrap());
    let top = 20.0 * 72.0 / 25.4;
    let digits = |line: &&Line| line.y_pt < top && line.text.bytes().all(|byte| byte.is_ascii_digit());
    let found: Vec<Option<&Line>> = pages.iter().map(|page| page.iter().find(digits)).collect();
    let shown: Vec<Option<&str>> = found.iter().map(|line| line.map(|line| line.text.as_str())).collect();
    assert_eq!(shown, [None, Some("2"), Some("3"), None, Some("2"), None]);
    let middle = (210.0 + 30.0 - 15.0) / 2.0 * 72.0 / 25.4;
    for line in found.into_iter().flatten() {
        assert!((line.x_pt + line.width_pt / 2.0 - middle).abs() < 1.0, "{}", line.x_pt);
    }
}

#[test]
fn a_sheet_on_its_side_has_its_number_in_the_middle_of_the_top_margin_too() {
    let body = "Nội dung của phụ lục.\n".repeat(60);
    let text = sample(14).replace("Hết.\n", &body);
    let pages = page_lines(&layout::lay_out(&flow(&text).1).unwrap());
    let mm = 72.0 / 25.4;
    let number = pages.last().unwrap().iter().find(|line| line.text.parse::<u32>().is_ok()).unwrap();
    assert!((number.x_pt + number.width_pt / 2.0 - (297.0 + 30.0 - 15.0) / 2.0 * mm).abs() < 1.0, "{}", number.x_pt);
    assert!(number.y_pt < 20.0 * mm, "{}", number.y_pt);
}

fn grids(flow: &Flow) -> Vec<&Grid> {
    fn collect<'a>(items: &'a [Item], grids: &mut Vec<&'a Grid>) {
        for item in items {
            if let Item::Grid(grid) = item {
                grids.push(grid);
                grid.rows.iter().flatten().for_each(|cell| collect(&cell.items, grids));
            }
        }
    }
    let mut grids = Vec::new();
    collect(&flow.sections[0].items, &mut grids);
    grids
}

fn rules(items: &[Item]) -> Vec<Rule> {
    items.iter().filter_map(|item| if let Item::Rule(rule) = item { Some(*rule) } else { None }).collect()
}

#[test]
fn rules_are_as_long_as_muc_ii_1_2_and_5_say() {
    let (_, flow) = flow(&sample(14));
    let width = |text: &str, size_pt| Metrics::new().width_mm(text, true, false, size_pt);
    let head = &grids(&flow)[0].rows[0];
    let motto = rules(&head[1].items)[0];
    assert!((motto.length_mm - width("Độc lập - Tự do - Hạnh phúc", 14.0)).abs() < 0.1);
    let issuer = rules(&head[0].items)[0].length_mm / width("SỞ NỘI VỤ", 13.0);
    assert!((1.0 / 3.0..=0.5).contains(&issuer), "{issuer}");
    let below_title = rules(&flow.sections[0].items)[0];
    let subject = below_title.length_mm / width("Về việc trình bày văn bản hành chính theo quy định", 14.0);
    assert!((1.0 / 3.0..=0.5).contains(&subject), "{subject}");
    assert!((below_title.left_mm + below_title.length_mm / 2.0 - 82.5).abs() < 0.1, "in the middle");
    let address = rules(&flow.sections[0].first_footer)[0];
    assert_eq!((address.left_mm, address.length_mm), (0.0, 165.0));
}

#[test]
fn stamps_have_the_sizes_of_muc_ii_10() {
    let widths = [("khan", 20.0), ("thuong_khan", 40.0), ("hoa_toc", 30.0)];
    for (word, width) in widths {
        let (_, flow) = flow(&sample(14).replace("\"thuong_khan\"", &format!("\"{word}\"")));
        let stamps: Vec<&Grid> = grids(&flow).into_iter().filter(|grid| grid.rows[0][0].border.is_some()).collect();
        assert_eq!(stamps.len(), 2, "độ mật above mức độ khẩn");
        assert_eq!((stamps[1].columns_mm[0], stamps[1].rows[0][0].height_mm), (width, 8.0), "{word}");
        let Item::Grid(circulation) = &flow.sections[0].first_header[0] else { panic!("no box in the margin") };
        assert!(circulation.rows[0][0].border.is_some());
    }
}

#[test]
fn number_and_date_share_a_line_and_quoc_hieu_never_wraps() {
    for size in [13, 14] {
        let (_, flow) = flow(&sample(size).replace("\"An Giang\"", "\"Thành phố Hồ Chí Minh\""));
        let lines = page_lines(&layout::lay_out(&flow).unwrap());
        let at = |text: &str| lines.iter().flatten().find(|line| line.text == text).unwrap_or_else(|| panic!("{text}"));
        let (number, date) = (at("Số: 07/QĐ-SNV"), at("Thành phố Hồ Chí Minh, ngày 05 tháng 02 năm 2026"));
        assert!((number.y_pt - date.y_pt).abs() < 0.5);
        let heading = at("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
        let middle = |line: &Line| line.x_pt + line.width_pt / 2.0;
        assert!((middle(heading) - middle(date)).abs() < 0.5 && (middle(number) - middle(at("SỞ NỘI VỤ"))).abs() < 0.5);
        let (recipients, office) = (at("Nơi nhận:"), at("GIÁM ĐỐC"));
        assert!((recipients.y_pt - office.y_pt).abs() < 0.5, "Nơi nhận is level with the chức vụ");
    }
}

/// The texts of the paragraphs, with left indent and first line in mm.
fn paragraphs(flow: &Flow) -> Vec<(String, f64, f64)> {
    let mut all = Vec::new();
    let text = |span: &Span| if let Span::Text { text, .. } = span { text.clone() } else { String::new() };
    visit(&flow.sections[0].items, &mut |par| {
        all.push((par.spans.iter().map(text).collect(), par.left_mm, par.first_mm.unwrap_or_default()));
    });
    all
}

#[test]
fn several_recipients_have_their_dashes_under_the_colon() {
    let without_marks: Vec<String> =
        sample(14).lines().filter(|line| !line.starts_with("muc_")).map(|line| format!("{line}\n")).collect();
    let (_, flow) = flow(&without_marks.concat());
    let all = paragraphs(&flow);
    let at = all.iter().position(|(text, ..)| text == "Kính gửi:").unwrap();
    assert_eq!(all[at].1, 35.0);
    let colon = 35.0 + Metrics::new().width_mm("Kính gửi", false, false, 14.0);
    for (index, wanted) in ["- Bộ Nội vụ;", "- Bộ Tài chính."].iter().enumerate() {
        let (text, left, first) = &all[at + 1 + index];
        assert_eq!(text, wanted);
        assert!((left + first - colon).abs() < 0.05, "{left} {first} {colon}");
    }
}

#[test]
fn marks_stand_red_beside_kinh_gui_as_the_diagram_has_them() {
    let (_, flow) = flow(&sample(14));
    let page = page_lines(&layout::lay_out(&flow).unwrap()).remove(0);
    let at = |text: &str| page.iter().find(|line| line.text == text).unwrap_or_else(|| panic!("{text}"));
    let (mark, name) = (at("THƯỢNG KHẨN"), at("- Bộ Tài chính."));
    assert!(mark.x_pt < name.x_pt && (mark.y_pt - name.y_pt).abs() < 60.0);
    let boxes = grids(&flow).into_iter().filter_map(|grid| grid.rows[0][0].border);
    assert_eq!(boxes.collect::<Vec<_>>(), [Ink::BrightRed; 2]);
}

#[test]
fn the_address_stands_above_the_bottom_margin_and_the_text_above_it() {
    let body: String = (0..60).map(|number| format!("Đoạn {number}.\n")).collect();
    let pages = page_lines(&layout::lay_out(&flow(&(sample(14) + &body)).1).unwrap());
    let lowest = |page: &[Line]| page.iter().map(|line| line.y_pt).fold(0.0, f64::max);
    let foot = (297.0 - 20.0) * 72.0 / 25.4;
    let address = pages[0].iter().map(|line| line.y_pt).fold(0.0, f64::max);
    assert!(address < foot && address > foot - 12.0, "{address}");
    let text = pages[0].iter().filter(|line| line.text.starts_with("Đoạn"));
    assert!(text.map(|line| line.y_pt).fold(0.0, f64::max) < address - 20.0);
    assert!(pages.len() > 2 && lowest(&pages[1]) > address - 30.0);
}

#[test]
fn words_and_marks_are_those_of_the_forms() {
    let (_, set) = flow(&sample(14));
    let texts: Vec<String> = paragraphs(&set).into_iter().map(|(text, ..)| text).collect();
    let has = |wanted: &str| texts.iter().any(|text| text == wanted);
    for wanted in ["Luật A;", "Luật B.", "- Như trên;", "- Lưu: VT.", "PL.(300)", "QUYẾT ĐỊNH:", "GIÁM ĐỐC SỞ NỘI VỤ"]
    {
        assert!(has(wanted), "{wanted} {texts:#?}");
    }
    assert!(texts.iter().any(|text| text.ends_with("thể thức./.")));
    let one =
        sample(14).replace("[\"Bộ Nội vụ\", \"Bộ Tài chính\"]", "[\"Bộ Nội vụ\"]").replace("2026-02-05", "2026-06-15");
    let one = one.replace("so = \"7\"", "so = \"15\"");
    let texts: Vec<String> = paragraphs(&flow(&one).1).into_iter().map(|(text, ..)| text).collect();
    for wanted in ["Kính gửi: Bộ Nội vụ", "An Giang, ngày 15 tháng 6 năm 2026", "Số: 15/QĐ-SNV"] {
        assert!(texts.iter().any(|text| text == wanted), "{wanted} {texts:#?}");
    }
}

#[test]
fn the_digital_signature_stands_at_the_top_right_of_the_first_page() {
    let line = "Số: 07/QĐ-SNV; 05/02/2026; 08:30:00";
    let text = sample(14).replace("luu = ", &format!("chu_ky_so = \"{line}\"\nluu = "));
    let pages = page_lines(&layout::lay_out(&flow(&text).1).unwrap());
    let found = pages[0].iter().find(|found| found.text == line).unwrap();
    assert!(found.y_pt < 20.0 * 72.0 / 25.4, "in the top margin");
    assert!((found.x_pt + found.width_pt - 195.0 * 72.0 / 25.4).abs() < 0.5, "at the right edge of the text");
    let boxed = pages[0].iter().find(|found| found.text == "XEM XONG TRẢ LẠI").unwrap();
    assert!(boxed.y_pt > found.y_pt && boxed.y_pt < 20.0 * 72.0 / 25.4);
    assert!(pages[1].iter().all(|found| found.text != line));
}
