//! The lines of a set document as they stand on its pages: what a preview reads out, and what tests compare formats by.
//!
//! They come from the frames of the layout, not from the finished file: no text extraction can blur
//! them.

use typst::layout::{Frame, FrameItem, Point};

use super::Pages;
#[cfg(test)]
use super::{Detail, LayoutEngine};
#[cfg(test)]
use crate::base::diag::Report;
#[cfg(test)]
use crate::paper::typeset::flow::Flow;

/// One line of text of one container (two columns side by side have their own lines).
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Without spaces at its end.
    pub text: String,
    /// Left edge from the left edge of the sheet in points.
    pub x_pt: f64,
    /// Base line from the upper edge of the sheet in points.
    pub y_pt: f64,
    /// In points, spaces at the end not counted.
    pub width_pt: f64,
}

/// Parts of a line stand on one base line and touch, within this many points.
const TOLERANCE_PT: f64 = 0.2;

/// The pages of `flow`.
///
/// # Errors
/// As [`LayoutEngine::lay_out`].
#[cfg(test)]
pub fn lay_out(flow: &Flow) -> Result<Pages, Report> {
    LayoutEngine::new().lay_out(flow.clone(), Detail::Drawn)
}

/// The text of the lines on each page of `flow`, in reading order.
///
/// # Errors
/// As [`LayoutEngine::lay_out`].
#[cfg(test)]
pub fn lines(flow: &Flow) -> Result<Vec<Vec<String>>, Report> {
    let pages = page_lines(&lay_out(flow)?);
    Ok(pages.into_iter().map(|page| page.into_iter().map(|line| line.text).collect()).collect())
}

/// The lines of each page in reading order: cells of a row one after the other; the number of the page
/// and the margins come where they stand.
pub fn page_lines(pages: &Pages) -> Vec<Vec<Line>> {
    pages.frames.pages().iter().map(|page| frame_lines(&page.frame)).collect()
}

fn frame_lines(frame: &Frame) -> Vec<Line> {
    let mut lines = Vec::new();
    collect(frame, Point::zero(), &mut lines);
    for line in &mut lines {
        line.text.truncate(line.text.trim_end().len());
    }
    lines.retain(|line| !line.text.is_empty());
    lines
}

fn collect(frame: &Frame, origin: Point, lines: &mut Vec<Line>) {
    for (position, item) in frame.items() {
        let place = origin + *position;
        match item {
            FrameItem::Group(group) => collect(&group.frame, place, lines),
            FrameItem::Text(text) => {
                let part = Line {
                    text: text.text.to_string(),
                    x_pt: place.x.to_pt(),
                    y_pt: place.y.to_pt(),
                    width_pt: text.width().to_pt(),
                };
                join(lines, part);
            }
            _ => {}
        }
    }
}

fn join(lines: &mut Vec<Line>, part: Line) {
    match lines.last_mut() {
        Some(last) if continues(last, &part) => {
            last.text.push_str(&part.text);
            last.width_pt = part.x_pt + part.width_pt - last.x_pt;
        }
        _ => lines.push(part),
    }
}

fn continues(last: &Line, part: &Line) -> bool {
    let level = (last.y_pt - part.y_pt).abs() < TOLERANCE_PT;
    level && (last.x_pt + last.width_pt - part.x_pt).abs() < TOLERANCE_PT
}
