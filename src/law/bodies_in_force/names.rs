//! The names in the registry, and what a paper says of the city or tỉnh that it comes from.

use chrono::NaiveDate;

use super::words::{CITY, COMMUNES, Words};
use crate::law::registry::{City, Locality, Registry, UnitKind};

/// The kind of unit beside a city directly under the centre.
const PROVINCE: &str = "tỉnh";
/// How Ủy ban nhân dân and Hội đồng nhân dân end before the unit that they belong to.
const OF_UNIT: &str = "nhân dân";

/// The names in the registry as words, made once for a document.
pub struct Names<'a> {
    pub(super) places: Vec<(Words, &'a Locality)>,
    pub(super) kinds: &'a [UnitKind],
    pub(super) cities: Vec<(Words, &'a City)>,
    registry: &'a Registry,
    /// Whether the paper is one of a thành phố trực thuộc trung ương, which it calls "Thành phố" for short.
    pub(super) of_city: bool,
}

/// How surely a paper comes from a tỉnh.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Province {
    /// It names one that has become another tỉnh, as citations do.
    Former,
    Present,
}

impl<'a> Names<'a> {
    /// The names in `registry`.
    pub fn new(registry: &'a Registry) -> Self {
        let places = registry.dia_phuong.iter().map(|place| (Words::new(&place.ten), place)).collect();
        let names =
            |city: &'a City| [&city.ten].into_iter().chain(&city.viet_tat).map(move |name| (Words::new(name), city));
        let cities = registry.thanh_pho.iter().flat_map(names).collect();
        Names { places, kinds: &registry.loai, cities, registry, of_city: false }
    }

    /// The same in a paper of `date` with the words `head` in its letterhead and `others` elsewhere. It is of such a
    /// city when its letterhead says so, or when it names the body of one and none of a tỉnh. What comes from a xã,
    /// phường and names no tỉnh at all may be of one, so nothing is held against it.
    pub fn in_paper(mut self, head: &Words, others: &[&Words], date: NaiveDate) -> Self {
        let names_body = |unit: &Words| {
            let body = Words::new(OF_UNIT).followed_by(unit);
            others.iter().any(|words| words.contains(&body))
        };
        let cities: Vec<&Words> =
            self.cities.iter().filter(|(_, city)| city.exists(date)).map(|(name, _)| name).collect();
        let in_head = cities.iter().any(|name| head.contains(name));
        let is_named = cities.iter().any(|name| names_body(&Words::new(CITY).followed_by(name)));
        let is_commune = (0..head.len()).any(|at| is_commune_at(head, at));
        let all = || [head].into_iter().chain(others.iter().copied());
        let province =
            all().flat_map(|words| (0..words.len()).filter_map(|at| self.province_at(words, at, date))).max();
        self.of_city = in_head
            || match province {
                Some(Province::Present) => false,
                Some(Province::Former) => is_named,
                None => is_named || is_commune,
            };
        self
    }

    /// What a "tỉnh" at `at` says of where the paper comes from: nothing when it is a level, or one of several.
    fn province_at(&self, words: &Words, at: usize, date: NaiveDate) -> Option<Province> {
        if words.at(at) != PROVINCE || ["cấp", "các", "nhiều"].iter().any(|word| words.ends_with(at, word)) {
            return None;
        }
        if let Some((_, place)) = self.places.iter().find(|(name, _)| words.begins(at, name)) {
            let heirs = || self.registry.successors(&place.ten, date);
            let becomes_one = || heirs().iter().any(|heir| heir.starts_with(PROVINCE));
            return if place.exists(date) {
                Some(Province::Present)
            } else {
                becomes_one().then_some(Province::Former)
            };
        }
        let next = at + 1;
        let is_alone = words.at(next) != "," && !words.has(next, CITY);
        let is_body = words.ends_with(at, OF_UNIT) && is_alone || words.at(next) == "ủy";
        let is_named = words.is_name(next) && !words.is_small(next);
        (is_body || is_named && is_alone).then_some(Province::Present)
    }
}

/// Whether a kind of commune stands at `at`, and not the same word in "xã hội", "hợp tác xã", "thị xã".
fn is_commune_at(words: &Words, at: usize) -> bool {
    let is_part = words.at(at + 1) == "hội" || ["hợp tác", "thị"].iter().any(|word| words.ends_with(at, word));
    COMMUNES.iter().any(|kind| words.has(at, kind)) && !is_part
}
