//! Numbers in words, as amounts and counts are spelled out in official papers.

const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
const BILLION: u64 = 1_000_000_000;

/// `number` in words: 21 "hai mươi mốt", 105 "một trăm linh năm", 1.015 "một nghìn không trăm mười lăm".
pub fn number_in_words(number: i64) -> String {
    let words = positive(number.unsigned_abs());
    if number < 0 { format!("âm {words}") } else { words }
}

fn positive(number: u64) -> String {
    if number == 0 {
        return DIGITS[0].to_owned();
    }
    let mut words = Vec::new();
    let (billions, rest) = (number / BILLION, number % BILLION);
    if billions > 0 {
        words.push(format!("{} tỷ", positive(billions)));
    }
    for (unit, name) in [(1_000_000, " triệu"), (1_000, " nghìn"), (1, "")] {
        let group = (rest / unit % 1_000) as usize;
        if group > 0 {
            words.push(format!("{}{name}", three_digits(group, !words.is_empty())));
        }
    }
    words.join(" ")
}

/// `group` below 1.000; `full` says the hundreds even when there are none.
fn three_digits(group: usize, full: bool) -> String {
    let (hundreds, tens, ones) = (group / 100, group / 10 % 10, group % 10);
    let mut words = Vec::new();
    if hundreds > 0 || full {
        words.extend([DIGITS[hundreds], "trăm"]);
    }
    match tens {
        0 if ones > 0 && !words.is_empty() => words.push("linh"),
        0 => {}
        1 => words.push("mười"),
        _ => words.extend([DIGITS[tens], "mươi"]),
    }
    match (tens, ones) {
        (_, 0) => {}
        (2.., 1) => words.push("mốt"),
        (2.., 4) => words.push("tư"),
        (1.., 5) => words.push("lăm"),
        _ => words.push(DIGITS[ones]),
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_spelled_as_they_are_spoken() {
        for (number, words) in [
            (0, "không"),
            (5, "năm"),
            (10, "mười"),
            (15, "mười lăm"),
            (21, "hai mươi mốt"),
            (24, "hai mươi tư"),
            (105, "một trăm linh năm"),
            (110, "một trăm mười"),
            (1_015, "một nghìn không trăm mười lăm"),
            (2_022, "hai nghìn không trăm hai mươi hai"),
            (2_340_000, "hai triệu ba trăm bốn mươi nghìn"),
            (1_000_000_005, "một tỷ không trăm linh năm"),
            (1_000_000_000_000, "một nghìn tỷ"),
            (-3, "âm ba"),
        ] {
            assert_eq!(number_in_words(number), words);
        }
    }

    /// Reads what [`positive`] writes.
    fn parse(words: &str) -> u64 {
        if let Some((billions, rest)) = words.rsplit_once(" tỷ") {
            return parse(billions) * BILLION + if rest.is_empty() { 0 } else { parse(rest.trim()) };
        }
        let (mut total, mut group, mut last) = (0, 0, 0);
        for word in words.split(' ') {
            match word {
                "triệu" => (total, group, last) = (total + (group + last) * 1_000_000, 0, 0),
                "nghìn" => (total, group, last) = (total + (group + last) * 1_000, 0, 0),
                "trăm" => (group, last) = (group + last * 100, 0),
                "mươi" => (group, last) = (group + last * 10, 0),
                "mười" => group += 10,
                "linh" => {}
                "mốt" => last = 1,
                "tư" => last = 4,
                "lăm" => last = 5,
                digit => last = DIGITS.iter().position(|known| *known == digit).expect("a digit") as u64,
            }
        }
        total + group + last
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn words_parse_back(number in prop_oneof![0..2_000_000_000u64, any::<u64>()]) {
            prop_assert_eq!(parse(&positive(number)), number);
        }
    }
}
