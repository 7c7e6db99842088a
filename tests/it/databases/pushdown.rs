//! What a database adds up equals what mando adds up from the same rows, in every digit.

use std::fmt::Write;

use mando::evaluate::results::CellResult;

use super::server::Server;
use super::{Sample, same_figures, sqlite};
use crate::support::{Project, Ran};

/// Kinds of measures over the sales, and which databases add them up.
const KINDS: [(&str, &str, &str); 17] = [
    ("rows", "count", "both"),
    (
        "conditions",
        "{ count: \"(score >= 9 or region = 'north' or region is null) and not shipped is null\" }",
        "both",
    ),
    ("lists", "{ count: \"region in ('north', 'south') and score between 3 and 8\" }", "both"),
    ("sum", "{ sum: pieces }", "both"),
    ("money", "{ sum: amount }", "postgres"),
    ("share", "{ share: { of: shipped <= promised, among: shipped is not null } }", "both"),
    ("truth", "{ share: { of: paid } }", "postgres"),
    ("distinct", "{ distinct: customer }", "both"),
    ("active", "{ active_customers: { active_within: 2 months } }", "both"),
    ("retention", "{ retention: { active_within: 1 month } }", "both"),
    ("churn", "{ churn: { active_within: 1 month } }", "both"),
    ("new", "{ new_customers: { new_after: 3 months } }", "both"),
    ("nps", "{ nps: score }", "both"),
    ("order_value", "{ order_value: { revenue: amount, order: id } }", "none"),
    ("ratio", "{ ratio: { numerator: sum(pieces), denominator: count(score) } }", "none"),
    ("computed", "{ sum: pieces * amount }", "none"),
    ("median", "{ median: pieces }", "none"),
];

const COLUMNS: [(&str, &str); 10] = [
    ("id", "integer"),
    ("day", "date"),
    ("customer", "text"),
    ("region", "varchar(20)"),
    ("pieces", "integer"),
    ("amount", "numeric(10,2)"),
    ("score", "integer"),
    ("promised", "date"),
    ("shipped", "date"),
    ("paid", "boolean"),
];

/// Sales of half a year, made by a little arithmetic; nothing where a cell is empty.
fn sales() -> Vec<Vec<Option<String>>> {
    let mut state: u64 = 7;
    let mut next = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let first = chrono::NaiveDate::from_ymd_opt(2025, 10, 1).expect("a day");
    let row = |id: u64| {
        let day = first + chrono::Days::new(next(182));
        let promised = day + chrono::Days::new(next(10));
        let shipped = promised + chrono::Days::new(next(6)) - chrono::Days::new(3);
        let region = ["north", "south", "east", "West", "Ny Ålesund"][next(5) as usize];
        let mut some = |text: String, one_in: u64| (next(one_in) != 0).then_some(text);
        let (paid, cents) = (next_bit(id), (id * 7919) % 2_000_000);
        vec![
            Some(id.to_string()),
            Some(day.to_string()),
            some(format!("c{}", (id * 31) % 97), 40),
            some(region.to_owned(), 12),
            some(((id * 13) % 50).to_string(), 15),
            some(
                format!("{}{}.{:02}", if id.is_multiple_of(11) { "-" } else { "" }, cents / 100, cents % 100),
                9,
            ),
            some(((id * 17) % 11).to_string(), 10),
            Some(promised.to_string()),
            some(shipped.to_string(), 5),
            Some(paid.to_string()),
        ]
    };
    (1..=2_000).map(row).collect()
}

fn next_bit(id: u64) -> bool {
    ((id * 2_654_435_761) >> 7).is_multiple_of(3)
}

fn sample() -> Sample {
    Sample { name: "sales", columns: &COLUMNS, rows: sales() }
}

fn csv() -> String {
    let mut text = COLUMNS.map(|(name, _)| name).join(",");
    for row in sales() {
        let cells: Vec<String> = row.into_iter().map(Option::unwrap_or_default).collect();
        write!(text, "\n{}", cells.join(",")).expect("a line");
    }
    text
}

fn scorecard(source: &str, kind: &str) -> String {
    let segments =
        if kind.contains("retention") || kind.contains("churn") { "" } else { ", segments: [region, score]" };
    format!(
        "scorecard: shop\ntitle: Shop\nentity: Shop\ncurrency: EUR\nas_of: 2026-03-20\nsources:\n  sales: {{ {source}, \
         time: day, customer: customer, where: region <> 'east' or region is null, history_starts: 2025-10-05 }}\n\
         perspectives: {{ customer: {{ objectives: {{ reach: {{ title: Reach }} }} }} }}\n\
         measures:\n  m: {{ title: Measure, objective: reach, source: sales, kind: {kind}{segments} }}\n"
    )
}

const RULES: &str = "path: sales.csv, columns: { id: integer, day: date, pieces: integer, amount: number, score: integer, \
                     promised: date, shipped: date, paid: bool }";

fn from_files(kind: &str) -> Ran {
    Project::new(&scorecard(RULES, kind), &[("sales.csv", &csv())]).run(Some("2026-02"), None)
}

/// Whether rows stayed in the database: every query that was sent is answered by counts and sums.
#[track_caller]
fn stayed(ran: &Ran) -> bool {
    let sent = &ran.sent["sales"];
    let adds = |sql: &String| sql.contains("count(") || sql.contains("sum(") || sql.contains("GROUP BY");
    let stayed = sent.iter().all(adds);
    if stayed {
        assert!(sent.iter().any(|sql| sql.contains("GROUP BY")), "{sent:#?}");
    }
    stayed
}

/// Cells of all columns that a measure uses are counted, wherever their rows are added up.
#[track_caller]
fn same_cells(files: &Ran, pushed: &Ran) {
    let there = &pushed.results.run.sources[0].cells;
    for own in &files.results.run.sources[0].cells {
        let counted = |c: &CellResult| (c.cells, c.values, c.empty, c.added_up);
        let found = there.iter().find(|cells| cells.column == own.column).map(counted);
        assert_eq!(found, Some(counted(own)), "{}", own.column);
    }
}

#[test]
fn what_postgresql_adds_up_equals_what_is_added_up_from_its_rows_and_from_files() {
    let server = Server::start();
    server.fill(&[sample()]);
    for (name, kind, by) in KINDS {
        let run = |source: &str| {
            let project = Project::new(&scorecard(source, kind), &[]);
            project.with_variables(&[("SHOP", &server.address())]).run(Some("2026-02"), None)
        };
        let pushed = run("path: \"${SHOP}\", table: sales");
        let read = run("path: \"${SHOP}\", table: sales, unique: [id]");
        assert_eq!(stayed(&pushed), by != "none", "{name}: {:#?}", pushed.sent);
        assert!(!stayed(&read), "{name}: {:#?}", read.sent);
        same_figures(&read, &pushed);
        let files = from_files(kind);
        same_figures(&files, &pushed);
        same_cells(&files, &pushed);
    }
}

#[test]
fn what_sqlite_adds_up_equals_what_is_added_up_from_its_rows_and_from_files() {
    for (name, kind, by) in KINDS {
        let run = |source: &str| {
            let project = Project::new(&scorecard(source, kind), &[]);
            sqlite::filled(&project.path().join("shop.db"), &[sample()]);
            project.run(Some("2026-02"), None)
        };
        let pushed = run("path: \"sqlite:shop.db\", table: sales");
        let read = run("path: \"sqlite:shop.db\", table: sales, unique: [id]");
        assert_eq!(stayed(&pushed), by == "both", "{name}: {:#?}", pushed.sent);
        assert!(!stayed(&read), "{name}: {:#?}", read.sent);
        same_figures(&read, &pushed);
        let files = from_files(kind);
        same_figures(&files, &pushed);
        same_cells(&files, &pushed);
    }
}

#[test]
fn rows_are_read_where_what_they_hold_could_be_added_up_otherwise() {
    let cases = [
        ("UPDATE sales SET customer = ' c1 ' WHERE id = 1", "a blank before a text"),
        ("UPDATE sales SET customer = '' WHERE id = 2", "an empty text"),
        ("UPDATE sales SET pieces = 5000000000 WHERE id = 3", "a large number"),
        ("UPDATE sales SET pieces = 2.5 WHERE id = 3", "a number that is not whole"),
        ("UPDATE sales SET shipped = '2026-02-30' WHERE id = 4", "a day that is none"),
        ("UPDATE sales SET customer = 'c1' || char(0) WHERE id = 5", "a text with a NUL"),
        ("CREATE INDEX i ON sales (customer COLLATE NOCASE)", "letters that are compared alike"),
    ];
    for (change, what) in cases {
        let source = "path: \"sqlite:shop.db\", table: sales, rejects: { at_most: 10% }";
        let project = Project::new(&scorecard(source, "{ sum: pieces }").replace("\nmeasures:\n", "\nmeasures:\n  c: { title: C, objective: reach, source: sales, kind: { count: shipped <= promised } }\n"), &[]);
        sqlite::filled(&project.path().join("shop.db"), &[sample()]);
        let connection = rusqlite::Connection::open(project.path().join("shop.db")).expect("a database");
        connection.execute(change, []).expect("a change");
        let ran = project.run(Some("2026-02"), None);
        assert!(!stayed(&ran), "{what}: {:#?}", ran.sent);
    }
}

#[test]
fn a_database_that_adds_up_is_a_history_like_any_other() {
    let project = Project::new(&scorecard("path: \"sqlite:shop.db\", table: sales", "count"), &[]);
    sqlite::filled(&project.path().join("shop.db"), &[sample()]);
    let (ran, files) = (
        project.run(None, None),
        Project::new(&scorecard(RULES, "count"), &[("sales.csv", &csv())]).run(None, None),
    );
    assert!(stayed(&ran), "{:#?}", ran.sent);
    assert_eq!(ran.results.run.period, files.results.run.period);
    assert_eq!(ran.codes(), files.codes());
    same_figures(&files, &ran);
}

#[test]
fn local_times_that_clocks_repeated_are_counted_and_those_they_skipped_are_read() {
    let server = Server::start();
    let scorecard = |source: &str| {
        format!(
            "scorecard: shop\ntitle: Shop\nentity: Shop\nas_of: 2026-04-30\ncalendar: {{ time_zone: Europe/Madrid }}\nsources:\n  \
             sales: {{ {source}, time: at, history_starts: 2025-10-01 }}\nperspectives: {{ customer: {{ objectives: \
             {{ reach: {{ title: Reach }} }} }} }}\nmeasures:\n  m: {{ title: Sales, objective: reach, source: sales, kind: count }}\n"
        )
    };
    let of = |table: &str, times: &[&str]| {
        let values: Vec<String> = times.iter().map(|time| format!("('{time}')")).collect();
        server.script(&format!(
            "CREATE TABLE {table} (at timestamp); INSERT INTO {table} VALUES {}",
            values.join(",")
        ));
        let pushed = Project::new(&scorecard(&format!("path: \"${{SHOP}}\", table: {table}")), &[]);
        let pushed = pushed.with_variables(&[("SHOP", &server.address())]).run(None, None);
        let text = format!("at\n{}\n", times.join("\n"));
        let files = "path: a.csv, columns: { at: datetime }";
        let files = Project::new(&scorecard(files), &[("a.csv", &text)]).run(None, None);
        same_figures(&files, &pushed);
        assert_eq!(files.codes(), pushed.codes());
        let cells = &pushed.results.run.sources[0].cells[0];
        (stayed(&pushed), cells.clock_showed_twice, cells.clock_skipped)
    };
    // Madrid's clocks were put back on 26 October 2025, and forward on 29 March 2026.
    let autumn =
        ["2025-10-25 12:00:00", "2025-10-26 02:30:00.5", "2025-10-26 02:30:00.5", "2026-04-29 23:59:59"];
    assert_eq!(of("autumn", &autumn), (true, 2, 0));
    assert_eq!(
        of("spring", &["2025-10-25 12:00:00", "2026-03-29 02:30:00", "2026-04-29 10:00:00"]),
        (false, 0, 1)
    );
}
