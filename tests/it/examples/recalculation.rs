//! The examples' workbooks through LibreOffice: nothing changes by itself, and a changed input reaches the top.

use calamine::{Data, Range};

use super::{EXAMPLES, RUNS};
use crate::workbook::office::{Typed, number, recalculated, with_typed};
use crate::workbook::{at, calc, close, lamps, row_in, row_of, sheet, unchanged};

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

#[test]
fn recalculation_changes_no_cell_of_the_operator_in_spanish() {
    unchanged_example("telco");
}

/// The row of a fact's value in the last period but the ones of other grains.
fn fact(facts: &Range<Data>, name: &str) -> u32 {
    let first = row_in(facts, 1, name, 5);
    let grain = at(facts, first, 4);
    (first..)
        .take_while(|row| at(facts, *row, 1) == at(facts, first, 1) && at(facts, *row, 4) == grain)
        .last()
        .expect("rows")
}

#[test]
fn a_changed_component_and_a_changed_target_reach_objective_perspective_and_total() {
    let before = RUNS[0].1.workbook();
    let (facts, plan) = (sheet(before, "Facts"), sheet(before, "Plan"));
    let due = number(&at(&facts, fact(&facts, "on_time.due"), 8)).expect("orders due");
    let waiting = row_in(&plan, 2, "Orders waiting for shipment", 5);
    let typed = with_typed(before, "Facts", &[((fact(&facts, "on_time.kept"), 8), Typed::Number(54.0))]);
    let typed = with_typed(&typed, "Plan", &[((waiting, 7), Typed::Number(30.0))]);
    let book = recalculated(&typed);

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
    close(shown("Shipped on time", 2), 54.0 / due);
    close(shown("Ship when promised", 12), promise);
    close(shown("Internal process", 12), process);
    close(shown("Customer scorecard", 12), total);
    let (differing, edited) = lamps(&book);
    assert!(differing > 0.0, "the engine said otherwise");
    assert_eq!(edited, 2.0);
}
