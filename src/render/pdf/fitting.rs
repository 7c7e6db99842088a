//! Texts as a page can set them: what is longer ends with `…`.

use serde_json::Value;

/// Characters of a text; a string of the file format has room for 32,767 bytes.
const TEXT: usize = 4_000;
/// Characters of a name.
const NAME: usize = 300;
/// Fields that hold names.
const NAMES: [&str; 5] = ["title", "label", "scorecard", "entity", "unit"];

/// Cuts all texts of a report that are too long.
pub(super) fn cut(value: &mut Value) {
    cut_to(value, TEXT);
}

fn cut_to(value: &mut Value, most: usize) {
    match value {
        Value::String(text) => {
            // The place where the last character that stays is followed by others.
            let mut ends = text.char_indices().map(|(at, _)| at).skip(most - 1);
            if let (Some(end), Some(_)) = (ends.next(), ends.next()) {
                text.truncate(end);
                text.push('…');
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| cut_to(item, most)),
        Value::Object(fields) => {
            for (name, field) in fields {
                cut_to(field, if NAMES.contains(&name.as_str()) { NAME } else { most });
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
