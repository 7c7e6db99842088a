//! What the first page says beneath its table: what changed, what needs attention, how the year may end.

use serde::Serialize;

use super::status::StatusView;
use crate::locale::Locale;

/// Decimals of points of a score that are compared, for they move by less than one.
pub const POINT_DECIMALS: usize = 1;

/// How the score of the whole came from that of the period before.
#[derive(Debug, Clone, Serialize)]
pub struct ChangeView {
    /// `The score rose from 76.3 to 81.9 since March 1998.`
    pub sentence: String,
    /// What single measures did, the largest first, without those that did nothing in print.
    pub effects: Vec<EffectView>,
    /// What weights did, which move also when a measure gets or loses its score; `None` where that is nothing in print.
    pub weights: Option<EffectView>,
}

/// What something did to the score of the whole.
#[derive(Debug, Clone, Serialize)]
pub struct EffectView {
    /// Id of the measure; empty where it is none.
    pub id: String,
    /// Name.
    pub title: String,
    /// Points with their sign: `+3.2`.
    pub points: String,
    /// The same as a number, unrounded.
    pub value: f64,
}

impl EffectView {
    /// Points of a score with their sign.
    pub fn points(locale: Locale, value: f64) -> String {
        locale.signed(value, POINT_DECIMALS)
    }
}

/// A status that is another than in the period before.
#[derive(Debug, Clone, Serialize)]
pub struct MovedView {
    /// Id of the measure.
    pub id: String,
    /// Heading.
    pub title: String,
    /// That its year to date is judged, and told here.
    pub remark: String,
    /// Status of the period before.
    pub before: StatusView,
    /// Status now.
    pub now: StatusView,
    /// Value of the period before.
    pub value_before: String,
    /// Value now, with its unit.
    pub value_now: String,
}

/// A measure whose value chance does not explain.
#[derive(Debug, Clone, Serialize)]
pub struct SignalView {
    /// Id of the measure.
    pub id: String,
    /// Heading.
    pub title: String,
    /// Its value, with its unit.
    pub value: String,
    /// What chance does not explain.
    pub sentence: String,
}

/// How the year of a measure may end.
#[derive(Debug, Clone, Serialize)]
pub struct YearEndView {
    /// Id of the measure.
    pub id: String,
    /// Heading.
    pub title: String,
    /// `512 (480 to 540), plan 500`.
    pub figures: String,
    /// Chance of meeting the year's target: `63%`, `below 1%`.
    pub chance: String,
    /// The same, 0 to 1.
    pub value: f64,
}
