//! The profile of a column, as it is reported.

use std::collections::BTreeSet;

use crate::data::{RawColumn, Signs};
use crate::locale::missing::is_missing;
use crate::measure::ColumnType;

use super::codes::outlying_codes;
use super::dates;
use super::doubts;
use super::facts::{ColumnProfile, ValueCount};
use super::infer::InferredColumn;
use super::keys::Key;
use super::opened_table::OpenedTable;
use super::role::is_identifier;
use super::tally::{Tally, hash_text};

/// Different texts of a column by which its type is found out.
pub(super) const TEXTS: usize = 2_000;

/// A column by what was counted of it.
pub(super) fn of_column(
    opened: &OpenedTable<'_>,
    column: &RawColumn,
    inferred: &InferredColumn,
    (tally, key): (&Tally, Option<&Key>),
    signs: Signs,
) -> ColumnProfile {
    let rule = &inferred.rule;
    let ordered = tally.ordered();
    // Words for no value, those among them that only this column takes for one.
    let is_nothing = |text: &str| is_missing(text) || rule.absent.iter().any(|word| word == text);
    let nothing = ordered.iter().filter(|(text, _)| is_nothing(text));
    let absent: Vec<ValueCount> =
        nothing.map(|(text, rows)| ValueCount { value: (*text).to_owned(), rows: *rows }).collect();
    let is_few = !tally.is_beyond && ordered.len() <= TEXTS;
    let reader = opened.cells(rule, column.native, signs);
    let texts = || ordered.iter().map(|(text, _)| *text);
    let mixed_percent = (inferred.unit.as_deref() == Some("percent") && column.native.is_none_or(is_text))
        .then(|| doubts::mixed_percent(&ordered, &reader.of_texts(texts())))
        .flatten();
    let thousands_or_decimals = (rule.kind.is_numeric() && column.native.is_none())
        .then(|| doubts::ambiguous_separator(&ordered, signs))
        .flatten();
    let mut codes = Vec::new();
    if rule.kind.is_numeric() && is_few && !is_identifier(&column.name) {
        let known = reader.of_texts(texts());
        let counted = known.numbers.iter().zip(&ordered);
        let counted = counted.filter_map(|(number, (text, rows))| {
            Some(((*number)?, ValueCount { value: (*text).to_owned(), rows: *rows }))
        });
        codes = outlying_codes(&counted.collect::<Vec<_>>());
    }
    let span = tally.span();
    for day in tally.outlying_days() {
        let written = ordered.iter().find(|(text, _)| {
            let known = reader.of_texts(std::iter::once(*text));
            known.days.first().copied().flatten() == Some(day.to_epoch_days())
        });
        codes.extend(written.map(|(text, rows)| ValueCount { value: (*text).to_owned(), rows: *rows }));
    }
    let is_day = span.is_some();
    let patterns = rule.formats.clone();
    let ambiguous = patterns.iter().any(|pattern| dates::swap_day_and_month(pattern).is_some())
        && tally.is_ambiguous()
        && !tally.is_of_firsts();
    let bounds = |number: Option<f64>| number.filter(|_| rule.kind.is_quantity());
    let marks = |of: &dyn Fn(&str) -> &str| -> BTreeSet<u64> {
        let kept = ordered.iter().filter(|_| !tally.is_beyond);
        kept.map(|(text, _)| hash_text(of(text))).collect()
    };
    ColumnProfile {
        name: column.name.clone(),
        kind: rule.kind.into(),
        unit: inferred.unit.clone(),
        patterns,
        filled: tally.filled,
        empty: tally.empty,
        unreadable: tally.unreadable,
        unreadable_examples: tally.examples.clone(),
        different: ordered.len() as u64,
        different_at_least: tally.is_beyond,
        values: tally.shown(rule.kind.is_numeric()),
        lowest: bounds(tally.lowest),
        highest: bounds(tally.highest),
        first_day: span.map(|(first, _)| first),
        last_day: span.map(|(_, last)| last),
        missing_days: if is_day { tally.missing() } else { None },
        by_month: is_day && tally.is_by_month(),
        ambiguous_days: ambiguous,
        codes,
        unique: key.is_some_and(Key::is_unique),
        repeats: key.filter(|key| key.is_nearly_unique()).map_or(0, |key| key.repeats),
        twins: key.filter(|key| key.is_nearly_unique()).map(|key| key.twins.clone()).unwrap_or_default(),
        once: ordered.iter().filter(|(_, rows)| *rows == 1).count() as u64,
        marks: marks(&|text| text),
        bare_marks: marks(&|text| text.trim_start_matches('0')),
        absent,
        mixed_percent,
        thousands_or_decimals,
        currencies: if is_text(rule.kind) { doubts::currencies(&ordered) } else { Vec::new() },
        header_again: doubts::header_again(&ordered, &column.name),
        rule: rule.clone(),
        native: column.native,
    }
}

fn is_text(kind: ColumnType) -> bool {
    kind == ColumnType::Text
}
