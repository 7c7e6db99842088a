//! JSON: objects in an array, or one after another.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::OpenError;
use super::digits::loss;
use super::untyped::{COLUMNS, Filling, NativeCell, UntypedTable, number_text};
use crate::measure::ColumnType;
use crate::model::FeedFile;

/// Reads the objects of a text, each with the line on which it begins.
pub(super) fn read(bytes: &[u8], file: &FeedFile) -> Result<UntypedTable, OpenError> {
    let unreadable = |reason: String| OpenError::Content { shown: file.shown.clone(), reason };
    let mut walk = JsonCursor { bytes, at: 0, counted: 0, line: 1 };
    if bytes.starts_with("\u{feff}".as_bytes()) {
        walk.at = '\u{feff}'.len_utf8();
    }
    let in_array = walk.next() == Some(b'[');
    if in_array {
        walk.at += 1;
    }
    let mut filling = Filling::default();
    let mut first = true;
    loop {
        match walk.next() {
            None if in_array => return Err(unreadable(format!("the array ends on line {}", walk.here()))),
            None => break,
            Some(b']') if in_array => {
                walk.at += 1;
                match walk.next() {
                    None => break,
                    Some(_) => {
                        return Err(unreadable(format!(
                            "something follows the array on line {}",
                            walk.here()
                        )));
                    }
                }
            }
            Some(b',') if in_array && !first => walk.at += 1,
            Some(_) => {}
        }
        first = false;
        walk.next();
        let line = walk.here();
        let mut objects = serde_json::Deserializer::from_slice(&bytes[walk.at..]).into_iter::<Object<'_>>();
        let Some(object) = objects.next() else { break };
        let object = object.map_err(|error| {
            let line = line + (error.line() as u64).saturating_sub(1);
            let text = error.to_string();
            let reason = text.rsplit_once(" at line ").map_or(text.as_str(), |(reason, _)| reason);
            unreadable(format!("{reason} on line {line}"))
        })?;
        let start = walk.at;
        walk.at += objects.byte_offset();
        if filling.is_too_wide() {
            return Err(unreadable(format!("its rows have more than {COLUMNS} keys before line {line}")));
        }
        match &file.format.rows {
            None => row(&mut filling, line, &object, file.format.decimal),
            Some(path) => {
                let list = listed(&object, path).map_err(unreadable)?;
                let (mut behind, mut line) = (start, line);
                for item in list {
                    let at = place(bytes, item);
                    line += newlines(&bytes[behind..at]);
                    behind = at;
                    let object: Object<'_> = serde_json::from_str(item.get()).map_err(|_| {
                        unreadable(format!("what stands under `{path}` on line {line} is no object"))
                    })?;
                    row(&mut filling, line, &object, file.format.decimal);
                }
            }
        }
    }
    Ok(filling.finish(None))
}

/// Fills a row by the values of an object. Those of an object within it are columns too, `customer.id`; of what is nested deeper
/// nothing is read.
fn row(filling: &mut Filling, line: u64, object: &Object<'_>, decimal: char) {
    filling.row(line);
    let mut fill = |name: &str, value: &str| {
        let column = filling.meet(name);
        if let Some((held, text)) = cell(value, decimal) {
            filling.cell(column, held, &text);
        }
    };
    for (name, value) in &object.0 {
        let value = value.get();
        let inner = value.starts_with('{').then(|| serde_json::from_str::<Object<'_>>(value).ok()).flatten();
        let Some(inner) = inner.filter(|inner| !inner.0.is_empty()) else {
            fill(name, value);
            continue;
        };
        fill(name, value);
        for (own, value) in &inner.0 {
            fill(&format!("{}.{}", &**name, &**own), value.get());
        }
    }
}

/// The values of the list that stands under a key, or under a key of an object within.
fn listed<'a>(object: &Object<'a>, path: &str) -> Result<Vec<&'a RawValue>, String> {
    let (key, rest) = match object.0.iter().any(|(name, _)| **name == *path) {
        true => (path, None),
        false => path.split_once('.').map_or((path, None), |(key, rest)| (key, Some(rest))),
    };
    let found = object.0.iter().find(|(name, _)| **name == *key).map(|(_, value)| value.get());
    match (found, rest) {
        (Some(value), Some(rest)) if value.starts_with('{') => {
            let inner: Object<'a> = serde_json::from_str(value).map_err(|error| error.to_string())?;
            listed(&inner, rest)
        }
        (Some(value), None) if value.starts_with('[') => {
            serde_json::from_str(value).map_err(|error| error.to_string())
        }
        _ => {
            let lists = object.0.iter().filter(|(_, value)| value.get().starts_with('['));
            let lists: Vec<String> = lists.map(|(name, _)| format!("`{}`", &**name)).collect();
            Err(match lists.is_empty() {
                true => format!("no list stands under `{key}`"),
                false => format!("no list stands under `{key}`, but under {}", lists.join(", ")),
            })
        }
    }
}

/// Where a value begins in the text that it was read from.
fn place(bytes: &[u8], value: &RawValue) -> usize {
    (value.get().as_ptr() as usize).saturating_sub(bytes.as_ptr() as usize).min(bytes.len())
}

/// The keys of the first object of a text whose lists hold objects, or of an object within it, and how many; nothing where other
/// objects follow.
pub(super) fn lists(bytes: &[u8]) -> Vec<(String, usize)> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let Ok(object) = serde_json::from_slice::<Object<'_>>(bytes) else { return Vec::new() };
    let of_objects = |value: &RawValue| {
        let items: Vec<&RawValue> = serde_json::from_str(value.get()).ok()?;
        items.first().filter(|first| first.get().starts_with('{')).map(|_| items.len())
    };
    let mut found = Vec::new();
    for (name, value) in &object.0 {
        found.extend(of_objects(value).map(|count| ((**name).to_owned(), count)));
        let inner = serde_json::from_str::<Object<'_>>(value.get()).ok();
        for (own, value) in inner.iter().flat_map(|inner| &inner.0) {
            found.extend(of_objects(value).map(|count| (format!("{}.{}", &**name, &**own), count)));
        }
    }
    found
}

/// A value's type, and its text as a cell; `None` for `null`.
fn cell(raw: &str, decimal: char) -> Option<(NativeCell, Cow<'_, str>)> {
    let typed = |kind: ColumnType, text| Some((NativeCell::Typed(kind), text));
    match raw.as_bytes().first()? {
        b'n' => None,
        b'"' => typed(ColumnType::Text, text_of(raw)),
        b't' | b'f' => typed(ColumnType::Bool, Cow::Borrowed(raw)),
        b'{' | b'[' => Some((NativeCell::Nested, Cow::Borrowed(raw))),
        _ if raw.contains(['.', 'e', 'E']) => {
            typed(ColumnType::Number, Cow::Owned(number_text(&said(raw), decimal)))
        }
        _ => typed(ColumnType::Integer, Cow::Borrowed(raw)),
    }
}

/// A number as it is named where it stands as a text: `1.0` is 1, and `1.50` is 1.5.
fn said(raw: &str) -> Cow<'_, str> {
    /// Others are long, or lose digits.
    const USUAL: std::ops::Range<f64> = 1e-5..1e15;
    match raw.parse::<f64>() {
        Ok(0.0) => Cow::Borrowed("0"),
        Ok(number) if USUAL.contains(&number.abs()) && loss(raw, 0, number).is_none() => {
            Cow::Owned(number.to_string())
        }
        _ if raw.contains('.') && !raw.contains(['e', 'E']) => {
            Cow::Borrowed(raw.trim_end_matches('0').trim_end_matches('.'))
        }
        _ => Cow::Borrowed(raw),
    }
}

fn text_of(raw: &str) -> Cow<'_, str> {
    match raw.get(1..raw.len() - 1) {
        Some(inside) if !inside.contains('\\') => Cow::Borrowed(inside),
        _ => Cow::Owned(serde_json::from_str(raw).unwrap_or_else(|_| raw.to_owned())),
    }
}

/// A place in the text, and the line it is on.
struct JsonCursor<'a> {
    bytes: &'a [u8],
    at: usize,
    counted: usize,
    line: u64,
}

impl JsonCursor<'_> {
    /// The next byte that is no blank.
    fn next(&mut self) -> Option<u8> {
        let rest = &self.bytes[self.at..];
        self.at += rest.iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        self.bytes.get(self.at).copied()
    }

    fn here(&mut self) -> u64 {
        self.line += newlines(&self.bytes[self.counted..self.at]);
        self.counted = self.at;
        self.line
    }
}

/// An object's values as they are written.
struct Object<'a>(Vec<(Name<'a>, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Object<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Values;

        impl<'de> Visitor<'de> for Values {
            type Value = Object<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object for each row")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut values = Vec::with_capacity(map.size_hint().unwrap_or(8));
                while let Some(entry) = map.next_entry()? {
                    values.push(entry);
                }
                Ok(Object(values))
            }
        }

        deserializer.deserialize_map(Values)
    }
}

/// A key, borrowed where it can be.
struct Name<'a>(Cow<'a, str>);

impl std::ops::Deref for Name<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Name<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Texts;

        impl<'de> Visitor<'de> for Texts {
            type Value = Name<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a name")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Name(Cow::Borrowed(text)))
            }

            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Name(Cow::Owned(text.to_owned())))
            }
        }

        deserializer.deserialize_str(Texts)
    }
}

/// Number of line breaks.
pub(super) fn newlines(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|b| **b == b'\n').count() as u64
}
