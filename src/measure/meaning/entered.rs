//! A formula over measures, and what people enter.

use crate::measure::policy::Policy;

/// A formula over measures, and what people enter.
#[derive(Debug, Clone, PartialEq)]
pub enum EnteredMeaning {
    /// A formula over other measures.
    OfMeasures {
        /// The formula.
        reading: String,
    },
    /// A figure that people enter.
    Entered,
    /// The same, of several rows of a period.
    EnteredOf {
        /// What is taken of the rows of a period.
        rows: Policy,
    },
    /// A figure that people enter in a source.
    EnteredIn {
        /// The figure.
        value: String,
        /// The source.
        source: String,
    },
    /// The same, of several rows of a period.
    EnteredInOf {
        /// The figure.
        value: String,
        /// The source.
        source: String,
        /// What is taken of the rows of a period.
        rows: Policy,
    },
    /// A rating that people give.
    Judgement {
        /// The best.
        best: f64,
    },
}
