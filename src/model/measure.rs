//! A measure: what it computes, how it is printed, judged and cut into segments.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;
use datafusion::prelude::Expr;
use serde::Serialize;

use super::{EntityTarget, Forecast, Judgement, Scoring, Signals, Target};
use crate::calendar::{Duration, Grain, Period};
use crate::measure::{CaseRule, Direction, Level, Meaning, Plan, SegmentsOf, Unit};

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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
    /// The entity it belongs to; `None` for the whole.
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

    /// The rows that explain its value, of the source whose columns tell them.
    pub fn cases(&self) -> Option<CaseRule<'_>> {
        self.plan.cases(self.direction, self.detail.source.as_deref())
    }

    /// How far its values look back, where that is not the period alone: over its window, or as far as its kind looks by itself.
    pub fn looks_at(&self) -> Option<Lookback> {
        let window = self.window.filter(|_| !self.plan.looks_back_alone());
        window.or_else(|| self.plan.looks_back().map(Lookback::Length)).or(self.window)
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
    /// The columns; of a measure that names none the key and the time of the source whose rows they are.
    pub columns: Vec<CaseColumn>,
    /// The source that has them, as the definition calls it.
    pub source: Option<String>,
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
    /// How many of so many segments are listed, and not pooled.
    pub fn listed(&self, segments: usize) -> usize {
        self.top.unwrap_or(if segments > 12 { 10 } else { segments }).max(1)
    }
}

impl From<&SegmentsOf> for Axis {
    /// The axis that cuts a measure into segments that another one counts.
    fn from(segments: &SegmentsOf) -> Axis {
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
