//! What must hold of problems, results and files, whatever was read.

use std::io::Cursor;

use calamine::{Reader, Xlsx};
use mando::definition::Draft;
use mando::evaluate::results::{MeasureResult, PeriodResult, Results};
use mando::problem::{Problems, print};

/// None is mando's own fault, and each can be printed.
pub fn problems(problems: &Problems, draft: &Draft) {
    assert!(problems.iter().all(|problem| problem.code.as_str() != "unexpected"), "{problems:?}");
    let printed = print::terminal(problems, &draft.files, false);
    assert_eq!(printed.is_empty(), problems.is_empty());
    assert!(!printed.chars().any(|c| c.is_control() && c != '\n'), "{printed:?}");
    print::json(problems, &draft.files);
}

/// Rows and cells add up, and what is no number is missing.
pub fn results(results: &Results) {
    for source in &results.run.sources {
        let left = [source.rejected, source.undated, source.repeated, source.filtered, source.after_as_of];
        assert_eq!(source.read, left.iter().sum::<u64>() + source.used, "{source:?}");
        for cells in &source.cells {
            let without =
                [cells.empty, cells.absent, cells.not_applicable, cells.unreadable, cells.out_of_range];
            assert_eq!(cells.cells, cells.values + without.iter().sum::<u64>(), "{cells:?}");
        }
    }
    measures(results).for_each(measure);
}

fn measures(results: &Results) -> impl Iterator<Item = &MeasureResult> {
    let perspectives = results.scorecard.perspectives.iter();
    perspectives.flat_map(|perspective| &perspective.objectives).flat_map(|objective| &objective.measures)
}

fn measure(measure: &MeasureResult) {
    let segments = measure.segments.iter().flat_map(|table| table.rows.iter().map(|row| &row.current));
    let all = measure.periods.iter().chain(&measure.to_date).chain(&measure.weeks).chain(segments);
    for result in all {
        assert!(numbers(result).all(f64::is_finite), "{}: {result:?}", measure.id);
        assert!(result.value.is_some() != result.absent.is_some(), "{}: {result:?}", measure.id);
        assert!(result.score.is_none_or(|score| score.is_finite()), "{}: {result:?}", measure.id);
        let is_settled = result.value.is_some() && result.doubt.is_none();
        assert!(is_settled || (result.score, result.status) == (None, None), "{}: {result:?}", measure.id);
    }
}

fn numbers(result: &PeriodResult) -> impl Iterator<Item = f64> {
    let interval = result.interval.iter().flat_map(|interval| [interval.low, interval.high]);
    let components = result.components.values().flatten().copied();
    result.value.into_iter().chain(result.n).chain(interval).chain(components)
}

/// A workbook opens, and each of its sheets.
pub fn workbook(bytes: &[u8]) {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap_or_else(|error| panic!("{error}"));
    let names = book.sheet_names();
    assert!(!names.is_empty());
    for name in names {
        let sheet = book.worksheet_range(&name);
        assert!(sheet.is_ok(), "{name}: {sheet:?}");
    }
}
