//! A paper is known by a check sum of what it is made of: of one sum there is one paper, whatever else has changed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::base::diag::Report;
use crate::base::files::Memory;
use crate::campaign::{CampaignFolder, Opening, open_as};
use crate::paper::document::Document;

/// How many places of a sample are changed, one at a time.
const CHANGES: usize = 15;
/// Templates of the campaign's own: one of the program, with the components that it shares.
const TEMPLATES: [(&str, &str); 3] = [
    ("mau/dang_ky.van.tera", include_str!("../../templates/dang_ky.van.tera")),
    ("mau/_dang_ky.tera", include_str!("../../templates/_dang_ky.tera")),
    ("mau/giay_khen.van.tera", include_str!("../../templates/giay_khen.van.tera")),
];

type Files = BTreeMap<String, String>;
type Made = Result<(Document, Report), Report>;

/// The text files of a sample, with templates of its own.
fn files(sample: &str) -> Files {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(sample);
    let (mut found, mut open): (Files, Vec<PathBuf>) = (Files::new(), vec![root.clone()]);
    while let Some(folder) = open.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            let name = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
            match path.is_dir() {
                true => open.push(path),
                false => drop(found.insert(name, fs::read_to_string(path).unwrap())),
            }
        }
    }
    found.extend(TEMPLATES.map(|(name, text)| (name.to_owned(), text.to_owned())));
    found
}

fn open(files: &Files) -> Option<CampaignFolder> {
    let memory: Memory = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    open_as(Path::new(""), &Opening { files: &memory, ..Opening::default() }).ok()
}

/// The check sum of a paper and what is told with it, and how it is made.
type Paper = (Option<(String, Report)>, Box<dyn Fn() -> Made>);

/// Every paper by its path.
fn papers(campaign: &CampaignFolder) -> BTreeMap<String, Paper> {
    let paper = |job: crate::campaign::Job<'static>| {
        let looked = (job.look)().map(|made_of| (made_of.sum, made_of.told));
        let make: Box<dyn Fn() -> Made> = Box::new(move || (job.make)());
        (job.path, (looked, make))
    };
    campaign.jobs(&[], &[]).unwrap().into_iter().map(paper).collect()
}

/// The places where a letter or a figure of `text` can be another: in a value of TOML, a cell, a line.
fn places(name: &str, text: &str) -> Vec<usize> {
    let is_value = |at: usize| match name.rsplit('.').next() {
        Some("toml") => text[..at].rfind('\n').is_none_or(|line| text[line..at].contains('=')),
        Some("csv") => text[..at].contains('\n'),
        _ => text[at..].starts_with(|letter: char| !letter.is_ascii()),
    };
    let letters = text.char_indices().filter(|(_, letter)| letter.is_alphanumeric());
    letters.map(|(at, _)| at).filter(|at| is_value(*at)).collect()
}

fn changed(text: &str, at: usize) -> String {
    let letter = text[at..].chars().next().unwrap();
    let other = match letter {
        '0'..='8' => char::from(letter as u8 + 1),
        '9' => '8',
        'x' => 'y',
        _ => 'x',
    };
    format!("{}{other}{}", &text[..at], &text[at + letter.len_utf8()..])
}

/// Changes one letter after the other in all that `sample` is read from, and counts the papers that became others and
/// those that stayed.
fn try_changes(sample: &str) -> [usize; 2] {
    let files = files(sample);
    let before = papers(&open(&files).unwrap());
    let places: Vec<(&String, usize)> =
        files.iter().flat_map(|(name, text)| places(name, text).into_iter().map(move |at| (name, at))).collect();
    let made: BTreeMap<&String, Made> = before.iter().map(|(path, (_, make))| (path, make())).collect();
    let mut counts = [0, 0];
    for (name, at) in places.iter().step_by(places.len() / CHANGES) {
        let mut other = files.clone();
        other.insert((*name).clone(), changed(&files[*name], *at));
        let Some(campaign) = open(&other) else { continue };
        for (path, (looked, make)) in papers(&campaign) {
            let Some((known, _)) = before.get(&path) else { continue };
            let is_same = looked.is_some() && looked == *known;
            counts[usize::from(is_same)] += 1;
            if is_same {
                assert!(made[&path] == make(), "{sample}/{name}, byte {at}: {path} is another, and nothing tells it");
            }
        }
    }
    counts
}

#[test]
fn what_is_made_of_the_same_is_the_same() {
    for sample in ["binh_phuoc_2024", "song_hau_2024", "tong_cong_ty_2026"] {
        let [others, same] = try_changes(sample);
        println!("{sample}: {others} papers are others, {same} the same");
        assert!(others > CHANGES && same > CHANGES, "{sample}: {others} {same}");
    }
}

#[test]
fn a_look_at_the_same_data_gives_the_same_sums() {
    let files = files("gia_lai_2026");
    let looks = || -> Vec<Option<(String, Report)>> {
        papers(&open(&files).unwrap()).into_values().map(|(looked, _)| looked).collect()
    };
    assert!(looks().iter().all(Option::is_some) && looks() == looks());
}

#[test]
fn the_row_of_one_unit_is_nothing_to_the_forms_of_others() {
    let facts = include_str!("../../tests/so_lieu/nhieu_don_vi.toml");
    let sums = |rows: &str| -> BTreeMap<String, String> {
        let units: String = (0..9).map(|number| format!("Phòng {number},Phòng\n")).collect();
        let units = format!("Tên đơn vị,Loại đơn vị\n{units}");
        let lists = format!("Đơn vị,Đối tượng,Ngày nộp\n{rows}");
        let files = [("phong_trao.toml", facts), ("don_vi.csv", &units), ("dang_ky.csv", &lists)];
        let files: Files = files.map(|(name, text)| (name.to_owned(), text.to_owned())).into();
        let papers = papers(&open(&files).unwrap()).into_iter();
        papers.filter_map(|(path, (looked, _))| Some((path, looked?.0))).collect()
    };
    let (before, after) = (sums("Phòng 3,Tập thể,5/2/2022\n"), sums("Phòng 3,Tập thể,6/2/2022\n"));
    let others: Vec<&String> = before.keys().filter(|path| before.get(*path) != after.get(*path)).collect();
    assert!(others.contains(&&"dang_ky/phong_3".to_owned()), "{others:?}");
    assert!(others.iter().all(|path| !path.starts_with("dang_ky/") || path.ends_with("phong_3")), "{others:?}");
}
