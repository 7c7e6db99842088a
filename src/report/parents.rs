//! Perspectives and objectives: their scores, and a page for each objective.

use super::view::{MeasureRow, ObjectivePage, ObjectiveView, PerspectiveView, ScoreView};
use super::{Composer, print, row};
use crate::evaluate::results::{MeasureResult, ObjectiveResult, ParentResult};
use crate::locale::ABSENT;
use crate::measure::Level;
use crate::model::{Edges, Measure, Objective};
use crate::words::{Label, Tag};

impl Composer<'_> {
    /// A score, its edges, its weight, and the results beneath it.
    pub(super) fn score<'r>(
        &self,
        (parent, edges): (&ParentResult, Edges),
        weight: &str,
        beneath: impl Iterator<Item = &'r MeasureResult>,
    ) -> ScoreView {
        let locale = self.words.locale();
        // Neither a part nor too little of the weight is printed as the whole or as enough.
        let shares = [100.0, 100.0 * self.scorecard.rollup.min_coverage];
        let decimals = print::score_decimals(100.0 * parent.coverage, &shares, 0);
        ScoreView {
            score: parent.score.map_or(ABSENT.to_owned(), |s| print::parent_score(locale, s, edges)),
            value: parent.score,
            status: print::score_status(parent.status, &self.words),
            coverage: locale.percent(parent.coverage, decimals),
            partial: parent.coverage < 1.0,
            weight: weight.to_owned(),
            was: self.score_before(parent, edges),
            tally: self.tally(beneath),
        }
    }

    pub(super) fn perspectives(&self, listed: &dyn Fn(&Measure) -> bool) -> Vec<PerspectiveView> {
        let locale = self.words.locale();
        let weight = |p: &ParentResult| locale.percent(p.effective_weight, 0);
        let objective = |(o, model): (&ObjectiveResult, &Objective)| {
            let (shown, hidden): (Vec<_>, Vec<_>) = o
                .measures
                .iter()
                .filter_map(|r| Some((self.scorecard.measure(&r.id)?, r)))
                .partition(|(m, _)| listed(m));
            ObjectiveView {
                id: o.id.clone(),
                title: o.title.clone(),
                score: self.score((&o.parent, model.edges), &weight(&o.parent), o.measures.iter()),
                measures: shown.iter().filter_map(|(m, r)| self.row(m, r)).collect(),
                unlisted: self.unlisted(&hidden, shown.is_empty()),
            }
        };
        let perspectives = self.results.scorecard.perspectives.iter().zip(&self.scorecard.perspectives);
        perspectives
            .map(|(p, model)| PerspectiveView {
                id: p.id.clone(),
                title: p.title.clone(),
                score: self.score(
                    (&p.parent, model.edges),
                    &weight(&p.parent),
                    p.objectives.iter().flat_map(|o| &o.measures),
                ),
                objectives: p.objectives.iter().zip(&model.objectives).map(objective).collect(),
            })
            .collect()
    }

    fn unlisted(&self, hidden: &[(&Measure, &MeasureResult)], alone: bool) -> String {
        let by_level = [Level::Strategic, Level::Tactical, Level::Operational].map(|level| {
            let count = hidden.iter().filter(|(m, _)| m.level == level && self.counts(m)).count();
            (count > 0).then(|| self.say(&Tag::OfLevel { measures: count as u64, level }))
        });
        let levels: Vec<String> = by_level.into_iter().flatten().collect();
        match levels.is_empty() {
            true => String::new(),
            false => self.say(&Tag::ListedElsewhere { measures: self.words.list(&levels), also: !alone }),
        }
    }

    /// A page for each objective that lists a measure; in a report of the whole for every objective.
    pub(super) fn pages(
        &self,
        listed: &dyn Fn(&Measure) -> bool,
        level: Level,
        is_whole: bool,
    ) -> Vec<ObjectivePage> {
        let locale = self.words.locale();
        let mut pages = Vec::new();
        for perspective in &self.results.scorecard.perspectives {
            for objective in &perspective.objectives {
                let known: Vec<_> = objective
                    .measures
                    .iter()
                    .filter_map(|r| Some((self.scorecard.measure(&r.id)?, r)))
                    .collect();
                let (mut shown, mut others): (Vec<_>, Vec<_>) =
                    known.into_iter().partition(|(m, _)| listed(m));
                if !is_whole && shown.is_empty() {
                    continue;
                }
                if shown.is_empty() {
                    // An objective that only drivers measure shows them: a page without a trend would say nothing.
                    std::mem::swap(&mut shown, &mut others);
                }
                let model = self.scorecard.objectives().find(|o| o.id == objective.id);
                let facts = model.map_or(Vec::new(), |model| {
                    let drives: Vec<String> = model.drives.iter().map(|d| self.drive_words(d)).collect();
                    self.labelled_facts(vec![
                        (Label::Owner, model.owner.clone().unwrap_or_default()),
                        (Label::Drives, self.words.list(&drives)),
                        (Label::Note, model.note.clone().unwrap_or_default()),
                    ])
                });
                let initiatives =
                    self.scorecard.initiatives.iter().filter(|i| i.supports.contains(&objective.id));
                let mut rows: Vec<MeasureRow> = others.iter().filter_map(|(m, r)| self.row(m, r)).collect();
                row::scale_variances(rows.iter_mut());
                pages.push(ObjectivePage {
                    id: objective.id.clone(),
                    perspective: perspective.title.clone(),
                    title: objective.title.clone(),
                    score: self.score(
                        (&objective.parent, model.map_or(self.scorecard.rollup.edges, |model| model.edges)),
                        &locale.percent(objective.parent.effective_weight, 0),
                        objective.measures.iter(),
                    ),
                    facts,
                    measures: shown.iter().filter_map(|(m, r)| self.section(m, r, level)).collect(),
                    others: if level == Level::Operational { Vec::new() } else { rows },
                    initiatives: initiatives.map(|i| self.initiative(i)).collect(),
                });
            }
        }
        for page in &mut pages {
            row::scale_variances(page.measures.iter_mut().map(|s| &mut s.row));
        }
        pages
    }
}
