//! What a reader sees, as plain values: numbers already set as text beside the fractions that charts need.

mod brand;
mod cases;
mod change;
mod exception;
mod map;
mod overview;
mod restatement;
mod status;
mod trend;

use serde::Serialize;

use crate::measure::{Formula, Level};
use crate::model::Paper;

pub use brand::BrandView;
pub use cases::{CaseTable, CaseText};
pub use change::{ChangeView, EffectView, MovedView, POINT_DECIMALS, SignalView, YearEndView};
pub use exception::{DecisionView, ExceptionView};
pub use map::{MapBand, MapLink, MapNode, MapView};
pub use overview::{EntityView, HeatView, OverviewView};
pub use restatement::{RestatedLine, RestatedView, RestatementView};
pub use status::{StatusCode, StatusView};
pub use trend::{EventMark, LimitLines, OutlookPoint, TrendChart, TrendPoint};

/// What was composed for one document, in reading order; [`super::pages`] make it pages.
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// What, for whom, when, and the lines at the foot.
    pub head: Head,
    /// Words of its pages in their order; those of its level when absent.
    pub pages_asked: Option<Vec<String>>,
    /// The whole scorecard's score.
    pub total: ScoreView,
    /// The entities side by side; `None` where the report does not compare them.
    pub overview: Option<OverviewView>,
    /// Perspectives with their objectives, in the order of printing.
    pub perspectives: Vec<PerspectiveView>,
    /// What drives what; `None` where nothing does.
    pub map: Option<MapView>,
    /// What is off or near its target, most important first.
    pub exceptions: Vec<ExceptionView>,
    /// What is said where there are none.
    pub no_exceptions: String,
    /// What was decided, and is still to be done.
    pub decisions: Vec<DecisionView>,
    /// Who prepared, reviewed and approved the report, each as `label`, `text`.
    pub approvals: Vec<(String, String)>,
    /// How the score came from that of the period before; `None` where nothing is scored.
    pub change: Option<ChangeView>,
    /// What an earlier run said otherwise; `None` where no run is compared.
    pub against: Option<RestatementView>,
    /// Statuses that are others than in the period before.
    pub moved: Vec<MovedView>,
    /// What is said where there are none.
    pub none_moved: String,
    /// Values that chance does not explain.
    pub signals: Vec<SignalView>,
    /// How the years of measures with an outlook may end, the least likely to meet their targets first.
    pub year_ends: Vec<YearEndView>,
    /// One page per objective (strategic report), or per measure's objective (operational report).
    pub pages: Vec<ObjectivePage>,
    /// How each measure is defined.
    pub definitions: Vec<DefinitionView>,
    /// How complete the data are.
    pub sources: Vec<SourceView>,
    /// Short text explaining signs and colours.
    pub key: String,
}

/// What stands at the head and foot of a document.
#[derive(Debug, Clone, Serialize)]
pub struct Head {
    /// Which report it is.
    pub level: Level,
    /// Paper that was asked for.
    pub paper: Option<Paper>,
    /// Language tag, `en-GB`.
    pub locale: String,
    /// `Customer scorecard – Northwind Traders, April 1998`.
    pub title: String,
    /// The scorecard's heading alone.
    pub scorecard: String,
    /// Whom it is about.
    pub entity: String,
    /// Period for readers: `April 1998`.
    pub period: String,
    /// Short period for a column head: `Apr 1998`.
    pub period_short: String,
    /// How far trends go back: `13 months`.
    pub trend_length: String,
    /// The conclusion, from tested rules.
    pub message: String,
    /// Mission, where there is one.
    pub mission: Option<String>,
    /// Vision, where there is one.
    pub vision: Option<String>,
    /// Things to know before trusting the page: provisional, moved period, stale or incomplete sources.
    pub notices: Vec<String>,
    /// `Data as of 6 May 1998`.
    pub as_of: String,
    /// `Data as of 6 May 1998.`
    pub as_of_sentence: String,
    /// `Page {page} of {pages}`, with those braces: the pages of a PDF are counted when it is set.
    pub page_number: String,
    /// `Run 7f3a…`.
    pub run: String,
    /// `Sources: orders, order_details`.
    pub sources: String,
    /// Day of the document: the as-of date, ISO.
    pub date: String,
    /// Its look.
    pub brand: BrandView,
}

/// A score of the scorecard, a perspective or an objective.
#[derive(Debug, Clone, Serialize)]
pub struct ScoreView {
    /// `87`; `–` without one.
    pub score: String,
    /// The same as a number, 0 to 100 (or the cap), unrounded.
    pub value: Option<f64>,
    /// Status.
    pub status: StatusView,
    /// `100%` of the weight below has a score.
    pub coverage: String,
    /// Whether coverage is below 100 %.
    pub partial: bool,
    /// Effective weight, `40%`; empty for the whole.
    pub weight: String,
    /// Beside that of the period before, `▲ from 76`; empty where one of them is none.
    pub was: String,
    /// How many measures beneath have which status: on target, watch, off target.
    pub tally: Vec<StatusView>,
}

/// A perspective on page 1.
#[derive(Debug, Clone, Serialize)]
pub struct PerspectiveView {
    /// Id.
    pub id: String,
    /// Heading.
    pub title: String,
    /// Its score.
    pub score: ScoreView,
    /// Its objectives.
    pub objectives: Vec<ObjectiveView>,
}

/// An objective on page 1.
#[derive(Debug, Clone, Serialize)]
pub struct ObjectiveView {
    /// Id; its page carries it as label.
    pub id: String,
    /// Heading.
    pub title: String,
    /// Its score.
    pub score: ScoreView,
    /// The measures this report lists.
    pub measures: Vec<MeasureRow>,
    /// Measures that count and are listed elsewhere: `also from 3 operational measures`; empty when none.
    pub unlisted: String,
}

/// A measure as one row of a table. All texts are ready to print; empty text prints nothing.
#[derive(Debug, Clone, Serialize)]
pub struct MeasureRow {
    /// Id; its definition carries it as label.
    pub id: String,
    /// Heading.
    pub title: String,
    /// Unit for readers: `%`, `GBP thousand`, `days`.
    pub unit: String,
    /// Actual; or the absence in words (`No data`), see `absent`.
    pub actual: String,
    /// Whether there is no value.
    pub absent: bool,
    /// Whether the value is shown grey (insufficient data, provisional).
    pub grey: bool,
    /// Plan.
    pub plan: String,
    /// Other versions of the plan, each with its heading.
    pub versions: Vec<(String, String)>,
    /// Previous year.
    pub previous_year: String,
    /// Δ to plan in the unit (points for rates), with sign.
    pub delta: String,
    /// Relative Δ in percent, with sign; empty for rates and points (R34).
    pub delta_relative: String,
    /// Whether Δ is favourable; `None` without a plan or direction.
    pub favourable: Option<bool>,
    /// Length of the variance bar as share of the row's half axis, −1 to 1, positive to the right when actual exceeds plan.
    pub variance: Option<f64>,
    /// Actual against plan.
    pub bullet: Option<Bullet>,
    /// The last periods, oldest first; absent ones are gaps.
    pub trend: Vec<Option<f64>>,
    /// Score, `87`.
    pub score: String,
    /// Status.
    pub status: StatusView,
    /// Sample, `1,948`.
    pub n: String,
    /// Chance interval: `66.1–70.3`.
    pub interval: String,
    /// Effective weight in the scorecard: `13%`; `shown, not scored` when 0.
    pub weight: String,
    /// Year to date, `512, plan 480`; empty where there is none (R12).
    pub to_date: String,
    /// Year to date without its plan, for a column; empty where there is none.
    pub to_date_value: String,
    /// Outlook for the year's end; empty where there is none that tells anything.
    pub year_end: String,
    /// Marks: `value of February 1998` for a longer grain, `Withheld (n 3 of 10)`, `target not renewed`; joined by `; `.
    pub remark: String,
}

/// A bullet graph: all positions are shares of its width, 0 to 1.
#[derive(Debug, Clone, Serialize)]
pub struct Bullet {
    /// Where the qualitative bands end, darkest first; the last is 1.
    pub bands: Vec<f64>,
    /// End of the bar.
    pub actual: f64,
    /// Where zero stands, the bar's start; `None` when the scale has no zero and a dot is drawn.
    pub zero: Option<f64>,
    /// The target's mark.
    pub target: f64,
}

/// A page about one objective.
#[derive(Debug, Clone, Serialize)]
pub struct ObjectivePage {
    /// Id of the objective.
    pub id: String,
    /// Its perspective's heading.
    pub perspective: String,
    /// Heading.
    pub title: String,
    /// Its score.
    pub score: ScoreView,
    /// Accountable person, note and what it drives, each as `label`, `text`.
    pub facts: Vec<(String, String)>,
    /// Its measures that this report lists.
    pub measures: Vec<MeasureSection>,
    /// Measures counted here and listed elsewhere, with value and status.
    pub others: Vec<MeasureRow>,
    /// Initiatives that support it.
    pub initiatives: Vec<String>,
}

/// A measure with its trend.
#[derive(Debug, Clone, Serialize)]
pub struct MeasureSection {
    /// The row of page 1.
    pub row: MeasureRow,
    /// What the figures say, in one or two sentences.
    pub sentence: String,
    /// Whether the process as it stands meets its target; empty when that is not known.
    pub assurance: String,
    /// A clear trend, and what the rest of the fiscal year may bring; empty when neither is known.
    pub outlook: String,
    /// The last periods, or the weekly run.
    pub trend: TrendChart,
    /// Segment tables; of a strategic report those that tell where a miss comes from.
    pub segments: Vec<SegmentTable>,
    /// Cohorts by age; `None` in a strategic report.
    pub triangle: Option<TriangleTable>,
    /// The cases behind the figure; `None` but in an operational report.
    pub cases: Option<CaseTable>,
    /// Accountable person, drivers and driven, formula in words, each as `label`, `text`.
    pub facts: Vec<(String, String)>,
    /// Comments, newest first: `April 1998: Four orders…`.
    pub comments: Vec<String>,
}

/// A segment table.
#[derive(Debug, Clone, Serialize)]
pub struct SegmentTable {
    /// Heading of the first column: `Carrier`.
    pub title: String,
    /// Heading of the value column: `April 1998`.
    pub period: String,
    /// Heading of the comparison column: `March 1998`.
    pub previous: String,
    /// Rows in order, "other" and "(not stated)" last, then the total.
    pub rows: Vec<SegmentRow>,
    /// Remarks under the table.
    pub note: String,
    /// Whether a target column and status are shown.
    pub targets: bool,
    /// Whether the change of the whole is split into what each row's rate and share did.
    pub split: bool,
}

/// A row of a segment table.
#[derive(Debug, Clone, Serialize)]
pub struct SegmentRow {
    /// Name.
    pub label: String,
    /// Value, or the absence in words.
    pub actual: String,
    /// Previous period.
    pub previous: String,
    /// Change, with sign, in the unit (points for rates).
    pub change: String,
    /// What the row did to the change of the whole because its own ratio moved, with sign.
    pub rate: String,
    /// The same, because its share of the whole moved.
    pub mix: String,
    /// Sample.
    pub n: String,
    /// Chance interval.
    pub interval: String,
    /// Share of a bar's full width, 0 to 1; `None` when absent.
    pub bar: Option<f64>,
    /// Target of the segment.
    pub plan: String,
    /// Status, only with a segment target.
    pub status: Option<StatusView>,
    /// Whether it is shown grey.
    pub grey: bool,
    /// Whether it is the total.
    pub total: bool,
}

/// Cohorts by age.
#[derive(Debug, Clone, Serialize)]
pub struct TriangleTable {
    /// Heading: `Kept by cohort and age in quarters (%)`.
    pub title: String,
    /// Heading of the first column: `First row in`.
    pub head: String,
    /// Headings of the ages.
    pub ages: Vec<String>,
    /// The newest cohorts, oldest first.
    pub rows: Vec<TriangleRow>,
    /// All cohorts together, each weighing by its size.
    pub average: TriangleRow,
    /// Remark under the table.
    pub note: String,
}

/// A cohort in a triangle.
#[derive(Debug, Clone, Serialize)]
pub struct TriangleRow {
    /// Name of the cohort.
    pub label: String,
    /// Number of customers.
    pub n: String,
    /// By age; empty where it is not observed.
    pub cells: Vec<String>,
}

/// How a measure is defined.
#[derive(Debug, Clone, Serialize)]
pub struct DefinitionView {
    /// Id of the measure.
    pub id: String,
    /// Heading.
    pub title: String,
    /// What it is, as a manager says it.
    pub words: String,
    /// The formula, for mathematics; names are titles of components.
    pub formula: Formula,
    /// The formula in words, as alternative text.
    pub reading: String,
    /// Source, rows, date, interval, pooling, scoring, policies, each as `label`, `text`.
    pub facts: Vec<(String, String)>,
}

/// How complete a source's data are.
#[derive(Debug, Clone, Serialize)]
pub struct SourceView {
    /// Id.
    pub id: String,
    /// Files.
    pub files: String,
    /// Rows read.
    pub rows: String,
    /// First and last day.
    pub days: String,
    /// What was left out, each as one sentence: repeats removed, rows filtered, cells unreadable, cells out of range, rows without customer.
    pub remarks: Vec<String>,
}
