//! Where rows are computed and within which bounds; nothing here changes a figure.

use std::path::PathBuf;

use crate::calendar::{Duration, DurationUnit, Length};
use crate::problem::{Cause, Code, in_one_line};

/// The most threads that may compute.
pub const MOST_THREADS: usize = 512;

/// Which engine computes, and what it may use.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EngineSettings {
    /// Here, or on a cluster.
    pub kind: EngineKind,
    /// How many threads compute; one for each core when absent.
    pub threads: Option<usize>,
    /// Bytes beyond which intermediate results go to disk; 70 % of the machine's memory when absent.
    pub memory: Option<u64>,
    /// Folder for what does not fit into memory; the system's temporary folder when absent.
    pub spill: Option<PathBuf>,
    /// How long one source may take to be read, and to be computed.
    pub timeout: Option<Timeout>,
    /// Folder in which what was computed is kept for the next run; nothing is kept when absent.
    pub cache: Option<PathBuf>,
    /// Folder of the project for what is mando's own.
    pub own: PathBuf,
    /// Folder that this program and the cluster share, for sources that the cluster cannot read itself.
    pub staging: PathBuf,
}

/// Who computes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum EngineKind {
    /// This process.
    #[default]
    Embedded,
    /// An Apache DataFusion Ballista cluster.
    Cluster {
        /// Address of its scheduler.
        scheduler: Scheduler,
    },
}

/// Address of a cluster's scheduler: `df://host:port`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scheduler(String);

/// Why a text is no address of a scheduler.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchedulerError(String);

impl Cause for SchedulerError {
    fn code(&self) -> Code {
        Code::WrongType
    }

    fn message(&self) -> String {
        format!("`{}` is no address of a scheduler", self.0)
    }

    fn help(&self) -> Option<String> {
        Some("write `df://host:50050`".to_owned())
    }
}

impl std::fmt::Display for SchedulerError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        in_one_line(self, f)
    }
}

impl std::error::Error for SchedulerError {}

impl Scheduler {
    /// The address as written.
    pub fn address(&self) -> &str {
        &self.0
    }

    /// Where it listens.
    pub fn host_and_port(&self) -> &str {
        self.0.trim_start_matches("df://")
    }
}

impl std::str::FromStr for Scheduler {
    type Err = SchedulerError;

    fn from_str(text: &str) -> Result<Scheduler, SchedulerError> {
        let parts = text.trim().strip_prefix("df://").and_then(|rest| rest.rsplit_once(':'));
        let is_host = |host: &str| {
            !host.is_empty() && host.chars().all(|c| c.is_ascii_alphanumeric() || "-._[]:".contains(c))
        };
        match parts {
            Some((host, port)) if is_host(host) && port.parse::<u16>().is_ok_and(|port| port > 0) => {
                Ok(Scheduler(text.trim().to_owned()))
            }
            _ => Err(SchedulerError(text.to_owned())),
        }
    }
}

/// A limit of time on the clock: seconds to days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timeout(Duration);

/// Why a length of time is no limit: months differ in length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeoutError(Duration);

impl Cause for TimeoutError {
    fn code(&self) -> Code {
        Code::WrongType
    }

    fn message(&self) -> String {
        format!("`timeout` takes a time on the clock, not `{}`", self.0)
    }

    fn help(&self) -> Option<String> {
        Some("write `10 minutes`".to_owned())
    }
}

impl TryFrom<Duration> for Timeout {
    type Error = TimeoutError;

    fn try_from(length: Duration) -> Result<Timeout, TimeoutError> {
        match length.length() {
            Length::Seconds(n) | Length::Days(n) if n > 0 => Ok(Timeout(length)),
            _ => Err(TimeoutError(length)),
        }
    }
}

impl Timeout {
    /// So many seconds.
    pub fn of_seconds(seconds: u32) -> Timeout {
        Timeout(Duration { count: seconds.max(1), unit: DurationUnit::Second })
    }

    /// In seconds.
    pub fn seconds(self) -> u64 {
        match self.0.length() {
            Length::Seconds(seconds) => seconds.unsigned_abs(),
            Length::Days(days) => days.unsigned_abs() * 86_400,
            Length::BusinessDays(_) | Length::Months(_) => u64::MAX,
        }
    }
}

impl std::fmt::Display for Timeout {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// Why a text is no amount of memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MemoryError {
    /// No number of bytes with a unit.
    NoSize(String),
    /// Too little to compute anything with.
    TooLittle(String),
}

impl Cause for MemoryError {
    fn code(&self) -> Code {
        Code::WrongType
    }

    fn message(&self) -> String {
        match self {
            MemoryError::NoSize(text) => format!("`{text}` is no amount of memory"),
            MemoryError::TooLittle(text) => format!("`{text}` of memory is too little"),
        }
    }

    fn help(&self) -> Option<String> {
        Some(match self {
            MemoryError::NoSize(_) => "write `2 GB`".to_owned(),
            MemoryError::TooLittle(_) => "write at least `16 MB`".to_owned(),
        })
    }
}

/// Bytes of memory as people write them: `2 GB`, `512 MiB`, `1.5GB`.
///
/// # Errors
/// The text is no size, or less than 16 MB.
pub fn memory(text: &str) -> Result<u64, MemoryError> {
    const LEAST: u64 = 16_000_000;
    let text = text.trim();
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    let each: u64 = match unit.trim().to_ascii_lowercase().as_str() {
        "kb" => 1_000,
        "mb" => 1_000_000,
        "gb" => 1_000_000_000,
        "tb" => 1_000_000_000_000,
        "kib" => 1 << 10,
        "mib" => 1 << 20,
        "gib" => 1 << 30,
        "tib" => 1 << 40,
        _ => return Err(MemoryError::NoSize(text.to_owned())),
    };
    let number: f64 = number.parse().map_err(|_| MemoryError::NoSize(text.to_owned()))?;
    let bytes = (number * each as f64) as u64;
    if bytes < LEAST { Err(MemoryError::TooLittle(text.to_owned())) } else { Ok(bytes) }
}
