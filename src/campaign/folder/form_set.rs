//! Which form set the dossiers of a campaign are written on.

use super::CampaignFile;
use crate::base::diag::Report;
use crate::campaign::model::Campaign;
use crate::campaign::model::paper_group::Step;
use crate::law::Law;
use crate::law::form_sets::Choice;

/// The form set of the dossiers; `asked` is the code from the command line, if any. The wish of `file`
/// is completed with what stands for it.
///
/// # Errors
/// `TC010` for an unknown code; warnings `TC011` and `TC012` when there are awards to file for.
pub fn choose(file: &mut CampaignFile, law: &Law, asked: Option<&str>) -> Result<(Choice, Report), Report> {
    let cover = file.of_step(Step::ToTrinh).usual.giay.ngay.to_date();
    let judged = file.campaign.ngay_xet;
    let wish = &mut file.campaign.bo_mau;
    if let Some(code) = asked {
        code.clone_into(&mut wish.ma);
    }
    if wish.ngay_nop.is_none() {
        (wish.ngay_nop, wish.loai_ngay) = match cover {
            Some(_) => (cover, "ngày tờ trình"),
            None => (judged, "ngày xét"),
        };
    }
    let (choice, warnings) = of_campaign(law, &file.campaign)?;
    let matters = !file.rulebook.hinh_thuc.is_empty();
    Ok((choice, if matters { warnings } else { Report::new() }))
}

/// The set that the campaign wishes for, or that its days ask for.
///
/// # Errors
/// `TC010` for an unknown code.
pub fn of_campaign(law: &Law, campaign: &Campaign) -> Result<(Choice, Report), Report> {
    law.form_sets.choose(&campaign.bo_mau, campaign.ke_hoach.ngay.earliest())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use crate::base::diag::Code;
    use crate::campaign::{Opening, open, open_as};
    use crate::paper::document::{Block, Document};

    /// A body that took another name on 01/7/2025.
    const FACTS: &str = include_str!("../../../samples/kien_giang_2022/phong_trao.toml");

    /// The registration of one phòng, filed on `date`: the body above it, and the codes of findings.
    fn registration(folder: &Path, facts: &str, date: &str) -> (String, Vec<Code>) {
        fs::write(folder.join("phong_trao.toml"), facts).unwrap();
        fs::write(folder.join("don_vi.csv"), "Tên đơn vị\nPhòng A\n").unwrap();
        fs::write(folder.join("dang_ky.csv"), format!("Đơn vị,Đối tượng,Ngày nộp\nPhòng A,Tập thể,{date}\n")).unwrap();
        let opened = open(folder).unwrap();
        let jobs = opened.jobs(&["dang_ky".to_owned()], &["Phòng A".to_owned()]).unwrap();
        let (document, report) = (jobs[0].make)().unwrap();
        (above(&document), report.iter().map(|finding| finding.code).collect())
    }

    fn above(document: &Document) -> String {
        let Block::Letterhead(letterhead) = &document.sections[0].blocks[0] else { panic!("no letterhead") };
        letterhead.co_quan_chu_quan.join(" ")
    }

    #[test]
    fn a_paper_has_the_name_of_its_day() {
        let place = tempfile::tempdir().unwrap();
        let kept = FACTS.replacen("[co_quan]", "[co_quan]\ngiu_ten = true", 1);
        for (facts, date, name, codes) in [
            (FACTS, "2025-06-30", "Kiên Giang", vec![]),
            (FACTS, "2025-07-01", "An Giang", vec![]),
            (&kept, "2025-06-30", "Kiên Giang", vec![]),
            (&kept, "2025-07-01", "Kiên Giang", vec![Code::TC001]),
        ] {
            let found = registration(place.path(), facts, date);
            assert_eq!(found, (format!("Sở Tài chính {name}"), codes), "{date}");
        }
    }

    #[test]
    fn the_command_decides_before_the_folder() {
        let place = tempfile::tempdir().unwrap();
        let facts = format!("bo_mau = \"nd98\"\nngay_nop_ho_so = 2025-12-31\n{FACTS}");
        registration(place.path(), &facts, "2025-07-01");
        let asked_for = |form_set| open_as(place.path(), &Opening { form_set, ..Opening::default() });
        for (asked, code) in [(None, "nd98"), (Some("nd91"), "nd91")] {
            assert_eq!(asked_for(asked).unwrap().form_set().bo_mau.ma, code);
        }
        let day_only = facts.replace("bo_mau = \"nd98\"", "");
        fs::write(place.path().join("phong_trao.toml"), day_only).unwrap();
        let choice = open(place.path()).unwrap();
        assert_eq!(choice.form_set().bo_mau.ma, "nd152");
        assert_eq!(choice.form_set().ly_do, "ngày nộp hồ sơ 31/12/2025");
        let unknown = asked_for(Some("152")).map(|_| ()).unwrap_err();
        assert_eq!(unknown.iter().next().map(|finding| finding.code), Some(Code::TC010));
    }
}
