//! Points that follow from a chỉ số: as a part of the điểm chuẩn, for each one, or by steps.
//!
//! The clerk types what was measured and never the points, so that the two cannot disagree; the plan prints the very
//! formula.

use super::located::Located;
use super::quantity::Quantity;

/// What the points of an item are reckoned from.
#[derive(Clone, Debug)]
pub struct Reckoning {
    /// Code of the chỉ số.
    pub chi_so: Located<String>,
    pub cach: Formula,
}

/// How a number becomes points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Formula {
    /// So many hundredths of the điểm chuẩn.
    TyLe,
    /// So many for each one; below nothing where it takes away.
    MoiDonVi(Quantity),
    /// From high to low: the points of the first step that is reached, else nothing.
    Tu(Vec<Step>),
    /// From low to high: the points of the first step that is not passed, else nothing.
    Den(Vec<Step>),
}

/// Where something begins or ends: "từ 90", "trên 90"; "đến 2", "dưới 2".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    pub muc: Quantity,
    /// Whether the number itself is left out.
    pub qua: bool,
}

impl Edge {
    /// Whether `number` comes up to it.
    pub fn is_reached(self, number: Quantity) -> bool {
        number > self.muc || !self.qua && number == self.muc
    }

    /// Whether `number` does not go beyond it.
    pub fn is_kept(self, number: Quantity) -> bool {
        number < self.muc || !self.qua && number == self.muc
    }

    /// "từ 90 trở lên", "trên 90".
    pub fn upwards(self, unit: &str) -> String {
        if self.qua { format!("trên {}{unit}", self.muc) } else { format!("từ {}{unit} trở lên", self.muc) }
    }

    /// "không quá 2", "dưới 2".
    pub fn downwards(self) -> String {
        if self.qua { format!("dưới {}", self.muc) } else { format!("không quá {}", self.muc) }
    }

    /// How far up goes what ends below it: "đến dưới 90 điểm" before "từ 90", "đến 90 điểm" before "trên 90".
    pub fn end_below(self, unit: &str) -> String {
        format!("đến {}{}{unit}", if self.qua { "" } else { "dưới " }, self.muc)
    }
}

/// One bậc.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// From which or up to which number it holds.
    pub moc: Edge,
    pub diem: Quantity,
}

impl Formula {
    /// The points for `number`, where the điểm chuẩn is `most`; parts of a millionth are left out.
    pub fn points(&self, number: Quantity, most: Quantity) -> Quantity {
        let of = |step: Option<&Step>| step.map(|step| step.diem).unwrap_or_default();
        match self {
            Formula::TyLe => number.scaled(most, 100),
            Formula::MoiDonVi(each) => number.scaled(*each, 1),
            Formula::Tu(steps) => of(steps.iter().find(|step| step.moc.is_reached(number))),
            Formula::Den(steps) => of(steps.iter().find(|step| step.moc.is_kept(number))),
        }
    }
}

impl Reckoning {
    /// "Điểm = Tỷ lệ hồ sơ đúng hạn × 20", "Tỷ lệ hồ sơ đúng hạn: từ 90 trở lên 10 điểm, từ 80 trở lên 8 điểm, còn lại
    /// 0 điểm"; `name` words a code, with its unit of measure behind a number.
    pub fn words(&self, most: Quantity, name: impl Fn(&str) -> String) -> String {
        let name = name(&self.chi_so.value);
        let steps = |steps: &[Step], word: &dyn Fn(Edge) -> String| {
            let words: Vec<String> = steps.iter().map(|step| given(&word(step.moc), step.diem)).collect();
            format!("{name}: {}, còn lại 0 điểm", words.join(", "))
        };
        match &self.cach {
            Formula::TyLe => format!("Điểm = {name} (%) × {most}"),
            Formula::MoiDonVi(each) if *each < Quantity::default() => format!("Điểm = {name} × ({each})"),
            Formula::MoiDonVi(each) => format!("Điểm = {name} × {each}"),
            Formula::Tu(all) => steps(all, &|edge| edge.upwards("")),
            Formula::Den(all) => steps(all, &Edge::downwards),
        }
    }
}

/// "từ 90 trở lên 10 điểm"; a number that the points would stand right behind is kept apart from them.
fn given(from: &str, points: Quantity) -> String {
    match from.ends_with(|last: char| last.is_ascii_digit()) {
        true if points < Quantity::default() => format!("{from} là {points} điểm"),
        true => format!("{from} được {points} điểm"),
        false => format!("{from} {points} điểm"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Quantity {
        Quantity::parse(text).unwrap()
    }

    #[test]
    fn points_follow_exactly_from_what_was_measured() {
        let edge = |muc: &str, qua: bool, diem: &str| Step { moc: Edge { muc: number(muc), qua }, diem: number(diem) };
        let step = |muc: &str, diem: &str| edge(muc, false, diem);
        let above = Formula::Tu(vec![edge("90", true, "10"), step("90", "9"), step("80", "8")]);
        let below = Formula::Den(vec![edge("2", true, "10"), step("2", "5")]);
        let up = Formula::Tu(vec![step("90", "10"), step("80", "8")]);
        let down = Formula::Den(vec![step("0", "10"), step("2", "5")]);
        for (formula, measured, points) in [
            (&Formula::TyLe, "96,425", "19,285"),
            (&Formula::TyLe, "0,000003", "0"),
            (&Formula::MoiDonVi(number("-0,5")), "3", "-1,5"),
            (&up, "90", "10"),
            (&up, "89,99", "8"),
            (&up, "12", "0"),
            (&above, "90,01", "10"),
            (&above, "90", "9"),
            (&below, "1,99", "10"),
            (&below, "2", "5"),
            (&down, "0", "10"),
            (&down, "1", "5"),
            (&down, "3", "0"),
        ] {
            assert_eq!(formula.points(number(measured), number("20")), number(points), "{measured}");
        }
    }
}
