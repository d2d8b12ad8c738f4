//! The council and its ballots as biên bản tell them.

use serde::Serialize;

use crate::base::text::ascii_key;
use crate::campaign::model::council::{BallotRound, Council, Member};
use crate::campaign::model::profile::Gender;
use crate::paper::document::PartialDate;

/// One member.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct MemberText {
    pub stt: usize,
    /// "ông", "bà"; "ông (bà)" when not known.
    pub danh_xung: String,
    pub ho_ten: String,
    pub chuc_vu: String,
    pub vai_tro: String,
    pub ly_do_vang: String,
    pub y_kien_bang_van_ban: bool,
}

/// Ballots handed out and taken back. `co` is false when they were not counted.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct BallotText {
    pub co: bool,
    /// At the meeting: opinions in writing are no ballots that were handed out.
    pub phat_ra: u32,
    pub thu_ve: u32,
    /// Opinions in writing that count as ballots.
    pub bang_van_ban: u32,
    /// Ballots that came back and these opinions.
    pub tong_so: u32,
    pub khong_thu_ve: u32,
    pub hop_le: u32,
    pub khong_hop_le: u32,
}

/// The council on the day on which it met.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct CouncilText {
    pub ten: String,
    pub quyet_dinh: String,
    pub ngay_hop: PartialDate,
    pub tong_so: u32,
    pub so_co_mat: u32,
    pub so_vang: u32,
    /// Absent members who gave an opinion in writing.
    pub so_y_kien_bang_van_ban: u32,
    pub co_mat: Vec<MemberText>,
    pub vang: Vec<MemberText>,
    /// Who presided, and who wrote.
    pub chu_toa: MemberText,
    pub thu_ky: MemberText,
    pub phieu: BallotText,
}

impl CouncilText {
    /// Puts `council` into words.
    /// `address` gives the form of address of somebody by the name.
    pub fn of(council: &Council, address: &dyn Fn(&str) -> &'static str) -> Self {
        let text = |member: &Member, stt: usize| text(member, stt, address);
        let numbered = |members: &[&Member]| -> Vec<MemberText> {
            members.iter().enumerate().map(|(at, member)| text(member, at + 1)).collect()
        };
        let (present, absent): (Vec<&Member>, Vec<&Member>) =
            council.thanh_vien.iter().partition(|member| member.co_mat);
        let secretary = present.iter().find(|member| ascii_key(&member.vai_tro).contains("thu_ky"));
        let present_count = council.present();
        CouncilText {
            ten: council.ten.clone(),
            quyet_dinh: council.quyet_dinh.clone(),
            ngay_hop: council.ngay_hop.as_ref().map(|day| PartialDate::whole(day.value)).unwrap_or_default(),
            tong_so: council.total(),
            so_co_mat: present_count,
            so_y_kien_bang_van_ban: council.in_writing(),
            so_vang: council.total().saturating_sub(present_count),
            chu_toa: council.chair().map(|member| text(member, 0)).unwrap_or_default(),
            thu_ky: secretary.map(|member| text(member, 0)).unwrap_or_default(),
            co_mat: numbered(&present),
            vang: numbered(&absent),
            phieu: BallotText::of(council, BallotRound::Mot),
        }
    }
}

impl BallotText {
    /// Those of `round`.
    pub fn of(council: &Council, round: BallotRound) -> Self {
        let told = council.ballots(round);
        let (Some(out), Some(back)) = (&told.phat_ra, &told.thu_ve) else {
            return BallotText::default();
        };
        // Counted among the ballots where more were handed out than members were present.
        let written = council.in_writing().min(out.value.saturating_sub(council.present()));
        let valid = told.hop_le.as_ref().map_or(back.value, |count| count.value);
        BallotText {
            co: true,
            phat_ra: out.value - written,
            thu_ve: back.value.saturating_sub(written),
            bang_van_ban: written,
            tong_so: back.value,
            khong_thu_ve: out.value.saturating_sub(back.value),
            hop_le: valid,
            khong_hop_le: told
                .khong_hop_le
                .as_ref()
                .map_or_else(|| back.value.saturating_sub(valid), |count| count.value),
        }
    }
}

fn text(member: &Member, stt: usize, address: &dyn Fn(&str) -> &'static str) -> MemberText {
    MemberText {
        stt,
        danh_xung: match member.gioi_tinh {
            Some(Gender::Nam) => "ông",
            Some(Gender::Nu) => "bà",
            None => address(&member.ho_ten.value),
        }
        .to_owned(),
        ho_ten: member.ho_ten.value.clone(),
        chuc_vu: member.chuc_vu.clone(),
        vai_tro: member.vai_tro.clone(),
        ly_do_vang: member.ly_do_vang.clone(),
        y_kien_bang_van_ban: member.y_kien_bang_van_ban,
    }
}
