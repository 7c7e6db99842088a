//! A scorecard as written: what its YAML holds, with places and in words, nothing resolved.
//!
//! Every struct here is also the source of the JSON Schema, so its doc comments are what an editor shows.

pub mod bridge;
pub mod calendar;
pub mod control;
pub mod drive;
pub mod edges;
pub mod engine;
pub mod format;
pub mod initiative;
pub mod join;
pub mod measure;
pub mod notes;
pub mod perspective;
pub mod report;
pub mod scorecard;
pub mod segment;
pub mod signal;
pub mod source;
pub mod target;
pub mod title;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::form::{Entries, Form, ID_PATTERN};
use crate::locale::Locale;
use crate::measure::Text;
use crate::problem::Spanned;
use calendar::CalendarKeys;
use control::ControlKeys;
use edges::Edges;
use engine::EngineKeys;
use initiative::{Comments, Initiative};
use measure::{Defaults, GrainWord, Measure};
use perspective::Perspective;
use report::ReportKeys;
use scorecard::{Entity, PrivacyKeys, RollupKeys};
use signal::EventKeys;
use source::Source;
use target::TargetFile;
use title::{ReservedKey, Title};

/// A scorecard of mando: perspectives, objectives and measures, and the sources they are taken from.
///
/// `scorecard`, `title`, `entity` and `perspectives` are required, and `sources` where a measure is taken from rows; they may be missing here so that the rest
/// is still checked.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("x-object" = "scorecard", "required" = ["scorecard", "title", "entity", "perspectives"]))]
pub struct Document {
    /// Name of the scorecard, part of file names.
    #[serde(default)]
    #[schemars(extend("pattern" = ID_PATTERN, "x-example" = "customers"))]
    pub scorecard: Option<Text>,
    /// Heading.
    #[serde(default)]
    #[schemars(extend("x-example" = "Customer scorecard"))]
    pub title: Option<Title>,
    /// Mission, at the top of the strategy map.
    #[serde(default)]
    pub mission: Option<Title>,
    /// Vision, at the top of the strategy map.
    #[serde(default)]
    pub vision: Option<Title>,
    /// Whom it is about.
    #[serde(default)]
    #[schemars(extend("x-example" = "Northwind Traders"))]
    pub entity: Option<Entity>,
    /// Words and numbers of reports; `en-GB` when absent.
    #[serde(default)]
    #[schemars(extend("x-example" = "en-GB"))]
    pub locale: Option<Text>,
    /// ISO code of the one currency; required with money.
    #[serde(default)]
    #[schemars(extend("x-example" = "EUR"))]
    pub currency: Option<Text>,
    /// Fiscal year, weeks, time zone, holidays, waves.
    #[serde(default)]
    pub calendar: Option<CalendarKeys>,
    /// Period of reports; `month` when absent.
    #[serde(default)]
    pub grain: Option<Spanned<GrainWord>>,
    /// Last day that counts; the end of yesterday when absent.
    #[serde(default)]
    #[schemars(extend("x-expected" = "a date", "x-example" = "2026-10-31"))]
    pub as_of: Option<Text>,
    /// Lower edges of a measure's score.
    #[serde(default)]
    pub status: Option<Edges>,
    /// How parents are scored.
    #[serde(default)]
    pub rollup: Option<RollupKeys>,
    /// Which groups are too small to be shown.
    #[serde(default)]
    #[schemars(extend("x-example" = "{ smallest: 5 }"))]
    pub privacy: Option<PrivacyKeys>,
    /// Keys for measures that lack them.
    #[serde(default)]
    pub defaults: Option<Defaults>,
    /// Where rows come from.
    #[serde(default)]
    #[schemars(extend("x-example" = "{ orders: { path: data/orders.csv } }"))]
    pub sources: Entries<Source>,
    /// Perspectives, in the order of printing.
    #[serde(default)]
    #[schemars(extend("x-example" = "{ customer: { objectives: { loyalty: {} } } }"))]
    pub perspectives: Entries<Perspective>,
    /// Measures, in the order of printing.
    #[serde(default)]
    pub measures: Entries<Measure>,
    /// File of targets: columns `measure`, `entity`, `segment`, `period`, `target`, and `baseline`, `note`.
    #[serde(default)]
    #[schemars(extend("x-example" = "data/targets.csv"))]
    pub targets: Option<Form<Text, TargetFile>>,
    /// Totals compared with the ledger.
    #[serde(default)]
    #[schemars(extend("x-example" = "{ revenue: { source: orders, value: sum(revenue), equals: { file: data/ledger.csv, period: month, column: net_sales } } }"))]
    pub controls: Entries<ControlKeys>,
    /// What happened, marked on trends.
    #[serde(default)]
    #[schemars(extend("x-example" = "[{ at: 2026-03-02, note: New carrier }]"))]
    pub events: Option<Vec<EventKeys>>,
    /// Actions under way.
    #[serde(default)]
    pub initiatives: Entries<Initiative>,
    /// What people wrote about a period: period → measure → text.
    #[serde(default)]
    pub comments: Option<Comments>,
    /// Where rows are computed, and within which bounds.
    #[serde(default)]
    #[schemars(extend("x-example" = "{ memory: 2 GB }"))]
    pub engine: Option<EngineKeys>,
    /// Reports to write; a strategic and an operational one when absent.
    #[serde(default)]
    #[schemars(extend("x-example" = "{ board: { level: strategic, pages: one } }"))]
    pub reports: Entries<ReportKeys>,
    /// Reserved: who receives which report.
    #[serde(default)]
    pub delivery: Option<ReservedKey>,
}

/// The text of a title for a locale: its code first, then its language.
///
/// - Absent: the title names its languages, and this is none of them.
pub fn text_for<'t>(title: &'t Title, locale: &Locale) -> Option<&'t str> {
    match title {
        Form::Short(text) => Some(&text.value),
        Form::Full(texts) => {
            let text = texts.get(locale.code()).or_else(|| texts.get(locale.language()));
            text.map(|text| text.value.as_str())
        }
    }
}
