//! The lines of a measure on Series, from facts and plan to its status.

use crate::words::phrase::phrases;

phrases! {
    /// A line of a measure on Series.
    pub enum SeriesLine {
        /// Place in Targets.
        Place => "book-row-place",
        /// Step.
        Step => "book-row-step",
        /// Value, withheld of too few.
        Shown => "book-row-shown",
        /// Year to date.
        YearToDate => "book-row-year-to-date",
        /// Sample, year to date.
        YearSample => "book-row-year-sample",
        /// Rolling.
        Rolling => "book-row-rolling",
        /// Sample, rolling.
        RollingSample => "book-row-rolling-sample",
        /// Target, rolling.
        RollingTarget => "book-row-rolling-target",
        /// Previous year, rolling.
        RollingYearBefore => "book-row-rolling-year-before",
        /// Weights of the target, rolling.
        RollingWeights => "book-row-rolling-weights",
        /// Targets by their weights, rolling.
        RollingProducts => "book-row-rolling-products",
        /// Same period a year before, to.
        YearBeforeDay => "book-row-year-before-day",
        /// Fiscal year from.
        Year => "book-row-year",
        /// Period of the year.
        Number => "book-row-number",
        /// Position.
        Position => "book-row-position",
        /// Year is whole.
        YearWhole => "book-row-year-whole",
        /// Rolling, after position.
        RollingFrom => "book-row-rolling-from",
        /// Rolling stretch is whole.
        RollingWhole => "book-row-rolling-whole",
        /// Target to date.
        TargetToDate => "book-row-target-to-date",
        /// Weight of the target.
        Weight => "book-row-weight",
        /// Target × weight.
        Weighted => "book-row-weighted",
        /// Weights to date.
        Weights => "book-row-weights",
        /// Target × weight to date.
        Products => "book-row-products",
        /// May be scored.
        Scorable => "book-row-scorable",
        /// Status by edges.
        ByEdges => "book-row-by-edges",
        /// Sample is enough.
        Enough => "book-row-enough",
        /// Shortfall.
        Shortfall => "book-row-shortfall",
        /// Width that is watched.
        Width => "book-row-width",
        /// Score, unclipped.
        Raw => "book-row-raw",
        /// Way from baseline to goal.
        Span => "book-row-span",
        /// By distance.
        ByDistance => "book-row-by-distance",
        /// Share of the target.
        Ratio => "book-row-ratio",
        /// Score by the lower edge.
        Below => "book-row-below",
        /// Score by the upper edge.
        Above => "book-row-above",
        /// Goal is reached.
        GoalReached => "book-row-goal-reached",
        /// Red flag is held.
        RedFlagHeld => "book-row-red-flag-held",
        /// By attainment.
        ByAttainment => "book-row-by-attainment",
        /// By being met.
        ByMet => "book-row-by-met",
        /// Attained, or met.
        Otherwise => "book-row-otherwise",
        /// Nearest edge of the band.
        Nearest => "book-row-nearest",
        /// Outside the band by.
        Outside => "book-row-outside",
        /// Status by goal and red flag.
        ByGoal => "book-row-by-goal",
        /// Status by tolerance.
        ByWidth => "book-row-by-width",
        /// Why there is no value.
        Absence => "book-row-absence",
        /// Reason for no status.
        Untold => "book-row-untold",
        /// Status or reason, by number.
        Told => "book-row-told",
        /// Status or reason.
        Word => "book-row-word",
        /// Another version of the plan.
        Version => "book-row-version",
        /// The same for the year to date.
        VersionToDate => "book-row-version-to-date",
    }
}
