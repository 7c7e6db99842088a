//! What a run found: the published shape of `results.json`. Numbers are unrounded, rates are fractions.

mod bridge;
mod series;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use super::score::{Status, Verdict};
use crate::calendar::{DurationUnit, Grain};
use crate::measure::{Direction, Level, Unit};
use crate::statistics::assurance::Assurance;
use crate::statistics::interval::Interval;

pub use bridge::{Bridge, Effect, Tier};
pub use series::{
    EventResult, FiringResult, NoOutlook, OutlookPeriod, OutlookResult, RuleResult, SignalsResult,
    TrendResult,
};

/// Name of this shape.
pub const SCHEMA: &str = "mando-results/2";

/// Everything a run found.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Results {
    /// Name and version of this shape.
    pub schema: String,
    /// What was run.
    pub run: Run,
    /// What came out.
    pub scorecard: ScorecardResult,
}

/// What was run: the same values give the same bytes.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Run {
    /// Hash of everything below.
    pub id: String,
    /// Version of the program.
    pub version: String,
    /// Hash of the definition.
    pub definition: String,
    /// Hash of what people wrote about periods.
    pub notes: String,
    /// Files read, with the SHA-256 of their bytes.
    pub inputs: Vec<Input>,
    /// End of the known world.
    #[schemars(with = "String")]
    pub as_of: NaiveDate,
    /// Period reported.
    pub period: PeriodName,
    /// Whether the period was moved because the last complete one has no rows (R3).
    pub moved: bool,
    /// SHA-256 of the earlier results that these are compared with.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub against: Option<String>,
    /// Rows of every source and what became of them.
    pub sources: Vec<SourceResult>,
}

/// A file read.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Input {
    /// Path in the project.
    pub file: String,
    /// SHA-256, hexadecimal.
    pub sha256: String,
}

/// Rows of a source and what became of them.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SourceResult {
    /// Source id.
    pub id: String,
    /// Rows in the files.
    pub read: u64,
    /// Rows without readable time or key, and ragged ones.
    pub rejected: u64,
    /// Of the rejected, rows with more cells than their header.
    pub ragged: u64,
    /// Rows that end early: their last cells are empty.
    pub short: u64,
    /// Rows whose time is a code for none, left out.
    pub undated: u64,
    /// Exact repeats and rows that another of their key supersedes, removed.
    pub repeated: u64,
    /// Of these, rows that another of their key supersedes: earlier versions, or all but the first or last.
    pub superseded: u64,
    /// Rows outside `where`, `from`, `until`, a required join, or recorded after as-of.
    pub filtered: u64,
    /// Rows dated after as-of, which do not exist yet.
    pub after_as_of: u64,
    /// Rows left.
    pub used: u64,
    /// Day of the first row.
    #[schemars(with = "Option<String>")]
    pub first_day: Option<NaiveDate>,
    /// Day of the newest row by as-of.
    #[schemars(with = "Option<String>")]
    pub last_day: Option<NaiveDate>,
    /// Day of the newest row after as-of.
    #[schemars(with = "Option<String>")]
    pub last_day_after_as_of: Option<NaiveDate>,
    /// What became of the cells of each column that is used.
    pub cells: Vec<CellResult>,
    /// For each join: how many rows found no partner.
    pub unmatched: Vec<UnmatchedResult>,
    /// Rows without customer, where the source has one.
    pub without_customer: Option<u64>,
    /// For each measure that leaves some out: how many cases end before they begin.
    pub reversed: Vec<(String, u64)>,
}

/// Rows that found no partner in a join.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct UnmatchedResult {
    /// The source that was joined.
    pub source: String,
    /// How many.
    pub rows: u64,
    /// The first of their keys.
    pub keys: Vec<String>,
    /// Whether they are left out for it.
    pub required: bool,
}

/// Cells of a column: `cells = values + empty + absent + not_applicable + unreadable + out_of_range`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct CellResult {
    /// Column.
    pub column: String,
    /// All of them.
    pub cells: u64,
    /// Those that hold a value.
    pub values: u64,
    /// Empty.
    pub empty: u64,
    /// Not readable.
    pub unreadable: u64,
    /// Outside the range.
    pub out_of_range: u64,
    /// Listed as absent.
    pub absent: u64,
    /// Listed as not applicable.
    pub not_applicable: u64,
    /// Times without offset that the clocks showed twice; the earlier is taken.
    pub clock_showed_twice: u64,
    /// Times without offset that the clocks skipped; they are moved forward by the gap.
    pub clock_skipped: u64,
    /// Days that a later `format` reads as another day; they are used.
    pub ambiguous: u64,
    /// Whether a measure adds the column up: an empty cell adds nothing there.
    pub added_up: bool,
    /// First places of the unreadable: file and line.
    pub examples: Vec<String>,
    /// The same with their texts, for the workbook's log alone where that is asked for.
    #[serde(skip)]
    pub texts: Vec<String>,
}

impl CellResult {
    /// Rows that add nothing because their cell is empty (R46).
    pub fn adding_nothing(&self) -> u64 {
        if self.added_up { self.empty } else { 0 }
    }

    /// Whether some hold no value, or one that may be another, so that readers are told.
    pub fn is_told(&self) -> bool {
        let lost = self.unreadable + self.out_of_range + self.absent + self.not_applicable;
        let clocks = self.clock_showed_twice + self.clock_skipped;
        lost + clocks + self.ambiguous + self.adding_nothing() > 0
    }
}

/// A period by label and days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PeriodName {
    /// Canonical label, `1998-04`.
    pub label: String,
    /// First day.
    #[schemars(with = "String")]
    pub first: NaiveDate,
    /// Last day.
    #[schemars(with = "String")]
    pub last: NaiveDate,
}

/// The whole scorecard.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ScorecardResult {
    /// Id.
    pub id: String,
    /// Heading.
    pub title: String,
    /// Whom it is about.
    pub entity: String,
    /// Id of the one entity it is about; null for the whole.
    pub entity_id: Option<String>,
    /// Score and status.
    #[serde(flatten)]
    pub parent: ParentResult,
    /// How the score came from that of the period before; absent where one of them has none.
    pub bridge: Option<Bridge>,
    /// Perspectives in the order of printing.
    pub perspectives: Vec<PerspectiveResult>,
}

/// Score, status and coverage of a parent.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct ParentResult {
    /// 0 to 100 (or the cap).
    pub score: Option<f64>,
    /// Absent without a score.
    pub status: Option<Status>,
    /// Score of the period before, by that period's targets and weights.
    pub previous_score: Option<f64>,
    /// Status of the period before.
    pub previous_status: Option<Status>,
    /// Weight of the children with a score over the weight of all, 0 to 1.
    pub coverage: f64,
    /// Share of the whole scorecard, 0 to 1.
    pub effective_weight: f64,
    /// Weighted geometric mean of the children, printed beside, never scored.
    pub geometric_mean: Option<f64>,
}

/// A perspective.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PerspectiveResult {
    /// Id.
    pub id: String,
    /// Heading.
    pub title: String,
    /// Relative weight.
    pub weight: f64,
    /// Score and status.
    #[serde(flatten)]
    pub parent: ParentResult,
    /// Objectives in the order of printing.
    pub objectives: Vec<ObjectiveResult>,
}

/// An objective.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ObjectiveResult {
    /// Id.
    pub id: String,
    /// Heading.
    pub title: String,
    /// Relative weight.
    pub weight: f64,
    /// Score and status.
    #[serde(flatten)]
    pub parent: ParentResult,
    /// Measures in the order of printing.
    pub measures: Vec<MeasureResult>,
}

/// A measure over time.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MeasureResult {
    /// Id.
    pub id: String,
    /// Heading.
    pub title: String,
    /// Which reports list it.
    pub level: Level,
    /// Unit of the values.
    pub unit: Unit,
    /// Better direction.
    pub direction: Option<Direction>,
    /// Relative weight in its objective.
    pub weight: f64,
    /// Share of the whole scorecard, 0 to 1.
    pub effective_weight: f64,
    /// The last periods, oldest first; the last is the one reported.
    pub periods: Vec<PeriodResult>,
    /// The period before the one reported.
    pub previous: Option<f64>,
    /// What has changed since the period before, as far as chance lets tell; absent where the method of the measure
    /// knows no two independent samples.
    pub change: Option<ChangeResult>,
    /// The same period of the year before.
    pub previous_year: Option<f64>,
    /// Fiscal year to the period's end, where the measure pools (R12).
    pub to_date: Option<PeriodResult>,
    /// Weekly run to the period's end, where components pool.
    pub weeks: Vec<PeriodResult>,
    /// Segment tables.
    pub segments: Vec<SegmentsResult>,
    /// Cohorts by age, of a measure of cohorts.
    pub triangle: Option<TriangleResult>,
    /// Limits of chance and signals over up to 36 periods; absent with fewer than six complete ones.
    pub signals: Option<SignalsResult>,
    /// Whether the process as it stands meets the target.
    pub assurance: Assurance,
    /// The rest of the fiscal year.
    pub outlook: Option<OutlookResult>,
    /// Why there is no outlook.
    pub no_outlook: Option<NoOutlook>,
    /// What happened in the periods shown.
    pub events: Vec<EventResult>,
    /// Who entered the values of these periods, when and upon what, of a measure that people enter.
    pub entered: Vec<EnteredResult>,
}

/// A value that somebody entered.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct EnteredResult {
    /// The period it stands for.
    pub period: PeriodName,
    /// The value.
    pub value: f64,
    /// The entity it was entered for; null for the whole.
    pub entity: Option<String>,
    /// Who entered it.
    pub by: Option<String>,
    /// When.
    #[schemars(with = "Option<String>")]
    pub date: Option<NaiveDate>,
    /// What it rests on.
    pub evidence: Option<String>,
}

impl MeasureResult {
    /// The period reported.
    pub fn current(&self) -> Option<&PeriodResult> {
        self.periods.last()
    }
}

/// A change between two periods whose cases are independent of one another.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ChangeResult {
    /// The period before.
    pub from: PeriodName,
    /// The reported value less the one before.
    pub difference: f64,
    /// Lower limit of the difference, at 95 %.
    pub low: f64,
    /// Upper limit of the difference, at 95 %.
    pub high: f64,
    /// Whether it is more than chance: 0 lies outside the limits.
    pub significant: bool,
}

/// A measure in one period.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct PeriodResult {
    /// The period.
    pub period: PeriodName,
    /// Value; the reason stands beside when there is none.
    pub value: Option<f64>,
    /// Why there is no value.
    pub absent: Option<Absence>,
    /// Why a value is not scored.
    pub doubt: Option<Doubt>,
    /// What the value looks at, where that is not the period alone.
    pub window: Option<ValueWindow>,
    /// How many of the periods that the value is put together of have a value, where not all have.
    pub partly: Option<Partly>,
    /// 95 % interval of chance variation.
    pub interval: Option<Interval>,
    /// Number of cases.
    pub n: Option<f64>,
    /// What the value is made of.
    pub components: BTreeMap<String, Option<f64>>,
    /// A figure printed beside the value, by name; in the value's unit, or a share.
    pub beside: BTreeMap<String, f64>,
    /// Target.
    pub target: Option<TargetAt>,
    /// Score.
    pub score: Option<f64>,
    /// Status.
    pub status: Option<Status>,
    /// What the interval says about the target; never a status.
    pub verdict: Option<Verdict>,
}

impl PeriodResult {
    /// Takes out all that was found.
    pub(super) fn withhold(&mut self, smallest: u32) {
        (self.value, self.interval, self.n, self.score) = (None, None, None, None);
        (self.status, self.verdict, self.doubt, self.partly) = (None, None, None, None);
        self.components.clear();
        self.beside.clear();
        self.absent = Some(Absence::Private { smallest });
    }
}

/// A target in one period, with what scoring needs.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TargetAt {
    /// A value to reach.
    Value {
        /// The value.
        value: f64,
        /// |last target of the plan year − baseline|; absent scores by attainment (R24, R25).
        span: Option<f64>,
        /// Start of the way, where there is one.
        baseline: Option<f64>,
        /// Whether the last dated value is past and still holds (R19).
        not_renewed: bool,
    },
    /// A band.
    Band {
        /// Lower edge.
        low: f64,
        /// Upper edge.
        high: f64,
        /// Score 0 below.
        zero_low: f64,
        /// Score 0 above.
        zero_high: f64,
    },
    /// Goal and red flag.
    GoalRedFlag {
        /// Goal.
        goal: f64,
        /// Red flag.
        red_flag: f64,
    },
}

impl TargetAt {
    /// The value printed as plan: the value, the goal, or the nearer edge of a band to `actual`.
    pub fn plan(&self, actual: Option<f64>) -> f64 {
        match self {
            TargetAt::Value { value, .. } => *value,
            TargetAt::GoalRedFlag { goal, .. } => *goal,
            TargetAt::Band { low, high, .. } => actual.map_or(*low, |a| a.clamp(*low, *high)),
        }
    }
}

/// Why there is no value. None of these is 0.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Absence {
    /// The source has no row for it.
    NoData,
    /// The measure looks back beyond the history.
    InsufficientHistory {
        /// History would have to reach back to this day.
        #[schemars(with = "String")]
        needs: NaiveDate,
    },
    /// A longer grain's next value is not due.
    NotYetDue,
    /// A survey with fewer answers than its minimum.
    Withheld {
        /// Answers.
        n: f64,
        /// Minimum.
        min_n: u32,
    },
    /// Division by zero, or something else without a value.
    Undefined,
    /// Of too few people to be shown, or kept back so that nothing can be told of those.
    Private {
        /// Groups with fewer cases are withheld.
        smallest: u32,
    },
}

/// Why a value is not scored.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Doubt {
    /// The period is not over, or its data are not all there.
    Provisional(Provisional),
    /// Fewer cases than the minimum (R31).
    InsufficientData {
        /// Cases.
        n: f64,
        /// Minimum.
        min_n: u32,
    },
}

/// Why a value may still change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Provisional {
    /// The period is not over at as-of (R4).
    NotOver,
    /// The newest row is older than its source's `stale_after` allows (R4).
    Stale {
        /// Its day.
        #[schemars(with = "String")]
        last: NaiveDate,
    },
    /// Too many cases have not run their time (R7).
    Immature,
    /// The source begins within the period (R51).
    DataBegin {
        /// Its first day.
        #[schemars(with = "String")]
        on: NaiveDate,
    },
    /// There is no row up to the end, for longer than there was none before (R52).
    GapAtEnd {
        /// Day of the last row.
        #[schemars(with = "String")]
        last: NaiveDate,
        /// Days between two rows at most, over the thirteen periods before; null where they hold too few rows to tell,
        /// and one period was waited for.
        longest: Option<i64>,
    },
}

/// Of the periods of a rolling window or of the year to date, those that have a value of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Partly {
    /// Periods with a value.
    pub with_value: u32,
    /// All of them.
    pub of: u32,
}

impl Partly {
    /// Their share.
    pub(super) fn share(self) -> f64 {
        f64::from(self.with_value) / f64::from(self.of.max(1))
    }
}

/// What a value looks at, where that is not its own period alone (R49).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ValueWindow {
    /// So much time up to the period's end.
    Rolling {
        /// How many.
        count: u32,
        /// Of what.
        unit: DurationUnit,
    },
    /// All since the data begin.
    Since {
        /// The first day.
        #[schemars(with = "String")]
        first: NaiveDate,
    },
    /// Another period: that of measures of a longer grain.
    Days {
        /// First day.
        #[schemars(with = "String")]
        first: NaiveDate,
        /// Last day.
        #[schemars(with = "String")]
        last: NaiveDate,
    },
    /// Measures that look at different stretches of days.
    Mixed,
}

/// A segment table.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SegmentsResult {
    /// Column or expression.
    pub by: String,
    /// Heading.
    pub title: String,
    /// Rows in the order of printing.
    pub rows: Vec<SegmentResult>,
    /// What all rows together did to the change since the period before; absent where the rows do not add up to the whole.
    pub contribution: Option<Contribution>,
    /// Customers who changed segment between opening and end (R14).
    pub changed: Option<u64>,
}

/// A segment.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SegmentResult {
    /// Values of the keys; null is "(not stated)".
    pub keys: Vec<Option<String>>,
    /// Name for readers, of labels or keys; absent for "other".
    pub label: Option<String>,
    /// The reported period.
    pub current: PeriodResult,
    /// Value of the period before.
    pub previous: Option<f64>,
    /// What this row did to the change of the whole since the period before.
    pub contribution: Option<Contribution>,
}

/// Part of a change since the period before, in the value's unit. The parts of all rows add up to the change of the whole.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct Contribution {
    /// The part.
    pub change: f64,
    /// Of it, because the row's own ratio moved; absent of amounts.
    pub rate: Option<f64>,
    /// Of it, because the row's share of the whole moved; absent of amounts.
    pub mix: Option<f64>,
}

/// Cohorts by age: every cohort that began within the history and is over by the reported period's end.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TriangleResult {
    /// Periods of cohorts and ages.
    pub grain: Grain,
    /// Oldest first.
    pub cohorts: Vec<CohortResult>,
    /// By age from 0: the cohorts that have reached it together, so that each weighs by its size.
    pub averages: Vec<Option<CohortCell>>,
}

/// A cohort: the customers whose first row stands in the same period.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CohortResult {
    /// That period.
    pub period: PeriodName,
    /// Number of customers.
    pub size: f64,
    /// By age from 0 to that of the oldest cohort; null where it is not observed yet, which is not 0.
    pub cells: Vec<Option<CohortCell>>,
}

/// Who is kept at an age.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct CohortCell {
    /// Customers kept.
    pub kept: f64,
    /// Customers there were.
    pub size: f64,
    /// Kept over size; null of an empty cohort.
    pub value: Option<f64>,
}
