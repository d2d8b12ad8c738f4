//! The setter against the measures of the decree.

use super::flow::{Flow, Grid, Item};
use super::*;
use crate::base::diag::Code;
use crate::paper::document::*;

fn sample(blocks: Vec<Block>) -> Flow {
    let document = Document {
        loai: DocumentKind::KeHoach,
        ten_loai: "Kế hoạch".to_owned(),
        trich_yeu: vec!["Phát động phong trào thi đua".to_owned()],
        co_chu: SizeSet::Lon,
        ngay: "2022-03-25".parse().unwrap(),
        sections: vec![Section { blocks, ..Section::default() }],
    };
    set(&document).unwrap()
}

fn head() -> Letterhead {
    Letterhead {
        co_quan_chu_quan: vec!["Ủy ban nhân dân tỉnh Kiên Giang".to_owned()],
        co_quan: vec!["Sở Tài chính".to_owned()],
        so_ky_hieu: Some("Số: 05/KH-STC".to_owned()),
        dia_danh_ngay: Some("Thành phố Hồ Chí Minh, ngày 25 tháng 11 năm 2022".to_owned()),
        ve_viec: None,
    }
}

fn first_grid(flow: &Flow) -> &Grid {
    match &flow.sections[0].items[0] {
        Item::Grid(grid) => grid,
        other => panic!("{other:?}"),
    }
}

fn rule(items: &[Item]) -> &flow::Rule {
    items.iter().find_map(|item| if let Item::Rule(rule) = item { Some(rule) } else { None }).unwrap()
}

#[test]
fn the_rule_under_tieu_ngu_is_as_long_as_its_text() {
    let flow = sample(vec![Block::Letterhead(head())]);
    let grid = first_grid(&flow);
    assert!((rule(&grid.rows[0][1].items).length_mm - 60.5).abs() < 0.1);
    let body = Setter::new(SizeSet::Lon).width_mm(Component::CoQuanBanHanh, "SỞ TÀI CHÍNH");
    let share = rule(&grid.rows[0][0].items).length_mm / body;
    assert!((1.0 / 3.0..=0.5).contains(&share));
}

#[test]
fn a_long_place_name_widens_the_right_column() {
    let flow = sample(vec![Block::Letterhead(head())]);
    let grid = first_grid(&flow);
    assert!(grid.columns_mm[1] > 105.0, "{:?}", grid.columns_mm);
    assert!((grid.columns_mm.iter().sum::<f64>() - 165.0).abs() < 1e-9);
}

#[test]
fn columns_fill_the_width_and_hold_their_words() {
    let cell = |text: &str| vec![Inline::Text(Run::plain(text))];
    let table = Table {
        header: vec![["TT", "Họ và tên", "Thành tích đạt được", "Ghi chú"].map(cell).to_vec()],
        rows: vec![["1", "Nguyễn Thị Hồng Hạnh", &"thành tích xuất sắc ".repeat(30), ""].map(cell).to_vec()],
        ..Table::default()
    };
    let set = table::table(&Setter::new(SizeSet::Lon), &table, &crate::paper::norm::PORTRAIT);
    assert!((set.columns_mm.iter().sum::<f64>() - 165.0).abs() < 1e-6);
    assert!(set.columns_mm[2] > set.columns_mm[1] && set.columns_mm[1] > set.columns_mm[0]);
    let lines = (set.heights_pt[1] - 4.0) / 14.95;
    assert!(lines > 3.0 && (lines - lines.round()).abs() < 1e-6, "{lines}");
}

#[test]
fn many_recipients_run_on_below_the_signature() {
    let noi_nhan = (1..=120).map(|number| format!("- Cơ quan {number};")).collect();
    let signer = Signer { quyen_han: vec!["GIÁM ĐỐC".to_owned()], ho_ten: "A".to_owned(), ..Signer::default() };
    let flow = sample(vec![Block::Signature(Signature { noi_nhan, chu_ky: vec![signer], ..Signature::default() })]);
    let items = &flow.sections[0].items;
    assert_eq!(first_grid(&flow).rows[0][0].items.len() + items.len() - 1, 121);
}

#[test]
fn signers_below_signers_stand_in_one_grid() {
    let signer = |office: &str| Signer { quyen_han: vec![office.to_owned()], ..Signer::default() };
    let foot = |offices: &[&str]| {
        let chu_ky = offices.iter().map(|office| signer(office)).collect();
        Block::Signature(Signature { chu_ky, ..Signature::default() })
    };
    let grids = |feet: Vec<Block>| -> Vec<usize> {
        let flow = sample(feet);
        let rows = |item: &Item| match item {
            Item::Grid(grid) => {
                assert!(!grid.splits);
                Some(grid.rows.len())
            }
            _ => None,
        };
        flow.sections[0].items.iter().filter_map(rows).collect()
    };
    let pair = || foot(&["A", "B"]);
    assert_eq!(grids(vec![pair(), pair(), foot(&["C"])]), [5]);
    assert_eq!(grids(vec![pair(), foot(&["A", "B", "C"])]), [2, 2], "other columns");
    let tall = || foot(&[&"XÁC NHẬN CỦA THỦ TRƯỞNG CƠ QUAN CẤP TRÊN TRỰC TIẾP CỦA ĐƠN VỊ ĐỀ NGHỊ ".repeat(3), "B"]);
    assert_eq!(grids(vec![pair(), pair(), pair(), pair(), pair(), pair(), pair()]), [12, 2], "a grid fits a page");
    assert_eq!(grids(vec![tall(), tall(), tall(), tall()]), [4, 4], "so does one of long words");
    let lone = || foot(&["C"]);
    assert!(grids(vec![tall(), tall(), lone(), lone(), lone(), lone()]).len() > 1, "so does one with lone signers");
}

#[test]
fn a_character_without_a_glyph_is_an_error() {
    let document = Document {
        loai: DocumentKind::CongVan,
        ten_loai: String::new(),
        trich_yeu: Vec::new(),
        co_chu: SizeSet::Nho,
        ngay: PartialDate::default(),
        sections: vec![Section { blocks: vec![Block::LegalBasis("中 và 中".to_owned())], ..Section::default() }],
    };
    let report = set(&document).unwrap_err();
    assert_eq!(report.iter().map(|finding| finding.code).collect::<Vec<_>>(), [Code::TT001]);
}
