//! Row groups of Parquet of which every row comes after the as-of day. No measure looks at such rows (R2), and what a run
//! says of them stands in the footer of the file; decoded are only columns whose cells it does not tell.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::NaiveDate;
use chrono_tz::Tz;
use datafusion::arrow::array::{Array, ArrayRef, AsArray, StringArray, UInt64Array};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Date32Type, TimeUnit, TimestampMicrosecondType};
use datafusion::parquet::arrow::arrow_reader::ArrowReaderMetadata;
use datafusion::parquet::arrow::arrow_reader::statistics::StatisticsConverter;

use super::cell::{CellReader, Tally};
use super::ingest::row_typer::{is_plain, same};
use super::layout::{ColumnSource, FileColumn, Layout};
use super::moment::Clock;
use super::native::cast_native;
use crate::measure::ColumnType;
use crate::measure::expression::{columns_of, days_since_epoch};
use crate::model::{Feed, FeedFile, Source};

/// Which rows of a source come too late to count.
#[derive(Debug, Clone)]
pub(super) struct AfterAsOf {
    as_of: i32,
    /// Position of the column that a row's day is taken from.
    time: usize,
    /// For each file, whether all its days have to be known: nothing but its rows tells it from another.
    twins: Vec<bool>,
    /// Positions of the columns that are added up: the footer does not tell what they come to.
    amounts: Vec<usize>,
}

impl AfterAsOf {
    /// `None` where a row has to be seen to be counted.
    pub(super) fn new(
        source: &Source,
        layout: &Layout,
        twins: &[bool],
        as_of: Option<NaiveDate>,
    ) -> Option<AfterAsOf> {
        let as_of = as_of?;
        let is_derived = |column: &String| source.derive.iter().any(|(name, _)| name == column);
        let is_counted = source.filter.is_some()
            || source.history_starts.is_some_and(|starts| starts > as_of)
            || source.amounts.iter().any(is_derived);
        let place = |name: &String| layout.columns.iter().position(|column| column.name == *name);
        match columns_of(source.day.as_ref()?).as_slice() {
            [time] if !is_counted => {
                let (as_of, twins) = (days_since_epoch(as_of), twins.to_vec());
                let amounts = source.amounts.iter().filter_map(place).collect();
                Some(AfterAsOf { as_of, time: place(time)?, twins, amounts })
            }
            _ => None,
        }
    }
}

/// What becomes of a row group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowGroupUse {
    /// It is read.
    Read,
    /// All its rows come after as-of.
    Later,
    /// They do, and stand outside their file's `from` and `until`.
    Outside,
}

/// One row group.
struct Group {
    fate: RowGroupUse,
    rows: u64,
    days: (i32, i32),
    /// Empty cells of each column, where the footer tells them.
    empty: Vec<Option<u64>>,
}

/// Row groups next to each other with one fate.
pub(super) struct Run {
    pub(super) fate: RowGroupUse,
    pub(super) groups: Range<usize>,
    pub(super) rows: u64,
    pub(super) days: (i32, i32),
    /// Empty cells of each column that is not decoded.
    pub(super) empty: Vec<u64>,
}

/// The row groups of a file, some of them too late.
pub(super) struct PrunedRowGroups {
    footer: ArrowReaderMetadata,
    groups: Vec<Group>,
    /// Columns of late groups that are decoded all the same.
    pub(super) decoded: Vec<usize>,
    pub(super) time: usize,
    /// Whether another file may have rows on the same days, so that all days have to be known.
    pub(super) tells_days: bool,
}

/// What is known of one file beside its footer.
pub(super) struct FileContext<'a> {
    pub(super) layout: &'a Layout,
    pub(super) feed: &'a Feed,
    pub(super) at: usize,
    pub(super) kept: &'a [usize],
    pub(super) readers: &'a BTreeMap<usize, CellReader<'a>>,
    pub(super) clock: Clock,
}

impl PrunedRowGroups {
    /// `None` where all of a file has to be read.
    pub(super) fn from_footer(
        known: &FileContext<'_>,
        after: &AfterAsOf,
        footer: ArrowReaderMetadata,
    ) -> Option<PrunedRowGroups> {
        let columns = &known.layout.files[known.at].columns;
        let days = days(known, columns.get(&after.time)?, after.time, &footer)?;
        let width = known.layout.columns.len();
        let statistics: Vec<Cells> = (0..width).map(|at| known.cells(at, &footer)).collect();
        let mut groups = Vec::with_capacity(days.len());
        for (number, days) in days.iter().enumerate() {
            let rows = u64::try_from(footer.metadata().row_group(number).num_rows()).ok()?;
            let fate =
                days.map_or(RowGroupUse::Read, |days| fate(days, after.as_of, &known.feed.files[known.at]));
            let empty = statistics.iter().map(|cells| cells.empty(number, rows)).collect();
            groups.push(Group { fate, rows, days: days.unwrap_or_default(), empty });
        }
        let is_late = |group: &&Group| group.fate != RowGroupUse::Read;
        groups.iter().find(is_late)?;
        let late = || groups.iter().filter(is_late);
        let tells_days = after.twins[known.at];
        let needed = |at: &usize| {
            let of_file = columns.get(at).and_then(FileColumn::field);
            let is_time = tells_days && *at == after.time && of_file.is_some();
            let is_amount = after.amounts.contains(at) && of_file.is_some();
            is_time || is_amount || late().any(|group| group.empty[*at].is_none())
        };
        let decoded: Vec<usize> = known.kept.iter().copied().filter(needed).collect();
        let is_in_file = |at: &usize| columns.get(at).and_then(FileColumn::field).is_some();
        let time = after.time;
        decoded.iter().all(is_in_file).then_some(PrunedRowGroups {
            footer,
            groups,
            decoded,
            time,
            tells_days,
        })
    }

    /// Row groups as they follow each other.
    pub(super) fn runs(&self) -> Vec<Run> {
        let mut runs = Vec::new();
        let mut from = 0;
        for same in self.groups.chunk_by(|a, b| a.fate == b.fate) {
            let empty = |at: usize| same.iter().filter_map(|group| group.empty[at]).sum();
            runs.push(Run {
                fate: same[0].fate,
                groups: from..from + same.len(),
                rows: same.iter().map(|group| group.rows).sum(),
                days: same.iter().fold((i32::MAX, i32::MIN), |days, group| {
                    (days.0.min(group.days.0), days.1.max(group.days.1))
                }),
                empty: (0..same[0].empty.len()).map(empty).collect(),
            });
            from += same.len();
        }
        runs
    }

    /// The footer of the file.
    pub(super) fn footer(&self) -> ArrowReaderMetadata {
        self.footer.clone()
    }
}

fn fate((first, last): (i32, i32), as_of: i32, file: &FeedFile) -> RowGroupUse {
    let (from, until) = (file.from.map(days_since_epoch), file.until.map(days_since_epoch));
    let is_inside = from.is_none_or(|from| first >= from) && until.is_none_or(|until| last < until);
    let is_outside = from.is_some_and(|from| last < from) || until.is_some_and(|until| first >= until);
    match (first > as_of, is_inside, is_outside) {
        (true, true, _) => RowGroupUse::Later,
        (true, _, true) => RowGroupUse::Outside,
        _ => RowGroupUse::Read,
    }
}

/// What the footer tells of the cells of a column.
enum Cells {
    /// Nobody asks.
    NotNeeded,
    /// All are like one: whether it is empty.
    Alike(bool),
    /// So many are empty in each row group.
    Empty(Vec<Option<u64>>),
    /// They have to be seen.
    Unknown,
}

impl Cells {
    fn empty(&self, group: usize, rows: u64) -> Option<u64> {
        match self {
            Cells::NotNeeded => Some(0),
            Cells::Alike(is_empty) => Some(if *is_empty { rows } else { 0 }),
            Cells::Empty(counts) => counts[group],
            Cells::Unknown => None,
        }
    }
}

impl FileContext<'_> {
    fn cells(&self, at: usize, footer: &ArrowReaderMetadata) -> Cells {
        let column = match self.layout.files[self.at].columns.get(&at) {
            _ if !self.kept.contains(&at) => return Cells::NotNeeded,
            None => return Cells::Alike(true),
            Some(column) => column,
        };
        let field = match &column.place {
            ColumnSource::Field(field) => *field,
            ColumnSource::Constant(text) => return self.alike(at, text),
        };
        let (Some(native), true) = (column.native, is_plain(&column.rule)) else { return Cells::Unknown };
        let is_typed = same(native, column.rule.kind) && native != ColumnType::Duration;
        let kind = footer.schema().field(field).data_type();
        let Some(found) = Statistics::from_footer(footer, field) else { return Cells::Unknown };
        let is_told: &dyn Fn(usize) -> bool = match native {
            ColumnType::Text if column.rule.kind == ColumnType::Text => {
                &|group| found.is_without_blanks(group)
            }
            // What the clocks did with each time is counted.
            ColumnType::Datetime { zoned: false } if self.clock.written != Tz::UTC => return Cells::Unknown,
            // What is no number cannot be read, and the footer does not know of it.
            _ if !is_typed || kind.is_floating() => return Cells::Unknown,
            ColumnType::Bool => &|_| true,
            _ => &|group| found.is_held(group, column.rule.kind, self.clock),
        };
        let empty = |group: usize| found.nulls(group).filter(|_| is_told(group));
        Cells::Empty((0..footer.metadata().num_row_groups()).map(empty).collect())
    }

    /// A column that the definition, the folder or the name of the file sets.
    fn alike(&self, at: usize, text: &str) -> Cells {
        let mut tally = Tally::default();
        let Some(reader) = self.readers.get(&at) else { return Cells::Unknown };
        reader.read(&StringArray::from(vec![text]), 0, &mut tally);
        match tally.unreadable + tally.out_of_range + tally.absent + tally.not_applicable {
            0 => Cells::Alike(tally.empty > 0),
            _ => Cells::Unknown,
        }
    }
}

/// What the footer tells of a field, by row group.
struct Statistics {
    least: ArrayRef,
    greatest: ArrayRef,
    nulls: UInt64Array,
}

impl Statistics {
    fn from_footer(footer: &ArrowReaderMetadata, field: usize) -> Option<Statistics> {
        let name = footer.schema().field(field).name();
        let groups = footer.metadata().row_groups();
        let found = StatisticsConverter::try_new(name, footer.schema(), footer.parquet_schema()).ok()?;
        let found = found.with_missing_null_counts_as_zero(false);
        Some(Statistics {
            least: found.row_group_mins(groups).ok()?,
            greatest: found.row_group_maxes(groups).ok()?,
            nulls: found.row_group_null_counts(groups).ok()?,
        })
    }

    fn nulls(&self, group: usize) -> Option<u64> {
        self.nulls.is_valid(group).then(|| self.nulls.value(group))
    }

    /// Whether every text begins with a character that is no blank. Limits may be cut short, but not at the beginning.
    fn is_without_blanks(&self, group: usize) -> bool {
        let begins = |array: &ArrayRef| {
            let texts = cast(array, &DataType::Utf8).ok()?;
            let texts = texts.as_string::<i32>();
            texts.value(group).bytes().next().filter(|_| texts.is_valid(group))
        };
        [&self.least, &self.greatest]
            .into_iter()
            .all(|array| begins(array).is_some_and(|byte| (b'!'..0xc2).contains(&byte)))
    }

    /// Whether the least and the greatest value are ones that a column of the language can hold.
    fn is_held(&self, group: usize, kind: ColumnType, clock: Clock) -> bool {
        [&self.least, &self.greatest].into_iter().all(|array| {
            let typed = cast_native(array, kind, clock, 0, &mut Tally::default());
            typed.is_ok_and(|typed| typed.is_valid(group))
        })
    }
}

/// First and last day of each row group, where the footer tells them and no row lacks one.
fn days(
    known: &FileContext<'_>,
    column: &FileColumn,
    at: usize,
    footer: &ArrowReaderMetadata,
) -> Option<Vec<Option<(i32, i32)>>> {
    let kind = column.rule.kind;
    if !kind.is_temporal() {
        return None;
    }
    let field = match &column.place {
        ColumnSource::Field(field) => *field,
        ColumnSource::Constant(text) => {
            let typed = known.readers.get(&at)?.read(
                &StringArray::from(vec![text.as_str()]),
                0,
                &mut Tally::default(),
            );
            let day = day(&typed, 0)?;
            return Some(vec![Some((day, day)); footer.metadata().num_row_groups()]);
        }
    };
    let is_typed = same(column.native?, kind) && is_plain(&column.rule);
    let statistics = Statistics::from_footer(footer, field).filter(|_| is_typed)?;
    let zone = match footer.schema().field(field).data_type() {
        DataType::Timestamp(_, zone) => Some(zone.is_some()),
        _ => None,
    };
    // Times without a zone do not follow one another as their instants do where clocks are changed; kept by another
    // clock than they are written by, they may stand on either of two days.
    if zone == Some(false) && known.clock.written != known.clock.kept {
        return None;
    }
    let typed = |array: &ArrayRef| cast_native(array, kind, known.clock, 0, &mut Tally::default()).ok();
    let (least, greatest) = (typed(&statistics.least)?, typed(&statistics.greatest)?);
    let limits = |group: usize| {
        statistics.nulls(group).filter(|nulls| *nulls == 0)?;
        let days = (day(&least, group)?, day(&greatest, group)?);
        let is_sure = zone.is_none()
            || is_first(&least, group, known.clock, 1)? && is_first(&greatest, group, known.clock, -1)?;
        is_sure.then_some(days)
    };
    Some((0..footer.metadata().num_row_groups()).map(limits).collect())
}

/// The day of a date or time.
fn day(typed: &ArrayRef, row: usize) -> Option<i32> {
    let days = cast(typed, &DataType::Date32).ok()?;
    let days = days.as_primitive::<Date32Type>();
    days.is_valid(row).then(|| days.value(row))
}

/// Whether no instant after the first (before the last) stands on an earlier (later) day than it. Where clocks go back
/// over midnight, a day comes twice.
fn is_first(instants: &ArrayRef, group: usize, clock: Clock, sign: i64) -> Option<bool> {
    const QUARTER: i64 = 15 * 60 * 1_000_000;
    let held = cast(instants, &DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into()))).ok()?;
    let instant = held.as_primitive::<TimestampMicrosecondType>().value(group);
    let day = |quarters: i64| clock.day_at(instant + sign * quarters * QUARTER);
    let own = day(0)?;
    let beside: Option<Vec<NaiveDate>> = (1..=12).map(day).collect();
    Some(beside?.into_iter().all(|day| if sign > 0 { day >= own } else { day <= own }))
}
