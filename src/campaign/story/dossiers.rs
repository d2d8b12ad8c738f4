//! What one unit sends in: the đề nghị that its own papers of the dossier name.
//!
//! The plan says which papers a unit sends (`[[ho_so]]` with `cua = "don_vi"`), for which hình thức and
//! for whom. A paper is found by the word for its kind, which stands first in its name by Nghị định 30
//! ("Tờ trình …", "Biên bản …"); a "Hồ sơ" as a whole asks for each of them (Luật Thi đua, khen thưởng,
//! Điều 84 khoản 2). The đề nghị are those that the judgement looks at, so no count can differ.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Sources;
use super::awards::Awards;
use super::campaign_name::campaign_in;
use super::criteria::CriterionLine;
use super::nominees::Person;
use super::round::{Counts, CriterionText};
use crate::base::text::ascii_key;
use crate::campaign::model::dossier::{RequiredPaper, Sender};
use crate::campaign::model::nomination::NomineeKind;
use crate::campaign::rules::Assessed;
use crate::campaign::template::{Kind, Need};
use crate::paper::document::DocumentKind;

/// How a plan names a dossier as a whole.
const WHOLE: &str = "ho_so";
/// What tells the count of ballots from the minutes of a meeting.
const BALLOTS: &str = "kiem_phieu";

/// The variable `de_nghi_don_vi`: what the unit proposes in one kind of paper.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct UnitDossier {
    /// The paper as the plan names it: "Biên bản họp Hội đồng Thi đua - Khen thưởng"; empty for a whole
    /// dossier.
    pub ten_giay_to: String,
    /// The campaign in the year of all that it proposes, where that is one.
    pub phong_trao: String,
    /// Over all hình thức.
    pub de_nghi: Counts,
    /// In the order of the plan.
    pub hinh_thuc: Vec<UnitRound>,
}

/// What the unit proposes for one hình thức in one year.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct UnitRound {
    pub ma: String,
    pub ten: String,
    /// "tặng Giấy khen …", "biểu dương …".
    pub tang_ten: String,
    pub nam: String,
    pub nam_xet: String,
    pub phong_trao: String,
    pub nguoi_quyet_dinh: String,
    pub tieu_chuan: Vec<CriterionText>,
    pub dong_tieu_chuan: Vec<CriterionLine>,
    pub de_nghi: Counts,
    pub tap_the: Vec<Person>,
    pub ca_nhan: Vec<Person>,
    pub ho_gia_dinh: Vec<Person>,
}

/// The dossiers of all units, by kind of paper and position of the unit; only those that propose somebody.
pub type Dossiers = BTreeMap<(String, usize), UnitDossier>;

/// Finds what each unit proposes in each kind of paper that the plan asks it for.
pub fn dossiers(sources: &Sources, awards: &Awards) -> Dossiers {
    let mut dossiers = Dossiers::new();
    for kind in sources.kinds.iter().filter(|kind| kind.can.contains(&Need::HoSoDonVi)) {
        let asked: Vec<&RequiredPaper> =
            sources.facts.quy_dinh.ho_so.iter().filter(|paper| is_for(paper, kind)).collect();
        let mut by_unit: BTreeMap<usize, Vec<(&Assessed, &Person)>> = BTreeMap::new();
        for (item, person) in sources.judgement.de_nghi.iter().zip(&awards.de_nghi) {
            if asked.iter().any(|paper| item.ho_so.gom.iter().any(|verdict| verdict.ma == paper.ma)) {
                by_unit.entry(item.unit).or_default().push((item, person));
            }
        }
        let name = asked.iter().find(|paper| !is_whole(paper)).map(|paper| paper.ten.clone()).unwrap_or_default();
        for (at, _) in sources.context.parties.units() {
            if let Some(items) = by_unit.get(&at) {
                dossiers.insert(
                    (kind.name.clone(), at),
                    UnitDossier { ten_giay_to: name.clone(), ..of(sources, items, awards) },
                );
            }
        }
    }
    dossiers
}

/// Whether `kind` is the paper that the plan asks units for.
fn is_for(paper: &RequiredPaper, kind: &Kind) -> bool {
    let name = ascii_key(&paper.ten);
    let is_named = match kind.loai {
        DocumentKind::ToTrinh => is_proposal(&paper.ten),
        loai => name.contains(&ascii_key(loai.label())) && !name.contains(BALLOTS),
    };
    paper.cua == Sender::DonVi && (is_named || is_whole(paper))
}

/// Whether a paper called `name` proposes, as a tờ trình does.
pub fn is_proposal(name: &str) -> bool {
    const NAMES: [&str; 4] = ["to_trinh", "van_ban_de_nghi", "cong_van_de_nghi", "giay_de_nghi"];
    let name = ascii_key(name);
    NAMES.iter().any(|known| name.contains(known))
}

fn is_whole(paper: &RequiredPaper) -> bool {
    ascii_key(&paper.ten).starts_with(WHOLE)
}

fn of(sources: &Sources, items: &[(&Assessed, &Person)], awards: &Awards) -> UnitDossier {
    let count = |items: &[&(&Assessed, &Person)]| {
        Counts::of_people(items.iter().map(|(item, _)| (item.loai, item.proposed.nominee)))
    };
    let of_round = |at: usize| items.iter().filter(move |(_, person)| person.dot == at).collect::<Vec<_>>();
    let rounds = awards.hinh_thuc.iter().enumerate().filter_map(|(at, round)| {
        let items = of_round(at);
        let people = |kind: NomineeKind| {
            let wanted = items.iter().map(|(_, person)| *person).filter(|person| person.loai == kind);
            wanted.enumerate().map(|(at, person)| Person { stt: at + 1, ..person.clone() }).collect()
        };
        (!items.is_empty()).then(|| UnitRound {
            ma: round.ma.clone(),
            ten: round.ten.clone(),
            tang_ten: round.tang_ten.clone(),
            nam: round.nam.clone(),
            nam_xet: round.nam_xet.clone(),
            phong_trao: round.phong_trao.clone(),
            nguoi_quyet_dinh: round.nguoi_quyet_dinh.clone(),
            tieu_chuan: round.tieu_chuan.clone(),
            dong_tieu_chuan: round.dong_tieu_chuan.clone(),
            de_nghi: count(&items),
            tap_the: people(NomineeKind::TapThe),
            ca_nhan: people(NomineeKind::CaNhan),
            ho_gia_dinh: people(NomineeKind::HoGiaDinh),
        })
    });
    let rounds: Vec<UnitRound> = rounds.collect();
    let mut campaigns = rounds.iter().map(|round| &round.phong_trao);
    let first = campaigns.next().filter(|first| campaigns.all(|other| other == *first));
    UnitDossier {
        ten_giay_to: String::new(),
        phong_trao: first.cloned().unwrap_or_else(|| campaign_in(sources.campaign, None)),
        de_nghi: rounds.iter().map(|round| &round.de_nghi).sum(),
        hinh_thuc: rounds,
    }
}
