//! Other versions of a target: printed beside, compared with, never scored.

use calamine::Data;
use mando::render::excel::render;
use mando::report::workings;

use crate::support::{Project, Ran, close, words};
use crate::workbook::office::{Typed, number, recalculated, with_typed};
use crate::workbook::{at, row_of, sheet, unchanged, untouched};

const SALES: &str = "day,amount
2025-11-10,70
2025-12-10,80
2026-01-10,90
2026-02-10,100
2026-03-10,110
";

fn project(target: &str, lines: &str) -> Project {
    let yaml = format!(
        "scorecard: s
title: S
entity: E
as_of: 2026-03-31
targets: targets.csv
sources:
  sales: {{ path: sales.csv, time: day, history_starts: 2025-11-01, columns: {{ day: date, amount: number }} }}
perspectives: {{ p: {{ objectives: {{ o: {{ title: O }} }} }} }}
measures:
  revenue: {{ title: Revenue, objective: o, source: sales, kind: {{ sum: amount }}, direction: maximise, target: {target} }}
"
    );
    Project::new(
        &yaml,
        &[("sales.csv", SALES), ("targets.csv", &format!("measure,period,target,version\n{lines}"))],
    )
}

const BUDGET: &str = "{ value: 100, versions: { budget: { values: { 2026-01: 95, 2026-03: 105 } }, last_guess: { previous_year: +10% } } }";

fn version(ran: &Ran, id: &str) -> Vec<Option<f64>> {
    let found = ran.measure("revenue").versions.iter().find(|version| version.id == id);
    let values = &found.unwrap_or_else(|| panic!("no version {id}")).values;
    values[values.len() - 3..].to_vec()
}

#[test]
fn a_version_stands_beside_the_target_and_moves_no_score() {
    let with = project(BUDGET, "").results("2026-03");
    let without = project("{ value: 100 }", "").results("2026-03");
    assert_eq!(version(&with, "budget"), [Some(95.0), Some(95.0), Some(105.0)]);
    close(with.measure("revenue").versions[0].to_date, 95.0 + 95.0 + 105.0);
    assert_eq!(with.plan("revenue"), Some(100.0));
    assert_eq!(with.score("revenue"), without.score("revenue"));
    assert_eq!(with.measure("revenue").versions[0].title, "Budget");
    assert_eq!(version(&with, "last_guess"), [None, None, None], "there is no year before");
}

#[test]
fn rows_of_a_target_file_with_a_version_are_no_targets() {
    let ran =
        project(BUDGET, "revenue,2026-03,120,budget\nrevenue,2026-02,7,revised\nrevenue,2026-03,130,\n")
            .results("2026-03");
    assert_eq!(ran.plan("revenue"), Some(130.0));
    assert_eq!(version(&ran, "budget"), [Some(95.0), Some(95.0), Some(120.0)]);
    assert_eq!(version(&ran, "revised"), [None, Some(7.0), Some(7.0)]);
}

#[test]
fn what_cannot_be_a_version_is_told_when_it_is_checked() {
    let codes = |target: &str, lines: &str| project(target, lines).codes();
    assert_eq!(codes(BUDGET, ""), [""; 0]);
    let banded = "{ value: 100, versions: { budget: { band: [1, 2], zero_at: 0 } } }";
    assert_eq!(codes(banded, ""), ["wrong-type"]);
    let nested = "{ value: 100, versions: { budget: { value: 1, versions: { old: { value: 2 } } } } }";
    assert_eq!(codes(nested, ""), ["two-forms"]);
    assert_eq!(codes("{ value: 100, versions: { budget: { path: step } } }", ""), ["missing-key"]);
    assert_eq!(
        codes(BUDGET, "revenue,2026-03,1,budget\nrevenue,2026-03,2,budget\n"),
        ["target-file-duplicate"]
    );
    let near = project("{ value: 100, version: { budget: { value: 1 } } }", "").check();
    assert!(near.contains("did you mean `versions`?"), "{near}");
}

#[test]
fn control_offers_every_version_and_the_scorecard_follows() {
    let ran = project(BUDGET, "").results("2026-03");
    let made = workings(&ran.scorecard, &ran.results, &words());
    let book = render(&made).expect("a workbook");
    untouched(&book);
    unchanged(&book);
    let plan = sheet(&book, "Plan");
    let items: Vec<String> = plan.rows().skip(5).map(|row| row[3].to_string()).collect();
    assert!(items.contains(&"Budget: Dated target".to_owned()), "{items:?}");
    let control = sheet(&book, "Control");
    let row = row_of(&control, "Comparison", 4);
    let chosen = with_typed(&book, "Control", &[((row, 1), Typed::Word("Budget".to_owned()))]);
    let chosen = recalculated(&chosen);
    let card = sheet(&chosen, "Scorecard");
    assert_eq!(at(&card, 4, 3), Data::String("Budget".to_owned()));
    let row = row_of(&card, "Revenue", 4);
    assert_eq!(number(&at(&card, row, 3)), Some(105.0));
    assert_eq!(number(&at(&card, row, 4)), Some(5.0));
}
