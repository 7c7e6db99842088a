//! Entities side by side, as they are printed.

use super::Composer;
use super::print;
use super::view::{EntityView, HeatView, OverviewView, StatusCode, StatusView};
use crate::evaluate::overview::{EntityFigure, EntityLine, Overview};
use crate::evaluate::score::Status;
use crate::locale::ABSENT;
use crate::model::{Measure, ReportSpec};
use crate::words::SideBySide;

/// Measures that stand side by side.
const MOST: usize = 8;

impl Composer<'_> {
    /// The entities with the measures that a report lists; `None` where it does not compare them.
    pub(super) fn overview(&self, spec: &ReportSpec) -> Option<OverviewView> {
        let overview = self.extras.overview.filter(|_| spec.compares)?;
        let listed = self
            .all()
            .filter(|(m, _)| spec.lists.holds(&m.id, m.level) && !self.scorecard.is_company_wide(m));
        let listed: Vec<_> = listed.take(MOST).collect();
        let ranks: Vec<Vec<Option<(usize, usize)>>> = listed
            .iter()
            .map(|(measure, _)| measure.direction.map_or(Vec::new(), |d| overview.ranks(&measure.id, d)))
            .collect();
        let scores: Vec<Option<String>> = overview.entities.iter().map(|line| self.score_of(line)).collect();
        let entity = |(at, line): (usize, &EntityLine)| {
            let figures = listed.iter().zip(&ranks).map(|((measure, result), ranks)| {
                let rank = ranks.get(at).copied().flatten();
                self.heat(measure, &self.printer(measure, result), line.measures.get(&measure.id), rank)
            });
            EntityView {
                title: line.title.clone(),
                rank: rank_by_score(&scores, at),
                score: scores[at].clone().unwrap_or_else(|| ABSENT.to_owned()),
                value: line.score,
                status: print::score_status(line.status, &self.words),
                figures: figures.collect(),
            }
        };
        let measures = listed.iter().map(|(measure, result)| {
            let unit = self.printer(measure, result).label.clone();
            (measure.id.clone(), measure.title.clone(), unit)
        });
        let mut entities: Vec<EntityView> = overview.entities.iter().enumerate().map(entity).collect();
        // They stand by their scores; equal ones by their names, as the reader's language has them.
        let collation = self.words.locale().collation();
        entities.sort_by(|a, b| {
            let (score, other) = (a.value.unwrap_or(f64::MIN), b.value.unwrap_or(f64::MIN));
            other.total_cmp(&score).then_with(|| collation.compare(&a.title, &b.title))
        });
        Some(OverviewView {
            sentence: self.overview_sentence(overview),
            measures: measures.collect(),
            entities,
            note: self.overview_note(overview, ranks.iter().any(|ranks| !ranks.is_empty())),
        })
    }

    fn score_of(&self, line: &EntityLine) -> Option<String> {
        let edges = self.scorecard.rollup.edges;
        line.score.map(|score| print::parent_score(self.words.locale(), score, edges))
    }

    fn overview_sentence(&self, overview: &Overview) -> String {
        let of =
            |status: Status| overview.entities.iter().filter(|e| e.status == Some(status)).count() as u64;
        self.say(&SideBySide::Sentence {
            entities: overview.entities.len() as u64,
            on: of(Status::OnTarget),
            watch: of(Status::Watch),
            off: of(Status::OffTarget),
            without: overview.entities.iter().filter(|e| e.status.is_none()).count() as u64,
        })
    }

    fn overview_note(&self, overview: &Overview, is_ranked: bool) -> String {
        let mut said = Vec::new();
        said.extend(is_ranked.then(|| self.say(&SideBySide::Ranks)));
        if !overview.few.is_empty() {
            said.push(self.say(&SideBySide::Few { entities: self.words.list(&overview.few) }));
        }
        said.join(" ")
    }

    fn heat(
        &self,
        measure: &Measure,
        printer: &print::Printer,
        figure: Option<&EntityFigure>,
        rank: Option<(usize, usize)>,
    ) -> HeatView {
        let status = match figure.and_then(|figure| figure.status) {
            Some(status) => print::status(status, &self.words),
            None => {
                let code = if self.is_judged(measure) { StatusCode::NoData } else { StatusCode::None };
                StatusView { code, word: String::new() }
            }
        };
        let value = figure.and_then(|figure| figure.value);
        let absent = || figure.and_then(|figure| figure.absent.as_ref()).map(|reason| self.say(reason));
        HeatView {
            text: value.map_or_else(|| absent().unwrap_or_default(), |value| printer.value(value)),
            value,
            rank: rank.map_or(String::new(), rank_text),
            status,
        }
    }
}

/// `3`, or `2–4`.
fn rank_text((first, last): (usize, usize)) -> String {
    if first == last { first.to_string() } else { format!("{first}–{last}") }
}

/// Entities whose scores print the same share their ranks.
fn rank_by_score(scores: &[Option<String>], at: usize) -> String {
    let Some(own) = &scores[at] else { return String::new() };
    let same = |other: &Option<String>| other.as_ref() == Some(own);
    let first = scores.iter().position(same).unwrap_or(at);
    let last = scores.iter().rposition(same).unwrap_or(at);
    rank_text((first + 1, last + 1))
}
