//! Lists the files of `templates/` for `src/template/files.rs`, so that a new kind of paper is a new file and
//! nothing else.

use std::fmt::Write;
use std::path::Path;
use std::{env, fs, io};

const FOLDER: &str = "templates";

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed={FOLDER}");
    let root = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    let mut list = "&[\n".to_owned();
    for name in names(&Path::new(&root).join(FOLDER))? {
        let line = format!("(\"{name}\", include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/{FOLDER}/{name}\"))),");
        writeln!(list, "    {line}").map_err(io::Error::other)?;
    }
    list.push(']');
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    fs::write(Path::new(&out).join("templates.rs"), list)
}

/// The templates in `folder` and, as `<set>/<name>`, in the folders of form sets below it.
fn names(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type()?.is_dir() {
            names.extend(self::names(&entry.path())?.into_iter().map(|inner| format!("{name}/{inner}")));
        } else if name.ends_with(".tera") {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}
