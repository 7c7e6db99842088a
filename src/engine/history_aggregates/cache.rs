//! What is found once of the histories of a place, whatever window is asked for.

use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;

use super::beginnings::{Beginnings, Comparing};
use super::endings::Endings;
use super::lives::Lives;
use super::tickets::Tickets;
use crate::engine::aggregates::{Keyed, Members};
use crate::engine::answers::Answers;

/// Of one place: every figure of every period goes through these, and not through all rows again.
#[derive(Debug, Default)]
pub(in crate::engine) struct HistoryCache {
    tickets: OnceLock<Tickets>,
    lives: OnceLock<Lives>,
    beginnings: Answers<Comparing, Arc<Beginnings>>,
    /// By the segments that are inside.
    endings: Answers<Vec<bool>, Arc<Endings>>,
    running: Answers<NaiveDate, Arc<Members>>,
}

impl HistoryCache {
    pub(super) fn tickets(&self, keyed: &Keyed, as_of: NaiveDate) -> &Tickets {
        self.tickets.get_or_init(|| Tickets::of(keyed, as_of))
    }

    pub(super) fn lives(&self, keyed: &Keyed, as_of: NaiveDate) -> &Lives {
        self.lives.get_or_init(|| Lives::of(keyed, as_of))
    }

    pub(super) fn beginnings(
        &self,
        keyed: &Keyed,
        as_of: NaiveDate,
        comparing: Comparing,
    ) -> Arc<Beginnings> {
        self.beginnings.get(comparing, || Arc::new(Beginnings::of(keyed, as_of, comparing)))
    }

    pub(super) fn endings(&self, keyed: &Keyed, inside: &[bool]) -> Arc<Endings> {
        self.endings.get(inside.to_vec(), || Arc::new(Endings::of(keyed, inside)))
    }

    /// Customers with a contract at the close of a day.
    pub(super) fn running(&self, day: NaiveDate, find: impl FnOnce() -> Members) -> Arc<Members> {
        self.running.get(day, || Arc::new(find()))
    }
}
