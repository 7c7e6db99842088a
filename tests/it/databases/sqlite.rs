//! SQLite files, made by SQLite itself.

use std::fs;
use std::path::Path;

use rusqlite::Connection;
use rusqlite::types::Value;

use mando::evaluate::results::{Doubt, Provisional};

use super::{Sample, northwind, northwind_from_files, northwind_in, same_figures, scorecard};
use crate::binary::{called, ended};
use crate::entities::burst;
use crate::support::{Project, day};

const SALES: &str = "  sales: { path: \"sqlite:data/shop.db\", table: sales, time: day }\n";

/// Fills a file with tables.
pub(crate) fn filled(path: &Path, samples: &[Sample]) {
    let connection = Connection::open(path).expect("a database");
    connection.execute_batch("BEGIN").expect("a transaction");
    for sample in samples {
        let columns: Vec<String> =
            sample.columns.iter().map(|(name, kind)| format!("\"{name}\" {kind}")).collect();
        let create = format!("CREATE TABLE {} ({})", sample.name, columns.join(", "));
        connection.execute_batch(&create).expect("a table");
        let marks = vec!["?"; columns.len()].join(", ");
        let insert = format!("INSERT INTO {} VALUES ({marks})", sample.name);
        let mut insert = connection.prepare(&insert).expect("an insert");
        for row in &sample.rows {
            let cells = row.iter().map(|cell| cell.clone().map_or(Value::Null, Value::Text));
            insert.execute(rusqlite::params_from_iter(cells)).expect("a row");
        }
    }
    connection.execute_batch("COMMIT").expect("its end");
}

/// A project with a database that a script makes.
fn project(yaml: &str, script: &str) -> Project {
    let project = Project::new(yaml, &[("data/.keep", "")]);
    let connection = Connection::open(project.path().join("data/shop.db")).expect("a database");
    connection.execute_batch(script).expect("the script");
    project
}

#[test]
fn a_scorecard_gives_the_same_figures_from_an_sqlite_file_as_from_its_files() {
    let project = Project::new(&northwind_in("sqlite:data/shop.db"), &[("data/.keep", "")]);
    filled(&project.path().join("data/shop.db"), &northwind());
    same_figures(&northwind_from_files(), &project.run(None, None));
}

#[test]
fn columns_bring_the_types_they_declare() {
    let script = "CREATE TABLE sales (day DATE, amount DECIMAL(10,2), pieces INT, paid BOOLEAN, at DATETIME);
        INSERT INTO sales VALUES ('2026-03-01', 10.25, 2, 1, '2026-03-01 23:59:59'), ('2026-03-02', 5, 1, 0, NULL);";
    let value = |kind: &str| project(&scorecard(SALES, kind), script).results("2026-03").value("m");
    assert_eq!(value("{ sum: amount * pieces }"), Some(25.5));
    assert_eq!(value("{ count: paid }"), Some(1.0));
    assert_eq!(value("{ count: \"at is null\" }"), Some(1.0));
}

#[test]
fn a_table_whose_rows_stop_early_leaves_the_month_provisional() {
    let script = "CREATE TABLE sales (day DATE, amount REAL);
        WITH RECURSIVE days(d) AS (SELECT date('2025-11-03') UNION ALL SELECT date(d, '+1 day') FROM days WHERE d < '2026-03-09')
        INSERT INTO sales SELECT d, 1.0 FROM days;";
    for kind in ["count", "{ median: amount }"] {
        // Added up in the database, and from its rows.
        let ran = project(&scorecard(SALES, kind), script).results("2026-03");
        let gap = Provisional::GapAtEnd { last: day("2026-03-09"), longest: Some(1) };
        assert_eq!(ran.current("m").doubt, Some(Doubt::Provisional(gap)), "{kind}");
    }
}

#[test]
fn a_value_that_is_not_what_its_column_declares_is_counted_and_told() {
    let script = "CREATE TABLE sales (day DATE, amount REAL);
        INSERT INTO sales VALUES ('2026-03-01', 'ten'), ('2026-03-02', 5), ('2026-03-03', NULL);";
    let error = project(&scorecard(SALES, "{ sum: amount }"), script).try_run(Some("2026-03"), None);
    let said = error.expect_err("an unreadable cell").to_string();
    assert_eq!(said, "1 of 2 cells of `sales.amount` cannot be read: sqlite:data/shop.db (sales):1 `ten`");

    let lenient = SALES.replace("time: day", "time: day, rejects: { at_most: 60% }");
    let ran = project(&scorecard(&lenient, "{ sum: amount }"), script).results("2026-03");
    assert_eq!(ran.value("m"), Some(5.0));
    let cells = ran.results.run.sources[0].cells.iter();
    let counts: Vec<_> = cells.map(|c| (c.column.as_str(), c.values, c.unreadable, c.empty)).collect();
    assert_eq!(counts, [("day", 3, 0, 0), ("amount", 1, 1, 1)]);
}

#[test]
fn rules_of_cells_keys_and_conditions_hold_as_for_files() {
    let script = "CREATE TABLE sales (id INT, day TEXT, score INT, shop TEXT);
        INSERT INTO sales VALUES (1, '01/03/2026', 9, 'a'), (1, '01/03/2026', 9, 'a'), (2, '02/03/2026', 11, 'a'),
                                 (3, '03/03/2026', 8, 'b'), (4, '04/03/2026', 10, 'a');";
    let source = "  sales:\n    path: sqlite:data/shop.db\n    table: sales\n    time: day\n    unique: [id]\n    \
                  where: shop = 'a'\n    columns: { day: { type: date, format: \"%d/%m/%Y\" }, score: { type: integer, range: [0, 10] } }\n";
    let ran = project(&scorecard(source, "{ average: score }"), script).results("2026-03");
    assert_eq!(ran.value("m"), Some(9.5));
    let sales = &ran.results.run.sources[0];
    assert_eq!((sales.read, sales.repeated, sales.filtered, sales.used), (5, 1, 1, 3));
    assert_eq!(sales.cells.iter().map(|c| c.out_of_range).sum::<u64>(), 1);
}

#[test]
fn columns_that_declare_nothing_are_judged_by_what_they_hold() {
    let script = "CREATE TABLE base (day TEXT, price, pieces);
        INSERT INTO base VALUES ('2026-03-01', NULL, 2), ('2026-03-02', 2.5, 4);
        CREATE VIEW sales AS SELECT day, price * pieces AS amount, pieces FROM base;";
    let source = SALES.replace("time: day", "time: day, columns: { day: date }");
    let value = |kind: &str| project(&scorecard(&source, kind), script).results("2026-03").value("m");
    assert_eq!(value("{ sum: amount }"), Some(10.0));
    assert_eq!(value("{ sum: pieces }"), Some(6.0));
}

#[test]
fn generated_columns_are_columns() {
    let script = "CREATE TABLE sales (day DATE, pieces INT, price REAL,
            amount REAL GENERATED ALWAYS AS (pieces * price) VIRTUAL, many BOOLEAN AS (pieces > 2) STORED);
        INSERT INTO sales VALUES ('2026-03-01', 2, 1.5), ('2026-03-02', 4, 0.25);";
    let value = |kind: &str| project(&scorecard(SALES, kind), script).results("2026-03").value("m");
    assert_eq!(value("{ sum: amount }"), Some(4.0));
    assert_eq!(value("{ count: many }"), Some(1.0));
}

#[test]
fn a_query_in_the_databases_own_sql_is_a_source() {
    let script = "CREATE TABLE orders (id INT, day DATE);
        CREATE TABLE lines (id INT, amount REAL);
        INSERT INTO orders VALUES (1, '2026-03-01'), (2, '2026-03-05');
        INSERT INTO lines VALUES (1, 1.5), (1, 2.5), (2, 3);";
    let source = "  sales:\n    path: sqlite:data/shop.db\n    sql: |\n      \
                  select day, total(amount) as amount from orders join lines using (id) group by id -- by order\n    \
                  time: day\n    columns: { day: date }\n";
    let ran = project(&scorecard(source, "{ sum: amount }"), script).results("2026-03");
    assert_eq!(ran.value("m"), Some(7.0));
    assert_eq!(ran.results.run.sources[0].read, 2);
}

#[test]
fn a_database_is_read_and_never_written() {
    let project = project(
        &scorecard(SALES, "count"),
        "CREATE TABLE sales (day DATE); INSERT INTO sales VALUES ('2026-03-01');",
    );
    let file = project.path().join("data/shop.db");
    let before = fs::read(&file).expect("its bytes");
    project.results("2026-03");
    assert_eq!(fs::read(&file).expect("its bytes"), before);
    let names = fs::read_dir(project.path().join("data")).expect("the folder");
    let mut names: Vec<_> = names.map(|entry| entry.expect("a file").file_name()).collect();
    names.sort();
    assert_eq!(names, [".keep", "shop.db"]);
}

#[test]
fn the_run_id_follows_the_rows_of_a_database() {
    let script = "CREATE TABLE sales (day DATE); INSERT INTO sales VALUES ('2026-03-01');";
    let project = project(&scorecard(SALES, "count"), script);
    let id = || {
        let ran = project.results("2026-03");
        assert_eq!(ran.results.run.inputs[0].file, "sqlite:data/shop.db (sales)");
        ran.results.run.id.clone()
    };
    let first = id();
    assert_eq!(id(), first);
    let connection = Connection::open(project.path().join("data/shop.db")).expect("a database");
    connection.execute("INSERT INTO sales VALUES ('2026-03-02')", []).expect("a row");
    assert_ne!(id(), first);
}

#[test]
fn check_names_what_a_database_lacks() {
    let script = "CREATE TABLE sales (day DATE, amount REAL); CREATE TABLE customers (id INT);";
    let said = |source: &str, kind: &str| project(&scorecard(source, kind), script).check();

    let table = said(&SALES.replace("table: sales", "table: sale"), "count");
    assert!(
        table.contains("error[missing-table]: `sqlite:data/shop.db (sale)` has no table `sale`"),
        "{table}"
    );
    assert!(table.contains("did you mean `sales`?"), "{table}");

    let column = said(SALES, "{ sum: amuont }");
    assert!(column.contains("error[unknown-column]: source `sales` has no column `amuont`"), "{column}");
    assert!(column.contains("did you mean `amount`?"), "{column}");

    let file = said(&SALES.replace("shop.db", "shpo.db"), "count");
    assert!(file.contains("error[missing-file]"), "{file}");

    let none = said(&SALES.replace("table: sales, ", ""), "count");
    assert!(none.contains("error[missing-key]: source `sales` needs `table`"), "{none}");

    let both = said(&SALES.replace("table: sales", "table: sales, sql: \"select 1\""), "count");
    assert!(both.contains("error[two-forms]: `sql` and `table` exclude each other"), "{both}");

    let query = said(&SALES.replace("table: sales", "sql: select dya from sales"), "count");
    assert!(query.contains("error[expression-syntax]"), "{query}");
    assert!(query.contains("refuses the query: no such column: dya"), "{query}");

    let elsewhere = said("  sales: { path: data/sales.csv, table: sales, time: day }\n", "count");
    assert!(elsewhere.contains("error[not-allowed]: `table` may not be used here"), "{elsewhere}");
}

#[test]
fn a_file_that_is_no_database_is_told_before_anything_is_read() {
    let project = Project::new(&scorecard(SALES, "count"), &[("data/shop.db", "day,amount\n2026-03-01,5\n")]);
    let said = project.check();
    assert!(said.contains("[source-unreachable]: cannot open `sqlite:data/shop.db (sales)`"), "{said}");
    assert!(said.contains("file is not a database"), "{said}");
}

#[test]
fn a_sum_that_runs_over_in_the_database_is_told_as_that() {
    let script = "CREATE TABLE sales (day DATE, pieces INTEGER);
        INSERT INTO sales VALUES ('2026-03-01', 9223372036854775807), ('2026-03-01', 1);";
    let source = "  sales: { path: \"sqlite:data/shop.db\", sql: \"select day, sum(pieces) as pieces from sales group by day\", \
                  time: day, columns: { day: date, pieces: integer } }\n";
    let said = project(&scorecard(source, "{ sum: pieces }"), script).check();
    assert!(said.contains("error[amounts-too-large]"), "{said}");
    assert!(said.contains("met a number that is too large: integer overflow"), "{said}");
}

#[test]
fn entities_of_a_table_whose_rows_stay_are_those_of_the_same_rows_in_a_file() {
    let script = "CREATE TABLE sales (day DATE, k TEXT, customer TEXT, amount INT);
        INSERT INTO sales VALUES ('2026-03-01', 'A', 'x', 5), ('2026-03-02', 'B', 'y', 7), ('2026-02-02', 'A', 'x', 2);";
    let file = "day,k,customer,amount\n2026-03-01,A,x,5\n2026-03-02,B,y,7\n2026-02-02,A,x,2\n";
    let in_file = "  sales: { path: sales.csv, time: day, columns: { day: date, amount: integer } }\n";
    for kind in ["count", "{ sum: amount }", "{ distinct: customer }", "{ median: amount }"] {
        let of = |source: &str, entity: &str| {
            let entity = format!("entity: {entity}");
            let yaml = scorecard(source, kind).replacen("entity: Shop", &entity, 1);
            let ran = burst(&project(&yaml, script).with_file("sales.csv", file));
            ["A", "B"].map(|id| {
                ran.of(id).results.scorecard.perspectives[0].objectives[0].measures[0]
                    .current()
                    .expect("a period")
                    .value
            })
        };
        let wanted = of(in_file, "{ name: Shop, by: k }");
        assert_eq!(of(SALES, "{ name: Shop, by: k }"), wanted, "{kind}");
        if kind == "count" {
            assert_eq!(wanted, [Some(1.0), Some(1.0)]);
        }
    }
}

#[test]
fn a_view_without_an_end_is_left_when_its_time_is_over() {
    let script = "CREATE TABLE sales (day DATE); INSERT INTO sales VALUES ('2026-03-01');
        CREATE VIEW endless AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT '2026-03-01' AS day, x FROM n;";
    let view = "  sales: { path: \"sqlite:data/shop.db\", table: endless, time: day }\n";
    let asked = "  sales: { path: \"sqlite:data/shop.db\", time: day, sql: \"with recursive n(x) as (select 1 union all select x + 1 from n) select '2026-03-01' as day, x from n\" }\n";
    for source in [view, asked] {
        let yaml = scorecard(source, "count") + "engine: { timeout: 1 second }\n";
        let project = project(&yaml, script);
        let path = project.path().to_str().expect("a path");
        for arguments in [vec!["check", path], vec!["run", path, "--no-cache"], vec!["explain", "m", path]] {
            let began = std::time::Instant::now();
            let (code, words) = ended(&called(arguments.iter().copied()));
            assert_eq!(code, Some(3), "{arguments:?} {words}");
            assert!(words.contains("it took longer than `timeout: 1 second"), "{words}");
            assert!(began.elapsed().as_secs() < 30, "{arguments:?}");
        }
    }
}
