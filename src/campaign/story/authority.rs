//! Who decides on an award, and which body issues the decision: title, letterhead and signature of one
//! paper must belong to one body (NĐ 30/2020, Phụ lục I, Mục II.2 and II.7), or the decision is void.
//!
//! The decider is told as a code of the table of competence or in words (`nguoi_quyet_dinh`, `tham_quyen`); the body is the
//! campaign's own, or the one that the folder names at the decision (`co_quan`), as an office does that drafts it for who
//! signs. Who heads a body that only stands above in the letterhead decides there: here the tờ trình is made, no decision.

use super::awards::bare_name;
use super::beyond;
use super::same_body::{head_in_full, place_in};
use super::shared_words::shared_words;
use crate::base::diag::{Code, Diagnostic};
use crate::base::text::ascii_key;
use crate::campaign::model::award::Award;
use crate::campaign::model::{Organisation, Paper, Signer};
use crate::law::competence::{Competence, begins, lack, words};
use crate::law::parameters::Parameters;
use crate::paper::document::DocumentKind;

/// The head and foot of a decision, who decides, and what does not fit.
#[derive(Debug, Default)]
pub struct Decided {
    /// Without `co_quan` when no body is known: such a decision can't be made.
    pub giay: Paper,
    /// "Chủ tịch Ủy ban nhân dân tỉnh Kiên Giang"; empty when nobody decides.
    pub nguoi: String,
    /// Whether that is a body other than that of the campaign.
    pub is_outside: bool,
    /// That only the tờ trình is made, or neither, and how to say otherwise; empty where a decision is made, and where a finding tells it.
    pub only_submitted: String,
    pub findings: Vec<Diagnostic>,
}

/// What is told of a decision, and of the body of the campaign.
pub struct Told<'a> {
    pub award: &'a Award,
    pub giay: Paper,
    /// The body of the campaign on the day of the decision, and who signed its plan.
    pub body: &'a Organisation,
    pub signer: &'a Signer,
    pub law: &'a Parameters,
}

/// The body that issues, and its head.
struct Issuer {
    co_quan: Organisation,
    is_own: bool,
    /// "Chủ tịch", where the table or the folder says it.
    chuc_danh: String,
}

/// Works out who decides and who issues.
pub fn decided(told: Told) -> Decided {
    let told = with_the_words_of_the_award(with_the_head_in_full(told));
    let competence = competence_of(&told);
    if competence.is_none() && told.giay.tham_quyen.is_empty() {
        let giay = told.giay.issued_by(told.body, DocumentKind::QuyetDinh);
        let is_outside = !is_body(&giay.co_quan.join(" "), told.body);
        return Decided { is_outside, giay, only_submitted: beyond::OF_NOBODY.to_owned(), ..Decided::default() };
    }
    let told = without_the_words_of_others(told, competence);
    if let Some(finding) = unable(&told, &told.giay.tham_quyen) {
        let nguoi = told.giay.tham_quyen.clone();
        return elsewhere(&told, nguoi, vec![finding]);
    }
    let issuer = issuer(&told, competence);
    let by_award = if issuer.is_none() { told_by_award(&told, competence) } else { None };
    let nguoi = match (told.giay.tham_quyen.as_str(), &issuer) {
        ("", Some(issuer)) => in_full(&told, competence, issuer),
        ("", None) => by_award.clone().or_else(|| competence.map(|known| known.ten.clone())).unwrap_or_default(),
        (words, _) => words.to_owned(),
    };
    if let Some(authority) = granted_by(&told, &nguoi, issuer.as_ref()) {
        return beyond_competence(&told, &nguoi, authority);
    }
    let Some(issuer) = issuer else {
        let is_known = by_award.is_some() || is_told_in_words(&told);
        return if is_known { submitted(&told, competence, nguoi, "") } else { without_body(&told, competence, nguoi) };
    };
    let heads_another = is_told_in_words(&told) && beyond::heads_another(&title_of(&nguoi, &issuer.co_quan.ten));
    if told.giay.co_quan.is_empty() && (!issuer.is_own || heads_another) {
        let body = if issuer.is_own { "" } else { &issuer.co_quan.ten };
        return submitted(&told, competence, nguoi, body);
    }
    let mut giay = told.giay.clone();
    if giay.nguoi_ky.quyen_han.is_empty() {
        giay.nguoi_ky = signer(&told, &issuer, &nguoi);
    }
    let giay = giay.issued_by(&issuer.co_quan, DocumentKind::QuyetDinh);
    if shared_with_body(&told, &giay, &nguoi) == 0 {
        if is_told_in_words(&told) {
            return submitted(&told, competence, nguoi, "");
        }
        if told.law.decider(&nguoi).is_some_and(|known| !known.heads(&giay.co_quan.join(" "))) {
            let findings = vec![of_two_bodies(&told, &giay, &nguoi, "; không lập quyết định")];
            return elsewhere(&told, nguoi, findings);
        }
    }
    let is_outside = !is_body(&giay.co_quan.join(" "), told.body);
    if let Some(finding) = giay.nguoi_ky.quyen_han.first().and_then(|line| unable(&told, line)) {
        return elsewhere(&told, nguoi, vec![finding]);
    }
    let findings = misfits(&told, competence, &giay, &nguoi);
    Decided { giay, nguoi, is_outside, findings, ..Decided::default() }
}

/// Who decides, where the code does not tell of which body and the name of the award does: "Bằng khen của Bộ trưởng Bộ Y tế".
fn told_by_award(told: &Told, competence: Option<&Competence>) -> Option<String> {
    let known = competence?;
    let called = beyond::whom(bare_name(&told.award.ten), told.law)?;
    let is_it = told.law.decider(called).is_some_and(|decider| decider.nguoi == known.nguoi);
    (is_it && words(called).len() > words(&known.ten).len()).then(|| called.to_owned())
}

/// Who grants the award, when that is not `nguoi` of the body `issuer`.
fn granted_by(told: &Told, nguoi: &str, issuer: Option<&Issuer>) -> Option<String> {
    let body = issuer.map(|issuer| &issuer.co_quan);
    let names = body.map(|body| [body.ten.as_str(), &body.ten_day_du]).unwrap_or_default();
    let places: Vec<String> = told.body.co_quan_chu_quan.iter().map(|name| place_in(name)).collect();
    let mut beside: Vec<&str> = places.iter().map(String::as_str).collect();
    beside.push(&told.body.dia_danh);
    beside.extend(body.map(|body| body.viet_tat.as_str()));
    let decider = beyond::Decider { nguoi, co_quan: &names, ben_canh: &beside };
    beyond::authority(told.award, bare_name(&told.award.ten), &decider, told.law)
}

/// The entry in the table of who decides on the award.
fn competence_of<'t>(told: &Told<'t>) -> Option<&'t Competence> {
    told.award.nguoi_quyet_dinh.as_ref().and_then(|called| told.law.decider(&called.value))
}

/// Whether the award names its decider by title and body, and not by a code.
fn is_told_in_words(told: &Told) -> bool {
    told.award.nguoi_quyet_dinh.as_ref().is_some_and(|called| told.law.decider_coded(&called.value).is_none())
}

/// The head of the campaign's own body with its whole name, where the words for all decisions shorten it.
fn with_the_head_in_full(told: Told) -> Told {
    let Some(tham_quyen) = own_head(&told.giay.tham_quyen, told.body) else { return told };
    Told { giay: Paper { tham_quyen, ..told.giay.clone() }, ..told }
}

/// "Giám đốc Sở Y tế" for whoever is called the head of `body` in words that share too little with its name.
fn own_head(called: &str, body: &Organisation) -> Option<String> {
    let is_plain = [&body.ten, &body.ten_day_du].iter().any(|name| shared_words(called, name) > 0);
    let names = [body.ten.as_str(), &body.ten_day_du, &body.viet_tat];
    if is_plain { None } else { head_in_full(called, &body.chuc_danh, &names) }
}

/// What the award itself says of its decider counts more than what is said of all decisions. The title of the head
/// of the body, or title and kind of body, are completed by the name of the body.
fn with_the_words_of_the_award(told: Told) -> Told {
    let Some(called) = told.award.nguoi_quyet_dinh.as_ref().filter(|_| is_told_in_words(&told)) else { return told };
    if begins(&told.giay.tham_quyen, &called.value) {
        return told;
    }
    let in_full = own_head(called.value.trim(), told.body);
    let (called, body) = (in_full.as_deref().unwrap_or(called.value.trim()), &told.body.ten);
    let shared = shared_words(called, body);
    let tham_quyen = if words(called) == words(&told.body.chuc_danh) {
        format!("{called} {body}")
    } else if shared > 0 && shared < words(body).len() && shared_words(called, &told.body.ten_day_du) <= shared {
        format!("{} {body}", title_of(called, body))
    } else {
        called.to_owned()
    };
    Told { giay: Paper { tham_quyen, ..told.giay.clone() }, ..told }
}

/// What is said of all decisions, in the name of the head of the campaign's own body, is not said of an award that somebody
/// in the table decides on who does not head it.
fn without_the_words_of_others<'t>(told: Told<'t>, competence: Option<&Competence>) -> Told<'t> {
    let own = [&told.body.ten, &told.body.ten_day_du];
    let is_own = |words: &str| own.iter().any(|name| shared_words(words, name) > 0);
    let heads_own = |known: &Competence| own.iter().any(|name| known.heads(name));
    let named = told.giay.co_quan.join(" ");
    if !is_own(&told.giay.tham_quyen) || competence.is_none_or(heads_own) || !named.is_empty() {
        return told;
    }
    let giay = Paper { tham_quyen: String::new(), ..told.giay.clone() };
    Told { giay, ..told }
}

/// No decision is made here: who decides has a body of its own. The numbers of the campaign's own decisions are not its.
fn elsewhere(told: &Told, nguoi: String, findings: Vec<Diagnostic>) -> Decided {
    let is_outside = [&told.body.ten, &told.body.ten_day_du].iter().all(|name| shared_words(&nguoi, name) == 0);
    let giay = Paper { co_quan: Vec::new(), ..told.giay.clone() };
    let own = Paper::default().issued_by(told.body, DocumentKind::QuyetDinh).ky_hieu;
    let giay = if giay.ky_hieu == own { giay.without_number() } else { giay };
    Decided { giay: giay.cited_as("Quyết định"), nguoi, is_outside, findings, ..Decided::default() }
}

/// As [`elsewhere`], with nothing wrong: the tờ trình goes to `nguoi`, the head of `body` where that is known.
fn submitted(told: &Told, competence: Option<&Competence>, nguoi: String, body: &str) -> Decided {
    let only = format!("do {nguoi} quyết định, chỉ lập tờ trình");
    let body = if body.is_empty() { "tên cơ quan ấy" } else { body };
    let only_submitted = match competence.is_some_and(|known| known.duy_nhat) {
        true => only,
        false => format!(
            "{only}; được giao dự thảo quyết định thì ghi co_quan = [\"{body}\"] ở [[van_ban.quyet_dinh_khen_thuong.rieng]] của hình thức này"
        ),
    };
    Decided { only_submitted, ..elsewhere(told, nguoi, Vec::new()) }
}

/// The award is granted by `authority`, whoever `nguoi` is. Of a decider in the table who may not grant it the rules tell
/// it themselves.
fn beyond_competence(told: &Told, nguoi: &str, authority: String) -> Decided {
    let is_told = told
        .award
        .danh_muc
        .as_ref()
        .zip(competence_of(told))
        .is_some_and(|(title, decider)| told.law.able(&title.value).all(|able| able.nguoi != decider.nguoi));
    let message = format!(
        "{}: do {authority} tặng, không thuộc thẩm quyền của {nguoi}; không lập quyết định, chỉ lập tờ trình",
        told.award.ten
    );
    let hint = format!("ghi ở hình thức này: nguoi_quyet_dinh = \"{authority}\"; tên hình thức ghi nhầm thì sửa `ten`");
    let finding = located(told, message).hint(hint);
    elsewhere(told, authority, if is_told { Vec::new() } else { vec![finding] })
}

fn issuer(told: &Told, competence: Option<&Competence>) -> Option<Issuer> {
    let (words, body) = (told.giay.tham_quyen.as_str(), told.body);
    let title = competence.map(|known| known.chuc_danh.clone()).unwrap_or_default();
    let named = told.giay.co_quan.join(" ");
    if !named.is_empty() && !is_body(&named, body) {
        return Some(Issuer { co_quan: other_body(told, named), is_own: false, chuc_danh: title });
    }
    let belongs = |name: &str| match competence {
        _ if !words.is_empty() => shared_words(words, name) > 0,
        Some(known) => known.heads(name),
        None => false,
    };
    if !named.is_empty() || belongs(&body.ten) || belongs(&body.ten_day_du) {
        let title = if body.chuc_danh.is_empty() { title } else { body.chuc_danh.clone() };
        return Some(Issuer { co_quan: body.clone(), is_own: true, chuc_danh: title });
    }
    let lines = &body.co_quan_chu_quan;
    let above = lines.iter().cloned().chain([lines.join(" ")]).find(|name| belongs(name))?;
    Some(Issuer { co_quan: other_body(told, above), is_own: false, chuc_danh: title })
}

/// A body of which only the name is known; it sits where the body of the campaign does.
fn other_body(told: &Told, name: String) -> Organisation {
    Organisation {
        viet_tat: abbreviation(&name, told.law),
        dia_danh: told.body.dia_danh.clone(),
        ten_day_du: name.clone(),
        ten: name,
        ..Organisation::default()
    }
}

/// "Chủ tịch Ủy ban nhân dân tỉnh Kiên Giang".
fn in_full(told: &Told, competence: Option<&Competence>, issuer: &Issuer) -> String {
    let known = competence.map(|known| known.ten.clone()).unwrap_or_default();
    let name = if told.giay.co_quan.is_empty() { issuer.co_quan.ten.clone() } else { told.giay.co_quan.join(" ") };
    let heads = competence.is_some_and(|known| known.heads(&name));
    if heads { format!("{} {name}", issuer.chuc_danh) } else { known }
}

/// The head of the body; by name only where the plan tells who that is.
fn signer(told: &Told, issuer: &Issuer, nguoi: &str) -> Signer {
    let ho_ten = told.giay.nguoi_ky.ho_ten.clone();
    if issuer.is_own {
        // A decision of the head is not made in the name of the whole body.
        let lines = told.signer.quyen_han.iter().filter(|line| !line.starts_with("TM."));
        let ho_ten = if ho_ten.is_empty() { told.signer.ho_ten.clone() } else { ho_ten };
        return Signer { quyen_han: lines.cloned().collect(), ho_ten, ..Signer::default() };
    }
    let title = match issuer.chuc_danh.as_str() {
        "" => title_of(nguoi, &issuer.co_quan.ten),
        title => title.to_owned(),
    };
    Signer { quyen_han: vec![title.to_uppercase()], ho_ten, ..Signer::default() }
}

/// The words of `nguoi` before the name of the body.
fn title_of(nguoi: &str, body: &str) -> String {
    let count = words(nguoi).len().saturating_sub(shared_words(nguoi, body));
    nguoi.split_whitespace().take(count).collect::<Vec<_>>().join(" ")
}

fn without_body(told: &Told, competence: Option<&Competence>, nguoi: String) -> Decided {
    // Of whom there is only one in the country, nobody asks for the body.
    if competence.is_some_and(|known| known.duy_nhat) {
        return submitted(told, competence, nguoi, "");
    }
    let message = format!("{}: chưa rõ cơ quan của {nguoi}, không lập quyết định", told.award.ten);
    let hint = "ghi `nguoi_quyet_dinh` đủ chức danh, tên cơ quan, hoặc thêm cơ quan ấy vào `co_quan_chu_quan` của `[co_quan]`; \
                được giao dự thảo quyết định thì ghi `co_quan`, `ky_hieu`, `nguoi_ky` trong `[van_ban.quyet_dinh_khen_thuong]` \
                (nhiều người quyết định thì trong `[[van_ban.quyet_dinh_khen_thuong.rieng]]`)";
    let finding = located(told, message).hint(hint);
    elsewhere(told, nguoi, vec![finding])
}

/// `TD008` where who is `called` so can't grant an award of the law in his own name.
fn unable(told: &Told, called: &str) -> Option<Diagnostic> {
    let is_of_law = told.award.danh_muc.is_some() || told.law.title_of(bare_name(&told.award.ten)).is_some();
    let lack = lack(called, &told.body.ten).filter(|_| is_of_law)?;
    let message = format!(
        "{}: {called} không có thẩm quyền quyết định khen thưởng (Điều 79, Điều 80 Luật Thi đua, khen thưởng số 06/2022/QH15)",
        told.award.ten
    );
    let place = located(told, String::new()).place;
    Some(Diagnostic { place, ..Diagnostic::error(Code::TD008, message) }.hint(lack.mending()))
}

/// Where the paper says who issues it, else at the code of the decider.
fn located(told: &Told, message: String) -> Diagnostic {
    let code = told.award.nguoi_quyet_dinh.as_ref().map(|code| &code.place);
    let place = told.giay.places.co_quan.as_ref().or(code).unwrap_or(&told.award.place);
    Diagnostic::warning(Code::TL016, message).at(place.clone())
}

/// Decider, letterhead and signature that do not belong together.
fn misfits(told: &Told, competence: Option<&Competence>, giay: &Paper, nguoi: &str) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let shared = shared_with_body(told, giay, nguoi);
    if shared == 0 {
        findings.push(of_two_bodies(told, giay, nguoi, ""));
    }
    let called = words(nguoi);
    let title = called.get(..called.len().saturating_sub(shared)).unwrap_or_default().join("_");
    let lines = &giay.nguoi_ky.quyen_han;
    let signs = |line: &String| format!("_{}_", ascii_key(line)).contains(&format!("_{title}_"));
    if shared > 0 && !title.is_empty() && !lines.is_empty() && !lines.iter().any(signs) {
        let lines = lines.join(", ");
        let message = format!("{}: người quyết định là {nguoi} nhưng người ký ghi {lines}", told.award.ten);
        findings.push(located(told, message).hint("sửa `nguoi_ky` hoặc `tham_quyen` cho khớp nhau"));
    }
    let title = competence.map(|known| ascii_key(&known.chuc_danh)).unwrap_or_default();
    if !title.is_empty() && !called.join("_").contains(&title) {
        let known = competence.map_or("", |known| known.ten.as_str());
        let message = format!("{}: `nguoi_quyet_dinh` là {known} nhưng `tham_quyen` là {nguoi}", told.award.ten);
        findings.push(located(told, message).hint("sửa một trong hai"));
    }
    findings
}

/// A decision of `nguoi` under the letterhead of another body, and what comes of it.
fn of_two_bodies(told: &Told, giay: &Paper, nguoi: &str, end: &str) -> Diagnostic {
    let (award, body) = (&told.award.ten, giay.co_quan.join(" "));
    let message = format!("{award}: người quyết định là {nguoi} nhưng quyết định mang tên {body}{end}");
    located(told, message).hint("sửa `tham_quyen`, `nguoi_quyet_dinh` hoặc `co_quan` cho khớp nhau")
}

/// How many words of `nguoi` are those of the body that issues.
fn shared_with_body(told: &Told, giay: &Paper, nguoi: &str) -> usize {
    let body = giay.co_quan.join(" ");
    let own = is_body(&body, told.body).then_some([&told.body.ten, &told.body.ten_day_du]);
    let names = own.into_iter().flatten().chain([&body]);
    names.map(|name| shared_words(nguoi, name)).max().unwrap_or_default()
}

/// Whether `name` is the body, by its short or its full name.
pub fn is_body(name: &str, body: &Organisation) -> bool {
    words(name) == words(&body.ten) || words(name) == words(&body.ten_day_du)
}

/// Whether both name one body, however its kind is shortened and with or without its place.
pub fn is_same(name: &str, other: &str) -> bool {
    let (name, other) = (words(name), words(other));
    !name.is_empty() && (name.starts_with(&other) || other.starts_with(&name))
}

/// The paper of a body that need not be the campaign's own, with the head of it to sign: by name where it is
/// the campaign's own, whose head or deputy signed the plan.
pub fn issued(paper: Paper, body: &Organisation, signer: &Signer, loai: DocumentKind, law: &Parameters) -> Paper {
    let named = paper.co_quan.join(" ");
    if named.is_empty() || is_body(&named, body) {
        let usual = Paper { nguoi_ky: signer.clone(), ..Paper::default() };
        return paper.or(&usual).issued_by(body, loai);
    }
    let head = law.tham_quyen.iter().find(|known| known.heads(&named));
    let lines = head.map(|known| known.chuc_danh.to_uppercase()).into_iter().collect();
    let usual = Paper { nguoi_ky: Signer { quyen_han: lines, ..Signer::default() }, ..Paper::default() };
    let other = Organisation { viet_tat: abbreviation(&named, law), ..body.clone() };
    paper.or(&usual).issued_by(&other, loai)
}

/// How a body stands in a ký hiệu; room to write it where only the body itself knows.
fn abbreviation(name: &str, law: &Parameters) -> String {
    let called = |known: &&Competence| known.heads(name);
    let known = law.tham_quyen.iter().find(called).map(|known| known.viet_tat.clone());
    known.filter(|short| !short.is_empty()).unwrap_or_else(|| "……".to_owned())
}

#[cfg(test)]
mod tests {
    use super::title_of;

    #[test]
    fn a_title_is_what_stands_before_the_body() {
        assert_eq!(title_of("Chủ tịch Ủy ban nhân dân tỉnh Kiên Giang", "Ủy ban nhân dân tỉnh Kiên Giang"), "Chủ tịch");
    }
}
