//! What can be wrong with a value in its unit.

use crate::calendar::PeriodError;
use crate::problem::{Cause, Code, causes};

causes! {
    /// Percentage points where a value is needed.
    PointsAsLevel { measure: String, unit: String, number: String, sign: String } => PpAsLevel,
        "`{measure}` is measured in {unit}; `pp` is a difference",
        "write `{number}{sign}`";

    /// A rate as a number above 1.
    RateAsNumber { text: String, percent: String, number: String, fraction: String } => BareRate,
        "`{text}` for a rate is {percent} %",
        "write `{number}%`, or `{fraction}`";

    /// A percent sign on points.
    PercentOnPoints { measure: String, number: String } => PercentOnPoints,
        "`{measure}` is measured in points",
        "write `{number}`";

    /// A value in another unit than the measure's.
    NotOfUnit { measure: String, unit: String, text: String, number: String, sign: String } => TargetUnit,
        "`{measure}` is measured in {unit}, this is `{text}`",
        "write `{number}{sign}`";

    /// A tolerance in percent that does not say of what.
    ToleranceAmbiguous { text: String, absolute: String, number: String } => ToleranceAmbiguous,
        "`{text}` of what",
        "write {absolute}, or `{number}% of target`";

    /// A change that does not say which way.
    ChangeWithoutSign { word: String } => WrongType,
        "a change takes its sign, this is `{word}`",
        "write `+{word}`, `-{word}` or `same`";

    /// A change of a rate that could be a share of it or points.
    ChangeAmbiguous { word: String, number: String, way: String, points: String } => PreviousYearPoints,
        "`{word}` could be {number} % {way}, or {number} points {way}",
        "write `{points} pp`, or dated `values`";

    /// A difference of rates as a number above 1.
    DifferenceAsNumber { text: String, percent: String, number: String } => BareRate,
        "`{text}` for a rate is {percent} %",
        "write `{number} pp`";

    /// Percentage points for what is no rate.
    PointsOfOther { measure: String, unit: String, number: String } => TargetUnit,
        "`{measure}` is measured in {unit}; `pp` is a difference of rates",
        "write `{number}`";

    /// A number whose point may be decimal or stand between thousands.
    TwoReadings { text: String, grouped: String, decimal: String } => NumberFormat,
        "`{text}` may be read in two ways: three digits stand behind the point",
        "write `{grouped}`, or `{decimal}` where the point is decimal";

    /// A text that is no number, with what was probably meant.
    NoNumber { text: String, advice: String } => NumberFormat,
        "`{text}` is no number here",
        "{advice}";

    /// A word that is no unit.
    UnknownUnit { measure: String, unit: String, word: String, number: String } => TargetUnit,
        "`{measure}` is measured in {unit}, not in `{word}`",
        "write `{number}`";
}

/// An amount in another currency than the scorecard's.
#[derive(Debug, PartialEq)]
pub(crate) struct AmountOfOther {
    /// The amount as written.
    pub(crate) text: String,
    /// Its currency.
    pub(crate) code: String,
    /// The scorecard's, if it has one.
    pub(crate) own: Option<String>,
}

impl Cause for AmountOfOther {
    fn code(&self) -> Code {
        Code::MixedCurrency
    }

    fn message(&self) -> String {
        let own = self.own.as_deref().unwrap_or("no currency");
        format!("`{}` is in {}, the scorecard in {own}", self.text, self.code)
    }

    fn help(&self) -> Option<String> {
        Some(match &self.own {
            Some(own) => format!("write the amount in {own}"),
            None => format!("add `currency: {}` to the scorecard", self.code),
        })
    }
}

/// A text that is no period, or none that fits where it stands.
#[derive(Debug, PartialEq)]
pub(crate) struct NoPeriod {
    /// What is wrong with it.
    pub(crate) error: PeriodError,
    /// The code of the place where it stands, for errors that have none of their own.
    pub(crate) otherwise: Code,
    /// Periods as they are written here.
    pub(crate) like: &'static str,
}

impl Cause for NoPeriod {
    fn code(&self) -> Code {
        self.error.code().unwrap_or(self.otherwise)
    }

    fn message(&self) -> String {
        self.error.message()
    }

    fn help(&self) -> Option<String> {
        let help = || match &self.error {
            PeriodError::TooShort { grain, .. } => format!("write a {grain}, or a longer period"),
            _ => format!("write it like {}", self.like),
        };
        Some(self.error.help().unwrap_or_else(help))
    }
}
