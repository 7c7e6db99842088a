//! Changes between periods against chance, and what an interval says about a target.

use crate::support::{Project, Ran, close};
use mando::evaluate::results::ChangeResult;
use mando::evaluate::score::Verdict;
use mando::statistics::interval::{Sums, garwood, square_and_add, welch, wilson};

/// Rows of March and April, each with a score and a number of times.
fn run(keys: &str, march: &[(i64, usize)], april: &[(i64, usize)]) -> Ran {
    let rows = |day: &str, scores: &[(i64, usize)]| {
        let lines = scores
            .iter()
            .flat_map(|(score, times)| (0..*times).map(move |i| format!("{day},c{i},{score}\n")));
        lines.collect::<String>()
    };
    let file = format!("day,customer,score\n{}{}", rows("2026-03-10", march), rows("2026-04-10", april));
    let yaml = format!(
        "scorecard: waves
title: Waves
entity: Somebody
as_of: 2026-04-30
defaults: {{ source: answers, min_n: 1 }}
sources:
  answers: {{ path: answers.csv, time: day, customer: customer, history_starts: 2020-01-01, columns: {{ day: date, score: integer }} }}
perspectives: {{ customer: {{ objectives: {{ voice: {{}} }} }} }}
measures:
  asked: {{ title: Asked, objective: voice, {keys} }}
"
    );
    Project::new(&yaml, &[("answers.csv", &file)]).results("2026-04")
}

fn change(ran: &Ran) -> &ChangeResult {
    ran.measure("asked").change.as_ref().expect("a change")
}

#[track_caller]
fn limits(ran: &Ran, difference: f64, low: f64, high: f64) {
    let found = change(ran);
    assert_eq!(found.from.label, "2026-03");
    close(Some(found.difference), difference);
    close(Some(found.low), low);
    close(Some(found.high), high);
    assert_eq!(found.significant, low > 0.0 || high < 0.0);
}

const NPS: &str = "kind: { nps: score }";

#[test]
fn two_waves_of_recommendation_differ_by_their_standard_errors() {
    // Vector NPS-CHANGE.
    let ran = run(NPS, &[(10, 120), (8, 90), (0, 90)], &[(10, 150), (8, 90), (0, 60)]);
    limits(&ran, 20.0, 7.097937546135805, 32.90206245386419);
}

#[test]
fn two_shares_differ_by_newcombe() {
    // Vector CI-DIFF-NEWCOMBE.
    let ran =
        run("direction: maximise, kind: { share: score = 1 }", &[(1, 170), (0, 30)], &[(1, 184), (0, 16)]);
    limits(&ran, 0.07, 0.007132193882408336, 0.13365408212032276);
}

#[test]
fn two_means_differ_by_welch() {
    let ran = run("direction: maximise, kind: { average: score }", &[(3, 10), (5, 6)], &[(4, 9), (9, 4)]);
    let march = Sums { n: 16.0, sum: 60.0, squares: 240.0, factor: 1.0 };
    let april = Sums { n: 13.0, sum: 72.0, squares: 468.0, factor: 1.0 };
    let expected = welch(march, april).expect("two samples");
    limits(&ran, 72.0 / 13.0 - 60.0 / 16.0, expected.interval.low, expected.interval.high);
}

#[test]
fn two_numbers_of_events_differ_by_their_exact_limits() {
    let ran = run("direction: maximise, kind: count", &[(1, 10)], &[(1, 27)]);
    let (ten, many) = (garwood(10.0).expect("limits"), garwood(27.0).expect("limits"));
    let low = 17.0 - (27.0 - many.low).hypot(ten.high - 10.0);
    let high = 17.0 + (many.high - 27.0).hypot(10.0 - ten.low);
    limits(&ran, 17.0, low, high);
    assert!(change(&ran).significant);
    assert!(!change(&run("direction: maximise, kind: count", &[(1, 10)], &[(1, 14)])).significant);
}

#[test]
fn nobody_wins_by_changing_nothing() {
    for (keys, scores) in [
        (NPS, [(10, 40), (8, 3)]),
        ("kind: { csat: { score: score, scale: [0, 10], counting: mean } }", [(7, 40), (7, 2)]),
        ("direction: maximise, kind: count", [(1, 40), (1, 2)]),
    ] {
        let ran = run(keys, &scores, &scores);
        assert!(!change(&ran).significant, "{keys}: {:?}", change(&ran));
        assert_eq!(change(&ran).difference, 0.0);
    }
}

#[test]
fn a_change_shrinks_with_the_population_and_vanishes_for_a_census() {
    let of = |population: &str| {
        let keys = format!("kind: {{ csat: {{ score: score, scale: [1, 5]{population} }} }}");
        run(&keys, &[(5, 70), (1, 30)], &[(5, 78), (1, 22)])
    };
    let (plain, part, census) = (of(""), of(", population: 400"), of(", population: 100"));
    let shrunk =
        |p: f64, k: f64| (p, wilson(k, 100.0).expect("limits").shrunk(p, (300.0_f64 / 399.0).sqrt()));
    let expected = square_and_add(shrunk(0.7, 70.0), shrunk(0.78, 78.0));
    limits(&part, 0.08, expected.low, expected.high);
    assert!(!change(&plain).significant && change(&census).significant);
    limits(&census, 0.08, 0.08, 0.08);
}

#[test]
fn nothing_is_claimed_where_two_samples_are_not_independent_or_not_sound() {
    let scores: &[(i64, usize)] = &[(1, 30), (0, 15)];
    let none = |keys: &str| {
        let ran = run(keys, scores, scores);
        assert!(ran.value("asked").is_some(), "{keys}");
        assert_eq!(ran.measure("asked").change, None, "{keys}");
    };
    none("kind: retention");
    none("kind: churn");
    none("kind: active_customers");
    none("direction: maximise, kind: { sum: score }");
    none("direction: maximise, kind: { median: score }");
    none("direction: maximise, window: 2 months, kind: { share: score = 1 }");
    none("direction: maximise, interval: none, kind: { share: score = 1 }");
    none("direction: maximise, min_n: 46, kind: { share: score = 1 }");
    let first = run("direction: maximise, kind: { share: score = 1 }", &[], scores);
    assert_eq!(first.measure("asked").change, None, "no value before");
}

#[test]
fn a_verdict_needs_the_whole_interval() {
    let verdict = |keys: &str| {
        let ran = run(keys, &[], &[(1, 85), (0, 15)]);
        ran.current("asked").verdict
    };
    let share =
        |target: &str| verdict(&format!("direction: maximise, {target}, kind: {{ share: score = 1 }}"));
    // Wilson: 76.7 % to 90.7 %.
    assert_eq!(share("target: 76%"), Some(Verdict::Met));
    assert_eq!(share("target: 80%"), Some(Verdict::Uncertain));
    assert_eq!(share("target: 90%"), Some(Verdict::Uncertain));
    assert_eq!(share("target: 91%"), Some(Verdict::Missed));
    assert_eq!(share("target: { band: [70%, 95%], zero_at: [50%, 100%] }"), Some(Verdict::Met));
    assert_eq!(share("target: { band: [80%, 95%], zero_at: [50%, 100%] }"), Some(Verdict::Uncertain));
    assert_eq!(share("target: { band: [50%, 75%], zero_at: [20%, 100%] }"), Some(Verdict::Missed));
    assert_eq!(share("interval: none, target: 76%"), None);
    assert_eq!(share("min_n: 101, target: 76%"), None);
    let fewer = |target: &str| {
        verdict(&format!("direction: minimise, target: {target}, kind: {{ share: score = 0 }}"))
    };
    // 9.3 % to 23.3 %.
    assert_eq!(
        (fewer("24%"), fewer("10%"), fewer("9%")),
        (Some(Verdict::Met), Some(Verdict::Uncertain), Some(Verdict::Missed))
    );
}

#[test]
fn a_verdict_is_no_status() {
    let keys = "direction: maximise, target: 80%, kind: { share: score = 1 }";
    let ran = run(keys, &[], &[(1, 85), (0, 15)]);
    assert_eq!(ran.current("asked").verdict, Some(Verdict::Uncertain));
    assert_eq!(ran.status("asked"), Some(mando::evaluate::score::Status::OnTarget));
}

#[test]
fn a_change_and_a_verdict_are_said_in_words() {
    let keys = "direction: maximise, target: 91%, kind: { share: score = 1 }";
    let ran = run(keys, &[(1, 50), (0, 50)], &[(1, 85), (0, 15)]);
    let report = mando::report::strategic(&ran.scorecard, &ran.results, &crate::support::words());
    assert_eq!(
        report.pages[0].measures[0].sentence,
        "85.0% in April 2026: 6.0 points worse than the plan of 91.0%, after 50.0% in March 2026 \
         (+35.0 points, more than chance). Even allowing for chance, the plan is missed."
    );
    let facts = &report.definitions[0].facts;
    let change = facts.iter().find(|(label, _)| label == "Change").map(|(_, text)| text.as_str());
    assert_eq!(change, Some("Newcombe (1998); the periods' cases are taken for independent"));
}
