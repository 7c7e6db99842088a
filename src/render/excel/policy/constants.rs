//! Margins, rates and factors of formulas.

use std::collections::BTreeMap;

use rust_xlsxwriter::{DataValidation, DataValidationRule};

use crate::render::excel::error::ExcelError;
use crate::render::excel::page::Page;
use crate::render::excel::reference::rows;
use crate::render::excel::sheet::Sheet;
use crate::render::excel::style::PLAIN;
use crate::report::workings::MeasureWorking;
use crate::words::{Book, Setting};

/// Cells of constants, by position of the measure and name.
pub(super) type Constants = BTreeMap<(usize, String), String>;

/// Writes them from a row on; it gives the last row and where they stand.
pub(super) fn constants(page: &mut Page<'_, '_>, first: u32) -> Result<(u32, Constants), ExcelError> {
    let mut cells = Constants::new();
    let draft = page.draft;
    let style = &draft.style;
    let all = draft.workings.measures.iter().enumerate();
    let all: Vec<(usize, &MeasureWorking, &(String, f64))> =
        all.flat_map(|(i, m)| m.constants.iter().map(move |constant| (i, m, constant))).collect();
    if all.is_empty() {
        return Ok((first, cells));
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
        cells.insert((index, name.clone()), draft.fixed_cell_ref(Sheet::Policy, row, 4));
        let any = DataValidation::new().allow_decimal_number(DataValidationRule::Between(-1e18, 1e18));
        page.add_validation(any, Setting::NumberRule, (row, 4), (row, 4))?;
    }
    Ok((last, cells))
}
