//! Series: every measure in every period, one formula a row copied right, from facts and plan to score and status.

mod absence;
mod score;
mod steps;
mod sums;
mod versions;
mod years;

use std::collections::BTreeMap;

use super::error::ExcelError;
use super::page::{Draft, Page};
use super::policy::Policies;
use super::reference::{cell, columns, fixed, in_column, in_row};
use super::sheet::Sheet;
use super::style::{self, COUNT};
use crate::measure::Formula;
use crate::report::workings::{FactGrain, MeasureWorking, Operands, PeriodWorking, ToDateTarget, YearBefore};
use crate::words::{Book, BridgeWord, ListWord, Phrase, SeriesLine};

use sums::whole_sum;

/// Widths of the columns before those of periods.
const LEFT: [f64; 4] = [40.0, 30.0, 12.0, 8.0];
/// First column of periods.
pub(super) const FIRST: u16 = 4;
/// The column of keys, by which a row finds what it needs.
const KEY: u16 = 1;
/// The column of a row's policy.
const POLICY: u16 = 3;

/// The stretches of days that a measure is computed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum SeriesBasis {
    /// Its periods.
    Period,
    /// The fiscal year to their ends.
    Year,
    /// Some of them, as Control says.
    Rolling,
}

/// Rows of targets times their weights, and of the weights: of each period, and of the year so far.
#[derive(Debug, Clone, Copy)]
struct Weighed {
    product: u32,
    weight: u32,
    products: u32,
    weights: u32,
}

/// Rows of a measure's figures.
#[derive(Debug, Default, Clone)]
pub(super) struct Lines {
    /// Labels of the periods.
    pub(super) head: u32,
    /// Last days of the periods.
    pub(super) last: u32,
    pub(super) values: BTreeMap<SeriesBasis, u32>,
    pub(super) samples: BTreeMap<SeriesBasis, u32>,
    /// What the values of the periods are divided by, where that is not their sample.
    denominator: Option<u32>,
    pub(super) targets: BTreeMap<SeriesBasis, u32>,
    pub(super) year_before: Option<u32>,
    pub(super) year_before_to_date: Option<u32>,
    /// Last year's values of the last periods together.
    pub(super) rolling_year_before: Option<u32>,
    /// Rows of the facts, by their names in the formula.
    facts: BTreeMap<SeriesBasis, BTreeMap<String, u32>>,
    /// Rows of values before they are withheld of too few.
    unwithheld: BTreeMap<SeriesBasis, u32>,
    /// Rows of why there is no value.
    absences: BTreeMap<SeriesBasis, u32>,
    pub(super) reason: u32,
    pub(super) score: Option<u32>,
    pub(super) status: Option<u32>,
    /// The status in words, or why there is none.
    pub(super) word: Option<u32>,
    /// Lower and upper edge of a band.
    pub(super) edges: BTreeMap<SeriesBasis, (u32, u32)>,
    /// Rows of other versions of the plan: of the periods, and of the year to date.
    pub(super) versions: Vec<(u32, Option<u32>)>,
    /// Targets by their weights: planned ones, and actual ones.
    weighed: [Option<Weighed>; 2],
    /// Whether the sample is large enough.
    enough: Option<u32>,
    /// Which period of its year each is.
    number: Option<u32>,
}

/// The columns of periods: the first, and the one behind the last.
fn all_columns(draft: &Draft<'_>) -> std::ops::Range<u16> {
    FIRST..FIRST + columns(draft.workings.periods.len())
}

impl Lines {
    /// A row's cells of all periods, from anywhere. Of one period it is a range as well: some programs look nothing up in a cell.
    pub(super) fn range(draft: &Draft<'_>, row: u32) -> String {
        let columns = all_columns(draft);
        let first = draft.fixed_cell_ref(Sheet::Series, row, columns.start);
        format!("{first}:{}", fixed(row, columns.end - 1))
    }

    /// A row's cell of one period, from anywhere.
    pub(super) fn at(draft: &Draft<'_>, row: u32, period: usize) -> String {
        draft.cell_ref(Sheet::Series, row, FIRST + columns(period))
    }
}

/// The sheet.
pub(super) fn page<'d, 'a>(
    draft: &'d Draft<'a>,
    policies: &Policies,
) -> Result<(Page<'d, 'a>, Vec<Lines>), ExcelError> {
    let mut page = Page::new(draft, Sheet::Series)?;
    page.widths(&LEFT)?;
    let columns = all_columns(draft);
    // The longest name of a period on one line.
    let labels = draft.workings.measures.iter().flat_map(|m| m.periods.iter().flatten());
    let longest = labels.map(|p| p.span.label.chars().count()).max().unwrap_or(0).clamp(13, 30);
    let wide = u16::try_from(longest).unwrap_or(13) + 1;
    page.across(columns.start, columns.end, f64::from(wide))?;
    page.sheet.set_freeze_panes(page.top, 2)?;
    let mut lines: Vec<Lines> = Vec::new();
    let mut next = page.top;
    for (index, m) in draft.workings.measures.iter().enumerate() {
        page.block(next);
        let mut block = Block { page: &mut page, next, index, m, policies, before: &lines };
        let written = block.write();
        next = block.next + 1;
        lines.push(written);
    }
    page.set_print_parts(columns.end, 1, next)?;
    Ok((page, lines))
}

/// A measure's block under way.
struct Block<'p, 'd, 'a> {
    page: &'p mut Page<'d, 'a>,
    next: u32,
    index: usize,
    m: &'a MeasureWorking,
    policies: &'p Policies,
    /// Lines of the measures before.
    before: &'p [Lines],
}

impl Block<'_, '_, '_> {
    /// A row with its name, its key and a formula of each column; it gives the row's number.
    fn row(&mut self, name: impl Phrase, key: &str, format: &str, formula: impl Fn(u16) -> String) -> u32 {
        let name = self.page.say(name);
        self.named(&name, key, format, formula)
    }

    fn named(&mut self, name: &str, key: &str, format: &str, formula: impl Fn(u16) -> String) -> u32 {
        let row = self.next;
        self.next += 1;
        let style = &self.page.draft.style;
        self.page.text(row, 0, name, &style.text().set_indent(1));
        if !key.is_empty() {
            self.page.text(row, KEY, key, &style.note());
        }
        let format = style.figure(format);
        for column in self.columns() {
            if self.m.periods[usize::from(column - FIRST)].is_some() {
                self.page.live(row, column, &formula(column), &format);
            }
        }
        row
    }

    /// A row of what the engine says of the periods.
    fn engine_row(
        &mut self,
        name: impl Phrase,
        format: &str,
        number: impl Fn(&PeriodWorking) -> Option<f64>,
    ) -> u32 {
        let row = self.next;
        self.next += 1;
        let style = &self.page.draft.style;
        let name = self.page.say(name);
        self.page.text(row, 0, &name, &style.note().set_indent(1));
        let format = style.figure(format).set_font_color(style::GREY);
        for column in self.columns() {
            if let Some(period) = &self.m.periods[usize::from(column - FIRST)] {
                self.page.number(row, column, number(period), &format);
            }
        }
        row
    }

    fn columns(&self) -> std::ops::Range<u16> {
        all_columns(self.page.draft)
    }

    fn write(&mut self) -> Lines {
        let m = self.m;
        let mut lines = self.head();
        let value = style::value(m.unit, m.decimals);
        let place = self.row(SeriesLine::Place, "", "0", |c| {
            format!("IFERROR(MATCH({}&\"|\"&{},tKey,0),0)", fixed(lines.head, KEY), in_row(lines.last, c))
        });
        let of_target = |name: &str, none: &str, c: u16| {
            let at = in_row(place, c);
            format!("IF({at}=0,{none},INDEX({name},{at}))")
        };
        lines.reason = place;
        self.over(&mut lines, SeriesBasis::Period);
        self.year_before(&mut lines, &value);
        let judged = m.periods.iter().flatten().any(|p| p.judged);
        if judged {
            self.plan(&mut lines, &value, &of_target);
        }
        let year = m.to_date.as_ref().map(|_| self.years());
        lines.number = year.map(|(_, number)| number);
        if let (Some(to_date), Some((year, number))) = (&m.to_date, year) {
            match to_date.is_last {
                true => {
                    for of in [&mut lines.values, &mut lines.samples] {
                        if let Some(row) = of.get(&SeriesBasis::Period).copied() {
                            of.insert(SeriesBasis::Year, row);
                        }
                    }
                }
                false => self.year_to_date(&mut lines, year, number),
            }
            if judged {
                self.target_to_date(&mut lines, &value, &of_target, (year, number));
            }
        }
        if m.rolls() && self.page.draft.has_rolling_columns() {
            self.rolling(&mut lines);
        }
        self.sample_is_enough(&mut lines);
        self.absences(&mut lines, judged);
        if judged {
            self.score(&mut lines, &of_target);
        }
        for version in &m.versions {
            self.version(&mut lines, version, year);
        }
        lines
    }

    /// Title, labels and days.
    fn head(&mut self) -> Lines {
        let (m, head) = (self.m, self.next);
        self.next += 2;
        let style = &self.page.draft.style;
        self.page.text(head, 0, &m.title, &style.head());
        self.page.text(head, KEY, &m.id, &style.head());
        self.page.text(head, 2, &m.unit_label, &style.head());
        let place = format!("MATCH({},polId,0)", fixed(head, KEY));
        self.page.live(head, POLICY, &place, &style.head_right().set_num_format("0"));
        let last = self.page.say(Book::LastDay);
        self.page.text(head + 1, 0, &last, &style.note().set_indent(1));
        for column in self.columns() {
            let period = self.m.periods[usize::from(column - FIRST)].as_ref();
            let label = period.map_or("", |p| p.span.label.as_str());
            self.page.text(head, column, label, &style.head_right());
            if let Some(period) = period {
                let format = style.figure("").set_font_color(style::GREY);
                self.page.day(head + 1, column, Some(period.span.last), &format);
            }
        }
        Lines { head, last: head + 1, ..Lines::default() }
    }

    /// Value and sample from the facts of the periods.
    fn over(&mut self, lines: &mut Lines, over: SeriesBasis) {
        let facts = match &self.m.operands {
            Operands::Measures => BTreeMap::new(),
            Operands::Facts(operands) => {
                let rows = operands.iter().map(|operand| {
                    let fact = &self.page.draft.workings.facts[operand.fact];
                    let grain = FactGrain::Period(self.m.grain).word();
                    let row =
                        self.fact(fact.id.as_str(), &fact.title.clone(), grain, operand.fact, lines.last);
                    (operand.name.clone(), row)
                });
                rows.collect::<Vec<_>>().into_iter().collect()
            }
        };
        self.value(lines, over, &facts);
    }

    fn fact(&mut self, id: &str, title: &str, grain: &str, fact: usize, last: u32) -> u32 {
        let values: Vec<Option<f64>> =
            self.page.draft.workings.facts[fact].rows.iter().map(|row| row.value).collect();
        let row = self.next;
        self.named(title, &format!("{id}|{grain}"), style::components(&values), |c| {
            let key = format!("{}&\"|\"&{}", in_column(row, KEY), in_row(last, c));
            format!("IFERROR(INDEX(fUsed,MATCH({key},fKey,0)),\"\")")
        })
    }

    /// The rows of value and sample over some days, from those of the operands.
    fn value(&mut self, lines: &mut Lines, over: SeriesBasis, facts: &BTreeMap<String, u32>) {
        let m = self.m;
        let format = style::value(m.unit, m.decimals);
        let (value_name, sample_name): (&dyn Phrase, &dyn Phrase) = match over {
            SeriesBasis::Period => (&Book::Value, &Book::Sample),
            SeriesBasis::Year => (&SeriesLine::YearToDate, &SeriesLine::YearSample),
            SeriesBasis::Rolling => (&SeriesLine::Rolling, &SeriesLine::RollingSample),
        };
        let operands = self.operands(over, facts);
        lines.facts.insert(over, facts.clone());
        if let Some(sample) = &m.sample {
            let row = self.computed(sample_name, COUNT, sample, &operands);
            lines.samples.insert(over, row);
        }
        let mut row = self.computed(value_name, &format, &m.formula, &operands);
        // A survey's value from too few answers is withheld.
        if let Some(n) = lines.samples.get(&over).copied().filter(|_| m.withholds) {
            let raw = row;
            lines.unwithheld.insert(over, raw);
            let least = format!("INDEX(polSample,{})", fixed(lines.head, POLICY));
            row = self.row(SeriesLine::Shown, "", &format, |c| {
                let (n, raw) = (cell(n, c), cell(raw, c));
                format!("IF(ISNUMBER({n}),IF({n}<{least},\"\",{raw}),{raw})")
            });
        }
        // Nor is what follows from a figure that is withheld.
        if !m.withholds && self.columns().any(|c| self.is_withheld(over, c)) {
            let hidden: Vec<u16> = self.columns().filter(|c| self.is_withheld(over, *c)).collect();
            let raw = row;
            row = self.row(SeriesLine::Shown, "", &format, |c| match hidden.contains(&c) {
                true => "\"\"".to_owned(),
                false => cell(raw, c),
            });
        }
        lines.values.insert(over, row);
        let is_weighed = || m.to_date.as_ref().is_some_and(|year| year.target == ToDateTarget::Weighted);
        if let (SeriesBasis::Period, Some(below)) = (over, m.denominator.as_ref().filter(|_| is_weighed())) {
            lines.denominator =
                Some(self.computed(BridgeWord::DenominatorNow, style::PLAIN, below, &operands));
        }
    }

    /// Whether the engine withholds a column's value.
    fn is_withheld(&self, over: SeriesBasis, column: u16) -> bool {
        let at = usize::from(column - FIRST);
        let Some(period) = &self.m.periods[at] else { return false };
        match over {
            SeriesBasis::Period => period.withheld,
            SeriesBasis::Year => period.to_date.as_ref().is_some_and(|year| year.withheld),
            SeriesBasis::Rolling => false,
        }
    }

    /// Cells of the names in a formula: a row of each column, or one cell for all.
    fn operands(&self, over: SeriesBasis, facts: &BTreeMap<String, u32>) -> BTreeMap<String, Cell> {
        let mut cells: BTreeMap<String, Cell> =
            facts.iter().map(|(name, row)| (name.clone(), Cell::Row(*row))).collect();
        for (name, _) in &self.m.constants {
            if let Some(at) = self.policies.constants.get(&(self.index, name.clone())) {
                cells.insert(name.clone(), Cell::One(at.clone()));
            }
        }
        if matches!(self.m.operands, Operands::Measures) {
            for (other, lines) in self.page.draft.workings.measures.iter().zip(self.before) {
                if let Some(row) = lines.values.get(&over) {
                    cells.entry(other.id.clone()).or_insert(Cell::Row(*row));
                }
            }
        }
        cells
    }

    /// A row of a formula, with rows for its parts before it where it would be too long.
    fn computed(
        &mut self,
        name: impl Phrase,
        format: &str,
        formula: &Formula,
        operands: &BTreeMap<String, Cell>,
    ) -> u32 {
        let mut known = operands.clone();
        let column = FIRST;
        let (steps, formula) =
            steps::split_into_steps(formula, &|name: &str| known_cell(operands, name, column));
        for (step, (name, part)) in steps.iter().enumerate() {
            let title = format!("{} {}", self.page.say(SeriesLine::Step), step + 1);
            let row = self.named(&title, "", style::PLAIN, |c| {
                super::live::guarded_formula(part, &|name| known_cell(&known, name, c))
            });
            known.insert(name.clone(), Cell::Row(row));
        }
        self.row(name, "", format, |c| {
            super::live::guarded_formula(&formula, &|name| known_cell(&known, name, c))
        })
    }

    fn year_before(&mut self, lines: &mut Lines, format: &str) {
        let value = lines.values[&SeriesBasis::Period];
        let columns = self.columns();
        let last_column = columns.end - 1;
        lines.year_before = match self.m.year_before {
            YearBefore::Unknown => None,
            YearBefore::InSeries(fact) => {
                let own = fact.map(|fact| self.of_year_before(FactGrain::YearBefore, fact, lines));
                let over = |row: u32| format!("{}:{}", fixed(row, columns.start), fixed(row, last_column));
                let (values, lasts) = (over(value), over(lines.last));
                if own.is_none() && self.m.periods.iter().flatten().all(|p| p.year_before.is_none()) {
                    return;
                }
                let days = self.engine_row(SeriesLine::YearBeforeDay, style::DAY, |p| {
                    p.year_before.map(super::reference::serial)
                });
                Some(self.row(Book::YearBefore, "", format, |c| {
                    let otherwise = own.map_or("\"\"".to_owned(), |own| cell(own, c));
                    format!("IFERROR(INDEX({values},MATCH({},{lasts},0)),{otherwise})", in_row(days, c))
                }))
            }
            YearBefore::Fact(fact) => Some(self.of_year_before(FactGrain::YearBefore, fact, lines)),
        };
        lines.year_before_to_date = match (self.m.year_before_to_date, &self.m.to_date) {
            (Some(fact), _) => Some(self.of_year_before(FactGrain::YearBeforeToDate, fact, lines)),
            (None, Some(to_date)) if to_date.is_last => lines.year_before,
            (None, _) => None,
        };
    }

    fn of_year_before(&mut self, grain: FactGrain, fact: usize, lines: &Lines) -> u32 {
        let id = self.page.draft.workings.facts[fact].id.clone();
        let title = match grain {
            FactGrain::YearBeforeToDate => {
                format!("{}, {}", self.page.say(Book::YearBefore), self.page.say(ListWord::BasisYear))
            }
            _ => self.page.say(Book::YearBefore),
        };
        self.fact(&id, &title, grain.word(), fact, lines.last)
    }

    fn plan(&mut self, lines: &mut Lines, format: &str, of_target: &dyn Fn(&str, &str, u16) -> String) {
        if self.m.periods.iter().flatten().any(|p| p.way.is_some()) {
            let row = self.row(Book::Target, "", format, |c| of_target("tTarget", "\"\"", c));
            lines.targets.insert(SeriesBasis::Period, row);
        }
    }
}

/// A row's cells from the first period to that of a column.
fn so_far(row: u32, column: u16) -> String {
    format!("{}:{}", in_column(row, FIRST), cell(row, column))
}

/// The criterion of the periods of a column's year.
fn of_year(year: u32, column: u16) -> String {
    format!("{},{}", so_far(year, column), in_row(year, column))
}

/// The sum of a row over the year of a column, all of whose periods so far have a number.
fn over_year(row: u32, year: u32, number: u32, column: u16) -> String {
    whole_sum(&in_row(number, column), &so_far(row, column), &of_year(year, column))
}

/// Where a name's number stands.
#[derive(Debug, Clone)]
enum Cell {
    Row(u32),
    One(String),
}

fn known_cell(cells: &BTreeMap<String, Cell>, name: &str, column: u16) -> Option<String> {
    Some(match cells.get(name)? {
        Cell::Row(row) => cell(*row, column),
        Cell::One(at) => at.clone(),
    })
}
