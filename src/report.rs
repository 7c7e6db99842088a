//! Results to reports: what a reader sees, in the order it is read, and the workings behind a live workbook.

mod against;
mod agreed;
mod beside;
mod cases;
mod change;
mod composer;
mod controls;
mod definition;
pub mod document;
mod exceptions;
pub mod headline;
mod map;
pub mod message;
mod overview;
pub mod pages;
mod print;
mod row;
mod sections;
mod series;
mod sources;
mod triangle;
pub mod view;
pub mod workings;

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::calendar::{Grain, Period};
use crate::evaluate::results::{
    Doubt, MeasureResult, ObjectiveResult, ParentResult, PeriodName, PeriodResult, Results,
};
use crate::evaluate::score::Status;
use crate::locale::ABSENT;
use crate::measure::Level;
use crate::model::{
    Comment, Drive, Edges, Entry, Initiative, Lists, Measure, Objective, PageList, ReportSpec, Scorecard,
};
use crate::words::{Code, HeadLine, Label, NoStatus, Note, Notice, Reason, Tag, Words};

pub use beside::Beside;
pub(crate) use composer::Composer;
use headline::Headline;
use message::Candidate;
use print::Printer;
use view::{
    BrandView, Head, MeasureRow, ObjectivePage, ObjectiveView, PerspectiveView, Report, ScoreView,
    StatusCode, StatusView,
};

/// The strategic report: the scorecard on one page, exceptions, a page per objective, definitions, data.
pub fn strategic(scorecard: &Scorecard, results: &Results, words: &Words) -> Report {
    let [strategic, _] = scorecard.usual_reports();
    compose(scorecard, results, &strategic, Beside::default(), words)
}

/// The usual operational report, which holds tactical measures too: runs and segment tables. A scorecard that has
/// neither shows all its measures here.
pub fn operational(scorecard: &Scorecard, results: &Results, words: &Words) -> Report {
    let [_, operational] = scorecard.usual_reports();
    compose(scorecard, results, &operational, Beside::default(), words)
}

/// A report as it is asked for.
pub fn compose(
    scorecard: &Scorecard,
    results: &Results,
    spec: &ReportSpec,
    beside: Beside<'_>,
    words: &Words,
) -> Report {
    let results = within(results, spec.trend);
    Composer::new(scorecard, &results, beside, words).report(spec)
}

/// The workings behind a live workbook.
pub fn workings(scorecard: &Scorecard, results: &Results, words: &Words) -> workings::Workings {
    let [strategic, _] = scorecard.usual_reports();
    workings_of(scorecard, results, &strategic, Beside::default(), words)
}

/// The workings behind the workbook of a report.
pub fn workings_of(
    scorecard: &Scorecard,
    results: &Results,
    spec: &ReportSpec,
    beside: Beside<'_>,
    words: &Words,
) -> workings::Workings {
    let results = within(results, spec.trend);
    let composer = Composer::new(scorecard, &results, beside, words);
    // A workbook holds all measures, whatever its report lists.
    composer.workings(composer.head(&ReportSpec { level: Level::Strategic, ..spec.clone() }))
}

/// Results with no more periods than a trend shows.
fn within(results: &Results, trend: usize) -> Cow<'_, Results> {
    fn objectives(results: &Results) -> impl Iterator<Item = &ObjectiveResult> {
        results.scorecard.perspectives.iter().flat_map(|perspective| &perspective.objectives)
    }
    let is_longer = |measure: &MeasureResult| measure.periods.len() > trend || measure.weeks.len() > trend;
    if !objectives(results).flat_map(|objective| &objective.measures).any(is_longer) {
        return Cow::Borrowed(results);
    }
    let cut = |periods: &mut Vec<PeriodResult>| _ = periods.drain(..periods.len().saturating_sub(trend));
    let mut results = results.clone();
    let perspectives = results.scorecard.perspectives.iter_mut();
    for measure in perspectives.flat_map(|p| &mut p.objectives).flat_map(|o| &mut o.measures) {
        cut(&mut measure.periods);
        cut(&mut measure.weeks);
    }
    Cow::Owned(results)
}

impl<'a> Composer<'a> {
    fn report(&self, spec: &ReportSpec) -> Report {
        let listed = |m: &Measure| spec.lists.holds(&m.id, m.level);
        let is_whole = spec.level == Level::Strategic && matches!(spec.lists, Lists::Levels(_));
        let mut perspectives = self.perspectives(&listed);
        row::scale_variances(
            perspectives.iter_mut().flat_map(|p| &mut p.objectives).flat_map(|o| &mut o.measures),
        );
        // What a report of the whole tells of all measures, one of a part tells of its own.
        let told = |id: &str| is_whole || self.scorecard.measure(id).is_some_and(listed);
        let has_exceptions = spec.level != Level::Operational || spec.pages.names("exceptions");
        let definitions = self.scorecard.measures.iter().filter(|m| is_whole || listed(m));
        Report {
            head: self.head(spec),
            pages_asked: match &spec.pages {
                PageList::All => None,
                PageList::Only(words) => Some(words.clone()),
            },
            total: self.score(
                (&self.results.scorecard.parent, self.scorecard.rollup.edges),
                "",
                self.all().map(|(_, result)| result),
            ),
            change: self.change(),
            against: self.against(),
            moved: self.moved().into_iter().filter(|view| told(&view.id)).collect(),
            signals: self.signals().into_iter().filter(|view| told(&view.id)).collect(),
            year_ends: self.year_ends(),
            map: if is_whole { self.map(&perspectives) } else { None },
            overview: self.overview(spec),
            perspectives,
            exceptions: match has_exceptions {
                true => self.exceptions().into_iter().filter(|view| told(&view.id)).collect(),
                false => Vec::new(),
            },
            decisions: self.decisions(),
            approvals: self.approvals(&spec.id),
            pages: self.pages(&listed, spec.level, is_whole),
            definitions: definitions.map(|m| self.definition(m)).collect(),
            sources: self.results.run.sources.iter().map(|s| self.source(s)).collect(),
            key: self.say(&Label::Key),
        }
    }

    fn head(&self, spec: &ReportSpec) -> Head {
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
        let sources: Vec<String> = run.sources.iter().map(|s| self.source_name(&s.id)).collect();
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
            sources: self.say(&HeadLine::Sources { sources: sources.join(", ") }),
            date: run.as_of.to_string(),
            brand: BrandView::of(&self.scorecard.brand),
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
                let reason = Reason::of(&doubt);
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

    /// Every measure with its result, once, in the order of printing.
    fn all(&self) -> impl Iterator<Item = (&'a Measure, &'a MeasureResult)> {
        let objectives = self.results.scorecard.perspectives.iter().flat_map(|p| &p.objectives);
        let scorecard = self.scorecard;
        objectives.flat_map(move |o| {
            o.measures.iter().filter_map(move |r| {
                let measure = scorecard.measure(&r.id)?;
                (measure.objective == o.id).then_some((measure, r))
            })
        })
    }

    /// The period reported.
    fn reported(&self) -> Period {
        let period = &self.results.run.period;
        Period { grain: self.scorecard.grain, first: period.first, last: period.last }
    }

    /// Whether a measure has a part in the score of the reported period.
    fn counts(&self, measure: &Measure) -> bool {
        crate::evaluate::counts(self.scorecard, measure, &self.reported())
    }

    /// Whether a measure has, or should have, a target in the reported period.
    fn is_judged(&self, measure: &Measure) -> bool {
        crate::evaluate::is_judged(self.scorecard, measure, &self.reported())
    }

    /// A score, its edges, its weight, and the results beneath it.
    fn score<'r>(
        &self,
        (parent, edges): (&ParentResult, Edges),
        weight: &str,
        beneath: impl Iterator<Item = &'r MeasureResult>,
    ) -> ScoreView {
        let locale = self.words.locale();
        let status = match parent.status {
            Some(status) => print::status(status, &self.words),
            None => StatusView { code: StatusCode::NoData, word: self.say(&NoStatus::NoScore) },
        };
        let was = self.was(parent, edges);
        let edges = [edges.on_target, edges.watch];
        // Neither a part nor too little of the weight is printed as the whole or as enough.
        let shares = [100.0, 100.0 * self.scorecard.rollup.min_coverage];
        let decimals = print::score_decimals(100.0 * parent.coverage, &shares, 0);
        ScoreView {
            score: parent.score.map_or(ABSENT.to_owned(), |s| print::score_text(locale, s, &edges, 0)),
            value: parent.score,
            status,
            coverage: locale.percent(parent.coverage, decimals),
            partial: parent.coverage < 1.0,
            weight: weight.to_owned(),
            was,
            tally: self.tally(beneath),
        }
    }

    fn perspectives(&self, listed: &dyn Fn(&Measure) -> bool) -> Vec<PerspectiveView> {
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
                Some(Candidate {
                    title: measure.short.as_ref().unwrap_or(&measure.title).clone(),
                    status,
                    score,
                    weight: result.effective_weight,
                    distance: pair.map_or(String::new(), |(a, p)| self.distance(&printer, a - p)),
                    favourable: pair.is_some_and(|(a, p)| measure.direction.is_some_and(|d| d.meets(a, p))),
                    running,
                    is_longer: running > 1 && running == result.periods.len(),
                    signal: self.signal(result).unwrap_or_default(),
                    by_chance: self.by_chance(result),
                    assurance: result.assurance,
                })
            })
            .collect()
    }

    /// A difference for the message line; nothing when it rounds to zero.
    fn distance(&self, printer: &Printer, gap: f64) -> String {
        if printer.is_none(gap) { String::new() } else { printer.size(gap) }
    }

    /// A page for each objective that lists a measure; in a report of the whole for every objective.
    fn pages(&self, listed: &dyn Fn(&Measure) -> bool, level: Level, is_whole: bool) -> Vec<ObjectivePage> {
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
                    self.told(vec![
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

    fn initiative(&self, initiative: &Initiative) -> String {
        self.initiative_beside(initiative, "")
    }

    /// The same where an owner is named already.
    fn initiative_beside(&self, initiative: &Initiative, owner: &str) -> String {
        let own = initiative.owner.clone().filter(|own| own != owner);
        let progress = self.progress(initiative);
        let open = progress.is_none_or(|p| p < 1.0);
        self.say(&Note::Initiative {
            title: initiative.title.clone(),
            due: initiative.due,
            progressed: progress.is_some(),
            progress: progress.map_or(String::new(), |progress| self.words.locale().percent(progress, 0)),
            overdue: open && initiative.due < self.results.run.as_of,
            owned: own.is_some(),
            owner: own.unwrap_or_default(),
        })
    }

    /// Comments on a measure by the reported period, newest first.
    fn comments(&self, measure: &str) -> Vec<String> {
        let calendar = &self.scorecard.calendar;
        let mut dated: Vec<(Period, String)> = self
            .scorecard
            .comments
            .iter()
            .filter(|c| c.measure == measure)
            .filter_map(|c| {
                let period = calendar.parse_period(&c.period, self.scorecard.grain).ok()?;
                let known = period.last <= self.results.run.period.last;
                known.then(|| (period, self.comment(c, &period)))
            })
            .collect();
        dated.extend(self.entered_now(measure));
        dated.sort_by_key(|(period, _)| std::cmp::Reverse(period.last));
        dated.into_iter().map(|(_, text)| text).collect()
    }

    fn comment(&self, comment: &Comment, period: &Period) -> String {
        self.say(&Note::Comment {
            period: self.words.locale().period(&self.scorecard.calendar, period),
            text: comment.text.clone(),
            signed: signed(comment.by.is_some(), comment.date.is_some()),
            by: comment.by.clone().unwrap_or_default(),
            date: comment.date,
        })
    }

    /// Who entered the newest value, and upon what.
    fn entered_now(&self, measure: &str) -> Option<(Period, String)> {
        let entries = self.scorecard.measure(measure)?.entries.as_ref()?;
        let own = |entry: &&Entry| entry.entity.is_none() || entry.entity == self.scorecard.entity_id;
        let until = self.results.run.period.last;
        let entry = entries.iter().filter(own).rfind(|entry| entry.period.last <= until)?;
        let said = self.say(&Note::Entered {
            period: self.words.locale().period(&self.scorecard.calendar, &entry.period),
            signed: signed(entry.by.is_some(), entry.date.is_some()),
            by: entry.by.clone().unwrap_or_default(),
            date: entry.date,
            evident: entry.evidence.is_some(),
            evidence: entry.evidence.clone().unwrap_or_default(),
        });
        Some((entry.period, said))
    }

    /// Heading of a measure or an objective.
    fn title_of(&self, id: &str) -> String {
        let measure = self.scorecard.measure(id).map(|m| m.title.clone());
        let objective = || self.scorecard.objectives().find(|o| o.id == id).map(|o| o.title.clone());
        measure.or_else(objective).unwrap_or_else(|| id.to_owned())
    }

    fn drive_words(&self, drive: &Drive) -> String {
        let title = self.title_of(&drive.to);
        let opposite = drive.opposite.then_some(Note::Opposite);
        let later = drive.lag.map(|lag| Note::Later { lag });
        let by = drive.by.clone().map(|by| Note::By { by });
        let remarks: Vec<String> =
            [opposite, later, by].into_iter().flatten().map(|note| self.say(&note)).collect();
        match remarks.is_empty() {
            true => title,
            false => self.say(&Note::Drives { title, remarks: remarks.join(", ") }),
        }
    }

    /// A period for readers.
    fn period_words(&self, name: &PeriodName) -> String {
        let calendar = &self.scorecard.calendar;
        match self.period_named(name) {
            Some(period) => self.words.locale().period(calendar, &period),
            None => name.label.clone(),
        }
    }

    /// A period beside an axis.
    fn period_axis(&self, name: &PeriodName) -> String {
        let calendar = &self.scorecard.calendar;
        match self.period_named(name) {
            Some(period) => self.words.locale().period_axis(calendar, &period),
            None => name.label.clone(),
        }
    }

    fn period_named(&self, name: &PeriodName) -> Option<Period> {
        let calendar = &self.scorecard.calendar;
        let same = |grain: Grain| {
            let period = calendar.period_of(grain, name.first)?;
            (period.first == name.first && period.last == name.last).then_some(period)
        };
        [self.scorecard.grain, Grain::Week, Grain::Month, Grain::Quarter, Grain::Year]
            .into_iter()
            .find_map(same)
    }
}

/// Whether somebody signed, and when.
fn signed(by: bool, date: bool) -> Code {
    Code(match (by, date) {
        (false, false) => "none",
        (true, false) => "by",
        (false, true) => "date",
        (true, true) => "both",
    })
}
