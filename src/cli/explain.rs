//! How a measure comes to its value.

mod numbers;
mod steps;
mod text;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::io;
use std::path::Path;

use mando::data::Unread;
use mando::definition;
use mando::evaluate::results::{MeasureResult, Results};
use mando::measure::{Basis, Component};
use mando::model::{Measure, Origin, Scorecard};
use mando::problem::print;
use mando::problem::{Code, Problem, Problems};
use mando::run::Computed;
use mando::words::Words;
use serde_json::{Value, json};

use super::evaluate::{compute, usable};
use super::told::{report, say, say_lines};
use super::when::When;
use super::{Ending, Format, progress};

pub(super) fn explain(
    measure: &str,
    path: &Path,
    when: &When,
    format: Format,
    plan: bool,
) -> io::Result<Ending> {
    let draft = definition::open(path);
    let mut cards = match usable(&draft) {
        Ok(cards) => cards,
        Err(ending) => return Ok(ending),
    };
    let has = |card: &Scorecard| card.measure(measure).is_some();
    let Some(at) = cards.iter().position(|(_, card)| has(card)) else {
        let ids = cards.iter().flat_map(|(_, card)| card.measures.iter().map(|m| m.id.as_str()));
        let near = mando::problem::near(measure, ids);
        let mut problems = Problems::new();
        problems.push(
            Problem::new(Code::SelectorEmpty, format!("`{measure}` matches nothing")).did_you_mean(near),
        );
        report(&problems, &draft.files);
        return Ok(Ending::Definition);
    };
    let (sheet, card) = &mut cards[at];
    let bar = progress::Bar::new();
    let computed = compute(card, sheet, when, &draft.files, &bar)?;
    bar.done();
    let computed = match computed {
        Ok(computed) => computed,
        Err(ending) => return Ok(ending),
    };
    match format {
        Format::Text => {
            say_lines(&text::text(card, &computed, measure), &draft.files)?;
            if plan {
                say_lines(&self::plan(card, &computed, measure), &draft.files)?;
            }
        }
        Format::Json => {
            let json = print::visible_json(&self::json(card, &computed, measure));
            say(&format!("{}\n", draft.files.hidden(&json)))?;
        }
    }
    Ok(Ending::Fine)
}

/// The measure's result.
fn result_of<'r>(results: &'r Results, id: &str) -> Option<&'r MeasureResult> {
    let objectives = results.scorecard.perspectives.iter().flat_map(|p| &p.objectives);
    objectives.flat_map(|o| &o.measures).find(|m| m.id == id)
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

/// For programs.
fn json(card: &Scorecard, computed: &Computed, id: &str) -> Value {
    let results = &computed.results;
    let (Some(measure), Some(result)) = (card.measure(id), result_of(results, id)) else {
        return Value::Null;
    };
    let words = Words::of(card.locale);
    let components: Vec<Value> = measure
        .plan
        .components
        .iter()
        .map(|c| {
            let value = result.current().and_then(|p| p.components.get(&c.name).copied().flatten());
            json!({ "name": c.name, "aggregate": aggregate(c, &words), "source": c.rows.source, "part": c.rows.part,
                    "placed_by": c.rows.placed_by,
                    "condition": c.rows.filter.as_ref().map(ToString::to_string), "value": value })
        })
        .collect();
    let policies: Vec<(String, String)> =
        measure.plan.policies.iter().map(|p| (words.say(&p.subject()), words.say(p))).collect();
    let of_measure = sources(card, measure);
    let sent: BTreeMap<&String, &Vec<String>> =
        computed.sent.iter().filter(|(id, sent)| of_measure.contains(id) && !sent.is_empty()).collect();
    json!({
        "id": measure.id, "title": measure.title, "kind": kind(measure), "formula": measure.plan.formula,
        "reading": words.formula(&measure.plan.formula, &str::to_owned), "components": components,
        "policies": policies, "signals": result.signals, "outlook": result.outlook, "current": result.current(),
        "change": result.change, "sources": of_measure, "sent": sent,
    })
}

/// A value of a closed list by its published word.
fn word(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default().replace('"', "")
}

fn kind(measure: &Measure) -> String {
    let keys: Vec<String> = measure.written.iter().map(|(key, text)| format!("{key}: {text}")).collect();
    if keys.is_empty() {
        measure.kind.clone()
    } else {
        format!("{}: {{ {} }}", measure.kind, keys.join(", "))
    }
}

fn described(component: &Component, words: &Words) -> String {
    let what = match &component.basis {
        Basis::Customers { state, .. } => format!("customers {state}"),
        _ => words.say(&component.title),
    };
    format!("{what}, of {} by {}", component.rows.named(), component.rows.placed_by)
}

fn aggregate(component: &Component, words: &Words) -> String {
    match &component.basis {
        Basis::Count => "count of rows".to_owned(),
        Basis::Sum(value) | Basis::Squares(value) => format!("sum of {value}"),
        Basis::Distinct(values) => {
            let values: Vec<String> = values.iter().map(ToString::to_string).collect();
            format!("different values of {}", values.join(", "))
        }
        Basis::Percentile { value, p: 0.0 } => format!("smallest {value}"),
        Basis::Percentile { value, p: 1.0 } => format!("largest {value}"),
        Basis::Percentile { value, p } => format!("percentile {} of {value}", p * 100.0),
        Basis::Open { closed } => format!("rows open at the end, closed by {closed}"),
        Basis::Customers { customer, state } => format!("different {customer} {state}"),
        Basis::Histories { keys, figure, .. } => {
            let keys: Vec<String> = keys.iter().map(ToString::to_string).collect();
            format!("{figure} by {}", keys.join(", "))
        }
        Basis::Segments { of, condition } => {
            let met = condition.as_ref().map(|condition| words.formula(condition, &str::to_owned));
            let met = met.map_or(String::new(), |met| format!(" with {met}"));
            format!("segments of {} by {}{met}", of.measure, of.key)
        }
        Basis::Clustered { cluster, moment, .. } => {
            format!("{} of numerator y and denominator x by {cluster}", format!("{moment:?}").to_lowercase())
        }
    }
}

/// The measure's sources and those joined into them or asked by them.
fn sources(card: &Scorecard, measure: &Measure) -> Vec<String> {
    let mut ids: Vec<String> = measure.plan.asked().iter().map(|c| c.rows.source.clone()).collect();
    let mut i = 0;
    while i < ids.len() {
        match card.source(&ids[i]).map(|source| &source.origin) {
            Some(Origin::Join { left, with }) => {
                ids.extend(std::iter::once(left.clone()).chain(with.iter().map(|j| j.source.clone())));
            }
            Some(Origin::Part { of }) => ids.push(of.clone()),
            Some(Origin::Query(query)) => ids.extend(query.sources.iter().cloned()),
            _ => {}
        }
        i += 1;
    }
    ids.sort();
    ids.dedup();
    ids
}
