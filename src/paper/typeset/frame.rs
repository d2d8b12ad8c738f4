//! The frame of a certificate: a band of pale gold between rules of red and gold, with teeth along both edges and
//! drums, lotuses and clouds in turn.
//!
//! The law wants a patterned frame without ornaments of its own in the corners and without a block that leads over
//! to the text, and unlike that of a Bằng khen. So the same motifs are repeated at one distance all the way round;
//! the frame looks the same from all four sides, and in a corner stands a drum like every other.

use super::flow::{Drawing, Outline, Point, Step};
use super::ornament::{self, circle};
use crate::paper::norm::{self, Ink};

/// From the edge of the sheet to the outer rule, the band, its middle and the inner rule, in mm.
const OUTER_MM: f64 = 5.6;
const BAND_MM: [f64; 2] = [6.5, 17.5];
const MIDDLE_MM: f64 = 12.0;
const INNER_MM: f64 = 18.4;
/// Between two motifs, about, in mm.
const STEP_MM: f64 = 12.4;
/// The teeth: height, and width about, in mm.
const TOOTH_MM: (f64, f64) = (1.05, 2.2);
const OUTER_PT: f64 = 2.25;
const INNER_PT: f64 = 1.5;
const THIN_PT: f64 = 0.6;
const RING_PT: f64 = 0.8;
const CLOUD_PT: f64 = 0.9;

/// The frame of a sheet of that size; `scale` is 1 for A4.
pub fn frame(width_mm: f64, height_mm: f64, scale: f64) -> Vec<Drawing> {
    let sheet = Sheet { width_mm, height_mm, scale };
    let line = |name, ink, pt: f64, outlines| Drawing { name, ink, line_pt: Some(pt * scale), outlines };
    let area = |name, ink, outlines| Drawing { name, ink, line_pt: None, outlines };
    let rule = |inset: f64| sheet.rectangle(inset);
    let places = sheet.places();
    let drums: Vec<&Place> = places.iter().step_by(2).collect();
    let lotuses: Vec<&Place> = places.iter().skip(1).step_by(2).collect();
    let put = |places: &[&Place], motif: &[Outline]| -> Vec<Outline> {
        places.iter().flat_map(|place| motif.iter().map(|outline| place.put(outline, scale))).collect()
    };
    let between = sheet.between(&places);
    let clouds: Vec<&Place> = between.iter().collect();
    vec![
        area("Nền đường diềm", Ink::PaleGold, sheet.band()),
        line("Đường diềm ngoài", Ink::Red, OUTER_PT, vec![rule(OUTER_MM)]),
        line("Viền đường diềm", Ink::Gold, THIN_PT, BAND_MM.iter().map(|inset| rule(*inset)).collect()),
        line("Đường diềm trong", Ink::Red, INNER_PT, vec![rule(INNER_MM)]),
        area("Hoa văn răng cưa", Ink::Gold, sheet.teeth()),
        line("Vòng trống đồng", Ink::Gold, RING_PT, put(&drums, &ornament::rings())),
        area("Chấm trống đồng", Ink::Gold, put(&drums, &ornament::dots())),
        area("Mặt trời trống đồng", Ink::Red, put(&drums, &[ornament::sun()])),
        area("Cánh sen", Ink::Red, put(&lotuses, &ornament::petals())),
        area("Lòng cánh sen", Ink::PaleGold, put(&lotuses, &ornament::petal_insides())),
        line("Mây", Ink::Gold, CLOUD_PT, put(&clouds, &[ornament::cloud()])),
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

/// Where a motif stands, and the direction of its side of the sheet, clockwise.
struct Place {
    middle: Point,
    along: Point,
}

impl Place {
    fn put(&self, motif: &Outline, scale: f64) -> Outline {
        let (x, y) = self.along;
        motif.through(&|(u, v)| (self.middle.0 + scale * (u * x - v * y), self.middle.1 + scale * (u * y + v * x)))
    }
}

/// The sheet that is framed.
struct Sheet {
    width_mm: f64,
    height_mm: f64,
    scale: f64,
}

impl Sheet {
    /// The corners of a rectangle so far from the edges, clockwise from the upper left one.
    fn corners(&self, inset: f64) -> [Point; 4] {
        let inset = inset * self.scale;
        let (right, bottom) = (self.width_mm - inset, self.height_mm - inset);
        [(inset, inset), (right, inset), (right, bottom), (inset, bottom)]
    }

    fn rectangle(&self, inset: f64) -> Outline {
        let [start, second, third, fourth] = self.corners(inset);
        Outline { start, steps: [second, third, fourth, start].map(Step::Line).to_vec() }
    }

    /// The ground of the band, a side each, cut at the corners.
    fn band(&self) -> Vec<Outline> {
        let [outer, inner] = BAND_MM.map(|inset| self.corners(inset));
        let side = |index: usize| {
            let next = (index + 1) % 4;
            let steps = [outer[next], inner[next], inner[index]].map(Step::Line).to_vec();
            Outline { start: outer[index], steps }
        };
        (0..4).map(side).collect()
    }

    /// The sides of a rectangle so far from the edges: its start, its direction and its length.
    fn sides(&self, inset: f64) -> [(Point, Point, f64); 4] {
        let corners = self.corners(inset);
        std::array::from_fn(|index| {
            let (from, to) = (corners[index], corners[(index + 1) % 4]);
            let length = (to.0 - from.0).hypot(to.1 - from.1);
            (from, ((to.0 - from.0) / length, (to.1 - from.1) / length), length)
        })
    }

    /// The middles of drums and lotuses, once round the sheet; each side begins with the drum of its corner.
    fn places(&self) -> Vec<Place> {
        let mut places = Vec::new();
        for (from, along, length) in self.sides(MIDDLE_MM) {
            let count = 2.0 * (length / (2.0 * STEP_MM * self.scale)).round().max(1.0);
            let step = length / count;
            places.extend((0..count as u32).map(|index| {
                let at = f64::from(index) * step;
                Place { middle: (from.0 + at * along.0, from.1 + at * along.1), along }
            }));
        }
        places
    }

    /// Half way between two motifs.
    fn between(&self, places: &[Place]) -> Vec<Place> {
        let pairs = places.iter().zip(places.iter().cycle().skip(1));
        let middle = |(place, next): (&Place, &Place)| {
            let middle = ((place.middle.0 + next.middle.0) / 2.0, (place.middle.1 + next.middle.1) / 2.0);
            Place { middle, along: place.along }
        };
        pairs.map(middle).collect()
    }

    /// Teeth along both edges of the band, which point to its middle.
    fn teeth(&self) -> Vec<Outline> {
        let (height, width) = (TOOTH_MM.0 * self.scale, TOOTH_MM.1 * self.scale);
        let mut teeth = Vec::new();
        for (inset, inward) in BAND_MM.into_iter().zip([height, -height]) {
            for (from, along, length) in self.sides(inset) {
                let count = (length / width).round().max(1.0);
                let step = length / count;
                let at = |x: f64, y: f64| (from.0 + x * along.0 - y * along.1, from.1 + x * along.1 + y * along.0);
                teeth.extend((0..count as u32).map(|index| {
                    let start = f64::from(index) * step;
                    let steps = [at(start + step / 2.0, inward), at(start + step, 0.0)].map(Step::Line).to_vec();
                    Outline { start: at(start, 0.0), steps }
                }));
            }
        }
        teeth
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHEET: Sheet = Sheet { width_mm: 297.0, height_mm: 210.0, scale: 1.0 };

    #[test]
    fn the_pattern_is_the_same_on_every_side_and_has_no_corner_of_its_own() {
        let places = SHEET.places();
        let corners = [(MIDDLE_MM, MIDDLE_MM), (297.0 - MIDDLE_MM, 210.0 - MIDDLE_MM)];
        for corner in corners {
            let at: Vec<usize> = (0..places.len()).filter(|index| places[*index].middle == corner).collect();
            assert!(matches!(at[..], [index] if index % 2 == 0), "{corner:?} {at:?}");
        }
        for (place, next) in places.iter().zip(places.iter().cycle().skip(1)) {
            let step = (next.middle.0 - place.middle.0).hypot(next.middle.1 - place.middle.1);
            assert!((step - STEP_MM).abs() < 1.0, "{step}");
        }
    }

    #[test]
    fn the_frame_is_wide_and_leaves_the_text_free() {
        assert!((12.0..=18.0).contains(&(INNER_MM - OUTER_MM)));
        const { assert!(INNER_MM < norm::CERTIFICATE.bottom_mm && INNER_MM < norm::EMBLEM_TOP_MM) };
        let inks: std::collections::BTreeSet<&str> =
            frame(297.0, 210.0, 1.0).iter().map(|drawing| drawing.ink.hex()).collect();
        assert_eq!(inks.len(), 3);
    }
}
