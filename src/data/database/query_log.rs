//! What was sent to a database.

use std::sync::{Arc, Mutex};

/// What was sent to a database, and what was not, in the order of sending.
#[derive(Debug, Clone, Default)]
pub struct QueryLog(Arc<Mutex<Vec<String>>>);

impl QueryLog {
    pub(super) fn record(&self, what: String) {
        if let Ok(mut sent) = self.0.lock() {
            sent.push(what);
        }
    }

    /// The queries, as they were sent.
    pub fn all(&self) -> Vec<String> {
        self.0.lock().map(|sent| sent.clone()).unwrap_or_default()
    }
}
