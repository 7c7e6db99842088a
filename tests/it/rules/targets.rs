//! R17 to R23: targets over time.

use super::{level, levels, line, shop, shop_with};
use crate::support::{Project, close};
use crate::workbook::untouched;
use mando::evaluate::results::{PeriodResult, TargetAt};
use mando::evaluate::score::Status;
use mando::report::strategic;

/// Twelve months of a year, each with a row of an amount.
fn year(year: i32, amounts: [f64; 12]) -> String {
    let rows = (1..).zip(amounts).map(|(month, amount)| format!("{year}-{month:02}-10,c,{amount}\n"));
    rows.collect()
}

/// A level in 2025 and 2026 with a target, at the end of 2026.
fn aimed(target: &str) -> Project {
    let rows = format!("day,customer,amount\n{}{}", year(2025, [60.0; 12]), year(2026, [60.0; 12]));
    shop(&level("level", &format!("direction: maximise, target: {target}")), &rows)
}

fn plans(project: &Project, periods: &[&str]) -> Vec<Option<f64>> {
    periods.iter().map(|period| project.run(Some(period), Some("2027-06-30")).plan("level")).collect()
}

fn is_renewed(at: &PeriodResult) -> bool {
    !matches!(at.target, Some(TargetAt::Value { not_renewed: true, .. }))
}

#[test]
fn r17_a_line_reaches_its_value_at_the_keys_last_day_and_a_step_begins_with_its_first() {
    assert_eq!(plans(&aimed("61"), &["2025-01", "2026-12"]), [Some(61.0), Some(61.0)]);
    // From 60 at the end of 2025 to 66 in March, the last month of the quarter, by 2 a month.
    let line = aimed("{ baseline: 60, values: { 2026-Q1: 66, 2026-Q2: 72 } }");
    assert_eq!(
        plans(&line, &["2026-01", "2026-02", "2026-03", "2026-04"]),
        [Some(62.0), Some(64.0), Some(66.0), Some(68.0)]
    );
    let step = aimed("{ values: { 2026-Q1: 66, 2026-Q2: 70 } }");
    assert_eq!(
        plans(&step, &["2025-12", "2026-01", "2026-03", "2026-04"]),
        [None, Some(66.0), Some(66.0), Some(70.0)]
    );
    // A month's value inside a year's takes over when it begins.
    let inner = aimed("{ values: { 2026: 66, 2026-06: 70 } }");
    assert_eq!(plans(&inner, &["2026-05", "2026-06", "2026-07"]), [Some(66.0), Some(70.0), Some(70.0)]);
}

#[test]
fn r18_a_line_runs_by_periods_from_the_latest_baseline_before() {
    // One of twelve periods, where 31 of 365 days would be 61.019.
    let undated = aimed("{ baseline: 60, values: { 2026-12: 72 } }");
    assert_eq!(plans(&undated, &["2026-01"]), [Some(61.0)]);
    let dated = aimed("{ baseline: { 2025-12: 60, 2026-06: 70 }, values: { 2026-12: 76 } }");
    // March: 60 + 16·3/12; June: 60 + 16·6/12, its baseline leads on from there: September 70 + 6·3/6.
    assert_eq!(plans(&dated, &["2026-03", "2026-06", "2026-09"]), [Some(64.0), Some(68.0), Some(73.0)]);
    // Without a baseline there is no line: the value stands from its first period on.
    let plain = aimed("{ values: { 2026-06: 72 } }");
    assert_eq!(plans(&plain, &["2026-05", "2026-06", "2026-08"]), [None, Some(72.0), Some(72.0)]);
    // An undated baseline stands at the end of the fiscal year before: March 2026, so August is 5 of 6 on.
    let fiscal = "calendar: { fiscal_year_starts: april, fiscal_year_named: end }\n";
    let target = "direction: maximise, target: { baseline: 60, values: { 2026-09: 72 } }";
    let rows = levels(&[("2026-08", 60.0)]);
    let ran = shop_with(fiscal, "", &level("level", target), &rows).run(Some("2026-08"), Some("2026-09-30"));
    assert_eq!(ran.plan("level"), Some(70.0));
}

#[test]
fn r19_before_its_first_point_a_target_is_not_missing() {
    let measures = level("old", "direction: maximise, target: 60")
        + &level("young", "direction: maximise, target: { values: { 2026-06: 90 } }")
        + &level(
            "line",
            "direction: maximise, target: { baseline: { 2026-05: 50 }, values: { 2026-12: 90 } }",
        );
    let rows = format!("day,customer,amount\n{}", year(2026, [60.0; 12]));
    let project = shop(&measures, &rows);
    let march = project.run(Some("2026-03"), Some("2026-12-31"));
    for id in ["young", "line"] {
        let at = march.current(id);
        assert_eq!((at.value, at.target, at.score, at.status), (Some(60.0), None, None, None), "{id}");
    }
    // Only `old` counts: nothing is missing.
    assert_eq!((march.total().score, march.total().coverage), (Some(100.0), 1.0));
    let june = project.run(Some("2026-06"), Some("2026-12-31"));
    assert!(june.score("young").is_some() && june.score("line").is_some());
}

#[test]
fn r19_after_its_last_point_a_target_holds_and_is_marked() {
    for target in ["{ values: { 2026-03: 65 } }", "{ baseline: 60, values: { 2026-03: 65 } }"] {
        let project = aimed(target);
        let inside = project.run(Some("2026-03"), Some("2027-06-30"));
        assert_eq!(
            (inside.plan("level"), is_renewed(inside.current("level"))),
            (Some(65.0), true),
            "{target}"
        );
        let after = project.run(Some("2026-05"), Some("2027-06-30"));
        assert_eq!(
            (after.plan("level"), is_renewed(after.current("level"))),
            (Some(65.0), false),
            "{target}"
        );
        assert!(after.score("level").is_some());
    }
    let target = "direction: maximise, target: { values: { 2025-12: 60 } }";
    let checked = shop_with("as_of: 2026-04-30\n", "", &level("level", target), &levels(&[("2026-01", 1.0)]));
    assert!(checked.check().contains("warning[target-not-renewed]"), "{}", checked.check());
}

#[test]
fn r20_a_years_total_of_a_flow_is_spread_and_a_rate_holds_in_each_period() {
    let amounts = [10.0, 20.0, 30.0, 10.0, 10.0, 10.0, 10.0, 10.0, 10.0, 10.0, 10.0, 10.0];
    let rows = format!("day,customer,amount\n{}{}", year(2025, amounts), year(2026, [60.0; 12]));
    let target = "direction: maximise, target: { values: { 2026: 1500 } }";
    let measures = line("revenue", &format!("kind: {{ sum: amount }}, {target}")) + &level("level", target);
    let ran = |rows: &str, period| shop(&measures, rows).run(Some(period), Some("2028-01-31"));
    // Last year's 150 had 10 in January and 30 in March.
    close(ran(&rows, "2026-01").plan("revenue"), 100.0);
    close(ran(&rows, "2026-03").plan("revenue"), 300.0);
    close(ran(&rows, "2026-03").plan("level"), 1500.0);
    // Without last year a twelfth each.
    let alone = format!("day,customer,amount\n{}", year(2026, [60.0; 12]));
    close(ran(&alone, "2026-03").plan("revenue"), 125.0);
    // The year after, the last total holds, spread anew by 2026's equal months: not 1,500 a month.
    let next = ran(&rows, "2027-03");
    close(next.plan("revenue"), 125.0);
    assert!(!is_renewed(next.current("revenue")));
    let shares = "[40%, 10%, 5%, 5%, 5%, 5%, 5%, 5%, 5%, 5%, 5%, 5%]";
    let keys = format!(
        "kind: {{ sum: amount }}, direction: maximise, target: {{ values: {{ 2026: 1500 }}, shares: {shares} }}"
    );
    let written = shop(&line("revenue", &keys), &rows).run(Some("2026-01"), Some("2026-12-31"));
    close(written.plan("revenue"), 600.0);
}

#[test]
fn r21_targets_to_date_add_for_flows_last_for_stocks_and_weigh_for_rates() {
    // January: 1 of 2 good; February: 6 of 6 good, one order still open.
    let rows = "day,customer,amount,closed\n2026-01-05,c,10,2026-01-06\n2026-01-06,c,-10,2026-01-07\n"
        .to_owned()
        + &"2026-02-05,c,20,2026-02-06\n".repeat(5)
        + "2026-02-07,c,20,\n";
    let values = |a: &str, b: &str| format!("values: {{ 2026-01: {a}, 2026-02: {b} }}");
    let share = |more: &str| {
        format!(
            "kind: {{ share: amount > 0 }}, direction: maximise, target: {{ {}{more} }}",
            values("50%", "80%")
        )
    };
    let measures =
        line("flow", &format!("kind: count, direction: maximise, target: {{ {} }}", values("3", "5")))
            + &line(
                "stock",
                &format!(
                    "kind: {{ backlog: {{ opened: day, closed: closed }} }}, target: {{ {} }}",
                    values("4", "2")
                ),
            )
            + &line("rate", &share(""))
            + &line("planned", &share(", weight: { 2026-01: 100, 2026-02: 50 }"));
    let columns = "    columns: { day: date, amount: money, closed: date }\n";
    let ran = shop_with("", columns, &measures, &rows).run(Some("2026-02"), Some("2026-02-28"));
    let to_date = |id: &str| {
        let at = ran.measure(id).to_date.as_ref().expect("a year to date");
        (at.value, at.target.map(|t| t.plan(None)).expect("a target to date"))
    };
    assert_eq!(to_date("flow"), (Some(8.0), 3.0 + 5.0));
    assert_eq!(to_date("stock"), (Some(1.0), 2.0));
    // By actual rows (2·50 % + 6·80 %) ÷ 8 = 72.5 %, where the plain mean is 65 %; by planned ones 60 %.
    let (value, target) = to_date("rate");
    close(value, 7.0 / 8.0);
    close(Some(target), 0.725);
    close(Some(to_date("planned").1), 0.6);
}

#[test]
fn r21_judged_to_date_takes_score_and_status_from_the_year() {
    let rows = levels(&[("2026-01", 2.0), ("2026-02", 10.0)]);
    let target = "target: { values: { 2026-01: 10, 2026-02: 6 } }";
    let keys = format!("kind: {{ sum: amount }}, direction: maximise, judged: to_date, {target}");
    let project = shop(&line("revenue", &keys), &rows);
    let ran = project.run(Some("2026-02"), Some("2026-02-28"));
    // February alone is beyond its plan of 6; the year stands at 12 of 16.
    assert_eq!((ran.value("revenue"), ran.plan("revenue")), (Some(10.0), Some(6.0)));
    close(ran.score("revenue"), 75.0);
    assert_eq!(ran.status("revenue"), Some(Status::OffTarget));
    let report = strategic(&ran.scorecard, &ran.results, &crate::support::words());
    assert!(
        report.head.message.starts_with("Revenue is 4.00 EUR worse than plan"),
        "{}",
        report.head.message
    );
    // A period that is not over is not judged by its year either.
    let open = project.run(Some("2026-02"), Some("2026-02-20"));
    assert_eq!((open.score("revenue"), open.status("revenue")), (None, None));
}

#[test]
fn r22_without_a_target_a_measure_informs_and_with_one_that_lacks_it_is_missing() {
    let rows = levels(&[("2026-02", 1.0), ("2026-03", 1.0)]);
    let run = |other: &str| {
        let measures = level("scored", "direction: maximise, target: 1") + &level("other", other);
        let ran = shop(&measures, &rows).run(Some("2026-03"), Some("2026-03-31"));
        (ran.score("other"), ran.objective("reach").parent.coverage, ran.measure("scored").effective_weight)
    };
    assert_eq!(run("direction: maximise"), (None, 1.0, 1.0));
    // Nothing is known of last March.
    assert_eq!(run("direction: maximise, target: { previous_year: same }"), (None, 0.5, 0.5));
}

#[test]
fn r21_the_edges_of_a_band_and_a_goal_add_up_over_a_year_with_what_they_judge() {
    let keys = "kind: { sum: amount }, judged: to_date";
    let measures = line("band", &format!("{keys}, target: {{ band: [50, 70], zero_at: [0, 140] }}"))
        + &line("goal", &format!("{keys}, direction: minimise, target: {{ goal: 65, red_flag: 100 }}"))
        + &level("mean", "judged: to_date, target: { band: [50, 70], zero_at: [0, 140] }");
    let rows = format!("day,customer,amount\n{}{}", year(2025, [60.0; 12]), year(2026, [60.0; 12]));
    let ran = shop(&measures, &rows).run(Some("2026-03"), Some("2026-12-31"));
    let to_date = |id: &str| ran.measure(id).to_date.as_ref().and_then(|at| at.target);
    let whole = |id: &str| ran.measure(id).outlook.as_ref().and_then(|outlook| outlook.target);
    let band = |times: f64| TargetAt::Band {
        low: 50.0 * times,
        high: 70.0 * times,
        zero_low: 0.0,
        zero_high: 140.0 * times,
    };
    assert_eq!((to_date("band"), whole("band")), (Some(band(3.0)), Some(band(12.0))));
    let goal = |times: f64| TargetAt::GoalRedFlag { goal: 65.0 * times, red_flag: 100.0 * times };
    assert_eq!((to_date("goal"), whole("goal")), (Some(goal(3.0)), Some(goal(12.0))));
    // What does not add up is held against the same edges in a year.
    assert_eq!(to_date("mean"), Some(band(1.0)));
    for (id, score) in [("band", 100.0), ("goal", 100.0 / 3.0 * (1.0 + 120.0 / 105.0)), ("mean", 100.0)] {
        close(ran.score(id), score);
        assert_eq!(ran.status(id), Some(Status::OnTarget), "{id}");
    }
}

#[test]
fn r21_what_a_rolling_total_is_to_reach_says_nothing_of_the_year() {
    let rolling = "kind: { sum: amount }, window: 3 months, direction: maximise, target: 180";
    let rows = format!("day,customer,amount\n{}{}", year(2025, [60.0; 12]), year(2026, [60.0; 12]));
    let ran = shop(&line("sum", rolling), &rows).run(Some("2026-03"), Some("2026-12-31"));
    let to_date = ran.measure("sum").to_date.as_ref().expect("a year to date");
    assert_eq!((to_date.value, to_date.target, to_date.score), (Some(180.0), None, None));
    assert_eq!(ran.score("sum"), Some(100.0));
    let judged = shop(&line("sum", &format!("{rolling}, judged: to_date")), &rows);
    assert_eq!(judged.codes(), ["to-date-undefined"]);
    // A share of the window is held against the same target as one of the year.
    let share = "kind: { share: amount > 50 }, window: 3 months, judged: to_date, min_n: 1, direction: maximise, target: 90%";
    assert_eq!(shop(&line("share", share), &rows).codes(), Vec::<String>::new());
}

/// Costs and kilograms of two months of ten rows each, and what a measure of their rate is asked.
fn rates(target: &str) -> Project {
    let month = |month: &str, cost: u32, kg: u32| -> String {
        (1..=10).map(|day| format!("2026-{month}-{day:02},c{day},{cost},{kg}\n")).collect()
    };
    let rows = "day,customer,cost,kg\n".to_owned() + &month("01", 200, 100) + &month("02", 2700, 900);
    let rate = "kind: { ratio: { numerator: sum(cost), denominator: sum(kg) } }, direction: minimise, judged: to_date";
    let columns = "    columns: { day: date, cost: number, kg: number }\n";
    let measure =
        line("rate", &format!("{rate}, target: {{ values: {{ 2026-01: 2, 2026-02: 3 }}, {target} }}"));
    shop_with("", columns, &measure, &rows)
}

#[test]
fn r21_a_rates_target_to_date_weighs_its_periods_by_what_they_are_divided_by() {
    let of = |target: &str| {
        let ran = rates(target).run(Some("2026-02"), Some("2026-12-31"));
        let workings = mando::report::workings(&ran.scorecard, &ran.results, &crate::support::words());
        untouched(&mando::render::excel::render(&workings).expect("a workbook"));
        ran.measure("rate").to_date.as_ref().and_then(|at| at.target).map(|target| target.plan(None))
    };
    // Ten rows each; 2 for 1,000 kg and 3 for 9,000.
    close(of("path: step"), 2.9);
    close(of("weight: { 2026-01: 4000, 2026-02: 1000 }"), 2.2);
    // Of planned and actual kilograms no mean is made.
    close(of("weight: { 2026-01: 4000 }"), 2.9);
    close(of("weight: { 2026-02: 1000, 2026-03: 1000 }"), 2.9);
}

#[test]
fn r21_planned_denominators_are_those_of_the_measures_own_periods() {
    let said = rates("weight: { 2026: 12000 }").check();
    for words in ["wrong-type", "`2026` is no month", "write one for each month"] {
        assert!(said.contains(words), "no {words:?} in\n{said}");
    }
    assert_eq!(rates("weight: { 2026-01: 12000 }").codes(), Vec::<String>::new());
}

#[test]
fn r20_a_line_of_an_amount_leads_to_a_period_of_its_own_and_to_no_total() {
    let rows = format!("day,customer,amount\n{}", year(2026, [60.0; 12]));
    let codes = |kind: &str, target: &str| {
        shop(&line("m", &format!("kind: {kind}, direction: maximise, target: {target}")), &rows).codes()
    };
    for values in ["2026: 720", "2026-Q1: 180, 2026-06: 60", "2025-12: 50, 2026: 720"] {
        let target = format!("{{ baseline: {{ 2025-06: 50 }}, values: {{ {values} }} }}");
        assert_eq!(codes("{ sum: amount }", &target), ["line-to-total"], "{values}");
        assert_eq!(codes("{ average: amount }, min_n: 1", &target), Vec::<String>::new(), "a level");
    }
    let said = shop(
        &line("m", "kind: count, direction: maximise, target: { baseline: 1, values: { 2026: 36 } }"),
        &rows,
    );
    let said = said.check();
    for words in ["36 in 2026 is either what 2026-12 is to reach, or the total of 2026", "write the month"] {
        assert!(said.contains(words), "no {words:?} in\n{said}");
    }
    // Nor does it begin at one, or at what was measured in one.
    for start in ["2025: 50", "from: 2025"] {
        let target = format!("{{ baseline: {{ {start} }}, values: {{ 2026-12: 60 }} }}");
        assert_eq!(codes("{ sum: amount }", &target), ["line-to-total"], "{start}");
        assert_eq!(codes("{ average: amount }, min_n: 1", &target), Vec::<String>::new(), "a level");
    }
    // What is said otherwise is either.
    for target in
        ["{ baseline: 50, values: { 2026-12: 60 } }", "{ baseline: 50, path: step, values: { 2026: 720 } }"]
    {
        assert_eq!(codes("{ sum: amount }", target), Vec::<String>::new(), "{target}");
    }
}

#[test]
fn r21_a_rates_target_to_date_is_the_same_however_the_rate_is_written() {
    let month = |month: &str, cost: u32, kg: u32| -> String {
        (1..=10).map(|day| format!("2026-{month}-{day:02},c{day},{cost},{kg}\n")).collect()
    };
    let rows = "day,customer,cost,kg\n".to_owned() + &month("01", 200, 100) + &month("02", 2700, 900);
    let columns = "    columns: { day: date, cost: number, kg: number }\n";
    let to_date = |formula: &str, target: &str, more: &str| {
        let measures = line("cost", "kind: { sum: cost }")
            + &line("kg", "kind: { sum: kg }")
            + &line("rate", "kind: { formula: cost / kg }")
            + &line(
                "m",
                &format!(
                    "kind: {{ formula: {formula} }}, direction: minimise, judged: to_date, target: {{ values: {{ 2026-01: 2, 2026-02: 3 }}{target} }}"
                ),
            )
            + more;
        let ran = shop_with("", columns, &measures, &rows).run(Some("2026-02"), Some("2026-12-31"));
        let workings = mando::report::workings(&ran.scorecard, &ran.results, &crate::support::words());
        untouched(&mando::render::excel::render(&workings).expect("a workbook"));
        ran.measure("m").to_date.as_ref().and_then(|at| at.target).map(|target| target.plan(None))
    };
    // 2 for 1,000 kg and 3 for 9,000, as a `ratio` of the same sums has it.
    close(to_date("cost / kg", "", ""), 2.9);
    close(to_date("100 * cost / kg", "", ""), 2.9);
    close(to_date("rate * 1", "", ""), 2.9);
    let planned = ", weight: { 2026-01: 4000, 2026-02: 1000 }";
    close(to_date("cost / kg", planned, ""), 2.2);
    // Of what no quotient of amounts is, nobody knows what it is divided by: its last target counts, or what is planned.
    close(to_date("rate * other", "", &line("other", "kind: { share: kg > 0 }, min_n: 1")), 3.0);
    close(to_date("rate * other", planned, &line("other", "kind: { share: kg > 0 }, min_n: 1")), 2.2);
}
