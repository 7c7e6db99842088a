//! What a column is, by the texts in it.

use crate::data::{RawColumn, Signs};
use crate::locale::missing::is_missing;
use crate::locale::truth::{are_truths, are_truths_of_any};
use crate::measure::ColumnType;
use crate::model::{CellRule, MINUTES_FIRST};

use super::opened_table::OpenedTable;
use super::{currency, dates, spans};

/// Share of texts that have to be of a type for the column to be of it.
const MOST: f64 = 0.9;

/// What a column is.
#[derive(Debug, Clone)]
pub(super) struct InferredColumn {
    pub(super) rule: CellRule,
    pub(super) unit: Option<String>,
}

/// The type of a column by different texts in it, none of them empty.
pub(super) fn infer(
    opened: &OpenedTable<'_>,
    column: &RawColumn,
    texts: &[&str],
    signs: Signs,
) -> InferredColumn {
    // `00.00.0000` among days is what programs write for none.
    let days = texts.iter().filter(|text| !is_zero_date(text) && !is_missing(text));
    let days: Vec<&str> = days.copied().collect();
    let has_zeros = days.len() < texts.len() && texts.iter().any(|text| is_zero_date(text));
    let no_day = has_zeros && dates::rule(opened, &days).is_some();
    let is_nothing = |text: &str| is_missing(text) || no_day && is_zero_date(text);
    let said: Vec<&str> = texts.iter().copied().filter(|text| !is_nothing(text)).collect();
    let mut absent: Vec<String> =
        texts.iter().filter(|text| is_nothing(text)).map(|text| (*text).to_owned()).collect();
    absent.sort_unstable();
    let plain = |kind| CellRule { absent: absent.clone(), ..CellRule::plain(kind) };
    let named = currency::in_name(&column.name);
    match column.native {
        None | Some(ColumnType::Text) => {}
        Some(kind) => {
            let is_day = kind == ColumnType::Integer
                && (dates::rule(opened, &said).is_some() || dates::seconds(&column.name, &said).is_some());
            if !is_day {
                let unit = match kind {
                    ColumnType::Duration => Some("seconds".to_owned()),
                    _ => named.filter(|_| kind.is_numeric()).map(str::to_owned),
                };
                let kind = if unit.is_some() && kind.is_numeric() { MONEY } else { kind };
                return InferredColumn { rule: plain(kind), unit };
            }
        }
    }
    if said.is_empty() {
        return InferredColumn { rule: plain(ColumnType::Text), unit: None };
    }
    let share = |rule: &CellRule| {
        let known = opened.cells(rule, None, signs).of_texts(said.iter().copied());
        1.0 - known.unreadable as f64 / said.len() as f64
    };
    let fits = |rule: &CellRule| share(rule) >= MOST;
    let seconds = || dates::seconds(&column.name, &said).filter(|rule| fits(rule));
    if let Some(rule) = dates::rule(opened, &said).or_else(seconds) {
        return InferredColumn { rule: CellRule { absent, ..rule }, unit: None };
    }
    if are_truths(said.iter().copied()) || are_truths_of_any(said.iter().copied()) {
        return InferredColumn { rule: plain(ColumnType::Bool), unit: None };
    }
    let called = said.iter().filter(|text| is_label(text)).count();
    if named.is_none() && called as f64 >= MOST * said.len() as f64 {
        return InferredColumn { rule: plain(ColumnType::Text), unit: None };
    }
    let with_currency = said.iter().filter_map(|text| currency::currency_around(text)).collect::<Vec<_>>();
    // `(811.93)`, and `811.93-` as mainframes write it.
    let is_minus = |text: &&str| {
        text.starts_with('(') && text.ends_with(')')
            || text.ends_with(['-', '−']) && text.contains(|c: char| c.is_ascii_digit())
    };
    let is_bookkept = said.iter().any(is_minus);
    if let Some(code) = with_currency.first().copied().or(named)
        && (!with_currency.is_empty() || is_bookkept || fits(&plain(ColumnType::Number)))
    {
        let rule = CellRule { currency: Some(code.to_owned()), ..plain(MONEY) };
        if fits(&rule) {
            return InferredColumn { rule, unit: Some(code.to_owned()) };
        }
    }
    if is_bookkept && fits(&plain(MONEY)) {
        return InferredColumn { rule: plain(MONEY), unit: None };
    }
    if said.iter().any(|text| is_code(text)) {
        return InferredColumn { rule: plain(ColumnType::Text), unit: None };
    }
    let percent = said.iter().any(|text| text.ends_with('%')).then(|| "percent".to_owned());
    if percent.is_none()
        && fits(&plain(ColumnType::Integer))
        && share(&plain(ColumnType::Integer)) >= share(&plain(ColumnType::Number))
    {
        return InferredColumn { rule: plain(ColumnType::Integer), unit: None };
    }
    if fits(&plain(ColumnType::Number)) {
        return InferredColumn { rule: plain(ColumnType::Number), unit: percent };
    }
    let is_span = |text: &str| text.contains(':') || text.starts_with(['P', 'p']) || text.contains(' ');
    if said.iter().copied().all(is_span) && fits(&plain(ColumnType::Duration)) {
        let formats = match spans::minutes_first(&column.name, &said) {
            true => vec![MINUTES_FIRST.to_owned()],
            false => Vec::new(),
        };
        let rule = CellRule { formats, ..plain(ColumnType::Duration) };
        return InferredColumn { rule, unit: Some("seconds".to_owned()) };
    }
    InferredColumn { rule: plain(ColumnType::Text), unit: None }
}

/// The same by all cells, where few different texts that are not of the type fill many of them: such as `Anonymous` in nine
/// of ten cells among numbers of users. Up to three are words for no value; with more the column is text.
pub(super) fn by_cells<'t>(
    opened: &OpenedTable<'_>,
    inferred: InferredColumn,
    (texts, cells): (&[&str], impl Iterator<Item = &'t str>),
    signs: Signs,
) -> InferredColumn {
    const WORDS: usize = 3;
    let reader = opened.cells(&inferred.rule, None, signs);
    let is_other = |text: &&str| reader.of_texts(std::iter::once(*text)).unreadable > 0;
    if inferred.rule.kind == ColumnType::Text || reader.of_texts(texts.iter().copied()).unreadable == 0 {
        return inferred;
    }
    let all: Vec<&str> = cells.filter(|text| !text.is_empty()).collect();
    if reader.of_texts(all.iter().copied()).unreadable as f64 <= (1.0 - MOST) * all.len() as f64 {
        return inferred;
    }
    let others: Vec<String> = texts.iter().copied().filter(is_other).map(str::to_owned).collect();
    let mut rule = inferred.rule.clone();
    if others.len() > WORDS {
        return InferredColumn {
            rule: CellRule { absent: rule.absent, ..CellRule::plain(ColumnType::Text) },
            unit: None,
        };
    }
    rule.absent.extend(others);
    rule.absent.sort_unstable();
    InferredColumn { rule, unit: inferred.unit }
}

const MONEY: ColumnType = ColumnType::Money { scale: 2 };

/// Whether a text is a day of zeros.
fn is_zero_date(text: &str) -> bool {
    let zeros = text.bytes().filter(|byte| *byte == b'0').count();
    zeros >= 6 && text.bytes().all(|byte| byte == b'0' || b".-/ :T".contains(&byte))
}

/// Whether a text is letters with digits behind them, as things are called: `R1042` is no amount of rand.
fn is_label(text: &str) -> bool {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    digits.len() < text.len() && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether digits are a code and no number: `007`, or more of them than a number keeps.
fn is_code(text: &str) -> bool {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit());
    is_plain && (text.len() > 1 && text.starts_with('0') || text.len() > 15)
}
