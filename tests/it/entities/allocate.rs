//! Rows of several entities, split among them in proportion to a column.

use std::collections::BTreeMap;

use mando::data::{self, Sessions, Silent};
use mando::engine::{self, Backend};

use super::{Ran, burst};
use crate::support::{Project, close, day};

const ORDERS: &str = "id,day,freight\n1,2026-03-02,10\n2,2026-03-03,20\n3,2026-03-04,8\n4,2026-03-05,7\n";
const ITEMS: &str = "order,seller,price\n1,x,30\n1,y,10\n2,x,5\n3,y,0\n3,z,\n4,z,3\n4,z,4\n4,,7\n";

fn yaml(allocate: &str, measures: &str) -> String {
    format!(
        "scorecard: shop\ntitle: Shop\nentity: {{ name: Shop, by: seller{allocate} }}\ncurrency: EUR\nas_of: 2026-03-31\n\
         defaults: {{ source: sold }}\nsources:\n  \
         orders: {{ path: orders.csv, time: day, history_starts: 2026-03-01, columns: {{ day: date, freight: money }} }}\n  \
         items: {{ path: items.csv, columns: {{ price: money }} }}\n  \
         sold: {{ join: orders, with: [{{ source: items, key: {{ id: order }}, match: many, rows: [seller], take: {{ price: sum(price) }} }}] }}\n\
         perspectives:\n  p: {{ objectives: {{ o: {{}} }} }}\nmeasures:\n{measures}"
    )
}

const MEASURES: &str = "  freight: { title: Freight, objective: o, kind: { sum: freight } }\n  \
    orders: { title: Orders, objective: o, kind: count }\n  \
    price: { title: Price, objective: o, kind: { sum: price } }\n  \
    typical: { title: Freight of an order, objective: o, kind: { ratio: { numerator: sum(freight), denominator: count(*) } }, min_n: 1 }\n";

fn project(allocate: &str) -> Project {
    Project::new(&yaml(allocate, MEASURES), &[("orders.csv", ORDERS), ("items.csv", ITEMS)])
}

fn value(results: &mando::evaluate::Results, id: &str) -> Option<f64> {
    let measures = &results.scorecard.perspectives[0].objectives[0].measures;
    measures.iter().find(|measure| measure.id == id)?.current()?.value
}

fn of(ran: &Ran, entity: &str, id: &str) -> Option<f64> {
    value(&ran.of(entity).results, id)
}

/// The share of each seller in each order, folded over the items by hand.
fn shares() -> Vec<BTreeMap<&'static str, f64>> {
    let order = |pairs: &[(&'static str, f64)]| pairs.iter().copied().collect();
    vec![
        order(&[("x", 0.75), ("y", 0.25)]),
        order(&[("x", 1.0)]),
        // Nothing above zero: in equal parts.
        order(&[("y", 0.5), ("z", 0.5)]),
        // Half of it belongs to nobody.
        order(&[("z", 0.5)]),
    ]
}

#[test]
fn what_an_order_has_is_split_among_its_entities_and_the_whole_is_as_before() {
    let ran = burst(&project(", allocate: price"));
    let freight = [10.0, 20.0, 8.0, 7.0];
    for entity in ["x", "y", "z"] {
        let share = |order: usize| shares()[order].get(entity).copied().unwrap_or(0.0);
        close(of(&ran, entity, "orders"), (0..4).map(share).sum());
        close(of(&ran, entity, "freight"), (0..4).map(|order| freight[order] * share(order)).sum());
    }
    let whole = &ran.burst.whole.results;
    assert_eq!((value(whole, "freight"), value(whole, "orders")), (Some(45.0), Some(4.0)));
    // What differs between sellers is each one's own.
    assert_eq!(
        (of(&ran, "x", "price"), of(&ran, "y", "price"), of(&ran, "z", "price")),
        (Some(35.0), Some(10.0), Some(7.0))
    );
    close(of(&ran, "x", "typical"), 27.5 / 1.75);
    // Without the key each seller of an order has all of it.
    let plain = burst(&project(""));
    assert_eq!((of(&plain, "y", "freight"), of(&plain, "y", "orders")), (Some(18.0), Some(2.0)));
    assert_eq!(value(&plain.burst.whole.results, "freight"), Some(45.0));
}

#[test]
fn queries_split_as_one_scan_does() {
    let project = project(", allocate: price");
    let ran = burst(&project);
    let (card, tree, as_of) = (&ran.scorecard, &ran.burst.tree, day("2026-03-31"));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let facts = runtime.block_on(async {
        let sessions = Sessions::new(&card.engine).expect("sessions");
        let data = data::load(&card.sources, &card.calendar, Some(as_of), &sessions, &Silent).await;
        let mut data = data.expect("rows");
        engine::compute(card, &mut data, &sessions, tree, as_of, Backend::Queries, None).await.expect("facts")
    });
    let period = card.calendar.parse_period("2026-03", card.grain).expect("a period");
    for entity in ["x", "y", "z"] {
        let own = facts.for_entity(entity).expect("facts of it");
        let asked = mando::evaluate::evaluate(&card.for_entity(entity, tree), &own, &period);
        let scanned = ran.of(entity).results.scorecard;
        let json = |card: &_| serde_json::to_value(card).expect("json");
        assert_eq!(json(&asked), json(&scanned), "{entity}");
    }
}

/// Codes of the errors that checking finds.
fn errors(project: &Project) -> Vec<String> {
    let found = project.resolve().1;
    found.iter().filter(|p| p.code.severity().is_error()).map(|p| p.code.to_string()).collect()
}

#[test]
fn only_what_adds_up_is_split_by_a_number_that_a_join_brings() {
    let check = |allocate: &str, measures: &str| {
        Project::new(&yaml(allocate, measures), &[("orders.csv", ORDERS), ("items.csv", ITEMS)])
    };
    let sum = "  m: { title: M, objective: o, kind: { sum: freight } }\n";
    let median = "  m: { title: M, objective: o, kind: { median: freight } }\n";
    assert!(!check(", allocate: price", sum).resolve().1.has_errors());
    let refused = check(", allocate: price", median);
    assert_eq!(errors(&refused), ["allocate-not-additive"]);
    assert!(refused.check().contains("`median` cannot be split"), "{}", refused.check());
    assert_eq!(errors(&check(", allocate: seller", sum)), ["type-mismatch"]);
    let unknown = check(", allocate: prise", sum);
    assert_eq!(errors(&unknown), ["unknown-column"]);
    assert!(unknown.check().contains("did you mean `price`?"), "{}", unknown.check());
}
