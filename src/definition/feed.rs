//! A source's files and the rules of its cells, ready for reading.

mod causes;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use chrono::format::{Fixed, Item, Numeric, StrftimeItems};

use super::address::{is_address, partition_of, unknown_scheme};
use super::database::is_database;
use super::day;
use super::document::format::{FormatKeys, FormatWord};
use super::document::source::{CellKeys, EdgeWord, FileEntry, Source, TimeKeys, TypeWord};
use super::document::text_for;
use super::finding::SourceFinder;
use super::sheet;
use crate::form::{Form, Pairs};
use crate::measure::{ColumnType, Text};
use crate::model::{
    CellRule, Edge, Encoding, Feed, FeedFile, FileFormat, FileKind, FixedColumn, Link, Location, NamedDate,
    SPANS, Sheet, Skip, Truths, epoch, shown_by_pattern,
};
use crate::problem::{Exclusive, MissingKey, Problem, Problems, Raised, Span, address_without_secrets};
use causes::{
    DecimalParts, FixedPlace, FormatOfDates, FormatOfSpan, HeaderLines, MixedYears, NameWithoutPattern,
    NoDate, NoPattern, NoSign, PatternOfWeb, RangeBackwards, RowsOfFile, UnknownFormat, UnknownScheme,
    WordsOfBool, YesAndNo, ZoneByName,
};

/// Decimals of amounts of money whose column says none: as many as are added up.
const ALL_DECIMALS: u8 = 10;
/// Share of unreadable cells or rows unless `rejects` says otherwise.
pub(super) const REJECTS: f64 = 0.01;

impl SourceFinder<'_> {
    /// The feed of a source with files; `None` for a join or a part, or when a file cannot be found or named.
    pub(super) fn feed(&self, id: &str, source: &Source, problems: &mut Problems) -> Option<Feed> {
        let is_of_others = source.join.is_some() || source.from.is_some() || source.sql.is_some();
        if is_of_others || source.path.as_ref().is_some_and(is_database) {
            return None;
        }
        let columns = self.rules(&source.columns, problems);
        let single = source.path.as_ref().map(|path| FileEntry {
            path: path.clone(),
            sheet: None,
            set: Pairs::default(),
            rename: Pairs::default(),
            from: None,
            until: None,
            format: None,
            columns: Pairs::default(),
        });
        let entries = single.iter().chain(source.files.iter().flatten());
        let mut files = Vec::new();
        let mut complete = true;
        for entry in entries {
            match self.entry(entry, source, problems) {
                Some(found) => files.extend(found),
                None => complete = false,
            }
        }
        let dated = match &source.time {
            Some(Form::Full(time)) => named_date(time, problems),
            _ => None,
        };
        (complete && !files.is_empty()).then(|| Feed { id: id.to_owned(), files, columns, dated })
    }

    fn entry(&self, entry: &FileEntry, source: &Source, problems: &mut Problems) -> Option<Vec<FeedFile>> {
        let path = &entry.path;
        if let Some(scheme) = unknown_scheme(&path.value) {
            problems.push(Problem::new(UnknownScheme { scheme: scheme.to_string() }).at(path.span));
            return None;
        }
        let format = format(path, self.unsaid(path), entry.format.as_ref(), source.format.as_ref(), problems);
        let shown = address_without_secrets(self.unsaid(path));
        let sheet = entry.sheet.as_ref().or(source.sheet.as_ref());
        let sheet = sheet::parse(sheet, format.as_ref(), &shown, problems);
        let columns = self.rules(&entry.columns, problems);
        let from = entry.from.as_ref().map(|text| day(text, problems));
        let until = entry.until.as_ref().map(|text| day(text, problems));
        let (format, sheet) = (format?, sheet?);
        if path.value.contains("${") {
            // The variable that is not set has been said; there is no path to look for.
            return None;
        }
        let found: Vec<(Location, String)> = match is_address(&path.value) {
            true => vec![(self.address(path, problems)?, shown.into_owned())],
            false => {
                let found = self.folders.find(&path.value, (self.beside)(path.span));
                let found =
                    found.map_err(|problem| problems.push(self.unexpanded(problem, path).at(path.span)));
                let located = |path: PathBuf, shown: String| (Location::Local(path), shown);
                found
                    .ok()?
                    .into_iter()
                    .map(|found| located(found.clone(), self.shown(path, &found)))
                    .collect()
            }
        };
        let texts = |pairs: &Pairs<Text>| -> Vec<(String, String)> {
            pairs.iter().map(|(key, text)| (key.value.clone(), text.value.clone())).collect()
        };
        let files = found.into_iter().map(|(location, shown)| FeedFile {
            partition: partition_of(&location, &path.value),
            location,
            shown,
            format: FileFormat { sheet: sheet.clone(), ..format.clone() },
            set: texts(&entry.set),
            rename: texts(&entry.rename),
            from: from.flatten(),
            until: until.flatten(),
            columns: columns.clone(),
        });
        Some(files.collect())
    }

    /// The address that a path is.
    fn address(&self, path: &Text, problems: &mut Problems) -> Option<Location> {
        let is_web = !path.value.starts_with("s3://");
        if is_web && address_without_secrets(&path.value).contains('*') {
            let cause = PatternOfWeb { path: address_without_secrets(self.unsaid(path)).to_string() };
            problems.push(Problem::new(cause).at(path.span));
            return None;
        }
        Some(Location::Remote(Link::new(path.value.clone())))
    }

    /// How messages call a file; the value of a variable may be a secret.
    fn shown(&self, path: &Text, found: &Path) -> String {
        let written = self.written(path);
        match written.contains("${") {
            true => match found.file_name() {
                Some(name) if written.contains('*') => {
                    shown_by_pattern(written, &path.value, &name.to_string_lossy())
                }
                _ => written.to_owned(),
            },
            false => self.folders.shown(found),
        }
    }

    /// A path without what its variables hold.
    fn unsaid<'p>(&'p self, path: &'p Text) -> &'p str {
        let written = self.written(path);
        if written.contains("${") { written } else { &path.value }
    }

    pub(super) fn written(&self, path: &Text) -> &str {
        self.files.slice(path.span).trim_matches(['"', '\''])
    }

    pub(super) fn unexpanded(&self, problem: Problem, path: &Text) -> Problem {
        let written = self.written(path);
        if !written.contains("${") {
            return problem;
        }
        let message = problem.message.replace(&path.value, written);
        let help = Some("see what its variables hold".to_owned());
        Problem::new(Raised::by(problem.code, &message).help(help))
    }

    pub(super) fn rules(
        &self,
        columns: &Pairs<CellKeys>,
        problems: &mut Problems,
    ) -> BTreeMap<String, CellRule> {
        columns.iter().map(|(name, keys)| (name.value.clone(), self.rule(keys, problems))).collect()
    }

    fn rule(&self, keys: &CellKeys, problems: &mut Problems) -> CellRule {
        for pattern in keys.format.iter().filter(|pattern| epoch(&pattern.value).is_none()) {
            let items: Vec<Item<'_>> = StrftimeItems::new(&pattern.value).collect();
            if items.contains(&Item::Error) || items.iter().all(is_literal) {
                let problem = Problem::new(NoPattern { pattern: pattern.to_string() }).at(pattern.span);
                problems.push(match day::pattern(&pattern.value) {
                    Some(meant) => problem.help(format!("write `\"{meant}\"`")),
                    None => problem,
                });
            } else if let Some(problem) = mixed_years(&items, pattern) {
                problems.push(problem);
            } else if items.contains(&Item::Fixed(Fixed::TimezoneName)) {
                let cause = ZoneByName { pattern: pattern.to_string() };
                problems.push(Problem::new(cause).at(pattern.span));
            }
        }
        match (keys.kind.value, keys.format.iter().next()) {
            (TypeWord::Date | TypeWord::Datetime, _) | (_, None) => {}
            (TypeWord::Duration, Some(_)) => {
                let other = |pattern: &&Text| !SPANS.contains(&pattern.value.as_str());
                let others = keys.format.iter().filter(other);
                problems.extend(others.map(|pattern| Problem::new(FormatOfSpan).at(pattern.span)));
            }
            (_, Some(pattern)) => problems.push(Problem::new(FormatOfDates).at(pattern.span)),
        }
        let texts = |texts: &[Text]| texts.iter().map(|text| text.value.clone()).collect();
        let range = keys.range.as_ref().and_then(|range| {
            let (low, high) = range.value;
            if low >= high {
                problems.push(Problem::new(RangeBackwards { low, high }).at(range.span));
            }
            (low < high).then_some((low, high))
        });
        let title = |title| text_for(title, &self.locale).unwrap_or_default().to_owned();
        let truths = truths(keys, problems);
        CellRule {
            kind: column_type(keys),
            formats: texts(&keys.format),
            absent: texts(&keys.absent),
            not_applicable: texts(&keys.not_applicable),
            range,
            currency: None,
            truths,
            labels: keys.labels.iter().map(|(code, text)| (code.value.clone(), title(text))).collect(),
        }
    }
}

/// The words of a column of truths.
fn truths(keys: &CellKeys, problems: &mut Problems) -> Truths {
    let small = |texts: &[Text]| texts.iter().map(|text| text.value.trim().to_lowercase()).collect();
    let truths = Truths { yes: small(&keys.yes), no: small(&keys.no) };
    let written = |key: &'static str, texts: &[Text]| texts.first().map(|text| (key, text.span));
    if keys.kind.value != TypeWord::Bool
        && let Some((key, span)) = written("true", &keys.yes).or(written("false", &keys.no))
    {
        problems.push(Problem::new(WordsOfBool { key: key.to_owned() }).at(span));
    }
    for text in keys.no.iter().filter(|text| truths.yes.contains(&text.value.trim().to_lowercase())) {
        problems.push(Problem::new(YesAndNo { word: text.to_string() }).at(text.span));
    }
    truths
}

/// The type that a column is declared to have.
pub(super) fn column_type(keys: &CellKeys) -> ColumnType {
    match keys.kind.value {
        TypeWord::Text => ColumnType::Text,
        TypeWord::Integer => ColumnType::Integer,
        TypeWord::Number => ColumnType::Number,
        TypeWord::Money => ColumnType::Money { scale: keys.scale.unwrap_or(ALL_DECIMALS) },
        TypeWord::Bool => ColumnType::Bool,
        TypeWord::Date => ColumnType::Date,
        TypeWord::Datetime => {
            let offsets = ["%z", "%:z", "%::z", "%#z", "%+", "%s"];
            let zoned = keys.format.iter().any(|format| {
                epoch(&format.value).is_some() || offsets.iter().any(|offset| format.value.contains(offset))
            });
            ColumnType::Datetime { zoned }
        }
        TypeWord::Duration => ColumnType::Duration,
        TypeWord::Wave => ColumnType::Wave,
    }
}

/// The sign that a word names, as YAML writes it.
fn sign_of(word: &str) -> String {
    let sign = match word.trim().to_lowercase().as_str() {
        "comma" | "coma" | "komma" | "przecinek" => ",",
        "tab" | "tabulator" | "tabs" => "\\t",
        "pipe" | "bar" => "|",
        "point" | "dot" | "period" | "punkt" | "punto" => ".",
        "blank" | "space" => " ",
        "apostrophe" | "quote" => "'",
        _ => ";",
    };
    sign.to_owned()
}

fn is_literal(item: &Item<'_>) -> bool {
    matches!(item, Item::Literal(_) | Item::Space(_))
}

/// The problem of a week of the ISO calendar beside a year of the other one: no text ever fits both.
fn mixed_years(items: &[Item<'_>], pattern: &Text) -> Option<Problem> {
    let has = |wanted: Numeric| {
        items.iter().any(|item| matches!(item, Item::Numeric(found, _) if *found == wanted))
    };
    let is_mixed = has(Numeric::IsoWeek) && !has(Numeric::IsoYear) && !has(Numeric::IsoYearMod100);
    is_mixed.then(|| {
        let meant = pattern.value.replace("%Y", "%G").replace("%y", "%g");
        Problem::new(MixedYears { pattern: pattern.to_string(), meant }).at(pattern.span)
    })
}

/// The date in the names of a source's files.
fn named_date(time: &TimeKeys, problems: &mut Problems) -> Option<NamedDate> {
    let text = &time.from_file_name;
    let items: Vec<Item<'_>> = StrftimeItems::new(&text.value).collect();
    if let Some(problem) = mixed_years(&items, text) {
        problems.push(problem);
        return None;
    }
    if items.contains(&Item::Error) || items.iter().all(is_literal) {
        problems.push(Problem::new(NameWithoutPattern { name: text.to_string() }).at(text.span));
        return None;
    }
    let at = match time.at {
        Some(EdgeWord::End) => Edge::End,
        Some(EdgeWord::Start) | None => Edge::Start,
    };
    Some(NamedDate { pattern: text.value.clone(), at })
}

/// A day as `2026-01-31`.
pub(super) fn day(text: &Text, problems: &mut Problems) -> Option<NaiveDate> {
    let day = text.value.trim().parse::<NaiveDate>().ok();
    if day.is_none() {
        let problem = Problem::new(NoDate { text: text.to_string() }).at(text.span);
        problems.push(match day::near_date(&text.value) {
            Some(day) => problem.help(format!("write it as `{day}`")),
            None => problem,
        });
    }
    day
}

fn format(
    path: &Text,
    unsaid: &str,
    own: Option<&FormatKeys>,
    shared: Option<&FormatKeys>,
    problems: &mut Problems,
) -> Option<FileFormat> {
    let layers = || [own, shared].into_iter().flatten();
    let name = address_without_secrets(&path.value);
    let ending = Path::new(name.as_ref()).extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let named = layers().find_map(|keys| keys.kind).map(|word| match word {
        FormatWord::Csv => "csv",
        FormatWord::Tsv => "tsv",
        FormatWord::Fixed => "fixed",
        FormatWord::Parquet => "parquet",
        FormatWord::Arrow => "arrow",
        FormatWord::Json | FormatWord::Jsonl => "json",
        FormatWord::Xlsx => "xlsx",
    });
    let word = named.or(ending.as_deref());
    let (kind, between) = match word.and_then(FileKind::of_ending) {
        _ if named == Some("fixed") => (FileKind::Fixed, b','),
        Some(found) => found,
        None if layers().any(|keys| keys.separator.is_some()) => (FileKind::Text, b','),
        None => {
            let cause = UnknownFormat { path: address_without_secrets(unsaid).to_string() };
            problems.push(Problem::new(cause).at(path.span));
            return None;
        }
    };
    let mut sign = |key: &'static str, pick: &dyn Fn(&FormatKeys) -> Option<&Text>| {
        let text = layers().find_map(pick)?;
        let mut signs = text.value.chars();
        match (signs.next(), signs.next()) {
            (Some(sign), None) if key == "decimal" || key == "thousands" || sign.is_ascii() => {
                Some((sign, text.span))
            }
            _ => {
                problems.push(
                    Problem::new(NoSign {
                        key: key.to_string(),
                        text: text.to_string(),
                        meant: sign_of(&text.value),
                    })
                    .at(text.span),
                );
                None
            }
        }
    };
    let separator = sign("separator", &|keys| keys.separator.as_ref());
    let decimal = sign("decimal", &|keys| keys.decimal.as_ref());
    let thousands = sign("thousands", &|keys| keys.thousands.as_ref());
    let quote = sign("quote", &|keys| keys.quote.as_ref());
    let byte = |sign: Option<(char, Span)>, default: u8| {
        sign.map_or(default, |(sign, _)| u8::try_from(sign).unwrap_or(default))
    };
    let (skip, rows) = skip(own, shared, problems);
    let fixed = if kind == FileKind::Fixed { fixed(own, shared, path, problems) } else { Vec::new() };
    let header = header_lines(own, shared, problems);
    let (header_row, header_lines) =
        header.or(rows.map(|rows| (rows.saturating_add(1), 1))).unwrap_or((1, 1));
    let list = layers().find_map(|keys| keys.rows.as_ref());
    if let Some(list) = list.filter(|_| kind != FileKind::Json) {
        problems.push(
            Problem::new(RowsOfFile { path: address_without_secrets(unsaid).to_string() }).at(list.span),
        );
    }
    let format = FileFormat {
        kind,
        separator: byte(separator, between),
        decimal: decimal.map_or('.', |(sign, _)| sign),
        thousands: thousands.map(|(sign, _)| sign),
        encoding: Encoding(
            layers().find_map(|keys| keys.encoding).map_or("utf-8", |encoding| encoding.label()),
        ),
        quote: byte(quote, b'"'),
        header_row: header_row as usize,
        header_lines: header_lines as usize,
        rows: list.filter(|_| kind == FileKind::Json).map(|list| list.value.clone()),
        skip,
        fixed,
        sheet: Sheet::default(),
    };
    let clash = |what: &str, sign: char, span: Span| {
        Problem::new(DecimalParts { sign, what: what.to_string() }).at(span)
    };
    let place = decimal.or(separator).or(thousands).map_or(path.span, |(_, span)| span);
    // A comma may part columns and decimals: cells in quotes are one cell, and of others a row has too many.
    let parts = char::from(format.separator);
    if format.kind == FileKind::Text && format.decimal == parts && parts != ',' {
        problems.push(clash("columns", format.decimal, place));
    } else if format.thousands == Some(format.decimal) {
        problems.push(clash("thousands", format.decimal, place));
    }
    Some(format)
}

/// The first line of the header, and how many there are.
fn header_lines(
    own: Option<&FormatKeys>,
    shared: Option<&FormatKeys>,
    problems: &mut Problems,
) -> Option<(u32, u32)> {
    /// No header has more.
    const MOST: u32 = 8;
    let lines = [own, shared].into_iter().flatten().map(|keys| &keys.header_row).find(|l| !l.is_empty())?;
    let first = lines.first()?.value.get();
    let within = (first..first.saturating_add(MOST)).map(Some).chain(std::iter::repeat(None));
    let next = lines.iter().zip(within).find(|(line, expected)| Some(line.value.get()) != *expected);
    if let Some((line, _)) = next {
        problems.push(
            Problem::new(HeaderLines { first, next: first.saturating_add(1), line: line.value.get() })
                .at(line.span),
        );
        return None;
    }
    Some((first, u32::try_from(lines.len()).unwrap_or(1)))
}

/// What is left out around a table, and how many lines before its header.
fn skip(
    own: Option<&FormatKeys>,
    shared: Option<&FormatKeys>,
    problems: &mut Problems,
) -> (Skip, Option<u32>) {
    let layers = || [own, shared].into_iter().flatten();
    let Some(keys) = layers().find_map(|keys| keys.skip.as_ref()) else { return (Skip::default(), None) };
    let until_blank = keys.until_blank.unwrap_or_default();
    if let Some(rows) = &keys.rows
        && layers().any(|keys| !keys.header_row.is_empty())
    {
        problems.push(
            Problem::new(Exclusive::new("header_row", "skip.rows")).at(rows.span).help("write one of them"),
        );
    }
    let skip = Skip { footer: keys.footer.unwrap_or_default() as usize, until_blank };
    (skip, keys.rows.as_ref().map(|rows| rows.value))
}

/// Columns of fixed width.
fn fixed(
    own: Option<&FormatKeys>,
    shared: Option<&FormatKeys>,
    path: &Text,
    problems: &mut Problems,
) -> Vec<FixedColumn> {
    let written = [own, shared].into_iter().flatten().map(|keys| &keys.columns).find(|c| c.iter().len() > 0);
    let Some(written) = written else {
        problems.push(
            Problem::new(MissingKey::new("type: fixed", "columns"))
                .at(path.span)
                .help("write `format: { type: fixed, columns: { customer: [1, 6] } }`"),
        );
        return Vec::new();
    };
    let mut columns = Vec::new();
    for (name, place) in written.iter() {
        let (first, last) = place.value;
        if first == 0 || last < first {
            let cause = FixedPlace { column: name.to_string(), first, last };
            problems.push(Problem::new(cause).at(place.span));
            continue;
        }
        let name = name.value.clone();
        columns.push(FixedColumn { name, first: first as usize, last: last as usize });
    }
    columns
}
