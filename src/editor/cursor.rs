//! What is being written at a place, in a text that is not whole yet.

use std::ops::Range;

use crate::definition::tree::{Budget, Node, NodeKind, Step, parse};
use crate::problem::{FileId, Problems};

/// Stands for the word that is being written.
pub(super) const MARK: &str = "mando0cursor";

/// What is being written.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cursor {
    /// The file, with a mark in place of the word.
    pub(super) root: Node,
    /// The way to the map, or to the value.
    pub(super) path: Vec<Step>,
    /// Which of them it is.
    pub(super) at: CursorPart,
    /// The word, as far as it is written.
    pub(super) word: Range<usize>,
    /// From the beginning of the value to the end of the word.
    pub(super) value: Range<usize>,
    /// Whether a blank must come before what is put in.
    pub(super) lacks_blank: bool,
    /// Whether a colon stands behind it already.
    pub(super) has_colon: bool,
}

/// What a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CursorPart {
    /// A key of a map.
    Key,
    /// A value, or a part of one.
    Value,
    /// An item of a list that may be either.
    Item,
}

/// What is being written at a place; nothing in a comment, or where no YAML can be made of the text.
pub(super) fn cursor(file: FileId, text: &str, offset: usize) -> Option<Cursor> {
    let is_letter = |c: &char| c.is_alphanumeric() || *c == '_';
    let offset = text.floor_char_boundary(offset);
    let back: usize = text[..offset].chars().rev().take_while(is_letter).map(char::len_utf8).sum();
    let ahead: usize = text[offset..].chars().take_while(is_letter).map(char::len_utf8).sum();
    let word = offset - back..offset + ahead;
    let line = text[..word.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[word.end..].find('\n').map_or(text.len(), |at| word.end + at);
    let (lead, rest) = (&text[line..word.start], &text[word.end..end]);
    if lead.trim_start().starts_with('#') || lead.contains(" #") {
        return None;
    }
    let has_colon = rest.starts_with(':');
    let is_dashed = lead.trim_start().starts_with('-') && lead.trim_matches([' ', '-']).is_empty();
    let is_own_line = lead.trim().is_empty();
    let lacks_blank = lead.ends_with(':');
    let blank = if lacks_blank { " " } else { "" };
    let (plain, key) = (format!("{blank}{MARK}"), format!("{MARK}:"));
    let marks = match (has_colon, is_own_line, is_dashed) {
        (false, true, _) => vec![&key, &plain],
        (false, _, true) => vec![&plain, &key],
        _ => vec![&plain],
    };
    let (head, tail) = (&text[..word.start], &text[word.end..]);
    let closed = closing(lead, rest);
    let below = &text[end..];
    let tails = [
        tail.to_owned(),
        format!("{rest}{closed}{below}"),
        format!("{closed}{below}"),
        format!("{rest}{closed}"),
        closed.clone(),
    ];
    let whole = tails.iter().flat_map(|tail| marks.iter().map(move |mark| format!("{head}{mark}{tail}")));
    let above = skeleton(&text[..line], lead);
    let alone = marks.iter().map(|mark| format!("{above}{lead}{mark}{closed}"));
    let (root, path, mut at, start) = whole.chain(alone).find_map(|text| {
        let root = parse(file, &text, &Budget::default(), &mut Problems::new())?;
        let (path, at, start) = marked(&root, &mut Vec::new())?;
        Some((root, path, at, start))
    })?;
    let is_single = |node: &Node| node.pairs().len() == 1;
    if at == CursorPart::Key
        && matches!(path.last(), Some(Step::Item(_)))
        && root.follow(&path).is_some_and(is_single)
        || at == CursorPart::Value && is_dashed
    {
        at = CursorPart::Item;
    }
    // Before the word, the text is as it is written.
    let value = start.min(word.start)..word.end;
    Some(Cursor { root, path, at, word, value, lacks_blank, has_colon })
}

/// Brackets that close what a line leaves open.
fn closing(lead: &str, rest: &str) -> String {
    let mut open = Vec::new();
    for c in lead.chars().chain(rest.chars()) {
        match c {
            '{' => open.push('}'),
            '[' => open.push(']'),
            '}' | ']' => _ = open.pop(),
            _ => {}
        }
    }
    let quote = ['"', '\'']
        .into_iter()
        .find(|quote| lead.matches(*quote).count() + rest.matches(*quote).count() == 1);
    quote.into_iter().chain(open.into_iter().rev()).collect()
}

/// The keys that a line stands below, each on a line of its own.
fn skeleton(above: &str, lead: &str) -> String {
    let depth = |line: &str| line.len() - line.trim_start().len();
    let mut limit = depth(lead);
    let mut kept: Vec<String> = Vec::new();
    for line in above.lines().rev() {
        let is_text = !line.trim().is_empty() && !line.trim_start().starts_with('#');
        if is_text && depth(line) < limit {
            limit = depth(line);
            let key = line.split_once(':').map_or(line, |(key, _)| key);
            kept.push(format!("{key}:\n"));
        }
    }
    kept.into_iter().rev().collect()
}

/// The way to the mark, what it is, and where the scalar with it begins.
fn marked(node: &Node, path: &mut Vec<Step>) -> Option<(Vec<Step>, CursorPart, usize)> {
    match &node.kind {
        NodeKind::Map(pairs) => pairs.iter().find_map(|(key, value)| {
            let name = key.text().unwrap_or_default();
            if name == MARK {
                return Some((path.clone(), CursorPart::Key, key.span.start));
            }
            path.push(Step::Key(name.to_owned()));
            let found = marked(value, path);
            path.pop();
            found
        }),
        NodeKind::List(items) => items.iter().enumerate().find_map(|(index, item)| {
            path.push(Step::Item(index));
            let found = marked(item, path);
            path.pop();
            found
        }),
        NodeKind::Scalar { text, .. } => {
            text.contains(MARK).then(|| (path.clone(), CursorPart::Value, node.span.start))
        }
        NodeKind::Null => None,
    }
}
