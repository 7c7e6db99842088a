//! Queries over other sources of the scorecard.

use super::scorecard;
use crate::binary::{called, ended};
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

    // Within the query, whatever the rest of it holds, and all columns where none is near.
    let mark =
        |text: &str| text.lines().rfind(|line| line.contains('^')).map(|line| line.matches('^').count());
    assert_eq!(mark(&column), Some(3), "{column}");
    let source = format!(
        "{FILES}  sales:\n    time: day\n    sql: |\n      select day, 'amuont' as x,\n        amuont\n      from orders join lines using (id)\n"
    );
    let files = [("orders.csv", ORDERS), ("lines.csv", LINES)];
    let block = Project::new(&scorecard(&source, "count"), &files).check();
    assert_eq!(mark(&block), Some(6), "{block}");
    assert!(block.contains("|         amuont\n") && block.contains("did you mean `amount`?"), "{block}");
    let far = said("select day, turnover from orders");
    assert!(far.contains("its columns are `id`, `day`, `customer`"), "{far}");

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

#[test]
fn a_query_that_asks_too_much_is_refused_before_it_is_planned() {
    let said = |sql: &str| project(sql, "", "count").check();
    let long = said(&format!("select day, {}0 as x from orders", "id + ".repeat(5000)));
    assert!(long.contains("error[too-large]: this query has 5000 operations, 1000 are the most"), "{long}");
    let deep = said(&format!("select day, {}0 as x from orders", "id + ".repeat(300)));
    assert!(
        deep.contains("error[too-large]: this query puts more than 200 operations into one another"),
        "{deep}"
    );
    let broad = said(&format!("select o.day from orders o{}", ", lines".repeat(60)));
    assert!(broad.contains("error[too-large]: this query reads 61 tables, 50 are the most"), "{broad}");
    let parts: Vec<String> = (0..9).map(|_| format!("({}0)", "id + ".repeat(60))).collect();
    let fine = said(&format!("select day, {} as x from orders", parts.join(" + ")));
    assert!(!fine.contains("error"), "{fine}");
}

#[test]
fn a_query_that_makes_many_rows_of_few_is_left_when_its_time_or_memory_is_over() {
    let sql = "select a.day from orders a, orders b, orders c, orders d, orders e, orders f, orders g, orders h, \
               orders i, orders j, orders k, orders l, orders m, orders n where a.id + b.id + c.id + n.id = 0";
    let of = |engine: &str| {
        let source = format!("{FILES}  sales: {{ sql: \"{sql}\", time: day }}\n");
        let yaml = scorecard(&source, "count") + engine;
        let rows: String = (5..60).map(|id| format!("{id},2026-03-09,c\n")).collect();
        let many = format!("{ORDERS}{rows}");
        Project::new(&yaml, &[("orders.csv", &many), ("lines.csv", LINES)])
    };
    let project = of("engine: { timeout: 1 second }\n");
    let path = project.path().to_str().expect("a path");
    for arguments in [["check", path], ["run", path]] {
        let began = std::time::Instant::now();
        let (code, words) = ended(&called(arguments));
        assert_eq!(code, Some(3), "{arguments:?} {words}");
        assert!(words.contains("it took longer than `timeout: 1 second"), "{words}");
        assert!(began.elapsed().as_secs() < 40, "{arguments:?}");
    }
    // Without bounds of its own checking looks for a while, and leaves the figures to a run.
    let project = of("");
    let (code, words) = ended(&called(["check", project.path().to_str().expect("a path")]));
    assert_eq!(code, Some(0), "{words}");
}
