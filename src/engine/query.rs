//! From components to queries over the tables, and from their answers to atoms.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;
use datafusion::arrow::array::{Array, AsArray};
use datafusion::arrow::datatypes::{DataType, Date32Type, Decimal128Type, Float64Type, Int64Type};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::dataframe::DataFrame;
use datafusion::error::DataFusionError;
use datafusion::functions::core::greatest;
use datafusion::functions_aggregate::expr_fn::{count, last_value, sum};
use datafusion::logical_expr::{ExprFunctionExt, cast};
use datafusion::prelude::{Expr, SessionConfig, SessionContext, lit};

use super::atoms::{Atom, Day, Exact, Keyed, ONE, Sums, Values};
use super::facts::SegmentKey;
use super::{EngineError, axis_keys};
use crate::data::{DAY, Data};
use crate::measure::expression::{bind_as_of, date_literal, row::column};
use crate::measure::{Basis, Component, Kept, Part, Rows};
use crate::model::Axis;

/// Rows of a source by one day, cut by the keys of one axis: what shares a query.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Ground {
    pub(crate) source: String,
    pub(crate) day: Expr,
    pub(crate) axis: Vec<Expr>,
}

/// One additive column.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Additive {
    /// Nothing counts rows.
    pub(crate) value: Option<Expr>,
    pub(crate) filter: Option<Expr>,
}

/// Values to be collected.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Collected {
    pub(crate) ground: Ground,
    pub(crate) value: Expr,
    pub(crate) filter: Option<Expr>,
}

/// Rows to be gathered by keys.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Gathered {
    pub(crate) ground: Ground,
    pub(crate) filter: Option<Expr>,
    /// The first must be present; the others may be null.
    pub(crate) keys: Vec<Expr>,
    pub(crate) kept: Vec<Kept>,
}

/// Everything to be asked, each thing once.
#[derive(Debug, Default)]
pub(crate) struct Planner {
    pub(crate) additive: Vec<(Ground, Vec<Additive>)>,
    pub(crate) collected: Vec<Collected>,
    pub(crate) gathered: Vec<Gathered>,
}

/// The ground a component stands on.
pub(crate) fn ground(rows: &Rows, axis: Option<&Axis>) -> Ground {
    Ground { source: rows.source.clone(), day: rows.day.clone(), axis: axis_keys(axis).to_vec() }
}

/// The two additive columns of open cases: opened by day of opening, closed by day of closing.
pub(crate) fn flows(rows: &Rows, closed: &Expr, axis: Option<&Axis>) -> [(Ground, Additive); 2] {
    let opened = Additive { value: None, filter: rows.filter.clone() };
    let closing = greatest().call(vec![closed.clone(), rows.day.clone()]);
    let closing = crate::measure::expression::row::when_present(closed, closing);
    let closed = Rows { day: closing, ..rows.clone() };
    [(ground(rows, axis), opened.clone()), (ground(&closed, axis), opened)]
}

/// What a component gathers by keys, if it does.
pub(crate) fn gathering(component: &Component, axis: Option<&Axis>) -> Option<Gathered> {
    let ground = ground(&component.rows, axis);
    let filter = component.rows.filter.clone();
    let none = lit(0_i64);
    match &component.basis {
        Basis::Distinct(values) => {
            // Several columns tell apart together: all must be present.
            let (first, rest) = values.split_first()?;
            let present = rest.iter().map(|v| v.clone().is_not_null()).reduce(Expr::and);
            let filter = match (filter, present) {
                (Some(a), Some(b)) => Some(a.and(b)),
                (a, b) => a.or(b),
            };
            let keys = std::iter::once(first).chain(rest).take(3).cloned().collect();
            Some(Gathered { ground, filter, keys, kept: vec![] })
        }
        Basis::Customers { customer, .. } => {
            Some(Gathered { ground, filter, keys: vec![customer.clone()], kept: vec![] })
        }
        Basis::Clustered { cluster, y, x, .. } => {
            let key = |part: &Part| match part {
                Part::Distinct(value) => value.clone(),
                Part::Sum(_) => none.clone(),
            };
            let value = |part: &Part| match part {
                Part::Sum(value) => value.clone(),
                Part::Distinct(_) => none.clone(),
            };
            let keys = vec![cluster.clone(), key(y), key(x)];
            Some(Gathered { ground, filter, keys, kept: vec![Kept::Sum(value(y)), Kept::Sum(value(x))] })
        }
        Basis::Histories { keys, kept, .. } => {
            Some(Gathered { ground, filter, keys: keys.clone(), kept: kept.clone() })
        }
        Basis::Count | Basis::Sum(_) | Basis::Percentile { .. } | Basis::Open { .. } => None,
    }
}

/// What a component collects, if it does.
pub(crate) fn collecting(component: &Component, axis: Option<&Axis>) -> Option<Collected> {
    let Basis::Percentile { value, .. } = &component.basis else { return None };
    let filter = component.rows.filter.clone();
    Some(Collected { ground: ground(&component.rows, axis), value: value.clone(), filter })
}

/// What a component adds up, if it does.
pub(crate) fn adding(component: &Component) -> Option<Additive> {
    let filter = component.rows.filter.clone();
    match &component.basis {
        Basis::Count => Some(Additive { value: None, filter }),
        Basis::Sum(value) => Some(Additive { value: Some(value.clone()), filter }),
        _ => None,
    }
}

impl Planner {
    /// Asks for what a component needs, in total (no axis) or cut by one.
    pub(crate) fn ask(&mut self, component: &Component, axis: Option<&Axis>) {
        if axis.is_none() {
            // Whether the source has rows at all decides between zero and no data.
            self.add(ground(&component.rows, None), Additive { value: None, filter: None });
        }
        if let Some(additive) = adding(component) {
            self.add(ground(&component.rows, axis), additive);
        }
        if let Basis::Open { closed } = &component.basis {
            for (ground, additive) in flows(&component.rows, closed, axis) {
                self.add(ground, additive);
            }
        }
        if let Some(collected) = collecting(component, axis)
            && !self.collected.contains(&collected)
        {
            self.collected.push(collected);
        }
        if let Some(gathered) = gathering(component, axis)
            && !self.gathered.contains(&gathered)
        {
            self.gathered.push(gathered);
        }
    }

    fn add(&mut self, ground: Ground, additive: Additive) {
        match self.additive.iter_mut().find(|(g, _)| *g == ground) {
            Some((_, columns)) if columns.contains(&additive) => {}
            Some((_, columns)) => columns.push(additive),
            None => self.additive.push((ground, vec![additive])),
        }
    }
}

/// All atoms.
#[derive(Debug, Default)]
pub(crate) struct Stores {
    pub(crate) additive: Vec<(Ground, Vec<Additive>, Sums)>,
    pub(crate) collected: Vec<(Collected, Values)>,
    pub(crate) gathered: Vec<(Gathered, Keyed)>,
}

impl Stores {
    /// Puts everything in the order it is searched by.
    pub(crate) fn seal(&mut self) {
        for (_, keyed) in &mut self.gathered {
            keyed.atoms.sort();
        }
        for (_, values) in &mut self.collected {
            for day in values.by_segment.values_mut().flat_map(BTreeMap::values_mut) {
                day.sort_by(f64::total_cmp);
            }
        }
    }
}

/// Asks the tables.
pub(crate) async fn run(planner: Planner, data: &Data, as_of: NaiveDate) -> Result<Stores, EngineError> {
    let asker = Asker { context: session(), data, as_of };
    let mut stores = Stores::default();
    for (ground, columns) in planner.additive {
        let sums = asker.sums(&ground, &columns).await.map_err(|e| failed(&ground, e))?;
        stores.additive.push((ground, columns, sums));
    }
    for collected in planner.collected {
        let values = asker.values(&collected).await.map_err(|e| failed(&collected.ground, e))?;
        stores.collected.push((collected, values));
    }
    for gathered in planner.gathered {
        let keyed = asker.keyed(&gathered).await.map_err(|e| failed(&gathered.ground, e))?;
        stores.gathered.push((gathered, keyed));
    }
    Ok(stores)
}

/// Rows of a backlog that were closed before they were opened; nothing for other components.
pub(crate) async fn closed_before_opened(
    component: &Component,
    data: &Data,
    as_of: NaiveDate,
) -> Result<Option<u64>, EngineError> {
    let Basis::Open { closed } = &component.basis else { return Ok(None) };
    let ground = ground(&component.rows, None);
    let asker = Asker { context: session(), data, as_of };
    let broken = asker.bind(&closed.clone().lt(component.rows.day.clone()));
    let counted = async {
        let rows = asker.rows(&ground, component.rows.filter.as_ref())?.filter(broken)?;
        Ok(rows.count().await? as u64)
    };
    counted.await.map(Some).map_err(|e| failed(&ground, e))
}

/// Conditions that are never null (`… is not true`) are nullable to physical plans of DataFusion 55 and not to logical
/// ones. Where several aggregates share one, its check of schemas would refuse the query for that alone.
fn session() -> SessionContext {
    let check = "datafusion.execution.skip_physical_aggregate_schema_check";
    SessionContext::new_with_config(SessionConfig::new().set_bool(check, true))
}

fn failed(ground: &Ground, reason: DataFusionError) -> EngineError {
    EngineError::Query { source_id: ground.source.clone(), reason: Box::new(reason) }
}

struct Asker<'a> {
    context: SessionContext,
    data: &'a Data,
    as_of: NaiveDate,
}

const DAY_NAME: &str = "d";

impl Asker<'_> {
    fn bind(&self, expr: &Expr) -> Expr {
        bind_as_of(expr, self.as_of)
    }

    /// The rows that exist by the as-of day (R2), with a condition.
    fn rows(&self, ground: &Ground, filter: Option<&Expr>) -> Result<DataFrame, DataFusionError> {
        let table = self
            .data
            .tables
            .get(&ground.source)
            .ok_or_else(|| DataFusionError::Plan(format!("no table of source {}", ground.source)))?;
        let by_as_of = |day: Expr| day.lt_eq(date_literal(self.as_of));
        let day = self.bind(&ground.day);
        let exists = column(DAY).is_null().or(by_as_of(column(DAY)));
        let mut rows = self.context.read_table(table.provider())?.filter(exists.and(by_as_of(day)))?;
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

    async fn sums(&self, ground: &Ground, columns: &[Additive]) -> Result<Sums, DataFusionError> {
        let mut aggregates = Vec::with_capacity(columns.len());
        for (i, additive) in columns.iter().enumerate() {
            let aggregate = match &additive.value {
                Some(value) => sum(self.bind(value)),
                None => count(lit(1_i64)),
            };
            let aggregate = match &additive.filter {
                Some(filter) => aggregate.filter(self.bind(filter)).build()?,
                None => aggregate,
            };
            aggregates.push(aggregate.alias(format!("c{i}")));
        }
        let answer = self.rows(ground, None)?.aggregate(self.keys(ground), aggregates)?.collect().await?;
        let mut sums = Sums::default();
        for batch in &answer {
            let days = batch.column(0).as_primitive::<Date32Type>();
            let segments = Segments::of(batch, 1, ground.axis.len())?;
            let numbers: Vec<Numbers<'_>> = (0..columns.len())
                .map(|i| Numbers::of(batch.column(1 + ground.axis.len() + i).as_ref()))
                .collect();
            for row in (0..batch.num_rows()).filter(|r| days.is_valid(*r)) {
                let cells = numbers.iter().map(|n| n.at(row)).collect();
                sums.by_segment.entry(segments.at(row)).or_default().insert(days.value(row), cells);
            }
        }
        Ok(sums)
    }

    async fn values(&self, wanted: &Collected) -> Result<Values, DataFusionError> {
        let value = cast(self.bind(&wanted.value), DataType::Float64);
        let mut columns = self.keys(&wanted.ground);
        columns.push(value.alias("v"));
        let rows = self.rows(&wanted.ground, wanted.filter.as_ref())?.select(columns)?;
        let answer = rows.filter(column("v").is_not_null())?.collect().await?;
        let mut values = Values::default();
        for batch in &answer {
            let days = batch.column(0).as_primitive::<Date32Type>();
            let segments = Segments::of(batch, 1, wanted.ground.axis.len())?;
            let numbers = batch.column(1 + wanted.ground.axis.len()).as_primitive::<Float64Type>();
            for row in (0..batch.num_rows()).filter(|r| days.is_valid(*r)) {
                let by_day = values.by_segment.entry(segments.at(row)).or_default();
                by_day.entry(days.value(row)).or_insert_with(Vec::new).push(numbers.value(row));
            }
        }
        Ok(values)
    }

    async fn keyed(&self, wanted: &Gathered) -> Result<Keyed, DataFusionError> {
        let axis = wanted.ground.axis.len();
        let mut groups = self.keys(&wanted.ground);
        let text = |(i, e): (usize, &Expr)| cast(self.bind(e), DataType::Utf8).alias(format!("k{i}"));
        groups.extend(wanted.keys.iter().enumerate().map(text));
        let kept = |(i, kept): (usize, &Kept)| match kept {
            Kept::Sum(value) => sum(self.bind(value)).alias(format!("c{i}")),
            Kept::Last { value, by } => {
                let order = by.iter().map(|e| self.bind(e).sort(true, true)).collect();
                last_value(self.bind(value), order).alias(format!("c{i}"))
            }
        };
        let sums: Vec<Expr> = wanted.kept.iter().enumerate().map(kept).collect();
        let rows = self.rows(&wanted.ground, wanted.filter.as_ref())?;
        let known = self.bind(&wanted.keys[0]).is_not_null();
        let answer = rows.filter(known)?.aggregate(groups, sums)?.collect().await?;
        let mut numbering: [HashMap<String, u32>; 3] = Default::default();
        let mut keyed = Keyed::default();
        for batch in &answer {
            let days = batch.column(0).as_primitive::<Date32Type>();
            let segments = Segments::of(batch, 1, axis)?;
            let texts =
                (0..wanted.keys.len()).map(|i| utf8(batch, 1 + axis + i)).collect::<Result<Vec<_>, _>>()?;
            let numbers: Vec<Numbers<'_>> = (0..wanted.kept.len())
                .map(|i| Numbers::of(batch.column(1 + axis + wanted.keys.len() + i).as_ref()))
                .collect();
            for row in (0..batch.num_rows()).filter(|r| days.is_valid(*r)) {
                let mut keys = [None; 3];
                for (i, text) in texts.iter().enumerate() {
                    keys[i] = text_at(text.as_ref(), row).map(|t| number(&mut numbering[i], t));
                }
                let cell = |i: usize| numbers.get(i).and_then(|n| n.at(row)).unwrap_or(0);
                keyed.atoms.push(Atom {
                    day: days.value(row),
                    keys,
                    segment: segments.at(row),
                    sums: [cell(0), cell(1), cell(2)],
                });
            }
        }
        keyed.firsts = numbering[0].len();
        renumber(&mut keyed, &numbering);
        Ok(keyed)
    }
}

/// Numbers keys in the order of their texts: sums over clusters are then taken in an order that does not depend on
/// how the rows came back.
fn renumber(keyed: &mut Keyed, numbering: &[HashMap<String, u32>; 3]) {
    let orders = numbering.each_ref().map(|numbers| {
        let sorted: BTreeMap<&str, u32> = numbers.iter().map(|(text, n)| (text.as_str(), *n)).collect();
        let mut order = vec![0; numbers.len()];
        for (new, old) in (0..).zip(sorted.into_values()) {
            order[old as usize] = new;
        }
        order
    });
    for atom in &mut keyed.atoms {
        for (key, order) in atom.keys.iter_mut().zip(&orders) {
            *key = key.map(|old| order[old as usize]);
        }
    }
}

fn number(numbering: &mut HashMap<String, u32>, text: &str) -> u32 {
    if let Some(found) = numbering.get(text) {
        return *found;
    }
    let next = u32::try_from(numbering.len()).unwrap_or(u32::MAX);
    numbering.insert(text.to_owned(), next);
    next
}

fn utf8(batch: &RecordBatch, index: usize) -> Result<std::sync::Arc<dyn Array>, DataFusionError> {
    Ok(datafusion::arrow::compute::cast(batch.column(index), &DataType::Utf8)?)
}

fn text_at(array: &dyn Array, row: usize) -> Option<&str> {
    let texts = array.as_string::<i32>();
    texts.is_valid(row).then(|| texts.value(row))
}

/// Segment keys of a batch.
struct Segments {
    columns: Vec<std::sync::Arc<dyn Array>>,
}

impl Segments {
    fn of(batch: &RecordBatch, first: usize, count: usize) -> Result<Segments, DataFusionError> {
        let columns = (first..first + count).map(|i| utf8(batch, i)).collect::<Result<_, _>>()?;
        Ok(Segments { columns })
    }

    fn at(&self, row: usize) -> SegmentKey {
        let part = |c: &std::sync::Arc<dyn Array>| {
            text_at(c.as_ref(), row).map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned)
        };
        SegmentKey(self.columns.iter().map(part).collect())
    }
}

/// Sums or counts of a batch.
enum Numbers<'b> {
    Decimal(&'b datafusion::arrow::array::PrimitiveArray<Decimal128Type>),
    Whole(&'b datafusion::arrow::array::PrimitiveArray<Int64Type>),
    Float(&'b datafusion::arrow::array::PrimitiveArray<Float64Type>),
    Other,
}

impl Numbers<'_> {
    fn of(array: &dyn Array) -> Numbers<'_> {
        match array.data_type() {
            DataType::Decimal128(..) => Numbers::Decimal(array.as_primitive()),
            DataType::Int64 => Numbers::Whole(array.as_primitive()),
            DataType::Float64 => Numbers::Float(array.as_primitive()),
            _ => Numbers::Other,
        }
    }

    fn at(&self, row: usize) -> Option<Exact> {
        match self {
            Numbers::Decimal(a) => a.is_valid(row).then(|| a.value(row)),
            Numbers::Whole(a) => a.is_valid(row).then(|| Exact::from(a.value(row)) * ONE),
            Numbers::Float(a) => a.is_valid(row).then(|| (a.value(row) * ONE as f64) as Exact),
            Numbers::Other => None,
        }
    }
}

/// A day as days since 1970-01-01.
pub(crate) fn day_number(day: NaiveDate) -> Day {
    crate::measure::expression::days_since_epoch(day)
}
