//! Entities side by side: what each amounts to, and how they rank.

use std::collections::BTreeMap;

use super::results::{Absence, MeasureResult, Results};
use super::score::Status;
use crate::measure::Direction;
use crate::statistics::interval::Interval;

/// Entities of a scorecard, side by side.
#[derive(Debug, Clone, Default)]
pub struct Overview {
    /// Those with a report of their own, the best first; those without a score last.
    pub entities: Vec<EntityLine>,
    /// Names of those with too few rows in the period.
    pub few: Vec<String>,
}

/// What an entity amounts to.
#[derive(Debug, Clone)]
pub struct EntityLine {
    /// Id.
    pub id: String,
    /// Name printed.
    pub title: String,
    /// Its score.
    pub score: Option<f64>,
    /// Status of the score.
    pub status: Option<Status>,
    /// Its measures in the reported period.
    pub measures: BTreeMap<String, EntityFigure>,
}

/// A figure of an entity.
#[derive(Debug, Clone, Copy)]
pub struct EntityFigure {
    /// The value.
    pub value: Option<f64>,
    /// How chance varies it.
    pub interval: Option<Interval>,
    /// Its status.
    pub status: Option<Status>,
    /// Why there is no value.
    pub absent: Option<Absence>,
}

impl EntityLine {
    /// The line of an entity's results.
    pub fn new(id: &str, title: &str, results: &Results) -> EntityLine {
        let card = &results.scorecard;
        let figure = |measure: &MeasureResult| {
            let at = measure.current()?;
            let (value, interval, status, absent) = (at.value, at.interval, at.status, at.absent);
            Some((measure.id.clone(), EntityFigure { value, interval, status, absent }))
        };
        EntityLine {
            id: id.to_owned(),
            title: title.to_owned(),
            score: card.parent.score,
            status: card.parent.status,
            measures: card.measures().filter_map(figure).collect(),
        }
    }
}

impl Overview {
    /// Entities in the order of their scores; of equal ones in that of names.
    pub fn new(mut entities: Vec<EntityLine>, few: Vec<String>) -> Overview {
        entities.sort_by(|a, b| {
            let (score, other) = (a.score.unwrap_or(f64::MIN), b.score.unwrap_or(f64::MIN));
            other.total_cmp(&score).then_with(|| a.title.cmp(&b.title)).then_with(|| a.id.cmp(&b.id))
        });
        Overview { entities, few }
    }

    /// The ranks of a measure that each entity may have: from one more than are surely better to as many as are not surely
    /// worse. Two differ for sure where their difference exceeds what chance alone brings, `√(a² + b²)` of the half widths
    /// of their intervals at 95 %; without intervals where they differ at all.
    ///
    /// - Absent: of an entity without a value.
    pub fn ranks(&self, measure: &str, direction: Direction) -> Vec<Option<(usize, usize)>> {
        let figures: Vec<Option<EntityFigure>> =
            self.entities.iter().map(|line| line.measures.get(measure).copied()).collect();
        let known = |figure: &Option<EntityFigure>| figure.and_then(|f| Some((f.value?, half(&f))));
        let all: Vec<(f64, f64)> = figures.iter().filter_map(known).collect();
        let rank = |figure: &Option<EntityFigure>| {
            let (own, width) = known(figure)?;
            let surely = |better: &dyn Fn(f64) -> f64| {
                all.iter().filter(|(other, w)| better(*other) > (width * width + w * w).sqrt()).count()
            };
            let ahead = surely(&|other| direction.shortfall(own, other));
            let behind = surely(&|other| direction.shortfall(other, own));
            Some((ahead + 1, all.len() - behind))
        };
        figures.iter().map(rank).collect()
    }
}

fn half(figure: &EntityFigure) -> f64 {
    figure.interval.map_or(0.0, |interval| interval.half_width())
}
