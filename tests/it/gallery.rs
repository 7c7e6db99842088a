//! A gallery of broken definitions: one for each code that checking can give, each with exactly that fault.
//!
//! `gallery/CODE.yaml`, or the folder `gallery/CODE`, breaks one thing; its printed problems are a snapshot.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use mando::definition;
use mando::problem::{Code, Files, Problems, print};
use mando::run;

/// Codes that no definition of this version can give when it is checked, and why.
pub(crate) const ELSEWHERE: &[(Code, &str)] = &[
    // Found in rows, when a scorecard runs.
    (Code::FilesOverlap, "needs the days of rows"),
    (Code::AmbiguousDates, "needs the cells of rows"),
    (Code::MixedPercent, "needs the cells of rows"),
    (Code::WholePercents, "needs the figures of a run"),
    (Code::HistoryAfterData, "needs the days of rows"),
    (Code::JoinNotOne, "needs the keys of rows"),
    (Code::JoinUnmatched, "needs the keys of rows"),
    (Code::JoinUnused, "needs the keys of rows"),
    (Code::RatioNullShares, "needs the cells of rows"),
    (Code::BandWithinNoise, "needs an interval"),
    (Code::AsOfFuture, "needs a clock"),
    (Code::AsOfBeforeData, "needs the days of rows"),
    (Code::StaleSource, "needs the days of rows"),
    (Code::GapAtEnd, "needs the days of rows"),
    (Code::EndBeforeBegin, "needs rows: rules::times"),
    (Code::AnswersOutsideScale, "needs the cells of rows"),
    (Code::ClocksChanged, "needs rows: rules::times"),
    (Code::RowsAfterAsOf, "needs the days of rows"),
    (Code::WeightsBelowZero, "needs the cells of rows"),
    (Code::YearWithoutPlan, "needs the figures of a run"),
    (Code::RowsBetweenWaves, "needs the days of rows"),
    (Code::LostDigits, "needs rows to add up"),
    (Code::AmountsTooLarge, "needs rows to add up"),
    (Code::DefaultPeriodMoved, "needs the days of rows"),
    (Code::TooManyRejects, "needs the cells of rows"),
    (Code::RaggedRow, "needs the cells of rows"),
    (Code::UnclosedQuote, "needs the cells of rows"),
    (Code::UnreadableCells, "needs the cells of rows"),
    (Code::TextNotFound, "needs the cells of rows"),
    (Code::CodeNotFound, "needs the cells of rows"),
    (Code::CodeAsKey, "needs the cells of rows"),
    (Code::RejectedRows, "needs the cells of rows"),
    (Code::DuplicateHeader, "needs the columns that are used"),
    (Code::DuplicateKeyRows, "needs the keys of rows"),
    (Code::BacklogIdentity, "needs the figures of a run"),
    (Code::SourceUnreachable, "needs a file that cannot be read"),
    (Code::InsufficientHistory, "needs the days of rows"),
    (Code::ControlFailed, "needs the figures of a run: controls"),
    (Code::OffTargetWithoutInitiative, "needs the figures of a run"),
    (Code::OffTarget, "needs the figures of a run"),
    (Code::ReturnRateOpenWindow, "needs the days of rows"),
    (Code::EventWithoutEffect, "needs the period reported"),
    (Code::ForecastTooShort, "needs the days of rows"),
    (Code::EntityNotListed, "needs the entities of rows"),
    (Code::EntityWithoutRows, "needs the entities of rows"),
    (Code::NotEntered, "needs the period reported"),
    (Code::TemplateBudget, "needs pages that are set"),
    (Code::Unexpected, "needs a fault of mando's own"),
    // Legal, and unwise.
    (Code::CrowdedPage, "forbids nothing: advice"),
    (Code::SnapshotUnsaid, "forbids nothing: advice"),
    (Code::OwnerMissing, "forbids nothing: advice"),
    (Code::OutcomeWithoutDriver, "forbids nothing: advice"),
    (Code::UnitContradictsName, "forbids nothing: advice"),
    (Code::AllOrNothing, "forbids nothing: advice"),
    (Code::WeightOverHalf, "needs the figures of a run: advice"),
    (Code::SampleTooSmall, "needs the figures of a run: advice"),
    (Code::TargetWithoutTest, "needs the figures of a run: advice"),
    (Code::TargetBeyondProcess, "needs the figures of a run: advice"),
    // Of files of words.
    (Code::WordsFault, "needs a file of words: languages"),
    // Given by arguments of a command.
    (Code::SelectorEmpty, "needs the selectors of a command"),
    // Of keys that this version refuses as a whole.
    (Code::RateMissing, "of `rates`"),
];

/// Codes that come with another, which says the same of the file.
const BESIDE: &[(&str, &str)] = &[("weight-absent", "column-absent-in-file")];

fn gallery() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/gallery")
}

/// Names of everything exhibited, and where it stands.
fn exhibits() -> Vec<(String, PathBuf)> {
    let entries = std::fs::read_dir(gallery()).expect("the gallery is a folder");
    let paths = entries.map(|entry| entry.expect("its entries can be listed").path());
    let mut exhibits: Vec<(String, PathBuf)> = paths
        .filter(|path| path.is_dir() || path.extension().is_some_and(|ending| ending == "yaml"))
        .map(|path| (path.file_stem().unwrap_or_default().to_string_lossy().into_owned(), path))
        .filter(|(name, _)| name != "data")
        .collect();
    exhibits.sort();
    exhibits
}

/// Everything that checking finds in a definition.
fn check(path: &Path) -> (Files, Problems) {
    let draft = definition::open_with(path, &|_| None);
    let mut problems = draft.problems.clone();
    for sheet in &draft.scorecards {
        let (_, found) = run::resolve(&draft, sheet);
        problems.extend(found);
    }
    (draft.files, problems)
}

#[test]
fn every_broken_definition_is_answered_with_its_code_and_nothing_else() {
    let mut wrong = Vec::new();
    for (name, path) in exhibits().into_iter().filter(|(name, _)| name != "twelve-faults") {
        let (files, problems) = check(&path);
        let mut codes: Vec<&str> = problems.iter().map(|problem| problem.code.as_str()).collect();
        codes.retain(|code| !BESIDE.contains(&(name.as_str(), *code)));
        if codes != [name.as_str()] {
            wrong.push(format!("{name} gives {codes:?}\n{}", print::terminal(&problems, &files, false)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_broken_definition_is_answered_in_words_that_help() {
    for (name, path) in exhibits() {
        let (files, problems) = check(&path);
        insta::assert_snapshot!(name, print::terminal(&problems, &files, false));
    }
}

#[test]
fn twelve_faults_give_exactly_twelve_problems() {
    let (files, problems) = check(&gallery().join("twelve-faults.yaml"));
    assert_eq!(problems.len(), 12, "{}", print::terminal(&problems, &files, false));
}

#[test]
fn every_code_has_a_broken_definition_or_a_reason_why_not() {
    let shown: BTreeSet<String> = exhibits().into_iter().map(|(name, _)| name).collect();
    let elsewhere: BTreeSet<&str> = ELSEWHERE.iter().map(|(code, _)| code.as_str()).collect();
    let codes = Code::ALL.iter().map(|code| code.as_str());
    let missing: Vec<&str> =
        codes.clone().filter(|code| !shown.contains(*code) && !elsewhere.contains(code)).collect();
    assert_eq!(missing, Vec::<&str>::new(), "codes without a broken definition");
    let both: Vec<&str> =
        codes.clone().filter(|code| shown.contains(*code) && elsewhere.contains(code)).collect();
    assert_eq!(both, Vec::<&str>::new(), "codes with a broken definition and a reason why not");
    let known: BTreeSet<&str> = codes.collect();
    let unknown: Vec<&String> =
        shown.iter().filter(|name| !known.contains(name.as_str()) && *name != "twelve-faults").collect();
    assert_eq!(unknown, Vec::<&String>::new(), "files named after no code");
}
