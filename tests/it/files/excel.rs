//! Excel files as other programs write them: what a cell holds, and what it lacks.

use std::io::Write;

use serde_json::Value;
use zip::write::SimpleFileOptions;

use super::{counting, kinds, table, told, values};
use crate::support::Project;

/// An Excel file of one sheet, whose XML is written by hand.
pub(crate) struct Book {
    pub(crate) is_1904: bool,
    recalculates: bool,
    rows: String,
    /// Numbers of number formats, by style.
    styles: Vec<u32>,
    strings: String,
}

impl Book {
    /// A sheet whose header names one column `B`, above rows of XML from row 2 on.
    pub(crate) fn with_column(name: &str, rows: &str) -> Book {
        Book::wide(&[name], rows)
    }

    /// A sheet whose header stands in row 1 from column `B` on.
    fn wide(names: &[&str], rows: &str) -> Book {
        let cells: String = ('B'..).zip(names).map(|(at, name)| inline(&format!("{at}1"), name)).collect();
        Book {
            is_1904: false,
            recalculates: false,
            rows: format!("<row r=\"1\">{cells}</row>{rows}"),
            // General, percent, day, day with time, time, span.
            styles: vec![0, 9, 14, 22, 21, 46],
            strings: String::new(),
        }
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
        const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let relation = |id: &str, kind: &str, target: &str| {
            format!("<Relationship Id=\"{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
        };
        let relations = |all: &str| format!("<Relationships xmlns=\"{PACKAGE}\">{all}</Relationships>");
        let styles: String = self.styles.iter().map(|id| format!("<xf numFmtId=\"{id}\"/>")).collect();
        let parts = [
            ("_rels/.rels", relations(&relation("r1", "officeDocument", "/xl/workbook.xml"))),
            (
                "xl/_rels/workbook.xml.rels",
                relations(
                    &[
                        relation("r1", "worksheet", "worksheets/sheet1.xml"),
                        relation("r2", "styles", "styles.xml"),
                        relation("r3", "sharedStrings", "sharedStrings.xml"),
                    ]
                    .concat(),
                ),
            ),
            (
                "xl/workbook.xml",
                format!(
                    "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><workbookPr date1904=\"{}\"/>\
                     <sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets>\
                     <calcPr calcId=\"1\" fullCalcOnLoad=\"{}\"/></workbook>",
                    u8::from(self.is_1904),
                    u8::from(self.recalculates),
                ),
            ),
            (
                "xl/styles.xml",
                format!("<styleSheet xmlns=\"{MAIN}\"><cellXfs>{styles}</cellXfs></styleSheet>"),
            ),
            (
                "xl/sharedStrings.xml",
                format!("<sst xmlns=\"{MAIN}\" uniqueCount=\"99999999999\">{}</sst>", self.strings),
            ),
            (
                "xl/worksheets/sheet1.xml",
                format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{}</sheetData></worksheet>", self.rows),
            ),
        ];
        let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, text) in parts {
            archive.start_file(name, SimpleFileOptions::default()).expect("a part");
            archive.write_all(text.as_bytes()).expect("its text");
        }
        archive.finish().expect("an archive").into_inner()
    }

    /// A project whose source `t` is this book, all of whose cells may be unreadable.
    fn project(&self, columns: &str) -> Project {
        let keys =
            format!("  t:\n    path: a.xlsx\n    rejects: {{ at_most: 100% }}\n    columns: {{ {columns} }}");
        Project::new(&counting(&keys), &[]).with_bytes("a.xlsx", &self.bytes())
    }
}

fn inline(address: &str, text: &str) -> String {
    format!("<c r=\"{address}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{text}</t></is></c>")
}

/// A row with a number in column `B`.
pub(crate) fn number(row: u32, value: &Value) -> String {
    format!("<row r=\"{row}\"><c r=\"B{row}\"><v>{value}</v></c></row>")
}

/// Rows from the second on, each with one cell in column `B`: its attributes, and what stands in it.
fn rows(cells: &[(&str, &str)]) -> String {
    let row = |(row, (attributes, inside)): (u32, &(&str, &str))| {
        format!("<row r=\"{row}\"><c r=\"B{row}\" {attributes}>{inside}</c></row>")
    };
    (2..).zip(cells).map(row).collect()
}

#[test]
fn a_formula_without_result_is_unreadable_and_an_empty_text_is_none() {
    let cells = [
        ("", "<f>B3+1</f><v>2</v>"),
        ("", "<f>B3+1</f>"),
        ("", "<f>B3+1</f><v></v>"),
        ("", "<f>B3+1</f><v/>"),
        ("t=\"str\"", "<f>\"\"</f><v></v>"),
        ("", "<f t=\"shared\" ref=\"B7:B8\" si=\"0\">A7</f>"),
        ("", "<f t=\"shared\" si=\"0\"/>"),
        ("t=\"e\"", "<f>1/0</f><v>#DIV/0!</v>"),
        ("t=\"e\"", "<v>#SPILL!</v>"),
        ("", ""),
    ];
    let table = table(&Book::with_column("v", &rows(&cells)).project("v: number"));
    assert_eq!(values(&table, "v")[..2], ["2.0", "-"]);
    let counts = &table.cells[0];
    // A row of which no cell holds anything is no row.
    assert_eq!((table.counts.read, counts.judged, counts.unreadable, counts.empty), (8, 8, 7, 0));
    assert_eq!(told(&table, "v")[0], "a.xlsx:S!B3 `formula without result`");
    let with_key = rows(&cells[4..5]).replace("</row>", "<c r=\"C2\"><v>1</v></c></row>");
    let table = super::table(&Book::wide(&["v", "key"], &with_key).project("v: number"));
    assert_eq!((table.cells[0].empty, table.cells[0].unreadable), (1, 0));
}

#[test]
fn cells_that_an_array_formula_fills_lack_its_result() {
    let cells = "<row r=\"2\"><c r=\"B2\"><f t=\"array\" ref=\"B2:C3\">X</f></c></row>\
                 <row r=\"3\"><c r=\"D3\"><v>1</v></c></row><row r=\"4\"><c r=\"D4\"><v>1</v></c></row>";
    let table = table(&Book::wide(&["a", "b", "c"], cells).project("a: number, b: number, c: number"));
    let unreadable: Vec<u64> = table.cells.iter().map(|cells| cells.unreadable).collect();
    assert_eq!((table.counts.read, unreadable), (3, vec![2, 2, 0]));
}

#[test]
fn memory_follows_the_cells_that_are_there() {
    let far = rows(&[("", "<v>1</v>"), ("", "<v>2</v>")])
        + "<row r=\"1048576\"><c r=\"XFD1048576\"><v>9</v></c></row>";
    let project = Book::with_column("v", &far).project("v: number");
    let names: Vec<String> = kinds(&project).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["v"]);
    let table = table(&project);
    assert_eq!((table.counts.read, values(&table, "v")), (2, vec!["1.0".to_owned(), "2.0".to_owned()]));
}

#[test]
fn addresses_that_no_sheet_has_and_rows_out_of_order_are_refused() {
    let said = |rows: &str| Book::with_column("v", rows).project("v: number").check();
    let far = said("<row r=\"2\"><c r=\"AAAAAAAAAAAAAAA3\"><v>1</v></c></row>");
    assert!(far.contains("it has a cell `AAAAAAAAAAAAAAA3`"), "{far}");
    let below = said("<row r=\"1048577\"><c r=\"B1048577\"><v>1</v></c></row>");
    assert!(below.contains("a row of it has no possible number"), "{below}");
    let back = said("<row r=\"7\"><c r=\"B7\"><v>1</v></c></row><row r=\"3\"><c r=\"B3\"><v>1</v></c></row>");
    assert!(back.contains("row 3 stands after row 7"), "{back}");
}

#[test]
fn a_part_that_is_packed_to_fill_memory_is_refused() {
    let blanks = " ".repeat(200 << 20);
    let said = Book::with_column("v", &format!("{blanks}<row/>")).project("v: number").check();
    assert!(said.contains("far larger than it is packed"), "{said}");
}

#[test]
fn numbers_shown_in_percent_are_fractions_and_no_money() {
    let cells = [
        ("s=\"1\"", "<v>0.725</v>"),
        ("s=\"1\"", "<v>3</v>"),
        ("", "<v>0.5</v>"),
        ("s=\"1\"", "<v>-0.0005</v>"),
    ];
    let read = |columns: &str| table(&Book::with_column("v", &rows(&cells)).project(columns));
    assert_eq!(values(&read("v: number"), "v"), ["0.725", "3.0", "0.5", "-0.0005"]);
    assert_eq!(values(&read("v: integer"), "v"), ["-", "3", "-", "-"]);
    assert_eq!(values(&read("v: money"), "v"), ["-", "-", "0.5", "-"]);
    assert_eq!(told(&read("v: money"), "v")[0], "a.xlsx:S!B2 `72.5%`");
}

#[test]
fn days_and_numbers_of_a_book_from_1904_are_counted_from_there() {
    let cells = [
        ("s=\"2\"", "<v>44634</v>"),
        ("", "<v>44634</v>"),
        ("s=\"3\"", "<v>44634.75</v>"),
        ("", "<v>44634.75</v>"),
        ("t=\"d\"", "<v>2026-03-15</v>"),
        ("s=\"5\"", "<v>44634.5</v>"),
        ("s=\"4\"", "<v>0.5</v>"),
        ("t=\"inlineStr\"", "<is><t>44634</t></is>"),
        ("s=\"2\"", "<v>0</v>"),
    ];
    let book = |is_1904| Book { is_1904, ..Book::with_column("v", &rows(&cells)) };
    let days = values(&table(&book(true).project("v: date")), "v");
    let day = "2026-03-15";
    assert_eq!(days, [day, day, day, day, day, "-", "-", "-", "1904-01-01"]);
    let days = values(&table(&book(false).project("v: date")), "v");
    assert_eq!(days, ["2022-03-14", "2022-03-14", "2022-03-14", "2022-03-14", day, "-", "-", "-", "-"]);
    let numbers = values(&table(&book(true).project("v: number")), "v");
    assert_eq!(numbers[1..2], ["44634.0"]);
    assert_eq!(numbers[5..8], ["3856420800.0", "43200.0", "44634.0"]);
}

#[test]
fn a_day_of_a_workbook_is_no_text_for_patterns() {
    let cells = [("s=\"2\"", "<v>46085</v>"), ("t=\"inlineStr\"", "<is><t>2026-03-04</t></is>")];
    let columns = "v: { type: date, format: \"%Y-%d-%m\" }";
    let days = values(&table(&Book::with_column("v", &rows(&cells)).project(columns)), "v");
    assert_eq!(days, ["2026-03-04", "2026-04-03"]);
    let cells = [("", "<v>20260304</v>"), ("", "<v>46085</v>"), ("t=\"str\"", "<v>20260304</v>")];
    let columns = "v: { type: date, format: \"%Y%m%d\" }";
    let days = values(&table(&Book::with_column("v", &rows(&cells)).project(columns)), "v");
    assert_eq!(days, ["2026-03-04"; 3]);
}

#[test]
fn texts_are_put_together_from_their_pieces() {
    let cells = [
        ("t=\"s\"", "<v>0</v>"),
        ("t=\"s\"", "<v>1</v>"),
        ("t=\"str\"", "<f>x</f><v>a&amp;b&#x21;_x0041_</v>"),
        ("t=\"s\"", "<v>7</v>"),
    ];
    let strings = "<si><r><t>Ann</t></r><r><rPr><b/></rPr><t xml:space=\"preserve\"> Lee</t></r><rPh><t>x</t></rPh></si>\
                   <si><t>a_x000D_b_xD83D__xDE00_</t></si>";
    let book = Book { strings: strings.to_owned(), ..Book::with_column("v", &rows(&cells)) };
    let table = table(&book.project("v: text"));
    assert_eq!(values(&table, "v"), ["Ann Lee", "a\rb😀", "a&b!A", "-"]);
    assert_eq!(table.cells[0].unreadable, 1, "a text that the file does not have");
}

#[test]
fn a_column_of_zeros_in_a_book_to_be_calculated_is_told() {
    let is_told = |recalculates, inside: &str| {
        let cells = [("", "<f>A2</f><v>0</v>"), ("", inside)];
        let book = Book { recalculates, ..Book::with_column("v", &rows(&cells)) };
        book.project("v: number").codes().contains(&"formulas-all-zero".to_owned())
    };
    let zero = "<f>A3</f><v>0</v>";
    assert!(is_told(true, zero));
    assert!(is_told(true, "<v>5</v>"), "what is no formula says nothing of formulas");
    assert!(!is_told(false, zero));
    assert!(!is_told(true, "<f>A3</f><v>5</v>"));
    assert!(!is_told(true, "<f>A3</f>"));
}

#[test]
fn rows_at_the_end_that_are_none_are_left_out_of_workbooks_too() {
    let rows: String = (2..).zip([3, 4, 7]).map(|(row, n)| number(row, &Value::from(n))).collect();
    let read = |footer: usize| {
        let keys = format!("  t:\n    path: a.xlsx\n    format: {{ skip: {{ footer: {footer} }} }}");
        let project =
            Project::new(&counting(&keys), &[]).with_bytes("a.xlsx", &Book::with_column("n", &rows).bytes());
        values(&table(&project), "n")
    };
    assert_eq!(read(0), ["3", "4", "7"]);
    assert_eq!(read(1), ["3", "4"]);
    assert_eq!(read(3), Vec::<String>::new());
    // A word in the last row makes no text of the column.
    let total = format!("{rows}<row r=\"5\">{}</row>", inline("B5", "as of March"));
    let keys = "  t:\n    path: a.xlsx\n    format: { skip: { footer: 1 } }";
    let project =
        Project::new(&counting(keys), &[]).with_bytes("a.xlsx", &Book::with_column("n", &total).bytes());
    assert_eq!(kinds(&project), [("n".to_owned(), "a whole number")]);
}

#[test]
fn numbers_that_are_written_as_a_format_says_are_no_serials() {
    let days = |format: &str, cells: &[u32]| {
        let rows: String = (2..).zip(cells).map(|(row, n)| number(row, &Value::from(*n))).collect();
        let book = Book::with_column("v", &rows);
        values(&table(&book.project(&format!("v: {{ type: date, format: \"{format}\" }}"))), "v")
    };
    assert_eq!(days("%Y%m", &[202_603, 202_612]), ["2026-03-01", "2026-12-01"]);
    assert_eq!(days("%Y", &[2026]), ["2026-01-01"]);
    assert_eq!(days("%y%m%d", &[260_315]), ["2026-03-15"]);
    assert_eq!(days("%G%V", &[202_610]), ["2026-03-02"]);
    assert_eq!(days("%Y%q", &[20_261]), ["2026-01-01"]);
    assert_eq!(days("%Y%j", &[2_026_062]), ["2026-03-03"]);
    // One that two formats read differently is counted as a text is.
    let rows: String =
        (2..).zip([10_032_026, 11_032_026]).map(|(row, n)| number(row, &Value::from(n))).collect();
    let two = Book::with_column("v", &rows).project("v: { type: date, format: [\"%d%m%Y\", \"%m%d%Y\"] }");
    assert_eq!(super::counts(&table(&two), "v").ambiguous, 2);
    // What the format does not say is one.
    assert_eq!(days("%Y%m", &[46_096]), ["2026-03-15"]);
    assert_eq!(days("%d/%m/%Y", &[46_096]), ["2026-03-15"]);
}
