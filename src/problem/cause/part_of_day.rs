use super::{Cause, Code};

/// A length of time that days are no whole number of, where days are counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartOfDay {
    /// The length, as it was written.
    pub duration: String,
    /// Why days are counted, in words.
    pub why: String,
}

impl Cause for PartOfDay {
    fn code(&self) -> Code {
        Code::DurationUnit
    }

    fn message(&self) -> String {
        format!("`{}` is no whole number of days, and {}", self.duration, self.why)
    }

    fn help(&self) -> Option<String> {
        Some(
            "write days, or take columns that hold times where the key counts between two of them".to_owned(),
        )
    }
}
