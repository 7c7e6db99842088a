//! Files in, tables out: every source is read once, and nothing is dropped without being counted.
//!
//! [`columns`] looks at headers only; [`load`] reads. All rows take one path ([`ingest`]), whatever they come from: raw
//! batches with the lines of their rows, whose cells are typed by their columns' rules and counted in the same pass
//! ([`cell`]). Rows then get their derived columns and their day, repeats and older versions go ([`unique`]), and joins
//! widen what is left ([`join`]).

mod after_as_of;
mod amounts;
mod arrow;
mod cell;
mod counts;
mod credentials;
mod database;
mod derived;
mod digits;
mod error;
mod evaluation;
mod expected;
mod file;
mod hashes;
mod identity;
mod ingest;
mod join;
mod json;
mod layout;
mod load;
mod load_options;
mod moment;
mod money;
mod native;
mod near_keys;
mod needs;
mod number;
mod overflow_checks;
mod overlap;
mod page_header;
mod pages;
mod pattern;
mod progress;
mod query;
mod remote;
mod reserved;
mod row_checks;
mod row_transform;
mod rows;
mod rules;
mod serial;
mod session;
mod size_limits;
#[cfg(feature = "cluster")]
mod stage;
mod store;
mod stream;
mod table;
mod texts;
mod unique;
mod untyped;
mod workbook;

use std::collections::BTreeMap;
use std::sync::Arc;

pub use crate::model::{Column, OpenError};
pub use amounts::{AmountCounts, RowFate};
pub(crate) use counts::TableFacts;
pub use counts::{BadCell, CellCount, Counts, InputFile, Nearly, TextCounts, Unmatched, Unread, Written};
pub use database::{QueryLog, Remote, TablePreview, database_columns, tables};
pub use error::{DataError, DuplicateKey};
pub(crate) use error::{first, footer};
pub use expected::ExpectedCell;
pub(crate) use file::{size, weight};
pub(crate) use identity::{HashWriter, Identity, identities};
pub use ingest::preview::{Cells, FilePreview, FirstRecords, RawColumn, ReadCells, Rows, top};
pub use ingest::sample::sample;
pub use load::{days, load, open};
pub use needs::Needs;
pub use number::Signs;
pub use overlap::Overlap;
pub use progress::{Progress, Silent, Stage};
pub use reserved::{DAY, LEFT_ROW, SHARE};
pub use session::{SessionError, Sessions, TimedOut};
#[cfg(feature = "cluster")]
pub use stage::StageError;
#[cfg(feature = "cluster")]
pub(crate) use stage::stage;
pub(crate) use store::{CacheLookup, Store};
pub(crate) use stream::ReadSummary;
pub use stream::Streamed;
pub use table::{Data, Table};
pub(crate) use texts::{TextForm, TextForms};
pub use untyped::header_names;

use crate::model::Feed;

/// The columns of every feed: the union over its files, in the order of their first appearance.
///
/// # Errors
///
/// Per feed: a file is missing, cannot be opened, has no header, or has one name for two columns.
pub fn columns(feeds: &[Feed]) -> BTreeMap<String, Result<Vec<Column>, OpenError>> {
    let columns = |feed: &Feed| {
        let layout = layout::layout(&*remote::expanded(feed)?)?;
        let mut columns = Arc::unwrap_or_clone(layout.columns);
        columns.extend(layout.unreadable);
        columns.retain(|column| !column.name.starts_with('$'));
        Ok(columns)
    };
    feeds.iter().map(|feed| (feed.id.clone(), columns(feed))).collect()
}
