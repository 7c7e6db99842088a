//! The book's sheets: their order, what no formula holds, what may be changed.

use std::io::{Cursor, Read};

use calamine::{Reader, Xlsx};
use mando::locale::Locale;
use mando::render::excel::{ExcelError, render};
use mando::report::workings;
use mando::words::Words;

use super::dates::{MIXED, book, project};
use super::office::number;
use super::{at, lamps, row_of, sheet, untouched};
use crate::examples::RUNS;

fn opened(bytes: &[u8]) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes.to_vec())).expect("a workbook")
}

/// The text of a file inside the workbook.
fn inside(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut text = String::new();
    archive.by_name(name).expect("a file").read_to_string(&mut text).expect("text");
    text
}

#[test]
fn the_same_workings_give_the_same_bytes() {
    let ran = project(MIXED).run(Some("2026-02"), None);
    assert_eq!(book(&ran), book(&ran));
}

#[test]
fn sheets_stand_in_the_order_of_reading() {
    let bytes = book(&project(MIXED).run(Some("2026-02"), None));
    assert_eq!(
        opened(&bytes).sheet_names(),
        [
            "Cover",
            "Control",
            "Scorecard",
            "Bridge",
            "Segments",
            "Trend",
            "Facts",
            "Plan",
            "Targets",
            "Policy",
            "Series",
            "Calc",
            "Reconciliation",
            "Checks",
            "Edits",
            "Data",
            "Log",
            "Lists"
        ]
    );
}

#[test]
fn the_examples_books_agree_with_the_engine() {
    // That of the operator, whose sheets are named in Spanish, is looked at in English elsewhere.
    for (_, run) in RUNS.iter().filter(|(name, _)| *name != "telco") {
        untouched(run.workbook());
    }
}

/// Words stand in cells, where they are in the reader's language; formulas hold numbers and references. Keys of points and
/// signs are no words.
#[test]
fn no_word_and_no_long_formula_stands_in_the_books() {
    for (name, run) in &*RUNS {
        let mut opened = opened(run.workbook());
        for sheet in opened.sheet_names() {
            let formulas = opened.worksheet_formula(&sheet).expect("formulas");
            for (row, column, formula) in formulas.used_cells().filter(|(_, _, f)| !f.is_empty()) {
                let here = format!("{name}, {sheet} {row}:{column} ={formula}");
                assert!(formula.len() <= 150 || sheet != "Series", "{} characters: {here}", formula.len());
                let texts = formula.split('"').skip(1).step_by(2);
                let is_word = |text: &str| text.chars().any(char::is_alphabetic) && !text.contains('|');
                let word = texts.map(|text| text.trim_start_matches(">-1E300")).find(|text| is_word(text));
                assert_eq!(word, None, "{here}");
                for foreign in
                    ["LET(", "XLOOKUP(", "FILTER(", "TEXT(", "OFFSET(", "INDIRECT(", "MAXIFS(", "IFS("]
                {
                    let own = formula.replace("COUNTIFS(", "").replace("SUMIFS(", "");
                    assert!(!own.contains(foreign), "{here}");
                }
            }
        }
    }
}

#[test]
fn a_formula_is_locked_and_an_input_is_open() {
    let bytes = book(&project(MIXED).run(Some("2026-02"), None));
    for number in 1..=18 {
        let xml = inside(&bytes, &format!("xl/worksheets/sheet{number}.xml"));
        assert!(xml.contains("<sheetProtection sheet=\"1\""), "sheet {number} is protected");
        assert!(!xml.contains("password"), "without a password");
    }
}

#[test]
fn paper_is_that_of_the_readers_country() {
    for (locale, paper) in [("en-GB", "paperSize=\"9\""), ("en-US", "paperSize=\"1\"")] {
        let ran = project(MIXED).run(Some("2026-02"), None);
        let words = Words::new(Locale::parse(locale).expect("a locale"));
        let bytes = render(&workings(&ran.scorecard, &ran.results, &words)).expect("a workbook");
        for number in 1..=18 {
            let xml = inside(&bytes, &format!("xl/worksheets/sheet{number}.xml"));
            assert!(xml.contains(paper), "{locale}, sheet {number}");
        }
    }
}

#[test]
fn an_engine_that_differs_puts_the_lamp_on_every_sheet_out() {
    let ran = project(MIXED).run(Some("2026-02"), None);
    let mut workings = workings(&ran.scorecard, &ran.results, &crate::support::words());
    // Two periods change places: a sum would not tell.
    let values: Vec<Option<f64>> =
        workings.measures[0].periods.iter().flatten().map(|period| period.engine.value).collect();
    let periods = workings.measures[0].periods.iter_mut().flatten();
    for (period, value) in periods.zip(values.into_iter().rev()) {
        period.engine.value = value;
    }
    let bytes = render(&workings).expect("a workbook");
    assert!(lamps(&bytes).0 > 2.0);
    let names = opened(&bytes).sheet_names();
    let lamp = |name: &str| at(&sheet(&bytes, name), 2, 0).to_string();
    assert!(names.iter().all(|name| lamp(name).starts_with('▼')), "{}", lamp("Checks"));
}

#[test]
fn rows_that_nobody_accounts_for_differ() {
    let ran = project(MIXED).run(Some("2026-02"), None);
    let mut workings = workings(&ran.scorecard, &ran.results, &crate::support::words());
    workings.sources[0].used -= 1;
    // The line of the source, and those that lead from its rows to facts.
    let lines = workings.reach.iter().filter(|reach| reach.source == 0).count();
    assert_eq!(lamps(&render(&workings).expect("a workbook")).0, 1.0 + lines as f64);
}

#[test]
fn contradictory_workings_are_refused_with_the_reason() {
    let ran = project(MIXED).run(Some("2026-02"), None);
    let mut wrong = workings(&ran.scorecard, &ran.results, &crate::support::words());
    wrong.measures[0].objective = "nowhere".to_owned();
    assert!(matches!(render(&wrong), Err(ExcelError::Objective { .. })));
    let mut wrong = workings(&ran.scorecard, &ran.results, &crate::support::words());
    wrong.head.date = "April".to_owned();
    assert!(matches!(render(&wrong), Err(ExcelError::Date(_))));
}

#[test]
fn no_file_of_the_book_holds_what_xml_cannot() {
    let ran = project(MIXED).run(Some("2026-02"), None);
    let mut odd = workings(&ran.scorecard, &ran.results, &crate::support::words());
    let title = "bell \u{7}, escape \u{1b}[31m, none \u{fffe}";
    odd.head.title = title.to_owned();
    odd.head.scorecard = title.to_owned();
    for measure in &mut odd.measures {
        measure.title = title.to_owned();
    }
    let bytes = render(&odd).expect("a workbook");
    let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).expect("an archive");
    for number in 0..archive.len() {
        let mut file = archive.by_index(number).expect("a file");
        let mut text = String::new();
        file.read_to_string(&mut text).expect("text");
        let is_held = |c: char| c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}') || "\t\n\r".contains(c);
        assert!(text.chars().all(is_held), "file {number}: {text}");
    }
}

#[test]
fn a_scorecard_without_measures_is_still_a_workbook() {
    let ran = project(MIXED).run(Some("2026-02"), None);
    let mut none = workings(&ran.scorecard, &ran.results, &crate::support::words());
    none.measures.clear();
    none.facts.clear();
    none.segments.clear();
    assert!(render(&none).is_ok());
}

#[test]
fn the_bridge_leads_from_the_score_before_to_the_one_that_is_reported() {
    let run = &RUNS[0].1;
    let results = run.results();
    let told = &results["scorecard"]["bridge"];
    let bridge = sheet(run.workbook(), "Bridge");
    let first = row_of(&bridge, "Score of the period before", 4);
    let last = row_of(&bridge, "Score of the period reported", first);
    let effects = told["effects"].as_array().expect("effects");
    assert_eq!((last - first - 1) as usize, effects.len());
    super::close(number(&at(&bridge, first, 5)), told["before"].as_f64().expect("a score"));
    super::close(number(&at(&bridge, last, 5)), results["scorecard"]["score"].as_f64().expect("a score"));
    for (row, effect) in (first + 1..).zip(effects) {
        assert_eq!(at(&bridge, row, 1).to_string(), effect["id"].as_str().expect("an id"));
        let together = effect["score"].as_f64().expect("points") + effect["weight"].as_f64().expect("points");
        super::close(number(&at(&bridge, row, 5)), together);
    }
}

#[test]
fn a_bridge_that_does_not_arrive_differs() {
    let ran = project(MIXED).run(Some("2026-03"), None);
    let workings = workings(&ran.scorecard, &ran.results, &crate::support::words());
    assert_eq!(lamps(&render(&workings).expect("a workbook")), (0.0, 0.0));
    let mut wrong = workings.clone();
    wrong.bridge.as_mut().expect("a bridge").steps[0].weight += 0.5;
    assert_eq!(lamps(&render(&wrong).expect("a workbook")).0, 1.0);
    let mut wrong = workings;
    wrong.bridge.as_mut().expect("a bridge").before -= 0.5;
    assert_eq!(lamps(&render(&wrong).expect("a workbook")).0, 1.0);
}

/// What docs/reference/workbook.md says of cells of the example is so: numbers as far as they are printed there, texts word for word.
#[test]
fn the_cells_that_the_document_names_hold_what_it_says() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/reference/workbook.md");
    let document = std::fs::read_to_string(path).expect("the document");
    let mut compared = 0;
    for line in document.lines().filter(|line| line.starts_with("| `")) {
        let columns: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_, cell, says, _, _] = columns[..] else { panic!("three columns: {line}") };
        let (name, place) = cell.trim_matches('`').split_once('!').expect("a sheet and a cell");
        let digits = place.find(|c: char| c.is_ascii_digit()).expect("a row");
        let column = place[..digits].bytes().fold(0, |n, letter| 26 * n + u32::from(letter - b'A') + 1);
        let row: u32 = place[digits..].parse().expect("a row");
        let found = at(&sheet(RUNS[0].1.workbook(), name), row - 1, column - 1);
        match (number(&found), says.trim_end_matches('%').replace(',', "").replace('−', "-").parse::<f64>())
        {
            (Some(found), Ok(printed)) => {
                let decimals =
                    says.trim_end_matches('%').split_once('.').map_or(0, |(_, digits)| digits.len());
                let found = if says.ends_with('%') { 100.0 * found } else { found };
                let half = 0.5 * 0.1_f64.powi(decimals as i32) + 1e-9;
                assert!((found - printed).abs() <= half, "{line}: {found}");
            }
            _ => assert_eq!(found.to_string(), says, "{line}"),
        }
        compared += 1;
    }
    assert!(compared > 10, "{compared} cells");
}

/// Characters of a column that holds a text, in letters a little wider than those of Excel.
fn characters(text: &str, points: f64) -> f64 {
    use typst::text::{Font, FontVariant, FontVariations};
    let font = Font::new(typst::foundations::Bytes::new(notosans::REGULAR_TTF), 0).expect("a font");
    let size = typst::layout::Abs::pt(10.0);
    let font = font.instantiate(FontVariant::default(), size, &FontVariations::default());
    let glyph = |c: char| font.ttf().glyph_index(c).map_or(0, |glyph| glyph.0);
    let ems: f64 = text.chars().map(|c| font.x_advance(glyph(c)).map_or(0.6, |width| width.get())).sum();
    ems * points * 96.0 / 72.0 / 7.0
}

/// The characters of a sheet's columns, from the first.
fn widths(xml: &str) -> Vec<f64> {
    let value = |part: &str, key: &str| -> f64 {
        let rest = part.split(&format!("{key}=\"")).nth(1).expect("a value");
        rest.split('"').next().expect("its end").parse().expect("a number")
    };
    let mut found = Vec::new();
    for part in xml.split("<col ").skip(1).filter_map(|rest| rest.split("/>").next()) {
        found.resize(value(part, "min") as usize - 1, 8.43);
        // What is hidden has room for everything.
        let width = if part.contains("hidden=\"1\"") { f64::INFINITY } else { value(part, " width") };
        found.resize(value(part, "max") as usize, width);
    }
    found
}

#[test]
fn heads_and_statuses_fit_their_columns_in_every_language() {
    let ran = project(MIXED).run(Some("2026-02"), None);
    for locale in ["en-GB", "en-US", "es", "es-MX", "el", "pl"] {
        let words = Words::new(Locale::parse(locale).expect("a locale"));
        let bytes = render(&workings(&ran.scorecard, &ran.results, &words)).expect("a workbook");
        let mut opened = opened(&bytes);
        let names = opened.sheet_names().to_vec();
        for (number, name) in names.iter().enumerate() {
            let page = opened.worksheet_range(name).expect("a sheet");
            let widths = widths(&inside(&bytes, &format!("xl/worksheets/sheet{}.xml", number + 1)));
            let points = if number == 2 { 11.0 } else { 9.0 };
            for column in 0..=page.end().map_or(0, |end| end.1) {
                let head = at(&page, 4, column).to_string();
                // The head of the small lines is made smaller where it is too long.
                let is_shrunk = (number, column) == (2, 11);
                let Some(width) = widths.get(column as usize).filter(|_| !is_shrunk) else { continue };
                // A title may stand there that runs on over empty cells.
                let is_head = column == 0 || !at(&page, 4, column - 1).to_string().is_empty();
                for word in head.split_whitespace().filter(|_| is_head) {
                    assert!(characters(word, points) <= *width, "{locale}, {name}, column {column}: {word}");
                }
            }
        }
        // The third sheet is Scorecard, the last has its words.
        let lists = opened.worksheet_range(names.last().expect("a sheet")).expect("words");
        let status = widths(&inside(&bytes, "xl/worksheets/sheet3.xml"))[14];
        for row in 5..13 {
            let word = at(&lists, row, 0).to_string();
            assert!(characters(&word, 11.0) * 0.95 <= status, "{locale}: {word}");
        }
    }
}
