//! Numbers of papers: each belongs to one paper of a body in a year (NĐ 30/2020, Phụ lục I, Mục II.3). A
//! number told once for a group of papers can't stand on several of them, so then it stands on none; and a
//! number told for two different papers is reported.

use super::Sources;
use super::round::Round;
use super::submissions::submissions;
use crate::diag::{Code, Diagnostic, Place, Report};
use crate::model::Paper;

/// A paper of every round under the name of its kind and with the word for it.
struct Kind {
    name: &'static str,
    label: &'static str,
    /// The papers, and whether one is made of the round.
    paper: fn(&Round) -> &Paper,
    paper_mut: fn(&mut Round) -> &mut Paper,
    is_made: fn(&Round) -> bool,
}

const KINDS: &[Kind] = &[
    Kind {
        name: "bien_ban_hop",
        label: "Biên bản",
        paper: |round| &round.bien_ban.giay,
        paper_mut: |round| &mut round.bien_ban.giay,
        is_made: |_| true,
    },
    Kind {
        name: "bien_ban_kiem_phieu",
        label: "Biên bản",
        paper: |round| &round.kiem_phieu.giay,
        paper_mut: |round| &mut round.kiem_phieu.giay,
        is_made: |round| !round.bo_phieu.is_empty(),
    },
    Kind {
        name: "quyet_dinh_khen_thuong",
        label: "Quyết định",
        paper: |round| &round.quyet_dinh.giay,
        paper_mut: |round| &mut round.quyet_dinh.giay,
        is_made: Round::is_decided,
    },
];

/// Leaves room for the number wherever one telling would stand on several papers, and says so.
pub fn settle(rounds: &mut [Round], report: &mut Report) {
    for kind in KINDS {
        for place in told_more_than_once(rounds.iter().filter(|round| (kind.is_made)(round)).map(kind.paper)) {
            let of = |round: &&Round| (kind.is_made)(round) && (kind.paper)(round).places.so.as_ref() == Some(&place);
            let of: Vec<String> = rounds.iter().filter(of).map(|round| named(&round.ten, &round.nam)).collect();
            let number = leave_room(rounds, &place, kind.paper_mut, kind.label);
            report.push(several(kind.name, &number, &of, &place));
        }
    }
    let submissions = submissions(rounds);
    for place in told_more_than_once(submissions.iter().map(|submission| &submission.giay)) {
        let here = submissions.iter().filter(|submission| submission.giay.places.so.as_ref() == Some(&place));
        let of: Vec<String> = here.map(|submission| named(&submission.ten, &submission.nam)).collect();
        let number = leave_room(rounds, &place, |round| &mut round.to_trinh, "Tờ trình");
        report.push(several("to_trinh", &number, &of, &place));
    }
}

/// Takes the number told at `place` from every paper that has it.
fn leave_room(rounds: &mut [Round], place: &Place, paper: fn(&mut Round) -> &mut Paper, label: &str) -> String {
    let mut number = String::new();
    for paper in rounds.iter_mut().map(paper).filter(|paper| paper.places.so.as_ref() == Some(place)) {
        number.clone_from(&paper.so);
        *paper = std::mem::take(paper).without_number().cited_as(label);
    }
    number
}

/// The places of numbers that stand on more than one of `papers`, in the order in which they are met.
fn told_more_than_once<'a>(papers: impl Iterator<Item = &'a Paper>) -> Vec<Place> {
    let mut seen: Vec<(&Place, usize)> = Vec::new();
    for place in papers.filter_map(|paper| paper.places.so.as_ref()) {
        match seen.iter_mut().find(|(known, _)| *known == place) {
            Some((_, count)) => *count += 1,
            None => seen.push((place, 1)),
        }
    }
    seen.into_iter().filter(|(_, count)| *count > 1).map(|(place, _)| place.clone()).collect()
}

fn named(title: &str, year: &str) -> String {
    if year.is_empty() { title.to_owned() } else { format!("{title} năm {year}") }
}

fn several(kind: &str, number: &str, of: &[String], place: &Place) -> Diagnostic {
    let message = format!("số `{number}` ghi chung cho {:02} văn bản ({}), nên để trống số", of.len(), of.join("; "));
    let hint = format!("ghi `so` của từng văn bản trong `[[van_ban.{kind}.rieng]]`");
    Diagnostic::warning(Code::TL015, message).at(place.clone()).hint(hint)
}

/// Reports two papers of the campaign with one number and ký hiệu in one year.
pub fn check(sources: &Sources, rounds: &[Round], report: &mut Report) {
    let plan = &sources.campaign.ke_hoach;
    let plan = Paper { so: plan.so.clone(), ky_hieu: plan.ky_hieu.clone(), ngay: plan.ngay, ..Paper::default() };
    let mut all: Vec<(String, Paper)> = vec![("ke_hoach".to_owned(), plan)];
    all.extend(super::papers(sources).into_iter().map(|(name, paper)| (name, paper.giay)));
    all.extend(submissions(rounds).into_iter().map(|each| ("to_trinh".to_owned(), each.giay)));
    for kind in KINDS {
        let rounds = rounds.iter().filter(|round| (kind.is_made)(round));
        all.extend(rounds.map(|round| (kind.name.to_owned(), (kind.paper)(round).clone())));
    }
    let number = |paper: &Paper| paper.so.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>();
    for (at, (name, paper)) in all.iter().enumerate() {
        let same = |(_, other): &&(String, Paper)| {
            number(other) == number(paper) && other.ky_hieu == paper.ky_hieu && other.ngay.nam == paper.ngay.nam
        };
        let before = all.iter().take(at).find(same);
        let Some((first, other)) = before.filter(|_| !number(paper).is_empty()) else { continue };
        let message = format!("`{name}` mang số {}/{} của `{first}`", paper.so, paper.ky_hieu);
        let finding = Diagnostic::warning(Code::TL015, message);
        let finding = match &paper.places.so {
            Some(place) => finding.at(place.clone()),
            None => finding,
        };
        report.push(match &other.places.so {
            Some(place) => finding.hint_at(place.clone(), "văn bản kia; mỗi văn bản một số"),
            None => finding.hint("văn bản kia ghi số trong `[ke_hoach]`; mỗi văn bản một số"),
        });
    }
}
