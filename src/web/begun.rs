//! Texts that are begun on the page: a single text of a type, a template of the program to be changed, or a new kind of
//! paper.
//!
//! A file is made whole and only where none is; from then on it is edited as any other.

use std::path::{Path, PathBuf};

use super::store::{Store, Unsaved, check_name};
use super::texts;
use crate::base::diag::{Code, Diagnostic, Place, Report};
use crate::base::files::{Disk, Files};
use crate::campaign::CampaignFolder;
use crate::campaign::model::organisation::Organisation;
use crate::campaign::template::files::{OVERRIDES, with_components};
use crate::campaign::template::kind::DOCUMENT;
use crate::make::starter::kinds::{Empty, from_kind, from_nothing, key_of};
use crate::make::starter::texts as forms;
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
    let kind = DocumentKind::from_name(kind).filter(|kind| forms::kinds().any(|known| known == *kind));
    let Some(kind) = kind else {
        let finding = Diagnostic::error(Code::TL003, "chưa chọn loại văn bản");
        return Err(finding.hint("chọn một loại trong danh sách"));
    };
    let name = format!("{stem}{ENDING}");
    put(store, folder, &folder.join(&name), &forms::text(kind, office))?;
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

/// What a new kind begins from.
pub enum Begin<'a> {
    /// The template of the kind with this key.
    Kind(&'a str),
    Nothing(Empty),
}

/// Begins a kind of paper of the campaign's own in `folder`, where `campaign` is, that people call `ten`; the key of the
/// kind and the name of its template.
///
/// # Errors
/// Those of [`key_of`] and [`from_kind`]; `TL003` for a kind to begin from that there is not, `TL012` where a file of this
/// name is, `GF…` when it can't be written.
pub fn kind(
    store: &Store,
    folder: &Path,
    campaign: &CampaignFolder,
    (ten, begin): (&str, &Begin),
) -> Result<(String, String), Report> {
    let key = key_of(ten, campaign.kinds())?;
    let text = match begin {
        Begin::Nothing(empty) => from_nothing(ten, empty),
        Begin::Kind(kind) => {
            let known = campaign.kinds().find(kind).ok_or_else(|| campaign.kinds().unknown(kind))?;
            from_kind(&template_text(folder, &known.template())?, ten)?
        }
    };
    let name = format!("{OVERRIDES}/{key}{DOCUMENT}");
    put(store, folder, &folder.join(&name), &text)?;
    Ok((key, name))
}

/// The text of the template in the file `name`: that of the campaign in `folder`, else that of the program.
fn template_text(folder: &Path, name: &str) -> Result<String, Report> {
    let own = format!("{OVERRIDES}/{name}");
    if Disk.is_file(&folder.join(&own)) {
        return Ok(texts::open(folder, &own)?.content);
    }
    let of_program = with_components(name).into_iter().find(|(known, _)| *known == name);
    let text = of_program.map(|(_, text)| text.to_owned());
    text.ok_or_else(|| Diagnostic::error(Code::TL003, "không tìm thấy mẫu được chọn").hint("chọn loại khác").into())
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
