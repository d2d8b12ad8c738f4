//! Groups of keys below a key: `[key]` and `[[key]]`.

use super::shape::{Shape, Sort, shape_of};
use super::{Fields, items, read_with};
use crate::base::data::{Map, Node, Value};
use crate::base::diag::{Code, Report};
use crate::base::limits::Limit;

impl Fields<'_> {
    /// A group of keys (`[key]`), read by `read`; `None` when it is missing.
    pub fn group<T>(&mut self, key: &str, mut read: impl FnMut(&mut Fields) -> T) -> Option<T> {
        if self.explored.is_some() {
            self.explore(key, Sort::Table, &mut |fields| drop(read(fields)));
            let empty = Map { entries: Vec::new(), place: self.place.clone() };
            return Some(read_with(&empty, self.codes, &mut Report::new(), &mut read));
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
            self.explored.as_ref()?;
        }
        self.group(key, read)
    }

    /// Notes what `read` asks for below `key`.
    fn explore(&mut self, key: &str, sort: impl FnOnce(Shape) -> Sort, read: &mut dyn FnMut(&mut Fields)) {
        let is_new = self.explored.as_mut().is_some_and(|explored| explored.groups.insert(key.to_owned()));
        self.note(key, || sort(if is_new { shape_of(read) } else { Shape::default() }));
    }

    /// A list of groups (`[[key]]`), each read by `read`; one group (`[key]`) is a list of one. May be missing.
    pub fn groups<T>(&mut self, key: &str, mut read: impl FnMut(&mut Fields) -> T) -> Vec<T> {
        if self.explored.is_some() {
            self.explore(key, Sort::Tables, &mut |fields| drop(read(fields)));
            return Vec::new();
        }
        let Some(node) = self.node(key) else { return Vec::new() };
        self.groups_in(key, items(node), &mut read)
    }

    /// As [`Self::groups`], but no more of them than `most`; what is over is told and not read.
    pub fn few_groups<T>(&mut self, key: &str, most: Limit, mut read: impl FnMut(&mut Fields) -> T) -> Vec<T> {
        let Some(node) = self.node(key).filter(|_| self.explored.is_none()) else { return self.groups(key, read) };
        let count = usize::try_from(most.most()).unwrap_or(usize::MAX);
        if let Some(over) = items(node).iter().nth(count) {
            self.report.push(most.over().at(over.place.clone()));
        }
        self.groups_in(key, items(node).iter().take(count), &mut read)
    }

    fn groups_in<'n, T>(
        &mut self,
        key: &str,
        items: impl IntoIterator<Item = &'n Node>,
        read: &mut impl FnMut(&mut Fields) -> T,
    ) -> Vec<T> {
        let mut values = Vec::new();
        for item in items {
            match &item.value {
                Value::Map(map) => values.push(read_with(map, self.codes, self.report, &mut *read)),
                _ => {
                    let hint = format!(
                        "viết `[[{key}]]` trên một dòng, các khóa ở những dòng dưới; trong một dòng thì {key} = [{{ … = … }}]"
                    );
                    self.wrong(key, item, self.codes.wrong_type, &format!("nhóm khóa `[[{key}]]`"), &hint);
                }
            }
        }
        values
    }
}
