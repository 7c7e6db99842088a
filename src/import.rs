//! Figures that somebody typed into a table, as rows of a target file or as values of notes: tidy, a figure in each row, or with
//! periods or measures across.
//!
//! A table is taken over wholly or not at all. [`parse_figures`] says which cell is what; [`targets()`] and [`values()`] put the figures
//! where a scorecard will read them, let it judge them there, and say which cell is at fault.

mod csv;
mod layout;
mod moved;
mod targets;
mod values;

pub use layout::{ImportContext, ImportedFigure, LayoutOptions, MEASURES, PERIODS, parse_figures};
pub use moved::{Change, ChangedFigure, Fault, Judge};
pub use targets::{NewTargets, targets};
pub use values::{EnteredBy, NewNotes, values};
