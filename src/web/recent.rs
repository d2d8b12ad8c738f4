//! Which campaigns were opened last: the one thing that the program remembers of a user.
//!
//! It is kept in the folder that the system gives programs for such things, and nothing depends on it: a list that can't
//! be read is an empty one, and one that can't be written is not there the next time.

use std::env;
use std::path::{Path, PathBuf};

use crate::base::files::{Disk, Files};
use crate::make::output::whole::write_file;

/// The name of the list.
const NAME: &str = "gan_day.json";
/// How many are kept.
const MOST: usize = 12;

/// The list, or that there is none.
pub struct Recent(Option<PathBuf>);

impl Recent {
    /// The list in the folder `memory`.
    pub fn new(memory: Option<PathBuf>) -> Self {
        Recent(memory.map(|folder| folder.join(NAME)))
    }

    /// The folders that still are there, the last one first.
    pub fn folders(&self) -> Vec<PathBuf> {
        let bytes = self.0.as_ref().and_then(|path| Disk.read(path).ok()).unwrap_or_default();
        let folders: Vec<PathBuf> = serde_json::from_slice(&bytes).unwrap_or_default();
        folders.into_iter().filter(|folder| Disk.is_folder(folder)).take(MOST).collect()
    }

    /// `folder` was opened.
    pub fn add(&self, folder: &Path) {
        let Some(path) = &self.0 else { return };
        let others = self.folders().into_iter().filter(|known| known != folder);
        let folders: Vec<PathBuf> = [folder.to_path_buf()].into_iter().chain(others).take(MOST).collect();
        if let Ok(text) = serde_json::to_vec_pretty(&folders) {
            // Not kept, it is typed again the next time.
            let _ = write_file(path, &text, NAME);
        }
    }
}

/// Where the system of the user keeps what programs remember.
pub fn usual_memory() -> Option<PathBuf> {
    let named = |name: &str| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let base = match () {
        () if cfg!(windows) => named("APPDATA"),
        () if cfg!(target_os = "macos") => env::home_dir().map(|home| home.join("Library/Application Support")),
        () => named("XDG_CONFIG_HOME").or_else(|| env::home_dir().map(|home| home.join(".config"))),
    };
    base.map(|base| base.join("vanthu"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_campaign_comes_first_and_once() {
        let place = tempfile::tempdir().unwrap();
        let folder = |name: &str| place.path().join(name);
        ["a", "b"].iter().for_each(|name| std::fs::create_dir(folder(name)).unwrap());
        let recent = Recent::new(Some(folder("vanthu")));
        assert!(recent.folders().is_empty());
        ["a", "b", "gone", "a"].iter().for_each(|name| recent.add(&folder(name)));
        assert_eq!(recent.folders(), [folder("a"), folder("b")]);
        std::fs::write(folder("vanthu").join(NAME), "hỏng").unwrap();
        assert!(recent.folders().is_empty());
        Recent::new(None).add(&folder("a"));
    }
}
