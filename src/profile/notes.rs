//! What of a file may mislead, in sentences.

use super::role::{has_word, is_called, is_descriptive_name};
use super::text::{count, counted, number};
use super::{ColumnProfile, Profile, TotalRows, currency, dates, months, spans, spellings, sql, year_month};

/// Columns that a sentence names one by one.
const NAMED: usize = 4;

/// Words of amounts that are hardly ever below zero.
const AMOUNTS: [&str; 12] = [
    "quantity", "qty", "units", "pieces", "price", "amount", "total", "revenue", "sales", "net", "gross",
    "fee",
];

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
        notes.extend(of_column(at, column));
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

fn of_column(at: usize, column: &ColumnProfile) -> Vec<String> {
    let (name, mut notes) = (&column.name, Vec::new());
    if column.ambiguous_days {
        let pattern = column.patterns.first().map_or("", String::as_str);
        let other = dates::swap_day_and_month(pattern).unwrap_or_default();
        let first = if pattern.find("%d") < pattern.find("%m") { "the day" } else { "the month" };
        notes.push(format!(
            "`{name}` is read with {first} first, and no cell says whether that is right: ask, and write \
             `format: \"{other}\"` if it is not"
        ));
    }
    if let Some(mixed) = &column.mixed_percent {
        let (cells, bear) = if mixed.signed == 1 { ("1 cell", "bears") } else { ("cells", "bear") };
        let number = if mixed.signed == 1 { String::new() } else { format!("{} ", count(mixed.signed)) };
        let bare = match mixed.bare {
            1 => "1 is above 1 and bears none".to_owned(),
            bare => format!("{} are above 1 and bear none", count(bare)),
        };
        notes.push(format!(
            "{number}{cells} of `{name}` {bear} a percent sign, and {bare}: `{}` is read as {} and not as a percentage. `range: [0, {}]` counts such cells and leaves them out",
            mixed.example, mixed.example, mixed.highest
        ));
    }
    if !column.currencies.is_empty() {
        let said: Vec<String> = column.currencies.iter().take(NAMED).map(counted).collect();
        notes.push(format!(
            "`{name}` has amounts in several currencies, {}: no sum of them means anything, and it is text; keep each currency in a file or column of its own",
            said.join(", ")
        ));
    }
    if let Some(example) = &column.thousands_or_decimals {
        let (sign, other, what) = match example.contains(',') {
            true => (',', '.', "a comma"),
            false => ('.', ',', "a point"),
        };
        notes.push(format!(
            "`{name}` has three digits behind {what} in every cell that has one: `{example}` is read with decimals; if its sign parts thousands, \
             write `format: {{ decimal: \"{other}\", thousands: \"{sign}\" }}`"
        ));
    }
    notes.extend(spans::note(column));
    notes.extend(spellings::note(column));
    // A name that heads the rows below it, as lists for people and pivot tables have it.
    let heads = at == 0 && column.kind == "text" && column.different > 1 && column.once == column.different;
    if heads && column.empty > column.filled && column.filled == column.different {
        notes.push(format!(
            "each value of `{name}` stands in one row, and {} more are blank: where it heads the rows below it, fill them in where the file is made, for a row says only what stands in it",
            count(column.empty)
        ));
    }
    if column.has_clock_only() {
        let first = column.first_day.map(|day| day.to_string()).unwrap_or_default();
        notes.push(format!("`{name}` has the day {first}, the zero of a spreadsheet: it holds times of day"));
    }
    if let Some(lowest) = column.lowest.filter(|lowest| *lowest < 0.0 && has_word(name, &AMOUNTS)) {
        let lowest = number(lowest);
        notes.push(format!("`{name}` goes down to {lowest}: are returns or corrections among the rows?"));
    }
    if !column.absent.is_empty() {
        let said: Vec<String> = column.absent.iter().take(3).map(counted).collect();
        let said = said.join(", ");
        // A number or day that is none is left out anyway; a text counts as it stands.
        notes.push(match column.kind == "text" {
            true => {
                let list = column.absent.iter().take(3).map(|code| format!("{:?}", code.value));
                let list = list.collect::<Vec<_>>().join(", ");
                format!("`{name}` says {said}, each a value like others unless you write `absent: [{list}]`")
            }
            false => format!("`{name}` says {said} where there is no value"),
        });
    }
    if !column.codes.is_empty() {
        let said: Vec<String> = column.codes.iter().take(3).map(counted).collect();
        let (them, list) = (said.join(", "), column.codes.iter().take(3));
        // An 11 behind the answers 0 to 10 stands beside the 10.
        let of_value = |text: &str| text.replace(',', ".").parse::<f64>().ok();
        let is_next = column
            .codes
            .iter()
            .filter_map(|code| of_value(&code.value))
            .any(|code| column.values.iter().any(|counted| of_value(&counted.value) == Some(code - 1.0)));
        let apart = if is_next { "beyond the scale of all others" } else { "apart from all other values" };
        let list: Vec<String> = list.map(|code| format!("\"{}\"", code.value)).collect();
        notes.push(format!(
            "`{name}` holds {them}, {apart}: if that is a code for no answer, write \
             `absent: [{}]`",
            list.join(", ")
        ));
    }
    if column.unreadable > 0 {
        let said: Vec<String> = column
            .unreadable_examples
            .iter()
            .take(3)
            .map(|cell| format!("`{}` (line {})", cell.value, cell.line))
            .collect();
        let (cells, are) = cells(column.unreadable);
        let one = column.unreadable_examples.first().filter(|first| {
            column.unreadable > 1 && column.unreadable_examples.iter().all(|cell| cell.value == first.value)
        });
        let code = one.map_or(String::new(), |one| {
            format!("; if that is a code for no value, write `absent: [{:?}]`", one.value)
        });
        notes.push(format!("{cells} of `{name}` {are} no {}: {}{code}", column.kind, said.join(", ")));
    }
    // That most amounts differ is chance.
    let is_amount = is_descriptive_name(name) || column.kind == "integer" && at > 0 && !is_called(name);
    if column.repeats > 0 && !is_amount {
        let said: Vec<String> = column
            .twins
            .iter()
            .map(|twin| format!("`{}` on lines {} and {}", twin.value, twin.lines.0, twin.lines.1))
            .collect();
        notes.push(format!(
            "`{name}` tells rows apart but for {}: {}",
            if column.repeats == 1 {
                "one row".to_owned()
            } else {
                format!("{} rows", count(column.repeats))
            },
            said.join(", ")
        ));
    }
    notes
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

fn cells(number: u64) -> (String, &'static str) {
    if number == 1 { ("1 cell".to_owned(), "is") } else { (format!("{} cells", count(number)), "are") }
}
