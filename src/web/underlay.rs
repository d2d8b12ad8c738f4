//! The campaign under a text that is being typed: opened once, and shared by all looks at the text until another file
//! changes.
//!
//! The last check of the page has opened the campaign already. Where that does not do (the text does not read on the
//! disk, or it makes another kind of paper), the campaign is opened with the text as it is typed, and kept for the next
//! look.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use super::overlay::Overlay;
use super::session::Current;
use super::watch::stamps;
use crate::base::diag::Report;
use crate::base::files::Stamp;
use crate::campaign::{self, CampaignFolder, OldText, Opening};

/// The campaign that a text was laid over last.
#[derive(Default)]
pub struct Underlay(Mutex<Option<Opened>>);

struct Opened {
    /// Of another campaign it is of no use.
    number: u64,
    old_text: OldText,
    /// The files beside the text.
    others: Vec<Stamp>,
    campaign: CampaignFolder,
}

impl Underlay {
    /// The campaign `current` with the text `name` as it stands among `files`, and what is found in it: in the text at
    /// least.
    ///
    /// # Errors
    /// Those of [`campaign::open_as`].
    pub fn with(&self, current: &Current, files: &Overlay, name: &str) -> Result<(CampaignFolder, Report), Report> {
        let place = (files as _, current.path.as_path(), current.old_text);
        let others = others(stamps(&current.path, &current.out), &current.path.join(name));
        let mut known = self.kept(current, &others).into_iter().chain(checked(current, name, &others));
        if let Some(edited) = known.find_map(|campaign| campaign.with_text(place, name)) {
            return edited;
        }
        let opening = Opening { files, old_text: current.old_text, ..Opening::default() };
        let campaign = campaign::open_as(&current.path, &opening)?;
        let opened = Opened { number: current.number, old_text: current.old_text, others, campaign: campaign.clone() };
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(opened);
        let findings = campaign.findings();
        Ok((campaign, findings))
    }

    fn kept(&self, current: &Current, others: &[Stamp]) -> Option<CampaignFolder> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_it = |kept: &&Opened| {
            (kept.number, kept.old_text) == (current.number, current.old_text) && kept.others == others
        };
        kept.as_ref().filter(is_it).map(|kept| kept.campaign.clone())
    }
}

/// The campaign as the page has checked it, if the files beside the text `name` still are as they were then.
fn checked(current: &Current, name: &str, others: &[Stamp]) -> Option<CampaignFolder> {
    let checked = current.checked.as_deref().filter(|_| !current.is_checking)?;
    let (folder, _) = checked.folder.as_ref()?;
    (self::others(checked.stamps.clone(), &current.path.join(name)) == others).then(|| folder.clone())
}

/// All of `stamps` but that of `text`.
fn others(mut stamps: Vec<Stamp>, text: &Path) -> Vec<Stamp> {
    stamps.retain(|(path, ..)| path != text);
    stamps
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File, FileTimes};

    use super::*;
    use crate::base::files::{Disk, Files};
    use crate::campaign::FILE;
    use crate::web::session::Session;

    #[test]
    fn a_campaign_is_opened_once_until_another_file_changes() {
        let place = tempfile::tempdir().unwrap();
        let folder = place.path();
        fs::create_dir(folder.join("noi_dung")).unwrap();
        for name in [FILE, "so_lieu.xlsx"] {
            fs::copy(Path::new("samples/an_bien_2020").join(name), folder.join(name)).unwrap();
        }
        let (session, underlay) = (Session::default(), Underlay::default());
        session.open(folder);
        let current = session.current().unwrap();
        let name = |text: &str| {
            let mut files = Overlay::default();
            files.put(folder.join("noi_dung/muc_dich.van"), text.as_bytes().to_vec());
            let (campaign, _) = underlay.with(&current, &files, "noi_dung/muc_dich.van").unwrap();
            campaign.campaign().co_quan.ten.clone()
        };
        let before = name("Một.");
        let facts = folder.join(FILE);
        let when = fs::metadata(&facts).unwrap().modified().unwrap();
        let text = String::from_utf8(Disk.read(&facts).unwrap()).unwrap();
        let other: String = before.chars().rev().collect();
        fs::write(&facts, text.replace(&before, &other)).unwrap();
        let file = File::options().write(true).open(&facts).unwrap();
        file.set_times(FileTimes::new().set_modified(when)).unwrap();
        assert_eq!(name("Hai."), before, "nothing has changed for all that can be seen");
        file.set_times(FileTimes::new().set_modified(when + std::time::Duration::from_secs(1))).unwrap();
        assert_eq!(name("Ba."), other);
    }
}
