//! What a person may type, each cell with the change of the definition or of the facts that says the same.

use std::collections::BTreeMap;

use mando::calendar::Period;
use mando::measure::{Direction, Formula, Unit};
use mando::model::{
    Baseline, Change, Edges, Judgement, Missing, ParentStatus, Scorecard, Scoring, Target, TargetPlan,
};
use mando::report::workings::{MeasureWorking, PointKind};

use super::book::{Book, Told};
use crate::workbook::live::Place;
use crate::workbook::office::Typed;

/// Numbers that look random, always the same.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Below a number.
    pub(super) fn below(&mut self, count: usize) -> usize {
        (self.next() % count.max(1) as u64) as usize
    }

    /// From 0 to 1.
    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.share()
    }

    /// A number like another; now and then one unlike it.
    fn like(&mut self, number: f64) -> f64 {
        match self.below(20) {
            0 => 0.0,
            1 => -number,
            2 => number * 10.0,
            3..8 => number * self.between(0.98, 1.02),
            _ if number == 0.0 => self.between(0.0, 2.0),
            _ => number * self.between(0.4, 1.7),
        }
    }
}

/// What stands in the cells by which a measure's status is taken.
#[derive(Debug, Clone, Copy)]
struct Judging {
    by: usize,
    on: f64,
    watch: f64,
    tolerance: f64,
}

/// Everything that was typed into a book since it was written, and what it means to the engine.
pub(super) struct Changes<'b> {
    book: &'b Book,
    pub(super) scorecard: Scorecard,
    pub(super) told: Vec<Told>,
    judging: BTreeMap<usize, Judging>,
    pub(super) typed: Vec<(String, Place, Typed)>,
}

impl<'b> Changes<'b> {
    pub(super) fn none(book: &'b Book) -> Changes<'b> {
        Changes {
            book,
            scorecard: book.scorecard.clone(),
            told: Vec::new(),
            judging: BTreeMap::new(),
            typed: Vec::new(),
        }
    }

    fn is_typed(&self, sheet: &str, place: Place) -> bool {
        self.typed.iter().any(|(other, at, _)| other == sheet && *at == place)
    }

    fn put(&mut self, sheet: &str, place: Place, typed: Typed) {
        self.typed.push((sheet.to_owned(), place, typed));
    }

    /// One more cell, where the one that was thought of has a meaning to the engine.
    pub(super) fn one_more(&mut self, dice: &mut Dice) {
        match dice.below(20) {
            0..7 => self.a_fact(dice),
            7..12 => self.a_point(dice),
            12..17 => self.of_a_measure(dice),
            17 => self.a_constant(dice),
            18 => self.of_a_parent(dice),
            _ => self.of_the_roll_up(dice),
        };
    }

    fn a_fact(&mut self, dice: &mut Dice) -> Option<()> {
        let facts = &self.book.workings.facts;
        let fact = dice.below(facts.len());
        let index = dice.below(facts[fact].rows.len());
        let row = facts[fact].rows.get(index)?;
        let old = row.value?;
        if !super::followed::follows(self.book, fact, row) {
            return None;
        }
        let key = format!("{}|{}|{}", facts[fact].id, row.grain.word(), serial(row.period));
        let place = (self.book.row_of_key(&key)?, self.book.live.column("Facts", 4, "Value"));
        if self.is_typed("Facts", place) {
            return None;
        }
        let value = match dice.below(12) {
            0 => None,
            _ if old.fract() == 0.0 => Some(dice.like(old).round() + 0.0),
            _ => Some(dice.like(old) + 0.0),
        };
        let told = match self.told.iter_mut().find(|told| told.fact == fact) {
            Some(told) => told,
            None => {
                self.told.push(self.book.told(fact)?);
                self.told.last_mut()?
            }
        };
        (told.rows[index].value, told.rows[index].is_changed) = (value, true);
        self.put("Facts", place, value.map_or(Typed::Nothing, Typed::Number));
        Some(())
    }

    fn a_measure(&self, dice: &mut Dice) -> (usize, &'b MeasureWorking) {
        let all = &self.book.workings.measures;
        let index = dice.below(all.len());
        (index, &all[index])
    }

    fn target(&mut self, id: &str) -> Option<&mut Target> {
        self.scorecard.measures.iter_mut().find(|m| m.id == id)?.target.as_mut()
    }

    fn a_point(&mut self, dice: &mut Dice) -> Option<()> {
        let (_, m) = self.a_measure(dice);
        let index = dice.below(m.plan.points.len());
        let point = m.plan.points.get(index)?;
        let key = format!("{}|{}", m.id, index + 1);
        let place = (self.book.row_of_key(&key)?, self.book.live.column("Plan", 4, "Value"));
        if self.is_typed("Plan", place) {
            return None;
        }
        let band = |i: u8| m.plan.points.iter().find(|p| p.kind == PointKind::Band(i)).map(|p| p.value);
        let bands_typed = self.typed.iter().any(|(_, (row, _), _)| {
            (1..=4).any(|i| self.book.row_of_key(&format!("{}|{i}", m.id)) == Some(*row))
        });
        let mut new = match point.kind {
            // Edges of a band stay in their order; one of them is moved at a time.
            PointKind::Band(_) if bands_typed => return None,
            PointKind::Band(0) => dice.between(band(2)?, band(1)?),
            PointKind::Band(1) => dice.between(band(0)?, band(3)?),
            PointKind::Band(2) => band(0)? - dice.between(0.0, 2.0) * band(0)?.abs(),
            PointKind::Band(_) => band(1)? + dice.between(0.0, 2.0) * band(1)?.abs(),
            PointKind::Goal | PointKind::RedFlag => point.value * dice.between(0.7, 1.3) + 0.001,
            _ => dice.like(point.value),
        } + 0.0;
        if m.unit == Unit::Percent && matches!(point.kind, PointKind::Constant) {
            new = new.abs().min(1.0);
        }
        let days = point.days;
        let of_key = |key: &Period| Some((key.first, key.last)) == days;
        let target = self.target(&m.id)?;
        let mut found = false;
        let mut set = |number: &mut f64| (*number, found) = (new, true);
        match (point.kind, &mut target.plan) {
            (PointKind::Constant, TargetPlan::Constant(value)) => set(value),
            (PointKind::Dated, TargetPlan::Dated { points, .. }) => {
                points.iter_mut().filter(|(key, _)| of_key(key)).for_each(|(_, value)| set(value));
            }
            (PointKind::Period, _) => {
                target.rows.iter_mut().filter(|(key, _)| of_key(key)).for_each(|(_, value)| set(value));
            }
            (PointKind::Baseline, _) => {
                if let Some(Baseline::Written(values)) = &mut target.baseline {
                    values.iter_mut().filter(|(_, v)| *v == point.value).for_each(|(_, value)| set(value));
                }
            }
            (PointKind::Share, _) => {
                let shares = m.plan.points.iter().filter(|p| p.kind == PointKind::Share);
                // A number that stands for several shares is not one of them.
                if shares.clone().filter(|p| p.days == days).count() == 1 {
                    let day = days?.0;
                    let share = chrono::Datelike::ordinal(&day) as usize;
                    set(target.shares.get_mut(share.checked_sub(1)?)?);
                }
            }
            (PointKind::Weight, _) => {
                target.weights.iter_mut().filter(|(key, _)| of_key(key)).for_each(|(_, value)| set(value));
            }
            (PointKind::Relative, TargetPlan::PreviousYear(Change::Relative(by))) => set(by),
            (PointKind::Points, TargetPlan::PreviousYear(Change::Points(by))) => set(by),
            (PointKind::Band(i), TargetPlan::Band { low, high, zero_at }) => {
                set([low, high, &mut zero_at.0, &mut zero_at.1].into_iter().nth(usize::from(i))?);
            }
            (PointKind::Goal, TargetPlan::GoalRedFlag { goal, .. }) => set(goal),
            (PointKind::RedFlag, TargetPlan::GoalRedFlag { red_flag, .. }) => set(red_flag),
            _ => {}
        }
        if found {
            self.put("Plan", place, Typed::Number(new));
        }
        Some(())
    }

    fn of_a_measure(&mut self, dice: &mut Dice) -> Option<()> {
        let (index, m) = self.a_measure(dice);
        let row = self.book.live.named("polId").first.0 + index as u32;
        let live = &self.book.live;
        let head = live.named("polId").first.0 - 1;
        let (what, name) = *[
            ("Weight", "polWeight"),
            ("Better", ""),
            ("Scoring", ""),
            ("Judged by", ""),
            ("On target from", "polOn"),
            ("Watch from", "polWatch"),
            ("Tolerance", "polTolerance"),
            ("Smallest sample", "polSample"),
            ("Floor", "polFloor"),
            ("Cap", "polCap"),
        ]
        .get(dice.below(10))?;
        let column =
            if name.is_empty() { live.column("Policy", head, what) } else { live.named(name).first.1 };
        let place = (row, column);
        if live.text("Policy", place).is_empty() || self.is_typed("Policy", place) {
            return None;
        }
        let judging = *self.judging.entry(index).or_insert_with(|| judging(m));
        let model = self.scorecard.measures.iter_mut().find(|model| model.id == m.id)?;
        let typed = match what {
            "Weight" => {
                model.weight = dice.below(5) as f64;
                Typed::Number(model.weight)
            }
            "Better" => {
                let word = dice.below(2);
                model.direction = Some([Direction::Maximise, Direction::Minimise][word]);
                self.book.word("lDirection", word)
            }
            "Scoring" => {
                if !matches!(
                    m.scoring,
                    Scoring::Distance | Scoring::Attainment | Scoring::AttainmentInverse | Scoring::Met
                ) {
                    return None;
                }
                let word = dice.below(4);
                let all = [Scoring::Distance, Scoring::Attainment, Scoring::AttainmentInverse, Scoring::Met];
                model.scoring = all[word].clone();
                self.book.word("lScoring", word)
            }
            "Floor" => {
                model.floor = dice.between(-40.0, 60.0).round() + 0.0;
                Typed::Number(model.floor)
            }
            "Cap" => {
                model.cap = dice.between(61.0, 150.0).round();
                Typed::Number(model.cap)
            }
            "Smallest sample" => {
                let least = match dice.below(2) {
                    // What was withheld is not in the book.
                    _ if m.withholds => m.min_n + dice.below(12) as u32,
                    0 => dice.below(20) as u32,
                    _ => dice.below(2000) as u32,
                };
                if !super::followed::samples_follow(self.book, &m.id) {
                    return None;
                }
                model.min_n = least;
                Typed::Number(f64::from(least))
            }
            _ => {
                let mut new = judging;
                let typed = match what {
                    "Judged by" => {
                        let most = if matches!(m.scoring, Scoring::GoalRedFlag) { 4 } else { 3 };
                        new.by = dice.below(most);
                        self.book.word("lJudged", new.by)
                    }
                    "On target from" => {
                        new.on = dice.between(new.watch, 120.0).round();
                        Typed::Number(new.on)
                    }
                    "Watch from" => {
                        new.watch = dice.between(0.0, new.on).round();
                        Typed::Number(new.watch)
                    }
                    _ => {
                        let size = m.periods.iter().flatten().find_map(|p| p.engine.target).unwrap_or(1.0);
                        let widest = if judging.by == 2 { 0.5 } else { size.abs() / 2.0 };
                        new.tolerance = dice.between(0.0, widest);
                        Typed::Number(new.tolerance)
                    }
                };
                model.judgement = new.judgement();
                self.judging.insert(index, new);
                typed
            }
        };
        self.put("Policy", place, typed);
        Some(())
    }

    /// A margin, a rate or a factor of a formula.
    fn a_constant(&mut self, dice: &mut Dice) -> Option<()> {
        let (_, m) = self.a_measure(dice);
        let (name, old) = m.constants.get(dice.below(m.constants.len()))?;
        let live = &self.book.live;
        let from = live.named("polId").last.0 + 1;
        let row = (from..=live.end("Policy").0)
            .find(|row| live.text("Policy", (*row, 1)) == m.id && live.text("Policy", (*row, 2)) == *name)?;
        let place = (row, live.named("polWeight").first.1);
        if self.is_typed("Policy", place) {
            return None;
        }
        let new = old * dice.between(0.5, 1.5);
        let model = self.scorecard.measures.iter_mut().find(|model| model.id == m.id)?;
        let swap = &mut |part: &Formula| match part {
            Formula::Number(number) if number == old => Some(Formula::Number(new)),
            _ => None,
        };
        model.plan.formula = model.plan.formula.replaced(swap);
        self.put("Policy", place, Typed::Number(new));
        Some(())
    }

    /// A weight or an edge of an objective, a perspective or the whole.
    fn of_a_parent(&mut self, dice: &mut Dice) -> Option<()> {
        let area = self.book.live.named("parSound").clone();
        let index = dice.below(area.rows().count());
        let row = area.first.0 + index as u32;
        let name = ["polWeight", "polOn", "polWatch"][dice.below(3)];
        let place = (row, self.book.live.named(name).first.1);
        if self.is_typed("Policy", place) || (index == 0 && name == "polWeight") {
            return None;
        }
        let perspectives = self.scorecard.perspectives.len();
        let mut objectives = self
            .scorecard
            .perspectives
            .iter()
            .enumerate()
            .flat_map(|(p, at)| (0..at.objectives.len()).map(move |o| (p, o)));
        let (mut none, rollup) = (0.0, &mut self.scorecard.rollup.edges);
        let at = index.checked_sub(1 + perspectives).and_then(|at| objectives.nth(at));
        let (weight, edges): (&mut f64, &mut Edges) = match (index, at) {
            (0, _) => (&mut none, rollup),
            (_, Some((p, o))) => {
                let objective = &mut self.scorecard.perspectives[p].objectives[o];
                (&mut objective.weight, &mut objective.edges)
            }
            _ => {
                let perspective = &mut self.scorecard.perspectives[index - 1];
                (&mut perspective.weight, &mut perspective.edges)
            }
        };
        let number = match name {
            "polWeight" => {
                *weight = dice.below(5) as f64;
                *weight
            }
            "polOn" => {
                edges.on_target = dice.between(edges.watch, 105.0).round();
                edges.on_target
            }
            _ => {
                edges.watch = dice.between(0.0, edges.on_target).round();
                edges.watch
            }
        };
        self.put("Policy", place, Typed::Number(number));
        Some(())
    }

    /// What happens to missing children, how much has to be covered, and where a parent's status comes from.
    fn of_the_roll_up(&mut self, dice: &mut Dice) -> Option<()> {
        let live = &self.book.live;
        match dice.below(3) {
            0 => {
                let (row, column) = live.named("Missing").first;
                let (place, word) = ((row, column - 1), dice.below(2));
                if self.is_typed("Policy", place) {
                    return None;
                }
                self.scorecard.rollup.missing = [Missing::Renormalise, Missing::Penalise][word];
                self.put("Policy", place, self.book.word("lMissing", word));
            }
            1 => {
                let place = live.named("Least_Coverage").first;
                if self.is_typed("Policy", place) {
                    return None;
                }
                self.scorecard.rollup.min_coverage = dice.below(11) as f64 / 10.0;
                self.put("Policy", place, Typed::Number(self.scorecard.rollup.min_coverage));
            }
            _ => {
                // The definition has one word for all.
                let area = live.named("parSound").clone();
                let column = live.named("polTolerance").first.1;
                if self.is_typed("Policy", (area.first.0, column)) {
                    return None;
                }
                let word = dice.below(3);
                self.scorecard.rollup.parent_status =
                    [ParentStatus::Score, ParentStatus::Worst, ParentStatus::Capped][word];
                for row in area.rows() {
                    self.put("Policy", (row, column), self.book.word("lFrom", word));
                }
            }
        }
        Some(())
    }
}

/// The cells as the book is written.
fn judging(m: &MeasureWorking) -> Judging {
    let usual = |by, edges: Edges| Judging { by, on: edges.on_target, watch: edges.watch, tolerance: 0.0 };
    let hidden = Edges { on_target: 100.0, watch: 80.0 };
    let goal = Edges { on_target: 200.0 / 3.0, watch: 100.0 / 3.0 };
    match (m.judgement, &m.scoring) {
        (Judgement::Usual(_), Scoring::GoalRedFlag) => usual(3, goal),
        (Judgement::Edges(edges) | Judgement::Usual(edges), _) => usual(0, edges),
        (Judgement::Tolerance(tolerance), _) => Judging { tolerance, ..usual(1, hidden) },
        (Judgement::ToleranceOfTarget(tolerance), _) => Judging { tolerance, ..usual(2, hidden) },
    }
}

impl Judging {
    fn judgement(self) -> Judgement {
        let edges = Edges { on_target: self.on, watch: self.watch };
        match self.by {
            0 => Judgement::Edges(edges),
            1 => Judgement::Tolerance(self.tolerance),
            2 => Judgement::ToleranceOfTarget(self.tolerance),
            _ => Judgement::Usual(edges),
        }
    }
}

/// The number that a spreadsheet keeps for a day.
pub(super) fn serial(day: chrono::NaiveDate) -> i64 {
    (day - chrono::NaiveDate::from_ymd_opt(1899, 12, 30).expect("a day")).num_days()
}
