//! The checked scorecard: ids resolved, units and calendars known, targets as numbers; no spans, no files read.

mod agreed;
mod brand;
mod cell;
pub mod compared;
mod control;
mod database;
mod engine;
mod entity;
mod header;
mod location;
mod part;
mod repeats;
mod report;
mod scoring;
mod signal;
mod source;
mod target;
mod to_date;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::Serialize;

pub use agreed::{Approval, Decision, Role};
pub use brand::{Brand, Colour, Logo, LogoFormat};
pub use cell::{CellRule, Truths};
pub use control::{Allowance, Control, Ledger};
pub use database::{Address, Asked, Database, Server};
pub use engine::{
    EngineKind, EngineSettings, MOST_THREADS, MemoryError, Scheduler, SchedulerError, Timeout, TimeoutError,
    memory,
};
pub use entity::{Entities, EntityList, EntityTarget, Listed, NoTree, Node, Tree};
pub use header::{Column, OpenError};
pub use location::{Edge, Link, Location, NAMED_DAY, NamedDate, days, fits, folders, partition};
pub use repeats::varying;
pub use report::{FORMATS, Lists, PAGES, PageList, Paper, ReportSpec, Subjects, TREND, TRENDS};
pub use scoring::{Edges, Judgement, Scoring};
pub use signal::{Event, Forecast, Signals};
pub use source::{
    Area, ENTERED_ENTITY, Encoding, EnteredRow, Feed, FeedFile, FileFormat, FileKind, FixedColumn, Join,
    JoinMatch, Keep, Origin, Query, Sheet, Skip, Source, Take,
};
pub use target::{Baseline, Change, Path, Plan as TargetPlan, SegmentTarget, Target, Version};
pub use to_date::YearTarget;

use crate::calendar::{Calendar, Duration, Grain, Period};
use crate::locale::Locale;
use crate::measure::{Direction, Level, Meaning, Plan, SegmentsOf, Unit};
use datafusion::prelude::Expr;

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
    /// The one entity it is about; nothing for the whole.
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
    /// How small groups are kept from sight; nothing where they are shown.
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
    pub fn known_by<'s>(&'s self, id: &'s str) -> &'s str {
        match self.source(id).map(|source| &source.origin) {
            Some(Origin::Part { of }) => self.known_by(of),
            Some(Origin::Join { left, .. }) if self.known_by(left) != left => self.known_by(left),
            _ => id,
        }
    }

    /// All objectives in the order of printing.
    pub fn objectives(&self) -> impl Iterator<Item = &Objective> {
        self.perspectives.iter().flat_map(|p| &p.objectives)
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

/// A supposed cause: this drives that.
#[derive(Debug, Clone)]
pub struct Drive {
    /// Id of an objective or a measure.
    pub to: String,
    /// How long it takes to show.
    pub lag: Option<Duration>,
    /// Whether more here means less there.
    pub opposite: bool,
    /// Segments by which it is followed, as readers call them.
    pub by: Option<String>,
}

/// A measure.
#[derive(Debug, Clone)]
pub struct Measure {
    /// Id.
    pub id: String,
    /// Heading.
    pub title: String,
    /// What it is called within a sentence, where that is not its heading.
    pub short: Option<String>,
    /// Where it counts.
    pub objective: String,
    /// Where it is also shown, at weight 0.
    pub also_in: Vec<String>,
    /// Which reports list it.
    pub level: Level,
    /// The word of its kind, as written.
    pub kind: String,
    /// Components, formula, interval, pooling.
    pub plan: Plan,
    /// What it amounts to in words.
    pub meaning: Meaning,
    /// The rows that it is restricted to.
    pub only: Option<OnlyRows>,
    /// Its own period, when longer than the scorecard's.
    pub grain: Grain,
    /// Rolling window: how far the value looks back from the period's end; no further than the period when absent.
    pub window: Option<Lookback>,
    /// Judged by the year to date instead of the period.
    pub judged_to_date: bool,
    /// Unit of the value.
    pub unit: Unit,
    /// Printing.
    pub format: Format,
    /// Which way is better; absent only for informational measures.
    pub direction: Option<Direction>,
    /// What is aimed at.
    pub target: Option<Target>,
    /// What single entities aim at.
    pub entity_targets: Arc<BTreeMap<String, EntityTarget>>,
    /// Whether it scores in reports of entities although its source has none.
    pub company_wide_scores: bool,
    /// How the score is taken.
    pub scoring: Scoring,
    /// How the status is taken.
    pub judgement: Judgement,
    /// Score's upper clip.
    pub cap: f64,
    /// Score's lower clip.
    pub floor: f64,
    /// Sample below which there is no score.
    pub min_n: u32,
    /// Relative weight in its objective.
    pub weight: f64,
    /// Accountable person.
    pub owner: Option<String>,
    /// A sentence on the definitions page.
    pub note: Option<String>,
    /// Segment tables.
    pub segments: Vec<Axis>,
    /// What a change of it is parted by, where it is an amount with quantities.
    pub bridge: Option<PriceVolume>,
    /// What lists of its cases show.
    pub detail: Detail,
    /// What it drives.
    pub drives: Vec<Drive>,
    /// Values that people entered, oldest period first; absent where the measure is computed from rows.
    pub entries: Option<Vec<Entry>>,
    /// Whether an interval is shown.
    pub interval: bool,
    /// How its run of periods is read.
    pub signals: Signals,
    /// How its year is foretold.
    pub forecast: Forecast,
    /// The kind's keys in full form, for `explain` and the definitions page.
    pub written: Vec<(String, String)>,
}

/// Rows that a measure is restricted to by its own `where`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnlyRows {
    /// Of which source.
    pub source: String,
    /// The condition, as written.
    pub condition: String,
}

/// How far a measure's value looks back from its period's end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lookback {
    /// So much time.
    Length(Duration),
    /// To the first row, or where the history starts.
    All,
}

/// A value that somebody entered.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The period it stands for.
    pub period: Period,
    /// The value, in the measure's unit.
    pub value: f64,
    /// The entity it belongs to; nothing for the whole.
    pub entity: Option<String>,
    /// Who entered it.
    pub by: Option<String>,
    /// When.
    pub date: Option<NaiveDate>,
    /// What it rests on.
    pub evidence: Option<String>,
}

impl Measure {
    /// Whether it is computed from other measures and not from rows.
    pub fn is_over_measures(&self) -> bool {
        self.plan.components.is_empty()
    }

    /// Whether its periods make up a fiscal year that can be foretold: weeks, months and quarters do.
    pub fn has_outlook(&self) -> bool {
        !matches!(self.grain, Grain::Year | Grain::Wave)
    }
}

/// How a value is printed.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Format {
    /// Unit label that replaces the usual one.
    pub label: Option<String>,
    /// Divisor for printing: 1, 1 000 or 1 000 000.
    pub scale: Scale,
    /// Decimals; by unit when absent.
    pub decimals: Option<u8>,
    /// Print a plus sign before positive values.
    pub sign: bool,
}

/// Divisor for printing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Scale {
    /// As it is.
    #[default]
    One,
    /// In thousands.
    Thousand,
    /// In millions.
    Million,
}

/// What lists of cases show.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Detail {
    /// The columns; of a measure that names none the key and the time of its source.
    pub columns: Vec<CaseColumn>,
    /// Whether the measure names them, and its cases are listed.
    pub is_written: bool,
}

/// A column of a list of cases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseColumn {
    /// Its name.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// Titles of codes.
    pub labels: BTreeMap<String, String>,
}

/// What a change of an amount is parted by, as price, volume and mix.
#[derive(Debug, Clone)]
pub struct PriceVolume {
    /// The quantity, over the rows of the amount.
    pub quantity: Plan,
    /// What has a price each.
    pub axis: Axis,
}

/// One segment table.
#[derive(Debug, Clone)]
pub struct Axis {
    /// Column or expression as written; the key of segment targets and of results.
    pub id: String,
    /// Heading.
    pub title: String,
    /// The keys, crossed when several.
    pub by: Vec<Expr>,
    /// Titles of codes, for each of `by`.
    pub labels: Vec<BTreeMap<String, String>>,
    /// How many are listed before "other"; up to twelve, else ten, when absent.
    pub top: Option<usize>,
    /// Order of rows.
    pub order: AxisOrder,
    /// Smallest sample of a segment, the measure's when absent.
    pub min_n: Option<u32>,
}

impl Axis {
    /// The axis that cuts a measure into segments that another one counts.
    pub fn of(segments: &SegmentsOf) -> Axis {
        Axis {
            id: segments.key.clone(),
            title: segments.key.clone(),
            by: vec![segments.by.clone()],
            labels: Vec::new(),
            top: None,
            order: AxisOrder::Size,
            min_n: None,
        }
    }
}

/// Order of a segment table's rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AxisOrder {
    /// Largest sample first.
    Size,
    /// By name.
    Name,
    /// Best value first.
    Value,
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
    /// The entity it is about; nothing for the whole.
    pub entity: Option<String>,
    /// The words.
    pub text: String,
    /// Who wrote them.
    pub by: Option<String>,
    /// When.
    pub date: Option<NaiveDate>,
}
