//! Whether the rows of a table can stay in their database, by what its columns hold.

use std::sync::Arc;

use chrono::NaiveDate;
use datafusion::arrow::array::{Array, AsArray};
use datafusion::arrow::compute::cast as arrow_cast;
use datafusion::arrow::datatypes::{DataType, Date32Type, Decimal128Type, Field, Int64Type, Schema};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::dataframe::DataFrame;
use datafusion::datasource::provider_as_source;
use datafusion::error::DataFusionError;
use datafusion::functions_aggregate::expr_fn::{count, max, min, sum};
use datafusion::logical_expr::{ExprFunctionExt, LogicalPlanBuilder, cast};
use datafusion::prelude::{Expr, SessionContext, lit};
use datafusion_federation::FederatedTableProviderAdaptor;
use datafusion_federation::sql::{RemoteTableRef, SQLFederationProvider, SQLTableSource};

use super::columns::DatabaseColumn;
use super::connection::Connection;
use super::database_read::DatabaseRead;
use super::remote::{Executor, Remote};
use super::rows::identity;
use super::sql::{DatabaseError, quoted};
use super::translate::{Classes, ObservedValues, translated};
use crate::calendar::{ClockChange, days_of_change, instant_of};
use crate::data::amounts::Added;
use crate::data::evaluation::bound;
use crate::data::{AmountCounts, CellCount, Counts, DAY, RowFate, Table};
use crate::measure::expression::aggregate::EXACT;
use crate::measure::expression::{date_literal, day_of_epoch, row::column};
use crate::model::DatabaseQuery;

/// What a table with the days of its rows is called in queries.
const WHOLE: &str = "t";

/// Where the rows of a table are aggregated: in the database, or here, with the reason.
pub(super) enum Placement {
    /// There.
    InDatabase(Box<Table>),
    /// Here, and why.
    Local(String),
}

/// The table left in its database, if what it holds and what is known of its source can be computed there.
pub(super) async fn leave_in_database(
    reading: &DatabaseRead,
    context: &SessionContext,
    connection: Arc<Connection>,
    described: &[DatabaseColumn],
) -> Result<Placement, DatabaseError> {
    let DatabaseQuery::Table(name) = &reading.database.asked else {
        return Ok(Placement::Local("it is a query".to_owned()));
    };
    let KnownColumns { fields, classes, cells } =
        match check_columns(reading, name, &connection, described).await? {
            Ok(judged) => judged,
            Err(reason) => return Ok(Placement::Local(reason)),
        };
    let source = &reading.source;
    let is_added =
        |name: &String| matches!(classes.get(name), Some(ObservedValues::Whole | ObservedValues::Decimal));
    if let Some(column) = source.amounts.iter().find(|name| !is_added(name)) {
        return Ok(Placement::Local(format!("column `{column}` is added up here")));
    }
    let there = |expr: &Expr| translated(&bound(expr, reading.as_of), &classes);
    let Some(day) = source.day.as_ref().and_then(there) else {
        return Ok(Placement::Local("the day of a row is computed here".to_owned()));
    };
    let condition = source.filter.as_ref().map(there);
    if condition == Some(None) {
        return Ok(Placement::Local("`where` is computed here".to_owned()));
    }
    let sent = connection.query_log();
    let schema = Arc::new(Schema::new(fields));
    let reference = connection.reference(name);
    let executor = Arc::new(Executor { connection, place: reading.database.shown.clone() });
    let provider = Arc::new(SQLFederationProvider::new(executor));
    let called = RemoteTableRef::from(reference.clone());
    let table = SQLTableSource::new_with_schema(provider, called, Arc::clone(&schema));
    let table = Arc::new(FederatedTableProviderAdaptor::new(Arc::new(table)));
    let planned = async {
        // By the name it has there: federation would have to put that in place of any other.
        let scan = LogicalPlanBuilder::scan(reference, provider_as_source(table), None)?.build()?;
        let all = DataFrame::new(context.state(), scan);
        let kept = match condition.flatten() {
            Some(condition) => all.clone().filter(condition)?,
            None => all.clone(),
        };
        let kept = kept.with_column(DAY, day)?;
        let counts = count_rows(reading, all, kept.clone().alias(WHOLE)?).await?;
        Ok::<_, DataFusionError>((kept.into_view(), counts))
    };
    let (provider, counted) =
        planned.await.map_err(|error| DatabaseError::Refused(error.strip_backtrace()))?;
    let remote = Remote { reading: reading.clone(), provider, classes, sent };
    let table = counted.table(reading, &schema, remote);
    Ok(Placement::InDatabase(Box::new(Table { cells, ..table })))
}

/// Columns of which everything is known that has to be.
struct KnownColumns {
    fields: Vec<Field>,
    classes: Classes,
    cells: Vec<CellCount>,
}

/// The table's columns and what they hold, or why rows have to be read.
async fn check_columns(
    reading: &DatabaseRead,
    table: &str,
    connection: &Connection,
    described: &[DatabaseColumn],
) -> Result<Result<KnownColumns, String>, DatabaseError> {
    let (source, database) = (&reading.source, &reading.database);
    let here = |reason: &str| Ok(Err(reason.to_owned()));
    let Some(time) = &source.time else { return here("it has no `time`") };
    if !database.columns.is_empty() {
        return here("its `columns` have rules");
    }
    if !source.derive.is_empty() {
        return here("it has derived columns");
    }
    if !source.unique.is_empty() || source.recorded.is_some() {
        return here("rows are compared by `unique`");
    }
    if connection.compares_otherwise(table).await? {
        return here("its texts are not compared letter by letter");
    }
    let mut columns = Vec::new();
    for described in described.iter().filter(|d| d.native.is_some() && reading.uses(&d.name)) {
        match connection.column_facts(described, source.time_zone, reading.calendar.time_zone) {
            Some(seen) => columns.push((described.name.clone(), seen)),
            None => return Ok(Err(format!("column `{}` is `{}`", described.name, described.kind))),
        }
    }
    let without_time = format!("count(*) - count({})", quoted(time));
    let questions = columns.iter().flat_map(|(name, seen)| {
        let (values, empty) =
            (format!("count({})", quoted(name)), format!("count(*) - count({})", quoted(name)));
        [seen.wrong.clone(), seen.large.clone(), values, empty]
    });
    let questions: Vec<String> = questions.chain([without_time]).collect();
    let answer = connection.numbers(&database.asked, &questions).await?;
    let (of_columns, without_time) = answer.split_at(4 * columns.len());
    if without_time != [0] {
        return Ok(Err(format!("rows lack `{time}`")));
    }
    let (mut classes, mut fields, mut cells) = (Classes::new(), Vec::new(), Vec::new());
    for ((name, seen), counts) in columns.into_iter().zip(of_columns.chunks(4)) {
        let (twice, never) = match seen.class {
            Some(ObservedValues::Time) => clock_changes(reading, connection, &name).await?,
            _ => (0, 0),
        };
        if counts[0] != 0 || never != 0 {
            return Ok(Err(format!("column `{name}` holds what has to be looked at")));
        }
        let (judged, empty) = (counts[2].unsigned_abs(), counts[3].unsigned_abs());
        cells.push(CellCount { column: name.clone(), judged, empty, twice, ..CellCount::default() });
        let class = match seen.class {
            Some(ObservedValues::Whole) if counts[1] != 0 => Some(ObservedValues::Long),
            Some(ObservedValues::Decimal) if counts[1] != 0 => None,
            other => other,
        };
        classes.extend(class.map(|class| (name.clone(), class)));
        fields.push(Field::new(name, seen.held, true));
    }
    Ok(Ok(KnownColumns { fields, classes, cells }))
}

/// How many times of a column the clocks showed twice, and how many they skipped (R47); none of those that are UTC's.
async fn clock_changes(
    reading: &DatabaseRead,
    connection: &Connection,
    column: &str,
) -> Result<(u64, u64), DatabaseError> {
    let zone = reading.calendar.time_zone;
    let days = days_of_change(zone);
    if days.is_empty() {
        return Ok((0, 0));
    }
    let (mut twice, mut never) = (0, 0);
    for (time, rows) in connection.times_on(&reading.database.asked, column, &days).await? {
        match instant_of(zone, time) {
            Some((_, ClockChange::Twice)) => twice += rows,
            Some((_, ClockChange::Once)) => {}
            Some((_, ClockChange::Never)) | None => never += rows,
        }
    }
    Ok((twice, never))
}

/// What one small query tells of a table.
struct TableCounts {
    read: u64,
    used: u64,
    after_as_of: u64,
    before_history: u64,
    without_customer: Option<u64>,
    first_day: Option<NaiveDate>,
    last_day: Option<NaiveDate>,
    last_after: Option<NaiveDate>,
    amounts: AmountCounts,
}

async fn count_rows(
    reading: &DatabaseRead,
    all: DataFrame,
    kept: DataFrame,
) -> Result<TableCounts, DataFusionError> {
    let number = |batch: &RecordBatch, at: usize| {
        let numbers = batch.column(at).as_primitive::<Int64Type>();
        if numbers.is_valid(0) { numbers.value(0).unsigned_abs() } else { 0 }
    };
    let source = &reading.source;
    let amounts = &source.amounts;
    let total = |name: &String| sum(cast(column(name), EXACT));
    let rows = count(lit(1_i64)).alias("rows");
    let of_all = amounts.iter().flat_map(|name| {
        [total(name).alias(format!("all {name}")), count(column(name)).alias(format!("all with {name}"))]
    });
    let read = all.aggregate(vec![], [rows].into_iter().chain(of_all).collect())?.collect().await?;
    // Rows after as-of do not exist yet; no row lacks its day.
    let by_as_of = column(DAY).lt_eq(date_literal(reading.as_of.unwrap_or(NaiveDate::MAX)));
    let later = by_as_of.clone().is_not_true();
    let of = |aggregate: Expr, condition: &Expr, name: &str| {
        Ok::<_, DataFusionError>(aggregate.filter(condition.clone()).build()?.alias(name))
    };
    let mut asked = vec![
        of(count(lit(1_i64)), &by_as_of, "used")?,
        of(min(column(DAY)), &by_as_of, "first")?,
        of(max(column(DAY)), &by_as_of, "last")?,
        of(count(lit(1_i64)), &later, "later")?,
        of(max(column(DAY)), &later, "latest")?,
    ];
    let history = source.history_starts.map(|day| column(DAY).lt(date_literal(day)));
    let missing = source.customer.as_ref().map(|customer| column(customer).is_null());
    for (name, condition) in [("before", &history), ("missing", &missing)] {
        if let Some(condition) = condition {
            asked.push(of(count(lit(1_i64)), &condition.clone().and(by_as_of.clone()), name)?);
        }
    }
    let without = missing.clone().map(|missing| missing.and(by_as_of.clone()));
    let parts = [
        (RowFate::Used, Some(&by_as_of)),
        (RowFate::AfterAsOf, Some(&later)),
        (RowFate::WithoutCustomer, without.as_ref()),
    ];
    let parts: Vec<(RowFate, &Expr)> =
        parts.into_iter().filter_map(|(fate, condition)| Some((fate, condition?))).collect();
    let at_amounts = asked.len();
    for name in amounts {
        for (fate, condition) in &parts {
            asked.push(of(total(name), condition, &format!("{fate:?} {name}"))?);
            asked.push(of(count(column(name)), condition, &format!("{fate:?} with {name}"))?);
        }
    }
    let told = kept.aggregate(vec![], asked)?.collect().await?;
    let (Some(read), Some(told)) = (read.first(), told.first()) else {
        return Err(DataFusionError::Execution("the database answers nothing".to_owned()));
    };
    let day = |at: usize| {
        let days = told.column(at).as_primitive::<Date32Type>();
        days.is_valid(0).then(|| day_of_epoch(days.value(0)))
    };
    let at_missing = 5 + usize::from(history.is_some());
    let mut found = AmountCounts::new(source);
    for (i, name) in amounts.iter().enumerate() {
        let all = amount(read, 1 + 2 * i)?;
        let mut left = all;
        found.set(name, RowFate::Read, all);
        for (j, (fate, _)) in parts.iter().enumerate() {
            let part = amount(told, at_amounts + 2 * (i * parts.len() + j))?;
            found.set(name, *fate, part);
            left = if *fate == RowFate::WithoutCustomer { left } else { left.minus(part) };
        }
        found.set(name, RowFate::Filtered, left);
    }
    Ok(TableCounts {
        read: number(read, 0),
        used: number(told, 0),
        first_day: day(1),
        last_day: day(2),
        after_as_of: number(told, 3),
        last_after: day(4),
        before_history: history.map_or(0, |_| number(told, 5)),
        without_customer: missing.map(|_| number(told, at_missing)),
        amounts: found,
    })
}

/// A sum that was told, and the number of its values behind it; of no rows it is 0.
fn amount(told: &RecordBatch, at: usize) -> Result<Added, DataFusionError> {
    let sums = arrow_cast(told.column(at), &EXACT)?;
    let sums = sums.as_primitive::<Decimal128Type>();
    let values = arrow_cast(told.column(at + 1), &DataType::Int64)?;
    let values = values.as_primitive::<Int64Type>();
    let (sum, values) =
        (sums.is_valid(0).then(|| sums.value(0)), values.is_valid(0).then(|| values.value(0)));
    Ok(Added { sum: sum.unwrap_or_default(), values: values.unwrap_or_default() })
}

impl TableCounts {
    fn table(self, reading: &DatabaseRead, columns: &Schema, remote: Remote) -> Table {
        let held = |field: &Arc<Field>| {
            let kind = match field.data_type() {
                DataType::Decimal128(..) => DataType::Float64,
                other => other.clone(),
            };
            Field::new(field.name(), kind, true)
        };
        let mut fields: Vec<Field> = columns.fields().iter().map(held).collect();
        fields.push(Field::new(DAY, DataType::Date32, true));
        Table {
            counts: Counts {
                read: self.read,
                used: self.used,
                after_as_of: self.after_as_of,
                filtered: self.read - self.used - self.after_as_of,
                before_history: self.before_history,
                ..Counts::default()
            },
            first_day: self.first_day,
            last_day: self.last_day,
            last_after: self.last_after,
            files: vec![identity(&reading.database, self.read, self.last_after.or(self.last_day))],
            sent: remote.sent.clone(),
            without_customer: self.without_customer.unwrap_or(0),
            amounts: self.amounts,
            remote: Some(Arc::new(remote)),
            ..Table::empty(Arc::new(Schema::new(fields)))
        }
    }
}
