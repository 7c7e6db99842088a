//! One sheet under way: cells with their formats, formulas with their results, the head all sheets share.

use std::borrow::Cow;

use rust_xlsxwriter::{ConditionalFormatCell, ConditionalFormatCellRule, Format, Formula, Worksheet};

use super::address::{CHECKS, cell, fixed_on};
use super::checks::MASTER;
use super::{Book, ExcelError};

/// What a formula gives.
pub(super) enum Cached {
    Number(f64),
    Word(String),
    /// Empty text: absent.
    Absent,
    /// `#N/A`, which breaks a chart's line; nowhere but in the series that charts draw.
    Gap,
}

impl From<f64> for Cached {
    fn from(number: f64) -> Cached {
        Cached::Number(number)
    }
}

impl From<bool> for Cached {
    fn from(truth: bool) -> Cached {
        Cached::Number(f64::from(u8::from(truth)))
    }
}

impl From<Option<f64>> for Cached {
    fn from(number: Option<f64>) -> Cached {
        number.map_or(Cached::Absent, Cached::Number)
    }
}

impl From<&str> for Cached {
    fn from(word: &str) -> Cached {
        if word.is_empty() { Cached::Absent } else { Cached::Word(word.to_owned()) }
    }
}

/// A sheet.
pub(super) struct Page<'a> {
    pub(super) sheet: Worksheet,
    pub(super) book: &'a Book<'a>,
    name: &'static str,
}

impl<'a> Page<'a> {
    /// A sheet with its head: what it is, which report, whether all checks pass.
    pub(super) fn new(book: &'a Book<'a>, name: &'static str, what: &str) -> Result<Page<'a>, ExcelError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?;
        // Absence is stored as empty text, not as the writer's usual 0.
        sheet.set_formula_result_default("");
        sheet.set_screen_gridlines(false);
        let mut page = Page { sheet, book, name };
        let head = &book.workings.head;
        page.text(0, 0, what, &book.style.title())?;
        page.text(1, 0, &format!("{}. {}.", head.title, head.as_of), &book.style.note())?;
        let master = book.verdicts.master();
        page.live(2, 0, &fixed_on(CHECKS, MASTER, 1), master.as_str(), &book.style.text().set_bold())?;
        for (rule, ink) in [
            (ConditionalFormatCellRule::EqualTo("All checks pass"), "#005A8E"),
            (ConditionalFormatCellRule::NotEqualTo("All checks pass"), "#A33B00"),
        ] {
            let format =
                ConditionalFormatCell::new().set_rule(rule).set_format(Format::new().set_font_color(ink));
            page.sheet.add_conditional_format(2, 0, 2, 0, &format)?;
        }
        page.print()?;
        Ok(page)
    }

    fn print(&mut self) -> Result<(), ExcelError> {
        let head = &self.book.workings.head;
        self.sheet
            .set_landscape()
            .set_paper_size(9)
            .set_print_fit_to_pages(1, 0)
            .set_margins(0.4, 0.4, 0.7, 0.6, 0.3, 0.3)
            .set_header(format!("&L&8{}&R&8{}", printed(&head.title), self.name))
            .set_footer(format!("&L&8{}&C&8Page &P of &N&R&8{}", printed(&head.as_of), printed(&head.run)));
        self.sheet.set_repeat_rows(0, 2)?;
        Ok(())
    }

    /// Text from anywhere: it stays text, also when edited.
    pub(super) fn text(
        &mut self,
        row: u32,
        column: u16,
        text: &str,
        format: &Format,
    ) -> Result<(), ExcelError> {
        let text = &*fitting(text);
        let taken_for_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
        match taken_for_formula {
            true => {
                self.sheet.write_string_with_format(row, column, text, &format.clone().set_quote_prefix())?
            }
            false => self.sheet.write_string_with_format(row, column, text, format)?,
        };
        Ok(())
    }

    /// A number, or an empty cell.
    pub(super) fn number(
        &mut self,
        row: u32,
        column: u16,
        number: Option<f64>,
        format: &Format,
    ) -> Result<(), ExcelError> {
        match number.filter(|n| n.is_finite()) {
            Some(number) => self.sheet.write_number_with_format(row, column, number, format)?,
            None => self.sheet.write_blank(row, column, format)?,
        };
        Ok(())
    }

    /// A formula with what it gives.
    pub(super) fn live(
        &mut self,
        row: u32,
        column: u16,
        formula: &str,
        result: impl Into<Cached>,
        format: &Format,
    ) -> Result<(), ExcelError> {
        let result = match result.into() {
            Cached::Number(0.0) => "0".to_owned(),
            Cached::Number(number) if number.is_finite() => number.to_string(),
            Cached::Number(_) => {
                return Err(ExcelError::NotFinite { cell: format!("{}!{}", self.name, cell(row, column)) });
            }
            Cached::Word(word) => fitting(&word).into_owned(),
            Cached::Absent => String::new(),
            Cached::Gap => "#N/A".to_owned(),
        };
        self.sheet.write_formula_with_format(
            row,
            column,
            Formula::new(formula).set_result(result),
            format,
        )?;
        Ok(())
    }

    /// Heads of columns from `column` on; those from `numbers` on stand right.
    pub(super) fn heads(
        &mut self,
        row: u32,
        column: u16,
        heads: &[&str],
        numbers: usize,
    ) -> Result<(), ExcelError> {
        for (i, head) in heads.iter().enumerate() {
            let column = column + super::address::columns(i);
            let format = match (i < numbers, column) {
                (true, 0..4) => self.book.style.head(),
                (true, _) => self.book.style.head().set_indent(1),
                (false, _) => self.book.style.head_right(),
            };
            self.text(row, column, head, &format)?;
        }
        // Heads of several words break into lines.
        let two_lines = heads.iter().any(|head| head.len() > 11 && head.contains(' ')) && heads.len() > 3;
        if two_lines {
            self.sheet.set_row_height(row, 27)?;
        }
        Ok(())
    }

    /// Heads of periods, in the columns they have on every sheet.
    pub(super) fn periods(&mut self, row: u32, labels: &[String]) -> Result<(), ExcelError> {
        let head = self.book.style.head_right();
        for (p, label) in labels.iter().enumerate() {
            self.text(row, self.book.at.period(p), label, &head)?;
        }
        Ok(())
    }

    /// Conditional formats for a column.
    pub(super) fn coloured(
        &mut self,
        rules: Vec<ConditionalFormatCell>,
        first: u32,
        last: u32,
        column: u16,
    ) -> Result<(), ExcelError> {
        for rule in rules {
            self.sheet.add_conditional_format(first, column, last.max(first), column, &rule)?;
        }
        Ok(())
    }

    /// Widths of the columns from the first on, in characters.
    pub(super) fn widths(&mut self, widths: &[f64]) -> Result<(), ExcelError> {
        for (i, width) in widths.iter().enumerate() {
            self.sheet.set_column_width(super::address::columns(i), *width)?;
        }
        Ok(())
    }
}

/// Text as a cell can hold it: 32,767 characters of UTF-16.
fn fitting(text: &str) -> Cow<'_, str> {
    const MOST: usize = 32_767;
    if text.len() <= MOST || text.encode_utf16().count() <= MOST {
        return Cow::Borrowed(text);
    }
    let mut length = 0;
    let fits = |c: &char| {
        length += c.len_utf16();
        length < MOST
    };
    Cow::Owned(text.chars().take_while(fits).chain(['…']).collect())
}

/// Text for a page's head or foot behind a size of letters, where `&` begins a code and little fits. A digit at its
/// beginning would be read as a part of the size.
fn printed(text: &str) -> String {
    let text = text.chars().take(70).collect::<String>().replace('&', "&&");
    if text.starts_with(|c: char| c.is_ascii_digit()) { format!(" {text}") } else { text }
}
