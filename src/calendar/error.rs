//! Why a word of the calendar's keys cannot be read.

use thiserror::Error;

/// A word of the calendar's keys that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{text}` is no {what}; write {form}")]
pub struct RuleError {
    /// What was expected, such as `month and day`.
    pub what: &'static str,
    /// What stood there.
    pub text: String,
    /// How it is written.
    pub form: &'static str,
}

impl RuleError {
    pub(crate) fn new(what: &'static str, text: &str, form: &'static str) -> Self {
        RuleError { what, text: text.to_owned(), form }
    }
}
