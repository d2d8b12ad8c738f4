//! Groups of keys below a key: `[key]` and `[[key]]`.

use super::shape::{Sort, shape_of};
use super::{Fields, items, read_with};
use crate::base::data::Value;
use crate::base::diag::Code;

impl Fields<'_> {
    /// A group of keys (`[key]`), read by `read`; `None` when it is missing.
    pub fn group<T>(&mut self, key: &str, mut read: impl FnMut(&mut Fields) -> T) -> Option<T> {
        if self.shape.is_some() {
            let mut last = None;
            let shape = shape_of(|fields| last = Some(read(fields)));
            self.note(key, || Sort::Table(shape));
            return last;
        }
        let node = self.node(key)?;
        match &node.value {
            Value::Map(map) => Some(read_with(map, self.codes, self.report, &mut read)),
            _ => {
                let hint = format!("viết `[{key}]` trên một dòng, các khóa ở những dòng dưới");
                self.wrong(key, node, self.codes.wrong_type, &format!("nhóm khóa `[{key}]`"), &hint);
                None
            }
        }
    }

    /// As [`Self::group`], of a group that must be there.
    pub fn group_required<T>(&mut self, key: &str, read: impl FnMut(&mut Fields) -> T) -> Option<T> {
        if !self.has(key) {
            self.ask(key);
            let hint = format!("thêm nhóm `[{key}]` vào tệp");
            self.fault(key, Code::DL013, format!("thiếu nhóm `[{key}]`"), &hint);
            self.shape.as_ref()?;
        }
        self.group(key, read)
    }

    /// A list of groups (`[[key]]`), each read by `read`; one group (`[key]`) is a list of one. May be missing.
    pub fn groups<T>(&mut self, key: &str, mut read: impl FnMut(&mut Fields) -> T) -> Vec<T> {
        if self.shape.is_some() {
            let shape = shape_of(|fields| drop(read(fields)));
            self.note(key, || Sort::Tables(shape));
            return Vec::new();
        }
        let Some(node) = self.node(key) else { return Vec::new() };
        let mut values = Vec::new();
        for item in items(node) {
            match &item.value {
                Value::Map(map) => values.push(read_with(map, self.codes, self.report, &mut read)),
                _ => {
                    let hint = format!("viết `[[{key}]]` trên một dòng, các khóa ở những dòng dưới");
                    self.wrong(key, item, self.codes.wrong_type, &format!("nhóm khóa `[[{key}]]`"), &hint);
                }
            }
        }
        values
    }
}
