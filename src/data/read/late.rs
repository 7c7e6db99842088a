//! Row groups that come after the as-of day: counted as if they were read.

use datafusion::arrow::array::{AsArray, Date32Array};
use datafusion::arrow::compute::cast;
use datafusion::arrow::datatypes::{DataType, Date32Type};
use datafusion::error::DataFusionError;
use datafusion::prelude::SessionContext;
use futures::StreamExt;

use super::one::{FileRows, Reader};
use super::{Passed, Sink};
use crate::data::file::Footer;
use crate::data::later::{Fate, Known, Later, Run};

impl Reader<'_> {
    /// The row groups of a file, where some come too late.
    pub(super) fn later(&self, footer: Option<Footer>) -> Option<(Later, u64)> {
        let (after, footer) = self.reading.after.zip(footer)?;
        let known = Known {
            layout: self.layout,
            feed: self.reading.feed,
            at: self.at,
            kept: self.kept,
            readers: &self.readers(),
            clock: self.clock,
        };
        Some((Later::of(&known, after, footer.metadata)?, footer.size))
    }

    /// Counts the rows of a run of row groups and decodes of them what the footer does not tell.
    pub(super) async fn pass(
        &self,
        context: &SessionContext,
        (later, run): (&Later, &Run),
        (url, size): (&str, u64),
        rows: &mut FileRows,
        sink: &mut dyn Sink,
    ) -> Result<(), DataFusionError> {
        let is_decoded = |at: usize| later.decoded.contains(&at);
        let mut dates: Vec<Date32Array> = Vec::new();
        let columns = &self.layout.files[self.at].columns;
        if !later.decoded.is_empty() {
            let part =
                Reader::new(super::Reading { kept: &later.decoded, ..self.reading }, self.at, self.file);
            let readers = part.readers();
            let mut stream = later.scan(context, (url, size), run.groups.clone(), &part.fields)?;
            let mut first = rows.read;
            while let Some(raw) = stream.next().await {
                let raw = raw?;
                for at in &later.decoded {
                    let (Some(column), Some(reader)) = (&columns[*at], &readers[*at]) else { continue };
                    let typed = part.typed(&raw, column, reader, first, &mut rows.tallies[*at])?;
                    if later.tells_days && later.time == *at {
                        dates.push(cast(&typed, &DataType::Date32)?.as_primitive::<Date32Type>().clone());
                    }
                }
                first += raw.num_rows() as u64;
            }
        }
        if later.tells_days && !is_decoded(later.time) {
            dates.push(Date32Array::from(vec![run.days.0]));
        }
        for at in self.kept.iter().filter(|at| !is_decoded(**at) && columns[**at].is_some()) {
            rows.tallies[*at].cells += run.rows;
            rows.tallies[*at].empty += run.empty[*at];
        }
        rows.read += run.rows;
        rows.unread.groups += run.groups.len();
        rows.unread.rows += run.rows;
        let names = later.decoded.iter().map(|at| self.layout.columns[*at].name.clone());
        rows.unread.decoded.extend(names);
        sink.pass(Passed {
            file: self.number(),
            rows: run.rows,
            days: run.days,
            is_outside: run.fate == Fate::Outside,
            dates,
        });
        Ok(())
    }
}
