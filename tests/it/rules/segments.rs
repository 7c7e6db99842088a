//! A share of another measure's segments (R39).

use super::{line, shop_with};
use crate::support::{Project, close};
use mando::calendar::DurationUnit;
use mando::evaluate::results::{Absence, ValueWindow};
use mando::statistics::interval::wilson;

/// So many deliveries of a vendor on a day, of which so many were good: 10, and 0 of the others.
fn deliveries(day: &str, vendor: &str, number: usize, good: usize) -> String {
    (0..number).map(|i| format!("{day},{vendor},c,{}\n", if i < good { 10 } else { 0 })).collect()
}

/// Vendors in March: a 9 of 10, b 1 of 2, c 8 of 10, d 3 of 3, and 4 of 4 of whom nobody wrote the name; in February
/// a 5 of 10 and e 5 of 5; a year before March a 1 of 1.
fn rows() -> String {
    let rows = [
        ("2025-03-05", "a", 1, 1),
        ("2026-02-05", "a", 10, 5),
        ("2026-02-06", "e", 5, 5),
        ("2026-03-05", "a", 10, 9),
        ("2026-03-06", "b", 2, 1),
        ("2026-03-07", "c", 10, 8),
        ("2026-03-08", "d", 3, 3),
        ("2026-03-09", "", 4, 4),
    ];
    let rows = rows.map(|(day, vendor, number, good)| deliveries(day, vendor, number, good));
    "day,vendor,customer,amount\n".to_owned() + &rows.concat()
}

fn project(measures: &str) -> Project {
    project_with("", measures)
}

fn project_with(head: &str, measures: &str) -> Project {
    let measures = line("good", "kind: { share: amount > 5 }") + measures;
    let source = "    columns: { day: date, amount: integer }\n";
    shop_with(head, source, &measures, &rows())
}

fn over(keys: &str) -> String {
    format!("kind: {{ share: {{ {keys} }} }}, min_n: 1")
}

#[test]
fn r39_a_share_counts_the_segments_of_another_measure() {
    let vendors = "over: { measure: good, by: vendor }";
    let measures = line("every", &over(&format!("of: value >= 0.9, {vendors}")))
        + &line("often", &over(&format!("of: 'value >= 90%', among: n >= 3, {vendors}")))
        + &line("rolling", &(over(&format!("of: value >= 0.9, {vendors}")) + ", window: 2 months"))
        + &line("good_of_two", "kind: { share: amount > 5 }, window: 2 months")
        + &line("follows", &over("of: value >= 0.9, over: { measure: good_of_two, by: vendor }"))
        + &line("total", "kind: { sum: amount }")
        + &line("selling", &over("of: value >= 60, over: { measure: total, by: vendor }"))
        + &line("twice", "kind: { formula: 2 * every }");
    let ran = project(&measures).run(Some("2026-03"), Some("2026-04-05"));
    let parts = |id: &str| (ran.component(id, "met"), ran.component(id, "among"));
    // a and d of four: the deliveries of nobody are no vendor.
    assert_eq!((ran.value("every"), parts("every")), (Some(0.5), (Some(2.0), Some(4.0))));
    assert_eq!(ran.value("twice"), Some(1.0));
    // b has two deliveries.
    assert_eq!(parts("often"), (Some(2.0), Some(3.0)));
    close(ran.value("often"), 2.0 / 3.0);
    assert_eq!(ran.current("often").interval, wilson(2.0, 3.0));
    // Of both months together a has 14 of 20, and e all: d and e of five.
    for id in ["rolling", "follows"] {
        assert_eq!(parts(id), (Some(2.0), Some(5.0)), "{id}");
        let window = Some(ValueWindow::Rolling { count: 2, unit: DurationUnit::Month });
        assert_eq!(ran.current(id).window, window, "{id}");
    }
    let to_date = ran.measure("every").to_date.as_ref().expect("a year to date");
    assert_eq!((to_date.value, to_date.n), (Some(0.4), Some(5.0)));
    // Vendors without a delivery in the month are none of the month: a 50 and e 50, then a 90, b 10, c 80, d 30.
    assert_eq!((ran.at("selling", "2026-02").value, ran.at("selling", "2026-02").n), (Some(0.0), Some(2.0)));
    assert_eq!(parts("selling"), (Some(2.0), Some(4.0)));
    assert_eq!((ran.at("every", "2026-02").value, ran.measure("every").previous), (Some(0.5), Some(0.5)));
    assert_eq!(ran.measure("every").previous_year, Some(1.0));
    assert_eq!(ran.at("every", "2026-01").absent, Some(Absence::NoData));
    // The vendors of two months are the same ones: nothing is told from chance.
    assert_eq!(ran.measure("every").change, None);
}

#[test]
fn r39_a_segment_whose_value_is_withheld_counts_nowhere() {
    let measures = line("nps", "kind: { nps: amount }, min_n: 5")
        + &line("praised", &over("of: value >= 70, over: { measure: nps, by: vendor }"));
    let ran = project(&measures).run(Some("2026-03"), Some("2026-04-05"));
    // a 80 and c 60; b and d answered two and three times.
    assert_eq!((ran.component("praised", "met"), ran.component("praised", "among")), (Some(1.0), Some(2.0)));
}

#[test]
fn r39_a_segment_too_small_to_be_shown_counts_nowhere() {
    let measures = line("punctual", &over("of: value >= 0.9, over: { measure: good, by: vendor }"));
    let ran = project_with("privacy: { smallest: 5 }\n", &measures).run(Some("2026-03"), Some("2026-04-05"));
    // a and c of ten deliveries each.
    assert_eq!(
        (ran.component("punctual", "met"), ran.component("punctual", "among")),
        (Some(1.0), Some(2.0))
    );
}

#[test]
fn r39_what_counts_no_segments_is_said() {
    let codes = |kind: &str, more: &str| {
        project(
            &(line(
                "share",
                &format!("kind: {{ share: {{ {kind} }} }}, min_n: 1, direction: maximise, target: 50%{more}"),
            ) + &line("twice", "kind: { formula: 2 * good }")
                + &line("total", "kind: { sum: amount }")
                + &line("balance", "kind: { last: { value: amount, per: vendor } }")
                + &line("other", &over("of: value > 0.5, over: { measure: good, by: vendor }"))),
        )
        .codes()
    };
    let of = |condition: &str, measure: &str, by: &str| {
        format!("of: \"{condition}\", over: {{ measure: {measure}, by: {by} }}")
    };
    let code = |condition: &str, measure: &str, by: &str| codes(&of(condition, measure, by), "");
    assert_eq!(code("value >= 0.9", "good", "vendor"), [] as [&str; 0]);
    assert_eq!(code("value >= 0.9", "god", "vendor"), ["unknown-id"]);
    assert_eq!(code("value >= 0.9", "good", "vendr"), ["unknown-column"]);
    assert_eq!(code("vlaue >= 0.9", "good", "vendor"), ["unknown-id"]);
    assert_eq!(code("value", "good", "vendor"), ["type-mismatch"]);
    assert_eq!(code("value >= 90", "good", "vendor"), ["bare-rate"]);
    assert_eq!(code("value >= 90%", "total", "vendor"), ["target-unit"]);
    assert_eq!(code("value > 0", "balance", "vendor"), ["feature-missing"]);
    assert_eq!(code("value >= 0.9", "share", "vendor"), ["formula-cycle"]);
    for measure in ["twice", "other"] {
        assert_eq!(code("value >= 0.9", measure, "vendor"), ["source-missing"], "{measure}");
    }
    let good = of("value >= 0.9", "good", "vendor");
    assert_eq!(codes(&good, ", where: amount > 1"), ["two-forms"]);
    assert_eq!(codes(&good, ", segments: [vendor]"), ["feature-missing"]);
}
