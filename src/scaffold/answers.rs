//! Answers in words: `Muy satisfecho/a`, `Eher unzufrieden`.

use crate::measure::expression::{column_name, text_value};
use crate::profile::{ColumnKind, ColumnProfile, has_word, words, yaml_text};

use super::candidate::{Candidate, Facts, KindText, Unit, VOICE, flow, heading, id};

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

/// Columns that say in what mood somebody was, and what stands in them.
const MOODS: &[&str] = &[
    "sentiment*",
    "label",
    "mood",
    "tone",
    "polarity",
    "stimmung",
    "tonalitat",
    "sentimiento*",
    "polaridad",
    "nastroj",
    "sentyment",
    "wydzwiek",
    "συναισθημα",
    "διαθεση",
];
const POSITIVE: &[&str] = &["positiv*", "pos", "pozytywn*", "θετικ*"];
const NEGATIVE: &[&str] = &["negativ*", "neg", "negatywn*", "αρνητικ*"];
const NEITHER_MOOD: &[&str] = &[
    "neutral*",
    "mixed",
    "ambiguous",
    "gemischt",
    "ambivalent*",
    "mixto",
    "mieszan*",
    "ουδετερ*",
    "ανακατ*",
];

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

fn mood(text: &str) -> Option<Answer> {
    match text {
        _ if has_word(text, NEITHER_MOOD) => Some(Answer::Between),
        _ if has_word(text, NEGATIVE) => Some(Answer::Discontent),
        _ if has_word(text, POSITIVE) => Some(Answer::Content),
        _ => None,
    }
}

/// Whether a column's name is one of moods.
fn is_of_moods(column: &ColumnProfile) -> bool {
    has_word(&column.name, MOODS)
}

/// The measures that answers in words call for.
pub(super) fn candidates(facts: &Facts) -> Vec<Candidate> {
    let asked = |column: &&ColumnProfile| list_of_answers(column).is_some();
    let questions: Vec<&ColumnProfile> = facts.columns.iter().filter(asked).collect();
    let are_several = questions.iter().filter(|column| is_question(&column.name)).count() > 1;
    questions.into_iter().filter_map(|column| of_column(facts, column, are_several)).collect()
}

/// Whether a name is too long for a heading of two or three words.
fn is_question(name: &str) -> bool {
    words(name).len() > 5
}

/// The answers of the satisfied, and all answers, as lists of an expression; `None` where a column holds others.
fn list_of_answers(column: &ColumnProfile) -> Option<(String, String)> {
    let is_told = column.kind == ColumnKind::Text && column.tells_all_values();
    let is_said = |text: &str| column.absent.iter().all(|nothing| nothing.value != text);
    let said: Vec<&str> =
        column.values.iter().map(|counted| counted.value.as_str()).filter(|text| is_said(text)).collect();
    let meant = |text: &str| answer(text).or_else(|| mood(text).filter(|_| is_of_moods(column)));
    let answers: Option<Vec<(&str, Answer)>> = said.iter().map(|text| Some((*text, meant(text)?))).collect();
    let answers = answers.filter(|_| is_told)?;
    let of = |wanted: Answer| answers.iter().filter(move |(_, answer)| *answer == wanted);
    if of(Answer::Content).count() == 0 || of(Answer::Discontent).count() == 0 {
        return None;
    }
    let list = |some: Vec<&str>| some.into_iter().map(text_value).collect::<Vec<_>>().join(", ");
    Some((list(of(Answer::Content).map(|(text, _)| *text).collect()), list(said)))
}

fn of_column(facts: &Facts, column: &ColumnProfile, are_several: bool) -> Option<Candidate> {
    let (content, said) = list_of_answers(column)?;
    let name = column_name(&column.name);
    let among = format!("{name} in ({said})");
    // A question is the title as it was asked, and has a short name beside it.
    let short = match is_question(&column.name) {
        false => heading(&column.name),
        true if are_several => last_words(&column.name),
        true => "Satisfaction".to_owned(),
    };
    let (title, named) = match is_question(&column.name) {
        true => {
            (column.name.split_whitespace().collect::<Vec<_>>().join(" "), vec![("short", yaml_text(&short))])
        }
        false if is_of_moods(column) => (format!("{short}, share of the positive"), Vec::new()),
        false => (format!("{short}, share of the satisfied"), Vec::new()),
    };
    Some(Candidate {
        id: id(&short),
        title,
        objective: VOICE,
        source: facts.id.clone(),
        level: "strategic",
        kind: KindText::with(
            "share",
            format!("{{ of: {}, among: {} }}", flow(&format!("{name} in ({content})")), flow(&among)),
        ),
        keys: [named, vec![("direction", "maximise".to_owned())], facts.segments()].concat(),
        unit: Unit::Percent,
        is_money: false,
        why: format!("`{}` says {content}; whoever gave no answer is left out", column.name),
        rank: 87,
    })
}

/// The last three words of a question, by which it is told from others.
fn last_words(question: &str) -> String {
    let all = words(question);
    heading(&all[all.len().saturating_sub(3)..].join(" "))
}
