//! What can be wrong while a kind is resolved.

use crate::problem::{Cause, Code, causes};

causes! {
    /// A measure of rows without a source.
    NoSource { measure: String } => SourceMissing,
        "`{measure}` has no `source`",
        "add `source: …`, or `defaults: {{ source: … }}` to the scorecard";

    /// A column that should hold dates and does not.
    NotADate { column: String, kind: String, source: String } => TimeNotDate,
        "`{column}` is {kind}",
        "add `columns: {{ {column}: date }}` to source `{source}`, or a `format`";

    /// A duration that is no fixed number of seconds.
    NoFixedLength { duration: String } => DurationUnit,
        "{duration} is no fixed number of seconds",
        "write `20 seconds`";

    /// A window that is shorter than a period.
    WindowTooShort { duration: String, grain: String, least: String } => WindowShorterThanGrain,
        "a window of {duration} is shorter than a {grain}",
        "write `{least}` or longer";

    /// A window of activity over rows that say who is active.
    WindowOnSnapshot => WindowOnSnapshot,
        "a snapshot says who is active",
        "take `active_within` out, or write `contract: {{ left: … }}`";

    /// Answers of files that declare different scales.
    ScalesDiffer { column: String, low: f64, high: f64, other_low: f64, other_high: f64 } => ScaleMixed,
        "`{column}` runs from {low} to {high} in one file and from {other_low} to {other_high} in another",
        "write two measures, each with a `where` for its files, or `derive` one scale from both";

    /// A duration where a number is needed.
    DurationForNumber => TypeMismatch,
        "a number is needed here, this is a duration",
        "divide it: `… / interval '1 hour'` is a number of hours";

    /// A key whose meaning is yet to come.
    NotYet { key: String } => FeatureMissing,
        "this version does not carry out {key} yet",
        "take it out; nothing of it would be computed";

    /// A kind of customers in a source that does not say whose a row is.
    NoCustomer { kind: String, source: String, column: String } => CustomerMissing,
        "`{kind}` needs `customer` in source `{source}`",
        "add `customer: {column}` to source `{source}`";
}

/// A measure over periods in a source that does not say when a row was.
#[derive(Debug, PartialEq)]
pub(crate) struct NoTime {
    /// The source.
    pub(crate) source: String,
    /// Its columns that could say it.
    pub(crate) candidates: Vec<String>,
}

impl Cause for NoTime {
    fn code(&self) -> Code {
        Code::NoTime
    }

    fn message(&self) -> String {
        format!("source `{}` has no `time`", self.source)
    }

    fn help(&self) -> Option<String> {
        if self.candidates.is_empty() {
            return Some("name its date column, declared under `columns` as `date`".to_owned());
        }
        let candidates: Vec<String> = self.candidates.iter().map(|name| format!("`time: {name}`")).collect();
        Some(format!("name its date column: {}", candidates.join(" or ")))
    }
}
