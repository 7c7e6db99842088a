//! A short book: what is reported, and what its formulas need, on four sheets. What another book has sheets of its own for
//! stands below the roll-up on Calc, written by the same code.

use super::error::ExcelError;
use super::page::{Draft, Formulas, Page};
use super::{calc, checks, control, facts, lists, plan, policy, scorecard, series, targets};

/// Its sheets.
pub(super) fn pages<'d, 'a>(draft: &'d Draft<'a>) -> Result<Vec<Page<'d, 'a>>, ExcelError> {
    let facts = facts::page(draft)?;
    let control = control::page(draft)?;
    let lists = lists::page(draft)?;
    let (policy, policies) = policy::page(draft)?;
    let (plan, points) = plan::page(draft)?;
    let targets = targets::page(draft, &points)?;
    let (series, lines) = series::page(draft, &policies)?;
    let (mut calc, figures) = calc::page(draft, &lines, &policies)?;
    let scorecard = scorecard::page(draft, &figures, None)?;
    let parts = [control, lists, policy, plan, targets, series];
    // Facts are seen by what stands beside them.
    parts.iter().chain([&calc, &scorecard]).for_each(Page::add_remaining_checksums);
    parts.into_iter().for_each(|part| calc.append_part(part));
    let pages = vec![scorecard, facts, calc];
    let formulas: Vec<Formulas> = pages.iter().filter_map(Page::formulas).collect();
    let checks = checks::page(draft, &lines, &figures, &formulas)?;
    Ok(pages.into_iter().chain([checks]).collect())
}
