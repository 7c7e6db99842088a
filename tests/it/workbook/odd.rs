//! Odd but legal scorecards: labels and titles that look like something else, amounts that are huge, tiny or cancel out, texts on
//! several lines, periods of several lengths; and how all of it is printed.

use std::io::{Cursor, Read};

use mando::locale::Locale;
use mando::render::excel::render;
use mando::report::workings;
use mando::words::Words;

use super::dates::{MIXED, book, project};
use super::live::Live;
use super::office::{Typed, recalculated, with_typed};
use super::{at, lamps, row_of, sheet, untouched};
use crate::examples::RUNS;
use crate::support::Project;

/// The text of a file inside the workbook.
fn inside(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut text = String::new();
    archive.by_name(name).expect("a file").read_to_string(&mut text).expect("text");
    text
}

/// The file of a sheet.
fn xml(bytes: &[u8], name: &str) -> String {
    use calamine::{Reader, Xlsx};
    let book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).expect("a workbook");
    let position = book.sheet_names().iter().position(|other| other == name).expect("a sheet");
    inside(bytes, &format!("xl/worksheets/sheet{}.xml", position + 1))
}

/// The format of a cell, as the file of formats has it.
fn format(bytes: &[u8], name: &str, cell: &str) -> String {
    let sheet = xml(bytes, name);
    let tag = sheet.split("<c ").find(|part| part.starts_with(&format!("r=\"{cell}\" "))).expect("the cell");
    let style = tag.split(" s=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a format");
    let styles = inside(bytes, "xl/styles.xml");
    let formats = styles.split("<cellXfs").nth(1).and_then(|rest| rest.split("</cellXfs>").next());
    let index: usize = style.parse().expect("a number");
    formats.expect("formats").split("<xf ").nth(index + 1).expect("the format").to_owned()
}

/// The points of a sheet's row, from 1.
fn height(sheet: &str, row: u32) -> f64 {
    let tag = sheet.split("<row ").find(|part| part.starts_with(&format!("r=\"{row}\" "))).expect("the row");
    let tag = tag.split('>').next().expect("its tag");
    let height = tag.split(" ht=\"").nth(1).and_then(|rest| rest.split('"').next());
    height.map_or(15.0, |points| points.parse().expect("points"))
}

/// Months of sales, with what stands beside an amount of 1: columns of the file, and the rows of every day.
fn sales(columns: &str, types: &str, row: impl Fn(u32) -> String, measures: &str) -> Project {
    let mut rows = format!("day,{columns}\n");
    for month in 0..6 {
        for day in 1..=10 {
            rows += &format!("2026-{:02}-{day:02},{}\n", month + 1, row(month * 10 + day));
        }
    }
    let yaml = format!(
        "scorecard: s\ntitle: S\nentity: E\ncurrency: EUR\nas_of: 2026-06-30\ndefaults: {{ source: sales }}\nsources:\n  \
         sales: {{ path: sales.csv, time: day, where: \"keep = 1\", columns: {{ day: date, keep: integer, {types} }} }}\n\
         perspectives: {{ p: {{ objectives: {{ o: {{ title: O }} }} }} }}\nmeasures:\n{measures}"
    );
    Project::new(&yaml, &[("sales.csv", &rows)])
}

/// Rows that are left out may be far larger than what is left of all together.
#[test]
fn amounts_that_cancel_out_are_accounted_for() {
    let row = |i: u32| match i % 10 {
        1 => format!("0,{}", 98_765_432.19 + f64::from(i)),
        2 => format!("0,{}", -98_765_431.07 - f64::from(i)),
        rest => format!("1,{}.{rest}", if rest % 2 == 0 { "3" } else { "-3" }),
    };
    let measures =
        "  amount: { title: Amount, objective: o, kind: { sum: amount }, direction: maximise, target: 1 }\n";
    untouched(&book(&sales("keep,amount", "amount: money", row, measures).run(Some("2026-06"), None)));
}

/// Amounts of sources are added up to ten decimals, figures to all that they have.
#[test]
fn amounts_of_many_decimals_are_accounted_for() {
    let row = |i: u32| format!("1,{:.17}", 1.234_567_890_123e-7 * f64::from(i));
    let measures = "  tiny: { title: Tiny, objective: o, kind: { sum: amount }, direction: maximise, target: 0.000001 }\n";
    untouched(&book(&sales("keep,amount", "amount: number", row, measures).run(Some("2026-06"), None)));
}

/// A sum of huge figures has no digits left for the small ones beside them.
#[test]
fn a_small_figure_beside_huge_ones_is_watched_over() {
    let row = |i: u32| format!("1,{}00000000000000,{}", i + 7, ["north", "south"][i as usize % 2]);
    let measures = "  huge: { title: Huge, objective: o, kind: { sum: amount }, direction: maximise, target: 1, segments: [region] }
  share: { title: Share, objective: o, kind: { share: region = 'north' }, direction: maximise, target: 50%, segments: [region] }\n";
    let types = "amount: number, region: text";
    let bytes = book(&sales("keep,amount,region", types, row, measures).run(Some("2026-06"), None));
    let mut live = Live::new(&bytes);
    live.recalculate();
    assert_eq!(live.lamps(), (0.0, 0.0, 0.0));
    let rows = 5..=live.end("Segments").0;
    let row = rows.into_iter().find(|row| live.text("Segments", (*row, 0)) == "Share").expect("a segment");
    let was = live.number("Segments", (row, 4)).expect("a share");
    live.type_into("Segments", (row, 4), &Typed::Number(0.9 - 0.5 * was));
    live.recalculate();
    assert!(live.lamps().0 > 0.0, "{:?}", live.lamps());
}

/// Waves may be called anything.
fn waves(measures: &str) -> Project {
    let (labels, mut rows) = (["0042", "2023 ~1", "TRUE", "2024*"], "day,amount\n".to_owned());
    let mut waves = Vec::new();
    for (i, label) in labels.iter().enumerate() {
        waves.push(format!("\"{label}\": 2025-0{}", i + 1));
        (0..3).for_each(|day| rows += &format!("2025-0{}-1{day},{}\n", i + 1, 10 * (i + 1)));
    }
    let yaml = format!(
        "scorecard: s\ntitle: S\nentity: E\nas_of: 2025-06-30\ngrain: wave\ncalendar: {{ waves: {{ {} }} }}\ndefaults: {{ source: sales }}\nsources:\n  \
         sales: {{ path: sales.csv, time: day, columns: {{ day: date, amount: number }} }}\n\
         perspectives: {{ p: {{ objectives: {{ o: {{ title: O }} }} }} }}\nmeasures:\n{measures}",
        waves.join(", ")
    );
    Project::new(&yaml, &[("sales.csv", &rows)])
}

const OF_WAVES: &str =
    "  sum: { title: Infinity, objective: o, kind: { sum: amount }, direction: maximise, target: 40 }\n";

#[test]
fn a_text_that_looks_like_no_number_is_no_number_of_the_file() {
    let bytes = book(&waves(OF_WAVES).run(Some("2024*"), None));
    untouched(&bytes);
    use calamine::{Reader, Xlsx};
    let sheets = Xlsx::new(Cursor::new(bytes.clone())).map(|book: Xlsx<_>| book.sheet_names().len());
    for number in 1..=sheets.expect("a workbook") {
        let xml = inside(&bytes, &format!("xl/worksheets/sheet{number}.xml"));
        for (i, _) in xml.match_indices("<v>") {
            let (before, value) = (&xml[..i], xml[i + 3..].split('<').next().expect("a value"));
            let tag = &before[before.rfind("<c ").expect("a cell")..];
            let is_typed = tag.contains("t=\"str\"") || tag.contains("t=\"s\"") || tag.contains("t=\"e\"");
            let is_number = value.parse::<f64>().is_ok_and(f64::is_finite) && value != "0042";
            assert!(is_typed || is_number, "sheet {number}: {value}");
            assert!(!tag.contains("t=\"b\""), "sheet {number}: a text became a truth");
        }
    }
}

#[test]
fn a_wave_is_found_whatever_signs_its_label_has() {
    let bytes = book(&waves(OF_WAVES).run(Some("2024*"), None));
    for (label, place, value) in [("2023 ~1", 2.0, 60.0), ("2024*", 4.0, 120.0)] {
        let typed = with_typed(&bytes, "Control", &[((5, 1), Typed::Word(label.to_owned()))]);
        let book = recalculated(&typed);
        assert_eq!(super::office::number(&at(&sheet(&book, "Control"), 5, 2)), Some(place), "{label}");
        assert_eq!(super::calc(&book, "Infinity").value, Some(value), "{label}");
    }
}

#[test]
fn a_period_that_is_typed_stays_a_text_and_no_figure_becomes_signs() {
    let bytes = book(&project(MIXED).run(Some("2026-02"), None));
    // The format of texts is number 49 in every workbook.
    assert!(format(&bytes, "Control", "B6").contains("numFmtId=\"49\""));
    assert!(format(&bytes, "Trend", "B5").contains("numFmtId=\"49\""));
    for (sheet, cell) in [("Scorecard", "C9"), ("Facts", "I6"), ("Calc", "H7"), ("Data", "I6")] {
        assert!(format(&bytes, sheet, cell).contains("shrinkToFit=\"1\""), "{sheet} {cell}");
    }
}

/// The row is as high as the text, by its own breaks and by words, whichever of its cells is the longer.
#[test]
fn a_comment_of_several_lines_is_read_whole() {
    let ran = project(MIXED).run(Some("2026-02"), None);
    let mut odd = workings(&ran.scorecard, &ran.results, &crate::support::words());
    let title = "A title of which nobody would think that it takes as many as five lines in a narrow column, but so it does";
    odd.comments = vec![(title.to_owned(), "One.\n\nTwo\nlines".to_owned())];
    odd.measures[0].title = "Two\nlines".to_owned();
    let bytes = render(&odd).expect("a workbook");
    let cover = sheet(&bytes, "Cover");
    let row = row_of(&cover, title, 4);
    assert!(at(&cover, row, 1).to_string().contains('\n'));
    let high = height(&xml(&bytes, "Cover"), row + 1);
    // A program counts in dots, of which four are three points.
    assert!((high - 14.0 * 5.0).abs() < 1.0, "{high}");
    // Where a cell does not wrap, a text has one line.
    assert_eq!(
        at(&sheet(&bytes, "Policy"), row_of(&sheet(&bytes, "Policy"), "Two lines", 5), 0).to_string(),
        "Two lines"
    );
    odd.comments = vec![("T".to_owned(), "word ".repeat(4000))];
    let bytes = render(&odd).expect("a workbook");
    let row = row_of(&sheet(&bytes, "Cover"), "T", 4);
    assert!(height(&xml(&bytes, "Cover"), row + 1) <= 409.5, "no row is higher than Excel's");
}

#[test]
fn the_engines_figures_stand_under_the_periods_of_their_measure() {
    let bytes = book(&project(MIXED).run(Some("2026-02"), None));
    untouched(&bytes);
    let checks = sheet(&bytes, "Checks");
    let last = |title: &str| {
        let row = row_of(&checks, title, 20);
        let column = (3..16).rev().find(|column| super::office::number(&at(&checks, row, *column)).is_some());
        let head = (0..row).rev().find(|row| at(&checks, *row, 0) == "Measure").expect("a head");
        at(&checks, head, column.expect("a figure")).to_string()
    };
    assert_eq!(
        ["Monthly", "Quarterly", "Yearly"].map(last),
        ["February 2026", "Q4 2025", "2025"].map(str::to_owned)
    );
}

/// Letters of ten points are printed at eight or more, in whatever letters a program has.
#[test]
fn every_sheet_of_figures_is_printed_to_be_read() {
    for (name, run) in RUNS.iter().filter(|(name, _)| *name != "telco") {
        for sheet in
            ["Bridge", "Segments", "Facts", "Plan", "Policy", "Series", "Calc", "Reconciliation", "Checks"]
        {
            let xml = xml(run.workbook(), sheet);
            let setup =
                xml.split("<pageSetup").nth(1).and_then(|rest| rest.split('>').next()).expect("a setup");
            let scale = setup.split(" scale=\"").nth(1).and_then(|rest| rest.split('"').next());
            let scale: u32 = scale.map_or(100, |scale| scale.parse().expect("percent"));
            assert!(scale >= 80, "{name}, {sheet}: {scale} %");
            assert!(!xml.contains("fitToPage=\"1\""), "{name}, {sheet} is made smaller");
        }
    }
}

#[test]
fn heads_are_as_high_as_their_lines() {
    let mut ran = project(MIXED).run(Some("2026-02"), None);
    let title = "A measure whose title is so long that no column holds it on one line, however wide it is made by whoever reads";
    ran.scorecard.measures[0].title = title.to_owned();
    let words = Words::new(Locale::parse("pl").expect("a locale"));
    let bytes = render(&workings(&ran.scorecard, &ran.results, &words)).expect("a workbook");
    let series = sheet(&bytes, "Szeregi");
    assert!(height(&xml(&bytes, "Szeregi"), row_of(&series, title, 4) + 1) >= 40.0);
}

#[test]
fn axes_say_whole_numbers_without_a_point_and_stand_below_the_lines() {
    let chart = inside(RUNS[0].1.workbook(), "xl/charts/chart1.xml");
    assert!(chart.contains("<c:tickLblPos val=\"low\"/>"));
    assert!(chart.contains("General\""), "{chart}");
    assert!(!chart.contains("##0.##"));
}

/// A project may call sheets as it likes; a workbook may not.
#[test]
fn sheets_are_named_as_a_workbook_can_name_them() {
    let ran = project(MIXED).run(Some("2026-02"), None);
    let own = "book-sheet-scorecard = Score/card (of [all] companies), as it is\nbook-sheet-bridge = 'Facts'\nbook-sheet-facts = facts\nbook-sheet-log = History\nbook-not-possible = This is by far too long for the title of a message\n";
    let words = Words::new(Locale::parse("en-GB").expect("a locale")).with(own);
    let bytes = render(&workings(&ran.scorecard, &ran.results, &words)).expect("a workbook");
    use calamine::{Reader, Xlsx};
    let names =
        Xlsx::new(Cursor::new(bytes.clone())).map(|book: Xlsx<_>| book.sheet_names()).expect("a workbook");
    assert_eq!(names[2..4], ["Scorecard (of all companies), a".to_owned(), "Facts".to_owned()]);
    assert!(names.contains(&"facts 2".to_owned()), "{names:?}");
    assert!(names.contains(&"History 2".to_owned()), "{names:?}");
    assert_eq!(lamps(&bytes), (0.0, 0.0));
}
