//! A run with its target and limits, for a cell of a table.

use super::axis::Axis;
use super::svg::Svg;
use super::{INK, LINE, PALE, UNFAVOURABLE, present};
use crate::report::view::{TrendChart, TrendPoint};

const WIDTH: f64 = 108.0;
const HEIGHT: f64 = 40.0;
const MARGIN: f64 = 4.0;

/// The last periods as a line on a scale of their own, without figures, which stand beside it.
///
/// - Shape: the pale band is normal variation, the dashed line the target; absent periods break the line, provisional ones are hollow,
///   points where a rule of signals fired are vermilion; the last one has a dot.
/// - Absent: without any value there are the target and the band alone.
pub fn run(chart: &TrendChart) -> String {
    let mut svg = Svg::decorative(WIDTH, HEIGHT);
    // What is foretold is not drawn, and takes no room.
    let chart = TrendChart { outlook: Vec::new(), ..chart.clone() };
    let axis = Axis::new(&chart);
    let count = chart.points.len();
    let slot = (WIDTH - 2.0 * MARGIN) / count.max(1) as f64;
    let x = |i: usize| MARGIN + (i as f64 + 0.5) * slot;
    let y = |value: f64| HEIGHT - MARGIN - axis.place(value) * (HEIGHT - 2.0 * MARGIN);
    if let Some(limits) = chart.limits.as_ref().filter(|limits| limits.from < count) {
        let (top, foot) = (y(limits.upper.max(limits.lower)), y(limits.lower.min(limits.upper)));
        let left = x(limits.from) - slot / 2.0;
        svg.rect(left, top, WIDTH - MARGIN - left, foot - top, PALE);
    }
    let targets: Vec<(usize, f64)> =
        chart.points.iter().enumerate().filter_map(|(i, p)| Some((i, y(present(p.target)?)))).collect();
    for stretch in targets.chunk_by(|a, b| a.0 + 1 == b.0) {
        let half = slot / 2.0;
        let line: Vec<(f64, f64)> =
            stretch.iter().flat_map(|(i, y)| [(x(*i) - half, *y), (x(*i) + half, *y)]).collect();
        svg.polyline(&line, LINE, 0.8, "2.5 1.5");
    }
    let values: Vec<(usize, f64, &TrendPoint)> =
        chart.points.iter().enumerate().filter_map(|(i, p)| Some((i, y(present(p.value)?), p))).collect();
    for stretch in values.chunk_by(|a, b| a.0 + 1 == b.0) {
        let line: Vec<(f64, f64)> = stretch.iter().map(|(i, y, _)| (x(*i), *y)).collect();
        match line.as_slice() {
            [alone] => svg.dot(*alone, 1.0, LINE),
            line => svg.polyline(line, INK, 1.0, ""),
        }
    }
    let fired = chart.limits.iter().flat_map(|limits| &limits.fired);
    for index in fired {
        if let Some((i, y, _)) = values.iter().find(|(i, ..)| i == index) {
            svg.dot((x(*i), *y), 2.0, UNFAVOURABLE);
        }
    }
    if let Some((i, y, point)) = values.last() {
        match point.provisional {
            true => svg.ring((x(*i), *y), 2.0, INK),
            false => svg.dot((x(*i), *y), 2.0, INK),
        }
    }
    svg.finish()
}
