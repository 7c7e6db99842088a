//! The message line: the one conclusion a reader takes away, chosen by rules that are tested.

use super::headline::LONGEST;
use crate::evaluate::score::Status;
use crate::statistics::assurance::Assurance;
use crate::words::{Code, Course, Line, Others, Words};

/// Periods in a row from which a state is a lasting one.
const LASTING: usize = 3;

/// A scored measure as the rules see it.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// What the line calls it.
    pub title: String,
    /// Status.
    pub status: Status,
    /// Score.
    pub score: f64,
    /// Share of the whole scorecard.
    pub weight: f64,
    /// How far actual is from plan, as a reader says it: `3.1 points`; empty when it is exactly at plan.
    pub distance: String,
    /// Whether actual is at plan or better.
    pub favourable: bool,
    /// How many periods in a row, this one included, had this status.
    pub running: usize,
    /// Whether it was worse than plan in all of these, and not off target alone.
    pub worse_throughout: bool,
    /// Whether all periods that are shown had it, so that it may have begun before them.
    pub is_longer: bool,
    /// Whether chance explains the value: `within normal variation`, `a signal: …`; empty when it is not known.
    pub signal: String,
    /// Whether chance explains the value.
    pub by_chance: bool,
    /// Whether the process as it stands meets the target, where that may be said: what has missed it in every period is not called hit or miss.
    pub assurance: Assurance,
}

/// What a line may say of a report's period, ready to print: the sentence that matters most, and what may follow.
///
/// 1. Something is off target: the one that costs most (weight × shortfall of the score); then the best news, if there is any.
/// 2. Nothing is off, something is to be watched: that, in the same order.
/// 3. Everything is on target: so many measures.
/// 4. Nothing could be scored: so it says.
///
/// What is longer than a line is said in fewer words, which lose nothing; only then the second sentence is left out, and the first loses what
/// matters least, then letters of its title.
pub fn sentences(candidates: &[Candidate], period: &str, words: &Words) -> Vec<String> {
    let (first, second) = chosen(candidates, period);
    let lines: Vec<Line> = std::iter::once(first.clone()).chain(second).collect();
    let full: Vec<String> = lines.iter().map(|line| said(line, words)).collect();
    let brief: Vec<String> = lines.iter().map(|line| said(&briefly(line), words)).collect();
    let fits = |sentences: &[String]| length(&sentences.join(" ")) <= LONGEST;
    match (fits(&full), fits(&brief)) {
        (true, _) => full,
        (false, true) => brief,
        // Whoever arranges them leaves out the second.
        (false, false) => {
            std::iter::once(fit_to_line(first, words)).chain(brief.into_iter().skip(1)).collect()
        }
    }
}

/// A sentence that fits a line.
fn fit_to_line(mut line: Line, words: &Words) -> String {
    loop {
        let [full, brief] = [said(&line, words), said(&briefly(&line), words)];
        let excess = length(&brief).saturating_sub(LONGEST);
        if length(&full) <= LONGEST {
            return full;
        }
        if excess == 0 || !drop_least_important(&mut line, excess) {
            return brief;
        }
    }
}

fn said(line: &Line, words: &Words) -> String {
    capitalised(&words.say(line))
}

fn length(text: &str) -> usize {
    text.chars().count()
}

/// The same in fewer words, where a language has them.
fn briefly(line: &Line) -> Line {
    let mut line = line.clone();
    match &mut line {
        Line::Off { brief, .. }
        | Line::Praise { brief, .. }
        | Line::Watch { brief, .. }
        | Line::AllAndBest { brief, .. } => *brief = true,
        Line::Nothing { .. } | Line::One { .. } | Line::All { .. } => {}
    }
    line
}

/// Leaves out what matters least: how many others there are, then what chance has to do with it, then how long it has been so, at last letters
/// of its title. Whether there was anything to leave out.
fn drop_least_important(line: &mut Line, excess: usize) -> bool {
    match line {
        Line::Off { others, .. } if *others != Others::None => *others = Others::None,
        Line::Off { course, .. } if !matches!(course, Course::SteadyMiss | Course::Unknown) => {
            *course = Course::Unknown;
        }
        Line::Off { course, running, longer, .. } if *running > 1 && *course != Course::SteadyMiss => {
            (*running, *longer) = (1, false);
        }
        Line::Watch { more, .. } if *more > 0 => *more = 0,
        Line::Watch { chanced, .. } if *chanced => *chanced = false,
        Line::AllAndBest { total, .. } => *line = Line::All { total: *total },
        Line::Off { title, title_comma, .. } | Line::One { title, title_comma } => {
            let Some(shorter) = cut(title, excess) else { return false };
            *title_comma = shorter.contains(", ");
            *title = shorter;
        }
        Line::Watch { title, .. } => {
            let Some(shorter) = cut(title, excess) else { return false };
            *title = shorter;
        }
        // A second sentence is left out as a whole.
        Line::Praise { .. } | Line::Nothing { .. } | Line::All { .. } => return false,
    }
    true
}

/// A title without its last letters; `None` where few would be left.
fn cut(title: &str, excess: usize) -> Option<String> {
    const FEWEST: usize = 12;
    let kept = title.chars().count().checked_sub(excess + 1).filter(|kept| *kept >= FEWEST)?;
    let kept: String = title.chars().take(kept).collect();
    Some(format!("{}…", kept.trim_end_matches([' ', ',', '…'])))
}

/// A sentence with a large first letter.
pub(super) fn capitalised(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// What the line is about, and what may follow.
fn chosen(candidates: &[Candidate], period: &str) -> (Line, Option<Line>) {
    let cost = |c: &&Candidate| c.weight.max(1e-9) * (100.0 - c.score).max(1e-6);
    let of = |status: Status| candidates.iter().filter(move |c| c.status == status);
    let worst =
        |status| of(status).max_by(|a, b| cost(a).total_cmp(&cost(b)).then_with(|| b.title.cmp(&a.title)));
    let best = of(Status::OnTarget)
        .filter(|c| c.favourable && !c.distance.is_empty())
        .max_by(|a, b| a.weight.total_cmp(&b.weight).then_with(|| b.title.cmp(&a.title)));
    let total = candidates.len();
    if let Some(worst) = worst(Status::OffTarget) {
        let (title, title_comma) = named(worst);
        let line = Line::Off {
            brief: false,
            title,
            title_comma,
            gap: gap(worst),
            by: worst.distance.clone(),
            running: worst.running,
            run: Code(if worst.worse_throughout && !worst.distance.is_empty() { "same" } else { "off" }),
            longer: worst.is_longer,
            course: course(worst),
            signal: worst.signal.clone(),
            others: match of(Status::OffTarget).count() {
                1 => Others::None,
                off if off == total => Others::All,
                _ => Others::Some,
            },
            off: of(Status::OffTarget).count(),
            total,
        };
        let praise = best.map(|best| {
            let (title, best_comma) = named(best);
            Line::Praise { brief: false, best: title, best_comma, best_by: best.distance.clone() }
        });
        return (line, praise);
    }
    if let Some(watch) = worst(Status::Watch) {
        let line = Line::Watch {
            brief: false,
            title: watch.title.clone(),
            gap: gap(watch),
            by: watch.distance.clone(),
            chanced: !watch.signal.is_empty(),
            signal: watch.signal.clone(),
            more: of(Status::Watch).count() - 1,
        };
        return (line, None);
    }
    let line = match (candidates, best) {
        ([], _) => Line::Nothing { period: period.to_owned() },
        ([only], _) => {
            let (title, title_comma) = named(only);
            Line::One { title, title_comma }
        }
        (_, Some(best)) => {
            let (title, best_comma) = named(best);
            Line::AllAndBest { brief: false, total, best: title, best_comma, best_by: best.distance.clone() }
        }
        (_, None) => Line::All { total },
    };
    (line, None)
}

/// What chance has to do with a value that is off target. What has been off target for long by chance alone is no news: the question
/// is whether the process as it stands can meet the target at all.
fn course(worst: &Candidate) -> Course {
    let is_lasting = worst.by_chance && worst.running >= LASTING;
    let is_behind = !worst.distance.is_empty() && !worst.favourable;
    match (is_lasting, worst.assurance) {
        (true, Assurance::WillMiss) if is_behind => Course::SteadyMiss,
        (true, Assurance::HitOrMiss) => Course::SteadyChance,
        (true, _) => Course::Unknown,
        (false, _) if worst.signal.is_empty() => Course::Unknown,
        (false, _) => Course::Chance,
    }
}

/// A title before its verb, and whether it holds a comma, so that another closes it.
fn named(candidate: &Candidate) -> (String, bool) {
    (candidate.title.clone(), candidate.title.contains(", "))
}

fn gap(candidate: &Candidate) -> Code {
    Code(match (candidate.distance.as_str(), candidate.favourable) {
        ("", _) => "at-plan",
        (_, true) => "better",
        (_, false) => "worse",
    })
}
