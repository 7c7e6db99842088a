//! Rules that tell a signal from chance, on a series with its limits.
//!
//! A rule fires at the point that completes its pattern. Comparisons are strict; a point on the centre line breaks a
//! run, and so does a gap.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::xmr::Limits;

/// A pattern that chance seldom makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// One point beyond a limit.
    BeyondLimits,
    /// Eight points in a row on one side of the centre.
    #[serde(rename = "run_of_8")]
    RunOf8,
    /// Two of three points beyond two thirds of the way to one limit.
    TwoOfThree,
    /// Four of five points beyond one third of the way to one limit.
    FourOfFive,
    /// Nine points in a row on one side of the centre.
    #[serde(rename = "run_of_9")]
    RunOf9,
    /// Six points in a row rising, or falling.
    #[serde(rename = "trend_of_6")]
    TrendOf6,
    /// Fourteen points in a row alternating up and down.
    #[serde(rename = "alternating_14")]
    Alternating14,
    /// Fifteen points in a row within one third of the way to the limits.
    #[serde(rename = "inside_15")]
    Inside15,
    /// Eight points in a row beyond one third of the way, on both sides.
    #[serde(rename = "outside_8")]
    Outside8,
    /// Three of four points nearer to one limit than to the centre.
    #[serde(rename = "nearer_limit_3_of_4")]
    NearerLimit3Of4,
}

impl Rule {
    /// Every rule.
    pub const ALL: [Rule; 10] = [
        Rule::BeyondLimits,
        Rule::RunOf8,
        Rule::TwoOfThree,
        Rule::FourOfFive,
        Rule::RunOf9,
        Rule::TrendOf6,
        Rule::Alternating14,
        Rule::Inside15,
        Rule::Outside8,
        Rule::NearerLimit3Of4,
    ];

    /// The word of a definition.
    pub fn word(self) -> &'static str {
        match self {
            Rule::BeyondLimits => "beyond_limits",
            Rule::RunOf8 => "run_of_8",
            Rule::TwoOfThree => "two_of_three",
            Rule::FourOfFive => "four_of_five",
            Rule::RunOf9 => "run_of_9",
            Rule::TrendOf6 => "trend_of_6",
            Rule::Alternating14 => "alternating_14",
            Rule::Inside15 => "inside_15",
            Rule::Outside8 => "outside_8",
            Rule::NearerLimit3Of4 => "nearer_limit_3_of_4",
        }
    }

    /// Share of stable series of 24 points, with limits from those points, in which the rule fires at least once.
    ///
    /// From 60,000 simulated series of independent normal values.
    pub fn false_alarms(self) -> f64 {
        match self {
            Rule::BeyondLimits => 0.059,
            Rule::RunOf8 => 0.032,
            Rule::TwoOfThree => 0.042,
            Rule::FourOfFive => 0.053,
            Rule::RunOf9 => 0.012,
            Rule::TrendOf6 => 0.045,
            Rule::Alternating14 => 0.021,
            Rule::Inside15 => 0.004,
            Rule::Outside8 => 0.001,
            Rule::NearerLimit3Of4 => 0.030,
        }
    }
}

/// Side of the centre; of a run of differences, up or down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Above, rising.
    Above,
    /// Below, falling.
    Below,
}

impl Side {
    fn from_difference(difference: f64) -> Option<Side> {
        match difference {
            d if d > 0.0 => Some(Side::Above),
            d if d < 0.0 => Some(Side::Below),
            _ => None,
        }
    }
}

/// A point that completes a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Firing {
    /// Position in the series.
    pub index: usize,
    /// Side of the pattern, where it has one.
    pub side: Option<Side>,
}

/// Every point at which the rule fires.
///
/// - Shape: one value per period; a gap breaks every pattern.
/// - Absent: no firing. The last digits of binary arithmetic, 10⁻¹² of a value, take no point over a line.
/// - Source: Western Electric 1956; Nelson 1984; Wheeler 1993.
pub fn fired(rule: Rule, series: &[Option<f64>], limits: &Limits) -> Vec<Firing> {
    let mut firings = Vec::new();
    let mut stretch: Vec<Point> = Vec::new();
    for (index, value) in series.iter().enumerate() {
        let Some(value) = value else {
            stretch.clear();
            continue;
        };
        stretch.push(Point::new(*value, limits));
        firings.extend(completed(rule, &stretch, limits.sigma).map(|pattern| pattern.at(index)));
    }
    firings
}

/// A value, and how far it lies from the centre.
#[derive(Clone, Copy)]
struct Point {
    value: f64,
    from_centre: f64,
    slack: f64,
}

impl Point {
    fn new(value: f64, limits: &Limits) -> Point {
        let slack = 1e-12 * value.abs().max(limits.centre.abs());
        let distance = value - limits.centre;
        Point { value, from_centre: if distance.abs() <= slack { 0.0 } else { distance }, slack }
    }

    fn is_beyond(&self, distance: f64) -> bool {
        self.from_centre.abs() > distance + self.slack
    }

    fn side(&self) -> Option<Side> {
        Side::from_difference(self.from_centre)
    }
}

/// A pattern that is complete.
#[derive(Clone, Copy)]
enum Pattern {
    /// On one side of the centre; of a run of differences, all up or all down.
    OnOneSide(Side),
    /// On both sides, or within the limits.
    OnNoSide,
}

impl Pattern {
    /// The firing at a position in the series.
    fn at(self, index: usize) -> Firing {
        match self {
            Pattern::OnOneSide(side) => Firing { index, side: Some(side) },
            Pattern::OnNoSide => Firing { index, side: None },
        }
    }
}

/// The pattern that the last point of an unbroken stretch completes, if it does.
fn completed(rule: Rule, stretch: &[Point], sigma: f64) -> Option<Pattern> {
    match rule {
        Rule::BeyondLimits => some_of(stretch, 1, 1, 3.0 * sigma),
        Rule::TwoOfThree => some_of(stretch, 2, 3, 2.0 * sigma),
        Rule::FourOfFive => some_of(stretch, 4, 5, sigma),
        Rule::NearerLimit3Of4 => some_of(stretch, 3, 4, 1.5 * sigma),
        Rule::RunOf8 => some_of(last(stretch, 8)?, 8, 8, 0.0),
        Rule::RunOf9 => some_of(last(stretch, 9)?, 9, 9, 0.0),
        Rule::TrendOf6 => {
            let steps = steps(last(stretch, 6)?);
            let side = (*steps.first()?)?;
            steps.iter().all(|step| *step == Some(side)).then_some(Pattern::OnOneSide(side))
        }
        Rule::Alternating14 => {
            let steps = steps(last(stretch, 14)?);
            let turns = |pair: &[Option<Side>]| pair[0].is_some() && pair[1].is_some() && pair[0] != pair[1];
            steps.windows(2).all(turns).then_some(Pattern::OnNoSide)
        }
        Rule::Inside15 => {
            let within = |p: &Point| p.from_centre.abs() < sigma - p.slack;
            last(stretch, 15)?.iter().all(within).then_some(Pattern::OnNoSide)
        }
        Rule::Outside8 => {
            let eight = last(stretch, 8)?;
            let both = [Side::Above, Side::Below].iter().all(|s| eight.iter().any(|p| p.side() == Some(*s)));
            (both && eight.iter().all(|p| p.is_beyond(sigma))).then_some(Pattern::OnNoSide)
        }
    }
}

/// So many of the last few points, the last among them, farther than a distance on one side.
fn some_of(stretch: &[Point], many: usize, of: usize, distance: f64) -> Option<Pattern> {
    let newest = stretch.last().filter(|p| p.is_beyond(distance))?;
    let side = newest.side()?;
    let recent = stretch.iter().rev().take(of);
    let beyond = recent.filter(|p| p.side() == Some(side) && p.is_beyond(distance)).count();
    (beyond >= many).then_some(Pattern::OnOneSide(side))
}

fn last(stretch: &[Point], count: usize) -> Option<&[Point]> {
    stretch.get(stretch.len().checked_sub(count)?..)
}

/// Up or down from each point to the next; nothing when it stays.
fn steps(points: &[Point]) -> Vec<Option<Side>> {
    let step = |pair: &[Point]| {
        let slack = pair[0].slack.max(pair[1].slack);
        Side::from_difference(pair[1].value - pair[0].value)
            .filter(|_| (pair[1].value - pair[0].value).abs() > slack)
    };
    points.windows(2).map(step).collect()
}
