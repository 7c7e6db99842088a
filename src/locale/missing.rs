//! Words that stand for no value.

/// Words that stand for no value, in small letters.
const WORDS: [&str; 44] = [
    "n/a",
    "na",
    "n.a.",
    "n.a",
    "#n/a",
    "#na",
    "null",
    "nil",
    "none",
    "nan",
    "-",
    "--",
    "---",
    "–",
    "—",
    "?",
    ".",
    "unknown",
    "not available",
    "not applicable",
    "not known",
    "missing",
    "blank",
    "(blank)",
    "no data",
    "no answer",
    "keine angabe",
    "k.a.",
    "sin datos",
    "s/d",
    "brak",
    "brak danych",
    "δ/υ",
    "ns/nc",
    "ns/nr",
    "no contesta",
    "don't know",
    "dont know",
    "refused",
    "keine antwort",
    "nie wiem",
    "nie dotyczy",
    "(null)",
    "\\n",
];

/// Whether a text stands for no value.
pub fn is_missing(text: &str) -> bool {
    // Most texts are names and numbers, and none of the words ends in a digit.
    if text.as_bytes().last().is_some_and(u8::is_ascii_digit) {
        return false;
    }
    let is = |word: &&str| word.len() == text.len() && word.eq_ignore_ascii_case(text);
    text.len() <= 16 && (WORDS.iter().any(is) || !text.is_ascii() && text.to_lowercase() == "δ/υ")
}
