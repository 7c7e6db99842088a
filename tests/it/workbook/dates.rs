//! Every figure of the workbook stands under the dates it belongs to.

use calamine::{Data, Range};
use mando::render::excel::render;
use mando::report::workings;

use super::office::number;
use super::{at, calc, close, column, row_in, row_of, sheet, unchanged, untouched};
use crate::support::{Project, Ran};

/// Sales of every month from the start of 2024: a thousand times the number of the month since then.
pub(super) fn project(measures: &str) -> Project {
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

pub(super) fn book(ran: &Ran) -> Vec<u8> {
    render(&workings(&ran.scorecard, &ran.results, &crate::support::words())).expect("a workbook")
}

/// The figures of a row in a measure's block of Series, each with the label that stands over it.
pub(super) fn shown(series: &Range<Data>, title: &str, row: &str) -> Vec<(String, f64)> {
    let heading = row_of(series, title, 4);
    let row = row_of(series, row, heading);
    let figures = (4..17).filter_map(|column| {
        Some((at(series, heading, column).to_string(), number(&at(series, row, column))?))
    });
    figures.collect()
}

pub(super) const MIXED: &str = "
  monthly: { title: Monthly, objective: o, kind: { sum: amount }, direction: maximise, target: 30000 }
  quarterly: { title: Quarterly, objective: o, grain: quarter, kind: { sum: amount }, direction: maximise, target: 60000 }
  yearly: { title: Yearly, objective: o, grain: year, kind: { sum: amount }, direction: maximise, target: 200000 }
  so_far: { title: So far, objective: o, judged: to_date, kind: { sum: amount }, direction: maximise, target: 26000 }
";

#[test]
fn a_quarters_figure_stands_under_its_quarter_and_a_years_under_its_year() {
    let book = book(&project(MIXED).run(Some("2026-02"), None));
    untouched(&book);
    let series = sheet(&book, "Series");
    let last = |title: &str| shown(&series, title, "Value").pop().expect("a figure");
    assert_eq!(last("Monthly"), ("February 2026".to_owned(), 26_000.0));
    // October to December 2025 are the months 22 to 24.
    assert_eq!(last("Quarterly"), ("Q4 2025".to_owned(), 69_000.0));
    assert_eq!(last("Yearly"), ("2025".to_owned(), 222_000.0));
    let quarters: Vec<String> =
        shown(&series, "Quarterly", "Value").into_iter().map(|(label, _)| label).collect();
    assert_eq!(quarters.len(), 8, "{quarters:?}");
    assert_eq!(quarters.first().map(String::as_str), Some("Q1 2024"));
    let calc = sheet(&book, "Calc");
    let period = |title: &str| at(&calc, row_of(&calc, title, 5), 6).to_string();
    assert_eq!(
        ["Monthly", "Quarterly", "Yearly", "So far"].map(period),
        ["February 2026", "Q4 2025", "2025", "February 2026"]
    );
    unchanged(&book);
}

#[test]
fn a_year_to_date_is_the_sum_of_its_months_and_is_judged_where_the_definition_says_so() {
    let book = book(&project(MIXED).run(Some("2026-03"), None));
    // January to March are the months 25 to 27; March alone has 27,000.
    close(calc(&book, "So far").value, 27_000.0);
    close(calc(&book, "So far").score, 100.0);
    let calc = sheet(&book, "Calc");
    let row = row_of(&calc, "So far", 5);
    close(number(&at(&calc, row, column::YEAR)), 78_000.0);
    close(number(&at(&calc, row, column::YEAR_PLAN)), 78_000.0);
}

/// One amount of a month is one fact, whatever measures take it.
#[test]
fn each_fact_stands_once() {
    let book = book(&project(MIXED).run(Some("2026-03"), None));
    let facts = sheet(&book, "Facts");
    let march = facts.rows().filter(|row| {
        row[4] == *"month" && number(&row[5]) == Some(46_112.0) && number(&row[8]) == Some(27_000.0)
    });
    assert_eq!(march.count(), 1, "two measures add up the same amounts of the same month");
    let _ = row_in(&facts, 1, "monthly.sum", 5);
}

#[test]
fn a_scorecard_of_longer_measures_alone_has_a_workbook() {
    let measures = "  quarterly: { title: Quarterly, objective: o, grain: quarter, kind: { sum: amount }, direction: maximise, target: 60000 }\n";
    let book = book(&project(measures).run(Some("2026-02"), None));
    untouched(&book);
    let series = sheet(&book, "Series");
    assert_eq!(shown(&series, "Quarterly", "Value").last().map(|(label, _)| label.as_str()), Some("Q4 2025"));
}
