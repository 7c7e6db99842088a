//! Contracts, revenue that stays, cohorts: what the rules say of their edges.

use super::{line, orders, shop, shop_with};
use crate::support::close;
use mando::evaluate::results::{Absence, Doubt, Provisional};

const DATES: &str =
    "    columns: { day: date, amount: money, started: date, ended: date, due: date, renewed: date }\n";

/// Contracts of customers: customer, region, first day, last day, day a renewal is due, day it was renewed.
fn contracts(rows: &[(&str, &str, &str, &str, &str, &str)]) -> String {
    let rows = rows.iter().map(|(customer, region, started, ended, due, renewed)| {
        format!("{started},{customer},{region},1,{started},{ended},{due},{renewed}\n")
    });
    "day,customer,region,amount,started,ended,due,renewed\n".to_owned() + &rows.collect::<String>()
}

#[test]
fn a_customer_stays_while_one_contract_runs() {
    let rows = contracts(&[
        ("stays", "n", "2026-01-05", "", "", ""),
        ("leaves", "n", "2026-01-05", "2026-03-31", "", ""),
        ("leaves after", "n", "2026-01-05", "2026-04-01", "", ""),
        // The second begins before the first ends, the third long after.
        ("changes", "n", "2025-01-05", "2026-03-10", "", ""),
        ("changes", "n", "2026-03-01", "2027-03-01", "", ""),
        ("comes back", "n", "2025-01-05", "2026-03-10", "", ""),
        ("comes back", "n", "2026-03-20", "", "", ""),
        // Not there at the opening: begun on the first day, or ended on the day before.
        ("new", "n", "2026-03-01", "", "", ""),
        ("gone before", "n", "2025-01-05", "2026-02-28", "", ""),
    ]);
    let measures =
        line("kept", "min_n: 1, kind: { retention: { contract: { start: started, end: ended } } }")
            + &line("lost", "min_n: 1, kind: { churn: { contract: { start: started, end: ended } } }");
    let ran = shop_with("", DATES, &measures, &rows).run(Some("2026-03"), Some("2026-04-30"));
    assert_eq!(ran.component("kept", "opening"), Some(5.0));
    close(ran.value("kept"), 4.0 / 5.0);
    close(ran.value("lost"), 1.0 / 5.0);
    assert!(ran.measure("kept").to_date.is_none());
    // By the close of 15 March an end in the future has not come, and one on the 31st neither.
    let early = shop_with("", DATES, &measures, &rows).run(Some("2026-03"), Some("2026-03-15"));
    assert_eq!(early.component("lost", "lost"), Some(1.0), "who came back on the 20th is away");
    assert_eq!(early.current("lost").doubt, Some(Doubt::Provisional(Provisional::NotOver)));
}

#[test]
fn a_customer_by_contract_belongs_to_the_segment_of_the_opening() {
    let rows = contracts(&[
        ("a", "north", "2026-01-05", "2026-03-10", "", ""),
        ("a", "south", "2026-03-05", "", "", ""),
        ("b", "south", "2026-01-05", "2026-03-20", "", ""),
    ]);
    let measures = line(
        "kept",
        "min_n: 1, segments: [region], kind: { retention: { contract: { start: started, end: ended } } }",
    );
    let ran = shop_with("", DATES, &measures, &rows).run(Some("2026-03"), Some("2026-03-31"));
    let rows = ran.segments("kept", "region");
    let of = |name: &str| rows.iter().find(|(region, _)| *region == name).expect("a region").1.current.value;
    assert_eq!((of("north"), of("south")), (Some(1.0), Some(0.0)));
    assert_eq!(ran.measure("kept").segments[0].changed, Some(1));
}

#[test]
fn r7_a_renewal_whose_grace_runs_leaves_both_sides() {
    let rows = contracts(&[
        ("in time", "n", "2025-01-01", "", "2026-03-10", "2026-03-01"),
        ("late", "n", "2025-01-01", "", "2026-03-10", "2026-03-19"),
        ("too late", "n", "2025-01-01", "", "2026-03-10", "2026-03-22"),
        ("never", "n", "2025-01-01", "", "2026-03-10", ""),
        // Renewed already, but others of the same day may follow.
        ("open", "n", "2025-01-01", "", "2026-03-25", "2026-03-24"),
        // Cancelled before the day it was due: lost to the base and not to the renewals.
        ("cancelled", "n", "2025-01-01", "2026-02-01", "2026-03-10", ""),
    ]);
    let measures = line(
        "renewal",
        "min_n: 1, kind: { retention: { contract: { end: ended, due: due, renewed: renewed, grace: 10 days } } }",
    );
    let ran = shop_with("", DATES, &measures, &rows).run(Some("2026-03"), Some("2026-03-31"));
    close(ran.value("renewal"), 2.0 / 4.0);
    assert_eq!(ran.component("renewal", "all"), Some(5.0));
    assert_eq!(ran.current("renewal").doubt, None, "four of five are 80 %");
    let to_date = ran.measure("renewal").to_date.as_ref().expect("renewals add up");
    assert_eq!(to_date.n, Some(4.0));
    let later = shop_with("", DATES, &measures, &rows).run(Some("2026-03"), Some("2026-04-04"));
    close(later.value("renewal"), 3.0 / 5.0);
    // On the 24th, after the grace of the four and not of the fifth, with another due that day.
    let more = rows + "2025-01-01,more,n,1,2025-01-01,,2026-03-26,\n";
    let ran = shop_with("", DATES, &measures, &more).run(Some("2026-03"), Some("2026-03-31"));
    assert_eq!(ran.current("renewal").doubt, Some(Doubt::Provisional(Provisional::Immature)), "four of six");
}

#[test]
fn conditions_say_who_was_due_and_who_renewed() {
    let rows =
        "day,customer,amount,state\n2026-03-01,a,1,renewed\n2026-03-02,b,1,ended\n2026-03-03,c,1,running\n";
    let measures = line(
        "missed",
        "min_n: 1, kind: { churn: { contract: { due: \"state <> 'running'\", renewed: \"state = 'renewed'\" } } }",
    ) + &line(
        "left",
        "min_n: 1, kind: { churn: { contract: { left: \"state = 'ended'\" } } }",
    );
    let ran = shop(&measures, rows).run(Some("2026-03"), Some("2026-03-31"));
    close(ran.value("missed"), 1.0 / 2.0);
    close(ran.value("left"), 1.0 / 3.0);
}

#[test]
fn r13_customers_who_opened_at_nothing_leave_and_are_counted() {
    let rows = orders(&[
        ("2026-02-05", "pays", 100.0),
        ("2026-03-05", "pays", 150.0),
        ("2026-02-05", "returns", 50.0),
        ("2026-02-06", "returns", -50.0),
        ("2026-03-05", "returns", 70.0),
        ("2026-02-05", "owes", -20.0),
        ("2026-03-05", "new", 500.0),
        ("2026-04-05", "pays", 10.0),
    ]);
    let measures = line("net", "min_n: 1, kind: { revenue_retention: { revenue: amount } }")
        + &line("gross", "min_n: 1, kind: { revenue_retention: { revenue: amount, form: gross } }")
        + &line("bad", "where: customer in ('returns'), kind: { revenue_retention: { revenue: amount } }")
        + &line("nobody", "where: customer = 'new', kind: { revenue_retention: { revenue: amount } }");
    let ran = shop(&measures, &rows).run(Some("2026-03"), Some("2026-03-31"));
    close(ran.value("net"), 1.5);
    close(ran.value("gross"), 1.0);
    assert_eq!((ran.component("net", "n"), ran.component("net", "left_out")), (Some(1.0), Some(2.0)));
    assert_eq!(ran.current("bad").absent, Some(Absence::Undefined));
    assert_eq!(ran.current("nobody").absent, Some(Absence::NoData));
    assert!(ran.measure("net").to_date.is_none());
}

#[test]
fn gross_is_never_above_what_there_was_whatever_the_lines() {
    // A line that opened below 0 must not make room for another.
    let rows = "day,customer,line,amount\n2026-02-05,a,p,100\n2026-02-05,a,q,-20\n2026-03-05,a,p,100\n2026-03-05,a,q,30\n";
    let gross = |netting: &str| {
        format!("min_n: 1, kind: {{ revenue_retention: {{ revenue: amount, form: gross{netting} }} }}")
    };
    let measures = line("by_line", &gross(", netting: [line]")) + &line("by_customer", &gross(""));
    let ran = shop(&measures, rows).run(Some("2026-03"), Some("2026-03-31"));
    assert_eq!(ran.value("by_line"), Some(1.0));
    assert_eq!(ran.value("by_customer"), Some(1.0));
    assert_eq!(ran.component("by_line", "opening"), Some(100.0));
}

/// Two customers of January: a comes in every month, b only in April again.
fn cohort() -> String {
    orders(&[
        ("2026-01-05", "a", 1.0),
        ("2026-01-06", "b", 1.0),
        ("2026-02-05", "a", 1.0),
        ("2026-03-05", "a", 1.0),
        ("2026-04-05", "a", 1.0),
        ("2026-04-06", "b", 1.0),
    ])
}

#[test]
fn a_cohort_has_a_value_where_it_comes_of_age_and_at_no_other_time() {
    let keys = |more: &str| {
        format!("min_n: 1, kind: {{ cohort_retention: {{ cohort: quarter, age: 1 quarter{more} }} }}")
    };
    let ran = shop(&line("kept", &keys("")), &cohort()).run(Some("2026-06"), Some("2026-06-30"));
    assert_eq!(ran.value("kept"), Some(1.0));
    assert_eq!(ran.at("kept", "2026-05").absent, Some(Absence::NotYetDue));
    let ran = shop(&line("kept", &keys("")), &cohort()).run(Some("2026-06"), Some("2026-06-29"));
    assert_eq!(ran.current("kept").absent, Some(Absence::NotYetDue), "the quarter is not over");
}

#[test]
fn a_customer_who_comes_back_restates_rolling_cohorts_alone() {
    let keys = |more: &str| {
        format!("min_n: 1, kind: {{ cohort_retention: {{ cohort: month, age: 1 month{more} }} }}")
    };
    let measures = line("on_period", &keys("")) + &line("rolling", &keys(", counting: rolling"));
    let value = |as_of: &str| {
        let ran = shop(&measures, &cohort()).run(Some("2026-02"), Some(as_of));
        (ran.value("on_period"), ran.value("rolling"))
    };
    assert_eq!(value("2026-03-31"), (Some(0.5), Some(0.5)));
    assert_eq!(value("2026-04-30"), (Some(0.5), Some(1.0)));
}

#[test]
fn what_no_cohort_has_reached_is_absent_from_the_triangle() {
    let measures = line("kept", "kind: { cohort_retention: { cohort: month, age: 2 months } }");
    let project =
        shop_with("", "    history_starts: 2026-01-01\n    stale_after: 10 years\n", &measures, &cohort());
    let ran = project.run(Some("2026-03"), Some("2026-04-15"));
    let triangle = ran.measure("kept").triangle.as_ref().expect("a triangle");
    let kept: Vec<Vec<Option<f64>>> =
        triangle.cohorts.iter().map(|c| c.cells.iter().map(|cell| cell.map(|c| c.kept)).collect()).collect();
    let absent = None;
    assert_eq!(
        kept,
        [
            vec![Some(2.0), Some(1.0), Some(1.0)],
            vec![Some(0.0), Some(0.0), absent],
            vec![Some(0.0), absent, absent],
        ],
        "April is not over, and not reported"
    );
    assert_eq!(triangle.cohorts[1].cells[0].expect("observed").value, None, "of nobody there is no share");
    assert_eq!(triangle.averages[1].expect("observed").value, Some(0.5));
    let json = serde_json::to_value(triangle).expect("JSON");
    assert_eq!(json["cohorts"][2]["cells"][1], serde_json::Value::Null);
    assert!(ran.measure("kept").weeks.is_empty());
}

#[test]
fn what_cannot_be_meant_is_refused_in_words() {
    let refused = |kind: &str, words: &[&str]| {
        let said = shop_with("", DATES, &line("m", &format!("kind: {kind}")), &contracts(&[])).check();
        for word in words {
            assert!(said.contains(word), "{kind}: no {word:?} in\n{said}");
        }
    };
    refused(
        "{ retention: { active_within: 3 months, contract: { start: started, end: ended } } }",
        &["two-forms", "`active_within` and `contract` exclude each other"],
    );
    refused(
        "{ churn: { contract: { left: amount > 1, start: started } } }",
        &["two-forms", "`left` and `start` exclude each other"],
    );
    refused("{ churn: { contract: { start: started } } }", &["missing-key", "`contract` needs `end`"]);
    refused("{ churn: { contract: { due: due } } }", &["missing-key", "`contract` needs `renewed`"]);
    refused(
        "{ churn: { contract: { start: started, end: ended, grace: 3 days } } }",
        &["`contract` needs `due`"],
    );
    refused("{ churn: { contract: {} } }", &["missing-key", "`contract` needs `start`"]);
    refused("{ churn: { contract: { start: amount, end: ended } } }", &["time-not-date"]);
    refused("{ reactivated: { rate: true } }", &["kind-needs-keys", "needs `lapsed_up_to`"]);
    refused(
        "{ reactivated: { active_within: 3 months, lapsed_up_to: 1 quarter } }",
        &["window-shorter-than-grain", "nobody has lapsed who was last seen within 1 quarter"],
    );
    refused(
        "{ cohort_retention: { cohort: quarter, age: 4 months } }",
        &["wrong-type", "`age` takes whole quarters, this is 4 months"],
    );
    let key = "make one of them in the source: `derive: { order_key: \"day || '/' || started || '/' || ended || '/' || amount\" }`";
    for kind in ["order_value: { revenue: amount, ", "purchase_frequency: { "] {
        refused(
            &format!("{{ {kind}order: [day, started, ended, amount] }} }}"),
            &["wrong-type", "`order` takes up to three columns", key],
        );
    }
    refused(
        "{ revenue_retention: { revenue: amount, netting: [day, started, ended] } }",
        &["wrong-type", "`netting` takes `customer`, or one or two columns"],
    );
}
