//! The documents as PDF: archivable, accessible, and holding the figures of the results.

mod crowded;
mod names;
mod paper;
mod settling;
mod stress;

use std::collections::BTreeSet;
use std::path::Path;

use mando::data::Silent;
use mando::definition::open_with;
use mando::evaluate::results::{MeasureResult, Results};
use mando::measure::Unit;
use mando::model::{Measure, Scale, Scorecard};
use mando::render::pdf::{self, Attachment, PdfError, PdfOutcome, Templates};
use mando::report;
use mando::report::pages::document;
use mando::report::view::{MeasureRow, Report};
use mando::run::{self, RunOptions};
use mando::words::{Words, declared};

use self::paper::Paper;
use super::support::day;

const EXAMPLES: [&str; 4] = ["northwind", "gift-wholesaler", "airport", "telco"];

/// An example of the repository, taken through the pipeline.
pub(crate) fn example(name: &str) -> (Scorecard, Results) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scorecards").join(name);
    let draft = open_with(&folder, &|_| None);
    let sheet = draft.scorecards.first().expect("a scorecard");
    let mut scorecard = run::resolve(&draft, sheet).0.expect("a scorecard without errors");
    scorecard.engine.cache = None;
    let wanted = RunOptions { period: None, as_of: None, yesterday: day("2026-12-31") };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let computed = runtime.block_on(run::compute(&scorecard, sheet, &wanted, &Silent)).expect("a run");
    (scorecard, computed.results)
}

fn results_json() -> Attachment {
    Attachment {
        name: "results.json".to_owned(),
        mime: "application/json".to_owned(),
        bytes: b"{}".to_vec(),
        description: "Results".to_owned(),
    }
}

fn set(report: &Report) -> PdfOutcome {
    pdf::render(&document(report, &crate::support::words()), &[results_json()], &Templates::new())
        .expect("a document")
}

fn set_with(report: &Report, name: &str, template: &str) -> Result<PdfOutcome, PdfError> {
    let overrides = Templates::from([(name.to_owned(), template.to_owned())]);
    pdf::render(&document(report, &crate::support::words()), &[results_json()], &overrides)
}

fn rows(report: &Report) -> impl Iterator<Item = &MeasureRow> {
    let objectives = report.perspectives.iter().flat_map(|p| &p.objectives);
    objectives.flat_map(|o| &o.measures)
}

#[test]
fn documents_are_archivable_and_accessible() {
    for name in EXAMPLES {
        let (scorecard, results) = example(name);
        for report in [
            report::strategic(&scorecard, &results, &crate::support::words()),
            report::operational(&scorecard, &results, &crate::support::words()),
        ] {
            let paper = Paper::new(&set(&report).bytes);
            paper.is_sound();
            paper.is_tagged(&report.head.title);
            paper.embeds_all_fonts();
            paper.has_no_dumb_figure();
            assert_eq!(paper.attachments(), ["results.json"]);
        }
    }
}

#[test]
fn page_1_is_the_scorecard_with_all_its_figures() {
    for name in EXAMPLES {
        let (scorecard, results) = example(name);
        let report = report::strategic(&scorecard, &results, &crate::support::words());
        let paper = Paper::new(&set(&report).bytes);
        let page = paper.text(1);
        assert!(page.contains("Each trend has a scale of its own."), "{name}: the key is not on page 1");
        assert!(paper.text(2).contains("What changed"), "{name}: page 1 runs over");
        assert!(page.contains(&report.head.as_of) && page.contains(&report.head.run));
        for perspective in &report.perspectives {
            let objectives = perspective.objectives.iter().map(|o| (&o.title, &o.score));
            for (title, score) in std::iter::once((&perspective.title, &perspective.score)).chain(objectives)
            {
                let coverage = format!("coverage {}", score.coverage);
                let beside = if score.was.is_empty() || score.partial { &coverage } else { &score.was };
                assert_beside(&page, title, &[&score.status.word, &score.score, beside]);
            }
        }
        for row in rows(&report) {
            // A remark stands below the title, and both beside the figures; so does a unit that the title leaves no room for.
            let title = if row.remark.is_empty() { row.title.as_str() } else { "" };
            assert!(page.contains(row.remark.split(' ').next().unwrap_or_default()));
            let figures: [&str; 8] = [
                &row.actual,
                &row.plan,
                &row.previous_year,
                &row.delta,
                &row.status.word,
                &row.score,
                &row.n,
                &row.interval,
            ];
            assert_beside(&page, title, &figures);
        }
        paper.has_no_overlap();
    }
}

#[test]
fn printed_figures_are_the_rounded_results() {
    for name in EXAMPLES {
        let (scorecard, results) = example(name);
        for report in [
            report::strategic(&scorecard, &results, &crate::support::words()),
            report::operational(&scorecard, &results, &crate::support::words()),
        ] {
            for row in rows(&report) {
                let (measure, result) = measured(&scorecard, &results, &row.id);
                let current = result.current().expect("a period");
                assert_rounded(measure, &row.actual, current.value);
                assert_rounded(measure, &row.plan, current.target.map(|t| t.plan(current.value)));
                assert_rounded(measure, &row.previous_year, result.previous_year);
                // As many decimals as it takes to tell a score from an edge that it does not reach (R55).
                let decimals = row.score.split_once('.').map_or(0, |(_, decimals)| decimals.len());
                assert_eq!(row.score, current.score.map_or(String::new(), |s| format!("{s:.decimals$}")));
                if matches!(measure.unit, Unit::Percent | Unit::Points) {
                    assert_eq!(row.delta_relative, "", "{name}: rates have no relative difference");
                }
            }
        }
    }
}

#[test]
fn operational_pages_show_segments_and_all_measures() {
    for name in EXAMPLES {
        let (scorecard, results) = example(name);
        let report = report::operational(&scorecard, &results, &crate::support::words());
        let paper = Paper::new(&set(&report).bytes);
        let text = paper.running_text();
        for section in report.pages.iter().flat_map(|p| &p.measures) {
            assert!(text.contains(&section.row.title), "{name}: {}", section.row.title);
            for row in section.segments.iter().flat_map(|t| &t.rows) {
                let found = format!("{} {}", row.label, row.actual);
                assert!(text.contains(&found), "{name}: {found}");
            }
        }
        paper.has_no_overlap();
    }
}

#[test]
fn characters_without_a_glyph_are_boxed_and_reported() {
    let (scorecard, results) = example("northwind");
    let mut report = report::strategic(&scorecard, &results, &crate::support::words());
    report.head.title = "Growth 🚀 – Łódź".to_owned();
    let outcome = set(&report);
    assert_eq!(outcome.replaced, ['🚀']);
    assert!(Paper::new(&outcome.bytes).text(1).contains("Growth □ – Łódź"));
}

#[test]
fn a_broken_template_is_named_with_its_line() {
    let (scorecard, results) = example("northwind");
    let report = report::strategic(&scorecard, &results, &crate::support::words());
    let broken = "#import \"/page.typ\": *\n#show: document-page\n= Title\n#unknown-thing()\n";
    let error = set_with(&report, "strategic.typ", broken).expect_err("an error").to_string();
    assert!(error.contains("strategic.typ:4: unknown variable: unknown-thing"), "{error}");
    let warned = "#set text(font: \"No Such Font\")\n= Title\n";
    let error = set_with(&report, "strategic.typ", warned).expect_err("an error").to_string();
    assert!(error.contains("strategic.typ:1: unknown font family"), "{error}");
}

#[test]
fn a_template_that_makes_typst_panic_is_an_error() {
    let (scorecard, results) = example("northwind");
    let report = report::strategic(&scorecard, &results, &crate::support::words());
    let panics = "#set page(height: 54mm, width: 80mm, margin: 8mm)
#v(15mm)
#table(
  columns: 2,
  table.header([A], [B]),
  table.header(level: 2, repeat: false, table.cell(colspan: 2)[P]),
  ..range(6).map(i => (
    table.header(level: 3, repeat: false, table.cell(colspan: 2)[P]),
    table.header(level: 4, repeat: false, table.cell(colspan: 2)[O]),
    ..if i > 2 { ([x], [y]) },
  )).flatten(),
)";
    let error = set_with(&report, "strategic.typ", panics).expect_err("an error");
    assert!(matches!(error, PdfError::Panicked(_)), "{error}");
}

#[test]
fn a_project_may_replace_one_template() {
    let (scorecard, results) = example("northwind");
    let report = report::strategic(&scorecard, &results, &crate::support::words());
    let own = "#import \"/page.typ\": *\n#import \"/scorecard.typ\": *\n#show: document-page\n#scorecard-page(report.sections.first())\nOur own words.\n";
    let paper = Paper::new(&set_with(&report, "strategic.typ", own).expect("a document").bytes);
    assert!(paper.running_text().contains("Our own words."));
    paper.is_sound();
}

#[test]
fn thirty_long_and_extreme_measures_fit_their_pages() {
    let (scorecard, results) = example("northwind");
    for operational in [false, true] {
        let plain = match operational {
            false => report::strategic(&scorecard, &results, &crate::support::words()),
            true => report::operational(&scorecard, &results, &crate::support::words()),
        };
        let report = stress::swollen(plain);
        let paper = Paper::new(&set(&report).bytes);
        paper.is_sound();
        paper.has_no_dumb_figure();
        paper.has_no_overlap();
        let text = paper.running_text();
        assert_eq!(rows(&report).count(), 30);
        for row in rows(&report) {
            assert!(text.contains(&row.title), "{}", row.title);
            assert!(text.contains(&row.actual), "{}", row.actual);
        }
    }
}

/// A line of figures, with a heading on it or, where that takes two lines, on the one above.
fn assert_beside(page: &str, heading: &str, figures: &[&str]) {
    let lines: Vec<&str> = page.lines().filter(|line| !line.trim().is_empty()).collect();
    let above = std::iter::once("").chain(lines.iter().copied());
    let mut pairs = above.zip(&lines);
    let is_beside = pairs
        .any(|(above, line)| holds(line, figures) && (line.contains(heading) || above.contains(heading)));
    assert!(is_beside, "{heading:?} beside {figures:?} is nowhere in\n{page}");
}

/// Whether a line holds texts, one after the other.
fn holds(line: &str, texts: &[&str]) -> bool {
    let mut rest = line;
    texts.iter().all(|text| {
        rest.split_once(text).is_some_and(|(_, after)| {
            rest = after;
            true
        })
    })
}

fn measured<'r>(
    scorecard: &'r Scorecard,
    results: &'r Results,
    id: &str,
) -> (&'r Measure, &'r MeasureResult) {
    let objectives = results.scorecard.perspectives.iter().flat_map(|p| &p.objectives);
    let result = objectives.flat_map(|o| &o.measures).find(|m| m.id == id);
    (scorecard.measure(id).expect("a measure"), result.expect("a result"))
}

/// Whether a printed figure lies within half a unit of its last decimal.
#[track_caller]
fn assert_rounded(measure: &Measure, printed: &str, value: Option<f64>) {
    let Some(value) = value else { return };
    let scale = match (measure.unit, measure.format.scale) {
        (Unit::Percent, _) => 100.0,
        (_, Scale::One) => 1.0,
        (_, Scale::Thousand) => 1e-3,
        (_, Scale::Million) => 1e-6,
    };
    let plain = printed.replace(',', "").replace('−', "-");
    let decimals = plain.split_once('.').map_or(0, |(_, tail)| tail.len());
    let read: f64 = plain.parse().unwrap_or_else(|_| panic!("{}: `{printed}` is no figure", measure.id));
    let half = 0.5 * 10_f64.powi(-(decimals as i32));
    assert!((read - value * scale).abs() <= half * 1.000_001, "{}: {printed} for {value}", measure.id);
}

/// Where a language says everything otherwise nothing English is left, but for names of the definition and for months.
#[test]
fn every_text_of_a_document_comes_from_the_language_file() {
    let (scorecard, results) = example("northwind");
    let own: String = declared().map(|message| format!("{0} = ‹{0}›\n", message.id)).collect();
    let words = Words::new(scorecard.locale).with(&own);
    let letters = regex::Regex::new(r"\p{L}{3,}").expect("a pattern");
    let tokens = |text: &str| -> Vec<String> {
        letters.find_iter(text).map(|found| found.as_str().to_lowercase()).collect()
    };
    let mut known: BTreeSet<String> = BTreeSet::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scorecards/northwind");
    for file in std::fs::read_dir(folder).expect("the example").flatten() {
        if file.path().extension().is_some_and(|ending| ending == "yaml") {
            known.extend(tokens(&std::fs::read_to_string(file.path()).expect("a file")));
        }
    }
    // Segments are named by the data.
    let objectives = results.scorecard.perspectives.iter().flat_map(|p| &p.objectives);
    for row in objectives.flat_map(|o| &o.measures).flat_map(|m| &m.segments).flat_map(|table| &table.rows) {
        known.extend(row.label.iter().chain(row.keys.iter().flatten()).flat_map(|name| tokens(name)));
    }
    for month in 1..=12 {
        let day = chrono::NaiveDate::from_ymd_opt(1998, month, 1).expect("a day");
        known.extend(
            tokens(&scorecard.locale.month(day))
                .into_iter()
                .chain(tokens(&scorecard.locale.month_short(day))),
        );
    }
    let said = regex::Regex::new("‹[^›]*›").expect("a pattern");
    let mut english = BTreeSet::new();
    for report in
        [report::strategic(&scorecard, &results, &words), report::operational(&scorecard, &results, &words)]
    {
        let document = serde_json::to_value(document(&report, &words)).expect("a document");
        each_text(&document, &mut |text| {
            let left = tokens(&said.replace_all(text, " "));
            english.extend(
                left.into_iter().filter(|token| !known.contains(token)).map(|token| (token, text.to_owned())),
            );
        });
    }
    assert!(english.is_empty(), "{english:#?}");
}

/// Every text of a document, without codes and names that no reader sees.
fn each_text(value: &serde_json::Value, told: &mut impl FnMut(&str)) {
    const CODES: [&str; 15] = [
        "page",
        "kind",
        "tone",
        "layout",
        "key",
        "code",
        "level",
        "anchor",
        "anchors",
        "to",
        "date",
        "locale",
        "page_number",
        "formula",
        "chart",
    ];
    match value {
        serde_json::Value::String(text) if text != "empty" => told(text),
        serde_json::Value::Array(items) => items.iter().for_each(|item| each_text(item, told)),
        serde_json::Value::Object(fields) => {
            let seen = fields.iter().filter(|(name, _)| !CODES.contains(&name.as_str()));
            seen.for_each(|(_, item)| each_text(item, told));
        }
        _ => {}
    }
}
