use super::{Node, NodeKind, Style};
use crate::definition::number::{self, NotANumber};
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
        } else if let Some(number) = pairs.get(index + 1).and_then(|rest| comma(&pairs[index].1, rest, text))
        {
            problems.push(number.problem);
            pairs[index].1 = number.meant;
            pairs.remove(index + 1);
        }
        index += 1;
    }
}

/// A number whose decimal comma cut it in two.
struct CutNumber {
    problem: Problem,
    /// The number that was probably meant, so that it is told once.
    meant: Node,
}

/// What a comma cut in `{ target: 1,5 }`: to YAML the rest, `5`, is a key without a value.
fn comma(value: &Node, (key, nothing): &(Node, Node), text: &str) -> Option<CutNumber> {
    let is_plain = |node: &Node| matches!(&node.kind, NodeKind::Scalar { style: Style::Plain, .. });
    let is_cut = is_plain(value) && is_plain(key) && nothing.kind == NodeKind::Null;
    let span = value.span.to(key.span);
    let written = text.get(span.start..span.end).filter(|_| is_cut)?;
    let (plain, rate) = written.strip_suffix('%').map_or((written, ""), |plain| (plain.trim_end(), "%"));
    let unsigned = plain.strip_prefix(['-', '+']).unwrap_or(plain);
    let has_signs = |c: char| c.is_ascii_digit() || ",.".contains(c);
    let meant = number::suggestion(plain).filter(|_| unsigned.chars().all(has_signs))? + rate;
    let cause = NotANumber { text: written.to_owned(), spelling: Some(meant.clone()) };
    let kind = NodeKind::Scalar { text: meant.clone(), style: Style::Plain };
    Some(CutNumber { problem: Problem::new(cause).at(span), meant: Node { span, kind } })
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
    problems.push(Problem::new(ExpressionCut { whole: whole.to_string() }).at(span));
    Node { span, kind: NodeKind::Scalar { text: whole, style: Style::Plain } }
}

causes! {
    /// An expression that a comma cuts in a flow map.
    ExpressionCut { whole: String } => ExpressionCut,
        "this expression ends at the comma",
        "quote it: `\"{whole}\"`";
}
