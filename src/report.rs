//! Results to reports: what a reader sees, in the order it is read, and the workings behind a live workbook.

mod cases;
mod change;
mod composer;
mod controls;
mod decisions;
mod definition;
pub mod document;
mod exceptions;
mod extras;
mod head;
pub mod headline;
mod map;
pub mod message;
mod overview;
pub mod pages;
mod parents;
mod periods;
mod print;
mod remarks;
mod restatement;
mod row;
mod sections;
mod series;
mod sources;
mod triangle;
pub mod view;
pub mod workings;

use std::borrow::Cow;

use crate::evaluate::results::{MeasureResult, PeriodResult, Results};
use crate::measure::Level;
use crate::model::{BookSize, Lists, Measure, PageList, ReportSpec, Scorecard};
use crate::words::{Label, Words};

pub(crate) use composer::Composer;
pub use extras::ReportExtras;
pub use print::score_text;
pub use row::edges as score_edges;
use view::Report;

/// The strategic report: the scorecard on one page, exceptions, objectives, definitions, data.
pub fn strategic(scorecard: &Scorecard, results: &Results, words: &Words) -> Report {
    let [strategic, _] = scorecard.usual_reports();
    compose(scorecard, results, &strategic, ReportExtras::default(), words)
}

/// The usual operational report, which holds tactical measures too: runs and segment tables. A scorecard that has
/// neither shows all its measures here.
pub fn operational(scorecard: &Scorecard, results: &Results, words: &Words) -> Report {
    let [_, operational] = scorecard.usual_reports();
    compose(scorecard, results, &operational, ReportExtras::default(), words)
}

/// A report as it is asked for.
pub fn compose(
    scorecard: &Scorecard,
    results: &Results,
    spec: &ReportSpec,
    extras: ReportExtras<'_>,
    words: &Words,
) -> Report {
    let results = within(results, spec.trend);
    Composer::new(scorecard, &results, extras, words).report(spec)
}

/// The workings behind a live workbook.
pub fn workings(scorecard: &Scorecard, results: &Results, words: &Words) -> workings::Workings {
    let [strategic, _] = scorecard.usual_reports();
    workings_of(scorecard, results, &strategic, ReportExtras::default(), words)
}

/// The workings behind the workbook of a report.
pub fn workings_of(
    scorecard: &Scorecard,
    results: &Results,
    spec: &ReportSpec,
    extras: ReportExtras<'_>,
    words: &Words,
) -> workings::Workings {
    // Of a short book nothing is asked but the last period.
    let results = match spec.book {
        BookSize::Full => within(results, spec.trend),
        BookSize::Short => Cow::Borrowed(results),
    };
    let composer = Composer::new(scorecard, &results, extras, words);
    // A workbook holds all measures, whatever its report lists.
    let head = composer.head(&ReportSpec { level: Level::Strategic, ..spec.clone() });
    match spec.book {
        BookSize::Full => composer.workings(head),
        BookSize::Short => composer.short_workings(head),
    }
}

/// Results with no more periods than a trend shows.
fn within(results: &Results, trend: usize) -> Cow<'_, Results> {
    let is_longer = |measure: &MeasureResult| measure.periods.len() > trend || measure.weeks.len() > trend;
    if !results.scorecard.measures().any(is_longer) {
        return Cow::Borrowed(results);
    }
    let cut = |periods: &mut Vec<PeriodResult>| _ = periods.drain(..periods.len().saturating_sub(trend));
    let mut results = results.clone();
    let perspectives = results.scorecard.perspectives.iter_mut();
    for measure in perspectives.flat_map(|p| &mut p.objectives).flat_map(|o| &mut o.measures) {
        measure.years.drain(..measure.years.len().saturating_sub(trend));
        cut(&mut measure.periods);
        cut(&mut measure.weeks);
    }
    Cow::Owned(results)
}

impl Composer<'_> {
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
        // A report of some pages composes what they hold, and no more: one page for each of many entities is the usual case.
        let asks = |pages: &[&str]| match &spec.pages {
            PageList::All => true,
            asked @ PageList::Only(_) => pages.iter().any(|page| asked.names(page)),
        };
        let defined = |m: &&Measure| asks(&["definitions"]) && (is_whole || listed(m));
        let (is_told, has_map) = (asks(&["change", "scorecard"]), is_whole && asks(&["map"]));
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
            against: self.restatement(),
            none_moved: self.no_status_change(is_whole),
            no_exceptions: self.no_exceptions(is_whole),
            moved: match is_told {
                true => self.moved().into_iter().filter(|view| told(&view.id)).collect(),
                false => Vec::new(),
            },
            signals: match is_told {
                true => self.signals().into_iter().filter(|view| told(&view.id)).collect(),
                false => Vec::new(),
            },
            year_ends: self.year_ends(),
            map: if has_map { self.map(&perspectives) } else { None },
            overview: self.overview(spec),
            perspectives,
            exceptions: match has_exceptions {
                true => self.exceptions().into_iter().filter(|view| told(&view.id)).collect(),
                false => Vec::new(),
            },
            decisions: self.decisions(),
            approvals: self.approvals(Some(spec.id.as_str())),
            pages: match asks(&["objectives", "contents"]) {
                true => self.pages(&listed, spec.level, is_whole),
                false => Vec::new(),
            },
            definitions: self.scorecard.measures.iter().filter(defined).map(|m| self.definition(m)).collect(),
            sources: match asks(&["data"]) {
                true => self.results.run.sources.iter().map(|s| self.source(s)).collect(),
                false => Vec::new(),
            },
            key: self.say(&Label::Key),
        }
    }
}
