//! How a judgement is told: a state, the reason, and the values it rests on.

use serde::{Serialize, Serializer};

use crate::base::diag::Place;
use crate::campaign::model::criterion::Grouping;
use crate::campaign::model::labelled::labelled;

labelled! {
    /// From worst to best. `KhongApDung` says nothing for or against.
    State {
        KhongDat "khong_dat" "không đạt";
        Cho "cho" "chờ";
        KhongApDung "khong_ap_dung" "không áp dụng";
        Dat "dat" "đạt";
    }
}

/// A value that was looked at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Looked {
    pub gia_tri: String,
    #[serde(serialize_with = "place_text")]
    pub vi_tri: Place,
}

fn place_text<S: Serializer>(place: &Place, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(place)
}

/// The judgement on one criterion, exclusion or requirement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// The code of what was judged.
    pub ma: String,
    pub trang_thai: State,
    pub ly_do: String,
    pub da_xem: Vec<Looked>,
    /// Members of a group.
    pub gom: Vec<Verdict>,
    /// The written reason for which it was waived.
    pub dac_cach: Option<String>,
}

impl Verdict {
    /// A verdict without values.
    pub fn new(ma: &str, trang_thai: State, ly_do: impl Into<String>) -> Self {
        Verdict {
            ma: ma.to_owned(),
            trang_thai,
            ly_do: ly_do.into(),
            da_xem: Vec::new(),
            gom: Vec::new(),
            dac_cach: None,
        }
    }

    /// Adds a value that was looked at.
    pub fn looked(mut self, value: impl Into<String>, place: &Place) -> Self {
        self.da_xem.push(Looked { gia_tri: value.into(), vi_tri: place.clone() });
        self
    }

    /// The innermost verdicts that made it what it is: those of the same state.
    pub fn causes(&self) -> Vec<&Verdict> {
        let inner: Vec<&Verdict> = self
            .gom
            .iter()
            .filter(|member| member.trang_thai == self.trang_thai && member.dac_cach.is_none())
            .flat_map(Verdict::causes)
            .collect();
        if inner.is_empty() { vec![self] } else { inner }
    }

    /// The first place that was looked at, here or in a member.
    pub fn place(&self) -> Option<&Place> {
        self.da_xem.first().map(|looked| &looked.vi_tri).or_else(|| self.gom.iter().find_map(Verdict::place))
    }
}

/// The state of a group. Members that don't apply drop out, and no more are needed than remain; a
/// group in which nothing applies doesn't apply.
pub fn grouped(grouping: Grouping, members: impl Iterator<Item = State>) -> State {
    let (mut all, mut applicable, mut met, mut pending) = (0, 0, 0, 0);
    for state in members {
        all += 1;
        applicable += usize::from(state != State::KhongApDung);
        met += usize::from(state == State::Dat);
        pending += usize::from(state == State::Cho);
    }
    let needed = grouping.needed(all).min(applicable);
    if applicable == 0 {
        State::KhongApDung
    } else if met >= needed {
        State::Dat
    } else if met + pending >= needed {
        State::Cho
    } else {
        State::KhongDat
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::text::ascii_key;
    use State::*;

    #[test]
    fn names_are_the_labels_without_accents() {
        for state in State::ALL {
            assert_eq!(ascii_key(state.label()), state.name());
        }
    }

    #[test]
    fn groups_reason_with_what_is_not_known_yet() {
        let cases: &[(Grouping, &[State], State)] = &[
            (Grouping::TatCa, &[Dat, Dat], Dat),
            (Grouping::TatCa, &[Dat, Cho], Cho),
            (Grouping::TatCa, &[Cho, KhongDat], KhongDat),
            (Grouping::TatCa, &[Dat, KhongApDung], Dat),
            (Grouping::TatCa, &[KhongApDung], KhongApDung),
            (Grouping::MotTrong, &[KhongDat, Dat, Cho], Dat),
            (Grouping::MotTrong, &[KhongDat, Cho], Cho),
            (Grouping::MotTrong, &[KhongDat, KhongApDung], KhongDat),
            (Grouping::ItNhat(2), &[Dat, Cho, KhongDat], Cho),
            (Grouping::ItNhat(2), &[Dat, Dat, KhongDat], Dat),
            (Grouping::ItNhat(2), &[Dat, KhongDat, KhongDat], KhongDat),
            (Grouping::ItNhat(2), &[Dat, KhongApDung, KhongApDung], Dat),
        ];
        for (grouping, members, expected) in cases {
            assert_eq!(grouped(*grouping, members.iter().copied()), *expected, "{grouping:?} {members:?}");
        }
    }
}
