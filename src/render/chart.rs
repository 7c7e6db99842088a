//! Charts as SVG text, drawn once for every format that shows them.
//!
//! Every function is pure: the same values give the same text. Lengths are points, the origin is top left,
//! numbers carry two decimals at most, and nothing leaves the view box, however wild the values are.

mod axis;
mod bullet;
mod segment;
mod sparkline;
mod svg;
mod trend;
mod variance;

use std::collections::BTreeMap;

use crate::report::document::{Document, Drawing};

pub use self::bullet::bullet;
pub use self::segment::segment_bar;
pub use self::sparkline::sparkline;
pub use self::trend::{TrendSize, trend};
pub use self::variance::variance_bar;

/// Ink of text, bars and marks.
const INK: &str = "#1A1A1A";
/// Lines that accompany: the run of a sparkline, a target.
const LINE: &str = "#6B6B6B";
/// Text that accompanies; 7:1 on white.
const QUIET: &str = "#595959";
/// Grid lines and interval whiskers.
const FAINT: &str = "#DCDCDC";
/// The fan of a forecast, beneath the grid.
const PALE: &str = "#EEEEEE";
/// A favourable difference (blue of the Okabe–Ito palette).
const FAVOURABLE: &str = "#0072B2";
/// An unfavourable difference (vermilion of the Okabe–Ito palette).
const UNFAVOURABLE: &str = "#D55E00";
/// A difference without a good or a bad side.
const NEUTRAL: &str = "#8C8C8C";

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
        Drawing::Bar { length, grey } => segment_bar(*length, *grey),
        Drawing::Trend(chart) => trend(chart, if chart.points.len() > SHORT { ACROSS } else { BESIDE }),
    }
}

/// A share held within 0 and 1; what is not a number counts as the lower end.
fn share(value: f64) -> f64 {
    if value.is_nan() { 0.0 } else { value.clamp(0.0, 1.0) }
}
