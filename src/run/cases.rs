//! Lists of cases, looked for once the figures are known.

use super::computed::Computed;
use super::entities::Burst;
use super::error::RunError;
use crate::calendar::Period;
use crate::data::Sessions;
use crate::engine::{self, Cases};
use crate::evaluate;
use crate::model::{Scorecard, Tree};

/// Cases of a list that are kept, unless all are asked for.
pub const LISTED: usize = 200;

impl Computed {
    /// The cases behind the figures of the whole: the newest of measures that name columns for them, or all cases of all
    /// measures.
    ///
    /// # Errors
    /// Rows cannot be read again.
    pub async fn cases(&self, scorecard: &Scorecard, of_all: bool) -> Result<Cases, RunError> {
        self.cases_of(scorecard, &Tree::default(), of_all).await
    }

    async fn cases_of(&self, scorecard: &Scorecard, tree: &Tree, of_all: bool) -> Result<Cases, RunError> {
        let run = &self.results.run;
        let period = Period { grain: scorecard.grain, first: run.period.first, last: run.period.last };
        let windows = evaluate::case_windows(scorecard, &period, run.as_of, of_all);
        if windows.is_empty() {
            return Ok(Cases::default());
        }
        let (sessions, most) = (Sessions::new(&scorecard.engine)?, if of_all { usize::MAX } else { LISTED });
        Ok(engine::cases(&windows, scorecard, tree, run.as_of, &sessions, most).await?)
    }
}

impl Burst {
    /// The same, of each entity too.
    ///
    /// # Errors
    /// Rows cannot be read again.
    pub async fn cases(&self, scorecard: &Scorecard, of_all: bool) -> Result<Cases, RunError> {
        self.whole.cases_of(scorecard, &self.tree, of_all).await
    }
}
