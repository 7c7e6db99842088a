//! R48 and R49: formulas over measures with windows, and how far back a value looks.

use super::{line, orders, shop_with};
use crate::support::{Project, Ran, close, day};
use mando::calendar::DurationUnit;
use mando::evaluate::results::{Absence, Doubt, PartialPeriods, Provisional, ValueWindow};
use mando::report::{strategic, workings};

/// 10, 20, 30 and 40 from January to April.
fn rows() -> String {
    orders(&[
        ("2026-01-05", "a", 10.0),
        ("2026-02-10", "a", 20.0),
        ("2026-03-10", "b", 30.0),
        ("2026-04-10", "b", 40.0),
    ])
}

const KNOWN: &str = "    history_starts: 2026-01-01\n    stale_after: 10 years\n";

fn shop(measures: &str) -> Project {
    shop_with("", KNOWN, measures, &rows())
}

fn rolling(count: u32, unit: DurationUnit) -> Option<ValueWindow> {
    Some(ValueWindow::Rolling { count, unit })
}

#[test]
fn r48_a_formula_takes_of_each_measure_what_is_printed_of_it() {
    let measures = line("rolling", "kind: { sum: amount }, window: 3 months")
        + &line("month", "kind: { sum: amount }")
        + &line("quarter", "kind: { sum: amount }, grain: quarter")
        + &line("twice", "kind: { formula: 2 * rolling }, unit: currency")
        + &line("share", "kind: { formula: month / rolling }")
        + &line("over", "kind: { formula: twice + quarter }")
        + &line("own", "kind: { formula: rolling + month }, window: 2 months");
    let project = shop(&measures);
    let ran = project.run(Some("2026-04"), Some("2026-05-05"));
    // February to April, not April alone.
    assert_eq!(ran.value("twice"), Some(180.0));
    close(ran.value("share"), 40.0 / 90.0);
    // The first quarter is the last one that April shows.
    assert_eq!(ran.value("over"), Some(180.0 + 60.0));
    // A window of the formula replaces those of all its measures: March and April twice.
    assert_eq!(ran.value("own"), Some(140.0));
    // The same in the run of periods, and in the comparison with the one before.
    assert_eq!((ran.at("twice", "2026-03").value, ran.measure("twice").previous), (Some(120.0), Some(120.0)));
    let needs = day("2025-12-01");
    assert_eq!(ran.at("twice", "2026-02").absent, Some(Absence::InsufficientHistory { needs }));
    // To date it takes what its measures are to date: 100 each, and 60 to the end of the quarter.
    let to_date = |id: &str| ran.measure(id).to_date.as_ref().and_then(|t| t.value);
    assert_eq!(
        (to_date("rolling"), to_date("twice"), to_date("over")),
        (Some(100.0), Some(200.0), Some(260.0))
    );
    // Each takes the window of what it is made of.
    let window = |id: &str| ran.current(id).window;
    assert_eq!((window("twice"), window("month")), (rolling(3, DurationUnit::Month), None));
    assert_eq!((window("share"), window("over")), (Some(ValueWindow::Mixed), Some(ValueWindow::Mixed)));
    assert_eq!(window("own"), rolling(2, DurationUnit::Month));
    // In the workbook a formula refers to its measures' cells, unless it takes them over other days.
    let book = workings(&ran.scorecard, &ran.results, &crate::support::words());
    let inputs = |id: &str| {
        book.measures.iter().find(|m| m.id == id).map(|m| match &m.operands {
            mando::report::workings::Operands::Facts(operands) => operands.len(),
            mando::report::workings::Operands::Measures => 0,
        })
    };
    assert_eq!((inputs("twice"), inputs("over"), inputs("own")), (Some(0), Some(2), Some(2)));
    assert_eq!(project.codes(), ["objective-unmeasured", "mixed-windows", "mixed-windows"]);
    assert!(
        project.check().contains("`share` mixes windows: `month` looks at one month, `rolling` at 3 months")
    );
}

#[test]
fn r48_last_years_value_is_that_of_the_same_windows_while_a_period_runs() {
    let rows = orders(&[
        ("2025-03-20", "a", 7.0),
        ("2025-04-05", "a", 10.0),
        ("2025-04-25", "a", 100.0),
        ("2026-03-10", "b", 30.0),
        ("2026-04-03", "b", 40.0),
    ]);
    let measures = line("rolling", "kind: { sum: amount }, window: 2 months")
        + &line("month", "kind: { sum: amount }")
        + &line("both", "kind: { formula: rolling + month }");
    let ran = shop_with("", "", &measures, &rows).run(Some("2026-04"), Some("2026-04-10"));
    let before = |id: &str| ran.measure(id).previous_year;
    // Both are compared with what there was by the same day of last year (R4).
    assert_eq!((before("rolling"), before("month"), before("both")), (Some(17.0), Some(10.0), Some(27.0)));
    let not_over = Some(Doubt::Provisional(Provisional::NotOver));
    assert_eq!((ran.value("both"), ran.current("both").doubt), (Some(70.0 + 40.0), not_over));
}

#[test]
fn r48_a_withheld_measure_withholds_the_formula_and_one_without_a_year_leaves_it_none() {
    let answers = "day,customer,amount\n".to_owned() + &"2026-04-02,a,9\n".repeat(3);
    let measures = line("score", "kind: { nps: amount }")
        + &line("kept", "kind: { retention: { active_within: 1 month } }")
        + &line("orders", "kind: count")
        + &line("either", "kind: { formula: \"coalesce(score, 5)\" }")
        + &line("mixed", "kind: { formula: orders * kept }");
    let ran = shop_with("", "", &measures, &answers).run(Some("2026-04"), Some("2026-04-30"));
    assert!(
        matches!(ran.current("either").absent, Some(Absence::Withheld { .. })),
        "{:?}",
        ran.current("either")
    );
    assert!(ran.measure("orders").to_date.is_some() && ran.measure("mixed").to_date.is_none());
}

#[test]
fn r49_all_looks_back_to_the_first_row_and_needs_no_history() {
    let measures = line("ever", "kind: { sum: amount }, window: all")
        + &line("twice", "kind: { formula: 2 * ever }")
        + &line(
            "repeats",
            "kind: { first_contact_resolution: { ticket: customer, repeat_within: 30 days } }, window: all, min_n: 1",
        );
    let source = "    stale_after: 10 years\n";
    let project = shop_with("", source, &measures, &rows());
    let ran = project.run(Some("2026-04"), Some("2026-05-05"));
    assert_eq!((ran.value("ever"), ran.value("twice")), (Some(100.0), Some(200.0)));
    // January is whole for it, though its first row is of the 5th.
    assert_eq!((ran.at("ever", "2026-01").value, ran.at("ever", "2026-01").doubt), (Some(10.0), None));
    assert_eq!(ran.at("ever", "2025-12").absent, Some(Absence::NoData));
    let since = Some(ValueWindow::Since { first: day("2026-01-05") });
    assert_eq!((ran.current("ever").window, ran.current("twice").window), (since, since));
    assert!(ran.value("repeats").is_some(), "{:?}", ran.current("repeats"));
    assert!(
        words(&ran, "ever").iter().all(|text| text.contains("since 5 January 2026")),
        "{:?}",
        words(&ran, "ever")
    );
    let known = shop(&measures).run(Some("2026-04"), Some("2026-05-05"));
    assert!(words(&known, "ever").iter().all(|text| text.contains("since January 2026")));
}

/// Where a measure's value stands in a report and in a workbook.
fn words(ran: &Ran, id: &str) -> Vec<String> {
    let report = strategic(&ran.scorecard, &ran.results, &crate::support::words());
    let rows = report.perspectives.iter().flat_map(|p| &p.objectives).flat_map(|o| &o.measures);
    let row = rows.filter(|row| row.id == id).map(|row| row.remark.clone());
    let sections = || report.pages.iter().flat_map(|page| &page.measures).filter(|s| s.row.id == id);
    let workings = workings(&ran.scorecard, &ran.results, &crate::support::words());
    let book = workings.measures.iter().filter(|m| m.id == id).map(|m| m.title.clone());
    row.chain(sections().map(|s| s.sentence.clone()))
        .chain(sections().map(|s| s.trend.title.clone()))
        .chain(book)
        .collect()
}

#[test]
fn r49_a_value_says_over_which_days_it_is_wherever_it_stands() {
    let measures = line("month", "kind: { sum: amount }, window: 1 month")
        + &line("rolling", "kind: { sum: amount }, window: 3 months, segments: [customer]")
        + &line("active", "kind: { active_customers: { active_within: 2 months } }")
        + &line("twice", "kind: { formula: 2 * rolling }");
    let ran = shop(&measures).run(Some("2026-04"), Some("2026-05-05"));
    for (id, said) in
        [("rolling", "rolling 3 months"), ("active", "rolling 2 months"), ("twice", "rolling 3 months")]
    {
        assert_eq!(words(&ran, id).len(), 4);
        assert!(words(&ran, id).iter().all(|text| text.contains(said)), "{id}: {:?}", words(&ran, id));
    }
    assert!(words(&ran, "month").iter().all(|text| !text.contains("rolling")), "one period is its own");
    let report = strategic(&ran.scorecard, &ran.results, &crate::support::words());
    let definition = report.definitions.iter().find(|d| d.id == "rolling").expect("a definition");
    assert!(
        definition
            .facts
            .contains(&("Window".to_owned(), "rolling 3 months, up to the period's end".to_owned()))
    );
    assert!(ran.segments("rolling", "customer").iter().all(|(_, row)| row.current.window.is_some()));
}

#[test]
fn r49_a_shared_window_is_passed_over_by_kinds_that_have_their_own() {
    let head = "perspectives: { customer: { objectives: { reach: { defaults: { window: 2 months } } } } }\n";
    let measures = line("orders", "kind: count")
        + &line("alone", "kind: count, window: 1 month")
        + &line("active", "kind: active_customers")
        + &line("balance", "kind: { last: { value: amount, per: customer } }")
        + &line("twice", "kind: { formula: 2 * alone }");
    let ran = shop_with(head, KNOWN, &measures, &rows()).run(Some("2026-04"), Some("2026-05-05"));
    assert_eq!(
        (ran.value("orders"), ran.value("alone"), ran.value("active")),
        (Some(2.0), Some(1.0), Some(1.0))
    );
    assert_eq!((ran.value("twice"), ran.current("balance").window), (Some(2.0), None));
}

#[test]
fn r46_a_rolling_value_and_a_year_to_date_say_on_how_many_months_they_rest() {
    // March holds two rows without an amount, April none.
    let rows = "day,customer,amount\n2026-01-10,a,100\n2026-02-10,b,90\n2026-03-03,c,\n2026-03-30,c,\n2026-05-05,d,10\n2026-05-31,d,\n";
    let keys = "columns: { day: date, amount: number }, history_starts: 2025-01-01, stale_after: 1 year";
    let measures = "  total: { title: Total, objective: o, kind: { sum: amount } }
  rolling: { title: Rolling, objective: o, kind: { sum: amount }, window: 3 months }
  rows: { title: Rows, objective: o, kind: count, window: 2 months }
  double: { title: Double, objective: o, kind: { formula: rolling * 2 } }
  open: { title: Open, objective: o, kind: { last: { value: amount, per: customer } } }
";
    let yaml = format!(
        "scorecard: t\ntitle: T\nentity: E\nas_of: 2026-05-31\ndefaults: {{ source: s, min_n: 1 }}\n\
         sources: {{ s: {{ path: a.csv, time: day, {keys} }} }}\n\
         perspectives: {{ p: {{ objectives: {{ o: {{ title: O }} }} }} }}\nmeasures:\n{measures}"
    );
    let ran = Project::new(&yaml, &[("a.csv", rows)]).results("2026-05");
    let partly = |partly: Option<PartialPeriods>| partly.map(|partly| (partly.with_value, partly.of));
    let to_date = |id: &str| ran.measure(id).to_date.as_ref().and_then(|to_date| partly(to_date.partly));
    assert_eq!(to_date("total"), Some((3, 5)));
    assert_eq!(partly(ran.current("total").partly), None);
    assert_eq!(partly(ran.current("rolling").partly), Some((1, 3)));
    assert_eq!(partly(ran.current("double").partly), Some((1, 3)));
    assert_eq!(partly(ran.at("rolling", "2026-02").partly), Some((2, 3)));
    assert_eq!((partly(ran.current("rows").partly), to_date("rows")), (Some((1, 2)), Some((4, 5))));
    assert_eq!(to_date("open"), None);
    assert_eq!(ran.value("rolling"), Some(10.0));
}
