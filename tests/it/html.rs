//! Reports as HTML: one page that needs nothing else, with all that the PDF says.

use std::collections::BTreeSet;

use mando::render::html;
use mando::report;
use mando::report::document::{Block, Cell, Document};
use mando::report::pages::document;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::pdf::example;

const EXAMPLES: [&str; 4] = ["airport", "gift-wholesaler", "northwind", "telco"];

/// What a page holds, read as strictly as XML is read.
#[derive(Default)]
struct Read {
    ids: Vec<String>,
    links: Vec<String>,
    headings: Vec<u8>,
    text: String,
}

fn read(page: &str) -> Read {
    let mut reader =
        Reader::from_str(page.strip_prefix("<!DOCTYPE html>").expect("a document type").trim_start());
    reader.config_mut().check_end_names = true;
    let (mut read, mut silent) = (Read::default(), 0_usize);
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(tag) => {
                opened(&tag, &mut read);
                let name = tag.name();
                silent += usize::from(silent > 0 || matches!(name.as_ref(), "script" | "style" | "svg"));
            }
            Event::Empty(tag) => opened(&tag, &mut read),
            Event::End(_) => silent = silent.saturating_sub(1),
            Event::Text(text) if silent == 0 => read.text.push_str(&text),
            Event::GeneralRef(entity) if silent == 0 => {
                let plain = match &*entity {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    "quot" | "#34" | "#x22" => "\"",
                    "#39" | "#x27" | "apos" => "'",
                    "#x2f" | "#47" => "/",
                    other => panic!("an entity `{other}`"),
                };
                read.text.push_str(plain);
            }
            Event::Eof => return read,
            _ => {}
        }
    }
}

fn opened(tag: &BytesStart<'_>, read: &mut Read) {
    let name = tag.name().as_ref().to_owned();
    if let Some(level) = name.strip_prefix('h').and_then(|level| level.parse().ok()) {
        read.headings.push(level);
    }
    for attribute in tag.attributes() {
        let attribute = attribute.expect("an attribute");
        let value = attribute.normalized_value(XmlVersion::Explicit1_0).expect("its value").into_owned();
        match attribute.key.as_ref() {
            "id" => read.ids.push(value),
            "href" => read.links.push(value),
            "src" | "srcset" | "action" => panic!("it loads `{value}`"),
            _ => {}
        }
    }
}

fn documents(name: &str) -> Vec<Document> {
    let (scorecard, results) = example(name);
    let words = crate::support::words();
    let reports =
        [report::strategic(&scorecard, &results, &words), report::operational(&scorecard, &results, &words)];
    reports.iter().map(|report| document(report, &words)).collect()
}

fn page(document: &Document) -> String {
    String::from_utf8(html::render(document).expect("a page")).expect("text")
}

/// Texts of blocks in tables, paragraphs and headings, as a reader meets them.
fn texts<'d>(blocks: &'d [Block], found: &mut Vec<&'d str>) {
    for block in blocks {
        match block {
            Block::Heading(heading) => found.push(&heading.title),
            Block::Paragraph(paragraph) => found.push(&paragraph.text),
            Block::List(items) => found.extend(items.iter().map(String::as_str)),
            Block::Facts(facts) => {
                found.extend(facts.facts.iter().flat_map(|(label, text)| [label.as_str(), text.as_str()]));
            }
            Block::Table(table) => {
                found.extend(table.columns.iter().map(|column| column.title.as_str()));
                found.push(&table.note);
                for cell in table.rows.iter().flat_map(|row| &row.cells) {
                    match cell {
                        Cell::Text(text) | Cell::Absent(text) | Cell::Value { text, .. } => found.push(text),
                        Cell::Texts(first, second) => found.extend([first.as_str(), second.as_str()]),
                        Cell::Lines(lines) => found.extend(lines.iter().map(String::as_str)),
                        Cell::Status(status) => found.push(&status.word),
                        Cell::Statuses(all) => found.extend(all.iter().map(|status| status.word.as_str())),
                        Cell::Name(name) => found.extend([name.title.as_str(), name.remark.as_str()]),
                        Cell::Heat(heat) => found.extend([heat.text.as_str(), heat.beside.as_str()]),
                        Cell::Empty | Cell::Chart(_) => {}
                    }
                }
            }
            Block::Chart(figure) => found.push(&figure.title),
            Block::Formula { reading, .. } => found.push(reading),
            Block::Contents { title } => found.push(title),
            Block::Group { blocks, .. } => texts(blocks, found),
        }
    }
}

#[test]
fn every_text_of_a_document_stands_on_its_page() {
    for name in EXAMPLES {
        for document in documents(name) {
            let page = page(&document);
            let read = read(&page);
            let mut expected = Vec::new();
            document.sections.iter().for_each(|section| texts(&section.blocks, &mut expected));
            let missing: Vec<&&str> = expected.iter().filter(|text| !read.text.contains(**text)).collect();
            assert_eq!(missing, Vec::<&&str>::new(), "{name}");
            for chart in document.charts() {
                assert!(page.contains(&mando::render::chart::draw(&chart.drawing)), "{name}: {}", chart.name);
            }
        }
    }
}

#[test]
fn links_lead_somewhere_and_headings_leave_out_no_level() {
    for name in EXAMPLES {
        for document in documents(name) {
            let read = read(&page(&document));
            let ids: BTreeSet<&str> = read.ids.iter().map(String::as_str).collect();
            assert_eq!(ids.len(), read.ids.len(), "{name}: an id stands twice");
            for link in &read.links {
                let place = link
                    .strip_prefix('#')
                    .unwrap_or_else(|| panic!("{name}: `{link}` leads out of the page"));
                assert!(ids.contains(place), "{name}: nothing stands at `{link}`");
            }
            assert_eq!(read.headings.first(), Some(&1), "{name}");
            assert_eq!(read.headings.iter().filter(|level| **level == 1).count(), 1, "{name}: one title");
            for pair in read.headings.windows(2) {
                assert!(pair[1] <= pair[0] + 1, "{name}: a heading of level {} after {}", pair[1], pair[0]);
            }
        }
    }
}

#[test]
fn names_from_outside_stay_text() {
    let mut documents = documents("northwind");
    let evil = "<script>alert(1)</script>\" onload=\"x";
    let document = &mut documents[0];
    document.head.title = evil.to_owned();
    for block in document.sections.iter_mut().flat_map(|section| &mut section.blocks) {
        match block {
            Block::Heading(heading) => heading.title = evil.to_owned(),
            Block::Paragraph(paragraph) => paragraph.text = evil.to_owned(),
            Block::Table(table) => {
                for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
                    *cell = Cell::Text(evil.to_owned());
                }
                table.summary = evil.to_owned();
            }
            _ => {}
        }
    }
    let page = page(document);
    assert!(!page.contains("<script>alert"), "it runs");
    let read = read(&page);
    assert!(read.text.contains(evil), "it is read as it is");
}

#[test]
fn the_same_document_is_the_same_page() {
    let documents = documents("airport");
    assert_eq!(page(&documents[0]), page(&documents[0]));
}
