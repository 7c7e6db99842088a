//! R51: the period in which a source begins.

use super::{line, orders, shop_with};
use crate::support::{Project, day};
use mando::evaluate::results::{Absence, Doubt, Provisional};
use mando::report::strategic;

fn begins(text: &str) -> Option<Doubt> {
    Some(Doubt::Provisional(Provisional::DataBegin { on: day(text) }))
}

#[test]
fn r51_the_period_in_which_a_source_begins_is_shown_and_not_scored() {
    let rows = orders(&[
        ("2026-01-04", "a", 10.0),
        ("2026-02-10", "a", 20.0),
        ("2026-03-10", "b", 30.0),
        ("2027-01-10", "b", 40.0),
    ]);
    let scored = "direction: maximise, target: 5";
    let measures = line("sum", &format!("kind: {{ sum: amount }}, {scored}, segments: [customer]"))
        + &line("quarter", &format!("kind: {{ sum: amount }}, grain: quarter, {scored}"))
        + &line("rolling", &format!("kind: {{ sum: amount }}, window: 3 months, {scored}"))
        + &line("new", "kind: new_customers")
        + &line("twice", "kind: { formula: 2 * sum }")
        + &line("year_ago", "kind: { sum: amount }, direction: maximise, target: { previous_year: same }");
    let project = shop_with("", "    stale_after: 10 years\n", &measures, &rows);
    let january = project.run(Some("2026-01"), Some("2026-04-30"));
    let current = january.current("sum");
    assert_eq!((current.value, current.doubt, current.score), (Some(10.0), begins("2026-01-04"), None));
    assert_eq!((january.value("twice"), january.current("twice").doubt), (Some(20.0), begins("2026-01-04")));
    let segment = january.segments("sum", "customer")[0].1;
    assert_eq!((segment.current.value, segment.current.doubt), (Some(10.0), begins("2026-01-04")));
    // What looks back still waits for its history.
    let needs = |text: &str| Some(Absence::InsufficientHistory { needs: day(text) });
    assert_eq!(january.current("rolling").absent, needs("2025-11-01"));
    assert_eq!(january.current("new").absent, needs("2025-01-01"));
    let report = strategic(&january.scorecard, &january.results, &crate::support::words());
    assert!(
        report.head.notices.iter().any(|n| n.contains("data begin on 4 January 2026")),
        "{:?}",
        report.head.notices
    );
    // Neither the next month nor the next year is held against a part of one.
    let february = project.run(Some("2026-02"), Some("2026-04-30"));
    let sum = february.measure("sum");
    assert_eq!((february.score("sum"), sum.previous, sum.change.is_none()), (Some(100.0), None, true));
    // The year so far has no whole beginning either.
    let to_date = sum.to_date.as_ref().expect("a year to date");
    assert_eq!((to_date.value, to_date.doubt, to_date.score), (Some(30.0), begins("2026-01-04"), None));
    let march = project.run(Some("2026-03"), Some("2026-04-30"));
    assert_eq!((march.value("quarter"), march.current("quarter").doubt), (Some(60.0), begins("2026-01-04")));
    let later = project.run(Some("2027-01"), Some("2027-01-31"));
    let year_ago = later.measure("year_ago");
    assert_eq!((year_ago.previous_year, later.plan("year_ago"), later.score("year_ago")), (None, None, None));
    assert_eq!(project.run(Some("2025-12"), Some("2026-04-30")).current("sum").absent, Some(Absence::NoData));
}

/// Sales in files by month, each dated by its name.
fn named(at: &str, files: &[(&str, &str)]) -> Project {
    let yaml = format!(
        "scorecard: shop\ntitle: Shop\nentity: Shop\nsources:\n  files: {{ path: sales_*.csv, time: {{ from_file_name: \
         \"sales_%Y-%m.csv\", at: {at} }} }}\n  wide: {{ join: files, with: [{{ source: names, key: id, match: one }}] }}\n  \
         names: {{ path: names.csv }}\nperspectives: {{ customer: {{ objectives: {{ reach: {{}} }} }} }}\nmeasures:\n\
         \x20 n: {{ title: N, objective: reach, source: files, kind: count, direction: maximise, target: 1 }}\n\
         \x20 joined: {{ title: J, objective: reach, source: wide, kind: count, direction: maximise, target: 1 }}\n"
    );
    let names = ("names.csv", "id,name\n1,one\n2,two\n");
    Project::new(&yaml, &files.iter().copied().chain([names]).collect::<Vec<_>>())
}

#[test]
fn r51_a_source_dated_by_its_files_names_begins_with_the_first_of_them() {
    let files = [("sales_2026-01.csv", "id\n1\n2\n"), ("sales_2026-02.csv", "id\n1\n")];
    for at in ["start", "end"] {
        let ran = named(at, &files).run(Some("2026-01"), Some("2026-02-28"));
        assert_eq!(
            (ran.value("n"), ran.score("n"), ran.current("n").doubt),
            (Some(2.0), Some(100.0), None),
            "{at}"
        );
        assert_eq!((ran.value("joined"), ran.score("joined")), (Some(2.0), Some(100.0)), "{at}");
    }
}

/// Nobody need answer on the first day of a wave: it begins with its days, and the next is held against it.
#[test]
fn r51_a_survey_begins_with_the_wave_of_its_first_answer() {
    let yaml = "scorecard: s\ntitle: S\nentity: E\nas_of: 2026-06-30\ngrain: wave\n\
        calendar: { waves: { \"2024\": 2024-05, \"2025\": [2025-05-01, 2025-05-31] } }\n\
        sources:\n  answers: { path: answers.csv, time: day, columns: { day: date, q: number } }\n\
        perspectives: { p: { objectives: { o: {} } } }\nmeasures:\n\
        \x20 m: { title: M, objective: o, source: answers, kind: { average: q }, min_n: 1, direction: maximise, target: 5 }\n\
        \x20 n: { title: N, objective: o, source: answers, kind: { average: q }, min_n: 1, direction: maximise, target: { previous_year: same } }\n";
    let answers = "day,q\n2024-05-02,9\n2024-05-20,3\n2025-05-01,10\n2025-05-15,1\n";
    let project = Project::new(yaml, &[("answers.csv", answers)]);
    let first = project.run(Some("2024"), None);
    assert_eq!(
        (first.value("m"), first.current("m").doubt, first.score("m")),
        (Some(6.0), None, Some(100.0))
    );
    assert_eq!(project.run(Some("2025"), None).plan("n"), Some(6.0));
}
