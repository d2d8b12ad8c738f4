//! A campaign folder: its data read and put together, and the papers that can be made from it.
//!
//! ```text
//! phong_trao.toml                       the facts of the campaign
//! so_lieu.xlsx | so_lieu.json | *.csv   units and registrations
//! mau/                                  templates that take the place of built-in ones (optional)
//! ```
//!
//! A fault of the campaign (bad TOML, a missing header) stops everything; a fault of one unit's data
//! stops only that unit's papers, which fail with it.

mod assign;
mod context;
mod jobs;
mod stems;

use std::path::Path;
use std::sync::Arc;

use crate::diag::{Diagnostic, Place, Report};
use crate::model::{Campaign, Registration, Unit, registration, unit};
use crate::source::{Row, Table, decode, read, tables, toml};
use crate::template::{Engine, Schema};

/// The file that makes a folder a campaign.
pub const FILE: &str = "phong_trao.toml";

/// A campaign folder, read and checked.
pub struct CampaignFolder {
    shared: Arc<Shared>,
    units: Vec<UnitRecord>,
    warnings: Report,
}

/// What all papers have in common.
struct Shared {
    campaign: Campaign,
    engine: Engine,
}

/// A unit with what it registered, and what is wrong with either.
#[derive(Clone, Debug, Default)]
pub struct UnitRecord {
    pub unit: Unit,
    pub registrations: Vec<Registration>,
    /// The name of its files: ASCII, unique in the campaign.
    pub stem: String,
    pub report: Report,
}

impl CampaignFolder {
    /// The facts of the campaign.
    pub fn campaign(&self) -> &Campaign {
        &self.shared.campaign
    }

    /// The units in the order of their table.
    pub fn units(&self) -> &[UnitRecord] {
        &self.units
    }

    /// Findings that stop nothing.
    pub fn warnings(&self) -> &Report {
        &self.warnings
    }
}

/// Reads the campaign in `folder`.
///
/// # Errors
/// All faults that concern the campaign as a whole. Faults of single units are kept with them.
pub fn open(folder: &Path) -> Result<CampaignFolder, Report> {
    let mut report = Report::new();
    let campaign = match facts(folder) {
        Ok((campaign, warnings)) => {
            report.append(warnings);
            campaign
        }
        Err(faults) => {
            report.append(faults);
            Campaign::default()
        }
    };
    let (units, rows) = load_tables(folder, &mut report);
    let schema = Schema::of(&context::sample());
    let engine = match Engine::load(Some(folder), &schema) {
        Ok((engine, warnings)) => {
            report.append(warnings);
            Some(engine)
        }
        Err(faults) => {
            report.append(faults);
            None
        }
    };
    let Some(engine) = engine.filter(|_| !report.has_errors()) else { return Err(report) };
    let units = assign::assign(&units, &rows);
    Ok(CampaignFolder { shared: Arc::new(Shared { campaign, engine }), units, warnings: report })
}

/// The facts in `phong_trao.toml`.
fn facts(folder: &Path) -> Result<(Campaign, Report), Report> {
    let path = folder.join(FILE);
    if !path.is_file() {
        let finding = Diagnostic::error("DL023", format!("thư mục không có tệp `{FILE}`")).at(Place::file(folder));
        return Err(finding.hint("đưa thư mục của một phong trào, hoặc tạo tệp này").into());
    }
    let map = toml::parse(&decode(&read(&path)?, &path)?, &path)?;
    let mut report = Report::new();
    let campaign = Campaign::read(&map, &mut report);
    report.finish(campaign)
}

/// The rows of units and of registrations.
fn load_tables(folder: &Path, report: &mut Report) -> (Vec<Row>, Vec<Row>) {
    let mut found = tables::load(folder, &[&unit::TABLE, &registration::TABLE], report).into_iter();
    let mut next = || found.next().flatten();
    let (units, registrations): (Option<Table>, Option<Table>) = (next(), next());
    if units.is_none() && !report.has_errors() {
        report.push(
            Diagnostic::error("DL021", format!("không có bảng `{}`", unit::TABLE.label))
                .at(Place::file(folder))
                .hint("thêm `so_lieu.xlsx` có trang `Đơn vị`, hoặc tệp `don_vi.csv`, hoặc `so_lieu.json`"),
        );
    }
    let rows = |table: Option<Table>| table.map(|table| table.rows).unwrap_or_default();
    (rows(units), rows(registrations))
}
