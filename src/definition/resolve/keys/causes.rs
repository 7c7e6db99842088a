//! What can be wrong with the keys of a source.

use crate::problem::causes;

causes! {
    /// The day in a file's name as the time of a join.
    JoinOfFileNames => WrongType,
        "a join has no files that could name a day",
        "write `time: …` with a column";

    /// An entity's column in a source of a scorecard without entities.
    EntityUndeclared => MissingKey,
        "`entity` of a source needs that of the scorecard",
        "add `entity: {{ name: …, by: … }}` to the scorecard";

    /// A column that splits rows and is no number.
    AllocationNoNumber { column: String, kind: String } => TypeMismatch,
        "`{column}` is {kind}",
        "`allocate` splits in proportion to a number";

    /// A first or last row to be kept in a source without `time`.
    NoTimeToKeepBy { source: String } => NoTime,
        "source `{source}` has no `time`",
        "add `time: …`, the column that says which row is first and which last";

    /// `recorded` in a source without a key.
    VersionsWithoutKey => RecordedNeedsUnique,
        "versions need a key",
        "add `unique: […]`";

    /// A text that is no share of rejects.
    NoPercent { text: String } => WrongType,
        "`at_most` takes a percent, this is `{text}`",
        "write `at_most: 1%`";

    /// A source in another currency than the scorecard's.
    MixedCurrency { code: String, own: String } => MixedCurrency,
        "a source holds {code}, the scorecard {own}",
        "convert it before; `rates` is not carried out yet";
}
