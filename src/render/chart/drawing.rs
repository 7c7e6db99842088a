//! The charts that a document asks for.

use std::collections::BTreeMap;

use super::bullet::bullet;
use super::dot::dot;
use super::map::map;
use super::run::run;
use super::segment::segment_bar;
use super::sparkline::sparkline;
use super::trend::{TrendSize, trend};
use super::variance::variance_bar;
use crate::report::document::{Document, Drawing};

/// Beside its table a chart takes part of the width; a long run takes all of it.
const BESIDE: TrendSize = TrendSize { width: 480.0, height: 124.0 };
const ACROSS: TrendSize = TrendSize { width: 774.0, height: 132.0 };
/// Longest run that stands beside its table.
const SHORT: usize = 14;

/// Every chart of a document, by its name.
pub fn drawn(document: &Document) -> BTreeMap<String, String> {
    document.charts().map(|chart| (chart.name.clone(), draw(&chart.drawing))).collect()
}

/// A chart as SVG.
pub fn draw(drawing: &Drawing) -> String {
    match drawing {
        Drawing::Variance { share, favourable } => variance_bar(Some(*share), *favourable),
        Drawing::Bullet(graph) => bullet(graph),
        Drawing::Sparkline(values) => sparkline(values),
        Drawing::Run(chart) => run(chart),
        Drawing::Dot { at, mark } => dot(*at, *mark),
        Drawing::Bar { length, grey } => segment_bar(*length, *grey),
        Drawing::Map(view) => map(view),
        Drawing::Trend(chart) => trend(chart, if chart.points.len() > SHORT { ACROSS } else { BESIDE }),
    }
}
