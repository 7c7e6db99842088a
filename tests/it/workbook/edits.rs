//! What is typed into a workbook gives what the engine gives of a project changed in the same way; IronCalc recalculates.

use std::collections::BTreeMap;

use calamine::{Data, Range};
use ironcalc::base::Model;
use ironcalc::base::cell::CellValue;
use ironcalc::import::load_from_xlsx_bytes;
use mando::render::excel::render;
use mando::report::workings;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use super::office::{Typed, number, recalculated, with_typed};
use super::{at, lamps, row_in, sheet, untouched};
use crate::examples::RUNS;
use crate::support::Project;

/// A workbook in IronCalc.
struct Live {
    model: Model<'static>,
    sheets: Vec<String>,
}

impl Live {
    fn new(bytes: &[u8]) -> Live {
        let workbook = load_from_xlsx_bytes(bytes, "book", "en", "UTC").expect("a workbook");
        let model = Model::from_workbook(workbook, "en").expect("a model");
        let sheets = model.get_worksheets_properties().into_iter().map(|sheet| sheet.name).collect();
        Live { model, sheets }
    }

    fn position(&self, sheet: &str) -> u32 {
        self.sheets.iter().position(|name| name == sheet).expect("a sheet") as u32
    }

    fn typed(&mut self, sheet: &str, (row, column): (u32, u32), typed: &Typed) {
        let (sheet, row, column) = (self.position(sheet), row as i32 + 1, column as i32 + 1);
        match typed {
            Typed::Number(number) => self.model.update_cell_with_number(sheet, row, column, *number),
            Typed::Word(word) => self.model.update_cell_with_text(sheet, row, column, word),
            Typed::Nothing => {
                let worksheet = self.model.workbook.worksheet_mut(sheet).expect("a sheet");
                worksheet.cell_clear_contents(row, column)
            }
        }
        .expect("a cell");
    }

    fn at(&self, sheet: &str, (row, column): (u32, u32)) -> CellValue {
        let sheet = self.position(sheet);
        self.model.get_cell_value_by_index(sheet, row as i32 + 1, column as i32 + 1).expect("a cell")
    }

    /// Differences and edits.
    fn lamps(&self, checks: &Range<Data>) -> (f64, f64) {
        let of = |title: &str| match self.at("Checks", (super::row_of(checks, title, 0), 2)) {
            CellValue::Number(number) => number,
            other => panic!("{title} is {other:?}"),
        };
        (of("All differences"), of("Edited since the report, cells"))
    }
}

fn same(found: &CellValue, expected: &Data) -> bool {
    match (found, expected) {
        (CellValue::Number(a), b) => {
            number(b).is_some_and(|b| (a - b).abs() <= 1e-9 * a.abs().max(b.abs()) + 1e-12)
        }
        (CellValue::None, b) => b.to_string().is_empty(),
        (CellValue::String(a), b) => *a == b.to_string() || matches!(b, Data::Error(_)),
        (CellValue::Boolean(a), b) => a.to_string().to_uppercase() == b.to_string().to_uppercase(),
    }
}

/// Every cell of some sheets is what a workbook holds.
#[track_caller]
fn holds(live: &Live, bytes: &[u8], sheets: &[&str], what: &str) -> usize {
    let mut compared = 0;
    for name in sheets {
        let written = sheet(bytes, name);
        let (top, left) = written.start().unwrap_or_default();
        for (row, column, cell) in written.used_cells() {
            let place = (top + row as u32, left + column as u32);
            // The outlook is the engine's.
            if *name == "Scorecard" && matches!(place.1, 10 | 18) {
                continue;
            }
            let found = live.at(name, place);
            assert!(same(&found, cell), "{what}: {name} {place:?} is {found:?}, and not {cell:?}");
            compared += 1;
        }
    }
    compared
}

#[test]
fn ironcalc_computes_the_examples_as_they_are_written() {
    for (name, run) in &*RUNS {
        let mut live = Live::new(run.workbook());
        live.model.evaluate();
        let sheets: Vec<&str> =
            live.sheets.iter().map(String::as_str).filter(|sheet| *sheet != "Trend").collect();
        assert!(holds(&live, run.workbook(), &sheets, name) > 1000);
    }
}

/// What a project is made of, and what may be changed of it.
#[derive(Debug, Clone)]
struct World {
    /// Amounts, costs and late orders of fifteen months; four orders a month.
    amounts: Vec<u32>,
    costs: Vec<u32>,
    late: Vec<u32>,
    target: u32,
    baseline: u32,
    goal: u32,
    share: u32,
    band: u32,
    weight: u32,
    watch: u32,
    cap: u32,
}

impl World {
    fn usual() -> World {
        World {
            amounts: (0..15).map(|m| 1000 + 37 * m).collect(),
            costs: (0..15).map(|m| 600 + 11 * m).collect(),
            late: (0..15).map(|m| m % 3).collect(),
            target: 1200,
            baseline: 30,
            goal: 70,
            share: 40,
            band: 4,
            weight: 2,
            watch: 80,
            cap: 100,
        }
    }

    fn project(&self) -> Project {
        let mut rows = "day,amount,cost,late\n".to_owned();
        for month in 0..15 {
            for order in 0..4 {
                let part = |all: u32| if order == 0 { all - 3 * (all / 4) } else { all / 4 };
                rows += &format!(
                    "{}-{:02}-{:02},{},{},{}\n",
                    2025 + month / 12,
                    month % 12 + 1,
                    3 + 7 * order,
                    part(self.amounts[month]),
                    part(self.costs[month]),
                    u32::from((order as u32) < self.late[month])
                );
            }
        }
        let World { target, baseline, goal, share, band, weight, watch, cap, .. } = self;
        let yaml = format!(
            "scorecard: s\ntitle: S\nentity: E\nas_of: 2026-03-31\ndefaults: {{ source: orders }}\nsources:\n  orders: {{ path: orders.csv, \
             time: day, history_starts: 2025-01-01, columns: {{ day: date, amount: number, cost: number, late: integer }} }}\n\
             perspectives: {{ p: {{ objectives: {{ a: {{ title: A }}, b: {{ title: B, weight: 2 }} }} }} }}\nmeasures:\n\
             \x20 revenue: {{ title: Revenue, objective: a, kind: {{ sum: amount }}, direction: maximise, target: {target}, weight: {weight}, cap: {cap} }}\n\
             \x20 yearly: {{ title: Plan of a year, objective: a, kind: {{ sum: amount }}, direction: maximise, target: {{ values: {{ 2025: 12000, 2026: {target}0 }}, path: seasonal, shares: {{ 1: 10%, 2: 10%, 3: 10%, 4: 5%, 5: 5%, 6: 10%, 7: 10%, 8: 10%, 9: 10%, 10: 10%, 11: 5%, 12: 5% }} }}, judged: to_date }}\n\
             \x20 cost: {{ title: Cost, objective: a, kind: {{ sum: cost }}, direction: minimise, target: 650, tolerance: {band} }}\n\
             \x20 margin: {{ title: Margin, objective: b, kind: {{ formula: 1 - cost / revenue }}, unit: percent, direction: maximise, target: {{ baseline: {{ 2024-12: {baseline}% }}, values: {{ 2025-12: 60%, 2026-12: {goal}% }}, path: linear }} }}\n\
             \x20 on_time: {{ title: On time, objective: b, min_n: 1, kind: {{ share: late = 0 }}, direction: maximise, target: {share}%, status: {{ on_target: 100, watch: {watch} }} }}\n\
             \x20 orders: {{ title: Orders, objective: b, kind: count, scoring: band, target: {{ band: [3, {band}], zero_at: [0, 9] }} }}\n"
        );
        Project::new(&yaml, &[("orders.csv", &rows)])
    }

    fn book(&self) -> Vec<u8> {
        let ran = self.project().results("2026-03");
        render(&workings(&ran.scorecard, &ran.results)).expect("a workbook")
    }
}

fn worlds() -> impl Strategy<Value = World> {
    let months = |from: u32, to: u32| proptest::collection::vec(from..to, 15);
    let plan = (500_u32..3000, 10_u32..60, 61_u32..99, 10_u32..99, 3_u32..9);
    let policy = (0_u32..5, 10_u32..100, 100_u32..150);
    (months(40, 4000), months(40, 900), months(0, 5), plan, policy).prop_map(
        |(amounts, costs, late, (target, baseline, goal, share, band), (weight, watch, cap))| World {
            amounts,
            costs,
            late,
            target,
            baseline,
            goal,
            share,
            band,
            weight,
            watch,
            cap,
        },
    )
}

/// What has to be typed into one workbook so that its inputs are those of another: sheet, cell, content.
fn typing(before: &[u8], after: &[u8]) -> Vec<(&'static str, (u32, u32), Typed)> {
    let mut changes = Vec::new();
    // Facts and numbers of the plan by their keys, policies by their places.
    for (name, column) in [("Facts", 8), ("Plan", 7)] {
        let (old, new) = (sheet(before, name), sheet(after, name));
        let keyed = |sheet: &Range<Data>| -> BTreeMap<String, (u32, Data)> {
            let (last, _) = sheet.end().expect("cells");
            (5..=last).map(|row| (at(sheet, row, 0).to_string(), (row, at(sheet, row, column)))).collect()
        };
        let (old, new) = (keyed(&old), keyed(&new));
        assert_eq!(old.keys().collect::<Vec<_>>(), new.keys().collect::<Vec<_>>());
        for (key, (row, is)) in &new {
            if old[key].1 != *is {
                changes.push((name, (old[key].0, column), typed(is)));
            }
        }
    }
    let (old, new) = (sheet(before, "Policy"), sheet(after, "Policy"));
    let (last, _) = old.end().expect("cells");
    for row in 7..=last {
        for column in 4..14 {
            let (was, is) = (at(&old, row, column), at(&new, row, column));
            if was != is {
                changes.push(("Policy", (row, column), typed(&is)));
            }
        }
    }
    changes
}

fn typed(cell: &Data) -> Typed {
    match cell {
        Data::Empty => Typed::Nothing,
        Data::String(word) => Typed::Word(word.clone()),
        other => Typed::Number(number(other).expect("a number")),
    }
}

#[test]
fn what_is_typed_into_the_workbook_is_what_the_engine_gives_of_the_same_change() {
    let random = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(Config::default(), random);
    let before = World::usual().book();
    untouched(&before);
    let mut count = 0;
    for round in 0..12 {
        let world = worlds().new_tree(&mut runner).expect("a world").current();
        let after = world.book();
        untouched(&after);
        let changes = typing(&before, &after);
        count += changes.len();
        let mut live = Live::new(&before);
        for (sheet, place, typed) in &changes {
            live.typed(sheet, *place, typed);
        }
        live.model.evaluate();
        holds(&live, &after, &["Series", "Calc", "Scorecard"], &format!("{world:?}"));
        let (_, edited) = live.lamps(&sheet(&before, "Checks"));
        assert_eq!(edited as usize, changes.len(), "each changed cell is told");
        if round == 0 {
            let mut bytes = before.clone();
            for (sheet, place, typed) in changes {
                bytes = with_typed(&bytes, sheet, &[(place, typed)]);
            }
            let bytes = recalculated(&bytes);
            assert_eq!(lamps(&bytes).1, edited, "LibreOffice tells the same");
        }
    }
    assert!(count > 300, "{count} cells were typed");
}

/// Every period that Control selects gives the roll-up that the engine gives of it.
#[test]
fn a_selected_period_gives_the_scores_that_the_engine_gives_of_it() {
    let world = World::usual();
    let bytes = world.book();
    let control = sheet(&bytes, "Control");
    let place = (row_in(&control, 0, "Period", 5), 1);
    for (period, label) in [("2026-02", "February 2026"), ("2025-12", "December 2025")] {
        let mut live = Live::new(&bytes);
        live.typed("Control", place, &Typed::Word(label.to_owned()));
        live.model.evaluate();
        let ran = world.project().results(period);
        let calc = sheet(&bytes, "Calc");
        let whole = row_in(&calc, 1, "·", 5);
        let found = live.at("Calc", (whole, super::column::SCORE));
        let expected = ran.results.scorecard.parent.score.expect("a score");
        assert!(same(&found, &Data::Float(expected)), "{period}: {found:?} is not {expected}");
        assert_eq!(live.lamps(&sheet(&bytes, "Checks")), (0.0, 0.0), "looking is no change");
    }
}

/// Whatever cell with a figure is overwritten, a lamp goes out.
#[test]
fn a_figure_that_is_tampered_with_is_told() {
    let bytes = World::usual().book();
    let checks = sheet(&bytes, "Checks");
    let mut silent = Vec::new();
    // The first row of figures of each sheet, column by column.
    for (name, row) in [("Facts", 5), ("Plan", 5), ("Targets", 17), ("Reconciliation", 5), ("Data", 17)] {
        let cells = sheet(&bytes, name);
        let (_, last) = cells.end().expect("cells");
        for column in 0..=last {
            let Some(was) = number(&at(&cells, row, column)) else { continue };
            let mut live = Live::new(&bytes);
            live.typed(name, (row, column), &Typed::Number(was * 2.0 + 7.0));
            live.model.evaluate();
            let (differing, edited) = live.lamps(&checks);
            if differing + edited == 0.0 {
                silent.push(format!("{name} {row}:{column} ({was})"));
            }
        }
    }
    assert_eq!(silent, [""; 0]);
}
