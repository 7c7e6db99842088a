//! A document as one HTML page that needs nothing else: charts are drawn within it, and it loads nothing from anywhere.

use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, UndefinedBehavior, context};
use serde::Serialize;
use thiserror::Error;

use super::chart;
use crate::model::{Logo, LogoFormat};
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
    let brand = &document.head.brand;
    environment
        .add_global("logo", brand.picture.as_ref().map(|logo| Value::from_safe_string(data_uri(logo))));
    let page = environment.get_template("report.html")?.render(context! {
        document => Value::from(Serde(document)),
        nav => Value::from(Serde(contents(document))),
        style => Value::from_safe_string(style(document)),
        script => Value::from_safe_string(SCRIPT.to_owned()),
    })?;
    Ok((page + "\n").into_bytes())
}

/// The style of a page in the colour of its project: of headings on light ground, and of the line above them.
fn style(document: &Document) -> String {
    let Some(colour) = &document.head.brand.colour else { return STYLE.to_owned() };
    format!(
        "{STYLE}@media(prefers-color-scheme:light){{:root{{--accent:{colour}}}}}main{{border-top:4px solid {colour}}}"
    )
}

/// A picture as an address that holds it.
fn data_uri(logo: &Logo) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = match logo.format {
        LogoFormat::Png => "data:image/png;base64,".to_owned(),
        LogoFormat::Svg => "data:image/svg+xml;base64,".to_owned(),
    };
    for part in logo.bytes.chunks(3) {
        let bits = (0..3).fold(0_usize, |bits, i| bits << 8 | usize::from(part.get(i).copied().unwrap_or(0)));
        for i in 0..4 {
            let letter = LETTERS[bits >> (18 - 6 * i) & 63];
            text.push(if i <= part.len() { char::from(letter) } else { '=' });
        }
    }
    text
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
