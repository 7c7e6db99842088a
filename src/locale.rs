//! Numbers, dates and names of periods in a reader's language.
//!
//! A language is one file below this room that fills a `Language` with words, signs and patterns; the code
//! here is the same for all. Numbers are rounded once, here, and nowhere before.

mod collation;
pub mod currency;
mod decimal;
mod el;
mod en;
mod es;
mod language;
pub mod letters;
pub mod missing;
pub mod months;
mod number;
mod own;
mod pl;
mod time;
pub mod total;
pub mod truth;

pub use collation::Collation;
pub use number::{Grouping, Notation, Scale, Sign};
pub use own::{FORMAT, FormatFault};

use std::fmt;

use language::Language;

/// Printed where there is no value.
pub const ABSENT: &str = "–";

/// Language and habits of a reader. The default is `en-GB`.
#[derive(Clone, Copy)]
pub struct Locale(&'static Language);

/// Every locale that ships; the first of a language is meant by its short code.
const LOCALES: [&Language; 6] = [&en::EN_GB, &en::EN_US, &es::ES_ES, &es::ES_MX, &el::EL_GR, &pl::PL_PL];

impl Locale {
    /// British English.
    pub const EN_GB: Locale = Locale(&en::EN_GB);
    /// American English.
    pub const EN_US: Locale = Locale(&en::EN_US);
    /// Spanish of Spain.
    pub const ES_ES: Locale = Locale(&es::ES_ES);
    /// Spanish of Mexico.
    pub const ES_MX: Locale = Locale(&es::ES_MX);
    /// Greek.
    pub const EL_GR: Locale = Locale(&el::EL_GR);
    /// Polish.
    pub const PL_PL: Locale = Locale(&pl::PL_PL);

    /// The locale of a code such as `en-GB`, or of a language alone: `en` is `en-GB`.
    ///
    /// - Absent: no such locale ships; [`codes`](Self::codes) lists those that do.
    pub fn parse(code: &str) -> Option<Locale> {
        let mut all = LOCALES.into_iter().map(Locale);
        all.find(|locale| locale.code() == code || locale.language() == code)
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

impl Locale {
    /// Clauses of one sentence, each of which may hold commas: `a; b, c; d`.
    pub fn clauses<S: AsRef<str>>(&self, clauses: &[S]) -> String {
        clauses.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(self.0.clause)
    }
}

impl Default for Locale {
    fn default() -> Self {
        Locale::EN_GB
    }
}

impl PartialEq for Locale {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0) || *self.0 == *other.0
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
