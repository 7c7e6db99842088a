//! Promises and deliveries, beginnings and ends.

use crate::measure::expression::column_name;
use crate::profile::{CLOSED, ColumnKind, ColumnProfile, SETTLED, SOLVED, has_any, has_word};

use super::candidate::{Candidate, Facts, KindText, PROMISE, SPEED, Unit, flow, heading, id};
use super::vocabulary::{COMPLAINTS, DAMAGE};

/// Days by which something was to be done.
const PROMISED: &[&str] = &[
    "due",
    "required",
    "promised",
    "promise",
    "planned",
    "deadline",
    "expected",
    "committed",
    "scheduled",
    "sla",
    "estimated",
    "target",
    "prometida",
    "prometido",
    "compromiso",
    "vencimiento",
    "limite",
    "prevista",
    "previsto",
    "plazo",
    "frist",
    "fallig*",
    "zugesagt*",
    "geplant*",
    "wunsch*",
    "termin",
    "planowan*",
    "obiecan*",
    "wymagan*",
    "προθεσμια",
    "υποσχεσ*",
    "προβλεπομενη",
];
/// Days on which something was done, beside those on which it was closed, solved or settled.
const DONE: &[&str] = &[
    "shipped",
    "ship",
    "delivered",
    "delivery",
    "completed",
    "complete",
    "completion",
    "finished",
    "actual",
    "arrived",
    "arrival",
    "received",
    "fulfilled",
    "installed",
    "paid",
    "ended",
    "end",
    "discharged",
    "discharge",
    "departed",
    "seen",
    "entrega",
    "entregado",
    "envio",
    "enviado",
    "fin",
    "finalizacion",
    "abgeschlossen",
    "geliefert",
    "liefer*",
    "entlassung*",
    "versandt",
    "versand",
    "ende",
    "dostaw*",
    "wyslan*",
    "wysylk*",
    "zakoncz*",
    "παραδοσ*",
    "αποστολ*",
    "ληξ*",
    "ολοκληρ*",
    "returned",
    "devolucion",
    "devuelt*",
    "ruckgabe*",
    "zwrot*",
    "zwroc*",
    "επιστροφ*",
];
/// Words of things that are open until somebody has dealt with them, beside complaints and damage.
const CASES: &[&str] =
    &["case*", "issue*", "caso*", "vorgang", "vorgange", "anfrage*", "zgloszen*", "αιτημα*"];

/// Words for what somebody has dealt with.
const DEALT_WITH: &[&[&str]] = &[CLOSED, SOLVED, SETTLED];

/// Words of a day's name that say no more than that it is one.
const DAYS: &[&str] = &[
    "date",
    "time",
    "at",
    "on",
    "day",
    "dt",
    "fecha",
    "hora",
    "de",
    "del",
    "datum",
    "zeit",
    "uhrzeit",
    "am",
    "data",
    "czas",
    "ημερομηνία",
    "ώρα",
];

/// Words of days on which something was paid, which says little of when it was done.
const PAID: &[&str] = &[
    "paid",
    "payment",
    "pago",
    "pagado",
    "pagada",
    "bezahlt",
    "gezahlt",
    "zahlung*",
    "zaplac*",
    "oplac*",
    "πληρωμ*",
];

/// What dates call for.
pub(super) fn candidates(facts: &Facts) -> Vec<Candidate> {
    let Some(time) = facts.time else { return Vec::new() };
    let begun = &facts.columns[time];
    let (promised, kept): (Vec<&ColumnProfile>, Vec<&ColumnProfile>) =
        facts.columns.iter().filter(|column| column.is_date()).partition(|column| is_promised(&column.name));
    let is_end = |column: &&ColumnProfile| has_word(&column.name, DONE) || has_any(&column.name, DEALT_WITH);
    let ends: Vec<&ColumnProfile> = kept.into_iter().filter(is_end).collect();
    // What is received is often where a row begins, and closed on another day.
    let mut others = ends.iter().filter(|column| column.name != begun.name);
    let other = match promised.is_empty() {
        true => others.min_by_key(|column| has_word(&column.name, PAID)),
        false => others.next(),
    };
    let Some(done) = other.or(ends.first()).copied() else { return Vec::new() };
    let mut found: Vec<Candidate> =
        promised.first().map(|promised| on_time(facts, promised, done)).into_iter().collect();
    if done.name != begun.name && done.first_day >= begun.first_day {
        found.extend(durations(facts, begun, done));
    }
    found
}

/// Whether what was promised was done by then.
fn on_time(facts: &Facts, promised: &ColumnProfile, done: &ColumnProfile) -> Candidate {
    let has_clocks = has_clock(promised) && has_clock(done);
    let what = if has_clocks { "time" } else { "day" };
    let taken = format!(
        "`{}` is taken for the {what} promised, `{}` for the {what} it was done",
        promised.name, done.name
    );
    let (kind, mut keys, why) = match has_clocks {
        // The kind compares days: what was promised for nine and came at five would be on time.
        true => {
            let (promised, done) = (column_name(&promised.name), column_name(&done.name));
            let both = flow(&format!("{promised} is not null and {done} is not null"));
            (
                KindText::with("share", flow(&format!("{done} <= {promised}"))),
                vec![("where", both), ("direction", "maximise".to_owned())],
                format!("{taken}; what is not done yet does not count. `on_time` would compare days alone"),
            )
        }
        false => {
            let (promised, done) = (written(promised), written(done));
            (
                KindText::with("on_time", format!("{{ promised: {promised}, delivered: {done} }}")),
                Vec::new(),
                taken,
            )
        }
    };
    keys.extend(facts.segments());
    Candidate {
        id: "on_time".to_owned(),
        title: format!("{} on time", facts.rows),
        objective: PROMISE,
        source: facts.id.clone(),
        level: "operational",
        kind,
        keys,
        unit: Unit::Percent,
        is_money: false,
        why,
        rank: 95,
    }
}

/// How long it takes from a beginning to an end, and of cases how many are open.
fn durations(facts: &Facts, begun: &ColumnProfile, done: &ColumnProfile) -> Vec<Candidate> {
    let is_case = has_any(&done.name, DEALT_WITH)
        || [&done.name, &facts.id].iter().any(|name| has_any(name, &[CASES, COMPLAINTS, DAMAGE]));
    let has_clocks = begun.kind == ColumnKind::Datetime && done.kind == ColumnKind::Datetime;
    let unit = if has_clocks { "hours" } else { "days" };
    let (from, to) = (written(begun), written(done));
    let (kind, why) = match is_case {
        true => ("resolution_time", "cases still open count with the time they have been"),
        false => ("lead_time", "the median; write `statistic: p90` for what one in ten exceeds"),
    };
    let mut found = Vec::new();
    if is_case {
        found.push(Candidate {
            id: "open_cases".to_owned(),
            title: format!("{} still open", facts.rows),
            objective: SPEED,
            source: facts.id.clone(),
            level: "operational",
            kind: KindText::with("backlog", format!("{{ opened: {from}, closed: {to} }}")),
            keys: facts.segments(),
            unit: Unit::Number,
            is_money: false,
            why: format!(
                "begun by `{}` and without a `{}` yet, at the end of each period",
                begun.name, done.name
            ),
            rank: 74,
        });
    }
    found.push(Candidate {
        id: id(&format!("{unit} to {}", done.name)),
        title: format!("{} from {} to {}, median", heading(unit), plain(&begun.name), plain(&done.name)),
        objective: SPEED,
        source: facts.id.clone(),
        level: "operational",
        kind: KindText::with(kind, format!("{{ from: {from}, to: {to}, unit: {unit} }}")),
        keys: facts.segments(),
        unit: Unit::Points,
        is_money: false,
        why: why.to_owned(),
        rank: 85,
    });
    found
}

/// A column as an expression in YAML.
fn written(column: &ColumnProfile) -> String {
    flow(&column_name(&column.name))
}

/// Whether the name of a day is one of promises: `fecha_prev` is one foreseen, `prev_contact` one that is past.
fn is_promised(name: &str) -> bool {
    has_word(name, PROMISED) || has_word(name, &["prev"]) && has_word(name, &["fecha"])
}

/// Whether a column holds times of day, and no midnights that stand for days.
fn has_clock(column: &ColumnProfile) -> bool {
    let is_midnight = |text: &str| {
        let clock = text.split_once([' ', 'T']).map_or("", |(_, clock)| clock);
        let digits = clock.chars().filter(char::is_ascii_digit);
        clock.is_empty()
            || digits.clone().all(|c| c == '0')
            || clock.starts_with("12:00:00 AM")
            || clock == "12:00 AM"
    };
    column.kind == ColumnKind::Datetime && column.values.iter().any(|counted| !is_midnight(&counted.value))
}

/// A day's name without the word for day.
fn plain(name: &str) -> String {
    let words = crate::profile::words(name);
    let kept: Vec<String> = words.iter().filter(|word| !DAYS.contains(&word.as_str())).cloned().collect();
    if kept.is_empty() { words.join(" ") } else { kept.join(" ") }
}
