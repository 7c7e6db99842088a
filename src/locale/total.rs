//! Words that head a row of totals.

use crate::sentiment::fold;

/// The first word of such a row, in small letters without accents.
const WORDS: [&str; 20] = [
    "total",
    "totals",
    "totales",
    "sum",
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
    "αθροισμα",
    "ergebnis",
    "gesamtergebnis",
];

/// Whether a text heads a row of totals: its first word is one for a total, after `Grand` the second.
pub fn is_total(text: &str) -> bool {
    let mut words = text.split([' ', ':', '(']).filter(|word| !word.is_empty());
    let first = words.next().unwrap_or_default();
    let head = if first.eq_ignore_ascii_case("grand") { words.next().unwrap_or_default() } else { first };
    // The longest word has fourteen letters.
    head.len() <= 28 && WORDS.contains(&fold(head).as_str())
}

/// Whether a text could head a row of totals, by its first word or by its last, as in `North Total`.
pub fn may_be_total(text: &str) -> bool {
    let last = text.trim().rsplit(' ').next().unwrap_or_default();
    is_total(text) || last.starts_with(char::is_alphabetic) && is_total(last)
}
