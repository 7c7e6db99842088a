//! What a JSON Schema says about one node, with its references followed.

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::definition::tree::{Node, NodeKind};
use crate::form::ID_PATTERN;

/// A schema with its definitions.
pub(super) struct Book<'s> {
    root: &'s Value,
}

/// One schema object: its own keys, those of what it refers to and of what it is composed of.
pub(super) struct View<'v> {
    map: Cow<'v, Map<String, Value>>,
    /// Name of the definition it refers to.
    name: Option<&'v str>,
}

/// The kinds of nodes that a schema accepts.
#[derive(Clone, Copy, Default, PartialEq)]
pub(super) struct AcceptedNodes {
    pub(super) scalar: bool,
    pub(super) list: bool,
    pub(super) map: bool,
    pub(super) null: bool,
}

impl AcceptedNodes {
    const ALL: AcceptedNodes = AcceptedNodes { scalar: true, list: true, map: true, null: true };

    pub(super) fn node(self, node: &Node) -> bool {
        match node.kind {
            NodeKind::Scalar { .. } => self.scalar,
            NodeKind::List(_) => self.list,
            NodeKind::Map(_) => self.map,
            NodeKind::Null => self.null,
        }
    }

    fn or(self, other: AcceptedNodes) -> AcceptedNodes {
        AcceptedNodes {
            scalar: self.scalar || other.scalar,
            list: self.list || other.list,
            map: self.map || other.map,
            null: self.null || other.null,
        }
    }
}

impl<'s> Book<'s> {
    pub(super) fn new(root: &'s Value) -> Book<'s> {
        Book { root }
    }

    pub(super) fn view<'v>(&self, schema: &'v Value) -> View<'v>
    where
        's: 'v,
    {
        let Value::Object(own) = schema else {
            return View { map: Cow::Owned(Map::new()), name: None };
        };
        let target = own.get("$ref").and_then(Value::as_str);
        let parts = own.get("allOf").and_then(Value::as_array);
        if target.is_none() && parts.is_none() {
            return View { map: Cow::Borrowed(own), name: None };
        }
        let mut views: Vec<View<'v>> = Vec::new();
        let mut name = None;
        if let Some(reference) = target {
            name = reference.rsplit('/').next();
            if let Some(target) = self.root.pointer(reference.trim_start_matches('#')) {
                views.push(self.view(target));
            }
        }
        views.extend(parts.into_iter().flatten().map(|part| self.view(part)));
        let name = name.or_else(|| views.iter().find_map(|view| view.name));
        if own.len() == 1
            && let [_] = views.as_slice()
            && let Some(view) = views.pop()
        {
            return View { name, ..view };
        }
        let mut map = Map::new();
        for view in views {
            merge(&mut map, &view.map);
        }
        let siblings = own.iter().filter(|(key, _)| *key != "$ref" && *key != "allOf");
        merge(&mut map, &siblings.map(|(key, value)| (key.clone(), value.clone())).collect());
        View { map: Cow::Owned(map), name }
    }

    pub(super) fn takes(&self, schema: &Value) -> AcceptedNodes {
        self.view_takes(&self.view(schema))
    }

    pub(super) fn view_takes(&self, view: &View<'_>) -> AcceptedNodes {
        if let Some(alternatives) = view.alternatives() {
            let each = alternatives.iter().map(|alternative| self.takes(alternative));
            return each.fold(AcceptedNodes::default(), AcceptedNodes::or);
        }
        let mut takes = AcceptedNodes::default();
        for kind in view.types() {
            match kind {
                "object" => takes.map = true,
                "array" => takes.list = true,
                "null" => takes.null = true,
                _ => takes.scalar = true,
            }
        }
        if takes == AcceptedNodes::default() {
            takes.map = view.has("properties") || view.has("additionalProperties");
            takes.list = view.has("items") || view.has("prefixItems");
            takes.scalar = view.has("enum") || view.has("const");
        }
        if takes == AcceptedNodes::default() {
            return AcceptedNodes::ALL;
        }
        if let Some(single) = view.text("x-single").filter(|_| takes.map) {
            let inner = view.property(single).map_or(AcceptedNodes::ALL, |schema| self.takes(schema));
            // A map always stands for the full form, and nothing for nothing.
            takes = takes.or(AcceptedNodes { map: true, null: takes.null, ..inner });
        }
        takes
    }

    /// The one alternative that is not null, of a choice between a thing and nothing.
    pub(super) fn only<'v>(&self, view: &'v View<'_>) -> Option<&'v Value>
    where
        's: 'v,
    {
        let mut things = view.alternatives()?.iter().filter(|alternative| !self.view(alternative).is_null());
        let only = things.next()?;
        // A choice of a single name is still a choice.
        (things.next().is_none() && view.has("anyOf")).then_some(only)
    }

    /// The words of an enumeration; `None` where other texts are accepted too.
    pub(super) fn words(&self, view: &View<'_>) -> Option<Vec<String>> {
        if let Some(alternatives) = view.alternatives() {
            let mut words = Vec::new();
            for alternative in alternatives.iter().map(|alternative| self.view(alternative)) {
                if !alternative.is_null() {
                    words.extend(self.words(&alternative)?);
                }
            }
            return (!words.is_empty()).then_some(words);
        }
        let values = match (view.map.get("enum"), view.map.get("const")) {
            (Some(Value::Array(values)), _) => values.iter().collect(),
            (_, Some(value)) => vec![value],
            _ => return None,
        };
        let words = values.into_iter().filter(|value| !value.is_null());
        words
            .map(|value| value.as_str().map(str::to_owned))
            .collect::<Option<Vec<String>>>()
            .filter(|w| !w.is_empty())
    }

    /// What is accepted, in words.
    pub(super) fn expected(&self, view: &View<'_>) -> String {
        if let Some(text) = view.text("x-expected") {
            return text.to_owned();
        }
        if let Some(words) = self.words(view) {
            return listed(words.iter().map(String::as_str), "or");
        }
        let mut parts: Vec<String> = Vec::new();
        if let Some(alternatives) = view.alternatives() {
            let views =
                alternatives.iter().map(|alternative| self.view(alternative)).filter(|view| !view.is_null());
            parts.extend(views.map(|view| self.expected(&view)));
        } else {
            parts.extend(view.types().filter_map(|kind| view.expected_type(kind)));
            if let Some(schema) = view.text("x-single").and_then(|single| view.property(single)) {
                parts.insert(0, self.expected(&self.view(schema)));
            }
        }
        let mut seen: Vec<String> = Vec::new();
        parts.into_iter().for_each(|part| {
            if !seen.contains(&part) {
                seen.push(part)
            }
        });
        match seen.pop() {
            None => "a value".to_owned(),
            Some(last) if seen.is_empty() => last,
            Some(last) => format!("{} or {last}", seen.join(", ")),
        }
    }

    /// A value that could be pasted.
    pub(super) fn sample(&self, view: &View<'_>, level: usize) -> String {
        let written = view
            .map
            .get("examples")
            .and_then(|examples| examples.get(0))
            .or_else(|| view.map.get("x-example"));
        if let Some(value) = written.or_else(|| view.map.get("default")).filter(|value| !value.is_null()) {
            return value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        }
        if let Some(words) = self.words(view) {
            return words.into_iter().next().unwrap_or_default();
        }
        if let Some(alternatives) = view.alternatives() {
            let mut views = alternatives.iter().map(|alternative| self.view(alternative));
            return views
                .find(|view| !view.is_null())
                .map_or("…".to_owned(), |view| self.sample(&view, level));
        }
        if let Some(schema) = view.text("x-single").and_then(|single| view.property(single)) {
            return self.sample(&self.view(schema), level);
        }
        match view.types().find(|kind| *kind != "null") {
            Some("integer" | "number") => "1".to_owned(),
            Some("boolean") => "true".to_owned(),
            Some("array") => "[…]".to_owned(),
            Some("object") => self.full_form(view, level),
            _ => "…".to_owned(),
        }
    }

    /// `{ from: …, to: … }`: the keys that must be there.
    pub(super) fn full_form(&self, view: &View<'_>, level: usize) -> String {
        let required: Vec<&str> = view.required().collect();
        if required.is_empty() || level > 2 {
            return "{ … }".to_owned();
        }
        let pairs = required.iter().map(|key| {
            let sample = view.property(key).map(|schema| self.sample(&self.view(schema), level + 1));
            format!("{key}: {}", sample.unwrap_or("…".to_owned()))
        });
        format!("{{ {} }}", pairs.collect::<Vec<_>>().join(", "))
    }
}

impl View<'_> {
    /// All its keys.
    pub(super) fn whole(&self) -> Map<String, Value> {
        self.map.clone().into_owned()
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.map.contains_key(key)
    }

    pub(super) fn get(&self, key: &str) -> Option<&Value> {
        self.map.get(key)
    }

    pub(super) fn text(&self, key: &str) -> Option<&str> {
        self.map.get(key).and_then(Value::as_str)
    }

    pub(super) fn properties(&self) -> Option<&Map<String, Value>> {
        self.map.get("properties").and_then(Value::as_object)
    }

    pub(super) fn property(&self, key: &str) -> Option<&Value> {
        self.properties()?.get(key)
    }

    pub(super) fn required(&self) -> impl Iterator<Item = &str> {
        self.map.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
    }

    pub(super) fn alternatives(&self) -> Option<&Vec<Value>> {
        self.map.get("oneOf").or_else(|| self.map.get("anyOf")).and_then(Value::as_array)
    }

    pub(super) fn types(&self) -> impl Iterator<Item = &str> {
        let written = self.map.get("type");
        let several = written.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
        written.and_then(Value::as_str).into_iter().chain(several)
    }

    pub(super) fn is_id(&self) -> bool {
        self.text("pattern") == Some(ID_PATTERN)
    }

    /// The name in messages: `x-object`, the title, or the name of its definition.
    pub(super) fn object(&self) -> Option<String> {
        let named = self.text("x-object").or_else(|| self.text("title")).map(str::to_owned);
        named.or_else(|| self.name.map(words_of))
    }

    fn is_null(&self) -> bool {
        self.types().eq(["null"]) || self.map.get("const").is_some_and(Value::is_null)
    }

    fn expected_type(&self, kind: &str) -> Option<String> {
        let bounds = || match (self.get("minimum"), self.get("maximum")) {
            (Some(low), Some(high)) => format!(" from {low} to {high}"),
            (Some(low), None) => format!(" from {low}"),
            _ => String::new(),
        };
        let items = |key: &str| self.get(key).and_then(Value::as_u64);
        let text = match kind {
            "null" => return None,
            "integer" => format!("a whole number{}", bounds()),
            "number" => format!("a number{}", bounds()),
            "boolean" => "`true` or `false`".to_owned(),
            "array" => match (items("minItems"), items("maxItems")) {
                (Some(low), Some(high)) if low == high => format!("a list of {low}"),
                _ => "a list".to_owned(),
            },
            "object" => match self.required().next() {
                Some(_) => format!("a map with {}", listed(self.required(), "and")),
                None => "a map".to_owned(),
            },
            _ if self.is_id() => "an id".to_owned(),
            _ => "text".to_owned(),
        };
        Some(text)
    }
}

/// `` `a`, `b` or `c` ``.
pub(super) fn listed<'a>(words: impl Iterator<Item = &'a str>, last: &str) -> String {
    let words: Vec<String> = words.map(|word| format!("`{word}`")).collect();
    match words.as_slice() {
        [] => String::new(),
        [word] => word.clone(),
        [first @ .., end] => format!("{} {last} {end}", first.join(", ")),
    }
}

/// `SourceFile` is a source file.
fn words_of(name: &str) -> String {
    let mut words = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !words.is_empty() && !words.ends_with(' ') {
            words.push(' ');
        }
        words.extend(if c == '_' { ' '.to_lowercase() } else { c.to_lowercase() });
    }
    words
}

/// Adds the keys of a part: properties and required keys join, all else replaces.
fn merge(into: &mut Map<String, Value>, part: &Map<String, Value>) {
    for (key, value) in part {
        match (into.get_mut(key), value) {
            (Some(Value::Object(all)), Value::Object(some)) if key == "properties" => {
                all.extend(some.iter().map(|(name, schema)| (name.clone(), schema.clone())));
            }
            (Some(Value::Array(all)), Value::Array(some)) if key == "required" => {
                all.extend(some.iter().cloned())
            }
            _ => {
                into.insert(key.clone(), value.clone());
            }
        }
    }
}

/// One name of a choice.
pub(super) struct Variant {
    pub(super) name: String,
    /// Schema of what it holds; a bare name holds nothing.
    pub(super) payload: Option<Value>,
}

/// The names of an externally tagged enum; `None` when the schema is something else.
pub(super) fn variants(book: &Book<'_>, view: &View<'_>) -> Option<Vec<Variant>> {
    let mut variants = Vec::new();
    for alternative in view.get("oneOf")?.as_array()? {
        let view = book.view(alternative);
        if let Some(words) = book.words(&view) {
            variants.extend(words.into_iter().map(|name| Variant { name, payload: None }));
            continue;
        }
        if view.types().eq(["null"]) {
            continue;
        }
        let properties = view.properties()?;
        let (name, payload) = properties.iter().next().filter(|_| properties.len() == 1)?;
        if !view.required().eq([name.as_str()]) {
            return None;
        }
        variants.push(Variant { name: name.clone(), payload: Some(payload.clone()) });
    }
    variants.iter().any(|variant| variant.payload.is_some()).then_some(variants)
}
