//! Choices of one name, bare or with its own keys: `kind: count`, `kind: { sum: revenue }`, `kind: { sum: { … } }`.

use super::causes::{HoldsNothing, KeyBeside, KeyOutside, NeedsKeys, TwoKinds, UnknownWord};
use super::schema_view::{Variant, View, listed};
use super::{NodeContext, SchemaCheck, rename, synonyms, word};
use crate::definition::tree::{Node, NodeKind};
use crate::problem::{Code, Problem, Problems, WrongType, near};

/// A text in the form of a call, `sum(freight)` or `sum of freight`: the name in small letters, and what stands behind it.
fn parse_call(text: &str) -> Option<(String, &str)> {
    let text = text.trim();
    let in_brackets = || {
        let (name, rest) = text.split_once('(')?;
        Some((name, rest.strip_suffix(')')?))
    };
    let (name, rest) = in_brackets().or_else(|| text.split_once(" of "))?;
    Some((name.trim().to_lowercase(), rest.trim()))
}

/// A text as a flow map holds it.
pub(super) fn quote_for_flow(text: &str) -> String {
    match text.contains(['"', '\'', ',', ':', '[', ']', '{', '}', '#']) {
        true => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
        false => text.to_owned(),
    }
}

impl SchemaCheck<'_> {
    /// A choice of one name; short forms are written out.
    pub(super) fn kind(
        &self,
        node: &mut Node,
        variants: &[Variant],
        view: &View<'_>,
        place: NodeContext<'_>,
        problems: &mut Problems,
    ) -> bool {
        let find = |name: &str| variants.iter().find(|variant| variant.name == name);
        match &mut node.kind {
            NodeKind::Scalar { .. } => {
                let Some(variant) = self.named(node, &[], variants, view, place, problems) else {
                    return false;
                };
                let Some(payload) = &variant.payload else {
                    return true;
                };
                let payload = self.book.view(payload);
                if payload.required().next().is_some() || !self.book.view_takes(&payload).map {
                    problems.push(self.needs_keys(&variant.name, &payload, place, None).at(node.span));
                    return false;
                }
                let key = word(&variant.name, node.span);
                node.kind =
                    NodeKind::Map(vec![(key, Node { span: node.span, kind: NodeKind::Map(Vec::new()) })]);
                true
            }
            NodeKind::Map(pairs) if !pairs.is_empty() => {
                let known: Vec<usize> =
                    (0..pairs.len()).filter(|i| pairs[*i].0.text().and_then(find).is_some()).collect();
                if let [first, second, ..] = known[..] {
                    problems.push(two_kinds(&pairs[first].0, &pairs[second].0, place));
                    return false;
                }
                // Beside a kind, anything else is a key of its own standing outside it, or of nothing.
                let (mut key, mut value) = pairs.swap_remove(known.first().copied().unwrap_or(0));
                let others: Vec<Node> = std::mem::take(pairs).into_iter().map(|(key, _)| key).collect();
                let held: Vec<&str> = value.pairs().iter().filter_map(|(key, _)| key.text()).collect();
                let Some(variant) = self.named(&mut key, &held, variants, view, place, problems) else {
                    return false;
                };
                for other in &others {
                    problems.push(self.stray(other, variant, place));
                }
                let readable = self.payload(&key, &mut value, variant, place, problems);
                if variant.payload.is_none() {
                    *node = key;
                } else {
                    node.kind = NodeKind::Map(vec![(key, value)]);
                }
                readable
            }
            _ => self.refuse(node, view, place, problems),
        }
    }

    /// The variant of this name, or of its near match, which it is then renamed to; `held` are the keys that it holds.
    fn named<'v>(
        &self,
        node: &mut Node,
        held: &[&str],
        variants: &'v [Variant],
        view: &View<'_>,
        place: NodeContext<'_>,
        problems: &mut Problems,
    ) -> Option<&'v Variant> {
        let name = node.text().unwrap_or_default().to_owned();
        if let Some(variant) = variants.iter().find(|variant| variant.name == name) {
            return Some(variant);
        }
        let names = || variants.iter().map(|variant| variant.name.as_str());
        let known_as = |of: &str| names().find(|name| *name == of).or_else(|| synonyms::kind(of, names()));
        let called = parse_call(&name).and_then(|(of, inner)| Some((known_as(&of)?, inner)));
        let guess = synonyms::kind(&name, names());
        let guess = guess.or_else(|| near(&name, names())).filter(|_| called.is_none());
        let guess = self.holding(held, variants).or(guess).filter(|_| called.is_none());
        let known = listed(names(), "or");
        let what = view.text("x-object").unwrap_or(place.key);
        let code = view.text("x-code").and_then(Code::parse);
        let problem = match code.or((what == "kind").then_some(Code::UnknownKind)) {
            Some(code) => Problem::new(UnknownWord {
                code,
                what: what.to_owned(),
                word: name.clone(),
                known: known.clone(),
            }),
            None => Problem::new(WrongType {
                key: place.key.to_owned(),
                is_item: false,
                expected: known.clone(),
                found: format!("`{name}`"),
            }),
        };
        let help = match called {
            Some((of, inner)) => format!("write `{}: {{ {of}: {} }}`", place.key, quote_for_flow(inner)),
            None => format!("one of {known}"),
        };
        problems.push(problem.at(node.span).help(help).did_you_mean(guess));
        let guess = guess?;
        rename(node, guess);
        variants.iter().find(|variant| variant.name == guess)
    }

    /// The one variant that needs exactly some keys, of several: `numerator` and `denominator` are those of a ratio, whatever it is called.
    fn holding<'v>(&self, held: &[&str], variants: &'v [Variant]) -> Option<&'v str> {
        let holds = |variant: &&Variant| {
            let Some(payload) = variant.payload.as_ref().map(|payload| self.book.view(payload)) else {
                return false;
            };
            let needed: Vec<&str> = payload.required().collect();
            needed.len() > 1
                && needed.iter().all(|key| held.contains(key))
                && held.iter().all(|key| payload.property(key).is_some())
        };
        let mut found = variants.iter().filter(holds);
        let only = found.next()?;
        found.next().is_none().then_some(only.name.as_str())
    }

    fn payload(
        &self,
        key: &Node,
        value: &mut Node,
        variant: &Variant,
        place: NodeContext<'_>,
        problems: &mut Problems,
    ) -> bool {
        let name = variant.name.as_str();
        let Some(schema) = &variant.payload else {
            let is_empty = value.kind == NodeKind::Null || value.kind == NodeKind::Map(Vec::new());
            if !is_empty {
                let cause = HoldsNothing { name: name.to_string(), key: place.key.to_string() };
                problems.push(Problem::new(cause).at(key.span));
            }
            return is_empty;
        };
        let view = self.book.view(schema);
        let takes = self.book.view_takes(&view);
        if value.kind == NodeKind::Null && takes.map && !takes.null {
            value.kind = NodeKind::Map(Vec::new());
        }
        let is_map = matches!(value.kind, NodeKind::Map(_));
        let is_bare = value.kind == NodeKind::Map(Vec::new()) && view.required().next().is_some();
        if takes.map && (is_bare || !is_map && !view.has("x-single")) {
            let given = value.text().map(quote_for_flow);
            problems.push(self.needs_keys(name, &view, place, given.as_deref()).at(key.span));
            return false;
        }
        self.visit(
            value,
            schema,
            NodeContext { key: name, object: Some(name), span: key.span, item: false },
            problems,
        )
    }

    /// That a kind needs keys; a value that was given is the first of them.
    fn needs_keys(
        &self,
        name: &str,
        payload: &View<'_>,
        place: NodeContext<'_>,
        given: Option<&str>,
    ) -> Problem {
        let needs = match payload.required().next() {
            Some(_) => listed(payload.required(), "and"),
            None => "its keys".to_owned(),
        };
        let form =
            match payload.text("x-single").filter(|single| payload.required().all(|key| key == *single)) {
                Some(_) => self.book.sample(payload, 0),
                None => self.book.full_form(payload, 0),
            };
        let form = given.map_or(form.clone(), |given| form.replacen('…', given, 1));
        Problem::new(NeedsKeys { name: name.to_string(), needs, key: place.key.to_string(), form })
    }

    fn stray(&self, key: &Node, variant: &Variant, place: NodeContext<'_>) -> Problem {
        let (name, word) = (&variant.name, key.text().unwrap_or_default());
        let is_own =
            variant.payload.as_ref().is_some_and(|payload| self.book.view(payload).property(word).is_some());
        let (key_above, kind, word) = (place.key.to_owned(), name.clone(), word.to_owned());
        let problem = match is_own {
            true => Problem::new(KeyOutside { key: key_above, kind, word }),
            false => Problem::new(KeyBeside { key: key_above, kind, word }),
        };
        problem.at(key.span)
    }
}

fn two_kinds(first: &Node, second: &Node, place: NodeContext<'_>) -> Problem {
    let (a, b) = (first.text().unwrap_or_default(), second.text().unwrap_or_default());
    let (one, several) = if place.key == "kind" { ("kind", "measures") } else { ("form", "entries") };
    Problem::new(TwoKinds {
        key: place.key.to_string(),
        one: one.to_string(),
        a: a.to_string(),
        b: b.to_string(),
        several: several.to_string(),
    })
    .at(second.span)
    .related(first.span, format!("one {one}"))
}
