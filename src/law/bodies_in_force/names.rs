//! The names in the registry, and what a paper says of the city or tỉnh that it comes from.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::words::{CITY, COMMUNES, Words};
use crate::law::Law;
use crate::law::registry::{Locality, Registry};

/// The kind of unit beside a city directly under the centre.
const PROVINCE: &str = "tỉnh";
/// How Ủy ban nhân dân and Hội đồng nhân dân end before the unit that they belong to.
const OF_UNIT: &str = "nhân dân";

/// The names in the registry as words, made once for all documents.
#[derive(Clone, Debug)]
pub struct Names {
    /// In the order of the registry.
    places: Vec<PlaceName>,
    cities: Vec<CityName>,
    /// The words with which places and kinds of unit begin.
    first: HashSet<String>,
}

/// The names of a place.
#[derive(Clone, Debug)]
pub(super) struct PlaceName {
    pub whole: Words,
    /// Without its kind, of a tỉnh.
    pub bare: Option<Words>,
    /// What a xã, phường or đặc khu is called that bears the bare name.
    as_commune: Vec<Words>,
    /// Names one of which stands in a paper that means this place; none for a unique name.
    beside: Vec<Words>,
}

impl PlaceName {
    fn of(place: &Locality) -> Self {
        let bare = place.bare_name().map(Words::new);
        let communes = |bare: &Words| COMMUNES.iter().map(|kind| Words::new(kind).followed_by(bare)).collect();
        PlaceName {
            whole: Words::new(&place.ten),
            as_commune: bare.as_ref().map(communes).unwrap_or_default(),
            bare,
            beside: place.thuoc.iter().map(|name| Words::new(name)).collect(),
        }
    }

    /// Whether a name that many places share means this one in a paper of these words.
    pub fn is_meant(&self, everything: &Words) -> bool {
        self.beside.is_empty() || self.beside.iter().any(|name| everything.contains(name))
    }

    /// Whether `words` name a xã, phường or đặc khu that bears the bare name.
    pub fn is_commune_in(&self, words: &Words) -> bool {
        self.as_commune.iter().any(|name| words.contains(name))
    }
}

/// A name of a thành phố trực thuộc trung ương.
#[derive(Clone, Debug)]
pub(super) struct CityName {
    /// Without its kind.
    pub name: Words,
    /// The end of the name of its body: "nhân dân thành phố Cần Thơ".
    body: Words,
    /// Its position in the registry.
    at: usize,
}

impl Names {
    /// The names in `registry`.
    pub fn new(registry: &Registry) -> Self {
        let of_body = Words::new(&format!("{OF_UNIT} {CITY}"));
        let city = |(at, name): (usize, &String)| {
            let name = Words::new(name);
            CityName { body: of_body.clone().followed_by(&name), name, at }
        };
        let cities = registry.thanh_pho.iter().enumerate();
        let cities =
            cities.flat_map(|(at, city)| [&city.ten].into_iter().chain(&city.viet_tat).map(move |name| (at, name)));
        let places: Vec<PlaceName> = registry.dia_phuong.iter().map(PlaceName::of).collect();
        let kinds = registry.loai.iter().filter_map(|kind| kind.ten.split(' ').next());
        let first = places.iter().map(|place| place.whole.at(0)).chain(kinds).map(str::to_owned).collect();
        Names { cities: cities.map(city).collect(), first, places }
    }

    /// Whether the name of a place or a kind of unit begins with `word`.
    pub(super) fn begin_with(&self, word: &str) -> bool {
        self.first.contains(word)
    }
}

/// A paper whose words are held against the names.
pub(super) struct Paper<'a> {
    pub names: &'a Names,
    pub registry: &'a Registry,
    pub date: NaiveDate,
    /// All its words, for names that need others beside them.
    pub everything: Words,
    /// Whether it is one of a thành phố trực thuộc trung ương, which it calls "Thành phố" for short.
    pub of_city: bool,
}

/// How surely a paper comes from a tỉnh.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Province {
    /// It names one that has become another tỉnh, as citations do.
    Former,
    Present,
}

impl<'a> Paper<'a> {
    /// A paper of `date` with the words `everything`, of which nothing says whence it comes.
    pub fn of_nobody(law: &'a Law, date: NaiveDate, everything: Words) -> Self {
        Paper { names: &law.bodies, registry: &law.registry, date, everything, of_city: false }
    }

    /// The same with the words `head` in its letterhead and `receivers` where it says whom it goes to. It is of such a
    /// city when its letterhead says so, or when it names the body of one and none of a tỉnh. What comes from a xã,
    /// phường and names no tỉnh at all may be of one, so nothing is held against it.
    pub fn from(mut self, head: &Words, receivers: &Words) -> Self {
        let in_head = self.cities().any(|city| head.contains(&city.name));
        let others = [&self.everything, receivers];
        let is_named = || self.cities().any(|city| others.iter().any(|words| words.contains(&city.body)));
        let is_commune = || (0..head.len()).any(|at| is_commune_at(head, at));
        let all = || [head].into_iter().chain(others);
        let province = || all().flat_map(|words| (0..words.len()).filter_map(|at| self.province_at(words, at))).max();
        self.of_city = in_head
            || match province() {
                Some(Province::Present) => false,
                Some(Province::Former) => is_named(),
                None => is_named() || is_commune(),
            };
        self
    }

    /// The places with their names, in the order of the registry.
    pub fn places(&self) -> impl Iterator<Item = (&'a PlaceName, &'a Locality)> {
        self.names.places.iter().zip(&self.registry.dia_phuong)
    }

    /// The names of the cities that are directly under the centre on the day of the paper.
    pub fn cities(&self) -> impl Iterator<Item = &'a CityName> {
        let exists = |city: &&CityName| self.registry.thanh_pho.get(city.at).is_some_and(|it| it.exists(self.date));
        self.names.cities.iter().filter(exists)
    }

    /// What a "tỉnh" at `at` says of where the paper comes from: nothing when it is a level, or one of several.
    fn province_at(&self, words: &Words, at: usize) -> Option<Province> {
        if words.at(at) != PROVINCE || ["cấp", "các", "nhiều"].iter().any(|word| words.ends_with(at, word)) {
            return None;
        }
        if let Some((_, place)) = self.places().find(|(name, _)| words.begins(at, &name.whole)) {
            let heirs = || self.registry.successors(&place.ten, self.date);
            let becomes_one = || heirs().iter().any(|heir| heir.starts_with(PROVINCE));
            return if place.exists(self.date) {
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
