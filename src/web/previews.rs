//! Papers on their pages, kept while somebody looks at them: a page of the browser asks for each picture by itself.
//!
//! A picture is asked for by the look of its page. Of a text that is being typed most pages stay as they are from one
//! look to the next: their pictures are drawn once, and the browser keeps those that it has.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::base::diag::Report;
use crate::paper::preview::{Preview, Sheet};
use crate::paper::{Document, Renderer};

/// Bytes of papers that are kept, as [`Shown::weight`] tells them; a paper more lets those go that were made first.
const MOST_LAID: usize = 64 << 20;
/// Bytes that a page takes by itself, and for each byte of what it says: its letters with their places.
const PAGE_BYTES: usize = 32 << 10;
const LETTER_BYTES: usize = 64;
/// Bytes of pictures that are kept.
const MOST_BYTES: usize = 16 << 20;

/// The papers that are looked at.
#[derive(Default)]
pub struct Previews {
    /// One paper is laid out after the other.
    renderer: Mutex<Option<Renderer>>,
    papers: Mutex<VecDeque<Arc<Shown>>>,
    pictures: Mutex<VecDeque<Picture>>,
}

/// A paper that is kept.
pub struct Shown {
    preview: Preview,
    /// Its pages in their order.
    pub sheets: Vec<Sheet>,
}

struct Picture {
    look: u128,
    percent: u16,
    png: Arc<Vec<u8>>,
}

impl Shown {
    /// What does not fit its place on the page.
    pub fn warnings(&self) -> &Report {
        &self.preview.warnings
    }

    fn is_same(&self, other: &Shown) -> bool {
        let looks = |shown: &Shown| shown.sheets.iter().map(|sheet| sheet.look).collect::<Vec<_>>();
        looks(self) == looks(other)
    }

    /// About how many bytes it takes.
    fn weight(&self) -> usize {
        let letters = self.sheets.iter().flat_map(|sheet| &sheet.lines).map(String::len).sum::<usize>();
        self.sheets.len() * PAGE_BYTES + letters * LETTER_BYTES
    }
}

impl Previews {
    /// Lays out `document` and keeps it.
    ///
    /// # Errors
    /// Those of [`Renderer::preview`], `GF006` when the system gives no thread.
    pub fn show(&self, document: &Document) -> Result<Arc<Shown>, Report> {
        let preview = {
            let mut renderer = held(&self.renderer);
            // Taken out, so that one that stumbles is not used again.
            let mut ours = renderer.take().map_or_else(Renderer::new, Ok)?;
            let preview = ours.preview(document);
            *renderer = Some(ours);
            preview?
        };
        let shown = Arc::new(Shown { sheets: preview.sheets(), preview });
        let mut papers = held(&self.papers);
        // The same paper again takes the place of the one that is kept.
        papers.retain(|kept| !kept.is_same(&shown));
        papers.push_back(Arc::clone(&shown));
        let mut bytes: usize = papers.iter().map(|kept| kept.weight()).sum();
        // The last one is being looked at, however large it is.
        while bytes > MOST_LAID && papers.len() > 1 {
            bytes -= papers.pop_front().map_or(0, |gone| gone.weight());
        }
        Ok(shown)
    }

    /// The picture of the page that looks like this, `percent` of its size and of `scale` pixels to a point; nothing when
    /// it was let go.
    ///
    /// # Errors
    /// Those of [`Preview::png`].
    pub fn picture(&self, look: u128, percent: u16, scale: f64) -> Result<Option<Arc<Vec<u8>>>, Report> {
        let is_it = |picture: &&Picture| (picture.look, picture.percent) == (look, percent);
        if let Some(known) = held(&self.pictures).iter().find(is_it) {
            return Ok(Some(Arc::clone(&known.png)));
        }
        let at = |shown: &Arc<Shown>| shown.sheets.iter().position(|sheet| sheet.look == look);
        let found = held(&self.papers).iter().find_map(|shown| Some((Arc::clone(shown), at(shown)?)));
        let Some((shown, at)) = found else { return Ok(None) };
        let png = shown.preview.png(at, scale)?.map(Arc::new);
        png.iter().for_each(|png| self.keep(Picture { look, percent, png: Arc::clone(png) }));
        Ok(png)
    }

    fn keep(&self, picture: Picture) {
        let mut pictures = held(&self.pictures);
        pictures.push_back(picture);
        let mut bytes: usize = pictures.iter().map(|picture| picture.png.len()).sum();
        while bytes > MOST_BYTES {
            bytes -= pictures.pop_front().map_or(bytes, |picture| picture.png.len());
        }
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

    fn show(previews: &Previews, body: &str) -> Arc<Shown> {
        let text = format!("+++\nloai = \"bieu_mau\"\nten_loai = \"A\"\n+++\n{body}\n");
        previews.show(&paper::parse(text.as_bytes(), Path::new("a.van")).unwrap().0).unwrap()
    }

    #[test]
    fn papers_are_kept_as_far_as_their_bytes_go() {
        let previews = Previews::default();
        let long = "Một dòng của một trang.\n".repeat(4000);
        let small: Vec<u128> = (0..30).map(|at| show(&previews, &at.to_string()).sheets[0].look).collect();
        let picture = |look: u128| previews.picture(look, 25, 0.3).unwrap();
        assert!(small.iter().all(|look| picture(*look).is_some()) && picture(0).is_none(), "a page is little");
        let weight = show(&previews, &format!("{long}0")).weight();
        let large = MOST_LAID / weight + 1;
        assert!(large < 30, "{weight}");
        (1..=large).for_each(|at| drop(show(&previews, &format!("{long}{at}"))));
        held(&previews.pictures).clear();
        assert!(small.iter().all(|look| picture(*look).is_none()), "what came first is let go");
        let kept = held(&previews.papers).iter().map(|kept| kept.weight()).sum::<usize>();
        assert!(kept <= MOST_LAID && kept + weight > MOST_LAID, "{kept}");
        let count = held(&previews.papers).len();
        show(&previews, &format!("{long}{large}"));
        assert_eq!(held(&previews.papers).len(), count, "the same again is kept once");
    }

    #[test]
    fn a_picture_is_drawn_once_whichever_paper_has_its_page() {
        let previews = Previews::default();
        let (one, other) = (show(&previews, "A\n@ngat_trang\nB"), show(&previews, "C\n@ngat_trang\nB"));
        assert_eq!(one.sheets[1].look, other.sheets[1].look);
        let picture =
            |percent: u16| previews.picture(one.sheets[1].look, percent, f64::from(percent) / 75.0).unwrap().unwrap();
        let first = picture(50);
        assert!(Arc::ptr_eq(&first, &picture(50)) && !Arc::ptr_eq(&first, &picture(75)) && first != picture(75));
    }

    #[test]
    fn pictures_have_a_limit() {
        let previews = Previews::default();
        let picture = |look| Picture { look, percent: 75, png: Arc::new(vec![0; MOST_BYTES / 3]) };
        (0..5).for_each(|look| previews.keep(picture(look)));
        let kept: Vec<u128> = held(&previews.pictures).iter().map(|picture| picture.look).collect();
        assert_eq!(kept, [2, 3, 4]);
        previews.keep(Picture { look: 9, percent: 75, png: Arc::new(vec![0; MOST_BYTES + 1]) });
        assert!(held(&previews.pictures).is_empty());
    }
}
