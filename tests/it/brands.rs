//! The look of a project, and the message line as it arranges it.

use mando::render::html;
use mando::report::{pages, strategic};

use super::support::{Project, words};

const CARD: &str = "scorecard: s
title: T
entity: E & Sons
as_of: 2026-03-31
sources:
  s: { path: a.csv, time: day, columns: { day: date, amount: number } }
perspectives: { p: { title: P, objectives: { o: { title: Grow } } } }
measures:
  sales: { title: Sales, objective: o, source: s, kind: { sum: amount }, direction: maximise, target: 100 }
";
const ROWS: &str = "day,amount\n2026-02-01,5\n2026-03-01,6\n";
const LOGO: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="40" height="10"><rect width="40" height="10" fill="#0a4d8c"/></svg>"##;
/// A dot.
const PNG: [u8; 67] = [
    137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0, 58,
    126, 155, 85, 0, 0, 0, 10, 73, 68, 65, 84, 120, 156, 99, 96, 0, 0, 0, 2, 0, 1, 72, 175, 164, 113, 0, 0,
    0, 0, 73, 69, 78, 68, 174, 66, 96, 130,
];

/// A PNG whose first part has the checksum of what it says.
fn with_sum(png: &[u8]) -> Vec<u8> {
    let step = |sum: u32, byte: &u8| {
        let shifted = |sum: u32, _: u32| if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 };
        (0..8).fold(sum ^ u32::from(*byte), shifted)
    };
    let sum = !png[12..29].iter().fold(u32::MAX, step);
    [&png[..29], &sum.to_be_bytes(), &png[33..]].concat()
}

fn project(brand: &str) -> Project {
    Project::new(CARD, &[("a.csv", ROWS), ("mando.yaml", brand), ("logo.svg", LOGO)])
        .with_bytes("dot.png", &PNG)
}

#[test]
fn a_page_carries_logo_colour_and_footer() {
    for (logo, uri) in
        [("logo.svg", "data:image/svg+xml;base64,PHN2ZyB4"), ("dot.png", "data:image/png;base64,iVBORw0KGgo")]
    {
        let brand =
            format!("brand: {{ logo: {logo}, colour: '#0a4d8c', footer: {{ en: For the board }} }}\n");
        let ran = project(&brand).run(Some("2026-03"), None);
        let document = pages::document(&strategic(&ran.scorecard, &ran.results, &words()), &words());
        let page = String::from_utf8(html::render(&document).expect("a page")).expect("text");
        assert!(page.contains(uri) && page.contains("#0a4d8c") && page.contains("For the board ·"), "{page}");
        assert!(page.contains("alt=\"E &amp; Sons\""));
        let set = mando::render::pdf::render(&document, &[], &std::collections::BTreeMap::new())
            .expect("a document");
        assert!(crate::binary::text(&set.bytes).contains("For the board · Data as of"));
    }
}

#[test]
fn a_look_changes_no_figure_and_no_hash_of_the_definition() {
    let hash = |brand: &str| project(brand).open().scorecards[0].definition_hash.clone();
    assert_eq!(hash("mando: 1\n"), hash("mando: 1\nbrand: { colour: '#0a4d8c' }\n"));
}

#[test]
fn what_no_page_can_show_is_told() {
    let codes = |brand: &str| project(brand).codes();
    assert_eq!(codes("brand: { colour: '#ff9900' }\n"), ["contrast"]);
    assert_eq!(codes("brand: { colour: orange }\n"), ["wrong-type"]);
    assert_eq!(codes("brand: { logo: a.csv }\n"), ["wrong-type"]);
    assert_eq!(codes("brand: { logo: /etc/passwd }\n"), ["path-outside"]);
}

fn message(template: &str) -> String {
    let project = Project::new(CARD, &[("a.csv", ROWS), ("templates/headline.j2", template)]);
    let ran = project.run(Some("2026-03"), None);
    strategic(&ran.scorecard, &ran.results, &words()).head.message
}

#[test]
fn a_project_arranges_the_message_line_with_words_of_its_own() {
    assert_eq!(
        message("{{ sentences | first }}"),
        "Sales is 94 worse than plan, for the second period running."
    );
    assert_eq!(
        message("Board of {{ period }}:\n  {{ off_target }} off target. {{ sentences[0] }}"),
        "Board of March 2026: 1 off target. Sales is 94 worse than plan, for the second period running."
    );
}

#[test]
fn a_picture_that_no_page_shows_in_time_is_told_when_it_is_checked() {
    let told = |name: &str, bytes: &[u8]| {
        let project =
            Project::new(CARD, &[("a.csv", ROWS), ("mando.yaml", &format!("brand: {{ logo: {name} }}\n"))]);
        project.with_bytes(name, bytes).check()
    };
    let svg = |inside: &str| {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"10\">{inside}</svg>")
    };
    let of_size = |size: &str| {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" {size}><rect width=\"4\" height=\"1\"/></svg>")
    };
    let steps: String = (0..20)
        .map(|n| format!("<g id=\"g{}\"><use href=\"#g{n}\"/><use href=\"#g{n}\"/></g>", n + 1))
        .collect();
    for (bad, why) in [
        (svg("<filter id=\"f\"><feTurbulence numOctaves=\"1000000\"/></filter>"), "`filter`"),
        (svg("<s:image xmlns:s=\"http://www.w3.org/2000/svg\" href=\"logo.png\"/>"), "`image`"),
        (svg(&"<g>".repeat(100_000)), "deep"),
        (svg(&steps), "`use`"),
        (svg("<style>.a { filter: url(#f) }</style>"), "`style`"),
        (svg("<style>.a { m&#97;sk: u&#114;l(#f) }</style>"), "`style`"),
        (svg("<style><![CDATA[.a { ma\\73k: none }]]></style>"), "`style`"),
        (svg("<g></a>"), "to its end"),
        (svg("<g>"), "to its end"),
        (format!("<!DOCTYPE svg [<!ENTITY a \"aa\">]>{}", svg("")), "entities"),
        (of_size("width=\"0\" height=\"10\""), "no size"),
        (of_size("width=\"nan\""), "no size"),
        (of_size("viewBox=\"0 0 -4 10\""), "no size"),
    ] {
        let told = told("logo.svg", bad.as_bytes());
        assert!(
            told.contains("error[wrong-type]: `logo.svg` cannot be shown") && told.contains(why),
            "{why}: {told}"
        );
    }
    for not_drawn in [svg("<x:g/>"), svg("&nbsp;"), "<svg/><svg/>".to_owned()] {
        let told = told("logo.svg", not_drawn.as_bytes());
        assert!(told.contains("`logo.svg` cannot be shown"), "{not_drawn}: {told}");
    }
    let sized = |width: u32| [&PNG[..16], &width.to_be_bytes(), &PNG[20..]].concat();
    for (bad, why) in [
        (sized(0), "no size"),
        (sized(20_000), "20000 × 1 dots"),
        (sized(1 << 31), "dots"),
        (PNG[..50].to_vec(), "cut short"),
        // All its parts are there, and say so: of 200 lines of dots there is one.
        ([&PNG[..20], &200_u32.to_be_bytes(), &PNG[24..]].concat(), "damaged"),
        (with_sum(&[&PNG[..20], &200_u32.to_be_bytes(), &PNG[24..]].concat()), "cut short"),
    ] {
        let told = told("logo.png", &bad);
        assert!(told.contains("`logo.png` cannot be shown") && told.contains(why), "{why}: {told}");
    }
    let mask = "<defs><mask id=\"m\"><rect width=\"4\" height=\"1\"/></mask></defs><g mask=\"url(#m)\"><path d=\"M0 0\"/></g>";
    for good in [
        svg(mask),
        svg("<!-- < --><style>.a { fill: red }</style><path d=\"M0 0\" class=\"a\"/>"),
        of_size("viewBox=\"0 0 4 1\""),
    ] {
        assert_eq!(told("logo.svg", good.as_bytes()), "", "{good}");
    }
}

#[test]
fn a_template_that_cannot_be_used_is_told_when_it_is_checked() {
    let found =
        |template: &str| Project::new(CARD, &[("a.csv", ROWS), ("templates/headline.j2", template)]).check();
    for template in [
        "{{ sentences | first",
        "{{ revenue }}",
        "{% for i in range(100000000) %}{% endfor %}",
        "{% for i in range(9999) %}{% for j in range(9999) %}{{ i }}{% endfor %}{% endfor %}",
        "{% include '/etc/passwd' %}",
    ] {
        let told = found(template);
        assert!(told.contains("words-fault") && told.contains("templates/headline.j2"), "{template}: {told}");
    }
    assert_eq!(found("{{ sentences | join(' ') }}"), "");
}
