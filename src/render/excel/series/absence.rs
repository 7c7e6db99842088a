//! Why there is no value, by the number of a status: what the facts say of it follows them (R38, R46).

use super::super::lists::{NO_DATA, UNDEFINED, WITHHELD, absence};
use super::super::reference::cell;
use super::{Block, FIRST, Lines, SeriesBasis};
use crate::evaluate::results::Absence;
use crate::report::workings::{MissingValue, Operands};
use crate::words::SeriesLine;

/// Members of a formula that one row looks at.
const AT_A_TIME: usize = 5;

impl Block<'_, '_, '_> {
    /// The rows of why there is no value, over the days that are judged and those that formulas take.
    pub(super) fn absences(&mut self, lines: &mut Lines, judged: bool) {
        let id = self.m.id.as_str();
        let mut others = self.page.draft.workings.measures.iter();
        let is_member =
            others.any(|m| matches!(m.operands, Operands::Measures) && m.formula.names().contains(&id));
        let is_last = self.m.to_date.as_ref().is_some_and(|to_date| to_date.is_last);
        for over in [SeriesBasis::Period, SeriesBasis::Year] {
            let is_asked = is_member || (judged && self.judged_basis(lines) == over);
            if !is_asked || !lines.values.contains_key(&over) {
                continue;
            }
            let known = lines.absences.get(&SeriesBasis::Period).copied();
            let row = match known.filter(|_| is_last) {
                Some(row) => row,
                None => self.absence(lines, over),
            };
            lines.absences.insert(over, row);
        }
    }

    fn absence(&mut self, lines: &Lines, over: SeriesBasis) -> u32 {
        let value = lines.values[&over];
        match &self.m.operands {
            Operands::Measures => self.absence_of_members(value, over),
            Operands::Facts(_) => {
                // Of a level the year to date is that of the last period.
                let from = if lines.facts.contains_key(&over) { over } else { SeriesBasis::Period };
                let facts = lines.facts.get(&from);
                let of = |names: Vec<&str>| -> Vec<u32> {
                    names.iter().filter_map(|name| facts?.get(*name).copied()).collect()
                };
                let rows = FactRows {
                    value,
                    unwithheld: lines.unwithheld.get(&from).copied(),
                    cases: lines.samples.get(&over).copied(),
                    named: of(self.m.formula.names()),
                    needed: of(self.m.needed.iter().map(String::as_str).collect()),
                };
                let missing: Vec<Option<MissingValue>> =
                    self.columns().map(|column| self.missing(over, column)).collect();
                self.row(SeriesLine::Absence, "", "0", |c| {
                    rows.code(missing.get(usize::from(c - FIRST)).copied().flatten(), c)
                })
            }
        }
    }

    /// What stands in place of a column's value.
    fn missing(&self, over: SeriesBasis, column: u16) -> Option<MissingValue> {
        let period = self.m.periods[usize::from(column - FIRST)].as_ref()?;
        match over {
            SeriesBasis::Year => period.to_date.as_ref().map(|year| year.missing),
            SeriesBasis::Period | SeriesBasis::Rolling => Some(period.missing),
        }
    }

    /// The reason of the first member that has no value; where one is withheld, so is what follows from it.
    fn absence_of_members(&mut self, value: u32, over: SeriesBasis) -> u32 {
        let names = self.m.formula.names();
        let member = |name: &&str| {
            let mut others = self.page.draft.workings.measures.iter().zip(self.before);
            let (_, lines) = others.find(|(other, _)| other.id == **name)?;
            lines.absences.get(&over).copied()
        };
        let members: Vec<u32> = names.iter().filter_map(member).collect();
        let mut first = members.clone();
        while first.len() > AT_A_TIME {
            let title = self.page.say(SeriesLine::Absence);
            let steps = first.chunks(AT_A_TIME).enumerate();
            first = steps
                .map(|(step, rows)| {
                    let name = format!("{title}, {}", step + 1);
                    self.named(&name, "", "0", |c| first_of(rows, "0", c))
                })
                .collect();
        }
        let missing: Vec<Option<MissingValue>> = self.columns().map(|c| self.missing(over, c)).collect();
        self.row(SeriesLine::Absence, "", "0", |c| {
            let otherwise = match missing.get(usize::from(c - FIRST)).copied().flatten() {
                Some(MissingValue::Always(reason)) => {
                    return format!("IF(ISNUMBER({}),0,{})", cell(value, c), absence(&reason));
                }
                _ => UNDEFINED.to_string(),
            };
            let all = areas(&members, c);
            let found = first_of(&first, &otherwise, c);
            match members.is_empty() {
                true => format!("IF(ISNUMBER({}),0,{found})", cell(value, c)),
                false => {
                    format!("IF(ISNUMBER({}),0,IF(MAX({all})={WITHHELD},{WITHHELD},{found}))", cell(value, c))
                }
            }
        })
    }
}

/// The first number of some rows that is not 0.
fn first_of(rows: &[u32], otherwise: &str, column: u16) -> String {
    rows.iter().rev().fold(otherwise.to_owned(), |rest, row| {
        let at = cell(*row, column);
        format!("IF({at}>0,{at},{rest})")
    })
}

/// Cells of some rows in a column, those that stand one below another as one area: `E5:E7,E9`.
fn areas(rows: &[u32], column: u16) -> String {
    let mut sorted = rows.to_vec();
    sorted.sort_unstable();
    sorted.dedup();
    let runs = sorted.chunk_by(|a, b| a + 1 == *b);
    let area = |run: &[u32]| match run {
        [] => String::new(),
        [one] => cell(*one, column),
        [first, .., last] => format!("{}:{}", cell(*first, column), cell(*last, column)),
    };
    runs.map(area).collect::<Vec<_>>().join(",")
}

/// Rows of a measure of facts.
struct FactRows {
    value: u32,
    /// The value before it is withheld of too few.
    unwithheld: Option<u32>,
    cases: Option<u32>,
    /// What the formula takes.
    named: Vec<u32>,
    /// That without which there are no data.
    needed: Vec<u32>,
}

impl FactRows {
    fn code(&self, missing: Option<MissingValue>, column: u16) -> String {
        let value = cell(self.value, column);
        let found = match missing {
            None => NO_DATA.to_string(),
            Some(MissingValue::Always(reason)) => absence(&reason).to_string(),
            Some(MissingValue::Follows { rest, leaves_out }) => self.follows(&rest, leaves_out, column),
        };
        match self.unwithheld {
            Some(raw) => {
                format!("IF(ISNUMBER({value}),0,IF(ISNUMBER({}),{WITHHELD},{found}))", cell(raw, column))
            }
            None => format!("IF(ISNUMBER({value}),0,{found})"),
        }
    }

    fn follows(&self, rest: &Absence, leaves_out: bool, column: u16) -> String {
        let rest = absence(rest);
        // Of two sources one has no row: nothing is divided by zero.
        let whole = match self.needed.len() {
            0 => rest.to_string(),
            _ if rest == NO_DATA => rest.to_string(),
            count => format!("IF(COUNT({})<{count},{NO_DATA},{rest})", areas(&self.needed, column)),
        };
        let all = areas(&self.named, column);
        // Something above the line and nothing below.
        let counts = format!("OR(MAX({all})<>0,MIN({all})<>0)");
        match (self.cases.map(|row| cell(row, column)), leaves_out) {
            (None, true) => whole,
            (None, false) => NO_DATA.to_string(),
            (Some(_), true) if self.named.is_empty() => whole,
            (Some(cases), false) if self.named.is_empty() => {
                format!("IF(COUNT({cases})=0,{NO_DATA},IF({cases}=0,{NO_DATA},{whole}))")
            }
            (Some(cases), true) => {
                format!("IF(AND(COUNT({cases})=1,SUM({cases})=0,{counts}),{UNDEFINED},{whole})")
            }
            (Some(cases), false) => {
                let none = format!("IF({counts},{UNDEFINED},{NO_DATA})");
                format!("IF(COUNT({cases})=0,{NO_DATA},IF({cases}=0,{none},{whole}))")
            }
        }
    }
}
