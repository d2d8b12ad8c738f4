//! Words of several syllables: Vietnamese writes "hành chính" with a blank in the middle, and a title
//! must not end a line there.
//!
//! The words of the field stand in `tu_ghep.txt`, one a line, in small letters and sorted. A word of two
//! or three syllables is never torn; a longer entry ("thủ tục hành chính") is a phrase that holds if it
//! can. What is not in the list and is written like a name ("An Minh") holds as well.

/// Sorted by its bytes.
const LIST: &str = include_str!("tu_ghep.txt");
/// More syllables than the longest entry has.
const MOST: usize = 8;
/// Entries up to so many syllables are words; longer ones are phrases.
const WORD: usize = 3;
/// Kinds of places: in a text of capitals the two syllables after one of them are its name.
const PLACES: &[&str] = &["xã", "phường", "tỉnh", "huyện", "quận", "phố", "trấn", "khu", "ấp", "thôn"];

/// The words of the list.
pub struct Compounds {
    entries: Vec<&'static str>,
}

/// How two neighbouring syllables hold together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bond {
    None,
    /// Of one phrase.
    Phrase,
    /// Of one word or name.
    Word,
}

impl Compounds {
    /// Reads the list.
    pub fn new() -> Self {
        Compounds { entries: LIST.lines().collect() }
    }

    /// How each of `syllables` after the first holds to the one before it; blanks are not part of them.
    pub fn bonds(&self, syllables: &[&str]) -> Vec<Bond> {
        let bare: Vec<Syllable> = syllables.iter().map(|syllable| Syllable::of(syllable)).collect();
        let mut bonds = vec![Bond::None; syllables.len().saturating_sub(1)];
        for (most, bond) in [(MOST, Bond::Phrase), (WORD, Bond::Word)] {
            for (from, to) in self.units(&bare, most) {
                bonds[from..to - 1].fill(bond);
            }
        }
        names(&bare, &mut bonds);
        bonds
    }

    /// The text cut into as few units as can be, each a syllable or an entry of `most` syllables at most.
    fn units(&self, syllables: &[Syllable], most: usize) -> Vec<(usize, usize)> {
        let count = syllables.len();
        // From the end: fewest units of the rest, and where the first of them ends.
        let mut best = vec![(0, count); count + 1];
        for from in (0..count).rev() {
            let mut found = (best[from + 1].0 + 1, from + 1);
            for to in from + 2..=count.min(from + most) {
                if !syllables[to - 2].goes_on || !syllables[to - 1].joins {
                    break;
                }
                if best[to].0 < found.0 && self.has(&syllables[from..to]) {
                    found = (best[to].0 + 1, to);
                }
            }
            best[from] = found;
        }
        let mut units = Vec::new();
        let mut from = 0;
        while from < count {
            units.push((from, best[from].1));
            from = best[from].1;
        }
        units
    }

    fn has(&self, syllables: &[Syllable]) -> bool {
        let words: Vec<&str> = syllables.iter().map(|syllable| syllable.small.as_str()).collect();
        self.entries.binary_search(&words.join(" ").as_str()).is_ok()
    }
}

/// A syllable as the list has it.
struct Syllable {
    small: String,
    /// No sign stands behind it.
    goes_on: bool,
    /// No sign stands before it.
    joins: bool,
    /// One capital and small letters after it.
    named: bool,
    capitals: bool,
}

impl Syllable {
    fn of(text: &str) -> Self {
        let bare = text.trim_matches(|letter: char| !letter.is_alphanumeric());
        let rest: String = bare.chars().skip(1).collect();
        let first_is_capital = bare.starts_with(char::is_uppercase);
        Syllable {
            small: bare.to_lowercase(),
            goes_on: text.ends_with(char::is_alphanumeric),
            joins: text.starts_with(char::is_alphanumeric),
            named: first_is_capital && rest.chars().all(char::is_lowercase),
            capitals: first_is_capital && rest.chars().all(char::is_uppercase),
        }
    }
}

/// Neighbours that both begin with a capital are one name; where all are capitals, so are the two
/// syllables after a kind of place.
fn names(syllables: &[Syllable], bonds: &mut [Bond]) {
    let all_capitals = syllables.iter().all(|syllable| syllable.capitals || syllable.small.is_empty());
    for index in 1..syllables.len() {
        let (before, after) = (&syllables[index - 1], &syllables[index]);
        if !before.goes_on || !after.joins {
            continue;
        }
        let of_place = index >= 2 && PLACES.contains(&syllables[index - 2].small.as_str());
        let is_name = if all_capitals { of_place } else { before.named && after.named };
        if is_name {
            bonds[index - 1] = Bond::Word;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words joined by `+`, phrases by `~`.
    fn shown(text: &str) -> String {
        let syllables: Vec<&str> = text.split(' ').collect();
        let bonds = Compounds::new().bonds(&syllables);
        let mut out = syllables[0].to_owned();
        for (syllable, bond) in syllables[1..].iter().zip(bonds) {
            out.push_str(match bond {
                Bond::None => " ",
                Bond::Phrase => "~",
                Bond::Word => "+",
            });
            out.push_str(syllable);
        }
        out
    }

    #[test]
    fn the_list_is_sorted_and_plain() {
        let entries: Vec<&str> = LIST.lines().collect();
        assert!(entries.windows(2).all(|pair| pair[0] < pair[1]), "sort the list, each word once");
        for entry in entries {
            assert_eq!(entry.to_lowercase(), entry);
            assert_eq!(crate::base::text::nfc(entry), entry);
            assert!((2..=MOST).contains(&entry.split(' ').count()), "{entry}");
        }
    }

    #[test]
    fn words_and_phrases_are_found() {
        for (text, wanted) in [
            ("phong trào thi đua cải cách thủ tục hành chính", "phong+trào~thi+đua cải+cách thủ+tục~hành+chính"),
            ("các tập thể, cá nhân", "các tập+thể, cá+nhân"),
            ("ỦY BAN NHÂN DÂN XÃ AN MINH", "ỦY+BAN~NHÂN+DÂN XÃ AN+MINH"),
            ("TRUNG TÂM QUY HOẠCH XÂY DỰNG", "TRUNG+TÂM QUY+HOẠCH XÂY+DỰNG"),
            ("BỆNH VIỆN ĐA KHOA TỈNH", "BỆNH+VIỆN ĐA+KHOA TỈNH"),
            ("của Sở Tài chính", "của Sở+Tài+chính"),
            ("xã Đông Hòa Hiệp", "xã Đông+Hòa+Hiệp"),
            ("thực hành chính sách", "thực+hành chính+sách"),
            ("hợp tác xã", "hợp+tác+xã"),
        ] {
            assert_eq!(shown(text), wanted);
        }
    }
}
