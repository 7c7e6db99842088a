//! Customers who stay and come, rows with a good or a bad end, and how many rows there are.

use crate::measure::expression::{column_name, text_value};
use crate::profile::{CLOSED, ColumnKind, ColumnProfile, has_any, has_word, is_identifier};

use super::candidate::{Candidate, Facts, Key, KindText, LOYALTY, QUALITY, Unit, VOLUME, flow, heading, id};
use super::vocabulary::DAMAGE;
use super::volumes;

/// Words for unwanted outcomes (cancelled, lost, …).
const BAD: &[&str] = &[
    "cancel*",
    "return*",
    "churn*",
    "late",
    "fail*",
    "defect*",
    "lost",
    "reject*",
    "complain*",
    "escalat*",
    "abandon*",
    "refund*",
    "missed",
    "noshow",
    "left",
    "reopen*",
    "error*",
    "fault*",
    "damage*",
    "overdue",
    "readmi*",
    "scrap*",
    "rework*",
    "dropped",
    "delayed",
    "unsubscribe*",
    "inactive",
    "expired",
    "breach*",
    "cancelad*",
    "anulad*",
    "devuelt*",
    "rechazad*",
    "perdid*",
    "retrasad*",
    "vencid*",
    "storniert",
    "abgelehnt",
    "verloren",
    "verspatet",
    "gekundigt",
    "anulowan*",
    "odrzucon*",
    "zwrocon*",
    "utracon*",
    "wiederaufnahme*",
    "sturz*",
    "komplikation*",
    "reingreso*",
    "caida*",
    "upadek*",
    "ακυρ*",
    "απορριφ*",
    "επιστρ*",
    "χαθ*",
];
/// Ends that people want.
const GOOD: &[&str] = &[
    "resolved",
    "won",
    "convert*",
    "complete*",
    "delivered",
    "paid",
    "pass*",
    "success*",
    "renew*",
    "solved",
    "closed",
    "accept*",
    "approved",
    "attended",
    "answered",
    "first",
    "fixed",
    "active",
    "fulfilled",
    "ontime",
    "kept",
    "shipped",
    "satisfied",
    "ok",
    "done",
    "fcr",
    "resuelt*",
    "cerrad*",
    "entregad*",
    "pagad*",
    "completad*",
    "aprobad*",
    "aceptad*",
    "ganad*",
    "gelost",
    "geschlossen",
    "geliefert",
    "bezahlt",
    "erledigt",
    "abgeschlossen",
    "angenommen",
    "gewonnen",
    "rozwiazan*",
    "zamkniet*",
    "dostarczon*",
    "oplacon*",
    "zakonczon*",
    "zaakceptowan*",
    "wygran*",
    "επιλυθ*",
    "κλειστ*",
    "παραδοθ*",
    "πληρωθ*",
    "ολοκληρωθ*",
];
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
const CANCELLED: &[&str] =
    &["cancel*", "void*", "cancelad*", "anulad*", "storniert", "storno", "anulowan*", "ακυρ*"];
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
            // Codes for no value are no answer.
            kind: match column.absent.is_empty() {
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
                found.push(share(of, format!("{} share", heading(name)), true, 76, rest));
            }
        } else if column.kind == ColumnKind::Text && has_word(name, STATES) && column.tells_all_values() {
            let bad = column.values.iter().find(|counted| has_any(&counted.value, &[BAD, DAMAGE]));
            let good = column.values.iter().find(|counted| has_word(&counted.value, GOOD));
            // Of two ends one says all: the other is the rest.
            let good = good.filter(|_| bad.is_none() || column.different > 2);
            for (counted, is_good) in bad.map(|b| (b, false)).into_iter().chain(good.map(|g| (g, true))) {
                let value = &counted.value;
                let of = format!("{} = {}", column_name(name), text_value(value));
                let title = format!("{} {}", facts.rows, heading(value).to_lowercase());
                found.push(share(
                    of,
                    title,
                    is_good,
                    if is_good { 72 } else { 77 },
                    format!("rows with `{name}` {value}"),
                ));
            }
        }
    }
    found
}
