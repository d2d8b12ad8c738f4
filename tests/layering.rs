//! The arrow of the architecture, enforced: a module uses only what stands before it.

use std::fs;
use std::path::{Path, PathBuf};

/// Every top module and what it uses of the others, as the architecture page shows it.
fn arrow() -> Vec<(&'static str, Vec<&'static str>)> {
    let page = include_str!("../src/architecture.md");
    let list = page.split("```text\n").nth(1).unwrap().split("```").next().unwrap();
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

/// The top modules named after `crate::` in `program`, also in braces (`use crate::{a, b::C}`).
fn used(program: &str) -> Vec<String> {
    let mut modules = Vec::new();
    for rest in program.split("crate::").skip(1) {
        let name = |text: &str| -> String {
            text.trim().chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect()
        };
        match rest.strip_prefix('{') {
            None => modules.push(name(rest)),
            Some(list) => {
                let mut depth = 0;
                let mut start = 0;
                for (place, letter) in list.char_indices() {
                    match letter {
                        '{' => depth += 1,
                        '}' if depth == 0 => {
                            modules.push(name(&list[start..place]));
                            break;
                        }
                        '}' => depth -= 1,
                        ',' if depth == 0 => {
                            modules.push(name(&list[start..place]));
                            start = place + 1;
                        }
                        _ => {}
                    }
                }
            }
        }
    }
    modules.retain(|module| !module.is_empty());
    modules
}

#[test]
fn no_module_reaches_against_the_arrow() {
    let arrow = arrow();
    let mut faults = Vec::new();
    for (below, source) in program_files() {
        let module = below.split('/').next().unwrap().trim_end_matches(".rs");
        if ["main", "lib"].contains(&module) {
            continue;
        }
        let Some((_, allowed)) = arrow.iter().find(|(name, _)| *name == module) else {
            faults.push(format!("{module} has no row in the table"));
            continue;
        };
        for other in used(&program(&fs::read_to_string(&source).unwrap())) {
            if other != module && !allowed.contains(&other.as_str()) {
                faults.push(format!("{below} uses {other}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_table_is_in_order_and_allows_nothing_idle() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let arrow = arrow();
    let place = |name: &str| arrow.iter().position(|(known, _)| *known == name);
    let mut faults = Vec::new();
    for (at, (module, allowed)) in arrow.iter().enumerate() {
        let mut sources = Vec::new();
        sources_below(&root.join(module), &mut sources);
        sources_below(&root.join(format!("{module}.rs")), &mut sources);
        let texts = sources.iter().map(|source| fs::read_to_string(source).unwrap_or_default());
        let used: Vec<String> = texts.flat_map(|text| used(&program(&text))).collect();
        let back = |other: &str| place(other).is_none_or(|place| place > at);
        faults
            .extend(allowed.iter().filter(|other| back(other)).map(|other| format!("{module} lists {other} below it")));
        let idle = allowed.iter().filter(|other| !used.iter().any(|known| known == *other));
        faults.extend(idle.map(|other| format!("{module} does not use {other}")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
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
    for (below, source) in program_files().into_iter().filter(|(below, _)| below != "output/disk.rs") {
        let text = program(&fs::read_to_string(&source).unwrap());
        let found = CHANGES.iter().filter(|change| text.contains(*change));
        faults.extend(found.map(|change| format!("{below} has {change}")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let door = fs::read_to_string(root.join("output/disk.rs")).unwrap();
    assert!(CHANGES.iter().filter(|change| door.contains(*change)).count() > 3, "the words are the right ones");
}

/// The doors to the disk: reading (`files`), writing (`output`), and what looks at files that the program
/// itself wrote or writes.
const DOORS: &[&str] = &["files.rs", "output/", "manifest/told.rs", "cli/check/report.rs", "review/workbook.rs"];

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

#[test]
fn imports_are_seen_in_every_form() {
    let text = "use crate::{diag, document::{Block, kind}, text::nfc};\nlet a = crate::norm::X; // crate::writer\n";
    assert_eq!(used(&program(text)), ["diag", "document", "text", "norm"]);
}
