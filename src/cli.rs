//! Commands: arguments to calls of the library, its answers to a terminal or as JSON.

mod answer;
mod burst;
mod check;
mod console;
mod diff;
mod doctor;
mod evaluate;
mod exit_status;
mod explain;
mod files_written;
mod findings;
mod import;
mod init;
mod list;
mod look;
mod lsp;
mod pages;
mod period_options;
mod progress;
mod restatement;
mod schema;
mod serve;
mod shells;
mod threads;

use std::io;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{CommandFactory, Parser, Subcommand};
use mando::definition;
use mando::disk;
use mando::model::BookSize;
use mando::problem::{Files, Problems};
use mando::render::{self, OUTPUTS, Output};
use mando::run;

use burst::Selection;
use console::{Format, report, tell};
use evaluate::EvaluationOptions;
use exit_status::ExitStatus;
use findings::FailOn;
use period_options::PeriodOptions;
use schema::Shape;
use threads::runtime;

/// Reads Balanced Scorecards in YAML, evaluates them over your data, and writes PDF, Excel workbook, HTML and JSON.
#[derive(Debug, Parser)]
#[command(name = "mando", version)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// Print only errors and findings.
    #[arg(long, global = true)]
    quiet: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write a first scorecard from data files, or a working example project.
    Init {
        /// Folder to write into; for an example it must be new or empty.
        folder: Option<PathBuf>,
        /// Data files to draft the scorecard from; it is written beside the first of them unless a folder is named.
        #[arg(long, value_name = "FILE", num_args = 1..)]
        from: Vec<String>,
        /// Example project to write.
        #[arg(long, value_enum, default_value_t = init::Example::Northwind, conflicts_with = "from")]
        template: init::Example,
        /// Output format.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Describe data files before a scorecard is written: format, columns, keys, days, and what may mislead.
    Look {
        /// Data files, or addresses of databases such as sqlite:shop.db.
        #[arg(required = true)]
        files: Vec<String>,
        /// Sheet of a workbook, or a range of its cells such as Orders!B3:F200; default: the first that is not hidden.
        #[arg(long)]
        sheet: Option<String>,
        /// Table of a database; default: all tables.
        #[arg(long)]
        table: Option<String>,
        /// Output format.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Check definitions and list every problem.
    Check {
        /// Scorecard file or project folder.
        #[arg(default_value = ".")]
        path: PathBuf,
        /// Output format.
        #[arg(long, value_enum, default_value_t = check::ProblemFormat::Text)]
        format: check::ProblemFormat,
        /// Do not connect to databases and remote addresses.
        #[arg(long)]
        offline: bool,
    },
    /// Evaluate scorecards and write their reports.
    Run {
        /// Scorecard file or project folder.
        #[arg(default_value = ".")]
        path: PathBuf,
        #[command(flatten)]
        when: PeriodOptions,
        /// Folder to write to, instead of out/SCORECARD/PERIOD.
        #[arg(long)]
        out: Option<PathBuf>,
        /// Also write reports for each entity of a level, named by its column, such as branch.
        #[arg(long, value_name = "LEVEL")]
        each: Vec<String>,
        /// Write reports for this entity only.
        #[arg(long, value_name = "ID")]
        entity: Vec<String>,
        /// Formats to write: pdf, html, xlsx, json, csv; default: those of the scorecard's reports, else pdf, xlsx and json.
        #[arg(long, value_parser = outputs(), value_delimiter = ',', hide_possible_values = true)]
        formats: Vec<&'static Output>,
        /// Size of workbooks: full or short; default: that of the scorecard's reports, else full.
        #[arg(long, value_name = "SIZE", value_parser = book_sizes(), hide_possible_values = true)]
        workbook: Option<BookSize>,
        /// List all cases behind the figures in the workbook, not only the newest.
        #[arg(long)]
        detail: bool,
        /// An earlier results.json, or its folder: report which values and targets differ from it.
        #[arg(long, value_name = "RESULTS")]
        against: Option<PathBuf>,
        /// Language of the reports, such as es-ES or el; overrides the scorecard's.
        #[arg(long, value_name = "CODE")]
        locale: Option<String>,
        /// Exit with code 1 on any of these: off_target, watch, signal, stale, control.
        #[arg(long, value_enum, value_delimiter = ',', hide_possible_values = true)]
        fail_on: Vec<FailOn>,
        /// Output format: text or json.
        #[arg(long, value_enum, default_value_t = Format::Text, hide_possible_values = true)]
        format: Format,
    },
    /// Take over targets or entered values from a table: shows what would change, and writes it with --write.
    Import {
        /// Workbook or text file, with periods or measures across, or one figure in each row.
        file: String,
        /// Scorecard file or project folder.
        #[arg(default_value = ".")]
        path: PathBuf,
        #[command(flatten)]
        taking: import::TableOptions,
    },
    /// List all measures, or those that match selectors.
    List {
        /// An id, `level:operational`, `objective:speed`, `owner:anna`, `kind:nps`, `status:off`; `+id` adds what drives it, `id+` what it drives.
        selectors: Vec<String>,
        /// Scorecard file or project folder.
        #[arg(long, default_value = ".")]
        path: PathBuf,
        #[command(flatten)]
        when: PeriodOptions,
        /// Output format.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Show how a measure is computed, with its figures.
    Explain {
        /// Id of the measure.
        measure: String,
        /// Scorecard file or project folder.
        #[arg(default_value = ".")]
        path: PathBuf,
        #[command(flatten)]
        when: PeriodOptions,
        /// Output format.
        #[arg(long, value_enum, default_value_t = explain::ExplanationFormat::Text)]
        format: explain::ExplanationFormat,
        /// Also show how its sources were read: the scan that all measures share, its rows, and the time of each step.
        #[arg(long)]
        plan: bool,
    },
    /// Show a project in a browser while you write it; pages follow every edit.
    Serve {
        /// Scorecard file or project folder.
        #[arg(default_value = ".")]
        path: PathBuf,
        #[command(flatten)]
        when: PeriodOptions,
        #[command(flatten)]
        at: serve::SiteAddress,
    },
    /// Run the language server for editors, on standard input and output; the editor starts it.
    Lsp {
        /// Accepted for editors that pass it; there is no other way to talk.
        #[arg(long, hide = true)]
        stdio: bool,
    },
    /// Show what moved between the results of two runs, or between two revisions of a definition.
    Diff {
        #[command(flatten)]
        comparing: diff::ComparisonOptions,
    },
    /// Print the JSON Schema of scorecards, of results.json, or of what a command prints for programs.
    Schema {
        /// Schema to print.
        #[arg(value_enum, default_value_t = Shape::Scorecard)]
        of: Shape,
    },
    /// Print shell completions.
    Completions {
        /// Shell to complete in.
        #[arg(value_enum)]
        shell: clap_complete::Shell,
    },
    /// Print the manual in the format of `man`.
    Man {
        /// Command to print the manual of; default: the whole program.
        command: Option<String>,
    },
    /// Check that everything a run needs is there.
    Doctor {
        /// Scorecard file or project folder.
        #[arg(default_value = ".")]
        path: PathBuf,
        /// Output format.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Print the ids of measures and objectives, for completions.
    #[command(hide = true)]
    Ids {
        /// Of measures alone.
        #[arg(long)]
        measures: bool,
    },
    /// Set pages of the project's own templates; mando calls it itself.
    #[command(name = pages::COMMAND, hide = true)]
    SetPages,
}

/// How a size of workbooks is read.
fn book_sizes() -> impl TypedValueParser<Value = BookSize> {
    let of = |word: String| BookSize::ALL.into_iter().find(|size| size.word() == word).unwrap_or_default();
    PossibleValuesParser::new(BookSize::ALL.map(BookSize::word)).map(of)
}

/// How the word of an output is read.
fn outputs() -> impl TypedValueParser<Value = &'static Output> {
    let words = PossibleValuesParser::new(OUTPUTS.iter().map(|output| output.word));
    words.map(|word: String| Output::by_word(&word).unwrap_or(&OUTPUTS[0]))
}

/// Where the last panic was. What it says may hold data, and is not printed.
static FAULT: Mutex<Option<String>> = Mutex::new(None);

/// Runs what the command line says.
pub(crate) fn run() -> ExitCode {
    console::hide_addresses(std::env::args_os());
    match Arguments::try_parse() {
        Ok(arguments) => run_command(arguments),
        // Help and versions say nothing of what was typed.
        Err(error) if !error.use_stderr() => error.exit(),
        Err(error) => {
            console::tell_lines(&error.render().to_string());
            ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
        }
    }
}

/// Runs a command until it ends or is interrupted.
fn run_command(arguments: Arguments) -> ExitCode {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(|at| format!("{}:{}", at.file(), at.line()));
        *FAULT.lock().unwrap_or_else(PoisonError::into_inner) = place;
    }));
    console::set_quiet(arguments.quiet);
    if let Command::SetPages = arguments.command {
        return pages::answer();
    }
    // What serves until somebody ends it has come to its end then.
    let is_endless = matches!(arguments.command, Command::Serve { .. } | Command::Lsp { .. });
    let ended = runtime(Some(1)).and_then(|watch| {
        let ended = watch.block_on(async {
            // Listening begins before anything is put aside.
            tokio::select! {
                biased;
                stopped = wait_for_stop_signal() => stopped.map(|()| if is_endless { clean_up_after_closed_output() } else { clean_up_after_interrupt() }),
                ended = async { tokio::task::spawn_blocking(move || command(arguments)).await } => {
                    ended.unwrap_or_else(|_| Ok(report_internal_error()))
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
            ExitStatus::Data
        })
        .into()
}

/// Waits until somebody asks this process to end: by Ctrl-C, or as systems do that shut down.
async fn wait_for_stop_signal() -> io::Result<()> {
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
fn clean_up_after_interrupt() -> ExitStatus {
    std::mem::forget(disk::wait_for_writers());
    disk::remove_all_temporary();
    tell("interrupted; nothing was written");
    ExitStatus::Interrupted
}

/// Leaves nothing behind of what was shown.
fn clean_up_after_closed_output() -> ExitStatus {
    disk::remove_all_temporary();
    ExitStatus::Fine
}

/// mando itself broke off.
fn report_internal_error() -> ExitStatus {
    disk::remove_all_temporary();
    let place = FAULT.lock().unwrap_or_else(PoisonError::into_inner).take();
    let mut problems = Problems::new();
    problems.push(run::unexpected(place.as_deref()));
    report(&problems, &Files::new());
    ExitStatus::Data
}

fn command(arguments: Arguments) -> io::Result<ExitStatus> {
    if arguments.command.is_for_programs() {
        console::collect_errors_for_json();
    }
    let ending = of_command(arguments.command)?;
    console::answer_failure()?;
    Ok(ending)
}

impl Command {
    /// Whether the answer is for programs.
    fn is_for_programs(&self) -> bool {
        match self {
            Command::Init { format, .. }
            | Command::Look { format, .. }
            | Command::Run { format, .. }
            | Command::List { format, .. }
            | Command::Doctor { format, .. } => *format == Format::Json,
            Command::Import { taking, .. } => taking.is_for_programs(),
            Command::Explain { format, .. } => *format == explain::ExplanationFormat::Json,
            Command::Diff { comparing } => comparing.is_for_programs(),
            _ => false,
        }
    }
}

fn of_command(command: Command) -> io::Result<ExitStatus> {
    match command {
        Command::Init { folder, from, template, format } => {
            init::init(folder.as_deref(), &from, template, format)
        }
        Command::Look { files, sheet, table, format } => look::look(&files, sheet, table, format),
        Command::Check { path, format, offline } => check::check(&path, format, offline),
        Command::Run {
            path,
            when,
            out,
            each,
            entity,
            formats,
            workbook,
            detail,
            against,
            locale,
            fail_on,
            format,
        } => {
            let formats = Some(formats).filter(|formats| !formats.is_empty());
            let selection = Selection { each: &each, entity: &entity };
            let draft = definition::open_in(&path, locale.as_deref());
            let (formats, against) = (formats.as_deref(), against.as_deref());
            let files = render::OutputRequest { formats, book: workbook };
            let asked = EvaluationOptions { files, fail_on: &fail_on, detail, against, format };
            evaluate::evaluate(&draft, &when, out.as_deref(), &selection, &asked)
        }
        Command::Import { file, path, taking } => import::import(&file, &path, &taking),
        Command::List { selectors, path, when, format } => list::list(&selectors, &path, &when, format),
        Command::Explain { measure, path, when, format, plan } => {
            explain::explain(&measure, &path, &when, format, plan)
        }
        Command::Lsp { stdio: _ } => lsp::lsp(),
        Command::Serve { path, when, at } => serve::serve(&path, when, at),
        Command::Diff { comparing } => diff::diff(&comparing),
        Command::Schema { of } => schema::schema(of),
        Command::Completions { shell } => shells::completions(shell, Arguments::command()),
        Command::Man { command } => shells::man(command.as_deref(), Arguments::command()),
        Command::Doctor { path, format } => doctor::doctor(&path, format),
        Command::Ids { measures } => shells::ids(measures),
        // Answered before anything else begins.
        Command::SetPages => Ok(ExitStatus::Fine),
    }
}
