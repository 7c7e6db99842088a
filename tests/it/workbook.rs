//! The workbook: what it holds, against LibreOffice's and IronCalc's recalculation.

mod dates;
mod edits;
mod finance;
pub(crate) mod live;
mod odd;
pub(crate) mod office;
mod selected;
mod sheets;
mod short;
mod tampering;

use std::io::Cursor;

use calamine::{Data, Range, Reader, Xlsx};

use office::{number, recalculated};

pub(crate) fn sheet(bytes: &[u8], name: &str) -> Range<Data> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).expect("a workbook");
    book.worksheet_range(name).expect("the sheet")
}

/// The row whose cell in a column holds a title, perhaps with its window behind it, from a row on.
pub(crate) fn row_in(sheet: &Range<Data>, column: u32, title: &str, from: u32) -> u32 {
    let (last, _) = sheet.end().expect("cells");
    let is_it = |cell: &str| {
        cell.strip_prefix(title).is_some_and(|rest| rest.is_empty() || rest.starts_with(", rolling"))
    };
    (from..=last)
        .find(|row| sheet.get_value((*row, column)).is_some_and(|cell| is_it(cell.to_string().trim())))
        .unwrap_or_else(|| panic!("`{title}` on the sheet"))
}

/// The row whose first cell holds a title.
pub(crate) fn row_of(sheet: &Range<Data>, title: &str, from: u32) -> u32 {
    row_in(sheet, 0, title, from)
}

pub(crate) fn at(sheet: &Range<Data>, row: u32, column: u32) -> Data {
    sheet.get_value((row, column)).cloned().unwrap_or_default()
}

/// Columns of Calc.
pub(crate) mod column {
    pub(crate) const VALUE: u32 = 7;
    pub(crate) const YEAR: u32 = 8;
    pub(crate) const PLAN: u32 = 10;
    pub(crate) const YEAR_PLAN: u32 = 11;
    pub(crate) const COVERAGE: u32 = 10;
    pub(crate) const SAMPLE: u32 = 19;
    pub(crate) const SCORE: u32 = 20;
    pub(crate) const STATUS: u32 = 21;
    pub(crate) const EFFECTIVE: u32 = 25;
}

/// Calc's value, score and status of a title.
pub(crate) struct Row {
    pub(crate) value: Option<f64>,
    pub(crate) score: Option<f64>,
    pub(crate) status: String,
}

pub(crate) fn calc(bytes: &[u8], title: &str) -> Row {
    let sheet = sheet(bytes, "Calc");
    let row = row_of(&sheet, title, 5);
    Row {
        value: number(&at(&sheet, row, column::VALUE)),
        score: number(&at(&sheet, row, column::SCORE)),
        status: status(&sheet, row).to_owned(),
    }
}

/// The word for a status's number.
pub(crate) fn status(calc: &Range<Data>, row: u32) -> &'static str {
    match number(&at(calc, row, column::STATUS)).map(|code| code as u8) {
        Some(1) => "On target",
        Some(2) => "Watch",
        Some(3) => "Off target",
        Some(4) => "No data",
        _ => "",
    }
}

#[track_caller]
pub(crate) fn close(found: Option<f64>, expected: f64) {
    let found = found.expect("a number");
    assert!((found - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{found} is not {expected}");
}

/// How many figures differ from the engine's, and how many cells were changed.
pub(crate) fn lamps(book: &[u8]) -> (f64, f64) {
    let checks = sheet(book, "Checks");
    let of = |title: &str| number(&at(&checks, row_of(&checks, title, 0), 2)).expect("a count");
    (of("All differences"), of("Edited since the report, cells"))
}

/// What differs, for a message.
pub(crate) fn differing(book: &[u8]) -> Vec<String> {
    let checks = sheet(book, "Checks");
    let (last, _) = checks.end().expect("cells");
    let differs = |row: &u32| number(&at(&checks, *row, 2)).is_some_and(|n| n > 0.0);
    let told = |row: u32| {
        let cells: Vec<String> =
            checks.rows().nth(row as usize).expect("a row").iter().map(ToString::to_string).collect();
        cells.join(" ")
    };
    (5..=last).filter(differs).map(told).collect()
}

#[track_caller]
pub(crate) fn untouched(book: &[u8]) {
    assert_eq!(lamps(book), (0.0, 0.0), "{:#?}", differing(book));
}

/// Every formula cell of every sheet holds after a forced recalculation what it held before.
#[track_caller]
pub(crate) fn unchanged(bytes: &[u8]) {
    let after = recalculated(bytes);
    let mut before: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).expect("a workbook");
    let mut compared = 0;
    for name in before.sheet_names() {
        let formulas = before.worksheet_formula(&name).expect("formulas");
        let (cached, live) = (before.worksheet_range(&name).expect("the sheet"), sheet(&after, &name));
        let (top, left) = formulas.start().unwrap_or_default();
        for (row, column, formula) in formulas.used_cells().filter(|(_, _, f)| !f.is_empty()) {
            let place = (top + row as u32, left + column as u32);
            let (cached, live) = (at(&cached, place.0, place.1), at(&live, place.0, place.1));
            let same = match (number(&cached), number(&live)) {
                // What is left of two numbers that are nearly equal LibreOffice takes for 0.
                (Some(a), Some(b)) => (a - b).abs() <= 1e-12 * a.abs().max(b.abs()).max(0.1),
                // A text such as "2010" is cached as a number: the library takes whatever looks like one for it.
                _ => cached.to_string() == live.to_string(),
            };
            assert!(same, "{name} {place:?} `={formula}`: cached {cached:?}, recalculated {live:?}");
            compared += 1;
        }
    }
    assert!(compared > 200, "only {compared} formulas compared");
}
