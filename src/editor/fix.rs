//! What mends a problem, where the near match of a word is known.

use crate::problem::{Files, Problem, Span};

/// A text to put in place of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextReplacement {
    /// The place of the old one.
    pub span: Span,
    /// The new one.
    pub text: String,
}

/// What mends a problem.
pub fn fix(problem: &Problem, files: &Files) -> Option<TextReplacement> {
    let (span, near) = (problem.span?, problem.near()?);
    let written = files.slice(span);
    // The message names the word that is wrong; of several in an expression the last.
    let named = || problem.message.split('`').skip(1).step_by(2);
    let whole = named().find(|word| *word == unquoted(written));
    let word = whole.or_else(|| named().filter(|word| stands_once(written, word)).last())?;
    let start = span.start + written.find(word)?;
    Some(TextReplacement { span: Span { start, end: start + word.len(), ..span }, text: near.to_owned() })
}

fn unquoted(text: &str) -> &str {
    ['"', '\''].iter().find_map(|quote| text.strip_prefix(*quote)?.strip_suffix(*quote)).unwrap_or(text)
}

/// Whether a word stands in a text exactly once, and as a whole.
fn stands_once(text: &str, word: &str) -> bool {
    let is_part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let mut found = text.match_indices(word);
    let Some((at, _)) = found.next().filter(|_| !word.is_empty() && found.next().is_none()) else {
        return false;
    };
    !is_part(text[..at].chars().next_back()) && !is_part(text[at + word.len()..].chars().next())
}
