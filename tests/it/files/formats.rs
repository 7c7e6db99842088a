//! Formats that bring types: JSON, Arrow, Parquet, workbooks.

use std::io::Write;
use std::sync::Arc;

use datafusion::arrow::array::{
    ArrayRef, BinaryArray, Date32Array, Float64Array, Int64Array, ListArray, NullArray, StringArray,
    TimestampMicrosecondArray,
};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Int64Type};
use datafusion::arrow::ipc::writer::{FileWriter, StreamWriter};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::parquet::arrow::ArrowWriter;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use super::{counting, kinds, table, told, values};
use crate::support::Project;

const TYPED: &str = "  t:\n    path: \"PATH\"\n    columns: { day: date, n: { type: integer, range: [0, 9], absent: [\"7\"] } }";

fn typed(path: &str) -> String {
    counting(&TYPED.replace("PATH", path))
}

#[test]
fn objects_of_json_are_rows_and_each_value_brings_its_type() {
    let json = r#"[
  { "id": 12345678901234567, "x": 1.50, "n": 3, "ok": true, "at": "2026-01-01", "who": "Ann \"A\" \u00e9", "tags": ["a"] },
  { "id": 2, "x": 2, "n": null, "ok": false, "at": "2026-01-02", "later": "only here", "tags": [] },
  { "id": 3, "n": 4.5, "who": "" }
]"#;
    let project = Project::new(&counting("  t: { path: a.json }"), &[("a.json", json)]);
    let kinds = kinds(&project);
    let kinds: Vec<(&str, &str)> = kinds.iter().map(|(name, kind)| (name.as_str(), *kind)).collect();
    let expected = [
        ("id", "a whole number"),
        ("x", "a number"),
        ("n", "a number"),
        ("ok", "true or false"),
        ("at", "text"),
        ("who", "text"),
        ("later", "text"),
    ];
    assert_eq!(kinds, expected, "nested values are no columns");
    let table = table(&project);
    assert_eq!(values(&table, "id"), ["12345678901234567", "2", "3"]);
    assert_eq!(values(&table, "x"), ["1.5", "2.0", "-"]);
    assert_eq!(values(&table, "who"), ["Ann \"A\" é", "-", "-"]);
    assert_eq!(values(&table, "later"), ["-", "only here", "-"]);
}

#[test]
fn cell_rules_and_lines_hold_for_json_as_for_text() {
    let lines = "{\"day\": \"2026-01-01\", \"n\": 3}\n\n{\"day\": \"someday\", \"n\": 7}\n\
                 {\"day\": \"2026-01-03\",\n \"n\": {\"a\": 1}}\n{\"day\": \"2026-01-04\", \"n\": \"x\"}\n{\"n\": 12}\n";
    let table = table(&Project::new(
        &typed("a.jsonl").replace("columns:", "rejects: { at_most: 100% }\n    columns:"),
        &[("a.jsonl", lines)],
    ));
    assert_eq!(values(&table, "n"), ["3", "-", "-", "-", "-"]);
    assert_eq!(told(&table, "day"), ["a.jsonl:3 `someday`"]);
    assert_eq!(told(&table, "n"), ["a.jsonl:4 `{\"a\": 1}`", "a.jsonl:6 `x`"]);
    let cells = table.cells.iter().find(|cells| cells.column == "n").expect("declared");
    assert_eq!((cells.absent, cells.out_of_range, cells.unreadable, cells.judged), (1, 1, 2, 4));
    assert_eq!(cells.out_of_range_examples[0].line, 7);
}

#[test]
fn json_that_is_cut_or_no_objects_names_its_line() {
    let said = |json: &str| {
        let project = Project::new(&counting("  t: { path: a.json }"), &[("a.json", json)]);
        assert_eq!(project.codes(), ["unreadable-file"], "{json}");
        project.check()
    };
    let cut = said("[\n{\"a\": 1},\n{\"a\": ");
    assert!(cut.contains("cannot read `a.json`: EOF while parsing a value on line 3"), "{cut}");
    assert!(said("[{\"a\": 1}").contains("the array ends on line 1"));
    let list = said("{\"a\": 1}\n[1, 2]\n");
    assert!(list.contains("expected an object for each row on line 2"), "{list}");
}

/// Rows of every type that Arrow has and the language knows.
fn batch() -> RecordBatch {
    let lists = ListArray::from_iter_primitive::<Int64Type, _, _>([Some(vec![Some(1)]), None, None]);
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("day", Arc::new(Date32Array::from(vec![Some(20_454), None, Some(20_456)]))),
        ("n", Arc::new(Int64Array::from(vec![Some(3), Some(7), Some(12)]))),
        ("x", Arc::new(Float64Array::from(vec![Some(0.5), None, Some(2.0)]))),
        ("at", Arc::new(TimestampMicrosecondArray::from(vec![Some(0), Some(1_000_000), None]))),
        ("who", Arc::new(StringArray::from(vec![Some("Ann"), None, Some("Zoë")]))),
        ("lists", Arc::new(lists)),
    ];
    RecordBatch::try_from_iter(columns).expect("a batch")
}

#[test]
fn arrow_files_and_streams_and_parquet_read_alike() {
    let batch = batch();
    let mut file = FileWriter::try_new(Vec::new(), &batch.schema()).expect("a writer");
    file.write(&batch).expect("rows");
    let file = file.into_inner().expect("a file");
    let mut stream = StreamWriter::try_new(Vec::new(), &batch.schema()).expect("a writer");
    stream.write(&batch).expect("rows");
    let stream = stream.into_inner().expect("a stream");
    let mut parquet = ArrowWriter::try_new(Vec::new(), batch.schema(), None).expect("a writer");
    parquet.write(&batch).expect("rows");
    let parquet = parquet.into_inner().expect("a file");
    for (name, bytes) in [("a.arrow", &file), ("a.feather", &stream), ("a.parquet", &parquet)] {
        let project = Project::new(&typed(name), &[]).with_bytes(name, bytes);
        let kinds = kinds(&project);
        let names: Vec<&str> = kinds.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["day", "n", "x", "at", "who"], "{name}: nested values are no columns");
        let table = table(&project);
        assert_eq!(values(&table, "day"), ["2026-01-01", "-", "2026-01-03"], "{name}");
        assert_eq!(values(&table, "n"), ["3", "-", "-"], "{name}");
        assert_eq!(values(&table, "x"), ["0.5", "-", "2.0"], "{name}");
        assert_eq!(values(&table, "at"), ["1970-01-01T00:00:00Z", "1970-01-01T00:00:01Z", "-"], "{name}");
        assert_eq!(values(&table, "who"), ["Ann", "-", "Zoë"], "{name}");
        let cells = table.cells.iter().find(|cells| cells.column == "n").expect("declared");
        assert_eq!((cells.absent, cells.out_of_range), (1, 1), "{name}");
        assert_eq!(cells.out_of_range_examples[0].to_string(), format!("{name}:3 `12`"));
    }
}

/// A workbook of two sheets; the orders stand from `B3` on, below a title.
fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Notes").expect("a name").write(0, 0, "Read me").expect("a cell");
    let sheet = book.add_worksheet().set_name("All orders").expect("a name");
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let time = Format::new().set_num_format("yyyy-mm-dd hh:mm");
    let span = Format::new().set_num_format("[h]:mm");
    sheet.write(0, 1, "Orders of 2026").expect("a cell");
    for (column, name) in (1..).zip(["day", "n", "x", "ok", "who", "at", "took"]) {
        sheet.write(2, column, name).expect("a cell");
    }
    for (row, (day, n)) in (3..).zip([(1, 3), (2, 7), (3, 12)]) {
        let of = |hour: u16| {
            let day = ExcelDateTime::from_ymd(2026, 1, day).expect("a day");
            day.and_hms(hour, 0, 0.0).expect("a time")
        };
        sheet.write_with_format(row, 1, of(0), &date).expect("a cell");
        sheet.write(row, 2, n).expect("a cell");
        sheet.write(row, 3, f64::from(n) / 2.0).expect("a cell");
        sheet.write(row, 4, n == 3).expect("a cell");
        sheet.write(row, 5, "Ann").expect("a cell");
        sheet.write_with_format(row, 6, of(12), &time).expect("a cell");
        sheet.write_with_format(row, 7, 0.5, &span).expect("a cell");
    }
    sheet.write(7, 1, "31.01.2026").expect("a cell");
    sheet.write(7, 2, Formula::new("=NA()").set_result("#N/A")).expect("a cell");
    sheet.write(7, 5, Formula::new("=1/0").set_result("#DIV/0!")).expect("a cell");
    sheet.write(9, 1, "Total").expect("a cell");
    book.save_to_buffer().expect("a workbook")
}

fn of_sheet(sheet: &str, path: &str) -> String {
    let rules = "columns: { day: { type: date, format: \"%d.%m.%Y\" }, n: { type: integer, range: [0, 9], absent: [\"7\"] }, who: text }";
    counting(&format!(
        "  t:\n    path: {path}\n    sheet: \"{sheet}\"\n    rejects: {{ at_most: 100% }}\n    {rules}"
    ))
}

#[test]
fn cells_of_a_workbook_bring_their_types_and_errors_are_told_by_their_address() {
    let project =
        Project::new(&of_sheet("All orders!B3:H9", "a.xlsx"), &[]).with_bytes("a.xlsx", &workbook());
    let kinds = kinds(&project);
    let kinds: Vec<(&str, &str)> = kinds.iter().map(|(name, kind)| (name.as_str(), *kind)).collect();
    let expected = [
        ("day", "a date"),
        ("n", "a whole number"),
        ("x", "a number"),
        ("ok", "true or false"),
        ("who", "text"),
        ("at", "a date with time"),
        ("took", "a duration"),
    ];
    assert_eq!(kinds, expected);
    let table = table(&project);
    assert_eq!(values(&table, "day"), ["2026-01-01", "2026-01-02", "2026-01-03", "2026-01-31"]);
    assert_eq!(values(&table, "n"), ["3", "-", "-", "-"]);
    assert_eq!(values(&table, "x"), ["1.5", "3.5", "6.0", "-"]);
    assert_eq!(values(&table, "ok"), ["true", "false", "false", "-"]);
    assert_eq!(values(&table, "at")[0], "2026-01-01T12:00:00Z");
    assert_eq!(values(&table, "took")[0], "43200.0");
    assert_eq!(told(&table, "n"), ["a.xlsx:All orders!C8 `#N/A`"]);
    assert_eq!(told(&table, "who"), ["a.xlsx:All orders!F8 `#DIV/0!`"]);
    let cells = table.cells.iter().find(|cells| cells.column == "n").expect("declared");
    assert_eq!((cells.absent, cells.out_of_range, cells.unreadable), (1, 1, 1));
    assert_eq!(cells.out_of_range_examples[0].to_string(), "a.xlsx:All orders!C6 `12`");
}

#[test]
fn a_sheet_is_read_from_its_header_row_and_rows_without_cells_are_none() {
    let yaml =
        of_sheet("All orders", "a.xlsx").replace("    sheet", "    format: { header_row: 3 }\n    sheet");
    let whole = table(&Project::new(&yaml, &[]).with_bytes("a.xlsx", &workbook()));
    assert_eq!(whole.counts.read, 5, "three orders, one with faults, a total");
    assert_eq!(told(&whole, "day"), ["a.xlsx:All orders!B10 `Total`"]);
    let from =
        table(&Project::new(&of_sheet("All orders!B3", "a.xlsx"), &[]).with_bytes("a.xlsx", &workbook()));
    assert_eq!(from.counts.read, 5);
}

#[test]
fn a_decimal_comma_of_text_cells_leaves_numbers_as_they_are() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, text) in ["x", "1.234,5", "-"].into_iter().enumerate() {
        sheet.write(row as u32, 0, text).expect("a cell");
    }
    sheet.write(3, 0, 1234.5).expect("a cell");
    let book = book.save_to_buffer().expect("a workbook");
    let keys = "  t:\n    path: a.xlsx\n    format: { decimal: \",\", thousands: \".\" }\n    \
                columns: { x: { type: number, absent: [\"-\"] } }";
    let table = table(&Project::new(&counting(keys), &[]).with_bytes("a.xlsx", &book));
    assert_eq!(values(&table, "x"), ["1234.5", "-", "1234.5"]);
}

#[test]
fn a_sheet_that_is_not_there_lists_those_that_are() {
    let project = Project::new(&of_sheet("Orders", "a.xlsx"), &[]).with_bytes("a.xlsx", &workbook());
    assert_eq!(project.codes(), ["missing-table"]);
    let said = project.check();
    assert!(said.contains("`a.xlsx` has no table `Orders`"), "{said}");
    assert!(said.contains("it has `Notes`, `All orders`"), "{said}");
    let range = Project::new(&of_sheet("All orders!3B", "a.xlsx"), &[]).with_bytes("a.xlsx", &workbook());
    assert_eq!(range.codes()[0], "wrong-type");
}

#[test]
fn spreadsheets_of_other_programs_are_read_as_well() {
    let cell = |kind: &str, text: &str| {
        format!("<table:table-cell office:value-type=\"{kind}\"><text:p>{text}</text:p></table:table-cell>")
    };
    let value = "<table:table-cell office:value-type=\"float\" office:value=\"2.5\"><text:p>2.5</text:p></table:table-cell>";
    let date = "<table:table-cell office:value-type=\"date\" office:date-value=\"2026-01-05\"><text:p>5 Jan</text:p></table:table-cell>";
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>\
         <table:table table:name=\"One\"><table:table-row>{}{}</table:table-row>\
         <table:table-row>{value}{date}</table:table-row></table:table>\
         </office:spreadsheet></office:body></office:document-content>",
        cell("string", "x"),
        cell("string", "day"),
    );
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    let manifest = "<?xml version=\"1.0\"?><manifest:manifest \
                    xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"/>";
    let files = [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", content.as_str()),
    ];
    for (name, text) in files {
        archive.start_file(name, options).expect("a file");
        archive.write_all(text.as_bytes()).expect("its text");
    }
    let bytes = archive.finish().expect("an archive").into_inner();
    let project = Project::new(&counting("  t: { path: a.ods, time: day }"), &[]).with_bytes("a.ods", &bytes);
    let table = table(&project);
    assert_eq!(
        (values(&table, "x"), values(&table, "$day")),
        (vec!["2.5".to_owned()], vec!["2026-01-05".to_owned()])
    );
}

#[test]
fn a_format_is_named_where_the_ending_does_not_say_it() {
    let json = "{\"n\": 1}\n{\"n\": 2}\n";
    let keys = "  t: { path: export.dat, format: { type: jsonl } }";
    let table = table(&Project::new(&counting(keys), &[("export.dat", json)]));
    assert_eq!(values(&table, "n"), ["1", "2"]);
}

fn parquet(batch: &RecordBatch) -> Vec<u8> {
    let mut parquet = ArrowWriter::try_new(Vec::new(), batch.schema(), None).expect("a writer");
    parquet.write(batch).expect("rows");
    parquet.into_inner().expect("a file")
}

#[test]
fn a_key_that_stands_twice_in_a_row_of_json_is_told_where_its_column_is_used() {
    let json = "{\"day\": \"2026-01-01\", \"n\": 1}\n{\"n\": null, \"day\": \"2026-01-02\", \"n\": 5, \"x\": 1, \"x\": 1}\n";
    let said = |column: &str| {
        let yaml =
            counting("  t: { path: a.jsonl }").replace("kind: count", &format!("kind: {{ sum: {column} }}"));
        Project::new(&yaml, &[("a.jsonl", json)]).try_run(Some("2026-01"), None)
    };
    let error = said("n").expect_err("two values of one row").to_string();
    assert!(error.contains("`a.jsonl:2` has two columns `n`"), "{error}");
    let unused = counting("  t: { path: a.jsonl }");
    assert!(Project::new(&unused, &[("a.jsonl", json)]).try_run(Some("2026-01"), None).is_ok());
}

#[test]
fn a_column_that_is_empty_in_one_file_takes_the_type_that_others_tell() {
    let of = |n: ArrayRef| {
        let who: ArrayRef = Arc::new(StringArray::from(vec!["ann", "bob"]));
        parquet(&RecordBatch::try_from_iter([("who", who), ("n", n)]).expect("a batch"))
    };
    let project = Project::new(&counting("  t: { path: \"*.parquet\" }"), &[])
        .with_bytes("1.parquet", &of(Arc::new(NullArray::new(2))))
        .with_bytes("2.parquet", &of(Arc::new(Int64Array::from(vec![3, 4]))));
    assert!(kinds(&project).contains(&("n".to_owned(), "a whole number")));
    assert_eq!(values(&table(&project), "n"), ["-", "-", "3", "4"]);
    let lines = [("1.jsonl", "{\"n\": null}\n"), ("2.jsonl", "{\"n\": 3}\n")];
    let project = Project::new(&counting("  t: { path: \"*.jsonl\" }"), &lines);
    assert_eq!(values(&table(&project), "n"), ["-", "3"]);
}

#[test]
fn a_column_that_cannot_be_read_is_called_what_it_is() {
    let photo: ArrayRef = Arc::new(BinaryArray::from(vec![b"a".as_slice(), b"b"]));
    let tags = ListArray::from_iter_primitive::<Int64Type, _, _>([Some([Some(1)]), Some([Some(2)])]);
    let batch = RecordBatch::try_from_iter([("photo", photo), ("tags", Arc::new(tags) as ArrayRef)]);
    let bytes = parquet(&batch.expect("a batch"));
    let said = |column: &str| {
        let yaml = counting("  t: { path: a.parquet }")
            .replace("kind: count", &format!("kind: {{ distinct: {column} }}"));
        let project = Project::new(&yaml, &[]).with_bytes("a.parquet", &bytes);
        assert_eq!(project.codes(), ["unknown-column"]);
        project.check()
    };
    let photo = said("photo");
    assert!(photo.contains("column `photo` of source `t` holds binary data, which is not read"), "{photo}");
    let tags = said("tags");
    assert!(tags.contains("column `tags` of source `t` holds lists or objects, which is not read"), "{tags}");
}

/// The same numbers as the columns of an Arrow type.
fn singles(kind: &DataType) -> RecordBatch {
    let of = |numbers: [f64; 3]| {
        let numbers: ArrayRef = Arc::new(Float64Array::from(numbers.to_vec()));
        cast(&numbers, kind).expect("numbers")
    };
    let days: ArrayRef = Arc::new(Date32Array::from(vec![20_450; 3]));
    RecordBatch::try_from_iter([
        ("day", days),
        ("rate", of([0.1, 0.1, 0.1])),
        ("code", of([1.1, 1.2, 1.1])),
        ("whole", of([3.0, -16.0, 0.0])),
    ])
    .expect("a batch")
}

#[test]
fn a_number_of_half_or_single_precision_is_the_shortest_decimal_that_is_read_as_it() {
    let yaml = "scorecard: s\ntitle: S\nentity: E\nas_of: 2026-03-31\nsources:\n  t: { path: a.parquet, time: day }\n  \
        names: { path: names.csv, columns: { code: number } }\n  \
        named: { join: t, with: [{ source: names, key: code, match: one }] }\n\
        perspectives: { p: { objectives: { o: { title: O } } } }\nmeasures:\n  \
        sum: { title: Sum, objective: o, source: t, kind: { sum: rate }, segments: [code] }\n  \
        most: { title: Most, objective: o, source: t, kind: { maximum: rate } }\n  \
        same: { title: Same, objective: o, source: t, kind: { count: rate = 0.1 } }\n  \
        least: { title: Least, objective: o, source: t, kind: { count: rate <= 0.1 } }\n  \
        among: { title: Among, objective: o, source: t, kind: { count: code in (1.1) } }\n  \
        met: { title: Met, objective: o, source: named, kind: { count: name = 'one' } }\n  \
        whole: { title: Whole, objective: o, source: t, kind: { sum: whole } }\n";
    let names = "code,name\n1.1,one\n1.2,two\n";
    for kind in [DataType::Float64, DataType::Float32, DataType::Float16] {
        let project =
            Project::new(yaml, &[("names.csv", names)]).with_bytes("a.parquet", &parquet(&singles(&kind)));
        let ran = project.run(Some("2025-12"), None);
        let values = ["sum", "most", "same", "least", "among", "met", "whole"].map(|id| ran.value(id));
        let expected = [0.3, 0.1, 3.0, 3.0, 2.0, 2.0, -13.0].map(Some);
        assert_eq!(values, expected, "{kind}");
        let mut segments: Vec<&str> =
            ran.segments("sum", "code").into_iter().map(|(label, _)| label).collect();
        segments.sort_unstable();
        assert_eq!(segments, ["1.1", "1.2"], "{kind}");
    }
}

#[test]
fn a_number_of_json_is_one_code_however_it_is_written_beside_texts() {
    let lines = "{\"who\": 1, \"n\": 1.0}\n{\"who\": \"1\", \"n\": 2}\n{\"who\": 1.0, \"n\": 1e3}\n\
                 {\"who\": \" 1 \", \"n\": 2.50}\n{\"who\": 1.50, \"n\": 0.0}\n{\"who\": \"1.5\", \"n\": -0.0}\n";
    let table = table(&Project::new(&counting("  t: { path: a.jsonl }"), &[("a.jsonl", lines)]));
    assert_eq!(values(&table, "who"), ["1", "1", "1", "1", "1.5", "1.5"]);
    assert_eq!(values(&table, "n"), ["1.0", "2.0", "1000.0", "2.5", "0.0", "0.0"]);
}
