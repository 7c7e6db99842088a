//! A thread of its own that accumulates the batches it is given.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use chrono::NaiveDate;
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::common::runtime::SpawnedTask;
use datafusion::error::DataFusionError;
use tokio::sync::mpsc::{Sender, channel};

use super::accumulator::Accumulator;
use super::kernels::Kernels;
use super::scan_plan::ScanPlan;

/// After so many batches, and at the end, the memory is measured that is taken.
const MEASURED: usize = 16;

/// So many batches may wait.
const WAITING: usize = 2;

/// Rows of some batches being accumulated. What several have is merged at the end, and no batch's place matters.
pub(super) struct Worker {
    /// `None` when there is no more to come.
    batches: Option<Sender<RecordBatch>>,
    bytes: Arc<AtomicUsize>,
    task: Option<SpawnedTask<Result<Accumulator, DataFusionError>>>,
}

impl Worker {
    pub(super) fn start(scan_plan: Arc<ScanPlan>, kernels: Arc<Kernels>, as_of: NaiveDate) -> Worker {
        let (sender, mut batches) = channel::<RecordBatch>(WAITING);
        let bytes = Arc::new(AtomicUsize::new(0));
        let measured = Arc::clone(&bytes);
        let task = SpawnedTask::spawn_blocking(move || {
            let mut accumulator = Accumulator::new(scan_plan, kernels, as_of);
            let mut taken = 0_usize;
            while let Some(batch) = batches.blocking_recv() {
                accumulator.update_batch(&batch)?;
                taken += 1;
                if taken.is_multiple_of(MEASURED) {
                    measured.store(accumulator.bytes(), Ordering::Relaxed);
                }
            }
            measured.store(accumulator.bytes(), Ordering::Relaxed);
            Ok(accumulator)
        });
        Worker { batches: Some(sender), bytes, task: Some(task) }
    }

    /// Hands over a batch; whether it is taken, or the thread has stopped with an error.
    pub(super) async fn send(&self, batch: RecordBatch) -> bool {
        match &self.batches {
            Some(batches) => batches.send(batch).await.is_ok(),
            None => false,
        }
    }

    /// No more batches come.
    pub(super) fn close(&mut self) {
        self.batches = None;
    }

    /// Memory taken when it was measured last.
    pub(super) fn bytes(&self) -> usize {
        self.bytes.load(Ordering::Relaxed)
    }

    /// What was accumulated, once all batches are.
    pub(super) async fn accumulated(&mut self) -> Result<Accumulator, DataFusionError> {
        let taken = || DataFusionError::Internal("an accumulator is asked for twice".to_owned());
        let task = self.task.take().ok_or_else(taken)?;
        task.join_unwind().await.map_err(|error| DataFusionError::External(Box::new(error)))?
    }
}
