use super::{Node, NodeKind, Style};
use crate::problem::{Problem, Problems, Span, causes};

/// Joins what a comma cut in `{ value: coalesce(a, 0) }`: to YAML the rest, `0)`, is a key without a value.
pub(super) fn join_values(pairs: &mut Vec<(Node, Node)>, text: &str, problems: &mut Problems) {
    let mut index = 0;
    while index < pairs.len() {
        let rest = pairs[index + 1..].iter();
        let rest = rest.take_while(|(_, value)| value.kind == NodeKind::Null).map(|(key, _)| key);
        if let Some((taken, span)) = whole(&pairs[index].1, rest) {
            pairs[index].1 = joined(span, text, problems);
            pairs.drain(index + 1..=index + taken);
        }
        index += 1;
    }
}

/// Joins what a comma cut in `[coalesce(a, 0)]`.
pub(super) fn join_items(items: &mut Vec<Node>, text: &str, problems: &mut Problems) {
    let mut index = 0;
    while index < items.len() {
        if let Some((taken, span)) = whole(&items[index], items[index + 1..].iter()) {
            items[index] = joined(span, text, problems);
            items.drain(index + 1..=index + taken);
        }
        index += 1;
    }
}

/// How many of the following nodes close the brackets that `start` leaves open, and where all of it stands.
fn whole<'n>(start: &Node, rest: impl Iterator<Item = &'n Node>) -> Option<(usize, Span)> {
    let mut open = open_brackets(start).filter(|open| *open > 0)?;
    for (index, node) in rest.enumerate() {
        open += open_brackets(node)?;
        if open == 0 {
            return Some((index + 1, start.span.to(node.span)));
        }
    }
    None
}

fn open_brackets(node: &Node) -> Option<isize> {
    let NodeKind::Scalar { text, style: Style::Plain } = &node.kind else {
        return None;
    };
    Some(text.chars().map(|c| isize::from(c == '(') - isize::from(c == ')')).sum())
}

fn joined(span: Span, text: &str, problems: &mut Problems) -> Node {
    let whole = text[span.start..span.end].split_whitespace().collect::<Vec<_>>().join(" ");
    problems.push(Problem::of(ExpressionCut { whole: whole.to_string() }).at(span));
    Node { span, kind: NodeKind::Scalar { text: whole, style: Style::Plain } }
}

causes! {
    /// An expression that a comma cuts in a flow map.
    ExpressionCut { whole: String } => ExpressionCut,
        "this expression ends at the comma",
        "quote it: `\"{whole}\"`";
}
