use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::*;

/// Every letter of the Vietnamese alphabet that has a mark, small.
fn alphabet() -> Vec<char> {
    let tones = ["", "\u{300}", "\u{301}", "\u{303}", "\u{309}", "\u{323}"];
    let letters = "aăâeêioôơuưy".chars();
    let toned = letters.flat_map(|letter| tones.map(|tone| format!("{letter}{tone}").nfc().next().unwrap()));
    toned.chain(['đ']).filter(|letter| !letter.is_ascii()).collect()
}

/// `text` as a keyboard program of the time wrote it.
fn encode(text: &str, encoding: Encoding) -> String {
    let mut written = String::new();
    for letter in text.chars() {
        let code = match encoding {
            Encoding::Tcvn3 => tcvn3_code(letter),
            Encoding::Vni => vni_code(letter),
        };
        written.push_str(&code.unwrap_or_else(|| letter.to_string()));
    }
    written
}

fn tcvn3_code(letter: char) -> Option<String> {
    let code = |letter: char| TCVN3.iter().find(|pair| pair.ends_with(letter)).and_then(|pair| pair.chars().next());
    code(letter).or_else(|| code(lower(letter)).filter(|_| !letter.is_ascii())).map(String::from)
}

fn vni_code(letter: char) -> Option<String> {
    if letter.is_ascii() {
        return None;
    }
    let small = lower(letter);
    let single = VNI_SINGLE.iter().find(|(_, meant)| *meant == small).map(|(code, _)| code.to_string());
    let code = single.or_else(|| {
        let bases = "aeouyôö".chars();
        let pairs = bases.flat_map(|base| "ùøûõïâáàåãäêéèúüë".chars().map(move |mark| format!("{base}{mark}")));
        pairs.into_iter().find(|pair| from_vni(pair) == small.to_string())
    })?;
    Some(if letter == small { code } else { code.to_uppercase() })
}

#[test]
fn known_words_are_seen_and_read() {
    for (text, encoding, read) in [
        ("Së Tµi chÝnh", Encoding::Tcvn3, "Sở Tài chính"),
        ("Phßng Ng©n s¸ch", Encoding::Tcvn3, "Phòng Ngân sách"),
        ("§¬n vÞ", Encoding::Tcvn3, "Đơn vị"),
        ("HÕt./.", Encoding::Tcvn3, "Hết./."),
        ("Uû ban nh©n d©n TØnh", Encoding::Tcvn3, "Uỷ ban nhân dân Tỉnh"),
        ("NguyÔn V¨n \u{ad}íc", Encoding::Tcvn3, "Nguyễn Văn ước"),
        ("Së TµI CHÝNH", Encoding::Tcvn3, "SỞ TÀI CHÍNH"),
        ("Sôû Taøi chính", Encoding::Vni, "Sở Tài chính"),
        ("Phoøng Ngaân saùch", Encoding::Vni, "Phòng Ngân sách"),
        ("ÑÔN VÒ COÂNG TAÙC", Encoding::Vni, "ĐƠN VỊ CÔNG TÁC"),
        ("Nguyeãn Thò Höông", Encoding::Vni, "Nguyễn Thị Hương"),
        ("Thaønh tích ñaït ñöôïc", Encoding::Vni, "Thành tích đạt được"),
    ] {
        assert_eq!(look(text), Look::Clear(encoding), "{text}");
        assert_eq!(convert(text, encoding), read);
    }
}

#[test]
fn other_writing_is_left_alone() {
    for text in [
        "Café",
        "Müller",
        "São Paulo",
        "Noël",
        "naïve",
        "goût",
        "Loïc",
        "Thaï",
        "Raúl Castro",
        "François Hollande",
        "Genève",
        "dû",
        "Ångström",
        "Straße",
        "50 µm",
        "© 2022",
        "«Bonjour»",
        "25 °C",
        "3×4 m²",
        "§ 5",
        "½",
        "😀 tốt",
        "STC-VP/2022",
        "1.234,56",
        "",
        "résumé",
        "El Niño",
        "Zoë Saldaña",
        "Beyoncé",
        "Peña",
        "João",
        "là où",
        "à la carte",
        "Đắk Lắk",
        "Tô Hà",
        "Hoàng Văn Thái",
        "hoà bình",
        "K'Hô",
        "Hrê",
        "N·m",
        "LÊn đường",
        "LÊn",
        "HÕa",
    ] {
        assert!(!matches!(look(text), Look::Clear(_)), "{text}: {:?}", look(text));
    }
}

#[test]
fn words_are_of_letters_of_any_script_and_of_the_signs_of_the_encodings() {
    for letter in '\0'..=char::MAX {
        let is_sign = matches!(letter, '\u{a1}'..='\u{ff}' | '\u{300}'..='\u{36f}');
        assert_eq!(is_part_of_word(letter), letter.is_alphabetic() || is_sign, "{letter:?}");
    }
}

#[test]
fn one_quiet_word_is_only_a_hint() {
    assert_eq!(look("Së"), Look::Hinted(Encoding::Tcvn3));
    assert_eq!(look("Tô"), Look::Either);
    assert_eq!(look("Sở"), Look::Unicode);
    assert_eq!(look("So 1"), Look::Plain);
}

#[test]
fn the_whole_alphabet_comes_back() {
    for encoding in Encoding::ALL {
        for letter in alphabet() {
            let written = encode(&format!("b{letter}"), encoding);
            assert_eq!(recode(&written, encoding), format!("b{letter}"), "{written} {encoding:?}");
        }
    }
    for letter in alphabet().iter().flat_map(|letter| letter.to_uppercase()) {
        let written = encode(&letter.to_string(), Encoding::Vni);
        assert_eq!(recode(&written, Encoding::Vni), letter.to_string(), "{written}");
    }
    for letter in "ĂÂÊÔƠƯĐ".chars() {
        let word = format!("{letter}b");
        assert_eq!(recode(&encode(&word, Encoding::Tcvn3), Encoding::Tcvn3), word);
    }
    assert_eq!(TCVN3.len(), alphabet().len() + "ĂÂÊÔƠƯĐ".chars().count());
}

#[test]
fn only_the_telling_words_of_a_mixed_text_change() {
    let text = "Sở Tµi chÝnh và Café Tô";
    assert_eq!(look(text), Look::Clear(Encoding::Tcvn3));
    assert_eq!(convert(text, Encoding::Tcvn3), "Sở Tài chính và Café Tô");
}

fn texts_below(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            texts_below(&path, found);
        } else if path
            .extension()
            .is_some_and(|ending| ["van", "toml", "csv", "md"].iter().any(|known| ending == *known))
        {
            found.push(path);
        }
    }
}

/// All prose of the project: samples, pages of codes, templates.
fn prose() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    texts_below(&root.join("samples"), &mut paths);
    texts_below(&root.join("src/base/diag/codes"), &mut paths);
    let named_here = |path: &Path| path.file_stem().is_some_and(|stem| stem == "DL024" || stem == "DL025");
    paths.iter().filter(|path| !named_here(path)).map(|path| fs::read_to_string(path).unwrap()).collect()
}

#[test]
fn proper_vietnamese_is_never_taken_for_an_old_encoding() {
    let mut lines = 0;
    for line in prose().iter().flat_map(|text| text.lines()) {
        for form in [line.to_owned(), line.nfd().collect(), line.to_uppercase()] {
            assert!(!matches!(look(&form), Look::Clear(_) | Look::Hinted(_)), "{form}");
        }
        for word in line.split_whitespace() {
            assert!(!matches!(look(word), Look::Clear(_) | Look::Hinted(_)), "{word}");
        }
        lines += 1;
    }
    assert!(lines > 1000);
}

#[test]
fn prose_written_in_an_old_encoding_is_seen_and_comes_back() {
    let (mut seen, mut told) = (0, 0);
    for line in prose().iter().flat_map(|text| text.lines()) {
        let line: String = line.nfc().collect();
        let telling = line.split_whitespace().filter(|word| word.chars().any(is_beyond_western)).count();
        if telling < 4 || line.chars().any(|letter| ('\u{a1}'..='\u{bf}').contains(&letter)) {
            continue;
        }
        told += 2;
        for encoding in Encoding::ALL {
            let written = encode(&line, encoding);
            seen += usize::from(look(&written) == Look::Clear(encoding));
            let read = recode(&written, encoding);
            match encoding {
                Encoding::Vni => assert_eq!(read, line),
                Encoding::Tcvn3 => assert_eq!(read.to_lowercase(), line.to_lowercase()),
            }
        }
    }
    assert!(told > 1000 && seen * 100 >= told * 99, "{seen} of {told}");
}

proptest! {
    #[test]
    fn nothing_panics_and_plain_text_is_plain(text in any::<String>(), plain in "[ -~]{0,40}") {
        for encoding in Encoding::ALL {
            convert(&text, encoding);
        }
        look(&text);
        prop_assert_eq!(look(&plain), Look::Plain);
    }

    #[test]
    fn words_of_unicode_letters_only_are_never_changed(words in prop::collection::vec("[a-zđăơưạảấầẩẫậắằẳẵặẹẻẽếềểễệịọỏốồổỗộớờởỡợụủứừửữựỵỷỹ]{1,7}", 1..6)) {
        let text = words.join(" ");
        prop_assert!(!matches!(look(&text), Look::Clear(_) | Look::Hinted(_)));
        for encoding in Encoding::ALL {
            if !text.is_ascii() {
                prop_assert_eq!(convert(&text, encoding), text.clone());
            }
        }
    }
}
