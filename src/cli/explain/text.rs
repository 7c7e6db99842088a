//! The answer for people, line by line.

use mando::calendar::Duration;
use mando::evaluate::results::{
    Absence, Doubt, MeasureResult, PeriodResult, Provisional, TargetAt, ValueWindow,
};
use mando::measure::Component;
use mando::model::{EngineKind, Measure, Scorecard, Scoring};
use mando::run::Computed;
use mando::words::{Fired, Words};

use super::numbers::Numbers;
use super::parts::{described, kind, sources, word, words};
use super::steps;

/// A line of the answer; one without words parts what stands before from what comes.
pub(crate) struct Line {
    pub(crate) label: String,
    pub(crate) text: String,
}

fn line(label: impl Into<String>, text: impl Into<String>) -> Line {
    Line { label: label.into(), text: text.into() }
}

fn blank_line() -> Line {
    line("", "")
}

/// How a measure comes to its value; nothing of one that is not there.
pub(crate) fn lines(card: &Scorecard, computed: &Computed, id: &str) -> Vec<Line> {
    let results = &computed.results;
    let (Some(measure), Some(result)) = (card.measure(id), results.measure(id)) else {
        return Vec::new();
    };
    let numbers = Numbers::new(card, measure).with_distinguishing_decimals(measure, result);
    let explanation = Explanation { card, computed, measure, result, words: words(card), numbers };
    let mut lines = explanation.definition_lines();
    lines.extend(explanation.component_lines());
    if let Some(current) = result.current() {
        lines.extend(explanation.value_lines(current));
        lines.extend(explanation.target_lines(current));
        lines.extend(explanation.score_lines(current));
    }
    lines.extend(explanation.roll_up_lines());
    lines.extend(explanation.change_line());
    lines.extend(explanation.signal_lines());
    lines.extend(explanation.outlook_lines());
    lines.extend(explanation.source_lines());
    lines.extend(explanation.query_lines());
    lines
}

/// A measure to explain, with what a run made of it.
struct Explanation<'a> {
    card: &'a Scorecard,
    computed: &'a Computed,
    measure: &'a Measure,
    result: &'a MeasureResult,
    words: Words,
    numbers: Numbers<'a>,
}

impl Explanation<'_> {
    /// What the definition says.
    fn definition_lines(&self) -> Vec<Line> {
        let (measure, words) = (self.measure, &self.words);
        let mut lines = vec![
            line(&measure.id, &measure.title),
            line("kind", kind(measure)),
            line("objective", &measure.objective),
            line("formula", words.formula(&measure.plan.formula, &str::to_owned)),
            line("unit", measure.unit.word()),
            line("interval", words.say(&measure.plan.interval.name())),
            line("signals", words.signals(&measure.signals)),
        ];
        if measure.has_outlook() {
            lines.push(line("outlook", words.forecast(&measure.forecast)));
        }
        for policy in &measure.plan.policies {
            lines.push(line(words.say(&policy.subject()).to_lowercase(), words.say(policy)));
        }
        lines
    }

    /// The components of its formula, and the measures that it names.
    fn component_lines(&self) -> Vec<Line> {
        let (measure, numbers) = (self.measure, &self.numbers);
        let results = &self.computed.results;
        let current = self.result.current();
        let value_of = |name: &str| numbers.plain_or_none(current.and_then(|c| c.component(name)));
        let as_of = format!("as of {}, {}", results.run.as_of, results.run.period.label);
        let mut lines = vec![blank_line(), line("components", as_of)];
        let (moments, parts): (Vec<&Component>, Vec<&Component>) =
            measure.plan.components.iter().partition(|c| c.is_moment());
        for component in parts {
            let name = &component.name;
            let text = format!("{} = {}", described(component, &self.words), value_of(name));
            lines.push(line(format!("  {name}"), text));
        }
        if !moments.is_empty() {
            let text = format!("{} moments over customers; `--format json` lists them", moments.len());
            lines.push(line("  interval", text));
        }
        for name in measure.plan.formula.names().into_iter().filter(|_| measure.is_over_measures()) {
            let member = results.measure(name).and_then(MeasureResult::current);
            let window =
                member.and_then(|c| c.window).map_or(String::new(), |w| format!(", {}", window_text(&w)));
            let text = format!("the measure{window} = {}", value_of(name));
            lines.push(line(format!("  {name}"), text));
        }
        lines
    }

    /// The value of the reported period, and what is said of it.
    fn value_lines(&self, current: &PeriodResult) -> Vec<Line> {
        let numbers = &self.numbers;
        let mut lines = vec![blank_line()];
        if let Some(window) = &current.window {
            lines.push(line("window", window_text(window)));
        }
        if let Some(partly) = &current.partly {
            let text = format!("{} of {} periods, which have a value", partly.with_value, partly.of);
            lines.push(line("rests on", text));
        }
        if let Some(value) = current.value {
            let name = |name: &str| match current.component(name) {
                Some(value) => numbers.plain(value),
                None => name.to_owned(),
            };
            let formula = self.words.formula(&self.measure.plan.formula, &name);
            lines.push(line("computed", format!("{formula} = {}", numbers.value(value))));
        }
        lines.push(line("value", numbers.value_or_none(current.value)));
        lines.extend(current.absent.as_ref().map(|reason| line("absent", absence(reason))));
        lines.extend(current.doubt.as_ref().map(|doubt| line("not scored", uncertainty(doubt))));
        lines.extend(current.beside.iter().map(|(name, figure)| line(name, numbers.plain(*figure))));
        lines.push(line("n", numbers.plain_or_none(current.n)));
        if let Some(interval) = &current.interval {
            let text = format!("{} to {}", numbers.value(interval.low), numbers.value(interval.high));
            lines.push(line("95% interval", text));
        }
        lines
    }

    /// The target, and how the value stands to it.
    fn target_lines(&self, current: &PeriodResult) -> Vec<Line> {
        let numbers = &self.numbers;
        let target = current.target.as_ref().map(|target| line("target", aim(target, numbers)));
        let path = steps::path(self.card, self.measure, numbers).map(|path| line("target path", path));
        let verdict = current.verdict.as_ref().map(|verdict| line("verdict", word(verdict)));
        [target, path, verdict].into_iter().flatten().collect()
    }

    /// The score, how it comes about, and the status.
    fn score_lines(&self, current: &PeriodResult) -> Vec<Line> {
        let mut lines = Vec::new();
        if let Scoring::Formula(formula) = &self.measure.scoring {
            lines.push(line("scored by", self.words.formula(formula, &str::to_owned)));
        }
        lines.push(line("score", self.numbers.score(current.score)));
        let steps = steps::score(self.measure, self.result, &self.numbers);
        lines.extend(steps.map(|steps| line("  arithmetic", steps)));
        lines.push(line("status", current.status.map_or("none".to_owned(), |status| word(&status))));
        lines
    }

    /// How the score counts for the objective and further up.
    fn roll_up_lines(&self) -> Vec<Line> {
        let steps = steps::counts(self.card, &self.computed.results, self.measure, &self.numbers);
        let label = |at: usize| if at == 0 { "rolls up" } else { "" };
        steps.into_iter().flatten().enumerate().map(|(at, step)| line(label(at), step)).collect()
    }

    /// The change since the period before.
    fn change_line(&self) -> Option<Line> {
        let change = self.result.change.as_ref()?;
        let told = if change.significant { "more than chance" } else { "within chance" };
        let text = format!(
            "{} since {}, {} to {} at 95 %: {told}",
            self.numbers.difference(change.difference),
            change.from.label,
            self.numbers.difference(change.low),
            self.numbers.difference(change.high)
        );
        Some(line("change", text))
    }

    /// Limits, signals of the reported period, and trend.
    fn signal_lines(&self) -> Vec<Line> {
        let numbers = &self.numbers;
        let Some(signals) = &self.result.signals else { return Vec::new() };
        let frozen = if signals.frozen { ", frozen" } else { "" };
        let limits = format!(
            "{} to {} around {}",
            numbers.value(signals.lower),
            numbers.value(signals.upper),
            numbers.value(signals.centre)
        );
        let label = self.result.current().map_or("", |c| c.period.label.as_str());
        let fired: Vec<String> =
            signals.fired(label).map(|(rule, side)| self.words.say(&Fired(rule, side))).collect();
        let mut lines = vec![
            line(
                "limits",
                format!("{limits}, from {} values since {}{frozen}", signals.points, signals.from.label),
            ),
            line("signal", if fired.is_empty() { "none".to_owned() } else { fired.join("; ") }),
        ];
        if let Some(trend) = &signals.trend {
            let (low, high) =
                (numbers.difference(trend.interval.low), numbers.difference(trend.interval.high));
            // No chance is none at all.
            const LEAST: f64 = 0.0001;
            let p = match trend.p {
                p if p < LEAST => format!("below {LEAST}"),
                p => numbers.plain(p),
            };
            let slope = numbers.difference(trend.slope);
            lines.push(line("trend", format!("{slope} a period, {low} to {high}, p {p}")));
        }
        lines
    }

    /// How the year may end, and how well its method foretold years before.
    fn outlook_lines(&self) -> Vec<Line> {
        let (words, numbers) = (&self.words, &self.numbers);
        let Some(outlook) = &self.result.outlook else { return Vec::new() };
        let (low, high) = (numbers.value(outlook.interval.low), numbers.value(outlook.interval.high));
        let chance =
            outlook.chance.map_or(String::new(), |p| format!(", chance of the target {}", numbers.chance(p)));
        let year_end = numbers.value(outlook.year_end);
        let text = format!("{year_end} ({low} to {high}) by {}{chance}", words.say(&outlook.method));
        let mut lines = vec![line("year end", text)];
        for tested in &outlook.back_test {
            let error = numbers.value(tested.mean_absolute_error);
            let text = format!("{}: mean absolute error {error}", words.say(&tested.method));
            lines.push(line("  back-test", text));
        }
        lines
    }

    /// The sources of its rows, with what became of these, and the engine.
    fn source_lines(&self) -> Vec<Line> {
        let mut lines = vec![blank_line(), line("sources", "")];
        for source in sources(self.card, self.measure) {
            if let Some(s) = self.computed.results.run.sources.iter().find(|s| s.id == source) {
                let left_out = [
                    (s.rejected, "rejected"),
                    (s.undated, "undated"),
                    (s.repeated, "repeated"),
                    (s.superseded, "superseded"),
                    (s.filtered, "filtered"),
                    (s.after_as_of, "after as-of"),
                ];
                let count = |rows: u64| self.card.locale.integer(i64::try_from(rows).unwrap_or(i64::MAX));
                let mut rows = vec![format!("{} rows read", count(s.read))];
                rows.extend(
                    left_out.iter().filter(|(n, _)| *n > 0).map(|(n, why)| format!("{} {why}", count(*n))),
                );
                rows.push(format!("{} used", count(s.used)));
                lines.push(line(format!("  {source}"), rows.join(", ")));
            }
        }
        if let EngineKind::Cluster { scheduler } = &self.card.engine.kind {
            let address = scheduler.address();
            let text = format!("cluster at {address}, which scans a source once for each query");
            lines.push(line("engine", text));
        }
        lines
    }

    /// What databases were sent.
    fn query_lines(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        for source in sources(self.card, self.measure) {
            let Some(sent) = self.computed.sent.get(&source).filter(|sent| !sent.is_empty()) else {
                continue;
            };
            lines.extend([blank_line(), line("sent", source)]);
            lines.extend(sent.iter().flat_map(|sql| sql.lines()).map(|sql| line("", sql)));
        }
        lines
    }
}

fn absence(reason: &Absence) -> String {
    match reason {
        Absence::NoData => "no data".to_owned(),
        Absence::InsufficientHistory { needs } => format!("insufficient history, needed from {needs}"),
        Absence::NotYetDue => "not yet due".to_owned(),
        Absence::Withheld { n, min_n } => format!("withheld, {n} of at least {min_n}"),
        Absence::Undefined => "undefined".to_owned(),
        Absence::NotReached { open, of } => format!("not reached, {open} of {of} cases are still open"),
        Absence::Private { smallest } => {
            format!("withheld: of fewer than {smallest}, or kept back for those")
        }
    }
}

fn uncertainty(doubt: &Doubt) -> String {
    match doubt {
        Doubt::Provisional(reason) => format!("provisional: {}", unfinished(reason)),
        Doubt::InsufficientData { n, min_n } => format!("insufficient data, {n} of at least {min_n}"),
    }
}

fn unfinished(reason: &Provisional) -> String {
    match reason {
        Provisional::NotOver => "the period is not over".to_owned(),
        Provisional::Stale { last } => format!("newest row of {last}, older than `stale_after`"),
        Provisional::Immature => "too many cases have not run their time".to_owned(),
        Provisional::DataBegin { on } => format!("data begin on {on}"),
        Provisional::GapAtEnd { last, longest: Some(longest) } => {
            format!("no row since {last}; the longest gap before was {longest} days")
        }
        Provisional::GapAtEnd { last, longest: None } => format!("no row since {last}"),
    }
}

/// What a value looks at, where that is not the period alone.
fn window_text(window: &ValueWindow) -> String {
    match window {
        ValueWindow::Rolling { count, unit } => {
            format!("rolling {}", Duration { count: *count, unit: *unit })
        }
        ValueWindow::Since { first } => format!("all since {first}"),
        ValueWindow::Days { first, last } => format!("{first} to {last}"),
        ValueWindow::Mixed => "different ones, of its measures".to_owned(),
    }
}

fn aim(target: &TargetAt, numbers: &Numbers<'_>) -> String {
    let number = |x: &f64| numbers.value(*x);
    match target {
        TargetAt::Value { value, span, not_renewed, .. } => {
            let span = span
                .map_or(String::new(), |s| format!(", the way from the baseline is {}", numbers.value(s)));
            let past = if *not_renewed { ", the last one: not renewed" } else { "" };
            format!("{}{span}{past}", number(value))
        }
        TargetAt::Band { low, high, zero_low, zero_high } => {
            let (low, high, below, above) = (number(low), number(high), number(zero_low), number(zero_high));
            format!("{low} to {high}, scored 0 below {below} and above {above}")
        }
        TargetAt::GoalRedFlag { goal, red_flag } => {
            format!("goal {}, red flag {}", number(goal), number(red_flag))
        }
    }
}
