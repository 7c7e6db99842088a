//! A scorecard and what the project file shares: keys that are taken over, ids that stand in both, parts that cannot be read.

use super::tree::{Node, NodeKind, Style};
use crate::problem::{Files, Problem, Problems, Span, causes};

/// Keys that a scorecard takes from its project file where it lacks them.
const SHARED: [&str; 8] =
    ["locale", "currency", "calendar", "defaults", "status", "rollup", "privacy", "engine"];

/// Keys that change no figure.
const BESIDE: [&str; 3] = ["comments", "engine", "brand"];

/// Looks for addresses whose secrets are not printed, wherever they stand.
pub(super) fn register_secrets(node: &Node, files: &mut Files) {
    match &node.kind {
        NodeKind::Scalar { text, .. } => files.hide_address(text, node.span),
        NodeKind::Map(pairs) => pairs.iter().for_each(|(key, value)| {
            register_secrets(key, files);
            register_secrets(value, files);
        }),
        NodeKind::List(items) => items.iter().for_each(|item| register_secrets(item, files)),
        NodeKind::Null => {}
    }
}

/// A file without the keys that change no figure.
pub(super) fn deciding(raw: &Node) -> Node {
    let mut node = raw.clone();
    if let NodeKind::Map(pairs) = &mut node.kind {
        pairs.retain(|(key, _)| !key.text().is_some_and(|key| BESIDE.contains(&key)));
    }
    node
}

pub(super) fn scalar(text: &str) -> NodeKind {
    NodeKind::Scalar { text: text.to_owned(), style: Style::Plain }
}

pub(super) fn reserved(span: Span) -> Problem {
    Problem::new(DeliveryReserved).at(span)
}

/// What a scorecard takes from its project file; its own values win, key by key.
pub(super) fn merge(node: &mut Node, shared: &Node, problems: &mut Problems, files: &Files) {
    let NodeKind::Map(own) = &mut node.kind else {
        return;
    };
    for (key, value) in shared.pairs() {
        match key.text() {
            Some(word) if SHARED.contains(&word) => fill(own, key, value),
            Some("sources") => {
                let Some((_, sources)) = own.iter_mut().find(|(own, _)| own.text() == Some("sources")) else {
                    own.push((key.clone(), value.clone()));
                    continue;
                };
                let NodeKind::Map(sources) = &mut sources.kind else {
                    continue;
                };
                for (id, source) in value.pairs() {
                    match sources.iter().find(|(own, _)| own.text() == id.text()) {
                        None => sources.push((id.clone(), source.clone())),
                        Some((own, _)) => problems.push(defined_twice("source", own, id.span, files)),
                    }
                }
            }
            _ => {}
        }
    }
}

fn fill(own: &mut Vec<(Node, Node)>, key: &Node, value: &Node) {
    match own.iter_mut().find(|(own, _)| own.text() == key.text()) {
        None => own.push((key.clone(), value.clone())),
        Some((_, own)) => {
            if let (NodeKind::Map(own), NodeKind::Map(shared)) = (&mut own.kind, &value.kind) {
                shared.iter().for_each(|(key, value)| fill(own, key, value));
            }
        }
    }
}

pub(super) fn defined_twice(what: &str, again: &Node, first: Span, files: &Files) -> Problem {
    let id = again.text().unwrap_or_default();
    let place = format!("{}:{}", files.name(first.file), files.line_column(first).0);
    Problem::new(DefinedTwice { what: what.to_string(), id: id.to_string(), place: place.to_string() })
        .at(again.span)
        .related(first, "first defined here")
}

/// Removes the innermost value that holds the place.
pub(super) fn cut_out(node: &mut Node, span: Span) -> bool {
    let holds = |node: &Node| {
        node.span.file == span.file && node.span.start <= span.start && span.end <= node.span.end
    };
    match &mut node.kind {
        NodeKind::Map(pairs) => {
            let Some(at) = pairs.iter().position(|(key, value)| holds(key) || holds(value)) else {
                return false;
            };
            if !cut_out(&mut pairs[at].1, span) {
                pairs.remove(at);
            }
            true
        }
        NodeKind::List(items) => {
            let Some(at) = items.iter().position(holds) else {
                return false;
            };
            if !cut_out(&mut items[at], span) {
                items.remove(at);
            }
            true
        }
        NodeKind::Scalar { .. } | NodeKind::Null => false,
    }
}

causes! {
    /// A key whose meaning is yet to come.
    DeliveryReserved => ReservedKey,
        "`delivery` is read and not yet carried out";

    /// An id that stands in the project file and in the scorecard.
    DefinedTwice { what: String, id: String, place: String } => DuplicateId,
        "{what} `{id}` is already defined in {place}",
        "rename one";
}
