//! The numbers that a plan is made of, and how targets come of them.

use chrono::NaiveDate;

/// What a plan is made of.
#[derive(Debug, Clone, Default)]
pub struct PlanWorking {
    /// Its numbers, each once.
    pub points: Vec<Point>,
}

/// A number of a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// The version of the plan that it belongs to; `None` of that which is scored.
    pub version: Option<String>,
    /// What it is.
    pub kind: PointKind,
    /// Days it is for, where it has some.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// The number.
    pub value: f64,
}

/// What a number of a plan is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PointKind {
    /// One target for all periods.
    Constant,
    /// A dated target.
    Dated,
    /// The target of one period.
    Period,
    /// Start of the way.
    Baseline,
    /// A share of a year's total, by number.
    Share,
    /// A planned denominator.
    Weight,
    /// A share added to last year's value.
    Relative,
    /// Points added to last year's value.
    Points,
    /// Last year's value.
    LastYear,
    /// Band: from, to, score 0 below, score 0 above.
    Band(u8),
    /// Goal.
    Goal,
    /// Red flag.
    RedFlag,
    /// The year to date's target, where it does not follow from those of its periods.
    ToDate,
}

/// How a period's target comes of points: `(from · (1 − way) + to · way) · share`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PathStep {
    /// Position of the point it comes from.
    pub from: usize,
    /// Position of the point it leads to.
    pub to: usize,
    /// How far it is, 0 to 1.
    pub way: f64,
    /// The part of it.
    pub share: Part,
    /// What is added to last year's value, which then is `from`.
    pub change: Option<usize>,
}

/// The part of a total that a period's target is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Part {
    /// A number: 1, or a share by last year or by count.
    Number(f64),
    /// A written share: its position among the points.
    Point(usize),
}
