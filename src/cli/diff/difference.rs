//! What moved between two results.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::edits::Edit;

/// The version of what is printed for programs.
pub(super) const SCHEMA: &str = "mando-diff/2";

/// All that is printed for programs.
#[derive(Debug, Serialize, JsonSchema)]
pub(in super::super) struct Compared {
    pub(super) schema: &'static str,
    /// The earlier side: a path, or a revision.
    pub(super) before: String,
    /// The later one.
    pub(super) after: String,
    /// What differs, scorecard by scorecard.
    pub(super) scorecards: Vec<Difference>,
}

/// All that differs of a scorecard.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub(super) struct Difference {
    /// Its id.
    pub(super) scorecard: String,
    /// What was written otherwise, where definitions are compared.
    pub(super) definition: Vec<Edit>,
    /// Scorecard, period, as-of day, definition, version.
    pub(super) run: Vec<MovedFigure>,
    /// Scores and statuses of the whole, of perspectives and objectives.
    pub(super) scores: Vec<MovedFigure>,
    /// Titles, units, values, targets, scores, statuses, weights, windows and places of measures.
    pub(super) measures: Vec<MovedFigure>,
    /// How many rows of each source count.
    pub(super) sources: Vec<MovedFigure>,
    /// Measures that are gone.
    pub(super) only_before: Vec<String>,
    /// Measures that are new.
    pub(super) only_after: Vec<String>,
    /// What measures are called that are gone or new, by id.
    pub(super) titles: BTreeMap<String, String>,
}

impl Difference {
    /// Whether nothing differs.
    pub(super) fn is_empty(&self) -> bool {
        self.definition.is_empty()
            && self.run.is_empty()
            && self.scores.is_empty()
            && self.measures.is_empty()
            && self.sources.is_empty()
            && self.only_before.is_empty()
            && self.only_after.is_empty()
    }
}

/// One thing that differs.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct MovedFigure {
    /// What it belongs to.
    pub(super) id: String,
    /// Its heading.
    pub(super) title: String,
    /// Which of its figures.
    pub(super) what: &'static str,
    /// What it was.
    pub(super) before: Value,
    /// What it is.
    pub(super) after: Value,
    /// What it is measured in.
    pub(super) unit: Option<String>,
    /// What it was measured in, where that is another.
    pub(super) unit_before: Option<String>,
}

/// What results say otherwise than others.
pub(super) fn difference(before: &Value, after: &Value) -> Difference {
    let mut run = Vec::new();
    for (what, pointer) in [
        ("scorecard", "/scorecard/id"),
        ("period", "/run/period/label"),
        ("as of", "/run/as_of"),
        ("definition", "/run/definition"),
        ("version", "/run/version"),
    ] {
        push_if_moved(&mut run, ("", ""), what, (before.pointer(pointer), after.pointer(pointer)), None);
    }
    let (mut scores, mut measures) = (Vec::new(), Vec::new());
    let (old, new) = (parents(before), parents(after));
    for parent in &old {
        if let Some(other) = new.iter().find(|other| other.is_same(parent)) {
            let (parent, other) = (parent.results, other.results);
            let names = (text_of(other, "id"), text_of(other, "title"));
            for what in ["title", "score", "status", "weight"] {
                push_if_moved(&mut scores, names, what, (parent.get(what), other.get(what)), None);
            }
        }
    }
    let (old, new) = (all_measures(before), all_measures(after));
    let (mut only_before, mut only_after, mut titles) = (Vec::new(), Vec::new(), BTreeMap::new());
    let mut alone = |found: &mut Vec<String>, measure: &Value| {
        let id = text_of(measure, "id").to_owned();
        titles.insert(id.clone(), text_of(measure, "title").to_owned());
        found.push(id);
    };
    for measure in &old {
        let Some(other) = new.iter().find(|other| other["id"] == measure["id"]) else {
            alone(&mut only_before, measure);
            continue;
        };
        let names = (text_of(other, "id"), text_of(other, "title"));
        let units = (measure["unit"].as_str(), other["unit"].as_str());
        let (a, b) = (current(measure), current(other));
        for what in ["title", "unit", "direction", "level"] {
            push_if_moved(&mut measures, names, what, (measure.get(what), other.get(what)), None);
        }
        let place = (objective_of(before, measure), objective_of(after, other));
        push_if_moved(&mut measures, names, "objective", (place.0.as_ref(), place.1.as_ref()), None);
        for what in ["window", "value", "score", "status"] {
            let sides = (a.and_then(|a| a.get(what)), b.and_then(|b| b.get(what)));
            // A period of a longer grain is another one in another month.
            if [sides.0, sides.1].iter().flatten().any(|side| side.get("days").is_some()) {
                continue;
            }
            push_if_moved_in_units(&mut measures, names, what, sides, units);
        }
        let aim =
            |period: Option<&Value>| period.and_then(|period| period.pointer("/target/value/value")).cloned();
        push_if_moved_in_units(&mut measures, names, "target", (aim(a).as_ref(), aim(b).as_ref()), units);
        push_if_moved(&mut measures, names, "weight", (measure.get("weight"), other.get("weight")), None);
    }
    let is_new = |measure: &&&Value| old.iter().all(|other| other["id"] != measure["id"]);
    new.iter().filter(is_new).for_each(|measure| alone(&mut only_after, measure));
    let scorecard = text_of(&after["scorecard"], "id").to_owned();
    let sources = sources(before, after);
    let definition = Vec::new();
    Difference { scorecard, definition, run, scores, measures, sources, only_before, only_after, titles }
}

/// The rows that count of each source, and sources that came or went.
fn sources(before: &Value, after: &Value) -> Vec<MovedFigure> {
    let all = |results: &Value| -> BTreeMap<String, Value> {
        let sources = list(&results["run"]["sources"]);
        sources.map(|source| (text_of(source, "id").to_owned(), source["used"].clone())).collect()
    };
    let (old, new) = (all(before), all(after));
    let ids: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let mut found = Vec::new();
    for id in ids {
        push_if_moved(&mut found, (id, ""), "rows", (old.get(id), new.get(id)), None);
    }
    found
}

/// The objective that a measure stands under.
fn objective_of(results: &Value, measure: &Value) -> Option<Value> {
    let objectives = list(&results["scorecard"]["perspectives"]).flat_map(|p| list(&p["objectives"]));
    let mut own = objectives.filter(|o| list(&o["measures"]).any(|other| other["id"] == measure["id"]));
    Some(own.next()?["id"].clone())
}

fn text_of<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}

fn push_if_moved(
    found: &mut Vec<MovedFigure>,
    names: (&str, &str),
    what: &'static str,
    sides: (Option<&Value>, Option<&Value>),
    unit: Option<&str>,
) {
    push_if_moved_in_units(found, names, what, sides, (unit, unit));
}

/// The same of a figure that may be measured in another unit than before.
fn push_if_moved_in_units(
    found: &mut Vec<MovedFigure>,
    (id, title): (&str, &str),
    what: &'static str,
    (before, after): (Option<&Value>, Option<&Value>),
    units: (Option<&str>, Option<&str>),
) {
    let (before, after) = (before.cloned().unwrap_or(Value::Null), after.cloned().unwrap_or(Value::Null));
    if before != after {
        let of = |unit: Option<&str>| unit.filter(|_| matches!(what, "value" | "target")).map(str::to_owned);
        let (unit_before, unit) = (of(units.0).filter(|_| units.0 != units.1), of(units.1));
        let (id, title) = (id.to_owned(), title.to_owned());
        found.push(MovedFigure { id, title, what, before, after, unit, unit_before });
    }
}

/// Where a parent stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    Whole,
    Perspective,
    Objective,
}

/// What has a score of its own.
struct Parent<'v> {
    level: Level,
    results: &'v Value,
}

impl Parent<'_> {
    /// Whether both are one in two results: the whole whatever it is called, else what is called the same on the same level.
    fn is_same(&self, other: &Parent<'_>) -> bool {
        self.level == other.level && (self.level == Level::Whole || self.results["id"] == other.results["id"])
    }
}

/// The whole, perspectives and objectives.
fn parents(results: &Value) -> Vec<Parent<'_>> {
    let whole = &results["scorecard"];
    let mut found = vec![Parent { level: Level::Whole, results: whole }];
    for perspective in list(&whole["perspectives"]) {
        found.push(Parent { level: Level::Perspective, results: perspective });
        let objectives = list(&perspective["objectives"]);
        found.extend(objectives.map(|results| Parent { level: Level::Objective, results }));
    }
    found
}

pub(super) fn all_measures(results: &Value) -> Vec<&Value> {
    let perspectives = list(&results["scorecard"]["perspectives"]);
    perspectives.flat_map(|p| list(&p["objectives"])).flat_map(|o| list(&o["measures"])).collect()
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn current(measure: &Value) -> Option<&Value> {
    measure["periods"].as_array()?.last()
}
