//! Names above the body: a paper of the province that rewards "Văn phòng Sở" could mean any Sở, so what leaves a
//! body names its units with the bodies they belong to, up to the one that issues the paper. Here too: how somebody is addressed.

use super::nominees::Person;
use super::position::introduced;
use super::shared_words::joined;
use crate::base::text::{ascii_key, upper_first};
use crate::campaign::model::Campaign;
use crate::campaign::model::nomination::{Nominee, NomineeKind, WOMAN};
use crate::campaign::model::profile::Profile;
use crate::campaign::parties::Parties;
use crate::campaign::rules::Context;

/// The post of who is addressed as a child.
const PUPIL: &str = "hoc_sinh";
/// How people's committees are called, before the level and the name.
const COMMITTEE: &str = "Ủy ban nhân dân ";
/// How the offices of a committee begin, which its place follows without a comma.
const OFFICES: &[&str] = &["Sở ", "Phòng ", "Ban ", "Thanh tra", "Văn phòng"];

/// The whole name of the unit at this position: below the units that it belongs to and, on a paper of a body above
/// that of the campaign (`outside`), below this body.
pub fn whole_name(campaign: &Campaign, parties: &Parties, at: usize, outside: bool) -> String {
    let Some(unit) = parties.unit(at) else { return String::new() };
    let body = &campaign.co_quan;
    let is_body = |name: &str| name == body.ten || name == body.ten_day_du;
    let mut name = unit.ten;
    if !unit.thuoc.is_empty() && !is_body(&unit.thuoc) {
        name = below(&name, &unit.thuoc);
    }
    if outside { below(&name, &body.ten) } else { name }
}

/// The unit below a body: words that both share are said once ("Văn phòng Sở" of the "Sở Tài chính"), and a body that
/// the name already says is not said again.
fn below(unit: &str, above: &str) -> String {
    let (small, big) = (unit.to_lowercase(), above.to_lowercase());
    let place = above.strip_prefix(COMMITTEE).unwrap_or(above);
    if small.contains(&big) || small.contains(&place.to_lowercase()) {
        return unit.to_owned();
    }
    if let Some(whole) = joined(unit, above).or_else(|| joined(unit, place)) {
        return whole;
    }
    match () {
        // An office of a committee is called by its place, which a unit of its own place, or of no committee, is not.
        () if above != place && OFFICES.iter().any(|office| unit.starts_with(office)) => format!("{unit} {place}"),
        () if above != place && speaks_of(&small, place) => unit.to_owned(),
        () => format!("{unit}, {place}"),
    }
}

/// Whether `unit` names the place itself: "Chi cục Thuế khu vực An Biên - An Minh" is in "huyện An Biên".
fn speaks_of(unit: &str, place: &str) -> bool {
    let bare = place.split_once(' ').map_or(place, |(_, name)| name).to_lowercase();
    !unit.starts_with(&COMMITTEE.to_lowercase()) && unit.contains(&bare)
}

impl Person {
    /// Named for papers of a body above that of the campaign (`outside`), or of this body.
    pub fn named(mut self, campaign: &Campaign, context: &Context, outside: bool) -> Self {
        let parties = &context.parties;
        if self.la_tap_the {
            self.ten_day_du = whole_name(campaign, parties, self.nominee, outside);
            self.ten_goi = self.ten_day_du.clone();
            self.ten_tren_giay_khen = whole_name(campaign, parties, self.nominee, true);
        } else if let Some(unit) = context.unit_of(self.nominee) {
            let introduce = |unit: &str| introduced(self.loai, &self.chuc_vu, unit, &self.ly_lich.noi_o);
            let whole = whole_name(campaign, parties, unit, true);
            self.don_vi_day_du = whole_name(campaign, parties, unit, outside);
            (self.chuc_vu_day_du, self.chuc_vu_tren_giay_khen) = (introduce(&self.don_vi_day_du), introduce(&whole));
        }
        self
    }
}

/// The form of address of somebody of whom it is not known.
pub const UNKNOWN: &str = "ông (bà)";

/// How the only individual called `name` is addressed; not known of others.
pub fn address(context: &Context, name: &str) -> &'static str {
    match context.parties.called(name, Some(NomineeKind::CaNhan)).as_slice() {
        [at] => context.nominee(*at).map_or(UNKNOWN, |nominee| form_of_address(nominee, &nominee.ly_lich)),
        _ => UNKNOWN,
    }
}

/// "Ông Nguyễn Văn A"; a household and a collective by their names.
pub fn called(nominee: &Nominee) -> String {
    let address = if nominee.loai == NomineeKind::CaNhan { form_of_address(nominee, &nominee.ly_lich) } else { "" };
    upper_first(format!("{address} {}", nominee.ten).trim_start())
}

/// The head of a household that is called after somebody; else the name.
pub fn head_of(name: &str, kind: NomineeKind) -> &str {
    const BEFORE: [&str; 7] = ["hộ gia đình ", "gia đình ", "hộ ", "ông ", "bà ", "anh ", "chị "];
    if kind != NomineeKind::HoGiaDinh {
        return name;
    }
    BEFORE.iter().fold(name, |name, words| {
        let begins = name.get(..words.len()).is_some_and(|own| own.to_lowercase() == *words);
        name.get(words.len()..).filter(|_| begins).unwrap_or(name)
    })
}

/// "bà" of a woman, "ông" of a man, "em" of a pupil; nothing of a household.
pub fn form_of_address(nominee: &Nominee, profile: &Profile) -> &'static str {
    match (nominee.has(WOMAN), ascii_key(&profile.gioi_tinh).as_str()) {
        _ if nominee.loai == NomineeKind::HoGiaDinh => "",
        _ if ascii_key(&nominee.chuc_vu).starts_with(PUPIL) => "em",
        (true, _) => "bà",
        (_, "nam") => "ông",
        _ => UNKNOWN,
    }
}

#[cfg(test)]
mod tests {
    use super::{NomineeKind, below, head_of};

    #[test]
    fn a_household_is_headed_by_whom_it_is_called_after() {
        for (name, head) in [
            ("Hộ gia đình ông Lê Văn Rạng", "Lê Văn Rạng"),
            ("Gia đình bà Huỳnh Thị Sáu", "Huỳnh Thị Sáu"),
            ("hộ Bà Lò Thị Hoa", "Lò Thị Hoa"),
            ("Hồ Văn Hộ", "Hồ Văn Hộ"),
            ("hộ", "hộ"),
        ] {
            assert_eq!(head_of(name, NomineeKind::HoGiaDinh), head);
        }
    }

    #[test]
    fn a_unit_is_named_with_its_body() {
        for (unit, above, whole) in [
            ("Văn phòng Sở", "Sở Tài chính", "Văn phòng Sở Tài chính"),
            ("Ban Chấp hành Công đoàn cơ sở", "Sở Tài chính", "Ban Chấp hành Công đoàn cơ sở, Sở Tài chính"),
            ("Phòng Quản lý ngân sách", "Sở Tài chính", "Phòng Quản lý ngân sách, Sở Tài chính"),
            ("Tập thể Sở Tài chính", "Sở Tài chính", "Tập thể Sở Tài chính"),
            ("Thanh tra Sở", "Sở Công Thương", "Thanh tra Sở Công Thương"),
            (
                "Ủy ban nhân dân phường Tân Phú",
                "Ủy ban nhân dân thành phố Đồng Xoài",
                "Ủy ban nhân dân phường Tân Phú, thành phố Đồng Xoài",
            ),
            ("Phòng Nội vụ", "Ủy ban nhân dân huyện An Biên", "Phòng Nội vụ huyện An Biên"),
            (
                "Bộ phận Một cửa xã Nam Thái",
                "Ủy ban nhân dân huyện An Biên",
                "Bộ phận Một cửa xã Nam Thái, huyện An Biên",
            ),
            ("Bộ phận Một cửa huyện", "Ủy ban nhân dân huyện An Biên", "Bộ phận Một cửa huyện An Biên"),
            ("Chi cục Thuế An Biên", "Ủy ban nhân dân huyện An Biên", "Chi cục Thuế An Biên"),
            ("Bộ phận Một cửa xã Đông Thái", "Ủy ban nhân dân xã Đông Thái", "Bộ phận Một cửa xã Đông Thái"),
        ] {
            assert_eq!(below(unit, above), whole);
        }
    }
}
