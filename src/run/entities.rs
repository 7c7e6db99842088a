//! One report for each entity, from one computation.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::thread;

use chrono::NaiveDate;
use datafusion::arrow::array::{Array, ArrayRef, AsArray};
use datafusion::arrow::datatypes::Int64Type;
use datafusion::error::DataFusionError;
use datafusion::functions_aggregate::expr_fn::{count, count_distinct};
use datafusion::prelude::{Expr, SessionContext, lit};

use super::computed::Computed;
use super::error::RunError;
use crate::calendar::Period;
use crate::data::{DAY, Data, DataError, LEFT_ROW, Sessions, Table};
use crate::engine::{self, EngineError, Facts};

use crate::evaluate::privacy::WithheldCells;
use crate::evaluate::{self, Results, Whole};
use crate::measure::expression::{date_literal, names, row::column};
use crate::model::{EngineKind, Entities, EntityList, EntityListLine, Origin, Scorecard, Source, Tree};
use crate::problem::{MatchesNothing, Problem, Problems, causes, near};
use crate::words::{Tag, Words};

/// Entities that are named one by one in warnings.
const NAMED: usize = 10;

/// The whole, and all that every entity's results need.
#[derive(Debug)]
pub struct Burst {
    /// The whole.
    pub whole: Computed,
    /// The entities.
    pub tree: Tree,
    /// Rows that belong to none of them, in the source that has most.
    pub unassigned: u64,
    pub(super) period: Period,
    pub(super) withheld: Option<WithheldCells>,
}

/// What one entity amounts to.
#[derive(Debug)]
pub struct OfEntity {
    /// The scorecard as it sees it.
    pub scorecard: Scorecard,
    /// What was found.
    pub results: Results,
    /// Its rows in the period, in the source that has most.
    pub rows: u64,
}

impl OfEntity {
    /// Whether it has rows enough for a report of its own (R45).
    pub fn is_reported(&self) -> bool {
        self.scorecard.entities.as_ref().is_none_or(|entities| self.rows >= u64::from(entities.min_rows))
    }
}

impl Burst {
    /// The entities of levels, and single ones, in the order of ids.
    ///
    /// # Errors
    /// A word is no level, or no entity.
    pub fn chosen(
        &self,
        scorecard: &Scorecard,
        levels: &[String],
        single: &[String],
    ) -> Result<Vec<String>, Problem> {
        let nothing = |selector: String| Problem::new(MatchesNothing { selector });
        let Some(entities) = &scorecard.entities else {
            let selector = match (levels.first(), single.first()) {
                (Some(level), _) => format!("`--each {level}`"),
                (None, entity) => format!("`--entity {}`", entity.map_or("", String::as_str)),
            };
            return Err(nothing(selector).help("the scorecard has no entities: say `entity: { by: … }`"));
        };
        let words: Vec<&str> =
            std::iter::once(&entities.by).chain(&entities.parents).map(String::as_str).collect();
        let mut chosen = Vec::new();
        for word in levels {
            let Some(level) = words.iter().position(|own| own == word) else {
                let known: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
                let problem =
                    nothing(format!("`--each {word}`")).help(format!("one of {}", known.join(", ")));
                return Err(problem.did_you_mean(near(word, words.iter().copied())));
            };
            chosen.extend(self.tree.level(level).map(str::to_owned));
        }
        for entity in single {
            if !self.tree.holds(entity) {
                let known = near(entity, self.tree.ids());
                return Err(nothing(format!("`--entity {entity}`")).did_you_mean(known));
            }
            chosen.push(entity.clone());
        }
        chosen.sort();
        chosen.dedup();
        Ok(chosen)
    }

    /// The whole, of a scorecard in another language.
    pub fn results_in_language(&self, scorecard: &Scorecard) -> Results {
        let whole = Some(self.whole_of(scorecard));
        let card = evaluate::evaluate_among(scorecard, &self.whole.facts, &self.period, whole);
        let Results { schema, run, controls, row_flow, upcoming, .. } = &self.whole.results;
        Results {
            schema: schema.clone(),
            run: run.clone(),
            scorecard: card,
            controls: controls.clone(),
            row_flow: row_flow.clone(),
            upcoming: upcoming.clone(),
        }
    }

    /// The whole, of a scorecard in any language.
    fn whole_of<'a>(&'a self, scorecard: &'a Scorecard) -> Whole<'a> {
        Whole { scorecard, facts: &self.whole.facts, withheld: self.withheld.as_ref() }
    }

    /// What one entity amounts to; `None` when it has no rows at all.
    pub fn entity(&self, scorecard: &Scorecard, entity: &str) -> Option<OfEntity> {
        let facts = self.whole.facts.for_entity(entity)?;
        let mut own = scorecard.for_entity(entity, &self.tree);
        let words = Words::of_reports(scorecard);
        for (own, whole) in own.measures.iter_mut().zip(&scorecard.measures) {
            if scorecard.is_company_wide(whole) {
                own.title = words.say(&Tag::CompanyWide { title: whole.title.clone() });
            }
        }
        let components = own.measures.iter().flat_map(|measure| measure.plan.queried_components());
        let cut = components.filter(|c| own.source(&c.rows.source).is_some_and(|s| s.entity.is_some()));
        let rows = cut.map(|c| facts.rows(c, self.period.first, self.period.last)).fold(0.0, f64::max);
        let whole = Some(self.whole_of(scorecard));
        let card = evaluate::evaluate_among(&own, &facts, &self.period, whole);
        let Results { schema, run, .. } = &self.whole.results;
        let (schema, run) = (schema.clone(), run.clone());
        let results = Results {
            schema,
            run,
            scorecard: card,
            controls: Vec::new(),
            row_flow: Vec::new(),
            upcoming: Vec::new(),
        };
        Some(OfEntity { scorecard: own, results, rows: rows.ceil() as u64 })
    }
}

/// How many processors there are.
pub fn processors() -> usize {
    thread::available_parallelism().map_or(1, NonZero::get)
}

/// Work on many things over all processors; the answers stand in the order of the things.
pub fn in_parallel<T: Sync, A: Send>(things: &[T], work: &(dyn Fn(usize, &T) -> A + Sync)) -> Vec<A> {
    engine::in_parallel(processors(), things, work)
}

/// The entities of a scorecard, from its list or from the rows themselves, and how many rows belong to none. Where those that rows
/// name are wanted and reading them for the measures tells, nothing is known before that.
pub(super) async fn tree(
    scorecard: &Scorecard,
    data: &mut Data,
    sessions: &Sessions,
    as_of: NaiveDate,
    problems: &mut Problems,
) -> Result<(Tree, u64), RunError> {
    let Some(entities) = &scorecard.entities else { return Ok((Tree::default(), 0)) };
    load_remote_rows(scorecard, entities, data, sessions).await?;
    let data = &*data;
    if matches!(entities.list, EntityList::Rows) && are_counted(scorecard, data) {
        return Ok((Tree::of_rows(), 0));
    }
    let found = count_entities(scorecard, data, as_of).await?;
    let unstated = found.get("").copied().unwrap_or(0);
    let (tree, shown) = match &entities.list {
        EntityList::Rows => return Ok(of_names(found)),
        EntityList::File { shown, tree } => (tree.clone(), shown),
        EntityList::Source { id, .. } => (of_source(entities, data).await?, id),
    };
    let unlisted: Vec<(&String, &u64)> =
        found.iter().filter(|(id, _)| !id.is_empty() && !tree.holds(id)).collect();
    for (place, (id, rows)) in unlisted.iter().enumerate().take(NAMED + 1) {
        let list = shown.clone();
        let rows = if **rows == 1 { "1 row belongs".to_owned() } else { format!("{rows} rows belong") };
        if place == NAMED {
            problems.push(Problem::new(MoreNotListed { entities: unlisted.len() - NAMED, list }));
            break;
        }
        let problem = Problem::new(EntityNotListed { rows, entity: (*id).clone(), list });
        problems.push(problem.did_you_mean(near(id, tree.ids())));
    }
    let unassigned = unstated + unlisted.iter().map(|(_, rows)| **rows).sum::<u64>();
    Ok((tree, unassigned))
}

/// Whether the scans of the sources count the rows of each entity, as [`count_entities`] does.
fn are_counted(scorecard: &Scorecard, data: &Data) -> bool {
    let is_counted = |source: &Source| {
        let table = data.tables.get(&source.id);
        let is_repeated = table.is_some_and(|table| table.schema.column_with_name(LEFT_ROW).is_some());
        is_read(scorecard, source) && !is_repeated
    };
    let mut with_entities = scorecard.sources.iter().filter(|source| source.entity.is_some());
    scorecard.engine.kind == EngineKind::Embedded && with_entities.all(is_counted)
}

/// The entities that rows named, once they were read.
pub(super) fn named(scorecard: &Scorecard, facts: &Facts) -> (Tree, u64) {
    let mut found = BTreeMap::new();
    scorecard.sources.iter().for_each(|source| merge_maxima(&mut found, facts.rows_by_entity(&source.id)));
    of_names(found)
}

fn of_names(found: BTreeMap<String, u64>) -> (Tree, u64) {
    let unstated = found.get("").copied().unwrap_or(0);
    (Tree::of_ids(found.into_keys().filter(|id| !id.is_empty())), unstated)
}

/// Whether rows of a source are counted by entity: read by a measure and not entered for a period.
fn is_read(scorecard: &Scorecard, source: &Source) -> bool {
    let mut components = scorecard.measures.iter().flat_map(|measure| measure.plan.queried_components());
    let is_used = components.any(|component| component.rows.source == source.id);
    is_used && !matches!(source.origin, Origin::Entered(_))
}

/// Brings the rows that stay in a database, where they say which entities there are: no database knows where in the tree a row
/// belongs.
async fn load_remote_rows(
    scorecard: &Scorecard,
    entities: &Entities,
    data: &mut Data,
    sessions: &Sessions,
) -> Result<(), RunError> {
    for source in &scorecard.sources {
        let of_list = match &entities.list {
            EntityList::Source { id, entity, .. } if *id == source.id => Some(entity),
            _ => None,
        };
        let Some(entity) = source.entity.as_ref().or(of_list) else { continue };
        let Some(remote) = data.tables.get(&source.id).and_then(|table| table.remote.clone()) else {
            continue;
        };
        remote.refuse(&column(entity));
        let context = sessions.reading();
        let rows = sessions.within(remote.rows(&context)).await;
        let late = |limit| DataError::TimedOut { id: source.id.clone(), limit };
        data.tables.insert(source.id.clone(), rows.map_err(late)??);
    }
    Ok(())
}

/// Every entity that rows name, with its rows in the source that has most; those of nobody under the blank.
async fn count_entities(
    scorecard: &Scorecard,
    data: &Data,
    as_of: NaiveDate,
) -> Result<BTreeMap<String, u64>, RunError> {
    let mut found = BTreeMap::new();
    for source in scorecard.sources.iter().filter(|source| is_read(scorecard, source)) {
        let (Some(entity), Some(table)) = (&source.entity, data.tables.get(&source.id)) else {
            continue;
        };
        let read = async {
            let rows = SessionContext::new().read_table(table.provider())?;
            let known = column(DAY).is_null().or(column(DAY).lt_eq(date_literal(as_of)));
            let is_repeated = table.schema.column_with_name(LEFT_ROW).is_some();
            let counted = if is_repeated { count_distinct(column(LEFT_ROW)) } else { count(lit(1_i64)) };
            let counted = vec![counted.alias("rows")];
            rows.filter(known)?.aggregate(vec![column(entity)], counted)?.collect().await
        };
        let mut own: BTreeMap<String, u64> = BTreeMap::new();
        for batch in read.await.map_err(|error| failed(&source.id, error))? {
            let ids = texts(batch.column(0)).map_err(|error| failed(&source.id, error))?;
            let counts = batch.column(1).as_primitive::<Int64Type>();
            for (id, rows) in ids.into_iter().zip(counts.values()) {
                *own.entry(id.unwrap_or_default()).or_default() += rows.unsigned_abs();
            }
        }
        merge_maxima(&mut found, own.iter().map(|(id, rows)| (id, *rows)));
    }
    Ok(found)
}

/// Takes over how many rows a source has of each entity, where these are more.
fn merge_maxima<'i>(found: &mut BTreeMap<String, u64>, own: impl Iterator<Item = (&'i String, u64)>) {
    for (id, rows) in own {
        let most = found.entry(id.clone()).or_default();
        *most = rows.max(*most);
    }
}

/// The tree that the rows of a source make.
async fn of_source(entities: &Entities, data: &Data) -> Result<Tree, RunError> {
    let EntityList::Source { id, entity, titles } = &entities.list else { return Ok(Tree::default()) };
    let Some(table) = data.tables.get(id) else { return Ok(Tree::default()) };
    let columns = std::iter::once(entity).chain(titles).chain(&entities.parents);
    let columns: Vec<Expr> =
        columns.enumerate().map(|(i, name)| column(name).alias(format!("c{i}"))).collect();
    let list = listed(table, columns, titles.is_some()).await.map_err(|error| failed(id, error))?;
    Tree::from_list(&list)
        .map_err(|fault| RunError::Entities(Box::new(crate::definition::fault_of(&fault, id))))
}

async fn listed(
    table: &Table,
    columns: Vec<Expr>,
    has_titles: bool,
) -> Result<Vec<EntityListLine>, DataFusionError> {
    let batches = SessionContext::new().read_table(table.provider())?.select(columns)?.collect().await?;
    let mut list = Vec::new();
    for batch in &batches {
        let columns = batch.columns().iter().map(texts).collect::<Result<Vec<_>, _>>()?;
        let cell = |column: usize, row: usize| columns.get(column).and_then(|texts| texts[row].clone());
        for row in 0..batch.num_rows() {
            let above = 1 + usize::from(has_titles);
            let Some(id) = cell(0, row) else { continue };
            let title = if has_titles { cell(1, row) } else { None };
            list.push(EntityListLine {
                id,
                title,
                above: (above..columns.len()).map(|c| cell(c, row)).collect(),
            });
        }
    }
    Ok(list)
}

/// Cells as texts; blank ones are none.
fn texts(column: &ArrayRef) -> Result<Vec<Option<String>>, DataFusionError> {
    let texts = names(column)?;
    let texts = texts.as_string::<i32>();
    let text = |row| texts.is_valid(row).then(|| texts.value(row).trim()).filter(|text| !text.is_empty());
    Ok((0..texts.len()).map(|row| text(row).map(str::to_owned)).collect())
}

fn failed(source: &str, reason: DataFusionError) -> RunError {
    RunError::Engine(EngineError::Query { source_id: source.to_owned(), reason: Box::new(reason) })
}

causes! {
    /// Rows of an entity that the list does not have.
    EntityNotListed { rows: String, entity: String, list: String } => EntityNotListed,
        "{rows} to `{entity}`, not in `{list}`",
        "they count as unassigned";

    /// The same of more entities than are named.
    MoreNotListed { entities: usize, list: String } => EntityNotListed,
        "rows of {entities} more entities are not in `{list}`",
        "they count as unassigned";
}
