//! Files of few bytes whose rows take very many: each text stands in them once, and may stand in any number of rows.

use std::fs;
use std::sync::Arc;

use datafusion::arrow::array::{
    ArrayRef, DictionaryArray, Float64Array, Int32Array, Int64Array, StringArray,
};
use datafusion::arrow::datatypes::Int32Type;
use datafusion::arrow::ipc::CompressionType;
use datafusion::arrow::ipc::writer::{FileWriter, IpcWriteOptions, StreamWriter};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::parquet::basic::{Compression, Encoding};
use datafusion::parquet::file::metadata::KeyValue;
use datafusion::parquet::file::properties::{WriterProperties, WriterPropertiesBuilder};
use datafusion::parquet::schema::types::ColumnPath;
use tempfile::TempDir;

use super::growth::cost_in;
use super::{project, put, run_in, scorecard};

/// A project over a file of rows that all have one day, one amount and the texts that are given.
pub(super) fn of_file(name: &str, bytes: &[u8], columns: &str) -> TempDir {
    let yaml = scorecard("")
        .replace("data/a.csv", &format!("data/{name}"))
        .replace("columns: { day: date, amount: number }", columns)
        .replace("kind: count", "kind: { distinct: seg }");
    let folder = project(&yaml);
    fs::write(folder.path().join("data").join(name), bytes).expect("a file");
    folder
}

pub(super) const TYPED: &str = "columns: { day: date }";

/// Rows of one day; the last column holds texts, or whatever else.
pub(super) fn rows(count: usize, last: ArrayRef) -> RecordBatch {
    let day: DictionaryArray<Int32Type> = std::iter::repeat_n("2026-03-01", count).collect();
    let columns: [(&str, ArrayRef); 3] =
        [("day", Arc::new(day)), ("amount", Arc::new(Float64Array::from(vec![1.0; count]))), ("seg", last)];
    RecordBatch::try_from_iter(columns).expect("columns")
}

/// One text in many rows, which stands there once.
fn one_text(bytes: usize, count: usize) -> RecordBatch {
    let text = StringArray::from(vec!["x".repeat(bytes)]);
    let texts = DictionaryArray::new(Int32Array::from(vec![0; count]), Arc::new(text));
    rows(count, Arc::new(texts))
}

pub(super) fn parquet(
    batch: &RecordBatch,
    more: impl FnOnce(WriterPropertiesBuilder) -> WriterPropertiesBuilder,
) -> Vec<u8> {
    let properties = WriterProperties::builder().set_compression(Compression::ZSTD(Default::default()));
    let properties = properties.set_dictionary_page_size_limit(1 << 28);
    let properties = Some(more(properties).build());
    let mut writer = ArrowWriter::try_new(Vec::new(), batch.schema(), properties).expect("a writer");
    writer.write(batch).expect("rows");
    writer.into_inner().expect("a file")
}

pub(super) fn packed() -> IpcWriteOptions {
    IpcWriteOptions::default().try_with_compression(Some(CompressionType::ZSTD)).expect("a packing")
}

fn arrow(batch: &RecordBatch, options: IpcWriteOptions) -> Vec<u8> {
    let mut writer =
        FileWriter::try_new_with_options(Vec::new(), &batch.schema(), options).expect("a writer");
    writer.write(batch).expect("rows");
    writer.into_inner().expect("a file")
}

#[cfg(target_os = "linux")]
#[test]
fn a_text_in_any_number_of_rows_is_held_once() {
    let stream = |batch: &RecordBatch| {
        let mut writer = StreamWriter::try_new(Vec::new(), &batch.schema()).expect("a writer");
        writer.write(batch).expect("rows");
        writer.into_inner().expect("a stream")
    };
    let large = one_text(1_000_000, 300_000);
    let small = one_text(100_000, 3_000);
    // Whoever writes Parquet reads each text anew.
    let written = one_text(200_000, 10_000);
    for (name, large, small) in [
        ("a.parquet", parquet(&written, |p| p), parquet(&small, |p| p)),
        ("a.arrow", arrow(&large, IpcWriteOptions::default()), arrow(&small, packed())),
        ("a.arrows", stream(&large), stream(&small)),
    ] {
        assert!(large.len() < 8 << 20, "{} bytes", large.len());
        let columns =
            if name == "a.arrows" { "format: { type: arrow }, columns: { day: date }" } else { TYPED };
        let folder = of_file(name, &large, columns);
        let (code, words, megabytes, seconds) = cost_in(folder.path(), &["check", "."]);
        assert_eq!(code, Some(0), "{name}: {words}");
        assert!(megabytes < 500 && seconds < 10, "{name}: {megabytes} MB, {seconds} s");
        let folder = of_file(name, &small, columns);
        let run = ["run", ".", "--no-cache", "--formats", "json", "--threads", "1"];
        let (code, words, megabytes, _) = cost_in(folder.path(), &run);
        assert_eq!(code, Some(0), "{name}: {words}");
        assert!(megabytes < 500, "{name}: {megabytes} MB");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn texts_that_begin_as_those_before_them_do_are_held_a_few_at_a_time() {
    let texts = StringArray::from(vec!["x".repeat(200_000); 2_000]);
    let growing = |builder: WriterPropertiesBuilder| {
        let seg = ColumnPath::from("seg");
        builder
            .set_column_dictionary_enabled(seg.clone(), false)
            .set_column_encoding(seg, Encoding::DELTA_BYTE_ARRAY)
    };
    let folder = of_file("a.parquet", &parquet(&rows(2_000, Arc::new(texts)), growing), TYPED);
    let run = ["run", ".", "--no-cache", "--formats", "json", "--threads", "1"];
    for arguments in [&["check", "."][..], &run] {
        let (code, words, megabytes, seconds) = cost_in(folder.path(), arguments);
        assert_eq!(code, Some(0), "{words}");
        assert!(megabytes < 500 && seconds < 10, "{arguments:?}: {megabytes} MB, {seconds} s");
    }
    // Of which one page would be too much.
    let texts: Vec<String> = (0..100).map(|n| format!("{n:02}{}", "x".repeat(60_000))).collect();
    let one_page = |builder| growing(builder).set_data_page_size_limit(1 << 28).set_write_batch_size(100);
    let texts = StringArray::from(texts);
    let folder = of_file("a.parquet", &parquet(&rows(100, Arc::new(texts)), one_page), TYPED);
    for arguments in [&["check", "."][..], &run] {
        let (code, words) = run_in(folder.path(), arguments);
        assert_eq!(code, Some(2), "{words}");
        assert!(words.contains("a page of `seg` takes 5 MB, at most 4 MB are unpacked"), "{words}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn what_unpacks_to_very_much_is_not_unpacked_to_be_looked_at() {
    let zeros = rows(12_000_000, Arc::new(Int64Array::from(vec![0; 12_000_000])));
    let whole = "columns: { day: date }";
    let texts = rows(20, Arc::new(StringArray::from(vec!["x".repeat(15 << 20); 20])));
    let one_each = |builder: WriterPropertiesBuilder| {
        builder.set_dictionary_enabled(false).set_write_batch_size(1).set_data_page_size_limit(1)
    };
    for (name, bytes) in [
        ("a.arrow", arrow(&zeros, packed())),
        ("a.parquet", parquet(&zeros, |p| p)),
        ("a.parquet", parquet(&texts, one_each)),
    ] {
        let folder = of_file(name, &bytes, whole);
        let (code, words, megabytes, seconds) = cost_in(folder.path(), &["check", "."]);
        assert_eq!(code, Some(0), "{name}: {words}");
        assert!(megabytes < 300 && seconds < 8, "{name}: {megabytes} MB, {seconds} s");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_part_that_is_too_large_is_refused_before_it_is_unpacked() {
    let long = |bytes: usize| rows(2, Arc::new(StringArray::from(vec!["a".to_owned(), "x".repeat(bytes)])));
    let plain = |builder: WriterPropertiesBuilder| builder.set_dictionary_enabled(false);
    let note = KeyValue::new("k".to_owned(), "v".repeat(40 << 20));
    let noted = |builder: WriterPropertiesBuilder| builder.set_key_value_metadata(Some(vec![note]));
    let cell = "`seg` holds a value of more than 16 MB in row 2";
    for (name, bytes, told) in [
        (
            "a.parquet",
            parquet(&long(200 << 20), plain),
            "a page of `seg` takes 200 MB, at most 128 MB are unpacked",
        ),
        ("a.parquet", parquet(&long(1), noted), "its footer takes 40 MB, at most 32 MB are read"),
        ("a.parquet", parquet(&long(17 << 20), plain), cell),
        ("a.arrow", arrow(&long(17 << 20), packed()), cell),
    ] {
        let folder = of_file(name, &bytes, TYPED);
        for arguments in [&["check", "."][..], &["run", ".", "--no-cache"]] {
            let (code, words, megabytes, _) = cost_in(folder.path(), arguments);
            assert_eq!(code, Some(2), "{words}");
            assert!(words.contains("error[unreadable-file]") && words.contains(told), "{words}");
            assert!(megabytes < 300, "{told}: {megabytes} MB");
        }
    }
}

/// What is cut into pieces is what stands in the file, row by row.
#[test]
fn rows_that_are_cut_keep_their_lines() {
    let texts: Vec<String> = (0..40).map(|n| format!("{n:02}{}", "y".repeat(3 << 20))).collect();
    let days: Vec<String> = (0..40)
        .map(|n| if n == 37 { "never".to_owned() } else { format!("2026-03-{:02}", 1 + n % 28) })
        .collect();
    let columns: [(&str, ArrayRef); 3] = [
        ("day", Arc::new(StringArray::from(days))),
        ("amount", Arc::new(Float64Array::from(vec![1.0; 40]))),
        ("seg", Arc::new(StringArray::from(texts))),
    ];
    let batch = RecordBatch::try_from_iter(columns).expect("columns");
    let plain =
        |builder: WriterPropertiesBuilder| builder.set_dictionary_enabled(false).set_write_batch_size(1);
    for (name, bytes) in [("a.parquet", parquet(&batch, plain)), ("a.arrow", arrow(&batch, packed()))] {
        let folder = of_file(name, &bytes, "rejects: { at_most: 0.01 }, columns: { day: date }");
        let (code, words) = run_in(folder.path(), &["run", ".", "--no-cache"]);
        assert_eq!(code, Some(3), "{words}");
        assert!(words.contains("1 of 40 cells of `s.day` cannot be read"), "{words}");
        assert!(words.contains(&format!("data/{name}:38")), "{words}");
        put(
            folder.path(),
            "scorecard.yaml",
            &fs::read_to_string(folder.path().join("scorecard.yaml")).expect("it").replace("0.01", "0.5"),
        );
        let (code, words) = run_in(folder.path(), &["run", ".", "--no-cache", "--formats", "json"]);
        assert_eq!(code, Some(0), "{words}");
    }
}
