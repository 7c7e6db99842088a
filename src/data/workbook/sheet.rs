//! The cells of a sheet of an Excel file, one after another.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};

use super::book::Book;
use super::cell::{Cell, Content, NO_RESULT};
use super::number_format::DisplayedAs;
use super::package::{Package, Part, attribute, attributes, next, skip_element, text};
use super::strings::{rich, unescaped};
use super::table::{CellRange, ROWS, Table};

/// Hands the cells of a sheet to a table.
pub(super) fn read(
    package: &mut Package<'_>,
    path: &str,
    book: &Book,
    table: &mut Table<'_>,
) -> Result<(), String> {
    let mut part = package.part(path)?.ok_or("its sheet is not in it")?;
    let (mut buffer, mut value) = (Vec::new(), String::new());
    // What formulas fill that have no result, and where cells stand in the row.
    let (mut unfilled, mut seen): (Vec<CellRange>, Vec<u32>) = (Vec::new(), Vec::new());
    let (mut row, mut column, mut is_sheet) = (0_u32, 0_u32, false);
    loop {
        match next(&mut part, &mut buffer)? {
            Event::Start(e) => match e.local_name().as_ref() {
                "sheetData" => is_sheet = true,
                "row" => {
                    let number = match attribute(&e, "r") {
                        Some(number) => number.parse().ok(),
                        None => row.checked_add(1),
                    };
                    let possible = number.filter(|row| (1..=ROWS).contains(row));
                    row = possible.ok_or("a row of it has no possible number")?;
                    column = 0;
                    seen.clear();
                }
                "c" if is_sheet => {
                    let start = Start::parse(&e, row, column)?;
                    (row, column) = (start.row + 1, start.column + 1);
                    let (content, formula) = start.content(&mut part, &mut buffer, &mut value, book)?;
                    seen.push(start.column);
                    let is_broken = matches!(&content, Some(Content::Broken(text)) if text == NO_RESULT);
                    if let Some(filled) = formula.area.filter(|_| is_broken) {
                        unfilled.push(filled);
                    }
                    if let Some(content) = content {
                        let Start { row, column, .. } = start;
                        table.take(&Cell { row, column, content, is_formula: formula.is_there })?;
                    }
                }
                _ => {}
            },
            Event::End(e) => match e.local_name().as_ref() {
                "row" => rest_of(row.saturating_sub(1), &unfilled, &seen, table)?,
                "sheetData" => return merged_cells(&mut part, &mut buffer, table),
                _ => {}
            },
            Event::Eof if is_sheet => return Err("its sheet ends within the cells".to_owned()),
            Event::Eof => return Err("its sheet holds no cells".to_owned()),
            _ => {}
        }
    }
}

/// Hands the merged cells to a table, which a sheet names behind its cells. What else stands there is of no account, whole or not.
fn merged_cells(part: &mut Part<'_, '_>, buffer: &mut Vec<u8>, table: &mut Table<'_>) -> Result<(), String> {
    loop {
        match next(part, buffer) {
            Ok(Event::Start(e)) if e.local_name().as_ref() == "mergeCell" => {
                let area = attribute(&e, "ref").and_then(|area| range(&area));
                area.into_iter().for_each(|area| table.take_merged(area));
            }
            Ok(Event::End(e)) if matches!(e.local_name().as_ref(), "mergeCells" | "worksheet") => {
                return Ok(());
            }
            Ok(Event::Eof) | Err(_) => return Ok(()),
            Ok(_) => {}
        }
    }
}

/// Cells of a row that are not written because the formula which fills them has no result.
fn rest_of(row: u32, unfilled: &[CellRange], seen: &[u32], table: &mut Table<'_>) -> Result<(), String> {
    let of_row = |filled: &&CellRange| (filled.rows.0..=filled.rows.1).contains(&row);
    for filled in unfilled.iter().filter(of_row) {
        for column in table.columns_within(filled.columns.0, filled.columns.1) {
            if !seen.contains(&column) {
                let content = Content::Broken(Cow::Borrowed(NO_RESULT));
                table.take(&Cell { row, column, content, is_formula: true })?;
            }
        }
    }
    Ok(())
}

/// The formula of a cell.
#[derive(Default)]
struct Formula {
    is_there: bool,
    /// What it fills.
    area: Option<CellRange>,
}

/// Where a cell stands, and how its value is written.
struct Start {
    row: u32,
    column: u32,
    style: Option<usize>,
    kind: Kind,
}

/// How a value is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Shared,
    Text,
    Inline,
    Bool,
    Error,
    Iso,
}

impl Kind {
    fn parse(written: &str) -> Kind {
        match written {
            "s" => Kind::Shared,
            "str" => Kind::Text,
            "inlineStr" => Kind::Inline,
            "b" => Kind::Bool,
            "e" => Kind::Error,
            "d" => Kind::Iso,
            _ => Kind::Number,
        }
    }
}

impl Start {
    fn parse(element: &BytesStart<'_>, row: u32, column: u32) -> Result<Start, String> {
        let mut start = Start { row: row.saturating_sub(1), column, style: None, kind: Kind::Number };
        for (name, value) in attributes(element) {
            match name {
                "r" => {
                    let place = place(value).ok_or_else(|| format!("it has a cell `{value}`"))?;
                    (start.row, start.column) = place;
                }
                "s" => start.style = value.parse().ok(),
                "t" => start.kind = Kind::parse(value),
                _ => {}
            }
        }
        Ok(start)
    }

    /// What stands in the cell, and its formula.
    fn content<'s>(
        &self,
        part: &mut Part<'_, '_>,
        buffer: &mut Vec<u8>,
        value: &mut String,
        book: &'s Book,
    ) -> Result<(Option<Content<'s>>, Formula), String> {
        let (mut found, mut formula) = (None, Formula::default());
        loop {
            let inside = match next(part, buffer)? {
                Event::Start(e) => match e.local_name().as_ref() {
                    "v" => CellElement::Value,
                    "is" => CellElement::Text,
                    "f" => {
                        formula.is_there = true;
                        let fills = matches!(attribute(&e, "t").as_deref(), Some("array" | "dataTable"));
                        formula.area = attribute(&e, "ref").filter(|_| fills).and_then(|area| range(&area));
                        CellElement::Other
                    }
                    _ => CellElement::Other,
                },
                Event::End(_) => break,
                Event::Eof => return Err("its sheet ends within a cell".to_owned()),
                _ => continue,
            };
            match inside {
                CellElement::Value => {
                    value.clear();
                    text(part, buffer, value)?;
                    if self.kind != Kind::Inline {
                        found = self.value(value, book);
                    }
                }
                CellElement::Text => found = Some(Content::Text(Cow::Owned(rich(part, buffer)?))),
                CellElement::Other => skip_element(part, buffer)?,
            }
        }
        if found.is_none() && formula.is_there {
            found = Some(Content::Broken(Cow::Borrowed(NO_RESULT)));
        }
        Ok((found, formula))
    }

    /// A value as it is written; `None` where a number, a day or a truth is none.
    fn value<'s>(&self, written: &str, book: &'s Book) -> Option<Content<'s>> {
        if self.kind == Kind::Text {
            return Some(Content::Text(Cow::Owned(unescaped(written).into_owned())));
        }
        let written = written.trim();
        if written.is_empty() {
            return None;
        }
        let broken = || Content::Broken(Cow::Owned(written.to_owned()));
        Some(match self.kind {
            Kind::Shared => {
                let text = written.parse().ok().and_then(|at: usize| book.strings.get(at));
                text.map_or_else(broken, |text| Content::Text(Cow::Borrowed(text)))
            }
            Kind::Bool => match written {
                "1" | "true" | "TRUE" => Content::Bool(true),
                "0" | "false" | "FALSE" => Content::Bool(false),
                _ => broken(),
            },
            Kind::Iso => Content::Iso(Cow::Owned(written.to_owned())),
            Kind::Error => broken(),
            Kind::Text | Kind::Inline | Kind::Number => {
                match written.parse().ok().filter(|x: &f64| x.is_finite()) {
                    None => broken(),
                    Some(x) => match self.style.and_then(|style| book.styles.get(style)) {
                        None | Some(DisplayedAs::Number) => Content::Number(x),
                        Some(DisplayedAs::Percent) => Content::Percent(x),
                        Some(DisplayedAs::Day) => Content::Day { serial: x, has_day: true },
                        Some(DisplayedAs::Clock) => Content::Day { serial: x, has_day: false },
                        Some(DisplayedAs::Span) => Content::Span(x),
                    },
                }
            }
        })
    }
}

/// What an element within a cell holds.
enum CellElement {
    Value,
    Text,
    Other,
}

/// The cells of an address such as `B2:B9`.
fn range(area: &str) -> Option<CellRange> {
    let (first, last) = area.split_once(':').unwrap_or((area, area));
    let (first, last) = (place(first)?, place(last)?);
    Some(CellRange { rows: (first.0, last.0), columns: (first.1, last.1) })
}

/// Row and column of an address such as `C7`, from 0.
fn place(address: &str) -> Option<(u32, u32)> {
    let at = address.find(|c: char| c.is_ascii_digit())?;
    let mut column: u32 = 0;
    for letter in address[..at].bytes() {
        let letter = letter.to_ascii_uppercase();
        if !letter.is_ascii_uppercase() {
            return None;
        }
        column = column.checked_mul(26)?.checked_add(u32::from(letter - b'A') + 1)?;
    }
    let row: u32 = address[at..].parse().ok()?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}
