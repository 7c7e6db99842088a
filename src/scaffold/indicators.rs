//! Lists of indicators: a row for each of them and each period, with its name, its figure and often its plan.

use crate::measure::expression::{column_name, text_value};
use crate::profile::{ColumnKind, ColumnProfile, ValueCount, has_word};

use super::candidate::{
    COST, Candidate, Facts, GROWTH, KindText, Objective, QUALITY, SPEED, Shape, Unit, VOLUME, flow, heading,
    id,
};
use super::one_currency::{NO_CURRENCY, plain_number};
use super::vocabulary::{INCOME, is_cost};
use super::volumes::is_unwanted;

/// Words for an indicator.
const INDICATORS: &[&str] =
    &["kpi", "indicator", "metric", "measure", "kennzahl", "indicador", "wskaznik", "miernik", "δεικτησ"];
/// Words for its figure.
const FIGURES: &[&str] = &[
    "value",
    "actual",
    "actuals",
    "result",
    "figure",
    "ist",
    "wert",
    "valor",
    "real",
    "wartosc",
    "wykonanie",
    "τιμη",
];
/// Words of times and distances, of which less is better.
const TIMES: &[&str] =
    &["time", "days", "hours", "zeit", "*zeit", "tage", "tiempo", "dias", "czas", "dni", "χρονοσ", "ημερεσ"];

/// The measures that a list of indicators calls for; none where the rows are no such list. The rest of its columns call for none
/// then: a sum of different things means nothing.
pub(super) fn candidates(facts: &Facts, has_currency: bool) -> Vec<Candidate> {
    let is_name = |column: &&ColumnProfile| {
        column.kind == ColumnKind::Text && column.different > 1 && has_word(&column.name, INDICATORS)
    };
    let is_list = matches!(facts.shape, Shape::ByDay);
    let Some(name) = facts.columns.iter().find(is_name).filter(|_| is_list) else { return Vec::new() };
    let is_figure =
        |column: &&ColumnProfile| column.rule.kind.is_numeric() && has_word(&column.name, FIGURES);
    let Some(figure) = facts.columns.iter().find(is_figure) else { return Vec::new() };
    // Of many only the commonest are known by name.
    let mut more = match name.tells_all_values() {
        true => String::new(),
        false => {
            let of_all = if name.different_at_least { "at least " } else { "" };
            format!(
                "; one of {} of {of_all}{} indicators: write a measure for each of the others that matters",
                name.values.len(),
                name.different
            )
        }
    };
    let is_of_money = figure.kind == ColumnKind::Money;
    if is_of_money && !has_currency {
        more.push_str(NO_CURRENCY);
    }
    let own = |counted: &ValueCount| {
        let mut own = candidate(facts, (name, figure), &counted.value, &more);
        own.is_money = is_of_money && has_currency;
        own.keys.extend((is_of_money && !has_currency).then(plain_number));
        own
    };
    name.values.iter().map(own).collect()
}

fn candidate(
    facts: &Facts,
    (name, figure): (&ColumnProfile, &ColumnProfile),
    value: &str,
    more: &str,
) -> Candidate {
    let (column, amount) = (column_name(&name.name), column_name(&figure.name));
    let (objective, is_less) = meant(value);
    Candidate {
        id: id(value),
        title: heading(value),
        objective,
        source: facts.id.clone(),
        level: "operational",
        kind: KindText::with("last", format!("{{ value: {}, per: {} }}", flow(&amount), flow(&column))),
        keys: vec![
            ("where", flow(&format!("{column} = {}", text_value(value)))),
            ("direction", if is_less { "minimise" } else { "maximise" }.to_owned()),
        ],
        unit: Unit::Number,
        is_money: false,
        why: format!(
            "`{}` where `{}` says {value}; say which way is better, and `sum` instead of `last` where its months add up{more}",
            figure.name, name.name
        ),
        rank: 91,
    }
}

/// What an indicator serves by its name, and whether less of it is better.
fn meant(value: &str) -> (Objective, bool) {
    match value {
        _ if is_unwanted(value) => (QUALITY, true),
        _ if is_cost(value) => (COST, true),
        _ if has_word(value, TIMES) => (SPEED, true),
        _ if has_word(value, INCOME) => (GROWTH, false),
        _ => (VOLUME, false),
    }
}
