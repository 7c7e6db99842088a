//! R34 to R42: cells, sides, absences, segments, cases, longer grains.

use super::{level, levels, line, orders, shop, shop_with};
use crate::support::{Project, Ran, close, day};
use mando::evaluate::results::{Absence, Doubt};
use mando::evaluate::score::Status;

const MARCH: (Option<&str>, Option<&str>) = (Some("2026-03"), Some("2026-03-31"));

fn march(project: &Project) -> Ran {
    project.run(MARCH.0, MARCH.1)
}

#[test]
fn r35_a_source_of_another_currency_is_refused() {
    let measure = line("revenue", "kind: { sum: amount }, direction: maximise, target: 1");
    let rows = levels(&[("2026-03", 1.0)]);
    let codes = |source: &str| shop_with("", source, &measure, &rows).codes();
    assert_eq!(codes("    currency: USD\n"), ["mixed-currency"]);
    assert_eq!(codes("    currency: EUR\n"), Vec::<String>::new());
}

const CELLS: &str = "day,customer,amount\n2026-03-01,a,10\n2026-03-02,b,x\n2026-03-03,c,500\n2026-03-04,d,n/a\n\
    2026-03-05,e,unasked\n2026-03-06,f,20\n";

fn cells(more: &str, rows: &str) -> Project {
    let source = format!(
        "    columns: {{ day: date, amount: {{ type: number, range: [0, 100], absent: [n/a], not_applicable: [unasked] }} }}\n{more}"
    );
    let measures =
        line("orders", "kind: count") + &level("level", "") + &line("buyers", "kind: active_customers");
    shop_with("", &source, &measures, rows)
}

#[test]
fn r36_a_cell_without_value_is_absent_in_its_column_only() {
    let ran = march(&cells("    rejects: { at_most: 50% }\n", CELLS));
    // All six rows and customers stay; the mean is of 10 and 20.
    assert_eq!(
        (ran.value("orders"), ran.value("buyers"), ran.value("level")),
        (Some(6.0), Some(6.0), Some(15.0))
    );
    let source = &ran.results.run.sources[0];
    assert_eq!((source.read, source.rejected, source.used), (6, 0, 6));
    let amount = source.cells.iter().find(|c| c.column == "amount").expect("cells of amount");
    assert_eq!((amount.unreadable, amount.out_of_range, amount.absent, amount.not_applicable), (1, 1, 1, 1));
}

#[test]
fn r36_a_row_is_rejected_for_its_time_alone_and_both_are_judged_apart() {
    let rows = format!("{CELLS}soon,g,10\n");
    let ran = march(&cells("    rejects: { at_most: 50% }\n", &rows));
    let source = &ran.results.run.sources[0];
    assert_eq!((source.read, source.rejected, ran.value("orders")), (7, 1, Some(6.0)));
    let fails = |more: &str, rows: &str| {
        cells(more, rows).try_run(MARCH.0, MARCH.1).err().map(|e| e.problem().code.to_string())
    };
    // One unreadable cell and one out of range among six.
    assert_eq!(fails("    rejects: { at_most: 20% }\n", CELLS), Some("too-many-rejects".to_owned()));
    assert_eq!(fails("    rejects: { at_most: 40% }\n", CELLS), None);
    // Listed cells are no rejects, however many.
    let listed =
        "day,customer,amount\n2026-03-01,a,10\n2026-03-02,b,n/a\n2026-03-03,c,unasked\n2026-03-04,d,n/a\n";
    assert_eq!(fails("", listed), None);
    let late = "day,customer,amount\n2026-03-01,a,10\nsoon,b,10\n";
    assert_eq!(fails("", late), Some("too-many-rejects".to_owned()));
}

#[test]
fn r37_the_sides_of_a_ratio_are_independent_unless_paired() {
    let rows = "day,customer,amount,kg\n2026-03-01,a,10,5\n2026-03-02,b,20,\n2026-03-03,c,,3\n";
    let columns = "    columns: { day: date, amount: money, kg: number }\n";
    let ratio = |id: &str, more: &str| {
        line(id, &format!("kind: {{ ratio: {{ numerator: sum(amount), denominator: sum(kg){more} }} }}"))
    };
    let measures = ratio("loose", "") + &ratio("paired", ", paired: true");
    let ran = march(&shop_with("", columns, &measures, rows));
    // 30 ÷ 8, and 10 ÷ 5 where both stand.
    close(ran.value("loose"), 3.75);
    close(ran.value("paired"), 2.0);
}

#[test]
fn r38_six_absences_are_told_apart_and_none_is_zero() {
    let rows = "day,customer,amount\n2026-02-10,a,5\n2026-03-10,a,5\n2026-03-11,b,0\n";
    let source = "    history_starts: 2026-02-01\n    stale_after: 10 years\n";
    let measures = level("few", "").replace("min_n: 1", "min_n: 10")
        + &line("history", "kind: count, window: 3 months")
        + &line("withheld", "kind: { csat: { score: amount, scale: [1, 5] } }")
        + &line(
            "undefined",
            "kind: { ratio: { numerator: count(*), denominator: sum(amount) } }, where: amount = 0",
        )
        + &line("none", "kind: { average: amount }, where: amount > 100")
        + &line("zero", "kind: { count: amount > 100 }")
        + &line("sum", "kind: { sum: amount }, where: amount > 100");
    let project = shop_with("", source, &measures, rows);
    let ran = project.run(Some("2026-03"), Some("2026-05-31"));
    let absent = |id: &str| {
        let at = ran.current(id);
        assert_eq!((at.value, at.score, at.status), (None, None, None), "{id}");
        at.absent
    };
    let doubt = Doubt::InsufficientData { n: 2.0, min_n: 10 };
    assert_eq!((ran.value("few"), ran.current("few").doubt), (Some(2.5), Some(doubt)));
    assert_eq!(absent("history"), Some(Absence::InsufficientHistory { needs: day("2026-01-01") }));
    assert_eq!(absent("withheld"), Some(Absence::Withheld { n: 1.0, min_n: 30 }));
    assert_eq!(absent("undefined"), Some(Absence::Undefined));
    assert_eq!(absent("none"), Some(Absence::NoData));
    // The source has rows in March, none of which matches: zero.
    assert_eq!((ran.value("zero"), ran.value("sum")), (Some(0.0), Some(0.0)));
    // It has none in April: no data, for a count as well.
    let april = project.run(Some("2026-04"), Some("2026-05-31"));
    assert_eq!((april.value("zero"), april.current("zero").absent), (None, Some(Absence::NoData)));
    assert_eq!(april.current("undefined").absent, Some(Absence::NoData));
}

#[test]
fn r39_what_is_not_stated_is_one_segment_and_comes_last() {
    let rows = "day,customer,amount,region\n2026-03-01,a,90,\n2026-03-02,b,80,  \n2026-03-03,c,70,unknown\n\
        2026-03-04,d,10,south\n2026-03-05,e,20,north\n2026-03-06,e,20,north\n";
    let columns = "    columns: { day: date, amount: money, region: { type: text, absent: [unknown] } }\n";
    let keys = "kind: { sum: amount }, direction: maximise, segments: [{ by: region, order: value }], \
        target: { value: 1, segments: { region: { north: 50 } } }";
    let ran = march(&shop_with("", columns, &line("revenue", keys), rows));
    let rows = ran.segments("revenue", "region");
    let values: Vec<(&str, Option<f64>)> = rows.iter().map(|(label, r)| (*label, r.current.value)).collect();
    // 240 is the best value and still stands last; all of it is in the total.
    assert_eq!(values, [("north", Some(40.0)), ("south", Some(10.0)), ("(not stated)", Some(240.0))]);
    assert_eq!(ran.value("revenue"), Some(290.0));
    // Only a segment with a target is judged: 40 of 50.
    let scores: Vec<Option<f64>> = rows.iter().map(|(_, r)| r.current.score).collect();
    assert_eq!(scores, [Some(80.0), None, None]);
}

#[test]
fn r39_more_than_twelve_values_are_the_ten_largest_and_other() {
    let table = |values: u32| {
        let rows: String =
            (1..=values).map(|i| format!("2026-03-01,c,{i},r{i:02}\n").repeat(i as usize)).collect();
        let rows = format!("day,customer,amount,region\n{rows}2026-03-01,c,7,\n");
        let ran = march(&shop(&line("orders", "kind: count, segments: [region]"), &rows));
        let rows = ran.segments("orders", "region").into_iter();
        rows.map(|(label, row)| (label.to_owned(), row.current.value)).collect::<Vec<_>>()
    };
    let twelve = table(12);
    assert_eq!(twelve.len(), 13);
    assert!(twelve.iter().all(|(label, _)| label != "other"));
    let thirteen = table(13);
    assert_eq!(thirteen.len(), 12);
    assert_eq!(thirteen[0], ("r13".to_owned(), Some(13.0)));
    // The three smallest: 1 + 2 + 3.
    assert_eq!(thirteen[10], ("other".to_owned(), Some(6.0)));
    assert_eq!(thirteen[11], ("(not stated)".to_owned(), Some(1.0)));
}

#[test]
fn r41_a_case_is_open_when_its_closing_is_null_or_later() {
    let rows = "day,customer,amount,closed,solved\n\
        2026-01-10,a,1,,\n2026-02-10,b,1,2026-03-31,2026-02-11\n2026-03-31,c,1,2026-04-01,2026-04-02\n\
        2026-04-01,d,1,,\n2026-03-05,e,1,2026-03-06,\n";
    let columns = "    columns: { day: date, closed: date, solved: date }\n";
    let measures = line("open", "kind: { backlog: { opened: day, closed: closed } }")
        + &line("unsolved", "kind: { backlog: { opened: day, closed: solved } }");
    let ran = shop_with("", columns, &measures, rows).run(Some("2026-03"), Some("2026-04-30"));
    // a, and c opened on the last day; b was closed on it. By the other column a, c and e.
    assert_eq!((ran.value("open"), ran.value("unsolved")), (Some(2.0), Some(3.0)));
    assert_eq!(ran.at("open", "2026-02").value, Some(2.0));
    let broken = "day,customer,amount,closed,solved\n2026-03-10,a,1,2026-03-01,\n";
    let error =
        shop_with("", columns, &measures, broken).try_run(MARCH.0, MARCH.1).expect_err("a broken identity");
    assert_eq!(error.problem().code.to_string(), "backlog-identity");
}

#[test]
fn r42_a_longer_grain_shows_its_last_value_until_the_next_is_due() {
    // A survey once a quarter, in its last month, until the end of 2025; orders every month.
    let rows: String = (1..=12).map(|m| format!("2026-{m:02}-05,c,1\n")).collect();
    let rows = format!("day,customer,amount\n2025-06-20,c,3\n2025-09-20,c,4\n2025-12-20,c,5\n{rows}");
    let quarterly = "kind: { average: amount }, grain: quarter, where: amount > 1, min_n: 1, direction: maximise, target: 5";
    let project = shop(&line("survey", quarterly), &rows);
    let at = |period| {
        let ran = project.run(Some(period), Some("2026-12-31"));
        let current = ran.current("survey");
        (current.period.label.clone(), current.value, current.absent, current.score)
    };
    // 4 of 5 while the fourth quarter runs, then its own 5 until the end of March.
    assert_eq!(at("2025-11"), ("2025-Q3".to_owned(), Some(4.0), None, Some(80.0)));
    assert_eq!(at("2025-12"), ("2025-Q4".to_owned(), Some(5.0), None, Some(100.0)));
    assert_eq!(at("2026-02"), ("2025-Q4".to_owned(), Some(5.0), None, Some(100.0)));
    assert_eq!(at("2026-03"), ("2026-Q1".to_owned(), None, Some(Absence::NotYetDue), None));
    assert_eq!(at("2026-05"), ("2026-Q1".to_owned(), None, Some(Absence::NotYetDue), None));
    assert_eq!(at("2026-06"), ("2026-Q2".to_owned(), None, Some(Absence::NoData), None));
}

#[test]
fn r42_a_source_with_rows_once_a_quarter_is_not_stale_within_it() {
    let rows = orders(&[("2025-12-20", "c", 5.0), ("2026-03-20", "c", 4.0)]);
    let source = "    history_starts: 2020-01-01\n";
    let keys = "kind: { average: amount }, grain: quarter, min_n: 1, direction: maximise, target: 5";
    let ran = shop_with("", source, &line("survey", keys), &rows).run(Some("2026-05"), Some("2026-06-02"));
    assert_eq!((ran.current("survey").doubt, ran.score("survey")), (None, Some(80.0)));
}

/// `p` is a percentage, whether it says so or not; a share of 1 is asked about.
#[test]
fn a_percentile_is_a_percentage() {
    let rows: Vec<(&str, &str, f64)> = (0..=100_u32).map(|n| ("2026-03-05", "a", f64::from(n))).collect();
    let of = |p: &str| {
        shop(&line("m", &format!("kind: {{ percentile: {{ value: amount, p: {p} }} }}")), &orders(&rows))
    };
    for (p, wanted) in
        [("90", 90.0), ("90%", 90.0), ("\"90 %\"", 90.0), ("0.5%", 0.5), ("0", 0.0), ("1", 1.0)]
    {
        close(of(p).run(Some("2026-03"), None).value("m"), wanted);
    }
    let said = of("0.9").check();
    assert!(said.contains("of which `0.9` is less than one") && said.contains("`p: 90`"), "{said}");
    assert!(of("90.5.1").check().contains("percent-p-range"));
}

#[test]
fn a_smallest_sample_for_all_measures_is_none_for_counts_and_sums() {
    let measures = line("accidents", "kind: count, where: amount > 100, direction: minimise, target: 0")
        + &line("money", "kind: { sum: amount }, direction: maximise, target: 1")
        + &line("own", "kind: count, where: amount > 100, direction: minimise, target: 0, min_n: 1")
        + &line("mean", "kind: { average: amount }, direction: maximise, target: 1");
    let rows = orders(&[("2026-01-05", "a", 10.0), ("2026-02-05", "a", 10.0), ("2026-03-05", "a", 10.0)]);
    let folder = shop(&measures, &rows);
    let yaml = std::fs::read_to_string(folder.path().join("scorecard.yaml")).expect("the scorecard");
    let yaml = yaml.replace("defaults: { source: orders }", "defaults: { source: orders, min_n: 5 }");
    let project = Project::new(&yaml, &[("orders.csv", &rows)]);
    let ran = project.run(Some("2026-03"), Some("2026-03-31"));
    assert_eq!((ran.value("accidents"), ran.status("accidents")), (Some(0.0), Some(Status::OnTarget)));
    assert_eq!(ran.status("own"), None, "a measure's own is meant");
    assert_eq!(ran.status("money"), Some(Status::OnTarget));
    assert_eq!(ran.status("mean"), None, "one value is no sample of five");
}

#[test]
fn whole_percents_in_a_measure_of_shares_are_told() {
    let told = |measure: &str| {
        let rows = orders(&[("2026-01-05", "a", 62.0), ("2026-02-05", "a", 75.0)]);
        let numbers = "    columns: { day: date, amount: number }\n";
        let ran = shop_with("", numbers, &line("m", measure), &rows).run(Some("2026-02"), Some("2026-02-28"));
        let found = ran.problems.iter().find(|p| p.code.as_str() == "whole-percents");
        found.map(|problem| problem.message.clone())
    };
    let mean = "kind: { average: amount }, min_n: 1, direction: maximise, unit: percent";
    assert_eq!(told(&format!("{mean}, target: 75%")).as_deref(), Some("`m` is 7,500 %"));
    assert_eq!(told(&mean.replace("amount", "amount / 100")), None);
    assert_eq!(told("kind: { average: amount }, min_n: 1"), None);
}

#[test]
fn a_case_that_was_never_opened_is_none_that_closes() {
    let rows = "day,customer,amount,opened,closed\n\
                2026-01-05,a,1,2026-01-05,\n2026-01-06,a,1,,2026-01-20\n2026-01-07,a,1,,2026-02-03\n";
    let keys = "    columns: { day: date, amount: money, opened: date, closed: date }\n";
    let measure = line("open", "kind: { backlog: { opened: opened, closed: closed } }, segments: [customer]");
    let ran = shop_with("", keys, &measure, rows).run(Some("2026-02"), Some("2026-02-28"));
    assert_eq!(ran.value("open"), Some(1.0));
    let segments = ran.segments("open", "customer");
    assert_eq!(segments.iter().filter_map(|(_, s)| s.current.value).sum::<f64>(), 1.0);
}
