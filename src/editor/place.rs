//! The node at a place.

use crate::definition::tree::{Node, NodeKind, Step};

/// A scalar and the way to it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Place<'n> {
    /// The way; of a key it ends with the key.
    pub(super) path: Vec<Step>,
    /// The scalar.
    pub(super) node: &'n Node,
    /// Whether it is a key.
    pub(super) is_key: bool,
}

/// The scalar at a place of a file; between two, none.
pub(super) fn place(root: &Node, offset: usize) -> Option<Place<'_>> {
    let mut found = None;
    each(root, &mut |place| {
        let span = place.node.span;
        if found.is_none() && (span.start..=span.end).contains(&offset) {
            found = Some(Place { path: place.path.to_vec(), node: place.node, is_key: place.is_key });
        }
    });
    found
}

/// A scalar that is passed on the way through a file.
pub(super) struct VisitedScalar<'p, 'n> {
    pub(super) path: &'p [Step],
    pub(super) node: &'n Node,
    pub(super) is_key: bool,
}

/// Every key and every scalar of a file, in the order written.
pub(super) fn each<'n>(root: &'n Node, see: &mut dyn FnMut(VisitedScalar<'_, 'n>)) {
    walk(root, &mut Vec::new(), see);
}

fn walk<'n>(node: &'n Node, path: &mut Vec<Step>, see: &mut dyn FnMut(VisitedScalar<'_, 'n>)) {
    match &node.kind {
        NodeKind::Map(pairs) => {
            for (key, value) in pairs {
                path.push(Step::Key(key.text().unwrap_or_default().to_owned()));
                see(VisitedScalar { path, node: key, is_key: true });
                walk(value, path, see);
                path.pop();
            }
        }
        NodeKind::List(items) => {
            for (index, item) in items.iter().enumerate() {
                path.push(Step::Item(index));
                walk(item, path, see);
                path.pop();
            }
        }
        NodeKind::Scalar { .. } => see(VisitedScalar { path, node, is_key: false }),
        NodeKind::Null => {}
    }
}
