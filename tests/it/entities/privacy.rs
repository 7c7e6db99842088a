//! Small groups withheld, and others from which they could be computed.

use mando::evaluate::results::{Absence, MeasureResult, NoOutlook, Results};

use super::burst;
use crate::support::{Project, Ran};
use crate::workbook::{calc, untouched};

/// So many orders of a branch, kind and month.
fn orders(rows: &[(&str, &str, &str, usize)]) -> String {
    let mut text = "day,branch,kind,amount\n".to_owned();
    for (month, branch, kind, count) in rows {
        (0..*count)
            .for_each(|n| text.push_str(&format!("{month}-{:02},{branch},{kind},{}\n", 1 + n % 28, n + 1)));
    }
    text
}

fn project(privacy: &str, segments: &str, rows: &[(&str, &str, &str, usize)]) -> Project {
    let yaml = format!(
        "scorecard: shop\ntitle: Shop\nentity: {{ name: Shop, by: branch }}\nas_of: 2026-03-31\n{privacy}defaults: {{ source: orders }}\n\
         sources:\n  orders: {{ path: orders.csv, time: day, columns: {{ day: date, amount: number }}, history_starts: 2026-01-01 }}\n\
         perspectives:\n  p: {{ objectives: {{ o: {{}} }} }}\nmeasures:\n  \
         orders: {{ title: Orders, objective: o, kind: count, segments: [{segments}] }}\n  \
         total: {{ title: Total, objective: o, kind: {{ sum: amount }}, segments: [{segments}] }}\n"
    );
    Project::new(&yaml, &[("orders.csv", &orders(rows))])
}

const ON: &str = "privacy: { smallest: 5 }\n";
const KINDS: &[(&str, &str, &str, usize)] = &[
    ("2026-02", "a", "web", 4),
    ("2026-02", "a", "desk", 9),
    ("2026-02", "a", "phone", 6),
    ("2026-03", "a", "web", 10),
    ("2026-03", "a", "desk", 7),
    ("2026-03", "a", "phone", 3),
    ("2026-03", "a", "mail", 6),
];

fn shown(ran: &Ran, id: &str, by: &str) -> Vec<(String, Option<f64>, Option<f64>)> {
    let rows = ran.segments(id, by).into_iter();
    rows.map(|(label, row)| (label.to_owned(), row.current.value, row.previous)).collect()
}

#[test]
fn a_small_segment_is_withheld_with_the_next_smallest_in_every_column() {
    let ran = project(ON, "kind", KINDS).results("2026-03");
    // 3 by phone, and 6 by mail: the total is shown. In February 4 on the web, and 6 by phone.
    let row = |label: &str, now, then| (label.to_owned(), now, then);
    assert_eq!(
        shown(&ran, "orders", "kind"),
        [
            row("web", Some(10.0), None),
            row("desk", Some(7.0), Some(9.0)),
            row("mail", None, Some(0.0)),
            row("phone", None, None)
        ]
    );
    assert_eq!(ran.value("orders"), Some(26.0));
    // Of an amount it is the rows that count.
    let of_amounts: Vec<Option<f64>> =
        shown(&ran, "total", "kind").into_iter().map(|(_, now, _)| now).collect();
    assert_eq!(of_amounts.iter().filter(|value| value.is_some()).count(), 2, "{of_amounts:?}");
    for (_, row) in
        ran.segments("orders", "kind").into_iter().filter(|(label, _)| ["mail", "phone"].contains(label))
    {
        assert_eq!(row.current.absent, Some(Absence::Private { smallest: 5 }));
        assert!(
            row.current.n.is_none() && row.current.components.is_empty() && row.current.interval.is_none()
        );
    }
    let off = project("", "kind", KINDS).results("2026-03");
    assert!(shown(&off, "orders", "kind").iter().all(|(_, value, _)| value.is_some()));
}

#[test]
fn crossed_tables_hide_two_in_every_row_and_column() {
    let rows = [
        ("2026-03", "a", "web", 9),
        ("2026-03", "a", "desk", 8),
        ("2026-03", "a", "mail", 7),
        ("2026-03", "b", "web", 3),
        ("2026-03", "b", "desk", 8),
        ("2026-03", "b", "mail", 9),
        ("2026-03", "c", "web", 6),
        ("2026-03", "c", "desk", 9),
        ("2026-03", "c", "mail", 9),
    ];
    let ran = project(ON, "[branch, kind]", &rows).results("2026-03");
    let table = ran.segments("orders", "branch × kind");
    let hidden: Vec<&str> =
        table.iter().filter(|(_, row)| row.current.value.is_none()).map(|(label, _)| *label).collect();
    assert!(hidden.contains(&"b · web"));
    for part in ["b", "web"] {
        let inside = hidden.iter().filter(|label| label.split(" · ").any(|own| own == part)).count();
        assert!(inside >= 2, "{part}: {hidden:?}");
    }
    for label in &hidden {
        for part in label.split(" · ") {
            let inside = hidden.iter().filter(|other| other.split(" · ").any(|own| own == part)).count();
            assert!(inside != 1, "{label} follows from the others of {part}: {hidden:?}");
        }
    }
}

#[test]
fn the_rest_of_a_table_is_withheld_when_it_is_small() {
    let kinds = ["k1", "k2", "k3", "k4"].map(|kind| ("2026-03", "a", kind, 9));
    let rest = [("2026-03", "a", "r1", 1), ("2026-03", "a", "r2", 2)];
    let rows: Vec<_> = kinds.into_iter().chain(rest).collect();
    let ran = project(ON, "{ by: kind, top: 4 }", &rows).results("2026-03");
    let other =
        ran.segments("orders", "kind").into_iter().find(|(label, _)| *label == "other").expect("a rest");
    assert_eq!(other.1.current.value, None);
    let hidden = ran.segments("orders", "kind").iter().filter(|(_, row)| row.current.value.is_none()).count();
    assert_eq!(hidden, 2, "the total less the others would be the rest");
}

fn measure<'r>(results: &'r Results, id: &str) -> &'r MeasureResult {
    let measures = &results.scorecard.perspectives[0].objectives[0].measures;
    measures.iter().find(|measure| measure.id == id).expect("a measure")
}

#[test]
fn small_entities_and_segments_are_kept_back_in_all_reports_of_a_run() {
    let rows = [
        ("2026-03", "a", "web", 20),
        ("2026-03", "a", "desk", 11),
        ("2026-03", "b", "web", 12),
        ("2026-03", "b", "desk", 3),
        ("2026-03", "c", "web", 2),
        ("2026-03", "c", "desk", 1),
        ("2026-03", "d", "web", 9),
        ("2026-03", "d", "desk", 8),
    ];
    let ran = burst(&project(ON, "kind", &rows));
    let value = |entity: &str, id: &str| measure(&ran.of(entity).results, id).current().and_then(|p| p.value);
    // c has three orders; with it the next smallest, b, so that it does not follow from the whole.
    assert_eq!((value("c", "orders"), value("b", "orders")), (None, None));
    assert_eq!((value("a", "orders"), value("d", "orders")), (Some(31.0), Some(17.0)));
    assert_eq!(measure(&ran.burst.whole.results, "orders").current().and_then(|p| p.value), Some(66.0));
    let cells = |results: &Results| -> Vec<(String, Option<f64>)> {
        let rows = &measure(results, "orders").segments[0].rows;
        rows.iter().map(|row| (row.keys[0].clone().unwrap_or_default(), row.current.value)).collect()
    };
    assert!(cells(&ran.of("b").results).iter().all(|(_, value)| value.is_none()));
    // The whole and the entities shown do not tell the segments of b and c apart.
    for kind in ["web", "desk"] {
        let hidden = ["a", "b", "c", "d"].iter().filter(|entity| {
            cells(&ran.of(entity).results).iter().any(|(own, value)| own == kind && value.is_none())
        });
        assert!(hidden.count() >= 2, "{kind}");
    }
    let off = burst(&project("", "kind", &rows));
    assert_eq!(measure(&off.of("c").results, "orders").current().and_then(|p| p.value), Some(3.0));
}

/// Three branches of which one has few complaints in a month; the year begins in September.
fn complaints(month: &str) -> Project {
    let branches = ["a", "b", "c"];
    let mut rows = Vec::new();
    for at in 1..=7 {
        let own = format!("{}-{:02}", 2025 + (at + 7) / 12, (at + 7) % 12 + 1);
        for branch in branches {
            let few = branch == "a" && own == month;
            rows.push((own.clone(), branch, "complaint", if few { 3 } else { 20 + at }));
            rows.push((own.clone(), branch, "order", 25));
        }
    }
    let rows: Vec<_> =
        rows.iter().map(|(month, branch, kind, n)| (month.as_str(), *branch, *kind, *n)).collect();
    let yaml = format!(
        "scorecard: shop\ntitle: Shop\nentity: {{ name: Shop, by: branch }}\nas_of: 2026-03-31\ncalendar: {{ fiscal_year_starts: september, fiscal_year_named: end }}\n{ON}defaults: {{ source: orders, min_n: 1 }}\n\
         sources:\n  orders: {{ path: orders.csv, time: day, columns: {{ day: date, amount: number }}, history_starts: 2025-09-01, stale_after: 60 days }}\n\
         perspectives:\n  p: {{ objectives: {{ o: {{}} }} }}\nmeasures:\n  \
         complaints: {{ title: Complaints, objective: o, kind: {{ count: kind = 'complaint' }} }}\n  \
         all: {{ title: All, objective: o, kind: {{ count: kind = 'order' }} }}\n  \
         rate: {{ title: Rate, objective: o, kind: {{ formula: \"coalesce(complaints, 0) / all\" }} }}\n"
    );
    Project::new(&yaml, &[("orders.csv", &orders(&rows))])
}

#[test]
fn a_formula_that_forgives_what_is_missing_is_withheld_with_its_members() {
    let ran = burst(&complaints("2026-03"));
    let of = ran.of("a");
    let rate = measure(&of.results, "rate").current().expect("a period");
    assert_eq!((rate.value, rate.absent), (None, Some(Absence::Private { smallest: 5 })));
    assert_eq!(measure(&of.results, "all").current().and_then(|p| p.value), Some(25.0));
    let workings = mando::report::workings(&of.scorecard, &of.results, &crate::support::words());
    let book = mando::render::excel::render(&workings).expect("a workbook");
    untouched(&book);
    assert_eq!(calc(&book, "Rate").value, None);
}

#[test]
fn no_outlook_tells_what_a_withheld_month_of_its_year_came_to() {
    let ran = burst(&complaints("2025-09"));
    let of = ran.of("a");
    let complaints = measure(&of.results, "complaints");
    assert_eq!(complaints.to_date.as_ref().and_then(|at| at.value), None);
    assert!(complaints.current().is_some_and(|p| p.value == Some(27.0)));
    assert_eq!((complaints.outlook.clone(), complaints.no_outlook), (None, Some(NoOutlook::Withheld)));
    // What is shown of every month is foretold.
    assert!(measure(&of.results, "all").outlook.is_some());
}

#[test]
fn a_balance_is_of_as_many_as_have_an_account_whether_or_not_a_row_is_in_the_period() {
    let mut rows = "day,branch,account,value\n".to_owned();
    for (branch, accounts) in [("north", 6), ("south", 7), ("west", 1), ("east", 1)] {
        (0..accounts).for_each(|n| rows.push_str(&format!("2026-01-10,{branch},{branch}{n},{}\n", 100 + n)));
    }
    let yaml = "scorecard: shop\ntitle: Shop\nentity: { name: Shop, by: branch }\nas_of: 2026-03-31\nprivacy: { smallest: 5 }\n\
         sources:\n  accounts: { path: accounts.csv, time: day, columns: { day: date, value: number }, history_starts: 2026-01-01, stale_after: 10 years }\n\
         perspectives:\n  p: { objectives: { o: {} } }\nmeasures:\n  \
         held: { title: Held, objective: o, source: accounts, kind: { last: { value: value, per: account } }, segments: [branch] }\n";
    let project = Project::new(yaml, &[("accounts.csv", &rows)]);
    let ran = project.results("2026-03");
    let shown: Vec<(&str, bool)> = ran
        .segments("held", "branch")
        .into_iter()
        .map(|(label, row)| (label, row.current.value.is_some()))
        .collect();
    // The two accounts alone are too few together: the next smallest is withheld with them.
    assert_eq!(shown, [("south", true), ("north", false), ("east", false), ("west", false)]);
    let burst = burst(&project);
    let of = |entity: &str| {
        let results = burst.of(entity).results;
        results.scorecard.perspectives[0].objectives[0].measures[0].current().expect("a period").value
    };
    assert_eq!((of("west"), of("east"), of("south")), (None, None, Some(721.0)));
}

#[test]
fn amounts_of_fewer_rows_than_may_be_shown_are_not_told_though_more_rows_have_that_fate() {
    let rows = |amounts: [&str; 5]| {
        let left: String = amounts.iter().map(|amount| format!("2026-03-01,no,{amount}\n")).collect();
        "day,kind,amount\n".to_owned() + &left + &"2026-03-02,yes,10\n".repeat(6)
    };
    let yaml = "scorecard: s\ntitle: S\nentity: E\nas_of: 2026-03-31\nprivacy: { smallest: 5 }\n\
         sources:\n  t: { path: t.csv, time: day, where: kind = 'yes', columns: { day: date, amount: number } }\n\
         perspectives:\n  p: { objectives: { o: {} } }\nmeasures:\n  sum: { title: Sum, objective: o, source: t, kind: { sum: amount } }\n";
    let told = |amounts| {
        let ran = Project::new(yaml, &[("t.csv", &rows(amounts))]).results("2026-03");
        ran.results.run.sources[0].amounts.len()
    };
    assert_eq!(told(["", "", "", "", "71234"]), 0, "it is the amount of one row");
    assert_eq!(told(["1", "2", "3", "4", "5"]), 1);
}
