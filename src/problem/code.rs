use std::fmt;

/// How much a problem matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The definition cannot be used.
    Error,
    /// Probably not what was meant.
    Warning,
    /// Worth knowing.
    Note,
    /// Something a run found in the figures.
    Finding,
    /// The data cannot be used.
    Data,
}

impl Severity {
    /// The word printed before the code; data errors print as errors.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Error | Severity::Data => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
            Severity::Finding => "finding",
        }
    }

    /// Whether nothing may be computed or delivered in spite of it.
    pub fn is_error(self) -> bool {
        matches!(self, Severity::Error | Severity::Data)
    }
}

macro_rules! codes {
    ($($name:ident, $text:literal, $severity:ident, $when:literal;)*) => {
        /// The name of a problem, stable across versions.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $when] $name,)*
        }

        impl Code {
            /// Every code, in the order of the language's reference.
            pub const ALL: &'static [Code] = &[$(Code::$name,)*];

            /// The code as printed, such as `unknown-key`.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$name => $text,)* }
            }

            /// How much a problem of this code matters.
            pub fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity,)* }
            }

            /// When it is reported, in a few words.
            pub fn when(self) -> &'static str {
                match self { $(Code::$name => $when,)* }
            }
        }
    };
}

impl Code {
    /// The code of this printed name.
    pub fn parse(text: &str) -> Option<Code> {
        Code::ALL.iter().copied().find(|code| code.as_str() == text)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

codes! {
    Syntax, "syntax", Error, "YAML cannot be parsed";
    TooLarge, "too-large", Error, "size, depth or alias budget exceeded";
    UnknownKey, "unknown-key", Error, "key not of this object";
    MissingKey, "missing-key", Error, "required key absent";
    DuplicateKey, "duplicate-key", Error, "same key twice in a map";
    DuplicateId, "duplicate-id", Error, "id defined in two places";
    WrongType, "wrong-type", Error, "node of another kind";
    BadId, "bad-id", Error, "not snake_case";
    YamlTrap, "yaml-trap", Warning, "`NO`, `1:30`, `012` unquoted, a text in curly quotes, a comment for a text";
    LanguageVersion, "language-version", Error, "`mando:` newer than program";
    UnknownId, "unknown-id", Error, "id does not resolve";
    Unused, "unused", Warning, "source, filter, derived column or objective never used";
    VariableUnset, "variable-unset", Error, "`${VAR}` used without value";
    VariableNotHere, "variable-not-here", Error, "`${VAR}` outside sources, delivery and engine";
    MissingFile, "missing-file", Error, "path does not exist";
    GlobEmpty, "glob-empty", Error, "pattern matches nothing";
    PathTwice, "path-twice", Error, "beside the file and in the project";
    PathOutside, "path-outside", Error, "path leaves the project";
    UnknownFormat, "unknown-format", Error, "ending unknown";
    MissingTable, "missing-table", Error, "table or sheet absent";
    UnknownColumn, "unknown-column", Error, "column absent";
    ColumnAbsentInFile, "column-absent-in-file", Note, "one of several files lacks it";
    ColumnIsText, "column-is-text", Error, "arithmetic on an undeclared text column";
    ShadowedColumn, "shadowed-column", Error, "`derive` reuses a column name";
    DeriveCycle, "derive-cycle", Error, "derived columns in a circle";
    FilterNotCondition, "filter-not-condition", Error, "filter is no true/false";
    ExpressionSyntax, "expression-syntax", Error, "cannot parse";
    ExpressionCut, "expression-cut", Error, "cut at a comma in a flow map";
    NotAllowed, "not-allowed", Error, "function or form off the list";
    TypeMismatch, "type-mismatch", Error, "operands disagree";
    NoTime, "no-time", Error, "measure over periods, source without `time`";
    TimeNotDate, "time-not-date", Error, "`time` is no date";
    CustomerMissing, "customer-missing", Error, "kind needs a customer";
    RecordedNeedsUnique, "recorded-needs-unique", Error, "`recorded` without `unique`";
    FilesOverlap, "files-overlap", Warning, "two files share days without key";
    MergedCells, "merged-cells", Warning, "cells of a workbook that are merged over several rows";
    FormulasAllZero, "formulas-all-zero", Warning, "a workbook to be calculated first, 0 in all formulas of a column";
    AmbiguousDates, "ambiguous-dates", Warning, "two patterns of `format` read other days";
    WholePercents, "whole-percents", Warning, "a measure in percent whose rows hold whole percents";
    MixedPercent, "mixed-percent", Warning, "percentages with and without their sign in one column";
    HistoryAfterData, "history-after-data", Warning, "rows before `history_starts`";
    SnapshotSummed, "snapshot-summed", Error, "`sum` over a snapshot source at a longer grain";
    JoinMultiplies, "join-multiplies", Error, "an amount would count several times";
    JoinNotOne, "join-not-one", Data, "two partners under `one`";
    JoinUnmatched, "join-unmatched", Warning, "rows without partner in a join";
    JoinUnused, "join-unused", Note, "rows of a join's other side that no row asks for";
    UnknownKind, "unknown-kind", Error, "no kind of this name";
    TwoKinds, "two-kinds", Error, "two keys under `kind`";
    KindNeedsKeys, "kind-needs-keys", Error, "short form of a kind that needs more";
    TwoForms, "two-forms", Error, "exclusive keys together";
    CountOfCondition, "count-of-condition", Error, "`count(x > 0)`";
    CodeCountsAsNo, "code-counts-as-no", Warning, "a share counts rows whose column has a code for no value";
    FormulaCycle, "formula-cycle", Error, "formulas in a circle";
    RatioNullShares, "ratio-null-shares", Warning, "sides absent unequally";
    MixedWindows, "mixed-windows", Note, "measures of a formula have different windows";
    MixedUnits, "mixed-units", Warning, "a formula adds or compares times of different units";
    PromisePlacedByOrder, "promise-placed-by-order", Warning, "`on_time` by another date";
    WindowOnSnapshot, "window-on-snapshot", Error, "`active_within` on a snapshot";
    SegmentFinerThanRow, "segment-finer-than-row", Error, "segment column lost in `take`";
    UnitConflict, "unit-conflict", Error, "unit impossible for the kind";
    DirectionMissing, "direction-missing", Error, "kind without direction, with target";
    BareRate, "bare-rate", Error, "`95` for a rate";
    PercentOnPoints, "percent-on-points", Error, "`%` for points";
    NumberFormat, "number-format", Error, "decimal comma in YAML";
    DurationUnit, "duration-unit", Error, "bare number";
    PeriodAmbiguous, "period-ambiguous", Error, "bare year or quarter under a fiscal calendar";
    PeriodTooShort, "period-too-short", Error, "period below the grain";
    FiscalNameMissing, "fiscal-name-missing", Error, "no `fiscal_year_named`";
    WaveUnknown, "wave-unknown", Error, "label not in `calendar.waves`";
    ValuesCount, "values-count", Error, "list does not fit the year";
    BaselineContradicts, "baseline-contradicts", Error, "written baseline beyond target";
    BaselineAtTarget, "baseline-at-target", Warning, "baseline equal to, or measured beyond, the target";
    PreviousYearPoints, "previous-year-points", Error, "`+8%` on a rate";
    ToleranceAmbiguous, "tolerance-ambiguous", Error, "bare `%` as tolerance";
    BandWithinNoise, "band-within-noise", Warning, "watch band narrower than half the interval";
    TargetNotRenewed, "target-not-renewed", Warning, "last dated target past";
    TargetFileDuplicate, "target-file-duplicate", Error, "same cell twice";
    TargetFileNumber, "target-file-number", Error, "number unreadable";
    TargetsDoNotAdd, "targets-do-not-add", Warning, "flow targets of entities, or of periods, do not add to the whole's";
    EdgeOrder, "edge-order", Error, "watch ≥ on_target";
    WeightsMixed, "weights-mixed", Error, "percent and number among siblings";
    WeightsNot100, "weights-not-100", Error, "percents do not add";
    DrivesCycle, "drives-cycle", Error, "circle in the map";
    ObjectiveUnmeasured, "objective-unmeasured", Warning, "nothing scored";
    MixedCurrency, "mixed-currency", Error, "another currency";
    EntityNotListed, "entity-not-listed", Warning, "rows of an unknown entity";
    NotEntered, "values-not-entered", Warning, "entities without an entered value for a period that others have one for";
    EntityWithoutRows, "entity-without-rows", Warning, "an entity that the definition names and no row belongs to";
    AllocateNotAdditive, "allocate-not-additive", Error, "`allocate` for a non-additive kind";
    CommentOrphan, "comment-orphan", Warning, "note for an unknown measure";
    ValueNotManual, "value-not-manual", Error, "entered value for a computed kind";
    AsOfFuture, "as-of-future", Warning, "as-of after today";
    AsOfBeforeData, "as-of-before-data", Data, "no row by as-of";
    EndBeforeBegin, "end-before-begin", Warning, "cases that end before they begin";
    AnswersOutsideScale, "answers-outside-scale", Warning, "answers outside the scale of their question";
    ClocksChanged, "clocks-changed", Note, "local times that the clocks skipped or showed twice";
    StaleSource, "stale-source", Warning, "newest row too old";
    GapAtEnd, "gap-at-end", Warning, "rows end before the period, for longer than before";
    DefaultPeriodMoved, "default-period-moved", Warning, "no rows in the period asked for by default";
    RaggedRow, "ragged-row", Data, "row with more cells than its header";
    UnclosedQuote, "unclosed-quote", Data, "quote without its partner";
    UnreadableText, "unreadable-text", Error, "bytes that are no text in their encoding";
    UnreadableFile, "unreadable-file", Error, "content is not what its format says";
    UnreadableCells, "unreadable-cells", Warning, "cells without a readable value, within `rejects.at_most`";
    TextNotFound, "text-not-found", Warning, "a column is compared with a text that no row has";
    CodeNotFound, "code-not-found", Note, "no cell holds what is listed as `absent`";
    CodeAsKey, "code-as-key", Warning, "a word such as `N/A` among the names of customers or keys";
    RejectedRows, "rejected-rows", Warning, "rows left out for their time, key or length, within `rejects.at_most`";
    DuplicateHeader, "duplicate-header", Error, "one name for two columns";
    HeaderElsewhere, "header-elsewhere", Error, "another line looks like the header";
    TooManyRejects, "too-many-rejects", Data, "beyond `rejects.at_most`";
    DuplicateKeyRows, "duplicate-key-rows", Data, "versions differ without `recorded`";
    RateMissing, "rate-missing", Data, "no exchange rate for a day";
    AmountsTooLarge, "amounts-too-large", Data, "amounts beyond exact sums";
    BacklogIdentity, "backlog-identity", Data, "flow identity broken";
    SourceUnreachable, "source-unreachable", Data, "network, database";
    RowsAfterAsOf, "rows-after-as-of", Note, "rows dated after as-of; a warning from 1 % of them on";
    WeightsBelowZero, "weights-below-zero", Warning, "answers of a survey with a weight below 0";
    RowsBetweenWaves, "rows-between-waves", Warning, "rows on days that lie in no wave";
    LostDigits, "lost-digits", Warning, "numbers so small that rounding to ten decimals takes digits";
    InsufficientHistory, "insufficient-history", Note, "history too short for the measure";
    ControlFailed, "control-failed", Finding, "total differs from ledger";
    OffTargetWithoutInitiative, "off-target-without-initiative", Finding, "measure off target whose objective has no initiative";
    OffTarget, "off-target", Finding, "measures are off target";
    SelectorEmpty, "selector-empty", Error, "`--measure`, `--each`, `--period` match nothing";
    ReservedKey, "reserved-key", Note, "`delivery`";
    CacheFolder, "cache-folder", Error, "`engine.cache` names a folder with other files";
    TemplateBudget, "template-budget", Data, "page template beyond time, memory or pages";
    Unexpected, "unexpected", Data, "mando itself is at fault";
    FeatureMissing, "feature-missing", Error, "program built without it";
    EmptyScorecard, "empty-scorecard", Error, "no perspective, objective or measure";
    MissingTitleLocale, "missing-title-locale", Error, "title map lacks a report's locale";
    UnknownLocale, "unknown-locale", Error, "locale not in the list";
    WordsFault, "words-fault", Error, "project's file of words cannot be used";
    UnknownCurrency, "unknown-currency", Error, "currency not in the list";
    UnknownTimeZone, "unknown-time-zone", Error, "time zone not in the list";
    UnknownMonth, "unknown-month", Error, "month not in the list";
    UnknownLanguage, "unknown-language", Error, "language not in the list";
    GrainOrder, "grain-order", Error, "measure's grain shorter than the scorecard's";
    GrainShorterThanSource, "grain-shorter-than-source", Error, "snapshot source, shorter grain";
    RetailCalendarIncomplete, "retail-calendar-incomplete", Error, "4-4-5 without `year_ends`";
    WaveOverlap, "wave-overlap", Error, "waves share days";
    EntityCycle, "entity-cycle", Data, "entity is its own ancestor";
    TwoParents, "two-parents", Data, "entity stands under two parents";
    UnknownEntity, "unknown-entity", Error, "entity of a target map does not resolve";
    UnknownSegmentColumn, "unknown-segment-column", Error, "segment column of a target map does not resolve";
    DecimalEqualsSeparator, "decimal-equals-separator", Error, "one sign for both";
    MissingColumn, "missing-column", Error, "a holiday, ledger or entity file lacks a column";
    AlsoInOwn, "also-in-own", Error, "`also_in` names the own objective";
    SourceMissing, "source-missing", Error, "kind needs rows, no `source`";
    WindowShorterThanGrain, "window-shorter-than-grain", Error, "window shorter than the grain";
    YearWithoutPlan, "year-without-plan", Warning, "`judged: to_date` in a year whose target begins within it";
    ToDateUndefined, "to-date-undefined", Error, "`judged: to_date` on a window kind";
    ScoringNeedsKey, "scoring-needs-key", Error, "`band`, `goal_red_flag` without their keys";
    PathNeedsBaseline, "path-needs-baseline", Error, "`path: linear` alone";
    LineToTotal, "line-to-total", Error, "an amount's line to a longer period, whose value is a total";
    SharesNot100, "shares-not-100", Error, "shares do not add to 100 %";
    BandOrder, "band-order", Error, "limits of a band out of order";
    GoalEqualsRedFlag, "goal-equals-red-flag", Error, "goal and red flag are equal";
    TargetUnit, "target-unit", Error, "target in another unit";
    PpAsLevel, "pp-as-level", Error, "points of percent given for a level";
    TargetFileUnknownMeasure, "target-file-unknown-measure", Error, "row of a target file names no measure";
    TargetFilePeriod, "target-file-period", Error, "row of a target file names no period";
    FormulaUnknownMeasure, "formula-unknown-measure", Error, "formula names no measure";
    PercentPRange, "percent-p-range", Error, "`p` outside 0–100";
    LifetimeValueDiverges, "lifetime-value-diverges", Error, "r(1+g) ≥ 1+d";
    ManualWithoutPooling, "manual-without-pooling", Warning, "no `over_time` or `over_entities`";
    ScaleMixed, "scale-mixed", Error, "files declare different scales";
    WeightAbsent, "weight-absent", Note, "weight column absent in files";
    ReturnRateOpenWindow, "return-rate-open-window", Note, "sales that can still come back";
    ForecastTooShort, "forecast-too-short", Note, "too few periods";
    EventWithoutEffect, "event-without-effect", Warning, "no listed measure has the period";
    NotePeriod, "note-period", Error, "name of a note file is no period";
    NoteTwice, "note-twice", Error, "the same note again";
    CapBelow100, "cap-below-100", Error, "a cap below 100 forbids on target";
    FloorAboveWatch, "floor-above-watch", Warning, "a floor from the edge of watch on forbids off target";
    ReportEmpty, "report-empty", Warning, "nothing listed";
    TooManyRules, "too-many-rules", Warning, "more than four signal rules";
    Contrast, "contrast", Warning, "brand colour";
    CrowdedPage, "crowded-page", Warning, "more measures on page 1 than a reader holds";
    OwnerMissing, "owner-missing", Note, "measures with a target and without `owner`";
    OutcomeWithoutDriver, "outcome-without-driver", Note, "an objective with outcomes alone that nothing drives";
    WeightOverHalf, "weight-over-half", Warning, "one measure outweighs all others";
    UnitContradictsName, "unit-contradicts-name", Warning, "a column is called by another unit of time than its measure has";
    SnapshotUnsaid, "snapshot-unsaid", Warning, "a balance of files that are states, in a source without `snapshot`";
    AllOrNothing, "all-or-nothing", Note, "a target of 0 where more is better";
    SampleTooSmall, "sample-too-small", Warning, "a survey below its sample in most periods";
    TargetWithoutTest, "target-without-test", Warning, "a target met, or missed, in every period";
    TargetBeyondProcess, "target-beyond-process", Warning, "the process as it stands will not meet the target";
}
