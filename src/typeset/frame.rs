//! The frame of a certificate: two rules, a chain of flowers, a third rule.
//!
//! The law wants a patterned frame without ornaments of its own in the corners and without a block
//! that leads over to the text, and unlike that of a Bằng khen. So one small flower of four petals is
//! repeated at one distance all the way round; it looks the same from all four sides, and in a corner
//! stands a flower like every other.

use super::flow::{Drawing, Outline, Point, Step};
use crate::norm::{self, Ink};

/// From the edge of the sheet to the rules and to the middle of the chain, in mm.
const OUTER_MM: f64 = 8.0;
const SECOND_MM: f64 = 9.4;
const CHAIN_MM: f64 = 12.2;
const INNER_MM: f64 = 15.0;
/// Between two flowers of the chain, about, in mm.
const STEP_MM: f64 = 6.6;
/// From the middle of a flower to the tip of a petal, in mm.
const PETAL_MM: f64 = 1.9;
/// From the middle of a bud between two flowers to its tip, in mm.
const BUD_MM: f64 = 0.55;
const THICK_PT: f64 = 2.25;
const THIN_PT: f64 = 0.6;
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
    let mut outlines = Vec::new();
    for (place, is_flower) in chain(width_mm, height_mm, scale) {
        if is_flower {
            outlines.extend(flower(place, PETAL_MM * scale));
        } else {
            outlines.push(bud(place, BUD_MM * scale));
        }
    }
    vec![
        rule("Đường diềm ngoài", OUTER_MM, THICK_PT),
        rule("Đường diềm giữa", SECOND_MM, THIN_PT),
        Drawing { name: "Hoa văn", ink: Ink::Gold, line_pt: None, outlines },
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

fn circle(centre: Point, radius: f64) -> Outline {
    let at = |x: f64, y: f64| (centre.0 + x * radius, centre.1 + y * radius);
    let steps = vec![
        Step::Curve(at(CIRCLE, -1.0), at(1.0, -CIRCLE), at(1.0, 0.0)),
        Step::Curve(at(1.0, CIRCLE), at(CIRCLE, 1.0), at(0.0, 1.0)),
        Step::Curve(at(-CIRCLE, 1.0), at(-1.0, CIRCLE), at(-1.0, 0.0)),
        Step::Curve(at(-1.0, -CIRCLE), at(-CIRCLE, -1.0), at(0.0, -1.0)),
    ];
    Outline { start: at(0.0, -1.0), steps }
}

/// The middles of the flowers, and of the buds between them, once round the sheet.
fn chain(width_mm: f64, height_mm: f64, scale: f64) -> Vec<(Point, bool)> {
    let inset = CHAIN_MM * scale;
    let (right, bottom) = (width_mm - inset, height_mm - inset);
    let corners = [(inset, inset), (right, inset), (right, bottom), (inset, bottom)];
    let mut places = Vec::new();
    for (from, to) in corners.iter().zip(corners.iter().cycle().skip(1)) {
        let length = (to.0 - from.0).hypot(to.1 - from.1);
        // An even number of half steps: the side starts and ends with a flower.
        let halves = 2 * (length / (STEP_MM * scale)).round().max(1.0) as usize;
        for half in 0..halves {
            let share = half as f64 / halves as f64;
            let place = (from.0 + share * (to.0 - from.0), from.1 + share * (to.1 - from.1));
            places.push((place, half % 2 == 0));
        }
    }
    places
}

/// Four petals that meet in the middle.
fn flower(centre: Point, radius: f64) -> impl Iterator<Item = Outline> {
    [(1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0)].into_iter().map(move |(along, across): Point| {
        // `x` runs along the petal, `y` across it.
        let at = |x: f64, y: f64| {
            (centre.0 + (x * along - y * across) * radius, centre.1 + (x * across + y * along) * radius)
        };
        let steps = vec![
            Step::Curve(at(0.25, 0.62), at(0.85, 0.42), at(1.0, 0.0)),
            Step::Curve(at(0.85, -0.42), at(0.25, -0.62), at(0.0, 0.0)),
        ];
        Outline { start: at(0.0, 0.0), steps }
    })
}

/// A small diamond.
fn bud(centre: Point, radius: f64) -> Outline {
    let at = |x: f64, y: f64| (centre.0 + x * radius, centre.1 + y * radius);
    let steps = [at(0.0, -1.0), at(1.0, 0.0), at(0.0, 1.0), at(-1.0, 0.0)];
    Outline { start: at(-1.0, 0.0), steps: steps.into_iter().map(Step::Line).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_chain_is_the_same_on_every_side_and_has_no_corner_of_its_own() {
        let places = chain(297.0, 210.0, 1.0);
        let flowers: Vec<Point> = places.iter().filter(|(_, flower)| *flower).map(|(place, _)| *place).collect();
        for corner in [(CHAIN_MM, CHAIN_MM), (297.0 - CHAIN_MM, 210.0 - CHAIN_MM)] {
            assert_eq!(flowers.iter().filter(|place| **place == corner).count(), 1);
        }
        for (place, next) in flowers.iter().zip(flowers.iter().cycle().skip(1)) {
            let step = (next.0 - place.0).hypot(next.1 - place.1);
            assert!((step - STEP_MM).abs() < 0.2, "{step}");
        }
    }
}
