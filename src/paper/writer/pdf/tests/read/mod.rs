//! Reads a file back: what is seen on its pages, how it is read out, and what it says of itself.

mod page;

use std::collections::{BTreeMap, HashMap};

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, ObjectIdentifier, String as Words};

use self::page::{Reader, Texts};

/// Something on a page: what it is, and where in points from the lower left corner.
#[derive(Clone, Debug)]
pub struct Thing {
    pub what: String,
    pub at: Vec<f64>,
}

/// What a file holds.
#[derive(Debug, Default)]
pub struct File {
    pub things: Vec<Thing>,
    pub tags: Vec<String>,
    /// Of tables: where they stand.
    pub places: Vec<Thing>,
    pub bookmarks: Vec<Thing>,
    pub about: BTreeMap<String, String>,
}

impl File {
    pub fn read(bytes: &[u8]) -> File {
        let pdf = Pdf::new(bytes.to_vec()).unwrap();
        let catalog: Dict = pdf.xref().get(pdf.xref().root_id()).unwrap();
        let mut file = File::default();
        let mut texts = HashMap::new();
        let mut numbers = HashMap::new();
        let kids: Array = catalog.get::<Dict>("Pages").unwrap().get("Kids").unwrap();
        for (number, kid) in kids.raw_iter().enumerate() {
            numbers.insert(kid.as_obj_ref().unwrap().obj_number, number);
        }
        for (number, page) in pdf.pages().iter().enumerate() {
            let size = page.media_box();
            file.things.push(Thing { what: format!("page {number}"), at: vec![size.x1, size.y1] });
            Reader::new(page).read(number, &mut file.things, &mut texts);
        }
        let tree: Dict = catalog.get("StructTreeRoot").unwrap();
        let mut tags = Tags { pdf: &pdf, pages: &numbers, texts: &texts, file: &mut file };
        for root in tree.get::<Array>("K").unwrap().iter::<Dict>() {
            tags.tag(&root, 0, None);
        }
        if let Some(outline) = catalog.get::<Dict>("Outlines") {
            bookmarks(&outline, 0, &numbers, &mut file.bookmarks);
        }
        for key in ["Lang", "ViewerPreferences", "MarkInfo"] {
            file.about.insert(key.to_owned(), format!("{:?}", catalog.get::<Object>(key).map(|value| shown(&value))));
        }
        for number in 1..=pdf.len() as i32 {
            let Some(dict) = pdf.xref().get::<Dict>(ObjectIdentifier::new(number, 0)) else { continue };
            if dict.contains_key("CreationDate") {
                for (key, value) in dict.entries() {
                    if let MaybeRef::NotRef(value) = value {
                        file.about.insert(String::from_utf8_lossy(&key).into_owned(), shown(&value));
                    }
                }
            }
        }
        file
    }
}

/// Text of PDF as it is read.
pub fn words(bytes: &[u8]) -> String {
    match bytes.strip_prefix(&[0xfe, 0xff]) {
        Some(rest) => {
            let units: Vec<u16> = rest.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16_lossy(&units)
        }
        None => String::from_utf8_lossy(bytes).into_owned(),
    }
}

fn shown(value: &Object) -> String {
    match value {
        Object::String(text) => words(text.as_bytes()),
        Object::Name(name) => String::from_utf8_lossy(name).into_owned(),
        Object::Dict(dict) => {
            let entry = |(key, value): (Name, MaybeRef<Object>)| match value {
                MaybeRef::NotRef(value) => format!("{}={}", String::from_utf8_lossy(&key), shown(&value)),
                MaybeRef::Ref(_) => String::new(),
            };
            let mut entries: Vec<String> = dict.entries().map(entry).collect();
            entries.sort();
            entries.join(" ")
        }
        Object::Boolean(value) => value.to_string(),
        other => format!("{other:?}"),
    }
}

/// Text, or the name of a cell without the letter that Typst puts before its names.
fn name(bytes: &[u8]) -> String {
    let words = words(bytes);
    match words.strip_prefix('U') {
        Some(name) if name.starts_with(|sign: char| sign.is_ascii_digit()) => name.to_owned(),
        _ => words,
    }
}

struct Tags<'t> {
    pdf: &'t Pdf,
    pages: &'t HashMap<i32, usize>,
    texts: &'t Texts,
    file: &'t mut File,
}

impl Tags<'_> {
    fn tag(&mut self, dict: &Dict, depth: usize, page: Option<usize>) {
        let page = dict.get_ref("Pg").and_then(|at| self.pages.get(&at.obj_number).copied()).or(page);
        let mut line = "  ".repeat(depth) + &String::from_utf8_lossy(&dict.get::<Name>("S").unwrap());
        for key in ["T", "ID"] {
            if let Some(text) = dict.get::<Words>(key) {
                line += &format!(" {key}={}", name(text.as_bytes()));
            }
        }
        let looks: Vec<Dict> = match dict.get::<Object>("A") {
            Some(Object::Dict(look)) => vec![look],
            Some(Object::Array(looks)) => looks.iter::<Dict>().collect(),
            _ => Vec::new(),
        };
        for look in looks {
            for key in ["Scope", "ColSpan", "BorderStyle", "BorderThickness"] {
                if let Some(value) = look.get::<Object>(key) {
                    line += &format!(" {key}={}", shown(&value));
                }
            }
            if let Some(heads) = look.get::<Array>("Headers") {
                let heads: Vec<String> = heads.iter::<Words>().map(|head| name(head.as_bytes())).collect();
                line += &if heads.is_empty() { String::new() } else { format!(" Headers={heads:?}") };
            }
            if let Some(bounds) = look.get::<Array>("BBox") {
                let at = bounds.iter::<f32>().map(f64::from).collect();
                let number = self.file.tags.iter().filter(|tag| tag.trim_start().starts_with("Table")).count();
                self.file.places.push(Thing { what: format!("table {number}"), at });
            }
        }
        let mut text = String::new();
        let mut below = Vec::new();
        let parts: Vec<MaybeRef<Object>> = match dict.get::<Object>("K") {
            Some(Object::Array(parts)) => parts.raw_iter().collect(),
            Some(other) => vec![MaybeRef::NotRef(other)],
            None => Vec::new(),
        };
        for part in parts {
            let part = match part {
                MaybeRef::Ref(at) => self.pdf.xref().get::<Object>(ObjectIdentifier::new(at.obj_number, 0)).unwrap(),
                MaybeRef::NotRef(part) => part,
            };
            match part {
                Object::Number(mark) => text += self.text(page, mark.as_i64() as i32),
                Object::Dict(dict) if dict.contains_key("MCID") => {
                    let page = dict.get_ref("Pg").map(|at| self.pages[&at.obj_number]);
                    text += self.text(page, dict.get::<i32>("MCID").unwrap());
                }
                Object::Dict(dict) => below.push(dict),
                other => panic!("{other:?}"),
            }
        }
        self.file.tags.push(format!("{line}: {text}"));
        below.iter().for_each(|dict| self.tag(dict, depth + 1, page));
    }

    fn text(&self, page: Option<usize>, mark: i32) -> &str {
        self.texts.get(&(page.unwrap(), mark)).map_or("", |text| text)
    }
}

fn bookmarks(above: &Dict, depth: usize, pages: &HashMap<i32, usize>, all: &mut Vec<Thing>) {
    let mut next = above.get::<Dict>("First");
    while let Some(item) = next {
        let title = words(item.get::<Words>("Title").unwrap().as_bytes());
        let to: Array = item.get("Dest").unwrap();
        let page = pages[&to.raw_iter().next().unwrap().as_obj_ref().unwrap().obj_number];
        let at = to
            .iter::<Object>()
            .filter_map(|part| if let Object::Number(number) = part { Some(number.as_f64()) } else { None });
        all.push(Thing {
            what: format!("{}{title} {page} {:?}", "  ".repeat(depth), item.get::<i32>("Count")),
            at: at.collect(),
        });
        bookmarks(&item, depth + 1, pages, all);
        next = item.get::<Dict>("Next");
    }
}
