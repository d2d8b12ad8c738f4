//! What a row of the sheet `Báo cáo thành tích` tells of: a section of the report, or a criterion. A word
//! that is neither would lose the text beside it, so it is a finding.

use crate::base::diag::{Code, Diagnostic, nearest};
use crate::base::text::ascii_key;
use crate::campaign::model::Rulebook;
use crate::campaign::model::located::Located;
use crate::campaign::model::profile::ReportSection;

/// The name of the section, or the code of the criterion, that the cell `typed` means.
///
/// # Errors
/// `TD020` with all words that are known, when it means neither.
pub fn section(rules: &Rulebook, typed: &Located<String>) -> Result<String, Diagnostic> {
    if let Ok(section) = typed.value.parse::<ReportSection>() {
        return Ok(section.name().to_owned());
    }
    let key = ascii_key(&typed.value);
    let mut known = rules.tieu_chuan.iter();
    let meant = known.find(|criterion| criterion.ma == typed.value || ascii_key(&criterion.noi_dung) == key);
    meant.map(|criterion| criterion.ma.clone()).ok_or_else(|| unknown(rules, typed))
}

fn unknown(rules: &Rulebook, typed: &Located<String>) -> Diagnostic {
    let sections = ReportSection::ALL.iter().map(|section| section.label());
    let codes = rules.tieu_chuan.iter().map(|criterion| criterion.ma.as_str());
    let words = rules.tieu_chuan.iter().map(|criterion| criterion.noi_dung.as_str());
    let message = format!("báo cáo không có mục `{}`, nên nội dung của dòng này không in được", typed.value);
    let finding = Diagnostic::error(Code::TD020, message).at(typed.place());
    let finding = match nearest(&typed.value, sections.clone().chain(codes.clone()).chain(words)) {
        Some(near) => finding.hint(format!("có phải `{near}`?")),
        None => finding,
    };
    let sections = quoted(sections);
    let codes = quoted(codes);
    finding.hint(if codes.is_empty() {
        format!("các mục: {sections}")
    } else {
        format!("các mục: {sections}; hoặc mã tiêu chuẩn: {codes}")
    })
}

/// "`a`, `b`"
fn quoted<'a>(words: impl Iterator<Item = &'a str>) -> String {
    words.map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
