//! Numbers of which others in the row are a part: `Stops` and `of which late`.

use crate::measure::expression::column_name;
use crate::profile::{ColumnKind, ColumnProfile, has_any, has_word, is_identifier, words};

use super::candidate::{Candidate, Facts, KindText, QUALITY, Unit, flow, heading, id};
use super::vocabulary::{BAD, DAMAGE, GOOD, NOT_QUITE};

/// Words with which the name of a part begins.
const OF_WHICH: &[&[&str]] = &[
    &["of", "which"],
    &["of", "whom"],
    &["of", "these"],
    &["of", "those"],
    &["of", "them"],
    &["thereof"],
    &["davon"],
    &["darunter"],
    &["hiervon"],
    &["de", "los", "cuales"],
    &["de", "las", "cuales"],
    &["de", "los", "que"],
    &["de", "las", "que"],
    &["de", "ellos"],
    &["de", "ellas"],
    &["w", "tym"],
    &["z", "tego"],
    &["z", "czego"],
    &["z", "nich"],
    &["εκ", "των", "οποιων"],
    &["απο", "τα", "οποια"],
    &["απο", "τουσ", "οποιουσ"],
    &["απο", "τισ", "οποιεσ"],
];
/// What stands behind the Polish "w tym" where that means "in this": month, year, week, day, quarter.
const STRETCHES: &[&str] = &["miesiac*", "roku", "tygodni*", "dniu", "kwartale"];
/// Words of a part that is beyond a bound, which is rarely wanted: `of which over 18 weeks`.
const BEYOND: &[&str] = &[
    "over",
    "above",
    "beyond",
    "exceed*",
    "longer",
    "uber",
    "ueber",
    "langer",
    "mehr",
    "mas",
    "superior*",
    "ponad",
    "powyzej",
    "dluzej",
    "ανω",
    "πανω",
];

/// What a name says behind the words by which it is one of a part; `None` where it is none.
fn behind_of_which(name: &str) -> Option<String> {
    let own = words(name);
    let begins = |begin: &&&[&str]| {
        own.len() > begin.len() && own.iter().zip(begin.iter()).all(|(word, known)| has_word(word, &[*known]))
    };
    let begin = OF_WHICH.iter().find(begins)?;
    (!has_word(&own[begin.len()], STRETCHES)).then(|| own[begin.len()..].join(" "))
}

/// Whether a column's name says that its number is a part of another.
pub(super) fn is_part(name: &str) -> bool {
    behind_of_which(name).is_some()
}

/// The shares that parts are of what they are parts of.
pub(super) fn candidates(facts: &Facts) -> Vec<Candidate> {
    let of = |(at, part): (usize, &ColumnProfile)| {
        let is_it = is_number(part) && !facts.is_of_one_day();
        let rest = behind_of_which(&part.name).filter(|_| is_it);
        match rest {
            Some(rest) => Some(share(facts, part, before(&facts.columns[..at], part)?, &rest)),
            None => named(facts, part).filter(|_| is_it).map(|whole| share(facts, part, whole, &part.name)),
        }
    };
    facts.columns.iter().enumerate().filter_map(of).collect()
}

/// Whether a column holds numbers that may be parts and wholes: none below 0, and neither names nor shares themselves.
fn is_number(column: &ColumnProfile) -> bool {
    column.rule.kind.is_numeric()
        && column.unit.as_deref() != Some("percent")
        && column.lowest.is_some_and(|least| least >= 0.0)
        && !is_identifier(&column.name)
}

/// Whether each row's number of one column may be a part of that of another, as far as their bounds say it.
fn may_be_of(part: &ColumnProfile, whole: &ColumnProfile) -> bool {
    let is_within =
        |of: fn(&ColumnProfile) -> Option<f64>| of(part).zip(of(whole)).is_some_and(|(a, b)| a <= b);
    part.kind == whole.kind && is_within(|column| column.lowest) && is_within(|column| column.highest)
}

/// The number that stands before a part and is no part itself.
fn before<'f>(columns: &'f [ColumnProfile], part: &ColumnProfile) -> Option<&'f ColumnProfile> {
    let whole = columns.iter().rev().find(|column| is_number(column) && !is_part(&column.name))?;
    may_be_of(part, whole).then_some(whole)
}

/// The number whose whole name stands in that of a part beside a word of how it ended: `deliveries` of `late deliveries`.
fn named<'f>(facts: &'f Facts, part: &ColumnProfile) -> Option<&'f ColumnProfile> {
    let own = words(&part.name);
    let is_counted = |column: &ColumnProfile| column.kind == ColumnKind::Integer && column.different > 2;
    let is_whole = |column: &&ColumnProfile| {
        let all = words(&column.name);
        is_number(column)
            && is_counted(column)
            && !all.is_empty()
            && all.len() < own.len()
            && all.iter().all(|word| own.contains(word))
            && !has_any(&column.name, &[BAD, GOOD, DAMAGE])
            && may_be_of(part, column)
    };
    let is_unwanted = has_any(&part.name, &[BAD, DAMAGE]) && is_counted(part);
    facts.columns.iter().find(is_whole).filter(|_| is_unwanted)
}

/// The share of a part, of which the rest of its name says what it is.
fn share(facts: &Facts, part: &ColumnProfile, whole: &ColumnProfile, rest: &str) -> Candidate {
    let is_undone = has_word(rest, GOOD) && has_word(rest, NOT_QUITE);
    let is_bad = is_undone || has_any(rest, &[BAD, DAMAGE, BEYOND]);
    let is_told = is_bad || has_word(rest, GOOD);
    let sum = |column: &ColumnProfile| flow(&format!("sum({})", column_name(&column.name)));
    let place = if is_part(&part.name) { ", the number before it" } else { "" };
    let better = if is_told { "" } else { "; say which way is better" };
    Candidate {
        id: id(&part.name),
        title: match is_part(&part.name) {
            true => format!("{}, {}", heading(&whole.name), words(&part.name).join(" ")),
            false => format!("{}, share", heading(&part.name)),
        },
        objective: QUALITY,
        source: facts.id.clone(),
        level: "operational",
        kind: KindText::with("ratio", format!("{{ numerator: {}, denominator: {} }}", sum(part), sum(whole))),
        keys: [
            vec![
                ("unit", "percent".to_owned()),
                ("direction", if is_bad { "minimise" } else { "maximise" }.to_owned()),
            ],
            facts.segments(),
        ]
        .concat(),
        unit: Unit::Percent,
        is_money: false,
        why: format!("`{}` of all `{}`{place}: see that it is a part of that{better}", part.name, whole.name),
        rank: if is_told { 83 } else { 50 },
    }
}
