//! What people answer, and how they write.

use crate::measure::policy::Policy;
use crate::measure::title::Title;

/// What people answer, and how they write.
#[derive(Debug, Clone, PartialEq)]
pub enum AnswerMeaning {
    /// Promoters less detractors.
    Nps {
        /// The answer.
        score: String,
        /// The lowest of the scale.
        low: f64,
    },
    /// Answers at the best end.
    Answers {
        /// The answer.
        score: String,
        /// Which.
        best: Title,
        /// The lowest of the scale.
        low: f64,
        /// The highest.
        high: f64,
    },
    /// The mean answer.
    MeanAnswer {
        /// The answer.
        score: String,
        /// The lowest of the scale.
        low: f64,
        /// The highest.
        high: f64,
    },
    /// Easy answers less hard ones.
    NetEase {
        /// The answer.
        score: String,
        /// The lowest of the scale.
        low: f64,
        /// The highest.
        high: f64,
    },
    /// Invitations answered.
    Responses {
        /// What answered means.
        completed: String,
        /// Which were delivered.
        invited: Policy,
    },
    /// Positive comments less negative ones.
    MoodNet,
    /// Positive comments.
    MoodPositive,
    /// Negative comments.
    MoodNegative,
}
