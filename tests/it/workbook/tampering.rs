//! Whatever figure of a book is overwritten, a lamp tells: that of integrity, or that of what was edited.

use std::collections::BTreeMap;

use calamine::{Data, Reader, Xlsx};

use super::live::{Live, Place};
use super::office::{Typed, number, recalculated, with_overwritten};
use super::{at, sheet};
use crate::examples::RUNS;

/// The first row below the head that every sheet has.
const BODY: u32 = 4;
/// Sheets without figures of the report: what was run, what Control selects to look by, and the checks themselves.
const OTHERS: [&str; 4] = ["Cover", "Control", "Checks", "Log"];

/// The figures of each column of each sheet that no formula computes, and which are not empty: all, or the first and the last.
fn given(live: &Live, are_all: bool) -> Vec<(String, Place, f64)> {
    let mut all = Vec::new();
    for name in live.sheets().iter().filter(|name| !OTHERS.contains(&name.as_str())) {
        let (last_row, last_column) = live.end(name);
        for column in 0..=last_column {
            let figures = (BODY..=last_row).filter_map(|row| {
                let figure = live.number(name, (row, column))?;
                (!live.is_formula(name, (row, column))).then_some((name.clone(), (row, column), figure))
            });
            let figures: Vec<_> = figures.collect();
            if are_all {
                all.extend(figures);
                continue;
            }
            all.extend(figures.first().cloned());
            all.extend(figures.last().filter(|_| figures.len() > 1).cloned());
        }
    }
    all
}

/// Rows of Checks that count something.
fn differing(live: &Live) -> Vec<String> {
    let rows = (BODY..=live.end("Checks").0).filter(|row| live.number("Checks", (*row, 2)) != Some(0.0));
    rows.map(|row| [0, 1, 2, 3, 4].map(|column| live.text("Checks", (row, column))).join(" ")).collect()
}

/// No figure of a book can be overwritten without a lamp that tells.
#[track_caller]
pub(super) fn tells_of_every_figure(book: &[u8], are_all: bool) {
    let mut live = Live::new(book);
    live.recalculate();
    assert_eq!(live.lamps(), (0.0, 0.0, 0.0), "{:#?}", differing(&live));
    let all = given(&live, are_all);
    let mut silent = Vec::new();
    for (name, place, was) in &all {
        live.type_into(name, *place, &Typed::Number(was * 1.5 + 1.0));
        live.recalculate();
        if live.lamps() == (0.0, 0.0, 0.0) {
            silent.push(format!("{name} {place:?}: {was}"));
        }
        live.put_back();
    }
    assert!(all.len() > 30, "{} figures", all.len());
    assert_eq!(silent, [""; 0], "of {} figures", all.len());
}

#[test]
fn a_figure_that_is_overwritten_puts_a_lamp_on() {
    tells_of_every_figure(RUNS[0].1.workbook(), false);
}

/// The number of formulas of each sheet: as it was written, and as it is.
fn formulas(book: &[u8]) -> BTreeMap<String, (f64, f64)> {
    let checks = sheet(book, "Checks");
    let (last, _) = checks.end().expect("cells");
    let of = |row: u32| {
        let label = at(&checks, row, 0).to_string();
        let name = label.strip_suffix(": Formula")?.to_owned();
        Some((name, (number(&at(&checks, row, 3))?, number(&at(&checks, row, 4))?)))
    };
    (BODY..=last).filter_map(of).collect()
}

/// LibreOffice counts the formulas; one cell of each column of each sheet is overwritten by what it shows.
#[track_caller]
pub(super) fn counts_every_formula(before: &[u8], sheets: usize) {
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(before.to_vec())).expect("a workbook");
    let counted = formulas(before);
    assert!(counted.len() >= sheets, "{counted:?}");
    let mut overwritten = before.to_vec();
    let mut expected = BTreeMap::new();
    for name in counted.keys() {
        let formulas = book.worksheet_formula(name).expect("formulas");
        let (top, left) = formulas.start().expect("formulas");
        let mut cells: BTreeMap<u32, Place> = BTreeMap::new();
        for (row, column, formula) in formulas.used_cells() {
            let place = (top + row as u32, left + column as u32);
            if !formula.is_empty() && place.0 >= BODY {
                cells.entry(place.1).or_insert(place);
            }
        }
        let shown = sheet(before, name);
        let typed = |place: Place| match at(&shown, place.0, place.1) {
            Data::String(word) => (place, Typed::Word(word)),
            cell => (place, number(&cell).map_or(Typed::Nothing, Typed::Number)),
        };
        let typed: Vec<(Place, Typed)> = cells.into_values().map(typed).collect();
        overwritten = with_overwritten(&overwritten, name, &typed);
        expected.insert(name.clone(), (counted[name].0, counted[name].0 - typed.len() as f64));
    }
    assert_eq!(formulas(&recalculated(&overwritten)), expected);
}

#[test]
fn formulas_that_are_overwritten_are_counted() {
    counts_every_formula(RUNS[0].1.workbook(), 11);
}
