//! A measure's run over time, with its target.

use super::axis::Axis;
use super::svg::{Anchor, Svg, TextStyle, text_width};
use super::{FAINT, INK, LINE, NEUTRAL, PALE, QUIET, present};
use crate::report::view::{TrendChart, TrendPoint};

const SIZE: f64 = 7.0;
const TOP: f64 = 7.0;
const BOTTOM: f64 = 15.0;
const SMALL: TextStyle = TextStyle { size: SIZE, bold: false, fill: QUIET };
const STRONG: TextStyle = TextStyle { size: SIZE, bold: true, fill: INK };

/// Width and height of a trend chart in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TrendSize {
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// The line of values with its target, intervals and period labels.
///
/// - Shape: absent periods break the line; provisional ones are hollow and reached by a dashed line; the target is a
///   stepped line; intervals are pale bars behind the points; limits of normal variation are dotted, points where a rule
///   fired are ringed; the forecast goes on as a dashed line within a pale fan; events are lines with a letter.
/// - Unit: the axis counts in display units (`factor`), within the natural bounds.
/// - Absent: without any value the frame stands alone.
pub fn trend(chart: &TrendChart, size: TrendSize) -> String {
    let mut svg = Svg::titled(size.width, size.height, &chart.alt);
    let axis = Axis::new(chart);
    let plot = Plot::new(chart, &axis, size);
    plot.outlook(&mut svg);
    plot.grid(&mut svg);
    plot.periods(&mut svg);
    plot.forecast(&mut svg);
    plot.intervals(&mut svg);
    plot.limits(&mut svg);
    plot.events(&mut svg);
    plot.target(&mut svg);
    plot.values(&mut svg);
    plot.labels(&mut svg);
    svg.finish()
}

struct Plot<'a> {
    chart: &'a TrendChart,
    axis: &'a Axis,
    left: f64,
    right: f64,
    bottom: f64,
    width: f64,
}

impl<'a> Plot<'a> {
    fn new(chart: &'a TrendChart, axis: &'a Axis, size: TrendSize) -> Self {
        let ticks = axis.ticks();
        let widest = ticks.iter().map(|(_, label)| text_width(label, SIZE)).fold(10.0, f64::max);
        let ends = end_value(chart).map(|(_, p)| text_width(&p.text, SIZE)).into_iter();
        let ends = ends.chain(end_target(chart).map(|_| text_width(&chart.plan_label, SIZE)));
        let ends = ends.chain(chart.outlook.last().map(|_| text_width(&chart.forecast_label, SIZE)));
        let margin = size.width * 0.25;
        let left = (widest + 5.0).min(margin);
        let right = size.width - (ends.fold(0.0, f64::max) + 8.0).min(margin);
        Plot { chart, axis, left, right, bottom: size.height - BOTTOM, width: size.width }
    }

    fn slot(&self) -> f64 {
        let slots = self.chart.points.len() + self.chart.outlook.len();
        (self.right - self.left) / slots.max(1) as f64
    }

    fn x(&self, index: usize) -> f64 {
        self.left + (index as f64 + 0.5) * self.slot()
    }

    /// Height of a share of the axis.
    fn height(&self, share: f64) -> f64 {
        self.bottom - share * (self.bottom - TOP)
    }

    fn y(&self, value: f64) -> f64 {
        self.height(self.axis.place(value))
    }

    fn grid(&self, svg: &mut Svg) {
        for (value, label) in self.axis.ticks() {
            let y = self.height(self.axis.place_shown(value));
            svg.line((self.left, y), (self.right, y), FAINT, 0.5);
            svg.text((self.left - 4.0, y + SIZE * 0.36), Anchor::End, SMALL, &label);
        }
        svg.line((self.left, self.bottom), (self.right, self.bottom), LINE, 0.6);
    }

    /// As many period labels as fit, counted back from the last.
    fn periods(&self, svg: &mut Svg) {
        let known = self.chart.points.iter().map(|p| &p.label);
        let labels: Vec<&String> = known.chain(self.chart.outlook.iter().map(|p| &p.label)).collect();
        let widest = labels.iter().map(|label| text_width(label, SIZE)).fold(1.0, f64::max);
        let every = ((widest + 4.0) / self.slot()).ceil().max(1.0) as usize;
        for (i, label) in labels.into_iter().enumerate().rev().step_by(every) {
            let style = SMALL.within(self.width, label);
            let half = text_width(label, style.size) / 2.0;
            let x = self.x(i).min(self.width - half).max(half);
            svg.text((x, self.bottom + SIZE + 4.0), Anchor::Middle, style, label);
        }
    }

    fn intervals(&self, svg: &mut Svg) {
        for (i, point) in self.chart.points.iter().enumerate() {
            if let (Some(low), Some(high)) = (present(point.low), present(point.high)) {
                let (top, foot) = (self.y(low.max(high)), self.y(low.min(high)));
                svg.rect(self.x(i) - 2.0, top, 4.0, (foot - top).max(0.5), FAINT);
            }
        }
    }

    /// The fan of the forecast, opening from the last value.
    fn outlook(&self, svg: &mut Svg) {
        let points = self.chart.points.len();
        let start = end_value(self.chart).and_then(|(i, p)| Some((self.x(i), self.y(present(p.value)?))));
        let ahead = || self.chart.outlook.iter().enumerate().map(|(i, p)| (self.x(points + i), p));
        if self.chart.outlook.is_empty() {
            return;
        }
        let upper = ahead().map(|(x, p)| (x, self.y(p.high)));
        let lower = ahead().map(|(x, p)| (x, self.y(p.low)));
        let mut edge: Vec<(f64, f64)> = start.into_iter().chain(upper).collect();
        edge.extend(lower.collect::<Vec<_>>().into_iter().rev());
        svg.area(&edge, PALE);
    }

    /// The most likely values ahead, from the last value on.
    fn forecast(&self, svg: &mut Svg) {
        let points = self.chart.points.len();
        let start = end_value(self.chart).and_then(|(i, p)| Some((self.x(i), self.y(present(p.value)?))));
        let ahead = self.chart.outlook.iter().enumerate().map(|(i, p)| (self.x(points + i), self.y(p.value)));
        if !self.chart.outlook.is_empty() {
            let line: Vec<(f64, f64)> = start.into_iter().chain(ahead).collect();
            svg.polyline(&line, INK, 1.0, "1.5 1.5");
        }
    }

    /// Lower and upper limit and the centre, over the points they hold for.
    fn limits(&self, svg: &mut Svg) {
        let points = self.chart.points.len();
        let Some(limits) = self.chart.limits.as_ref().filter(|l| l.from < points) else { return };
        let half = self.slot() / 2.0;
        let (from, to) = (self.x(limits.from) - half, self.x(points - 1) + half);
        for value in [limits.lower, limits.centre, limits.upper] {
            let y = self.y(value);
            svg.polyline(&[(from, y), (to, y)], NEUTRAL, 0.7, "0.8 1.8");
        }
        for index in limits.fired.iter().filter(|i| **i < points) {
            if let Some(value) = present(self.chart.points[*index].value) {
                svg.ring((self.x(*index), self.y(value)), 4.0, INK);
            }
        }
    }

    fn events(&self, svg: &mut Svg) {
        for mark in self.chart.events.iter().filter(|mark| mark.index < self.chart.points.len()) {
            let x = self.x(mark.index);
            svg.line((x, TOP), (x, self.bottom), NEUTRAL, 0.5);
            svg.text((x, TOP - 1.0), Anchor::Middle, TextStyle { size: SIZE - 1.0, ..SMALL }, &mark.letter);
        }
    }

    fn target(&self, svg: &mut Svg) {
        let half = self.slot() / 2.0;
        let steps: Vec<(usize, f64)> = self
            .chart
            .points
            .iter()
            .enumerate()
            .filter_map(|(i, p)| present(p.target).map(|t| (i, self.y(t))))
            .collect();
        for run in steps.chunk_by(|a, b| a.0 + 1 == b.0) {
            let corners: Vec<(f64, f64)> =
                run.iter().flat_map(|(i, y)| [(self.x(*i) - half, *y), (self.x(*i) + half, *y)]).collect();
            svg.polyline(&corners, LINE, 0.9, "3 1.5");
        }
    }

    fn values(&self, svg: &mut Svg) {
        let shown: Vec<(usize, f64, bool)> = self
            .chart
            .points
            .iter()
            .enumerate()
            .filter_map(|(i, p)| present(p.value).map(|v| (i, self.y(v), p.provisional)))
            .collect();
        let radius = (self.slot() / 5.0).clamp(1.2, 2.1);
        for run in shown.chunk_by(|a, b| a.0 + 1 == b.0) {
            for stretch in run.chunk_by(|a, b| !a.2 && !b.2) {
                if stretch.len() > 1 {
                    let line: Vec<(f64, f64)> = stretch.iter().map(|(i, y, _)| (self.x(*i), *y)).collect();
                    svg.polyline(&line, INK, 1.2, "");
                }
            }
            for pair in run.windows(2).filter(|pair| pair[0].2 || pair[1].2) {
                let line = [(self.x(pair[0].0), pair[0].1), (self.x(pair[1].0), pair[1].1)];
                svg.polyline(&line, INK, 1.0, "1.5 1.5");
            }
        }
        for (i, y, provisional) in shown {
            if provisional {
                svg.ring((self.x(i), y), radius + 0.2, INK);
            } else {
                svg.dot((self.x(i), y), radius, INK);
            }
        }
    }

    fn is_fired(&self, index: usize) -> bool {
        self.chart.limits.iter().any(|limits| limits.fired.contains(&index))
    }

    /// Whether the lines at a point lie above it more than below.
    fn label_goes_below(&self, index: usize, y: f64) -> bool {
        let before = index.checked_sub(1).and_then(|before| present(self.chart.points[before].value));
        let ahead = self.chart.outlook.first().map(|point| point.value);
        let rise: f64 = before.into_iter().chain(ahead).map(|value| y - self.y(value)).sum();
        rise > 1.0
    }

    /// At the right end the forecast, else the last value, and the last target, kept apart; a value that is not at the
    /// end is written above its point, or beneath it where the lines lie above.
    fn labels(&self, svg: &mut Svg) {
        let target = end_target(self.chart)
            .and_then(|p| Some((self.y(present(p.target)?), self.chart.plan_label.clone())));
        let value = end_value(self.chart).and_then(|(i, p)| Some((i, self.y(present(p.value)?), &p.text)));
        let is_last = |i: usize| i + 1 == self.chart.points.len() && self.chart.outlook.is_empty();
        let forecast =
            self.chart.outlook.last().map(|p| (self.y(p.value), self.chart.forecast_label.clone(), SMALL));
        let newest = value.filter(|(i, ..)| is_last(*i)).map(|(_, y, text)| (y, text.clone(), STRONG));
        let end = forecast.or(newest);
        let (mut end_y, mut target_y) =
            (end.as_ref().map_or(0.0, |e| e.0), target.as_ref().map_or(0.0, |t| t.0));
        let apart = SIZE + 1.5;
        if end.is_some() && target.is_some() && (end_y - target_y).abs() < apart {
            let middle = f64::midpoint(end_y, target_y);
            let middle = middle.clamp(TOP + apart / 2.0, self.bottom - apart / 2.0);
            let side = if end_y <= target_y { -0.5 } else { 0.5 };
            (end_y, target_y) = (middle + side * apart, middle - side * apart);
        }
        let base = SIZE * 0.36;
        let margin = self.width - self.right - 4.0;
        if let Some((_, label)) = target {
            let style = SMALL.within(margin, &label);
            svg.text((self.right + 4.0, target_y + base), Anchor::Start, style, &label);
        }
        if let Some((_, label, style)) = end {
            let style = style.within(margin, &label);
            svg.text((self.right + 4.0, end_y + base), Anchor::Start, style, &label);
        }
        if let Some((i, value_y, text)) = value.filter(|(i, ..)| !is_last(*i)) {
            let style = STRONG.within(self.right - self.left, text);
            let half = text_width(text, style.size) / 2.0;
            let x = self.x(i).min(self.right - half).max(self.left + half);
            let clear = if self.is_fired(i) { 6.5 } else { 4.0 };
            let (above, below) = (value_y - clear, value_y + SIZE + clear - 1.0);
            let (is_high, is_low) = (above - SIZE < 0.0, below > self.bottom - 2.0);
            let y = if is_high || self.label_goes_below(i, value_y) && !is_low { below } else { above };
            svg.text((x, y), Anchor::Middle, style, text);
        }
    }
}

fn end_value(chart: &TrendChart) -> Option<(usize, &TrendPoint)> {
    chart.points.iter().enumerate().rfind(|(_, p)| present(p.value).is_some())
}

/// The target of the last period; an earlier one is not written beside the last value.
fn end_target(chart: &TrendChart) -> Option<&TrendPoint> {
    chart.points.last().filter(|p| present(p.target).is_some())
}
