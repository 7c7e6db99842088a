//! Messages about the files that a run has written, or could not write.

use std::io;

use mando::engine::Reuse;
use mando::model::Scorecard;
use mando::output::RunFolder;
use mando::problem::Files;
use mando::render::OutputFile;
use mando::run::Computed;
use mando::words::{HeadLine, Words};

use super::console::tell;

/// Says which characters no font has.
pub(super) fn note_replaced(replaced: &[char]) {
    if !replaced.is_empty() {
        let characters: Vec<String> = replaced.iter().map(|c| format!("U+{:04X}", u32::from(*c))).collect();
        tell(&format!("note: no font has {}; □ stands in the PDF instead", characters.join(", ")));
    }
}

/// What came from the cache, and what had to be read; nothing of a first run. A folder may be named by a variable.
pub(super) fn reused(computed: &Computed, known: &Files) -> Vec<String> {
    let is_first = computed.reuse.iter().all(Reuse::is_first);
    let lines = computed.reuse.iter().filter(|_| !is_first).map(|reuse| format!("  {reuse}"));
    let refused = computed.not_kept.iter().map(|why| format!("note: the cache cannot be written: {why}"));
    lines.chain(refused).map(|line| known.hidden(&line).into_owned()).collect()
}

/// That files could not be written.
pub(super) fn unwritten(place: &RunFolder, error: &io::Error) -> String {
    format!("error: cannot write into `{}`: {error}", place.path().display())
}

/// What came out, and where it is.
pub(super) fn summary(
    scorecard: &Scorecard,
    computed: &Computed,
    place: &RunFolder,
    files: &[OutputFile],
) -> [String; 2] {
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    let card = &computed.results.scorecard;
    let run = &computed.results.run;
    let (locale, score) = (scorecard.locale, card.parent.score);
    [
        Words::of_reports(scorecard).say(&HeadLine::Summary {
            scorecard: card.title.clone(),
            entity: card.entity.clone(),
            period: run.period.label.clone(),
            scored: score.is_some(),
            score: score.map_or(String::new(), |score| locale.number(score, 0)),
            coverage: locale.percent(card.parent.coverage, 0),
        }),
        format!("  {}/{{{}}}", place.path().display(), names.join(", ")),
    ]
}
