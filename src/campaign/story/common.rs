//! A part of what papers tell that many of them have in common.
//!
//! Somebody who is proposed stands in several lists, and most of what is told of one is told of thousands in the same
//! words, or is nothing at all. Such parts are held once.

use std::ops::Deref;
use std::sync::Arc;

use serde::{Serialize, Serializer};

/// A value that all clones share; it looks as the value does.
#[derive(Debug, Default, PartialEq)]
pub struct Common<T>(Arc<T>);

impl<T> Clone for Common<T> {
    fn clone(&self) -> Self {
        Common(Arc::clone(&self.0))
    }
}

impl<T> From<T> for Common<T> {
    fn from(value: T) -> Self {
        Common(Arc::new(value))
    }
}

impl<T> From<&Arc<T>> for Common<T> {
    fn from(value: &Arc<T>) -> Self {
        Common(Arc::clone(value))
    }
}

impl<T> Deref for Common<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Serialize> Serialize for Common<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}
