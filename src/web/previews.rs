//! Papers on their pages, kept while somebody looks at them: a page of the browser asks for each picture by itself.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::base::diag::Report;
use crate::paper::preview::Preview;
use crate::paper::{Document, Renderer};

/// Papers that are kept; a paper more lets the one go that was made first.
const KEPT: usize = 12;

/// The papers that are looked at.
#[derive(Default)]
pub struct Previews {
    /// One paper is laid out after the other.
    renderer: Mutex<Option<Renderer>>,
    kept: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    papers: VecDeque<(u64, Arc<Preview>)>,
    last: u64,
}

/// A paper that is kept, and the number under which its pictures are asked for.
pub struct Shown {
    pub number: u64,
    pub preview: Arc<Preview>,
}

impl Previews {
    /// Lays out `document` and keeps it.
    ///
    /// # Errors
    /// Those of [`Renderer::preview`], `GF006` when the system gives no thread.
    pub fn show(&self, document: &Document) -> Result<Shown, Report> {
        let preview = {
            let mut renderer = held(&self.renderer);
            // Taken out, so that one that stumbles is not used again.
            let mut ours = renderer.take().map_or_else(Renderer::new, Ok)?;
            let preview = ours.preview(document);
            *renderer = Some(ours);
            Arc::new(preview?)
        };
        let mut kept = held(&self.kept);
        kept.last += 1;
        let number = kept.last;
        kept.papers.push_back((number, Arc::clone(&preview)));
        if kept.papers.len() > KEPT {
            kept.papers.pop_front();
        }
        Ok(Shown { number, preview })
    }

    /// The paper that was shown under `number`; nothing when it was let go.
    pub fn get(&self, number: u64) -> Option<Arc<Preview>> {
        held(&self.kept).papers.iter().find(|(known, _)| *known == number).map(|(_, preview)| Arc::clone(preview))
    }
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::paper;

    #[test]
    fn papers_are_kept_for_a_while() {
        let (document, _) =
            paper::parse(b"+++\nloai = \"bieu_mau\"\nten_loai = \"A\"\n+++\nA\n", Path::new("a.van")).unwrap();
        let previews = Previews::default();
        let numbers: Vec<u64> = (0..=KEPT).map(|_| previews.show(&document).unwrap().number).collect();
        assert!(previews.get(numbers[0]).is_none() && previews.get(0).is_none());
        assert!(numbers[1..].iter().all(|number| previews.get(*number).is_some()));
    }
}
