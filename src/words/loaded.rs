//! A loaded language, and what it says.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::language::Language;
use super::phrase::{Message, Phrase};
use crate::locale::Locale;
use crate::model::Scorecard;

/// Every language that ships: its code, and its file.
pub const LANGUAGES: [(&str, &str); 4] = [
    ("en", include_str!("../../words/en.ftl")),
    ("es", include_str!("../../words/es.ftl")),
    ("el", include_str!("../../words/el.ftl")),
    ("pl", include_str!("../../words/pl.ftl")),
];

/// Locales with words of their own, which stand before those of their language: their code, and their file.
pub const REGIONS: [(&str, &str); 1] = [("es-MX", include_str!("../../words/es-MX.ftl"))];

/// A language as a reader of one locale wants it. Cheap to clone, and shared by threads.
#[derive(Clone)]
pub struct Words(Arc<Loaded>);

struct Loaded {
    locale: Locale,
    /// Where a message is looked for, in this order: the project's own file, the language's, English.
    languages: Vec<Arc<Language>>,
}

impl Words {
    /// The words of a scorecard's reports: the project's own before those that ship.
    pub fn of_reports(scorecard: &Scorecard) -> Words {
        scorecard.words.iter().rev().fold(Words::new(scorecard.locale), |words, file| words.with(file))
    }

    /// The words of a locale. Those that ship are read once in the life of the process.
    pub fn new(locale: Locale) -> Words {
        if Locale::parse(locale.code()) != Some(locale) {
            return Words(Arc::new(Loaded {
                locale,
                languages: Words::new(Locale::EN_GB).0.languages.clone(),
            }));
        }
        static LOADED: Mutex<BTreeMap<&'static str, Words>> = Mutex::new(BTreeMap::new());
        let mut loaded = LOADED.lock().unwrap_or_else(PoisonError::into_inner);
        let words = loaded.entry(locale.code()).or_insert_with(|| {
            let mut languages = Vec::new();
            // The region's first, English last, for whatever a language lacks.
            for code in [locale.code(), locale.language(), "en"] {
                let file = LANGUAGES.iter().chain(&REGIONS).find(|(known, _)| *known == code);
                languages.extend(file.map(|(code, text)| Arc::new(Language::read(code, text, locale))));
            }
            languages.dedup_by(|later, earlier| later.code() == earlier.code());
            Words(Arc::new(Loaded { locale, languages }))
        });
        words.clone()
    }

    /// The same with the words of a file in front: messages of a project's own, or a whole language that does not ship.
    /// What is wrong with the file says [`super::faults`]; a message at fault is passed over.
    pub fn with(&self, file: &str) -> Words {
        let locale = self.locale();
        let own = Arc::new(Language::read(locale.language(), file, locale));
        let languages = std::iter::once(own).chain(self.0.languages.iter().cloned()).collect();
        Words(Arc::new(Loaded { locale, languages }))
    }

    /// How numbers, dates and periods are written beside them.
    pub fn locale(&self) -> Locale {
        self.0.locale
    }

    /// A phrase as a reader sees it.
    pub fn say(&self, phrase: &impl Phrase) -> String {
        self.message(&phrase.message())
    }

    /// The same of a message that is already made.
    pub fn message(&self, message: &Message) -> String {
        let say = |inner: &Message| self.message(inner);
        let said = self.0.languages.iter().find_map(|language| language.say(message, self.0.locale, &say));
        said.unwrap_or_else(|| message.id.to_owned())
    }

    /// Phrases as a list: `a, b and c`.
    pub fn list<S: AsRef<str>>(&self, items: &[S]) -> String {
        self.0.locale.list(items)
    }

    /// Clauses of one sentence: `a; b, c`.
    pub fn clauses<S: AsRef<str>>(&self, clauses: &[S]) -> String {
        self.0.locale.clauses(clauses)
    }
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Words({})", self.0.locale)
    }
}
