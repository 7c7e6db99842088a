//! What the run of a measure's periods says: rules, signals, trends, forecasts.

use super::phrase::{Argument, Code, Value, phrases};
use crate::calendar::Grain;
use crate::statistics::forecast::Method;
use crate::statistics::rules::{Rule, Side};

/// A rule that fired, and on which side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fired(pub Rule, pub Option<Side>);

/// A rule that is applied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AppliedRule(pub Rule);

/// `above` or `below`.
impl Argument for Side {
    fn value(&self) -> Value {
        Value::Code(match self {
            Side::Above => "above",
            Side::Below => "below",
        })
    }
}

/// How a chance is printed: as it is, or as what lies beyond a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chanced {
    /// It is not known.
    None,
    /// It is below the figure.
    Below,
    /// It is above the figure.
    Above,
    /// It is the figure, rounded.
    About,
}

/// `none`, `below`, `above` or `about`.
impl Argument for Chanced {
    fn value(&self) -> Value {
        Value::Code(match self {
            Chanced::None => "none",
            Chanced::Below => "below",
            Chanced::Above => "above",
            Chanced::About => "about",
        })
    }
}

phrases! {
    /// What a reader is told when a rule fires, as a clause.
    impl Fired {
        Fired(Rule::BeyondLimits, side) => "rule-beyond-limits" { side: *side },
        Fired(Rule::RunOf8, side) => "rule-run-of-8" { side: *side },
        Fired(Rule::RunOf9, side) => "rule-run-of-9" { side: *side },
        Fired(Rule::TwoOfThree, side) => "rule-two-of-three" { side: *side },
        Fired(Rule::FourOfFive, side) => "rule-four-of-five" { side: *side },
        Fired(Rule::NearerLimit3Of4, side) => "rule-nearer-limit" { side: *side },
        Fired(Rule::TrendOf6, side) => "rule-trend-of-6" { side: *side },
        Fired(Rule::Alternating14, _) => "rule-alternating",
        Fired(Rule::Inside15, _) => "rule-inside",
        Fired(Rule::Outside8, _) => "rule-outside",
    }
    /// What a rule looks for.
    impl AppliedRule {
        AppliedRule(Rule::BeyondLimits) => "rule-name-beyond-limits",
        AppliedRule(Rule::RunOf8) => "rule-name-run-of-8",
        AppliedRule(Rule::RunOf9) => "rule-name-run-of-9",
        AppliedRule(Rule::TwoOfThree) => "rule-name-two-of-three",
        AppliedRule(Rule::FourOfFive) => "rule-name-four-of-five",
        AppliedRule(Rule::NearerLimit3Of4) => "rule-name-nearer-limit",
        AppliedRule(Rule::TrendOf6) => "rule-name-trend-of-6",
        AppliedRule(Rule::Alternating14) => "rule-name-alternating",
        AppliedRule(Rule::Inside15) => "rule-name-inside",
        AppliedRule(Rule::Outside8) => "rule-name-outside",
    }
    /// A method of forecasting by its name.
    impl Method {
        Method::Ses => "method-ses",
        Method::Drift => "method-drift",
        Method::Holt => "method-holt",
        Method::SeasonalNaive => "method-seasonal-naive",
    }
    /// What chance has to do with a period's value.
    pub enum Signal {
        /// Chance explains it, as a clause.
        Normal => "signal-normal",
        /// It does not, as a clause with the rules that fired.
        Fired { rules: String } => "signal-fired",
        /// Chance explains it, as a sentence with the limits.
        NormalWithin { low: String, high: String } => "signal-normal-within",
        /// The same of a change that two samples alone do not explain.
        NormalYetChanged { low: String, high: String } => "signal-normal-yet-changed",
        /// It does not, as a sentence with the limits.
        FiredBeyond { rules: String, low: String, high: String } => "signal-fired-beyond",
    }
    /// A clear trend, and the rest of the fiscal year.
    pub enum TrendAhead {
        /// Rising, or falling, by so much a period.
        Trend { rising: bool, by: String, grain: Grain, periods: usize } => "ahead-trend",
        /// The year's figure.
        ///
        /// `total` says whether it is the year's sum, else its end is meant. `planned` is `none`, `value` or `band`; `wanted` says
        /// whether `required` is known.
        Year {
            year: String, total: bool, value: String, low: String, high: String,
            planned: Code, plan: String, plan_high: String,
            chanced: Chanced, chance: String, wanted: bool, required: String, grain: Grain,
            method: Method,
        } => "ahead-year",
        /// The year's figure may be almost anything.
        TooWide { year: String } => "ahead-too-wide",
    }
}
