//! Values that people enter.

use super::{line, orders, shop};
use crate::support::{Project, close};
use mando::evaluate::results::{Absence, Doubt, Provisional};
use mando::evaluate::score::Status;

fn climate(keys: &str) -> Project {
    let rows = orders(&[("2026-01-05", "a", 10.0), ("2026-05-20", "a", 10.0)]);
    shop(&(line("orders", "kind: count") + &line("climate", keys)), &rows)
}

#[test]
fn r43_entered_values_pool_as_over_time_says() {
    let values = "2026-01: 70, 2026-02: 74, 2026-03: 81";
    let to_date = |over_time: &str| {
        let kind = format!("kind: {{ manual: {{ values: {{ {values} }}{over_time} }} }}");
        let ran = climate(&kind).run(Some("2026-03"), Some("2026-06-30"));
        assert_eq!(ran.value("climate"), Some(81.0));
        ran.measure("climate").to_date.as_ref().and_then(|p| p.value)
    };
    assert_eq!(to_date(", over_time: sum"), Some(225.0));
    assert_eq!(to_date(", over_time: average"), Some(75.0));
    assert_eq!(to_date(", over_time: last"), Some(81.0));
    assert_eq!(to_date(""), None);
}

#[test]
fn r21_a_mean_of_entered_values_is_asked_the_mean_of_its_targets() {
    let kind = "kind: { manual: { values: { 2026-01: 70, 2026-02: 72, 2026-03: 74 }, over_time: average } }, direction: maximise";
    let to_date = |target: &str, period: &str| {
        let ran = climate(&format!("{kind}, judged: to_date, target: {target}"))
            .run(Some(period), Some("2026-06-30"));
        let workings = mando::report::workings(&ran.scorecard, &ran.results, &crate::support::words());
        crate::workbook::untouched(&mando::render::excel::render(&workings).expect("a workbook"));
        let at = ran.measure("climate").to_date.clone().expect("a year to date");
        (at.target.map(|target| target.plan(None)), ran.score("climate"))
    };
    assert_eq!(to_date("72", "2026-03"), (Some(72.0), Some(100.0)));
    assert_eq!(to_date("{ values: { 2026-01: 70, 2026-03: 76 } }", "2026-03"), (Some(72.0), Some(100.0)));
    let planned = "{ values: { 2026-01: 70, 2026-02: 76 }, weight: { 2026-01: 1, 2026-02: 2 } }";
    assert_eq!(to_date(planned, "2026-02").0, Some(74.0));
}

#[test]
fn a_period_without_an_entry_is_no_data_and_a_sum_over_it_is_not_smaller() {
    let kind = "kind: { manual: { values: { 2026-01: 1, 2026-03: 2 }, over_time: sum } }";
    let ran = climate(kind).run(Some("2026-03"), Some("2026-06-30"));
    assert_eq!(ran.at("climate", "2026-02").absent, Some(Absence::NoData));
    let to_date = ran.measure("climate").to_date.as_ref().expect("a year to date");
    assert_eq!((to_date.value, to_date.absent), (None, Some(Absence::Undefined)));
    let quarterly = "kind: { manual: { values: { 2026-Q1: 5 }, over_time: sum } }, grain: quarter";
    assert_eq!(climate(quarterly).run(Some("2026-03"), Some("2026-06-30")).value("climate"), Some(5.0));
}

#[test]
fn an_entered_value_is_judged_and_never_stale() {
    let kind = "kind: { manual: { values: { 2026-01: 74%, 2026-02: 0.81 }, over_time: last } }, unit: percent, direction: maximise, target: 80%";
    let ran = climate(kind).run(Some("2026-02"), Some("2026-06-30"));
    close(ran.value("climate"), 0.81);
    assert_eq!(ran.status("climate"), Some(Status::OnTarget));
    // May is entered before it is over, and not yet judged.
    let kind = "kind: { manual: { values: { 2026-05: 3 }, over_time: sum } }, direction: maximise, target: 2";
    let may = climate(kind).run(Some("2026-05"), Some("2026-05-25"));
    assert_eq!(
        (may.value("climate"), may.current("climate").doubt),
        (Some(3.0), Some(Doubt::Provisional(Provisional::NotOver)))
    );
}

#[test]
fn a_judgement_carries_its_evidence() {
    let kind = "kind: { judgement: { of: 4, values: { 2026-02: { rating: 3, evidence: Twelve interviews., by: M. Ruiz } } } }";
    let ran = climate(kind).run(Some("2026-02"), Some("2026-06-30"));
    assert_eq!(ran.value("climate"), Some(3.0));
    let [entered] = ran.measure("climate").entered.as_slice() else { panic!("one entry") };
    assert_eq!(
        (entered.by.as_deref(), entered.evidence.as_deref()),
        (Some("M. Ruiz"), Some("Twelve interviews."))
    );
    assert_eq!(entered.period.label, "2026-02");
}

#[test]
fn entries_that_cannot_be_are_refused() {
    let codes = |keys: &str| climate(keys).codes();
    let quiet = ["objective-unmeasured"];
    assert_eq!(codes("kind: { manual: { values: { 2026-01: 1 }, over_time: sum } }"), quiet);
    assert_eq!(codes("kind: { manual: { values: { 2026: 1 }, over_time: sum } }"), ["wrong-type"]);
    assert_eq!(
        codes("kind: { manual: { values: { 2026-01: 1, 2026-01-15: 2 }, over_time: sum } }"),
        ["duplicate-key"]
    );
    assert_eq!(
        codes("kind: { manual: { values: { 2026-01: 1 }, over_time: sum } }, grain: quarter"),
        ["period-too-short"]
    );
    assert_eq!(
        codes("kind: { manual: { values: { 2026-01: 7 }, over_time: sum } }, unit: percent"),
        ["bare-rate"]
    );
    assert_eq!(
        codes("kind: { judgement: { values: { 2026-01: { rating: 6, evidence: Talks., by: M. } } } }"),
        ["wrong-type"]
    );
    assert_eq!(
        codes(
            "kind: { manual: { values: { 2026-01: 1 }, value: amount, over_time: sum, over_entities: sum } }"
        ),
        ["two-forms"]
    );
    assert_eq!(
        codes("kind: { manual: { source: orders, over_time: sum, over_entities: sum } }"),
        ["kind-needs-keys"]
    );
}

fn noted(measures: &str, notes: &[(&str, &str)]) -> Project {
    let rows = orders(&[("2026-01-05", "a", 10.0), ("2026-05-20", "a", 10.0)]);
    let yaml = format!(
        "scorecard: shop\ntitle: Shop\nentity: Shop\ncurrency: EUR\nsources:\n  orders: {{ path: orders.csv, time: day, stale_after: 10 years, columns: {{ day: date, amount: money }} }}\n\
         perspectives: {{ customer: {{ objectives: {{ reach: {{}} }} }} }}\nmeasures:\n{}{measures}\
         initiatives:\n  more: {{ title: More, due: 2027-01-31, supports: [reach], progress: 10% }}\n",
        line("orders", "kind: count, source: orders, direction: maximise, target: 1")
    );
    let mut files = vec![("orders.csv", rows.as_str())];
    files.extend(notes);
    Project::new(&yaml, &files)
}

const CLIMATE: &str = "  climate: { title: Climate, objective: reach, kind: { manual: { values: { 2026-01: 70 }, over_time: last } } }\n";

#[test]
fn notes_enter_values_and_the_latest_date_holds() {
    let notes = "values:\n  - { measure: climate, value: 71, by: HR, date: 2026-03-02 }\n  - { measure: climate, value: 74, by: HR, date: 2026-03-05, evidence: survey.pdf }\n";
    let ran = noted(CLIMATE, &[("notes/2026-02.yaml", notes)]).run(Some("2026-02"), Some("2026-06-30"));
    assert_eq!(ran.value("climate"), Some(74.0));
    let entered: Vec<Option<&str>> =
        ran.measure("climate").entered.iter().map(|entry| entry.evidence.as_deref()).collect();
    assert_eq!(entered, [None, Some("survey.pdf")]);
    // By quarter, the notes of any month of it.
    let quarterly = CLIMATE.replace("2026-01: 70", "").replace("objective", "grain: quarter, objective");
    let ran = noted(&quarterly, &[("notes/2026-02.yaml", notes)]).run(Some("2026-03"), Some("2026-06-30"));
    assert_eq!(ran.value("climate"), Some(74.0));
}

#[test]
fn notes_comment_measures_and_move_initiatives() {
    let notes = "comments: [{ measure: orders, text: A fair., by: Sales, date: 2026-02-03 }]\nprogress: [{ initiative: more, progress: 60%, spent: 100, by: Sales }]\ndecisions: [{ text: Go on., due: 2026-03-01 }]\napprovals: [{ role: approved, by: Board }]\n";
    let project = noted("", &[("notes/shop/2026-01.yaml", notes)]);
    let ran = project.run(Some("2026-01"), Some("2026-06-30"));
    let pages = mando::report::operational(&ran.scorecard, &ran.results, &crate::support::words()).pages;
    assert_eq!(pages[0].measures[0].comments, ["January 2026: A fair. (Sales, 3 February 2026)"]);
    assert!(
        pages[0].initiatives[0].contains("60\u{a0}% done")
            || pages[0].initiatives[0].contains("60% done")
            || pages[0].initiatives[0].contains("60 % done"),
        "{}",
        pages[0].initiatives[0]
    );
    // In the month before, nothing of it was known.
    assert_eq!(ran.scorecard.initiatives[0].progress, Some(0.1));
}

#[test]
fn notes_of_what_is_not_there_are_answered() {
    let codes = |name: &str, text: &str| noted(CLIMATE, &[(name, text)]).codes();
    let at = "notes/2026-02.yaml";
    assert_eq!(codes(at, "comments: [{ measure: ordres, text: Hm. }]\n"), ["comment-orphan"]);
    assert_eq!(codes(at, "values: [{ measure: orders, value: 5 }]\n"), ["value-not-manual"]);
    assert_eq!(codes(at, "values: [{ measure: climate, rating: 5 }]\n"), ["missing-key"]);
    assert_eq!(codes(at, "progress: [{ initiative: less, progress: 5% }]\n"), ["unknown-id"]);
    assert_eq!(codes(at, "remarks: []\n"), ["unknown-key"]);
    assert_eq!(codes("notes/february.yaml", "comments: []\n"), ["note-period"]);
    assert_eq!(codes("notes/2026.yaml", "comments: []\n"), ["note-period"]);
    // The definition says a value of January already.
    assert_eq!(codes("notes/2026-01.yaml", "values: [{ measure: climate, value: 5 }]\n"), ["duplicate-key"]);
    assert_eq!(codes(at, ""), Vec::<String>::new());
}

/// A row without its weight adds nothing to the mean, and the run says so.
#[test]
fn a_mean_by_weight_tells_of_rows_without_one() {
    let yaml = "scorecard: s\ntitle: S\nentity: E\nas_of: 2026-02-28\nsources:\n  rows: { path: rows.csv, time: day, columns: { day: date, v: number, w: number } }\n\
        perspectives: { p: { objectives: { o: {} } } }\nmeasures:\n  m: { title: M, objective: o, kind: { manual: { source: rows, value: v, over_time: last, over_entities: { weighted_by: w } } } }\n";
    let rows = "day,v,w\n2026-02-01,30,\n2026-02-01,50,2\n";
    let ran = Project::new(yaml, &[("rows.csv", rows)]).run(Some("2026-02"), None);
    assert_eq!(ran.value("m"), Some(50.0));
    let cells =
        ran.results.run.sources[0].cells.iter().find(|cells| cells.column == "w").expect("the weight");
    assert_eq!((cells.added_up, cells.adding_nothing()), (true, 1));
}

#[test]
fn r43_the_last_of_several_periods_is_the_newest_that_was_entered() {
    let rating = "kind: { judgement: { values: { 2026-02: { rating: 4, evidence: Interviews., by: M. Ruiz } } } }, direction: maximise";
    let state = "kind: { manual: { values: { 2026-01: 7, 2026-02: 9 }, over_time: last } }";
    for (keys, expected) in [(rating, 4.0), (state, 9.0)] {
        let ran = climate(keys).run(Some("2026-03"), Some("2026-06-30"));
        assert_eq!(ran.value("climate"), None, "nothing stands for March");
        let windowed = climate(&format!("{keys}, window: 2 months")).run(Some("2026-03"), Some("2026-06-30"));
        assert_eq!(windowed.value("climate"), Some(expected));
    }
    let past = climate(&format!("{state}, window: 2 months")).run(Some("2026-04"), Some("2026-06-30"));
    assert_eq!(past.value("climate"), None, "neither month has an entry");
}
