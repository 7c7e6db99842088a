//! Cohorts by age in the workbook: how many are kept, which share that is, and what all of a cohort's age keep together.

use mando::render::excel::render;
use mando::report::workings;

use crate::support::{Project, words};
use crate::workbook::office::number;
use crate::workbook::{at, row_of, sheet, unchanged, untouched};

/// Three begin in January, of whom two come in February and one in March; two begin in February, of whom one comes in March.
const VISITS: &str = "day,customer
2026-01-05,a
2026-01-06,b
2026-01-07,c
2026-02-05,a
2026-02-06,b
2026-02-07,d
2026-02-08,e
2026-03-05,a
2026-03-06,d
";

#[test]
fn cohorts_stand_by_age_with_live_shares_and_averages() {
    let yaml = "scorecard: s
title: S
entity: E
as_of: 2026-03-31
defaults: { source: visits, min_n: 1 }
sources:
  visits: { path: visits.csv, time: day, customer: customer, history_starts: 2026-01-01, columns: { day: date } }
perspectives: { p: { objectives: { o: { title: O } } } }
measures:
  kept: { title: Kept, objective: o, kind: { cohort_retention: { cohort: month, age: 1 month } } }
";
    let ran = Project::new(yaml, &[("visits.csv", VISITS)]).results("2026-03");
    let book = render(&workings(&ran.scorecard, &ran.results, &words())).expect("a workbook");
    untouched(&book);
    unchanged(&book);
    let page = sheet(&book, "Segments");
    let row = |from: u32, title: &str| -> Vec<Option<f64>> {
        let row = row_of(&page, title, from);
        (2..6).map(|column| number(&at(&page, row, column))).collect()
    };
    let kept = row_of(&page, "Customers kept, by age", 4);
    assert_eq!(row(kept, "January 2026"), [Some(3.0), Some(3.0), Some(2.0), Some(1.0)]);
    assert_eq!(row(kept, "February 2026"), [Some(2.0), Some(2.0), Some(1.0), None]);
    let share = row_of(&page, "Share kept, by age", 4);
    assert_eq!(row(share, "January 2026")[2], Some(2.0 / 3.0));
    // Of five that have reached the age of one month three were there.
    assert_eq!(row(share, "All cohorts together")[2], Some(3.0 / 5.0));
    assert_eq!(row(share, "All cohorts together")[3], Some(1.0 / 3.0));
}
