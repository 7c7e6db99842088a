use serde_json::Value;

use super::causes::{ReadAsText, UnknownWord};
use super::kind::quote_for_flow;
use super::schema_view::{View, listed};
use super::{NodeContext, SchemaCheck, id, rename, synonyms};
use crate::definition::number::{self, NotANumber};
use crate::definition::tree::{Node, NodeKind};
use crate::problem::{Code, Problem, Problems, WrongType};

impl SchemaCheck<'_> {
    pub(super) fn scalar(
        &self,
        node: &mut Node,
        view: &View<'_>,
        place: NodeContext<'_>,
        problems: &mut Problems,
    ) -> bool {
        let Some(text) = node.text() else { return true };
        let accepts = |kind: &str| view.types().any(|written| written == kind);
        if accepts("string") || view.types().next().is_none() {
            if view.is_id() && !id::is_id(text) {
                problems.push(id::bad(text).at(node.span));
                return false;
            }
            // Words for yes and no are what they look like.
            if node.is_trap() && !matches!(place.key, "true" | "false") {
                problems.push(Problem::new(ReadAsText { text: text.to_string() }).at(node.span));
            }
            return true;
        }
        let within = |number: f64| {
            let bound = |key: &str| view.get(key).and_then(Value::as_f64);
            bound("minimum").is_none_or(|low| number >= low)
                && bound("maximum").is_none_or(|high| number <= high)
        };
        let whole = accepts("integer") && number::integer(text).is_some_and(|number| within(number as f64));
        let real = accepts("number") && number::number(text).is_some_and(within);
        if whole || real || accepts("boolean") && matches!(text, "true" | "false") {
            return true;
        }
        if (accepts("integer") || accepts("number")) && number::suggestion(text).is_some() {
            problems.push(Problem::new(NotANumber::new(text)).at(node.span));
            return false;
        }
        self.refuse(node, view, place, problems)
    }

    /// One word of a list of words.
    pub(super) fn word(
        &self,
        node: &mut Node,
        words: &[String],
        view: &View<'_>,
        place: NodeContext<'_>,
        problems: &mut Problems,
    ) -> bool {
        let Some(text) = node.text() else {
            return self.refuse(node, view, place, problems);
        };
        if words.iter().any(|word| word == text) {
            return true;
        }
        let guess = synonyms::value(place.key, text, words);
        match view.text("x-code").and_then(Code::parse) {
            Some(code) => {
                let what = code.as_str().trim_start_matches("unknown-").replace('-', " ");
                let what = view.text("x-object").map_or(what, str::to_owned);
                let known = listed(words.iter().take(20).map(String::as_str), "or");
                let cause = UnknownWord { code, what, word: text.to_owned(), known };
                problems.push(Problem::new(cause).at(node.span).did_you_mean(guess));
            }
            None => problems.push(wrong_type(node, &self.book.expected(view), place).did_you_mean(guess)),
        }
        if let Some(guess) = guess {
            rename(node, guess);
        }
        guess.is_some()
    }

    /// Reports a node of another kind than the schema takes.
    pub(super) fn refuse(
        &self,
        node: &Node,
        view: &View<'_>,
        place: NodeContext<'_>,
        problems: &mut Problems,
    ) -> bool {
        let is_number = view.types().any(|kind| kind == "number" || kind == "integer");
        // Of `100%` the sign is the whole fault.
        let plain = node.text().and_then(|text| text.strip_suffix('%')).map(str::trim);
        let plain = plain.filter(|number| is_number && number.parse::<f64>().is_ok());
        let sample = plain.map(str::to_owned).or_else(|| given_as_expected(node, view));
        let sample = sample.unwrap_or_else(|| self.book.sample(view, 0));
        let example = if place.item {
            format!("write `- {sample}`")
        } else {
            format!("write `{}: {sample}`", place.key)
        };
        let truth = match node.text().map(str::to_lowercase).as_deref() {
            Some("yes" | "on" | "y") => Some("write `true`"),
            Some("no" | "off" | "n") => Some("write `false`"),
            _ => None,
        };
        if place.key == "scorecard" && view.property("perspectives").is_some() {
            let help =
                "write `scorecard: ID` and what belongs to it, or let `mando init --from FILE` draft one";
            problems.push(wrong_type(node, &self.book.expected(view), place).help(help));
            return false;
        }
        let cells = |items: &[Node]| {
            items.iter().map(|item| item.text().map(str::to_owned)).collect::<Option<Vec<_>>>()
        };
        if let NodeKind::List(items) = &node.kind
            && place.key == "target"
            && let Some(cells) = cells(items)
        {
            let cells = cells.join(", ");
            let help = format!(
                "write `target: {{ values: {{ 2026: [{cells}] }} }}`, with a value for each period of the year"
            );
            problems.push(wrong_type(node, &self.book.expected(view), place).help(help));
            return false;
        }
        let is_of_keys = |items: &[Node]| {
            let has_key = |item: &Node| matches!(&item.kind, NodeKind::Map(pairs) if !pairs.is_empty());
            !items.is_empty() && items.iter().all(has_key)
        };
        if let NodeKind::List(items) = &node.kind
            && view.types().all(|kind| kind == "object")
            && is_of_keys(items)
        {
            let help = "keys stand here, and no list: write `ID:` without the `-`, and what belongs to it further in";
            problems.push(wrong_type(node, &self.book.expected(view), place).help(help));
            return false;
        }
        let help = truth.filter(|_| view.types().any(|kind| kind == "boolean")).unwrap_or(&example);
        problems.push(wrong_type(node, &self.book.expected(view), place).help(help));
        false
    }
}

/// What was given, in the form that is taken: a value as a list of one, a list of one as its value, `{ branch: Market }` as a condition.
fn given_as_expected(node: &Node, view: &View<'_>) -> Option<String> {
    let least = view.get("minItems").and_then(Value::as_u64).unwrap_or(0);
    if least > 1 || view.get("prefixItems").is_some() || view.get("items").is_some_and(Value::is_array) {
        return None;
    }
    let takes = |kind: &str| view.types().any(|written| written == kind);
    let only = |kind: &str| takes(kind) && view.types().filter(|written| *written != "null").count() == 1;
    match &node.kind {
        NodeKind::Scalar { text, .. } if only("array") && !text.contains([',', ';']) => {
            let is_number = text.starts_with(|c: char| c.is_ascii_digit());
            let cell = if is_number { format!("\"{text}\"") } else { quote_for_flow(text) };
            Some(format!("[{cell}]"))
        }
        NodeKind::List(items) if only("string") => match items.as_slice() {
            [one] => one.text().map(quote_for_flow),
            _ => None,
        },
        NodeKind::Map(pairs) if only("string") => match pairs.as_slice() {
            [(key, value)] => {
                let (key, value) = (key.text()?, value.text()?);
                let is_number = value.parse::<f64>().is_ok();
                Some(if is_number { format!("{key} = {value}") } else { format!("{key} = '{value}'") })
            }
            _ => None,
        },
        _ => None,
    }
}

fn wrong_type(node: &Node, expected: &str, place: NodeContext<'_>) -> Problem {
    let found = match &node.kind {
        NodeKind::Scalar { text, .. } => format!("`{text}`"),
        NodeKind::Map(_) => "a map".to_owned(),
        NodeKind::List(items) => format!("a list of {}", items.len()),
        NodeKind::Null => "empty".to_owned(),
    };
    let (key, expected) = (place.key.to_owned(), expected.to_owned());
    Problem::new(WrongType { key, is_item: place.item, expected, found }).at(node.span)
}
