//! Trend: a chart of the measure that a reader chooses, with limits, plan and outlook, and a small one of every measure.

use rust_xlsxwriter::{
    Chart, ChartAxisLabelPosition, ChartEmptyCells, ChartFont, ChartFormat, ChartLegendPosition, ChartLine,
    ChartLineDashType, ChartMarker, ChartMarkerType, ChartSeries, ChartSolidFill, ConditionalFormatFormula,
    Format,
};

use super::error::ExcelError;
use super::page::{BODY, Draft, Page, pixels};
use super::plan;
use super::reference::{cell, columns, fixed, in_row, rows, serial};
use super::series::{Lines, SeriesBasis};
use super::sheet::Sheet;
use super::style;
use super::text::bounded;
use crate::measure::Unit;
use crate::model::Scoring;
use crate::report::workings::{MeasureWorking, PointKind};
use crate::words::{Book, Phrase, PlanNumber};

/// First column of periods.
const FIRST: u16 = 3;
/// Rows that the chart of the chosen measure covers.
const HEIGHT: u32 = 17;
/// Small charts side by side, pixels of one, rows that it covers, and how many there are at most.
const ACROSS: u32 = 3;
const ONE: u32 = 325;
const SMALL: u32 = 10;
const MOST: usize = 60;

/// Thousands are parted, and what is smaller has the decimals that it needs; `0.##` would leave a point behind whole numbers.
const AXIS: &str = "[>=1000]#,##0;[<=-1000]\"−\"#,##0;General";

/// What is drawn of a measure: its key, and whether it is drawn by dashes.
const DRAWN: [&dyn Phrase; 7] = [
    &Book::Actual,
    &Book::Target,
    &Book::LimitUpper,
    &Book::Centre,
    &Book::LimitLower,
    &Book::Outlook,
    &PlanNumber::BandHigh,
];
const COLOURS: [&str; 7] = [style::INK, "#0072B2", "#9AA5B1", "#9AA5B1", "#9AA5B1", "#D55E00", "#0072B2"];

/// Rows of what is drawn of each measure.
pub(super) struct TrendRows {
    actual: Vec<u32>,
    count: usize,
}

impl TrendRows {
    /// The row of a measure's actual values and its columns.
    pub(super) fn place(&self, measure: usize) -> (u32, u16, u16) {
        (self.actual[measure], FIRST, FIRST + columns(self.count) - 1)
    }
}

/// The sheet.
pub(super) fn page<'d, 'a>(
    draft: &'d Draft<'a>,
    lines: &[Lines],
) -> Result<(Page<'d, 'a>, TrendRows), ExcelError> {
    let mut page = Page::new(draft, Sheet::Trend)?;
    let workings = draft.workings;
    let count = workings.periods.len();
    let beyond = workings.measures.iter().map(count_upcoming).max().unwrap_or(0);
    let width = columns(count + beyond);
    // A page is as wide as the charts: what they are drawn of stands below, and is not printed.
    let mut widths = vec![44.0, 26.0, 8.0];
    let mut printed: u32 = widths.iter().copied().map(pixels).sum();
    while printed < ACROSS * ONE {
        widths.push(11.5);
        printed += pixels(11.5);
    }
    page.across(0, 0, widths[0])?;
    page.across(1, 1, widths[1])?;
    page.across(2, 2, widths[2])?;
    page.across(FIRST, (FIRST + width).max(columns(widths.len())) - 1, 11.5)?;
    let block = rows(DRAWN.len()) + 1;
    let small = BODY + 3 + HEIGHT;
    let measures = workings.measures.len();
    let charts = measures.min(MOST);
    let data = small + 2 + rows(charts).div_ceil(ACROSS) * SMALL + 1;
    if measures == 0 {
        return Ok((page, TrendRows { actual: Vec::new(), count }));
    }
    page.text(data, 0, &draft.say(Book::Drawn), &draft.style.section());
    let top = data + 2 + block;
    let mut actual = Vec::new();
    for (i, (m, l)) in workings.measures.iter().zip(lines).enumerate() {
        let head = top + rows(i) * block;
        write_chart_rows(&mut page, head, m, l, count);
        actual.push(head + 1);
    }
    page.block(BODY);
    chosen(&mut page, data + 1, (top, block), measures, width)?;
    for (i, m) in workings.measures.iter().take(charts).enumerate() {
        let head = top + rows(i) * block;
        let row = small + 2 + rows(i) / ACROSS * SMALL;
        if rows(i).is_multiple_of(ACROSS) {
            page.block(if i == 0 { small } else { row });
        }
        add_small_chart(&mut page, head, row, rows(i) % ACROSS, m, count)?;
    }
    page.text(small, 0, &draft.say(Book::SmallCharts), &draft.style.section());
    page.sheet.set_print_area(0, 0, data - 1, columns(widths.len()) - 1)?;
    page.set_print_breaks(columns(widths.len()), data - 1)?;
    Ok((page, TrendRows { actual, count }))
}

/// How many periods of a measure are drawn after the reported one.
fn count_upcoming(m: &MeasureWorking) -> usize {
    m.outlook.len().max(m.coming.len())
}

/// The plan of a period to come, or the upper edge of a band: what formulas find it by, and the cells that hold it.
fn planned(m: &MeasureWorking, ahead: usize, edge: u8) -> Option<String> {
    let coming = m.coming.get(ahead)?;
    let (cells, key, keys) = match (&coming.way, edge) {
        (Some(_), 0) => ("tTarget", format!("{}|{}", m.id, serial(coming.span.last)), "tKey"),
        (None, _) => {
            let kind = PointKind::Band(edge);
            let point = m.plan.points.iter().position(|point| point.kind == kind)?;
            ("pUsed", plan::key(m, point), "pKey")
        }
        _ => return None,
    };
    Some(format!("INDEX({cells},MATCH(\"{}\",{keys},0))", key.replace('"', "\"\"")))
}

/// What is drawn of a measure: its labels, and a row for each line. What is absent is `#N/A` here alone, for it breaks a
/// line where an empty text would be drawn as 0.
fn write_chart_rows(page: &mut Page<'_, '_>, head: u32, m: &MeasureWorking, lines: &Lines, count: usize) {
    let draft = page.draft;
    let style = &draft.style;
    page.text(head, 0, &m.title, &style.head());
    page.text(head, 1, &m.id, &style.head());
    page.text(head, 2, &m.unit_label, &style.head());
    let factor = if m.unit == Unit::Percent { "*100" } else { "" };
    let times = if m.unit == Unit::Percent { 100.0 } else { 1.0 };
    for (i, key) in DRAWN.iter().enumerate() {
        page.text(head + 1 + rows(i), 0, &draft.say(*key), &style.text().set_indent(1));
    }
    let format = style.engine(style::MONEY).unset_italic();
    let outlook = |c: usize| m.outlook.get(c.checked_sub(count)?).map(|(_, value)| value * times);
    let width = count + count_upcoming(m);
    for c in 0..width {
        let column = FIRST + columns(c);
        let label = match c < count {
            true => m.periods[c].as_ref().map_or("", |p| p.span.short.as_str()),
            false => {
                let ahead = c - count;
                let plan = m.coming.get(ahead).map(|coming| coming.span.short.as_str());
                plan.or(m.outlook.get(ahead).map(|(label, _)| label.as_str())).unwrap_or_default()
            }
        };
        page.text(head, column, label, &style.head_right());
        let of = |row: Option<u32>| match row {
            Some(row) if c < count && m.periods[c].is_some() => {
                let at = Lines::at(draft, row, c);
                format!("IF(ISNUMBER({at}),{at}{factor},NA())")
            }
            _ => "NA()".to_owned(),
        };
        page.live(head + 1, column, &of(lines.values.get(&SeriesBasis::Period).copied()), &format);
        // Of a band both edges are drawn.
        let edges = lines.edges.get(&SeriesBasis::Period).copied();
        let target = edges.map(|edges| edges.0).or_else(|| lines.targets.get(&SeriesBasis::Period).copied());
        // What is planned goes on after the last actual value.
        let after = |row: Option<u32>, edge: u8| {
            let plan = c.checked_sub(count).and_then(|ahead| planned(m, ahead, edge));
            plan.map_or_else(|| of(row), |plan| format!("IFERROR({plan}*1{factor},NA())"))
        };
        page.live(head + 2, column, &after(target, 0), &format);
        page.live(head + 7, column, &after(edges.map(|edges| edges.1), 1), &format);
        let limits = m.limits.map(|[lower, centre, upper]| [upper, centre, lower]);
        for i in 0..3_u32 {
            match limits {
                Some(limits) => {
                    page.number(head + 3 + i, column, Some(limits[i as usize] * times), &format);
                }
                None => page.live(head + 3 + i, column, "NA()", &format),
            }
        }
        // The outlook goes on from the last value.
        match outlook(c) {
            Some(value) => page.number(head + 6, column, Some(value), &format),
            None if c + 1 == count && !m.outlook.is_empty() => {
                page.live(head + 6, column, &cell(head + 1, column), &format);
            }
            None => page.live(head + 6, column, "NA()", &format),
        }
    }
}

/// The measure that the reader chose: its chart, and from a row on what it is drawn of.
fn chosen(
    page: &mut Page<'_, '_>,
    head: u32,
    (top, block): (u32, u32),
    measures: usize,
    width: u16,
) -> Result<(), ExcelError> {
    let draft = page.draft;
    let style = &draft.style;
    let first = &draft.workings.measures[0];
    let label = draft.say(Book::ChooseMeasure);
    page.text(BODY, 0, &label, &style.text().set_bold());
    // Ids are never twice the same, as titles may be.
    page.view_choice(BODY, 1, &first.id, "=polId")?;
    let ids = format!("{}:{}", fixed(top, 1), fixed(top + block * rows(measures) - 1, 1));
    let found = format!("MATCH({},{ids},0)", fixed(BODY, 1));
    page.live(BODY, 2, &found, &style.figure("0").set_font_color(style::GREY));
    let last = top + block * rows(measures) - 1;
    let down = |column: u16| format!("{}:{}", in_row(top, column), in_row(last, column));
    let at = fixed(BODY, 2);
    for i in 0..=DRAWN.len() {
        let row = head + rows(i);
        match i {
            0 => {
                let of = |column: u16| format!("INDEX({},{at})", fixed_down(top, last, column));
                let unit = of(2);
                let title = format!("{}&IF({unit}=\"\",\"\",\", \"&{unit})", of(0));
                page.live(row, 0, &title, &style.head());
                page.live(BODY + 1, 0, &cell(row, 0), &style.section());
            }
            i => {
                // What a measure has nothing of is not named in the legend either; an empty name is called by its row there.
                let line = format!("{}:{}", cell(row, FIRST), cell(row, FIRST + width - 1));
                let name = format!("INDEX({},{at}+{i})", fixed_down(top, last, 0));
                let name = format!("IF(COUNTIF({line},\">-1E300\")=0,\"–\",{name})");
                page.live(row, 0, &name, &style.text());
            }
        }
        for c in 0..width {
            let column = FIRST + c;
            let found = format!("INDEX({},{at}+{i})", down(column));
            match i {
                0 => page.live(row, column, &format!("{found}&\"\""), &style.head_right()),
                _ => {
                    let formula = format!("IF(ISNUMBER({found}),{found},NA())");
                    page.live(row, column, &formula, &style.figure(style::MONEY));
                }
            }
        }
    }
    let sheet = draft.title(Sheet::Trend).to_owned();
    let mut chart = Chart::new_line();
    // What breaks a line is nothing to read.
    let absent = ConditionalFormatFormula::new()
        .set_rule(format!("=ISNA({})", cell(head + 1, FIRST)).as_str())
        .set_format(Format::new().set_font_color("#FFFFFF"));
    let lowest = head + rows(DRAWN.len());
    page.sheet.add_conditional_format(head + 1, FIRST, lowest, FIRST + width - 1, &absent)?;
    for i in 0..DRAWN.len() {
        let row = head + 1 + rows(i);
        line(chart.add_series(), &sheet, (row, FIRST, FIRST + width - 1), head, i);
    }
    // Its name stands above it.
    chart.title().set_hidden();
    chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font());
    axes(&mut chart);
    chart.set_width(ACROSS * ONE - 10).set_height(HEIGHT * 20 - 10);
    chart.set_alt_text(draft.say(Book::ChartAlt));
    page.sheet.insert_chart(BODY + 2, 0, &chart)?;
    Ok(())
}

fn fixed_down(first: u32, last: u32, column: u16) -> String {
    format!("{}:{}", fixed(first, column), fixed(last, column))
}

fn font() -> ChartFont {
    ChartFont::new().set_size(9).set_color(style::INK).to_owned()
}

fn axes(chart: &mut Chart) {
    // Below the lowest value: at 0 it would stand among lines that fall below.
    chart.x_axis().set_font(&font()).set_label_position(ChartAxisLabelPosition::Low);
    chart
        .y_axis()
        .set_font(&font())
        .set_num_format(AXIS)
        .set_format(ChartFormat::new().set_no_line())
        .set_major_gridlines_line(ChartLine::new().set_color("#E1E5EA").set_width(0.75));
    chart.show_na_as_empty_cell();
    // LibreOffice draws a gap of `gap` as 0; a line that passes over it, with a mark at every value, it does not.
    chart.show_empty_cells_as(ChartEmptyCells::Connected);
}

/// Sets a line and its marks; a chart takes both only of a series that it has made itself.
fn line(series: &mut ChartSeries, sheet: &str, (row, first, last): (u32, u16, u16), head: u32, which: usize) {
    let dash = match which {
        0 => ChartLineDashType::Solid,
        5 => ChartLineDashType::SquareDot,
        _ => ChartLineDashType::Dash,
    };
    let width = if matches!(which, 2..=4) { 0.75 } else { 2.0 };
    let line = ChartLine::new().set_color(COLOURS[which]).set_width(width).set_dash_type(dash).to_owned();
    series
        .set_name((sheet, row, 0))
        .set_categories((sheet, head, first, head, last))
        .set_values((sheet, row, first, row, last))
        .set_format(ChartFormat::new().set_line(&line));
    if matches!(which, 2..=4) {
        series.set_marker(ChartMarker::new().set_none());
    } else {
        let fill = ChartSolidFill::new().set_color(COLOURS[which]).to_owned();
        let mut dot = ChartFormat::new().set_solid_fill(&fill).set_no_line().to_owned();
        let (shape, size) = match which {
            1 | 6 => (ChartMarkerType::Square, 3),
            _ => (ChartMarkerType::Circle, 5),
        };
        series.set_marker(ChartMarker::new().set_type(shape).set_size(size).set_format(&mut dot));
    }
}

fn add_small_chart(
    page: &mut Page<'_, '_>,
    head: u32,
    row: u32,
    across: u32,
    m: &MeasureWorking,
    count: usize,
) -> Result<(), ExcelError> {
    let draft = page.draft;
    let sheet = draft.title(Sheet::Trend).to_owned();
    let last = FIRST + columns(count) - 1;
    let mut chart = Chart::new_line();
    let drawn: &[usize] = if m.scoring == Scoring::Band { &[0, 1, 6] } else { &[0, 1] };
    for which in drawn.iter().copied() {
        let row = head + 1 + rows(which);
        line(chart.add_series(), &sheet, (row, FIRST, last), head, which);
    }
    let title = bounded(&format!("{}, {}", m.title, m.unit_label), 60);
    chart.title().set_name(title.trim_end_matches(", ")).set_font(font().set_size(10).set_bold());
    chart.legend().set_hidden();
    axes(&mut chart);
    chart.set_width(ONE - 10).set_height(SMALL * 20 - 10);
    chart.set_alt_text(bounded(&m.title, 200));
    page.sheet.insert_chart_with_offset(row, 0, &chart, across * ONE, 0)?;
    Ok(())
}
