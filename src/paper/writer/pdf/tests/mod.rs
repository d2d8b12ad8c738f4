//! Whole files. With `VANTHU_KEEP=DIR` they are kept to be looked at.

mod parts;
mod read;

use self::read::{File, Thing};
use super::*;
use crate::paper::layout::lay_out;
use crate::paper::layout::sample::*;
use crate::paper::typeset::flow::Item;

#[test]
fn the_same_page_gives_the_same_bytes() {
    let table = simple(vec![Item::Table(table(120))]);
    let signs = simple(vec![body("☑ ☐ ✓ → ≥ 🎉 👩‍👩‍👧 🇻🇳 a\u{200b}b\u{ad}c")]);
    for (name, flow) in [("plan", plan()), ("table", table), ("signs", signs)] {
        let bytes = write(&lay_out(&flow).unwrap(), &mut Kept::default()).unwrap();
        if let Some(folder) = std::env::var_os("VANTHU_KEEP") {
            std::fs::write(std::path::Path::new(&folder).join(format!("{name}.pdf")), &bytes).unwrap();
        }
        assert!(bytes == write(&lay_out(&flow).unwrap(), &mut Kept::default()).unwrap(), "{name}");
    }
}

#[test]
fn a_sign_without_a_glyph_is_never_dropped() {
    for sign in ['\u{12000}', '\u{f0b7}', '\u{feff}'] {
        let flow = simple(vec![body(&format!("chữ{sign} lạ"))]);
        let report = write(&lay_out(&flow).unwrap(), &mut Kept::default()).unwrap_err();
        assert!(report.iter().all(|finding| finding.code == Code::TT903) && report.has_errors(), "{sign:?}");
    }
}

/// Whether the file of `pages` is one of ours; then it must hold all that Typst's has.
pub fn check_same(pages: &Pages, name: &str) -> bool {
    let Some(own) = file::write(pages, &mut Kept::default()) else { return false };
    let [own, other] = [own, engine::write(pages).unwrap()].map(|bytes| File::read(&bytes));
    near(&own.things, &other.things, 0.01, name);
    let differ = own.tags.iter().zip(&other.tags).find(|(own, other)| own != other);
    assert!(differ.is_none() && own.tags.len() == other.tags.len(), "{name}: {differ:#?}");
    // Typst takes the number of the next page for a part of a table that ends at the foot of one, and then names no place.
    let known: Vec<Thing> =
        own.places.iter().filter(|own| other.places.iter().any(|other| other.what == own.what)).cloned().collect();
    near(&known, &other.places, 0.5, name);
    near(&own.bookmarks, &other.bookmarks, 0.01, name);
    assert_eq!(own.about, other.about, "{name}");
    true
}

fn near(own: &[Thing], other: &[Thing], by: f64, name: &str) {
    for (own, other) in own.iter().zip(other) {
        let is_near = own.at.len() == other.at.len()
            && own.at.iter().zip(&other.at).all(|(own, other)| (own - other).abs() <= by);
        assert!(is_near && own.what == other.what, "{name}: {own:?} is {other:?} by Typst");
    }
    let count = own.len().min(other.len());
    let more = own.get(count).or_else(|| other.get(count));
    assert!(more.is_none(), "{name}: only one has {more:?}");
}
