//! Inputs, second half: each measure's components and targets, one column per period.

use super::ExcelError;
use super::address::Series;
use super::inputs::flags;
use super::page::Page;
use super::solve::judged;
use super::style;

use crate::report::workings::{MeasureWorking, PeriodWorking};

/// Writes the blocks of all measures.
pub(super) fn write(page: &mut Page) -> Result<(), ExcelError> {
    let book = page.book;
    let Some(first) = book.at.series.first() else {
        return Ok(());
    };
    page.text(
        first.heading - 1,
        0,
        "Components and targets by each measure's own periods, the judged one last",
        &book.style.section(),
    )?;
    for (measure, at) in book.workings.measures.iter().zip(&book.at.series) {
        block(page, measure, at)?;
    }
    Ok(())
}

fn block(page: &mut Page, measure: &MeasureWorking, at: &Series) -> Result<(), ExcelError> {
    page.heads(at.heading, 0, &[&measure.title, &measure.id, &measure.unit_label], 3)?;
    page.periods(at.heading, &measure.labels)?;
    for (component, row) in measure.components.iter().zip(&at.components) {
        let format = style::components(&component.values);
        series(page, *row, &component.title, &component.name, format, component.values.iter().copied())?;
    }
    let value = style::value(measure.unit, measure.decimals);
    let of = |read: fn(&PeriodWorking) -> Option<f64>| measure.periods.iter().map(read);
    series(page, at.target, "Target", "", &value, of(|p| p.target))?;
    if let Some(span) = at.span {
        series(page, span, "Span", "baseline to last target", &value, of(|p| p.span))?;
    }
    if let Some(baseline) = at.baseline {
        series(page, baseline, "Baseline", "", &value, of(|p| p.baseline))?;
    }
    if let Some(limits) = at.band {
        let titles = ["Band from", "Band to", "Score 0 at or below", "Score 0 at or above"];
        for (i, (row, title)) in limits.into_iter().zip(titles).enumerate() {
            series(page, row, title, "", &value, measure.periods.iter().map(|p| p.band.map(|band| band[i])))?;
        }
    }
    if let Some([goal, red_flag]) = at.goal {
        series(page, goal, "Goal", "", &value, of(|p| p.goal_red_flag.map(|g| g[0])))?;
        series(page, red_flag, "Red flag", "", &value, of(|p| p.goal_red_flag.map(|g| g[1])))?;
    }
    if let Some(previous_year) = at.previous_year {
        series(page, previous_year, "Previous year", "", &value, of(|p| p.previous_year))?;
    }
    series(page, at.scored, "Scored", "1 yes, 0 no", "0", of(|p| Some(f64::from(u8::from(p.scored)))))?;
    series(page, at.judged, "Judged", "0 shown only", "0", of(|p| Some(f64::from(u8::from(judged(p))))))?;
    flags(page, at.scored)?;
    flags(page, at.judged)
}

fn series(
    page: &mut Page,
    row: u32,
    title: &str,
    name: &str,
    number: &str,
    values: impl Iterator<Item = Option<f64>>,
) -> Result<(), ExcelError> {
    let style = &page.book.style;
    page.text(row, 0, title, &style.text().set_indent(1))?;
    page.text(row, 1, name, &style.note())?;
    for (p, value) in values.enumerate() {
        page.number(row, page.book.at.period(p), value, &style.input(number))?;
    }
    Ok(())
}
