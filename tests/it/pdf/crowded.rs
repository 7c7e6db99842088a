//! A project that asks all of a page: forty measures, names of every sort, values of every size, and no data.

use std::collections::BTreeMap;
use std::fmt::Write;

use mando::locale::Locale;
use mando::render::{html, pdf};
use mando::report::pages::document;
use mando::report::{ReportExtras, compose, operational, strategic};
use mando::words::Words;

use super::paper::Paper;
use crate::support::{Project, Ran};

/// Names in turn: of 120 characters, of one word, Greek, Polish, and of letters that no font here has.
const NAMES: [&str; 8] = [
    "On-time delivery",
    "Share of all orders that left the warehouse complete, undamaged, with the right papers and on the day that was promised",
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    "Ποσοστό εμπρόθεσμων παραδόσεων προς τους μεγαλύτερους πελάτες",
    "Odsetek zamówień dostarczonych w obiecanym terminie do największych odbiorców",
    "売上高",
    "利益率",
    "Net revenue per active customer and month",
];

/// The scorecard: five perspectives of four objectives of two measures.
fn project() -> Project {
    let mut yaml = String::from(
        "scorecard: crowded\ntitle: Everything at once\nentity: Somebody\nas_of: 2026-03-31\ncurrency: EUR\n\
         mission: To bear whatever anybody may write.\nvision: No page that is not read.\n\
         sources:\n  s: { path: a.csv, time: day, columns: { day: date, amount: number } }\nperspectives:\n",
    );
    for (p, name) in NAMES.iter().enumerate().take(5) {
        _ = writeln!(yaml, "  p{p}:\n    title: \"{name} {p}\"\n    objectives:");
        for o in 0..4 {
            let number = 4 * p + o;
            let drives = match number {
                0..=3 => String::new(),
                _ => format!(", drives: [{{ to: o{}, lag: 3 months }}, o{}]", number - 4, (number * 7) % 4),
            };
            _ = writeln!(yaml, "      o{number}: {{ title: \"{} {number}\"{drives} }}", NAMES[number % 8]);
        }
    }
    yaml.push_str("measures:\n");
    for m in 0..40 {
        let target = match m % 5 {
            0 => "target: 1000000000".to_owned(),
            1 => "target: { band: [-50, 50], zero_at: [-500, 500] }".to_owned(),
            2 => String::new(),
            _ => format!("target: {}", 90 + m),
        };
        _ = writeln!(
            yaml,
            "  m{m}:\n    title: \"{} {m}\"\n    objective: o{}\n    source: s\n    kind: {{ sum: amount }}\n    \
             where: name = 'n{m}'\n    direction: maximise\n    owner: \"{}\"\n    {target}",
            NAMES[m % 8],
            m / 2,
            NAMES[(m + 3) % 8],
        );
    }
    let long = NAMES[1];
    _ = write!(
        yaml,
        "initiatives:\n  one: {{ title: \"{long}\", owner: \"{}\", starts: 2026-01-01, due: 2026-12-31, budget: 100000, \
         spent: 20000, progress: 10%, supports: [o1, o2], milestones: [{{ title: \"{long}\", due: 2026-02-01 }}] }}\n",
        NAMES[2]
    );
    Project::new(&yaml, &[("a.csv", &rows())])
        .with_file("notes/2026-02.yaml", &format!("comments:\n  - {{ measure: m3, text: \"{long}\", by: A }}\n"))
        .with_file(
            "notes/2026-03.yaml",
            &format!(
                "comments:\n  - {{ measure: m3, text: \"{long}\", by: A }}\n  - {{ measure: m4, text: \"{}\", by: B }}\n\
                 decisions:\n  - {{ text: \"{long}\", by: \"{}\", due: 2026-12-15 }}\n\
                 approvals:\n  - {{ role: prepared, by: Control, date: 2026-04-02 }}\n",
                "word ".repeat(900),
                NAMES[2]
            ),
        )
}

/// Fourteen months of rows; every eighth measure has none.
fn rows() -> String {
    let mut text = String::from("day,name,amount\n");
    for month in 0..14 {
        let (year, of_year) = (2025 + (month + 1) / 12, (month + 1) % 12 + 1);
        for m in (0..40).filter(|m| m % 8 != 6) {
            let size = match m % 5 {
                0 => 1_234_567_890.12,
                1 => -98_765.43,
                _ => 100.0,
            };
            let amount = size * (1.0 + f64::from((month * 7 + m * 3) % 11 - 5) / 50.0);
            _ = writeln!(text, "{year}-{of_year:02}-15,n{m},{amount:.2}");
        }
    }
    text
}

fn ran() -> Ran {
    project().run(Some("2026-03"), None)
}

/// The two documents in a language, set.
fn papers(ran: &Ran, locale: Locale) -> [Paper; 2] {
    let words = Words::new(locale);
    [strategic(&ran.scorecard, &ran.results, &words), operational(&ran.scorecard, &ran.results, &words)].map(
        |report| {
            let set = pdf::render(&document(&report, &words), &[], &BTreeMap::new()).expect("a document");
            Paper::new(&set.bytes)
        },
    )
}

#[test]
fn no_text_of_a_crowded_page_stands_on_another_or_leaves_it() {
    let ran = ran();
    for locale in [Locale::EN_GB, Locale::parse("el").expect("Greek")] {
        for paper in papers(&ran, locale) {
            paper.is_sound();
            paper.has_no_overlap();
            // Forty measures, their definitions and trends.
            assert!((10..60).contains(&paper.pages()), "{} pages", paper.pages());
        }
    }
}

#[test]
fn two_names_of_the_same_boxes_are_told_apart_by_their_ids() {
    let ran = ran();
    let [strategic, _] = papers(&ran, Locale::EN_GB);
    let text = strategic.running_text();
    // Both end with their number, so only those of the same number would print alike; their ids stand beside none.
    assert!(text.contains("□□□ 5"), "the boxes themselves");
    let alike = Project::new(
        "scorecard: s\ntitle: T\nentity: E\nas_of: 2026-03-31\nsources:\n  s: { path: a.csv, time: day, columns: { day: date, amount: number } }\n\
         perspectives: { p: { title: P, objectives: { o: { title: O } } } }\nmeasures:\n  \
         sales: { title: 売上, objective: o, source: s, kind: { sum: amount }, direction: maximise, target: 9 }\n  \
         profit: { title: 利益, objective: o, source: s, kind: { sum: amount }, direction: maximise, target: 9 }\n",
        &[("a.csv", "day,amount\n2026-02-01,5\n2026-03-01,6\n")],
    );
    let [strategic, _] = papers(&alike.run(Some("2026-03"), None), Locale::EN_GB);
    let text = strategic.running_text();
    assert!(text.contains("□□ (sales)") && text.contains("□□ (profit)"), "{text}");
}

#[test]
fn a_crowded_page_of_html_holds_every_name() {
    let ran = ran();
    let words = crate::support::words();
    let page =
        html::render(&document(&strategic(&ran.scorecard, &ran.results, &words), &words)).expect("a page");
    let page = String::from_utf8(page).expect("text");
    for name in NAMES {
        assert!(page.contains(name), "{name}");
    }
}

#[test]
fn a_project_without_a_row_is_set() {
    let none =
        project().with_file("a.csv", "day,name,amount\n2026-03-01,other,1\n").run(Some("2026-03"), None);
    for paper in papers(&none, Locale::EN_GB) {
        paper.is_sound();
        paper.has_no_overlap();
    }
}

/// Amounts of fourteen digits, as banks of some countries have them.
#[test]
fn figures_of_many_digits_stand_beside_one_another() {
    for trend in [13, 60] {
        let mut rows = String::from("day,amount\n");
        for month in 0..61 {
            let (year, of_year) = (2021 + (month + 2) / 12, (month + 2) % 12 + 1);
            _ = writeln!(
                rows,
                "{year}-{of_year:02}-15,{}.25",
                55_654_397_674_760_u64 + month * 1_234_567_890
            );
        }
        let yaml = format!(
            "scorecard: s\ntitle: T\nentity: E\nas_of: 2026-03-31\nsources:\n  s: {{ path: a.csv, time: day, columns: {{ day: date, amount: number }} }}\n\
             perspectives: {{ p: {{ title: P, objectives: {{ o: {{ title: O }} }} }} }}\nmeasures:\n  \
             sales: {{ title: Sales, objective: o, source: s, kind: {{ sum: amount }}, format: {{ decimals: 2 }}, direction: maximise, target: 56000000000000 }}\n\
             reports: {{ one: {{ level: strategic, trend: {trend} }} }}\n"
        );
        let ran = Project::new(&yaml, &[("a.csv", &rows)]).run(Some("2026-03"), None);
        let (spec, words) = (&ran.scorecard.reports[0], crate::support::words());
        let report = compose(&ran.scorecard, &ran.results, spec, ReportExtras::default(), &words);
        let set = pdf::render(&document(&report, &words), &[], &BTreeMap::new()).expect("a document");
        let paper = Paper::new(&set.bytes);
        paper.has_no_overlap();
        assert!(paper.running_text().contains("56,000,000,000,000.00"), "{}", paper.running_text());
    }
}

/// A table that its page has no room for says whose it is on the next one.
#[test]
fn a_segment_table_on_a_page_of_its_own_names_its_measure() {
    let paper = {
        let (scorecard, results) = super::example("northwind");
        let words = crate::support::words();
        let report = strategic(&scorecard, &results, &words);
        let set = pdf::render(&document(&report, &words), &[], &BTreeMap::new()).expect("a document");
        Paper::new(&set.bytes)
    };
    let is_table = |text: &String| {
        // Above whatever else the page tells.
        let above = text.split("The last 13 months").next().unwrap_or_default();
        above.lines().any(|line| line.trim_start().starts_with("Carrier  "))
    };
    let page = (1..=paper.pages()).map(|page| paper.text(page)).find(is_table);
    let page = page.expect("a table that its page has no room for");
    assert!(page.contains("Orders waiting for shipment"), "{page}");
}
