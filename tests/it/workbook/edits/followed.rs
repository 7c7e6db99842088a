//! Which changes a book follows as the engine does. What it does not is said in docs/reference/workbook.md: figures that come
//! of rows beside the facts (last year's values and shares as targets, the maturity of cases, members of a formula by other
//! periods) stand there as numbers.

use std::collections::BTreeSet;

use mando::model::{Baseline, Measure, Path, TargetPlan};
use mando::report::workings::{FactGrain, FactRow, MeasureWorking, Operands};

use super::book::Book;

/// Ids of a measure and of all formulas that come to it.
fn with_formulas<'b>(book: &'b Book, ids: BTreeSet<&'b str>) -> BTreeSet<&'b str> {
    let mut all = ids;
    loop {
        let is_over = |m: &&Measure| {
            m.plan.components.is_empty() && m.plan.formula.names().iter().any(|name| all.contains(name))
        };
        let found: Vec<&str> =
            book.scorecard.measures.iter().filter(is_over).map(|m| m.id.as_str()).collect();
        let before = all.len();
        all.extend(found);
        if all.len() == before {
            return all;
        }
    }
}

/// Whether a formula takes a measure's values as facts of its own.
fn is_copied(book: &Book, ids: &BTreeSet<&str>) -> bool {
    let copies = |m: &&MeasureWorking| {
        let model = book.scorecard.measure(&m.id);
        matches!(m.operands, Operands::Facts(_)) && model.is_some_and(|m| m.plan.components.is_empty())
    };
    book.workings.measures.iter().filter(copies).any(|m| ids.contains(m.id.as_str()))
}

/// Whether a smaller or larger sample of a measure has no effect but on what follows it.
pub(super) fn samples_follow(book: &Book, id: &str) -> bool {
    !is_copied(book, &with_formulas(book, BTreeSet::from([id])))
}

/// Whether another value of a fact has no effect but on what follows it.
pub(super) fn follows(book: &Book, fact: usize, row: &FactRow) -> bool {
    if matches!(row.grain, FactGrain::YearBefore | FactGrain::YearBeforeToDate) {
        return false;
    }
    let mut users = BTreeSet::new();
    for m in &book.workings.measures {
        let Some(model) = book.scorecard.measure(&m.id) else { continue };
        for (_, name, _) in Book::operands(m).filter(|(position, ..)| *position == fact) {
            let matures = |(mature, all): &(String, String)| mature == name || all == name;
            if model.plan.maturity.as_ref().is_some_and(matures) {
                return false;
            }
            users.insert(m.id.as_str());
        }
    }
    let all = with_formulas(book, users);
    let is_free = |m: &MeasureWorking| {
        let model = book.scorecard.measure(&m.id);
        model.is_none_or(|model| row.grain == FactGrain::ToDate || is_no_target(m, model, row))
    };
    !is_copied(book, &all)
        && book.workings.measures.iter().filter(|m| all.contains(m.id.as_str())).all(is_free)
}

/// Whether no target of a shown period comes of a value.
fn is_no_target(m: &MeasureWorking, model: &Measure, row: &FactRow) -> bool {
    let Some(target) = &model.target else { return true };
    if let Some(Baseline::Measured(at)) = target.baseline
        && at.first <= row.last
        && row.last <= at.last
    {
        return false;
    }
    let next = m.periods.iter().flatten().any(|p| p.year_before == Some(row.period));
    let last = m.periods.last().and_then(Option::as_ref);
    let of_last_year = last.is_some_and(|last| row.last < last.year);
    match &target.plan {
        TargetPlan::PreviousYear(_) => !next,
        TargetPlan::Dated { path: Path::Step | Path::Seasonal, .. } if target.shares.is_empty() => {
            !of_last_year
        }
        _ => target.rows.is_empty() || !of_last_year,
    }
}
