//! The message line: the one conclusion a reader takes away, chosen by rules that are tested.

/// A scored measure as the rules see it.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Heading.
    pub title: String,
    /// `on_target`, `watch` or `off_target`.
    pub status: String,
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
    /// Whether chance explains the value: `within normal variation`, `a signal: …`; empty when it is not known.
    pub signal: String,
}

/// The line for a report's period.
///
/// 1. Something is off target: the one that costs most (weight × shortfall of the score), after the best news of the
///    same size of distance, if there is any.
/// 2. Nothing is off, something is to be watched: that, in the same order.
/// 3. Everything is on target: so many measures.
/// 4. Nothing could be scored: so it says.
pub fn line(candidates: &[Candidate], period: &str) -> String {
    let cost = |c: &&Candidate| c.weight.max(1e-9) * (100.0 - c.score).max(1e-6);
    let worst = |status: &str| {
        let some = candidates.iter().filter(|c| c.status == status);
        some.max_by(|a, b| cost(a).total_cmp(&cost(b)).then_with(|| b.title.cmp(&a.title)))
    };
    let best = candidates
        .iter()
        .filter(|c| c.status == "on_target" && c.favourable && !c.distance.is_empty())
        .max_by(|a, b| a.weight.total_cmp(&b.weight).then_with(|| b.title.cmp(&a.title)));
    let count = |status: &str| candidates.iter().filter(|c| c.status == status).count();
    let total = candidates.len();
    if total == 0 {
        return format!("No measure could be scored for {period}.");
    }
    if let Some(worst) = worst("off_target") {
        let again = match worst.running {
            0 | 1 => String::new(),
            n => format!(", for the {} period running", ordinal(n)),
        };
        let behind = format!("{} is {}{again}{}", subject(worst), gap(worst), chance(worst));
        let off = count("off_target");
        let others = if off > 1 { format!("; {off} of {total} are off target") } else { String::new() };
        return match best {
            Some(best) => {
                format!("{} is {} better than plan, but {behind}{others}.", subject(best), best.distance)
            }
            None => format!("{behind}{others}."),
        };
    }
    if let Some(watch) = worst("watch") {
        let one = count("watch");
        let rest = if one > 1 { format!(", and {} more", one - 1) } else { String::new() };
        let (title, gap, chance) = (&watch.title, gap(watch), chance(watch));
        return format!("Nothing is off target; watch {title}, {gap}{chance}{rest}.");
    }
    match (total, best) {
        (1, _) => format!("{} is on target.", subject(&candidates[0])),
        (n, Some(best)) => {
            format!(
                "All {n} scored measures are on target; {} is {} better than plan.",
                subject(best),
                best.distance
            )
        }
        (n, None) => format!("All {n} scored measures are on target."),
    }
}

/// A title before its verb: one that holds a comma is closed by another.
fn subject(candidate: &Candidate) -> String {
    let comma = if candidate.title.contains(", ") { "," } else { "" };
    format!("{}{comma}", candidate.title)
}

fn gap(candidate: &Candidate) -> String {
    let side = if candidate.favourable { "better than" } else { "worse than" };
    match candidate.distance.as_str() {
        "" => "at plan".to_owned(),
        distance => format!("{distance} {side} plan"),
    }
}

/// What chance has to do with it, where that is known.
fn chance(candidate: &Candidate) -> String {
    match candidate.signal.as_str() {
        "" => String::new(),
        signal => format!(", {signal}"),
    }
}

fn ordinal(n: usize) -> String {
    const WORDS: [&str; 13] = [
        "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        "tenth", "eleventh", "twelfth",
    ];
    WORDS.get(n).map_or(format!("{n}th"), |w| (*w).to_owned())
}
