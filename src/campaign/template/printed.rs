//! A value of the program beside what templates see of it.
//!
//! What Tera reads is made of a value once and shared from then on (its lists, maps and long texts are
//! counted references). So the variables of a campaign can be put into each of its papers at a cost that
//! does not grow with the campaign, while the program goes on asking the typed value.

use std::ops::Deref;
use std::sync::Arc;

use serde::{Serialize, Serializer};

/// A value and its look in templates, both shared by all clones.
#[derive(Clone, Debug)]
pub struct Printed<T> {
    value: Arc<T>,
    shown: tera::Value,
}

impl<T: Serialize> Printed<T> {
    /// Shows `value` to templates. One that cannot be shown is missing there, which Tera reports where it is
    /// asked for.
    pub fn new(value: T) -> Self {
        let shown = tera::Value::try_from_serializable(&value).unwrap_or_else(|_| tera::Value::none());
        Printed { value: Arc::new(value), shown }
    }
}

impl<T> Deref for Printed<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T: Serialize + Default> Default for Printed<T> {
    fn default() -> Self {
        Printed::new(T::default())
    }
}

impl<T: PartialEq> PartialEq for Printed<T> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<T> Serialize for Printed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.shown.serialize(serializer)
    }
}
