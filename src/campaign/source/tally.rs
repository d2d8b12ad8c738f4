//! How much one file of tables has given so far, and whether that is still a file of tables.
//!
//! A cell that is repeated a million times, a text that a million cells share: what counts is what they take
//! once they are read, not what the file takes on the disk.

use super::{Node, Sheet, Value};
use crate::base::diag::Diagnostic;
use crate::base::limits;

/// Why a workbook can't be read.
#[derive(Debug)]
pub(super) enum Fault {
    /// The rest of a sentence.
    Damaged(String),
    /// A limit, as a finding of its own.
    Over(Diagnostic),
}

impl Fault {
    /// Damage in fixed words.
    pub fn of(cause: &str) -> Self {
        Fault::Damaged(cause.to_owned())
    }
}

impl From<&str> for Fault {
    fn from(cause: &str) -> Self {
        Fault::of(cause)
    }
}

impl From<Diagnostic> for Fault {
    fn from(finding: Diagnostic) -> Self {
        Fault::Over(finding)
    }
}

/// What the cells of one file come to.
#[derive(Debug, Default)]
pub(super) struct Tally {
    cells: usize,
    letters: usize,
    copies: usize,
    /// The rows of which nothing is kept, and of the last one its number and its cells.
    rows: usize,
    passed: Option<(u32, usize)>,
}

impl Tally {
    /// Counts a filled cell with `value`.
    ///
    /// # Errors
    /// `DL060` without a place, when it is one too many or too long.
    pub fn cell(&mut self, value: &Value) -> Result<(), Diagnostic> {
        let letters = value.letters();
        self.cells += 1;
        self.letters += letters;
        let fits = [(limits::CELL, letters), (limits::CELLS, self.cells), (limits::LETTERS, self.letters)];
        fits.into_iter().find(|(limit, found)| !limit.allows(*found)).map_or(Ok(()), |(limit, _)| Err(limit.over()))
    }

    /// Counts `copies` of a filled cell.
    ///
    /// # Errors
    /// `DL060` without a place, when there are too many.
    pub fn copies(&mut self, copies: usize) -> Result<(), Diagnostic> {
        self.copies = self.copies.saturating_add(copies);
        if limits::COPIES.allows(self.copies) { Ok(()) } else { Err(limits::COPIES.over()) }
    }

    /// Puts a filled cell into `sheet` and counts it.
    ///
    /// # Errors
    /// As [`Self::cell`], at the place of the cell; also for one row or column too many.
    pub fn put(&mut self, sheet: &mut Sheet, row: u32, column: u32, node: Node) -> Result<(), Diagnostic> {
        self.cell(&node.value).map_err(|over| over.at(node.place.clone()))?;
        let at = sheet.put(row, column, node);
        let width = sheet.rows.last().map_or(0, |row| row.cells.len());
        let fits = [(limits::ROWS, sheet.rows.len()), (limits::COLUMNS, width)];
        let over = fits.into_iter().find(|(limit, found)| !limit.allows(*found));
        let Some((limit, _)) = over else { return Ok(()) };
        let node = at.and_then(|at| sheet.rows.get(at)?.cells.last()).map(|(_, node)| node);
        Err(node.map_or_else(|| limit.over(), |node| limit.over().at(node.place.clone())))
    }

    /// Counts a filled cell of a row of which nothing is kept.
    ///
    /// # Errors
    /// As [`Self::put`].
    pub fn pass(&mut self, row: u32, node: &Node) -> Result<(), Diagnostic> {
        let located = |over: Diagnostic| over.at(node.place.clone());
        self.cell(&node.value).map_err(located)?;
        let (last, width) = self.passed.unwrap_or((row, 0));
        let width = if last == row { width + 1 } else { 1 };
        self.rows += usize::from(width == 1);
        self.passed = Some((row, width));
        let fits = [(limits::ROWS, self.rows), (limits::COLUMNS, width)];
        let over = fits.into_iter().find(|(limit, found)| !limit.allows(*found));
        over.map_or(Ok(()), |(limit, _)| Err(located(limit.over())))
    }

    /// Counts a value that lies `depth` values deep: its place is as long as that.
    ///
    /// # Errors
    /// As [`Self::cell`]; also for a depth that no table has.
    pub fn value(&mut self, value: &Value, depth: usize) -> Result<(), Diagnostic> {
        if !limits::DEPTH.allows(depth) {
            return Err(limits::DEPTH.over());
        }
        self.cells += depth / 4;
        self.cell(value)
    }

    /// Counts a cell that takes `value` from a merged area.
    ///
    /// # Errors
    /// As [`Self::cell`].
    pub fn spread(&mut self, value: &Value) -> Result<(), Diagnostic> {
        let one_too_many = !limits::SPREAD.allows(self.cells + 1);
        if one_too_many { Err(limits::SPREAD.over()) } else { self.cell(value) }
    }

    /// Looks at the merged areas of `sheet`.
    ///
    /// # Errors
    /// `DL060` at the sheet.
    pub fn merged(&self, sheet: &Sheet) -> Result<(), Diagnostic> {
        let fits = limits::MERGED.allows(sheet.merged.len());
        if fits { Ok(()) } else { Err(limits::MERGED.over().at(sheet.place(0, 0))) }
    }
}
