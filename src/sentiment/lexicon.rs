use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::{Arc, OnceLock};

use thiserror::Error;

use super::Language;
use super::fold::fold;
use super::stem::stem;

/// Words with their weights, and how words of the language are looked up.
#[derive(Clone, PartialEq)]
pub struct Lexicon {
    pub(super) language: Language,
    whole: HashMap<String, f64>,
    beginnings: HashMap<String, f64>,
    stems: HashMap<String, f64>,
    phrases: HashMap<String, Vec<(Vec<String>, f64)>>,
}

/// Words in their order.
impl fmt::Debug for Lexicon {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Lexicon { language, whole, beginnings, stems, phrases } = self;
        f.debug_struct("Lexicon")
            .field("language", language)
            .field("whole", &whole.iter().collect::<BTreeMap<_, _>>())
            .field("beginnings", &beginnings.iter().collect::<BTreeMap<_, _>>())
            .field("stems", &stems.iter().collect::<BTreeMap<_, _>>())
            .field("phrases", &phrases.iter().collect::<BTreeMap<_, _>>())
            .finish()
    }
}

/// Why a lexicon's file cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum LexiconError {
    /// A column is missing.
    #[error("a lexicon needs the columns `term` and `weight`")]
    Columns,
    /// A line is no term with a weight.
    #[error("line {line}: `{text}` is no weight")]
    Weight {
        /// Line of the file, 1-based.
        line: u64,
        /// What stands there.
        text: String,
    },
    /// A line cannot be parted into fields.
    #[error("line {line} cannot be read")]
    Line {
        /// Line of the file, 1-based.
        line: u64,
    },
    /// A term without a letter.
    #[error("line {line}: `{term}` is no word")]
    Term {
        /// Line of the file, 1-based.
        line: u64,
        /// What stands there.
        term: String,
    },
    /// There is nothing in it.
    #[error("this lexicon has no term")]
    Empty,
}

impl Lexicon {
    /// The lexicon that comes with the program.
    pub fn shipped(language: Language) -> Arc<Lexicon> {
        static SHIPPED: [OnceLock<Arc<Lexicon>>; 4] = [const { OnceLock::new() }; 4];
        let text = match language {
            Language::English => include_str!("lexicons/en.csv"),
            Language::Spanish => include_str!("lexicons/es.csv"),
            Language::Greek => include_str!("lexicons/el.csv"),
            Language::Polish => include_str!("lexicons/pl.csv"),
        };
        SHIPPED[language as usize]
            .get_or_init(|| {
                Arc::new(Lexicon::read(text, language).unwrap_or_else(|_| Lexicon::empty(language)))
            })
            .clone()
    }

    /// Reads a lexicon of columns `term` and `weight`.
    ///
    /// A term of several words stands for them in this order; one that ends in `*` for every word that begins so;
    /// any other also for the forms that its language's endings make of it. A weight of 0 takes a word out.
    ///
    /// # Errors
    /// The first line that cannot be used.
    pub fn read(text: &str, language: Language) -> Result<Lexicon, LexiconError> {
        let mut reader = csv::ReaderBuilder::new()
            .trim(csv::Trim::All)
            .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let headers = reader.headers().map_err(|_| LexiconError::Columns)?.clone();
        let place = |name: &str| headers.iter().position(|header| header == name);
        let (Some(term), Some(weight)) = (place("term"), place("weight")) else {
            return Err(LexiconError::Columns);
        };
        let mut lexicon = Lexicon::empty(language);
        let mut forms: BTreeMap<String, (f64, f64)> = BTreeMap::new();
        for record in reader.records() {
            let record = record.map_err(|error| LexiconError::Line {
                line: error.position().map_or(0, csv::Position::line),
            })?;
            let line = record.position().map_or(0, csv::Position::line);
            let text = record.get(weight).unwrap_or_default();
            let number = text.parse::<f64>().ok().filter(|number| number.is_finite());
            let number = number.ok_or_else(|| LexiconError::Weight { line, text: text.to_owned() })?;
            let term = record.get(term).unwrap_or_default();
            lexicon
                .add(term, number, &mut forms)
                .ok_or_else(|| LexiconError::Term { line, term: term.to_owned() })?;
        }
        lexicon.stems = forms.into_iter().map(|(stem, (sum, n))| (stem, sum / n)).collect();
        match lexicon.whole.is_empty() && lexicon.beginnings.is_empty() && lexicon.phrases.is_empty() {
            true => Err(LexiconError::Empty),
            false => Ok(lexicon),
        }
    }

    /// The language its words belong to.
    pub fn language(&self) -> Language {
        self.language
    }

    fn empty(language: Language) -> Lexicon {
        Lexicon {
            language,
            whole: HashMap::new(),
            beginnings: HashMap::new(),
            stems: HashMap::new(),
            phrases: HashMap::new(),
        }
    }

    fn add(&mut self, term: &str, weight: f64, forms: &mut BTreeMap<String, (f64, f64)>) -> Option<()> {
        if let Some(beginning) = term.strip_suffix('*').filter(|t| !t.contains(' ')) {
            let beginning = fold(beginning);
            beginning.chars().any(char::is_alphabetic).then(|| self.beginnings.insert(beginning, weight))?;
            return Some(());
        }
        let mut words = term.split_whitespace().map(fold);
        let first = words.next().filter(|word| word.chars().any(char::is_alphabetic))?;
        let rest: Vec<String> = words.collect();
        if !rest.is_empty() {
            let phrases = self.phrases.entry(first).or_default();
            phrases.push((rest, weight));
            phrases.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
            return Some(());
        }
        let stem = stem(&first, self.language);
        if stem.len() < first.len() || weight != 0.0 {
            let (sum, n) = forms.entry(stem.to_owned()).or_insert((0.0, 0.0));
            *sum += weight;
            *n += 1.0;
        }
        self.whole.insert(first, weight);
        Some(())
    }

    /// The weight of what begins the words, and how many of them it is made of.
    pub(super) fn find(&self, words: &[&str]) -> Option<(f64, usize)> {
        let first = words.first()?;
        self.phrase(first, &words[1..]).or_else(|| self.word(first).map(|weight| (weight, 1)))
    }

    fn phrase(&self, first: &str, rest: &[&str]) -> Option<(f64, usize)> {
        let fits = |phrase: &[String]| {
            phrase.len() <= rest.len()
                && phrase.iter().zip(rest).all(|(wanted, word)| match wanted.strip_suffix('*') {
                    Some(beginning) => word.starts_with(beginning),
                    None => wanted == word,
                })
        };
        let found = self.phrases.get(first)?.iter().find(|(phrase, _)| fits(phrase));
        found.map(|(phrase, weight)| (*weight, 1 + phrase.len()))
    }

    fn word(&self, word: &str) -> Option<f64> {
        let beginning = || {
            let starts = word.char_indices().map(|(at, letter)| &word[..at + letter.len_utf8()]);
            starts.rev().find_map(|start| self.beginnings.get(start))
        };
        let form = || self.stems.get(stem(word, self.language));
        self.whole.get(word).or_else(beginning).or_else(form).copied()
    }
}
