//! Rows of sums among the rows of a table: `Total North` between the shops of the north.

use crate::data::Rows;
use crate::locale::total::is_total;

use super::facts::{TotalRows, ValueCount};

/// Values that are kept.
const SHOWN: usize = 12;
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
        };
        Totals { named: texts.into_iter().map(named).collect(), numbers }
    }

    /// Forgets what was counted.
    pub(super) fn again(&mut self) {
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
                if !is_total(text) {
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
                named.since = 0;
                match named.values.iter_mut().find(|counted| counted.value == text) {
                    Some(counted) => counted.rows += 1,
                    None => named.values.push(ValueCount { value: text.to_owned(), rows: 1 }),
                }
            }
        }
    }

    /// The rows of sums; of several columns that name some, those whose sums were met.
    pub(super) fn found(&self, names: &[&str]) -> Option<TotalRows> {
        let rows = |named: &LabelColumn| named.values.iter().map(|counted| counted.rows).sum::<u64>();
        let met = |named: &LabelColumn| named.sums.iter().map(|(_, met)| *met).max().unwrap_or_default();
        let some = self.named.iter().filter(|named| !named.values.is_empty() && rows(named) < named.others);
        let best = some.max_by_key(|named| (met(named), std::cmp::Reverse(named.column)))?;
        let most = met(best);
        let sum_of = best.sums.iter().position(|(_, own)| *own == most && most > 0);
        let mut values = best.values.clone();
        values.sort_by(|a, b| b.rows.cmp(&a.rows).then(a.value.cmp(&b.value)));
        values.truncate(SHOWN);
        Some(TotalRows {
            column: names[best.column].to_owned(),
            values,
            sum_of: sum_of.map(|at| names[self.numbers[at]].to_owned()),
        })
    }
}
