//! What is found once and asked again.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// Answers by question.
#[derive(Debug)]
pub(super) struct Answers<K, V>(Mutex<HashMap<K, Arc<OnceLock<V>>>>);

impl<K, V> Default for Answers<K, V> {
    fn default() -> Answers<K, V> {
        Answers(Mutex::new(HashMap::new()))
    }
}

impl<K: Eq + Hash, V: Clone> Answers<K, V> {
    /// Returns the cached value or computes it; only callers of the same key wait for each other.
    pub(super) fn get(&self, key: K, find: impl FnOnce() -> V) -> V {
        let answer = Arc::clone(self.all().entry(key).or_default());
        answer.get_or_init(find).clone()
    }

    fn all(&self) -> MutexGuard<'_, HashMap<K, Arc<OnceLock<V>>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
