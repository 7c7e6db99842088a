//! Currencies as cells and names of columns say them.

use crate::locale::currency::written;

use super::{ColumnKind, ColumnProfile, Profile, ValueCount};

/// Codes that are looked for, of those that share a sign the commonest first.
const CODES: [&str; 27] = [
    "USD", "EUR", "GBP", "JPY", "INR", "PLN", "CHF", "CZK", "SEK", "NOK", "DKK", "HUF", "RON", "BGN", "TRY",
    "ILS", "ZAR", "BRL", "MXN", "CAD", "AUD", "NZD", "SGD", "HKD", "CNY", "KRW", "THB",
];

/// The currency that stands around a number.
pub(super) fn currency_around(text: &str) -> Option<&'static str> {
    let is_number = |c: char| c.is_ascii_digit() || " .,'-+−()\u{a0}\u{202f}".contains(c);
    let around = text.trim_matches(is_number);
    if around.is_empty() || !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    CODES.into_iter().find(|code| written(code).contains(&around))
}

/// The currency that a column's name holds.
pub(super) fn in_name(name: &str) -> Option<&'static str> {
    let words = super::words(name);
    let said = |code: &&str| words.iter().any(|word| *word == code.to_lowercase());
    let spoken = [
        ("euro", "EUR"),
        ("euros", "EUR"),
        ("dollar", "USD"),
        ("dollars", "USD"),
        ("pounds", "GBP"),
        ("zł", "PLN"),
    ];
    let by_word = spoken.iter().find(|(word, _)| words.iter().any(|own| own == word));
    CODES.into_iter().find(said).or(by_word.map(|(_, code)| *code)).or_else(|| {
        let signed = [("€", "EUR"), ("£", "GBP"), ("$", "USD")];
        signed.iter().find(|(sign, _)| name.contains(sign)).map(|(_, code)| *code)
    })
}

/// The one currency of all files; `None` where there is none, or several.
pub fn of_profiles(profiles: &[Profile]) -> Option<String> {
    let columns = profiles.iter().flat_map(|profile| &profile.columns);
    let mut codes: Vec<&String> = columns
        .filter(|column| column.kind == ColumnKind::Money)
        .filter_map(|column| column.unit.as_ref())
        .collect();
    codes.sort_unstable();
    codes.dedup();
    // Where no amount tells, a column may: the commonest first.
    let told = || {
        let columns = profiles.iter().filter_map(|profile| column(&profile.columns));
        columns.flat_map(|column| &column.values).max_by_key(|counted| counted.rows)
    };
    match codes.as_slice() {
        [only] => Some((*only).clone()),
        [] => told().map(|counted| counted.value.to_uppercase()),
        _ => None,
    }
}

/// The column that says in which currency the amounts of a row are.
pub fn column(columns: &[ColumnProfile]) -> Option<&ColumnProfile> {
    const NAMES: [&str; 9] =
        ["currency", "ccy", "curr", "moneda", "divisa", "wahrung", "waluta", "νομισμα", "valuta"];
    let is_code = |text: &str| CODES.contains(&text) || text.len() == 3 && written(text).len() > 1;
    // Some programs write `eur`; both in one column would be two values of one currency.
    let are_codes = |all: &[ValueCount]| {
        all.iter().all(|counted| is_code(&counted.value))
            || all.iter().all(|counted| {
                counted.value.to_lowercase() == counted.value && is_code(&counted.value.to_uppercase())
            })
    };
    columns.iter().find(|column| {
        column.kind == ColumnKind::Text
            && super::has_word(&column.name, &NAMES)
            && column.tells_all_values()
            && !column.values.is_empty()
            && are_codes(&column.values)
    })
}
