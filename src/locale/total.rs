//! Words that head a row of totals.

use crate::sentiment::fold;

/// The first word of such a row, in small letters without accents.
const WORDS: [&str; 18] = [
    "total",
    "totals",
    "totales",
    "sum",
    "grand",
    "subtotal",
    "subtotals",
    "summe",
    "gesamt",
    "insgesamt",
    "gesamtsumme",
    "zwischensumme",
    "suma",
    "razem",
    "lacznie",
    "ogolem",
    "συνολο",
    "συνολα",
];

/// Whether a text heads a row of totals: its first word is one for a total.
pub fn is_total(text: &str) -> bool {
    let first = text.trim().split([' ', ':', '(']).next().unwrap_or_default();
    // The longest word has thirteen letters.
    first.len() <= 26 && WORDS.contains(&fold(first).as_str())
}
