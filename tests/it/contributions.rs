//! What parts did to the change of a whole: segments of a ratio and of a sum, measures of the scorecard's score, and
//! whether the process as it stands meets its target.

use crate::support::{Project, Ran, close};
use mando::statistics::assurance::Assurance;

/// Orders of two months by region: (region, orders, of them late).
type Month = [(&'static str, usize, usize)];

fn run(measures: &str, keys: &str, months: &[(&str, &Month)]) -> Ran {
    let mut rows = String::from("day,customer,region,late\n");
    for (day, regions) in months {
        for (region, orders, late) in *regions {
            for at in 0..*orders {
                rows += &format!("{day},c{},{region},{}\n", at % 7, u8::from(at < *late));
            }
        }
    }
    let yaml = format!(
        "scorecard: parts
title: Parts
entity: Somebody
as_of: 2026-04-30
{keys}
defaults: {{ source: orders, min_n: 1, segments: [region] }}
sources:
  orders: {{ path: orders.csv, time: day, customer: customer, history_starts: 2024-01-01, columns: {{ day: date, late: integer }} }}
perspectives: {{ process: {{ objectives: {{ promise: {{}} }} }} }}
measures:
{measures}"
    );
    Project::new(&yaml, &[("orders.csv", &rows)]).results("2026-04")
}

const TWO: &[(&str, &Month)] = &[
    ("2026-03-10", &[("easy", 300, 30), ("hard", 100, 70)]),
    ("2026-04-10", &[("easy", 100, 8), ("hard", 300, 204)]),
];

#[test]
fn every_region_improves_and_the_whole_is_worse() {
    // The shares of vector MIX-04, as late orders.
    let ran = run(
        "  late: { title: Late, objective: promise, direction: minimise, kind: { share: late = 1 } }\n",
        "",
        TWO,
    );
    let table = &ran.measure("late").segments[0];
    let whole = table.contribution.expect("the regions make up the whole");
    close(Some(whole.change), 0.28);
    close(whole.rate, -0.02);
    close(whole.mix, 0.30);
    for (_, row) in ran.segments("late", "region") {
        let own = row.contribution.expect("a part");
        close(own.rate, -0.01);
        close(own.mix, 0.15);
        close(Some(own.change), 0.14);
    }
}

#[test]
fn regions_of_a_sum_are_what_they_changed_by() {
    let ran = run("  orders: { title: Orders, objective: promise, kind: count }\n", "", TWO);
    let parts: Vec<(&str, f64, Option<f64>)> = ran
        .segments("orders", "region")
        .into_iter()
        .map(|(name, row)| {
            (name, row.contribution.expect("a part").change, row.contribution.and_then(|c| c.rate))
        })
        .collect();
    assert_eq!(parts, [("hard", 200.0, None), ("easy", -200.0, None)]);
}

#[test]
fn customers_of_two_regions_do_not_add_up_and_nothing_is_claimed() {
    let ran = run("  buyers: { title: Buyers, objective: promise, kind: active_customers }\n", "", TWO);
    let table = &ran.measure("buyers").segments[0];
    assert_eq!(table.contribution, None);
    assert!(table.rows.iter().all(|row| row.contribution.is_none()));
}

#[test]
fn withheld_regions_leave_no_part_from_which_they_could_be_told() {
    let months: &[(&str, &Month)] = &[
        ("2026-03-10", &[("easy", 30, 3), ("hard", 20, 4), ("rare", 2, 1)]),
        ("2026-04-10", &[("easy", 30, 3), ("hard", 20, 5), ("rare", 2, 2)]),
    ];
    let ran = run(
        "  late: { title: Late, objective: promise, direction: minimise, kind: { share: late = 1 } }\n",
        "privacy: { smallest: 5 }",
        months,
    );
    assert!(ran.segments("late", "region").iter().all(|(_, row)| row.contribution.is_none()));
}

#[test]
fn measures_make_up_the_change_of_the_score() {
    let measures = "  late: { title: Late, objective: promise, direction: minimise, weight: 3, target: { value: 30%, baseline: 80% }, kind: { share: late = 1 } }
  orders: { title: Orders, objective: promise, direction: maximise, weight: 1, target: 400, kind: count }
";
    let ran = run(measures, "", TWO);
    let bridge = ran.results.scorecard.bridge.as_ref().expect("two scores");
    let total = ran.total();
    close(Some(bridge.after), total.score.expect("a score"));
    close(Some(bridge.before), total.previous_score.expect("a score before"));
    let sum: f64 = bridge.effects.iter().map(|e| e.score + e.weight).sum();
    close(Some(sum), bridge.after - bridge.before);
    let of = |id: &str| bridge.effects.iter().find(|e| e.id == id).expect("an effect");
    // Late orders rose from 25 % to 53 % of a way of 50 points: 46 points of score, three quarters of the weight.
    close(Some(of("late").score), 0.75 * (54.0 - 100.0));
    close(Some(of("orders").score), 0.0);
    assert!(bridge.effects.iter().all(|e| e.weight == 0.0));
}

#[test]
fn a_process_that_never_reaches_its_target_is_said_to_miss_it() {
    let days: Vec<String> =
        (0..12).map(|back| format!("{}-{:02}-10", 2025 + (back + 4) / 12, (back + 4) % 12 + 1)).collect();
    let regions: Vec<[(&'static str, usize, usize); 1]> =
        (0..12).map(|at| [("all", 100, 40 + (at % 3))]).collect();
    let months: Vec<(&str, &Month)> =
        days.iter().zip(&regions).map(|(day, regions)| (day.as_str(), regions.as_slice())).collect();
    let measures = "  late: { title: Late, objective: promise, direction: minimise, target: { value: 10%, baseline: 80% }, kind: { share: late = 1 } }
  easy: { title: Easy, objective: promise, direction: minimise, target: { value: 60%, baseline: 80% }, kind: { share: late = 1 } }
  near: { title: Near, objective: promise, direction: minimise, target: { value: 41%, baseline: 80% }, kind: { share: late = 1 } }
  bare: { title: Bare, objective: promise, direction: minimise, kind: { share: late = 1 } }
";
    let ran = run(measures, "", &months);
    let words: Vec<Assurance> =
        ["late", "easy", "near", "bare"].into_iter().map(|id| ran.measure(id).assurance).collect();
    let expected = [Assurance::WillMiss, Assurance::WillMeet, Assurance::HitOrMiss, Assurance::NoTarget];
    assert_eq!(words, expected);
    let young = run(measures, "", &months[8..]);
    assert_eq!(young.measure("late").assurance, Assurance::TooFew);
}
