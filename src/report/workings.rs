//! What a live workbook needs: each fact once, and the way from facts and plan to every score.

mod cases;
mod compose;
mod control;
mod controls;
mod facts;
mod parted;
mod plan;
mod sources;

use chrono::NaiveDate;

use crate::calendar::Grain;
use crate::engine::CaseCell;
use crate::evaluate::results::{Contribution, Tier};
use crate::evaluate::score::{Status, Verdict};
use crate::measure::{Direction, Formula, Level, Unit};
use crate::model::{Edges, Judgement, ParentStatus, Rollup, Scoring};

use super::view::{AgainstView, Head};
use crate::words::{Book, Words};
pub use control::{ControlPeriodWorking, ControlWorking};
pub use parted::{CohortWorking, TriangleWorking, VarianceWorking};

/// Everything behind a scorecard's scores in the reported period, and in the periods before it.
#[derive(Debug, Clone)]
pub struct Workings {
    /// The language of its texts.
    pub words: Words,
    /// Head of the strategic report.
    pub head: Head,
    /// ISO code of the currency.
    pub currency: Option<String>,
    /// Id of the run.
    pub run: String,
    /// The scorecard's own periods, oldest first; the last is the one reported.
    pub periods: Vec<Span>,
    /// How parents are scored.
    pub rollup: Rollup,
    /// What was counted and added up, each once.
    pub facts: Vec<FactWorking>,
    /// In the order of printing.
    pub perspectives: Vec<PerspectiveWorking>,
    /// In the order of printing; formulas over measures stand after those they use.
    pub measures: Vec<MeasureWorking>,
    /// The whole scorecard as the engine computed it.
    pub total: ParentWorking,
    /// Segment tables, row by row.
    pub segments: Vec<SegmentWorking>,
    /// Cohorts by age.
    pub triangles: Vec<TriangleWorking>,
    /// What became of the rows of each source.
    pub sources: Vec<SourceWorking>,
    /// Totals that are held against ledgers.
    pub controls: Vec<ControlWorking>,
    /// How the score came from that of the period before; absent where one of them has none.
    pub bridge: Option<BridgeWorking>,
    /// What leads from plan and previous year to values, parted by segments.
    pub variances: Vec<VarianceWorking>,
    /// The cases behind figures, where they were looked for.
    pub cases: Vec<CaseWorking>,
    /// What an earlier run said otherwise, where one is compared.
    pub against: Option<AgainstView>,
    /// Log: run id, hashes, version, what became of rows and cells.
    pub log: Vec<LogLine>,
}

/// The cases behind a measure's figure.
#[derive(Debug, Clone)]
pub struct CaseWorking {
    /// Position of the measure.
    pub measure: usize,
    /// What they are.
    pub heading: String,
    /// Heads of the columns.
    pub columns: Vec<String>,
    /// Those that are listed, newest first, each with what it adds.
    pub rows: Vec<(Vec<CaseCell>, Option<f64>)>,
    /// How many there are.
    pub total: u64,
    /// What they add up to, where they do.
    pub amount: Option<f64>,
    /// Position of the fact whose rows they are.
    pub fact: Option<usize>,
    /// Position of the fact whose rows are none of them.
    pub without: Option<usize>,
    /// Whether the fact is their number, and not what they add up to.
    pub counts: bool,
}

/// A line of the log.
#[derive(Debug, Clone, PartialEq)]
pub struct LogLine {
    /// What it says.
    pub what: Book,
    /// Of what: a file, a source, a column; empty of the run.
    pub of: String,
    /// What is said.
    pub text: String,
}

/// The way of the score from the period before. The steps add up to its change.
#[derive(Debug, Clone, PartialEq)]
pub struct BridgeWorking {
    /// Score of the period before.
    pub before: f64,
    /// Perspectives, each before its objectives, each before its measures.
    pub steps: Vec<BridgeStep>,
}

/// What a perspective, an objective or a measure did to the score of the whole, in points.
#[derive(Debug, Clone, PartialEq)]
pub struct BridgeStep {
    /// Where it stands.
    pub tier: Tier,
    /// Id.
    pub id: String,
    /// Heading.
    pub title: String,
    /// Because its own score moved.
    pub score: f64,
    /// Because its share of the weight moved.
    pub weight: f64,
}

/// A stretch of days with its label.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    /// For readers.
    pub label: String,
    /// The same beside an axis: `Apr 98`.
    pub short: String,
    /// Canonical (`1998-04`).
    pub id: String,
    /// First day.
    pub first: NaiveDate,
    /// Last day.
    pub last: NaiveDate,
}

/// One figure that rows were counted or added up to, over time.
#[derive(Debug, Clone, PartialEq)]
pub struct FactWorking {
    /// Name, as `revenue.sum`.
    pub id: String,
    /// Source of the rows.
    pub source: String,
    /// For readers.
    pub title: String,
    /// Its values.
    pub rows: Vec<FactRow>,
}

/// A fact's value over some days.
#[derive(Debug, Clone, PartialEq)]
pub struct FactRow {
    /// What the days are.
    pub grain: FactGrain,
    /// Last day of the period it stands for, by which it is found.
    pub period: NaiveDate,
    /// First day of its rows.
    pub first: NaiveDate,
    /// Last day of its rows.
    pub last: NaiveDate,
    /// Nothing where there is no data.
    pub value: Option<f64>,
}

/// What the days of a fact are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactGrain {
    /// A period, or a window that ends with one.
    Period(Grain),
    /// The fiscal year up to a period's end.
    ToDate,
    /// The same period a year before.
    YearBefore,
}

impl FactGrain {
    /// The word of the definition language, or one like it.
    pub fn word(self) -> &'static str {
        match self {
            FactGrain::Period(grain) => grain.word(),
            FactGrain::ToDate => "to_date",
            FactGrain::YearBefore => "year_before",
        }
    }
}

/// A source's row counts.
#[derive(Debug, Clone)]
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
    /// Of the rows left, those without partner in a join.
    pub unmatched: u64,
    /// Of the rows left, those without customer.
    pub without_customer: Option<u64>,
    /// Day of the first row used.
    pub first: Option<NaiveDate>,
    /// Day of the last row used.
    pub last: Option<NaiveDate>,
}

/// A parent as the engine computed it, for the reported period.
#[derive(Debug, Clone)]
pub struct ParentWorking {
    /// Edges of its status.
    pub edges: Edges,
    /// Where its status comes from.
    pub parent_status: ParentStatus,
    /// Score.
    pub score: Option<f64>,
    /// Status; absent without a score.
    pub status: Option<Status>,
    /// Coverage, 0 to 1.
    pub coverage: f64,
    /// Share of the whole scorecard.
    pub effective_weight: f64,
    /// Decimals of the score that agree with its status.
    pub score_decimals: u8,
}

/// A perspective.
#[derive(Debug, Clone)]
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
#[derive(Debug, Clone)]
pub struct ObjectiveWorking {
    /// Id.
    pub id: String,
    /// Heading.
    pub title: String,
    /// Owner.
    pub owner: Option<String>,
    /// Relative weight, as the definition has it; it counts where something below is judged.
    pub weight: f64,
    /// As computed.
    pub parent: ParentWorking,
}

/// A measure.
#[derive(Debug, Clone)]
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
    /// Share of the whole scorecard, as the engine computed it.
    pub effective_weight: f64,
    /// Better direction.
    pub direction: Option<Direction>,
    /// Value over names of operands and of constants.
    pub formula: Formula,
    /// Margins, rates and factors that stand in the formula, by the name they have there.
    pub constants: Vec<(String, f64)>,
    /// The formula in words.
    pub reading: String,
    /// What the formula is over.
    pub operands: Operands,
    /// Sample over the operands.
    pub sample: Option<Formula>,
    /// Smallest sample for a score.
    pub min_n: u32,
    /// Whether a value from a smaller sample is withheld, as of surveys.
    pub withholds: bool,
    /// How the score is taken.
    pub scoring: Scoring,
    /// How the status is taken.
    pub judgement: Judgement,
    /// Whether the fiscal year to date is judged, and not the period.
    pub judged_to_date: bool,
    /// Score's lower clip.
    pub floor: f64,
    /// Score's upper clip.
    pub cap: f64,
    /// Decimals of the score that agree with its status.
    pub score_decimals: u8,
    /// Length of its periods.
    pub grain: Grain,
    /// Its own periods, as many as [`Workings::periods`] and ending with the one it shows; nothing before its first.
    pub periods: Vec<Option<PeriodWorking>>,
    /// What the plan is made of.
    pub plan: PlanWorking,
    /// Other versions of its plan.
    pub versions: Vec<VersionWorking>,
    /// The fiscal year to the last period's end, where the measure pools.
    pub to_date: Option<ToDateWorking>,
    /// Where last year's value comes from, and what it is for the last period.
    pub year_before: YearBefore,
    /// Limits of chance: lower, centre, upper.
    pub limits: Option<[f64; 3]>,
    /// The rest of the year, foretold.
    pub outlook: Vec<(String, f64)>,
    /// The year's figure, foretold.
    pub year_end: Option<f64>,
}

/// What a formula is over.
#[derive(Debug, Clone)]
pub enum Operands {
    /// Facts, by the name they have in the formula.
    Facts(Vec<OperandWorking>),
    /// Other measures as they are printed, by their ids.
    Measures,
}

/// A fact that a formula takes.
#[derive(Debug, Clone)]
pub struct OperandWorking {
    /// Name in the formula.
    pub name: String,
    /// Position among the facts.
    pub fact: usize,
    /// How its periods add up to the fiscal year.
    pub to_date: Adding,
}

/// How the periods of a fact add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Adding {
    /// Their sum is the fact of all of them.
    Sum,
    /// They do not; the year to date is a fact of its own, of the last period alone.
    Own,
    /// They do not, and the last period is the first of its year: its fact is that of the year to date.
    Same,
}

/// Where last year's value of a measure comes from.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum YearBefore {
    /// Nowhere.
    Unknown,
    /// From the measure's own values, a year of periods before.
    InSeries,
    /// It is a fact of its own, of the last period alone: its position.
    Fact(usize),
}

/// A measure in one period: what it rests on, and what the engine made of it.
#[derive(Debug, Clone)]
pub struct PeriodWorking {
    /// The days.
    pub span: Span,
    /// First day of its fiscal year.
    pub year: NaiveDate,
    /// Which of the year's periods it is, from 1.
    pub number: usize,
    /// Last day of the same period a year before.
    pub year_before: Option<NaiveDate>,
    /// Whether it has, or should have, a target.
    pub judged: bool,
    /// Whether the data are all there: false when provisional, without enough history, or not due.
    pub scored: bool,
    /// Absence in words when there is no value, or why a value is not scored; empty otherwise.
    pub reason: String,
    /// Its target.
    pub way: Option<Way>,
    /// The year's last target, for the length of the way.
    pub goal: Option<Way>,
    /// Planned denominator, by position among the plan's points.
    pub weight: Option<usize>,
    /// Start of the way, by position among the plan's points.
    pub baseline: Option<usize>,
    /// As the engine computed it.
    pub engine: Computed,
}

/// Another version of a measure's plan.
#[derive(Debug, Clone, PartialEq)]
pub struct VersionWorking {
    /// Its heading.
    pub title: String,
    /// Its number of each period of the measure, by position among the plan's points.
    pub points: Vec<Option<usize>>,
    /// As the engine computed it.
    pub engine: Vec<Option<f64>>,
    /// How its target to date comes of those of the periods.
    pub to_date: ToDateTarget,
    /// To the last period's end, as the engine computed it.
    pub engine_to_date: Option<f64>,
}

/// What the engine computed.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Computed {
    /// Value.
    pub value: Option<f64>,
    /// Sample.
    pub n: Option<f64>,
    /// A target to reach.
    pub target: Option<f64>,
    /// Score.
    pub score: Option<f64>,
    /// Status; absent without a score.
    pub status: Option<Status>,
    /// Interval of chance.
    pub interval: Option<[f64; 2]>,
    /// What the interval says of the target.
    pub verdict: Option<Verdict>,
}

/// What a plan is made of.
#[derive(Debug, Clone, Default)]
pub struct PlanWorking {
    /// Its numbers, each once.
    pub points: Vec<Point>,
}

/// A number of a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// The version of the plan that it belongs to; nothing of that which is scored.
    pub version: Option<String>,
    /// What it is.
    pub kind: PointKind,
    /// Days it is for, where it has some.
    pub days: Option<(NaiveDate, NaiveDate)>,
    /// The number.
    pub value: f64,
}

/// What a number of a plan is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PointKind {
    /// One target for all periods.
    Constant,
    /// A dated target.
    Dated,
    /// The target of one period.
    Period,
    /// Start of the way.
    Baseline,
    /// A share of a year's total, by number.
    Share,
    /// A planned denominator.
    Weight,
    /// A share added to last year's value.
    Relative,
    /// Points added to last year's value.
    Points,
    /// Last year's value.
    LastYear,
    /// Band: from, to, score 0 below, score 0 above.
    Band(u8),
    /// Goal.
    Goal,
    /// Red flag.
    RedFlag,
    /// The year to date's target, where it does not follow from those of its periods.
    ToDate,
}

/// How a period's target comes of points: `(from · (1 − way) + to · way) · share`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Way {
    /// Position of the point it comes from.
    pub from: usize,
    /// Position of the point it leads to.
    pub to: usize,
    /// How far it is, 0 to 1.
    pub way: f64,
    /// The part of it.
    pub share: Part,
    /// What is added to last year's value, which then is `from`.
    pub change: Option<usize>,
}

/// The part of a total that a period's target is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Part {
    /// A number: 1, or a share by last year or by count.
    Number(f64),
    /// A written share: its position among the points.
    Point(usize),
}

/// The fiscal year to the last period's end.
#[derive(Debug, Clone)]
pub struct ToDateWorking {
    /// As the engine computed it.
    pub engine: Computed,
    /// How its target comes of those of the periods.
    pub target: ToDateTarget,
    /// Whether its length of the way is that of the last period.
    pub spanned: bool,
    /// Whether the edges of a band, or goal and red flag, are those of all its periods together.
    pub adds: bool,
    /// Whether it is the last period's value, as of balances.
    pub is_last: bool,
}

/// How a target to date comes about (R21).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ToDateTarget {
    /// There is none.
    None,
    /// The sum of the periods' targets.
    Sum,
    /// Their mean, by planned denominators or samples.
    Weighted,
    /// The last of them.
    Last,
    /// A number of the plan: its position.
    Own(usize),
}

/// A row of a segment table.
#[derive(Debug, Clone)]
pub struct SegmentWorking {
    /// Id of the measure.
    pub measure: usize,
    /// Heading of the table.
    pub table: String,
    /// Name of the segment.
    pub segment: String,
    /// In the last period.
    pub engine: Computed,
    /// In the period before.
    pub previous: Option<f64>,
    /// What it did to the change of the measure since then.
    pub contribution: Option<Contribution>,
    /// Whether the values of the table add up to the measure's.
    pub adds_up: bool,
    /// Why there is no value.
    pub reason: String,
}
