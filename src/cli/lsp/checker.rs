//! Looks further than an edit can wait for: at rows, at figures, at what stands elsewhere. It begins once edits rest.

use std::collections::BTreeMap;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use mando::definition;
use mando::problem::Problems;

use super::super::check;
use super::desk::OpenDocuments;
use super::figures;
use super::headers::fetch_remote_headers;
use super::job::{Job, JobResult};
use super::positions::Encoding;
use super::project::marks;

/// How long edits must rest.
const REST: Duration = Duration::from_millis(400);

/// Starts to look, as long as there is a desk.
///
/// # Errors
/// The system gives no thread.
pub(super) fn start(desk: &Arc<Mutex<OpenDocuments>>) -> io::Result<Sender<Job>> {
    let (jobs, asked) = mpsc::channel();
    let encoding = desk.lock().unwrap_or_else(PoisonError::into_inner).encoding;
    let desk = Arc::downgrade(desk);
    thread::Builder::new().name("checker".to_owned()).spawn(move || {
        while let Some(jobs) = wait_until_idle(&asked) {
            for job in jobs.into_values() {
                // What breaks off in a library is told by `mando check`.
                let looked = catch_unwind(AssertUnwindSafe(|| run_check(job, encoding)));
                let (Some(desk), Ok(Ok(looked))) = (desk.upgrade(), looked) else { continue };
                desk.lock().unwrap_or_else(PoisonError::into_inner).apply_check_result(looked);
            }
        }
    })?;
    Ok(jobs)
}

/// The newest job of each project, once no more come; nothing when none can come.
fn wait_until_idle(asked: &Receiver<Job>) -> Option<BTreeMap<PathBuf, Job>> {
    let mut jobs: BTreeMap<PathBuf, Job> = BTreeMap::new();
    let mut next = asked.recv().ok()?;
    loop {
        // What had to be asked still has to be.
        next.is_asked |= jobs.get(&next.root).is_some_and(|before| before.is_asked);
        jobs.insert(next.root.clone(), next);
        next = match asked.recv_timeout(REST) {
            Ok(job) => job,
            Err(RecvTimeoutError::Timeout) => return Some(jobs),
            Err(RecvTimeoutError::Disconnected) => return None,
        };
    }
}

fn run_check(job: Job, encoding: Encoding) -> io::Result<JobResult> {
    let Job { root, texts, version, is_asked } = job;
    let draft = definition::open_over(&root, &|path| texts.get(path).cloned());
    let (mut problems, mut figures, mut answered) = (Problems::new(), BTreeMap::new(), BTreeMap::new());
    for drafted in &draft.scorecards {
        let looked = check::found(&draft, drafted, !is_asked)?;
        problems.extend(looked.problems);
        if is_asked {
            answered.extend(fetch_remote_headers(drafted));
        }
        let told =
            looked.scorecard.map(|card| figures::figure_lines(&draft.root, &card, looked.computed.as_ref()));
        let told = told.into_iter().flatten();
        figures.extend(told.map(|(measure, lines)| ((drafted.path.clone(), measure), lines)));
    }
    Ok(JobResult { marks: marks(&draft, &problems, encoding), root, version, figures, answered })
}
