//! What the papers of a kind are about: the campaign, each unit, each hình thức, each row of a table …

use std::collections::HashSet;

use crate::campaign::about::About;
use crate::campaign::opened::Shared;
use crate::campaign::parties::Party;
use crate::campaign::rules::Assessed;
use crate::campaign::source::OwnRow;
use crate::campaign::story::nominees::Person;
use crate::campaign::story::round::Round;
use crate::campaign::story::submissions::Submission;
use crate::campaign::template::{Kind, Need, Printed, Scope};
use crate::paper::document::DocumentKind;
use crate::paper::job::Unit;

/// One thing that a paper is about.
pub struct Item {
    pub about: About,
    /// What its file is named after.
    pub called: String,
    /// What people are told that the paper is about.
    pub subject: String,
    /// Whether its paper is made: those without one still have their name.
    pub wanted: bool,
}

impl Item {
    /// A paper of `year` about what `ten` names.
    fn of_year(about: About, called: &str, ten: &str, year: &str, wanted: bool) -> Self {
        Item { about, called: format!("{called} {year}"), subject: ten.to_owned(), wanted }
    }
}

impl Shared {
    /// What papers of `kind` are about; with `chosen`, only the units at these positions and what is theirs.
    pub(super) fn items(&self, kind: &Kind, chosen: Option<&[usize]>) -> Vec<Item> {
        let xet = &self.story.xet;
        match kind.pham_vi {
            Scope::PhongTrao => {
                let subject = self.story.phong_trao.ten.clone();
                vec![Item { about: About::Campaign, called: kind.name.clone(), subject, wanted: true }]
            }
            Scope::DonVi => self.units(kind, chosen),
            Scope::HoSoTrinh => {
                let items = xet.ho_so_trinh.iter().enumerate();
                let wanted =
                    |submission: &Submission| submission.hinh_thuc.iter().any(|round| self.is_round_open(kind, round));
                items
                    .map(|(at, it)| Item::of_year(About::Submission(at), &it.ma, &it.ten, &it.nam, wanted(it)))
                    .collect()
            }
            Scope::HinhThuc => {
                let rounds = xet.hinh_thuc.iter().enumerate();
                let wanted = |round: &Round| has_matter(kind, round) && self.is_round_open(kind, round);
                let item = |(at, it): (usize, &Printed<Round>)| {
                    Item::of_year(About::Award(at), &it.ma, &it.ten, &it.nam, wanted(it))
                };
                rounds.map(item).collect()
            }
            Scope::DeNghi | Scope::TapThe | Scope::CaNhan => {
                let units: Option<HashSet<usize>> = chosen.map(|chosen| chosen.iter().copied().collect());
                let wanted = |person: &Person, item: &Assessed| {
                    let is_asked = units.as_ref().is_none_or(|units| units.contains(&item.unit));
                    is_asked && is_proposed(kind, person) && self.is_open_for(kind, item)
                };
                let people = xet.de_nghi.iter().zip(&self.judgement.de_nghi).enumerate();
                let item = |(at, (it, item)): (usize, (&Printed<Person>, &Assessed))| {
                    Item::of_year(About::Nomination(at), &it.ten, &it.ten, &it.nam, wanted(it, item))
                };
                people.map(item).collect()
            }
            Scope::Hang => self.rows(kind, chosen),
        }
    }

    /// Whether papers of `kind` may be made about somebody of `round`.
    fn is_round_open(&self, kind: &Kind, round: &Round) -> bool {
        self.is_open_for_one(kind, |item| item.hinh_thuc == round.ma && item.nam == round.year)
    }

    /// The unit that the paper of `kind` about `about` is of.
    pub(super) fn unit_of(&self, kind: &Kind, about: About) -> Option<Unit> {
        let at = match about {
            About::Unit(at) => at,
            About::Nomination(at) => self.judgement.de_nghi.get(at)?.unit,
            About::Row(at) => {
                let name = self.own_tables.get(&kind.bang)?.rows.get(at)?.values.get(UNIT)?;
                *self.parties.units_called(name).first()?
            }
            About::Campaign | About::Submission(_) | About::Award(_) | About::Blank => return None,
        };
        // Who belongs to no unit is its own party, which is none that papers are packed for.
        let party = self.parties.get(at).filter(|party| !party.stem.is_empty())?;
        Some(Unit { stem: party.stem.clone(), name: party.name().to_owned() })
    }

    /// The units of which the data hold what `kind` needs.
    fn units(&self, kind: &Kind, chosen: Option<&[usize]>) -> Vec<Item> {
        let owing: HashSet<usize> = self.story.tong_hop.con_thieu.iter().map(|owing| owing.unit).collect();
        let units = self.parties.units();
        let units = units.filter(|(at, _)| chosen.is_none_or(|chosen| chosen.contains(at)));
        let has = |at: usize, unit: &Party, need: Need| match need {
            Need::HoSoDonVi => self.dossiers.contains_key(&(kind.name.clone(), at)),
            Need::DangKy => !unit.registrations.is_empty(),
            Need::ConThieu => owing.contains(&at),
            _ => true,
        };
        let open = self.units_open_for(kind);
        let units = units.filter(|(at, _)| open.as_ref().is_none_or(|open| open.contains(at)));
        let units = units.filter(|(at, unit)| kind.can.iter().all(|need| has(*at, unit, *need)));
        let item = |(at, unit): (usize, &Party)| Item {
            about: About::Unit(at),
            called: unit.stem.clone(),
            subject: unit.name().to_owned(),
            wanted: true,
        };
        units.map(item).collect()
    }

    /// The rows of the table of `kind`; of a table that can't be read, the table as one that fails.
    fn rows(&self, kind: &Kind, chosen: Option<&[usize]>) -> Vec<Item> {
        let Some(table) = self.own_tables.get(&kind.bang) else { return Vec::new() };
        if table.report.has_errors() {
            let (called, subject) = (kind.name.clone(), format!("bảng {}", table.label));
            return vec![Item { about: About::Row(0), called, subject, wanted: true }];
        }
        let naming = table.naming_column();
        let wanted = |unit: Option<&String>| match (chosen, unit) {
            (Some(chosen), Some(unit)) => self.parties.units_called(unit).iter().any(|unit| chosen.contains(unit)),
            _ => true,
        };
        let rows = table.rows.iter().enumerate();
        let item = |(at, row): (usize, &OwnRow)| {
            let subject = row.name(naming);
            let wanted = wanted(row.values.get(UNIT));
            Item { about: About::Row(at), called: subject.clone(), subject, wanted }
        };
        rows.map(item).collect()
    }
}

/// The column of a table that says whose row it is.
const UNIT: &str = "don_vi";

/// Whether a paper of a hình thức has something to say: somebody chosen for an award
/// that somebody decides on, or ballots.
fn has_matter(kind: &Kind, round: &Round) -> bool {
    // A decision of nobody knows which body is void.
    let issued = kind.loai != DocumentKind::QuyetDinh || !round.quyet_dinh.giay.co_quan.is_empty();
    issued
        && kind.can.iter().all(|need| match need {
            Need::DuocChon => round.is_decided(),
            Need::BieuQuyet => !round.bo_phieu.is_empty(),
            Need::ThangDiem => !round.bang_diem.is_empty(),
            _ => true,
        })
}

/// Whether a paper of `kind` is made of this đề nghị.
fn is_proposed(kind: &Kind, person: &Person) -> bool {
    let of_kind = match kind.pham_vi {
        Scope::TapThe => person.la_tap_the,
        Scope::CaNhan => !person.la_tap_the,
        _ => true,
    };
    let certified = kind.loai != DocumentKind::GiayKhen || person.giay_khen;
    let scored = !kind.can.contains(&Need::ThangDiem) || !person.thang_diem.is_empty();
    of_kind && certified && scored && (!kind.can.contains(&Need::DuocChon) || person.duoc_chon)
}
