//! How long people waited, where a column of numbers says it.

use crate::measure::expression::column_name;
use crate::profile::{ColumnKind, has_word};

use super::candidate::{Candidate, Facts, KindText, SPEED, Unit, flow, heading, id};
use super::parts::is_part;
use super::vocabulary::WAITS;
use super::volumes::{came_in, is_mean};

/// Words of how many wait, which is no time.
const HOW_MANY: &[&str] = &[
    "total",
    "number",
    "count",
    "people",
    "persons",
    "patients",
    "anzahl",
    "personen",
    "patienten",
    "numero",
    "pacientes",
    "liczba",
    "αριθμοσ",
];
/// Different numbers of a column that may be classes.
const FEW: u64 = 12;

/// What times of waiting call for.
pub(super) fn candidates(facts: &Facts) -> Vec<Candidate> {
    let is_wait = |column: &&crate::profile::ColumnProfile| {
        matches!(column.kind, ColumnKind::Integer | ColumnKind::Number | ColumnKind::Duration)
            && column.different > FEW
            && has_word(&column.name, WAITS)
            && !has_word(&column.name, HOW_MANY)
            && !is_part(&column.name)
    };
    let Some(wait) = facts.columns.iter().find(is_wait).filter(|_| !facts.is_of_one_day()) else {
        return Vec::new();
    };
    let name = column_name(&wait.name);
    // A code such as 9999 would be the longest wait of all.
    let codes: Vec<&str> = wait.codes.iter().map(|code| code.value.as_str()).collect();
    let codes: Vec<&str> = codes.into_iter().filter(|code| code.parse::<f64>().is_ok()).collect();
    let mut keys = match codes.is_empty() {
        true => Vec::new(),
        false => vec![("where", flow(&format!("{name} not in ({})", codes.join(", "))))],
    };
    // What is a mean of many already is no sample of one.
    let is_plain_mean = is_mean(&wait.name) && came_in(facts).is_none();
    keys.extend(is_plain_mean.then(|| ("min_n", "1".to_owned())));
    keys.push(("direction", "minimise".to_owned()));
    keys.extend(facts.segments());
    let left_out = match codes.is_empty() {
        true => String::new(),
        false => format!("; {} is taken for a code and left out", codes.join(", ")),
    };
    // The mean of a day with few calls is worth less than that of one with many.
    let weighed = match came_in(facts) {
        Some(calls) => format!("; each row counts as often as its `{}` says", calls.name),
        None if is_plain_mean => {
            "; each row holds a mean or a median already, and all count alike: `weight` lets each count by its number of cases"
                .to_owned()
        }
        None => String::new(),
    };
    vec![Candidate {
        id: id(&format!("{} mean", wait.name)),
        title: format!("{}, mean", heading(&wait.name)),
        objective: SPEED,
        source: facts.id.clone(),
        level: "operational",
        kind: match came_in(facts) {
            Some(calls) => {
                let weight = flow(&column_name(&calls.name));
                KindText::with("average", format!("{{ value: {}, weight: {weight} }}", flow(&name)))
            }
            None => KindText::with("average", flow(&name)),
        },
        keys,
        unit: Unit::Number,
        is_money: false,
        why: format!("`{}` is taken for a time of waiting: less is better{weighed}{left_out}", wait.name),
        rank: 84,
    }]
}
