//! `vanthu kinds`: what can be made.

use std::path::Path;

use super::Exit;
use super::console::Console;
use crate::base::diag::{Code, Diagnostic};
use crate::base::files::Disk;
use crate::campaign;
use crate::campaign::model::short_date;
use crate::campaign::template::{Kind, Kinds, Scope};
use crate::law::Law;
use crate::law::form_sets::{Basis, FormSets, NumberedForm};
use crate::make::input::Input;
use crate::paper::document::DocumentKind;

/// Lists what there is, with the kinds of the campaign in `folder`.
pub fn run(folder: Option<&Path>, console: &Console) -> Exit {
    if let Some(finding) = folder.and_then(no_campaign) {
        console.finding(&finding);
        return Exit::Unusable;
    }
    let listed = Law::builtin().and_then(|law| {
        let (kinds, warnings) = campaign::kinds(folder, &law.form_sets)?;
        let steps = folder.map(|folder| campaign::steps(folder, &kinds)).unwrap_or_default();
        Ok((text(&law.form_sets, &kinds, &steps), warnings))
    });
    match listed {
        Ok((text, warnings)) => {
            console.report(&warnings);
            console.result(&text)
        }
        Err(report) => {
            console.report(&report);
            Exit::Unusable
        }
    }
}

/// What is wrong where `folder` is no campaign.
fn no_campaign(folder: &Path) -> Option<Diagnostic> {
    match Input::of(&Disk, folder) {
        Ok(Input::Campaign) => None,
        Ok(Input::Single | Input::Template) => {
            let message = format!("`{}` là một tệp, không phải thư mục của một phong trào", folder.display());
            Some(Diagnostic::error(Code::TL008, message).hint("kể các loại văn bản có sẵn: vanthu kinds"))
        }
        Err(finding) => Some(finding),
    }
}

fn text(sets: &FormSets, kinds: &Kinds, steps: &[(String, String)]) -> String {
    let (decree, other): (Vec<DocumentKind>, Vec<DocumentKind>) =
        DocumentKind::ALL.iter().partition(|kind| kind.is_of_decree());
    let own_law = [DocumentKind::GiayKhen];
    let copies: Vec<DocumentKind> =
        other.into_iter().filter(|kind| *kind != DocumentKind::BieuMau && !own_law.contains(kind)).collect();
    [
        section("Văn bản hành chính (Nghị định 30/2020/NĐ-CP, Điều 7; ghi ở `loai` của tệp .van)", &rows(&decree)),
        section("Bản sao; phụ lục lập thành tệp riêng", &rows(&copies)),
        section("Khen thưởng (Nghị định 98/2023/NĐ-CP, Điều 104; bảng `[giay_khen]` của tệp .van)", &rows(&own_law)),
        campaign_papers(sets, kinds, steps),
        form_sets(sets),
    ]
    .join("\n")
}

/// The papers of a campaign folder, with where their form comes from and the data they need.
fn campaign_papers(sets: &FormSets, kinds: &Kinds, steps: &[(String, String)]) -> String {
    let scope = |kind: &Kind| match kind.pham_vi {
        Scope::Hang => format!("{} của bảng {}", Scope::Hang.label(), kind.bang),
        scope => scope.label().to_owned(),
    };
    let scopes: Vec<String> = kinds.iter().map(|kind| scope(kind)).collect();
    let rows = kinds.iter().zip(&scopes).map(|(kind, scope)| [kind.name.as_str(), kind.ten.as_str(), scope.as_str()]);
    let rows: Vec<[&str; 3]> = rows.collect();
    let mut text = section("Văn bản của một phong trào (render THƯ_MỤC; cột cuối: mỗi … một văn bản)", &rows);
    for kind in kinds {
        let own = if kind.is_own { " (loại riêng của phong trào)" } else { "" };
        text.push_str(&format!("\n  {}{own}\n", kind.name));
        if !kind.mau_theo.is_empty() {
            text.push_str(&format!("    mẫu: {}\n", kind.mau_theo));
        }
        text.push_str(&numbers(sets, kind));
        text.push_str(&format!("    cần: {}\n", kind.needs_text()));
        for (_, step) in steps.iter().filter(|(name, _)| *name == kind.name) {
            text.push_str(&format!("    bước: chỉ lập khi bước “{step}” đã mở\n"));
        }
    }
    text
}

/// Under which number each form set has the form of `kind`.
fn numbers(sets: &FormSets, kind: &Kind) -> String {
    let sets = sets.forms_of(&kind.bo_mau);
    let lines = sets.iter().map(|(set, forms)| {
        let numbers: Vec<String> =
            forms.iter().map(|(kind, form)| format!("{} ({})", numbered(form), kind.ten)).collect();
        format!("      {}: mẫu số {}\n", set.ma, numbers.join(", "))
    });
    let mut text: String = lines.collect();
    for kind in sets.iter().flat_map(|(_, forms)| forms).map(|(kind, _)| kind) {
        let note = format!("      * {}: {}\n", kind.ten, kind.ghi_chu);
        if !kind.ghi_chu.is_empty() && !text.contains(&note) {
            text.push_str(&note);
        }
    }
    text
}

/// The number with the mark of one that nobody has read in the signed text.
fn numbered(form: &NumberedForm) -> String {
    format!("{}{}", form.so, if form.chua_kiem_chung { "*" } else { "" })
}

/// The form sets: which days, which forms, which texts are cited.
fn form_sets(sets: &FormSets) -> String {
    let mut text = "Bộ mẫu hồ sơ khen thưởng (chọn theo `ngay_nop_ho_so`; chọn khác: `bo_mau` trong phong_trao.toml, \
                    hoặc `render … --bo-mau nd98`):\n"
        .to_owned();
    for set in &sets.bo_mau {
        let until = set.den_ngay.map(|day| format!(" đến {}", short_date(day))).unwrap_or_default();
        text.push_str(&format!("\n  {}  {}, hồ sơ nộp từ {}{until}\n", set.ma, set.ten, short_date(set.tu_ngay)));
        for form in &set.mau {
            let kind = sets.loai.iter().find(|kind| kind.ma == form.loai);
            text.push_str(&format!("    {:3}  {}\n", numbered(form), kind.map_or("", |kind| &kind.ten)));
        }
        let day = set.den_ngay.unwrap_or(set.tu_ngay);
        let mark = |basis: &Basis| format!("{}{}", basis.so, if basis.chua_kiem_chung { "*" } else { "" });
        let bases: Vec<String> = sets.bases(day).map(mark).collect();
        text.push_str(&format!("    căn cứ vào cuối thời gian này: {}\n", bases.join(", ")));
    }
    text.push_str("\n  * chưa đối chiếu với bản có chữ ký của văn bản; kiểm tra trước khi nộp.\n");
    text
}

fn rows(kinds: &[DocumentKind]) -> Vec<[&'static str; 3]> {
    kinds.iter().map(|kind| [kind.name(), kind.label(), kind.abbreviation().unwrap_or_default()]).collect()
}

/// A title and aligned columns; Vietnamese in NFC takes one column a character.
fn section(title: &str, rows: &[[&str; 3]]) -> String {
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let (first, second) = (width(0), width(1));
    let mut text = format!("{title}:\n");
    for [name, label, abbreviation] in rows {
        let line = format!("  {name:first$}  {label:second$}  {abbreviation}");
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed() -> String {
        let sets = Law::builtin().unwrap().form_sets;
        text(&sets, &campaign::kinds(None, &sets).unwrap().0, &[])
    }

    #[test]
    fn columns_are_aligned_across_accents() {
        let text = section("Loại", &[["a", "Đề án", "ĐA"], ["bcd", "Quy", ""]]);
        assert_eq!(text, "Loại:\n  a    Đề án  ĐA\n  bcd  Quy\n");
    }

    #[test]
    fn a_number_nobody_has_read_is_marked() {
        let text = listed();
        for line in [
            "    07   Báo cáo thành tích thi đua theo đợt, chuyên đề",
            "    08*  Báo cáo thành tích thi đua theo đợt, chuyên đề",
        ] {
            assert!(text.contains(line), "{line}");
        }
    }

    #[test]
    fn every_kind_is_listed_but_the_nameless_form() {
        let text = listed();
        for kind in DocumentKind::ALL {
            let listed = text.lines().any(|line| line.split_whitespace().next() == Some(kind.name()));
            assert_eq!(listed, *kind != DocumentKind::BieuMau, "{}", kind.name());
        }
    }
}
