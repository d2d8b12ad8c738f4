//! Names that are safe on every system.

use crate::base::diag::{Code, Diagnostic};
use crate::base::text::{is_device_name, without_accents};

/// The longest name of a file in characters, extension included.
pub const LONGEST_NAME: usize = 100;

/// Refuses a name that would not be safe on every system or would leave the folder (`GF008`).
pub fn check_name(path: &str) -> Result<(), Diagnostic> {
    let fits = path.split('/').all(|part| {
        !part.is_empty()
            && part.len() <= LONGEST_NAME
            && !part.starts_with('.')
            && part.bytes().all(|byte| is_safe(char::from(byte)))
    });
    if fits {
        return Ok(());
    }
    let message = format!("tên tệp `{path}` không dùng được");
    Err(Diagnostic::error(Code::GF008, message)
        .hint(format!("dùng chữ không dấu, chữ số, `_` và `-`, không quá {LONGEST_NAME} ký tự")))
}

/// `name` as the stem of a file: without accents, nothing that a system forbids, not too long.
pub fn safe_stem(name: &str) -> String {
    let plain = without_accents(name);
    let safe: String = plain.chars().map(|letter| if is_safe(letter) { letter } else { '_' }).collect();
    let safe = if is_device_name(&safe) { format!("van_ban_{safe}") } else { safe };
    // Room for the longest extension.
    let stem: String = safe.chars().take(LONGEST_NAME - ".native".len()).collect();
    let stem = stem.trim_matches([' ', '.']);
    if stem.is_empty() { "van_ban".to_owned() } else { stem.to_owned() }
}

fn is_safe(letter: char) -> bool {
    letter.is_ascii_alphanumeric()
        || matches!(letter, '_' | '-' | '.' | ' ' | '!' | '#'..=')' | '+' | ',' | ';' | '=' | '@')
        || matches!(letter, '[' | ']' | '^' | '{' | '}' | '~')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_leave_the_folder() {
        for name in ["../a.pdf", "/a.pdf", "a/../b.pdf", "a//b.pdf", "a\\b.pdf", "đ.pdf", ".ẩn", "c:a.pdf", ""] {
            assert_eq!(check_name(name).unwrap_err().code, Code::GF008, "{name}");
        }
        assert!(check_name("dang_ky/phong_ngan_sach.pdf").is_ok());
    }

    #[test]
    fn stems_are_ascii_and_keep_plain_names() {
        for (name, stem) in [
            ("cong_van", "cong_van"),
            ("Công văn số 5", "Cong van so 5"),
            ("a/b:c", "a_b_c"),
            ("…", "_"),
            ("..", "van_ban"),
            ("Con", "van_ban_Con"),
            ("aux.thang 3", "van_ban_aux.thang 3"),
            ("LPT1", "van_ban_LPT1"),
            ("com", "com"),
            ("comb", "comb"),
            ("console", "console"),
        ] {
            assert_eq!(safe_stem(name), stem);
        }
        let safe: String = ('\0'..='\u{ff}').filter(|letter| is_safe(*letter) && !letter.is_alphanumeric()).collect();
        assert_eq!(safe, " !#$%&'()+,-.;=@[]^_{}~");
        assert!(check_name(&format!("{}.docx", safe_stem(&"ầ".repeat(300)))).is_ok());
    }
}
