//! Scores that `explain` proves by arithmetic: what is printed comes to what is said.

use crate::binary::{called, said};
use crate::support::Project;

/// Six rows over two months, of which only the last has an amount, a loss of 21.
fn project() -> Project {
    let measures = [
        ("goal_below_zero", "kind: { sum: a }, direction: maximise, target: -22"),
        ("goal_of_zero", "kind: { sum: a }, direction: minimise, target: 0, tolerance: 10"),
        ("within_tolerance", "kind: { sum: a }, direction: maximise, target: -20, tolerance: 4"),
        ("from_baseline", "kind: { sum: a }, direction: maximise, target: { value: -20, baseline: -40 }"),
        ("negative", "kind: { sum: a }, direction: minimise, target: 10"),
        ("inverse", "kind: count, direction: minimise, scoring: attainment_inverse, target: 2"),
        ("of_the_year", "kind: count, direction: maximise, judged: to_date, target: 4"),
        ("share", "kind: count, direction: maximise, target: 5"),
    ];
    let measures: String = measures
        .iter()
        .map(|(id, keys)| format!("  {id}: {{ title: {id}, objective: o, source: s, {keys} }}\n"))
        .collect();
    let yaml = format!(
        "scorecard: x\ntitle: t\ncurrency: EUR\nentity: e\nas_of: 2025-02-28\n\
         perspectives: {{ p: {{ objectives: {{ o: {{ title: O }} }} }} }}\n\
         sources: {{ s: {{ path: d.csv, time: day, history_starts: 2025-01-01, columns: {{ day: date, a: money }} }} }}\n\
         measures:\n{measures}"
    );
    let rows =
        "day,a\n2025-01-01,0\n2025-01-31,0\n2025-02-01,0\n2025-02-10,0\n2025-02-19,0\n2025-02-28,-21\n";
    Project::new(&yaml, &[("d.csv", rows)])
}

#[test]
fn the_arithmetic_of_a_score_comes_to_the_score() {
    let project = project();
    let path = project.path().to_str().expect("a path");
    let told = |id: &str| {
        let output = called(["explain", id, path, "--no-cache"]);
        let line = said(&output).lines().find_map(|line| line.trim_start().strip_prefix("arithmetic"));
        line.map(str::trim).unwrap_or_default().to_owned()
    };
    let expected = [
        ("goal_below_zero", "100 at −22.00 EUR or better, else 0; at −21.00 EUR 100.0, between 0 and 100"),
        (
            "goal_of_zero",
            "100 at 0.00 EUR or better, else 0, falling over the tolerance of 10.00 EUR; at −21.00 EUR 100.0, between 0 and 100",
        ),
        (
            "within_tolerance",
            "100 at −20.00 EUR or better, else 0, falling over the tolerance of 4.00 EUR; at −21.00 EUR 75.0, between 0 and 100",
        ),
        (
            "from_baseline",
            "100 − 100 × (−20.00 EUR − −21.00 EUR) ÷ 20.00 EUR, the way from the baseline, = 95.0, between 0 and 100",
        ),
        (
            "negative",
            "−21.00 EUR, below 0, is no share of the target and scores the least: 0.0, between 0 and 100",
        ),
        ("inverse", "100 × 2 ÷ 4 = 50.0, between 0 and 100"),
        ("of_the_year", "of the year to date: 100 × 6 ÷ 8 = 75.0, between 0 and 100"),
        ("share", "100 × 4 ÷ 5 = 80.0, between 0 and 100"),
    ];
    for (id, line) in expected {
        assert_eq!(told(id), line, "{id}");
    }
}

#[test]
fn explain_tells_what_rows_of_a_file_ask_of_single_periods() {
    let yaml = "scorecard: s\ntitle: S\nentity: E\nas_of: 2026-03-31\ntargets: targets.csv\n\
        sources:\n  t: { path: t.csv, time: day, columns: { day: date, v: number } }\n\
        perspectives: { p: { objectives: { o: { title: O } } } }\nmeasures:\n  \
        way: { title: Way, objective: o, source: t, kind: { average: v }, min_n: 1, direction: maximise, target: { previous_year: +1 } }\n  \
        flow: { title: Flow, objective: o, source: t, kind: count, direction: maximise, target: 5 }\n";
    let targets = "measure,period,target\nway,2026-03,91\nflow,2026,24\n";
    let project =
        Project::new(yaml, &[("t.csv", "day,v\n2025-03-01,80\n2026-03-01,90\n"), ("targets.csv", targets)]);
    let path = project.path().to_str().expect("a path");
    for (id, told) in [
        ("way", "1 more than in the same period of last year; 91 in March 2026 alone"),
        ("flow", "5 in every period; 24 in 2026"),
    ] {
        let text = said(&called(["explain", id, path, "--no-cache"])).to_owned();
        let found = text.lines().find_map(|line| line.strip_prefix("target path")).map(str::trim);
        assert_eq!(found, Some(told), "{text}");
    }
}
