//! What moved the score, and what leads from plan and previous year to a value.

use crate::words::phrase::phrases;

phrases! {
    /// A text of Bridge.
    pub enum BridgeWord {
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
        /// Score of the period before.
        ScoreBefore => "book-score-before",
        /// Score of the period reported.
        ScoreAfter => "book-score-after",
        /// The same as Calc has it.
        ScoreOnCalc => "book-score-on-calc",
    }
}
