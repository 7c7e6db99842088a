//! Threads that bring reports to the disk, so that no thread that computes waits for it.

use std::panic::resume_unwind;
use std::sync::mpsc::{Receiver, SendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// Each waits for the disk nearly all the time, and what several wait for the disk does together.
const WRITERS: usize = 8;

/// So many reports may wait for a writer, each in memory: who computes faster than the disk writes waits then.
const WAITING: usize = 4;

/// Does some work that hands over what is to be written; gives its answer, and what became of all that was handed over, in no
/// order, once everything is written. Where no writer can be started, whoever hands over writes.
pub(super) fn with_writers<J: Send, W: Send, A>(
    write: &(dyn Fn(J) -> W + Sync),
    work: impl FnOnce(&(dyn Fn(J) + Sync)) -> A,
) -> (A, Vec<W>) {
    let (sender, receiver) = sync_channel(WAITING);
    let receiver = Arc::new(Mutex::new(receiver));
    let writer = |receiver: Arc<Mutex<Receiver<J>>>| {
        move || {
            let next = || receiver.lock().unwrap_or_else(PoisonError::into_inner).recv();
            let mut written = Vec::new();
            while let Ok(job) = next() {
                written.push(write(job));
            }
            written
        }
    };
    let by_others = Mutex::new(Vec::new());
    let own = &by_others;
    // Whoever breaks down lets go of its end, so that the others do not wait for it.
    let (answer, mut all) = thread::scope(move |scope| {
        let start = |_| {
            let writer = writer(Arc::clone(&receiver));
            thread::Builder::new().spawn_scoped(scope, writer).ok()
        };
        let writers: Vec<_> = (0..WRITERS).filter_map(start).collect();
        drop(receiver);
        let answer = work(&|job| {
            if let Err(SendError(job)) = sender.send(job) {
                let written = write(job);
                own.lock().unwrap_or_else(PoisonError::into_inner).push(written);
            }
        });
        drop(sender);
        let written =
            writers.into_iter().map(|writer| writer.join().unwrap_or_else(|cause| resume_unwind(cause)));
        (answer, written.flatten().collect::<Vec<W>>())
    });
    all.extend(by_others.into_inner().unwrap_or_else(PoisonError::into_inner));
    (answer, all)
}
