//! Reports that are asked for by name.

use serde::Serialize;

use crate::locale::Locale;
use crate::measure::Level;

/// Periods that trends show where nothing is said.
pub const TREND: usize = 13;
/// The fewest and the most periods that a trend may show.
pub const TRENDS: (usize, usize) = (2, 60);

/// Words of the files that a report may be written as.
pub const FORMATS: [&str; 5] = ["pdf", "html", "xlsx", "json", "csv"];

/// Words of the pages that a report may list.
pub const PAGES: [&str; 9] =
    ["scorecard", "overview", "change", "exceptions", "contents", "map", "objectives", "definitions", "data"];

/// A report: which measures it lists, on which pages, of whom, and how it is written.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportSpec {
    /// Id.
    pub id: String,
    /// Heading in place of the scorecard's.
    pub title: Option<String>,
    /// For whom it is.
    pub level: Level,
    /// What it lists.
    pub lists: Lists,
    /// Its pages.
    pub pages: PageList,
    /// Of whom it is made.
    pub subjects: Subjects,
    /// Whether it sets the entities side by side.
    pub compares: bool,
    /// Its language, where that is another than the scorecard's.
    pub locale: Option<Locale>,
    /// Words of its files; the usual ones when absent.
    pub formats: Option<Vec<String>>,
    /// Its paper; the usual one when absent.
    pub paper: Option<Paper>,
    /// Periods that its trends show.
    pub trend: usize,
    /// What its documents are called, without an ending.
    pub file_name: String,
    /// What its workbook is called, without an ending; `None` where another report of the run carries it.
    pub workbook: Option<String>,
    /// How much its workbook holds.
    pub book: BookSize,
}

/// How much a workbook holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BookSize {
    /// All periods, segments, sources and inputs.
    #[default]
    Full,
    /// The reported period, and what its formulas need.
    Short,
}

impl BookSize {
    /// Every size.
    pub const ALL: [BookSize; 2] = [BookSize::Full, BookSize::Short];

    /// As definitions and the command line write it.
    pub fn word(self) -> &'static str {
        match self {
            BookSize::Full => "full",
            BookSize::Short => "short",
        }
    }
}

/// The measures that a report lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lists {
    /// Those of some levels.
    Levels(Vec<Level>),
    /// Single ones.
    Measures(Vec<String>),
}

impl Lists {
    /// Whether a measure is among them.
    pub fn holds(&self, id: &str, level: Level) -> bool {
        match self {
            Lists::Levels(levels) => levels.contains(&level),
            Lists::Measures(ids) => ids.iter().any(|own| own == id),
        }
    }
}

/// The pages of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageList {
    /// All that its level has.
    All,
    /// Some, by their words, in this order.
    Only(Vec<String>),
}

impl PageList {
    /// Whether it names a page.
    pub fn names(&self, page: &str) -> bool {
        matches!(self, PageList::Only(words) if words.iter().any(|word| word == page))
    }
}

/// Of whom a report is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Subjects {
    /// The whole.
    Total,
    /// Each entity that rows belong to.
    Each,
    /// Each entity right above those.
    Parents,
    /// Single entities.
    Entities(Vec<String>),
}

/// Paper, lying.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub enum Paper {
    /// 297 by 210 millimetres.
    #[default]
    #[serde(rename = "a4")]
    A4,
    /// 11 by 8½ inches.
    #[serde(rename = "us-letter")]
    Letter,
}

impl ReportSpec {
    /// Ids of the reports of a scorecard that names none.
    pub const USUAL: [&'static str; 2] = ["strategic", "operational"];

    /// A report of a level as it is where nothing more is said.
    pub fn new(id: &str, level: Level) -> ReportSpec {
        ReportSpec {
            id: id.to_owned(),
            title: None,
            level,
            lists: Lists::Levels(vec![level]),
            pages: PageList::All,
            subjects: Subjects::Total,
            compares: false,
            locale: None,
            formats: None,
            paper: None,
            trend: TREND,
            file_name: id.to_owned(),
            workbook: Some(id.to_owned()),
            book: BookSize::Full,
        }
    }

    /// The two reports of a scorecard that names none: the strategic one, and the operational one, which holds tactical
    /// measures too. A scorecard that has neither shows all its measures there.
    pub fn usual(levels_in_use: &[Level]) -> [ReportSpec; 2] {
        let lower = [Level::Tactical, Level::Operational];
        let shown = match lower.iter().any(|level| levels_in_use.contains(level)) {
            true => lower.to_vec(),
            false => vec![Level::Strategic],
        };
        let [strategic, operational] = ReportSpec::USUAL;
        [
            ReportSpec {
                workbook: Some("scorecard".to_owned()),
                ..ReportSpec::new(strategic, Level::Strategic)
            },
            ReportSpec {
                lists: Lists::Levels(shown),
                workbook: None,
                ..ReportSpec::new(operational, Level::Operational)
            },
        ]
    }
}
