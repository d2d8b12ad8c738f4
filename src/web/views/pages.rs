//! The pages of a paper as they will be printed.

use maud::{Markup, html};

use crate::web::previews::Shown;

/// Sizes that can be chosen, in percent of the paper.
pub const SIZES: [u16; 6] = [50, 75, 100, 125, 150, 200];
/// The size before one is chosen.
pub const USUAL_SIZE: u16 = 75;
/// Pixels to a point where a page is as large on the screen as on paper.
const FULL_SIZE: f64 = 96.0 / 72.0;

/// Pixels to a point at `percent` of the size of the paper.
pub fn scale(percent: u16) -> f64 {
    FULL_SIZE * f64::from(percent) / 100.0
}

/// The pages of `shown` at `percent` of their size, each with its number and with its text for who does not see it.
pub fn pages(shown: &Shown, percent: u16) -> Markup {
    let sheets = shown.preview.sheets();
    let count = sheets.len();
    let picture = |at: usize, percent: u16| format!("/trang?ban={}&so={}&ty_le={percent}", shown.number, at + 1);
    html! {
        ol.trang-in {
            @for (at, sheet) in sheets.iter().enumerate() {
                li {
                    figure {
                        img src=(picture(at, percent)) srcset={ (picture(at, percent)) " 1x, " (picture(at, percent * 2)) " 2x" }
                            width=((sheet.width_pt * scale(percent)).round())
                            height=((sheet.height_pt * scale(percent)).round())
                            alt={ "Trang " (at + 1) " trên " (count) "; chữ trên trang ở ngay dưới" };
                        figcaption { "Trang " (at + 1) " trên " (count) }
                    }
                    details {
                        summary { "Chữ trên trang " (at + 1) }
                        div.chu-trang { @for line in &sheet.lines { p { (line) } } }
                    }
                }
            }
        }
    }
}
