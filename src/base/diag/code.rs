//! The codes of all diagnostics and what `vanthu explain` says about each.
//!
//! A code is a promise: it keeps its meaning for ever, and behind it stands a page with the reason, an
//! example and the way to mend it. As a type it can't be mistyped, and nothing in the program has to
//! look at its letters.

use std::fmt;
use std::str::FromStr;

macro_rules! codes {
    ($($name:ident)*) => {
        /// A code, for example [`Code::VB003`]; the letters are its family.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "each has a page")]
        pub enum Code { $($name,)* }

        impl Code {
            /// Every code, in alphabetical order.
            pub const ALL: &[Code] = &[$(Code::$name,)*];

            /// The code as printed.
            pub fn name(self) -> &'static str {
                match self { $(Code::$name => stringify!($name),)* }
            }

            /// The page in Markdown; its first line is `# CODE — title`.
            pub fn page(self) -> &'static str {
                match self { $(Code::$name => include_str!(concat!("codes/", stringify!($name), ".md")),)* }
            }
        }
    };
}

codes! {
    DL001 DL002 DL003 DL004 DL005 DL006 DL007 DL008 DL009 DL010 DL011 DL012 DL013 DL014 DL015 DL016 DL017
    DL018 DL019 DL020 DL021 DL022 DL023 DL024 DL025 DL026 DL027 DL028 DL029 DL030 DL031
    DL040 DL041 DL042 DL043 DL044 DL045 DL046 DL047 DL048 DL049 DL050
    DL060 DL070
    GF001 GF002 GF003 GF004 GF005 GF006 GF007 GF008 GF009 GF010 GF011 GF012
    GF013 GF014 GF015 GF016 GF017 GF018 GF019 GF020 GF021 GF022 GF023 GF024
    GF025 GF026 GF027 GF028
    MT001 MT002 MT003 MT004 MT005 MT006 MT007 MT010
    TC001 TC002 TC003 TC004 TC005 TC006 TC007 TC010 TC011 TC012 TC013 TC099
    TD001 TD002 TD003 TD004 TD005 TD006 TD007 TD008 TD009 TD010 TD011 TD020 TD021 TD022 TD023 TD024 TD025
    TD026 TD027 TD028 TD029 TD030 TD031 TD032 TD033 TD034 TD035 TD036 TD037 TD040 TD041 TD042 TD043 TD044 TD045 TD046 TD050
    TD051 TD052 TD053 TD054 TD060 TD061 TD062 TD063 TD064 TD065 TD066 TD070 TD071 TD072 TD080 TD090 TD091 TD092 TD099
    TL001 TL002 TL003 TL004 TL005 TL006 TL007 TL008 TL009 TL010 TL011 TL012 TL013 TL014 TL015 TL016 TL017 TL018 TL019
    TL020 TL021 TL022
    TT001 TT002 TT003 TT004 TT901 TT903 TT950 TT951
    VB001 VB002 VB003 VB004 VB005 VB006 VB007 VB008 VB009 VB010 VB011 VB012 VB014 VB015 VB016 VB017 VB018
    VB019 VB020 VB021 VB022 VB023 VB024 VB025 VB026 VB027 VB028 VB029 VB030 VB031 VB032 VB033
    VB034 VB035 VB036 VB037
}

/// What findings are about, by the letters of their codes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Family {
    /// `DL`: what data say.
    Data,
    /// `GF`: writing files.
    Writing,
    /// `MT`: templates.
    Template,
    /// `TC`: bodies and form sets over time.
    Organisation,
    /// `TD`: the rules of emulation.
    Rules,
    /// `TL`: the call of the program.
    Call,
    /// `TT`: layout.
    Layout,
    /// `VB`: the text of a document.
    Document,
}

impl Code {
    /// The family of the code.
    pub fn family(self) -> Family {
        match self.name().get(..2) {
            Some("DL") => Family::Data,
            Some("GF") => Family::Writing,
            Some("MT") => Family::Template,
            Some("TC") => Family::Organisation,
            Some("TD") => Family::Rules,
            Some("TL") => Family::Call,
            Some("TT") => Family::Layout,
            _ => Family::Document,
        }
    }

    /// The title of the page, without the code.
    pub fn title(self) -> &'static str {
        let first = self.page().lines().next().unwrap_or_default();
        first.split_once(" — ").map_or(first, |(_, title)| title)
    }

    /// What it rests on: the first paragraph of the section "Căn cứ".
    pub fn basis(self) -> &'static str {
        let section = self.page().split_once("\n## Căn cứ").map_or("", |(_, rest)| rest.trim_start());
        let end = section.find("\n\n").unwrap_or(section.len());
        section.get(..end).unwrap_or_default()
    }
}

impl fmt::Display for Code {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

/// A word that is no code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownCode;

impl fmt::Display for UnknownCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("không có mã này")
    }
}

impl std::error::Error for UnknownCode {}

impl FromStr for Code {
    type Err = UnknownCode;

    /// In any case.
    fn from_str(name: &str) -> Result<Self, UnknownCode> {
        Code::ALL.iter().copied().find(|code| code.name().eq_ignore_ascii_case(name)).ok_or(UnknownCode)
    }
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

    fn files(extension: &str) -> Vec<PathBuf> {
        let mut found = Vec::new();
        files_below(Path::new(SOURCES), extension, &mut found);
        found
    }

    #[test]
    fn every_page_is_listed() {
        let listed: BTreeSet<&str> = Code::ALL.iter().map(|code| code.name()).collect();
        let pages =
            files("md").into_iter().filter(|path| path.parent().is_some_and(|folder| folder.ends_with("codes")));
        let stems: BTreeSet<String> =
            pages.map(|page| page.file_stem().unwrap().to_string_lossy().into_owned()).collect();
        assert_eq!(stems.iter().map(String::as_str).collect::<BTreeSet<_>>(), listed);
    }

    #[test]
    fn every_code_is_reported_somewhere() {
        let mut used = BTreeSet::new();
        for path in files("rs") {
            let text = fs::read_to_string(&path).unwrap();
            let program = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
            if path.iter().all(|part| part != "tests" && part != "tests.rs") {
                used.extend(program.split("Code::").skip(1).filter_map(|rest| rest.get(..5)?.parse::<Code>().ok()));
            }
        }
        let idle: Vec<&Code> = Code::ALL.iter().filter(|code| !used.contains(*code)).collect();
        assert!(idle.is_empty(), "nothing reports {idle:?}");
    }

    #[test]
    fn the_table_is_in_order_and_pages_have_their_form() {
        assert!(Code::ALL.windows(2).all(|pair| pair[0].name() < pair[1].name()));
        for code in Code::ALL {
            let head = format!("# {code} — ");
            assert!(code.page().starts_with(&head), "{code} does not open with its title");
            for section in ["## Căn cứ", "## Vì sao", "## Ví dụ", "## Cách sửa"] {
                assert!(code.page().contains(section), "{code} lacks {section}");
            }
            let basis = code.basis();
            assert!(basis.len() > 10 && !basis.contains("##"), "{code}: {basis}");
        }
    }

    #[test]
    fn codes_are_found_in_any_case() {
        assert_eq!("gf001".parse(), Ok(Code::GF001));
        assert_eq!("no code".parse::<Code>(), Err(UnknownCode));
    }
}
