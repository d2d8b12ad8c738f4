//! A text of the folder while it is being typed: what is wrong with it, and the paper that it would give, before it is
//! saved.
//!
//! The text is read in the place of the one on the disk ([`Overlay`]) by the readers that `check` and `render` use. A
//! `.van` in the folder itself is a paper; a template, a piece of prose and `phong_trao.toml` are seen in a paper of the
//! campaign.

use std::path::{Path, PathBuf};

use super::overlay::Overlay;
use super::session::Current;
use super::store::name_in;
use super::underlay::Underlay;
use crate::base::diag::{Diagnostic, Report};
use crate::base::files::Files;
use crate::base::text::stems;
use crate::campaign::template::Kinds;
use crate::campaign::{CampaignFolder, FILE, OldText, origin};
use crate::law::{self, Law};
use crate::paper::{self, Document};

/// The folders whose texts are part of a campaign: prose, templates.
const FOLDERS: [&str; 2] = ["noi_dung", "mau"];
/// How the name of a template ends.
const TEMPLATE: &str = ".van.tera";
/// The paper in which a text is seen that belongs to none alone.
const USUAL: &str = "ke_hoach";

/// What came of looking at a draft.
pub struct Looked {
    /// All that is wrong with it and with the paper, that of the text itself first.
    pub findings: Report,
    /// The paper in which it is seen.
    pub document: Option<Document>,
    /// The kind of this paper; nothing where the text is the paper.
    pub kind: Option<String>,
    /// The kinds in which it may be seen: the key and what people call it.
    pub kinds: Vec<(String, String)>,
}

/// The texts of `folder` that can be edited, by their names from there: the facts, papers, prose, templates.
pub fn texts(files: &dyn Files, folder: &Path) -> Vec<String> {
    let list = |path: &Path| files.list(path).unwrap_or_default();
    let mut paths: Vec<PathBuf> = list(folder).into_iter().filter(|path| is_text(path)).collect();
    for inner in FOLDERS.map(|name| list(&folder.join(name))).into_iter().flatten() {
        if files.is_folder(&inner) { paths.extend(list(&inner)) } else { paths.push(inner) }
    }
    let texts = paths.into_iter().filter(|path| is_text(path) && files.is_file(path));
    let mut names: Vec<String> = texts.filter_map(|path| name_in(folder, &path)).collect();
    names.sort_by_key(|name| (name != FILE, name.contains('/'), name.clone()));
    names
}

/// Whether what is called `path` is a text of a campaign or a paper.
pub fn is_text(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let is_hidden = name.starts_with(['.', '~']);
    !is_hidden && (name == FILE || [".van", ".tera"].iter().any(|ending| name.ends_with(ending)))
}

/// Looks at the text `name` of the folder that is open as it would be with `bytes`, in a paper of the kind `wanted` where
/// it is no paper by itself.
pub fn look((current, underlay): (&Current, &Underlay), (name, bytes): (&str, &[u8]), wanted: Option<&str>) -> Looked {
    let folder = current.path.as_path();
    let path = folder.join(name);
    let mut files = Overlay::default();
    files.put(path.clone(), bytes.to_vec());
    let (findings, document, kind, kinds) = if name.contains('/') || name == FILE {
        in_campaign(underlay.with(current, &files, name), &path, name, wanted)
    } else {
        let (findings, document) = alone(&path, bytes);
        (findings, document, None, Vec::new())
    };
    let placed = findings.placed(|finding| origin::of_character(&files, folder, finding.character?));
    Looked { findings: own_first(placed, &path), document, kind, kinds }
}

/// Findings in the file `path` in the order of its lines, then all others.
fn own_first(report: Report, path: &Path) -> Report {
    let (mut own, others): (Vec<Diagnostic>, Vec<Diagnostic>) =
        report.into_iter().partition(|finding| finding.place.as_ref().is_some_and(|place| place.path() == path));
    own.sort_by(|left, right| left.place.cmp(&right.place));
    own.into_iter().chain(others).collect()
}

/// A text that is a paper.
fn alone(path: &Path, bytes: &[u8]) -> (Report, Option<Document>) {
    let read = paper::parse_as(bytes, path, OldText::Refuse).and_then(|(document, mut findings)| {
        findings.extend(law::check(&document, &Law::builtin()?));
        Ok((findings, Some(document)))
    });
    read.unwrap_or_else(|faults| (faults, None))
}

type InCampaign = (Report, Option<Document>, Option<String>, Vec<(String, String)>);

/// A text of a campaign.
fn in_campaign(
    opened: Result<(CampaignFolder, Report), Report>,
    path: &Path,
    name: &str,
    wanted: Option<&str>,
) -> InCampaign {
    let (campaign, mut findings) = match opened {
        Ok(opened) => opened,
        Err(faults) => return (faults, None, None, Vec::new()),
    };
    let kinds = campaign.kinds();
    let choices = kinds.iter().map(|kind| (kind.name.clone(), kind.ten.clone())).collect();
    findings.retain(|finding| finding.place.as_ref().is_some_and(|place| place.path() == path));
    let Some(kind) = kind_of(kinds, name, wanted) else { return (findings, None, None, choices) };
    let made = made(&campaign, &kind);
    let (document, more) = match made {
        Ok((document, warnings)) => (Some(document), warnings),
        Err(faults) => (None, faults),
    };
    let known: Vec<Diagnostic> = findings.iter().cloned().collect();
    findings.extend(more.into_iter().filter(|finding| !known.contains(finding)));
    (findings, document, Some(kind), choices)
}

/// The kind of paper in which the text `name` is seen.
fn kind_of(kinds: &Kinds, name: &str, wanted: Option<&str>) -> Option<String> {
    let file = name.rsplit('/').next().unwrap_or_default();
    let own = file.strip_suffix(TEMPLATE);
    let known = |name: &str| kinds.find(name).map(|kind| kind.name.clone());
    wanted.and_then(known).or_else(|| own.and_then(known)).or_else(|| known(USUAL))
}

/// The first paper of the kind `kind`; where the data allow none, the empty form.
fn made(campaign: &CampaignFolder, kind: &str) -> Result<(Document, Report), Report> {
    let kinds = [kind.to_owned()];
    let jobs = campaign.jobs(&kinds, &[]).or_else(|lacking| {
        let blank = campaign.jobs(&kinds, &[stems::BLANK.to_owned()]);
        blank.map_err(|_| lacking)
    })?;
    jobs.first().map_or_else(|| Err(Report::new()), |job| (job.make)())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::base::diag::Code;
    use crate::base::files::Disk;
    use crate::web::session::Session;

    fn sample() -> tempfile::TempDir {
        let place = tempfile::tempdir().unwrap();
        let from = Path::new("samples/kien_giang_2022");
        for folder in ["", "noi_dung"] {
            fs::create_dir_all(place.path().join(folder)).unwrap();
            for path in Disk.list(&from.join(folder)).unwrap().into_iter().filter(|path| path.is_file()) {
                fs::copy(&path, place.path().join(folder).join(path.file_name().unwrap())).unwrap();
            }
        }
        place
    }

    /// As [`super::look`], of the folder at `folder`.
    fn look(folder: &Path, name: &str, bytes: &[u8], wanted: Option<&str>) -> Looked {
        let session = Session::default();
        session.open(folder);
        super::look((&session.current().unwrap(), &Underlay::default()), (name, bytes), wanted)
    }

    fn lines(looked: &Looked, path: &Path) -> Vec<(Code, Option<usize>)> {
        let own = looked.findings.iter().filter(|it| it.place.as_ref().is_some_and(|place| place.path() == path));
        own.map(|it| (it.code, it.place.as_ref().unwrap().line_and_column().map(|(line, _)| line))).collect()
    }

    #[test]
    fn a_paper_is_seen_as_it_is_typed_with_its_faults_at_their_lines() {
        let place = tempfile::tempdir().unwrap();
        let text = "+++\nloai = \"bieu_mau\"\nten_loai = \"Phiếu\"\n+++\nMột\n@ngat_trag\nHai\n@o_trogn 2\n";
        let looked = look(place.path(), "phieu.van", text.as_bytes(), None);
        let found: Vec<Option<usize>> =
            lines(&looked, &place.path().join("phieu.van")).into_iter().map(|(_, line)| line).collect();
        assert_eq!(found, [Some(6), Some(8)], "{}", looked.findings);
        assert!(looked.document.is_none());
        let mended = text.replace("trag", "trang").replace("trogn", "trong");
        let looked = look(place.path(), "phieu.van", mended.as_bytes(), None);
        assert!(looked.findings.is_empty() && looked.document.is_some(), "{}", looked.findings);
        assert_eq!(fs::read_dir(place.path()).unwrap().count(), 0, "nothing is written");
    }

    #[test]
    fn prose_facts_and_templates_are_seen_in_a_paper_of_the_campaign() {
        let place = sample();
        let prose = look(place.path(), "noi_dung/muc_dich.van", "Mục đích mới.\n".as_bytes(), None);
        assert_eq!(prose.kind.as_deref(), Some(USUAL), "{}", prose.findings);
        let shown = crate::paper::writer::native::show(prose.document.as_ref().unwrap());
        assert!(shown.contains("Mục đích mới."), "{shown}");
        let facts = fs::read_to_string(place.path().join(FILE)).unwrap();
        let broken = facts.replacen("ten = ", "tenn = ", 1);
        let looked = look(place.path(), FILE, broken.as_bytes(), None);
        let line = facts.lines().position(|line| line.starts_with("ten = ")).unwrap() + 1;
        assert!(
            lines(&looked, &place.path().join(FILE)).iter().any(|(_, at)| *at == Some(line)),
            "{}",
            looked.findings
        );
        let template = "+++\nloai = \"thong_bao\"\ntrich_yeu = \"Thử\"\n[mau]\nten = \"Thử\"\npham_vi = \"phong_trao\"\n+++\nChào {{ phong_trao.co_quan.ten }}.\n";
        let seen = look(place.path(), "mau/thu.van.tera", template.as_bytes(), None);
        assert_eq!(seen.kind.as_deref(), Some("thu"), "{}", seen.findings);
        assert!(seen.document.is_some() && seen.kinds.iter().any(|(kind, label)| kind == "thu" && label == "Thử"));
        let wrong =
            look(place.path(), "mau/thu.van.tera", template.replace("co_quan.ten", "co_quan.tenn").as_bytes(), None);
        assert!(
            lines(&wrong, &place.path().join("mau/thu.van.tera")).iter().any(|(_, at)| *at == Some(8)),
            "{}",
            wrong.findings
        );
        let other = look(place.path(), "noi_dung/muc_dich.van", "A.\n".as_bytes(), Some("dang_ky"));
        assert_eq!(other.kind.as_deref(), Some("dang_ky"));
    }

    #[test]
    fn the_texts_of_a_folder_are_listed_and_nothing_else() {
        let place = sample();
        for name in ["a.van", ".b.van", "c.docx", "mau/_d.tera", "mau/nd98/e.van.tera", "mau/f.txt"] {
            let path = place.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        let names = texts(&Disk, place.path());
        assert_eq!(names[..2], [FILE, "a.van"]);
        assert_eq!(
            names.iter().filter(|name| name.starts_with("mau/")).collect::<Vec<_>>(),
            ["mau/_d.tera", "mau/nd98/e.van.tera"]
        );
        assert!(names.contains(&"noi_dung/muc_dich.van".to_owned()) && !names.iter().any(|name| name.contains("xlsx")));
    }
}
