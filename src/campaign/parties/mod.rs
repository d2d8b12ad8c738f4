//! Who takes part: every unit and every individual once, known by one number everywhere.
//!
//! Rows call people and units as clerks write them. Here is the one place that says who is meant
//! ([`names`]) and what is wrong with a name that means nobody or several ([`finder`]); rules and papers
//! alike go on with the position of a [`Party`] and never compare names again.

mod finder;
mod names;

pub use finder::{Finder, unknown};

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::base::diag::{Code, Diagnostic, Place, Report};
use crate::base::limits;
use crate::base::text::fold;
use crate::base::text::stems::Stems;
use crate::campaign::model::located::Located;
use crate::campaign::model::nomination::{Nominee, NomineeKind, SubjectRef};
use crate::campaign::model::{Registration, Unit};
use names::Names;

/// How many unknown names get a suggestion: each costs a look at every known name.
const SUGGESTIONS: usize = 20;

/// Kinds of units that are parts of a body and issue no papers, such as a Bộ phận Tiếp nhận và Trả kết quả.
const PARTS: &[&str] = &["bộ phận", "tổ"];

/// A unit or an individual.
#[derive(Clone, Debug)]
pub struct Party {
    pub nominee: Arc<Nominee>,
    /// The collective it belongs to, where one is named and known.
    pub unit: Option<usize>,
    /// Who belongs to it: people, then units, each in the order of their places.
    pub members: Vec<usize>,
    /// Rows of Đăng ký that the unit has sent, whomever in it they register.
    pub registrations: Vec<usize>,
    /// The name of the files of a unit: ASCII, unique in the campaign.
    pub stem: String,
}

impl Party {
    fn new(nominee: Arc<Nominee>) -> Self {
        Party { nominee, unit: None, members: Vec::new(), registrations: Vec::new(), stem: String::new() }
    }

    /// Its name, for print.
    pub fn name(&self) -> &str {
        if self.nominee.ten.is_empty() { "Đơn vị không tên" } else { &self.nominee.ten }
    }
}

/// Everybody, by position: the đối tượng of the facts in their order, then units that only a registration names.
#[derive(Clone, Debug, Default)]
pub struct Parties {
    list: Vec<Party>,
    /// How many of them stand in a table.
    listed: usize,
    units: Vec<usize>,
    names: Names,
    /// By their names, units that only a registration names.
    strays: HashMap<String, usize>,
    /// There are more units than a campaign can have, which has been told.
    is_full: bool,
    /// What is wrong with the names in Đơn vị and Cá nhân, and with those of the units that register.
    pub findings: Report,
}

impl Parties {
    /// Those in `nominees`, with the `registrations` that units have sent. A registration of no unit becomes a
    /// unit of its own, so that its fault shows up as a paper that could not be made; it is never laid to the
    /// unit whose name is like it.
    pub fn new(nominees: &[Arc<Nominee>], registrations: &[Registration]) -> Self {
        let list = nominees.iter().map(|nominee| Party::new(Arc::clone(nominee))).collect();
        let mut parties = Parties { list, listed: nominees.len(), ..Parties::default() };
        let mut stems = Stems::default();
        parties.name_everybody(&mut stems);
        parties.find_units();
        parties.find_senders(registrations, &mut stems);
        parties
    }

    /// The party at this position.
    pub fn get(&self, at: usize) -> Option<&Party> {
        self.list.get(at)
    }

    /// The units that papers are made for: those of the table in its order, then those that only a
    /// registration names.
    pub fn units(&self) -> impl Iterator<Item = (usize, &Party)> {
        self.units.iter().filter_map(|at| Some((*at, self.list.get(*at)?)))
    }

    /// The collective that the party at this position belongs to.
    pub fn unit_of(&self, at: usize) -> Option<usize> {
        self.list.get(at)?.unit
    }

    /// Who belongs to the party at this position.
    pub fn members(&self, at: usize) -> &[usize] {
        self.list.get(at).map_or(&[], |party| &party.members)
    }

    /// Who belongs to the party at this position or to a unit below it, each once.
    pub fn everybody_in(&self, at: usize) -> Vec<usize> {
        let mut seen = BTreeSet::from([at]);
        let mut found = Vec::new();
        let mut open = vec![at];
        while let Some(unit) = open.pop() {
            for member in self.members(unit).iter().copied().filter(|member| seen.insert(*member)) {
                found.push(member);
                open.push(member);
            }
        }
        found
    }

    /// The unit at this position as papers tell of it: the one above by its whole name where it is known.
    pub fn unit(&self, at: usize) -> Option<Unit> {
        let party = self.list.get(at)?;
        let above = party.unit.and_then(|unit| self.list.get(unit)).map(|unit| unit.nominee.ten.as_str());
        let stated = || party.nominee.don_vi.as_ref().map(|unit| unit.value.as_str());
        Some(Unit::of(&party.nominee, above.or_else(stated).unwrap_or_default()))
    }

    /// Who issues the papers of the unit at this position: itself, or the unit above of which it is a part that
    /// issues none.
    pub fn issuer(&self, at: usize) -> Option<Unit> {
        let unit = self.unit(at)?;
        Some(self.issuer_above(at, &unit).unwrap_or(unit))
    }

    /// The unit above that issues the papers of the `unit` at this position; none of one that issues its own.
    pub fn issuer_above(&self, at: usize, unit: &Unit) -> Option<Unit> {
        let above = self.unit_of(at)?;
        PARTS.contains(&unit.loai.to_lowercase().as_str()).then(|| self.unit(above)).flatten()
    }

    /// Positions of all whom `name` may mean, only those of `kind` when it is known.
    pub fn called(&self, name: &str, kind: Option<NomineeKind>) -> Vec<usize> {
        self.names.meant(name, |at| self.is_of(at, kind))
    }

    /// Positions of all whom `subject` may mean: with the unit beside the name, only itself and its members.
    pub fn meant(&self, subject: &SubjectRef, kind: Option<NomineeKind>) -> Vec<usize> {
        let mut found = self.called(&subject.ten.value, kind);
        if let Some(unit) = &subject.don_vi {
            let units = self.called(&unit.value, None);
            let belongs = |at: usize| units.contains(&at) || self.unit_of(at).is_some_and(|unit| units.contains(&unit));
            found.retain(|at| belongs(*at));
        }
        found
    }

    /// The units that may have sent a registration with this `name`: known ones, else the one that has no
    /// other row than such.
    pub fn senders(&self, name: &Located<String>) -> Vec<usize> {
        self.units_called(&stray_name(name))
    }

    /// The units that `name` may mean, else the one that only a registration calls so.
    pub fn units_called(&self, name: &str) -> Vec<usize> {
        let known = self.called(name, Some(NomineeKind::TapThe));
        if known.is_empty() { self.strays.get(name).copied().into_iter().collect() } else { known }
    }

    /// The finding for a `name` that no unit or more than one has. To find the nearest known one costs a look at
    /// all: only where `suggest` asks for it.
    pub fn unclear_unit(&self, code: Code, name: &str, suggest: bool) -> Diagnostic {
        let meant = self.called(name, Some(NomineeKind::TapThe));
        if !meant.is_empty() {
            let known = meant.iter().filter_map(|at| self.get(*at)).map(|unit| format!("`{}`", unit.nominee.ten));
            let known = known.collect::<Vec<_>>().join(" hay ");
            let message = format!("`{name}` là tên chung của {} đơn vị: {known}", meant.len());
            return Diagnostic::error(code, message)
                .hint("ghi tên đầy đủ của đơn vị; tên viết tắt trong bảng `Đơn vị` mỗi đơn vị một khác");
        }
        let units = suggest.then(|| self.listed_units()).into_iter().flatten();
        let names =
            units.flat_map(|(_, unit)| [unit.nominee.ten.as_str(), unit.nominee.ma.as_str(), unit.stem.as_str()]);
        Diagnostic::error(code, format!("không có đơn vị `{name}`"))
            .did_you_mean(name, names, || "thêm đơn vị này vào bảng `Đơn vị`, hoặc sửa lại tên".to_owned())
    }

    fn is_of(&self, at: usize, kind: Option<NomineeKind>) -> bool {
        kind.is_none_or(|kind| self.list.get(at).is_some_and(|party| party.nominee.loai == kind))
    }

    /// The units of the table, which stand before those that only registrations name.
    pub fn listed_units(&self) -> impl Iterator<Item = (usize, &Party)> {
        self.units().take_while(|(at, _)| *at < self.listed)
    }

    /// Gives everybody a name and each unit a stem. A unit of which a row has been read already is reported, and
    /// whatever that row calls it means the first.
    fn name_everybody(&mut self, stems: &mut Stems) {
        let mut first: HashMap<String, usize> = HashMap::with_capacity(self.list.len());
        self.names.reserve(2 * self.list.len());
        for at in 0..self.list.len() {
            let Some(party) = self.list.get_mut(at) else { continue };
            let nominee = Arc::clone(&party.nominee);
            let is_unit = nominee.loai == NomineeKind::TapThe;
            if is_unit && nominee.ten.is_empty() {
                party.stem = stems.make(&nameless(&nominee.place));
                self.units.push(at);
                continue;
            }
            let known = *first.entry(fold(&nominee.ten)).or_insert(at);
            let is_twin = is_unit && known != at && self.is_of(known, Some(NomineeKind::TapThe));
            if is_twin {
                let place = self.list.get(known).map(|first| first.nominee.place.clone());
                self.findings.push(twin(&nominee, place));
            } else if is_unit {
                let stem = stems.make(&nominee.ten);
                self.names.put(&stem, at, true);
                if let Some(party) = self.list.get_mut(at) {
                    party.stem = stem;
                }
                self.units.push(at);
            }
            let at = if is_twin { known } else { at };
            self.names.put(&nominee.ten, at, is_unit);
            self.names.put(&nominee.ma, at, is_unit);
        }
    }

    fn find_units(&mut self) {
        let mut finder = Finder::new(self);
        let find = |party: &Party| party.nominee.don_vi.as_ref().and_then(|name| finder.unit(name));
        let units: Vec<Option<usize>> = self.list.iter().map(find).collect();
        self.findings.extend(finder.findings.shared());
        let order = |(at, party): (usize, &Party)| {
            let is_unit = party.nominee.loai == NomineeKind::TapThe;
            (is_unit, party.nominee.place.clone(), at)
        };
        let mut places: Vec<(bool, Place, usize)> = self.list.iter().enumerate().map(order).collect();
        places.sort();
        for (.., at) in places {
            let unit = units.get(at).copied().flatten().filter(|unit| *unit != at);
            if let Some(party) = self.list.get_mut(at) {
                party.unit = unit;
            }
            if let Some(unit) = unit.and_then(|unit| self.list.get_mut(unit)) {
                unit.members.push(at);
            }
        }
    }

    fn find_senders(&mut self, registrations: &[Registration], stems: &mut Stems) {
        let mut suggested = 0;
        for (row, registration) in registrations.iter().enumerate() {
            let name = &registration.don_vi;
            let senders = self.called(&name.value, Some(NomineeKind::TapThe));
            let sender = senders.first().copied().unwrap_or_else(|| self.stray(name, stems));
            let is_beyond = self.is_full && senders.is_empty();
            if senders.len() != 1 && !name.value.is_empty() && !is_beyond {
                let finding = self.unclear_unit(Code::DL018, &name.value, suggested < SUGGESTIONS);
                self.findings.push(finding.at(name.place()));
                suggested += 1;
            }
            if let Some(sender) = self.list.get_mut(sender) {
                sender.registrations.push(row);
            }
        }
    }

    /// The unit that only registrations name. Where a campaign can't have more, those that are left are all one.
    fn stray(&mut self, name: &Located<String>, stems: &mut Stems) -> usize {
        let ten = stray_name(name);
        if let Some(known) = self.strays.get(&ten) {
            return *known;
        }
        if let (false, Some(last)) = (limits::UNITS.allows(self.strays.len() + 1), self.units.last().copied()) {
            if !self.is_full {
                self.is_full = true;
                self.findings.push(limits::UNITS.over().at(name.place()));
            }
            return last;
        }
        let at = self.list.len();
        let stem = stems.make(&ten);
        self.strays.insert(ten.clone(), at);
        self.units.push(at);
        self.list.push(Party { stem, ..Party::new(Arc::new(Nominee::unit(ten, &name.place))) });
        at
    }
}

/// What a unit is called that only a registration names.
fn stray_name(name: &Located<String>) -> String {
    if name.value.is_empty() { nameless(&name.place) } else { name.value.clone() }
}

/// What a row that names no unit is called.
fn nameless(place: &Place) -> String {
    format!("dòng {}", place.row_number().unwrap_or_default())
}

fn twin(second: &Nominee, first: Option<Place>) -> Diagnostic {
    let finding = Diagnostic::error(Code::DL019, format!("đơn vị `{}` có hai dòng", second.ten));
    let finding = finding.at(second.place.clone());
    first.into_iter().fold(finding, |finding, first| finding.hint_at(first, "dòng thứ nhất; xóa một dòng"))
}
