//! Sheets of workbooks and ranges of their cells, as written.

use crate::measure::Text;
use crate::model::{Area, FileFormat, FileKind, Sheet};
use crate::problem::{Problem, Problems, causes};

/// What `sheet` names: `Orders`, `Orders!B3:F200`, or `!B3` for cells of the first sheet; `None` where its range is none.
pub(super) fn parse(
    text: Option<&Text>,
    format: Option<&FileFormat>,
    path: &str,
    problems: &mut Problems,
) -> Option<Sheet> {
    let Some(text) = text else { return Some(Sheet::default()) };
    if format.is_some_and(|format| format.kind != FileKind::Workbook) {
        problems.push(Problem::new(SheetOfFile { path: path.to_string() }).at(text.span));
    }
    let sheet = sheet_of(&text.value);
    if sheet.is_none() {
        let cells = text.value.rsplit_once('!').map_or(text.value.as_str(), |(_, cells)| cells);
        problems.push(Problem::new(NoCells { cells: cells.to_owned() }).at(text.span));
    }
    sheet
}

/// The sheet and the cells that a text names; `None` where its range is none.
pub fn sheet_of(text: &str) -> Option<Sheet> {
    let (name, area) = match text.rsplit_once('!') {
        Some((name, cells)) => (name, area(cells)?),
        None => (text, Area::default()),
    };
    let name = name.strip_prefix('\'').and_then(|name| name.strip_suffix('\'')).unwrap_or(name);
    Some(Sheet { name: Some(name.to_owned()).filter(|name| !name.is_empty()), area })
}

/// `B3:F200`, `B:F`, `3:200` or `B3`.
fn area(cells: &str) -> Option<Area> {
    let (from, to) = cells.split_once(':').map_or((cells, ""), |(from, to)| (from, to));
    let ((left, top), (right, bottom)) = (cell(from)?, cell(to)?);
    let ordered = |a: Option<u32>, b: Option<u32>| a.zip(b).is_none_or(|(a, b)| a <= b);
    let is_some = left.is_some() || top.is_some();
    let area = Area { top, bottom, left, right };
    (is_some && ordered(top, bottom) && ordered(left, right) && !(to.is_empty() && cells.ends_with(':')))
        .then_some(area)
}

/// The column and the row of `B3`, each of which may lack.
fn cell(text: &str) -> Option<(Option<u32>, Option<u32>)> {
    const COLUMNS: u32 = 16_384;
    const ROWS: u32 = 1_048_576;
    let text = text.replace('$', "");
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (letters, digits) = text.split_at(letters);
    let value = |sum: u32, byte: u8| {
        sum.saturating_mul(26).saturating_add(u32::from(byte.to_ascii_uppercase() - b'A') + 1)
    };
    let column = (!letters.is_empty()).then(|| letters.bytes().fold(0, value));
    let row = if digits.is_empty() { None } else { Some(digits.parse::<u32>().ok()?) };
    let within = |at: Option<u32>, most: u32| at.is_none_or(|at| (1..=most).contains(&at));
    (within(column, COLUMNS) && within(row, ROWS)).then_some((column, row))
}

causes! {
    /// A sheet of a file that has none.
    SheetOfFile { path: String } => WrongType,
        "only a workbook has sheets, and `{path}` is none",
        "take `sheet` out";

    /// A text that is no range of cells.
    NoCells { cells: String } => WrongType,
        "`{cells}` is no range of cells",
        "write `Orders!B3:F200`, `Orders!B:F`, or `Orders!B3` for all from there on";
}
