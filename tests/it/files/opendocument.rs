//! Spreadsheets of LibreOffice: what a cell holds, and what it lacks.

use std::io::Write;

use zip::write::SimpleFileOptions;

use super::{counting, table, told, values};
use crate::support::Project;

/// A file of one sheet, whose rows are XML written by hand.
fn book(rows: &str) -> Vec<u8> {
    book_with("", rows)
}

/// The same with what stands before the sheets.
fn book_with(settings: &str, rows: &str) -> Vec<u8> {
    const SPACE: &str = "urn:oasis:names:tc:opendocument:xmlns";
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"{SPACE}:office:1.0\" \
         xmlns:table=\"{SPACE}:table:1.0\" xmlns:text=\"{SPACE}:text:1.0\"><office:body><office:spreadsheet>\
         {settings}<table:table table:name=\"S\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive.start_file("content.xml", SimpleFileOptions::default()).expect("a part");
    archive.write_all(content.as_bytes()).expect("its text");
    archive.finish().expect("an archive").into_inner()
}

fn project(rows: &str, columns: &str) -> Project {
    let keys =
        format!("  t:\n    path: a.ods\n    rejects: {{ at_most: 100% }}\n    columns: {{ {columns} }}");
    Project::new(&counting(&keys), &[]).with_bytes("a.ods", &book(rows))
}

fn cell(attributes: &str, inside: &str) -> String {
    format!("<table:table-cell {attributes}>{inside}</table:table-cell>")
}

fn row(cells: &[String]) -> String {
    format!("<table:table-row>{}</table:table-row>", cells.concat())
}

fn text(text: &str) -> String {
    cell("office:value-type=\"string\"", &format!("<text:p>{text}</text:p>"))
}

#[test]
fn cells_bring_their_types_and_what_is_missing_is_told() {
    let value = |kind: &str, name: &str, value: &str| {
        cell(&format!("office:value-type=\"{kind}\" office:{name}=\"{value}\""), "<text:p>shown</text:p>")
    };
    let formula = |attributes: &str, inside: &str| {
        row(&[text("a"), cell(&format!("table:formula=\"of:=[.A1]\" {attributes}"), inside)])
    };
    let error = "office:value-type=\"string\" office:string-value=\"\" calcext:value-type=\"error\"";
    let rows = row(&[text("k"), text("v")])
        + &row(&[text("a"), value("percentage", "value", "0.725")])
        + &row(&[text("a"), value("float", "value", "2.5")])
        + &row(&[text("a"), value("currency", "value", "-3")])
        + &row(&[text("a"), text("<text:span>4</text:span>.<text:s/>")])
        + &row(&[text("a"), value("date", "date-value", "2026-03-15")])
        + &formula("", "")
        + &formula(error, "<text:p>#DIV/0!</text:p>")
        + &formula("office:value-type=\"string\" office:string-value=\"\"", "")
        + &formula("office:value-type=\"float\" office:value=\"7\"", "<text:p>7</text:p>");
    let number = table(&project(&rows, "v: number"));
    assert_eq!(values(&number, "v"), ["0.725", "2.5", "-3.0", "4.0", "-", "-", "-", "-", "7.0"]);
    let told = told(&number, "v");
    assert_eq!(told[1..], ["a.ods:S!B7 `formula without result`", "a.ods:S!B8 `#DIV/0!`"]);
    let counts = super::counts(&number, "v");
    assert_eq!((counts.unreadable, counts.empty), (3, 1));
    let money = table(&project(&rows, "v: money"));
    assert_eq!(values(&money, "v")[..3], ["-", "2.5", "-3.0"]);
}

#[test]
fn repeated_cells_and_rows_stand_where_they_are_repeated() {
    let one = cell("office:value-type=\"float\" office:value=\"1\" table:number-columns-repeated=\"2\"", "");
    let none = cell("table:number-columns-repeated=\"2\"", "");
    let note = "<office:annotation><text:p>who says so?</text:p></office:annotation><text:p>x</text:p>";
    let rows = row(&[text("a"), text("b"), none, text("c")])
        + &format!("<table:table-row table:number-rows-repeated=\"2\">{one}</table:table-row>")
        + "<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell/></table:table-row>"
        + &row(&[
            cell("table:number-columns-repeated=\"4\"", ""),
            cell("office:value-type=\"string\"", note),
        ]);
    let table = table(&project(&rows, "a: number, b: number, c: text"));
    assert_eq!(values(&table, "b"), ["1.0", "1.0", "-"]);
    assert_eq!(values(&table, "c"), ["-", "-", "x"]);
}

#[test]
fn cells_that_are_repeated_without_end_are_refused() {
    let one =
        cell("office:value-type=\"float\" office:value=\"1\" table:number-columns-repeated=\"16384\"", "");
    let many = |rows: &str| {
        format!("<table:table-row table:number-rows-repeated=\"{rows}\">{one}</table:table-row>")
    };
    let said = |rows: &str| project(&(row(&[text("a")]) + rows), "a: number").check();
    let endless = said(&many("1000000"));
    assert!(endless.contains("it repeats cells more than"), "{endless}");
    let far = said(&many("4000000000").replace("16384", "1"));
    assert!(far.contains("it has a cell outside all sheets"), "{far}");
    let nonsense = said(&many("-1"));
    assert!(nonsense.contains("repeated `-1` times"), "{nonsense}");
}

#[test]
fn cells_that_are_merged_over_several_rows_are_told() {
    let number = |spanned: &str, n: u32| {
        cell(
            &format!("office:value-type=\"float\" office:value=\"{n}\" {spanned}"),
            &format!("<text:p>{n}</text:p>"),
        )
    };
    let header = |spanned: &str| {
        row(&[
            text("k"),
            cell(spanned, "<text:p>v</text:p>").replace("cell ", "cell office:value-type=\"string\" "),
        ])
    };
    let codes = |header: &str, first: &str| {
        let covered = "<table:covered-table-cell/>".to_owned();
        let rows = header.to_owned()
            + &row(&[text("a"), number(first, 1)])
            + &row(&[text("b"), if first.is_empty() { number("", 2) } else { covered }]);
        project(&rows, "v: number").codes()
    };
    let spanned = "table:number-rows-spanned=\"2\"";
    assert!(codes(&header(""), spanned).contains(&"merged-cells".to_owned()));
    assert!(!codes(&header(""), "").contains(&"merged-cells".to_owned()));
    assert!(
        !codes(&header("table:number-columns-spanned=\"2\""), "table:number-columns-spanned=\"2\"")
            .contains(&"merged-cells".to_owned())
    );
}

#[test]
fn numbers_of_days_are_counted_from_the_day_that_the_file_names() {
    let serial = cell("office:value-type=\"float\" office:value=\"44634\"", "<text:p>44634</text:p>");
    let rows = row(&[text("k"), text("v")]) + &row(&[text("a"), serial]);
    let days = |null_date: &str| {
        let settings = format!("<table:calculation-settings>{null_date}</table:calculation-settings>");
        let project = project(&rows, "v: date").with_bytes("a.ods", &book_with(&settings, &rows));
        values(&table(&project), "v")
    };
    assert_eq!(days("<table:null-date table:date-value=\"1904-01-01\"/>"), ["2026-03-15"]);
    assert_eq!(days("<table:null-date table:date-value=\"1899-12-30\"/>"), ["2022-03-14"]);
    assert_eq!(days("<table:iteration table:status=\"enable\"/>"), ["2022-03-14"]);
}
