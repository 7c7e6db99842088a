//! Plan: the numbers that targets are made of, each once.

use rust_xlsxwriter::{DataValidation, DataValidationRule};

use super::error::ExcelError;
use super::facts::table;
use super::page::{Draft, Page};
use super::reference::{cell, rows};
use super::sheet::Sheet;
use super::style;
use crate::measure::Unit;
use crate::report::workings::{MeasureWorking, Point, PointKind};
use crate::words::{Book, PlanNumber, Setting};

mod column {
    pub(super) const KEY: u16 = 0;
    pub(super) const MEASURE: u16 = 1;
    pub(super) const TITLE: u16 = 2;
    pub(super) const ITEM: u16 = 3;
    pub(super) const NUMBER: u16 = 4;
    pub(super) const FIRST: u16 = 5;
    pub(super) const LAST: u16 = 6;
    pub(super) const VALUE: u16 = 7;
    pub(super) const UNIT: u16 = 8;
    pub(super) const USED: u16 = 9;
    pub(super) const EDITED: u16 = 10;
    pub(super) const LABELS: u16 = 11;
    pub(super) const SOUND: u16 = 12;
}

const HEADS: [Book; 13] = [
    Book::Key,
    Book::Id,
    Book::Measure,
    Book::PlanItem,
    Book::Number,
    Book::FirstDay,
    Book::LastDay,
    Book::Value,
    Book::Unit,
    Book::Counted,
    Book::Edited,
    Book::OriginalLabels,
    Book::Sound,
];

/// Keys of the points of every measure.
pub(super) struct Points {
    keys: Vec<Vec<String>>,
}

impl Points {
    /// The key of a measure's point.
    pub(super) fn key(&self, measure: usize, point: usize) -> &str {
        &self.keys[measure][point]
    }
}

/// The key of a point: it is the same in every book of a scorecard as long as its plan is.
pub(super) fn key(measure: &MeasureWorking, point: usize) -> String {
    format!("{}|{}", measure.id, point + 1)
}

/// The sheet.
pub(super) fn page<'d, 'a>(draft: &'d Draft<'a>) -> Result<(Page<'d, 'a>, Points), ExcelError> {
    let mut page = Page::new(draft, Sheet::Plan)?;
    let titles = draft.titles(40.0);
    page.widths(&[30.0, 22.0, titles, 30.0, 8.0, 12.0, 12.0, 16.0, 14.0, 16.0, 16.0])?;
    let first = page.top + 1;
    let mut row = first;
    let mut keys = Vec::new();
    for m in &draft.workings.measures {
        for (i, point) in m.plan.points.iter().enumerate() {
            write(&mut page, row, m, i, point)?;
            row += 1;
        }
        keys.push((0..m.plan.points.len()).map(|i| key(m, i)).collect());
    }
    let last = row.saturating_sub(1).max(first);
    table(&mut page, "tPlan", (first - 1, 0), (last, column::SOUND), &HEADS, &[4, 5, 6, 7, 9, 10, 12])?;
    page.name("pKey", (first, column::KEY), (last, column::KEY));
    page.name("pUsed", (first, column::USED), (last, column::USED));
    page.name("pSound", (first, column::SOUND), (last, column::SOUND));
    page.name("pEdited", (first, column::EDITED), (last, column::EDITED));
    page.sheet.set_freeze_panes(first, 2)?;
    page.sheet.set_repeat_rows(0, page.top)?;
    page.sheet.set_column_hidden(column::LABELS)?;
    page.sheet.set_print_area(0, 0, last, column::UNIT)?;
    page.set_print_parts(column::UNIT + 1, 1, last)?;
    Ok((page, Points { keys }))
}

/// The least and the most that a number of the plan may be: a share as 95 instead of 95% is none.
fn range(m: &MeasureWorking, point: &Point) -> (f64, f64) {
    const ANY: f64 = 1e18;
    // Ten times all there is, of a rate that nothing bounds: of growth, or of a margin.
    const MOST: f64 = 10.0;
    let (low, high) = match point.kind {
        PointKind::Share => (0.0, 1.0),
        PointKind::Weight => (0.0, ANY),
        PointKind::Relative => (-MOST, MOST),
        PointKind::Points if m.unit == Unit::Percent => (-MOST, MOST),
        PointKind::Points => (-ANY, ANY),
        // Where a score reaches 0 may lie beyond what a value can be.
        PointKind::Band(2 | 3) if m.unit != Unit::Percent => (-ANY, ANY),
        _ => {
            let any = if m.unit == Unit::Percent { MOST } else { ANY };
            (m.bounds.0.unwrap_or(-any), m.bounds.1.unwrap_or(any))
        }
    };
    // What the definition says stays possible.
    (low.min(point.value), high.max(point.value))
}

fn write(
    page: &mut Page<'_, '_>,
    row: u32,
    m: &MeasureWorking,
    index: usize,
    point: &Point,
) -> Result<(), ExcelError> {
    let draft = page.draft;
    let style = &draft.style;
    let here = |column: u16| cell(row, column);
    let key_of = format!("{}&\"|\"&{}", here(column::MEASURE), here(column::NUMBER));
    page.live(row, column::KEY, &key_of, &style.note());
    page.text(row, column::MEASURE, &m.id, &style.text());
    page.text(row, column::TITLE, &m.title, &style.text());
    let item = match &point.version {
        Some(version) => format!("{version}: {}", draft.say(word(point.kind))),
        None => draft.say(word(point.kind)),
    };
    page.text(row, column::ITEM, &item, &style.text());
    page.number(row, column::NUMBER, Some(f64::from(rows(index + 1))), &style.figure("0"));
    let days = point.days.filter(|_| point.kind != PointKind::Share);
    page.day(row, column::FIRST, days.map(|days| days.0), &style.figure(""));
    page.day(row, column::LAST, days.map(|days| days.1), &style.figure(""));
    let format = match point.kind {
        PointKind::Share | PointKind::Relative => "0.0%".to_owned(),
        PointKind::Weight => style::COUNT.to_owned(),
        _ => style::value(m.unit, m.decimals),
    };
    let label = format!("{}: {item} {}", m.title, index + 1);
    page.input(row, column::VALUE, Some(point.value), &format, &label);
    let unit = if matches!(point.kind, PointKind::Share | PointKind::Relative) {
        "%"
    } else {
        m.unit_label.as_str()
    };
    page.text(row, column::UNIT, unit, &style.note().set_indent(1));
    let value = here(column::VALUE);
    page.live(row, column::USED, &format!("IF(ISNUMBER({value}),{value},\"\")"), &style.figure(&format));
    // The labels as they were written, so that a changed one is seen.
    let labels = format!(
        "{}|{}|{}|{}|{}",
        m.id,
        index + 1,
        m.title,
        item,
        days.map_or(0.0, |days| super::reference::serial(days.0) + super::reference::serial(days.1))
    );
    let now = [column::MEASURE, column::NUMBER, column::TITLE, column::ITEM].map(here).join("&\"|\"&");
    let sum = format!("({}+{})", here(column::FIRST), here(column::LAST));
    let same = format!("IF({now}&\"|\"&{sum}={},0,1)", here(column::LABELS));
    page.text(row, column::LABELS, &labels, &style.note());
    page.live(row, column::EDITED, &same, &style.figure("0"));
    let (low, high) = range(m, point);
    let is_rate = format.contains('%');
    let rule = DataValidation::new().allow_decimal_number(DataValidationRule::Between(low, high));
    let message = if is_rate { Setting::RateRule } else { Setting::NumberRule };
    page.add_validation(rule, message, (row, column::VALUE), (row, column::VALUE))?;
    let sound =
        format!("IF({value}=\"\",1,IF(ISNUMBER({value}),IF(AND({value}>={low:?},{value}<={high:?}),1,0),0))");
    page.live(row, column::SOUND, &sound.to_uppercase(), &page.draft.style.figure("0"));
    Ok(())
}

fn word(kind: PointKind) -> PlanNumber {
    match kind {
        PointKind::Constant => PlanNumber::Constant,
        PointKind::Dated => PlanNumber::Dated,
        PointKind::Period => PlanNumber::Period,
        PointKind::Baseline => PlanNumber::Baseline,
        PointKind::Share => PlanNumber::Share,
        PointKind::Weight => PlanNumber::Weight,
        PointKind::Relative => PlanNumber::Relative,
        PointKind::Points => PlanNumber::Points,
        PointKind::LastYear => PlanNumber::LastYear,
        PointKind::Band(0) => PlanNumber::BandLow,
        PointKind::Band(1) => PlanNumber::BandHigh,
        PointKind::Band(2) => PlanNumber::ZeroLow,
        PointKind::Band(_) => PlanNumber::ZeroHigh,
        PointKind::Goal => PlanNumber::Goal,
        PointKind::RedFlag => PlanNumber::RedFlag,
        PointKind::ToDate => PlanNumber::ToDate,
    }
}
