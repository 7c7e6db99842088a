//! A project taken through the pipeline as the program takes it, and what must hold whatever stands in it.

pub mod files;
mod folder;
mod holds;
pub mod kept;
pub mod mutated;
pub mod ready;

use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind, set_hook};
use std::path::Path;
use std::process::abort;
use std::sync::{LazyLock, Mutex, PoisonError};

use mando::data::Silent;
use mando::definition::{ScorecardDraft, open_with};
use mando::evaluate::results::Results;
use mando::model::{EngineKind, Scorecard};
use mando::render::pdf::{self, Templates};
use mando::render::{Output, Pages};
use mando::report::pages::document;
use mando::run::{Computed, RunError, RunOptions};
use mando::words::Words;
use tokio::runtime::Runtime;

pub use folder::Folder;

/// Scorecards of one project that are looked at.
const CARDS: usize = 2;

static RUNTIME: LazyLock<Runtime> =
    LazyLock::new(|| tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime"));

static LAST: Mutex<String> = Mutex::new(String::new());

/// A panic in mando's own code ends the target where it happens. One inside a library is a fault unless mando catches it,
/// so it is remembered, and printed once by its place.
pub fn begin() {
    set_hook(Box::new(panicked));
}

fn panicked(info: &PanicHookInfo<'_>) {
    let place = info.location().map(ToString::to_string).unwrap_or_default();
    let is_own = info.location().is_some_and(|place| !place.file().starts_with('/'));
    if is_own {
        eprintln!("{info}\n{}", std::backtrace::Backtrace::force_capture());
        abort();
    }
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    if !last.starts_with(&format!("{place}\n")) {
        eprintln!("a library panicked at {place}");
        *last = format!("{place}\n{info}");
    }
}

/// Does something with an input; a panic that nobody caught ends the target, and says where it was.
pub fn input(body: impl FnOnce()) {
    if catch_unwind(AssertUnwindSafe(body)).is_err() {
        eprintln!("nobody caught: {}", LAST.lock().unwrap_or_else(PoisonError::into_inner));
        abort();
    }
}

/// Checks a project, runs it if it is in order, and writes its workbook and results if it can be run.
pub fn project(files: &[(&str, &[u8])]) {
    input(|| Folder::with(files, |path| each(path, |scorecard, sheet| drop(finished(scorecard, sheet)))));
}

/// Checks a project, and runs it if it is in order.
pub fn run(files: &[(&str, &[u8])]) {
    input(|| Folder::with(files, |path| each(path, |scorecard, sheet| drop(computed(&scorecard, sheet)))));
}

/// Checks a project.
pub fn checked(files: &[(&str, &[u8])]) {
    input(|| Folder::with(files, |path| each(path, |_, _| {})));
}

/// Does something with each scorecard that is in order; what stands elsewhere than here is not asked.
pub fn each(path: &Path, mut then: impl FnMut(Scorecard, &ScorecardDraft)) {
    let draft = open_with(path, &|_| None);
    holds::problems(&draft.problems, &draft);
    for sheet in draft.scorecards.iter().take(CARDS) {
        let checked = mando::run::check(&draft, sheet, true);
        holds::problems(&checked.problems, &draft);
        let is_here = sheet.databases.is_empty() && checked.unseen.is_empty();
        if let Some(scorecard) = checked.scorecard.filter(|_| is_here) {
            then(settled(scorecard), sheet);
        }
    }
}

/// A scorecard that computes here, on one thread, and keeps nothing.
fn settled(mut scorecard: Scorecard) -> Scorecard {
    scorecard.engine.kind = EngineKind::Embedded;
    scorecard.engine.threads = Some(1);
    scorecard.engine.spill = None;
    scorecard.engine.cache = None;
    scorecard
}

/// What a run computes; its error is one that people can mend.
pub fn computed(scorecard: &Scorecard, sheet: &ScorecardDraft) -> Option<Computed> {
    let yesterday = "2026-12-31".parse().expect("a date");
    let wanted = RunOptions { period: None, as_of: None, yesterday };
    match RUNTIME.block_on(mando::run::compute(scorecard, sheet, &wanted, &Silent)) {
        Ok(computed) => {
            holds::results(&computed.results);
            Some(computed)
        }
        Err(error) => {
            expected(&error);
            None
        }
    }
}

#[track_caller]
fn expected(error: &RunError) {
    let problems = error.problems();
    let is_own_fault = problems.iter().any(|problem| problem.code.as_str() == "unexpected");
    let last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    assert!(!is_own_fault, "{error}\n{last}");
}

/// Computes a scorecard, writes its workbook and results, and composes its reports.
pub fn finished(scorecard: Scorecard, sheet: &ScorecardDraft) -> Option<Results> {
    let computed = computed(&scorecard, sheet)?;
    written(&scorecard, &computed.results);
    composed(&scorecard, &computed.results);
    Some(computed.results)
}

/// Writes workbook and results.
pub fn written(scorecard: &Scorecard, results: &Results) {
    let templates = Templates::default();
    let pages = Pages { templates: &templates, set: &pdf::set, threads: 1 };
    let outputs: Vec<&Output> = ["xlsx", "json"].into_iter().filter_map(Output::by_word).collect();
    let rendered = mando::run::render_as(scorecard, results, &pages, &outputs);
    let (files, _) = rendered.unwrap_or_else(|error| panic!("{error}"));
    for file in files {
        if file.name.ends_with(".xlsx") {
            holds::workbook(&file.bytes);
        }
    }
}

/// Prepares both reports as far as their pages.
pub fn composed(scorecard: &Scorecard, results: &Results) {
    let templates = Templates::default();
    let words = Words::new(scorecard.locale);
    for report in [
        mando::report::strategic(scorecard, results, &words),
        mando::report::operational(scorecard, results, &words),
    ] {
        let prepared = pdf::prepare(&document(&report, &words), &[], &templates);
        assert!(prepared.is_ok(), "{prepared:?}");
    }
}

/// A scorecard over one source `data`, whose file is `data/FILE` and whose columns are `day`, `customer`, `amount`, `score`.
pub fn scorecard(file: &str, format: &str) -> String {
    let mut yaml = heading(file, format);
    yaml.push_str(MEASURES);
    yaml
}

const MEASURES: &str =
    "  n: { title: N, objective: o, source: data, kind: count, direction: maximise }
  amount: { title: A, objective: o, source: data, kind: { sum: amount }, direction: maximise, target: 10 }
  mean: { title: M, objective: o, source: data, kind: { average: amount / score }, direction: minimise }
  middle: { title: D, objective: o, source: data, kind: { median: score }, direction: maximise, segments: [customer] }
  nps: { title: R, objective: o, source: data, kind: { nps: score }, min_n: 1 }
  active: { title: C, objective: o, source: data, kind: active_customers }
";

/// The same as far as `measures:`.
pub fn heading(file: &str, format: &str) -> String {
    format!(
        "scorecard: fuzz
title: Fuzz
entity: E
currency: EUR
as_of: 2026-03-31
sources:
  data:
    path: data/{file}
    time: day
    customer: customer
    rejects: {{ at_most: 100% }}
    columns: {{ day: {{ type: date, format: ['%d/%m/%Y', '%Y-%m-%d'] }}, amount: money, score: {{ type: number, range: [0, 10] }} }}
{format}
perspectives:
  p: {{ objectives: {{ o: {{ title: O }} }} }}
measures:
"
    )
}
