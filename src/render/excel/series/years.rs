//! The fiscal year to a period's end, and the last periods of a rolling basis, from the facts of the periods.

use std::collections::BTreeMap;

use super::sums::present_sum;
use super::{Block, FIRST, KEY, Lines, Over, of_year, over_year, so_far};
use crate::render::excel::plan;
use crate::render::excel::reference::{cell, in_column, in_row, rows, serial};
use crate::render::excel::style::{self, COUNT};
use crate::report::workings::{Adding, FactGrain, Operands, ToDateTarget};
use crate::words::SeriesLine;

/// Rows of the year so far: targets times their weights, and the weights.
#[derive(Debug, Clone, Copy)]
struct Weighed {
    products: u32,
    weights: u32,
}

impl Block<'_, '_, '_> {
    /// The year of each period and its number in it.
    pub(super) fn years(&mut self) -> (u32, u32) {
        let year = self.told(SeriesLine::Year, style::DAY, |p| Some(serial(p.year)));
        let number = self.told(SeriesLine::Number, "0", |p| Some(f64::from(rows(p.number))));
        (year, number)
    }

    pub(super) fn year_to_date(&mut self, lines: &mut Lines, year: u32, number: u32) {
        let facts = match &self.m.operands {
            Operands::Measures => BTreeMap::new(),
            Operands::Facts(operands) => {
                let mut rows = BTreeMap::new();
                let whole = self.row(SeriesLine::YearWhole, "", "0", |c| {
                    format!("IF(COUNTIFS({})<{},0,1)", of_year(year, c), cell(number, c))
                });
                for operand in operands {
                    let fact = self.page.draft.workings.facts[operand.fact].clone();
                    let row = match operand.to_date {
                        Adding::Own => self.fact(
                            &fact.id,
                            &fact.title,
                            FactGrain::ToDate.word(),
                            operand.fact,
                            lines.last,
                        ),
                        Adding::Same => {
                            let (single, last) = (self.single(&fact.id, lines), self.columns().end - 1);
                            let values: Vec<Option<f64>> = fact.rows.iter().map(|row| row.value).collect();
                            self.named(&fact.title, "", style::components(&values), |c| match c == last {
                                true => format!("IF(ISNUMBER({0}),{0},\"\")", cell(single, c)),
                                false => "\"\"".to_owned(),
                            })
                        }
                        Adding::Sum => {
                            let single = self.single(&fact.id, lines);
                            let values: Vec<Option<f64>> = fact.rows.iter().map(|row| row.value).collect();
                            self.named(&fact.title, "", style::components(&values), |c| {
                                present_sum(&in_row(whole, c), &so_far(single, c), &of_year(year, c))
                            })
                        }
                    };
                    rows.insert(operand.name.clone(), row);
                }
                rows
            }
        };
        self.value(lines, Over::Year, &facts);
    }

    /// The row of a fact's periods in this block.
    pub(super) fn single(&self, id: &str, lines: &Lines) -> u32 {
        let Operands::Facts(operands) = &self.m.operands else { return lines.last };
        let facts = &self.page.draft.workings.facts;
        let position = operands.iter().position(|operand| facts[operand.fact].id == id).unwrap_or(0);
        // Facts stand below the place in the sheet of targets, in their order.
        lines.reason + 1 + rows(position)
    }

    pub(super) fn target_to_date(
        &mut self,
        lines: &mut Lines,
        format: &str,
        of_target: &dyn Fn(&str, &str, u16) -> String,
        (year, number): (u32, u32),
    ) {
        let Some(target) = lines.targets.get(&Over::Period).copied() else { return };
        let kind = self.m.to_date.as_ref().map_or(ToDateTarget::None, |to_date| to_date.target);
        let name = SeriesLine::TargetToDate;
        let row = match kind {
            ToDateTarget::None => return,
            ToDateTarget::Last => target,
            ToDateTarget::Sum => self.row(name, "", format, |c| over_year(target, year, number, c)),
            ToDateTarget::Own(point) => {
                let key = plan::key(self.m, point);
                let (row, last) = (self.next, self.columns().end - 1);
                self.row(name, &key, format, |c| match c == last {
                    true => format!("IFERROR(INDEX(pUsed,MATCH({},pKey,0)),\"\")", in_column(row, KEY)),
                    false => "\"\"".to_owned(),
                })
            }
            ToDateTarget::Weighted => {
                let actual = lines.denominator.or_else(|| lines.samples.get(&Over::Period).copied());
                let is_planned = self.m.periods.iter().flatten().any(|p| p.weight.is_some());
                let planned = is_planned
                    .then(|| self.weighed(target, (year, number), |c| of_target("tWeight", "\"\"", c)));
                let actual = actual.map(|row| {
                    self.weighed(target, (year, number), |c| {
                        format!("IF(ISNUMBER({0}),{0},\"\")", cell(row, c))
                    })
                });
                let mean = |of: Weighed, c: u16| {
                    format!("IFERROR({}/{},\"\")", cell(of.products, c), cell(of.weights, c))
                };
                self.row(name, "", format, |c| match (planned, actual) {
                    // The actual ones, where one of the year's is not planned.
                    (Some(planned), Some(actual)) => {
                        let all = cell(planned.weights, c);
                        format!("IF(ISNUMBER({all}),{},{})", mean(planned, c), mean(actual, c))
                    }
                    (Some(one), None) | (None, Some(one)) => mean(one, c),
                    (None, None) => "\"\"".to_owned(),
                })
            }
        };
        lines.targets.insert(Over::Year, row);
    }

    /// The rows of targets by the weights of their periods, which a formula gives.
    fn weighed(
        &mut self,
        target: u32,
        (year, number): (u32, u32),
        weight: impl Fn(u16) -> String,
    ) -> Weighed {
        let weight = self.row(SeriesLine::Weight, "", COUNT, weight);
        let product = self.row(SeriesLine::Weighted, "", style::PLAIN, |c| {
            let (weight, target) = (cell(weight, c), cell(target, c));
            format!("IF(COUNT({weight},{target})<2,\"\",{weight}*{target})")
        });
        let weights = self.row(SeriesLine::Weights, "", COUNT, |c| over_year(weight, year, number, c));
        let products =
            self.row(SeriesLine::Products, "", style::PLAIN, |c| over_year(product, year, number, c));
        Weighed { products, weights }
    }

    /// Whether some of its periods add up to those of any stretch.
    pub(super) fn rolls(&self) -> bool {
        let adds = match &self.m.operands {
            Operands::Facts(operands) => {
                !operands.is_empty() && operands.iter().all(|operand| operand.to_date == Adding::Sum)
            }
            Operands::Measures => false,
        };
        adds && self.m.to_date.as_ref().is_some_and(|to_date| !to_date.is_last)
    }

    pub(super) fn rolling(&mut self, lines: &mut Lines) {
        let first = FIRST - 1;
        let position = self.next;
        self.told(SeriesLine::Position, "0", |_| None);
        for column in self.columns() {
            if self.m.periods[usize::from(column - FIRST)].is_some() {
                let format = self.page.draft.style.figure("0").set_font_color(style::GREY);
                self.page.number(position, column, Some(f64::from(column - first)), &format);
            }
        }
        let start = self.m.periods.iter().position(Option::is_some).unwrap_or(0);
        let before = self.row(SeriesLine::RollingFrom, "", "0", |c| format!("{}-Rolling", cell(position, c)));
        let whole =
            self.row(SeriesLine::RollingWhole, "", "0", |c| format!("IF({}<{start},0,1)", cell(before, c)));
        let Operands::Facts(operands) = &self.m.operands else { return };
        let mut facts = BTreeMap::new();
        for operand in operands {
            let fact = self.page.draft.workings.facts[operand.fact].clone();
            let single = self.single(&fact.id, lines);
            let values: Vec<Option<f64>> = fact.rows.iter().map(|row| row.value).collect();
            let row = self.named(&fact.title, "", style::components(&values), |c| {
                let after = format!("{},\">\"&{}", so_far(position, c), in_row(before, c));
                present_sum(&in_row(whole, c), &so_far(single, c), &after)
            });
            facts.insert(operand.name.clone(), row);
        }
        self.value(lines, Over::Rolling, &facts);
    }
}
