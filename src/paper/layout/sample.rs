//! Hand-made set pages for tests.

use crate::paper::document::SizeSet;
use crate::paper::norm::{self, Component, MEASURES, Measure, measure};
use crate::paper::typeset::flow::*;

pub fn text(text: &str) -> Span {
    Span::text(text, false, false)
}

pub fn par(style: Component, words: &str) -> Par {
    let Measure { bold, italic, .. } = *measure(style);
    Par::new(style, vec![Span::text(words, bold, italic)])
}

pub fn body(words: &str) -> Item {
    Item::Par(par(Component::NoiDung, words))
}

pub fn section(items: Vec<Item>) -> FlowSection {
    FlowSection {
        page: norm::PORTRAIT,
        drawings: Vec::new(),
        first_header: Vec::new(),
        first_footer: Vec::new(),
        items,
    }
}

pub fn flow(sections: Vec<FlowSection>) -> Flow {
    Flow {
        meta: Meta { title: "Kế hoạch thử".into(), author: "Sở Tài chính".into(), date: (2022, 3, 25) },
        styles: MEASURES.iter().map(|measure| measure.style(SizeSet::Lon)).collect(),
        sections,
    }
}

/// One upright section.
pub fn simple(items: Vec<Item>) -> Flow {
    flow(vec![section(items)])
}

pub fn rule(left_mm: f64, length_mm: f64) -> Item {
    Item::Rule(Rule { left_mm, length_mm, height_pt: 6.0, keep_next: false })
}

pub fn cell(items: Vec<Item>) -> GridCell {
    GridCell { items, ..GridCell::default() }
}

pub fn grid(columns_mm: &[f64], rows: Vec<Vec<GridCell>>) -> Grid {
    Grid { columns_mm: columns_mm.to_vec(), rows, ..Grid::default() }
}

/// A table of four columns with `count` rows of one line each.
pub fn table(count: usize) -> FlowTable {
    let one = |style, words: String| TableCell::new(par(style, &words));
    let row = |number: usize| {
        let words = [number.to_string(), format!("Nguyễn Văn {number}"), "Phòng Ngân sách".into(), String::new()];
        words.map(|words| one(Component::OBang, words)).to_vec()
    };
    let header = ["TT", "Họ và tên", "Đơn vị", "Ghi chú"].map(|words| {
        let centred = Par { align: Some(Align::Center), ..par(Component::DauBang, words) };
        TableCell::new(centred)
    });
    FlowTable {
        columns_mm: vec![15.0, 60.0, 60.0, 30.0],
        margin_mm: 1.9,
        padding_pt: 2.0,
        header: vec![header.to_vec()],
        rows: (1..=count).map(row).collect(),
        heights_pt: vec![measure(Component::OBang).style(SizeSet::Lon).pitch_pt + 4.0; count + 1],
        after_pt: 6.0,
        keep_rows: 0,
        splitting: Vec::new(),
        bound: Vec::new(),
        warnings: Vec::new(),
    }
}

fn letterhead() -> Item {
    use Component::*;
    let left = cell(vec![
        Item::Par(par(CoQuanChuQuan, "ỦY BAN NHÂN DÂN TỈNH KIÊN GIANG")),
        Item::Par(par(CoQuanBanHanh, "SỞ TÀI CHÍNH")),
        rule(24.0, 20.0),
        Item::Par(par(SoKyHieu, "Số: 64/KH-STC")),
    ]);
    let right = cell(vec![
        Item::Par(par(QuocHieu, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")),
        Item::Par(par(TieuNgu, "Độc lập - Tự do - Hạnh phúc")),
        rule(17.0, 62.0),
        Item::Par(par(DiaDanhNgay, "Kiên Giang, ngày 25 tháng 3 năm 2022")),
    ]);
    let pair = Grid { after_pt: 12.0, ..grid(&[67.0, 2.0, 96.0], vec![vec![left, cell(Vec::new()), right]]) };
    Item::Grid(pair)
}

fn signature() -> Item {
    use Component::*;
    let recipients = cell(vec![
        Item::Par(par(NoiNhan, "Nơi nhận:")),
        Item::Par(par(NoiNhanDong, "- Sở Nội vụ (Phòng CCHC);")),
        Item::Par(par(NoiNhanDong, "- Lưu: VT, gtgiang.")),
    ]);
    let office = Par { after_pt: Some(62.0), ..par(QuyenHanChucVu, "GIÁM ĐỐC") };
    let signer = cell(vec![Item::Par(office), Item::Par(par(HoTen, "Trần Minh Khoa"))]);
    Item::Grid(grid(&[82.5, 82.5], vec![vec![recipients, signer]]))
}

const SENTENCE: &str = "Các phòng, đơn vị thuộc Sở tổ chức đăng ký thi đua năm 2022 theo Công văn số 64/UBND-TH, gửi về Văn \
    phòng Sở trước ngày 15 tháng 4 để tổng hợp, trình Hội đồng Thi đua - Khen thưởng xem xét, quyết định. ";

/// A plan of two pages with every kind of part.
pub fn plan() -> Flow {
    use Component::*;
    let heading = |style, words, level| Item::Par(Par { outline: Some(level), ..par(style, words) });
    let mut items = vec![
        letterhead(),
        Item::Par(par(TenLoai, "KẾ HOẠCH")),
        Item::Par(par(TrichYeu, "Phát động phong trào thi đua năm 2022")),
        Item::Rule(Rule { left_mm: 57.0, length_mm: 51.0, height_pt: 12.0, keep_next: true }),
        heading(Muc, "I. MỤC ĐÍCH, YÊU CẦU", 1),
        heading(Diem, "a) Mục đích", 3),
    ];
    items.extend((0..6).map(|_| body(&SENTENCE.repeat(2))));
    items.push(heading(Muc, "II. DANH SÁCH", 1));
    items.push(Item::Table(table(12)));
    items.push(body(SENTENCE));
    let dotted = vec![text("Ý kiến:"), Span::Leader, Span::Break, Span::Leader];
    items.push(Item::Par(Par { align: Some(Align::Left), ..Par::new(NoiDung, dotted) }));
    items.push(signature());
    let mut first = section(items);
    let stamp = GridCell {
        border: Some(norm::Ink::Black),
        height_mm: 8.0,
        ..cell(vec![Item::Par(par(PhamViLuuHanh, "LƯU HÀNH NỘI BỘ"))])
    };
    first.first_header = vec![Item::Grid(Grid { left_mm: 55.0, ..grid(&[55.0], vec![vec![stamp]]) })];
    first.first_footer = vec![rule(0.0, 165.0), Item::Par(par(DiaChi, "Địa chỉ: 29 Bạch Đằng, thành phố Rạch Giá"))];
    flow(vec![first])
}
