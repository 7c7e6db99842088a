//! A workbook in IronCalc: cells are overwritten, everything is recalculated, and what was overwritten is put back.

use std::collections::BTreeMap;

use ironcalc::base::Model;
use ironcalc::base::cell::CellValue;
use ironcalc::base::types::Cell;
use ironcalc::import::load_from_xlsx_bytes;

use super::office::{Typed, number};
use super::{at as written_at, sheet as written_sheet};

/// A row and a column, from 0.
pub(crate) type Place = (u32, u32);

/// A sheet's cells of some rows and columns, from 0, the last among them.
#[derive(Debug, Clone)]
pub(crate) struct Area {
    pub(crate) sheet: String,
    pub(crate) first: Place,
    pub(crate) last: Place,
}

impl Area {
    pub(crate) fn rows(&self) -> std::ops::RangeInclusive<u32> {
        self.first.0..=self.last.0
    }
}

pub(crate) struct Live {
    model: Model<'static>,
    sheets: Vec<String>,
    names: BTreeMap<String, Area>,
    before: Vec<(u32, Place, Option<Cell>)>,
}

impl Live {
    /// The book as it was written.
    pub(crate) fn new(bytes: &[u8]) -> Live {
        let workbook = load_from_xlsx_bytes(bytes, "book", "en", "UTC").expect("a workbook");
        let model = Model::from_workbook(workbook, "en").expect("a model");
        let sheets = model.get_worksheets_properties().into_iter().map(|sheet| sheet.name).collect();
        let named = model.get_defined_name_list().into_iter();
        let names = named.filter_map(|(name, _, area)| Some((name, area_of(&area)?))).collect();
        let mut live = Live { model, sheets, names, before: Vec::new() };
        live.pass_over_numbers_of_formulas(bytes);
        live
    }

    /// IronCalc's ISFORMULA takes a cell and no area: what LibreOffice looks at stays as it was written here.
    fn pass_over_numbers_of_formulas(&mut self, bytes: &[u8]) {
        let written = written_sheet(bytes, "Checks");
        let (rows, columns) = self.end("Checks");
        let places = (0..=rows).flat_map(|row| (0..=columns).map(move |column| (row, column)));
        for (row, column) in places {
            let (sheet, at) = (self.position("Checks"), (row as i32 + 1, column as i32 + 1));
            let formula = self.model.get_cell_formula(sheet, at.0, at.1).expect("a cell");
            if formula.is_some_and(|formula| formula.contains("ISFORMULA")) {
                let number = number(&written_at(&written, row, column)).expect("a number");
                self.model.update_cell_with_number(sheet, at.0, at.1, number).expect("a cell");
            }
        }
    }

    pub(crate) fn sheets(&self) -> &[String] {
        &self.sheets
    }

    /// Whether there is a name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.names.contains_key(name)
    }

    /// The cells of a name.
    #[track_caller]
    pub(crate) fn named(&self, name: &str) -> &Area {
        self.names.get(name).unwrap_or_else(|| panic!("the book has no name {name}"))
    }

    fn position(&self, sheet: &str) -> u32 {
        let found = self.sheets.iter().position(|name| name == sheet);
        found.unwrap_or_else(|| panic!("the book has no sheet {sheet}")) as u32
    }

    /// The last row and the last column of a sheet that hold something.
    pub(crate) fn end(&self, sheet: &str) -> Place {
        let sheet = self.model.workbook.worksheet(self.position(sheet)).expect("a sheet");
        let dimension = sheet.dimension();
        (dimension.max_row as u32 - 1, dimension.max_column as u32 - 1)
    }

    /// Overwrites a cell, whatever it held.
    pub(crate) fn type_into(&mut self, sheet: &str, place: Place, typed: &Typed) {
        let at = self.position(sheet);
        let (row, column) = (place.0 as i32 + 1, place.1 as i32 + 1);
        let worksheet = self.model.workbook.worksheet(at).expect("a sheet");
        self.before.push((at, place, worksheet.cell(row, column).map(std::borrow::Cow::into_owned)));
        match typed {
            Typed::Number(number) => self.model.update_cell_with_number(at, row, column, *number),
            Typed::Word(word) => self.model.update_cell_with_text(at, row, column, word),
            Typed::Nothing => {
                self.model.workbook.worksheet_mut(at).expect("a sheet").cell_clear_contents(row, column)
            }
        }
        .expect("a cell");
    }

    /// Exchanges a formula for another.
    pub(crate) fn exchange(&mut self, sheet: &str, place: Place, formula: &str) {
        let at = self.position(sheet);
        let (row, column) = (place.0 as i32 + 1, place.1 as i32 + 1);
        let worksheet = self.model.workbook.worksheet(at).expect("a sheet");
        self.before.push((at, place, worksheet.cell(row, column).map(std::borrow::Cow::into_owned)));
        self.model.update_cell_with_formula(at, row, column, formula.to_owned()).expect("a formula");
    }

    /// Puts back what was overwritten.
    pub(crate) fn put_back(&mut self) {
        while let Some((sheet, (row, column), cell)) = self.before.pop() {
            let sheet = self.model.workbook.worksheet_mut(sheet).expect("a sheet");
            let (row, column) = (row as i32 + 1, column as i32 + 1);
            match cell {
                Some(cell) => sheet.sheet_data.set_cell(row, column, cell),
                None => sheet.sheet_data.remove_cell(row, column),
            };
        }
    }

    pub(crate) fn recalculate(&mut self) {
        self.model.evaluate();
    }

    pub(crate) fn at(&self, sheet: &str, (row, column): Place) -> CellValue {
        let sheet = self.position(sheet);
        self.model.get_cell_value_by_index(sheet, row as i32 + 1, column as i32 + 1).expect("a cell")
    }

    pub(crate) fn number(&self, sheet: &str, place: Place) -> Option<f64> {
        match self.at(sheet, place) {
            CellValue::Number(number) => Some(number),
            _ => None,
        }
    }

    pub(crate) fn text(&self, sheet: &str, place: Place) -> String {
        match self.at(sheet, place) {
            CellValue::String(text) => text,
            CellValue::Number(number) => number.to_string(),
            CellValue::Boolean(truth) => truth.to_string(),
            CellValue::None => String::new(),
        }
    }

    /// Whether a cell holds a formula.
    pub(crate) fn is_formula(&self, sheet: &str, (row, column): Place) -> bool {
        let sheet = self.position(sheet);
        self.model.get_cell_formula(sheet, row as i32 + 1, column as i32 + 1).is_ok_and(|f| f.is_some())
    }

    /// The column under one of whose heads in a row a word stands.
    #[track_caller]
    pub(crate) fn column(&self, sheet: &str, row: u32, head: &str) -> u32 {
        let found = (0..=self.end(sheet).1).find(|column| self.text(sheet, (row, *column)) == head);
        found.unwrap_or_else(|| panic!("no column {head} in row {row} of {sheet}"))
    }

    /// The number of a name of one cell.
    #[track_caller]
    pub(crate) fn of_name(&self, name: &str) -> f64 {
        let area = self.named(name);
        self.number(&area.sheet, area.first).unwrap_or_else(|| {
            panic!(
                "{name} is {:?}, for these are: {:#?}",
                self.at(&area.sheet, area.first),
                self.errors(&area.sheet)
            )
        })
    }

    /// Formulas of a sheet that are errors.
    fn errors(&self, sheet: &str) -> Vec<String> {
        let (rows, columns) = self.end(sheet);
        let places = (0..=rows).flat_map(|row| (0..=columns).map(move |column| (row, column)));
        let wrong = places.filter(|place| self.text(sheet, *place).starts_with('#'));
        let formula = |(row, column): Place| {
            let position = self.position(sheet);
            self.model.get_cell_formula(position, row as i32 + 1, column as i32 + 1)
        };
        wrong.map(|place| format!("{place:?} {:?}", formula(place))).take(8).collect()
    }

    /// Figures that differ from the engine's, what is unsound, and cells that were changed: what the lamps show.
    pub(crate) fn lamps(&self) -> (f64, f64, f64) {
        (self.of_name("Integrity"), self.of_name("Unsound"), self.of_name("Edited"))
    }
}

/// `'Some sheet'!$B$7:$B$20`
fn area_of(formula: &str) -> Option<Area> {
    let (sheet, cells) = formula.trim_start_matches('=').rsplit_once('!')?;
    let cells = cells.replace('$', "");
    let (first, last) = cells.split_once(':').unwrap_or((&cells, &cells));
    let sheet = sheet.trim_matches('\'').replace("''", "'");
    Some(Area { sheet, first: place_of(first)?, last: place_of(last)? })
}

/// `B7`
fn place_of(cell: &str) -> Option<Place> {
    let digits = cell.find(|c: char| c.is_ascii_digit())?;
    let letters = &cell[..digits];
    if letters.is_empty() || !letters.bytes().all(|letter| letter.is_ascii_uppercase()) {
        return None;
    }
    let column = letters.bytes().fold(0, |n, letter| 26 * n + u32::from(letter - b'A') + 1);
    Some((cell[digits..].parse::<u32>().ok()?.checked_sub(1)?, column - 1))
}
