//! How a measure comes to its value.

mod html;
mod numbers;
mod parts;
mod steps;
mod text;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::io;
use std::path::Path;

use clap::ValueEnum;
use mando::data::Unread;
use mando::definition;
use mando::evaluate::results::{ChangeResult, OutlookResult, PeriodResult, SignalsResult};
use mando::model::Scorecard;
use mando::problem::{Cause, Code, Problem, Problems, print};
use mando::run::Computed;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use super::console::{report, say, say_lines};
use super::evaluate::{NoticeFilter, compute, usable};
use super::exit_status::ExitStatus;
use super::period_options::PeriodOptions;
use super::progress;
use parts::{aggregate, kind, sources, words};

pub(super) use numbers::Numbers;
pub(super) use text::lines;

/// How the answer is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ExplanationFormat {
    /// For people.
    Text,
    /// For a browser.
    Html,
    /// For programs.
    Json,
}

pub(super) fn explain(
    measure: &str,
    path: &Path,
    when: &PeriodOptions,
    shown: ExplanationFormat,
    with_plan: bool,
) -> io::Result<ExitStatus> {
    let draft = definition::open(path);
    let mut cards = match usable(&draft) {
        Ok(cards) => cards,
        Err(ending) => return Ok(ending),
    };
    // A page shows titles, and whoever reads it writes them.
    let titled = |card: &&Scorecard| card.measures.iter().any(|m| is_same_title(&m.title, measure));
    let own = || cards.iter().map(|(_, card)| card);
    let id = match own().find(titled).filter(|_| own().all(|card| card.measure(measure).is_none())) {
        Some(card) => card.measures.iter().find(|m| is_same_title(&m.title, measure)).map(|m| m.id.clone()),
        None => None,
    };
    let measure = id.as_deref().unwrap_or(measure);
    let has = |card: &Scorecard| card.measure(measure).is_some();
    let Some(at) = cards.iter().position(|(_, card)| has(card)) else {
        let ids = cards.iter().flat_map(|(_, card)| card.measures.iter().map(|m| m.id.as_str()));
        let near = mando::problem::near(measure, ids);
        let mut problems = Problems::new();
        problems.push(Problem::new(NoMeasure { id: measure.to_owned() }).did_you_mean(near));
        report(&problems, &draft.files);
        return Ok(ExitStatus::Definition);
    };
    let (drafted, card) = &mut cards[at];
    let bar = progress::ProgressLine::new();
    let computed = compute(card, drafted, when, (&draft.files, NoticeFilter::Of(measure)), &bar)?;
    bar.done();
    let computed = match computed {
        Ok(computed) => computed,
        Err(ending) => return Ok(ending),
    };
    let lines = text::lines(card, &computed, measure);
    let plan = with_plan.then(|| self::plan(card, &computed, measure));
    match shown {
        ExplanationFormat::Text => {
            // A title may hold what would begin a line of its own.
            let line = |line: &text::Line| {
                let text =
                    format!("{:<15} {}", print::escape_line(&line.label), print::escape_line(&line.text));
                format!("{}\n", text.trim_end())
            };
            let text: String = lines.iter().map(line).collect();
            say_lines(&format!("{text}{}", plan.unwrap_or_default()), &draft.files)?;
        }
        ExplanationFormat::Html => say_lines(&html::page(&lines, plan.as_deref()), &draft.files)?,
        ExplanationFormat::Json => {
            let json = print::escaped_json(&self::json(card, &computed, measure));
            say(&format!("{}\n", draft.files.hidden(&json)))?;
        }
    }
    Ok(ExitStatus::Fine)
}

/// Whether somebody means a title, in whatever case it is written.
pub(super) fn is_same_title(own: &str, written: &str) -> bool {
    own.to_lowercase() == written.trim().to_lowercase()
}

/// A measure that is not there.
#[derive(Debug, PartialEq)]
struct NoMeasure {
    id: String,
}

impl Cause for NoMeasure {
    fn code(&self) -> Code {
        Code::SelectorEmpty
    }

    fn message(&self) -> String {
        format!("no measure `{}`", self.id)
    }

    fn help(&self) -> Option<String> {
        Some("`mando list` names them".to_owned())
    }
}

/// How the sources of a measure were read: one scan of each for all measures.
fn plan(card: &Scorecard, computed: &Computed, id: &str) -> String {
    let Some(measure) = card.measure(id) else { return String::new() };
    let of_measure = sources(card, measure);
    let mut out = String::new();
    for scan in computed.facts.scans().iter().filter(|scan| of_measure.contains(&scan.source)) {
        let shared = card.measures.iter().filter(|m| sources(card, m).contains(&scan.source)).count();
        // Writing into a String cannot fail.
        let _ = writeln!(out, "\nscan of {}: {} rows, once for {shared} measures", scan.source, scan.rows);
        if let Some(unread) = &scan.unread {
            let Unread { groups, of, rows, decoded } = unread;
            let decoded: Vec<&str> = decoded.iter().map(String::as_str).collect();
            let but = if decoded.is_empty() {
                String::new()
            } else {
                format!(" but {}, to count", decoded.join(", "))
            };
            let _ = writeln!(
                out,
                "  {groups} of {of} row groups come after as-of: of their {rows} rows nothing was decoded{but}"
            );
        }
        for (what, seconds) in &scan.nodes {
            let _ = writeln!(out, "  {seconds:>9.3} s  {what}");
        }
        let reuse = computed.reuse.iter().find(|reuse| reuse.source == scan.source);
        if let Some(reuse) = reuse {
            let _ = writeln!(out, "  {reuse}");
        }
        let Some(plan) = &scan.plan else { continue };
        let _ = match scan.more {
            0 => writeln!(out, "  of the rows that this query gives:"),
            more => writeln!(out, "  of the rows that this query gives, and {more} more like it:"),
        };
        plan.lines().for_each(|line| {
            let _ = writeln!(out, "  {line}");
        });
    }
    if out.is_empty() {
        let _ = writeln!(out, "\nno scan here: its sources were asked by queries, one for each thing asked");
    }
    out
}

/// A measure for programs.
#[derive(Debug, Serialize, JsonSchema)]
struct Explained<'a> {
    /// Its id.
    id: &'a str,
    /// Its heading.
    title: &'a str,
    /// Its kind with its keys.
    kind: String,
    /// The formula over its components, as a tree.
    formula: Value,
    /// The formula as people read it.
    reading: String,
    /// What it is made of.
    components: Vec<ExplainedComponent<'a>>,
    /// What was decided for it: the subject, and what holds.
    policies: Vec<(String, String)>,
    /// How its run of periods is read.
    signals: &'a Option<SignalsResult>,
    /// How its year may end.
    outlook: &'a Option<OutlookResult>,
    /// The reported period.
    current: Option<&'a PeriodResult>,
    /// The change since the period before.
    change: &'a Option<ChangeResult>,
    /// The sources of its rows.
    sources: Vec<String>,
    /// What was sent to databases, by source.
    sent: BTreeMap<&'a String, &'a Vec<String>>,
}

/// A component of a measure for programs.
#[derive(Debug, Serialize, JsonSchema)]
struct ExplainedComponent<'a> {
    /// Its name in the formula.
    name: &'a str,
    /// How rows become a number.
    aggregate: String,
    /// Where its rows come from.
    source: &'a str,
    /// The part of the source, where it is one.
    part: &'a Option<String>,
    /// The date that places a row in a period.
    placed_by: &'a str,
    /// Which rows qualify.
    condition: Option<String>,
    /// What it amounts to in the reported period.
    value: Option<f64>,
}

/// The schema of what is printed for programs.
pub(super) fn schema() -> Value {
    schemars::schema_for!(Explained<'_>).to_value()
}

/// For programs.
fn json(card: &Scorecard, computed: &Computed, id: &str) -> Value {
    let results = &computed.results;
    let (Some(measure), Some(result)) = (card.measure(id), results.measure(id)) else {
        return Value::Null;
    };
    let words = words(card);
    let components = measure
        .plan
        .components
        .iter()
        .map(|c| {
            let value = result.current().and_then(|p| p.component(&c.name));
            ExplainedComponent {
                name: &c.name,
                aggregate: aggregate(c, &words),
                source: &c.rows.source,
                part: &c.rows.part,
                placed_by: &c.rows.placed_by,
                condition: c.rows.filter.as_ref().map(ToString::to_string),
                value,
            }
        })
        .collect();
    let policies: Vec<(String, String)> =
        measure.plan.policies.iter().map(|p| (words.say(&p.subject()), words.say(p))).collect();
    let of_measure = sources(card, measure);
    let sent: BTreeMap<&String, &Vec<String>> =
        computed.sent.iter().filter(|(id, sent)| of_measure.contains(id) && !sent.is_empty()).collect();
    let explained = Explained {
        id: &measure.id,
        title: &measure.title,
        kind: kind(measure),
        formula: serde_json::to_value(&measure.plan.formula).unwrap_or_default(),
        reading: words.formula(&measure.plan.formula, &str::to_owned),
        components,
        policies,
        signals: &result.signals,
        outlook: &result.outlook,
        current: result.current(),
        change: &result.change,
        sources: of_measure.clone(),
        sent,
    };
    serde_json::to_value(explained).unwrap_or_default()
}
