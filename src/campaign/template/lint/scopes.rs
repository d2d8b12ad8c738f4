//! The variables that are known at a point of a template.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Schema;

/// The data, and the names that loops, `set` and components add.
pub struct Scopes {
    stack: Vec<Arc<BTreeMap<String, Schema>>>,
}

impl Scopes {
    /// Only the keys of `data`.
    pub fn new(data: &Schema) -> Self {
        let names = match data {
            Schema::Map(fields) => fields.clone(),
            _ => Arc::default(),
        };
        Scopes { stack: vec![names, Arc::default()] }
    }

    /// Adds the keys of `data`, which go before those of the same name.
    pub fn add(&mut self, data: &Schema) {
        if let Schema::Map(fields) = data {
            fields.iter().for_each(|(name, schema)| self.define(name, schema.clone()));
        }
    }

    /// Opens a loop over `list` with one or two names.
    pub fn enter_loop(&mut self, names: &[String], list: &Schema) {
        let mut scope = BTreeMap::new();
        match names {
            [key, value, ..] => {
                scope.insert(key.clone(), Schema::Scalar);
                scope.insert(value.clone(), Schema::Any);
            }
            [value] => {
                scope.insert(value.clone(), list.item());
            }
            [] => {}
        }
        let fields = ["index", "index0", "first", "last", "length"].map(|name| (name.to_owned(), Schema::Scalar));
        scope.insert("loop".to_owned(), Schema::map(fields));
        self.stack.push(scope.into());
    }

    /// Closes the innermost loop.
    pub fn leave(&mut self) {
        if self.stack.len() > 2 {
            self.stack.pop();
        }
    }

    /// Adds `name` to the innermost scope.
    pub fn define(&mut self, name: &str, schema: Schema) {
        if let Some(scope) = self.stack.last_mut() {
            Arc::make_mut(scope).insert(name.to_owned(), schema);
        }
    }

    /// What `name` is.
    pub fn get(&self, name: &str) -> Option<&Schema> {
        self.stack.iter().rev().find_map(|scope| scope.get(name))
    }

    /// All names.
    pub fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.stack.iter().flat_map(|scope| scope.keys().map(String::as_str)).collect();
        names.sort_unstable();
        names.dedup();
        names
    }
}
