//! Groups of keys below a key: `[key]` and `[[key]]`.

use super::{Fields, items, read_with};
use crate::base::data::Value;
use crate::base::diag::Code;

impl Fields<'_> {
    /// A group of keys (`[key]`), read by `read`; `None` when it is missing.
    pub fn group<T>(&mut self, key: &str, read: impl FnOnce(&mut Fields) -> T) -> Option<T> {
        let node = self.node(key)?;
        match &node.value {
            Value::Map(map) => Some(read_with(map, self.codes, self.report, read)),
            _ => {
                let hint = format!("viết `[{key}]` trên một dòng, các khóa ở những dòng dưới");
                self.wrong(key, node, self.codes.wrong_type, &format!("nhóm khóa `[{key}]`"), &hint);
                None
            }
        }
    }

    /// As [`Self::group`], of a group that must be there.
    pub fn group_required<T>(&mut self, key: &str, read: impl FnOnce(&mut Fields) -> T) -> Option<T> {
        if !self.has(key) {
            self.ask(key);
            let hint = format!("thêm nhóm `[{key}]` vào tệp");
            self.fault(key, Code::DL013, format!("thiếu nhóm `[{key}]`"), &hint);
            return None;
        }
        self.group(key, read)
    }

    /// A list of groups (`[[key]]`), each read by `read`; one group (`[key]`) is a list of one. May be missing.
    pub fn groups<T>(&mut self, key: &str, mut read: impl FnMut(&mut Fields) -> T) -> Vec<T> {
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
