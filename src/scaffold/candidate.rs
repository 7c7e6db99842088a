//! A measure that columns call for.

use chrono::NaiveDate;

use crate::locale::letters::latin;
use crate::measure::expression::column_name;
use crate::profile::{ColumnKind, ColumnProfile, has_word, words, yaml_text};

/// What a measure serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Objective {
    /// Place among all objectives.
    pub(super) order: usize,
    /// Id.
    pub(super) id: &'static str,
    /// Heading.
    pub(super) title: &'static str,
    /// The perspective: id and heading.
    pub(super) perspective: (&'static str, &'static str),
    /// Objectives that it drives.
    pub(super) drives: &'static [&'static str],
}

const FINANCIAL: (&str, &str) = ("financial", "Financial");
const CUSTOMER: (&str, &str) = ("customer", "Customer");
const PROCESS: (&str, &str) = ("process", "Internal process");

pub(super) const GROWTH: Objective =
    Objective { order: 0, id: "growth", title: "Grow revenue", perspective: FINANCIAL, drives: &[] };
pub(super) const COST: Objective =
    Objective { order: 1, id: "cost", title: "Keep costs in hand", perspective: FINANCIAL, drives: &[] };
pub(super) const LOYALTY: Objective = Objective {
    order: 2,
    id: "loyalty",
    title: "Win customers and keep them",
    perspective: CUSTOMER,
    drives: &["growth"],
};
pub(super) const VOICE: Objective = Objective {
    order: 3,
    id: "voice",
    title: "Satisfied customers",
    perspective: CUSTOMER,
    drives: &["loyalty"],
};
pub(super) const PROMISE: Objective = Objective {
    order: 4,
    id: "promise",
    title: "Keep promises",
    perspective: PROCESS,
    drives: &["voice", "loyalty"],
};
pub(super) const SPEED: Objective = Objective {
    order: 5,
    id: "speed",
    title: "Be quick",
    perspective: PROCESS,
    drives: &["voice", "loyalty"],
};
pub(super) const QUALITY: Objective = Objective {
    order: 6,
    id: "quality",
    title: "Do it right",
    perspective: PROCESS,
    drives: &["voice", "cost"],
};
pub(super) const VOLUME: Objective = Objective {
    order: 7,
    id: "volume",
    title: "Handle the volume",
    perspective: PROCESS,
    drives: &["growth"],
};

/// All of them, in the order of printing.
pub(super) const OBJECTIVES: [Objective; 8] = [GROWTH, COST, LOYALTY, VOICE, PROMISE, SPEED, QUALITY, VOLUME];

/// What a measure's values are in, as far as a target is written in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A share.
    Percent,
    /// Points of a scale or a net score.
    Points,
    /// Anything else.
    Number,
}

impl Unit {
    /// A value as a target is written: with the digits that somebody would agree on, rounded so that the value itself meets it.
    pub(super) fn written(self, value: f64, lenient: LenientSide, is_whole: bool) -> String {
        match self {
            Unit::Percent => format!("{}%", lenient.rounded(value * 100.0, 1)),
            Unit::Points => lenient.rounded(value, 1),
            Unit::Number => {
                let size = value.abs().max(1e-9).log10().floor();
                let decimals = (2.0 - size).clamp(-12.0, if is_whole { 0.0 } else { 6.0 });
                lenient.rounded(value, decimals as i32)
            }
        }
    }
}

/// The side to which a target may be rounded without being missed at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LenientSide {
    /// Less is better, so more is easier.
    Up,
    /// More is better.
    Down,
}

impl LenientSide {
    /// A number with so many decimals, or of so many zeros where they are below 0.
    fn rounded(self, value: f64, decimals: i32) -> String {
        // What stands between two digits by the fault of binary fractions alone stands on one.
        const FAULT: f64 = 1e-6;
        let step = 10_f64.powi(decimals);
        let scaled = value * step;
        let near = scaled.round();
        let scaled = match self {
            _ if (scaled - near).abs() < FAULT => near,
            LenientSide::Up => scaled.ceil(),
            LenientSide::Down => scaled.floor(),
        };
        plain(scaled / step, usize::try_from(decimals).unwrap_or(0))
    }
}

fn plain(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text,
    }
}

/// A key of a measure and its value, as YAML.
pub(super) type Key = (&'static str, String);

/// A kind with its keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct KindText {
    word: &'static str,
    /// Its keys, or its one key's value, as YAML; `None` where it needs none.
    keys: Option<String>,
}

impl KindText {
    /// A kind without keys.
    pub(super) fn bare(word: &'static str) -> KindText {
        KindText { word, keys: None }
    }

    /// A kind with its keys as YAML: a map, or the value of the one that it needs.
    pub(super) fn with(word: &'static str, keys: String) -> KindText {
        KindText { word, keys: Some(keys) }
    }

    /// The same as YAML.
    pub(super) fn yaml(&self) -> String {
        match &self.keys {
            Some(keys) => format!("{{ {}: {keys} }}", self.word),
            None => self.word.to_owned(),
        }
    }
}

/// A measure that could be in a scorecard.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// Its id.
    pub id: String,
    pub(super) title: String,
    pub(super) objective: Objective,
    pub(super) source: String,
    pub(super) level: &'static str,
    pub(super) kind: KindText,
    /// Its other keys.
    pub(super) keys: Vec<Key>,
    /// What its values are in.
    pub unit: Unit,
    pub(super) is_money: bool,
    /// Why it is here.
    pub why: String,
    /// How much it matters beside others.
    pub(super) rank: u32,
}

impl Candidate {
    /// The side to which its target is rounded.
    pub(super) fn lenient(&self) -> LenientSide {
        const LESS: [&str; 3] = ["backlog", "lead_time", "resolution_time"];
        let is_less = self.keys.iter().any(|(key, value)| *key == "direction" && value == "minimise");
        if is_less || LESS.contains(&self.kind.word) { LenientSide::Up } else { LenientSide::Down }
    }

    /// Whether its values are numbers of things.
    pub(super) fn is_count(&self) -> bool {
        const COUNTS: [&str; 4] = ["count", "backlog", "new_customers", "active_customers"];
        COUNTS.contains(&self.kind.word)
    }

    /// Whether it says what another does: the same of the same rows.
    pub(super) fn is_same(&self, other: &Candidate) -> bool {
        let rows = |own: &Candidate| own.keys.iter().find(|(key, _)| *key == "where").cloned();
        self.kind == other.kind && self.source == other.source && rows(self) == rows(other)
    }

    /// The id of the rows that it is computed from.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The same over several months, since one has too few rows.
    pub fn over_months(&self, months: u32) -> Candidate {
        let mut wider = self.clone();
        wider.keys.push(("window", format!("{months} months")));
        wider.why = format!("{}; one month has too few rows, so {months} are looked at", self.why);
        wider
    }
}

/// What rows stand for.
#[derive(Debug)]
pub(super) enum Shape {
    /// For something that happened, or for a stretch of time in which several things did.
    Events {
        /// Whether a number of things in a row may be how many there were: no column tells the rows apart, and none is about a customer.
        may_hold_numbers: bool,
    },
    /// For a day, alone or of each of a few things: how many there are says nothing.
    ByDay,
    /// For how something stood on a day.
    States {
        /// Whether the source says how often that was written down, so that of several days the last one counts.
        has_grain: bool,
    },
    /// For how something stood on the one day on which a file without days was taken.
    StatesOfOneDay,
    /// For a month of each of some things, with this figure.
    ByMonth(Box<ColumnProfile>),
}

/// Rows that stand on days, with what joins bring them.
#[derive(Debug)]
pub(super) struct Facts {
    pub(super) id: String,
    /// Heading of what a row is, in the plural: `Orders`.
    pub(super) rows: String,
    pub(super) columns: Vec<ColumnProfile>,
    /// Position of the column that places a row.
    pub(super) time: Option<usize>,
    pub(super) customer: Option<usize>,
    pub(super) row_count: u64,
    pub(super) days: (NaiveDate, NaiveDate),
    /// Amounts that joins add up: a name, and whether it is money.
    pub(super) amounts: Vec<(String, bool)>,
    /// What its rows stand for.
    pub(super) shape: Shape,
    /// The column that says from which sheet a row comes.
    pub(super) sheet: Option<String>,
    pub(super) sources: Vec<(String, String)>,
}

impl Facts {
    /// Whether its rows are states of one day, which it does not say.
    pub(super) fn is_of_one_day(&self) -> bool {
        matches!(self.shape, Shape::StatesOfOneDay)
    }

    /// Whether a row stands for a day, or for how something stood on one, so that how many rows there are says nothing.
    pub(super) fn is_by_day(&self) -> bool {
        matches!(self.shape, Shape::ByDay | Shape::States { .. })
    }

    /// Whether its days are of months.
    pub(super) fn is_by_month(&self) -> bool {
        self.time.is_none_or(|at| self.columns[at].by_month)
    }

    /// Whether a number of things in a row may be how many there were.
    pub(super) fn may_hold_numbers(&self) -> bool {
        matches!(self.shape, Shape::ByDay | Shape::Events { may_hold_numbers: true })
    }

    /// Whether its rows are states.
    pub(super) fn is_of_states(&self) -> bool {
        matches!(self.shape, Shape::States { .. } | Shape::StatesOfOneDay)
    }

    /// Whether the rows of a period may be added up.
    pub(super) fn adds_up(&self) -> bool {
        !matches!(self.shape, Shape::States { has_grain: false })
    }

    /// Columns with few values, the best to cut a measure by first.
    pub(super) fn segment(&self) -> Option<String> {
        const BEST: &[&str] = &[
            "region",
            "country",
            "market",
            "channel",
            "segment",
            "branch",
            "site",
            "store",
            "category",
            "team",
            "department",
            "carrier",
            "product",
            "type",
            "plan",
            "contract",
            "priority",
            "area",
            "state",
            "city",
            "line",
            "class",
            "pais",
            "land",
            "kraj",
            "χωρα",
            "canal",
            "kanal",
            "καναλι",
            "categoria",
            "kategorie",
            "kategoria",
            "κατηγορια",
            "abteilung",
            "dzial",
            "τμημα",
            "tienda",
            "filiale",
            "sklep",
            "καταστημα",
            "producto",
            "produkt",
            "προιον",
            "tipo",
            "typ",
            "τυποσ",
            "sucursal",
            "sede",
            "standort",
            "oddzial",
            "placowka",
            "szkola",
            "school",
            "hotel",
            "υποκαταστημα",
            "κλαδοσ",
            "prioridad",
            "prioritat",
            "priorytet",
            "προτεραιοτητα",
        ];
        let rank = |column: &ColumnProfile| {
            BEST.iter().position(|best| has_word(&column.name, &[*best])).map(|at| BEST.len() - at)
        };
        let may_be = |column: &&ColumnProfile| {
            column.kind == ColumnKind::Text
                && (2..=25).contains(&column.different)
                && column.share_empty() < 0.2
        };
        let ranked = self.columns.iter().filter(may_be).filter_map(|column| Some((rank(column)?, column)));
        let best = ranked.max_by_key(|(rank, _)| *rank).map(|(_, column)| column.name.clone());
        best.or_else(|| self.sheet.clone())
    }

    /// The key `segments`, where a column calls for it.
    pub(super) fn segments(&self) -> Vec<Key> {
        self.segment()
            .map(|name| ("segments", format!("[{}]", flow(&column_name(&name)))))
            .into_iter()
            .collect()
    }

    /// Months between the first and the last day.
    pub(super) fn months(&self) -> i64 {
        (self.days.1 - self.days.0).num_days() / 30
    }
}

/// An expression as YAML writes it anywhere.
pub(super) fn flow(text: &str) -> String {
    match text
        .contains(['"', '\'', ',', ':', '[', '{', '#', '<', '>', '=', '*', '&', '!', '%', '@', '`', '|'])
    {
        true => format!("'{}'", text.replace('\'', "''")),
        false => yaml_text(text),
    }
}

/// A name as a heading: `freight_usd` is "Freight usd".
pub(super) fn heading(name: &str) -> String {
    let text = words(name).join(" ");
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// A name as an id.
pub(super) fn id(name: &str) -> String {
    let joined = latin(&words(name).join("_"));
    let plain: String = joined.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
    match plain.starts_with(|c: char| c.is_ascii_lowercase()) {
        true => plain,
        false => format!("m_{plain}"),
    }
}
