//! The mood of a text, as a function of expressions.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};

use datafusion::arrow::array::{ArrayRef, AsArray, Int8Array};
use datafusion::arrow::datatypes::DataType;
use datafusion::error::DataFusionError;
use datafusion::logical_expr::{
    ColumnarValue, ScalarFunctionArgs, ScalarUDF, ScalarUDFImpl, Signature, Volatility,
};
use datafusion::prelude::Expr;

use crate::sentiment::{Language, Lexicon, Mood};

/// What [`mood`] gives for a positive text.
pub const POSITIVE: i8 = 1;
/// For a text that leans to neither side.
pub const NEUTRAL: i8 = 0;
/// For a negative text.
pub const NEGATIVE: i8 = -1;
/// For a neutral text of which the lexicon knows no word.
pub const WORDLESS: i8 = 2;

/// A lexicon for each language, with its name.
#[derive(Clone)]
pub struct Lexicons(BTreeMap<Language, (String, Arc<Lexicon>)>);

impl Lexicons {
    /// Those that come with the program.
    pub fn shipped() -> Lexicons {
        let shipped = |language| (language, ("shipped".to_owned(), Lexicon::shipped(language)));
        Lexicons(Language::ALL.into_iter().map(shipped).collect())
    }

    /// Another lexicon for its language.
    pub fn with(mut self, name: &str, lexicon: Arc<Lexicon>) -> Lexicons {
        self.0.insert(lexicon.language(), (name.to_owned(), lexicon));
        self
    }

    fn score(&self, text: &str, language: &str) -> Option<i8> {
        let (_, lexicon) = self.0.get(&Language::from_code(language)?)?;
        let score = lexicon.score(text)?;
        Some(match score.mood() {
            Mood::Positive => POSITIVE,
            Mood::Negative => NEGATIVE,
            Mood::Neutral if score.known == 0 => WORDLESS,
            Mood::Neutral => NEUTRAL,
        })
    }
}

/// What tells lexicons apart: names of those that come with the program, and the words of all others.
impl fmt::Debug for Lexicons {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let own = |(language, (name, lexicon)): (&Language, &(String, Arc<Lexicon>))| {
            let shipped = Arc::ptr_eq(lexicon, &Lexicon::shipped(*language));
            (name.clone(), (!shipped).then(|| Arc::clone(lexicon)))
        };
        f.debug_list().entries(self.0.iter().map(own)).finish()
    }
}

/// The same languages with lexicons of the same names: within one project a name is one lexicon.
impl PartialEq for Lexicons {
    fn eq(&self, other: &Lexicons) -> bool {
        self.names().eq(other.names())
    }
}

impl Eq for Lexicons {}

impl Hash for Lexicons {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.names().for_each(|name| name.hash(state));
    }
}

impl Lexicons {
    fn names(&self) -> impl Iterator<Item = (Language, &str)> {
        self.0.iter().map(|(language, (name, _))| (*language, name.as_str()))
    }
}

/// The mood of a text in a language, as one of this module's codes; null for what is not scored: a blank text, or
/// another language.
pub fn mood(text: Expr, language: Expr, lexicons: Lexicons) -> Expr {
    let signature = Signature::exact(vec![DataType::Utf8, DataType::Utf8], Volatility::Immutable);
    ScalarUDF::from(MoodOf { signature, lexicons, known: Mutex::default() }).call(vec![text, language])
}

/// The function with the texts it has scored: the total and every segment table ask for the same ones.
struct MoodOf {
    signature: Signature,
    lexicons: Lexicons,
    known: Mutex<MoodCache>,
}

/// Without what it has scored: the same function is written the same way at any time.
impl fmt::Debug for MoodOf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("mood").field(&self.lexicons).finish()
    }
}

/// Moods by language, then by text.
type MoodCache = HashMap<String, HashMap<String, Option<i8>>>;

impl PartialEq for MoodOf {
    fn eq(&self, other: &MoodOf) -> bool {
        self.lexicons == other.lexicons
    }
}

impl Eq for MoodOf {}

impl Hash for MoodOf {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.lexicons.hash(state);
    }
}

impl MoodOf {
    /// The moods of texts in their languages.
    fn moods(&self, rows: &[Option<(&str, &str)>]) -> Int8Array {
        let known = self.lookup_cached(rows);
        let mut scored = Vec::new();
        let moods = rows.iter().zip(known).map(|(row, known)| {
            let (text, language) = (*row)?;
            known.unwrap_or_else(|| {
                let mood = self.lexicons.score(text, language);
                scored.push((text, language, mood));
                mood
            })
        });
        let moods = moods.collect();
        self.cache_scores(scored);
        moods
    }

    /// What is known already of each text.
    fn lookup_cached(&self, rows: &[Option<(&str, &str)>]) -> Vec<Option<Option<i8>>> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let recall = |(text, language): (&str, &str)| known.get(language)?.get(text).copied();
        rows.iter().map(|row| row.and_then(recall)).collect()
    }

    fn cache_scores(&self, scored: Vec<(&str, &str, Option<i8>)>) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        for (text, language, mood) in scored {
            known.entry(language.to_owned()).or_default().insert(text.to_owned(), mood);
        }
    }
}

impl ScalarUDFImpl for MoodOf {
    fn name(&self) -> &str {
        "mood"
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType, DataFusionError> {
        Ok(DataType::Int8)
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue, DataFusionError> {
        let columns = ColumnarValue::values_to_arrays(&args.args)?;
        let [texts, languages] = columns.as_slice() else {
            return Err(DataFusionError::Internal("`mood` takes a text and a language".to_owned()));
        };
        let (texts, languages) = (texts.as_string::<i32>(), languages.as_string::<i32>());
        let rows: Vec<Option<(&str, &str)>> =
            texts.iter().zip(languages).map(|(text, language)| text.zip(language)).collect();
        Ok(ColumnarValue::Array(Arc::new(self.moods(&rows)) as ArrayRef))
    }
}
