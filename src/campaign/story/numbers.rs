//! Numbers of papers: each belongs to one paper of a body in a year (NĐ 30/2020, Phụ lục I, Mục II.3). A
//! number told once for a group of papers can't stand on several of them, so then it stands on none; and a
//! number told for two different papers is reported.

use super::Sources;
use super::round::Round;
use super::submissions::submissions;
use crate::base::diag::{Code, Diagnostic, Place, Report};
use crate::campaign::model::Paper;
use crate::campaign::model::paper_group::Step;
use crate::campaign::template::Kinds;
use crate::paper::document::DocumentKind;

/// The steps with a paper for each round; the tờ trình may be about several.
fn steps() -> impl Iterator<Item = Step> {
    Step::ALL.iter().copied().filter(|step| *step != Step::ToTrinh)
}

/// Leaves room for the number wherever one telling would stand on several papers, and says so.
pub fn settle(rounds: &mut [Round], kinds: &Kinds, report: &mut Report) {
    leave_to_own(rounds, kinds);
    for step in steps() {
        let made = |round: &&Round| round.has(step);
        for place in told_more_than_once(rounds.iter().filter(made).map(|round| round.paper(step))) {
            let here = |round: &&Round| round.has(step) && round.paper(step).places.so.as_ref() == Some(&place);
            let of: Vec<String> = rounds.iter().filter(here).map(|round| named(&round.ten, &round.nam_xet)).collect();
            leave_room(rounds, (step, kinds.label_of(step.name())), &of, &place, report);
        }
    }
    let submissions = submissions(rounds);
    for place in told_more_than_once(submissions.iter().map(|submission| &submission.giay)) {
        let here = submissions.iter().filter(|submission| submission.giay.places.so.as_ref() == Some(&place));
        let of: Vec<String> = here.map(|submission| named(&submission.ten, &submission.nam_xet)).collect();
        leave_room(rounds, (Step::ToTrinh, kinds.label_of(Step::ToTrinh.name())), &of, &place, report);
    }
}

/// A number told for all decisions is not that of one that another body makes, where there are own ones.
fn leave_to_own(rounds: &mut [Round], kinds: &Kinds) {
    let is_own = |round: &Round| !round.quyet_dinh.giay.co_quan.is_empty();
    let own = rounds.iter().filter(|round| round.has(Step::QuyetDinh) && is_own(round));
    let told: Vec<Place> = own.filter_map(|round| round.quyet_dinh.giay.places.so.clone()).collect();
    for round in rounds.iter_mut().filter(|round| !is_own(round)) {
        let paper = &mut round.quyet_dinh.giay;
        if paper.places.so.as_ref().is_some_and(|place| told.contains(place)) {
            *paper = std::mem::take(paper).without_number().cited_as(kinds.label_of(Step::QuyetDinh.name()));
        }
    }
}

/// Takes the number told at `place` from every paper that has it, which are those `of` what they are about.
fn leave_room(rounds: &mut [Round], (step, label): (Step, &str), of: &[String], place: &Place, report: &mut Report) {
    let mut number = String::new();
    let papers = rounds.iter_mut().map(|round| round.paper_mut(step));
    for paper in papers.filter(|paper| paper.places.so.as_ref() == Some(place)) {
        number.clone_from(&paper.so);
        *paper = std::mem::take(paper).without_number().cited_as(label);
    }
    report.push(several(step.name(), &number, of, place));
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
    if year.is_empty() { title.to_owned() } else { format!("{title} {year}") }
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
    let mut all: Vec<(String, Paper)> = vec![(DocumentKind::KeHoach.name().to_owned(), plan)];
    let is_step = |name: &str| sources.kinds.find(name).is_some_and(|kind| Step::of_group(&kind.nhom).is_some());
    let others = super::papers(sources).into_iter().filter(|(name, _)| !is_step(name));
    all.extend(others.map(|(name, paper)| (name, paper.giay)));
    let of_step = |step: Step, paper: &Paper| (step.name().to_owned(), paper.clone());
    all.extend(submissions(rounds).iter().map(|each| of_step(Step::ToTrinh, &each.giay)));
    for step in steps() {
        all.extend(rounds.iter().filter(|round| round.has(step)).map(|round| of_step(step, round.paper(step))));
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
