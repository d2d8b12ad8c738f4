//! Under which letterhead the papers of a unit stand. Registration, dossier and báo cáo thành tích of one
//! unit all take it from here, so no two of them can name another body above it.

use serde::Serialize;

use crate::base::text::{ascii_key, first_small, fold, upper_first};
use crate::campaign::model::{Campaign, Organisation, Unit};

/// The kind of units that name no body above them (Nghị định 30/2020, Phụ lục I, Phần I, Mục II.2).
const COMMITTEE: &str = "Ủy ban nhân dân";
/// The same in short, and how it stands in a ký hiệu.
const SHORT: &str = "UBND";
/// The levels of places.
const LEVELS: &[&str] =
    &["xã ", "phường ", "thị trấn ", "đặc khu ", "huyện ", "quận ", "thị xã ", "thành phố ", "tỉnh "];
/// Kinds of units that are parts of a body, without a seal unless the body is a people's committee.
const PARTS: &[&str] = &["Phòng", "Văn phòng", "Tổ", "Đội", "Bộ phận"];
/// Room to write a place by hand.
const ROOM: &str = "………………";
/// What a collective may be called beyond the name of its body.
const COLLECTIVE: &str = "tập thể ";

/// The lines at the upper left of a paper.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Letterhead {
    /// The body above.
    pub co_quan_chu_quan: Vec<String>,
    /// Who issues it; nothing for a unit without a name.
    pub co_quan: Vec<String>,
    /// Who issues it, by the name in sentences.
    pub ten: String,
    pub loai: String,
    /// As in ký hiệu; empty when not known.
    pub viet_tat: String,
    /// Where it is signed.
    pub dia_danh: String,
    /// Lines above the signature, and who signs; empty when not known.
    pub chuc_vu_nguoi_ky: Vec<String>,
    pub nguoi_ky: String,
    /// Whether the unit has a seal of its own, which a part of a body that is no committee has not.
    pub co_dau: bool,
    /// Whether it is that of the body of the campaign.
    la_co_quan: bool,
    /// Whether this body stands above.
    duoi_co_quan: bool,
}

/// The letterhead of `unit`, which issues papers: below the unit that it belongs to, else below the body of the
/// campaign. A unit that is this body itself has the letterhead of the body.
pub fn letterhead(campaign: &Campaign, unit: &Unit) -> Letterhead {
    let la_co_quan = is_body(campaign, &unit.ten);
    let below = unit.thuoc.is_empty() || is_body(campaign, &unit.thuoc);
    let committee = is_committee(unit);
    Letterhead {
        co_quan_chu_quan: if committee || below { Vec::new() } else { vec![unit.thuoc.clone()] },
        co_quan: unit.ten_tren_van_ban.clone(),
        ten: unit.ten.clone(),
        loai: if committee { COMMITTEE.to_owned() } else { unit.loai.clone() },
        viet_tat: if committee { SHORT.to_owned() } else { unit.viet_tat.clone() },
        dia_danh: if committee { place(&unit.ten) } else { String::new() },
        chuc_vu_nguoi_ky: if committee { on_behalf(unit) } else { unit.chuc_vu_nguoi_ky.clone() },
        nguoi_ky: unit.nguoi_ky.clone(),
        co_dau: la_co_quan || !PARTS.contains(&unit.loai.as_str()) || of_committee(campaign, unit, below),
        la_co_quan,
        duoi_co_quan: below && !committee && !la_co_quan,
    }
    .named(&campaign.co_quan)
}

/// Whether `unit` is a people's committee, by its name where the sheet sorts its units otherwise ("Xã", "Địa phương").
fn is_committee(unit: &Unit) -> bool {
    unit.loai == COMMITTEE || place_named(&unit.ten).is_some()
}

/// What a people's committee called `name` is called after: "xã Nam Thái", or nothing.
fn place_named(name: &str) -> Option<String> {
    // Most names are told from it by their first letter.
    first_small(name).filter(|first| matches!(first, 'ủ' | 'u'))?;
    let words: Vec<&str> = name.split_whitespace().collect();
    [COMMITTEE, SHORT].iter().find_map(|called| {
        let (own, rest) = words.split_at_checked(called.split(' ').count())?;
        (ascii_key(&own.join(" ")) == ascii_key(called)).then(|| rest.join(" "))
    })
}

/// Whether the body right above `unit` is a people's committee; `below` that of the campaign.
fn of_committee(campaign: &Campaign, unit: &Unit, below: bool) -> bool {
    let above = if below { &campaign.co_quan.ten } else { &unit.thuoc };
    above.starts_with(COMMITTEE) || above.starts_with(SHORT)
}

impl Letterhead {
    /// The letterhead on a day on which the body of the campaign is called as `body` is.
    pub fn under(&self, body: &Organisation) -> Self {
        self.clone().named(body)
    }

    fn named(mut self, body: &Organisation) -> Self {
        if self.loai != COMMITTEE {
            self.dia_danh.clone_from(&body.dia_danh);
        }
        match (self.la_co_quan, self.duoi_co_quan) {
            (true, _) => {
                Letterhead { co_quan_chu_quan: body.co_quan_chu_quan.clone(), co_quan: vec![body.ten.clone()], ..self }
            }
            (_, true) => Letterhead { co_quan_chu_quan: vec![body.ten_day_du.clone()], ..self },
            _ => self,
        }
    }
}

/// Above the signature for a people's committee (Nghị định 30/2020, Phụ lục I, Phần I, Mục II.7): on behalf of it, by its
/// Chủ tịch where the sheet names nobody.
fn on_behalf(unit: &Unit) -> Vec<String> {
    let (lines, signer) = (&unit.chuc_vu_nguoi_ky, &unit.nguoi_ky);
    let is_told = lines.first().is_some_and(|line| line.starts_with("TM."));
    let committee = (!is_told).then(|| format!("TM. {COMMITTEE}"));
    let chair = (lines.is_empty() && signer.is_empty()).then(|| "Chủ tịch".to_owned());
    committee.into_iter().chain(lines.iter().cloned()).chain(chair).collect()
}

/// Where a people's committee signs (Nghị định 30/2020, Phụ lục I, Phần I, Mục II.4): the name of its place, with the
/// level only before a number; room to write it for one without a name.
fn place(name: &str) -> String {
    let called = place_named(name).unwrap_or_default();
    let whole = if is_in_capitals(&called) { capitalised(&called) } else { called };
    let behind = |level: &&str| {
        let begins = whole.get(..level.len()).is_some_and(|own| own.to_lowercase() == **level);
        whole.get(level.len()..).filter(|_| begins)
    };
    let bare = LEVELS.iter().find_map(behind).unwrap_or(&whole);
    match (bare.is_empty(), bare.chars().all(|letter| letter.is_ascii_digit())) {
        (true, _) => ROOM.to_owned(),
        (_, true) => upper_first(&whole),
        _ => bare.to_owned(),
    }
}

fn is_in_capitals(name: &str) -> bool {
    name.chars().count() > 1 && !name.chars().any(char::is_lowercase)
}

fn capitalised(name: &str) -> String {
    name.split(' ').map(|word| upper_first(&word.to_lowercase())).collect::<Vec<_>>().join(" ")
}

/// Whether a unit of that name is the body of the campaign.
fn is_body(campaign: &Campaign, name: &str) -> bool {
    let body = [&campaign.co_quan.ten, &campaign.co_quan.ten_day_du];
    // Most names are told from the few that it may be by their first letter.
    let first = first_small(name);
    if first != COLLECTIVE.chars().next() && body.iter().all(|known| first_small(known) != first) {
        return false;
    }
    let name = fold(name);
    let bare = name.strip_prefix(COLLECTIVE).unwrap_or(&name);
    !bare.is_empty() && body.into_iter().any(|known| fold(known) == bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(ten: &str, loai: &str, thuoc: &str) -> (String, String) {
        let co_quan = Organisation {
            ten: "Sở Tài chính".to_owned(),
            ten_day_du: "Sở Tài chính Ninh Thuận".to_owned(),
            co_quan_chu_quan: vec!["Ủy ban nhân dân tỉnh Ninh Thuận".to_owned()],
            ..Organisation::default()
        };
        let campaign = Campaign { co_quan, ..Campaign::default() };
        let unit = Unit {
            ten: ten.to_owned(),
            loai: loai.to_owned(),
            thuoc: thuoc.to_owned(),
            ten_tren_van_ban: vec![ten.to_owned()],
            ..Unit::default()
        };
        let head = letterhead(&campaign, &unit);
        (head.co_quan_chu_quan.join("/"), head.co_quan.join("/"))
    }

    #[test]
    fn the_body_above_is_the_unit_it_belongs_to() {
        for (unit, kind, above, expected) in [
            ("Phòng Ngân sách", "Phòng", "", "Sở Tài chính Ninh Thuận"),
            ("Phòng Ngân sách", "Phòng", "Tập thể Sở Tài chính", "Sở Tài chính Ninh Thuận"),
            ("Tổ Nghiệp vụ", "đơn vị", "Chi cục Thuế", "Chi cục Thuế"),
            ("UBND xã Phước Nam", "Ủy ban nhân dân", "UBND huyện Thuận Nam", ""),
            ("UBND xã Phước Nam", "Xã", "", ""),
            ("UBND", "Địa phương", "", ""),
            ("Ủy ban Mặt trận Tổ quốc xã", "Xã", "", "Sở Tài chính Ninh Thuận"),
        ] {
            assert_eq!(head(unit, kind, above), (expected.to_owned(), unit.to_owned()));
        }
    }

    #[test]
    fn a_committee_is_signed_for() {
        for (posts, signer, expected) in [
            ("", "", "TM. Ủy ban nhân dân/Chủ tịch"),
            ("", "Bà Lê Thị A", "TM. Ủy ban nhân dân"),
            ("Chủ tịch", "Bà Lê Thị A", "TM. Ủy ban nhân dân/Chủ tịch"),
            ("KT. Chủ tịch/Phó Chủ tịch", "Bà Lê Thị A", "TM. Ủy ban nhân dân/KT. Chủ tịch/Phó Chủ tịch"),
            ("TM. UBND/Chủ tịch", "", "TM. UBND/Chủ tịch"),
        ] {
            let chuc_vu_nguoi_ky = posts.split('/').filter(|post| !post.is_empty()).map(str::to_owned).collect();
            let unit = Unit { chuc_vu_nguoi_ky, nguoi_ky: signer.to_owned(), ..Unit::default() };
            assert_eq!(on_behalf(&unit).join("/"), expected);
        }
    }

    #[test]
    fn a_committee_signs_at_its_place() {
        for (name, expected) in [
            ("Ủy ban nhân dân thị trấn Thứ Ba", "Thứ Ba"),
            ("Uỷ ban nhân dân xã Ia Krêl", "Ia Krêl"),
            ("ỦY BAN NHÂN DÂN XÃ AN BIÊN", "An Biên"),
            ("UBND PHƯỜNG 3", "Phường 3"),
            ("UBND xã Đông Thái", "Đông Thái"),
            ("Ủy ban nhân dân phường 3", "Phường 3"),
            ("", ROOM),
        ] {
            assert_eq!(place(name), expected);
        }
    }

    #[test]
    fn the_body_itself_has_its_own_letterhead() {
        let expected = ("Ủy ban nhân dân tỉnh Ninh Thuận".to_owned(), "Sở Tài chính".to_owned());
        for name in ["Tập thể Sở Tài chính", "Sở Tài chính", "Sở Tài chính Ninh Thuận"] {
            assert_eq!(head(name, "Sở", ""), expected, "{name}");
        }
    }
}
