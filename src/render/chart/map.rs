//! The strategy map: perspectives as bands, objectives as boxes, arrows for what drives what.

mod layout;
mod ordering;
mod spacing;
mod wrapping;

pub use self::layout::{Curve, Layout, Rectangle, layout};

use self::layout::{INSET, LARGE, SMALL, TITLE, WIDE};
use self::wrapping::wrapped;
use super::svg::{Anchor, Svg, TextStyle, text_width};
use super::{INK, LINE, NEUTRAL, QUIET};
use crate::report::view::{MapBand, MapNode, MapView, StatusCode, StatusView};

/// Ground of a perspective.
const GROUND: &str = "#F4F4F4";
const WHITE: &str = "#FFFFFF";
/// Marks of statuses.
const ON_TARGET: &str = "#0072B2";
const WATCH: &str = "#B36B00";
const OFF_TARGET: &str = "#D55E00";
const NO_DATA: &str = "#737373";
/// Side of a status mark.
const MARK: f64 = 5.6;
/// Length of an arrow's head.
const HEAD: f64 = 4.6;

/// The map as a drawing, as wide as a page.
///
/// - Shape: an arrow leads from what drives to what is driven; one that is dashed and marked `−` means that more of the one is less of
///   the other; one that only measures speak of is thin.
/// - Unit: points of the page, more of them where a map asks for more room than a page has.
pub fn map(map: &MapView) -> String {
    let layout = layout(map);
    let mut svg = Svg::titled(layout.width, layout.height, &map.alt);
    for (band, ground) in map.bands.iter().zip(&layout.bands) {
        svg.rect(ground.x, ground.y, ground.width, ground.height, GROUND);
        band_head(&mut svg, band, *ground);
    }
    for (link, curve) in map.links.iter().zip(&layout.curves) {
        let (stroke, width) = if link.by_measures { (NEUTRAL, 0.7) } else { (LINE, 1.1) };
        let dash = if link.opposite { "3 2" } else { "" };
        arrow(&mut svg, curve, (stroke, width, dash));
    }
    for (text, place) in layout.labels.iter().flatten() {
        svg.rect(place.x, place.y, place.width, place.height, WHITE);
        let style = TextStyle { size: SMALL - 0.5, bold: false, fill: QUIET };
        let base = place.y + place.height - 2.2;
        svg.text((place.x + place.width / 2.0, base), Anchor::Middle, style, text);
    }
    for (node, place) in map.nodes().zip(&layout.boxes) {
        objective(&mut svg, node, *place);
    }
    svg.finish()
}

/// A perspective's heading, score and status, at the left of its band.
fn band_head(svg: &mut Svg, band: &MapBand, ground: Rectangle) {
    let width = layout::GUTTER - 2.0 * INSET;
    let x = ground.x + INSET;
    let room = ((ground.height - 2.0 * INSET) / (TITLE + 2.0)).floor().max(2.0) as usize;
    let style = TextStyle { size: TITLE + 0.5, bold: true, fill: INK };
    let lines = wrapped(&band.title, width, style.size, (room - 1).min(4));
    let high = (lines.len() as f64) * (style.size + 1.5) + SMALL + 3.0;
    let mut y = ground.y + (ground.height - high) / 2.0 + style.size;
    for line in &lines {
        svg.text((x, y), Anchor::Start, style.within(width, line), line);
        y += style.size + 1.5;
    }
    status(svg, (&band.status, &band.score), (x, y + 2.0), width, SMALL);
}

/// A box with an objective's heading, status and score.
fn objective(svg: &mut Svg, node: &MapNode, place: Rectangle) {
    svg.frame((place.x, place.y), (place.width, place.height), WHITE, INK);
    let (size, small) = if place.width >= WIDE { LARGE } else { (TITLE, SMALL) };
    let width = place.width - 2.0 * INSET;
    let (room, step) = (place.height - small - 9.0, size + 1.2);
    let most = (room / step).floor().max(1.0) as usize;
    let style = TextStyle { size, bold: true, fill: INK };
    // A reader of HTML may have a wider face.
    let lines = wrapped(&node.title, width * 0.93, size, most);
    let mut y = place.y + 2.0 + size + (room - lines.len() as f64 * step).max(0.0) / 2.0;
    for line in &lines {
        svg.text((place.x + INSET, y), Anchor::Start, style.within(width, line), line);
        y += step;
    }
    let base = place.y + place.height - 4.6;
    status(svg, (&node.status, &node.score), (place.x + INSET, base), width, small);
}

/// Mark, word and score on a line.
fn status(svg: &mut Svg, (status, score): (&StatusView, &str), (x, base): (f64, f64), width: f64, size: f64) {
    let style = TextStyle { size, bold: false, fill: INK };
    let strong = TextStyle { bold: true, ..style };
    mark(svg, status.code, (x + MARK / 2.0, base - size * 0.36));
    let start = MARK + 2.4;
    let score_width = text_width(score, size) + 3.0;
    let room = (width - start - score_width).max(1.0);
    let lines = wrapped(&status.word, room * 1.25, size, 1);
    let word = lines.first().map_or("", String::as_str);
    svg.text((x + start, base), Anchor::Start, style.within(room, word), word);
    svg.text((x + width, base), Anchor::End, strong, score);
}

/// The mark of a status around its middle.
fn mark(svg: &mut Svg, code: StatusCode, (x, y): (f64, f64)) {
    let half = MARK / 2.0;
    match code {
        StatusCode::OnTarget => svg.dot((x, y), half, ON_TARGET),
        StatusCode::Watch => {
            let s = half * 1.16;
            svg.area(&[(x, y - s), (x + s, y), (x, y + s), (x - s, y)], WATCH);
        }
        StatusCode::OffTarget => {
            let s = half * 1.1;
            svg.area(&[(x - s, y - s * 0.84), (x + s, y - s * 0.84), (x, y + s)], OFF_TARGET);
        }
        StatusCode::NoData => {
            let s = half * 0.86;
            svg.frame((x - s, y - s), (2.0 * s, 2.0 * s), WHITE, NO_DATA);
        }
        StatusCode::None => {}
    }
}

/// An arrow's line, which ends within its head.
fn arrow(svg: &mut Svg, curve: &Curve, (stroke, width, dash): (&str, f64, &str)) {
    let mut points = curve.points.clone();
    if let Some(last) = points.last_mut() {
        last.1 -= curve.heading * HEAD * 0.8;
    }
    let steps: Vec<_> = points.windows(2).map(|pair| (curve.controls(pair[0], pair[1]), pair[1])).collect();
    svg.curve(points[0], &steps, stroke, width, dash);
    head(svg, curve, stroke);
}

/// The head of an arrow.
fn head(svg: &mut Svg, curve: &Curve, fill: &str) {
    if let Some((x, y)) = curve.points.last() {
        let back = y - curve.heading * HEAD;
        svg.area(&[(*x, *y), (x - HEAD * 0.5, back), (x + HEAD * 0.5, back)], fill);
    }
}
