//! Amounts followed from the files to the figures: what was read, and what became of it (R15).

use std::fmt::Write as _;

use mando::evaluate::results::AmountResult;
use mando::render::excel::render;
use mando::report::{self, workings};
use proptest::prelude::*;

use crate::support::{Project, Ran, close, words};
use crate::workbook::office::{Typed, number, recalculated, with_typed};
use crate::workbook::{at, lamps, row_of, sheet, unchanged, untouched};

/// Two rows repeat, one has no day, one is a gift, one comes after as-of, and two that count have no customer.
const SALES: &str = "id,day,customer,amount,kind
1,2026-01-10,a,100.10,sale
1,2026-01-10,a,100.10,sale
2,2026-01-20,,50.25,sale
3,,b,7.00,sale
4,2026-02-10,b,12.50,gift
5,2026-02-11,b,,sale
6,2026-03-01,c,-40.05,sale
7,2026-03-31,,60,sale
8,2026-04-02,c,1000.00,sale
";

fn yaml(keys: &str) -> String {
    format!(
        "scorecard: s
title: S
entity: E
currency: EUR
as_of: 2026-03-31
sources:
  sales: {{ path: sales.csv, time: day, customer: customer, rejects: {{ at_most: 50% }}, columns: {{ day: date, amount: money }}, {keys} }}
perspectives: {{ p: {{ objectives: {{ o: {{ title: O }} }} }} }}
measures:
  revenue: {{ title: Revenue, objective: o, source: sales, kind: {{ sum: amount }} }}
"
    )
}

fn ran(keys: &str) -> Ran {
    Project::new(&yaml(keys), &[("sales.csv", SALES)]).results("2026-03")
}

fn amount(ran: &Ran) -> &AmountResult {
    &ran.results.run.sources[0].amounts[0]
}

#[test]
fn money_is_followed_from_the_file_to_the_figure() {
    let ran = ran("unique: [id], where: kind != 'gift'");
    let amount = amount(&ran);
    assert_eq!(amount.column, "amount");
    close(amount.read, 100.10 + 100.10 + 50.25 + 7.0 + 12.5 - 40.05 + 60.0 + 1000.0);
    close(amount.rejected, 7.0);
    close(Some(amount.repeated), 100.10);
    close(Some(amount.filtered), 12.5);
    close(Some(amount.after_as_of), 1000.0);
    close(Some(amount.used), 100.10 + 50.25 - 40.05 + 60.0);
    close(amount.without_customer, 110.25);
}

/// Rows that are held and rows that are streamed come to the same.
#[test]
fn rows_that_are_not_held_are_followed_as_well() {
    let ran = ran("where: kind != 'gift'");
    let amount = amount(&ran);
    close(Some(amount.repeated), 0.0);
    close(Some(amount.used), 100.10 + 100.10 + 50.25 - 40.05 + 60.0);
    close(Some(amount.after_as_of), 1000.0);
}

#[test]
fn versions_recorded_after_as_of_are_left_out_and_earlier_ones_are_superseded() {
    let rows = "id,day,known,customer,amount,kind
1,2026-01-10,2026-01-11,a,100,sale
1,2026-01-10,2026-02-11,a,90,sale
1,2026-01-10,2026-05-11,a,70,sale
2,2026-03-10,2026-03-11,a,5,sale
";
    let yaml = yaml("unique: [id], recorded: known").replace("day: date,", "day: date, known: date,");
    let ran = Project::new(&yaml, &[("sales.csv", rows)]).results("2026-03");
    let amount = amount(&ran);
    close(amount.read, 265.0);
    close(Some(amount.repeated), 100.0);
    close(Some(amount.filtered), 70.0);
    close(Some(amount.used), 95.0);
}

/// What is derived is there once rows are widened: nobody knows what it was in rows that were rejected.
#[test]
fn derived_amounts_are_followed_from_where_they_are_made() {
    let yaml = yaml("derive: { twice: amount * 2 }").replace("sum: amount", "sum: twice");
    let ran = Project::new(&yaml, &[("sales.csv", SALES)]).results("2026-03");
    let amount = amount(&ran);
    assert_eq!((amount.column.as_str(), amount.read, amount.rejected), ("twice", None, None));
    close(Some(amount.used), 2.0 * (100.10 + 100.10 + 50.25 + 12.5 - 40.05 + 60.0));
    close(amount.without_customer, 220.5);
}

/// A join's figure is followed in the source that brings the amount.
#[test]
fn amounts_of_a_join_are_those_of_the_source_that_brings_them() {
    let yaml = yaml("unique: [id]").replace(
        "perspectives:",
        "  known: { path: known.csv }\n  wide: { join: sales, with: [{ source: known, key: customer, match: one }], time: day, customer: customer }\nperspectives:",
    );
    let yaml = yaml.replace("source: sales, kind", "source: wide, kind");
    let ran = Project::new(&yaml, &[("sales.csv", SALES), ("known.csv", "customer,zone\na,n\n")])
        .results("2026-03");
    let told: Vec<(&str, usize)> =
        ran.results.run.sources.iter().map(|source| (source.id.as_str(), source.amounts.len())).collect();
    assert_eq!(told, [("sales", 1), ("known", 0), ("wide", 0)]);
    close(amount(&ran).without_customer, 110.25);
}

/// The sum of two rows is of somebody.
#[test]
fn amounts_of_few_rows_are_not_told_under_privacy() {
    let with = |smallest: u32| {
        let yaml = yaml("unique: [id]")
            .replace("title: S", &format!("title: S\nprivacy: {{ smallest: {smallest} }}"));
        let rows = SALES.replace("3,,b", "3,2026-01-02,b").replace("8,2026-04-02", "8,2026-03-02");
        let rows = rows.replace("1,2026-01-10,a,100.10,sale\n1,", "1,");
        let ran = Project::new(&yaml, &[("sales.csv", &rows)]).results("2026-03");
        ran.results.run.sources[0].amounts.len()
    };
    assert_eq!([with(2), with(3)], [1, 0]);
}

/// R15: their number and their money are printed.
#[test]
fn money_of_rows_without_customer_is_printed() {
    let ran = ran("unique: [id]");
    let report = report::strategic(&ran.scorecard, &ran.results, &words());
    let told = format!("{report:?}");
    assert!(told.contains("2 rows have no customer"), "{told}");
    assert!(told.contains("Amounts of rows without customer: amount 110.25."), "{told}");
}

#[test]
fn the_workbook_holds_a_bridge_of_amounts_and_sees_when_it_does_not_add_up() {
    let ran = ran("unique: [id], where: kind != 'gift'");
    let bytes = render(&workings(&ran.scorecard, &ran.results, &words())).expect("a workbook");
    untouched(&bytes);
    let page = sheet(&bytes, "Reconciliation");
    let row = row_of(&page, "sales.amount", 4);
    for (column, expected) in (1..).zip([1289.9, 100.1, 7.0, 12.5, 1000.0, 170.3, 170.3, 0.0, 110.25]) {
        close(number(&at(&page, row, column)), expected);
    }
    unchanged(&bytes);
    // An amount that is overwritten is seen: the rest no longer adds up.
    let changed = recalculated(&with_typed(&bytes, "Reconciliation", &[((row, 7), Typed::Number(170.0))]));
    assert!(lamps(&changed).0 > 0.0);
}

/// From the rows used to the fact: what the measure's condition leaves out, what other periods have, what is in the figure.
#[test]
fn rows_and_money_are_followed_to_the_fact() {
    let yaml =
        yaml("unique: [id]").replace("kind: { sum: amount }", "kind: { sum: amount }, where: kind != 'gift'");
    let ran = Project::new(&yaml, &[("sales.csv", SALES)]).results("2026-03");
    let bytes = render(&workings(&ran.scorecard, &ran.results, &words())).expect("a workbook");
    untouched(&bytes);
    unchanged(&bytes);
    let page = sheet(&bytes, "Reconciliation");
    let rows = row_of(&page, "revenue.sum", 8);
    let money = row_of(&page, "revenue.sum", rows + 1);
    let of = |row: u32| -> Vec<Option<f64>> { (2..10).map(|c| number(&at(&page, row, c))).collect() };
    let some = |all: [f64; 6]| all.map(Some).to_vec();
    // Used, without day, left out, other periods, in the figure; and the difference.
    assert_eq!([&of(rows)[..5], &of(rows)[6..7]].concat(), some([6.0, 0.0, 1.0, 3.0, 2.0, 0.0]));
    // The last two are the fact and what the figure differs from it.
    let found = of(money);
    for (place, expected) in [(0, 182.8), (2, 12.5), (3, 150.35), (4, 19.95), (5, 19.95), (7, 0.0)] {
        close(found[place], expected);
    }
    // A number that is overwritten no longer adds up, and a fact no longer is the figure.
    let typed = |sheet: &str, place: (u32, u32), to: f64| {
        lamps(&recalculated(&with_typed(&bytes, sheet, &[(place, Typed::Number(to))]))).0
    };
    assert!(typed("Reconciliation", (rows, 6), 3.0) > 0.0);
    assert!(typed("Reconciliation", (money, 6), 20.0) > 0.0);
}

/// What rows of a source add up to has to be what its figures add up to, where no condition leaves any out.
#[test]
fn money_of_a_join_that_keeps_all_rows_is_that_of_the_source_that_brings_it() {
    let yaml = yaml("unique: [id]").replace(
        "perspectives:",
        "  known: { path: known.csv }\n  wide: { join: sales, with: [{ source: known, key: customer, match: one }], time: day, customer: customer }\nperspectives:",
    );
    let book = |with: &str| {
        let yaml = yaml.replace("source: sales, kind", "source: wide, kind").replace("match: one", with);
        let files = [("sales.csv", SALES), ("known.csv", "customer,zone\nc,n\n")];
        let ran = Project::new(&yaml, &files).results("2026-03");
        let bytes = render(&workings(&ran.scorecard, &ran.results, &words())).expect("a workbook");
        unchanged(&bytes);
        let page = sheet(&bytes, "Reconciliation");
        let row = row_of(&page, "revenue.sum", 8);
        let money = row_of(&page, "revenue.sum", row + 1);
        [(row, 2), (money, 2), (money, 8)].map(|(row, column)| number(&at(&page, row, column)))
    };
    assert_eq!(book("match: one"), [Some(6.0), Some(182.8), Some(0.0)]);
    // Where a join leaves rows out, what the others bring is not what the source brings.
    assert_eq!(book("match: one, required: true"), [Some(1.0), None, None]);
}

/// A row of the property below: day, customer, amount in hundredths, kind.
type Row = (u8, u8, i32, bool);

fn csv(rows: &[Row]) -> String {
    rows.iter().enumerate().fold("id,day,customer,amount,kind\n".to_owned(), |mut text, (id, row)| {
        let (day, customer, amount, is_gift) = *row;
        let day = if day == 0 { String::new() } else { format!("2026-{:02}-15", day % 6 + 1) };
        let customer = if customer == 0 { String::new() } else { format!("c{customer}") };
        let kind = if is_gift { "gift" } else { "sale" };
        let id = if customer == "c1" { 0 } else { id + 1 };
        let amount = f64::from(if id == 0 { 100 } else { amount }) / 100.0;
        // Those of one key repeat each other.
        let (day, kind) = if id == 0 { ("2026-01-15".to_owned(), "sale") } else { (day, kind) };
        writeln!(text, "{id},{day},{customer},{amount},{kind}").expect("a text");
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever the rows are: nothing of what is read is lost on the way, to the hundredth.
    #[test]
    fn what_is_read_is_what_is_left_out_and_what_is_used(
        rows in prop::collection::vec((0_u8..7, 0_u8..4, -900_000_i32..900_000, any::<bool>()), 1..60),
        unique in any::<bool>(),
    ) {
        let keys = if unique { "unique: [id], where: kind != 'gift'" } else { "where: kind != 'gift'" };
        let yaml = yaml(keys).replace("50%", "100%");
        let project = Project::new(&yaml, &[("sales.csv", &csv(&rows))]);
        if let Ok(ran) = project.try_run(Some("2026-03"), None) {
            let amount = amount(&ran);
            let of = |amount: f64| (amount * 100.0).round() as i64;
            let parts = [amount.rejected.expect("told"), amount.repeated, amount.filtered, amount.after_as_of, amount.used];
            prop_assert_eq!(of(amount.read.expect("told")), parts.map(of).iter().sum::<i64>());
        }
    }
}
