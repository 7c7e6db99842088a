//! Files in, tables out: what is read, what is absent, what is told.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use chrono_tz::Tz;
use datafusion::arrow::util::display::array_value_to_string;
use datafusion::functions_aggregate::expr_fn::{count, sum};
use datafusion::prelude::{cast, ident, lit};
use mando::calendar::{Calendar, Wave};
use mando::data::{self, CellCount, Counts, Data, DataError, OpenError, Silent, Table};
use mando::measure::ColumnType::{self, Bool, Date, Datetime, Duration, Integer, Money, Number, Text};
use mando::model::{
    CellRule, Encoding, EngineSettings, Feed, FeedFile, FileFormat, FileKind, Join, JoinMatch, Location,
    Origin, Sheet, Skip, Source, Take,
};
use mando::problem::Code;
use tempfile::TempDir;

use crate::support::Project;

const DATETIME: ColumnType = Datetime { zoned: false };
const MONEY: ColumnType = Money { scale: 2 };

fn day(text: &str) -> NaiveDate {
    text.parse().expect("an ISO date")
}

fn comma() -> FileFormat {
    FileFormat {
        kind: FileKind::Text,
        separator: b',',
        decimal: '.',
        thousands: None,
        encoding: Encoding("utf-8"),
        quote: b'"',
        header_row: 1,
        header_lines: 1,
        rows: None,
        skip: Skip::default(),
        fixed: Vec::new(),
        sheet: Sheet::default(),
    }
}

fn semicolon() -> FileFormat {
    FileFormat { separator: b';', decimal: ',', thousands: Some('.'), ..comma() }
}

fn rule(kind: ColumnType) -> CellRule {
    CellRule::plain(kind)
}

fn formats(kind: ColumnType, formats: &[&str]) -> CellRule {
    CellRule { formats: words(formats), ..rule(kind) }
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(ToString::to_string).collect()
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(a, b)| (a.to_string(), b.to_string())).collect()
}

fn entry(path: PathBuf, format: FileFormat) -> FeedFile {
    let shown = path.file_name().and_then(|name| name.to_str()).expect("a file name").to_owned();
    FeedFile {
        location: Location::Local(path),
        shown,
        format,
        set: Vec::new(),
        partition: Vec::new(),
        rename: Vec::new(),
        from: None,
        until: None,
        columns: BTreeMap::new(),
    }
}

fn columns(rules: Vec<(&str, CellRule)>) -> BTreeMap<String, CellRule> {
    rules.into_iter().map(|(name, rule)| (name.to_owned(), rule)).collect()
}

fn source(id: &str, files: Vec<FeedFile>, rules: Vec<(&str, CellRule)>) -> Source {
    let feed = Feed { id: id.to_owned(), files, columns: columns(rules), dated: None };
    Source {
        id: id.to_owned(),
        origin: Origin::Files(feed),
        derive: Vec::new(),
        filter: None,
        day: None,
        time: None,
        time_zone: Tz::UTC,
        recorded: None,
        customer: None,
        entity: None,
        allocate: None,
        unique: Vec::new(),
        keep: None,
        history_starts: None,
        stale_after: None,
        snapshot: None,
        is_register: false,
        rejects_at_most: 1.0,
        compared: BTreeMap::new(),
        amounts: BTreeSet::new(),
        casts: Vec::new(),
        weights: Vec::new(),
    }
}

fn unmatched(source: &str, rows: u64, keys: &[&str]) -> data::Unmatched {
    data::Unmatched {
        source: source.to_owned(),
        rows,
        keys: words(keys),
        required: false,
        unused: 0,
        unused_keys: Vec::new(),
        nearly: None,
        is_apart: false,
    }
}

fn joined(id: &str, left: &str, with: Vec<Join>) -> Source {
    Source { origin: Origin::Join { left: left.to_owned(), with }, ..source(id, Vec::new(), Vec::new()) }
}

fn by_time(source: Source, time: &str) -> Source {
    let day = Some(cast(ident(time), datafusion::arrow::datatypes::DataType::Date32));
    Source { time: Some(time.to_owned()), day, ..source }
}

/// A folder with files, and one source for one of them.
struct Folder(TempDir);

impl Folder {
    fn with(files: &[(&str, &[u8])]) -> Folder {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (name, bytes) in files {
            std::fs::write(folder.path().join(name), bytes).expect("a file in it");
        }
        Folder(folder)
    }

    fn entry(&self, name: &str, format: FileFormat) -> FeedFile {
        entry(self.0.path().join(name), format)
    }
}

fn load_on(sources: &[Source], calendar: &Calendar, as_of: Option<NaiveDate>) -> Result<Data, DataError> {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let sessions = data::Sessions::new(&EngineSettings::default()).expect("sessions");
    runtime.block_on(data::load(sources, calendar, as_of, &sessions, &Silent))
}

fn load(sources: &[Source]) -> Result<Data, DataError> {
    load_on(sources, &Calendar::default(), None)
}

/// The table of the last of some sources.
fn table(sources: &[Source]) -> Table {
    let mut data = load(sources).expect("readable sources");
    let last = sources.last().expect("a source");
    data.tables.remove(&last.id).expect("its table")
}

/// The table of one text.
fn table_of(text: &str, format: FileFormat, rules: Vec<(&str, CellRule)>) -> Table {
    let folder = Folder::with(&[("t.csv", text.as_bytes())]);
    table(&[source("t", vec![folder.entry("t.csv", format)], rules)])
}

/// A column's values as text, `-` for absent ones.
fn values(table: &Table, column: &str) -> Vec<String> {
    let mut found = Vec::new();
    for batch in &table.batches {
        let array = batch.column_by_name(column).expect("the column");
        for row in 0..array.len() {
            let absent = array.is_null(row);
            found.push(if absent {
                "-".to_owned()
            } else {
                array_value_to_string(array, row).expect("a value")
            });
        }
    }
    found
}

fn cells<'t>(table: &'t Table, column: &str) -> &'t CellCount {
    table.cells.iter().find(|c| c.column == column).expect("a declared column")
}

fn lines(cells: &CellCount) -> Vec<(u64, &str)> {
    cells.examples.iter().map(|cell| (cell.line, cell.value.as_str())).collect()
}

#[test]
fn an_empty_cell_is_absent_and_blanks_around_a_cell_are_no_part_of_it() {
    let table = table_of("a,b\n x ,1\n,2\n\"  \",3\n", comma(), vec![("b", rule(Integer))]);
    assert_eq!(values(&table, "a"), ["x", "-", "-"]);
    assert_eq!(values(&table, "b"), ["1", "2", "3"]);
    assert_eq!(values(&table, "$day"), ["-", "-", "-"]);
}

#[test]
fn a_decimal_comma_and_points_between_thousands_are_read_and_crooked_groups_are_not() {
    let text = "x;n\n1.234,50;1.000\n-0,5;12\n1.5;1.00\n1,5e3;7,0\n";
    let table = table_of(text, semicolon(), vec![("x", rule(MONEY)), ("n", rule(Integer))]);
    assert_eq!(values(&table, "x"), ["1234.5", "-0.5", "-", "1500.0"]);
    assert_eq!(values(&table, "n"), ["1000", "12", "-", "7"]);
    assert_eq!(lines(cells(&table, "x")), [(4, "1.5")]);
}

#[test]
fn numbers_with_blanks_between_thousands_durations_and_truths_are_read_as_people_write_them() {
    let text = "x;s;b\n1\u{a0}234 567,5;PT1H30M;Yes\n−12;0:00:01.5;f\n1 23;2 min;0\n.;P1M;2\ninf;90;T\n";
    let format = FileFormat { thousands: Some(' '), ..semicolon() };
    let table = table_of(text, format, vec![("x", rule(Number)), ("s", rule(Duration)), ("b", rule(Bool))]);
    assert_eq!(values(&table, "x"), ["1234567.5", "-12.0", "-", "-", "-"]);
    assert_eq!(values(&table, "s"), ["5400.0", "1.5", "120.0", "-", "90.0"]);
    assert_eq!(values(&table, "b"), ["true", "false", "false", "-", "true"]);
}

#[test]
fn greek_and_polish_files_are_decoded() {
    let greek = b"\xd0\xfc\xeb\xe7;n\n\xc1\xe8\xde\xed\xe1;1\n"; // Πόλη, Αθήνα
    let polish = b"miasto;n\n\xa3\xf3d\x9f;1\n"; // Łódź
    let folder = Folder::with(&[("el.csv", greek), ("pl.csv", polish)]);
    let read = |name: &str, label| {
        let format = FileFormat { encoding: Encoding(label), ..semicolon() };
        table(&[source("t", vec![folder.entry(name, format)], Vec::new())])
    };
    assert_eq!(values(&read("el.csv", "windows-1253"), "Πόλη"), ["Αθήνα"]);
    assert_eq!(values(&read("pl.csv", "windows-1250"), "miasto"), ["Łódź"]);
    let old = b"said;n\ndon\xd5t;1\n"; // don’t
    let folder = Folder::with(&[("mac.csv", old)]);
    let format = FileFormat { encoding: Encoding("macintosh"), ..semicolon() };
    let table = table(&[source("t", vec![folder.entry("mac.csv", format)], Vec::new())]);
    assert_eq!(values(&table, "said"), ["don’t"]);
}

#[test]
fn bytes_that_are_no_utf_8_name_their_line_and_the_remedy() {
    let folder = Folder::with(&[("t.csv", b"a,b\nx,1\n\xc1\xe8,2\n")]);
    let sources = [source("t", vec![folder.entry("t.csv", comma())], Vec::new())];
    let error = load(&sources).expect_err("no text");
    assert_eq!(error.to_string(), "cannot open `t`: line 3 of `t.csv` is not utf-8");
    assert_eq!(
        error.help().as_deref(),
        Some("say how it was saved, such as `format: { encoding: windows-1252 }`")
    );
}

#[test]
fn a_byte_order_mark_and_lines_before_the_header_are_skipped() {
    let text = "\u{feff}Report of May\n\na,n\nx,1\ny,?\n";
    let format = FileFormat { header_row: 3, ..comma() };
    let table = table_of(text, format, vec![("n", rule(Integer))]);
    assert_eq!(values(&table, "a"), ["x", "y"]);
    assert_eq!(lines(cells(&table, "n")), [(5, "?")]);
}

#[test]
fn a_bad_cell_is_told_by_its_physical_line_whatever_line_breaks_stand_before_it() {
    let text = "id,note,n\r\n1,\"two\r\nlines\",x\r\n\r\n2,\"a \"\"quote\"\"\",3\r\n3,\"\n\n\",y\r\n4,,z";
    let table = table_of(text, comma(), vec![("n", rule(Integer))]);
    assert_eq!(lines(cells(&table, "n")), [(2, "x"), (6, "y"), (9, "z")]);
    assert_eq!(values(&table, "note")[0], "two\r\nlines");
}

#[test]
fn seven_kinds_of_broken_cell_are_absent_each_in_its_own_column() {
    let text = "n,x,m,b,d,t,s\n1,1.5,2.50,yes,2020-02-29,2020-02-29 10:00,1:30\n\
                1.5,abc,12 EUR,maybe,2021-02-29,2020-13-01 10:00,1:75\n";
    let rules = vec![
        ("n", rule(Integer)),
        ("x", rule(Number)),
        ("m", rule(MONEY)),
        ("b", rule(Bool)),
        ("d", rule(Date)),
        ("t", rule(DATETIME)),
        ("s", rule(Duration)),
    ];
    let table = table_of(text, comma(), rules);
    assert_eq!(table.counts.used, 2);
    for column in ["n", "x", "m", "b", "d", "t", "s"] {
        assert_eq!(values(&table, column)[1], "-", "{column}");
        assert_eq!(cells(&table, column).unreadable, 1, "{column}");
        assert_eq!(cells(&table, column).judged, 2, "{column}");
        assert_eq!(cells(&table, column).examples[0].line, 3, "{column}");
    }
    assert_eq!(values(&table, "s")[0], "5400.0");
    assert_eq!(values(&table, "t")[0], "2020-02-29T10:00:00Z");
}

#[test]
fn listed_codes_and_values_out_of_range_are_absent_and_counted_apart() {
    let score = CellRule {
        absent: words(&["11", "Blank"]),
        not_applicable: words(&["99"]),
        range: Some((0.0, 10.0)),
        ..rule(Integer)
    };
    let table = table_of("q\n10\n11\n11.0\nBlank\n99\n12\nten\n\"\"\n0\n", comma(), vec![("q", score)]);
    assert_eq!(values(&table, "q"), ["10", "-", "-", "-", "-", "-", "-", "-", "0"]);
    let cells = cells(&table, "q");
    assert_eq!((cells.absent, cells.not_applicable, cells.out_of_range), (3, 1, 1));
    assert_eq!((cells.unreadable, cells.empty, cells.judged), (1, 1, 4));
    assert_eq!(cells.out_of_range_examples[0].line, 7);
}

#[test]
fn a_star_at_the_end_of_a_listed_code_matches_any_ending() {
    let text = CellRule { absent: words(&["n/a*"]), ..rule(Text) };
    let table = table_of("a,b\nn/a,1\nn/a (late),2\nno,3\n", comma(), vec![("a", text)]);
    assert_eq!(values(&table, "a"), ["-", "-", "no"]);
}

#[test]
fn dates_are_read_by_the_first_pattern_that_fits_and_years_have_four_digits() {
    let patterns = formats(Date, &["%d/%m/%Y", "%d.%m.%y", "%Y-%m"]);
    let table =
        table_of("d\n31/12/2020\n1.2.21\n2015-04\n01/02/98\n2020-12-31\n", comma(), vec![("d", patterns)]);
    assert_eq!(values(&table, "d"), ["2020-12-31", "2021-02-01", "2015-04-01", "-", "-"]);
}

#[test]
fn times_keep_the_calendars_clock() {
    let text =
        "t\n2021-03-27T23:30:00Z\n2021-07-01 23:30\n2021-01-01T00:30:15.25+02:00\n2021-03-28 01:30:00\n";
    let folder = Folder::with(&[("t.csv", text.as_bytes())]);
    let london = source("t", vec![folder.entry("t.csv", comma())], vec![("t", rule(DATETIME))]);
    let london = Source { time_zone: Tz::Europe__London, ..by_time(london, "t") };
    let calendar = Calendar { time_zone: Tz::Europe__Athens, ..Calendar::default() };
    let data = load_on(&[london], &calendar, None).expect("readable");
    let table = &data.tables["t"];
    // The fourth time was skipped in London; an hour after 00:30 there it was 04:30 in Athens.
    let kept = [
        "2021-03-28T01:30:00+02:00",
        "2021-07-02T01:30:00+03:00",
        "2021-01-01T00:30:15.250+02:00",
        "2021-03-28T04:30:00+03:00",
    ];
    assert_eq!(values(table, "t"), kept);
    assert_eq!(values(table, "$day"), ["2021-03-28", "2021-07-02", "2021-01-01", "2021-03-28"]);
    assert_eq!((table.first_day, table.last_day), (Some(day("2021-01-01")), Some(day("2021-07-02"))));
}

#[test]
fn a_row_is_rejected_only_for_its_time_or_key() {
    let text = "id,d,n\n1,2020-01-01,x\n2,someday,1\n3,,1\n,2020-01-02,1\n5,2020-01-03,1\n";
    let folder = Folder::with(&[("t.csv", text.as_bytes())]);
    let rules = || vec![("d", rule(Date)), ("n", rule(Integer))];
    let read = Source {
        unique: words(&["id"]),
        history_starts: Some(day("2020-01-02")),
        ..by_time(source("t", vec![folder.entry("t.csv", comma())], rules()), "d")
    };
    let table = table(std::slice::from_ref(&read));
    assert_eq!(values(&table, "id"), ["1", "5"]);
    let counts = Counts { read: 5, rejected: 3, used: 2, before_history: 1, ..Counts::default() };
    assert_eq!(table.counts, counts);

    let strict = Source { rejects_at_most: 0.5, ..read };
    let error = load(&[strict]).expect_err("three of five");
    assert_eq!(error.to_string(), "3 of 5 rows of `t` cannot be read: t.csv:3 `someday`, t.csv:4, t.csv:5");
}

#[test]
fn unreadable_cells_beyond_the_limit_stop_the_run_and_listed_ones_do_not_count() {
    let text = "n\n1\n2\nx\n-\n-\n-\n";
    let folder = Folder::with(&[("t.csv", text.as_bytes())]);
    let rules = || vec![("n", CellRule { absent: words(&["-"]), ..rule(Integer) })];
    let third = |at_most| Source {
        rejects_at_most: at_most,
        ..source("t", vec![folder.entry("t.csv", comma())], rules())
    };
    assert!(load(&[third(1.0 / 3.0)]).is_ok());
    let error = load(&[third(0.33)]).expect_err("one of three");
    assert_eq!(error.to_string(), "1 of 3 cells of `t.n` cannot be read: t.csv:4 `x`");
}

#[test]
fn a_row_with_more_cells_than_the_header_is_rejected_with_its_line_and_one_that_ends_early_is_read() {
    let folder = Folder::with(&[("t.csv", b"a,b\n1,\"x\ny\"\n1,2,3\n4\n5,6,,\n")]);
    let read = |at_most| Source {
        rejects_at_most: at_most,
        ..source("t", vec![folder.entry("t.csv", comma())], Vec::new())
    };
    let table = table(&[read(0.25)]);
    assert_eq!(
        (values(&table, "a"), values(&table, "b")),
        (words(&["1", "4", "5"]), words(&["x\ny", "-", "6"]))
    );
    let counts = Counts { read: 4, rejected: 1, ragged: 1, short: 1, used: 3, ..Counts::default() };
    assert_eq!(table.counts, counts);
    let error = load(&[read(0.2)]).expect_err("one of four");
    assert_eq!(
        error.to_string(),
        "1 of 4 rows of `t` have more cells than their header: t.csv:4 `3 cells, 2 in the header`"
    );
    assert_eq!(error.code(), Code::RaggedRow);
}

#[test]
fn everything_that_is_lost_beyond_the_limit_is_told_at_once() {
    let folder = Folder::with(&[
        ("t.csv", b"a,b,d\n1,x,2020-01-01\ny,z,2020-01-02\n1,2,2020-01-03,4\n5,6,\n"),
        ("u.csv", b"a\n\xff\n"),
    ]);
    let rules = vec![("a", rule(Integer)), ("b", rule(Integer)), ("d", rule(Date))];
    let first = by_time(source("t", vec![folder.entry("t.csv", comma())], rules), "d");
    let second = source("u", vec![folder.entry("u.csv", comma())], Vec::new());
    let error = load(&[Source { rejects_at_most: 0.01, ..first }, second]).expect_err("much");
    let codes: Vec<Code> = error.each().iter().map(|error| error.code()).collect();
    let columns = [Code::TooManyRejects; 2];
    let rows = [Code::RaggedRow, Code::TooManyRejects, Code::UnreadableText];
    assert_eq!(codes, [columns.as_slice(), &rows].concat());
}

#[test]
fn a_row_whose_time_is_a_code_for_none_is_left_out_and_no_reject() {
    let folder = Folder::with(&[("t.csv", b"d,n\n2020-01-01,1\nopen,2\n,3\n-,4\n")]);
    let dates = CellRule { absent: words(&["open"]), not_applicable: words(&["-"]), ..rule(Date) };
    let read = by_time(source("t", vec![folder.entry("t.csv", comma())], vec![("d", dates)]), "d");
    let counts = Counts { read: 4, rejected: 1, undated: 2, used: 1, ..Counts::default() };
    assert_eq!(table(&[read]).counts, counts);
}

#[test]
fn exact_repeats_of_a_key_are_removed_and_differing_rows_stop_the_run() {
    let folder = Folder::with(&[("a.csv", b"id,n\n1,5\n2,6\n1,5\n"), ("b.csv", b"id,n\n2,6\n3,7\n3,8\n")]);
    let read = |names: &[&str]| Source {
        unique: words(&["id"]),
        ..source("t", names.iter().map(|n| folder.entry(n, comma())).collect(), vec![("n", rule(Integer))])
    };
    let first = table(&[read(&["a.csv"])]);
    assert_eq!((values(&first, "id"), first.counts.repeated), (words(&["1", "2"]), 1));
    let error = load(&[read(&["a.csv", "b.csv"])]).expect_err("3 is 7 and 8");
    assert_eq!(error.to_string(), "1 key of `t` has differing rows: `3` b.csv:3 and 4");
}

#[test]
fn of_versions_the_last_one_recorded_by_as_of_holds() {
    let text = b"id,n,rec\n1,5,2020-01-01\n1,6,2020-01-03\n2,1,2020-01-02\n1,7,2020-01-09\n1,4,2019-12-01\n";
    let folder = Folder::with(&[("t.csv", text)]);
    let read = Source {
        unique: words(&["id"]),
        recorded: Some("rec".to_owned()),
        ..source("t", vec![folder.entry("t.csv", comma())], vec![("rec", rule(Date))])
    };
    let data = load_on(&[read], &Calendar::default(), Some(day("2020-01-05"))).expect("versions");
    let table = &data.tables["t"];
    assert_eq!(values(table, "n"), ["6", "1"]);
    let counts = Counts { read: 5, superseded: 2, not_yet: 1, used: 2, ..Counts::default() };
    assert_eq!(table.counts, counts);
}

#[test]
fn files_with_other_headers_are_united_and_limited_by_their_days() {
    let folder = Folder::with(&[
        ("a.csv", b"day,amount,note \n2020-01-01,1,x\n2020-01-02,2,y\n"),
        ("b.csv", b"when;sum\n02/01/2020;3,5\n03/01/2020;4\n"),
    ]);
    let mut a = folder.entry("a.csv", comma());
    a.rename = pairs(&[("note", "note ")]);
    a.until = Some(day("2020-01-02"));
    let mut b = folder.entry("b.csv", semicolon());
    b.rename = pairs(&[("day", "when"), ("amount", "sum")]);
    b.set = pairs(&[("branch", "north")]);
    b.columns = columns(vec![("day", formats(Date, &["%d/%m/%Y"]))]);
    let read = by_time(source("t", vec![a, b], vec![("day", rule(Date)), ("amount", rule(MONEY))]), "day");
    let Origin::Files(feed) = &read.origin else { panic!("files") };
    let known = data::columns(std::slice::from_ref(feed)).remove("t").expect("t").expect("readable");
    let shape: Vec<_> =
        known.iter().map(|c| (c.name.as_str(), c.kind, c.in_files, c.files, c.declared)).collect();
    let text = |name| (name, Text, 1, 2, false);
    assert_eq!(
        shape,
        [("day", Date, 2, 2, true), ("amount", MONEY, 2, 2, true), text("note"), text("branch")]
    );

    let table = table(&[read]);
    assert_eq!(values(&table, "amount"), ["1.0", "3.5", "4.0"]);
    assert_eq!(values(&table, "note"), ["x", "-", "-"]);
    assert_eq!(values(&table, "branch"), ["-", "north", "north"]);
    assert_eq!(table.counts.outside, 1);
    assert_eq!(table.files.iter().map(|f| f.bytes).collect::<Vec<_>>(), [47, 37]);
}

#[test]
fn derived_columns_may_use_earlier_ones_and_filtered_rows_are_counted() {
    let folder = Folder::with(&[("t.csv", b"Qty,price\n2,1.5\n0,9\n3,2\n")]);
    let rules = vec![("Qty", rule(Integer)), ("price", rule(MONEY))];
    let read = Source {
        derive: vec![
            ("value".to_owned(), ident("Qty") * ident("price")),
            ("double".to_owned(), ident("value") * lit(2)),
        ],
        filter: Some(ident("value").gt(lit(0))),
        ..source("t", vec![folder.entry("t.csv", comma())], rules)
    };
    let table = table(&[read]);
    assert_eq!(values(&table, "double"), ["6.0", "12.0"]);
    assert_eq!((table.counts.filtered, table.counts.used), (1, 2));
    let batches = tokio::runtime::Runtime::new().expect("a runtime").block_on(async {
        datafusion::prelude::SessionContext::new().read_table(table.provider())?.collect().await
    });
    assert_eq!(batches.expect("rows").iter().map(|b| b.num_rows()).sum::<usize>(), 2);
}

fn orders_and_lines(folder: &Folder) -> [Source; 2] {
    let orders = source("orders", vec![folder.entry("o.csv", comma())], vec![("id", rule(Integer))]);
    let lines = source("lines", vec![folder.entry("l.csv", comma())], vec![("amount", rule(MONEY))]);
    [orders, lines]
}

#[test]
fn a_join_keeps_the_rows_of_its_left_side_and_aggregates_many() {
    let folder =
        Folder::with(&[("o.csv", b"id,c\n2,x\n1,y\n3,z\n"), ("l.csv", b"order,amount\n1,1\n2,5\n1,2\n1,\n")]);
    let [orders, lines] = orders_and_lines(&folder);
    let with = |required| Join {
        source: "lines".to_owned(),
        keys: pairs(&[("id", "order")]),
        matching: JoinMatch::Many,
        take: vec![
            ("total".to_owned(), Take::Aggregate(sum(ident("amount")))),
            ("lines".to_owned(), Take::Aggregate(count(ident("order")))),
        ],
        rows: Vec::new(),
        required,
        filter: None,
    };
    let wide = table(&[orders.clone(), lines.clone(), joined("wide", "orders", vec![with(false)])]);
    assert_eq!(values(&wide, "id"), ["2", "1", "3"]);
    assert_eq!(values(&wide, "total"), ["5.0", "3.0", "-"]);
    assert_eq!(values(&wide, "lines"), ["1", "3", "0"]);
    assert_eq!(wide.unmatched, [unmatched("lines", 1, &["3"])]);
    let matched = table(&[orders, lines, joined("wide", "orders", vec![with(true)])]);
    assert_eq!((values(&matched, "id"), matched.counts.filtered), (words(&["2", "1"]), 1));
}

/// Orders joined by the sellers of their lines, then by the lines of each order.
fn by_seller(required: bool) -> Table {
    let orders = b"id,freight\n1,10\n2,20\n3,30\n4,40\n";
    let lines = b"order,seller,amount\n2,x,5\n1,y,1\n1,x,2\n2,x,7\n1,y,4\n3,z,9\n9,z,9\n";
    let folder = Folder::with(&[("o.csv", orders), ("l.csv", lines)]);
    let [orders, lines] = orders_and_lines(&folder);
    let many = |name: &str, rows: &[&str], required| Join {
        source: "lines".to_owned(),
        keys: pairs(&[("id", "order")]),
        matching: JoinMatch::Many,
        take: vec![(name.to_owned(), Take::Aggregate(sum(ident("amount"))))],
        rows: words(rows),
        required,
        filter: None,
    };
    let with = vec![many("sold", &["seller"], required), many("of_order", &[], false)];
    table(&[orders, lines, joined("wide", "orders", with)])
}

#[test]
fn a_join_by_rows_gives_one_row_per_key_and_value_and_tells_which_row_each_comes_from() {
    let wide = by_seller(false);
    assert_eq!(values(&wide, "id"), ["1", "1", "2", "3", "4"]);
    assert_eq!(values(&wide, "seller"), ["x", "y", "x", "z", "-"]);
    assert_eq!(values(&wide, "sold"), ["2.0", "5.0", "12.0", "9.0", "-"]);
    assert_eq!(values(&wide, "of_order"), ["7.0", "7.0", "12.0", "9.0", "-"]);
    assert_eq!(values(&wide, data::LEFT_ROW), ["0", "0", "1", "2", "3"]);
    assert_eq!((wide.counts.read, wide.counts.used), (5, 5));
    let met = by_seller(true);
    assert_eq!(values(&met, "id"), ["1", "1", "2", "3"]);
    assert_eq!((met.counts.read, met.counts.filtered, met.counts.used), (5, 1, 4));
}

#[test]
fn a_join_by_one_that_meets_several_stops_the_run() {
    let folder = Folder::with(&[
        ("o.csv", b"id,c\n2,x\n1,y\n1,y\n"),
        ("l.csv", b"order,amount\n1,1\n2,5\n1,2\n9,1\n9,1\n"),
    ]);
    let [orders, lines] = orders_and_lines(&folder);
    let one = |filter| Join {
        source: "lines".to_owned(),
        keys: pairs(&[("id", "order")]),
        matching: JoinMatch::One,
        take: Vec::new(),
        rows: Vec::new(),
        required: false,
        filter,
    };
    let error = load(&[orders.clone(), lines.clone(), joined("wide", "orders", vec![one(None)])])
        .expect_err("two lines");
    assert_eq!(error.to_string(), "1 key of `wide` has several rows in `lines`: 1");
    let wide = table(&[orders, lines, joined("wide", "orders", vec![one(Some(ident("amount").gt(lit(1))))])]);
    assert_eq!(values(&wide, "amount"), ["5.0", "2.0", "2.0"]);
}

#[test]
fn a_file_with_nothing_but_a_header_is_a_table_without_rows() {
    let folder = Folder::with(&[("o.csv", b"id,c\n2,x\n"), ("l.csv", b"id,amount\n")]);
    let [orders, lines] = orders_and_lines(&folder);
    let empty = table(&[Source { unique: words(&["id"]), ..by_time(lines.clone(), "id") }]);
    assert_eq!((empty.counts, empty.first_day), (Counts::default(), None));
    assert_eq!(empty.files[0].sha256, "0cfb8bf36572c5acdaecaed61c52d27dcaf612b9c5c0cef5732a1fd5e63d01b0");
    let sum = vec![("total".to_owned(), Take::Aggregate(sum(ident("amount"))))];
    let keys = pairs(&[("id", "id")]);
    let source = "lines".to_owned();
    let with = Join {
        source,
        keys,
        matching: JoinMatch::Many,
        take: sum,
        rows: Vec::new(),
        required: false,
        filter: None,
    };
    let wide = table(&[orders, lines.clone(), joined("wide", "orders", vec![with.clone()])]);
    assert_eq!(values(&wide, "total"), ["-"]);
    let none = table(&[
        lines.clone(),
        Source { id: "lines2".to_owned(), ..lines },
        joined("wide", "lines2", vec![with]),
    ]);
    assert_eq!(none.counts.used, 0);
}

#[test]
fn files_that_cannot_be_opened_say_why() {
    let folder =
        Folder::with(&[("orders.csv", b"a\n1\n"), ("empty.csv", b""), ("twice.csv", b"a,b,a\n1,2,3\n")]);
    let opened = |name: &str| {
        let (id, files) = ("t".to_owned(), vec![folder.entry(name, comma())]);
        let feed = Feed { id, files, columns: BTreeMap::new(), dated: None };
        data::columns(&[feed]).remove("t").expect("t").expect_err("unreadable")
    };
    let missing =
        OpenError::MissingFile { shown: "ordres.csv".to_owned(), nearest: Some("orders.csv".to_owned()) };
    assert_eq!(opened("ordres.csv"), missing);
    assert_eq!(opened("empty.csv").to_string(), "`empty.csv` has no header on line 1");
    let twice = load(&[source("t", vec![folder.entry("twice.csv", comma())], Vec::new())]);
    assert_eq!(twice.expect_err("one name").to_string(), "cannot open `t`: `twice.csv` has two columns `a`");
}

fn example(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scorecards").join(path)
}

#[test]
fn northwind_orders_are_widened_by_their_lines_and_carriers() {
    let file = |name: &str| vec![entry(example("northwind/data").join(name), comma())];
    let date = || rule(Date);
    let rules = vec![("order_date", date()), ("shipped_date", date()), ("freight_usd", rule(MONEY))];
    let orders = Source {
        unique: words(&["order_id"]),
        rejects_at_most: 0.01,
        ..by_time(source("order_rows", file("orders.csv"), rules), "order_date")
    };
    let rules = vec![("unit_price", rule(MONEY)), ("quantity", rule(Integer)), ("discount", rule(Number))];
    let lines = source("order_details", file("order_details.csv"), rules);
    let shippers = source("shippers", file("shippers.csv"), Vec::new());
    let revenue = sum(ident("unit_price") * ident("quantity") * (lit(1.0) - ident("discount")));
    let with = vec![
        Join {
            source: "order_details".to_owned(),
            keys: pairs(&[("order_id", "order_id")]),
            matching: JoinMatch::Many,
            take: vec![("revenue".to_owned(), Take::Aggregate(revenue))],
            rows: Vec::new(),
            required: false,
            filter: None,
        },
        Join {
            source: "shippers".to_owned(),
            keys: pairs(&[("ship_via", "shipper_id")]),
            matching: JoinMatch::One,
            take: vec![("carrier".to_owned(), Take::Column("company_name".to_owned()))],
            rows: Vec::new(),
            required: false,
            filter: None,
        },
    ];
    let wide = table(&[orders, lines, shippers, by_time(joined("orders", "order_rows", with), "order_date")]);
    let total =
        |column: &str| values(&wide, column).iter().map(|x| x.parse::<f64>().expect("a number")).sum::<f64>();
    assert_eq!(wide.counts.used, 830);
    assert!((total("freight_usd") - 64_942.69).abs() < 1e-6);
    assert!((total("revenue") - 1_265_793.039_5).abs() < 1e-6);
    assert_eq!(values(&wide, "shipped_date").iter().filter(|d| *d == "-").count(), 21);
    assert_eq!(values(&wide, "carrier")[..2], ["Federal Shipping", "Speedy Express"]);
    assert_eq!((wide.first_day, wide.last_day), (Some(day("1996-07-04")), Some(day("1998-05-06"))));
    assert_eq!(wide.unmatched, [unmatched("order_details", 0, &[]), unmatched("shippers", 0, &[])]);
}

#[test]
fn parquet_brings_its_types() {
    let format = FileFormat { kind: FileKind::Parquet, ..comma() };
    let file = entry(example("gift-wholesaler/data/transactions_2010_2011.parquet"), format);
    let lines = by_time(source("lines", vec![file], Vec::new()), "invoice_ts");
    let Origin::Files(feed) = &lines.origin else { panic!("files") };
    let known = data::columns(std::slice::from_ref(feed)).remove("lines").expect("lines").expect("readable");
    let kind = |name: &str| known.iter().find(|c| c.name == name).map(|c| c.kind);
    assert_eq!(kind("invoice_ts"), Some(DATETIME));
    assert_eq!(kind("quantity"), Some(Integer));
    assert_eq!(kind("unit_price_gbp"), Some(Number));
    let table = table(&[lines]);
    assert_eq!((table.counts.read, table.counts.used), (541_909, 541_909));
    assert_eq!((table.first_day, table.last_day), (Some(day("2010-12-01")), Some(day("2011-12-09"))));
}

#[test]
fn eight_questionnaires_make_one_survey() {
    let scores = ["Q6N", "Q8N", "Q8N_WHOLE", "Q7O_WHOLE", "Q7ALL", "Q7ALL", "Q7ALL", "Q7ALL"];
    let files = (2010..2018).zip(scores).map(|(year, overall)| {
        let mut file = entry(example(&format!("airport/data/{year}_SFO_Customer_Survey.csv")), comma());
        let id = if year == 2016 { "*RESPNUM" } else { "RESPNUM" };
        file.set = pairs(&[("wave", &year.to_string())]);
        file.rename = pairs(&[("id", id), ("overall", overall), ("recommend", "NETPRO")]);
        file
    });
    let listed = |range, absent: &[&str]| CellRule {
        range: Some(range),
        absent: words(absent),
        not_applicable: words(&["6"]),
        ..rule(Integer)
    };
    let recommend = CellRule { not_applicable: Vec::new(), ..listed((0.0, 10.0), &["11", "Blank"]) };
    let rules = vec![
        ("overall", listed((1.0, 5.0), &["0", "Blank"])),
        ("recommend", recommend),
        ("wave", rule(ColumnType::Wave)),
    ];
    let responses = Source {
        unique: words(&["wave", "id"]),
        time: Some("wave".to_owned()),
        rejects_at_most: 0.01,
        ..source("responses", files.collect(), rules)
    };
    let waves = (2010..2018).map(|year| Wave {
        label: year.to_string(),
        first: day(&format!("{year}-05-01")),
        last: day(&format!("{year}-05-31")),
    });
    let calendar = Calendar { waves: waves.collect(), ..Calendar::default() };
    let data = load_on(&[responses], &calendar, None).expect("readable");
    let table = &data.tables["responses"];
    assert_eq!((table.counts.read, table.counts.used), (25_856, 25_856));
    let score = cells(table, "recommend");
    // Most of the eight did not ask: a column that a file lacks is empty there.
    assert_eq!((score.judged, score.absent, score.empty, score.unreadable), (2_746, 84, 23_026, 0));
    let answers: Vec<i64> = values(table, "recommend").iter().filter_map(|x| x.parse().ok()).collect();
    let share =
        |met: fn(&i64) -> bool| answers.iter().filter(|x| met(x)).count() as f64 / answers.len() as f64;
    assert_eq!(format!("{:.1}", 100.0 * (share(|x| *x >= 9) - share(|x| *x <= 6))), "39.8");
    assert_eq!(cells(table, "overall").not_applicable, 29 + 46 + 33 + 70 + 30 + 40 + 35);
}

#[test]
fn a_row_that_the_condition_leaves_out_is_not_missed_for_lacking_its_day() {
    let rows = "day,shop,amount\n2026-03-01,A,1\n,Total,9\n,B,4\n2026-03-02,B,2\n";
    let project = |keys: &str| {
        let sources = format!(
            "  t: {{ path: t.csv, time: day, rejects: {{ at_most: 100% }}, columns: {{ day: date, amount: money }}{keys} }}"
        );
        Project::new(&crate::files::counting(&sources), &[("t.csv", rows)])
    };
    for keys in [
        ", where: shop <> 'Total'",
        ", where: \"not is_sum\", derive: { is_sum: \"shop = 'Total'\" }",
        ", where: shop <> 'Total', unique: [shop, day]",
    ] {
        let table = crate::files::table(&project(keys));
        // One has no shop of sums and lacks its day all the same.
        assert_eq!(
            (table.counts.read, table.counts.rejected, table.counts.filtered, table.counts.used),
            (4, 1, 1, 2),
            "{keys}"
        );
        assert_eq!(table.rejects.iter().map(|row| row.line).collect::<Vec<_>>(), [4]);
    }
    assert_eq!(crate::files::table(&project("")).counts.rejected, 2);
}
