//! What depends on the date of a paper: the name of the body that issues it, and the form set of the
//! dossiers.

use serde_json::Value;

use super::context::About;
use super::load::Told;
use crate::diag::Report;
use crate::document::PartialDate;
use crate::model::Campaign;
use crate::template::Form;
use crate::template::form_set::{Choice, FormSets};

/// The paper with which a dossier is sent; its date is the filing day when none is told.
const COVER: &str = "to_trinh";

/// The form set of the dossiers; `asked` is the code from the command line, if any. The wish of `told`
/// is completed with what stands for it.
///
/// # Errors
/// `TC010` for an unknown code; warnings `TC011` and `TC012` when there are awards to file for.
pub fn form_set(told: &mut Told, asked: Option<&str>) -> Result<(Choice, Report), Report> {
    let cover = told.papers.get(COVER).and_then(|paper| paper.ngay.to_date());
    let judged = told.campaign.ngay_xet;
    let wish = &mut told.campaign.bo_mau;
    if let Some(code) = asked {
        code.clone_into(&mut wish.ma);
    }
    if wish.ngay_nop.is_none() {
        (wish.ngay_nop, wish.loai_ngay) = match cover {
            Some(_) => (cover, "ngày tờ trình"),
            None => (judged, "ngày xét"),
        };
    }
    let (choice, warnings) = choose(&told.campaign)?;
    let matters = !told.rulebook.hinh_thuc.is_empty();
    Ok((choice, if matters { warnings } else { Report::new() }))
}

fn choose(campaign: &Campaign) -> Result<(Choice, Report), Report> {
    FormSets::builtin()?.choose(&campaign.bo_mau, campaign.ke_hoach.ngay.earliest())
}

/// What templates know as `bo_mau`.
pub fn form_set_context(campaign: &Campaign) -> Value {
    let context = |choice: (Choice, Report)| Some(FormSets::builtin().ok()?.context(&choice.0));
    choose(campaign).ok().and_then(context).unwrap_or_default()
}

/// Puts the name that the body has on the date of the paper in the place of the one in `data`.
pub fn put_name_of_day(data: &mut Value, campaign: &Campaign, form: &Form, about: &About) -> Report {
    let own = match about {
        About::Unit(_) | About::Blank(_) if form.name == "dang_ky" => "/dang_ky/ngay",
        _ => "/van_ban/ngay",
    };
    let date = data.pointer(own).and_then(Value::as_str).unwrap_or_default();
    let (body, warnings) = campaign.body_on(date.parse::<PartialDate>().unwrap_or_default());
    if let Some(slot) = data.pointer_mut("/phong_trao/co_quan") {
        *slot = serde_json::to_value(body).unwrap_or_default();
    }
    warnings
}
