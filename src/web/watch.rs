//! Looks at the folder that is open and checks it again when a file in it has changed.
//!
//! One thread does all checks, one after the other. Modification times are asked for instead of waiting for the news
//! of the system: network drives, on which the folders of offices lie, often tell none. A file is taken as saved when
//! it looks the same twice: spreadsheet programs write in several steps.

use std::path::Path;
use std::time::Duration;

use super::App;
use super::check::Checked;
use super::session::Current;
use super::stock::Stock;
use crate::base::files::{Disk, Stamp};
use crate::make::output::standing::OutputView;

/// How often the folder is looked at.
const GLANCE: Duration = Duration::from_millis(400);
/// The folder of papers that a folder of texts, or a campaign, has inside.
pub const PAPERS: &str = "ket_qua";

/// The folder as it was seen.
#[derive(Default)]
struct Seen {
    /// The number of the campaign.
    number: u64,
    last: Vec<Stamp>,
    checked: Vec<Stamp>,
}

/// Watches for `app` until the program ends.
pub fn watch(app: &App) {
    let (mut seen, mut output) = (Seen::default(), OutputView::default());
    while !app.session.rest(GLANCE) {
        let Some(current) = app.session.current().filter(|current| !current.is_texts) else { continue };
        let stamps = stamps(&current.path, &current.out);
        let is_wanted = current.is_checking || seen.number != current.number;
        let is_saved = stamps == seen.last && stamps != seen.checked;
        seen.last = stamps;
        if is_wanted || is_saved {
            seen.number = current.number;
            seen.checked.clone_from(&seen.last);
            let checked = Checked::of(&current.path, current.old_text, current.checked.as_deref());
            app.session.has_checked(&current, Checked { stamps: seen.checked.clone(), ..checked });
        } else if current.is_taking_stock {
            take_stock(app, &current, &mut output);
        }
    }
}

/// Looks at the papers, unless there is something else to do.
fn take_stock(app: &App, current: &Current, output: &mut OutputView) {
    let is_urgent = || app.session.is_urgent(current.number);
    let stock = match current.checked.as_deref().and_then(|checked| checked.folder.as_ref()) {
        Some((folder, _)) => Stock::take(current, folder, output, &is_urgent),
        None => Some(Stock::default()),
    };
    if let Some(stock) = stock {
        app.session.has_taken_stock(current, stock);
    }
}

/// The state of the files of the campaign in `folder`, whose papers go to `out`, in the order of their paths.
pub fn stamps(folder: &Path, out: &Path) -> Vec<Stamp> {
    let passed = |path: &Path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with('.') || name.starts_with("~$") || name == PAPERS || path == out
    };
    let mut stamps = Disk::stamps(folder, &passed);
    stamps.sort();
    stamps
}
