//! Whatever comes from outside is read or refused: no reader panics, and none takes long over a small file.
//!
//! Files of the samples and small hostile ones are changed at random, byte by byte and piece by piece, always in the
//! same way. Each target has a moment in an ordinary run; `VANTHU_FUZZ=SECONDS` gives it longer, as the gate does.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::base::data::toml;
use crate::base::diag::Report;
use crate::base::files::Memory;
use crate::campaign::source::{json, separated, workbook};
use crate::campaign::{Opening, open_as};
use crate::make::batch::{Outcome, Status, WrittenFile};
use crate::make::manifest::told;
use crate::make::merge;
use crate::make::output::disk::Disk;
use crate::make::output::{MARKS, OutputFile, OutputFolder, Sink as _};
use crate::make::shard;
use crate::paper::document::{PartialDate, Source};
use crate::tests::dice::Dice;

/// The variable with the seconds for each target.
const SECONDS: &str = "VANTHU_FUZZ";
/// The longest that one small file may take, on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);
/// What is put into texts: signs of all the languages, numbers at the edges, letters of several bytes.
const PIECES: &[&str] = &[
    "+++\n",
    "[[a]]\n",
    "\"\"\"",
    "{{",
    "}}",
    "{% for x in y %}",
    "{% endfor %}",
    "{# ",
    "***",
    "| a | b |\n",
    "\\\n",
    "@phu_luc \"",
    "@o_trong{",
    "{\"a\":",
    "[[[[",
    "]]]]",
    "\"",
    ";",
    ",",
    "\t",
    "\r\n",
    "-1",
    "4294967296",
    "1e999",
    "\u{feff}",
    "\u{202e}",
    "\u{1b}[31m",
    "ờ\u{300}",
    "𝒂",
    "\0",
    "<",
    "/>",
    "&#0;",
    "r=\"A1048577\"",
    "=\"99999999999\"",
];

impl Dice {
    /// `bytes` with up to eight changes.
    fn change(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut changed = bytes.to_vec();
        for _ in 0..=self.throw(8) {
            let at = self.throw(changed.len() + 1);
            let end = (at + self.throw(40)).min(changed.len());
            match self.throw(7) {
                0 if at < changed.len() => changed[at] ^= 1 << self.throw(8),
                1 if at < changed.len() => changed[at] = [0, 1, 0x7f, 0x80, 0xff][self.throw(5)],
                2 => drop(changed.drain(at..end)),
                3 => {
                    let piece = changed[at..end].repeat(1 + self.throw(30));
                    drop(changed.splice(at..at, piece));
                }
                4 => drop(changed.splice(at..at, PIECES[self.throw(PIECES.len())].bytes())),
                5 => drop(changed.splice(at..end, PIECES[self.throw(PIECES.len())].bytes())),
                _ => changed.truncate(self.throw(changed.len() + 1).max(changed.len() / 2)),
            }
        }
        changed
    }
}

/// Gives changed `seeds` to `read` for as long as is said. Who reads bytes in secret has its target in tests of its own.
pub fn fuzz(seeds: &[Vec<u8>], mut read: impl FnMut(&[u8])) {
    assert!(!seeds.is_empty());
    let seconds = std::env::var(SECONDS).ok().and_then(|text| text.parse().ok()).unwrap_or(0.5);
    let (start, length) = (Instant::now(), Duration::from_secs_f64(seconds));
    let mut dice = Dice(7);
    let mut once = |bytes: &[u8]| {
        let start = Instant::now();
        read(bytes);
        let took = start.elapsed();
        assert!(took < PATIENCE, "{took:?} for {:?}", String::from_utf8_lossy(&bytes[..bytes.len().min(2_000)]));
    };
    seeds.iter().for_each(|seed| once(seed));
    while start.elapsed() < length {
        let seed = &seeds[dice.throw(seeds.len())];
        let changed = dice.change(seed);
        once(&changed);
    }
}

/// The files below `folder` whose names end in `ending`, the small ones first, at most forty.
fn seeds(folders: &[&str], ending: &str) -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut open: Vec<PathBuf> = folders.iter().map(|folder| root.join(folder)).collect();
    let mut found = Vec::new();
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => open.push(path),
                false if path.to_string_lossy().ends_with(ending) => found.push(fs::read(path).unwrap()),
                false => {}
            }
        }
    }
    found.sort_by_key(Vec::len);
    found.truncate(40);
    found
}

/// Changes the parts of packages rather than their bytes, which a check sum guards.
fn fuzz_package(seeds: &[Vec<u8>], name: &str) {
    let parts = |bytes: &Vec<u8>| -> Vec<(String, Vec<u8>)> {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
        let part = |name: String| {
            let mut bytes = Vec::new();
            archive.by_name(&name).unwrap().read_to_end(&mut bytes).unwrap();
            (name, bytes)
        };
        names.into_iter().map(part).collect()
    };
    let packages: Vec<Vec<(String, Vec<u8>)>> = seeds.iter().map(parts).collect();
    let mut dice = Dice(11);
    fuzz(seeds, |bytes| drop(workbook::parse(bytes, Path::new(name))));
    fuzz(&[vec![]], |_| {
        let package = &packages[dice.throw(packages.len())];
        let changed = dice.throw(package.len());
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (at, (name, bytes)) in package.iter().enumerate() {
            archive.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
            let bytes = if at == changed { dice.change(bytes) } else { bytes.clone() };
            archive.write_all(&bytes).unwrap();
        }
        let bytes = archive.finish().unwrap().into_inner();
        drop(workbook::parse(&bytes, Path::new(name)));
    });
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn fuzz_documents() {
    let seeds = seeds(&["samples", "tests/hostile"], ".van");
    fuzz(&seeds, |bytes| {
        if let Ok(source) = Source::parse(bytes, Path::new("a.van")) {
            drop(source.build());
        }
    });
}

#[test]
fn fuzz_toml() {
    fuzz(&seeds(&["samples"], ".toml"), |bytes| drop(toml::parse(&text(bytes), Path::new("a.toml"))));
}

#[test]
fn fuzz_facts() {
    let facts = seeds(&["samples"], "phong_trao.toml");
    fuzz(&facts, |bytes| {
        let files: Memory = [("phong_trao.toml", bytes.to_vec())].into_iter().collect();
        let opening = Opening { files: &files, ..Opening::default() };
        drop(open_as(Path::new(""), &opening));
    });
}

#[test]
fn fuzz_json() {
    let table =
        br#"{"don_vi": [{"ten_don_vi": "A", "so": 1.5, "co": true, "trong": null}], "khac": [[1], {"a": {"b": []}}]}"#;
    fuzz(&[table.to_vec()], |bytes| drop(json::parse(&text(bytes), Path::new("a.json"))));
}

#[test]
fn fuzz_separated_values() {
    let quoted = "a;b\n\"x;\"\"y\"\"\nz\";ơ;\n\nc".as_bytes().to_vec();
    let seeds: Vec<Vec<u8>> = seeds(&["samples"], ".csv").into_iter().chain([quoted]).collect();
    fuzz(&seeds, |bytes| {
        separated::SEPARATORS
            .iter()
            .for_each(|separator| drop(separated::parse(&text(bytes), *separator, Path::new("a.csv"))));
    });
}

#[test]
fn fuzz_excel() {
    fuzz_package(&seeds(&["samples"], ".xlsx"), "a.xlsx");
}

#[test]
fn fuzz_opendocument() {
    fuzz_package(&seeds(&["samples", "tests/so_lieu"], ".ods"), "a.ods");
}

#[test]
fn fuzz_old_excel() {
    fuzz(&seeds(&["tests/so_lieu"], ".xls"), |bytes| drop(workbook::parse(bytes, Path::new("a.xls"))));
}

#[test]
fn fuzz_templates() {
    use crate::campaign::template::budget::meter::Metered;
    fuzz(&seeds(&["templates", "samples"], ".tera"), |bytes| {
        let text = text(bytes);
        let metered = Metered::of(&text);
        // What the engine takes it still takes with the calls that count, which no author sees.
        let add = |text: &str| tera::Tera::default().add_raw_template("a", text).err();
        let is_syntax = |error: &tera::Error| matches!(error.kind(), tera::ErrorKind::SyntaxError(_));
        let (plain, counted) = (add(&text), add(&metered.text));
        let broken = counted.filter(|error| is_syntax(error) && plain.as_ref().is_none_or(|plain| !is_syntax(plain)));
        assert!(broken.is_none(), "{broken:?}\n{text}\n{}", metered.text);
    });
}

#[test]
fn fuzz_manifest_journal_and_marks() {
    let manifest = br#"{"documents":[{"kind":"dang_ky","subject":"A","status":"ok","pages":1,"pdf":{"path":"dang_ky/a.pdf","sha256":"00"}}],"campaign":"a","earlier":[{"path":"../b.pdf","sha256":"11"}],"merged":["x"]}"#;
    let journal =
        b"{\"owner\":{\"ten\":\"a\"}}\n{\"folder\":\"dang_ky\"}\n{\"path\":\"dang_ky/a.pdf\",\"sha256\":\"00\"}\n";
    let marks =
        b"{\"path\":\"dang_ky/a.pdf\",\"sha256\":\"00\",\"length\":1,\"modified\":2,\"changed\":3,\"number\":4}\n";
    let place = tempfile::tempdir().unwrap();
    fs::create_dir(place.path().join("dang_ky")).unwrap();
    fs::write(place.path().join("dang_ky/a.pdf"), "của riêng tôi").unwrap();
    let mut dice = Dice(3);
    fuzz(&[manifest.to_vec(), journal.to_vec(), marks.to_vec()], |bytes| {
        let names = ["manifest.json", ".nhat_ky_vanthu.jsonl", MARKS];
        let _ = names.map(|name| fs::remove_file(place.path().join(name)));
        fs::write(place.path().join(names[dice.throw(names.len())]), bytes).unwrap();
        if let Ok(folder) = OutputFolder::open(place.path(), Arc::new(Disk), |_, _| true, &mut || {}) {
            if let Ok((told, _)) = told::read(&folder) {
                drop(told.prove(&folder));
            }
            folder.abandon();
        }
        assert_eq!(fs::read(place.path().join("dang_ky/a.pdf")).unwrap(), "của riêng tôi".as_bytes());
    });
}

#[test]
fn fuzz_bytes_of_any_encoding() {
    use crate::base::data::{OldText, bytes};
    let text = "Họ và tên;Đơn vị\nTrần Văn An;Phòng Giá\n";
    let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let old = b"H\xe4 v\xb5 t\xaan;\xb8 v\xdd\nTr\xc7n V\xa8n T\xb5i;Ph\xdfng Gi\xb8\n".to_vec();
    let new = encoding_rs::WINDOWS_1258.encode(text).0.into_owned();
    fuzz(&[text.as_bytes().to_vec(), wide, old, new], |given| {
        for old in [OldText::Refuse, OldText::Convert] {
            drop(bytes::text(given, Path::new("a.csv"), old, &mut Report::new()));
        }
    });
}

#[test]
fn fuzz_number_formats() {
    use crate::campaign::source::number_format::NumberFormat;
    let codes = ["#,##0.00;[Red](#,##0.00);\"-\"", "dd/mm/yyyy", "[h]:mm", "0.0%", "[$-42A]dd mmmm yyyy;@", "\"CB\"00"];
    fuzz(&codes.map(|code| code.as_bytes().to_vec()), |bytes| {
        let format = NumberFormat::parse(&text(bytes));
        for number in [0.0, -1.5, 44_562.75, 1e300, f64::MIN_POSITIVE] {
            drop(format.read(number, Default::default()));
        }
        drop(format.show_text("chữ"));
    });
}

#[test]
fn fuzz_tables_to_merge() {
    let template = "+++\nloai = \"giay_moi\"\n+++\nMời {{ hang.ten }}, số {{ tt }}\n".as_bytes().to_vec();
    let table = "Tên,Nơi ở\nAn,Hà Tiên\nBình,\n".as_bytes().to_vec();
    let mut dice = Dice(5);
    fuzz(&[template.clone(), table.clone()], |bytes| {
        let mut files: Memory = [("a.van.tera", template.clone()), ("b.csv", table.clone())].into_iter().collect();
        files.put(["a.van.tera", "b.csv"][dice.throw(2)], bytes);
        let opened = merge::open(&files, Path::new("a.van.tera"), Path::new("b.csv"), None, Default::default());
        if let Ok(merge) = opened {
            merge.jobs().iter().take(20).for_each(|job| drop((job.make)()));
        }
    });
}

#[test]
fn fuzz_shards() {
    let place = tempfile::tempdir().unwrap();
    let run = shard::Run { documents: 1, formats: vec!["native".to_owned()], ..shard::Run::default() };
    let only = shard::Shard { number: 1, of: 1 };
    let shelf = shard::Shelf::new(place.path(), None).unwrap();
    let pack = shard::Pack::begin(&shelf, only, &run, Arc::new(Disk)).unwrap();
    let paper = OutputFile { path: "a/b.txt".to_owned(), bytes: b"Mot".to_vec() };
    let sums = pack.put(0, std::slice::from_ref(&paper)).unwrap().sums;
    let file = WrittenFile { format: "native", path: paper.path, sha256: sums[0].clone(), bytes: 3 };
    let (kind, subject, path, number) = ("a".to_owned(), "B".to_owned(), "a/b".to_owned(), String::new());
    let (date, files, report) = (PartialDate::default(), vec![file], Report::new());
    let outcome = Outcome { kind, subject, path, status: Status::Written, pages: None, number, date, files, report };
    pack.finish(&run, &[shard::Record::new(0, &outcome)]).unwrap();
    let names = ["manh_1_1.jsonl", "manh_1_1.zip"].map(|name| place.path().join(name));
    let seeds = names.clone().map(|path| fs::read(path).unwrap());
    let mut dice = Dice(9);
    fuzz(&seeds.clone(), |bytes| {
        let changed = dice.throw(2);
        names.iter().zip(&seeds).for_each(|(path, seed)| fs::write(path, seed).unwrap());
        fs::write(&names[changed], bytes).unwrap();
        // Sometimes the check sums agree, so that what they guard is read as well.
        if dice.throw(2) == 0 {
            agree(&names);
        }
        let looked = shard::gather::look(&crate::base::files::Disk, std::slice::from_ref(&shelf));
        if let Ok(gathered) = looked
            && gathered.again.is_empty()
        {
            let out = tempfile::tempdir().unwrap();
            drop(shard::gather::unpack(&gathered, &out.path().join("out"), Arc::new(Disk), &mut || ()));
            assert_eq!(fs::read_dir(out.path()).unwrap().count(), 1, "nothing outside the folder");
        }
    });
}

/// Small campaigns whole, one file of which is changed: what is wrong with a row is told, and everything else judged.
#[test]
fn fuzz_campaigns() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let campaigns: Vec<Vec<(String, Vec<u8>)>> =
        ["binh_phuoc_2024", "can_tho_2026"].map(|name| files(&root.join(name))).into();
    let mut dice = Dice(13);
    fuzz(&[vec![]], |_| {
        let campaign = &campaigns[dice.throw(campaigns.len())];
        let changed = dice.throw(campaign.len());
        let bytes = |(at, (name, bytes)): (usize, &(String, Vec<u8>))| {
            (name.clone(), if at == changed { dice.change(bytes) } else { bytes.clone() })
        };
        let files: Memory = campaign.iter().enumerate().map(bytes).collect();
        if let Ok(opened) = open_as(Path::new(""), &Opening { files: &files, ..Opening::default() }) {
            drop(opened.findings());
        }
    });
}

/// The files in `folder` and its folders, by their paths in it.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let (path, name) = entry.map(|entry| (entry.path(), entry.file_name().into_string().unwrap())).unwrap();
        match path.is_dir() {
            true => found.extend(files(&path).into_iter().map(|(below, bytes)| (format!("{name}/{below}"), bytes))),
            false => found.push((name, fs::read(path).unwrap())),
        }
    }
    found.sort();
    found
}

/// Lets the first line of a shard tell what is in its two files.
fn agree([told, packed]: &[PathBuf; 2]) {
    let (text, zip) = (fs::read(told).unwrap(), fs::read(packed).unwrap());
    let (head, lines) = text.split_at(text.iter().position(|byte| *byte == b'\n').map_or(text.len(), |at| at + 1));
    let Ok(mut head) = serde_json::from_slice::<serde_json::Value>(head) else { return };
    let (Some(keys), sums) = (head.as_object_mut(), [lines, &zip].map(crate::base::sum::sha256)) else { return };
    let [of_lines, of_zip] = sums;
    keys.insert("lines".to_owned(), of_lines.into());
    keys.insert("documents".to_owned(), lines.split(|byte| *byte == b'\n').count().saturating_sub(1).into());
    if let Some(part) = keys.get_mut("zip").and_then(serde_json::Value::as_object_mut) {
        part.insert("sha256".to_owned(), of_zip.into());
        part.insert("bytes".to_owned(), zip.len().into());
    }
    fs::write(told, [format!("{head}\n").as_bytes(), lines].concat()).unwrap();
}
