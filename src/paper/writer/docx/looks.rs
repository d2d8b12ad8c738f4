//! What paragraphs, runs, rows and cells say of themselves, in few numbers: those that say the same look the same.
//!
//! A document of a thousand paragraphs has a few looks, and the next document has the same ones. So docx-rs makes the
//! properties of each look once ([`super::mended`]); what has that look is written without a tree of its own.

use docx_rs::{
    Bold, BoldCs, BorderType, HeightRule, Indent, Italic, ItalicCs, Justification, LineSpacing, LineSpacingType,
    OutlineLvl, ParagraphBorder, ParagraphBorderPosition, ParagraphBorders, ParagraphProperty, ParagraphStyle,
    RunProperty, SpecialIndentType, Tab, TabLeaderType, TabValueType, TableCell, TableCellBorder,
    TableCellBorderPosition, TableCellBorders, TableCellProperty, TableRow, TableRowProperty, VAlignType, VMergeType,
    WidthType,
};

use super::measure::eighths;
use super::styles;
use crate::paper::norm::{self, Component, Ink};
use crate::paper::typeset::flow::Align;

/// The style of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Name {
    Of(Component),
    /// The strip that holds a drawn line.
    Rule,
    /// The gap below a table.
    Gap,
}

/// A style by name and what differs from it, in twips.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ParagraphLook {
    pub name: Name,
    pub align: Option<Align>,
    /// Left, of the first line beyond that (to the left when it is negative), right.
    pub indent: Option<(i32, Option<i32>, i32)>,
    pub before: i32,
    pub after: Option<i32>,
    /// Height of each line.
    pub line: Option<i32>,
    /// A line is drawn above.
    pub ruled: bool,
    pub keep_next: bool,
    /// The style keeps it with what follows, and here that does not hold.
    pub loose: bool,
    pub keep_lines: bool,
    pub page_break: bool,
    /// Level of a heading, from 0.
    pub outline: Option<usize>,
    /// Where a leader ends.
    pub leader_to: Option<usize>,
}

impl ParagraphLook {
    /// That of a paragraph that says nothing but its style.
    pub fn of(name: Name) -> Self {
        ParagraphLook {
            name,
            align: None,
            indent: None,
            before: 0,
            after: None,
            line: None,
            ruled: false,
            keep_next: false,
            loose: false,
            keep_lines: false,
            page_break: false,
            outline: None,
            leader_to: None,
        }
    }

    /// What docx-rs makes of it; that it is `loose` docx-rs cannot say.
    pub fn property(&self) -> ParagraphProperty {
        let id = match self.name {
            Name::Of(component) => styles::id(component),
            Name::Rule => styles::RULE.to_owned(),
            Name::Gap => styles::GAP.to_owned(),
        };
        let mut property = ParagraphProperty::default();
        property.style = Some(ParagraphStyle::new(Some(id)));
        property.alignment = self.align.map(|align| Justification::new(alignment(align)));
        property.indent =
            self.indent.map(|(left, first, right)| Indent::new(Some(left), first.map(special), Some(right), None));
        property.line_spacing = self.spacing();
        property.borders = self.ruled.then(|| {
            let border = ParagraphBorder::new(ParagraphBorderPosition::Top).val(BorderType::Single);
            ParagraphBorders::with_empty().set(border.size(eighths(norm::RULE_PT)))
        });
        property.keep_next = self.keep_next.then_some(true);
        property.keep_lines = self.keep_lines.then_some(true);
        property.page_break_before = self.page_break.then_some(true);
        property.outline_lvl = self.outline.map(OutlineLvl::new);
        let leader = |edge| Tab::new().val(TabValueType::Right).leader(TabLeaderType::Dot).pos(edge);
        property.tabs.extend(self.leader_to.map(leader));
        property
    }

    fn spacing(&self) -> Option<LineSpacing> {
        let mut spacing = LineSpacing::new();
        if self.before > 0 {
            spacing = spacing.before(self.before.unsigned_abs());
        }
        if let Some(after) = self.after {
            spacing = spacing.after(after.max(0).unsigned_abs());
        }
        if let Some(line) = self.line {
            spacing = spacing.line_rule(LineSpacingType::Exact).line(line);
        }
        (self.before > 0 || self.after.is_some() || self.line.is_some()).then_some(spacing)
    }
}

fn alignment(align: Align) -> &'static str {
    match align {
        Align::Left => "left",
        Align::Center => "center",
        Align::Right => "right",
        Align::Justify => "both",
    }
}

fn special(first: i32) -> SpecialIndentType {
    if first < 0 { SpecialIndentType::Hanging(-first) } else { SpecialIndentType::FirstLine(first) }
}

/// Weight and slope of a run where they differ from the style.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct RunLook {
    pub bold: Option<bool>,
    pub italic: Option<bool>,
}

impl RunLook {
    /// What docx-rs makes of it.
    pub fn property(&self) -> RunProperty {
        let mut property = RunProperty::new();
        if let Some(bold) = self.bold {
            property.bold = Some(if bold { Bold::new() } else { Bold::new().disable() });
            property.bold_cs = Some(if bold { BoldCs::new() } else { BoldCs::new().disable() });
        }
        if let Some(italic) = self.italic {
            property.italic = Some(if italic { Italic::new() } else { Italic::new().disable() });
            property.italic_cs = Some(if italic { ItalicCs::new() } else { ItalicCs::new().disable() });
        }
        property
    }
}

/// A row of a table.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct RowLook {
    /// At least, in twips; what is not above 0 is as high as the text.
    pub height: i32,
    pub splits: bool,
    /// It stands on every page, which docx-rs cannot say.
    pub repeats: bool,
}

impl RowLook {
    /// What docx-rs makes of it.
    pub fn property(&self) -> TableRowProperty {
        let mut row = TableRow::new(Vec::new());
        if !self.splits {
            row = row.cant_split();
        }
        if self.height > 0 {
            row = row.row_height(self.height as f32).height_rule(HeightRule::AtLeast);
        }
        row.property
    }
}

/// A cell of a table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CellLook {
    /// In twips.
    pub width: usize,
    /// How many columns and rows it takes; the cells below it in its rows take none.
    pub columns: usize,
    pub rows: usize,
    /// Margin above, where it is not that of the table, in twips.
    pub above: Option<usize>,
    /// Centred from top to bottom.
    pub centred: bool,
    /// Of the border on its four sides.
    pub ink: Option<Ink>,
}

impl CellLook {
    /// What docx-rs makes of it.
    pub fn property(&self) -> TableCellProperty {
        let mut cell = TableCell::new().width(self.width, WidthType::Dxa);
        if self.columns > 1 {
            cell = cell.grid_span(self.columns);
        }
        cell = match self.rows {
            0 => cell.vertical_merge(VMergeType::Continue),
            1 => cell,
            _ => cell.vertical_merge(VMergeType::Restart),
        };
        if self.centred {
            cell = cell.vertical_align(VAlignType::Center);
        }
        if let Some(ink) = self.ink {
            cell = cell.set_borders(borders(ink));
        }
        match self.above {
            Some(above) => cell.property.margin_top(above, WidthType::Dxa),
            None => cell.property,
        }
    }
}

fn borders(ink: Ink) -> TableCellBorders {
    use TableCellBorderPosition::{Bottom, Left, Right, Top};
    [Top, Left, Bottom, Right].into_iter().fold(TableCellBorders::with_empty(), |borders, side| {
        let line = TableCellBorder::new(side).border_type(BorderType::Single).size(eighths(norm::BORDER_PT));
        borders.set(line.color(ink.hex()))
    })
}
