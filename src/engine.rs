//! Components to facts: day-grain atoms from the sources' tables, pooled in memory into any window asked for.
//!
//! [`compute`] turns every component of every plan into the atoms it needs and asks the tables for them: additive
//! components that stand on the same rows' day share one aggregate query, each with its own condition. What comes back
//! is small (day × segment, or day × segment × customer), and [`Facts`] answers any period, year to date or run from it.

mod asks;
mod atoms;
mod build;
mod facts;
mod figures;
mod fused;
mod intern;
mod merged;
mod numbers;
mod query;
mod session;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use thiserror::Error;

pub use facts::{Cut, Facts, SegmentKey, Window};
pub use figures::CohortRow;
pub use fused::ScanReport;

use self::asks::{Planner, Stores};
use self::atoms::Day;

use crate::calendar::Period;
use crate::data::Data;
use crate::measure::Component;
use crate::measure::expression::columns_of;
use crate::model::{Axis, Scorecard};

/// Why facts could not be computed.
#[derive(Debug, Error)]
pub enum EngineError {
    /// A query failed.
    #[error("source `{source_id}` cannot be computed: {reason}")]
    Query {
        /// Source id.
        source_id: String,
        /// What the query engine said.
        reason: Box<datafusion::error::DataFusionError>,
    },
    /// Cases closed before they were opened: the flow identity of a backlog does not hold.
    #[error("`{measure}`: open at end differs from flow by {cases}: cases closed before opened")]
    BacklogIdentity {
        /// Id of the measure.
        measure: String,
        /// How many cases.
        cases: u64,
    },
}

/// How sources are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Way {
    /// One scan of each source, poured into everything that is asked of it.
    #[default]
    Fused,
    /// One aggregate query for each thing asked: what a database or a cluster is sent.
    Queries,
}

/// Computes what every measure of a scorecard needs, as of the end of a day.
///
/// # Errors
/// A query fails, or a backlog's flow identity is broken.
pub async fn compute(
    scorecard: &Scorecard,
    data: &Data,
    as_of: NaiveDate,
    way: Way,
) -> Result<Facts, EngineError> {
    let mut planners: BTreeMap<&str, Planner> = BTreeMap::new();
    for measure in &scorecard.measures {
        for component in &measure.plan.components {
            let planner = planners.entry(&component.rows.source).or_default();
            planner.ask(component, None);
            for axis in measure.segments.iter().filter(|axis| can_cut(data, component, axis)) {
                planner.ask(component, Some(axis));
            }
        }
    }
    let context = session::embedded();
    let mut stores = Stores::default();
    let mut scans = Vec::new();
    for (source, planner) in planners {
        let Some(table) = data.tables.get(source) else { continue };
        let failed = |reason| EngineError::Query { source_id: source.to_owned(), reason: Box::new(reason) };
        match way {
            Way::Fused => {
                let (found, scan) =
                    fused::run(&context, planner, table, source, as_of).await.map_err(failed)?;
                stores.extend(found);
                scans.push(scan);
            }
            Way::Queries => {
                stores.extend(query::run(&context, planner, table, as_of).await.map_err(failed)?);
            }
        }
    }
    for measure in &scorecard.measures {
        for component in &measure.plan.components {
            if let Some(cases) = stores.closed_before_opened(component).filter(|cases| *cases > 0) {
                return Err(EngineError::BacklogIdentity { measure: measure.id.clone(), cases });
            }
        }
    }
    Ok(Facts::new(stores, histories(scorecard, data), scorecard.calendar.clone(), as_of, scans))
}

/// Whether a component's source has the columns of an axis; a side from another source may lack them.
fn can_cut(data: &Data, component: &Component, axis: &Axis) -> bool {
    let Some(table) = data.tables.get(&component.rows.source) else { return false };
    axis.by.iter().flat_map(columns_of).all(|name| table.schema.column_with_name(&name).is_some())
}

/// What is known of each source's reach in time.
fn histories(scorecard: &Scorecard, data: &Data) -> BTreeMap<String, History> {
    let history = |id: &str| {
        let table = data.tables.get(id)?;
        let source = scorecard.source(id)?;
        // A state stands for its whole period, on whichever day of it the row is dated.
        let whole = |day: Option<NaiveDate>, end: fn(Period) -> NaiveDate| {
            let period = source.snapshot.zip(day).and_then(|(g, day)| scorecard.calendar.period_of(g, day));
            period.map(end).or(day)
        };
        let known_from = source.history_starts.or_else(|| whole(table.first_day, |p| p.first));
        Some(History { known_from, newest: whole(table.last_day, |p| p.last) })
    };
    data.tables.keys().filter_map(|id| Some((id.clone(), history(id)?))).collect()
}

/// From when to when a source has rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct History {
    /// From here on everything is known (R5).
    pub known_from: Option<NaiveDate>,
    /// Day of the newest row.
    pub newest: Option<NaiveDate>,
}

/// The key expressions of an axis.
pub(crate) fn axis_keys(axis: Option<&Axis>) -> &[datafusion::prelude::Expr] {
    axis.map_or(&[], |a| a.by.as_slice())
}

/// A day as days since 1970-01-01.
pub(crate) fn day_number(day: NaiveDate) -> Day {
    crate::measure::expression::days_since_epoch(day)
}
