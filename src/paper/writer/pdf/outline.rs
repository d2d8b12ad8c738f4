//! The bookmarks of a file: its headings, those of a lower level below the last of a higher one, closed.

use pdf_writer::{Chunk, Finish, Ref, TextStr};
use typst::layout::Point;

use super::objects::Numbers;
use super::rounded;

/// A heading, and where it stands.
#[derive(Debug)]
pub struct Bookmark {
    pub level: u32,
    pub words: String,
    /// Its page, from 0.
    pub page: usize,
    /// From the upper left corner of the page.
    pub at: Point,
}

/// So much of the page is seen above a heading that was jumped to.
const ABOVE_PT: f64 = 10.0;

/// The bookmarks of one level below one other.
struct Level {
    level: u32,
    items: Vec<Item>,
}

struct Item {
    number: Ref,
    bookmark: usize,
    below: Vec<Item>,
}

/// Writes `bookmarks` below `root`. Pages are given with their heights in points.
pub fn write(chunk: &mut Chunk, root: Ref, bookmarks: &[Bookmark], pages: &[(Ref, f64)], numbers: &mut Numbers) {
    let items = nested(bookmarks, numbers);
    let mut outline = chunk.outline(root);
    if let (Some(first), Some(last)) = (items.first(), items.last()) {
        outline.first(first.number).last(last.number).count(i32::try_from(items.len()).unwrap_or(i32::MAX));
    }
    outline.finish();
    level(chunk, root, &items, bookmarks, pages);
}

fn nested(bookmarks: &[Bookmark], numbers: &mut Numbers) -> Vec<Item> {
    let mut open: Vec<Level> = vec![Level { level: 0, items: Vec::new() }];
    for (bookmark, Bookmark { level, .. }) in bookmarks.iter().enumerate() {
        while open.len() > 1 && open.last().is_some_and(|last| last.level > *level) {
            close(&mut open);
        }
        let item = Item { number: numbers.next(), bookmark, below: Vec::new() };
        match open.last_mut() {
            Some(last) if last.level == *level => last.items.push(item),
            _ => open.push(Level { level: *level, items: vec![item] }),
        }
    }
    while open.len() > 1 {
        close(&mut open);
    }
    open.pop().map(|top| top.items).unwrap_or_default()
}

/// Puts the innermost level below the last item of the one around it.
fn close(open: &mut Vec<Level>) {
    let Some(inner) = open.pop() else { return };
    let Some(outer) = open.last_mut() else { return };
    match outer.items.last_mut() {
        Some(above) => above.below.extend(inner.items),
        None => outer.items.extend(inner.items),
    }
}

fn level(chunk: &mut Chunk, above: Ref, items: &[Item], bookmarks: &[Bookmark], pages: &[(Ref, f64)]) {
    for (at, item) in items.iter().enumerate() {
        let Some(bookmark) = bookmarks.get(item.bookmark) else { continue };
        let beside = |at: Option<usize>| at.and_then(|at| items.get(at)).map(|item| item.number);
        let mut entry = chunk.outline_item(item.number);
        entry.parent(above).title(TextStr(&bookmark.words));
        beside(at.checked_sub(1)).into_iter().for_each(|other| _ = entry.prev(other));
        beside(at.checked_add(1)).into_iter().for_each(|other| _ = entry.next(other));
        if let (Some(first), Some(last)) = (item.below.first(), item.below.last()) {
            let count = i32::try_from(item.below.len()).unwrap_or(i32::MAX);
            entry.first(first.number).last(last.number).count(-count);
        }
        if let Some((page, height)) = pages.get(bookmark.page) {
            let top = height - (bookmark.at.y.to_pt() - ABOVE_PT).max(0.0);
            entry.dest().page(*page).xyz(rounded(bookmark.at.x.to_pt()), rounded(top), None);
        }
        entry.finish();
        level(chunk, item.number, &item.below, bookmarks, pages);
    }
}
