//! Which administrative units exist on which day, and what takes the place of those that are gone.
//!
//! Papers of a campaign outlive the bodies that issue them: on 1/7/2025 cấp huyện ended and tỉnh were
//! merged. The table is data with sources; nothing in code names a place.

use chrono::NaiveDate;
use serde::Deserialize;

use super::dated::{self, holds};
use crate::base::text::fold;

/// The whole table.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Registry {
    pub loai: Vec<UnitKind>,
    pub thanh_pho: Vec<City>,
    pub dia_phuong: Vec<Locality>,
}

/// A kind of administrative unit that does not exist on every day (huyện, đặc khu).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnitKind {
    pub ten: String,
    #[serde(default, deserialize_with = "dated::day")]
    pub tu_ngay: Option<NaiveDate>,
    #[serde(default, deserialize_with = "dated::day")]
    pub den_ngay: Option<NaiveDate>,
    /// Who does its work now, in words.
    #[serde(default)]
    pub ke_thua: String,
    pub nguon: String,
    /// Whether nobody has read the signed text of `nguon` for this entry.
    #[serde(default)]
    pub chua_kiem_chung: bool,
}

/// A thành phố trực thuộc trung ương: it is called as the abolished ones of the tỉnh were, and exists all the same.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct City {
    /// Without its kind: "Cần Thơ".
    pub ten: String,
    /// How the name is shortened behind the kind: "HCM" of "TP.HCM".
    #[serde(default)]
    pub viet_tat: Vec<String>,
    #[serde(default, deserialize_with = "dated::day")]
    pub tu_ngay: Option<NaiveDate>,
    pub nguon: String,
    /// Whether nobody has read the signed text of `nguon` for this entry.
    #[serde(default)]
    pub chua_kiem_chung: bool,
}

impl City {
    /// Whether it is directly under the centre on `date`.
    pub fn exists(&self, date: NaiveDate) -> bool {
        holds(self.tu_ngay, None, date)
    }
}

/// One administrative unit.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Locality {
    /// With its kind: "tỉnh Kiên Giang".
    pub ten: String,
    /// Names one of which must stand in a paper for `ten` to mean this place; none for a unique name.
    #[serde(default)]
    pub thuoc: Vec<String>,
    #[serde(default, deserialize_with = "dated::day")]
    pub tu_ngay: Option<NaiveDate>,
    #[serde(default, deserialize_with = "dated::day")]
    pub den_ngay: Option<NaiveDate>,
    /// What it became part of.
    #[serde(default)]
    pub ke_thua: Vec<String>,
    pub nguon: String,
    /// Whether nobody has read the signed text of `nguon` for this entry.
    #[serde(default)]
    pub chua_kiem_chung: bool,
}

impl UnitKind {
    /// Whether it exists on `date`.
    pub fn exists(&self, date: NaiveDate) -> bool {
        holds(self.tu_ngay, self.den_ngay, date)
    }
}

impl Locality {
    /// Whether it exists on `date`.
    pub fn exists(&self, date: NaiveDate) -> bool {
        holds(self.tu_ngay, self.den_ngay, date)
    }

    /// The name without its kind, when it is a tỉnh: "Kiên Giang", as địa danh has it.
    pub fn bare_name(&self) -> Option<&str> {
        self.ten.strip_prefix("tỉnh ")
    }
}

impl Registry {
    /// The entry called `name` ("tỉnh Kiên Giang"), in any case.
    pub fn find(&self, name: &str) -> Option<&Locality> {
        self.dia_phuong.iter().find(|place| fold(&place.ten) == fold(name))
    }

    /// What takes the place of `name` on `date`: itself while it exists, else its successors' successors.
    pub fn successors(&self, name: &str, date: NaiveDate) -> Vec<String> {
        let mut found = Vec::new();
        self.follow(name, date, self.dia_phuong.len(), &mut found);
        found
    }

    fn follow(&self, name: &str, date: NaiveDate, steps: usize, found: &mut Vec<String>) {
        match self.find(name) {
            Some(place) if steps > 0 && place.den_ngay.is_some_and(|last| last < date) => {
                place.ke_thua.iter().for_each(|next| self.follow(next, date, steps - 1, found));
            }
            _ if found.iter().any(|known| known == name) => {}
            _ => found.push(name.to_owned()),
        }
    }

    /// The entries that went into `name`, in the order of the table.
    pub fn predecessors(&self, name: &str) -> Vec<&Locality> {
        let is_named = |place: &&Locality| place.ke_thua.iter().any(|next| fold(next) == fold(name));
        self.dia_phuong.iter().filter(is_named).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::Law;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_day_has_its_names() {
        let registry = Law::builtin().unwrap().registry;
        for (name, date, now) in [
            ("tỉnh Kiên Giang", "2025-06-30", "tỉnh Kiên Giang"),
            ("tỉnh Kiên Giang", "2025-07-01", "tỉnh An Giang"),
            ("tỉnh Bình Phước", "2025-07-01", "tỉnh Đồng Nai"),
            ("Tỉnh Ninh Thuận", "2026-01-01", "tỉnh Khánh Hòa"),
            ("tỉnh Sóc Trăng", "2025-07-01", "thành phố Cần Thơ"),
            ("tỉnh Hậu Giang", "2025-07-01", "thành phố Cần Thơ"),
            ("thị trấn Thứ Ba", "2025-07-01", "xã An Biên"),
            ("tỉnh Thừa Thiên Huế", "2025-01-01", "thành phố Huế"),
            ("tỉnh Nghệ An", "2025-07-01", "tỉnh Nghệ An"),
        ] {
            assert_eq!(registry.successors(name, day(date)), [now], "{name} {date}");
        }
        assert!(registry.successors("huyện An Biên", day("2025-07-01")).contains(&"xã An Biên".to_owned()));
    }

    #[test]
    fn sixty_three_became_thirty_four() {
        let registry = Law::builtin().unwrap().registry;
        let merged = registry.dia_phuong.iter().filter(|place| {
            place.bare_name().is_some() && place.exists(day("2025-06-30")) && !place.exists(day("2025-07-01"))
        });
        assert_eq!(merged.count(), 63 - 34);
        assert_eq!(registry.predecessors("thành phố Cần Thơ").len(), 2);
    }

    #[test]
    fn names_are_unique_and_have_a_source() {
        let registry = Law::builtin().unwrap().registry;
        let mut names: Vec<&str> = registry.dia_phuong.iter().map(|place| place.ten.as_str()).collect();
        names.sort_unstable();
        assert!(names.windows(2).all(|pair| pair[0] != pair[1]));
        assert!(registry.dia_phuong.iter().all(|place| place.nguon.len() > 10));
        let verified = registry.thanh_pho.iter().filter(|city| !city.chua_kiem_chung && city.exists(day("2025-07-01")));
        assert_eq!(verified.count(), 6);
        assert!(registry.thanh_pho.iter().all(|city| city.nguon.len() > 10));
        assert!(registry.loai.iter().all(|kind| kind.tu_ngay.is_some() || !kind.ke_thua.is_empty()));
    }
}
