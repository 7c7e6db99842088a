//! Queries over other sources of the scorecard.

use super::scorecard;
use crate::support::Project;

const ORDERS: &str = "id,day,customer\n1,2026-03-01,a\n2,2026-03-05,b\n3,2026-03-07,a\n4,2026-04-02,a\n";
const LINES: &str = "id,amount\n1,1.5\n1,2.5\n2,3\n3,5\n4,100\n";
const FILES: &str = "  orders: { path: orders.csv, time: day, columns: { id: integer, day: date } }\n  \
                     lines: { path: lines.csv, columns: { id: integer, amount: money } }\n";

fn project(sql: &str, more: &str, kind: &str) -> Project {
    let source = format!("{FILES}  sales: {{ sql: \"{sql}\", time: day{more} }}\n");
    Project::new(&scorecard(&source, kind), &[("orders.csv", ORDERS), ("lines.csv", LINES)])
}

#[test]
fn a_query_over_other_sources_is_a_source() {
    let first = "select customer, min(day) as day, sum(amount) as amount from orders join lines using (id) group by customer";
    let ran = project(first, ", customer: customer", "{ sum: amount }").results("2026-03");
    // The order of April has not happened yet as of the end of March (R2).
    assert_eq!(ran.value("m"), Some(12.0));
    let sales = ran.results.run.sources.iter().find(|s| s.id == "sales").expect("the query's rows");
    assert_eq!((sales.read, sales.used), (2, 2));
}

#[test]
fn what_a_query_gives_may_be_derived_from_filtered_and_labelled() {
    let sql = "select o.day, l.amount, o.customer from orders as o, lines as l where o.id = l.id";
    let more = ", derive: { twice: amount * 2 }, where: customer = 'a', columns: { customer: { type: text, labels: { a: Anna } } }";
    let ran = project(sql, more, "{ sum: twice }").results("2026-03");
    assert_eq!(ran.value("m"), Some(18.0));
    assert_eq!(ran.results.run.sources.iter().find(|s| s.id == "sales").map(|s| s.filtered), Some(1));
}

#[test]
fn check_says_what_is_wrong_with_a_query() {
    let said = |sql: &str| project(sql, "", "count").check();

    let column = said("select dya as day from orders");
    assert!(column.contains("error[unknown-column]: the query finds no column `dya`"), "{column}");
    assert!(column.contains("did you mean `day`?"), "{column}");

    let table = said("select day from ordres");
    assert!(table.contains("error[unknown-id]: no source `ordres`"), "{table}");
    assert!(table.contains("did you mean `orders`?"), "{table}");

    let grammar = said("select day frm orders where");
    assert!(grammar.contains("error[expression-syntax]: cannot read this query"), "{grammar}");

    let clock = said("select day, now() as at from orders");
    assert!(clock.contains("error[not-allowed]: `now` may not be used here"), "{clock}");

    let random = said("select day, random() as x from orders");
    assert!(random.contains("error[not-allowed]: `random` may not be used here"), "{random}");

    let twice = said("select o.id, l.id, day from orders o, lines l");
    assert!(twice.contains("gives two columns `id`"), "{twice}");

    let writing = said("drop table orders");
    assert!(writing.contains("error[expression-syntax]"), "{writing}");

    let own = said("select day from sales");
    assert!(own.contains("error[derive-cycle]: `sales` needs `sales`"), "{own}");
}

#[test]
fn a_source_that_only_a_query_reads_is_used() {
    let project = project("select day from orders", "", "count");
    let codes = project.codes();
    assert_eq!(codes, ["unused", "objective-unmeasured"], "{}", project.check());
    assert!(project.check().contains("source `lines` is never used"));
}
