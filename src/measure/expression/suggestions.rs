//! What was probably meant by what the language does not take. Whether a text is an expression then is for the caller to say.

use chrono::NaiveDate;
use datafusion::sql::sqlparser::ast::{self, BinaryOperator};

/// How the language writes an operator of others.
pub(super) fn operator(op: &BinaryOperator) -> Option<&'static str> {
    match op.to_string().as_str() {
        "&&" => Some("write `and`"),
        "^" => Some("write `power(…, …)`"),
        _ => None,
    }
}

/// A list in square brackets as the language writes it: `branch in ('Market', 'Station')`.
pub(super) fn list(text: &str) -> Option<String> {
    let round = text.replace('[', "(").replace(']', ")");
    (round != text).then_some(round)
}

/// An equality that is written with `is`: `state is 'Closed'`.
pub(super) fn suggest_equality(text: &str) -> Option<String> {
    let at = text.to_ascii_lowercase().find(" is ")?;
    let (left, right) = (&text[..at], &text[at + " is ".len()..]);
    let (sign, right) = match right.trim_start().strip_prefix("not ") {
        Some(right) => ("!=", right),
        None => ("=", right),
    };
    Some(format!("{left} {sign} {}", right.trim_start()))
}

/// The same with the names of columns that hold blanks or signs in double quotes.
pub(super) fn suggest_quoted_names<'n>(text: &str, names: impl Iterator<Item = &'n str>) -> Option<String> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut odd: Vec<&str> = names
        .filter(|name| !name.chars().all(is_word) && !name.contains('"') && text.contains(name))
        .collect();
    // `Betrag (EUR) netto` before `Betrag (EUR)`, which is its beginning.
    odd.sort_by_key(|name| (std::cmp::Reverse(name.len()), *name));
    let mut written = text.to_owned();
    for name in odd {
        let mut next = String::new();
        let mut rest = written.as_str();
        while let Some(at) = rest.find(name) {
            let (before, behind) = (&rest[..at], &rest[at + name.len()..]);
            let is_inside = |c: char| is_word(c) || c == '"' || c == '\'';
            let is_apart =
                if before.is_empty() { !next.ends_with(is_inside) } else { !before.ends_with(is_inside) };
            let is_whole = is_apart && !behind.starts_with(is_inside);
            next.push_str(before);
            next.push_str(&if is_whole { format!("\"{name}\"") } else { name.to_owned() });
            rest = behind;
        }
        next.push_str(rest);
        written = next;
    }
    (written != text).then_some(written)
}

/// A comparison of what is no text with a blank: whether there is a value.
pub(super) fn suggest_null_test(expr: &ast::Expr) -> Option<String> {
    let ast::Expr::BinaryOp { left, op, right } = expr else { return None };
    let is_blank = |side: &ast::Expr| match side {
        ast::Expr::Value(value) => {
            matches!(&value.value, ast::Value::SingleQuotedString(text) if text.trim().is_empty())
        }
        _ => false,
    };
    let cell = match (is_blank(left), is_blank(right)) {
        (false, true) => left,
        (true, false) => right,
        _ => return None,
    };
    match op {
        BinaryOperator::Eq => Some(format!("write `{cell} is null`")),
        BinaryOperator::NotEq => Some(format!("write `{cell} is not null`")),
        _ => None,
    }
}

/// A day that stands in a text without quotes, which is a subtraction then: `ordered >= 2025-06-01`.
pub(super) fn day(text: &str) -> Option<String> {
    let words = text.split(|c: char| c.is_whitespace() || "()<>=,".contains(c));
    let mut days = words.filter_map(|word| NaiveDate::parse_from_str(word, "%Y-%m-%d").ok());
    days.next().map(|day| format!("write `date '{day}'`"))
}
