//! What can be wrong with targets and the files that hold them.

use crate::calendar::Grain;
use crate::problem::causes;

causes! {
    /// `values` without a period.
    NoValues => MissingKey,
        "`values` needs a period",
        "add `values: {{ 2026-12: … }}`";

    /// Two keys of `values` that stand for the same period.
    PeriodTwice { first: String, again: String } => DuplicateKey,
        "`{first}` and `{again}` hold the same period",
        "keep one";

    /// A planned denominator of another grain than the measure's.
    WeightOfOther { key: String, grain: Grain } => WrongType,
        "`{key}` is no {grain}, and `weight` has the denominators of the measure's own periods",
        "write one for each {grain}; without them the actual ones count";

    /// `path: linear` without a baseline.
    LineWithoutStart => PathNeedsBaseline,
        "a line needs a start",
        "add `baseline: …`, or write `path: step`";

    /// A list of values for something other than a year.
    ListOfOther { key: String, grain: String } => WrongType,
        "a list belongs to a year, `{key}` is a {grain}",
        "write `FY2026: [ … ]`, or one value";

    /// A list that does not have one value for each period of the year.
    ValuesMiscounted { year: String, periods: usize, grain: String, values: usize } => ValuesCount,
        "{year} has {periods} {grain}s, here are {values} values",
        "write one value for each {grain}, in their order";

    /// Shares of a year that do not add to 100 %.
    SharesOff { sum: f64 } => SharesNot100,
        "shares add to {sum} %",
        "make them add to 100 %";

    /// Shares that are not one for each period of a year.
    SharesMiscounted { expected: usize, grain: String, shares: usize } => ValuesCount,
        "a year has {expected} {grain}s, here are {shares} shares",
        "write one share for each {grain}";

    /// A band without the values at which its score reaches 0.
    BandWithoutZero => ScoringNeedsKey,
        "`scoring: band` needs `zero_at`",
        "add the values at which the score reaches 0: `zero_at: [low, high]`";

    /// Edges of a band that do not rise.
    OutOfOrder { lower: String, upper: String } => BandOrder,
        "`{lower}` must lie below `{upper}`",
        "`zero_at` low, band low, band high, `zero_at` high rise in this order";

    /// One of `goal` and `red_flag` without the other.
    GoalIncomplete { missing: String } => ScoringNeedsKey,
        "`scoring: goal_red_flag` needs `{missing}`",
        "add `{missing}: …`";

    /// A goal that is its own red flag.
    GoalIsRedFlag { value: String } => GoalEqualsRedFlag,
        "goal and red flag are both {value}",
        "the score runs from one to the other";

    /// A segment table that the measure does not have.
    UnknownSegments { column: String } => UnknownSegmentColumn,
        "no segment table `{column}`",
        "add `segments: [{column}]` to the measure";

    /// A target that its written baseline meets already.
    MetAtBaseline { scored: String } => BaselineAtTarget,
        "target is already met at the baseline: scored {scored}",
        "move the target, or take the baseline out";

    /// A target on the wrong side of its baseline.
    BeyondBaseline {
        direction: String,
        target: String,
        side: String,
        baseline: String,
        other: String,
    } => BaselineContradicts,
        "{direction}, but the target {target} is {side} the baseline {baseline}",
        "swap them, or write `direction: {other}`";

    /// Targets whose last one is past.
    NotRenewed { measure: String, last: String } => TargetNotRenewed,
        "targets of `{measure}` end with {last}";

    /// A column that target files do not have.
    UnknownTargetColumn { stray: String, known: String } => UnknownColumn,
        "target files have no column `{stray}`",
        "they have {known}";

    /// A row of a measure that is not there.
    UnknownTargetMeasure { row: usize, measure: String } => TargetFileUnknownMeasure,
        "row {row}: no measure `{measure}`";

    /// Two rows for the same measure, entity, segment and period.
    RowTwice { row: usize, first: usize } => TargetFileDuplicate,
        "row {row} repeats row {first}",
        "keep one of them";

    /// Two baselines that stand at the same day.
    StartTwice { row: usize, from: String, first: usize, other: String } => TargetFileDuplicate,
        "row {row} begins its year at {from}, and row {first} the same year at {other}",
        "a baseline stands at the end of the year before its row: keep one, and leave the other blank";

    /// A row for all periods beside one with a baseline, which stands for all periods too.
    LineAndConstant { row: usize, line: usize } => TargetFileDuplicate,
        "row {row} stands for all periods, and so does the way from the baseline of row {line}",
        "write a period in row {row}, or leave the baseline of row {line} blank";

    /// A version of what no score is taken of.
    VersionUnjudged { key: String } => WrongType,
        "a version is a value to compare with, and `{key}` is for scores",
        "write `value`, `values` or `previous_year`";

    /// A version of a measure's target that has none to be scored by.
    VersionAlone { measure: String } => MissingKey,
        "`{measure}` has a version and no target",
        "add a row without `version`, or a `target`";

    /// A target for a segment of what has none as a whole.
    TargetOfSegmentAlone { measure: String } => MissingKey,
        "`{measure}` has a target for a segment and none for the total",
        "add a row without segment";

    /// More targets of segments than entities can take over from the whole.
    CellsOfEntities { measure: String, cells: usize } => TooLarge,
        "each entity with a target of its own takes over the {cells} targets of segments of `{measure}`, more than 500,000 together",
        "leave out segments that need no target, or write the targets of entities out in scorecards of their own";

    /// A measure's own target file without a row of it.
    NoRowOf { file: String, measure: String } => MissingKey,
        "`{file}` has no row of `{measure}`",
        "add one: `{measure},…`, under `measure,…,target`";

    /// A cell that is no number in the measure's unit.
    NoValueOfUnit { row: usize, cell: String, unit: String, decimal: char } => TargetFileNumber,
        "row {row}: `{cell}` is no value in {unit}",
        "its decimals stand after `{decimal}`; another sign is said by `format: {{ decimal: … }}`";

    /// A text that names no segment.
    NoSegment { text: String } => WrongType,
        "`{text}` is no segment",
        "write `country=Spain`, or `country=Spain;carrier=Speedy`";

    /// A row whose target lies on the wrong side of its baseline.
    RowBeyondBaseline {
        direction: String,
        target: String,
        side: String,
        baseline: String,
    } => BaselineContradicts,
        "{direction}, but the target {target} is {side} the baseline {baseline}",
        "swap them, or mend the measure's `direction`";
}
