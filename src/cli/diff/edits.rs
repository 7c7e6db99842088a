//! What was written otherwise in a definition, by key.

use std::collections::BTreeMap;
use std::path::Path;

use mando::definition::tree::{self, Budget, Node, NodeKind};
use mando::definition::{Draft, ScorecardDraft};
use mando::disk;
use mando::problem::{Files, Problems};
use schemars::JsonSchema;
use serde::Serialize;

/// Something written otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(in super::super) struct Edit {
    /// The file.
    pub(super) file: String,
    /// The way to it, such as `measures.on_time.target`; in a target file measure, entity, segment and period.
    pub(super) key: String,
    /// What was written.
    pub(super) before: Option<String>,
    /// What is.
    pub(super) after: Option<String>,
}

/// What two drafts of a scorecard say otherwise: in its file, the project's and the target file.
pub(super) fn edits(before: (&Draft, &ScorecardDraft), after: (&Draft, &ScorecardDraft)) -> Vec<Edit> {
    let mut found = Vec::new();
    let project = |draft: &Draft| node(&draft.root.join("mando.yaml"));
    between("mando.yaml", &project(before.0), &project(after.0), &mut found);
    let shown = |(draft, drafted): (&Draft, &ScorecardDraft)| {
        drafted.path.strip_prefix(&draft.root).unwrap_or(&drafted.path).to_string_lossy().replace('\\', "/")
    };
    between(&shown(after), &node(&before.1.path), &node(&after.1.path), &mut found);
    let targets = |(draft, drafted): (&Draft, &ScorecardDraft)| drafted.target_table(draft);
    let (old, new) = (targets(before), targets(after));
    let name = new.as_ref().or(old.as_ref()).map(|table| table.written.clone()).unwrap_or_default();
    let rows = |table: Option<mando::definition::TargetTable>| table.map(|t| rows(&t.header, &t.rows));
    let (old, new) = (rows(old).unwrap_or_default(), rows(new).unwrap_or_default());
    for key in old.keys().chain(new.keys().filter(|key| !old.contains_key(*key))) {
        push(&name, key, old.get(key), new.get(key), &mut found);
    }
    found
}

fn push(file: &str, key: &str, before: Option<&String>, after: Option<&String>, found: &mut Vec<Edit>) {
    if before != after {
        let (before, after) = (before.cloned(), after.cloned());
        found.push(Edit { file: file.to_owned(), key: key.to_owned(), before, after });
    }
}

/// Targets by what they are of.
fn rows(header: &[String], rows: &[Vec<String>]) -> BTreeMap<String, String> {
    let column = |name: &str| header.iter().position(|known| known == name);
    let cell = |row: &[String], name: &str| {
        column(name).and_then(|at| row.get(at)).filter(|text| !text.is_empty()).cloned()
    };
    let key = |row: &[String]| {
        let parts = ["measure", "entity", "segment", "period"].map(|name| cell(row, name));
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    };
    let value = |row: &[String]| {
        let target = cell(row, "target").unwrap_or_default();
        cell(row, "baseline").map_or_else(|| target.clone(), |base| format!("{target} from {base}"))
    };
    rows.iter().map(|row| (key(row), value(row))).collect()
}

/// A YAML file as a tree; nothing where it is not there or none.
fn node(path: &Path) -> Node {
    let budget = Budget::default();
    let text = disk::read(path, budget.bytes as u64).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let mut files = Files::new();
    let file = files.add("", text.unwrap_or_default());
    let parsed = tree::parse(file, files.text(file), &budget, &mut Problems::new());
    parsed.unwrap_or_else(|| Node { span: mando::problem::Span::new(file, 0, 0), kind: NodeKind::Null })
}

/// What one tree says otherwise than another; of a part that is new or gone as a whole, that alone.
fn between(file: &str, before: &Node, after: &Node, found: &mut Vec<Edit>) {
    let mut way = Vec::new();
    walk(file, &mut way, Some(before), Some(after), found);
}

fn walk(
    file: &str,
    way: &mut Vec<String>,
    before: Option<&Node>,
    after: Option<&Node>,
    found: &mut Vec<Edit>,
) {
    let is_there = |node: Option<&Node>| node.is_some_and(|node| !matches!(node.kind, NodeKind::Null));
    match (before.map(|node| &node.kind), after.map(|node| &node.kind)) {
        (Some(NodeKind::Map(old)), Some(NodeKind::Map(new))) => {
            let of = |pairs: &[(Node, Node)], key: &str| {
                pairs.iter().find(|(own, _)| own.text() == Some(key)).map(|(_, value)| value.clone())
            };
            let added = new.iter().filter(|(key, _)| of(old, key.text().unwrap_or_default()).is_none());
            for (key, _) in old.iter().chain(added) {
                let key = key.text().unwrap_or_default();
                way.push(key.to_owned());
                walk(file, way, of(old, key).as_ref(), of(new, key).as_ref(), found);
                way.pop();
            }
        }
        (Some(NodeKind::List(old)), Some(NodeKind::List(new))) if holds_maps(old) || holds_maps(new) => {
            for at in 0..old.len().max(new.len()) {
                way.push((at + 1).to_string());
                walk(file, way, old.get(at), new.get(at), found);
                way.pop();
            }
        }
        _ if !is_there(before) && !is_there(after) => {}
        _ => {
            let text = |node: Option<&Node>| node.filter(|node| is_there(Some(node))).map(written);
            push(file, &way.join("."), text(before).as_ref(), text(after).as_ref(), found);
        }
    }
}

fn holds_maps(items: &[Node]) -> bool {
    items.iter().any(|item| matches!(item.kind, NodeKind::Map(_)))
}

/// A part as one line.
fn written(node: &Node) -> String {
    match &node.kind {
        NodeKind::Scalar { text, .. } => text.replace('\n', " "),
        NodeKind::Null => "~".to_owned(),
        NodeKind::List(items) => format!("[{}]", items.iter().map(written).collect::<Vec<_>>().join(", ")),
        NodeKind::Map(pairs) => {
            let pair = |(key, value): &(Node, Node)| format!("{}: {}", written(key), written(value));
            format!("{{ {} }}", pairs.iter().map(pair).collect::<Vec<_>>().join(", "))
        }
    }
}
