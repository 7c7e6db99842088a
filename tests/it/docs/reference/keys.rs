//! Keys of a scorecard, and kinds with theirs, from the JSON Schema that `mando schema` prints.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{page, stands};
use crate::docs::links::anchor;

/// An object of the language: where it stands, as `sources.ID.files`, and what the schema says of it.
struct Section<'a> {
    path: String,
    object: &'a Value,
}

/// The sections of one page, found from its roots on; objects that stand in several places are told at the first.
struct Sections<'a> {
    definitions: &'a Map<String, Value>,
    found: Vec<Section<'a>>,
    places: BTreeMap<&'a str, String>,
}

fn text(value: &Value, key: &str) -> String {
    let words = value[key].as_str().unwrap_or_default();
    words.replace('\n', " ").replace('|', "\\|")
}

/// What is meant by a wrapper: the one thing that is not "nothing".
fn bare(value: &Value) -> &Value {
    for key in ["anyOf", "allOf"] {
        let Some(list) = value[key].as_array() else { continue };
        let mut things = list.iter().filter(|item| item["type"] != "null");
        if let (Some(one), None) = (things.next(), things.next()) {
            return bare(one);
        }
    }
    value
}

fn named(value: &Value) -> Option<&str> {
    value["$ref"].as_str()?.rsplit('/').next()
}

/// Words of which one is to be written, each with its meaning.
fn words(value: &Value) -> Option<Vec<(&str, String)>> {
    let list = value["oneOf"].as_array()?;
    list.iter().map(|item| Some((item["const"].as_str()?, text(item, "description")))).collect()
}

/// The forms of a definition: itself, or those of its `anyOf`.
fn forms(value: &Value) -> Vec<&Value> {
    value["anyOf"]
        .as_array()
        .map_or_else(|| vec![value], |list| list.iter().filter(|item| item["type"] != "null").collect())
}

fn keys(value: &Value) -> Option<&Map<String, Value>> {
    forms(value).into_iter().find_map(|form| form["properties"].as_object())
}

/// How the schema's own types are called.
fn simple(value: &Value) -> Option<&'static str> {
    let of = |word: &str| match word {
        "string" => Some("text"),
        "integer" => Some("whole number"),
        "number" => Some("number"),
        "boolean" => Some("`true` or `false`"),
        _ => None,
    };
    match &value["type"] {
        Value::String(word) => of(word),
        Value::Array(list) if list.iter().any(|word| word == "string") => Some("text"),
        Value::Array(list) => list.iter().filter_map(Value::as_str).find_map(of),
        _ => None,
    }
}

impl<'a> Sections<'a> {
    fn new(schema: &'a Value) -> Sections<'a> {
        let definitions = schema["definitions"].as_object().expect("definitions");
        Sections { definitions, found: Vec::new(), places: BTreeMap::new() }
    }

    /// What may be written at a path; objects met on the way become sections.
    fn shape(&mut self, value: &'a Value, path: &str) -> String {
        let value = bare(value);
        if let Some(name) = named(value) {
            return self.of_definition(name, path);
        }
        if let Some(list) = value["anyOf"].as_array() {
            let mut shapes: Vec<String> = list
                .iter()
                .filter(|item| item["type"] != "null")
                .map(|item| self.shape(item, path))
                .collect();
            shapes.dedup();
            return shapes.join(", or ");
        }
        if value["type"] == "array"
            || value["type"].as_array().is_some_and(|types| types.iter().any(|t| t == "array"))
        {
            return match &value["items"] {
                Value::Array(items) => {
                    let items: Vec<String> = items.iter().map(|item| self.shape(item, path)).collect();
                    format!("list `[…]` of {}", items.join(" and "))
                }
                item => match self.shape(item, path) {
                    several if several.contains(", or ") => format!("list of ({several})"),
                    one => format!("list of {one}"),
                },
            };
        }
        if let Some(inside) = value.get("additionalProperties").filter(|inside| inside.is_object()) {
            let word = if value["propertyNames"]["pattern"].is_string() { "ID" } else { "NAME" };
            return format!("{word} → {}", self.shape(inside, &format!("{path}.{word}")));
        }
        simple(value).unwrap_or("anything").to_owned()
    }

    fn of_definition(&mut self, name: &'a str, path: &str) -> String {
        if name == "Kind" {
            return "a [kind](kinds.md)".to_owned();
        }
        let definition = &self.definitions[name];
        if let Some(words) = words(definition) {
            return words.iter().map(|(word, _)| format!("`{word}`")).collect::<Vec<_>>().join(" ");
        }
        if keys(definition).is_none() {
            return self.shape(definition, path);
        }
        if !self.places.contains_key(name) {
            self.places.insert(name, path.to_owned());
            self.found.push(Section { path: path.to_owned(), object: definition });
        }
        let place = &self.places[name];
        let object = format!("[`{place}`](#{})", anchor(place));
        let mut others: Vec<String> = Vec::new();
        for form in forms(definition).into_iter().filter(|form| form["properties"].is_null()) {
            others.push(self.shape(form, path));
        }
        others.push(object);
        others.join(", or ")
    }

    /// The table of an object's keys, and the words among its values.
    fn table(&mut self, object: &'a Value, path: &str) -> String {
        let Some(keys) = keys(object) else { return String::new() };
        let required: Vec<&str> = forms(object)
            .into_iter()
            .filter_map(|form| form["required"].as_array())
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        let (mut table, mut meanings) =
            ("| key | value | meaning |\n|---|---|---|\n".to_owned(), String::new());
        for (key, value) in keys {
            let shown = if required.contains(&&**key) { format!("**`{key}`**") } else { format!("`{key}`") };
            let inside = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
            let shape = self.shape(value, &inside);
            let about = text(value, "description");
            table += &format!("| {shown} | {shape} | {about} |\n");
            if let Some(words) = self.words_of(value).filter(|words| words.iter().any(says_more)) {
                let listed: Vec<String> = words
                    .iter()
                    .map(|(word, about)| format!("`{word}` {}", about.trim_end_matches('.')))
                    .collect();
                meanings += &format!("- `{key}`: {}.\n", listed.join("; "));
            }
        }
        if meanings.is_empty() { table } else { format!("{table}\n{meanings}") }
    }

    /// The words that are a key's values, or those of a list.
    fn words_of(&self, value: &'a Value) -> Option<Vec<(&'a str, String)>> {
        let value = bare(value);
        let value = if value["items"].is_object() { bare(&value["items"]) } else { value };
        words(self.definitions.get(named(value)?)?)
    }
}

/// Whether the meaning of a word says more than the word.
fn says_more((word, about): &(&str, String)) -> bool {
    !about.trim_end_matches('.').eq_ignore_ascii_case(word)
}

/// The short form of an object, if it has one.
fn short(object: &Value) -> Option<String> {
    let form = forms(object).into_iter().find(|form| form["properties"].is_null())?;
    Some(text(form, "description")).filter(|words| !words.is_empty() && object["anyOf"].is_array())
}

#[test]
fn the_page_of_keys_is_the_schema() {
    let schema = mando::definition::schema();
    let mut sections = Sections::new(&schema);
    let mut content = format!("## The scorecard\n\n{}", sections.table(&schema, ""));
    let mut at = 0;
    while let Some(section) = sections.found.get(at) {
        let (path, object) = (section.path.clone(), section.object);
        content += &format!("\n## `{path}`\n\n{}\n\n", text(object, "description").trim());
        if let Some(short) = short(object) {
            content +=
                &format!("Short, instead of the keys: {}{}\n\n", short[..1].to_lowercase(), &short[1..]);
        }
        content += &sections.table(object, &path);
        at += 1;
    }
    assert!(at >= 20, "{at} objects");
    let about = "Every key that a scorecard may hold, object by object, in the order in which they lead to each other; **bold** keys are required. `ID` is a name that you choose, `NAME` one of your data. [The language](language.md) explains them with examples.";
    stands("keys.md", &page("Keys", about, &content));
}

#[test]
fn the_page_of_kinds_is_the_schema() {
    let schema = mando::definition::schema();
    let mut sections = Sections::new(&schema);
    let variants = schema["definitions"]["Kind"]["oneOf"].as_array().expect("kinds");
    let mut list = "| kind | what it computes |\n|---|---|\n".to_owned();
    let mut content = String::new();
    for variant in variants {
        // A kind without keys may be written as its word alone; its keys are told once.
        let Some((word, keys_of)) = variant["properties"].as_object().and_then(|map| map.iter().next())
        else {
            continue;
        };
        list += &format!("| [`{word}`](#{word}) | {} |\n", text(variant, "description"));
        let name = named(bare(keys_of)).expect("a definition");
        let object = &schema["definitions"][name];
        let about = object["description"].as_str().unwrap_or_default();
        content += &format!("\n## {word}\n\n{about}\n\n");
        if let Some(short) = short(object) {
            content += &format!("Short, `{{ {word}: … }}`: {}{}\n\n", short[..1].to_lowercase(), &short[1..]);
        }
        let before = sections.found.len();
        let table = sections.table(object, word);
        content += &table;
        let mut at = before;
        while let Some(section) = sections.found.get(at) {
            let (path, inside) = (section.path.clone(), section.object);
            content += &format!(
                "\n### `{path}`\n\n{}\n\n{}",
                text(inside, "description"),
                sections.table(inside, &path)
            );
            at += 1;
        }
    }
    assert!(list.lines().count() >= 40, "{list}");
    let about = "Every kind of measure: what it computes, and its keys (**bold**: required). [Kinds of measures](measures.md) tells more of each, with examples.";
    stands("kinds.md", &page("Kinds and their keys", about, &format!("{list}{content}")));
}
