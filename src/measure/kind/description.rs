//! What each kind says of itself, beside its plan: whoever asks a kind anything asks it here, and names none.

use serde::Serialize;

use super::context::Context;
use super::keys::{Side, Text};
use crate::form::Form;
use crate::measure::meaning::CompoundMeaning;
use crate::measure::{Meaning, Plan, Policy, Subject, Title};
use crate::problem::Span;

/// What a kind says of itself.
pub(crate) trait KindDescription {
    /// Everything written or defaulted under it, in the order of the language's reference: for the definitions page and `explain`.
    fn list_keys(&self, keys: &mut WrittenKeys);

    /// What it amounts to in words; nothing where a key cannot be read, which its plan has reported.
    fn meaning(&self, input: &MeaningContext<'_>) -> Option<Meaning>;

    /// Whether it says itself over which days it looks, or stands for a state or what people entered: a window that several
    /// measures share is not for it.
    fn has_own_window(&self) -> bool {
        false
    }

    /// Where the definition says that it is computed from other measures, if it is.
    fn over_measures(&self) -> Option<Span> {
        None
    }

    /// The formula in which measures of different windows may meet, if it is one.
    fn formula(&self) -> Option<&Text> {
        None
    }

    /// A source that it names itself, in place of the measure's.
    fn source(&self) -> Option<&Text> {
        None
    }

    /// Whether it says itself how periods make a longer one, even of states.
    fn pools_by_own_rule(&self) -> bool {
        false
    }

    /// Whether it is a total, which is no proportion and no rating.
    fn is_total(&self) -> bool {
        false
    }
}

/// What a kind may say its meaning by, beside its keys: what became of them.
pub(crate) struct MeaningContext<'a> {
    /// Where it is resolved.
    pub(super) context: &'a Context<'a>,
    /// Its plan.
    pub(super) plan: &'a Plan,
}

impl MeaningContext<'_> {
    /// The measure's source, as the definition names it.
    pub(super) fn source(&self) -> Option<String> {
        self.context.source.map(str::to_owned)
    }

    /// What was chosen for a subject.
    pub(super) fn policy(&self, subject: Subject) -> Option<Policy> {
        self.plan.policies.iter().find(|policy| policy.subject() == subject).cloned()
    }

    /// What a component is.
    pub(super) fn title(&self, component: &str) -> Option<Title> {
        let title = self.plan.component(component)?.title.clone();
        Some(match title {
            Title::WeightOf { of } => *of,
            title => title,
        })
    }

    /// The meaning of a survey, with how its answers count.
    pub(super) fn designed(&self, answers: impl Into<Meaning>) -> Meaning {
        let answers = answers.into();
        let weighted = match self.policy(Subject::Weights) {
            Some(Policy::WeightedBy { column }) => {
                CompoundMeaning::Weighted { counted: Box::new(answers), weight: column }.into()
            }
            _ => answers,
        };
        match self.policy(Subject::Answers) {
            Some(Policy::AnswersLastOf { whose }) => {
                CompoundMeaning::LastOf { counted: Box::new(weighted), whose }.into()
            }
            _ => weighted,
        }
    }
}

/// Keys of a kind in full form, each with its text.
#[derive(Debug, Default)]
pub(crate) struct WrittenKeys(Vec<(String, String)>);

impl WrittenKeys {
    /// Those of a kind.
    pub(super) fn collect(kind: &dyn KindDescription) -> Vec<(String, String)> {
        let mut keys = WrittenKeys::default();
        kind.list_keys(&mut keys);
        keys.0
    }

    /// A key with its text.
    pub(super) fn put(&mut self, key: &str, text: String) {
        self.0.push((key.to_owned(), text));
    }

    /// A key as written.
    pub(super) fn text(&mut self, key: &str, text: &Text) {
        self.put(key, text.value.clone());
    }

    /// A key, if it is written.
    pub(super) fn optional(&mut self, key: &str, text: Option<&Text>) {
        if let Some(text) = text {
            self.text(key, text);
        }
    }

    /// A key as written, or its default.
    pub(super) fn or(&mut self, key: &str, text: Option<&Text>, default: &str) {
        self.put(key, text.map_or(default.to_owned(), |text| text.value.clone()));
    }

    /// A list of texts, or its default.
    pub(super) fn list(&mut self, key: &str, texts: &[Text], default: &str) {
        let texts: Vec<&str> = texts.iter().map(|text| text.value.as_str()).collect();
        self.put(key, if texts.is_empty() { default.to_owned() } else { texts.join(", ") });
    }

    /// A key whose value is a word, if it is written.
    pub(super) fn word<T: Serialize>(&mut self, key: &str, value: Option<T>) {
        if let Some(value) = value {
            self.put(key, word(&value));
        }
    }

    /// Columns, one after the other.
    pub(super) fn columns(&mut self, key: &str, columns: &[Text]) {
        let columns: Vec<&str> = columns.iter().map(|column| column.value.as_str()).collect();
        self.put(key, columns.join(", "));
    }

    /// Both ends of a scale.
    pub(super) fn scale(&mut self, scale: &[f64]) {
        let ends: Vec<String> = scale.iter().map(f64::to_string).collect();
        self.put("scale", format!("[{}]", ends.join(", ")));
    }

    /// A side of a ratio, short or with rows of its own.
    pub(super) fn side(&mut self, key: &str, side: &Side) {
        match side {
            Form::Short(text) => self.text(key, text),
            Form::Full(full) => {
                self.text(key, &full.value);
                self.optional(&format!("{key}.source"), full.source.as_ref());
                self.optional(&format!("{key}.where"), full.condition.as_ref());
                self.optional(&format!("{key}.time"), full.time.as_ref());
            }
        }
    }
}

/// The word a value is written by.
pub(super) fn word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        Ok(value) => value.to_string(),
        Err(_) => String::new(),
    }
}
