//! The mood of a text, as a function of expressions.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

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
#[derive(Debug, Clone)]
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
        let (_, lexicon) = self.0.get(&Language::of(language)?)?;
        let score = lexicon.score(text)?;
        Some(match score.mood() {
            Mood::Positive => POSITIVE,
            Mood::Negative => NEGATIVE,
            Mood::Neutral if score.known == 0 => WORDLESS,
            Mood::Neutral => NEUTRAL,
        })
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
    ScalarUDF::from(MoodOf { signature, lexicons }).call(vec![text, language])
}

#[derive(Debug, PartialEq, Eq, Hash)]
struct MoodOf {
    signature: Signature,
    lexicons: Lexicons,
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
        let codes: Int8Array = texts
            .iter()
            .zip(languages)
            .map(|(text, language)| self.lexicons.score(text?, language?))
            .collect();
        Ok(ColumnarValue::Array(Arc::new(codes) as ArrayRef))
    }
}
