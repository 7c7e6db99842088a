//! Trend: every measure over all periods, live, and a chart of the one the reader chooses.

use rust_xlsxwriter::{
    Chart, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartLineDashType, ChartMarker,
    ChartMarkerType, DataValidation, FormatAlign, Formula, Worksheet,
};

use crate::measure::Unit;
use crate::report::workings::MeasureWorking;

use super::address::{Choice, INPUTS, TREND, cell, columns, down, fixed, on, rows};
use super::page::{Cached, Page};
use super::solve::finite;
use super::style;
use super::{Book, ExcelError};

/// The sheet.
pub(super) fn page(book: &Book) -> Result<Worksheet, ExcelError> {
    let mut page = Page::new(book, TREND, "Trend")?;
    page.widths(&[38.0, 20.0, 12.0])?;
    page.sheet.set_column_range_width(book.at.period(0), place(book) + 1, 12.0)?;
    page.sheet.set_freeze_panes(3, 1)?;
    if book.workings.measures.is_empty() {
        return Ok(page.sheet);
    }
    chosen(&mut page)?;
    chart(&mut page)?;
    let titles = unique(&book.workings.measures);
    let trend = &book.at.trend;
    for group in &trend.groups {
        let labels = shown(book, group.measures[0]);
        heading(&mut page, group.heading, &["Actual", ID], labels)?;
        heading(&mut page, group.heading + trend.to_target, &["Target", ID], labels)?;
    }
    let mut order = vec![String::new(); book.at.periods];
    if let [first, .., last] = order.as_mut_slice() {
        (*first, *last) = ("oldest".to_owned(), "newest".to_owned());
    }
    heading(&mut page, trend.lines - 1, &["Series for lines", "Drawn ×"], &order)?;
    page.heads(trend.lines - 1, place(book), &["Row above", "Its heading"], 0)?;
    let note =
        "An absent value is #N/A in this block alone, for it breaks a line where empty text would draw a 0.";
    page.text(trend.lines + rows(book.workings.measures.len()), 0, note, &book.style.note())?;
    for (index, m) in book.workings.measures.iter().enumerate() {
        measure(&mut page, index, m, &titles[index])?;
    }
    Ok(page.sheet)
}

/// Head of the column of ids: a word with a blank is no id.
const ID: &str = "Measure id";

fn heading(
    page: &mut Page,
    row: u32,
    [title, second]: &[&str; 2],
    labels: &[String],
) -> Result<(), ExcelError> {
    page.heads(row, 0, &[title, second, "Unit"], 3)?;
    page.periods(row, labels)
}

/// The periods of a measure that stand here: a year to date does not.
fn shown<'b>(book: &'b Book, index: usize) -> &'b [String] {
    &book.workings.measures[index].labels[..book.at.periods]
}

/// The column behind the periods, where the series for lines say in which row above a measure stands.
fn place(book: &Book) -> u16 {
    book.at.period(book.at.periods)
}

fn measure(page: &mut Page, index: usize, m: &MeasureWorking, title: &str) -> Result<(), ExcelError> {
    let book = page.book;
    let (style, at) = (&book.style, &book.at);
    let actual = at.trend_measure(index);
    let (target, lines) = (actual + at.trend.to_target, at.trend.lines + rows(index));
    for row in [actual, target, lines] {
        page.text(row, 0, title, &style.text())?;
        page.text(row, 2, &m.unit_label, &style.note())?;
    }
    page.text(actual, 1, &m.id, &style.note())?;
    page.text(target, 1, &m.id, &style.note())?;
    page.number(lines, 1, Some(factor(m.unit)), &style.note().set_align(FormatAlign::Left))?;
    let heading = at.trend.groups.iter().find(|group| group.measures.contains(&index));
    let above = [Some(actual), heading.map(|group| group.heading)];
    for (i, row) in above.into_iter().enumerate() {
        let position = row.map(|row| f64::from(row - at.trend.first + 1));
        page.number(lines, place(book) + columns(i), position, &style.note().set_align(FormatAlign::Right))?;
    }
    let number = style::value(m.unit, m.decimals);
    for p in 0..at.periods {
        let column = at.period(p);
        let formula = super::calc::value(book, m, index, column, TREND);
        let value = book.solved.measures[index].values[p];
        page.live(actual, column, &formula, value, &style.figure(&number))?;
        let input = on(INPUTS, at.series[index].target, column);
        let formula = format!("IF(ISNUMBER({input}),{input},\"\")");
        page.live(target, column, &formula, finite(m.periods[p].target), &style.link(&number))?;
        let drawn = cell(actual, column);
        let formula = format!("IF(ISNUMBER({drawn}),{drawn}*{},NA())", fixed(lines, 1));
        page.live(
            lines,
            column,
            &formula,
            gap(value.map(|v| v * factor(m.unit))),
            &style.engine("#,##0.00;\"−\"#,##0.00").unset_italic(),
        )?;
    }
    Ok(())
}

/// The measure the reader chose, found by its title.
fn chosen(page: &mut Page) -> Result<(), ExcelError> {
    let book = page.book;
    let (style, at, count) = (&book.style, &book.at, book.workings.measures.len());
    let titles = unique(&book.workings.measures);
    let (first, unit) = (&book.workings.measures[0], &book.workings.measures[0].unit_label);
    page.text(Choice::CHOSEN, 0, "Choose a measure for the chart ▸", &style.text().set_bold())?;
    page.text(Choice::CHOSEN, 1, &titles[0], &style.input_word())?;
    let listed = down(at.trend.lines, count, 0);
    let list = DataValidation::new().allow_list_formula(Formula::new(&listed));
    super::inputs::checked(
        page,
        list,
        "the title of a measure in the list below",
        Choice::CHOSEN,
        Choice::CHOSEN,
        1,
    )?;
    page.heads(Choice::HEADER, 0, &["Chosen measure", "Row in the list", "Drawn ×"], 1)?;

    // Where the measure stands in the list, then where in the blocks above and below which heading.
    let (row, position) = (fixed(Choice::ACTUAL, 1), fixed(Choice::TARGET, 1));
    let of_list = |column: u16| format!("INDEX({},{row})", down(at.trend.lines, count, column));
    let in_list = format!("MATCH({},{listed},0)", fixed(Choice::CHOSEN, 1));
    page.live(Choice::ACTUAL, 1, &in_list, 1.0, &style.figure("0"))?;
    let above = f64::from(at.trend_measure(0) - at.trend.first + 1);
    page.live(Choice::TARGET, 1, &of_list(place(book)), above, &style.figure("0"))?;
    page.live(Choice::ACTUAL, 2, &of_list(1), factor(first.unit), &style.figure("0"))?;
    page.live(Choice::TARGET, 2, &fixed(Choice::ACTUAL, 2), factor(first.unit), &style.figure("0"))?;
    for (at_row, word) in [(Choice::ACTUAL, "Actual"), (Choice::TARGET, "Target")] {
        let formula = format!("\"{word}, \"&{}", of_list(2));
        page.live(at_row, 0, &formula, format!("{word}, {unit}").as_str(), &style.text())?;
    }
    for (p, label) in shown(book, 0).iter().enumerate() {
        let column = at.period(p);
        let block = |first: u32| down(first, at.trend.height, column);
        let head = format!("INDEX({},{})&\"\"", block(at.trend.first), of_list(place(book) + 1));
        page.live(Choice::HEADER, column, &head, label.as_str(), &style.head_right())?;
        let actual = book.solved.measures[0].values[p];
        let target = finite(first.periods[p].target);
        for (at_row, first_row, value) in [
            (Choice::ACTUAL, at.trend.first, actual),
            (Choice::TARGET, at.trend.first + at.trend.to_target, target),
        ] {
            let found = format!("INDEX({},{position})", block(first_row));
            let formula = format!("IF(ISNUMBER({found}),{found}*{},NA())", fixed(Choice::ACTUAL, 2));
            let value = gap(value.map(|v| v * factor(first.unit)));
            page.live(at_row, column, &formula, value, &style.figure("#,##0.00;\"−\"#,##0.00"))?;
        }
    }
    Ok(())
}

fn chart(page: &mut Page) -> Result<(), ExcelError> {
    let at = &page.book.at;
    let (first, last) = (at.period(0), at.reported());
    let mut chart = Chart::new_line();
    let font = || ChartFont::new().set_size(9).set_color(style::INK).to_owned();
    let series = |row: u32, color: &str, dash: ChartLineDashType, marker: ChartMarkerType| {
        let mut series = rust_xlsxwriter::ChartSeries::new();
        let line = ChartLine::new().set_color(color).set_width(2.0).set_dash_type(dash).to_owned();
        let fill = rust_xlsxwriter::ChartSolidFill::new().set_color(color).to_owned();
        let mut dot = ChartFormat::new().set_solid_fill(&fill).set_no_line().to_owned();
        series
            .set_name((TREND, row, 0))
            .set_categories((TREND, Choice::HEADER, first, Choice::HEADER, last))
            .set_values((TREND, row, first, row, last))
            .set_format(ChartFormat::new().set_line(&line))
            .set_marker(ChartMarker::new().set_type(marker).set_size(5).set_format(&mut dot));
        series
    };
    chart.push_series(&series(Choice::ACTUAL, style::INK, ChartLineDashType::Solid, ChartMarkerType::Circle));
    chart.push_series(&series(
        Choice::TARGET,
        "#0072B2",
        ChartLineDashType::Dash,
        ChartMarkerType::ShortDash,
    ));
    chart.title().set_name((TREND, Choice::CHOSEN, 1)).set_font(font().set_size(12).set_bold());
    chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font());
    chart.x_axis().set_font(&font());
    chart
        .y_axis()
        .set_font(&font())
        .set_num_format("#,##0.##")
        .set_format(ChartFormat::new().set_no_line())
        .set_major_gridlines_line(ChartLine::new().set_color("#E1E5EA").set_width(0.75));
    chart.show_na_as_empty_cell();
    chart.set_width(1300).set_height(Choice::HEIGHT * 20 - 10);
    chart.set_alt_text(
        "Line chart of the chosen measure: actual as a solid line, target as a dashed one, one point per period; \
         the figures stand in the two rows above",
    );
    page.sheet.insert_chart(Choice::CHART, 0, &chart)?;
    Ok(())
}

/// What a value is multiplied by before it is drawn: percent without its sign needs 100.
fn factor(unit: Unit) -> f64 {
    if unit == Unit::Percent { 100.0 } else { 1.0 }
}

fn gap(value: Option<f64>) -> Cached {
    value.map_or(Cached::Gap, Cached::Number)
}

/// Titles that a list can be searched by: short enough, and never twice the same.
fn unique(measures: &[MeasureWorking]) -> Vec<String> {
    let short = |m: &MeasureWorking| m.title.chars().take(200).collect::<String>();
    let key = |m: &MeasureWorking| short(m).to_lowercase();
    measures
        .iter()
        .map(|m| match measures.iter().filter(|other| key(other) == key(m)).count() {
            1 => short(m),
            _ => format!("{} ({})", short(m), m.id),
        })
        .collect()
}
