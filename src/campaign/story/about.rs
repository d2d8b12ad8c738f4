//! What one paper is about, and the story that it tells: that of the campaign, with what it is about in the
//! place of empty values and the body of the campaign under its name of that day.

use super::letterhead::letterhead;
use super::registered::registered;
use super::{Person, Story};
use crate::campaign::Shared;
use crate::campaign::dated::date_of;
use crate::diag::Report;
use crate::document::PartialDate;
use crate::model::{Campaign, Organisation, Paper, Registration, Unit};
use crate::parties::Parties;
use crate::rules::Context;
use crate::template::{Form, Printed, Scope};

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
    /// Nothing: an empty form to be filled in by hand.
    Blank,
}

impl Story {
    /// The story of the paper on `form` about `about`. The report holds what is remarkable about the name of
    /// the body on the day of the paper.
    pub(in crate::campaign) fn of_paper(&self, form: &Form, about: About, shared: &Shared) -> (Story, Report) {
        let Shared { facts, parties, dossiers, .. } = shared;
        let mut story = self.clone();
        if let Some(own) = self.cac_van_ban.get(form.name) {
            story.van_ban = own.clone();
        }
        match about {
            About::Campaign => {}
            About::Unit(at) => {
                if let (Some(unit), Some(party)) = (parties.unit(at), parties.get(at)) {
                    story.tell_of(unit, &Context::rows(&facts.dang_ky, Some(&party.registrations)));
                }
                if let Some(dossier) = dossiers.get(&(form.name, at)) {
                    story.de_nghi_don_vi = Printed::new(dossier.clone());
                }
            }
            About::Submission(at) => put(&mut story.ho_so_trinh, self.xet.ho_so_trinh.get(at)),
            About::Award(at) => put(&mut story.hinh_thuc, self.xet.hinh_thuc.get(at)),
            About::Nomination(at) => {
                let person = self.xet.de_nghi.get(at);
                put(&mut story.de_nghi, person);
                put(&mut story.hinh_thuc, person.and_then(|person| self.xet.hinh_thuc.get(person.dot)));
            }
            About::Blank => story.empty(form, parties),
        }
        let report = story.name_body_of(date_of(form, &story));
        (story, report)
    }

    /// Puts in what is known of `unit` and its `registrations`.
    pub fn tell_of(&mut self, unit: Unit, registrations: &[&Registration]) {
        self.dau_giay = Printed::new(letterhead(&self.phong_trao, &unit));
        self.don_vi = Printed::new(unit);
        self.dang_ky = Printed::new(registered(&self.phong_trao, registrations));
    }

    /// Leaves only what is the same whatever will be written in.
    fn empty(&mut self, form: &Form, parties: &Parties) {
        self.trong = true;
        self.tell_of(usual_unit(parties), &[]);
        let own = Paper::clone(&self.van_ban);
        let ngay = PartialDate::default();
        self.van_ban = Printed::new(Paper { so: String::new(), ngay, cau: String::new(), ..own });
        self.xet = Printed::default();
        if form.scope == Scope::PhongTrao {
            self.tong_hop = Printed::default();
            self.ket_qua = Printed::default();
        }
    }

    /// Calls the body of the campaign as it is called on `date`.
    fn name_body_of(&mut self, date: PartialDate) -> Report {
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
