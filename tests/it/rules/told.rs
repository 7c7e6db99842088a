//! What the pages of a report say of one another: no page tells what another denies, and nothing is told as news that is none.

use super::{orders, shop, shop_with};
use crate::support::{Ran, words};
use mando::report::document::{Block, Document, TableKind};
use mando::report::view::Report;
use mando::report::{self, ReportExtras, pages, strategic};

/// Measures that people enter, each with its keys.
fn entered(measures: &[(&str, &str)], head: &str) -> Ran {
    let lines = measures.iter().map(|(id, keys)| format!("  {id}: {{ title: {id}, {keys} }}\n"));
    let objectives = match head.contains("perspectives:") {
        true => "",
        false => "perspectives: { p: { objectives: { reach: {}, other: {} } } }\n",
    };
    shop_with(
        &format!("{head}{objectives}"),
        "",
        &lines.collect::<String>(),
        &orders(&[("2026-01-05", "a", 1.0)]),
    )
    .run(Some("2026-05"), Some("2026-05-31"))
}

fn composed(ran: &Ran) -> Report {
    strategic(&ran.scorecard, &ran.results, &words())
}

fn of_report(ran: &Ran, id: &str) -> Report {
    let spec = ran.scorecard.reports.iter().find(|spec| spec.id == id).expect("a report");
    report::compose(&ran.scorecard, &ran.results, spec, ReportExtras::default(), &words())
}

fn document(report: &Report) -> Document {
    pages::document(report, &words())
}

/// All paragraphs of a page, those of its panels among them.
fn paragraphs(document: &Document, page: &str) -> Vec<String> {
    fn of(block: &Block) -> Vec<String> {
        match block {
            Block::Paragraph(paragraph) => vec![paragraph.text.clone()],
            Block::Group { blocks, .. } => blocks.iter().flat_map(of).collect(),
            _ => Vec::new(),
        }
    }
    document
        .sections
        .iter()
        .filter(|section| section.page == page)
        .flat_map(|s| &s.blocks)
        .flat_map(of)
        .collect()
}

fn has_page(document: &Document, page: &str) -> bool {
    document.sections.iter().any(|section| section.page == page)
}

const MONTHS: &str = "objective: reach, direction: maximise, target: 5, kind: { manual: { over_time: last, values: { \
                      2026-03: 6, 2026-04: 4, 2026-05: 4 } } }";

#[test]
fn the_status_of_a_quarter_moves_in_the_month_that_ends_it_alone() {
    let quarters = "objective: reach, grain: quarter, direction: maximise, target: 5, kind: { manual: { over_time: last, values: { \
                    2025-Q4: 6, 2026-Q1: 3 } } }";
    let moved = |period: &str, until: &str| {
        let lines = format!("  q: {{ title: q, {quarters} }}\n  m: {{ title: m, {MONTHS} }}\n");
        let ran = shop(&lines, &orders(&[("2026-01-05", "a", 1.0)])).run(Some(period), Some(until));
        let report = composed(&ran);
        report.moved.iter().map(|view| view.id.clone()).collect::<Vec<_>>()
    };
    assert_eq!(moved("2026-03", "2026-03-31"), ["q"]);
    assert_eq!(moved("2026-04", "2026-04-30"), ["m"], "the quarter's value stood in the report before");
    assert!(moved("2026-05", "2026-05-31").is_empty());
}

#[test]
fn a_status_of_the_year_to_date_moves_beside_the_figures_that_are_judged() {
    let keys = "objective: reach, direction: maximise, judged: to_date, target: { values: { \"2026\": 240 } }, kind: { manual: { \
                over_time: sum, values: { 2026-01: 20, 2026-02: 20, 2026-03: 20, 2026-04: 20, 2026-05: 2 } } }";
    let ran = entered(&[("sales", keys)], "");
    let report = composed(&ran);
    let [view] = &report.moved[..] else { panic!("{:?}", report.moved) };
    assert_eq!((view.before.word.as_str(), view.now.word.as_str()), ("On target", "Off target"), "{view:?}");
    assert!(view.value_before.starts_with("80") && view.value_now.starts_with("82"), "{view:?}");
    assert_eq!(view.remark, "judged by the year to date");
}

#[test]
fn where_no_status_stood_before_none_is_called_unchanged() {
    let keys = "objective: reach, direction: maximise, target: 5, kind: { manual: { over_time: last, values: { 2026-05: 6 } } }";
    let first = composed(&entered(&[("sales", keys)], ""));
    assert_eq!(first.none_moved, "There is no status in the period before to compare with.");
    let same = composed(&entered(&[("sales", MONTHS)], ""));
    assert_eq!(same.none_moved, "No status has changed since the period before.");
}

#[test]
fn a_page_without_exceptions_says_of_which_measures() {
    let tactical = format!("level: tactical, {}", MONTHS.replace("target: 5", "target: 4"));
    let head = "reports: { whole: { level: strategic }, part: { level: tactical } }\n";
    let ran = entered(&[("sales", MONTHS), ("calls", &tactical)], head);
    let (whole, part) = (of_report(&ran, "whole"), of_report(&ran, "part"));
    assert!(part.head.message.starts_with("Sales is 1 worse than plan"), "{}", part.head.message);
    assert_eq!(whole.exceptions.len(), 1);
    let says = |report: &Report, wanted: &str| {
        let told = paragraphs(&document(report), "scorecard");
        assert!(told.iter().any(|text| text == wanted), "{told:?}");
        // A sentence has no page of its own.
        assert!(!has_page(&document(report), "exceptions"));
    };
    says(&part, "No scored measure of this report is off or near its target.");
    assert_eq!(part.none_moved, "No status in this report has changed since the period before.");
    let none = composed(&entered(&[("sales", &MONTHS.replace("2026-05: 4", ""))], ""));
    assert_eq!(none.no_exceptions, "No measure could be scored.");
    assert!(
        none.head.message.starts_with("No measure could be scored")
            && !has_page(&document(&none), "exceptions")
    );
    let good = composed(&entered(&[("sales", &MONTHS.replace("target: 5", "target: 4"))], ""));
    says(&good, "No scored measure is off or near its target.");
}

/// Where nothing moved, the first page says so in two sentences, and no page of its own does; a report that asks for the page alone has it.
#[test]
fn a_period_in_which_nothing_changed_has_no_page_of_changes() {
    let keys = MONTHS.replace("2026-04: 4", "2026-04: 6").replace("2026-05: 4", "2026-05: 6");
    let head = "reports: { whole: { level: strategic }, alone: { pages: [change] }, one: { pages: one } }\n";
    let ran = entered(&[("sales", &keys)], head);
    let whole = document(&of_report(&ran, "whole"));
    assert!(!has_page(&whole, "change"));
    let told = paragraphs(&whole, "scorecard").join(" ");
    assert!(
        told.contains(
            "The score stayed at 100.0 since April 2026. No status has changed since the period before."
        ),
        "{told}"
    );
    let alone = document(&of_report(&ran, "alone"));
    assert_eq!(paragraphs(&alone, "change").len(), 2, "{:?}", paragraphs(&alone, "change"));
    let one = paragraphs(&document(&of_report(&ran, "one")), "scorecard");
    assert_eq!(one, paragraphs(&whole, "scorecard"), "one page is the first of all");
    // A status that moved is a table, and has the page.
    let moved = document(&composed(&entered(&[("sales", &MONTHS.replace("2026-04: 4", "2026-04: 6"))], "")));
    assert!(has_page(&moved, "change"));
}

/// Many effects are twelve and a row of the others, which add up to the same.
#[test]
fn of_many_effects_the_largest_are_listed() {
    let lines: Vec<(String, String)> = (0..20)
        .map(|i| {
            (
                format!("m{i}"),
                MONTHS.replace("2026-05: 4", &format!("2026-05: {}", 4.0 - f64::from(i) / 10.0)),
            )
        })
        .collect();
    let lines: Vec<(&str, &str)> = lines.iter().map(|(id, keys)| (id.as_str(), keys.as_str())).collect();
    let report = composed(&entered(&lines, ""));
    let document = document(&report);
    let blocks = document.sections.iter().filter(|section| section.page == "change").flat_map(|s| &s.blocks);
    let rows = blocks.filter_map(|block| match block {
        Block::Table(table) if table.kind == TableKind::Effects => Some(table.rows.len()),
        _ => None,
    });
    assert_eq!(rows.collect::<Vec<_>>(), [13]);
}

#[test]
fn an_objective_without_anything_has_no_page_of_its_own() {
    let report = composed(&entered(&[("sales", MONTHS)], ""));
    let pages = document(&report).sections.iter().filter(|section| section.page == "objectives").count();
    assert_eq!(pages, 1, "`other` has no measure");
    let head = "initiatives: { one: { title: One, due: 2026-12-31, supports: [other] } }\n";
    let report = composed(&entered(&[("sales", MONTHS)], head));
    let pages = document(&report).sections.iter().filter(|section| section.page == "objectives").count();
    assert_eq!(pages, 2, "an initiative is told on it");
}

#[test]
fn the_foot_of_a_page_names_a_handful_of_sources() {
    let sources = |count: usize| {
        let measures: Vec<(String, &str)> = (0..count).map(|i| (format!("m{i}"), MONTHS)).collect();
        let measures: Vec<(&str, &str)> = measures.iter().map(|(id, keys)| (id.as_str(), *keys)).collect();
        composed(&entered(&measures, "")).head.sources
    };
    assert!(sources(6).ends_with("m5 entered"), "{}", sources(6));
    let many = sources(40);
    assert!(many.ends_with(" more") && many.matches(',').count() == 5, "{many}");
}

#[test]
fn that_a_value_was_entered_is_told_with_what_is_known_of_it() {
    let comments = |ran: &Ran| composed(ran).pages[0].measures[0].comments.clone();
    assert!(comments(&entered(&[("sales", MONTHS)], "")).is_empty());
    let earlier = MONTHS.replace(", 2026-05: 4", "");
    let note = "values: [{ measure: sales, value: 4, by: Ann }]\n";
    let project =
        shop(&format!("  sales: {{ title: sales, {earlier} }}\n"), &orders(&[("2026-01-05", "a", 1.0)]));
    let signed = project.with_file("notes/2026-05.yaml", note).run(Some("2026-05"), Some("2026-05-31"));
    assert_eq!(comments(&signed), ["May 2026: entered by Ann"]);
}

#[test]
fn a_signal_is_told_with_its_value() {
    let values = (1..=12).map(|m| format!("2025-{m:02}: {}", 10 + m % 2)).collect::<Vec<_>>().join(", ");
    let keys = format!(
        "objective: reach, unit: days, direction: minimise, target: 12, kind: {{ manual: {{ over_time: last, values: {{ {values}, \
         2026-01: 10, 2026-02: 11, 2026-03: 10, 2026-04: 11, 2026-05: 40 }} }} }}"
    );
    let report = composed(&entered(&[("wait", &keys)], ""));
    let [view] = &report.signals[..] else { panic!("{:?}", report.signals) };
    assert_eq!(view.value, "40.0 days");
    assert!(view.sentence.starts_with("Signal: above the upper limit"), "{view:?}");
}

#[test]
fn the_text_of_a_chart_tells_both_edges_of_a_band() {
    let keys = MONTHS.replace("target: 5", "unit: days, target: { band: [3, 5], zero_at: [0, 9] }");
    let report = composed(&entered(&[("wait", &keys)], ""));
    let alt = &report.pages[0].measures[0].trend.alt;
    assert!(alt.contains("Plan at the end: 3.0 to 5.0 days."), "{alt}");
}

#[test]
fn a_report_of_one_page_composes_no_other_and_its_page_is_the_same() {
    let head = "reports: { all: { level: strategic }, one: { level: strategic, pages: one }, two: { level: strategic, pages: [change, data] } }\n";
    let ran = entered(&[("sales", MONTHS), ("calls", &MONTHS.replace("reach", "other"))], head);
    let (all, one, two) = (of_report(&ran, "all"), of_report(&ran, "one"), of_report(&ran, "two"));
    let first = |report: &Report| serde_json::to_value(&document(report).sections[0].blocks).expect("blocks");
    assert_eq!(first(&all), first(&one));
    assert_eq!(document(&one).sections.len(), 1);
    assert!(one.pages.is_empty() && one.definitions.is_empty() && one.sources.is_empty());
    assert!(two.pages.is_empty() && two.definitions.is_empty() && !two.sources.is_empty());
    assert_eq!((all.pages.len(), all.definitions.len()), (2, 2));
}
