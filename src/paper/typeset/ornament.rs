//! The three motifs of the frame of a certificate, our own drawings after the patterns that offices know: a lotus
//! that opens, the sun of a bronze drum in its rings, a cloud.
//!
//! Each is given in mm round its own middle, `x` along the side of the sheet and `y` towards its middle, and the
//! frame puts it in its place.

use std::f64::consts::PI;

use super::flow::{Outline, Point, Step};

/// Part of the radius at which the handles of a quarter circle stand.
const CIRCLE: f64 = 0.552_284_75;
/// The lotus: its foot, its petals from the middle one outwards (angle, length), and half the width of each.
const FOOT: Point = (0.0, -2.9);
const PETALS: [(f64, f64); 5] = [(0.0, 6.0), (0.62, 5.5), (-0.62, 5.5), (1.2, 4.7), (-1.2, 4.7)];
const PETAL_HALF_MM: f64 = 1.3;
/// The inside of a petal against the whole.
const INSIDE: f64 = 0.62;
/// The drum: radii of its rings, of the dots between them, and of the points and hollows of its sun.
pub const RINGS_MM: [f64; 2] = [4.2, 3.1];
const DOTS_MM: (f64, f64) = (3.65, 0.27);
const DOTS: u32 = 16;
const SUN_MM: (f64, f64) = (2.7, 1.05);
const RAYS: u32 = 10;
/// The cloud: the middle of a curl, its least and greatest radius, its points and the angle between two.
const CURL_MM: (f64, f64, f64) = (-0.78, 0.16, 0.74);
const CURL_POINTS: u32 = 8;
const CURL_TURN: f64 = 0.95;
const CURL_END: f64 = -0.5;

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

/// The petals of a lotus.
pub fn petals() -> Vec<Outline> {
    PETALS.iter().map(|petal| pointed(*petal, 1.0)).collect()
}

/// The lighter inside of each petal.
pub fn petal_insides() -> Vec<Outline> {
    PETALS.iter().map(|petal| pointed(*petal, INSIDE)).collect()
}

/// A pointed leaf from the foot of the lotus, smaller by `share` about its own middle.
fn pointed((angle, length): (f64, f64), share: f64) -> Outline {
    let (sine, cosine) = angle.sin_cos();
    let at = |along: f64, across: f64| {
        let along = length * (0.55 + (along - 0.55) * share);
        let across = PETAL_HALF_MM * across * share;
        (FOOT.0 + along * sine + across * cosine, FOOT.1 + along * cosine - across * sine)
    };
    let there = Step::Curve(at(0.2, 0.9), at(0.62, 1.45), at(1.0, 0.0));
    let back = Step::Curve(at(0.62, -1.45), at(0.2, -0.9), at(0.0, 0.0));
    Outline { start: at(0.0, 0.0), steps: vec![there, back] }
}

/// The two rings of a drum.
pub fn rings() -> Vec<Outline> {
    RINGS_MM.iter().map(|radius| circle((0.0, 0.0), *radius)).collect()
}

/// The dots between its rings.
pub fn dots() -> Vec<Outline> {
    let angle = |index: u32| f64::from(index) * 2.0 * PI / f64::from(DOTS);
    (0..DOTS).map(|index| diamond(polar(DOTS_MM.0, angle(index)), DOTS_MM.1)).collect()
}

fn diamond((x, y): Point, half: f64) -> Outline {
    let steps = [(x + half, y), (x, y + half), (x - half, y)].map(Step::Line);
    Outline { start: (x, y - half), steps: steps.to_vec() }
}

/// The sun in the middle of a drum.
pub fn sun() -> Outline {
    let point = |index: u32| {
        let radius = if index.is_multiple_of(2) { SUN_MM.0 } else { SUN_MM.1 };
        polar(radius, f64::from(index) * PI / f64::from(RAYS))
    };
    Outline { start: point(0), steps: (1..2 * RAYS).map(|index| Step::Line(point(index))).collect() }
}

/// Two curls that run into each other, there and back on the same line.
pub fn cloud() -> Outline {
    let curl = |index: u32| {
        let share = f64::from(index) / f64::from(CURL_POINTS - 1);
        let radius = CURL_MM.1 + share * (CURL_MM.2 - CURL_MM.1);
        let (x, y) = polar(radius, CURL_END + PI / 2.0 - f64::from(CURL_POINTS - 1 - index) * CURL_TURN);
        (CURL_MM.0 + x, y)
    };
    let first: Vec<Point> = (0..CURL_POINTS).map(curl).collect();
    let second = first.iter().rev().map(|(x, y)| (-x, -y));
    let points: Vec<Point> = first.iter().copied().chain(second).collect();
    let back: Vec<Point> = points.iter().rev().copied().collect();
    let steps = smooth(&points).chain(smooth(&back)).collect();
    Outline { start: points.first().copied().unwrap_or_default(), steps }
}

/// Curves through all of `points`.
fn smooth(points: &[Point]) -> impl Iterator<Item = Step> + '_ {
    let at = |index: usize| points[index.min(points.len() - 1)];
    (0..points.len().saturating_sub(1)).map(move |index| {
        let (before, from, to, after) = (at(index.saturating_sub(1)), at(index), at(index + 1), at(index + 2));
        let first = (from.0 + (to.0 - before.0) / 6.0, from.1 + (to.1 - before.1) / 6.0);
        let second = (to.0 - (after.0 - from.0) / 6.0, to.1 - (after.1 - from.1) / 6.0);
        Step::Curve(first, second, to)
    })
}

/// The point at `angle` from the direction of `y`.
fn polar(radius: f64, angle: f64) -> Point {
    (radius * angle.sin(), radius * angle.cos())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Half of the band without its teeth.
    const ROOM_MM: f64 = 4.3;

    #[test]
    fn each_motif_lies_within_the_band() {
        let all = [petals(), petal_insides(), rings(), dots(), vec![sun(), cloud()]].concat();
        for outline in all {
            let ends = outline.steps.iter().map(|step| match *step {
                Step::Line(end) | Step::Curve(_, _, end) => end,
            });
            for (x, y) in std::iter::once(outline.start).chain(ends) {
                assert!(x.abs() <= 5.0 && y.abs() <= ROOM_MM, "{x} {y}");
            }
        }
    }
}
