//! The workbook's live figures against the engine's results, over many periods and policies.

use std::io::Cursor;

use calamine::{Data, Range, Reader, Xlsx};
use mando::data::Silent;
use mando::definition::open_with;
use mando::evaluate::Results;
use mando::model::Scorecard;
use mando::render::excel;
use mando::run::{self, RunOptions};
use serde_json::Value;

use super::{RUNS, measures};
use crate::binary::{self, example, mando};
use crate::support::{Project, Ran, day};
use crate::workbook::{column, differing, lamps, office::number, status, unchanged};

/// Every figure of the workbook that the results hold too is the same, and the workbook's own checks say so.
#[track_caller]
pub(super) fn agrees(name: &str, workbook: &[u8], results: &Value) {
    assert_eq!(lamps(workbook), (0.0, 0.0), "{name}: {:#?}", differing(workbook));
    figures_agree(name, workbook, results);
}

/// The same without those checks, which compare with what the workbook was written for.
#[track_caller]
pub(super) fn figures_agree(name: &str, workbook: &[u8], results: &Value) {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(workbook.to_vec())).expect("a workbook");
    let calc = book.worksheet_range("Calc").expect("the sheet");
    let data = book.worksheet_range("Data").expect("the sheet");
    let parents = find(&calc, 0, "Scorecard, perspectives and objectives", 0);
    for (objective, measure) in measures(results) {
        let id = measure["id"].as_str().expect("an id");
        let periods = measure["periods"].as_array().expect("periods");
        let row = find(&calc, 1, id, 0);
        if text(&calc, row, 2) != objective["id"].as_str().expect("an id") {
            continue; // Shown in another objective too: the workbook holds it once.
        }
        assert!(row < parents, "{name}: {id} stands among the measures");
        let current = periods.last().expect("a period");
        let here = |what: &str| format!("{name}: {what} of {id}");
        equal(&calc, (row, column::VALUE), &current["value"], &here("value"));
        equal(&calc, (row, column::PLAN), &plan(current), &here("target"));
        equal(&calc, (row, column::SCORE), &current["score"], &here("score"));
        equal(&calc, (row, column::EFFECTIVE), &measure["effective_weight"], &here("effective weight"));
        if !current["n"].is_null() {
            equal(&calc, (row, column::SAMPLE), &current["n"], &here("sample"));
        }
        if !measure["to_date"].is_null() {
            equal(&calc, (row, column::YEAR), &measure["to_date"]["value"], &here("year to date"));
        }
        let word = match current["status"].as_str() {
            Some("on_target") => "On target",
            Some("watch") => "Watch",
            Some("off_target") => "Off target",
            _ => "",
        };
        let found = status(&calc, row);
        assert_eq!(if found == "No data" { "" } else { found }, word, "{}", here("status"));

        let first = find(&data, 0, id, 5);
        let shown = (first..).take_while(|row| text(&data, *row, 0) == id).count();
        let skip = periods.len() - shown;
        for (row, period) in (first..).zip(&periods[skip..]) {
            equal(&data, (row, 8), &period["value"], &here(period["period"]["label"].as_str().unwrap_or("")));
        }
    }
    let whole = &results["scorecard"];
    let mut all = vec![("·", whole)];
    for perspective in whole["perspectives"].as_array().expect("perspectives") {
        all.push((perspective["id"].as_str().expect("an id"), perspective));
        let objectives = perspective["objectives"].as_array().expect("objectives");
        all.extend(objectives.iter().map(|o| (o["id"].as_str().expect("an id"), o)));
    }
    for (id, parent) in all {
        let row = find(&calc, 1, id, parents);
        let here = |what: &str| format!("{name}: {what} of {id}");
        equal(&calc, (row, column::SCORE), &parent["score"], &here("score"));
        equal(&calc, (row, column::EFFECTIVE), &parent["effective_weight"], &here("effective weight"));
        if text(&calc, row, column::COVERAGE).is_empty() {
            assert_eq!(parent["coverage"], 0.0, "{}", here("coverage"));
        } else {
            equal(&calc, (row, column::COVERAGE), &parent["coverage"], &here("coverage"));
        }
    }
}

/// What is printed as plan: the target, the goal, or the nearer edge of a band.
fn plan(period: &Value) -> Value {
    let target = &period["target"];
    if let Some(band) = target.get("band") {
        let (low, high) = (band["low"].as_f64(), band["high"].as_f64());
        let (low, high) = (low.expect("an edge"), high.expect("an edge"));
        return period["value"].as_f64().map_or(low, |value| value.clamp(low, high)).into();
    }
    match target.get("goal_red_flag") {
        Some(goal) => goal["goal"].clone(),
        None => target["value"]["value"].clone(),
    }
}

fn text(sheet: &Range<Data>, row: u32, column: u32) -> String {
    sheet.get_value((row, column)).map(ToString::to_string).unwrap_or_default()
}

#[track_caller]
fn find(sheet: &Range<Data>, column: u32, wanted: &str, from: u32) -> u32 {
    let (last, _) = sheet.end().expect("cells");
    let found = (from..=last).find(|row| text(sheet, *row, column) == wanted);
    found.unwrap_or_else(|| panic!("`{wanted}` in column {column}"))
}

#[track_caller]
fn equal(sheet: &Range<Data>, (row, column): (u32, u32), expected: &Value, what: &str) {
    let found = sheet.get_value((row, column)).and_then(number);
    match (found, expected.as_f64()) {
        (None, None) => {}
        (Some(a), Some(b)) if (a - b).abs() <= 1e-9 * a.abs().max(b.abs()) + 1e-12 => {}
        _ => panic!("{what}: the workbook has {found:?}, the results {expected}"),
    }
}

fn workbook(scorecard: &Scorecard, results: &Results) -> (Vec<u8>, Value) {
    let book = excel::render(&mando::report::workings(scorecard, results, &crate::support::words()))
        .expect("a workbook");
    (book, serde_json::to_value(results).expect("results"))
}

/// An example's workbook in a period.
fn in_period(name: &str, period: &str) -> (Vec<u8>, Value) {
    let draft = open_with(&example(name), &|_| None);
    let sheet = &draft.scorecards[0];
    let mut scorecard = run::resolve(&draft, sheet).0.expect("a scorecard in order");
    scorecard.engine.cache = None;
    let wanted = RunOptions { period: Some(period.to_owned()), as_of: None, yesterday: day("2026-01-01") };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let computed = runtime.block_on(run::compute(&scorecard, sheet, &wanted, &Silent)).expect("results");
    workbook(&scorecard, &computed.results)
}

fn of_run(ran: &Ran) -> (Vec<u8>, Value) {
    workbook(&ran.scorecard, &ran.results)
}

#[test]
fn the_examples_workbooks_hold_the_engines_figures() {
    for (name, written) in RUNS.iter().filter(|(name, _)| *name != "telco") {
        agrees(name, written.workbook(), &written.results());
    }
    // Its sheets are named in Spanish otherwise.
    let written = binary::run(mando().arg("run").arg(example("telco")).args(["--locale", "en-GB"]));
    agrees("telco", written.workbook(), &written.results());
}

#[test]
fn so_they_do_in_every_period() {
    // First periods without history, years whose targets begin later, and the open period.
    let periods = [
        ("northwind", &["1996-07", "1996-10", "1997-01", "1997-12", "1998-05"][..]),
        ("gift-wholesaler", &["2010-12", "2011-06", "2011-12"]),
        ("airport", &["2010", "2012", "2014", "2016"]),
    ];
    for (name, periods) in periods {
        for period in periods {
            let (book, results) = in_period(name, period);
            agrees(&format!("{name} in {period}"), &book, &results);
        }
    }
}

const HEAD: &str = "
scorecard: made_up
title: Made-up scorecard
entity: Nobody
as_of: 2025-06-10
";

const REST: &str = "
defaults: { source: orders }
sources:
  orders:
    path: orders.csv
    time: day
    customer: who
    columns: { day: date, paid: number, cost: number, late: integer }
  answers: { path: answers.csv, time: day, columns: { day: date, score: integer } }
perspectives:
  money:
    title: Money
    weight: 3
    objectives:
      sales: { title: Sell more, weight: 2 }
      later: { title: Not begun yet }
      watched: { title: Only looked at }
  people:
    title: People
    objectives:
      heard: { title: Hear them, weight: 0 }
      kept: { title: Keep them }
  shown:
    title: Only shown
    weight: 0
    objectives:
      speed: { title: Be quick, status: { on_target: 95, watch: 50 } }
measures:
  revenue: { title: Revenue, objective: sales, level: strategic, kind: { sum: paid }, direction: maximise, target: 200, cap: 120 }
  profit: { title: Profit, objective: sales, level: tactical, kind: { sum: paid - cost }, direction: maximise, target: 500, weight: 3 }
  margin: { title: Margin, objective: sales, level: tactical, kind: { formula: profit / revenue }, unit: percent, direction: maximise, target: 40%, tolerance: 5 pp, weight: 2 }
  banded: { title: Orders in a band, objective: sales, level: operational, kind: count, scoring: band, target: { band: [2, 3], zero_at: [0, 8] } }
  flagged: { title: Mean payment, objective: sales, level: operational, min_n: 1, kind: { average: paid }, direction: maximise, scoring: goal_red_flag, target: { goal: 100, red_flag: 20 } }
  next_year: { title: Target of next year, objective: later, level: tactical, kind: { sum: cost }, direction: minimise, target: { values: { 2026-01: 9 }, path: step } }
  only_shown: { title: Orders, objective: watched, level: tactical, kind: count, direction: maximise, also_in: [kept] }
  few: { title: Answers in a month, objective: heard, level: strategic, kind: { average: score }, source: answers, unit: points, direction: maximise, target: 4 }
  withheld: { title: Satisfied, objective: kept, level: strategic, source: answers, kind: { csat: { score: score, scale: [1, 5], counting: top_2 } }, target: 80% }
  stayed: { title: Stayed, objective: kept, level: strategic, kind: { retention: { active_within: 2 months } }, min_n: 1, target: { baseline: { 2024-12: 40% }, values: { 2025-12: 70% }, path: linear } }
  unpaid: { title: Late per order, objective: speed, level: operational, min_n: 1, kind: { ratio: { numerator: sum(late), denominator: count(*) } }, direction: minimise, scoring: attainment_inverse, target: 0.5 }
  squared: { title: Mean cost, objective: speed, level: operational, min_n: 1, kind: { average: cost }, direction: minimise, target: { value: 40, baseline: 60 }, scoring: { formula: '100 * power(greatest(0, (baseline - actual) / (baseline - target)), 2)' }, cap: 150 }
  stepped: { title: Orders late, objective: speed, level: operational, min_n: 1, kind: { share: late = 1 }, direction: minimise, target: 40%, scoring: { formula: 'case when actual <= target then 100 when actual < 2 * target then 50 else 100 / (actual - actual) end' } }
  quarterly: { title: Revenue of a quarter, objective: speed, level: strategic, grain: quarter, kind: { sum: paid }, direction: maximise, target: 600, tolerance: 10% of target }
";

pub(super) fn made_up(rollup: &str) -> Project {
    let mut orders = "day,who,paid,cost,late\n".to_owned();
    for month in 1..=6 {
        for (i, who) in ["ann", "bob", "cid", "dee"].iter().enumerate().filter(|(i, _)| (i + month) % 3 > 0) {
            let paid = 40 * (i + 1) + 7 * month;
            orders += &format!(
                "2025-{month:02}-{:02},{who},{paid},{},{}\n",
                i + 2,
                30 + 5 * month,
                (i + month) % 2
            );
        }
    }
    let answers = "day,score\n2025-04-02,4\n2025-05-03,5\n2025-05-04,2\n2025-05-09,4\n";
    Project::new(&format!("{HEAD}{rollup}{REST}"), &[("orders.csv", &orders), ("answers.csv", answers)])
}

#[test]
fn every_way_of_scoring_and_every_policy_is_the_same_in_the_workbook() {
    for missing in ["renormalise", "penalise"] {
        for status in ["score", "worst", "capped"] {
            let rollup =
                format!("rollup: {{ missing: {missing}, min_coverage: 40%, parent_status: {status} }}\n");
            let project = made_up(&rollup);
            for period in ["2025-01", "2025-03", "2025-05", "2025-06"] {
                let (book, results) = of_run(&project.results(period));
                agrees(&format!("{missing}, {status}, {period}"), &book, &results);
            }
        }
    }
    unchanged(&of_run(&made_up("").results("2025-05")).0);
}
