//! Gaps at the end: how rows end before a period, and whether a run leaves the period provisional.

use chrono::{Datelike, NaiveDate};
use mando::calendar::{Calendar, Grain, Period};
use mando::engine::RowDays;
use mando::evaluate::gap::EndOfRows;
use mando::evaluate::results::{Doubt, Provisional};
use serde_json::{Value, json};

use super::{Answer, list, run, text};
use crate::support::{Project, day};

/// The days with rows: runs of days, without stretches of them, and single days.
fn days(rows: &Value) -> Vec<NaiveDate> {
    let pair = |value: &Value| (day(text(&value[0])), day(text(&value[1])));
    let none = Vec::new();
    let without: Vec<(NaiveDate, NaiveDate)> =
        rows["without"].as_array().unwrap_or(&none).iter().map(pair).collect();
    let mut days = Vec::new();
    for one in list(&rows["runs"]) {
        let (from, to) = (day(text(&one["from"])), day(text(&one["to"])));
        let meets = |d: &NaiveDate| match text(&one["every"]) {
            "weekday" => d.weekday().num_days_from_monday() < 5,
            "month_first" => d.day() == 1,
            _ => true,
        };
        let is_out = |d: &NaiveDate| without.iter().any(|(first, last)| first <= d && d <= last);
        days.extend(from.iter_days().take_while(|d| *d <= to).filter(|d| meets(d) && !is_out(d)));
    }
    days.extend(rows["also"].as_array().unwrap_or(&none).iter().map(|value| day(text(value))));
    days.sort_unstable();
    days.dedup();
    days
}

fn ending(inputs: &Value) -> Value {
    let grain: Grain = text(&inputs["grain"]).parse().expect("a grain");
    let (first, last) = (day(text(&inputs["period"][0])), day(text(&inputs["period"][1])));
    let as_of = day(text(&inputs["as_of"]));
    let (calendar, period) = (Calendar::default(), Period { grain, first, last });
    let all = days(&inputs["rows"]);
    let known = RowDays::new(all.iter().copied().filter(|day| *day <= as_of).collect());
    let ending = EndOfRows::find(&calendar, &known, &period, as_of).expect("rows");

    let rows = all.iter().map(|day| format!("{day}\n")).collect::<String>();
    let yaml = format!(
        "scorecard: s\ntitle: S\nentity: S\ngrain: {grain}\nsources:\n  rows: {{ path: rows.csv, time: day, history_starts: 2020-01-01, \
         columns: {{ day: date }} }}\nperspectives: {{ p: {{ objectives: {{ o: {{}} }} }} }}\nmeasures:\n  \
         n: {{ title: N, objective: o, source: rows, kind: count }}\n\
         \x20 again: {{ title: A, objective: o, kind: {{ formula: n }} }}\n"
    );
    let project = Project::new(&yaml, &[("rows.csv", &format!("day\n{rows}"))]);
    let ran = project.run(Some(&calendar.label(&period)), Some(&as_of.to_string()));
    let doubts = ["n", "again"].map(|id| (ran.current(id).value.is_some(), ran.current(id).doubt));
    assert_eq!(doubts[0], doubts[1], "a formula is what its measure is");
    let is_gap = ran.codes().contains(&"gap-at-end".to_owned());
    assert_eq!(is_gap, ending.is_gap());
    // Without a row there is no value that could be provisional.
    let provisional = match doubts[0] {
        (true, doubt) => matches!(doubt, Some(Doubt::Provisional(_))),
        (false, _) => is_gap,
    };
    if let Some(Doubt::Provisional(Provisional::GapAtEnd { longest, .. })) = doubts[0].1 {
        assert_eq!(longest, ending.longest());
    }
    json!({
        "last_row": ending.last.to_string(),
        "days_to_end": ending.days_to_end,
        "days_with_rows_before": ending.days_before,
        "longest_gap_before": ending.longest_before,
        "rule": if ending.longest().is_some() { "longest_gap" } else { "one_grain" },
        "gap_at_end": ending.is_gap(),
        "provisional": provisional,
    })
}

#[test]
fn gaps_at_the_end_agree_with_the_vectors() {
    let table: Vec<(&str, Answer)> = [
        "GAP-01", "GAP-02", "GAP-03", "GAP-04", "GAP-05", "GAP-06", "GAP-07", "GAP-08", "GAP-09", "GAP-10",
        "GAP-11", "GAP-12", "GAP-13", "GAP-14", "GAP-15",
    ]
    .map(|id| (id, ending as Answer))
    .to_vec();
    run("gap", &table, &[]);
}
