//! How the words of a plan hold a number against its threshold: "trên 90%" is not "từ 90% trở lên", and "không quá 05"
//! is the other way round.

use crate::base::text::fold;
use crate::campaign::model::criterion::Comparison;
use crate::campaign::model::quantity::Quantity;

/// Words right before a number, those that end alike from long to short.
const BEFORE: [(&str, Comparison); 22] = [
    ("không vượt quá", Comparison::ToiDa),
    ("không lớn hơn", Comparison::ToiDa),
    ("không cao hơn", Comparison::ToiDa),
    ("không nhiều hơn", Comparison::ToiDa),
    ("không quá", Comparison::ToiDa),
    ("không trên", Comparison::ToiDa),
    ("nhiều nhất", Comparison::ToiDa),
    ("tối đa", Comparison::ToiDa),
    ("không thấp hơn", Comparison::ToiThieu),
    ("không nhỏ hơn", Comparison::ToiThieu),
    ("không ít hơn", Comparison::ToiThieu),
    ("không dưới", Comparison::ToiThieu),
    ("tối thiểu", Comparison::ToiThieu),
    ("ít nhất", Comparison::ToiThieu),
    ("thấp hơn", Comparison::NhoHon),
    ("nhỏ hơn", Comparison::NhoHon),
    ("ít hơn", Comparison::NhoHon),
    ("dưới", Comparison::NhoHon),
    ("lớn hơn", Comparison::LonHon),
    ("cao hơn", Comparison::LonHon),
    ("nhiều hơn", Comparison::LonHon),
    ("trên", Comparison::LonHon),
];

/// The ways in which `words` hold something against the number `muc`; nothing where they don't say.
pub fn told(words: &str, muc: Quantity) -> Vec<Comparison> {
    let folded = fold(words);
    let tokens: Vec<&str> = folded.split(' ').collect();
    let number = |token: &str| {
        let bare = token.trim_matches(|letter: char| !letter.is_ascii_digit());
        Quantity::parse(bare).filter(|_| !bare.is_empty())
    };
    let at = |position: &usize| tokens.get(*position).and_then(|token| number(token)) == Some(muc);
    let told = |position: usize| {
        let before = format!(" {}", tokens.get(..position).unwrap_or_default().join(" "));
        let after = tokens.get(position + 1..).unwrap_or_default();
        // What belongs to the number: all up to the next one, or to the end of its part of the sentence.
        let is_last =
            |word: &&&str| !word.ends_with([',', ';']) && !word.contains(|letter: char| letter.is_ascii_digit());
        let own = after.iter().take_while(is_last).count() + 1;
        let ends_part = tokens.get(position).is_some_and(|token| token.ends_with([',', ';']));
        let own = after.get(..own.min(after.len())).filter(|_| !ends_part).unwrap_or_default().join(" ");
        let ends = |pair: &str| own.contains(pair);
        // "trên 90% trở lên" says both.
        match (ends("trở lên"), ends("trở xuống")) {
            (true, _) => before.ends_with(" từ").then_some(Comparison::ToiThieu),
            (_, true) => Some(Comparison::ToiDa),
            _ => BEFORE.iter().find(|(words, _)| before.ends_with(&format!(" {words}"))).map(|(_, told)| *told),
        }
    };
    (0..tokens.len()).filter(at).filter_map(told).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_is_told_by_the_words_around_the_number() {
        for (words, muc, expected) in [
            ("Tỷ lệ hồ sơ đúng hạn đạt từ 90% trở lên", "90", Some(Comparison::ToiThieu)),
            ("Tỷ lệ hồ sơ đúng hạn đạt trên 90%", "90", Some(Comparison::LonHon)),
            ("không quá 05 hồ sơ trễ hạn", "5", Some(Comparison::ToiDa)),
            ("nghỉ dưới 40 ngày, không kể nghỉ phép", "40", Some(Comparison::NhoHon)),
            ("không dưới 40 điểm", "40", Some(Comparison::ToiThieu)),
            ("từ 05 hồ sơ trở xuống", "5", Some(Comparison::ToiDa)),
            ("đạt 90% kế hoạch", "90", None),
            ("trên 90% trở lên", "90", None),
            ("từ 2 sáng kiến trở lên, điểm trên 80", "80", Some(Comparison::LonHon)),
            ("giảm hơn 90", "90", None),
        ] {
            let found = told(words, Quantity::parse(muc).unwrap());
            assert_eq!(found.first().copied(), expected, "{words}");
        }
    }
}
