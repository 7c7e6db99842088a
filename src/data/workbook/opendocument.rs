//! Spreadsheets of LibreOffice and others, which are a ZIP of XML as Excel's files are, with all sheets in one part.

use std::borrow::Cow;

use quick_xml::events::{BytesStart, Event};

use super::cell::{BookSettings, Cell, Content, NO_RESULT};
use super::package::{Package, Part, attributes, next, skip_element};
use super::table::{CellRange, Table};
use crate::data::serial::DateSystem;

const CONTENT: &str = "content.xml";

/// As many cells as repeated ones may become.
const MOST: u64 = 50_000_000;

/// A file without the cells of its sheets.
#[derive(Default)]
pub(super) struct Spreadsheet {
    /// The names of all sheets.
    pub(super) names: Vec<String>,
    /// The names of those that nobody sees.
    pub(super) hidden: Vec<String>,
    pub(super) habits: BookSettings,
}

/// The sheets and how days are counted; `None` where the package is another kind of workbook.
pub(super) fn open(package: &mut Package<'_>) -> Result<Option<Spreadsheet>, String> {
    let (mut found, mut buffer) = (Spreadsheet::default(), Vec::new());
    // A sheet is hidden by its style, which stands before it.
    let (mut style, mut unseen) = (String::new(), Vec::new());
    let Some(mut part) = package.part(CONTENT)? else { return Ok(None) };
    loop {
        match next(&mut part, &mut buffer)? {
            Event::Start(e) => match e.name().as_ref() {
                "style:style" => style = value(&e, "style:name"),
                "style:table-properties" if value(&e, "table:display") == "false" => {
                    unseen.push(style.clone());
                }
                "table:table" => {
                    let name = value(&e, "table:name");
                    if unseen.contains(&value(&e, "table:style-name")) {
                        found.hidden.push(name.clone());
                    }
                    found.names.push(name);
                }
                // The day of the number 0.
                "table:null-date" if value(&e, "table:date-value").starts_with("1904-01-01") => {
                    found.habits.system = DateSystem::From1904;
                }
                _ => {}
            },
            Event::Eof => return Ok(Some(found)),
            _ => {}
        }
    }
}

/// Hands the cells of the sheet at a position to a table.
pub(super) fn read(package: &mut Package<'_>, at: usize, table: &mut Table<'_>) -> Result<(), String> {
    let mut part = package.part(CONTENT)?.ok_or("it has no content")?;
    let (mut buffer, mut sheets, mut row, mut repeated) = (Vec::new(), 0, 0_u32, 0);
    loop {
        match next(&mut part, &mut buffer)? {
            Event::Start(e) => match e.name().as_ref() {
                "table:table" => sheets += 1,
                "table:table-row" if sheets == at + 1 => {
                    let times = times(&e, "table:number-rows-repeated")?;
                    let after = row.checked_add(times).ok_or("a row of it has no possible number")?;
                    let cells = cells(&mut part, &mut buffer)?;
                    for row in (row..after).take_while(|_| !cells.is_empty()) {
                        for found in &cells {
                            let columns = found.columns.0..found.columns.1;
                            repeated += u64::from(times > 1) + (columns.len() as u64).saturating_sub(1);
                            if repeated > MOST {
                                return Err(format!("it repeats cells more than {MOST} times"));
                            }
                            let last =
                                |first: u32, spanned: u32| first.saturating_add(spanned.saturating_sub(1));
                            let last_column =
                                last(columns.start, found.spans.1).max(columns.end.saturating_sub(1));
                            table.take_merged(CellRange {
                                rows: (row, last(row, found.spans.0)),
                                columns: (columns.start, last_column),
                            });
                            for column in columns {
                                let content = found.content.clone();
                                table.take(&Cell { row, column, content, is_formula: found.is_formula })?;
                            }
                        }
                    }
                    row = after;
                }
                _ => {}
            },
            Event::End(e) if e.name().as_ref() == "table:table" && sheets == at + 1 => return Ok(()),
            Event::Eof => return Err("it ends within its sheets".to_owned()),
            _ => {}
        }
    }
}

/// One cell, in the columns it is repeated in.
struct RepeatedCell {
    columns: (u32, u32),
    content: Content<'static>,
    is_formula: bool,
    /// Rows and columns that are shown as one with it.
    spans: (u32, u32),
}

/// The cells of a row that hold something.
fn cells(part: &mut Part<'_, '_>, buffer: &mut Vec<u8>) -> Result<Vec<RepeatedCell>, String> {
    let (mut found, mut column) = (Vec::new(), 0_u32);
    loop {
        let cell = match next(part, buffer)? {
            Event::Start(e)
                if matches!(e.name().as_ref(), "table:table-cell" | "table:covered-table-cell") =>
            {
                // What is no number spans one.
                let spanned = |name: &str| value(&e, name).parse().unwrap_or(1_u32);
                let spans = (spanned("table:number-rows-spanned"), spanned("table:number-columns-spanned"));
                Some((CellAttributes::parse(&e), times(&e, "table:number-columns-repeated")?, spans))
            }
            Event::Start(_) => None,
            Event::End(_) => return Ok(found),
            Event::Eof => return Err("it ends within a row".to_owned()),
            _ => continue,
        };
        let Some((written, times, spans)) = cell else {
            skip_element(part, buffer)?;
            continue;
        };
        let text = paragraphs(part, buffer)?;
        let after = column.checked_add(times).ok_or("a column of it has no possible number")?;
        let is_formula = written.is_formula;
        if let Some(content) = written.content(text) {
            found.push(RepeatedCell { columns: (column, after), content, is_formula, spans });
        }
        column = after;
    }
}

/// The attributes of a cell.
#[derive(Default)]
struct CellAttributes {
    kind: String,
    value: Option<String>,
    is_formula: bool,
    is_error: bool,
}

impl CellAttributes {
    fn parse(element: &BytesStart<'_>) -> CellAttributes {
        let mut written = CellAttributes::default();
        for (name, _) in attributes(element) {
            match name {
                "office:value-type" => written.kind = value(element, name),
                "office:value"
                | "office:date-value"
                | "office:time-value"
                | "office:boolean-value"
                | "office:string-value" => written.value = Some(value(element, name)),
                "table:formula" => written.is_formula = true,
                "calcext:value-type" => written.is_error = value(element, name) == "error",
                _ => {}
            }
        }
        written
    }

    fn content(self, text: String) -> Option<Content<'static>> {
        let broken = |text: String| Some(Content::Broken(Cow::Owned(text)));
        if self.is_error {
            return broken(text);
        }
        let value = match (self.kind.as_str(), self.value) {
            ("string", value) => return Some(Content::Text(Cow::Owned(value.unwrap_or(text)))),
            ("", _) if self.is_formula => return broken(NO_RESULT.to_owned()),
            ("", _) => return None,
            (_, None) => return broken(text),
            (_, Some(value)) => value,
        };
        match (self.kind.as_str(), value.trim().parse::<f64>()) {
            ("percentage", Ok(x)) if x.is_finite() => Some(Content::Percent(x)),
            ("float" | "currency", Ok(x)) if x.is_finite() => Some(Content::Number(x)),
            ("date", _) => Some(Content::Iso(Cow::Owned(value))),
            ("time", _) => Some(Content::IsoSpan(Cow::Owned(value))),
            ("boolean", _) => Some(Content::Bool(value == "true")),
            _ => broken(value),
        }
    }
}

/// The text of a cell that was begun: a line for each paragraph, without remarks and pictures.
fn paragraphs(part: &mut Part<'_, '_>, buffer: &mut Vec<u8>) -> Result<String, String> {
    let (mut whole, mut depth, mut within, mut is_first) = (String::new(), 0_usize, 0_usize, true);
    loop {
        let is_aside = match next(part, buffer)? {
            Event::Start(e) => {
                depth += 1;
                match e.name().as_ref() {
                    "text:p" => {
                        if !std::mem::take(&mut is_first) {
                            whole.push('\n');
                        }
                        within = depth;
                    }
                    "text:s" => {
                        whole.extend(std::iter::repeat_n(' ', times(&e, "text:c")?.min(100) as usize))
                    }
                    "text:tab" => whole.push('\t'),
                    "text:line-break" => whole.push('\n'),
                    _ => {}
                }
                e.name().as_ref().starts_with("draw:") || e.name().as_ref() == "office:annotation"
            }
            Event::Text(text) if within > 0 => {
                whole.push_str(&text.xml10_content());
                false
            }
            Event::GeneralRef(reference) if within > 0 => {
                super::package::push_reference(&reference, &mut whole);
                false
            }
            Event::End(_) if depth == 0 => return Ok(whole),
            Event::End(_) => {
                within = if within == depth { 0 } else { within };
                depth -= 1;
                false
            }
            Event::Eof => return Err("it ends within a cell".to_owned()),
            _ => false,
        };
        if is_aside {
            skip_element(part, buffer)?;
            depth -= 1;
        }
    }
}

fn value(element: &BytesStart<'_>, name: &str) -> String {
    let found = attributes(element).find(|(known, _)| *known == name).map(|(_, raw)| raw).unwrap_or_default();
    quick_xml::escape::unescape(found).map_or_else(|_| found.to_owned(), Cow::into_owned)
}

/// How often an element is repeated.
fn times(element: &BytesStart<'_>, name: &str) -> Result<u32, String> {
    let Some((_, written)) = attributes(element).find(|(known, _)| *known == name) else { return Ok(1) };
    written.parse().map_err(|_| format!("something of it is repeated `{written}` times"))
}
