//! Vectors answered by the whole pipeline: their rows as a file, their figures as measures.

use super::{answer, answers, list, low_high, number, text};
use crate::support::{Project, Ran};
use mando::evaluate::results::{Absence, CohortCell};
use mando::statistics::quotient;
use serde_json::{Map, Value, json};

/// Rows as a text file with the columns named; what a row lacks is empty.
pub(super) fn file(columns: &[&str], rows: &[Value]) -> String {
    let line = |row: &Value| columns.iter().map(|column| cell(&row[*column])).collect::<Vec<_>>().join(",");
    let lines: Vec<String> = rows.iter().map(line).collect();
    format!("{}\n{}\n", columns.join(","), lines.join("\n"))
}

pub(super) fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// A run of a period over one file; a measure a line, each an id and what stands behind it.
fn run(period: &str, as_of: &str, source: &str, measures: &[(&str, &str)], rows: &str) -> Ran {
    let measures: String = measures
        .iter()
        .map(|(id, keys)| {
            let least = if keys.contains("min_n:") { "" } else { "min_n: 1, " };
            format!("  {id}: {{ title: {id}, objective: all, direction: maximise, {least}{keys} }}\n")
        })
        .collect();
    let yaml = format!(
        "scorecard: vector
title: Vector
entity: Somebody
currency: EUR
grain: month
as_of: {as_of}
defaults: {{ source: rows }}
sources:
  rows: {{ path: rows.csv, history_starts: 2023-12-01, {source} }}
perspectives: {{ all_of_it: {{ title: All, objectives: {{ all: {{ title: All }} }} }} }}
measures:
{measures}"
    );
    Project::new(&yaml, &[("rows.csv", rows)]).results(period)
}

/// January as it was known on each day.
pub(super) fn late_rows(inputs: &Value) -> Value {
    let rows = file(&["id", "event_date", "recorded", "amount"], list(&inputs["events"]));
    let source = "time: event_date, unique: [id], recorded: recorded, columns: { event_date: date, recorded: date, amount: money }";
    let january = |as_of: &Value| {
        let ran = run("2024-01", text(as_of), source, &[("sales", "kind: { sum: amount }")], &rows);
        answer(ran.value("sales"))
    };
    json!({ "january": list(&inputs["as_of"]).iter().map(january).collect::<Value>() })
}

pub(super) fn retention(inputs: &Value) -> Value {
    let ran = run(
        text(&inputs["current"]),
        "2024-03-31",
        "time: date, customer: customer_id, columns: { date: date }",
        &[
            ("retention", "kind: retention"),
            ("churn", "kind: churn"),
            ("active", "kind: active_customers"),
            ("new", "kind: { new_customers: { new_after: 1 month } }"),
            ("reactivated", "kind: reactivated"),
        ],
        &file(&["customer_id", "date"], list(&inputs["rows"])),
    );
    let part = |id: &str, name: &str| ran.component(id, name).unwrap_or_else(|| panic!("no {name} of {id}"));
    let (before, active) = (part("retention", "opening"), part("active", "active"));
    let (lost, new) = (part("churn", "lost"), part("new", "new"));
    json!({
        "active_prev": before,
        "active": active,
        "retained": part("retention", "retained"),
        "lost": lost,
        "new": new,
        "reactivated": part("reactivated", "reactivated"),
        "retention_rate": answer(ran.value("retention")),
        "churn_rate": answer(ran.value("churn")),
        "count_formula_(E-N)/S": answer(quotient(active - new, before)),
    })
}

pub(super) fn first_contact(inputs: &Value) -> Value {
    let keys = format!(
        "ticket: id, topic: topic, contacts: contacts, repeat_within: {} days",
        inputs["window_days"]
    );
    let gross = format!(
        "kind: {{ first_contact_resolution: {{ {keys} }} }}, segments: [{{ by: id, top: 20, order: name }}]"
    );
    let net = format!("kind: {{ first_contact_resolution: {{ {keys}, leave_out: not at_once }} }}");
    let as_of = |day: &str| {
        run(
            "2024-03",
            day,
            "time: opened, customer: customer, columns: { opened: date, contacts: integer, level_one_resolvable: bool }, derive: { at_once: level_one_resolvable }",
            &[("gross", &gross), ("net", &net)],
            &file(
                &["id", "customer", "topic", "opened", "contacts", "level_one_resolvable"],
                list(&inputs["tickets"]),
            ),
        )
    };
    let judged = |ran: &Ran, component: &str| -> Vec<String> {
        let tickets = ran.segments("gross", "id").into_iter();
        let counted = tickets.filter(|(_, row)| row.current.components[component] == Some(1.0));
        counted.map(|(id, _)| id.to_owned()).collect()
    };
    let (ran, later) = (as_of(text(&inputs["as_of"])), as_of("2024-04-30"));
    let (mature, issues) = (judged(&ran, "judged"), judged(&later, "judged"));
    let immature: Vec<&String> = issues.iter().filter(|id| !mature.contains(id)).collect();
    assert_eq!(ran.component("gross", "all"), Some(issues.len() as f64));
    json!({
        "issues": issues,
        "mature": mature,
        "fcr_issues": judged(&ran, "settled"),
        "gross_fcr": answer(ran.value("gross")),
        "net_fcr": answer(ran.value("net")),
        "immature": immature,
    })
}

/// A triangle's cohorts that have customers, by the number of their month, and the averages by age.
fn triangle(ran: &Ran, id: &str, ages: usize) -> (Vec<(String, f64, Value)>, Value) {
    let triangle = ran.measure(id).triangle.as_ref().expect("a triangle");
    let values =
        |cells: &[Option<CohortCell>]| answers(cells.iter().take(ages).map(|c| c.and_then(|c| c.value)));
    let peopled = triangle.cohorts.iter().filter(|cohort| cohort.size > 0.0);
    let cohorts = peopled.map(|c| {
        let month = c.period.label.rsplit('-').next().unwrap_or_default().trim_start_matches('0');
        (month.to_owned(), c.size, values(&c.cells))
    });
    (cohorts.collect(), values(&triangle.averages))
}

pub(super) fn cohorts(inputs: &Value) -> Value {
    let rows: Vec<Value> = list(&inputs["rows"])
        .iter()
        .map(|row| json!({ "customer": row["customer_id"], "day": format!("2024-{:02}-15", number(&row["period"])) }))
        .collect();
    let last = number(&inputs["last_complete_period"]);
    let ran = run(
        &format!("2024-{last:02}"),
        "2024-04-30",
        "time: day, customer: customer, columns: { day: date }",
        &[
            ("bounded", "kind: { cohort_retention: { cohort: month, age: 1 month } }"),
            ("unbounded", "kind: { cohort_retention: { cohort: month, age: 1 month, counting: rolling } }"),
        ],
        &file(&["customer", "day"], &rows),
    );
    let (bounded, average) = triangle(&ran, "bounded", last as usize);
    let (unbounded, _) = triangle(&ran, "unbounded", last as usize);
    let by_month = |cohorts: &[(String, f64, Value)]| -> Map<String, Value> {
        cohorts.iter().map(|(month, _, cells)| (month.clone(), cells.clone())).collect()
    };
    let sizes: Map<String, Value> =
        bounded.iter().map(|(month, size, _)| (month.clone(), answer(*size))).collect();
    json!({
        "cohort_size": sizes,
        "bounded": by_month(&bounded),
        "unbounded": by_month(&unbounded),
        "weighted_average_by_age": average,
    })
}

pub(super) fn survival(inputs: &Value) -> Value {
    let survivors: Vec<usize> = list(&inputs["survivors"]).iter().map(|n| number(n) as usize).collect();
    let rows: Vec<Value> = survivors
        .iter()
        .enumerate()
        .flat_map(|(month, left)| {
            (0..*left).map(move |who| json!({ "customer": who, "day": format!("2024-{:02}-10", month + 1) }))
        })
        .collect();
    let ran = run(
        "2024-08",
        "2024-08-31",
        "time: day, customer: customer, columns: { day: date }",
        &[("chained", "kind: { cohort_retention: { cohort: month, age: 7 months } }")],
        &file(&["customer", "day"], &rows),
    );
    let triangle = ran.measure("chained").triangle.as_ref().expect("a triangle");
    let cohort = triangle.cohorts.iter().find(|c| c.size > 0.0).expect("a cohort");
    let kept: Vec<f64> = cohort.cells.iter().flatten().map(|cell| cell.kept).collect();
    let steps: Vec<f64> = kept.windows(2).filter_map(|pair| quotient(pair[1], pair[0])).collect();
    let n = steps.len() as f64;
    json!({
        "retention": answers(steps.iter().copied()),
        "chained": answer(ran.value("chained")),
        "arithmetic_mean": answer(steps.iter().sum::<f64>() / n),
        "geometric_mean": answer(steps.iter().product::<f64>().powf(1.0 / n)),
    })
}

pub(super) fn contracts(inputs: &Value) -> Value {
    let [opening, due, renewed, cancelled] =
        ["opening", "due_to_renew", "renewed", "cancelled_mid_term"].map(|key| number(&inputs[key]) as usize);
    // Who cancels would have been due as well, five days later.
    let contract = |i: usize| {
        let (due, renewed, ended) = match i {
            i if i < renewed => ("2024-01-20", "2024-01-19", ""),
            i if i < due => ("2024-01-20", "", "2024-01-20"),
            i if i < due + cancelled => ("2024-01-15", "", "2024-01-10"),
            _ => ("2024-07-01", "", ""),
        };
        json!({ "customer": i, "started": "2023-12-15", "due": due, "renewed": renewed, "ended": ended })
    };
    let rows: Vec<Value> = (0..opening).map(contract).collect();
    let ran = run(
        "2024-01",
        "2024-01-31",
        "time: started, customer: customer, columns: { started: date, due: date, renewed: date, ended: date }",
        &[
            (
                "renewal",
                "kind: { retention: { contract: { start: started, end: ended, due: due, renewed: renewed } } }",
            ),
            ("base", "kind: { retention: { contract: { start: started, end: ended } } }"),
            ("churn", "kind: { churn: { contract: { start: started, end: ended } } }"),
        ],
        &file(&["customer", "started", "due", "renewed", "ended"], &rows),
    );
    json!({
        "renewal_rate": answer(ran.value("renewal")),
        "base_retention": answer(ran.value("base")),
        "base_churn": answer(ran.value("churn")),
        "renewal_wilson95": answers(low_high(ran.current("renewal").interval)),
    })
}

/// Revenue of January and February, by customer and line.
fn two_months(opening: &[Value], end: &[Value]) -> Ran {
    let at = |rows: &[Value], day: &str| -> Vec<Value> {
        rows.iter()
            .cloned()
            .map(|mut row| {
                row["day"] = json!(day);
                row
            })
            .collect()
    };
    let rows = [at(opening, "2024-01-15"), at(end, "2024-02-15")].concat();
    run(
        "2024-02",
        "2024-02-29",
        "time: day, customer: customer, columns: { day: date, amount: money }",
        &[
            ("nrr", "kind: { revenue_retention: { revenue: amount } }, segments: [customer]"),
            ("grr", "kind: { revenue_retention: { revenue: amount, form: gross } }"),
            ("grr_line", "kind: { revenue_retention: { revenue: amount, form: gross, netting: [line] } }"),
            ("logo", "kind: retention"),
        ],
        &file(&["customer", "line", "day", "amount"], &rows),
    )
}

pub(super) fn revenue_retention(inputs: &Value) -> Value {
    let rows = |key: &str| -> Vec<Value> {
        let amounts = inputs[key].as_object().expect("amounts by customer");
        amounts.iter().map(|(customer, amount)| json!({ "customer": customer, "amount": amount })).collect()
    };
    let ran = two_months(&rows("start"), &rows("end"));
    let part = |id: &str, name: &str| ran.component(id, name).unwrap_or_default();
    let mut lost = [0.0, 0.0];
    for (_, row) in ran.segments("nrr", "customer") {
        let of = |name: &str| row.current.components[name].unwrap_or_default();
        let gone = usize::from(of("kept") == 0.0);
        lost[gone] += (of("opening") - of("kept")).max(0.0);
    }
    json!({
        "start": part("nrr", "opening"),
        "expansion": part("nrr", "kept") - part("grr", "kept"),
        "contraction": lost[0],
        "churn": lost[1],
        "nrr": answer(ran.value("nrr")),
        "grr": answer(ran.value("grr")),
        "logo_retention": answer(ran.value("logo")),
    })
}

pub(super) fn revenue_movements(inputs: &Value) -> Value {
    let [start, churn, contraction, expansion] =
        ["start", "churn", "contraction", "expansion"].map(|key| number(&inputs[key]));
    let half = (start - churn) / 2.0;
    let row = |customer: &str, amount: f64| json!({ "customer": customer, "amount": amount });
    let ran = two_months(
        &[row("leaves", churn), row("shrinks", half), row("grows", half)],
        &[row("shrinks", half - contraction), row("grows", half + expansion), row("comes", 999.0)],
    );
    json!({ "nrr": answer(ran.value("nrr")), "grr": answer(ran.value("grr")) })
}

pub(super) fn revenue_lines(inputs: &Value) -> Value {
    let ran = two_months(list(&inputs["start_lines"]), list(&inputs["end_lines"]));
    json!({
        "nrr": answer(ran.value("nrr")),
        "grr_customer_grain": answer(ran.value("grr")),
        "grr_line_grain": answer(ran.value("grr_line")),
    })
}

pub(super) fn revenue(inputs: &Value) -> Value {
    let orders: Vec<Value> = list(&inputs["orders"])
        .iter()
        .cloned()
        .map(|mut order| {
            order["day"] = json!("2024-01-15");
            order
        })
        .collect();
    let registered = format!("kind: {{ formula: known_net / {} }}", inputs["registered_users"]);
    let ran = run(
        "2024-01",
        "2024-01-31",
        "time: day, customer: customer_id, unique: [order_id], columns: { day: date, gross: money, refund: money }, derive: { net: gross - refund }",
        &[
            ("orders", "kind: { distinct: order_id }"),
            ("gross", "kind: { sum: gross }"),
            ("net", "kind: { sum: net }"),
            ("known_net", "kind: { sum: net }, where: customer_id is not null"),
            ("aov_gross", "kind: { order_value: { revenue: gross, order: order_id } }"),
            ("aov_net", "kind: { order_value: { revenue: net, order: order_id } }"),
            ("active_customers", "kind: active_customers"),
            ("revenue_per_active_customer", "kind: { revenue_per_customer: { revenue: net } }"),
            ("purchase_frequency", "kind: { purchase_frequency: { order: order_id } }"),
            ("arpu_per_registered", &registered),
        ],
        &file(&["day", "order_id", "customer_id", "gross", "refund"], &orders),
    );
    values(
        &ran,
        &[
            "orders",
            "gross",
            "net",
            "aov_gross",
            "aov_net",
            "active_customers",
            "revenue_per_active_customer",
            "purchase_frequency",
            "arpu_per_registered",
        ],
    )
}

fn values(ran: &Ran, ids: &[&str]) -> Value {
    ids.iter().map(|id| ((*id).to_owned(), answer(ran.value(id)))).collect::<serde_json::Map<_, _>>().into()
}

pub(super) fn on_time(inputs: &Value) -> Value {
    let ran = run(
        text(&inputs["period"]),
        text(&inputs["as_of"]),
        "columns: { promised: date, delivered: date }, unique: [order_id]",
        &[
            (
                "on_time",
                r#"kind: { on_time: { promised: promised, delivered: delivered, cancelled: { by_customer: "cancelled_by = 'customer'", by_supplier: "cancelled_by = 'supplier'" } } }, segments: [order_id]"#,
            ),
            (
                "delivered_only",
                "kind: { share: { of: delivered <= promised, among: delivered is not null } }, time: promised",
            ),
        ],
        &file(&["order_id", "promised", "delivered", "cancelled_by"], list(&inputs["orders"])),
    );
    // A table with a row for each order shows which of them count.
    let mut orders = ran.segments("on_time", "order_id");
    orders.sort_by_key(|(order, _)| *order);
    let with = |name: &str| -> Vec<&str> {
        orders
            .iter()
            .filter(|(_, row)| row.current.components[name] == Some(1.0))
            .map(|(order, _)| *order)
            .collect()
    };
    json!({
        "due": with("due"),
        "on_time": with("kept"),
        "on_time_rate": answer(ran.value("on_time")),
        "wilson95": answers(low_high(ran.current("on_time").interval)),
        "delivered_only_rate": answer(ran.value("delivered_only")),
    })
}

pub(super) fn quality(inputs: &Value) -> Value {
    let columns = [
        "units_shipped",
        "defective_units",
        "units_returned",
        "orders",
        "gross_sales",
        "refunds",
        "return_logistics",
        "writeoff",
    ];
    let row = columns.map(|column| cell(&inputs[column])).join(",");
    let typed = columns.map(|column| format!("{column}: number")).join(", ");
    let ran = run(
        "2024-01",
        "2024-01-31",
        &format!("time: day, columns: {{ day: date, {typed} }}"),
        &[
            (
                "defect_rate",
                "kind: { defect_rate: { defective: defective_units, inspected: units_shipped } }",
            ),
            (
                "ppm",
                "kind: { defect_rate: { defective: defective_units, inspected: units_shipped, per: 1 million } }",
            ),
            (
                "unit_return_rate",
                "kind: { return_rate: { sold_at: day, returned_at: day, quantity: units_shipped, returned: units_returned, by: return } }",
            ),
            (
                "value_return_rate",
                "kind: { return_rate: { sold_at: day, returned_at: day, quantity: gross_sales, returned: refunds, by: return } }",
            ),
            ("cost_of_returns", "kind: { sum: return_logistics + writeoff }"),
            (
                "cost_per_order",
                "kind: { quality_cost: { logistics: sum(return_logistics), write_off: sum(writeoff), per: order, base: sum(orders) } }",
            ),
            (
                "cost_pct_net_sales",
                "kind: { quality_cost: { logistics: sum(return_logistics), write_off: sum(writeoff), per: net_sales, base: sum(gross_sales - refunds) } }",
            ),
        ],
        &format!("day,{}\n2024-01-31,{row}\n", columns.join(",")),
    );
    let mut found = values(
        &ran,
        &[
            "defect_rate",
            "ppm",
            "unit_return_rate",
            "value_return_rate",
            "cost_of_returns",
            "cost_per_order",
            "cost_pct_net_sales",
        ],
    );
    let limits = ran.current("defect_rate").interval;
    assert_eq!(ran.current("ppm").interval, limits.map(|limits| limits.scaled(1e6)));
    found["defect_wilson95"] = answers(low_high(limits));
    found
}

pub(super) fn returns(inputs: &Value) -> Value {
    let units: Vec<Value> = list(&inputs["units"])
        .iter()
        .map(|unit| {
            let day = |key: &str| unit[key].as_str().map(|month| format!("{month}-15"));
            json!({ "id": unit["id"], "sold": day("sold"), "returned": day("returned") })
        })
        .collect();
    let months = list(&inputs["months"]);
    let ran = run(
        text(&months[months.len() - 1]),
        "2024-12-31",
        "unique: [id], columns: { sold: date, returned: date }, time: sold, stale_after: 1 year",
        &[
            ("by_return", "kind: { return_rate: { sold_at: sold, returned_at: returned, by: return } }"),
            (
                "by_sale",
                "kind: { return_rate: { sold_at: sold, returned_at: returned, by: sale, within: 6 months } }",
            ),
        ],
        &file(&["id", "sold", "returned"], &units),
    );
    let rates = |id: &str| answers(months.iter().map(|month| ran.at(id, text(month)).value));
    json!({ "by_return_date": rates("by_return"), "by_purchase_cohort": rates("by_sale") })
}

/// Answers of one month, with the kind's own keys; `range` is the scale as the source says it.
fn recommendation(range: &str, kind: &str, rows: &str) -> Ran {
    run(
        "2024-01",
        "2024-01-31",
        &format!(
            "time: at, unique: [response_id], columns: {{ at: datetime, score: {{ type: integer, range: {range} }} }}"
        ),
        &[("nps", kind)],
        rows,
    )
}

fn groups(ran: &Ran) -> Value {
    let part = |name: &str| ran.component("nps", name).unwrap_or_else(|| panic!("no {name}"));
    let (promoters, detractors) = (part("promoters"), part("detractors"));
    json!({
        "promoters": promoters,
        "passives": part("responses") - promoters - detractors,
        "detractors": detractors,
        "nps": answer(ran.value("nps")),
    })
}

pub(super) fn raw_answers(inputs: &Value) -> Value {
    let rows = file(&["response_id", "customer_id", "score", "at"], list(&inputs["rows"]));
    let ran = recommendation(&inputs["scale"].to_string(), "kind: { nps: score }", &rows);
    let [source] = ran.results.run.sources.as_slice() else { panic!("one source") };
    let valid = ran.component("nps", "responses").expect("answers");
    let out_of_range =
        source.cells.iter().find(|cell| cell.column == "score").map_or(0, |cell| cell.out_of_range);
    let last = "kind: { nps: { score: score, per: { last_per: customer_id } } }";
    let last = recommendation(&inputs["scale"].to_string(), last, &rows);
    json!({
        "valid": valid,
        "null": source.used as f64 - valid - out_of_range as f64,
        "out_of_range": out_of_range,
        "duplicate_rows": source.repeated,
        "all_responses": groups(&ran),
        "last_per_customer": groups(&last),
    })
}

pub(super) fn from_one(inputs: &Value) -> Value {
    let rows: Vec<Value> = list(&inputs["scores"])
        .iter()
        .enumerate()
        .map(|(index, score)| json!({ "response_id": index, "score": score, "at": "2024-01-10T12:00" }))
        .collect();
    let rows = file(&["response_id", "score", "at"], &rows);
    // The source lets every answer through, so that the kind's own scale decides.
    let ran = recommendation("[0, 10]", "kind: { nps: { score: score, scale_min: 1 } }", &rows);
    let valid = ran.component("nps", "responses").expect("answers");
    let mut found = groups(&ran);
    found["valid"] = json!(valid);
    found["out_of_range"] = json!(ran.results.run.sources[0].used as f64 - valid);
    found
}

/// Answers weighted by the people each stands for.
pub(super) fn stratified(parts: &[Value]) -> Value {
    let mut rows = Vec::new();
    for part in parts {
        let groups = [("promoters", 10), ("passives", 8), ("detractors", 0)];
        let n: f64 = groups.iter().map(|(group, _)| number(&part[group])).sum();
        for (group, score) in groups {
            for _ in 0..number(&part[group]) as usize {
                let (id, weight) = (rows.len(), number(&part["N"]) / n);
                rows.push(json!({ "id": id, "score": score, "weight": weight, "at": "2024-01-10" }));
            }
        }
    }
    let ran = run(
        "2024-01",
        "2024-01-31",
        "time: at, unique: [id], columns: { at: date, score: integer, weight: number }",
        &[("weighted", "kind: { nps: { score: score, weight: weight } }"), ("plain", "kind: { nps: score }")],
        &file(&["id", "score", "weight", "at"], &rows),
    );
    json!({ "weighted_nps": answer(ran.value("weighted")), "unweighted_nps": answer(ran.value("plain")) })
}

pub(super) fn complaints(inputs: &Value, per: f64) -> Value {
    let ran = run(
        "2024-01",
        "2024-01-31",
        "time: day, columns: { day: date, complaints: integer, orders: integer }",
        &[(
            "rate",
            &format!(
                "kind: {{ complaint_rate: {{ complaints: sum(complaints), exposure: sum(orders), per: {per} }} }}"
            ),
        )],
        &format!("day,complaints,orders\n2024-01-31,{},{}\n", inputs["complaints"], inputs["orders"]),
    );
    let [low, high] = low_high(ran.current("rate").interval);
    json!({ "rate": answer(ran.value("rate")), "low": answer(low), "high": answer(high) })
}

/// So many rows of each sort, all of one day.
fn crowd(columns: &str, sorts: &[(f64, &str)]) -> String {
    let rows: String = sorts
        .iter()
        .flat_map(|(count, cells)| std::iter::repeat_n(format!("2024-01-15,{cells}\n"), *count as usize))
        .collect();
    format!("day,{columns}\n{rows}")
}

pub(super) fn response_rate(inputs: &Value) -> Value {
    let count = |step: &str| number(&inputs[step]);
    let started = count("started") - count("completed");
    let silent = count("sent") - count("bounced") - count("started");
    let ran = run(
        "2024-01",
        "2024-01-31",
        "time: day, columns: { day: date }",
        &[
            (
                "rate",
                r#"kind: { response_rate: { completed: "step = 'completed'", bounced: "step = 'bounced'" } }"#,
            ),
            (
                "started",
                r#"kind: { response_rate: { completed: "step in ('started', 'completed')", bounced: "step = 'bounced'" } }"#,
            ),
            (
                "finished",
                r#"kind: { share: { of: "step = 'completed'", among: "step in ('started', 'completed')" } }"#,
            ),
        ],
        &crowd(
            "step",
            &[
                (count("completed"), "completed"),
                (started, "started"),
                (count("bounced"), "bounced"),
                (silent, "sent"),
            ],
        ),
    );
    json!({
        "response_rate": answer(ran.value("rate")),
        "start_rate": answer(ran.value("started")),
        "completion_rate": answer(ran.value("finished")),
        "wilson95": answers(low_high(ran.current("rate").interval)),
    })
}

pub(super) fn abandoned(inputs: &Value) -> Value {
    let count = |step: &str| number(&inputs[step]);
    let ran = run(
        "2024-01",
        "2024-01-31",
        "time: day, columns: { day: date, wait: number }",
        &[
            ("simple", r#"kind: { abandonment: { abandoned: "outcome = 'abandoned'" } }"#),
            (
                "both",
                r#"kind: { abandonment: { abandoned: "outcome = 'abandoned'", wait: wait, short: 5 seconds } }"#,
            ),
            ("numerator", r#"kind: { share: "outcome = 'abandoned' and wait >= 5" }"#),
        ],
        &crowd(
            "outcome,wait",
            &[
                (count("answered"), "answered,4"),
                (count("abandoned") - count("short_abandoned"), "abandoned,5"),
                (count("short_abandoned"), "abandoned,4.9"),
            ],
        ),
    );
    json!({
        "simple": answer(ran.value("simple")),
        "short_excluded_both": answer(ran.value("both")),
        "short_excluded_numerator": answer(ran.value("numerator")),
        "wilson95_short_excluded_both": answers(low_high(ran.current("both").interval)),
    })
}

pub(super) fn service_levels(inputs: &Value) -> Value {
    let count = |step: &str| number(&inputs[step]);
    let kind = |abandons: &str| {
        format!(
            r#"kind: {{ service_level: {{ wait: wait, within: 20 seconds, abandoned: "outcome = 'abandoned'", abandons: {abandons} }} }}"#
        )
    };
    let ran = run(
        "2024-01",
        "2024-01-31",
        "time: day, columns: { day: date, wait: number }",
        &[("exclude", &kind("exclude")), ("miss", &kind("miss")), ("met", &kind("met"))],
        &crowd(
            "outcome,wait",
            &[
                (count("answered_within"), "answered,20"),
                (count("answered_late"), "answered,20.5"),
                (count("abandoned_within"), "abandoned,20"),
                (count("abandoned_late"), "abandoned,21"),
            ],
        ),
    );
    json!({
        "abandons_ignored": answer(ran.value("exclude")),
        "abandons_negative": answer(ran.value("miss")),
        "abandons_positive": answer(ran.value("met")),
    })
}

pub(super) fn otif(inputs: &Value) -> Value {
    let lines: Vec<Value> = list(&inputs["lines"])
        .iter()
        .cloned()
        .map(|mut line| {
            line["promised"] = json!("2024-01-15");
            line["arrived"] = json!(if line["on_time"] == json!(true) { "2024-01-15" } else { "2024-01-16" });
            line
        })
        .collect();
    let kind = |level: &str| {
        format!(
            "kind: {{ otif: {{ promised: promised, delivered: arrived, ordered: ordered, received: delivered, level: {level}, order: order_no }} }}"
        )
    };
    let ran = run(
        "2024-01",
        "2024-01-31",
        "unique: [order_no, line], columns: { promised: date, arrived: date, ordered: integer, delivered: integer }",
        &[
            ("order", &format!("{}, segments: [order_no]", kind("order"))),
            ("line", &kind("line")),
            ("unit", &kind("unit")),
            (
                "on_time",
                &kind("order")
                    .replace("ordered: ordered", "ordered: 0")
                    .replace("received: delivered", "received: 0"),
            ),
            ("in_full", &kind("order").replace("delivered: arrived", "delivered: promised")),
            ("product", "kind: { formula: on_time * in_full }"),
        ],
        &file(&["order", "line", "promised", "arrived", "ordered", "delivered"], &lines).replacen(
            "order,",
            "order_no,",
            1,
        ),
    );
    let kept: Vec<&str> = {
        let mut orders = ran.segments("order", "order_no");
        orders.retain(|(_, row)| row.current.value == Some(1.0));
        orders.sort_by_key(|(order, _)| *order);
        orders.into_iter().map(|(order, _)| order).collect()
    };
    json!({
        "otif_order": answer(ran.value("order")),
        "otif_orders": kept,
        "otif_line": answer(ran.value("line")),
        "otif_unit": answer(ran.value("unit")),
        "on_time_order": answer(ran.value("on_time")),
        "in_full_order": answer(ran.value("in_full")),
        "product_of_rates": answer(ran.value("product")),
    })
}

pub(super) fn in_full(inputs: &Value) -> Value {
    let lines: Vec<Value> = list(&inputs["lines"])
        .iter()
        .enumerate()
        .map(|(index, line)| {
            json!({ "line": format!("l{index}"), "day": "2024-01-15", "ordered": line["ordered"], "delivered": line["delivered"] })
        })
        .collect();
    let tolerance = (number(&inputs["tolerance_high"]) - 1.0) * 100.0;
    let ran = run(
        "2024-01",
        "2024-01-31",
        "unique: [line], columns: { day: date, ordered: integer, delivered: integer }",
        &[(
            "in_full",
            &format!(
                "kind: {{ otif: {{ promised: day, delivered: day, ordered: ordered, received: delivered, level: line, tolerance: {}% }} }}, segments: [line]",
                tolerance.round()
            ),
        )],
        &file(&["line", "day", "ordered", "delivered"], &lines),
    );
    let mut found = ran.segments("in_full", "line");
    found.sort_by_key(|(line, _)| *line);
    json!({ "in_full": found.iter().map(|(_, row)| row.current.value == Some(1.0)).collect::<Vec<_>>() })
}

pub(super) fn profit(inputs: &Value) -> Value {
    let profits: Vec<(&String, f64)> = inputs["profit_by_customer"]
        .as_object()
        .expect("a map")
        .iter()
        .map(|(name, profit)| (name, number(profit)))
        .collect();
    // What a customer brings comes in two rows, what it costs in one, over three columns.
    let rows: String = profits
        .iter()
        .map(|(name, profit)| format!("2024-01-10,{name},{},40,,\n2024-01-11,{name},100,10,30,20\n", profit))
        .collect();
    let keys = "revenue: revenue, cost: cost, service_cost: service, acquisition_cost: acquisition";
    let kind =
        |statistic: &str| format!("kind: {{ profit_per_customer: {{ {keys}, statistic: {statistic} }} }}");
    let ran = run(
        "2024-01",
        "2024-01-31",
        "time: day, customer: customer, columns: { day: date, revenue: money, cost: money, service: money, acquisition: money }",
        &[
            ("mean", &kind("mean")),
            ("median", &kind("median")),
            ("unprofitable", &kind("unprofitable_share")),
            ("loss", &kind("total_loss")),
        ],
        &format!("day,customer,revenue,cost,service,acquisition\n{rows}"),
    );
    let part = |id: &str, name: &str| ran.component(id, name);
    let total = ran.value("mean").zip(part("mean", "customers")).map(|(mean, n)| mean * n);
    let unprofitable = part("unprofitable", "unprofitable");
    json!({
        "total": answer(total),
        "mean": answer(ran.value("mean")),
        "median": answer(ran.value("median")),
        "unprofitable_count": answer(unprofitable),
        "unprofitable_share": answer(ran.value("unprofitable")),
        "unprofitable_wilson95": answers(low_high(ran.current("unprofitable").interval)),
        "loss_total": answer(ran.value("loss")),
        "loss_per_unprofitable_customer": answer(
            ran.value("loss").zip(unprofitable).and_then(|(loss, count)| quotient(loss, count))
        ),
    })
}

/// Customers by their last purchase: who is active, who bought but is not seen yet, who never did.
pub(super) fn activity(inputs: &Value) -> Value {
    let last = inputs["last_purchase"].as_object().expect("last_purchase is a map");
    let bought: Vec<Value> = last
        .iter()
        .filter(|(_, date)| !date.is_null())
        .map(|(customer, date)| json!({ "customer": customer, "date": date }))
        .collect();
    let table = "segments: [{ by: customer, top: 20, order: name }]";
    let active =
        format!("kind: {{ active_customers: {{ active_within: {} days }} }}, {table}", inputs["window_days"]);
    let ran = run(
        "2024-06",
        text(&inputs["as_of"]),
        "time: date, customer: customer, columns: { date: date }",
        &[("active", &active), ("rows", &format!("kind: count, window: 6 months, {table}"))],
        &file(&["customer", "date"], &bought),
    );
    let with_one = |id: &str| -> Vec<String> {
        let rows = ran.segments(id, "customer").into_iter();
        rows.filter(|(_, row)| row.current.value == Some(1.0)).map(|(name, _)| name.to_owned()).collect()
    };
    let (active, seen) = (with_one("active"), with_one("rows"));
    let of = |is_dated: bool| {
        last.iter().filter(move |(_, date)| date.is_null() != is_dated).map(|(customer, _)| customer)
    };
    let future: Vec<&String> = of(true).filter(|customer| !seen.contains(customer)).collect();
    assert_eq!(ran.results.run.sources[0].after_as_of, future.len() as u64);
    assert_eq!(ran.value("active"), Some(active.len() as f64));
    json!({ "active": active, "ignored_future": future, "never": of(false).collect::<Vec<_>>() })
}

/// Cases open, come and gone in a month of so many days; a case that opens again is a row of its own.
pub(super) fn backlog(inputs: &Value) -> Value {
    let count = |key: &str| number(&inputs[key]) as usize;
    let (before, came, gone) = (count("open_start"), count("created") + count("reopened"), count("resolved"));
    let opened = std::iter::repeat_n("2024-03-20", before).chain(std::iter::repeat_n("2024-04-05", came));
    let rows: String = opened
        .enumerate()
        .map(|(at, opened)| format!("{opened},{}\n", if at < gone { "2024-04-20" } else { "" }))
        .collect();
    let days = format!("kind: {{ formula: open * {} / closed }}", inputs["days"]);
    let ran = run(
        "2024-04",
        "2024-04-30",
        "time: opened, columns: { opened: date, closed: date }",
        &[
            ("open", "kind: { backlog: { opened: opened, closed: closed } }"),
            ("opened", "kind: count"),
            ("closed", "kind: count, time: closed"),
            ("net", "kind: { formula: opened - closed }"),
            ("days", &days),
            ("clearance", "kind: { formula: closed / opened }"),
        ],
        &format!("opened,closed\n{rows}"),
    );
    json!({
        "open_end": answer(ran.value("open")),
        "net_flow": answer(ran.value("net")),
        "backlog_days": answer(ran.value("days")),
        "clearance_rate": answer(ran.value("clearance")),
    })
}

/// A survey of fewer answers than are shown.
pub(super) fn suppressed(inputs: &Value) -> Value {
    let groups = [("promoters", 10), ("passives", 8), ("detractors", 0)];
    let scores = groups.into_iter().flat_map(|(group, score)| {
        std::iter::repeat_n(format!("2024-01-10,{score}\n"), number(&inputs[group]) as usize)
    });
    let keys = format!("kind: {{ nps: score }}, min_n: {}", inputs["min_n"]);
    let ran = run(
        "2024-01",
        "2024-01-31",
        "time: day, columns: { day: date, score: integer }",
        &[("nps", &keys)],
        &format!("day,score\n{}", scores.collect::<String>()),
    );
    let survey = ran.current("nps");
    let (n, status) = match survey.absent {
        None => (survey.n, "ok"),
        Some(Absence::Withheld { n, .. }) => (Some(n), "insufficient_data"),
        Some(_) => (survey.n, "no_data"),
    };
    assert_eq!(ran.status("nps"), None);
    json!({ "n": n, "value": answer(ran.value("nps")), "status": status })
}

/// Whether a scorecard with a baseline and a target passes its check.
pub(super) fn accepts(inputs: &Value) -> bool {
    let yaml = format!(
        "scorecard: vector
title: Vector
entity: Somebody
sources:
  rows: {{ path: rows.csv, time: day, history_starts: 2023-12-01, columns: {{ day: date, value: number }} }}
perspectives: {{ all: {{ objectives: {{ all: {{}} }} }} }}
measures:
  mean: {{ title: M, objective: all, source: rows, direction: {}, kind: {{ average: value }}, target: {{ value: {}, baseline: {} }} }}
",
        text(&inputs["direction"]),
        inputs["target"],
        inputs["baseline"]
    );
    let codes = Project::new(&yaml, &[("rows.csv", "day,value\n2024-01-10,80\n")]).codes();
    !codes.iter().any(|code| code == "baseline-contradicts")
}
