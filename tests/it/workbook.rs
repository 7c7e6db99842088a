//! The workbook: cached results against hand calculation, and against LibreOffice's recalculation.

mod dates;
pub(crate) mod office;
mod sample;

use std::io::Cursor;

use calamine::{Data, Range, Reader, Xlsx};
use mando::measure::Formula;
use mando::measure::formula::{Comparison, Function, Operator};
use mando::model::Missing;
use mando::render::excel::{ExcelError, render};
use mando::report::workings::Workings;

use office::{number, recalculated, with_numbers};
use sample::sample;

pub(crate) fn sheet(bytes: &[u8], name: &str) -> Range<Data> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).expect("a workbook");
    book.worksheet_range(name).expect("the sheet")
}

/// The row whose first column holds a title, perhaps with its window behind it, from a row on.
pub(crate) fn row_of(sheet: &Range<Data>, title: &str, from: u32) -> u32 {
    let (last, _) = sheet.end().expect("cells");
    let is_it = |cell: &str| {
        cell.strip_prefix(title).is_some_and(|rest| rest.is_empty() || rest.starts_with(", rolling"))
    };
    (from..=last)
        .find(|row| sheet.get_value((*row, 0)).is_some_and(|cell| is_it(cell.to_string().trim())))
        .unwrap_or_else(|| panic!("`{title}` on the sheet"))
}

pub(crate) fn at(sheet: &Range<Data>, row: u32, column: u32) -> Data {
    sheet.get_value((row, column)).cloned().unwrap_or_default()
}

/// Calc's value, score, status and weighted figures of a title.
pub(crate) struct Row {
    pub(crate) value: Option<f64>,
    pub(crate) score: Option<f64>,
    pub(crate) status: String,
    pub(crate) effective: Option<f64>,
}

pub(crate) fn calc(bytes: &[u8], title: &str) -> Row {
    let sheet = sheet(bytes, "Calc");
    let row = row_of(&sheet, title, 0);
    Row {
        value: number(&at(&sheet, row, 5)),
        score: number(&at(&sheet, row, 20)),
        status: at(&sheet, row, 21).to_string(),
        effective: number(&at(&sheet, row, 26)),
    }
}

#[track_caller]
pub(crate) fn close(found: Option<f64>, expected: f64) {
    let found = found.expect("a number");
    assert!((found - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{found} is not {expected}");
}

#[track_caller]
fn scores(bytes: &[u8], title: &str, value: Option<f64>, score: Option<f64>, status: &str) {
    let row = calc(bytes, title);
    assert_eq!(row.value.is_some(), value.is_some(), "value of {title}");
    assert_eq!(row.score.is_some(), score.is_some(), "score of {title}");
    if let Some(value) = value {
        close(row.value, value);
    }
    if let Some(score) = score {
        close(row.score, score);
    }
    assert_eq!(row.status, status, "status of {title}");
}

#[test]
fn the_same_workings_give_the_same_bytes() {
    assert_eq!(render(&sample()).expect("a workbook"), render(&sample()).expect("a workbook"));
}

#[test]
fn sheets_stand_in_the_order_of_reading() {
    let book: Xlsx<_> = Xlsx::new(Cursor::new(render(&sample()).expect("a workbook"))).expect("a workbook");
    assert_eq!(book.sheet_names(), ["README", "Inputs", "Calc", "Scorecard", "Trend", "Checks", "Log"]);
}

#[test]
fn cached_scores_equal_those_calculated_by_hand() {
    let book = render(&sample()).expect("a workbook");
    let on = "On target";
    let (watch, off, none) = ("Watch", "Off target", "No data");
    // 100 − 100·(0.70 − 0.695) ÷ 0.10
    scores(&book, "Customer retention", Some(0.695), Some(95.0), watch);
    // 10·10/3·(1 + (40 − 20) ÷ (60 − 20))
    scores(&book, "=Promoters & more", Some(40.0), Some(50.0), off);
    scores(&book, "Satisfaction", Some(0.5), None, none);
    // 94 % is within 1.5 points of 95 %
    scores(&book, "Shipped on time", Some(0.94), Some(100.0 * 0.94 / 0.95), watch);
    // 100·(2 − 4.5 ÷ 5), clipped
    scores(&book, "360", Some(4.5), Some(100.0), on);
    scores(&book, "Returns", None, None, none);
    scores(&book, "First-contact resolution", Some(0.8), None, none);
    scores(&book, "Revenue", Some(120_000.0), Some(120.0), on);
    scores(&book, "Profit", Some(30_000.0), None, "");
    scores(&book, "Margin", Some(0.25), Some(100.0), on);
    // A negative value scores the floor.
    scores(&book, "Profit per customer", Some(-5.0), Some(0.0), off);
    // 100·12 ÷ 15
    scores(&book, "Complaints", Some(15.0), Some(80.0), off);
    // 100·(60 − 50) ÷ (60 − 40)
    scores(&book, "Days of stock", Some(50.0), Some(50.0), off);
    // coalesce(absent, 0) ÷ greatest(400, absent)
    scores(&book, "Freight per order", Some(0.0), None, "");
}

#[test]
fn cached_roll_ups_equal_those_calculated_by_hand() {
    let book = render(&sample()).expect("a workbook");
    // (2·95 + 1·50) ÷ 3 on a coverage of 3/4
    scores(&book, "Keep the customers we win", Some(4.0), Some(80.0), "Watch");
    // 2 of 4 weights, below 60 %
    scores(&book, "Deliver when promised", Some(4.0), None, "No data");
    scores(&book, "Customer", Some(4.0), Some(80.0), "Watch");
    // (120 + 100 + 0) ÷ 3
    scores(&book, "Grow", Some(3.0), Some(220.0 / 3.0), "Off target");
    scores(&book, "Run well", Some(2.0), Some(65.0), "Off target");
    scores(&book, "Financial", Some(2.0), Some((220.0 / 3.0 + 65.0) / 2.0), "Off target");
    scores(
        &book,
        "Customer scorecard",
        Some(3.0),
        Some((2.0 * 80.0 + (220.0 / 3.0 + 65.0) / 2.0) / 3.0),
        "Watch",
    );
    // 2/3 of the whole, 3/4 of the perspective, 2/4 of the objective
    close(calc(&book, "Customer retention").effective, 0.25);
    assert_eq!(master(&book), "All checks pass");
}

pub(crate) fn master(book: &[u8]) -> String {
    at(&sheet(book, "Checks"), 4, 1).to_string()
}

#[test]
fn penalised_children_and_the_worst_child_decide_where_the_policy_says_so() {
    let mut workings = sample();
    workings.rollup.missing = Missing::Penalise;
    workings.rollup.min_coverage = 0.5;
    let book = render(&workings).expect("a workbook");
    scores(&book, "Keep the customers we win", Some(4.0), Some(60.0), "Off target");
    scores(
        &book,
        "Deliver when promised",
        Some(4.0),
        Some((100.0 * 0.94 / 0.95 + 100.0) / 4.0),
        "Off target",
    );
    unchanged(&book);
}

#[test]
fn an_engine_that_differs_fails_its_check_on_every_sheet() {
    let mut workings = sample();
    if let Some(period) = workings.measures[0].periods.last_mut() {
        period.value = period.value.map(|v| v + 1e-6);
    }
    let book = render(&workings).expect("a workbook");
    assert!(master(&book).starts_with("Failed checks: 2 of "), "{}", master(&book));
    for name in ["README", "Inputs", "Calc", "Scorecard", "Trend", "Checks", "Log"] {
        assert_eq!(at(&sheet(&book, name), 2, 0).to_string(), master(&book));
    }
    unchanged(&book);
}

#[test]
fn rows_that_nobody_accounts_for_fail_a_check() {
    let mut workings = sample();
    workings.sources[0].used -= 1;
    assert!(master(&render(&workings).expect("a workbook")).starts_with("Failed checks: 1 of "));
}

#[test]
fn words_from_outside_never_become_formulas() {
    let book = render(&sample()).expect("a workbook");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(book)).expect("a workbook");
    let formulas = book.worksheet_formula("Scorecard").expect("formulas");
    let ours = ["Calc!", "Checks!", "IF("];
    for (_, _, formula) in formulas.used_cells().filter(|(_, _, f)| !f.is_empty()) {
        assert!(ours.iter().any(|start| formula.starts_with(start)), "{formula}");
    }
}

#[test]
fn contradictory_workings_are_refused_with_the_reason() {
    let mut workings = sample();
    workings.measures[0].objective = "nowhere".to_owned();
    assert!(matches!(render(&workings), Err(ExcelError::Objective { .. })));
    let mut workings = sample();
    workings.measures[0].components[0].values.pop();
    assert!(matches!(render(&workings), Err(ExcelError::Periods { .. })));
    let mut workings = sample();
    workings.head.date = "April".to_owned();
    assert!(matches!(render(&workings), Err(ExcelError::Date(_))));
}

#[test]
fn recalculation_changes_no_cell() {
    unchanged(&render(&sample()).expect("a workbook"));
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
                (Some(a), Some(b)) => (a - b).abs() <= 1e-12 * a.abs().max(b.abs()).max(1e-3),
                // A text such as "2010" is cached as a number: the library takes whatever looks like one for it.
                _ => cached.to_string() == live.to_string(),
            };
            assert!(same, "{name} {place:?} `={formula}`: cached {cached:?}, recalculated {live:?}");
            compared += 1;
        }
    }
    assert!(compared > 200, "only {compared} formulas compared");
}

#[test]
fn a_changed_input_flows_to_the_whole() {
    let book = render(&sample()).expect("a workbook");
    let inputs = sheet(&book, "Inputs");
    let heading =
        row_of(&inputs, "Components and targets by each measure's own periods, the judged one last", 0);
    let retained = row_of(&inputs, "Customers kept", heading);
    let block = row_of(&inputs, "Complaints", heading);
    let target = row_of(&inputs, "Target", block);
    let changed = with_numbers(&book, "Inputs", &[((retained, 15), 141.0), ((target, 15), 14.0)]);
    let book = recalculated(&changed);

    scores(&book, "Customer retention", Some(0.705), Some(100.0), "On target");
    let loyalty = (2.0 * 100.0 + 50.0) / 3.0;
    scores(&book, "Keep the customers we win", Some(4.0), Some(loyalty), "Watch");
    let complaints = 100.0 * 14.0 / 15.0;
    scores(&book, "Complaints", Some(15.0), Some(complaints), "Watch");
    let financial = (220.0 / 3.0 + (complaints + 50.0) / 2.0) / 2.0;
    scores(&book, "Financial", Some(2.0), Some(financial), "Off target");
    let whole = (2.0 * loyalty + financial) / 3.0;
    scores(&book, "Customer scorecard", Some(3.0), Some(whole), "Watch");

    let scorecard = sheet(&book, "Scorecard");
    close(number(&at(&scorecard, row_of(&scorecard, "Customer retention", 0), 3)), 0.705);
    close(number(&at(&scorecard, row_of(&scorecard, "Customer scorecard", 5), 8)), whole);
    let trend = sheet(&book, "Trend");
    close(number(&at(&trend, row_of(&trend, "Customer retention", 20), 15)), 0.705);
    assert!(master(&book).starts_with("Failed checks: "), "{}", master(&book));
}

#[test]
fn an_emptied_input_is_absent_and_never_zero() {
    let book = render(&sample()).expect("a workbook");
    let inputs = sheet(&book, "Inputs");
    let heading =
        row_of(&inputs, "Components and targets by each measure's own periods, the judged one last", 0);
    let responses = row_of(&inputs, "Responses", heading);
    let changed = with_numbers(&book, "Inputs", &[((responses, 15), f64::NAN)]);
    let book = recalculated(&changed);
    scores(&book, "=Promoters & more", None, None, "No data");
    scores(&book, "Keep the customers we win", Some(4.0), None, "No data");
}

/// Formulas of every operation and function over present, absent and zero components.
#[test]
fn every_function_of_formulas_recalculates_to_what_the_engine_gives() {
    let name = |n: &str| Formula::name(n);
    let number = |n: f64| Formula::Number(n);
    let call = |f: Function, arguments: Vec<Formula>| Formula::Call(f, arguments);
    let both = |c: Comparison, a: Formula, b: Formula| Formula::Compare(c, Box::new(a), Box::new(b));
    let (a, b, gone, zero) = (name("a"), name("b"), name("gone"), name("zero"));
    let less = both(Comparison::Less, a.clone(), b.clone());
    let unknown = both(Comparison::Less, gone.clone(), b.clone());
    let formulas = vec![
        a.clone().over(b.clone()),
        a.clone().over(zero.clone()),
        number(1.0).over(a.clone().over(zero.clone())),
        a.clone().over(b.clone().minus(b.clone())),
        gone.clone().over(b.clone()),
        Formula::Negate(Box::new(a.clone())),
        less.clone(),
        Formula::Not(Box::new(less.clone())).plus(less.clone()),
        both(Comparison::Equal, less.clone(), number(1.0)),
        Formula::And(Box::new(less.clone()), Box::new(unknown.clone())),
        Formula::And(Box::new(Formula::Not(Box::new(less.clone()))), Box::new(unknown.clone())),
        Formula::Or(Box::new(less.clone()), Box::new(unknown.clone())),
        Formula::Or(Box::new(Formula::Not(Box::new(less.clone()))), Box::new(unknown.clone())),
        Formula::Case(
            vec![(unknown.clone(), number(1.0)), (less.clone(), a.clone())],
            Some(Box::new(b.clone())),
        ),
        Formula::Case(vec![(unknown, number(1.0))], None),
        call(Function::Abs, vec![a.clone().minus(b.clone())]),
        number(2.0).times(call(Function::Ceil, vec![a.clone().over(b.clone())])),
        call(Function::Ceil, vec![Formula::Negate(Box::new(a.clone().over(b.clone())))]),
        call(Function::Floor, vec![Formula::Negate(Box::new(a.clone().over(b.clone())))]),
        call(Function::Round, vec![a.clone().over(b.clone()), number(2.0)]),
        call(Function::Sqrt, vec![a.clone()]),
        call(Function::Sqrt, vec![a.clone().minus(b.clone())]),
        call(Function::Ln, vec![zero.clone()]),
        call(Function::Exp, vec![a.clone().over(b.clone())]),
        call(Function::Power, vec![a.clone(), number(1.5)]),
        call(Function::Least, vec![b.clone(), gone.clone(), a.clone().plus(a.clone())]),
        call(Function::Greatest, vec![gone.clone(), gone.clone()]),
        call(Function::Coalesce, vec![gone.clone().times(number(2.0)), a.clone()]),
        call(Function::Coalesce, vec![gone.clone(), gone.clone()]),
        call(Function::Nullif, vec![zero.clone(), number(0.0)]),
        call(Function::Nullif, vec![a.clone(), number(0.0)]),
        Formula::Arithmetic(Operator::Add, Box::new(name("nobody")), Box::new(a.clone())),
    ];
    let workings = sample::with_formulas(formulas);
    let book = render(&workings).expect("a workbook");
    assert_eq!(master(&book), "All checks pass");
    unchanged(&book);
}

#[test]
fn one_period_and_no_measures_are_still_a_workbook() {
    let mut one = sample();
    let last = |values: &mut Vec<Option<f64>>| drop(values.drain(..12));
    for measure in &mut one.measures {
        measure.components.iter_mut().for_each(|c| last(&mut c.values));
        measure.periods.drain(..12);
        measure.labels.drain(..12);
    }
    one.periods.drain(..12);
    one.period_ids.drain(..12);
    unchanged(&render(&one).expect("a workbook"));

    let empty = Workings { measures: Vec::new(), ..sample() };
    assert!(master(&render(&empty).expect("a workbook")).starts_with("Failed checks: "));
}
