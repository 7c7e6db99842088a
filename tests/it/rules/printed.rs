//! R55: what is printed agrees with what is said.

use mando::evaluate::results::{MeasureResult, TargetAt};
use mando::evaluate::score::Status;
use mando::locale::Locale;
use mando::measure::Unit;
use mando::report::view::{MeasureRow, Report, StatusCode};
use mando::report::{operational, strategic, workings};
use proptest::prelude::*;

use super::{level, levels, line, orders, shop, shop_with};
use crate::support::{Project, Ran};

/// Measures of all units, printed in several ways.
const PRINTED: &[(&str, &str)] = &[
    ("rate", "unit: percent"),
    ("money", "unit: currency"),
    ("thousands", "unit: currency, format: { scale: thousand }"),
    ("whole", "unit: number, format: { decimals: 0 }"),
    ("plain", "unit: number"),
    ("points", "unit: points"),
    ("days", "unit: days"),
    ("signed", "unit: hours, format: { decimals: 3, sign: true }"),
];

fn all_units() -> Ran {
    let measures: String = PRINTED
        .iter()
        .map(|(id, keys)| {
            let kind = "kind: { manual: { values: { 2026-03: 1 }, over_time: last } }";
            line(id, &format!("{kind}, {keys}, direction: maximise, target: 1"))
        })
        .collect();
    let rows = orders(&[("2026-01-05", "a", 10.0), ("2026-05-20", "a", 10.0)]);
    let count = line("orders", "kind: count, direction: maximise, target: 1");
    shop(&(count + &measures), &rows).run(Some("2026-03"), Some("2026-06-30"))
}

fn measures(ran: &mut Ran) -> impl Iterator<Item = &mut MeasureResult> {
    let objectives = ran.results.scorecard.perspectives.iter_mut().flat_map(|p| &mut p.objectives);
    objectives.flat_map(|o| &mut o.measures)
}

fn rows(report: &Report) -> Vec<&MeasureRow> {
    let objectives = report.perspectives.iter().flat_map(|p| &p.objectives);
    let page = objectives.flat_map(|o| &o.measures);
    page.chain(report.pages.iter().flat_map(|p| &p.measures).map(|section| &section.row)).collect()
}

/// A printed number: thousands are parted by commas, and the minus is a sign of its own.
fn read(text: &str) -> f64 {
    let plain: String = text.chars().filter(|c| !matches!(c, ',' | '+')).collect();
    plain.replace('−', "-").parse().unwrap_or_else(|_| panic!("`{text}` is no number"))
}

fn decimals(text: &str) -> usize {
    text.split_once('.').map_or(0, |(_, digits)| digits.len())
}

/// A value and a plan near it or far from it, in any order of size.
fn pairs() -> impl Strategy<Value = (f64, f64)> {
    let number = (-9.99_f64..9.99, -4_i32..7).prop_map(|(digits, size)| digits * 10_f64.powi(size));
    let plan = prop_oneof![Just(0.0), number.clone(), (-300_i32..300).prop_map(f64::from)];
    (plan, number, -9_i32..1).prop_map(|(plan, way, near)| match near {
        0 => (way, plan),
        near => (plan + plan.abs().max(1e-3) * way.signum() * 10_f64.powi(near), plan),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn r55_figures_that_are_said_to_differ_differ_in_print(
        drawn in prop::collection::vec((pairs(), 0..3_u8), 9 * 20),
        american in any::<bool>(),
    ) {
        let mut ran = all_units();
        if american {
            ran.scorecard.locale = Locale::EN_US;
        }
        for chunk in drawn.chunks(9) {
            for (measure, ((actual, plan), status)) in measures(&mut ran).zip(chunk) {
                let current = measure.periods.last_mut().expect("a period");
                current.value = Some(*actual);
                current.absent = None;
                current.score = Some(50.0);
                current.status =
                    Some([Status::OnTarget, Status::Watch, Status::OffTarget][usize::from(*status)]);
                current.target =
                    Some(TargetAt::Value { value: *plan, span: None, baseline: None, not_renewed: false });
            }
            let report = strategic(&ran.scorecard, &ran.results, &crate::support::words());
            let books = workings(&ran.scorecard, &ran.results, &crate::support::words());
            for row in rows(&report) {
                let (actual, plan, delta) = (read(&row.actual), read(&row.plan), read(&row.delta));
                let exact = ran.current(&row.id);
                let shown = format!("{row:?} of {:?} against {:?}", exact.value, exact.target);
                if matches!(row.status.code, StatusCode::Watch | StatusCode::OffTarget) {
                    prop_assert_ne!(actual, plan, "{}", shown);
                }
                prop_assert_eq!(actual == plan, delta == 0.0, "{}", shown);
                prop_assert!(delta == 0.0 || (delta > 0.0) == (actual > plan), "{}", shown);
                if !row.delta_relative.is_empty() {
                    let relative = read(row.delta_relative.trim_end_matches('%'));
                    prop_assert_eq!(delta == 0.0, relative == 0.0, "{}", shown);
                }
                let unit = 10_f64.powi(-(decimals(&row.delta) as i32));
                prop_assert!((delta - (actual - plan)).abs() <= 1.01 * unit + 1e-9 * actual.abs(), "{}", shown);
                // The workbook's number format shows them apart too.
                let book = books.measures.iter().find(|m| m.id == row.id).expect("its workings");
                let factor = if book.unit == Unit::Percent { 100.0 } else { 1.0 };
                // Halves go away from zero there, as they do on the page.
                let cell = |value: Option<f64>| {
                    Locale::EN_GB.number(factor * value.expect("a number"), usize::from(book.decimals))
                };
                let last = book.periods.last().cloned().flatten().expect("a period").engine;
                if matches!(row.status.code, StatusCode::Watch | StatusCode::OffTarget) {
                    prop_assert_ne!(cell(last.value), cell(last.target), "{}", shown);
                }
            }
            for exception in &report.exceptions {
                prop_assert!(!exception.sentence.contains("on the plan"), "{}", exception.sentence);
            }
            prop_assert!(!report.head.message.contains("at plan"), "{}", report.head.message);
        }
    }
}

/// The same shop with plain numbers, which have more digits than money.
fn numbers(measures: &str, rows: &str) -> Project {
    shop_with("", "    columns: { day: date, amount: number }\n", measures, rows)
}

fn row(ran: &Ran, id: &str) -> MeasureRow {
    let report = strategic(&ran.scorecard, &ran.results, &crate::support::words());
    rows(&report).into_iter().find(|row| row.id == id).expect("a row").clone()
}

#[test]
fn r55_a_watch_is_not_printed_as_the_plan() {
    let keys = "unit: days, direction: minimise, target: 30 days";
    let ran =
        numbers(&level("m", keys), &levels(&[("2026-03", 30.02)])).run(Some("2026-03"), Some("2026-03-31"));
    let row = row(&ran, "m");
    assert_eq!(row.status.word, "Watch");
    assert_eq!((row.actual.as_str(), row.plan.as_str(), row.delta.as_str()), ("30.02", "30.00", "+0.02"));
    // Attainment of 99.93 is not printed as the 100 it does not reach.
    assert_eq!(row.score, "99.9");
    let report = strategic(&ran.scorecard, &ran.results, &crate::support::words());
    assert!(report.head.message.contains("0.02 days worse than plan"), "{}", report.head.message);
    let sentence = &report.exceptions[0].sentence;
    assert!(sentence.contains("30.02 days in March 2026: 0.02 days worse"), "{sentence}");
    // A format that is written is the least, and a figure at the plan needs no more.
    let keys = "unit: days, direction: minimise, target: 30 days, format: { decimals: 0 }";
    let at = |actual: f64| {
        let project = numbers(&level("m", keys), &levels(&[("2026-03", actual)]));
        self::row(&project.run(Some("2026-03"), Some("2026-03-31")), "m").actual
    };
    assert_eq!([at(30.02), at(30.0), at(40.0)], ["30.02", "30", "40"]);
}

#[test]
fn r55_a_scale_of_up_to_ten_points_has_two_decimals() {
    let answers = "day,customer,amount\n".to_owned() + &"2026-03-01,c,4\n".repeat(30);
    let printed = |keys: &str| {
        let ran = shop(&line("m", keys), &answers).run(Some("2026-03"), Some("2026-03-31"));
        row(&ran, "m").actual
    };
    let mean = "kind: { csat: { score: amount, scale: [1, 5], counting: mean } }, target: 3";
    assert_eq!(printed(mean), "4.00");
    assert_eq!(printed(&format!("{mean}, format: {{ decimals: 1 }}")), "4.0");
    assert_eq!(printed("kind: { nps: { score: amount } }, target: 3"), "−100.0");
}

#[test]
fn r55_segments_are_told_apart_from_their_plans_and_from_the_total() {
    let measure = line(
        "m",
        "kind: { average: amount }, min_n: 1, unit: days, direction: minimise, target: 40 days, segments: [customer]",
    )
    .replace("target: 40 days", "target: { value: 40 days, segments: { customer: { a: 30 days } } }");
    let rows = orders(&[("2026-03-05", "a", 30.02), ("2026-03-06", "b", 30.0)]);
    let ran = numbers(&measure, &rows).run(Some("2026-03"), Some("2026-03-31"));
    let report = operational(&ran.scorecard, &ran.results, &crate::support::words());
    let table = &report.pages[0].measures[0].segments[0];
    let a = table.rows.iter().find(|row| row.label == "a").expect("a row");
    assert_eq!((a.actual.as_str(), a.plan.as_str()), ("30.02", "30.00"));
    assert_eq!(a.status.as_ref().map(|status| status.word.as_str()), Some("Watch"));
}

#[test]
fn r55_to_date_a_figure_that_is_judged_is_not_printed_as_its_plan() {
    let keys = "unit: days, direction: minimise, target: 30 days, judged: to_date";
    let rows = levels(&[("2026-01", 30.04), ("2026-02", 30.0), ("2026-03", 30.0)]);
    let ran = numbers(&level("m", keys), &rows).run(Some("2026-03"), Some("2026-03-31"));
    let row = row(&ran, "m");
    assert_eq!(row.status.word, "Watch");
    assert_eq!(row.to_date, "30.01, plan 30.00");
    assert!(row.remark.contains("judged by the year to date: 30.01, plan 30.00"), "{}", row.remark);
}

#[test]
fn r55_a_plan_of_half_a_case_is_printed_so_that_the_row_adds_up() {
    let days: Vec<(String, &str, f64)> =
        (1..=22).map(|day| (format!("2026-03-{day:02}"), "a", 1.0)).collect();
    let days: Vec<(&str, &str, f64)> =
        days.iter().map(|(day, who, paid)| (day.as_str(), *who, *paid)).collect();
    let count = line("orders", "kind: count, direction: minimise, target: 10.5");
    let ran = shop(&count, &orders(&days)).run(Some("2026-03"), Some("2026-03-31"));
    let found = row(&ran, "orders");
    assert_eq!((found.actual.as_str(), found.plan.as_str(), found.delta.as_str()), ("22", "10.5", "+11.5"));
    let whole = line("orders", "kind: count, direction: minimise, target: 11");
    let found = row(&shop(&whole, &orders(&days)).run(Some("2026-03"), Some("2026-03-31")), "orders");
    assert_eq!((found.actual.as_str(), found.plan.as_str(), found.delta.as_str()), ("22", "11", "+11"));
}
