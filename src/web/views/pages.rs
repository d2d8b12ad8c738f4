//! The pages of a paper as they will be printed.

use form_urlencoded::byte_serialize;
use maud::{Markup, html};

use crate::paper::preview::Sheet;
use crate::web::previews::Shown;

/// Sizes that can be chosen, in percent of the paper.
pub const SIZES: [u16; 6] = [50, 75, 100, 125, 150, 200];
/// The size before one is chosen.
pub const USUAL_SIZE: u16 = 75;
/// Pages whose pictures are drawn before somebody comes to them.
const AT_ONCE: usize = 3;
/// Pixels to a point where a page is as large on the screen as on paper.
const FULL_SIZE: f64 = 96.0 / 72.0;

/// Pixels to a point at `percent` of the size of the paper.
pub fn scale(percent: u16) -> f64 {
    FULL_SIZE * f64::from(percent) / 100.0
}

/// The pages of `shown` at `percent` of their size, each with its number and with its text for who does not see it. The
/// pictures of the paper at the path `of` can be made again when they were let go; those of a text that is typed are asked
/// for again with the text, by the script.
pub fn pages(shown: &Shown, percent: u16, of: Option<&str>) -> Markup {
    let count = shown.sheets.len();
    let of = of.map(|path| byte_serialize(path.as_bytes()).collect::<String>());
    let of = of.map_or_else(String::new, |path| format!("&giay={path}"));
    let picture = |sheet: &Sheet, percent: u16| format!("/trang?hinh={:032x}&ty_le={percent}{of}", sheet.look);
    html! {
        ol.trang-in {
            @for (at, sheet) in shown.sheets.iter().enumerate() {
                li {
                    figure {
                        img src=(picture(sheet, percent)) srcset={ (picture(sheet, percent)) " 1x, " (picture(sheet, percent * 2)) " 2x" }
                            loading=[(at >= AT_ONCE).then_some("lazy")]
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
