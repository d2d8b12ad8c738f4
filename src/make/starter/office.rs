//! The office that a new campaign is for: its names in the place of those of the example.

use crate::base::diag::{Code, Diagnostic};
use crate::base::text::nfc;
use crate::campaign::example::NAMES;
use crate::campaign::example::body::{Body, replaced};

/// What is asked of who begins a campaign, in the order of the fields of [`Office`].
pub const QUESTIONS: [&str; 4] = [
    "Tên cơ quan phát động (ví dụ: Sở Y tế)",
    "Tỉnh, thành phố (ví dụ: Cà Mau; thành phố Cần Thơ)",
    "Chữ viết tắt của cơ quan trong ký hiệu văn bản (ví dụ: SYT)",
    "Họ tên người ký kế hoạch và quyết định",
];

/// What the example calls the tỉnh in full.
const PROVINCE: &str = "tỉnh An Giang";
/// How the names of provinces and cities begin.
const LEVELS: [&str; 3] = ["tỉnh ", "thành phố ", "TP. "];

/// The names of an office; what is not told stays as the example has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Office {
    /// "Sở Y tế"
    pub ten: Option<String>,
    /// "Cà Mau", "thành phố Cần Thơ"
    pub tinh: Option<String>,
    /// "SYT"
    pub viet_tat: Option<String>,
    /// "Lê Thị Hoa"
    pub nguoi_ky: Option<String>,
}

impl Office {
    /// The office of these answers to the [`QUESTIONS`]; an empty one keeps the example. `asked` is what each was called.
    ///
    /// # Errors
    /// `TL007` for a word that can't stand between quotation marks on one line.
    pub fn told(words: [Option<&str>; 4], asked: [&str; 4]) -> Result<Self, Diagnostic> {
        let words = words.map(|word| word.map(|word| nfc(word.trim())).filter(|word| !word.is_empty()));
        let is_unfit = |word: &str| word.contains(['"', '\\']) || word.chars().any(char::is_control);
        for (word, what) in words.iter().zip(asked) {
            if let Some(word) = word.as_deref().filter(|word| is_unfit(word)) {
                let finding = Diagnostic::error(Code::TL007, format!("{what} không nhận `{}`", word.escape_debug()));
                return Err(finding.hint("viết trên một dòng, không có dấu nháy kép và dấu \\"));
            }
        }
        let [ten, tinh, viet_tat, nguoi_ky] = words;
        let viet_tat = viet_tat.or_else(|| Some(Body::abbreviation(ten.as_deref()?)?.to_owned()));
        Ok(Office { ten, tinh, viet_tat, nguoi_ky })
    }

    /// `text` of the example with these names.
    pub fn put_in(&self, text: &str) -> String {
        let tinh = self.tinh.as_ref().map(|tinh| {
            let level = LEVELS.iter().find(|level| tinh.to_lowercase().starts_with(&level.to_lowercase()));
            let bare: String = tinh.chars().skip(level.map_or(0, |level| level.chars().count())).collect();
            let whole = if level.is_some() { tinh.clone() } else { format!("tỉnh {bare}") };
            (whole, bare)
        });
        let [office, province, abbreviation, signer] = NAMES;
        let mut pairs: Vec<(&str, &str)> = Vec::new();
        // A name with its place in it is whole.
        let placed = self.ten.as_deref().zip(tinh.as_ref()).filter(|(ten, (_, bare))| ten.ends_with(bare.as_str()));
        let letterhead = placed.map(|(ten, _)| (format!("[\"{office}\", \"{PROVINCE}\"]"), format!("[\"{ten}\"]")));
        let name = placed.map(|(ten, _)| (format!("{office} {PROVINCE}"), ten));
        pairs.extend(letterhead.iter().map(|(example, own)| (example.as_str(), own.as_str())));
        pairs.extend(name.iter().map(|(example, own)| (example.as_str(), *own)));
        if let Some((whole, bare)) = &tinh {
            pairs.extend([(PROVINCE, whole.as_str()), (province, bare.as_str())]);
        }
        pairs.extend(self.ten.as_deref().map(|ten| (office, ten)));
        pairs.extend(self.viet_tat.as_deref().map(|short| (abbreviation, short)));
        pairs.extend(self.nguoi_ky.as_deref().map(|name| (signer, name)));
        let body = self.ten.as_deref().and_then(Body::called);
        replaced(&body.map_or_else(|| text.to_owned(), |body| body.put_in(text)), &pairs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_put_in_whole_words_and_once() {
        let office = Office {
            ten: Some("Sở Y tế".to_owned()),
            tinh: Some("thành phố Cần Thơ".to_owned()),
            viet_tat: Some("SYT".to_owned()),
            nguoi_ky: Some("An Giang".to_owned()),
        };
        let text = "Sở Khoa học và Công nghệ tỉnh An Giang, An Giang; QĐ-SKHCN; Nguyễn Văn A, Nguyễn Văn An";
        assert_eq!(office.put_in(text), "Sở Y tế thành phố Cần Thơ, Cần Thơ; QĐ-SYT; An Giang, Nguyễn Văn An");
        let office = Office { tinh: Some("Cà Mau".to_owned()), ..Office::default() };
        assert_eq!(office.put_in("tỉnh An Giang: An Giang"), "tỉnh Cà Mau: Cà Mau");
        let office = Office { ten: Some("Sở Y tế tỉnh Cà Mau".to_owned()), ..office };
        assert_eq!(
            office.put_in(r#""Sở Khoa học và Công nghệ tỉnh An Giang" ["Sở Khoa học và Công nghệ", "tỉnh An Giang"]"#),
            r#""Sở Y tế tỉnh Cà Mau" ["Sở Y tế tỉnh Cà Mau"]"#
        );
    }
}
