//! What changed since the period before, and how the year may end: the lower half of the first page and the page after it.

use std::collections::BTreeMap;

use crate::evaluate::results::{Bridge, MeasureResult, ParentResult, PeriodResult, Tier};
use crate::evaluate::score::Status;
use crate::model::{Edges, Measure};
use crate::statistics::assurance::Assurance;

use super::Composer;
use super::exceptions::subject_code;
use super::print;
use super::series::{chance, planned, tells};
use super::view::{ChangeView, EffectView, MovedView, POINT_DECIMALS, SignalView, StatusView, YearEndView};
use crate::words::{AssuranceWord, Changed, Code, Remark, Tally, YearEnd};

impl Composer<'_> {
    /// How the score came from that of the period before.
    pub(super) fn change(&self) -> Option<ChangeView> {
        let scorecard = &self.results.scorecard;
        scorecard.parent.score?;
        let before = self.scorecard.calendar.previous(&self.reported())?;
        let period = self.words.locale().period(&self.scorecard.calendar, &before);
        Some(match &scorecard.bridge {
            Some(bridge) => self.bridge(bridge, period),
            None => ChangeView {
                sentence: self.say(&Changed::NoScore { period }),
                effects: Vec::new(),
                weights: None,
            },
        })
    }

    fn bridge(&self, bridge: &Bridge, period: String) -> ChangeView {
        let locale = self.words.locale();
        let by = bridge.after - bridge.before;
        // As many decimals as it takes for the three to agree.
        let rounded = |value: f64, decimals: i32| (value * 10_f64.powi(decimals)).round();
        let agree = |decimals: &i32| {
            rounded(bridge.after, *decimals) - rounded(bridge.before, *decimals) == rounded(by, *decimals)
        };
        let decimals = (1..=4).find(agree).and_then(|decimals| usize::try_from(decimals).ok());
        let decimals = decimals.unwrap_or(POINT_DECIMALS).max(POINT_DECIMALS);
        let (before, after) = (locale.number(bridge.before, decimals), locale.number(bridge.after, decimals));
        let moved = moved(&before, &after, by);
        // A measure that counts towards several objectives is one line.
        let mut sums: BTreeMap<&str, f64> = BTreeMap::new();
        for effect in bridge.effects.iter().filter(|effect| effect.tier == Tier::Measure) {
            *sums.entry(&effect.id).or_default() += effect.score;
        }
        let effect = |id: &str, title: String, value: f64| EffectView {
            id: id.to_owned(),
            title,
            points: EffectView::points(locale, value),
            value,
        };
        let of_measure = |(id, value): (&&str, &f64)| effect(id, self.title_of(id), *value);
        let mut effects: Vec<EffectView> = sums.iter().map(of_measure).filter(shows).collect();
        let collation = self.words.locale().collation();
        effects.sort_by(|a, b| {
            let by_size = b.value.abs().total_cmp(&a.value.abs());
            by_size.then_with(|| collation.compare(&a.title, &b.title))
        });
        let weight = bridge.effects.iter().map(|effect| effect.weight).sum();
        ChangeView {
            sentence: self.say(&Changed::Score {
                moved,
                before,
                after,
                by: locale.signed(by, decimals),
                period,
            }),
            effects,
            weights: Some(effect("", self.say(&Changed::Weights), weight)).filter(shows),
        }
    }

    /// Previous score for display; empty if both print alike or one is missing.
    pub(super) fn score_before(&self, parent: &ParentResult, edges: Edges) -> String {
        let Some((before, now)) = parent.previous_score.zip(parent.score) else { return String::new() };
        let text = |score| print::parent_score(self.words.locale(), score, edges);
        let (before_text, now_text) = (text(before), text(now));
        if before_text == now_text {
            return String::new();
        }
        self.say(&Changed::Was { moved: moved(&before_text, &now_text, now - before), score: before_text })
    }

    /// How many of some measures have which status.
    pub(super) fn tally<'r>(&self, results: impl Iterator<Item = &'r MeasureResult>) -> Vec<StatusView> {
        let mut found: BTreeMap<&str, Status> = BTreeMap::new();
        for result in results {
            let counts = self.scorecard.measure(&result.id).is_some_and(|measure| self.counts(measure));
            if let (true, Some(status)) = (counts, result.current().and_then(|current| current.status)) {
                found.insert(&result.id, status);
            }
        }
        let of = |status: Status| {
            let measures = found.values().filter(|found| **found == status).count() as u64;
            let word = match status {
                Status::OnTarget => Tally::OnTarget { measures },
                Status::Watch => Tally::Watch { measures },
                Status::OffTarget => Tally::OffTarget { measures },
            };
            let view = StatusView { word: self.say(&word), ..print::status(status, &self.words) };
            (measures > 0).then_some(view)
        };
        // Of a single one its own row tells as much.
        match found.len() {
            0 | 1 => Vec::new(),
            _ => [Status::OnTarget, Status::Watch, Status::OffTarget].into_iter().filter_map(of).collect(),
        }
    }

    /// Measures of some whose status is another than in the period before.
    pub(super) fn moved(&self) -> Vec<MovedView> {
        let of = |(measure, result): (&Measure, &MeasureResult)| {
            let (now, was) = self.compared(result)?;
            if now.status == was.status {
                return None;
            }
            let printer = self.printer(measure, result);
            // What is judged is told.
            let mut years = result.years.iter().rev().map(|year| year.to_date.as_ref());
            let (year, year_before) = (years.next().flatten(), years.next().flatten());
            let judged = |own: &PeriodResult, year: Option<&PeriodResult>| match measure.judged_to_date {
                true => year.and_then(|year| year.value),
                false => own.value,
            };
            let told = |value: Option<f64>| value.map_or(String::new(), |value| printer.with_unit(value));
            Some(MovedView {
                id: measure.id.clone(),
                title: measure.title.clone(),
                remark: match measure.judged_to_date {
                    true => self.say(&Remark::JudgedToDate),
                    false => String::new(),
                },
                before: print::status(was.status?, &self.words),
                now: print::status(now.status?, &self.words),
                value_before: told(judged(was, year_before)),
                value_now: told(judged(now, year)),
            })
        };
        self.all().filter_map(of).collect()
    }

    /// What is said where no status is another one, in a report of all measures or of some.
    pub(super) fn no_status_change(&self, is_whole: bool) -> String {
        let is_any = self.all().any(|(_, result)| {
            let periods = result.periods.iter().rev().take(2);
            periods.filter(|period| period.status.is_some()).count() == 2
        });
        self.say(&Changed::NoStatus { of: subject_code(is_any, is_whole) })
    }

    /// A measure's period and the one before, where both have a status. What the report of the period before told already is no news: the
    /// value of a quarter stands in the two months that follow it.
    fn compared<'r>(&self, result: &'r MeasureResult) -> Option<(&'r PeriodResult, &'r PeriodResult)> {
        let (now, was) = (result.current()?, result.periods.iter().rev().nth(1)?);
        let before = self.scorecard.calendar.previous(&self.reported());
        let is_new = before.is_none_or(|before| now.period.last > before.last);
        (is_new && now.status.is_some() && was.status.is_some()).then_some((now, was))
    }

    /// Values that chance does not explain.
    pub(super) fn signals(&self) -> Vec<SignalView> {
        let of = |(measure, result): (&Measure, &MeasureResult)| {
            self.fired_rules_clause(result)?;
            let printer = self.printer(measure, result);
            Some(SignalView {
                id: measure.id.clone(),
                title: measure.title.clone(),
                value: printer.with_unit(result.current()?.value?),
                sentence: self.signal_sentence(result, &printer)?,
            })
        };
        self.all().filter_map(of).collect()
    }

    /// How years may end, the least likely to meet their targets first.
    pub(super) fn year_ends(&self) -> Vec<YearEndView> {
        let of = |(measure, result): (&Measure, &MeasureResult)| {
            let outlook = result.outlook.as_ref().filter(|outlook| tells(outlook))?;
            if !self.counts(measure) {
                return None;
            }
            let value = outlook.chance?;
            let printer = self.printer(measure, result);
            let (planned, plan, plan_high) = planned(outlook.target.as_ref(), &|value| printer.value(value));
            let figures = self.say(&YearEnd::Figures {
                value: printer.with_unit(outlook.year_end),
                low: printer.value(outlook.interval.low),
                high: printer.value(outlook.interval.high),
                planned,
                plan,
                plan_high,
            });
            let (chanced, chance) = chance(self.words.locale(), value);
            Some(YearEndView {
                id: measure.id.clone(),
                title: measure.title.clone(),
                figures,
                chance: self.say(&YearEnd::Chance { chanced, chance }),
                value,
            })
        };
        let mut found: Vec<YearEndView> = self.all().filter_map(of).collect();
        let collation = self.words.locale().collation();
        found.sort_by(|a, b| a.value.total_cmp(&b.value).then_with(|| collation.compare(&a.title, &b.title)));
        found
    }

    /// Whether the process as it stands meets its target, as a sentence; nothing where that is not known, nor with a signal, which says
    /// that the process does not go on as it was.
    pub(super) fn assurance(&self, result: &MeasureResult) -> String {
        match assurance_to_print(result) {
            Assurance::TooFew | Assurance::NoTarget => String::new(),
            _ if result.has_signal() => String::new(),
            known => self.say(&known),
        }
    }

    /// The same in a few words, of a measure whose status does not say it already: one that is on target and will not stay so,
    /// or one that is not and will not get there.
    pub(super) fn assurance_beside(&self, result: &MeasureResult, current: &PeriodResult) -> Option<String> {
        if result.has_signal() {
            return None;
        }
        let word = match (assurance_to_print(result), current.status?) {
            (Assurance::WillMiss, _) => AssuranceWord::WillMiss,
            (Assurance::HitOrMiss, Status::OnTarget) => AssuranceWord::HitOrMiss,
            (Assurance::WillMeet, Status::Watch | Status::OffTarget) => AssuranceWord::WillMeet,
            _ => return None,
        };
        Some(self.say(&word))
    }
}

/// Whether the process as it stands meets its target, as far as it agrees with what was seen: limits that reach a target which no period shown has
/// met do not make it a matter of hit or miss.
pub(super) fn assurance_to_print(result: &MeasureResult) -> Assurance {
    let was_met = result.periods.iter().any(|period| period.status == Some(Status::OnTarget));
    match result.assurance {
        Assurance::HitOrMiss if !was_met => Assurance::TooFew,
        known => known,
    }
}

/// Whether it is more than nothing in print.
fn shows(effect: &EffectView) -> bool {
    print::is_more_than_zero(&effect.points)
}

/// Which way two printed figures lie.
fn moved(before: &str, after: &str, by: f64) -> Code {
    Code(match (before == after, by > 0.0) {
        (true, _) => "level",
        (false, true) => "up",
        (false, false) => "down",
    })
}
