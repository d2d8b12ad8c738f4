//! Whole files. With `VANTHU_KEEP=DIR` they are kept to be looked at.

use super::*;
use crate::paper::layout::lay_out;
use crate::paper::layout::sample::*;
use crate::paper::typeset::flow::Item;

#[test]
fn the_same_page_gives_the_same_bytes() {
    let table = simple(vec![Item::Table(table(120))]);
    let signs = simple(vec![body("☑ ☐ ✓ → ≥ 🎉 👩‍👩‍👧 🇻🇳 a\u{200b}b\u{ad}c")]);
    for (name, flow) in [("plan", plan()), ("table", table), ("signs", signs)] {
        let bytes = write(&lay_out(&flow).unwrap()).unwrap();
        if let Some(folder) = std::env::var_os("VANTHU_KEEP") {
            std::fs::write(std::path::Path::new(&folder).join(format!("{name}.pdf")), &bytes).unwrap();
        }
        assert!(bytes == write(&lay_out(&flow).unwrap()).unwrap(), "{name}");
    }
}

#[test]
fn a_sign_without_a_glyph_is_never_dropped() {
    for sign in ['\u{12000}', '\u{f0b7}', '\u{feff}'] {
        let flow = simple(vec![body(&format!("chữ{sign} lạ"))]);
        let report = write(&lay_out(&flow).unwrap()).unwrap_err();
        assert!(report.iter().all(|finding| finding.code == Code::TT903) && report.has_errors(), "{sign:?}");
    }
}
