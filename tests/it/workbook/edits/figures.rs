//! Every figure that a recalculated book shows, against the engine's.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use mando::calendar::Period;
use mando::evaluate::results::{MeasureResult, ParentResult, PeriodResult, ScorecardResult};
use mando::evaluate::score::Status;
use mando::model::{Scorecard, Scoring, TargetPlan};
use mando::report::workings::{
    FactGrain, MeasureWorking, Operands, PeriodAddition, PeriodWorking, Workings, YearBefore,
};

use super::book::Book;
use super::changes::serial;
use crate::support::words;
use crate::workbook::live::{Live, Place};

/// The first row below the head of a sheet's table.
const TOP: u32 = 5;

/// Where the figures of a book stand.
pub(super) struct Places {
    /// Rows of Data, by id and last day.
    data: BTreeMap<(String, i64), u32>,
    /// Columns of Data, by head.
    columns: BTreeMap<&'static str, u32>,
    /// Rows of Calc, by id: measures, then objectives and all above.
    measures: BTreeMap<String, u32>,
    parents: BTreeMap<String, u32>,
    calc: BTreeMap<&'static str, u32>,
    above: BTreeMap<&'static str, u32>,
    /// Rows of the page, in its order: id, and whether it is a measure.
    page: Vec<(String, bool)>,
    shown: BTreeMap<&'static str, u32>,
}

fn heads<const N: usize>(
    live: &Live,
    sheet: &str,
    row: u32,
    heads: [&'static str; N],
) -> BTreeMap<&'static str, u32> {
    heads.into_iter().map(|head| (head, live.column(sheet, row, head))).collect()
}

impl Places {
    pub(super) fn find(book: &Book) -> Places {
        let live = &book.live;
        let columns = heads(
            live,
            "Data",
            TOP - 1,
            ["Id", "Last day", "Value", "Sample", "Target", "Previous year", "Score", "Status"],
        );
        let key = |row: u32| {
            let last = live.number("Data", (row, columns["Last day"]))? as i64;
            Some(((live.text("Data", (row, columns["Id"])), last), row))
        };
        let data = (TOP..=live.end("Data").0).filter_map(key).collect();
        let calc_heads = ["Id", "Year to date", "Rolling", "Target", "Target to date", "Previous year"];
        let mut calc = heads(live, "Calc", TOP, calc_heads);
        calc.extend(heads(live, "Calc", TOP, ["Sample", "Score", "Status", "Effective weight"]));
        calc.insert("Value", calc["Year to date"] - 1);
        let count = book.workings.measures.len() as u32;
        let ids = |rows: std::ops::RangeInclusive<u32>| -> BTreeMap<String, u32> {
            let id = |row: u32| live.text("Calc", (row, calc["Id"]));
            rows.map(|row| (id(row), row)).filter(|(id, _)| !id.is_empty() && id != "Id").collect()
        };
        let measures = ids(TOP + 1..=TOP + count);
        let from = TOP + count + 1;
        let head =
            (from..from + 6).find(|row| live.text("Calc", (*row, calc["Id"])) == "Id").expect("parents");
        let parents = ids(head + 1..=live.end("Calc").0);
        let above = heads(live, "Calc", head, ["Coverage", "Score", "Status", "Effective weight"]);
        let mut page = vec![("·".to_owned(), false)];
        for perspective in &book.workings.perspectives {
            page.push((perspective.id.clone(), false));
            for objective in &perspective.objectives {
                page.push((objective.id.clone(), false));
                let own = book.workings.measures.iter().filter(|m| m.objective == objective.id);
                page.extend(own.map(|m| (m.id.clone(), true)));
            }
        }
        let shown = heads(
            live,
            "Scorecard",
            TOP - 1,
            ["Actual", "Plan", "Previous year", "Year to date", "Score", "Status"],
        );
        Places { data, columns, measures, parents, calc, above, page, shown }
    }
}

/// Figures compared, and those that are not the same.
#[derive(Default)]
pub(super) struct Compared {
    pub(super) count: usize,
    pub(super) differing: Vec<String>,
}

impl Compared {
    fn number(
        &mut self,
        live: &Live,
        sheet: &str,
        at: Place,
        expected: Option<f64>,
        what: &dyn Fn() -> String,
    ) {
        self.count += 1;
        let found = live.number(sheet, at);
        let agree = match (found, expected) {
            (Some(a), Some(b)) => (a - b).abs() <= 1e-9 * a.abs().max(b.abs()) + 1e-9,
            (a, b) => a == b,
        };
        if !agree {
            let text = live.text(sheet, at);
            self.differing
                .push(format!("{sheet} {at:?}: {} is {text:?}, the engine has {expected:?}", what()));
        }
    }

    fn word(&mut self, live: &Live, sheet: &str, at: Place, expected: &str, what: &dyn Fn() -> String) {
        self.count += 1;
        let found = live.text(sheet, at);
        if found != expected {
            self.differing
                .push(format!("{sheet} {at:?}: {} is {found:?}, the engine has {expected:?}", what()));
        }
    }
}

/// A status as the book counts, and as it says it, or why there is none.
fn status(at: &PeriodResult, judged: bool) -> (f64, String) {
    let said = |word: &str| word.to_owned();
    match (at.status, judged) {
        (Some(Status::OnTarget), _) => (1.0, said("On target")),
        (Some(Status::Watch), _) => (2.0, said("Watch")),
        (Some(Status::OffTarget), _) => (3.0, said("Off target")),
        (None, true) => (4.0, at.absent.map_or_else(|| unscored(at), |absent| words().say(&absent))),
        (None, false) => (0.0, String::new()),
    }
}

/// Why a value that is there has no status.
fn unscored(at: &PeriodResult) -> String {
    match at.doubt {
        Some(doubt) => words().say(&doubt),
        None if at.target.is_none() => "No target".to_owned(),
        None => "No data".to_owned(),
    }
}

/// What a status is counted as.
fn code(status: Option<Status>) -> f64 {
    match status {
        Some(Status::OnTarget) => 1.0,
        Some(Status::Watch) => 2.0,
        Some(Status::OffTarget) => 3.0,
        None => 4.0,
    }
}

/// The target as it is printed: of a band the nearer edge, of a goal the goal.
fn plan(scorecard: &Scorecard, id: &str, value: Option<f64>, target: Option<f64>) -> Option<f64> {
    match scorecard.measure(id)?.target.as_ref()?.plan {
        TargetPlan::Band { low, high, .. } => Some(value.map_or(low, |v| low.max(high.min(v)))),
        TargetPlan::GoalRedFlag { goal, .. } => Some(goal),
        _ => target,
    }
}

/// Every period of every measure on Data.
pub(super) fn series(book: &Book, places: &Places, scorecard: &Scorecard, now: &Workings) -> Compared {
    let (live, mut all) = (&book.live, Compared::default());
    for (m, before) in now.measures.iter().map(|m| (m, written(book, &m.id))) {
        for (i, p) in m.periods.iter().enumerate() {
            let Some(p) = p else { continue };
            let Some(row) = places.data.get(&(m.id.clone(), serial(p.span.last))).copied() else { continue };
            let at = |head: &str| (row, places.columns[head]);
            let what = |figure: &str| format!("{figure} of {} in {}", m.id, p.span.id);
            all.number(live, "Data", at("Value"), p.engine.value, &|| what("value"));
            // Of what is withheld the sample is withheld too; a book that was written with it shows it.
            if m.sample.is_some() && !(m.withholds && p.engine.value.is_none()) {
                all.number(live, "Data", at("Sample"), p.engine.n, &|| what("sample"));
            }
            // Of a band Data has the lower edge.
            let target = plan(scorecard, &m.id, None, p.engine.target);
            if !m.judged_to_date {
                all.number(live, "Data", at("Target"), target, &|| what("target"));
            }
            let held = before.periods[i].as_ref().expect("a period of the book");
            if m.judged_to_date && !(target_follows(held) && year_is_held(book, before, held)) {
                continue;
            }
            all.number(live, "Data", at("Score"), p.engine.score, &|| what("score"));
        }
    }
    all
}

fn written<'b>(book: &'b Book, id: &str) -> &'b MeasureWorking {
    book.workings.measures.iter().find(|m| m.id == id).expect("a measure of the book")
}

/// Whether the target of the year to date comes of those of its periods.
fn target_follows(held: &PeriodWorking) -> bool {
    held.to_date.as_ref().is_none_or(|year| year.own_target.is_none())
}

/// What Control selects.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    /// Position among the periods.
    pub(super) period: usize,
    /// Period, year to date, rolling.
    pub(super) basis: usize,
    /// Plan, previous year.
    pub(super) comparison: usize,
    /// Of how many the money is told.
    pub(super) factor: f64,
    pub(super) rolling: usize,
}

/// Calc and the page of a selected period, of which the engine says `card`.
pub(super) fn selected(
    book: &Book,
    places: &Places,
    scorecard: &Scorecard,
    (now, card): (&Workings, &ScorecardResult),
    look: Look,
) -> Compared {
    let (live, mut all) = (&book.live, Compared::default());
    let is_reported = look.period + 1 == book.workings.periods.len();
    let day = book.workings.periods[look.period].last;
    let results: BTreeMap<&str, &MeasureResult> = measures(card).map(|m| (m.id.as_str(), m)).collect();
    let mut is_whole = true;
    for m in &now.measures {
        let (Some(result), before) = (results.get(m.id.as_str()), written(book, &m.id)) else { continue };
        let Some(current) = result.current() else { continue };
        let row = places.measures[&m.id];
        let at = |head: &str| (row, places.calc[head]);
        let what = |figure: &str| format!("{figure} of {} on {day}", m.id);
        let held = m.periods.iter().flatten().rfind(|p| p.span.last <= day);
        let Some(held) = held.filter(|p| p.span.last == current.period.last) else {
            is_whole = false;
            continue;
        };
        let value = current.value;
        all.number(live, "Calc", at("Value"), value, &|| what("value"));
        let of_book = before.periods.iter().flatten().find(|p| p.span.last == held.span.last).unwrap_or(held);
        let follows = target_follows(of_book) && (is_reported || year_is_held(book, before, held));
        let to_date = result.to_date.as_ref();
        let year = to_date.and_then(|p| p.value);
        if follows || is_reported {
            all.number(live, "Calc", at("Year to date"), year, &|| what("year to date"));
        }
        let rolling = rolling(scorecard, now, m, held, look.rolling);
        if let Some(rolling) = rolling {
            all.number(live, "Calc", at("Rolling"), rolling, &|| what("rolling value"));
        }
        let previous = previous_year(before, held).then_some(result.previous_year);
        if let Some(previous) = previous {
            all.number(live, "Calc", at("Previous year"), previous, &|| what("previous year"));
        }
        let target = plan(scorecard, &m.id, value, of(current));
        if !m.judged_to_date {
            all.number(live, "Calc", at("Target"), target, &|| what("target"));
        }
        let judged_here = !m.judged_to_date || follows;
        let is_to_date = to_date.filter(|_| m.judged_to_date).unwrap_or(current);
        let counts =
            mando::evaluate::is_judged(scorecard, model(scorecard, &m.id), &reported(book, look.period));
        let judged = counts || held.judged;
        let (code, word) = status(is_to_date, judged);
        if judged_here {
            all.number(live, "Calc", at("Score"), is_to_date.score, &|| what("score"));
            all.number(live, "Calc", at("Status"), Some(code), &|| what("status"));
        } else {
            is_whole = false;
        }
        let Some(position) = places.page.iter().position(|(id, is_measure)| *is_measure && *id == m.id)
        else {
            continue;
        };
        let on = |head: &str| (TOP + position as u32, places.shown[head]);
        let divisor = if m.is_amount { look.factor } else { 1.0 };
        let scaled = |number: Option<f64>| number.map(|number| number / divisor);
        let actual = match look.basis {
            0 => Some(value),
            1 => follows.then_some(year),
            _ => rolling,
        };
        if let Some(actual) = actual {
            all.number(live, "Scorecard", on("Actual"), scaled(actual), &|| what("actual"));
        }
        let is_band = matches!(
            model(scorecard, &m.id).target.as_ref().map(|target| &target.plan),
            Some(TargetPlan::Band { .. })
        );
        let compared = match (look.basis, look.comparison) {
            // Of a band the page says both edges.
            (0, 0) if is_band => None,
            (0, 0) => (!m.judged_to_date).then_some(target),
            (0, _) => previous,
            (2, comparison) => rolling.and(rolling_beside(m, held, look.rolling, comparison)),
            _ => None,
        };
        if let Some(compared) = compared {
            all.number(live, "Scorecard", on(HEAD_OF_COMPARED), scaled(compared), &|| what("comparison"));
        }
        if judged_here {
            all.number(live, "Scorecard", on("Score"), is_to_date.score, &|| what("score"));
            all.word(live, "Scorecard", on("Status"), &word, &|| what("status"));
        }
    }
    if is_whole {
        parents(book, places, card, &mut all);
    }
    all
}

/// The head of the column of what is compared: the plan, unless Control says otherwise.
const HEAD_OF_COMPARED: &str = "Plan";

fn parents(book: &Book, places: &Places, card: &ScorecardResult, all: &mut Compared) {
    let live = &book.live;
    let mut nodes: Vec<(&str, &ParentResult)> = vec![("·", &card.parent)];
    nodes.extend(card.perspectives.iter().map(|p| (p.id.as_str(), &p.parent)));
    let objectives = card.perspectives.iter().flat_map(|p| &p.objectives);
    nodes.extend(objectives.map(|o| (o.id.as_str(), &o.parent)));
    for (id, parent) in nodes {
        let row = places.parents[id];
        let at = |head: &str| (row, places.above[head]);
        let what = |figure: &str| format!("{figure} of {id}");
        all.number(live, "Calc", at("Score"), parent.score, &|| what("score"));
        all.number(live, "Calc", at("Status"), Some(code(parent.status)), &|| what("status"));
        all.number(live, "Calc", at("Effective weight"), Some(parent.effective_weight), &|| what("weight"));
        let coverage = live.number("Calc", at("Coverage")).unwrap_or(0.0);
        if (coverage - parent.coverage).abs() > 1e-9 {
            all.differing.push(format!("coverage of {id} is {coverage}, the engine has {}", parent.coverage));
        }
        if let Some(position) = places.page.iter().position(|(other, is_measure)| !is_measure && other == id)
        {
            let place = (TOP + position as u32, places.shown["Score"]);
            all.number(live, "Scorecard", place, parent.score, &|| what("score"));
        }
    }
    for m in measures(card) {
        let Some(row) = places.measures.get(&m.id).filter(|_| m.weight > 0.0) else { continue };
        let at = (*row, places.calc["Effective weight"]);
        all.number(live, "Calc", at, Some(m.effective_weight), &|| format!("effective weight of {}", m.id));
    }
}

fn measures(card: &ScorecardResult) -> impl Iterator<Item = &MeasureResult> {
    card.perspectives.iter().flat_map(|p| &p.objectives).flat_map(|o| &o.measures)
}

fn model<'s>(scorecard: &'s Scorecard, id: &str) -> &'s mando::model::Measure {
    scorecard.measure(id).expect("a measure")
}

/// The period that a position among those of the book stands for.
pub(super) fn reported(book: &Book, position: usize) -> Period {
    let span = &book.workings.periods[position];
    Period { grain: book.scorecard.grain, first: span.first, last: span.last }
}

fn of(at: &PeriodResult) -> Option<f64> {
    at.target.map(|target| target.plan(at.value))
}

/// Whether the book has all periods of a period's year, as facts that add up.
fn year_is_held(book: &Book, m: &MeasureWorking, held: &PeriodWorking) -> bool {
    let Some(to_date) = &m.to_date else { return true };
    if to_date.is_last {
        return true;
    }
    let same_year = |p: &&PeriodWorking| p.year == held.year && p.span.last <= held.span.last;
    let is_whole = m.periods.iter().flatten().filter(same_year).count() == held.number;
    let adds = Book::operands(m).all(|(.., adding)| adding == PeriodAddition::Sum);
    let names = match m.operands {
        Operands::Measures => m.formula.names(),
        Operands::Facts(_) => Vec::new(),
    };
    let mut members = book.workings.measures.iter().filter(|m| names.contains(&m.id.as_str()));
    is_whole && adds && members.all(|member| year_is_held(book, member, held))
}

/// Whether the book has last year's value of a period.
fn previous_year(m: &MeasureWorking, held: &PeriodWorking) -> bool {
    let has = |day: NaiveDate| m.periods.iter().flatten().any(|p| p.span.last == day);
    match m.year_before {
        YearBefore::InSeries(_) => held.year_before.is_some_and(has),
        YearBefore::Fact(_) | YearBefore::Unknown => false,
    }
}

/// Target, or last year's value, of some periods together, of what adds up; nothing where a book of other periods knows more.
fn rolling_beside(
    m: &MeasureWorking,
    held: &PeriodWorking,
    count: usize,
    comparison: usize,
) -> Option<Option<f64>> {
    let has_edges = matches!(m.scoring, Scoring::Band | Scoring::GoalRedFlag);
    if !m.is_flow || has_edges || !m.periods.iter().flatten().any(|p| p.way.is_some()) {
        return None;
    }
    let own: Vec<&PeriodWorking> = m.periods.iter().flatten().collect();
    let end = own.iter().position(|p| p.span.last == held.span.last)? + 1;
    let Some(start) = end.checked_sub(count) else { return Some(None) };
    let of = |p: &&PeriodWorking| if comparison == 0 { p.engine.target } else { p.previous };
    Some(own[start..end].iter().map(of).sum())
}

/// The value of some periods together, where all their facts add up.
fn rolling(
    scorecard: &Scorecard,
    now: &Workings,
    m: &MeasureWorking,
    held: &PeriodWorking,
    count: usize,
) -> Option<Option<f64>> {
    let operands: Vec<(usize, &str, _)> = Book::operands(m).collect();
    let adds = operands.iter().all(|(.., adding)| *adding == PeriodAddition::Sum);
    if operands.is_empty() || !adds || m.to_date.as_ref().is_none_or(|to_date| to_date.is_last) || m.withholds
    {
        return None;
    }
    let own: Vec<&PeriodWorking> = m.periods.iter().flatten().collect();
    let end = own.iter().position(|p| p.span.last == held.span.last)? + 1;
    let Some(start) = end.checked_sub(count) else { return Some(None) };
    let days: Vec<NaiveDate> = own[start..end].iter().map(|p| p.span.last).collect();
    let sum = |name: &str| {
        let (fact, ..) = operands.iter().find(|(_, other, _)| *other == name)?;
        let rows = &now.facts[*fact].rows;
        let inside =
            rows.iter().filter(|row| matches!(row.grain, FactGrain::Period(_)) && days.contains(&row.period));
        inside.filter_map(|row| row.value).reduce(|a, b| a + b)
    };
    Some(model(scorecard, &m.id).plan.formula.evaluate(&sum))
}
