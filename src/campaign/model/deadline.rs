//! Thời hạn: until when, counted how.
//!
//! "Đến hết ngày" includes the day and "trước ngày" does not. A term that runs from a day does not
//! count that day (Điều 147 Bộ luật Dân sự 2015). The day of an event may not be known yet.

use chrono::NaiveDate;

use super::criterion::Among;
use super::labelled::labelled;
use super::located::Located;
use super::period::Period;
use super::short_date;
use super::until::Bound;
use crate::base::diag::Place;
use crate::law::calendar::Calendar;
use crate::paper::document::date::printed_month;

labelled! {
    /// What is due.
    Task {
        DangKy "dang_ky" "đăng ký";
        HoSo "ho_so" "hồ sơ";
        BaoCao "bao_cao" "báo cáo";
        Trinh "trinh" "trình";
    }
}

labelled! {
    /// Which days are counted.
    DayKind {
        NgayLich "ngay_lich" "ngày lịch";
        NgayLamViec "ngay_lam_viec" "ngày làm việc";
    }
}

impl DayKind {
    /// As it stands behind a number: "ngày", "ngày làm việc".
    fn words(self) -> &'static str {
        match self {
            DayKind::NgayLich => "ngày",
            DayKind::NgayLamViec => "ngày làm việc",
        }
    }
}

labelled! {
    /// What being late means.
    LateEffect {
        KhongXet "khong_xet" "không xét";
        CanhBao "canh_bao" "cảnh báo";
    }
}

labelled! {
    /// On which side of the event the term lies.
    Side {
        Sau "sau" "sau";
        Truoc "truoc" "trước";
    }
}

/// How the last day is found.
#[derive(Clone, Debug)]
pub enum Mark {
    Ngay {
        ngay: NaiveDate,
        gioi_han: Bound,
    },
    /// Every year; in the year after the one that is judged when `nam_sau`.
    HangNam {
        ngay: u32,
        thang: u32,
        nam_sau: bool,
        gioi_han: Bound,
    },
    SuKien {
        su_kien: Located<String>,
        dai: Days,
        phia: Side,
    },
}

/// So many days of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days {
    pub so_ngay: u32,
    pub loai_ngay: DayKind,
}

impl Days {
    /// "07 ngày làm việc".
    pub fn words(self) -> String {
        format!("{:02} {}", self.so_ngay, self.loai_ngay.words())
    }

    /// The last of them when `day` is not counted.
    ///
    /// # Errors
    /// Why it can't be said: the holidays of a year are not known.
    pub fn after(self, day: NaiveDate, calendar: &Calendar) -> Result<NaiveDate, String> {
        self.counted(day, Side::Sau, calendar)
    }

    /// The last of them when `day` is the first, if it is a day of their kind.
    ///
    /// # Errors
    /// As [`Days::after`].
    pub fn beginning(self, day: NaiveDate, calendar: &Calendar) -> Result<NaiveDate, String> {
        let before = day.pred_opt().ok_or_else(|| "ngày nằm ngoài lịch".to_owned())?;
        self.after(before, calendar)
    }

    /// So many days on one side of `day`, which is not counted.
    fn counted(self, day: NaiveDate, side: Side, calendar: &Calendar) -> Result<NaiveDate, String> {
        let outside = || "ngày nằm ngoài lịch".to_owned();
        if self.loai_ngay == DayKind::NgayLich {
            let days = chrono::Days::new(self.so_ngay.into());
            let moved = if side == Side::Sau { day.checked_add_days(days) } else { day.checked_sub_days(days) };
            return moved.ok_or_else(outside);
        }
        let (mut date, mut left) = (day, self.so_ngay);
        while left > 0 {
            let next = if side == Side::Sau { date.succ_opt() } else { date.pred_opt() };
            date = next.ok_or_else(outside)?;
            left -= u32::from(calendar.is_working(date)?);
        }
        Ok(date)
    }
}

/// One thời hạn.
#[derive(Clone, Debug)]
pub struct Deadline {
    pub ma: String,
    /// What is to be done, for print ("gửi hồ sơ về Sở Nội vụ").
    pub noi_dung: String,
    pub viec: Task,
    pub moc: Mark,
    /// For these awards; for all when empty.
    pub hinh_thuc: Vec<Located<String>>,
    /// For dossiers of these only, instead of what holds for all.
    pub trong: Among,
    pub khi_qua_han: LateEffect,
    /// Where the plan says so ("mục IV").
    pub muc: String,
    pub place: Place,
}

/// Something that a term is counted from.
#[derive(Clone, Debug)]
pub struct Event {
    pub ma: String,
    /// As it reads after "ngày" ("Ủy ban nhân dân tỉnh công bố Chỉ số").
    pub ten: String,
    /// For events of each year.
    pub nam: Option<i32>,
    pub ngay: Option<Located<NaiveDate>>,
    pub place: Place,
}

impl Mark {
    /// "đến hết ngày 30/3/2022", "trước ngày 31/12 hằng năm", "chậm nhất là 15 ngày kể từ ngày …".
    pub fn cau(&self, events: &[Event]) -> String {
        match self {
            Mark::Ngay { ngay, gioi_han } => format!("{} ngày {}", gioi_han.label(), short_date(*ngay)),
            Mark::HangNam { ngay, thang, nam_sau, gioi_han } => {
                let when = if *nam_sau { "của năm sau" } else { "hằng năm" };
                format!("{} ngày {ngay:02}/{} {when}", gioi_han.label(), printed_month(*thang))
            }
            Mark::SuKien { su_kien, dai, phia } => {
                let name =
                    events.iter().find(|event| event.ma == su_kien.value).map_or(&su_kien.value, |event| &event.ten);
                let (so_ngay, days) = (dai.so_ngay, dai.loai_ngay.words());
                match phia {
                    Side::Sau => format!("chậm nhất là {so_ngay} {days} kể từ ngày {name}"),
                    Side::Truoc => format!("chậm nhất là {so_ngay} {days} trước ngày {name}"),
                }
            }
        }
    }

    /// Whether a fixed day lies before `day`.
    pub fn is_before(&self, day: NaiveDate) -> bool {
        matches!(self, Mark::Ngay { ngay, .. } if *ngay < day)
    }

    /// The last day on which it is still in time, for the year that is judged.
    ///
    /// # Errors
    /// Why it can't be said yet: the day of the event, the year, or the holidays are not known.
    pub fn last_day(
        &self,
        year: Option<i32>,
        period: &Period,
        events: &[Event],
        calendar: &Calendar,
    ) -> Result<NaiveDate, String> {
        match self {
            Mark::Ngay { ngay, gioi_han } => bounded(*ngay, *gioi_han),
            Mark::HangNam { ngay, thang, nam_sau, gioi_han } => {
                let year = year.ok_or_else(|| "thời hạn hằng năm nhưng chưa rõ năm xét".to_owned())?;
                let year = year.saturating_add(i32::from(*nam_sau));
                let date = period.day_in(year, *thang, *ngay);
                let none = || format!("{} không có ngày {ngay:02}/{thang:02}", period.year_words(year));
                bounded(date.ok_or_else(none)?, *gioi_han)
            }
            Mark::SuKien { su_kien, dai, phia } => {
                let day = event_day(&su_kien.value, year, events)?;
                dai.counted(day, *phia, calendar)
            }
        }
    }
}

impl Deadline {
    /// As [`Mark::cau`].
    pub fn cau(&self, events: &[Event]) -> String {
        self.moc.cau(events)
    }

    /// As [`Mark::last_day`].
    ///
    /// # Errors
    /// Those of [`Mark::last_day`].
    pub fn last_day(
        &self,
        year: Option<i32>,
        period: &Period,
        events: &[Event],
        calendar: &Calendar,
    ) -> Result<NaiveDate, String> {
        self.moc.last_day(year, period, events, calendar)
    }
}

fn bounded(date: NaiveDate, bound: Bound) -> Result<NaiveDate, String> {
    match bound {
        Bound::DenHet => Ok(date),
        Bound::Truoc => date.pred_opt().ok_or_else(|| "ngày nằm ngoài lịch".to_owned()),
    }
}

fn event_day(code: &str, year: Option<i32>, events: &[Event]) -> Result<NaiveDate, String> {
    let named = || events.iter().filter(|event| event.ma == code);
    let event = named()
        .find(|event| event.nam.is_some() && event.nam == year)
        .or_else(|| named().find(|event| event.nam.is_none()));
    match event {
        Some(event) => match &event.ngay {
            Some(day) => Ok(day.value),
            None => Err(format!("chưa biết ngày {}", event.ten)),
        },
        None => Err(match named().next() {
            Some(event) => format!("chưa biết ngày {} của năm xét", event.ten),
            None => format!("không có sự kiện `{code}`"),
        }),
    }
}
