//! Calc: one row per measure for the reported period, from value to score and status, left to right.

use rust_xlsxwriter::Worksheet;

use crate::model::Scoring;
use crate::report::workings::MeasureWorking;

use super::address::{CALC, INPUTS, Series, TREND, cell, fixed, fixed_on, measure, on};
use super::formulas::Formulas;
use super::live::guarded;
use super::page::Page;
use super::parents;
use super::style::{self, COUNT, PLAIN, SHARE_FINE};
use super::{Book, ExcelError};

/// Columns of Calc; parents' rows use those from [`SCORE_OUT`] on in the same meaning.
pub(super) mod column {
    pub(in super::super) const ID: u16 = 1;
    pub(in super::super) const IN: u16 = 2;
    pub(in super::super) const UNIT: u16 = 3;
    pub(in super::super) const PERIOD: u16 = 4;
    pub(in super::super) const VALUE: u16 = 5;
    pub(in super::super) const N: u16 = 6;
    pub(in super::super) const TARGET: u16 = 7;
    pub(in super::super) const DELTA: u16 = 8;
    pub(in super::super) const SPAN: u16 = 9;
    pub(in super::super) const PREVIOUS_YEAR: u16 = 10;
    pub(in super::super) const SHORTFALL: u16 = 11;
    pub(in super::super) const ENOUGH: u16 = 12;
    pub(in super::super) const SCORABLE: u16 = 13;
    pub(in super::super) const DISTANCE: u16 = 14;
    pub(in super::super) const ATTAINMENT: u16 = 15;
    pub(in super::super) const MET: u16 = 16;
    pub(in super::super) const BAND: u16 = 17;
    pub(in super::super) const GOAL: u16 = 18;
    pub(in super::super) const FORMULA: u16 = 19;
    pub(in super::super) const SCORE_OUT: u16 = 20;
    pub(in super::super) const STATUS: u16 = 21;
    pub(in super::super) const RANK: u16 = 22;
    pub(in super::super) const WEIGHT: u16 = 23;
    pub(in super::super) const PRESENT: u16 = 24;
    pub(in super::super) const POINTS: u16 = 25;
    pub(in super::super) const EFFECTIVE: u16 = 26;
    pub(in super::super) const READING: u16 = 27;
}

const HEADS: [&str; 24] = [
    "Period",
    "Value",
    "Sample",
    "Target",
    "Δ to target",
    "Span",
    "Previous year",
    "Shortfall",
    "Sample reached",
    "May be scored",
    "By distance",
    "By attainment",
    "By being met",
    "By band",
    "By goal and red flag",
    "By its own formula",
    "Score",
    "Status",
    "Rank, 3 worst",
    "Weight",
    "Weight with a score",
    "Weight × score",
    "Effective weight",
    "How the value is computed",
];

/// The sheet.
pub(super) fn page(book: &Book) -> Result<Worksheet, ExcelError> {
    let mut page = Page::new(book, CALC, &format!("Calc, {}", book.workings.head.period))?;
    let mut widths = vec![32.0, 16.0, 13.0, 11.0, 15.0];
    widths.extend([9.5; 22]);
    widths.push(70.0);
    page.widths(&widths)?;
    let first = book.at.calc_measures;
    page.sheet.set_freeze_panes(first, 1)?;
    page.text(first - 2, 0, "Measures", &book.style.section())?;
    page.heads(first - 1, 0, &["Measure", "Id", "In objective", "Unit"], 4)?;
    page.heads(first - 1, column::PERIOD, &HEADS, 0)?;
    for text in [column::PERIOD, column::STATUS, column::READING] {
        page.heads(first - 1, text, &[HEADS[usize::from(text - column::PERIOD)]], 1)?;
    }
    for (index, m) in book.workings.measures.iter().enumerate() {
        row(&mut page, index, m)?;
    }
    parents::write(&mut page)?;
    page.coloured(book.style.statuses(), first, book.at.calc_parents.total, column::STATUS)?;
    page.sheet.set_repeat_rows(0, first - 1)?;
    // The readings are for the screen: with them the figures would print too small.
    page.sheet.set_print_area(0, 0, book.at.calc_parents.total, column::EFFECTIVE)?;
    page.sheet.set_repeat_columns(0, 0)?;
    Ok(page.sheet)
}

/// The live formula of a measure's value in the period of a column; `sheet` is where other measures' values stand.
pub(super) fn value(book: &Book, measure: &MeasureWorking, index: usize, period: u16, sheet: &str) -> String {
    let value = guarded(&measure.formula, &|name| match measure.components.is_empty() {
        true => {
            let other = *book.at.measures.get(name).filter(|other| **other < index)?;
            match sheet {
                TREND => Some(cell(book.at.trend_measure(other), period)),
                _ => Some(cell(book.at.calc_measure(other), column::VALUE)),
            }
        }
        false => component(measure, &book.at.series[index], name, period),
    });
    match sample(book, measure, index, period).filter(|_| measure.withholds) {
        None => value,
        // A survey's value from too few answers is withheld.
        Some(n) => {
            let n = if sheet == TREND { n } else { cell(book.at.calc_measure(index), column::N) };
            let least = fixed_on(INPUTS, book.at.inputs_measure(index), measure::MIN_N);
            format!("IF(ISNUMBER({n}),IF({n}<{least},\"\",{value}),{value})")
        }
    }
}

/// The live formula of a measure's sample in the period of a column.
fn sample(book: &Book, measure: &MeasureWorking, index: usize, period: u16) -> Option<String> {
    let at = &book.at.series[index];
    measure.sample.as_ref().map(|sample| guarded(sample, &|name| component(measure, at, name, period)))
}

fn component(measure: &MeasureWorking, at: &Series, name: &str, period: u16) -> Option<String> {
    let position = measure.components.iter().position(|c| c.name == name)?;
    Some(on(INPUTS, at.components[position], period))
}

fn row(page: &mut Page, index: usize, m: &MeasureWorking) -> Result<(), ExcelError> {
    let book = page.book;
    let (style, solved, at) = (&book.style, &book.solved.measures[index], &book.at.series[index]);
    let row = book.at.calc_measure(index);
    let number = style::value(m.unit, m.decimals);
    let difference = style::difference(m.unit, m.decimals);
    let formulas = Formulas { row, inputs: book.at.inputs_measure(index), period: book.at.judged(index), at };

    page.text(row, 0, &m.title, &style.text())?;
    page.text(row, column::ID, &m.id, &style.note())?;
    page.text(row, column::IN, &m.objective, &style.note())?;
    page.text(row, column::UNIT, &m.unit_label, &style.note())?;
    page.text(row, column::PERIOD, m.labels.last().map_or("", String::as_str), &style.note())?;
    let value = value(book, m, index, formulas.period, CALC);
    page.live(row, column::VALUE, &value, solved.value, &style.figure(&number))?;
    if let Some(n) = sample(book, m, index, formulas.period) {
        page.live(row, column::N, &n, solved.n, &style.figure(COUNT))?;
    }
    page.live(row, column::TARGET, &formulas.input(at.target), solved.target, &style.link(&number))?;
    page.live(row, column::DELTA, &formulas.delta(), solved.delta, &style.figure(&difference))?;
    if let Some(span) = at.span {
        page.live(row, column::SPAN, &formulas.input(span), solved.span, &style.link(&number))?;
    }
    if let Some(previous_year) = at.previous_year {
        let input = formulas.input(previous_year);
        page.live(row, column::PREVIOUS_YEAR, &input, solved.previous_year, &style.link(&number))?;
    }
    page.live(row, column::SHORTFALL, &formulas.shortfall(), solved.shortfall, &style.figure(&difference))?;
    let members: Vec<String> = members(book, m, index).map(|row| cell(row, column::ENOUGH)).collect();
    page.live(row, column::ENOUGH, &formulas.enough(&members), solved.enough, &style.figure("0"))?;
    page.live(row, column::SCORABLE, &formulas.scorable(), solved.scorable, &style.figure("0"))?;
    let score = style.figure(&style::score(m.score_decimals));
    page.live(row, column::DISTANCE, &formulas.distance(), solved.by_distance, &score)?;
    page.live(row, column::ATTAINMENT, &formulas.attainment(), solved.by_attainment, &score)?;
    page.live(row, column::MET, &formulas.met(), solved.by_met, &score)?;
    if let Some(limits) = at.band {
        page.live(row, column::BAND, &formulas.band(limits), solved.by_band, &score)?;
    }
    if let Some([goal, red_flag]) = at.goal {
        page.live(row, column::GOAL, &formulas.goal(goal, red_flag), solved.by_goal, &score)?;
    }
    if let Scoring::Formula(own) = &m.scoring {
        let own = guarded(own, &|name| formulas.figure(name));
        page.live(row, column::FORMULA, &formulas.own_formula(&own), solved.by_formula, &score)?;
    }
    page.live(row, column::SCORE_OUT, &formulas.score(), solved.score, &score.clone().set_bold())?;
    page.live(row, column::STATUS, &formulas.status(), solved.status.word(), &style.beside())?;
    page.live(row, column::RANK, &formulas.rank(), solved.status.rank(), &style.figure("0"))?;
    let plain = style.figure(PLAIN);
    let weight =
        format!("{}*{}", fixed_on(INPUTS, formulas.inputs, measure::WEIGHT), formulas.flag(at.judged));
    page.live(row, column::WEIGHT, &weight, solved.share.weight, &plain)?;
    page.live(row, column::PRESENT, &present(row), solved.share.present, &plain)?;
    page.live(row, column::POINTS, &points(row), solved.share.points, &style.figure("#,##0.0"))?;
    let parent = book.at.calc_parents.objectives + super::address::rows(book.at.objective_of[index]);
    page.live(
        row,
        column::EFFECTIVE,
        &effective(row, parent),
        solved.share.effective,
        &style.figure(SHARE_FINE),
    )?;
    page.text(row, column::READING, &m.reading, &style.note().set_indent(1))
}

/// Rows of the measures that a formula takes from their own cells.
fn members<'b>(book: &'b Book, measure: &'b MeasureWorking, index: usize) -> impl Iterator<Item = u32> + 'b {
    let names = measure.formula.names().into_iter().filter(|_| measure.components.is_empty());
    let others = names.filter_map(|name| book.at.measures.get(name)).filter(move |other| **other < index);
    others.map(|other| book.at.calc_measure(*other))
}

/// The weight, where there is a score.
pub(super) fn present(row: u32) -> String {
    format!("IF(ISNUMBER({}),{},0)", cell(row, column::SCORE_OUT), cell(row, column::WEIGHT))
}

/// The weight times the score, where there is one.
pub(super) fn points(row: u32) -> String {
    let (score, weight) = (cell(row, column::SCORE_OUT), cell(row, column::WEIGHT));
    format!("IF(ISNUMBER({score}),{weight}*{score},0)")
}

/// The parent's effective weight, shared by weight.
pub(super) fn effective(row: u32, parent: u32) -> String {
    let (below, whole) = (fixed(parent, parents::column::BELOW), fixed(parent, column::EFFECTIVE));
    format!("IF({below}>0,{}/{below}*{whole},0)", cell(row, column::WEIGHT))
}
