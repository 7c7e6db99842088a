//! Facts: what rows were counted or added up to, each once, with its days.

use rust_xlsxwriter::{DataValidation, DataValidationRule, Table, TableColumn, TableStyle};

use super::error::ExcelError;
use super::page::{BODY, Draft, Page};
use super::reference::{cell, columns};
use super::sheet::Sheet;
use super::style;
use super::text::holding;
use crate::calendar::Grain;
use crate::report::workings::FactGrain;
use crate::words::{Book, FactDays, Phrase, Setting};

mod column {
    pub(super) const KEY: u16 = 0;
    pub(super) const FACT: u16 = 1;
    pub(super) const TITLE: u16 = 2;
    pub(super) const SOURCE: u16 = 3;
    pub(super) const GRAIN: u16 = 4;
    pub(super) const PERIOD: u16 = 5;
    pub(super) const FIRST: u16 = 6;
    pub(super) const LAST: u16 = 7;
    pub(super) const VALUE: u16 = 8;
    pub(super) const USED: u16 = 9;
    pub(super) const ORIGINAL: u16 = 10;
    pub(super) const LABELS: u16 = 11;
    pub(super) const EDITED: u16 = 12;
    pub(super) const UNIT: u16 = 13;
}

const HEADS: [Book; 14] = [
    Book::Key,
    Book::Fact,
    Book::Title,
    Book::Source,
    Book::Grain,
    Book::ForPeriodTo,
    Book::FirstDay,
    Book::LastDay,
    Book::Value,
    Book::Counted,
    Book::Original,
    Book::OriginalLabels,
    Book::Edited,
    Book::Unit,
];

/// The sheet.
pub(super) fn page<'d, 'a>(draft: &'d Draft<'a>) -> Result<Page<'d, 'a>, ExcelError> {
    let mut page = Page::new(draft, Sheet::Facts)?;
    let grains = draft.workings.facts.iter().flat_map(|fact| &fact.rows).map(|row| row.grain);
    let longest = grains.map(|of| draft.say(grain(of)).chars().count()).max().unwrap_or(0).max(10);
    let facts = &draft.workings.facts;
    page.widths(&[
        30.0,
        holding(facts.iter().map(|fact| fact.id.as_str()), 16.0).min(34.0),
        holding(facts.iter().map(|fact| fact.title.as_str()), 20.0).min(40.0),
        holding(facts.iter().map(|fact| fact.source.as_str()), 10.0).min(20.0),
        longest as f64 + 1.0,
        11.0,
        11.0,
        11.0,
        15.0,
        15.0,
        15.0,
        30.0,
        9.0,
        14.0,
    ])?;
    let style = &draft.style;
    let first = BODY + 1;
    let mut row = first;
    for fact in &draft.workings.facts {
        let values: Vec<Option<f64>> = fact.rows.iter().map(|row| row.value).collect();
        let format = style::components(&values);
        for at in &fact.rows {
            let here = |column: u16| cell(row, column);
            let key = format!("{}&\"|{}|\"&{}", here(column::FACT), at.grain.word(), here(column::PERIOD));
            page.live(row, column::KEY, &key, &style.note().set_shrink());
            page.text(row, column::FACT, &fact.id, &style.text());
            page.text(row, column::TITLE, &fact.title, &style.text());
            page.text(row, column::SOURCE, &fact.source, &style.text());
            page.text(row, column::UNIT, &fact.unit, &style.note().set_indent(1));
            page.text(row, column::GRAIN, &draft.say(grain(at.grain)), &style.text());
            page.day(row, column::PERIOD, Some(at.period), &style.figure(""));
            page.day(row, column::FIRST, Some(at.first), &style.figure(""));
            page.day(row, column::LAST, Some(at.last), &style.figure(""));
            page.number(row, column::VALUE, at.value, &style.input(format));
            let value = here(column::VALUE);
            page.live(
                row,
                column::USED,
                &format!("IF(ISNUMBER({value}),{value},\"\")"),
                &style.figure(format),
            );
            page.number(row, column::ORIGINAL, at.value, &style.engine(format));
            let labels = format!(
                "{}|{}|{}|{}|{}|{}|{}|{}",
                fact.id,
                at.grain.word(),
                super::reference::serial(at.period),
                fact.title,
                fact.source,
                draft.say(grain(at.grain)),
                super::reference::serial(at.first),
                super::reference::serial(at.last)
            );
            page.text(row, column::LABELS, &labels, &style.note());
            let written =
                [column::TITLE, column::SOURCE, column::GRAIN, column::FIRST, column::LAST].map(here);
            let same =
                format!("{}&\"|\"&{}={}", here(column::KEY), written.join("&\"|\"&"), here(column::LABELS));
            let (original, counted) = (here(column::ORIGINAL), here(column::USED));
            let edited = format!(
                "IF(AND({same},ISNUMBER({original})=ISNUMBER({value}),{original}={value},ISNUMBER({counted})=ISNUMBER({value})),0,1)"
            );
            page.live(row, column::EDITED, &edited, &style.figure("0"));
            row += 1;
        }
    }
    // A table has one row at least.
    let last = row.saturating_sub(1).max(first);
    let numbers = [5, 6, 7, 8, 9, 10, 12];
    table(&mut page, "tFacts", (BODY, 0), (last, column::UNIT), &HEADS, &numbers)?;
    page.name("fValue", (first, column::VALUE), (last, column::VALUE));
    let rule = DataValidation::new().allow_decimal_number(DataValidationRule::Between(-1e18, 1e18));
    page.add_validation(rule, Setting::NumberRule, (first, column::VALUE), (last, column::VALUE))?;
    page.name("fKey", (first, column::KEY), (last, column::KEY));
    page.name("fUsed", (first, column::USED), (last, column::USED));
    page.name("fEdited", (first, column::EDITED), (last, column::EDITED));
    page.sheet.set_freeze_panes(first, 2)?;
    page.sheet.set_repeat_rows(0, BODY)?;
    page.sheet.set_column_hidden(column::LABELS)?;
    page.sheet.set_print_area(0, 0, last, column::USED)?;
    page.set_print_parts(column::USED + 1, 1, last)?;
    Ok(page)
}

/// What the days of a fact are, in words.
pub(super) fn grain(grain: FactGrain) -> FactDays {
    match grain {
        FactGrain::Period(Grain::Week) => FactDays::Week,
        FactGrain::Period(Grain::Month) => FactDays::Month,
        FactGrain::Period(Grain::Quarter) => FactDays::Quarter,
        FactGrain::Period(Grain::Year) => FactDays::Year,
        FactGrain::Period(Grain::Wave) => FactDays::Wave,
        FactGrain::ToDate => FactDays::ToDate,
        FactGrain::YearBefore => FactDays::YearBefore,
        FactGrain::YearBeforeToDate => FactDays::YearBeforeToDate,
    }
}

/// A table of Excel with the heads of its columns; those of numbers stand right.
pub(super) fn table(
    page: &mut Page<'_, '_>,
    name: &str,
    first: (u32, u16),
    last: (u32, u16),
    keys: &[impl Phrase],
    numbers: &[u16],
) -> Result<(), ExcelError> {
    let mut heads: Vec<String> = Vec::new();
    for key in keys {
        let said = page.say(key);
        let again = heads.iter().filter(|head| head.to_lowercase() == said.to_lowercase()).count();
        heads.push(if again == 0 { said } else { format!("{said} {}", again + 1) });
    }
    let made: Vec<TableColumn> = heads.iter().map(|head| TableColumn::new().set_header(head)).collect();
    let table = Table::new().set_name(name).set_columns(&made).set_style(TableStyle::Light1);
    page.sheet.add_table(first.0, first.1, last.0, last.1, &table)?;
    let style = &page.draft.style;
    for (i, head) in heads.iter().enumerate() {
        let column = first.1 + columns(i);
        let format = if numbers.contains(&column) { style.head_right() } else { style.head() };
        page.text(first.0, column, head, &format);
    }
    page.raise(first.0, 27);
    Ok(())
}
