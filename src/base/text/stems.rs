//! Names of files from names of units and people.

use std::collections::HashSet;

use crate::base::text::{ascii_key, is_device_name};

/// The longest stem; with the longest extension a name stays below 100 characters.
const LONGEST: usize = 88;
/// The stem of the forms to hand out, which no unit has.
pub const BLANK: &str = "mau_trong";

/// The stems given so far.
#[derive(Default)]
pub struct Stems {
    given: HashSet<String>,
}

impl Stems {
    /// A stem for `name`: its key, with a number behind it when another name has the same one.
    pub fn make(&mut self, name: &str) -> String {
        let mut stem = ascii_key(name);
        stem.truncate(LONGEST);
        if stem.is_empty() || stem == BLANK || is_device_name(&stem) {
            stem = format!("don_vi_{stem}").trim_end_matches('_').to_owned();
        }
        if self.given.insert(stem.clone()) {
            return stem;
        }
        let free = (2..).map(|number| format!("{stem}_{number}")).find(|stem| !self.given.contains(stem));
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
        let made = ["Phòng Ngân sách", "Phong ngan sach", "…", "Con", "COM1", "Mẫu trống"].map(|name| stems.make(name));
        assert_eq!(
            made,
            ["phong_ngan_sach", "phong_ngan_sach_2", "don_vi", "don_vi_con", "don_vi_com1", "don_vi_mau_trong"]
        );
        assert_eq!(stems.make(&"ầ".repeat(300)).len(), LONGEST);
    }
}
