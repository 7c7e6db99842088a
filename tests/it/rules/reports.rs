//! What a report says of the rules: differences (R34), absences (R38), weights and periods.

use super::{level, levels, line, shop};
use crate::support::{Project, Ran};
use mando::report::strategic;
use mando::report::view::MeasureRow;

fn row(ran: &Ran, id: &str) -> MeasureRow {
    let report = strategic(&ran.scorecard, &ran.results, &crate::support::words());
    let rows = report.perspectives.into_iter().flat_map(|p| p.objectives).flat_map(|o| o.measures);
    rows.into_iter().find(|r| r.id == id).expect("a row")
}

fn march(project: &Project) -> Ran {
    project.run(Some("2026-03"), Some("2026-03-31"))
}

fn levelled(keys: &str, actual: f64) -> MeasureRow {
    row(
        &march(&shop(
            &level("m", &format!("{keys}, format: {{ decimals: 1 }}")),
            &levels(&[("2026-03", actual)]),
        )),
        "m",
    )
}

#[test]
fn r34_the_difference_is_actual_less_plan_whatever_the_direction() {
    let more = levelled("direction: maximise, target: 120", 128.0);
    assert_eq!(
        (more.delta.as_str(), more.delta_relative.as_str(), more.favourable),
        ("+8.0", "+6.7%", Some(true))
    );
    // The same sign for minimise; only the word turns.
    let less = levelled("direction: minimise, target: 120", 128.0);
    assert_eq!(
        (less.delta.as_str(), less.delta_relative.as_str(), less.favourable),
        ("+8.0", "+6.7%", Some(false))
    );
}

#[test]
fn r34_rates_and_points_have_no_relative_difference() {
    let cells = "2026-03-01,c,1\n".repeat(16) + &"2026-03-01,c,-1\n".repeat(109);
    let rows = format!("day,customer,amount\n{cells}");
    let keys = "kind: { share: amount > 0 }, direction: maximise, target: 12%, format: { decimals: 1 }";
    let rate = row(&march(&shop(&line("m", keys), &rows)), "m");
    // 16 of 125 is 12.8 %: 0.8 points, not 6.7 %.
    assert_eq!((rate.delta.as_str(), rate.delta_relative.as_str()), ("+0.8", ""));
    let answers = "day,customer,amount\n".to_owned() + &"2026-03-01,c,4\n".repeat(30);
    let keys = "kind: { csat: { score: amount, scale: [1, 5], counting: mean } }, target: 3.5";
    let points = row(&march(&shop(&line("m", keys), &answers)), "m");
    assert_eq!((points.delta.trim_end_matches('0'), points.delta_relative.as_str()), ("+0.5", ""));
}

#[test]
fn r34_a_plan_of_zero_or_of_the_other_sign_has_no_relative_difference() {
    let zero = levelled("direction: maximise, target: { value: 0, baseline: -5 }", 8.0);
    assert_eq!((zero.delta.as_str(), zero.delta_relative.as_str()), ("+8.0", ""));
    let crossed = levelled("direction: maximise, target: { value: 4, baseline: -9 }", -8.0);
    assert_eq!((crossed.delta.trim_start_matches(['-', '−']), crossed.delta_relative.as_str()), ("12.0", ""));
    // Both below zero: over the plan's size, (−8 + 10) ÷ 10.
    let below = levelled("direction: maximise, target: { value: -10, baseline: -20 }", -8.0);
    assert_eq!(
        (below.delta.as_str(), below.delta_relative.as_str(), below.favourable),
        ("+2.0", "+20.0%", Some(true))
    );
}

#[test]
fn r38_a_report_names_each_absence_and_prints_no_zero_for_it() {
    let rows = "day,customer,amount\n2026-03-10,a,5\n2026-03-11,b,0\n";
    let measures = level("few", "direction: maximise, target: 1").replace("min_n: 1", "min_n: 10")
        + &line("withheld", "kind: { csat: { score: amount, scale: [1, 5] } }, target: 50%")
        + &line(
            "undefined",
            "kind: { ratio: { numerator: count(*), denominator: sum(amount) } }, where: amount = 0",
        )
        + &line("none", "kind: { average: amount }, where: amount > 100");
    let ran = march(&shop(&measures, rows));
    let said = |id| {
        let row = row(&ran, id);
        (row.actual, row.absent, row.grey, row.score)
    };
    assert_eq!(said("few"), ("2.50".to_owned(), false, true, String::new()));
    assert_eq!(row(&ran, "few").status.word, "Insufficient data");
    for (id, word) in [("withheld", "Withheld"), ("undefined", "Undefined"), ("none", "No data")] {
        assert_eq!(said(id), (word.to_owned(), true, false, String::new()), "{id}");
    }
}

#[test]
fn r19_a_report_marks_a_target_that_was_not_renewed() {
    let measure = level("m", "direction: maximise, target: { values: { 2026-01: 5 } }");
    let row = row(&march(&shop(&measure, &levels(&[("2026-01", 5.0), ("2026-03", 5.0)]))), "m");
    assert!(row.remark.contains("target not renewed"), "{}", row.remark);
}

#[test]
fn r42_a_report_says_of_which_period_a_longer_grains_value_is() {
    let measure = level("m", "grain: quarter, direction: maximise, target: 5");
    let project = shop(&measure, &levels(&[("2025-12", 4.0), ("2026-01", 5.0)]));
    let row = row(&project.run(Some("2026-02"), Some("2026-02-28")), "m");
    assert_eq!(row.actual, "4.00");
    assert!(row.remark.contains("Q4") && row.remark.contains("2025"), "{}", row.remark);
}

#[test]
fn what_is_shown_and_not_scored_says_so() {
    let measures = level("a", "direction: maximise, target: 5")
        + &level("b", "direction: maximise, target: 5, weight: 0");
    let ran = march(&shop(&measures, &levels(&[("2026-03", 5.0)])));
    assert_eq!(
        (row(&ran, "a").weight.as_str(), row(&ran, "b").weight.as_str()),
        ("100%", "shown, not scored")
    );
}
