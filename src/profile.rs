//! What is in a file or a table, before anybody has written a word about it: how it is written, its columns with their
//! types and values, its keys and days, and what in it may mislead.
//!
//! Rows come in the one way that a run has ([`crate::data::FilePreview`]); [`sniff`] finds out how a text is written, [`infer`]
//! what its columns are, [`tally`] goes through the rows, [`role`] says what a column is probably for, and [`block`] writes
//! the source as a definition would.

mod block;
mod codes;
mod column;
mod column_notes;
mod currency;
mod dates;
mod day_words;
mod doubts;
mod facts;
mod file_name_days;
mod grid;
mod header;
mod infer;
mod keys;
mod look;
mod months;
mod newest_year;
mod notes;
mod opened_table;
mod role;
mod sheet;
mod signs;
mod sniff;
mod spans;
mod spellings;
mod sql;
mod survey;
mod tally;
mod target;
mod text;
mod totals;
mod year_month;

use schemars::JsonSchema;
use serde::Serialize;

pub use block::{is_of_states, source, sources, states, yaml_text};
pub use currency::{column as currency_column, of_profiles as currency};
pub use day_words::{CLOSED, SETTLED, SOLVED};
pub use facts::{
    ColumnKind, ColumnProfile, Format, Missing, MixedPercent, MonthsAcross, Placed, Profile, Roles,
    TotalRows, Twin, ValueCount, YearMonth,
};
pub use file_name_days::NamedDays;
pub use grid::{Grid, GridCell, grid};
pub use look::{LookError, look};
pub use months::{VALUE, by_month};
pub use role::{has_any, has_word, is_identifier, words};
pub use target::{LookOptions, ProfileTarget, TargetError, targets, together};
pub use text::text;
pub use year_month::by_year_and_month;

/// Version of what is written for programs.
pub const SCHEMA: &str = "mando/look/1";

/// Several files, as they are written for programs.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ProfileList {
    /// `mando/look/1`.
    pub schema: &'static str,
    /// What was looked at, in the order of asking.
    pub files: Vec<Profile>,
    /// A block `sources:` for a scorecard, as YAML.
    pub sources: String,
}

/// The JSON Schema of [`ProfileList`].
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(ProfileList).to_value()
}
