//! The words that a title or a unit shares with the name of a body, which are said once.

use crate::law::competence::words;

/// How many words at the end of `called` are those at the beginning of `name`: "Giám đốc Sở Tài chính" and
/// "Sở Tài chính Kiên Giang" share three.
pub fn shared_words(called: &str, name: &str) -> usize {
    let (person, body) = (words(called), words(name));
    let longest = person.len().min(body.len());
    let fits = |count: &usize| {
        person.get(person.len() - count..) == body.get(..*count) && (*count > 1 || is_kind_of_body(called, name))
    };
    (1..=longest).rev().find(fits).unwrap_or_default()
}

/// Whether the last word of `called` is the first of `name` and a word by itself: "số" is no "Sở", nor is a "cơ sở".
fn is_kind_of_body(called: &str, name: &str) -> bool {
    let mut spoken = called.split_whitespace().rev().map(str::to_lowercase);
    let first = name.split_whitespace().next().map(str::to_lowercase);
    spoken.next() == first && !spoken.next().is_some_and(|before| is_in_compound(&before))
}

/// `first` and what `second` adds to it where the one ends as the other begins: a title in a unit, a unit below a body.
/// `None` where they share no word; a `first` that is nothing but the beginning of the other is no title in it.
pub fn joined(first: &str, second: &str) -> Option<String> {
    let words = |text: &str| text.to_lowercase().split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let (spoken, named) = (words(first), words(second));
    let most = spoken.len().saturating_sub(1).min(named.len());
    let fits = |count: &usize| {
        let (before, own) = spoken.split_at(spoken.len() - count);
        Some(own) == named.get(..*count) && !before.last().is_some_and(|before| is_in_compound(before))
    };
    let shared = (1..=most).rev().find(fits)?;
    let added = second.split_whitespace().skip(shared);
    Some(first.split_whitespace().chain(added).collect::<Vec<_>>().join(" "))
}

/// Whether the word after `before` is no body by itself: "cơ sở", "trụ sở", "hội sở".
fn is_in_compound(before: &str) -> bool {
    ["cơ", "trụ", "hội"].contains(&before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_and_a_body_are_told_together_by_their_words() {
        for (person, body, count) in [
            ("Giám đốc Sở Công Thương", "Sở Công Thương Sóc Trăng", 3),
            ("Chủ tịch UBND tỉnh Kiên Giang", "Ủy ban nhân dân tỉnh Kiên Giang", 7),
            ("Chủ tịch Ủy ban nhân dân tỉnh", "UBND tỉnh Kiên Giang", 5),
            ("Giám đốc sở", "Sở Tài chính", 1),
            ("Giám đốc Trung tâm Chuyển đổi số", "Sở Tài chính", 0),
            ("Viện trưởng Viện Tư vấn cơ sở", "Sở Tài chính", 0),
            ("Trưởng phòng Nội vụ", "Phòng Nội vụ", 3),
            ("Chủ tịch Ủy ban nhân dân tỉnh Kiên Giang", "Sở Tài chính", 0),
        ] {
            assert_eq!(shared_words(person, body), count, "{person}, {body}");
        }
    }
}
