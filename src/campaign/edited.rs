//! A campaign with one of its texts as it is being typed.
//!
//! Who sees the paper while typing has no time to wait for tables that are read and judged anew. A piece of prose
//! changes what the story says of it and nothing else, a template how the story is told; all that is known besides is
//! shared with the campaign as it was opened. The texts are read by the very readers that open a campaign. What more
//! hangs on (facts, a kind of paper, the tables that papers print) has it opened as a whole.

use std::path::Path;
use std::sync::Arc;

use super::opened::{CampaignFolder, Shared};
use super::own_tables::{VARIABLE, own_shapes};
use super::template::files::{self, OVERRIDES};
use super::template::{Engine, Kinds};
use super::{example, folder};
use crate::base::diag::Report;
use crate::base::files::Files;
use crate::campaign::source::OldText;

/// A campaign with a text as it is typed, and what there is to say of it and those beside it.
pub(crate) type Edited = Result<(CampaignFolder, Report), Report>;

impl CampaignFolder {
    /// The same campaign with the text `name` ("noi_dung/muc_dich.van") as it stands among `files` in `folder`, where all
    /// else is as it was when it was opened. `None` when more than papers hangs on the text: it is to be opened anew.
    ///
    /// # Errors
    /// Faults of the text, as [`super::open_as`] tells them.
    pub(crate) fn with_text(&self, place: (&dyn Files, &Path, OldText), name: &str) -> Option<Edited> {
        match name.split_once('/')?.0 {
            folder::prose::PROSE => Some(self.with_prose(place)),
            OVERRIDES => self.with_templates(place),
            _ => None,
        }
    }

    fn with_prose(&self, place: files::Folder) -> Edited {
        let (files, folder, _) = place;
        let story = &self.shared.story;
        let mut report = Report::new();
        let prose = folder::prose::texts(place, Some(&story.phong_trao.ke_hoach.bo_cuc), &mut report);
        let body = &story.phong_trao.co_quan.ten;
        example::tell(files, &folder.join(folder::prose::PROSE), (body, &[]), &mut report);
        report.finish(prose).map(|(prose, told)| (self.like(|shared| shared.story = story.with_prose(prose)), told))
    }

    fn with_templates(&self, place: files::Folder) -> Option<Edited> {
        let shared = &self.shared;
        let mut report = Report::new();
        let (mut templates, kinds) = files::general(Some(place), &shared.law.form_sets, &mut report);
        let set = (&shared.law.form_sets, shared.form_set.bo_mau.ma.as_str());
        files::put_set(&mut templates, &kinds, Some(place), set, &mut report);
        if report.has_errors() {
            return Some(Err(report));
        }
        if kinds != shared.kinds {
            return None;
        }
        match Engine::new(templates, &kinds, &shared.shape, &own_shapes(&kinds, &shared.shape)) {
            Err(faults) => Some(Err(faults)),
            Ok((engine, found)) => {
                report.extend(found);
                let is_same = asks_the_same(&kinds, &shared.engine, &engine);
                is_same.then(|| Ok((self.like(|shared| shared.engine = Arc::new(engine)), report)))
            }
        }
    }

    /// The same with a change.
    fn like(&self, change: impl FnOnce(&mut Shared)) -> CampaignFolder {
        let mut shared = Shared::clone(&self.shared);
        change(&mut shared);
        CampaignFolder { shared: Arc::new(shared) }
    }
}

/// Whether papers print the same tables by `one` engine and the `other`.
fn asks_the_same(kinds: &Kinds, one: &Engine, other: &Engine) -> bool {
    let asked = |engine: &Engine, template: &str| engine.mentions(template, VARIABLE);
    kinds.iter().map(|kind| kind.template()).all(|name| asked(one, &name) == asked(other, &name))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::{Opening, open_as};
    use super::*;
    use crate::base::diag::Diagnostic;
    use crate::base::files::{Disk, Memory};
    use crate::paper::writer::native;

    /// The files of a sample.
    fn files(sample: &str) -> Memory {
        let root = Path::new("samples").join(sample);
        let folders = [root.clone(), root.join("noi_dung"), root.join("mau")];
        let paths = folders.iter().flat_map(|folder| Disk.list(folder).unwrap_or_default());
        let file = |path: std::path::PathBuf| {
            let name = path.strip_prefix(&root).unwrap().to_owned();
            (name, fs::read(&path).unwrap())
        };
        paths.filter(|path| path.is_file()).map(file).collect()
    }

    fn opened(files: &Memory) -> Result<CampaignFolder, Report> {
        open_as(Path::new(""), &Opening { files, ..Opening::default() })
    }

    fn laid_over(campaign: &CampaignFolder, files: &Memory, name: &str) -> Option<Edited> {
        campaign.with_text((files, Path::new(""), OldText::Refuse), name)
    }

    /// The papers of the campaign as a whole.
    fn papers(campaign: &CampaignFolder) -> Vec<String> {
        let jobs = campaign.jobs(&[], &[]).unwrap().into_iter().filter(|job| job.unit.is_none());
        let shown = |made: Result<(crate::paper::Document, Report), Report>| match made {
            Ok((document, told)) => format!("{}\n{told}", native::show(&document)),
            Err(faults) => faults.to_string(),
        };
        jobs.take(20).map(|job| shown((job.make)())).collect()
    }

    fn of_text(report: Report, name: &str) -> Vec<Diagnostic> {
        let mut report = report;
        report.retain(|finding| finding.place.as_ref().is_some_and(|place| place.path() == Path::new(name)));
        report.into_iter().collect()
    }

    #[test]
    fn a_text_laid_over_a_campaign_gives_what_opening_it_anew_gives() {
        let texts = [
            ("an_bien_2020", "noi_dung/muc_dich.van"),
            ("an_bien_2020", "noi_dung/ho_so.van"),
            ("tong_cong_ty_2026", "noi_dung/ket_qua.van"),
            ("tong_cong_ty_2026", "mau/thong_bao_cong_khai.van.tera"),
        ];
        let more = [
            "",
            "\nMột ý nữa của văn bản này.\n",
            "\n@o_trogn 2\n",
            "\n{{ khong_co }}\n",
            "\n\u{fffe}\n",
            "\n{% if %}",
        ];
        for (sample, name) in texts {
            let files = files(sample);
            let before = opened(&files).unwrap();
            for more in more {
                let mut files = files.clone();
                let text = String::from_utf8(files.read(Path::new(name)).unwrap()).unwrap();
                files.put(name, text + more);
                match (laid_over(&before, &files, name).unwrap(), opened(&files)) {
                    (Ok((edited, told)), Ok(anew)) => {
                        assert_eq!(papers(&edited), papers(&anew), "{name} {more:?}");
                        assert_eq!(of_text(told, name), of_text(anew.findings(), name), "{name} {more:?}");
                    }
                    (Err(faults), Err(anew)) => {
                        assert_eq!(of_text(faults, name), of_text(anew, name), "{name} {more:?}");
                    }
                    (laid, anew) => panic!("{name} {more:?}: {:?} {:?}", laid.err(), anew.err()),
                }
            }
        }
    }

    #[test]
    fn what_is_left_of_the_example_is_told_while_it_is_typed() {
        let files = files("an_bien_2020");
        let campaign = opened(&files).unwrap();
        let (name, example) = example::PROSE[0];
        let (name, mut files) = (format!("noi_dung/{name}.van"), files);
        files.put(&name, example.as_bytes());
        let (_, told) = laid_over(&campaign, &files, &name).unwrap().unwrap();
        assert_eq!(
            of_text(told, &name).iter().map(|told| told.code).collect::<Vec<_>>(),
            [crate::base::diag::Code::DL070]
        );
    }

    #[test]
    fn what_more_hangs_on_than_papers_has_the_campaign_opened_anew() {
        let files = files("tong_cong_ty_2026");
        let campaign = opened(&files).unwrap();
        let template = "mau/thong_bao_cong_khai.van.tera";
        let read = |name: &str| String::from_utf8(files.read(Path::new(name)).unwrap()).unwrap();
        let is_anew = |name: &str, text: String| {
            let mut files = files.clone();
            files.put(name, text);
            laid_over(&campaign, &files, name).is_none()
        };
        assert!(!is_anew(template, read(template)));
        assert!(is_anew("phong_trao.toml", read("phong_trao.toml")), "facts");
        assert!(is_anew(template, read(template).replacen("ten = ", "mau_trong = true\nten = ", 1)), "another kind");
        assert!(
            is_anew(template, read(template) + "\n{% for hang in bang.don_vi %}{{ hang.ten }}{% endfor %}\n"),
            "a table"
        );
        assert!(is_anew("mau/moi.van.tera", read(template)), "one kind more");
        assert!(is_anew("a.van", "A".to_owned()), "no text of the campaign");
    }
}
