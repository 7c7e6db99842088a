//! Sources widened by others.

use std::path::Path;

use super::{counting, data, table, values};
use crate::support::Project;

const ORDERS: (&str, &str) = ("orders.csv", "id,shop,freight\n1,a,10\n2,a,20\n3,b,30\n4,,40\n");
const LINES: (&str, &str) = (
    "lines.csv",
    "order,shop,seller,amount\n2,a,x,5\n1,a,y,1\n1,a,x,2\n2,a,x,7\n1,a,y,4\n3,c,z,9\n9,a,z,9\n",
);

fn project(with: &str) -> Project {
    let keys = format!(
        "  orders: {{ path: orders.csv, columns: {{ freight: number }} }}\n  \
         lines: {{ path: lines.csv, columns: {{ amount: number }} }}\n  t:\n    join: orders\n    with:\n{with}"
    );
    Project::new(&counting(&keys), &[ORDERS, LINES])
}

#[test]
fn a_key_of_several_columns_meets_rows_that_agree_in_all_of_them() {
    let with =
        "      - { source: lines, key: { id: order, shop: shop }, match: many, take: { sold: sum(amount) } }";
    let table = table(&project(with));
    assert_eq!(values(&table, "sold"), ["7.0", "12.0", "-", "-"]);
    let unmatched = &table.unmatched[0];
    assert_eq!(
        (unmatched.source.as_str(), unmatched.rows, unmatched.keys.as_slice()),
        ("lines", 2, &["3, b".to_owned()][..])
    );
}

#[test]
fn where_chooses_rows_of_the_other_source_and_required_drops_those_without_partner() {
    let with = "      - { source: lines, key: { id: order }, match: many, where: amount > 4, required: true, \
                take: { sold: sum(amount), lines: count(*) } }";
    let table = table(&project(with));
    assert_eq!(values(&table, "id"), ["2", "3"]);
    assert_eq!(values(&table, "sold"), ["12.0", "9.0"]);
    assert_eq!(values(&table, "lines"), ["2", "1"]);
    assert_eq!((table.counts.read, table.counts.filtered, table.counts.used), (4, 2, 2));
}

#[test]
fn a_joined_source_can_be_joined_again() {
    let keys = "  orders: { path: orders.csv }\n  \
                lines: { path: lines.csv, columns: { amount: number } }\n  \
                worth: { join: orders, with: [{ source: lines, key: { id: order }, match: many, take: { sold: sum(amount) } }] }\n  \
                t: { join: lines, with: [{ source: worth, key: { order: id }, match: one, take: { of_order: sold } }] }";
    let table = table(&Project::new(&counting(keys), &[ORDERS, LINES]));
    assert_eq!(values(&table, "of_order"), ["12.0", "7.0", "7.0", "12.0", "7.0", "9.0", "-"]);
}

#[test]
fn match_one_that_meets_several_names_the_first_five_keys() {
    let lines: String = (1..=7).map(|n| format!("{n},x\n{n},y\n")).collect();
    let orders: String = (1..=8).map(|n| format!("{n}\n")).collect();
    let keys = "  orders: { path: orders.csv }\n  lines: { path: lines.csv }\n  \
                t: { join: orders, with: [{ source: lines, key: id, match: one }] }";
    let files = [("orders.csv", format!("id\n{orders}")), ("lines.csv", format!("id,seller\n{lines}"))];
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let error = Project::new(&counting(keys), &files).try_run(Some("2026-01"), None).expect_err("several");
    let problem = error.problem();
    assert_eq!(problem.code.as_str(), "join-not-one");
    assert_eq!(problem.message, "7 keys of `t` have several rows in `lines`: 1, 2, 3, 4, 5");
}

#[test]
fn a_join_that_would_repeat_rows_is_refused_with_the_key_that_repeats_them() {
    let project = project("      - { source: lines, key: { id: order }, match: many }");
    assert_eq!(project.codes(), ["join-multiplies"]);
    let said = project.check();
    let message = "this join repeats rows of `orders`: `lines` may have several for one `order`";
    assert!(said.contains(message), "{said}");
    assert!(said.contains("an amount of `orders` would be added once for each row of `lines`"), "{said}");
}

#[test]
fn freight_over_orders_with_their_lines_is_the_freight_of_the_orders() {
    let keys = "  orders: { path: data/orders.csv, columns: { freight_usd: money } }\n  \
                lines: { path: data/order_details.csv, columns: { quantity: integer } }\n  \
                t: { join: orders, with: [{ source: lines, key: order_id, match: many, take: { lines: count(*) } }] }";
    let northwind = Path::new(env!("CARGO_MANIFEST_DIR")).join("scorecards/northwind/data");
    let data = data(&Project::new(&counting(keys), &[]).with_folder("data", &northwind));
    let column = |source: &str, name: &str| -> Vec<f64> {
        values(&data.tables[source], name).iter().map(|text| text.parse().expect("a number")).collect()
    };
    let (alone, joined) = (column("orders", "freight_usd"), column("t", "freight_usd"));
    assert_eq!(alone, joined);
    assert_eq!(joined.iter().sum::<f64>().round(), 64_943.0);
    let lines = column("t", "lines");
    let multiplied: f64 = joined.iter().zip(lines).map(|(freight, lines)| freight * lines).sum();
    assert_eq!(multiplied.round(), 207_306.0, "what a row for each line would give");
}

/// A letter with its accent as two signs meets none where it is one: the message shows which it is.
#[test]
fn a_key_without_partner_shows_signs_that_stand_over_letters() {
    let keys = "  names: { path: names.csv }\n  t: { join: orders, with: [{ source: names, key: shop, match: one }] }\n  \
                orders: { path: orders.csv }";
    let files = [
        ("orders.csv", "id,shop\n1,caf\u{e9}\n2,cafe\u{301}\n"),
        ("names.csv", "shop,name\ncaf\u{e9},One\n"),
    ];
    let ran = Project::new(&counting(keys), &files).run(None, None);
    let said: Vec<String> = ran.problems.iter().map(ToString::to_string).collect();
    assert!(said.iter().any(|said| said.contains(r"`cafe\u{301}`")), "{said:?}");
}
