//! Headers below the first rows: those of the table once more, or those of a second table in the same sheet.
//!
//! Offices put the addresses of their units below the list of these. What the columns of a second table hold is not
//! what stands above them: read on, "Số điện thoại" would be a unit. So the rows end where it begins.

use super::super::TableSpec;
use super::super::columns::Role;
use super::{Line, is_counter};
use crate::base::text::fold;

/// The columns of a table by their numbers.
pub(in super::super) struct Columns<'a> {
    pub spec: &'static TableSpec,
    pub roles: &'a [(u32, Role)],
}

/// What headers below the first rows are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Below {
    /// Those of the table once more, maybe in other words.
    Again,
    /// Those of a second table.
    Other,
}

impl Columns<'_> {
    /// What headers `line` holds, with some blank row above it where `is_apart`; nothing for a row of data.
    pub(super) fn headers(&self, line: &Line, is_apart: bool) -> Option<Below> {
        let mut cells = line.counter.iter().chain(&line.cells);
        let opening = cells.clone().min_by_key(|cell| cell.column)?;
        cells.clone().nth(1)?;
        // Most rows are told from headers by their first cell.
        let is_known = |text: &str| self.spec.column(text).is_some();
        if !opening.words.is_some_and(|text| is_counter(opening.node) || is_known(text)) {
            return None;
        }
        let (mut named, mut strange, mut all) = (0, 0, 0);
        cells.try_for_each(|cell| {
            let text = cell.words?;
            let is_counter = is_counter(cell.node);
            all += 1;
            named += usize::from(is_counter || is_known(text));
            strange += usize::from(!self.is_of(cell.column, text, is_counter));
            Some(())
        })?;
        match strange {
            0 => Some(Below::Again),
            _ if named == all || is_apart && 2 * named >= all => Some(Below::Other),
            _ => None,
        }
    }

    /// Whether `text` is a header of the column number `at`.
    fn is_of(&self, at: u32, text: &str, is_counter: bool) -> bool {
        match self.roles.iter().find(|(column, _)| *column == at).map(|(_, role)| role) {
            Some(Role::Known(column)) => self.spec.column(text).is_some_and(|known| known.key == column.key),
            Some(Role::Own(column)) => fold(&column.label) == fold(text),
            Some(Role::Aside) => is_counter,
            None => false,
        }
    }
}
