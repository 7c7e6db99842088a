//! Sheets under way: cells with their formats, names, inputs, and the head all sheets share.

mod checksums;
mod input;
mod paper;
mod rows;
mod total;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use rust_xlsxwriter::{
    ConditionalFormatFormula, DataValidation, Format, FormatUnderline, Formula, ProtectionOptions, Url,
    Worksheet,
};

use super::calculate::{Area, Calculated, Fault, Grid, Names, Value};
use super::columns::below;
use super::error::ExcelError;
pub(super) use super::places::BODY;
use super::places::Places;
use super::reference::{cell, columns, fixed, serial};
use super::sheet::Sheet;
use super::style::{self, Style};
use super::text::{bounded, cached, fitting, on_one_line, printed, sheet_name};
use crate::model::BookSize;
use crate::report::workings::{MeasureWorking, Workings};
use crate::words::{Phrase, Setting, Words};
use total::{Block, Total};

pub(super) use input::{Input, Original};
pub(super) use paper::pixels;
pub(super) use total::{Filled, Formulas};

/// What a cell holds.
#[derive(Debug, Clone)]
enum Content {
    Text(String),
    Number(f64),
    Blank,
    Formula(String),
}

/// What all sheets share while they are made.
pub(super) struct Draft<'a> {
    pub(super) workings: &'a Workings,
    pub(super) style: Style,
    words: Words,
    places: Places,
    /// Names of the sheets that they stand on, and how formulas write them.
    titles: Vec<(String, String)>,
    names: RefCell<BTreeMap<String, Area>>,
    inputs: RefCell<Vec<Input>>,
    totals: RefCell<Vec<Total>>,
}

impl<'a> Draft<'a> {
    pub(super) fn new(workings: &'a Workings) -> Draft<'a> {
        let words = workings.words.clone();
        let places = Places::new(workings.size, below(workings));
        // A part of another sheet is called as that one, which may come later.
        let mut names: Vec<String> = Vec::new();
        let named = |sheet: Sheet| {
            let name = match places.home(sheet) == sheet {
                true => sheet_name(&words.say(&sheet.key()), &names),
                false => String::new(),
            };
            names.push(name);
        };
        Sheet::ALL.into_iter().for_each(named);
        let names = Sheet::ALL.map(|sheet| names[places.home(sheet).position()].clone());
        let quoted = |title: String| (title.clone(), format!("'{}'!", title.replace('\'', "''")));
        let titles: Vec<(String, String)> = names.into_iter().map(quoted).collect();
        Draft {
            workings,
            style: Style::USUAL,
            words,
            places,
            titles,
            names: RefCell::new(BTreeMap::new()),
            inputs: RefCell::new(Vec::new()),
            totals: RefCell::new(Vec::new()),
        }
    }

    /// A text in the reader's language.
    pub(super) fn say(&self, key: impl Phrase) -> String {
        self.words.say(&key)
    }

    /// Headings of other versions of plans, each once, in the order of the measures.
    pub(super) fn versions(&self) -> Vec<String> {
        let mut titles: Vec<String> = Vec::new();
        for version in self.workings.measures.iter().flat_map(|m| &m.versions) {
            if !titles.contains(&version.title) {
                titles.push(version.title.clone());
            }
        }
        titles
    }

    /// Whether the book has a sheet.
    pub(super) fn has(&self, sheet: Sheet) -> bool {
        let is_there = match sheet {
            Sheet::Detail => !self.workings.cases.is_empty(),
            Sheet::Changes => self.workings.against.is_some(),
            _ => true,
        };
        is_there && self.places.has(sheet)
    }

    /// Whether it is a short book: nothing is entered there but facts, and there is one period.
    pub(super) fn is_short(&self) -> bool {
        self.workings.size == BookSize::Short
    }

    /// Whether anything rolls: over one period nothing does.
    pub(super) fn has_rolling_columns(&self) -> bool {
        !self.is_short() && self.workings.measures.iter().any(MeasureWorking::rolls)
    }

    /// The row where the body of a sheet begins.
    pub(super) fn top(&self, sheet: Sheet) -> u32 {
        self.places.top(sheet)
    }

    /// The name of the sheet that it stands on.
    pub(super) fn title(&self, sheet: Sheet) -> &str {
        &self.titles[sheet.position()].0
    }

    /// `Policy!E12`
    pub(super) fn cell_ref(&self, sheet: Sheet, row: u32, column: u16) -> String {
        format!("{}{}", self.titles[sheet.position()].1, cell(row, column))
    }

    /// `Policy!$E$12`
    pub(super) fn fixed_cell_ref(&self, sheet: Sheet, row: u32, column: u16) -> String {
        format!("{}{}", self.titles[sheet.position()].1, fixed(row, column))
    }

    /// `Policy!$E$12:$F$14`
    pub(super) fn area_ref(&self, sheet: Sheet, first: (u32, u16), last: (u32, u16)) -> String {
        match first == last {
            true => self.fixed_cell_ref(sheet, first.0, first.1),
            false => format!("{}:{}", self.fixed_cell_ref(sheet, first.0, first.1), fixed(last.0, last.1)),
        }
    }

    /// Gives cells a name that formulas use.
    pub(super) fn name(&self, name: &str, sheet: Sheet, first: (u32, u16), last: (u32, u16)) {
        let area = Area { sheet: self.places.home(sheet).position(), first, last };
        self.names.borrow_mut().insert(name.to_owned(), area);
    }

    /// The cells that a person may change, in the order of the sheets' making.
    pub(super) fn inputs(&self) -> Vec<Input> {
        self.inputs.borrow().clone()
    }

    /// Sums of what the engine gave.
    pub(super) fn totals(&self) -> Vec<Total> {
        self.totals.borrow().clone()
    }

    /// Names of areas as a workbook defines them.
    pub(super) fn definitions(&self) -> Vec<(String, String)> {
        let written = |(name, area): (&String, &Area)| {
            let sheet = Sheet::ALL[area.sheet];
            (name.clone(), format!("={}", self.area_ref(sheet, area.first, area.last)))
        };
        self.names.borrow().iter().map(written).collect()
    }

    /// Everything computed.
    pub(super) fn calculated(&self, pages: &[Page<'_, '_>]) -> Calculated {
        let is_home = |sheet: &Sheet| self.places.home(*sheet) == *sheet;
        let title = |sheet| if is_home(&sheet) { self.title(sheet).to_owned() } else { String::new() };
        let mut names = Names::new(Sheet::ALL.map(title).to_vec());
        for (name, area) in self.names.borrow().iter() {
            names.define(name, *area);
        }
        let mut grid = Grid::new(names);
        for page in pages {
            for ((row, column), (content, _)) in &page.cells {
                let place = (page.which.position(), *row, *column);
                match content {
                    Content::Text(text) => grid.put(place, Value::text(text)),
                    Content::Number(number) => grid.put(place, Value::Number(*number)),
                    Content::Blank => {}
                    Content::Formula(formula) => grid.put_formula(place, formula),
                }
            }
        }
        grid.calculated()
    }
}

/// A sheet under way.
pub(super) struct Page<'d, 'a> {
    pub(super) sheet: Worksheet,
    pub(super) draft: &'d Draft<'a>,
    /// The row where its body begins.
    pub(super) top: u32,
    which: Sheet,
    /// Rows where blocks begin that are not parted between pages.
    blocks: Vec<u32>,
    /// Rules for what may be entered, and where.
    rules: Vec<(DataValidation, Block)>,
    cells: BTreeMap<(u32, u16), (Content, Format)>,
    /// Characters of columns, where they are said.
    wide: BTreeMap<u16, f64>,
    /// Points of rows that are higher than usual.
    high: BTreeMap<u32, u32>,
    /// Figures whose sums are kept.
    kept: RefCell<Vec<Block>>,
}

impl<'d, 'a> Page<'d, 'a> {
    /// A sheet with its head: what it is, which report, whether it still agrees with the engine.
    pub(super) fn new(draft: &'d Draft<'a>, which: Sheet) -> Result<Page<'d, 'a>, ExcelError> {
        let top = draft.places.begin(which);
        let (sheet, cells, kept) = (Worksheet::new(), BTreeMap::new(), RefCell::default());
        let (rules, blocks, wide, high) = (Vec::new(), Vec::new(), BTreeMap::new(), BTreeMap::new());
        let mut page = Page { sheet, draft, top, which, blocks, rules, cells, wide, high, kept };
        if draft.places.is_part(which) {
            page.text(top - 1, 0, &draft.say(which.key()), &draft.style.section());
            return Ok(page);
        }
        let sheet = &mut page.sheet;
        sheet.set_name(draft.title(which))?;
        // Absence is stored as empty text, not as the writer's usual 0.
        sheet.set_formula_result_default("");
        sheet.set_screen_gridlines(false);
        let head = &draft.workings.head;
        let what = if which == Sheet::Cover { head.scorecard.clone() } else { draft.title(which).to_owned() };
        page.text(0, 0, &what, &draft.style.title());
        page.text(1, 0, &format!("{}. {}", head.title, head.as_of_sentence), &draft.style.note());
        page.live(2, 0, "Lamp_Integrity&\"   \"&Lamp_Edited", &draft.style.text().set_bold());
        for (formula, ink) in
            [("=AND(Integrity=0,Edited=0)", style::GOOD), ("=OR(Integrity>0,Edited>0)", style::BAD)]
        {
            let rule = ConditionalFormatFormula::new()
                .set_rule(formula)
                .set_format(Format::new().set_font_color(ink));
            page.sheet.add_conditional_format(2, 0, 2, 0, &rule)?;
        }
        if draft.has(Sheet::Cover) && !matches!(which, Sheet::Cover | Sheet::Scorecard) {
            let cover = draft.title(Sheet::Cover);
            let link = Url::new(format!("internal:'{}'!A1", cover.replace('\'', "''")))
                .set_text(format!("← {cover}"));
            let format = draft.style.note().set_font_color("#005A8E").set_underline(FormatUnderline::Single);
            page.sheet.write_url_with_format(3, 0, link, &format)?;
        }
        page.print()?;
        Ok(page)
    }

    fn print(&mut self) -> Result<(), ExcelError> {
        let head = &self.draft.workings.head;
        self.sheet
            .set_landscape()
            .set_paper_size(if self.draft.is_letter() { 1 } else { 9 })
            .set_print_fit_to_pages(1, 0)
            .set_margins(0.4, 0.4, 0.7, 0.6, 0.3, 0.3)
            .set_header(format!(
                "&L&8 {}&R&8 {}",
                printed(&head.title, 170),
                printed(self.draft.title(self.which), 70)
            ))
            .set_footer(format!(
                "&L&8 {}&C&8 &P / &N&R&8 {}",
                printed(&head.as_of, 110),
                printed(&head.run, 110)
            ));
        self.sheet.set_repeat_rows(0, 2)?;
        self.sheet.protect_with_options(&ProtectionOptions {
            format_columns: true,
            format_rows: true,
            sort: true,
            use_autofilter: true,
            use_pivot_tables: true,
            ..ProtectionOptions::new()
        });
        Ok(())
    }

    /// A text in the reader's language.
    pub(super) fn say(&self, key: impl Phrase) -> String {
        self.draft.say(key)
    }

    /// Text from anywhere, on one line: it stays text, also when edited. No text is an empty cell, for the format knows no other.
    pub(super) fn text(&mut self, row: u32, column: u16, text: &str, format: &Format) {
        self.put_text(row, column, &on_one_line(text), format);
    }

    fn put_text(&mut self, row: u32, column: u16, text: &str, format: &Format) {
        let content = match text.is_empty() {
            true => Content::Blank,
            false => Content::Text(fitting(text).into_owned()),
        };
        self.put(row, column, content, format.clone());
    }

    fn put(&mut self, row: u32, column: u16, content: Content, format: Format) {
        self.draft.places.written(self.which, row);
        self.cells.insert((row, column), (content, format));
    }

    /// Appends the cells of a part to this sheet; the part's own layout is dropped.
    pub(super) fn append_part(&mut self, part: Page<'_, '_>) {
        self.rules.extend(part.rules);
        self.cells.extend(part.cells);
        self.kept.get_mut().extend(part.kept.into_inner());
    }

    /// What formulas take for absent: an empty cell would be 0 to them.
    pub(super) fn absent(&mut self, row: u32, column: u16, format: &Format) {
        self.live(row, column, "\"\"", format);
    }

    /// A number, or an empty cell.
    pub(super) fn number(&mut self, row: u32, column: u16, number: Option<f64>, format: &Format) {
        let content = match number.filter(|n| n.is_finite()) {
            Some(number) => Content::Number(if number == 0.0 { 0.0 } else { number }),
            None => Content::Blank,
        };
        self.put(row, column, content, format.clone());
    }

    /// A day.
    pub(super) fn day(&mut self, row: u32, column: u16, day: Option<chrono::NaiveDate>, format: &Format) {
        self.number(row, column, day.map(serial), &format.clone().set_num_format(style::DAY));
    }

    /// A formula, without its `=`.
    pub(super) fn live(&mut self, row: u32, column: u16, formula: &str, format: &Format) {
        self.put(row, column, Content::Formula(formula.to_owned()), format.clone());
    }

    /// A number that a person may change, unless the book is a short one.
    pub(super) fn input(&mut self, row: u32, column: u16, number: Option<f64>, format: &str, label: &str) {
        if self.draft.is_short() {
            return self.number(row, column, number, &self.draft.style.figure(format));
        }
        self.number(row, column, number, &self.draft.style.input(format));
        self.entered(row, column, Original::Number(number.filter(|n| n.is_finite())), format, label);
    }

    /// A word that a person may choose from a list, unless the book is a short one.
    pub(super) fn choice(
        &mut self,
        row: u32,
        column: u16,
        word: &str,
        list: &str,
        label: &str,
    ) -> Result<(), ExcelError> {
        if self.draft.is_short() {
            self.text(row, column, word, &self.draft.style.beside());
            return Ok(());
        }
        self.entered(row, column, Original::Word(word.to_owned()), style::PLAIN, label);
        self.view_choice(row, column, word, list)
    }

    /// A word from a list that a person may choose to look by: it is no change of the report.
    pub(super) fn view_choice(
        &mut self,
        row: u32,
        column: u16,
        word: &str,
        list: &str,
    ) -> Result<(), ExcelError> {
        self.text(row, column, word, &self.draft.style.input_word());
        let rule = DataValidation::new()
            .allow_list_formula(Formula::new(list))
            .set_error_title(bounded(&self.say(Setting::NotPossible), 32))?
            .set_error_message(bounded(&self.say(Setting::OneOfTheList), 255))?;
        self.rules.push((rule, ((row, column), (row, column))));
        Ok(())
    }

    /// A number that a person may choose to look by: it is no change of the report. In a short book it stays as it is.
    pub(super) fn view_number(&mut self, row: u32, column: u16, number: f64, format: &str) {
        let style = &self.draft.style;
        let format = if self.draft.is_short() { style.figure(format) } else { style.input(format) };
        self.number(row, column, Some(number), &format);
    }

    fn entered(&mut self, row: u32, column: u16, original: Original, format: &str, label: &str) {
        let cell = self.draft.fixed_cell_ref(self.which, row, column);
        let (label, format) = (label.to_owned(), format.to_owned());
        self.draft.inputs.borrow_mut().push(Input { label, cell, original, format });
    }

    /// A rule for what may be entered, with the message that says so; where nothing can be, there is none.
    pub(super) fn add_validation(
        &mut self,
        rule: DataValidation,
        message: impl Phrase,
        first: (u32, u16),
        last: (u32, u16),
    ) -> Result<(), ExcelError> {
        if self.draft.places.is_part(self.which) {
            return Ok(());
        }
        let rule = rule
            .set_error_title(bounded(&self.say(Setting::NotPossible), 32))?
            .set_error_message(bounded(&self.say(message), 255))?;
        self.rules.push((rule, (first, last)));
        Ok(())
    }

    /// Heads of columns from `column` on; those from `numbers` on stand right.
    pub(super) fn heads(&mut self, row: u32, column: u16, keys: &[impl Phrase], numbers: usize) {
        for (i, key) in keys.iter().enumerate() {
            let format = match i < numbers {
                true => self.draft.style.head(),
                false => self.draft.style.head_right(),
            };
            let head = self.say(key);
            self.text(row, column + columns(i), &head, &format);
        }
        if keys.len() > 3 {
            self.raise(row, 27);
        }
    }

    /// Gives cells of this sheet a name.
    pub(super) fn name(&self, name: &str, first: (u32, u16), last: (u32, u16)) {
        self.draft.name(name, self.which, first, last);
    }

    /// The sheet with every cell and what it gives.
    pub(super) fn written(mut self, known: &Calculated) -> Result<Worksheet, ExcelError> {
        for (rule, (first, last)) in &self.rules {
            self.sheet.add_data_validation(first.0, first.1, last.0, last.1, rule)?;
        }
        self.widen()?;
        self.raise_heads();
        for (row, points) in std::mem::take(&mut self.high) {
            self.sheet.set_row_height(row, points)?;
        }
        // A head of words keeps off the head of numbers that ends where it begins.
        let heads = [Style::USUAL, Style::LARGE].map(|style| (style.head(), style.head_right()));
        let is_beside = |(row, column): (u32, u16), format: &Format| {
            let left = column.checked_sub(1).and_then(|left| self.cells.get(&(row, left)));
            heads
                .iter()
                .any(|(words, numbers)| format == words && left.is_some_and(|left| left.1 == *numbers))
        };
        let texts = self.cells.iter().filter(|(_, (content, _))| matches!(content, Content::Text(_)));
        let beside: BTreeSet<(u32, u16)> = texts
            .filter(|(place, (_, format))| is_beside(**place, format))
            .map(|(place, _)| *place)
            .collect();
        for ((row, column), (content, format)) in std::mem::take(&mut self.cells) {
            let format = if beside.contains(&(row, column)) { format.set_indent(1) } else { format };
            match content {
                Content::Text(text) => {
                    let taken_for_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
                    let format = if taken_for_formula { format.set_quote_prefix() } else { format };
                    self.sheet.write_string_with_format(row, column, text, &format)?;
                }
                Content::Number(number) => {
                    self.sheet.write_number_with_format(row, column, number, &format)?;
                }
                Content::Blank => {
                    self.sheet.write_blank(row, column, &format)?;
                }
                Content::Formula(formula) => {
                    let result = match known.value((self.which.position(), row, column)) {
                        Value::Number(number) => number.to_string(),
                        Value::Text(text) => cached(&text),
                        Value::Truth(truth) => truth.to_string().to_uppercase(),
                        Value::Blank => String::new(),
                        Value::Error(Fault::Missing) => "#N/A".to_owned(),
                        Value::Error(Fault::Divided) => "#DIV/0!".to_owned(),
                        Value::Error(Fault::Undefined) => "#NUM!".to_owned(),
                        Value::Error(Fault::Kind) => "#VALUE!".to_owned(),
                    };
                    let formula = Formula::new(formula).set_result(result);
                    self.sheet.write_formula_with_format(row, column, formula, &format)?;
                }
            }
        }
        Ok(self.sheet)
    }
}
