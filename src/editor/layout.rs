//! A file laid out anew: two blanks for each level, no blanks at the ends of lines, and nothing else.
//!
//! Only the blanks at both ends of lines change, so that comments stay; and a text that would be read as anything else is no
//! answer.

use std::collections::BTreeMap;

use super::fix::TextReplacement;
use crate::definition::Draft;
use crate::definition::tree::{Budget, Node, NodeKind, Style, parse};
use crate::problem::{FileId, Problems, Span};

/// Blanks for each level.
const STEP: usize = 2;

/// The lines that change; none where a text cannot be read, or cannot be laid out without a change of its meaning.
pub fn formatting_edits(draft: &Draft, file: FileId) -> Vec<TextReplacement> {
    let text = draft.files.text(file);
    let root = draft.read.iter().find(|read| read.file == file).and_then(|read| read.node.as_ref());
    root.and_then(|root| changed(file, text, root)).unwrap_or_default()
}

/// A line of a file.
#[derive(Clone, Copy, PartialEq)]
enum Line {
    /// A key or an item begins it, at this column when laid out.
    Begins(usize),
    /// It goes on with what another line begins: a text whose blanks count, or not.
    Continues { from: usize, is_exact: bool },
    /// Blank, or a comment.
    Beside,
}

struct Layout<'t> {
    text: &'t str,
    /// Where each line starts.
    starts: Vec<usize>,
    lines: Vec<Line>,
}

impl Layout<'_> {
    fn line_of(&self, byte: usize) -> usize {
        self.starts.partition_point(|start| *start <= byte) - 1
    }

    fn written(&self, line: usize) -> &str {
        let end = self.starts.get(line + 1).copied().unwrap_or(self.text.len());
        let text = &self.text[self.starts[line]..end];
        text.strip_suffix('\n').unwrap_or(text)
    }

    fn indent(&self, line: usize) -> usize {
        let text = self.written(line);
        text.len() - text.trim_start_matches(' ').len()
    }

    /// Says that a key or an item begins a line, if it does; false where it began already at another column.
    fn begin(&mut self, byte: usize, column: usize) -> bool {
        let line = self.line_of(byte);
        let before = &self.text[self.starts[line]..byte];
        if !before.chars().all(|c| c == ' ' || c == '-') {
            return true;
        }
        // The dashes before a key are items that begin on the same line.
        let column = column.saturating_sub(STEP * before.matches('-').count());
        let is_new = self.lines[line] == Line::Beside;
        if is_new {
            self.lines[line] = Line::Begins(column);
        }
        is_new || self.lines[line] == Line::Begins(column)
    }

    fn visit(&mut self, node: &Node, column: usize) -> bool {
        let first = self.text[node.span.start..].chars().next();
        match &node.kind {
            NodeKind::Map(pairs) if first != Some('{') => pairs.iter().all(|(key, value)| {
                self.begin(key.span.start, column) && self.below(key, value, column + STEP)
            }),
            NodeKind::List(items) if first != Some('[') => items.iter().all(|item| {
                item.kind != NodeKind::Null
                    && self.begin(item.span.start, column + STEP)
                    && self.visit(item, column + STEP)
            }),
            NodeKind::Scalar { style, .. } => self.continue_text(node.span, *style != Style::Plain),
            NodeKind::Map(_) | NodeKind::List(_) => self.continue_text(node.span, false),
            NodeKind::Null => true,
        }
    }

    /// What stands behind a key: a text goes on from the key's line, also where it begins on the next.
    fn below(&mut self, key: &Node, value: &Node, column: usize) -> bool {
        match &value.kind {
            NodeKind::Null => true,
            NodeKind::Scalar { style, .. } if key.span.end <= value.span.start => {
                self.continue_text(key.span.to(value.span), *style != Style::Plain)
            }
            _ => self.visit(value, column),
        }
    }

    fn continue_text(&mut self, span: Span, is_exact: bool) -> bool {
        let (from, last) = (self.line_of(span.start), self.line_of(span.end.max(span.start + 1) - 1));
        (from + 1..=last).all(|line| {
            let fits = self.lines[line] == Line::Beside;
            self.lines[line] = Line::Continues { from, is_exact };
            fits
        })
    }

    /// The column of a comment: that of the line below that it stands even with, else of the one above, else of the one below.
    fn beside(&self, line: usize) -> usize {
        let begins = |line: usize| match self.lines[line] {
            Line::Begins(column) => Some((self.indent(line), column)),
            _ => None,
        };
        let below = (line + 1..self.lines.len()).find_map(begins);
        let above = (0..line).rev().find_map(begins);
        let even = |other: &(usize, usize)| other.0 == self.indent(line);
        let chosen = below.filter(even).or(above.filter(even)).or(below).or(above);
        chosen.map_or(0, |(_, column)| column)
    }

    fn laid_out(&self, line: usize) -> String {
        let text = self.written(line);
        let (body, ending) = text.strip_suffix('\r').map_or((text, ""), |body| (body, "\r"));
        let (indent, content) = (self.indent(line), body.trim_start_matches(' '));
        let begins = matches!(self.lines[line], Line::Begins(_));
        let (column, content) = match self.lines[line] {
            Line::Beside if content.starts_with('#') => (self.beside(line), content.trim_end()),
            // The mark of a document, or nothing.
            Line::Beside => (if content.trim().is_empty() { 0 } else { indent }, content.trim_end()),
            Line::Begins(column) => (column, content.trim_end()),
            Line::Continues { .. } if content.is_empty() => (0, ""),
            Line::Continues { from, is_exact } => {
                let moved = match self.lines[from] {
                    Line::Begins(column) => column as isize - self.indent(from) as isize,
                    _ => 0,
                };
                let column = (indent as isize + moved).max(0) as usize;
                (column, if is_exact { content } else { content.trim_end() })
            }
        };
        let content = if begins { single_blank_after_dash(content) } else { content.to_owned() };
        format!("{}{content}{ending}", " ".repeat(column))
    }
}

/// `-   key` is `- key`.
fn single_blank_after_dash(content: &str) -> String {
    match content.strip_prefix("- ") {
        Some(rest) => format!("- {}", single_blank_after_dash(rest.trim_start_matches(' '))),
        None => content.to_owned(),
    }
}

fn changed(file: FileId, text: &str, root: &Node) -> Option<Vec<TextReplacement>> {
    let starts: Vec<usize> =
        std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
    let mut layout = Layout { text, lines: vec![Line::Beside; starts.len()], starts };
    if !layout.visit(root, 0) {
        return None;
    }
    let last = layout.lines.len() - 1;
    let mut changes = BTreeMap::new();
    for line in 0..=last {
        let new = layout.laid_out(line);
        if new != layout.written(line) {
            changes.insert(line, new);
        }
    }
    let laid: Vec<String> = (0..=last)
        .map(|line| changes.get(&line).cloned().unwrap_or_else(|| layout.written(line).to_owned()))
        .collect();
    let mut problems = Problems::new();
    let again = parse(file, &laid.join("\n"), &Budget::default(), &mut problems)?;
    if !same(root, &again) {
        return None;
    }
    let replaced = |(line, text): (usize, String)| {
        let start = layout.starts[line];
        TextReplacement { span: Span::new(file, start, start + layout.written(line).len()), text }
    };
    Some(changes.into_iter().map(replaced).collect())
}

/// Whether two nodes say the same, wherever they stand.
fn same(a: &Node, b: &Node) -> bool {
    match (&a.kind, &b.kind) {
        (NodeKind::Map(a), NodeKind::Map(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(&a.0, &b.0) && same(&a.1, &b.1))
        }
        (NodeKind::List(a), NodeKind::List(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (a, b) => a == b,
    }
}
