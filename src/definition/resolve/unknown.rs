//! Ids that mean nothing, and keys that were refused already.

use super::resolving::Resolver;
use crate::definition::shape::UnknownKey;
use crate::measure::Text;
use crate::problem::{Problem, Span, UnknownId, WrongType, near};

/// As many ids as are listed to whoever names another.
const LISTED: usize = 8;

/// The id of what is called so.
fn titled<'k>(word: &str, titles: &[(String, String)], known: &[&'k str]) -> Option<&'k str> {
    let plain = |text: &str| text.trim().to_lowercase();
    let (_, id) = titles.iter().find(|(title, _)| plain(title) == plain(word))?;
    known.iter().copied().find(|known| known == id)
}

impl Resolver<'_> {
    /// Says that an id means nothing, unless a thing of that name is there but could not be read.
    pub(super) fn unknown_id<'w>(&self, what: &str, text: &Text, known: impl Iterator<Item = &'w str>) {
        let written = self.written;
        let is_written = match what {
            "source" => written.sources.contains(&text.value),
            "objective" => written.objectives.contains(&text.value),
            "measure" => written.measures.contains(&text.value),
            _ => written.objectives.contains(&text.value) || written.measures.contains(&text.value),
        };
        if is_written {
            return;
        }
        let known: Vec<&str> = known.collect();
        let named = self.written.titles.get(what).and_then(|titles| titled(&text.value, titles, &known));
        let guess = near(&text.value, known.iter().copied()).or(named);
        let cause = UnknownId { what: what.to_owned(), id: text.value.clone() };
        let problem = Problem::new(cause).at(text.span);
        self.report(match (guess, known.as_slice()) {
            (None, [_, ..]) if known.len() <= LISTED => {
                let ids: Vec<String> = known.iter().map(|id| format!("`{id}`")).collect();
                problem.help(format!("there are {}", ids.join(", ")))
            }
            _ => problem.did_you_mean(guess),
        });
    }

    /// Whether a key somewhere after a place was already refused for what it holds.
    pub(super) fn is_refused(&self, key: &str, after: Span) -> bool {
        let is_later = |span: Span| span.file == after.file && span.start >= after.start;
        let problems = self.problems.borrow();
        let is_refused = |wrong: &WrongType| wrong.key == key && !wrong.is_item;
        // What is said in the words of another key is refused as well.
        let is_said = |stray: &UnknownKey| key == "objective" && stray.key.starts_with("perspective");
        problems.iter().any(|p| {
            let is_told = p.cause().is_some_and(is_refused) || p.cause().is_some_and(is_said);
            is_told && p.span.is_some_and(is_later)
        })
    }
}
