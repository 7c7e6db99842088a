//! Threads that bring reports to the disk, so that no thread that computes waits for it.

use std::panic::resume_unwind;
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// Each waits for the disk nearly all the time, and what several wait for the disk does together.
const WRITERS: usize = 8;

/// So many reports may wait for a writer, each in memory: who computes faster than the disk writes waits then.
const WAITING: usize = 4;

/// Does some work that hands over what is to be written; gives its answer, and what became of all that was handed over, in no
/// order, once everything is written.
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
    // Whoever breaks down lets go of its end, so that the others do not wait for it.
    thread::scope(move |scope| {
        let writers: Vec<_> = (0..WRITERS).map(|_| scope.spawn(writer(Arc::clone(&receiver)))).collect();
        drop(receiver);
        let answer = work(&|job| drop(sender.send(job)));
        drop(sender);
        let written =
            writers.into_iter().map(|writer| writer.join().unwrap_or_else(|cause| resume_unwind(cause)));
        (answer, written.flatten().collect())
    })
}
