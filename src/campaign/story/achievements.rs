//! What somebody achieved, criterion by criterion, in whole sentences: a báo cáo thành tích that only repeats what is
//! asked tells nothing, so each value comes with its name, the year before where the criterion compares, and its source.

use serde::Serialize;

use super::criteria::{in_one, named};
use super::nominees::Book;
use crate::base::diag::{Code, Diagnostic};
use crate::base::text::{lower_first, upper_first};
use crate::campaign::model::criterion::{Condition, Criterion, Grouping, measured};
use crate::campaign::model::evidence::{Evidence, EvidenceValue, IndicatorKind};
use crate::campaign::model::located::Located;
use crate::campaign::model::score::POINTS;
use crate::campaign::model::short_date;
use crate::campaign::rules::grades::Graded;
use crate::campaign::rules::{Assessed, Context, State, Verdict, leaf, scores};

/// What stands for a criterion of which only a yes is known.
const MET: &str = "Đạt tiêu chuẩn này";

/// One tiêu chuẩn of somebody: what it asks, what was achieved.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Achieved {
    pub ma: String,
    /// Of a choice that which is met.
    pub noi_dung: String,
    pub trang_thai: String,
    pub ly_do: String,
    pub doan: Vec<String>,
}

/// The criteria of the award that concern it, each with what was achieved.
pub fn achieved(context: &Context, book: &Book, item: &Assessed) -> Vec<Achieved> {
    let teller = Teller { context, book, item };
    let concerns = |verdict: &&Verdict| verdict.trang_thai != State::KhongApDung;
    let tell = |verdict: &Verdict| {
        let criterion = context.rules().criterion(&verdict.ma)?;
        let mut doan = book.passage(item.proposed.nominee, &criterion.ma);
        teller.tell(item.proposed.nominee, verdict, criterion, &mut doan);
        let noi_dung = teller.heading(verdict, criterion);
        for sentence in &mut doan {
            if let Some(rest) = sentence.strip_prefix(&noi_dung) {
                *sentence = format!("{MET}{rest}");
            }
        }
        Some(Achieved {
            ma: criterion.ma.clone(),
            noi_dung,
            trang_thai: verdict.trang_thai.label().to_owned(),
            ly_do: verdict.ly_do.clone(),
            doan,
        })
    };
    item.tieu_chuan.gom.iter().filter(concerns).filter_map(tell).collect()
}

/// `TL021` where the report of `item` would tell no achievement: no words, no number, no initiative.
pub fn nothing_told(context: &Context, item: &Assessed) -> Option<Diagnostic> {
    let at = item.proposed.nominee;
    let row = context.facts.de_nghi.get(item.proposed.row)?;
    let mut values = (0..context.rules().chi_so.len())
        .flat_map(|number| Context::rows(&context.facts.ket_qua, context.index.evidence.get(&(at, number))));
    let tells = |value: &Evidence| !value.dien_giai.is_empty() || matches!(value.gia_tri.value, EvidenceValue::So(_));
    let told = !row.thanh_tich.is_empty()
        || context.index.passages.contains_key(&at)
        || context.index.initiatives.contains_key(&at)
        || values.any(tells);
    let message = "đề nghị chưa có thành tích nào bằng lời hoặc số liệu, báo cáo thành tích chỉ có ô trống";
    let finding = || Diagnostic::warning(Code::TL021, message).at(row.place.clone());
    (!told).then(finding).map(|finding| {
        finding.hint("ghi cột `Thành tích` của bảng `Đề nghị`, cột `Diễn giải` của bảng `Kết quả` hoặc bảng `Báo cáo thành tích`")
    })
}

/// The achievement as a certificate tells it; words that are such a sentence already stand as they are.
pub fn certified(words: &str, campaign: &str) -> String {
    const BEGINNING: &str = "có thành tích";
    let words = words.trim().trim_end_matches(['.', ';']);
    let bare = lower_first(words);
    let bare = bare.strip_prefix("đã ").unwrap_or(&bare);
    let in_campaign = if bare.contains("phong trào") { String::new() } else { format!(" trong {campaign}") };
    match words {
        "" => format!("Đã {BEGINNING} xuất sắc trong {campaign}"),
        _ if bare.starts_with(BEGINNING) => format!("Đã {bare}{in_campaign}"),
        _ => format!("Đã {BEGINNING}: {}, trong {campaign}", lower_first(words)),
    }
}

struct Teller<'a, 'b> {
    context: &'a Context<'b>,
    book: &'a Book,
    item: &'a Assessed,
}

impl Teller<'_, '_> {
    /// What is asked, without what a group is made of: its own words, else the words of the members that are met.
    fn heading(&self, verdict: &Verdict, criterion: &Criterion) -> String {
        let rules = self.context.rules();
        if !matches!(criterion.dieu_kien, Condition::Nhom { .. }) {
            return in_one(rules, criterion, Some(self.item.loai));
        }
        if !criterion.noi_dung.is_empty() {
            return named(rules, criterion);
        }
        let met = verdict.gom.iter().filter(|member| member.trang_thai == State::Dat);
        let met = met.filter_map(|member| Some((member, rules.criterion(&member.ma)?)));
        let words: Vec<String> = met.map(|(member, criterion)| self.heading(member, criterion)).collect();
        match words.split_first() {
            None => in_one(rules, criterion, Some(self.item.loai)),
            Some((first, rest)) => {
                let rest = rest.iter().map(|words| format!("; {}", lower_first(words)));
                [first.clone()].into_iter().chain(rest).collect()
            }
        }
    }

    /// Adds the sentences about `whom` that `verdict` rests on; of a group those of the members that are met.
    fn tell(&self, whom: usize, verdict: &Verdict, criterion: &Criterion, out: &mut Vec<String>) {
        let rules = self.context.rules();
        match criterion.dieu_kien.of_year() {
            Condition::Nhom { cach, .. } => {
                let counts = |member: &&Verdict| match member.trang_thai {
                    State::Cho => *cach == Grouping::TatCa,
                    state => state == State::Dat,
                };
                for member in verdict.gom.iter().filter(counts) {
                    if let Some(criterion) = rules.criterion(&member.ma) {
                        self.tell(whom, member, criterion, out);
                    }
                }
            }
            Condition::DonVi { .. } => self.of_unit(whom, verdict, out),
            Condition::XepLoai { chi_so, .. } if self.rated(whom, &chi_so.value).is_some() => {
                out.extend(self.rating(whom, &chi_so.value));
            }
            Condition::SangKien { ca_thanh_vien, so_nam, .. } => {
                let mut owners = vec![whom];
                if *ca_thanh_vien {
                    owners.extend(self.context.parties.members(whom));
                }
                let last = self.item.nam;
                let first = last.map(|year| year.saturating_sub_unsigned(so_nam.unwrap_or(1).saturating_sub(1)));
                owners.into_iter().for_each(|owner| self.initiatives(owner, (first, last), out));
            }
            Condition::DangKy { .. } => {
                let rows = Context::rows(&self.context.facts.dang_ky, self.context.index.registrations.get(&whom));
                let day = rows.iter().filter_map(|row| row.ngay_nop.as_ref()).map(|day| day.value).min();
                let when = day.map(|day| format!(" ngày {}", short_date(day))).unwrap_or_default();
                out.push(format!("Đã gửi bản đăng ký thi đua{when}."));
            }
            Condition::TongDiem { thang_diem, .. } => out.extend(self.points(whom, &thang_diem.value)),
            Condition::Nguong { chi_so, .. } if rules.total_as_indicator(&chi_so.value).is_some() => {
                out.extend(self.points(whom, &chi_so.value));
            }
            condition => {
                let Some(indicator) = condition.indicator() else { return };
                let before = verdict.da_xem.iter().find_map(|looked| looked.gia_tri.strip_prefix(leaf::YEAR_BEFORE));
                for row in leaf::evidence(self.context, whom, &indicator.value, self.item.nam) {
                    out.extend(self.value(criterion, indicator, row, before));
                }
            }
        }
    }

    /// What the unit of somebody achieved.
    fn of_unit(&self, whom: usize, verdict: &Verdict, out: &mut Vec<String>) {
        let Some(unit) = self.context.unit_of(whom) else { return };
        let name = self.context.nominee(unit).map_or("", |nominee| nominee.ten.as_str());
        let mut told = Vec::new();
        for member in &verdict.gom {
            if let Some(criterion) = self.context.rules().criterion(&member.ma) {
                self.tell(unit, member, criterion, &mut told);
            }
        }
        out.extend(told.into_iter().map(|sentence| format!("{name}: {}", lower_first(&sentence))));
    }

    /// How `whom` is rated by points.
    fn rated(&self, whom: usize, code: &str) -> Option<&Graded> {
        self.context.grades.of(code, whom, self.item.nam)
    }

    /// "Kết quả xếp loại: Xuất sắc (93 điểm)." once it is known.
    fn rating(&self, whom: usize, code: &str) -> Option<String> {
        let indicator = self.context.rules().indicator(code)?;
        let graded = self.rated(whom, code)?;
        let level = indicator.grading()?.name(graded.settled()?);
        Some(format!("{}: {level} ({} {POINTS}).", upper_first(&indicator.ten), graded.sum.settled()?))
    }

    /// "Tổng điểm thi đua: 93 điểm." once all points are known.
    fn points(&self, whom: usize, code: &str) -> Option<String> {
        let total = self.context.rules().total(code)?;
        let sum = scores::sum(self.context, total, whom, self.item.nam).settled()?;
        Some(format!("{}: {sum} {POINTS}.", upper_first(total.name())))
    }

    /// Those of the years from `first` to `last`.
    fn initiatives(&self, owner: usize, (first, last): (Option<i32>, Option<i32>), out: &mut Vec<String>) {
        for row in Context::rows(&self.context.facts.sang_kien, self.context.index.initiatives.get(&owner)) {
            if row.nam.is_some() && (row.nam < first || row.nam > last) {
                continue;
            }
            let by = if row.quyet_dinh.is_empty() { String::new() } else { format!(" tại {}", row.quyet_dinh) };
            let day = row.ngay_cong_nhan.as_ref().map(|day| format!(" ngày {}", short_date(day.value)));
            out.push(format!(
                "Sáng kiến “{}” được Hội đồng Sáng kiến {} công nhận{by}{}.",
                row.ten.value,
                row.cap.value.label(),
                day.unwrap_or_default()
            ));
        }
    }

    /// "Chỉ số … là 93,12%; năm trước liền kề là 91,5% (Quyết định …). What was written about it."
    fn value(
        &self,
        criterion: &Criterion,
        indicator: &Located<String>,
        row: &Evidence,
        before: Option<&str>,
    ) -> Option<String> {
        let rules = self.context.rules();
        let name = rules.words(&indicator.value);
        let published = row.ngay_cong_bo.as_ref().map(|day| day.value);
        if published > self.book.written && self.book.written.is_some() {
            return Some(format!("{name}: chưa công bố tại thời điểm báo cáo."));
        }
        let told = row.dien_giai.trim().trim_end_matches(['.', ';']);
        let value = match leaf::known(self.context, row) {
            EvidenceValue::So(number) => format!("{name} là {}", measured(rules, &indicator.value, *number)),
            EvidenceValue::Chu(text) if self.is_rating(indicator) => format!("{name} đạt loại {text}"),
            EvidenceValue::Chu(text) => format!("{name}: {text}"),
            EvidenceValue::CoKhong(true) => String::new(),
            EvidenceValue::CoKhong(false) | EvidenceValue::Trong => return None,
        };
        let value = match before {
            Some(number) => format!("{value}; năm trước liền kề là {}", with_unit(&value, number)),
            None => value,
        };
        let parts = [value.as_str(), told].into_iter().filter(|part| !part.is_empty()).map(upper_first);
        let parts: Vec<String> = parts.collect();
        let words = if parts.is_empty() { self.met(criterion, &name) } else { parts.join(". ") };
        let source = if row.nguon.is_empty() { String::new() } else { format!(" ({})", row.nguon) };
        Some(format!("{words}{source}."))
    }

    fn is_rating(&self, indicator: &Located<String>) -> bool {
        let known = self.context.rules().indicator(&indicator.value);
        known.is_some_and(|known| matches!(known.kieu, IndicatorKind::XepLoai { .. }))
    }

    /// A yes of which nothing more is known: what a member of a group asks, as its heading may name others.
    fn met(&self, criterion: &Criterion, name: &str) -> String {
        if let Condition::DanChieu { van_ban, .. } = &criterion.dieu_kien {
            return format!("Được xét đạt tiêu chuẩn quy định tại {van_ban}");
        }
        let is_own = self.item.tieu_chuan.gom.iter().any(|verdict| verdict.ma == criterion.ma);
        if is_own { MET.to_owned() } else { upper_first(name) }
    }
}

/// The number of the year before in the unit of this year's value: "6,25 điểm" and 5,75 make "5,75 điểm".
fn with_unit(value: &str, number: &str) -> String {
    let unit = value
        .rsplit_once(" là ")
        .and_then(|(_, value)| value.find(|letter| !is_of_number(letter)).map(|at| &value[at..]));
    format!("{number}{}", unit.unwrap_or_default())
}

fn is_of_number(letter: char) -> bool {
    letter.is_ascii_digit() || matches!(letter, ',' | '.' | '-')
}
