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

/// One bậc.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// From which or up to which number it holds.
    pub muc: Quantity,
    pub diem: Quantity,
}

impl Formula {
    /// The points for `number`, where the điểm chuẩn is `most`; parts of a millionth are left out.
    pub fn points(&self, number: Quantity, most: Quantity) -> Quantity {
        let of = |step: Option<&Step>| step.map(|step| step.diem).unwrap_or_default();
        match self {
            Formula::TyLe => number.scaled(most, 100),
            Formula::MoiDonVi(each) => number.scaled(*each, 1),
            Formula::Tu(steps) => of(steps.iter().find(|step| number >= step.muc)),
            Formula::Den(steps) => of(steps.iter().find(|step| number <= step.muc)),
        }
    }
}

impl Reckoning {
    /// "Điểm = Tỷ lệ hồ sơ đúng hạn × 20", "Tỷ lệ hồ sơ đúng hạn: từ 90 trở lên 10 điểm, từ 80 trở lên 8 điểm, còn lại
    /// 0 điểm"; `name` words a code, with its unit of measure behind a number.
    pub fn words(&self, most: Quantity, name: impl Fn(&str) -> String) -> String {
        let name = name(&self.chi_so.value);
        let steps = |steps: &[Step], word: &dyn Fn(Quantity) -> String| {
            let words: Vec<String> =
                steps.iter().map(|step| format!("{} {} điểm", word(step.muc), step.diem)).collect();
            format!("{name}: {}, còn lại 0 điểm", words.join(", "))
        };
        match &self.cach {
            Formula::TyLe => format!("Điểm = {name} (%) × {most}"),
            Formula::MoiDonVi(each) if *each < Quantity::default() => format!("Điểm = {name} × ({each})"),
            Formula::MoiDonVi(each) => format!("Điểm = {name} × {each}"),
            Formula::Tu(all) => steps(all, &|number| format!("từ {number} trở lên")),
            Formula::Den(all) => steps(all, &|number| format!("không quá {number}")),
        }
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
        let step = |muc: &str, diem: &str| Step { muc: number(muc), diem: number(diem) };
        let up = Formula::Tu(vec![step("90", "10"), step("80", "8")]);
        let down = Formula::Den(vec![step("0", "10"), step("2", "5")]);
        for (formula, measured, points) in [
            (&Formula::TyLe, "96,425", "19,285"),
            (&Formula::TyLe, "0,000003", "0"),
            (&Formula::MoiDonVi(number("-0,5")), "3", "-1,5"),
            (&up, "90", "10"),
            (&up, "89,99", "8"),
            (&up, "12", "0"),
            (&down, "0", "10"),
            (&down, "1", "5"),
            (&down, "3", "0"),
        ] {
            assert_eq!(formula.points(number(measured), number("20")), number(points), "{measured}");
        }
    }
}
