//! Durations over changes of clocks: rows as a file, read and measured by the whole pipeline.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDateTime, TimeDelta, TimeZone, Utc};
use serde_json::{Value, json};

use super::{Answer, list, run, text};
use crate::support::{Project, Ran};

const TABLE: [(&str, Answer); 15] = [
    ("TIME-01", pairs),
    ("TIME-02", pairs),
    ("TIME-03", pairs),
    ("TIME-04", pairs),
    ("TIME-05", pairs),
    ("TIME-06", pairs),
    ("TIME-07", pairs),
    ("TIME-08", pairs),
    ("TIME-09", pairs),
    ("TIME-10", pairs),
    ("TIME-11", pairs),
    ("TIME-12", pairs),
    ("TIME-13", pairs),
    ("TIME-14", days),
    ("TIME-15", means),
];

#[test]
fn times_are_instants_and_durations_what_passes() {
    run("times", &TABLE, &[]);
}

/// Rows `id,day,opened,closed`, all placed by one day of June 2026.
fn project(zone: &str, holidays: &str, pairs: &[Value], measures: &str) -> Ran {
    let rows = pairs.iter().enumerate().map(|(at, pair)| {
        let side = |at: usize| pair[at].as_str().unwrap_or_default();
        format!("c{at},2026-06-15,{},{}\n", side(0), side(1))
    });
    let rows = "id,day,opened,closed\n".to_owned() + &rows.collect::<String>();
    let yaml = format!(
        "scorecard: times
title: Times
entity: Somebody
grain: year
as_of: 2027-06-30
calendar: {{ time_zone: {zone}{holidays} }}
defaults: {{ source: cases, min_n: 1 }}
sources:
  cases:
    path: cases.csv
    time: day
    history_starts: 2020-01-01
    stale_after: 10 years
    columns: {{ day: date, opened: datetime, closed: datetime }}
    derive:
      opened_text: cast(opened as text)
      closed_text: cast(closed as text)
perspectives: {{ all: {{ objectives: {{ all: {{}} }} }} }}
measures:
{measures}"
    );
    let holidays = if holidays.is_empty() { "" } else { "date,name\n2026-11-02,Off\n" };
    Project::new(&yaml, &[("cases.csv", &rows), ("holidays.csv", holidays)]).run(Some("2026"), None)
}

fn measure(id: &str, keys: &str, by: &str) -> String {
    format!("  {id}: {{ title: {id}, objective: all, time: day, segments: [{by}], {keys} }}\n")
}

/// Every pair by itself: a segment each.
fn pairs(inputs: &Value) -> Value {
    let zone = text(&inputs["zone"]);
    let holidays = if list(&inputs["holidays"]).is_empty() { "" } else { ", holidays: holidays.csv" };
    let lead =
        |keys: &str| format!("kind: {{ lead_time: {{ from: opened, to: closed, statistic: mean{keys} }} }}");
    let since = |time: &str| {
        format!("kind: {{ average: \"minutes_between(cast('2026-01-01' as date), {time})\" }}, unit: number")
    };
    let measures = [
        measure("hours", "kind: { average: closed - opened }, unit: hours", "id"),
        measure("minutes", "kind: { average: closed - opened }, unit: minutes", "id"),
        measure("elapsed", "kind: { average: closed - opened }", "id"),
        measure("calendar_days", "kind: { average: \"days_between(opened, closed)\" }", "id"),
        measure("lead_hours", &lead(", unit: hours"), "id"),
        measure("lead_days", &lead(""), "id"),
        measure("business_days", &lead(", business_days: true"), "id"),
        measure("opened_at", &since("opened"), "id"),
        measure("closed_at", &since("closed"), "id"),
        measure("opened_clock", "kind: count", "[id, opened_text]"),
        measure("closed_clock", "kind: count", "[id, closed_text]"),
    ];
    let list = list(&inputs["pairs"]);
    let ran = project(zone, holidays, list, &measures.concat());
    let of = |id: &str| -> BTreeMap<String, Option<f64>> {
        let rows = ran.segments(id, "id").into_iter();
        rows.map(|(label, row)| (label.to_owned(), row.current.value)).collect()
    };
    let clock = |id: &str, by: &str, key: &str| -> NaiveDateTime {
        let rows = ran.segments(id, by);
        let row = rows
            .iter()
            .find(|(_, row)| row.current.value == Some(1.0) && row.keys[0].as_deref() == Some(key));
        let label = row.and_then(|(_, row)| row.keys[1].clone());
        let label = label.unwrap_or_else(|| panic!("{id} has no {key} but {rows:?}"));
        label.replace(' ', "T").parse().unwrap_or_else(|_| panic!("`{label}` is a time"))
    };
    let zone: chrono_tz::Tz = zone.parse().expect("a zone");
    let midnight: NaiveDateTime = "2026-01-01T00:00:00".parse().expect("a time");
    let start = zone.from_local_datetime(&midnight).single().expect("a midnight").to_utc();
    let instant = |minutes: f64| start + TimeDelta::seconds((minutes * 60.0).round() as i64);
    let utc = |instant: DateTime<Utc>| instant.format("%Y-%m-%dT%H:%M:%SZ").to_string();
    let local = |instant: DateTime<Utc>, clock: NaiveDateTime| {
        let offset = (clock - instant.naive_utc()).num_seconds();
        let offset = FixedOffset::east_opt(i32::try_from(offset).expect("an offset")).expect("an offset");
        instant.with_timezone(&offset).to_rfc3339()
    };
    let [hours, minutes, elapsed, calendar, lead, lead_days, business, opened, closed] = [
        "hours",
        "minutes",
        "elapsed",
        "calendar_days",
        "lead_hours",
        "lead_days",
        "business_days",
        "opened_at",
        "closed_at",
    ]
    .map(of);
    let answers = (0..list.len()).map(|at| {
        let key = format!("c{at}");
        let value = |figures: &BTreeMap<String, Option<f64>>| figures.get(&key).copied().flatten();
        let (begins, ends) =
            (instant(value(&opened).expect("a start")), instant(value(&closed).expect("an end")));
        let is_left_out = value(&lead).is_none();
        assert_eq!(is_left_out, value(&lead_days).is_none(), "a case is left out whatever the unit");
        if !is_left_out {
            assert_eq!(value(&lead), value(&hours), "the kind and the expression agree");
        }
        json!({
            "start_utc": utc(begins),
            "end_utc": utc(ends),
            "start_local": local(begins, clock("opened_clock", "id × opened_text", &key)),
            "end_local": local(ends, clock("closed_clock", "id × closed_text", &key)),
            "hours": value(&hours),
            "minutes": value(&minutes),
            "days_elapsed": value(&elapsed),
            "calendar_days": value(&calendar),
            "business_days": value(&business),
            "left_out": is_left_out,
        })
    });
    let answers: Vec<Value> = answers.collect();
    let left_out = answers.iter().filter(|answer| answer["left_out"] == true).count() as u64;
    let told = ran.results.run.sources[0].reversed.iter().map(|(_, cases)| *cases);
    assert!(told.clone().all(|cases| cases == left_out) && (told.count() == 0) == (left_out == 0));
    json!({ "pairs": answers })
}

/// How long local days last: from the beginning of one day to that of the next.
fn days(inputs: &Value) -> Value {
    let zones = inputs["days"].as_object().expect("zones");
    let hours = zones.iter().map(|(zone, days)| {
        let hours = list(days).iter().map(|day| {
            let length = format!(
                "kind: {{ average: \"hours_between(cast('{0}' as date), cast('{0}' as date) + interval '1 day')\" }}",
                text(day)
            );
            let pair = json!(["2026-06-01T00:00:00Z", "2026-06-01T01:00:00Z"]);
            project(zone, "", &[pair], &measure("hours", &length, "id")).value("hours")
        });
        (zone.clone(), hours.collect::<Value>())
    });
    json!({ "hours": hours.collect::<serde_json::Map<String, Value>>() })
}

/// The mean over cases of which one ends before it begins and one is open.
fn means(inputs: &Value) -> Value {
    let mean = |id: &str, unit: &str| {
        let kind = format!("kind: {{ lead_time: {{ from: opened, to: closed, statistic: mean{unit} }} }}");
        measure(id, &kind, "id")
    };
    let measures = [
        mean("hours", ", unit: hours"),
        mean("minutes", ", unit: minutes"),
        mean("seconds", ", unit: seconds"),
        mean("days", ""),
    ];
    let ran = project(text(&inputs["zone"]), "", list(&inputs["pairs"]), &measures.concat());
    let told = &ran.results.run.sources[0].reversed;
    assert_eq!(told.len(), 4);
    json!({
        "n": ran.current("hours").n,
        "left_out": told[0].1,
        "mean_hours": ran.value("hours"),
        "mean_minutes": ran.value("minutes"),
        "mean_days": ran.value("seconds").map(|seconds| seconds / 86_400.0),
        "mean_calendar_days": ran.value("days"),
    })
}
