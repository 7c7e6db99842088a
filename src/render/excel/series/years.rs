//! The fiscal year to a period's end, and the last periods of a rolling basis, from the facts of the periods.

use std::collections::BTreeMap;

use super::sums::{present_sum, whole_sum};
use super::{Block, FIRST, KEY, Lines, SeriesBasis, Weighed, of_year, over_year, so_far};
use crate::model::Scoring;
use crate::render::excel::reference::{cell, fixed, in_row, rows, serial};
use crate::render::excel::style::{self, COUNT};
use crate::report::workings::{
    FactGrain, FactWorking, Operands, PeriodAddition, PeriodWorking, ToDateTarget,
};
use crate::words::{Book, Phrase, SeriesLine};

impl Block<'_, '_, '_> {
    /// The year of each period and its number in it.
    pub(super) fn years(&mut self) -> (u32, u32) {
        let year = self.engine_row(SeriesLine::Year, style::DAY, |p| Some(serial(p.year)));
        let number = self.engine_row(SeriesLine::Number, "0", |p| Some(f64::from(rows(p.number))));
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
                    let values: Vec<Option<f64>> = fact.rows.iter().map(|row| row.value).collect();
                    let format = style::components(&values);
                    let row = match operand.to_date {
                        PeriodAddition::Own => self.own(&fact, operand.fact, lines),
                        PeriodAddition::Same => {
                            let own = self.own(&fact, operand.fact, lines);
                            let single = self.single(&fact.id, lines);
                            self.named(&fact.title, "", format, |c| {
                                format!("IF({}=1,{},{})", cell(number, c), cell(single, c), cell(own, c))
                            })
                        }
                        PeriodAddition::Sum => {
                            let single = self.single(&fact.id, lines);
                            let is_own = fact.rows.iter().any(|row| row.grain == FactGrain::ToDate);
                            let own = is_own.then(|| self.own(&fact, operand.fact, lines));
                            self.named(&fact.title, "", format, |c| {
                                let sum =
                                    present_sum(&in_row(whole, c), &so_far(single, c), &of_year(year, c));
                                match own {
                                    Some(own) => format!("IF({}=0,{},{sum})", in_row(whole, c), cell(own, c)),
                                    None => sum,
                                }
                            })
                        }
                    };
                    rows.insert(operand.name.clone(), row);
                }
                rows
            }
        };
        self.value(lines, SeriesBasis::Year, &facts);
    }

    /// The row of a fact's own figures of the year to date.
    fn own(&mut self, fact: &FactWorking, position: usize, lines: &Lines) -> u32 {
        self.fact(&fact.id, &fact.title, FactGrain::ToDate.word(), position, lines.last)
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
        let Some(target) = lines.targets.get(&SeriesBasis::Period).copied() else { return };
        let kind = self.m.to_date.as_ref().map_or(ToDateTarget::None, |to_date| to_date.target);
        let name = SeriesLine::TargetToDate;
        let row = match kind {
            ToDateTarget::None => return,
            ToDateTarget::Last => target,
            ToDateTarget::Own => self.row(name, "", format, |_| "\"\"".to_owned()),
            ToDateTarget::Sum => self.row(name, "", format, |c| over_year(target, year, number, c)),
            ToDateTarget::Weighted => {
                let actual = lines.denominator.or_else(|| lines.samples.get(&SeriesBasis::Period).copied());
                let is_planned = self.m.periods.iter().flatten().any(|p| p.weight.is_some());
                let planned = is_planned
                    .then(|| self.weighed(target, (year, number), |c| of_target("tWeight", "\"\"", c)));
                let actual = actual.map(|row| {
                    self.weighed(target, (year, number), |c| {
                        format!("IF(ISNUMBER({0}),{0},\"\")", cell(row, c))
                    })
                });
                lines.weighed = [planned, actual];
                self.weighted_mean_row(name, format, [planned, actual])
            }
        };
        let row = match kind {
            ToDateTarget::Last => row,
            _ => self.or_own(lines, row, format),
        };
        lines.targets.insert(SeriesBasis::Year, row);
    }

    /// The row of means: by planned weights, or by the actual ones where one of them is not planned.
    fn weighted_mean_row(
        &mut self,
        name: impl Phrase,
        format: &str,
        [planned, actual]: [Option<Weighed>; 2],
    ) -> u32 {
        let mean =
            |of: Weighed, c: u16| format!("IFERROR({}/{},\"\")", cell(of.products, c), cell(of.weights, c));
        self.row(name, "", format, |c| match (planned, actual) {
            (Some(planned), Some(actual)) => {
                let all = cell(planned.weights, c);
                format!("IF(ISNUMBER({all}),{},{})", mean(planned, c), mean(actual, c))
            }
            (Some(one), None) | (None, Some(one)) => mean(one, c),
            (None, None) => "\"\"".to_owned(),
        })
    }

    /// The row of targets to date with those that are numbers of the plan, as of a year that began before the first period.
    fn or_own(&mut self, lines: &Lines, row: u32, format: &str) -> u32 {
        let own = |p: &PeriodWorking| p.to_date.as_ref().and_then(|year| year.own_target);
        if !self.m.periods.iter().flatten().any(|p| own(p).is_some()) {
            return row;
        }
        let number = |p: &PeriodWorking| own(p).map(|point| f64::from(rows(point + 1)));
        let point = self.engine_row(Book::Number, "0", number);
        let id = fixed(lines.head, KEY);
        self.row(SeriesLine::TargetToDate, "", format, |c| {
            let (at, found) = (cell(point, c), cell(row, c));
            format!("IF(ISNUMBER({at}),IFERROR(INDEX(pUsed,MATCH({id}&\"|\"&{at},pKey,0)),\"\"),{found})")
        })
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
        Weighed { product, weight, products, weights }
    }

    pub(super) fn rolling(&mut self, lines: &mut Lines) {
        let first = FIRST - 1;
        let position = self.next;
        self.engine_row(SeriesLine::Position, "0", |_| None);
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
        self.value(lines, SeriesBasis::Rolling, &facts);
        self.rolling_beside(lines, position, before);
    }

    /// Target and last year's value of the same periods: what adds up is their sum, and a target that holds is the last one.
    fn rolling_beside(&mut self, lines: &mut Lines, position: u32, before: u32) {
        let format = style::value(self.m.unit, self.m.decimals);
        let sum = |row: u32, c: u16| {
            let after = format!("{},\">\"&{}", so_far(position, c), in_row(before, c));
            whole_sum("Rolling", &so_far(row, c), &after)
        };
        let kind = self.m.to_date.as_ref().map_or(ToDateTarget::None, |to_date| to_date.target);
        let has_edges = matches!(self.m.scoring, Scoring::Band | Scoring::GoalRedFlag);
        let target = lines.targets.get(&SeriesBasis::Period).copied().filter(|_| !has_edges);
        if let Some(target) = target {
            let row = match kind {
                ToDateTarget::Last => Some(target),
                ToDateTarget::Weighted => {
                    let mut rolled = lines.weighed;
                    for of in rolled.iter_mut().flatten() {
                        let Weighed { product, weight, .. } = *of;
                        of.weights = self.row(SeriesLine::RollingWeights, "", COUNT, |c| sum(weight, c));
                        of.products =
                            self.row(SeriesLine::RollingProducts, "", style::PLAIN, |c| sum(product, c));
                    }
                    Some(self.weighted_mean_row(SeriesLine::RollingTarget, &format, rolled))
                }
                _ if self.m.is_flow => {
                    Some(self.row(SeriesLine::RollingTarget, "", &format, |c| sum(target, c)))
                }
                _ => None,
            };
            lines.targets.extend(row.map(|row| (SeriesBasis::Rolling, row)));
        }
        if let Some(year_before) = lines.year_before.filter(|_| self.m.is_flow) {
            let row = self.row(SeriesLine::RollingYearBefore, "", &format, |c| sum(year_before, c));
            lines.rolling_year_before = Some(row);
        }
    }
}
