//! What the run of a measure's periods says: limits, signals, trend, and the rest of the year.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use super::period::{PeriodName, TargetAt};
use crate::statistics::forecast::{BackTest, Method};
use crate::statistics::interval::Interval;
use crate::statistics::rules::{Rule, Side};

/// Limits of chance, and the points where a rule fired.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SignalsResult {
    /// First period the limits hold for.
    pub from: PeriodName,
    /// Whether the definition, or an event, made the limits begin there.
    pub started: bool,
    /// Number of values the limits were taken from.
    pub points: usize,
    /// Whether later values leave the limits as they are.
    pub frozen: bool,
    /// Mean of the values.
    pub centre: f64,
    /// Mean distance of neighbours.
    pub moving_range: f64,
    /// Largest distance of neighbours that chance explains.
    pub range_limit: f64,
    /// Lower limit, within the measure's natural bounds.
    pub lower: f64,
    /// Upper limit, within the measure's natural bounds.
    pub upper: f64,
    /// The rules applied, each with the points where it fired.
    pub rules: Vec<RuleResult>,
    /// Rise or fall over the same periods; absent with fewer than eight values.
    pub trend: Option<TrendResult>,
}

impl SignalsResult {
    /// The rules that fired in a period, in the order of the definition.
    pub fn fired<'s>(&'s self, label: &'s str) -> impl Iterator<Item = (Rule, Option<Side>)> + 's {
        self.rules.iter().flat_map(move |rule| {
            let in_period = rule.fired.iter().filter(move |firing| firing.period == label);
            in_period.map(|firing| (rule.rule, firing.side))
        })
    }
}

/// A rule and where it fired.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct RuleResult {
    /// The rule.
    pub rule: Rule,
    /// Points that complete its pattern, oldest first.
    pub fired: Vec<FiringResult>,
}

/// A point that completes a rule's pattern.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FiringResult {
    /// Label of the period.
    pub period: String,
    /// Side of the pattern, where it has one.
    pub side: Option<Side>,
}

/// Rise or fall over periods.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct TrendResult {
    /// Theil–Sen slope: change per period.
    pub slope: f64,
    /// 95 % interval of the slope.
    pub interval: Interval,
    /// Two-sided probability of so clear a trend without one, by Mann–Kendall.
    pub p: f64,
    /// Number of values.
    pub n: usize,
}

/// The fiscal year's remaining periods, foretold.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct OutlookResult {
    /// Method.
    pub method: Method,
    /// Number of values it was fitted to, without a gap.
    pub points: usize,
    /// Last period with a value.
    pub after: PeriodName,
    /// Mean absolute errors of the methods compared.
    pub back_test: Vec<BackTest>,
    /// The remaining periods.
    pub periods: Vec<OutlookPeriod>,
    /// The fiscal year.
    pub year: PeriodName,
    /// Of flows what the year has brought so far; absent for others.
    pub to_date: Option<f64>,
    /// The year's figure: of flows the total, of others the last period's level.
    pub year_end: f64,
    /// 95 % interval of the year's figure.
    pub interval: Interval,
    /// The year's target: of flows the total, of others the last period's.
    pub target: Option<TargetAt>,
    /// Probability, by the model, that the target is met.
    pub chance: Option<f64>,
    /// Of flows with a target to reach, what each remaining period has to bring on average.
    pub required: Option<f64>,
}

/// One foretold period.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct OutlookPeriod {
    /// The period.
    pub period: PeriodName,
    /// Most likely value, within the measure's natural bounds.
    pub value: f64,
    /// 95 % interval, likewise.
    pub interval: Interval,
}

/// Why there is no outlook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NoOutlook {
    /// The definition wants none.
    NotWanted,
    /// No period of the fiscal year remains, or the periods are years or waves.
    NothingRemains,
    /// Neither the reported period nor the one before has a value to go on from.
    Interrupted,
    /// The data begin within the fiscal year, so that its total is not known.
    DataBegin {
        /// Their first day.
        #[schemars(with = "String")]
        on: NaiveDate,
    },
    /// A period of the fiscal year is withheld, which the year's total would tell.
    Withheld,
    /// Too few periods with values without a gap before the year's end.
    TooShort {
        /// Periods the method needs.
        needs: usize,
        /// Periods there are.
        has: usize,
    },
}

/// What happened in the periods shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EventResult {
    /// The day.
    #[schemars(with = "String")]
    pub at: NaiveDate,
    /// What happened.
    pub note: String,
    /// Whether the measure's limits start anew.
    pub restarts_limits: bool,
}
