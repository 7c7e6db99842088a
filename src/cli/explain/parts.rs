//! What a measure is made of, in words.

use mando::locale::Locale;
use mando::measure::{Basis, Component};
use mando::model::{Measure, Origin, Scorecard};
use mando::words::Words;

/// The words of the page: those of reports where they are English, as all that stands around them is.
pub(super) fn words(card: &Scorecard) -> Words {
    match card.locale.language() {
        "en" => Words::of_reports(card),
        _ => Words::new(Locale::EN_GB),
    }
}

/// A value of a closed list by its published word.
pub(super) fn word(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default().replace('"', "").replace('_', " ")
}

/// Its kind as the definition writes it.
pub(super) fn kind(measure: &Measure) -> String {
    let keys: Vec<String> = measure.written.iter().map(|(key, text)| format!("{key}: {text}")).collect();
    if keys.is_empty() {
        measure.kind.clone()
    } else {
        format!("{}: {{ {} }}", measure.kind, keys.join(", "))
    }
}

/// What a component is.
pub(super) fn described(component: &Component, words: &Words) -> String {
    let what = match &component.basis {
        Basis::Customers { state, .. } => format!("customers {state}"),
        _ => words.say(&component.title),
    };
    format!("{what}, of {} by {}", component.rows.named(), component.rows.placed_by)
}

/// What is counted or added up for a component.
pub(super) fn aggregate(component: &Component, words: &Words) -> String {
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
        Basis::Histories { keys, aggregate, .. } => {
            let keys: Vec<String> = keys.iter().map(ToString::to_string).collect();
            format!("{aggregate} by {}", keys.join(", "))
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
pub(super) fn sources(card: &Scorecard, measure: &Measure) -> Vec<String> {
    let mut ids: Vec<String> =
        measure.plan.queried_components().iter().map(|c| c.rows.source.clone()).collect();
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
