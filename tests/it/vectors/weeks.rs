//! Years of weeks: to which a week belongs, and what a measure by weeks comes to in it.

use chrono::NaiveDate;
use mando::calendar::{Calendar, FiscalName, Grain, Weeks};
use serde_json::{Value, json};

use super::{Answer, list, number, run, text};
use crate::support::{Project, close, day};

fn calendar(written: &Value) -> Calendar {
    let word = |key: &str| written[key].as_str();
    let mut calendar = Calendar { fiscal_year_named: FiscalName::Start, ..Calendar::default() };
    if let Some(starts) = word("fiscal_year_starts") {
        calendar.fiscal_year_starts = starts.parse().expect("a day");
    }
    if let Some(named) = word("fiscal_year_named") {
        calendar.fiscal_year_named = named.parse().expect("a name");
    }
    if let Some(pattern) = word("weeks").and_then(Weeks::pattern) {
        let ends = word("year_ends").expect("the end of a retail year").parse().expect("an end");
        calendar.weeks = Weeks::Retail { pattern, ends };
    }
    calendar
}

/// The same calendar as a scorecard writes it.
fn yaml(written: &Value) -> String {
    let keys = written.as_object().expect("keys").iter();
    let mut keys: Vec<String> = keys.map(|(key, value)| format!("{key}: {}", text(value))).collect();
    if written["weeks"] != "iso" && written["fiscal_year_named"].is_null() {
        keys.push("fiscal_year_named: start".to_owned());
    }
    format!("calendar: {{ {} }}\n", keys.join(", "))
}

fn week(inputs: &Value) -> Value {
    let calendar = calendar(&inputs["calendar"]);
    let date = day(text(&inputs["day"]));
    let week = calendar.period_of(Grain::Week, date).expect("a week");
    let year = calendar.year_of(&week);
    let weeks = calendar.periods_of(&year, Grain::Week);
    let number_in_year = weeks.iter().position(|other| *other == week).expect("a week of its year") + 1;
    let month = calendar.period_of(Grain::Month, date).expect("a month");
    let at = calendar.fiscal_position(date);

    let rows = list(&inputs["rows"]).iter();
    let rows =
        rows.map(|row| format!("{},{}\n", text(&row["day"]), number(&row["value"]))).collect::<String>();
    let yaml = format!(
        "scorecard: s\ntitle: S\nentity: S\ngrain: week\n{}sources:\n  rows: {{ path: rows.csv, time: day, history_starts: 2010-01-01, \
         stale_after: 10 years, columns: {{ day: date, value: number }} }}\nperspectives: {{ p: {{ objectives: {{ o: {{}} }} }} }}\n\
         measures:\n  sum: {{ title: S, objective: o, source: rows, kind: {{ sum: value }} }}\n\
         \x20 again: {{ title: A, objective: o, kind: {{ formula: sum }} }}\n",
        yaml(&inputs["calendar"])
    );
    let project = Project::new(&yaml, &[("rows.csv", &format!("day,value\n{rows}"))]);
    let as_of: NaiveDate = week.last + chrono::TimeDelta::days(21);
    let ran = project.run(Some(&calendar.label(&week)), Some(&as_of.to_string()));
    let to_date = ran.measure("sum").to_date.as_ref().expect("a year to date");
    close(ran.measure("again").to_date.as_ref().and_then(|t| t.value), to_date.value.expect("rows"));
    json!({
        "label": calendar.label(&week),
        "first_day": to_date.period.first.to_string(),
        "last_day": to_date.period.last.to_string(),
        "week": number_in_year,
        "weeks_in_year": weeks.len(),
        "value": to_date.value,
        "fiscal_year": calendar.label(&year),
        "retail_year": at.year,
        "period": at.period,
        "quarter": at.quarter,
        "weeks_in_period": month.days() / 7,
        "period_first_day": month.first.to_string(),
        "period_last_day": month.last.to_string(),
    })
}

#[test]
fn weeks_agree_with_the_vectors() {
    let table: Vec<(&str, Answer)> = [
        "YTDW-01", "YTDW-02", "YTDW-03", "YTDW-04", "YTDW-05", "YTDW-06", "YTDW-07", "YTDW-08", "YTDW-09",
        "YTDW-10", "YTDW-11", "YTDW-12", "YTDW-13", "YTDW-14",
    ]
    .map(|id| (id, week as Answer))
    .to_vec();
    run("weeks", &table, &[]);
}
