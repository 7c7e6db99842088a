//! What of a file may mislead, in sentences.

use super::column_notes::column_notes;
use super::text::{count, counted};
use super::{ColumnProfile, Profile, TotalRows, currency, dates, months, sql, year_month};

/// Columns that a sentence names one by one.
const NAMED: usize = 4;

/// The sentences of a file.
pub(super) fn notes(profile: &Profile, (short, ragged): (u64, u64), ragged_lines: &[u64]) -> Vec<String> {
    let mut notes = Vec::new();
    if ragged > 0 {
        let lines: Vec<String> = ragged_lines.iter().take(3).map(ToString::to_string).collect();
        let lines = lines.join(", ");
        notes.push(format!(
            "{} more cells than the header, from line {lines} on; a run leaves them out",
            have(ragged, "row")
        ));
    }
    if short > 0 {
        notes.push(format!("{} early; their last cells are empty", end(short)));
    }
    if profile.repeated_rows > 0 {
        let once = match profile.roles.key.as_slice() {
            [at] if profile.columns[*at].repeats == profile.repeated_rows => {
                format!(": by `{}` under `unique` each counts once", profile.columns[*at].name)
            }
            _ => String::new(),
        };
        notes.push(format!("{} again, cell by cell{once}", stand(profile.repeated_rows)));
    }
    let footer = profile.format.footer;
    if footer > 0 {
        let rows =
            if footer == 1 { "the last row is".to_owned() } else { format!("the last {footer} rows are") };
        notes.push(format!("{rows} a total or a remark and left out"));
    }
    if let Some((with, without)) = profile.footers_differ {
        notes.push(format!(
            "{} with a total or a remark, and {without} without: no last row is left out by `skip`",
            if with == 1 { "1 file ends".to_owned() } else { format!("{with} files end") }
        ));
    }
    notes.extend(profile.doubled.iter().map(|name| {
        format!(
            "several columns are called `{name}`, so that none of them can be named: give each a name of its own where the file is made"
        )
    }));
    notes.extend(profile.months.as_ref().map(months::note));
    notes.extend(profile.year_month.as_ref().map(year_month::note));
    notes.extend(header_again(profile));
    notes.extend(profile.totals.as_ref().map(totals));
    for (at, column) in profile.columns.iter().enumerate() {
        notes.extend(column_notes(at, column));
    }
    let empty: Vec<&str> = profile
        .columns
        .iter()
        .filter(|column| column.filled == 0)
        .map(|column| column.name.as_str())
        .collect();
    if !empty.is_empty() && profile.rows > 0 {
        let named: Vec<String> = empty.iter().take(NAMED).map(|name| format!("`{name}`")).collect();
        let more =
            if empty.len() > NAMED { format!(" and {} more", empty.len() - NAMED) } else { String::new() };
        notes.push(format!("nothing stands in {}{more}", named.join(", ")));
    }
    notes.extend(without_day(profile));
    notes.extend(two_currencies(profile));
    if let Some(missing) =
        profile.time().filter(|column| !column.by_month).and_then(|column| column.missing_days)
    {
        let name = profile.time().map_or("", |column| column.name.as_str());
        if missing.longest > 14 {
            notes.push(format!(
                "`{name}` has no row for {} days from {} on: was nothing going on, or is a file missing?",
                missing.longest, missing.longest_from
            ));
        }
    }
    notes
}

/// That columns are not looked at.
pub(super) fn unseen(columns: usize) -> Option<String> {
    (columns > 0).then(|| {
        let (columns, are) = if columns == 1 { ("1 column", "is") } else { (&*format!("{} columns", count(columns as u64)), "are") };
        format!("{columns} more {are} not looked at: the first 2,000 are, where their names have at most 1,000 bytes")
    })
}

/// That a header stands among the rows, as where a list was printed page by page.
fn header_again(profile: &Profile) -> Option<String> {
    let column = profile.columns.iter().max_by_key(|column| column.header_again)?;
    let own = profile.columns.iter().filter(|column| column.header_again > 0).count();
    (column.header_again > 1 || own > 1).then(|| {
        format!(
            "the header stands {} among the rows, as where a list was printed page by page: such rows are rejected where their day or number cannot be read",
            if column.header_again == 1 { "again".to_owned() } else { format!("{} times more", count(column.header_again)) }
        )
    })
}

/// That rows of sums stand among those that are added up.
fn totals(found: &TotalRows) -> String {
    let (column, values) = (&found.column, found.values.iter().take(NAMED).map(counted));
    let said = values.collect::<Vec<_>>().join(", ");
    let more = if found.values.len() > NAMED { " and others" } else { "" };
    match &found.sum_of {
        Some(amount) if !found.is_text => format!(
            "`{column}` says {said}{more}, in rows that hold the sum of `{amount}` of the rows above: a run leaves such rows out where they have no day"
        ),
        Some(amount) => format!(
            "`{column}` says {said}{more}, in rows that hold the sum of `{amount}` of the rows above: the block leaves them out, since they would count twice"
        ),
        None => format!(
            "`{column}` says {said}{more}: if those rows are sums of others they count twice; leave them out by `where: {}`",
            sql::without(found)
        ),
    }
}

/// Columns that are called as days are and read as none, where nothing places the rows in time.
fn without_day(profile: &Profile) -> Vec<String> {
    if profile.time().is_some() || profile.year_month.is_some() || profile.rows < 2 {
        return Vec::new();
    }
    let note = |column: &ColumnProfile| {
        if column.is_date() || !dates::is_called(&column.name) {
            return None;
        }
        Some(format!("`{}` is not read as days: say by its `format` how they are written", column.name))
    };
    let found: Vec<String> = profile.columns.iter().filter_map(note).collect();
    let first = "no column is read as a day, by which rows could be placed in time";
    if found.is_empty() { found } else { std::iter::once(first.to_owned()).chain(found).collect() }
}

/// That amounts are in several currencies, which a column tells.
fn two_currencies(profile: &Profile) -> Option<String> {
    let column = currency::column(&profile.columns)?;
    let [first, _, ..] = column.values.as_slice() else { return None };
    let named: Vec<String> = column.values.iter().take(NAMED).map(counted).collect();
    Some(format!(
        "`{}` says {}: a sum of amounts adds all of them up; write `where: {} = '{}'`, and a measure for each",
        column.name,
        named.join(", "),
        column.name,
        first.value
    ))
}

fn have(number: u64, what: &str) -> String {
    if number == 1 { format!("1 {what} has") } else { format!("{} {what}s have", count(number)) }
}

fn end(number: u64) -> String {
    if number == 1 { "1 row ends".to_owned() } else { format!("{} rows end", count(number)) }
}

fn stand(number: u64) -> String {
    if number == 1 { "1 row stands there".to_owned() } else { format!("{} rows stand there", count(number)) }
}
