use super::causes::NoId;
use crate::locale::letters::latin;
use crate::problem::Problem;

/// `[a-z][a-z0-9_]*`.
pub(crate) fn is_id(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

/// A text that is no id, with one that is.
pub(super) fn bad(text: &str) -> Problem {
    Problem::new(NoId { text: text.to_owned(), suggestion: snake_case(text) })
}

/// `OnTime`, `on-time` and `On time %` are `on_time`; letters of other alphabets are written in Latin ones; `None` if none is left.
fn snake_case(text: &str) -> Option<String> {
    let mut id = String::new();
    let mut before = ' ';
    for c in latin(text).chars() {
        let begins_word = c.is_ascii_uppercase() && (before.is_ascii_lowercase() || before.is_ascii_digit());
        if (begins_word || !c.is_ascii_alphanumeric()) && !id.is_empty() && !id.ends_with('_') {
            id.push('_');
        }
        if c.is_ascii_alphanumeric() && !(id.is_empty() && c.is_ascii_digit()) {
            id.push(c.to_ascii_lowercase());
        }
        before = c;
    }
    let id = id.trim_end_matches('_').to_owned();
    is_id(&id).then_some(id)
}
