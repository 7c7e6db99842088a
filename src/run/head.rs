//! The head of results: what was read, what became of it, and the number of the run.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use datafusion::prelude::Expr;
use sha2::{Digest, Sha256};

use super::joins;
use super::left_out::{self, LeftOutRows};
use crate::calendar::Period;
use crate::data::{BadCell, Data, RowFate, Table};
use crate::definition::ScorecardDraft;
use crate::evaluate::results::{AmountResult, CellResult, Input, SourceResult};
use crate::measure::expression::columns_of;
use crate::measure::{Among, Basis, HistoryAggregate, Reduction};
use crate::model::{Privacy, Scorecard, Source};
use crate::statistics::exact::to_number;

/// Version of the program, part of the run id.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The files that were read, each once, by name.
pub(super) fn inputs(data: &Data) -> Vec<Input> {
    let files = data.tables.values().flat_map(|t| &t.files);
    let by_name: BTreeMap<&str, &str> = files.map(|f| (f.shown.as_str(), f.sha256.as_str())).collect();
    by_name
        .into_iter()
        .map(|(file, sha256)| Input { file: file.to_owned(), sha256: sha256.to_owned() })
        .collect()
}

/// The number of a run: the same for the same program, definition, notes, language, files, day and period.
pub(super) fn run_id(
    drafted: &ScorecardDraft,
    inputs: &[Input],
    as_of: NaiveDate,
    period: &Period,
) -> String {
    let mut hasher = Sha256::new();
    let mut add = |text: &str| {
        hasher.update((text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    };
    add(VERSION);
    add(&drafted.definition_hash);
    add(&drafted.notes_hash);
    if let Some(locale) = drafted.translated {
        add(locale.code());
    }
    for input in inputs {
        add(&input.file);
        add(&input.sha256);
    }
    add(&as_of.to_string());
    add(&format!("{} {}", period.first, period.last));
    let digest = hasher.finalize();
    digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// The number of a run that is compared with earlier results.
pub(super) fn compared_id(id: &str, earlier: &str) -> String {
    let digest = Sha256::digest(format!("{id} {earlier}").as_bytes());
    digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// Columns by source, of which an empty cell takes its row out of a figure.
#[derive(Default)]
pub(super) struct NeededColumns<'s> {
    /// Those that measures add up.
    added_up: BTreeSet<(&'s str, String)>,
    /// Those by which they tell accounts, orders or the like apart; customers are counted by themselves.
    told_apart: BTreeSet<(&'s str, String)>,
}

impl NeededColumns<'_> {
    /// Those of all measures.
    pub(super) fn from_scorecard(scorecard: &Scorecard) -> NeededColumns<'_> {
        let mut needed = NeededColumns::default();
        for component in scorecard.measures.iter().flat_map(|measure| measure.plan.queried_components()) {
            let source = component.rows.source.as_str();
            let columns = |expr: &Expr| columns_of(expr).into_iter().map(move |column| (source, column));
            let apart = match &component.basis {
                Basis::Sum(value) => {
                    needed.added_up.extend(columns(value));
                    continue;
                }
                // A row adds nothing to a mean by weight where it has none, however large its value.
                Basis::Histories { kept, aggregate: HistoryAggregate::Entered { among, .. }, .. }
                    if *among == Among::Weighted =>
                {
                    for kept in kept {
                        let (Reduction::Sum(value) | Reduction::Last { value, .. }) = kept;
                        needed.added_up.extend(columns(value));
                    }
                    continue;
                }
                Basis::Histories { keys, aggregate, .. } if aggregate.is_by_first_key() => keys.get(..1),
                Basis::Distinct(keys) => Some(keys.as_slice()),
                _ => None,
            };
            let customer = scorecard.source(source).and_then(|s| s.customer.as_ref());
            let apart = apart.into_iter().flatten().flat_map(columns);
            needed.told_apart.extend(apart.filter(|(_, column)| customer != Some(column)));
        }
        needed
    }
}

/// What became of the rows of a source.
pub(super) fn source(
    source: &Source,
    table: &Table,
    left_out: &LeftOutRows,
    needed: &NeededColumns<'_>,
    privacy: Option<Privacy>,
) -> SourceResult {
    let counts = &table.counts;
    SourceResult {
        id: source.id.clone(),
        read: counts.read,
        rejected: counts.rejected,
        ragged: counts.ragged,
        short: counts.short,
        undated: counts.undated,
        repeated: counts.repeated + counts.superseded,
        superseded: counts.superseded,
        filtered: counts.filtered + counts.outside + counts.not_yet,
        after_as_of: counts.after_as_of,
        used: counts.used,
        first_day: table.first_day,
        last_day: table.last_day,
        last_day_after_as_of: table.last_after,
        cells: table
            .cells
            .iter()
            .map(|c| CellResult {
                column: c.column.clone(),
                cells: c.cells(),
                values: c.values(),
                empty: c.empty,
                unreadable: c.unreadable,
                out_of_range: c.out_of_range,
                absent: c.absent,
                not_applicable: c.not_applicable,
                clock_showed_twice: c.twice,
                clock_skipped: c.never,
                ambiguous: c.ambiguous,
                added_up: needed.added_up.contains(&(source.id.as_str(), c.column.clone())),
                told_apart: needed.told_apart.contains(&(source.id.as_str(), c.column.clone())),
                examples: c.examples.iter().map(BadCell::place).collect(),
                texts: Vec::new(),
            })
            .collect(),
        unmatched: table
            .unmatched
            .iter()
            .map(|unmatched| joins::result(unmatched, privacy.is_some()))
            .collect(),
        without_customer: source.customer.as_ref().map(|_| table.without_customer),
        amounts: match is_shown(source, table, privacy) {
            true => {
                let shown = table.amounts.columns().filter(|column| is_told(source, table, column, privacy));
                shown.map(|column| amount(source, table, column)).collect()
            }
            false => Vec::new(),
        },
        reversed: left_out::of_source(&left_out.reversed, &source.id),
        outside_scale: left_out::of_source(&left_out.outside_scale, &source.id),
    }
}

/// Whether row totals may be published: not if some counts are so small that they concern single people.
fn is_shown(source: &Source, table: &Table, privacy: Option<Privacy>) -> bool {
    let Some(Privacy { smallest }) = privacy else { return true };
    let counts = &table.counts;
    let without = source.customer.as_ref().map_or(0, |_| table.without_customer);
    let rows = [
        counts.rejected + counts.undated,
        counts.repeated + counts.superseded,
        counts.filtered + counts.outside + counts.not_yet,
        counts.after_as_of,
        counts.used,
        without,
        counts.used - without,
    ];
    rows.iter().all(|rows| *rows == 0 || *rows >= u64::from(smallest))
}

/// The same of one column, in which only some rows may have an amount.
fn is_told(source: &Source, table: &Table, column: &str, privacy: Option<Privacy>) -> bool {
    let Some(Privacy { smallest }) = privacy else { return true };
    let of = |fate: RowFate| table.amounts.values(column, fate);
    let without = source.customer.as_ref().map_or(0, |_| of(RowFate::WithoutCustomer));
    let fates = [RowFate::Rejected, RowFate::Repeated, RowFate::Filtered, RowFate::AfterAsOf, RowFate::Used];
    let values = fates.map(of).into_iter().chain([without, of(RowFate::Used).saturating_sub(without)]);
    values.into_iter().all(|values| values == 0 || values >= u64::from(smallest))
}

/// What the amounts of a column come to.
fn amount(source: &Source, table: &Table, column: &str) -> AmountResult {
    let of = |fate: RowFate| to_number(table.amounts.amount(column, fate));
    // What is derived is not there yet when rows are read.
    let is_read = !source.derive.iter().any(|(name, _)| name == column);
    AmountResult {
        column: column.to_owned(),
        read: is_read.then(|| of(RowFate::Read)),
        rejected: is_read.then(|| of(RowFate::Rejected)),
        repeated: of(RowFate::Repeated),
        filtered: of(RowFate::Filtered),
        after_as_of: of(RowFate::AfterAsOf),
        used: of(RowFate::Used),
        without_customer: source.customer.as_ref().map(|_| of(RowFate::WithoutCustomer)),
    }
}
