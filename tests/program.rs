//! The program as tests call it, and sample campaigns to call it with.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use sha2::{Digest, Sha256};
use tempfile::TempDir;

/// Exit code, stdout and stderr of the program called in `folder`.
pub fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vanthu"));
    let output = command.current_dir(folder).args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// The same of `vanthu check`.
pub fn check(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    run(folder, &[&["check"], arguments].concat())
}

/// The sample campaign `name` with `edit` made to its facts.
pub fn sample(name: &str, edit: impl FnOnce(String) -> String) -> TempDir {
    let place = tempfile::tempdir().unwrap();
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples").join(name);
    for (name, bytes) in tree(&from) {
        match from.join(&name).is_dir() {
            true => fs::create_dir_all(place.path().join(name)).unwrap(),
            false => {
                let path = place.path().join(name);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, bytes).unwrap();
            }
        }
    }
    let facts = place.path().join("phong_trao.toml");
    let text = fs::read_to_string(&facts).unwrap();
    fs::write(&facts, edit(text)).unwrap();
    place
}

/// The kinds of paper of a campaign: each is a template.
pub fn kinds() -> Vec<String> {
    let templates = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("templates")).unwrap();
    let names = templates.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter_map(|name| name.strip_suffix(".van.tera").map(str::to_owned)).collect()
}

/// Whether an empty form of `kind` is handed out, as the head of its template says.
pub fn has_blank_form(kind: &str) -> bool {
    let template = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates").join(format!("{kind}.van.tera"));
    fs::read_to_string(template).unwrap().lines().any(|line| line == "mau_trong = true")
}

/// The check sum of `bytes` as the manifest has it.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A campaign of many units in a folder of its own; `place` is where it is announced.
pub fn campaign(place: &str, units: usize) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let facts = include_str!("so_lieu/nhieu_don_vi.toml").replace("Kiên Giang", place);
    fs::write(folder.path().join("phong_trao.toml"), facts).unwrap();
    let rows: String = (0..units).map(|number| format!("Phòng số {number},Phòng\n")).collect();
    fs::write(folder.path().join("don_vi.csv"), format!("Tên đơn vị,Loại đơn vị\n{rows}")).unwrap();
    folder
}

/// How the program's files look on this very disk, in an output folder; no two folders have the same there.
pub const MARKS: &str = ".dau_tep_vanthu.jsonl";

/// All that is below `folder`, hidden files and empty folders too, but for [`MARKS`].
pub fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(folder).unwrap().to_path_buf();
            match path.is_dir() {
                true => {
                    found.insert(name, Vec::new());
                    folders.push(path);
                }
                false => {
                    found.insert(name, fs::read(&path).unwrap());
                }
            }
        }
    }
    found.remove(Path::new(MARKS));
    found
}
