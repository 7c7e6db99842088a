//! Numbers, dates and names of periods in a reader's language.
//!
//! A language is one file below this room that fills a `Language` with words, signs and patterns; the code
//! here is the same for all. Numbers are rounded once, here, and nowhere before.

pub mod currency;
mod decimal;
mod en;
mod language;
mod number;
mod time;

pub use number::{Notation, Scale, Sign};

use std::fmt;

use language::Language;

/// Printed where there is no value.
pub const ABSENT: &str = "–";

/// Language and habits of a reader. The default is `en-GB`.
#[derive(Clone, Copy)]
pub struct Locale(&'static Language);

const LOCALES: [&Language; 2] = [&en::EN_GB, &en::EN_US];

impl Locale {
    /// British English.
    pub const EN_GB: Locale = Locale(&en::EN_GB);
    /// American English.
    pub const EN_US: Locale = Locale(&en::EN_US);

    /// The locale of a code such as `en-GB`.
    ///
    /// - Absent: no such locale ships; [`codes`](Self::codes) lists those that do.
    pub fn parse(code: &str) -> Option<Locale> {
        LOCALES.into_iter().find(|language| language.code == code).map(Locale)
    }

    /// Codes of all locales that ship.
    pub fn codes() -> impl Iterator<Item = &'static str> {
        LOCALES.into_iter().map(|language| language.code)
    }

    /// Its code, `en-GB`.
    pub fn code(&self) -> &'static str {
        self.0.code
    }

    /// The language in its code, `en`.
    pub fn language(&self) -> &'static str {
        self.code().split('-').next().unwrap_or_default()
    }

    /// The region in its code, `GB`.
    pub fn region(&self) -> Option<&'static str> {
        self.code().split('-').nth(1)
    }

    /// Words as a list: `a, b and c`.
    pub fn list<S: AsRef<str>>(&self, items: &[S]) -> String {
        match items {
            [] => String::new(),
            [only] => only.as_ref().to_owned(),
            [first, second] => format!("{}{}{}", first.as_ref(), self.0.pair, second.as_ref()),
            [most @ .., last] => {
                let most: Vec<&str> = most.iter().map(AsRef::as_ref).collect();
                format!("{}{}{}", most.join(", "), self.0.last, last.as_ref())
            }
        }
    }
}

impl Default for Locale {
    fn default() -> Self {
        Locale::EN_GB
    }
}

impl PartialEq for Locale {
    fn eq(&self, other: &Self) -> bool {
        self.code() == other.code()
    }
}

impl Eq for Locale {}

impl fmt::Debug for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Locale({})", self.code())
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
