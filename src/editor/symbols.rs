//! What a file holds, as an outline.

use super::role::{Role, Sort, of_key, words};
use super::title::title_of;
use crate::definition::tree::{Node, Step};
use crate::definition::{Draft, ReadFile};
use crate::problem::{FileId, Span};

/// Something in an outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    /// The key it stands under.
    pub name: String,
    /// Its title.
    pub title: Option<String>,
    /// What it is; `None` for a part of the file.
    pub sort: Option<Sort>,
    /// All of it.
    pub whole: Span,
    /// Its key.
    pub key: Span,
    /// What stands in it.
    pub within: Vec<Symbol>,
}

/// The outline of a file: its parts, and all that has an id.
pub fn symbols(draft: &Draft, file: FileId) -> Vec<Symbol> {
    let read = draft.read.iter().find(|read| read.file == file);
    let root = read.and_then(|read| Some((read, read.node.as_ref()?)));
    root.map(|(read, root)| inside(read, root, &mut Vec::new())).unwrap_or_default()
}

fn inside(read: &ReadFile, node: &Node, path: &mut Vec<Step>) -> Vec<Symbol> {
    let mut found = Vec::new();
    for (key, value) in node.pairs() {
        let name = key.text().unwrap_or_default();
        path.push(Step::Key(name.to_owned()));
        let sort = match of_key(read.holds, &words(path)) {
            Some(Role::Defines(sort)) => Some(sort),
            _ => None,
        };
        let within = inside(read, value, path);
        if sort.is_some() || path.len() == 1 || !within.is_empty() {
            found.push(Symbol {
                name: name.to_owned(),
                title: title_of(value).or_else(|| value.text().map(str::to_owned)),
                sort,
                whole: key.span.to(value.span),
                key: key.span,
                within,
            });
        }
        path.pop();
    }
    found
}
