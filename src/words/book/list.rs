//! Words for the numbers that formulas hold.

use crate::words::phrase::phrases;

phrases! {
    /// A word that a formula holds as a number.
    pub enum ListWord {
        /// Period.
        BasisPeriod => "book-basis-period",
        /// Year to date.
        BasisYear => "book-basis-year",
        /// Rolling.
        BasisRolling => "book-basis-rolling",
        /// Plan.
        ComparisonPlan => "book-comparison-plan",
        /// Previous year.
        ComparisonYearBefore => "book-comparison-year-before",
        /// units.
        ScaleOne => "book-scale-one",
        /// thousand.
        ScaleThousand => "book-scale-thousand",
        /// million.
        ScaleMillion => "book-scale-million",
        /// On target.
        StatusOnTarget => "book-status-on-target",
        /// Watch.
        StatusWatch => "book-status-watch",
        /// Off target.
        StatusOffTarget => "book-status-off-target",
        /// No data.
        StatusNoData => "book-status-no-data",
        /// Insufficient data.
        StatusInsufficient => "book-status-insufficient-data",
        /// Provisional.
        StatusProvisional => "book-status-provisional",
        /// higher.
        BetterHigher => "book-better-higher",
        /// lower.
        BetterLower => "book-better-lower",
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
        /// edges of the score.
        JudgedEdges => "book-judged-edges",
        /// tolerance.
        JudgedTolerance => "book-judged-tolerance",
        /// share of target.
        JudgedShare => "book-judged-share",
        /// goal and red flag.
        JudgedGoal => "book-judged-goal",
        /// the others share the weight.
        MissingRenormalise => "book-missing-renormalise",
        /// they count with the penalty.
        MissingPenalise => "book-missing-penalise",
        /// score.
        FromScore => "book-from-score",
        /// worst child.
        FromWorst => "book-from-worst",
        /// score, held back by a child off target.
        FromCapped => "book-from-capped",
        /// adverse.
        FavourAdverse => "book-favour-adverse",
        /// as planned.
        FavourNone => "book-favour-none",
        /// favourable.
        FavourGood => "book-favour-good",
        /// no difference.
        FavourSame => "book-favour-same",
        /// ● Agrees with the engine.
        LampAgrees => "book-lamp-agrees",
        /// ▼ Differs from the engine: see Checks.
        LampDiffers => "book-lamp-differs",
        /// ◆ Differs from the report, as edits do.
        LampEdits => "book-lamp-edits",
        /// agrees.
        ControlAgrees => "book-control-agrees",
        /// differs.
        ControlDiffers => "book-control-differs",
        /// differs, and waits until the period is closed.
        ControlWaits => "book-control-waits",
        /// one of the two is missing.
        ControlUnknown => "book-control-unknown",
        /// met.
        VerdictMet => "book-verdict-met",
        /// missed.
        VerdictMissed => "book-verdict-missed",
        /// uncertain.
        VerdictUncertain => "book-verdict-uncertain",
    }
    /// What the days of a fact are.
    pub enum FactDays {
        /// week.
        Week => "book-days-week",
        /// month.
        Month => "book-days-month",
        /// quarter.
        Quarter => "book-days-quarter",
        /// year.
        Year => "book-days-year",
        /// wave.
        Wave => "book-days-wave",
        /// year to date.
        ToDate => "book-days-to-date",
        /// a year before.
        YearBefore => "book-days-year-before",
        /// the year before, to date.
        YearBeforeToDate => "book-days-year-before-to-date",
    }
}
