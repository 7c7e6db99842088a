//! Variances, on Bridge: what leads from plan and previous year to the actual value, parted by segments. Amounts and
//! quantities are the engine's, every part is a formula over them, and what is left over has to be 0.

use super::error::ExcelError;
use super::page::Page;
use super::reference::{cell, fixed, rows};
use super::series::{Lines, SeriesBasis};
use super::style;
use crate::evaluate::results::{Against, Split};
use crate::measure::Unit;
use crate::report::workings::VarianceWorking;
use crate::words::{Book, BridgeWord, ListWord, Phrase};

mod column {
    pub(super) const AGAINST: u16 = 1;
    pub(super) const TABLE: u16 = 2;
    pub(super) const BEFORE: u16 = 3;
    pub(super) const BASE_BEFORE: u16 = 4;
    pub(super) const AFTER: u16 = 5;
    pub(super) const BASE_AFTER: u16 = 6;
    pub(super) const MEAN: u16 = 7;
    pub(super) const RATE: u16 = 8;
    pub(super) const VOLUME: u16 = 9;
    pub(super) const MIX: u16 = 10;
    pub(super) const TOGETHER: u16 = 11;
    pub(super) const OFF: u16 = 12;
}

/// Widths of the columns behind those that the sheet has anyway.
pub(super) const WIDTHS: [f64; 5] = [13.0, 13.0, 13.0, 14.0, 11.0];

/// The variances from a row on; it gives the last row.
pub(super) fn write(page: &mut Page<'_, '_>, first: u32, lines: &[Lines]) -> Result<u32, ExcelError> {
    let draft = page.draft;
    page.text(first, 0, &draft.say(BridgeWord::Variances), &draft.style.section());
    let note = draft.say(BridgeWord::VariancesNote);
    page.text(first + 1, 0, &note, &draft.style.note());
    let mut row = first + 3;
    for (i, variance) in draft.workings.variances.iter().enumerate() {
        // The first stands under the title of all.
        page.block(if i == 0 { first } else { row });
        row = block(page, row, variance, &lines[variance.measure])? + 2;
    }
    let last = row - 2;
    page.name("Variances", (first, column::OFF), (last, column::OFF));
    Ok(last)
}

/// Heads of a block: what stands in its columns hangs on what the parts are.
fn heads(split: Split) -> [&'static dyn Phrase; 13] {
    let [before, base_before, after, base_after, mean, rate, volume, mix]: [&dyn Phrase; 8] = match split {
        Split::Price => [
            &BridgeWord::AmountBefore,
            &BridgeWord::QuantityBefore,
            &BridgeWord::AmountNow,
            &BridgeWord::QuantityNow,
            &BridgeWord::MeanPrice,
            &BridgeWord::EffectOfPrice,
            &BridgeWord::EffectOfVolume,
            &BridgeWord::EffectOfMix,
        ],
        Split::Rate => [
            &BridgeWord::NumeratorBefore,
            &BridgeWord::DenominatorBefore,
            &BridgeWord::NumeratorNow,
            &BridgeWord::DenominatorNow,
            &BridgeWord::MeanRatio,
            &BridgeWord::EffectOfRate,
            &Book::Blank,
            &BridgeWord::EffectOfMix,
        ],
        Split::Amount => [
            &BridgeWord::AmountBefore,
            &Book::Blank,
            &BridgeWord::AmountNow,
            &Book::Blank,
            &Book::Blank,
            &Book::Blank,
            &Book::Blank,
            &Book::Blank,
        ],
    };
    [
        &Book::Segment,
        &BridgeWord::Against,
        &Book::Table,
        before,
        base_before,
        after,
        base_after,
        mean,
        rate,
        volume,
        mix,
        &Book::Together,
        &Book::Differences,
    ]
}

fn block(
    page: &mut Page<'_, '_>,
    first: u32,
    variance: &VarianceWorking,
    lines: &Lines,
) -> Result<u32, ExcelError> {
    let draft = page.draft;
    let style = &draft.style;
    let m = &draft.workings.measures[variance.measure];
    let found = &variance.result;
    let against = draft.say(match found.against {
        Against::Plan => ListWord::ComparisonPlan,
        Against::PreviousYear => ListWord::ComparisonYearBefore,
    });
    let title = format!("{} ({})", m.title, m.unit_label);
    let title = if m.unit_label.is_empty() { m.title.clone() } else { title };
    page.text(first, 0, &title, &style.text().set_bold());
    page.heads(first + 1, 0, &heads(found.split), 3);
    let top = first + 2;
    let last = top + rows(found.rows.len()).max(1) - 1;
    let total = last + 1;
    let is_rate = m.unit == Unit::Percent;
    let (times, told) =
        style::difference_in_points(m.unit, m.decimals.saturating_add(1), &draft.say(Book::Pp));
    let amounts = |read: fn(&crate::evaluate::results::VarianceRow) -> Option<f64>| {
        let all: Vec<Option<f64>> = found.rows.iter().map(read).collect();
        style::components(&all)
    };
    let money = [amounts(|r| Some(r.before)), amounts(|r| r.base_before)];
    let mean = if is_rate { style::value(m.unit, 2) } else { style::MONEY.to_owned() };
    for (i, part) in found.rows.iter().enumerate() {
        let row = top + rows(i);
        page.text(row, 0, &variance.names[i], &style.text().set_indent(1));
        page.text(row, column::AGAINST, &against, &style.note());
        page.text(row, column::TABLE, &found.title, &style.note());
        let given = [
            (column::BEFORE, Some(part.before), money[0]),
            (column::BASE_BEFORE, part.base_before, money[1]),
            (column::AFTER, Some(part.after), money[0]),
            (column::BASE_AFTER, part.base_after, money[1]),
        ];
        for (column, number, format) in given {
            if number.is_some() {
                page.number(row, column, number, &style.engine(format).unset_italic());
            }
        }
        for (column, formula) in parts(found.split, row, total, times) {
            let format = if column == column::MEAN { &mean } else { &told };
            page.live(row, column, &formula, &style.figure(format));
        }
    }
    let sum = |column: u16| format!("SUM({}:{})", cell(top, column), cell(last, column));
    page.text(total, 0, &draft.say(Book::Sum), &style.text().set_bold());
    let is_amount = found.split == Split::Amount;
    let bases = [column::BASE_BEFORE, column::BASE_AFTER];
    for column in [column::BEFORE, column::BASE_BEFORE, column::AFTER, column::BASE_AFTER] {
        if !(is_amount && bases.contains(&column)) {
            let format = if bases.contains(&column) { money[1] } else { money[0] };
            page.live(total, column, &sum(column), &style.figure(format).set_bold());
        }
    }
    for (column, _) in parts(found.split, total, total, times) {
        if column != column::MEAN {
            page.live(total, column, &sum(column), &style.figure(&told).set_bold());
        }
    }
    let at = ties(page, total, variance, lines, &told);
    let label = format!("{}, {against}", m.title);
    for column in [column::BEFORE, column::BASE_BEFORE, column::AFTER, column::BASE_AFTER] {
        if !(is_amount && bases.contains(&column)) {
            page.add_checksum(&label, (top, column), (last, column));
        }
    }
    Ok(at)
}

/// What leads from the plan, or the previous year, by the parts to the actual value; it gives the last row.
fn ties(page: &mut Page<'_, '_>, total: u32, variance: &VarianceWorking, lines: &Lines, told: &str) -> u32 {
    let draft = page.draft;
    let style = &draft.style;
    let m = &draft.workings.measures[variance.measure];
    let found = &variance.result;
    let times = if m.unit == Unit::Percent { "*100" } else { "" };
    let value = style::value(m.unit, m.decimals);
    let end = draft.workings.periods.len() - 1;
    let from = match found.against {
        Against::Plan => lines.targets.get(&SeriesBasis::Period).copied(),
        Against::PreviousYear => lines.year_before,
    };
    let from = from.map_or_else(|| "\"\"".to_owned(), |row| Lines::at(draft, row, end));
    let to = lines
        .values
        .get(&SeriesBasis::Period)
        .map_or_else(|| "\"\"".to_owned(), |row| Lines::at(draft, *row, end));
    let whole = |amount: u16, base: u16| match found.split {
        Split::Rate => format!("{}/{}", cell(total, amount), cell(total, base)),
        Split::Price | Split::Amount => cell(total, amount),
    };
    let (was, is) = (whole(column::BEFORE, column::BASE_BEFORE), whole(column::AFTER, column::BASE_AFTER));
    let at = column::TOGETHER;
    let (before, parts, rest, after) = (total + 1, total, total + 2, total + 3);
    let name = match found.against {
        Against::Plan => ListWord::ComparisonPlan,
        Against::PreviousYear => ListWord::ComparisonYearBefore,
    };
    page.text(before, 0, &draft.say(name), &style.text());
    page.live(before, at, &from, &style.link(&value));
    page.text(rest, 0, &draft.say(BridgeWord::VarianceRest), &style.text());
    let from = cell(before, at);
    let remainder = format!("IF(ISNUMBER({from}),({was}-{from}){times},\"\")");
    page.live(rest, at, &remainder, &style.figure(told));
    page.text(after, 0, &draft.say(Book::Actual), &style.text());
    page.live(after, at, &to, &style.link(&value));
    let (to, parts, rest) = (cell(after, at), cell(parts, at), cell(rest, at));
    // Of a previous year nothing may be left over; the plans of segments may come to another sum than that of the whole.
    let size = format!("MAX(ABS({from}),ABS({to}))");
    let left = format!("ABS(({to}-{from}){times}-{parts}-{rest})");
    let allowed = format!("Tolerance_Relative*{size}{times}+Tolerance_Absolute{times}");
    let off = format!("IF(COUNT({from},{to},{parts},{rest})<4,1,IF({left}<={allowed},0,1))");
    page.live(after, column::OFF, &off, &style.figure("0"));
    let agrees = format!(
        "IF(COUNT({from},{to})<2,1,IF(ABS({is}-{to})<=Tolerance_Relative*{size}+Tolerance_Absolute,0,1))"
    );
    page.live(total, column::OFF, &agrees, &style.figure("0"));
    if found.against == Against::PreviousYear {
        let off = format!("IF(COUNT({from},{to},{rest})<3,1,IF(ABS({rest})<={allowed},0,1))");
        page.live(total + 2, column::OFF, &off, &style.figure("0"));
    }
    after
}

/// The formulas of a segment's parts, by column.
fn parts(split: Split, row: u32, total: u32, times: &str) -> Vec<(u16, String)> {
    let here = |column: u16| cell(row, column);
    let all = |column: u16| fixed(total, column);
    let (before, after) = (here(column::BEFORE), here(column::AFTER));
    let (base, base_now) = (here(column::BASE_BEFORE), here(column::BASE_AFTER));
    let (all_base, all_now) = (all(column::BASE_BEFORE), all(column::BASE_AFTER));
    let together = format!("SUM({}:{})", here(column::RATE), here(column::MIX));
    // The mean of both ratios, or the one that exists.
    let mean = format!(
        "IF({base}=0,IF({base_now}=0,\"\",{after}/{base_now}),IF({base_now}=0,{before}/{base},({before}/{base}+{after}/{base_now})/2))"
    );
    // Of none it adds nothing.
    let m = format!("SUM({})", here(column::MEAN));
    let no_shares = format!("OR({all_base}=0,{all_now}=0)");
    match split {
        Split::Amount => vec![(column::TOGETHER, format!("({after}-{before}){times}"))],
        Split::Price => vec![
            (column::MEAN, mean),
            (column::RATE, format!("({after}-{before}-{m}*({base_now}-{base})){times}")),
            (
                column::VOLUME,
                format!(
                    "IF({no_shares},{m}*({base_now}-{base}),{m}*({base}/{all_base}+{base_now}/{all_now})/2*({all_now}-{all_base})){times}"
                ),
            ),
            (
                column::MIX,
                format!(
                    "IF({no_shares},0,{m}*({all_base}+{all_now})/2*({base_now}/{all_now}-{base}/{all_base})){times}"
                ),
            ),
            (column::TOGETHER, together),
        ],
        Split::Rate => {
            let shift = format!("({base_now}/{all_now}-{base}/{all_base})");
            let (all_before, all_after) = (all(column::BEFORE), all(column::AFTER));
            vec![
                (column::MEAN, mean),
                (column::RATE, format!("({after}/{all_now}-{before}/{all_base}-{m}*{shift}){times}")),
                (
                    column::MIX,
                    format!("({m}-({all_before}/{all_base}+{all_after}/{all_now})/2)*{shift}{times}"),
                ),
                (column::TOGETHER, together),
            ]
        }
    }
}
