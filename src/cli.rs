//! Commands: arguments to calls of the library, its answers to a terminal or as JSON.

mod burst;
mod explain;
mod init;
mod progress;

use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chrono::{Days, NaiveDate};
use clap::{Args, Parser, Subcommand, ValueEnum};
use mando::data::{self, Progress, Stage};
use mando::definition::{self, Draft, Sheet};
use mando::engine::Reuse;
use mando::model::{EngineKind, EngineSettings, Scheduler, Scorecard, memory};
use mando::problem::{Code, Files, Problem, Problems, print};
use mando::run::{self, Computed, OutputFile, OutputFormat, RunError, Wanted};
use mando::{output, render};

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
        #[arg(long, value_enum, value_delimiter = ',', hide_possible_values = true)]
        formats: Vec<Output>,
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
    #[arg(long, value_parser = memory)]
    memory: Option<u64>,
    /// How many threads compute.
    #[arg(long)]
    threads: Option<NonZeroUsize>,
    /// Read all data anew, and keep nothing for the next run.
    #[arg(long)]
    no_cache: bool,
}

impl Bounds {
    /// Settings with what the command line says.
    fn over(&self, settings: &EngineSettings) -> EngineSettings {
        EngineSettings {
            kind: self.engine.as_ref().unwrap_or(&settings.kind).clone(),
            memory: self.memory.or(settings.memory),
            threads: self.threads.map(usize::from).or(settings.threads),
            cache: settings.cache.clone().filter(|_| !self.no_cache),
            ..settings.clone()
        }
    }
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

/// Formats of reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Output {
    /// Both reports.
    Pdf,
    /// The live workbook.
    Xlsx,
    /// The results.
    Json,
}

impl From<Output> for OutputFormat {
    fn from(output: Output) -> OutputFormat {
        match output {
            Output::Pdf => OutputFormat::Pdf,
            Output::Xlsx => OutputFormat::Excel,
            Output::Json => OutputFormat::Json,
        }
    }
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

/// Runs a command until it ends or is interrupted.
pub(crate) fn run(arguments: Arguments) -> ExitCode {
    let ended = runtime(Some(1)).and_then(|watch| {
        let ended = watch.block_on(async {
            // Listening begins before anything is put aside.
            tokio::select! {
                biased;
                _ = tokio::signal::ctrl_c() => Ok(interrupted()),
                ended = async { tokio::task::spawn_blocking(move || command(arguments)).await } => {
                    ended.unwrap_or_else(|panic| std::panic::resume_unwind(panic.into_panic()))
                }
            }
        });
        // What still computes ends with the process.
        watch.shutdown_background();
        ended
    });
    ended
        .unwrap_or_else(|error| {
            tell(&format!("error: {error}\n"));
            Ending::Data
        })
        .into()
}

/// Leaves nothing behind: files being written become whole, and what was put aside goes.
fn interrupted() -> Ending {
    std::mem::forget(output::settled());
    data::abandon();
    tell("interrupted; nothing was written\n");
    Ending::Interrupted
}

fn command(arguments: Arguments) -> io::Result<Ending> {
    match arguments.command {
        Command::Init { folder } => init::init(&folder),
        Command::Check { path, format } => check(&path, format),
        Command::Run { path, when, out, each, entity, formats } => {
            let formats: Vec<OutputFormat> = match formats.is_empty() {
                true => OutputFormat::ALL.to_vec(),
                false => formats.into_iter().map(OutputFormat::from).collect(),
            };
            let selection = Selection { each: &each, entity: &entity };
            evaluate(&path, &when, out.as_deref(), &selection, &formats)
        }
        Command::Explain { measure, path, when, format, plan } => {
            explain(&measure, &path, &when, format, plan)
        }
        Command::Schema { of } => schema(of),
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

fn check(path: &Path, format: Format) -> io::Result<Ending> {
    let draft = definition::open(path);
    let mut all = Problems::new();
    all.extend(draft.problems.iter().cloned());
    for sheet in &draft.scorecards {
        all.extend(run::resolve(&draft, sheet).1);
    }
    match format {
        Format::Json => say(&format!("{:#}\n", print::json(&all, &draft.files)))?,
        Format::Text if all.is_empty() => {
            tell(&format!("{} is in order\n", names(&draft)));
        }
        Format::Text => report(&all, &draft.files),
    }
    Ok(if all.has_errors() { Ending::Definition } else { Ending::Fine })
}

fn names(draft: &Draft) -> String {
    let names: Vec<String> = draft.scorecards.iter().map(|s| s.path.display().to_string()).collect();
    names.join(", ")
}

/// Every scorecard of a path that can be used; what is wrong is printed.
fn usable(draft: &Draft) -> Result<Vec<(&Sheet, Scorecard)>, Ending> {
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
    formats: &[OutputFormat],
) -> io::Result<Ending> {
    let draft = definition::open(path);
    let mut cards = match usable(&draft) {
        Ok(cards) => cards,
        Err(ending) => return Ok(ending),
    };
    if cards.len() > 1 && out.is_some() {
        tell("error: `--out` takes one scorecard, this project has several; name its file\n");
        return Ok(Ending::Definition);
    }
    let templates = templates(&draft.root)?;
    let mut ending = Ending::Fine;
    for (sheet, card) in &mut cards {
        let bar = progress::Bar::new();
        if !selection.each.is_empty() || !selection.entity.is_empty() {
            let printing = Printing { templates: &templates, formats, out };
            card.engine = when.bounds.over(&card.engine);
            let runtime = runtime(card.engine.threads)?;
            let computed = runtime.block_on(run::burst(card, sheet, &wanted(when), &bar));
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
        let rendered = run::render_as(card, &computed.results, &templates, formats);
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
        let period = &computed.results.run.period.label;
        let folder = out.map_or_else(|| Path::new("out").join(&card.id).join(period), Path::to_path_buf);
        output::write(&folder, &files)?;
        tell(&reused(&computed));
        tell(&summary(&computed, &folder, &files));
    }
    Ok(ending)
}

fn note_replaced(replaced: &[char]) {
    if !replaced.is_empty() {
        let characters: Vec<String> = replaced.iter().map(|c| format!("U+{:04X}", u32::from(*c))).collect();
        tell(&format!("note: no font has {}; □ stands in the PDF instead\n", characters.join(", ")));
    }
}

fn wanted(when: &When) -> Wanted {
    Wanted { period: when.period.clone(), as_of: when.as_of, yesterday: yesterday() }
}

/// What came from the cache, and what had to be read; nothing of a first run.
fn reused(computed: &Computed) -> String {
    let is_first = computed.reuse.iter().all(Reuse::is_first);
    let lines = computed.reuse.iter().filter(|_| !is_first).map(|reuse| format!("  {reuse}\n"));
    let refused = computed.not_kept.iter().map(|why| format!("note: the cache cannot be written: {why}\n"));
    lines.chain(refused).collect()
}

fn summary(computed: &Computed, folder: &Path, files: &[OutputFile]) -> String {
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    let card = &computed.results.scorecard;
    let run = &computed.results.run;
    let score = card.parent.score.map_or("no score".to_owned(), |s| format!("score {s:.0}"));
    format!(
        "{}, {}, {}: {score}, coverage {:.0}%\n  {}/{{{}}}\n",
        card.title,
        card.entity,
        run.period.label,
        card.parent.coverage * 100.0,
        folder.display(),
        names.join(", ")
    )
}

fn compute(
    card: &mut Scorecard,
    sheet: &Sheet,
    when: &When,
    files: &Files,
    bar: &progress::Bar,
) -> io::Result<Result<Computed, Ending>> {
    card.engine = when.bounds.over(&card.engine);
    let wanted = wanted(when);
    let computed = runtime(card.engine.threads)?.block_on(run::compute(card, sheet, &wanted, bar));
    bar.clear();
    Ok(match computed {
        Ok(computed) => {
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
            say(&explain::text(card, &computed, measure))?;
            if plan {
                say(&explain::plan(card, &computed, measure))?;
            }
        }
        Format::Json => say(&format!("{:#}\n", explain::json(card, &computed, measure)))?,
    }
    Ok(Ending::Fine)
}

/// A project's own page templates.
fn templates(root: &Path) -> io::Result<render::pdf::Templates> {
    let folder = root.join("templates");
    let mut templates = BTreeMap::new();
    if folder.is_dir() {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.extension().is_some_and(|e| e == "typ")
                && let Some(name) = path.file_name().and_then(|n| n.to_str())
            {
                templates.insert(name.to_owned(), std::fs::read_to_string(&path)?);
            }
        }
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
    tell(&print::terminal(problems, files, colour));
}

fn fail(error: &RunError, files: &Files) {
    let mut problems = Problems::new();
    problems.push(error.problem());
    report(&problems, files);
}

/// For people.
fn tell(text: &str) {
    // A terminal that is gone is no reason to fail.
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// For programs.
fn say(text: &str) -> io::Result<()> {
    match io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}
