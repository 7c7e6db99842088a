//! Control: what the book shows; every sheet follows.

use rust_xlsxwriter::{DataValidation, DataValidationRule};

use super::error::ExcelError;
use super::page::{Draft, Page};
use super::sheet::Sheet;
use super::style;
use crate::words::{Book, ListWord, Setting};

/// The column of choices.
const CHOICE: u16 = 1;
/// The column of their numbers.
const NUMBER: u16 = 2;

/// What a comparison forgives: names and numbers.
pub(super) const TOLERANCES: [(&str, f64); 3] =
    [("Slack", 1e-12), ("Tolerance_Relative", 1e-9), ("Tolerance_Absolute", 1e-12)];

/// The sheet.
pub(super) fn page<'d, 'a>(draft: &'d Draft<'a>) -> Result<Page<'d, 'a>, ExcelError> {
    let mut page = Page::new(draft, Sheet::Control)?;
    page.widths(&[34.0, 26.0, 14.0, 80.0])?;
    let style = &draft.style;
    page.heads(page.top, 0, &[Book::Choice, Book::Chosen, Book::Number, Book::Meaning], 2);
    page.heads(page.top, 3, &[Book::Meaning], 1);
    let reported = draft.workings.periods.last().map(|p| p.label.clone()).unwrap_or_default();
    let choices = [
        (Book::Period, Setting::PeriodNote, reported, "lPeriod", "Period"),
        (Book::Basis, Setting::BasisNote, draft.say(ListWord::BasisPeriod), "lBasis", "Basis"),
        (
            Book::Comparison,
            Setting::ComparisonNote,
            draft.say(ListWord::ComparisonPlan),
            "lComparison",
            "Comparison",
        ),
        (Book::Scale, Setting::ScaleNote, draft.say(ListWord::ScaleOne), "lScale", "Scale"),
    ];
    let mut row = page.top;
    for (key, note, word, list, name) in choices {
        row += 1;
        let label = draft.say(key);
        page.text(row, 0, &label, &style.text());
        match name {
            // One period is no choice.
            "Period" if draft.is_short() => page.text(row, CHOICE, &word, &style.beside()),
            _ => page.view_choice(row, CHOICE, &word, &format!("={list}"))?,
        }
        let found = format!("MATCH({},{list},0)", sought(draft, &super::reference::cell(row, CHOICE)));
        page.live(row, NUMBER, &found, &style.figure("0"));
        page.text(row, 3, &draft.say(note), &style.note().set_indent(1));
        page.name(&format!("Control_{name}"), (row, CHOICE), (row, CHOICE));
        page.name(name_of_number(name), (row, NUMBER), (row, NUMBER));
    }
    let [slack, relative, absolute] = TOLERANCES;
    let numbers = [
        (Setting::Rolling, Setting::RollingNote, 3.0, "0", "Rolling"),
        (Setting::MaterialShare, Setting::MaterialShareNote, 0.05, "0.0%", "Material_Share"),
        (Setting::MaterialPoints, Setting::MaterialPointsNote, 0.01, "0.000", "Material_Points"),
        (Setting::Slack, Setting::SlackNote, slack.1, "0E+00", slack.0),
        (Setting::ToleranceRelative, Setting::ToleranceRelativeNote, relative.1, "0E+00", relative.0),
        (Setting::ToleranceAbsolute, Setting::ToleranceAbsoluteNote, absolute.1, "0E+00", absolute.0),
    ];
    let first = row + 1;
    for (key, note, number, format, name) in numbers {
        if !draft.has_rolling_columns() && name == "Rolling" {
            continue;
        }
        row += 1;
        let label = draft.say(key);
        page.text(row, 0, &label, &style.text());
        match name {
            "Rolling" | "Material_Share" | "Material_Points" => page.view_number(row, CHOICE, number, format),
            _ => page.input(row, CHOICE, Some(number), format, &label),
        }
        page.text(row, 3, &draft.say(note), &style.note().set_indent(1));
        // What is no number counts as it was written; Checks tells.
        let typed = super::reference::cell(row, CHOICE);
        let written = if number < 1e-3 { format!("{number:E}") } else { number.to_string() };
        let counted = format!("IF(ISNUMBER({typed}),{typed},{written})");
        page.live(row, NUMBER, &counted, &style.figure(format));
        page.name(name, (row, NUMBER), (row, NUMBER));
        let rule = match name {
            "Rolling" => {
                let most = i32::try_from(draft.workings.periods.len()).unwrap_or(i32::MAX).max(1);
                DataValidation::new().allow_whole_number(DataValidationRule::Between(1, most))
            }
            _ => DataValidation::new().allow_decimal_number(DataValidationRule::Between(0.0, 1.0)),
        };
        page.add_validation(rule, Setting::Between, (row, CHOICE), (row, CHOICE))?;
    }
    page.name("Bounds", (first, CHOICE), (row, CHOICE));
    row += 2;
    page.text(row, 0, &draft.say(Setting::ChosenPeriod), &style.text());
    page.live(row, CHOICE, "INDEX(lPeriodEnd,Place)", &style.figure(style::DAY));
    page.name("Chosen_Day", (row, CHOICE), (row, CHOICE));
    row += 1;
    page.text(row, 0, &draft.say(Setting::IsReported), &style.text());
    page.live(row, CHOICE, "IF(Place=COUNT(lPeriodEnd),1,0)", &style.figure("0"));
    page.name("Is_Reported", (row, CHOICE), (row, CHOICE));
    row += 1;
    page.text(row, 0, &draft.say(Book::Factor), &style.text());
    page.live(row, CHOICE, "INDEX(lFactor,Scale)", &style.figure("#,##0"));
    page.name("Factor", (row, CHOICE), (row, CHOICE));
    Ok(page)
}

/// What a list is searched for. A label of a wave may hold signs that stand for others in a search: they are to stand for themselves.
fn sought(draft: &Draft<'_>, at: &str) -> String {
    const SIGNS: [char; 3] = ['~', '*', '?'];
    if !draft.workings.periods.iter().any(|period| period.label.contains(SIGNS)) {
        return at.to_owned();
    }
    SIGNS.iter().fold(at.to_owned(), |inner, sign| format!("SUBSTITUTE({inner},\"{sign}\",\"~{sign}\")"))
}

fn name_of_number(name: &str) -> &str {
    if name == "Period" { "Place" } else { name }
}
