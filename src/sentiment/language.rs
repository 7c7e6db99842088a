use std::fmt;

use super::endings;

/// A language that texts can be scored in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// English.
    English,
    /// Spanish.
    Spanish,
    /// Greek.
    Greek,
    /// Polish.
    Polish,
}

impl Language {
    /// All of them.
    pub const ALL: [Language; 4] = [Language::English, Language::Spanish, Language::Greek, Language::Polish];

    /// ISO 639-1 code.
    pub fn code(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Spanish => "es",
            Language::Greek => "el",
            Language::Polish => "pl",
        }
    }

    /// The language of a code, or of a locale that begins with it: `es`, `ES`, `es-MX`, `es_ES`.
    pub fn from_code(code: &str) -> Option<Language> {
        let first = code.trim().split(['-', '_']).next().unwrap_or_default().to_lowercase();
        Language::ALL.into_iter().find(|language| language.code() == first)
    }

    /// Whether a word turns what follows.
    pub(super) fn is_negation(self, word: &str) -> bool {
        self.negations().contains(&word) || (self == Language::English && word.ends_with("n't"))
    }

    /// How a word strengthens (above 1) or weakens (below 1) the next one.
    pub(super) fn degree(self, word: &str) -> Option<f64> {
        self.degrees().iter().find(|(words, _)| words.contains(&word)).map(|(_, degree)| *degree)
    }

    /// A word whose negation is written on it (`niemiły`), without it.
    pub(super) fn without_negation(self, word: &str) -> Option<&str> {
        (self == Language::Polish).then(|| word.strip_prefix("nie")).flatten().filter(|rest| rest.len() > 3)
    }

    /// Words, folded, that turn what follows.
    fn negations(self) -> &'static [&'static str] {
        match self {
            Language::English => &[
                "not", "no", "never", "without", "nor", "neither", "none", "nobody", "nothing", "hardly",
                "barely", "cannot", "dont", "doesnt", "didnt", "isnt", "wasnt", "arent", "werent", "cant",
                "couldnt", "wont", "wouldnt", "shouldnt", "aint", "lack", "lacks", "lacking",
            ],
            Language::Spanish => &[
                "no", "nunca", "jamas", "sin", "ni", "tampoco", "nada", "nadie", "ningun", "ninguna",
                "ninguno", "apenas", "poco",
            ],
            Language::Greek => &[
                "δεν",
                "δε",
                "μην",
                "μη",
                "χωρισ",
                "διχωσ",
                "ουτε",
                "οχι",
                "ποτε",
                "κανενα",
                "κανενασ",
                "καμια",
                "καθολου",
                "τιποτα",
                "τιποτε",
                "ουδεποτε",
                "ουδεν",
            ],
            Language::Polish => &[
                "nie",
                "bez",
                "nigdy",
                "ani",
                "zaden",
                "zadna",
                "zadne",
                "zadnej",
                "zadnego",
                "zadnych",
                "nikt",
                "nic",
                "niczego",
                "brak",
                "brakuje",
                "brakowalo",
            ],
        }
    }

    /// Words, folded, by what they do to the next one.
    fn degrees(self) -> &'static [(&'static [&'static str], f64)] {
        match self {
            Language::English => &[
                (
                    &[
                        "very",
                        "really",
                        "so",
                        "extremely",
                        "absolutely",
                        "totally",
                        "completely",
                        "too",
                        "incredibly",
                        "highly",
                        "most",
                        "more",
                        "truly",
                    ],
                    1.4,
                ),
                (
                    &["slightly", "somewhat", "bit", "little", "fairly", "kinda", "partly", "almost", "less"],
                    0.6,
                ),
            ],
            Language::Spanish => &[
                (
                    &[
                        "muy",
                        "mucho",
                        "mucha",
                        "tan",
                        "mas",
                        "totalmente",
                        "absolutamente",
                        "super",
                        "demasiado",
                        "bastante",
                        "sumamente",
                        "realmente",
                        "verdaderamente",
                        "completamente",
                    ],
                    1.4,
                ),
                (&["algo", "ligeramente", "casi", "menos", "medio"], 0.6),
            ],
            Language::Greek => &[
                (
                    &[
                        "πολυ",
                        "παρα",
                        "τοσο",
                        "πιο",
                        "εντελωσ",
                        "απολυτα",
                        "ιδιαιτερα",
                        "εξαιρετικα",
                        "παντελωσ",
                        "τελειωσ",
                        "πραγματικα",
                        "υπερβολικα",
                    ],
                    1.4,
                ),
                (&["λιγο", "καπωσ", "σχεδον", "λιγοτερο", "ελαφρωσ"], 0.6),
            ],
            Language::Polish => &[
                (
                    &[
                        "bardzo",
                        "naprawde",
                        "tak",
                        "taki",
                        "taka",
                        "niezwykle",
                        "wyjatkowo",
                        "niesamowicie",
                        "zupelnie",
                        "calkowicie",
                        "najbardziej",
                        "zbyt",
                        "totalnie",
                        "absolutnie",
                        "mega",
                        "super",
                        "strasznie",
                    ],
                    1.4,
                ),
                (&["troche", "nieco", "prawie", "mniej", "lekko", "malo"], 0.6),
            ],
        }
    }

    /// Words, folded, after which the weightier half of a sentence comes.
    pub(super) fn contrasts(self) -> &'static [&'static str] {
        match self {
            Language::English => &["but", "however", "although"],
            Language::Spanish => &["pero", "sino", "aunque"],
            Language::Greek => &["αλλα", "ομωσ", "ωστοσο"],
            Language::Polish => &["ale", "lecz", "jednak", "natomiast"],
        }
    }

    /// Endings, folded, longest first: what is left when one is taken off stands for all forms of the word.
    pub(super) fn endings(self) -> &'static [&'static str] {
        match self {
            Language::English => endings::ENGLISH,
            Language::Spanish => endings::SPANISH,
            Language::Greek => endings::GREEK,
            Language::Polish => endings::POLISH,
        }
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Language::English => "English",
            Language::Spanish => "Spanish",
            Language::Greek => "Greek",
            Language::Polish => "Polish",
        })
    }
}
