//! The actual value against the plan and the previous year, parted by segments.

use schemars::JsonSchema;
use serde::Serialize;

/// A difference of the reported period, parted by the segments of a table.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct VarianceResult {
    /// What the actual value is held against.
    pub against: Against,
    /// Column or expression of the table.
    pub by: String,
    /// Its heading.
    pub title: String,
    /// What the parts are.
    pub split: Split,
    /// The value it leads from: the plan, or the value of the previous year.
    pub before: f64,
    /// The value it leads to.
    pub after: f64,
    /// The segments.
    pub rows: Vec<VarianceRow>,
    /// What the segments' plans come to, less the plan of the whole; 0 of a previous year.
    pub remainder: f64,
}

/// What an actual value is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Against {
    /// The plan of the period.
    Plan,
    /// The same period a year before.
    PreviousYear,
}

/// What the parts of a difference are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Split {
    /// Of an amount with quantities: price, volume and mix.
    Price,
    /// Of a ratio: rate and mix.
    Rate,
    /// Of an amount: its segments.
    Amount,
}

/// A segment, and what it did to the difference. The parts of all rows and the remainder add up to it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct VarianceRow {
    /// Values of the keys; null is "(not stated)". None of "other".
    pub keys: Vec<Option<String>>,
    /// Name for readers; absent for "other": rows that the table sums up, or of prices the products beyond a thousand.
    pub label: Option<String>,
    /// Amount, or numerator, of what is held against.
    pub before: f64,
    /// Quantity, or denominator, of the same; absent of amounts alone.
    pub base_before: Option<f64>,
    /// Amount, or numerator, now.
    pub after: f64,
    /// Quantity, or denominator, now.
    pub base_after: Option<f64>,
    /// Because its price, or its own ratio, is another; absent of amounts alone.
    pub rate: Option<f64>,
    /// Because the whole quantity is another; absent but of amounts with quantities.
    pub volume: Option<f64>,
    /// Because its share is another; absent of amounts alone.
    pub mix: Option<f64>,
    /// All of it.
    pub change: f64,
}

impl VarianceRow {
    /// What names it: the values of its keys, and its label.
    pub fn name(&self) -> (&[Option<String>], Option<&String>) {
        (&self.keys, self.label.as_ref())
    }
}
