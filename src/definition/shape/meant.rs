//! Words by which people and other programs call what is meant.

use crate::problem::near;

/// Of kinds.
const KINDS: [(&str, &str); 9] = [
    ("mean", "average"),
    ("avg", "average"),
    ("total", "sum"),
    ("count_distinct", "distinct"),
    ("unique", "distinct"),
    ("rate", "share"),
    ("balance", "last"),
    ("latest", "last"),
    ("stock", "last"),
];

/// Of values, by the key that takes them.
const VALUES: [(&str, &[&str], &str); 17] = [
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
    ("grain", &["daily", "weekly"], "week"),
    ("grain", &["annual", "annually", "yearly"], "year"),
];

/// Of keys, wherever there is one that is meant.
const KEYS: [(&[&str], &str); 14] = [
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
    (&["calculation", "metric", "aggregation"], "kind"),
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
    let folded = word.trim().to_lowercase();
    let is_meant = |(of, others, _): &&(&str, &[&str], &str)| *of == key && others.contains(&folded.as_str());
    let by_sense = VALUES.iter().find(is_meant).and_then(|(_, _, meant)| all().find(|word| word == meant));
    by_sense.or_else(|| near(word, all()))
}

/// The key that was meant, among those that are free: by its letters, else by its sense.
pub(super) fn key<'k>(word: &str, free: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let free: Vec<&str> = free.collect();
    let by_sense = || {
        let (_, meant) = KEYS.iter().find(|(others, _)| others.contains(&word))?;
        free.iter().copied().find(|key| key == meant)
    };
    near(word, free.iter().copied()).or_else(by_sense)
}
