//! The arrow of the architecture, enforced: a module uses only what stands before it.

use std::fs;
use std::path::{Path, PathBuf};

/// Every top module and what it may use of the others. Data flows from the top down; the checker
/// (`inspect`) reads produced files back and knows the norm, never a writer.
const ARROW: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("codes", &[]),
    ("diag", &["text"]),
    ("fonts", &[]),
    ("document", &["diag", "text"]),
    ("norm", &["document", "typeset"]),
    ("typeset", &["diag", "text", "fonts", "document", "norm"]),
    ("writer", &["diag", "text", "fonts", "document", "norm", "typeset"]),
    ("inspect", &["diag", "text", "fonts", "norm"]),
    ("job", &["diag", "document"]),
    ("source", &["diag", "text", "document"]),
    ("model", &["diag", "text", "document", "source"]),
    ("rules", &["diag", "text", "source", "model"]),
    ("acting", &["diag", "text", "document", "model"]),
    ("template", &["diag", "text", "document", "source", "model"]),
    ("campaign", &["diag", "text", "document", "job", "source", "model", "rules", "acting", "template"]),
    ("output", &["diag", "text"]),
    ("batch", &["diag", "document", "typeset", "writer", "job", "output"]),
    ("manifest", &["diag", "output", "batch", "writer"]),
    ("spreadsheet", &["diag", "text"]),
    ("starter", &["diag", "source", "model", "rules", "output", "spreadsheet"]),
    ("review", &["text", "codes", "diag", "model", "rules", "campaign", "spreadsheet"]),
    (
        "cli",
        &[
            "text", "codes", "diag", "document", "writer", "inspect", "job", "model", "rules", "acting", "template",
            "campaign", "output", "batch", "manifest", "starter", "review",
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
fn imports_are_seen_in_every_form() {
    let text = "use crate::{diag, document::{Block, kind}, text::nfc};\nlet a = crate::norm::X; // crate::writer\n";
    assert_eq!(used(&program(text)), ["diag", "document", "text", "norm"]);
}
