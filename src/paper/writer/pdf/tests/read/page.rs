//! What is seen on a page, letter by letter and line by line.

use std::collections::HashMap;

use hayro_syntax::content::UntypedIter;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};

use super::{Thing, shown};

/// The marks of parts of a page with the text in them.
pub type Texts = HashMap<(usize, i32), String>;

type Matrix = [f64; 6];

fn times(one: Matrix, other: Matrix) -> Matrix {
    let [a, b, c, d, e, f] = one;
    let [g, h, i, j, k, l] = other;
    [a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l]
}

#[derive(Clone)]
struct State {
    matrix: Matrix,
    fill: String,
    line: String,
    width: f64,
    cap: String,
    dash: String,
}

struct Font {
    name: String,
    signs: HashMap<u16, char>,
    widths: HashMap<u16, f64>,
}

pub struct Reader<'p> {
    page: &'p hayro_syntax::page::Page<'p>,
    fonts: HashMap<Vec<u8>, Font>,
}

impl<'p> Reader<'p> {
    pub fn new(page: &'p hayro_syntax::page::Page<'p>) -> Self {
        Reader { page, fonts: HashMap::new() }
    }

    fn font(&mut self, name: &Name) -> Vec<u8> {
        let key = name.to_vec();
        if !self.fonts.contains_key(&key) {
            let dict = self.page.resources().get_font(name).unwrap();
            let below = dict.get::<Array>("DescendantFonts").unwrap().iter::<Dict>().next().unwrap();
            let map = dict.get::<Stream>("ToUnicode").unwrap().decoded().unwrap().into_owned();
            let base = dict.get::<Name>("BaseFont").unwrap();
            let base = String::from_utf8_lossy(&base).into_owned();
            let name = base.split_once('+').unwrap().1.to_owned();
            self.fonts.insert(key.clone(), Font { name, signs: signs(&map), widths: widths(&below) });
        }
        key
    }

    /// Those of the page, with the drawings that it takes from the file put in.
    fn operators(&self) -> Vec<u8> {
        let mut data = self.page.page_stream().unwrap().to_vec();
        for number in 0.. {
            let name = format!("X{number}");
            let Some(drawing) = self.page.resources().get_x_object(&Name::new(name.as_bytes()).unwrap()) else { break };
            let call = format!("/{name} Do");
            let at = data.windows(call.len()).position(|window| window == call.as_bytes());
            if let Some(at) = at {
                let drawn = [b"q\n".as_slice(), &drawing.decoded().unwrap(), b"\nQ\n"].concat();
                data.splice(at..at + call.len(), drawn);
            }
        }
        data
    }

    pub fn read(mut self, page: usize, things: &mut Vec<Thing>, texts: &mut Texts) {
        let data = self.operators();
        let black = "[0.0]".to_owned();
        let mut state = State {
            matrix: [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
            fill: black.clone(),
            line: black,
            width: 1.0,
            cap: "0".to_owned(),
            dash: "[]".to_owned(),
        };
        let mut kept = Vec::new();
        let (mut text, mut start) = (state.matrix, state.matrix);
        let mut font = (Vec::new(), 0.0);
        let mut path: Vec<(char, Vec<f64>)> = Vec::new();
        // What is marked, from the outside in: a number, or an artifact.
        let mut marks: Vec<(String, Option<i32>)> = Vec::new();
        let mut operators = UntypedIter::new(&data);
        while let Some(instruction) = operators.next() {
            let operands: Vec<Object> = instruction.operands().cloned().collect();
            let n: Vec<f64> = operands
                .iter()
                .filter_map(|o| if let Object::Number(n) = o { Some(n.as_f64()) } else { None })
                .collect();
            let mut drawn = None;
            match &**instruction.operator {
                b"q" => kept.push(state.clone()),
                b"Q" => state = kept.pop().unwrap(),
                b"cm" => state.matrix = times(n.clone().try_into().unwrap(), state.matrix),
                b"g" | b"rg" | b"scn" | b"sc" => state.fill = format!("{:?}", rounded(&n)),
                b"G" | b"RG" | b"SCN" | b"SC" => state.line = format!("{:?}", rounded(&n)),
                b"w" => state.width = n[0],
                b"J" => state.cap = format!("{}", n[0]),
                b"d" => {
                    let Object::Array(dash) = &operands[0] else { panic!() };
                    state.dash = format!("{:?}", rounded(&dash.iter::<f32>().map(f64::from).collect::<Vec<_>>()));
                }
                b"BT" => (text, start) = ([1.0, 0.0, 0.0, 1.0, 0.0, 0.0], [1.0, 0.0, 0.0, 1.0, 0.0, 0.0]),
                b"Tf" => {
                    let Object::Name(name) = &operands[0] else { panic!() };
                    font = (self.font(name), n[0]);
                }
                b"Tm" => (text, start) = (n.clone().try_into().unwrap(), n.clone().try_into().unwrap()),
                b"Td" => {
                    start = times([1.0, 0.0, 0.0, 1.0, n[0], n[1]], start);
                    text = start;
                }
                b"TJ" | b"Tj" => {
                    let own = &self.fonts[&font.0];
                    let shows: Vec<Object> = match &operands[0] {
                        Object::Array(array) => array.iter::<Object>().collect(),
                        other => vec![other.clone()],
                    };
                    for show in shows {
                        match show {
                            Object::Number(gap) => {
                                text = times([1.0, 0.0, 0.0, 1.0, -gap.as_f64() / 1000.0 * font.1, 0.0], text)
                            }
                            Object::String(letters) => {
                                for pair in letters.as_bytes().chunks(2) {
                                    let code = u16::from_be_bytes([pair[0], pair[1]]);
                                    let at = times(text, state.matrix);
                                    // A blank, whatever it keeps together.
                                    let sign = *own.signs.get(&code).unwrap_or_else(|| {
                                        panic!("{code:x} of {} {:?} {:?}", own.name, letters.as_bytes(), own.signs)
                                    });
                                    let sign = if sign == '\u{a0}' { ' ' } else { sign };
                                    let ink = &state.fill;
                                    let what = format!("{sign:?} {} {ink}", own.name);
                                    things.push(Thing { what, at: vec![at[4], at[5], at[0] * font.1, at[3] * font.1] });
                                    if let Some(mark) = marks.iter().rev().find_map(|(_, mark)| *mark) {
                                        texts.entry((page, mark)).or_default().push(sign);
                                    }
                                    text = times(
                                        [
                                            1.0,
                                            0.0,
                                            0.0,
                                            1.0,
                                            own.widths.get(&code).copied().unwrap_or_default() / 1000.0 * font.1,
                                            0.0,
                                        ],
                                        text,
                                    );
                                }
                            }
                            _ => panic!(),
                        }
                    }
                }
                b"m" => path.push(('m', n.clone())),
                b"l" => path.push(('l', n.clone())),
                b"c" => path.push(('c', n.clone())),
                b"h" => path.push(('h', n.clone())),
                b"S" => drawn = Some((false, true)),
                b"f" | b"F" => drawn = Some((true, false)),
                b"B" => drawn = Some((true, true)),
                b"BMC" => marks.push((shown(&operands[0]), None)),
                b"BDC" => {
                    let Object::Dict(dict) = &operands[1] else { panic!() };
                    let kind = dict.get::<Name>("Type").map(|kind| String::from_utf8_lossy(&kind).into_owned());
                    marks.push((format!("{} {kind:?}", shown(&operands[0])), dict.get::<i32>("MCID")));
                }
                b"EMC" => _ = marks.pop().unwrap(),
                _ => {}
            }
            if let Some((fills, lines)) = drawn {
                assert!(marks.last().is_some_and(|(name, _)| name.starts_with("Artifact")), "{marks:?}");
                let mut what: String = path.iter().map(|(step, _)| step).collect();
                if fills {
                    what += &format!(" fill {}", state.fill);
                }
                if lines {
                    what += &format!(" line {} {} {}", state.line, state.cap, state.dash);
                }
                let points = path.iter().flat_map(|(_, points)| points.chunks(2));
                let mut at: Vec<f64> = points
                    .flat_map(|point| {
                        let to = times([1.0, 0.0, 0.0, 1.0, point[0], point[1]], state.matrix);
                        [to[4], to[5]]
                    })
                    .collect();
                if lines {
                    at.push(state.width);
                }
                things.push(Thing { what, at });
                path.clear();
            }
        }
        assert!(marks.is_empty() && kept.is_empty());
    }
}

/// To two digits.
fn rounded(numbers: &[f64]) -> Vec<f64> {
    numbers.iter().map(|number| (number * 100.0).round() / 100.0).collect()
}

fn signs(map: &[u8]) -> HashMap<u16, char> {
    let text = String::from_utf8_lossy(map);
    let code = |hex: &str| u32::from_str_radix(hex, 16).unwrap();
    let mut signs = HashMap::new();
    for line in text.lines() {
        let parts: Vec<&str> = line.split(['<', '>', ' ']).filter(|part| !part.is_empty()).collect();
        if let ([from, to], true) = (parts.as_slice(), line.starts_with('<'))
            && to.len() == 4
            && !to.eq_ignore_ascii_case("FFFF")
        {
            signs.insert(code(from) as u16, char::from_u32(code(to)).unwrap());
        }
    }
    signs
}

fn widths(font: &Dict) -> HashMap<u16, f64> {
    let all: Vec<Object> = font.get::<Array>("W").unwrap().iter::<Object>().collect();
    let mut widths = HashMap::new();
    let mut at = 0;
    let number = |object: &Object| if let Object::Number(number) = object { number.as_f64() } else { panic!() };
    while at < all.len() {
        let first = number(&all[at]) as u16;
        if let Object::Array(own) = &all[at + 1] {
            own.iter::<f32>()
                .enumerate()
                .for_each(|(step, width)| _ = widths.insert(first + step as u16, f64::from(width)));
            at += 2;
        } else {
            (first..=number(&all[at + 1]) as u16).for_each(|code| _ = widths.insert(code, number(&all[at + 2])));
            at += 3;
        }
    }
    widths
}
