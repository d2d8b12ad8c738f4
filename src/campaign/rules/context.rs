//! What every judgement has at hand.

use std::sync::Arc;

use chrono::NaiveDate;

use super::facts::Facts;
use super::grades::Grades;
use super::index::Index;
use super::second_round::SecondRounds;
use crate::campaign::model::award::Award;
use crate::campaign::model::deadline::{Deadline, Event, Mark, Side, Task};
use crate::campaign::model::nomination::Nominee;
use crate::campaign::model::rulebook::Rulebook;
use crate::campaign::parties::Parties;
use crate::law::Law;
use crate::law::calendar::Calendar;

/// Facts, law, the day of judgement, and who is who.
pub struct Context<'a> {
    pub facts: &'a Facts,
    pub law: &'a Law,
    /// Who takes part, and who is meant by a name.
    pub parties: Parties,
    pub index: Index,
    /// Who is rated how by points.
    pub grades: Grades,
    /// Who goes on to a second round of ballots.
    pub second_rounds: SecondRounds,
    /// The events of the plan; the days that lie after the day of judgement are blank.
    events: Vec<Event>,
    /// The days of the law and those off that the campaign tells.
    calendar: Calendar,
    /// The year that registrations are due in where nothing tells another one: they come without a year.
    registration_year: i32,
    /// Nothing dated later is known.
    pub date: NaiveDate,
}

impl<'a> Context<'a> {
    /// Prepares a judgement of `facts` on `date`.
    pub fn new(facts: &'a Facts, law: &'a Law, date: NaiveDate) -> Self {
        let mut events = facts.quy_dinh.su_kien.clone();
        for event in events.iter_mut().filter(|event| event.ngay.as_ref().is_some_and(|day| day.value > date)) {
            event.ngay = None;
        }
        let parties = Parties::new(&facts.doi_tuong, &facts.dang_ky);
        let index = Index::new(facts, &parties);
        let registration_year = registration_year(facts, &index, date);
        let calendar = law.calendar.with(&facts.quy_dinh.ngay_nghi);
        let (grades, second_rounds) = (Grades::default(), SecondRounds::default());
        let mut context =
            Context { facts, law, parties, index, grades, second_rounds, events, calendar, registration_year, date };
        context.grades = Grades::all(&context);
        context.second_rounds = SecondRounds::of(&context);
        context
    }

    /// The last day of `deadline` in `year`, as it can be said on the day of judgement: what runs from an
    /// event can't be said before the event, while the days before one are counted from its planned day.
    /// A registration without a year is due in that of the đề nghị, else in that of the campaign.
    ///
    /// # Errors
    /// Why it can't be said yet.
    pub fn last_day(&self, deadline: &Deadline, year: Option<i32>) -> Result<NaiveDate, String> {
        let registered = (deadline.viec == Task::DangKy).then_some(self.registration_year);
        self.mark_day(&deadline.moc, year.or(registered))
    }

    /// As [`Context::last_day`], of a term that is no thời hạn by itself.
    ///
    /// # Errors
    /// Why it can't be said yet.
    pub fn mark_day(&self, mark: &Mark, year: Option<i32>) -> Result<NaiveDate, String> {
        let planned = matches!(mark, Mark::SuKien { phia: Side::Truoc, .. });
        let events = if planned { &self.facts.quy_dinh.su_kien } else { &self.events };
        mark.last_day(year, &self.rules().thoi_gian, events, &self.calendar)
    }

    /// The last day of each thời hạn that can be said on the day of judgement, with what is due, the first first.
    pub fn terms(&self) -> Vec<(NaiveDate, String)> {
        let day = |deadline: &Deadline| {
            // The one of `[dang_ky]` has no words of its own.
            let what = Some(&deadline.noi_dung).filter(|words| !words.is_empty());
            let what = what.cloned().unwrap_or_else(|| deadline.viec.label().to_owned());
            Some((self.last_day(deadline, Some(self.usual_year())).ok()?, what))
        };
        let mut terms: Vec<(NaiveDate, String)> = self.rules().thoi_han.iter().filter_map(day).collect();
        terms.sort();
        terms.dedup();
        terms
    }

    /// Which days offices work.
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// The year that is meant where no row says one.
    pub fn usual_year(&self) -> i32 {
        self.registration_year
    }

    /// The rules of the campaign.
    pub fn rules(&self) -> &'a Rulebook {
        &self.facts.quy_dinh
    }

    /// The đối tượng at this position.
    pub fn nominee(&self, at: usize) -> Option<&'a Nominee> {
        self.facts.doi_tuong.get(at).map(Arc::as_ref)
    }

    /// The award at this position.
    pub fn award(&self, at: usize) -> Option<&'a Award> {
        self.facts.quy_dinh.hinh_thuc.get(at)
    }

    /// The unit of the đối tượng at this position.
    pub fn unit_of(&self, at: usize) -> Option<usize> {
        self.parties.unit_of(at)
    }

    /// Rows of `facts` at these positions.
    pub fn rows<T>(list: &'a [T], at: Option<&Vec<usize>>) -> Vec<&'a T> {
        at.map_or(&[][..], Vec::as_slice).iter().filter_map(|row| list.get(*row)).collect()
    }
}

/// The latest year that a đề nghị is judged for; without one the year of `date`, held within the campaign.
fn registration_year(facts: &Facts, index: &Index, date: NaiveDate) -> i32 {
    let proposed = index.proposed.iter().filter_map(|item| item.year).max();
    let period = &facts.quy_dinh.thoi_gian;
    let first = period.tu_ngay.map_or(i32::MIN, |day| period.year_of(day));
    let last = period.den_ngay.map_or(i32::MAX, |day| period.year_of(day));
    proposed.unwrap_or_else(|| period.year_of(date).max(first).min(last))
}
