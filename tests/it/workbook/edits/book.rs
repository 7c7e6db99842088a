//! A scorecard that was computed, beside its workbook; and the engine once more, given what was changed.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use mando::calendar::Period;
use mando::data::Silent;
use mando::definition::{Draft, open_with};
use mando::engine::{Amounts, Cut, Facts, Window};
use mando::evaluate::results::ScorecardResult;
use mando::evaluate::{Results, evaluate};
use mando::measure::{Basis, Component};
use mando::model::Scorecard;
use mando::render::excel::render;
use mando::report::workings;
use mando::report::workings::{FactGrain, MeasureWorking, Operands, PeriodAddition, Workings};
use mando::run::{self, Computed, RunOptions};

use crate::binary::example;
use crate::support::{Project, day, words};
use crate::workbook::live::Live;
use crate::workbook::office::Typed;

/// A scorecard with everything that its workbook comes of.
pub(super) struct Book {
    pub(super) name: &'static str,
    pub(super) scorecard: Scorecard,
    facts: Facts,
    pub(super) reported: Period,
    pub(super) results: Results,
    pub(super) workings: Workings,
    pub(super) live: Live,
    /// Rows of the tables of facts and of the plan, by their keys.
    keys: BTreeMap<String, u32>,
}

fn computed(draft: &Draft, period: Option<&str>) -> (Scorecard, Computed) {
    let sheet = &draft.scorecards[0];
    let mut scorecard = run::resolve(draft, sheet).0.expect("a scorecard in order");
    scorecard.engine.cache = None;
    let period = period.map(str::to_owned);
    let wanted = RunOptions { period, as_of: None, yesterday: day("2026-12-31") };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let computed = runtime.block_on(run::compute(&scorecard, sheet, &wanted, &Silent)).expect("results");
    (scorecard, computed)
}

impl Book {
    /// That of an example, in English.
    pub(super) fn of_example(name: &'static str) -> Book {
        let (scorecard, computed) = computed(&open_with(&example(name), &|_| None), None);
        Book::new(name, scorecard, computed)
    }

    /// That of a project in a period, with what is changed of its checked definition.
    pub(super) fn of_project(
        name: &'static str,
        project: &Project,
        period: &str,
        change: &dyn Fn(&mut Scorecard, &Results),
    ) -> Book {
        let (mut scorecard, computed) = computed(&project.open(), Some(period));
        change(&mut scorecard, &computed.results);
        Book::new(name, scorecard, computed)
    }

    fn new(name: &'static str, scorecard: Scorecard, computed: Computed) -> Book {
        let Computed { mut results, facts, .. } = computed;
        let run = &results.run.period;
        let reported = Period { grain: scorecard.grain, first: run.first, last: run.last };
        results.scorecard = evaluate(&scorecard, &facts, &reported);
        let workings = workings(&scorecard, &results, &words());
        let bytes = render(&workings).expect("a workbook");
        let live = Live::new(&bytes);
        let of = |name: &str| {
            let area = live.named(name);
            area.rows().map(|row| (live.text(&area.sheet, (row, area.first.1)), row)).collect::<Vec<_>>()
        };
        let keys = of("fKey").into_iter().chain(of("pKey")).collect();
        Book { name, scorecard, facts, reported, results, workings, live, keys }
    }

    /// The engine's answer for a period to a changed definition and changed facts.
    pub(super) fn engine(&self, scorecard: &Scorecard, told: &[Told], period: &Period) -> ScorecardResult {
        evaluate(scorecard, &Amended { facts: &self.facts, told }, period)
    }

    /// The same as a workbook would be written for it, of the period that is reported.
    pub(super) fn workings_of(&self, scorecard: &Scorecard, card: ScorecardResult) -> Workings {
        let results = Results { scorecard: card, ..self.results.clone() };
        workings(scorecard, &results, &words())
    }

    /// The row of a key of facts or of the plan.
    pub(super) fn row_of_key(&self, key: &str) -> Option<u32> {
        self.keys.get(key).copied()
    }

    /// A word of a list.
    pub(super) fn word(&self, list: &str, position: usize) -> Typed {
        let area = self.live.named(list);
        Typed::Word(self.live.text(&area.sheet, (area.first.0 + position as u32, area.first.1)))
    }

    /// The facts of a measure, by position.
    pub(super) fn operands(m: &MeasureWorking) -> impl Iterator<Item = (usize, &str, PeriodAddition)> {
        let operands = match &m.operands {
            Operands::Facts(operands) => operands.as_slice(),
            Operands::Measures => &[],
        };
        operands.iter().map(|operand| (operand.fact, operand.name.as_str(), operand.to_date))
    }

    /// What is said of a fact: as it stands, until something of it is changed. Nothing of what no component is.
    pub(super) fn told(&self, fact: usize) -> Option<Told> {
        // Several components may be one fact, as where a condition holds of all rows.
        let of = |m: &MeasureWorking| {
            let own = Book::operands(m).filter(|(position, ..)| *position == fact);
            let component = |(_, name, adding): (usize, &str, PeriodAddition)| {
                Some((self.scorecard.measure(&m.id)?.plan.component(name)?.clone(), adding))
            };
            own.filter_map(component).collect::<Vec<_>>()
        };
        let components: Vec<(Component, PeriodAddition)> =
            self.workings.measures.iter().flat_map(of).collect();
        let (component, adding) = components.first().cloned()?;
        let rows = self.workings.facts[fact].rows.iter().map(|row| Row {
            is_period: matches!(row.grain, FactGrain::Period(_)),
            first: row.first,
            last: row.last,
            value: row.value,
            is_changed: false,
        });
        let adds = adding == PeriodAddition::Sum
            && matches!(component.basis, Basis::Count | Basis::Sum(_) | Basis::Squares(_));
        let components = components.into_iter().map(|(component, _)| component).collect();
        Some(Told { fact, components, adds, rows: rows.collect() })
    }
}

/// A fact of which something was changed.
#[derive(Debug, Clone)]
pub(super) struct Told {
    pub(super) fact: usize,
    components: Vec<Component>,
    /// Whether its periods add up to the year to date.
    adds: bool,
    pub(super) rows: Vec<Row>,
}

/// A fact over some days, as it is now.
#[derive(Debug, Clone)]
pub(super) struct Row {
    is_period: bool,
    first: NaiveDate,
    pub(super) last: NaiveDate,
    pub(super) value: Option<f64>,
    pub(super) is_changed: bool,
}

impl Told {
    fn is_of(&self, component: &Component) -> bool {
        self.components.iter().any(|own| own.rows == component.rows && own.basis == component.basis)
    }

    fn over(&self, window: &Window) -> Option<Option<f64>> {
        let changed = || self.rows.iter().filter(|row| row.is_changed);
        let exactly = |row: &&Row| row.first == window.first && row.last == window.last;
        if let Some(row) = changed().find(exactly) {
            return Some(row.value);
        }
        let inside = |row: &Row| row.is_period && window.first <= row.first && row.last <= window.last;
        let is_year = self.adds && window.opening.is_none() && changed().any(inside);
        is_year.then(|| {
            self.rows.iter().filter(|row| inside(row)).filter_map(|row| row.value).reduce(|a, b| a + b)
        })
    }
}

/// What rows amount to, but for some facts.
struct Amended<'a> {
    facts: &'a Facts,
    told: &'a [Told],
}

impl Amounts for Amended<'_> {
    fn facts(&self) -> &Facts {
        self.facts
    }

    fn said(&self, component: &Component, cut: Cut<'_>, window: &Window) -> Option<Option<f64>> {
        let Cut::Total = cut else { return None };
        self.told.iter().filter(|told| told.is_of(component)).find_map(|told| told.over(window))
    }
}
