//! The mark of a workbook that was handed out to a unit to be filled in, and has come back.
//!
//! Such a workbook repeats what the office knew when it was made, so that a unit sees it; who reads it has to
//! know that these rows are no second ones.

use super::{Sheet, Value, unread};
use crate::base::diag::Place;
use crate::base::text::ascii_key;

/// What stands to the left of the name of the unit, in the sheet of help.
pub const MARK: &str = "Phiếu của đơn vị";

/// What stands to the left of the name of the campaign, there as well.
pub const CAMPAIGN: &str = "Phong trào";

/// A workbook that came back.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The unit that it was made for, as it was called then.
    pub unit: String,
    /// The cell with the name; its file is the workbook.
    pub place: Place,
    /// The campaign that it was made for, as it was called then, and its cell.
    pub campaign: Option<(String, Place)>,
}

/// The answer whose sheet of help is among `sheets`.
pub(super) fn of_sheets(sheets: &[Sheet]) -> Option<Answer> {
    let (unit, place) = beside(sheets, MARK)?;
    Some(Answer { unit, place, campaign: beside(sheets, CAMPAIGN) })
}

/// What the sheet of help says to the right of `mark`, and where.
fn beside(sheets: &[Sheet], mark: &str) -> Option<(String, Place)> {
    let rows = sheets.iter().filter(|sheet| unread::is_help(&sheet.name)).flat_map(|sheet| &sheet.rows);
    rows.into_iter().find_map(|row| {
        let mut cells = row.cells.iter().map(|(_, node)| node);
        let is_mark = matches!(&cells.next()?.value, Value::Text(text) if ascii_key(text) == ascii_key(mark));
        let said = cells.next().filter(|_| is_mark)?;
        Some((said.text()?, said.place.clone()))
    })
}
