//! The shared vectors of calendars and business days.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Utc};
use mando::calendar::{Calendar, FiscalName, Grain};
use serde_json::{Value, json};

use super::{day, fiscal, month, retail};
use crate::support::{Project, Ran};

const VECTORS: &str = include_str!("../vectors.json");

fn vector(id: &str) -> (Value, Value) {
    let all: Value = serde_json::from_str(VECTORS).expect("vectors are JSON");
    let cases = all["cases"].as_array().expect("cases are a list");
    let case = cases.iter().find(|case| case["id"] == id).expect("the vector exists");
    (case["inputs"].clone(), case["expected"].clone())
}

fn days(list: &Value) -> Vec<NaiveDate> {
    list.as_array().expect("a list").iter().map(|text| day(text.as_str().expect("text"))).collect()
}

fn instant(text: &str) -> DateTime<Utc> {
    text.parse::<DateTime<FixedOffset>>().expect("an instant").with_timezone(&Utc)
}

fn positions(calendar: &Calendar, dates: &Value) -> Value {
    let at = days(dates).into_iter().map(|date| calendar.fiscal_position(date));
    at.map(|at| json!({ "fiscal_year": at.year, "quarter": at.quarter, "period": at.period })).collect()
}

#[test]
fn fiscal_years_from_april_are_named_by_either_end() {
    let (inputs, expected) = vector("CAL-01");
    assert_eq!(positions(&fiscal("april", FiscalName::End), &inputs["dates"]), expected["label_end"]);
    assert_eq!(positions(&fiscal("april", FiscalName::Start), &inputs["dates"]), expected["label_start"]);
}

#[test]
fn a_fiscal_year_from_october_is_called_by_the_year_it_ends_in() {
    let (inputs, expected) = vector("CAL-02");
    assert_eq!(positions(&fiscal("october", FiscalName::End), &inputs["dates"]), expected["label_end"]);
}

#[test]
fn monday_weeks_are_iso_weeks() {
    let (inputs, expected) = vector("CAL-03");
    let calendar = Calendar::default();
    let labels: Value = days(&inputs["dates"])
        .into_iter()
        .map(|date| {
            let week = calendar.period_of(Grain::Week, date).expect("every day has a week");
            json!(format!("{}-{}", calendar.label(&week), date.weekday().number_from_monday()))
        })
        .collect();
    assert_eq!(labels, expected["iso"]);
    let long: Vec<i32> = (2000..=2026)
        .filter(|year| calendar.parse_period(&format!("{year}-W53"), Grain::Week).is_ok())
        .collect();
    assert_eq!(json!(long), expected["years_with_53"]);
}

#[test]
fn the_nrf_year_ends_on_the_saturday_nearest_to_the_end_of_january() {
    let (inputs, expected) = vector("CAL-04");
    let calendar = retail("4-5-4", "saturday nearest january 31", FiscalName::Start);
    let year = |name: i64| month(&calendar, &format!("FY{name}"));
    let ends = |name| json!({ "start": year(name).first, "end": year(name).last });
    assert_eq!(ends(2023), expected["fy2023"]);
    assert_eq!(ends(2024), expected["fy2024"]);
    let bounds: Vec<i64> =
        inputs["years"].as_array().expect("two years").iter().filter_map(Value::as_i64).collect();
    let long: Vec<i64> = (bounds[0]..=bounds[1]).filter(|name| year(*name).days() == 53 * 7).collect();
    assert_eq!(json!(long), expected["years_with_53_weeks"]);
}

#[test]
fn a_53rd_week_lengthens_the_last_retail_month() {
    let (inputs, expected) = vector("CAL-05");
    // The Saturday nearest 3 January is 31 December 2022, so that the year starts on 1 January 2023, and 6
    // January 2024.
    let calendar = retail("4-4-5", "saturday nearest january 3", FiscalName::Start);
    let year = month(&calendar, "FY2023");
    assert_eq!(json!(year.first), inputs["start"]);
    let found: Value = days(&inputs["dates"])
        .into_iter()
        .map(|date| {
            if !year.contains(date) {
                return Value::Null;
            }
            let at = calendar.fiscal_position(date);
            let week = calendar.label(&calendar.period_of(Grain::Week, date).expect("every day has a week"));
            let week: u32 = week[6..].parse().expect("a week number");
            json!({ "week": week, "period": at.period, "quarter": at.quarter })
        })
        .collect();
    assert_eq!(found, expected["result"]);
}

/// Rows of which each has an id and two texts, read in a zone: what measures come to by row.
fn by_row(zone: &str, columns: &str, holidays: &str, measures: &str, rows: &str) -> Ran {
    let head = if holidays.is_empty() { "" } else { ", holidays: holidays.csv" };
    let yaml = format!(
        "scorecard: vector
title: Vector
entity: Somebody
grain: year
calendar: {{ time_zone: {zone}{head} }}
defaults: {{ source: rows, min_n: 1 }}
sources:
  rows: {{ path: rows.csv, time: day, history_starts: 2020-01-01, stale_after: 10 years, {columns} }}
perspectives: {{ all: {{ objectives: {{ all: {{}} }} }} }}
measures:
{measures}"
    );
    Project::new(&yaml, &[("rows.csv", rows), ("holidays.csv", holidays)])
        .run(Some("2024"), Some("2025-06-30"))
}

#[test]
fn instants_stand_on_the_local_day() {
    let (inputs, expected) = vector("CAL-06");
    let texts = inputs["instants"].as_array().expect("a list");
    let rows = texts
        .iter()
        .enumerate()
        .map(|(at, text)| format!("i{at},2024-06-15,{}\n", text.as_str().expect("text")));
    let rows = format!("id,day,at\n{}", rows.collect::<String>());
    for (zone, name) in [("Europe/Paris", "paris"), ("America/New_York", "new_york")] {
        let columns =
            "columns: { day: date, at: datetime }, derive: { stood: cast(cast(at as date) as text) }";
        let measure = "  rows: { title: Rows, objective: all, kind: count, segments: [[id, stood]] }\n";
        let ran = by_row(zone, columns, "", measure, &rows);
        let mut found: Vec<(String, NaiveDate)> = ran
            .segments("rows", "id × stood")
            .iter()
            .filter(|(_, row)| row.current.value == Some(1.0))
            .map(|(_, row)| {
                let key = |at: usize| row.keys[at].clone().expect("a key");
                (key(0), day(&key(1)))
            })
            .collect();
        found.sort();
        let dates: Vec<NaiveDate> = found.into_iter().map(|(_, date)| date).collect();
        let local = expected[name].as_array().expect("a list");
        let local: Vec<NaiveDate> =
            local.iter().map(|text| day(&text.as_str().expect("text")[..10])).collect();
        assert_eq!(dates, local);
        let calendar = Calendar::default();
        let months =
            dates.iter().map(|date| calendar.period_of(Grain::Month, *date).expect("every day has a month"));
        let months: Value = months.map(|period| json!(calendar.label(&period))).collect();
        assert_eq!(months, expected[format!("{name}_month")]);
    }
    for (date, hours) in expected["paris_day_hours"].as_object().expect("a map") {
        let length = format!(
            "  length: {{ title: Length, objective: all, kind: {{ average: \"hours_between(cast('{date}' as date), cast('{date}' as date) + interval '1 day')\" }} }}\n"
        );
        let ran = by_row("Europe/Paris", "columns: { day: date }", "", &length, "id,day\na,2024-06-15\n");
        assert_eq!(json!(ran.value("length")), *hours);
    }
}

#[test]
fn only_complete_local_days_of_the_current_month_count() {
    let (inputs, expected) = vector("CAL-07");
    let paris = Calendar { time_zone: chrono_tz::Europe::Paris, ..Calendar::default() };
    let today = instant(inputs["as_of"].as_str().expect("text")).with_timezone(&paris.time_zone).date_naive();
    let as_of = today.pred_opt().expect("a day before");
    let february = month(&paris, "2024-02");
    let complete = february.complete_days(as_of);
    assert_eq!(json!(complete), expected["complete_days"]);
    assert_eq!(json!(february.days()), expected["days_in_month"]);
    assert_eq!(json!(complete as f64 / february.days() as f64), expected["elapsed_fraction"]);
    assert_eq!(february.is_complete(as_of), expected["include_in_signals"]);
    assert_eq!(paris.same_days_last_year(&february, as_of), Some((day("2023-02-01"), day("2023-02-09"))));
}

#[test]
fn business_days_are_those_after_the_start_through_the_end() {
    let (inputs, expected) = vector("LEAD-06");
    let holidays: String = days(&inputs["holidays"]).iter().map(|day| format!("{day},Off\n")).collect();
    let pairs = inputs["intervals"].as_array().expect("a list").iter().enumerate();
    let rows = pairs.map(|(at, pair)| {
        let date = |key: &str| pair[key].as_str().expect("text").to_owned();
        format!("o{at},2024-06-15,{},{}\n", date("ordered"), date("delivered"))
    });
    let measure = "  days: { title: Days, objective: all, time: day, segments: [{ by: id, top: 20, order: name }], \
        kind: { lead_time: { from: ordered, to: delivered, statistic: mean, business_days: true } } }\n";
    let ran = by_row(
        "UTC",
        "columns: { day: date, ordered: date, delivered: date }",
        &format!("date,name\n{holidays}"),
        measure,
        &format!("id,day,ordered,delivered\n{}", rows.collect::<String>()),
    );
    let counts: Vec<Option<f64>> =
        ran.segments("days", "id").iter().map(|(_, row)| row.current.value).collect();
    let wanted: Vec<Option<f64>> = expected["after_start_to_end_inclusive"]
        .as_array()
        .expect("a list")
        .iter()
        .map(Value::as_f64)
        .collect();
    assert_eq!(counts, wanted);
}
