//! PostgreSQL, against a server that the test starts.

use super::server::{PASSWORD, Server, USER};
use super::{northwind, northwind_from_files, northwind_in, same_figures, scorecard};
use crate::support::Project;

const SALES: &str = "  sales: { path: \"${SHOP}\", table: sales, time: day }\n";

fn project(yaml: &str, server: &Server) -> Project {
    Project::new(yaml, &[]).with_variables(&[("SHOP", &server.address())])
}

#[test]
fn a_scorecard_gives_the_same_figures_from_a_postgresql_server_as_from_its_files() {
    let server = Server::start();
    server.fill(&northwind());
    let ran = project(&northwind_in("${SHOP}"), &server).run(None, None);
    same_figures(&northwind_from_files(), &ran);
    let printed = serde_json::to_string(&ran.results).expect("results as JSON");
    for secret in [USER, PASSWORD, "s3cret"] {
        assert!(!printed.contains(secret), "{secret} is printed");
    }
    assert!(printed.contains("${SHOP} (orders)"), "{printed}");
}

#[test]
fn types_schemas_queries_and_refusals_are_those_of_the_server() {
    let server = Server::start();
    server.script(
        "CREATE TYPE mood AS ENUM ('fine', 'angry');
         CREATE TABLE sales (day date, amount numeric(12,3), exact numeric, rate real, pieces bigint, paid boolean,
                             at timestamptz, took interval, opens time, mood mood, id uuid, note jsonb, tags text[]);
         INSERT INTO sales VALUES
           ('2026-03-01', 10.125, 0.1, 0.1, 2, true, '2026-03-01 23:30:00+00', '1 hour 30 minutes', '08:30', 'fine',
            '00000000-0000-0000-0000-000000000001', '{}', '{a}'),
           ('2026-03-02', 5, 12345678901234567890.5, 0.2, 1, false, NULL, NULL, NULL, 'angry', NULL, NULL, NULL);
         CREATE SCHEMA archive;
         CREATE VIEW archive.sales AS SELECT * FROM sales WHERE paid;",
    );
    let value = |source: &str, kind: &str| {
        let yaml = scorecard(source, kind);
        project(&yaml, &server).results("2026-03").value("m")
    };
    assert_eq!(value(SALES, "{ sum: amount * pieces }"), Some(25.25));
    assert_eq!(value(SALES, "{ sum: rate }"), Some(0.3));
    assert_eq!(value(SALES, "{ maximum: exact }"), Some(12_345_678_901_234_567_000.0));
    assert_eq!(value(SALES, "{ count: paid }"), Some(1.0));
    assert_eq!(value(SALES, "{ count: \"mood = 'angry'\" }"), Some(1.0));
    assert_eq!(value(SALES, "{ sum: took }"), Some(5400.0));
    assert_eq!(value(SALES, "{ sum: opens }"), Some(30600.0));
    // Half past eleven at night in Greenwich is the next day in Athens.
    let athens = SALES.replace("time: day", "time: at, rejects: { at_most: 60% }");
    let yaml =
        scorecard(&athens, "count").replace("as_of:", "calendar: { time_zone: Europe/Athens }\nas_of:");
    let ran = project(&yaml, &server).results("2026-03");
    assert_eq!(ran.results.run.sources[0].first_day, Some("2026-03-02".parse().expect("a day")));

    assert_eq!(value(&SALES.replace("table: sales", "table: archive.sales"), "count"), Some(1.0));
    let query = "sql: \"select day, amount * 2 as amount from sales -- twice\"";
    assert_eq!(value(&SALES.replace("table: sales", query), "{ sum: amount }"), Some(30.25));

    let said = |source: &str, kind: &str| project(&scorecard(source, kind), &server).check();
    let table = said(&SALES.replace("table: sales", "table: sale"), "count");
    assert!(table.contains("error[missing-table]: `${SHOP} (sale)` has no table `sale`"), "{table}");
    assert!(table.contains("did you mean `sales`?"), "{table}");
    let column = said(SALES, "{ sum: amuont }");
    assert!(column.contains("did you mean `amount`?"), "{column}");
    let nested = said(SALES, "{ distinct: tags }");
    assert!(nested.contains("column `tags` of source `sales` holds binary or nested data"), "{nested}");
    let refused = said(&SALES.replace("table: sales", "sql: select dya from sales"), "count");
    assert!(refused.contains("refuses the query: column \"dya\" does not exist"), "{refused}");
    let writes = said(&SALES.replace("table: sales", "sql: delete from sales returning day"), "count");
    assert!(writes.contains("error[expression-syntax]"), "{writes}");

    let wrong = server.address().replace("s3cret", "guess");
    let wrong = Project::new(&scorecard(SALES, "count"), &[]).with_variables(&[("SHOP", &wrong)]).check();
    assert!(wrong.contains("[source-unreachable]: cannot open `${SHOP} (sales)`"), "{wrong}");
    assert!(wrong.contains("password authentication failed"), "{wrong}");
    assert!(!wrong.contains(USER) && !wrong.contains("guess"), "{wrong}");
}

#[test]
fn a_server_that_is_not_there_is_told_without_its_secrets() {
    let yaml = scorecard(
        &SALES.replace("${SHOP}", "postgres://${WHO}:${WORD}@127.0.0.1:1/shop?sslmode=disable"),
        "count",
    );
    let said = Project::new(&yaml, &[]).with_variables(&[("WHO", "greta"), ("WORD", "pa55word")]).check();
    assert!(said.contains("cannot open `postgres://127.0.0.1:1/shop (sales)`"), "{said}");
    assert!(!said.contains("greta") && !said.contains("pa55word"), "{said}");
}

#[test]
fn a_password_in_a_definition_is_refused_and_not_repeated() {
    for address in ["postgres://greta:pa55word@db/shop", "postgres://${WHO}:pa55word@db/shop"] {
        let yaml = scorecard(&SALES.replace("${SHOP}", address), "count");
        let said = Project::new(&yaml, &[]).with_variables(&[("WHO", "greta")]).check();
        assert!(
            said.contains("error[not-allowed]: the address of source `sales` holds a password"),
            "{said}"
        );
        assert!(!said.contains("pa55word"), "{said}");
    }
}

#[test]
fn an_address_that_cannot_be_read_is_told_by_what_is_wrong_with_it() {
    let cases = [
        ("postgres://db:port/shop", "its port is no number"),
        ("postgres:///shop", "it names no host"),
        ("postgres://db", "it names no database"),
        ("postgres://db/shop?sslmode=often", "its `sslmode` is none"),
        ("postgres:db/shop", "it does not begin with `postgres://`"),
    ];
    for (address, reason) in cases {
        let said = Project::new(&scorecard(&SALES.replace("${SHOP}", address), "count"), &[]).check();
        assert!(said.contains(&format!("this is no address of a database: {reason}")), "{said}");
    }
}
