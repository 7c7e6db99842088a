//! The profile of a column, as it is reported.

use crate::data::{RawColumn, Signs};
use crate::locale::missing::is_missing;

use super::codes::apart;
use super::dates;
use super::facts::{ColumnProfile, Counted, word};
use super::infer::Inferred;
use super::keys::Key;
use super::opened::Opened;
use super::role::is_identifier;
use super::tally::{Tally, mark};

/// Different texts of a column by which its type is found out.
pub(super) const TEXTS: usize = 2_000;

/// A column by what was counted of it.
pub(super) fn of_column(
    opened: &Opened<'_>,
    column: &RawColumn,
    inferred: &Inferred,
    (tally, key): (&Tally, Option<&Key>),
    signs: Signs,
) -> ColumnProfile {
    let rule = &inferred.rule;
    let ordered = tally.ordered();
    // Words for no value, those among them that only this column takes for one.
    let is_nothing = |text: &str| is_missing(text) || rule.absent.iter().any(|word| word == text);
    let nothing = ordered.iter().filter(|(text, _)| is_nothing(text));
    let absent: Vec<Counted> =
        nothing.map(|(text, rows)| Counted { value: (*text).to_owned(), rows: *rows }).collect();
    let is_few = !tally.is_beyond && ordered.len() <= TEXTS;
    let mut codes = Vec::new();
    if rule.kind.is_numeric() && is_few && !is_identifier(&column.name) {
        let known = opened.cells(rule, column.native, signs).of_texts(ordered.iter().map(|(text, _)| *text));
        let counted = known.numbers.iter().zip(&ordered);
        let counted = counted.filter_map(|(number, (text, rows))| {
            Some(((*number)?, Counted { value: (*text).to_owned(), rows: *rows }))
        });
        codes = apart(&counted.collect::<Vec<_>>());
    }
    let span = tally.span();
    for day in tally.odd_days() {
        let written = ordered.iter().find(|(text, _)| {
            let known = opened.cells(rule, column.native, signs).of_texts(std::iter::once(*text));
            known.days.first().copied().flatten() == Some(day.to_epoch_days())
        });
        codes.extend(written.map(|(text, rows)| Counted { value: (*text).to_owned(), rows: *rows }));
    }
    let is_day = span.is_some();
    let patterns = rule.formats.clone();
    let ambiguous =
        patterns.iter().any(|pattern| dates::exchanged(pattern).is_some()) && tally.is_ambiguous();
    let bounds = |number: Option<f64>| number.filter(|_| rule.kind.is_quantity());
    ColumnProfile {
        name: column.name.clone(),
        kind: word(rule.kind),
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
        marks: if tally.is_beyond {
            Default::default()
        } else {
            ordered.iter().map(|(text, _)| mark(text)).collect()
        },
        absent,
        rule: rule.clone(),
        native: column.native,
    }
}
