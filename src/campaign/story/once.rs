//! Papers tell each thing once, whoever told it first: awards of several blocks may have one name, rows of results one source.

/// `items` without those that have come before.
pub fn each_once<T: PartialEq>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut once = Vec::new();
    for item in items {
        if !once.contains(&item) {
            once.push(item);
        }
    }
    once
}
