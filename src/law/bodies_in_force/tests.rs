//! Papers on the last day before and the first day after the merger.

use std::path::Path;

use super::*;
use crate::paper::document::Source;

/// A công văn-like paper whose parts are given one by one.
struct Paper {
    above: &'static str,
    body: &'static str,
    place: &'static str,
    signer: &'static str,
    to: &'static str,
    text: &'static str,
}

const PLAIN: Paper = Paper {
    above: "",
    body: "Ủy ban nhân dân xã Tân An",
    place: "Tân An",
    signer: "CHỦ TỊCH",
    to: "Các ấp",
    text: "Nội dung.",
};

fn codes(paper: &Paper, date: &str) -> Vec<String> {
    let text = format!(
        "+++\nloai = \"quyet_dinh\"\nco_quan_chu_quan = \"{}\"\nco_quan = \"{}\"\nso = \"1\"\nky_hieu = \"QĐ-UBND\"\n\
         dia_danh = \"{}\"\nngay = \"{date}\"\ntrich_yeu = \"Về việc khen thưởng\"\n\
         can_cu = [\"Kế hoạch số 49/KH-UBND ngày 01/7/2020 của UBND huyện An Biên, tỉnh Kiên Giang\"]\n\
         noi_nhan = [\"{}\"]\nluu = \"VT\"\n[[chu_ky]]\nquyen_han = [\"{}\"]\nho_ten = \"Lê A\"\n+++\n{}\n\
         | Năm | Hình thức |\n|---|---|\n| 2019 | Giấy khen của Chủ tịch UBND huyện An Biên |\n",
        paper.above, paper.body, paper.place, paper.to, paper.signer, paper.text
    );
    let (document, _) = Source::parse(text.as_bytes(), Path::new("a.van")).unwrap().build().unwrap();
    let report = check(&document, &crate::law::Law::builtin().unwrap());
    report.iter().map(|finding| format!("{} {}", finding.code, finding.message)).collect()
}

/// The codes on the day after the merger; the day before must be silent.
fn after(paper: &Paper) -> Vec<String> {
    assert_eq!(codes(paper, "2025-06-30"), Vec::<String>::new(), "{}", paper.text);
    codes(paper, "2025-07-01").iter().map(|finding| finding[..5].to_owned()).collect()
}

#[test]
fn history_is_no_act() {
    assert!(after(&PLAIN).is_empty());
}

#[test]
fn a_huyen_acts_until_the_last_of_june() {
    let huyen = Paper { body: "Ủy ban nhân dân huyện An Biên", place: "An Biên", ..PLAIN };
    assert_eq!(after(&huyen), ["TC001"]);
    let findings = codes(&huyen, "2025-07-01");
    assert!(findings[0].contains("huyện An Biên") && findings[0].contains("01/7/2025"), "{findings:?}");
    assert_eq!(codes(&huyen, "2025-07").len(), 1);
    assert!(codes(&huyen, "2025").is_empty());
}

#[test]
fn every_way_to_issue_or_sign() {
    for paper in [
        Paper { above: "UBND TỈNH KIÊN GIANG", body: "Sở Tài chính", ..PLAIN },
        Paper { body: "Sở Tài chính Kiên Giang", ..PLAIN },
        Paper { place: "Bình Phước", body: "Sở Nội vụ", ..PLAIN },
        Paper { signer: "CHỦ TỊCH UBND HUYỆN", ..PLAIN },
        Paper { body: "Ủy ban nhân dân thị trấn Thứ Ba", ..PLAIN },
        Paper { body: "Ủy ban nhân dân thành phố Rạch Giá", ..PLAIN },
    ] {
        assert_eq!(after(&paper), ["TC001"], "{} {}", paper.body, paper.signer);
    }
}

#[test]
fn a_commune_may_bear_the_name_of_a_lost_province() {
    assert!(after(&Paper { body: "Ủy ban nhân dân phường Sóc Trăng", place: "Sóc Trăng", ..PLAIN }).is_empty());
    assert!(after(&Paper { body: "Công ty Xổ số kiến thiết Kiên Giang", place: "Rạch Giá", ..PLAIN }).is_empty());
}

#[test]
fn work_for_a_lost_body_is_told_and_history_is_not() {
    for text in [
        "Chủ tịch UBND huyện quyết định tặng Giấy khen cho 02 tập thể.",
        "Điều 1. Tặng Giấy khen của Chủ tịch UBND huyện An Biên cho 02 tập thể.",
        "a) Ủy ban nhân dân các huyện, thị xã, thành phố: chỉ đạo các xã đăng ký.",
        "Hồ sơ gửi về Ủy ban nhân dân huyện trước ngày 10.",
        "Phòng Nội vụ huyện thẩm định hồ sơ.",
        "Sở Nội vụ tỉnh Ninh Thuận chủ trì.",
        "## 3. Ủy ban nhân dân cấp huyện",
    ] {
        assert_eq!(after(&Paper { text, ..PLAIN }).first().map(String::as_str), Some("TC003"), "{text}");
    }
    for text in [
        "Phong trào trên địa bàn huyện An Biên.",
        "Thực hiện Quyết định số 12/QĐ-UBND ngày 05/01/2020 của Chủ tịch UBND huyện An Biên.",
        "Năm 2020 được Chủ tịch UBND huyện An Biên tặng Giấy khen.",
        "UBND huyện An Biên đã tặng Giấy khen cho tập thể.",
        "Chủ tịch UBND thành phố Cần Thơ quyết định.",
        "2. Ủy ban nhân dân thành phố Rạch Giá;",
    ] {
        assert_eq!(after(&Paper { text, ..PLAIN }), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn nobody_reads_mail_to_a_lost_body() {
    assert_eq!(after(&Paper { to: "UBND các huyện, thị xã", ..PLAIN }), ["TC004", "TC004"]);
}

#[test]
fn a_new_body_does_not_act_before_its_day() {
    let commune = Paper { body: "Ủy ban nhân dân xã An Biên", place: "An Giang", ..PLAIN };
    assert_eq!(codes(&commune, "2025-06-30")[0][..5], *"TC002");
    assert!(codes(&commune, "2025-07-01").is_empty());
}

#[test]
fn a_city_under_the_centre_calls_itself_a_city() {
    const TEXT: &str =
        "Ủy ban nhân dân Thành phố trao Bằng khen của Chủ tịch Ủy ban nhân dân thành phố cho các tập thể.";
    for (above, body, place) in [
        ("", "Ủy ban nhân dân thành phố Cần Thơ", "Cần Thơ"),
        ("ỦY BAN NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH", "Sở Nội vụ", "Thành phố Hồ Chí Minh"),
        ("Ủy ban nhân dân thành phố", "Sở Tài chính", "Huế"),
    ] {
        let paper = Paper { above, body, place, text: TEXT, to: "UBND Thành phố", ..PLAIN };
        assert!(after(&paper).is_empty(), "{body}");
        let old =
            Paper { text: "Ủy ban nhân dân thành phố Vị Thanh chủ trì việc khen thưởng.", ..paper };
        assert_eq!(after(&old), ["TC003"], "{body}");
    }
    // A phường tells in which city it is by the body it writes to, or whose papers it carries out.
    let ward = Paper { body: "Ủy ban nhân dân phường Ninh Kiều", place: "Ninh Kiều", text: TEXT, ..PLAIN };
    assert!(after(&Paper { to: "Ủy ban nhân dân thành phố Cần Thơ", ..ward }).is_empty());
    assert!(after(&Paper { to: "Ủy ban nhân dân tỉnh An Giang", ..ward }).contains(&"TC003".to_owned()));
    assert!(after(&Paper { to: "", ..ward }).contains(&"TC003".to_owned()), "its plan is of tỉnh Kiên Giang");
    let office = Paper { body: "Sở Tài chính", place: "Rạch Giá", text: TEXT, ..PLAIN };
    assert!(after(&office).contains(&"TC003".to_owned()));
}

/// The codes of a paper of the phường Ninh Kiều of 2026 with this text, without a căn cứ of a tỉnh.
fn of_ward(body: &str, to: &str, text: &str) -> Vec<String> {
    let paper = format!(
        "+++\nloai = \"cong_van\"\nco_quan = \"{body}\"\nso = \"1\"\nky_hieu = \"UBND-VX\"\ndia_danh = \"Ninh Kiều\"\n\
         ngay = \"2026-03-02\"\ntrich_yeu = \"Về việc khen thưởng\"\nkinh_gui = [\"{to}\"]\nnoi_nhan = [\"Như trên\"]\n\
         luu = \"VT\"\n[[chu_ky]]\nquyen_han = [\"CHỦ TỊCH\"]\nho_ten = \"Lê A\"\n+++\n{text}\n"
    );
    let (document, _) = Source::parse(paper.as_bytes(), Path::new("a.van")).unwrap().build().unwrap();
    check(&document, &crate::law::Law::builtin().unwrap()).iter().map(|it| it.code.to_string()).collect()
}

#[test]
fn a_ward_that_names_no_province_may_be_in_a_city() {
    const WARD: &str = "Ủy ban nhân dân phường Ninh Kiều";
    for text in [
        "Ủy ban nhân dân thành phố tặng Bằng khen cho 02 tập thể.",
        "Đề nghị Chủ tịch Ủy ban nhân dân Thành phố xem xét, quyết định.",
        "Danh hiệu cấp tỉnh do Chủ tịch Ủy ban nhân dân thành phố quyết định, như ở các tỉnh Đồng bằng sông Cửu Long.",
        "Ủy ban nhân dân tỉnh, thành phố trực thuộc trung ương quyết định; Ủy ban nhân dân thành phố giao chỉ tiêu.",
        "Theo hồ sơ của tỉnh Hậu Giang trước đây, Ủy ban nhân dân thành phố giao chỉ tiêu.",
    ] {
        for to in ["Các khu vực", "Ủy ban nhân dân thành phố Cần Thơ"] {
            assert_eq!(of_ward(WARD, to, text), Vec::<String>::new(), "{to}: {text}");
        }
        for to in ["Ủy ban nhân dân tỉnh", "Sở Nội vụ tỉnh An Giang", "Tỉnh ủy An Giang"] {
            assert_eq!(of_ward(WARD, to, text), ["TC003"], "{to}: {text}");
        }
    }
    const SCHOOL: &str = "Trường Trung học phổ thông Châu Văn Liêm";
    const TEXT: &str = "Đề nghị Chủ tịch Ủy ban nhân dân thành phố xem xét, quyết định.";
    assert_eq!(of_ward(SCHOOL, "Ủy ban nhân dân thành phố Cần Thơ", TEXT), Vec::<String>::new());
    for body in [SCHOOL, "Hợp tác xã Nông nghiệp An Bình", "Bảo hiểm xã hội Rạch Giá"] {
        assert_eq!(of_ward(body, "Các khu vực", TEXT), ["TC003"], "{body}: nothing says that it is in a city");
    }
    let old = "Đề nghị Chủ tịch Ủy ban nhân dân thành phố Vị Thanh xem xét, quyết định.";
    assert_eq!(of_ward(WARD, "Ủy ban nhân dân thành phố Cần Thơ", old), ["TC003"]);
    // A city of a tỉnh is told, however it is written; those under the centre are not.
    for city in ["UBND thành phố Rạch Giá", "UBND TP. Long Xuyên", "Phòng Nội vụ thành phố Rạch Giá"]
    {
        assert_eq!(of_ward(WARD, city, &format!("Đề nghị {city} chủ trì.")), ["TC004", "TC003"], "{city}");
    }
    for city in ["UBND thành phố Huế", "UBND TP.HCM", "UBND TP. Cần Thơ", "Ủy ban nhân dân TP Hồ Chí Minh"]
    {
        let text = format!("Đề nghị {city} chủ trì.");
        assert_eq!(of_ward(WARD, city, &text), Vec::<String>::new(), "{city}");
        assert_eq!(of_ward(SCHOOL, "Các khu vực", &text), Vec::<String>::new(), "{city}");
    }
}
