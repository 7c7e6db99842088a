//! How days and times are written.

use crate::data::Signs;
use crate::locale::months::month;
use crate::measure::ColumnType;
use crate::model::CellRule;

use super::opened_table::OpenedTable;
use super::role::has_word;

/// Patterns of days, those with the day first before those with the month first.
const DAYS: [&str; 34] = [
    "%d/%m/%Y",
    "%m/%d/%Y",
    "%d.%m.%Y",
    "%d-%m-%Y",
    "%m-%d-%Y",
    "%Y/%m/%d",
    "%Y.%m.%d",
    "%Y%m%d",
    "%d/%m/%y",
    "%m/%d/%y",
    "%d.%m.%y",
    "%d-%m-%y",
    "%d %b %Y",
    "%d %b %y",
    "%d-%b-%Y",
    "%d-%b-%y",
    "%b %d, %Y",
    "%b %d %Y",
    "%d %B %Y",
    "%B %d, %Y",
    "%d%b%Y",
    "%Y-%m",
    "%m/%Y",
    "%b-%y",
    "%b-%Y",
    "%b %Y",
    "%B %Y",
    "%B %y",
    "%G-W%V",
    "%Y-Q%q",
    "Q%q/%Y",
    "Q%q %Y",
    "%Y Q%q",
    "%YQ%q",
];
/// Of times behind a day.
const CLOCKS: [&str; 8] = [
    " %H:%M",
    " %H:%M:%S",
    "T%H:%M:%S",
    " %I:%M %p",
    " %I:%M:%S %p",
    " %H:%M:%S%.f",
    " %I:%M%p",
    "T%H:%M:%S%.f",
];

/// The pattern by which day and month are exchanged.
pub(super) fn swap_day_and_month(pattern: &str) -> Option<String> {
    let (day, month) = (pattern.find("%d")?, pattern.find("%m")?);
    (day.abs_diff(month) == 3).then(|| pattern.replace("%d", "%0").replace("%m", "%d").replace("%0", "%m"))
}

/// The rule by which texts are days or times; `None` where they are neither.
pub(super) fn rule(opened: &OpenedTable<'_>, texts: &[&str]) -> Option<CellRule> {
    let first: Vec<&str> = texts.iter().copied().take(24).collect();
    if !first.iter().any(|text| may_be_date(text)) {
        return None;
    }
    let share = |rule: &CellRule, texts: &[&str]| {
        let known = opened.cells(rule, None, Signs::PLAIN).of_texts(texts.iter().copied());
        1.0 - known.unreadable as f64 / texts.len().max(1) as f64
    };
    let has_clock = first.iter().filter(|text| text.contains(':')).count() * 2 > first.len();
    let kind = if has_clock { ColumnType::Datetime { zoned: false } } else { ColumnType::Date };
    let with = |formats: Vec<String>| CellRule { formats, ..CellRule::plain(kind) };
    let clocks: &[&str] = if has_clock { &CLOCKS } else { &[""] };
    let patterns =
        DAYS.iter().flat_map(|day| clocks.iter().map(move |clock| with(vec![format!("{day}{clock}")])));
    // `20250101000000`: a day and a time without any sign between them.
    let is_dense = first.iter().all(|text| text.len() == 14 && may_be_date(text));
    let dense = CellRule {
        formats: vec!["%Y%m%d%H%M%S".to_owned()],
        ..CellRule::plain(ColumnType::Datetime { zoned: false })
    };
    // `03.2025` could be a number as well: all of them are months of our times, or none is taken for one.
    let is_month = texts.iter().all(|text| is_month(text));
    let months = with(vec!["%m.%Y".to_owned()]);
    let patterns = is_dense.then_some(dense).into_iter().chain(is_month.then_some(months)).chain(patterns);
    let mut best: Option<(f64, CellRule)> = None;
    for rule in std::iter::once(with(Vec::new())).chain(patterns) {
        if share(&rule, &first) < 0.5 {
            continue;
        }
        let read = share(&rule, texts);
        if best.as_ref().is_none_or(|(most, _)| read > *most + 1e-9) {
            best = Some((read, rule));
        }
    }
    best.filter(|(read, _)| *read >= 0.9).map(|(_, rule)| rule).or_else(|| several(opened, texts))
}

/// Patterns of a column whose days people wrote in several ways.
const SEVERAL: usize = 4;

/// The rule by which texts are days of several patterns, none of which reads as another day what an earlier one reads.
fn several(opened: &OpenedTable<'_>, texts: &[&str]) -> Option<CellRule> {
    /// Share of the texts that a pattern has to read.
    const LEAST: f64 = 0.01;
    let clocked = texts.iter().filter(|text| text.contains(':')).count();
    let kind =
        if 2 * clocked > texts.len() { ColumnType::Datetime { zoned: false } } else { ColumnType::Date };
    let clocks: &[&str] =
        if clocked == 0 { &[""] } else { &["", CLOCKS[0], CLOCKS[1], CLOCKS[2], CLOCKS[3]] };
    let days = ["%Y-%m-%d"].into_iter().chain(DAYS);
    let patterns: Vec<String> =
        days.flat_map(|day| clocks.iter().map(move |clock| format!("{day}{clock}"))).collect();
    let with = |formats: Vec<String>| CellRule { formats, ..CellRule::plain(kind) };
    let (mut rest, mut chosen): (Vec<&str>, Vec<String>) = (texts.to_vec(), Vec::new());
    while chosen.len() < SEVERAL && !rest.is_empty() {
        let read_by = |pattern: &String| {
            let rule = with(vec![pattern.clone()]);
            rest.len() as u64
                - opened.cells(&rule, None, Signs::PLAIN).of_texts(rest.iter().copied()).unreadable
        };
        let mut best: (u64, Option<&String>) = (0, None);
        for pattern in patterns.iter().filter(|pattern| !chosen.contains(pattern)) {
            let read = read_by(pattern);
            if read > best.0 {
                best = (read, Some(pattern));
            }
        }
        let Some(pattern) = best.1.filter(|_| best.0 as f64 >= LEAST * texts.len() as f64) else { break };
        let rule = with(vec![pattern.clone()]);
        let reader = opened.cells(&rule, None, Signs::PLAIN);
        rest.retain(|text| reader.of_texts(std::iter::once(*text)).unreadable > 0);
        chosen.push(pattern.clone());
    }
    let rule = with(chosen);
    let known = opened.cells(&rule, None, Signs::PLAIN).of_texts(texts.iter().copied());
    let is_read = 10 * known.unreadable <= texts.len() as u64 && known.ambiguous == 0;
    (rule.formats.len() > 1 && is_read).then_some(rule)
}

/// Whether a text is a month by its number, a point and a year of our times.
fn is_month(text: &str) -> bool {
    let number = |part: &str| part.parse::<u32>().ok().filter(|_| part.bytes().all(|b| b.is_ascii_digit()));
    let Some((month, year)) = text.split_once('.') else { return false };
    text.len() == 7
        && number(month).is_some_and(|month| (1..=12).contains(&month))
        && number(year).is_some_and(|year| (1990..2100).contains(&year))
}

/// Whether a text can be a day at all.
fn may_be_date(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit());
    match is_plain {
        // 20260315: a year, a month and a day of our times, perhaps with hour, minute and second.
        true => matches!(digits, 8 | 14) && ("1950".."2100").contains(&&text[..4]),
        false => {
            // A time with nanoseconds and an offset has 27 digits; `Jan-20` has two beside the name of its month.
            let least = if text.split(|c: char| !c.is_alphabetic()).any(|word| month(word).is_some()) {
                2
            } else {
                4
            };
            (least..=27).contains(&digits)
                && (6..=40).contains(&text.len())
                && text.contains(['-', '/', '.', ' ', ',', 'Q'])
        }
    }
}

/// First second of the years that moments are looked for in, and the first after them: 2000 to 2039.
const SECONDS: std::ops::Range<i64> = 946_684_800..2_208_988_800;
/// Words of columns that hold days or moments.
const TIMES: [&str; 14] = [
    "ts",
    "time",
    "timestamp",
    "date",
    "datetime",
    "created",
    "updated",
    "at",
    "on",
    "epoch",
    "when",
    "day",
    "unix",
    "fecha",
];

/// Whether a column is called as days and moments are.
pub(super) fn is_called(name: &str) -> bool {
    const DAYS: [&str; 14] = [
        "datum",
        "month",
        "week",
        "period",
        "mes",
        "semana",
        "monat",
        "woche",
        "miesiac",
        "tydzien",
        "tag",
        "dia",
        "ημερομηνια",
        "μηνασ",
    ];
    has_word(name, &TIMES) || has_word(name, &DAYS)
}

/// How many units of a number of a column make a second, where its numbers look like moments since 1970: 1 or 1,000.
fn since_1970(name: &str, low: i64, high: i64) -> Option<i64> {
    let is_meant = |unit: &i64| SECONDS.contains(&(low / unit)) && SECONDS.contains(&(high / unit));
    [1, 1_000].into_iter().find(is_meant).filter(|_| has_word(name, &TIMES))
}

/// The rule by which numbers are seconds or thousandths of them since 1970; `None` where they are none.
pub(super) fn seconds(name: &str, texts: &[&str]) -> Option<CellRule> {
    let numbers: Option<Vec<i64>> = texts.iter().map(|text| text.parse().ok()).collect();
    let numbers = numbers.filter(|numbers| !numbers.is_empty())?;
    let (low, high) = (*numbers.iter().min()?, *numbers.iter().max()?);
    let unit = since_1970(name, low, high)?;
    Some(CellRule {
        formats: vec![if unit == 1 { "epoch_s" } else { "epoch_ms" }.to_owned()],
        ..CellRule::plain(ColumnType::Datetime { zoned: false })
    })
}
