//! What can be wrong with definition and data together.

use chrono::NaiveDate;

use crate::problem::causes;

causes! {
    /// An as-of that has not come.
    AsOfFuture { as_of: NaiveDate } => AsOfFuture,
        "as-of {as_of} has not come",
        "figures of days to come will still change";

    /// Rows before the day from which a source is said to have any.
    HistoryAfterData { rows: String, source: String, lie: String } => HistoryAfterData,
        "{rows} of `{source}` {lie} before `history_starts`",
        "they are used; move the date";

    /// Days that another pattern reads differently.
    AmbiguousDates { days: String, column: String, source: String } => AmbiguousDates,
        "{days} of `{column}` in `{source}` may be another day by a later `format`",
        "the first pattern that fits counts; leave only those that the file is written by";

    /// Percentages with and without their sign.
    MixedPercent { signed: String, bare: String, have: &'static str, column: String, source: String } => MixedPercent,
        "`{column}` in `{source}` bears a percent sign in {signed}, and {bare} above 1 {have} none: 85 among 91% is 8,500 %",
        "write them alike where the file is made; `range: [0, 1]` in its column counts such cells and leaves them out";

    /// Files of a source that share days.
    FilesOverlap { first: String, second: String, days: String, more: String } => FilesOverlap,
        "`{first}` and `{second}` share {days}{more}",
        "limit them by `from` and `until`, tell them apart by a column under `set`, or name the key of a row under `unique`";

    /// An event that no chart shows.
    EventWithoutEffect { day: String } => EventWithoutEffect,
        "event of {day} touches nothing shown",
        "mend the day or the measures, or take it out";

    /// A forecast of too few periods.
    ForecastTooShort { measure: String, needs: usize, has: usize } => ForecastTooShort,
        "`{measure}`: forecast needs {needs} periods, has {has}",
        "the year's outlook comes with more periods";

    /// Sales whose time to come back is not over.
    ReturnsOpen { measure: String, open: f64, all: f64 } => ReturnRateOpenWindow,
        "`{measure}`: {open} of {all} sales can still come back";

    /// A target that the measured baseline meets already.
    MetAtBaseline { measure: String, scored: String } => BaselineAtTarget,
        "`{measure}`: target is already met at the baseline: scored {scored}",
        "move the target, or take the baseline out";

    /// Sides of a ratio of which one lacks more values than the other.
    AbsentUnequally { measure: String, above: u64, below: u64, rows: u64 } => RatioNullShares,
        "`{measure}`: numerator is absent on {above} of {rows} rows, denominator on {below}",
        "`paired: true` takes the rows alone that have both; `where` says which rows are meant";

    /// A watch band that chance alone spans.
    BandWithinNoise { measure: String, width: String, half: String } => BandWithinNoise,
        "`{measure}`: watch is {width} wide, chance alone ±{half}",
        "a wider `tolerance`, or a longer `window`";

    /// Cells that could not be read, few enough to go on.
    UnreadableCells {
        bad: u64,
        of: u64,
        source: String,
        column: String,
        places: String,
    } => UnreadableCells,
        "{bad} of {of} cells of `{source}.{column}` cannot be read{places}",
        "they hold no value; correct them, or list their codes under `absent`";

    /// A year to date that is judged and whose first periods have no target.
    YearWithoutPlan { measure: String } => YearWithoutPlan,
        "`{measure}` is judged by the year to date, and its target begins within the year: it has no score",
        "say the targets of the periods before, or leave `judged: to_date` out until the next year begins";

    /// Answers with a weight below 0.
    WeightsBelowZero { measure: String, answers: String, have: &'static str, source: String } => WeightsBelowZero,
        "{answers} of `{source}` {have} a weight below 0, and `{measure}` counts them with none",
        "see how the weights were made: the weight of an answer is 0 or more";

    /// Numbers that lose digits where each row is rounded.
    LostDigits { measure: String } => LostDigits,
        "`{measure}` adds up numbers so small that rounding takes digits",
        "each row is rounded to ten decimals: take the rows larger, and divide their sum by a `formula` or `format: {{ scale: … }}`";

    /// Whole numbers with more digits than a number keeps.
    WholeNumbersRounded { cells: u64, column: String, source: String } => LostDigits,
        "whole numbers in `{column}` of `{source}` have more digits than a number keeps: {cells} of its cells lost the last ones, so that some may be one",
        "give it `type: text` where they are names, else `type: integer`";

    /// Numbers with more digits than a number keeps, which are added up.
    NumbersInexact { told: String, have: &'static str, column: String, source: String } => LostDigits,
        "{told} of `{source}.{column}` {have} more digits than a number keeps, so that what they add up to is not exact",
        "a number keeps fifteen digits, and sixteen or seventeen at times: round the cells where they are written, or part them into two columns";

    /// A row that is dated after as-of.
    RowAfterAsOf { source: String, as_of: NaiveDate, last: NaiveDate } => RowsAfterAsOf,
        "1 row of `{source}` comes after as-of {as_of}, on {last}",
        "they count nowhere; move `as_of`, or mend their dates if they are past";

    /// Rows that are dated after as-of.
    RowsAfterAsOf { rows: u64, source: String, as_of: NaiveDate, last: NaiveDate } => RowsAfterAsOf,
        "{rows} rows of `{source}` come after as-of {as_of}, the last on {last}",
        "they count nowhere; move `as_of`, or mend their dates if they are past";

    /// Rows that no wave takes in.
    RowsBetweenWaves { rows: f64, of: f64, source: String } => RowsBetweenWaves,
        "{rows} of {of} rows of `{source}` are dated on days of no wave",
        "they count nowhere; `calendar.waves` takes a first and a last day: `{{ spring: [2026-03-01, 2026-04-15] }}`";

    /// A total that differs from its ledger.
    ControlFailed { control: String, value: String, ledger: String, period: String, difference: String } => ControlFailed,
        "`{control}`: {value} against {ledger} in {period}, a difference of {difference}",
        "find what one of them has and the other lacks, or allow for it with `tolerance`";

    /// A measure off target for which nothing is done.
    OffTargetWithoutInitiative { measure: String, objective: String } => OffTargetWithoutInitiative,
        "`{measure}` is off target and `{objective}` has no initiative",
        "add one that `supports` the objective";

    /// Rows that were rejected, few enough to go on.
    RejectedRows { rejected: u64, read: u64, source: String, why: String, places: String } => RejectedRows,
        "{rejected} of {read} rows of `{source}` are left out ({why}): {places}",
        "correct them, or list codes of the time under `absent`";
}
