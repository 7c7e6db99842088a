//! Definitions: YAML to a checked scorecard, with every problem of every file found at once.
//!
//! [`open`] reads the files of a project: YAML to nodes ([`tree`]), nodes against the schema ([`shape`]), nodes to
//! structs ([`reader`], [`document`]), and gives a [`Draft`] with the [`Feed`](crate::model::Feed)s whose headers are
//! wanted next. [`resolve`] turns a document and those headers into a [`Scorecard`](crate::model::Scorecard).

mod address;
mod brand;
mod database;
mod day;
pub mod document;
mod engine;
mod feed;
mod finding;
mod headline;
mod holidays;
mod imported;
mod languages;
mod lexicon;
mod merge;
pub mod number;
mod open;
mod picture;
mod project;
mod read_file;
pub mod reader;
mod resolve;
mod schema;
pub mod shape;
mod sheet;
mod table;
pub mod tree;
mod usage;
mod variables;

pub use headline::HEADLINE;
pub use imported::{NewValue, TargetTable};
pub use languages::{Languages, OwnWords};
pub use open::{Draft, ScorecardDraft, open, open_in, open_over, open_with};
pub use project::{is_inside, matching, opened_with};
pub use read_file::{Holds, Overlay, ReadFile};
pub(crate) use resolve::fault_of;
pub use resolve::resolve;
pub use schema::schema;
pub use sheet::sheet_of;
