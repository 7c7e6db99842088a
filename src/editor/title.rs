//! What people call something that has an id.

use crate::definition::tree::Node;

/// The title of a node, in the first language that it has.
pub(super) fn title_of(node: &Node) -> Option<String> {
    let title = node.get("title")?;
    let first = || title.pairs().first().and_then(|(_, text)| text.text());
    title.text().or_else(first).map(str::to_owned)
}
