//! Runs of periods begin where the value of a measure can be known, and columns of the year stand where there is room.

use mando::report::view::{Report, TrendChart};
use mando::report::{operational, pages, strategic};

use crate::binary::{mando, run, text};
use crate::support::{Project, words};

const CARD: &str = "scorecard: s
title: T
entity: E
currency: EUR
as_of: 2026-06-30
sources:
  s: { path: a.csv, time: day, customer: who, history_starts: 2025-10-01, columns: { day: date, amount: number } }
perspectives: { p: { title: P, objectives: { o: { title: Grow } } } }
measures:
  stay: { title: Stay, objective: o, source: s, direction: maximise, kind: { retention: { active_within: 3 months } } }
  sales: { title: Sales, objective: o, source: s, direction: maximise, window: 2 months, kind: { sum: amount } }
  month: { title: Month, objective: o, source: s, direction: maximise, kind: { sum: amount } }
";

/// A row of one customer in each month from October to June.
fn rows() -> String {
    let months =
        ["2025-10", "2025-11", "2025-12", "2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06"];
    let rows: String = months.iter().map(|month| format!("{month}-10,ann,5\n")).collect();
    format!("day,who,amount\n{rows}")
}

fn trend<'r>(report: &'r Report, id: &str) -> &'r TrendChart {
    let mut sections = report.pages.iter().flat_map(|page| &page.measures);
    &sections.find(|section| section.row.id == id).expect("a section").trend
}

#[test]
fn a_trend_starts_where_its_window_does() {
    let ran = Project::new(CARD, &[("a.csv", &rows())]).run(Some("2026-06"), None);
    let report = strategic(&ran.scorecard, &ran.results, &words());
    let first =
        |id: &str| trend(&report, id).points.first().map(|point| (point.label.as_str(), point.text.as_str()));
    // Two windows of three months lie in the history from the end of March on.
    assert_eq!(first("stay"), Some(("Mar 26", "100.0")));
    // Two months from November; before the history stands nothing that could lack any.
    assert_eq!(first("sales"), Some(("Nov 25", "10")));
    // Nor months without a row.
    assert_eq!(first("month"), Some(("Oct 25", "5")));
    for id in ["stay", "sales"] {
        let texts = trend(&report, id).points.iter().map(|point| point.text.as_str());
        assert_eq!(texts.filter(|text| text.contains("history")).count(), 0, "{id}");
        assert!(trend(&report, id).title.contains("rolling"), "{id}: {}", trend(&report, id).title);
    }
}

#[test]
fn one_value_alone_is_no_run() {
    let card = format!(
        "{CARD}  once: {{ title: Once, objective: o, source: t, direction: maximise, target: 9, kind: {{ sum: amount }} }}\n"
    )
    .replace("perspectives:", "  t: { path: b.csv, time: day, columns: { day: date, amount: number } }\nperspectives:");
    let ran = Project::new(&card, &[("a.csv", &rows()), ("b.csv", "day,amount\n2026-06-10,7\n")])
        .run(Some("2026-06"), None);
    let report = strategic(&ran.scorecard, &ran.results, &words());
    assert_eq!(trend(&report, "once").points.len(), 1, "no month without a row stands before it");
    let document = serde_json::to_string(&pages::document(&report, &words())).expect("a document");
    for (chart, is_there) in [
        ("trend/once", false),
        ("spark/once", false),
        ("run/once", false),
        ("bullet/once", true),
        ("trend/month", true),
    ] {
        assert_eq!(document.contains(&format!("\"{chart}\"")), is_there, "{chart}");
    }
    assert!(!document.contains("No data"), "nothing but the figure is said");
}

#[test]
fn a_run_by_weeks_stands_where_most_of_them_have_a_value() {
    let card = format!(
        "{CARD}  share: {{ title: Share, objective: o, source: s, level: operational, direction: maximise, kind: {{ share: {{ of: amount > 4 }} }} }}\n"
    );
    let title = |rows: &str| {
        let ran = Project::new(&card, &[("a.csv", rows)]).run(Some("2026-06"), None);
        let report = operational(&ran.scorecard, &ran.results, &words());
        trend(&report, "share").title.clone()
    };
    assert_eq!(title(&rows()), "The last 9 months", "a row a month leaves ten of thirteen weeks empty");
    let often: String =
        (1..=30).map(|day| format!("2026-05-{day:02},ann,5\n2026-06-{day:02},ann,5\n")).collect();
    assert_eq!(title(&format!("{}{often}", rows())), "The last 12 weeks");
}

/// The first page of a scorecard with one measure so called, and values so large.
fn first_page(title: &str, amount: &str) -> String {
    let yaml = format!(
        "scorecard: s\ntitle: T\nentity: E\ncurrency: EUR\nas_of: 2026-06-30\nsources:\n  \
         s: {{ path: a.csv, time: day, columns: {{ day: date, amount: number }} }}\n\
         perspectives: {{ p: {{ title: P, objectives: {{ o: {{ title: Grow }} }} }} }}\nmeasures:\n  \
         sales: {{ title: \"{title}\", objective: o, source: s, direction: maximise, target: {amount}, kind: {{ average: amount }} }}\n"
    );
    let months = ["2025-06", "2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06"];
    let rows: String =
        months.iter().flat_map(|m| (1..=12).map(move |day| format!("{m}-{day:02},{amount}\n"))).collect();
    let project = Project::new(&yaml, &[("a.csv", &format!("day,amount\n{rows}"))]);
    let written = run(mando().arg("run").arg(project.path()));
    let all = text(written.strategic());
    all.split('\u{c}').next().unwrap_or_default().to_owned()
}

#[test]
fn columns_of_the_year_give_way_to_what_is_wide() {
    let column = "YTD";
    assert!(first_page("Sales", "5").lines().any(|line| line.trim() == column));
    let wide = first_page(
        "Net revenue of all active customers of the three regions after returns and credit notes",
        "12345678901234.25",
    );
    assert!(!wide.lines().any(|line| line.trim() == column), "{wide}");
    assert!(wide.contains("Net revenue of all active customers"), "{wide}");
}
