//! Rows that each hold a number of things: calls, guests, pieces of a day.

use crate::measure::expression::column_name;
use crate::profile::{ColumnKind, ColumnProfile, has_any, has_word, is_identifier, words};

use super::candidate::{Candidate, Facts, KindText, QUALITY, Unit, VOLUME, flow, heading, id};
use super::one_currency::OneCurrency;
use super::parts::is_part;
use super::vocabulary::{COMPLAINTS, DAMAGE, INCOME, PLANNED, STANDS, WAITS, is_cost};

/// Rows of which fewer are better, beside complaints and damage.
const UNWANTED: &[&str] = &[
    "defect*",
    "return*",
    "accident*",
    "error*",
    "fault*",
    "devolucion*",
    "retoure*",
    "awari*",
    "zwrot*",
    "βλαβ*",
    "επιστροφ*",
    "vlav*",
    "scrap*",
    "downtime*",
    "outage*",
    "stoppage*",
    "absen*",
    "ausschuss*",
    "stillstand*",
    "ausfall*",
    "fehlzeit*",
    "averia*",
    "parada*",
    "ausencia*",
    "przestoj*",
    "nieobecnosc*",
];

/// Numbers of calls or the like that came in, where each row holds some; the surest words first.
const CAME_IN: &[&str] = &[
    "offered",
    "received",
    "ofrecidas",
    "recibidas",
    "angeboten",
    "przychodzace",
    "εισερχομενεσ",
    "calls",
    "llamadas",
    "anrufe",
    "polaczenia",
    "κλησεισ",
    "visits",
    "visitors",
    "visitas",
    "besuche*",
    "wizyt*",
    "επισκεψεισ",
];
/// Words of those of them that were taken.
const TAKEN: &[&str] = &[
    "answered",
    "handled",
    "taken",
    "atendid*",
    "contestad*",
    "respondid*",
    "angenommen*",
    "beantwortet*",
    "odebran*",
    "απαντημεν*",
    "απαντηθ*",
];
/// Words of those that were lost.
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
    "missed",
    "nieodebran*",
    "αναπαντητ*",
];

/// The column with the number of calls or the like that came in, where each row holds one.
pub(super) fn came_in(facts: &Facts) -> Option<&ColumnProfile> {
    if !facts.may_hold_numbers() {
        return None;
    }
    let is_whole = |column: &&ColumnProfile| !has_any(&column.name, &[GAVE_UP, TAKEN, PLANNED]);
    let rank = |column: &ColumnProfile| {
        let word = CAME_IN.iter().position(|word| has_word(&column.name, &[*word]))?;
        Some((word, words(&column.name).len()))
    };
    numbers_of(facts, CAME_IN).filter(is_whole).min_by_key(|column| rank(column))
}

/// The numbers of things that are called by one of some words.
fn numbers_of<'f>(facts: &'f Facts, any: &'static [&'static str]) -> impl Iterator<Item = &'f ColumnProfile> {
    let is_it = move |column: &&ColumnProfile| {
        column.kind == ColumnKind::Integer && has_word(&column.name, any) && !is_zero_or_one(column)
    };
    facts.columns.iter().filter(is_it)
}

/// What numbers of calls call for: how many came in, and the share that gave up.
pub(super) fn calls(facts: &Facts) -> Vec<Candidate> {
    let Some(all) = came_in(facts) else { return Vec::new() };
    let candidate = |title: String, kind: KindText, direction: &str, unit, rank, why: String| Candidate {
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
    let sum = KindText::with("sum", flow(&column_name(&all.name)));
    let why = format!("`{}` added up: each row holds a number of them", all.name);
    let mut found = vec![candidate(heading(&all.name), sum, "maximise", Unit::Number, 60, why)];
    if let Some(lost) = numbers_of(facts, GAVE_UP).next() {
        let (lost, all) = (&lost.name, &all.name);
        let kind = KindText::with(
            "ratio",
            format!(
                "{{ numerator: {}, denominator: {} }}",
                flow(&format!("sum({})", column_name(lost))),
                flow(&format!("sum({})", column_name(all)))
            ),
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

/// Words of numbers of which no sum means anything, beside means.
const NOT_ADDED: &[&str] =
    &["age", "ages", "edad", "alter", "wiek", "ηλικια", "ilikia", "rate", "temperature", "temperatur*"];
/// Words of means.
const MEANS: &[&str] = &[
    "avg",
    "average",
    "mean",
    "median",
    "promedio",
    "media",
    "mediana",
    "durchschnitt*",
    "mittel*",
    "sredni*",
    "μεσοσ",
    "μεση",
    "μεσο",
    "διαμεσ*",
];

/// Whether a number is the mean of many by its name.
pub(super) fn is_mean(name: &str) -> bool {
    has_word(name, MEANS)
}

/// What rows that stand for days call for: the number in them that varies most, added up. Amounts, plans and costs are other
/// measures' matter.
pub(super) fn by_day(facts: &Facts) -> Option<Candidate> {
    let is_number = |column: &&ColumnProfile| {
        column.kind == ColumnKind::Integer
            && column.different > FEW
            && !is_identifier(&column.name)
            && !is_unwanted(&column.name)
            && !is_part(&column.name)
            && !has_any(&column.name, &[NOT_ADDED, MEANS, STANDS, WAITS, PLANNED, INCOME])
            && !is_cost(&column.name)
    };
    let most = facts.columns.iter().filter(is_number).max_by_key(|column| column.different)?;
    let of_one = OneCurrency::commonest(facts);
    let own = of_one.iter().map(OneCurrency::key).collect();
    let why = format!("`{}` added up: a row stands for a day, or for a month", most.name);
    let is_less_better = is_unwanted(&facts.id) || is_cost(&facts.id);
    let direction = if is_less_better { "minimise" } else { "maximise" };
    Some(Candidate {
        id: id(&most.name),
        title: heading(&most.name),
        objective: VOLUME,
        source: facts.id.clone(),
        level: "operational",
        kind: KindText::with("sum", flow(&column_name(&most.name))),
        keys: [own, vec![("direction", direction.to_owned())], facts.segments()].concat(),
        unit: Unit::Number,
        is_money: false,
        why: OneCurrency::told(of_one.as_ref(), why),
        rank: 40,
    })
}

/// Whether fewer of some rows are better.
pub(super) fn is_unwanted(rows: &str) -> bool {
    has_any(rows, &[UNWANTED, COMPLAINTS, DAMAGE])
}

/// Whether the numbers of a column are 0 and 1.
pub(super) fn is_zero_or_one(column: &ColumnProfile) -> bool {
    column.lowest == Some(0.0) && column.highest == Some(1.0)
}
