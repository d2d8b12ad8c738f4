//! The recipes of `CONTRIBUTING.md`: every file that they name is there, and they stay as short as promised.

use std::fs;
use std::path::Path;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The paths that the items of the recipe called `title` begin with.
fn files(title: &str) -> Vec<String> {
    let text = fs::read_to_string(Path::new(ROOT).join("CONTRIBUTING.md")).unwrap();
    let section = text.split("\n## ").find(|section| section.starts_with(title)).unwrap_or_else(|| panic!("{title}"));
    let items = section.lines().filter_map(|line| line.strip_prefix("- "));
    items.filter_map(|item| item.split('`').nth(1)).filter(|path| path.contains('/')).map(str::to_owned).collect()
}

/// Whether `path` stands for a file that is there; `<x>` stands for any name.
fn is_there(path: &str) -> bool {
    let path = Path::new(ROOT).join(path);
    let name = path.file_name().unwrap().to_str().unwrap().to_owned();
    let Some((before, after)) = name.split_once('<') else { return path.is_file() };
    let after = after.split_once('>').unwrap().1;
    let Ok(entries) = fs::read_dir(path.parent().unwrap()) else { return false };
    let mut names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.any(|name| name.starts_with(before) && name.ends_with(after))
}

#[test]
fn every_file_of_a_recipe_is_there() {
    for title in
        ["A column of a table", "A rule", "A type of document", "A form set", "An output format", "Another profile"]
    {
        let files = files(title);
        assert!(files.len() > 1, "{title}: {files:?}");
        for file in files.iter().filter(|file| !file.contains("TD0xx") && !file.starts_with("templates/<set>")) {
            assert!(is_there(file), "{title}: {file}");
        }
    }
}

#[test]
fn recipes_are_as_short_as_promised() {
    let of = |title: &str, wanted: fn(&String) -> bool| files(title).iter().filter(|file| wanted(file)).count();
    assert_eq!(of("A kind of paper", |file| file.starts_with("mau/")), 1);
    assert_eq!(of("A kind of paper", |file| file.starts_with("templates/")), 1);
    assert!(of("A column of a table", |file| !file.starts_with("templates/")) <= 2);
    assert!(of("Another profile", |_| true) <= 5);
}
