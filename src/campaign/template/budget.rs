//! What filling in one paper may cost.
//!
//! A template may say "a hundred thousand times" three times over, or double a text forty times. The engine has no
//! bounds of its own, so each piece is given to it with calls of [`FUNCTIONS`] where it loops, keeps a value, prints
//! one or calls a component ([`meter`]). They count on the budget of the paper that their thread fills in; the call
//! that is one too many fails at its line, and with it this paper and no other.

mod filters;
pub mod meter;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, ThreadId};

use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

/// Steps of one paper: pieces of expressions that are worked out, or half a kilobyte moved by one of them. A list of
/// 100,000 rows with a hundred pieces each takes a fifth.
const STEPS: usize = 50_000_000;
/// Letters of one paper, in bytes: two thousand pages.
const LETTERS: usize = 8 << 20;
/// Letters of one value that is kept, in bytes.
const KEPT: usize = 1 << 20;
/// Values within one value that is kept.
const ITEMS: usize = 2_000_000;
/// What one step moves, in bytes.
const MOVED: usize = 512;
/// What calling a component costs beside its body.
const CALL: usize = 20;

/// The beginning of the message of a call that is one too many.
pub const MARK: &str = "[ngân sách] ";

/// The functions that count; no template can name them, for the check of templates does not know them.
mod function {
    pub const EACH: &str = "__each";
    pub const KEEP: &str = "__keep";
    pub const SHOW: &str = "__show";
    pub const ENTER: &str = "__enter";
}

/// What a paper has cost so far.
#[derive(Debug, Default)]
struct Spent {
    steps: usize,
    letters: usize,
    /// The longest text that is kept.
    kept: usize,
}

/// The budgets of the papers that are being filled in, by the thread that does it.
#[derive(Clone, Debug, Default)]
pub struct Budgets(Arc<Mutex<HashMap<ThreadId, Spent>>>);

/// A paper being filled in; its budget goes with it.
pub struct Running<'a>(&'a Budgets);

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.0.lock().remove(&thread::current().id());
    }
}

impl Budgets {
    /// Begins a paper on this thread.
    pub fn begin(&self) -> Running<'_> {
        self.lock().insert(thread::current().id(), Spent::default());
        Running(self)
    }

    /// Makes the functions known to `tera`, and those filters that can make much out of little.
    pub fn register(&self, tera: &mut Tera) {
        let budgets = self.clone();
        tera.register_function(function::EACH, move |kwargs: Kwargs, _: &State| {
            let value = value(&kwargs)?;
            let length = value.len().unwrap_or_default();
            let count = |name: &str| kwargs.get::<usize>(name).map(Option::unwrap_or_default);
            let (weight, letters) = (count("w")?, count("t")?);
            budgets.spend(|spent| {
                spent.letters = spent.letters.saturating_add(length.saturating_mul(letters));
                spent.step(length.saturating_mul(weight + 1))
            })?;
            Ok::<Value, Error>(value)
        });
        let budgets = self.clone();
        tera.register_function(function::KEEP, move |kwargs: Kwargs, _: &State| {
            let value = value(&kwargs)?;
            let size = Size::of(&value);
            budgets.spend(|spent| spent.keep(&size))?;
            Ok::<Value, Error>(value)
        });
        let budgets = self.clone();
        tera.register_filter(function::KEEP, move |value: Value, _: Kwargs, _: &State| {
            let size = Size::of(&value);
            budgets.spend(|spent| spent.keep(&size))?;
            Ok::<Value, Error>(value)
        });
        let budgets = self.clone();
        tera.register_function(function::SHOW, move |kwargs: Kwargs, _: &State| {
            let value = value(&kwargs)?;
            let size = Size::of(&value);
            budgets.spend(|spent| {
                spent.letters = spent.letters.saturating_add(size.letters);
                spent.step(1 + size.items)
            })?;
            Ok::<Value, Error>(value)
        });
        let budgets = self.clone();
        tera.register_function(function::ENTER, move |kwargs: Kwargs, _: &State| {
            let weight = kwargs.get::<usize>("w")?.unwrap_or_default();
            let letters = kwargs.get::<usize>("t")?.unwrap_or_default();
            budgets.spend(|spent| {
                spent.letters = spent.letters.saturating_add(letters);
                spent.step(weight + CALL)
            })?;
            Ok::<&str, Error>("")
        });
        filters::register(tera, self);
    }

    fn spend(&self, spend: impl FnOnce(&mut Spent) -> TeraResult<()>) -> TeraResult<()> {
        // Outside of a paper, as while templates are read, nothing is counted.
        self.lock().get_mut(&thread::current().id()).map_or(Ok(()), spend)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<ThreadId, Spent>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Spent {
    fn step(&mut self, count: usize) -> TeraResult<()> {
        // Each piece of an expression may move a kept text.
        self.steps = self.steps.saturating_add(count.saturating_mul(1 + self.kept / MOVED));
        if self.steps > STEPS {
            return Err(over("vòng lặp và thành phần chạy quá nhiều bước"));
        }
        if self.letters > LETTERS {
            return Err(over("văn bản in ra quá dài"));
        }
        Ok(())
    }

    fn keep(&mut self, size: &Size) -> TeraResult<()> {
        if size.is_text {
            self.kept = self.kept.max(size.letters);
        }
        if (size.is_text && size.letters > KEPT) || size.items > ITEMS {
            return Err(over("một giá trị được giữ lại quá lớn"));
        }
        self.step(1 + size.items)
    }
}

/// The argument that comes back.
fn value(kwargs: &Kwargs) -> TeraResult<Value> {
    Ok(kwargs
        .iter()
        .find(|(key, _)| key.as_str() == Some("v"))
        .map_or_else(Value::undefined, |(_, value)| value.clone()))
}

/// The failure of a call that is one too many.
fn over(what: &str) -> Error {
    Error::message(format!("{MARK}{what}"))
}

/// What a value comes to when it is printed, as far as there is room for it.
#[derive(Debug, Default)]
struct Size {
    letters: usize,
    items: usize,
    is_text: bool,
}

impl Size {
    fn of(value: &Value) -> Self {
        let mut size = Size { is_text: value.is_string(), ..Size::default() };
        size.add(value);
        size
    }

    fn add(&mut self, value: &Value) {
        self.items += 1;
        if self.items > ITEMS || self.letters > LETTERS.max(KEPT) {
            // It is too large already.
            self.items = ITEMS + 1;
            return;
        }
        if let Some(text) = value.as_str() {
            self.letters += text.len();
        } else if let Some(items) = value.as_array() {
            items.iter().take(ITEMS - self.items.min(ITEMS) + 1).for_each(|item| self.add(item));
        } else if let Some(map) = value.as_map() {
            map.values().for_each(|item| self.add(item));
        } else {
            self.letters += 8;
        }
    }
}

#[cfg(test)]
mod tests;
