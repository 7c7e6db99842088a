//! Data: every figure of every measure and period in a tidy table, for pivots.

use super::error::ExcelError;
use super::facts::{self, table};
use super::page::{BODY, Draft, Page};
use super::reference::cell;
use super::series::{Lines, SeriesBasis};
use super::sheet::Sheet;
use super::style::{self, COUNT};
use crate::evaluate::score::Verdict;
use crate::report::workings::FactGrain;
use crate::words::{Book, ListWord, Phrase, PlanNumber};

const HEADS: [&dyn Phrase; 20] = [
    &Book::Id,
    &Book::Measure,
    &Book::Objective,
    &Book::Unit,
    &Book::Period,
    &Book::FirstDay,
    &Book::LastDay,
    &Book::Grain,
    &Book::Value,
    &Book::IntervalLow,
    &Book::IntervalHigh,
    &Book::Sample,
    &Book::Target,
    &Book::YearBefore,
    &Book::Score,
    &Book::Status,
    &Book::Verdict,
    &Book::Remark,
    &Book::Differences,
    &PlanNumber::BandHigh,
];

/// The sheet.
pub(super) fn page<'d, 'a>(draft: &'d Draft<'a>, lines: &[Lines]) -> Result<Page<'d, 'a>, ExcelError> {
    let mut page = Page::new(draft, Sheet::Data)?;
    page.widths(&[20.0, 36.0, 16.0, 11.0, 16.0, 12.0, 12.0, 9.0])?;
    page.across(8, 16, 13.0)?;
    page.across(17, 17, 34.0)?;
    page.across(18, 19, 13.0)?;
    let style = &draft.style;
    let first = BODY + 1;
    let mut row = first;
    for (m, l) in draft.workings.measures.iter().zip(lines) {
        let number = style::value(m.unit, m.decimals);
        for (c, period) in m.periods.iter().enumerate() {
            let Some(period) = period else { continue };
            page.text(row, 0, &m.id, &style.text());
            page.text(row, 1, &m.title, &style.text());
            page.text(row, 2, &m.objective, &style.text());
            page.text(row, 3, &m.unit_label, &style.note());
            page.text(row, 4, &period.span.label, &style.text());
            page.day(row, 5, Some(period.span.first), &style.figure(""));
            page.day(row, 6, Some(period.span.last), &style.figure(""));
            let grain = draft.say(facts::grain(FactGrain::Period(m.grain)));
            page.text(row, 7, &grain, &style.note().set_indent(1));
            // Of a band the lower edge, as in the other formats; the upper one stands behind.
            let edges = l.edges.get(&SeriesBasis::Period).copied();
            let target = edges.map(|edges| edges.0).or_else(|| l.targets.get(&SeriesBasis::Period).copied());
            if let Some((_, high)) = edges {
                page.live(row, 19, &Lines::at(draft, high, c), &style.link(&number));
            }
            let live = [
                (8, l.values.get(&SeriesBasis::Period).copied(), number.as_str()),
                (11, l.samples.get(&SeriesBasis::Period).copied(), COUNT),
                (12, target, number.as_str()),
                (13, l.year_before, number.as_str()),
                (14, l.score, style::RAW),
            ];
            for (column, line, format) in &live {
                match line {
                    Some(line) => page.live(row, *column, &Lines::at(draft, *line, c), &style.link(format)),
                    None => page.number(row, *column, None, &style.link(format)),
                }
            }
            let interval = style.engine(&number).unset_italic();
            page.number(row, 9, period.engine.interval.map(|i| i[0]), &interval);
            page.number(row, 10, period.engine.interval.map(|i| i[1]), &interval);
            if let Some(word) = l.word {
                page.live(row, 15, &format!("{}&\"\"", Lines::at(draft, word, c)), &style.beside());
            }
            let verdict = match period.engine.verdict {
                None => String::new(),
                Some(Verdict::Met) => draft.say(ListWord::VerdictMet),
                Some(Verdict::Missed) => draft.say(ListWord::VerdictMissed),
                Some(Verdict::Uncertain) => draft.say(ListWord::VerdictUncertain),
            };
            page.text(row, 16, &verdict, &style.text());
            page.text(row, 17, &period.reason, &style.note());
            // What is written over a link is seen by its sum.
            let linked = live.iter().filter_map(|(_, line, _)| Some(Lines::at(draft, (*line)?, c)));
            let linked: Vec<String> = linked.collect();
            let own = format!("SUM({},{}:{})", cell(row, 8), cell(row, 11), cell(row, 14));
            let differs = format!("IF({own}=SUM({}),0,1)", linked.join(","));
            page.live(row, 18, &differs, &style.figure("0"));
            row += 1;
        }
    }
    let last = row.saturating_sub(1).max(first);
    let numbers = [5, 6, 8, 9, 10, 11, 12, 13, 14, 18, 19];
    table(&mut page, "tResults", (BODY, 0), (last, 19), &HEADS, &numbers)?;
    page.name("dDiffers", (first, 18), (last, 18));
    for column in [5, 6, 9, 10] {
        page.add_checksum(&draft.say(HEADS[usize::from(column)]), (first, column), (last, column));
    }
    page.sheet.set_freeze_panes(first, 2)?;
    // Two pages side by side: both say of what, and the head of the page what they are.
    page.sheet.set_repeat_rows(BODY, BODY)?;
    page.sheet.set_repeat_columns(0, 1)?;
    page.sheet.set_print_area(BODY, 0, last, 19)?;
    page.sheet.set_print_fit_to_pages(2, 0);
    Ok(page)
}
