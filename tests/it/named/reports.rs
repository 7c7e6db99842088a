//! The key `reports`: which files, measures, pages, entities and languages.

use mando::model::{FORMATS, PAGES};
use mando::render::OUTPUTS;
use mando::report::pages;

use super::{card, folder, orders, run, text, written};
use crate::binary::names_in;
use crate::support::Project;

const HTML: &str = "formats: [html]";

fn with(reports: &str) -> tempfile::TempDir {
    folder(&card(&format!("reports:\n{reports}"), ""), &orders())
}

#[test]
fn the_words_of_the_language_are_those_of_the_rooms_that_carry_them_out() {
    assert_eq!(OUTPUTS.each_ref().map(|output| output.word), FORMATS);
    assert_eq!(pages::PAGES.iter().map(|page| page.word).collect::<Vec<_>>(), PAGES);
}

#[test]
fn each_report_writes_files_of_its_own_name_and_figures_stand_once() {
    let folder = with(
        "  board: { pages: one, formats: [pdf, html, json] }\n  team: { level: tactical, formats: [html, json], file_name: team-2026 }\n",
    );
    let words = written(&folder, &[]);
    assert_eq!(
        names_in(&folder.path().join("out")),
        ["board.html", "board.pdf", "results.json", "team-2026.html"]
    );
    assert!(words.contains("{board.pdf, board.html, team-2026.html, results.json}"), "{words}");
    // What is asked for stands before what reports say.
    let other = with("  board: { formats: [pdf] }\n");
    written(&other, &["--formats", "html"]);
    assert_eq!(names_in(&other.path().join("out")), ["board.html"]);
}

#[test]
fn a_report_lists_its_level_or_the_measures_it_names() {
    let folder = with(&format!(
        "  s: {{ level: strategic, {HTML} }}\n  t: {{ level: tactical, {HTML} }}\n  o: {{ level: operational, {HTML} }}\n  m: {{ measures: [kept], {HTML} }}\n"
    ));
    written(&folder, &[]);
    let headings = |name: &str| {
        let page = text(&folder, name);
        ["Kept promises", "Revenue", "Orders"].map(|title| heading(&page, title))
    };
    assert_eq!(
        headings("s.html"),
        [true, true, false],
        "an objective without a strategic measure shows its drivers"
    );
    assert_eq!(headings("t.html"), [false, false, true]);
    assert_eq!(headings("o.html"), [true, false, false]);
    assert_eq!(headings("m.html"), [true, false, false]);
    // Tactical: segments and exceptions, and the measure above as what it drives; no weeks.
    let tactical = text(&folder, "t.html");
    assert!(tactical.contains("tactical report"), "its heading says which it is");
    assert!(tactical.contains("north") && tactical.contains("Other measures"));
    // Nothing of it is off target or moved, which needs no page.
    assert!(
        tactical.contains("What changed") && tactical.contains("No scored measure of this report is off")
    );
    assert!(!text(&folder, "o.html").contains("Needs attention"));
}

/// Whether a measure has a heading on the page of its objective, which leads to its definition.
fn heading(page: &str, title: &str) -> bool {
    let headings = page.split("<h3").skip(1).filter_map(|rest| rest.split("</h3>").next());
    headings.into_iter().any(|heading| heading.contains(&format!("{title}</a>")))
}

#[test]
fn pages_are_those_that_are_listed_in_that_order() {
    let folder = with(&format!(
        "  one: {{ pages: one, {HTML} }}\n  some: {{ pages: [data, scorecard], title: {{ en: Paper, es: Informe }}, {HTML} }}\n"
    ));
    written(&folder, &[]);
    let sections = |name: &str| {
        let page = text(&folder, name);
        let parts: Vec<String> = page
            .split("<section class=\"")
            .skip(1)
            .map(|part| part.split('"').next().unwrap_or_default().to_owned())
            .collect();
        parts
    };
    assert_eq!(sections("one.html"), ["scorecard"]);
    assert_eq!(sections("some.html"), ["data", "scorecard"]);
    assert!(text(&folder, "some.html").contains("<title>Paper – Whole store, March 2026</title>"));
}

#[test]
fn a_report_in_another_language_is_in_it_throughout() {
    let reports = format!("  en: {{ {HTML} }}\n  es: {{ locale: es-ES, pages: one, {HTML} }}\n");
    let folder = with(&reports);
    written(&folder, &[]);
    let page = text(&folder, "es.html");
    assert!(page.contains("<html lang=\"es-ES\">") && page.contains("Promesas cumplidas"), "{page}");
    assert!(page.contains("Almacén") && page.contains("Todo el almacén") && !page.contains("Kept promises"));
    assert!(text(&folder, "en.html").contains("Kept promises"));
    // Asked for on the command line, a language is that of all.
    written(&folder, &["--locale", "es"]);
    assert!(text(&folder, "en.html").contains("Promesas cumplidas"));
    // What lacks it is told by `check` as well.
    let lacking =
        card(&format!("reports:\n{reports}"), "").replace("{ en: Speed, es: Rapidez }", "{ en: Speed }");
    let folder = self::folder(&lacking, &orders());
    for command in ["check", "run"] {
        let (code, words) = run(&folder, &[command, "scorecard.yaml"]);
        assert_eq!(code, Some(2), "{words}");
        assert!(words.contains("title of `speed` has no `es-ES`"), "{words}");
    }
}

#[test]
fn a_report_of_entities_needs_no_option() {
    let folder = with(
        "  whole: { formats: [html] }\n  each: { entities: each, pages: one, formats: [pdf] }\n  one: { entities: [north], formats: [json] }\n",
    );
    let words = written(&folder, &[]);
    let out = folder.path().join("out");
    assert_eq!(names_in(&out), ["north", "south", "whole.html"]);
    assert_eq!(names_in(&out.join("north")), ["each.pdf", "results.json"]);
    assert_eq!(names_in(&out.join("south")), ["each.pdf"]);
    assert!(words.contains("2 of 2 entities"), "{words}");
    // Options win: all reports, of one entity.
    let single = with("  whole: { formats: [html] }\n  each: { entities: each, formats: [json] }\n");
    written(&single, &["--entity", "south"]);
    assert_eq!(names_in(&single.path().join("out")), ["south"]);
    assert_eq!(names_in(&single.path().join("out/south")), ["results.json", "whole.html"]);
}

#[test]
fn trends_are_as_long_as_the_report_says() {
    let months: Vec<String> = (0..30).map(|m| format!("{}-{:02}-05,1", 2024 + m / 12, 1 + m % 12)).collect();
    let rows = format!("day,amount\n{}\n", months.join("\n"));
    let yaml = |trend: &str| {
        format!(
            "scorecard: s\ntitle: S\nentity: E\nas_of: 2026-06-30\nreports:\n  short: {{ trend: 3, formats: [html] }}\n{trend}\
             sources:\n  rows: {{ path: rows.csv, time: day, columns: {{ day: date, amount: number }} }}\n\
             perspectives:\n  p: {{ objectives: {{ o: {{}} }} }}\n\
             measures:\n  m: {{ title: M, objective: o, source: rows, kind: {{ sum: amount }}, direction: maximise, target: 1 }}\n"
        )
    };
    let long = Project::new(&yaml("  long: { trend: 24 }\n"), &[("rows.csv", &rows)]).results("2026-06");
    assert_eq!(long.measure("m").periods.len(), 24);
    let [short, long_spec] = [&long.scorecard.reports[0], &long.scorecard.reports[1]];
    let points = |spec| {
        let report = mando::report::compose(
            &long.scorecard,
            &long.results,
            spec,
            mando::report::ReportExtras::default(),
            &crate::support::words(),
        );
        report.pages[0].measures[0].trend.points.len()
    };
    assert_eq!((points(short), points(long_spec)), (3, 24));
    // Without a longer one, thirteen are kept, as ever.
    let usual = Project::new(&yaml(""), &[("rows.csv", &rows)]).results("2026-06");
    assert_eq!(usual.measure("m").periods.len(), 13);
}

#[test]
fn what_a_report_cannot_be_is_told() {
    let told = |report: &str| {
        let yaml = card(&format!("reports:\n  r: {report}\n"), "");
        Project::new(&yaml, &[("orders.csv", &orders())]).check()
    };
    for (report, words) in [
        ("{ pages: [scorecard, exeptions] }", "no page `exeptions`"),
        ("{ formats: [pfd] }", "no format `pfd`"),
        ("{ measures: [keptt] }", "no measure `keptt`"),
        ("{ trend: 61 }", "a trend shows 2 to 60 periods, this is 61"),
        ("{ file_name: a/b }", "`a/b` is no name for files of a report"),
        ("{ file_name: Results }", "`Results` is no name for files of a report"),
        ("{ entities: parent }", "`entities: parent` needs `parent` of the scorecard"),
        ("{ locale: xx }", "no locale `xx`"),
        ("{ }\n  q: { file_name: R }", "reports `r` and `q` would write the same files"),
        ("{ colour: red }", "`colour`"),
    ] {
        let found = told(report);
        assert!(found.contains(words), "{report}: {found}");
    }
    assert_eq!(told("{ pages: one, entities: each, paper: letter, trend: 60, formats: [pdf, csv] }"), "");
}

#[test]
fn letter_is_eleven_inches_wide() {
    let folder = with(
        "  us: { pages: one, paper: letter, formats: [pdf, xlsx] }\n  eu: { pages: one, formats: [pdf] }\n",
    );
    written(&folder, &[]);
    let boxes = |name: &str| {
        let bytes = std::fs::read(folder.path().join("out").join(name)).expect("a page");
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let at = text.find("/MediaBox").expect("a media box");
        text[at..].chars().take_while(|c| *c != ']').collect::<String>()
    };
    assert!(boxes("us.pdf").contains("792") && boxes("us.pdf").contains("612"), "{}", boxes("us.pdf"));
    assert!(boxes("eu.pdf").contains("841."), "{}", boxes("eu.pdf"));
}
