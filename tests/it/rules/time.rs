//! R1 to R10: periods, as-of, history.

use super::{level, levels, line, orders, shop, shop_with};
use crate::support::{Project, close, day};
use mando::evaluate::results::{Absence, Doubt, Provisional};

const DELIVERIES: &str = "ordered,promised,delivered\n\
    2026-03-20,2026-04-05,2026-04-04\n\
    2026-04-10,2026-04-20,2026-04-22\n\
    2026-04-25,2026-05-09,\n\
    2026-04-28,2026-05-12,\n";

/// Deliveries with promises.
fn deliveries(head: &str, types: &str, measures: &str, rows: &str) -> Project {
    let yaml = format!(
        "scorecard: shop\ntitle: Shop\nentity: Shop\n{head}defaults: {{ source: trips, min_n: 1 }}\nsources:\n  trips: {{ path: trips.csv, \
         time: ordered, history_starts: 2020-01-01, stale_after: 10 years, columns: {{ {types} }} }}\n\
         perspectives: {{ customer: {{ objectives: {{ reach: {{}} }} }} }}\nmeasures:\n{measures}"
    );
    Project::new(&yaml, &[("trips.csv", rows)])
}

const DATES: &str = "ordered: date, promised: date, delivered: date";

#[test]
fn r01_a_row_stands_in_the_period_of_its_kinds_own_date() {
    let measures = line("on_time", "kind: { on_time: { promised: promised, delivered: delivered } }")
        + &line("lead_time", "kind: { lead_time: { from: ordered, to: delivered } }")
        + &line("orders", "kind: count")
        + &line("promises", "kind: count, time: promised");
    let ran = deliveries("", DATES, &measures, DELIVERIES).run(Some("2026-04"), Some("2026-04-30"));
    // Promised in April: the first, kept, and the second, two days late; by order date it would be 0 of 1.
    close(ran.value("on_time"), 1.0 / 2.0);
    // Delivered in April: 15 and 12 days; by order date only the 12.
    close(ran.value("lead_time"), 13.5);
    // Ordered in April: three; promised in April: two.
    close(ran.value("orders"), 3.0);
    close(ran.value("promises"), 2.0);
}

#[test]
fn r02_what_is_dated_after_as_of_has_not_happened() {
    let rows =
        "ordered,promised,delivered\n2026-04-01,2026-04-10,2026-04-16\n2026-04-16,2026-04-17,2026-04-17\n";
    let measures =
        line("on_time", "kind: { on_time: { promised: promised, delivered: delivered, grace: 10 days } }")
            + &line("waiting", "kind: { backlog: { opened: ordered, closed: delivered } }")
            + &line("orders", "kind: count");
    let project = deliveries("", DATES, &measures, rows);
    let before = project.run(Some("2026-04"), Some("2026-04-15"));
    // The end of the 15th: one order, due, not delivered, open.
    close(before.value("on_time"), 0.0);
    close(before.value("waiting"), 1.0);
    close(before.value("orders"), 1.0);
    let after = project.run(Some("2026-04"), Some("2026-04-16"));
    // A day later it has come, within its grace, and the second order exists and is open.
    close(after.value("on_time"), 1.0);
    close(after.value("waiting"), 1.0);
    close(after.value("orders"), 2.0);
}

#[test]
fn r02_a_day_ends_in_the_calendars_zone() {
    let head = "calendar: { time_zone: Europe/Madrid }\n";
    let rows = "ordered,promised,delivered\n2026-04-15T21:30:00Z,,\n2026-04-15T22:30:00Z,,\n";
    let types = "ordered: datetime, promised: date, delivered: date";
    let project = deliveries(head, types, &line("orders", "kind: count"), rows);
    // In Madrid, two hours ahead, the second stands on the 16th.
    close(project.run(Some("2026-04"), Some("2026-04-15")).value("orders"), 1.0);
    close(project.run(Some("2026-04"), Some("2026-04-16")).value("orders"), 2.0);
}

#[test]
fn r03_the_default_period_is_the_last_complete_one_that_has_rows() {
    let project = shop(&line("orders", "kind: count"), &levels(&[("2026-01", 1.0), ("2026-02", 1.0)]));
    let period = |as_of| {
        let ran = project.run(None, Some(as_of));
        (ran.results.run.period.label.clone(), ran.results.run.moved, ran.codes())
    };
    assert_eq!(period("2026-03-02"), ("2026-02".to_owned(), false, vec![]));
    // The last row is of 10 February: the last complete month before it is January.
    let moved = vec!["default-period-moved".to_owned()];
    assert_eq!(period("2026-06-30"), ("2026-01".to_owned(), true, moved));
    assert!(project.try_run(None, Some("2025-12-31")).is_err());
}

#[test]
fn r04_a_provisional_period_is_shown_beside_the_same_days_of_last_year_and_not_judged() {
    let rows = orders(&[
        ("2025-04-10", "a", 30.0),
        ("2025-04-20", "a", 5.0),
        ("2025-04-21", "a", 1000.0),
        ("2026-04-10", "a", 40.0),
    ]);
    let keys = "kind: { sum: amount }, direction: maximise, segments: [customer], target: { value: 10, segments: { customer: { a: 10 } } }";
    let ran = shop(&line("revenue", keys), &rows).run(Some("2026-04"), Some("2026-04-20"));
    let current = ran.current("revenue");
    assert_eq!((current.value, current.doubt), (Some(40.0), Some(Doubt::Provisional(Provisional::NotOver))));
    // 1 to 20 April 2025, not the whole month with its 1,035.
    assert_eq!(ran.measure("revenue").previous_year, Some(35.0));
    assert_eq!((current.score, current.status), (None, None));
    let to_date = ran.measure("revenue").to_date.as_ref().expect("a year to date");
    assert_eq!((to_date.value, to_date.score, to_date.status), (Some(40.0), None, None));
    let rows = ran.segments("revenue", "customer");
    assert_eq!((rows[0].1.current.value, rows[0].1.current.status), (Some(40.0), None));
    assert_eq!((ran.total().score, ran.total().status), (None, None));
}

#[test]
fn r04_a_newest_row_older_than_stale_after_leaves_its_period_provisional() {
    let rows = levels(&[("2026-02", 1.0), ("2026-03", 1.0)]);
    let score = |source: &str, as_of| {
        let keys = "kind: count, direction: maximise, target: 1";
        let ran = shop_with("", source, &line("orders", keys), &rows).run(Some("2026-03"), Some(as_of));
        (ran.score("orders"), ran.codes().contains(&"stale-source".to_owned()))
    };
    let usual = "    history_starts: 2020-01-01\n    stale_after: 1 month\n";
    // One month after 10 March is 10 April.
    assert_eq!(score(usual, "2026-04-10"), (Some(100.0), false));
    assert_eq!(score(usual, "2026-04-11"), (None, true));
    let longer = "    history_starts: 2020-01-01\n    stale_after: 60 days\n";
    assert_eq!(score(longer, "2026-04-11"), (Some(100.0), false));
}

#[test]
fn r05_a_first_period_is_judged_only_when_history_starts_on_its_first_day() {
    let rows = orders(&[("2026-01-10", "a", 1.0), ("2026-02-10", "a", 1.0), ("2026-04-10", "a", 1.0)]);
    let measures = line("orders", "kind: count")
        + &line("quarter", "kind: count, window: 3 months")
        + &line("kept", "kind: { retention: { active_within: 1 month } }");
    let run =
        |source: &str, period| shop_with("", source, &measures, &rows).run(Some(period), Some("2026-04-30"));
    let unknown = "    stale_after: 10 years\n";
    let needs = |d| Some(Absence::InsufficientHistory { needs: day(d) });
    let january = run(unknown, "2026-01");
    let begins = Doubt::Provisional(Provisional::DataBegin { on: day("2026-01-10") });
    assert_eq!((january.value("orders"), january.current("orders").doubt), (Some(1.0), Some(begins)));
    assert_eq!(january.current("quarter").absent, needs("2025-11-01"));
    assert_eq!(run(unknown, "2026-02").value("orders"), Some(1.0));
    assert_eq!(run(unknown, "2025-12").current("orders").absent, Some(Absence::NoData));
    let known = "    stale_after: 10 years\n    history_starts: 2026-01-01\n";
    assert_eq!(run(known, "2026-01").value("orders"), Some(1.0));
    // What looks back waits until its whole window lies inside the history.
    assert_eq!(run(known, "2026-02").current("quarter").absent, needs("2025-12-01"));
    assert_eq!(run(known, "2026-03").value("quarter"), Some(2.0));
    assert_eq!(run(known, "2026-01").current("kept").absent, needs("2025-12-01"));
    assert_eq!(run(known, "2026-02").value("kept"), Some(1.0));
}

#[test]
fn r06_a_new_customer_was_not_seen_since_history_starts() {
    let rows = orders(&[
        ("2025-01-05", "a", 1.0),
        ("2025-12-10", "b", 1.0),
        ("2026-03-10", "a", 1.0),
        ("2026-03-11", "b", 1.0),
        ("2026-03-12", "c", 1.0),
    ]);
    let source = "    history_starts: 2025-01-01\n    stale_after: 10 years\n";
    let project = shop_with("", source, &line("new", "kind: new_customers"), &rows);
    // Only c: a was seen fourteen months before, longer ago than `new_after`, and is no newcomer for it.
    assert_eq!(project.run(Some("2026-03"), Some("2026-03-31")).value("new"), Some(1.0));
    let early = project.run(Some("2025-12"), Some("2026-03-31"));
    let needs = day("2024-12-01");
    assert_eq!(early.current("new").absent, Some(Absence::InsufficientHistory { needs }));
}

#[test]
fn r07_sales_that_can_still_come_back_leave_both_sides() {
    let rate = |early: usize, late: usize| {
        let early = "2026-03-05,2026-03-20\n".repeat(2) + &"2026-03-05,\n".repeat(early - 2);
        let late = "2026-03-25,2026-03-28\n".to_owned() + &"2026-03-25,\n".repeat(late - 1);
        let yaml = "scorecard: shop\ntitle: Shop\nentity: Shop\nsources:\n  sales: { path: sales.csv, time: sold, \
            history_starts: 2020-01-01, stale_after: 10 years, columns: { sold: date, back: date } }\n\
            perspectives: { customer: { objectives: { reach: {} } } }\nmeasures:\n  back: { title: Back, objective: reach, source: sales, \
            kind: { return_rate: { sold_at: sold, returned_at: back, by: sale, within: 30 days } }, min_n: 1, target: 30% }\n";
        let project = Project::new(yaml, &[("sales.csv", &format!("sold,back\n{early}{late}"))]);
        let ran = project.run(Some("2026-03"), Some("2026-04-20"));
        assert!(ran.codes().contains(&"return-rate-open-window".to_owned()));
        (ran.value("back"), ran.current("back").doubt, ran.score("back").is_some())
    };
    // By 20 April the windows of sales to 21 March have closed: 2 of 8, where all would be 3 of 10.
    assert_eq!(rate(8, 2), (Some(0.25), None, true));
    // 7 of 9 sales are 78 % mature: below 80 %.
    assert_eq!(rate(7, 2), (Some(2.0 / 7.0), Some(Doubt::Provisional(Provisional::Immature)), false));
}

#[test]
fn r08_plain_years_and_quarters_are_calendar_ones_and_ambiguous_under_a_fiscal_year() {
    let dated =
        |key: &str| level("level", &format!("direction: maximise, target: {{ values: {{ {key}: 5 }} }}"));
    let rows = levels(&[("2026-03", 5.0), ("2026-04", 5.0)]);
    let january = shop(&dated("2026-Q1"), &rows);
    assert_eq!(january.run(Some("2026-Q1"), Some("2026-04-30")).results.run.period.label, "2026-03");
    let fiscal = "calendar: { fiscal_year_starts: april, fiscal_year_named: end }\n";
    let check = |key: &str| shop_with(fiscal, "", &dated(key), &rows).check();
    let bare = check("2026");
    assert!(bare.contains("error[period-ambiguous]"), "{bare}");
    // January to December, or April 2025 to March 2026.
    assert!(bare.contains("2026-01-01") && bare.contains("2026-12-31"), "{bare}");
    assert!(bare.contains("2025-04-01") && bare.contains("2026-03-31"), "{bare}");
    let quarter = check("2026-Q1");
    assert!(quarter.contains("error[period-ambiguous]"), "{quarter}");
    assert!(!check("FY2026").contains("error"), "{}", check("FY2026"));
    // FY2026 ends in March 2026: its value holds from April 2025 on.
    let ran = shop_with(fiscal, "", &dated("FY2027"), &rows).run(Some("2026-04"), Some("2026-04-30"));
    assert_eq!((ran.at("level", "2026-03").target.is_some(), ran.plan("level")), (false, Some(5.0)));
}

#[test]
fn r09_last_years_period_has_the_same_label_and_a_wave_answers_to_the_one_before() {
    let rows = levels(&[("2025-03", 3.0), ("2026-02", 2.0), ("2026-03", 1.0)]);
    let ran = shop(&level("level", ""), &rows).run(Some("2026-03"), Some("2026-03-31"));
    assert_eq!((ran.measure("level").previous, ran.measure("level").previous_year), (Some(2.0), Some(3.0)));
    // 2026 has a week 53, 2025 had none; 52 weeks before 28 December 2026 lies week 1 of 2026 less one.
    let rows = orders(&[
        ("2025-12-24", "c", 7.0),
        ("2025-12-29", "c", 8.0),
        ("2026-12-23", "c", 4.0),
        ("2026-12-30", "c", 5.0),
    ]);
    let weekly = shop_with("grain: week\n", "", &level("level", ""), &rows);
    let last = weekly.run(Some("2026-W53"), Some("2027-01-10"));
    assert_eq!((last.measure("level").previous, last.measure("level").previous_year), (Some(4.0), None));
    let before = weekly.run(Some("2026-W52"), Some("2027-01-10"));
    assert_eq!(before.measure("level").previous_year, Some(7.0));
    let waves = "grain: wave\ncalendar: { waves: { \"2023\": 2023-05, \"2026\": 2026-03 } }\n";
    let rows = levels(&[("2023-05", 9.0), ("2026-03", 1.0)]);
    let ran = shop_with(waves, "", &level("level", ""), &rows).run(Some("2026"), Some("2026-04-30"));
    assert_eq!((ran.measure("level").previous, ran.measure("level").previous_year), (Some(9.0), Some(9.0)));
}

#[test]
fn r10_a_promise_without_clock_time_holds_to_the_end_of_its_local_day() {
    let head = "calendar: { time_zone: Europe/Madrid }\n";
    let types = "ordered: date, promised: datetime, delivered: datetime";
    let rows = "ordered,promised,delivered\n\
        2026-04-01,2026-04-10T00:00:00,2026-04-10T17:00:00\n\
        2026-04-01,2026-04-10T00:00:00,2026-04-10T22:30:00Z\n";
    let measure = line("on_time", "kind: { on_time: { promised: promised, delivered: delivered } }");
    let ran = deliveries(head, types, &measure, rows).run(Some("2026-04"), Some("2026-04-30"));
    // At five in the afternoon it is kept; half past ten at night in London is the 11th in Madrid. By the clock: 0 of 2.
    close(ran.value("on_time"), 1.0 / 2.0);
}

#[test]
fn r10_a_grace_in_business_days_is_not_counted_in_calendar_days() {
    let grace = |text: &str| {
        let keys = format!(
            "kind: {{ on_time: {{ promised: promised, delivered: delivered, grace: {text} }} }}, min_n: 1"
        );
        // Promised on a Friday, delivered on Monday and on Tuesday.
        let rows = "ordered,promised,delivered\n2026-04-01,2026-04-10,2026-04-13\n2026-04-01,2026-04-10,2026-04-14\n";
        let ran =
            deliveries("", DATES, &line("on_time", &keys), rows).run(Some("2026-04"), Some("2026-04-30"));
        ran.value("on_time")
    };
    assert_eq!(grace("1 business day"), Some(0.5));
    assert_eq!(grace("2 business days"), Some(1.0));
    assert_eq!(grace("2 days"), Some(0.0));
}

#[test]
fn r04_a_rolling_measure_of_a_period_that_is_not_over_is_held_against_the_same_days_too() {
    let rows = orders(&[
        ("2025-01-10", "a", 1.0),
        ("2025-02-20", "a", 10.0),
        ("2025-03-20", "a", 100.0),
        ("2025-03-21", "a", 1000.0),
        ("2026-02-20", "a", 7.0),
        ("2026-03-10", "a", 40.0),
    ]);
    let measures = line("month", "kind: { sum: amount }")
        + &line("quarter", "kind: { sum: amount }, window: 3 months")
        + &line("days", "kind: { sum: amount }, window: 45 days")
        + &line("all", "kind: { sum: amount }, window: all")
        + &line("twice", "kind: { formula: 2 * quarter }")
        + &line("back", "kind: { formula: 2 * month }, window: 3 months");
    let ran = shop(&measures, &rows).run(Some("2026-03"), Some("2026-03-20"));
    let before = |id: &str| ran.measure(id).previous_year;
    assert_eq!((before("month"), before("quarter"), before("days")), (Some(100.0), Some(111.0), Some(110.0)));
    assert_eq!((before("all"), before("twice"), before("back")), (Some(111.0), Some(222.0), Some(222.0)));
    // Of a month that is over it is the whole window.
    let ran = shop(&measures, &rows).run(Some("2026-03"), Some("2026-03-31"));
    assert_eq!(
        (ran.measure("quarter").previous_year, ran.measure("twice").previous_year),
        (Some(1111.0), Some(2222.0))
    );
}
