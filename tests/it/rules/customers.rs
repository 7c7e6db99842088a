//! R11 to R16: customers' states, rows without customers, rows that qualify.

use super::{line, orders, shop, shop_with};
use crate::support::close;

/// Active from October to December: a, b, c, e; from January to March: a, c, d, f. Only f was seen before October.
fn customers() -> String {
    orders(&[
        ("2025-08-05", "f", 1.0),
        ("2025-11-05", "a", 1.0),
        ("2025-10-05", "b", 1.0),
        ("2025-12-31", "c", 1.0),
        ("2025-11-20", "e", 1.0),
        ("2026-01-01", "c", 1.0),
        ("2026-02-05", "a", 1.0),
        ("2026-03-05", "d", 1.0),
        ("2026-03-06", "f", 1.0),
    ])
}

#[test]
fn r11_retention_compares_states_a_whole_window_apart() {
    let measures = line("kept", "kind: { retention: { active_within: 3 months } }")
        + &line("lost", "kind: { churn: { active_within: 3 months } }")
        + &line("active", "kind: { active_customers: { active_within: 3 months } }")
        + &line("new", "kind: new_customers, window: 3 months");
    let ran = shop(&measures, &customers()).run(Some("2026-03"), Some("2026-03-31"));
    // Of a, b, c, e there are still a and c. Month on month it would be 0 of 1, with overlapping windows 2 of 2.
    close(ran.value("kept"), 2.0 / 4.0);
    close(ran.value("lost"), 2.0 / 4.0);
    assert_eq!(ran.component("kept", "opening"), Some(4.0));
    // 4 now = 4 before − 2 lost + 1 new (d) + 1 come back (f).
    let (lost, new, back) = (ran.component("lost", "lost"), ran.value("new"), 1.0);
    assert_eq!((ran.value("active"), lost, new), (Some(4.0 - 2.0 + 1.0 + back), Some(2.0), Some(1.0)));
    // Shown at every period: in February a, b, c, e have become a, c of December to February.
    assert!(ran.at("kept", "2026-02").value.is_some());
}

#[test]
fn r12_windows_have_no_year_to_date_and_customers_of_a_year_count_once() {
    let rows = orders(&[
        ("2025-12-05", "a", 1.0),
        ("2026-01-05", "a", 1.0),
        ("2026-01-06", "b", 1.0),
        ("2026-02-05", "a", 1.0),
    ]);
    let measures = line("kept", "kind: retention")
        + &line("active", "kind: active_customers")
        + &line("rolling", "kind: { active_customers: { active_within: 2 months } }")
        + &line("different", "kind: { distinct: customer }");
    let ran = shop(&measures, &rows).run(Some("2026-02"), Some("2026-02-28"));
    let to_date = |id| ran.measure(id).to_date.as_ref().and_then(|t| t.value);
    assert!(ran.measure("kept").to_date.is_none() && ran.measure("rolling").to_date.is_none());
    // a and b: neither 2 + 1, nor February's 1.
    assert_eq!((to_date("active"), to_date("different")), (Some(2.0), Some(2.0)));
    let judged = line("kept", "kind: retention, judged: to_date, target: 50%");
    assert!(shop(&judged, &rows).codes().contains(&"to-date-undefined".to_owned()));
}

#[test]
fn r14_a_customer_belongs_to_the_segment_of_the_opening_date() {
    let rows = "day,customer,amount,region\n\
        2026-01-05,a,1,south\n2026-01-25,a,1,north\n2026-01-10,b,1,south\n2026-02-05,a,1,south\n";
    let keys = "kind: retention, segments: [region]";
    let ran = shop(&line("kept", keys), rows).run(Some("2026-02"), Some("2026-02-28"));
    let rows = ran.segments("kept", "region");
    let of = |name| {
        let (_, row) = rows.iter().find(|(label, _)| *label == name).expect("a segment");
        (row.current.components["retained"], row.current.components["opening"])
    };
    // a moved north in January and back in February: at the opening he stood in the north.
    assert_eq!((of("north"), of("south")), ((Some(1.0), Some(1.0)), (Some(0.0), Some(1.0))));
    let changed = ran.measure("kept").segments[0].changed;
    assert_eq!(changed, Some(1));
}

#[test]
fn r15_rows_without_customer_stay_in_totals_and_leave_what_is_per_customer() {
    let rows = "day,customer,amount,number\n2026-01-05,a,100,1\n2026-01-06,b,50,2\n2026-01-07,,30,3\n";
    let measures = line("revenue", "kind: { sum: amount }")
        + &line("each", "kind: { revenue_per_customer: amount }")
            .replace(": amount }", ": { revenue: amount } }")
        + &line("order_value", "kind: { order_value: { revenue: amount, order: number } }");
    let ran = shop(&measures, rows).run(Some("2026-01"), Some("2026-01-31"));
    assert_eq!(ran.value("revenue"), Some(180.0));
    // (100 + 50) ÷ 2, neither 180 ÷ 2 nor 180 ÷ 3.
    assert_eq!(ran.value("each"), Some(75.0));
    // 180 ÷ 3.
    assert_eq!(ran.value("order_value"), Some(60.0));
    assert_eq!(ran.results.run.sources[0].without_customer, Some(1));
}

#[test]
fn rows_of_no_order_are_no_orders_revenue_and_are_told() {
    let rows = "day,customer,amount,number\n2026-01-05,a,100,1\n2026-01-06,b,50,2\n2026-01-07,c,1000,\n2026-01-31,a,10,1\n";
    let measures = line("order_value", "kind: { order_value: { revenue: amount, order: number } }");
    let ran = shop(&measures, rows).run(Some("2026-01"), Some("2026-01-31"));
    // (100 + 50 + 10) ÷ 2, not 1160 ÷ 2.
    assert_eq!(ran.value("order_value"), Some(80.0));
    let cells = ran.results.run.sources[0].cells.iter();
    let told: Vec<(&str, u64)> = cells.map(|cell| (cell.column.as_str(), cell.of_none())).collect();
    assert!(told.contains(&("number", 1)), "{told:?}");
}

#[test]
fn r16_which_rows_qualify_is_said_by_where_and_never_by_the_kind() {
    let rows = orders(&[("2026-01-05", "a", 100.0), ("2026-01-06", "a", -40.0), ("2026-01-07", "b", -10.0)]);
    let filters = "    filters: { sale: amount > 0 }\n";
    let measures = line("all", "kind: active_customers")
        + &line("buyers", "kind: active_customers, where: sale")
        + &line("net", "kind: { sum: amount }")
        + &line("gross", "kind: { sum: amount }, where: sale");
    let ran = shop_with("", filters, &measures, &rows).run(Some("2026-01"), Some("2026-01-31"));
    assert_eq!((ran.value("all"), ran.value("buyers")), (Some(2.0), Some(1.0)));
    assert_eq!((ran.value("net"), ran.value("gross")), (Some(50.0), Some(100.0)));
}

#[test]
fn a_churn_is_annualised_by_its_compound_and_never_by_its_multiple() {
    // Vector RET-09: of a hundred customers of February three do not come in March.
    let customer = |i: usize| format!("c{i:03}");
    let rows: String = (0..100)
        .map(|i| format!("2026-02-10,{},1\n", customer(i)))
        .chain((3..100).map(|i| format!("2026-03-10,{},1\n", customer(i))))
        .collect();
    let rows = format!("day,customer,amount\n{rows}");
    let beside = |keys: &str| {
        let line = line("left", &format!("kind: {{ churn: {{ {keys} }} }}"));
        let ran = shop(&line, &rows).run(Some("2026-03"), Some("2026-03-31"));
        assert_eq!(ran.value("left"), Some(0.03));
        let report = mando::report::strategic(&ran.scorecard, &ran.results, &crate::support::words());
        let remark = report.pages[0].measures[0].row.remark.clone();
        (ran.current("left").beside.get("annualised").copied(), remark)
    };
    let (annual, remark) = beside("annualised: true");
    close(annual, 0.3061576390045623);
    assert_eq!(remark, "annualised 30.6%");
    assert_eq!(beside("annualised: true, active_within: 1 month").0, annual);
    assert_eq!(beside("annualised: false"), (None, String::new()));
    // By quarter the same loss happens four times a year.
    let rows = rows.replace("2026-02-10", "2025-12-10");
    let line = line("left", "grain: quarter, kind: { churn: { annualised: true } }");
    let ran = shop(&line, &rows).run(Some("2026-03"), Some("2026-03-31"));
    close(ran.current("left").beside.get("annualised").copied(), 1.0 - 0.97_f64.powi(4));
}
