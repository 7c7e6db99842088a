//! Every figure of the workbook stands under the dates it belongs to.

use calamine::{Data, Range};
use mando::render::excel::render;
use mando::report::workings;

use super::office::number;
use super::{at, calc, close, master, row_of, sheet, unchanged};
use crate::support::{Project, Ran};

/// Sales of every month from the start of 2024: a thousand times the number of the month since then.
fn project(measures: &str) -> Project {
    let mut rows = "day,amount\n".to_owned();
    for month in 0..27 {
        rows += &format!("{}-{:02}-10,{}\n", 2024 + month / 12, month % 12 + 1, 1000 * (month + 1));
    }
    let yaml = format!(
        "scorecard: s\ntitle: S\nentity: E\nas_of: 2026-03-31\ndefaults: {{ source: sales }}\nsources:\n  sales: {{ path: sales.csv, \
         time: day, history_starts: 2024-01-01, columns: {{ day: date, amount: number }} }}\n\
         perspectives: {{ p: {{ objectives: {{ o: {{ title: O }} }} }} }}\nmeasures:\n{measures}"
    );
    Project::new(&yaml, &[("sales.csv", &rows)])
}

fn book(ran: &Ran) -> Vec<u8> {
    render(&workings(&ran.scorecard, &ran.results, &crate::support::words())).expect("a workbook")
}

/// The figures of a row on Trend's first block, each with the label that stands over it.
fn shown(trend: &Range<Data>, title: &str) -> Vec<(String, f64)> {
    let row = row_of(trend, title, row_of(trend, "Actual", 0));
    let heading = (0..row).rev().find(|row| at(trend, *row, 1) == "Measure id").expect("a heading");
    let figures = (3..16).filter_map(|column| {
        let label = at(trend, heading, column).to_string();
        Some((label, number(&at(trend, row, column))?))
    });
    figures.collect()
}

/// The same of a measure's block on Inputs, of its first component.
fn given(inputs: &Range<Data>, title: &str, component: &str) -> Vec<(String, f64)> {
    let first =
        row_of(inputs, "Components and targets by each measure's own periods, the judged one last", 0);
    let heading = row_of(inputs, title, first);
    let row = row_of(inputs, component, heading);
    let figures = (3..17).filter_map(|column| {
        Some((at(inputs, heading, column).to_string(), number(&at(inputs, row, column))?))
    });
    figures.collect()
}

const MIXED: &str = "
  monthly: { title: Monthly, objective: o, kind: { sum: amount }, direction: maximise, target: 30000 }
  quarterly: { title: Quarterly, objective: o, grain: quarter, kind: { sum: amount }, direction: maximise, target: 60000 }
  yearly: { title: Yearly, objective: o, grain: year, kind: { sum: amount }, direction: maximise, target: 200000 }
  so_far: { title: So far, objective: o, judged: to_date, kind: { sum: amount }, direction: maximise, target: 26000 }
";

#[test]
fn a_quarters_figure_stands_under_its_quarter_and_a_years_under_its_year() {
    let ran = project(MIXED).run(Some("2026-02"), None);
    let book = book(&ran);
    assert_eq!(master(&book), "All checks pass");
    let trend = sheet(&book, "Trend");
    let last = |title: &str| shown(&trend, title).pop().expect("a figure");
    assert_eq!(last("Monthly"), ("February 2026".to_owned(), 26_000.0));
    // October to December 2025 are the months 22 to 24.
    assert_eq!(last("Quarterly"), ("Q4 2025".to_owned(), 69_000.0));
    assert_eq!(last("Yearly"), ("2025".to_owned(), 222_000.0));
    let quarters: Vec<String> = shown(&trend, "Quarterly").into_iter().map(|(label, _)| label).collect();
    assert_eq!(quarters.len(), 8, "{quarters:?}");
    assert_eq!(quarters.first().map(String::as_str), Some("Q1 2024"));

    let scorecard = sheet(&book, "Scorecard");
    let period = |title: &str| at(&scorecard, row_of(&scorecard, title, 4), 2).to_string();
    assert_eq!(
        ["Monthly", "Quarterly", "Yearly", "So far"].map(period),
        ["February 2026", "Q4 2025", "2025", "2026 to February 2026"]
    );
    let inputs = sheet(&book, "Inputs");
    let component = |title: &str| given(&inputs, title, "sum of amount").pop().expect("a figure");
    assert_eq!(component("Quarterly"), ("Q4 2025".to_owned(), 69_000.0));
    unchanged(&book);
}

#[test]
fn a_year_to_date_that_is_judged_stands_in_a_column_of_its_own() {
    let ran = project(MIXED).run(Some("2026-03"), None);
    let book = book(&ran);
    // January to March are the months 25 to 27; March alone has 27,000.
    close(calc(&book, "So far").value, 78_000.0);
    close(calc(&book, "So far").score, 100.0);
    let trend = sheet(&book, "Trend");
    assert_eq!(shown(&trend, "So far").last(), Some(&("March 2026".to_owned(), 27_000.0)));
    let inputs = sheet(&book, "Inputs");
    let given = given(&inputs, "So far", "sum of amount");
    let [.., month, to_date] = given.as_slice() else { panic!("two figures at least") };
    assert_eq!(month, &("March 2026".to_owned(), 27_000.0));
    assert_eq!(to_date, &("2026 to March 2026".to_owned(), 78_000.0));
    let first =
        row_of(&inputs, "Components and targets by each measure's own periods, the judged one last", 0);
    let target = row_of(&inputs, "Target", row_of(&inputs, "So far", first));
    let targets = [15, 16].map(|column| number(&at(&inputs, target, column)));
    assert_eq!(targets, [Some(26_000.0), Some(78_000.0)]);
}

#[test]
fn a_scorecard_of_longer_measures_alone_has_a_workbook() {
    let measures = "  quarterly: { title: Quarterly, objective: o, grain: quarter, kind: { sum: amount }, direction: maximise, target: 60000 }\n";
    let ran = project(measures).run(Some("2026-02"), None);
    let book = book(&ran);
    assert_eq!(master(&book), "All checks pass");
    assert_eq!(
        shown(&sheet(&book, "Trend"), "Quarterly").last().map(|(label, _)| label.as_str()),
        Some("Q4 2025")
    );
}
