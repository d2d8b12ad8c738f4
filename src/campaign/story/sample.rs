//! A campaign in which nothing is missing, for the shape of the data.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::NaiveDate;

use super::{Sources, Story, of_campaign};
use crate::base::diag::{Place, Report};
use crate::campaign::folder::prose::PROSE_NAMES;
use crate::campaign::model::certificate::CertificateOptions;
use crate::campaign::model::paper_group::PaperGroup;
use crate::campaign::model::paper_keys::{PaperKeys, PaperText};
use crate::campaign::model::{Bound, Campaign, Paper, Period, Reference, Signer, Until};
use crate::campaign::rules::input::{TABLES, read_facts, read_rulebook};
use crate::campaign::rules::{Context, Facts, judge_in};
use crate::campaign::source::fields::read_whole;
use crate::campaign::source::{Layout, Table, separated, table, toml};
use crate::campaign::template::{Kind, Kinds, Printed};
use crate::law::Law;

/// The variables of a paper, with at least one item in every list and the own columns of `sheets`.
pub fn sample(law: &Law, kinds: &Kinds, sheets: &[Table]) -> Story {
    let facts = facts(sheets);
    let context = Context::new(&facts, law, date());
    let judgement = judge_in(&context).judgement;
    let campaign = campaign();
    let sources = Sources {
        law,
        campaign: &campaign,
        kinds,
        papers: &papers(kinds),
        prose: &PROSE_NAMES.iter().map(|name| ((*name).to_owned(), String::new())).collect::<BTreeMap<_, _>>(),
        facts: &facts,
        context: &context,
        judgement: &judgement,
    };
    let (mut story, dossiers) = of_campaign(&sources, &mut Report::new(), &mut Report::new());
    if let Some((at, unit)) = context.parties.units().next() {
        let registrations = Context::rows(&facts.dang_ky, Some(&unit.registrations));
        let unit = context.parties.unit(at).unwrap_or_default();
        let above = context.parties.issuer_above(at, &unit);
        story.tell_of(unit, above.as_ref(), &registrations, &context.parties);
    }
    story.van_ban = Printed::new(PaperText { giay: paper(), ..PaperText::default() });
    story.in_giay_khen =
        Printed::new(CertificateOptions { in_san: vec![String::new()], ..CertificateOptions::default() });
    let first = (story.xet.hinh_thuc.first(), story.xet.ho_so_trinh.first(), story.xet.de_nghi.first());
    if let (Some(round), Some(submission), Some(person)) = first {
        (story.hinh_thuc, story.ho_so_trinh, story.de_nghi) = (round.clone(), submission.clone(), person.clone());
    }
    story.de_nghi_don_vi = dossiers.into_values().next().map(Printed::new).unwrap_or_default();
    story
}

const RULES: &str = include_str!("sample.toml");
/// One collective, one person and one household that are chosen, one of each that is not, one for whom there is no place,
/// one with too few votes and one who waits for an opinion, and what was reported of them.
const SHEETS: &[(&str, &str)] = &[
    ("don_vi", "Tên đơn vị,Chức vụ người ký,Đặc điểm tình hình,Chức năng nhiệm vụ\nA,T,T,C\nB,T,T,C\n"),
    (
        "ca_nhan",
        "Họ và tên,Đơn vị,Chức vụ,Giới tính\nX,A,Chuyên viên,Nữ\nY,B,Chuyên viên,Nam\nZ,A,Chuyên viên,Nam\nW,A,Chuyên viên,Nam\nV,A,Chuyên viên,Nam\n\
         Hộ gia đình ông H,A,,\n",
    ),
    (
        "de_nghi",
        "Đối tượng,Hình thức,Năm,Thành tích\nA,giay_khen,2022,T\nX,giay_khen,2022,U\nB,giay_khen,2022,V\nY,giay_khen,2022,S\nZ,giay_khen,2022,R\n\
         W,giay_khen,2022,P\nV,giay_khen,2022,O\nHộ gia đình ông H,giay_khen,2022,H\n",
    ),
    (
        "ket_qua",
        "Đối tượng,Chỉ số,Năm,Giá trị,Diễn giải,Nguồn chứng cứ,Ngày công bố\n\
         A,diem,2022,90,D,N,2022-12-01\nX,diem,2022,90,D,N,2022-12-01\nB,diem,2022,10,D,N,2022-12-01\nZ,diem,2022,85,D,N,2022-12-01\n\
         W,diem,2022,85,D,N,2022-12-01\nV,diem,2022,85,D,N,2022-12-01\n\
         Hộ gia đình ông H,diem,2022,90,D,N,2022-12-01\n",
    ),
    (
        "sang_kien",
        "Tác giả,Tên sáng kiến,Cấp công nhận,Quyết định công nhận,Ngày công nhận,Năm\nX,S,cấp cơ sở,Q,2022-12-01,2022\n",
    ),
    ("ky_luat", "Đối tượng,Mức kỷ luật,Trạng thái,Ngày quyết định\nY,khiển trách,đang thi hành,2022-06-01\n"),
    (
        "ho_so",
        "Đối tượng,Loại giấy tờ,Số ký hiệu,Ngày nhận\nA,bao_cao,1,2022-12-10\nX,bao_cao,1,2022-12-10\nZ,bao_cao,1,2022-12-10\n\
         W,bao_cao,1,2022-12-10\nV,bao_cao,1,2022-12-10\nHộ gia đình ông H,bao_cao,1,2022-12-10\nA,to_trinh,2,2022-12-10\n",
    ),
    (
        "khen_thuong",
        "Đối tượng,Năm,Loại,Nội dung,Quyết định\nA,2021,danh hiệu,D,Q\nA,2021,hình thức,H,Q\n\
         X,2021,danh hiệu,D,Q\nX,2021,hình thức,H,Q\n\
         Hộ gia đình ông H,2021,danh hiệu,D,Q\nHộ gia đình ông H,2021,hình thức,H,Q\n",
    ),
    ("bao_cao", "Đối tượng,Mục,Nội dung\nA,kết quả,N\nX,kết quả,N\n"),
    (
        "dang_ky",
        "Đơn vị,Đối tượng,Họ và tên,Nội dung đăng ký,Danh hiệu,Ngày nộp\nA,Tập thể,X,N,D,2022-03-30\nA,Cá nhân,X,N,D,2022-03-30\n",
    ),
    (
        "hoi_dong",
        "Họ và tên,Chức vụ,Vai trò,Có mặt,Lý do vắng,Ý kiến bằng văn bản\nP,Giám đốc,Chủ tịch,x,,\n\
         Q,Trưởng phòng,Ủy viên,x,,\nR,Trưởng phòng,Thư ký,không,công tác,x\n",
    ),
    (
        "buoc",
        "Bước,Đối tượng,Từ ngày,Ngày xong,Kết quả,Số văn bản\ncong_khai,,2022-12-01,2022-12-10,Đạt,1\n\
         y_kien,A,2022-12-01,2022-12-10,Đồng ý,1\ny_kien,X,2022-12-01,2022-12-10,Đồng ý,1\ny_kien,Z,2022-12-01,2022-12-10,Đồng ý,1\n\
         y_kien,Hộ gia đình ông H,2022-12-01,2022-12-10,Đồng ý,1\n",
    ),
    (
        "bieu_quyet",
        "Đối tượng,Hình thức,Năm,Số phiếu đồng ý,Số phiếu không đồng ý\nA,giay_khen,2022,2,0\nX,giay_khen,2022,2,0\nZ,giay_khen,2022,2,0\n\
         W,giay_khen,2022,0,2\nV,giay_khen,2022,2,0\nHộ gia đình ông H,giay_khen,2022,2,0\n",
    ),
];

fn facts(sheets: &[Table]) -> Facts {
    // The sample is part of the program: what it lacks would only leave a shape unknown.
    let mut report = Report::new();
    let map = toml::parse(RULES, Path::new("sample.toml"));
    let rulebook = map.map(|map| read_whole(&map, &mut report, read_rulebook)).unwrap_or_default();
    let mut tables: Vec<Table> = SHEETS.iter().filter_map(|(key, text)| sheet(key, text, &mut report)).collect();
    for table in &mut tables {
        let own = sheets.iter().find(|sheet| sheet.spec.key == table.spec.key).map(|sheet| sheet.own.clone());
        table.own = own.unwrap_or_default();
        let layout = Layout::of_own(&table.own);
        table.rows.iter_mut().for_each(|row| row.layout = layout.clone());
    }
    read_facts(rulebook, &mut tables, &mut report)
}

/// Head and foot with something in every list.
pub fn paper() -> Paper {
    let texts = vec![String::new()];
    Paper {
        co_quan_chu_quan: texts.clone(),
        co_quan: texts.clone(),
        kinh_gui: texts.clone(),
        can_cu: texts.clone(),
        nguoi_ky: Signer { quyen_han: texts.clone(), ..Signer::default() },
        noi_nhan: texts,
        ..Paper::default()
    }
}

/// Every group of papers with something in every list.
fn papers(kinds: &Kinds) -> BTreeMap<String, PaperGroup> {
    let group = |(name, kinds): (&str, Vec<&Kind>)| {
        let keys = kinds.iter().fold(PaperKeys::default(), |keys, kind| keys.and(&kind.van_ban));
        (name.to_owned(), PaperGroup { usual: keys.sample(paper()), own: Vec::new() })
    };
    kinds.groups().into_iter().map(group).collect()
}

fn sheet(key: &str, text: &str, report: &mut Report) -> Option<Table> {
    let spec = TABLES.iter().find(|spec| spec.key == key)?;
    let sheet = separated::parse(text, ',', Path::new(key)).ok()?;
    table::from_sheet(sheet, spec, report)
}

fn date() -> NaiveDate {
    NaiveDate::from_ymd_opt(2022, 12, 30).unwrap_or_default()
}

fn campaign() -> Campaign {
    let texts = vec![String::new()];
    let reference = Reference { ngay: Some(date()), ..Reference::default() };
    let mut campaign = Campaign {
        thoi_gian: Period { tu_ngay: Some(date()), den_ngay: Some(date()), hang_nam: true, nam_hoc: false },
        ..Campaign::default()
    };
    // The body of who decides in the sample.
    campaign.co_quan.ten = "Sở".to_owned();
    campaign.co_quan.co_quan_chu_quan = texts.clone();
    campaign.ke_hoach.can_cu = vec![reference];
    campaign.ke_hoach.phu_luc_phan_bo = Some(Place::file(Path::new("sample.toml")));
    campaign.ke_hoach.nguoi_ky.quyen_han = texts.clone();
    campaign.ke_hoach.noi_nhan = texts.clone();
    campaign.dang_ky.noi_nhan = texts;
    campaign.dang_ky.han = Some(Until { gioi_han: Bound::DenHet, ngay: date() });
    campaign
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::campaign::rules::judge;

    /// The paths of all lists below `value`, and whether each holds something somewhere.
    fn lists(path: &str, value: &Value, found: &mut BTreeMap<String, bool>) {
        match value {
            Value::Array(items) => {
                *found.entry(path.to_owned()).or_default() |= !items.is_empty();
                items.iter().for_each(|item| lists(path, item, found));
            }
            Value::Object(map) => map.iter().for_each(|(key, value)| lists(&format!("{path}.{key}"), value, found)),
            _ => {}
        }
    }

    #[test]
    fn every_list_of_the_sample_holds_something() {
        let mut found = BTreeMap::new();
        let law = Law::builtin().unwrap();
        let kinds = crate::campaign::kinds(None, &law.form_sets).unwrap().0;
        let sample = sample(&law, &kinds, &[]);
        lists("", &serde_json::to_value(sample).unwrap(), &mut found);
        // Words about those proposed are lists of plain text: an empty one hides no shape.
        let is_words = |path: &str| {
            [".doan.", ".ly_lich.", ".cua_don_vi.", ".bo_mau.", ".noi_dung_chung"]
                .iter()
                .any(|part| path.contains(part))
        };
        let empty: Vec<&String> = found.iter().filter(|(_, full)| !**full).map(|(path, _)| path).collect();
        let empty: Vec<&String> = empty.into_iter().filter(|path| !is_words(path)).collect();
        assert!(empty.is_empty(), "{empty:?}");
    }

    #[test]
    fn one_of_each_is_chosen() {
        let facts = facts(&[]);
        let judged = judge(&facts, &Law::builtin().unwrap(), date());
        let judgement = &judged.judgement;
        assert_eq!(judgement.chosen("giay_khen", Some(2022)).len(), 3, "{:?}", judged.report);
        assert_eq!((facts.doi_tuong.len(), judgement.de_nghi.len()), (8, 8));
    }
}
