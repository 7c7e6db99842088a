//! What stands at a place, in words.

use super::columns::{Headers, ScorecardTrees};
use super::names::{NamedItem, named_at};
use super::place::{Place, place};
use super::role::Sort;
use super::title::title_of;
use crate::definition::tree::{Node, NodeKind};
use crate::definition::{Draft, Holds, ReadFile};
use crate::problem::{FileId, Span};

/// What is known of a measure's figures, by the file of its scorecard and its id: lines of text.
pub type FigureLines<'t> = dyn Fn(FileId, &str) -> Vec<String> + 't;

/// What stands at a place of a file, as Markdown, and from where to where.
pub fn describe(
    draft: &Draft,
    file: FileId,
    offset: usize,
    headers: &Headers,
    told: &FigureLines<'_>,
) -> Option<(String, Span)> {
    let read = draft.read.iter().find(|read| read.file == file)?;
    let root = read.node.as_ref()?;
    if let Some((named, span)) = named_at(draft, file, offset) {
        return Some((of_named(draft, &named, told), span));
    }
    let place = place(root, offset)?;
    let span = place.node.span;
    let text = place.node.text()?;
    if place.is_key {
        return Some((of_key(read, &place, text)?, span));
    }
    let possible = read.holds.guide().possible(&place.path);
    if let Some(word) = possible.words.iter().find(|choice| choice.name == text) {
        return Some((format!("`{text}`: {}", word.about.as_deref().unwrap_or("a word")), span));
    }
    let shared = draft.read.iter().find(|read| read.holds == Holds::Project);
    let written = ScorecardTrees { root, shared: shared.and_then(|read| read.node.as_ref()) };
    let (word, span) = word_at(draft, span, offset)?;
    let source = written.source_at(&place.path)?;
    let what = written.columns(&source, headers).remove(&word)?;
    Some((format!("`{word}`: {what}, of source `{source}`"), span))
}

fn of_key(read: &ReadFile, place: &Place<'_>, key: &str) -> Option<String> {
    let guide = read.holds.guide();
    let about = guide.about(&place.path)?;
    let possible = guide.possible(&place.path);
    let mut text = format!("**{key}**: {about}");
    let words: Vec<String> = possible.words.iter().map(|choice| format!("`{}`", choice.name)).collect();
    let keys: Vec<String> = possible.keys.iter().map(|choice| format!("`{}`", choice.name)).collect();
    if !words.is_empty() {
        text.push_str(&format!("\n\nOne of {}", words.join(", ")));
    } else if !keys.is_empty() {
        text.push_str(&format!("\n\nKeys: {}", keys.join(", ")));
    } else if let Some(expected) = &possible.expected {
        text.push_str(&format!("\n\nHere stands {expected}."));
    }
    Some(text)
}

fn of_named(draft: &Draft, named: &NamedItem, told: &FigureLines<'_>) -> String {
    let mut text = format!("**{}** `{}`", named.sort.word(), named.id);
    let Some(node) = node_of(draft, named) else { return text };
    if let Some(title) = title_of(node) {
        text.push_str(&format!(": {title}"));
    }
    let say = |key: &str| {
        let value = node.get(key)?;
        let word = value.text().or_else(|| value.pairs().first().and_then(|(key, _)| key.text()))?;
        Some(format!("{key} `{word}`"))
    };
    let keys: &[&str] = match named.sort {
        Sort::Measure => &["kind", "source", "objective", "level", "target", "owner"],
        Sort::Source => &["path", "join", "from", "time", "customer"],
        Sort::Initiative => &["owner", "due", "progress"],
        _ => &["owner", "weight", "level"],
    };
    let said: Vec<String> = keys.iter().filter_map(|key| say(key)).collect();
    if !said.is_empty() {
        text.push_str(&format!("\n\n{}", said.join(", ")));
    }
    if named.sort == Sort::Measure {
        let lines = told(named.defined.file, &named.id);
        lines.iter().for_each(|line| text.push_str(&format!("\n\n{line}")));
    }
    if let Some(note) = node.get("note").and_then(Node::text) {
        text.push_str(&format!("\n\n{note}"));
    }
    text
}

fn node_of<'d>(draft: &'d Draft, named: &NamedItem) -> Option<&'d Node> {
    let read = draft.read.iter().find(|read| read.file == named.defined.file)?;
    value_of(read.node.as_ref()?, named.defined)
}

/// The value of the key at a place.
fn value_of(node: &Node, key: Span) -> Option<&Node> {
    let holds = |span: Span| span.start <= key.start && key.end <= span.end;
    match &node.kind {
        NodeKind::Map(pairs) => pairs.iter().find_map(|(name, value)| match holds(name.span) {
            true => Some(value),
            false => holds(value.span).then(|| value_of(value, key)).flatten(),
        }),
        NodeKind::List(items) => items.iter().find_map(|item| value_of(item, key)),
        NodeKind::Scalar { .. } | NodeKind::Null => None,
    }
}

/// The word at a place within a scalar.
fn word_at(draft: &Draft, span: Span, offset: usize) -> Option<(String, Span)> {
    let text = draft.files.text(span.file);
    let is_letter = |c: &char| c.is_alphanumeric() || *c == '_';
    let offset = text.floor_char_boundary(offset.min(span.end));
    let back: usize = text[..offset].chars().rev().take_while(is_letter).map(char::len_utf8).sum();
    let ahead: usize = text[offset..].chars().take_while(is_letter).map(char::len_utf8).sum();
    let found = Span { start: offset - back, end: offset + ahead, ..span };
    (found.start < found.end).then(|| (text[found.start..found.end].to_owned(), found))
}
