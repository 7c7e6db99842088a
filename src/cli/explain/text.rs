//! The answer for people, line by line.

use mando::calendar::Duration;
use mando::evaluate::results::{Absence, Doubt, MeasureResult, Provisional, TargetAt, ValueWindow};
use mando::measure::Component;
use mando::model::{EngineKind, Scorecard, Scoring};
use mando::run::Computed;
use mando::words::{Fired, Words};

use super::numbers::Numbers;
use super::parts::{described, kind, result_of, sources, word, words};
use super::steps;

/// A line of the answer; one without words parts what stands before from what comes.
pub(crate) struct Line {
    pub(crate) label: String,
    pub(crate) text: String,
}

/// How a measure comes to its value; nothing of one that is not there.
pub(crate) fn lines(card: &Scorecard, computed: &Computed, id: &str) -> Vec<Line> {
    let results = &computed.results;
    let (Some(measure), Some(result)) = (card.measure(id), result_of(results, id)) else {
        return Vec::new();
    };
    let words = words(card);
    let numbers = &Numbers::of(card, measure).with_distinguishing_decimals(measure, result);
    let mut out = Vec::new();
    let mut line = |label: &str, text: &str| {
        out.push(Line { label: label.to_owned(), text: text.to_owned() });
    };
    line(&measure.id, &measure.title);
    line("kind", &kind(measure));
    line("objective", &measure.objective);
    line("formula", &words.formula(&measure.plan.formula, &str::to_owned));
    line("unit", measure.unit.word());
    line("interval", &words.say(&measure.plan.interval.name()));
    line("signals", &words.signals(&measure.signals));
    if measure.has_outlook() {
        line("outlook", &words.forecast(&measure.forecast));
    }
    for policy in &measure.plan.policies {
        line(&words.say(&policy.subject()).to_lowercase(), &words.say(policy));
    }
    let current = result.current();
    line("", "");
    line("components", &format!("as of {}, {}", results.run.as_of, results.run.period.label));
    let (moments, parts): (Vec<&Component>, Vec<&Component>) =
        measure.plan.components.iter().partition(|c| c.is_moment());
    for component in parts {
        let value = current.and_then(|c| c.components.get(&component.name).copied().flatten());
        line(
            &format!("  {}", component.name),
            &format!("{} = {}", described(component, &words), numbers.plain_or_none(value)),
        );
    }
    if !moments.is_empty() {
        line("  interval", &format!("{} moments over customers; `--format json` lists them", moments.len()));
    }
    for name in measure.plan.formula.names().into_iter().filter(|_| measure.is_over_measures()) {
        let value = current.and_then(|c| c.components.get(name).copied().flatten());
        let member = result_of(results, name).and_then(MeasureResult::current);
        let window =
            member.and_then(|c| c.window).map_or(String::new(), |w| format!(", {}", window_text(&w)));
        line(&format!("  {name}"), &format!("the measure{window} = {}", numbers.plain_or_none(value)));
    }
    if let Some(current) = current {
        line("", "");
        if let Some(window) = &current.window {
            line("window", &window_text(window));
        }
        if let Some(partly) = &current.partly {
            line("rests on", &format!("{} of {} periods, which have a value", partly.with_value, partly.of));
        }
        if let Some(value) = current.value {
            let name = |name: &str| match current.components.get(name).copied().flatten() {
                Some(value) => numbers.plain(value),
                None => name.to_owned(),
            };
            line(
                "computed",
                &format!("{} = {}", words.formula(&measure.plan.formula, &name), numbers.value(value)),
            );
        }
        line("value", &numbers.value_or_none(current.value));
        if let Some(reason) = &current.absent {
            line("absent", &absence(reason));
        }
        if let Some(doubt) = &current.doubt {
            line("not scored", &uncertainty(doubt));
        }
        for (name, figure) in &current.beside {
            line(name, &numbers.plain(*figure));
        }
        line("n", &numbers.plain_or_none(current.n));
        if let Some(interval) = &current.interval {
            line(
                "95% interval",
                &format!("{} to {}", numbers.value(interval.low), numbers.value(interval.high)),
            );
        }
        if let Some(target) = &current.target {
            line("target", &aim(target, numbers));
        }
        if let Some(path) = steps::path(card, measure, numbers) {
            line("target path", &path);
        }
        if let Some(verdict) = &current.verdict {
            line("verdict", &word(verdict));
        }
        if let Scoring::Formula(formula) = &measure.scoring {
            line("scored by", &words.formula(formula, &str::to_owned));
        }
        line("score", &numbers.score(current.score));
        if let Some(steps) = steps::score(measure, result, numbers) {
            line("  arithmetic", &steps);
        }
        line("status", &current.status.map_or("none".to_owned(), |status| word(&status)));
    }
    for (at, step) in steps::counts(card, results, measure, numbers).into_iter().flatten().enumerate() {
        line(if at == 0 { "rolls up" } else { "" }, &step);
    }
    if let Some(change) = &result.change {
        let told = if change.significant { "more than chance" } else { "within chance" };
        let text = format!(
            "{} since {}, {} to {} at 95 %: {told}",
            numbers.difference(change.difference),
            change.from.label,
            numbers.difference(change.low),
            numbers.difference(change.high)
        );
        line("change", &text);
    }
    for (label, text) in run_of_periods(result, numbers, &words) {
        line(label, &text);
    }
    line("", "");
    line("sources", "");
    for source in sources(card, measure) {
        if let Some(s) = results.run.sources.iter().find(|s| s.id == source) {
            let left_out = [
                (s.rejected, "rejected"),
                (s.undated, "undated"),
                (s.repeated, "repeated"),
                (s.superseded, "superseded"),
                (s.filtered, "filtered"),
                (s.after_as_of, "after as-of"),
            ];
            let count = |rows: u64| card.locale.integer(i64::try_from(rows).unwrap_or(i64::MAX));
            let mut rows = vec![format!("{} rows read", count(s.read))];
            rows.extend(
                left_out.iter().filter(|(n, _)| *n > 0).map(|(n, why)| format!("{} {why}", count(*n))),
            );
            rows.push(format!("{} used", count(s.used)));
            line(&format!("  {source}"), &rows.join(", "));
        }
    }
    if let EngineKind::Cluster { scheduler } = &card.engine.kind {
        let told = format!("cluster at {}, which scans a source once for each query", scheduler.address());
        line("engine", &told);
    }
    let asked = |source: &String| computed.sent.get(source).is_some_and(|sent| !sent.is_empty());
    for source in sources(card, measure).iter().filter(|source| asked(source)) {
        line("", "");
        line("sent", source);
        let sent = computed.sent.get(source).into_iter().flatten();
        sent.flat_map(|sql| sql.lines()).for_each(|sql| line("", sql));
    }
    out
}

/// Limits, signals of the reported period, trend and the year to come.
fn run_of_periods(
    result: &MeasureResult,
    numbers: &Numbers<'_>,
    words: &Words,
) -> Vec<(&'static str, String)> {
    let mut lines = Vec::new();
    if let Some(signals) = &result.signals {
        let frozen = if signals.frozen { ", frozen" } else { "" };
        let limits = format!(
            "{} to {} around {}",
            numbers.value(signals.lower),
            numbers.value(signals.upper),
            numbers.value(signals.centre)
        );
        lines.push((
            "limits",
            format!("{limits}, from {} values since {}{frozen}", signals.points, signals.from.label),
        ));
        let label = result.current().map_or("", |c| c.period.label.as_str());
        let fired: Vec<String> =
            signals.fired(label).map(|(rule, side)| words.say(&Fired(rule, side))).collect();
        lines.push(("signal", if fired.is_empty() { "none".to_owned() } else { fired.join("; ") }));
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
            lines.push(("trend", format!("{slope} a period, {low} to {high}, p {p}")));
        }
    }
    if let Some(outlook) = &result.outlook {
        let (low, high) = (numbers.value(outlook.interval.low), numbers.value(outlook.interval.high));
        let chance =
            outlook.chance.map_or(String::new(), |p| format!(", chance of the target {}", numbers.chance(p)));
        lines.push((
            "year end",
            format!(
                "{} ({low} to {high}) by {}{chance}",
                numbers.value(outlook.year_end),
                words.say(&outlook.method)
            ),
        ));
        for tested in &outlook.back_test {
            lines.push((
                "  back-test",
                format!(
                    "{}: mean absolute error {}",
                    words.say(&tested.method),
                    numbers.value(tested.mean_absolute_error)
                ),
            ));
        }
    }
    lines
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
