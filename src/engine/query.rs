//! From components to queries over the tables, and from their answers to atoms.

use std::sync::Arc;

use chrono::NaiveDate;
use datafusion::arrow::array::{Array, ArrayRef, AsArray};
use datafusion::arrow::datatypes::{DataType, Date32Type, Float64Type};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::catalog::TableProvider;
use datafusion::common::tree_node::{Transformed, TreeNode, TreeNodeRecursion};
use datafusion::dataframe::DataFrame;
use datafusion::error::DataFusionError;
use datafusion::functions_aggregate::expr_fn::{count, last_value, max, sum};
use datafusion::logical_expr::{ExprFunctionExt, cast};
use datafusion::prelude::{Expr, SessionContext, lit};
use futures::{StreamExt, TryStreamExt};
use tokio::time::{Duration, timeout};

use super::asks::{Additive, Collected, Gathered, Ground, Planner, SourceStores, Stores};
use super::atoms::{Amounts, DayRows, Gathering, Keyed, NO_KEY, Sums, Values, add};
use super::build::{NOWHERE, Places, SumsBuilder, ValuesBuilder, values_of};
use super::entities::{EntityLevels, Repeats};
use super::intern::{Keys, Segments};
use super::numbers::{Decimals, Numbers};
use crate::data::{DAY, Remote};
use crate::measure::Kept;
use crate::measure::expression::{bind_as_of, date_literal, row::column};

/// Asks a table, one aggregate query for each ground.
pub(super) struct Asker<'a> {
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
    /// How long the answer may take before the question is asked again.
    pub(super) patience: Option<Duration>,
}

impl<'a> Asker<'a> {
    /// Asks one question after the other, each once.
    pub(super) fn new(
        context: &'a SessionContext,
        table: Arc<dyn TableProvider>,
        as_of: NaiveDate,
    ) -> Asker<'a> {
        Asker {
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
    pub(super) async fn run(
        &self,
        planner: &Planner,
        entities: &EntityLevels,
    ) -> Result<SourceStores, DataFusionError> {
        let mut found = SourceStores::default();
        let repeats = entities.repeats.as_ref();
        found.whole = self.stores(planner, &|ground| ground.clone(), repeats).await?;
        for level in &entities.levels {
            let cut = |ground: &Ground| {
                let axis = std::iter::once(level).chain(&ground.axis).cloned().collect();
                Ground { axis, ..ground.clone() }
            };
            let of_all = self.stores(planner, &cut, repeats).await?;
            let own = found.entities.get_or_insert_default();
            of_all.split(own, &Stores::empty(planner));
        }
        Ok(found)
    }

    async fn stores(
        &self,
        planner: &Planner,
        ground: &dyn Fn(&Ground) -> Ground,
        repeats: Option<&Repeats>,
    ) -> Result<Stores, DataFusionError> {
        let additive = planner
            .additive
            .iter()
            .map(async |(stand, columns)| Ok(Arc::new(self.sums(&ground(stand), columns, repeats).await?)));
        let collected = planner.collected.iter().map(async |asked| {
            let asked = Collected { ground: ground(&asked.ground), ..asked.clone() };
            Ok(Arc::new(self.values(&asked, repeats).await?))
        });
        let gathered = planner.gathered.iter().map(async |asked| {
            let asked = Gathered { ground: ground(&asked.ground), ..asked.clone() };
            self.keyed(&asked, repeats).await
        });
        Ok(Stores {
            additive: self.all(additive).await?,
            collected: self.all(collected).await?,
            gathered: self.all(gathered).await?,
        })
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
        for _ in 1..self.trials {
            let asked = frame.clone().collect();
            let answer = match self.patience {
                Some(patience) => timeout(patience, asked).await.ok(),
                None => Some(asked.await),
            };
            if let Some(Ok(answer)) = answer {
                return Ok(answer);
            }
        }
        frame.collect().await
    }
}

const DAY_NAME: &str = "d";
/// Which rows are repeats of one.
const LEFT_NAME: &str = "l";

impl Asker<'_> {
    fn bind(&self, expr: &Expr) -> Expr {
        let bound = bind_as_of(expr, self.as_of);
        if let Some(remote) = self.remote {
            return remote.there(&bound).unwrap_or(bound);
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
    fn rows(&self, ground: &Ground, filter: Option<&Expr>) -> Result<DataFrame, DataFusionError> {
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
    fn keys(&self, ground: &Ground) -> Vec<Expr> {
        let day = self.bind(&ground.day).alias(DAY_NAME);
        let axis = ground
            .axis
            .iter()
            .enumerate()
            .map(|(i, e)| cast(self.bind(e), DataType::Utf8).alias(format!("s{i}")));
        std::iter::once(day).chain(axis).collect()
    }

    async fn sums(
        &self,
        ground: &Ground,
        columns: &[Additive],
        repeats: Option<&Repeats>,
    ) -> Result<Sums, DataFusionError> {
        let mut aggregates = Vec::with_capacity(columns.len());
        for (i, additive) in columns.iter().enumerate() {
            let is_once = repeats.is_some_and(|repeats| repeats.add_once(additive.value.as_ref()));
            let aggregate = match &additive.value {
                Some(value) if is_once => max(self.bind(value)),
                Some(value) => sum(self.bind(value)),
                None if is_once => max(lit(1_i64)),
                None => count(lit(1_i64)),
            };
            let aggregate = match &additive.filter {
                Some(filter) => aggregate.filter(self.bind(filter)).build()?,
                None => aggregate,
            };
            aggregates.push(aggregate.alias(format!("c{i}")));
        }
        let mut groups = self.keys(ground);
        groups.extend(repeats.map(|repeats| repeats.row.clone().alias(LEFT_NAME)));
        let mut frame = self.rows(ground, None)?.aggregate(groups, aggregates)?;
        if repeats.is_some() {
            // What the repeats of a row amount to in a segment, added up.
            let sums = (0..columns.len()).map(|i| sum(column(&format!("c{i}"))).alias(format!("c{i}")));
            frame = frame.aggregate(names(ground), sums.collect())?;
        }
        let answer = self.collect(frame).await?;
        let (mut segments, mut places) = (Segments::new(ground.axis.len()), Places::default());
        let counts: Vec<bool> = columns.iter().map(|column| column.value.is_none()).collect();
        let mut sums = SumsBuilder::new(&counts);
        for batch in &answer {
            let days = batch.column(0).as_primitive::<Date32Type>();
            let axis: Vec<&ArrayRef> = batch.columns()[1..=ground.axis.len()].iter().collect();
            let of_segment = segments.numbers(&axis, batch.num_rows())?;
            for row in (0..batch.num_rows()).filter(|row| days.is_valid(*row)) {
                let place = places.number(of_segment[row], days.value(row)) as usize;
                for at in 0..columns.len() {
                    let amount =
                        Numbers::of(batch.column(1 + ground.axis.len() + at).as_ref(), Decimals::ALL).at(row);
                    if let Some(amount) = amount {
                        add(&mut sums.column(at, places.count())[place], amount);
                    }
                }
            }
        }
        Ok(sums.finish(&places, &segments.finish()))
    }

    async fn values(&self, wanted: &Collected, repeats: Option<&Repeats>) -> Result<Values, DataFusionError> {
        let value = cast(self.bind(&wanted.value), DataType::Float64);
        let mut columns = self.keys(&wanted.ground);
        columns.push(value.alias("v"));
        let repeats = repeats.filter(|repeats| repeats.add_once(Some(&wanted.value)));
        columns.extend(repeats.map(|repeats| repeats.row.clone().alias(LEFT_NAME)));
        let mut rows = self.rows(&wanted.ground, wanted.filter.as_ref())?.select(columns)?;
        if repeats.is_some() {
            rows = rows.distinct()?;
        }
        let answer = self.collect(rows.filter(column("v").is_not_null())?).await?;
        let (mut segments, mut places) = (Segments::new(wanted.ground.axis.len()), Places::default());
        let mut values = ValuesBuilder::default();
        for batch in &answer {
            let days = batch.column(0).as_primitive::<Date32Type>();
            let axis: Vec<&ArrayRef> = batch.columns()[1..=wanted.ground.axis.len()].iter().collect();
            let of_segment = segments.numbers(&axis, batch.num_rows())?;
            let numbers = batch.column(1 + wanted.ground.axis.len()).as_primitive::<Float64Type>();
            let place = |row: usize| match days.is_valid(row) {
                true => places.number(of_segment[row], days.value(row)),
                false => NOWHERE,
            };
            let at: Vec<u32> = (0..batch.num_rows()).map(place).collect();
            values.extend(numbers.values(), &at);
        }
        Ok(values_of(values.into_listed(), &places, &segments.finish()))
    }

    async fn keyed(&self, wanted: &Gathered, repeats: Option<&Repeats>) -> Result<Keyed, DataFusionError> {
        let axis = wanted.ground.axis.len();
        let repeats = repeats.filter(|repeats| repeats.keep_once(&wanted.kept));
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
        let kept = |(i, kept): (usize, &Kept)| match kept {
            Kept::Sum(value) => sum(asked(format!("v{i}"), value)).alias(format!("c{i}")),
            Kept::Last { value, by } => {
                let order = by.iter().enumerate();
                let order = order.map(|(n, e)| asked(format!("o{i}_{n}"), e).sort(true, true)).collect();
                last_value(asked(format!("v{i}"), value), order).alias(format!("c{i}"))
            }
        };
        let sums: Vec<Expr> = wanted.kept.iter().enumerate().map(kept).collect();
        let known = self.bind(&wanted.keys[0]).is_not_null();
        let mut rows = self.rows(&wanted.ground, wanted.filter.as_ref())?.filter(known)?;
        if let Some(repeats) = repeats {
            named.push(repeats.row.clone().alias(LEFT_NAME));
            rows = rows.select(named)?.distinct()?;
        }
        let answer = self.collect(rows.aggregate(groups, sums)?).await?;
        let mut numbering: [Keys; 3] = Default::default();
        let mut segments = Segments::new(axis);
        let mut gathering = Gathering::default();
        for batch in &answer {
            let days = batch.column(0).as_primitive::<Date32Type>();
            let columns: Vec<&ArrayRef> = batch.columns()[1..=axis].iter().collect();
            let of_segment = segments.numbers(&columns, batch.num_rows())?;
            let keys = (0..wanted.keys.len()).map(|i| numbering[i].numbers(batch.column(1 + axis + i)));
            let keys = keys.collect::<Result<Vec<_>, _>>()?;
            let amounts: Vec<Numbers<'_>> = (0..wanted.kept.len())
                .map(|i| Numbers::of(batch.column(1 + axis + wanted.keys.len() + i).as_ref(), Decimals::ALL))
                .collect();
            for row in (0..batch.num_rows()).filter(|row| days.is_valid(*row) && keys[0][*row] != NO_KEY) {
                let new = || DayRows::new(keys.len(), 1, amounts.len());
                let rows = gathering.days.entry(days.value(row)).or_insert_with(new);
                rows.keys.iter_mut().zip(&keys).for_each(|(column, keys)| column.push(keys[row]));
                rows.segments[0].push(i64::from(of_segment[row]));
                let sums = rows.sums.iter_mut().zip(&amounts);
                sums.for_each(|(column, amounts): (&mut Amounts, _)| {
                    column.push(amounts.at(row).unwrap_or(0))
                });
            }
        }
        gathering.firsts = numbering[0].count();
        gathering.segments = vec![Arc::new(segments.finish())];
        let sums = [0, 1, 2].map(|column| (column < wanted.kept.len()).then_some(column));
        Ok(Keyed { rows: Arc::new(gathering), mark: 0, axis: Some(0), sums })
    }
}

/// The columns that day and segment keys are.
fn names(ground: &Ground) -> Vec<Expr> {
    let axis = (0..ground.axis.len()).map(|i| column(&format!("s{i}")));
    std::iter::once(column(DAY_NAME)).chain(axis).collect()
}
