//! Options that several commands share: which period, as of when, and where rows are computed.

use chrono::{Days, NaiveDate};
use clap::Args;
use mando::model::{EngineKind, EngineSettings, MOST_THREADS, Scheduler, memory};
use mando::problem::Cause;
use mando::run::RunOptions;

#[derive(Debug, Args)]
pub(super) struct PeriodOptions {
    /// Period to report, such as 2026-03; default: the last complete one.
    #[arg(long)]
    pub(super) period: Option<String>,
    /// Last day that counts, such as 2026-04-02; overrides the scorecard's.
    #[arg(long, value_parser = day)]
    pub(super) as_of: Option<NaiveDate>,
    #[command(flatten)]
    pub(super) bounds: Bounds,
}

/// Where rows are computed; wins over the key `engine`, and changes no figure.
#[derive(Debug, Args)]
pub(super) struct Bounds {
    /// `embedded`, or the address of a cluster's scheduler, such as df://host:50050.
    #[arg(long, value_parser = engine)]
    pub(super) engine: Option<EngineKind>,
    /// Memory limit beyond which intermediate results go to disk, such as 2GB.
    #[arg(long, value_parser = bytes)]
    pub(super) memory: Option<u64>,
    /// Number of threads to compute with.
    #[arg(long, value_parser = threads)]
    pub(super) threads: Option<usize>,
    /// Read all data anew and keep nothing for the next run.
    #[arg(long)]
    pub(super) no_cache: bool,
    /// List the texts of unreadable cells on the workbook's sheet Log; reads all data anew.
    #[arg(long)]
    pub(super) show_cells: bool,
}

impl Bounds {
    /// Settings with what the command line says.
    pub(super) fn over(&self, settings: &EngineSettings) -> EngineSettings {
        EngineSettings {
            kind: self.engine.as_ref().unwrap_or(&settings.kind).clone(),
            memory: self.memory.or(settings.memory),
            threads: self.threads.or(settings.threads),
            cache: settings.cache.clone().filter(|_| !self.no_cache && !self.show_cells),
            ..settings.clone()
        }
    }
}

/// A day as `2026-04-02`, or how the one that was probably meant is written.
fn day(text: &str) -> Result<NaiveDate, String> {
    let written = text.trim();
    if let Some(day) = written.parse().ok().filter(|_| written.len() == 10) {
        return Ok(day);
    }
    let meant = ["%d.%m.%Y", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d"];
    let meant = meant.iter().find_map(|pattern| NaiveDate::parse_from_str(written, pattern).ok());
    Err(match meant {
        Some(day) => format!("a day is written YYYY-MM-DD: {day}"),
        None => "a day is written YYYY-MM-DD, such as 2026-04-02".to_owned(),
    })
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

pub(super) fn wanted(when: &PeriodOptions) -> RunOptions {
    RunOptions { period: when.period.clone(), as_of: when.as_of, yesterday: yesterday() }
}

/// The one place that asks the clock: a scorecard that lives reports the last complete period before today.
#[allow(
    clippy::disallowed_methods,
    reason = "the default as-of is the end of yesterday; every output states it"
)]
pub(super) fn yesterday() -> NaiveDate {
    let today = chrono::Local::now().date_naive();
    today.checked_sub_days(Days::new(1)).unwrap_or(today)
}

/// An amount of memory, or what is wrong with it in a sentence.
fn bytes(text: &str) -> Result<u64, String> {
    memory(text).map_err(|error| {
        let help = error.help().map_or(String::new(), |help| format!("; {help}"));
        format!("{}{help}", error.message())
    })
}
