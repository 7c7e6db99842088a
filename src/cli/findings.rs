//! What of the figures of a run makes it end with 1, where somebody asks for that.

use clap::ValueEnum;
use mando::evaluate::results::{Doubt, MeasureResult, Provisional, Results};
use mando::evaluate::score::Status;
use mando::words::{Fired, Words};

/// What a run may fail on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub(super) enum FailOn {
    /// A measure that is off target.
    OffTarget,
    /// A measure on watch.
    Watch,
    /// A measure with a signal in the reported period.
    Signal,
    /// A measure whose newest rows are too old for the period.
    Stale,
    /// A total that differs from its ledger.
    Control,
}

/// Lines on the measures and controls that a run fails on.
pub(super) fn found(results: &Results, fail_on: &[FailOn], words: &Words) -> Vec<String> {
    let mut found = Vec::new();
    for measure in results.scorecard.measures() {
        for what in fail_on {
            if let Some(told) = finding_line(measure, *what, words) {
                let line = format!("finding: {}: {told}", measure.title);
                if !found.contains(&line) {
                    found.push(line);
                }
            }
        }
    }
    if fail_on.contains(&FailOn::Control) {
        let failed = results.controls.iter().filter_map(|control| Some((&control.id, control.finding()?)));
        found.extend(
            failed.map(|(id, at)| format!("finding: {id}: differs from its ledger in {}", at.period.label)),
        );
    }
    found
}

fn finding_line(measure: &MeasureResult, fail_on: FailOn, words: &Words) -> Option<String> {
    let current = measure.current()?;
    match fail_on {
        FailOn::OffTarget => (current.status == Some(Status::OffTarget)).then(|| "off target".to_owned()),
        FailOn::Watch => (current.status == Some(Status::Watch)).then(|| "on watch".to_owned()),
        FailOn::Signal => {
            let signals = measure.signals.as_ref()?;
            let fired: Vec<String> = signals
                .fired(&current.period.label)
                .map(|(rule, side)| words.say(&Fired(rule, side)))
                .collect();
            (!fired.is_empty()).then(|| fired.join("; "))
        }
        FailOn::Stale => match current.doubt.as_ref()? {
            Doubt::Provisional(Provisional::Stale { last } | Provisional::GapAtEnd { last, .. }) => {
                Some(format!("no row since {last}"))
            }
            _ => None,
        },
        // Of no measure.
        FailOn::Control => None,
    }
}
