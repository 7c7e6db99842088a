//! What is found once of the histories of a place, whatever window is asked for.

use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;

use super::beginnings::{Beginning, Comparing, beginnings};
use super::by_day::ByDay;
use super::endings::{Ending, endings};
use super::lives::Lives;
use super::tickets::{Ticket, tickets};
use crate::engine::aggregates::{Keyed, Members};
use crate::engine::answers::Answers;

/// Of one place: every figure of every period goes through these, and not through all rows again.
#[derive(Debug, Default)]
pub(in crate::engine) struct HistoryCache {
    tickets: OnceLock<ByDay<Ticket>>,
    lives: OnceLock<Lives>,
    beginnings: Answers<Comparing, Arc<ByDay<Beginning>>>,
    /// By the segments that are inside.
    endings: Answers<Vec<bool>, Arc<ByDay<Ending>>>,
    running: Answers<NaiveDate, Arc<Members>>,
}

impl HistoryCache {
    pub(super) fn tickets(&self, keyed: &Keyed, as_of: NaiveDate) -> &ByDay<Ticket> {
        self.tickets.get_or_init(|| tickets(keyed, as_of))
    }

    pub(super) fn lives(&self, keyed: &Keyed, as_of: NaiveDate) -> &Lives {
        self.lives.get_or_init(|| Lives::new(keyed, as_of))
    }

    pub(super) fn beginnings(
        &self,
        keyed: &Keyed,
        as_of: NaiveDate,
        comparing: Comparing,
    ) -> Arc<ByDay<Beginning>> {
        self.beginnings.get(comparing, || Arc::new(beginnings(keyed, as_of, comparing)))
    }

    pub(super) fn endings(&self, keyed: &Keyed, inside: &[bool]) -> Arc<ByDay<Ending>> {
        self.endings.get(inside.to_vec(), || Arc::new(endings(keyed, inside)))
    }

    /// Customers with a contract at the close of a day.
    pub(super) fn running(&self, day: NaiveDate, find: impl FnOnce() -> Members) -> Arc<Members> {
        self.running.get(day, || Arc::new(find()))
    }
}
