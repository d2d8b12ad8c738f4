//! Fills pages with children from the top to the foot, by the rules of Typst's flow.

use typst::layout::{Abs, Point};

use super::children::{Child, Line};
use super::table::Progress;
use super::{Placed, Setter, Strip};

/// Where the work stands.
#[derive(Clone, Default)]
struct Work {
    /// The child to be placed next.
    next: usize,
    /// How much of it stands on earlier pages.
    done: Progress,
    /// Goes onto the page of the next thing that is seen.
    pending: Vec<usize>,
}

enum Item {
    Mark(usize),
    Gap { height: Abs, is_weak: bool },
    Strip(Strip),
}

/// Whether the page is full, or another child may follow.
enum Step {
    Next,
    Full,
}

/// Puts things on pages of one height. What cannot move to the next page any more is handed over, the rest copied.
pub struct Pager<'c> {
    setter: &'c Setter<'c>,
    height: Abs,
    work: Work,
    left: Abs,
    items: Vec<Item>,
    /// Where the last run of things that stay with what follows begins.
    sticky: Option<(Work, usize)>,
    /// Whether that run may move to the next page.
    may_move: Option<bool>,
}

impl<'c> Pager<'c> {
    pub fn new(setter: &'c Setter, height: Abs) -> Self {
        let work = Work::default();
        Pager { setter, height, work, left: height, items: Vec::new(), sticky: None, may_move: None }
    }

    /// What of `children` is on each page, from the upper left corner of its text; nothing if a thing is higher than a
    /// page. The first page has only the height `first`.
    pub fn pages(mut self, mut children: Vec<Child>, first: Abs) -> Option<Vec<Vec<Placed>>> {
        let mut pages = Vec::new();
        self.left = first;
        while self.work.next < children.len() {
            let before = (self.work.next, self.work.done);
            let is_end = self.page(&mut children)?;
            if !is_end && (self.work.next, self.work.done) == before {
                return None;
            }
            pages.push(self.finish(&children));
            self.left = self.height;
        }
        Some(pages)
    }

    /// Fills a page; whether all is placed.
    fn page(&mut self, children: &mut [Child]) -> Option<bool> {
        (self.sticky, self.may_move) = (None, None);
        while let Some(child) = children.get_mut(self.work.next) {
            match self.child(child)? {
                Step::Next => {
                    self.work.next += 1;
                    self.work.done = Progress::default();
                }
                Step::Full => {
                    if let Some((work, count)) = self.sticky.take() {
                        self.work = work;
                        self.items.truncate(count);
                    }
                    return Some(false);
                }
            }
        }
        let rest = std::mem::take(&mut self.work.pending);
        self.items.extend(rest.into_iter().map(Item::Mark));
        Some(true)
    }

    fn child(&mut self, child: &mut Child) -> Option<Step> {
        match child {
            Child::Mark(_) => self.work.pending.push(self.work.next),
            Child::Space(height) => self.gap(*height, false),
            Child::Weak(height) => self.weak(*height),
            Child::Line(line) => {
                if !self.has_room_for(line, self.left)? {
                    return Some(Step::Full);
                }
                self.put(std::mem::take(&mut line.strip), false);
            }
            Child::Whole { strip, sticky } => {
                if strip.height > self.height {
                    return None;
                }
                if !self.left.fits(strip.height) {
                    return Some(Step::Full);
                }
                self.put(if *sticky { strip.clone() } else { std::mem::take(strip) }, *sticky);
            }
            Child::Lines(lines) => return self.lines(lines),
            Child::Table { table, sticky } => {
                if self.is_full() {
                    return Some(Step::Full);
                }
                let (strip, done) = table.part(self.setter, self.work.done, (self.left, self.height), *sticky)?;
                return Some(self.part(strip, done, *sticky));
            }
        }
        Some(Step::Next)
    }

    fn lines(&mut self, lines: &[Line]) -> Option<Step> {
        if self.is_full() {
            return Some(Step::Full);
        }
        let (start, mut left) = (self.work.done.0, self.left);
        let mut strip = Strip::default();
        let mut count = 0;
        for line in lines.iter().skip(start) {
            if !self.has_room_for(line, left)? {
                break;
            }
            left -= line.strip.height;
            strip.push(Abs::zero(), line.strip.clone());
            count += 1;
        }
        let done = Some(Progress(start + count)).filter(|done| done.0 < lines.len());
        Some(self.part(strip, done, true))
    }

    /// Places a part of what may be divided; `done` says how far it goes unless it is all.
    fn part(&mut self, strip: Strip, done: Option<Progress>, sticky: bool) -> Step {
        if strip.items.is_empty() && done.is_some() {
            return Step::Full;
        }
        self.put(strip, sticky && self.work.done == Progress::default());
        match done {
            None => Step::Next,
            Some(done) => {
                self.work.done = done;
                Step::Full
            }
        }
    }

    /// Whether `line` and those that stay with it stand in what is `left`.
    fn has_room_for(&self, line: &Line, left: Abs) -> Option<bool> {
        if !self.height.fits(line.need) {
            return None;
        }
        Some(left.fits(line.need))
    }

    fn is_full(&self) -> bool {
        Abs::zero().fits(self.left) && self.left != self.height
    }

    fn put(&mut self, strip: Strip, sticky: bool) {
        if sticky {
            let is_first = self.sticky.is_none();
            let may_move = *self.may_move.get_or_insert(self.left != self.height);
            if is_first && may_move {
                self.sticky = Some((self.work.clone(), self.items.len()));
            }
        } else {
            (self.sticky, self.may_move) = (None, None);
        }
        self.left -= strip.height;
        let pending = std::mem::take(&mut self.work.pending);
        self.items.extend(pending.into_iter().map(Item::Mark));
        self.items.push(Item::Strip(strip));
    }

    fn gap(&mut self, height: Abs, is_weak: bool) {
        self.left -= height;
        self.items.push(Item::Gap { height, is_weak });
    }

    /// Of two weak gaps between two things only the larger stays, and none above the first.
    fn weak(&mut self, height: Abs) {
        for item in self.items.iter_mut().rev() {
            match item {
                Item::Gap { height: own, is_weak: true } => {
                    if height > *own {
                        self.left -= height - *own;
                        *own = height;
                    }
                    return;
                }
                Item::Strip(_) => return self.gap(height, true),
                Item::Gap { .. } | Item::Mark(_) => {}
            }
        }
    }

    /// The page as it is, without a weak gap at its foot.
    fn finish(&mut self, children: &[Child]) -> Vec<Placed> {
        let after = self.items.iter().rposition(|item| matches!(item, Item::Strip(_))).map_or(0, |last| last + 1);
        let weak = (after..self.items.len()).find(|at| matches!(self.items[*at], Item::Gap { is_weak: true, .. }));
        if let Some(weak) = weak {
            self.items.remove(weak);
        }
        let mut page = Strip::default();
        for item in self.items.drain(..) {
            match item {
                Item::Gap { height, .. } => page.height += height,
                Item::Strip(strip) => page.push(Abs::zero(), strip),
                Item::Mark(at) => {
                    if let Some(Child::Mark(mark)) = children.get(at) {
                        page.place(Point::with_y(page.height), mark.clone());
                    }
                }
            }
        }
        page.items
    }
}
