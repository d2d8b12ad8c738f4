//! Findings in the words of a report: where they are, whom they concern, how many there are.

use std::collections::HashMap;
use std::path::Path;

use crate::base::diag::{Diagnostic, Hint, Place, Position, Report, Severity};
use crate::base::text::upper_first;
use crate::campaign::CampaignFolder;

/// Sheet and cell of the workbook in `folder`; of others, and of lines, the file below `folder` as well.
pub fn place_words(place: &Place, folder: &Path) -> String {
    let is_the_one = place.path().parent() == Some(folder);
    if let Some(sheet) = place.sheet().filter(|_| is_the_one) {
        return format!("{sheet}!{}", place.within_file());
    }
    let words = place.to_string();
    let prefix = folder.join("").display().to_string();
    words.strip_prefix(&prefix).unwrap_or(&words).to_owned()
}

/// The names of the units that findings concern.
pub fn owners(folder: &CampaignFolder) -> HashMap<&Diagnostic, &str> {
    let name = |unit: usize| folder.parties().get(unit).map(|unit| unit.name());
    folder.findings_by_unit().filter_map(|(unit, finding)| Some((&*finding.diagnostic, name(unit)?))).collect()
}

/// File, sheet and cell; a line or a key stands in the place of the cell.
pub fn place_cells(place: Option<&Place>, path: &Path) -> [String; 3] {
    let Some(place) = place else { return [const { String::new() }; 3] };
    let below = place.path().strip_prefix(path).unwrap_or(place.path());
    let file = if below.as_os_str().is_empty() { place.path() } else { below }.display().to_string();
    let within = match &place.position {
        Position::Whole => String::new(),
        Position::Line { line, column } => format!("dòng {line}, cột {column}"),
        Position::Cell { .. } | Position::Key(_) => place.within_file(),
    };
    [file, place.sheet().unwrap_or_default().to_owned(), within]
}

/// What `hint` says to mend, in the folder `path`.
pub fn hint_words(hint: &Hint, path: &Path) -> String {
    let place = hint.place.as_ref().map(|place| format!(" ({})", place_words(place, path)));
    format!("{}{}", upper_first(&hint.text), place.unwrap_or_default())
}

/// How many findings there are, those of one cause once.
pub fn count(findings: &Report) -> String {
    let told = findings.told();
    let of = |severity: Severity| told.iter().filter(|each| each.finding.severity == severity).count();
    match (of(Severity::Error), of(Severity::Warning)) {
        (0, 0) => "Không có lỗi".to_owned(),
        (0, warnings) => format!("Không có lỗi, {warnings} cảnh báo"),
        (errors, 0) => format!("{errors} lỗi"),
        (errors, warnings) => format!("{errors} lỗi, {warnings} cảnh báo"),
    }
}
