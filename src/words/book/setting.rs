//! What Control sets, and the rules of what may be entered.

use crate::words::phrase::phrases;

phrases! {
    /// A choice or a number on Control, what it means, or what an input has to be.
    pub enum Setting {
        /// The period that Scorecard and Calc show; a measure of longer periods shows the last that is over by then.
        PeriodNote => "book-period-note",
        /// Over which days figures are shown; scores stay those of the definition.
        BasisNote => "book-basis-note",
        /// What figures are held against.
        ComparisonNote => "book-comparison-note",
        /// How money is shown on Scorecard.
        ScaleNote => "book-scale-note",
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
        /// Enter a rate, as 95% or 0.95.
        RateRule => "book-rate-rule",
        /// Enter a number, or leave the cell empty.
        NumberRule => "book-number-rule",
        /// Enter a whole number, 0 or more.
        SampleRule => "book-sample-rule",
        /// The edge of on target may not lie below that of watch.
        EdgesRule => "book-edges-rule",
        /// Enter a floor that is no higher than the edge of watch.
        FloorRule => "book-floor-rule",
        /// Enter a cap of 100 or more.
        CapRule => "book-cap-rule",
    }
}
