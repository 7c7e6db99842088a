//! Rows of sums among the rows of a table: `Total North` between the shops of the north.

use crate::data::Rows;
use crate::locale::total::{is_total, may_be_total};

use super::facts::{TotalRows, ValueCount};

/// Names of sums that are told apart: each has to be named to leave its rows out. A column with more says something else.
const MOST: usize = 500;
/// By how much a sum may miss what was added up, since amounts are rounded.
const FAULT: f64 = 1e-6;

/// What is known of one column that may name such rows.
#[derive(Debug, Clone)]
struct LabelColumn {
    column: usize,
    values: Vec<ValueCount>,
    others: u64,
    /// Of each column of numbers what the rows since the last of them come to, and how many of them held that sum.
    sums: Vec<(f64, u64)>,
    /// How many rows that is.
    since: u64,
    /// How many of them have rows above to be the sum of, and are none of such sums themselves.
    judged: u64,
    /// Whether there are more names than are told apart.
    is_beyond: bool,
}

/// Looks for rows of sums while rows pass.
#[derive(Debug, Clone)]
pub(super) struct Totals {
    named: Vec<LabelColumn>,
    numbers: Vec<usize>,
}

impl Totals {
    /// Looks at some columns of text, and adds up some of numbers.
    pub(super) fn new(texts: Vec<usize>, numbers: Vec<usize>) -> Totals {
        let named = |column| LabelColumn {
            column,
            values: Vec::new(),
            others: 0,
            sums: vec![(0.0, 0); numbers.len()],
            since: 0,
            judged: 0,
            is_beyond: false,
        };
        Totals { named: texts.into_iter().map(named).collect(), numbers }
    }

    /// Forgets what was counted.
    pub(super) fn reset(&mut self) {
        let texts = self.named.iter().map(|named| named.column).collect();
        *self = Totals::new(texts, std::mem::take(&mut self.numbers));
    }

    /// The columns whose numbers it is told.
    pub(super) fn numbers(&self) -> &[usize] {
        if self.named.is_empty() { &[] } else { &self.numbers }
    }

    /// Takes rows, and the numbers of its columns.
    pub(super) fn take(&mut self, rows: &Rows, numbers: &[Vec<Option<f64>>]) {
        for named in &mut self.named {
            for row in 0..rows.len() {
                let text = rows.text(named.column, row);
                let number = |at: usize| numbers[at].get(row).copied().flatten();
                if !may_be_total(text) {
                    named.others += 1;
                    named.since += 1;
                    for (at, (sum, _)) in named.sums.iter_mut().enumerate() {
                        *sum += number(at).unwrap_or_default();
                    }
                    continue;
                }
                for (at, (sum, met)) in named.sums.iter_mut().enumerate() {
                    let is_sum = |own: f64| (own - *sum).abs() <= FAULT * sum.abs().max(1.0);
                    *met += u64::from(named.since > 1 && *sum != 0.0 && number(at).is_some_and(is_sum));
                    *sum = 0.0;
                }
                named.judged += u64::from(named.since > 1);
                named.since = 0;
                let has_room = named.values.len() < MOST;
                match named.values.iter_mut().find(|counted| counted.value == text) {
                    Some(counted) => counted.rows += 1,
                    None if has_room => {
                        named.values.push(ValueCount { value: text.to_owned(), rows: 1 });
                    }
                    None => named.is_beyond = true,
                }
            }
        }
    }

    /// The rows of sums; of several columns that name some, those whose sums were met.
    pub(super) fn found(&self, names: &[&str], is_text: impl Fn(usize) -> bool) -> Option<TotalRows> {
        let rows = |named: &LabelColumn| named.values.iter().map(|counted| counted.rows).sum::<u64>();
        let met = |named: &LabelColumn| named.sums.iter().map(|(_, met)| *met).max().unwrap_or_default();
        let is_some = |named: &&LabelColumn| !named.values.is_empty() && !named.is_beyond;
        let some = self.named.iter().filter(is_some).filter(|named| rows(named) < named.others);
        let best = some.max_by_key(|named| (met(named), std::cmp::Reverse(named.column)))?;
        let most = met(best);
        // Small numbers come to the sum of those above by chance as well: of sums most are met.
        let are_met = 2 * most > best.judged;
        let sum_of = best.sums.iter().position(|(_, own)| *own == most && are_met);
        let mut values = best.values.clone();
        // What only ends so may be a name: it is one of sums where those are met.
        values.retain(|counted| sum_of.is_some() || is_text(best.column) && is_total(&counted.value));
        if values.is_empty() {
            return None;
        }
        values.sort_by(|a, b| b.rows.cmp(&a.rows).then(a.value.cmp(&b.value)));
        Some(TotalRows {
            column: names[best.column].to_owned(),
            is_text: is_text(best.column),
            values,
            sum_of: sum_of.map(|at| names[self.numbers[at]].to_owned()),
        })
    }
}
