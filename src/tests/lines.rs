//! Where lines end on finished pages: what holds together, in the PDF and in the DOCX, and what a table cannot
//! hold.

use std::path::Path;

use crate::base::diag::{Code, Place};
use crate::paper::document::Source;
use crate::paper::typeset::flow::Flow;
use crate::paper::writer::docx;
use crate::paper::{self, layout, typeset};

fn text(loai: &str, extra: &str, body: &str) -> String {
    format!(
        "+++\nloai = \"{loai}\"\nco_quan = \"Sở Tài chính\"\nso = \"7\"\nngay = \"2026-03-05\"\n\
         dia_danh = \"An Giang\"\n{extra}noi_nhan = [\"Như trên\"]\nluu = \"VT\"\n\
         chu_ky = [{{ quyen_han = [\"GIÁM ĐỐC\"], ho_ten = \"A\" }}]\n+++\n{body}"
    )
}

fn set(text: &str) -> Flow {
    let (document, _) = Source::parse(text.as_bytes(), Path::new("a.van")).unwrap().build().unwrap();
    typeset::set(&document).unwrap()
}

fn lines(flow: &Flow) -> Vec<String> {
    layout::lines(flow).unwrap().concat()
}

#[test]
fn symbols_numbers_and_dates_hold_wherever_the_line_ends() {
    let held = [
        "Nghị định số 91/2017/NĐ-CP",
        "giai đoạn 2021-2025",
        "giai đoạn 2021 - 2030",
        "trước ngày 30 tháng 3",
        "theo điểm a khoản 2 Điều 103",
        "ngày 30/3/2022",
        "mức 2.530.000 đồng",
    ];
    let mut broken = 0;
    for start in ["Các phòng, đơn vị thuộc Sở tổ chức thực hiện", "**Các phòng** thuộc Sở *rà soát*, tổ chức"]
    {
        for what in held {
            let body: String =
                (1..40).map(|count| format!("{start} {} {what} và văn bản khác.\n", "a".repeat(count))).collect();
            let flow = set(&text("huong_dan", "trich_yeu = \"Thử\"\n", &body));
            for line in lines(&flow) {
                let ends = ["số", "-", "ngày", " 30", "tháng", " 2021", "điểm", "khoản", "Điều", "mức 2.530.000"];
                assert!(!ends.iter().any(|end| line.ends_with(end)), "{line}");
                broken += usize::from(!line.starts_with("Các") && line.contains("văn bản khác"));
            }
            // The DOCX says the same words, with blanks and hyphens that do not break where they must not.
            let written = docx::paragraphs(&docx::file(&flow).unwrap()).unwrap();
            let plain = written.iter().filter(|paragraph| paragraph.replace('\u{a0}', " ").contains(what)).count();
            assert_eq!(plain, 39, "{what}");
        }
    }
    assert!(broken > 100, "a line ended near what holds together only {broken} times");
}

#[test]
fn bound_signs_stand_in_the_docx_only_where_a_line_ends() {
    let short = set(&text("huong_dan", "trich_yeu = \"Thử\"\n", "Theo Nghị định số 91/2017/NĐ-CP.\n"));
    let written = docx::paragraphs(&docx::file(&short).unwrap()).unwrap();
    assert!(written.contains(&"Theo Nghị định số 91/2017/NĐ-CP./.".to_owned()), "{written:?}");
}

#[test]
fn letterheads_and_subjects_are_cut_by_sense() {
    let subject = "trich_yeu = \"tặng Giấy khen cho các tập thể, cá nhân có thành tích xuất sắc trong phong trào thi đua cải cách thủ tục hành chính\"\n";
    let letter = lines(&set(&text("cong_van", subject, "Nội dung.\n")));
    for line in ["V/v tặng Giấy khen cho các", "tập thể, cá nhân có thành tích", "cải cách thủ tục hành chính"]
    {
        assert!(letter.contains(&line.to_owned()), "{letter:#?}");
    }
    let of = |body: &str| {
        let typed = text("thong_bao", "trich_yeu = \"Thử\"\n", "Nội dung.\n");
        lines(&set(&typed.replace("\"Sở Tài chính\"", &format!("\"{body}\""))))
    };
    for (body, first, second) in [
        ("Ủy ban nhân dân xã An Minh", "ỦY BAN NHÂN DÂN", "XÃ AN MINH"),
        ("ỦY BAN NHÂN DÂN XÃ AN MINH", "ỦY BAN NHÂN DÂN", "XÃ AN MINH"),
        ("Trung tâm Quy hoạch xây dựng", "TRUNG TÂM", "QUY HOẠCH XÂY DỰNG"),
        ("Phòng Quản lý ngân sách", "PHÒNG QUẢN LÝ", "NGÂN SÁCH"),
    ] {
        let page = of(body);
        assert!(page.contains(&first.to_owned()) && page.contains(&second.to_owned()), "{page:#?}");
    }
}

#[test]
fn a_mark_ends_a_line_or_forbids_it_in_every_text() {
    let typed = text(
        "quyet_dinh",
        "tham_quyen = \"GIÁM ĐỐC // SỞ TÀI CHÍNH\"\ntrich_yeu = \"Về việc // thử\"\n",
        "Một // hai.\n",
    );
    let typed = typed.replace("\"Sở Tài chính\"", "\"Sở // Tài chính\"");
    let page = lines(&set(&(typed + "| a | b |\n|--|--|\n| x // y | z |\n@phu_luc \"Danh // sách\"\n")));
    for line in ["SỞ", "TÀI CHÍNH", "GIÁM ĐỐC", "SỞ TÀI CHÍNH", "Về việc", "thử", "Một", "x", "y", "DANH", "SÁCH"]
    {
        assert!(page.contains(&line.to_owned()), "{line} {page:#?}");
    }
    assert!(page.iter().any(|line| line.ends_with("của Giám đốc Sở Tài chính)")), "{page:#?}");
    for count in 1..60 {
        let body = format!("{} tinh~thần~đoàn~kết xong\n", "a ".repeat(count));
        for line in lines(&set(&text("huong_dan", "trich_yeu = \"Thử\"\n", &body))) {
            assert!(!["tinh", "thần", "đoàn"].iter().any(|end| line.ends_with(end)), "{line}");
        }
    }
}

/// Code and place of what is told of `body` when it is rendered.
fn told(body: &str) -> Vec<(Code, Option<Place>)> {
    let typed = text("bao_cao", "trich_yeu = \"Thử\"\nky_hieu = \"BC-STC\"\n", body);
    let (document, warnings) = paper::parse(typed.as_bytes(), Path::new("a.van")).unwrap();
    assert!(warnings.is_empty(), "{warnings:?}");
    let formats: Vec<_> = paper::format("docx").into_iter().collect();
    let rendered = paper::render(&document, &formats).unwrap();
    rendered.warnings.iter().map(|finding| (finding.code, finding.place.clone())).collect()
}

fn at(line: usize) -> Option<Place> {
    Some(Place::line(Path::new("a.van"), line, 1))
}

#[test]
fn a_long_address_in_a_table_is_told_at_its_row_and_tears_no_word() {
    let head = "| TT | Họ và tên | Chức vụ | Đơn vị | Trình độ | Danh hiệu | Sáng kiến | Đề nghị | Thư điện tử |";
    let row = |address: &str| {
        format!(
            "| 1 | Nguyễn Thị G | Trưởng phòng | Phòng Tổng hợp | Thạc sĩ | Chiến sĩ thi đua | Cấp tỉnh | Bằng khen | {address} |\n"
        )
    };
    let long = "nguyenthig.phongtonghop.vanphong@sotaichinh.vidu.gov.vn";
    let body = format!("Danh sách:\n{head}\n{}\n{}{}", "|---".repeat(9) + "|", row("g@vidu.vn"), row(long));
    assert_eq!(told(&body), [(Code::TT004, at(17))]);
    assert_eq!(told(&body.replace(long, "a@vidu.vn")), []);
    let page = lines(&set(&text("bao_cao", "trich_yeu = \"Thử\"\n", &body)));
    for word in ["Nguyễn", "Trưởng", "phòng", "Trình", "Chiến", "Danh"] {
        assert!(page.iter().any(|line| line.contains(word)), "{word} {page:#?}");
    }
}

#[test]
fn a_cell_may_take_several_columns_in_both_formats() {
    let body = "| TT | Họ và tên | Kết quả | < |\n|--|--|--|--|\n| I. CÁC PHÒNG CHUYÊN MÔN THUỘC SỞ | < | < | < |\n| 1 | Nguyễn Văn A | đạt | 95 |\n";
    let flow = set(&text("bao_cao", "trich_yeu = \"Thử\"\n", &format!("Như sau:\n{body}")));
    let page = lines(&flow);
    for line in ["I. CÁC PHÒNG CHUYÊN MÔN THUỘC SỞ", "Kết quả", "Nguyễn Văn A"] {
        assert!(page.contains(&line.to_owned()), "{page:#?}");
    }
    let parts = docx::unpack(&docx::file(&flow).unwrap()).unwrap();
    let document =
        String::from_utf8(parts.into_iter().find(|(name, _)| name == "word/document.xml").unwrap().1).unwrap();
    for span in ["<w:gridSpan w:val=\"2\"/>", "<w:gridSpan w:val=\"4\"/>"] {
        assert_eq!(document.matches(span).count(), 1, "{span}");
    }
}

#[test]
fn a_table_of_too_many_columns_is_told_at_its_head() {
    let names = |count: usize, name: &str| {
        let head: String = (0..count).map(|number| format!("| {name} {number} ")).collect();
        format!("Số liệu.\n@phu_luc \"Số liệu\" ngang\n{head}|\n{}|\n{}|\n", "|---".repeat(count), "| 1 ".repeat(count))
    };
    assert_eq!(told(&names(21, "Hình thức khen thưởng thứ")), [(Code::TT003, at(15))]);
    assert_eq!(told(&names(24, "T")), []);
}
