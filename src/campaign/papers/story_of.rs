//! The story that one paper tells: that of the campaign, with what the paper is about in the place of empty values.

use crate::campaign::about::About;
use crate::campaign::model::paper_group::Step;
use crate::campaign::model::paper_keys::PaperText;
use crate::campaign::opened::Shared;
use crate::campaign::rules::Context;
use crate::campaign::story::{Story, whole};
use crate::campaign::template::{Kind, Printed};

impl Shared {
    /// The story of the paper of `kind` about `about`, before the body of the campaign is named.
    pub fn story_of(&self, kind: &Kind, about: About) -> Story {
        let (all, mut story) = (&self.story, self.story.clone());
        put(&mut story.in_giay_khen, self.certificates.get(&kind.name));
        put(&mut story.van_ban, self.paper_of(kind, about).as_ref());
        match about {
            About::Campaign => {}
            About::Unit(at) => {
                if let (Some(unit), Some(party)) = (self.parties.unit(at), self.parties.get(at)) {
                    let above = self.parties.issuer_above(at, &unit);
                    let rows = Context::rows(&self.facts.dang_ky, Some(&party.registrations));
                    story.tell_of(unit, above.as_ref(), &rows, &self.parties);
                }
                if !self.dossiers.is_empty() {
                    let dossier = self.dossiers.get(&(kind.name.clone(), at)).cloned();
                    put(&mut story.de_nghi_don_vi, dossier.map(Printed::new).as_ref());
                }
            }
            About::Submission(at) => put(&mut story.ho_so_trinh, all.xet.ho_so_trinh.get(at)),
            About::Award(at) => put(&mut story.hinh_thuc, all.xet.hinh_thuc.get(at)),
            About::Nomination(at) => {
                let person = all.xet.de_nghi.get(at);
                put(&mut story.de_nghi, person.map(Printed::for_one_paper).as_ref());
                put(&mut story.hinh_thuc, person.and_then(|person| all.xet.hinh_thuc.get(person.dot)));
            }
            About::Row(at) => {
                let row = all.bang.get(&kind.bang).and_then(|rows| rows.get(at));
                put(&mut story.hang, row.map(Printed::for_one_paper).as_ref());
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
        Some(Printed::new(whole(kind, &self.story.phong_trao, group.of(&round.ma, round.year))))
    }
}

fn put<T: Clone>(slot: &mut T, item: Option<&T>) {
    if let Some(item) = item {
        slot.clone_from(item);
    }
}
