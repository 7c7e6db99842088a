//! Files of one source that share days, so that rows may be there twice.

use std::collections::BTreeMap;

use datafusion::arrow::array::{AsArray, Date32Array};
use datafusion::arrow::datatypes::{Date32Type, UInt32Type};
use datafusion::arrow::record_batch::RecordBatch;
use serde::{Deserialize, Serialize};

use super::DAY;
use super::reserved::FILE;
use crate::model::FeedFile;

/// Two files that share days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overlap {
    /// The one read first.
    pub first: String,
    /// The other.
    pub second: String,
    /// How many days.
    pub days: u64,
    /// How many more pairs of files share days.
    pub more: usize,
}

/// The files that have rows on each day.
#[derive(Default)]
pub(super) struct FileDays(BTreeMap<i32, Vec<u32>>);

impl FileDays {
    /// Days of rows of one file.
    pub(super) fn add_of(&mut self, file: u32, days: &Date32Array) {
        for day in days.iter().flatten() {
            self.see(day, file);
        }
    }

    fn see(&mut self, day: i32, file: u32) {
        let of_day = self.0.entry(day).or_default();
        if !of_day.contains(&file) {
            of_day.push(file);
        }
    }

    pub(super) fn add(&mut self, batch: &RecordBatch) {
        let (Some(days), Some(files)) = (batch.column_by_name(DAY), batch.column_by_name(FILE)) else {
            return;
        };
        let (days, files) = (days.as_primitive::<Date32Type>(), files.as_primitive::<UInt32Type>());
        let mut last = None;
        for (day, file) in days.iter().zip(files.iter()) {
            let (Some(day), Some(file)) = (day, file) else { continue };
            if last.replace((day, file)) == Some((day, file)) {
                continue;
            }
            self.see(day, file);
        }
    }

    /// The days of one file.
    pub(super) fn days(&self) -> Vec<i32> {
        self.0.keys().copied().collect()
    }

    /// The days of several files, each in its place.
    pub(super) fn from_files<'d>(files: impl Iterator<Item = &'d [i32]>) -> FileDays {
        let mut days = FileDays::default();
        for (file, of_file) in (0..).zip(files) {
            of_file.iter().for_each(|day| days.0.entry(*day).or_default().push(file));
        }
        days
    }

    /// Files that share days and differ in nothing that the definition or their folders say.
    pub(super) fn overlap(&self, files: &[FeedFile]) -> Option<Overlap> {
        let mut pairs: BTreeMap<(u32, u32), u64> = BTreeMap::new();
        for of_day in self.0.values().filter(|files| files.len() > 1) {
            let mut of_day = of_day.clone();
            of_day.sort_unstable();
            for (at, a) in of_day.iter().enumerate() {
                let alike = |b: &&u32| {
                    let pair = files.get(*a as usize).zip(files.get(**b as usize));
                    pair.is_some_and(|(a, b)| a.set == b.set && a.partition == b.partition)
                };
                if let Some(b) = of_day[at + 1..].iter().find(alike) {
                    *pairs.entry((*a, *b)).or_default() += 1;
                }
            }
        }
        let more = pairs.len().checked_sub(1)?;
        let ((first, second), days) = pairs.into_iter().next()?;
        // Sheets of one book have its name in common.
        let shown = |at: u32| {
            files.get(at as usize).map(|file| match &file.format.sheet.name {
                Some(sheet) => format!("{}:{sheet}", file.shown),
                None => file.shown.clone(),
            })
        };
        Some(Overlap { first: shown(first)?, second: shown(second)?, days, more })
    }
}
