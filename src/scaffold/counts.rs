//! Customers who stay and come, rows with a good or a bad end, and how many rows there are.

use crate::profile::{ColumnProfile, is_identifier, says};

use super::candidate::{Candidate, Facts, LOYALTY, QUALITY, Unit, VOLUME, expr, flow, heading, id};

/// Ends that nobody wants.
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
    "claim*",
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
];

/// What customers and states call for.
pub(super) fn candidates(facts: &Facts) -> Vec<Candidate> {
    let mut found = customers(facts);
    found.extend(ends(facts));
    if !facts.is_state {
        let direction = if says(&facts.id, UNWANTED) { "minimise" } else { "maximise" };
        found.push(Candidate {
            id: id(&format!("{} count", facts.id)),
            title: facts.rows.clone(),
            objective: VOLUME,
            source: facts.id.clone(),
            level: "operational",
            kind: "count".to_owned(),
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
    let Some(customer) = facts.customer.filter(|_| !facts.is_state).map(|at| &facts.columns[at]) else {
        return Vec::new();
    };
    let name = &customer.name;
    let candidate = |id: &str, title: &str, kind: String, unit, rank, why: String| Candidate {
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
    let mut found = Vec::new();
    if returns >= 1.5 && facts.months() >= 9 {
        found.push(candidate(
            "retention",
            "Customer retention",
            "{ retention: { active_within: 3 months } }".to_owned(),
            Unit::Percent,
            90,
            format!(
                "of the values of `{name}` seen in three months, the share seen in the next three as well"
            ),
        ));
    }
    if returns >= 1.2 && facts.months() >= 15 {
        found.push(candidate(
            "new_customers",
            "New customers",
            "{ new_customers: { new_after: 12 months } }".to_owned(),
            Unit::Number,
            60,
            format!("values of `{name}` that were not seen before"),
        ));
    }
    if returns >= 1.5 && !customer.different_at_least {
        found.push(candidate(
            "active_customers",
            "Active customers",
            "active_customers".to_owned(),
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
    for column in &facts.columns {
        let name = &column.name;
        let share = |of: String, title: String, is_good: bool, rank, why: String| Candidate {
            id: id(&title),
            objective: QUALITY,
            source: facts.id.clone(),
            level: "operational",
            // Codes for no value are no answer.
            kind: match column.absent.is_empty() {
                true => format!("{{ share: {} }}", flow(&of)),
                false => {
                    let among = format!("{} is not null", expr(name));
                    format!("{{ share: {{ of: {}, among: {} }} }}", flow(&of), flow(&among))
                }
            },
            keys: {
                let better = if is_good { "maximise" } else { "minimise" };
                [vec![("direction", better.to_owned())], facts.segments()].concat()
            },
            title,
            unit: Unit::Percent,
            is_money: false,
            why,
            rank,
        };
        let is_flag = column.kind == "bool" || column.kind == "integer" && is_zero_or_one(column);
        if is_flag && !is_identifier(name) {
            let of = if column.kind == "bool" { expr(name) } else { format!("{} = 1", expr(name)) };
            let rest = format!("rows of which `{name}` is true");
            if says(name, BAD) {
                found.push(share(of, format!("{} share", heading(name)), false, 78, rest));
            } else if says(name, GOOD) {
                found.push(share(of, format!("{} share", heading(name)), true, 76, rest));
            }
        } else if column.kind == "text"
            && says(name, STATES)
            && column.values.len() as u64 == column.different
        {
            let bad = column.values.iter().find(|counted| says(&counted.value, BAD));
            let good = column.values.iter().find(|counted| says(&counted.value, GOOD));
            for (counted, is_good) in bad.map(|b| (b, false)).into_iter().chain(good.map(|g| (g, true))) {
                let value = &counted.value;
                let of = format!("{} = '{}'", expr(name), value.replace('\'', "''"));
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

fn is_zero_or_one(column: &ColumnProfile) -> bool {
    column.lowest == Some(0.0) && column.highest == Some(1.0)
}
