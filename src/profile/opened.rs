//! A file or a table, opened: the same questions to either.

use crate::data::{Cells, FilePreview, RawColumn, Rows, Signs, TableGlance};
use crate::measure::ColumnType;
use crate::model::{CellRule, OpenError};

/// Rows that are read at a time.
const ROWS: usize = 8_192;
/// Cells of them, where the table is wide.
const CELLS: usize = 1_000_000;

/// What was opened.
pub(super) enum OpenedTable<'p> {
    File(Box<FilePreview<'p>>),
    /// Files of one shape, one behind the other.
    Files(Box<FilePreview<'p>>, Vec<FilePreview<'p>>),
    Table(TableGlance<'p>),
}

impl OpenedTable<'_> {
    pub(super) fn columns(&self) -> &[RawColumn] {
        match self {
            OpenedTable::File(glance) | OpenedTable::Files(glance, _) => &glance.columns,
            OpenedTable::Table(glance) => &glance.columns,
        }
    }

    /// How many rows there are, where that is known beforehand.
    pub(super) fn rows(&self) -> Option<u64> {
        match self {
            OpenedTable::File(glance) => glance.rows,
            OpenedTable::Files(first, later) => {
                std::iter::once(&**first).chain(later).map(|glance| glance.rows).sum()
            }
            OpenedTable::Table(glance) => glance.rows,
        }
    }

    /// How many columns it has that are not looked at.
    pub(super) fn unseen(&self) -> usize {
        match self {
            OpenedTable::File(glance) | OpenedTable::Files(glance, _) => glance.unseen,
            OpenedTable::Table(_) => 0,
        }
    }

    pub(super) fn read(&self, take: &mut (dyn FnMut(Rows) -> bool + Send)) -> Result<(), OpenError> {
        let rows = (CELLS / self.columns().len().max(1)).clamp(1, ROWS);
        match self {
            OpenedTable::File(glance) => glance.read(rows, take),
            OpenedTable::Files(first, later) => {
                let mut is_wanted = true;
                for glance in std::iter::once(&**first).chain(later) {
                    if is_wanted {
                        glance.read(rows, &mut |rows| {
                            is_wanted = take(rows);
                            is_wanted
                        })?;
                    }
                }
                Ok(())
            }
            OpenedTable::Table(glance) => glance.read(take),
        }
    }

    pub(super) fn cells<'r>(
        &self,
        rule: &'r CellRule,
        native: Option<ColumnType>,
        signs: Signs,
    ) -> Cells<'r> {
        match self {
            OpenedTable::File(glance) | OpenedTable::Files(glance, _) => glance.cells(rule, native, signs),
            OpenedTable::Table(glance) => glance.cells(rule, native),
        }
    }
}
