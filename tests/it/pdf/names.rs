//! What checking accepts, a run sets: names that show nothing, and names and texts of any length.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use mando::render::{excel, pdf};
use mando::report::pages::document;
use mando::report::{operational, strategic, workings};

use crate::support::{Project, Ran};

fn project(head: &str, title: &str, segment: &str) -> Project {
    let yaml = format!(
        "{head}as_of: 2026-03-31\nsources:\n  s: {{ path: a.csv, time: day, history_starts: 2026-01-01, \
         columns: {{ day: date, amount: number }} }}\nperspectives: {{ p: {{ title: {title}, objectives: {{ o: {{ title: {title} }} }} }} }}\n\
         measures:\n  total: {{ title: {title}, objective: o, source: s, kind: {{ sum: amount }}, direction: maximise, target: 9, \
         segments: [{{ by: seg, title: {title}, labels: {{ b: {title} }} }}], owner: {title}, note: {title} }}\n"
    );
    let rows = format!("day,amount,seg\n2026-02-01,5,a\n2026-03-01,1,{segment}\n2026-03-02,2,b\n");
    Project::new(&yaml, &[("a.csv", &rows)])
}

/// The two documents and the workbook.
fn set(ran: &Ran) -> Vec<u8> {
    for report in [
        strategic(&ran.scorecard, &ran.results, &crate::support::words()),
        operational(&ran.scorecard, &ran.results, &crate::support::words()),
    ] {
        pdf::render(&document(&report, &crate::support::words()), &[], &BTreeMap::new()).expect("a document");
    }
    excel::render(&workings(&ran.scorecard, &ran.results, &crate::support::words())).expect("a workbook")
}

#[test]
fn a_name_that_shows_nothing_is_the_id_in_words() {
    for blank in ["\"\"", "\"  \"", "\"\\u200b\""] {
        let head = format!("scorecard: some_card\ntitle: {blank}\nentity: {blank}\nmission: {blank}\n");
        let ran = project(&head, blank, "a").run(Some("2026-03"), None);
        assert_eq!(ran.scorecard.title, "some_card");
        assert_eq!(ran.scorecard.entity, "Entity");
        assert_eq!(ran.scorecard.mission, None);
        assert_eq!(ran.scorecard.measures[0].title, "Total");
        assert_eq!(ran.scorecard.perspectives[0].title, "P");
        set(&ran);
    }
}

#[test]
fn names_and_texts_of_any_length_are_set() {
    let long = "long name ".repeat(4_000);
    let head = format!("scorecard: s\ntitle: {long}\nentity: {long}\nmission: {long}\n");
    let ran = project(&head, &long, &"x".repeat(32_768)).run(Some("2026-03"), None);
    set(&ran);
}

#[test]
fn a_title_that_begins_with_a_digit_does_not_set_the_size_of_a_printed_head() {
    let ran = project("scorecard: s\ntitle: 360 view\nentity: E\n", "T", "a").run(Some("2026-03"), None);
    let book = set(&ran);
    let mut archive = zip::ZipArchive::new(Cursor::new(book)).expect("an archive");
    let mut sheet = String::new();
    let mut file = archive.by_name("xl/worksheets/sheet3.xml").expect("a sheet");
    file.read_to_string(&mut sheet).expect("text");
    assert!(sheet.contains("&amp;L&amp;8 360 view"), "{}", sheet.split("oddHeader").nth(1).unwrap_or(""));
}
