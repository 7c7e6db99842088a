//! A document as one HTML page that needs nothing else: charts are drawn within it, and it loads nothing from anywhere.

use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, UndefinedBehavior, context};
use serde::Serialize;
use thiserror::Error;

use super::chart;
use crate::report::document::{Block, Document};

const TEMPLATES: [(&str, &str); 2] = [
    ("report.html", include_str!("../../templates/html/report.html")),
    ("blocks.html", include_str!("../../templates/html/blocks.html")),
];
const STYLE: &str = include_str!("../../templates/html/report.css");
const SCRIPT: &str = include_str!("../../templates/html/report.js");

/// Why a page cannot be made.
#[derive(Debug, Error)]
pub enum HtmlError {
    /// A template of mando is at fault.
    #[error("the page cannot be made: {0:#}")]
    Template(#[from] minijinja::Error),
}

/// A line of the contents.
#[derive(Serialize)]
struct Entry<'a> {
    to: String,
    title: &'a str,
}

/// The page. The same document gives the same bytes.
///
/// # Errors
/// Never for what a run composes.
pub fn render(document: &Document) -> Result<Vec<u8>, HtmlError> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Chainable);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    for (name, text) in TEMPLATES {
        environment.add_template(name, text)?;
    }
    let charts = chart::drawn(document).into_iter().map(|(name, svg)| (name, Value::from_safe_string(svg)));
    environment.add_global("charts", Value::from_pairs(charts));
    environment.add_global("anchors", Value::from(Serde(&document.anchors)));
    let page = environment.get_template("report.html")?.render(context! {
        document => Value::from(Serde(document)),
        nav => Value::from(Serde(contents(document))),
        style => Value::from_safe_string(STYLE.to_owned()),
        script => Value::from_safe_string(SCRIPT.to_owned()),
    })?;
    Ok((page + "\n").into_bytes())
}

/// The headings of pages that links can lead to.
fn contents(document: &Document) -> Vec<Entry<'_>> {
    let headings =
        document.sections.iter().flat_map(|section| &section.blocks).filter_map(|block| match block {
            Block::Heading(heading) if heading.level == 1 => {
                Some(Entry { to: heading.anchor.clone()?, title: &heading.title })
            }
            _ => None,
        });
    headings.collect()
}
