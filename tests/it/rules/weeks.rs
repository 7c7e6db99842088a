//! R56: years of weeks.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use mando::calendar::{Calendar, Grain};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::{level, line, orders, shop_with};
use crate::support::{Project, close, day};

const WEEKLY: &str = "grain: week\n";

fn weekly(head: &str, measures: &str, rows: &str) -> Project {
    shop_with(&format!("{WEEKLY}{head}"), "", measures, rows)
}

/// A row of 1 on every day.
fn daily(first: &str, last: &str) -> String {
    let days = day(first).iter_days().take_while(|d| *d <= day(last));
    "day,customer,amount\n".to_owned() + &days.map(|d| format!("{d},c,1\n")).collect::<String>()
}

#[test]
fn r56_the_year_to_a_week_begins_with_the_first_week_of_its_year() {
    let rows = orders(&[("2021-01-04", "a", 10.0), ("2021-12-28", "a", 10.0), ("2022-01-03", "a", 5.0)]);
    let project = weekly(
        "",
        &line("hours", "kind: { sum: amount }, judged: to_date, direction: maximise, target: 1"),
        &rows,
    );
    let ran = project.run(Some("2021-W52"), Some("2022-01-10"));
    let to_date = ran.measure("hours").to_date.as_ref().expect("a year to date");
    // It ends on 2 January 2022, and is the last of 2021.
    assert_eq!((to_date.value, to_date.period.label.as_str()), (Some(20.0), "2021 to 2021-W52"));
    assert_eq!((to_date.period.first, to_date.period.last), (day("2021-01-04"), day("2022-01-02")));
    // Its plan is that of 52 weeks.
    assert_eq!(to_date.target.map(|target| target.plan(None)), Some(52.0));
}

#[test]
fn r56_a_years_target_holds_in_the_weeks_of_that_year() {
    let flow = line(
        "orders",
        "kind: count, direction: maximise, target: { values: { 2020: 53, 2021: 104, 2022: 156 } }",
    );
    let rate = level("rate", "direction: maximise, target: { values: { 2019: 1, 2020: 2, 2021: 3 } }");
    let way = level("way", "direction: maximise, target: { baseline: 0, values: { 2020: 53, 2021: 105 } }");
    let from = level("from", "direction: maximise, target: { baseline: { 2020: 0 }, values: { 2021: 52 } }");
    let rows = daily("2019-06-01", "2022-01-31");
    let project = weekly("", &(flow + &rate + &way + &from), &rows);
    let plan = |period: &str| {
        let ran = project.run(Some(period), Some("2022-01-31"));
        ["orders", "rate", "way", "from"].map(|id| ran.plan(id).map(|plan| (plan * 1e6).round() / 1e6))
    };
    // 30 December 2019 to 5 January 2020 is the first of 53 weeks of 2020.
    assert_eq!(plan("2020-W01"), [Some(1.0), Some(2.0), Some(1.0), None]);
    // 28 December 2020 to 3 January 2021 is the last of them.
    assert_eq!(plan("2020-W53"), [Some(1.0), Some(2.0), Some(53.0), None]);
    assert_eq!(plan("2021-W01"), [Some(2.0), Some(3.0), Some(54.0), Some(1.0)]);
    // 27 December 2021 to 2 January 2022 is the last of 52.
    assert_eq!(plan("2021-W52"), [Some(2.0), Some(3.0), Some(105.0), Some(52.0)]);
}

#[test]
fn r17_by_weeks_a_line_reaches_a_month_in_the_last_week_that_belongs_to_it() {
    let of = |id: &str, target: &str| level(id, &format!("direction: maximise, target: {target}"));
    let measures = of("line", "{ baseline: { 2025-06: 0 }, values: { 2025-09: 13, 2025-12: 26 } }")
        + &of("year", "{ baseline: { 2024: 0 }, values: { 2025: 52 } }")
        + &of("month", "{ baseline: { 2024-12: 0 }, values: { 2025-12: 52 } }")
        + &of("step", "{ values: { 2025-09: 1, 2025-10: 2 } }");
    let project = weekly("", &measures, &daily("2024-11-01", "2026-01-31"));
    let plan = |period: &str| {
        let ran = project.run(Some(period), Some("2026-01-31"));
        ["line", "year", "month", "step"].map(|id| ran.plan(id))
    };
    // The week of 29 September to 5 October is October's, as that of 30 December to 5 January is the next year's.
    assert_eq!(plan("2025-W01"), [None, Some(1.0), Some(1.0), None]);
    assert_eq!(plan("2025-W39"), [Some(13.0), Some(39.0), Some(39.0), Some(1.0)]);
    assert_eq!(plan("2025-W40"), [Some(14.0), Some(40.0), Some(40.0), Some(2.0)]);
    assert_eq!(plan("2025-W52"), [Some(26.0), Some(52.0), Some(52.0), Some(2.0)]);
}

#[test]
fn r56_the_rest_of_the_year_is_foretold_to_its_last_week() {
    let amounts = daily("2018-01-01", "2020-12-20");
    let amounts = amounts
        .lines()
        .enumerate()
        .map(|(at, row)| if at % 3 == 1 { format!("{row}.5\n") } else { format!("{row}\n") });
    let rows = amounts.collect::<String>();
    let measure =
        line("orders", "kind: { sum: amount }, direction: maximise, target: { values: { 2020: 371 } }");
    let known = "    history_starts: 2017-01-01\n";
    let ran = shop_with(WEEKLY, known, &measure, &rows).run(Some("2020-W51"), Some("2020-12-20"));
    let outlook = ran.measure("orders").outlook.as_ref().expect("two weeks remain");
    let labels: Vec<&str> = outlook.periods.iter().map(|p| p.period.label.as_str()).collect();
    assert_eq!(
        (labels, outlook.to_date, outlook.year.label.as_str()),
        (vec!["2020-W52", "2020-W53"], Some(357.0 + 59.5), "2020")
    );
}

#[test]
fn r56_a_longer_period_asked_for_means_its_last_week() {
    let project = weekly("", &line("orders", "kind: count"), &daily("2024-06-01", "2026-02-28"));
    let label = |period: &str, as_of: &str| {
        project
            .try_run(Some(period), Some(as_of))
            .map(|ran| ran.results.run.period.label.clone())
            .map_err(|e| e.problem().message)
    };
    // 31 December 2025 lies in the first week of 2026.
    assert_eq!(label("2025", "2026-02-28"), Ok("2025-W52".to_owned()));
    let early = label("2026", "2026-02-28").expect_err("the year has begun, its last week has not");
    assert_eq!(early, "`--period 2026` matches nothing: 2026-W53 begins after 2026-02-28");
}

/// Year to date and rolling weeks against a plain fold over rows.
#[test]
fn year_to_date_and_windows_are_what_a_fold_over_rows_gives() {
    let calendars = [
        ("", Calendar::default()),
        (
            "calendar: { week_starts: sunday }\n",
            Calendar { week_starts: chrono::Weekday::Sun, ..Calendar::default() },
        ),
        (
            "calendar: { fiscal_year_starts: april, fiscal_year_named: end }\n",
            Calendar { fiscal_year_starts: "april".parse().expect("a day"), ..Calendar::default() },
        ),
    ];
    let rows = prop::collection::vec((0i64..1400, 1u32..100), 1..60);
    let asked = (rows, 0usize..3, 700i64..1380);
    let mut runner = TestRunner::new(Config { cases: 24, failure_persistence: None, ..Config::default() });
    let start = day("2018-01-01");
    let checked = runner.run(&asked, |(rows, which, end)| {
        let (head, calendar) = &calendars[which];
        let mut by_day: BTreeMap<NaiveDate, f64> = BTreeMap::new();
        for (offset, amount) in &rows {
            *by_day.entry(start + chrono::TimeDelta::days(*offset)).or_default() += f64::from(*amount);
        }
        let text: String = rows
            .iter()
            .map(|(offset, amount)| format!("{},c,{amount}\n", start + chrono::TimeDelta::days(*offset)))
            .collect();
        let measures = line("sum", "kind: { sum: amount }")
            + &line("rolling", "kind: { sum: amount }, window: 5 weeks")
            + &line("ever", "kind: { sum: amount }, window: all")
            + &line("both", "kind: { formula: rolling + ever }");
        let source = "    history_starts: 2017-01-01\n    stale_after: 10 years\n";
        let project =
            shop_with(&format!("{WEEKLY}{head}"), source, &measures, &format!("day,customer,amount\n{text}"));
        let week = calendar.period_of(Grain::Week, start + chrono::TimeDelta::days(end)).expect("a week");
        let ran = project.run(Some(&calendar.label(&week)), Some(&week.last.to_string()));
        let fold = |first: NaiveDate, last: NaiveDate| -> Option<f64> {
            by_day.range(first..=last).map(|(_, amount)| *amount).reduce(|a, b| a + b)
        };
        // The year of the fourth day, from the week whose fourth day is the first one inside it.
        let fourth = week.first + chrono::TimeDelta::days(3);
        let mut first = week.first;
        while calendar.fiscal_year(first - chrono::TimeDelta::days(4)) == calendar.fiscal_year(fourth) {
            first -= chrono::TimeDelta::days(7);
        }
        let to_date = ran.measure("sum").to_date.as_ref().and_then(|t| t.value);
        prop_assert_eq!(to_date, fold(first, week.last));
        let back = week.last - chrono::TimeDelta::days(34);
        prop_assert_eq!(ran.value("rolling"), fold(back, week.last));
        prop_assert_eq!(ran.value("ever"), fold(day("2017-01-01"), week.last));
        let both = ran.value("rolling").zip(ran.value("ever")).map(|(a, b)| a + b);
        prop_assert_eq!(ran.value("both"), both);
        Ok(())
    });
    checked.unwrap_or_else(|error| panic!("{error}"));
}

/// Weeks, quarters and years of expressions are those of reports.
#[test]
fn days_go_back_to_the_first_of_their_period() {
    let rows = "day,n\n2026-02-21,1\n2026-02-22,2\n2026-02-24,3\n2026-02-28,4\n2026-03-01,5\n";
    let firsts = |calendar: &str, step: &str, period: &str| {
        let yaml = format!(
            "scorecard: s\ntitle: S\nentity: E\nas_of: 2026-04-05\n{calendar}defaults: {{ source: rows }}\nsources:\n  rows: {{ path: rows.csv, time: day, history_starts: 2020-01-01, \
             columns: {{ day: date, n: number }}, derive: {{ first: \"date_trunc('{step}', day)\" }} }}\nperspectives: {{ p: {{ objectives: {{ reach: {{}} }} }} }}\nmeasures:\n{}",
            line("m", "kind: { sum: n }, segments: [first]")
        );
        let ran = Project::new(&yaml, &[("rows.csv", rows)]).run(Some(period), None);
        let table = ran.segments("m", "first");
        let has_rows = table.iter().filter(|(_, row)| row.current.value != Some(0.0));
        has_rows.map(|(label, row)| ((*label).to_owned(), row.current.value)).collect::<Vec<_>>()
    };
    let of = |label: &str, value: f64| (label.to_owned(), Some(value));
    let sunday = "grain: week\ncalendar: { week_starts: sunday }\n";
    assert_eq!(firsts(sunday, "week", "2026-W08"), [of("2026-02-22", 9.0)]);
    let monday = "grain: month\n";
    assert_eq!(firsts(monday, "week", "2026-02"), [of("2026-02-16", 3.0), of("2026-02-23", 7.0)]);
    let fiscal = "calendar: { fiscal_year_starts: february, fiscal_year_named: start }\n";
    assert_eq!(firsts(fiscal, "quarter", "2026-03"), [of("2026-02-01", 5.0)]);
    assert_eq!(firsts(fiscal, "year", "2026-03"), [of("2026-02-01", 5.0)]);
    assert_eq!(firsts("", "year", "2026-03"), [of("2026-01-01", 5.0)]);
    assert_eq!(firsts(fiscal, "month", "2026-03"), [of("2026-03-01", 5.0)]);
}

#[test]
fn r20_weeks_have_their_days_of_a_months_plan_where_last_year_is_known_too() {
    // Ten a day, planned and done: 70 a week, whether four weeks or five end in a month.
    let first = day("2024-12-02");
    let days = first.iter_days().take_while(|d| *d <= day("2026-04-05"));
    let rows = "day,customer,amount\n".to_owned() + &days.map(|d| format!("{d},c,10\n")).collect::<String>();
    let target = "target: { values: { 2026-01: 310, 2026-02: 280, 2026-03: 310, 2026-04: 300 } }";
    let project =
        weekly("", &line("sales", &format!("kind: {{ sum: amount }}, direction: maximise, {target}")), &rows);
    for week in ["2026-W03", "2026-W07", "2026-W12", "2026-W14"] {
        close(project.run(Some(week), Some("2026-04-05")).plan("sales"), 70.0);
    }
}
