//! Words by which people and other programs call what is meant.

use crate::locale::months::month;
use crate::problem::near;

/// Of kinds.
const KINDS: [(&str, &str); 15] = [
    ("mean", "average"),
    ("avg", "average"),
    ("total", "sum"),
    ("count_distinct", "distinct"),
    ("unique", "distinct"),
    ("rate", "share"),
    ("percentage", "share"),
    ("percent", "share"),
    ("pct", "share"),
    ("proportion", "share"),
    ("division", "ratio"),
    ("quotient", "ratio"),
    ("balance", "last"),
    ("latest", "last"),
    ("stock", "last"),
];

/// Of values, by the key that takes them.
const VALUES: [(&str, &[&str], &str); 25] = [
    (
        "unit",
        &["euro", "euros", "eur", "€", "usd", "dollar", "dollars", "$", "gbp", "money", "amount"],
        "currency",
    ),
    ("unit", &["%", "percentage", "pct", "per cent", "rate", "share"], "percent"),
    ("unit", &["integer", "pieces", "units", "whole", "#"], "count"),
    ("unit", &["decimal", "float", "ratio"], "number"),
    (
        "direction",
        &["higher is better", "more is better", "increase", "increasing", "max", "maximize"],
        "maximise",
    ),
    ("direction", &["bigger is better", "larger is better", "the more the better", "ascending"], "maximise"),
    ("direction", &["smaller is better", "fewer is better", "the less the better", "descending"], "minimise"),
    ("direction", &["up", "high", "higher", "more", "positive", "upwards"], "maximise"),
    (
        "direction",
        &["lower is better", "less is better", "decrease", "decreasing", "min", "minimize"],
        "minimise",
    ),
    ("direction", &["down", "low", "lower", "less", "negative", "downwards"], "minimise"),
    ("type", &["decimal", "float", "double", "real", "numeric", "percent"], "number"),
    ("type", &["int", "bigint", "whole", "count"], "integer"),
    ("type", &["string", "str", "varchar", "char", "category"], "text"),
    ("type", &["boolean", "logical", "flag"], "bool"),
    ("type", &["timestamp", "time"], "datetime"),
    ("type", &["currency", "amount", "eur", "usd"], "money"),
    ("type", &["day"], "date"),
    ("encoding", &["ansi", "cp1252", "cp 1252", "windows", "win1252", "1252", "western"], "windows-1252"),
    ("encoding", &["cp1250", "win1250", "1250"], "windows-1250"),
    ("encoding", &["cp1253", "win1253", "1253"], "windows-1253"),
    ("encoding", &["latin 1", "latin1", "iso 8859 1", "iso8859 1"], "iso-8859-1"),
    ("encoding", &["utf8", "unicode", "utf 8 sig", "utf 8 bom"], "utf-8"),
    ("encoding", &["utf 16", "utf16", "ucs 2"], "utf-16le"),
    ("grain", &["daily", "weekly"], "week"),
    ("grain", &["annual", "annually", "yearly"], "year"),
];

/// Of keys, wherever there is one that is meant.
const KEYS: [(&[&str], &str); 17] = [
    (&["filter", "condition", "if", "having"], "where"),
    (&["threshold", "thresholds", "margin"], "tolerance"),
    (&["last_year", "prior_year", "previous", "year_before", "vs_last_year"], "previous_year"),
    (&["name", "label", "heading"], "title"),
    (&["frequency", "interval", "periodicity"], "grain"),
    (&["better", "polarity", "trend"], "direction"),
    (&["responsible", "accountable"], "owner"),
    (&["goal", "plan", "objective_value"], "target"),
    (&["file", "csv", "table"], "path"),
    (&["date", "day", "timestamp", "date_column"], "time"),
    (&["group_by", "breakdown", "dimensions", "by"], "segments"),
    (&["metrics", "kpis", "indicators"], "measures"),
    (&["calculation", "metric", "aggregation", "kpi", "type", "measure"], "kind"),
    (&["delimiter", "sep", "field_separator"], "separator"),
    (&["language", "lang", "region"], "locale"),
    (&["charset", "codepage", "code_page"], "encoding"),
    (&["primary_key", "key"], "unique"),
];

/// The kind that a word means, among those there are.
pub(super) fn kind<'k>(word: &str, mut kinds: impl Iterator<Item = &'k str>) -> Option<&'static str> {
    let meant = KINDS.iter().find(|(other, _)| *other == word)?.1;
    kinds.any(|kind| kind == meant).then_some(meant)
}

/// The word that was meant for a key: by its letters, else by its sense.
pub(super) fn value<'w>(key: &str, word: &str, words: &'w [String]) -> Option<&'w str> {
    let all = || words.iter().map(String::as_str);
    // `lower_is_better`, `windows 1252`.
    let folded = word.trim().to_lowercase().replace(['_', '-'], " ");
    let is_meant = |(of, others, _): &&(&str, &[&str], &str)| *of == key && others.contains(&folded.as_str());
    let by_sense = VALUES.iter().find(is_meant).and_then(|(_, _, meant)| all().find(|word| word == meant));
    by_sense.or_else(|| near(word, all()))
}

/// The key that was meant, among those that are free: by its sense, else by its letters.
pub(super) fn key<'k>(word: &str, free: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let free: Vec<&str> = free.collect();
    let by_sense = || {
        let (_, meant) = KEYS.iter().find(|(others, _)| others.contains(&word))?;
        free.iter().copied().find(|key| key == meant)
    };
    by_sense().or_else(|| near(word, free.iter().copied()))
}

/// Edges by the colours of a traffic light, the good one first.
const COLOURS: [&[&str]; 2] = [
    &["green", "grün", "gruen", "verde", "zielony", "πράσινο"],
    &["red", "rot", "rojo", "czerwony", "κόκκινο"],
];

/// What to write in place of a target whose keys are none of it, but colours or periods; `pairs` are its keys and their values.
pub(super) fn target(pairs: &[(&str, &str)]) -> Option<String> {
    let of = |colours: &[&str]| pairs.iter().find(|(key, _)| colours.contains(&key.to_lowercase().as_str()));
    if let [Some((_, green)), red] = COLOURS.map(of) {
        return Some(match red {
            Some((_, red)) => format!(
                "write `{{ goal: {green}, red_flag: {red} }}`: on target from the goal, off target beyond the red flag"
            ),
            None => format!("write `target: {green}`; edges of colours are those of `status`"),
        });
    }
    let periods: Option<Vec<String>> =
        pairs.iter().map(|(key, value)| Some(format!("{}: {value}", period(key)?))).collect();
    let periods = periods.filter(|periods| !periods.is_empty())?;
    Some(format!("values by period stand under `values`: `{{ values: {{ {} }} }}`", periods.join(", ")))
}

/// A year, or a month with its year, as definitions write it.
fn period(text: &str) -> Option<String> {
    let mut parts = text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    let (first, second) = (parts.next()?, parts.next());
    let is_year = |part: &str| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    let of_month = |part: &str| {
        let number = month(part).map(|month| month.number_from_month()).or_else(|| part.parse().ok());
        number.filter(|number| (1..=12).contains(number))
    };
    match (second, parts.next()) {
        (None, None) if is_year(first) => Some(first.to_owned()),
        (Some(second), None) if is_year(first) => Some(format!("{first}-{:02}", of_month(second)?)),
        (Some(second), None) if is_year(second) => Some(format!("{second}-{:02}", of_month(first)?)),
        _ => None,
    }
}

/// Whether a word stands for a key, in the words of other programs.
pub(crate) fn is_synonym(key: &str, word: &str) -> bool {
    KEYS.iter().any(|(others, meant)| *meant == key && others.contains(&word))
}

/// What to write where a key of an object is meant for something that is said elsewhere.
pub(super) fn hint_elsewhere(object: &str, key: &str) -> Option<&'static str> {
    match (object, key) {
        ("measure", "perspective" | "perspectives") => {
            Some("a measure stands in an objective, and that in a perspective: write `objective: ID`")
        }
        ("measure", "numerator" | "denominator") => Some(
            "both sides of a ratio stand in its kind: `kind: { ratio: { numerator: …, denominator: … } }`",
        ),
        ("measure", "formula") => Some(
            "a `formula` of measures is a kind: `kind: { formula: … }`; one of rows is `kind: { ratio: { numerator: …, denominator: … } }`",
        ),
        _ => None,
    }
}
