//! Rows that each hold a number of things: calls, guests, pieces of a day.

use crate::measure::expression::column_name;
use crate::profile::{ColumnProfile, has_word, is_identifier};

use super::candidate::{Candidate, Facts, QUALITY, Unit, VOLUME, flow, heading, id};

/// Rows of which fewer are better.
const UNWANTED: &[&str] = &[
    "complain*",
    "incident*",
    "defect*",
    "ticket*",
    "return*",
    "claim*",
    "accident*",
    "error*",
    "fault*",
    "incidencia*",
    "queja*",
    "reclamacion*",
    "devolucion*",
    "beschwerde*",
    "reklamation*",
    "storung*",
    "retoure*",
    "skarg*",
    "reklamacj*",
    "awari*",
    "zwrot*",
    "παραπον*",
    "βλαβ*",
    "επιστροφ*",
    "parapon*",
    "vlav*",
    "zimi*",
    "scrap*",
    "downtime*",
    "outage*",
    "stoppage*",
    "absen*",
    "ausschuss*",
    "stillstand*",
    "ausfall*",
    "fehlzeit*",
    "schaden*",
    "siniestro*",
    "averia*",
    "parada*",
    "ausencia*",
    "przestoj*",
    "nieobecnosc*",
    "szkod*",
];

/// Numbers of calls or the like that came in, and of those that were lost, where each row holds some.
const CAME_IN: &[&str] = &[
    "offered",
    "received",
    "calls",
    "visits",
    "visitors",
    "visitas",
    "besuche*",
    "wizyt*",
    "επισκεψεισ",
    "ofrecidas",
    "recibidas",
    "llamadas",
    "angeboten",
    "anrufe",
    "odebrane",
    "polaczenia",
    "κλησεισ",
];
const GAVE_UP: &[&str] = &[
    "abandon*",
    "abandonad*",
    "aufgelegt",
    "porzucon*",
    "εγκαταλ*",
    "lost",
    "perdid*",
    "verloren*",
    "utracon*",
    "χαμεν*",
];

/// The column with the number of calls or the like that came in, where each row holds one.
pub(super) fn came_in(facts: &Facts) -> Option<&ColumnProfile> {
    number_of(facts, CAME_IN).filter(|_| !facts.is_state)
}

fn number_of<'f>(facts: &'f Facts, any: &[&str]) -> Option<&'f ColumnProfile> {
    let is_it = |column: &&ColumnProfile| {
        column.kind == "integer" && has_word(&column.name, any) && !is_zero_or_one(column)
    };
    facts.columns.iter().find(is_it)
}

/// What numbers of calls call for: how many came in, and the share that gave up.
pub(super) fn calls(facts: &Facts) -> Vec<Candidate> {
    let Some(all) = came_in(facts) else { return Vec::new() };
    let candidate = |title: String, kind: String, direction: &str, unit, rank, why: String| Candidate {
        id: id(&title),
        title,
        objective: if rank > 60 { QUALITY } else { VOLUME },
        source: facts.id.clone(),
        level: "operational",
        kind,
        keys: [vec![("direction", direction.to_owned())], facts.segments()].concat(),
        unit,
        is_money: false,
        why,
        rank,
    };
    let sum = format!("{{ sum: {} }}", flow(&column_name(&all.name)));
    let why = format!("`{}` added up: each row holds a number of them", all.name);
    let mut found = vec![candidate(heading(&all.name), sum, "maximise", Unit::Number, 60, why)];
    if let Some(lost) = number_of(facts, GAVE_UP) {
        let (lost, all) = (&lost.name, &all.name);
        let kind = format!(
            "{{ ratio: {{ numerator: {}, denominator: {} }} }}",
            flow(&format!("sum({})", column_name(lost))),
            flow(&format!("sum({})", column_name(all)))
        );
        let mut share = candidate(
            format!("{} share", heading(lost)),
            kind,
            "minimise",
            Unit::Percent,
            86,
            format!("`{lost}` of all `{all}`"),
        );
        share.keys.insert(0, ("unit", "percent".to_owned()));
        found.push(share);
    }
    found
}

/// Different numbers of a column that may be classes.
const FEW: u64 = 12;

/// What rows that stand for days call for: the number in them that varies most, added up.
pub(super) fn by_day(facts: &Facts) -> Option<Candidate> {
    let is_number = |column: &&ColumnProfile| {
        column.kind == "integer"
            && column.different > FEW
            && !is_identifier(&column.name)
            && !is_unwanted(&column.name)
    };
    let most = facts.columns.iter().filter(is_number).max_by_key(|column| column.different)?;
    Some(Candidate {
        id: id(&most.name),
        title: heading(&most.name),
        objective: VOLUME,
        source: facts.id.clone(),
        level: "operational",
        kind: format!("{{ sum: {} }}", flow(&column_name(&most.name))),
        keys: [vec![("direction", "maximise".to_owned())], facts.segments()].concat(),
        unit: Unit::Number,
        is_money: false,
        why: format!("`{}` added up: a row stands for a day, or for a month", most.name),
        rank: 40,
    })
}

/// Whether fewer of some rows are better.
pub(super) fn is_unwanted(rows: &str) -> bool {
    has_word(rows, UNWANTED)
}

/// Whether the numbers of a column are 0 and 1.
pub(super) fn is_zero_or_one(column: &ColumnProfile) -> bool {
    column.lowest == Some(0.0) && column.highest == Some(1.0)
}
