//! What one paper is about, and the story that it tells: that of the campaign, with what it is about in the
//! place of empty values and the body of the campaign under its name of that day.

use super::letterhead::letterhead;
use super::registered::registered;
use super::{Person, Story, whole};
use crate::base::diag::Report;
use crate::campaign::Shared;
use crate::campaign::model::paper_group::Step;
use crate::campaign::model::paper_keys::PaperText;
use crate::campaign::model::{Campaign, Organisation, Paper, Registration, Unit};
use crate::campaign::parties::Parties;
use crate::campaign::rules::Context;
use crate::campaign::template::{Kind, Printed, Scope};
use crate::paper::document::PartialDate;

/// What one paper is about.
#[derive(Clone, Copy, Debug)]
pub enum About {
    Campaign,
    /// Position among the parties.
    Unit(usize),
    /// Position in `xet.hinh_thuc`.
    Award(usize),
    /// Position in `xet.ho_so_trinh`.
    Submission(usize),
    /// Position in `xet.de_nghi`.
    Nomination(usize),
    /// Position in the table of the kind.
    Row(usize),
    /// Nothing: an empty form to be filled in by hand.
    Blank,
}

impl Shared {
    /// The story of the paper of `kind` about `about`, before the body of the campaign is named.
    pub(in crate::campaign) fn story_of(&self, kind: &Kind, about: About) -> Story {
        let (all, mut story) = (&self.story, self.story.clone());
        put(&mut story.in_giay_khen, self.certificates.get(&kind.name));
        put(&mut story.van_ban, self.paper_of(kind, about).as_ref());
        match about {
            About::Campaign => {}
            About::Unit(at) => {
                if let (Some(unit), Some(party)) = (self.parties.unit(at), self.parties.get(at)) {
                    story.tell_of(unit, &Context::rows(&self.facts.dang_ky, Some(&party.registrations)));
                }
                let dossier = self.dossiers.get(&(kind.name.clone(), at)).cloned();
                put(&mut story.de_nghi_don_vi, dossier.map(Printed::new).as_ref());
            }
            About::Submission(at) => put(&mut story.ho_so_trinh, all.xet.ho_so_trinh.get(at)),
            About::Award(at) => put(&mut story.hinh_thuc, all.xet.hinh_thuc.get(at)),
            About::Nomination(at) => {
                let person = all.xet.de_nghi.get(at);
                put(&mut story.de_nghi, person);
                put(&mut story.hinh_thuc, person.and_then(|person| all.xet.hinh_thuc.get(person.dot)));
            }
            About::Row(at) => {
                put(&mut story.hang, all.bang.get(&kind.bang).and_then(|rows| rows.get(at)));
                story.tt = at + 1;
            }
            About::Blank => {
                story.empty(kind, &self.parties);
                story.hang = Printed::new(self.own_tables.empty_row(&kind.bang));
            }
        }
        story
    }

    /// Head, foot and own keys of the paper of `kind` about `about`: those of the hình thức where it is about one.
    fn paper_of(&self, kind: &Kind, about: About) -> Option<Printed<PaperText>> {
        let xet = &self.story.xet;
        let round = match about {
            About::Award(at) => xet.hinh_thuc.get(at),
            About::Submission(at) => xet.ho_so_trinh.get(at).and_then(|each| each.hinh_thuc.first()),
            About::Nomination(at) => xet.de_nghi.get(at).and_then(|person| xet.hinh_thuc.get(person.dot)),
            About::Blank => Some(&self.story.hinh_thuc),
            _ => None,
        };
        let usual = || self.story.cac_van_ban.get(&kind.name).cloned();
        let Some(round) = round else { return usual() };
        if let Some(step) = Step::of_group(&kind.nhom) {
            return Some(Printed::new(kind.van_ban.only(round.text(step))));
        }
        let group = self.papers.get(&kind.nhom).filter(|group| !group.own.is_empty() && !round.ma.is_empty());
        let Some(group) = group else { return usual() };
        Some(Printed::new(whole(kind, &self.story.phong_trao, group.of(&round.ma, round.nam.parse().ok()))))
    }
}

impl Story {
    /// Puts in what is known of `unit` and its `registrations`.
    pub fn tell_of(&mut self, unit: Unit, registrations: &[&Registration]) {
        self.dau_giay = Printed::new(letterhead(&self.phong_trao, &unit));
        self.don_vi = Printed::new(unit);
        self.dang_ky = Printed::new(registered(&self.phong_trao, registrations));
    }

    /// Leaves only what is the same whatever will be written in.
    fn empty(&mut self, kind: &Kind, parties: &Parties) {
        self.trong = true;
        let unit = Unit { cot: self.don_vi.cot.clone(), ..usual_unit(parties) };
        self.tell_of(unit, &[]);
        let PaperText { giay, rieng } = PaperText::clone(&self.van_ban);
        let giay = Paper { so: String::new(), ngay: PartialDate::default(), cau: String::new(), ..giay };
        self.van_ban = Printed::new(PaperText { giay, rieng });
        self.xet = Printed::default();
        if kind.pham_vi == Scope::PhongTrao {
            self.tong_hop = Printed::default();
            self.ket_qua = Printed::default();
        }
    }

    /// Calls the body of the campaign as it is called on `date`. The report holds what is remarkable about that.
    pub fn name_body_of(&mut self, date: PartialDate) -> Report {
        let (body, report) = self.phong_trao.body_on(date);
        if body != self.phong_trao.co_quan {
            self.rename_body(body);
        }
        report
    }

    fn rename_body(&mut self, body: Organisation) {
        self.dau_giay = Printed::new(self.dau_giay.under(&body));
        let dau_giay = self.de_nghi.dau_giay.under(&body);
        self.de_nghi = Printed::new(Person { dau_giay, ..Person::clone(&self.de_nghi) });
        self.phong_trao = Printed::new(Campaign { co_quan: body, ..Campaign::clone(&self.phong_trao) });
    }
}

fn put<T: Clone>(slot: &mut T, item: Option<&T>) {
    if let Some(item) = item {
        slot.clone_from(item);
    }
}

/// A unit without a name, of the kind that most units are.
fn usual_unit(parties: &Parties) -> Unit {
    let kinds = parties.units().map(|(_, unit)| unit.nominee.loai_don_vi.as_str()).filter(|kind| !kind.is_empty());
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for kind in kinds {
        match counts.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, count)) => *count += 1,
            None => counts.push((kind, 1)),
        }
    }
    let most = counts.iter().rev().max_by_key(|(_, count)| *count).map_or("đơn vị", |(kind, _)| kind);
    Unit { loai: most.to_owned(), ..Unit::default() }
}
