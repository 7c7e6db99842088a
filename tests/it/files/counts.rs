//! Cells of every column that is used = values + empty + absent + not applicable + unreadable + out of range, in every
//! format, declared or not.

use std::sync::Arc;

use datafusion::arrow::array::{
    ArrayRef, Date32Array, Float64Array, StringArray, TimestampMicrosecondArray, UInt64Array,
};
use datafusion::arrow::ipc::writer::FileWriter;
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::parquet::arrow::ArrowWriter;
use mando::data::{CellCount, Table};
use proptest::prelude::*;

use super::{counting, table, told, values};
use crate::support::Project;

/// The source `t` with a file of these bytes.
fn read(name: &str, bytes: &[u8], keys: &str) -> Table {
    let keys = format!("  t: {{ path: {name}, rejects: {{ at_most: 100% }}{keys} }}");
    table(&Project::new(&counting(&keys), &[]).with_bytes(name, bytes))
}

fn cells<'t>(table: &'t Table, column: &str) -> &'t CellCount {
    table.cells.iter().find(|cells| cells.column == column).expect("a column")
}

fn parquet(batch: &RecordBatch) -> Vec<u8> {
    let mut writer = ArrowWriter::try_new(Vec::new(), batch.schema(), None).expect("a writer");
    writer.write(batch).expect("rows");
    writer.into_inner().expect("a file")
}

fn arrow(batch: &RecordBatch) -> Vec<u8> {
    let mut writer = FileWriter::try_new(Vec::new(), &batch.schema()).expect("a writer");
    writer.write(batch).expect("rows");
    writer.into_inner().expect("a file")
}

/// The same cells in every format that can hold texts.
fn of_texts(texts: &[String]) -> Vec<(&'static str, Vec<u8>)> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(["n", "x"]).expect("a header");
    texts.iter().for_each(|text| csv.write_record([text, "1"]).expect("a row"));
    let rows: Vec<_> = texts.iter().map(|text| serde_json::json!({ "n": text, "x": 1 })).collect();
    let column: ArrayRef = Arc::new(StringArray::from_iter_values(texts));
    let batch = RecordBatch::try_from_iter([("n", column)]).expect("a batch");
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "n").and_then(|sheet| sheet.write(0, 1, "x")).expect("a header");
    for (row, text) in (1..).zip(texts) {
        sheet.write(row, 0, text).and_then(|sheet| sheet.write(row, 1, 1)).expect("a row");
    }
    vec![
        ("t.csv", csv.into_inner().expect("a file")),
        ("t.json", serde_json::to_vec(&rows).expect("JSON")),
        ("t.parquet", parquet(&batch)),
        ("t.arrow", arrow(&batch)),
        ("t.xlsx", book.save_to_buffer().expect("a workbook")),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn every_cell_is_a_value_or_counted_as_what_it_is(
        texts in prop::collection::vec("(7|8\\.5|11|12|x|#N/A| |n/a|-|1e400|)", 1..30),
    ) {
        let rules = [
            "",
            ", columns: { n: number }",
            ", columns: { n: { type: number, absent: [n/a, \"11\"], not_applicable: [\"-\"], range: [0, 10] } }",
            ", columns: { n: { type: date, absent: [x] } }",
            ", columns: { n: integer }",
        ];
        for rule in rules {
            let mut kinds = Vec::new();
            for (name, bytes) in of_texts(&texts) {
                let read = read(name, &bytes, rule);
                let cells = cells(&read, "n");
                prop_assert_eq!(cells.cells(), texts.len() as u64, "{} {}", name, rule);
                let found = values(&read, "n").iter().filter(|value| *value != "-").count() as u64;
                prop_assert_eq!(cells.values(), found, "{} {}", name, rule);
                let CellCount { unreadable, out_of_range, absent, not_applicable, empty, .. } = *cells;
                let rest = unreadable + out_of_range + absent + not_applicable + empty;
                prop_assert_eq!(cells.cells(), cells.values() + rest, "{} {}", name, rule);
                kinds.push((unreadable, out_of_range, absent, not_applicable, empty));
            }
            prop_assert!(kinds.windows(2).all(|two| two[0] == two[1]), "{} {:?}", rule, kinds);
        }
    }
}

#[test]
fn what_a_typed_column_cannot_hold_is_unreadable_and_told_by_its_row() {
    const DAY: i64 = 86_400_000_000;
    let of_day = |day: i64| Some(day * DAY);
    let columns: [(&str, ArrayRef); 5] = [
        ("x", Arc::new(Float64Array::from(vec![Some(1.0), Some(f64::NAN), Some(f64::INFINITY), None]))),
        ("d", Arc::new(Date32Array::from(vec![Some(20_454), Some(i32::MAX), Some(-700_000), None]))),
        (
            "t",
            Arc::new(TimestampMicrosecondArray::from(vec![
                of_day(1),
                Some(i64::MAX),
                of_day(4_000_000),
                None,
            ])),
        ),
        (
            "z",
            Arc::new(
                TimestampMicrosecondArray::from(vec![of_day(1), Some(i64::MIN), of_day(-700_000), None])
                    .with_timezone("UTC"),
            ),
        ),
        ("u", Arc::new(UInt64Array::from(vec![Some(1), Some(u64::MAX), Some(1 << 63), None]))),
    ];
    let batch = RecordBatch::try_from_iter(columns).expect("a batch");
    for (name, bytes) in [("t.parquet", parquet(&batch)), ("t.arrow", arrow(&batch))] {
        for declared in
            ["", ", columns: { d: { type: date, absent: [x] }, t: { type: datetime, absent: [x] } }"]
        {
            let read = read(name, &bytes, declared);
            for column in ["x", "d", "t", "z", "u"] {
                let cells = cells(&read, column);
                let counts = (cells.cells(), cells.values(), cells.unreadable, cells.empty);
                assert_eq!(counts, (4, 1, 2, 1), "{name} {column} {declared}");
                assert!(
                    told(&read, column)[0].starts_with(&format!("{name}:2 `")),
                    "{:?}",
                    told(&read, column)
                );
            }
        }
    }
}
