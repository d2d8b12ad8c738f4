//! How far each step of the plan has come: who is through, who waits, who stopped there.

use crate::campaign::CampaignFolder;
use crate::campaign::model::stage::Stage;
use crate::campaign::rules::{Assessed, State};

/// One step.
pub struct StepReview {
    pub ten: String,
    /// Who does it and until when, in the words of the plan.
    pub cau: String,
    /// Names with the award where there are several awards.
    pub xong: Vec<String>,
    pub cho: Vec<String>,
    pub khong_qua: Vec<String>,
}

impl StepReview {
    /// "Xong 2; đang chờ 1 (Phòng A); không qua 1 (Nguyễn Văn B)".
    pub fn dong(&self) -> String {
        let part = |words: &str, names: &[String], named: bool| {
            let names_text = if named { format!(" ({})", names.join("; ")) } else { String::new() };
            (!names.is_empty()).then(|| format!("{words} {}{names_text}", names.len()))
        };
        let parts = [
            part("xong", &self.xong, false),
            part("đang chờ", &self.cho, true),
            part("không qua", &self.khong_qua, true),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if parts.is_empty() { "chưa có đề nghị nào".to_owned() } else { parts.join("; ") }
    }
}

/// Every step of `folder`, in the order of the plan.
pub fn steps(folder: &CampaignFolder) -> Vec<StepReview> {
    let rules = &folder.facts().quy_dinh;
    let has_many = rules.hinh_thuc.len() > 1;
    let name = |item: &Assessed| match rules.award(&item.hinh_thuc).filter(|_| has_many) {
        Some(award) => format!("{}, {}", item.ten, award.ten),
        None => item.ten.clone(),
    };
    let tell = |stage: &Stage| {
        let with = |state: State| {
            // Who fails no longer waits.
            let fails = |item: &&Assessed| item.ket_luan == State::KhongDat && state == State::Cho;
            let items = folder.judgement().de_nghi.iter().filter(|item| !fails(item));
            let stands = |item: &&Assessed| {
                item.buoc.gom.iter().any(|verdict| verdict.ma == stage.ma && verdict.trang_thai == state)
            };
            items.filter(stands).map(name).collect()
        };
        StepReview {
            ten: stage.ten.clone(),
            cau: stage.cau(rules),
            xong: with(State::Dat),
            cho: with(State::Cho),
            khong_qua: with(State::KhongDat),
        }
    };
    rules.buoc.iter().map(tell).collect()
}
