//! Texts that are begun on the page: a single text of a type, or a template of the program to be changed.
//!
//! A file is made whole and only where none is; from then on it is edited as any other.

use std::path::{Path, PathBuf};

use super::store::{Store, Unsaved, check_name};
use crate::base::diag::{Code, Diagnostic, Place, Report};
use crate::campaign::CampaignFolder;
use crate::campaign::model::organisation::Organisation;
use crate::campaign::template::files::{OVERRIDES, with_components};
use crate::make::starter::texts;
use crate::paper::document::DocumentKind;

/// How the name of a text ends.
const ENDING: &str = ".van";

/// Begins the text `name`, with or without its ending, of the type called `kind` in `folder`, of the body `office` where it
/// is known; the name of its file.
///
/// # Errors
/// `TL003` for a type that there is not, `TL007` for a name that some system does not take, `TL012` where a file of this
/// name is, `GF…` when it can't be written.
pub fn text(
    store: &Store,
    folder: &Path,
    (name, kind): (&str, &str),
    office: Option<&Organisation>,
) -> Result<String, Diagnostic> {
    let stem = name.strip_suffix(ENDING).unwrap_or(name).trim();
    check_name(stem)?;
    let kind = DocumentKind::from_name(kind).filter(|kind| texts::kinds().any(|known| known == *kind));
    let Some(kind) = kind else {
        let finding = Diagnostic::error(Code::TL003, "chưa chọn loại văn bản");
        return Err(finding.hint("chọn một loại trong danh sách"));
    };
    let name = format!("{stem}{ENDING}");
    put(store, folder, &folder.join(&name), &texts::text(kind, office))?;
    Ok(name)
}

/// Copies the template of the kind called `kind` from the program into `folder`, where `campaign` is, and the shared parts
/// that it prints, which may have all its words; the name of the template there. A part that is there already stays.
///
/// # Errors
/// `TL003` for a kind of which the program has no template, `TL012` where the campaign has one of its own, `GF…` when it
/// can't be written.
pub fn template(store: &Store, folder: &Path, campaign: &CampaignFolder, kind: &str) -> Result<String, Report> {
    let known = campaign.kinds().find(kind).ok_or_else(|| campaign.kinds().unknown(kind))?;
    let file = known.template();
    let (own, parts): (Vec<_>, Vec<_>) = with_components(&file).into_iter().partition(|(name, _)| *name == file);
    let (_, text) = own.first().ok_or_else(|| campaign.kinds().unknown(kind))?;
    let path = |name: &str| folder.join(OVERRIDES).join(name);
    put(store, folder, &path(&file), text)?;
    for (name, text) in parts {
        match store.save(folder, &path(name), text.as_bytes(), &None) {
            Ok(()) | Err(Unsaved::Newer(_)) => {}
            Err(Unsaved::Failed(finding)) => return Err(finding.into()),
        }
    }
    Ok(format!("{OVERRIDES}/{file}"))
}

fn put(store: &Store, folder: &Path, path: &PathBuf, text: &str) -> Result<(), Diagnostic> {
    store.save(folder, path, text.as_bytes(), &None).map_err(|unsaved| match unsaved {
        Unsaved::Failed(finding) => finding,
        Unsaved::Newer(_) => {
            let finding =
                Diagnostic::error(Code::TL012, "đã có tệp mang tên này, không ghi đè lên").at(Place::file(path));
            finding.hint("chọn tên khác, hoặc mở tệp ấy ở mục Sửa văn bản")
        }
    })
}
