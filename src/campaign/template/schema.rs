//! The shape of what a template is given, taken from one full sample.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;
use tera::Value;
use tera::value::Key;

/// What may be asked of a value. Its parts are shared: hundreds of pieces of templates are checked against one shape.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Schema {
    /// Not known: nothing is checked.
    Any,
    /// Text, number, yes or no: it has no fields.
    Scalar,
    List(Arc<Schema>),
    Map(Arc<BTreeMap<String, Schema>>),
}

impl Schema {
    /// That of a list of such items.
    pub fn list(item: Schema) -> Self {
        Schema::List(Arc::new(item))
    }

    /// That of a map with these fields.
    pub fn map(fields: impl IntoIterator<Item = (String, Schema)>) -> Self {
        Schema::Map(Arc::new(fields.into_iter().collect()))
    }

    /// The shape of `sample`. An empty list and a null tell nothing of what they may hold.
    pub fn of(sample: &impl Serialize) -> Self {
        Value::try_from_serializable(sample).map_or(Schema::Any, |value| Schema::of_value(&value))
    }

    fn of_value(sample: &Value) -> Self {
        if let Some(items) = sample.as_array() {
            let mut shapes = items.iter().map(Schema::of_value);
            let first = shapes.next().unwrap_or(Schema::Any);
            return Schema::list(shapes.fold(first, Schema::or));
        }
        if let Some(map) = sample.as_map() {
            let field = |(key, value): (&Key, &Value)| Some((key.as_str()?.to_owned(), Schema::of_value(value)));
            return Schema::map(map.iter().filter_map(field));
        }
        if sample.is_none() { Schema::Any } else { Schema::Scalar }
    }

    /// Either of two shapes.
    pub fn or(self, other: Self) -> Self {
        match (self, other) {
            (Schema::Map(left), Schema::Map(right)) => {
                let mut both = Arc::unwrap_or_clone(left);
                for (key, shape) in Arc::unwrap_or_clone(right) {
                    let merged = match both.remove(&key) {
                        Some(known) => known.or(shape),
                        None => shape,
                    };
                    both.insert(key, merged);
                }
                Schema::map(both)
            }
            (Schema::List(left), Schema::List(right)) => {
                Schema::list(Arc::unwrap_or_clone(left).or(Arc::unwrap_or_clone(right)))
            }
            (left, right) if left == right => left,
            _ => Schema::Any,
        }
    }

    /// The shape of the field `key`.
    pub fn field(&self, key: &str) -> Option<&Schema> {
        match self {
            Schema::Map(fields) => fields.get(key),
            _ => None,
        }
    }

    /// What a loop over this value gives.
    pub fn item(&self) -> Schema {
        match self {
            Schema::List(item) => item.as_ref().clone(),
            _ => Schema::Any,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn items_of_a_list_share_one_shape() {
        let schema = Schema::of(&json!([{"a": 1}, {"a": 2, "b": []}]));
        let fields = [("a".to_owned(), Schema::Scalar), ("b".to_owned(), Schema::list(Schema::Any))];
        assert_eq!(schema.item(), Schema::map(fields));
    }
}
