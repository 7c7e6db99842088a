//! Margins, rates and factors of formulas.

use rust_xlsxwriter::{DataValidation, DataValidationRule};

use super::Policies;
use crate::render::excel::error::ExcelError;
use crate::render::excel::page::Page;
use crate::render::excel::reference::rows;
use crate::render::excel::sheet::Sheet;
use crate::render::excel::style::PLAIN;
use crate::report::workings::MeasureWorking;
use crate::words::{Book, Setting};

/// Margins, rates and factors of formulas; it gives the last row.
pub(super) fn constants(
    page: &mut Page<'_, '_>,
    policies: &mut Policies,
    first: u32,
) -> Result<u32, ExcelError> {
    let draft = page.draft;
    let style = &draft.style;
    let all = draft.workings.measures.iter().enumerate();
    let all: Vec<(usize, &MeasureWorking, &(String, f64))> =
        all.flat_map(|(i, m)| m.constants.iter().map(move |constant| (i, m, constant))).collect();
    if all.is_empty() {
        return Ok(first);
    }
    page.text(first, 0, &draft.say(Book::Constants), &style.section());
    page.heads(first + 1, 0, &[Book::Title, Book::Id, Book::Number, Book::Blank, Book::Value], 4);
    let last = first + 1 + rows(all.len());
    for (i, (index, m, (name, value))) in all.into_iter().enumerate() {
        let row = first + 2 + rows(i);
        page.text(row, 0, &m.title, &style.text());
        page.text(row, 1, &m.id, &style.note());
        page.text(row, 2, name, &style.note());
        page.input(row, 4, Some(*value), PLAIN, &format!("{}: {name}", m.title));
        let cell = draft.fixed_on(Sheet::Policy, row, 4);
        policies.constants.insert((index, name.clone()), cell);
        let any = DataValidation::new().allow_decimal_number(DataValidationRule::Between(-1e18, 1e18));
        page.checked(any, Setting::NumberRule, (row, 4), (row, 4))?;
    }
    Ok(last)
}
