//! What `templates/layout.typ` reads: the set page with every style looked up, so that the Typst side
//! only places things. It travels as JSON; text in it is always a string, never Typst source.

use serde::Serialize;

use super::blanks;
use super::keep_with_next::{Mark, has_kept_rows, is_marked};
use super::words::{Piece, pieces};
use crate::paper::document::SizeSet;
use crate::paper::norm::{self, Component, Ink, measure};
use crate::paper::typeset::flow::{
    Align, Drawing, Flow, FlowSection, FlowTable, Grid, GridCell, Item, Outline, PageSpec, Par, Rule, Span, StyleSpec,
    TableCell,
};

/// A whole document.
#[derive(Debug, Serialize)]
pub struct Sheet<'a> {
    pub(super) title: &'a str,
    pub(super) author: &'a str,
    /// Font families, the text face first.
    pub(super) families: &'a [String],
    pub(super) measures: Measures,
    /// There are blanks that hold words together, which become plain ones.
    #[serde(skip)]
    pub(super) has_bound: bool,
    pub(super) sections: Vec<SheetSection<'a>>,
}

/// What holds for every line that is set or drawn.
#[derive(Debug, Serialize)]
pub(super) struct Measures {
    /// Shares of the pitch above and below the base line.
    pub(super) ascent: f64,
    pub(super) descent: f64,
    pub(super) rule_pt: f64,
    pub(super) border_pt: f64,
}

const MEASURES: Measures =
    Measures { ascent: norm::ASCENT, descent: norm::DESCENT, rule_pt: norm::RULE_PT, border_pt: norm::BORDER_PT };

#[derive(Debug, Serialize)]
pub(super) struct SheetSection<'a> {
    pub(super) page: &'a PageSpec,
    pub(super) drawings: Vec<SheetDrawing<'a>>,
    pub(super) number: Type,
    pub(super) first_header: Vec<SheetItem<'a>>,
    pub(super) first_footer: Vec<SheetItem<'a>>,
    /// What stands between two page breaks; none is empty.
    pub(super) chapters: Vec<Vec<SheetItem<'a>>>,
}

/// How letters look.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(super) struct Type {
    pub(super) size_pt: f64,
    pub(super) pitch_pt: f64,
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) ink: &'static str,
}

/// Outlines of one colour.
#[derive(Debug, Serialize)]
pub(super) struct SheetDrawing<'a> {
    pub(super) ink: &'static str,
    pub(super) line_pt: Option<f64>,
    pub(super) outlines: &'a [Outline],
}

#[derive(Debug, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(super) enum SheetItem<'a> {
    Par(SheetPar),
    Rule(&'a Rule),
    Grid(SheetGrid<'a>),
    Table(SheetTable<'a>),
    Mark { name: String },
}

#[derive(Debug, Serialize)]
pub(super) struct SheetPar {
    #[serde(flatten)]
    pub(super) letters: Type,
    pub(super) align: Align,
    pub(super) left_mm: f64,
    pub(super) right_mm: f64,
    pub(super) first_mm: f64,
    pub(super) before_pt: f64,
    pub(super) after_pt: f64,
    pub(super) keep_next: bool,
    pub(super) keep_lines: bool,
    pub(super) role: Role,
    pub(super) pieces: Vec<Piece>,
}

/// What a paragraph is for a reader that sees the tags only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Role {
    Text,
    Title,
    Heading(u8),
}

#[derive(Debug, Serialize)]
pub(super) struct SheetGrid<'a> {
    pub(super) left_mm: f64,
    pub(super) columns_mm: &'a [f64],
    pub(super) cells: Vec<SheetCell<'a>>,
    pub(super) after_pt: f64,
    pub(super) keep_next: bool,
    pub(super) splits: bool,
}

#[derive(Debug, Serialize)]
pub(super) struct SheetCell<'a> {
    pub(super) items: Vec<SheetItem<'a>>,
    pub(super) border: Option<&'static str>,
    pub(super) height_mm: f64,
}

#[derive(Debug, Serialize)]
pub(super) struct SheetTable<'a> {
    pub(super) columns_mm: &'a [f64],
    pub(super) margin_mm: f64,
    pub(super) padding_pt: f64,
    pub(super) heights_pt: &'a [f64],
    pub(super) header: Vec<Joined>,
    /// Of the cells that are no [`TableText::Par`].
    pub(super) letters: Type,
    pub(super) cells: Vec<TableText>,
    pub(super) after_pt: f64,
    pub(super) keep_next: bool,
}

/// The text of a cell in the shortest form that does: tables take most of the time.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum TableText {
    /// At the left, in the letters of the table.
    Plain(String),
    /// In the letters of the table, without indents.
    Lines {
        align: Align,
        pieces: Vec<Piece>,
    },
    Par(SheetPar),
    /// In rows that may be divided.
    Split {
        split: Joined,
    },
    /// Over several columns or rows.
    Joined {
        joined: Joined,
    },
    /// A row that heads those below it, under `level - 1` others.
    Heading {
        heading: Joined,
        level: usize,
    },
}

/// A cell of so many columns and rows.
#[derive(Debug, Serialize)]
pub(super) struct Joined {
    pub(super) columns: usize,
    pub(super) rows: usize,
    pub(super) par: SheetPar,
}

/// `flow` for the Typst side, set in `families`.
pub fn sheet<'a>(flow: &'a Flow, families: &'a [String]) -> Sheet<'a> {
    let mut translator = Translator { styles: &flow.styles, level: 0, titled: false, marked: 0 };
    let sections = flow.sections.iter().map(|section| translator.section(section)).collect();
    let (title, author) = (flow.meta.title.as_str(), flow.meta.author.as_str());
    Sheet { title, author, families, measures: MEASURES, has_bound: blanks::holds(flow), sections }
}

/// Walks the document in reading order.
struct Translator<'a> {
    styles: &'a [StyleSpec],
    /// Level of the last heading.
    level: u8,
    /// The title has been met.
    titled: bool,
    /// Marked items met so far.
    marked: usize,
}

impl<'a> Translator<'a> {
    fn style(&self, component: Component) -> StyleSpec {
        let found = self.styles.iter().find(|style| style.component == component);
        found.cloned().unwrap_or_else(|| measure(component).style(SizeSet::default()))
    }

    fn section(&mut self, section: &'a FlowSection) -> SheetSection<'a> {
        SheetSection {
            page: &section.page,
            drawings: section.drawings.iter().map(drawing).collect(),
            number: letters(&self.style(Component::SoTrang)),
            first_header: self.items(&section.first_header),
            first_footer: self.items(&section.first_footer),
            chapters: self.chapters(&section.items),
        }
    }

    fn chapters(&mut self, items: &'a [Item]) -> Vec<Vec<SheetItem<'a>>> {
        let chapters = items.split(|item| *item == Item::PageBreak).filter(|chapter| !chapter.is_empty());
        chapters.map(|chapter| self.items(chapter)).collect()
    }

    fn items(&mut self, items: &'a [Item]) -> Vec<SheetItem<'a>> {
        let mut set = Vec::with_capacity(items.len());
        for item in items {
            set.extend(self.item(item));
            if is_marked(item) {
                set.push(SheetItem::Mark { name: Mark::Below(self.marked).name() });
                self.marked += 1;
            }
        }
        set
    }

    fn item(&mut self, item: &'a Item) -> Option<SheetItem<'a>> {
        Some(match item {
            Item::Par(par) => {
                let mut set = self.par(par);
                if par.tail.is_some() {
                    set.pieces.push(Piece::Mark { name: Mark::Row(self.marked).name() });
                    set.keep_next = false;
                }
                SheetItem::Par(set)
            }
            Item::Rule(rule) => SheetItem::Rule(rule),
            Item::Grid(grid) => SheetItem::Grid(self.grid(grid)),
            Item::Table(table) => SheetItem::Table(self.table(table)),
            Item::PageBreak => return None,
        })
    }

    fn grid(&mut self, grid: &'a Grid) -> SheetGrid<'a> {
        let cell = |cell: &'a GridCell| SheetCell {
            items: self.items(&cell.items),
            border: cell.border.map(Ink::hex),
            height_mm: cell.height_mm,
        };
        SheetGrid {
            left_mm: grid.left_mm,
            columns_mm: &grid.columns_mm,
            cells: grid.rows.iter().flatten().map(cell).collect(),
            after_pt: grid.after_pt,
            keep_next: grid.keep_next,
            splits: grid.splits,
        }
    }

    fn table(&mut self, table: &'a FlowTable) -> SheetTable<'a> {
        let letters = letters(&self.style(Component::OBang));
        SheetTable {
            columns_mm: &table.columns_mm,
            margin_mm: table.margin_mm,
            padding_pt: table.padding_pt,
            heights_pt: &table.heights_pt,
            header: self.header(table),
            letters,
            cells: self.cells(table, letters),
            after_pt: table.after_pt,
            keep_next: table.keep_rows > 0 && table.keep_rows >= table.rows.len(),
        }
    }

    /// The header that repeats; one that may be divided consists of rows like others.
    fn header(&mut self, table: &FlowTable) -> Vec<Joined> {
        let cells = table.header.iter().flatten().filter(|cell| table.repeats() && cell.rows > 0);
        cells.map(|cell| self.joined(cell)).collect()
    }

    fn joined(&mut self, cell: &TableCell) -> Joined {
        Joined { columns: cell.columns, rows: cell.rows, par: self.par(&cell.par) }
    }

    fn cells(&mut self, table: &FlowTable, letters: Type) -> Vec<TableText> {
        let head = table.header.len();
        let first_kept = head + table.rows.len().saturating_sub(table.keep_rows);
        let mut cells = Vec::with_capacity(table.rows.len() * table.columns_mm.len());
        let mut headings = 0;
        for (row, own) in table.all_rows().enumerate().skip(if table.repeats() { head } else { 0 }) {
            let splits = table.splitting.binary_search(&row).is_ok();
            let bound = table.bound.binary_search(&row).is_ok();
            let is_heading = bound && own.len() == 1;
            headings = if is_heading { headings + 1 } else { 0 };
            for (index, cell) in own.iter().enumerate().filter(|(_, cell)| cell.rows > 0) {
                let mut joined = self.joined(cell);
                if index == 0 && row == first_kept && has_kept_rows(table) {
                    joined.par.pieces.insert(0, Piece::Mark { name: Mark::Row(self.marked).name() });
                }
                cells.push(match joined {
                    split if splits || (cell.rows > 1 && !bound) => TableText::Split { split },
                    heading if is_heading => TableText::Heading { heading, level: headings + 1 },
                    joined if (joined.columns, joined.rows) != (1, 1) => TableText::Joined { joined },
                    Joined { par, .. } => table_text(par, letters),
                });
            }
        }
        cells
    }

    fn par(&mut self, par: &Par) -> SheetPar {
        let style = self.style(par.style);
        let mut pieces = pieces(&par.spans);
        let align = par.align.unwrap_or(style.align);
        if par.goes_on && align == Align::Justify {
            pieces.push(Piece::Full);
        }
        SheetPar {
            letters: letters(&style),
            align,
            left_mm: par.left_mm,
            right_mm: par.right_mm,
            first_mm: par.first_mm.unwrap_or(style.first_mm),
            before_pt: par.before_pt,
            after_pt: par.after_pt.unwrap_or(style.after_pt),
            keep_next: par.keep_next.unwrap_or(style.keep_next),
            keep_lines: par.keep_lines,
            role: self.role(par),
            pieces,
        }
    }

    /// A heading never lies more than one level below the one before it, as PDF/UA asks.
    fn role(&mut self, par: &Par) -> Role {
        let has_text = |span: &Span| matches!(span, Span::Text { text, .. } if !text.trim().is_empty());
        let worded = par.spans.iter().any(has_text);
        match par.outline {
            Some(wanted) if worded => {
                self.level = wanted.clamp(1, self.level + 1);
                Role::Heading(self.level)
            }
            None if matches!(par.style, Component::TenLoai | Component::KhenTenLoai) && !self.titled && worded => {
                self.titled = true;
                Role::Title
            }
            _ => Role::Text,
        }
    }
}

/// `par` as the text of a cell in a table set in `letters`.
fn table_text(mut par: SheetPar, letters: Type) -> TableText {
    let indents = [par.left_mm, par.right_mm, par.first_mm];
    let bare = par.role == Role::Text && par.letters == letters && indents == [0.0; 3] && par.align != Align::Justify;
    if !bare {
        return TableText::Par(par);
    }
    match par.pieces.as_mut_slice() {
        [Piece::Strut] => TableText::Plain(String::new()),
        [Piece::Run(run)] if par.align == Align::Left && run.bold == letters.bold && run.italic == letters.italic => {
            TableText::Plain(std::mem::take(&mut run.text))
        }
        _ => TableText::Lines { align: par.align, pieces: par.pieces },
    }
}

fn drawing(drawing: &Drawing) -> SheetDrawing<'_> {
    SheetDrawing { ink: drawing.ink.hex(), line_pt: drawing.line_pt, outlines: &drawing.outlines }
}

fn letters(style: &StyleSpec) -> Type {
    Type {
        size_pt: style.size_pt,
        pitch_pt: style.pitch_pt,
        bold: style.bold,
        italic: style.italic,
        ink: style.ink.hex(),
    }
}
