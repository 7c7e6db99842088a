//! The threads on which asynchronous work runs.

use std::io;

/// Threads that compute; one for each core when it is not said how many.
pub(super) fn runtime(threads: Option<usize>) -> io::Result<tokio::runtime::Runtime> {
    let mut runtime = tokio::runtime::Builder::new_multi_thread();
    if let Some(threads) = threads {
        runtime.worker_threads(threads);
    }
    runtime.enable_all().build()
}
