//! The words before the trích yếu of a document that papers put themselves.

use super::unseen::is_blank;

/// What stands for "about".
const ABOUT: [&str; 2] = ["v/v", "về việc"];
/// What may follow these words besides blanks.
const BEHIND: [char; 5] = [':', '.', ',', '-', '–'];

/// `subject` without "V/v" or "Về việc" at its head, in whatever case and however often; `None` when it has none of
/// these.
pub fn without_about(subject: &str) -> Option<&str> {
    let rest = std::iter::successors(Some(subject), |subject| behind_about(subject)).last()?;
    (rest.len() < subject.len()).then_some(rest)
}

fn behind_about(subject: &str) -> Option<&str> {
    let (words, rest) = ABOUT.iter().find_map(|words| Some((words, behind(subject, words)?)))?;
    let bare = rest.trim_start_matches(|letter| is_blank(letter) || BEHIND.contains(&letter));
    // The blank after "V/v" is forgotten now and then.
    let is_joined = words.contains('/') && rest.starts_with(char::is_lowercase);
    (bare.is_empty() || bare.len() < rest.len() || is_joined).then_some(bare)
}

/// What follows `words` at the head of `text`; a blank stands for several.
fn behind<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    words.chars().try_fold(text, |rest, wanted| {
        if wanted == ' ' {
            let bare = rest.trim_start_matches(is_blank);
            return (bare.len() < rest.len()).then_some(bare);
        }
        let mut letters = rest.chars();
        let is_same = letters.next()?.to_lowercase().eq([wanted]);
        is_same.then_some(letters.as_str())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_papers_put_are_taken_off() {
        for subject in [
            "Về việc tặng quà",
            "về việc: tặng quà",
            "VỀ  VIỆC\u{a0}tặng quà",
            "V/v tặng quà",
            "v/v: tặng quà",
            "V/V. tặng quà",
            "V/v về việc tặng quà",
            "V/vtặng quà",
        ] {
            assert_eq!(without_about(subject), Some("tặng quà"), "{subject}");
        }
        assert_eq!(["V/v", "Về việc:"].map(without_about), [Some(""), Some("")]);
        for subject in ["", "tặng quà", "Về việcx tặng", "Về tặng quà", "V/VP", "Việc V/v"] {
            assert_eq!(without_about(subject), None, "{subject}");
        }
    }
}
