//! Columns of texts of which nothing is asked but which rows say the same: they are handed on as Parquet holds them, and
//! no text is copied.

use std::collections::BTreeMap;
use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, MAX_INLINE_VIEW_LEN, StringArray, StringViewArray};
use datafusion::arrow::datatypes::{DataType, Field, Int32Type, Schema, SchemaRef};
use datafusion::parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions};
use datafusion::parquet::basic::Encoding;
use datafusion::parquet::file::reader::ChunkReader;

use super::cell::BROKEN;
use super::pages::first_page;

/// How the texts of a column come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TextForm {
    /// Each for itself, the short ones in place.
    Views,
    /// As numbers of few different texts; where a file has no such numbers, as views.
    Numbers,
}

/// How the texts of some columns come, by name.
pub(crate) type TextForms = BTreeMap<String, TextForm>;

impl TextForm {
    pub(super) fn kind(self) -> DataType {
        match self {
            TextForm::Views => DataType::Utf8View,
            TextForm::Numbers => DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8)),
        }
    }
}

/// A schema in which some columns come otherwise.
pub(super) fn formed(schema: &SchemaRef, forms: &TextForms) -> SchemaRef {
    let field = |field: &Arc<Field>| match forms.get(field.name()) {
        Some(form) => Arc::new(field.as_ref().clone().with_data_type(form.kind())),
        None => Arc::clone(field),
    };
    Arc::new(Schema::new(schema.fields().iter().map(field).collect::<Vec<_>>()))
}

/// The footer of Parquet, made to give some of its fields otherwise; as it is where that cannot be.
pub(super) fn footer_for(
    footer: ArrowReaderMetadata,
    fields: &BTreeMap<usize, TextForm>,
) -> ArrowReaderMetadata {
    if fields.is_empty() {
        return footer;
    }
    let field = |(at, field): (usize, &Arc<Field>)| match fields.get(&at) {
        Some(form) if is_text(field.data_type()) => {
            Arc::new(field.as_ref().clone().with_data_type(form.kind()))
        }
        _ => Arc::clone(field),
    };
    let wanted = Schema::new(footer.schema().fields().iter().enumerate().map(field).collect::<Vec<_>>());
    let options = ArrowReaderOptions::new().with_schema(Arc::new(wanted));
    ArrowReaderMetadata::try_new(Arc::clone(footer.metadata()), options).unwrap_or(footer)
}

/// Whether a column holds texts, as numbers of texts or not.
pub(super) fn is_text(kind: &DataType) -> bool {
    match kind {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => true,
        DataType::Dictionary(_, values) => is_text(values),
        _ => false,
    }
}

/// Different texts of a column that are few take no more bytes than this in a file.
const FEW: i64 = 1 << 14;

/// And no more than this in memory: those of a batch are written out where it goes from one row group to the next.
const FEW_UNPACKED: u64 = 1 << 15;

/// Whether a file holds a field as numbers of few different texts from its beginning to its end.
pub(super) fn is_numbered(file: &impl ChunkReader, footer: &ArrowReaderMetadata, field: usize) -> bool {
    let parquet = footer.parquet_schema();
    let leaf = (0..parquet.num_columns()).find(|leaf| parquet.get_column_root_idx(*leaf) == field);
    let Some(leaf) = leaf else { return false };
    footer.metadata().row_groups().iter().all(|group| {
        let column = group.column(leaf);
        let pages = column.page_encoding_stats_mask();
        let numbers = [Encoding::PLAIN_DICTIONARY, Encoding::RLE_DICTIONARY];
        let is_numbers = pages.is_some_and(|pages| numbers.into_iter().any(|kind| pages.is_only(kind)));
        let Some(start) = column.dictionary_page_offset() else { return false };
        let is_few = || {
            let unpacked = first_page(file, u64::try_from(start).ok()?)?;
            Some(unpacked <= FEW_UNPACKED)
        };
        is_numbers
            && (0..=FEW).contains(&column.data_page_offset().saturating_sub(start))
            && is_few() == Some(true)
    })
}

/// Whether texts stand there as they may be handed on: none is blank, has blanks around it or holds a sign that no text has,
/// as nearly all columns of texts are.
pub(super) fn is_clean(texts: &ArrayRef) -> bool {
    match texts.data_type() {
        DataType::Utf8 => are_clean(texts.as_string()),
        DataType::Utf8View => are_views_clean(texts.as_string_view()),
        DataType::Dictionary(key, _) if **key == DataType::Int32 => {
            is_clean(texts.as_dictionary::<Int32Type>().values())
        }
        _ => false,
    }
}

fn are_clean(texts: &StringArray) -> bool {
    let has_broken = texts.value_data().contains(&(BROKEN as u8));
    !has_broken && texts.iter().flatten().all(|text| has_ends(text.as_bytes()))
}

fn has_ends(text: &[u8]) -> bool {
    text.first().is_some_and(u8::is_ascii_graphic) && text.last().is_some_and(u8::is_ascii_graphic)
}

/// A number of which each byte is 1.
const ONES: u128 = u128::MAX / 0xff;

fn are_views_clean(texts: &StringViewArray) -> bool {
    let is_clean = |text: &str| has_ends(text.as_bytes()) && !text.contains(BROKEN);
    if texts.null_count() > 0 {
        return texts.iter().flatten().all(is_clean);
    }
    texts.views().iter().enumerate().all(|(row, view)| {
        let length = *view as u32;
        if length == 0 || length > MAX_INLINE_VIEW_LEN {
            return is_clean(texts.value(row));
        }
        let text = view >> 32;
        let (first, last) = (text as u8, (text >> (8 * (length - 1))) as u8);
        // The sign that no text has is 0, as are the bytes behind a text.
        let filled = text | u128::MAX << (8 * length);
        let has_broken = filled.wrapping_sub(ONES) & !filled & ONES << 7 != 0;
        first.is_ascii_graphic() && last.is_ascii_graphic() && !has_broken
    })
}

/// Calls `take` with each run of equal texts and its length; dictionary values come once, with their count.
pub(super) fn for_each_text<'t>(texts: &'t ArrayRef, mut take: impl FnMut(&'t str, u64)) {
    match texts.data_type() {
        DataType::Utf8 => in_turn(texts.as_string::<i32>().iter(), take),
        DataType::Utf8View => views_in_turn(texts.as_string_view(), take),
        DataType::Dictionary(key, _) if **key == DataType::Int32 => {
            let dictionary = texts.as_dictionary::<Int32Type>();
            let mut counts = vec![0_u64; dictionary.values().len()];
            let mut order = Vec::new();
            for key in dictionary.keys().iter().flatten() {
                let count = &mut counts[key as usize];
                if *count == 0 {
                    order.push(key as usize);
                }
                *count += 1;
            }
            let Some(values) = dictionary.values().as_string_opt::<i32>() else { return };
            order.into_iter().for_each(|key| take(values.value(key), counts[key]));
        }
        _ => {}
    }
}

fn in_turn<'t>(texts: impl Iterator<Item = Option<&'t str>>, mut take: impl FnMut(&'t str, u64)) {
    let (mut last, mut count) = (None, 0);
    for text in texts.flatten() {
        if last == Some(text) {
            count += 1;
            continue;
        }
        if let Some(text) = last.replace(text) {
            take(text, count);
        }
        count = 1;
    }
    if let Some(text) = last {
        take(text, count);
    }
}

/// The same of views: two that are the same say the same, and no text is looked at.
fn views_in_turn<'t>(texts: &'t StringViewArray, mut take: impl FnMut(&'t str, u64)) {
    let mut last: Option<(u128, usize, u64)> = None;
    for row in (0..texts.len()).filter(|row| texts.is_valid(*row)) {
        let view = texts.views()[row];
        match &mut last {
            Some((same, _, count)) if *same == view => *count += 1,
            _ => {
                if let Some((_, row, count)) = last.replace((view, row, 1)) {
                    take(texts.value(row), count);
                }
            }
        }
    }
    if let Some((_, row, count)) = last {
        take(texts.value(row), count);
    }
}
