//! How chance varies a value, and how a change is told from chance.

use super::formula::Formula;

/// How chance variation of the value is estimated; formulas are over components.
#[derive(Debug, Clone, PartialEq)]
pub enum IntervalMethod {
    /// None: totals of a whole population, or nothing known.
    None,
    /// Wilson score interval of a proportion.
    Wilson {
        /// Number of successes.
        successes: Formula,
        /// Number of trials.
        trials: Formula,
    },
    /// Wilson's limits of an observed share, each corrected for a classifier's errors.
    Corrected {
        /// Number of cases classified so.
        successes: Formula,
        /// Number of cases classified.
        trials: Formula,
        /// Share of true cases that are found.
        sensitivity: f64,
        /// Share of other cases that are left.
        specificity: f64,
    },
    /// Adjusted Wald interval of a net promoter score.
    AdjustedWald {
        /// Number of promoters.
        promoters: Formula,
        /// Number of detractors.
        detractors: Formula,
        /// Number of answers.
        responses: Formula,
    },
    /// Garwood's exact interval of a number of events.
    Garwood {
        /// The events.
        events: Formula,
    },
    /// Student's t for a mean, from n, Σx, Σx².
    Mean {
        /// n
        n: Formula,
        /// Σx
        sum: Formula,
        /// Σx²
        squares: Formula,
    },
    /// Linearised standard error of a ratio over clusters, from components `n y x yy xy xx`; `scale` multiplies.
    Ratio {
        /// What the clusters are, for the reader.
        clusters: String,
        /// Factor on the ratio (a rate per 1000).
        scale: f64,
    },
    /// Limits of a survival estimate's quantile, or of its restricted mean.
    Survival {
        /// The component.
        component: String,
    },
    /// The normal interval of a value with a standard error of its own.
    Normal {
        /// The value.
        value: Formula,
        /// Its standard error.
        standard_error: Formula,
    },
    /// Another interval times a factor: a proportion per million, events per exposure.
    Times {
        /// The interval.
        of: Box<IntervalMethod>,
        /// What its limits are multiplied by, above 0.
        factor: Formula,
    },
    /// Order statistics around a percentile component.
    Order {
        /// The percentile component.
        component: String,
    },
}

impl IntervalMethod {
    /// Student's t over the components of these names.
    pub fn mean(n: &str, sum: &str, squares: &str) -> IntervalMethod {
        IntervalMethod::Mean { n: Formula::name(n), sum: Formula::name(sum), squares: Formula::name(squares) }
    }

    /// The same interval times a factor above 0.
    pub fn times(self, factor: Formula) -> IntervalMethod {
        IntervalMethod::Times { of: Box::new(self), factor }
    }

    /// How two independent values with this interval are compared.
    pub(super) fn change_method(&self) -> Option<ChangeMethod> {
        match self {
            IntervalMethod::Times { of, .. } => of.change_method(),
            // Models of all purchases so far share most of them with those of the period before.
            IntervalMethod::None
            | IntervalMethod::Order { .. }
            | IntervalMethod::Survival { .. }
            | IntervalMethod::Normal { .. } => None,
            IntervalMethod::Wilson { .. } => Some(ChangeMethod::Wilson),
            IntervalMethod::Corrected { .. } => Some(ChangeMethod::Corrected),
            IntervalMethod::AdjustedWald { .. } => Some(ChangeMethod::Wald),
            IntervalMethod::Garwood { .. } => Some(ChangeMethod::Garwood),
            IntervalMethod::Mean { .. } => Some(ChangeMethod::Welch),
            IntervalMethod::Ratio { .. } => Some(ChangeMethod::Ratio),
        }
    }

    /// Which method it is, whatever it is taken of.
    pub fn name(&self) -> IntervalName {
        match self {
            IntervalMethod::Times { of, .. } => of.name(),
            IntervalMethod::None => IntervalName::None,
            IntervalMethod::Wilson { .. } => IntervalName::Wilson,
            IntervalMethod::Corrected { .. } => IntervalName::Corrected,
            IntervalMethod::AdjustedWald { .. } => IntervalName::AdjustedWald,
            IntervalMethod::Garwood { .. } => IntervalName::Garwood,
            IntervalMethod::Mean { .. } => IntervalName::Mean,
            IntervalMethod::Ratio { .. } => IntervalName::Ratio,
            IntervalMethod::Survival { .. } => IntervalName::Survival,
            IntervalMethod::Normal { .. } => IntervalName::Normal,
            IntervalMethod::Order { .. } => IntervalName::Order,
        }
    }
}

/// A method of estimating chance variation, by its name alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IntervalName {
    /// None.
    None,
    /// Wilson score.
    Wilson,
    /// Wilson, corrected by Rogan and Gladen.
    Corrected,
    /// Adjusted Wald.
    AdjustedWald,
    /// Garwood.
    Garwood,
    /// Student's t.
    Mean,
    /// Standard error of a ratio.
    Ratio,
    /// Greenwood's, of a survival estimate.
    Survival,
    /// Delta method.
    Normal,
    /// Order statistics.
    Order,
}

/// How a change between two periods is told from chance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeMethod {
    /// Newcombe (1998).
    Wilson,
    /// Newcombe (1998), from corrected limits.
    Corrected,
    /// Normal, from Wald's standard errors.
    Wald,
    /// Garwood's limits, squared and added.
    Garwood,
    /// Welch (1947).
    Welch,
    /// Normal, from the standard errors of two ratios.
    Ratio,
}
