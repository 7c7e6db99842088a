//! Scorecard: what the report's first page says, every cell a link to Calc.

use rust_xlsxwriter::{Format, FormatAlign, Sparkline, Worksheet};

use crate::report::workings::{MeasureWorking, ParentWorking};

use super::address::{BODY, CALC, SCORECARD, TREND, cell, on, rows};
use super::calc::column as calc;
use super::page::Page;
use super::parents::column as parents;
use super::solve::{SolvedParent, Status};
use super::style::{self, COUNT, PLAIN, SHARE_FINE};
use super::{Book, ExcelError};

mod column {
    pub(super) const UNIT: u16 = 1;
    pub(super) const PERIOD: u16 = 2;
    pub(super) const ACTUAL: u16 = 3;
    pub(super) const PLAN: u16 = 4;
    pub(super) const DELTA: u16 = 5;
    pub(super) const PREVIOUS_YEAR: u16 = 6;
    pub(super) const TREND: u16 = 7;
    pub(super) const SCORE: u16 = 8;
    pub(super) const SYMBOL: u16 = 9;
    pub(super) const STATUS: u16 = 10;
    pub(super) const N: u16 = 11;
    pub(super) const COVERAGE: u16 = 12;
    pub(super) const WEIGHT: u16 = 13;
    pub(super) const EFFECTIVE: u16 = 14;
    pub(super) const REMARK: u16 = 15;
}

/// The sheet.
pub(super) fn page(book: &Book) -> Result<Worksheet, ExcelError> {
    let mut page = Page::new(book, SCORECARD, "Scorecard")?;
    page.widths(&[
        44.0, 13.0, 15.0, 13.0, 13.0, 13.0, 13.0, 18.0, 8.0, 3.0, 11.0, 9.0, 10.0, 8.0, 10.0, 34.0,
    ])?;
    page.sheet.set_freeze_panes(BODY + 1, 1)?;
    let head = &book.workings.head;
    page.heads(BODY, 0, &["Measure", "Unit", "Period"], 3)?;
    page.heads(BODY, column::ACTUAL, &["Actual", "Plan", "Δ to plan", "Previous year"], 0)?;
    page.heads(BODY, column::TREND, &[&format!("Trend, {}", head.trend_length)], 1)?;
    page.heads(BODY, column::SCORE, &["Score"], 0)?;
    page.heads(BODY, column::SYMBOL, &["", "Status"], 2)?;
    page.heads(BODY, column::N, &["Sample", "Coverage", "Weight", "Effective weight"], 0)?;
    page.heads(BODY, column::REMARK, &["Remark of the engine"], 1)?;

    let mut row = BODY + 1;
    let calc_rows = &book.at.calc_parents;
    let engine = (&book.solved.total, &book.workings.total);
    parent(&mut page, row, &head.scorecard, 0, calc_rows.total, engine)?;
    let mut o = 0;
    for (p, perspective) in book.workings.perspectives.iter().enumerate() {
        row += 1;
        let solved = (&book.solved.perspectives[p], &perspective.parent);
        parent(&mut page, row, &perspective.title, 0, calc_rows.perspectives + rows(p), solved)?;
        for objective in &perspective.objectives {
            row += 1;
            parent(
                &mut page,
                row,
                &objective.title,
                1,
                calc_rows.objectives + rows(o),
                (&book.solved.objectives[o], &objective.parent),
            )?;
            for (index, m) in book.workings.measures.iter().enumerate() {
                if book.at.objective_of[index] == o {
                    row += 1;
                    measure(&mut page, row, index, m)?;
                }
            }
            o += 1;
        }
    }
    page.coloured(book.style.statuses(), BODY + 1, row, column::STATUS)?;
    page.coloured(book.style.symbols(), BODY + 1, row, column::SYMBOL)?;
    page.sheet.set_repeat_rows(0, BODY)?;
    Ok(page.sheet)
}

/// A parent's row: `level` 0 stands out, 1 is an objective.
fn parent(
    page: &mut Page,
    row: u32,
    title: &str,
    level: u8,
    calc_row: u32,
    (solved, engine): (&SolvedParent, &ParentWorking),
) -> Result<(), ExcelError> {
    let style = &page.book.style;
    let set = |format: Format| {
        if level == 0 { style.strong(format) } else { format.set_bold() }
    };
    let link = |column: u16| on(CALC, calc_row, column);
    for column in column::UNIT..=column::REMARK {
        page.number(row, column, None, &set(style.text()))?;
    }
    page.text(row, 0, title, &set(style.text().set_indent(level)))?;
    page.live(
        row,
        column::SCORE,
        &link(calc::SCORE_OUT),
        solved.score,
        &set(style.link(&style::score(engine.score_decimals))),
    )?;
    status(page, row, &link(calc::STATUS), solved.status, &set(style.text()))?;
    page.live(
        row,
        column::COVERAGE,
        &link(parents::COVERAGE),
        solved.coverage,
        &set(style.link(&style::share(engine.coverage_decimals))),
    )?;
    page.live(row, column::WEIGHT, &link(calc::WEIGHT), solved.share.weight, &set(style.link(PLAIN)))?;
    page.live(
        row,
        column::EFFECTIVE,
        &link(calc::EFFECTIVE),
        solved.share.effective,
        &set(style.link(SHARE_FINE)),
    )
}

fn measure(page: &mut Page, row: u32, index: usize, m: &MeasureWorking) -> Result<(), ExcelError> {
    let book = page.book;
    let (style, solved) = (&book.style, &book.solved.measures[index]);
    let number = style.link(&style::value(m.unit, m.decimals));
    let difference = style.link(&style::difference(m.unit, m.decimals));
    let link = |column: u16| on(CALC, book.at.calc_measure(index), column);
    page.text(row, 0, &m.title, &style.text().set_indent(3))?;
    page.text(row, column::UNIT, &m.unit_label, &style.note())?;
    page.text(row, column::PERIOD, m.labels.last().map_or("", String::as_str), &style.note())?;
    page.live(row, column::ACTUAL, &link(calc::VALUE), solved.value, &number.clone().set_bold())?;
    page.live(row, column::PLAN, &link(calc::TARGET), solved.target, &number)?;
    page.live(row, column::DELTA, &link(calc::DELTA), solved.delta, &difference)?;
    if book.at.series[index].previous_year.is_some() {
        page.live(row, column::PREVIOUS_YEAR, &link(calc::PREVIOUS_YEAR), solved.previous_year, &number)?;
    }
    let lines = book.at.trend.lines + rows(index);
    let line = Sparkline::new()
        .set_range((TREND, lines, book.at.period(0), lines, book.at.reported()))
        .set_sparkline_color(style::INK)
        .set_line_weight(1.25)
        .show_last_point(true)
        .set_last_point_color("#D55E00");
    page.sheet.add_sparkline(row, column::TREND, &line)?;
    page.live(
        row,
        column::SCORE,
        &link(calc::SCORE_OUT),
        solved.score,
        &style.link(&style::score(m.score_decimals)),
    )?;
    status(page, row, &link(calc::STATUS), solved.status, &style.text())?;
    if m.sample.is_some() {
        page.live(row, column::N, &link(calc::N), solved.n, &style.link(COUNT))?;
    }
    page.live(row, column::WEIGHT, &link(calc::WEIGHT), solved.share.weight, &style.link(PLAIN))?;
    page.live(
        row,
        column::EFFECTIVE,
        &link(calc::EFFECTIVE),
        solved.share.effective,
        &style.link(SHARE_FINE),
    )?;
    let reason = m.periods.last().map(|p| p.reason.as_str()).unwrap_or_default();
    page.text(row, column::REMARK, reason, &style.engine_word())
}

/// A status's word, and the shape before it that survives a print without colour.
fn status(page: &mut Page, row: u32, link: &str, status: Status, format: &Format) -> Result<(), ExcelError> {
    page.live(row, column::STATUS, link, status.word(), &format.clone().set_indent(1))?;
    let word = cell(row, column::STATUS);
    let shape = [Status::OnTarget, Status::Watch, Status::OffTarget, Status::NoData]
        .into_iter()
        .rev()
        .fold("\"\"".to_owned(), |rest, s| {
            format!("IF({word}=\"{}\",\"{}\",{rest})", s.word(), style::symbol(s))
        });
    let format = format.clone().set_align(FormatAlign::Center);
    page.live(row, column::SYMBOL, &shape, style::symbol(status), &format)
}
