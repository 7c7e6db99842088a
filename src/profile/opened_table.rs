//! A file or a table, opened: the same questions to either.

use crate::data::{Cells, FilePreview, RawColumn, Rows, Signs, TablePreview};
use crate::measure::ColumnType;
use crate::model::{CellRule, OpenError};

/// Rows that are read at a time.
const ROWS: usize = 8_192;
/// Cells of them, where the table is wide.
const CELLS: usize = 1_000_000;

/// What was opened.
pub(super) enum OpenedTable<'p> {
    File(Box<FilePreview<'p>>),
    /// Files that are read as one, one behind the other, and the columns of all of them.
    Files(Vec<FilePreview<'p>>, Vec<RawColumn>),
    Table(TablePreview<'p>),
}

impl OpenedTable<'_> {
    pub(super) fn columns(&self) -> &[RawColumn] {
        match self {
            OpenedTable::File(glance) => &glance.columns,
            OpenedTable::Files(_, columns) => columns,
            OpenedTable::Table(glance) => &glance.columns,
        }
    }

    /// How many rows there are, where that is known beforehand.
    pub(super) fn rows(&self) -> Option<u64> {
        match self {
            OpenedTable::File(glance) => glance.rows,
            OpenedTable::Files(all, _) => all.iter().map(|glance| glance.rows).sum(),
            OpenedTable::Table(glance) => glance.rows,
        }
    }

    /// How many columns it has that are not looked at.
    pub(super) fn unseen(&self) -> usize {
        match self {
            OpenedTable::File(glance) => glance.unseen,
            OpenedTable::Files(all, _) => all.iter().map(|glance| glance.unseen).max().unwrap_or_default(),
            OpenedTable::Table(_) => 0,
        }
    }

    /// Reads all rows, until no more are wanted.
    pub(super) fn read(&self, take: &mut (dyn FnMut(Rows) -> bool + Send)) -> Result<(), OpenError> {
        self.read_each(&mut |rows| rows.is_none_or(&mut *take))
    }

    /// The same, with nothing at the end of each file.
    pub(super) fn read_each(
        &self,
        take: &mut (dyn FnMut(Option<Rows>) -> bool + Send),
    ) -> Result<(), OpenError> {
        let rows = (CELLS / self.columns().len().max(1)).clamp(1, ROWS);
        match self {
            OpenedTable::File(glance) => glance.read(rows, &mut |rows| take(Some(rows)))?,
            OpenedTable::Files(all, columns) => {
                let mut is_wanted = true;
                for glance in all {
                    if !is_wanted {
                        return Ok(());
                    }
                    let places = places(&glance.columns, columns);
                    glance.read(rows, &mut |rows| {
                        is_wanted = take(Some(match &places {
                            Some(places) => rows.placed(places),
                            None => rows,
                        }));
                        is_wanted
                    })?;
                    is_wanted = is_wanted && take(None);
                }
                return Ok(());
            }
            OpenedTable::Table(glance) => glance.read(&mut |rows| take(Some(rows)))?,
        }
        take(None);
        Ok(())
    }

    pub(super) fn cells<'r>(
        &self,
        rule: &'r CellRule,
        native: Option<ColumnType>,
        signs: Signs,
    ) -> Cells<'r> {
        match self {
            OpenedTable::File(glance) => glance.cells(rule, native, signs),
            OpenedTable::Files(all, _) => all[0].cells(rule, native, signs),
            OpenedTable::Table(glance) => glance.cells(rule, native),
        }
    }
}

/// Where among the columns of a file those of all files stand; `None` where they are the same.
fn places(own: &[RawColumn], all: &[RawColumn]) -> Option<Vec<Option<usize>>> {
    let is_same = own.len() == all.len() && own.iter().zip(all).all(|(own, all)| own.name == all.name);
    let place = |column: &RawColumn| own.iter().position(|other| other.name == column.name);
    (!is_same).then(|| all.iter().map(place).collect())
}

/// The columns of several files, each once, unless a file has several of one name: those of the first file then.
pub(super) fn of_all(files: &[FilePreview<'_>]) -> Vec<RawColumn> {
    let mut all: Vec<RawColumn> = files[0].columns.clone();
    for column in files.iter().skip(1).flat_map(|file| &file.columns) {
        if all.iter().all(|known| known.name != column.name) {
            all.push(column.clone());
        }
    }
    all
}

/// The names of the columns of a file.
pub(super) fn names(glance: &FilePreview<'_>) -> Vec<String> {
    glance.columns.iter().map(|column| column.name.clone()).collect()
}

/// Whether files of these columns are one list, to which columns were added as time went by: they have most in common.
pub(super) fn are_alike(one: &[String], other: &[String]) -> bool {
    let both = one.iter().filter(|name| other.contains(name)).count();
    one == other || 2 * both > one.len().max(other.len())
}
