//! Figures with their units, and what stands beside them.

use super::phrase::{Number, phrases};
use crate::measure::SecondaryFigureName;

phrases! {
    /// A unit for the head of a column.
    pub enum UnitLabel {
        /// Percent.
        Percent => "unit-percent",
        /// Points of a scale.
        Points => "unit-points",
        /// Days.
        Days => "unit-days",
        /// Hours.
        Hours => "unit-hours",
        /// Minutes.
        Minutes => "unit-minutes",
        /// Seconds.
        Seconds => "unit-seconds",
        /// Thousands of no unit.
        Thousands => "unit-thousands",
        /// Millions of no unit.
        Millions => "unit-millions",
        /// Thousands of a unit.
        ThousandsOf { unit: String } => "unit-thousands-of",
        /// Millions of a unit.
        MillionsOf { unit: String } => "unit-millions-of",
        /// Thousands of what a consultant calls the unit.
        ThousandsLabelled { unit: String } => "unit-thousands-labelled",
        /// Millions of what a consultant calls the unit.
        MillionsLabelled { unit: String } => "unit-millions-labelled",
    }
    /// A number with its unit, in a sentence.
    pub enum Quantity {
        /// Points of percent, or of a scale.
        Points { value: Number } => "quantity-points",
        /// Days.
        Days { value: Number } => "quantity-days",
        /// Hours.
        Hours { value: Number } => "quantity-hours",
        /// Minutes.
        Minutes { value: Number } => "quantity-minutes",
        /// Seconds.
        Seconds { value: Number } => "quantity-seconds",
        /// Of a unit by its label: a currency, or what the definition calls it.
        Labelled { value: Number, unit: String } => "quantity-labelled",
    }
    /// Figures that stand together.
    pub enum Figures {
        /// From one value to another: an interval, a band.
        Range { low: String, high: String } => "figures-range",
        /// A value and its plan.
        WithPlan { value: String, plan: String } => "figures-with-plan",
        /// Rows used, of those read.
        Of { part: u64, whole: u64 } => "figures-of",
    }
    /// What stands beside a measure's row.
    pub enum Remark {
        /// A value of a longer period than the page's.
        ValueOf { period: String } => "remark-value-of",
        /// What does not add up over periods has no value on a rolling basis.
        NotRolling => "remark-not-rolling",
        /// A sheet is of the period that is reported, though another is selected.
        OfReported { period: String } => "remark-of-reported",
        /// The status is that of the year to date.
        JudgedToDate => "remark-judged-to-date",
        /// The same, with its figures.
        JudgedToDateBy { value: String, plan: String } => "remark-judged-to-date-by",
        /// Not every period of the window has a value.
        PartlyInWindow { with_value: u64, of: u64 } => "remark-partly-in-window",
        /// Not every period of the year to date has a value.
        PartlyInYear { with_value: u64, of: u64 } => "remark-partly-in-year",
        /// The target has run out and still holds.
        NotRenewed => "remark-not-renewed",
        /// Another figure beside the value.
        Beside { name: SecondaryFigureName, figure: String } => "remark-beside",
    }
    impl SecondaryFigureName {
        SecondaryFigureName::Annualised => "beside-annualised",
        SecondaryFigureName::CommentsScored => "beside-comments-scored",
    }
}
