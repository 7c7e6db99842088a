//! What a measure aims at.

use std::cmp::Reverse;

use chrono::NaiveDate;

use crate::calendar::Period;

/// A measure's target.
#[derive(Debug, Clone)]
pub struct Target {
    /// Values over time.
    pub plan: Plan,
    /// Start of the way.
    pub baseline: Option<Baseline>,
    /// Seasonal split of a year's total, as fractions.
    pub shares: Vec<f64>,
    /// Planned denominators by period, for year-to-date targets of rates (R21).
    pub weights: Vec<(Period, f64)>,
    /// Targets of single segments.
    pub segments: Vec<SegmentTarget>,
    /// Values of single periods, which win over the plan (R23).
    pub rows: Vec<(Period, f64)>,
    /// Budget, revision, forecast, in the order written: printed beside, never scored.
    pub versions: Vec<Version>,
}

/// Another version of a target.
#[derive(Debug, Clone)]
pub struct Version {
    /// Id.
    pub id: String,
    /// Heading: the id in words.
    pub title: String,
    /// What it aims at.
    pub target: Target,
}

impl Target {
    /// A target that nobody has set: the measure counts as missing, not as informational (R22).
    pub fn missing() -> Target {
        Target {
            plan: Plan::Missing,
            baseline: None,
            shares: Vec::new(),
            weights: Vec::new(),
            segments: Vec::new(),
            rows: Vec::new(),
            versions: Vec::new(),
        }
    }
}

/// The plan's values over time.
#[derive(Debug, Clone)]
pub enum Plan {
    /// None was set, though others have one (R22).
    Missing,
    /// One value for all periods.
    Constant(f64),
    /// Dated values, oldest first.
    Dated {
        /// Period and value.
        points: Vec<(Period, f64)>,
        /// How to get from one to the next.
        path: Path,
    },
    /// Last year's value of the same period, changed.
    PreviousYear(Change),
    /// A band.
    Band {
        /// Lower edge.
        low: f64,
        /// Upper edge.
        high: f64,
        /// Where the score is 0, below and above.
        zero_at: (f64, f64),
    },
    /// A goal and a red flag.
    GoalRedFlag {
        /// Score 66.7 in print: two thirds of the way.
        goal: f64,
        /// Score 33.3 in print.
        red_flag: f64,
    },
}

/// How a plan runs between dated values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Path {
    /// In a straight line, by number of periods.
    Linear,
    /// From the first period inside a value's key on.
    Step,
    /// A year's total split by shares.
    Seasonal,
}

/// A change on last year's value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Change {
    /// This share of its size added: a tenth more than a loss of 20 is a loss of 18.
    Relative(f64),
    /// This added.
    Points(f64),
}

impl Change {
    /// What it makes of last year's value.
    pub fn applied_to(&self, last_year: f64) -> f64 {
        match self {
            Change::Relative(by) => last_year + by * last_year.abs(),
            Change::Points(by) => last_year + by,
        }
    }

    /// The value of last year that it makes this of; of two, which only more than a doubled value has, the gain.
    pub fn from(&self, value: f64) -> Option<f64> {
        let last_year = match self {
            Change::Points(by) => value - by,
            Change::Relative(by) if value / (1.0 + by) >= 0.0 => value / (1.0 + by),
            Change::Relative(by) => value / (1.0 - by),
        };
        last_year.is_finite().then_some(last_year)
    }
}

/// The dated value that steps have come to in a period (R17, R20). A level holds from the first period of its key on, so that
/// a month's takes over from the year's that it lies in. A total is spread over its own key: a year's gives way to that of
/// a month for this month alone, and the last one holds on after all of them.
pub fn step_value<'p>(points: &'p [(Period, f64)], period: &Period, adds: bool) -> Option<&'p (Period, f64)> {
    let begun = points.iter().filter(|(key, _)| key.first <= period.deciding_day());
    if !adds {
        return begun.max_by_key(|(key, _)| (key.first, Reverse(key.last)));
    }
    let holding = points.iter().filter(|(key, _)| key.has(period)).min_by_key(|(key, _)| key.grain);
    holding.or_else(|| begun.max_by_key(|(key, _)| (key.last, key.first)))
}

/// Where the way to a target starts.
#[derive(Debug, Clone)]
pub enum Baseline {
    /// One written value, with its day where it is dated.
    Written(Vec<(Option<NaiveDate>, f64)>),
    /// Measured in the data in this period.
    Measured(Period),
}

/// The target of one segment.
#[derive(Debug, Clone)]
pub struct SegmentTarget {
    /// The table's id.
    pub axis: String,
    /// The segment's value.
    pub value: String,
    /// Its target.
    pub target: Target,
}
