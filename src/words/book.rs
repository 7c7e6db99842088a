//! The workbook: heads of its columns, and the texts that several of its sheets share. What is of one sheet or one sort alone stands
//! in files of its own.

mod bridge;
mod check;
mod list;
mod plan;
mod series;
mod setting;
mod sheet;

use super::phrase::{Declared, phrases};

pub use bridge::BridgeWord;
pub use check::CheckLine;
pub use list::{FactDays, ListWord};
pub use plan::PlanNumber;
pub use series::SeriesLine;
pub use setting::Setting;
pub use sheet::SheetName;

/// Messages of the workbook, by family.
pub(super) const FAMILIES: [&[Declared]; 8] = [
    DECLARED,
    bridge::DECLARED,
    check::DECLARED,
    list::DECLARED,
    plan::DECLARED,
    series::DECLARED,
    setting::DECLARED,
    sheet::DECLARED,
];

phrases! {
    /// A text of the workbook.
    pub enum Book {
        /// Cases.
        Cases => "book-cases",
        /// Cases that are listed.
        CasesListed => "book-cases-listed",
        /// Cases that are not.
        CasesLeft => "book-cases-left",
        /// All of them.
        CasesTogether => "book-cases-together",
        /// What a case adds.
        CasesAmount => "book-cases-amount",
        /// What all of them add up to.
        CasesAmountTogether => "book-cases-amount-together",
        /// The number of a case in its list.
        CasesRow => "book-cases-row",
        /// As an earlier run had it.
        Earlier => "book-earlier",
        /// Cause.
        Cause => "book-cause",
        /// Entity.
        Entity => "book-entity",
        /// Data.
        AsOf => "book-as-of",
        /// Run.
        Run => "book-run",
        /// Currency.
        Currency => "book-currency",
        /// Message.
        Message => "book-message",
        /// Integrity.
        Integrity => "book-integrity",
        /// Edits.
        Edits => "book-edits",
        /// Sheets.
        Sheets => "book-sheets",
        /// Signs.
        Signs => "book-signs",
        /// Input: may be changed.
        SignInput => "book-sign-input",
        /// Formula.
        SignFormula => "book-sign-formula",
        /// Taken from another cell unchanged.
        SignLink => "book-sign-link",
        /// Given by the engine.
        SignEngine => "book-sign-engine",
        /// On target, watch, off target, no data: shape, word and colour say the same.
        SignStatus => "book-sign-status",
        /// Material: the difference reaches what Control says.
        SignMaterial => "book-sign-material",
        /// An empty cell is absent: no data, too few data or no target. It is never 0 and counts in no mean.
        SignAbsent => "book-sign-absent",
        /// Choice.
        Choice => "book-choice",
        /// Chosen.
        Chosen => "book-chosen",
        /// Number.
        Number => "book-number",
        /// Meaning.
        Meaning => "book-meaning",
        /// Period.
        Period => "book-period",
        /// Basis.
        Basis => "book-basis",
        /// Comparison.
        Comparison => "book-comparison",
        /// Scale.
        Scale => "book-scale",
        /// Factor.
        Factor => "book-factor",
        /// Status.
        Status => "book-status",
        /// Symbol.
        Symbol => "book-symbol",
        /// Better.
        Better => "book-better",
        /// Scoring.
        Scoring => "book-scoring",
        /// Judged by.
        JudgedBy => "book-judged-by",
        /// Missing children.
        Missing => "book-missing",
        /// Status from.
        StatusFrom => "book-status-from",
        /// Effect.
        Favour => "book-favour",
        /// Integrity.
        Lamp => "book-lamp",
        /// Key.
        Key => "book-key",
        /// Fact.
        Fact => "book-fact",
        /// Title.
        Title => "book-title",
        /// Source.
        Source => "book-source",
        /// Grain.
        Grain => "book-grain",
        /// Period to.
        ForPeriodTo => "book-for-period-to",
        /// First day.
        FirstDay => "book-first-day",
        /// Last day.
        LastDay => "book-last-day",
        /// Value.
        Value => "book-value",
        /// Counted.
        Counted => "book-counted",
        /// Original.
        Original => "book-original",
        /// Original labels.
        OriginalLabels => "book-original-labels",
        /// Edited.
        Edited => "book-edited",
        /// Id.
        Id => "book-id",
        /// In.
        In => "book-in",
        /// Unit.
        Unit => "book-unit",
        /// Measure.
        Measure => "book-measure",
        /// Measures.
        Measures => "book-measures",
        /// Objective.
        Objective => "book-objective",
        /// Scorecard, perspectives and objectives.
        Parents => "book-parents",
        /// Roll-up.
        Rollup => "book-rollup",
        /// Setting.
        Setting => "book-setting",
        /// Score of a missing child.
        Penalty => "book-penalty",
        /// Least coverage.
        LeastCoverage => "book-least-coverage",
        /// Weight.
        Weight => "book-weight",
        /// On target from.
        OnTargetFrom => "book-on-target-from",
        /// Watch from.
        WatchFrom => "book-watch-from",
        /// Sound.
        Sound => "book-sound",
        /// Tolerance.
        Tolerance => "book-tolerance",
        /// Smallest sample.
        SmallestSample => "book-smallest-sample",
        /// Floor.
        Floor => "book-floor",
        /// Cap.
        Cap => "book-cap",
        /// Margins, rates and factors of formulas.
        Constants => "book-constants",
        /// Item.
        PlanItem => "book-plan-item",
        /// Judged.
        Judged => "book-judged",
        /// Scored.
        Scored => "book-scored",
        /// Reason.
        Reason => "book-reason",
        /// From.
        FromPoint => "book-from-point",
        /// To.
        ToPoint => "book-to-point",
        /// Way.
        Way => "book-way",
        /// Share.
        Share => "book-share",
        /// Target.
        Target => "book-target",
        /// Goal from.
        GoalFromPoint => "book-goal-from-point",
        /// Goal to.
        GoalToPoint => "book-goal-to-point",
        /// Goal way.
        GoalWay => "book-goal-way",
        /// Goal share.
        GoalShare => "book-goal-share",
        /// Last target of the year.
        Goal => "book-goal",
        /// Start.
        StartPoint => "book-start-point",
        /// Denominator.
        WeightPoint => "book-weight-point",
        /// Sample.
        Sample => "book-sample",
        /// Previous year.
        YearBefore => "book-year-before",
        /// Score.
        Score => "book-score",
        /// Policy row.
        RowPolicy => "book-row-policy",
        /// Column.
        Column => "book-column",
        /// Actual.
        Actual => "book-actual",
        /// Plan.
        Compared => "book-compared",
        /// Δ.
        Difference => "book-difference",
        /// Δ %.
        Relative => "book-relative",
        /// Material.
        Material => "book-material",
        /// Weight with a score.
        WeightScored => "book-weight-scored",
        /// Weight × score.
        Points => "book-points",
        /// Effective weight.
        Effective => "book-effective",
        /// Rank that counts.
        RankCounted => "book-rank-counted",
        /// Formula.
        Formula => "book-formula",
        /// Weight below.
        WeightBelow => "book-weight-below",
        /// … with a score.
        WeightBelowScored => "book-weight-below-scored",
        /// Weight × score below.
        PointsBelow => "book-points-below",
        /// Coverage.
        Coverage => "book-coverage",
        /// Mean score.
        Mean => "book-mean",
        /// Coverage reached.
        Covered => "book-covered",
        /// Rank by score.
        ByScore => "book-by-score",
        /// Children off target.
        ChildrenOff => "book-children-off",
        /// Children on watch.
        ChildrenWatch => "book-children-watch",
        /// Worst rank.
        Worst => "book-worst",
        /// Rank by policy.
        ByPolicy => "book-by-policy",
        /// Outlook.
        YearEnd => "book-year-end",
        /// Owner.
        Owner => "book-owner",
        /// Remark.
        Remark => "book-remark",
        /// In place of a status.
        InPlaceOfStatus => "book-in-place-of-status",
        /// Previous year to date.
        YearBeforeToDate => "book-year-before-to-date",
        /// Previous year on the basis.
        YearBeforeShown => "book-year-before-shown",
        /// pp.
        Pp => "book-pp",
        /// What the charts draw.
        Drawn => "book-drawn",
        /// Every measure.
        SmallCharts => "book-small-charts",
        /// Choose a measure for the chart ▸.
        ChooseMeasure => "book-choose-measure",
        /// Upper limit.
        LimitUpper => "book-limit-upper",
        /// Centre.
        Centre => "book-centre",
        /// Lower limit.
        LimitLower => "book-limit-lower",
        /// Outlook.
        Outlook => "book-outlook",
        /// Line chart of the chosen measure: actual, target, limits of chance and outlook; the figures stand in the rows above.
        ChartAlt => "book-chart-alt",
        /// Table.
        Table => "book-table",
        /// Segment.
        Segment => "book-segment",
        /// Period before.
        Before => "book-before",
        /// Change.
        Change => "book-change",
        /// Interval from.
        IntervalLow => "book-interval-low",
        /// Interval to.
        IntervalHigh => "book-interval-high",
        /// Customers of a cohort that are kept, by age.
        CohortKept => "book-cohort-kept",
        /// The share of a cohort that is kept.
        CohortShare => "book-cohort-share",
        /// Customers of a cohort.
        CohortSize => "book-cohort-size",
        /// All cohorts that have reached an age.
        CohortMean => "book-cohort-mean",
        /// Averages of cohorts that differ from the engine.
        TrianglesOff => "book-triangles-off",
        /// Segments that add up.
        Subtotals => "book-subtotals",
        /// Sum.
        Sum => "book-sum",
        /// Total.
        Total => "book-total",
        /// Read.
        RowsRead => "book-rows-read",
        /// Repeated.
        RowsRepeated => "book-rows-repeated",
        /// Rejected.
        RowsRejected => "book-rows-rejected",
        /// Filtered.
        RowsFiltered => "book-rows-filtered",
        /// After as-of.
        RowsAfter => "book-rows-after",
        /// Left.
        RowsLeft => "book-rows-left",
        /// Used.
        RowsUsed => "book-rows-used",
        /// Without partner.
        RowsUnmatched => "book-rows-unmatched",
        /// Without customer.
        RowsWithoutCustomer => "book-rows-without-customer",
        /// From the rows used to the figures.
        Reach => "book-reach",
        /// Without the day by which a figure takes rows.
        RowsUndated => "book-rows-undated",
        /// Left out by the condition of a figure.
        RowsLeftOut => "book-rows-left-out",
        /// Of other periods.
        RowsOutside => "book-rows-outside",
        /// In the figure.
        RowsInFigure => "book-rows-in-figure",
        /// What the rows in the figure differ from the fact.
        FigureLessFact => "book-figure-less-fact",
        /// Column of a source whose amounts are added up.
        SourceAmount => "book-source-amount",
        /// A total that is held against a ledger.
        Control => "book-control",
        /// Totals against the ledger.
        Controls => "book-controls",
        /// What the ledger has.
        Ledger => "book-ledger",
        /// By how much they may be apart.
        Allowed => "book-allowed",
        /// What was found.
        Finding => "book-finding",
        /// Interval and target.
        Verdict => "book-verdict",
        /// What.
        What => "book-what",
        /// Text.
        Text => "book-text",
        /// Input.
        Input => "book-input",
        /// Cell.
        Cell => "book-cell",
        /// Now.
        Now => "book-now",
        /// Cells that hold anything.
        FilledCells => "book-filled-cells",
        /// Sizes added up, whatever their signs.
        SizeOfAll => "book-size-of-all",
        /// Differences.
        Differences => "book-differences",
        /// Figure.
        Figure => "book-figure",
        /// Engine.
        Engine => "book-engine",
        /// What a line of the log is about.
        Of => "book-of",
        /// The program and its version.
        LogProgram => "book-log-program",
        /// Hash of the definition.
        LogDefinition => "book-log-definition",
        /// Hash of the notes.
        LogNotes => "book-log-notes",
        /// Hash of a file.
        LogInput => "book-log-input",
        /// A text that could not be read.
        LogUnreadable => "book-log-unreadable",
        /// The sum of effects.
        Together => "book-together",
        /// Nothing.
        Blank => "book-blank",
    }
}

impl Copy for Book {}
