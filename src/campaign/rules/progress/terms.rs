//! Days of a bước: until when it is done, how long a list is put up, whether what was done was in time.

use chrono::NaiveDate;

use super::{Before, Found};
use crate::campaign::model::deadline::LateEffect;
use crate::campaign::model::short_date;
use crate::campaign::model::stage::{Progress, Stage, StageKind, StageTerm};
use crate::campaign::rules::context::Context;
use crate::campaign::rules::criteria::Candidate;
use crate::campaign::rules::verdict::State;

/// Until when the step is done; why it can't be said.
pub(super) type Due = Result<Option<NaiveDate>, String>;

pub(super) fn due(
    context: &Context,
    stage: &Stage,
    before: Option<&Before>,
    begun: Option<NaiveDate>,
    candidate: Candidate,
) -> Due {
    let calendar = context.calendar();
    let Some(term) = &stage.han else { return Ok(None) };
    match term {
        StageTerm::Han(mark) => context.mark_day(mark, candidate.year).map(Some),
        StageTerm::SauBuoc(days) => match before.and_then(|before| before.done) {
            Some(day) => days.after(day, calendar).map(Some),
            None => Err("chưa rõ ngày xong bước trước".to_owned()),
        },
        StageTerm::SauThoiHan { thoi_han, dai } => {
            let deadline = context.rules().deadline(&thoi_han.value);
            let deadline = deadline.ok_or_else(|| format!("không có thời hạn `{}`", thoi_han.value))?;
            dai.after(context.last_day(deadline, candidate.year)?, calendar).map(Some)
        }
        StageTerm::TuKhiMo(days) => begun.map(|day| days.after(day, calendar)).transpose(),
    }
}

/// Why what was done on `day` does not count: before its time, before what comes before, or not long enough.
pub(super) fn short_of(
    context: &Context,
    stage: &Stage,
    row: &Progress,
    day: NaiveDate,
    before: Option<&Before>,
) -> Option<String> {
    if let Some(first) = stage.tu_ngay.as_ref().filter(|first| day < first.value) {
        return Some(format!("làm ngày {}, trước ngày bắt đầu {}", short_date(day), short_date(first.value)));
    }
    if let Some((before, earlier)) = before.and_then(|before| Some((before, before.done?))).filter(|(_, it)| day < *it)
    {
        let earlier = short_date(earlier);
        return Some(format!("làm ngày {}, trước khi xong bước “{}” ({earlier})", short_date(day), before.ten));
    }
    let length = stage.keo_dai?;
    let Some(from) = &row.tu_ngay else { return Some("chưa ghi ngày bắt đầu công khai".to_owned()) };
    let last = match stage.bo_ngay_dau {
        true => length.after(from.value, context.calendar()),
        false => length.beginning(from.value, context.calendar()),
    };
    match last {
        Ok(last) if day < last => Some(format!(
            "công khai từ ngày {} đến ngày {}, chưa đủ {} (đủ khi hết ngày {})",
            short_date(from.value),
            short_date(day),
            length.words(),
            short_date(last)
        )),
        Ok(_) => None,
        Err(reason) => Some(reason),
    }
}

/// "đã gửi lấy ý kiến ngày 02/3/2026"
pub(super) fn begun_words(kind: StageKind, day: NaiveDate) -> String {
    let word = match kind {
        StageKind::TraHoSo => "đã trả hồ sơ ngày",
        StageKind::LayYKien => "đã gửi lấy ý kiến ngày",
        StageKind::CongKhai => "đang công khai từ ngày",
        StageKind::TuCham | StageKind::ThamDinh => "đang làm từ ngày",
    };
    format!("{word} {}", short_date(day))
}

/// A step that is not done: out when its last day is over, unless the plan only warns of being late.
pub(super) fn unfinished(context: &Context, stage: &Stage, due: &Due, words: String) -> Found {
    match due {
        Ok(Some(last)) if context.date > *last => {
            let state = if stage.khi_qua_han == LateEffect::CanhBao { State::Cho } else { State::KhongDat };
            Found::new(state, format!("{words}, đã quá hạn {}", short_date(*last)))
        }
        Ok(Some(last)) => Found::new(State::Cho, format!("{words}, hạn {}", short_date(*last))),
        Ok(None) => Found::new(State::Cho, words),
        Err(reason) => Found::new(State::Cho, format!("{words}; {reason}")),
    }
}

/// Whether what was done on `day` was in time; by how many days it was late.
pub(super) fn in_time(stage: &Stage, day: NaiveDate, due: &Due) -> (Option<i64>, Found) {
    let when = short_date(day);
    match due {
        Ok(Some(last)) if day > *last => {
            let late = (day - *last).num_days();
            let state = if stage.khi_qua_han == LateEffect::CanhBao { State::Dat } else { State::KhongDat };
            (Some(late), Found::new(state, format!("xong ngày {when}, muộn {late} ngày")))
        }
        _ => (None, Found::new(State::Dat, format!("xong ngày {when}"))),
    }
}
