//! Every kind against a plain fold over its rows, through the whole pipeline.
//!
//! One project has every kind as a measure, by month and by quarter, cut by region. Each figure of each period, of the
//! year to date, of the weeks and of the regions is compared with what an oracle counts over the rows of that stretch.

use std::collections::BTreeMap;

use chrono::{Days, Months, NaiveDate};
use mando::evaluate::results::{MeasureResult, PeriodResult};
use proptest::prop_oneof;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::Value;

use self::rows::{World, file, many, worlds};
use self::view::{Found, View};
use crate::support::{Project, Ran};

mod calls;
mod delivery;
mod general;
mod lifetime;
mod loyalty;
mod quality;
mod recalculation;
mod rows;
mod sentences;
mod service;
mod survey;
mod view;
mod voice;

/// The component of cases that end before they begin (R47).
const REVERSED: &str = "reversed";
/// From here on the source knows everything: a quarter before the first rows.
const HISTORY: NaiveDate = NaiveDate::from_ymd_opt(2023, 9, 1).expect("a day");
/// A fiscal year from December, so that year to date and quarters reach across the turn of the year.
const YEAR: NaiveDate = NaiveDate::from_ymd_opt(2023, 12, 1).expect("a day");
/// Days off besides weekends.
const HOLIDAYS: [&str; 3] = ["2023-12-25", "2024-01-01", "2024-03-29"];
/// Runs of the pipeline.
const WORLDS: u32 = 32;

/// A kind with its keys, and what it should come to.
#[derive(Clone, Copy)]
struct Case {
    id: &'static str,
    kind: &'static str,
    condition: Option<&'static str>,
    is_cut: bool,
    by_quarter: bool,
    over_time: OverTime,
    oracle: fn(&View<'_>) -> Found,
}

/// What longer stretches give.
#[derive(Clone, Copy, PartialEq)]
enum OverTime {
    /// The sum of the periods' values.
    Adds,
    /// The value of the rows together, also by week.
    Pools,
    /// The value of the rows together.
    Recomputed,
    /// The value at the end.
    Last,
    /// Nothing.
    Never,
}

impl Case {
    const fn new(
        id: &'static str,
        kind: &'static str,
        over_time: OverTime,
        oracle: fn(&View<'_>) -> Found,
    ) -> Case {
        Case { id, kind, condition: None, is_cut: true, by_quarter: true, over_time, oracle }
    }

    /// Only rows that sell something.
    const fn of_sales(self) -> Case {
        Case { condition: Some("quantity > 0"), ..self }
    }

    /// Not by quarter, for a look-back shorter than one.
    const fn by_month(self) -> Case {
        Case { by_quarter: false, ..self }
    }

    /// Without segments.
    const fn uncut(self) -> Case {
        Case { is_cut: false, ..self }
    }
}

fn cases() -> impl Iterator<Item = &'static Case> {
    [
        general::CASES,
        loyalty::CASES,
        lifetime::CASES,
        delivery::CASES,
        service::CASES,
        survey::CASES,
        voice::CASES,
        quality::CASES,
        calls::CASES,
    ]
    .into_iter()
    .flatten()
}

fn scorecard(as_of: NaiveDate) -> String {
    let measures: String = cases()
        .flat_map(|case| {
            let condition = case.condition.map(|c| format!(", where: {c}")).unwrap_or_default();
            let segments = if case.is_cut { ", segments: [region]" } else { "" };
            let (id, kind) = (case.id, case.kind);
            let grains = ["", ", grain: quarter"].into_iter().filter(|g| case.by_quarter || g.is_empty());
            grains.map(move |grain| {
                let ending = if grain.is_empty() { "" } else { "_q" };
                format!(
                    "  {id}{ending}: {{ title: {id}{ending}, objective: all, direction: maximise{grain}{condition}{segments}, kind: {kind} }}\n"
                )
            })
        })
        .collect();
    format!(
        "scorecard: kinds
title: Kinds
entity: Somebody
currency: EUR
calendar: {{ fiscal_year_starts: december, fiscal_year_named: end, holidays: [{}] }}
grain: month
as_of: {as_of}
defaults: {{ source: rows, min_n: 1 }}
sources:
  rows:
    path: rows.csv
    time: day
    customer: customer
    history_starts: {HISTORY}
    columns: {{ day: date, amount: money, quantity: integer, weight: integer, score: integer, started: date, promised: date, ended: date }}
perspectives: {{ all_of_it: {{ title: All, objectives: {{ all: {{ title: All }} }} }} }}
measures:
{measures}",
        HOLIDAYS.join(", ")
    )
}

/// Every kind by month, over some hundred made-up rows.
pub(crate) fn by_month() -> Project {
    let world = recalculation::world();
    let is_by_month = |line: &&str| !line.contains("grain: quarter");
    let yaml = scorecard(world.as_of).replace(", segments: [region]", "");
    let yaml: Vec<&str> = yaml.lines().filter(is_by_month).collect();
    Project::new(&yaml.join("\n"), &[("rows.csv", &file(&world.rows))])
}

/// Differences between what was found and what should be.
struct Differences<'w> {
    world: &'w World,
    found: Vec<String>,
}

impl Differences<'_> {
    fn number(&mut self, at: &str, got: Option<f64>, want: Option<f64>) {
        let agree = match (got, want) {
            (Some(got), Some(want)) => (got - want).abs() <= 1e-9 * want.abs().max(1.0),
            (got, want) => got == want,
        };
        if !agree {
            self.found.push(format!("{at}: got {got:?}, want {want:?}"));
        }
    }

    fn period(&mut self, at: &str, got: &PeriodResult, case: &Case, view: &View<'_>) {
        let mut want = (case.oracle)(view);
        if want.needs < HISTORY {
            (want.value, want.n) = (None, None);
            want.parts.values_mut().for_each(|part| *part = None);
        }
        let at = format!("{at} {}", got.period.label);
        self.number(&format!("{at} value"), got.value, want.value);
        self.number(&format!("{at} n"), got.n, want.n);
        if got.value.is_some() == got.absent.is_some() {
            self.found.push(format!("{at}: a value or a reason, got {:?} and {:?}", got.value, got.absent));
        }
        let mut parts: BTreeMap<&str, Option<f64>> =
            got.components.iter().map(|(name, part)| (name.as_str(), *part)).collect();
        // Contracts count those that end before they begin over all time, which is not of a view.
        if !want.parts.contains_key(REVERSED) {
            parts.remove(REVERSED);
        }
        if parts.keys().ne(want.parts.keys()) {
            self.found.push(format!("{at}: got components {:?}, want {:?}", parts.keys(), want.parts.keys()));
        }
        for (name, want) in want.parts {
            self.number(&format!("{at} {name}"), parts.get(name).copied().flatten(), want);
        }
    }

    fn measure(&mut self, id: &str, case: &Case, months: u32, got: &MeasureResult) {
        let world = self.world;
        let view = |period: &PeriodResult| {
            let span = (period.period.first, period.period.last);
            let opening = Some((span.0 - Months::new(months), span.0 - Days::new(1)));
            View { world, span, opening, months, region: None }
        };
        for period in got.periods.iter().filter(|period| period.period.first >= HISTORY) {
            self.period(id, period, case, &view(period));
        }
        let current = got.current().expect("a reported period");
        match (&got.to_date, case.over_time) {
            (Some(to_date), OverTime::Last) => {
                self.number(&format!("{id} to date"), to_date.value, current.value)
            }
            (Some(to_date), OverTime::Adds | OverTime::Pools | OverTime::Recomputed) => {
                let span = (YEAR, current.period.last);
                let year = View { world, span, opening: None, months, region: None };
                self.period(&format!("{id} to date"), to_date, case, &year);
                if case.over_time == OverTime::Adds {
                    let elapsed = got.periods.iter().filter(|period| period.period.first >= YEAR);
                    let sum = elapsed.filter_map(|period| period.value).reduce(|a, b| a + b);
                    self.number(&format!("{id} to date, added up"), to_date.value, sum);
                }
            }
            (None, OverTime::Never) => {}
            (got, _) => self.found.push(format!("{id} to date: got {got:?}")),
        }
        let by_week = matches!(case.over_time, OverTime::Adds | OverTime::Pools);
        if by_week == got.weeks.is_empty() {
            self.found.push(format!("{id}: {} weeks", got.weeks.len()));
        }
        for week in &got.weeks {
            self.period(&format!("{id} week"), week, case, &View { opening: None, ..view(week) });
        }
        if case.is_cut {
            self.regions(id, case, &view(current), got);
        }
    }

    fn regions(&mut self, id: &str, case: &Case, total: &View<'_>, got: &MeasureResult) {
        let [table] = got.segments.as_slice() else {
            self.found.push(format!("{id}: {} segment tables", got.segments.len()));
            return;
        };
        for region in [Some("north"), Some("south"), None] {
            let view = View { region: Some(region), ..*total };
            let row = table.rows.iter().find(|row| row.keys.len() == 1 && row.keys[0].as_deref() == region);
            let name = region.unwrap_or("not stated");
            match row {
                Some(row) => self.period(&format!("{id} in {name}"), &row.current, case, &view),
                None => {
                    let want = (case.oracle)(&view);
                    let matters = want.needs >= HISTORY && want.value.is_some_and(|value| value != 0.0);
                    self.number(&format!("{id} in {name}"), None, want.value.filter(|_| matters));
                }
            }
        }
    }
}

fn differences(world: &World) -> Vec<String> {
    let project = Project::new(&scorecard(world.as_of), &[("rows.csv", &file(&world.rows))]);
    let ran: Ran = project.results("2024-03");
    let mut differences = Differences { world, found: Vec::new() };
    for case in cases() {
        differences.measure(case.id, case, 1, ran.measure(case.id));
        if case.by_quarter {
            let id = format!("{}_q", case.id);
            differences.measure(&id, case, 3, ran.measure(&id));
        }
    }
    differences.found.extend(loyalty::identity(&ran));
    differences.found.extend(loyalty::triangles(&ran, world));
    differences.found
}

#[test]
fn every_kind_is_what_a_fold_over_the_rows_gives() {
    let config =
        Config { cases: WORLDS, max_shrink_iters: 64, failure_persistence: None, ..Config::default() };
    let random = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let outcome = TestRunner::new_with_rng(config, random).run(&worlds(), |world| {
        let found = differences(&world);
        proptest::prop_assert!(found.is_empty(), "{} differences\n{}", found.len(), found.join("\n"));
        Ok(())
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
}

/// The results of rows that stand in files cut at some of them, once read and once from the cache.
fn in_files(world: &World, cuts: &[usize]) -> [Value; 2] {
    let text = file(&world.rows);
    let (header, rows) = text.split_once('\n').expect("a header");
    let rows: Vec<&str> = rows.lines().collect();
    let mut ends: Vec<usize> = cuts.iter().map(|cut| cut % rows.len()).chain([rows.len()]).collect();
    ends.sort_unstable();
    let starts = std::iter::once(0).chain(ends.iter().copied());
    let files: Vec<(String, String)> = starts
        .zip(&ends)
        .enumerate()
        .map(|(i, (start, end))| {
            (format!("rows-{i:02}.csv"), format!("{header}\n{}\n", rows[start..*end].join("\n")))
        })
        .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let yaml = scorecard(world.as_of).replace("path: rows.csv", "path: \"rows-*.csv\"");
    let project = Project::new(&yaml, &files);
    [0, files.len()].map(|kept| {
        let ran = project.results("2024-03");
        assert_eq!((ran.reuse[0].reused, ran.reuse[0].files), (kept, files.len()), "{}", ran.reuse[0]);
        figures(&ran)
    })
}

/// Everything but what the files are called.
fn figures(ran: &Ran) -> Value {
    let sources = serde_json::to_value(&ran.results.run.sources).expect("sources as JSON");
    let scorecard = serde_json::to_value(&ran.results.scorecard).expect("figures as JSON");
    Value::Array(vec![sources, scorecard])
}

#[test]
fn every_kind_is_the_same_for_rows_in_one_file_and_in_several() {
    let config =
        Config { cases: WORLDS / 2, max_shrink_iters: 16, failure_persistence: None, ..Config::default() };
    let random = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let cuts = proptest::collection::vec(proptest::prelude::any::<usize>(), 1..7);
    let worlds = (prop_oneof![worlds(), many()], cuts);
    let outcome = TestRunner::new_with_rng(config, random).run(&worlds, |(world, cuts)| {
        let project = Project::new(&scorecard(world.as_of), &[("rows.csv", &file(&world.rows))]);
        let whole = figures(&project.results("2024-03"));
        let again = project.results("2024-03");
        proptest::prop_assert_eq!(again.reuse[0].reused, 1, "{}", again.reuse[0]);
        proptest::prop_assert!(figures(&again) == whole, "one file, from the cache");
        for (way, found) in ["read", "from the cache"].into_iter().zip(in_files(&world, &cuts)) {
            proptest::prop_assert!(found == whole, "{} files {way}", cuts.len() + 1);
        }
        Ok(())
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
}

#[test]
fn no_kind_is_without_an_oracle() {
    let schema = serde_json::to_value(mando::definition::schema()).expect("a schema is JSON");
    let kinds = schema.pointer("/definitions/Kind/oneOf").and_then(|k| k.as_array()).expect("kinds");
    let words: Vec<&str> = kinds.iter().filter_map(|kind| kind["required"][0].as_str()).collect();
    assert!(!words.is_empty());
    for word in words {
        assert!(cases().any(|case| first_word(case.kind) == word), "no case of {word}");
    }
}

fn first_word(kind: &str) -> &str {
    let start = kind.trim_start_matches(['{', ' ']);
    start.split([':', ' ', '}']).next().unwrap_or(start)
}
