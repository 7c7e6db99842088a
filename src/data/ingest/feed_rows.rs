//! What was read of a feed, beside its rows, and which of its columns.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono_tz::Tz;
use datafusion::arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use serde::{Deserialize, Serialize};

use crate::data::cell::{EXAMPLES, Tally};
use crate::data::layout::Layout;
use crate::data::reserved::{FILE, LINE};
use crate::data::{AmountCounts, BadCell, CellCount, Counts, InputFile, Unread};
use crate::model::Source;

/// What was read of a feed, beside its rows.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(in crate::data) struct FeedRows {
    pub(in crate::data) read: u64,
    pub(in crate::data) rejected: u64,
    /// Of the rejected, those with more cells than the header.
    pub(in crate::data) ragged: u64,
    /// Rows that end early.
    pub(in crate::data) short: u64,
    /// Rows whose time is a code for none.
    pub(in crate::data) undated: u64,
    /// Rows without time or key that the source's condition leaves out.
    pub(in crate::data) filtered: u64,
    /// Of the columns that are read.
    pub(in crate::data) cells: Vec<CellCount>,
    /// The first rows without time or key.
    pub(in crate::data) rejects: Vec<BadCell>,
    /// The first rows with more cells than the header.
    pub(in crate::data) ragged_rows: Vec<BadCell>,
    pub(in crate::data) inputs: Vec<InputFile>,
    /// What the amounts of rows come to that were read, and of those that were rejected.
    pub(in crate::data) amounts: AmountCounts,
    /// Told of this run alone.
    #[serde(skip)]
    pub(in crate::data) unread: Unread,
}

impl FeedRows {
    /// Nothing read yet of a source.
    pub(in crate::data) fn new(source: &Source, layout: &Layout, kept: &[usize]) -> FeedRows {
        let names = kept.iter().map(|at| layout.columns[*at].name.clone());
        let cells = names.map(|column| CellCount { column, ..CellCount::default() });
        FeedRows { cells: cells.collect(), amounts: AmountCounts::new(source), ..FeedRows::default() }
    }

    /// Takes over what was read of a later file.
    pub(in crate::data) fn extend(&mut self, later: FeedRows) {
        self.read += later.read;
        self.rejected += later.rejected;
        self.ragged += later.ragged;
        self.short += later.short;
        self.undated += later.undated;
        self.filtered += later.filtered;
        if self.cells.is_empty() {
            self.cells = later.cells;
        } else {
            self.cells.iter_mut().zip(later.cells).for_each(|(cells, later)| cells.extend(later));
        }
        take_over(&mut self.rejects, later.rejects);
        take_over(&mut self.ragged_rows, later.ragged_rows);
        self.inputs.extend(later.inputs);
        self.amounts.extend(&later.amounts);
        self.unread.add(later.unread);
    }

    /// The counts that reading gives; the rest is counted by others.
    pub(in crate::data) fn counts(&self, rest: Counts) -> Counts {
        let FeedRows { read, rejected, ragged, short, undated, .. } = *self;
        let filtered = self.filtered + rest.filtered;
        Counts { read, rejected, ragged, short, undated, filtered, ..rest }
    }

    /// The first rows that were rejected.
    pub(in crate::data) fn rejected_rows(&self) -> Vec<BadCell> {
        self.ragged_rows.iter().chain(&self.rejects).take(EXAMPLES).cloned().collect()
    }
}

/// The columns that are read of a layout: all, or those that are wanted.
pub(in crate::data) fn kept(layout: &Layout, wanted: Option<&BTreeSet<String>>) -> Vec<usize> {
    let is_kept = |name: &String| wanted.is_none_or(|wanted| wanted.contains(name));
    let columns = layout.columns.iter().enumerate();
    columns.filter(|(_, column)| is_kept(&column.name)).map(|(at, _)| at).collect()
}

/// The columns of rows as they are read.
pub(in crate::data) fn schema(layout: &Layout, kept: &[usize], zone: Tz) -> SchemaRef {
    let columns = kept.iter().map(|at| &layout.columns[*at]);
    let mut fields: Vec<Field> = columns.map(|c| Field::new(&c.name, c.kind.held(zone), true)).collect();
    fields.push(Field::new(FILE, DataType::UInt32, true));
    fields.push(Field::new(LINE, DataType::UInt64, true));
    Arc::new(Schema::new(fields))
}

/// As many of the examples of a later file as there is room for.
fn take_over(examples: &mut Vec<BadCell>, later: Vec<BadCell>) {
    let room = EXAMPLES.saturating_sub(examples.len());
    examples.extend(later.into_iter().take(room));
}

impl CellCount {
    /// Takes over what a later file has.
    pub(in crate::data) fn extend(&mut self, other: CellCount) {
        self.judged += other.judged;
        self.unreadable += other.unreadable;
        self.out_of_range += other.out_of_range;
        self.absent += other.absent;
        self.not_applicable += other.not_applicable;
        self.empty += other.empty;
        self.twice += other.twice;
        self.never += other.never;
        self.ambiguous += other.ambiguous;
        self.rounded += other.rounded;
        self.inexact += other.inexact;
        self.percents += other.percents;
        self.above_one += other.above_one;
        take_over(&mut self.examples, other.examples);
        take_over(&mut self.out_of_range_examples, other.out_of_range_examples);
        self.expected = self.expected.or(other.expected);
        self.said.extend(other.said);
    }

    /// Takes over what cells turned out to be, and where the first of them stand.
    pub(super) fn add(&mut self, tally: &Tally, place: impl Fn(&(u64, String)) -> BadCell) {
        self.unreadable += tally.unreadable;
        self.out_of_range += tally.out_of_range;
        self.absent += tally.absent;
        self.not_applicable += tally.not_applicable;
        self.empty += tally.empty;
        self.twice += tally.twice;
        self.never += tally.never;
        self.ambiguous += tally.ambiguous;
        self.rounded += tally.rounded;
        self.inexact += tally.inexact;
        self.percents += tally.percents;
        self.above_one += tally.above_one;
        self.judged += tally.cells - tally.absent - tally.not_applicable - tally.empty;
        take_over(&mut self.examples, tally.bad.iter().map(&place).collect());
        take_over(&mut self.out_of_range_examples, tally.outside.iter().map(place).collect());
    }
}
