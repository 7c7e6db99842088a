//! The message line as a template arranges it: mando's own, or one of the project.

use minijinja::value::{Serde, Value};
use minijinja::{Environment, Error, UndefinedBehavior};
use serde::Serialize;

/// What arranges a line where a project says nothing.
const USUAL: &str = include_str!("../../templates/headline.j2");
/// Characters that a line may have before its second sentence is left out, and the first shortened.
pub(super) const LONGEST: usize = 160;
/// Steps that a template may take.
const FUEL: u64 = 20_000;
/// Characters of the longest line.
const MOST: usize = 400;

/// What a template may use.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Headline {
    /// What the rules chose, ready to print; the first matters most.
    pub sentences: Vec<String>,
    /// Heading of the scorecard.
    pub scorecard: String,
    /// Whom it is about.
    pub entity: String,
    /// The period, for readers.
    pub period: String,
    /// Score of the whole; `–` without one.
    pub score: String,
    /// Its status, in words.
    pub status: String,
    /// How many measures are off target.
    pub off_target: usize,
    /// How many are to be watched.
    pub watch: usize,
    /// How many are on target.
    pub on_target: usize,
}

impl Headline {
    /// The line: by the project's template, else by mando's own. One that fails although it could be read is passed over.
    pub fn line(&self, own: Option<&str>) -> String {
        let arranged = own.and_then(|template| self.render_template(template).ok());
        arranged.or_else(|| self.render_template(USUAL).ok()).unwrap_or_default()
    }

    /// The line by a template, on one line and no longer than a page has room for.
    fn render_template(&self, template: &str) -> Result<String, Error> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_fuel(Some(FUEL));
        let values = Value::from(Serde(&Values { headline: self, longest: LONGEST }));
        let text = environment.render_named_str("headline.j2", template, values)?;
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        Ok(match line.char_indices().nth(MOST) {
            Some((end, _)) => format!("{}…", line[..end].trim_end()),
            None => line,
        })
    }
}

#[derive(Serialize)]
struct Values<'a> {
    #[serde(flatten)]
    headline: &'a Headline,
    longest: usize,
}

/// What is wrong with a template of a project: it cannot be read, uses what there is not, or does not end in time. It is tried with
/// one sentence and with two.
pub fn fault(template: &str) -> Option<String> {
    let sample = |count: usize| Headline {
        sentences: vec!["–".repeat(48); count],
        score: "76".to_owned(),
        ..Headline::default()
    };
    let said = |error: Error| {
        let place = error.line().map_or(String::new(), |line| format!("line {line}: "));
        let told = error.to_string();
        // The place is told before it.
        let told = told.split_once(" (in ").map_or(told.as_str(), |(told, _)| told);
        format!("{place}{}", told.to_lowercase())
    };
    [1, 2].into_iter().find_map(|count| sample(count).render_template(template).err()).map(said)
}
