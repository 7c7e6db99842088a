//! Pages whose layout depends on itself: they settle, and what only the first page tells stands on it.

use std::collections::BTreeMap;
use std::fmt::Write;

use mando::locale::Locale;
use mando::render::pdf;
use mando::report::pages::document;
use mando::report::strategic;
use mando::words::Words;

use super::paper::Paper;
use crate::support::Project;

/// The strategic report of a project in March, set.
fn paper(yaml: &str, rows: &str) -> Paper {
    let ran = Project::new(yaml, &[("a.csv", rows)]).run(Some("2026-03"), None);
    let words = Words::new(Locale::parse("en-GB").expect("a locale"));
    let report = strategic(&ran.scorecard, &ran.results, &words);
    let set =
        pdf::render(&document(&report, &words), &[], &BTreeMap::new()).expect("a document that settles");
    Paper::new(&set.bytes)
}

#[test]
fn titles_that_go_on_stand_with_their_tables() {
    // Each objective has a table of so many rows, so that one of the tables after them begins at each place of a page.
    let mut yaml = String::from(
        "scorecard: s\ntitle: T\nentity: E\nas_of: 2026-03-31\nsources:\n  s: { path: a.csv, time: day, columns: { day: date, amount: \
         number, town: text } }\nperspectives:\n  p:\n    objectives:\n",
    );
    let mut measures = String::from("measures:\n");
    for k in 1..=12 {
        _ = writeln!(yaml, "      o{k}: {{ title: Objective {k} }}");
        for (id, top) in [("a", k), ("b", 16)] {
            _ = writeln!(
                measures,
                "  {id}{k}: {{ title: Measure {id}{k}, objective: o{k}, level: strategic, source: s, kind: {{ sum: amount }}, \
                 direction: maximise, target: 9, segments: [{{ by: town, top: {top} }}] }}"
            );
        }
    }
    let mut rows = String::from("day,amount,town\n");
    for month in 1..=3 {
        (0..30).for_each(|town| _ = writeln!(rows, "2026-0{month}-03,{},town{town}", 10 + town));
    }
    let paper = paper(&(yaml + &measures), &rows);
    assert!(paper.running_text().contains("Objective 12"));
}

#[test]
fn what_has_no_page_of_its_own_stands_beneath_a_table_of_any_length() {
    for many in [28, 31, 34, 37] {
        let mut yaml = String::from(
            "scorecard: s\ntitle: T\nentity: E\nas_of: 2026-03-31\nsources:\n  s: { path: a.csv, time: day, columns: { day: date, \
             amount: number } }\nperspectives: { p: { title: P, objectives: { o: { title: O } } } }\nmeasures:\n",
        );
        for m in 0..many {
            _ = writeln!(
                yaml,
                "  m{m}: {{ title: Measure number {m}, objective: o, level: strategic, source: s, kind: {{ sum: amount }}, \
                 direction: maximise, target: 9 }}"
            );
        }
        let rows = "day,amount\n2026-01-03,10\n2026-02-01,10\n2026-03-01,10\n";
        let all = paper(&yaml, rows).running_text();
        assert!(all.contains("What changed") && all.contains("Needs attention"), "{many} measures: {all}");
    }
}

/// Objectives share pages where there is room, and a heading stays with what follows.
#[test]
fn objectives_follow_one_another_where_there_is_room() {
    for segments in ["", ", segments: [town]"] {
        let mut yaml = String::from(
            "scorecard: s\ntitle: T\nentity: E\nas_of: 2026-03-31\nsources:\n  s: { path: a.csv, time: day, columns: { day: date, \
             amount: number } }\nperspectives:\n  p:\n    objectives:\n",
        );
        let mut measures = String::from("measures:\n");
        for k in 1..=6 {
            _ = writeln!(yaml, "      o{k}: {{ title: Objective {k} }}");
            _ = writeln!(
                measures,
                "  m{k}: {{ title: Measure {k}, objective: o{k}, level: strategic, source: s, kind: {{ sum: amount }}, \
                 direction: maximise, target: 9{segments} }}"
            );
        }
        let rows = "day,amount,town\n2026-01-03,10,X\n2026-02-01,10,X\n2026-03-01,10,Y\n";
        let paper = paper(&(yaml + &measures), rows);
        let pages = (1..=paper.pages()).map(|page| paper.text(page));
        let drawn: Vec<String> = pages.filter(|text| text.contains("The last 3 months")).collect();
        assert!(drawn.len() <= 3, "six objectives take {} pages: {drawn:#?}", drawn.len());
        for text in drawn {
            let headings = text.matches("Objective ").count();
            assert_eq!(headings, text.matches("The last 3 months").count(), "{text}");
        }
    }
}
