//! The pages of a document as pictures, from the very layout that makes its PDF: what a clerk sees before anything is
//! written.
//!
//! Laying out and drawing are two steps: a page of the browser is told at once how many pages there are and what they
//! say, and asks for the picture of each when it comes into sight.

use typst::utils::hash128;
use typst_render::RenderOptions;

use super::layout::faults;
use super::layout::lines::page_lines;
use super::layout::{self, Detail, Pages};
use super::{Document, Renderer, Tools};
use crate::base::diag::Report;

/// Pixels to a point of paper: from a page on a telephone to one read with a glass.
pub const SCALES: std::ops::RangeInclusive<f64> = 0.25..=4.0;

/// A document on its pages, ready to be drawn.
pub struct Preview {
    pages: Pages,
    /// What does not fit its place on the page (`TT003`, `TT004`).
    pub warnings: Report,
}

/// What is known of a page without drawing it.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// In points.
    pub width_pt: f64,
    pub height_pt: f64,
    /// Tells its picture from that of any other page.
    pub look: u128,
    /// Its text in reading order, for whoever hears it.
    pub lines: Vec<String>,
}

impl Renderer {
    /// `document` on its pages.
    ///
    /// # Errors
    /// As [`Renderer::render`] of a PDF, before it is written.
    pub fn preview(&mut self, document: &Document) -> Result<Preview, Report> {
        // Taken out, so that an engine that stumbles is not used again.
        let mut tools = self.tools.take().unwrap_or_default();
        let preview = self.pool.install(|| lay_out(&mut tools, document));
        self.tools = Some(tools);
        preview.iter().for_each(|preview| layout::forget(&preview.pages));
        preview
    }
}

fn lay_out(tools: &mut Tools, document: &Document) -> Result<Preview, Report> {
    let flow = tools.typesetter.set(document)?;
    let warnings = flow.warnings();
    Ok(Preview { pages: tools.engine.get_or_insert_default().lay_out(flow, Detail::Drawn)?, warnings })
}

impl Preview {
    /// Its pages in their order; there is at least one.
    pub fn sheets(&self) -> Vec<Sheet> {
        let pages = self.pages.frames.pages().iter().zip(page_lines(&self.pages));
        let sheet = |(page, lines): (&typst_layout::Page, Vec<layout::lines::Line>)| {
            let size = page.frame.size();
            Sheet {
                width_pt: size.x.to_pt(),
                height_pt: size.y.to_pt(),
                look: hash128(&page.frame),
                lines: lines.into_iter().map(|line| line.text).collect(),
            }
        };
        pages.map(sheet).collect()
    }

    /// Page `number` (from 0) as PNG with so many pixels to a point, which are brought within [`SCALES`]; none beyond
    /// the last page.
    ///
    /// # Errors
    /// `TT901` when it cannot be packed, which is a fault of the program.
    pub fn png(&self, number: usize, pixels_per_point: f64) -> Result<Option<Vec<u8>>, Report> {
        let Some(page) = self.pages.frames.pages().get(number) else { return Ok(None) };
        let scale = pixels_per_point.max(*SCALES.start()).min(*SCALES.end());
        let options = RenderOptions { pixel_per_pt: scale.into(), ..RenderOptions::default() };
        let picture = typst_render::render(page, &options);
        packed(picture.data(), (picture.width(), picture.height()))
            .map(Some)
            .map_err(|error| faults::told(&error.to_string()))
    }
}

/// `pixels`, four bytes each and none of them transparent, as PNG: in shades of grey where there is no colour, which
/// is most pages and a third of the work.
fn packed(pixels: &[u8], (width, height): (u32, u32)) -> Result<Vec<u8>, png::EncodingError> {
    let is_grey = pixels.chunks_exact(4).all(|pixel| pixel[0] == pixel[1] && pixel[1] == pixel[2]);
    let (colour, channels) = if is_grey { (png::ColorType::Grayscale, 1) } else { (png::ColorType::Rgb, 3) };
    let data: Vec<u8> = pixels.chunks_exact(4).flat_map(|pixel| pixel[..channels].iter().copied()).collect();
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(colour);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&data)?;
    writer.finish()?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::paper;

    fn preview(body: &str) -> Preview {
        let text = format!("+++\nloai = \"bieu_mau\"\nten_loai = \"Phiếu lấy ý kiến\"\n+++\n{body}\n");
        let (document, _) = paper::parse(text.as_bytes(), Path::new("phieu.van")).unwrap();
        Renderer::new().unwrap().preview(&document).unwrap()
    }

    fn header(png: &[u8]) -> (u32, u32, png::ColorType) {
        let reader = png::Decoder::new(std::io::Cursor::new(png)).read_info().unwrap();
        let info = reader.info();
        (info.width, info.height, info.color_type)
    }

    #[test]
    fn the_pages_are_those_of_the_pdf_and_can_be_read_out() {
        let text = "Họ và tên: Trần Thị Bình\n@ngat_trang\nTrang sau";
        let seen = preview(text);
        let sheets = seen.sheets();
        assert_eq!(sheets.len(), 2);
        assert!((sheets[0].width_pt - 595.28).abs() < 0.1 && (sheets[0].height_pt - 841.89).abs() < 0.1, "{sheets:?}");
        assert!(sheets[0].lines.iter().any(|line| line == "Họ và tên: Trần Thị Bình"), "{sheets:?}");
        assert!(sheets[1].lines.iter().any(|line| line == "Trang sau"), "{sheets:?}");
        assert!(!sheets[1].lines.iter().any(|line| line.contains("Trần Thị Bình")));
    }

    #[test]
    fn a_page_of_which_nothing_changes_keeps_its_look() {
        let look = |body: &str| preview(body).sheets().iter().map(|sheet| sheet.look).collect::<Vec<_>>();
        let (before, after) =
            (look("Một\n@ngat_trang\nHai\n@ngat_trang\nBa"), look("Một\n@ngat_trang\nHaj\n@ngat_trang\nBa"));
        let is_same: Vec<bool> = before.iter().zip(&after).map(|(before, after)| before == after).collect();
        assert_eq!(is_same, [true, false, true]);
    }

    #[test]
    fn a_picture_is_as_large_as_asked_for_within_bounds() {
        let seen = preview("Nội dung");
        let size = |scale: f64| header(&seen.png(0, scale).unwrap().unwrap());
        assert_eq!(size(1.0), (595, 842, png::ColorType::Grayscale));
        assert_eq!(size(2.0).0, 1191);
        assert_eq!(size(1000.0), size(4.0));
        assert_eq!(size(f64::NAN), size(0.0));
        assert_eq!(seen.png(1, 1.0).unwrap(), None);
    }

    #[test]
    fn colours_are_kept() {
        let pixels = [255, 0, 0, 255, 9, 9, 9, 255];
        let png = packed(&pixels, (2, 1)).unwrap();
        assert_eq!(header(&png), (2, 1, png::ColorType::Rgb));
        let mut reader = png::Decoder::new(std::io::Cursor::new(&png)).read_info().unwrap();
        let mut out = vec![0; 6];
        reader.next_frame(&mut out).unwrap();
        assert_eq!(out, [255, 0, 0, 9, 9, 9]);
    }
}
