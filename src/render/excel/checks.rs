//! Checks: the engine's figures, pasted, against the live ones; weights; rows. One master check for the book.

use rust_xlsxwriter::Worksheet;

use super::address::{BODY, CALC, CHECKS, TREND, cell, columns, down, fixed_on, on, rows};
use super::calc::column as calc;
use super::inputs::objectives;
use super::page::Page;
use super::parents::column as parents;
use super::solve::{SLACK, Status, finite};
use super::style::{self, PLAIN, SHARE_FINE};
use super::verdict::{ABSOLUTE, RELATIVE, Total};
use super::{Book, ExcelError};

/// Row of the master check; its words stand in column B.
pub(super) const MASTER: u32 = BODY;
const MEASURES: u32 = BODY + 7;
const LAST: u16 = 16;

/// The sheet.
pub(super) fn page(book: &Book) -> Result<Worksheet, ExcelError> {
    let mut page = Page::new(book, CHECKS, "Checks")?;
    page.widths(&[38.0])?;
    page.sheet.set_column_range_width(1, LAST, 12.5)?;
    page.sheet.set_freeze_panes(3, 1)?;
    let workings = book.workings;
    let measures = rows(workings.measures.len());
    let parents_first = MEASURES + measures + 3;
    let parents_count = rows(workings.perspectives.len() + objectives(workings).count() + 1);
    let weights_first = parents_first + parents_count + 3;
    let sources_first = weights_first + parents_count + 3;
    let last = sources_first + rows(workings.sources.len());

    master(&mut page, last)?;
    compare_measures(&mut page)?;
    compare_parents(&mut page, parents_first, weights_first)?;
    sources(&mut page, sources_first)?;
    for column in 1..=LAST {
        page.coloured(book.style.checks(), MEASURES, last, column)?;
    }
    page.coloured(book.style.statuses(), MEASURES, last, 10)?;
    Ok(page.sheet)
}

fn master(page: &mut Page, last: u32) -> Result<(), ExcelError> {
    let style = &page.book.style;
    let (all, failed) = page.book.verdicts.count();
    let area = format!("{}:{}", super::address::fixed(MEASURES, 1), super::address::fixed(last, LAST));
    let (made, bad) = (cell(MASTER + 1, 1), cell(MASTER + 2, 1));
    page.text(MASTER, 0, "Master check", &style.text().set_bold())?;
    let formula = format!("IF({bad}=0,\"All checks pass\",\"Failed checks: \"&{bad}&\" of \"&{made})");
    let words = page.book.verdicts.master();
    page.live(MASTER, 1, &formula, words.as_str(), &style.text().set_bold())?;
    page.text(MASTER + 1, 0, "Checks made", &style.text())?;
    let formula = format!("COUNTIF({area},\"Pass\")+COUNTIF({area},\"Fail\")");
    page.live(
        MASTER + 1,
        1,
        &formula,
        all as f64,
        &style.figure("0").set_align(rust_xlsxwriter::FormatAlign::Left),
    )?;
    page.text(MASTER + 2, 0, "Failed", &style.text())?;
    let formula = format!("COUNTIF({area},\"Fail\")");
    page.live(
        MASTER + 2,
        1,
        &formula,
        failed as f64,
        &style.figure("0").set_align(rust_xlsxwriter::FormatAlign::Left),
    )?;
    page.text(
        MASTER + 3,
        0,
        "Grey figures are pasted from the engine. A change of an input makes comparisons fail by design: they show how \
         far the workbook has moved from the report.",
        &style.note(),
    )
}

fn verdict(page: &mut Page, row: u32, column: u16, test: &str, pass: bool) -> Result<(), ExcelError> {
    let formula = format!("IF({test},\"Pass\",\"Fail\")");
    let word = if pass { "Pass" } else { "Fail" };
    let format = page.book.style.beside();
    page.live(row, column, &formula, word, &format)
}

/// Two numbers side by side, their difference and the verdict.
fn numbers(
    page: &mut Page,
    row: u32,
    column: u16,
    link: &str,
    (engine, live, pass): (Option<f64>, Option<f64>, bool),
    format: &str,
) -> Result<(), ExcelError> {
    let style = &page.book.style;
    let (e, l, difference) = (cell(row, column), cell(row, column + 1), cell(row, column + 2));
    page.number(row, column, engine, &style.engine(format))?;
    page.live(row, column + 1, link, live, &style.link(format))?;
    // Spreadsheets round a difference of nearly equal numbers to 0, each at its own digit: all agree on this one.
    let none = format!("ABS({l}-{e})<={SLACK:E}*MAX(ABS({e}),ABS({l}))");
    let formula = format!("IF(COUNT({e},{l})=2,IF({none},0,{l}-{e}),\"\")");
    let moved = live.zip(engine).map(|(l, e)| match l - e {
        none if none.abs() <= SLACK * e.abs().max(l.abs()) => 0.0,
        moved => moved,
    });
    page.live(row, column + 2, &formula, moved, &style.figure("0.0E+00;\"−\"0.0E+00;0"))?;
    let test = format!(
        "IF(ISNUMBER({difference}),ABS({difference})<={RELATIVE:E}*MAX(ABS({e}),ABS({l}))+{ABSOLUTE:E},\
         COUNT({e},{l})=0)"
    );
    verdict(page, row, column + 3, &test, pass)
}

fn words(
    page: &mut Page,
    row: u32,
    column: u16,
    link: &str,
    (engine, live, pass): (Status, Status, bool),
) -> Result<(), ExcelError> {
    let style = &page.book.style;
    page.text(row, column, engine.word(), &style.engine_word())?;
    page.live(row, column + 1, link, live.word(), &style.beside())?;
    let test = format!("{}&\"\"={}&\"\"", cell(row, column), cell(row, column + 1));
    verdict(page, row, column + 2, &test, pass)
}

const COMPARED: [&str; 8] =
    ["Engine", "Live", "Difference", "Verdict", "Engine", "Live", "Difference", "Verdict"];

fn compare_measures(page: &mut Page) -> Result<(), ExcelError> {
    let book = page.book;
    let style = &book.style;
    page.text(MEASURES - 2, 0, "Measures: engine against live formulas", &style.section())?;
    headings(page, MEASURES - 1, "Measure", "value")?;
    page.heads(
        MEASURES - 1,
        12,
        &["Engine periods", "Live periods", "Engine sum of periods", "Live sum of periods"],
        0,
    )?;
    page.heads(MEASURES - 1, LAST, &["Verdict"], 1)?;
    for (index, m) in book.workings.measures.iter().enumerate() {
        let row = MEASURES + rows(index);
        let (live, pass) = (&book.solved.measures[index], &book.verdicts.measures[index]);
        let Some(engine) = m.periods.last() else { continue };
        let link = |column: u16| on(CALC, book.at.calc_measure(index), column);
        let number = style::value(m.unit, m.decimals.saturating_add(4));
        page.text(row, 0, &m.title, &style.text())?;
        numbers(page, row, 1, &link(calc::VALUE), (finite(engine.value), live.value, pass.value), &number)?;
        numbers(
            page,
            row,
            5,
            &link(calc::SCORE_OUT),
            (finite(engine.score), live.score, pass.score),
            "0.0000",
        )?;
        let statuses = (Status::of_code(&engine.status), live.status, pass.status);
        words(page, row, 9, &link(calc::STATUS), statuses)?;

        let history: Vec<Option<f64>> =
            m.periods.iter().take(book.at.periods).map(|p| finite(p.value)).collect();
        let (engine, live) = (Total::of(&history), Total::of(&live.values[..history.len()]));
        let trend = book.at.trend_measure(index);
        let series = format!(
            "{}:{}",
            fixed_on(TREND, trend, book.at.period(0)),
            super::address::fixed(trend, book.at.reported())
        );
        page.number(row, 12, Some(engine.count), &style.engine("0"))?;
        page.live(row, 13, &format!("COUNT({series})"), live.count, &style.figure("0"))?;
        page.number(row, 14, Some(engine.sum), &style.engine("#,##0.0000"))?;
        page.live(row, 15, &format!("SUM({series})"), live.sum, &style.figure("#,##0.0000"))?;
        let (e, l) = (cell(row, 14), cell(row, 15));
        let test = format!(
            "AND({}={},ABS({e}-{l})<={RELATIVE:E}*MAX(1,ABS({e}),ABS({l})))",
            cell(row, 12),
            cell(row, 13)
        );
        verdict(page, row, LAST, &test, pass.history)?;
    }
    Ok(())
}

fn headings(page: &mut Page, row: u32, first: &str, what: &str) -> Result<(), ExcelError> {
    page.heads(row, 0, &[first], 1)?;
    for (i, head) in COMPARED.iter().enumerate() {
        let text = match (i, *head) {
            (_, "Difference" | "Verdict") => (*head).to_owned(),
            (0..4, head) => format!("{head} {what}"),
            (_, head) => format!("{head} score"),
        };
        page.heads(row, 1 + columns(i), &[&text], usize::from(*head == "Verdict"))?;
    }
    page.heads(row, 9, &["Engine status", "Live status", "Verdict"], 3)
}

fn compare_parents(page: &mut Page, first: u32, weights: u32) -> Result<(), ExcelError> {
    let book = page.book;
    let (workings, style, at) = (book.workings, &book.style, &book.at);
    page.text(
        first - 2,
        0,
        "Objectives, perspectives and the whole: engine against live formulas",
        &style.section(),
    )?;
    headings(page, first - 1, "Parent", "coverage")?;
    page.text(
        weights - 2,
        0,
        "Weights: none below 0, and the children share their parent's whole weight",
        &style.section(),
    )?;
    page.heads(weights - 1, 0, &["Parent"], 1)?;
    page.heads(
        weights - 1,
        1,
        &[
            "Children that count",
            "Negative weights",
            "Sum of weights",
            "Effective, children",
            "Effective, parent",
        ],
        0,
    )?;
    page.heads(weights - 1, 6, &["Verdict"], 1)?;

    let (m, o, p) = (workings.measures.len(), at.perspective_of.len(), workings.perspectives.len());
    let mut table = Vec::new();
    table.extend(
        objectives(workings)
            .zip(&book.solved.objectives)
            .map(|(w, s)| (&w.title, &w.parent, s, (at.calc_measures, m))),
    );
    let perspectives = workings.perspectives.iter().zip(&book.solved.perspectives);
    table.extend(perspectives.map(|(w, s)| (&w.title, &w.parent, s, (at.calc_parents.objectives, o))));
    let whole = (at.calc_parents.perspectives, p);
    table.push((&workings.head.scorecard, &workings.total, &book.solved.total, whole));
    for (i, (title, engine, live, (children, count))) in table.into_iter().enumerate() {
        // Calc holds parents in the same order, one table below the other.
        let calc_row = at.calc_parents.objectives + rows(i);
        let link = |column: u16| on(CALC, calc_row, column);
        let pass = &book.verdicts.parents[i];
        let row = first + rows(i);
        page.text(row, 0, title, &style.text())?;
        let coverage =
            (Some(engine.coverage).filter(|_| live.coverage.is_some()), live.coverage, pass.coverage);
        numbers(page, row, 1, &link(parents::COVERAGE), coverage, SHARE_FINE)?;
        numbers(
            page,
            row,
            5,
            &link(calc::SCORE_OUT),
            (finite(engine.score), live.score, pass.score),
            "0.0000",
        )?;
        words(
            page,
            row,
            9,
            &link(calc::STATUS),
            (Status::of_code(&engine.status), live.status, pass.status),
        )?;

        let row = weights + rows(i);
        let on_calc = |column: u16| format!("{CALC}!{}", down(children, count, column));
        let (inside, id, weight) = (on_calc(calc::IN), link(calc::ID), on_calc(calc::WEIGHT));
        let plain = style.figure(PLAIN);
        page.text(row, 0, title, &style.text())?;
        page.live(row, 1, &format!("COUNTIFS({inside},{id},{weight},\">0\")"), pass.counted, &plain)?;
        page.live(row, 2, &format!("COUNTIFS({inside},{id},{weight},\"<0\")"), pass.negative, &plain)?;
        page.live(row, 3, &link(parents::BELOW), live.below, &style.link(PLAIN))?;
        let shared = format!("SUMIFS({},{inside},{id})", on_calc(calc::EFFECTIVE));
        page.live(row, 4, &shared, pass.shared, &style.figure(SHARE_FINE))?;
        page.live(row, 5, &link(calc::EFFECTIVE), live.share.effective, &style.link(SHARE_FINE))?;
        let (negative, sum, shared, whole) = (cell(row, 2), cell(row, 3), cell(row, 4), cell(row, 5));
        let test = format!("AND({negative}=0,OR({sum}=0,ABS({shared}-{whole})<={RELATIVE:E}))");
        verdict(page, row, 6, &test, pass.weights)?;
    }
    Ok(())
}

fn sources(page: &mut Page, first: u32) -> Result<(), ExcelError> {
    let book = page.book;
    let style = &book.style;
    page.text(first - 2, 0, "Sources: every row read is accounted for", &style.section())?;
    page.heads(first - 1, 0, &["Source"], 1)?;
    page.heads(
        first - 1,
        1,
        &["Read", "Used", "Repeated", "Filtered", "Rejected", "After as-of", "Unexplained"],
        0,
    )?;
    page.heads(first - 1, 8, &["Verdict"], 1)?;
    for (i, source) in book.workings.sources.iter().enumerate() {
        let row = first + rows(i);
        page.text(row, 0, &source.id, &style.text())?;
        let left_out = [source.repeated, source.filtered, source.rejected, source.after_as_of];
        let counts: Vec<u64> = [source.read, source.used].into_iter().chain(left_out).collect();
        for (c, count) in counts.iter().enumerate() {
            page.number(row, 1 + columns(c), Some(*count as f64), &style.engine(style::COUNT))?;
        }
        let rest = format!("{}-SUM({}:{})", cell(row, 1), cell(row, 2), cell(row, 6));
        let unexplained = counts[1..].iter().fold(counts[0] as f64, |rest, count| rest - *count as f64);
        page.live(row, 7, &rest, unexplained, &style.figure("#,##0;\"−\"#,##0"))?;
        verdict(page, row, 8, &format!("{}=0", cell(row, 7)), book.verdicts.sources[i])?;
    }
    Ok(())
}
