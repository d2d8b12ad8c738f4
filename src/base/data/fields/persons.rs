//! Names: those of persons without the forms of address that papers put themselves, and none that fill pages.

use super::{Fields, items};
use crate::base::data::Node;
use crate::base::diag::{Code, Diagnostic, Place};
use crate::base::limits;
use crate::base::text::address::{without_address, without_marks};

/// The name in `text` of the column or key `label`, when it has a form of address or marks of a list, and what to say of that.
/// `is_person` says that no unit can stand there.
pub fn addressed(text: &str, is_person: bool, label: &str, place: &Place) -> Option<(String, Diagnostic)> {
    let bare = without_marks(text, is_person);
    let Some(name) = without_address(bare.unwrap_or(text), is_person) else {
        let name = bare?;
        let message = format!("`{label}` có số thứ tự hoặc dấu thừa: `{text}` được đọc là `{name}`");
        let finding = Diagnostic::warning(Code::DL045, message).at(place.clone());
        return Some((name.to_owned(), finding.hint("chỉ ghi họ và tên; số thứ tự, dấu sao ghi chú để ở cột khác")));
    };
    let message = format!("`{label}` có lời xưng hô: `{text}` được đọc là `{name}`");
    let finding = Diagnostic::warning(Code::DL045, message).at(place.clone());
    Some((name.to_owned(), finding.hint("chỉ ghi họ và tên; Ông, Bà do văn bản tự thêm theo giới tính")))
}

impl Fields<'_> {
    /// Tells each of `keys`, names and the like, that has too many letters: `DL060` at its place.
    pub fn keep_short(&mut self, keys: &[&str]) {
        for key in keys {
            let Some(node) = self.node(key) else { continue };
            let letters: usize = items(node).iter().filter_map(Node::text).map(|text| text.chars().count()).sum();
            if !limits::NAME.allows(letters) {
                let finding = limits::NAME.over_with("rút ngắn; phần dài ghi vào nội dung văn bản");
                self.push(finding.at(node.place.clone()));
            }
        }
    }

    /// The name of a person; empty when it is missing.
    pub fn person(&mut self, key: &str) -> String {
        let text = self.one_line(key).unwrap_or_default();
        match addressed(&text, true, key, &self.place_of(key)) {
            Some((name, finding)) => {
                self.push(finding);
                name
            }
            None => text,
        }
    }
}
