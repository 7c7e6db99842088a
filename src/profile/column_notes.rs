//! What of a column may mislead, in sentences.

use super::role::{has_word, is_called, is_descriptive_name};
use super::text::{count, counted, number};
use super::{ColumnKind, ColumnProfile, ValueCount, dates, spans, spellings};

/// Values that a sentence names one by one.
const NAMED: usize = 3;
/// Currencies that a sentence names one by one.
const NAMED_CURRENCIES: usize = 4;

/// Words of amounts that are hardly ever below zero.
const AMOUNTS: [&str; 12] = [
    "quantity", "qty", "units", "pieces", "price", "amount", "total", "revenue", "sales", "net", "gross",
    "fee",
];

/// The sentences of a column, which stands at some place of its file.
pub(super) fn column_notes(at: usize, column: &ColumnProfile) -> impl Iterator<Item = String> {
    [
        ambiguous_days(column),
        mixed_percent(column),
        several_currencies(column),
        thousands_or_decimals(column),
        spans::note(column),
        spellings::note(column),
        heads_rows_below(at, column),
        clock_only(column),
        below_zero(column),
        absent(column),
        codes(column),
        unreadable(column),
        repeats(at, column),
    ]
    .into_iter()
    .flatten()
}

fn ambiguous_days(column: &ColumnProfile) -> Option<String> {
    column.ambiguous_days.then(|| {
        let pattern = column.patterns.first().map_or("", String::as_str);
        let other = dates::swap_day_and_month(pattern).unwrap_or_default();
        let first = if pattern.find("%d") < pattern.find("%m") { "the day" } else { "the month" };
        format!(
            "`{}` is read with {first} first, and no cell says whether that is right: ask, and write \
             `format: \"{other}\"` if it is not",
            column.name
        )
    })
}

fn mixed_percent(column: &ColumnProfile) -> Option<String> {
    let mixed = column.mixed_percent.as_ref()?;
    let (cells, bear) = match mixed.signed {
        1 => ("1 cell".to_owned(), "bears"),
        signed => (format!("{} cells", count(signed)), "bear"),
    };
    let bare = match mixed.bare {
        1 => "1 is above 1 and bears none".to_owned(),
        bare => format!("{} are above 1 and bear none", count(bare)),
    };
    Some(format!(
        "{cells} of `{}` {bear} a percent sign, and {bare}: `{}` is read as {} and not as a percentage. `range: [0, {}]` counts such cells and leaves them out",
        column.name, mixed.example, mixed.example, mixed.highest
    ))
}

fn several_currencies(column: &ColumnProfile) -> Option<String> {
    (!column.currencies.is_empty()).then(|| {
        format!(
            "`{}` has amounts in several currencies, {}: no sum of them means anything, and it is text; keep each currency in a file or column of its own",
            column.name,
            first(&column.currencies, NAMED_CURRENCIES)
        )
    })
}

fn thousands_or_decimals(column: &ColumnProfile) -> Option<String> {
    let example = column.thousands_or_decimals.as_ref()?;
    let (sign, other, what) = match example.contains(',') {
        true => (',', '.', "a comma"),
        false => ('.', ',', "a point"),
    };
    Some(format!(
        "`{}` has three digits behind {what} in every cell that has one: `{example}` is read with decimals; if its sign parts thousands, \
         write `format: {{ decimal: \"{other}\", thousands: \"{sign}\" }}`",
        column.name
    ))
}

/// A name that heads the rows below it, as lists for people and pivot tables have it.
fn heads_rows_below(at: usize, column: &ColumnProfile) -> Option<String> {
    let is_once = column.kind == ColumnKind::Text && column.different > 1 && column.once == column.different;
    let is_head = at == 0 && is_once && column.empty > column.filled && column.filled == column.different;
    is_head.then(|| {
        format!(
            "each value of `{}` stands in one row, and {} more are blank: where it heads the rows below it, fill them in where the file is made, for a row says only what stands in it",
            column.name,
            count(column.empty)
        )
    })
}

fn clock_only(column: &ColumnProfile) -> Option<String> {
    column.has_clock_only().then(|| {
        let first = column.first_day.map(|day| day.to_string()).unwrap_or_default();
        format!("`{}` has the day {first}, the zero of a spreadsheet: it holds times of day", column.name)
    })
}

fn below_zero(column: &ColumnProfile) -> Option<String> {
    let name = &column.name;
    let lowest = column.lowest.filter(|lowest| *lowest < 0.0 && has_word(name, &AMOUNTS))?;
    Some(format!("`{name}` goes down to {}: are returns or corrections among the rows?", number(lowest)))
}

/// Words and codes for no value.
fn absent(column: &ColumnProfile) -> Option<String> {
    if column.absent.is_empty() {
        return None;
    }
    let (name, said) = (&column.name, first(&column.absent, NAMED));
    // A number or day that is none is left out anyway; a text counts as it stands.
    Some(match column.kind == ColumnKind::Text {
        true => {
            let list = column.absent.iter().take(NAMED).map(|code| format!("{:?}", code.value));
            let list = list.collect::<Vec<_>>().join(", ");
            format!("`{name}` says {said}, each a value like others unless you write `absent: [{list}]`")
        }
        false => format!("`{name}` says {said} where there is no value"),
    })
}

/// Numbers that may be codes for no answer.
fn codes(column: &ColumnProfile) -> Option<String> {
    if column.codes.is_empty() {
        return None;
    }
    // An 11 behind the answers 0 to 10 stands beside the 10.
    let of_value = |text: &str| text.replace(',', ".").parse::<f64>().ok();
    let is_next = column
        .codes
        .iter()
        .filter_map(|code| of_value(&code.value))
        .any(|code| column.values.iter().any(|counted| of_value(&counted.value) == Some(code - 1.0)));
    let apart = if is_next { "beyond the scale of all others" } else { "apart from all other values" };
    let list: Vec<String> =
        column.codes.iter().take(NAMED).map(|code| format!("\"{}\"", code.value)).collect();
    Some(format!(
        "`{}` holds {}, {apart}: if that is a code for no answer, write `absent: [{}]`",
        column.name,
        first(&column.codes, NAMED),
        list.join(", ")
    ))
}

fn unreadable(column: &ColumnProfile) -> Option<String> {
    let examples = &column.unreadable_examples;
    let (cells, are) = match column.unreadable {
        0 => return None,
        1 => ("1 cell".to_owned(), "is"),
        cells => (format!("{} cells", count(cells)), "are"),
    };
    let said: Vec<String> =
        examples.iter().take(NAMED).map(|cell| format!("`{}` (line {})", cell.value, cell.line)).collect();
    let is_one = |value: &str| column.unreadable > 1 && examples.iter().all(|cell| cell.value == value);
    let code = examples.first().filter(|first| is_one(&first.value)).map_or(String::new(), |one| {
        format!("; if that is a code for no value, write `absent: [{:?}]`", one.value)
    });
    Some(format!("{cells} of `{}` {are} no {}: {}{code}", column.name, column.kind.word(), said.join(", ")))
}

/// Values that stand twice in a column that tells rows apart otherwise.
fn repeats(at: usize, column: &ColumnProfile) -> Option<String> {
    let name = &column.name;
    // That most amounts differ is chance.
    let is_amount =
        is_descriptive_name(name) || column.kind == ColumnKind::Integer && at > 0 && !is_called(name);
    let rows = match column.repeats {
        0 => return None,
        _ if is_amount => return None,
        1 => "one row".to_owned(),
        rows => format!("{} rows", count(rows)),
    };
    let twins: Vec<String> = column
        .twins
        .iter()
        .map(|twin| format!("`{}` on lines {} and {}", twin.value, twin.lines.0, twin.lines.1))
        .collect();
    Some(format!("`{name}` tells rows apart but for {rows}: {}", twins.join(", ")))
}

/// The first of some values, each with the number of its rows.
fn first(values: &[ValueCount], most: usize) -> String {
    values.iter().take(most).map(counted).collect::<Vec<_>>().join(", ")
}
