//! Checks: the engine's figures against those of the formulas, cell by cell; sums of what no formula computes; weights,
//! rows and inputs. Two lamps for the whole book: whether it agrees, and how much of it was changed.

use super::columns::{Figures, of_measures as calc, of_parents as parents};
use super::control::TOLERANCES;
use super::error::ExcelError;
use super::page::{BODY, Draft, Filled, Formulas, Page};
use super::policy::{ParentEntry, all_parents};
use super::reference::{cell, columns, rows};
use super::series::{Lines, SeriesBasis};
use super::sheet::Sheet;
use super::style::{self, COUNT, SHARE_FINE};
use crate::evaluate::score::Status;
use crate::report::workings::{Computed, MeasureWorking, PeriodWorking};
use crate::words::{Book, CheckLine, Phrase, SeriesLine};

/// First column of the engine's figures.
const FIRST: u16 = 3;
/// The first row of the summary.
const SUMMARY: u32 = BODY + 1;

/// The first column of flags, behind the figures of so many periods and those of sums.
fn flags(count: u16) -> u16 {
    FIRST + count.max(2) + 1
}

/// The sheet.
pub(super) fn page<'d, 'a>(
    draft: &'d Draft<'a>,
    lines: &[Lines],
    figures: &Figures,
    formulas: &[Formulas],
) -> Result<Page<'d, 'a>, ExcelError> {
    let mut page = Page::new(draft, Sheet::Checks)?;
    let count = columns(draft.workings.periods.len());
    page.widths(&[draft.titles(44.0), 24.0, 10.0])?;
    let flags = flags(count);
    page.across(FIRST, flags - 1, 14.0)?;
    page.across(flags, flags + count, 5.0)?;
    // Below the summary: one block after another, each with a column of what differs. A short book has no ties of other
    // sheets and no sources.
    let parts = if draft.is_short() { 4 } else { 6 };
    let mut row = SUMMARY + parts + 8;
    let mut counted: Vec<(CheckLine, String)> = Vec::new();
    let series = compare_series(&mut page, lines, row);
    counted.push((CheckLine::Series, series.differences));
    row = series.end + 2;
    let rollup = compare_rollup(&mut page, lines, figures, row);
    counted.push((CheckLine::Rollup, rollup.differences));
    row = rollup.end + 2;
    let sums = sums(&mut page, row, formulas);
    counted.push((CheckLine::Sums, sums.differences));
    let last = sums.end - 1;
    if !draft.is_short() {
        counted.extend(differences_on_other_sheets(draft));
    }
    counted.push((CheckLine::Shares, shares(draft, figures)));

    let style = &draft.style;
    page.text(BODY, 0, &draft.say(Book::Integrity), &style.section());
    page.heads(BODY, 1, &[Book::Blank, Book::Differences], 1);
    for (i, (part, formula)) in counted.iter().enumerate() {
        let at = SUMMARY + rows(i);
        page.text(at, 0, &draft.say(part), &style.text());
        // What cannot be computed any more, of a date that was overwritten say, is a difference and no error of the lamp.
        page.live(at, 2, &format!("IFERROR({formula},1)"), &style.figure("0"));
    }
    let total = SUMMARY + parts;
    page.text(total, 0, &draft.say(CheckLine::All), &style.text().set_bold());
    let all = format!("SUM({}:{})", cell(SUMMARY, 2), cell(total - 1, 2));
    page.live(total, 2, &all, &style.figure("0").set_bold());
    page.name("Integrity", (total, 2), (total, 2));
    page.text(total + 1, 0, &draft.say(CheckLine::Edits), &style.text());
    let edited_cells = match draft.has(Sheet::Edits) {
        true => "SUM(fEdited)+SUM(pEdited)+SUM(eEdited)".to_owned(),
        // A tolerance that grows forgives itself.
        false => {
            let same = TOLERANCES.map(|(name, number)| format!("{name}={number:E}")).join(",");
            format!("SUM(fEdited)+SUM(pEdited)+IF(AND({same}),0,1)")
        }
    };
    page.live(total + 1, 2, &edited_cells, &style.figure("0"));
    page.name("Edited", (total + 1, 2), (total + 1, 2));
    page.text(total + 2, 0, &draft.say(CheckLine::Sound), &style.text());
    // Words where numbers belong count nowhere, and a tolerance below 0 forgives nothing.
    let words = |name: &str| format!("COUNTA({name})-COUNT({name})");
    let share = "IF(COUNT(Penalty,Least_Coverage)<2,1,IF(AND(Least_Coverage>=0,Least_Coverage<=1),0,1))";
    let mut unsound =
        format!("COUNTIF(polSound,0)+COUNTIF(parSound,0)+COUNTIF(pSound,0)+{}+{share}", words("fValue"));
    // Nor is any bound or tolerance of Control a word.
    let bounds = TOLERANCES.len() + 2 + usize::from(draft.has_rolling_columns());
    unsound += &format!("+{bounds}-COUNT(Bounds)");
    if draft.has(Sheet::Reconciliation) && !draft.workings.controls.is_empty() {
        let (ledger, tolerance) = (words("cLedger"), words("cTolerance"));
        unsound += &format!("+{ledger}+{tolerance}+COUNTIF(cTolerance,\"<0\")");
    }
    page.live(total + 2, 2, &unsound, &style.figure("0"));
    page.name("Unsound", (total + 2, 2), (total + 2, 2));
    // The words of the lamps.
    let lamp = "INDEX(lLamp,1+IF(Integrity+Unsound=0,0,IF(Edited=0,1,2)))";
    page.live(total + 3, 0, lamp, &style.text().set_bold());
    page.name("Lamp_Integrity", (total + 3, 0), (total + 3, 0));
    let edited = format!("{}&\": \"&Edited", cell(total + 1, 0));
    page.live(total + 4, 0, &edited, &style.text().set_bold());
    page.name("Lamp_Edited", (total + 4, 0), (total + 4, 0));
    page.text(total + 5, 0, &draft.say(CheckLine::Note), &style.note());
    page.sheet.set_print_area(0, 0, last, flags - 1)?;
    page.sheet.set_freeze_panes(3, 1)?;
    // What a row is of stands on every page.
    page.set_print_parts(flags, 2, last)?;
    Ok(page)
}

/// Formulas of what differs on other sheets: ties of their figures, and rows of sources.
fn differences_on_other_sheets(draft: &Draft<'_>) -> [(CheckLine, String); 2] {
    let mut ties = "SUM(Ties)+SUM(Bridges)+SUM(dDiffers)".to_owned();
    if draft.has(Sheet::Detail) {
        ties += "+COUNTIF(CasesUnexplained,\">0\")+COUNTIF(CasesUnexplained,\"<0\")";
    }
    if !draft.workings.triangles.is_empty() {
        ties += "+Triangles";
    }
    if !draft.workings.variances.is_empty() {
        ties += "+SUM(Variances)";
    }
    if !draft.workings.controls.is_empty() {
        ties += "+SUM(ControlsOff)";
    }
    let mut unexplained = "COUNTIF(Unexplained,\">0\")+COUNTIF(Unexplained,\"<0\")".to_owned();
    if draft.workings.sources.iter().any(|source| !source.amounts.is_empty()) {
        unexplained += "+COUNTIF(UnexplainedAmounts,\">0\")+COUNTIF(UnexplainedAmounts,\"<0\")";
    }
    if !draft.workings.reach.is_empty() {
        unexplained += "+COUNTIF(Unreached,\">0\")+COUNTIF(Unreached,\"<0\")";
    }
    [(CheckLine::Ties, ties), (CheckLine::Rows, unexplained)]
}

/// Whether two figures differ: 1 or 0. One alone is a difference, none is none.
fn differs(engine: &str, live: &str) -> String {
    let both = format!("COUNT({engine},{live})");
    format!(
        "IF({both}=2,IF(ABS({engine}-{live})<=Tolerance_Relative*MAX(ABS({engine}),ABS({live}))+Tolerance_Absolute,0,1),{both})"
    )
}

/// A status as the workbook numbers it; 4 is what should have one and has none.
fn number(status: Option<Status>, judged: bool) -> f64 {
    match (status, judged) {
        (Some(Status::OnTarget), _) => 1.0,
        (Some(Status::Watch), _) => 2.0,
        (Some(Status::OffTarget), _) => 3.0,
        (None, true) => 4.0,
        (None, false) => 0.0,
    }
}

/// A figure of the engine in a period, by the period's place; `None` where it is not compared, and within where it is missing.
type Engine<'m> = Box<dyn Fn(usize, &PeriodWorking) -> Option<Option<f64>> + 'm>;

/// A figure of a measure that is compared with the engine's.
struct Compared<'m> {
    name: &'static dyn Phrase,
    /// Its row on Series.
    row: u32,
    format: String,
    engine: Engine<'m>,
}

/// A block of comparisons.
struct Block {
    /// The row behind it.
    end: u32,
    /// The formula that counts its differences.
    differences: String,
}

/// The figures of a measure that are compared.
fn compared<'m>(m: &'m MeasureWorking, lines: &Lines) -> Vec<Compared<'m>> {
    let last = m.periods.len() - 1;
    let value = style::value(m.unit, m.decimals.saturating_add(2));
    let of =
        |read: fn(&Computed) -> Option<f64>| -> Engine<'m> { Box::new(move |_, p| Some(read(&p.engine))) };
    let mut all: Vec<Compared<'m>> = Vec::new();
    let mut put = |name: &'static dyn Phrase, row: u32, format: &str, engine: Engine<'m>| {
        all.push(Compared { name, row, format: format.to_owned(), engine });
    };
    if let Some(row) = lines.values.get(&SeriesBasis::Period) {
        put(&Book::Value, *row, &value, of(|e| e.value));
    }
    if let Some(row) = lines.samples.get(&SeriesBasis::Period) {
        put(&Book::Sample, *row, COUNT, of(|e| e.n));
    }
    let has_target = m.periods.iter().flatten().any(|p| p.engine.target.is_some());
    if let Some(row) = lines.targets.get(&SeriesBasis::Period).filter(|_| has_target) {
        put(&Book::Target, *row, &value, of(|e| e.target));
    }
    if let Some(row) = lines.score {
        put(&Book::Score, row, "0.0000", of(|e| e.score));
    }
    if let Some(row) = lines.status {
        put(&Book::Status, row, "0", Box::new(|_, p| Some(Some(number(p.engine.status, p.judged)))));
    }
    for (version, (row, to_date)) in m.versions.iter().zip(&lines.versions) {
        let (values, year) = (version.engine.clone(), version.engine_to_date);
        put(&SeriesLine::Version, *row, &value, Box::new(move |c, _| Some(values[c])));
        if let Some(row) = to_date {
            put(&SeriesLine::VersionToDate, *row, &value, Box::new(move |c, _| (c == last).then_some(year)));
        }
    }
    let of_year = |read: fn(&Computed) -> Option<f64>| -> Engine<'m> {
        Box::new(move |_, p| p.to_date.as_ref().map(|year| read(&year.engine)))
    };
    if let Some(row) = lines.values.get(&SeriesBasis::Year) {
        put(&SeriesLine::YearToDate, *row, &value, of_year(|e| e.value));
    }
    let mut years = m.periods.iter().flatten().filter_map(|p| p.to_date.as_ref());
    let has_target = years.any(|year| year.engine.target.is_some());
    if let Some(row) = lines.targets.get(&SeriesBasis::Year).filter(|_| has_target) {
        put(&SeriesLine::TargetToDate, *row, &value, of_year(|e| e.target));
    }
    if let Some(row) = lines.year_before {
        put(&Book::YearBefore, row, &value, Box::new(|_, p| Some(p.previous)));
    }
    if let Some(row) = lines.year_before_to_date.filter(|row| lines.year_before != Some(*row)) {
        put(&Book::YearBeforeToDate, row, &value, Box::new(|_, p| Some(p.previous_to_date)));
    }
    all
}

/// Every figure of every measure in every period.
fn compare_series(page: &mut Page<'_, '_>, lines: &[Lines], first: u32) -> Block {
    let draft = page.draft;
    let style = &draft.style;
    let count = columns(draft.workings.periods.len());
    page.text(first, 0, &draft.say(CheckLine::Series), &style.section());
    let flags = flags(count);
    let top = first + 1;
    let mut row = top;
    for (m, l) in draft.workings.measures.iter().zip(lines) {
        // Every measure under its own periods: they may be longer than those of the book.
        page.block(if row == top { first } else { row });
        page.heads(row, 0, &[Book::Measure, Book::Figure, Book::Differences], 2);
        for (c, period) in m.periods.iter().enumerate() {
            let label = period.as_ref().map_or("", |period| period.span.label.as_str());
            page.text(row, FIRST + columns(c), label, &style.head_right());
        }
        row += 1;
        for Compared { name, row: line, format, engine } in compared(m, l) {
            page.text(row, 0, &m.title, &style.text());
            page.text(row, 1, &draft.say(name), &style.text());
            let flagged = format!("SUM({}:{})", cell(row, flags), cell(row, flags + count - 1));
            page.live(row, 2, &flagged, &style.figure("0"));
            for (c, period) in m.periods.iter().enumerate() {
                let Some(period) = period else { continue };
                let Some(figure) = engine(c, period) else { continue };
                let column = FIRST + columns(c);
                page.number(row, column, figure, &style.engine(&format));
                let test = differs(&cell(row, column), &Lines::at(draft, line, c));
                page.live(row, flags + columns(c), &test, &style.figure("0").set_font_color(style::GREY));
            }
            row += 1;
        }
    }
    Block { end: row, differences: format!("SUM({}:{})", cell(top, 2), cell(row.max(top), 2)) }
}

/// The roll-up of the reported period; another that Control selects is not compared.
fn compare_rollup(page: &mut Page<'_, '_>, lines: &[Lines], figures: &Figures, first: u32) -> Block {
    let draft = page.draft;
    let style = &draft.style;
    page.block(first);
    page.text(first, 0, &draft.say(CheckLine::Rollup), &style.section());
    page.heads(first + 1, 0, &[Book::Title, Book::Figure, Book::Differences, Book::Engine, Book::Now], 2);
    let top = first + 2;
    let mut row = top;
    let mut put =
        |page: &mut Page<'_, '_>, title: &str, name: &dyn Phrase, at: (u32, u16), engine, format: &str| {
            let style = &draft.style;
            page.text(row, 0, title, &style.text());
            page.text(row, 1, &draft.say(name), &style.text());
            page.number(row, 3, engine, &style.engine(format));
            page.live(row, 4, &draft.cell_ref(Sheet::Calc, at.0, at.1), &style.link(format));
            let test = format!("IF(Is_Reported=1,{},0)", differs(&cell(row, 3), &cell(row, 4)));
            page.live(row, 2, &test, &style.figure("0"));
            row += 1;
        };
    for (i, (m, l)) in draft.workings.measures.iter().zip(lines).enumerate() {
        let at = figures.measures + rows(i);
        put(page, &m.title, &Book::Effective, (at, calc::EFFECTIVE), Some(m.effective_weight), SHARE_FINE);
        // Calc takes over what Series has of the period.
        let Some(Some(period)) = m.periods.last() else { continue };
        for Compared { name, row: line, format, engine } in compared(m, l) {
            let figure = engine(m.periods.len() - 1, period);
            if let (Some(column), Some(figure)) = (calc_column(l, line), figure) {
                put(page, &m.title, name, (at, column), figure, &format);
            }
        }
    }
    for (i, ParentEntry { title, computed: engine, .. }) in
        all_parents(draft.workings).into_iter().enumerate()
    {
        let at = figures.parents[i];
        // Where nothing below is judged there is no coverage to speak of.
        let coverage = (engine.score.is_some() || engine.coverage > 0.0).then_some(engine.coverage);
        if coverage.is_some() {
            put(page, title, &Book::Coverage, (at, parents::COVERAGE), coverage, SHARE_FINE);
        }
        put(page, title, &Book::Score, (at, calc::SCORE), engine.score, "0.0000");
        put(page, title, &Book::Status, (at, calc::STATUS), Some(number(engine.status, true)), "0");
        put(page, title, &Book::Effective, (at, calc::EFFECTIVE), Some(engine.effective_weight), SHARE_FINE);
    }
    // And Scorecard what Calc has.
    Block { end: row, differences: format!("SUM({}:{})+SUM(ScorecardOff)", cell(top, 2), cell(row, 2)) }
}

/// The column of Calc that takes over a row of Series.
fn calc_column(lines: &Lines, row: u32) -> Option<u16> {
    let taken = [
        (lines.values.get(&SeriesBasis::Period).copied(), calc::VALUE),
        (lines.values.get(&SeriesBasis::Year).copied(), calc::YEAR),
        (lines.samples.get(&SeriesBasis::Period).copied(), calc::SAMPLE),
        (lines.targets.get(&SeriesBasis::Period).copied(), calc::PLAN),
        (lines.targets.get(&SeriesBasis::Year).copied(), calc::YEAR_PLAN),
        (lines.year_before, calc::YEAR_BEFORE),
        (lines.year_before_to_date, calc::YEAR_BEFORE_TO_DATE),
        (lines.score, calc::SCORE),
        (lines.status, calc::STATUS),
    ];
    taken.into_iter().find(|(line, _)| *line == Some(row)).map(|(_, column)| column)
}

/// Sums of what the engine gave and no formula computes, and how many formulas there are: one that is overwritten is none.
fn sums(page: &mut Page<'_, '_>, first: u32, formulas: &[Formulas]) -> Block {
    let draft = page.draft;
    let style = &draft.style;
    page.block(first);
    page.text(first, 0, &draft.say(CheckLine::Sums), &style.section());
    let heads = [Book::Figure, Book::Blank, Book::Differences, Book::Engine, Book::Now, Book::SizeOfAll];
    page.heads(first + 1, 0, &heads, 2);
    let top = first + 2;
    let mut row = top;
    for total in draft.totals() {
        page.text(row, 0, &total.label, &style.text());
        page.number(row, 3, Some(total.sum), &style.engine("#,##0.00"));
        page.live(row, 4, &format!("SUM({})", total.area), &style.link("#,##0.00"));
        let (engine, now) = (cell(row, 3), cell(row, 4));
        page.number(row, 5, Some(total.size.ceil()), &style.engine(COUNT));
        let forgiven = format!("Slack*{}+Tolerance_Absolute", cell(row, 5));
        let differs = format!("IF(ISNUMBER({now}),IF(ABS({engine}-{now})<={forgiven},0,1),1)");
        page.live(row, 2, &differs, &style.figure("0"));
        row += 1;
    }
    let mut count = |page: &mut Page<'_, '_>, label: String, engine: usize, formula: String| {
        page.text(row, 0, &label, &style.text());
        page.number(row, 3, Some(engine as f64), &style.engine(COUNT));
        page.live(row, 4, &formula, &style.link(COUNT));
        page.live(row, 2, &differs(&cell(row, 3), &cell(row, 4)), &style.figure("0"));
        row += 1;
    };
    for Formulas { label, area, count: formulas, filled } in formulas {
        let said = format!("{label}: {}", draft.say(Book::Formula));
        count(page, said, *formulas, format!("SUMPRODUCT(_xlfn.ISFORMULA({area})*1)"));
        if let Some(Filled { area, count: cells }) = filled {
            let said = format!("{label}: {}", draft.say(Book::FilledCells));
            count(page, said, *cells, format!("COUNTA({area})"));
        }
    }
    Block { end: row, differences: format!("SUM({}:{})", cell(top, 2), cell(row.max(top), 2)) }
}

/// Whether the measures' parts of the whole add up to it, where anything is judged.
fn shares(draft: &Draft<'_>, figures: &Figures) -> String {
    let count = rows(draft.workings.measures.len()).max(1);
    let of = |column: u16| {
        draft.area_ref(Sheet::Calc, (figures.measures, column), (figures.measures + count - 1, column))
    };
    format!("IF(SUM({0})=0,0,IF(ABS(SUM({0})-1)<=Tolerance_Relative,0,1))", of(calc::EFFECTIVE))
}
