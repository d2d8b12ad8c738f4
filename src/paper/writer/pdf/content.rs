//! What is drawn on a page, in the operators of PDF.
//!
//! They are written here, number by number, since letters are most of a page: as plain bytes they take a third of what
//! escapes or hexadecimal digits would, before and after compression. Places are thousandths of a point, so that one place
//! can be given as the way from another without a rest.

use typst::layout::{Abs, Point, Size};
use typst::visualize::{
    Color, Curve, CurveItem, FillRule, FixedStroke, Geometry, LineCap, LineJoin, Paint, ProcessColor, Shape,
};

/// What may be said of a thing that is drawn and not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Artifact {
    Header,
    Footer,
    /// Comes again on each page.
    Pagination,
    /// Stands behind the text.
    Background,
    Other,
}

/// What the marks around things say that they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Content,
    Artifact(Artifact),
}

/// A colour in thousandths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    Grey(i64),
    Rgb([i64; 3]),
}

impl Ink {
    /// The ink of `paint`; nothing if it is not one of a screen or of one colour only.
    pub fn of(paint: &Paint) -> Option<Self> {
        let part = |part: f32| (f64::from(part) * 1000.0).round() as i64;
        match paint {
            Paint::Solid(Color::Process(ProcessColor::Luma(grey))) if grey.alpha == 1.0 => {
                Some(Ink::Grey(part(grey.luma)))
            }
            Paint::Solid(Color::Process(ProcessColor::Rgb(rgb))) if rgb.alpha == 1.0 => {
                Some(Ink::Rgb([part(rgb.red), part(rgb.green), part(rgb.blue)]))
            }
            _ => None,
        }
    }
}

/// How lines are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stroke {
    ink: Ink,
    width: i64,
    /// Ends are round, else cut off.
    is_round: bool,
    /// Dots of no length at this distance, else a line.
    dots: Option<i64>,
}

impl Stroke {
    /// Nothing if `stroke` is none that is known here.
    pub fn of(stroke: &FixedStroke) -> Option<Self> {
        if stroke.join != LineJoin::Miter || stroke.miter_limit.get() != MITRE {
            return None;
        }
        let is_round = match stroke.cap {
            LineCap::Butt => false,
            LineCap::Round => true,
            LineCap::Square => return None,
        };
        let dots = match &stroke.dash {
            None => None,
            Some(dash) if dash.phase == Abs::zero() => match dash.array.as_slice() {
                [dot, gap] if *dot == Abs::zero() => Some(thousandths(gap.to_pt())),
                _ => return None,
            },
            Some(_) => return None,
        };
        Some(Stroke { ink: Ink::of(&stroke.paint)?, width: thousandths(stroke.thickness.to_pt()), is_round, dots })
    }
}

/// Corners are pointed until they are so many times as long as the line is thick.
const MITRE: f64 = 4.0;

/// A place on the page from its lower left corner, in thousandths of a point.
type Place = (i64, i64);

/// Draws a page.
pub struct Content {
    bytes: Vec<u8>,
    width: i64,
    height: i64,
    mark: Option<Mark>,
    /// Where the last text began, while text is written.
    text: Option<Place>,
    /// The face and the size of letters.
    face: Option<(usize, i64)>,
    ink: Ink,
    stroke: Stroke,
    has_mitres: bool,
}

impl Content {
    /// An empty page as wide and as high as said, which goes into the empty `bytes`.
    pub fn new(size: Size, bytes: Vec<u8>) -> Self {
        let ink = Ink::Grey(0);
        let stroke = Stroke { ink, width: 1000, is_round: false, dots: None };
        let (width, height) = (thousandths(size.x.to_pt()), thousandths(size.y.to_pt()));
        Content { bytes, width, height, mark: None, text: None, face: None, ink, stroke, has_mitres: false }
    }

    /// All operators.
    pub fn finish(mut self) -> Vec<u8> {
        self.close();
        self.bytes
    }

    /// Ends what is marked.
    pub fn close(&mut self) {
        self.end_text();
        if self.mark.take().is_some() {
            self.put("EMC\n");
        }
    }

    /// Begins the part of what is read that the page has under `number`.
    pub fn open(&mut self, number: i32) {
        self.close();
        self.put("/P<</MCID ");
        self.integer(number.into());
        self.put(">>BDC\n");
        self.mark = Some(Mark::Content);
    }

    /// What comes next is drawn and not read.
    pub fn artifact(&mut self, artifact: Artifact) {
        if self.mark != Some(Mark::Artifact(artifact)) {
            self.close();
            match artifact {
                Artifact::Header => self.put("/Artifact<</Type/Pagination/Attached[/Top]/Subtype/Header>>BDC\n"),
                Artifact::Footer => self.put("/Artifact<</Type/Pagination/Attached[/Bottom]/Subtype/Footer>>BDC\n"),
                Artifact::Pagination => self.put("/Artifact<</Type/Pagination>>BDC\n"),
                Artifact::Background => {
                    self.put("/Artifact<</Type/Background/BBox[0 0 ");
                    self.numbers([self.width, self.height]);
                    self.put("]>>BDC\n");
                }
                Artifact::Other => self.put("/Artifact BMC\n"),
            }
            self.mark = Some(Mark::Artifact(artifact));
        }
    }

    /// Begins a text at `at`, on its base line.
    pub fn begin_text(&mut self, at: Point, face: usize, size: Abs, ink: Ink) {
        let place = self.place(at);
        let (x, y) = self.text.unwrap_or_else(|| {
            self.put("BT\n");
            (0, 0)
        });
        self.fill_with(ink);
        let size = thousandths(size.to_pt());
        if self.face != Some((face, size)) {
            self.face = Some((face, size));
            self.put("/F");
            self.integer(face as i64);
            self.bytes.push(b' ');
            self.numbers([size]);
            self.put("Tf\n");
        }
        self.numbers([place.0 - x, place.1 - y]);
        self.put("Td[");
        self.text = Some(place);
    }

    /// Letters of the text, by what their face calls them.
    pub fn letters(&mut self, numbers: &[u8]) {
        self.bytes.push(b'(');
        for byte in numbers {
            match byte {
                b'(' | b')' | b'\\' => self.bytes.extend([b'\\', *byte]),
                // Readers take it for the end of a line.
                b'\r' => self.put("\\r"),
                byte => self.bytes.push(*byte),
            }
        }
        self.bytes.push(b')');
    }

    /// A gap between letters, in millionths of their size.
    pub fn gap(&mut self, millionths: i64) {
        self.decimal(-millionths);
    }

    /// Ends the text that was begun.
    pub fn end_letters(&mut self) {
        self.put("]TJ\n");
    }

    /// The drawing that the file has under `number`, behind what comes next.
    pub fn background(&mut self, number: usize) {
        self.artifact(Artifact::Background);
        self.end_text();
        self.put("/X");
        self.integer(number as i64);
        self.put(" Do\n");
    }

    /// A line or a curve; nothing if `shape` is drawn in a way that is not known here.
    pub fn shape(&mut self, at: Point, shape: &Shape) -> Option<()> {
        let stroke = match &shape.stroke {
            Some(stroke) => Some(Stroke::of(stroke)?),
            None => None,
        };
        let fill = match &shape.fill {
            Some(_) if shape.fill_rule != FillRule::NonZero => return None,
            Some(paint) => Some(Ink::of(paint)?),
            None => None,
        };
        self.end_text();
        match (&shape.geometry, stroke) {
            (Geometry::Line(to), Some(stroke)) => self.line(at, at + *to, stroke),
            (Geometry::Curve(curve), stroke) => self.curve(at, curve, fill, stroke),
            _ => return None,
        }
        Some(())
    }

    fn line(&mut self, from: Point, to: Point, stroke: Stroke) {
        self.draw_with(stroke);
        let (from, to) = (self.place(from), self.place(to));
        self.numbers([from.0, from.1]);
        self.put("m ");
        self.numbers([to.0, to.1]);
        self.put("l S\n");
    }

    /// A curve, filled or drawn, from `origin`.
    fn curve(&mut self, origin: Point, curve: &Curve, fill: Option<Ink>, stroke: Option<Stroke>) {
        fill.into_iter().for_each(|ink| self.fill_with(ink));
        if let Some(stroke) = stroke {
            self.draw_with(stroke);
            if !std::mem::replace(&mut self.has_mitres, true) {
                self.numbers([thousandths(MITRE)]);
                self.put("M\n");
            }
        }
        for item in &curve.0 {
            let mut to = |points: &[&Point], operator: &str| {
                for point in points {
                    let place = self.place(origin + **point);
                    self.numbers([place.0, place.1]);
                }
                self.put(operator);
            };
            match item {
                CurveItem::Move(point) => to(&[point], "m "),
                CurveItem::Line(point) => to(&[point], "l "),
                CurveItem::Cubic(first, second, end) => to(&[first, second, end], "c "),
                CurveItem::Close => to(&[], "h "),
            }
        }
        self.put(match (fill, stroke) {
            (Some(_), Some(_)) => "\nB\n",
            (Some(_), None) => "\nf\n",
            (None, Some(_)) => "\nS\n",
            (None, None) => "\nn\n",
        });
    }

    fn end_text(&mut self) {
        if self.text.take().is_some() {
            self.put("ET\n");
        }
    }

    fn fill_with(&mut self, ink: Ink) {
        if self.ink != ink {
            self.ink = ink;
            self.colour(ink, "g\n", "rg\n");
        }
    }

    fn draw_with(&mut self, stroke: Stroke) {
        let before = std::mem::replace(&mut self.stroke, stroke);
        if before.ink != stroke.ink {
            self.colour(stroke.ink, "G\n", "RG\n");
        }
        if before.width != stroke.width {
            self.numbers([stroke.width]);
            self.put("w\n");
        }
        if before.is_round != stroke.is_round {
            self.put(if stroke.is_round { "1 J\n" } else { "0 J\n" });
        }
        if before.dots != stroke.dots {
            self.put("[");
            stroke.dots.into_iter().for_each(|gap| self.numbers([0, gap]));
            self.put("]0 d\n");
        }
    }

    fn colour(&mut self, ink: Ink, grey: &str, rgb: &str) {
        match ink {
            Ink::Grey(part) => {
                self.numbers([part]);
                self.put(grey);
            }
            Ink::Rgb(parts) => {
                self.numbers(parts);
                self.put(rgb);
            }
        }
    }

    fn place(&self, at: Point) -> Place {
        (thousandths(at.x.to_pt()), self.height - thousandths(at.y.to_pt()))
    }

    fn put(&mut self, text: &str) {
        self.bytes.extend(text.as_bytes());
    }

    /// Thousandths as numbers, each with a blank after it.
    fn numbers<const N: usize>(&mut self, thousandths: [i64; N]) {
        for number in thousandths {
            self.decimal(number);
            self.bytes.push(b' ');
        }
    }

    fn decimal(&mut self, thousandths: i64) {
        if thousandths < 0 {
            self.bytes.push(b'-');
        }
        let all = thousandths.unsigned_abs();
        let (whole, mut rest) = (all / 1000, all % 1000);
        if whole > 0 || rest == 0 {
            self.digits(whole);
        }
        if rest > 0 {
            self.bytes.push(b'.');
            let mut unit = 100;
            while rest > 0 {
                self.bytes.push(b'0' + (rest / unit) as u8);
                rest %= unit;
                unit /= 10;
            }
        }
    }

    fn integer(&mut self, number: i64) {
        self.decimal(number * 1000);
    }

    fn digits(&mut self, mut number: u64) {
        let start = self.bytes.len();
        loop {
            self.bytes.push(b'0' + (number % 10) as u8);
            number /= 10;
            if number == 0 {
                break;
            }
        }
        self.bytes[start..].reverse();
    }
}

/// Points in thousandths.
fn thousandths(points: f64) -> i64 {
    (points * 1000.0).round() as i64
}
