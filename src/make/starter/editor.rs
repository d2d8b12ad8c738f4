//! What VS Code is told of a campaign folder, so that it helps without a network: keys and words while one types, and
//! the findings of `check` at their lines.
//!
//! The schema depends on the program and on the campaign's own kinds, so the copy in the folder grows old; the tasks
//! have it written anew whenever the folder is opened. A new campaign has none of this: who types there without such an
//! editor should find nothing that is not about the campaign.

use serde_json::Value;

/// The schema, from the folder of the campaign.
pub const SCHEMA: &str = ".vscode/phong_trao.schema.json";
/// What is the user's own once it is there: paths from the folder of the campaign, and texts.
pub const OWN: [(&str, &str); 2] = [
    (".vscode/tasks.json", include_str!("../../../templates/khoi_dau/vscode/tasks.json")),
    (".vscode/settings.json", include_str!("../../../templates/khoi_dau/vscode/settings.json")),
];
/// How the first line of a TOML file names its schema.
const MARK: &str = "#:schema ";
const BYTE_ORDER_MARK: char = '\u{feff}';

/// The file of `schema`: for a program to read, so without blanks.
pub fn schema_file(schema: &Value) -> Vec<u8> {
    format!("{schema}\n").into_bytes()
}

/// The text of `phong_trao.toml` with its schema named in the first line; nothing when one is named there already.
pub fn named(facts: &str) -> Option<String> {
    let text = facts.strip_prefix(BYTE_ORDER_MARK).unwrap_or(facts);
    if text.starts_with(MARK) {
        return None;
    }
    let mark = &facts[..facts.len() - text.len()];
    let end = if text.split('\n').next().is_some_and(|line| line.ends_with('\r')) { "\r\n" } else { "\n" };
    Some(format!("{mark}{MARK}./{SCHEMA}{end}{text}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schema_is_named_once_and_in_the_way_of_the_file() {
        let first = "#:schema ./.vscode/phong_trao.schema.json";
        for (facts, wanted) in [
            ("ten = \"a\"\nb = 1\n", format!("{first}\nten = \"a\"\nb = 1\n")),
            ("# a\r\nb = 1\r\n", format!("{first}\r\n# a\r\nb = 1\r\n")),
            ("\u{feff}b = 1", format!("\u{feff}{first}\nb = 1")),
            ("", format!("{first}\n")),
        ] {
            let text = named(facts).unwrap();
            assert_eq!(text, wanted);
            assert_eq!(named(&text), None);
        }
        assert_eq!(named("#:schema https://cua_toi\n"), None);
    }
}
