//! Filters that make much out of little or compare each with each, with a look at how much before they do; and one that
//! is the same at each run.
//!
//! They do what those of the engine do, which keep neither bounds nor order.

use std::borrow::Cow;
use std::collections::HashMap;

use tera::value::Key;
use tera::{Error, Kwargs, Map, State, StringInput, Tera, TeraResult, Value};

use super::{Budgets, KEPT, Size, over};

/// Comparisons of two values that are one step.
const COMPARED: usize = 10;

/// Puts them in the place of those of the engine.
pub(super) fn register(tera: &mut Tera, budgets: &Budgets) {
    let budgets = budgets.clone();
    tera.register_filter("unique", move |value: Value, _: Kwargs, _: &State| unique(&value, &budgets));
    tera.register_filter("replace", replace);
    tera.register_filter("join", join);
    tera.register_filter("indent", indent);
    tera.register_filter("group_by", group_by);
}

/// Refuses what would be longer than a value may be.
fn fits(letters: usize) -> TeraResult<()> {
    if letters > KEPT { Err(over("một bộ lọc làm ra chữ quá dài")) } else { Ok(()) }
}

/// Each value once, where it comes first.
fn unique(value: &Value, budgets: &Budgets) -> TeraResult<Vec<Value>> {
    let items = value.as_array().ok_or_else(|| Error::message("`unique` needs a list"))?;
    let mut once: Vec<Value> = Vec::new();
    for item in items {
        budgets.spend(|spent| spent.step(once.len() / COMPARED))?;
        if !once.contains(item) {
            once.push(item.clone());
        }
    }
    Ok(once)
}

/// The items with each value of a field, in the order in which the values come first.
fn group_by(items: &[Value], kwargs: Kwargs, _: &State) -> TeraResult<Map> {
    let path = kwargs.must_get::<&str>("attribute")?;
    let mut places: HashMap<Key<'static>, usize> = HashMap::new();
    let mut groups: Vec<(Key<'static>, Vec<Value>)> = Vec::new();
    for item in items {
        let value = item.get_from_path(path).ok_or_else(|| Error::message(format!("`{path}` is not defined")))?;
        if value.is_none() {
            continue;
        }
        let key = key(value)?;
        let at = *places.entry(key.clone()).or_insert(groups.len());
        match groups.get_mut(at) {
            Some((_, group)) => group.push(item.clone()),
            None => groups.push((key, vec![item.clone()])),
        }
    }
    Ok(groups.into_iter().map(|(key, group)| (key, Value::from(group))).collect())
}

fn key(value: &Value) -> TeraResult<Key<'static>> {
    let text = value.as_str().map(|text| Key::from(text.to_owned()));
    let number = || value.as_i128().map(Key::from);
    let key = text.or_else(|| value.as_bool().map(Key::Bool)).or_else(number);
    key.ok_or_else(|| Error::message("Not a valid key type"))
}

fn replace(text: StringInput, kwargs: Kwargs, state: &State) -> TeraResult<Value> {
    let from = kwargs.must_get::<&str>("from")?;
    let to = kwargs.must_get::<StringInput>("to")?;
    let is_safe = state.autoescaping_enabled() && (text.is_safe() || to.is_safe());
    let (text, to): (Cow<'_, str>, Cow<'_, str>) = match is_safe {
        true => (text.rendered(state)?, to.rendered(state)?),
        false => (Cow::Borrowed(text.as_str()), Cow::Borrowed(to.as_str())),
    };
    let places = if from.is_empty() { text.chars().count() + 1 } else { text.matches(from).count() };
    fits(text.len().saturating_add(places.saturating_mul(to.len())))?;
    let replaced = text.replace(from, &to);
    Ok(if is_safe { Value::safe_string(&replaced) } else { Value::from(replaced) })
}

fn join(items: &[Value], kwargs: Kwargs, state: &State) -> TeraResult<Value> {
    let separator = kwargs.get::<StringInput>("sep")?;
    let is_safe = state.autoescaping_enabled()
        && (items.iter().any(|item| item.is_string() && item.is_safe())
            || separator.as_ref().is_some_and(StringInput::is_safe));
    let between = match &separator {
        Some(separator) if is_safe => separator.rendered(state)?,
        Some(separator) => Cow::Borrowed(separator.as_str()),
        None => Cow::Borrowed(""),
    };
    let mut letters = items.len().saturating_mul(between.len());
    for item in items {
        letters = letters.saturating_add(Size::of(item).letters);
        fits(letters)?;
    }
    let part = |item: &Value| match is_safe {
        true if item.is_undefined() => Ok(String::new()),
        true => state.escape_if_needed(item),
        false => Ok(item.to_string()),
    };
    let joined = items.iter().map(part).collect::<TeraResult<Vec<String>>>()?.join(&between);
    Ok(if is_safe { Value::safe_string(&joined) } else { Value::from(joined) })
}

fn indent(text: StringInput, kwargs: Kwargs, state: &State) -> TeraResult<Value> {
    let width = kwargs.get::<usize>("width")?.unwrap_or(4).min(1000);
    let sign = kwargs.get::<StringInput>("indentation")?;
    let is_first = kwargs.get::<bool>("first")?.unwrap_or(false);
    let is_blank = kwargs.get::<bool>("blank")?.unwrap_or(false);
    if sign.as_ref().is_some_and(|sign| sign.as_str().chars().count() != 1) {
        return Err(tera::Error::message("The `indentation` argument must contain exactly one character"));
    }
    let is_safe = state.autoescaping_enabled() && (text.is_safe() || sign.as_ref().is_some_and(StringInput::is_safe));
    let whole = if is_safe { text.rendered(state)? } else { Cow::Borrowed(text.as_str()) };
    let sign = match &sign {
        Some(sign) if is_safe => sign.rendered(state)?,
        Some(sign) => Cow::Borrowed(sign.as_str()),
        None => Cow::Borrowed(" "),
    };
    fits(whole.len().saturating_add(whole.lines().count().saturating_mul(width * sign.len())))?;
    let margin = sign.repeat(width);
    let line = |(at, line): (usize, &str)| {
        let is_indented = if at == 0 { is_first } else { is_blank || !line.is_empty() };
        if is_indented { format!("{margin}{line}") } else { line.to_owned() }
    };
    let mut indented = whole.lines().enumerate().map(line).collect::<Vec<String>>().join("\n");
    if whole.ends_with('\n') {
        indented.push('\n');
    }
    Ok(if is_safe { Value::safe_string(&indented) } else { Value::from(indented) })
}
