//! A measure's run of periods as a chart.

use serde::Serialize;

use crate::locale::Locale;

/// A trend chart.
#[derive(Debug, Clone, Serialize)]
pub struct TrendChart {
    /// Heading: `Monthly, 13 months`.
    pub title: String,
    /// What its lines and marks are, beyond values and plan; empty where it has no others.
    pub legend: String,
    /// What stands beside the end of the plan's line: `PL 6.0`.
    pub plan_label: String,
    /// What stands beside the end of the forecast: `FC 6.3`.
    pub forecast_label: String,
    /// Alternative text: what the chart shows, with first, last, lowest and highest value.
    pub alt: String,
    /// Points in order.
    pub points: Vec<TrendPoint>,
    /// Unit of the axis.
    pub unit: String,
    /// Decimals of the axis labels.
    pub decimals: u8,
    /// Factor from value to axis label (100 for percent, 0.001 for thousands).
    pub factor: f64,
    /// Natural bounds of the axis.
    pub bounds: (Option<f64>, Option<f64>),
    /// Limits of normal variation.
    pub limits: Option<LimitLines>,
    /// Periods foretold after the last point.
    pub outlook: Vec<OutlookPoint>,
    /// What happened.
    pub events: Vec<EventMark>,
    /// How the numbers of the axis are written.
    #[serde(skip)]
    pub locale: Locale,
}

/// Limits of normal variation in a chart.
#[derive(Debug, Clone, Serialize)]
pub struct LimitLines {
    /// Position of the first point they hold for.
    pub from: usize,
    /// Lower limit.
    pub lower: f64,
    /// Centre.
    pub centre: f64,
    /// Upper limit.
    pub upper: f64,
    /// Positions of points where a rule fired.
    pub fired: Vec<usize>,
}

/// A foretold period of a chart.
#[derive(Debug, Clone, Serialize)]
pub struct OutlookPoint {
    /// Short label of the period.
    pub label: String,
    /// Most likely value.
    pub value: f64,
    /// Interval.
    pub low: f64,
    /// Interval.
    pub high: f64,
    /// Value as text.
    pub text: String,
}

/// An event of a chart.
#[derive(Debug, Clone, Serialize)]
pub struct EventMark {
    /// Position of the point whose period holds the day.
    pub index: usize,
    /// Its letter in the chart.
    pub letter: String,
    /// Letter, day and what happened.
    pub text: String,
}

/// A point of a trend chart.
#[derive(Debug, Clone, Serialize)]
pub struct TrendPoint {
    /// Short label of the period: `Apr 98`, `W18`.
    pub label: String,
    /// Value; none is a gap.
    pub value: Option<f64>,
    /// Value as text, or the absence in words.
    pub text: String,
    /// Target of the period.
    pub target: Option<f64>,
    /// Target as text.
    pub target_text: String,
    /// Interval.
    pub low: Option<f64>,
    /// Interval.
    pub high: Option<f64>,
    /// Sample.
    pub n: String,
    /// Whether the period is provisional or its sample too small (drawn hollow).
    pub provisional: bool,
}
