//! R24 to R27, R31 and R33: scores and statuses of one measure.

use super::{level, levels, line, orders, shop};
use crate::support::{Project, Ran, close, words};
use crate::workbook::untouched;
use mando::evaluate::results::{Absence, Doubt};
use mando::evaluate::score::Status;
use mando::report::strategic;

/// An average of March 2026, judged.
fn judged(keys: &str, actual: f64) -> Ran {
    shop(&level("level", keys), &levels(&[("2026-03", actual)])).run(Some("2026-03"), Some("2026-03-31"))
}

#[track_caller]
fn is_judged(keys: &str, actual: f64, score: f64, status: Status) {
    let ran = judged(keys, actual);
    close(ran.score("level"), score);
    assert_eq!(ran.status("level"), Some(status));
}

fn codes(keys: &str) -> Vec<String> {
    shop(&level("level", keys), &levels(&[("2026-03", 1.0)])).codes()
}

#[test]
fn r24_score_is_distance_over_the_plan_years_way() {
    let path = "target: { baseline: 60, values: { 2026-12: 68 } }";
    // March's target is 62: 100 − 100·0.8/8; over March's own way of 2 it would be 60.
    is_judged(&format!("direction: maximise, {path}"), 61.2, 90.0, Status::Watch);
    is_judged(&format!("direction: maximise, {path}"), 62.0, 100.0, Status::OnTarget);
    // Down from 10 to 6, March at 9: 100 − 100·0.4/4.
    is_judged(
        "direction: minimise, target: { baseline: 10, values: { 2026-12: 6 } }",
        9.4,
        90.0,
        Status::Watch,
    );
    // A constant target: 100·(AC − B)/(PL − B) = 100·(66 − 60)/(70 − 60).
    is_judged("direction: maximise, target: { value: 70, baseline: 60 }", 66.0, 60.0, Status::OffTarget);
    // Over two years the way is that of the plan year, to 72 in December: 100 − 100·1.2/12.
    let long = "direction: maximise, target: { baseline: { 2025-12: 60 }, values: { 2027-12: 84 } }";
    is_judged(long, 61.8, 90.0, Status::Watch);
}

#[test]
fn r24_scores_are_clipped_to_floor_and_cap() {
    let target = "direction: maximise, target: { value: 70, baseline: 60 }";
    is_judged(target, 80.0, 100.0, Status::OnTarget);
    is_judged(target, 50.0, 0.0, Status::OffTarget);
    // Twice the way, and as far behind the baseline.
    is_judged(&format!("{target}, cap: 150, floor: -50"), 80.0, 150.0, Status::OnTarget);
    is_judged(&format!("{target}, cap: 150, floor: -50"), 54.0, -50.0, Status::OffTarget);
}

#[test]
fn r25_a_target_to_hold_is_scored_by_attainment() {
    let hold = "direction: maximise, target: { value: 65, baseline: { from: 2025-12 } }";
    let rows = levels(&[("2025-12", 70.0), ("2026-03", 62.4)]);
    let ran = shop(&level("level", hold), &rows).run(Some("2026-03"), Some("2026-03-31"));
    // 62.4/65; by distance from 70 it would be over 100.
    close(ran.score("level"), 96.0);
    assert!(ran.codes().contains(&"baseline-at-target".to_owned()));
    // Without a row in December the way has no start, and nothing is scored in its place.
    assert_eq!(judged(hold, 62.4).score("level"), None);
    let rows = levels(&[("2025-12", 60.0), ("2026-03", 62.0)]);
    let ran = shop(&level("level", hold), &rows).run(Some("2026-03"), Some("2026-03-31"));
    // Measured below the target it is a way: 100·(62 − 60)/(65 − 60).
    close(ran.score("level"), 40.0);
    let equal = "direction: maximise, target: { value: 65, baseline: 65 }";
    assert_eq!(codes(equal), ["baseline-at-target"]);
    is_judged(equal, 62.4, 96.0, Status::Watch);
    assert_eq!(codes("direction: maximise, target: { value: 65, baseline: 66 }"), ["baseline-contradicts"]);
    assert_eq!(codes("direction: minimise, target: { value: 65, baseline: 64 }"), ["baseline-contradicts"]);
}

#[test]
fn a_score_may_have_a_formula_of_its_own() {
    let own = |formula: &str| {
        format!(
            "direction: maximise, target: {{ value: 80, baseline: 60 }}, scoring: {{ formula: \"{formula}\" }}"
        )
    };
    is_judged(&own("100 * actual / target"), 72.0, 90.0, Status::Watch);
    // A square of the way: (70 − 60)/(80 − 60) is a half.
    is_judged(
        &own("100 * power((actual - baseline) / (target - baseline), 2)"),
        70.0,
        25.0,
        Status::OffTarget,
    );
    is_judged(&own("case when actual >= target then 100 else 91 end"), 79.9, 91.0, Status::Watch);
    // Clipped like any other score.
    is_judged(&own("1000"), 70.0, 100.0, Status::OnTarget);
    is_judged(&format!("{}, cap: 120, floor: 10", own("130")), 70.0, 120.0, Status::OnTarget);
    is_judged(&format!("{}, floor: 10", own("actual - 100")), 70.0, 10.0, Status::OffTarget);
    // The status may come of a tolerance all the same.
    is_judged(&format!("{}, tolerance: 5", own("12")), 76.0, 12.0, Status::Watch);
    // What has no value has no score.
    let ran = judged(&own("100 / (actual - 70)"), 70.0);
    assert_eq!((ran.value("level"), ran.score("level"), ran.status("level")), (Some(70.0), None, None));
}

#[test]
fn the_formula_of_a_score_knows_three_figures() {
    let with = |target: &str, formula: &str| {
        codes(&format!("direction: maximise, {target}scoring: {{ formula: \"{formula}\" }}"))
    };
    assert_eq!(with("target: 80, ", "100 * actual / target"), Vec::<String>::new());
    assert_eq!(with("target: 80, ", "100 * actual / targt"), ["unknown-id"]);
    assert_eq!(with("target: 80, ", "100 * amount"), ["unknown-id"]);
    assert_eq!(with("target: 80, ", "100 * (actual"), ["expression-syntax"]);
    assert_eq!(with("target: 80, ", "sum(actual)"), ["not-allowed"]);
    assert_eq!(with("target: 80, ", "actual - baseline"), ["scoring-needs-key"]);
    assert_eq!(with("", "actual"), ["scoring-needs-key"]);
    assert_eq!(with("target: { band: [1, 2], zero_at: [0, 3] }, ", "actual"), ["two-forms"]);
    assert_eq!(with("target: { goal: 9, red_flag: 2 }, ", "actual"), ["two-forms"]);
}

#[test]
fn r26_attainment_is_a_share_of_the_target() {
    is_judged("direction: maximise, target: 80", 72.0, 90.0, Status::Watch);
    // 2 − 9/8, where the inverse gives 8/9.
    is_judged("direction: minimise, target: 8", 9.0, 87.5, Status::OffTarget);
    is_judged(
        "direction: minimise, target: 8, scoring: attainment_inverse",
        9.0,
        800.0 / 9.0,
        Status::OffTarget,
    );
    is_judged("direction: minimise, target: 8", 6.0, 100.0, Status::OnTarget);
    // Below zero 2 − AC/PL would be 225, and the inverse below the floor: both score the floor.
    is_judged("direction: minimise, target: 8, cap: 300", -10.0, 0.0, Status::OffTarget);
    is_judged("direction: maximise, target: 8, floor: -200", -8.0, -200.0, Status::OffTarget);
    assert_eq!(codes("direction: maximise, target: { value: 0, baseline: -5 }"), Vec::<String>::new());
}

#[test]
fn r53_a_target_of_zero_or_less_is_met_or_missed() {
    let (on, watch, off) = (Status::OnTarget, Status::Watch, Status::OffTarget);
    for target in ["0", "-5"] {
        assert_eq!(codes(&format!("direction: maximise, target: {target}")), Vec::<String>::new());
    }
    is_judged("direction: minimise, target: 0", 0.0, 100.0, on);
    is_judged("direction: minimise, target: 0", 0.01, 0.0, off);
    is_judged("direction: minimise, target: 0", -3.0, 100.0, on);
    is_judged("direction: maximise, target: -10", -9.0, 100.0, on);
    is_judged("direction: maximise, target: -10", -10.5, 0.0, off);
    // A tolerance gives the way down a width, and the status goes by the value.
    is_judged("direction: minimise, target: 0, tolerance: 2", 0.5, 75.0, watch);
    is_judged("direction: minimise, target: 0, tolerance: 2", 2.0, 0.0, watch);
    is_judged("direction: minimise, target: 0, tolerance: 2, floor: 20", 2.0, 20.0, watch);
    is_judged("direction: minimise, target: -20, tolerance: 10% of target", -19.0, 50.0, watch);
    is_judged("direction: minimise, target: 0, tolerance: 10% of target", 0.1, 0.0, off);
    // The inverse and a target to hold know no share of it either.
    is_judged("direction: minimise, target: 0, scoring: attainment_inverse", 1.0, 0.0, off);
    is_judged("direction: minimise, target: { value: 0, baseline: 0 }", 0.0, 100.0, on);
    // Written, it holds for any target; a cap gives nothing beyond 100.
    is_judged("direction: maximise, target: 95, scoring: met, cap: 150", 120.0, 100.0, on);
    is_judged("direction: maximise, target: 95, scoring: met", 94.9, 0.0, off);
    is_judged("direction: maximise, target: 95, scoring: met, tolerance: 2", 94.5, 75.0, watch);
    // With a baseline a target of 0 has a way to be measured by.
    is_judged("direction: minimise, target: { value: 0, baseline: 10 }", 1.0, 90.0, watch);
    assert_eq!(codes("direction: maximise, scoring: met"), ["scoring-needs-key"]);
    assert_eq!(codes("direction: maximise, scoring: met, target: { goal: 9, red_flag: 2 }"), ["two-forms"]);
}

#[test]
fn r53_a_zero_among_values_and_last_years_loss_are_targets_like_any_other() {
    let keys = "direction: minimise, target: { values: { 2026-01: 5, 2026-02: 0 } }";
    let rows = levels(&[("2026-01", 4.0), ("2026-02", 0.0), ("2026-03", 1.0)]);
    let ran = shop(&level("level", keys), &rows).run(Some("2026-03"), Some("2026-03-31"));
    let score = |month: &str| ran.at("level", month).score;
    close(score("2026-01"), 100.0);
    close(score("2026-02"), 100.0);
    close(score("2026-03"), 0.0);
    let keys = "direction: maximise, target: { previous_year: same }";
    let rows = levels(&[("2025-03", -4.0), ("2026-03", -3.0)]);
    let ran = shop(&level("level", keys), &rows).run(Some("2026-03"), Some("2026-03-31"));
    close(ran.score("level"), 100.0);
}

#[test]
fn r53_a_band_may_be_a_single_value() {
    let band = |zero_at: &str| format!("target: {{ band: [0, 0], zero_at: {zero_at} }}");
    is_judged(&band("[-2, 2]"), 0.0, 100.0, Status::OnTarget);
    is_judged(&band("[-2, 2]"), -1.0, 50.0, Status::OffTarget);
    is_judged(&band("[0, 2]"), 0.5, 75.0, Status::OffTarget);
    is_judged(&band("[0, 2]"), -0.01, 0.0, Status::OffTarget);
    is_judged(&band("[0, 0]"), 0.01, 0.0, Status::OffTarget);
    is_judged(&band("0"), 0.01, 0.0, Status::OffTarget);
    is_judged(&band("0"), 0.0, 100.0, Status::OnTarget);
}

#[test]
fn r54_a_goal_that_is_met_is_on_target_and_a_red_flag_that_is_held_is_watch() {
    let goal = "target: { goal: 700, red_flag: 500 }";
    is_judged(goal, 700.0, 200.0 / 3.0, Status::OnTarget);
    is_judged(goal, 699.99, 1000.0 / 30.0 * (1.0 + 199.99 / 200.0), Status::Watch);
    is_judged(goal, 500.0, 100.0 / 3.0, Status::Watch);
    is_judged(goal, 499.99, 1000.0 / 30.0 * (1.0 - 0.01 / 200.0), Status::OffTarget);
    // A floor lifts the score and not what the value says.
    is_judged(&format!("{goal}, floor: 40"), 400.0, 40.0, Status::OffTarget);
    let down = "target: { goal: 0.05, red_flag: 0.08 }";
    is_judged(down, 0.05, 200.0 / 3.0, Status::OnTarget);
    is_judged(down, 0.08, 100.0 / 3.0, Status::Watch);
    // Written edges win.
    is_judged(&format!("{goal}, status: {{ on_target: 90, watch: 60 }}"), 700.0, 200.0 / 3.0, Status::Watch);
}

#[test]
fn r54_segments_are_judged_by_the_form_of_their_own_target() {
    let keys = "direction: maximise, segments: [team], target: { value: 95, segments: { team: { \
                a: { goal: 90, red_flag: 80 }, b: 90, c: 0, d: { band: [1, 2], zero_at: [0, 3] } } } }";
    let rows: String = [("a", 90), ("b", 81), ("c", -1), ("d", 2)]
        .iter()
        .map(|(team, value)| format!("2026-03-10,{team},{value}\n"))
        .collect();
    let yaml = format!(
        "scorecard: s\ntitle: S\nentity: E\nsources:\n  rows: {{ path: rows.csv, time: day, history_starts: 2020-01-01, \
         columns: {{ day: date, value: number }} }}\nperspectives: {{ p: {{ objectives: {{ o: {{ title: O }} }} }} }}\n\
         measures:\n  m: {{ title: M, objective: o, source: rows, kind: {{ average: value }}, min_n: 1, {keys} }}\n"
    );
    let project = Project::new(&yaml, &[("rows.csv", &format!("day,team,value\n{rows}"))]);
    let ran = project.run(Some("2026-03"), Some("2026-03-31"));
    let found: Vec<(&str, Option<Status>)> =
        ran.segments("m", "team").into_iter().map(|(label, row)| (label, row.current.status)).collect();
    let (on, watch, off) = (Some(Status::OnTarget), Some(Status::Watch), Some(Status::OffTarget));
    assert_eq!(found, [("a", on), ("b", watch), ("c", off), ("d", on)]);
}

#[test]
fn r27_edges_are_shares_of_the_way_or_of_the_target_and_a_tolerance_is_in_the_unit() {
    // 86/95 = 90.526 % of the target is watch, 80 % of the way from 50 is off.
    is_judged("direction: maximise, target: 95", 86.0, 8600.0 / 95.0, Status::Watch);
    is_judged("direction: maximise, target: { value: 95, baseline: 50 }", 86.0, 80.0, Status::OffTarget);
    is_judged(
        "direction: maximise, target: 95, status: { on_target: 90, watch: 80 }",
        86.0,
        8600.0 / 95.0,
        Status::OnTarget,
    );
    // A tolerance replaces the edges: 86 is 9 below 95, the edge itself is watch.
    is_judged("direction: maximise, target: 95, tolerance: 8.5", 86.0, 8600.0 / 95.0, Status::OffTarget);
    is_judged("direction: maximise, target: 95, tolerance: 9", 86.0, 8600.0 / 95.0, Status::Watch);
    is_judged(
        "direction: maximise, target: 95, tolerance: 10% of target",
        86.0,
        8600.0 / 95.0,
        Status::Watch,
    );
    is_judged(
        "direction: maximise, target: { value: 95, baseline: 50 }, tolerance: 9",
        86.0,
        80.0,
        Status::Watch,
    );
    is_judged("direction: maximise, target: 95, tolerance: 9", 95.0, 100.0, Status::OnTarget);
    assert_eq!(codes("direction: maximise, target: 95, tolerance: 10%"), ["tolerance-ambiguous"]);
}

#[test]
fn r27_a_watch_band_narrower_than_half_the_interval_is_warned_of() {
    let rows: String = (0..40).map(|i| format!("2026-03-05,c,{}\n", if i < 36 { 1 } else { -1 })).collect();
    let rows = format!("day,customer,amount\n{rows}");
    let warned = |tolerance: &str| {
        let keys = format!(
            "kind: {{ share: amount > 0 }}, direction: maximise, target: 95%, tolerance: {tolerance}"
        );
        let ran = shop(&line("rate", &keys), &rows).run(Some("2026-03"), Some("2026-03-31"));
        ran.codes().contains(&"band-within-noise".to_owned())
    };
    // 36 of 40: Wilson gives 76.9 % to 96.0 %, half of it is 9.5 points.
    assert!(warned("9 pp") && !warned("10 pp"));
}

#[test]
fn a_band_scores_a_hundred_inside_and_falls_to_its_zeros() {
    let band = "target: { band: [40, 60], zero_at: [20, 100] }";
    is_judged(band, 50.0, 100.0, Status::OnTarget);
    // 100·(38 − 20)/(40 − 20), and 100·(100 − 70)/(100 − 60).
    is_judged(band, 38.0, 90.0, Status::Watch);
    is_judged(band, 70.0, 75.0, Status::OffTarget);
    is_judged(band, 10.0, 0.0, Status::OffTarget);
}

#[test]
fn a_goal_and_a_red_flag_score_two_thirds_and_one_third() {
    let goal = "target: { goal: 80, red_flag: 50 }, status: { on_target: 66, watch: 33 }";
    is_judged(goal, 80.0, 200.0 / 3.0, Status::OnTarget);
    is_judged(goal, 50.0, 100.0 / 3.0, Status::Watch);
    // Half way: 10·10/3·(1 + 1/2).
    is_judged(goal, 65.0, 50.0, Status::Watch);
}

#[test]
fn r31_below_min_n_nothing_is_judged_and_surveys_withhold() {
    let run = |keys: &str, n: usize| {
        let rows = vec![("2026-03-05", "c", 5.0); n];
        shop(&line("m", &format!("{keys}, target: 1")), &orders(&rows))
            .run(Some("2026-03"), Some("2026-03-31"))
    };
    let few = run("kind: { average: amount }, direction: maximise", 9);
    let doubt = Doubt::InsufficientData { n: 9.0, min_n: 10 };
    assert_eq!((few.value("m"), few.current("m").doubt, few.status("m")), (Some(5.0), Some(doubt), None));
    assert!(few.total().score.is_none());
    assert!(run("kind: { average: amount }, direction: maximise", 10).score("m").is_some());
    assert!(run("kind: { share: amount > 0 }, direction: maximise", 9).score("m").is_none());
    assert!(run("kind: { median: amount }, direction: maximise", 9).score("m").is_none());
    assert!(run("kind: { sum: amount }, direction: maximise", 1).score("m").is_some());
    assert!(run("kind: count, direction: maximise", 1).score("m").is_some());
    let survey = "kind: { csat: { score: amount, scale: [1, 5] } }";
    let few = run(survey, 29);
    let withheld = Absence::Withheld { n: 29.0, min_n: 30 };
    assert_eq!((few.value("m"), few.current("m").absent, few.score("m")), (None, Some(withheld), None));
    // Nothing of which the value is made is shown either.
    assert!(few.current("m").interval.is_none() && few.current("m").components.values().all(Option::is_none));
    assert_eq!(run(survey, 30).value("m"), Some(1.0));
    assert!(run("kind: { average: amount }, direction: maximise, min_n: 5", 5).score("m").is_some());
}

#[test]
fn r33_values_are_compared_unrounded() {
    let project: Project = shop(
        &level("level", "direction: maximise, target: 100000"),
        &levels(&[("2026-02", 89999.0), ("2026-03", 90000.0)]),
    );
    let ran = project.run(Some("2026-03"), Some("2026-03-31"));
    // 89.999 prints as 90 and lies below the edge of 90.
    close(ran.at("level", "2026-02").score, 89.999);
    assert_eq!(ran.at("level", "2026-02").status, Some(Status::OffTarget));
    assert_eq!(ran.status("level"), Some(Status::Watch));
}

#[test]
fn r33_the_last_digits_of_binary_arithmetic_move_no_value_beyond_an_edge() {
    // Three times 0.1 is 0.30000000000000004, and 0.3 less three times 0.1 a little below 0.
    let rows = levels(&[("2026-01", 1.1), ("2026-02", 1.1), ("2026-03", 1.1)]);
    let tenth = line("a", "kind: { manual: { values: { 2026-03: 0.1 }, over_time: last } }");
    let cases = [
        ("a * 3", "target: { band: [0, 0.3], zero_at: [0, 0.3] }"),
        ("0 - a * 3", "target: { band: [-0.3, 0], zero_at: [-0.3, 0] }"),
        ("a * 3", "direction: minimise, target: 0.3"),
        ("0.3 - a * 3", "direction: minimise, target: 5"),
    ];
    for (formula, keys) in cases {
        let measures = tenth.clone() + &line("m", &format!("kind: {{ formula: {formula} }}, {keys}"));
        let ran = shop(&measures, &rows).run(Some("2026-03"), Some("2026-03-31"));
        close(ran.score("m"), 100.0);
        assert_eq!(ran.status("m"), Some(Status::OnTarget), "{formula} {keys}");
        let report = strategic(&ran.scorecard, &ran.results, &words());
        let rows = report.perspectives.iter().flat_map(|p| &p.objectives).flat_map(|o| &o.measures);
        let row = rows.into_iter().find(|row| row.id == "m").expect("a row");
        assert_eq!(row.favourable, Some(true), "{formula} {keys}");
        let workings = mando::report::workings(&ran.scorecard, &ran.results, &words());
        untouched(&mando::render::excel::render(&workings).expect("a workbook"));
    }
    // Edges of a year to date are added up in binary as well.
    let keys = "kind: { sum: amount }, judged: to_date, target: { band: [1.1, 2], zero_at: [1.1, 2] }";
    let ran = shop(&line("m", keys), &rows).run(Some("2026-03"), Some("2026-03-31"));
    assert_eq!((ran.score("m"), ran.status("m")), (Some(100.0), Some(Status::OnTarget)));
    // What is beyond an edge in more than those is beyond it.
    let below =
        line("m", "kind: { manual: { values: { 2026-03: -0.001 } } }, direction: minimise, target: 5");
    assert_eq!(shop(&below, &rows).run(Some("2026-03"), Some("2026-03-31")).score("m"), Some(0.0));
}
