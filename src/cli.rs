//! Commands: arguments to calls of the library, its answers to a terminal or as JSON.

mod burst;
mod explain;
mod init;
mod pages;
mod progress;

use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};

use chrono::{Days, NaiveDate};
use clap::{Args, Parser, Subcommand, ValueEnum};
use mando::data::{Progress, Stage};
use mando::definition::{self, Draft, ScorecardDraft};
use mando::disk;
use mando::engine::Reuse;
use mando::model::{
    EngineKind, EngineSettings, FeedFile, Location, MOST_THREADS, MemoryError, Scheduler, Scorecard, memory,
};
use mando::output::{self, RunFolder};
use mando::problem::{Cause, Code, Files, Problem, Problems, print};
use mando::render::{self, OUTPUTS, Output, OutputFile, Pages};
use mando::run::{self, Computed, RunError, RunOptions};

use burst::{Printing, Selection};

/// Balanced Scorecards in YAML, evaluated against customer data, set as PDF, workbook and JSON.
#[derive(Debug, Parser)]
#[command(name = "mando", version)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write a working example project into a folder.
    Init {
        /// The folder; it must be new or empty.
        folder: PathBuf,
    },
    /// Read definitions and say everything that is wrong with them.
    Check {
        /// A scorecard file or a project folder.
        #[arg(default_value = ".")]
        path: PathBuf,
        /// How to print what was found.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
        /// Ask no database and no address.
        #[arg(long)]
        offline: bool,
    },
    /// Evaluate scorecards and write their reports.
    Run {
        /// A scorecard file or a project folder.
        #[arg(default_value = ".")]
        path: PathBuf,
        #[command(flatten)]
        when: When,
        /// Folder for the files, instead of out/SCORECARD/PERIOD.
        #[arg(long)]
        out: Option<PathBuf>,
        /// Reports of each entity of a level too, by the name of its column, such as branch.
        #[arg(long, value_name = "LEVEL")]
        each: Vec<String>,
        /// Reports of this entity alone.
        #[arg(long, value_name = "ID")]
        entity: Vec<String>,
        /// What to write, of pdf, xlsx, json; everything when absent.
        #[arg(long, value_parser = output, value_delimiter = ',')]
        formats: Vec<&'static Output>,
    },
    /// Say how a measure is computed, with its figures.
    Explain {
        /// Id of the measure.
        measure: String,
        /// A scorecard file or a project folder.
        #[arg(default_value = ".")]
        path: PathBuf,
        #[command(flatten)]
        when: When,
        /// How to print it.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
        /// Print also how its sources were read: the scan that serves all measures, its rows, and what each step cost.
        #[arg(long)]
        plan: bool,
    },
    /// Print the JSON Schema of scorecards, or of results.json.
    Schema {
        /// Which schema.
        #[arg(value_enum, default_value_t = Shape::Scorecard)]
        of: Shape,
    },
    /// Set pages of the project's own templates; mando calls it itself.
    #[command(name = pages::COMMAND, hide = true)]
    SetPages,
}

#[derive(Debug, Args)]
struct When {
    /// Period to report, such as 2026-03; the last complete one when absent.
    #[arg(long)]
    period: Option<String>,
    /// End of the known world, such as 2026-04-02; wins over the scorecard's.
    #[arg(long)]
    as_of: Option<NaiveDate>,
    #[command(flatten)]
    bounds: Bounds,
}

/// Where rows are computed; wins over the key `engine`, and changes no figure.
#[derive(Debug, Args)]
struct Bounds {
    /// `embedded`, or a cluster's scheduler such as df://host:50050.
    #[arg(long, value_parser = engine)]
    engine: Option<EngineKind>,
    /// Memory beyond which intermediate results go to disk, such as 2GB.
    #[arg(long, value_parser = bytes)]
    memory: Option<u64>,
    /// How many threads compute.
    #[arg(long, value_parser = threads)]
    threads: Option<usize>,
    /// Read all data anew, and keep nothing for the next run.
    #[arg(long)]
    no_cache: bool,
    /// Show the texts of unreadable cells in the workbook's log; reads all data anew.
    #[arg(long)]
    show_cells: bool,
}

impl Bounds {
    /// Settings with what the command line says.
    fn over(&self, settings: &EngineSettings) -> EngineSettings {
        EngineSettings {
            kind: self.engine.as_ref().unwrap_or(&settings.kind).clone(),
            memory: self.memory.or(settings.memory),
            threads: self.threads.or(settings.threads),
            cache: settings.cache.clone().filter(|_| !self.no_cache && !self.show_cells),
            ..settings.clone()
        }
    }
}

fn bytes(text: &str) -> Result<u64, String> {
    let told = |error: MemoryError| match error.help() {
        Some(help) => format!("{}; {help}", error.message()),
        None => error.message(),
    };
    memory(text).map_err(told)
}

fn threads(text: &str) -> Result<usize, String> {
    let threads = text.parse().ok().filter(|threads| (1..=MOST_THREADS).contains(threads));
    threads.ok_or_else(|| format!("it takes 1 to {MOST_THREADS}"))
}

fn engine(text: &str) -> Result<EngineKind, String> {
    if text == "embedded" {
        return Ok(EngineKind::Embedded);
    }
    if !cfg!(feature = "cluster") {
        return Err("this program is built without the feature `cluster`".to_owned());
    }
    let scheduler = text.parse::<Scheduler>().map_err(|error| format!("{error}, or `embedded`"))?;
    Ok(EngineKind::Cluster { scheduler })
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// The output of a word.
fn output(word: &str) -> Result<&'static Output, String> {
    let words = || OUTPUTS.iter().map(|output| output.word).collect::<Vec<_>>().join(", ");
    Output::of(word).ok_or_else(|| format!("it takes {}", words()))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shape {
    /// What a scorecard file may hold.
    Scorecard,
    /// What results.json holds.
    Results,
}

/// How a command ended.
enum Ending {
    Fine,
    Definition,
    Data,
    Interrupted,
}

impl Ending {
    /// The one that matters more: what cannot be used over what can.
    fn worse(self, other: Ending) -> Ending {
        if matches!(other, Ending::Fine) { self } else { other }
    }
}

impl From<Ending> for ExitCode {
    fn from(ending: Ending) -> ExitCode {
        match ending {
            Ending::Fine => ExitCode::SUCCESS,
            Ending::Definition => ExitCode::from(2),
            Ending::Data => ExitCode::from(3),
            Ending::Interrupted => ExitCode::from(130),
        }
    }
}

/// Where the last panic was. What it says may hold data, and is not printed.
static FAULT: Mutex<Option<String>> = Mutex::new(None);

/// Runs a command until it ends or is interrupted.
pub(crate) fn run(arguments: Arguments) -> ExitCode {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(|at| format!("{}:{}", at.file(), at.line()));
        *FAULT.lock().unwrap_or_else(PoisonError::into_inner) = place;
    }));
    if let Command::SetPages = arguments.command {
        return pages::answer();
    }
    let ended = runtime(Some(1)).and_then(|watch| {
        let ended = watch.block_on(async {
            // Listening begins before anything is put aside.
            tokio::select! {
                biased;
                stopped = stopped() => stopped.map(|()| interrupted()),
                ended = async { tokio::task::spawn_blocking(move || command(arguments)).await } => {
                    ended.unwrap_or_else(|_| Ok(at_fault()))
                }
            }
        });
        // What still computes ends with the process.
        watch.shutdown_background();
        ended
    });
    ended
        .unwrap_or_else(|error| {
            tell(&format!("error: {error}"));
            Ending::Data
        })
        .into()
}

/// Waits until somebody asks this process to end: by Ctrl-C, or as systems do that shut down.
async fn stopped() -> io::Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut end = signal(SignalKind::terminate())?;
        tokio::select! {
            interrupt = tokio::signal::ctrl_c() => interrupt,
            _ = end.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}

/// Leaves nothing behind: files being written become whole, and what was put aside goes.
fn interrupted() -> Ending {
    std::mem::forget(disk::settled());
    disk::abandon();
    tell("interrupted; nothing was written");
    Ending::Interrupted
}

/// mando itself broke off.
fn at_fault() -> Ending {
    disk::abandon();
    let place = FAULT.lock().unwrap_or_else(PoisonError::into_inner).take();
    let mut problems = Problems::new();
    problems.push(run::unexpected(place.as_deref()));
    report(&problems, &Files::new());
    Ending::Data
}

fn command(arguments: Arguments) -> io::Result<Ending> {
    match arguments.command {
        Command::Init { folder } => init::init(&folder),
        Command::Check { path, format, offline } => check(&path, format, offline),
        Command::Run { path, when, out, each, entity, formats } => {
            let formats = if formats.is_empty() { Output::all() } else { formats };
            let selection = Selection { each: &each, entity: &entity };
            evaluate(&path, &when, out.as_deref(), &selection, &formats)
        }
        Command::Explain { measure, path, when, format, plan } => {
            explain(&measure, &path, &when, format, plan)
        }
        Command::Schema { of } => schema(of),
        // Answered before anything else begins.
        Command::SetPages => Ok(Ending::Fine),
    }
}

fn schema(of: Shape) -> io::Result<Ending> {
    let schema = match of {
        Shape::Scorecard => definition::schema(),
        Shape::Results => render::json::schema(),
    };
    say(&format!("{schema:#}\n"))?;
    Ok(Ending::Fine)
}

fn check(path: &Path, format: Format, is_offline: bool) -> io::Result<Ending> {
    let draft = definition::open(path);
    let (mut all, mut unseen) = (Problems::new(), Vec::new());
    all.extend(draft.problems.iter().cloned());
    for sheet in &draft.scorecards {
        let checked = run::check(&draft, sheet, is_offline);
        all.extend(checked.problems);
        unseen.extend(checked.unseen.iter().map(|id| format!("`{id}`")));
        if let Some(card) = checked.scorecard {
            all.extend(runtime(Some(1))?.block_on(run::foreseen(&card, yesterday())));
        }
    }
    if !unseen.is_empty() {
        tell(&format!("note: {} not looked at: nobody is asked offline", unseen.join(", ")));
    }
    match format {
        Format::Json => say(&format!("{}\n", print::visible_json(&print::json(&all, &draft.files))))?,
        Format::Text if all.is_empty() => tell(&format!("{} is in order", names(&draft))),
        Format::Text => report(&all, &draft.files),
    }
    Ok(if all.has_errors() { Ending::Definition } else { Ending::Fine })
}

fn names(draft: &Draft) -> String {
    let names: Vec<String> = draft.scorecards.iter().map(|s| s.path.display().to_string()).collect();
    names.join(", ")
}

/// Every scorecard of a path that can be used; what is wrong is printed.
fn usable(draft: &Draft) -> Result<Vec<(&ScorecardDraft, Scorecard)>, Ending> {
    let mut found = Problems::new();
    found.extend(draft.problems.iter().cloned());
    let mut cards = Vec::new();
    for sheet in &draft.scorecards {
        let (card, problems) = run::resolve(draft, sheet);
        found.extend(problems);
        cards.extend(card.map(|card| (sheet, card)));
    }
    if !found.is_empty() {
        report(&found, &draft.files);
    }
    if found.has_errors() { Err(Ending::Definition) } else { Ok(cards) }
}

fn evaluate(
    path: &Path,
    when: &When,
    out: Option<&Path>,
    selection: &Selection<'_>,
    formats: &[&'static Output],
) -> io::Result<Ending> {
    let draft = definition::open(path);
    let mut cards = match usable(&draft) {
        Ok(cards) => cards,
        Err(ending) => return Ok(ending),
    };
    if cards.len() > 1 && out.is_some() {
        tell("error: `--out` takes one scorecard, this project has several; name its file");
        return Ok(Ending::Definition);
    }
    if let Some(input) = out.and_then(|out| cards.iter().find_map(|(sheet, _)| overwritten(sheet, out))) {
        tell(&format!(
            "error: `--out` would write over `{input}`, which the scorecard reads; name another folder"
        ));
        return Ok(Ending::Definition);
    }
    let templates = match templates(&draft.root) {
        Ok(templates) => templates,
        Err(problem) => {
            fail_with(problem, &draft.files);
            return Ok(Ending::Definition);
        }
    };
    let pages = Pages { templates: &templates, set: &pages::set };
    let mut ending = Ending::Fine;
    for (sheet, card) in &mut cards {
        let bar = progress::Bar::new();
        if !selection.each.is_empty() || !selection.entity.is_empty() {
            let printing = Printing { pages, formats, out };
            card.engine = when.bounds.over(&card.engine);
            let runtime = runtime(card.engine.threads)?;
            let mut computed = runtime.block_on(run::burst(card, sheet, &wanted(when), &bar));
            if let (Ok(burst), true) = (&mut computed, when.bounds.show_cells) {
                burst.whole.show_cells();
            }
            bar.done();
            let ended = burst::run(computed, card, selection, &draft.files, &printing)?;
            ending = ending.worse(ended);
            continue;
        }
        let computed = match compute(card, sheet, when, &draft.files, &bar)? {
            Ok(computed) => computed,
            Err(failed) => {
                ending = failed;
                continue;
            }
        };
        bar.stage(Stage::Setting);
        let rendered = run::render_as(card, &computed.results, &pages, formats);
        bar.done();
        let (files, replaced) = match rendered {
            Ok(rendered) => rendered,
            Err(error) => {
                fail(&error, &draft.files);
                ending = Ending::Data;
                continue;
            }
        };
        note_replaced(&replaced);
        let place = RunFolder::of(out, card, &computed.results.run.period.label);
        if let Err(error) = output::write(&place, &files) {
            tell(&unwritten(&place, &error));
            ending = Ending::Data;
            continue;
        }
        reused(&computed).iter().for_each(|line| tell(line));
        summary(&computed, &place, &files).iter().for_each(|line| tell(line));
    }
    Ok(ending)
}

fn note_replaced(replaced: &[char]) {
    if !replaced.is_empty() {
        let characters: Vec<String> = replaced.iter().map(|c| format!("U+{:04X}", u32::from(*c))).collect();
        tell(&format!("note: no font has {}; □ stands in the PDF instead", characters.join(", ")));
    }
}

fn wanted(when: &When) -> RunOptions {
    RunOptions { period: when.period.clone(), as_of: when.as_of, yesterday: yesterday() }
}

/// What came from the cache, and what had to be read; nothing of a first run.
fn reused(computed: &Computed) -> Vec<String> {
    let is_first = computed.reuse.iter().all(Reuse::is_first);
    let lines = computed.reuse.iter().filter(|_| !is_first).map(|reuse| format!("  {reuse}"));
    let refused = computed.not_kept.iter().map(|why| format!("note: the cache cannot be written: {why}"));
    lines.chain(refused).collect()
}

fn unwritten(place: &RunFolder, error: &io::Error) -> String {
    format!("error: cannot write into `{}`: {error}", place.path().display())
}

fn summary(computed: &Computed, place: &RunFolder, files: &[OutputFile]) -> [String; 2] {
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    let card = &computed.results.scorecard;
    let run = &computed.results.run;
    let score = card.parent.score.map_or("no score".to_owned(), |s| format!("score {s:.0}"));
    [
        format!(
            "{}, {}, {}: {score}, coverage {:.0}%",
            card.title,
            card.entity,
            run.period.label,
            card.parent.coverage * 100.0,
        ),
        format!("  {}/{{{}}}", place.path().display(), names.join(", ")),
    ]
}

fn compute(
    card: &mut Scorecard,
    sheet: &ScorecardDraft,
    when: &When,
    files: &Files,
    bar: &progress::Bar,
) -> io::Result<Result<Computed, Ending>> {
    card.engine = when.bounds.over(&card.engine);
    let wanted = wanted(when);
    let computed = runtime(card.engine.threads)?.block_on(run::compute(card, sheet, &wanted, bar));
    bar.clear();
    Ok(match computed {
        Ok(mut computed) => {
            if when.bounds.show_cells {
                computed.show_cells();
            }
            if !computed.problems.is_empty() {
                report(&computed.problems, files);
            }
            Ok(computed)
        }
        Err(error) => {
            fail(&error, files);
            Err(match error {
                RunError::Period(problem) if problem.code == Code::SelectorEmpty => Ending::Definition,
                _ => Ending::Data,
            })
        }
    })
}

fn explain(measure: &str, path: &Path, when: &When, format: Format, plan: bool) -> io::Result<Ending> {
    let draft = definition::open(path);
    let mut cards = match usable(&draft) {
        Ok(cards) => cards,
        Err(ending) => return Ok(ending),
    };
    let has = |card: &Scorecard| card.measure(measure).is_some();
    let Some(at) = cards.iter().position(|(_, card)| has(card)) else {
        let ids = cards.iter().flat_map(|(_, card)| card.measures.iter().map(|m| m.id.as_str()));
        let near = mando::problem::near(measure, ids);
        let mut problems = Problems::new();
        problems.push(
            Problem::new(Code::SelectorEmpty, format!("`{measure}` matches nothing")).did_you_mean(near),
        );
        report(&problems, &draft.files);
        return Ok(Ending::Definition);
    };
    let (sheet, card) = &mut cards[at];
    let bar = progress::Bar::new();
    let computed = compute(card, sheet, when, &draft.files, &bar)?;
    bar.done();
    let computed = match computed {
        Ok(computed) => computed,
        Err(ending) => return Ok(ending),
    };
    match format {
        Format::Text => {
            say_lines(&explain::text(card, &computed, measure), &draft.files)?;
            if plan {
                say_lines(&explain::plan(card, &computed, measure), &draft.files)?;
            }
        }
        Format::Json => {
            let json = print::visible_json(&explain::json(card, &computed, measure));
            say(&format!("{}\n", draft.files.hidden(&json)))?;
        }
    }
    Ok(Ending::Fine)
}

/// The file of a source, as messages call it, that stands where a file of the run would be written.
fn overwritten<'s>(sheet: &'s ScorecardDraft, out: &Path) -> Option<&'s str> {
    let written: Vec<PathBuf> =
        Output::file_names().iter().filter_map(|name| out.join(name).canonicalize().ok()).collect();
    let is_written = |file: &&FeedFile| match &file.location {
        Location::Local(path) => path.canonicalize().is_ok_and(|path| written.contains(&path)),
        Location::Remote(_) => false,
    };
    let mut files = sheet.feeds.iter().flat_map(|feed| &feed.files);
    files.find(is_written).map(|file| file.shown.as_str())
}

/// A project's own page templates.
fn templates(root: &Path) -> Result<render::pdf::Templates, Problem> {
    const MOST: u64 = 4 << 20;
    let folder = root.join("templates");
    let mut templates = BTreeMap::new();
    let entries = std::fs::read_dir(&folder).into_iter().flatten();
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        let name = path.file_name().and_then(|name| name.to_str());
        let Some(name) = name.filter(|_| path.extension().is_some_and(|ending| ending == "typ")) else {
            continue;
        };
        if !definition::is_inside(root, &path) {
            let message = format!("`templates/{name}` leads out of the project");
            return Err(Problem::new(Code::PathOutside, message).help("put the template itself there"));
        }
        let cannot = |reason: &str| {
            Problem::new(Code::SourceUnreachable, format!("cannot open `templates/{name}`: {reason}"))
        };
        let bytes = disk::read(&path, MOST).map_err(|error| cannot(&error.to_string()))?;
        let text = String::from_utf8(bytes).map_err(|_| cannot("it is no text"))?;
        templates.insert(name.to_owned(), text);
    }
    Ok(templates)
}

/// Threads that compute; one for each core when it is not said how many.
fn runtime(threads: Option<usize>) -> io::Result<tokio::runtime::Runtime> {
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    if let Some(threads) = threads {
        runtime.worker_threads(threads);
    }
    runtime.enable_all().build()
}

/// The one place that asks the clock: a scorecard that lives reports the last complete period before today.
#[allow(
    clippy::disallowed_methods,
    reason = "the default as-of is the end of yesterday; every output states it"
)]
fn yesterday() -> NaiveDate {
    let today = chrono::Local::now().date_naive();
    today.checked_sub_days(Days::new(1)).unwrap_or(today)
}

fn report(problems: &Problems, files: &Files) {
    let colour = io::stderr().is_terminal();
    tell_raw(&print::terminal(problems, files, colour));
}

fn fail(error: &RunError, files: &Files) {
    report(&error.problems(), files);
}

fn fail_with(problem: Problem, files: &Files) {
    let mut problems = Problems::new();
    problems.push(problem);
    report(&problems, files);
}

/// One line for people. Nothing in it can move the cursor, or begin another line.
fn tell(line: &str) {
    tell_raw(&format!("{}\n", print::visible(line)));
}

/// What was made for a terminal.
fn tell_raw(text: &str) {
    // A terminal that is gone is no reason to fail.
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Lines of text, none of which holds what would move the cursor, or lets one in somewhere.
fn say_lines(text: &str, files: &Files) -> io::Result<()> {
    let lines: String =
        files.hidden(text).lines().map(|line| format!("{}\n", print::visible(line))).collect();
    say(&lines)
}

/// For programs.
fn say(text: &str) -> io::Result<()> {
    match io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}
