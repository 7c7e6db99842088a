//! One source widened by others. Rows of the left side keep their number and order, whatever stands on the right.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use chrono::NaiveDate;
use datafusion::arrow::array::{Array, ArrayRef, UInt32Array};
use datafusion::arrow::compute::{cast, concat_batches, take};
use datafusion::arrow::datatypes::{DataType, Field, Schema};
use datafusion::arrow::error::ArrowError;
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::arrow::row::{Row, RowConverter, SortField};
use datafusion::error::DataFusionError;
use datafusion::prelude::{Expr, SessionContext, ident};

use super::cell::EXAMPLES;
use super::rows::{Rows, bound};
use super::unique::key_text;
use super::{DAY, DataError};
use crate::model::{Join, JoinMatch, Take};

/// A widened left side.
pub(super) struct Widened {
    pub(super) rows: Rows,
    /// Rows that found no partner.
    pub(super) unmatched: u64,
}

/// Adds to each left row what its partner, or the aggregate over its partners, has.
pub(super) async fn join(
    context: &SessionContext,
    id: &str,
    left: Rows,
    right: &Rows,
    join: &Join,
    as_of: Option<NaiveDate>,
) -> Result<Widened, DataError> {
    let engine = DataError::engine(id);
    let taken = partners(context, &left, right, join, as_of).await.map_err(&engine)?;
    let matched = matched(&left, &taken, join).map_err(|error| engine(error.into()))?;
    if !matched.several.is_empty() {
        let (keys, other) = (matched.several.len() as u64, join.source.clone());
        let examples = matched.several.into_iter().take(EXAMPLES).collect();
        return Err(DataError::JoinNotOne { id: id.to_owned(), other, keys, examples });
    }
    let flags: Vec<Vec<bool>> =
        matched.partner.iter().map(|p| p.iter().map(|p| p.is_some()).collect()).collect();
    let unmatched = flags.iter().flatten().filter(|found| !**found).count() as u64;
    let mut rows =
        wider(left, &taken, join.keys.len(), matched.partner).map_err(|error| engine(error.into()))?;
    if join.required {
        rows = rows.keep(flags).map_err(|error| engine(error.into()))?;
    }
    Ok(Widened { rows, unmatched })
}

/// The right side: its key first, then what is taken; one row per key when it is aggregated.
async fn partners(
    context: &SessionContext,
    left: &Rows,
    right: &Rows,
    join: &Join,
    as_of: Option<NaiveDate>,
) -> Result<RecordBatch, DataFusionError> {
    let right = right.clone().filtered(context, join.filter.as_ref(), as_of).await?;
    let keys: Vec<&str> = join.keys.iter().map(|(_, right)| right.as_str()).collect();
    // Keys and takings may have one name, so keys are told apart by position.
    let key_names: Vec<String> = (0..keys.len()).map(|n| format!("$key{n}")).collect();
    let named = keys.iter().zip(&key_names).map(|(key, name)| ident(*key).alias(name));
    let frame = right.frame(context)?;
    let frame = match join.matching {
        JoinMatch::One => {
            let takes = named.chain(takes_of_one(left, &right, join, &keys));
            frame.select(takes.collect::<Vec<_>>())?
        }
        JoinMatch::Many => {
            let aggregates = join.take.iter().filter_map(|(name, take)| match take {
                Take::Aggregate(expr) => Some(bound(expr, as_of).alias(name)),
                Take::Column(_) => None,
            });
            let groups = keys.iter().map(|key| ident(*key)).collect();
            let frame = frame.aggregate(groups, aggregates.collect())?;
            let takes = join.take.iter().filter(|(_, take)| matches!(take, Take::Aggregate(_)));
            frame.select(named.chain(takes.map(|(name, _)| ident(name).alias(name))).collect::<Vec<_>>())?
        }
    };
    let rows = Rows::of(frame).await?;
    Ok(concat_batches(&rows.schema, &rows.batches)?)
}

/// The columns taken from the one partner; by default all that the left side does not have.
fn takes_of_one(left: &Rows, right: &Rows, join: &Join, keys: &[&str]) -> Vec<Expr> {
    if join.take.is_empty() {
        let fields = right.schema.fields().iter().map(|f| f.name().as_str());
        let new =
            fields.filter(|name| *name != DAY && !keys.contains(name) && left.schema.index_of(name).is_err());
        return new.map(ident).collect();
    }
    let columns = join.take.iter().filter_map(|(name, take)| match take {
        Take::Column(column) => Some(ident(column).alias(name)),
        Take::Aggregate(_) => None,
    });
    columns.collect()
}

/// Which row of the right side each left row meets.
struct Matched {
    partner: Vec<Vec<Option<u32>>>,
    /// Left keys that meet several, in the order of rows.
    several: Vec<String>,
}

fn matched(left: &Rows, taken: &RecordBatch, join: &Join) -> Result<Matched, ArrowError> {
    let width = join.keys.len();
    let left_at: Vec<usize> =
        join.keys.iter().map(|(left_key, _)| left.schema.index_of(left_key)).collect::<Result<_, _>>()?;
    let pairs = left_at.iter().enumerate();
    let common =
        pairs.map(|(n, at)| compared(left.schema.field(*at).data_type(), taken.column(n).data_type()));
    let common: Vec<DataType> = common.collect();
    let converter = RowConverter::new(common.iter().cloned().map(SortField::new).collect())?;
    let alike = |columns: Vec<ArrayRef>| -> Result<Vec<ArrayRef>, ArrowError> {
        columns.iter().zip(&common).map(|(column, kind)| cast(column, kind)).collect()
    };
    let right = alike(taken.columns()[..width].to_vec())?;
    let right_keys = converter.convert_columns(&right)?;
    // The row of a key, and whether there are more of them.
    let mut index: HashMap<Row<'_>, (u32, bool)> = HashMap::new();
    for row in 0..taken.num_rows() {
        if right.iter().any(|column| column.is_null(row)) {
            continue;
        }
        let at =
            u32::try_from(row).map_err(|_| ArrowError::ComputeError("too many rows to join".to_owned()))?;
        index.entry(right_keys.row(row)).and_modify(|(_, more)| *more = true).or_insert((at, false));
    }
    let mut found = Matched { partner: Vec::new(), several: Vec::new() };
    let mut told = BTreeSet::new();
    for batch in &left.batches {
        let columns = alike(left_at.iter().map(|at| Arc::clone(batch.column(*at))).collect())?;
        let keys = converter.convert_columns(&columns)?;
        let mut partners = Vec::with_capacity(batch.num_rows());
        for row in 0..batch.num_rows() {
            let partner =
                if columns.iter().any(|c| c.is_null(row)) { None } else { index.get(&keys.row(row)) };
            if let Some((at, true)) = partner
                && told.insert(*at)
            {
                found.several.push(key_text(batch, &left_at, row)?);
            }
            partners.push(partner.map(|(at, _)| *at));
        }
        found.partner.push(partners);
    }
    Ok(found)
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

/// The left rows with the partners' columns behind the key.
fn wider(
    left: Rows,
    taken: &RecordBatch,
    keys: usize,
    partner: Vec<Vec<Option<u32>>>,
) -> Result<Rows, ArrowError> {
    let new = taken.schema();
    let new = new.fields()[keys..].iter();
    let fields: Vec<Field> = left
        .schema
        .fields()
        .iter()
        .chain(new)
        .map(|f| Field::new(f.name(), f.data_type().clone(), true))
        .collect();
    let schema = Arc::new(Schema::new(fields));
    let widened = left.batches.iter().zip(partner).map(|(batch, partner)| {
        let partner = UInt32Array::from(partner);
        let added = taken.columns()[keys..].iter().map(|column| take(column, &partner, None));
        let columns =
            batch.columns().iter().cloned().map(Ok).chain(added).collect::<Result<Vec<_>, ArrowError>>()?;
        RecordBatch::try_new(Arc::clone(&schema), columns)
    });
    let batches = widened.collect::<Result<_, ArrowError>>()?;
    Ok(Rows { schema, batches })
}
