//! A paper as it lies in its own file: which of its objects belong to the file as a whole.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, ObjectIdentifier, Stream, String};

/// What is asked of a paper before its objects are copied. Numbers are those of the objects in its file.
pub struct Part {
    pub pages: Vec<i32>,
    /// Width and height of the last page in points.
    pub size: (f32, f32),
    /// The tag of the whole paper.
    pub tag: i32,
    /// The tags of each page's parts, by the number that the page has for them.
    pub parents: Vec<i32>,
    pub ids: Vec<(Vec<u8>, i32)>,
    pub outline: Option<Outline>,
    /// Objects that the print file has one of, and that are not copied.
    pub left_out: Vec<i32>,
    pub frame: Frame,
}

/// The bookmarks of a paper.
pub struct Outline {
    /// What stands above them.
    pub root: i32,
    pub first: i32,
    pub last: i32,
    /// Of the uppermost level.
    pub items: i32,
}

/// What the print file takes over from its first paper.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The XMP of the paper.
    pub xmp: std::string::String,
    /// Day of making, as PDF writes it.
    pub created: Vec<u8>,
    pub creator: Vec<u8>,
    /// Who wrote the paper, as PDF writes it; none of a paper of no body.
    pub author: Option<Vec<u8>>,
    /// What tags stand for that PDF has no name for.
    pub roles: Vec<(Vec<u8>, Vec<u8>)>,
    /// Identifier and information of the description of colours, and its bytes (deflated, of this many channels).
    pub intent: Intent,
}

/// The description of colours that PDF/A asks for.
#[derive(Clone, Debug)]
pub struct Intent {
    pub condition: Vec<u8>,
    pub identifier: Vec<u8>,
    pub info: Vec<u8>,
    pub profile: Vec<u8>,
    pub channels: i32,
}

impl Part {
    /// What `pdf` is, when it was written by this program.
    pub fn of(pdf: &Pdf) -> Option<Part> {
        let xref = pdf.xref();
        let root = xref.root_id();
        let catalog: Dict = xref.get(root)?;
        let number = |dict: &Dict, key: &str| dict.get_ref(key).map(|at| at.obj_number);
        let pages_root = number(&catalog, "Pages")?;
        let pages = references(&catalog.get::<Dict>("Pages")?.get::<Array>("Kids")?);
        let last: Dict = xref.get(ObjectIdentifier::new(*pages.last()?, 0))?;
        let corners: Vec<f32> = last.get::<Array>("MediaBox")?.iter::<f32>().collect();
        let tree: Dict = catalog.get("StructTreeRoot")?;
        let tag = *references(&tree.get::<Array>("K")?).first()?;
        let metadata: Stream = catalog.get("Metadata")?;
        let xmp = std::string::String::from_utf8(metadata.decoded().ok()?.into_owned()).ok()?;
        let outline = number(&catalog, "Outlines").and_then(|root| outline(pdf, root));
        let mut left_out = vec![root.obj_number, pages_root];
        for key in ["StructTreeRoot", "Metadata", "Outlines", "OutputIntents"] {
            left_out.extend(number(&catalog, key));
        }
        let intents: Array = catalog.get("OutputIntents")?;
        left_out.extend(references(&intents));
        let information = information(pdf)?;
        left_out.push(information.number);
        let Information { created, creator, author, .. } = information;
        Some(Part {
            size: (*corners.get(2)?, *corners.get(3)?),
            pages,
            tag,
            parents: references(&tree.get::<Dict>("ParentTree")?.get::<Array>("Nums")?),
            ids: tree.get::<Dict>("IDTree").map(|ids| named(&ids)).unwrap_or_default(),
            outline,
            left_out,
            frame: Frame { xmp, created, creator, author, roles: roles(&tree), intent: intent(&intents)? },
        })
    }
}

/// The numbers of the objects that `array` refers to.
fn references(array: &Array) -> Vec<i32> {
    let items = array.raw_iter();
    items.filter_map(|item| item.as_obj_ref()).map(|item| item.obj_number).collect()
}

/// The names of a name tree of one level with what they stand for.
fn named(tree: &Dict) -> Vec<(Vec<u8>, i32)> {
    let Some(names) = tree.get::<Array>("Names") else { return Vec::new() };
    let mut items = names.raw_iter();
    let mut all = Vec::new();
    while let (Some(MaybeRef::NotRef(Object::String(name))), Some(MaybeRef::Ref(at))) = (items.next(), items.next()) {
        all.push((name.as_bytes().to_vec(), at.obj_number));
    }
    all
}

fn outline(pdf: &Pdf, root: i32) -> Option<Outline> {
    let dict: Dict = pdf.xref().get(ObjectIdentifier::new(root, 0))?;
    let (first, last) = (dict.get_ref("First")?.obj_number, dict.get_ref("Last")?.obj_number);
    let (mut items, mut at) = (1, first);
    while at != last {
        let item: Dict = pdf.xref().get(ObjectIdentifier::new(at, 0))?;
        at = item.get_ref("Next")?.obj_number;
        items += 1;
    }
    Some(Outline { root, first, last, items })
}

fn roles(tree: &Dict) -> Vec<(Vec<u8>, Vec<u8>)> {
    let Some(map) = tree.get::<Dict>("RoleMap") else { return Vec::new() };
    let keys: Vec<Name> = map.keys().collect();
    let pairs = keys.iter().filter_map(|key| Some((key.to_vec(), map.get::<Name>(key.as_ref())?.to_vec())));
    let mut pairs: Vec<_> = pairs.collect();
    pairs.sort();
    pairs
}

fn intent(intents: &Array) -> Option<Intent> {
    let dict = intents.iter::<Dict>().next()?;
    let text = |key: &str| dict.get::<String>(key).map(|text| text.as_bytes().to_vec()).unwrap_or_default();
    let profile: Stream = dict.get("DestOutputProfile")?;
    Some(Intent {
        condition: text("OutputCondition"),
        identifier: text("OutputConditionIdentifier"),
        info: text("Info"),
        profile: profile.raw_data().into_owned(),
        channels: profile.dict().get::<i32>("N")?,
    })
}

/// What the dictionary of information says, as PDF writes it.
struct Information {
    /// Of the dictionary itself.
    number: i32,
    created: Vec<u8>,
    creator: Vec<u8>,
    author: Option<Vec<u8>>,
}

fn information(pdf: &Pdf) -> Option<Information> {
    (1..=i32::try_from(pdf.len()).ok()?).find_map(|number| {
        let dict: Dict = pdf.xref().get(ObjectIdentifier::new(number, 0))?;
        let text = |key: &str| dict.get::<String>(key).map(|text| text.as_bytes().to_vec());
        let (created, creator) = (text("CreationDate")?, text("Creator")?);
        Some(Information { number, created, creator, author: text("Author") })
    })
}
