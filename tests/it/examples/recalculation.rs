//! The examples' workbooks through LibreOffice: nothing changes by itself, and a changed input reaches the top.

use calamine::{Data, Range};

use super::{EXAMPLES, RUNS};
use crate::workbook::office::{number, recalculated, with_numbers};
use crate::workbook::{at, calc, close, master, row_of, sheet, unchanged};

fn unchanged_example(name: &str) {
    let index = EXAMPLES.iter().position(|n| *n == name).expect("an example");
    unchanged(RUNS[index].1.workbook());
}

#[test]
fn recalculation_changes_no_cell_of_northwind() {
    unchanged_example("northwind");
}

#[test]
fn recalculation_changes_no_cell_of_the_gift_wholesaler() {
    unchanged_example("gift-wholesaler");
}

#[test]
fn recalculation_changes_no_cell_of_the_airport() {
    unchanged_example("airport");
}

/// The column of the reported period: the last of thirteen.
const REPORTED: u32 = 15;

/// The row of a series in a measure's block on Inputs.
fn series(inputs: &Range<Data>, measure: &str, name: &str) -> u32 {
    let heading =
        row_of(inputs, "Components and targets by each measure's own periods, the judged one last", 0);
    row_of(inputs, name, row_of(inputs, measure, heading))
}

#[test]
fn a_changed_component_and_a_changed_target_reach_objective_perspective_and_total() {
    let before = RUNS[0].1.workbook();
    let inputs = sheet(before, "Inputs");
    let kept = series(&inputs, "Shipped on time", "kept on time");
    let due = number(&at(&inputs, series(&inputs, "Shipped on time", "promises due"), REPORTED))
        .expect("orders due");
    let waiting = series(&inputs, "Orders waiting for shipment", "Target");
    let changed = with_numbers(before, "Inputs", &[((kept, REPORTED), 54.0), ((waiting, REPORTED), 30.0)]);
    let book = recalculated(&changed);

    // 54 of 72 orders, against 95 % with a tolerance of 2 points.
    let on_time = calc(&book, "Shipped on time");
    close(on_time.value, 54.0 / due);
    close(on_time.score, 100.0 * 54.0 / due / 0.95);
    assert_eq!(
        (calc(before, "Shipped on time").status.as_str(), on_time.status.as_str()),
        ("Watch", "Off target")
    );
    // 23 orders wait: above 20, no longer above 30.
    let waiting = calc(&book, "Orders waiting for shipment");
    close(waiting.value, 23.0);
    close(waiting.score, 100.0);
    assert_eq!(
        (calc(before, "Orders waiting for shipment").status.as_str(), waiting.status.as_str()),
        ("Watch", "On target")
    );

    let untouched = |title: &str| calc(before, title).score.expect("a score");
    let promise =
        (100.0 * 54.0 / due / 0.95 + untouched("Days from order to shipment, median") + 100.0) / 3.0;
    close(calc(&book, "Ship when promised").score, promise);
    let process = (2.0 * promise + untouched("Ship at low cost")) / 3.0;
    close(calc(&book, "Internal process").score, process);
    let total = (untouched("Financial") + 2.0 * untouched("Customer") + 2.0 * process) / 5.0;
    close(calc(&book, "Customer scorecard").score, total);

    let scorecard = sheet(&book, "Scorecard");
    let shown = |title: &str, column: u32| number(&at(&scorecard, row_of(&scorecard, title, 4), column));
    close(shown("Shipped on time", 3), 54.0 / due);
    close(shown("Ship when promised", 8), promise);
    close(shown("Internal process", 8), process);
    close(shown("Customer scorecard", 8), total);
    assert!(master(&book).starts_with("Failed checks: "), "the engine said otherwise: {}", master(&book));
}
