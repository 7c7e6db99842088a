//! Totals against a ledger: what is compared, what is allowed, what is told.

use calamine::Data;
use mando::evaluate::results::{Agreement, ControlPeriod};
use mando::render::excel::render;
use mando::report::workings;

use crate::support::{Project, Ran, close, words};
use crate::workbook::office::number;
use crate::workbook::{at, row_of, sheet, unchanged, untouched};

const ORDERS: &str = "day,amount,kind
2026-01-10,100,sale
2026-01-20,50,sale
2026-01-21,7,gift
2026-02-10,80,sale
2026-03-01,40,sale
2026-03-31,60,sale
";

fn project(controls: &str, ledger: &str) -> Project {
    let yaml = format!(
        "scorecard: s
title: S
entity: E
as_of: 2026-03-31
sources:
  orders: {{ path: orders.csv, time: day, history_starts: 2026-01-01, columns: {{ day: date, amount: number }} }}
controls:
{controls}
perspectives: {{ p: {{ objectives: {{ o: {{ title: O }} }} }} }}
measures:
  revenue: {{ title: Revenue, objective: o, source: orders, kind: {{ sum: amount }}, direction: maximise, target: 100 }}
"
    );
    Project::new(&yaml, &[("orders.csv", ORDERS), ("ledger.csv", ledger)])
}

const LEDGER: &str = "period,net_sales,other\n2026-01,157,1\n2026-02,80.3,2\n2026-03,101,3\n";

fn control(keys: &str) -> String {
    format!("  sales: {{ source: orders, value: sum(amount), {keys} }}")
}

const OF_FILE: &str = "equals: { file: ledger.csv, period: month, column: net_sales }";

fn ran(keys: &str) -> Ran {
    project(&control(keys), LEDGER).results("2026-03")
}

fn periods(ran: &Ran) -> &[ControlPeriod] {
    &ran.results.controls[0].periods
}

#[test]
fn a_total_is_held_against_its_ledger_in_every_period() {
    let ran = ran(OF_FILE);
    let held: Vec<(&str, Option<f64>, Option<f64>, Agreement)> =
        periods(&ran).iter().map(|at| (at.period.label.as_str(), at.value, at.ledger, at.holds)).collect();
    assert_eq!(
        held,
        [
            ("2026-01", Some(157.0), Some(157.0), Agreement::Agrees),
            ("2026-02", Some(80.0), Some(80.3), Agreement::Differs),
            ("2026-03", Some(100.0), Some(101.0), Agreement::Differs),
        ]
    );
    close(periods(&ran)[2].difference, -1.0);
    let told: Vec<String> = ran.problems.iter().map(|problem| problem.message.clone()).collect();
    assert_eq!(told, ["`sales`: 100 against 101 in 2026-03, a difference of −1"]);
    assert_eq!(ran.codes(), ["control-failed"]);
}

#[test]
fn what_is_allowed_is_a_share_of_the_ledgers_or_an_amount() {
    let holds = |keys: &str| {
        let ran = ran(&format!("{OF_FILE}, {keys}"));
        periods(&ran).iter().map(|at| at.holds).collect::<Vec<_>>()
    };
    use Agreement::{Agrees, Differs};
    // 0.3 of 80.3 is 0.374 %, 1 of 101 is 0.990 %.
    assert_eq!(holds("tolerance: 0.4%"), [Agrees, Agrees, Differs]);
    assert_eq!(holds("tolerance: 1%"), [Agrees, Agrees, Agrees]);
    assert_eq!(holds("tolerance: 0.5"), [Agrees, Agrees, Differs]);
    assert_eq!(holds("tolerance: 1"), [Agrees, Agrees, Agrees]);
}

#[test]
fn a_control_of_closing_waits_and_is_no_finding() {
    let ran = ran(&format!("{OF_FILE}, at: close"));
    assert_eq!(periods(&ran)[2].holds, Agreement::Waits);
    assert!(ran.codes().is_empty(), "{:?}", ran.codes());
}

#[test]
fn rows_may_be_chosen_and_the_ledger_be_one_value() {
    let ran =
        project("  gifts: { source: orders, value: count(*), where: \"kind = 'gift'\", equals: 0 }", LEDGER);
    let ran = ran.results("2026-03");
    let held: Vec<(Option<f64>, Agreement)> = periods(&ran).iter().map(|at| (at.value, at.holds)).collect();
    assert_eq!(
        held,
        [(Some(1.0), Agreement::Differs), (Some(0.0), Agreement::Agrees), (Some(0.0), Agreement::Agrees)]
    );
}

#[test]
fn a_period_that_one_of_both_lacks_is_neither_agreed_nor_found() {
    let ledger = "period;net_sales\n2026-01;157,00\n2026-02;\n";
    let keys = "equals: { file: ledger.csv, period: month, column: net_sales, format: { decimal: \",\" } }";
    let ran = project(&control(keys), ledger).results("2026-03");
    let held: Vec<(Option<f64>, Agreement)> = periods(&ran).iter().map(|at| (at.ledger, at.holds)).collect();
    assert_eq!(
        held,
        [(Some(157.0), Agreement::Agrees), (None, Agreement::Unknown), (None, Agreement::Unknown)]
    );
    assert!(ran.codes().is_empty());
}

#[test]
fn what_cannot_be_compared_is_told_when_it_is_checked() {
    let codes = |keys: &str, ledger: &str| project(&control(keys), ledger).codes();
    assert_eq!(codes(OF_FILE, LEDGER), [""; 0]);
    assert_eq!(codes(&OF_FILE.replace("net_sales", "net_sale"), LEDGER), ["missing-column"]);
    assert_eq!(codes(&OF_FILE.replace("ledger.csv", "ledgers.csv"), LEDGER), ["missing-file"]);
    assert_eq!(codes(&OF_FILE.replace("month", "week"), LEDGER), ["grain-order"]);
    assert_eq!(codes(OF_FILE, "period,net_sales\n2026-01,1\n2026-01,2\n"), ["wrong-type"]);
    assert_eq!(codes(OF_FILE, "period,net_sales\n2026-Q1,1\n"), ["grain-order"]);
    assert_eq!(codes(OF_FILE, "period,net_sales\n2026-01,much\n"), ["wrong-type"]);
    assert_eq!(codes(&format!("{OF_FILE}, tolerance: -1"), LEDGER), ["wrong-type"]);
    assert_eq!(codes(&format!("{OF_FILE}, at: closing"), LEDGER), ["wrong-type"]);
    let other = project("  sales: { source: order, value: sum(amount), equals: 1 }", LEDGER);
    assert_eq!(other.codes(), ["unknown-id"]);
    let misspelt = project("  sales: { source: orders, value: sum(amount), equal: 1 }", LEDGER).check();
    assert!(misspelt.contains("did you mean `equals`?"), "{misspelt}");
}

#[test]
fn a_source_that_controls_alone_use_is_read() {
    let yaml = "scorecard: s\ntitle: S\nentity: E\nas_of: 2026-03-31\nsources:\n  orders: { path: orders.csv, time: day, columns: { day: date, \
                amount: number } }\n  bank: { path: bank.csv, time: day, columns: { day: date, paid: number } }\ncontrols:\n  paid: { source: bank, \
                value: sum(paid), equals: 10 }\nperspectives: { p: { objectives: { o: { title: O } } } }\nmeasures:\n  revenue: { title: Revenue, \
                objective: o, source: orders, kind: { sum: amount } }\n";
    let bank = "day,paid\n2026-03-02,4\n2026-03-03,6\n";
    let ran = Project::new(yaml, &[("orders.csv", ORDERS), ("bank.csv", bank)]).results("2026-03");
    assert_eq!(periods(&ran).last().map(|at| (at.value, at.holds)), Some((Some(10.0), Agreement::Agrees)));
}

#[test]
fn the_workbook_compares_by_formulas_over_the_facts_and_the_first_page_tells() {
    let ran = ran(&format!("{OF_FILE}, tolerance: 0.5%"));
    let made = workings(&ran.scorecard, &ran.results, &words());
    assert!(
        made.head.notices.iter().any(|notice| notice
            == "Sales: 100 in March 2026, and the ledger has 101; the difference of −1 is more than is allowed."),
        "{:?}",
        made.head.notices
    );
    let book = render(&made).expect("a workbook");
    untouched(&book);
    unchanged(&book);
    let page = sheet(&book, "Reconciliation");
    let first = row_of(&page, "Sales", 4);
    let line =
        |row: u32| -> Vec<Option<f64>> { (3..8).map(|column| number(&at(&page, row, column))).collect() };
    assert_eq!(line(first + 2), [Some(100.0), Some(101.0), Some(-1.0), Some(0.005), Some(0.505)]);
    let words: Vec<Data> = (0..3).map(|i| at(&page, first + i, 8)).collect();
    let words: Vec<String> = words.iter().map(ToString::to_string).collect();
    assert_eq!(words, ["agrees", "agrees", "differs"]);
    // The total is the measure's own fact: it stands once.
    let facts = made.facts.iter().filter(|fact| fact.rows.iter().any(|row| row.value == Some(100.0))).count();
    assert_eq!(facts, 1, "{:?}", made.facts);
}

#[test]
fn r04_a_period_that_is_not_over_is_held_against_no_ledger() {
    let ran = project(&control(OF_FILE), LEDGER).run(Some("2026-03"), Some("2026-03-20"));
    let control = &ran.results.controls[0];
    let last = control.periods.last().expect("a period");
    assert_eq!((last.value, last.ledger, last.holds), (Some(40.0), Some(101.0), Agreement::Waits));
    assert!(control.finding().is_none());
    let book = render(&workings(&ran.scorecard, &ran.results, &words())).expect("a workbook");
    untouched(&book);
    unchanged(&book);
}
