//! A kind of paper of one's own, begun in every way that the page offers: it opens without a fault and is made at once.

use std::fs;
use std::path::Path;

use crate::campaign::template::Scope;
use crate::campaign::template::files::with_components;
use crate::campaign::{self, CampaignFolder};
use crate::make::starter::kinds::{Empty, from_kind, from_nothing, key_of};
use crate::make::starter::texts;
use crate::paper::document::DocumentKind;

const SAMPLE: &str = "samples/an_bien_2020";

/// A copy of the sample with these templates of its own.
fn opened(templates: &[(String, String)]) -> (tempfile::TempDir, CampaignFolder) {
    let place = tempfile::tempdir().unwrap();
    for name in ["phong_trao.toml", "so_lieu.xlsx"] {
        fs::copy(Path::new(SAMPLE).join(name), place.path().join(name)).unwrap();
    }
    fs::create_dir(place.path().join("mau")).unwrap();
    for (key, text) in templates {
        fs::write(place.path().join("mau").join(format!("{key}.van.tera")), text).unwrap();
    }
    let folder = campaign::open(place.path()).unwrap_or_else(|report| panic!("{report}"));
    (place, folder)
}

/// Makes every paper of the kind `key`; how many there are.
fn made(folder: &CampaignFolder, key: &str) -> usize {
    let Ok(jobs) = folder.jobs(&[key.to_owned()], &[]) else { return 0 };
    jobs.iter().for_each(|job| drop((job.make)().unwrap_or_else(|report| panic!("{key} {}: {report}", job.path))));
    jobs.len()
}

#[test]
fn a_kind_begun_from_another_is_made_as_that_is() {
    let (_place, before) = opened(&[]);
    let kinds = before.kinds();
    let copies: Vec<(String, String, String)> = kinds
        .iter()
        .map(|kind| {
            let ten = format!("{} của phòng", kind.ten);
            let text = with_components(&kind.template())[0].1;
            (kind.name.clone(), key_of(&ten, kinds).unwrap(), from_kind(text, &ten).unwrap())
        })
        .collect();
    let templates: Vec<_> = copies.iter().map(|(_, key, text)| (key.clone(), text.clone())).collect();
    let (_place, after) = opened(&templates);
    let told = |folder: &CampaignFolder| folder.findings().iter().map(|it| it.message.clone()).collect::<Vec<_>>();
    assert_eq!(told(&after), told(&before), "no finding comes with it");
    let counts: Vec<(usize, usize)> =
        copies.iter().map(|(old, new, _)| (made(&before, old), made(&after, new))).collect();
    assert!(counts.iter().all(|(old, new)| old == new), "{counts:?}");
    assert!(counts.iter().filter(|(old, _)| *old > 0).count() > 5, "{counts:?}");
}

#[test]
fn a_kind_begun_from_an_empty_sheet_is_made_for_all_whom_it_is_for() {
    let types = [DocumentKind::BieuMau].into_iter().chain(texts::kinds().filter(|kind| kind.is_of_decree()));
    let sheet = |loai: DocumentKind, pham_vi: Scope| {
        let ten = format!("Loại \"{}\" mỗi {}", loai.label(), pham_vi.label());
        let empty = Empty { loai, pham_vi, bang: "Đơn vị".to_owned() };
        (crate::base::text::ascii_key(&ten), from_nothing(&ten, &empty))
    };
    let by_type = types.map(|loai| sheet(loai, Scope::DonVi));
    let by_scope = Scope::ALL.iter().map(|scope| sheet(DocumentKind::BieuMau, *scope));
    let mut templates: Vec<_> = by_type.chain(by_scope).collect();
    templates.dedup();
    let (_place, folder) = opened(&templates);
    assert!(!folder.findings().has_errors(), "{}", folder.findings());
    for (key, _) in &templates {
        assert!(made(&folder, key) > 0, "{key}");
    }
}
