//! Answers on scales.

use crate::measure::expression::column_name;
use crate::profile::{ColumnKind, ColumnProfile, has_word, words};

use super::candidate::{Candidate, Facts, KindText, Unit, VOICE, flow, heading, id};

const RECOMMEND: &[&str] = &[
    "nps",
    "recommend*",
    "promoter",
    "netpro",
    "refer",
    "likelihood",
    "likely",
    "ltr",
    "recomend*",
    "empfehl*",
    "weiterempf*",
    "polec*",
    "συστασ*",
    "συστησ*",
];
const EFFORT: &[&str] = &[
    "ces",
    "effort",
    "ease",
    "easy",
    "esfuerzo",
    "facilidad",
    "aufwand",
    "wysilek",
    "latwosc",
    "προσπαθεια",
    "ευκολια",
];
const SATISFIED: &[&str] = &[
    "csat",
    "satisf*",
    "rating",
    "rate",
    "score",
    "stars",
    "overall",
    "quality",
    "experience",
    "grade",
    "review",
    "happiness",
    "mood",
    "opinion",
    "valoracion",
    "puntuacion",
    "nota",
    "zufrieden*",
    "bewertung",
    "note",
    "ocena",
    "zadowol*",
    "ικανοποι*",
    "αξιολογ*",
    "βαθμολογ*",
];
/// Figures that look like answers and are none.
const NONE: [&str; 8] = ["credit", "risk", "count", "number", "tax", "interest", "exchange", "churn"];

/// What answers call for.
pub(super) fn candidates(facts: &Facts) -> Vec<Candidate> {
    let mut found = Vec::new();
    let asks_to_recommend = |column: &&ColumnProfile| {
        has_word(&column.name, RECOMMEND) && scale(column).is_some_and(|(_, high)| high == 10)
    };
    // Of a question kept twice, with codes and without, the one without.
    let of_recommending = facts.columns.iter().filter(asks_to_recommend).min_by_key(|c| c.codes.len());
    for column in &facts.columns {
        let Some((low, high)) = scale(column) else { continue };
        if has_word(&column.name, &NONE) || is_raw(facts, column) {
            continue;
        }
        let name = &column.name;
        // A code apart, such as 99, would be an answer; and so would an 11 on a scale to 10.
        let is_above = column.highest.is_some_and(|most| most > high as f64);
        let is_below = column.lowest.is_some_and(|least| least < low as f64);
        let codes = match is_above || is_below || !column.codes.is_empty() {
            false => Vec::new(),
            true => vec![("where", flow(&format!("{} between {low} and {high}", column_name(name))))],
        };
        let mut keys = codes;
        keys.extend(facts.segments());
        let candidate = |id: String, title: String, kind: KindText, unit, rank, why: &str| Candidate {
            id,
            title,
            objective: VOICE,
            source: facts.id.clone(),
            level: "strategic",
            kind,
            keys: keys.clone(),
            unit,
            is_money: false,
            why: format!("`{name}` holds answers from {low} to {high}; {why}"),
            rank,
        };
        let value = flow(&column_name(name));
        if has_word(name, RECOMMEND) && high == 10 {
            if of_recommending.is_some_and(|other| other.name != *name) {
                continue;
            }
            let kind = match low {
                0 => KindText::with("nps", value.clone()),
                _ => KindText::with("nps", format!("{{ score: {value}, scale_min: 1 }}")),
            };
            let title = "Net promoter score".to_owned();
            found.push(candidate(
                "nps".to_owned(),
                title,
                kind,
                Unit::Points,
                92,
                "promoters answer 9 or 10",
            ));
        } else if has_word(name, EFFORT) {
            let kind = KindText::with(
                "ces",
                format!("{{ score: {value}, scale: [{low}, {high}], higher_is_easier: true }}"),
            );
            let title = "Customer effort, mean".to_owned();
            found.push(candidate(
                id(name),
                title,
                kind,
                Unit::Points,
                80,
                "say whether a high answer means easy",
            ));
        } else if has_word(name, SATISFIED) {
            let kind = KindText::with("csat", format!("{{ score: {value}, scale: [{low}, {high}] }}"));
            let title = format!("{}, share of the two best answers", asked(name));
            found.push(candidate(
                id(name),
                title,
                kind,
                Unit::Percent,
                88,
                "see that the highest is the best",
            ));
        }
    }
    found
}

/// What an answer is about: a name without the numbers of its scale.
fn asked(name: &str) -> String {
    let told: Vec<String> = words(name).into_iter().filter(|word| word.parse::<u64>().is_err()).collect();
    match told.split_first() {
        Some((first, rest)) if first == "csat" && rest.is_empty() => "Customer satisfaction".to_owned(),
        Some((first, rest)) if first == "csat" => format!("Customer satisfaction, {}", rest.join(" ")),
        _ => heading(&told.join("_")),
    }
}

/// Whether a column holds the answers of another as they came in, before somebody read them.
fn is_raw(facts: &Facts, column: &ColumnProfile) -> bool {
    const RAW: [&str; 4] = ["raw", "orig", "original", "code"];
    let own = words(&column.name);
    let Some((_, rest)) = own.split_last().filter(|(last, _)| RAW.contains(&last.as_str())) else {
        return false;
    };
    facts.columns.iter().any(|other| words(&other.name) == rest)
}

/// The scale that a name tells by its last two numbers: `rating_1_5`.
fn named_scale(name: &str) -> Option<(i64, i64)> {
    let words = words(name);
    let numbers: Vec<Option<i64>> = words.iter().map(|word| word.parse().ok()).collect();
    let mut pairs = numbers.windows(2).filter_map(|pair| pair[0].zip(pair[1]));
    pairs.rfind(|(low, high)| (0..=1).contains(low) && [5, 7, 10].contains(high))
}

/// The scale of a column of answers: few whole numbers that begin at 0 or 1.
fn scale(column: &ColumnProfile) -> Option<(i64, i64)> {
    let is_few = column.tells_all_values() && (3..=13).contains(&column.different);
    if !column.is_number() || column.kind == ColumnKind::Money || !is_few {
        return None;
    }
    let is_code = |value: &str| column.codes.iter().any(|code| code.value == value);
    let answers = column.values.iter().filter(|counted| !is_code(&counted.value));
    let numbers: Option<Vec<f64>> = answers
        .filter(|counted| !column.absent.iter().any(|nothing| nothing.value == counted.value))
        .map(|counted| counted.value.replace(',', ".").parse::<f64>().ok())
        .collect();
    let numbers = numbers?;
    let (low, high) = numbers.iter().fold((f64::MAX, f64::MIN), |(low, high), x| (low.min(*x), high.max(*x)));
    if numbers.iter().any(|x| x.fract() != 0.0) || low < 0.0 {
        return None;
    }
    if let Some((first, last)) = named_scale(&column.name).filter(|(_, last)| high <= *last as f64 + 1.0) {
        return Some((first, last));
    }
    // The highest answer that is usual: nobody may have given it.
    let high = match high as i64 {
        3..=5 => 5,
        6..=7 => 7,
        8..=10 => 10,
        _ => return None,
    };
    // That nobody has answered 0 so far is no reason to leave it out when somebody does: whoever asks about recommending asks from 0 on.
    let low = if low == 0.0 || has_word(&column.name, RECOMMEND) && high == 10 { 0 } else { 1 };
    Some((low, high))
}
