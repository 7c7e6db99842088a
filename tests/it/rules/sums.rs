//! R46, R50, R57, R59, and what is added up exactly: sums of values that are missing, too large or too small, rows after
//! as-of, answers between two whole numbers, registers.

use super::{line, shop_with};
use crate::support::{Project, Ran, day};
use mando::data::{self, Data, Sessions, Silent};
use mando::engine::{self, Backend};
use mando::evaluate::results::{Absence, PeriodResult, SourceResult};
use mando::model::Tree;
use mando::problem::{Code, Severity};
use proptest::prelude::*;

const COLUMNS: &str = "    columns: { day: date, amount: number, cost: number, kg: number }\n";

/// Rows of March as `amount,cost,kg`, the first of one region and the others of another.
fn amounts(rows: &[&str]) -> String {
    let rows = rows.iter().zip(1..).map(|(cells, at)| {
        format!("2026-03-{at:02},c{},{},{cells}\n", at % 2, if at == 1 { "north" } else { "south" })
    });
    "day,customer,region,amount,cost,kg\n2026-01-01,c0,north,1,1,1\n".to_owned() + &rows.collect::<String>()
}

fn project(measures: &str, rows: &str) -> Project {
    shop_with("", COLUMNS, measures, rows)
}

fn run(measures: &str, rows: &[&str]) -> Ran {
    project(measures, &amounts(rows)).run(Some("2026-03"), Some("2026-03-31"))
}

/// The kinds that add a column up, each with its keys.
const ADDING: [(&str, &str); 12] = [
    ("sum", "{ sum: amount }"),
    ("product", "{ sum: amount * 2 }"),
    ("ratio", "{ ratio: { numerator: sum(amount), denominator: count(*) } }"),
    ("per", "{ ratio: { numerator: count(*), denominator: sum(amount) } }"),
    ("average", "{ average: amount }"),
    ("weighted", "{ average: { value: amount, weight: kg } }"),
    ("order", "{ order_value: { revenue: amount, order: customer } }"),
    ("customer", "{ revenue_per_customer: { revenue: amount } }"),
    ("profit", "{ profit_per_customer: { revenue: amount, cost: cost, statistic: median } }"),
    ("loss", "{ profit_per_customer: { revenue: kg, cost: amount, statistic: total_loss } }"),
    (
        "quality",
        "{ quality_cost: { refunds: sum(amount), logistics: sum(cost), per: order, base: count(*) } }",
    ),
    ("defects", "{ defect_rate: { defective: kg, inspected: amount } }"),
];

fn adding() -> String {
    let line = |(id, kind): &(&str, &str)| {
        let target = if *id == "defects" { "90%" } else { "1000" };
        let keys =
            format!("kind: {kind}, min_n: 1, segments: [region], direction: minimise, target: {target}");
        line(id, &keys)
    };
    ADDING.iter().map(line).collect()
}

#[test]
fn r46_a_sum_of_rows_of_which_none_has_a_value_is_missing_in_every_kind() {
    let ran = run(&adding(), &[",2,3", ",4,5"]);
    for (id, _) in ADDING {
        let found = ran.current(id);
        let judged = (found.value, found.absent, found.score, found.interval.is_some());
        assert_eq!(judged, (None, Some(Absence::NoData), None, false), "{id}");
    }
    assert_eq!(ran.objective("reach").parent.score, None, "nothing of it is scored");
}

#[test]
fn r46_a_sum_of_some_values_is_their_sum_and_n_counts_them() {
    let ran = run(&adding(), &["10,2,3", ",4,5"]);
    assert_eq!((ran.value("sum"), ran.current("sum").n), (Some(10.0), Some(1.0)));
    assert!(ADDING.iter().all(|(id, _)| ran.value(id).is_some()));
    // In the south there are rows, and none has an amount.
    for (id, _) in ADDING {
        let table = &ran.measure(id).segments[0];
        let of = |region: &str| table.rows.iter().find(|row| row.keys[0].as_deref() == Some(region));
        assert!(
            of("south").is_some_and(|row| row.current.value.is_none()),
            "{id}: its rows are not forgotten"
        );
        assert!(of("north").is_some_and(|row| row.current.value.is_some()), "{id}");
    }
    // To date and in the rolling window the other rows speak.
    assert_eq!(ran.measure("sum").to_date.as_ref().and_then(|year| year.value), Some(11.0));
}

#[test]
fn r46_what_no_row_matches_is_0_and_what_rows_match_without_a_value_is_not() {
    let measures = line("none", "kind: { sum: amount }, where: cost = 9")
        + &line("blank", "kind: { sum: amount }, where: cost = 4")
        + &line(
            "returns",
            "kind: { return_rate: { sold_at: day, returned_at: back, quantity: amount, by: sale, within: 3 days } }, min_n: 1",
        );
    let rows = "day,customer,amount,cost,kg,back\n2026-03-01,a,10,2,1,\n2026-03-02,b,,4,1,\n";
    let columns = "    columns: { day: date, amount: number, cost: number, kg: number, back: date }\n";
    let ran = shop_with("", columns, &measures, rows).run(Some("2026-03"), Some("2026-03-31"));
    assert_eq!((ran.value("none"), ran.value("blank")), (Some(0.0), None));
    // Nothing came back of what was sold: that is a rate of 0.
    assert_eq!(ran.value("returns"), Some(0.0));
}

#[test]
fn r46_revenue_of_customers_of_whom_no_row_has_one_is_missing() {
    let measures = line("kept", "kind: { revenue_retention: { revenue: amount } }, min_n: 1");
    let of = |rows: &[(&str, &str)]| {
        let rows: String = rows.iter().map(|(day, amount)| format!("{day},a,{amount},1,1\n")).collect();
        let file = format!("day,customer,amount,cost,kg\n{rows}");
        let ran = project(&measures, &file).run(Some("2026-03"), Some("2026-03-31"));
        (ran.value("kept"), ran.current("kept").absent)
    };
    assert_eq!(of(&[("2026-02-03", "10"), ("2026-03-03", "5")]), (Some(0.5), None));
    assert_eq!(of(&[("2026-02-03", "10"), ("2026-03-03", "")]), (None, Some(Absence::NoData)));
    assert_eq!(of(&[("2026-02-03", ""), ("2026-03-03", "5")]), (None, Some(Absence::NoData)));
}

#[test]
fn r46_the_cells_that_a_sum_lacks_are_counted_by_column() {
    let ran = run(&line("sum", "kind: { sum: amount }"), &["10,,3", ",4,5", ",4,5"]);
    let told =
        ran.results.run.sources[0].cells.iter().filter(|cells| cells.adding_nothing() + cells.of_none() > 0);
    let told: Vec<(&str, u64)> = told.map(|cells| (cells.column.as_str(), cells.adding_nothing())).collect();
    assert_eq!(told, [("amount", 2)]);
}

/// The same measures asked by one scan, and by a query for each question.
fn both_ways(project: &Project, period: &str) -> [Result<serde_json::Value, String>; 2] {
    let draft = project.open();
    let card = mando::run::resolve(&draft, &draft.scorecards[0]).0.expect("a scorecard");
    let as_of = card.as_of.unwrap_or(day("2026-03-31"));
    let sessions = Sessions::new(&card.engine).expect("sessions");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    [Backend::Scan, Backend::Queries].map(|way| {
        let facts = runtime.block_on(async {
            let (sources, calendar) = (&card.sources, &card.calendar);
            let data = data::open(Data::default(), sources, None, calendar, Some(as_of), &sessions, &Silent);
            let mut data = data.await.expect("data");
            engine::compute(&card, &mut data, &sessions, &Tree::default(), as_of, way, None).await
        });
        let facts = facts.map_err(|error| error.to_string())?;
        let period = card.calendar.parse_period(period, card.grain).expect("a period");
        Ok(serde_json::to_value(mando::evaluate::evaluate(&card, &facts, &period)).expect("JSON"))
    })
}

#[test]
fn r46_a_scan_and_queries_agree_on_what_is_missing() {
    for rows in
        [&[",2,3", ",4,5"][..], &["10,2,3", ",4,5"], &["9e27,2,3", "9e27,4,5"], &["2e14,2,3", "3e14,4,5"]]
    {
        let [fused, queries] = both_ways(&project(&adding(), &amounts(rows)), "2026-03");
        assert_eq!(fused.as_ref().ok(), queries.as_ref().ok(), "{rows:?}");
        assert_eq!(fused.is_err(), rows[0].starts_with("9e27"));
    }
}

fn problem(measures: &str, rows: &[&str]) -> (Code, String) {
    let project = project(measures, &amounts(rows));
    let error = project.try_run(Some("2026-03"), Some("2026-03-31")).expect_err("amounts that are too large");
    (error.problem().code, error.problem().message)
}

#[test]
fn amounts_beyond_exact_sums_are_told_wherever_they_are_added() {
    for (id, kind) in ADDING {
        let measure = line(id, &format!("kind: {kind}, min_n: 1"));
        for rows in [
            &["9e27,1,1", "2e27,1,1", "1,1,1"][..],
            &["8.6e27,1,1", "8.6e27,1,1"],
            &["-6e27,1,1", "6e27,1,1"],
        ] {
            let (code, message) = problem(&measure, rows);
            assert_eq!(code, Code::AmountsTooLarge, "{id} {rows:?}");
            assert!(message.contains("source `orders`") && message.contains("`amount`"), "{message}");
        }
    }
    let kept = line("kept", "kind: { revenue_retention: { revenue: amount } }");
    assert_eq!(problem(&kept, &["8e27,1,1", "8e27,1,1"]).0, Code::AmountsTooLarge);
    let last = line("last", "kind: { last: { value: amount, per: customer } }");
    assert_eq!(problem(&last, &["8e27,1,1", "8e27,1,1"]).0, Code::AmountsTooLarge);
}

#[test]
fn what_a_condition_leaves_out_may_be_of_any_size() {
    let measures = line("sum", "kind: { sum: amount * 1e20 / 1e20 }, where: amount < 1000");
    assert_eq!(run(&measures, &["9.9e27,1,1", "2,1,1"]).value("sum"), Some(2.0));
    // One just within is added like any other.
    let sum = run(&line("sum", "kind: { sum: amount }"), &["9e27,1,1"]).value("sum");
    assert!(sum.is_some_and(|sum| (sum / 9e27 - 1.0).abs() < 1e-12), "{sum:?}");
}

#[test]
fn amounts_of_a_join_are_told_too() {
    let sources = "  orders:\n    join: heads\n    with: [{ source: lines, key: id, match: many, take: { amount: \"sum(paid)\" } }]\n";
    let yaml = format!(
        "scorecard: shop\ntitle: Shop\nentity: Shop\nas_of: 2026-03-31\ndefaults: {{ source: orders }}\n\
         perspectives: {{ customer: {{ objectives: {{ reach: {{}} }} }} }}\nsources:\n  heads: {{ path: heads.csv, time: day, history_starts: 2026-01-01, columns: {{ day: date }} }}\n  \
         lines: {{ path: lines.csv, columns: {{ paid: number }} }}\n{sources}measures:\n{}",
        line("sum", "kind: { sum: amount }")
    );
    let of = |lines: &str| {
        let lines = format!("id,paid\n{lines}");
        Project::new(&yaml, &[("heads.csv", "id,day\n1,2026-03-01\n2,2026-03-02\n"), ("lines.csv", &lines)])
            .try_run(Some("2026-03"), None)
    };
    assert_eq!(of("1,1.5\n1,2\n2,\n").expect("a run").value("sum"), Some(3.5));
    for lines in ["1,9e27\n1,1e27\n2,1\n", "1,8.6e27\n1,8.6e27\n2,1\n", "1,6e27\n1,-6e27\n"] {
        let error = of(lines).expect_err("amounts that are too large");
        assert_eq!(error.problem().code, Code::AmountsTooLarge, "{lines}");
    }
}

#[test]
fn squares_beyond_exact_sums_leave_a_mean_without_limits_of_chance() {
    let ran = run(&line("mean", "kind: { average: amount }, min_n: 1"), &["2e14,1,1", "4e14,1,1"]);
    let found = ran.current("mean");
    assert_eq!((found.value, found.n, found.interval), (Some(3e14), Some(2.0), None));
    assert_eq!(ran.component("mean", "squares"), None);
}

#[test]
fn what_is_no_number_is_in_no_sum_no_percentile_and_no_n() {
    let kinds = [
        "{ average: ln(amount) }",
        "{ median: ln(amount) }",
        "{ sum: ln(amount) }",
        "{ minimum: ln(amount) }",
    ];
    let measures: String = kinds
        .iter()
        .zip(1..)
        .map(|(kind, at)| line(&format!("m{at}"), &format!("kind: {kind}, min_n: 1")))
        .collect();
    let ran = run(&measures, &["-1,1,1", "4,1,1", "0,1,1", "2,1,1"]);
    for (id, value) in
        [("m1", 8_f64.ln() / 2.0), ("m2", 8_f64.ln() / 2.0), ("m3", 8_f64.ln()), ("m4", 2_f64.ln())]
    {
        let found = ran.current(id);
        assert!(found.value.is_some_and(|found| (found - value).abs() < 1e-9), "{id}: {:?}", found.value);
        assert_eq!(found.n, Some(2.0), "{id}");
    }
}

fn warned(ran: &Ran, code: Code) -> Vec<(Severity, String)> {
    let of_code = ran.problems.iter().filter(|problem| problem.code == code);
    of_code.map(|problem| (problem.severity(), problem.message.clone())).collect()
}

#[test]
fn numbers_that_lose_digits_to_rounding_are_told_and_noise_is_not() {
    let measures = line("faintest", "kind: { sum: amount / 1e30 }")
        + &line("whole", "kind: { sum: amount }")
        + &line("noise", "kind: { sum: amount * 0.1 + amount * 0.2 - amount * 0.3 + kg }")
        + &line("worth", "kind: { revenue_retention: { revenue: amount / 1e12 } }, min_n: 1");
    let ran = run(&measures, &["21505,1,1", "21505.5,1,2"]);
    let told = warned(&ran, Code::LostDigits);
    assert_eq!(told.iter().map(|(severity, _)| *severity).collect::<Vec<_>>(), [Severity::Warning; 2]);
    assert!(told[0].1.contains("`faintest`") && told[1].1.contains("`worth`"), "{told:?}");
}

#[test]
fn sums_of_small_numbers_keep_their_digits() {
    let measures = line("tiny", "kind: { sum: amount / 1e12 }")
        + &line("mean", "kind: { average: amount / 1e12 }, min_n: 1")
        + &line("both", "kind: { sum: amount / 1e12 + kg }");
    let ran = run(&measures, &["21505,1,0", "21505.5,1,0"]);
    assert_eq!(warned(&ran, Code::LostDigits), []);
    for (id, value) in [("tiny", 4.30105e-8), ("mean", 2.150525e-8), ("both", 4.30105e-8)] {
        let found = ran.value(id).expect("a value");
        assert!((found - value).abs() < 1e-13 * value, "{id}: {found:e}");
    }
}

/// Rows of two files, some of them after as-of.
fn dated(rows: &[(&str, u32)], more: &str) -> Ran {
    let rows: String =
        rows.iter().flat_map(|(day, n)| (0..*n).map(move |i| format!("{day},c{i},1\n"))).collect();
    let source = format!("    columns: {{ day: date, amount: number }}\n{more}");
    let file = format!("day,customer,amount\n{rows}");
    shop_with("", &source, &line("n", "kind: count"), &file).run(Some("2026-03"), Some("2026-03-31"))
}

fn adds_up(source: &SourceResult) {
    let SourceResult { read, rejected, repeated, filtered, after_as_of, used, .. } = source;
    assert_eq!(*read, rejected + repeated + filtered + after_as_of + used);
}

#[test]
fn r50_rows_after_as_of_are_counted_and_named_with_their_last_day() {
    for more in ["", "    unique: [customer, day]\n", "    where: amount > 0\n"] {
        let ran = dated(&[("2026-03-05", 150), ("2026-04-01", 1)], more);
        let [source] = ran.results.run.sources.as_slice() else { panic!("one source") };
        adds_up(source);
        let days = (source.last_day, source.last_day_after_as_of);
        assert_eq!((source.used, source.after_as_of), (150, 1), "{more}");
        assert_eq!(days, (Some(day("2026-03-05")), Some(day("2026-04-01"))));
        assert_eq!(ran.value("n"), Some(150.0));
        let [(severity, message)] = warned(&ran, Code::RowsAfterAsOf).try_into().expect("one note");
        assert_eq!(severity, Severity::Note);
        assert!(
            message.contains("1 row of `orders` comes after as-of 2026-03-31, on 2026-04-01"),
            "{message}"
        );
    }
    let ran = dated(&[("2026-03-05", 98), ("2026-04-01", 1), ("2027-01-01", 1)], "");
    let [(severity, message)] = warned(&ran, Code::RowsAfterAsOf).try_into().expect("one warning");
    assert_eq!(severity, Severity::Warning);
    assert!(message.contains("2 rows") && message.contains("the last on 2027-01-01"), "{message}");
    assert!(warned(&dated(&[("2026-03-31", 3)], ""), Code::RowsAfterAsOf).is_empty());
}

#[test]
fn r57_a_half_counts_as_the_lower_answer_and_is_told() {
    let rows = "day,customer,amount\n2026-03-01,a,9.5\n2026-03-02,b,8.5\n2026-03-03,c,6.5\n2026-03-04,d,7\n";
    let measures = line("nps", "kind: { nps: amount }, min_n: 1")
        + &line("last", "kind: { nps: { score: amount, per: last_per_customer } }, min_n: 1")
        + &line(
            "ces",
            "kind: { ces: { score: amount, scale: [4, 10], counting: net, higher_is_easier: true } }, min_n: 1",
        )
        + &line(
            "effort",
            "kind: { ces: { score: amount, scale: [4, 10], counting: net, higher_is_easier: false } }, min_n: 1",
        )
        + &line("top", "kind: { csat: { score: amount, scale: [1, 10], counting: top_2 } }, min_n: 1");
    let source = "    columns: { day: date, amount: number }\n";
    let ran = shop_with("", source, &measures, rows).run(Some("2026-03"), Some("2026-03-31"));
    for id in ["nps", "last"] {
        assert_eq!(ran.value(id), Some(0.0), "one promoter, one detractor");
        assert_eq!(ran.component(id, "between"), Some(3.0));
    }
    // Easy from 8, hard below 7; where little effort is good, easy to 6, hard above 7.
    assert_eq!((ran.component("ces", "easy"), ran.component("ces", "hard")), (Some(2.0), Some(1.0)));
    assert_eq!((ran.component("effort", "easy"), ran.component("effort", "hard")), (Some(0.0), Some(2.0)));
    assert_eq!(ran.component("top", "best"), Some(1.0));
    // A column of whole numbers holds no halves, and nothing is said of them.
    let whole = shop_with(
        "",
        "    columns: { day: date, amount: integer }\n",
        &measures,
        "day,customer,amount\n2026-03-01,a,9\n",
    );
    let ran = whole.run(Some("2026-03"), Some("2026-03-31"));
    assert!(!ran.current("nps").components.contains_key("between"));
}

fn register(keys: &str, measures: &str, rows: &str, period: &str) -> Ran {
    let source = format!(
        "    history_starts: 2026-01-01\n{keys}    columns: {{ day: date, amount: number, hours: number }}\n"
    );
    shop_with("as_of: 2026-06-30\n", &source, measures, rows).run(Some(period), None)
}

#[test]
fn r59_a_register_without_a_row_in_a_period_says_that_nothing_happened() {
    let measures = line("accidents", "kind: count, direction: minimise, target: 1")
        + &line("days_lost", "kind: { sum: amount }, direction: minimise, target: 5")
        + &line("mean", "kind: { average: amount }, min_n: 1")
        + &line("rolling", "kind: { sum: amount }, window: 3 months");
    let rows = "day,customer,amount,hours\n2026-01-10,a,4,1\n2026-02-03,a,,1\n";
    let of = |ran: &Ran, id: &str| {
        let PeriodResult { value, absent, doubt, status, .. } = ran.current(id).clone();
        (value, absent, doubt, status.is_some())
    };
    let ran = register("    empty_periods: zero\n", &measures, rows, "2026-06");
    for id in ["accidents", "days_lost"] {
        assert_eq!(of(&ran, id), (Some(0.0), None, None, true), "{id}");
    }
    assert_eq!(of(&ran, "mean").1, Some(Absence::NoData));
    assert_eq!(of(&ran, "rolling").0, Some(0.0));
    assert!(warned(&ran, Code::StaleSource).is_empty() && warned(&ran, Code::GapAtEnd).is_empty());
    // February has a row, and what it cost is not known.
    let february = register("    empty_periods: zero\n", &measures, rows, "2026-02");
    assert_eq!((february.value("accidents"), february.value("days_lost")), (Some(1.0), None));
    // Without the key nothing is known of June.
    let ran = register("", &measures, rows, "2026-06");
    assert_eq!(of(&ran, "accidents").1, Some(Absence::NoData));
}

#[test]
fn r59_a_register_without_any_row_is_zero_and_reported() {
    let source = "    history_starts: 2026-01-01\n    empty_periods: zero\n    columns: { day: date }\n";
    let project =
        shop_with("as_of: 2026-06-30\n", source, &line("accidents", "kind: count"), "day,customer\n");
    let ran = project.run(None, None);
    assert_eq!((ran.results.run.period.label.as_str(), ran.value("accidents")), ("2026-06", Some(0.0)));
}

#[test]
fn r59_states_and_limits_of_age_are_no_matter_of_a_register() {
    let codes = |keys: &str| {
        let source = format!("    history_starts: 2026-01-01\n    empty_periods: zero\n{keys}");
        shop_with("", &source, &line("n", "kind: count"), "day,customer,amount\n2026-01-10,a,4\n").codes()
    };
    assert_eq!(codes("    snapshot: month\n"), ["two-forms"]);
    assert_eq!(codes("    stale_after: 1 month\n"), ["two-forms"]);
    assert_eq!(codes(""), ["objective-unmeasured"]);
}

#[test]
fn a_flow_of_a_retail_month_is_compared_with_last_years_by_the_day() {
    // Fiscal 2023 of this calendar has 53 weeks: its last month has five, that of the year after four.
    let head = "as_of: 2026-01-31\ncalendar: { weeks: 4-5-4, year_ends: saturday nearest january 31, fiscal_year_named: start }\n";
    let from = day("2023-01-29");
    let days = from.iter_days().take_while(|date| *date <= day("2026-01-31"));
    let rows: String = days.map(|date| format!("{date},c,10\n")).collect();
    let rows = format!("day,customer,amount\n{rows}");
    let measures =
        line("sales", "kind: { sum: amount }, direction: maximise, target: { previous_year: same }");
    let source = "    history_starts: 2023-01-29\n    columns: { day: date, amount: number }\n";
    let project = shop_with(head, source, &measures, &rows);
    let ran = project.run(None, Some("2025-02-01"));
    let current = ran.current("sales");
    let length = (current.period.last - current.period.first).num_days() + 1;
    assert_eq!((length, current.value), (28, Some(280.0)));
    assert_eq!(
        (ran.plan("sales"), ran.score("sales")),
        (Some(280.0), Some(100.0)),
        "35 days of 10 are 28 of 10"
    );
    let policies = &ran.scorecard.measure("sales").expect("a measure").plan.policies;
    assert!(policies.contains(&mando::measure::Policy::LastYearPerDay), "{policies:?}");
}

#[test]
fn one_row_of_long_ago_makes_no_triangle_of_all_the_time_since() {
    let rows = "day,customer,amount\n1000-01-01,a,1\n2026-01-05,b,1\n2026-02-05,b,1\n2026-03-05,c,1\n";
    for grain in ["month", "week"] {
        let kind = format!("kind: {{ cohort_retention: {{ cohort: {grain}, age: 1 {grain} }} }}, min_n: 1");
        let ran = shop_with(
            "",
            "    stale_after: 10 years\n    columns: { day: date, amount: number }\n",
            &line("kept", &kind),
            rows,
        )
        .run(Some("2026-03"), Some("2026-03-31"));
        let triangle = ran.measure("kept").triangle.clone().expect("a triangle");
        assert_eq!((triangle.cohorts.len(), triangle.averages.len()), (600, 600));
        let newest: Vec<f64> = triangle.cohorts.iter().map(|c| c.size).filter(|size| *size > 0.0).collect();
        assert_eq!(newest, [1.0, 1.0], "{grain}");
    }
}

/// An amount of any size: its digits, and where the point stands.
fn amount() -> impl Strategy<Value = Option<(i64, i32)>> {
    let far = (-99_i64..100, 20..27_i32); // a cell of 1e28 and more is unreadable
    let near = (-99_999_i64..100_000, -4..9_i32);
    prop_oneof![1 => Just(None), 4 => near.prop_map(Some), 2 => far.prop_map(Some)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sums_near_the_limit_are_exact_or_told_by_a_scan_and_by_queries(
        rows in proptest::collection::vec((amount(), 0..3_usize), 1..12)
    ) {
        let measures = line("sum", "kind: { sum: amount }, segments: [region]")
            + &line("mean", "kind: { average: amount }, min_n: 1")
            + &line("profit", "kind: { profit_per_customer: { revenue: amount, cost: kg, statistic: median } }, min_n: 1")
            + &line("per", "kind: { ratio: { numerator: sum(amount), denominator: sum(kg) } }");
        let text = |amount: &Option<(i64, i32)>| amount.map_or(String::new(), |(digits, power)| format!("{digits}e{power}"));
        let lines: String = rows
            .iter()
            .map(|(amount, region)| format!("2026-03-05,c{region},r{region},{},1,1\n", text(amount)))
            .collect();
        let project = project(&measures, &format!("day,customer,region,amount,cost,kg\n{lines}"));
        let known: Vec<f64> = rows
            .iter()
            .filter_map(|(amount, _)| amount.map(|(digits, power)| format!("{digits}e{power}").parse().expect("a number")))
            .collect();
        let together: f64 = known.iter().map(|amount: &f64| amount.abs()).sum();
        // Beside the limit both may say either.
        prop_assume!((together - 1e28).abs() > 1e20);
        let [fused, queries] = both_ways(&project, "2026-03");
        prop_assert_eq!(fused.as_ref().ok(), queries.as_ref().ok());
        prop_assert_eq!(fused.is_ok(), together < 1e28);
        if let Ok(found) = fused {
            let measures = &found["perspectives"][0]["objectives"][0]["measures"];
            let current = |at: usize| measures[at]["periods"].as_array().and_then(|p| p.last()).cloned().expect("a period");
            let sum = current(0);
            prop_assert_eq!(sum["n"].as_f64(), Some(known.len() as f64));
            prop_assert_eq!(current(1)["n"].as_f64(), Some(known.len() as f64));
            match sum["value"].as_f64() {
                None => prop_assert!(known.is_empty()),
                Some(value) => {
                    let exact: i128 = known.iter().map(|amount| (amount * 1e10).round() as i128).sum();
                    let right = exact as f64 / 1e10;
                    prop_assert!((value - right).abs() <= 1e-9 * right.abs().max(together * 1e-6), "{} {}", value, right);
                }
            }
        }
    }
}

/// Sixty rows of March, of which six have a customer and the others no one; the days are told by the number of a row.
fn without_customer(day: fn(usize) -> usize) -> String {
    let row = |i: usize| {
        let customer = if i.is_multiple_of(10) { format!("c{}", i / 20) } else { String::new() };
        format!("2026-03-{:02},{customer},{},{i}\n", day(i), 1 + (i * 7) % 13)
    };
    "day,customer,amount,id\n".to_owned() + &(0..60).map(row).collect::<String>()
}

#[test]
fn r15_a_row_without_customer_stands_alone_in_an_interval_whatever_its_day() {
    let measures = line(
        "mean",
        "kind: { ratio: { numerator: sum(amount), denominator: count(*) } }, min_n: 1",
    ) + &line(
        "rate",
        "kind: { ratio: { numerator: sum(amount), denominator: sum(amount * amount) } }, min_n: 1",
    ) + &line(
        "paired",
        "kind: { ratio: { numerator: sum(amount), denominator: sum(id), paired: true } }, min_n: 1",
    ) + &line(
        "cost",
        "kind: { quality_cost: { refunds: sum(amount), logistics: sum(id), per: order, base: count(*) } }, min_n: 1",
    ) + &line("order", "kind: { order_value: { revenue: amount, order: id } }, min_n: 1");
    let columns = "    columns: { day: date, amount: number, id: integer }\n";
    let of = |day: fn(usize) -> usize| {
        shop_with("", columns, &measures, &without_customer(day)).run(Some("2026-03"), Some("2026-03-31"))
    };
    let once = of(|_| 15);
    let others = [of(|i| 1 + i % 30), of(|i| 1 + i % 2)];
    for id in ["mean", "rate", "paired", "cost", "order"] {
        let interval = once.current(id).interval.expect("an interval");
        for other in &others {
            let (other, value) = (other.current(id).interval.expect("an interval"), once.value(id));
            assert!(
                (other.low - interval.low).abs() < 1e-9 && (other.high - interval.high).abs() < 1e-9,
                "{id}"
            );
            assert!(value.is_some_and(|value| interval.low < value && value < interval.high), "{id}");
        }
    }
    // Every row is an order of its own: the same clusters, worked out both ways.
    let (mean, order) = (once.current("mean").interval, once.current("order").interval);
    let (mean, order) = (mean.expect("an interval"), order.expect("an interval"));
    assert!(
        (mean.low - order.low).abs() < 1e-9 && (mean.high - order.high).abs() < 1e-9,
        "{mean:?} {order:?}"
    );
    // Cochran's formula by hand: three customers of two rows each and 54 rows that stand alone.
    let mut clusters: Vec<(f64, f64)> = vec![(0.0, 0.0); 3];
    for i in 0..60 {
        let amount = (1 + (i * 7) % 13) as f64;
        match i % 10 {
            0 => {
                clusters[i / 20].0 += amount;
                clusters[i / 20].1 += 1.0;
            }
            _ => clusters.push((amount, 1.0)),
        }
    }
    let (n, y, x) = clusters.iter().fold((0.0, 0.0, 0.0), |(n, y, x), (a, b)| (n + 1.0, y + a, x + b));
    let squares: f64 = clusters.iter().map(|(a, b)| (a - y / x * b).powi(2)).sum();
    let half = (mean.high - mean.low) / 2.0;
    let error = (n / (n - 1.0) * squares).sqrt() / x;
    let quantile = half / error;
    assert!((1.95..2.05).contains(&quantile), "{quantile}: {n} clusters");
}

#[test]
fn r46_a_cost_that_no_row_has_makes_profits_missing_unless_a_blank_is_said_to_be_nothing() {
    let keys = |cost: &str| {
        format!(
            "kind: {{ profit_per_customer: {{ revenue: amount, cost: cost, acquisition_cost: {cost} }} }}, min_n: 1"
        )
    };
    let measures = line("blank", &keys("kg")) + &line("said", &keys("\"coalesce(kg, 0)\""));
    let ran = run(&measures, &["100,40,", "200,50,"]);
    assert_eq!((ran.value("blank"), ran.current("blank").absent), (None, Some(Absence::NoData)));
    assert_eq!(ran.value("said"), Some(105.0));
}
