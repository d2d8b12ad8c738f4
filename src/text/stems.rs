//! Names of files from names of units and people.

use std::collections::HashSet;

use crate::text::ascii_key;

/// The longest stem; with the longest extension a name stays below 100 characters.
const LONGEST: usize = 88;
/// Names that Windows keeps for devices.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// The stems given so far.
#[derive(Default)]
pub struct Stems {
    given: HashSet<String>,
}

impl Stems {
    /// A stem for `name`: its key, with a number behind it when another name has the same one.
    pub fn make(&mut self, name: &str) -> String {
        let mut stem: String = ascii_key(name).chars().take(LONGEST).collect();
        let port = stem.len() == 4 && (stem.starts_with("com") || stem.starts_with("lpt"));
        if stem.is_empty() || DEVICES.contains(&stem.as_str()) || port {
            stem = format!("don_vi_{stem}").trim_end_matches('_').to_owned();
        }
        let numbered = (2..).map(|number| format!("{stem}_{number}"));
        let free = std::iter::once(stem.clone()).chain(numbered).find(|stem| !self.given.contains(stem));
        let stem = free.unwrap_or(stem);
        self.given.insert(stem.clone());
        stem
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stems_are_short_safe_and_unique() {
        let mut stems = Stems::default();
        let made = ["Phòng Ngân sách", "Phong ngan sach", "…", "Con", "COM1"].map(|name| stems.make(name));
        assert_eq!(made, ["phong_ngan_sach", "phong_ngan_sach_2", "don_vi", "don_vi_con", "don_vi_com1"]);
        assert_eq!(stems.make(&"ầ".repeat(300)).len(), LONGEST);
    }
}
