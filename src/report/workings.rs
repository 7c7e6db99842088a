//! What a live workbook needs: every score down to its components, as numbers and formulas.

mod compose;

use serde::Serialize;

use crate::measure::{Direction, Formula, Level, Unit};
use crate::model::{Edges, Judgement, ParentStatus, Rollup, Scoring};

use super::view::Head;

/// Everything behind a scorecard's scores in one period, and the periods before it.
#[derive(Debug, Clone, Serialize)]
pub struct Workings {
    /// Head of the strategic report.
    pub head: Head,
    /// ISO code of the currency.
    pub currency: Option<String>,
    /// Labels of the periods for readers, oldest first; the last is the one reported.
    pub periods: Vec<String>,
    /// Canonical labels of the same periods (`1998-04`).
    pub period_ids: Vec<String>,
    /// How parents are scored.
    pub rollup: Rollup,
    /// In the order of printing.
    pub perspectives: Vec<PerspectiveWorking>,
    /// In the order of printing; formulas over measures stand after those they use.
    pub measures: Vec<MeasureWorking>,
    /// The whole scorecard as the engine computed it.
    pub total: ParentWorking,
    /// Log: run id, hashes, version, rows per source; label and text.
    pub log: Vec<(String, String)>,
    /// Sources: id, rows read, rows used, rows rejected.
    pub sources: Vec<SourceWorking>,
}

/// A source's row counts, for the checks.
#[derive(Debug, Clone, Serialize)]
pub struct SourceWorking {
    /// Id.
    pub id: String,
    /// Rows in the files.
    pub read: u64,
    /// Repeats of a key removed.
    pub repeated: u64,
    /// Rows a `where`, `from`, `until` or `required` join took away.
    pub filtered: u64,
    /// Rows rejected for their time, key or entity.
    pub rejected: u64,
    /// Rows dated after as-of.
    pub after_as_of: u64,
    /// Rows left.
    pub used: u64,
}

/// A parent as the engine computed it, for the reported period.
#[derive(Debug, Clone, Serialize)]
pub struct ParentWorking {
    /// Edges of its status.
    pub edges: Edges,
    /// Where its status comes from.
    pub parent_status: ParentStatus,
    /// Score.
    pub score: Option<f64>,
    /// Status code: `on_target`, `watch`, `off_target` or `no_data`.
    pub status: String,
    /// Coverage, 0 to 1.
    pub coverage: f64,
    /// Decimals of the score that agree with its status.
    pub score_decimals: u8,
    /// Decimals of the coverage in percent that do not print a part as the whole.
    pub coverage_decimals: u8,
}

/// A perspective.
#[derive(Debug, Clone, Serialize)]
pub struct PerspectiveWorking {
    /// Id.
    pub id: String,
    /// Heading.
    pub title: String,
    /// Relative weight, as the definition has it; it counts where something below is judged.
    pub weight: f64,
    /// As computed.
    pub parent: ParentWorking,
    /// Its objectives.
    pub objectives: Vec<ObjectiveWorking>,
}

/// An objective.
#[derive(Debug, Clone, Serialize)]
pub struct ObjectiveWorking {
    /// Id.
    pub id: String,
    /// Heading.
    pub title: String,
    /// Relative weight, as the definition has it; it counts where something below is judged.
    pub weight: f64,
    /// As computed.
    pub parent: ParentWorking,
}

/// A measure.
#[derive(Debug, Clone, Serialize)]
pub struct MeasureWorking {
    /// Id.
    pub id: String,
    /// Heading, with what the values look at where that is not their period alone.
    pub title: String,
    /// Id of its objective.
    pub objective: String,
    /// Level.
    pub level: Level,
    /// Owner.
    pub owner: Option<String>,
    /// Unit.
    pub unit: Unit,
    /// Unit for readers.
    pub unit_label: String,
    /// Decimals for printing the value in the workbook.
    pub decimals: u8,
    /// Relative weight among its objective's measures; 0 is shown, not scored.
    pub weight: f64,
    /// Better direction.
    pub direction: Option<Direction>,
    /// Value over component names, or over measure ids when `components` is empty.
    pub formula: Formula,
    /// The formula in words.
    pub reading: String,
    /// Sample over component names.
    pub sample: Option<Formula>,
    /// Smallest sample for a score.
    pub min_n: u32,
    /// Whether a value from a smaller sample is withheld, as of surveys.
    pub withholds: bool,
    /// Components, each with a value per period.
    pub components: Vec<ComponentWorking>,
    /// How the score is taken.
    pub scoring: Scoring,
    /// How the status is taken.
    pub judgement: Judgement,
    /// Score's lower clip.
    pub floor: f64,
    /// Score's upper clip.
    pub cap: f64,
    /// Decimals of the score that agree with its status.
    pub score_decimals: u8,
    /// Its own periods for readers, as many as [`Workings::periods`] and ending with the one it shows; empty text before
    /// its first. Where it is judged to date, the year to date stands behind them.
    pub labels: Vec<String>,
    /// One per label; the last is the one judged.
    pub periods: Vec<PeriodWorking>,
}

/// A component's values.
#[derive(Debug, Clone, Serialize)]
pub struct ComponentWorking {
    /// Name in the formula.
    pub name: String,
    /// Name for readers.
    pub title: String,
    /// One per label of the measure.
    pub values: Vec<Option<f64>>,
}

/// A measure in one period, as the engine computed it: what a recalculated workbook must give again.
#[derive(Debug, Clone, Serialize)]
pub struct PeriodWorking {
    /// Value.
    pub value: Option<f64>,
    /// Absence in words when there is no value, or why a value is not scored; empty otherwise.
    pub reason: String,
    /// Whether the period is scored: false when provisional, without enough history, or not due.
    pub scored: bool,
    /// Sample.
    pub n: Option<f64>,
    /// Target.
    pub target: Option<f64>,
    /// |last target of the plan year − its baseline| (R24); none scores by attainment.
    pub span: Option<f64>,
    /// Start of the way, where there is one.
    pub baseline: Option<f64>,
    /// Band: low, high, zero below, zero above.
    pub band: Option<[f64; 4]>,
    /// Goal and red flag.
    pub goal_red_flag: Option<[f64; 2]>,
    /// Interval.
    pub low: Option<f64>,
    /// Interval.
    pub high: Option<f64>,
    /// Score.
    pub score: Option<f64>,
    /// Status code: `on_target`, `watch`, `off_target`, `no_data` (should have one), `none` (informational).
    pub status: String,
    /// Previous year.
    pub previous_year: Option<f64>,
}
