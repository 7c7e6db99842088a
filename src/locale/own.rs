//! A locale of a project's own: its signs and patterns stand in the project's file of words.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser::parse;
use fluent_syntax::unicode::unescape_unicode_to_string;

use super::Locale;
use super::language::Language;

/// What the ids of formats begin with.
pub const FORMAT: &str = "format-";

/// Why a file of words makes no locale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FormatFault {
    /// A format is not there.
    Missing(String),
    /// A list of months that are not twelve.
    Months(String),
    /// Something that is no number.
    Number(String),
}

impl std::fmt::Display for FormatFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            FormatFault::Missing(id) => write!(f, "the message `{id}` is missing"),
            FormatFault::Months(id) => write!(f, "`{id}` takes twelve names with blanks between"),
            FormatFault::Number(id) => write!(f, "`{id}` takes a whole number"),
        }
    }
}

/// Texts by id.
type Formats = BTreeMap<String, String>;

/// All that were made, by code and formats.
static KNOWN: Mutex<Vec<(String, Formats, Locale)>> = Mutex::new(Vec::new());

impl Locale {
    /// The locale that the formats of a file of words make. Each is kept for the life of the process.
    ///
    /// # Errors
    /// A format is missing, or not of its form.
    pub fn own(code: &str, file: &str) -> Result<Locale, FormatFault> {
        let formats = formats(file);
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((.., locale)) = known.iter().find(|(own, same, _)| own == code && *same == formats) {
            return Ok(*locale);
        }
        let locale = Locale(Box::leak(Box::new(made(code, &formats)?)));
        known.push((code.to_owned(), formats, locale));
        Ok(locale)
    }

    /// The locale of a code, of those that ship and those that were made: of several the newest.
    pub(crate) fn known(code: &str) -> Option<Locale> {
        let known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        let made = || known.iter().rev().find(|(own, ..)| own == code).map(|(.., locale)| *locale);
        Locale::parse(code).or_else(made)
    }
}

fn made(code: &str, formats: &Formats) -> Result<Language, FormatFault> {
    let format = |name: &str| {
        let id = format!("{FORMAT}{name}");
        formats.get(&id).map(String::as_str).ok_or(FormatFault::Missing(id))
    };
    let text = |name: &str| format(name).map(kept);
    let months = |name: &str| -> Result<[&'static str; 12], FormatFault> {
        let names: Vec<&str> = format(name)?.split_whitespace().map(kept).collect();
        names.try_into().map_err(|_| FormatFault::Months(format!("{FORMAT}{name}")))
    };
    let grouped_from = format("grouped-from")?;
    Ok(Language {
        code: kept(code),
        decimal: text("decimal")?,
        group: text("group")?,
        grouped_from: grouped_from
            .parse()
            .map_err(|_| FormatFault::Number(format!("{FORMAT}grouped-from")))?,
        percent: text("percent")?,
        months: months("months")?,
        months_of_days: months("months-of-days")?,
        months_short: months("months-short")?,
        date: text("date")?,
        date_short: text("date-short")?,
        span: text("span")?,
        span_month: text("span-month")?,
        month: text("month")?,
        month_short: text("month-short")?,
        month_axis: text("month-axis")?,
        quarter: text("quarter")?,
        quarter_axis: text("quarter-axis")?,
        week: text("week")?,
        week_axis: text("week-axis")?,
        fiscal_year: text("fiscal-year")?,
        fiscal_years: text("fiscal-years")?,
        fiscal_year_axis: text("fiscal-year-axis")?,
        fiscal_quarter: text("fiscal-quarter")?,
        fiscal_quarter_axis: text("fiscal-quarter-axis")?,
        fiscal_period: text("fiscal-period")?,
        fiscal_period_axis: text("fiscal-period-axis")?,
        pair: text("pair")?,
        last: text("last")?,
        clause: text("clause")?,
    })
}

fn kept(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

/// The formats of a file, by id: their text, with `{ $d }` as `{d}`.
fn formats(file: &str) -> Formats {
    let resource = parse(file).unwrap_or_else(|(sound, _)| sound);
    let messages = resource.body.iter().filter_map(|entry| match entry {
        Entry::Message(message) if message.id.name.starts_with(FORMAT) => {
            Some((message.id.name.to_owned(), plain(message.value.as_ref()?)))
        }
        _ => None,
    });
    messages.collect()
}

fn plain(pattern: &Pattern<&str>) -> String {
    let piece = |element: &PatternElement<&str>| match element {
        PatternElement::TextElement { value } => (*value).to_owned(),
        PatternElement::Placeable { expression: Expression::Inline(inline) } => match inline {
            InlineExpression::StringLiteral { value } => unescape_unicode_to_string(value).into_owned(),
            InlineExpression::VariableReference { id } => format!("{{{}}}", id.name),
            _ => String::new(),
        },
        PatternElement::Placeable { .. } => String::new(),
    };
    pattern.elements.iter().map(piece).collect()
}
