//! The arrow of the architecture, enforced: a module uses only what stands before it.

use std::fs;
use std::path::{Path, PathBuf};

/// The wings: folders whose modules have a row each.
const WINGS: &[&str] = &["base", "paper", "campaign", "make"];

/// Every module of a wing, and the rooms that are none, with what each uses of the others, as the architecture page
/// shows it.
fn arrow() -> Vec<(&'static str, Vec<&'static str>)> {
    let page = include_str!("../src/architecture.md");
    let list = page.split("```text\n").nth(2).unwrap().split("```").next().unwrap();
    let row = |line: &'static str| {
        let (module, uses) = line.split_once('←').unwrap_or((line, ""));
        (module.trim(), uses.split_whitespace().collect())
    };
    list.lines().map(row).collect()
}

fn sources_below(path: &Path, found: &mut Vec<PathBuf>) {
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            sources_below(&entry.unwrap().path(), found);
        }
    } else if path.extension().is_some_and(|extension| extension == "rs") {
        found.push(path.to_path_buf());
    }
}

/// The files of the program with their paths below `src`, tests aside.
fn program_files() -> Vec<(String, PathBuf)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut sources = Vec::new();
    sources_below(&root, &mut sources);
    let named = |source: PathBuf| {
        let below = source.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        (below, source)
    };
    let is_test = |below: &str| below.ends_with("tests.rs") || below.split('/').any(|part| part == "tests");
    sources.into_iter().map(named).filter(|(below, _)| !is_test(below)).collect()
}

/// The program text before its tests, without comments.
fn program(text: &str) -> String {
    let program = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    program.lines().map(|line| line.split("//").next().unwrap()).collect::<Vec<_>>().join("\n")
}

/// The first name of a path.
fn name(text: &str) -> String {
    text.trim().chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect()
}

/// The module that the file `below` belongs to: the one of its wing that has a row, or the wing itself.
fn module_of(below: &str) -> String {
    let parts: Vec<&str> = below.trim_end_matches(".rs").split('/').collect();
    let inner = parts.get(1).filter(|inner| WINGS.contains(&parts[0]) && has_row(inner));
    inner.map_or(parts[0], |inner| inner).to_owned()
}

fn has_row(module: &str) -> bool {
    arrow().iter().any(|(name, _)| *name == module)
}

/// The names at the head of each path of `list`, which follows an opening brace.
fn heads(list: &str) -> Vec<String> {
    let mut heads = Vec::new();
    let mut depth = 0;
    let mut start = 0;
    for (place, letter) in list.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                heads.push(name(&list[start..place]));
                start = place + 1;
                if letter == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    heads
}

/// The modules named after `crate::` in `program`, also in braces (`use crate::base::{diag, text::nfc}`): those of a
/// wing by their own name where they have a row.
fn used(program: &str) -> Vec<String> {
    let mut modules = Vec::new();
    for rest in program.split("crate::").skip(1) {
        let room = name(rest);
        let inside = rest[room.len()..].strip_prefix("::").filter(|_| WINGS.contains(&room.as_str()));
        let names = match inside {
            None => Vec::new(),
            Some(inside) => inside.strip_prefix('{').map_or_else(|| vec![name(inside)], heads),
        };
        let known = names.iter().filter(|name| has_row(name)).cloned();
        modules.extend(known);
        if names.is_empty() || names.iter().any(|name| !has_row(name)) {
            modules.push(room);
        }
    }
    modules.retain(|module| !module.is_empty());
    modules
}

/// The program text of the file `below`; what the door of a wing says of its own modules is said in full.
fn program_of(below: &str, source: &Path) -> String {
    let text = program(&fs::read_to_string(source).unwrap());
    match below.strip_suffix("/mod.rs").filter(|room| WINGS.contains(room)) {
        Some(wing) => text.replace("self::", &format!("crate::{wing}::")),
        None => text,
    }
}

#[test]
fn no_module_reaches_against_the_arrow() {
    let arrow = arrow();
    let mut faults = Vec::new();
    for (below, source) in program_files() {
        let module = module_of(&below);
        if ["main", "lib"].contains(&module.as_str())
            || below.ends_with("/mod.rs") && WINGS.contains(&module.as_str()) && !has_row(&module)
        {
            continue;
        }
        let Some((_, allowed)) = arrow.iter().find(|(name, _)| *name == module) else {
            faults.push(format!("{module} has no row in the table"));
            continue;
        };
        for other in used(&program_of(&below, &source)) {
            if other != module && !allowed.contains(&other.as_str()) {
                faults.push(format!("{below} uses {other}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_table_is_in_order_and_allows_nothing_idle() {
    let files = program_files();
    let arrow = arrow();
    let place = |name: &str| arrow.iter().position(|(known, _)| *known == name);
    let mut faults = Vec::new();
    for (at, (module, allowed)) in arrow.iter().enumerate() {
        let of_module = files.iter().filter(|(below, _)| module_of(below) == *module);
        let used: Vec<String> = of_module.flat_map(|(below, source)| used(&program_of(below, source))).collect();
        let back = |other: &str| place(other).is_none_or(|place| place > at);
        faults
            .extend(allowed.iter().filter(|other| back(other)).map(|other| format!("{module} lists {other} below it")));
        let idle = allowed.iter().filter(|other| !used.iter().any(|known| known == *other));
        faults.extend(idle.map(|other| format!("{module} does not use {other}")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The room or wing that `module` stands in.
fn room_of(module: &str) -> &str {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let is_in = |wing: &&&str| {
        let path = root.join(wing).join(module);
        path.is_dir() || path.with_extension("rs").is_file()
    };
    WINGS.iter().find(is_in).unwrap_or(&module)
}

#[test]
fn wings_follow_one_another() {
    let mut rooms: Vec<&str> = arrow().into_iter().map(|(module, _)| room_of(module)).collect();
    rooms.dedup();
    assert_eq!(rooms, ["base", "paper", "law", "campaign", "make", "web", "cli"]);
}

/// What changes a disk, in the words of the standard library.
const CHANGES: [&str; 9] = [
    "fs::write(",
    "fs::rename(",
    "fs::remove_",
    "fs::create_dir",
    "fs::copy(",
    "fs::hard_link(",
    "File::create",
    "File::options(",
    "OpenOptions",
];

#[test]
fn one_door_leads_to_the_disk() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut faults = Vec::new();
    for (below, source) in program_files().into_iter().filter(|(below, _)| below != "make/output/disk.rs") {
        let text = program(&fs::read_to_string(&source).unwrap());
        let found = CHANGES.iter().filter(|change| text.contains(*change));
        faults.extend(found.map(|change| format!("{below} has {change}")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let door = fs::read_to_string(root.join("make/output/disk.rs")).unwrap();
    assert!(CHANGES.iter().filter(|change| door.contains(*change)).count() > 3, "the words are the right ones");
}

/// The doors to the disk: reading (`files`), writing (`output`), and what looks at files that the program
/// itself wrote or writes.
const DOORS: &[&str] = &[
    "base/files.rs",
    "make/output/",
    "make/manifest/told.rs",
    "make/shard/stored.rs",
    "cli/check/report.rs",
    "make/review/link.rs",
];

#[test]
fn only_the_doors_touch_the_disk() {
    let mut used: Vec<&str> = Vec::new();
    for (below, source) in program_files() {
        let program = program(&fs::read_to_string(&source).unwrap());
        if ["fs::", ".is_file()", ".is_dir()", ".exists()"].iter().any(|call| program.contains(call)) {
            let door = DOORS.iter().find(|door| below.starts_with(*door));
            used.extend(door);
            assert!(door.is_some(), "{below} goes past the doors");
        }
    }
    assert!(DOORS.iter().all(|door| used.contains(door)), "an idle door");
}

/// What reaches other machines, in the words of the standard library and of the crates that could.
const OUTWARD: [&str; 5] = ["TcpStream::connect", "UdpSocket", "object_store", "tokio::", "reqwest"];
/// How the local page wakes itself: it stays on this machine.
const WAKING: &str = "TcpStream::connect((Ipv4Addr::LOCALHOST,";
/// The one file that may, and the feature without which it is not compiled.
const WAY_OUT: (&str, &str) = ("make/shard/bucket.rs", "s3");

#[test]
fn one_door_leads_out_of_the_machine_and_it_is_closed() {
    let (door, feature) = WAY_OUT;
    for (below, source) in program_files() {
        let text = program(&fs::read_to_string(&source).unwrap()).replace(WAKING, "");
        let found = OUTWARD.iter().any(|word| text.contains(word));
        assert_eq!(found, below == door, "{below}");
    }
    let manifest = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml")).unwrap();
    let features = |name: &str| -> Vec<String> {
        let line = manifest.lines().find_map(|line| line.strip_prefix(&format!("{name} = [")));
        line.unwrap().trim_end_matches(']').split(", ").map(|word| word.trim_matches('"').to_owned()).collect()
    };
    assert!(features(feature).contains(&"dep:object_store".to_owned()));
    let open = ["default", "cli", "web"].map(features).concat();
    assert!(!open.contains(&feature.to_owned()) && !open.contains(&"dep:object_store".to_owned()), "{open:?}");
}

#[test]
fn imports_are_seen_in_every_form() {
    let text = "use crate::base::{diag, text::nfc};\nlet a = crate::paper::norm::X; // crate::paper::writer\nuse crate::paper::render;\n";
    assert_eq!(used(&program(text)), ["diag", "text", "norm", "paper"]);
}
