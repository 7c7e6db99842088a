//! How a measure is defined, for the page of definitions.

use chrono::NaiveDate;

use super::Words;
use super::phrase::phrases;
use super::series::AppliedRule;
use crate::calendar::{Duration, Grain};
use crate::measure::{ChangeMethod, IntervalName, Meaning, Pooling, SecondaryFigureName};
use crate::model::{Forecast, Signals};

phrases! {
    /// How chance variation is estimated.
    impl IntervalName {
        IntervalName::None => "interval-none",
        IntervalName::Wilson => "interval-wilson",
        IntervalName::Corrected => "interval-corrected",
        IntervalName::AdjustedWald => "interval-adjusted-wald",
        IntervalName::Garwood => "interval-garwood",
        IntervalName::Mean => "interval-mean",
        IntervalName::Ratio => "interval-ratio",
        IntervalName::Survival => "interval-survival",
        IntervalName::Normal => "interval-normal",
        IntervalName::Order => "interval-order",
    }
    /// How a change is told from chance.
    impl ChangeMethod {
        ChangeMethod::Wilson => "change-wilson",
        ChangeMethod::Corrected => "change-corrected",
        ChangeMethod::Wald => "change-wald",
        ChangeMethod::Garwood => "change-garwood",
        ChangeMethod::Welch => "change-welch",
        ChangeMethod::Ratio => "change-ratio",
    }
    /// How periods pool.
    impl Pooling {
        Pooling::Flow => "pooling-flow",
        Pooling::Pool => "pooling-pool",
        Pooling::Recompute => "pooling-recompute",
        Pooling::Last => "pooling-last",
        Pooling::None => "pooling-none",
    }
    /// How a score is taken.
    pub enum ScoredBy {
        /// By the way from a baseline.
        Distance => "scored-distance",
        /// Actual to target.
        Attainment => "scored-attainment",
        /// Target to actual.
        AttainmentInverse => "scored-attainment-inverse",
        /// Actual to target; where there is no share of the target, as met or missed.
        AttainmentOrMet { met: ScoredMet } => "scored-attainment-or-met",
        /// Target to actual; where there is no share of the target, as met or missed.
        AttainmentInverseOrMet { met: ScoredMet } => "scored-attainment-inverse-or-met",
        /// By a band.
        Band => "scored-band",
        /// By goal and red flag.
        GoalRedFlag => "scored-goal-red-flag",
    }
    /// Met or missed.
    pub enum ScoredMet {
        /// With a tolerance.
        Tolerance => "scored-met-tolerance",
        /// Without.
        Plain => "scored-met",
    }
    /// How a status is taken.
    pub enum JudgedBy {
        /// By goal and red flag.
        Goal => "judged-goal",
        /// By edges of the score.
        Edges { on_target: f64, watch: f64 } => "judged-edges",
        /// By a tolerance.
        Tolerance => "judged-tolerance",
    }
    /// Other texts of a definition.
    pub enum Definition {
        /// A measure in words, of its period.
        Words { meaning: Meaning, grain: Grain } => "definition-words",
        /// The same of what it looks back at.
        WordsWindow { meaning: Meaning, window: String } => "definition-words-window",
        /// The rows that it is restricted to.
        WordsOnly { source: String, condition: String } => "definition-words-only",
        /// A source that is a part of another.
        PartOf { part: String, source: String } => "definition-part-of",
        /// Kind with the keys that are written.
        Kind { kind: String, keys: String } => "definition-kind",
        /// Interval at 95 %.
        Interval { method: IntervalName } => "definition-interval",
        /// What a change between two periods takes for given.
        Change { method: ChangeMethod } => "definition-change",
        /// So much time up to the period's end.
        WindowLength { length: Duration } => "definition-window",
        /// All there is.
        WindowAll => "definition-window-all",
        /// The window of a measure that a formula uses.
        WindowOf { measure: String, window: String } => "definition-window-of",
        /// No rule tells signals.
        NoRule => "definition-signals-none",
        /// Rules, and the limits.
        Signals { rules: String } => "definition-signals",
        /// The same, with the day from which limits are taken.
        SignalsFrom { rules: String, from: NaiveDate } => "definition-signals-from",
        /// The method is chosen by a back-test.
        ForecastChosen => "definition-forecast-chosen",
        /// No forecast.
        ForecastNone => "definition-forecast-none",
        /// A figure beside the value, by its formula.
        Beside { name: SecondaryFigureName, formula: String } => "definition-beside",
    }
    /// Words of formulas.
    pub enum FormulaWord {
        /// Both.
        And => "formula-and",
        /// One of two.
        Or => "formula-or",
        /// The opposite.
        Not => "formula-not",
        /// Before a condition.
        If => "formula-if",
        /// Before what holds otherwise, as it is read.
        Else => "formula-else",
        /// The same as it is set.
        Otherwise => "formula-otherwise",
        /// The smallest.
        Least => "formula-least",
        /// The largest.
        Greatest => "formula-greatest",
        /// The first that is there.
        Coalesce => "formula-coalesce",
        /// Nothing where two are equal.
        Nullif => "formula-nullif",
    }
}

impl Words {
    /// The rules of a measure, and its limits.
    pub fn signals(&self, signals: &Signals) -> String {
        let rules: Vec<String> = signals.rules.iter().map(|rule| self.say(&AppliedRule(*rule))).collect();
        let rules = self.clauses(&rules);
        match signals.limits_from {
            _ if signals.rules.is_empty() => self.say(&Definition::NoRule),
            None => self.say(&Definition::Signals { rules }),
            Some(from) => self.say(&Definition::SignalsFrom { rules, from }),
        }
    }

    /// The method of a forecast, or how it is chosen.
    pub fn forecast(&self, forecast: &Forecast) -> String {
        match forecast.methods.as_slice() {
            [] => self.say(&Definition::ForecastNone),
            [method] => self.say(method),
            _ => self.say(&Definition::ForecastChosen),
        }
    }
}

impl FormulaWord {
    /// All of them.
    pub const ALL: [FormulaWord; 10] = [
        FormulaWord::And,
        FormulaWord::Or,
        FormulaWord::Not,
        FormulaWord::If,
        FormulaWord::Else,
        FormulaWord::Otherwise,
        FormulaWord::Least,
        FormulaWord::Greatest,
        FormulaWord::Coalesce,
        FormulaWord::Nullif,
    ];

    /// What it is, for templates.
    pub fn name(&self) -> &'static str {
        match self {
            FormulaWord::And => "and",
            FormulaWord::Or => "or",
            FormulaWord::Not => "not",
            FormulaWord::If => "if",
            FormulaWord::Else => "else",
            FormulaWord::Otherwise => "otherwise",
            FormulaWord::Least => "least",
            FormulaWord::Greatest => "greatest",
            FormulaWord::Coalesce => "coalesce",
            FormulaWord::Nullif => "nullif",
        }
    }
}
