//! The run of the last periods in one table cell.

use super::svg::Svg;
use super::{INK, LINE};

const WIDTH: f64 = 84.0;
const HEIGHT: f64 = 16.0;
const MARGIN: f64 = 2.6;

/// The last periods on a scale of their own, oldest first, with a dot at the last value.
///
/// - Shape: absent values break the line; a value alone between gaps is a small dot.
/// - Absent: no value at all gives an empty drawing.
pub fn sparkline(points: &[Option<f64>]) -> String {
    let mut svg = Svg::decorative(WIDTH, HEIGHT);
    let present: Vec<(usize, f64)> =
        points.iter().enumerate().filter_map(|(i, v)| v.filter(|v| v.is_finite()).map(|v| (i, v))).collect();
    let low = present.iter().map(|(_, v)| *v).fold(f64::INFINITY, f64::min);
    let high = present.iter().map(|(_, v)| *v).fold(f64::NEG_INFINITY, f64::max);
    let place = |(i, value): (usize, f64)| {
        let last = points.len().saturating_sub(1).max(1);
        let along = if points.len() < 2 { 1.0 } else { i as f64 / last as f64 };
        // Halving first keeps the difference of two huge values finite.
        let span = high / 2.0 - low / 2.0;
        let up = if span > 0.0 { (value / 2.0 - low / 2.0) / span } else { 0.5 };
        (MARGIN + along * (WIDTH - 2.0 * MARGIN), HEIGHT - MARGIN - up * (HEIGHT - 2.0 * MARGIN))
    };
    for run in present.chunk_by(|a, b| a.0 + 1 == b.0) {
        let run: Vec<(f64, f64)> = run.iter().copied().map(place).collect();
        match run.as_slice() {
            [alone] => svg.dot(*alone, 0.8, LINE),
            run => svg.polyline(run, LINE, 0.9, ""),
        }
    }
    if let Some(end) = present.last() {
        svg.dot(place(*end), 2.0, INK);
    }
    svg.finish()
}
