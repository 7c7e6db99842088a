//! How measures are defined: in words, as a formula, and in small print.

use crate::measure::meaning::EnteredMeaning;
use crate::measure::{IntervalName, Meaning};
use crate::model::{Judgement, Lookback, Measure, Scoring, TargetPlan};

use super::Composer;
use super::message::capitalised;
use super::sections::shortened;
use super::view::DefinitionView;
use crate::words::{Definition, JudgedBy, Label, ScoredBy, ScoredMet};

/// Characters that a name may have in a formula, whose names do not break into lines.
const NAME: usize = 120;

/// Characters that a definition may have on a page; the whole of it stands in the project.
const PARAGRAPH: usize = 2_000;

impl Composer<'_> {
    /// A measure's formula in words.
    pub(super) fn reading(&self, measure: &Measure) -> String {
        let title = |name: &str| self.title_in_formula(measure, name);
        shortened(&self.words.formula(&measure.plan.formula, &title), PARAGRAPH)
    }

    /// What stands for a name in a measure's formula: the title of a component, or of another measure.
    fn title_in_formula(&self, measure: &Measure, name: &str) -> String {
        let component = measure.plan.component(name).map(|c| shortened(&self.say(&c.title), NAME));
        component.unwrap_or_else(|| self.title_of(name))
    }

    /// What a measure's values look at, where that is not the period alone.
    fn window_words(&self, measure: &Measure) -> String {
        let title = |name: &str| self.title_of(name);
        match measure.looks_at() {
            Some(Lookback::Length(own)) if measure.window.is_none() && own.is_one(measure.grain) => {
                String::new()
            }
            Some(Lookback::Length(length)) => self.say(&Definition::WindowLength { length }),
            Some(Lookback::All) => self.say(&Definition::WindowAll),
            None if measure.is_over_measures() => {
                let members = measure.plan.formula.names().into_iter();
                let members = members.filter_map(|name| self.scorecard.measure(name));
                let told = members.filter_map(|member| {
                    let window = self.window_words(member);
                    let measure = title(&member.id);
                    (!window.is_empty()).then(|| self.say(&Definition::WindowOf { measure, window }))
                });
                self.words.clauses(&told.collect::<Vec<_>>())
            }
            None => String::new(),
        }
    }

    /// What a measure is, as a manager says it: what somebody wrote of it, what it amounts to by the time it looks at, and which
    /// rows it is restricted to.
    fn definition_words(&self, measure: &Measure) -> String {
        let written = measure.note.as_deref().map(|note| shortened(note, PARAGRAPH));
        let (meaning, window) = (self.meaning(measure), self.window_words(measure));
        let said = match window.is_empty() {
            true => Definition::Words { meaning, grain: measure.grain },
            false => Definition::WordsWindow { meaning, window },
        };
        let said = shortened(&capitalised(&self.say(&said)), PARAGRAPH);
        let only = measure.only.as_ref().map(|only| {
            let condition = shortened(&only.condition, PARAGRAPH);
            self.say(&Definition::WordsOnly { source: only.source.clone(), condition })
        });
        let sentences: Vec<String> = written.into_iter().chain([said]).chain(only).collect();
        sentences.join(" ")
    }

    /// What it amounts to, with titles for the measures it is made of.
    fn meaning(&self, measure: &Measure) -> Meaning {
        match &measure.meaning {
            Meaning::Entered(EnteredMeaning::OfMeasures { .. }) => {
                EnteredMeaning::OfMeasures { reading: self.reading(measure) }.into()
            }
            other => other.clone().titled(&|id| self.title_of(id)),
        }
    }

    /// How a measure is defined.
    pub(super) fn definition(&self, measure: &Measure) -> DefinitionView {
        let keys: Vec<String> = measure
            .written
            .iter()
            .map(|(key, text)| format!("{key}: {}", shortened(text, PARAGRAPH)))
            .collect();
        let kind = match keys.is_empty() {
            true => measure.kind.clone(),
            false => self.say(&Definition::Kind { kind: measure.kind.clone(), keys: keys.join(", ") }),
        };
        let mut sources: Vec<String> = measure
            .plan
            .queried_components()
            .iter()
            .map(|c| match &c.rows.part {
                Some(part) => {
                    let source = self.source_name(&c.rows.source);
                    self.say(&Definition::PartOf { part: part.clone(), source })
                }
                None => self.source_name(&c.rows.source),
            })
            .collect();
        sources.sort_unstable();
        sources.dedup();
        let mut placed: Vec<&str> =
            measure.plan.queried_components().iter().map(|c| c.rows.placed_by.as_str()).collect();
        placed.sort_unstable();
        placed.dedup();
        let title = |name: &str| self.title_in_formula(measure, name);
        let said = |text: Option<String>| text.unwrap_or_default();
        let method =
            Some(measure.plan.interval.name()).filter(|m| measure.interval && *m != IntervalName::None);
        let change = measure.plan.change_method().filter(|_| measure.interval);
        let judged = measure.target.is_some();
        let foretold = !measure.forecast.methods.is_empty() && measure.has_outlook();
        let beside = measure.plan.beside.as_ref().map(|beside| {
            let formula = self.words.formula(&beside.formula, &title);
            self.say(&Definition::Beside { name: beside.name, formula })
        });
        let mut facts = self.labelled_facts(vec![
            (Label::Kind, kind),
            (Label::Source, sources.join(", ")),
            (Label::DatedBy, placed.join(", ")),
            (Label::IntervalMethod, said(method.map(|method| self.say(&Definition::Interval { method })))),
            (Label::ChangeMethod, said(change.map(|method| self.say(&Definition::Change { method })))),
            (Label::Window, self.window_words(measure)),
            (Label::OverTime, self.say(&measure.plan.pooling)),
            (
                Label::SmallestSample,
                said((measure.min_n > 1).then(|| self.words.locale().written(measure.min_n.into()))),
            ),
            (Label::Score, said(judged.then(|| self.scoring_words(measure)))),
            (Label::Status, said(judged.then(|| self.judged_words(measure)))),
            (Label::Beside, said(beside)),
            (Label::Signals, self.words.signals(&measure.signals)),
            (Label::Outlook, said(foretold.then(|| self.words.forecast(&measure.forecast)))),
        ]);
        facts.extend(measure.plan.policies.iter().map(|p| (self.say(&p.subject()), self.say(p))));
        DefinitionView {
            id: measure.id.clone(),
            title: measure.title.clone(),
            formula: measure.plan.formula.renamed(&title),
            words: self.definition_words(measure),
            reading: self.reading(measure),
            facts,
        }
    }

    fn scoring_words(&self, measure: &Measure) -> String {
        let met = has_targets_without_share(measure).then(|| scored_met(measure));
        self.say(&match (&measure.scoring, met) {
            (Scoring::Formula(formula), _) => return self.words.formula(formula, &str::to_owned),
            (Scoring::Met, _) => return self.say(&scored_met(measure)),
            (Scoring::Distance, _) => ScoredBy::Distance,
            (Scoring::Attainment, None) => ScoredBy::Attainment,
            (Scoring::Attainment, Some(met)) => ScoredBy::AttainmentOrMet { met },
            (Scoring::AttainmentInverse, None) => ScoredBy::AttainmentInverse,
            (Scoring::AttainmentInverse, Some(met)) => ScoredBy::AttainmentInverseOrMet { met },
            (Scoring::Band, _) => ScoredBy::Band,
            (Scoring::GoalRedFlag, _) => ScoredBy::GoalRedFlag,
        })
    }

    fn judged_words(&self, measure: &Measure) -> String {
        self.say(&match measure.judgement {
            Judgement::Usual(_) if measure.scoring == Scoring::GoalRedFlag => JudgedBy::Goal,
            Judgement::Edges(e) | Judgement::Usual(e) => {
                JudgedBy::Edges { on_target: e.on_target, watch: e.watch }
            }
            Judgement::Tolerance(_) | Judgement::ToleranceOfTarget(_) => JudgedBy::Tolerance,
        })
    }
}

/// Whether a measure's plan has targets that there is no share of (R53).
fn has_targets_without_share(measure: &Measure) -> bool {
    measure.target.as_ref().is_some_and(|target| match &target.plan {
        TargetPlan::Constant(value) => *value <= 0.0,
        TargetPlan::Dated { points, .. } => points.iter().any(|(_, value)| *value <= 0.0),
        _ => false,
    })
}

fn scored_met(measure: &Measure) -> ScoredMet {
    match measure.judgement {
        Judgement::Tolerance(_) | Judgement::ToleranceOfTarget(_) => ScoredMet::Tolerance,
        Judgement::Edges(_) | Judgement::Usual(_) => ScoredMet::Plain,
    }
}
