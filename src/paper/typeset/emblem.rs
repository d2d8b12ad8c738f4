//! Quốc huy as lines and areas, for offices whose blanks do not have it.
//!
//! A red disc with a star, two ears of rice, half a cogwheel and a ribbon with the name of the state
//! (Điều 13 Hiến pháp). It is drawn when it is asked for; else only its place is left free. All
//! measures are shares of the radius, with the middle of the disc as origin and `y` downwards.

use std::f64::consts::{FRAC_PI_2, PI};

use super::flow::{Drawing, Outline, Point, Step};
use super::metrics::Metrics;
use super::ornament::circle;
use crate::paper::norm::{self, Ink};

const DISC: f64 = 0.92;
/// The star: its middle below that of the disc, its outer and inner radius.
const STAR_Y: f64 = -0.16;
const STAR: (f64, f64) = (0.37, 0.37 * 0.381_966);
/// The ears: radius of the stem, angles from the top at which it starts and ends, grains on each side.
const STEM: f64 = 0.87;
const EAR: (f64, f64) = (0.1, 2.2);
const GRAINS: u32 = 19;
/// Length and half the width of a grain, and how far it leans away from the stem.
const GRAIN: (f64, f64) = (0.17, 0.03);
const LEAN: f64 = 0.5;
/// The cogwheel: its middle, radius at the root and the tip of the teeth, its bore, its teeth.
const COG_Y: f64 = 0.66;
const COG: (f64, f64) = (0.22, 0.29);
const BORE: f64 = 0.1;
const TEETH: u32 = 12;
/// The ribbon hangs round a point above the disc: that point, and for each of its two bands the radii and
/// the angle to either side.
const RIBBON_Y: f64 = -0.55;
const BANDS: [(f64, f64, f64); 2] = [(1.25, 1.41, 0.62), (1.41, 1.54, 0.26)];
/// The words of the bands, with the share of the band that a letter is high.
const WORDS: [&str; 2] = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA", "VIỆT NAM"];
const LETTER_SHARE: f64 = 0.86;
/// From the lower edge of a band to the feet of its letters, as a share of the band.
const FOOT_SHARE: f64 = 0.26;
const STEM_PT: f64 = 0.8;
const EDGE_PT: f64 = 0.4;

/// Quốc huy in the middle of a sheet of that width; `scale` is 1 for A4.
pub fn emblem(metrics: &Metrics, width_mm: f64, scale: f64) -> Vec<Drawing> {
    let radius = norm::EMBLEM_MM * scale / 2.0;
    let place = Placed { middle: (width_mm / 2.0, norm::EMBLEM_TOP_MM * scale + radius), radius };
    let area = |name, ink, outlines| Drawing { name, ink, line_pt: None, outlines };
    let line = |name, pt: f64, outlines| Drawing { name, ink: Ink::Yellow, line_pt: Some(pt * scale), outlines };
    let sides = [-1.0, 1.0];
    let bands: Vec<Outline> = BANDS.iter().map(|band| place.band(*band)).collect();
    vec![
        area("Nền Quốc huy", Ink::Red, vec![circle(place.middle, DISC * radius)]),
        line("Cuống lúa", STEM_PT, sides.iter().map(|side| place.stem(*side)).collect()),
        area("Bông lúa", Ink::Yellow, sides.iter().flat_map(|side| place.ear(*side)).collect()),
        area("Bánh xe răng", Ink::Yellow, vec![place.cog()]),
        area("Trục bánh xe", Ink::Red, vec![circle(place.at((0.0, COG_Y)), BORE * radius)]),
        area("Ngôi sao", Ink::Yellow, vec![place.star()]),
        area("Dải lụa", Ink::Red, bands.clone()),
        line("Viền dải lụa", EDGE_PT, bands),
        area("Chữ trên dải lụa", Ink::Yellow, place.words(metrics)),
    ]
}

/// Where the disc lies on the sheet, in mm.
struct Placed {
    middle: Point,
    radius: f64,
}

impl Placed {
    fn at(&self, (x, y): Point) -> Point {
        (self.middle.0 + x * self.radius, self.middle.1 + y * self.radius)
    }

    fn polygon(&self, points: impl IntoIterator<Item = Point>) -> Outline {
        let mut points = points.into_iter().map(|point| self.at(point));
        let start = points.next().unwrap_or(self.middle);
        Outline { start, steps: points.map(Step::Line).collect() }
    }

    /// Five points, one of them up.
    fn star(&self) -> Outline {
        self.polygon((0..10).map(|index| {
            let radius = if index % 2 == 0 { STAR.0 } else { STAR.1 };
            polar((0.0, STAR_Y), radius, f64::from(index) * PI / 5.0)
        }))
    }

    fn cog(&self) -> Outline {
        let pitch = 2.0 * PI / f64::from(TEETH);
        let tooth = |index: u32| {
            let middle = f64::from(index) * pitch;
            [(COG.0, -0.3), (COG.1, -0.2), (COG.1, 0.2), (COG.0, 0.3)]
                .map(|(radius, share)| polar((0.0, COG_Y), radius, middle + share * pitch))
        };
        self.polygon((0..TEETH).flat_map(tooth))
    }

    /// The stem on one side, there and back on the same line.
    fn stem(&self, side: f64) -> Outline {
        let (from, to) = (EAR.0 * side, PI * side);
        let steps = self.arc((0.0, 0.0), STEM, from, to).chain(self.arc((0.0, 0.0), STEM, to, from));
        Outline { start: self.at(polar((0.0, 0.0), STEM, from)), steps: steps.collect() }
    }

    /// Grains along the stem of one side, leaning outwards and inwards in turns.
    fn ear(&self, side: f64) -> impl Iterator<Item = Outline> {
        let grain = move |index: u32| {
            let angle = EAR.0 + (EAR.1 - EAR.0) * f64::from(index) / f64::from(GRAINS - 1);
            // Towards the top along the circle.
            let along = angle * side - side * FRAC_PI_2;
            [-LEAN, LEAN].map(|lean| self.grain(polar((0.0, 0.0), STEM, angle * side), along + lean))
        };
        (0..GRAINS).flat_map(grain)
    }

    fn grain(&self, foot: Point, direction: f64) -> Outline {
        let (sine, cosine) = direction.sin_cos();
        let at = |along: f64, across: f64| {
            let (along, across) = (along * GRAIN.0, across * GRAIN.1 * 1.33);
            self.at((foot.0 + along * sine + across * cosine, foot.1 - along * cosine + across * sine))
        };
        let there = Step::Curve(at(0.25, 1.0), at(0.7, 1.0), at(1.0, 0.0));
        let back = Step::Curve(at(0.7, -1.0), at(0.25, -1.0), at(0.0, 0.0));
        Outline { start: at(0.0, 0.0), steps: vec![there, back] }
    }

    /// One band of the ribbon.
    fn band(&self, (inner, outer, half): (f64, f64, f64)) -> Outline {
        let (from, to) = (PI + half, PI - half);
        let hinge = (0.0, RIBBON_Y);
        let above = self.arc(hinge, inner, from, to);
        let end = Step::Line(self.at(polar(hinge, outer, to)));
        let below = self.arc(hinge, outer, to, from);
        Outline { start: self.at(polar(hinge, inner, from)), steps: above.chain([end]).chain(below).collect() }
    }

    /// The letters on the bands, each turned with its place.
    fn words(&self, metrics: &Metrics) -> Vec<Outline> {
        let of_band = |((inner, outer, half), text): (&(f64, f64, f64), &&str)| {
            let foot = outer - FOOT_SHARE * (outer - inner);
            let advance: f64 = text.chars().map(|letter| metrics.outline(letter).1).sum();
            let most = LETTER_SHARE * (outer - inner);
            let size = most.min(1.88 * half * foot / advance.max(1.0));
            let mut from = -size * advance / 2.0;
            let mut letters = Vec::new();
            for letter in text.chars() {
                let (outlines, wide) = metrics.outline(letter);
                let angle = PI - (from + size * wide / 2.0) / foot;
                let put = |(x, y): Point| {
                    let (x, y) = ((x - wide / 2.0) * size, y * size);
                    let (sine, cosine) = (PI - angle).sin_cos();
                    let (foot_x, foot_y) = polar((0.0, RIBBON_Y), foot, angle);
                    self.at((foot_x + x * cosine - y * sine, foot_y - x * sine - y * cosine))
                };
                letters.extend(outlines.iter().map(|outline| outline.through(&put)));
                from += size * wide;
            }
            letters
        };
        BANDS.iter().zip(&WORDS).flat_map(of_band).collect()
    }

    /// A part of a circle as curves of at most an eighth of it.
    fn arc(&self, centre: Point, radius: f64, from: f64, to: f64) -> impl Iterator<Item = Step> {
        let count = ((to - from).abs() / (PI / 4.0)).ceil().max(1.0);
        let part = (to - from) / count;
        let handle = 4.0 / 3.0 * (part / 4.0).tan() * radius;
        (0..count as u32).map(move |index| {
            let (start, end) = (from + f64::from(index) * part, from + f64::from(index + 1) * part);
            let beside = |angle: f64, length: f64| {
                let point = polar(centre, radius, angle);
                (point.0 + length * angle.cos(), point.1 + length * angle.sin())
            };
            let end_point = polar(centre, radius, end);
            Step::Curve(self.at(beside(start, handle)), self.at(beside(end, -handle)), self.at(end_point))
        })
    }
}

/// The point at `angle` from the top, clockwise.
fn polar(centre: Point, radius: f64, angle: f64) -> Point {
    (centre.0 + radius * angle.sin(), centre.1 - radius * angle.cos())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(drawing: &Drawing) -> Vec<Point> {
        let of_step = |step: &Step| match step {
            Step::Line(end) => vec![*end],
            Step::Curve(first, second, end) => vec![*first, *second, *end],
        };
        let of_outline = |outline: &Outline| {
            let rest: Vec<Point> = outline.steps.iter().flat_map(of_step).collect();
            [vec![outline.start], rest].concat()
        };
        drawing.outlines.iter().flat_map(of_outline).collect()
    }

    #[test]
    fn all_of_it_lies_within_its_place() {
        let (width, scale) = (297.0, 1.0);
        for drawing in emblem(&Metrics::new(), width, scale) {
            assert!(!drawing.outlines.is_empty(), "{}", drawing.name);
            for (x, y) in points(&drawing) {
                let (x, y) = (x - width / 2.0, y - norm::EMBLEM_TOP_MM - norm::EMBLEM_MM / 2.0);
                assert!(x.abs().max(y.abs()) <= norm::EMBLEM_MM / 2.0 * 1.03, "{} {x} {y}", drawing.name);
            }
        }
    }

    #[test]
    fn both_sides_are_alike_but_for_the_words() {
        let middle = 297.0 / 2.0;
        for drawing in emblem(&Metrics::new(), 297.0, 1.0).iter().filter(|drawing| !drawing.name.starts_with("Chữ")) {
            let points = points(drawing);
            for (x, y) in &points {
                let twin = points.iter().any(|(u, v)| (2.0 * middle - x - u).abs() < 0.01 && (y - v).abs() < 0.01);
                assert!(twin, "{} {x} {y}", drawing.name);
            }
        }
    }
}
