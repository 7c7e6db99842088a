//! `${VAR}` and `${VAR:-default}` in scalars.

use super::tree::{Node, NodeKind};
use crate::model::folders;
use crate::problem::{Files, Problem, Problems, causes};

/// Where the value of a variable comes from.
pub(super) type Environment<'e> = dyn Fn(&str) -> Option<String> + 'e;

/// Puts values in place of the variables of all scalars below a node; those that are not set are reported and stay. What
/// was put there is not printed.
pub(super) fn expand(
    node: &mut Node,
    environment: &Environment<'_>,
    files: &mut Files,
    problems: &mut Problems,
) {
    match &mut node.kind {
        NodeKind::Scalar { text, .. } if text.contains("${") => {
            let mut value_of = |name: &str| {
                let value = environment(name)?;
                files.hide_value(name, &value);
                Some(value)
            };
            let (expanded, unset) = expanded(text, &mut value_of);
            // Whoever looks for a file takes what still stands there for a variable that has been told.
            if unset.is_empty() && expanded.contains("${") {
                problems.push(Problem::new(VariableBegun).at(node.span));
            }
            // A secret may be a part of what variables and text make together.
            files.hide_address(&expanded, node.span);
            *text = expanded;
            problems.extend(
                unset
                    .into_iter()
                    .map(|name| Problem::new(VariableUnset { name: name.to_string() }).at(node.span)),
            );
        }
        NodeKind::Map(pairs) => {
            pairs.iter_mut().for_each(|(_, value)| expand(value, environment, files, problems));
        }
        NodeKind::List(items) => items.iter_mut().for_each(|item| expand(item, environment, files, problems)),
        NodeKind::Scalar { .. } | NodeKind::Null => {}
    }
}

/// Reports every variable below a node: its value would stand in a report, or in a message.
pub(super) fn refuse(node: &Node, problems: &mut Problems) {
    match &node.kind {
        NodeKind::Scalar { text, .. } => {
            for (inside, _) in text.split("${").skip(1).filter_map(|rest| rest.split_once('}')) {
                if is_variable(inside) {
                    let name = inside.split_once(":-").map_or(inside, |(name, _)| name);
                    problems.push(Problem::new(VariableNotHere { name: name.to_string() }).at(node.span));
                }
            }
        }
        NodeKind::Map(pairs) => pairs.iter().for_each(|(_, value)| refuse(value, problems)),
        NodeKind::List(items) => items.iter().for_each(|item| refuse(item, problems)),
        NodeKind::Null => {}
    }
}

/// Whether a variable stands in a folder `name=…` of a path, which makes a column of what it holds.
pub(super) fn names_values(path: &Node) -> bool {
    let NodeKind::Scalar { text, .. } = &path.kind else { return false };
    let is_of_web = text.contains("://") && !text.starts_with("s3://");
    let holds = |folder: &str| folder.split_once('=').is_some_and(|(_, value)| value.contains("${"));
    !is_of_web && folders(text).any(holds)
}

/// The text with values, and the names that have none.
fn expanded(text: &str, value_of: &mut dyn FnMut(&str) -> Option<String>) -> (String, Vec<String>) {
    let (mut whole, mut unset) = (String::with_capacity(text.len()), Vec::new());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${") {
        whole.push_str(before);
        let Some((inside, after)) = after.split_once('}').filter(|(inside, _)| is_variable(inside)) else {
            whole.push_str("${");
            rest = after;
            continue;
        };
        let (name, default) = match inside.split_once(":-") {
            Some((name, default)) => (name, Some(default)),
            None => (inside, None),
        };
        match value_of(name).or(default.map(str::to_owned)) {
            Some(value) => whole.push_str(&value),
            None => {
                unset.push(name.to_owned());
                whole.push_str(&format!("${{{inside}}}"));
            }
        }
        rest = after;
    }
    whole.push_str(rest);
    (whole, unset)
}

fn is_variable(inside: &str) -> bool {
    let name = inside.split_once(":-").map_or(inside, |(name, _)| name);
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

causes! {
    /// A variable without a value.
    VariableUnset { name: String } => VariableUnset,
        "environment variable `{name}` is not set",
        "set it, or write `${{{name}:-default}}`";

    /// A `${` that begins no variable: what stands behind it is no name, it has no end, or it is a part of what a variable holds
    /// or stands for.
    VariableBegun => VariableUnset,
        "`${{` begins no variable here",
        "write `${{NAME}}` or `${{NAME:-default}}`; neither a default nor what a variable holds names another variable";

    /// A variable where readers would see its value.
    VariableNotHere { name: String } => VariableNotHere,
        "`${{{name}}}` cannot stand here",
        "variables are for `sources`, such as their `path`, `delivery` and `engine`: what they hold is not for readers";
}
