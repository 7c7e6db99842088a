//! Expressions over rows: what is long, deep or beyond all numbers, and what passes between any two instants.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, Datelike, TimeZone, Utc};
use chrono_tz::Tz;
use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, Date32Array, Float64Array, StringArray, TimestampMicrosecondArray,
};
use datafusion::arrow::datatypes::{Field, Float64Type, Schema};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::prelude::SessionContext;
use mando::measure::expression::{KnownColumn, formulas, instant, row};
use mando::measure::{ColumnType, Vocabulary};
use mando::problem::Code;
use proptest::prelude::*;

use crate::support::{Project, close};

const ZONES: [Tz; 6] = [
    Tz::UTC,
    Tz::Europe__Madrid,
    Tz::America__New_York,
    Tz::Australia__Lord_Howe,
    Tz::Asia__Kathmandu,
    Tz::America__Sao_Paulo,
];

fn vocabulary(zone: Tz) -> Vocabulary {
    let datetime = ColumnType::Datetime { zoned: false };
    let columns = [
        ("n", ColumnType::Number),
        ("k", ColumnType::Integer),
        ("t", ColumnType::Text),
        ("b", ColumnType::Bool),
        ("d", ColumnType::Date),
        ("at", datetime),
        ("to", datetime),
        ("took", ColumnType::Duration),
    ];
    let known = |(name, kind): (&str, ColumnType)| {
        (name.to_owned(), KnownColumn { kind, undeclared: false, holds_cells: false, has_codes: false })
    };
    Vocabulary {
        computed: Default::default(),
        source: "rows".to_owned(),
        zone,
        calendar: Default::default(),
        columns: columns.into_iter().map(known).collect(),
        filters: BTreeMap::new(),
        unreadable: BTreeMap::new(),
    }
}

/// Rows from the edges of what a column may hold, and two instants.
fn rows(zone: Tz, at: i64, to: i64) -> RecordBatch {
    let numbers = [Some(0.0), Some(-1.5), Some(1e308), Some(f64::MIN_POSITIVE), None];
    let whole = [Some(0), Some(i64::MAX), Some(i64::MIN), Some(-7), None];
    let texts = [Some(""), Some("12"), Some("nan"), Some("2026-02-30"), None];
    let truths = [Some(true), Some(false), Some(true), None, None];
    let days = [Some(0), Some(-354_285), Some(2_932_896), Some(20_000), None];
    let instants = |own: i64| {
        let values = [Some(own), Some(-30_609_792_000_000_000), Some(253_402_214_400_000_000), Some(0), None];
        Arc::new(TimestampMicrosecondArray::from(values.to_vec()).with_timezone(zone.name())) as ArrayRef
    };
    let columns: [(&str, ArrayRef); 8] = [
        ("n", Arc::new(Float64Array::from(numbers.to_vec()))),
        ("k", Arc::new(datafusion::arrow::array::Int64Array::from(whole.to_vec()))),
        ("t", Arc::new(StringArray::from(texts.to_vec()))),
        ("b", Arc::new(datafusion::arrow::array::BooleanArray::from(truths.to_vec()))),
        ("d", Arc::new(Date32Array::from(days.to_vec()))),
        ("at", instants(at)),
        ("to", instants(to)),
        (
            "took",
            Arc::new(Float64Array::from(vec![Some(0.0), Some(1e15), Some(-3_600.0), Some(1e300), None])),
        ),
    ];
    let fields = columns.iter().map(|(name, array)| Field::new(*name, array.data_type().clone(), true));
    let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
    RecordBatch::try_new(schema, columns.into_iter().map(|(_, array)| array).collect()).expect("rows")
}

/// An expression over rows, evaluated as a run does.
fn evaluated(text: &str, zone: Tz, rows: RecordBatch) -> Result<ArrayRef, String> {
    let typed = row::expression(text, &vocabulary(zone)).map_err(|error| error.problem.message)?;
    let expr = mando::measure::expression::bind_as_of(&typed.expr, "2026-03-31".parse().expect("a day"));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let context = SessionContext::new();
    let frame = context.read_batch(rows).and_then(|frame| frame.select(vec![expr.alias("x")]));
    let batches = frame.map(|frame| runtime.block_on(frame.collect()));
    let batches = batches.and_then(|found| found).map_err(|error| format!("{text}: {error}"))?;
    Ok(Arc::clone(batches[0].column(0)))
}

fn chain(term: &str, operator: &str, terms: usize) -> String {
    vec![term; terms].join(&format!(" {operator} "))
}

#[test]
fn five_hundred_terms_of_any_operation_are_read_and_computed() {
    let rows = || rows(Tz::UTC, 0, 0);
    for (term, operator) in
        [("n", "+"), ("n", "-"), ("n", "*"), ("n", "/"), ("n > 1", "or"), ("n > 1", "and"), ("t", "||")]
    {
        let found = evaluated(&chain(term, operator, 500), Tz::UTC, rows());
        assert!(found.is_ok(), "{operator}: {found:?}");
    }
    let sum = evaluated(&chain("k - 3", "+", 500), Tz::UTC, rows()).expect("a sum");
    assert_eq!(sum.as_primitive::<Float64Type>().value(3), 500.0 * -7.0 - 1_500.0);
    let mixed = evaluated(&format!("100 - {}", chain("1", "-", 40)), Tz::UTC, rows()).expect("a difference");
    assert_eq!(mixed.as_primitive::<Float64Type>().value(0), 60.0);
    let divided =
        evaluated(&format!("4096.0 / {} * 3", chain("2", "/", 12)), Tz::UTC, rows()).expect("a quotient");
    assert_eq!(divided.as_primitive::<Float64Type>().value(0), 3.0);
    let branches: Vec<String> = (0..500).map(|n| format!("when k = {n} then {n}")).collect();
    let case = format!("case {} else -1 end", branches.join(" "));
    assert_eq!(evaluated(&case, Tz::UTC, rows()).expect("a case").as_primitive::<Float64Type>().len(), 5);
}

#[test]
fn reading_takes_time_that_grows_with_the_length() {
    let words = vocabulary(Tz::UTC);
    let time = |terms: usize| {
        let text = chain("n", "+", terms);
        let started = Instant::now();
        assert!(row::expression(&text, &words).is_ok());
        started.elapsed()
    };
    // Twenty-six terms took eighteen seconds when each term was read twice.
    assert!(time(1_900) < Duration::from_secs(5));
}

#[test]
fn what_is_too_long_or_too_deep_is_refused_and_not_tried() {
    let words = vocabulary(Tz::UTC);
    for text in [chain("n", "+", 5_000), chain("n = 1", "or", 3_000), format!("n{}", " is null".repeat(400))]
    {
        let error = row::expression(&text, &words).expect_err("it is too large");
        assert_eq!(error.problem.code, Code::TooLarge, "{}", error.problem.message);
    }
    for text in
        [format!("{}n{}", "(".repeat(500), ")".repeat(500)), "not ".repeat(500) + "b", "- ".repeat(500) + "n"]
    {
        assert!(row::expression(&text, &words).is_err());
    }
    let mut words = words;
    let mut filter = row::condition("n > 1", &words).expect("a condition");
    for level in 0..22 {
        words.filters.insert(format!("f{level}"), filter.clone());
        match row::condition(&format!("f{level} and not f{level} or f{level}"), &words) {
            Ok(next) => filter = next,
            Err(error) => {
                assert_eq!(error.problem.code, Code::TooLarge);
                return;
            }
        }
    }
    panic!("filters doubled twenty-two times");
}

#[test]
fn a_formula_that_no_page_could_hold_is_refused() {
    let known = ["a"];
    let deep = (0..30).fold("a".to_owned(), |inner, _| format!("abs({inner} / 2)"));
    let branches: Vec<String> = (0..60).map(|n| format!("when a > {n} then {n}")).collect();
    for text in [deep, format!("case {} else 0 end", branches.join(" "))] {
        assert_eq!(formulas::formula(&text, &known).expect_err("too large").problem.code, Code::TooLarge);
    }
    let long = formulas::formula(&chain("a", "+", 500), &known).expect("a formula");
    assert!(long.depth() < 12, "{}", long.depth());
    assert_eq!(long.evaluate(&|_| Some(2.0)), Some(1_000.0));
    let less = formulas::formula(&chain("a", "-", 500), &known).expect("a formula");
    assert_eq!(less.evaluate(&|_| Some(1.0)), Some(-498.0));
}

#[test]
fn what_is_no_number_is_missing() {
    for text in [
        "ln(0 - abs(n) - 1)",
        "sqrt(-1 - n * 0)",
        "exp(n * 0 + 1000)",
        "power(10, 400)",
        "1e300 * 1e300 * (1 + n * 0)",
    ] {
        let found = evaluated(text, Tz::UTC, rows(Tz::UTC, 0, 0)).expect("numbers");
        assert_eq!(found.logical_null_count(), found.len(), "{text}: {found:?}");
    }
    let compared =
        evaluated("coalesce(ln(0 - 1 - n * 0), -1) > 0", Tz::UTC, rows(Tz::UTC, 0, 0)).expect("truths");
    assert!(compared.as_boolean().iter().flatten().all(|is| !is));
    let rows = "day,x\n2026-03-01,4\n2026-03-02,-1\n2026-03-03,2\n";
    let yaml = |kind: &str| {
        format!(
            "scorecard: t\ntitle: T\nentity: E\nas_of: 2026-03-31\nsources: {{ s: {{ path: a.csv, time: day, history_starts: 2026-01-01, \
             columns: {{ day: date, x: number }} }} }}\nperspectives: {{ p: {{ objectives: {{ o: {{}} }} }} }}\nmeasures:\n  \
             m: {{ title: M, objective: o, source: s, min_n: 1, kind: {{ {kind} }} }}\n"
        )
    };
    let ran = |kind: &str| Project::new(&yaml(kind), &[("a.csv", rows)]).run(Some("2026-03"), None);
    let mean = ran("average: \"ln(x)\"");
    close(mean.value("m"), (4_f64.ln() + 2_f64.ln()) / 2.0);
    assert_eq!(mean.current("m").n, Some(2.0));
    close(ran("percentile: { value: \"sqrt(x)\", p: 0 }").value("m"), 2_f64.sqrt());
    close(ran("count: \"null\"").value("m"), 0.0);
    close(ran("count: \"day + interval '8760000 hours' > day\"").value("m"), 3.0);
}

#[test]
fn a_query_whose_whole_numbers_run_over_ends_and_names_the_expression() {
    let run = |sql: &str| {
        let yaml = format!(
            "scorecard: t\ntitle: T\nentity: E\nas_of: 2026-03-31\nsources:\n  s: {{ path: a.csv, time: day, columns: {{ day: date, x: integer }} }}\n  \
             q: {{ sql: \"{sql}\", time: day, history_starts: 2026-01-01 }}\nperspectives: {{ p: {{ objectives: {{ o: {{}} }} }} }}\nmeasures:\n  \
             m: {{ title: M, objective: o, source: q, min_n: 1, kind: {{ sum: y }} }}\n"
        );
        let rows = "day,x\n2026-03-01,9223372036854775807\n2026-03-02,1\n";
        Project::new(&yaml, &[("a.csv", rows)]).try_run(Some("2026-03"), None).map(|ran| ran.value("m"))
    };
    for sql in [
        "select day, x * 4 as y from s",
        "select day, x + x as y from s",
        "select min(day) as day, sum(x) as y from s",
    ] {
        let error = run(sql).expect_err("it runs over").to_string();
        assert!(error.contains("beyond the whole numbers") && error.contains('x'), "{error}");
    }
    assert_eq!(run("select day, x - 1 as y from s where x < 5").expect("numbers"), Some(0.0));
    assert_eq!(run("select min(day) as day, sum(x) as y from s where x < 5").expect("numbers"), Some(1.0));
}

/// Well-typed expressions of a type.
fn typed(kind: &'static str, depth: u32) -> BoxedStrategy<String> {
    let leaf: BoxedStrategy<String> = match kind {
        "number" => prop_oneof![
            Just("n"),
            Just("k"),
            Just("0"),
            Just("1e300"),
            Just("-2.5"),
            Just("case when b then n end")
        ]
        .prop_map(str::to_owned)
        .boxed(),
        "text" => prop_oneof![Just("t"), Just("'x'"), Just("'2026-01-31'")].prop_map(str::to_owned).boxed(),
        "truth" => prop_oneof![Just("b"), Just("true"), Just("case when b then b end")]
            .prop_map(str::to_owned)
            .boxed(),
        "day" => {
            prop_oneof![Just("d"), Just("date '2024-02-29'"), Just("as_of()")].prop_map(str::to_owned).boxed()
        }
        "time" => prop_oneof![Just("at"), Just("to")].prop_map(str::to_owned).boxed(),
        _ => prop_oneof![Just("took"), Just("interval '3 hours'")].prop_map(str::to_owned).boxed(),
    };
    if depth == 0 {
        return leaf;
    }
    let of = |kind| typed(kind, depth - 1);
    let two =
        |a, b, form: fn(&str, &str) -> String| (of(a), of(b)).prop_map(move |(a, b)| form(&a, &b)).boxed();
    let lengths = prop_oneof![
        Just("1 day"),
        Just("13 months"),
        Just("1000 years"),
        Just("90 minutes"),
        Just("8760000 hours")
    ];
    let grown: BoxedStrategy<String> = match kind {
        "number" => prop_oneof![
            two("number", "number", |a, b| format!("({a}) + ({b})")),
            two("number", "number", |a, b| format!("({a}) * ({b})")),
            two("number", "number", |a, b| format!("({a}) / ({b})")),
            two("number", "number", |a, b| format!("power({a}, {b})")),
            two("number", "number", |a, b| format!("round({a}, {b})")),
            two("duration", "duration", |a, b| format!("({a}) / ({b})")),
            two("day", "day", |a, b| format!("({a}) - ({b})")),
            two("time", "day", |a, b| format!("hours_between({a}, {b})")),
            two("day", "time", |a, b| format!("days_between({a}, {b})")),
            of("number").prop_map(|a| format!("ln({a})")),
            of("number").prop_map(|a| format!("exp({a})")),
            of("text").prop_map(|a| format!("cast({a} as number)")),
            (of("text"), of("number"), of("number"))
                .prop_map(|(a, b, c)| format!("length(substr({a}, {b}, {c}))")),
            of("time").prop_map(|a| format!("month({a})")),
            (of("truth"), of("number")).prop_map(|(a, b)| format!("case when {a} then {b} end")),
        ]
        .boxed(),
        "text" => prop_oneof![
            two("text", "number", |a, b| format!("({a}) || ({b})")),
            of("time").prop_map(|a| format!("cast({a} as text)")),
            of("day").prop_map(|a| format!("cast({a} as text)")),
        ]
        .boxed(),
        "truth" => prop_oneof![
            two("number", "number", |a, b| format!("({a}) < ({b})")),
            two("duration", "duration", |a, b| format!("({a}) between ({b}) and ({b})")),
            two("day", "time", |a, b| format!("({a}) >= ({b})")),
            two("truth", "truth", |a, b| format!("({a}) or not ({b})")),
            two("text", "text", |a, b| format!("({a}) in ({b}, 'z')")),
        ]
        .boxed(),
        "day" => prop_oneof![
            (of("day"), lengths).prop_map(|(a, by)| format!("({a}) + interval '{by}'")),
            of("time").prop_map(|a| format!("date_trunc('week', {a})")),
            of("text").prop_map(|a| format!("cast({a} as date)")),
            of("day").prop_map(|a| format!("month_end({a})")),
        ]
        .boxed(),
        "time" => prop_oneof![
            (of("time"), lengths).prop_map(|(a, by)| format!("({a}) - interval '{by}'")),
            two("time", "duration", |a, b| format!("({a}) + ({b})")),
            two("time", "time", |a, b| format!("coalesce({a}, {b})")),
        ]
        .boxed(),
        _ => prop_oneof![
            two("time", "time", |a, b| format!("({a}) - ({b})")),
            two("duration", "number", |a, b| format!("({a}) * ({b})")),
            of("duration").prop_map(|a| format!("abs({a})")),
            two("duration", "duration", |a, b| format!("greatest({a}, {b})")),
        ]
        .boxed(),
    };
    prop_oneof![1 => leaf, 4 => grown].boxed()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn well_typed_expressions_are_read_and_computed_whatever_stands_in_the_rows(
        text in prop_oneof![
            typed("number", 3), typed("text", 3), typed("truth", 3), typed("day", 3), typed("time", 3), typed("duration", 3)
        ],
        zone in prop::sample::select(ZONES.to_vec()),
    ) {
        let found = evaluated(&text, zone, rows(zone, 1_774_738_800_000_000, 1_774_776_600_000_000));
        prop_assert!(found.is_ok(), "{:?}", found);
        if let Ok(found) = found && let Some(numbers) = found.as_primitive_opt::<Float64Type>() {
            prop_assert!(numbers.iter().flatten().all(f64::is_finite), "{text}: {numbers:?}");
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in "[ ()a-z0-9'+*/<>=,-]{0,60}") {
        let _ = row::expression(&text, &vocabulary(Tz::UTC));
    }

    #[test]
    fn the_duration_between_any_two_instants_is_what_passes_in_any_zone(
        at in 0_i64..4_102_444_800, to in 0_i64..4_102_444_800, zone in prop::sample::select(ZONES.to_vec()),
    ) {
        let rows = rows(zone, at * 1_000_000, to * 1_000_000);
        let (at, to) = (DateTime::from_timestamp(at, 0), DateTime::from_timestamp(to, 0));
        let (Some(at), Some(to)) = (at, to) else { return Ok(()) };
        let passed = to.signed_duration_since(at);
        let first = |text: &str| {
            evaluated(text, zone, rows.clone()).map(|found| found.as_primitive::<Float64Type>().value(0))
        };
        prop_assert_eq!(first("hours_between(at, to)"), Ok(passed.num_seconds() as f64 / 3_600.0));
        prop_assert_eq!(first("(to - at) / interval '1 second'"), Ok(passed.num_seconds() as f64));
        let days = to.with_timezone(&zone).date_naive() - at.with_timezone(&zone).date_naive();
        let found = evaluated("days_between(at, to)", zone, rows.clone());
        let found = found.map(|found| found.as_primitive::<datafusion::arrow::datatypes::Int64Type>().value(0));
        prop_assert_eq!(found, Ok(days.num_days()));
        prop_assert_eq!(first("(at + (to - at) - to) / interval '1 second'"), Ok(0.0));
        // A day later by the clock is the next day, and the same time unless the clocks skip it.
        let next = first("hours_between(at, at + interval '1 day')");
        prop_assert!(next.is_ok_and(|hours| (22.0..=26.0).contains(&hours)));
    }

    #[test]
    fn a_local_time_is_one_instant_and_skipped_ones_move_forward(
        minutes in 0_i64..20_000_000, zone in prop::sample::select(ZONES.to_vec()),
    ) {
        let local = DateTime::from_timestamp(minutes * 60, 0).map(|time| time.naive_utc());
        let Some(local) = local else { return Ok(()) };
        let (instant, turn) = mando::calendar::instant_of(zone, local).expect("an instant");
        let shown = instant.with_timezone(&zone).naive_local();
        match turn {
            mando::calendar::ClockChange::Never => prop_assert!(shown > local && zone.from_local_datetime(&local).earliest().is_none()),
            _ => prop_assert_eq!(shown, local),
        }
        prop_assert!(instant::YEARS.contains(&instant.year()));
        let earliest: Option<DateTime<Utc>> = zone.from_local_datetime(&local).earliest().map(|t| t.to_utc());
        prop_assert!(earliest.is_none_or(|earliest| earliest == instant));
    }
}

/// A type given to a column that is not there was meant for the one of the nearest name: that one is said, and not all that
/// needs its type.
#[test]
fn a_name_written_wrong_is_one_problem() {
    let rows =
        [("a.csv", "ordered,shipped,promised,amount,customer\n2026-01-05,2026-01-07,2026-01-09,5,a\n")];
    let measures = "  a: { title: A, objective: o, kind: { average: late }, direction: minimise, target: 3 }
  b: { title: B, objective: o, kind: { on_time: { promised: promised, delivered: shipped } } }
  c: { title: C, objective: o, kind: { sum: twice }, where: large, time: shipped }
";
    let with = |columns: &str, more: &str| {
        let yaml = format!(
            "scorecard: t\ntitle: T\nentity: E\nas_of: 2026-01-31\ndefaults: {{ source: s }}\nsources:\n  \
             s: {{ path: a.csv, time: ordered, columns: {{ {columns} }}{more} }}\n\
             perspectives: {{ p: {{ objectives: {{ o: {{ title: O }} }} }} }}\nmeasures:\n{measures}"
        );
        Project::new(&yaml, &rows)
    };
    let derived = ", derive: { late: shipped - promised, twice: amount * 2 }, filters: { large: amount > 5 and shipped < date '2026-02-01' }";
    let wrong = with("ordered: date, shiped: date, promised: date, amuont: number", derived);
    assert_eq!(wrong.codes(), ["unknown-column", "unknown-column"], "{}", wrong.check());
    // Without any type the column itself is told, and the one that arithmetic with a date needs.
    for late in [
        "shipped - promised",
        "promised - shipped",
        "hours_between(shipped, promised)",
        "shipped + interval '1 month'",
    ] {
        let said = with(
            "ordered: date, promised: date, amount: number",
            &derived.replace("shipped - promised", late),
        )
        .check();
        assert!(said.contains("error[column-is-text]: `shipped` is text here"), "{late}: {said}");
        assert!(said.contains("add `columns: { shipped: date }` to source `s`"), "{late}: {said}");
        assert!(!said.contains("type-mismatch"), "{late}: {said}");
    }
}
