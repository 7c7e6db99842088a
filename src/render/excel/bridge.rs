//! Bridge: what moved the score since the period before, what each segment did to the change of its measure, and what leads
//! from plan and previous year to the actual value. Every bridge is tied to what it leads from and to.

use super::columns::{Figures, of_measures as calc};
use super::error::ExcelError;
use super::page::{BODY, Draft, Page};
use super::reference::{cell, columns, rows};
use super::series::{Lines, SeriesBasis};
use super::sheet::Sheet;
use super::style;
use super::text::holding;
use super::variance;
use crate::evaluate::results::Tier;
use crate::measure::Unit;
use crate::report::workings::{BridgeStep, BridgeWorking, SegmentWorking};
use crate::words::{Book, BridgeWord, Phrase};

/// Points of a score, with their sign.
const POINTS: &str = style::POINTS;
/// A score.
const SCORE: &str = "[>=0.005]0.00;[<=-0.005]\"−\"0.00;0.00";

const OF_SCORE: [&dyn Phrase; 8] = [
    &Book::Title,
    &Book::Id,
    &Book::Blank,
    &BridgeWord::EffectOfScore,
    &BridgeWord::EffectOfWeight,
    &Book::Together,
    &Book::Blank,
    &Book::Differences,
];
const OF_SEGMENTS: [&dyn Phrase; 7] = [
    &Book::Measure,
    &Book::Table,
    &Book::Segment,
    &BridgeWord::EffectOfRate,
    &BridgeWord::EffectOfMix,
    &Book::Together,
    &Book::Unit,
];
const TIES: [Book; 8] = [
    Book::Measure,
    Book::Table,
    Book::Blank,
    Book::Before,
    Book::Now,
    Book::Change,
    Book::Together,
    Book::Differences,
];
/// The column of what does not agree.
const OFF: u16 = 7;

/// The sheet.
pub(super) fn page<'d, 'a>(
    draft: &'d Draft<'a>,
    lines: &[Lines],
    figures: &Figures,
) -> Result<Page<'d, 'a>, ExcelError> {
    let mut page = Page::new(draft, Sheet::Bridge)?;
    let mut widths = widths(draft);
    page.mark_as_reported_period(1);
    page.sheet.set_freeze_panes(3, 1)?;
    let mut row = BODY;
    let ties = row;
    if let Some(bridge) = &draft.workings.bridge {
        row = of_score(&mut page, row, bridge, figures) + 3;
    }
    let parts: Vec<&SegmentWorking> =
        draft.workings.segments.iter().filter(|segment| segment.contribution.is_some()).collect();
    if !parts.is_empty() {
        row = of_segments(&mut page, row, &parts, lines);
    }
    let has_variances = !draft.workings.variances.is_empty();
    if draft.workings.bridge.is_none() && parts.is_empty() && !has_variances {
        page.text(row, 0, &draft.say(BridgeWord::NoBridge), &draft.style.text());
    }
    page.name("Bridges", (ties, OFF), (row.max(ties), OFF));
    if has_variances {
        widths.extend(variance::WIDTHS);
        let first = if row > ties { row + 3 } else { ties };
        row = variance::write(&mut page, first, lines)?;
    }
    page.widths(&widths)?;
    page.set_print_parts(columns(widths.len()), 1, row)?;
    Ok(page)
}

/// Widths of the columns: every text on one line.
fn widths(draft: &Draft<'_>) -> Vec<f64> {
    let workings = draft.workings;
    let steps = || workings.bridge.iter().flat_map(|bridge| &bridge.steps);
    let measures = workings.measures.iter().map(|m| m.title.as_str());
    let segments = || workings.segments.iter().filter(|segment| segment.contribution.is_some());
    let parted = || workings.variances.iter();
    // Titles of steps are indented.
    let titles = holding(measures.chain(steps().map(|step| step.title.as_str())), 26.0) + 4.0;
    let names = holding(parted().flat_map(|variance| variance.names.iter().map(String::as_str)), titles);
    let ids = steps().map(|step| step.id.as_str()).chain(segments().map(|segment| segment.table.as_str()));
    let tables = parted().map(|variance| variance.result.title.as_str());
    let segments = holding(segments().map(|segment| segment.segment.as_str()).chain(tables), 14.0);
    vec![names, holding(ids, 14.0).min(30.0), segments.min(36.0), 14.0, 14.0, 14.0, 14.0, 12.0]
}

/// The way of the score; it gives the last row.
fn of_score(page: &mut Page<'_, '_>, first: u32, bridge: &BridgeWorking, figures: &Figures) -> u32 {
    let draft = page.draft;
    let style = &draft.style;
    let points = style.engine(POINTS).unset_italic();
    page.block(first);
    page.text(first, 0, &draft.say(BridgeWord::BridgeOfScore), &style.section());
    page.heads(first + 1, 0, &OF_SCORE, 3);
    let before = first + 2;
    page.text(before, 0, &draft.say(BridgeWord::ScoreBefore), &style.text().set_bold());
    page.number(before, 5, Some(bridge.before), &style.engine(SCORE).unset_italic().set_bold());
    let mut row = before;
    for BridgeStep { tier, id, title, score, weight } in &bridge.steps {
        row += 1;
        let indent = match tier {
            Tier::Scorecard => 0,
            Tier::Perspective => 1,
            Tier::Objective => 2,
            Tier::Measure => 3,
        };
        page.text(row, 0, title, &style.text().set_indent(indent));
        page.text(row, 1, id, &style.note());
        page.number(row, 3, Some(*score), &points);
        page.number(row, 4, Some(*weight), &points);
        let together = format!("{}+{}", cell(row, 3), cell(row, 4));
        page.live(row, 5, &together, &style.figure(POINTS));
    }
    let (top, last) = (before, row);
    row += 1;
    let sum = |column: u16| format!("SUM({}:{})", cell(top, column), cell(last, column));
    page.text(row, 0, &draft.say(BridgeWord::ScoreAfter), &style.text().set_bold());
    for column in [3, 4] {
        page.live(row, column, &sum(column), &style.figure(POINTS).set_bold());
    }
    page.live(row, 5, &sum(5), &style.figure(SCORE).set_bold());
    let whole = draft.cell_ref(Sheet::Calc, figures.parents[0], calc::SCORE);
    page.text(row + 1, 0, &draft.say(BridgeWord::ScoreOnCalc), &style.text());
    page.live(row + 1, 5, &whole, &style.link(SCORE));
    let off = differs(&cell(row, 5), &cell(row + 1, 5), "100");
    page.live(row + 1, OFF, &format!("IF(Is_Reported=1,{off},0)"), &style.figure("0"));
    for (column, key) in [(3, BridgeWord::EffectOfScore), (4, BridgeWord::EffectOfWeight)] {
        page.add_checksum(&draft.say(key), (top, column), (last, column));
    }
    page.add_checksum(&draft.say(BridgeWord::ScoreBefore), (before, 5), (before, 5));
    row + 1
}

/// What segments did to the change of their measure, and whether that is the change; it gives the last row.
fn of_segments(page: &mut Page<'_, '_>, first: u32, parts: &[&SegmentWorking], lines: &[Lines]) -> u32 {
    let draft = page.draft;
    let style = &draft.style;
    page.block(first);
    page.text(first, 0, &draft.say(BridgeWord::BridgeOfSegments), &style.section());
    page.heads(first + 1, 0, &OF_SEGMENTS[..6], 3);
    page.heads(first + 1, 6, &OF_SEGMENTS[6..], 1);
    let top = first + 2;
    let points = draft.say(Book::Pp);
    for (i, segment) in parts.iter().enumerate() {
        let row = top + rows(i);
        let m = &draft.workings.measures[segment.measure];
        let Some(part) = segment.contribution else { continue };
        let (times, format) = change_scale(m.unit, m.decimals, &points);
        page.text(row, 0, &m.title, &style.text());
        page.text(row, 1, &segment.table, &style.text());
        page.text(row, 2, &segment.segment, &style.text());
        page.number(row, 3, part.rate.map(|n| n * times), &style.engine(&format).unset_italic());
        page.number(row, 4, part.mix.map(|n| n * times), &style.engine(&format).unset_italic());
        page.number(row, 5, Some(part.change * times), &style.engine(&format).unset_italic());
        page.text(row, 6, &m.unit_label, &style.note().set_indent(1));
    }
    let last = top + rows(parts.len()) - 1;
    for column in [3, 4, 5] {
        let label = draft.say(OF_SEGMENTS[usize::from(column)]);
        page.add_checksum(&label, (top, column), (last, column));
    }
    let mut row = last + 2;
    page.block(row);
    page.text(row, 0, &draft.say(BridgeWord::BridgeTies), &style.section());
    row += 1;
    page.heads(row, 0, &TIES, 3);
    let periods = draft.workings.periods.len();
    let mut at = 0;
    while at < parts.len() {
        let (measure, table) = (parts[at].measure, &parts[at].table);
        let same = parts[at..].iter().take_while(|s| s.measure == measure && s.table == *table).count();
        let m = &draft.workings.measures[measure];
        let value = lines[measure].values.get(&SeriesBasis::Period);
        if let (Some(value), Some(before)) = (value, periods.checked_sub(2)) {
            row += 1;
            let number = style::value(m.unit, m.decimals);
            let (times, format) = change_scale(m.unit, m.decimals, &points);
            page.text(row, 0, &m.title, &style.text());
            page.text(row, 1, table, &style.text());
            page.live(row, 3, &Lines::at(draft, *value, before), &style.link(&number));
            page.live(row, 4, &Lines::at(draft, *value, before + 1), &style.link(&number));
            let (was, is) = (cell(row, 3), cell(row, 4));
            page.live(
                row,
                5,
                &format!("IF(COUNT({was},{is})<2,\"\",({is}-{was})*{times})"),
                &style.figure(&format),
            );
            let (from, to) = (cell(top + rows(at), 5), cell(top + rows(at + same) - 1, 5));
            page.live(row, 6, &format!("SUM({from}:{to})"), &style.figure(&format));
            let off = differs(&cell(row, 5), &cell(row, 6), &format!("{times}*MAX(ABS({was}),ABS({is}))"));
            page.live(row, OFF, &format!("IF(COUNT({was},{is})<2,1,{off})"), &style.figure("0"));
        }
        at += same;
    }
    row
}

/// By what a part of a change is multiplied, and its number format; those of rates are told in points.
fn change_scale(unit: Unit, decimals: u8, points: &str) -> (f64, String) {
    let (_, format) = style::difference_in_points(unit, decimals.saturating_add(1), points);
    (if unit == Unit::Percent { 100.0 } else { 1.0 }, format)
}

/// Whether two figures differ by more than a size allows: 1 or 0.
fn differs(a: &str, b: &str, size: &str) -> String {
    format!("IF(COUNT({a},{b})<2,1,IF(ABS({a}-{b})<=Tolerance_Relative*{size}+Tolerance_Absolute,0,1))")
}
