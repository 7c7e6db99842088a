//! The order of names as a reader's language has it: `Łódź` after `Lublin`, `Ávila` before `Burgos`.

use std::cmp::Ordering;
use std::fmt;

use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};

use super::Locale;

/// The order of names in one language, by the tailorings of the Unicode CLDR.
pub struct Collation(Option<CollatorBorrowed<'static>>);

impl Collation {
    /// How two names stand to each other. Of names that the language does not tell apart the letters decide, so that an order
    /// is the same whatever it begins with.
    pub fn compare(&self, one: &str, other: &str) -> Ordering {
        let by_language = self.0.as_ref().map_or(Ordering::Equal, |collator| collator.compare(one, other));
        by_language.then_with(|| one.cmp(other))
    }
}

impl fmt::Debug for Collation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "Collation(of a language)" } else { "Collation(of letters)" })
    }
}

impl Locale {
    /// The order of names; of a language that nobody knows that of its letters.
    pub fn collation(&self) -> Collation {
        let language: Option<icu_locale_core::Locale> = self.code().parse().ok();
        let preferences = language.as_ref().map(CollatorPreferences::from);
        Collation(preferences.and_then(|known| Collator::try_new(known, CollatorOptions::default()).ok()))
    }
}
