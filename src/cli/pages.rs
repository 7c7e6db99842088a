//! Pages set by a process of their own, which ends when it takes too much.
//!
//! A template of a project is a program. Nothing can stop it from inside, so it runs in another process of this same
//! program, which is given a job, answers with a document, and is ended beyond its time or memory. That process also ends
//! by itself when the one that asked is gone.

use std::io::{self, Read, Write};
use std::process::{Child, Command, ExitCode, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use mando::render::pdf::{self, Job, PdfError};

/// Name of the command by which the program calls itself.
pub(super) const COMMAND: &str = "set-pages";

/// How long processors may work on one document, in seconds.
const WORK: u64 = 30;
/// How long one document may take, however little of a processor it gets.
const TIME: Duration = Duration::from_secs(90);
/// Parts of a second in which Linux counts work.
const TICKS: u64 = 100;
/// How much memory one document may take: kibibytes.
const MEMORY: u64 = 1 << 20;
/// How often that is looked at.
const LOOK: Duration = Duration::from_millis(5);

/// What begins an answer.
const DONE: u8 = 1;
const FAILED: u8 = 2;
const BEYOND: u8 = 3;

/// Sets a document here if only mando's own templates set it, else in a process of its own.
pub(super) fn set(job: &Job) -> Result<Vec<u8>, PdfError> {
    if job.own_templates().is_empty() { pdf::set(job) } else { typeset_in_subprocess(job) }
}

fn typeset_in_subprocess(job: &Job) -> Result<Vec<u8>, PdfError> {
    let broken = |error: io::Error| PdfError::broken(job, format!("could not be asked ({})", error.kind()));
    let bytes = job.to_bytes()?;
    let program = std::env::current_exe().map_err(broken)?;
    let mut child = Command::new(program)
        .arg(COMMAND)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(broken)?;
    let (Some(mut asks), Some(mut answers)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(PdfError::broken(job, "has no ends"));
    };
    thread::scope(|scope| {
        // The end by which it is asked stays open as long as somebody waits for the answer.
        let asking = scope.spawn(move || {
            let asked =
                asks.write_all(&(bytes.len() as u64).to_le_bytes()).and_then(|()| asks.write_all(&bytes));
            (asks, asked)
        });
        let answering = scope.spawn(move || {
            let mut answer = Vec::new();
            answers.read_to_end(&mut answer).map(|_| answer)
        });
        let ended = wait_within_budget(&mut child, job);
        let _ = asking.join();
        ended?;
        let answer = answering.join().unwrap_or_else(|_| Err(io::ErrorKind::Other.into())).map_err(broken)?;
        match answer.split_first() {
            Some((&DONE, document)) => Ok(document.to_vec()),
            Some((&FAILED, words)) => Err(PdfError::Template(String::from_utf8_lossy(words).into_owned())),
            Some((&BEYOND, words)) => Err(PdfError::beyond(job, &String::from_utf8_lossy(words))),
            _ => Err(PdfError::broken(job, "broke off")),
        }
    })
}

/// Waits for the end of a process, and brings it about where it takes too much.
fn wait_within_budget(child: &mut Child, job: &Job) -> Result<(), PdfError> {
    let begun = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(_)) => return Ok(()),
            Ok(None) => {}
            Err(error) => return Err(PdfError::broken(job, error.kind().to_string())),
        }
        let beyond = if cpu_time(child.id()) > WORK * TICKS || begun.elapsed() > TIME {
            Some(format!("take more than {WORK} seconds"))
        } else if resident_memory(child.id()) > MEMORY {
            Some(format!("take more than {} MB of memory", MEMORY >> 10))
        } else {
            None
        };
        if let Some(what) = beyond {
            // Either it is ended now, or it has ended.
            let _ = child.kill();
            let _ = child.wait();
            return Err(PdfError::beyond(job, &what));
        }
        thread::sleep(LOOK);
    }
}

/// Work of processors on a process; nothing where the system does not say.
fn cpu_time(process: u32) -> u64 {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    // Behind the name, which may hold anything, the twelfth and the thirteenth are of the program and of the system.
    let numbers = stat.rsplit_once(") ").map_or("", |(_, rest)| rest);
    numbers.split(' ').skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum()
}

/// Memory that a process takes, in kibibytes; nothing where the system does not say.
fn resident_memory(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().strip_suffix("kB")?.trim().parse().ok()).unwrap_or(0)
}

/// Answers the one job that this process was made for.
pub(super) fn answer() -> ExitCode {
    let answered = asked().map_err(|_| PdfError::Handed).and_then(|job| pdf::set(&job));
    let (sort, content) = match answered {
        Ok(document) => (DONE, document),
        Err(PdfError::Template(words)) => (FAILED, words.into_bytes()),
        Err(PdfError::Budget { what, .. }) => (BEYOND, what.into_bytes()),
        Err(error) => (FAILED, error.to_string().into_bytes()),
    };
    let mut out = io::stdout().lock();
    match out.write_all(&[sort]).and_then(|()| out.write_all(&content)).and_then(|()| out.flush()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(3),
    }
}

/// The job, and a watch that ends this process with the one that asked.
fn asked() -> io::Result<Job> {
    let mut stdin = io::stdin();
    let mut length = [0; 8];
    stdin.read_exact(&mut length)?;
    let mut bytes = Vec::new();
    stdin.by_ref().take(u64::from_le_bytes(length)).read_to_end(&mut bytes)?;
    thread::spawn(move || {
        let _ = stdin.read(&mut [0]);
        std::process::abort()
    });
    Job::from_bytes(&bytes).map_err(|error| io::Error::other(error.to_string()))
}
