//! How a measure comes to its value.

use std::collections::BTreeMap;
use std::fmt::Write;

use mando::calendar::Duration;
use mando::data::Unread;
use mando::evaluate::results::{Absence, Doubt, MeasureResult, Provisional, Results, TargetAt, ValueWindow};
use mando::measure::{Basis, Component};
use mando::model::{EngineKind, Measure, Origin, Scorecard, Scoring};
use mando::problem::print::visible;
use mando::run::Computed;
use mando::words::{Fired, Words};
use serde_json::{Value, json};

/// The measure's result.
fn result_of<'r>(results: &'r Results, id: &str) -> Option<&'r MeasureResult> {
    let objectives = results.scorecard.perspectives.iter().flat_map(|p| &p.objectives);
    objectives.flat_map(|o| &o.measures).find(|m| m.id == id)
}

/// For people.
pub(super) fn text(card: &Scorecard, computed: &Computed, id: &str) -> String {
    let results = &computed.results;
    let words = Words::of(card.locale);
    let (Some(measure), Some(result)) = (card.measure(id), result_of(results, id)) else {
        return String::new();
    };
    let mut out = String::new();
    let mut line = |label: &str, text: &str| {
        // Writing into a String cannot fail.
        let _ = writeln!(out, "{:<15} {}", visible(label), visible(text));
    };
    line(&measure.id, &measure.title);
    line("kind", &kind(measure));
    line("objective", &measure.objective);
    line("formula", &words.formula(&measure.plan.formula, &str::to_owned));
    line("unit", measure.unit.word());
    line("interval", &words.say(&measure.plan.interval.name()));
    line("signals", &words.signals(&measure.signals));
    if measure.has_outlook() {
        line("outlook", &words.forecast(&measure.forecast));
    }
    for policy in &measure.plan.policies {
        line(&words.say(&policy.subject()).to_lowercase(), &words.say(policy));
    }
    let current = result.current();
    let number = |v: Option<f64>| v.map_or("none".to_owned(), |v| v.to_string());
    line("", "");
    line("components", &format!("as of {}, {}", results.run.as_of, results.run.period.label));
    let (moments, parts): (Vec<&Component>, Vec<&Component>) =
        measure.plan.components.iter().partition(|c| c.is_moment());
    for component in parts {
        let value = current.and_then(|c| c.components.get(&component.name).copied().flatten());
        line(
            &format!("  {}", component.name),
            &format!("{} = {}", described(component, &words), number(value)),
        );
    }
    if !moments.is_empty() {
        line("  interval", &format!("{} moments over customers; `--format json` lists them", moments.len()));
    }
    for name in measure.plan.formula.names().into_iter().filter(|_| measure.is_over_measures()) {
        let value = current.and_then(|c| c.components.get(name).copied().flatten());
        let member = result_of(results, name).and_then(MeasureResult::current);
        let window = member.and_then(|c| c.window).map_or(String::new(), |w| format!(", {}", looks_at(&w)));
        line(&format!("  {name}"), &format!("the measure{window} = {}", number(value)));
    }
    if let Some(current) = current {
        line("", "");
        if let Some(window) = &current.window {
            line("window", &looks_at(window));
        }
        if let Some(partly) = &current.partly {
            line("rests on", &format!("{} of {} periods, which have a value", partly.with_value, partly.of));
        }
        line("value", &number(current.value));
        if let Some(reason) = &current.absent {
            line("absent", &absence(reason));
        }
        if let Some(doubt) = &current.doubt {
            line("not scored", &uncertainty(doubt));
        }
        for (name, figure) in &current.beside {
            line(name, &figure.to_string());
        }
        line("n", &number(current.n));
        if let Some(interval) = &current.interval {
            line("95% interval", &format!("{} to {}", interval.low, interval.high));
        }
        if let Some(target) = &current.target {
            line("target", &aim(target));
        }
        if let Some(verdict) = &current.verdict {
            line("verdict", &word(verdict));
        }
        if let Scoring::Formula(formula) = &measure.scoring {
            line("scored by", &words.formula(formula, &str::to_owned));
        }
        line("score", &number(current.score));
        line("status", &current.status.map_or("none".to_owned(), |status| word(&status)));
    }
    if let Some(change) = &result.change {
        let told = if change.significant { "more than chance" } else { "within chance" };
        let text = format!(
            "{} since {}, {} to {} at 95 %: {told}",
            change.difference, change.from.label, change.low, change.high
        );
        line("change", &text);
    }
    for (label, text) in run_of_periods(result, &words) {
        line(label, &text);
    }
    line("", "");
    line("sources", "");
    for source in sources(card, measure) {
        if let Some(s) = results.run.sources.iter().find(|s| s.id == source) {
            let rows = format!(
                "{} rows read, {} rejected, {} repeated, {} filtered, {} after as-of, {} used",
                s.read, s.rejected, s.repeated, s.filtered, s.after_as_of, s.used
            );
            line(&format!("  {source}"), &rows);
        }
    }
    if let EngineKind::Cluster { scheduler } = &card.engine.kind {
        let told = format!("cluster at {}, which scans a source once for each query", scheduler.address());
        line("engine", &told);
    }
    let asked = |source: &String| computed.sent.get(source).is_some_and(|sent| !sent.is_empty());
    for source in sources(card, measure).iter().filter(|source| asked(source)) {
        line("", "");
        line("sent", source);
        let sent = computed.sent.get(source).into_iter().flatten();
        sent.flat_map(|sql| sql.lines()).for_each(|sql| line("", sql));
    }
    out
}

/// Limits, signals of the reported period, trend and the year to come.
fn run_of_periods(result: &MeasureResult, words: &Words) -> Vec<(&'static str, String)> {
    let mut lines = Vec::new();
    if let Some(signals) = &result.signals {
        let frozen = if signals.frozen { ", frozen" } else { "" };
        let limits = format!("{} to {} around {}", signals.lower, signals.upper, signals.centre);
        lines.push((
            "limits",
            format!("{limits}, from {} values since {}{frozen}", signals.points, signals.from.label),
        ));
        let label = result.current().map_or("", |c| c.period.label.as_str());
        let fired: Vec<String> =
            signals.fired(label).map(|(rule, side)| words.say(&Fired(rule, side))).collect();
        lines.push(("signal", if fired.is_empty() { "none".to_owned() } else { fired.join("; ") }));
        if let Some(trend) = &signals.trend {
            let (low, high) = (trend.interval.low, trend.interval.high);
            lines.push(("trend", format!("{} a period, {low} to {high}, p {}", trend.slope, trend.p)));
        }
    }
    if let Some(outlook) = &result.outlook {
        let (low, high) = (outlook.interval.low, outlook.interval.high);
        let chance = outlook.chance.map_or(String::new(), |p| format!(", chance of the target {p}"));
        lines.push((
            "year end",
            format!("{} ({low} to {high}) by {}{chance}", outlook.year_end, words.say(&outlook.method)),
        ));
        for tested in &outlook.back_test {
            lines.push((
                "  back-test",
                format!("{}: mean absolute error {}", words.say(&tested.method), tested.mean_absolute_error),
            ));
        }
    }
    lines
}

fn absence(reason: &Absence) -> String {
    match reason {
        Absence::NoData => "no data".to_owned(),
        Absence::InsufficientHistory { needs } => format!("insufficient history, needed from {needs}"),
        Absence::NotYetDue => "not yet due".to_owned(),
        Absence::Withheld { n, min_n } => format!("withheld, {n} of at least {min_n}"),
        Absence::Undefined => "undefined".to_owned(),
        Absence::Private { smallest } => {
            format!("withheld: of fewer than {smallest}, or kept back for those")
        }
    }
}

fn uncertainty(doubt: &Doubt) -> String {
    match doubt {
        Doubt::Provisional(reason) => format!("provisional: {}", unfinished(reason)),
        Doubt::InsufficientData { n, min_n } => format!("insufficient data, {n} of at least {min_n}"),
    }
}

fn unfinished(reason: &Provisional) -> String {
    match reason {
        Provisional::NotOver => "the period is not over".to_owned(),
        Provisional::Stale { last } => format!("newest row of {last}, older than `stale_after`"),
        Provisional::Immature => "too many cases have not run their time".to_owned(),
        Provisional::DataBegin { on } => format!("data begin on {on}"),
        Provisional::GapAtEnd { last, longest: Some(longest) } => {
            format!("no row since {last}; the longest gap before was {longest} days")
        }
        Provisional::GapAtEnd { last, longest: None } => format!("no row since {last}"),
    }
}

/// What a value looks at, where that is not the period alone.
fn looks_at(window: &ValueWindow) -> String {
    match window {
        ValueWindow::Rolling { count, unit } => {
            format!("rolling {}", Duration { count: *count, unit: *unit })
        }
        ValueWindow::Since { first } => format!("all since {first}"),
        ValueWindow::Days { first, last } => format!("{first} to {last}"),
        ValueWindow::Mixed => "different ones, of its measures".to_owned(),
    }
}

fn aim(target: &TargetAt) -> String {
    match target {
        TargetAt::Value { value, span, not_renewed, .. } => {
            let span = span.map_or(String::new(), |s| format!(", the way from the baseline is {s}"));
            let past = if *not_renewed { ", the last one: not renewed" } else { "" };
            format!("{value}{span}{past}")
        }
        TargetAt::Band { low, high, zero_low, zero_high } => {
            format!("{low} to {high}, scored 0 below {zero_low} and above {zero_high}")
        }
        TargetAt::GoalRedFlag { goal, red_flag } => format!("goal {goal}, red flag {red_flag}"),
    }
}

/// How the sources of a measure were read: one scan of each for all measures.
pub(super) fn plan(card: &Scorecard, computed: &Computed, id: &str) -> String {
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
pub(super) fn json(card: &Scorecard, computed: &Computed, id: &str) -> Value {
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
