//! Short books: the same figures on four sheets, and nothing that points elsewhere.

use std::collections::BTreeSet;
use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;
use std::sync::LazyLock;

use calamine::{Data, Reader, Xlsx};
use mando::locale::Locale;
use regex::Regex;

use super::office::number;
use super::tampering::{counts_every_formula, tells_of_every_figure};
use super::{at, sheet, unchanged};
use crate::binary::{ended, example, mando};
use crate::examples::{EXAMPLES, RUNS};
use crate::support::Project;

/// The short book of a project, with more arguments.
#[track_caller]
fn written(path: &Path, arguments: &[&str]) -> Vec<u8> {
    let out = tempfile::tempdir().expect("a folder");
    let mut command = mando();
    command.arg("run").arg(path).args(["--no-cache", "--formats", "xlsx", "--workbook", "short"]);
    let output = command.args(arguments).arg("--out").arg(out.path()).output().expect("the program starts");
    assert!(output.status.success(), "{:?}", ended(&output));
    fs::read(out.path().join("scorecard.xlsx")).expect("a workbook")
}

/// The short books of the examples.
static BOOKS: LazyLock<Vec<(&str, Vec<u8>)>> =
    LazyLock::new(|| EXAMPLES.into_iter().map(|name| (name, written(&example(name), &[]))).collect());

/// Short books in every language.
static LANGUAGES: LazyLock<Vec<(String, Vec<u8>)>> = LazyLock::new(|| {
    let project = crate::languages::project();
    let of = |code: &str| (code.to_owned(), written(project.path(), &["--locale", code]));
    Locale::codes().map(of).collect()
});

fn all() -> impl Iterator<Item = (String, &'static [u8])> {
    let examples = BOOKS.iter().map(|(name, book)| ((*name).to_owned(), book.as_slice()));
    examples.chain(LANGUAGES.iter().map(|(code, book)| (code.clone(), book.as_slice())))
}

fn opened(book: &[u8]) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(book.to_vec())).expect("a workbook")
}

/// The number in the cell of a name, which every language has.
#[track_caller]
fn named(book: &[u8], name: &str) -> Option<f64> {
    let opened = opened(book);
    let (_, area) = opened.defined_names().iter().find(|(known, _)| known == name).expect("the name").clone();
    let (title, cell) = area.rsplit_once('!').expect("a sheet and a cell");
    let cell = cell.replace('$', "");
    let digits = cell.find(|c: char| c.is_ascii_digit()).expect("a row");
    let column = cell[..digits].bytes().fold(0, |n, letter| 26 * n + u32::from(letter - b'A') + 1);
    let sheet = sheet(book, title.trim_matches('\''));
    number(&at(&sheet, cell[digits..].parse::<u32>().expect("a row") - 1, column - 1))
}

#[test]
fn a_short_book_has_four_sheets_and_agrees_with_the_engine() {
    for (name, book) in all() {
        assert_eq!(opened(book).sheet_names().len(), 4, "{name}");
        let lamps = ["Integrity", "Unsound", "Edited"].map(|lamp| named(book, lamp));
        assert_eq!(lamps, [Some(0.0); 3], "{name}");
    }
    assert_eq!(opened(&BOOKS[0].1).sheet_names(), ["Scorecard", "Facts", "Calc", "Checks"]);
}

/// Whatever stands in the files of a book: formulas of cells, names, rules for entries and for colours, links, tables.
#[test]
fn what_a_short_book_refers_to_is_there() {
    let tags =
        Regex::new("<(?:f|formula|formula1|formula2|definedName)(?: [^>]*)?>([^<]*)</").expect("a pattern");
    let texts = Regex::new("\"[^\"]*\"").expect("a pattern");
    let sheets = Regex::new(r"(?:'((?:[^']|'')*)'|([\p{L}\p{N}_.]+))!").expect("a pattern");
    let words = Regex::new(r"[\p{L}_][\p{L}\p{N}_.]*").expect("a pattern");
    let cell = Regex::new(r"^[A-Z]{1,3}[0-9]*$").expect("a pattern");
    for (name, book) in all() {
        let opened = opened(book);
        let titles: BTreeSet<String> = opened.sheet_names().into_iter().collect();
        let names: BTreeSet<&str> = opened.defined_names().iter().map(|(name, _)| name.as_str()).collect();
        let mut archive = zip::ZipArchive::new(Cursor::new(book)).expect("an archive");
        let mut formulas = 0;
        for index in 0..archive.len() {
            let mut file = archive.by_index(index).expect("a file");
            let mut xml = String::new();
            file.read_to_string(&mut xml).expect("text");
            assert!(!xml.contains("<hyperlink") && !xml.contains("#REF!"), "{name}");
            for found in tags.captures_iter(&xml) {
                let formula = found[1].replace("&quot;", "\"").replace("&apos;", "'");
                let formula = formula.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
                let bare = texts.replace_all(&formula, "\"\"");
                for sheet in sheets.captures_iter(&bare) {
                    let title = sheet.get(1).or(sheet.get(2)).expect("a sheet").as_str().replace("''", "'");
                    assert!(titles.contains(&title), "{name}: no sheet {title} for {formula}");
                }
                let bare = sheets.replace_all(&bare, "").replace('$', "");
                for word in words.find_iter(&bare) {
                    let is_known = bare[word.end()..].starts_with('(')
                        || cell.is_match(word.as_str())
                        || ["TRUE", "FALSE"].contains(&word.as_str())
                        || names.contains(word.as_str());
                    assert!(is_known, "{name}: no name {} for {formula}", word.as_str());
                }
                formulas += 1;
            }
        }
        assert!(formulas > 200, "{name}: {formulas} formulas");
    }
}

#[test]
fn recalculation_changes_no_cell_of_the_short_books() {
    for (_, book) in &*BOOKS {
        unchanged(book);
    }
}

#[test]
fn a_figure_of_a_short_book_that_is_overwritten_puts_a_lamp_on() {
    // Names of the sheets are English in all but that of the operator.
    for (name, book) in BOOKS.iter().filter(|(name, _)| *name != "telco") {
        tells_of_every_figure(book, *name == "northwind");
    }
}

#[test]
fn formulas_of_a_short_book_that_are_overwritten_are_counted() {
    counts_every_formula(&BOOKS[0].1, 3);
}

#[test]
fn a_short_book_shows_the_figures_of_the_whole_book() {
    /// The column of small charts, which need the periods before.
    const TREND: u32 = 11;
    for ((name, short), (_, run)) in BOOKS.iter().zip(&*RUNS) {
        let first =
            |book: &[u8]| opened(book).sheet_names()[usize::from(book != short.as_slice()) * 2].clone();
        let (here, whole) = (sheet(short, &first(short)), sheet(run.workbook(), &first(run.workbook())));
        let (last, _) = whole.end().expect("cells");
        let mut figures = 0;
        for (row, column) in (5..=last).flat_map(|row| (0..=16).map(move |column| (row, column))) {
            let (here, there) = (at(&here, row, column), at(&whole, row, column));
            if column != TREND {
                let is_same = match (number(&here), number(&there)) {
                    // The year to date is a fact of its own here, and there a sum.
                    (Some(a), Some(b)) => (a - b).abs() <= 1e-12 * a.abs().max(b.abs()),
                    _ => here == there,
                };
                assert!(is_same, "{name} {row}:{column}: {here:?}, there {there:?}");
                figures += u32::from(matches!(there, Data::Float(_)));
            }
        }
        assert!(figures > 40, "{name}: {figures} figures");
    }
}

const BRANCHES: &str = "
scorecard: s
title: Branches
entity: { name: All, by: branch }
as_of: 2026-03-31
defaults: { source: sales }
sources:
  sales: { path: sales.csv, time: day, history_starts: 2024-01-01, columns: { day: date, amount: number } }
perspectives: { p: { objectives: { o: { title: O } } } }
measures:
  revenue: { title: Revenue, objective: o, kind: { sum: amount }, direction: maximise, target: { previous_year: +5% } }
reports:
  branch: { entities: each, formats: [xlsx], workbook: short }
";

fn branches(yaml: &str) -> Project {
    let mut rows = "day,branch,amount\n".to_owned();
    for month in 0..27 {
        for (branch, amount) in [("north", 1000), ("south", 700)] {
            rows += &format!(
                "{}-{:02}-10,{branch},{}\n",
                2024 + month / 12,
                month % 12 + 1,
                amount * (month + 1)
            );
        }
    }
    Project::new(yaml, &[("sales.csv", &rows)])
}

#[test]
fn a_report_of_each_entity_has_a_short_book() {
    let project = branches(BRANCHES);
    let out = tempfile::tempdir().expect("a folder");
    let run = |out: &Path, arguments: &[&str]| {
        let mut command = mando();
        command.arg("run").arg(project.path()).args(["--no-cache", "--out"]).arg(out).args(arguments);
        let output = command.output().expect("the program starts");
        assert!(output.status.success(), "{:?}", ended(&output));
    };
    run(out.path(), &[]);
    for (branch, revenue) in [("north", 27_000.0), ("south", 18_900.0)] {
        let book = fs::read(out.path().join(branch).join("branch.xlsx")).expect("a book");
        assert_eq!(opened(&book).sheet_names(), ["Scorecard", "Facts", "Calc", "Checks"]);
        assert_eq!(super::calc(&book, "Revenue").value, Some(revenue));
        super::untouched(&book);
    }
    // What is asked for on the command line stands before what a report says.
    let whole = tempfile::tempdir().expect("a folder");
    run(whole.path(), &["--workbook", "full"]);
    let book = fs::read(whole.path().join("north/branch.xlsx")).expect("a book");
    assert!(opened(&book).sheet_names().len() > 15);
}

#[test]
fn a_size_that_there_is_not_is_answered_with_the_nearest() {
    let found = branches(&BRANCHES.replace("workbook: short", "workbook: shrot")).check();
    assert!(found.contains("did you mean `short`?"), "{found}");
    let output = mando().args(["run", "--workbook", "shrot"]).output().expect("the program starts");
    let (code, said) = ended(&output);
    assert_eq!(code, Some(2));
    assert!(said.contains("'short'"), "{said}");
}
