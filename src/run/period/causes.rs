//! What can be wrong with the period that a run reports.

use chrono::NaiveDate;

use crate::problem::causes;

causes! {
    /// A source whose rows end before the period does.
    GapAtEnd { source: String, day: String, before: String } => GapAtEnd,
        "`{source}` has no row since {day}; {before}";

    /// A source whose newest row is old.
    StaleSource { source: String, newest: NaiveDate } => StaleSource,
        "newest row of `{source}` is {newest}";

    /// A period that begins after as-of.
    PeriodNotBegun { asked: String, period: String, as_of: NaiveDate } => SelectorEmpty,
        "`--period {asked}` matches nothing: {period} begins after {as_of}",
        "choose a period that has begun, or a later `--as-of`";

    /// A text that is no period to report.
    NoSuchPeriod { asked: String, error: String, grain: String, example: String } => SelectorEmpty,
        "`--period {asked}` matches nothing: {error}",
        "write a {grain} such as `{example}`";

    /// An as-of before all rows.
    NoRowsYet { as_of: NaiveDate, newest: String } => AsOfBeforeData,
        "no source has a row by {as_of}; newest: {newest}",
        "set `as_of`, or `--as-of`, to a day the data reach";

    /// A period without rows, in whose place an earlier one is reported.
    PeriodMoved { from: String, to: String } => DefaultPeriodMoved,
        "no rows in {from}, reporting {to}",
        "say `as_of` in the scorecard, or choose with `--period`";
}
