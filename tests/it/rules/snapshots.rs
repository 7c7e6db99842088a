//! Sources whose rows are states at the end of a period.

use super::{line, orders, shop_with};
use crate::support::close;

/// Three accounts in January, two in February, none of them `c`; dated at the beginning of the months they end.
fn states() -> String {
    orders(&[
        ("2026-01-01", "a", 10.0),
        ("2026-01-01", "b", 20.0),
        ("2026-01-01", "c", 30.0),
        ("2026-02-01", "a", 11.0),
        ("2026-02-01", "d", 25.0),
    ])
}

const MONTHLY: &str = "    snapshot: month\n    stale_after: 10 years\n";

#[test]
fn an_account_without_a_row_in_the_newest_snapshot_is_gone() {
    let measures = line("balance", "kind: { last: { value: amount, per: customer } }, segments: [customer]")
        + &line("large", "kind: { last: { value: amount, per: customer } }, where: amount > 25")
        + &line("by_quarter", "kind: { last: { value: amount, per: customer } }, grain: quarter");
    let ran = shop_with("", MONTHLY, &measures, &states()).run(Some("2026-03"), Some("2026-03-31"));
    assert_eq!(ran.at("balance", "2026-01").value, Some(60.0));
    assert_eq!(ran.at("balance", "2026-02").value, Some(36.0));
    assert_eq!(ran.current("balance").value, None);
    // Nobody of more than 25 is left in February, though January had one.
    assert_eq!(ran.at("large", "2026-01").value, Some(30.0));
    assert_eq!(ran.at("large", "2026-02").value, Some(0.0));
    // The quarter's newest snapshot is February's.
    assert_eq!(ran.value("by_quarter"), Some(36.0));
    let in_february = shop_with("", MONTHLY, &measures, &states()).run(Some("2026-02"), Some("2026-03-31"));
    let rows = in_february.segments("balance", "customer");
    let found: Vec<(&str, Option<f64>)> = rows.iter().map(|(c, r)| (*c, r.current.value)).collect();
    assert!(found.contains(&("d", Some(25.0))) && found.contains(&("a", Some(11.0))), "{found:?}");
    assert!(found.iter().all(|(customer, value)| *customer != "b" || *value == Some(0.0)), "{found:?}");
}

#[test]
fn sums_of_states_are_those_of_one_date_and_a_year_to_date_takes_the_last() {
    let measures = line("total", "kind: { sum: amount }")
        + &line("accounts", "kind: count")
        + &line("mean", "kind: { average: amount }");
    let ran = shop_with("", MONTHLY, &measures, &states()).run(Some("2026-02"), Some("2026-03-31"));
    let to_date = |id: &str| ran.measure(id).to_date.as_ref().and_then(|p| p.value);
    assert_eq!((ran.value("total"), to_date("total")), (Some(36.0), Some(36.0)));
    assert_eq!((ran.value("accounts"), to_date("accounts")), (Some(2.0), Some(2.0)));
    // Of a mean every state of the year is a case.
    close(to_date("mean"), 96.0 / 5.0);
    // Between the ends of months nothing is known.
    assert!(ran.measure("mean").weeks.is_empty());
}

#[test]
fn a_state_dated_on_the_first_stands_for_its_whole_month() {
    let project = shop_with(
        "",
        "    snapshot: month\n    stale_after: 1 month\n",
        &line("total", "kind: { sum: amount }"),
        &states(),
    );
    // January is the first period, known from its first row though that is no event of 1 January.
    let january = project.run(Some("2026-01"), Some("2026-02-28"));
    assert_eq!((january.value("total"), january.current("total").doubt), (Some(60.0), None));
    // February is complete: 1 February is its end, and a month later is 31 March.
    assert_eq!(project.run(None, Some("2026-03-28")).results.run.period.label, "2026-02");
    assert!(!project.run(Some("2026-02"), Some("2026-03-28")).codes().contains(&"stale-source".to_owned()));
    // Long after, the last period with a state is still February.
    assert_eq!(project.run(None, Some("2026-07-31")).results.run.period.label, "2026-02");
}

#[test]
fn who_is_in_two_snapshots_stayed() {
    let ran = shop_with("", MONTHLY, &line("kept", "kind: retention, min_n: 1"), &states())
        .run(Some("2026-02"), Some("2026-03-31"));
    close(ran.value("kept"), 1.0 / 3.0);
    assert_eq!(ran.component("kept", "opening"), Some(3.0));
}

#[test]
fn states_are_refused_where_they_would_add_over_time_or_are_not_known() {
    let codes = |source: &str, keys: &str| shop_with("", source, &line("m", keys), &states()).codes();
    assert_eq!(codes(MONTHLY, "kind: { sum: amount }, window: 3 months"), ["snapshot-summed"]);
    assert_eq!(codes(MONTHLY, "kind: count, grain: year"), ["snapshot-summed"]);
    assert_eq!(codes(MONTHLY, "kind: { average: amount }, grain: year"), ["objective-unmeasured"]);
    assert_eq!(
        codes(MONTHLY, "kind: { active_customers: { active_within: 2 months } }"),
        ["window-on-snapshot"]
    );
    let yearly = "    snapshot: year\n    stale_after: 10 years\n";
    assert_eq!(codes(yearly, "kind: { average: amount }, grain: quarter"), ["grain-shorter-than-source"]);
    assert_eq!(codes(yearly, "kind: { average: amount }, grain: year"), ["objective-unmeasured"]);
}
