//! Work on many things at once.

use std::cmp::Reverse;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// The same, beginning with the heaviest, so that no thread is left with one of them when the others are through.
pub fn in_parallel_by_weight<T: Sync, A: Send>(
    threads: usize,
    things: &[T],
    weight: &dyn Fn(&T) -> usize,
    work: &(dyn Fn(usize, &T) -> A + Sync),
) -> Vec<A> {
    let mut order: Vec<usize> = (0..things.len()).collect();
    order.sort_by_key(|place| Reverse(weight(&things[*place])));
    let answers = in_parallel(threads, &order, &|_, place| work(*place, &things[*place]));
    let mut answers: Vec<(usize, A)> = order.into_iter().zip(answers).collect();
    answers.sort_by_key(|(place, _)| *place);
    answers.into_iter().map(|(_, answer)| answer).collect()
}

/// Work on many things over so many threads; the answers stand in the order of the things.
pub fn in_parallel<T: Sync, A: Send>(
    threads: usize,
    things: &[T],
    work: &(dyn Fn(usize, &T) -> A + Sync),
) -> Vec<A> {
    // What sets pages goes deep; the stack of a main thread is as large.
    const STACK: usize = 8 << 20;
    let next = AtomicUsize::new(0);
    let worker = || {
        let mut answers = Vec::new();
        loop {
            let place = next.fetch_add(1, Ordering::Relaxed);
            let Some(thing) = things.get(place) else { break answers };
            answers.push((place, work(place, thing)));
        }
    };
    let threads = threads.min(things.len());
    let mut answers: Vec<(usize, A)> = thread::scope(|scope| {
        let spawned = (1..threads)
            .filter_map(|_| thread::Builder::new().stack_size(STACK).spawn_scoped(scope, worker).ok())
            .collect::<Vec<_>>();
        let mut answers = worker();
        for thread in spawned {
            answers.extend(thread.join().unwrap_or_else(|cause| resume_unwind(cause)));
        }
        answers
    });
    answers.sort_by_key(|(place, _)| *place);
    answers.into_iter().map(|(_, answer)| answer).collect()
}
