//! The checked scorecard: ids resolved, units and calendars known, targets as numbers; no spans, no files read.

pub mod amounts;
mod brand;
pub mod casts;
mod cell;
pub mod compared;
mod control;
mod database;
mod decisions;
mod engine;
mod entity;
mod header;
mod location;
mod looked_at;
mod measure;
mod part;
mod repeats;
mod report;
mod scoring;
mod signal;
mod source;
pub mod survey_weights;
mod target;
mod to_date;

use std::sync::Arc;

use chrono::NaiveDate;
use serde::Serialize;

pub use brand::{Brand, Colour, Logo, LogoFormat};
pub use cell::{CellRule, MINUTES_FIRST, SPANS, Truths, epoch};
pub use control::{Allowance, Control, Ledger};
pub use database::{Address, Database, DatabaseQuery, Server};
pub use decisions::{Approval, Decision, Role};
pub use engine::{
    EngineKind, EngineSettings, MOST_THREADS, MemoryError, Scheduler, SchedulerError, Timeout, TimeoutError,
    memory,
};
pub use entity::{DEEP, Entities, EntityList, EntityListLine, EntityTarget, NoTree, Node, Tree};
pub use header::{Column, OpenError};
pub use location::{
    Edge, Link, Location, NAMED_DAY, NamedDate, days, fits, folders, partition, shown_by_pattern,
};
pub use looked_at::{Cast, CastColumn, ComparedTexts, WeightCheck};
pub use measure::{
    Axis, AxisOrder, CaseColumn, Detail, Drive, Entry, Format, Lookback, Measure, OnlyRows, PriceVolume,
    Scale,
};
pub use repeats::varying_columns;
pub use report::{BookSize, FORMATS, Lists, PAGES, PageList, Paper, ReportSpec, Subjects, TREND, TRENDS};
pub use scoring::{Edges, Judgement, Scoring};
pub use signal::{Event, Forecast, Signals};
pub use source::{
    Area, ENTERED_ENTITY, Encoding, EnteredRow, Feed, FeedFile, FileFormat, FileKind, FixedColumn, Join,
    JoinMatch, Keep, Origin, Query, Sheet, Skip, Source, Take,
};
pub use target::{Baseline, Change, Path, Plan as TargetPlan, SegmentTarget, Target, Version, step_value};
pub use to_date::{RateWeight, YearTarget};

use crate::calendar::{Calendar, Grain};
use crate::locale::Locale;
use crate::measure::Level;

/// A whole scorecard.
#[derive(Debug, Clone)]
pub struct Scorecard {
    /// Name, part of file names.
    pub id: String,
    /// Heading.
    pub title: String,
    /// Top of the strategy map.
    pub mission: Option<String>,
    /// Top of the strategy map.
    pub vision: Option<String>,
    /// Whom it is about.
    pub entity: String,
    /// The one entity it is about; `None` for the whole.
    pub entity_id: Option<String>,
    /// The entities it is cut into.
    pub entities: Option<Arc<Entities>>,
    /// The look of reports.
    pub brand: Brand,
    /// Words and numbers of reports.
    pub locale: Locale,
    /// Files of the project's own words, those that stand before the others first.
    pub words: Vec<Arc<str>>,
    /// ISO code of the one currency.
    pub currency: Option<String>,
    /// Periods and days.
    pub calendar: Calendar,
    /// Period of reports.
    pub grain: Grain,
    /// Written as-of date.
    pub as_of: Option<NaiveDate>,
    /// Edges of measures' scores.
    pub edges: Edges,
    /// How small groups are kept from sight; `None` where they are shown.
    pub privacy: Option<Privacy>,
    /// How parents are scored.
    pub rollup: Rollup,
    /// All sources that measures use, directly or through joins; a join stands after its sides.
    pub sources: Vec<Source>,
    /// In the order of printing.
    pub perspectives: Vec<Perspective>,
    /// In the order of printing.
    pub measures: Vec<Measure>,
    /// Totals that are held against another book.
    pub controls: Vec<Control>,
    /// Actions under way.
    pub initiatives: Vec<Initiative>,
    /// What people wrote about a period.
    pub comments: Vec<Comment>,
    /// The project's own template of the message line.
    pub headline: Option<Arc<str>>,
    /// What was decided, the oldest period first.
    pub decisions: Vec<Decision>,
    /// Who answers for reports, the oldest period first.
    pub approvals: Vec<Approval>,
    /// What happened, in the order of days.
    pub events: Vec<Event>,
    /// Reports that are asked for by name; empty where the usual ones are made.
    pub reports: Vec<ReportSpec>,
    /// Where rows are computed.
    pub engine: EngineSettings,
}

impl Scorecard {
    /// The reports of a run: those that are asked for, else the usual ones.
    pub fn reports(&self) -> Vec<ReportSpec> {
        match self.reports.is_empty() {
            true => self.usual_reports().to_vec(),
            false => self.reports.clone(),
        }
    }

    /// The reports that are made where none is asked for by name.
    pub fn usual_reports(&self) -> [ReportSpec; 2] {
        let levels: Vec<Level> = self.measures.iter().map(|measure| measure.level).collect();
        ReportSpec::usual(&levels)
    }

    /// How many periods are kept: as many as the longest trend shows.
    pub fn history(&self) -> usize {
        self.reports.iter().map(|report| report.trend).fold(TREND, usize::max)
    }

    /// The measure of an id.
    pub fn measure(&self, id: &str) -> Option<&Measure> {
        self.measures.iter().find(|m| m.id == id)
    }

    /// The source of an id.
    pub fn source(&self, id: &str) -> Option<&Source> {
        self.sources.iter().find(|s| s.id == id)
    }

    /// The source whose reach in time says how far the rows of a source are known: its own, but for what is made of a part.
    pub fn source_of_history<'s>(&'s self, id: &'s str) -> &'s str {
        match self.source(id).map(|source| &source.origin) {
            Some(Origin::Part { of }) => self.source_of_history(of),
            Some(Origin::Join { left, .. }) if self.source_of_history(left) != left => {
                self.source_of_history(left)
            }
            _ => id,
        }
    }

    /// All objectives in the order of printing.
    pub fn objectives(&self) -> impl Iterator<Item = &Objective> {
        self.perspectives.iter().flat_map(|p| &p.objectives)
    }

    /// Who answers for a measure: its own owner, or else that of its objective.
    pub fn owner_of<'a>(&'a self, measure: &'a Measure) -> Option<&'a str> {
        let objective = || self.objectives().find(|objective| objective.id == measure.objective);
        measure.owner.as_deref().or_else(|| objective()?.owner.as_deref())
    }
}

/// How parents are scored from their children.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Rollup {
    /// What a missing child does.
    pub missing: Missing,
    /// Coverage below which a parent has no status, as a fraction, inclusive.
    pub min_coverage: f64,
    /// Edges of parents.
    pub edges: Edges,
    /// Where a parent's status comes from.
    pub parent_status: ParentStatus,
}

/// What a missing child does to its parent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Missing {
    /// The present children share its weight.
    Renormalise,
    /// It counts as the floor.
    Penalise,
}

/// Where a parent's status comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ParentStatus {
    /// From its own score.
    Score,
    /// The worst of its children.
    Worst,
    /// From its score, but never on target while a child is off target.
    Capped,
}

/// A perspective.
#[derive(Debug, Clone)]
pub struct Perspective {
    /// Id.
    pub id: String,
    /// Heading.
    pub title: String,
    /// Relative weight among perspectives.
    pub weight: f64,
    /// Edges of its own status.
    pub edges: Edges,
    /// In the order of printing.
    pub objectives: Vec<Objective>,
}

/// An objective.
#[derive(Debug, Clone)]
pub struct Objective {
    /// Id.
    pub id: String,
    /// Heading.
    pub title: String,
    /// Relative weight among its perspective's objectives.
    pub weight: f64,
    /// Edges of its own status.
    pub edges: Edges,
    /// Ids of objectives it drives.
    pub drives: Vec<Drive>,
    /// Accountable person.
    pub owner: Option<String>,
    /// A sentence.
    pub note: Option<String>,
}

/// How small groups are kept from sight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Privacy {
    /// Segments and entities with fewer cases are withheld.
    pub smallest: u32,
}

/// An action under way.
#[derive(Debug, Clone)]
pub struct Initiative {
    /// Id.
    pub id: String,
    /// Heading.
    pub title: String,
    /// Accountable person.
    pub owner: Option<String>,
    /// First day.
    pub starts: Option<NaiveDate>,
    /// Last day.
    pub due: NaiveDate,
    /// Ids of objectives.
    pub supports: Vec<String>,
    /// What it is expected to move: measure, change as written.
    pub moves: Vec<(String, String)>,
    /// Money planned.
    pub budget: Option<f64>,
    /// Money spent.
    pub spent: Option<f64>,
    /// Share done, 0 to 1, unless a note says more.
    pub progress: Option<f64>,
    /// What notes say of it: last day of their period, share done, money spent; oldest first.
    pub noted: Vec<(NaiveDate, Option<f64>, Option<f64>)>,
    /// Entities it is limited to; none are all.
    pub entities: Vec<String>,
    /// Steps: title, due, done.
    pub milestones: Vec<(String, NaiveDate, Option<NaiveDate>)>,
}

/// What people wrote about a measure in a period.
#[derive(Debug, Clone)]
pub struct Comment {
    /// Canonical label of the period.
    pub period: String,
    /// Id of the measure.
    pub measure: String,
    /// The entity it is about; `None` for the whole.
    pub entity: Option<String>,
    /// The words.
    pub text: String,
    /// Who wrote them.
    pub by: Option<String>,
    /// When.
    pub date: Option<NaiveDate>,
}
