//! Which component is set how, and which clause says so.

use serde::Serialize;

use super::{Align, FIRST_LINE_MM, Ink, PARAGRAPH_GAP_PT, StyleSpec};
use crate::paper::document::SizeSet;

/// Everything on a page that has a style of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Component {
    NoiDung,
    QuocHieu,
    TieuNgu,
    CoQuanChuQuan,
    CoQuanBanHanh,
    SoKyHieu,
    DiaDanhNgay,
    TrichYeuCongVan,
    TenLoai,
    TrichYeu,
    ThamQuyen,
    KinhGui,
    CanCu,
    QuyetDinh,
    PhanChuong,
    TenPhanChuong,
    Muc,
    Khoan,
    Diem,
    Dieu,
    QuyenHanChucVu,
    GhiChuChuKy,
    HoTen,
    NoiNhan,
    NoiNhanDong,
    NguoiSoan,
    SoPhuLuc,
    TenPhuLuc,
    KemTheo,
    MucDoKhan,
    PhamViLuuHanh,
    DiaChi,
    HinhThucSao,
    ChuKySo,
    SoTrang,
    DauBang,
    OBang,
    KhenQuocHieu,
    KhenTieuNgu,
    KhenThamQuyen,
    KhenTang,
    KhenTenLoai,
    KhenDoiTuong,
    KhenChiTiet,
    KhenThanhTich,
    KhenSoQuyetDinh,
    KhenDiaDanhNgay,
    KhenChucVu,
    KhenHoTen,
}

impl Component {
    /// Whether it occurs on a certificate only.
    pub fn is_of_certificate(self) -> bool {
        self >= Component::KhenQuocHieu
    }
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Measure {
    pub component: Component,
    /// The Vietnamese name, shown as the name of the Word style.
    pub label: &'static str,
    /// Size with the smaller and with the larger set, in points.
    pub size_pt: (f64, f64),
    pub bold: bool,
    pub italic: bool,
    pub ink: Ink,
    pub align: Align,
    /// Indent of the first line in mm.
    pub first_mm: f64,
    /// Gap below in points.
    pub after_pt: f64,
    /// Level in the navigation pane, from 1.
    pub outline: Option<u8>,
    pub keep_next: bool,
    /// Where the law says so.
    pub clause: &'static str,
}

impl Measure {
    const fn new(component: Component, label: &'static str, small: f64, large: f64, clause: &'static str) -> Self {
        Measure {
            component,
            label,
            size_pt: (small, large),
            bold: false,
            italic: false,
            ink: Ink::Black,
            align: Align::Center,
            first_mm: 0.0,
            after_pt: 0.0,
            outline: None,
            keep_next: false,
            clause,
        }
    }

    const fn bold(self) -> Self {
        Measure { bold: true, ..self }
    }

    const fn italic(self) -> Self {
        Measure { italic: true, ..self }
    }

    const fn red(self) -> Self {
        Measure { ink: Ink::Red, ..self }
    }

    const fn bright_red(self) -> Self {
        Measure { ink: Ink::BrightRed, ..self }
    }

    const fn body(self) -> Self {
        Measure { align: Align::Justify, first_mm: FIRST_LINE_MM, after_pt: PARAGRAPH_GAP_PT, ..self }
    }

    const fn left(self) -> Self {
        Measure { align: Align::Left, ..self }
    }

    const fn right(self) -> Self {
        Measure { align: Align::Right, ..self }
    }

    const fn after(self, after_pt: f64) -> Self {
        Measure { after_pt, ..self }
    }

    const fn heading(self, outline: u8) -> Self {
        Measure { outline: Some(outline), keep_next: true, ..self }
    }

    const fn keep(self) -> Self {
        Measure { keep_next: true, ..self }
    }

    /// The measure as a style of one document.
    pub fn style(&self, set: SizeSet) -> StyleSpec {
        let size_pt = match set {
            SizeSet::Nho => self.size_pt.0,
            SizeSet::Lon => self.size_pt.1,
        };
        StyleSpec {
            component: self.component,
            size_pt,
            pitch_pt: pitch(self.component, size_pt),
            after_pt: self.after_pt,
            bold: self.bold,
            italic: self.italic,
            ink: self.ink,
            align: self.align,
            first_mm: self.first_mm,
            outline: self.outline,
            keep_next: self.keep_next,
        }
    }
}

/// Distance of base lines in points. Single spacing of the face is 1.15 of the size; running text
/// takes 1.25, which lies between the single and one-and-a-half lines that Mục II.6 allows. Rounded to
/// a twentieth of a point, the unit of Word.
pub fn pitch(component: Component, size_pt: f64) -> f64 {
    use Component::*;
    let factor = match component {
        NoiDung | KinhGui | CanCu | PhanChuong | TenPhanChuong | Muc | Khoan | Diem | Dieu | KhenThanhTich => 1.25,
        _ => 1.15,
    };
    (size_pt * factor * 20.0).round() / 20.0
}

/// Where the law speaks of the lines of a certificate.
const CERTIFICATE_CLAUSE: &str = "Nghị định 98/2023/NĐ-CP, Điều 104";

/// The table, in the order of [`Component`].
pub const MEASURES: &[Measure] = {
    use Component::*;
    &[
        Measure::new(NoiDung, "Nội dung", 13.0, 14.0, "Mục II.6, Mục V dòng 6").body(),
        Measure::new(QuocHieu, "Quốc hiệu", 12.0, 13.0, "Mục II.1, Mục V dòng 1").bold(),
        Measure::new(TieuNgu, "Tiêu ngữ", 13.0, 14.0, "Mục II.1, Mục V dòng 1").bold(),
        Measure::new(CoQuanChuQuan, "Cơ quan chủ quản", 12.0, 13.0, "Mục II.2, Mục V dòng 2"),
        Measure::new(CoQuanBanHanh, "Cơ quan ban hành", 12.0, 13.0, "Mục II.2, Mục V dòng 2").bold(),
        Measure::new(SoKyHieu, "Số, ký hiệu", 13.0, 13.0, "Mục II.3, Mục V dòng 3"),
        Measure::new(DiaDanhNgay, "Địa danh, thời gian", 13.0, 14.0, "Mục II.4, Mục V dòng 4").italic(),
        Measure::new(TrichYeuCongVan, "Trích yếu công văn", 12.0, 13.0, "Mục II.5, Mục V dòng 5b"),
        Measure::new(TenLoai, "Tên loại", 13.0, 14.0, "Mục II.5, Mục V dòng 5a").bold().keep(),
        Measure::new(TrichYeu, "Trích yếu", 13.0, 14.0, "Mục II.5, Mục V dòng 5a").bold().keep(),
        Measure::new(ThamQuyen, "Thẩm quyền ban hành", 13.0, 14.0, "Mẫu 1.1, 1.2").bold().after(8.0).keep(),
        Measure::new(KinhGui, "Kính gửi", 13.0, 14.0, "Mục II.9a, Mục V dòng 8a").after(3.0),
        Measure::new(CanCu, "Căn cứ", 13.0, 14.0, "Mục II.6").body().italic(),
        Measure::new(QuyetDinh, "Quyết định", 13.0, 14.0, "Mẫu 1.1, 1.2").bold().after(8.0).keep(),
        Measure::new(PhanChuong, "Phần, Chương", 13.0, 14.0, "Mục II.6, Mục V dòng 6a").bold().keep(),
        Measure::new(TenPhanChuong, "Tên phần, chương", 13.0, 14.0, "Mục II.6, Mục V dòng 6a")
            .bold()
            .after(PARAGRAPH_GAP_PT)
            .heading(1),
        Measure::new(Muc, "Mục", 13.0, 14.0, "Mục II.6, Mục V dòng 6b").body().bold().heading(1),
        Measure::new(Khoan, "Khoản", 13.0, 14.0, "Mục II.6, Mục V dòng 6b").body().bold().heading(2),
        Measure::new(Diem, "Điểm", 13.0, 14.0, "Mục II.6, Mục V dòng 6b").body().heading(3),
        Measure::new(Dieu, "Điều", 13.0, 14.0, "Mục II.6, Mục V dòng 6a").body(),
        Measure::new(QuyenHanChucVu, "Quyền hạn, chức vụ", 13.0, 14.0, "Mục II.7, Mục V dòng 7").bold().keep(),
        Measure::new(GhiChuChuKy, "Ghi chú chữ ký", 13.0, 13.0, "Mẫu 1.9").italic().keep(),
        Measure::new(HoTen, "Họ tên người ký", 13.0, 14.0, "Mục II.7, Mục V dòng 7").bold(),
        Measure::new(NoiNhan, "Nơi nhận", 12.0, 12.0, "Mục II.9b, Mục V dòng 8b").bold().italic().left().keep(),
        Measure::new(NoiNhanDong, "Danh sách nơi nhận", 11.0, 11.0, "Mục II.9b, Mục V dòng 8b").left(),
        Measure::new(NguoiSoan, "Ký hiệu người soạn thảo", 11.0, 11.0, "Mục II.12, Mục V dòng 11").left(),
        Measure::new(SoPhuLuc, "Số phụ lục", 14.0, 14.0, "Mục III.1, Mục V dòng 9").bold().keep(),
        Measure::new(TenPhuLuc, "Tên phụ lục", 13.0, 14.0, "Mục III.1, Mục V dòng 9").bold().heading(1),
        Measure::new(KemTheo, "Kèm theo văn bản", 13.0, 14.0, "Mục III.1").italic().keep(),
        Measure::new(MucDoKhan, "Độ mật, mức độ khẩn", 13.0, 13.0, "Mục III.2, Mục V dòng 10").bold().bright_red(),
        Measure::new(PhamViLuuHanh, "Phạm vi lưu hành", 13.0, 13.0, "Mục II.11, Mục V dòng 13").bold(),
        Measure::new(DiaChi, "Địa chỉ cơ quan", 11.0, 11.0, "Mục II.13, Mục V dòng 12").left(),
        Measure::new(HinhThucSao, "Hình thức sao", 13.0, 14.0, "Mẫu 3.1").bold().keep(),
        Measure::new(ChuKySo, "Chữ ký số của cơ quan", 10.0, 10.0, "Mẫu 2.2, 3.2; Mục II.8, ô 14").right(),
        Measure::new(SoTrang, "Số trang", 13.0, 14.0, "Mục I.7, Mục V dòng 14"),
        Measure::new(DauBang, "Đầu bảng", 12.0, 13.0, "không quy định").bold(),
        Measure::new(OBang, "Ô bảng", 12.0, 13.0, "không quy định").left(),
        Measure::new(KhenQuocHieu, "Giấy khen: Quốc hiệu", 15.0, 15.0, CERTIFICATE_CLAUSE).bold(),
        Measure::new(KhenTieuNgu, "Giấy khen: Tiêu ngữ", 16.0, 16.0, CERTIFICATE_CLAUSE).bold(),
        Measure::new(KhenThamQuyen, "Giấy khen: Thẩm quyền", 21.0, 21.0, CERTIFICATE_CLAUSE).bold().red(),
        Measure::new(KhenTang, "Giấy khen: Tặng", 18.0, 18.0, CERTIFICATE_CLAUSE).bold(),
        Measure::new(KhenTenLoai, "Giấy khen: Tên loại", 46.0, 46.0, CERTIFICATE_CLAUSE).bold().red(),
        Measure::new(KhenDoiTuong, "Giấy khen: Đối tượng", 26.0, 26.0, CERTIFICATE_CLAUSE).bold(),
        Measure::new(KhenChiTiet, "Giấy khen: Chi tiết", 17.0, 17.0, CERTIFICATE_CLAUSE),
        Measure::new(KhenThanhTich, "Giấy khen: Thành tích", 18.0, 18.0, CERTIFICATE_CLAUSE),
        Measure::new(KhenSoQuyetDinh, "Giấy khen: Số quyết định", 13.0, 13.0, CERTIFICATE_CLAUSE)
            .bold()
            .italic()
            .left(),
        Measure::new(KhenDiaDanhNgay, "Giấy khen: Địa danh", 14.0, 14.0, CERTIFICATE_CLAUSE).bold().italic(),
        Measure::new(KhenChucVu, "Giấy khen: Chức vụ", 14.0, 14.0, CERTIFICATE_CLAUSE).bold(),
        Measure::new(KhenHoTen, "Giấy khen: Họ tên", 15.0, 15.0, CERTIFICATE_CLAUSE).bold(),
    ]
};

/// The row of `component` in [`MEASURES`] and in `Flow::styles`.
pub fn index(component: Component) -> usize {
    component as usize
}

/// The measure of `component`.
pub fn measure(component: Component) -> &'static Measure {
    &MEASURES[index(component)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_the_order_of_the_components() {
        for (index, row) in MEASURES.iter().enumerate() {
            assert_eq!(row.component as usize, index, "{}", row.label);
        }
    }

    #[test]
    fn sizes_lie_in_the_ranges_of_the_decree() {
        for row in MEASURES.iter().filter(|row| !row.component.is_of_certificate()) {
            let legal = match row.component {
                Component::QuocHieu | Component::CoQuanChuQuan | Component::CoQuanBanHanh => 12.0..=13.0,
                Component::TrichYeuCongVan => 12.0..=13.0,
                Component::NoiNhan => 12.0..=12.0,
                Component::NoiNhanDong | Component::NguoiSoan => 11.0..=11.0,
                Component::DiaChi => 11.0..=12.0,
                Component::ChuKySo => 10.0..=10.0,
                Component::SoKyHieu => 13.0..=13.0,
                Component::SoPhuLuc => 14.0..=14.0,
                Component::DauBang | Component::OBang => 11.0..=14.0,
                _ => 13.0..=14.0,
            };
            assert!(legal.contains(&row.size_pt.0) && legal.contains(&row.size_pt.1), "{}", row.label);
        }
    }

    #[test]
    fn body_lines_are_single_to_one_and_a_half() {
        for set in [SizeSet::Nho, SizeSet::Lon] {
            let body = measure(Component::NoiDung).style(set);
            let single = body.size_pt * 1.149;
            assert!((single..=single * 1.5).contains(&body.pitch_pt));
            assert!(body.after_pt >= 6.0);
        }
    }
}
