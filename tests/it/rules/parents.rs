//! R28 to R30 and the policies of roll-up.

use super::{level, levels, shop_with};
use crate::support::{Ran, close};
use mando::evaluate::score::Status;

/// A measure of an objective whose score is given: the average of its own column against a target of 100.
fn scored(id: &str, objective: &str, score: Option<f64>, keys: &str) -> (String, Option<f64>) {
    let measure = format!(
        "  {id}: {{ title: {id}, objective: {objective}, kind: {{ average: {id} }}, min_n: 1, direction: maximise, target: 100, {keys} }}\n"
    );
    (measure, score)
}

/// Measures with scores, under `head`.
fn rolled(head: &str, measures: &[(String, Option<f64>)]) -> Ran {
    let names: Vec<&str> = measures.iter().filter_map(|(text, _)| text.trim().split(':').next()).collect();
    let types: String = names.iter().map(|name| format!(", {name}: number")).collect();
    let columns = format!("    columns: {{ day: date, amount: money{types} }}\n");
    let cells: Vec<String> =
        measures.iter().map(|(_, s)| s.map_or(String::new(), |s| s.to_string())).collect();
    let rows = format!("day,customer,amount,{}\n2026-03-10,c,1,{}\n", names.join(","), cells.join(","));
    let text: String = measures.iter().map(|(text, _)| text.as_str()).collect();
    shop_with(head, &columns, &text, &rows).run(Some("2026-03"), Some("2026-03-31"))
}

const ONE: &str = "perspectives: { customer: { objectives: { reach: {} } } }\n";

#[test]
fn r28_parents_have_edges_of_their_own() {
    let at = |score: f64| rolled(ONE, &[scored("m", "reach", Some(score), "")]);
    let both = |ran: &Ran| (ran.status("m"), ran.objective("reach").parent.status);
    // 92 is watch for a measure and on target for its parents; 80 off target and watch.
    assert_eq!(both(&at(92.0)), (Some(Status::Watch), Some(Status::OnTarget)));
    assert_eq!(both(&at(80.0)), (Some(Status::OffTarget), Some(Status::Watch)));
    assert_eq!(both(&at(74.999)), (Some(Status::OffTarget), Some(Status::OffTarget)));
    assert_eq!(at(90.0).total().status, Some(Status::OnTarget));
    let own = format!(
        "rollup: {{ status: {{ on_target: 95, watch: 85 }} }}\n{}",
        ONE.replace("reach: {}", "reach: { status: { on_target: 92, watch: 50 } }")
    );
    let ran = rolled(&own, &[scored("m", "reach", Some(92.0), "")]);
    // The objective by its own edges, the rest by those of the roll-up.
    assert_eq!(
        (ran.objective("reach").parent.status, ran.total().status),
        (Some(Status::OnTarget), Some(Status::Watch))
    );
}

const TWO: &str = "perspectives:\n  people: { weight: 3, objectives: { reach: { weight: 3 }, care: {} } }\n  money: { objectives: { gain: {} } }\n";

#[test]
fn r29_weights_are_relative_among_siblings_level_by_level() {
    let measures = [
        scored("a", "reach", Some(100.0), ""),
        scored("b", "reach", Some(60.0), "weight: 3"),
        scored("c", "care", Some(50.0), "weight: 7"),
        scored("d", "gain", Some(20.0), ""),
    ];
    let ran = rolled(TWO, &measures);
    // reach = (100 + 3·60)/4 = 70; people = (3·70 + 50)/4 = 65; all = (3·65 + 20)/4 = 53.75.
    close(ran.objective("reach").parent.score, 70.0);
    close(ran.perspective("people").score, 65.0);
    close(ran.total().score, 53.75);
    // 3/4 · 3/4 · 3/4 and 3/4 · 1/4.
    close(Some(ran.measure("b").effective_weight), 27.0 / 64.0);
    close(Some(ran.measure("c").effective_weight), 3.0 / 16.0);
    let sum: f64 = ["a", "b", "c", "d"].iter().map(|id| ran.measure(id).effective_weight).sum();
    close(Some(sum), 1.0);
}

#[test]
fn r29_percents_stand_for_all_siblings_or_none() {
    let codes = |a: &str, b: &str| {
        let measures = level("a", &format!("direction: maximise, target: 1, weight: {a}"))
            + &level("b", &format!("direction: maximise, target: 1, weight: {b}"));
        super::shop(&measures, &levels(&[("2026-03", 1.0)])).codes()
    };
    assert_eq!(codes("60%", "40%"), Vec::<String>::new());
    assert_eq!(codes("60%", "40"), ["weights-mixed"]);
    assert_eq!(codes("60%", "30%"), ["weights-not-100"]);
    let ran = rolled(
        ONE,
        &[scored("a", "reach", Some(100.0), "weight: 60%"), scored("b", "reach", Some(50.0), "weight: 40%")],
    );
    close(ran.total().score, 80.0);
}

#[test]
fn what_measures_nothing_takes_no_weight() {
    let ran = rolled(TWO, &[scored("a", "reach", Some(80.0), ""), scored("d", "gain", Some(40.0), "")]);
    // `care` is empty: reach alone makes people, (3·80 + 40)/4.
    close(ran.total().score, 70.0);
    assert_eq!(ran.total().coverage, 1.0);
    close(Some(ran.measure("a").effective_weight), 0.75);
}

#[test]
fn r30_a_measure_counts_in_one_objective_and_its_level_never_touches_a_score() {
    let head = "perspectives: { customer: { objectives: { reach: {}, care: {} } } }\n";
    let measures = [
        scored("a", "reach", Some(100.0), "also_in: [care], level: strategic"),
        scored("b", "reach", Some(40.0), "level: operational"),
        scored("c", "care", Some(60.0), ""),
    ];
    let ran = rolled(head, &measures);
    // Operational b counts beside strategic a; a does not lift `care`.
    close(ran.objective("reach").parent.score, 70.0);
    close(ran.objective("care").parent.score, 60.0);
    let care = &ran.objective("care").measures;
    let shown = care.iter().find(|m| m.id == "a").expect("a is shown in care");
    assert_eq!((shown.weight, shown.effective_weight), (0.0, 0.0));
    assert_eq!(shown.current().and_then(|c| c.score), Some(100.0));
    close(Some(ran.measure("a").effective_weight), 0.25);
}

#[test]
fn a_weight_of_zero_is_shown_and_not_scored() {
    let measures = [scored("a", "reach", Some(100.0), ""), scored("b", "reach", Some(0.0), "weight: 0")];
    let ran = rolled("rollup: { parent_status: worst }\n", &measures);
    assert_eq!((ran.score("b"), ran.status("b")), (Some(0.0), Some(Status::OffTarget)));
    // Neither its score nor, by the worst child, its status reaches the parent.
    assert_eq!(
        (ran.total().score, ran.total().status, ran.total().coverage),
        (Some(100.0), Some(Status::OnTarget), 1.0)
    );
}

#[test]
fn a_missing_child_leaves_its_weight_to_the_others_or_counts_as_the_floor() {
    let measures = [scored("a", "reach", Some(90.0), "weight: 2"), scored("b", "reach", None, "")];
    let plain = rolled("", &measures);
    close(plain.objective("reach").parent.score, 90.0);
    close(Some(plain.objective("reach").parent.coverage), 2.0 / 3.0);
    let strict = rolled("rollup: { missing: penalise }\n", &measures);
    // (2·90 + 0)/3.
    close(strict.objective("reach").parent.score, 60.0);
    close(Some(strict.objective("reach").parent.coverage), 2.0 / 3.0);
}

#[test]
fn min_coverage_is_inclusive() {
    let at = |weight: &str, least: &str| {
        let measures = [
            scored("a", "reach", Some(90.0), &format!("weight: {weight}")),
            scored("b", "reach", None, "weight: 4"),
        ];
        let parent =
            rolled(&format!("rollup: {{ min_coverage: {least} }}\n"), &measures).objective("reach").parent;
        (parent.score, parent.status)
    };
    // 6 of 10 is 60 %.
    assert_eq!(at("6", "60%"), (Some(90.0), Some(Status::OnTarget)));
    assert_eq!(at("6", "61%"), (None, None));
    assert_eq!(at("5.9", "60%"), (None, None));
}

#[test]
fn a_parents_status_comes_from_its_score_its_worst_child_or_its_capped_score() {
    let status = |rule: &str, b: f64| {
        let measures = [scored("a", "reach", Some(100.0), "weight: 9"), scored("b", "reach", Some(b), "")];
        rolled(&format!("rollup: {{ parent_status: {rule} }}\n"), &measures).objective("reach").parent.status
    };
    // (900 + 50)/10 = 95 with a child off target.
    assert_eq!(status("score", 50.0), Some(Status::OnTarget));
    assert_eq!(status("worst", 50.0), Some(Status::OffTarget));
    assert_eq!(status("capped", 50.0), Some(Status::Watch));
    // A child on watch holds back only the worst.
    assert_eq!(status("worst", 95.0), Some(Status::Watch));
    assert_eq!(status("capped", 95.0), Some(Status::OnTarget));
}
