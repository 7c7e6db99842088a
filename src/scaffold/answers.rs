//! Answers in words: `Muy satisfecho/a`, `Eher unzufrieden`.

use crate::measure::expression::{column_name, text_value};
use crate::profile::{ColumnProfile, has_word, words};

use super::candidate::{Candidate, Facts, Unit, VOICE, flow, heading, id};

/// Words of who is satisfied.
const CONTENT: &[&str] = &["satisf*", "happy", "zufrieden*", "zadowolon*", "ικανοποιημεν*", "ευχαριστημεν*"];
/// Words of who is not.
const DISCONTENT: &[&str] = &[
    "dissatisf*",
    "unsatisf*",
    "unhappy",
    "insatisf*",
    "descontent*",
    "unzufrieden*",
    "niezadowolon*",
    "δυσαρεστημεν*",
];
/// Words that turn the first into the second.
const NOT: &[&str] =
    &["not", "no", "nada", "poco", "nicht", "wenig", "nie", "malo", "δεν", "καθολου", "λιγο"];
/// Words of who is neither.
const NEITHER: &[&str] = &["neither", "neutral*", "ni", "weder", "teils", "ani", "ουτε", "indifferent"];

/// What an answer in words says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Answer {
    Content,
    Between,
    Discontent,
}

fn answer(text: &str) -> Option<Answer> {
    match text {
        _ if has_word(text, NEITHER) => Some(Answer::Between),
        _ if has_word(text, DISCONTENT) => Some(Answer::Discontent),
        _ if has_word(text, CONTENT) && has_word(text, NOT) => Some(Answer::Discontent),
        _ if has_word(text, CONTENT) => Some(Answer::Content),
        _ => None,
    }
}

/// The measures that answers in words call for.
pub(super) fn candidates(facts: &Facts) -> Vec<Candidate> {
    facts.columns.iter().filter_map(|column| of_column(facts, column)).collect()
}

fn of_column(facts: &Facts, column: &ColumnProfile) -> Option<Candidate> {
    let is_told = column.kind == "text" && column.values.len() as u64 == column.different;
    let is_said = |text: &str| column.absent.iter().all(|nothing| nothing.value != text);
    let said: Vec<&str> =
        column.values.iter().map(|counted| counted.value.as_str()).filter(|text| is_said(text)).collect();
    let answers: Option<Vec<(&str, Answer)>> = said.iter().map(|text| Some((*text, answer(text)?))).collect();
    let answers = answers.filter(|_| is_told)?;
    let of = |wanted: Answer| answers.iter().filter(move |(_, answer)| *answer == wanted);
    if of(Answer::Content).count() == 0 || of(Answer::Discontent).count() == 0 {
        return None;
    }
    let list = |some: Vec<&str>| some.into_iter().map(text_value).collect::<Vec<_>>().join(", ");
    let content = list(of(Answer::Content).map(|(text, _)| *text).collect());
    let name = column_name(&column.name);
    let among = format!("{name} in ({})", list(said.clone()));
    let asked = match words(&column.name).len() {
        1..=5 => heading(&column.name),
        _ => "Satisfaction".to_owned(),
    };
    Some(Candidate {
        id: id(&asked),
        title: format!("{asked}, share of the satisfied"),
        objective: VOICE,
        source: facts.id.clone(),
        level: "strategic",
        kind: format!(
            "{{ share: {{ of: {}, among: {} }} }}",
            flow(&format!("{name} in ({content})")),
            flow(&among)
        ),
        keys: [vec![("direction", "maximise".to_owned())], facts.segments()].concat(),
        unit: Unit::Percent,
        is_money: false,
        why: format!("`{}` says {content}; whoever gave no answer is left out", column.name),
        rank: 87,
    })
}
