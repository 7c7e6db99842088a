//! What checking says is unwise.

use crate::safety::{project, put, run_in};

const HEAD: &str = "scorecard: t
title: T
entity: E
as_of: 2026-12-31
sources:
  s: { path: data/a.csv, time: day, columns: { day: date, amount: number, score: number } }
";

/// Rows of two years: ten a month, amounts 100 to 109 and the same grades each month.
fn rows() -> String {
    let months = (2025..=2026).flat_map(|year| (1..=12).map(move |month| (year, month)));
    let lines = months.flat_map(|(year, month)| {
        (1..=10).map(move |day| format!("{year}-{month:02}-{day:02},{},{}\n", 99 + day, day))
    });
    format!("day,amount,score\n{}", lines.collect::<String>())
}

/// What checking says of a definition over such rows.
fn said(rest: &str) -> String {
    let folder = project(&format!("{HEAD}{rest}"));
    put(folder.path(), "data/a.csv", &rows());
    let (code, words) = run_in(folder.path(), &["check", "."]);
    assert_eq!(code, Some(0), "{words}");
    words
}

const ONE: &str = "perspectives: { p: { objectives: { o: { title: O } } } }\n";

#[test]
fn a_target_without_an_owner_is_noted() {
    let measure = |more: &str| {
        format!(
            "{ONE}measures:\n  m: {{ title: M, objective: o, source: s, kind: {{ sum: amount }}, direction: maximise{more} }}\n"
        )
    };
    assert!(said(&measure(", target: 1045")).contains("`m` has a target and no owner"));
    assert!(!said(&measure(", target: 1045, owner: Ann")).contains("owner-missing"));
    assert!(!said(&measure("")).contains("owner-missing"));
    let owned = measure(", target: 1045").replace("title: O }", "title: O, owner: Ann }");
    assert!(!said(&owned).contains("owner-missing"));
}

#[test]
fn a_page_that_nobody_takes_in_is_warned_of() {
    let many = |count: usize| {
        let lines =
            (0..count).map(|n| format!("  m{n}: {{ title: M{n}, objective: o, source: s, kind: count }}\n"));
        format!("{ONE}measures:\n{}", lines.collect::<String>())
    };
    assert!(!said(&many(25)).contains("crowded-page"));
    assert!(said(&many(26)).contains("page 1 lists 26 measures, more than a reader holds"));
    assert!(
        !said(&many(26).replacen("kind: count", "kind: count, level: operational", 1))
            .contains("crowded-page")
    );
}

#[test]
fn an_outcome_without_a_driver_is_noted_where_there_are_arrows() {
    let card = |arrow: &str, level: &str| {
        format!(
            "perspectives:
  money: {{ objectives: {{ growth: {{ title: G }}, profit: {{ title: P }} }} }}
  people: {{ objectives: {{ skill: {{ title: S{arrow} }} }} }}
measures:
  a: {{ title: A, objective: growth, source: s, kind: count }}
  b: {{ title: B, objective: profit, source: s, kind: count, level: {level} }}
  c: {{ title: C, objective: skill, source: s, kind: count }}
"
        )
    };
    let words = said(&card(", drives: [growth]", "strategic"));
    assert!(words.contains("objective `profit` has an outcome and no driver"), "{words}");
    assert!(
        !words.contains("`growth` has an outcome") && !words.contains("`skill` has an outcome"),
        "{words}"
    );
    assert!(!said(&card("", "strategic")).contains("outcome-without-driver"));
    assert!(!said(&card(", drives: [growth]", "operational")).contains("outcome-without-driver"));
}

#[test]
fn weights_samples_and_targets_are_judged_by_the_figures() {
    let words = said(&format!(
        "{ONE}measures:
  heavy: {{ title: H, objective: o, source: s, kind: {{ sum: amount }}, direction: maximise, target: 1045, owner: Ann, weight: 5 }}
  light: {{ title: L, objective: o, source: s, kind: count, direction: maximise, target: 10, owner: Ann }}
  far: {{ title: F, objective: o, source: s, kind: {{ sum: amount }}, direction: maximise, target: 9999, owner: Ann }}
  few: {{ title: W, objective: o, source: s, kind: {{ nps: score }}, min_n: 30 }}
"
    ));
    assert!(words.contains("`heavy` makes up 71 % of the scorecard"), "{words}");
    assert!(!words.contains("`light` makes up"), "{words}");
    assert!(words.contains("the target of `light` was met in all of 13 periods"), "{words}");
    assert!(words.contains("the process as it stands will not meet the target of `far`"), "{words}");
    assert!(!words.contains("the target of `far` was"), "one of the two is enough: {words}");
    assert!(words.contains("`few` had fewer than 30 answers in 13 of 13 periods"), "{words}");
    assert!(words.contains("scorecard.yaml:"), "each at its line: {words}");
}
