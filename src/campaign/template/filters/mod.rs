//! The Vietnamese filters of templates.
//!
//! What each does stands in [`FILTERS`].
//!
//! Dates come as the model writes them (`2022-03-25`, `2022-03`, empty) or as people do (`25/3/2022`).

mod table;
mod words;

pub use table::FILTERS;
pub use words::number_in_words;

use chrono::{Datelike, NaiveDate};
use tera::value::Key;
use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use crate::base::data::scalar;
use crate::base::text::order::name_key;
use crate::base::text::{lower_first, upper_first};
use crate::paper::document::PartialDate;
use crate::paper::document::date::printed_month;

/// What comes out of a filter, so far as the check of templates can know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Yield {
    /// The same shape as goes in.
    Same,
    /// One item of the list that goes in.
    Item,
    /// Text or a number.
    Scalar,
    /// Anything.
    Any,
}

/// The tests after `is` that a template may use.
pub const TESTS: &[&str] = &[
    "string",
    "number",
    "map",
    "bool",
    "array",
    "integer",
    "float",
    "none",
    "iterable",
    "defined",
    "undefined",
    "odd",
    "even",
    "divisible_by",
    "starting_with",
    "ending_with",
    "containing",
];

/// The functions that a template may call.
pub const FUNCTIONS: &[&str] = &["range", "throw"];

/// Makes the filters known to `tera`.
pub fn register(tera: &mut Tera) {
    tera.register_filter("ngay", |date: &str, _: Kwargs, _: &State| partial(date).map(PartialDate::spelled));
    tera.register_filter("ngay_so", |date: &str, _: Kwargs, _: &State| partial(date).map(short));
    tera.register_filter("ngay_bang_chu", |date: &str, _: Kwargs, _: &State| in_words(date));
    tera.register_filter("bo_ngay", |date: &str, _: Kwargs, _: &State| {
        partial(date).map(|date| PartialDate { ngay: None, ..date }.to_string())
    });
    tera.register_filter("so_bang_chu", |number: Value, _: Kwargs, _: &State| whole(&number).map(number_in_words));
    tera.register_filter("hai_chu_so", |number: Value, _: Kwargs, _: &State| {
        whole(&number).map(|number| format!("{number:02}"))
    });
    tera.register_filter("so_viet", |number: Value, kwargs: Kwargs, _: &State| -> TeraResult<String> {
        Ok(vietnamese_number(decimal(&number)?, kwargs.get::<usize>("le")?))
    });
    tera.register_filter("chu_hoa", |text: &str, _: Kwargs, _: &State| text.to_uppercase());
    tera.register_filter("chu_thuong", |text: &str, _: Kwargs, _: &State| text.to_lowercase());
    tera.register_filter("hoa_dau", |text: &str, _: Kwargs, _: &State| upper_first(text));
    tera.register_filter("thuong_dau", |text: &str, _: Kwargs, _: &State| lower_first(text));
    tera.register_filter("dau_nhay", |text: &str, _: Kwargs, _: &State| quoted(text));
    tera.register_filter("het_cau", |text: &str, _: Kwargs, _: &State| sentence(text));
    tera.register_filter("bo_dau_cuoi", |text: &str, _: Kwargs, _: &State| bare(text).to_owned());
    tera.register_filter("viet_tat", |unit: Value, _: Kwargs, _: &State| short_name(&unit));
    tera.register_filter("sap_xep_theo_ten", |items: Vec<Value>, kwargs: Kwargs, _: &State| by_name(items, &kwargs));
}

/// A whole number, or the text of one: cells of a table are text.
fn whole(value: &Value) -> TeraResult<i64> {
    let number = value.as_i64().or_else(|| scalar::integer(value.as_str()?));
    number.ok_or_else(|| Error::message(format!("`{value}` không phải là số nguyên")))
}

/// A number, or the text of one.
fn decimal(value: &Value) -> TeraResult<f64> {
    let number = value.as_f64().or_else(|| scalar::decimal(value.as_str()?));
    number.ok_or_else(|| Error::message(format!("`{value}` không phải là số")))
}

fn partial(text: &str) -> TeraResult<PartialDate> {
    text.parse().map_err(|_| Error::message(format!("`{text}` không phải là ngày")))
}

/// "05/3/2022"; what is missing at the front is left to be written in.
fn short(date: PartialDate) -> String {
    let day = date.ngay.map_or("……".to_owned(), |day| format!("{day:02}"));
    let month = date.thang.map_or("……".to_owned(), printed_month);
    let year = date.nam.map_or("………".to_owned(), |year| year.to_string());
    format!("{day}/{month}/{year}")
}

fn in_words(text: &str) -> TeraResult<String> {
    let date: NaiveDate =
        partial(text)?.to_date().ok_or_else(|| Error::message(format!("`{text}` thiếu ngày hoặc tháng")))?;
    let word = |number: u32| number_in_words(number.into());
    let month = if date.month() == 4 { "tư".to_owned() } else { word(date.month()) };
    Ok(format!("ngày {} tháng {month} năm {}", word(date.day()), number_in_words(date.year().into())))
}

/// "1.234,56"; `decimals` fixes how many stand behind the comma, otherwise as many as needed up to 2.
pub fn vietnamese_number(number: f64, decimals: Option<usize>) -> String {
    let text = format!("{:.*}", decimals.unwrap_or(2).min(12), number.abs());
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let part = if decimals.is_some() { part } else { part.trim_end_matches('0') };
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index) % 3 == 0 {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    let zero = grouped == "0" && part.trim_end_matches('0').is_empty();
    let sign = if number < 0.0 && !zero { "-" } else { "" };
    let comma = if part.is_empty() { "" } else { "," };
    format!("{sign}{grouped}{comma}{part}")
}

fn quoted(text: &str) -> String {
    let text = text.trim();
    let has_quotes = text.starts_with(['“', '"']) && text.ends_with(['”', '"']);
    if has_quotes { text.to_owned() } else { format!("“{text}”") }
}

fn sentence(text: &str) -> String {
    let text = text.trim_end();
    let ends = text.is_empty() || text.ends_with(['.', '!', '?', ':', ';', '…']);
    if ends { text.to_owned() } else { format!("{text}.") }
}

fn bare(text: &str) -> &str {
    text.trim_end().trim_end_matches(['.', ';', ',']).trim_end()
}

fn short_name(unit: &Value) -> TeraResult<String> {
    if let Some(text) = unit.as_str() {
        return Ok(text.to_owned());
    }
    let map = unit.as_map().ok_or_else(|| Error::message("bộ lọc `viet_tat` cần một đơn vị"))?;
    let field = |key: &'static str| map.get(&Key::from(key)).and_then(Value::as_str).unwrap_or_default();
    Ok(if field("viet_tat").is_empty() { field("ten") } else { field("viet_tat") }.to_owned())
}

fn by_name(mut items: Vec<Value>, kwargs: &Kwargs) -> TeraResult<Vec<Value>> {
    let field = kwargs.get::<String>("theo")?.unwrap_or_else(|| "ho_ten".to_owned());
    let name = |item: &Value| match item.as_map() {
        Some(map) => map.get(&Key::from(field.clone())).and_then(Value::as_str).unwrap_or_default().to_owned(),
        None => item.as_str().unwrap_or_default().to_owned(),
    };
    items.sort_by_cached_key(|item| name_key(&name(item)));
    Ok(items)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use tera::Context;

    fn render(template: &str) -> String {
        let mut tera = Tera::default();
        register(&mut tera);
        let data = json!({
            "don_vi": {"ten": "Phòng Ngân sách", "viet_tat": "NS"},
            "nguoi": [{"ho_ten": "Trần Bình"}, {"ho_ten": "Lê Văn An"}, {"ho_ten": "Võ Đạt"}],
        });
        let context = Context::from_serialize(&data).unwrap();
        tera.render_str(template, &context, false).unwrap_or_else(|error| format!("{error}"))
    }

    #[test]
    fn filters_give_what_their_table_says() {
        for (template, expected) in [
            ("{{ '2022-03-05' | ngay }}", "ngày 05 tháng 3 năm 2022"),
            ("{{ '25/2/2022' | ngay }}", "ngày 25 tháng 02 năm 2022"),
            ("{{ '2022-03-25' | ngay_so }}", "25/3/2022"),
            ("{{ '2022-03' | ngay_so }}", "……/3/2022"),
            ("{{ '2022-04-25' | ngay_bang_chu }}", "ngày hai mươi lăm tháng tư năm hai nghìn không trăm hai mươi hai"),
            ("{{ '2022-04-25' | bo_ngay }}", "2022-04"),
            ("{{ '' | bo_ngay }}", ""),
            ("{{ 21 | so_bang_chu }}", "hai mươi mốt"),
            ("{{ 2 | hai_chu_so }}, {{ 12 | hai_chu_so }}", "02, 12"),
            ("{{ 1234.5 | so_viet }}, {{ 90 | so_viet }}, {{ -0.001 | so_viet }}", "1.234,5, 90, 0"),
            ("{{ 1234567 | so_viet(le=2) }}", "1.234.567,00"),
            ("{{ 'sở tài chính' | chu_hoa }}", "SỞ TÀI CHÍNH"),
            ("{{ 'đề án' | hoa_dau }}, {{ 'Đề án' | thuong_dau }}", "Đề án, đề án"),
            ("{{ 'a' | dau_nhay }}, {{ '“a”' | dau_nhay }}", "“a”, “a”"),
            ("{{ 'a' | het_cau }} {{ 'b.' | het_cau }} {{ 'c;' | bo_dau_cuoi }}", "a. b. c"),
            ("{{ don_vi | viet_tat }}", "NS"),
            ("{% for n in nguoi | sap_xep_theo_ten %}{{ n.ho_ten }};{% endfor %}", "Lê Văn An;Trần Bình;Võ Đạt;"),
        ] {
            assert_eq!(render(template), expected, "{template}");
        }
        assert!(render("{{ '30/2/2022' | ngay }}").contains("không phải là ngày"));
    }

    #[test]
    fn every_example_gives_what_it_says() {
        for table::Filter { name, example: (template, expected), .. } in FILTERS {
            assert_eq!(render(template), *expected, "{name}");
        }
    }

    #[test]
    fn every_name_in_the_tables_is_known_to_tera() {
        let mut tera = Tera::default();
        register(&mut tera);
        let filters = FILTERS.iter().map(|filter| format!("{{{{ '' | {} }}}}", filter.name));
        let tests = TESTS.iter().map(|name| format!("{{% if '' is {name} %}}{{% endif %}}"));
        let functions = FUNCTIONS.iter().map(|name| format!("{{% if false %}}{{{{ {name}() }}}}{{% endif %}}"));
        for template in filters.chain(tests).chain(functions) {
            assert!(tera.add_raw_template("one", &template).is_ok(), "{template}");
        }
    }
}
