//! Results to reports: what a reader sees, in the order it is read, and the workings behind a live workbook.

pub mod message;
mod print;
mod row;
mod sections;
mod series;
mod triangle;
pub mod view;
pub mod workings;

use std::collections::BTreeMap;

use crate::calendar::{Grain, Period};
use crate::evaluate::results::{
    Doubt, MeasureResult, ObjectiveResult, ParentResult, PeriodName, Results, SourceResult, UnmatchedResult,
};
use crate::locale::ABSENT;
use crate::measure::Level;
use crate::model::{Comment, Drive, Edges, Entry, Initiative, Measure, Objective, Origin, Scorecard};

use message::Candidate;
use print::{Pair, Printer};
use view::{
    ExceptionView, Head, MeasureRow, ObjectivePage, ObjectiveView, PerspectiveView, Report, ScoreView,
    SourceView, StatusView,
};

/// The strategic report: the scorecard on one page, exceptions, a page per objective, definitions, data.
pub fn strategic(scorecard: &Scorecard, results: &Results) -> Report {
    Composer::new(scorecard, results).report(&[Level::Strategic], false)
}

/// The operational report, which for now holds tactical measures too: runs and segment tables. A scorecard that has
/// neither shows all its measures here.
pub fn operational(scorecard: &Scorecard, results: &Results) -> Report {
    let composer = Composer::new(scorecard, results);
    let levels = [Level::Tactical, Level::Operational];
    let any = scorecard.measures.iter().any(|m| levels.contains(&m.level));
    composer.report(if any { &levels } else { &[Level::Strategic] }, true)
}

/// The workings behind a live workbook.
pub fn workings(scorecard: &Scorecard, results: &Results) -> workings::Workings {
    let composer = Composer::new(scorecard, results);
    composer.workings(composer.head(Level::Strategic))
}

/// Puts results into words.
pub(crate) struct Composer<'a> {
    scorecard: &'a Scorecard,
    results: &'a Results,
}

impl<'a> Composer<'a> {
    fn new(scorecard: &'a Scorecard, results: &'a Results) -> Composer<'a> {
        Composer { scorecard, results }
    }

    fn report(&self, levels: &[Level], operational: bool) -> Report {
        let level = if operational { Level::Operational } else { Level::Strategic };
        let listed = |m: &Measure| levels.contains(&m.level);
        let mut perspectives = self.perspectives(&listed);
        row::scale_variances(
            perspectives.iter_mut().flat_map(|p| &mut p.objectives).flat_map(|o| &mut o.measures),
        );
        let definitions = self.scorecard.measures.iter().filter(|m| !operational || listed(m));
        Report {
            head: self.head(level),
            total: self.score(&self.results.scorecard.parent, self.scorecard.rollup.edges, ""),
            perspectives,
            exceptions: if operational { Vec::new() } else { self.exceptions() },
            pages: self.pages(&listed, operational),
            definitions: definitions.map(|m| self.definition(m)).collect(),
            sources: self.results.run.sources.iter().map(|s| self.source(s)).collect(),
            key: KEY.to_owned(),
        }
    }

    fn head(&self, level: Level) -> Head {
        let run = &self.results.run;
        let locale = self.scorecard.locale;
        let calendar = &self.scorecard.calendar;
        let period = self.period_words(&run.period);
        let short = calendar
            .period_of(self.scorecard.grain, run.period.first)
            .map_or(run.period.label.clone(), |p| locale.period_axis(calendar, &p));
        let mut notices = Vec::new();
        if run.moved {
            notices.push(format!(
                "The last complete period has no rows yet; this is the last one that has: {period}."
            ));
        }
        for (reason, provisional) in self.provisional() {
            let measures = locale.count(provisional, &["measure is", "measures are"]);
            let reason = reason.unwrap_or_else(|| format!("the data of {period} are not complete"));
            notices.push(format!("{measures} provisional and not scored: {reason}."));
        }
        for source in &run.sources {
            if source.rejected > 0 {
                let rows = locale.count(source.rejected, &["row", "rows"]);
                notices.push(format!("{rows} of source {} could not be used; see the last page.", source.id));
            }
        }
        let kind =
            if level == Level::Strategic { String::new() } else { format!(", {} report", level.word()) };
        Head {
            level: level.word().to_owned(),
            locale: locale.code().to_owned(),
            title: format!("{}{kind} – {}, {period}", self.scorecard.title, self.scorecard.entity),
            scorecard: self.scorecard.title.clone(),
            entity: self.scorecard.entity.clone(),
            period: period.clone(),
            period_short: short,
            trend_title: format!("Trend, {} {}", self.trend_length(), self.trend_grain()),
            message: message::line(&self.candidates(), &period),
            mission: self.scorecard.mission.clone(),
            notices,
            as_of: format!("Data as of {}", locale.date(run.as_of)),
            run: format!("Run {}", run.id),
            sources: format!(
                "Sources: {}",
                run.sources.iter().map(|s| s.id.as_str()).collect::<Vec<_>>().join(", ")
            ),
            date: run.as_of.to_string(),
        }
    }

    /// How many measures are provisional, by the reason that says more than that.
    fn provisional(&self) -> BTreeMap<Option<String>, u64> {
        let mut found = BTreeMap::new();
        for doubt in self.all().filter_map(|(_, r)| r.current()?.doubt) {
            if matches!(doubt, Doubt::Provisional(_)) {
                let words = print::doubt(&doubt, self.scorecard.locale);
                let reason = words.split_once(" (").map(|(_, rest)| rest.trim_end_matches(')').to_owned());
                *found.entry(reason).or_insert(0) += 1;
            }
        }
        found
    }

    fn trend_length(&self) -> usize {
        self.all().map(|(_, r)| r.periods.len()).max().unwrap_or(0)
    }

    /// What the points of all trends are: periods of the scorecard, unless a measure has longer ones.
    fn trend_grain(&self) -> String {
        let own = self.scorecard.grain;
        let all = self.all().all(|(measure, _)| measure.grain == own);
        if all { format!("{}s", own.word()) } else { "periods".to_owned() }
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

    fn score(&self, parent: &ParentResult, edges: Edges, weight: &str) -> ScoreView {
        let locale = self.scorecard.locale;
        let status = match parent.status {
            Some(status) => print::status(status),
            None => StatusView { code: "no_data".to_owned(), word: "No score".to_owned() },
        };
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
        }
    }

    fn perspectives(&self, listed: &dyn Fn(&Measure) -> bool) -> Vec<PerspectiveView> {
        let locale = self.scorecard.locale;
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
                score: self.score(&o.parent, model.edges, &weight(&o.parent)),
                measures: shown.iter().filter_map(|(m, r)| self.row(m, r)).collect(),
                unlisted: self.unlisted(&hidden, shown.is_empty()),
            }
        };
        let perspectives = self.results.scorecard.perspectives.iter().zip(&self.scorecard.perspectives);
        perspectives
            .map(|(p, model)| PerspectiveView {
                id: p.id.clone(),
                title: p.title.clone(),
                score: self.score(&p.parent, model.edges, &weight(&p.parent)),
                objectives: p.objectives.iter().zip(&model.objectives).map(objective).collect(),
            })
            .collect()
    }

    fn unlisted(&self, hidden: &[(&Measure, &MeasureResult)], alone: bool) -> String {
        let by_level = [Level::Strategic, Level::Tactical, Level::Operational].map(|level| {
            let count = hidden.iter().filter(|(m, _)| m.level == level && self.counts(m)).count();
            (count > 0).then(|| {
                let one = format!("{} measure", level.word());
                let many = format!("{one}s");
                self.scorecard.locale.count(count as u64, &[&one, &many])
            })
        });
        let words: Vec<String> = by_level.into_iter().flatten().collect();
        match words.is_empty() {
            true => String::new(),
            false => {
                format!("{} {}", if alone { "from" } else { "also from" }, self.scorecard.locale.list(&words))
            }
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
                    title: measure.title.clone(),
                    status: print::status(status).code,
                    score,
                    weight: result.effective_weight,
                    distance: pair.map_or(String::new(), |(a, p)| self.distance(&printer, a - p)),
                    favourable: pair.is_some_and(|(a, p)| measure.direction.is_some_and(|d| d.meets(a, p))),
                    running,
                    signal: series::signal(result).unwrap_or_default(),
                })
            })
            .collect()
    }

    /// A difference for the message line; nothing when it rounds to zero.
    fn distance(&self, printer: &Printer, gap: f64) -> String {
        if printer.is_none(gap) { String::new() } else { printer.size(gap) }
    }

    fn exceptions(&self) -> Vec<ExceptionView> {
        let mut found: Vec<(f64, ExceptionView)> = Vec::new();
        for (measure, result) in self.all() {
            let Some(current) = result.current() else { continue };
            let (Some(status), Some(score)) = (current.status, current.score) else { continue };
            if status == crate::evaluate::score::Status::OnTarget || !self.counts(measure) {
                continue;
            }
            let printer = self.printer(measure, result);
            let rank = if status == crate::evaluate::score::Status::OffTarget { 1e6 } else { 0.0 };
            let initiatives =
                self.scorecard.initiatives.iter().filter(|i| i.supports.contains(&measure.objective));
            found.push((
                rank + result.effective_weight * (100.0 - score),
                ExceptionView {
                    id: measure.id.clone(),
                    title: measure.title.clone(),
                    objective: self.title_of(&measure.objective),
                    status: print::status(status),
                    sentence: self.sentence(measure, result, &printer),
                    where_: self.furthest_behind(measure, result, &printer),
                    comment: self.comment_now(&measure.id),
                    owner: measure.owner.clone().unwrap_or_default(),
                    initiatives: initiatives.map(|i| self.initiative(i)).collect(),
                },
            ));
        }
        found.sort_by(|a, b| b.0.total_cmp(&a.0));
        found.into_iter().map(|(_, view)| view).collect()
    }

    /// The segment of each table that lies furthest behind the total, of those with cases enough.
    fn furthest_behind(&self, measure: &Measure, result: &MeasureResult, printer: &Printer) -> String {
        let Some(direction) = measure.direction else { return String::new() };
        let total = result.current().and_then(|c| c.value);
        if measure.plan.pooling == crate::measure::Pooling::Flow
            || measure.plan.pooling == crate::measure::Pooling::Last
        {
            return String::new();
        }
        let worst = result.segments.iter().filter_map(|table| {
            let judged = table.rows.iter().filter(|r| r.label.is_some() && r.current.doubt.is_none());
            let stated = judged.filter(|r| r.keys.iter().any(Option::is_some));
            let behind = stated.filter_map(|r| {
                let gap = direction.shortfall(r.current.value?, total?);
                (gap > 0.0).then_some((gap, r))
            });
            let (_, row) = behind.max_by(|a, b| a.0.total_cmp(&b.0))?;
            let value = row.current.value?;
            let value = printer.clone().telling([Pair::apart(value, total?)]).with_unit(value);
            Some(format!(
                "{}: {} {value} (n {})",
                table.title,
                row.label.as_deref()?,
                printer.n(row.current.n)
            ))
        });
        worst.collect::<Vec<_>>().join("; ")
    }

    fn pages(&self, listed: &dyn Fn(&Measure) -> bool, operational: bool) -> Vec<ObjectivePage> {
        let locale = self.scorecard.locale;
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
                if operational && shown.is_empty() {
                    continue;
                }
                if shown.is_empty() {
                    // An objective that only drivers measure shows them: a page without a trend would say nothing.
                    std::mem::swap(&mut shown, &mut others);
                }
                let model = self.scorecard.objectives().find(|o| o.id == objective.id);
                let mut facts = Vec::new();
                if let Some(model) = model {
                    if let Some(owner) = &model.owner {
                        facts.push(("Owner".to_owned(), owner.clone()));
                    }
                    let drives: Vec<String> = model.drives.iter().map(|d| self.drive_words(d)).collect();
                    if !drives.is_empty() {
                        facts.push(("Drives".to_owned(), locale.list(&drives)));
                    }
                    if let Some(note) = &model.note {
                        facts.push(("Note".to_owned(), note.clone()));
                    }
                }
                let initiatives =
                    self.scorecard.initiatives.iter().filter(|i| i.supports.contains(&objective.id));
                let mut rows: Vec<MeasureRow> = others.iter().filter_map(|(m, r)| self.row(m, r)).collect();
                row::scale_variances(rows.iter_mut());
                pages.push(ObjectivePage {
                    id: objective.id.clone(),
                    perspective: perspective.title.clone(),
                    title: objective.title.clone(),
                    score: self.score(
                        &objective.parent,
                        model.map_or(self.scorecard.rollup.edges, |model| model.edges),
                        &locale.percent(objective.parent.effective_weight, 0),
                    ),
                    facts,
                    measures: shown.iter().filter_map(|(m, r)| self.section(m, r, operational)).collect(),
                    others: if operational { Vec::new() } else { rows },
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
        let locale = self.scorecard.locale;
        let mut text = format!("{}, due {}", initiative.title, locale.date(initiative.due));
        let noted = initiative.noted.iter().filter(|(day, ..)| *day <= self.results.run.period.last);
        let progress = noted.filter_map(|(_, progress, _)| *progress).next_back().or(initiative.progress);
        if let Some(progress) = progress {
            text.push_str(&format!(", {} done", locale.percent(progress, 0)));
        }
        let open = progress.is_none_or(|p| p < 1.0);
        if open && initiative.due < self.results.run.as_of {
            text.push_str(", overdue");
        }
        if let Some(owner) = &initiative.owner {
            text.push_str(&format!(" ({owner})"));
        }
        text
    }

    fn comment_now(&self, measure: &str) -> String {
        let label = &self.results.run.period.label;
        let found = self.scorecard.comments.iter().filter(|c| c.measure == measure && c.period == *label);
        found.map(|c| c.text.as_str()).collect::<Vec<_>>().join(" ")
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
                let words = self.scorecard.locale.period(calendar, &period);
                (period.last <= self.results.run.period.last)
                    .then(|| (period, format!("{words}: {}{}", c.text, self.signature(c))))
            })
            .collect();
        dated.extend(self.entered_now(measure));
        dated.sort_by_key(|(period, _)| std::cmp::Reverse(period.last));
        dated.into_iter().map(|(_, text)| text).collect()
    }

    /// Who wrote a comment, and when.
    fn signature(&self, comment: &Comment) -> String {
        let date = comment.date.map(|day| self.scorecard.locale.date(day));
        let parts: Vec<String> = comment.by.iter().cloned().chain(date).collect();
        if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) }
    }

    /// Who entered the newest value, and upon what.
    fn entered_now(&self, measure: &str) -> Option<(Period, String)> {
        let entries = self.scorecard.measure(measure)?.entries.as_ref()?;
        let own = |entry: &&Entry| entry.entity.is_none() || entry.entity == self.scorecard.entity_id;
        let until = self.results.run.period.last;
        let entry = entries.iter().filter(own).rfind(|entry| entry.period.last <= until)?;
        let by = entry.by.as_ref().map(|by| format!(" by {by}")).unwrap_or_default();
        let on = entry.date.map(|day| format!(" on {}", self.scorecard.locale.date(day)));
        let words = self.scorecard.locale.period(&self.scorecard.calendar, &entry.period);
        let evidence = entry.evidence.as_ref().map(|text| format!(": {text}")).unwrap_or_default();
        Some((entry.period, format!("{words}: entered{by}{}{evidence}", on.unwrap_or_default())))
    }

    /// Heading of a measure or an objective.
    fn title_of(&self, id: &str) -> String {
        let measure = self.scorecard.measure(id).map(|m| m.title.clone());
        let objective = || self.scorecard.objectives().find(|o| o.id == id).map(|o| o.title.clone());
        measure.or_else(objective).unwrap_or_else(|| id.to_owned())
    }

    fn drive_words(&self, drive: &Drive) -> String {
        let mut words = self.title_of(&drive.to);
        let mut remarks = Vec::new();
        if drive.opposite {
            remarks.push("the other way".to_owned());
        }
        if let Some(lag) = &drive.lag {
            remarks.push(format!("{lag} later"));
        }
        remarks.extend(drive.by.as_ref().map(|by| format!("by {by}")));
        if !remarks.is_empty() {
            words.push_str(&format!(" ({})", remarks.join(", ")));
        }
        words
    }

    /// A period for readers.
    fn period_words(&self, name: &PeriodName) -> String {
        let calendar = &self.scorecard.calendar;
        match self.period_named(name) {
            Some(period) => self.scorecard.locale.period(calendar, &period),
            None => name.label.clone(),
        }
    }

    /// A period beside an axis.
    fn period_axis(&self, name: &PeriodName) -> String {
        let calendar = &self.scorecard.calendar;
        match self.period_named(name) {
            Some(period) => self.scorecard.locale.period_axis(calendar, &period),
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

    fn source(&self, source: &SourceResult) -> SourceView {
        let locale = self.scorecard.locale;
        let number = |n: u64| locale.integer(i64::try_from(n).unwrap_or(i64::MAX));
        let files: Vec<String> =
            match self.scorecard.sources.iter().find(|s| s.id == source.id).map(|s| &s.origin) {
                Some(Origin::Files(feed)) => feed.files.iter().map(|f| f.shown.clone()).collect(),
                Some(Origin::Join { left, with }) => {
                    let others: Vec<String> = with.iter().map(|j| j.source.clone()).collect();
                    vec![format!("{left} joined with {}", locale.list(&others))]
                }
                Some(Origin::Part { of }) => vec![format!("part of {of}")],
                Some(Origin::Database(database)) => vec![database.shown.clone()],
                Some(Origin::Query(query)) => vec![format!("query over {}", locale.list(&query.sources))],
                Some(Origin::Entered(_)) => vec!["definition and notes".to_owned()],
                None => Vec::new(),
            };
        let mut remarks = Vec::new();
        let mut remark = |n: u64, one: &str, many: &str| {
            if n > 0 {
                remarks.push(format!("{} {}.", number(n), locale.plural(n, &[one, many])));
            }
        };
        remark(
            source.ragged,
            "row has more cells than its header and was left out",
            "rows have more cells than their header and were left out",
        );
        remark(
            source.short,
            "row ends early: its last cells are empty",
            "rows end early: their last cells are empty",
        );
        remark(
            source.undated,
            "row has a code for no date and was left out",
            "rows have a code for no date and were left out",
        );
        remark(
            source.rejected - source.ragged,
            "row without readable date or key was left out",
            "rows without readable date or key were left out",
        );
        let repeated = source.repeated - source.superseded;
        remark(repeated, "repeated row was removed", "repeated rows were removed");
        remark(
            source.superseded,
            "row gave way to another of its key",
            "rows gave way to another of their key",
        );
        remark(
            source.filtered,
            "row was filtered out by the definition",
            "rows were filtered out by the definition",
        );
        remark(
            source.after_as_of,
            "row is dated after as-of and does not count yet",
            "rows are dated after as-of and do not count yet",
        );
        if let Some(without) = source.without_customer {
            remark(
                without,
                "row has no customer: in totals, not per customer",
                "rows have no customer: in totals, not per customer",
            );
        }
        for (measure, cases) in &source.reversed {
            let title = self.scorecard.measure(measure).map_or(measure.as_str(), |m| m.title.as_str());
            remark(
                *cases,
                &format!("case ends before it begins and is left out of {title}"),
                &format!("cases end before they begin and are left out of {title}"),
            );
        }
        for unmatched in &source.unmatched {
            let (one, many) = unmatched_words(unmatched);
            remark(unmatched.rows, &one, &many);
        }
        for cells in &source.cells {
            let column = &cells.column;
            let places = if cells.examples.is_empty() {
                String::new()
            } else {
                format!(" (first: {})", cells.examples.join(", "))
            };
            remark(
                cells.unreadable,
                &format!("cell of {column} could not be read{places}"),
                &format!("cells of {column} could not be read{places}"),
            );
            remark(
                cells.out_of_range,
                &format!("cell of {column} lies outside its range"),
                &format!("cells of {column} lie outside their range"),
            );
            remark(
                cells.absent,
                &format!("cell of {column} is a code for no answer"),
                &format!("cells of {column} are codes for no answer"),
            );
            remark(
                cells.not_applicable,
                &format!("cell of {column} does not apply"),
                &format!("cells of {column} do not apply"),
            );
            remark(
                cells.clock_showed_twice,
                &format!("time of {column} was shown twice by the clocks: the earlier is taken"),
                &format!("times of {column} were shown twice by the clocks: the earlier is taken"),
            );
            remark(
                cells.clock_skipped,
                &format!("time of {column} was skipped by the clocks: it is moved forward"),
                &format!("times of {column} were skipped by the clocks: they are moved forward"),
            );
            remark(
                cells.ambiguous,
                &format!("cell of {column} may be another day by a later format"),
                &format!("cells of {column} may be other days by a later format"),
            );
            remark(
                cells.adding_nothing(),
                &format!("row has no {column}, and adds nothing"),
                &format!("rows have no {column}, and add nothing"),
            );
        }
        SourceView {
            id: source.id.clone(),
            files: files.join(", "),
            rows: format!("{} of {}", number(source.used), number(source.read)),
            days: source.first_day.zip(source.last_day).map_or(String::new(), |(a, b)| locale.days(a, b)),
            remarks,
        }
    }
}

/// What is said of rows that found no partner in a join, after one and after several.
fn unmatched_words(unmatched: &UnmatchedResult) -> (String, String) {
    let first = match unmatched.keys.is_empty() {
        true => String::new(),
        false => format!(" (first: {})", unmatched.keys.join(", ")),
    };
    let other = &unmatched.source;
    let (is_out, are_out) = match unmatched.required {
        true => (" and is left out", " and are left out"),
        false => ("", ""),
    };
    (
        format!("row has no partner in {other}{is_out}{first}"),
        format!("rows have no partner in {other}{are_out}{first}"),
    )
}

const KEY: &str = "AC actual · PL plan · PY previous year · Δ PL actual less plan, in points for rates. Variance: Δ as a share of \
plan, to the right where actual exceeds it; blue is favourable, orange unfavourable. Actual vs plan: the bar is the actual, the \
mark the plan, the grey changes where the status does. Each trend has a scale of its own. n counts cases; the interval is chance \
variation. Coverage is the weight that could be scored.";
