//! The one way in for rows: cells typed by the rules of their columns and counted, rows without time or key rejected.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use datafusion::arrow::array::{
    Array, ArrayRef, AsArray, StringArray, UInt32Array, UInt64Array, new_null_array,
};
use datafusion::arrow::compute::{cast, filter_record_batch};
use datafusion::arrow::datatypes::{DataType, SchemaRef, UInt64Type};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::error::DataFusionError;
use datafusion::prelude::{Expr, SessionContext};

use super::feed_rows::{FeedRows, schema};
use super::raw::RawRows;
use crate::calendar::Calendar;
use crate::data::cell::{CellReader, EXAMPLES, Tally, as_written};
use crate::data::layout::{ColumnSource, FileColumn, FileLayout, Layout};
use crate::data::moment::Clock;
use crate::data::native::{as_texts, brings, cast_native, shown};
use crate::data::number::Signs;
use crate::data::reserved::LINE;
use crate::data::row_transform::{RowStats, RowTransform};
use crate::data::texts::{TextForms, formed, is_clean};
use crate::data::untyped::Grid;
use crate::data::{BadCell, ExpectedCell, RowFate};
use crate::measure::ColumnType;
use crate::model::{CellRule, FeedFile, FileKind, Source};

/// How cells are written where rows come from.
#[derive(Debug, Clone, Copy)]
pub(in crate::data) enum CellSyntax {
    /// In a file.
    File(FileKind, Signs),
    /// By a database, or by a query over other sources.
    FromDatabase,
}

impl CellSyntax {
    pub(super) fn from_file(file: &FeedFile) -> CellSyntax {
        let format = &file.format;
        CellSyntax::File(format.kind, Signs { decimal: format.decimal, thousands: format.thousands })
    }

    /// Whether a value may be of another type than its column.
    fn is_untyped(self) -> bool {
        matches!(self, CellSyntax::File(kind, _) if kind.is_untyped())
    }
}

/// Types the rows of one file, or of what stands for one.
pub(in crate::data) struct RowTyper<'a> {
    source: &'a Source,
    layout: &'a Layout,
    /// Its number among the files of the source.
    number: usize,
    /// How messages call it.
    shown: &'a str,
    written: CellSyntax,
    pub(super) kept: &'a [usize],
    pub(super) readers: BTreeMap<usize, CellReader<'a>>,
    pub(super) clock: Clock,
    /// Of the kept columns, those without which a row is rejected.
    needed: Vec<usize>,
    /// The fields behind the kept columns, in order.
    pub(super) fields: Vec<usize>,
    schema: SchemaRef,
    /// Where cells of a workbook stand.
    pub(super) grid: Option<Grid>,
    /// What the source's condition says of a row without time or key, once one was seen.
    condition: OnceLock<Option<RowTransform>>,
}

/// What rows are typed by beside their layout.
#[derive(Clone, Copy)]
pub(in crate::data) struct TypingRules<'a> {
    pub(in crate::data) source: &'a Source,
    pub(in crate::data) calendar: &'a Calendar,
    /// Labels of its waves.
    pub(in crate::data) waves: &'a [String],
}

impl<'a> RowTyper<'a> {
    pub(in crate::data) fn new(
        rules: TypingRules<'a>,
        layout: &'a Layout,
        kept: &'a [usize],
        (number, shown): (usize, &'a str),
        written: CellSyntax,
    ) -> RowTyper<'a> {
        let TypingRules { source, calendar, waves } = rules;
        let clock = Clock { written: source.time_zone, kept: calendar.time_zone };
        let needs = |name: &String| source.time.as_ref() == Some(name) || source.unique.contains(name);
        let names = kept.iter().map(|at| &layout.columns[*at].name).enumerate();
        let of_file: &FileLayout = &layout.files[number];
        let field = |at: &usize| of_file.columns.get(at)?.field();
        let mut fields: Vec<usize> = kept.iter().filter_map(field).collect();
        fields.sort_unstable();
        fields.dedup();
        // Nobody asks what the cells of other columns mean.
        let reader = |at: &usize| {
            let column = of_file.columns.get(at)?;
            Some((*at, reader((column.native, &column.rule), written, clock, waves)))
        };
        RowTyper {
            source,
            layout,
            number,
            shown,
            written,
            kept,
            readers: kept.iter().filter_map(reader).collect(),
            clock,
            needed: names.filter(|(_, name)| needs(name)).map(|(place, _)| place).collect(),
            fields,
            schema: schema(layout, kept, clock.kept),
            grid: None,
            condition: OnceLock::new(),
        }
    }

    /// The same with the texts of some columns as they come.
    pub(in crate::data) fn with_forms(mut self, forms: &TextForms) -> RowTyper<'a> {
        self.schema = formed(&self.schema, forms);
        self
    }

    /// Types rows and counts what became of them; those that have time and key.
    pub(in crate::data) fn take(
        &self,
        raw: &RawRows,
        found: &mut FeedRows,
    ) -> Result<RecordBatch, DataFusionError> {
        let mut columns = Vec::with_capacity(self.schema.fields().len());
        for (place, at) in self.kept.iter().enumerate() {
            let kind = self.schema.field(place).data_type();
            columns.push(match self.column(*at) {
                Some((column, reader)) => {
                    let typed = self.typed(raw, *at, (column, reader), found)?;
                    if typed.data_type() == kind { typed } else { cast(&typed, kind)? }
                }
                None => {
                    found.cells[place].empty += raw.rows as u64;
                    new_null_array(kind, raw.rows)
                }
            });
        }
        let lines = (0..raw.rows).map(|row| raw.lines.at(row));
        columns.push(Arc::new(UInt32Array::from_value(self.number(), raw.rows)));
        columns.push(Arc::new(UInt64Array::from_iter_values(lines)));
        let typed = RecordBatch::try_new(Arc::clone(&self.schema), columns)?;
        found.amounts.add(RowFate::Read, &typed);
        found.read += raw.rows as u64 + raw.ragged.rows;
        found.short += raw.short;
        found.ragged += raw.ragged.rows;
        found.rejected += raw.ragged.rows;
        let room = EXAMPLES.saturating_sub(found.ragged_rows.len());
        let places = raw.ragged.first.iter().take(room);
        found.ragged_rows.extend(places.map(|(line, text)| self.place(None, *line, text)));
        self.with_key(typed, raw, found)
    }

    /// The file's number in its source.
    pub(super) fn number(&self) -> u32 {
        u32::try_from(self.number).unwrap_or(u32::MAX)
    }

    /// The name of a column.
    pub(super) fn name(&self, at: usize) -> &str {
        &self.layout.columns[at].name
    }

    /// How the file has a column, and what reads it.
    pub(super) fn column(&self, at: usize) -> Option<(&FileColumn, &CellReader<'a>)> {
        self.layout.files[self.number].columns.get(&at).zip(self.readers.get(&at))
    }

    /// The cells of a column, counted.
    pub(super) fn typed(
        &self,
        raw: &RawRows,
        at: usize,
        (column, reader): (&FileColumn, &CellReader<'_>),
        found: &mut FeedRows,
    ) -> Result<ArrayRef, DataFusionError> {
        let mut tally = Tally::default();
        let typed = match &column.place {
            ColumnSource::Constant(text) => {
                let texts = StringArray::from_iter_values(std::iter::repeat_n(text, raw.rows));
                reader.read(&texts, 0, &mut tally)
            }
            ColumnSource::Field(field) => {
                self.read_field(self.field(raw, *field), at, (column, reader), &mut tally)?
            }
        };
        let place = |(row, text): &(u64, String)| {
            self.place(column.field(), raw.lines.at(usize::try_from(*row).unwrap_or(usize::MAX)), text)
        };
        if let Some(cells) = self.place_of(at).and_then(|kept| found.cells.get_mut(kept)) {
            cells.add(&tally, place);
            if tally.unreadable > 0 && cells.expected.is_none() {
                cells.expected = ExpectedCell::from_rule(&column.rule);
            }
            if let Some(compared) = self.source.compared.get(self.name(at)) {
                cells.said.take(&typed, compared);
            }
        }
        Ok(typed)
    }

    /// The cells of a field: taken over where the file has them as the language does, else read from their texts.
    fn read_field(
        &self,
        array: &ArrayRef,
        at: usize,
        (column, reader): (&FileColumn, &CellReader<'_>),
        tally: &mut Tally,
    ) -> Result<ArrayRef, DataFusionError> {
        let rule = &column.rule;
        if column.native.is_some_and(|native| self.is_held(array, native, rule)) {
            return cast_native(array, rule.kind, self.clock, 0, tally);
        }
        let is_plain_text = rule.kind == ColumnType::Text && is_plain(rule);
        if is_plain_text && self.is_formed(array, at) && is_clean(array) {
            return Ok(pass_through(Arc::clone(array), tally));
        }
        let texts: ArrayRef = Arc::new(as_texts(array));
        if is_plain_text && is_clean(&texts) {
            return Ok(pass_through(texts, tally));
        }
        Ok(reader.read(texts.as_string(), 0, tally))
    }

    /// The place of a column among those that are kept.
    fn place_of(&self, at: usize) -> Option<usize> {
        self.kept.iter().position(|kept| *kept == at)
    }

    /// Whether the texts of a column come as they are handed on.
    fn is_formed(&self, array: &ArrayRef, at: usize) -> bool {
        self.place_of(at).is_some_and(|place| self.schema.field(place).data_type() == array.data_type())
    }

    /// Whether a column can be taken over as it is brought.
    fn is_held(&self, array: &ArrayRef, native: ColumnType, rule: &CellRule) -> bool {
        let is_typed = *array.data_type() != DataType::Utf8 && brings(array, native);
        is_typed && !self.written.is_untyped() && is_plain(rule) && same(native, rule.kind)
    }

    /// A field of rows as they were read.
    fn field<'r>(&self, raw: &'r RawRows, field: usize) -> &'r ArrayRef {
        &raw.columns[self.fields.partition_point(|other| *other < field)]
    }

    fn place(&self, field: Option<usize>, line: u64, text: &str) -> BadCell {
        let cell = self.grid.as_ref().zip(field).map(|(grid, field)| grid.address(field, line));
        BadCell { file: self.shown.to_owned(), line, cell, value: text.to_owned() }
    }

    /// Leaves out rows that lack their time or key: rejects, but for those whose time is said to be none.
    fn with_key(
        &self,
        typed: RecordBatch,
        raw: &RawRows,
        found: &mut FeedRows,
    ) -> Result<RecordBatch, DataFusionError> {
        if self.needed.iter().all(|at| typed.column(*at).null_count() == 0) {
            return Ok(typed);
        }
        let missing = |row: usize| self.needed.iter().copied().find(|at| typed.column(*at).is_null(row));
        let lacking: Vec<bool> = (0..typed.num_rows()).map(|row| missing(row).is_some()).collect();
        let filtered = self.filtered(&typed, &lacking);
        let mut keep = vec![true; typed.num_rows()];
        for (row, keep) in keep.iter_mut().enumerate() {
            let Some(place) = missing(row) else { continue };
            *keep = false;
            let (at, text) = (self.kept[place], self.text(raw, self.kept[place], row));
            if filtered.contains(&row) {
                found.filtered += 1;
                continue;
            }
            if self.is_said_to_be_none(at, &text) {
                found.undated += 1;
                continue;
            }
            found.rejected += 1;
            if found.rejects.len() < EXAMPLES {
                let text = as_written(text.trim()).trim();
                found.rejects.push(self.place(None, raw.lines.at(row), text));
            }
        }
        let typed = match filtered.is_empty() {
            true => typed,
            false => {
                let wanted: Vec<bool> = (0..keep.len()).map(|row| !filtered.contains(&row)).collect();
                let wanted = filter_record_batch(&typed, &wanted.into())?;
                found.amounts.lose(RowFate::Filtered, &typed, &wanted);
                keep = keep
                    .into_iter()
                    .enumerate()
                    .filter(|(row, _)| !filtered.contains(row))
                    .map(|(_, k)| k)
                    .collect();
                wanted
            }
        };
        let kept = filter_record_batch(&typed, &keep.into())?;
        found.amounts.lose(RowFate::Rejected, &typed, &kept);
        Ok(kept)
    }

    /// Of the rows that lack their time or key those that the source's condition leaves out anyway: nobody misses what they lack. None
    /// where the condition cannot be asked of rows as they are read.
    fn filtered(&self, typed: &RecordBatch, lacking: &[bool]) -> BTreeSet<usize> {
        let Some(filter) = self.condition.get_or_init(|| self.condition()) else { return BTreeSet::new() };
        let met = || {
            let mut seen = RowStats::default();
            let rows = filter_record_batch(typed, &lacking.to_vec().into()).ok()?;
            let met = filter.filter(filter.widen(&rows, &mut seen).ok()?, &mut seen).ok()?;
            let lines = met.column_by_name(LINE)?.as_primitive::<UInt64Type>().values().to_vec();
            Some(lines.into_iter().collect::<BTreeSet<u64>>())
        };
        let lines = typed.column_by_name(LINE).map(|lines| lines.as_primitive::<UInt64Type>().values());
        let Some((met, lines)) = met().zip(lines) else { return BTreeSet::new() };
        (0..typed.num_rows()).filter(|row| lacking[*row] && !met.contains(&lines[*row])).collect()
    }

    /// The source's condition over rows as they are read, with the derived columns that it asks.
    fn condition(&self) -> Option<RowTransform> {
        let filter = self.source.filter.as_ref()?;
        let names = |expr: &Expr| {
            expr.column_refs().into_iter().map(|c| c.name.clone()).collect::<BTreeSet<String>>()
        };
        let mut wanted = names(filter);
        for (name, expr) in self.source.derive.iter().rev() {
            if wanted.contains(name) {
                wanted.extend(names(expr));
            }
        }
        let context = SessionContext::new();
        RowTransform::new(&context, &self.schema, self.source, &[], Some(&wanted), None).ok()
    }

    /// The text of a cell.
    fn text(&self, raw: &RawRows, at: usize, row: usize) -> String {
        match self.column(at).map(|(column, _)| &column.place) {
            Some(ColumnSource::Field(field)) => shown(self.field(raw, *field), row),
            Some(ColumnSource::Constant(text)) => text.clone(),
            None => String::new(),
        }
    }

    /// Whether a row has a time that the definition lists as none.
    fn is_said_to_be_none(&self, at: usize, text: &str) -> bool {
        let Some((column, reader)) = self.column(at) else { return false };
        let is_time = self.source.time.as_ref() == Some(&self.layout.columns[at].name);
        if !is_time || column.rule.absent.is_empty() && column.rule.not_applicable.is_empty() {
            return false;
        }
        let mut tally = Tally::default();
        reader.read(&StringArray::from(vec![text]), 0, &mut tally);
        tally.absent + tally.not_applicable > 0
    }
}

/// What reads a column by the type it brings and its rule.
pub(super) fn reader<'a>(
    (native, rule): (Option<ColumnType>, &'a CellRule),
    written: CellSyntax,
    clock: Clock,
    waves: &'a [String],
) -> CellReader<'a> {
    match (written, native) {
        (CellSyntax::File(FileKind::Workbook, signs), Some(_)) => {
            CellReader::for_untyped(rule, signs, clock, waves)
        }
        (CellSyntax::File(FileKind::Json, signs), _) | (CellSyntax::File(_, signs), None) => {
            CellReader::new(rule, signs, clock, waves)
        }
        (_, Some(ColumnType::Text) | None) => CellReader::new(rule, Signs::PLAIN, clock, waves),
        (_, Some(native)) => CellReader::for_typed(rule, native, clock, waves),
    }
}

/// Texts as they are, counted.
fn pass_through(texts: ArrayRef, tally: &mut Tally) -> ArrayRef {
    tally.cells = texts.len() as u64;
    tally.empty = texts.null_count() as u64;
    texts
}

/// Whether a rule has nothing but a type.
pub(in crate::data) fn is_plain(rule: &CellRule) -> bool {
    rule.absent.is_empty() && rule.not_applicable.is_empty() && rule.range.is_none()
}

/// Whether a column may be taken over as it is brought.
pub(in crate::data) fn same(native: ColumnType, ruled: ColumnType) -> bool {
    use ColumnType::{Datetime, Integer, Money, Number, Text};
    match (native, ruled) {
        // Blanks are no part of a text, and one of blanks is none.
        (Text, _) => false,
        (Datetime { .. }, Datetime { .. }) => true,
        (Number | Integer, Money { .. }) | (Integer, Number) => true,
        (a, b) => a == b,
    }
}
