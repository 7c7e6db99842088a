//! Lists of cases: the rows behind figures, newest first, from a scan of their own that keeps no more than are listed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime};
use datafusion::arrow::array::{Array, ArrayRef, AsArray};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Date32Type, Float64Type, UInt64Type};
use datafusion::arrow::error::ArrowError;
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::error::DataFusionError;
use datafusion::prelude::{Expr, SessionConfig, SessionContext, lit};
use futures::StreamExt;

use super::{EngineError, entities, failed};
use crate::data::{self, Data, LEFT_ROW, Needs, Sessions, Silent, Table};
use crate::measure::expression::{bind_as_of, columns_of, date_literal, names, row::column};
use crate::measure::{Basis, CaseRule};
use crate::model::{Scorecard, Source, Tree};

/// Parts of one in which amounts are added up, as the engine adds them.
const PARTS: f64 = 1e10;

/// A list that is asked for: of a measure, over some days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseWindow {
    /// Id of the measure.
    pub measure: String,
    /// First day; `None` where it looks back to the first row.
    pub first: Option<NaiveDate>,
    /// Last day.
    pub last: NaiveDate,
}

/// What is asked of a source for one list.
#[derive(Debug, Clone)]
struct CaseQuestion {
    measure: String,
    source: String,
    /// Whether a row is one of them.
    condition: Expr,
    /// The day of a row.
    day: Expr,
    /// What it adds, in the measure's unit.
    amount: Option<Expr>,
    /// Whether a row that a join repeats counts once.
    is_once: bool,
    columns: Vec<String>,
    /// Whether a column tells an outcome, which has not happened while it is dated after as-of (R2).
    are_outcomes: Vec<bool>,
}

impl CaseQuestion {
    /// What is asked for a list.
    ///
    /// - Absent: the measure has no cases, or its source no columns to tell them by.
    fn new(scorecard: &Scorecard, window: &CaseWindow, as_of: NaiveDate) -> Option<CaseQuestion> {
        let measure = scorecard.measure(&window.measure)?;
        let columns: Vec<String> = measure.detail.columns.iter().map(|column| column.id.clone()).collect();
        let CaseRule { of, without, amount, length } = measure.cases()?;
        if columns.is_empty() {
            return None;
        }
        let day = bind_as_of(&of.rows.day, as_of);
        let last = date_literal(window.last);
        let mut conditions: Vec<Expr> = vec![day.clone().lt_eq(last.clone())];
        match &of.basis {
            Basis::Open { closed } => {
                let closed = bind_as_of(closed, as_of);
                conditions.push(closed.clone().is_null().or(closed.gt(last)));
            }
            _ => conditions.extend(window.first.map(|first| day.clone().gt_eq(date_literal(first)))),
        }
        conditions.extend(of.rows.filter.as_ref().map(|filter| bind_as_of(filter, as_of)));
        let others = without.and_then(|without| without.rows.filter.as_ref());
        conditions.extend(others.map(|filter| bind_as_of(filter, as_of).is_not_true()));
        let amount = amount.map(|value| bind_as_of(value, as_of));
        conditions.extend(amount.clone().map(Expr::is_not_null));
        let repeats = entities::levels(scorecard, &of.rows.source, &Tree::default()).repeats;
        let is_once = repeats.is_some_and(|repeats| repeats.add_once(amount.as_ref()));
        let outcomes = measure.plan.outcomes();
        let are_outcomes = columns.iter().map(|name| outcomes.contains(name)).collect();
        Some(CaseQuestion {
            measure: measure.id.clone(),
            source: of.rows.source.clone(),
            condition: conditions.into_iter().reduce(Expr::and)?,
            day,
            // What is no sum does not add up.
            amount: amount
                .filter(|_| matches!(of.basis, Basis::Sum(_)))
                .map(|amount| if length == 1.0 { amount } else { amount / lit(length) }),
            is_once,
            columns,
            are_outcomes,
        })
    }
}

/// A cell of a case.
#[derive(Debug, Clone, PartialEq)]
pub enum CaseCell {
    /// Nothing.
    Absent,
    /// A text, whatever it looks like.
    Text(String),
    /// A number.
    Number(f64),
    /// A day.
    Day(NaiveDate),
    /// A time by the clock of its zone.
    Time(NaiveDateTime),
}

impl CaseCell {
    /// Takes a day or time away that has not come.
    fn clear_if_after(&mut self, as_of: NaiveDate) {
        let day = match self {
            CaseCell::Day(day) => *day,
            CaseCell::Time(time) => time.date(),
            CaseCell::Absent | CaseCell::Text(_) | CaseCell::Number(_) => return,
        };
        if day > as_of {
            *self = CaseCell::Absent;
        }
    }
}

/// A case: one row.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseRow {
    /// The day it stands on.
    pub day: NaiveDate,
    /// The columns shown.
    pub cells: Vec<CaseCell>,
    /// What it adds.
    pub amount: Option<f64>,
}

/// The cases of a measure, newest first: those that are listed, and how many there are.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CaseList {
    /// The newest.
    pub rows: Vec<Arc<CaseRow>>,
    /// All there are.
    pub total: u64,
    /// What all add up to, where they add up.
    pub amount: Option<f64>,
}

/// The lists of the whole or of one entity, by measure.
pub type CaseLists = BTreeMap<String, CaseList>;

/// All lists of a run.
#[derive(Debug, Clone, Default)]
pub struct Cases {
    /// Of the whole.
    pub whole: CaseLists,
    /// By entity.
    pub entities: BTreeMap<String, CaseLists>,
}

impl Cases {
    /// The lists of an entity; of what is the same for all entities, that of the whole.
    pub fn lists_of(&self, entity: &str, scorecard: &Scorecard) -> CaseLists {
        let mut lists = self.entities.get(entity).cloned().unwrap_or_default();
        for (id, list) in &self.whole {
            let is_company_wide = scorecard.measure(id).is_some_and(|m| scorecard.is_company_wide(m));
            match is_company_wide {
                true => _ = lists.insert(id.clone(), list.clone()),
                false => _ = lists.entry(id.clone()).or_default(),
            }
        }
        lists
    }
}

/// Reads the sources that are asked for once more, and keeps of each list the newest cases, at most `most`.
///
/// # Errors
/// Rows cannot be read, or a query fails.
pub async fn cases(
    windows: &[CaseWindow],
    scorecard: &Scorecard,
    tree: &Tree,
    as_of: NaiveDate,
    sessions: &Sessions,
    most: usize,
) -> Result<Cases, EngineError> {
    let mut found = Cases::default();
    let questions = windows.iter().filter_map(|window| CaseQuestion::new(scorecard, window, as_of));
    let questions: Vec<CaseQuestion> = questions.collect();
    if questions.is_empty() {
        return Ok(found);
    }
    let data = read(&questions, scorecard, as_of, sessions).await?;
    let ids: BTreeSet<&str> = questions.iter().map(|question| question.source.as_str()).collect();
    for id in ids {
        let (Some(source), Some(table)) = (scorecard.source(id), data.tables.get(id)) else { continue };
        let own: Vec<&CaseQuestion> = questions.iter().filter(|question| question.source == id).collect();
        let rows;
        let table = match &table.remote {
            Some(remote) => {
                rows = remote.rows(&sessions.reading()).await?;
                &rows
            }
            None => table,
        };
        let (whole, entities) = (Vec::new(), BTreeMap::new());
        let mut scan = Scan { questions: &own, tree, as_of, most, whole, entities };
        scan.whole.resize_with(own.len(), Listing::default);
        scan.run(source, table).await.map_err(|error| failed(id, error))?;
        let (whole, entities) = (scan.whole, scan.entities);
        let lists = |listings: Vec<Listing>| -> CaseLists {
            let listed = own.iter().zip(listings);
            listed.map(|(question, listing)| (question.measure.clone(), listing.list(most))).collect()
        };
        found.whole.extend(lists(whole));
        for (entity, listings) in entities {
            found.entities.entry(entity).or_default().extend(lists(listings));
        }
    }
    Ok(found)
}

/// The tables that are asked, with the columns that are needed and no others.
async fn read(
    questions: &[CaseQuestion],
    scorecard: &Scorecard,
    as_of: NaiveDate,
    sessions: &Sessions,
) -> Result<Data, EngineError> {
    let mut needs = Needs::new();
    for question in questions {
        let needed = needs.entry(question.source.clone()).or_default();
        needed.extend(question.columns.iter().cloned());
        let expressions = [&question.condition, &question.day].into_iter().chain(&question.amount);
        needed.extend(expressions.flat_map(columns_of));
    }
    // Those that are asked, and those that they are made of, in the order of reading.
    let mut wanted: Vec<&Source> = Vec::new();
    for source in scorecard.sources.iter().rev() {
        if needs.contains_key(&source.id) || wanted.iter().any(|other| other.takes_over(&source.id)) {
            wanted.push(source);
        }
    }
    let sources: Vec<Source> = wanted.into_iter().rev().cloned().collect();
    let (known, calendar) = (Data::default(), &scorecard.calendar);
    Ok(data::open(known, &sources, Some(&needs), calendar, Some(as_of), sessions, &Silent).await?)
}

/// A list under way.
#[derive(Debug, Default)]
struct Listing {
    kept: Vec<(NaiveDate, u64, Arc<CaseRow>)>,
    total: u64,
    parts: Option<i128>,
    /// Rows of the left side of a join that repeats them, each counted once.
    seen: BTreeSet<u64>,
}

impl Listing {
    fn add(&mut self, row: &Arc<CaseRow>, left: Option<u64>, most: usize) {
        if left.is_some_and(|left| !self.seen.insert(left)) {
            return;
        }
        self.total += 1;
        if let Some(amount) = row.amount {
            *self.parts.get_or_insert(0) += (amount * PARTS).round() as i128;
        }
        self.kept.push((row.day, self.total, Arc::clone(row)));
        if self.kept.len() >= most.saturating_mul(2).saturating_add(64) {
            self.cut(most);
        }
    }

    /// Leaves the newest; of one day those that were read last.
    fn cut(&mut self, most: usize) {
        self.kept.sort_by_key(|(day, place, _)| std::cmp::Reverse((*day, *place)));
        self.kept.truncate(most);
    }

    fn list(mut self, most: usize) -> CaseList {
        self.cut(most);
        let rows = self.kept.into_iter().map(|(_, _, row)| row).collect();
        CaseList { rows, total: self.total, amount: self.parts.map(|parts| parts as f64 / PARTS) }
    }
}

/// One scan of a source for all of its lists.
struct Scan<'a> {
    questions: &'a [&'a CaseQuestion],
    tree: &'a Tree,
    as_of: NaiveDate,
    most: usize,
    whole: Vec<Listing>,
    entities: BTreeMap<String, Vec<Listing>>,
}

impl Scan<'_> {
    async fn run(&mut self, source: &Source, table: &Table) -> Result<(), DataFusionError> {
        let entity = source.entity.as_ref().filter(|_| !self.tree.is_empty());
        let left = table.schema.column_with_name(LEFT_ROW).map(|_| column(LEFT_ROW));
        let mut columns: Vec<Expr> = Vec::new();
        for question in self.questions {
            columns.push(question.condition.clone());
            columns.push(question.day.clone());
            columns.extend(question.amount.clone());
            columns.extend(question.columns.iter().map(|name| column(name)));
        }
        columns.extend(entity.map(|name| column(name)));
        columns.extend(left.clone());
        let columns = columns.into_iter().enumerate().map(|(at, expr)| expr.alias(format!("c{at}")));
        let any = self.questions.iter().map(|question| question.condition.clone()).reduce(Expr::or);
        // One part, so that rows come in the order of files.
        let context = SessionContext::new_with_config(SessionConfig::new().with_target_partitions(1));
        let mut frame = context.read_table(table.provider())?;
        if let Some(any) = any {
            frame = frame.filter(any)?;
        }
        let mut rows = frame.select(columns.collect::<Vec<_>>())?.execute_stream().await?;
        while let Some(batch) = rows.next().await {
            self.add_batch(&batch?, entity.is_some(), left.is_some())?;
        }
        Ok(())
    }

    fn add_batch(&mut self, batch: &RecordBatch, has_entity: bool, has_left: bool) -> Result<(), ArrowError> {
        let mut columns = batch.columns().iter();
        let mut read: Vec<CaseColumns> = Vec::new();
        for question in self.questions {
            let mut next = || columns.next().cloned().ok_or(ArrowError::ComputeError("a column".to_owned()));
            read.push(CaseColumns {
                is_case: cast(&next()?, &DataType::Boolean)?,
                day: cast(&next()?, &DataType::Date32)?,
                amount: question.amount.as_ref().map(|_| cast(&next()?, &DataType::Float64)).transpose()?,
                shown: question
                    .columns
                    .iter()
                    .map(|_| ShownColumn::from_array(&next()?))
                    .collect::<Result<_, _>>()?,
            });
        }
        let mut last = |is_there: bool| columns.next().filter(|_| is_there);
        let entity = last(has_entity).map(names).transpose()?;
        let left = last(has_left).map(|column| cast(column, &DataType::UInt64)).transpose()?;
        for row in 0..batch.num_rows() {
            let left = left.as_ref().map(|left| left.as_primitive::<UInt64Type>().value(row));
            let entity = entity.as_ref().filter(|entity| entity.is_valid(row));
            let entity = entity.map(|entity| entity.as_string::<i32>().value(row).trim().to_owned());
            let entity = entity.filter(|entity| self.tree.holds(entity));
            for (at, asked) in read.iter().enumerate() {
                let Some(mut case) = asked.case(row) else { continue };
                let outcomes = self.questions[at].are_outcomes.iter().zip(&mut case.cells);
                outcomes.filter(|(is_one, _)| **is_one).for_each(|(_, cell)| cell.clear_if_after(self.as_of));
                let case = Arc::new(case);
                let left = left.filter(|_| self.questions[at].is_once);
                self.whole[at].add(&case, left, self.most);
                let Some(entity) = &entity else { continue };
                for own in std::iter::once(entity).chain(self.tree.ancestors(entity)) {
                    let listings = self.entities.entry(own.clone()).or_default();
                    listings.resize_with(self.questions.len(), Listing::default);
                    listings[at].add(&case, left, self.most);
                }
            }
        }
        Ok(())
    }
}

/// What one question reads of a batch.
struct CaseColumns {
    is_case: ArrayRef,
    day: ArrayRef,
    amount: Option<ArrayRef>,
    shown: Vec<ShownColumn>,
}

impl CaseColumns {
    fn case(&self, row: usize) -> Option<CaseRow> {
        let is_case = self.is_case.as_boolean();
        if !is_case.is_valid(row) || !is_case.value(row) {
            return None;
        }
        Some(CaseRow {
            day: day_at(&self.day, row)?,
            cells: self.shown.iter().map(|shown| shown.cell(row)).collect(),
            amount: self.amount.as_ref().and_then(|amount| number_at(amount, row)),
        })
    }
}

/// A column that is shown.
enum ShownColumn {
    Text(ArrayRef),
    /// Times as texts with their offset.
    Time(ArrayRef),
    Number(ArrayRef),
    Day(ArrayRef),
}

impl ShownColumn {
    fn from_array(column: &ArrayRef) -> Result<ShownColumn, ArrowError> {
        Ok(match column.data_type() {
            DataType::Date32 => ShownColumn::Day(Arc::clone(column)),
            DataType::Timestamp(_, Some(_)) => ShownColumn::Time(cast(column, &DataType::Utf8)?),
            kind if kind.is_numeric() => ShownColumn::Number(cast(column, &DataType::Float64)?),
            _ => ShownColumn::Text(cast(column, &DataType::Utf8)?),
        })
    }

    fn cell(&self, row: usize) -> CaseCell {
        match self {
            ShownColumn::Day(days) => day_at(days, row).map_or(CaseCell::Absent, CaseCell::Day),
            ShownColumn::Number(numbers) => {
                number_at(numbers, row).map_or(CaseCell::Absent, CaseCell::Number)
            }
            ShownColumn::Text(texts) | ShownColumn::Time(texts) if !texts.is_valid(row) => CaseCell::Absent,
            ShownColumn::Text(texts) => CaseCell::Text(texts.as_string::<i32>().value(row).to_owned()),
            ShownColumn::Time(texts) => {
                let text = texts.as_string::<i32>().value(row);
                let time = DateTime::parse_from_rfc3339(text).map(|time| time.naive_local());
                time.map_or_else(|_| CaseCell::Text(text.to_owned()), CaseCell::Time)
            }
        }
    }
}

fn number_at(numbers: &ArrayRef, row: usize) -> Option<f64> {
    let numbers = numbers.as_primitive::<Float64Type>();
    numbers.is_valid(row).then(|| numbers.value(row)).filter(|number| number.is_finite())
}

fn day_at(days: &ArrayRef, row: usize) -> Option<NaiveDate> {
    let days = days.as_primitive::<Date32Type>();
    let number = days.is_valid(row).then(|| days.value(row))?;
    let epoch = NaiveDate::default();
    match u64::try_from(number) {
        Ok(after) => epoch.checked_add_days(Days::new(after)),
        Err(_) => epoch.checked_sub_days(Days::new(u64::from(number.unsigned_abs()))),
    }
}
