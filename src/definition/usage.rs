//! What a scorecard's nodes name: the ids written in them, the sources its measures use, the words of its expressions.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use super::shape::is_synonym;
use super::tree::{Node, NodeKind};

/// Keys whose texts are read by people, so that their words use nothing; those of a `kind` are columns, whatever their name.
const PROSE: [&str; 10] =
    ["title", "short", "note", "owner", "label", "labels", "name", "mission", "vision", "comments"];

/// Ids as they stand in the file, so that what is broken is not called unknown as well.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct WrittenIds {
    /// Sources.
    pub(super) sources: BTreeSet<String>,
    /// Objectives.
    pub(super) objectives: BTreeSet<String>,
    /// Measures, flat and inside objectives.
    pub(super) measures: BTreeSet<String>,
    /// Measures that name a kind, readable or not.
    pub(super) with_kind: BTreeSet<String>,
    /// Measures that have a title, readable or not.
    pub(super) with_title: BTreeSet<String>,
    /// Titles of objectives and of measures, with their ids.
    pub(super) titles: BTreeMap<&'static str, Vec<(String, String)>>,
    /// Sources named anywhere: by a measure, a side, a join, a default.
    pub(super) named_sources: BTreeSet<String>,
    /// Words of all expressions.
    pub(super) words: BTreeSet<String>,
}

impl WrittenIds {
    pub(super) fn from_root(root: &Node) -> WrittenIds {
        let mut written = WrittenIds {
            sources: keys(root.get("sources")).collect(),
            objectives: objectives(root).map(|(id, _)| id.to_owned()).collect(),
            measures: measures(root).map(|measure| measure.id.to_owned()).collect(),
            with_kind: measures(root)
                .filter(|measure| {
                    measure.node.pairs().iter().any(|(key, _)| key.text().is_some_and(says_kind))
                })
                .map(|measure| measure.id.to_owned())
                .collect(),
            with_title: measures_with_key(root, "title"),
            titles: BTreeMap::from([
                ("objective", objectives(root).flat_map(|(id, node)| titles(id, node)).collect()),
                ("measure", measures(root).flat_map(|measure| titles(measure.id, measure.node)).collect()),
            ]),
            ..WrittenIds::default()
        };
        collect(root, &mut written);
        written
    }
}

/// A measure's node, and the objective it stands in, if it stands in one.
pub(super) struct MeasureNode<'n> {
    pub(super) id: &'n str,
    pub(super) node: &'n Node,
    objective: Option<&'n Node>,
}

/// All measures, flat ones first.
pub(super) fn measures(root: &Node) -> impl Iterator<Item = MeasureNode<'_>> {
    let flat = pairs(root.get("measures")).map(|(id, node)| MeasureNode { id, node, objective: None });
    let inside = objectives(root).flat_map(|(_, objective)| {
        let measures = pairs(objective.get("measures"));
        measures.map(move |(id, node)| MeasureNode { id, node, objective: Some(objective) })
    });
    flat.chain(inside)
}

/// Sources that measures and controls use, directly, by a side, or through joins.
pub(super) fn used_sources(root: &Node) -> BTreeSet<String> {
    let by_id: BTreeMap<&str, &Node> = objectives(root).collect();
    let default =
        |node: Option<&Node>| node.and_then(|n| n.get("defaults")?.get("source")?.text().map(str::to_owned));
    let mut wanted: Vec<String> = Vec::new();
    for measure in measures(root) {
        let objective =
            measure.objective.or_else(|| by_id.get(measure.node.get("objective")?.text()?).copied());
        let own = measure.node.get("source").and_then(Node::text).map(str::to_owned);
        let kind = measure.node.get("kind");
        if kind.is_none_or(|kind| kind.get("formula").is_none()) {
            wanted.extend(own.or_else(|| default(objective)).or_else(|| default(Some(root))));
        }
        kind.into_iter().for_each(|kind| sides(kind, &mut wanted));
    }
    pairs(root.get("controls")).for_each(|(_, control)| sides(control, &mut wanted));
    wanted.extend(root.get("entity").and_then(|entity| entity.get("in")?.text()).map(str::to_owned));
    let sources = root.get("sources");
    let mut used = BTreeSet::new();
    while let Some(id) = wanted.pop() {
        let Some(source) = sources.and_then(|sources| sources.get(&id)) else {
            continue;
        };
        if used.insert(id) {
            let named = ["join", "from"].into_iter().filter_map(|key| source.get(key)?.text());
            wanted.extend(named.map(str::to_owned));
            source.get("with").into_iter().for_each(|with| sides(with, &mut wanted));
            if source.get("path").is_none() {
                wanted.extend(source.get("sql").and_then(Node::text).into_iter().flat_map(split));
            }
        }
    }
    used
}

/// SHA-256 of nodes, whatever their order, quotes, comments and indentation, and of files as they are.
pub(super) fn hash<'n>(nodes: impl Iterator<Item = &'n Node>, files: &str) -> String {
    let mut text = String::new();
    nodes.for_each(|node| canonical(node, &mut text));
    text.push_str(files);
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The value of a key, to be changed.
pub(super) fn get_mut<'n>(node: &'n mut Node, key: &str) -> Option<&'n mut Node> {
    pairs_mut(node).iter_mut().find(|(name, _)| name.text() == Some(key)).map(|(_, value)| value)
}

fn pairs_mut(node: &mut Node) -> &mut [(Node, Node)] {
    match &mut node.kind {
        NodeKind::Map(pairs) => pairs,
        _ => &mut [],
    }
}

fn pairs(node: Option<&Node>) -> impl Iterator<Item = (&str, &Node)> {
    let pairs = node.map_or(&[][..], Node::pairs);
    pairs.iter().filter_map(|(key, value)| Some((key.text()?, value)))
}

fn keys(node: Option<&Node>) -> impl Iterator<Item = String> {
    pairs(node).map(|(key, _)| key.to_owned())
}

fn objectives(root: &Node) -> impl Iterator<Item = (&str, &Node)> {
    pairs(root.get("perspectives")).flat_map(|(_, perspective)| pairs(perspective.get("objectives")))
}

/// What a thing is called, in each language, and its id.
fn titles<'n>(id: &str, node: &'n Node) -> impl Iterator<Item = (String, String)> + use<'n> {
    let id = id.to_owned();
    let title = node.get("title");
    let texts = title.and_then(Node::text).into_iter();
    let texts = texts.chain(title.map_or(&[][..], Node::pairs).iter().filter_map(|(_, text)| text.text()));
    texts.map(move |text| (text.to_owned(), id.clone()))
}

/// Whether a key says of what kind a measure is, rightly or not.
fn says_kind(key: &str) -> bool {
    key == "kind" || key == "formula" || is_synonym("kind", key)
}

/// Measures that have a key.
fn measures_with_key(root: &Node, key: &str) -> BTreeSet<String> {
    let having = measures(root).filter(|measure| measure.node.get(key).is_some());
    having.map(|measure| measure.id.to_owned()).collect()
}

/// Values of all keys `source` below.
fn sides(node: &Node, found: &mut Vec<String>) {
    for (key, value) in node.pairs() {
        match (key.text(), value.text()) {
            (Some("source"), Some(id)) => found.push(id.to_owned()),
            _ => sides(value, found),
        }
    }
    node.items().iter().for_each(|item| sides(item, found));
}

fn collect(node: &Node, written: &mut WrittenIds) {
    for (key, value) in node.pairs() {
        let name = key.text().unwrap_or_default();
        if name == "kind" {
            all_words(value, written);
        }
        if PROSE.contains(&name) {
            continue;
        }
        match (name, value.text()) {
            ("source" | "join" | "from" | "in", Some(id)) => _ = written.named_sources.insert(id.to_owned()),
            ("sql", Some(text)) => written.named_sources.extend(split(text)),
            _ => {}
        }
        if name == "derive" || name == "filters" {
            value.pairs().iter().for_each(|(_, value)| collect(value, written));
            continue;
        }
        words(name, written);
        collect(value, written);
    }
    node.items().iter().for_each(|item| collect(item, written));
    words(node.text().unwrap_or_default(), written);
}

fn all_words(node: &Node, written: &mut WrittenIds) {
    node.pairs().iter().for_each(|(_, value)| all_words(value, written));
    node.items().iter().for_each(|item| all_words(item, written));
    words(node.text().unwrap_or_default(), written);
}

fn words(text: &str, written: &mut WrittenIds) {
    written.words.extend(split(text));
}

/// The words of a text.
pub(super) fn split(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty());
    words.map(str::to_owned)
}

fn canonical(node: &Node, text: &mut String) {
    match &node.kind {
        NodeKind::Null => text.push('~'),
        // The length in front keeps two texts from reading as one.
        NodeKind::Scalar { text: own, .. } => text.push_str(&format!("{}:{own}", own.len())),
        NodeKind::List(items) => {
            text.push('[');
            items.iter().for_each(|item| canonical(item, text));
            text.push(']');
        }
        NodeKind::Map(pairs) => {
            let mut pairs: Vec<&(Node, Node)> = pairs.iter().collect();
            pairs.sort_by(|(a, _), (b, _)| a.text().cmp(&b.text()));
            text.push('{');
            pairs.into_iter().for_each(|(key, value)| {
                canonical(key, text);
                canonical(value, text);
            });
            text.push('}');
        }
    }
}
