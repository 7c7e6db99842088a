//! Rows that a join repeats for each of their entities (R40): worked out by hand, and against a fold over many rows.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use mando::data::{self, Sessions, Silent};
use mando::engine::{self, Backend};
use mando::evaluate::Results;
use serde_json::Value;

use super::{Ran, burst};
use crate::support::{Project, close, day};

const ORDERS: &str = "id,day,customer,freight\n1,2026-03-02,ann,10\n2,2026-03-03,bob,20\n3,2026-03-04,ann,30\n\
                      4,2026-03-05,cat,40\n5,2026-02-10,bob,50\n";
/// Of order 1 the row of `es` stands first and is the cheap one; order 4 has none.
const ITEMS: &str = "order,state,price,sent\n1,pt,2,2026-03-03\n1,es,1,2026-03-04\n1,pt,4,2026-03-03\n2,pt,8,2026-03-05\n\
                     3,es,16,2026-03-06\n3,fr,32,2026-03-07\n5,es,64,2026-02-11\n5,pt,128,2026-02-12\n";
const STATES: &str = "state,zone\nes,iberia\npt,iberia\nfr,gaul\n";

const MEASURES: &str = "  orders: { kind: count, segments: [state] }
  freight: { kind: { sum: freight }, unit: currency, segments: [state] }
  price: { kind: { sum: price }, unit: currency, segments: [state] }
  customers: { kind: { distinct: customer } }
  dear: { kind: count, where: price > 5 }
  dear_freight: { kind: { sum: freight }, unit: currency, where: price > 5 }
  dear_share: { kind: { share: price > 5 } }
  typical: { kind: { median: freight }, unit: currency }
  least: { kind: { minimum: price }, unit: currency }
  value: { kind: { order_value: { revenue: price, order: id } } }
  each: { kind: { revenue_per_customer: { revenue: freight } } }
  spent: { kind: { revenue_per_customer: { revenue: price } } }
  kept: { kind: { revenue_retention: { revenue: freight, active_within: 1 month } } }
";

fn yaml(with: &str, measures: &str) -> String {
    let mut measured = String::new();
    for line in measures.lines().filter(|line| !line.trim().is_empty()) {
        let (id, keys) = line.trim().split_once(": {").expect("a measure");
        writeln!(measured, "  {id}: {{ title: {id}, objective: o, min_n: 1, direction: maximise,{keys}")
            .expect("text");
    }
    format!(
        "scorecard: shop\ntitle: Shop\nentity: {{ name: Shop, by: state, in: states.csv, parent: zone }}\n\
         currency: EUR\nas_of: 2026-03-31\ndefaults: {{ source: sold }}\nsources:\n  \
         orders: {{ path: orders.csv, time: day, customer: customer, columns: {{ id: integer, day: date, freight: money }} }}\n  \
         items: {{ path: items.csv, columns: {{ order: integer, price: money, sent: date }} }}\n  \
         sold:\n    join: orders\n    with:\n      - {{ source: items, key: {{ id: order }}, match: many, rows: [state], \
         take: {{ price: sum(price) }} }}\n{with}\
         perspectives:\n  p: {{ objectives: {{ o: {{}} }} }}\nmeasures:\n{measured}"
    )
}

fn project(with: &str, measures: &str) -> Project {
    let files = [("orders.csv", ORDERS), ("items.csv", ITEMS), ("states.csv", STATES)];
    Project::new(&yaml(with, measures), &files)
}

fn value(results: &Results, id: &str) -> Option<f64> {
    let measures = &results.scorecard.perspectives[0].objectives[0].measures;
    let found = measures.iter().find(|measure| measure.id == id).unwrap_or_else(|| panic!("no {id}"));
    found.current().and_then(|current| current.value)
}

/// Values of the whole and of entities: a measure, then what each of them has.
#[track_caller]
fn expect(ran: &Ran, entities: &[&str], expected: &[(&str, &[f64])]) {
    for (id, values) in expected {
        for (entity, expected) in entities.iter().zip(*values) {
            let found = match *entity {
                "" => value(&ran.burst.whole.results, id),
                entity => value(&ran.of(entity).results, id),
            };
            assert!(found.is_some(), "{id} of `{entity}`: nothing, expected {expected}");
            close(found, *expected);
        }
    }
}

#[test]
fn a_row_counts_once_in_the_whole_in_each_entity_and_in_what_stands_above_several() {
    let ran = burst(&project("", MEASURES));
    expect(
        &ran,
        &["", "es", "pt", "fr", "iberia", "gaul"],
        &[
            ("orders", &[4.0, 2.0, 2.0, 1.0, 3.0, 1.0]),
            ("freight", &[100.0, 40.0, 30.0, 30.0, 60.0, 30.0]),
            ("customers", &[3.0, 1.0, 2.0, 1.0, 2.0, 1.0]),
            ("typical", &[25.0, 20.0, 15.0, 30.0, 20.0, 30.0]),
            ("each", &[100.0 / 3.0, 40.0, 15.0, 30.0, 30.0, 30.0]),
        ],
    );
}

#[test]
fn what_differs_between_repeats_counts_for_each() {
    let ran = burst(&project("", MEASURES));
    expect(
        &ran,
        &["", "es", "pt", "fr", "iberia"],
        &[
            ("price", &[63.0, 17.0, 14.0, 32.0, 31.0]),
            ("least", &[1.0, 1.0, 6.0, 32.0, 1.0]),
            ("value", &[63.0 / 4.0, 17.0 / 2.0, 7.0, 32.0, 31.0 / 3.0]),
            ("spent", &[21.0, 17.0, 7.0, 32.0, 31.0 / 2.0]),
        ],
    );
}

#[test]
fn a_row_meets_a_condition_that_one_of_its_repeats_meets() {
    let ran = burst(&project("", MEASURES));
    let dear: &[(&str, &[f64])] = &[
        ("dear", &[3.0, 1.0, 2.0, 1.0, 3.0]),
        ("dear_freight", &[60.0, 30.0, 30.0, 30.0, 60.0]),
        ("dear_share", &[0.75, 0.5, 1.0, 1.0, 1.0]),
    ];
    expect(&ran, &["", "es", "pt", "fr", "iberia"], dear);
    let ran = burst(&project("    where: price > 5\n", MEASURES));
    let of_source: &[(&str, &[f64])] =
        &[("orders", &[3.0, 1.0, 2.0, 1.0, 3.0]), ("freight", &[60.0, 30.0, 30.0, 30.0, 60.0])];
    expect(&ran, &["", "es", "pt", "fr", "iberia"], of_source);
}

#[test]
fn a_row_counts_once_in_each_of_its_segments() {
    let ran = project("", MEASURES).results("2026-03");
    let of = |id: &str| -> Vec<(String, Option<f64>)> {
        let rows = ran.segments(id, "state");
        rows.into_iter().map(|(label, row)| (label.to_owned(), row.current.value)).collect()
    };
    let rows = |values: [Option<f64>; 4]| -> Vec<(String, Option<f64>)> {
        ["es", "pt", "fr", "(not stated)"].map(str::to_owned).into_iter().zip(values).collect()
    };
    assert_eq!(of("orders"), rows([2.0, 2.0, 1.0, 1.0].map(Some)));
    assert_eq!(of("freight"), rows([40.0, 30.0, 30.0, 40.0].map(Some)));
    // The order of no state has no line, and so no price (R46).
    assert_eq!(of("price"), rows([Some(17.0), Some(14.0), Some(32.0), None]));
}

#[test]
fn rows_of_nobody_are_counted_once_too() {
    let ran = burst(&project("", MEASURES));
    assert_eq!(ran.burst.unassigned, 1, "order 4");
    assert_eq!(ran.of("iberia").rows, 3);
}

fn as_json(card: impl serde::Serialize) -> Value {
    serde_json::to_value(card).expect("json")
}

/// What one aggregate query for each question answers, of the whole and of entities.
fn asked(project: &Project, ran: &Ran, entities: &[&str]) -> BTreeMap<String, Value> {
    let (card, tree) = (&ran.scorecard, &ran.burst.tree);
    let as_of = day("2026-03-31");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let facts = runtime.block_on(async {
        let sessions = Sessions::new(&card.engine).expect("sessions");
        let data = data::load(&card.sources, &card.calendar, Some(as_of), &sessions, &Silent).await;
        let mut data = data.unwrap_or_else(|error| panic!("{error} in {:?}", project.path()));
        engine::compute(card, &mut data, &sessions, tree, as_of, Backend::Queries, None).await.expect("facts")
    });
    let period = card.calendar.parse_period("2026-03", card.grain).expect("a period");
    let own = |entity: &str| {
        let own = facts.for_entity(entity).expect("facts of it");
        as_json(mando::evaluate::evaluate(&card.for_entity(entity, tree), &own, &period))
    };
    let mut found: BTreeMap<String, Value> =
        entities.iter().map(|entity| ((*entity).to_owned(), own(entity))).collect();
    found.insert(String::new(), as_json(mando::evaluate::evaluate(card, &facts, &period)));
    found
}

#[test]
fn queries_answer_as_one_scan_does() {
    let entities = ["es", "pt", "fr", "iberia", "gaul"];
    for with in ["", "    where: price > 5\n"] {
        let project = project(with, MEASURES);
        let ran = burst(&project);
        let asked = asked(&project, &ran, &entities);
        assert_eq!(asked[""], as_json(&ran.burst.whole.results.scorecard), "the whole, {with}");
        for entity in entities {
            assert_eq!(asked[entity], as_json(ran.of(entity).results.scorecard), "{entity}, {with}");
        }
    }
}

#[test]
fn what_was_kept_of_repeated_rows_is_what_they_are() {
    let project = project("", MEASURES);
    let first = project.results("2026-03");
    let again = project.results("2026-03");
    assert!(again.reuse.iter().any(|reuse| reuse.source == "sold" && reuse.reused > 0), "{:?}", again.reuse);
    assert_eq!(as_json(first.results), as_json(again.results));
}

#[test]
fn many_rows_amount_to_what_a_fold_over_them_does() {
    let states = ["es", "pt", "fr"];
    let (mut orders, mut items) =
        ("id,day,customer,freight\n".to_owned(), "order,state,price,sent\n".to_owned());
    let mut of: BTreeMap<&str, (BTreeSet<u32>, u32)> = BTreeMap::new();
    for id in 0..9_000_u32 {
        let freight = 1 + id % 97;
        writeln!(orders, "{id},2026-03-{:02},c{},{freight}", 1 + id % 28, id % 1_000).expect("text");
        for n in 0..1 + id % 4 {
            let (state, price) = (states[((id / 3 + n * n) % 3) as usize], 1 + (id * 7 + n * 5) % 11);
            writeln!(items, "{id},{state},{price},2026-03-30").expect("text");
            let zone = if state == "fr" { "gaul" } else { "iberia" };
            for entity in ["", state, zone] {
                let (ids, freights) = of.entry(entity).or_default();
                *freights += if ids.insert(id) { freight } else { 0 };
            }
        }
    }
    let measures = "  orders: { kind: count }\n  freight: { kind: { sum: freight }, unit: currency }\n  \
                    each: { kind: { revenue_per_customer: { revenue: freight } } }\n";
    let files = [("orders.csv", &*orders), ("items.csv", &*items), ("states.csv", STATES)];
    let ran = burst(&Project::new(&yaml("", measures), &files));
    for (entity, (ids, freight)) in of {
        let counted = ids.len() as f64;
        let customers = ids.iter().map(|id| id % 1_000).collect::<BTreeSet<_>>().len() as f64;
        let freight = f64::from(freight);
        let expected: &[(&str, &[f64])] =
            &[("orders", &[counted]), ("freight", &[freight]), ("each", &[freight / customers])];
        expect(&ran, &[entity], expected);
    }
}

#[test]
fn rows_repeated_twice_are_still_one() {
    let kinds = "order,kind\n1,a\n1,b\n2,a\n3,b\n3,a\n";
    let with = "      - { source: kinds, key: { id: order }, match: many, rows: [kind], take: { of_kind: count(*) } }\n";
    let yaml =
        yaml(with, "  orders: { kind: count }\n  freight: { kind: { sum: freight }, unit: currency }\n")
            .replace("  sold:", "  kinds: { path: kinds.csv, columns: { order: integer } }\n  sold:");
    let files = [("orders.csv", ORDERS), ("items.csv", ITEMS), ("states.csv", STATES), ("kinds.csv", kinds)];
    let ran = burst(&Project::new(&yaml, &files));
    let expected: &[(&str, &[f64])] =
        &[("orders", &[4.0, 2.0, 2.0, 3.0]), ("freight", &[100.0, 40.0, 30.0, 60.0])];
    expect(&ran, &["", "es", "pt", "iberia"], expected);
}

#[test]
fn a_query_sees_repeated_rows_and_no_column_of_ours() {
    let yaml = yaml("", "  seen: { source: seen, kind: { sum: n } }\n").replace(
        "  sold:",
        "  seen: { sql: \"SELECT DISTINCT *, 1 AS n FROM sold\", time: day, columns: { n: integer } }\n  sold:",
    );
    let files = [("orders.csv", ORDERS), ("items.csv", ITEMS), ("states.csv", STATES)];
    assert_eq!(Project::new(&yaml, &files).results("2026-03").value("seen"), Some(6.0));
}

#[test]
fn what_has_no_one_meaning_is_refused() {
    let said = |measure: &str| project("", measure).check();
    for (measure, message) in [
        (
            "m: { kind: { average: price } }",
            "each `price` counts, but the rows of `sold` beside it count once",
        ),
        (
            "m: { kind: { ratio: { numerator: sum(price), denominator: sum(freight) } } }",
            "each `price` counts, but",
        ),
        (
            "m: { kind: { median: price } }",
            "`price` differs between the rows that stand for one row of `sold`",
        ),
        ("m: { kind: { last: { value: price, per: customer } } }", "`price` differs between the rows"),
    ] {
        let text = said(measure);
        assert!(text.contains("error[join-multiplies]") && text.contains(message), "{measure}:\n{text}");
    }
    let by_day = yaml("", "m: { kind: count, time: sent }\n").replace("rows: [state]", "rows: [state, sent]");
    let files = [("orders.csv", ORDERS), ("items.csv", ITEMS), ("states.csv", STATES)];
    let text = Project::new(&by_day, &files).check();
    assert!(text.contains("`sent` differs between the rows that stand for one row of `sold`"), "{text}");
    let derived = project("    derive: { dear: price * 2 }\n", "m: { kind: { average: dear } }").check();
    assert!(derived.contains("each `dear` counts, but"), "{derived}");
    let again = yaml("", "m: { source: again, kind: { sum: total } }\n").replace(
        "perspectives:",
        "  again: { join: orders, with: [{ source: sold, key: id, match: many, take: { total: sum(freight) } }] }\nperspectives:",
    );
    let text = Project::new(&again, &files).check();
    assert!(text.contains("`sold` has several rows for one that it widens"), "{text}");
}
