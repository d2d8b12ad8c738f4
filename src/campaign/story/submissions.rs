//! Which tờ trình there are: one for each loại hình and each authority that decides (NĐ 98/2023, Phụ lục
//! I, Mẫu số 01), so hình thức that share both go into one.
//!
//! The folder may still give one hình thức a tờ trình of its own, with its own number, issuer or
//! recipients (`[[van_ban.to_trinh.rieng]]`); and each year has its own.

use serde::Serialize;

use super::once::each_once;
use super::round::{Counts, Round};
use crate::campaign::model::Paper;
use crate::campaign::model::bestowal::together;
use crate::campaign::template::Printed;

/// What one tờ trình proposes.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Submission {
    /// The codes of its hình thức, for the name of the file.
    pub ma: String,
    /// "Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh", each hình thức once.
    pub ten: String,
    /// "tặng Bằng khen …", "biểu dương …"; "tặng" once where all are given.
    pub tang_ten: String,
    pub nam: String,
    pub nam_xet: String,
    pub phong_trao: String,
    pub nguoi_quyet_dinh: String,
    pub loai_hinh: String,
    pub de_nghi: Counts,
    pub dat: Counts,
    pub duoc_xet: Counts,
    pub chon: Counts,
    pub giay: Paper,
    /// Positions of its hình thức in `xet.hinh_thuc`.
    pub dot: Vec<usize>,
    /// These hình thức.
    pub hinh_thuc: Vec<Printed<Round>>,
}

/// The tờ trình for `rounds`, in the order of the first hình thức of each. A round in which nobody is
/// chosen, or on which nobody decides, has none. Their `hinh_thuc` are left to the caller.
pub fn submissions(rounds: &[Round]) -> Vec<Submission> {
    let mut groups: Vec<Vec<(usize, &Round)>> = Vec::new();
    for (at, round) in rounds.iter().enumerate().filter(|(_, round)| round.is_decided()) {
        match groups.iter_mut().find(|group| group.first().is_some_and(|(_, first)| are_one(first, round))) {
            Some(group) => group.push((at, round)),
            None => groups.push(vec![(at, round)]),
        }
    }
    groups.iter().filter_map(|group| submission(group)).collect()
}

/// The tờ trình to be filled in by hand.
pub fn blank(round: &Round) -> Submission {
    Submission {
        phong_trao: round.phong_trao.clone(),
        nguoi_quyet_dinh: round.nguoi_quyet_dinh.clone(),
        loai_hinh: round.loai_hinh.clone(),
        chon: round.chon.clone(),
        giay: round.to_trinh.clone(),
        ..Submission::default()
    }
}

fn are_one(left: &Round, right: &Round) -> bool {
    left.nguoi_quyet_dinh == right.nguoi_quyet_dinh
        && left.loai_hinh == right.loai_hinh
        && left.nam == right.nam
        && left.to_trinh.words() == right.to_trinh.words()
}

fn submission(group: &[(usize, &Round)]) -> Option<Submission> {
    let (_, first) = group.first()?;
    let count = |pick: fn(&Round) -> &Counts| group.iter().map(|(_, round)| pick(round)).sum();
    let words = |pick: fn(&Round) -> &String| each_once(group.iter().map(|(_, round)| pick(round).as_str()));
    Some(Submission {
        ma: words(|round| &round.ma).join(" "),
        ten: words(|round| &round.ten).join(", "),
        tang_ten: together(&words(|round| &round.tang_ten), ", "),
        nam: first.nam.clone(),
        nam_xet: first.nam_xet.clone(),
        phong_trao: first.phong_trao.clone(),
        nguoi_quyet_dinh: first.nguoi_quyet_dinh.clone(),
        loai_hinh: first.loai_hinh.clone(),
        de_nghi: count(|round| &round.de_nghi),
        dat: count(|round| &round.dat),
        duoc_xet: count(|round| &round.duoc_xet),
        chon: count(|round| &round.chon),
        giay: first.to_trinh.clone(),
        dot: group.iter().map(|(at, _)| *at).collect(),
        hinh_thuc: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaign::model::nomination::NomineeKind::{self, CaNhan, TapThe};

    fn round(ma: &str, nguoi: &str, nam: &str, so: &str, chosen: &[NomineeKind]) -> Round {
        Round {
            ma: ma.to_owned(),
            ten: ma.to_uppercase(),
            nam: nam.to_owned(),
            nguoi_quyet_dinh: nguoi.to_owned(),
            chon: Counts::of(chosen.iter()),
            to_trinh: Paper { so: so.to_owned(), ..Paper::default() },
            ..Round::default()
        }
    }

    #[test]
    fn one_for_each_authority_and_year_unless_told_otherwise() {
        let rounds = [
            round("a", "Giám đốc", "2022", "1", &[TapThe, TapThe]),
            round("b", "Chủ tịch", "2022", "1", &[CaNhan]),
            round("c", "Giám đốc", "2022", "1", &[CaNhan, TapThe]),
            round("d", "Giám đốc", "2023", "1", &[CaNhan]),
            round("e", "Giám đốc", "2022", "2", &[CaNhan]),
            round("g", "Giám đốc", "2022", "1", &[]),
            round("h", "", "2022", "1", &[CaNhan]),
        ];
        let found: Vec<(String, String)> =
            submissions(&rounds).into_iter().map(|each| (each.ma, each.chon.cau)).collect();
        let expected =
            [("a c", "03 tập thể và 01 cá nhân"), ("b", "01 cá nhân"), ("d", "01 cá nhân"), ("e", "01 cá nhân")];
        assert_eq!(found, expected.map(|(ma, cau)| (ma.to_owned(), cau.to_owned())));
    }

    #[test]
    fn who_is_proposed_for_two_awards_is_one_person() {
        let of = |ma: &str, people: &[usize]| Round {
            chon: Counts::of_people(people.iter().map(|at| (CaNhan, *at))),
            ..round(ma, "Giám đốc", "2022", "1", &[])
        };
        let told = |rounds: &[Round]| submissions(rounds).into_iter().map(|each| each.chon.cau).collect::<Vec<_>>();
        assert_eq!(told(&[of("a", &[1, 2, 3]), of("b", &[2])]), ["03 cá nhân (04 lượt)"]);
        assert_eq!(told(&[of("a", &[1, 2, 3]), of("b", &[4])]), ["04 cá nhân"]);
    }
}
