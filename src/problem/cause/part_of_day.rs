use super::{Cause, Code};

/// A length of time that days are no whole number of, where days are counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartOfDay {
    /// The length, as it was written.
    pub duration: String,
    /// Why days are counted, in words.
    pub why: String,
    /// Whether it would be counted between two times, were there any.
    pub between_times: bool,
}

impl Cause for PartOfDay {
    fn code(&self) -> Code {
        Code::DurationUnit
    }

    fn message(&self) -> String {
        format!("`{}` is no whole number of days, and {}", self.duration, self.why)
    }

    fn help(&self) -> Option<String> {
        let help = match self.between_times {
            true => "write days, or take columns that hold times where the key counts between two of them",
            false => "write days, business days, weeks, months, quarters or years",
        };
        Some(help.to_owned())
    }
}

/// Hours that would pass from time to time, where days are counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoursOfDays {
    /// The length, as it was written.
    pub duration: String,
    /// Why days are counted, in words.
    pub why: String,
    /// As many days.
    pub days: String,
}

impl Cause for HoursOfDays {
    fn code(&self) -> Code {
        Code::DurationUnit
    }

    fn message(&self) -> String {
        format!("`{}` would pass from time to time, and {}", self.duration, self.why)
    }

    fn help(&self) -> Option<String> {
        Some(format!("write `{}`: all of the last day counts", self.days))
    }
}
