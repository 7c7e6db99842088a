//! Row groups that come after as-of are not decoded, and nothing that a run says changes.

use std::sync::Arc;

use datafusion::arrow::array::{
    ArrayRef, Date32Array, Float64Array, Int64Array, StringArray, TimestampMicrosecondArray,
};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::file::properties::WriterProperties;
use mando::data::{Silent, Unread};
use mando::model::Scorecard;
use mando::run::{self, RunOptions};
use serde_json::Value;

use crate::binary::mando;
use crate::support::{Project, day};

/// Days from 2026-01-01 on, as days since 1970.
const JANUARY: i32 = 20_454;
/// Rows of a group.
const ROWS: usize = 30;

fn yaml(source: &str) -> String {
    format!(
        "scorecard: s\ntitle: S\nentity: E\ncurrency: EUR\nas_of: 2026-03-31\n\
         sources:\n  sales: {{ {source} }}\n\
         perspectives: {{ p: {{ objectives: {{ o: {{ title: O }} }} }} }}\n\
         defaults: {{ source: sales, min_n: 1 }}\nmeasures:\n  \
         sold: {{ title: Sold, objective: o, kind: {{ sum: amount }}, unit: currency }}\n  \
         buyers: {{ title: Buyers, objective: o, kind: {{ distinct: who }} }}\n  \
         rows: {{ title: Rows, objective: o, kind: count }}\n"
    )
}

const DATED: &str = "path: sales.parquet, time: day, customer: who";

/// Rows of some days: who bought, and for how much. Every seventh is nobody's.
fn rows(days: impl Iterator<Item = i32>) -> RecordBatch {
    let days: Vec<i32> = days.collect();
    let who = |(n, _): (usize, &i32)| (n % 7 != 6).then(|| format!("c{}", n % 11));
    let amount = |(n, day): (usize, &i32)| f64::from(*day % 10) + n as f64 / 4.0;
    let columns: [(&str, ArrayRef); 4] = [
        ("who", Arc::new(days.iter().enumerate().map(who).collect::<StringArray>())),
        ("amount", Arc::new(days.iter().enumerate().map(amount).collect::<Float64Array>())),
        ("n", Arc::new(Int64Array::from_iter_values(0..days.len() as i64))),
        ("day", Arc::new(Date32Array::from(days))),
    ];
    RecordBatch::try_from_iter(columns).expect("a batch")
}

/// Parquet with so many rows in a group.
fn parquet(batch: &RecordBatch, rows: usize) -> Vec<u8> {
    let properties = WriterProperties::builder().set_max_row_group_row_count(Some(rows)).build();
    let mut writer = ArrowWriter::try_new(Vec::new(), batch.schema(), Some(properties)).expect("a writer");
    writer.write(batch).expect("rows");
    writer.into_inner().expect("a file")
}

fn csv(batch: &RecordBatch) -> Vec<u8> {
    let mut bytes = Vec::new();
    datafusion::arrow::csv::Writer::new(&mut bytes).write(batch).expect("rows");
    bytes
}

/// Five groups, one for each month from January on: two come after as-of.
fn five_months() -> RecordBatch {
    rows((0..5 * ROWS as i32).map(|n| JANUARY + n / ROWS as i32 * 30 + n % ROWS as i32))
}

/// Everything that a run says but the bytes it read, and what was not read. With a cache and without one, and from the
/// cache, it is the same.
#[track_caller]
fn ran(yaml: &str, files: &[(&str, Vec<u8>)]) -> (Value, Option<Unread>) {
    let project =
        files.iter().fold(Project::new(yaml, &[]), |project, (name, bytes)| project.with_bytes(name, bytes));
    let draft = project.open();
    let (scorecard, _) = run::resolve(&draft, &draft.scorecards[0]);
    let scorecard = scorecard.unwrap_or_else(|| panic!("{}", project.check()));
    let wanted = RunOptions { period: Some("2026-03".to_owned()), as_of: None, yesterday: day("2026-12-31") };
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let run = |scorecard: &Scorecard| {
        let computed = runtime.block_on(run::compute(scorecard, &draft.scorecards[0], &wanted, &Silent));
        let computed = computed.unwrap_or_else(|error| panic!("{error}"));
        let mut said = serde_json::to_value(&computed.results).expect("JSON");
        let head = said["run"].as_object_mut().expect("a head");
        head.retain(|key, _| !["id", "inputs", "definition"].contains(&key.as_str()));
        let warned: Vec<String> = computed.problems.iter().map(|problem| problem.message.clone()).collect();
        let scans = computed.facts.scans();
        (serde_json::json!([said, warned]), scans.first().and_then(|scan| scan.unread.clone()))
    };
    let first = run(&scorecard);
    assert_eq!(run(&scorecard), (first.0.clone(), None), "from the cache");
    let mut alone = scorecard.clone();
    alone.engine.cache = None;
    assert_eq!(run(&alone), first, "without a cache");
    first
}

/// What was not read: groups, of all, their rows, and columns that were decoded to be counted.
fn unread(groups: usize, of: usize, rows: usize, decoded: &[&str]) -> Option<Unread> {
    let decoded = decoded.iter().map(|name| (*name).to_owned()).collect();
    Some(Unread { groups, of, rows: rows as u64, decoded })
}

/// Parquet in groups is what the same rows in one group are, of which nothing can be left out.
#[track_caller]
fn alike(source: &str, batch: &RecordBatch, expected: Option<Unread>) {
    let yaml = yaml(source);
    let (said, left) = ran(&yaml, &[("sales.parquet", parquet(batch, ROWS))]);
    let (whole, none) = ran(&yaml, &[("sales.parquet", parquet(batch, 1_000_000))]);
    assert_eq!((left, none), (expected, None), "{source}");
    assert_eq!(said, whole, "{source}");
}

#[test]
fn groups_after_as_of_are_counted_by_the_footer_as_rows_of_text_are_by_reading_them() {
    let batch = five_months();
    let (said, left) = ran(&yaml(DATED), &[("sales.parquet", parquet(&batch, ROWS))]);
    assert_eq!(left, unread(2, 5, 2 * ROWS, &["amount"]));
    let of_text =
        yaml(&format!("{DATED}, columns: {{ day: date, amount: number }}")).replace(".parquet", ".csv");
    let (text, none) = ran(&of_text, &[("sales.csv", csv(&batch))]);
    assert_eq!(none, None);
    assert_eq!(said[0]["scorecard"], text[0]["scorecard"]);
    let head = &said[0]["run"]["sources"][0];
    let keys = [
        "read",
        "rejected",
        "filtered",
        "after_as_of",
        "used",
        "first_day",
        "last_day",
        "last_day_after_as_of",
        "without_customer",
    ];
    for key in keys {
        assert_eq!(head[key], text[0]["run"]["sources"][0][key], "{key}");
    }
    let counts = ["read", "used", "after_as_of", "without_customer"].map(|key| head[key].as_u64());
    assert_eq!(counts, [Some(150), Some(90), Some(60), Some(12)]);
    let days = ["last_day", "last_day_after_as_of"].map(|key| head[key].as_str());
    assert_eq!(days, [Some("2026-03-31"), Some("2026-05-30")]);
}

#[test]
fn what_the_footer_does_not_tell_is_decoded_and_nothing_else() {
    let batch = five_months();
    alike(DATED, &batch, unread(2, 5, 2 * ROWS, &["amount"]));
    let declared = |columns: &str| format!("{DATED}, columns: {{ {columns} }}");
    alike(&declared("amount: money"), &batch, unread(2, 5, 2 * ROWS, &["amount"]));
    alike(&declared("amount: { type: money, range: [0, 12] }"), &batch, unread(2, 5, 2 * ROWS, &["amount"]));
    alike(&declared("n: integer, day: date"), &batch, unread(2, 5, 2 * ROWS, &["amount"]));
    alike(&declared("n: number"), &batch, unread(2, 5, 2 * ROWS, &["amount"]));
    alike(&declared("n: text"), &batch, unread(2, 5, 2 * ROWS, &["amount"]));
    alike(&declared("who: { type: text, absent: [c3] }"), &batch, unread(2, 5, 2 * ROWS, &["amount", "who"]));
    // A blank customer is none.
    let blank: ArrayRef =
        Arc::new(StringArray::from_iter_values((0..batch.num_rows()).map(|n| " ".repeat(n % 2))));
    let mut columns = batch.columns().to_vec();
    columns[0] = blank;
    let batch = RecordBatch::try_new(batch.schema(), columns).expect("a batch");
    alike(DATED, &batch, unread(2, 5, 2 * ROWS, &["amount", "who"]));
}

#[test]
fn cells_that_cannot_be_read_are_told_by_their_row_wherever_groups_are_left_out() {
    let late_first =
        rows((0..3 * ROWS as i32).map(|n| JANUARY + (2 - n / ROWS as i32) * 60 + n % ROWS as i32));
    let amounts = (0..late_first.num_rows()).map(|n| if n % 40 == 10 { f64::INFINITY } else { 1.0 });
    let mut columns = late_first.columns().to_vec();
    columns[1] = Arc::new(Float64Array::from_iter_values(amounts));
    let batch = RecordBatch::try_new(late_first.schema(), columns).expect("a batch");
    let source = format!("{DATED}, columns: {{ amount: number }}, rejects: {{ at_most: 50% }}");
    alike(&source, &batch, unread(1, 3, ROWS, &["amount"]));
    let (said, _) = ran(&yaml(&source), &[("sales.parquet", parquet(&batch, ROWS))]);
    let cells = said[0]["run"]["sources"][0]["cells"].to_string();
    assert!(cells.contains("sales.parquet:11") && cells.contains("sales.parquet:51"), "{cells}");
}

#[test]
fn where_a_row_has_to_be_seen_to_be_counted_all_are_read() {
    let batch = five_months();
    alike(&format!("{DATED}, where: n > 100"), &batch, None);
    alike(
        &format!("{DATED}, derive: {{ at: \"coalesce(day, date '2026-01-01')\" }}")
            .replace("time: day", "time: at"),
        &batch,
        None,
    );
    alike(&format!("{DATED}, unique: [n]"), &batch, None);
    alike(&format!("{DATED}, history_starts: 2026-05-10"), &batch, None);
    alike(&format!("{DATED}, history_starts: 2026-02-10"), &batch, unread(2, 5, 2 * ROWS, &["amount"]));
    // A row without a day is rejected.
    let days = (0..batch.num_rows()).map(|n| (n != 100).then(|| JANUARY + n as i32));
    let days: ArrayRef = Arc::new(days.collect::<Date32Array>());
    let others =
        ["who", "amount", "n"].map(|name| (name, batch.column_by_name(name).expect("a column").clone()));
    let batch = RecordBatch::try_from_iter(others.into_iter().chain([("day", days)])).expect("a batch");
    alike(DATED, &batch, unread(1, 5, ROWS, &["amount"]));
}

#[test]
fn limits_of_a_file_leave_out_the_same_rows() {
    let batch = five_months();
    let limited =
        |limits: &str| format!("time: day, customer: who, files: [{{ path: sales.parquet, {limits} }}]");
    alike(&limited("until: 2026-05-01"), &batch, unread(2, 5, 2 * ROWS, &["amount"]));
    alike(&limited("until: 2026-04-11"), &batch, unread(1, 5, ROWS, &["amount"]));
    alike(&limited("from: 2026-02-01"), &batch, unread(2, 5, 2 * ROWS, &["amount"]));
}

#[test]
fn times_of_other_zones_come_after_as_of_by_the_calendars_clock() {
    // Half an hour before midnight by UTC is the next day in Berlin.
    let hour = |n: i64| (i64::from(JANUARY) + 89) * 86_400 + 23 * 3_600 + 1_800 + n * 86_400 - 2 * 86_400;
    let of = |batch: &RecordBatch, zone: &str| {
        let times = (0..batch.num_rows() as i64).map(|n| hour(n / ROWS as i64) * 1_000_000 + n % ROWS as i64);
        let times = TimestampMicrosecondArray::from_iter_values(times).with_timezone(zone);
        let mut columns: Vec<(&str, ArrayRef)> = vec![("at", Arc::new(times))];
        columns.extend(
            ["who", "amount", "n"]
                .map(|name| (name, Arc::clone(batch.column_by_name(name).expect("a column")))),
        );
        RecordBatch::try_from_iter(columns).expect("a batch")
    };
    let batch = of(&five_months(), "UTC");
    let timed = "path: sales.parquet, time: at, customer: who";
    for (zone, groups) in [("Europe/Berlin", 3), ("UTC", 2), ("America/St_Johns", 2)] {
        let source = format!("{timed} }}\ncalendar: {{ time_zone: {zone}");
        alike(&source, &batch, unread(groups, 5, groups * ROWS, &["amount"]));
    }
}

#[test]
fn files_that_nothing_tells_apart_still_say_which_days_they_share() {
    let months = |from: usize, count: usize| five_months().slice(from * ROWS, count * ROWS);
    let yaml = yaml("path: \"sales_*.parquet\", time: day, customer: who");
    let files = |rows: usize| {
        [("sales_a.parquet", parquet(&months(0, 4), rows)), ("sales_b.parquet", parquet(&months(3, 2), rows))]
    };
    let (said, left) = ran(&yaml, &files(ROWS));
    assert_eq!(left, unread(3, 6, 3 * ROWS, &["amount", "day"]));
    assert!(said[1].to_string().contains("share"), "{}", said[1]);
    let whole =
        [("sales_a.parquet", parquet(&months(0, 4), 1_000_000)), ("sales_b.parquet", csv(&months(3, 2)))];
    let (read, _) = ran(&yaml, &[whole[0].clone(), ("sales_b.parquet", parquet(&months(3, 2), 1_000_000))]);
    assert_eq!(said, read);
}

#[test]
fn folders_after_as_of_are_not_decoded_but_stay_inputs() {
    let batch = five_months();
    let months: Vec<(String, RecordBatch)> =
        (0..5).map(|n| (format!("sales/year=2026/month={}", n + 1), batch.slice(n * ROWS, ROWS))).collect();
    let files = |ending: &str, bytes: &dyn Fn(&RecordBatch) -> Vec<u8>| -> Vec<(String, Vec<u8>)> {
        months.iter().map(|(folder, batch)| (format!("{folder}/part.{ending}"), bytes(batch))).collect()
    };
    let run = |ending: &str, columns: &str, files: &[(String, Vec<u8>)]| {
        let source = format!("path: \"sales/year=*/month=*/*.{ending}\", time: day, customer: who{columns}");
        let files: Vec<(&str, Vec<u8>)> =
            files.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
        ran(
            &(yaml(&source) + "  months: { title: Months, objective: o, kind: { distinct: month } }\n"),
            &files,
        )
    };
    let (said, left) = run("parquet", "", &files("parquet", &|batch| parquet(batch, ROWS)));
    assert_eq!(left, unread(2, 5, 2 * ROWS, &["amount"]));
    let (text, _) = run("csv", ", columns: { day: date, amount: number }", &files("csv", &csv));
    assert_eq!(said[0]["scorecard"], text[0]["scorecard"]);
    assert_eq!(said[0]["run"]["sources"][0]["used"], text[0]["run"]["sources"][0]["used"]);
}

#[test]
fn a_day_that_the_folder_or_the_name_says_is_that_of_all_rows() {
    let batch = five_months().project(&[0, 1, 2]).expect("columns");
    let months: Vec<RecordBatch> = (0..5).map(|n| batch.slice(n * ROWS, ROWS)).collect();
    let by_folder: Vec<(String, Vec<u8>)> = (1..)
        .zip(&months)
        .map(|(n, month)| (format!("sales/day=2026-0{n}-10/part.parquet"), parquet(month, ROWS)))
        .collect();
    let by_name: Vec<(String, Vec<u8>)> = (1..)
        .zip(&months)
        .map(|(n, month)| (format!("sales_2026-0{n}.parquet"), parquet(month, ROWS)))
        .collect();
    for (source, files) in [
        ("path: \"sales/day=*/*.parquet\", time: day, columns: { day: date }, customer: who", by_folder),
        (
            "path: \"sales_*.parquet\", time: { from_file_name: \"sales_%Y-%m.parquet\", at: end }, customer: who",
            by_name,
        ),
    ] {
        let files: Vec<(&str, Vec<u8>)> =
            files.iter().map(|(name, bytes)| (name.as_str(), bytes.clone())).collect();
        let (said, left) = ran(&yaml(source), &files);
        assert_eq!(left, unread(2, 5, 2 * ROWS, &["amount"]), "{source}");
        // A condition that all meet lets every row be seen.
        let (read, none) = ran(&yaml(&format!("{source}, where: amount >= 0")), &files);
        assert_eq!((said, none), (read, None), "{source}");
    }
}

#[test]
fn the_plan_says_what_was_not_read() {
    let project = Project::new(&yaml(&format!("{DATED}, columns: {{ amount: money }}")), &[])
        .with_bytes("sales.parquet", &parquet(&five_months(), ROWS));
    let mut command = mando();
    command.arg("explain").arg("sold").arg(project.path()).args(["--period", "2026-03", "--plan"]);
    let end = command.output().expect("the program starts");
    let text = String::from_utf8_lossy(&end.stdout).into_owned() + &String::from_utf8_lossy(&end.stderr);
    let words =
        "2 of 5 row groups come after as-of: of their 60 rows nothing was decoded but amount, to count";
    assert!(text.contains(words), "{text}");
}
