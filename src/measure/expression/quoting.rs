//! Names of columns and texts as whoever writes an expression has to write them.

/// The name of a column: in quotes where it is no plain word, or one that means something else.
pub fn column_name(name: &str) -> String {
    let is_word = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        && !RESERVED.contains(&name.to_lowercase().as_str());
    if is_word { name.to_owned() } else { quoted_name(name) }
}

/// The name of a column in quotes, whatever it is.
pub fn quoted_name(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// A text as a value.
pub fn text_value(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// Words that mean something else in an expression.
const RESERVED: [&str; 28] = [
    "order",
    "group",
    "by",
    "end",
    "start",
    "case",
    "when",
    "then",
    "else",
    "and",
    "or",
    "not",
    "in",
    "is",
    "null",
    "true",
    "false",
    "date",
    "time",
    "timestamp",
    "interval",
    "cast",
    "select",
    "from",
    "where",
    "between",
    "like",
    "as",
];
