//! The frame of a certificate: two rules, a chain of rings with a flower in each, a third rule.
//!
//! The law wants a patterned frame without ornaments of its own in the corners and without a block
//! that leads over to the text, and unlike that of a Bằng khen. So one ring with a flower of four
//! petals is repeated at one distance all the way round; it looks the same from all four sides, and in
//! a corner stands a ring like every other.

use super::flow::{Drawing, Outline, Point, Step};
use crate::paper::norm::{self, Ink};

/// From the edge of the sheet to the rules and to the middle of the chain, in mm.
const OUTER_MM: f64 = 8.0;
const SECOND_MM: f64 = 9.4;
const CHAIN_MM: f64 = 12.2;
const INNER_MM: f64 = 15.0;
/// Between two rings of the chain, about, in mm: less than two radii, so that they interlace.
const STEP_MM: f64 = 3.95;
const RING_MM: f64 = 2.25;
/// From the middle of a flower to the tip of a petal, in mm.
const PETAL_MM: f64 = 1.75;
const THICK_PT: f64 = 2.25;
const THIN_PT: f64 = 0.6;
const RING_PT: f64 = 0.55;
/// Part of the radius at which the handles of a quarter circle stand.
const CIRCLE: f64 = 0.552_284_75;

/// The frame of a sheet of that size; `scale` is 1 for A4.
pub fn frame(width_mm: f64, height_mm: f64, scale: f64) -> Vec<Drawing> {
    let rule = |name, inset: f64, line_pt: f64| Drawing {
        name,
        ink: Ink::Red,
        line_pt: Some(line_pt * scale),
        outlines: vec![rectangle(inset * scale, width_mm, height_mm)],
    };
    let places = chain(width_mm, height_mm, scale);
    let rings = places.iter().map(|place| circle(*place, RING_MM * scale)).collect();
    let flowers = places.iter().flat_map(|place| flower(*place, PETAL_MM * scale)).collect();
    vec![
        rule("Đường diềm ngoài", OUTER_MM, THICK_PT),
        rule("Đường diềm giữa", SECOND_MM, THIN_PT),
        Drawing { name: "Vòng hoa văn", ink: Ink::Gold, line_pt: Some(RING_PT * scale), outlines: rings },
        Drawing { name: "Cánh hoa văn", ink: Ink::Gold, line_pt: None, outlines: flowers },
        rule("Đường diềm trong", INNER_MM, THIN_PT),
    ]
}

/// The ring that marks the place of Quốc huy.
pub fn emblem_place(width_mm: f64, scale: f64) -> Drawing {
    let radius = norm::EMBLEM_MM * scale / 2.0;
    let centre = (width_mm / 2.0, norm::EMBLEM_TOP_MM * scale + radius);
    Drawing {
        name: "Chỗ đặt Quốc huy", ink: Ink::Grey, line_pt: Some(0.5), outlines: vec![circle(centre, radius)]
    }
}

fn rectangle(inset: f64, width: f64, height: f64) -> Outline {
    let (right, bottom) = (width - inset, height - inset);
    let steps = [(right, inset), (right, bottom), (inset, bottom), (inset, inset)];
    Outline { start: (inset, inset), steps: steps.into_iter().map(Step::Line).collect() }
}

/// A whole circle.
pub fn circle(centre: Point, radius: f64) -> Outline {
    let at = |x: f64, y: f64| (centre.0 + x * radius, centre.1 + y * radius);
    let steps = vec![
        Step::Curve(at(CIRCLE, -1.0), at(1.0, -CIRCLE), at(1.0, 0.0)),
        Step::Curve(at(1.0, CIRCLE), at(CIRCLE, 1.0), at(0.0, 1.0)),
        Step::Curve(at(-CIRCLE, 1.0), at(-1.0, CIRCLE), at(-1.0, 0.0)),
        Step::Curve(at(-1.0, -CIRCLE), at(-CIRCLE, -1.0), at(0.0, -1.0)),
    ];
    Outline { start: at(0.0, -1.0), steps }
}

/// The middles of the rings, once round the sheet.
fn chain(width_mm: f64, height_mm: f64, scale: f64) -> Vec<Point> {
    let inset = CHAIN_MM * scale;
    let (right, bottom) = (width_mm - inset, height_mm - inset);
    let corners = [(inset, inset), (right, inset), (right, bottom), (inset, bottom)];
    let mut places = Vec::new();
    for (from, to) in corners.iter().zip(corners.iter().cycle().skip(1)) {
        let length = (to.0 - from.0).hypot(to.1 - from.1);
        let count = (length / (STEP_MM * scale)).round().max(1.0) as usize;
        for index in 0..count {
            let share = index as f64 / count as f64;
            places.push((from.0 + share * (to.0 - from.0), from.1 + share * (to.1 - from.1)));
        }
    }
    places
}

/// Four pointed petals that meet in the middle, each half way between the sides of the sheet.
fn flower(centre: Point, radius: f64) -> impl Iterator<Item = Outline> {
    let half = radius * std::f64::consts::FRAC_1_SQRT_2;
    [(half, half), (-half, half), (-half, -half), (half, -half)].into_iter().map(move |(along, across): Point| {
        // `x` runs along the petal, `y` across it.
        let at = |x: f64, y: f64| (centre.0 + x * along - y * across, centre.1 + x * across + y * along);
        let there = Step::Curve(at(0.3, 0.36), at(0.7, 0.36), at(1.0, 0.0));
        let back = Step::Curve(at(0.7, -0.36), at(0.3, -0.36), at(0.0, 0.0));
        Outline { start: at(0.0, 0.0), steps: vec![there, back] }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chain_is_the_same_on_every_side_and_has_no_corner_of_its_own() {
        let places = chain(297.0, 210.0, 1.0);
        for corner in [(CHAIN_MM, CHAIN_MM), (297.0 - CHAIN_MM, 210.0 - CHAIN_MM)] {
            assert_eq!(places.iter().filter(|place| **place == corner).count(), 1);
        }
        for (place, next) in places.iter().zip(places.iter().cycle().skip(1)) {
            let step = (next.0 - place.0).hypot(next.1 - place.1);
            assert!((step - STEP_MM).abs() < 0.1, "{step}");
        }
    }
}
