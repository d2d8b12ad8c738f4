//! What one paper tells in the place of empty values: of a unit, of nobody yet, and the body of the campaign
//! under its name of that day.

use std::collections::BTreeMap;

use super::letterhead::letterhead;
use super::registered::registered;
use super::{Person, Story};
use crate::base::diag::Report;
use crate::campaign::model::nomination::NomineeKind;
use crate::campaign::model::paper_keys::PaperText;
use crate::campaign::model::{Campaign, Organisation, Paper, Registration, Unit};
use crate::campaign::parties::Parties;
use crate::campaign::template::{Kind, Printed, Scope};
use crate::law::competence::words;
use crate::paper::document::PartialDate;

impl Story {
    /// Puts in what is known of `unit`, whose papers the one `above` issues or itself, and its `registrations`.
    pub fn tell_of(&mut self, unit: Unit, above: Option<&Unit>, registrations: &[&Registration], parties: &Parties) {
        self.dau_giay = Printed::new(letterhead(&self.phong_trao, above.unwrap_or(&unit)));
        self.leave_out_issuer();
        self.don_vi = Printed::new(unit);
        self.dang_ky = Printed::new(registered(&self.phong_trao, registrations, &|name| post_of(parties, name)));
    }

    /// What all units send to several bodies, a unit among these does not send to itself.
    fn leave_out_issuer(&mut self) {
        let issuer = words(&self.dau_giay.co_quan.join(" "));
        let is_issuer = |to: &String| !issuer.is_empty() && words(to) == issuer;
        let goes_there = |text: &PaperText| text.giay.kinh_gui.iter().any(is_issuer);
        let without = |text: &PaperText| {
            let mut text = text.clone();
            text.giay.kinh_gui.retain(|to| !is_issuer(to));
            Printed::new(text)
        };
        if goes_there(&self.van_ban) {
            self.van_ban = without(&self.van_ban);
        }
        if self.cac_van_ban.values().any(|text| goes_there(text)) {
            let all = self.cac_van_ban.iter().map(|(name, text)| (name.clone(), without(text)));
            self.cac_van_ban = Printed::new(all.collect());
        }
    }

    /// Leaves only what is the same whatever will be written in.
    pub fn empty(&mut self, kind: &Kind, parties: &Parties) {
        self.trong = true;
        let unit = Unit { cot: self.don_vi.cot.clone(), ..usual_unit(parties) };
        self.tell_of(unit, None, &[], parties);
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
        self.de_nghi = Printed::new(Person { dau_giay: Printed::new(dau_giay), ..Person::clone(&self.de_nghi) });
        self.phong_trao = Printed::new(Campaign { co_quan: body, ..Campaign::clone(&self.phong_trao) });
    }
}

/// The post of the only individual called `name`.
fn post_of(parties: &Parties, name: &str) -> String {
    match parties.called(name, Some(NomineeKind::CaNhan)).as_slice() {
        [at] => parties.get(*at).map(|party| party.nominee.chuc_vu.clone()).unwrap_or_default(),
        _ => String::new(),
    }
}

/// A unit without a name, of the kind that more than half of the units are.
pub fn usual_unit(parties: &Parties) -> Unit {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut total = 0;
    for (_, unit) in parties.units() {
        *counts.entry(unit.nominee.loai_don_vi.as_str()).or_default() += 1;
        total += 1;
    }
    let most = counts.into_iter().find(|(kind, count)| !kind.is_empty() && count * 2 > total);
    Unit { loai: most.map_or("đơn vị", |(kind, _)| kind).to_owned(), ..Unit::default() }
}
