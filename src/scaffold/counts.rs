//! Customers who stay and come, rows with a good or a bad end, and how many rows there are.

use crate::measure::expression::{column_name, text_value};
use crate::profile::{CLOSED, ColumnKind, ColumnProfile, has_any, has_word, is_identifier};

use super::candidate::{Candidate, Facts, Key, KindText, LOYALTY, QUALITY, Unit, VOLUME, flow, heading, id};
use super::vocabulary::{BAD, DAMAGE, GOOD, NOT_QUITE};
use super::volumes;

/// Columns that hold how something ended.
const STATES: &[&str] = &[
    "status",
    "state",
    "outcome",
    "result",
    "resolution",
    "disposition",
    "stage",
    "end",
    "decision",
    "condition",
    "estado",
    "resultado",
    "etapa",
    "zustand",
    "ergebnis",
    "stan",
    "wynik",
    "etap",
    "κατασταση",
    "αποτελεσμα",
];
/// Ends by which nothing is sold.
const CANCELLED: &[&str] = &[
    "cancel*",
    "void*",
    "fail*",
    "declin*",
    "refused",
    "rejected",
    "cancelad*",
    "anulad*",
    "fallid*",
    "rechazad*",
    "storniert",
    "storno",
    "fehlgeschlagen",
    "abgelehnt",
    "anulowan*",
    "nieudan*",
    "odrzucon*",
    "ακυρ*",
    "αποτυχ*",
    "απορριφ*",
];
/// Ends by which something is, where rows are offers.
const WON: &[&str] = &["won", "ganad*", "gewonnen", "wygran*", "κερδ*"];

/// Days on which it is decided what becomes of a row, beside those on which it is closed.
const DECIDED: &[&str] = &["decided", "decision", "discharge*", "entlassung", "alta"];
/// States of rows of which it is not.
const UNSETTLED: &[&str] = &[
    "open*",
    "pending*",
    "progress",
    "waiting",
    "negotiation",
    "proposal",
    "prospecting",
    "qualification",
    "offen",
    "abiert*",
    "pendient*",
    "otwart*",
    "ανοιχτ*",
    "εκκρεμ*",
];

/// Which amounts were sold.
pub(super) struct Sold {
    pub(super) condition: String,
    /// The same for whoever reads the draft.
    pub(super) told: String,
    /// Whether rows are offers, of which some are won.
    pub(super) is_won: bool,
}

/// The condition by which amounts were sold, where a column tells what became of rows.
pub(super) fn sold_condition(facts: &Facts) -> Option<Sold> {
    let flag =
        facts.columns.iter().find(|column| column.kind == ColumnKind::Bool && has_word(&column.name, WON));
    if let Some(flag) = flag {
        let told = format!("only rows of which `{}` is true", flag.name);
        return Some(Sold { condition: column_name(&flag.name), told, is_won: true });
    }
    let is_told = |column: &&ColumnProfile| column.tells_all_values();
    let mut states = facts
        .columns
        .iter()
        .filter(|column| column.kind == ColumnKind::Text && has_word(&column.name, STATES));
    states.find_map(|column| {
        let of = |any: &[&str]| -> Vec<String> {
            let values = column.values.iter().filter(|counted| has_word(&counted.value, any));
            values.map(|counted| text_value(&counted.value)).collect()
        };
        let (won, off) = (of(WON), of(CANCELLED));
        let name = column_name(&column.name);
        match (won.is_empty(), off.is_empty()) {
            _ if !is_told(&column) => None,
            (false, _) => {
                let won = won.join(", ");
                let told = format!("only rows with `{}` {won}", column.name);
                Some(Sold { condition: format!("{name} in ({won})"), told, is_won: true })
            }
            (true, false) => {
                let off = off.join(", ");
                let condition = format!("coalesce({name}, '') not in ({off})");
                let told = format!("without rows with `{}` {off}", column.name);
                Some(Sold { condition, told, is_won: false })
            }
            (true, true) => None,
        }
    })
}

/// The day on which it is settled what became of a row.
pub(super) struct Settled {
    /// The key that places rows by it.
    pub(super) key: Key,
    /// The same for whoever reads the draft.
    pub(super) told: String,
}

/// The day on which it is settled what became of rows; `None` where no column says it.
pub(super) fn settled(facts: &Facts) -> Option<Settled> {
    let begun = &facts.columns[facts.time?].name;
    let is_it = |column: &&ColumnProfile| {
        column.is_date() && has_any(&column.name, &[DECIDED, CLOSED]) && column.name != *begun
    };
    let name = &facts.columns.iter().find(is_it)?.name;
    let told = format!("by `{name}`, since that comes out later than `{begun}`");
    Some(Settled { key: ("time", flow(name)), told })
}

/// What customers and states call for.
pub(super) fn candidates(facts: &Facts) -> Vec<Candidate> {
    let mut found = customers(facts);
    found.extend(ends(facts));
    let calls = volumes::calls(facts);
    let has_numbers = !calls.is_empty();
    found.extend(calls);
    // Where each row holds a number of them, how many rows there are says nothing.
    if facts.is_by_day() && facts.adds_up() && !has_numbers {
        found.extend(volumes::by_day(facts));
    } else if !facts.is_of_states() && !has_numbers {
        let direction = if volumes::is_unwanted(&facts.id) { "minimise" } else { "maximise" };
        found.push(Candidate {
            id: id(&format!("{} count", facts.id)),
            title: facts.rows.clone(),
            objective: VOLUME,
            source: facts.id.clone(),
            level: "operational",
            kind: KindText::bare("count"),
            keys: [vec![("direction", direction.to_owned())], facts.segments()].concat(),
            unit: Unit::Number,
            is_money: false,
            why: "every row counts once".to_owned(),
            rank: 40,
        });
    }
    found
}

fn customers(facts: &Facts) -> Vec<Candidate> {
    let Some(customer) = facts.customer.filter(|_| !facts.is_of_one_day()).map(|at| &facts.columns[at])
    else {
        return Vec::new();
    };
    let name = &customer.name;
    let candidate = |id: &str, title: &str, kind: KindText, unit, rank, why: String| Candidate {
        id: id.to_owned(),
        title: title.to_owned(),
        objective: LOYALTY,
        source: facts.id.clone(),
        level: "strategic",
        kind,
        keys: Vec::new(),
        unit,
        is_money: false,
        why,
        rank,
    };
    let returns = facts.row_count as f64 / customer.different.max(1) as f64;
    // Most come more than once: of those who come once and are done, as in a hospital, nobody is kept.
    let come_again = 2 * customer.once < customer.different;
    let mut found = Vec::new();
    if come_again && returns >= 1.5 && facts.months() >= 9 {
        found.push(candidate(
            "retention",
            "Customer retention",
            KindText::with("retention", "{ active_within: 3 months }".to_owned()),
            Unit::Percent,
            90,
            format!(
                "of the values of `{name}` seen in three months, the share seen in the next three as well"
            ),
        ));
    }
    if come_again && returns >= 1.2 && facts.months() >= 15 {
        found.push(candidate(
            "new_customers",
            "New customers",
            KindText::with("new_customers", "{ new_after: 12 months }".to_owned()),
            Unit::Number,
            60,
            format!("values of `{name}` that were not seen before"),
        ));
    }
    if returns >= 1.5 && !customer.different_at_least {
        found.push(candidate(
            "active_customers",
            "Active customers",
            KindText::bare("active_customers"),
            Unit::Number,
            58,
            format!("different values of `{name}` in the period"),
        ));
    }
    found
}

/// Shares of rows with a good or a bad end.
fn ends(facts: &Facts) -> Vec<Candidate> {
    let mut found = Vec::new();
    let settled = settled(facts);
    let is_open =
        |column: &ColumnProfile| column.values.iter().any(|counted| has_word(&counted.value, UNSETTLED));
    let are_open = facts
        .columns
        .iter()
        .any(|column| column.kind == ColumnKind::Text && has_word(&column.name, STATES) && is_open(column));
    for column in &facts.columns {
        let name = &column.name;
        let share = |of: String, title: String, is_good: bool, rank, why: String| Candidate {
            id: id(&title),
            objective: QUALITY,
            source: facts.id.clone(),
            level: "operational",
            // Codes for no value are no answer, and no end is none.
            kind: match column.absent.is_empty() && (column.kind != ColumnKind::Text || column.empty == 0) {
                true => KindText::with("share", flow(&of)),
                false => {
                    let among = format!("{} is not null", column_name(name));
                    KindText::with("share", format!("{{ of: {}, among: {} }}", flow(&of), flow(&among)))
                }
            },
            keys: {
                let better = if is_good { "maximise" } else { "minimise" };
                let placed: Vec<Key> = settled.iter().map(|settled| settled.key.clone()).collect();
                [placed, vec![("direction", better.to_owned())], facts.segments()].concat()
            },
            title,
            unit: Unit::Percent,
            is_money: false,
            why: match (&settled, are_open) {
                (Some(settled), _) => format!("{why}, {}", settled.told),
                (None, true) => format!(
                    "{why}; rows that are still open count as none, so that the newest months change until they are closed"
                ),
                (None, false) => why,
            },
            rank,
        };
        let is_flag = column.kind == ColumnKind::Bool
            || column.kind == ColumnKind::Integer && volumes::is_zero_or_one(column);
        if is_flag && !is_identifier(name) {
            let of = if column.kind == ColumnKind::Bool {
                column_name(name)
            } else {
                format!("{} = 1", column_name(name))
            };
            let rest = format!("rows of which `{name}` is true");
            if has_any(name, &[BAD, DAMAGE]) {
                found.push(share(of, format!("{} share", heading(name)), false, 78, rest));
            } else if has_word(name, GOOD) {
                found.push(share(
                    of,
                    format!("{} share", heading(name)),
                    !has_word(name, NOT_QUITE),
                    76,
                    rest,
                ));
            }
        } else if column.kind == ColumnKind::Text && has_word(name, STATES) && column.tells_all_values() {
            for end in states(facts, column) {
                found.push(share(end.of, end.title, end.is_good, if end.is_good { 72 } else { 77 }, end.why));
            }
        }
    }
    found
}

/// Rows with a good or a bad end.
struct End {
    /// The condition of such rows.
    of: String,
    title: String,
    is_good: bool,
    why: String,
}

/// The ends that a column of states tells.
fn states(facts: &Facts, column: &ColumnProfile) -> Vec<End> {
    let (bad, good) = told_ends(column);
    let end = |(values, is_good): (Vec<&str>, bool)| {
        let first = *values.first()?;
        let name = column_name(&column.name);
        let of = match values.as_slice() {
            [one] => format!("{name} = {}", text_value(one)),
            several => {
                let list: Vec<String> = several.iter().map(|value| text_value(value)).collect();
                format!("{name} in ({})", list.join(", "))
            }
        };
        let written = |value: &str| heading(value).to_lowercase();
        let named = match values.len() {
            1..=3 => either(&values, written),
            _ => format!("{} or the like", written(first)),
        };
        let blank = if column.empty > 0 { "; rows without one are left out" } else { "" };
        Some(End {
            of,
            title: format!("{} {named}", facts.rows),
            is_good,
            why: format!("rows with `{}` {}{blank}", column.name, either(&values, str::to_owned)),
        })
    };
    [(bad, false), (good, true)].into_iter().filter_map(end).collect()
}

/// The bad and the good ends that a column tells, the commonest first. What all rows have says nothing, and where there is no third,
/// the bad ones say all.
fn told_ends(column: &ColumnProfile) -> (Vec<&str>, Vec<&str>) {
    let values = || column.values.iter().map(|counted| counted.value.as_str());
    let is_bad = |value: &&str| has_any(value, &[BAD, DAMAGE]);
    let is_good = |value: &&str| has_word(value, GOOD) && !has_word(value, NOT_QUITE) && !is_bad(value);
    let mut bad: Vec<&str> = values().filter(is_bad).collect();
    let mut good: Vec<&str> = values().filter(is_good).collect();
    let all = column.values.len();
    if good.len() == all || !bad.is_empty() && bad.len() + good.len() == all {
        good.clear();
    }
    if bad.len() == all {
        bad.clear();
    }
    (bad, good)
}

/// Some values in a row, with "or" before the last.
fn either(values: &[&str], written: impl Fn(&str) -> String) -> String {
    let all: Vec<String> = values.iter().map(|value| written(value)).collect();
    match all.split_last() {
        Some((end, [])) => end.clone(),
        Some((end, before)) => format!("{} or {end}", before.join(", ")),
        None => String::new(),
    }
}
