//! Names of the sheets, and what stands on each.

use crate::words::phrase::phrases;

phrases! {
    /// A name of a sheet, or what stands on it.
    pub enum SheetName {
        /// Cover.
        Cover => "book-sheet-cover",
        /// Control.
        Control => "book-sheet-control",
        /// Choose period, basis, comparison, materiality and scale: every sheet follows.
        ControlNote => "book-sheet-control-note",
        /// Scorecard.
        Scorecard => "book-sheet-scorecard",
        /// The scorecard on a page, for the period and the basis that Control selects.
        ScorecardNote => "book-sheet-scorecard-note",
        /// Bridge.
        Bridge => "book-sheet-bridge",
        /// What moved the score since the period before, and what each segment did to the change of its measure.
        BridgeNote => "book-sheet-bridge-note",
        /// Segments.
        Segments => "book-sheet-segments",
        /// Every segment table as one; segments of totals tied to the facts.
        SegmentsNote => "book-sheet-segments-note",
        /// Trend.
        Trend => "book-sheet-trend",
        /// A chart of the measure you choose with limits, plan and outlook, and a small one of each measure.
        TrendNote => "book-sheet-trend-note",
        /// Facts.
        Facts => "book-sheet-facts",
        /// What rows were counted or added up to, each figure once, with its days (table tFacts).
        FactsNote => "book-sheet-facts-note",
        /// Plan.
        Plan => "book-sheet-plan",
        /// The numbers that targets are made of (table tPlan).
        PlanNote => "book-sheet-plan-note",
        /// Targets.
        Targets => "book-sheet-targets",
        /// What the plan comes to in every period, live, and whether a period is judged.
        TargetsNote => "book-sheet-targets-note",
        /// Policy.
        Policy => "book-sheet-policy",
        /// Weights, edges, scoring, caps, margins and rates.
        PolicyNote => "book-sheet-policy-note",
        /// Series.
        Series => "book-sheet-series",
        /// Every measure in every period, from facts and plan to score and status.
        SeriesNote => "book-sheet-series-note",
        /// Calc.
        Calc => "book-sheet-calc",
        /// The selected period, from each measure to objectives, perspectives and the whole.
        CalcNote => "book-sheet-calc-note",
        /// Reconciliation.
        Reconciliation => "book-sheet-reconciliation",
        /// What became of the rows of every source, from those read to those used.
        ReconciliationNote => "book-sheet-reconciliation-note",
        /// Checks.
        Checks => "book-sheet-checks",
        /// The engine’s figures against those of the formulas, cell by cell.
        ChecksNote => "book-sheet-checks-note",
        /// Edits.
        Edits => "book-sheet-edits",
        /// Every cell that may be changed, as it was and as it is.
        EditsNote => "book-sheet-edits-note",
        /// Data.
        Data => "book-sheet-data",
        /// Every figure in a tidy table, for pivots (table tResults).
        DataNote => "book-sheet-data-note",
        /// Detail.
        Detail => "book-sheet-detail",
        /// The rows behind figures, newest first, tied to the facts.
        DetailNote => "book-sheet-detail-note",
        /// Changes.
        Changes => "book-sheet-changes",
        /// What an earlier run said otherwise: figure, before, now and cause.
        ChangesNote => "book-sheet-changes-note",
        /// Log.
        Log => "book-sheet-log",
        /// Run, versions, hashes, and what was left out.
        LogNote => "book-sheet-log-note",
        /// Lists.
        Lists => "book-sheet-lists",
        /// Words for the numbers that formulas hold.
        ListsNote => "book-sheet-lists-note",
    }
}
