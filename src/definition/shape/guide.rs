//! What a schema says can stand at a place: keys, words and their meaning, for whoever writes a definition.

use schemars::{JsonSchema, Schema};
use serde_json::{Map, Value};

use super::schema_view::{Book, View};
use crate::definition::schema;
use crate::definition::tree::Step;

/// Marks a schema that is one name of a choice.
const NAME: &str = "x-name";

/// The schema of a sort of file, to be asked about places in it.
#[derive(Debug)]
pub struct Guide {
    schema: Schema,
}

/// A key or a word that can stand at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The key or word.
    pub name: String,
    /// What it means.
    pub about: Option<String>,
    /// What it holds, to be pasted: a word alone where it needs nothing.
    pub form: String,
    /// Whether it must be there.
    pub is_required: bool,
}

/// What can stand at a place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Possible {
    /// Keys of the map here.
    pub keys: Vec<Choice>,
    /// Words that can stand here instead of a map.
    pub words: Vec<Choice>,
    /// Whether any text can.
    pub takes_text: bool,
    /// What the text is, where the schema says it: a date, a duration, a column.
    pub expected: Option<String>,
}

impl Guide {
    /// The schema of a struct that a file is read into.
    pub(crate) fn of<T: JsonSchema>() -> Guide {
        Guide { schema: schema::of::<T>() }
    }

    /// The schema itself.
    pub(crate) fn schema(&self) -> &Schema {
        &self.schema
    }

    /// What can stand at the end of a path.
    pub fn possible(&self, path: &[Step]) -> Possible {
        let book = Book::new(self.schema.as_value());
        let mut possible = Possible::default();
        for leaf in self.schemas_at(&book, path).iter().flat_map(|schema| alternatives_of(&book, schema)) {
            let view = book.view(&leaf);
            possible.expected = possible.expected.or(view.text("x-expected").map(str::to_owned));
            if let Some(words) = book.words(&view) {
                let about = view.text("description").map(str::to_owned);
                let words = words.into_iter().map(|name| Choice {
                    form: name.clone(),
                    about: about.clone(),
                    name,
                    is_required: false,
                });
                possible.words.extend(words);
            } else if let Some((name, payload)) = named_alone(&view) {
                let (choice, can_be_bare) = of_kind(&book, &view, name, payload);
                let bare = can_be_bare.then(|| choice.name.clone());
                let form = bare.unwrap_or_else(|| format!("{{ {}: {} }}", choice.name, choice.form));
                possible.words.push(Choice { form, ..choice.clone() });
                possible.keys.push(choice);
            } else {
                possible.keys.extend(keys(&book, &view));
                possible.takes_text |= view.types().any(|kind| kind == "string");
                if view.types().any(|kind| kind == "boolean") {
                    let word = |name: &str| Choice {
                        name: name.to_owned(),
                        about: None,
                        form: name.to_owned(),
                        is_required: false,
                    };
                    possible.words.extend([word("true"), word("false")]);
                }
            }
        }
        possible
    }

    /// What the key at the end of a path means; nothing for a name that its author chose.
    pub fn about(&self, path: &[Step]) -> Option<String> {
        let (Step::Key(name), above) = path.split_last()? else { return None };
        self.possible(above).keys.into_iter().find(|key| key.name == *name)?.about
    }

    /// Schemas of what a path leads to.
    fn schemas_at(&self, book: &Book<'_>, path: &[Step]) -> Vec<Value> {
        let mut here = vec![self.schema.as_value().clone()];
        for step in path {
            let leaves = here.iter().flat_map(|schema| alternatives_of(book, schema));
            here = leaves.filter_map(|leaf| inside(&book.view(&leaf), step)).collect();
        }
        here
    }
}

/// A schema taken apart into those of which one holds, with what single values stand for.
fn alternatives_of(book: &Book<'_>, schema: &Value) -> Vec<Value> {
    let view = book.view(schema);
    if let Some(alternatives) = view.alternatives() {
        let (expected, is_choice) = (view.text("x-expected"), view.has("oneOf"));
        let inner = alternatives.iter().flat_map(|alternative| alternatives_of(book, alternative));
        return inner.map(|leaf| marked(leaf, expected, is_choice)).collect();
    }
    let mut found = Vec::new();
    if let Some(single) = view.text("x-single").and_then(|single| view.property(single)) {
        found = alternatives_of(book, single);
    }
    found.insert(0, Value::Object(view.whole()));
    found
}

/// What is said of a choice is said of each of its alternatives; those of which exactly one holds are names.
fn marked(mut leaf: Value, expected: Option<&str>, is_choice: bool) -> Value {
    if let Value::Object(map) = &mut leaf {
        if let Some(text) = expected {
            map.entry("x-expected").or_insert_with(|| text.into());
        }
        if is_choice {
            map.entry(NAME).or_insert(true.into());
        }
    }
    leaf
}

/// What stands one step further in.
fn inside(view: &View<'_>, step: &Step) -> Option<Value> {
    match step {
        Step::Key(key) => {
            let rest = || view.get("additionalProperties").filter(|rest| rest.is_object());
            view.property(key).or_else(rest).cloned()
        }
        Step::Item(index) => {
            let fixed = view.get("prefixItems").or_else(|| view.get("items")).and_then(Value::as_array);
            let rest = view.get("items").filter(|items| items.is_object());
            fixed.and_then(|fixed| fixed.get(*index)).or(rest).cloned()
        }
    }
}

/// The name and what it holds, of a schema that is one name of a choice.
fn named_alone<'v>(view: &'v View<'_>) -> Option<(&'v str, &'v Value)> {
    let properties: &Map<String, Value> = view.properties()?;
    let (name, payload) = properties.iter().next().filter(|_| properties.len() == 1)?;
    (view.has(NAME) && view.required().eq([name.as_str()])).then_some((name, payload))
}

/// A kind: what it holds, and whether its word alone says all.
fn of_kind(book: &Book<'_>, view: &View<'_>, name: &str, payload: &Value) -> (Choice, bool) {
    let held = book.view(payload);
    let is_short = held.text("x-single").is_some_and(|single| held.required().all(|key| key == single));
    let form = if is_short { book.sample(&held, 0) } else { book.full_form(&held, 0) };
    let about = view.text("description").or_else(|| held.text("description")).map(str::to_owned);
    let can_be_bare = held.required().next().is_none();
    (Choice { name: name.to_owned(), about, form, is_required: false }, can_be_bare)
}

fn keys(book: &Book<'_>, view: &View<'_>) -> Vec<Choice> {
    let required: Vec<&str> = view.required().collect();
    let properties = view.properties().into_iter().flatten();
    let key = |(name, schema): (&String, &Value)| {
        let view = book.view(schema);
        Choice {
            name: name.clone(),
            about: view.text("description").map(str::to_owned),
            form: book.sample(&view, 0),
            is_required: required.contains(&name.as_str()),
        }
    };
    properties.map(key).collect()
}
