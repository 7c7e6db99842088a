//! Which cell of a table is what.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::calendar::{Calendar, Grain};
use crate::definition::number;
use crate::locale::{currency, months};
use crate::problem::near;
use crate::profile::{Grid, GridCell};
use crate::sentiment::fold;

use super::moved::Fault;

/// Columns that say of a row whom and what it is about, beside the figures.
const ABOUT: [&str; 7] = ["entity", "segment", "baseline", "note", "evidence", "by", "date"];

/// What people call the column with the names of measures, in small letters without accents.
pub const MEASURES: [&str; 10] = [
    "measure",
    "kpi",
    "metric",
    "indicator",
    "kennzahl",
    "bezeichnung",
    "indicador",
    "wskaznik",
    "miernik",
    "δεικτησ",
];
/// And that with the periods.
pub const PERIODS: [&str; 6] = ["period", "periode", "zeitraum", "periodo", "okres", "περιοδοσ"];

/// What a scorecard knows that a table may name.
pub struct ImportContext<'k> {
    /// Measures: id, title and grain.
    pub measures: Vec<(&'k str, &'k str, Grain)>,
    /// Its periods.
    pub calendar: &'k Calendar,
    /// Its currency, which may stand beside figures.
    pub currency: Option<&'k str>,
}

impl ImportContext<'_> {
    /// The grain of a measure, or those of all.
    fn grains(&self, wanted: Option<&str>) -> Vec<Grain> {
        let of = self.measures.iter().filter(|(id, ..)| wanted.is_none_or(|wanted| wanted == *id));
        of.map(|(.., grain)| *grain).collect()
    }
}

/// How a table is to be read.
#[derive(Debug, Clone, Copy)]
pub struct LayoutOptions<'o> {
    /// What a column with figures is called in a tidy table.
    pub figures: &'o [&'o str],
    /// Columns that are passed over, and rows of what is called so.
    pub without: &'o [String],
}

/// A figure with all that the table says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedFigure {
    /// The measure's id, and the cell that names it.
    pub measure: GridCell,
    /// The period as a definition writes it; all periods when absent.
    pub period: Option<GridCell>,
    /// The figure.
    pub value: GridCell,
    /// What the column is called.
    pub column: String,
    /// What else the row says, by column.
    pub about: BTreeMap<&'static str, GridCell>,
}

impl ImportedFigure {
    /// Whether it is the figure of the same measure and period, of the same whom and what.
    fn stands_for(&self, other: &ImportedFigure) -> bool {
        let text = |figure: &ImportedFigure| figure.period.as_ref().map(|cell| cell.text.clone());
        let about = |figure: &ImportedFigure| {
            ["entity", "segment"].map(|c| figure.says(c).map(|cell| cell.text.clone()))
        };
        self.measure.text == other.measure.text && text(self) == text(other) && about(self) == about(other)
    }

    /// What a column says of it.
    pub(super) fn says(&self, column: &str) -> Option<&GridCell> {
        self.about.get(column)
    }
}

/// The part of a column.
enum Part {
    Measure,
    Period,
    /// Figures of a tidy table, by what the column is called.
    Figures,
    About(&'static str),
    /// Figures of a period.
    Of,
    /// Figures of a measure.
    By,
    Ignored,
}

/// Every figure of a table, and what cannot be told of columns and of the measures and periods that cells name.
pub fn parse_figures(
    grid: &Grid,
    known: &ImportContext<'_>,
    options: LayoutOptions<'_>,
) -> (Vec<ImportedFigure>, Vec<Fault>) {
    let mut faults = Vec::new();
    let parts = parts(grid, known, options, &mut faults);
    let place = |wanted: fn(&Part) -> bool| parts.iter().position(wanted);
    let (measure, period) = (place(|p| matches!(p, Part::Measure)), place(|p| matches!(p, Part::Period)));
    let (mut figures, mut supposed): (Vec<ImportedFigure>, Vec<ImportedFigure>) = (Vec::new(), Vec::new());
    let is_decimal_told = is_decimal_told(grid);
    let currency = known.currency.map(currency::written).unwrap_or_default();
    let value = |text: &str| {
        let bare = without_currency(text, &currency);
        let is_number = plain(bare, grid).parse::<f64>().is_ok();
        let is_marked = is_number && bare.len() < text.trim().len();
        let plain = plain(if is_marked { bare } else { text }, grid);
        // A text of a workbook may have any sign before its decimals.
        if is_decimal_told && !is_marked { number::with_decimal_point(&plain) } else { plain }
    };
    for row in &grid.rows {
        let about = parts.iter().zip(row).filter_map(|(part, cell)| match part {
            Part::About(column) if !cell.text.is_empty() => Some((*column, cell.clone())),
            _ => None,
        });
        let about: BTreeMap<&'static str, GridCell> = about.collect();
        let named = measure.map(|at| &row[at]);
        for ((part, cell), column) in parts.iter().zip(row).zip(&grid.columns) {
            if cell.text.is_empty() {
                continue;
            }
            let (own, of) = match part {
                Part::Figures => (named, period.map(|at| &row[at]).filter(|cell| !cell.text.is_empty())),
                Part::Of => (named, Some(column)),
                Part::By => (Some(column), period.map(|at| &row[at])),
                _ => continue,
            };
            let Some(own) = own else { continue };
            if options.without.iter().any(|word| own.text.trim().eq_ignore_ascii_case(word)) {
                continue;
            }
            if own.text.is_empty() {
                faults.push(Fault::new(&own.at, "no measure stands here".to_owned(), None));
                continue;
            }
            let found = find_measure(&own.text, known);
            if let Err(near) = found {
                let help = near.map_or("`".to_owned(), |(_, near)| format!("did you mean `{near}`? Else `"));
                let help = format!("{help}--without \"{}\"` passes over it", own.text);
                push_once(&mut faults, Fault::new(&own.at, format!("no measure `{}`", own.text), Some(help)));
            }
            // What stands behind an unknown name is judged as well: as of the measure that was probably meant.
            let assumed = found.err().flatten().map(|(id, _)| id);
            let (id, grains) = match (found, assumed) {
                (Ok(id), _) | (Err(_), Some(id)) => (Some(id), known.grains(Some(id))),
                (Err(_), None) => (None, known.grains(None)),
            };
            let period = of.map(|cell| {
                let text = grains.iter().find_map(|grain| written(&cell.text, known.calendar, *grain));
                text.map(|text| GridCell { text, at: cell.at.clone() }).ok_or(cell)
            });
            if let Some(Err(cell)) = &period {
                let help = "write it as `2026-03`, `2026-Q1`, `FY2026` or a date".to_owned();
                push_once(
                    &mut faults,
                    Fault::new(&cell.at, format!("`{}` is no period", cell.text), Some(help)),
                );
            }
            let text = value(&cell.text);
            let (Some(id), Ok(period)) = (id, period.transpose()) else {
                faults.extend(no_number(cell, &text, options));
                continue;
            };
            let figure = ImportedFigure {
                measure: GridCell { text: id.to_owned(), at: own.at.clone() },
                period,
                value: GridCell { text, at: cell.at.clone() },
                column: column.text.clone(),
                about: about.clone(),
            };
            if found.is_ok() { figures.push(figure) } else { supposed.push(figure) }
        }
    }
    // A figure that stands there under its own name is no double of one whose name is only supposed.
    for figure in supposed {
        match figures.iter().any(|other| other.stands_for(&figure)) {
            true => faults.extend(no_number(&figure.value, &figure.value.text, options)),
            false => figures.push(figure),
        }
    }
    if figures.is_empty() && faults.is_empty() {
        let at = grid.columns.first().map_or(grid.shown.as_str(), |cell| cell.at.as_str());
        faults.push(Fault::new(at, "no figure stands below these columns".to_owned(), None));
    }
    (figures, faults)
}

fn parts(
    grid: &Grid,
    known: &ImportContext<'_>,
    options: LayoutOptions<'_>,
    faults: &mut Vec<Fault>,
) -> Vec<Part> {
    let is = |cell: &GridCell, word: &str| cell.text.trim().eq_ignore_ascii_case(word);
    let says = |cell: &GridCell, words: &[&str]| words.contains(&fold(cell.text.trim()).as_str());
    let is_measure = |cell: &GridCell| says(cell, &MEASURES) && find_measure(&cell.text, known).is_err();
    let has_measure = grid.columns.iter().any(is_measure);
    let grains = known.grains(None);
    let part = |cell: &GridCell| {
        let about = ABOUT.iter().find(|word| is(cell, word));
        let is_period = || grains.iter().any(|grain| written(&cell.text, known.calendar, *grain).is_some());
        if options.without.iter().any(|word| is(cell, word)) {
            Some(Part::Ignored)
        } else if is_measure(cell) {
            Some(Part::Measure)
        } else if says(cell, &PERIODS) {
            Some(Part::Period)
        } else if options.figures.iter().any(|word| is(cell, word)) {
            Some(Part::Figures)
        } else if let Some(word) = about {
            Some(Part::About(word))
        } else if has_measure {
            is_period().then_some(Part::Of)
        } else {
            find_measure(&cell.text, known).is_ok().then_some(Part::By)
        }
    };
    let mut parts = Vec::new();
    for cell in &grid.columns {
        parts.push(part(cell).unwrap_or(Part::Ignored));
        if part(cell).is_none() {
            let what = if has_measure { "no period" } else { "no measure" };
            let message = format!("`{}` is {what} and no column that is known here", cell.text);
            let words = ["measure", "period"].into_iter().chain(options.figures.iter().copied()).chain(ABOUT);
            let near = near(&cell.text, words).map(|word| format!("did you mean `{word}`? Else `"));
            let help =
                format!("{}--without \"{}\"` passes over it", near.as_deref().unwrap_or("`"), cell.text);
            faults.push(Fault::new(&cell.at, message, Some(help)));
        }
    }
    let has_period = parts.iter().any(|part| matches!(part, Part::Period));
    let is_tidy = parts.iter().any(|part| matches!(part, Part::Figures));
    let is_wide = parts.iter().any(|part| matches!(part, Part::Of | Part::By));
    if let (true, Some(cell)) = (is_tidy && is_wide, grid.columns.first()) {
        let message = "figures stand in a column of their own and beneath periods as well".to_owned();
        faults.push(Fault::new(&cell.at, message, Some("leave one of the two".to_owned())));
    }
    if let (false, true, Some(cell)) = (is_tidy || is_wide, faults.is_empty(), grid.columns.first()) {
        let message =
            format!("no column holds figures: it is called `{}`, or by a period", options.figures[0]);
        faults.push(Fault::new(&cell.at, message, None));
    }
    if let (false, false, Some(cell)) = (has_measure, has_period, grid.columns.first()) {
        faults.push(Fault::new(&cell.at, "a table needs a column `measure` or `period`".to_owned(), None));
    }
    parts
}

/// The id of the measure that a cell names, by its id or its title; else the nearest, by its id and as it is written.
fn find_measure<'k>(text: &str, known: &ImportContext<'k>) -> Result<&'k str, Option<(&'k str, &'k str)>> {
    let text = text.trim();
    let found = known.measures.iter().find(|(id, ..)| *id == text).or_else(|| {
        // Capital letters are no matter, and neither is which of its two names is written.
        let small = text.to_lowercase();
        let titled = |(id, title, _): &&(&str, &str, Grain)| {
            title.to_lowercase() == small || id.to_lowercase() == small
        };
        let mut titled = known.measures.iter().filter(titled);
        titled.next().filter(|_| titled.next().is_none())
    });
    found.map(|(id, ..)| *id).ok_or_else(|| {
        let words = known.measures.iter().flat_map(|(id, title, _)| [*id, *title]);
        let near = near(text, words)?;
        let (id, ..) = known.measures.iter().find(|(id, title, _)| *id == near || *title == near)?;
        Some((*id, near))
    })
}

fn push_once(faults: &mut Vec<Fault>, fault: Fault) {
    if !faults.contains(&fault) {
        faults.push(fault);
    }
}

/// What is wrong with a figure, of whatever measure it is. Ratings may be words.
fn no_number(cell: &GridCell, text: &str, options: LayoutOptions<'_>) -> Option<Fault> {
    let bare = text.trim_start_matches(['-', '+', '\u{2212}']);
    let is_one =
        bare.starts_with(|c: char| c.is_ascii_digit() || c == '.') || options.figures.contains(&"rating");
    (!is_one).then(|| Fault::new(&cell.at, format!("`{}` is no number", cell.text), None))
}

/// A period as a definition writes it; `None` where it is none.
fn written(text: &str, calendar: &Calendar, grain: Grain) -> Option<String> {
    let text = text.trim();
    let day = text.get(..10).filter(|_| text.len() == 10 || text.as_bytes().get(10) == Some(&b'T'));
    if let Some(day) = day.and_then(|day| day.parse::<NaiveDate>().ok())
        && grain != Grain::Wave
    {
        return calendar.period_of(grain, day).map(|period| calendar.label(&period));
    }
    let text = month(text).unwrap_or_else(|| text.to_owned());
    calendar.parse_period(&text, grain).ok().map(|_| text)
}

/// A month as tables head it: `Jan 2026`, `enero-26`, `01/2026`.
fn month(text: &str) -> Option<String> {
    let (first, second) = text.split_once([' ', '-', '/', '.', '\''])?;
    let (first, second) = (first.trim().trim_end_matches('.'), second.trim().trim_matches('\''));
    let is_year = |text: &str| matches!(text.len(), 2 | 4) && text.bytes().all(|b| b.is_ascii_digit());
    let number = match months::month(first) {
        Some(month) => month.number_from_month(),
        None => first.parse().ok().filter(|n| (1..=12).contains(n) && second.len() == 4)?,
    };
    let year = if second.len() == 2 { format!("20{second}") } else { second.to_owned() };
    is_year(second).then(|| format!("{year}-{number:02}"))
}

/// Whether something says which sign of a table stands before decimals, so that `2.800` has one reading.
fn is_decimal_told(grid: &Grid) -> bool {
    let shows = |cell: &GridCell| {
        let plain: String = cell.text.chars().filter(|c| Some(*c) != grid.thousands).collect();
        number::shows_decimal_point(&plain.replace(grid.decimal, "."))
    };
    grid.is_native || grid.thousands.is_some() || grid.rows.iter().flatten().any(shows)
}

/// A text without the currency before or behind it.
fn without_currency<'t>(text: &'t str, written: &[&str]) -> &'t str {
    let text = text.trim();
    let rest = |sign: &&str| text.strip_suffix(*sign).or_else(|| text.strip_prefix(*sign));
    written.iter().filter_map(rest).min_by_key(|rest| rest.len()).map_or(text, str::trim)
}

/// A number as a definition writes it, whatever signs the table has; fifteen digits of it, as spreadsheets keep them. What is no number
/// stays as it is.
fn plain(text: &str, grid: &Grid) -> String {
    let dense: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    // Of both signs in one number the last stands before decimals.
    let (decimal, thousands) = match (dense.rfind('.'), dense.rfind(',')) {
        (Some(point), Some(comma)) if point > comma => ('.', Some(',')),
        (Some(_), Some(_)) => (',', Some('.')),
        _ => (grid.decimal, grid.thousands.filter(|sign| *sign != grid.decimal)),
    };
    let signed: String = dense.chars().filter(|c| Some(*c) != thousands).collect();
    let signed = signed.replace(decimal, ".");
    let end = signed.rfind(|c: char| c.is_ascii_digit()).map_or(0, |at| at + 1);
    let (number, rest) = signed.split_at(end);
    let rest = if rest.eq_ignore_ascii_case("pp") { " pp" } else { rest };
    match number.parse::<f64>() {
        Err(_) => text.to_owned(),
        Ok(value) if number.chars().filter(char::is_ascii_digit).count() > 15 && value.is_finite() => {
            let rounded: f64 = format!("{value:.14e}").parse().unwrap_or(value);
            format!("{rounded}{rest}")
        }
        Ok(_) => format!("{number}{rest}"),
    }
}
