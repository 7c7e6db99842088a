//! Scorecard: one page that says what the report's first page says, for whatever Control selects.

use rust_xlsxwriter::{Format, FormatAlign, Sparkline};

use super::columns::{Figures, of_measures as calc};
use super::error::ExcelError;
use super::lists;
use super::page::{BODY, Draft, Page};
use super::reference::{cell, columns, rows};
use super::sheet::Sheet;
use super::style::{self, SYMBOLS, Style};
use super::text::{characters, lines};
use super::trend::TrendRows;
use crate::measure::Unit;
use crate::model::Scoring;
use crate::report::workings::{MeasureWorking, PointKind};
use crate::words::{self, Book, ListWord, Phrase, Remark, SheetName};

mod column {
    pub(super) const UNIT: u16 = 1;
    pub(super) const ACTUAL: u16 = 2;
    pub(super) const COMPARED: u16 = 3;
    pub(super) const DIFFERENCE: u16 = 4;
    pub(super) const RELATIVE: u16 = 5;
    pub(super) const FAVOUR: u16 = 6;
    pub(super) const MATERIAL: u16 = 7;
    pub(super) const YEAR_BEFORE: u16 = 8;
    pub(super) const YEAR: u16 = 9;
    pub(super) const OUTLOOK: u16 = 10;
    pub(super) const TREND: u16 = 11;
    pub(super) const SCORE: u16 = 12;
    pub(super) const SYMBOL: u16 = 13;
    pub(super) const STATUS: u16 = 14;
    pub(super) const OWNER: u16 = 15;
    pub(super) const REMARK: u16 = 16;
    pub(super) const FORETOLD: u16 = 17;
    pub(super) const OFF: u16 = 18;
}

const HEADS: [&dyn Phrase; 17] = [
    &Book::Measure,
    &Book::Unit,
    &Book::Actual,
    &Book::Compared,
    &Book::Difference,
    &Book::Relative,
    &Book::Favour,
    &Book::Blank,
    &Book::YearBefore,
    &ListWord::BasisYear,
    &Book::YearEnd,
    &SheetName::Trend,
    &Book::Score,
    &Book::Blank,
    &Book::Status,
    &Book::Owner,
    &Book::Remark,
];

/// The sheet is as wide as 1.35 pages in the letters it is made for (Calibri, or Carlito that is as wide): these are printed at eight
/// points or more.
const STYLE: Style = Style::LARGE;
/// Characters of the columns of words.
const TITLE: u16 = 30;
const UNIT: u16 = 8;
const PLAN: u16 = 9;
const OWNER: u16 = 15;
const REMARK: u16 = 16;

/// Letters of Excel beside those that words are measured in, with a margin.
const NARROWER: f64 = 0.9;

/// Rows that still print on one page at a size of eight points.
const ONE_PAGE: u32 = 44;

/// The sheet.
pub(super) fn page<'d, 'a>(
    draft: &'d Draft<'a>,
    figures: &Figures,
    drawn: Option<&TrendRows>,
) -> Result<Page<'d, 'a>, ExcelError> {
    let mut page = Page::new(draft, Sheet::Scorecard)?;
    page.widths(&widths(draft))?;
    heads(&mut page, drawn.is_some())?;
    page.live(
        3,
        0,
        "Control_Period&\" · \"&Control_Basis&\" · \"&Control_Comparison&\" · \"&Control_Scale",
        &STYLE.note(),
    );
    let last = body(&mut page, figures, drawn)?;
    let first = BODY + 1;
    let shape = format!("${}", cell(first, column::SYMBOL));
    for rule in style::statuses(|status| format!("={shape}=\"{}\"", SYMBOLS[status])) {
        page.sheet.add_conditional_format(first, column::SYMBOL, last, column::STATUS, &rule)?;
    }
    page.sheet.set_column_hidden(column::FORETOLD)?;
    page.sheet.set_column_hidden(column::OFF)?;
    page.name("ScorecardOff", (first, column::OFF), (last, column::OFF));
    if drawn.is_none() {
        page.sheet.set_column_hidden(column::TREND)?;
    }
    let last = notices(&mut page, last);
    page.sheet.set_repeat_rows(0, BODY)?;
    page.sheet.set_print_area(0, 0, last, column::REMARK)?;
    if last <= ONE_PAGE {
        page.sheet.set_print_fit_to_pages(1, 1);
    }
    Ok(page)
}

fn widths(draft: &Draft<'_>) -> [f64; 17] {
    // Words of two lists on one line, in whatever language, and what stands in for the letters of Excel. What is rarely said is
    // made smaller where it is longer.
    let longest = |list: &str| {
        let words = lists::words(draft, list);
        words
            .iter()
            .take(usize::from(lists::UNDEFINED))
            .map(|word| characters(word, 11) * NARROWER + 1.5)
            .fold(0.0, f64::max)
    };
    let figure = longest_figure(draft);
    [
        f64::from(TITLE),
        f64::from(UNIT),
        figure,
        figure,
        // `+12.3` and points of percent in the longest words there are.
        figure.max(15.0),
        7.5,
        longest("lFavour").max(11.0),
        2.5,
        figure,
        figure,
        // A year amounts to a digit more than what is beside it.
        figure + 1.5,
        8.0,
        10.0,
        2.5,
        longest("lStatus").max(13.5),
        f64::from(OWNER),
        f64::from(REMARK),
    ]
}

/// Characters of a column of figures: amounts of a currency with many noughts on one line, within reason.
fn longest_figure(draft: &Draft<'_>) -> f64 {
    let of = |m: &MeasureWorking| {
        let current = m.periods.last().and_then(Option::as_ref);
        let year = current.and_then(|at| Some(at.to_date.as_ref()?.engine.value));
        let all =
            [current.and_then(|at| at.engine.value), current.and_then(|at| at.previous), year.flatten()];
        let size = all.into_iter().flatten().fold(0.0_f64, |size, value| size.max(value.abs()));
        let whole = format!("{size:.0}").chars().count();
        let decimals = usize::from(m.decimals);
        // With what parts thousands, the point, and a sign.
        whole + (whole - 1) / 3 + decimals + usize::from(decimals > 0) + 1
    };
    let longest = draft.workings.measures.iter().map(of).max().unwrap_or(0);
    (longest as f64 * 1.1).clamp(10.0, 13.0)
}

fn heads(page: &mut Page<'_, '_>, has_trend: bool) -> Result<(), ExcelError> {
    const WORDS: [u16; 6] = [0, column::UNIT, column::FAVOUR, column::STATUS, column::OWNER, column::REMARK];
    let draft = page.draft;
    for (i, key) in HEADS.iter().enumerate() {
        if columns(i) == column::TREND && !has_trend {
            continue;
        }
        let format = if WORDS.contains(&columns(i)) { STYLE.head() } else { STYLE.head_right() };
        // A narrow column: its head is one word.
        let format = match columns(i) {
            column::TREND => format.unset_text_wrap().set_shrink(),
            _ => format,
        };
        page.text(BODY, columns(i), &draft.say(*key), &format);
    }
    // Outlook is that of a year, beside figures of a period.
    // The day on a line of its own.
    let end = draft.workings.year_end.replace(' ', "\u{a0}");
    let outlook = format!("{}, {end}", draft.say(Book::YearEnd));
    page.text(BODY, column::OUTLOOK, &outlook, &STYLE.head_right());
    // The column says what Control compares with.
    page.live(BODY, column::COMPARED, "Control_Comparison", &STYLE.head_right());
    // In some languages heads run over three lines.
    page.raise(BODY, 45);
    page.sheet.set_freeze_panes(BODY + 1, 1)?;
    Ok(())
}

/// The rows of the whole, of perspectives, objectives and measures; gives the last.
fn body(page: &mut Page<'_, '_>, figures: &Figures, drawn: Option<&TrendRows>) -> Result<u32, ExcelError> {
    let workings = page.draft.workings;
    let mut row = BODY + 1;
    let mut parent = 0;
    parent_row(page, row, &workings.head.scorecard, 0, figures.parents[parent], None);
    let mut objective = workings.perspectives.len();
    for perspective in &workings.perspectives {
        row += 1;
        parent += 1;
        parent_row(page, row, &perspective.title, 0, figures.parents[parent], None);
        for o in &perspective.objectives {
            row += 1;
            objective += 1;
            parent_row(page, row, &o.title, 1, figures.parents[objective], o.owner.as_deref());
            for (index, m) in workings.measures.iter().enumerate().filter(|(_, m)| m.objective == o.id) {
                row += 1;
                measure(page, row, m, figures.measures + rows(index));
                if let Some(place) = drawn.map(|drawn| drawn.place(index)) {
                    trend(page, row, m, place)?;
                }
            }
        }
    }
    Ok(row)
}

/// The trend of a measure as a line, from the cells of a row of Trend between two columns.
fn trend(
    page: &mut Page<'_, '_>,
    row: u32,
    m: &MeasureWorking,
    (line, first, last): (u32, u16, u16),
) -> Result<(), ExcelError> {
    let mut sparkline = Sparkline::new()
        .set_range((page.draft.title(Sheet::Trend), line, first, line, last))
        .set_sparkline_color(style::INK)
        .set_line_weight(1.25)
        .show_last_point(true)
        .set_last_point_color("#D55E00");
    // One value alone is no line.
    if m.periods.iter().flatten().filter(|p| p.engine.value.is_some()).count() == 1 {
        sparkline = sparkline.show_high_point(true).set_high_point_color(style::INK);
    }
    page.sheet.add_sparkline(row, column::TREND, &sparkline)?;
    Ok(())
}

/// What stands above all figures elsewhere, in a book without a cover; gives the last row.
fn notices(page: &mut Page<'_, '_>, mut row: u32) -> u32 {
    let (draft, head) = (page.draft, &page.draft.workings.head);
    if draft.has(Sheet::Cover) {
        return row;
    }
    for notice in std::iter::once(&head.message).chain(&head.notices) {
        row += 1;
        page.text(row + 1, 0, notice, &STYLE.note());
    }
    row + 1
}

/// A parent's row: `level` 0 stands out, 1 is an objective.
fn parent_row(page: &mut Page<'_, '_>, row: u32, title: &str, level: u8, calc_row: u32, owner: Option<&str>) {
    let style = &STYLE;
    let set = |format: Format| if level == 0 { style.strong(format) } else { format.set_bold() };
    for column in column::UNIT..=column::REMARK {
        page.number(row, column, None, &set(style.text()));
    }
    page.text(row, 0, title, &set(style.text().set_indent(level)));
    let score = page.draft.cell_ref(Sheet::Calc, calc_row, calc::SCORE);
    page.live(row, column::SCORE, &score, &set(style.link(style::RAW)));
    let off = format!("IF({}={score},\"\",1)", cell(row, column::SCORE));
    page.live(row, column::OFF, &off, &style.figure("0"));
    let code = page.draft.cell_ref(Sheet::Calc, calc_row, calc::STATUS);
    let word = format!("INDEX(lStatus,1+IF({code}=4,8,{code}))&\"\"");
    status(page, row, calc_row, &word, &set(style.text()));
    if let Some(owner) = owner {
        page.text(row, column::OWNER, owner, &set(STYLE.note()));
    }
}

/// Lines that the longest text of a measure's row takes.
fn most_lines(draft: &Draft<'_>, m: &MeasureWorking) -> u32 {
    let current = m.periods.last().and_then(Option::as_ref);
    let mut remark = current.map_or(String::new(), |period| format!("{} ", period.reason));
    if m.grain != draft.workings.grain {
        let period = current.map_or(String::new(), |period| period.span.label.clone());
        remark += &draft.say(Remark::ValueOf { period });
    }
    if m.judged_to_date {
        remark += &format!(" {}", draft.say(Remark::JudgedToDate));
    }
    let edge = |edge: u8| {
        let found = m.plan.points.iter().find(|point| point.kind == PointKind::Band(edge))?;
        let times = if m.unit == Unit::Percent { 100.0 } else { 1.0 };
        Some(format!("{:.1$}", found.value * times, usize::from(m.decimals)))
    };
    let band = edge(0).zip(edge(1)).map(|(low, high)| draft.say(words::Figures::Range { low, high }));
    let texts = [
        lines(band.as_deref().unwrap_or_default(), PLAN),
        lines(&m.title, TITLE),
        lines(&m.unit_label, UNIT),
        lines(m.owner.as_deref().unwrap_or_default(), OWNER),
        lines(&remark, REMARK),
    ];
    texts.into_iter().max().unwrap_or(1)
}

fn measure(page: &mut Page<'_, '_>, row: u32, m: &MeasureWorking, calc_row: u32) {
    let draft = page.draft;
    let style = &STYLE;
    let number = style::value(m.unit, m.decimals);
    let on = |column: u16| draft.cell_ref(Sheet::Calc, calc_row, column);
    // Money is shown as large as Control says; what is no money is not.
    let scaled = |at: &str| match m.is_amount {
        true => format!("IF(ISNUMBER({at}),{at}/Factor,\"\")"),
        false => at.to_owned(),
    };
    page.text(row, 0, &m.title, &style.text().set_indent(2).set_text_wrap());
    let high = most_lines(draft, m);
    if high > 1 {
        page.raise(row, 15 * high);
    }
    let unit = match m.is_amount {
        true => {
            page.live(
                row,
                column::UNIT,
                &format!("IF(Factor=1,{0},{0}&\" \"&Control_Scale)", on(calc::UNIT)),
                &style.note().set_text_wrap(),
            );
            None
        }
        false => Some(m.unit_label.as_str()),
    };
    if let Some(unit) = unit {
        page.text(row, column::UNIT, unit, &style.note().set_text_wrap());
    }
    let shown = [
        (column::ACTUAL, calc::ACTUAL, true),
        (column::COMPARED, calc::COMPARED, false),
        (column::YEAR_BEFORE, calc::BEFORE, false),
        (column::YEAR, calc::YEAR, false),
    ];
    for (column, from, bold) in shown {
        let format = style.link(&number);
        let format = if bold { format.set_bold() } else { format };
        page.live(row, column, &scaled(&on(from)), &format);
    }
    if m.scoring == Scoring::Band {
        let band = band(m, &scaled(&on(calc::COMPARED)), [on(calc::LOW), on(calc::HIGH)]);
        page.live(row, column::COMPARED, &band, &style.link(&number).set_text_wrap());
    }
    let gap = on(calc::DIFFERENCE);
    let (_, told) = style::difference_in_points(m.unit, m.decimals, &draft.say(Book::Pp));
    page.live(row, column::DIFFERENCE, &scaled(&gap), &style.link(&told));
    page.live(row, column::RELATIVE, &on(calc::RELATIVE), &style.link(style::SHARE_CHANGE));
    let favour = format!("INDEX(lFavour,1+{})&\"\"", on(calc::FAVOUR));
    page.live(row, column::FAVOUR, &favour, &style.beside());
    let material = format!("IF({}=1,\"▲\",\"\")", on(calc::MATERIAL));
    page.live(row, column::MATERIAL, &material, &style.text().set_align(FormatAlign::Center));
    // What was foretold was foretold of the reported period.
    page.number(row, column::FORETOLD, m.year_end.filter(|v| v.is_finite()), &style.engine(&number));
    let outlook = format!("IF(AND(Is_Reported=1,ISNUMBER({0})),{0},\"\")", cell(row, column::FORETOLD));
    let outlook = match m.is_amount {
        true => format!("IF(AND(Is_Reported=1,ISNUMBER({0})),{0}/Factor,\"\")", cell(row, column::FORETOLD)),
        false => outlook,
    };
    page.live(row, column::OUTLOOK, &outlook, &style.engine(&number));
    page.number(row, column::TREND, None, &style.text());
    page.live(row, column::SCORE, &on(calc::SCORE), &style.link(&style::score(m.score_decimals)));
    let word = format!("{}&\"\"", on(calc::WORD));
    status(page, row, calc_row, &word, &STYLE.text());
    let style = &STYLE;
    page.text(row, column::OWNER, m.owner.as_deref().unwrap_or_default(), &style.note().set_text_wrap());
    let remark = remark_formula(page, m, calc_row);
    page.live(row, column::REMARK, &remark, &style.note().set_text_wrap());
    page.live(row, column::OFF, &differs_from_calc(page, row, m, calc_row), &style.figure("0"));
}

/// Whether the row shows other figures than Calc has: 1 or nothing, for a hidden number is printed by some programs as one too wide for its column.
fn differs_from_calc(page: &Page<'_, '_>, row: u32, m: &MeasureWorking, calc_row: u32) -> String {
    let on = |column: u16| page.draft.cell_ref(Sheet::Calc, calc_row, column);
    let here =
        |columns: &[u16]| columns.iter().map(|column| cell(row, *column)).collect::<Vec<_>>().join(",");
    let there = |columns: &[u16]| columns.iter().map(|column| on(*column)).collect::<Vec<_>>().join(",");
    let (mut shown, mut from) = (
        vec![column::ACTUAL, column::DIFFERENCE, column::YEAR_BEFORE, column::YEAR],
        vec![calc::ACTUAL, calc::DIFFERENCE, calc::BEFORE, calc::YEAR],
    );
    // Of a band the page says the edges, in words.
    if m.scoring != Scoring::Band {
        shown.push(column::COMPARED);
        from.push(calc::COMPARED);
    }
    let (shown, from) = (here(&shown), there(&from));
    let times = if m.is_amount { "*Factor" } else { "" };
    let outlook = format!("IF(Is_Reported=1,{},0)", cell(row, column::FORETOLD));
    let figures = format!("ABS(SUM({shown},{}){times}-SUM({from},{outlook}))", cell(row, column::OUTLOOK));
    let beside = format!(
        "ABS(SUM({})-SUM({}))",
        here(&[column::RELATIVE, column::SCORE]),
        there(&[calc::RELATIVE, calc::SCORE])
    );
    let size = format!("MAX(1,MAX({from}),-MIN({from}))");
    format!("IF({figures}+{beside}<=Tolerance_Relative*{size},\"\",1)")
}

/// The plan as the edges of a band, where these are what is compared.
fn band(m: &MeasureWorking, otherwise: &str, edges: [String; 2]) -> String {
    let edge = |at: &String| match m.unit {
        Unit::Percent => format!("ROUND({at}*100,{})&\"%\"", m.decimals),
        _ if m.is_amount => format!("ROUND({at}/Factor,{})", m.decimals),
        _ => format!("ROUND({at},{})", m.decimals),
    };
    let [low, high] = edges.each_ref().map(edge);
    let text = format!("INDEX(lSaid,4)&{low}&INDEX(lSaid,5)&{high}&INDEX(lSaid,6)");
    format!("IF(COUNT({},{})=2,{text},{otherwise})", edges[0], edges[1])
}

/// What the row says of other days than those of the page, and why there is no value or no score.
fn remark_formula(page: &Page<'_, '_>, m: &MeasureWorking, calc_row: u32) -> String {
    let draft = page.draft;
    let on = |column: u16| draft.cell_ref(Sheet::Calc, calc_row, column);
    let mut parts = Vec::new();
    if m.grain != draft.workings.grain {
        parts.push(format!("INDEX(lSaid,1)&{}&INDEX(lSaid,2)", on(calc::PERIOD)));
    }
    if m.judged_to_date {
        parts.push("INDEX(lSaid,3)".to_owned());
    }
    let reason = on(calc::REASON);
    // Why there is no figure of the basis, of what does not add up over periods.
    let rolls = match draft.has_rolling_columns() {
        false => String::new(),
        true => format!("IF(AND(Basis=3,{}=\"\"),INDEX(lSaid,7)&\" \",\"\")&", on(calc::ROLLING)),
    };
    if parts.is_empty() {
        return format!("{rolls}{reason}&\"\"");
    }
    let head = parts.join("&\"; \"&");
    format!("IF({}=0,\"\",{rolls}{head}&IF({reason}=\"\",\"\",\"; \"&{reason}))", on(calc::PLACE))
}

/// A status's word, and the shape before it that survives a print without colour.
fn status(page: &mut Page<'_, '_>, row: u32, calc_row: u32, word: &str, format: &Format) {
    let code = page.draft.cell_ref(Sheet::Calc, calc_row, calc::STATUS);
    page.live(row, column::STATUS, word, &format.clone().set_indent(1).set_shrink());
    let shape = format!("INDEX(lSymbol,1+{code})&\"\"");
    page.live(row, column::SYMBOL, &shape, &format.clone().set_align(FormatAlign::Center));
}
