//! An aggregate as the definition writes it.

/// One aggregate as the definition writes it, with the rows of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct Aggregate {
    /// The text.
    pub text: String,
    /// Its own source, if it names one.
    pub source: Option<String>,
    /// Its own condition, if it has one.
    pub condition: Option<String>,
}
