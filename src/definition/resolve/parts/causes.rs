//! What can be wrong with the parts of a scorecard.

use crate::problem::causes;

causes! {
    /// A formula over formulas that name others again and again.
    FormulaUnfolds { measure: String, most: u64 } => TooLarge,
        "`{measure}` is made of more than {most} measures, those of its formulas counted each time they are named",
        "name a measure of rows in place of a formula of formulas";

    /// An id that has been given before.
    DefinedTwice { what: String, id: String } => DuplicateId,
        "{what} `{id}` is already defined",
        "rename one";

    /// A scorecard without objectives or without measures.
    EmptyScorecard => EmptyScorecard,
        "this scorecard measures nothing",
        "add `perspectives: {{ customer: {{ objectives: {{ reach: {{}} }} }} }}` and `measures: {{ orders: {{ title: Orders, objective: reach, source: orders, kind: count }} }}`";

    /// A measure inside one objective that names another.
    ObjectiveTwice { measure: String, objective: String, other: String } => TwoForms,
        "`{measure}` stands inside `{objective}` and names `{other}`",
        "take `objective` out, or move the measure";

    /// A measure that is also shown in the objective where it counts.
    AlsoInOwn { measure: String, objective: String } => AlsoInOwn,
        "`{measure}` already counts in `{objective}`",
        "remove it";

    /// A measure whose segments are counted and that has none.
    SegmentsOfSegments { measure: String } => SourceMissing,
        "`{measure}` counts segments and has none itself",
        "name a measure that is computed from rows";

    /// Money in a scorecard that names no currency.
    MoneyWithoutCurrency { measure: String } => MissingKey,
        "`{measure}` is money, and `scorecard` needs `currency`",
        "add `currency: EUR`, or the code of yours, to the scorecard";

    /// An objective without a measure that is scored.
    ObjectiveUnmeasured { objective: String } => ObjectiveUnmeasured,
        "objective `{objective}` has no scored measure",
        "give one of its measures a `target`, or move a measure here";
}
