//! A period that Control selects shows what a report of that period says, whatever is judged, and how.

use mando::evaluate::results::{MeasureResult, TargetAt};
use mando::evaluate::score::Status;
use mando::report::strategic;

use super::dates::book;
use super::live::{Live, Place};
use super::office::Typed;
use crate::support::{Project, Ran, words};

/// Months to November 2025 in fiscal years that begin in April; August 2024 has no row.
const MONTHS: [&str; 13] = [
    "2024-11", "2024-12", "2025-01", "2025-02", "2025-03", "2025-04", "2025-05", "2025-06", "2025-07",
    "2025-08", "2025-09", "2025-10", "2025-11",
];

const MEASURES: &str = "
  revenue: { title: Revenue, objective: o, kind: { sum: amount }, direction: maximise, target: { previous_year: +5% }, judged: to_date }
  active: { title: Active, objective: o, kind: { distinct: who }, direction: maximise, target: 8 }
  forgiving: { title: Forgiving, objective: o, kind: { formula: \"coalesce(active, 0) + 1\" }, direction: maximise, target: 9 }
  defects: { title: Defects, objective: o, kind: { share: defect = 1 }, direction: minimise, target: 15%, judged: to_date }
  cases: { title: Cases, objective: o, kind: count, direction: maximise, target: { band: [6, 8], zero_at: [0, 14] } }
  goal: { title: Goal, objective: o, kind: { average: amount }, direction: maximise, target: { goal: 125, red_flag: 100 } }
  quarterly: { title: Quarterly, objective: o, grain: quarter, kind: { average: amount }, direction: maximise, target: 120 }
  median: { title: Median, objective: o, kind: { median: amount }, direction: maximise, target: 110 }
";

fn project() -> Project {
    let mut rows = "day,who,amount,defect\n".to_owned();
    for month in (0..35).filter(|month| *month != 19) {
        for row in 0..5 + (month * 7) % 6 {
            let (amount, defect) = (100 + (month * 37 + row * 11) % 50, u8::from((month + row) % 5 == 0));
            let (year, number) = (2023 + month / 12, month % 12 + 1);
            rows +=
                &format!("{year}-{number:02}-{:02},c{},{amount},{defect}\n", row + 1, (row * 3 + month) % 11);
        }
    }
    let yaml = format!(
        "scorecard: s\ntitle: S\nentity: E\ncurrency: EUR\nas_of: 2025-12-05\n\
         calendar: {{ fiscal_year_starts: april, fiscal_year_named: end }}\ndefaults: {{ source: sales }}\nsources:\n  \
         sales: {{ path: sales.csv, time: day, customer: who, history_starts: 2023-01-01, \
         columns: {{ day: date, amount: number, defect: integer }} }}\n\
         perspectives: {{ p: {{ objectives: {{ o: {{ title: O }} }} }} }}\nmeasures:{MEASURES}"
    );
    Project::new(&yaml, &[("sales.csv", &rows)])
}

/// The row of Calc of an id.
fn row(live: &Live, id: &str) -> u32 {
    let column = live.column("Calc", 5, "Id");
    (6..=live.end("Calc").0).find(|row| live.text("Calc", (*row, column)) == id).expect("a row")
}

#[track_caller]
fn same(live: &Live, sheet: &str, at: Place, expected: Option<f64>, what: &str) {
    let found = live.number(sheet, at);
    let agree = match (found, expected) {
        (Some(a), Some(b)) => (a - b).abs() <= 1e-9 * a.abs().max(b.abs()).max(1.0),
        (a, b) => a == b,
    };
    assert!(agree, "{what} is {:?}, the report of the period has {expected:?}", live.text(sheet, at));
}

fn word(measure: &MeasureResult, is_to_date: bool) -> String {
    let judged = measure.to_date.as_ref().filter(|_| is_to_date).or(measure.current()).expect("a period");
    match (judged.status, judged.absent, judged.doubt) {
        (Some(Status::OnTarget), ..) => "On target".to_owned(),
        (Some(Status::Watch), ..) => "Watch".to_owned(),
        (Some(Status::OffTarget), ..) => "Off target".to_owned(),
        (None, Some(absent), _) => words().say(&absent),
        (None, None, Some(doubt)) => words().say(&doubt),
        (None, None, None) => "No target".to_owned(),
    }
}

fn target(at: TargetAt) -> Option<f64> {
    matches!(at, TargetAt::Value { .. }).then(|| at.plan(None))
}

fn compare(live: &Live, reported: &Ran, own: &Ran, month: &str) {
    let column = |head: &str| live.column("Calc", 5, head);
    for id in ["revenue", "active", "forgiving", "defects", "cases", "goal", "quarterly", "median"] {
        let (measure, row) = (own.measure(id), row(live, id));
        let is_to_date = own.scorecard.measure(id).expect("a measure").judged_to_date;
        let current = measure.current().expect("a period");
        let year = measure.to_date.as_ref();
        let figures = [
            ("Year to date", -1, current.value),
            ("Year to date", 0, year.and_then(|year| year.value)),
            ("Target to date", 0, year.and_then(|year| target(year.target?))),
            ("Previous year", 0, measure.previous_year),
            ("Score", 0, current.score),
        ];
        for (head, beside, expected) in figures {
            let at = (row, column(head).checked_add_signed(beside).expect("a column"));
            let is_edge = head == "Target to date" && ["cases", "goal"].contains(&id);
            if !is_edge {
                same(live, "Calc", at, expected, &format!("{head} of {id} in {month}"));
            }
        }
        let told = live.text("Calc", (row, column("Status or reason")));
        assert_eq!(told, word(measure, is_to_date), "status of {id} in {month}");
        // So does the report of a later month, where it tells of this one.
        if let Some(held) = reported.measure(id).periods.iter().find(|at| at.period.label == month) {
            assert_eq!((held.score, held.status), (current.score, current.status), "{id} in {month}");
        }
    }
    let whole = own.results.scorecard.parent.score;
    same(live, "Calc", (row(live, "·"), column("Score")), whole, &format!("the whole in {month}"));
}

#[test]
fn a_selected_period_shows_what_a_report_of_it_says() {
    let project = project();
    let reported = project.results("2025-11");
    let mut live = Live::new(&book(&reported));
    live.recalculate();
    assert_eq!(live.lamps(), (0.0, 0.0, 0.0));
    let (periods, selector) = (live.named("lPeriod").clone(), live.named("Control_Period").clone());
    for (position, month) in MONTHS.iter().enumerate() {
        let at = (periods.first.0 + u32::try_from(position).expect("a row"), periods.first.1);
        let period = live.text(&periods.sheet, at);
        live.type_into(&selector.sheet, selector.first, &Typed::Word(period));
        live.recalculate();
        compare(&live, &reported, &project.results(month), month);
        live.put_back();
    }
}

/// Scores of the months before are no figures of the book that nobody compares.
#[test]
fn a_score_of_a_month_before_is_checked_where_the_year_to_date_is_judged() {
    let ran = project().results("2025-11");
    let mut told = mando::report::workings(&ran.scorecard, &ran.results, &words());
    let measure = told.measures.iter_mut().find(|m| m.id == "defects").expect("a measure");
    let may = measure.periods.iter_mut().flatten().find(|p| p.span.id == "2025-05").expect("a month");
    may.engine.score = may.engine.score.map(|score| score - 1.0);
    let bytes = mando::render::excel::render(&told).expect("a workbook");
    assert_eq!(super::lamps(&bytes).0, 1.0, "{:#?}", super::differing(&bytes));
}

#[test]
fn the_year_before_has_a_year_to_date_too() {
    let project = project();
    let mut live = Live::new(&book(&project.results("2025-11")));
    let basis = live.named("Control_Basis").clone();
    live.type_into(&basis.sheet, basis.first, &Typed::Word("Year to date".to_owned()));
    live.recalculate();
    let before = project.results("2024-11");
    for id in ["revenue", "active", "forgiving", "defects", "median"] {
        let at = (row(&live, id), live.column("Calc", 5, "Previous year on the basis"));
        let expected = before.measure(id).to_date.as_ref().and_then(|year| year.value);
        assert!(expected.is_some(), "{id}");
        same(&live, "Calc", at, expected, id);
    }
}

/// The row of Scorecard of a title, and the column of a head.
fn on_page(live: &Live, title: &str, head: &str) -> Place {
    let row = (5..=live.end("Scorecard").0).find(|row| live.text("Scorecard", (*row, 0)) == title);
    (row.expect("a row"), live.column("Scorecard", 4, head))
}

#[test]
fn beyond_a_band_nothing_is_favourable() {
    let ran = project().results("2025-11");
    let value = ran.value("cases").expect("a number");
    assert!(value > 8.0, "{value} lies above the band");
    let mut live = Live::new(&book(&ran));
    live.recalculate();
    let shown = |head: &str| live.text("Scorecard", on_page(&live, "Cases", head));
    assert_eq!((shown("Plan").as_str(), shown("Effect").as_str()), ("6 to 8", "adverse"));
    let report = strategic(&ran.scorecard, &ran.results, &words());
    let mut sections = report.pages.iter().flat_map(|page| &page.measures);
    let section = sections.find(|section| section.row.id == "cases").expect("a section");
    assert_eq!(section.row.favourable, Some(false));
    assert!(section.sentence.contains("above the plan of 6 to 8"), "{}", section.sentence);
    // The chart of the measure has both edges.
    let trend = |name: &str| {
        let head =
            (0..=live.end("Trend").0).find(|row| live.text("Trend", (*row, 1)) == "cases").expect("a block");
        let row = (head..head + 9).find(|row| live.text("Trend", (*row, 0)) == name).expect("a line");
        live.number("Trend", (row, 15))
    };
    assert_eq!((trend("Target"), trend("Band to")), (Some(6.0), Some(8.0)));
}

#[test]
fn a_figure_of_other_days_says_so() {
    let mut live = Live::new(&book(&project().results("2025-11")));
    live.recalculate();
    let remark = |title: &str| live.text("Scorecard", on_page(&live, title, "Remark"));
    assert_eq!(remark("Quarterly"), "value of Q2 FY2026");
    assert_eq!(remark("Defects"), "judged by the year to date");
}

#[test]
fn what_is_typed_where_it_cannot_be_is_not_sound() {
    let mut live = Live::new(&book(&project().results("2025-11")));
    let points = live.named("pKey").clone();
    let of = |live: &Live, key: &str| {
        let row =
            points.rows().find(|row| live.text("Plan", (*row, points.first.1)) == key).expect("a point");
        (row, live.column("Plan", 4, "Value"))
    };
    let measure = |live: &Live, id: &str| {
        let ids = live.named("polId").clone();
        ids.rows().find(|row| live.text("Policy", (*row, ids.first.1)) == id).expect("a measure")
    };
    let wrong = [
        ("Plan", of(&live, "defects|1"), Typed::Number(15.0)),
        ("Plan", of(&live, "active|1"), Typed::Word("n/a".to_owned())),
        ("Policy", (measure(&live, "active"), live.named("polCap").first.1), Typed::Number(50.0)),
        ("Policy", (measure(&live, "active"), live.named("polOn").first.1), Typed::Number(70.0)),
        ("Policy", (measure(&live, "defects"), live.named("polSample").first.1), Typed::Number(-3.0)),
    ];
    for (sheet, place, typed) in wrong {
        live.type_into(sheet, place, &typed);
        live.recalculate();
        assert_eq!(live.of_name("Unsound"), 1.0, "{typed:?} on {sheet}");
        live.put_back();
    }
    let facts = live.named("fValue").clone();
    live.type_into("Facts", facts.first, &Typed::Word("9.625,39".to_owned()));
    live.recalculate();
    assert_eq!(live.of_name("Unsound"), 1.0);
}

/// An empty cell is absent: it makes figures differ, and none an error.
#[test]
fn a_fact_that_is_emptied_is_no_error() {
    let mut live = Live::new(crate::examples::RUNS[0].1.workbook());
    let keys = live.named("fKey").clone();
    let is_it = |row: &u32| live.text("Facts", (*row, keys.first.1)) == "revenue.sum|month|35915";
    let row = keys.rows().find(is_it).expect("the revenue of April 1998");
    let value = (row, live.column("Facts", 4, "Value"));
    live.type_into("Facts", value, &Typed::Nothing);
    live.recalculate();
    for sheet in live.sheets().iter().filter(|sheet| *sheet != "Trend") {
        let (rows, columns) = live.end(sheet);
        let places = (0..=rows).flat_map(|row| (0..=columns).map(move |column| (row, column)));
        let is_error = |place: &Place| {
            let text = live.text(sheet, *place);
            ["#VALUE!", "#N/A", "#NUM!", "#DIV/0!", "#REF!", "#NAME?"].contains(&text.as_str())
        };
        let wrong: Vec<Place> = places.filter(is_error).collect();
        assert!(wrong.is_empty(), "{sheet}: {wrong:?}");
    }
}

/// What is typed where a figure then has no value is called what the engine calls it (R38).
#[test]
fn a_figure_without_a_value_says_why() {
    let mut live = Live::new(crate::examples::RUNS[0].1.workbook());
    let keys = live.named("fKey").clone();
    let column = live.column("Facts", 4, "Value");
    let of = |live: &Live, key: &str| {
        let row = keys.rows().find(|row| live.text("Facts", (*row, keys.first.1)) == key).expect(key);
        (row, column)
    };
    let said = [
        // Customers at the opening there are, and of those who stayed nobody knows.
        (
            "retention.retained|month|35915",
            Typed::Nothing,
            "Customer retention, rolling 3 months",
            "Undefined",
        ),
        // Something above the line and nothing below.
        ("on_time.due|month|35915", Typed::Number(0.0), "Shipped on time", "Undefined"),
        // A count that is not there is no data, and so is a share of nothing.
        ("on_time.due|month|35915", Typed::Nothing, "Shipped on time", "No data"),
        ("on_time.kept|month|35915", Typed::Nothing, "Shipped on time", "No data"),
        ("revenue.sum|month|35915", Typed::Nothing, "Revenue", "No data"),
    ];
    for (key, typed, title, word) in said {
        let place = of(&live, key);
        live.type_into("Facts", place, &typed);
        live.recalculate();
        let found = live.text("Scorecard", on_page(&live, title, "Status"));
        assert_eq!(found, word, "{key} is {typed:?}");
        live.put_back();
    }
}
