//! What a text says of its writer's mood: words weighed by a lexicon, in English, Spanish, Greek and Polish.
//!
//! [`Lexicon::score`] folds a text to plain letters, parts it into words, marks and emoji, looks every word up (as it
//! stands, by a written stem, by its language's endings), turns what is negated, weighs what is intensified, and brings
//! the sum between −1 and 1. Nothing is learnt, nothing is random: the same text has the same score on every machine.
//!
//! A text without a word, emoticon or emoji is blank and has no score; one in which the lexicon knows nothing scores 0.

mod endings;
mod fold;
mod language;
mod lexicon;
mod score;
mod stem;
mod token;

pub use fold::fold;
pub use language::Language;
pub use lexicon::{Lexicon, LexiconError};
pub use score::{CUT, Mood, Score};
