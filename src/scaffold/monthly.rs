//! Months side by side: a figure for each of some things and each month.

use chrono::NaiveDate;

use crate::profile::{self, ColumnKind, ColumnProfile, MonthsAcross, Profile, VALUE};

use super::candidate::{Candidate, Facts, KindText, QUALITY, Shape, Unit, VOLUME, id};
use super::one_currency::{NO_CURRENCY, plain_number};
use super::time::end_of_month;
use super::volumes::is_unwanted;

/// The rows of a file whose months are columns, with its path, its id and what they are called; `None` where they are none, or
/// nothing stands in them.
pub(super) fn facts(
    profile: &Profile,
    path: &str,
    (id, rows): (&str, String),
    taken_on: NaiveDate,
) -> Option<Facts> {
    let across = profile.months.as_ref()?;
    let filled: Vec<NaiveDate> = columns(profile, across).map(|(_, day)| day).collect();
    let (first, last) = match across.year.as_ref().and_then(|year| profile.column(year)) {
        Some(year) => years(year, across.newest)?,
        None => (*filled.iter().min()?, end_of_month(*filled.iter().max()?)),
    };
    let (own, yaml) = profile::by_month(across, id);
    Some(Facts {
        rows,
        columns: profile
            .columns
            .iter()
            .filter(|column| across.about.contains(&column.name))
            .cloned()
            .collect(),
        time: None,
        customer: None,
        row_count: profile.rows * filled.len() as u64,
        days: (first, last.min(taken_on).max(first)),
        amounts: Vec::new(),
        shape: Shape::ByMonth(Box::new(figure(profile, across)?)),
        sheet: None,
        sources: vec![(id.to_owned(), profile::source(profile, id, path)), (own.clone(), yaml)],
        id: own,
    })
}

/// The first day of the years that a column says, and the last of the newest month: of the last year, where that is not known.
pub(super) fn years(year: &ColumnProfile, newest: Option<NaiveDate>) -> Option<(NaiveDate, NaiveDate)> {
    let of = |number: Option<f64>, month, day| NaiveDate::from_ymd_opt(number? as i32, month, day);
    Some((of(year.lowest, 1, 1)?, newest.map(end_of_month).or_else(|| of(year.highest, 12, 31))?))
}

/// The months in which something stands.
fn columns<'f>(
    profile: &'f Profile,
    across: &'f MonthsAcross,
) -> impl Iterator<Item = (&'f ColumnProfile, NaiveDate)> {
    let of = move |(name, day): &'f (String, NaiveDate)| Some((profile.column(name)?, *day));
    across.months.iter().filter_map(of).filter(|(column, _)| column.filled > 0)
}

/// What a figure of them is: as the first month, with the bounds of all.
fn figure(profile: &Profile, across: &MonthsAcross) -> Option<ColumnProfile> {
    let all = || columns(profile, across).map(|(column, _)| column);
    let number = |of: fn(&ColumnProfile) -> Option<f64>, better: fn(f64, f64) -> f64| {
        all().filter_map(of).reduce(better)
    };
    Some(ColumnProfile {
        name: VALUE.to_owned(),
        lowest: number(|column| column.lowest, f64::min),
        highest: number(|column| column.highest, f64::max),
        ..all().next()?.clone()
    })
}

/// What they call for: their sum, or the mean of rates.
pub(super) fn candidate(facts: &Facts, figure: &ColumnProfile, has_currency: bool) -> Candidate {
    let is_rate = figure.unit.as_deref() == Some("percent")
        || figure.kind == ColumnKind::Number
            && figure.lowest.is_some_and(|least| least >= 0.0)
            && figure.highest.is_some_and(|most| most <= 1.0);
    let is_money = figure.kind == ColumnKind::Money && has_currency;
    let is_nameless = figure.kind == ColumnKind::Money && !is_rate && !is_money;
    let unit = match (is_rate, is_money) {
        // A figure of a month is no sample.
        (true, _) => vec![("unit", "percent".to_owned()), ("min_n", "1".to_owned())],
        (_, true) => vec![("unit", "currency".to_owned())],
        _ => is_nameless.then(plain_number).into_iter().collect(),
    };
    let better = if is_unwanted(&facts.id) { "minimise" } else { "maximise" };
    let kind = if is_rate { "average" } else { "sum" };
    Candidate {
        id: id(&facts.rows),
        title: facts.rows.clone(),
        objective: if is_rate { QUALITY } else { VOLUME },
        source: facts.id.clone(),
        level: "operational",
        kind: KindText::with(kind, VALUE.to_owned()),
        keys: [unit, vec![("direction", better.to_owned())], facts.segments()].concat(),
        unit: if is_rate { Unit::Percent } else { Unit::Number },
        is_money,
        why: match is_rate {
            true => {
                "the plain mean of what stands in the month: where rows differ in size, weigh them".to_owned()
            }
            false if is_nameless => format!("what stands in the month, added up{NO_CURRENCY}"),
            false => "what stands in the month, added up".to_owned(),
        },
        rank: 88,
    }
}
