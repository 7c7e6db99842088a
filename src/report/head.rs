//! The head of a report: its names, its message line, what is told above all figures.

use std::collections::BTreeMap;

use super::Composer;
use super::headline::Headline;
use super::message::{self, Candidate};
use super::print::{self, Printer};
use super::view::{BrandView, Head};
use crate::calendar::Grain;
use crate::evaluate::results::Doubt;
use crate::evaluate::score::Status;
use crate::measure::Level;
use crate::model::ReportSpec;
use crate::words::{HeadLine, Notice, Reason, Tag};

/// Sources that the foot of a page names.
const SOURCES: usize = 6;

impl Composer<'_> {
    pub(super) fn head(&self, spec: &ReportSpec) -> Head {
        let run = &self.results.run;
        let locale = self.words.locale();
        let calendar = &self.scorecard.calendar;
        let period = self.period_words(&run.period);
        let short = calendar
            .period_of(self.scorecard.grain, run.period.first)
            .map_or(run.period.label.clone(), |p| locale.period_axis(calendar, &p));
        let mut notices = Vec::new();
        if run.moved {
            notices.push(self.say(&Notice::Moved { period: period.clone() }));
        }
        for (reason, measures) in self.provisional() {
            notices.push(self.say(&match reason {
                Some(reason) => Notice::Provisional { measures, reason },
                None => Notice::Incomplete { measures, period: period.clone() },
            }));
        }
        for source in run.sources.iter().filter(|source| source.rejected > 0) {
            let (rows, source) = (source.rejected, self.source_name(&source.id));
            notices.push(self.say(&Notice::Rejected { rows, source }));
        }
        notices.extend(self.controls_that_differ().iter().map(|notice| self.say(notice)));
        let entity = self.scorecard.entity.clone();
        // All of them stand on the page of data.
        let named = if run.sources.len() > SOURCES + 1 { SOURCES } else { run.sources.len() };
        let sources: Vec<String> =
            run.sources.iter().take(named).map(|source| self.source_name(&source.id)).collect();
        Head {
            level: spec.level,
            paper: spec.paper,
            locale: locale.code().to_owned(),
            title: self.say(&HeadLine::Title {
                scorecard: spec.title.as_ref().unwrap_or(&self.scorecard.title).clone(),
                entity: entity.clone(),
                period: period.clone(),
                // A heading of its own says what the report is.
                level: if spec.title.is_some() { Level::Strategic } else { spec.level },
            }),
            scorecard: self.scorecard.title.clone(),
            entity,
            period: period.clone(),
            period_short: short,
            trend_length: self.say(&Tag::Periods { count: self.trend_length(), grain: self.trend_grain() }),
            message: self.message(&period),
            mission: self.scorecard.mission.clone(),
            vision: self.scorecard.vision.clone(),
            notices,
            as_of: self.say(&HeadLine::AsOf { date: run.as_of }),
            as_of_sentence: self.say(&HeadLine::AsOfSentence { date: run.as_of }),
            page_number: self.say(&HeadLine::Page { page: "{page}".to_owned(), pages: "{pages}".to_owned() }),
            run: self.say(&HeadLine::Run { id: run.id.clone() }),
            sources: self
                .say(&HeadLine::Sources { sources: sources.join(", "), more: run.sources.len() - named }),
            date: run.as_of.to_string(),
            brand: BrandView::from(&self.scorecard.brand),
        }
    }

    /// The message line.
    fn message(&self, period: &str) -> String {
        let candidates = self.candidates();
        let of = |status: Status| candidates.iter().filter(|c| c.status == status).count();
        let parent = &self.results.scorecard.parent;
        let total = self.score((parent, self.scorecard.rollup.edges), "", std::iter::empty());
        let headline = Headline {
            sentences: message::sentences(&candidates, period, &self.words),
            scorecard: self.scorecard.title.clone(),
            entity: self.scorecard.entity.clone(),
            period: period.to_owned(),
            score: total.score,
            status: total.status.word,
            off_target: of(Status::OffTarget),
            watch: of(Status::Watch),
            on_target: of(Status::OnTarget),
        };
        headline.line(self.scorecard.headline.as_deref())
    }

    /// How many measures are provisional, by the reason that says more than that, in the order of the alphabet.
    fn provisional(&self) -> Vec<(Option<Reason>, u64)> {
        let mut found: BTreeMap<Option<String>, (Option<Reason>, u64)> = BTreeMap::new();
        for doubt in self.all().filter_map(|(_, r)| r.current()?.doubt) {
            if matches!(doubt, Doubt::Provisional(_)) {
                let reason = Reason::from_doubt(&doubt);
                let text = reason.as_ref().map(|reason| self.say(reason));
                found.entry(text).or_insert((reason, 0)).1 += 1;
            }
        }
        found.into_values().collect()
    }

    fn trend_length(&self) -> usize {
        self.all().map(|(_, r)| r.periods.len()).max().unwrap_or(0)
    }

    /// What the points of all trends are: periods of the scorecard, unless a measure has longer ones.
    fn trend_grain(&self) -> Option<Grain> {
        let own = self.scorecard.grain;
        self.all().all(|(measure, _)| measure.grain == own).then_some(own)
    }

    fn candidates(&self) -> Vec<Candidate> {
        self.all()
            .filter_map(|(measure, result)| {
                let current = result.current()?;
                let (score, status) = (current.score?, current.status?);
                if !self.counts(measure) {
                    return None;
                }
                let printer = self.printer(measure, result);
                let judged = result.to_date.as_ref().filter(|_| measure.judged_to_date).unwrap_or(current);
                let pair = judged.value.zip(print::plan(judged));
                let running = result.periods.iter().rev().take_while(|p| p.status == Some(status)).count();
                let favourable = print::favourable(measure, judged);
                // Of years to date that are judged the last alone is told against its plan.
                let mut own = result.periods.iter().rev().take(running).filter(|_| !measure.judged_to_date);
                let worse_throughout =
                    favourable == Some(false) && own.all(|p| print::favourable(measure, p) == Some(false));
                Some(Candidate {
                    title: measure.short.as_ref().unwrap_or(&measure.title).clone(),
                    status,
                    score,
                    weight: result.effective_weight,
                    distance: pair.map_or(String::new(), |(a, p)| self.distance(&printer, a - p)),
                    favourable: favourable.unwrap_or(false),
                    running,
                    worse_throughout,
                    is_longer: running > 1 && running == result.periods.len(),
                    signal: self.signal(result).unwrap_or_default(),
                    by_chance: self.by_chance(result),
                    assurance: super::change::assurance_to_print(result),
                })
            })
            .collect()
    }

    /// A difference for the message line; nothing when it rounds to zero.
    fn distance(&self, printer: &Printer, gap: f64) -> String {
        if printer.is_none(gap) { String::new() } else { printer.size(gap) }
    }
}
