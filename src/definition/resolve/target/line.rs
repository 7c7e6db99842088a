//! Rows of target files.

use crate::definition::table::{Row, Table};
use crate::measure::Text;

/// A row of a target file.
#[derive(Debug, Clone, Copy)]
pub(in crate::definition) struct TargetRow<'a> {
    pub(super) table: &'a Table,
    pub(super) row: &'a Row,
    pub(super) measure: &'a Text,
    pub(super) entity: Option<&'a Text>,
    pub(super) segment: Option<&'a Text>,
    pub(super) period: Option<&'a Text>,
    pub(super) target: &'a Text,
    pub(super) baseline: Option<&'a Text>,
    pub(super) version: Option<&'a Text>,
}

impl TargetRow<'_> {
    /// Whether it is a measure's.
    pub(in super::super) fn is_of(&self, measure: &str) -> bool {
        self.measure.value == measure
    }
}
