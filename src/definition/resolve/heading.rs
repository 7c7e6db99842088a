//! What a thing is headed with: its title, or its id in words.

use super::resolving::Resolver;
use crate::definition::document::title::Title;

impl Resolver<'_> {
    /// A title, or the id in words.
    pub(super) fn title_or_id(&self, title: Option<&Title>, id: &str) -> String {
        title.map_or_else(|| in_words(id), |title| self.heading(title, id))
    }

    /// A title; of one that shows nothing, the name of the thing in words.
    pub(super) fn heading(&self, title: &Title, what: &str) -> String {
        Some(self.title(title, what)).filter(|text| is_visible(text)).unwrap_or_else(|| in_words(what))
    }
}

/// `share_of_wallet` is "Share of wallet".
pub(super) fn in_words(id: &str) -> String {
    let text = id.replace('_', " ");
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// Whether a text shows anything: blanks, controls and joiners alone do not.
pub(super) fn is_visible(text: &str) -> bool {
    let hides = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    !text.chars().all(hides)
}
