//! The head of a document: letterhead, marks, title, recipients, and the head of a phụ lục.

use super::Setter;
use super::flow::{Align, Grid, GridCell, Item, Par, Rule};
use crate::paper::document::{AppendixHeader, CopyHead, Letterhead, Title};
use crate::paper::norm::{self, Component};

const QUOC_HIEU: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
const TIEU_NGU: &str = "Độc lập - Tự do - Hạnh phúc";
/// Room beyond a measured line so that rounding in a word processor cannot wrap it, in mm.
const SLACK_MM: f64 = 1.0;

/// Ô 1 to 5b: the issuing body at the left, Quốc hiệu at the right, số and date on one line.
pub fn letterhead(setter: &Setter, head: &Letterhead, text_mm: f64) -> Item {
    two_columns(setter, head, text_mm, |column_mm| motto(setter, column_mm))
}

/// A line across the page; below it who makes the copy, with the form of copy in the place of ô 1.
pub fn copy_head(setter: &Setter, head: &CopyHead, text_mm: f64) -> [Item; 2] {
    let height_pt = 2.0 * norm::RULE_STRIP_PT;
    let line = Rule { left_mm: 0.0, length_mm: text_mm, height_pt, keep_next: true };
    let form = head.hinh_thuc.to_uppercase();
    let form = |_| vec![Item::Par(setter.par(Component::HinhThucSao, &form))];
    [Item::Rule(line), two_columns(setter, &head.letterhead, text_mm, form)]
}

/// The issuing body beside what `right` makes of the width of its column in mm.
fn two_columns(setter: &Setter, head: &Letterhead, text_mm: f64, right: impl Fn(f64) -> Vec<Item>) -> Item {
    let columns = letterhead_columns(setter, head, text_mm);
    let mut rows = vec![vec![
        GridCell { items: issuing_body(setter, head, columns[0]), ..GridCell::default() },
        GridCell { items: right(columns[1]), ..GridCell::default() },
    ]];
    if head.so_ky_hieu.is_some() || head.dia_danh_ngay.is_some() {
        // In the middle below the issuing body, which keeps the same distance from the right column.
        let number = optional_line(setter, Component::SoKyHieu, head.so_ky_hieu.as_deref())
            .map(|par| Par { right_mm: norm::LETTERHEAD_GAP_MM, ..par });
        let date = optional_line(setter, Component::DiaDanhNgay, head.dia_danh_ngay.as_deref());
        rows.push(vec![
            level_with(setter, number, Component::SoKyHieu),
            level_with(setter, date, Component::DiaDanhNgay),
        ]);
    }
    if let Some(subject) = &head.ve_viec {
        let column_mm = columns[0] - norm::LETTERHEAD_GAP_MM;
        let (mut par, _) = setter.balanced(Component::TrichYeuCongVan, subject, column_mm);
        par.right_mm += norm::LETTERHEAD_GAP_MM;
        par.before_pt = 6.0;
        let items = vec![Item::Par(par)];
        rows.push(vec![GridCell { items, ..GridCell::default() }, GridCell::default()]);
    }
    let columns_mm = columns.to_vec();
    Item::Grid(Grid { columns_mm, rows, after_pt: 14.0, keep_next: true, ..Grid::default() })
}

/// Widths in mm: the right column holds its lines unwrapped when the left one can spare the room.
fn letterhead_columns(setter: &Setter, head: &Letterhead, text_mm: f64) -> [f64; 2] {
    let date = head.dia_danh_ngay.as_deref().unwrap_or_default();
    let needed = setter
        .width_mm(Component::QuocHieu, QUOC_HIEU)
        .max(setter.width_mm(Component::DiaDanhNgay, date).min(text_mm * 0.66));
    let right = (needed + SLACK_MM + norm::LETTERHEAD_GAP_MM).max(text_mm * (1.0 - norm::LETTERHEAD_LEFT_SHARE));
    [text_mm - right, right]
}

fn issuing_body(setter: &Setter, head: &Letterhead, column_mm: f64) -> Vec<Item> {
    let column_mm = column_mm - norm::LETTERHEAD_GAP_MM;
    let mut items = Vec::new();
    let mut longest: f64 = 0.0;
    for line in &head.co_quan_chu_quan {
        items.push(Item::Par(setter.balanced_capitals(Component::CoQuanChuQuan, line, column_mm).0));
    }
    for line in &head.co_quan {
        let (par, length) = setter.balanced_capitals(Component::CoQuanBanHanh, line, column_mm);
        longest = longest.max(length);
        items.push(Item::Par(par));
    }
    if longest > 0.0 {
        super::gap_below(&mut items, norm::RULE_GAP_PT);
        items.push(Item::Rule(rule(longest * norm::SHORT_RULE_SHARE, column_mm)));
    }
    for item in &mut items {
        if let Item::Par(par) = item {
            par.right_mm += norm::LETTERHEAD_GAP_MM;
        }
    }
    items
}

fn motto(setter: &Setter, column_mm: f64) -> Vec<Item> {
    let length = setter.width_mm(Component::TieuNgu, TIEU_NGU);
    let mut items = vec![
        Item::Par(setter.par(Component::QuocHieu, QUOC_HIEU)),
        Item::Par(setter.par(Component::TieuNgu, TIEU_NGU)),
    ];
    super::gap_below(&mut items, norm::RULE_GAP_PT);
    items.push(Item::Rule(rule(length, column_mm)));
    items
}

fn optional_line(setter: &Setter, component: Component, text: Option<&str>) -> Option<Par> {
    text.map(|text| setter.par(component, text))
}

/// A cell of the row of số and date; the smaller line is lowered so that both stand on one base line.
fn level_with(setter: &Setter, par: Option<Par>, component: Component) -> GridCell {
    let ascent = |component| norm::ASCENT * setter.style(component).pitch_pt;
    let tallest = ascent(Component::SoKyHieu).max(ascent(Component::DiaDanhNgay));
    let items = par.map(|par| Item::Par(Par { before_pt: tallest - ascent(component), ..par }));
    GridCell { items: items.into_iter().collect(), ..GridCell::default() }
}

/// A rule of `length_mm` in the middle of a column.
fn rule(length_mm: f64, column_mm: f64) -> Rule {
    let length_mm = length_mm.min(column_mm);
    let left_mm = (column_mm - length_mm) / 2.0;
    Rule { left_mm, length_mm, height_pt: norm::RULE_STRIP_PT, keep_next: true }
}

/// The boxes of độ mật and mức độ khẩn (ô 10a, 10b), each as wide as the decree says, below what stands at the left;
/// beside them Kính gửi (ô 9a), which `names` are for.
pub fn marks(setter: &Setter, marks: &[String], names: &[String], text_mm: f64) -> Vec<Item> {
    let boxes: Vec<Item> = marks.iter().map(|mark| mark_box(setter, mark)).collect();
    if names.is_empty() {
        return boxes;
    }
    let right_mm = text_mm - norm::BESIDE_MARKS_MM;
    let beside = GridCell { items: recipients_from(setter, names, right_mm, 0.0), ..GridCell::default() };
    let rows = vec![vec![GridCell { items: boxes, ..GridCell::default() }, beside]];
    let columns_mm = vec![norm::BESIDE_MARKS_MM, right_mm];
    vec![Item::Grid(Grid { columns_mm, rows, keep_next: true, ..Grid::default() })]
}

fn mark_box(setter: &Setter, mark: &str) -> Item {
    stamp(setter, Component::MucDoKhan, mark, 0.0, norm::mark_width_mm(mark))
}

/// One word in a thin box of its colour.
pub fn stamp(setter: &Setter, component: Component, text: &str, left_mm: f64, width_mm: f64) -> Item {
    let items = vec![Item::Par(setter.par(component, text))];
    let cell = GridCell { items, border: Some(setter.style(component).ink), height_mm: norm::MARK_HEIGHT_MM };
    Item::Grid(Grid {
        left_mm,
        columns_mm: vec![width_mm],
        rows: vec![vec![cell]],
        after_pt: 6.0,
        keep_next: true,
        ..Grid::default()
    })
}

/// Width in mm of the box around phạm vi lưu hành.
pub fn circulation_width_mm(setter: &Setter, text: &str) -> f64 {
    setter.width_mm(Component::PhamViLuuHanh, text) + norm::CIRCULATION_ROOM_MM
}

/// Tên loại, trích yếu, the note of what it comes with, and the rule.
pub fn title(setter: &Setter, title: &Title, text_mm: f64) -> Vec<Item> {
    let mut heading = Heading::new(setter, text_mm);
    heading.capitals(Component::TenLoai, &title.ten_loai);
    for line in &title.trich_yeu {
        heading.line(Component::TrichYeu, line);
    }
    if let Some(note) = &title.kem_theo {
        heading.line(Component::KemTheo, note);
    }
    heading.close()
}

/// "Phụ lục II", its title and the note of the document it belongs to.
pub fn appendix(setter: &Setter, head: &AppendixHeader, text_mm: f64) -> Vec<Item> {
    let mut heading = Heading::new(setter, text_mm);
    if let Some(number) = &head.so {
        heading.line(Component::SoPhuLuc, number);
    }
    heading.capitals(Component::TenPhuLuc, &head.ten).outline = Some(1);
    if let Some(note) = &head.kem_theo {
        heading.line(Component::KemTheo, note);
    }
    heading.close()
}

/// Centred lines with a rule below that is 1/3 to 1/2 of the last one.
struct Heading<'s> {
    setter: &'s Setter,
    text_mm: f64,
    pars: Vec<Par>,
    last_mm: f64,
}

impl<'s> Heading<'s> {
    fn new(setter: &'s Setter, text_mm: f64) -> Self {
        Heading { setter, text_mm, pars: Vec::new(), last_mm: 0.0 }
    }

    fn line(&mut self, component: Component, text: &str) -> &mut Par {
        self.push(self.setter.balanced(component, text, self.text_mm))
    }

    fn capitals(&mut self, component: Component, text: &str) -> &mut Par {
        self.push(self.setter.balanced_capitals(component, text, self.text_mm))
    }

    fn push(&mut self, (par, longest): (Par, f64)) -> &mut Par {
        self.last_mm = longest;
        let index = self.pars.len();
        self.pars.push(par);
        &mut self.pars[index]
    }

    fn close(self) -> Vec<Item> {
        let rule =
            Rule { height_pt: 2.0 * norm::RULE_STRIP_PT, ..rule(self.last_mm * norm::SHORT_RULE_SHARE, self.text_mm) };
        let mut items: Vec<Item> = self.pars.into_iter().map(Item::Par).collect();
        super::gap_below(&mut items, norm::RULE_GAP_PT);
        items.push(Item::Rule(rule));
        items
    }
}

/// Kính gửi: one recipient on the same line in the middle; several below each other, their dashes
/// under the colon (Mục II.9a).
pub fn recipients(setter: &Setter, names: &[String], text_mm: f64) -> Vec<Item> {
    recipients_from(setter, names, text_mm, norm::KINH_GUI_LEFT_MM)
}

/// The same, "Kính gửi:" of several recipients `left_mm` from the left.
fn recipients_from(setter: &Setter, names: &[String], text_mm: f64, left_mm: f64) -> Vec<Item> {
    let label = "Kính gửi:";
    if let [name] = names {
        return vec![Item::Par(single_recipient(setter, &format!("{label} {name}"), text_mm))];
    }
    let colon = left_mm + setter.width_mm(Component::KinhGui, "Kính gửi");
    let dash = setter.width_mm(Component::KinhGui, "- ");
    let mut items = vec![Item::Par(Par {
        align: Some(Align::Left),
        left_mm,
        keep_next: Some(true),
        ..setter.par(Component::KinhGui, label)
    })];
    for name in names {
        items.push(Item::Par(Par {
            align: Some(Align::Left),
            left_mm: colon + dash,
            first_mm: Some(-dash),
            ..setter.par(Component::KinhGui, name)
        }));
    }
    super::gap_below(&mut items, norm::KINH_GUI_GAP_PT);
    items
}

fn single_recipient(setter: &Setter, line: &str, text_mm: f64) -> Par {
    let mut par = setter.par(Component::KinhGui, line);
    par.after_pt = Some(norm::KINH_GUI_GAP_PT);
    if setter.width_mm(Component::KinhGui, line) > text_mm - 2.0 * norm::FIRST_LINE_MM {
        let hang = setter.width_mm(Component::KinhGui, "Kính gửi: ");
        par.align = Some(Align::Left);
        par.left_mm = norm::FIRST_LINE_MM + hang;
        par.first_mm = Some(-hang);
    }
    par
}
