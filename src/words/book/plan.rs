//! What a number of a plan is.

use crate::words::phrase::phrases;

phrases! {
    /// What a number of a plan is.
    pub enum PlanNumber {
        /// Target.
        Constant => "book-point-constant",
        /// Dated target.
        Dated => "book-point-dated",
        /// Target of the period.
        Period => "book-point-period",
        /// Baseline.
        Baseline => "book-point-baseline",
        /// Share of the year.
        Share => "book-point-share",
        /// Planned denominator.
        Weight => "book-point-weight",
        /// Change on last year.
        Relative => "book-point-relative",
        /// Points on last year.
        Points => "book-point-points",
        /// Last year.
        LastYear => "book-point-last-year",
        /// Band from.
        BandLow => "book-point-band-low",
        /// Band to.
        BandHigh => "book-point-band-high",
        /// Score 0 at or below.
        ZeroLow => "book-point-zero-low",
        /// Score 0 at or above.
        ZeroHigh => "book-point-zero-high",
        /// Goal.
        Goal => "book-point-goal",
        /// Red flag.
        RedFlag => "book-point-red-flag",
        /// Target to date.
        ToDate => "book-point-to-date",
    }
}
