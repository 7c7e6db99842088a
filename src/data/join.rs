//! One source widened by others. Rows of the left side keep their order, and their number unless a join asks for one row
//! per value of the other side.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use chrono::NaiveDate;
use datafusion::arrow::array::{Array, ArrayRef, AsArray, Int64Array, UInt32Array, UInt64Array};
use datafusion::arrow::compute::{cast, concat_batches, take};
use datafusion::arrow::datatypes::{DataType, Date32Type, Field, Int64Type, Schema, SchemaRef};
use datafusion::arrow::error::ArrowError;
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::arrow::row::{RowConverter, SortField};
use datafusion::arrow::util::display::array_value_to_string;
use datafusion::common::tree_node::{Transformed, TreeNode, TreeNodeRecursion};
use datafusion::error::DataFusionError;
use datafusion::prelude::{Expr, SessionContext, ident};

use super::cell::EXAMPLES;
use super::evaluation::bound;
use super::near_keys::near_match;
use super::row_transform::Condition;
use super::rows::Rows;
use super::unique::key_text;
use super::{DAY, DataError, LEFT_ROW, Nearly, Unmatched};
use crate::measure::expression::{date_literal, days_since_epoch, names, row::column};
use crate::model::{Join, JoinMatch, Take};

/// What left rows met on the other side.
#[derive(Debug, Default)]
pub(super) struct JoinStats {
    /// Left rows.
    rows: u64,
    /// Left rows without partner that exist by the as-of day.
    alone: u64,
    /// The first of their keys, in the order of left rows.
    lonely: Vec<String>,
    /// The same, column by column.
    apart: Vec<Vec<String>>,
    /// Keys of the other side that a left row has, by the first of their rows.
    met: BTreeSet<u32>,
    /// Left rows that are left out because they have no partner.
    pub(super) dropped: u64,
    /// Keys with several partners where one is allowed, by the first of those.
    several: BTreeSet<u32>,
    /// The first of these keys, in the order of left rows.
    examples: Vec<String>,
}

impl JoinStats {
    /// Stops where `match: one` met several.
    pub(super) fn at_most_one(&mut self, id: &str, join: &Join) -> Result<(), DataError> {
        match self.several.len() as u64 {
            0 => Ok(()),
            keys => Err(DataError::JoinNotOne {
                id: id.to_owned(),
                other: join.source.clone(),
                keys,
                examples: std::mem::take(&mut self.examples),
            }),
        }
    }
}

/// The other side of a join, found by its key: widens left rows batch by batch.
pub(super) struct Joiner<'j> {
    join: &'j Join,
    /// The other side: its key, then the new columns.
    taken: RecordBatch,
    /// First and last row of each key.
    index: HashMap<Box<[u8]>, (u32, u32)>,
    /// For each row the next of the same key, or none.
    next: Vec<u32>,
    converter: RowConverter,
    /// Columns of the key on the left, and the types both sides are compared in.
    left_key: Vec<usize>,
    common: Vec<DataType>,
    /// Whether left rows are numbered here, because they may be repeated.
    is_numbering: bool,
    schema: SchemaRef,
    as_of: Option<i32>,
}

/// The end of a chain of rows with one key.
const END: u32 = u32::MAX;

impl<'j> Joiner<'j> {
    /// Reads the other side once.
    pub(super) async fn new(
        context: &SessionContext,
        left: &SchemaRef,
        right: &Rows,
        join: &'j Join,
        as_of: Option<NaiveDate>,
    ) -> Result<Joiner<'j>, DataFusionError> {
        let taken = partners(context, left, right, join, as_of).await?;
        let width = join.keys.len();
        let left_key: Vec<usize> =
            join.keys.iter().map(|(key, _)| left.index_of(key)).collect::<Result<_, _>>()?;
        let pairs = left_key.iter().enumerate();
        let common: Vec<DataType> =
            pairs.map(|(n, at)| compared(left.field(*at).data_type(), taken.column(n).data_type())).collect();
        let converter = RowConverter::new(common.iter().cloned().map(SortField::new).collect())?;
        let is_numbering = !join.rows.is_empty() && left.column_with_name(LEFT_ROW).is_none();
        let held = |field: &Arc<Field>| Field::new(field.name(), field.data_type().clone(), true);
        let of_taken = taken.schema();
        let new = of_taken.fields()[width..].iter();
        let fields = left.fields().iter().chain(new).map(held);
        let fields = fields.chain(is_numbering.then(|| Field::new(LEFT_ROW, DataType::UInt64, true)));
        let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
        let mut joiner = Joiner {
            join,
            taken,
            index: HashMap::new(),
            next: Vec::new(),
            converter,
            left_key,
            common,
            is_numbering,
            schema,
            as_of: as_of.map(days_since_epoch),
        };
        joiner.fill()?;
        Ok(joiner)
    }

    /// The columns of widened rows.
    pub(super) fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }

    /// Finds the rows of each key.
    fn fill(&mut self) -> Result<(), ArrowError> {
        let columns = self.comparable(self.taken.columns()[..self.common.len()].iter())?;
        let keys = self.converter.convert_columns(&columns)?;
        self.next = vec![END; self.taken.num_rows()];
        for row in 0..self.taken.num_rows() {
            if columns.iter().any(|column| column.is_null(row)) {
                continue;
            }
            let at = u32::try_from(row).ok().filter(|at| *at < END);
            let at = at.ok_or_else(|| ArrowError::ComputeError("too many rows to join".to_owned()))?;
            match self.index.entry(keys.row(row).data().into()) {
                Entry::Vacant(free) => {
                    free.insert((at, at));
                }
                Entry::Occupied(mut known) => {
                    let (_, last) = known.get_mut();
                    self.next[*last as usize] = at;
                    *last = at;
                }
            }
        }
        Ok(())
    }

    fn comparable<'c>(
        &self,
        columns: impl Iterator<Item = &'c ArrayRef>,
    ) -> Result<Vec<ArrayRef>, ArrowError> {
        let comparable = |(column, kind): (&ArrayRef, &DataType)| match kind {
            // A number is a key by what it says: 12, and not 12.0.
            DataType::Utf8 => names(column),
            kind => cast(column, kind),
        };
        columns.zip(&self.common).map(comparable).collect()
    }

    /// Adds to each left row what its partner, or the aggregate over its partners, has.
    ///
    /// A join by `rows` repeats a left row for each of its groups; the repeats follow it.
    pub(super) fn widen(&self, batch: &RecordBatch, met: &mut JoinStats) -> Result<RecordBatch, ArrowError> {
        let columns = self.comparable(self.left_key.iter().map(|at| batch.column(*at)))?;
        let keys = self.converter.convert_columns(&columns)?;
        let days = batch.column_by_name(DAY).map(|days| days.as_primitive::<Date32Type>());
        // Rows dated after the as-of day do not exist yet.
        let is_there = |row| match days.zip(self.as_of) {
            Some((days, as_of)) => days.is_null(row) || days.value(row) <= as_of,
            None => true,
        };
        let mut found = MatchedRows::default();
        for row in 0..batch.num_rows() {
            let is_present = columns.iter().all(|column| column.is_valid(row));
            let partners = if is_present { self.index.get(keys.row(row).data()) } else { None };
            if let Some((first, _)) = partners {
                met.met.insert(*first);
            }
            let Some((first, last)) = partners else {
                if is_there(row) {
                    met.alone += 1;
                    if is_present && met.lonely.len() < EXAMPLES {
                        let key = key_text(batch, &self.left_key, row)?;
                        if !met.lonely.contains(&key) {
                            met.lonely.push(key);
                            met.apart.push(texts(&columns, row)?);
                        }
                    }
                }
                match self.join.required {
                    true => met.dropped += 1,
                    false => found.push(row, None),
                }
                continue;
            };
            if self.join.rows.is_empty() {
                if first != last && met.several.insert(*first) && met.examples.len() < EXAMPLES {
                    met.examples.push(key_text(batch, &self.left_key, row)?);
                }
                found.push(row, Some(*first));
                continue;
            }
            let chain = std::iter::successors(Some(*first), |at| {
                self.next.get(*at as usize).copied().filter(|next| *next != END)
            });
            chain.for_each(|at| found.push(row, Some(at)));
        }
        let numbers = UInt64Array::from_iter_values((met.rows..).take(batch.num_rows()));
        met.rows += batch.num_rows() as u64;
        self.assemble(batch, found, &numbers)
    }

    /// Counts of unmatched rows for warnings; for many-to-one joins also the right side's rows that nothing refers
    /// to, whose amounts appear in no sum.
    pub(super) fn unmatched(&self, met: JoinStats) -> Result<Unmatched, ArrowError> {
        let (mut unused, mut unused_keys) = (0, Vec::new());
        if self.join.matching == JoinMatch::Many {
            let mut firsts: Vec<u32> = self.index.values().map(|(first, _)| *first).collect();
            firsts.retain(|first| !met.met.contains(first));
            firsts.sort_unstable();
            unused = firsts.len() as u64;
            let columns: Vec<usize> = (0..self.common.len()).collect();
            for first in firsts.into_iter().take(EXAMPLES) {
                unused_keys.push(key_text(&self.taken, &columns, first as usize)?);
            }
            unused_keys.sort();
        }
        Ok(Unmatched {
            nearly: self.nearly(&met.apart)?,
            is_apart: met.met.is_empty() && !met.apart.is_empty() && !self.index.is_empty(),
            source: self.join.source.clone(),
            rows: met.alone,
            keys: met.lonely,
            required: self.join.required,
            unused,
            unused_keys,
        })
    }

    /// Why keys meet none, where they are only written otherwise.
    fn nearly(&self, lonely: &[Vec<String>]) -> Result<Option<Nearly>, ArrowError> {
        if lonely.is_empty() {
            return Ok(None);
        }
        let columns = self.comparable(self.taken.columns()[..self.common.len()].iter())?;
        let mut firsts: Vec<u32> = self.index.values().map(|(first, _)| *first).collect();
        firsts.sort_unstable();
        let others = firsts.into_iter().map(|first| texts(&columns, first as usize));
        Ok(near_match(lonely, &others.collect::<Result<Vec<_>, _>>()?, &self.join.keys))
    }

    fn assemble(
        &self,
        batch: &RecordBatch,
        found: MatchedRows,
        numbers: &UInt64Array,
    ) -> Result<RecordBatch, ArrowError> {
        let is_whole = found.left.len() == batch.num_rows() && self.join.rows.is_empty();
        let left = UInt32Array::from(found.left);
        let kept = |column: &ArrayRef| match is_whole {
            true => Ok(Arc::clone(column)),
            false => take(column, &left, None),
        };
        let mut columns = batch.columns().iter().map(kept).collect::<Result<Vec<_>, ArrowError>>()?;
        let right = UInt32Array::from(found.right);
        let counts =
            self.join.take.iter().map(|(_, take)| matches!(take, Take::Aggregate(expr) if is_count(expr)));
        let are_counts = self.join.rows.iter().map(|_| false).chain(counts);
        let taken = &self.taken.columns()[self.common.len()..];
        for (column, is_count) in taken.iter().zip(are_counts.chain(std::iter::repeat(false))) {
            let taken = take(column, &right, None)?;
            columns.push(if is_count { zero_for_none(&taken) } else { taken });
        }
        if self.is_numbering {
            columns.push(take(numbers, &left, None)?);
        }
        RecordBatch::try_new(self.schema(), columns)
    }
}

/// The values of a row, each as a text.
fn texts(columns: &[ArrayRef], row: usize) -> Result<Vec<String>, ArrowError> {
    columns.iter().map(|column| array_value_to_string(column, row)).collect()
}

/// Whether an aggregate counts: of no partner that is 0, where a sum, a mean or an extreme is missing (R46).
fn is_count(aggregate: &Expr) -> bool {
    match aggregate {
        Expr::AggregateFunction(function) => function.func.name() == "count",
        Expr::Alias(alias) => is_count(&alias.expr),
        Expr::Cast(cast) => is_count(&cast.expr),
        _ => false,
    }
}

fn zero_for_none(counts: &ArrayRef) -> ArrayRef {
    match counts.as_primitive_opt::<Int64Type>() {
        Some(counts) => Arc::new(Int64Array::from_iter_values(counts.iter().map(Option::unwrap_or_default))),
        None => Arc::clone(counts),
    }
}

/// The left and the right row of each widened row.
#[derive(Default)]
struct MatchedRows {
    left: Vec<u32>,
    right: Vec<Option<u32>>,
}

impl MatchedRows {
    fn push(&mut self, left: usize, right: Option<u32>) {
        self.left.push(left as u32);
        self.right.push(right);
    }
}

/// The rows of the right side that exist by the as-of day (R2): its key first, then what is taken; one row per key when
/// it is aggregated.
async fn partners(
    context: &SessionContext,
    left: &SchemaRef,
    right: &Rows,
    join: &Join,
    as_of: Option<NaiveDate>,
) -> Result<RecordBatch, DataFusionError> {
    let by_as_of = as_of.map(|day| column(DAY).is_null().or(column(DAY).lt_eq(date_literal(day))));
    let right = match join.filter.clone().into_iter().chain(by_as_of).reduce(Expr::and) {
        None => right.clone(),
        Some(filter) => right.clone().meeting(&Condition::new(context, &right.schema, &filter, as_of)?)?,
    };
    let keys: Vec<&str> = join.keys.iter().map(|(_, right)| right.as_str()).collect();
    // Keys and takings may have one name, so keys are told apart by position.
    let named = keys.iter().enumerate().map(|(n, key)| (format!("$key{n}"), *key));
    let rows = match join.matching {
        JoinMatch::One => right.taking(named.chain(takes_of_one(left, &right, join, &keys)))?,
        JoinMatch::Many => {
            let aggregates = join.take.iter().filter_map(|(name, take)| match take {
                Take::Aggregate(expr) => Some(bound(expr, as_of).alias(name)),
                Take::Column(_) => None,
            });
            let (right, aggregates) = with_arguments(context, right, aggregates.collect())?;
            let rows = || join.rows.iter().map(|name| ident(name.as_str()));
            let mut groups: Vec<Expr> = keys.iter().map(|key| ident(*key)).chain(rows()).collect();
            let mut seen = Vec::new();
            groups.retain(|group| {
                !seen.contains(group) && {
                    seen.push(group.clone());
                    true
                }
            });
            let frame = right.frame(context)?.aggregate(groups, aggregates)?;
            // Repeats stand in one order, whatever the order of rows was.
            let frame = if join.rows.is_empty() { frame } else { frame.sort_by(rows().collect())? };
            let takes = join.take.iter().filter(|(_, take)| matches!(take, Take::Aggregate(_)));
            let takes = takes.map(|(name, _)| ident(name).alias(name));
            let named = named.map(|(name, key)| ident(key).alias(name));
            Rows::collect(frame.select(named.chain(rows()).chain(takes).collect::<Vec<_>>())?).await?
        }
    };
    Ok(concat_batches(&rows.schema, &rows.batches)?)
}

/// Rows with what aggregates are taken of as columns, and the aggregates of these: planning a query looks through all of its
/// expressions many times, and these are long, because amounts are added up exactly.
fn with_arguments(
    context: &SessionContext,
    rows: Rows,
    aggregates: Vec<Expr>,
) -> Result<(Rows, Vec<Expr>), DataFusionError> {
    let mut arguments: Vec<(String, Expr)> = Vec::new();
    let mut named = |argument: Expr| {
        if matches!(argument, Expr::Column(_) | Expr::Literal(..)) {
            return argument;
        }
        let known = arguments.iter().find(|(_, known)| *known == argument).map(|(name, _)| name.clone());
        let name = known.unwrap_or_else(|| {
            let name = format!("$argument{}", arguments.len());
            arguments.push((name.clone(), argument));
            name
        });
        ident(name)
    };
    let of_columns = |aggregate: Expr| {
        aggregate.transform_down(|expr| match expr {
            Expr::AggregateFunction(mut function) => {
                let params = &mut function.params;
                params.args = std::mem::take(&mut params.args).into_iter().map(&mut named).collect();
                params.filter = params.filter.take().map(|filter| Box::new(named(*filter)));
                Ok(Transformed::new(Expr::AggregateFunction(function), true, TreeNodeRecursion::Jump))
            }
            other => Ok(Transformed::no(other)),
        })
    };
    let aggregates = aggregates.into_iter().map(of_columns).map(|found| found.map(|found| found.data));
    let aggregates = aggregates.collect::<Result<_, DataFusionError>>()?;
    Ok((rows.with(context, &arguments)?, aggregates))
}

/// The columns taken from the one partner, by their new names; by default all that the left side does not have.
fn takes_of_one<'r>(
    left: &SchemaRef,
    right: &'r Rows,
    join: &'r Join,
    keys: &[&str],
) -> Vec<(String, &'r str)> {
    if join.take.is_empty() {
        let fields = right.schema.fields().iter().map(|f| f.name().as_str());
        let new = fields
            .filter(|name| !name.starts_with('$') && !keys.contains(name) && left.index_of(name).is_err());
        return new.map(|name| (name.to_owned(), name)).collect();
    }
    let columns = join.take.iter().filter_map(|(name, take)| match take {
        Take::Column(column) => Some((name.clone(), column.as_str())),
        Take::Aggregate(_) => None,
    });
    columns.collect()
}

/// The type two keys are compared in: a number may meet a number of another type, all else meets as text.
fn compared(left: &DataType, right: &DataType) -> DataType {
    if left == right {
        left.clone()
    } else if left.is_numeric() && right.is_numeric() {
        DataType::Float64
    } else {
        DataType::Utf8
    }
}
