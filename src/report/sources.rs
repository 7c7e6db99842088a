//! How complete the data of each source are.

use super::Composer;
use super::view::SourceView;
use crate::evaluate::results::{CellResult, SourceResult, UnmatchedResult};
use crate::measure::entered_source;
use crate::model::Origin;
use crate::words::{Figures, RowsFrom, SourceRemark};

impl Composer<'_> {
    /// A source with its rows, and what became of those that were left out.
    pub(super) fn source(&self, source: &SourceResult) -> SourceView {
        let days = source.first_day.zip(source.last_day);
        let used = Figures::Of { part: source.used, whole: source.read };
        SourceView {
            id: self.source_name(&source.id),
            files: self.rows_from(&source.id).join(", "),
            rows: self.say(&used),
            days: days.map_or(String::new(), |(first, last)| self.words.locale().days(first, last)),
            remarks: self.remarks(source).iter().map(|remark| self.say(remark)).collect(),
        }
    }

    /// A source by its id; the values that are entered of a measure have none.
    pub(super) fn source_name(&self, id: &str) -> String {
        let entered = self.scorecard.measures.iter().find(|measure| entered_source(&measure.id) == id);
        match entered {
            Some(measure) => self.say(&RowsFrom::EnteredOf { measure: measure.id.clone() }),
            None => id.to_owned(),
        }
    }

    /// Files, or what else the rows of a source come from.
    fn rows_from(&self, id: &str) -> Vec<String> {
        match self.scorecard.sources.iter().find(|s| s.id == id).map(|s| &s.origin) {
            Some(Origin::Files(feed)) => feed.files.iter().map(|f| f.shown.clone()).collect(),
            Some(Origin::Join { left, with }) => {
                let others: Vec<String> = with.iter().map(|j| j.source.clone()).collect();
                vec![self.say(&RowsFrom::Join { left: left.clone(), others: self.words.list(&others) })]
            }
            Some(Origin::Part { of }) => vec![self.say(&RowsFrom::Part { of: of.clone() })],
            Some(Origin::Database(database)) => vec![database.shown.clone()],
            Some(Origin::Query(query)) => {
                vec![self.say(&RowsFrom::Query { sources: self.words.list(&query.sources) })]
            }
            Some(Origin::Entered(_)) => vec![self.say(&RowsFrom::Entered)],
            None => Vec::new(),
        }
    }

    pub(super) fn remarks(&self, source: &SourceResult) -> Vec<SourceRemark> {
        let mut remarks = vec![
            (source.ragged, SourceRemark::Ragged { rows: source.ragged }),
            (source.short, SourceRemark::Short { rows: source.short }),
            (source.undated, SourceRemark::Undated { rows: source.undated }),
        ];
        let unreadable = source.rejected - source.ragged;
        remarks.push((unreadable, SourceRemark::Unreadable { rows: unreadable }));
        let repeated = source.repeated - source.superseded;
        remarks.push((repeated, SourceRemark::Repeated { rows: repeated }));
        remarks.push((source.superseded, SourceRemark::Superseded { rows: source.superseded }));
        remarks.push((source.filtered, SourceRemark::Filtered { rows: source.filtered }));
        remarks.push((source.after_as_of, SourceRemark::AfterAsOf { rows: source.after_as_of }));
        remarks.extend(source.without_customer.map(|rows| (rows, SourceRemark::NoCustomer { rows })));
        let worth = self.without_customer(source);
        remarks
            .push((worth.len() as u64, SourceRemark::NoCustomerAmounts { amounts: self.words.list(&worth) }));
        remarks.extend(source.reversed.iter().map(|(id, cases)| {
            let measure = self.scorecard.measure(id).map_or(id.clone(), |m| m.title.clone());
            (*cases, SourceRemark::Reversed { cases: *cases, measure })
        }));
        remarks.extend(source.outside_scale.iter().map(|(id, answers)| {
            let measure = self.scorecard.measure(id).map_or(id.clone(), |m| m.title.clone());
            (*answers, SourceRemark::OutsideScale { answers: *answers, measure })
        }));
        remarks.extend(source.unmatched.iter().map(|found| (found.rows, unmatched(found))));
        remarks.extend(source.cells.iter().flat_map(cells));
        remarks.into_iter().filter(|(number, _)| *number > 0).map(|(_, remark)| remark).collect()
    }
}

impl Composer<'_> {
    /// What the rows without customer amount to in each column that has anything there.
    fn without_customer(&self, source: &SourceResult) -> Vec<String> {
        let some = source.amounts.iter().filter_map(|amount| {
            let worth = amount.without_customer.filter(|worth| *worth != 0.0)?;
            let decimals = if (worth * 100.0).round() % 100.0 == 0.0 { 0 } else { 2 };
            Some(format!("{} {}", amount.column, self.words.locale().number(worth, decimals)))
        });
        some.collect()
    }
}

/// Rows that found no partner in a join.
fn unmatched(found: &UnmatchedResult) -> SourceRemark {
    SourceRemark::Unmatched {
        rows: found.rows,
        source: found.source.clone(),
        required: found.required,
        told: !found.keys.is_empty(),
        keys: found.keys.join(", "),
    }
}

/// What became of the cells of a column, each with its number.
fn cells(cells: &CellResult) -> [(u64, SourceRemark); 9] {
    let column = || cells.column.clone();
    let (twice, skipped, nothing) = (cells.clock_showed_twice, cells.clock_skipped, cells.adding_nothing());
    let unreadable = SourceRemark::Cells {
        cells: cells.unreadable,
        column: column(),
        told: !cells.examples.is_empty(),
        places: cells.examples.join(", "),
    };
    [
        (cells.unreadable, unreadable),
        (cells.out_of_range, SourceRemark::OutOfRange { cells: cells.out_of_range, column: column() }),
        (cells.absent, SourceRemark::Absent { cells: cells.absent, column: column() }),
        (cells.not_applicable, SourceRemark::NotApplicable { cells: cells.not_applicable, column: column() }),
        (twice, SourceRemark::ShownTwice { times: twice, column: column() }),
        (skipped, SourceRemark::Skipped { times: skipped, column: column() }),
        (cells.ambiguous, SourceRemark::Ambiguous { cells: cells.ambiguous, column: column() }),
        (nothing, SourceRemark::AddingNothing { rows: nothing, column: column() }),
        (cells.of_none(), SourceRemark::OfNone { rows: cells.of_none(), column: column() }),
    ]
}
