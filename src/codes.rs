//! The codes of all diagnostics and what `vanthu explain` says about each.
//!
//! A code is a promise: it keeps its meaning for ever, and behind it stands a page with the reason, an
//! example and the way to mend it. This table is the only place where codes and pages meet; a test
//! keeps it complete.

/// A code and its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code {
    pub name: &'static str,
    /// The page in Markdown; its first line is `# CODE — title`.
    pub page: &'static str,
}

impl Code {
    /// The title of the page, without the code.
    pub fn title(&self) -> &'static str {
        let first = self.page.lines().next().unwrap_or_default();
        first.split_once(" — ").map_or(first, |(_, title)| title)
    }

    /// What it rests on: the first paragraph of the section "Căn cứ".
    pub fn basis(&self) -> &'static str {
        let section = self.page.split_once("\n## Căn cứ").map_or("", |(_, rest)| rest.trim_start());
        let end = section.find("\n\n").unwrap_or(section.len());
        section.get(..end).unwrap_or_default()
    }
}

/// The code called `name`, in any case.
pub fn find(name: &str) -> Option<&'static Code> {
    TABLE.iter().find(|code| code.name.eq_ignore_ascii_case(name))
}

macro_rules! codes {
    ($($name:literal)*) => {
        /// Every code, in alphabetical order.
        pub const TABLE: &[Code] = &[
            $(Code { name: $name, page: include_str!(concat!("codes/", $name, ".md")) },)*
        ];
    };
}

codes! {
    "DL001" "DL002" "DL003" "DL004" "DL005" "DL006" "DL007" "DL008" "DL009" "DL010"
    "DL011" "DL012" "DL013" "DL014" "DL015" "DL016" "DL017" "DL018" "DL019" "DL020"
    "DL021" "DL022" "DL023" "DL024" "DL025" "DL026" "DL027" "DL028" "DL029" "DL030"
    "GF001" "GF002" "GF003" "GF004" "GF005" "GF006" "GF007" "GF008" "GF009" "GF010"
    "GF011" "GF012"
    "MT001" "MT002" "MT003" "MT004" "MT005"
    "TC001" "TC002" "TC003" "TC004" "TC005" "TC006" "TC007" "TC010" "TC011" "TC012" "TC099"
    "TD001" "TD002" "TD003" "TD004" "TD005" "TD006" "TD007" "TD008" "TD009" "TD010" "TD011"
    "TD020" "TD021" "TD022" "TD023" "TD024" "TD025" "TD026" "TD027" "TD028" "TD029"
    "TD030" "TD031" "TD032" "TD033" "TD034" "TD040" "TD041" "TD042" "TD043" "TD044" "TD045"
    "TD046"
    "TD050" "TD051" "TD052"
    "TD053" "TD060" "TD061" "TD062" "TD063" "TD064" "TD065" "TD066" "TD070" "TD071" "TD072"
    "TD080" "TD099"
    "TL001" "TL002" "TL003" "TL004" "TL005" "TL006" "TL007" "TL008" "TL009" "TL010"
    "TL011" "TL012" "TL013" "TL014" "TL015" "TL016"
    "TT001" "TT002" "TT901" "TT902" "TT903" "TT950" "TT951"
    "VB001" "VB002" "VB003" "VB004" "VB005" "VB006" "VB007" "VB008" "VB009" "VB010"
    "VB011" "VB012" "VB014" "VB015" "VB016" "VB017" "VB018" "VB019" "VB020" "VB021"
    "VB022" "VB023" "VB024" "VB025" "VB026" "VB027" "VB028" "VB029" "VB030" "VB031"
    "VB032" "VB033"
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::{Path, PathBuf};

    use super::*;

    const SOURCES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src");

    fn files_below(folder: &Path, extension: &str, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                files_below(&path, extension, found);
            } else if path.extension().is_some_and(|ending| ending == extension) {
                found.push(path);
            }
        }
    }

    /// String literals of two capitals and three digits in `text`.
    fn code_literals(text: &str) -> impl Iterator<Item = &str> {
        let inside_quotes = text.split('"');
        inside_quotes.filter(|word| {
            let bytes = word.as_bytes();
            bytes.len() == 5
                && bytes[..2].iter().all(u8::is_ascii_uppercase)
                && bytes[2..].iter().all(u8::is_ascii_digit)
        })
    }

    #[test]
    fn every_code_in_use_has_a_page_and_every_page_is_listed() {
        let listed: BTreeSet<String> = TABLE.iter().map(|code| code.name.to_owned()).collect();
        let mut sources = Vec::new();
        files_below(Path::new(SOURCES), "rs", &mut sources);
        for path in sources {
            let text = fs::read_to_string(&path).unwrap();
            for literal in code_literals(&text) {
                assert!(listed.contains(literal), "{literal} in {} is not in the table", path.display());
            }
        }
        let mut pages = Vec::new();
        files_below(&Path::new(SOURCES).join("codes"), "md", &mut pages);
        let stems: BTreeSet<String> =
            pages.iter().map(|page| page.file_stem().unwrap().to_string_lossy().into_owned()).collect();
        assert_eq!(stems, listed);
    }

    #[test]
    fn every_page_is_about_a_code_in_use() {
        let mut sources = Vec::new();
        files_below(Path::new(SOURCES), "rs", &mut sources);
        let mut used = BTreeSet::new();
        for path in sources.iter().filter(|path| !path.ends_with("codes.rs")) {
            let text = fs::read_to_string(path).unwrap();
            let program = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
            let is_test = path.iter().any(|part| part == "tests" || part == "tests.rs");
            used.extend(code_literals(program).filter(|_| !is_test).map(str::to_owned));
        }
        let idle: Vec<&str> = TABLE.iter().map(|code| code.name).filter(|name| !used.contains(*name)).collect();
        assert!(idle.is_empty(), "nothing reports {idle:?}");
    }

    #[test]
    fn the_table_is_in_order_and_pages_have_their_form() {
        assert!(TABLE.windows(2).all(|pair| pair[0].name < pair[1].name));
        for code in TABLE {
            let head = format!("# {} — ", code.name);
            assert!(code.page.starts_with(&head), "{} does not open with its title", code.name);
            for section in ["## Căn cứ", "## Vì sao", "## Ví dụ", "## Cách sửa"] {
                assert!(code.page.contains(section), "{} lacks {section}", code.name);
            }
            let basis = code.basis();
            assert!(basis.len() > 10 && !basis.contains("##"), "{}: {basis}", code.name);
        }
    }

    #[test]
    fn codes_are_found_in_any_case() {
        assert_eq!(find("gf001").map(|code| code.name), Some("GF001"));
        assert_eq!(find("no code"), None);
    }
}
