//! Scorecard: one page that says what the report's first page says, for whatever Control selects.

use rust_xlsxwriter::{Format, FormatAlign, Sparkline};

use super::columns::{Figures, of_measures as calc};
use super::error::ExcelError;
use super::page::{BODY, Draft, Page, cell, rows};
use super::sheet::Sheet;
use super::style;
use super::trend::Drawn;
use crate::measure::Unit;
use crate::report::workings::MeasureWorking;
use crate::words::Book;

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
}

const HEADS: [Book; 17] = [
    Book::Measure,
    Book::Unit,
    Book::Actual,
    Book::Compared,
    Book::Difference,
    Book::Relative,
    Book::Favour,
    Book::Blank,
    Book::YearBefore,
    Book::BasisYear,
    Book::YearEnd,
    Book::SheetTrend,
    Book::Score,
    Book::Blank,
    Book::Status,
    Book::Owner,
    Book::Remark,
];

/// Rows that still print on one page at a size of eight points.
const ONE_PAGE: u32 = 44;

/// The sheet.
pub(super) fn page<'d, 'a>(
    draft: &'d Draft<'a>,
    figures: &Figures,
    drawn: &Drawn,
) -> Result<Page<'d, 'a>, ExcelError> {
    let mut page = Page::new(draft, Sheet::Scorecard)?;
    page.widths(&[
        36.0, 9.0, 11.0, 11.0, 10.5, 8.0, 10.5, 2.5, 11.0, 11.5, 11.5, 12.0, 6.0, 2.5, 10.0, 14.0, 22.0,
    ])?;
    page.heads(BODY, 0, &HEADS, 2);
    for text in [column::FAVOUR, column::STATUS, column::OWNER, column::REMARK] {
        page.heads(BODY, text, &[HEADS[usize::from(text)]], 1);
    }
    page.sheet.set_freeze_panes(BODY + 1, 1)?;
    let style = &draft.style;
    page.live(
        3,
        0,
        "Control_Period&\" · \"&Control_Basis&\" · \"&Control_Comparison&\" · \"&Control_Scale",
        &style.note(),
    );
    let workings = draft.workings;
    let mut row = BODY + 1;
    let mut parent = 0;
    parent_row(&mut page, row, &workings.head.scorecard, 0, figures.parents[parent], None);
    let mut objective = workings.perspectives.len();
    for perspective in &workings.perspectives {
        row += 1;
        parent += 1;
        parent_row(&mut page, row, &perspective.title, 0, figures.parents[parent], None);
        for o in &perspective.objectives {
            row += 1;
            objective += 1;
            let owner = o.owner.as_deref();
            parent_row(&mut page, row, &o.title, 1, figures.parents[objective], owner);
            for (index, m) in workings.measures.iter().enumerate() {
                if m.objective == o.id {
                    row += 1;
                    measure(&mut page, row, m, figures.measures + rows(index))?;
                    let (line, first, last) = drawn.of(index);
                    let sparkline = Sparkline::new()
                        .set_range((draft.title(Sheet::Trend), line, first, line, last))
                        .set_sparkline_color(style::INK)
                        .set_line_weight(1.25)
                        .show_markers(
                            m.periods.iter().flatten().filter(|p| p.engine.value.is_some()).count() == 1,
                        )
                        .show_last_point(true)
                        .set_last_point_color("#D55E00");
                    page.sheet.add_sparkline(row, column::TREND, &sparkline)?;
                }
            }
        }
    }
    let first = BODY + 1;
    // The status's number stands behind the page, where its colours find it.
    let code = format!("${}", cell(first, column::REMARK + 1));
    for rule in style::statuses(&code) {
        page.sheet.add_conditional_format(first, column::SYMBOL, row, column::STATUS, &rule)?;
    }
    page.sheet.set_column_hidden(column::REMARK + 1)?;
    page.sheet.set_column_hidden(column::REMARK + 2)?;
    page.sheet.set_repeat_rows(0, BODY)?;
    page.sheet.set_print_area(0, 0, row, column::REMARK)?;
    if row <= ONE_PAGE {
        page.sheet.set_print_fit_to_pages(1, 1);
    }
    Ok(page)
}

/// A parent's row: `level` 0 stands out, 1 is an objective.
fn parent_row(page: &mut Page<'_, '_>, row: u32, title: &str, level: u8, calc_row: u32, owner: Option<&str>) {
    let style = &page.draft.style;
    let set = |format: Format| if level == 0 { style.strong(format) } else { format.set_bold() };
    for column in column::UNIT..=column::REMARK {
        page.number(row, column, None, &set(style.text()));
    }
    page.text(row, 0, title, &set(style.text().set_indent(level)));
    let score = page.draft.on(Sheet::Calc, calc_row, calc::SCORE);
    page.live(row, column::SCORE, &score, &set(style.link("0.0")));
    status(page, row, calc_row, &set(style.text()));
    if let Some(owner) = owner {
        page.text(row, column::OWNER, owner, &set(page.draft.style.note()));
    }
}

fn measure(page: &mut Page<'_, '_>, row: u32, m: &MeasureWorking, calc_row: u32) -> Result<(), ExcelError> {
    let draft = page.draft;
    let style = &draft.style;
    let number = style::value(m.unit, m.decimals);
    let on = |column: u16| draft.on(Sheet::Calc, calc_row, column);
    // Money is shown as large as Control says; what is no money is not.
    let scaled = |at: &str| match m.unit {
        Unit::Currency => format!("IF(ISNUMBER({at}),{at}/Factor,\"\")"),
        _ => at.to_owned(),
    };
    page.text(row, 0, &m.title, &style.text().set_indent(2).set_text_wrap());
    let unit = match m.unit {
        Unit::Currency => {
            page.live(
                row,
                column::UNIT,
                &format!("IF(Factor=1,{0},{0}&\" \"&Control_Scale)", on(calc::UNIT)),
                &style.note().set_text_wrap(),
            );
            None
        }
        _ => Some(m.unit_label.as_str()),
    };
    if let Some(unit) = unit {
        page.text(row, column::UNIT, unit, &style.note());
    }
    let shown = [
        (column::ACTUAL, calc::ACTUAL, true),
        (column::COMPARED, calc::COMPARED, false),
        (column::YEAR_BEFORE, calc::YEAR_BEFORE, false),
        (column::YEAR, calc::YEAR, false),
    ];
    for (column, from, bold) in shown {
        let format = style.link(&number);
        let format = if bold { format.set_bold() } else { format };
        page.live(row, column, &scaled(&on(from)), &format);
    }
    let gap = on(calc::DIFFERENCE);
    match m.unit {
        // The difference of two rates is told in points.
        Unit::Percent => {
            let points = format!("+{0};\"−\"{0};{0}", points_format(m.decimals, &draft.say(Book::Pp)));
            page.live(
                row,
                column::DIFFERENCE,
                &format!("IF(ISNUMBER({gap}),{gap}*100,\"\")"),
                &style.link(&points),
            );
        }
        _ => page.live(
            row,
            column::DIFFERENCE,
            &scaled(&gap),
            &style.link(&style::difference(m.unit, m.decimals)),
        ),
    }
    page.live(row, column::RELATIVE, &on(calc::RELATIVE), &style.link("+0.0%;\"−\"0.0%;0.0%"));
    let favour = format!("INDEX(lFavour,1+{})&\"\"", on(calc::FAVOUR));
    page.live(row, column::FAVOUR, &favour, &style.beside());
    let material = format!("IF({}=1,\"▲\",\"\")", on(calc::MATERIAL));
    page.live(row, column::MATERIAL, &material, &style.text().set_align(FormatAlign::Center));
    // What was foretold was foretold of the reported period.
    let foretold = column::REMARK + 2;
    page.number(row, foretold, m.year_end.filter(|v| v.is_finite()), &style.engine(&number));
    let outlook = format!("IF(AND(Is_Reported=1,ISNUMBER({0})),{0},\"\")", cell(row, foretold));
    let outlook = match m.unit {
        Unit::Currency => {
            format!("IF(AND(Is_Reported=1,ISNUMBER({0})),{0}/Factor,\"\")", cell(row, foretold))
        }
        _ => outlook,
    };
    page.live(row, column::OUTLOOK, &outlook, &style.engine(&number));
    page.number(row, column::TREND, None, &style.text());
    page.live(row, column::SCORE, &on(calc::SCORE), &style.link(&style::score(m.score_decimals)));
    status(page, row, calc_row, &page.draft.style.text());
    let style = &page.draft.style;
    page.text(row, column::OWNER, m.owner.as_deref().unwrap_or_default(), &style.note().set_text_wrap());
    let reason = page.draft.on(Sheet::Calc, calc_row, calc::REASON);
    page.live(row, column::REMARK, &format!("{reason}&\"\""), &style.note().set_text_wrap());
    Ok(())
}

fn points_format(decimals: u8, points: &str) -> String {
    let zeros = "0".repeat(usize::from(decimals.min(30)));
    let number = if decimals == 0 { "0".to_owned() } else { format!("0.{zeros}") };
    format!("{number}\" {points}\"")
}

/// A status's word, and the shape before it that survives a print without colour.
fn status(page: &mut Page<'_, '_>, row: u32, calc_row: u32, format: &Format) {
    let code = page.draft.on(Sheet::Calc, calc_row, calc::STATUS);
    let word = format!("INDEX(lStatus,1+{code})&\"\"");
    page.live(row, column::STATUS, &word, &format.clone().set_indent(1));
    let shape = format!("INDEX(lSymbol,1+{code})&\"\"");
    page.live(row, column::SYMBOL, &shape, &format.clone().set_align(FormatAlign::Center));
    page.live(row, column::REMARK + 1, &code, &page.draft.style.note());
}
