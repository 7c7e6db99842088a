//! What can be wrong with a measure.

use crate::calendar::Grain;
use crate::problem::causes;

causes! {
    /// A cap below the score of a met target.
    CapForbidsTarget { cap: f64 } => CapBelow100,
        "a cap of {cap} forbids on target",
        "write a cap of 100 or more, or lower `status.on_target`";

    /// A floor that no score falls below the edge of watch from.
    FloorForbidsOffTarget { floor: f64, watch: f64 } => FloorAboveWatch,
        "a floor of {floor} forbids off target, which is below {watch}",
        "write a floor below {watch}, or raise `status.watch`";

    /// A value entered for an entity of a measure that makes no whole of them.
    EntitiesDoNotPool { measure: String } => MissingKey,
        "`{measure}` does not say how values of entities make the whole's",
        "add `over_entities: sum`, or `average`, to a `manual`";

    /// A rating outside its scale.
    RatingOffScale { best: f64, text: String } => WrongType,
        "`rating` takes 0 to {best}, this is `{text}`",
        "write a rating of this scale, or `of: …` for another";

    /// A value of a period longer than the measure's.
    LongerThanGrain { text: String, grain: Grain, own: Grain } => WrongType,
        "`{text}` is longer than a {grain}",
        "write a {grain}, or give the measure `grain: {own}`";

    /// Price, volume and mix of what is no amount.
    NothingToPrice { measure: String } => WrongType,
        "`bridge` parts a change of an amount, and `{measure}` is none",
        "leave it out: a ratio is parted into rate and mix by its `segments`";

    /// A quantity that does not add up over products.
    QuantityNotAdded { quantity: String } => WrongType,
        "`{quantity}` does not add up over segments",
        "write a sum or a count, such as `sum(quantity)`";

    /// A measure of shorter periods than the reports'.
    GrainShorter { measure: String, grain: Grain, reports: Grain } => GrainOrder,
        "`{measure}` is by {grain}, the scorecard by {reports}",
        "take `grain` out, or write `grain: {reports}` or a longer one";

    /// Waves among calendar periods, or these among waves.
    WavesMixed { measure: String, grain: Grain, reports: Grain } => GrainOrder,
        "`{measure}` is by {grain}, the scorecard by {reports}",
        "waves and calendar periods belong in two scorecards";

    /// A measure of shorter periods than its source knows.
    GrainShorterThanSource { source: String, snapshot: Grain } => GrainShorterThanSource,
        "`{source}` is known once a {snapshot}",
        "add `grain: {snapshot}`";

    /// States added up over time.
    StatesSummed { snapshot: Grain } => SnapshotSummed,
        "sums of states do not add over time",
        "use `last`, or take one {snapshot} at a time";

    /// A unit that a kind does not give.
    UnitImpossible { kind: String, own: String, written: String } => UnitConflict,
        "`{kind}` gives {own}, not {written}",
        "take `unit` out, or write `unit: {own}`";

    /// A measure with a target that does not say which way is better.
    DirectionMissing { measure: String } => DirectionMissing,
        "is more or less of `{measure}` better",
        "add `direction: maximise` or `direction: minimise`";

    /// Targets of entities that do not make the whole's.
    TargetsDoNotAdd { measure: String, at: String, sum: String, value: String } => TargetsDoNotAdd,
        "targets of `{measure}`{at}: entities add to {sum}, the whole says {value}",
        "mend one of them; both are kept as written";

    /// An amount that cannot be split among entities.
    CannotSplit { kind: String, source: String } => AllocateNotAdditive,
        "`{kind}` cannot be split",
        "`allocate` splits sums and counts among the entities of a row of `{source}`; take this from a join without `rows`";

    /// A column with several values for one row.
    DiffersAmongRepeats { column: String, source: String, kind: String } => JoinMultiplies,
        "`{column}` differs between the rows that stand for one row of `{source}`",
        "`{kind}` needs one value; take it from a join without `rows`";

    /// An amount that counts for each repeat beside one that counts once.
    CountsBesideOnce { column: String, source: String } => JoinMultiplies,
        "each `{column}` counts, but the rows of `{source}` beside it count once",
        "make two measures and a `formula` over them, or take it from a join without `rows`";

    /// A way of scoring without a key that it needs.
    ScoringNeeds { scoring: String, key: String, add: String } => ScoringNeedsKey,
        "`scoring: {scoring}` needs `{key}`",
        "{add}, or take `scoring` out";

    /// A tolerance below 0.
    ToleranceNegative { text: String } => WrongType,
        "a tolerance is 0 or more, this is `{text}`",
        "write the width of the watch band without a sign";

    /// A measure without rows whose segments are counted.
    NothingToCut { measure: String, column: String } => SourceMissing,
        "`{measure}` has no rows that `{column}` could cut",
        "name a measure that is computed from rows";

    /// Segments of a measure of longer periods.
    SegmentsOfLongerGrain { measure: String, grain: Grain } => GrainOrder,
        "`{measure}` is by {grain}, its segments too",
        "add `grain: {grain}`";

    /// Two values of a measure for one period.
    TwoValues { measure: String } => DuplicateKey,
        "`{measure}` has two values for one period",
        "keep one";

    /// A value of the whole beside those of entities that make it.
    ValuesOfWholeAndEntities { measure: String } => DuplicateKey,
        "`{measure}` has values of the whole and of entities for one period",
        "keep one";
}
