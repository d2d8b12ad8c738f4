//! How papers call the campaign in one of its years.

use crate::campaign::model::Campaign;
use crate::campaign::model::campaign::USUAL_CALL;

/// "phong trào thi đua … năm 2024": the year in the place of the phase that the campaign runs, and only where the name
/// does not say it. What is no campaign ("sự nghiệp xây dựng") has no year.
pub fn campaign_in(campaign: &Campaign, year: Option<i32>) -> String {
    let name = format!("{} {}", campaign.goi_la, campaign.ten);
    let Some(year) = year.filter(|_| campaign.goi_la == USUAL_CALL) else { return name };
    let period = &campaign.thoi_gian;
    let words = period.year_words(year);
    let is_said = |name: &str| joined_years(name).contains(&joined_years(&period.year(year)));
    match without_phase(&name) {
        Some(bare) => format!("{bare} {words}"),
        None if joined_years(&name).ends_with(&joined_years(&words)) => name,
        None if is_said(&name) && !period.hang_nam => name,
        None => format!("{name}, {words}"),
    }
}

/// The same with one way of writing a span of years.
fn joined_years(text: &str) -> String {
    text.replace('–', "-").replace(" - ", "-")
}

/// What stands before "giai đoạn 2021 - 2030" or "hằng năm và giai đoạn 2021-2025" at the end.
fn without_phase(name: &str) -> Option<&str> {
    let (bare, phase) = name.rsplit_once(" giai đoạn ")?;
    let is_years = phase.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, ' ' | '-' | '–'));
    let bare = bare.strip_suffix(" và").unwrap_or(bare);
    is_years.then(|| bare.strip_suffix(" hằng năm").unwrap_or(bare))
}
