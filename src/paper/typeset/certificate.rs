//! Giấy khen on one sheet: the lines of Điều 104 Nghị định 98/2023/NĐ-CP between the frame and the
//! signature, with the room that is left shared out among the gaps.
//!
//! A name or an achievement may be long, and the sheet is always one. So what differs from one
//! certificate to the next becomes smaller step by step until all fits, wraps in lines of about equal
//! length, and is refused when letters would be too small to be read on a wall.

use super::flow::{Drawing, FlowSection, Grid, GridCell, Item, PageSpec, Par, Rule};
use super::metrics::{Metrics, PT_PER_MM};
use super::{Setter, emblem, frame, overflow};
use crate::base::diag::{Code, Diagnostic, Report};
use crate::paper::document::{Certificate, CertificatePrint, CertificateSheet, EmblemPrint, Preprinted};
use crate::paper::norm::{self, Component};

/// The smallest share of its size that a line may be set in: what differs from one certificate to the
/// next gives way most.
const ELASTIC: &[(Component, f64)] = &[
    (Component::KhenQuocHieu, 0.87),
    (Component::KhenTieuNgu, 0.87),
    (Component::KhenThamQuyen, 0.66),
    (Component::KhenTang, 0.78),
    (Component::KhenTenLoai, 0.7),
    (Component::KhenDoiTuong, 0.6),
    (Component::KhenChiTiet, 0.65),
    (Component::KhenThanhTich, 0.62),
    (Component::KhenDiaDanhNgay, 0.86),
    (Component::KhenChucVu, 0.86),
    (Component::KhenHoTen, 0.86),
];
/// The smallest share of the room for the signature; a signature takes about 17 mm.
const LEAST_SIGNATURE: f64 = 0.78;
/// Sizes are tried in this many steps from whole to smallest.
const STEPS: u32 = 10;
/// A line that is too long by a little becomes smaller by as much as this before it wraps.
const ONE_LINE_SHARE: f64 = 0.82;
/// Share of the text width for the decision at the lower left.
const LEFT_SHARE: f64 = 0.48;
/// Height that stays free for rounding, in points.
const SPARE_PT: f64 = 3.0;

/// Gaps in points at least, and how the room that is left is shared out.
const ABOVE_AUTHORITY: Gap = Gap { least_pt: 6.0, share: 1.0 };
const ABOVE_GIVES: Gap = Gap { least_pt: 1.0, share: 0.3 };
/// Only where the whole sheet is drawn: on a blank the lines stay where the office has measured them.
const ABOVE_NAME_OF_KIND: Gap = Gap { least_pt: 5.0, share: 0.5 };
const BELOW_NAME_OF_KIND: Gap = Gap { least_pt: 2.0, share: 1.0 };
const ABOVE_ACHIEVEMENT: Gap = Gap { least_pt: 4.0, share: 1.2 };
const ABOVE_FOOT: Gap = Gap { least_pt: 8.0, share: 1.8 };

#[derive(Clone, Copy)]
struct Gap {
    least_pt: f64,
    share: f64,
}

/// Sets the sheet of `certificate`.
///
/// # Errors
/// `TT002` when not even the smallest letters let it fit.
pub fn section(setter: &mut Setter, certificate: &Certificate) -> Result<FlowSection, Report> {
    let print = &certificate.in_an;
    let scale = match print.kho {
        CertificateSheet::A4 => 1.0,
        CertificateSheet::A3 => norm::A3_SCALE,
    };
    let page = sheet(print, scale);
    for step in 0..=STEPS {
        let progress = f64::from(step) / f64::from(STEPS);
        resize(setter, scale, progress);
        shorten(setter, certificate, page.text_width_mm());
        let lines = Stack::of(setter, certificate, &page, scale, signature_pt(scale, progress));
        let room_pt = page.text_height_mm() * PT_PER_MM - SPARE_PT - lines.height_pt;
        if room_pt >= 0.0 {
            let items = lines.spread(room_pt);
            return Ok(FlowSection {
                drawings: drawings(&setter.metrics, print, &page, scale),
                page,
                first_header: Vec::new(),
                first_footer: Vec::new(),
                items,
            });
        }
    }
    let letters: usize = certificate.thanh_tich.iter().map(|text| text.chars().count()).sum();
    let message = format!("giấy khen của “{}” không vừa một trang", certificate.doi_tuong);
    let hint =
        format!("rút gọn thành tích (đang có {letters} chữ cái), hoặc bớt dòng ở `chi_tiet` và ở chức vụ người ký");
    Err(Diagnostic::error(Code::TT002, message).hint(hint).into())
}

/// Room for the signature in points.
fn signature_pt(scale: f64, progress: f64) -> f64 {
    norm::SIGNATURE_SPACE_PT * scale * (1.0 - (1.0 - LEAST_SIGNATURE) * progress)
}

fn sheet(print: &CertificatePrint, scale: f64) -> PageSpec {
    let page = norm::CERTIFICATE;
    PageSpec {
        // The sizes of A series sheets are whole millimetres.
        width_mm: (page.width_mm * scale).round(),
        height_mm: (page.height_mm * scale).round(),
        top_mm: page.top_mm * scale + print.lech_doc_mm,
        bottom_mm: page.bottom_mm * scale - print.lech_doc_mm,
        left_mm: page.left_mm * scale + print.lech_ngang_mm,
        right_mm: page.right_mm * scale - print.lech_ngang_mm,
        ..page
    }
}

fn drawings(metrics: &Metrics, print: &CertificatePrint, page: &PageSpec, scale: f64) -> Vec<Drawing> {
    let mut drawings = Vec::new();
    if print.khung && !print.chi_chu {
        drawings.extend(frame::frame(page.width_mm, page.height_mm, scale));
    }
    match print.quoc_huy {
        _ if print.chi_chu => {}
        EmblemPrint::Ve => drawings.extend(emblem::emblem(metrics, page.width_mm, scale)),
        EmblemPrint::ChoTrong => drawings.push(frame::emblem_place(page.width_mm, scale)),
        EmblemPrint::KhongDanhDau => {}
    }
    drawings
}

/// Gives every line its size: `progress` runs from 0, whole, to 1, smallest.
fn resize(setter: &mut Setter, scale: f64, progress: f64) {
    for measure in norm::MEASURES.iter().filter(|measure| measure.component.is_of_certificate()) {
        let least = ELASTIC.iter().find(|(component, _)| *component == measure.component);
        let share = least.map_or(1.0, |(_, least)| 1.0 - (1.0 - least) * progress);
        setter.resize(measure.component, measure.size_pt.1 * scale * share);
    }
}

/// Makes lines that are a little too long smaller, so that they need not wrap.
fn shorten(setter: &mut Setter, certificate: &Certificate, text_mm: f64) {
    let details: Vec<&str> = certificate.chi_tiet.iter().map(String::as_str).collect();
    let authority = certificate.tham_quyen.to_uppercase();
    let lines: [(Component, &[&str]); 3] = [
        (Component::KhenThamQuyen, &[&authority]),
        (Component::KhenDoiTuong, &[&certificate.doi_tuong]),
        (Component::KhenChiTiet, &details),
    ];
    for (component, texts) in lines {
        let longest = texts.iter().map(|text| setter.width_mm(component, text)).fold(0.0, f64::max);
        let share = (text_mm - 1.0) / longest.max(1.0);
        if (ONE_LINE_SHARE..1.0).contains(&share) {
            let size_pt = setter.style(component).size_pt * share;
            setter.resize(component, (size_pt * 2.0).floor() / 2.0);
        }
    }
}

/// Lines from top to bottom and the gaps between them that may grow.
struct Stack<'a> {
    setter: &'a Setter,
    text_mm: f64,
    scale: f64,
    items: Vec<Item>,
    /// Of all items and of the gaps at their least.
    height_pt: f64,
    /// Gaps above the item of that index.
    gaps: Vec<(usize, Gap)>,
    /// Room of lines that the blank has already, to go above the next line.
    pending_pt: f64,
}

impl<'a> Stack<'a> {
    fn of(setter: &'a Setter, certificate: &Certificate, page: &PageSpec, scale: f64, signature_pt: f64) -> Self {
        let text_mm = page.text_width_mm();
        let mut stack =
            Stack { setter, text_mm, scale, items: Vec::new(), height_pt: 0.0, gaps: Vec::new(), pending_pt: 0.0 };
        let hidden = |line: Preprinted| certificate.in_an.chi_chu && certificate.in_an.in_san.contains(&line);
        stack.motto(hidden(Preprinted::QuocHieu));
        stack.gap(ABOVE_AUTHORITY);
        let authority = certificate.tham_quyen.to_uppercase();
        stack.line(Component::KhenThamQuyen, &authority, hidden(Preprinted::ThamQuyen));
        stack.gap(ABOVE_GIVES);
        stack.line(Component::KhenTang, "TẶNG", hidden(Preprinted::Tang));
        if !certificate.in_an.chi_chu {
            stack.gap(ABOVE_NAME_OF_KIND);
        }
        stack.line(Component::KhenTenLoai, "GIẤY KHEN", hidden(Preprinted::GiayKhen));
        stack.gap(BELOW_NAME_OF_KIND);
        stack.line(Component::KhenDoiTuong, &certificate.doi_tuong, false);
        certificate.chi_tiet.iter().for_each(|line| stack.line(Component::KhenChiTiet, line, false));
        stack.gap(ABOVE_ACHIEVEMENT);
        certificate.thanh_tich.iter().for_each(|line| stack.line(Component::KhenThanhTich, line, false));
        stack.gap(ABOVE_FOOT);
        stack.foot(certificate, signature_pt);
        stack
    }

    /// Quốc hiệu, Tiêu ngữ and a rule as long as it.
    fn motto(&mut self, hidden: bool) {
        const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";
        self.line(Component::KhenQuocHieu, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", hidden);
        self.line(Component::KhenTieuNgu, MOTTO, hidden);
        let strip_pt = (norm::RULE_GAP_PT + norm::RULE_STRIP_PT) * self.scale;
        self.height_pt += strip_pt;
        if hidden {
            self.pending_pt += strip_pt;
            return;
        }
        if let Some(Item::Par(par)) = self.items.last_mut() {
            par.after_pt = Some(norm::RULE_GAP_PT * self.scale);
        }
        let length_mm = self.setter.width_mm(Component::KhenTieuNgu, MOTTO);
        self.items.push(Item::Rule(Rule {
            left_mm: (self.text_mm - length_mm) / 2.0,
            length_mm,
            height_pt: norm::RULE_STRIP_PT * self.scale,
            keep_next: true,
        }));
    }

    fn gap(&mut self, gap: Gap) {
        let gap = Gap { least_pt: gap.least_pt * self.scale, ..gap };
        self.height_pt += gap.least_pt;
        self.gaps.push((self.items.len(), gap));
    }

    /// A centred text; a `hidden` one leaves its room.
    fn line(&mut self, component: Component, text: &str, hidden: bool) {
        let (mut par, height_pt) = balanced(self.setter, component, text, self.text_mm);
        self.height_pt += height_pt;
        if hidden {
            self.pending_pt += height_pt;
            return;
        }
        par.before_pt = std::mem::take(&mut self.pending_pt);
        self.items.push(Item::Par(par));
    }

    fn foot(&mut self, certificate: &Certificate, signature_pt: f64) {
        let left_mm = self.text_mm * LEFT_SHARE;
        let columns_mm = vec![left_mm, self.text_mm - left_mm];
        let (right, right_pt) = signer(self.setter, certificate, self.text_mm - left_mm, signature_pt);
        let (mut left, left_pt) = decision(self.setter, certificate, left_mm);
        if let Some(first) = left.first_mut() {
            first.before_pt = (right_pt - left_pt).max(0.0);
        }
        let cell =
            |pars: Vec<Par>| GridCell { items: pars.into_iter().map(Item::Par).collect(), ..GridCell::default() };
        let rows = vec![vec![cell(left), cell(right)]];
        self.height_pt += right_pt.max(left_pt);
        self.items.push(Item::Grid(Grid { columns_mm, rows, ..Grid::default() }));
    }

    /// The items, with `room_pt` shared out among the gaps.
    fn spread(mut self, room_pt: f64) -> Vec<Item> {
        let shares: f64 = self.gaps.iter().map(|(_, gap)| gap.share).sum();
        for (index, gap) in &self.gaps {
            let height_pt = gap.least_pt + room_pt * gap.share / shares;
            let (above, below) = self.items.split_at_mut(*index);
            match (above.last_mut(), below.first_mut()) {
                (_, Some(Item::Par(par))) => par.before_pt += height_pt,
                (Some(Item::Par(par)), _) => par.after_pt = Some(height_pt),
                _ => {}
            }
        }
        self.items
    }
}

/// A centred paragraph with lines of about equal length, and its height in points.
fn balanced(setter: &Setter, component: Component, text: &str, column_mm: f64) -> (Par, f64) {
    let (mut par, _) = setter.balanced(component, text, column_mm);
    let settled = overflow::settle(setter, &mut par, column_mm);
    let lines = settled.count(setter, &par, column_mm).lines;
    (par, lines as f64 * setter.style(component).pitch_pt)
}

/// The decision, its date and số sổ vàng; and their height.
fn decision(setter: &Setter, certificate: &Certificate, column_mm: f64) -> (Vec<Par>, f64) {
    let style = Component::KhenSoQuyetDinh;
    let mut height_pt = 0.0;
    let mut line = |text: &String| {
        let mut par = setter.par(style, text);
        overflow::settle(setter, &mut par, column_mm);
        height_pt += setter.lines(style, text, column_mm).widths_pt.len() as f64 * setter.style(style).pitch_pt;
        par
    };
    let pars = certificate.so_quyet_dinh.iter().map(&mut line).collect();
    (pars, height_pt)
}

/// Place and date, chức vụ, room for the signature, name; and their height.
fn signer(setter: &Setter, certificate: &Certificate, column_mm: f64, space_pt: f64) -> (Vec<Par>, f64) {
    let signer = &certificate.chu_ky;
    let office = |text: &String| (Component::KhenChucVu, text.to_uppercase());
    let date = (Component::KhenDiaDanhNgay, certificate.dia_danh_ngay.clone());
    let above = std::iter::once(date).chain(signer.quyen_han.iter().map(office));
    let note = signer.ghi_chu.iter().map(|note| (Component::KhenDiaDanhNgay, note.clone()));
    let name = std::iter::once((Component::KhenHoTen, signer.ho_ten.clone()));
    let below = signer.chuc_vu_khac.iter().map(office).chain(name);
    let mut height_pt = space_pt;
    let mut set = |(component, text): (Component, String)| {
        let (par, own_pt) = balanced(setter, component, &text, column_mm);
        height_pt += own_pt;
        par
    };
    let mut pars: Vec<Par> = above.chain(note).map(&mut set).collect();
    let first_below = pars.len();
    pars.extend(below.map(&mut set));
    if let Some(first) = pars.get_mut(first_below) {
        first.before_pt = space_pt;
    }
    (pars, height_pt)
}

#[cfg(test)]
mod tests;
