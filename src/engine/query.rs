//! From components to queries over the tables, and from their answers to aggregates.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;
use datafusion::arrow::array::{Array, ArrayRef, AsArray, Date32Array};
use datafusion::arrow::compute;
use datafusion::arrow::datatypes::{DataType, Date32Type, Float64Type};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::catalog::TableProvider;
use datafusion::common::DFSchema;
use datafusion::common::tree_node::{Transformed, TreeNode, TreeNodeRecursion};
use datafusion::dataframe::DataFrame;
use datafusion::error::DataFusionError;
use datafusion::functions::math::{abs, round};
use datafusion::functions_aggregate::expr_fn::{count, last_value, max, sum};
use datafusion::logical_expr::{ExprFunctionExt, ExprSchemable, cast};
use datafusion::prelude::{Expr, SessionContext, lit};
use futures::{StreamExt, TryStreamExt};
use tokio::time::{Duration, timeout};

use super::aggregates::{Day, Keyed, KeyedRows, NO_KEY, Sums, Values, add, month_of};
use super::builders::{GroupIndex, KeyedRowsBuilder, NO_DAY, ValuesBuilder, micros_of, values_of};
use super::entities::{Repeats, SourceQuestions};
use super::intern::{Interner, Segments};
use super::numbers::{Decimals, FAINT, Numbers, unrounded};
use super::packed::Amounts;
use super::requests::{
    AdditiveColumn, AggregateRequests, CollectedValues, GatheredRows, LostDigits, QueryGroup, SourceStores,
    Stores, TooLarge, nothing,
};
use super::sums::SumsBuilder;
use crate::data::{DAY, Remote};
use crate::measure::Reduction;
use crate::measure::expression::row::{column, when};
use crate::measure::expression::{bind_as_of, date_literal, named};
use crate::statistics::exact::{Extent, LOSS, ONE};

/// Asks a table, one aggregate query for each ground.
pub(super) struct QueryBackend<'a> {
    pub(super) context: &'a SessionContext,
    pub(super) table: Arc<dyn TableProvider>,
    pub(super) as_of: NaiveDate,
    /// The table, when its rows stay in a database.
    pub(super) remote: Option<&'a Remote>,
    /// What the table holds computed, with the columns that hold it.
    pub(super) given: Vec<(Expr, String)>,
    /// How many questions are asked at once.
    pub(super) at_once: usize,
    /// How often a question is asked before its failure counts.
    pub(super) trials: u32,
    /// How long the answer may take before the question is asked again; each trial is given twice the time of the one before.
    pub(super) patience: Option<Duration>,
}

impl<'a> QueryBackend<'a> {
    /// Asks one question after the other, each once.
    pub(super) fn new(
        context: &'a SessionContext,
        table: Arc<dyn TableProvider>,
        as_of: NaiveDate,
    ) -> QueryBackend<'a> {
        QueryBackend {
            context,
            table,
            as_of,
            remote: None,
            given: Vec::new(),
            at_once: 1,
            trials: 1,
            patience: None,
        }
    }

    /// Asks for everything, of all rows and of those of each entity.
    pub(super) async fn run(&self, questions: SourceQuestions<'_>) -> Result<SourceStores, DataFusionError> {
        let SourceQuestions { requests, entities, .. } = questions;
        let mut found = SourceStores::default();
        let repeats = entities.repeats.as_ref();
        (found.whole, found.lost) = self.stores(requests, &|ground| ground.clone(), repeats).await?;
        let split = repeats.map(|repeats| repeats.split(requests));
        for level in &entities.levels {
            let cut = |ground: &QueryGroup| {
                let axis = std::iter::once(level).chain(&ground.axis).cloned().collect();
                QueryGroup { axis, ..ground.clone() }
            };
            let (of_all, _) = self.stores(split.as_ref().unwrap_or(requests), &cut, repeats).await?;
            let own = found.entities.get_or_insert_default();
            of_all.split(own, &Stores::empty(requests));
        }
        Ok(found)
    }

    async fn stores(
        &self,
        requests: &AggregateRequests,
        ground: &dyn Fn(&QueryGroup) -> QueryGroup,
        repeats: Option<&Repeats>,
    ) -> Result<(Stores, LostDigits), DataFusionError> {
        let additive = requests
            .additive
            .iter()
            .map(async |(stand, columns)| self.sums(&ground(stand), columns, repeats).await);
        let collected = requests.collected.iter().map(async |asked| {
            let asked = CollectedValues { ground: ground(&asked.ground), ..asked.clone() };
            Ok(Arc::new(self.values(&asked, repeats).await?))
        });
        let gathered = requests.gathered.iter().map(async |asked| {
            let asked = GatheredRows { ground: ground(&asked.ground), ..asked.clone() };
            self.keyed(&asked, repeats).await
        });
        let (additive, collected) = (self.all(additive).await?, self.all(collected).await?);
        let gathered = self.all(gathered).await?;
        let mut lost = LostDigits::default();
        for (at, (_, columns)) in additive.iter().enumerate() {
            lost.additive.extend(columns.iter().map(|column| (at, *column)));
        }
        lost.gathered = gathered.iter().zip(0..).filter_map(|((_, lost), at)| lost.then_some(at)).collect();
        let additive = additive.into_iter().map(|(sums, _)| Arc::new(sums)).collect();
        let gathered = gathered.into_iter().map(|(keyed, _)| keyed).collect();
        Ok((Stores { additive, collected, gathered }, lost))
    }

    /// All answers, in the order of the questions.
    async fn all<T>(
        &self,
        questions: impl Iterator<Item = impl Future<Output = Result<T, DataFusionError>>>,
    ) -> Result<Vec<T>, DataFusionError> {
        futures::stream::iter(questions).buffered(self.at_once).try_collect().await
    }

    /// What a frame computes. Where a machine may fail, or a question be forgotten, it is asked again.
    async fn collect(&self, frame: DataFrame) -> Result<Vec<RecordBatch>, DataFusionError> {
        let mut patience = self.patience;
        for _ in 1..self.trials {
            let asked = frame.clone().collect();
            let answer = match patience {
                Some(patience) => timeout(patience, asked).await.ok(),
                None => Some(asked.await),
            };
            if let Some(Ok(answer)) = answer {
                return Ok(answer);
            }
            patience = patience.map(|patience| patience * 2);
        }
        frame.collect().await
    }
}

const DAY_NAME: &str = "d";
/// Which rows are repeats of one.
const LEFT_NAME: &str = "l";

impl QueryBackend<'_> {
    fn bind(&self, expr: &Expr) -> Expr {
        let bound = bind_as_of(expr, self.as_of);
        if let Some(remote) = self.remote {
            return remote.to_remote(&bound).unwrap_or(bound);
        }
        if self.given.is_empty() {
            return bound;
        }
        let held = bound.clone().transform_down(|e| {
            Ok(match self.given.iter().find(|(given, _)| *given == e) {
                Some((_, name)) => Transformed::new(column(name), true, TreeNodeRecursion::Jump),
                None => Transformed::no(e),
            })
        });
        held.map_or(bound, |held| held.data)
    }

    /// The rows that exist by the as-of day (R2), with a condition.
    fn rows(&self, ground: &QueryGroup, filter: Option<&Expr>) -> Result<DataFrame, DataFusionError> {
        let by_as_of = |day: Expr| day.lt_eq(date_literal(self.as_of));
        let day = self.bind(&ground.day);
        let exists = column(DAY).is_null().or(by_as_of(column(DAY)));
        let mut rows = self.context.read_table(Arc::clone(&self.table))?.filter(exists.and(by_as_of(day)))?;
        if let Some(filter) = filter {
            rows = rows.filter(self.bind(filter))?;
        }
        Ok(rows)
    }

    /// Day and segment keys as columns.
    fn keys(&self, ground: &QueryGroup) -> Vec<Expr> {
        let day = self.bind(&ground.day).alias(DAY_NAME);
        let axis =
            ground.axis.iter().enumerate().map(|(i, e)| self.name(self.bind(e)).alias(format!("s{i}")));
        std::iter::once(day).chain(axis).collect()
    }

    /// A value as the name of a segment.
    fn name(&self, value: Expr) -> Expr {
        let schema = DFSchema::try_from(self.table.schema());
        let kind = schema.and_then(|schema| value.get_type(&schema));
        match kind {
            Ok(kind) if kind.is_floating() => named(value),
            _ => cast(value, DataType::Utf8),
        }
    }

    async fn sums(
        &self,
        ground: &QueryGroup,
        columns: &[AdditiveColumn],
        repeats: Option<&Repeats>,
    ) -> Result<(Sums, BTreeSet<usize>), DataFusionError> {
        let (mut aggregates, mut extents) = (Vec::with_capacity(columns.len()), Vec::new());
        for (i, additive) in columns.iter().enumerate() {
            let is_once = repeats.is_some_and(|repeats| repeats.add_once(additive.value.as_ref()));
            let aggregate = match &additive.value {
                Some(value) if is_once => max(self.bind(value)),
                Some(value) => sum(self.bind(value)),
                None if is_once => max(lit(1_i64)),
                None => count(lit(1_i64)),
            };
            let filter = additive.filter.as_ref().map(|filter| self.bind(filter));
            let filtered = |aggregate: Expr| match &filter {
                Some(filter) => aggregate.filter(filter.clone()).build(),
                None => Ok(aggregate),
            };
            aggregates.push(filtered(aggregate)?.alias(format!("c{i}")));
            if let Some([size, faint]) = additive.value.as_ref().and_then(|value| self.sizes(value)) {
                let together = if is_once { max(size.clone()) } else { sum(size.clone()) };
                for (name, extent) in EXTENT.iter().zip([together, max(size), max(faint)]) {
                    extents.push((*name, filtered(extent)?.alias(format!("{name}{i}"))));
                }
            }
        }
        let names_of_extents: Vec<(&str, String)> =
            extents.iter().map(|(name, extent)| (*name, extent.schema_name().to_string())).collect();
        aggregates.extend(extents.into_iter().map(|(_, extent)| extent));
        let mut groups = self.keys(ground);
        groups.extend(repeats.map(|repeats| repeats.row.clone().alias(LEFT_NAME)));
        let mut frame = self.rows(ground, None)?.aggregate(groups, aggregates)?;
        if repeats.is_some() {
            // What the repeats of a row amount to in a segment, added up.
            let sums = (0..columns.len()).map(|i| sum(column(&format!("c{i}"))).alias(format!("c{i}")));
            let reached = names_of_extents.into_iter().map(|(name, own)| {
                let reached = column(&own);
                let reached = if name == EXTENT[0] { sum(reached) } else { max(reached) };
                reached.alias(own)
            });
            frame = frame.aggregate(names(ground), sums.chain(reached).collect())?;
        }
        let answer = self.collect(frame).await?;
        let (mut segments, mut places) = (Segments::new(ground.axis.len()), GroupIndex::default());
        let counts: Vec<bool> = columns.iter().map(|column| column.value.is_none()).collect();
        let mut sums = SumsBuilder::new(&counts);
        let mut extents = vec![Extent::default(); columns.len()];
        for batch in &answer {
            for (extent, at) in extents.iter_mut().zip(0..) {
                extent.extend(&reached(batch, at));
            }
        }
        let mut lost = BTreeSet::new();
        for (at, (asked, extent)) in columns.iter().zip(&extents).enumerate() {
            let refused = asked.value.as_ref().filter(|_| !asked.is_spare);
            if let Some(error) = refused.and_then(|value| TooLarge::found(value, extent)) {
                return Err(error);
            }
            lost.extend((refused.is_some() && extent.lost_digits()).then_some(at));
        }
        for batch in &answer {
            let days = batch.column(0).as_primitive::<Date32Type>();
            let axis: Vec<&ArrayRef> = batch.columns()[1..=ground.axis.len()].iter().collect();
            let of_segment = segments.numbers(&axis, batch.num_rows())?;
            let at = places.numbers(&of_segment, &day_numbers(days));
            for row in (0..batch.num_rows()).filter(|row| days.is_valid(*row)) {
                let place = at[row] as usize;
                for (at, extent) in extents.iter().enumerate().filter(|(_, extent)| !extent.is_too_large()) {
                    let cells = batch.column(1 + ground.axis.len() + at).as_ref();
                    let amount = Numbers::new(cells, Decimals::ALL).at(row, &mut extent.clone());
                    if let Some(amount) = amount {
                        add(&mut sums.column(at, places.count())[place], amount);
                    }
                }
            }
        }
        Ok((sums.finish(&places, &segments.finish()), lost))
    }

    /// The size of each number behind an amount, and the size of those that lose digits when they become one; nothing
    /// where a database has looked at all of them, or where no number is behind it.
    fn sizes(&self, value: &Expr) -> Option<[Expr; 2]> {
        if self.remote.is_some() || *value == nothing() {
            return None;
        }
        let (number, decimals) = unrounded(value).unwrap_or((value.clone(), Decimals::ALL));
        let number = cast(number, DataType::Float64);
        let size = abs().call(vec![number.clone()]);
        let finite = when(size.clone().lt_eq(lit(f64::MAX)), size.clone());
        let scaled = number * lit(ONE as f64);
        let error = abs().call(vec![scaled.clone() - round().call(vec![scaled])]);
        let loses = error.gt(size.clone() * lit(LOSS * ONE as f64)).and(size.clone().lt(lit(FAINT)));
        let loses = if decimals == Decimals::ALL { loses } else { lit(false) };
        Some([self.bind(&finite), self.bind(&when(loses, size))])
    }

    async fn values(
        &self,
        wanted: &CollectedValues,
        repeats: Option<&Repeats>,
    ) -> Result<Values, DataFusionError> {
        let value = cast(self.bind(&wanted.value), DataType::Float64);
        let mut columns = self.keys(&wanted.ground);
        columns.push(value.alias("v"));
        let repeats = repeats.filter(|repeats| repeats.add_once(Some(&wanted.value)));
        columns.extend(repeats.map(|repeats| repeats.row.clone().alias(LEFT_NAME)));
        let mut rows = self.rows(&wanted.ground, wanted.filter.as_ref())?.select(columns)?;
        if repeats.is_some() {
            rows = rows.distinct()?;
        }
        // What is no number, and what is infinite, is no value.
        let is_value = abs().call(vec![column("v")]).lt_eq(lit(f64::MAX));
        let answer = self.collect(rows.filter(is_value)?).await?;
        let (mut segments, mut places) = (Segments::new(wanted.ground.axis.len()), GroupIndex::default());
        let mut values = ValuesBuilder::new(wanted.needed);
        for batch in &answer {
            let days = batch.column(0).as_primitive::<Date32Type>();
            let axis: Vec<&ArrayRef> = batch.columns()[1..=wanted.ground.axis.len()].iter().collect();
            let of_segment = segments.numbers(&axis, batch.num_rows())?;
            let numbers = batch.column(1 + wanted.ground.axis.len()).as_primitive::<Float64Type>();
            let at = places.numbers(&of_segment, &day_numbers(days));
            values.extend(numbers.values(), &at);
        }
        Ok(values_of(values.into_frequencies(), &places, &segments.finish()))
    }

    async fn keyed(
        &self,
        wanted: &GatheredRows,
        repeats: Option<&Repeats>,
    ) -> Result<(Keyed, bool), DataFusionError> {
        let axis = wanted.ground.axis.len();
        let repeats = repeats.filter(|repeats| repeats.counts_once(&wanted.kept));
        // Where repeats of a row count once, what is asked of it is named first, and of equal rows one is left.
        let mut named = self.keys(&wanted.ground);
        let mut groups = if repeats.is_some() { names(&wanted.ground) } else { named.clone() };
        let mut asked = |name: String, expr: &Expr| {
            let bound = self.bind(expr);
            if repeats.is_none() {
                return bound;
            }
            let held = column(&name);
            named.push(bound.alias(name));
            held
        };
        let keys = wanted.keys.iter().enumerate();
        groups.extend(keys.map(|(i, e)| asked(format!("k{i}"), e).alias(format!("k{i}"))));
        // Rows whose order within a day matters stay apart by their time.
        groups.extend(wanted.instant.as_ref().map(|e| asked("i".to_owned(), e).alias("i")));
        let kept = |(i, kept): (usize, &Reduction)| match kept {
            Reduction::Sum(value) => sum(asked(format!("v{i}"), value)).alias(format!("c{i}")),
            Reduction::Last { value, by } => {
                let order = by.iter().enumerate();
                let order = order.map(|(n, e)| asked(format!("o{i}_{n}"), e).sort(true, true)).collect();
                last_value(asked(format!("v{i}"), value), order).alias(format!("c{i}"))
            }
        };
        let mut sums: Vec<Expr> = wanted.kept.iter().enumerate().map(kept).collect();
        for (i, kept) in wanted.kept.iter().enumerate() {
            let (Reduction::Sum(value) | Reduction::Last { value, .. }) = kept;
            let Some([size, faint]) = self.sizes(value) else { continue };
            let size = asked(format!("s{i}z"), &size);
            let faint = asked(format!("f{i}z"), &faint);
            let extent = EXTENT.iter().zip([sum(size.clone()), max(size), max(faint)]);
            sums.extend(extent.map(|(name, extent)| extent.alias(format!("{name}{i}"))));
        }
        let known = self.bind(&wanted.keys[0]).is_not_null();
        let mut rows = self.rows(&wanted.ground, wanted.filter.as_ref())?.filter(known)?;
        if let Some(repeats) = repeats {
            named.push(repeats.row.clone().alias(LEFT_NAME));
            rows = rows.select(named)?.distinct()?;
        }
        let answer = self.collect(rows.aggregate(groups, sums)?).await?;
        let mut has_lost = false;
        for (at, kept) in wanted.kept.iter().enumerate() {
            let (Reduction::Sum(value) | Reduction::Last { value, .. }) = kept;
            let mut extent = Extent::default();
            answer.iter().for_each(|batch| extent.extend(&reached(batch, at)));
            if let Some(error) = TooLarge::found(value, &extent) {
                return Err(error);
            }
            has_lost |= extent.lost_digits();
        }
        let mut numbering: [Interner; 3] = Default::default();
        let mut segments = Segments::new(axis);
        let mut gathering = KeyedRowsBuilder::default();
        for batch in &answer {
            let days = batch.column(0).as_primitive::<Date32Type>();
            let columns: Vec<&ArrayRef> = batch.columns()[1..=axis].iter().collect();
            let of_segment = segments.numbers(&columns, batch.num_rows())?;
            let keys = (0..wanted.keys.len()).map(|i| numbering[i].numbers(batch.column(1 + axis + i)));
            let keys = keys.collect::<Result<Vec<_>, _>>()?;
            let instants =
                wanted.instant.as_ref().map(|_| micros_of(batch.column(1 + axis + wanted.keys.len())));
            let instants = instants.transpose()?;
            let behind = 1 + axis + wanted.keys.len() + usize::from(instants.is_some());
            let amounts: Vec<Numbers<'_>> = (0..wanted.kept.len())
                .map(|i| Numbers::new(batch.column(behind + i).as_ref(), Decimals::ALL))
                .collect();
            for row in (0..batch.num_rows()).filter(|row| days.is_valid(*row) && keys[0][*row] != NO_KEY) {
                let day = days.value(row);
                let rows = gathering.month(month_of(day), (keys.len(), 1, amounts.len()));
                rows.push_day(day);
                if let Some(instants) = &instants {
                    rows.push_instant(instants[row]);
                }
                rows.keys.iter_mut().zip(&keys).for_each(|(column, keys)| column.push(keys[row]));
                rows.segments[0].push(i64::from(of_segment[row]));
                let sums = rows.sums.iter_mut().zip(&amounts);
                sums.for_each(|(column, amounts): (&mut Amounts, _)| {
                    column.push(amounts.at(row, &mut Extent::default()).unwrap_or(0))
                });
            }
        }
        let segments = vec![Arc::new(segments.finish())];
        let rows = KeyedRows::new(gathering.into_months(), numbering[0].count(), segments, 1);
        let sums = [0, 1, 2].map(|column| (column < wanted.kept.len()).then_some(column));
        Ok((Keyed { rows: Arc::new(rows), mark: 0, axis: Some(0), sums }, has_lost))
    }
}

/// What a question tells of its amounts beside their sums: all of them together, the largest, and the largest that lost
/// digits.
const EXTENT: [&str; 3] = ["t", "m", "f"];

/// How far a column reaches in a batch of an answer.
fn reached(batch: &RecordBatch, at: usize) -> Extent {
    let sizes = |name: &str| {
        let column = batch.column_by_name(&format!("{name}{at}"));
        column.map(|column| column.as_primitive::<Float64Type>())
    };
    let most = |name: &str| sizes(name).and_then(compute::max).unwrap_or(0.0);
    let together: f64 = sizes(EXTENT[0]).into_iter().flatten().flatten().sum();
    Extent::new(together, most(EXTENT[1]), most(EXTENT[2]))
}

/// Days as they are placed.
fn day_numbers(days: &Date32Array) -> Vec<Day> {
    days.iter().map(|day| day.unwrap_or(NO_DAY)).collect()
}

/// The columns that day and segment keys are.
fn names(ground: &QueryGroup) -> Vec<Expr> {
    let axis = (0..ground.axis.len()).map(|i| column(&format!("s{i}")));
    std::iter::once(column(DAY_NAME)).chain(axis).collect()
}
