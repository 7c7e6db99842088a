//! The workbook: names of its sheets, heads of its columns, words for the numbers that its formulas hold.

use super::phrase::phrases;

phrases! {
    /// A text of the workbook.
    pub enum Book {
        /// Cover.
        SheetCover => "book-sheet-cover",
        /// Control.
        SheetControl => "book-sheet-control",
        /// Choose period, basis, comparison, materiality and scale: every sheet follows.
        SheetControlNote => "book-sheet-control-note",
        /// Scorecard.
        SheetScorecard => "book-sheet-scorecard",
        /// The scorecard on a page, for the period and the basis that Control selects.
        SheetScorecardNote => "book-sheet-scorecard-note",
        /// Bridge.
        SheetBridge => "book-sheet-bridge",
        /// What moved the score since the period before, and what each segment did to the change of its measure.
        SheetBridgeNote => "book-sheet-bridge-note",
        /// Segments.
        SheetSegments => "book-sheet-segments",
        /// Every segment table as one; segments of totals tied to the facts.
        SheetSegmentsNote => "book-sheet-segments-note",
        /// Trend.
        SheetTrend => "book-sheet-trend",
        /// A chart of the measure you choose with limits, plan and outlook, and a small one of each measure.
        SheetTrendNote => "book-sheet-trend-note",
        /// Facts.
        SheetFacts => "book-sheet-facts",
        /// What rows were counted or added up to, each figure once, with its days (table tFacts).
        SheetFactsNote => "book-sheet-facts-note",
        /// Plan.
        SheetPlan => "book-sheet-plan",
        /// The numbers that targets are made of (table tPlan).
        SheetPlanNote => "book-sheet-plan-note",
        /// Targets.
        SheetTargets => "book-sheet-targets",
        /// What the plan comes to in every period, live, and whether a period is judged.
        SheetTargetsNote => "book-sheet-targets-note",
        /// Policy.
        SheetPolicy => "book-sheet-policy",
        /// Weights, edges, scoring, caps, margins and rates.
        SheetPolicyNote => "book-sheet-policy-note",
        /// Series.
        SheetSeries => "book-sheet-series",
        /// Every measure in every period, from facts and plan to score and status.
        SheetSeriesNote => "book-sheet-series-note",
        /// Calc.
        SheetCalc => "book-sheet-calc",
        /// The selected period, from each measure to objectives, perspectives and the whole.
        SheetCalcNote => "book-sheet-calc-note",
        /// Reconciliation.
        SheetReconciliation => "book-sheet-reconciliation",
        /// What became of the rows of every source, from those read to those used.
        SheetReconciliationNote => "book-sheet-reconciliation-note",
        /// Checks.
        SheetChecks => "book-sheet-checks",
        /// The engine’s figures against those of the formulas, cell by cell.
        SheetChecksNote => "book-sheet-checks-note",
        /// Edits.
        SheetEdits => "book-sheet-edits",
        /// Every cell that may be changed, as it was and as it is.
        SheetEditsNote => "book-sheet-edits-note",
        /// Data.
        SheetData => "book-sheet-data",
        /// Every figure in a tidy table, for pivots (table tResults).
        SheetDataNote => "book-sheet-data-note",
        /// Detail.
        SheetDetail => "book-sheet-detail",
        /// The rows behind figures, newest first, tied to the facts.
        SheetDetailNote => "book-sheet-detail-note",
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
        /// Changes.
        SheetChanges => "book-sheet-changes",
        /// What an earlier run said otherwise: figure, before, now and cause.
        SheetChangesNote => "book-sheet-changes-note",
        /// As an earlier run had it.
        Earlier => "book-earlier",
        /// Cause.
        Cause => "book-cause",
        /// Log.
        SheetLog => "book-sheet-log",
        /// Run, versions, hashes, and what was left out.
        SheetLogNote => "book-sheet-log-note",
        /// Lists.
        SheetLists => "book-sheet-lists",
        /// Words for the numbers that formulas hold.
        SheetListsNote => "book-sheet-lists-note",
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
        /// The period that Scorecard and Calc show; a measure of longer periods shows the last that is over by then.
        PeriodNote => "book-period-note",
        /// Basis.
        Basis => "book-basis",
        /// Over which days figures are shown; scores stay those of the definition.
        BasisNote => "book-basis-note",
        /// Period.
        BasisPeriod => "book-basis-period",
        /// Year to date.
        BasisYear => "book-basis-year",
        /// Rolling.
        BasisRolling => "book-basis-rolling",
        /// Comparison.
        Comparison => "book-comparison",
        /// What figures are held against.
        ComparisonNote => "book-comparison-note",
        /// Plan.
        ComparisonPlan => "book-comparison-plan",
        /// Previous year.
        ComparisonYearBefore => "book-comparison-year-before",
        /// Scale.
        Scale => "book-scale",
        /// How money is shown on Scorecard.
        ScaleNote => "book-scale-note",
        /// units.
        ScaleOne => "book-scale-one",
        /// thousand.
        ScaleThousand => "book-scale-thousand",
        /// million.
        ScaleMillion => "book-scale-million",
        /// Factor.
        Factor => "book-factor",
        /// Periods of the rolling basis.
        Rolling => "book-rolling",
        /// How many periods are added up, for measures whose facts add up.
        RollingNote => "book-rolling-note",
        /// Material from, of the plan.
        MaterialShare => "book-material-share",
        /// Share of the plan from which the difference of an amount is marked.
        MaterialShareNote => "book-material-share-note",
        /// Material from, in points.
        MaterialPoints => "book-material-points",
        /// 0.01 is one percentage point: from there the difference of a rate is marked.
        MaterialPointsNote => "book-material-points-note",
        /// Slack of comparisons.
        Slack => "book-slack",
        /// Share of an edge that is forgiven, for the last digits of binary arithmetic.
        SlackNote => "book-slack-note",
        /// Tolerance of checks, relative.
        ToleranceRelative => "book-tolerance-relative",
        /// Share of a figure within which engine and formula agree.
        ToleranceRelativeNote => "book-tolerance-relative-note",
        /// Tolerance of checks, absolute.
        ToleranceAbsolute => "book-tolerance-absolute",
        /// The same for figures near 0.
        ToleranceAbsoluteNote => "book-tolerance-absolute-note",
        /// End of the chosen period.
        ChosenPeriod => "book-chosen-period",
        /// Is the period reported.
        IsReported => "book-is-reported",
        /// Not possible here.
        NotPossible => "book-not-possible",
        /// Choose one of the list.
        OneOfTheList => "book-one-of-the-list",
        /// Enter a number within the range.
        Between => "book-between",
        /// Enter a share from 0% to 100%.
        ShareRule => "book-share-rule",
        /// Enter a relative weight, 0 or more.
        RelativeWeight => "book-relative-weight",
        /// Enter a width of 0 or more; a share of the target is at most 100%.
        ToleranceRule => "book-tolerance-rule",
        /// Status.
        Status => "book-status",
        /// On target.
        StatusOnTarget => "book-status-on-target",
        /// Watch.
        StatusWatch => "book-status-watch",
        /// Off target.
        StatusOffTarget => "book-status-off-target",
        /// No data.
        StatusNoData => "book-status-no-data",
        /// Symbol.
        Symbol => "book-symbol",
        /// Better.
        Better => "book-better",
        /// higher.
        BetterHigher => "book-better-higher",
        /// lower.
        BetterLower => "book-better-lower",
        /// Scoring.
        Scoring => "book-scoring",
        /// distance.
        ScoringDistance => "book-scoring-distance",
        /// attainment.
        ScoringAttainment => "book-scoring-attainment",
        /// inverse attainment.
        ScoringInverse => "book-scoring-inverse",
        /// met or not.
        ScoringMet => "book-scoring-met",
        /// band.
        ScoringBand => "book-scoring-band",
        /// goal and red flag.
        ScoringGoal => "book-scoring-goal",
        /// own formula.
        ScoringFormula => "book-scoring-formula",
        /// Judged by.
        JudgedBy => "book-judged-by",
        /// edges of the score.
        JudgedEdges => "book-judged-edges",
        /// tolerance.
        JudgedTolerance => "book-judged-tolerance",
        /// share of target.
        JudgedShare => "book-judged-share",
        /// goal and red flag.
        JudgedGoal => "book-judged-goal",
        /// Missing children.
        Missing => "book-missing",
        /// the others share the weight.
        MissingRenormalise => "book-missing-renormalise",
        /// they count with the penalty.
        MissingPenalise => "book-missing-penalise",
        /// Status from.
        StatusFrom => "book-status-from",
        /// score.
        FromScore => "book-from-score",
        /// worst child.
        FromWorst => "book-from-worst",
        /// score, held back by a child off target.
        FromCapped => "book-from-capped",
        /// Effect.
        Favour => "book-favour",
        /// adverse.
        FavourAdverse => "book-favour-adverse",
        /// as planned.
        FavourNone => "book-favour-none",
        /// favourable.
        FavourGood => "book-favour-good",
        /// Integrity.
        Lamp => "book-lamp",
        /// ● Agrees with the engine.
        LampAgrees => "book-lamp-agrees",
        /// ▼ Differs from the engine: see Checks.
        LampDiffers => "book-lamp-differs",
        /// ◆ Differs from the report, as edits do.
        LampEdits => "book-lamp-edits",
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
        /// Target.
        PointConstant => "book-point-constant",
        /// Dated target.
        PointDated => "book-point-dated",
        /// Target of the period.
        PointPeriod => "book-point-period",
        /// Baseline.
        PointBaseline => "book-point-baseline",
        /// Share of the year.
        PointShare => "book-point-share",
        /// Planned denominator.
        PointWeight => "book-point-weight",
        /// Change on last year.
        PointRelative => "book-point-relative",
        /// Points on last year.
        PointPoints => "book-point-points",
        /// Last year.
        PointLastYear => "book-point-last-year",
        /// Band from.
        PointBandLow => "book-point-band-low",
        /// Band to.
        PointBandHigh => "book-point-band-high",
        /// Score 0 at or below.
        PointZeroLow => "book-point-zero-low",
        /// Score 0 at or above.
        PointZeroHigh => "book-point-zero-high",
        /// Goal.
        PointGoal => "book-point-goal",
        /// Red flag.
        PointRedFlag => "book-point-red-flag",
        /// Target to date.
        PointToDate => "book-point-to-date",
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
        /// Place in Targets.
        RowPlace => "book-row-place",
        /// Step.
        RowStep => "book-row-step",
        /// Sample.
        Sample => "book-sample",
        /// Value, withheld of too few.
        RowShown => "book-row-shown",
        /// Year to date.
        RowYearToDate => "book-row-year-to-date",
        /// Sample, year to date.
        RowYearSample => "book-row-year-sample",
        /// Rolling.
        RowRolling => "book-row-rolling",
        /// Sample, rolling.
        RowRollingSample => "book-row-rolling-sample",
        /// Same period a year before, to.
        RowYearBeforeDay => "book-row-year-before-day",
        /// Previous year.
        YearBefore => "book-year-before",
        /// Fiscal year from.
        RowYear => "book-row-year",
        /// Period of the year.
        RowNumber => "book-row-number",
        /// Position.
        RowPosition => "book-row-position",
        /// Year is whole.
        RowYearWhole => "book-row-year-whole",
        /// Rolling, after position.
        RowRollingFrom => "book-row-rolling-from",
        /// Rolling stretch is whole.
        RowRollingWhole => "book-row-rolling-whole",
        /// Target to date.
        RowTargetToDate => "book-row-target-to-date",
        /// Weight of the target.
        RowWeight => "book-row-weight",
        /// Target × weight.
        RowWeighted => "book-row-weighted",
        /// Weights to date.
        RowWeights => "book-row-weights",
        /// Target × weight to date.
        RowProducts => "book-row-products",
        /// May be scored.
        RowScorable => "book-row-scorable",
        /// Status by edges.
        RowByEdges => "book-row-by-edges",
        /// Sample is enough.
        RowEnough => "book-row-enough",
        /// Shortfall.
        RowShortfall => "book-row-shortfall",
        /// Width that is watched.
        RowWidth => "book-row-width",
        /// Score, unclipped.
        RowRaw => "book-row-raw",
        /// Way from baseline to goal.
        RowSpan => "book-row-span",
        /// By distance.
        RowByDistance => "book-row-by-distance",
        /// Share of the target.
        RowRatio => "book-row-ratio",
        /// Score by the lower edge.
        RowBelow => "book-row-below",
        /// Score by the upper edge.
        RowAbove => "book-row-above",
        /// Goal is reached.
        RowGoalReached => "book-row-goal-reached",
        /// Red flag is held.
        RowRedFlagHeld => "book-row-red-flag-held",
        /// By attainment.
        RowByAttainment => "book-row-by-attainment",
        /// By being met.
        RowByMet => "book-row-by-met",
        /// Attained, or met.
        RowOtherwise => "book-row-otherwise",
        /// Nearest edge of the band.
        RowNearest => "book-row-nearest",
        /// Outside the band by.
        RowOutside => "book-row-outside",
        /// Status by goal and red flag.
        RowByGoal => "book-row-by-goal",
        /// Status by tolerance.
        RowByWidth => "book-row-by-width",
        /// Another version of the plan.
        RowVersion => "book-row-version",
        /// The same for the year to date.
        RowVersionToDate => "book-row-version-to-date",
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
        /// agrees.
        ControlAgrees => "book-control-agrees",
        /// differs.
        ControlDiffers => "book-control-differs",
        /// differs, and waits until the period is closed.
        ControlWaits => "book-control-waits",
        /// one of the two is missing.
        ControlUnknown => "book-control-unknown",
        /// Interval and target.
        Verdict => "book-verdict",
        /// met.
        VerdictMet => "book-verdict-met",
        /// missed.
        VerdictMissed => "book-verdict-missed",
        /// uncertain.
        VerdictUncertain => "book-verdict-uncertain",
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
        /// Differences.
        Differences => "book-differences",
        /// Figure.
        Figure => "book-figure",
        /// Engine.
        Engine => "book-engine",
        /// Measures in every period: engine against formulas.
        CheckSeries => "book-check-series",
        /// Roll-up of the reported period: engine against formulas.
        CheckRollup => "book-check-rollup",
        /// Sums of what the engine gave.
        CheckSums => "book-check-sums",
        /// Segments and bridges against totals, Data against Series.
        CheckTies => "book-check-ties",
        /// Rows of sources without account.
        CheckRows => "book-check-rows",
        /// Effective weights add up to 100%.
        CheckShares => "book-check-shares",
        /// All differences.
        CheckAll => "book-check-all",
        /// Edited since the report, cells.
        CheckEdits => "book-check-edits",
        /// Rows of Policy that are not sound.
        CheckSound => "book-check-sound",
        /// Grey figures are the engine’s. A changed input makes comparisons differ by design: they show how far the workbook has moved from the report.
        CheckNote => "book-check-note",
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
        /// The way of the score from the period before.
        BridgeOfScore => "book-bridge-of-score",
        /// What each segment did to the change of its measure.
        BridgeOfSegments => "book-bridge-of-segments",
        /// What leads from plan and previous year to the actual value.
        Variances => "book-variances",
        /// How differences are parted.
        VariancesNote => "book-variances-note",
        /// What is held against.
        Against => "book-against",
        /// Amount of what is held against.
        AmountBefore => "book-amount-before",
        /// Quantity of the same.
        QuantityBefore => "book-quantity-before",
        /// Actual amount.
        AmountNow => "book-amount-now",
        /// Actual quantity.
        QuantityNow => "book-quantity-now",
        /// Numerator of what is held against.
        NumeratorBefore => "book-numerator-before",
        /// Denominator of the same.
        DenominatorBefore => "book-denominator-before",
        /// Actual numerator.
        NumeratorNow => "book-numerator-now",
        /// Actual denominator.
        DenominatorNow => "book-denominator-now",
        /// Mean of both prices.
        MeanPrice => "book-mean-price",
        /// Mean of both ratios.
        MeanRatio => "book-mean-ratio",
        /// Because the price is another.
        EffectOfPrice => "book-effect-of-price",
        /// Because the whole quantity is another.
        EffectOfVolume => "book-effect-of-volume",
        /// What the plans of segments come to, less the plan of the whole; 0 of a previous year.
        VarianceRest => "book-variance-rest",
        /// The parts of a change against the change.
        BridgeTies => "book-bridge-ties",
        /// Nothing to lead from or to.
        NoBridge => "book-no-bridge",
        /// Because the own score moved.
        EffectOfScore => "book-effect-of-score",
        /// Because the share of the weight moved.
        EffectOfWeight => "book-effect-of-weight",
        /// Because the own ratio moved.
        EffectOfRate => "book-effect-of-rate",
        /// Because the share of the whole moved.
        EffectOfMix => "book-effect-of-mix",
        /// The sum of effects.
        Together => "book-together",
        /// Score of the period before.
        ScoreBefore => "book-score-before",
        /// Score of the period reported.
        ScoreAfter => "book-score-after",
        /// The same as Calc has it.
        ScoreOnCalc => "book-score-on-calc",
        /// Nothing.
        Blank => "book-blank",
    }
}

impl Copy for Book {}
