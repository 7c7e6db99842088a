//! Files that belong together: rows with days, and what other files say of them.

use chrono::NaiveDate;

use crate::measure::expression::column_name;
use crate::profile::{
    self, ColumnKind, ColumnProfile, Profile, has_word, is_identifier, is_of_states, words, yaml_text,
};

use super::candidate::{Facts, Shape, flow, heading, id as id_of};
use super::file::File;
use super::meetings::{Meeting, many, one, one_by_values};
use super::monthly;

/// Lines that one row may have on average: with more it is no order but a shop, whose day is not that of its sales.
const LINES: u64 = 50;
/// Columns that a join takes over to cut measures by.
const TAKEN: usize = 3;

/// Files as sources with their joins.
pub(super) struct Joined {
    pub(super) facts: Vec<Facts>,
}

/// Finds rows with days, and joins to them what the other files say.
pub(super) fn joined(files: &[File], taken_on: NaiveDate) -> Joined {
    let ids = ids(files);
    let has_day = |file: &File| file.profile.days().is_some();
    let has_month = |file: &File| file.profile.months.is_some() || file.profile.year_month.is_some();
    let is_any = files.iter().any(|file| has_day(file) || has_month(file));
    // What is widened by others is called by its id, and its own rows by another.
    let is_wide = |at: usize| has_day(&files[at]) && !joins(files, at).is_empty();
    let rows: Vec<String> = ids
        .iter()
        .enumerate()
        .map(|(at, id)| if is_wide(at) { format!("{id}_rows") } else { id.clone() })
        .collect();
    let mut facts = Vec::new();
    for (at, file) in files.iter().enumerate() {
        if has_day(file) {
            facts.push(with_joins(files, (&ids, &rows), at));
        } else if let Some(monthly) =
            monthly::facts(&file.profile, &file.path, (&ids[at], rows_of(&ids[at])), taken_on)
        {
            facts.push(monthly);
        } else if let Some(dated) = dated(file, &ids[at], taken_on) {
            facts.push(dated);
        } else if !is_any && file.profile.rows > 1 {
            facts.push(state(file, &ids[at], taken_on));
        }
    }
    // Months that a year names may be still to come: rows with days say until when anything is known.
    let known = facts.iter().filter(|facts| facts.time.is_some()).map(|facts| facts.days.1).max();
    for facts in facts.iter_mut().filter(|facts| facts.time.is_none() && !facts.is_of_one_day()) {
        let (first, last) = facts.days;
        facts.days.1 = known.map_or(last, |known| last.min(known).max(first));
    }
    Joined { facts }
}

/// What the rows of a source are called: its id without years and other numbers.
fn rows_of(id: &str) -> String {
    let all = words(id);
    let told = all.iter().filter(|word| *word != "data" && word.parse::<u64>().is_err());
    let told: Vec<&str> = told.map(String::as_str).collect();
    if told.is_empty() { heading(id) } else { heading(&told.join("_")) }
}

/// The ids of files, each its own.
fn ids(files: &[File]) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for file in files {
        let mut id = file.profile.id.clone();
        let mut number = 2;
        while ids.contains(&id) {
            id = format!("{}_{number}", file.profile.id);
            number += 1;
        }
        ids.push(id);
    }
    ids
}

/// A file without days as the state of one day.
fn state(file: &File, id: &str, taken_on: NaiveDate) -> Facts {
    let source = profile::source(&file.profile, id, &file.path);
    let (first, rest) = source.split_once('\n').unwrap_or((&source, ""));
    let rest: String =
        rest.lines().filter(|line| !line.starts_with("    path: ")).map(|line| format!("{line}\n")).collect();
    let path = yaml_text(&file.path);
    let has_columns = rest.contains("    columns:\n");
    let rest = match has_columns {
        true => rest.replace("    columns:\n", "    columns:\n      taken_on: date\n"),
        false => format!("{rest}    columns: {{ taken_on: date }}\n"),
    };
    let source = format!(
        "{first}\n    # the file has no days: its rows are states of the day on which it was taken; write that day\n    \
         files: [{{ path: {path}, set: {{ taken_on: {taken_on} }} }}]\n    time: taken_on\n    snapshot: month\n{rest}"
    );
    Facts {
        id: id.to_owned(),
        rows: rows_of(id),
        columns: file.profile.columns.clone(),
        time: None,
        customer: file.profile.roles.customer,
        row_count: file.profile.rows,
        days: (taken_on, taken_on),
        amounts: Vec::new(),
        shape: Shape::StatesOfOneDay,
        sheet: None,
        sources: vec![(id.to_owned(), source)],
    }
}

/// A file with its year in one column and its month in another.
fn dated(file: &File, id: &str, taken_on: NaiveDate) -> Option<Facts> {
    let (profile, found) = (&file.profile, file.profile.year_month.as_ref()?);
    let year = profile.column(&found.year)?;
    let (first, last) = monthly::years(year, found.newest)?;
    let (own, yaml) = profile::by_year_and_month(found, id);
    let is_part = |name: &String| *name == found.year || *name == found.month;
    Some(Facts {
        rows: rows_of(id),
        columns: profile.columns.iter().filter(|column| !is_part(&column.name)).cloned().collect(),
        time: None,
        customer: None,
        row_count: profile.rows,
        days: (first, last.min(taken_on).max(first)),
        amounts: Vec::new(),
        shape: Shape::ByDay,
        sheet: None,
        sources: vec![(id.to_owned(), profile::source(profile, id, &file.path)), (own.clone(), yaml)],
        id: own,
    })
}

/// What a join brings.
enum JoinGain<'p> {
    /// Columns of the one row that is met.
    Columns(Vec<&'p ColumnProfile>),
    /// Amounts of several rows, added up: a name, the sum, whether it is money.
    Sums(Vec<(String, String, bool)>),
}

/// The files that are joined to one: their place, the columns of both sides, and what they bring.
fn joins(files: &[File], at: usize) -> Vec<(usize, Meeting, JoinGain<'_>)> {
    let own = &files[at].profile;
    let mut found = Vec::new();
    for (other, file) in files.iter().enumerate().filter(|(other, _)| *other != at) {
        let right = &file.profile;
        if let Some(key) = one(own, right) {
            let taken: Vec<&ColumnProfile> = taken(right, &key.right).collect();
            if !taken.is_empty() {
                found.push((other, key, JoinGain::Columns(taken)));
            }
        } else if right.time().is_none()
            && right.rows <= LINES * own.rows
            && let Some(key) = many(own, right)
        {
            let sums = added(right);
            if !sums.is_empty() {
                found.push((other, key, JoinGain::Sums(sums)));
            }
        } else if let Some(key) = one_by_values(own, right) {
            let taken: Vec<&ColumnProfile> = taken(right, &key.right).collect();
            if !taken.is_empty() {
                found.push((other, key, JoinGain::Columns(taken)));
            }
        }
    }
    found
}

/// A file with days and all that is joined to it.
fn with_joins(files: &[File], (ids, rows): (&[String], &[String]), at: usize) -> Facts {
    let own = &files[at].profile;
    let mut columns = own.columns.clone();
    let (mut with, mut sources, mut amounts) = (String::new(), Vec::new(), Vec::new());
    sources.push((rows[at].clone(), profile::source(own, &rows[at], &files[at].path)));
    for (other, meeting, brings) in joins(files, at) {
        let (matching, take): (&str, Vec<String>) = match brings {
            JoinGain::Columns(taken) => {
                let mut take = Vec::new();
                for column in taken {
                    // What a join takes over has an id.
                    let own = id_of(&column.name);
                    let name = match columns.iter().any(|known| known.name == own) {
                        true => format!("{}_{own}", ids[other]),
                        false => own,
                    };
                    take.push(format!("{}: {}", yaml_text(&name), yaml_text(&column.name)));
                    columns.push(ColumnProfile { name, ..column.clone() });
                }
                ("one", take)
            }
            JoinGain::Sums(mut sums) => {
                for (name, ..) in &mut sums {
                    let is_taken = |known: &str| known == name.as_str();
                    let taken = columns.iter().any(|known| is_taken(&known.name));
                    if taken || amounts.iter().any(|(known, _): &(String, bool)| is_taken(known)) {
                        *name = format!("{}_{name}", ids[other]);
                    }
                }
                let take = sums.iter().map(|(name, sum, _)| format!("{name}: {}", flow(sum))).collect();
                amounts.extend(sums.into_iter().map(|(name, _, is_money)| (name, is_money)));
                ("many", take)
            }
        };
        let (source, take) = (&rows[other], take.join(", "));
        let Meeting { left, right, is_by_values } = &meeting;
        let key = key(left, right);
        if *is_by_values {
            let told = format!(
                "`{left}` holds the values of `{right}`, by which the two are joined; see that it names those"
            );
            with.push_str(&format!("      # {}\n", told.replace(['\n', '\r'], " ")));
        }
        with.push_str(&format!(
            "      - {{ source: {source}, key: {key}, match: {matching}, take: {{ {take} }} }}\n"
        ));
        sources.push((source.clone(), profile::source(&files[other].profile, source, &files[other].path)));
    }
    let id = ids[at].clone();
    if !with.is_empty() {
        sources.push((id.clone(), format!("  {id}:\n    join: {}\n    with:\n{with}", rows[at])));
    }
    let days = own.days();
    Facts {
        rows: rows_of(&id),
        columns,
        time: own.roles.time,
        customer: own.roles.customer,
        row_count: own.rows,
        days: days.unwrap_or_default(),
        amounts,
        shape: shape(own),
        sheet: own.sheet_column.clone(),
        sources,
        id,
    }
}

/// What the rows of a file stand for.
fn shape(profile: &Profile) -> Shape {
    if profile.time().is_some_and(|time| is_of_states(&time.name)) {
        return Shape::States { has_grain: profile::states(profile).is_some() };
    }
    if is_by_day(profile) {
        return Shape::ByDay;
    }
    let has_clock = profile.time().is_some_and(|time| time.kind == ColumnKind::Datetime);
    let is_about_customers = profile.roles.customer.is_some();
    let is_of_parts = !parts_beside_day(profile).is_empty();
    Shape::Events {
        may_hold_numbers: !has_own_key(profile) && !is_about_customers && (has_clock || is_of_parts),
    }
}

/// Whether a column other than the day tells rows apart.
fn has_own_key(profile: &Profile) -> bool {
    matches!(profile.roles.key.as_slice(), [at] if Some(*at) != profile.roles.time)
}

/// The columns that with the day tell rows apart, unless one is that of customers: they come when they please.
fn parts_beside_day(profile: &Profile) -> Vec<&ColumnProfile> {
    let Some(time) = profile.time().filter(|time| profile.key_together.contains(&time.name)) else {
        return Vec::new();
    };
    let others = profile.key_together.iter().filter(|name| **name != time.name);
    let parts: Vec<&ColumnProfile> = others.filter_map(|name| profile.column(name)).collect();
    let is_customer =
        |part: &&ColumnProfile| profile.customer().is_some_and(|customer| customer.name == part.name);
    if parts.iter().any(is_customer) { Vec::new() } else { parts }
}

/// Whether a row stands for a day, alone or of each of a few things: with its day they tell rows apart, and nearly every day has one.
fn is_by_day(profile: &Profile) -> bool {
    let Some(time) = profile.time().filter(|time| time.kind == ColumnKind::Date) else { return false };
    if has_own_key(profile) {
        return false;
    }
    let Some((first, last)) = profile.days() else { return false };
    let (missing, weekends) = time.missing_days.map_or((0, 0), |missing| (missing.days, missing.weekends));
    let days = (last - first).num_days().unsigned_abs() + 1 - missing;
    let rows = time.filled.saturating_sub(time.unreadable);
    let all = days * (profile.format.sheets.len() as u64).max(1);
    let fills = |cells: u64| rows <= cells && 10 * rows >= 7 * cells;
    // A day of each week or month stands for it: between them are about as many days every time.
    let step = (days + missing) / days.max(1);
    let longest = time.missing_days.map_or(0, |missing| missing.longest);
    let is_regular = step > 1 && rows > 5 && 4 * longest <= 5 * step;
    let is_full = (profile.sheet_column.is_some() || rows > 20) && missing - weekends <= days;
    let parts = parts_beside_day(profile);
    let has_parts = !parts.is_empty() && fills(parts.iter().fold(days, |cells, part| cells * part.different));
    has_parts || (is_full || is_regular) && fills(all)
}

fn key(left: &str, right: &str) -> String {
    match left == right {
        true => yaml_text(left),
        false => format!("{{ {}: {} }}", yaml_text(left), yaml_text(right)),
    }
}

/// Columns of a list that measures may be cut by.
fn taken<'p>(right: &'p Profile, key: &str) -> impl Iterator<Item = &'p ColumnProfile> {
    let key = key.to_owned();
    let is_taken = move |column: &&ColumnProfile| {
        column.name != key
            && column.kind == ColumnKind::Text
            && column.different > 1
            && (column.different <= 25 || has_word(&column.name, &["name", "title"]) && right.rows <= 60)
            && column.share_empty() < 0.3
    };
    right.columns.iter().filter(is_taken).take(TAKEN)
}

/// Amounts of the rows of a list, added up: a name, the sum, whether it is money.
fn added(right: &Profile) -> Vec<(String, String, bool)> {
    let find = |any: &[&str]| {
        right.columns.iter().find(|column| {
            column.rule.kind.is_numeric() && has_word(&column.name, any) && !is_identifier(&column.name)
        })
    };
    let quantity = find(&["quantity", "qty", "units", "pieces", "count"]);
    let price = find(&["price", "rate"]);
    let amount = find(&["amount", "total", "revenue", "sales", "value", "net", "gross", "cost"]);
    let discount = find(&["discount"]).filter(|column| column.highest.is_some_and(|most| most <= 1.0));
    let mut added = Vec::new();
    match (amount, price, quantity) {
        (Some(amount), _, _) => {
            let is_money = amount.kind == ColumnKind::Money;
            added.push(("amount".to_owned(), format!("sum({})", column_name(&amount.name)), is_money));
        }
        (None, Some(price), Some(quantity)) => {
            let off =
                discount.map_or(String::new(), |column| format!(" * (1 - {})", column_name(&column.name)));
            let product = format!("sum({} * {}{off})", column_name(&price.name), column_name(&quantity.name));
            // A price is money, whether or not its name says in which currency.
            added.push(("revenue".to_owned(), product, true));
        }
        _ => {}
    }
    if let (Some(quantity), true) = (quantity, added.is_empty()) {
        added.push(("quantity".to_owned(), format!("sum({})", column_name(&quantity.name)), false));
    }
    added
}
