//! Second step of reading: nodes against the JSON Schema derived from the structs they will become.
//!
//! Reports every unknown, missing and misplaced thing, writes short forms out in full, and removes what cannot be
//! read, so that reading the rest into structs cannot fail. A schema may carry these extensions:
//!
//! - `x-object`: the object's name in messages
//! - `x-single`: the key that a value without keys stands for
//! - `x-code`: the code of an unknown word, such as `unknown-locale`
//! - `x-expected`: what is accepted, in words; `x-example` or `examples`: a value to paste
//!
//! A misspelt key or word is reported and then read as its near match, so that what it holds is checked too and is
//! not missed elsewhere.

use std::collections::BTreeSet;

use schemars::Schema;
use serde_json::Value;

use super::tree::{Node, NodeKind, Style};
use crate::problem::{MissingKey, Problem, Problems, Span, near};
use causes::MergeKey;

mod causes;
mod guide;
mod id;
mod kind;
mod scalar;
mod schema_view;
mod synonyms;

use schema_view::{Book, View, listed};

pub(crate) use causes::UnknownKey;
pub use guide::{Choice, Guide, Possible};
pub(crate) use id::is_id;
pub(crate) use synonyms::is_synonym;

/// Checks a node and makes it readable; `false` when it lacks so much that it cannot be read at all.
///
/// `object` names the whole in messages.
pub fn check(node: &mut Node, schema: &Schema, object: &str, problems: &mut Problems) -> bool {
    let place = NodeContext { key: object, object: Some(object), span: node.head(), item: false };
    SchemaCheck { book: Book::new(schema.as_value()) }.visit(node, schema.as_value(), place, problems)
}

/// Where a node stands, for messages about it.
#[derive(Clone, Copy)]
struct NodeContext<'p> {
    /// The key it is the value of.
    key: &'p str,
    /// Its name, where that is not the schema's: the whole file, or a kind.
    object: Option<&'p str>,
    /// What to point at when something is missing in it.
    span: Span,
    /// Whether it is an item of the key's list.
    item: bool,
}

struct SchemaCheck<'s> {
    book: Book<'s>,
}

/// The keys of an object while they are read.
struct ObjectKeys<'v> {
    /// The object, as messages call it.
    name: String,
    view: &'v View<'v>,
    /// Keys as they are written.
    present: BTreeSet<String>,
    /// Properties that were read, under whatever key.
    seen: BTreeSet<String>,
    /// Whether the object can be read so far.
    readable: bool,
    /// What is kept of it.
    kept: Vec<(Node, Node)>,
}

impl SchemaCheck<'_> {
    fn visit(
        &self,
        node: &mut Node,
        schema: &Value,
        place: NodeContext<'_>,
        problems: &mut Problems,
    ) -> bool {
        let view = self.book.view(schema);
        let takes = self.book.view_takes(&view);
        if node.kind == NodeKind::Null && takes.null {
            return true;
        }
        // An optional thing is the thing; what is said of it stands in its own schema.
        if let Some(only) = self.book.only(&view).filter(|_| !view.has("x-code") && !view.has("x-expected")) {
            return self.visit(node, only, place, problems);
        }
        if let Some(words) = self.book.words(&view) {
            return self.word(node, &words, &view, place, problems);
        }
        if let Some(alternatives) = view.alternatives() {
            return match schema_view::variants(&self.book, &view) {
                Some(variants) => self.kind(node, &variants, &view, place, problems),
                None => self.choose(node, alternatives, &view, place, problems),
            };
        }
        if !takes.node(node) {
            return self.refuse(node, &view, place, problems);
        }
        if view.has("x-single")
            && let Some(single) = view.text("x-single").filter(|_| !matches!(node.kind, NodeKind::Map(_)))
        {
            expand_short_form(node, single);
        }
        match &mut node.kind {
            NodeKind::Map(_) => self.object(node, &view, place, problems),
            NodeKind::List(_) => self.list(node, &view, place, problems),
            NodeKind::Scalar { .. } => self.scalar(node, &view, place, problems),
            NodeKind::Null => true,
        }
    }

    /// The alternative that takes this kind of node; among several the first without problems, else with the fewest.
    fn choose(
        &self,
        node: &mut Node,
        alternatives: &[Value],
        view: &View<'_>,
        place: NodeContext<'_>,
        problems: &mut Problems,
    ) -> bool {
        let fitting: Vec<&Value> =
            alternatives.iter().filter(|alternative| self.book.takes(alternative).node(node)).collect();
        match fitting.as_slice() {
            [] => return self.refuse(node, view, place, problems),
            [only] => return self.visit(node, only, place, problems),
            _ => {}
        }
        let trials = fitting.into_iter().map(|alternative| {
            let (mut node, mut found) = (node.clone(), Problems::new());
            let readable = self.visit(&mut node, alternative, place, &mut found);
            (node, found, readable)
        });
        let mut trials: Vec<(Node, Problems, bool)> = trials.collect();
        if node.text().is_some() && trials.iter().all(|(.., readable)| !readable) {
            return self.refuse(node, view, place, problems);
        }
        let least =
            (0..trials.len()).min_by_key(|index| (!trials[*index].2, trials[*index].1.len())).unwrap_or(0);
        let (chosen, found, readable) = trials.swap_remove(least);
        *node = chosen;
        problems.extend(found);
        readable
    }

    fn object(
        &self,
        node: &mut Node,
        view: &View<'_>,
        place: NodeContext<'_>,
        problems: &mut Problems,
    ) -> bool {
        let NodeKind::Map(pairs) = &mut node.kind else {
            return true;
        };
        let name = place.object.map(str::to_owned).or_else(|| view.object()).unwrap_or(place.key.to_owned());
        let present: BTreeSet<String> =
            pairs.iter().filter_map(|(key, _)| key.text().map(str::to_owned)).collect();
        if name == "target"
            && !present.iter().any(|key| view.property(key).is_some())
            && let Some(help) = synonyms::target(&texts(pairs))
            && let Some((key, _)) = pairs.first()
        {
            let word = key.text().unwrap_or_default();
            problems.push(unknown_key(&name, word, view).at(key.span).help(help));
            return false;
        }
        let mut object =
            ObjectKeys { name, view, present, seen: BTreeSet::new(), readable: true, kept: Vec::new() };
        for (key, value) in std::mem::take(pairs) {
            self.pair(key, value, &mut object, problems);
        }
        self.report_missing(&mut object, place, problems);
        node.kind = NodeKind::Map(object.kept);
        object.readable
    }

    /// A key of an object with its value.
    fn pair(&self, mut key: Node, mut value: Node, object: &mut ObjectKeys<'_>, problems: &mut Problems) {
        let (view, name) = (object.view, object.name.as_str());
        let Some(word) = key.text().map(str::to_owned) else { return };
        if word == "<<" {
            problems.push(Problem::new(MergeKey { object: name.to_string() }).at(key.span));
            return;
        }
        let is_known = view.property(&word).is_some();
        if !is_known && let Some(help) = synonyms::hint_elsewhere(name, &word) {
            problems.push(unknown_key(name, &word, view).at(key.span).help(help));
            return;
        }
        let rest = view.get("additionalProperties").filter(|rest| !matches!(rest, Value::Bool(false)));
        let is_open = rest.is_some() || !view.has("properties") && !view.has("additionalProperties");
        if !is_known && is_open {
            let fits = self.check_name(&mut key, view, name, problems);
            let word = key.text().unwrap_or_default().to_owned();
            let place = NodeContext { key: &word, object: None, span: key.span, item: false };
            if rest.is_none_or(|rest| self.visit(&mut value, rest, place, problems)) && fits {
                object.kept.push((key, value));
            }
            return;
        }
        let property = match is_known {
            true => Some(word),
            false => self.guess(word, &mut key, &mut value, object, problems),
        };
        let Some(property) = property else { return };
        let Some(schema) = view.property(&property) else { return };
        let place = NodeContext { key: &property, object: None, span: key.span, item: false };
        let mut found = Problems::new();
        let fits = self.visit(&mut value, schema, place, &mut found);
        // What a guessed key holds may be meant for another one; a single value says too little to judge.
        if is_known || value.text().is_none() {
            problems.extend(found);
        }
        if fits {
            object.kept.push((key, value));
        } else if view.required().any(|required| required == property) {
            object.readable = false;
        }
        object.seen.insert(property);
    }

    /// Reports a key that an object does not have; gives the property that may be meant, with the pair as if it were written so.
    fn guess(
        &self,
        word: String,
        key: &mut Node,
        value: &mut Node,
        object: &ObjectKeys<'_>,
        problems: &mut Problems,
    ) -> Option<String> {
        let (view, name) = (object.view, object.name.as_str());
        let is_free = |key: &str| !object.present.contains(key) && !object.seen.contains(key);
        let problem = unknown_key(name, &word, view).at(key.span);
        if is_free("kind") && self.is_kind(view, &word) {
            let help = format!("`{word}` is a kind: write `kind: {{ {word}: … }}`");
            problems.push(problem.help(help));
            let span = key.span;
            let inner = std::mem::replace(key, self::word("kind", span));
            let kind = std::mem::replace(&mut value.kind, NodeKind::Null);
            let kind = Node { span: value.span, kind };
            value.kind = NodeKind::Map(vec![(inner, kind)]);
            return Some("kind".to_owned());
        }
        let free = view.properties().into_iter().flat_map(|properties| properties.keys());
        let free = free.map(String::as_str).filter(|key| is_free(key));
        let guess = synonyms::key(&word, free).map(str::to_owned);
        let of_format = name == "column" && FORMAT.contains(&word.as_str());
        problems.push(match of_format {
            true => problem.help(format!("`{word}` stands in the `format` of the source")),
            false => problem.did_you_mean(guess.as_deref()),
        });
        let guess = guess?;
        rename(key, &guess);
        Some(guess)
    }

    /// Reports keys that an object needs and has not.
    fn report_missing(&self, object: &mut ObjectKeys<'_>, place: NodeContext<'_>, problems: &mut Problems) {
        let view = object.view;
        for required in view.required().filter(|required| !object.seen.contains(*required)) {
            object.readable = false;
            let sample = view.property(required).map(|schema| self.book.sample(&self.book.view(schema), 0));
            problems.push(
                Problem::new(MissingKey::new(&object.name, required))
                    .at(place.span)
                    .help(format!("add `{required}: {}`", sample.unwrap_or("…".to_owned()))),
            );
        }
    }

    /// Whether a word is one of the kinds that the key `kind` of an object takes.
    fn is_kind(&self, view: &View<'_>, word: &str) -> bool {
        let Some(kind) = view.property("kind") else { return false };
        let view = self.book.view(kind);
        let holds = |view: &View<'_>| {
            schema_view::variants(&self.book, view)
                .is_some_and(|all| all.iter().any(|variant| variant.name == word))
        };
        match self.book.only(&view) {
            Some(only) => holds(&self.book.view(only)),
            None => holds(&view),
        }
    }

    /// Whether the key of an open map is what such keys must be.
    fn check_name(&self, key: &mut Node, view: &View<'_>, object: &str, problems: &mut Problems) -> bool {
        let Some(names) = view.get("propertyNames").map(|names| self.book.view(names)) else {
            return true;
        };
        let word = key.text().unwrap_or_default().to_owned();
        if names.is_id() && !id::is_id(&word) {
            problems.push(id::bad(&word).at(key.span));
            return false;
        }
        let Some(words) = self.book.words(&names).filter(|words| !words.contains(&word)) else {
            return true;
        };
        let guess = near(&word, words.iter().map(String::as_str));
        let known = listed(words.iter().map(String::as_str), "and");
        let cause = UnknownKey { object: object.to_owned(), key: word.clone(), known };
        problems.push(Problem::new(cause).at(key.span).did_you_mean(guess));
        if let Some(guess) = guess {
            rename(key, guess);
        }
        guess.is_some()
    }

    fn list(
        &self,
        node: &mut Node,
        view: &View<'_>,
        place: NodeContext<'_>,
        problems: &mut Problems,
    ) -> bool {
        let NodeKind::List(items) = &mut node.kind else {
            return true;
        };
        let limit =
            |key: &str| view.get(key).and_then(Value::as_u64).and_then(|limit| usize::try_from(limit).ok());
        let few = limit("minItems").is_some_and(|least| items.len() < least);
        let many = limit("maxItems").is_some_and(|most| items.len() > most);
        if few || many {
            return self.refuse(node, view, place, problems);
        }
        let rest = view.get("items").filter(|items| !items.is_array());
        let fixed = view.get("prefixItems").or_else(|| view.get("items")).and_then(Value::as_array);
        let mut readable = true;
        let mut position = 0;
        items.retain_mut(|item| {
            let own = fixed.and_then(|fixed| fixed.get(position));
            position += 1;
            let Some(schema) = own.or(rest) else { return true };
            let place = NodeContext { object: None, span: item.head(), item: true, ..place };
            let fits = self.visit(item, schema, place, problems);
            // In a list of fixed places, removing one would shift the others.
            readable &= fits || own.is_none();
            fits
        });
        readable
    }
}

/// Keys and values that are texts.
fn texts(pairs: &[(Node, Node)]) -> Vec<(&str, &str)> {
    pairs.iter().filter_map(|(key, value)| Some((key.text()?, value.text()?))).collect()
}

/// Keys of the `format` of a whole file.
const FORMAT: [&str; 4] = ["decimal", "thousands", "separator", "encoding"];

fn unknown_key(object: &str, word: &str, view: &View<'_>) -> Problem {
    let keys = view.properties().into_iter().flat_map(|properties| properties.keys()).map(String::as_str);
    Problem::new(UnknownKey { object: object.to_owned(), key: word.to_owned(), known: listed(keys, "and") })
}

/// Writes the short form `value` out as `{ single: value }`.
fn expand_short_form(node: &mut Node, single: &str) {
    let key = word(single, node.span);
    let value = Node { span: node.span, kind: std::mem::replace(&mut node.kind, NodeKind::Null) };
    node.kind = NodeKind::Map(vec![(key, value)]);
}

fn word(text: &str, span: Span) -> Node {
    Node { span, kind: NodeKind::Scalar { text: text.to_owned(), style: Style::Plain } }
}

fn rename(node: &mut Node, guess: &str) {
    *node = word(guess, node.span);
}
