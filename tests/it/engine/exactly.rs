//! Numbers of any size are added up as they are written, in any order, on any number of threads, from any form of file.

use std::fmt::Write;
use std::sync::Arc;

use datafusion::arrow::array::{ArrayRef, Date32Array, Decimal128Array, Float64Array, Int64Array};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::parquet::arrow::ArrowWriter;
use mando::engine::{Backend, Cut, Window};
use mando::measure::expression::days_since_epoch;
use mando::statistics::exact::{ONE, to_number};
use proptest::prelude::*;

use super::folds::facts;
use crate::support::{Project, day};

/// Amounts in hundredths up to fifteen digits, and whole numbers up to sixteen.
fn rows() -> impl Strategy<Value = Vec<(i64, i64)>> {
    const CENTS: i64 = 999_999_999_999_999;
    const WHOLE: i64 = 9_007_199_254_740_992;
    let cents = prop_oneof![-CENTS..=CENTS, -200_000_000_i64..=200_000_000, Just(100_000_000_100)];
    prop::collection::vec((cents, prop_oneof![-WHOLE..=WHOLE, -1_000_000_i64..=1_000_000]), 1..300)
}

fn cents(count: i64) -> String {
    let sign = if count < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", count.unsigned_abs() / 100, count.unsigned_abs() % 100)
}

fn csv(rows: &[(i64, i64)]) -> Vec<u8> {
    let mut text = "day,number,money,whole\n".to_owned();
    for (count, whole) in rows {
        writeln!(text, "2026-01-05,{0},{0},{whole}", cents(*count)).expect("a text");
    }
    text.into_bytes()
}

fn parquet(rows: &[(i64, i64)]) -> Vec<u8> {
    let numbers: Float64Array = rows.iter().map(|(count, _)| Some(*count as f64 / 100.0)).collect();
    let decimals: Decimal128Array = rows.iter().map(|(count, _)| Some(i128::from(*count))).collect();
    let decimals = decimals.with_precision_and_scale(18, 2).expect("decimals");
    let columns: [(&str, ArrayRef); 4] = [
        ("day", Arc::new(Date32Array::from(vec![days_since_epoch(day("2026-01-05")); rows.len()]))),
        ("number", Arc::new(numbers)),
        ("money", Arc::new(decimals)),
        ("whole", Arc::new(rows.iter().map(|(_, whole)| Some(*whole)).collect::<Int64Array>())),
    ];
    let batch = RecordBatch::try_from_iter(columns).expect("a batch");
    let mut writer = ArrowWriter::try_new(Vec::new(), batch.schema(), None).expect("a writer");
    writer.write(&batch).expect("rows");
    writer.into_inner().expect("a file")
}

fn project(file: &str, bytes: &[u8]) -> Project {
    let columns = if file.ends_with("csv") { "day: date, number: number, whole: integer, " } else { "" };
    let yaml = format!(
        "scorecard: any\ntitle: Any\nentity: Nobody\ncurrency: EUR\nas_of: 2026-01-31\ndefaults: {{ source: rows }}\n\
         sources:\n  rows: {{ path: {file}, time: day, columns: {{ {columns}money: money }} }}\n\
         perspectives: {{ p: {{ title: P, objectives: {{ all: {{ title: All }} }} }} }}\nmeasures:\n\
         \x20 number: {{ title: T, objective: all, kind: {{ sum: number }} }}\n\
         \x20 money: {{ title: T, objective: all, kind: {{ sum: money }} }}\n\
         \x20 whole: {{ title: T, objective: all, kind: {{ sum: whole }} }}\n"
    );
    Project::new(&yaml, &[]).with_bytes(file, bytes)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn sums_are_those_of_the_decimals_as_they_are_written(rows in rows()) {
        let window = Window { first: day("2026-01-01"), last: day("2026-01-31"), opening: None };
        let (mut counts, mut whole) = (0_i128, 0_i128);
        rows.iter().for_each(|row| (counts, whole) = (counts + i128::from(row.0), whole + i128::from(row.1)));
        let wanted = [("number", counts * ONE / 100), ("money", counts * ONE / 100), ("whole", whole * ONE)];
        let backwards: Vec<(i64, i64)> = rows.iter().rev().copied().collect();
        let files = [
            ("rows.csv", csv(&rows)),
            ("rows.csv", csv(&backwards)),
            ("rows.parquet", parquet(&rows)),
            ("rows.parquet", parquet(&backwards)),
        ];
        for (file, bytes) in files {
            let project = project(file, &bytes);
            let (card, problems) = project.resolve();
            let card = card.unwrap_or_else(|| panic!("{problems:?}"));
            for (threads, way) in [(1, Backend::Scan), (2, Backend::Scan), (1, Backend::Queries)] {
                let facts = facts(&card, threads, way);
                for (id, wanted) in wanted {
                    let measure = card.measure(id).expect("a measure");
                    let found = facts.value(&measure.plan.components[0], Cut::Total, &window);
                    prop_assert_eq!(found, Some(to_number(wanted)), "{} {} {} {:?}", file, id, threads, way);
                }
            }
        }
    }
}

/// Books that balance, each number of which is none that binary numbers hold, or more than they hold in ten-billionths.
const BOOKS: &str = "day,id,amount,whole\n2026-01-05,a,-5000000001.25,1000000001\n2026-01-05,a,5000000000.25,1\n\
    2026-01-06,b,1,-1\n2026-01-06,b,999999999999.99,0\n2026-01-06,c,0.01,0\n2026-01-06,c,-1000000000000,0\n";

fn books(kind: &str, measures: &str) -> Project {
    let yaml = format!(
        "scorecard: any\ntitle: Any\nentity: Nobody\ncurrency: EUR\nas_of: 2026-01-31\n\
         sources:\n  ids: {{ path: ids.csv, time: day, columns: {{ day: date }} }}\n  rows: {{ path: rows.csv, time: day, history_starts: 2025-01-01, stale_after: 1 year, \
         columns: {{ day: date, amount: {kind}, whole: integer }} }}\n  joined: {{ join: ids, with: [{{ source: rows, key: id, \
         match: many, take: {{ amount: sum(amount), whole: sum(whole) }} }}] }}\n\
         perspectives: {{ p: {{ title: P, objectives: {{ all: {{ title: All }} }} }} }}\nmeasures:\n{measures}\
         controls:\n  balance: {{ source: rows, value: sum(amount), equals: 0 }}\n"
    );
    Project::new(
        &yaml,
        &[("rows.csv", BOOKS), ("ids.csv", "day,id\n2026-01-05,a\n2026-01-05,b\n2026-01-05,c\n")],
    )
}

fn line(id: &str, keys: &str) -> String {
    format!("  {id}: {{ title: T, objective: all, {keys} }}\n")
}

#[test]
fn books_that_balance_come_to_nothing() {
    let measures = line("balance", "source: rows, kind: { sum: amount }, direction: minimise, target: 0")
        + &line("mean", "source: rows, kind: { average: amount }, min_n: 1")
        + &line("whole", "source: rows, kind: { sum: whole }")
        + &line("only", "source: rows, kind: { sum: whole }, where: whole > 1")
        + &line("joined", "source: joined, kind: { sum: amount }")
        + &line("of_join", "source: joined, kind: { sum: whole }, where: id = 'a'");
    for kind in ["number", "money", "{ type: money, scale: 2 }"] {
        let project = books(kind, &measures);
        assert!(!project.check().contains("error["), "{}", project.check());
        let ran = project.results("2026-01");
        assert_eq!((ran.value("balance"), ran.score("balance")), (Some(0.0), Some(100.0)), "{kind}");
        assert_eq!((ran.value("mean"), ran.value("joined")), (Some(0.0), Some(0.0)), "{kind}");
        assert_eq!((ran.value("whole"), ran.value("only")), (Some(1e9 + 1.0), Some(1e9 + 1.0)), "{kind}");
        assert_eq!(ran.value("of_join"), Some(1e9 + 2.0), "{kind}");
        assert!(!ran.codes().contains(&"control-failed".to_owned()), "{:?}", ran.problems);
        let amounts = &ran.results.run.sources.iter().find(|source| source.id == "rows").expect("it").amounts;
        let followed = amounts.iter().find(|amount| amount.column == "amount").expect("it is followed");
        assert_eq!(followed.used, 0.0, "{kind}");
    }
}
