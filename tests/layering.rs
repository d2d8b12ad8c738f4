//! The arrow of the architecture, enforced: a module uses only what stands before it.

use std::fs;
use std::path::{Path, PathBuf};

/// Every top module and what it uses of the others. Data flows from the top down.
const ARROW: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("diag", &["text"]),
    ("files", &[]),
    ("fonts", &[]),
    ("data", &["diag", "text"]),
    ("document", &["diag", "text", "data"]),
    ("norm", &["document"]),
    ("typeset", &["diag", "fonts", "document", "norm"]),
    ("layout", &["diag", "fonts", "document", "norm", "typeset"]),
    ("writer", &["diag", "text", "document", "norm", "typeset", "layout"]),
    ("paper", &["diag", "document", "typeset", "layout", "writer"]),
    ("job", &["diag", "document"]),
    ("law", &["text", "diag", "document"]),
    ("source", &["diag", "text", "files", "data"]),
    ("model", &["diag", "text", "data", "document", "law", "source"]),
    ("parties", &["diag", "text", "model"]),
    ("rules", &["diag", "text", "law", "source", "model", "parties"]),
    ("template", &["diag", "text", "files", "data", "document", "law", "source", "model"]),
    ("merge", &["diag", "text", "files", "document", "job", "source", "law", "model", "template"]),
    (
        "campaign",
        &["diag", "text", "files", "document", "job", "law", "source", "model", "parties", "rules", "template"],
    ),
    ("output", &["diag", "text"]),
    ("batch", &["diag", "writer", "paper", "job", "output"]),
    ("manifest", &["diag", "output", "batch", "writer"]),
    ("delivery", &["diag", "output", "batch", "manifest", "writer"]),
    ("spreadsheet", &["diag", "text"]),
    ("starter", &["diag", "text", "law", "source", "model", "rules", "output", "spreadsheet"]),
    ("review", &["text", "diag", "model", "rules", "campaign", "spreadsheet"]),
    (
        "cli",
        &[
            "text", "diag", "files", "document", "writer", "paper", "job", "law", "model", "rules", "template",
            "campaign", "output", "batch", "delivery", "starter", "review", "merge",
        ],
    ),
];

fn sources_below(path: &Path, found: &mut Vec<PathBuf>) {
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            sources_below(&entry.unwrap().path(), found);
        }
    } else if path.extension().is_some_and(|extension| extension == "rs") {
        found.push(path.to_path_buf());
    }
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
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut faults = Vec::new();
    let mut sources = Vec::new();
    sources_below(&root, &mut sources);
    for source in sources {
        let below = source.strip_prefix(&root).unwrap();
        let module = below.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs");
        let is_test = below.file_stem().is_some_and(|stem| stem.to_string_lossy().ends_with("tests"));
        if is_test || module == "main" || module == "lib" {
            continue;
        }
        let Some((_, allowed)) = ARROW.iter().find(|(name, _)| *name == module) else {
            faults.push(format!("{module} has no row in the table"));
            continue;
        };
        for other in used(&program(&fs::read_to_string(&source).unwrap())) {
            if other != module && !allowed.contains(&other.as_str()) {
                faults.push(format!("{} uses {other}", below.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_table_is_in_order_and_allows_nothing_idle() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let place = |name: &str| ARROW.iter().position(|(known, _)| *known == name);
    let mut faults = Vec::new();
    for (at, (module, allowed)) in ARROW.iter().enumerate() {
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
    let mut sources = Vec::new();
    sources_below(&root, &mut sources);
    let others = sources.into_iter().filter(|source| {
        let is_test = source.file_stem().is_some_and(|stem| stem.to_string_lossy().ends_with("tests"));
        !is_test && !source.ends_with("output/disk.rs")
    });
    let mut faults = Vec::new();
    for source in others {
        let text = program(&fs::read_to_string(&source).unwrap());
        let found = CHANGES.iter().filter(|change| text.contains(*change));
        faults.extend(found.map(|change| format!("{} has {change}", source.display())));
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
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut sources = Vec::new();
    sources_below(&root, &mut sources);
    let mut used: Vec<&str> = Vec::new();
    for source in sources {
        let below = source.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        if below.ends_with("tests.rs") {
            continue;
        }
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
